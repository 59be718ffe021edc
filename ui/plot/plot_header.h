// SPDX-License-Identifier: GPL-3.0-or-later
// The upper edge of a plot card: title, legend, and tools that appear while the card has the mouse
// or the focus.
#pragma once

#include <QWidget>

class QAction;
class QLabel;
class QMenu;
class QToolButton;

namespace ui {

class LegendBar;

struct PlotActions
{
    QAction* logX;
    QAction* logY;
    QAction* reset;
    QAction* whole;
    QAction* copy;
    QAction* savePng;
    QAction* saveSvg;
    QAction* saveCsv;
};

class PlotHeader : public QWidget
{
    Q_OBJECT

public:
    explicit PlotHeader(QWidget* parent);

    void setTitle(const QString& title);
    // Stands where the title would, such as a choice of what is drawn; becomes the header's own.
    void setTitleWidget(QWidget* widget);
    QFont titleFont() const;
    LegendBar* legend() const { return legend_; }
    const PlotActions& actions() const { return actions_; }
    QMenu* menu() const { return menu_; }
    void setToolsVisible(bool visible);
    // Lays everything out for a card of this width; returns the height taken.
    int arrange(int width);
    void restyle();

private:
    void buildActions();
    void buildTools();
    void updateTools();

    QString title_;
    bool toolsWanted_ = false;
    PlotActions actions_{};
    QMenu* menu_ = nullptr;
    QLabel* label_ = nullptr;
    QWidget* titleWidget_ = nullptr;
    LegendBar* legend_ = nullptr;
    QWidget* tools_ = nullptr;
    QToolButton* menuButton_ = nullptr;
};

} // namespace ui
