// SPDX-License-Identifier: GPL-3.0-or-later
// A compact legend: one switch per series, wrapped into as many rows as the width asks for.
#pragma once

#include "ui/plot/swatch.h"

#include <QAbstractButton>
#include <QWidget>

namespace ui {

class LegendEntry : public QAbstractButton
{
    Q_OBJECT

public:
    LegendEntry(const Swatch& swatch, QWidget* parent);
    void setSwatch(const Swatch& swatch);
    const Swatch& swatch() const { return swatch_; }
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Swatch swatch_;
};

class LegendBar : public QWidget
{
    Q_OBJECT

public:
    explicit LegendBar(QWidget* parent = nullptr);

    void setSwatches(const std::vector<Swatch>& swatches);
    // Width of all entries in one row.
    int oneRowWidth() const;
    // The same legend for an exported figure, in one column of `width`; returns its height.
    double paintAt(QPainter& painter, QPointF corner, double width) const;

    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void toggled(const QString& id, bool shown);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void addEntry();
    std::vector<QRect> rowsFor(int width) const;
    void arrange();

    // Some are made ahead, so that Tab meets them before the tools that follow; unused ones are
    // hidden.
    std::vector<LegendEntry*> pool_;
    std::size_t used_ = 0;
};

} // namespace ui
