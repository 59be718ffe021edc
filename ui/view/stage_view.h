// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/gl/probe.h"
#include "ui/gl/scene.h"
#include "ui/gl/surface.h"
#include "ui/view/tool.h"
#include "ui/view/viewport.h"

#include <QTimer>
#include <QWidget>

#include <memory>
#include <optional>
#include <utility>

class QBoxLayout;
class QMenu;
class QNativeGestureEvent;
class QTouchEvent;

namespace ui {

class Badge;
class MarkerLayer;
class StageControls;

// The stage: shows the newest picture with OpenGL or raster, pans, zooms and paints. It tells what
// it looks at (device pixels) and waits for pictures of that; it never asks twice for the same and
// paints nothing while nothing changes.
//
// Mouse: the tool on the left button, its opposite on the right, pan on the middle one, zoom on the
// wheel. Touch: one finger for the tool, two pinch. Keys: arrows pan, + - 0 1 zoom; while painting
// the arrows move the cell cursor (Shift: ten cells), Space or Enter paints, Backspace paints the
// opposite, + - change the pen.
class StageView final : public QWidget
{
    Q_OBJECT

public:
    explicit StageView(Renderer renderer = Renderer::raster, QWidget* parent = nullptr);
    ~StageView() override;

    // Copies the picture. A picture of another world is fitted.
    void display(const core::Picture& picture);
    // What to look at before there is a picture.
    void setWorld(core::WorldSize world);
    void setColours(const core::Palette& palette, std::uint32_t outside = core::stageColour);
    // Shows this part of the world as large as it fits.
    void setView(const core::ViewRequest& request);
    // With this place of the world in the middle, cells of so many logical pixels; as soon as there
    // is a world.
    void showAt(QPointF cell, double pixelsPerCell);
    QPointF middleCell() const { return viewport_.cellAt(viewport_.middle()); }
    double cellSize() const { return viewport_.pixelsPerCell() / devicePixelRatioF(); }
    void setPaintable(bool state, bool field);
    void setTool(Tool tool);
    void setPen(int pen);
    // Its buttons go into another layout as a slim row, or come back into its corner.
    void putControlsInto(QBoxLayout& row);
    void takeControlsBack();
    void setControlsTight(bool tight);
    void setBadge(const QString& title, const QString& detail);
    // One sentence about what is seen, read out on request.
    void setStateDescription(const QString& sentence) { description_ = sentence; }
    void setControlsVisible(bool visible);
    // A button that opens this menu: what else can be seen; null or empty: none.
    void setPicturesMenu(QMenu* menu);
    // For presentations: larger buttons.
    void setLarge(bool large);

    void fit();
    // One cell on one device pixel.
    void showOneToOne();
    void zoomBySteps(int steps);

    Tool tool() const { return tool_; }
    int pen() const { return pen_; }
    Renderer renderer() const { return renderer_; }
    const Viewport& viewport() const { return viewport_; }
    QString stateDescription() const { return description_; }
    // Frames drawn from a changed picture or view.
    std::uint64_t framesPainted() const { return framesBefore_ + surface_->framesPainted(); }

    QSize sizeHint() const override { return {640, 480}; }
    QSize minimumSizeHint() const override { return {160, 120}; }

Q_SIGNALS:
    void viewChanged(const core::ViewRequest& request);
    void stroked(const core::Brush& brush, bool begins, bool ends);
    void cellHovered(QPoint cell, bool inside);
    void toolChanged(ui::Tool tool);
    void penChanged(int pen);
    // OpenGL gave up while running; the stage goes on with raster.
    void rendererFailed(const QString& reason);

protected:
    bool event(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void keyReleaseEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    enum class Gesture { none, pan, paint, pinch };

    void makeSurface(Renderer renderer);
    void fallBack(const QString& reason);
    void layOut();
    void measurePixels();
    void applyView();
    void lookAgain();
    QRect worldRect() const;
    bool covers(const core::Tile& tile, const core::ViewRequest& request) const;

    QPointF devicePixel(QPointF position) const { return position * devicePixelRatioF(); }
    QPoint cellUnder(QPointF position) const;
    void takeVisiblePen();
    void hover(QPointF position);
    void markBrush();

    void press(QPointF position, Gesture gesture, Tool tool);
    void drag(QPointF position);
    void release();
    void strokeTo(QPoint cell, bool begins, bool ends);
    void handleTouch(QTouchEvent* event);
    void pinch(QPointF one, QPointF two);
    bool handleGesture(QNativeGestureEvent* event);

    bool wantsKey(int key) const;
    bool handleZoomKey(int key);
    bool handlePaintKey(QKeyEvent* event);
    void moveBy(QPoint direction, bool far);

    Renderer renderer_ = Renderer::raster;
    Scene scene_;
    std::unique_ptr<Surface> surface_;
    std::uint64_t framesBefore_ = 0; // by a surface that failed
    Viewport viewport_;
    core::ViewRequest asked_;
    std::optional<std::pair<QPointF, double>> wanted_; // for showAt(), while there is no world
    QTimer patience_;
    MarkerLayer* markers_ = nullptr;
    StageControls* controls_ = nullptr;
    Badge* badge_ = nullptr;
    bool controlsApart_ = false;
    QString description_;

    Tool tool_ = Tool::pan, strokeTool_ = Tool::pan;
    int pen_ = 0;
    bool penChosen_ = false; // by the person
    bool paintsState_ = false, paintsField_ = false;
    Gesture gesture_ = Gesture::none;
    QPointF last_; // of a pan or hover, logical pixels
    bool hovered_ = false;
    QPoint strokeCell_, cursor_;
    bool cursorShown_ = false, keyStroke_ = false;
    double pinchSpan_ = 0;
    QPointF pinchMiddle_;
};

} // namespace ui
