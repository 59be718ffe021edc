// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plot/plot_header.h"

#include "ui/plot/legend_bar.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QToolButton>

#include <algorithm>

namespace ui {

namespace {

constexpr int padding = 10;
constexpr int topMargin = 5;

} // namespace

PlotHeader::PlotHeader(QWidget* parent) : QWidget(parent)
{
    label_ = new QLabel(this);
    label_->setTextFormat(Qt::PlainText);
    legend_ = new LegendBar(this);
    buildActions();
    buildTools();
    restyle();
}

void PlotHeader::buildActions()
{
    menu_ = new QMenu(this);
    const auto add = [this](const QString& text) { return menu_->addAction(text); };
    actions_.logX = add(tr("Logarithmic x axis"));
    actions_.logX->setIconText(tr("log x"));
    actions_.logX->setToolTip(tr("Logarithmic or linear x axis"));
    actions_.logY = add(tr("Logarithmic y axis"));
    actions_.logY->setIconText(tr("log y"));
    actions_.logY->setToolTip(tr("Logarithmic or linear y axis"));
    actions_.reset = add(tr("Reset zoom"));
    actions_.reset->setIconText(tr("reset"));
    actions_.reset->setToolTip(tr("Show everything again (double click, Home)"));
    actions_.reset->setEnabled(false);
    actions_.whole = add(tr("Also show the beginning"));
    actions_.whole->setToolTip(tr("Early values that would squeeze the others are out of sight"));
    actions_.whole->setVisible(false);
    actions_.whole->setCheckable(true);
    actions_.logX->setCheckable(true);
    actions_.logY->setCheckable(true);
    menu_->addSeparator();
    actions_.copy = add(tr("Copy image"));
    actions_.savePng = add(tr("Save PNG\u2026"));
    actions_.saveSvg = add(tr("Save SVG\u2026"));
    actions_.saveCsv = add(tr("Save CSV\u2026"));
}

void PlotHeader::buildTools()
{
    tools_ = new QWidget(this);
    tools_->setAutoFillBackground(true);
    tools_->hide();
    auto* row = new QHBoxLayout(tools_);
    row->setContentsMargins(6, 0, 2, 0);
    row->setSpacing(4);
    for (QAction* action : {actions_.logX, actions_.logY, actions_.reset}) {
        auto* button = new QToolButton(tools_);
        button->setDefaultAction(action);
        button->setToolButtonStyle(Qt::ToolButtonTextOnly);
        button->setAccessibleName(action->text());
        button->setProperty("plotTool", true);
        button->setFocusPolicy(Qt::TabFocus);
        row->addWidget(button);
        connect(action, &QAction::changed, this, &PlotHeader::updateTools);
    }
    menuButton_ = new QToolButton(this);
    menuButton_->setText(QStringLiteral("\u22ef"));
    menuButton_->setPopupMode(QToolButton::InstantPopup);
    menuButton_->setMenu(menu_);
    menuButton_->setAutoRaise(true);
    menuButton_->setFocusPolicy(Qt::TabFocus);
    menuButton_->setProperty("plotMenu", true);
    menuButton_->setToolTip(tr("Scales, copy and save"));
}

void PlotHeader::setTitle(const QString& title)
{
    title_ = title;
    menuButton_->setAccessibleName(tr("Menu of the plot %1").arg(title));
    arrange(width());
}

void PlotHeader::setTitleWidget(QWidget* widget)
{
    titleWidget_ = widget;
    widget->setParent(this);
    widget->show();
    arrange(width());
}

QFont PlotHeader::titleFont() const
{
    QFont strong = font();
    strong.setWeight(QFont::DemiBold);
    return strong;
}

void PlotHeader::setToolsVisible(bool visible)
{
    if (visible == toolsWanted_)
        return;
    toolsWanted_ = visible;
    updateTools();
}

// The button that resets the zoom is there only while there is a zoom.
void PlotHeader::updateTools()
{
    for (QToolButton* button : tools_->findChildren<QToolButton*>()) {
        const QAction* action = button->defaultAction();
        button->setVisible(action->isVisible() &&
                           (action != actions_.reset || action->isEnabled()));
    }
    tools_->setVisible(toolsWanted_);
    arrange(width());
}

int PlotHeader::arrange(int width)
{
    const QFontMetrics metrics(titleFont());
    const int row = std::max(targetSize() + 2, metrics.height() + 6);
    const int menuWidth = std::max(28, row);
    const int right = width - topMargin - menuWidth;
    for (QToolButton* button : tools_->findChildren<QToolButton*>())
        button->setMinimumSize(targetSize(), targetSize());
    const int toolsWidth = tools_->sizeHint().width();
    const int titleWidth =
        titleWidget_ ? titleWidget_->sizeHint().width() : metrics.horizontalAdvance(title_) + 4;
    const int legendWidth = legend_->oneRowWidth();

    // Beside the title if the title fits and the tools, which may cover the title, do not cover the
    // legend.
    const int legendLeft = right - legendWidth;
    const bool beside = legendLeft >= padding + std::max(titleWidth + padding, toolsWidth);
    int foot = topMargin + row;
    const int room = beside ? legendWidth : std::max(width - 2 * padding + 5, 1);
    const int legendHeight = legend_->heightForWidth(room);
    if (beside)
        legend_->setGeometry(legendLeft, topMargin + (row - legendHeight) / 2, room, legendHeight);
    else
        legend_->setGeometry(padding - 5, foot - 2, room, legendHeight);
    if (!beside)
        foot += legendHeight - 2;
    legend_->setVisible(legendWidth > 0);

    menuButton_->setGeometry(right, topMargin, menuWidth, row);
    tools_->setGeometry((beside ? legendLeft : right) - toolsWidth, topMargin, toolsWidth, row);
    tools_->raise();
    const int titleEnd = !tools_->isHidden() ? tools_->x() : (beside ? legendLeft : right);
    const int titleRoom = std::max(std::min(titleWidth, titleEnd - padding), 0);
    label_->setFont(titleFont());
    label_->setGeometry(padding, topMargin, titleRoom, row);
    label_->setText(metrics.elidedText(title_, Qt::ElideRight, titleRoom));
    label_->setToolTip(titleRoom < titleWidth ? title_ : QString());
    label_->setVisible(!titleWidget_);
    if (titleWidget_) {
        const int height = std::min(row, titleWidget_->sizeHint().height());
        titleWidget_->setGeometry(padding - 6, topMargin + (row - height) / 2, titleRoom, height);
        tools_->raise();
    }
    return foot;
}

void PlotHeader::restyle()
{
    QPalette colours = tools_->palette();
    colours.setColor(QPalette::Window, currentPalette().card);
    tools_->setPalette(colours);
    colours = label_->palette();
    colours.setColor(QPalette::WindowText, currentPalette().text);
    label_->setPalette(colours);
    legend_->update();
}

} // namespace ui
