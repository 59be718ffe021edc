// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace ui {

// "T > T_c" as rich text for a label: what follows an underscore is set lower, all else is shown as
// it stands.
QString symbolHtml(const QString& plain);

} // namespace ui
