// SPDX-License-Identifier: GPL-3.0-or-later
// One series on a plot: keeps the caller's values, knows how much room they need, puts them on the
// chart and into files. A plot card holds a list of these and knows no kind.
#pragma once

#include "ui/plot/plot_map.h"
#include "ui/plot/swatch.h"

#include <QStringList>

#include <memory>

class QChart;
class QLineSeries;
class QValueAxis;

namespace ui {

class BandItem;
class BarsItem;
class PiecesItem;
class PointsItem;

// A value under the mouse.
struct PlotHit
{
    QPointF pixel;
    double x = 0.0;
    double y = 0.0;
    std::optional<double> error = {};
    std::optional<bool> trusted = {};
    QString label;
    QString note;
    Side side = Side::left;
};

// One line of an exported table; absent fields stay empty.
struct PlotRow
{
    double x = 0.0;
    double y = 0.0;
    std::optional<double> error = {};
    std::optional<double> low = {};
    std::optional<double> high = {};
    std::optional<double> width = {};
    std::optional<bool> trusted = {};
};

class SeriesView
{
public:
    virtual ~SeriesView() = default;
    virtual Swatch swatch() const = 0;
    virtual QString name() const { return swatch().label; } // in files
    virtual Side side() const { return Side::left; }
    virtual QString family() const { return {}; }
    // Axis coordinates that should be visible; heights only of what lies within `window`.
    virtual void growX(AxisScales scales, std::optional<Range>& x) const = 0;
    virtual void growY(AxisScales scales, const Range& window, std::optional<Range>& y) const = 0;
    // Puts the values on the chart. Returns how many are left out for being <= 0 on a logarithmic
    // axis.
    virtual int draw(const PlotMap& map) = 0;
    virtual void restyle() = 0;
    virtual void setShown(bool shown) = 0;
    // The value nearest to a pixel, no farther than `reach`.
    virtual std::optional<PlotHit> nearest(QPointF pixel, const PlotMap& map,
                                           double reach) const = 0;
    virtual std::vector<PlotRow> rows() const = 0;
    // Around an export to a format that cannot clip.
    virtual void beginVectorExport(const PlotMap&) {}
    virtual void endVectorExport() {}
};

// The axes that lines are attached to, and the chart that owns them.
struct ChartParts
{
    QChart* chart = nullptr;
    QValueAxis* x = nullptr;
    QValueAxis* y = nullptr;
    QValueAxis* right = nullptr;

    QValueAxis* vertical(Side side) const { return side == Side::left ? y : right; }
};

class LineView final : public SeriesView
{
public:
    LineView(const ChartParts& parts, LineSeries series);
    LineView(const ChartParts& parts, CurveSeries series);
    ~LineView() override;
    void set(LineSeries series);
    void set(CurveSeries series);

    Swatch swatch() const override;
    QString name() const override { return series_.label; }
    Side side() const override { return series_.side; }
    QString family() const override { return series_.family; }
    void growX(AxisScales scales, std::optional<Range>& x) const override;
    void growY(AxisScales scales, const Range& window, std::optional<Range>& y) const override;
    int draw(const PlotMap& map) override;
    void restyle() override;
    void setShown(bool shown) override;
    std::optional<PlotHit> nearest(QPointF pixel, const PlotMap& map, double reach) const override;
    std::vector<PlotRow> rows() const override;
    void beginVectorExport(const PlotMap& map) override;
    void endVectorExport() override;

private:
    void drawBand(const PlotMap& map);

    ChartParts parts_;
    LineSeries series_;
    QLineSeries* line_ = nullptr; // owned by the chart until taken back
    std::unique_ptr<BandItem> band_;
    std::unique_ptr<PiecesItem> pieces_;
    QList<QPointF> drawn_; // axis coordinates
    bool shown_ = true;
};

class PointsView final : public SeriesView
{
public:
    PointsView(const ChartParts& parts, PointSeries series);
    ~PointsView() override;
    void set(PointSeries series);

    Swatch swatch() const override;
    Side side() const override { return series_.side; }
    void growX(AxisScales scales, std::optional<Range>& x) const override;
    void growY(AxisScales scales, const Range& window, std::optional<Range>& y) const override;
    int draw(const PlotMap& map) override;
    void restyle() override;
    void setShown(bool shown) override;
    std::optional<PlotHit> nearest(QPointF pixel, const PlotMap& map, double reach) const override;
    std::vector<PlotRow> rows() const override;

private:
    PointSeries series_;
    std::unique_ptr<PointsItem> item_;
};

class BarsView final : public SeriesView
{
public:
    BarsView(const ChartParts& parts, BarSeries series);
    ~BarsView() override;
    void set(BarSeries series);

    Swatch swatch() const override;
    void growX(AxisScales scales, std::optional<Range>& x) const override;
    void growY(AxisScales scales, const Range& window, std::optional<Range>& y) const override;
    int draw(const PlotMap& map) override;
    void restyle() override;
    void setShown(bool shown) override;
    std::optional<PlotHit> nearest(QPointF pixel, const PlotMap& map, double reach) const override;
    std::vector<PlotRow> rows() const override;

private:
    double left(std::size_t bar) const
    {
        return series_.first + static_cast<double>(bar) * series_.width;
    }

    BarSeries series_;
    std::unique_ptr<BarsItem> item_;
};

} // namespace ui
