// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/picture/picture.h"

#include <QPointF>

namespace ui {

// Which part of the world is seen, in device pixels per cell. The world's corner always lies on a
// whole device pixel, so that whole-numbered zooms are crisp; the world never leaves the view
// entirely.
class Viewport
{
public:
    // Another world is fitted; the same one changes nothing.
    void setWorld(core::WorldSize world);
    // Keeps fitting, or keeps the middle where it is. scaleFactor: device pixels per logical pixel.
    void setPixels(int width, int height, double scaleFactor);

    void fit();
    void zoomTo(double pixelsPerCell, QPointF about);
    // To the next crisp magnification, in (steps > 0) or out.
    void zoomBySteps(int steps, QPointF about);
    void panBy(QPointF pixels);
    // Shows this part of the world as large as it fits.
    void showCells(double x0, double y0, double x1, double y1);
    // With this place of the world in the middle.
    void showAt(QPointF cell, double pixelsPerCell);
    // Moves as little as needed to see the cell.
    void reveal(QPoint cell);

    bool isFitted() const { return fitted_; }
    double pixelsPerCell() const { return zoom_; }
    double smallestZoom() const;
    double largestZoom() const;
    core::WorldSize world() const { return world_; }
    QPointF middle() const { return {width_ / 2.0, height_ / 2.0}; }

    // Empty while there are no pixels or no world.
    core::ViewRequest request() const;
    QPointF cellAt(QPointF pixel) const;
    QPointF pixelOf(QPointF cell) const;
    bool contains(QPoint cell) const;

private:
    double fitZoom() const;
    void keepInSight();
    QPointF corner() const;

    core::WorldSize world_;
    int width_ = 0, height_ = 0;
    double scaleFactor_ = 1;
    double zoom_ = 1;
    QPointF corner_; // of the world, in pixels of the view
    bool fitted_ = true;
};

} // namespace ui
