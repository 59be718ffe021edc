// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/gl/scene.h"

#include <QWidget>

namespace ui {

// A widget that fills itself with a scene, one pixel of the scene's view per device pixel. Two of
// them exist, with equal pictures: OpenGL and raster. Neither takes part in mouse or keyboard.
class Surface
{
public:
    explicit Surface(const Scene& scene) : scene_(scene) {}
    virtual ~Surface() = default;
    Surface(const Surface&) = delete;
    Surface& operator=(const Surface&) = delete;

    virtual QWidget* widget() = 0;
    // Frames drawn from a changed scene; what the window system asks to see again is not counted.
    std::uint64_t framesPainted() const { return framesPainted_; }

protected:
    const Scene& scene() const { return scene_; }
    void countFrame() { ++framesPainted_; }

private:
    const Scene& scene_;
    std::uint64_t framesPainted_ = 0;
};

} // namespace ui
