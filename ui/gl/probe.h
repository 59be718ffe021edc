// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace ui {

enum class Renderer { raster, gl };
// --renderer gl|raster, or neither.
enum class RendererWish { automatic, gl, raster };

// What draws the stage, and why: a sentence for About and the status bar.
struct RendererChoice
{
    Renderer renderer = Renderer::raster;
    QString reason;
};
QString nameOf(Renderer renderer); // "OpenGL", "raster"

// Before QApplication is made: OpenGL 3.3 core, contexts shared so that no dock or full-screen
// change loses them.
void prepareGraphics();

// Hardware OpenGL 3.3 or better is chosen; software OpenGL, none, or a platform where OpenGL
// widgets do not work means raster. A start that died while it set up OpenGL makes the next one
// take raster, and three of them make every later one do so, until OpenGL is asked for by name.
// Needs a QGuiApplication; about 5 ms. `guardFile` is where that is remembered; empty: the usual
// place.
RendererChoice chooseRenderer(RendererWish wish, const QString& guardFile = {});
// To be called when the first frame has been drawn; until then a start counts as not survived.
void graphicsSurvived();

// Does a GL_RENDERER string name a software renderer?
bool isSoftwareRenderer(const QString& name);

} // namespace ui
