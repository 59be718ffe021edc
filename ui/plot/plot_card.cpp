// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plot/plot_card.h"

#include "ui/plot/legend_bar.h"
#include "ui/plot/map_items.h"
#include "ui/plot/plot_header.h"
#include "ui/text/number_text.h"
#include "ui/text/symbol_text.h"

#include <QAction>
#include <QApplication>
#include <QContextMenuEvent>
#include <QMenu>
#include <QPainter>
#include <QTimer>
#include <QToolTip>
#include <QtCharts/QChart>

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

constexpr int bottomMargin = 5;
constexpr double hoverReach = 10.0;
constexpr double cornerRadius = 6.0;

// Says of an entry in the legend on which axis it is read.
QString sidedLabel(const QString& label, Side side)
{
    return side == Side::left ? QStringLiteral("\u2190 ") + label
                              : label + QStringLiteral(" \u2192");
}

QString hitText(const PlotHit& hit, const AxisSpec& x, const AxisSpec& y)
{
    const QString xName = x.name.isEmpty() ? x.title : x.name;
    const QString yName = !y.name.isEmpty() ? y.name : (hit.label.isEmpty() ? y.title : hit.label);
    QString text = QStringLiteral("%1 = %2\n%3 = ").arg(xName, numberText(hit.x), yName);
    text += hit.error ? estimateText(hit.y, *hit.error) : numberText(hit.y, 5);
    if (hit.trusted)
        text += u'\n' + (*hit.trusted ? PlotCard::tr("trusted") : PlotCard::tr("not yet trusted"));
    if (!hit.note.isEmpty())
        text += u'\n' + hit.note;
    return text;
}

QString notShownText(int count)
{
    if (count == 0)
        return {};
    return count == 1 ? PlotCard::tr("1 point \u2264 0 not shown")
                      : PlotCard::tr("%1 points \u2264 0 not shown").arg(count);
}

Range inDataUnits(Range range, bool logarithmic)
{
    return logarithmic ? Range{std::pow(10.0, range.low), std::pow(10.0, range.high)} : range;
}

} // namespace

PlotCard::PlotCard(const QString& title, QWidget* parent)
    : QWidget(parent), title_(title), emptyText_(tr("Measuring\u2026")), view_(new PlotView(this)),
      header_(new PlotHeader(this))
{
    markersItem_ = new MarkersItem(view_->parts().chart);
    textsItem_ = new TextsItem(view_->parts().chart);
    hover_ = new HoverItem(view_->parts().chart);
    view_->setContextMenuPolicy(Qt::NoContextMenu);
    connectActions();
    setTitle(title);
    connect(view_, &PlotView::resized, this, &PlotCard::refreshNow);
    connect(view_, &PlotView::rangesChosen, this, [this](Range x, Range y, Range right) {
        zoom_ = Zoom{x, y, right_ ? std::optional(right) : std::nullopt};
        refreshNow();
    });
    connect(view_, &PlotView::resetWanted, this, &PlotCard::resetZoom);
    connect(view_, &PlotView::pointed, this, &PlotCard::showHit);
    connect(view_, &PlotView::pointerLeft, this, [this] {
        pointer_.reset();
        followPointer();
    });
    connect(view_, &PlotView::handleMoved, this, [this](QPointF at, bool settled) {
        Q_EMIT handleMoved(inDataUnits({at.x(), at.x()}, scales_.xLog).low,
                           inDataUnits({at.y(), at.y()}, scales_.yLog).low, settled);
    });
    connect(&ThemeNotifier::instance(), &ThemeNotifier::changed, this, &PlotCard::restyle);
    connect(qApp, &QApplication::focusChanged, this, &PlotCard::showTools);
    restyle();
}

PlotCard::~PlotCard() { disconnect(qApp, nullptr, this, nullptr); }

void PlotCard::connectActions()
{
    const PlotActions& actions = header_->actions();
    for (QAction* action : {actions.logX, actions.logY})
        connect(action, &QAction::triggered, this, [this, actions] {
            setLogarithmic(actions.logX->isChecked(), actions.logY->isChecked());
        });
    connect(actions.reset, &QAction::triggered, this, &PlotCard::resetZoom);
    connect(actions.whole, &QAction::triggered, this, &PlotCard::setWhole);
    connect(actions.copy, &QAction::triggered, this, &PlotCard::copyImage);
    connect(actions.savePng, &QAction::triggered, this,
            [this] { saveAs(QStringLiteral("png"), tr("PNG picture (*.png)")); });
    connect(actions.saveSvg, &QAction::triggered, this,
            [this] { saveAs(QStringLiteral("svg"), tr("SVG drawing (*.svg)")); });
    connect(actions.saveCsv, &QAction::triggered, this,
            [this] { saveAs(QStringLiteral("csv"), tr("CSV table (*.csv)")); });
    connect(header_->legend(), &LegendBar::toggled, this, &PlotCard::setShown);
}

void PlotCard::setTitle(const QString& title)
{
    title_ = title;
    view_->setAccessibleName(title);
    header_->setTitle(title);
}

void PlotCard::setAxes(const AxisSpec& x, const AxisSpec& y)
{
    xSpec_ = x;
    ySpec_ = y;
    header_->actions().logX->setVisible(x.canToggle);
    header_->actions().logY->setVisible(y.canToggle);
    rightSpec_.reset();
    header_->actions().whole->setVisible(settles());
    keepX_.forget();
    keepY_.forget();
    keepRight_.forget();
    zoom_.reset();
    setLogarithmic(x.logarithmic, y.logarithmic);
    scheduleRefresh();
}

void PlotCard::setRightAxis(const AxisSpec& right)
{
    rightSpec_ = right;
    header_->actions().whole->setVisible(settles());
    keepRight_.forget();
    zoom_.reset();
    scheduleRefresh();
}

void PlotCard::setTitleWidget(QWidget* widget)
{
    header_->setTitleWidget(widget);
    placeHeader();
}

template <class View, class Series>
void PlotCard::put(Series series)
{
    Entry* known = entry(series.id);
    if (auto* same = known ? dynamic_cast<View*>(known->view.get()) : nullptr) {
        same->set(std::move(series));
    } else {
        const QString id = series.id;
        removeSeries(id);
        entries_.push_back({id, std::make_unique<View>(view_->parts(), std::move(series)), true});
    }
    scheduleRefresh();
}

void PlotCard::setLine(LineSeries series) { put<LineView>(std::move(series)); }

void PlotCard::setCurve(CurveSeries series) { put<LineView>(std::move(series)); }

void PlotCard::setPoints(PointSeries series) { put<PointsView>(std::move(series)); }

void PlotCard::setBars(BarSeries series) { put<BarsView>(std::move(series)); }

void PlotCard::setMarker(const PlotMarker& marker)
{
    const auto known = std::find_if(markers_.begin(), markers_.end(),
                                    [&](const PlotMarker& m) { return m.id == marker.id; });
    if (known == markers_.end())
        markers_.push_back(marker);
    else
        *known = marker;
    scheduleRefresh();
}

void PlotCard::setTexts(std::vector<PlotText> texts)
{
    texts_ = std::move(texts);
    scheduleRefresh();
}

void PlotCard::setHandle(std::optional<QPointF> place)
{
    handle_ = place;
    scheduleRefresh();
}

void PlotCard::removeSeries(const QString& id)
{
    std::erase_if(entries_, [&](const Entry& e) { return e.id == id; });
    scheduleRefresh();
}

void PlotCard::removeMarker(const QString& id)
{
    std::erase_if(markers_, [&](const PlotMarker& m) { return m.id == id; });
    scheduleRefresh();
}

void PlotCard::clear()
{
    entries_.clear();
    markers_.clear();
    texts_.clear();
    handle_.reset();
    keepX_.forget();
    keepY_.forget();
    keepRight_.forget();
    zoom_.reset();
    scheduleRefresh();
}

PlotCard::Entry* PlotCard::entry(const QString& id)
{
    const auto found =
        std::find_if(entries_.begin(), entries_.end(), [&](const Entry& e) { return e.id == id; });
    return found == entries_.end() ? nullptr : &*found;
}

bool PlotCard::isShown(const QString& id) const
{
    return std::any_of(entries_.begin(), entries_.end(),
                       [&](const Entry& e) { return e.id == id && e.shown; });
}

void PlotCard::setShown(const QString& id, bool shown)
{
    Entry* found = entry(id);
    if (!found || found->shown == shown)
        return;
    const QString family = found->view->family();
    for (Entry& e : entries_)
        if (&e == found || (!family.isEmpty() && e.view->family() == family))
            e.shown = shown;
    scheduleRefresh();
}

void PlotCard::setLogarithmic(bool x, bool y)
{
    const AxisScales wanted{x, y};
    header_->actions().logX->setChecked(x);
    header_->actions().logY->setChecked(y);
    if (wanted == scales_)
        return;
    scales_ = wanted;
    zoom_.reset();
    scheduleRefresh();
    Q_EMIT scalesChanged(x, y);
}

void PlotCard::zoomTo(Range x, Range y)
{
    const auto coordinates = [](Range range, bool logarithmic) -> std::optional<Range> {
        const auto low = axisCoordinate(range.low, logarithmic);
        const auto high = axisCoordinate(range.high, logarithmic);
        return low && high && *low < *high ? std::optional<Range>(Range{*low, *high})
                                           : std::nullopt;
    };
    const auto xRange = coordinates(x, scales_.xLog);
    const auto yRange = coordinates(y, scales_.yLog);
    if (!xRange || !yRange)
        return;
    zoom_ = Zoom{*xRange, *yRange, {}};
    scheduleRefresh();
}

void PlotCard::resetZoom()
{
    if (!zoom_)
        return;
    zoom_.reset();
    scheduleRefresh();
}

void PlotCard::setWhole(bool whole)
{
    header_->actions().whole->setChecked(whole);
    whole_ = whole;
    keepY_.forget();
    keepRight_.forget();
    zoom_.reset();
    scheduleRefresh();
}

Range PlotCard::shownX() const { return inDataUnits(x_, scales_.xLog); }

Range PlotCard::shownY() const { return inDataUnits(y_, scales_.yLog); }

std::optional<Range> PlotCard::shownRight() const { return right_; }

void PlotCard::scheduleRefresh()
{
    if (pending_)
        return;
    pending_ = true;
    QTimer::singleShot(0, this, [this] {
        if (pending_ && isVisible())
            refreshNow();
    });
}

void PlotCard::refreshNow()
{
    pending_ = false;
    header_->actions().reset->setEnabled(isZoomed());
    const bool any = chooseRanges();
    refreshLegend();
    view_->setEmptyText(any ? QString() : emptyText_);
    view_->showAxes(xSpec_, ySpec_, x_, y_, scales_,
                    right_ ? std::optional(RightAxis{*rightSpec_, *right_}) : std::nullopt);
    int notShown = 0;
    for (Entry& e : entries_) {
        e.view->setShown(e.shown && any);
        if (e.shown)
            notShown += e.view->draw(view_->map(e.view->side()));
    }
    view_->setNote(notShownText(notShown));
    markersItem_->setVisible(any);
    refreshMarkers();
    followPointer();
}

void PlotCard::refreshLegend()
{
    std::vector<Swatch> swatches;
    QStringList families;
    for (const Entry& e : entries_) {
        const QString family = e.view->family();
        const bool known = !family.isEmpty() && families.contains(family);
        families << family;
        if (Swatch swatch = e.view->swatch(); !swatch.label.isEmpty() && !known) {
            swatch.shown = e.shown;
            if (rightSpec_)
                swatch.label = sidedLabel(swatch.label, e.view->side());
            swatches.push_back(std::move(swatch));
        }
    }
    header_->legend()->setSwatches(swatches);
    placeHeader();
}

void PlotCard::refreshMarkers()
{
    markersItem_->setMap(view_->map());
    markersItem_->setMarkers(markers_, plotFont(font()));
    hover_->setMap(view_->map());
    textsItem_->setMap(view_->map());
    textsItem_->setTexts(texts_, plotFont(font()));
    const auto x = handle_ ? axisCoordinate(handle_->x(), scales_.xLog) : std::nullopt;
    const auto y = handle_ ? axisCoordinate(handle_->y(), scales_.yLog) : std::nullopt;
    view_->setHandle(x && y ? std::optional(QPointF(*x, *y)) : std::nullopt);
}

std::optional<PlotHit> PlotCard::hitAt(QPointF pixel) const
{
    std::optional<PlotHit> best;
    double reach = hoverReach;
    for (const Entry& e : entries_) {
        const auto hit =
            e.shown ? e.view->nearest(pixel, view_->map(e.view->side()), reach) : std::nullopt;
        if (!hit || !view_->map().area.adjusted(-1, -1, 1, 1).contains(hit->pixel))
            continue;
        reach = std::min(reach, std::hypot(hit->pixel.x() - pixel.x(), hit->pixel.y() - pixel.y()));
        best = hit;
    }
    return best;
}

void PlotCard::showHit(QPointF pixel)
{
    pointer_ = pixel;
    followPointer();
    if (hoverText_.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(view_->viewport()->mapToGlobal(pixel.toPoint()), symbolTip(hoverText_),
                           view_);
}

// Also when new values move a point away from under a mouse that rests.
void PlotCard::followPointer()
{
    const auto hit = pointer_ ? hitAt(*pointer_) : std::nullopt;
    hover_->setPlace(hit ? std::optional(hit->pixel) : std::nullopt);
    const bool right = hit && hit->side == Side::right && rightSpec_;
    hoverText_ = hit ? hitText(*hit, xSpec_, right ? *rightSpec_ : ySpec_) : QString();
}

void PlotCard::showTools()
{
    const QWidget* focused = QApplication::focusWidget();
    header_->setToolsVisible(underMouse() || (focused && isAncestorOf(focused)));
}

void PlotCard::placeHeader()
{
    const int foot = header_->arrange(width());
    header_->setGeometry(0, 0, width(), foot);
    view_->setGeometry(2, foot, width() - 4, std::max(height() - foot - bottomMargin, 1));
}

void PlotCard::restyle()
{
    header_->restyle();
    view_->restyle();
    for (Entry& e : entries_)
        e.view->restyle();
    update();
    scheduleRefresh();
}

void PlotCard::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(currentPalette().border, 1.0));
    painter.setBrush(currentPalette().card);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), cornerRadius,
                            cornerRadius);
}

void PlotCard::resizeEvent(QResizeEvent*) { placeHeader(); }

void PlotCard::showEvent(QShowEvent*) { refreshNow(); }

void PlotCard::enterEvent(QEnterEvent*) { showTools(); }

void PlotCard::leaveEvent(QEvent*) { showTools(); }

void PlotCard::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange && view_)
        scheduleRefresh();
}

void PlotCard::contextMenuEvent(QContextMenuEvent* event)
{
    header_->menu()->popup(event->globalPos());
}

} // namespace ui
