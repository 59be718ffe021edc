// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>

namespace ui {

class LabBoard;

// How a person has arranged a board: which pictures are shown and where they are zoomed to, which
// plots, with which axes, quantity and zoom, and which one is in front. For documents.
QJsonObject boardLayout(const LabBoard& board);

// As it was; what is missing, unknown here or makes no sense changes nothing.
void restoreBoardLayout(LabBoard& board, const QJsonObject& layout);

} // namespace ui
