// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/board/measured_table.h"

#include "core/experiment/run.h"
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

QString kindText(core::ExactKind kind, const core::ModelCard& card)
{
    switch (kind) {
    case core::ExactKind::thisSize: return MeasuredTable::tr("exact for this size");
    case core::ExactKind::infinite: return infiniteText(card);
    case core::ExactKind::approximation: break;
    }
    return MeasuredTable::tr("approximation");
}

// Beside a value that is not for this size.
QString kindMark(core::ExactKind kind)
{
    switch (kind) {
    case core::ExactKind::thisSize: return {};
    case core::ExactKind::infinite: return QStringLiteral(" \u221e");
    case core::ExactKind::approximation: break;
    }
    return QStringLiteral(" \u2248");
}

} // namespace

MeasuredTable::MeasuredTable(const core::ModelCard& card,
                             const std::vector<std::string_view>& observables, QWidget* parent)
    : QTableWidget(parent), card_(card)
{
    for (auto const id : observables) {
        int const index = core::observableIndex(card, id);
        if (index >= 0) {
            shown_.push_back(static_cast<std::size_t>(index));
        }
    }
    setRowCount(static_cast<int>(shown_.size()));
    setColumnCount(columns);
    setHorizontalHeaderLabels({{}, tr("measured"), tr("exact"), tr("τ"), {}});
    setItemDelegateForColumn(symbol, new SymbolDelegate(this));
    setEditTriggers(NoEditTriggers);
    setSelectionBehavior(SelectRows);
    setShowGrid(false);
    setFrameShape(NoFrame);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setAccessibleName(tr("Measured values"));
    setObjectName(QStringLiteral("measured"));
    setProperty("plain", true);
    verticalHeader()->hide();
    horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setMinimumSectionSize(10);
    horizontalHeaderItem(tau)->setToolTip(
        tr("Integrated autocorrelation time in steps: how long the system remembers."));
    horizontalHeaderItem(exact)->setToolTip(
        tr("What theory says: for this size, or for the %1 (\u221e).").arg(infiniteText(card)));
    for (int row = 0; row < rowCount(); ++row) {
        for (int column = 0; column < columns; ++column) {
            setItem(row, column, new QTableWidgetItem(column == symbol ? QString() : dash));
            item(row, column)->setTextAlignment(alignmentOf(column));
        }
        auto const& spec = card_.observables[shown_[static_cast<std::size_t>(row)]];
        bool const inWords = spec.symbol.empty() || !hasMeans(); // there is room for them
        QString const name = inWords ? coreText(spec.label) : fromCore(spec.symbol);
        QString tip = "<b>" + coreText(spec.label).toHtmlEscaped() + "</b>";
        if (inWords && !spec.symbol.empty()) {
            tip += ", <i>" + symbolHtml(fromCore(spec.symbol)) + "</i>";
        }
        if (!spec.unit.empty()) {
            tip += tr(", in units of %1").arg(fromCore(spec.unit).toHtmlEscaped());
        }
        put(row, symbol, name, tip + "<br>" + symbolHtml(coreText(spec.help)));
    }
    for (int column = 0; column < columns; ++column) {
        horizontalHeaderItem(column)->setTextAlignment(alignmentOf(column));
    }
    // Last values of training have no place for these.
    for (int const column : {exact, tau, mark}) {
        setColumnHidden(column, !hasMeans());
    }
    connect(&ThemeNotifier::instance(), &ThemeNotifier::changed, this, &MeasuredTable::restyle);
    restyle();
}

Qt::Alignment MeasuredTable::alignmentOf(int column)
{
    bool const left = column == symbol || column == value;
    return (left             ? Qt::AlignLeft
            : column == mark ? Qt::AlignHCenter
                             : Qt::AlignRight) |
           Qt::AlignVCenter;
}

void MeasuredTable::restyle()
{
    QFontMetrics const metrics(font());
    verticalHeader()->setDefaultSectionSize(metrics.height() + 9);
    auto const& colours = currentPalette();
    QFont names = font();
    if (hasMeans()) { // symbols, not words
        names.setItalic(true);
        names.setWeight(QFont::DemiBold);
    }
    for (int row = 0; row < rowCount(); ++row) {
        item(row, symbol)->setFont(names);
        item(row, exact)->setForeground(colours.mutedText);
        item(row, tau)->setForeground(colours.mutedText);
    }
    layColumns();
    updateGeometry();
}

QSize MeasuredTable::sizeHint() const
{
    int const header = horizontalHeader()->sizeHint().height();
    return {240, header + verticalHeader()->defaultSectionSize() * rowCount() + 2};
}

void MeasuredTable::resizeEvent(QResizeEvent* event)
{
    QTableWidget::resizeEvent(event);
    layColumns();
}

// The theme tells of its change before the new type arrives.
void MeasuredTable::changeEvent(QEvent* event)
{
    QTableWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange && rowCount() > 0 && item(0, symbol)) {
        restyle();
    }
}

void MeasuredTable::layColumns()
{
    QFontMetrics const metrics(font());
    int const width = viewport()->width();
    int const markWidth = metrics.horizontalAdvance(QStringLiteral("\u25cf")) + 8;
    int const tauWidth = metrics.horizontalAdvance(QStringLiteral("10 000")) + 10;
    int const exactWidth = metrics.horizontalAdvance(QStringLiteral("0.86875 \u221e")) + 12;
    int symbolWidth = 0;
    for (int row = 0; row < rowCount(); ++row) {
        QFontMetrics const own(item(row, symbol)->font());
        symbolWidth = std::max(symbolWidth, own.horizontalAdvance(item(row, symbol)->text()) + 14);
    }
    setColumnWidth(symbol, symbolWidth);
    setColumnWidth(tau, tauWidth);
    setColumnWidth(exact, exactWidth);
    setColumnWidth(mark, markWidth);
    int const others = hasMeans() ? tauWidth + exactWidth + markWidth : 0;
    setColumnWidth(value, std::max(40, width - symbolWidth - others));
}

void MeasuredTable::put(int row, int column, const QString& text, const QString& tip)
{
    auto* const cell = item(row, column);
    if (cell->text() != text) {
        cell->setText(text);
    }
    if (cell->toolTip() != tip) {
        cell->setToolTip(tip);
    }
}

void MeasuredTable::display(const core::Report& report)
{
    for (int row = 0; row < rowCount(); ++row) {
        displayRow(row, report);
    }
}

QString MeasuredTable::trustText(const core::Estimate& estimate, bool settling) const
{
    if (estimate.trusted) {
        return tr("Trusted: more than 50 autocorrelation times, and both halves agree.");
    }
    return settling ? tr("Settling: the transient after a change is left out.")
                    : tr("Not trusted yet: too few independent samples, or the halves differ.");
}

// With its error behind plus-minus, or in parentheses where that is too wide.
QString MeasuredTable::fitted(const core::Estimate& estimate) const
{
    QString const wide = estimateText(estimate.mean, estimate.error);
    bool const fits = QFontMetrics(font()).horizontalAdvance(wide) + 14 <= columnWidth(value);
    return fits ? wide : estimateText(estimate.mean, estimate.error, ErrorStyle::parentheses);
}

void MeasuredTable::displayRow(int row, const core::Report& report)
{
    std::size_t const index = shown_[static_cast<std::size_t>(row)];
    auto const& spec = card_.observables[index];
    auto const estimate =
        index < report.estimates.size() ? report.estimates[index] : core::Estimate{};
    bool const learnt = spec.kind == core::ObservableKind::training;
    if (learnt) {
        displayLast(row, spec, estimate.last, trainingError(card_, spec, report.estimates));
        return;
    }
    bool const known = std::isfinite(estimate.mean);
    QString const unit = fromCore(spec.unit);
    QString const tip = known ? tr("%1%2\n%3 samples")
                                    .arg(estimateText(estimate.mean, estimate.error),
                                         unit.isEmpty() ? QString() : QStringLiteral(" ") + unit,
                                         countText(static_cast<qint64>(estimate.count)))
                              : tr("This has no meaning here.");
    put(row, value, known ? fitted(estimate) : dash, tip);
    put(row, tau, std::isfinite(estimate.tau) && known ? numberText(estimate.tau, 3) : dash,
        tr("Autocorrelation time in steps"));
    auto const* const best = core::bestPrediction(report.predictions, spec.id);
    put(row, exact, best ? numberText(best->value, 5) + kindMark(best->kind) : dash,
        best ? QStringLiteral("%1\n%2\n%3")
                   .arg(numberText(best->value, 12), kindText(best->kind, card_),
                        fromCore(best->source))
             : tr("No exact value is known here."));
    put(row, mark,
        !known             ? QString()
        : estimate.trusted ? QStringLiteral("\u25cf")
                           : QStringLiteral("\u25cb"),
        known ? trustText(estimate, report.settling) : QString());
}

// A quantity of training: the last value that was measured, with its unit where there is room.
void MeasuredTable::displayLast(int row, const core::ObservableSpec& spec, double last,
                                double error)
{
    bool const known = std::isfinite(last);
    QString const unit = spec.unit.empty() ? QString() : QStringLiteral(" ") + fromCore(spec.unit);
    QString const text = trainingText(last, error);
    bool const roomy =
        QFontMetrics(font()).horizontalAdvance(text + unit) + 14 <= columnWidth(value);
    put(row, value, known && roomy ? text + unit : text,
        !known       ? tr("Not measured yet, or without meaning here.")
        : error == 0 ? tr("%1%2, exact, as last measured").arg(numberText(last, 10), unit)
        : error > 0  ? tr("%1%2, as last measured").arg(estimateText(last, error), unit)
                     : tr("%1%2, as last measured").arg(numberText(last, 10), unit));
    put(row, exact, QString(), tr("No exact value is known here."));
    put(row, tau, QString(), {});
    put(row, mark, QString(), {});
}

bool MeasuredTable::hasMeans() const
{
    return std::any_of(shown_.begin(), shown_.end(), [this](std::size_t index) {
        return card_.observables[index].kind != core::ObservableKind::training;
    });
}

QString MeasuredTable::text() const
{
    QStringList lines;
    for (int row = 0; row < rowCount(); ++row) {
        if (!selectedItems().isEmpty() && !item(row, symbol)->isSelected()) {
            continue;
        }
        lines << QStringList{item(row, symbol)->text(), item(row, value)->text(),
                             item(row, exact)->text(), item(row, tau)->text()}
                     .join(u'\t');
    }
    return lines.join(u'\n');
}

void MeasuredTable::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Copy)) {
        QApplication::clipboard()->setText(text());
        return;
    }
    QTableWidget::keyPressEvent(event);
}

} // namespace ui
