// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/board/comparison_board.h"

#include "ui/board/comparison_choice.h"
#include "ui/text/core_text.h"
#include "ui/text/palette.h"

#include <QFrame>
#include <QSplitter>
#include <QVBoxLayout>

namespace ui {

namespace {

constexpr int gap = 12;
constexpr int plotTickMs = 80;

} // namespace

ComparisonBoard::ComparisonBoard(const core::Lab& lab, std::unique_ptr<core::Paired> pair,
                                 core::Comparison comparison, Renderer renderer, QWidget* parent)
    : QWidget(parent), comparison_(std::move(comparison))
{
    std::size_t const sampled = core::sampledCount(pair->card()) / 2;
    link_ = new EngineLink(std::move(pair), this);
    history_ = new EditHistory(*link_, this);
    runner_ = new ActionRunner(*link_, *history_, this);
    build(lab, sampled, renderer);
    connectAll();
    nameSides();
}

// Widgets look at the link, so they go first.
ComparisonBoard::~ComparisonBoard()
{
    qDeleteAll(findChildren<QSplitter*>(Qt::FindDirectChildrenOnly));
}

void ComparisonBoard::build(const core::Lab& lab, std::size_t sampled, Renderer renderer)
{
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins({});
    auto* const split = new QSplitter(Qt::Vertical, this);
    split->setChildrenCollapsible(false);
    split->setHandleWidth(gap);
    auto* const upper = new QWidget(split);
    auto* const stack = new QVBoxLayout(upper);
    stack->setContentsMargins({});
    stack->setSpacing(gap);
    int const first = lab.views.empty() ? 0 : lab.views.front();
    stages_ = new ComparisonStages(
        *link_, *history_, lab.compare.view >= 0 ? lab.compare.view : first, renderer, upper);
    stack->addWidget(stages_, 1);
    bar_ = new ActionBar(
        runner_->specs(), [this](auto const& spec) { return runner_->action(spec); }, upper);
    bar_->chooseMnemonics(QStringLiteral("clr")); // those of the row above it
    stack->addWidget(bar_);
    auto* const lower = new QSplitter(Qt::Horizontal, split);
    lower->setChildrenCollapsible(false);
    lower->setHandleWidth(gap);
    plot_ = new ComparisonPlot(link_->card(), sampled, lab.compare.observable, lower);
    auto* const frame = new QFrame(lower);
    frame->setProperty("card", true);
    auto* const inner = new QVBoxLayout(frame);
    inner->setContentsMargins(10, 8, 10, 8);
    table_ = new ComparisonTable(link_->card(), lab.table, frame);
    inner->addWidget(table_);
    lower->setStretchFactor(0, 3);
    lower->setStretchFactor(1, 2);
    lower->setSizes({600, 420});
    split->setStretchFactor(0, 2);
    split->setStretchFactor(1, 1);
    split->setSizes({480, 230});
    column->addWidget(split);
}

void ComparisonBoard::connectAll()
{
    connect(runner_, &ActionRunner::message, this, &ComparisonBoard::message);
    connect(stages_, &ComparisonStages::message, this, &ComparisonBoard::message);
    connect(&plot_->card(), &PlotCard::message, this, &ComparisonBoard::message);
    connect(link_, &EngineLink::refused, this, &ComparisonBoard::message);
    connect(link_, &EngineLink::sampled, plot_, &ComparisonPlot::sampled);
    connect(link_, &EngineLink::reported, table_, &ComparisonTable::display);
    connect(history_, &EditHistory::noticed, this, &ComparisonBoard::message);
    connect(history_, &EditHistory::refused, this,
            [this](const std::string& id, const QString& sentence) {
                Q_EMIT refused(id != comparison_.param, sentence);
            });
    connect(history_, &EditHistory::valuesChanged, this, [this](const core::ParamMap& values) {
        auto const* const left = core::findValue(values, comparison_.param);
        auto const* const right = core::findValue(values, core::Paired::rightId(comparison_.param));
        if (left && right && !(*left == comparison_.left && *right == comparison_.right)) {
            comparison_.left = *left;
            comparison_.right = *right;
            nameSides();
            Q_EMIT comparisonChanged();
        }
    });
    plotTick_.setInterval(plotTickMs);
    connect(&plotTick_, &QTimer::timeout, plot_, &ComparisonPlot::refresh);
    plotTick_.start();
    auto const recolour = [this] { stages_->setPalettes(currentPalette().dark); };
    connect(&ThemeNotifier::instance(), &ThemeNotifier::changed, this, recolour);
    recolour();
}

void ComparisonBoard::nameSides()
{
    auto const* const spec = core::findSpec(link_->specs(), comparison_.param);
    stages_->setTitles(sideTitle(*spec, comparison_.left), sideTitle(*spec, comparison_.right));
    QString const symbol = spec->symbol.empty() ? QString() : fromCore(spec->symbol) + " = ";
    plot_->setNames(symbol + valueName(*spec, comparison_.left),
                    symbol + valueName(*spec, comparison_.right));
}

void ComparisonBoard::edit(bool right, const core::ParamValue& value, bool settled)
{
    history_->set(right ? core::Paired::rightId(comparison_.param) : comparison_.param, value,
                  settled);
}

void ComparisonBoard::reset() { history_->restart(link_->snapshot().seed, tr("reset")); }

void ComparisonBoard::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    stages_->setWatching(true);
    plotTick_.start();
}

void ComparisonBoard::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    stages_->setWatching(false);
    plotTick_.stop();
}

} // namespace ui
