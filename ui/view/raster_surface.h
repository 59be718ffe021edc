// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/gl/surface.h"

#include <QImage>

namespace ui {

// Draws with the processor: core's reference raster into an image, the image onto the window.
class RasterSurface final : public QWidget, public Surface
{
    Q_OBJECT

public:
    explicit RasterSurface(const Scene& scene, QWidget* parent = nullptr);
    QWidget* widget() override { return this; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void rasterise();

    QImage image_;
    std::uint64_t drawn_ = 0; // the scene's number in the image
};

} // namespace ui
