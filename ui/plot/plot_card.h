// SPDX-License-Identifier: GPL-3.0-or-later
// A card with a title, a legend, one chart and its tools. The caller hands over values whenever it
// likes, at most some 15 times a second; the card draws them once per turn of the event loop, and
// not at all while it is hidden.
#pragma once

#include "ui/plot/plot_view.h"

#include <QWidget>

namespace ui {

class HoverItem;
class MarkersItem;
class TextsItem;
class PlotHeader;

class PlotCard : public QWidget
{
    Q_OBJECT

public:
    explicit PlotCard(const QString& title, QWidget* parent = nullptr);
    ~PlotCard() override;

    void setTitle(const QString& title);
    QString title() const { return title_; }
    // Instead of the title on screen; figures and files keep the title.
    void setTitleWidget(QWidget* widget);
    // Also puts the axes back to the scales that the specs ask for.
    void setAxes(const AxisSpec& x, const AxisSpec& y);
    // A linear axis at the right for the series that ask for it; seen while they have values.
    void setRightAxis(const AxisSpec& right);
    // Shown while there is nothing to draw; "Measuring…" at first.
    void setEmptyText(const QString& text) { emptyText_ = text; }
    // Goes into exported files as a comment: where these numbers come from, any number of lines.
    void setManifest(const QString& manifest) { manifest_ = manifest; }

    // Adds a series, or replaces the one with the same id.
    void setLine(LineSeries series);
    void setCurve(CurveSeries series);
    void setPoints(PointSeries series);
    void setBars(BarSeries series);
    void setMarker(const PlotMarker& marker);
    // Words inside the plot; replaces those before.
    void setTexts(std::vector<PlotText> texts);
    // A point that the person moves, in the units of the data; none takes it away.
    void setHandle(std::optional<QPointF> place);
    void removeSeries(const QString& id);
    void removeMarker(const QString& id);
    void clear(); // all series and markers, and the zoom

    bool isShown(const QString& id) const;
    void setShown(const QString& id, bool shown);
    AxisScales scales() const { return scales_; }
    void setLogarithmic(bool x, bool y);
    // In the units of the data.
    void zoomTo(Range x, Range y);
    void resetZoom();
    bool isZoomed() const { return zoom_.has_value(); }
    // Of an axis that settles: also its beginning.
    void setWhole(bool whole);
    Range shownX() const;
    Range shownY() const;
    // None while there is no axis at the right.
    std::optional<Range> shownRight() const;

    // Draws what is pending at once, instead of at the next turn of the event loop.
    void refreshNow();

    // What is shown, as a table: series that are switched on, cropped to the x range when zoomed.
    QString csv() const;
    // Title, legend and chart at `scale` pixels per point.
    QImage figure(double scale);
    // Writes a figure or the table, the kind chosen by the suffix (png, svg, csv). Whole or not at
    // all; returns a sentence when it could not.
    QString save(const QString& path);

    PlotView* view() const { return view_; }
    // What the tooltip says of the value under the mouse; empty where there is none.
    const QString& hoverText() const { return hoverText_; }

    QSize sizeHint() const override { return {300, 250}; }
    QSize minimumSizeHint() const override { return {240, 170}; }

Q_SIGNALS:
    void scalesChanged(bool xLog, bool yLog);
    // A sentence for the status bar: what was saved, or why not.
    void message(const QString& text);
    // Where the person wants the handle, in the units of the data; `settled` at the end of a drag.
    void handleMoved(double x, double y, bool settled);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void changeEvent(QEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    struct Entry
    {
        QString id;
        std::unique_ptr<SeriesView> view;
        bool shown = true;
    };

    void connectActions();
    template <class View, class Series>
    void put(Series series);
    Entry* entry(const QString& id);
    void scheduleRefresh();
    void refreshLegend();
    void refreshMarkers();
    bool chooseRanges();
    std::optional<Range> dataX(std::optional<Side> side = std::nullopt) const;
    std::optional<Range> dataY(Side side, const Range& window) const;
    bool hasSettled(Side side, const Range& window) const;
    std::optional<Range> rangeOf(Side side) const;
    bool settles() const;
    std::optional<Range> fixedRange(const AxisSpec& spec, bool logarithmic) const;
    std::optional<PlotHit> hitAt(QPointF pixel) const;
    void showHit(QPointF pixel);
    void followPointer();
    void showTools();
    void placeHeader();
    void restyle();
    void copyImage();
    void saveAs(const QString& suffix, const QString& filter);
    QString saveSvg(const QString& path);
    void paintFigure(QPainter& painter, const QSizeF& size);
    QSizeF figureSize() const;
    double titleHeight() const;

    QString title_;
    QString emptyText_;
    QString manifest_;
    AxisSpec xSpec_;
    AxisSpec ySpec_;
    std::optional<AxisSpec> rightSpec_;
    AxisScales scales_;
    Range x_;
    Range y_;
    std::optional<Range> right_;
    RangeKeeper keepX_;
    RangeKeeper keepY_;
    RangeKeeper keepRight_;
    bool whole_ = false;
    struct Zoom
    {
        Range x;
        Range y;
        std::optional<Range> right;
    };
    std::optional<Zoom> zoom_;
    std::vector<PlotMarker> markers_;
    std::vector<PlotText> texts_;
    std::optional<QPointF> handle_;
    std::optional<QPointF> pointer_;
    QString hoverText_;
    bool pending_ = false;

    PlotView* view_ = nullptr;
    PlotHeader* header_ = nullptr;
    MarkersItem* markersItem_ = nullptr; // both owned by the chart
    TextsItem* textsItem_ = nullptr;
    HoverItem* hover_ = nullptr;
    std::vector<Entry> entries_; // leaves before the chart does
};

} // namespace ui
