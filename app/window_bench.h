// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/main_window.h"

#include <QJsonObject>

// Measures the window: frames per second while simulating at unlimited speed, the time from a
// slider's move to the picture that shows it, and the longest stall of the window's thread. Opens a
// window for each case, one after the other, and calls `done` with the result as JSON.
void benchWindow(const ui::WindowStart& start, const QSize& size,
                 std::function<void(const QJsonObject&)> done);
