// SPDX-License-Identifier: GPL-3.0-or-later
// The chart itself and its gestures; what is on it is the card's business.
//   drag                      zoom into the rectangle       + − keys, Ctrl+= Ctrl+−
//   wheel                     zoom around the mouse; Shift: along x only
//   middle drag, Shift+drag   move                          arrow keys
//   double click              all of it again               Home, 0, Escape
// With a handle (a point that is a control):
//   drag it                   move it                       arrow keys; with Shift finely
//                             move what is seen             Ctrl + arrow keys
#pragma once

#include "ui/plot/axes_item.h"
#include "ui/plot/series_view.h"

#include <QtCharts/QChartView>

class QRubberBand;

namespace ui {

class HandleItem;
class NoteItem;

class PlotView : public QChartView
{
    Q_OBJECT

public:
    explicit PlotView(QWidget* parent = nullptr);

    const ChartParts& parts() const { return parts_; }
    const PlotMap& map() const { return map_; }
    // Of the series at one side; the left one's where there is one axis only.
    const PlotMap& map(Side side) const { return side == Side::left ? map_ : rightMap_; }
    // Ranges in axis coordinates; lays out ticks and margins for the present size.
    void showAxes(const AxisSpec& x, const AxisSpec& y, Range xRange, Range yRange,
                  AxisScales scales, const std::optional<RightAxis>& right = std::nullopt);
    void setNote(const QString& note);
    const QString& note() const;
    // Instead of axes; empty: axes.
    void setEmptyText(const QString& text);
    void restyle();
    // A point that the person moves, axis coordinates; it does not move by itself.
    void setHandle(std::optional<QPointF> coordinates);

    QSize sizeHint() const override { return {280, 180}; }
    QSize minimumSizeHint() const override { return {120, 70}; }

Q_SIGNALS:
    // The person wants to see this, axis coordinates; `right`: of the axis at the right.
    void rangesChosen(ui::Range x, ui::Range y, ui::Range right);
    void resetWanted();
    void resized();
    // Where the person wants the handle, axis coordinates; `settled` when the drag or key ends.
    void handleMoved(QPointF coordinates, bool settled);
    void pointed(QPointF pixel);
    void pointerLeft();

protected:
    void resizeEvent(QResizeEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void keyReleaseEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    bool viewportEvent(QEvent* event) override;

private:
    enum class Drag { none, zoom, move, handle };
    bool moveHandle(const QKeyEvent& event);
    void wantHandle(QPointF coordinates, bool settled);
    void zoomAround(QPointF pixel, double factor, bool xOnly);
    void moveBy(QPointF pixels);
    void choose(Range x, Range y);

    ChartParts parts_;
    PlotMap map_;
    PlotMap rightMap_;
    AxesItem* axes_ = nullptr; // both owned by the chart
    NoteItem* note_ = nullptr;
    HandleItem* handle_ = nullptr;
    QRubberBand* band_ = nullptr;
    Drag drag_ = Drag::none;
    QPoint dragFrom_;
};

} // namespace ui
