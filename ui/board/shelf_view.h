// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/board/shelf_model.h"

#include <QListView>

namespace ui {

// A shelf's rows side by side: thumbnail, name, and a bar that follows the live value. Enter and a
// double click use a row, Delete throws it away; a person's own rows are moved by dragging or with
// Alt and an arrow, and named in place with F2 or a double click on the name.
class ShelfView final : public QListView
{
    Q_OBJECT

public:
    explicit ShelfView(const core::ShelfSpec& spec, QWidget* parent = nullptr);

    ShelfModel& shelf() const { return *model_; }
    void display(const core::Shelf& shelf);
    void display(std::uint64_t version, std::span<const float> values);
    int row() const { return currentIndex().row(); }
    void setRow(int row);
    void editName(int row);
    // The current row, among a person's own ones.
    void moveBy(int rows);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void used(int row);
    void thrownAway(int row);
    void moved(int from, int to);
    void renamed(int row, const QString& name);
    void menuWanted(int row, const QPoint& at);
    void rowChanged(int row);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;

private:
    bool canMove(int row) const;
    bool isNameAt(const QModelIndex& index, const QPoint& point) const;
    bool isOneMore(const core::Shelf& shelf) const;
    void dropAt(const QPoint& point);
    void restyle();

    ShelfModel* model_;
    QPoint pressedAt_;
    int dragged_ = -1, target_ = -1; // target: the row before which it would go
    int rowAfterReset_ = -1;
};

} // namespace ui
