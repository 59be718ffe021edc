// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/gl/probe.h"

#include "ui/gl/graphics_guard.h"

#include <QCoreApplication>
#include <QGuiApplication>
#include <QOffscreenSurface>
#include <QOpenGLContext>
#include <QOpenGLFunctions>
#include <QStandardPaths>
#include <QSurfaceFormat>

#include <array>
#include <optional>

namespace ui {
namespace {

QString translated(const char* text) { return QCoreApplication::translate("ui::probe", text); }

std::optional<GraphicsGuard>& guard()
{
    static std::optional<GraphicsGuard> instance;
    return instance;
}

QSurfaceFormat wantedFormat()
{
    QSurfaceFormat format;
    format.setVersion(3, 3);
    format.setProfile(QSurfaceFormat::CoreProfile);
    format.setSwapInterval(1);
    return format;
}

// Elsewhere an OpenGL widget draws nothing or crashes.
bool platformShowsOpenGL()
{
    static constexpr std::array names{"xcb", "wayland", "wayland-egl", "windows", "cocoa"};
    const QString platform = QGuiApplication::platformName();
    return std::any_of(names.begin(), names.end(),
                       [&](const char* name) { return platform == QLatin1String(name); });
}

struct Probe
{
    QString refusal; // empty: OpenGL 3.3 works
    QString renderer, version;
};

Probe probe()
{
    if (!platformShowsOpenGL()) {
        return {translated("the display '%1' shows no OpenGL").arg(QGuiApplication::platformName()),
                {},
                {}};
    }
    QOffscreenSurface surface;
    surface.setFormat(wantedFormat());
    surface.create();
    QOpenGLContext context;
    context.setFormat(wantedFormat());
    if (!surface.isValid() || !context.create() || !context.makeCurrent(&surface)) {
        return {translated("no OpenGL 3.3 could be set up"), {}, {}};
    }
    auto const text = [&context](GLenum name) {
        auto const* const bytes =
            reinterpret_cast<const char*>(context.functions()->glGetString(name));
        return bytes ? QString::fromLatin1(bytes) : QString();
    };
    Probe result{{}, text(GL_RENDERER), text(GL_VERSION)};
    const QSurfaceFormat format = context.format();
    if (format.version() < std::pair(3, 3) || format.profile() != QSurfaceFormat::CoreProfile) {
        result.refusal = translated("OpenGL %1.%2 is older than 3.3")
                             .arg(format.majorVersion())
                             .arg(format.minorVersion());
    }
    context.doneCurrent();
    return result;
}

RendererChoice raster(const QString& why)
{
    return {Renderer::raster, translated("Raster: %1.").arg(why)};
}

RendererChoice judge(const Probe& found, RendererWish wish)
{
    if (!found.refusal.isEmpty()) {
        return raster(found.refusal);
    }
    bool const software = isSoftwareRenderer(found.renderer);
    if (software && wish == RendererWish::automatic) {
        return raster(translated("OpenGL is done in software here (%1), which is slower")
                          .arg(found.renderer));
    }
    return {Renderer::gl,
            translated("OpenGL %1 on %2.").arg(found.version.section(u' ', 0, 0), found.renderer)};
}

QString usualGuardFile()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation) +
           QStringLiteral("/graphics-start");
}

} // namespace

QString nameOf(Renderer renderer)
{
    return renderer == Renderer::gl ? QStringLiteral("OpenGL") : translated("raster");
}

void prepareGraphics()
{
    QCoreApplication::setAttribute(Qt::AA_ShareOpenGLContexts);
    QSurfaceFormat::setDefaultFormat(wantedFormat());
}

RendererChoice chooseRenderer(RendererWish wish, const QString& guardFile)
{
    if (wish == RendererWish::raster) {
        return raster(translated("asked for"));
    }
    GraphicsGuard& watch = guard().emplace(guardFile.isEmpty() ? usualGuardFile() : guardFile);
    watch.open();
    if (wish == RendererWish::automatic && watch.diedLastTime()) {
        return raster(translated("the last start ended while it set up OpenGL"));
    }
    if (wish == RendererWish::automatic && watch.gaveUp()) {
        return raster(
            translated("several starts ended while they set up OpenGL; --renderer gl tries again"));
    }
    watch.enter();
    RendererChoice const choice = judge(probe(), wish);
    if (choice.renderer == Renderer::raster) {
        watch.leave(false);
        guard().reset();
    }
    return choice;
}

void graphicsSurvived()
{
    if (guard()) {
        guard()->leave(true);
        guard().reset();
    }
}

bool isSoftwareRenderer(const QString& name)
{
    static constexpr std::array words{"llvmpipe", "softpipe",    "swrast",     "software",
                                      "virgl",    "swiftshader", "gdi generic"};
    return std::any_of(words.begin(), words.end(), [&](const char* word) {
        return name.contains(QLatin1String(word), Qt::CaseInsensitive);
    });
}

} // namespace ui
