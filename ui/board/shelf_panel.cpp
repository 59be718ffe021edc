// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/board/shelf_panel.h"

#include "ui/board/action_runner.h"
#include "ui/board/shelf_view.h"
#include "ui/control/action_bar.h"
#include "ui/text/core_text.h"
#include "ui/text/number_text.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QVBoxLayout>

#include <algorithm>

namespace ui {

ShelfPanel::ShelfPanel(const core::ModelCard& card, ActionRunner& runner, QWidget* parent)
    : QFrame(parent), card_(card), runner_(runner),
      bar_(new ActionBar(
          card.actions, [&runner](const core::ActionSpec& spec) { return runner.action(spec); },
          this)),
      count_(new QLabel(this)), more_(new QLabel(this)), useful_(!card.actions.empty())
{
    setProperty("card", true);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(10, 8, 10, 6);
    column->setSpacing(6);
    auto* const head = new QHBoxLayout;
    head->setSpacing(12);
    count_->setObjectName(QStringLiteral("shelf-count"));
    count_->setProperty("role", "title");
    head->addWidget(count_);
    head->addWidget(bar_, 1);
    column->addLayout(head);
    more_->hide();
    if (card.shelves.empty()) {
        count_->hide();
    } else {
        view_ = new ShelfView(card.shelves.front(), this);
        auto* const line = new QHBoxLayout;
        line->addWidget(view_, 1);
        line->addWidget(more_);
        column->addLayout(line);
        more_->setObjectName(QStringLiteral("shelf-more"));
        more_->setProperty("role", "muted");
        connectView();
        count();
    }
    setVisible(isUseful());
}

void ShelfPanel::connectView()
{
    connect(view_, &ShelfView::used, this, &ShelfPanel::use);
    connect(view_, &ShelfView::thrownAway, this, &ShelfPanel::throwAway);
    connect(view_, &ShelfView::moved, this, &ShelfPanel::move);
    connect(view_, &ShelfView::renamed, this, &ShelfPanel::rename);
    connect(view_, &ShelfView::menuWanted, this, &ShelfPanel::openMenu);
    connect(view_, &ShelfView::rowChanged, this,
            [this](int row) { runner_.setRow(std::max(0, row) + 1); });
}

void ShelfPanel::display(const core::Report& report)
{
    if (view_ && view_->shelf().version() != report.shelf.version) {
        view_->display(report.shelf);
        count();
    }
}

void ShelfPanel::display(const core::Snapshot& snapshot)
{
    if (view_) {
        view_->display(snapshot.shelfVersion, snapshot.shelfValues);
    }
}

void ShelfPanel::count()
{
    auto const& shelf = view_->shelf();
    count_->setText(tr("%1 stored, %2 drawn")
                        .arg(countText(static_cast<qint64>(shelf.total())))
                        .arg(shelf.ownCount()));
    count_->setToolTip(coreText(shelf.spec().help));
    auto const more = static_cast<qint64>(shelf.total()) - shelf.rowCount();
    more_->setVisible(more > 0);
    more_->setText(tr("and %1 more").arg(countText(more)));
    more_->setToolTip(tr("The first %1 are listed.").arg(shelf.rowCount()));
}

const core::ActionSpec* ShelfPanel::rowAction(bool destructive) const
{
    auto const found = std::find_if(
        card_.actions.begin(), card_.actions.end(), [destructive](const core::ActionSpec& spec) {
            return !spec.rowParam.empty() && spec.destructive == destructive;
        });
    return found == card_.actions.end() ? nullptr : &*found;
}

void ShelfPanel::use(int row)
{
    if (auto const* const spec = rowAction(false)) {
        runner_.run(*spec, {{std::string(spec->rowParam), std::int64_t{row} + 1}});
    }
}

void ShelfPanel::throwAway(int row)
{
    if (auto const* const spec = rowAction(true)) {
        runner_.run(*spec, {{std::string(spec->rowParam), std::int64_t{row} + 1}});
    }
}

void ShelfPanel::move(int from, int to)
{
    if (auto const* const spec = core::findAction(card_, view_->shelf().spec().movesWith)) {
        runner_.run(*spec, {{"from", std::int64_t{from} + 1}, {"to", std::int64_t{to} + 1}});
    }
}

void ShelfPanel::rename(int row, const QString& name)
{
    if (auto const* const spec = core::findAction(card_, view_->shelf().spec().renamesWith)) {
        runner_.run(*spec, {{std::string(spec->rowParam), std::int64_t{row} + 1},
                            {"name", name.toStdString()}});
    }
}

void ShelfPanel::addMoves(QMenu& menu, int row)
{
    auto const& shelf = view_->shelf();
    if (shelf.spec().movesWith.empty() || !shelf.at(row).own) {
        return;
    }
    for (int const by : {-1, 1}) {
        auto* const action = menu.addAction(by < 0 ? tr("Move to the left (Alt+\u2190)")
                                                   : tr("Move to the right (Alt+\u2192)"));
        action->setObjectName(by < 0 ? QStringLiteral("row-left") : QStringLiteral("row-right"));
        action->setEnabled(row + by >= 0 && row + by < shelf.ownCount());
        connect(action, &QAction::triggered, view_, [this, row, by] {
            view_->setRow(row);
            view_->moveBy(by);
        });
    }
}

void ShelfPanel::openMenu(int row, const QPoint& at)
{
    auto* const menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setObjectName(QStringLiteral("row-menu"));
    menu->setToolTipsVisible(true);
    for (bool const destructive : {false, true}) {
        if (destructive) {
            addMoves(*menu, row);
        }
        for (auto const& spec : card_.actions) {
            if (spec.rowParam.empty() || spec.destructive != destructive) {
                continue;
            }
            if (destructive && !menu->isEmpty()) {
                menu->addSeparator();
            }
            bool const names = spec.id == view_->shelf().spec().renamesWith;
            QString const label = trCore(spec.id, spec.label);
            auto* const action = menu->addAction(
                spec.params.size() > 1 && !names ? tr("%1\u2026").arg(label) : label);
            action->setObjectName("row-" + fromCore(spec.id));
            action->setToolTip(trCore(spec.id, spec.help));
            action->setEnabled(runner_.action(spec)->isEnabled() &&
                               (!names || view_->shelf().at(row).own));
            connect(action, &QAction::triggered, this, [this, &spec, row, names] {
                if (names) {
                    view_->editName(row);
                } else {
                    runner_.ask(spec, {{std::string(spec.rowParam), std::int64_t{row} + 1}});
                }
            });
        }
    }
    menu->popup(at);
}

} // namespace ui
