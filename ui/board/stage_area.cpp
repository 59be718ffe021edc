// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/board/stage_area.h"

#include "core/picture/palette.h"
#include "ui/control/elided_label.h"
#include "ui/link/edit_history.h"
#include "ui/text/caption_text.h"
#include "ui/text/core_text.h"
#include "ui/text/palette.h"
#include "ui/text/symbol_text.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QStyle>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace ui {

namespace {

// Widths of a card whose buttons have words, and of one with all numbers.
constexpr int wordsFrom = 330, wordsWithToggleFrom = 470, numbersFrom = 300;

} // namespace

StageArea::StageArea(EngineLink& link, EditHistory& history, const std::vector<int>& views,
                     Renderer renderer, QWidget* parent)
    : QWidget(parent), link_(link), history_(history), renderer_(renderer),
      row_(new QHBoxLayout(this))
{
    row_->setContentsMargins({});
    row_->setSpacing(12);
    places_.resize(link.card().pictures.size());
    for (std::size_t i = 0; i < places_.size(); ++i) {
        places_[i].picture = static_cast<int>(i);
        bool const wanted =
            std::find(views.begin(), views.end(), places_[i].picture) != views.end();
        if (wanted) {
            build(places_[i]);
        }
    }
    showCaptions();
    connect(&link_, &EngineLink::pictured, this, &StageArea::display);
}

QString StageArea::titleOf(int picture) const
{
    return labelName(link_.card().pictures[static_cast<std::size_t>(picture)].label);
}

void StageArea::build(Place& place)
{
    auto const& spec = link_.card().pictures[static_cast<std::size_t>(place.picture)];
    place.frame = new QFrame(this);
    auto* const column = new QVBoxLayout(place.frame);
    column->setSpacing(4);
    place.head = new QHBoxLayout;
    place.head->setSpacing(4);
    place.caption = new ElidedLabel(titleOf(place.picture), place.frame);
    place.head->addWidget(place.caption, 1);
    place.caption->setMinimumSize(1, targetSize()); // with buttons or without
    place.stage = new StageView(renderer_, place.frame);
    bool const paintable = link_.paintable() && spec.paintable;
    bool const field = paintable && history_.field();
    bool const isField = field && spec.id == history_.field()->id;
    place.stage->setPaintable(paintable && !isField, field);
    column->addLayout(place.head);
    column->addWidget(place.stage, 1);
    place.status = new QLabel(place.frame);
    place.status->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    place.status->setToolTip(tr("What the system is doing"));
    place.status->setMinimumHeight(targetSize()); // as high as the buttons under a pad
    place.status->hide();
    place.numbers = new LiveNumbers(place.frame);
    place.numbers->hide();
    auto* const foot = new QHBoxLayout;
    foot->addWidget(place.status, 1);
    foot->addWidget(place.numbers);
    column->addLayout(foot);
    nameWidgets(place);
    dress(place);
    connect(place.stage, &StageView::viewChanged, this,
            [this, stage = place.stage](const core::ViewRequest& request) {
                for (auto& changed : places_) {
                    if (changed.stage == stage) {
                        changed.request = request;
                        look(changed);
                    }
                }
            });
    connect(place.stage, &StageView::stroked, this,
            [this](const core::Brush& brush, bool, bool ends) { history_.paint(brush, ends); });
    connect(place.stage, &StageView::toolChanged, this, &StageArea::showWhatIsPainted);
    connect(place.stage, &StageView::rendererFailed, this, &StageArea::message);
}

void StageArea::nameWidgets(const Place& place) const
{
    QString const id = fromCore(link_.card().pictures[static_cast<std::size_t>(place.picture)].id);
    place.stage->setObjectName("stage-" + id);
    place.stage->setAccessibleName(titleOf(place.picture));
    place.status->setObjectName("status-" + id);
    place.numbers->setObjectName("numbers-" + id);
}

void StageArea::setValues(const core::ParamMap& values)
{
    values_ = values;
    showTitles();
}

void StageArea::showTitles()
{
    for (auto const& place : places_) {
        if (place.caption) {
            auto const& spec = link_.card().pictures[static_cast<std::size_t>(place.picture)];
            place.caption->setText(labelCaption(spec.label, values_));
        }
    }
}

void StageArea::look(const Place& place)
{
    core::LookAt look{place.picture, place.request};
    if (!watching_ || !place.stage) {
        look.request.pixelWidth = look.request.pixelHeight = 0;
    }
    link_.post(look);
}

int StageArea::shownCount() const
{
    return static_cast<int>(std::count_if(
        places_.begin(), places_.end(), [](const Place& place) { return place.stage != nullptr; }));
}

bool StageArea::isShown(int picture) const { return stage(picture) != nullptr; }

StageView* StageArea::stage(int picture) const
{
    auto const index = static_cast<std::size_t>(picture);
    return index < places_.size() ? places_[index].stage : nullptr;
}

void StageArea::setShown(int picture, bool shown)
{
    auto& place = places_[static_cast<std::size_t>(picture)];
    int const open = shownCount();
    if (shown == isShown(picture) || (!shown && open == 1)) {
        Q_EMIT shownChanged();
        return;
    }
    if (shown) {
        build(place);
    } else {
        for (auto* const child : place.frame->findChildren<QWidget*>()) {
            bool const guest = child == toggleButton_ || std::any_of(guests_.begin(), guests_.end(),
                                                                     [child](auto const& one) {
                                                                         return one.second == child;
                                                                     });
            if (guest) {
                child->setParent(this);
                child->hide();
            }
        }
        // Later: its own button may have asked for it.
        place.stage->disconnect(this);
        place.frame->hide();
        std::exchange(place.frame, nullptr)->deleteLater();
        place.stage = nullptr;
        place.caption = nullptr;
        place.head = nullptr;
        place.status = nullptr;
        place.numbers = nullptr;
        look(place);
    }
    showCaptions();
    Q_EMIT shownChanged();
}

void StageArea::showCaptions()
{
    placeToggle();
    placeGuests();
    arrange();
    showTitles();
    int const open = shownCount();
    for (auto& place : places_) {
        if (place.caption) {
            bool const titled = framed_ || open > 1;
            place.caption->setVisible(titled);
            place.stage->takeControlsBack();
            if (titled) {
                place.stage->putControlsInto(*place.head);
            }
        }
    }
    status_.clear(); // the first stage may be another one now
    fitControls();
}

bool StageArea::isNarrower(int cardWidth) const
{
    int const width = right_ ? largeWidth_ : this->width() / std::max(1, shownCount());
    return width < cardWidth * currentTypeScale();
}

// Beside a title there may be no room for words on buttons.
void StageArea::fitControls()
{
    for (auto const& place : places_) {
        if (place.stage) {
            place.stage->setControlsTight(isNarrower(toggle_ ? wordsWithToggleFrom : wordsFrom));
        }
    }
    if (toggleButton_) {
        dressToggle();
    }
}

void StageArea::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fitControls();
    shareGallery();
}

void StageArea::setFramed(bool framed)
{
    framed_ = framed;
    for (auto const& place : places_) {
        if (place.frame) {
            dress(place);
        }
    }
    showCaptions();
}

void StageArea::dress(const Place& place) const
{
    place.frame->setProperty("card", framed_);
    place.frame->style()->polish(place.frame);
    place.frame->layout()->setContentsMargins(framed_ ? QMargins(10, 6, 10, 8) : QMargins());
    place.caption->setProperty("role", framed_ ? "title" : "muted");
    place.caption->style()->polish(place.caption);
    showColours(place);
}

// On a card nothing but the cells stands out.
void StageArea::showColours(const Place& place) const
{
    if (place.stage) {
        auto const& spec = link_.card().pictures[static_cast<std::size_t>(place.picture)];
        place.stage->setColours(core::paletteFor(spec.palette, dark_),
                                framed_ ? currentPalette().card.rgb() : core::stageColour);
    }
}

// Under the first stage.
void StageArea::showStatus(const std::string& status)
{
    if (status == status_) {
        return;
    }
    status_ = status;
    QString const words = coreText(status);
    bool first = true;
    for (auto const* const place : inOrder()) {
        if (place->status) {
            bool const here = std::exchange(first, false) && !words.isEmpty();
            place->status->setVisible(here);
            place->status->setText(here ? words : QString());
            place->status->setAccessibleName(here ? tr("State: %1").arg(words) : QString());
            if (here) {
                place->stage->setStateDescription(words);
            }
        }
    }
    setPicturesMenu(picturesMenu_);
    shareGallery();
}

void StageArea::setCaption(std::vector<LiveNumbers::Entry> entries)
{
    caption_ = std::move(entries);
    link_.post(core::ShowValues{!caption_.empty()});
}

void StageArea::showNumbers(const core::Snapshot& snapshot)
{
    bool first = true;
    for (auto const* const place : inOrder()) {
        if (place->numbers) {
            bool const here = std::exchange(first, false) && !caption_.empty();
            place->numbers->setVisible(here);
            if (here) {
                std::size_t const count = isNarrower(numbersFrom) ? 1 : caption_.size();
                place->numbers->display(std::span(caption_).first(count), snapshot.values,
                                        snapshot.running);
            }
        }
    }
}

void StageArea::setPicturesMenu(QMenu* menu)
{
    picturesMenu_ = menu;
    bool first = true;
    for (auto const* const place : inOrder()) {
        if (place->stage) {
            place->stage->setPicturesMenu(first && places_.size() > 1 ? menu : nullptr);
            first = false;
        }
    }
}

// A person who draws the field wants to see it.
void StageArea::showWhatIsPainted(Tool tool)
{
    if (!paintsField(tool) || !history_.field()) {
        return;
    }
    for (int i = 0; i < pictureCount(); ++i) {
        if (link_.card().pictures[static_cast<std::size_t>(i)].id == history_.field()->id) {
            setShown(i, true);
        }
    }
}

int StageArea::activePicture() const
{
    int active = -1;
    for (auto const* const place : inOrder()) {
        if (active < 0 || place->stage->hasFocus()) {
            active = place->picture;
        }
    }
    return active;
}

StageView& StageArea::active() const { return *stage(activePicture()); }

void StageArea::zoomBySteps(int steps) { active().zoomBySteps(steps); }

void StageArea::fit() { active().fit(); }

void StageArea::showOneToOne() { active().showOneToOne(); }

void StageArea::setPalettes(bool dark)
{
    dark_ = dark;
    for (auto const& place : places_) {
        showColours(place);
    }
}

void StageArea::setLarge(bool large)
{
    for (auto const& place : places_) {
        if (place.stage) {
            place.stage->setLarge(large);
        }
    }
}

void StageArea::setBadge(const QString& title, const QString& detail)
{
    for (auto const* const place : inOrder()) {
        if (place->stage) {
            // Beside a pad the picture is small and its words stand under it.
            place->stage->setBadge(framed_ ? QString() : symbolHtml(title),
                                   framed_ ? QString() : detail);
            place->stage->setStateDescription(title + QStringLiteral(". ") + detail);
            return;
        }
    }
}

void StageArea::setWatching(bool watching)
{
    if (watching_ == watching) {
        return;
    }
    watching_ = watching;
    for (auto const& place : places_) {
        look(place);
    }
}

void StageArea::display(const core::Snapshot& snapshot)
{
    showStatus(snapshot.status);
    showNumbers(snapshot);
    for (auto const& place : places_) {
        auto const index = static_cast<std::size_t>(place.picture);
        if (place.stage && index < snapshot.pictures.size()) {
            place.stage->display(snapshot.pictures[index]);
        }
    }
}

} // namespace ui
