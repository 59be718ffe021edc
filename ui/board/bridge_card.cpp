// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/board/bridge_card.h"

#include "ui/board/board_export.h"
#include "ui/board/stage_area.h"
#include "ui/link/engine_link.h"
#include "ui/text/core_text.h"
#include "ui/text/palette.h"
#include "ui/text/symbol_text.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace ui {

namespace {

constexpr int pictureSide = 84;
constexpr int paceMs = 1000, slowestPaceMs = 4000;
constexpr int restPerWait = 20; // a picture that takes long must not slow the machine

bool isWhole(const core::Picture& picture)
{
    auto const& tile = picture.tile;
    return !picture.cells.empty() && tile.x0 == 0 && tile.y0 == 0 &&
           tile.width * tile.scale >= picture.world.width &&
           tile.height * tile.scale >= picture.world.height;
}

} // namespace

BridgeCard::BridgeCard(const core::Bridge& bridge, EngineLink& link, const StageArea& stages,
                       QWidget* parent)
    : QWidget(parent), bridge_(bridge), link_(link), stages_(stages)
{
    build();
    pace_.setInterval(paceMs);
    connect(&pace_, &QTimer::timeout, this, &BridgeCard::ask);
    connect(&link_, &EngineLink::pictured, this, &BridgeCard::take);
    connect(button_, &QPushButton::clicked, this, &BridgeCard::wanted);
    connect(&ThemeNotifier::instance(), &ThemeNotifier::changed, this, [this] { render(shown_); });
    setWatching(true);
}

void BridgeCard::build()
{
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(8);
    auto* const row = new QHBoxLayout;
    row->setSpacing(12);
    auto* const words = new QVBoxLayout;
    words->setSpacing(6);
    if (bridge_.view >= 0) {
        auto const title =
            coreText(link_.card().pictures[static_cast<std::size_t>(bridge_.view)].label);
        auto* const heading = new QLabel(title, this);
        heading->setProperty("role", "title");
        heading->setWordWrap(true);
        column->addWidget(heading);
        picture_ = new QLabel(this);
        picture_->setFixedSize(pictureSide, pictureSide);
        picture_->setScaledContents(true);
        picture_->setAccessibleName(title);
        row->addWidget(picture_, 0, Qt::AlignTop);
    }
    auto* const help = new QLabel(symbolHtml(coreText(bridge_.help)), this);
    help->setTextFormat(Qt::RichText);
    help->setWordWrap(true);
    help->setProperty("role", "muted");
    words->addWidget(help);
    button_ = new QPushButton(coreText(bridge_.label), this);
    button_->setObjectName("bridge-" + fromCore(bridge_.id));
    button_->setAccessibleName(coreText(bridge_.label));
    words->addWidget(button_);
    words->addStretch(1);
    row->addLayout(words, 1);
    column->addLayout(row);
}

void BridgeCard::chooseMnemonic(QString& taken)
{
    QString const label = coreText(bridge_.label);
    for (qsizetype at = 0; at < label.size(); ++at) {
        if (label[at].isLetter() && !taken.contains(label[at].toLower())) {
            taken += label[at].toLower();
            button_->setText(QString(label).insert(at, u'&'));
            return;
        }
    }
}

void BridgeCard::setWatching(bool watching)
{
    if (watching && picture_) {
        pace_.start();
    } else {
        pace_.stop();
    }
}

void BridgeCard::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    ask();
}

bool BridgeCard::isStale() const
{
    auto const& snapshot = link_.snapshot();
    return image_.isNull() || snapshot.step != step_ || snapshot.epoch != epoch_;
}

// Where the picture stands on a stage too, it comes anyway, as the stage wants it.
void BridgeCard::ask()
{
    bool const seen = image_.isNull() ? isVisible() : !visibleRegion().isEmpty();
    if (!picture_ || !seen || askedAt_ > 0 || !isStale()) {
        return;
    }
    auto const index = static_cast<std::size_t>(bridge_.view);
    if (stages_.isShown(bridge_.view)) {
        showState(link_.snapshot());
        return;
    }
    sinceAsked_.start();
    auto const& pictures = link_.snapshot().pictures;
    auto const world =
        index < pictures.size() ? pictures[index].world : link_.firstWorld(bridge_.view);
    int const pixels = static_cast<int>(pictureSide * devicePixelRatioF());
    askedAt_ = link_.post(core::LookAt{bridge_.view,
                                       {0, 0, static_cast<double>(world.width),
                                        static_cast<double>(world.height), pixels, pixels}});
}

void BridgeCard::take(const core::Snapshot& snapshot)
{
    auto const index = static_cast<std::size_t>(bridge_.view);
    if (askedAt_ == 0 || snapshot.commandsObeyed < askedAt_ || index >= snapshot.pictures.size()) {
        return;
    }
    bool const staged = stages_.isShown(bridge_.view);
    if (snapshot.pictures[index].cells.empty() && !staged) {
        return; // the next one has it
    }
    askedAt_ = 0;
    pace_.setInterval(
        std::clamp(restPerWait * static_cast<int>(sinceAsked_.elapsed()), paceMs, slowestPaceMs));
    showState(snapshot);
    if (!staged) {
        link_.post(core::LookAt{bridge_.view, {}});
    }
}

void BridgeCard::showState(const core::Snapshot& snapshot)
{
    auto const index = static_cast<std::size_t>(bridge_.view);
    if (index < snapshot.pictures.size() && isWhole(snapshot.pictures[index])) {
        step_ = snapshot.step;
        epoch_ = snapshot.epoch;
        render(snapshot.pictures[index]);
    }
}

void BridgeCard::render(const core::Picture& picture)
{
    if (picture.cells.empty()) {
        return;
    }
    shown_ = picture;
    int const pixels = static_cast<int>(pictureSide * devicePixelRatioF());
    core::ViewRequest const whole{0,
                                  0,
                                  static_cast<double>(picture.world.width),
                                  static_cast<double>(picture.world.height),
                                  pixels,
                                  pixels};
    auto const& palette = link_.card().pictures[static_cast<std::size_t>(bridge_.view)].palette;
    image_ = pictureImage(shown_, whole, palette, currentPalette().dark, 1);
    picture_->setPixmap(QPixmap::fromImage(image_));
}

} // namespace ui
