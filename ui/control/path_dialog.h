// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/param/spec.h"

#include <QString>

#include <functional>

class QWidget;

namespace ui {

// What must be named before parameter `id` can have this value: the first parameter with a path
// that means something only then, while its text in `values` is empty. Null: nothing.
const core::ParamSpec* missingPath(std::span<const core::ParamSpec> specs,
                                   const core::ParamMap& values, std::string_view id,
                                   const core::ParamValue& value);

// Asks for the file or the folder that `spec` names, beginning where `present` is, and returns at
// once. `then` gets the path, empty when the person gave up; never called when `parent` goes
// before.
void askPath(QWidget* parent, const core::ParamSpec& spec, const QString& present,
             std::function<void(const QString&)> then);

} // namespace ui
