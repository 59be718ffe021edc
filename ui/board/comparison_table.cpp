// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/board/comparison_table.h"

#include "core/model/paired.h"
#include "ui/board/training_text.h"
#include "ui/text/core_text.h"
#include "ui/text/number_text.h"
#include "ui/text/palette.h"
#include "ui/text/symbol_delegate.h"
#include "ui/text/symbol_text.h"

#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QKeyEvent>

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

const QString dash = QStringLiteral("\u2014");

} // namespace

double errorsApart(const core::Estimate& left, const core::Estimate& right)
{
    double const difference = right.mean - left.mean;
    double const error = std::hypot(left.error, right.error);
    if (!std::isfinite(difference) || std::isnan(error)) {
        return core::notANumber;
    }
    return difference == 0 ? 0 : difference / error;
}

ComparisonTable::ComparisonTable(const core::ModelCard& card,
                                 const std::vector<std::string_view>& wanted, QWidget* parent)
    : QTableWidget(parent), card_(card)
{
    auto const add = [this](std::string_view id) {
        int const own = core::observableIndex(card_, id);
        int const other = core::observableIndex(card_, core::Paired::rightId(id));
        if (own >= 0 && other >= 0) {
            rows_.push_back({static_cast<std::size_t>(own), static_cast<std::size_t>(other)});
        }
    };
    std::for_each(wanted.begin(), wanted.end(), add);
    if (rows_.empty()) {
        for (auto const& spec : card_.observables) {
            if (spec.kind != core::ObservableKind::internal) {
                add(spec.id);
            }
        }
    }
    setRowCount(static_cast<int>(rows_.size()));
    setColumnCount(columns);
    setHorizontalHeaderLabels({{}, tr("left"), tr("right"), tr("apart")});
    horizontalHeaderItem(apart)->setToolTip(
        tr("Right minus left, in joint errors, as if the two runs were independent."));
    setItemDelegateForColumn(symbol, new SymbolDelegate(this));
    setEditTriggers(NoEditTriggers);
    setSelectionBehavior(SelectRows);
    setShowGrid(false);
    setFrameShape(NoFrame);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setAccessibleName(tr("Measured values of both runs"));
    setObjectName(QStringLiteral("comparison-table"));
    setProperty("plain", true);
    verticalHeader()->hide();
    horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setMinimumSectionSize(10);
    for (int row = 0; row < rowCount(); ++row) {
        auto const& spec = card_.observables[rows_[static_cast<std::size_t>(row)].left];
        for (int column = 0; column < columns; ++column) {
            setItem(row, column, new QTableWidgetItem(column == symbol ? QString() : dash));
            item(row, column)
                ->setTextAlignment((column == apart ? Qt::AlignRight : Qt::AlignLeft) |
                                   Qt::AlignVCenter);
        }
        put(row, symbol, spec.symbol.empty() ? coreText(spec.label) : fromCore(spec.symbol),
            symbolTip(coreText(spec.label) + u'\n' + coreText(spec.help)));
    }
    for (int column = 0; column < columns; ++column) {
        horizontalHeaderItem(column)->setTextAlignment(
            (column == apart ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    }
    connect(&ThemeNotifier::instance(), &ThemeNotifier::changed, this, &ComparisonTable::restyle);
    restyle();
}

void ComparisonTable::put(int row, int column, const QString& text, const QString& tip)
{
    auto* const cell = item(row, column);
    if (cell->text() != text) {
        cell->setText(text);
    }
    if (cell->toolTip() != tip) {
        cell->setToolTip(tip);
    }
}

QString ComparisonTable::valueText(const core::ObservableSpec& spec, const core::Estimate& estimate,
                                   double error) const
{
    if (spec.kind == core::ObservableKind::training) {
        return trainingText(estimate.last, error);
    }
    if (!std::isfinite(estimate.mean)) {
        return dash;
    }
    QString const wide = estimateText(estimate.mean, estimate.error);
    bool const fits = fontMetrics().horizontalAdvance(wide) + 14 <= columnWidth(left);
    return fits ? wide : estimateText(estimate.mean, estimate.error, ErrorStyle::parentheses);
}

QString ComparisonTable::apartText(double sigmas)
{
    if (std::isnan(sigmas)) {
        return dash;
    }
    QString const sign = sigmas > 0 ? QStringLiteral("+") : QString();
    bool const many = std::fabs(sigmas) >= 1000;
    return sign + (many ? numberText(sigmas, 2) : fixedText(sigmas, 1)) + QStringLiteral(" σ");
}

void ComparisonTable::display(const core::Report& report)
{
    for (int row = 0; row < rowCount(); ++row) {
        auto const& [own, other] = rows_[static_cast<std::size_t>(row)];
        if (std::max(own, other) >= report.estimates.size()) {
            return;
        }
        auto const& spec = card_.observables[own];
        for (auto const& [column, index] : {std::pair{left, own}, std::pair{right, other}}) {
            auto const& estimate = report.estimates[index];
            auto const& one = card_.observables[index];
            double const error = trainingError(card_, one, report.estimates);
            put(row, column, valueText(spec, estimate, error),
                estimate.trusted
                    ? tr("%1 samples, trusted").arg(countText(static_cast<qint64>(estimate.count)))
                    : tr("%1 samples, not trusted yet")
                          .arg(countText(static_cast<qint64>(estimate.count))));
        }
        double const sigmas = errorsApart(report.estimates[own], report.estimates[other]);
        put(row, apart, apartText(sigmas), tr("Right minus left, in joint errors"));
    }
}

void ComparisonTable::restyle()
{
    verticalHeader()->setDefaultSectionSize(QFontMetrics(font()).height() + 9);
    QFont bold = font();
    bold.setItalic(true);
    bold.setWeight(QFont::DemiBold);
    for (int row = 0; row < rowCount(); ++row) {
        item(row, symbol)->setFont(bold);
        item(row, apart)->setForeground(currentPalette().mutedText);
    }
    layColumns();
    updateGeometry();
}

int ComparisonTable::symbolWidth() const
{
    int width = 0;
    for (int row = 0; row < rowCount(); ++row) {
        auto const* const cell = item(row, symbol);
        QFontMetrics const own(cell->font());
        width = std::max(width, own.horizontalAdvance(cell->text()) + 14);
    }
    return width;
}

int ComparisonTable::apartWidth() const
{
    return fontMetrics().horizontalAdvance(QStringLiteral("\u2212888.8 \u03c3")) + 12;
}

void ComparisonTable::layColumns()
{
    setColumnWidth(symbol, symbolWidth());
    setColumnWidth(apart, apartWidth());
    int const room = std::max(80, viewport()->width() - symbolWidth() - apartWidth());
    setColumnWidth(left, room / 2);
    setColumnWidth(right, room - room / 2);
}

QSize ComparisonTable::sizeHint() const
{
    return {minimumSizeHint().width() + 60,
            horizontalHeader()->sizeHint().height() +
                verticalHeader()->defaultSectionSize() * rowCount() + 2};
}

// Values with their errors in parentheses, and a scroll bar; very large type leaves half to the
// plot.
QSize ComparisonTable::minimumSizeHint() const
{
    int const value = fontMetrics().horizontalAdvance(QStringLiteral("\u22120.12345(12)")) + 14;
    int const needed = symbolWidth() + apartWidth() + 2 * value + 20;
    return {std::min(needed, std::max(260, window()->width() / 2)), 90};
}

void ComparisonTable::resizeEvent(QResizeEvent* event)
{
    QTableWidget::resizeEvent(event);
    layColumns();
}

// The theme tells of its change before the new type arrives.
void ComparisonTable::changeEvent(QEvent* event)
{
    QTableWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange && rowCount() > 0 && item(0, symbol)) {
        restyle();
    }
}

QString ComparisonTable::text() const
{
    QStringList lines;
    for (int row = 0; row < rowCount(); ++row) {
        if (selectedItems().isEmpty() || item(row, symbol)->isSelected()) {
            lines << QStringList{item(row, symbol)->text(), item(row, left)->text(),
                                 item(row, right)->text(), item(row, apart)->text()}
                         .join(u'\t');
        }
    }
    return lines.join(u'\n');
}

void ComparisonTable::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Copy)) {
        QApplication::clipboard()->setText(text());
        return;
    }
    QTableWidget::keyPressEvent(event);
}

} // namespace ui
