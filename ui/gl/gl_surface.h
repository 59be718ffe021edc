// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/gl/surface.h"

#include <QOpenGLWidget>

#include <array>
#include <memory>

class QOpenGLFunctions_3_3_Core;
class QOpenGLShaderProgram;
class QOpenGLVertexArrayObject;

namespace ui {

// Draws with OpenGL 3.3 core: bytes, axis samplings and palette as integer textures, one triangle,
// and a fragment shader that computes what core::rasterise computes, integer for integer.
class GlSurface final : public QOpenGLWidget, public Surface
{
    Q_OBJECT

public:
    explicit GlSurface(const Scene& scene, QWidget* parent = nullptr);
    ~GlSurface() override;
    QWidget* widget() override { return this; }

Q_SIGNALS:
    // OpenGL cannot be used after all; says why. At most once.
    void failed(const QString& reason);

protected:
    void initializeGL() override;
    void paintGL() override;

private:
    enum TextureSlot : std::uint8_t { cells, columns, rows, palette, textureCount };
    struct Texture
    {
        unsigned id = 0;
        int width = 0, height = 0;
    };

    void fail(const QString& reason);
    void release();
    void upload();
    void uploadTo(TextureSlot slot, int width, int height, unsigned format, const void* bytes);
    void uploadAxis(TextureSlot slot, const core::AxisSampling& axis);

    QOpenGLFunctions_3_3_Core* gl_ = nullptr;
    std::unique_ptr<QOpenGLShaderProgram> program_;
    std::unique_ptr<QOpenGLVertexArrayObject> vertices_;
    std::array<Texture, textureCount> textures_{};
    std::vector<std::int16_t> axis_;
    std::uint64_t picture_ = 0, sampling_ = 0, colours_ = 0; // the scene's numbers in the textures
    bool failed_ = false;
};

} // namespace ui
