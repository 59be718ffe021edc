// SPDX-License-Identifier: GPL-3.0-or-later
// Into another laboratory with what is learnt or stored in this one.
#include "core/labs/crossing.h"
#include "ui/shell/main_window.h"
#include "ui/text/core_text.h"

namespace ui {

void MainWindow::cross(const core::Bridge& bridge)
{
    askBeforeLeaving([this, &bridge, board = QPointer(board_)] {
        if (!board || board != board_) {
            return;
        }
        board->history().afterEdits([this, &bridge, board] {
            board->link().save(
                [this, &bridge](core::Archive archive) { carryOver(bridge, std::move(archive)); });
        });
    });
}

// A copy of the machine is taken across, on a thread of its own; the board goes on meanwhile.
void MainWindow::carryOver(const core::Bridge& bridge, core::Archive archive)
{
    using Crossed = core::Result<core::Crossing>;
    auto const crossed = std::make_shared<Crossed>(Crossed::refused({}));
    auto const state = std::make_shared<core::Archive>(std::move(archive));
    auto const* const entry = &board_->entry();
    std::uint64_t const seed = board_->link().snapshot().seed;
    crossing_.start(
        [crossed, state, entry, seed, &bridge](const std::stop_token&) {
            auto from = entry->make({}, seed);
            auto const loaded = from ? (*from)->load(*state) : from.outcome();
            *crossed =
                loaded ? core::cross(bridge, **from, seed) : Crossed::refused(loaded.reason());
        },
        [this, crossed, &bridge, board = QPointer(board_)] {
            if (!board) {
                return; // the person went elsewhere
            }
            if (!*crossed) {
                say(tr("%1: %2").arg(coreText(bridge.label),
                                     QString::fromStdString(crossed->reason())));
                return;
            }
            auto& to = **crossed;
            enter(*to.lab, *to.entry, std::move(to.model));
            board_->followPads();
            centralWidget()->setFocus();
        });
}

} // namespace ui
