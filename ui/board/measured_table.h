// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/snapshot.h"
#include "core/labs/lab.h"

#include <QTableWidget>

namespace ui {

// What is measured beside what theory says: symbol, value with error, exact value, tau, and whether
// the value is to be trusted, by shape as well as by words. Rows can be copied.
class MeasuredTable : public QTableWidget
{
    Q_OBJECT

public:
    MeasuredTable(const core::ModelCard& card, const std::vector<std::string_view>& observables,
                  QWidget* parent = nullptr);

    void display(const core::Report& report);
    // The table as text, columns parted by tabs.
    // Is there a row with an error and a trust mark?
    bool hasMeans() const;
    QString text() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    enum Column { symbol, value, exact, tau, mark, columns };
    static Qt::Alignment alignmentOf(int column);
    void displayRow(int row, const core::Report& report);
    void displayLast(int row, const core::ObservableSpec& spec, double last, double error);
    void put(int row, int column, const QString& text, const QString& tip);
    void layColumns();
    void restyle();
    QString fitted(const core::Estimate& estimate) const;
    QString trustText(const core::Estimate& estimate, bool settling) const;

    const core::ModelCard& card_;
    std::vector<std::size_t> shown_; // indices on the card
};

} // namespace ui
