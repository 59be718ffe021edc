// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/gl/gl_surface.h"

#include "ui/gl/probe.h"

#include <QOpenGLContext>
#include <QOpenGLFunctions_3_3_Core>
#include <QOpenGLShaderProgram>
#include <QOpenGLVersionFunctionsFactory>
#include <QOpenGLVertexArrayObject>

#include <bit>

namespace ui {
namespace {

static_assert(std::endian::native == std::endian::little, "palette bytes are taken as B, G, R, A");

// One triangle that covers the viewport.
constexpr const char* vertexShader = R"(#version 330 core
void main()
{
    vec2 corner = vec2((gl_VertexID << 1) & 2, gl_VertexID & 2);
    gl_Position = vec4(corner * 2.0 - 1.0, 0.0, 1.0);
}
)";

// core::rasterise for one pixel. Everything is an integer until the colour leaves.
constexpr const char* fragmentShader = R"(#version 330 core
uniform usampler2D cells;
uniform isampler2D columns;
uniform isampler2D rows;
uniform usampler2D palette;
uniform uvec3 outside;
uniform ivec2 tile;
uniform ivec2 pixels;
uniform int height; // of the frame buffer
out vec4 colour;

uint cellAt(int x, int y)
{
    return texelFetch(cells, ivec2(min(x, tile.x - 1), min(y, tile.y - 1)), 0).r;
}

uint along(ivec2 x, int y)
{
    uint weight = uint(x.y);
    return (256u - weight) * cellAt(x.x, y) + weight * cellAt(x.x + 1, y);
}

void main()
{
    ivec2 pixel = ivec2(int(gl_FragCoord.x), height - 1 - int(gl_FragCoord.y));
    uvec3 bytes = outside;
    if (pixel.x < pixels.x && pixel.y < pixels.y) {
        ivec2 x = texelFetch(columns, ivec2(pixel.x, 0), 0).rg;
        ivec2 y = texelFetch(rows, ivec2(pixel.y, 0), 0).rg;
        if (x.x >= 0 && y.x >= 0 && tile.x > 0) {
            uint weight = uint(y.y);
            uint sum = (256u - weight) * along(x, y.x) + weight * along(x, y.x + 1);
            bytes = texelFetch(palette, ivec2(int((sum + 32768u) >> 16), 0), 0).bgr;
        }
    }
    colour = vec4(vec3(bytes) / 255.0, 1.0);
}
)";

} // namespace

GlSurface::GlSurface(const Scene& scene, QWidget* parent) : QOpenGLWidget(parent), Surface(scene)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
}

GlSurface::~GlSurface() { release(); }

void GlSurface::fail(const QString& reason)
{
    if (!failed_) {
        failed_ = true;
        Q_EMIT failed(reason);
    }
}

// Called again whenever the window system gives the widget another context.
void GlSurface::initializeGL()
{
    gl_ = QOpenGLVersionFunctionsFactory::get<QOpenGLFunctions_3_3_Core>(context());
    if (!gl_ || !gl_->initializeOpenGLFunctions()) {
        gl_ = nullptr;
        fail(tr("OpenGL 3.3 is missing."));
        return;
    }
    connect(context(), &QOpenGLContext::aboutToBeDestroyed, this, &GlSurface::release,
            Qt::UniqueConnection);
    program_ = std::make_unique<QOpenGLShaderProgram>();
    if (!program_->addShaderFromSourceCode(QOpenGLShader::Vertex, vertexShader) ||
        !program_->addShaderFromSourceCode(QOpenGLShader::Fragment, fragmentShader) ||
        !program_->link()) {
        fail(tr("The OpenGL driver refuses the shaders: %1").arg(program_->log().simplified()));
        return;
    }
    vertices_ = std::make_unique<QOpenGLVertexArrayObject>();
    vertices_->create();
    for (Texture& texture : textures_) {
        texture = {};
        gl_->glGenTextures(1, &texture.id);
    }
    picture_ = sampling_ = colours_ = 0;
}

void GlSurface::release()
{
    if (!gl_) {
        return;
    }
    makeCurrent();
    for (Texture& texture : textures_) {
        gl_->glDeleteTextures(1, &texture.id);
        texture = {};
    }
    vertices_.reset();
    program_.reset();
    doneCurrent();
    gl_ = nullptr;
}

void GlSurface::uploadTo(TextureSlot slot, int width, int height, unsigned format,
                         const void* bytes)
{
    struct Layout
    {
        GLint inside;
        GLenum outside, type;
    };
    Layout const layout = format == GL_R8UI ? Layout{GL_R8UI, GL_RED_INTEGER, GL_UNSIGNED_BYTE}
                          : format == GL_RG16I
                              ? Layout{GL_RG16I, GL_RG_INTEGER, GL_SHORT}
                              : Layout{GL_RGBA8UI, GL_RGBA_INTEGER, GL_UNSIGNED_BYTE};
    Texture& texture = textures_[slot];
    gl_->glActiveTexture(GL_TEXTURE0 + static_cast<GLenum>(slot));
    gl_->glBindTexture(GL_TEXTURE_2D, texture.id);
    if (texture.width == width && texture.height == height) {
        gl_->glTexSubImage2D(GL_TEXTURE_2D, 0, 0, 0, width, height, layout.outside, layout.type,
                             bytes);
        return;
    }
    texture.width = width;
    texture.height = height;
    gl_->glTexImage2D(GL_TEXTURE_2D, 0, layout.inside, width, height, 0, layout.outside,
                      layout.type, bytes);
    gl_->glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
    gl_->glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
    gl_->glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAX_LEVEL, 0);
}

void GlSurface::uploadAxis(TextureSlot slot, const core::AxisSampling& axis)
{
    axis_.clear();
    for (std::size_t p = 0; p < axis.first.size(); ++p) {
        axis_.push_back(axis.first[p]);
        axis_.push_back(static_cast<std::int16_t>(axis.weight[p]));
    }
    if (!axis_.empty()) {
        uploadTo(slot, static_cast<int>(axis.first.size()), 1, GL_RG16I, axis_.data());
    }
}

void GlSurface::upload()
{
    gl_->glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
    if (picture_ != scene().pictureNumber() && scene().hasCells()) {
        uploadTo(cells, scene().picture().tile.width, scene().picture().tile.height, GL_R8UI,
                 scene().picture().cells.data());
    }
    if (sampling_ != scene().samplingNumber()) {
        uploadAxis(columns, scene().columns());
        uploadAxis(rows, scene().rows());
    }
    if (colours_ != scene().paletteNumber()) {
        uploadTo(palette, 256, 1, GL_RGBA8UI, scene().palette().data());
    }
    picture_ = scene().pictureNumber();
    sampling_ = scene().samplingNumber();
    colours_ = scene().paletteNumber();
}

void GlSurface::paintGL()
{
    if (!gl_ || failed_) {
        return;
    }
    if (picture_ + sampling_ + colours_ != scene().number()) {
        countFrame();
    }
    upload();
    for (int slot = 0; slot < textureCount; ++slot) {
        gl_->glActiveTexture(GL_TEXTURE0 + static_cast<GLenum>(slot));
        gl_->glBindTexture(GL_TEXTURE_2D, textures_[static_cast<std::size_t>(slot)].id);
    }
    // Qt rounds the frame buffer's size and cuts the viewport's: at a scale factor of 1.5 the last
    // row would be missing.
    QSize const buffer = size() * devicePixelRatioF();
    gl_->glViewport(0, 0, buffer.width(), buffer.height());
    gl_->glDisable(GL_BLEND);
    gl_->glDisable(GL_DEPTH_TEST);
    gl_->glDisable(GL_DITHER);
    program_->bind();
    program_->setUniformValue("height", buffer.height());
    program_->setUniformValue("cells", static_cast<int>(cells));
    program_->setUniformValue("columns", static_cast<int>(columns));
    program_->setUniformValue("rows", static_cast<int>(rows));
    program_->setUniformValue("palette", static_cast<int>(palette));
    std::uint32_t const around = scene().outside();
    gl_->glUniform3ui(program_->uniformLocation("outside"), around >> 16 & 255U, around >> 8 & 255U,
                      around & 255U);
    bool const drawn = scene().hasCells();
    gl_->glUniform2i(program_->uniformLocation("tile"), drawn ? scene().picture().tile.width : 0,
                     scene().picture().tile.height);
    gl_->glUniform2i(program_->uniformLocation("pixels"), scene().view().pixelWidth,
                     scene().view().pixelHeight);
    vertices_->bind();
    gl_->glDrawArrays(GL_TRIANGLES, 0, 3);
    vertices_->release();
    program_->release();
    graphicsSurvived();
}

} // namespace ui
