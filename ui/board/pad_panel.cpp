// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/board/pad_panel.h"

#include "core/picture/stroke_font.h"
#include "ui/board/image_dialog.h"
#include "ui/board/image_file.h"
#include "ui/board/pad_tools.h"
#include "ui/control/elided_label.h"
#include "ui/control/flow_layout.h"
#include "ui/text/core_text.h"
#include "ui/text/palette.h"

#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QInputDialog>
#include <QLabel>
#include <QMenu>
#include <QMimeData>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace ui {

namespace {

constexpr int largestImage = 4096;
constexpr int foldBelow = 270;
constexpr int wideFrom = 20; // cells across, for a pen wider than one

} // namespace

PadPanel::PadPanel(PadModel& model, int pad, QWidget* parent)
    : QFrame(parent), model_(model), pad_(pad), view_(new PadView(model.spec(pad).levels, this)),
      files_(this)
{
    setProperty("card", true);
    setAcceptDrops(true);
    build();
    connect(view_, &PadView::stroked, this,
            [this](const core::Brush& brush, std::uint8_t value, bool ends) {
                model_.stroke(pad_, brush, value, ends);
            });
    connect(view_, &PadView::fillWanted, this, [this](QPoint cell, std::uint8_t value) {
        auto drawing = model_.drawing(pad_);
        core::floodFill(drawing, cell.x(), cell.y(), value);
        model_.change(pad_, std::move(drawing), tr("fill"));
    });
    connect(view_, &PadView::shiftWanted, this, &PadPanel::shift);
    connect(view_, &PadView::letterTyped, this, &PadPanel::letter);
    connect(&model_, &PadModel::changed, this, [this](int changed) {
        if (changed == pad_) {
            show();
        }
    });
    auto const dress = [this] { view_->setSurround(currentPalette().card); };
    connect(&ThemeNotifier::instance(), &ThemeNotifier::changed, this, dress);
    dress();
    show();
}

// Title, tools beside the picture, and under it what is done to the whole drawing.
void PadPanel::build()
{
    auto const& spec = model_.spec(pad_);
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(10, 6, 10, 8);
    column->setSpacing(4);
    auto* const head = new QHBoxLayout;
    head->setSpacing(4);
    auto* const caption = new ElidedLabel(coreText(spec.label), this);
    caption->setProperty("role", "title");
    caption->setToolTip(coreText(spec.help));
    caption->setMinimumWidth(1); // gives way to the buttons
    head->addWidget(caption, 1);
    column->addLayout(head);
    row_ = new QWidget(this);
    buttons_ = new FlowLayout(row_, 4);
    view_->setObjectName("pad-" + fromCore(spec.id));
    view_->setAccessibleName(coreText(spec.label));
    auto* const middle = new QHBoxLayout;
    middle->setSpacing(6);
    middle->addWidget(new PadTools(*view_, spec.levels, this));
    middle->addWidget(view_, 1);
    column->addLayout(middle, 1);
    column->addWidget(row_);
    addEffects();
    auto* const clear =
        addButton(tr("Clear"),
                  cleared() == core::unknownCell ? tr("All cells unknown") : tr("All cells down"),
                  "pad-clear", head);
    connect(clear, &QToolButton::clicked, this, &PadPanel::clear);
    addMore(head);
    fold();
}

// One line of buttons, or none where the pad needs its room; what has none stands in the menu.
void PadPanel::fold()
{
    int const gap = 4, margins = 20;
    int room = height() < foldBelow * currentTypeScale() ? 0 : width() - margins;
    bool any = live_ && live_->parentWidget() == row_;
    for (auto const& [button, action] : effects_) {
        int const needed = button->sizeHint().width() + gap;
        bool const shown = needed <= room + gap;
        room = shown ? room - needed : 0;
        button->setVisible(shown);
        action->setVisible(!shown);
        any = any || shown;
    }
    row_->setVisible(any);
}

void PadPanel::resizeEvent(QResizeEvent* event)
{
    QFrame::resizeEvent(event);
    fold();
}

QToolButton* PadPanel::addLive(const core::ActionSpec& action)
{
    live_ = addButton(tr("Live"),
                      tr("%1 follows each stroke. %2")
                          .arg(trCore(action.id, action.label), trCore(action.id, action.help)),
                      "pad-live");
    live_->setCheckable(true);
    connect(live_, &QToolButton::clicked, this, &PadPanel::liveWanted);
    showLive(true);
    takeVisiblePen();
    return live_;
}

// What is drawn to be completed is about as thick as what was learnt.
void PadPanel::takeVisiblePen()
{
    auto const& now = model_.drawing(pad_);
    if (live_ && now.width > 0 && now.width != penFor_) {
        penFor_ = now.width;
        view_->setPen(now.width >= wideFrom ? 1 : 0);
    }
}

// A tick beside the word: told from the other state without its colour.
void PadPanel::showLive(bool on)
{
    if (live_) {
        live_->setChecked(on);
        live_->setText(on ? tr("\u2713 Live") : tr("Live"));
    }
}

void PadPanel::show()
{
    view_->display(model_.drawing(pad_));
    takeVisiblePen();
}

QToolButton* PadPanel::addButton(const QString& text, const QString& help, const char* name,
                                 QLayout* into)
{
    auto* const button = new QToolButton(this);
    button->setText(text);
    button->setToolTip(help);
    button->setAccessibleName(QString(text).remove(QStringLiteral("\u2026")));
    button->setAccessibleDescription(help);
    button->setObjectName(QLatin1String(name));
    button->setProperty("plotTool", true); // small, there are many
    (into ? into : buttons_)->addWidget(button);
    return button;
}

void PadPanel::addEffects()
{
    addNoise();
    auto* const half =
        addMenu(tr("Hide"),
                model_.spec(pad_).levels > 2 ? tr("Makes half of the drawing unknown")
                                             : tr("Takes half of the drawing away"),
                "pad-hide");
    half->setTitle(tr("&Hide"));
    half->addAction(tr("&Left half"), this, [this] { hide(core::Half::left); });
    half->addAction(tr("&Right half"), this, [this] { hide(core::Half::right); });
    half->addAction(tr("&Top half"), this, [this] { hide(core::Half::top); });
    half->addAction(tr("&Bottom half"), this, [this] { hide(core::Half::bottom); });
    auto* const image = addButton(tr("Image\u2026"),
                                  tr("A picture file becomes the drawing; so does one that "
                                     "is dropped or pasted here"),
                                  "pad-image");
    connect(image, &QToolButton::clicked, this, [this] { openImage({}); });
    effects_ = {{noise_, nullptr},
                {findChild<QToolButton*>(QStringLiteral("pad-hide")), nullptr},
                {image, nullptr}};
}

void PadPanel::addMore(QLayout* into)
{
    auto* const more = addMenu(tr("More"), tr("Letters, invert, shift"), "pad-more", into);
    more->addAction(tr("&Letter\u2026"), this, &PadPanel::askLetter)
        ->setToolTip(tr("A letter, digit or sign; on the pad its key does the same"));
    more->addAction(tr("&Invert"), this, &PadPanel::invertAll)
        ->setToolTip(tr("Up becomes down and down up"));
    more->addSeparator();
    noise_->menu()->setTitle(tr("&Noise"));
    effects_[0].second = more->addMenu(noise_->menu());
    effects_[1].second = more->addMenu(effects_[1].first->menu());
    effects_[2].second = more->addAction(tr("I&mage\u2026"), this, [this] { openImage({}); });
    more->addSeparator();
    more->addAction(tr("Shift l&eft (Ctrl+\u2190)"), this, [this] { shift({-1, 0}); });
    more->addAction(tr("Shift &right (Ctrl+\u2192)"), this, [this] { shift({1, 0}); });
    more->addAction(tr("Shift &up (Ctrl+\u2191)"), this, [this] { shift({0, -1}); });
    more->addAction(tr("Shift &down (Ctrl+\u2193)"), this, [this] { shift({0, 1}); });
}

QMenu* PadPanel::addMenu(const QString& text, const QString& help, const char* name, QLayout* into)
{
    auto* const button = addButton(text + QStringLiteral(" \u25be"), help, name, into);
    button->setAccessibleName(text);
    button->setPopupMode(QToolButton::InstantPopup);
    auto* const menu = new QMenu(button);
    menu->setToolTipsVisible(true);
    button->setMenu(menu);
    return menu;
}

void PadPanel::addNoise()
{
    noise_ = addButton({}, tr("Flips so many of the known cells; the arrow chooses how many"),
                       "pad-noise");
    noise_->setPopupMode(QToolButton::MenuButtonPopup);
    auto* const shares = new QMenu(noise_);
    auto const setNoise = [this](int percent) {
        noisePercent_ = percent;
        noise_->setText(tr("Noise %1 %").arg(percent));
        noise_->setAccessibleName(noise_->text());
    };
    for (int const percent : {2, 5, 10, 15, 20, 25, 30, 40, 50}) {
        shares->addAction(tr("%1 %").arg(percent), this, [this, setNoise, percent] {
            setNoise(percent);
            noise(percent / 100.0);
        });
    }
    setNoise(noisePercent_);
    noise_->setMenu(shares);
    connect(noise_, &QToolButton::clicked, this, [this] { noise(noisePercent_ / 100.0); });
}

// Where an action completes the drawing nothing is known at first.
std::uint8_t PadPanel::cleared() const
{
    auto const& spec = model_.spec(pad_);
    return spec.levels > 2 && !spec.live.empty() ? core::unknownCell : core::downCell;
}

void PadPanel::clear()
{
    auto const& now = model_.drawing(pad_);
    auto drawing = core::emptyDrawing(now.width, now.height);
    std::fill(drawing.cells.begin(), drawing.cells.end(), cleared());
    model_.change(pad_, std::move(drawing), tr("clear"));
}

void PadPanel::invertAll()
{
    auto drawing = model_.drawing(pad_);
    core::invert(drawing);
    model_.change(pad_, std::move(drawing), tr("invert"));
}

void PadPanel::noise(double share)
{
    auto drawing = model_.drawing(pad_);
    core::addNoise(drawing, share, model_.nextSeed());
    model_.change(pad_, std::move(drawing), tr("noise"));
}

void PadPanel::hide(core::Half half)
{
    auto drawing = model_.drawing(pad_);
    core::hideHalf(drawing, half,
                   model_.spec(pad_).levels > 2 ? core::unknownCell : core::downCell);
    model_.change(pad_, std::move(drawing), tr("hide half"));
}

void PadPanel::shift(QPoint by)
{
    auto drawing = model_.drawing(pad_);
    core::shiftBy(drawing, by.x(), by.y());
    model_.change(pad_, std::move(drawing), tr("shift"));
}

void PadPanel::letter(QChar letter)
{
    auto const& now = model_.drawing(pad_);
    auto drawing = core::letterDrawing(letter.unicode(), now.width, now.height);
    if (drawing.cells.empty()) {
        Q_EMIT message(tr("There is no picture of '%1'; letters, digits and signs of ASCII have "
                          "one.")
                           .arg(letter));
        return;
    }
    model_.change(pad_, std::move(drawing), tr("letter %1").arg(letter));
}

void PadPanel::askLetter()
{
    auto* const dialog = new QInputDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Letter"));
    dialog->setLabelText(tr("A letter, digit or sign:"));
    dialog->setTextValue(QStringLiteral("A"));
    connect(dialog, &QInputDialog::textValueSelected, this, [this](const QString& text) {
        if (!text.trimmed().isEmpty()) {
            letter(text.trimmed().front());
        }
    });
    dialog->open();
}

void PadPanel::openImage(const QString& given)
{
    QString const path =
        given.isEmpty()
            ? QFileDialog::getOpenFileName(this, tr("Picture as drawing"), {}, pictureFilter())
            : given;
    if (path.isEmpty()) {
        return;
    }
    struct Read
    {
        QImage image;
        QString sentence;
    };
    auto const picture = std::make_shared<Read>();
    files_.start(
        [picture, path](const std::stop_token&) {
            picture->sentence = readPicture(path, picture->image);
        },
        [this, picture, path] {
            if (picture->sentence.isEmpty()) {
                importImage(picture->image, QFileInfo(path).completeBaseName());
            } else {
                Q_EMIT message(picture->sentence);
            }
        });
}

void PadPanel::importImage(const QImage& image, const QString& name)
{
    auto const& now = model_.drawing(pad_);
    if (image.isNull() || now.cells.empty()) {
        Q_EMIT message(tr("There is no picture to draw."));
        return;
    }
    auto* const dialog =
        new ImageDialog(greyImage(image, largestImage), name, {now.width, now.height}, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog, name] {
        auto const& size = model_.drawing(pad_);
        model_.change(pad_, core::resized(dialog->drawing(), size.width, size.height),
                      name.isEmpty() ? tr("picture") : tr("picture %1").arg(name));
    });
    dialog->open();
}

bool PadPanel::importFrom(const QMimeData& mime)
{
    QString const file = singleFile(mime);
    if (isPictureFile(file)) {
        openImage(file);
        return true;
    }
    if (mime.hasImage()) {
        importImage(qvariant_cast<QImage>(mime.imageData()), {});
        return true;
    }
    return false;
}

void PadPanel::dragEnterEvent(QDragEnterEvent* event)
{
    if (event->mimeData()->hasImage() || isPictureFile(singleFile(*event->mimeData()))) {
        event->acceptProposedAction();
    }
}

void PadPanel::dropEvent(QDropEvent* event)
{
    if (importFrom(*event->mimeData())) {
        event->acceptProposedAction();
    }
}

} // namespace ui
