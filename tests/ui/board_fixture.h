// SPDX-License-Identifier: GPL-3.0-or-later
// A board for the toy memory of tests/support, small and on the raster renderer.
#pragma once

#include "tests/support/toy_memory.h"
#include "ui/board/lab_board.h"
#include "ui/shell/theme.h"

#include <QApplication>
#include <QTest>

#include <memory>

namespace fixture {

inline const core::Lab& toyLab()
{
    static const core::Lab lab = toy::lab();
    return lab;
}

// Shown, halted, with its first picture and report; null when these do not come.
inline std::unique_ptr<ui::LabBoard> board(const core::ParamMap& settings = {},
                                           QSize size = {1100, 800})
{
    auto model = ui::LabBoard::makeModel(toyLab(), toy::entry, settings, 3);
    if (!model) {
        return nullptr;
    }
    auto board = std::make_unique<ui::LabBoard>(toyLab(), toy::entry, std::move(*model),
                                                ui::Renderer::raster);
    board->resize(size);
    board->show();
    board->activateWindow();
    bool const ready = QTest::qWaitFor(
        [&] {
            return board->link().report().number > 0 &&
                   !board->link().snapshot().pictures.empty() &&
                   !board->link().snapshot().pictures.front().cells.empty() &&
                   board->isActiveWindow();
        },
        10000);
    return ready ? std::move(board) : nullptr;
}

inline core::Archive saved(ui::LabBoard& board)
{
    core::Archive archive;
    bool there = false;
    board.history().afterEdits([&] {
        board.link().save([&](core::Archive state) {
            archive = std::move(state);
            there = true;
        });
    });
    static_cast<void>(QTest::qWaitFor([&] { return there; }, 10000));
    return archive;
}

// Everything that was asked of the engine is done and seen.
inline bool settled(ui::LabBoard& board)
{
    saved(board);
    return QTest::qWaitFor(
        [&] { return board.link().snapshot().commandsObeyed >= board.link().posted(); }, 10000);
}

inline QPoint pointOf(const ui::PadView& pad, int x, int y)
{
    return pad.cellRect({x, y}).center().toPoint();
}

} // namespace fixture
