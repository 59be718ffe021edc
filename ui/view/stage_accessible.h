// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace ui {

// From now on screen readers see a stage as a graphic and can ask it what it shows.
void describeStagesToScreenReaders();

} // namespace ui
