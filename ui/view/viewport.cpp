// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/view/viewport.h"

#include <QPoint>

#include <algorithm>
#include <array>
#include <cmath>

namespace ui {
namespace {

constexpr double largestCell = 64; // logical pixels
// A fit that is this close above a crisp magnification takes the crisp one.
constexpr double crispWithin = 1.1;

// Magnifications at which every cell, or every block, covers whole pixels; 1.5 only softens the
// step to 2.
constexpr std::array crisp{1 / 64.0, 1 / 32.0, 1 / 16.0, 1 / 8.0, 1 / 4.0, 1 / 2.0, 1.0,  1.5,
                           2.0,      3.0,      4.0,      6.0,     8.0,     12.0,    16.0, 24.0,
                           32.0,     48.0,     64.0,     96.0,    128.0,   192.0,   256.0};

double crispBelow(double zoom)
{
    return zoom >= 1 ? std::floor(zoom) : std::exp2(std::floor(std::log2(zoom)));
}

double kept(double corner, double world, int view)
{
    if (world <= view) {
        return std::clamp(corner, 0.0, view - world);
    }
    return std::clamp(corner, view / 2.0 - world, view / 2.0);
}

} // namespace

void Viewport::setWorld(core::WorldSize world)
{
    if (world == world_) {
        return;
    }
    world_ = world;
    fit();
}

void Viewport::setPixels(int width, int height, double scaleFactor)
{
    if (width == width_ && height == height_ && scaleFactor == scaleFactor_) {
        return;
    }
    QPointF const before = cellAt(middle());
    zoom_ *= scaleFactor / scaleFactor_;
    width_ = width;
    height_ = height;
    scaleFactor_ = scaleFactor;
    if (fitted_) {
        fit();
        return;
    }
    corner_ = middle() - before * zoom_;
    keepInSight();
}

double Viewport::fitZoom() const
{
    if (world_.width <= 0 || world_.height <= 0 || width_ <= 0 || height_ <= 0) {
        return 1;
    }
    double const exact = std::min(static_cast<double>(width_) / world_.width,
                                  static_cast<double>(height_) / world_.height);
    double const below = crispBelow(exact);
    return exact < below * crispWithin ? below : exact;
}

double Viewport::smallestZoom() const { return std::min(1.0, fitZoom()); }

double Viewport::largestZoom() const { return std::max(largestCell * scaleFactor_, fitZoom()); }

void Viewport::fit()
{
    zoom_ = fitZoom();
    corner_ = middle() - QPointF(world_.width, world_.height) * (zoom_ / 2);
    fitted_ = true;
}

void Viewport::zoomTo(double pixelsPerCell, QPointF about)
{
    QPointF const cell = cellAt(about);
    zoom_ = std::clamp(pixelsPerCell, smallestZoom(), largestZoom());
    corner_ = about - cell * zoom_;
    fitted_ = false;
    keepInSight();
}

void Viewport::zoomBySteps(int steps, QPointF about)
{
    if (steps == 0) {
        return;
    }
    double zoom = zoom_;
    for (; steps > 0; --steps) {
        auto const next = std::upper_bound(crisp.begin(), crisp.end(), zoom * 1.001);
        zoom = next == crisp.end() ? zoom : *next;
    }
    for (; steps < 0; ++steps) {
        auto const next = std::lower_bound(crisp.begin(), crisp.end(), zoom * 0.999);
        zoom = next == crisp.begin() ? zoom : *(next - 1);
    }
    if (zoom <= fitZoom() && zoom < zoom_) {
        fit();
    } else {
        zoomTo(zoom, about);
    }
}

void Viewport::panBy(QPointF pixels)
{
    QPointF const before = corner_;
    corner_ += pixels;
    keepInSight();
    fitted_ = fitted_ && corner_ == before;
}

void Viewport::showCells(double x0, double y0, double x1, double y1)
{
    if (!(x1 > x0) || !(y1 > y0) || width_ <= 0 || height_ <= 0) {
        return;
    }
    zoom_ = std::clamp(std::min(width_ / (x1 - x0), height_ / (y1 - y0)), smallestZoom(),
                       largestZoom());
    corner_ = middle() - QPointF(x0 + x1, y0 + y1) * (zoom_ / 2);
    fitted_ = false;
    keepInSight();
}

void Viewport::showAt(QPointF cell, double pixelsPerCell)
{
    // How far out one may zoom is known once there are pixels.
    bool const sized = width_ > 0 && height_ > 0;
    zoom_ = std::clamp(pixelsPerCell, sized ? smallestZoom() : crisp.front() / 4, largestZoom());
    corner_ = middle() - cell * zoom_;
    fitted_ = false;
    keepInSight();
}

void Viewport::reveal(QPoint cell)
{
    QPointF const from = pixelOf(cell);
    QPointF const to = from + QPointF(zoom_, zoom_);
    auto const shift = [](double low, double high, int view) {
        return low < 0 ? -low : high > view ? view - high : 0.0;
    };
    QPointF const by(shift(from.x(), to.x(), width_), shift(from.y(), to.y(), height_));
    if (!by.isNull()) {
        panBy(by);
    }
}

void Viewport::keepInSight()
{
    corner_ = {kept(corner_.x(), world_.width * zoom_, width_),
               kept(corner_.y(), world_.height * zoom_, height_)};
}

QPointF Viewport::corner() const { return {std::round(corner_.x()), std::round(corner_.y())}; }

core::ViewRequest Viewport::request() const
{
    if (width_ <= 0 || height_ <= 0 || world_.width <= 0 || world_.height <= 0) {
        return {};
    }
    QPointF const low = cellAt({0, 0});
    QPointF const high = cellAt(QPointF(width_, height_));
    return {low.x(), low.y(), high.x(), high.y(), width_, height_};
}

QPointF Viewport::cellAt(QPointF pixel) const { return (pixel - corner()) / zoom_; }

QPointF Viewport::pixelOf(QPointF cell) const { return corner() + cell * zoom_; }

bool Viewport::contains(QPoint cell) const
{
    return cell.x() >= 0 && cell.y() >= 0 && cell.x() < world_.width && cell.y() < world_.height;
}

} // namespace ui
