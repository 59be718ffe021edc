// SPDX-License-Identifier: GPL-3.0-or-later
// Where the cards of a stage area stand, and which picture a card shows.
#include "ui/board/stage_area.h"
#include "ui/link/engine_link.h"
#include "ui/text/core_text.h"
#include "ui/text/palette.h"
#include "ui/view/line_icon.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace ui {

namespace {

constexpr double leastLarge = 0.34, mostLarge = 0.52; // of the width, for the large card
constexpr int rightWish = 380;                        // for all at its right
constexpr double leastUpper = 0.25, mostUpper = 0.45; // of the height, for the row at its right
constexpr int smallStage = 64;
constexpr int wordsFrom = 370; // width of a card whose switch has words

// Four tiles, one of them framed.
void drawExcited(QPainter& painter)
{
    painter.drawRect(QRectF(2, 2, 6, 6));
    painter.save();
    painter.setBrush(painter.pen().color());
    painter.setPen(Qt::NoPen);
    for (QPointF const at :
         {QPointF(4, 4), QPointF(10.5, 3.5), QPointF(3.5, 10.5), QPointF(10.5, 10.5)}) {
        painter.drawRect(
            QRectF(at, QSizeF(at.x() < 5 && at.y() < 5 ? 2 : 3, at.x() < 5 && at.y() < 5 ? 2 : 3)));
    }
    painter.restore();
}

} // namespace

void StageArea::setGallery(QWidget* corner, const std::vector<int>& beside)
{
    right_ = new QVBoxLayout;
    upper_ = new QHBoxLayout;
    lower_ = new QHBoxLayout;
    for (auto* const row : {upper_, lower_}) {
        row->setSpacing(row_->spacing());
    }
    lower_->addWidget(corner, 4);
    right_->setSpacing(row_->spacing());
    right_->addLayout(upper_, 2);
    right_->addLayout(lower_, 3);
    row_->addLayout(right_, 4);
    beside_ = beside;
    for (int const picture : beside) {
        build(places_[static_cast<std::size_t>(picture)]);
    }
    showCaptions();
}

// The picture that a card shows in place of another comes right after it.
std::vector<const StageArea::Place*> StageArea::inOrder() const
{
    std::vector<const Place*> order;
    for (auto const& place : places_) {
        bool const moved = toggle_ && place.picture == toggle_->instead;
        if (place.stage && !moved) {
            order.push_back(&place);
        }
        if (toggle_ && place.picture == toggle_->view) {
            auto const& instead = places_[static_cast<std::size_t>(toggle_->instead)];
            if (instead.stage) {
                order.push_back(&instead);
            }
        }
    }
    return order;
}

void StageArea::arrange()
{
    int first = 0;
    for (auto const* const place : inOrder()) {
        for (auto* const row : {row_, upper_, lower_}) {
            if (row) {
                row->removeWidget(place->frame);
            }
        }
        bool const beside =
            std::find(beside_.begin(), beside_.end(), place->picture) != beside_.end();
        bool const large = !lower_ || (!beside && first == 0);
        place->stage->setMinimumSize(large ? QSize(0, 0) : QSize(smallStage, smallStage));
        if (beside && lower_) {
            lower_->addWidget(place->frame, 3);
        } else if (upper_ && first > 0) {
            upper_->addWidget(place->frame, 1);
        } else {
            row_->insertWidget(first++, place->frame, upper_ ? 3 : 1);
        }
    }
    shareGallery();
}

// Of a gallery, the large picture is a square as high as there is room for, and so are those of the
// row at its right.
void StageArea::shareGallery()
{
    auto const order = inOrder();
    bool const any = std::any_of(order.begin(), order.end(), [this](const Place* place) {
        return row_->indexOf(place->frame) >= 0;
    });
    if (!right_ || !any || width() <= 0) {
        return;
    }
    auto const around = [](const Place& place) {
        QSize const own = place.stage->minimumSize();
        return place.frame->layout()->minimumSize() -
               (own.isEmpty() ? place.stage->minimumSizeHint() : own);
    };
    auto const share = [](double least, double wish, double most, int whole) {
        return static_cast<int>(std::clamp(wish, least * whole, most * whole));
    };
    int const gap = row_->spacing();
    for (auto const* const place : order) {
        if (row_->indexOf(place->frame) >= 0) {
            auto const margins = place->frame->layout()->contentsMargins();
            int const wish = height() - around(*place).height() + margins.left() + margins.right();
            double const most = std::min(
                mostLarge, 1 - (gap + rightWish * (0.5 + 0.5 * currentTypeScale())) / width());
            largeWidth_ = share(leastLarge, wish, std::max(leastLarge, most), width());
            row_->setStretchFactor(place->frame, largeWidth_);
        }
    }
    int const rest = std::max(1, width() - gap - largeWidth_);
    row_->setStretchFactor(right_, rest);
    int upper = 0;
    if (upper_->count() > 0) {
        int const each = (rest + gap) / upper_->count() - gap;
        for (auto const* const place : order) {
            if (upper_->indexOf(place->frame) >= 0) {
                auto const margins = place->frame->layout()->contentsMargins();
                int const wish = each - margins.left() - margins.right() + around(*place).height();
                upper = share(leastUpper, wish, mostUpper, height());
            }
        }
    }
    right_->setStretch(0, upper);
    right_->setStretch(1, std::max(1, height() - gap - upper));
    fitControls();
}

void StageArea::setToggle(const core::ViewToggle& toggle)
{
    toggle_ = toggle;
    toggleButton_ = new QToolButton(this);
    toggleButton_->setObjectName(QStringLiteral("view-toggle"));
    toggleButton_->setCheckable(true);
    toggleButton_->setProperty("plotTool", true);
    toggleButton_->setText(coreText(toggle.label));
    toggleButton_->setAccessibleName(toggleButton_->text());
    toggleButton_->setAccessibleDescription(coreText(toggle.help));
    toggleButton_->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_E));
    toggleButton_->setToolTip(tr("%1 (%2)").arg(
        coreText(toggle.help), toggleButton_->shortcut().toString(QKeySequence::NativeText)));
    connect(toggleButton_, &QToolButton::clicked, this, &StageArea::showInstead);
    connect(&ThemeNotifier::instance(), &ThemeNotifier::changed, this, &StageArea::dressToggle);
    dressToggle();
    showCaptions();
}

// The card goes on as it is, zoomed as it is, with another picture.
void StageArea::showInstead(bool instead)
{
    int const from = instead ? toggle_->view : toggle_->instead;
    int const to = instead ? toggle_->instead : toggle_->view;
    if (!isShown(from)) {
        setShown(to, true);
        return;
    }
    if (isShown(to)) {
        setShown(to, false);
    }
    auto &old = places_[static_cast<std::size_t>(from)],
         &now = places_[static_cast<std::size_t>(to)];
    now = std::exchange(old, {});
    old.picture = from;
    now.picture = to;
    nameWidgets(now);
    showColours(now);
    look(old);
    look(now);
    showCaptions();
    Q_EMIT shownChanged();
}

// On the card of either picture; it is on where only the other one is shown.
void StageArea::placeToggle()
{
    if (!toggleButton_) {
        return;
    }
    bool const view = isShown(toggle_->view), instead = isShown(toggle_->instead);
    auto const& place = places_[static_cast<std::size_t>(view ? toggle_->view : toggle_->instead)];
    if (place.head && place.head->indexOf(toggleButton_) < 0) {
        place.head->insertWidget(1, toggleButton_);
    }
    toggleButton_->setVisible(view || instead);
    toggleButton_->setChecked(instead && !view);
}

void StageArea::addToCard(int picture, QWidget* widget)
{
    guests_.emplace_back(picture, widget);
    showCaptions();
}

void StageArea::placeGuests()
{
    for (auto const& [picture, widget] : guests_) {
        auto const& place = places_[static_cast<std::size_t>(picture)];
        if (place.head && place.head->indexOf(widget) < 0) {
            place.head->insertWidget(1, widget);
            widget->show();
        }
    }
}

void StageArea::dressToggle()
{
    auto const& colours = currentPalette();
    int const icon = static_cast<int>(16 * std::max(1.0, currentTypeScale()));
    toggleButton_->setIcon(lineIcon(drawExcited, colours.text, colours.link));
    toggleButton_->setIconSize({icon, icon});
    bool const words = !isNarrower(wordsFrom);
    toggleButton_->setToolButtonStyle(words ? Qt::ToolButtonTextBesideIcon
                                            : Qt::ToolButtonIconOnly);
    toggleButton_->setProperty("iconOnly", !words);
}

} // namespace ui
