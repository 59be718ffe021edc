// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/view/stage_controls.h"

#include "core/picture/palette.h"
#include "ui/view/line_icon.h"

#include <QActionGroup>
#include <QBoxLayout>
#include <QEvent>
#include <QMenu>
#include <QPainter>
#include <QToolButton>

namespace ui {
namespace {

QColor colourOf(Tool tool)
{
    const core::Palette& spins = core::paletteFor("spins");
    std::uint32_t const level = oppositeOf(tool) == tool                                ? 128
                                : tool == Tool::paintUp || tool == Tool::paintFieldPlus ? 255
                                                                                        : 0;
    return QColor::fromRgb(spins[level]);
}

// A filled square for spins, a ring for the field: told apart without their colours.
QIcon iconOf(Tool tool)
{
    QPixmap pixmap(32, 32);
    pixmap.setDevicePixelRatio(2);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(paintsField(tool) ? colourOf(tool) : QColor(128, 128, 128), 2));
    painter.setBrush(paintsState(tool) ? QBrush(colourOf(tool)) : QBrush(Qt::NoBrush));
    if (paintsState(tool)) {
        painter.drawRect(QRectF(2, 2, 12, 12));
    } else {
        painter.drawEllipse(QRectF(2, 2, 12, 12));
        painter.drawLine(QPointF(5, 8), QPointF(11, 8));
        if (tool == Tool::paintFieldPlus) {
            painter.drawLine(QPointF(8, 5), QPointF(8, 11));
        }
    }
    return QIcon(pixmap);
}

// Four arrows from the middle.
void drawPan(QPainter& painter)
{
    for (int quarter = 0; quarter < 4; ++quarter) {
        painter.save();
        painter.translate(8, 8);
        painter.rotate(90 * quarter);
        painter.drawLine(QPointF(0, 0), QPointF(0, -6));
        painter.drawPolyline(QPolygonF({{-2, -4.2}, {0, -6.2}, {2, -4.2}}));
        painter.restore();
    }
}

// Two pictures, one behind the other.
void drawViews(QPainter& painter)
{
    painter.drawRect(QRectF(2, 5, 9, 9));
    painter.drawPolyline(QPolygonF({{5, 5}, {5, 2}, {14, 2}, {14, 11}, {11, 11}}));
}

QString penName(int pen)
{
    if (pen == 0) {
        return StageControls::tr("Single cell");
    }
    return StageControls::tr("Radius %1 cells").arg(penRadii.at(static_cast<std::size_t>(pen)));
}

} // namespace

StageControls::StageControls(QWidget* parent)
    : QWidget(parent), box_(new QBoxLayout(QBoxLayout::TopToBottom, this))
{
    box_->setContentsMargins(0, 0, 0, 0);
    box_->setSpacing(6);

    pan_ = addButton(nameOf(Tool::pan), helpOf(Tool::pan));
    pan_->setCheckable(true);
    connect(pan_, &QToolButton::clicked, this, [this] { Q_EMIT toolChosen(Tool::pan); });
    addPaintMenu();
    addPenMenu();

    auto* const in = addButton(QStringLiteral("+"), tr("Zoom in (+)"));
    in->setAccessibleName(tr("Zoom in"));
    connect(in, &QToolButton::clicked, this, [this] { Q_EMIT zoomStepped(1); });
    auto* const out = addButton(QStringLiteral("−"), tr("Zoom out (−)"));
    out->setAccessibleName(tr("Zoom out"));
    connect(out, &QToolButton::clicked, this, [this] { Q_EMIT zoomStepped(-1); });
    auto* const fit = addButton(tr("Fit"), tr("Show everything (0)"));
    connect(fit, &QToolButton::clicked, this, &StageControls::fitChosen);
    zooms_ = {in, out, fit};
    pictures_ = addButton(tr("Views"), tr("Which pictures are shown, side by side"));
    pictures_->setPopupMode(QToolButton::InstantPopup);
    pictures_->hide();

    setPaintable(false, false);
    showTool(Tool::pan);
    showPen(0);
    dress();
}

QToolButton* StageControls::addButton(const QString& text, const QString& help)
{
    auto* const button = new QToolButton(this);
    button->setText(text);
    button->setToolTip(help);
    button->setAccessibleName(text);
    button->setAccessibleDescription(help);
    button->setFocusPolicy(Qt::TabFocus);
    button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    button->setCursor(Qt::ArrowCursor);
    box_->addWidget(button);
    buttons_.push_back(button);
    return button;
}

void StageControls::addPaintMenu()
{
    paint_ =
        addButton(tr("Paint"), tr("Draw on the picture while it runs; the arrow chooses what."));
    paint_->setCheckable(true);
    paint_->setPopupMode(QToolButton::MenuButtonPopup);
    connect(paint_, &QToolButton::clicked, this, [this] { Q_EMIT toolChosen(lastPaint_); });

    auto* const menu = new QMenu(paint_);
    menu->setToolTipsVisible(true);
    auto* const group = new QActionGroup(menu);
    for (Tool const tool : tools) {
        if (tool == Tool::pan) {
            continue;
        }
        QAction* const action = menu->addAction(iconOf(tool), nameOf(tool));
        action->setToolTip(helpOf(tool));
        action->setCheckable(true);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, tool] { Q_EMIT toolChosen(tool); });
        paintActions_.emplace_back(tool, action);
    }
    paint_->setMenu(menu);
}

void StageControls::addPenMenu()
{
    pen_ = addButton(QString(), tr("Size of the pen (+ and − while painting)"));
    pen_->setPopupMode(QToolButton::InstantPopup);
    auto* const menu = new QMenu(pen_);
    auto* const group = new QActionGroup(menu);
    for (int pen = 0; pen < static_cast<int>(penRadii.size()); ++pen) {
        QAction* const action = menu->addAction(penName(pen));
        action->setCheckable(true);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, pen] { Q_EMIT penChosen(pen); });
        penActions_.push_back(action);
    }
    pen_->setMenu(menu);
    paint_->menu()->addSeparator();
    menu->setTitle(tr("&Pen"));
    paint_->menu()->addMenu(menu);
}

void StageControls::showPenButton()
{
    bool const paints = !pan_->isChecked();
    pen_->setVisible(paints && !inline_);
    adjustSize();
}

void StageControls::setPaintable(bool state, bool field)
{
    for (auto const& [tool, action] : paintActions_) {
        action->setVisible(paintsField(tool) ? field : state);
    }
    bool const kept = (!state && !field) || (paintsField(lastPaint_) ? field : state);
    lastPaint_ = kept ? lastPaint_ : state ? Tool::paintUp : Tool::paintFieldPlus;
    paint_->setIcon(iconOf(lastPaint_));
    paint_->setVisible(state || field);
    pan_->setVisible(state || field); // nothing to choose from otherwise
    adjustSize();
}

void StageControls::showTool(Tool tool)
{
    pan_->setChecked(tool == Tool::pan);
    paint_->setChecked(tool != Tool::pan);
    for (auto const& [candidate, action] : paintActions_) {
        action->setChecked(candidate == tool);
    }
    if (tool != Tool::pan) {
        lastPaint_ = tool;
    }
    paint_->setIcon(iconOf(lastPaint_));
    paint_->setToolTip(nameOf(lastPaint_) + QStringLiteral(": ") + helpOf(lastPaint_));
    showPenButton();
}

void StageControls::showPen(int pen)
{
    penActions_.at(static_cast<std::size_t>(pen))->setChecked(true);
    double const radius = penRadii.at(static_cast<std::size_t>(pen));
    pen_->setText(pen == 0 ? tr("Pen 1") : tr("Pen ⌀%1").arg(2 * radius + 1));
    pen_->setAccessibleName(tr("Pen: %1").arg(penName(pen)));
}

void StageControls::setPicturesMenu(QMenu* menu)
{
    pictures_->setMenu(menu);
    pictures_->setVisible(menu != nullptr);
    adjustSize();
}

void StageControls::setSmall(bool small)
{
    for (QToolButton* const button : zooms_) {
        if (button->isHidden() != small) {
            button->setHidden(small);
        }
    }
}

void StageControls::setInline(bool isInline)
{
    if (isInline == inline_) {
        return;
    }
    inline_ = isInline;
    box_->setDirection(isInline ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    box_->setSpacing(isInline ? 4 : 6);
    auto const policy = isInline ? QSizePolicy::Fixed : QSizePolicy::Preferred;
    setSizePolicy(policy, policy); // a title gives way to it
    setSmall(isInline);
    showPenButton();
    dress();
}

void StageControls::setTight(bool tight)
{
    if (tight != tight_) {
        tight_ = tight;
        dress();
    }
}

void StageControls::setLarge(bool large)
{
    large_ = large;
    dress();
}

void StageControls::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) {
        dress();
    }
    QWidget::changeEvent(event);
}

void StageControls::dress()
{
    int const desk = inline_ ? 24 : 28, room = inline_ ? 6 : 10;
    int const target = std::max(large_ ? 44 : desk, fontMetrics().height() + room);
    for (QToolButton* const button : buttons_) {
        button->setMinimumSize(target, target);
        button->setToolButtonStyle(button == paint_ ? Qt::ToolButtonTextBesideIcon
                                                    : Qt::ToolButtonTextOnly);
    }
    pan_->setIcon(lineIcon(drawPan, palette().color(QPalette::Text),
                           palette().color(QPalette::HighlightedText)));
    pictures_->setIcon(lineIcon(drawViews, palette().color(QPalette::Text),
                                palette().color(QPalette::HighlightedText)));
    if (inline_) {
        pan_->setToolButtonStyle(Qt::ToolButtonIconOnly);
    }
    for (auto* const button : {paint_, pictures_}) {
        if (inline_ && tight_) {
            button->setToolButtonStyle(Qt::ToolButtonIconOnly);
        }
    }
    if (QString const wanted = sheet(); wanted != styleSheet()) {
        setStyleSheet(wanted);
    }
    adjustSize();
}

QString StageControls::sheet() const
{
    const QPalette& colours = palette();
    // Marks drawn for a light or for a dark ground.
    auto const marksOn = [&colours](QPalette::ColorRole ground) {
        std::uint32_t const colour = colours.color(ground).rgb();
        return core::contrast(colour, 0xffffffff) > core::contrast(colour, 0xff000000)
                   ? QStringLiteral("dark")
                   : QStringLiteral("light");
    };
    QString const type = inline_ ? QStringLiteral("padding: 1px 6px; font-weight: 500;"
                                                  " font-size: %1pt;")
                                       .arg(0.85 * font().pointSizeF())
                                 : QStringLiteral("padding: 2px 8px; font-weight: 600;");
    return QStringLiteral(
               "QToolButton { background: %1; color: %2; border: 1px solid %3; border-radius: 6px;"
               " %8 }"
               "QToolButton[popupMode=\"1\"] { padding-right: 20px; }"
               "QToolButton[popupMode=\"2\"] { padding-right: 18px; }"
               "QToolButton::menu-indicator { subcontrol-origin: border;"
               " subcontrol-position: right center; right: 5px; width: 10px;"
               " image: url(:/marks/chevron-down-%6.png); }"
               "QToolButton::menu-button { border: none; width: 16px; }"
               "QToolButton::menu-arrow { image: url(:/marks/chevron-down-%6.png); width: 10px; }"
               "QToolButton::menu-arrow:checked { image: url(:/marks/chevron-down-%7.png); }"
               "QToolButton:hover { border-color: %4; }"
               "QToolButton:focus { border: 2px solid %4; }"
               "QToolButton:checked, QToolButton:pressed { background: %4; color: %5;"
               " border-color: %4; }")
        .arg(colours.color(QPalette::Base).name(), colours.color(QPalette::Text).name(),
             colours.color(QPalette::Mid).name(), colours.color(QPalette::Highlight).name(),
             colours.color(QPalette::HighlightedText).name(), marksOn(QPalette::Base),
             marksOn(QPalette::Highlight), type);
}

} // namespace ui
