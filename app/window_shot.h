// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/comparison_window.h"
#include "ui/shell/main_window.h"

#include <functional>

// Takes `steps` steps (none: waits for a fair picture of the running system), waits until
// everything on screen shows them, writes the window to a file, and calls `done` with an empty text
// or a sentence.
void takeShot(ui::MainWindow& window, const QString& file, std::optional<std::uint64_t> steps,
              std::function<void(const QString&)> done);
void takeShot(ui::ComparisonWindow& window, const QString& file, std::optional<std::uint64_t> steps,
              std::function<void(const QString&)> done);
