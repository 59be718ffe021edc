// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/main_window.h"

#include "core/models/models.h"
#include "ui/shell/action_table.h"
#include "ui/shell/comparison_window.h"
#include "ui/shell/desktop_theme.h"
#include "ui/shell/lab_rail.h"
#include "ui/shell/status_line.h"
#include "ui/shell/theme.h"
#include "ui/shell/transport_bar.h"
#include "ui/text/core_text.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QApplication>
#include <QComboBox>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QImageReader>
#include <QKeyEvent>
#include <QMenuBar>
#include <QScreen>
#include <QStandardPaths>
#include <QVBoxLayout>

#include <algorithm>

namespace ui {

namespace {

constexpr int compactWidth = 1100, compactHeight = 760;
constexpr double presentingScale = 1.5;

const core::Lab& labOf(const std::string& id)
{
    auto const* const lab = core::findLab(id);
    return lab ? *lab : core::labs().front();
}

QString autosaveFolder(bool remembers)
{
    return remembers ? QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) +
                           QStringLiteral("/autosave")
                     : QString();
}

} // namespace

core::Outcome MainWindow::check(const WindowStart& start)
{
    if (!start.lab.empty() && !core::findLab(start.lab)) {
        std::string known;
        for (auto const& lab : core::labs()) {
            known += (known.empty() ? "" : ", ") + std::string(lab.id);
        }
        return core::Outcome::refused("There is no laboratory '" + start.lab + "'; expected " +
                                      known + ".");
    }
    auto const& lab = labOf(start.lab);
    return LabBoard::makeModel(lab, *core::findModel(lab.model), start.settings, start.seed)
        .outcome();
}

MainWindow::MainWindow(const WindowStart& start, QWidget* parent)
    : QMainWindow(parent), start_(start), preferences_(start.preferences),
      desktop_(new DesktopTheme(
          start.desktop ? start.desktop : [] { return ThemeId::light; }, start.remembers, this)),
      actions_(new Actions(this)), pictures_(this)
{
    setObjectName(QStringLiteral("main"));
    setAcceptDrops(true);
    QImageReader::setAllocationLimit(256); // MB decoded
    store_ = new DocumentStore(autosaveFolder(start.remembers), this);
    applyPreferences();
    build();
    connectActions();
    openLab(start.lab, start.settings, start.seed);
    recallWindow();
    connect(&autosaveTimer_, &QTimer::timeout, this, &MainWindow::autosave);
    connect(desktop_, &DesktopTheme::changed, this, &MainWindow::applyPreferences);
    qApp->installEventFilter(this);
}

MainWindow::~MainWindow()
{
    delete comparison_;
    delete std::exchange(board_, nullptr);
}

void MainWindow::build()
{
    auto* const page = new QWidget(this);
    page->setFocusPolicy(Qt::ClickFocus);
    page->setAccessibleName(tr("Laboratory"));
    auto* const column = new QVBoxLayout(page);
    column->setContentsMargins({});
    column->setSpacing(0);
    transport_ = new TransportBar(*actions_, page);
    column->addWidget(transport_);
    middle_ = new QHBoxLayout;
    middle_->setSpacing(0);
    column->addLayout(middle_, 1);
    rail_ = new LabRail(page);
    middle_->addWidget(rail_);
    setCentralWidget(page);
    actions_->fill(*menuBar());
    status_ = new StatusLine(this);
    setStatusBar(status_);
    connect(rail_, &LabRail::chosen, this, [this](const QString& id) {
        if (id.toStdString() != board_->lab().id) {
            askBeforeLeaving([this, id] { openLab(id.toStdString(), {}, start_.seed); });
        }
        rail_->select(fromCore(board_->lab().id));
    });
    connect(status_, &StatusLine::seedClicked, this, &MainWindow::askSeed);
    connect(transport_, &TransportBar::speedChosen, this, [this](double stepsPerSecond) {
        if (board_) { // the first board takes the speed when it comes
            board_->link().post(core::SetSpeed{stepsPerSecond});
        }
    });
    connect(&transport_->progress(), &ProgressPart::cancelled, this,
            [this](std::uint64_t number) { board_->link().cancelWork(number); });
    resize(QSize(1440, 900).boundedTo(screen()->availableSize()));
    setMinimumSize(760, 520);
}

void MainWindow::openLab(const std::string& id, const core::ParamMap& settings, std::uint64_t seed)
{
    auto const& lab = labOf(id);
    auto const& entry = *core::findModel(lab.model);
    auto model = LabBoard::makeModel(lab, entry, settings, seed);
    if (!model) {
        say(QString::fromStdString(model.reason()));
        return;
    }
    auto const ready = (*model)->ready();
    enter(lab, entry, std::move(*model));
    if (!ready) {
        say(QString::fromStdString(ready.reason()));
    }
}

void MainWindow::enter(const core::Lab& lab, const core::ModelEntry& entry,
                       std::unique_ptr<core::AnyModel> model)
{
    transport_->setSpeed(start_.stepsPerSecond.value_or(lab.stepsPerSecond));
    setBoard(new LabBoard(lab, entry, std::move(model), start_.renderer.renderer, centralWidget()));
    if (start_.running) {
        board_->link().post(core::Run{});
    }
    path_.clear();
    showTitle();
}

void MainWindow::setBoard(LabBoard* board)
{
    delete comparison_; // it compares runs of the laboratory before
    delete std::exchange(board_, nullptr);
    board_ = board;
    middle_->addWidget(board_, 1);
    rail_->select(fromCore(board_->lab().id));
    transport_->setTitle(coreText(board_->lab().title));
    transport_->progress().endWork();
    framesCounted_ = 0;
    framesPerSecond_ = 0;
    learntMs_ = 0;
    frameClock_.start();
    connectBoard();
    fillBoardMenus();
    transport_->fit();
    arrange();
    auto& link = board_->link();
    link.post(core::SetPersistence{preferences_.persistence});
    link.post(core::SetSpeed{transport_->speed()});
}

void MainWindow::connectBoard()
{
    auto& link = board_->link();
    status_->setCard(link.card());
    connect(&link, &EngineLink::pictured, this, &MainWindow::display);
    connect(&link, &EngineLink::reported, this,
            [this](const core::Report& report) { status_->display(report); });
    connect(&link, &EngineLink::working, &transport_->progress(), &ProgressPart::showWork);
    connect(&link, &EngineLink::worked, &transport_->progress(), &ProgressPart::endWork);
    connect(board_, &LabBoard::message, this, &MainWindow::say);
    connect(board_, &LabBoard::crossingWanted, this, &MainWindow::cross);
    connect(&board_->shelf(), &PlotShelf::changed, this, &MainWindow::fillPlots);
    connect(&board_->history(), &EditHistory::drawingsChanged, this, &MainWindow::showTitle);
    auto& stack = board_->history().stack();
    auto const name = [this](const char* id, const QString& text, const QString& step) {
        QAction* const action = actions_->action(id);
        action->setText(step.isEmpty() ? text : text + u' ' + step);
        action->setIconText(id == std::string_view("edit.undo") ? QStringLiteral("\u21b6")
                                                                : QStringLiteral("\u21b7"));
    };
    auto const undoText = [name](const QString& step) { name("edit.undo", tr("&Undo"), step); };
    auto const redoText = [name](const QString& step) { name("edit.redo", tr("&Redo"), step); };
    undoText({});
    redoText({});
    actions_->action("edit.undo")->setEnabled(false);
    actions_->action("edit.redo")->setEnabled(false);
    connect(&stack, &QUndoStack::undoTextChanged, this, undoText);
    connect(&stack, &QUndoStack::redoTextChanged, this, redoText);
    connect(&stack, &QUndoStack::canUndoChanged, actions_->action("edit.undo"),
            &QAction::setEnabled);
    connect(&stack, &QUndoStack::canRedoChanged, actions_->action("edit.redo"),
            &QAction::setEnabled);
    connect(&stack, &QUndoStack::cleanChanged, this, &MainWindow::showTitle);
}

void MainWindow::display(const core::Snapshot& snapshot)
{
    transport_->display(snapshot);
    noteLearning(snapshot);
    qint64 const elapsed = frameClock_.elapsed();
    if (elapsed < 500) {
        // No further picture may come to a halted machine: what is said of it must be the newest.
        if (framesPerSecond_ == 0 || !snapshot.running) {
            status_->display(snapshot, framesPerSecond_);
        }
        return;
    }
    std::uint64_t const seen = board_->link().picturesSeen();
    framesPerSecond_ =
        1000.0 * static_cast<double>(seen - framesCounted_) / static_cast<double>(elapsed);
    framesCounted_ = seen;
    frameClock_.restart();
    status_->display(snapshot, framesPerSecond_);
}

void MainWindow::say(const QString& sentence)
{
    status_->say(sentence);
    Q_EMIT said(sentence);
}

void MainWindow::showTitle()
{
    if (!board_) {
        return; // a history that is being cleared says so
    }
    QString const name = path_.isEmpty() ? tr("untitled") : QFileInfo(path_).completeBaseName();
    setWindowTitle(tr("%1[*] \u2014 %2 \u2014 Isinglass").arg(name, coreText(board_->lab().title)));
    setWindowModified(hasUnsavedWork() || !board_->history().stack().isClean());
}

void MainWindow::setPreferences(const Preferences& preferences)
{
    preferences_ = preferences;
    if (start_.remembers) {
        preferences_.save();
    }
    applyPreferences();
    board_->link().post(core::SetPersistence{preferences_.persistence});
    actions_->action("view.persistence")->setChecked(preferences_.persistence);
    arrange();
}

void MainWindow::applyPreferences()
{
    double const scale = preferences_.typeScale * (presenting_ ? presentingScale : 1.0);
    applyTheme(*qApp, themeFor(preferences_.theme, desktop_->now()), scale);
    autosaveTimer_.stop();
    if (start_.remembers && preferences_.autosaveSeconds > 0) {
        autosaveTimer_.start(preferences_.autosaveSeconds * 1000);
    }
}

void MainWindow::setPresenting(bool presenting)
{
    if (presenting == presenting_) {
        return;
    }
    presenting_ = presenting;
    if (presenting) {
        statesBefore_ = windowState();
    }
    applyPreferences();
    board_->setPresenting(presenting);
    transport_->setPresenting(presenting);
    menuBar()->setVisible(!presenting);
    setWindowState(presenting ? windowState() | Qt::WindowFullScreen : statesBefore_);
    actions_->action("view.present")->setChecked(presenting);
    arrange();
}

void MainWindow::arrange()
{
    double const scale = std::max(1.0, currentTypeScale());
    bool const narrow = width() < compactWidth * scale;
    rail_->setVisible(railWanted_ && !presenting_ && !narrow);
    transport_->setCompact(narrow);
    if (board_) {
        board_->setCompact(narrow || height() < compactHeight * scale);
    }
}

// Nobody sees an iconified or hidden window: nothing is drawn for it.
void MainWindow::watch()
{
    if (board_) {
        board_->setWatching(isVisible() && !isMinimized());
    }
}

void MainWindow::resizeEvent(QResizeEvent* event)
{
    QMainWindow::resizeEvent(event);
    arrange();
}

bool MainWindow::event(QEvent* event)
{
    if (event->type() == QEvent::ThemeChange) {
        desktop_->readPalette();
    }
    return QMainWindow::event(event);
}

void MainWindow::changeEvent(QEvent* event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::WindowStateChange) {
        watch();
        actions_->action("view.full-screen")->setChecked(isFullScreen());
    }
}

void MainWindow::showEvent(QShowEvent* event)
{
    QMainWindow::showEvent(event);
    watch();
    if (!std::exchange(focused_, true)) {
        // On no control, so that Space means run and halt from the start.
        centralWidget()->setFocus();
    }
}

void MainWindow::hideEvent(QHideEvent* event)
{
    QMainWindow::hideEvent(event);
    watch();
}

// Space runs and halts, except where a focused control needs it for itself.
bool MainWindow::eventFilter(QObject* object, QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        auto* const key = static_cast<QKeyEvent*>(event);
        auto* const focus = QApplication::focusWidget();
        bool const own = qobject_cast<QAbstractButton*>(focus) || qobject_cast<QComboBox*>(focus) ||
                         qobject_cast<QAbstractItemView*>(focus);
        if (key->key() == Qt::Key_Space && key->modifiers() == Qt::NoModifier && own &&
            object == focus) {
            event->accept();
            return true;
        }
    }
    return QMainWindow::eventFilter(object, event);
}

} // namespace ui
