// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/view/raster_surface.h"

#include <QPainter>

namespace ui {

RasterSurface::RasterSurface(const Scene& scene, QWidget* parent) : QWidget(parent), Surface(scene)
{
    setAttribute(Qt::WA_OpaquePaintEvent);
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
}

void RasterSurface::rasterise()
{
    QSize const size(scene().view().pixelWidth, scene().view().pixelHeight);
    if (image_.size() != size) {
        image_ = QImage(size, QImage::Format_RGB32);
    }
    if (image_.isNull()) {
        return;
    }
    core::rasterise(scene().picture(), scene().columns(), scene().rows(), scene().palette(),
                    scene().outside(), reinterpret_cast<std::uint32_t*>(image_.bits()),
                    static_cast<std::size_t>(image_.bytesPerLine()) / 4);
}

void RasterSurface::paintEvent(QPaintEvent*)
{
    if (drawn_ != scene().number()) {
        drawn_ = scene().number();
        rasterise();
        countFrame();
    }
    QPainter painter(this);
    // One pixel of the image on one of the device, whatever the scale factor: undo it exactly, so
    // that the image is copied and never resampled.
    double const back = 1 / devicePixelRatioF();
    painter.scale(back, back);
    painter.drawImage(0, 0, image_);
}

} // namespace ui
