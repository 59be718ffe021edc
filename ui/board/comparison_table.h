// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/snapshot.h"

#include <QTableWidget>

namespace ui {

// What is measured of two runs: value with error of each, and how many errors they lie apart.
class ComparisonTable final : public QTableWidget
{
    Q_OBJECT

public:
    // The card of a pair; `wanted`: ids of the left in the order of the rows, empty or without any
    // that it has: all.
    ComparisonTable(const core::ModelCard& card, const std::vector<std::string_view>& wanted,
                    QWidget* parent = nullptr);

    void display(const core::Report& report);
    // The table as text, columns parted by tabs.
    QString text() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    enum Column { symbol, left, right, apart, columns };
    struct Row
    {
        std::size_t left, right; // on the card
    };
    QString valueText(const core::ObservableSpec& spec, const core::Estimate& estimate,
                      double error) const;
    void put(int row, int column, const QString& text, const QString& tip);
    static QString apartText(double sigmas);
    int symbolWidth() const;
    int apartWidth() const;
    void layColumns();
    void restyle();

    const core::ModelCard& card_;
    std::vector<Row> rows_;
};

// How many of their joint error two means lie apart, with its sign (right minus left); 0 where they
// agree without error, infinite where they differ without one, NaN where either is unknown.
double errorsApart(const core::Estimate& left, const core::Estimate& right);

} // namespace ui
