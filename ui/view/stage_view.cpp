// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/view/stage_view.h"

#include "ui/gl/gl_surface.h"
#include "ui/view/badge.h"
#include "ui/view/marker_layer.h"
#include "ui/view/raster_surface.h"
#include "ui/view/stage_accessible.h"
#include "ui/view/stage_controls.h"

#include <QBoxLayout>
#include <QKeyEvent>

#include <cmath>
#include <utility>

namespace ui {
namespace {

// How long the stage goes on showing the old view while it waits for a picture of the new one.
constexpr int patienceInMs = 80;
constexpr int margin = 8;
constexpr int smallWidth = 360, smallHeight = 285; // buttons would cover most of it
constexpr double smallestMark = 7;                 // logical pixels
constexpr double barelySeen = 2, wellSeen = 10;

} // namespace

StageView::StageView(Renderer renderer, QWidget* parent)
    : QWidget(parent), markers_(new MarkerLayer(this)), controls_(new StageControls(this)),
      badge_(new Badge(this))
{
    describeStagesToScreenReaders();
    setAccessibleName(tr("Stage"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAttribute(Qt::WA_AcceptTouchEvents);
    setAttribute(Qt::WA_OpaquePaintEvent); // the surface covers it
    makeSurface(renderer);

    patience_.setSingleShot(true);
    patience_.setInterval(patienceInMs);
    connect(&patience_, &QTimer::timeout, this, &StageView::lookAgain);
    connect(controls_, &StageControls::toolChosen, this, &StageView::setTool);
    connect(controls_, &StageControls::penChosen, this, &StageView::setPen);
    connect(controls_, &StageControls::zoomStepped, this, &StageView::zoomBySteps);
    connect(controls_, &StageControls::fitChosen, this, &StageView::fit);
}

StageView::~StageView() = default;

void StageView::makeSurface(Renderer renderer)
{
    renderer_ = renderer;
    if (renderer == Renderer::gl) {
        auto gl = std::make_unique<GlSurface>(scene_, this);
        connect(gl.get(), &GlSurface::failed, this, &StageView::fallBack, Qt::QueuedConnection);
        surface_ = std::move(gl);
    } else {
        surface_ = std::make_unique<RasterSurface>(scene_, this);
    }
    surface_->widget()->lower();
    surface_->widget()->setGeometry(rect());
    surface_->widget()->setVisible(true);
}

void StageView::fallBack(const QString& reason)
{
    framesBefore_ += surface_->framesPainted();
    makeSurface(Renderer::raster);
    Q_EMIT rendererFailed(reason);
}

void StageView::display(const core::Picture& picture)
{
    if (!(picture.world == viewport_.world())) {
        setWorld(picture.world);
    }
    // The first picture of another world may still answer the request for the old one.
    bool const answers = covers(picture.tile, viewport_.request());
    if (!(picture.world == scene_.picture().world) && !answers && scene_.hasCells()) {
        return;
    }
    auto const sampling = scene_.samplingNumber();
    bool const changed = scene_.show(picture);
    if (patience_.isActive() && answers) {
        lookAgain();
    }
    if (scene_.samplingNumber() != sampling) {
        surface_->widget()->update();
    } else if (changed) {
        surface_->widget()->update(patience_.isActive() ? rect() : worldRect());
    }
}

// Where cells are seen; what lies around them, buttons and badge perhaps, need not be drawn again.
QRect StageView::worldRect() const
{
    QPointF const low = viewport_.pixelOf({0, 0});
    QPointF const high =
        viewport_.pixelOf(QPointF(viewport_.world().width, viewport_.world().height));
    double const factor = devicePixelRatioF();
    return QRectF(low / factor, high / factor).toAlignedRect().intersected(rect());
}

void StageView::setWorld(core::WorldSize world)
{
    if (world == viewport_.world()) {
        return;
    }
    viewport_.setWorld(world);
    cursor_ = QPoint(world.width / 2, world.height / 2);
    if (auto const wanted = std::exchange(wanted_, std::nullopt)) {
        viewport_.showAt(wanted->first, wanted->second * devicePixelRatioF());
    }
    applyView();
}

void StageView::setColours(const core::Palette& palette, std::uint32_t outside)
{
    if (scene_.setColours(palette, outside)) {
        surface_->widget()->update();
    }
}

void StageView::setView(const core::ViewRequest& request)
{
    viewport_.showCells(request.x0, request.y0, request.x1, request.y1);
    applyView();
}

void StageView::showAt(QPointF cell, double pixelsPerCell)
{
    if (viewport_.world().width <= 0) {
        wanted_ = {cell, pixelsPerCell};
        return;
    }
    viewport_.showAt(cell, pixelsPerCell * devicePixelRatioF());
    applyView();
}

void StageView::fit()
{
    viewport_.fit();
    applyView();
}

void StageView::showOneToOne()
{
    viewport_.zoomTo(1, viewport_.middle());
    applyView();
}

void StageView::zoomBySteps(int steps)
{
    viewport_.zoomBySteps(steps, viewport_.middle());
    applyView();
}

void StageView::setPaintable(bool state, bool field)
{
    paintsState_ = state;
    paintsField_ = field;
    controls_->setPaintable(state, field);
    if ((paintsState(tool_) && !state) || (paintsField(tool_) && !field)) {
        setTool(Tool::pan);
    }
    layOut();
}

void StageView::setTool(Tool tool)
{
    bool const possible = tool == Tool::pan || (paintsState(tool) ? paintsState_ : paintsField_);
    Tool const chosen = possible ? tool : Tool::pan;
    bool const changed = chosen != tool_;
    tool_ = chosen;
    if (tool_ != Tool::pan && !penChosen_) {
        takeVisiblePen();
    }
    setCursor(tool_ == Tool::pan ? Qt::OpenHandCursor : Qt::CrossCursor);
    controls_->showTool(tool_); // also where nothing changed: a click toggled the button
    layOut();
    markBrush();
    if (changed) {
        Q_EMIT toolChanged(tool_);
    }
}

// Where a single cell could hardly be seen, the first pen that can.
void StageView::takeVisiblePen()
{
    double const cell = cellSize();
    int pen = 0;
    while (cell < barelySeen && pen + 1 < static_cast<int>(penRadii.size()) &&
           2 * penRadii.at(static_cast<std::size_t>(pen)) * cell < wellSeen) {
        ++pen;
    }
    setPen(pen);
    penChosen_ = false;
}

void StageView::setPen(int pen)
{
    penChosen_ = true;
    int const chosen = qBound(0, pen, static_cast<int>(penRadii.size()) - 1);
    if (chosen == pen_) {
        return;
    }
    pen_ = chosen;
    controls_->showPen(pen_);
    layOut();
    markBrush();
    Q_EMIT penChanged(pen_);
}

void StageView::setBadge(const QString& title, const QString& detail)
{
    badge_->setLines(title, detail);
    layOut();
}

void StageView::setControlsVisible(bool visible) { controls_->setVisible(visible); }

void StageView::setPicturesMenu(QMenu* menu)
{
    controls_->setPicturesMenu(menu);
    layOut();
}

void StageView::setLarge(bool large)
{
    controls_->setLarge(large);
    layOut();
}

void StageView::putControlsInto(QBoxLayout& row)
{
    controlsApart_ = true;
    controls_->setInline(true);
    row.addWidget(controls_);
}

void StageView::setControlsTight(bool tight) { controls_->setTight(tight); }

void StageView::takeControlsBack()
{
    if (std::exchange(controlsApart_, false)) {
        controls_->setParent(this);
        controls_->setInline(false);
        controls_->show();
        layOut();
    }
}

void StageView::layOut()
{
    surface_->widget()->setGeometry(rect());
    markers_->setGeometry(rect());
    if (!controlsApart_) {
        controls_->setSmall(width() < smallWidth && height() < smallHeight);
        controls_->adjustSize();
        controls_->move(width() - controls_->width() - margin, margin);
    }
    badge_->adjustSize();
    badge_->move(margin, margin);
}

void StageView::resizeEvent(QResizeEvent*)
{
    layOut();
    measurePixels();
}

// As QOpenGLWidget rounds them.
void StageView::measurePixels()
{
    double const factor = devicePixelRatioF();
    QSize const pixels = size() * factor;
    viewport_.setPixels(pixels.width(), pixels.height(), factor);
    applyView();
}

void StageView::showEvent(QShowEvent*)
{
    layOut();
    measurePixels();
}

void StageView::hideEvent(QHideEvent*) { applyView(); }

bool StageView::event(QEvent* event)
{
    switch (event->type()) {
    case QEvent::ScreenChangeInternal: measurePixels(); break;
    case QEvent::LayoutRequest: layOut(); break;
    case QEvent::ShortcutOverride:
        if (wantsKey(static_cast<QKeyEvent*>(event)->key())) {
            event->accept();
            return true;
        }
        break;
    case QEvent::TouchBegin:
    case QEvent::TouchUpdate:
    case QEvent::TouchEnd:
    case QEvent::TouchCancel: handleTouch(static_cast<QTouchEvent*>(event)); return true;
    case QEvent::NativeGesture: return handleGesture(static_cast<QNativeGestureEvent*>(event));
    default: break;
    }
    return QWidget::event(event);
}

// Asks for what is to be seen, and shows it as soon as there is a picture of it.
void StageView::applyView()
{
    core::ViewRequest const wanted = viewport_.request();
    bool const sameSize = wanted.pixelWidth == scene_.view().pixelWidth &&
                          wanted.pixelHeight == scene_.view().pixelHeight;
    if (sameSize && scene_.hasCells() && !covers(scene_.picture().tile, wanted)) {
        patience_.start();
    } else {
        lookAgain();
    }
    markBrush();
    core::ViewRequest const request = isVisible() ? wanted : core::ViewRequest{};
    if (!(request == asked_)) {
        asked_ = request;
        Q_EMIT viewChanged(request);
    }
}

void StageView::lookAgain()
{
    patience_.stop();
    if (scene_.setView(viewport_.request())) {
        surface_->widget()->update();
    }
}

bool StageView::covers(const core::Tile& tile, const core::ViewRequest& request) const
{
    core::Tile const needed = core::planTile(request, viewport_.world());
    auto const within = [](int from, int bytes, int scale, int first, int count, int step) {
        return first <= from && first + count * step >= from + bytes * scale;
    };
    return within(needed.x0, needed.width, needed.scale, tile.x0, tile.width, tile.scale) &&
           within(needed.y0, needed.height, needed.scale, tile.y0, tile.height, tile.scale);
}

QPoint StageView::cellUnder(QPointF position) const
{
    QPointF const cell = viewport_.cellAt(devicePixel(position));
    return {static_cast<int>(std::floor(cell.x())), static_cast<int>(std::floor(cell.y()))};
}

// The pen's outline under the pointer, or around the cell cursor while keys are used.
void StageView::markBrush()
{
    bool const paints = tool_ != Tool::pan;
    double const factor = devicePixelRatioF();
    QPointF const cell = cursorShown_ ? cursor_ : cellUnder(last_);
    QPointF const middle = viewport_.pixelOf(cell + QPointF(0.5, 0.5)) / factor;
    auto const around = [&](double cells) {
        double const across = std::max(smallestMark, cells * viewport_.pixelsPerCell() / factor);
        return QRectF(middle.x() - across / 2, middle.y() - across / 2, across, across);
    };
    bool const showsPen = paints && pen_ > 0 && (cursorShown_ || hovered_);
    double const radius = penRadii.at(static_cast<std::size_t>(pen_));
    markers_->showPen(showsPen ? around(2 * radius + 1) : QRectF());
    markers_->showCell(paints && cursorShown_ ? around(1) : QRectF());
}

} // namespace ui
