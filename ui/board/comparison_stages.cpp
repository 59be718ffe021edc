// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/board/comparison_stages.h"

#include "core/picture/palette.h"
#include "ui/link/edit_history.h"
#include "ui/text/caption_text.h"
#include "ui/text/core_text.h"
#include "ui/text/palette.h"
#include "ui/text/symbol_text.h"

#include <QActionGroup>
#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QVBoxLayout>

#include <algorithm>

namespace ui {

ComparisonStages::ComparisonStages(EngineLink& link, EditHistory& history, int picture,
                                   Renderer renderer, QWidget* parent)
    : QWidget(parent), link_(link), history_(history),
      pictures_(static_cast<int>(link.card().pictures.size() / 2)),
      picture_(std::clamp(picture, 0, std::max(0, pictures_ - 1)))
{
    auto* const row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->setSpacing(12);
    sides_[1].right = true;
    for (auto& side : sides_) {
        build(side, renderer);
    }
    if (pictures_ > 1) {
        buildMenu();
    }
    // What one stage is used for, the other is too.
    auto& left = *sides_[0].stage;
    auto& right = *sides_[1].stage;
    connect(&left, &StageView::toolChanged, &right, &StageView::setTool);
    connect(&right, &StageView::toolChanged, &left, &StageView::setTool);
    connect(&left, &StageView::penChanged, &right, &StageView::setPen);
    connect(&right, &StageView::penChanged, &left, &StageView::setPen);
    dress();
    connect(&link_, &EngineLink::pictured, this, &ComparisonStages::display);
}

void ComparisonStages::build(Side& side, Renderer renderer)
{
    auto* const frame = new QFrame(this);
    frame->setProperty("card", true);
    auto* const column = new QVBoxLayout(frame);
    column->setContentsMargins(10, 6, 10, 8);
    column->setSpacing(4);
    side.title = new QLabel(frame);
    side.title->setObjectName(side.right ? QStringLiteral("title-right")
                                         : QStringLiteral("title-left"));
    side.title->setProperty("role", "title");
    side.title->setTextFormat(Qt::RichText);
    side.title->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto* const head = new QHBoxLayout;
    head->setSpacing(4);
    head->addWidget(side.title, 1);
    column->addLayout(head);
    side.stage = new StageView(renderer, frame);
    side.stage->setObjectName(side.right ? QStringLiteral("stage-right")
                                         : QStringLiteral("stage-left"));
    side.stage->putControlsInto(*head); // over the cells they would hide what is compared
    column->addWidget(side.stage, 1);
    side.status = new QLabel(frame);
    side.status->setObjectName(side.right ? QStringLiteral("status-right")
                                          : QStringLiteral("status-left"));
    side.status->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    side.status->setToolTip(tr("What this run is doing"));
    side.status->hide();
    column->addWidget(side.status);
    layout()->addWidget(frame);
    connect(side.stage, &StageView::viewChanged, this,
            [this, &side](const core::ViewRequest& request) {
                side.request = request;
                look(side, watching_);
            });
    connect(side.stage, &StageView::stroked, this,
            [this](const core::Brush& brush, bool, bool ends) { history_.paint(brush, ends); });
    connect(side.stage, &StageView::rendererFailed, this, &ComparisonStages::message);
}

void ComparisonStages::buildMenu()
{
    menu_ = new QMenu(this);
    auto* const group = new QActionGroup(menu_);
    for (int i = 0; i < pictures_; ++i) {
        auto const& spec = link_.card().pictures[static_cast<std::size_t>(i)];
        auto* const action = menu_->addAction(labelName(spec.label));
        action->setCheckable(true);
        action->setChecked(i == picture_);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, i] { showPicture(i); });
    }
    for (auto const& side : sides_) { // both, so that the stages keep one size
        side.stage->setPicturesMenu(menu_);
    }
}

void ComparisonStages::showPicture(int picture)
{
    for (auto const& side : sides_) {
        look(side, false);
    }
    picture_ = picture;
    dress();
    for (auto const& side : sides_) {
        look(side, watching_);
    }
}

void ComparisonStages::dress()
{
    auto const& spec = link_.card().pictures[static_cast<std::size_t>(picture_)];
    bool const paintable = link_.paintable() && spec.paintable;
    bool const isField = history_.field() && spec.id == history_.field()->id;
    for (auto const& side : sides_) {
        side.stage->setColours(core::paletteFor(spec.palette, dark_), currentPalette().card.rgb());
        side.stage->setPaintable(paintable && !isField, paintable && history_.field());
    }
}

void ComparisonStages::setTitles(const QString& left, const QString& right)
{
    for (auto const& side : sides_) {
        QString const& title = side.right ? right : left;
        side.title->setText(symbolHtml(title));
        side.title->setToolTip(symbolTip(title));
        side.stage->setAccessibleName(side.right ? tr("Right: %1").arg(title)
                                                 : tr("Left: %1").arg(title));
    }
}

void ComparisonStages::setPalettes(bool dark)
{
    dark_ = dark;
    dress();
}

void ComparisonStages::setWatching(bool watching)
{
    if (watching_ == watching) {
        return;
    }
    watching_ = watching;
    for (auto const& side : sides_) {
        look(side, watching_);
    }
}

void ComparisonStages::look(const Side& side, bool watched)
{
    core::LookAt look{pictureOf(side), side.request};
    if (!watched) {
        look.request.pixelWidth = look.request.pixelHeight = 0;
    }
    link_.post(look);
}

QString ComparisonStages::status(bool right) const { return sides_[right ? 1 : 0].status->text(); }

void ComparisonStages::display(const core::Snapshot& snapshot)
{
    for (auto const& side : sides_) {
        auto const index = static_cast<std::size_t>(pictureOf(side));
        if (index < snapshot.pictures.size()) {
            side.stage->display(snapshot.pictures[index]);
        }
    }
    if (snapshot.status == status_) {
        return;
    }
    status_ = snapshot.status;
    auto const end = std::min(status_.find('\n'), status_.size());
    for (auto const& side : sides_) {
        auto const words = coreText(side.right ? status_.substr(std::min(end + 1, status_.size()))
                                               : status_.substr(0, end));
        side.status->setText(words);
        // Both or none, for the same reason as the menus.
        side.status->setVisible(!status_.empty());
        side.status->setAccessibleName(
            (side.right ? tr("State of the right run: %1") : tr("State of the left run: %1"))
                .arg(words));
        side.stage->setStateDescription(words);
    }
}

} // namespace ui
