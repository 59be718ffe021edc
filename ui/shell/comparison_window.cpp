// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/comparison_window.h"

#include "ui/board/comparison_choice.h"
#include "ui/board/comparison_row.h"
#include "ui/shell/comparison_bar.h"
#include "ui/text/core_text.h"

#include <QAction>
#include <QLabel>
#include <QScreen>
#include <QShortcut>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace ui {

namespace {

constexpr int gap = 12;

} // namespace

ComparisonWindow::ComparisonWindow(LabBoard& live, Renderer renderer, double stepsPerSecond,
                                   QWidget* parent)
    : QMainWindow(parent, Qt::Window), live_(&live), lab_(live.lab()), entry_(live.entry()),
      renderer_(renderer), making_(this)
{
    setObjectName(QStringLiteral("comparison"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Side by side \u2014 %1 \u2014 Isinglass").arg(coreText(lab_.title)));
    build();
    bar_->setSpeed(stepsPerSecond);
    connectBar();
}

ComparisonWindow::~ComparisonWindow() { delete std::exchange(board_, nullptr); }

void ComparisonWindow::build()
{
    auto* const page = new QWidget(this);
    page->setFocusPolicy(Qt::ClickFocus);
    page->setAccessibleName(tr("Side by side"));
    auto* const column = new QVBoxLayout(page);
    column->setContentsMargins({});
    column->setSpacing(0);
    bar_ = new ComparisonBar(page);
    bar_->setTitle(tr("Side by side: %1").arg(coreText(lab_.title)));
    column->addWidget(bar_);
    auto* const body = new QVBoxLayout;
    body->setContentsMargins(gap, gap, gap, gap);
    body->setSpacing(gap);
    row_ = new ComparisonRow(page);
    body->addWidget(row_);
    stack_ = new QStackedWidget(page);
    waiting_ = new QLabel(tr("Preparing both runs\u2026"), stack_);
    waiting_->setAlignment(Qt::AlignCenter);
    waiting_->setWordWrap(true);
    stack_->addWidget(waiting_);
    body->addWidget(stack_, 1);
    said_ = new QLabel(page);
    said_->setObjectName(QStringLiteral("comparison-said"));
    said_->setProperty("role", "warning");
    said_->setWordWrap(true);
    said_->hide();
    body->addWidget(said_);
    column->addLayout(body, 1);
    setCentralWidget(page);
    resize(QSize(1240, 840).boundedTo(screen()->availableSize()));
    setMinimumSize(760, 520);
}

void ComparisonWindow::connectBar()
{
    connect(bar_->runAction(), &QAction::triggered, this, &ComparisonWindow::toggleRun);
    connect(bar_->stepAction(), &QAction::triggered, this, [this] {
        if (board_) {
            board_->link().post(core::Step{1});
        }
    });
    connect(bar_->resetAction(), &QAction::triggered, this, [this] {
        if (board_) {
            board_->reset();
        }
    });
    connect(bar_->takeAction(), &QAction::triggered, this, [this] { take(); });
    connect(bar_, &ComparisonBar::speedChosen, this, [this](double stepsPerSecond) {
        if (board_) {
            board_->link().post(core::SetSpeed{stepsPerSecond});
        }
    });
    connect(row_, &ComparisonRow::paramChosen, this, &ComparisonWindow::compareBy);
    connect(row_, &ComparisonRow::edited, this,
            [this](bool right, const core::ParamValue& value, bool settled) {
                if (board_) {
                    say({});
                    board_->edit(right, value, settled);
                }
            });
    addKey(QKeySequence::Close, [this] { close(); });
    addKey(Qt::Key_Escape, [this] { close(); });
    addKey(Qt::Key_BracketLeft, [this] { bar_->changeSpeed(-1); });
    addKey(Qt::Key_BracketRight, [this] { bar_->changeSpeed(1); });
    addKey(QKeySequence::Undo, [this] {
        if (board_) {
            board_->history().stack().undo();
        }
    });
    addKey(QKeySequence::Redo, [this] {
        if (board_) {
            board_->history().stack().redo();
        }
    });
}

void ComparisonWindow::addKey(const QKeySequence& key, std::function<void()> what)
{
    connect(new QShortcut(key, this), &QShortcut::activated, this, std::move(what));
}

void ComparisonWindow::take(std::optional<core::Comparison> comparison)
{
    if (!live_) {
        say(tr("The laboratory that this was taken from is closed."));
        return;
    }
    if (!comparison && board_) {
        comparison = board_->comparison();
    }
    live_->history().afterEdits([window = QPointer(this), comparison] {
        if (!window || !window->live_) {
            return;
        }
        window->live_->link().save([window, comparison](core::Archive state) {
            if (!window) {
                return;
            }
            window->state_ = std::move(state);
            window->values_ = window->live_ ? window->live_->history().values() : window->values_;
            auto const specs = window->entry_.specs();
            window->row_->setParams(comparableParams(specs, window->values_));
            window->begin(
                comparison.value_or(proposeComparison(window->lab_, specs, window->values_)));
        });
    });
}

void ComparisonWindow::compareBy(const QString& param)
{
    begin(proposeComparison(lab_, entry_.specs(), values_, param.toStdString()));
}

// Patterns may have to be learnt twice: not on the window's thread.
void ComparisonWindow::begin(const core::Comparison& comparison)
{
    struct Made
    {
        std::unique_ptr<core::Paired> pair;
        QString sentence;
    };
    say({});
    auto const made = std::make_shared<Made>();
    making_.start(
        [made, comparison, state = state_, &entry = entry_](const std::stop_token&) {
            auto result = core::Paired::make(entry, state, comparison);
            if (result) {
                made->pair = std::move(*result);
            } else {
                made->sentence = QString::fromStdString(result.reason());
            }
        },
        [this, made, comparison] {
            if (made->pair) {
                install(std::move(made->pair), comparison);
            } else {
                say(made->sentence);
                waiting_->setText(made->sentence);
                row_->display(board_ ? board_->comparison() : comparison);
            }
        });
}

void ComparisonWindow::install(std::unique_ptr<core::Paired> pair,
                               const core::Comparison& comparison)
{
    bool const running = board_ && board_->link().snapshot().running;
    delete std::exchange(board_, nullptr);
    board_ = new ComparisonBoard(lab_, std::move(pair), comparison, renderer_, stack_);
    board_->runner().setPadSource(
        [live = live_](std::string_view id) -> std::optional<core::Payload> {
            int const pad = live ? live->pads().find(id) : -1;
            return pad < 0 ? std::nullopt : std::optional(live->pads().payload(pad));
        });
    stack_->addWidget(board_);
    stack_->setCurrentWidget(board_);
    row_->display(comparison);
    connectBoard();
    board_->link().post(core::SetSpeed{bar_->speed()});
    if (running) {
        board_->link().post(core::Run{});
    }
    Q_EMIT compared();
}

void ComparisonWindow::connectBoard()
{
    connect(&board_->link(), &EngineLink::pictured, bar_, &ComparisonBar::display);
    connect(board_, &ComparisonBoard::message, this, &ComparisonWindow::say);
    connect(board_, &ComparisonBoard::refused, row_, &ComparisonRow::showMessage);
    connect(board_, &ComparisonBoard::comparisonChanged, this,
            [this] { row_->display(board_->comparison()); });
}

void ComparisonWindow::toggleRun()
{
    if (!board_) {
        return;
    }
    if (board_->link().snapshot().running) {
        board_->link().post(core::Pause{});
    } else {
        board_->link().post(core::Run{});
    }
}

void ComparisonWindow::say(const QString& sentence)
{
    said_->setText(sentence);
    said_->setVisible(!sentence.isEmpty());
}

QString ComparisonWindow::said() const { return said_->text(); }

void ComparisonWindow::showEvent(QShowEvent* event)
{
    QMainWindow::showEvent(event);
    if (!std::exchange(focused_, true)) {
        // On no control, so that Space means run and halt from the start.
        centralWidget()->setFocus();
    }
}

} // namespace ui
