// SPDX-License-Identifier: GPL-3.0-or-later
// What the menus do.
#include "ui/shell/action_table.h"
#include "ui/shell/comparison_window.h"
#include "ui/shell/help_texts.h"
#include "ui/shell/lab_rail.h"
#include "ui/shell/main_window.h"
#include "ui/shell/status_line.h"
#include "ui/shell/transport_bar.h"
#include "ui/text/core_text.h"

#include <QActionGroup>
#include <QApplication>
#include <QClipboard>
#include <QDateTime>
#include <QInputDialog>
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>
#include <QSettings>

namespace ui {

void MainWindow::connectActions()
{
    connectFileActions();
    connectArrays();
    connectEditActions();
    connectViewActions();
    connectLabActions();
    connectHelpActions();
    fillThemes();
    fillExports();
    fillRecent();
}

void MainWindow::connectFileActions()
{
    auto const on = [this](const char* id, auto what) {
        connect(actions_->action(id), &QAction::triggered, this, what);
    };
    on("file.new", [this] { askBeforeLeaving([this] { newSession(); }); });
    on("file.open", [this] { open(); });
    on("file.save", [this] { save(); });
    on("file.save-as", [this] { saveAs(); });
    on("file.load-field", [this] { loadField({}); });
    on("file.copy-picture", [this] { copyPicture(); });
    on("file.export-points", [this] { exportPoints(); });
    on("file.quit", [this] { close(); });
}

void MainWindow::connectEditActions()
{
    auto const on = [this](const char* id, auto what) {
        connect(actions_->action(id), &QAction::triggered, this, what);
    };
    on("edit.undo", [this] { board_->history().stack().undo(); });
    on("edit.redo", [this] { board_->history().stack().redo(); });
    on("edit.paste", [this] {
        if (!board_->paste()) {
            say(tr("This laboratory has no pad to paste a picture on."));
        }
    });
    on("edit.reset-measurements", [this] { board_->resetMeasurements(); });
    on("edit.copy-values", [this] {
        QApplication::clipboard()->setText(board_->inspector().measured().text());
        say(tr("The measured values are on the clipboard."));
    });
    on("edit.preferences", [this] { openPreferences(); });
}

void MainWindow::connectViewActions()
{
    auto const on = [this](const char* id, auto what) {
        connect(actions_->action(id), &QAction::triggered, this, what);
    };
    on("view.zoom-in", [this] { board_->stages().zoomBySteps(1); });
    on("view.zoom-out", [this] { board_->stages().zoomBySteps(-1); });
    on("view.fit", [this] { board_->stages().fit(); });
    on("view.one-to-one", [this] { board_->stages().showOneToOne(); });
    on("view.persistence", [this](bool wanted) {
        auto changed = preferences_;
        changed.persistence = wanted;
        setPreferences(changed);
    });
    on("view.rail", [this](bool shown) {
        railWanted_ = shown;
        arrange();
    });
    on("view.status", [this](bool shown) { status_->setVisible(shown); });
    on("view.renderer", [this] {
        showSheet(tr("Renderer"), tr("<p><b>%1</b> draws the stage.</p><p>%2</p>")
                                      .arg(nameOf(board_->stages().active().renderer()),
                                           start_.renderer.reason.toHtmlEscaped()));
    });
    on("view.reset-layout", [this] { resetLayout(); });
    on("view.present", [this](bool wanted) { setPresenting(wanted); });
    on("view.full-screen", [this](bool wanted) {
        setWindowState(wanted ? windowState() | Qt::WindowFullScreen
                              : windowState() & ~Qt::WindowFullScreen);
    });
    actions_->action("view.persistence")->setChecked(preferences_.persistence);
    actions_->action("view.rail")->setChecked(true);
    actions_->action("view.status")->setChecked(true);
}

void MainWindow::connectLabActions()
{
    auto const on = [this](const char* id, auto what) {
        connect(actions_->action(id), &QAction::triggered, this, what);
    };
    on("lab.run", [this] { toggleRun(); });
    on("lab.step", [this] { board_->link().post(core::Step{1}); });
    on("lab.reset", [this] { board_->reset(board_->link().snapshot().seed); });
    on("lab.new-seed", [this] {
        board_->reset(static_cast<std::uint64_t>(QDateTime::currentMSecsSinceEpoch()) % 1000000);
    });
    on("lab.seed", [this] { askSeed(); });
    on("lab.slower", [this] { transport_->changeSpeed(-1); });
    on("lab.faster", [this] { transport_->changeSpeed(1); });
    on("lab.compare", [this] { compare(); });
    on("lab.cross", [this] {
        if (!board_->lab().bridges.empty()) {
            cross(board_->lab().bridges.front());
        }
    });
    on("lab.cancel-job", [this] { board_->inspector().jobs().cancel(); });
}

ComparisonWindow& MainWindow::compare(const std::optional<core::Comparison>& comparison)
{
    bool const fresh = !comparison_;
    if (fresh) {
        comparison_ =
            new ComparisonWindow(*board_, start_.renderer.renderer, transport_->speed(), this);
    }
    if (fresh || comparison) {
        comparison_->take(comparison);
    }
    comparison_->show();
    comparison_->raise();
    comparison_->activateWindow();
    return *comparison_;
}

void MainWindow::connectHelpActions()
{
    auto const on = [this](const char* id, auto what) {
        connect(actions_->action(id), &QAction::triggered, this, what);
    };
    on("help.shortcuts", [this] { showSheet(tr("Keyboard shortcuts"), shortcutsText()); });
    on("help.definitions", [this] {
        showSheet(tr("Definitions and formulae"), definitionsText(board_->lab(), board_->entry()));
    });
    on("help.diagnostics", [this] {
        QApplication::clipboard()->setText(diagnosticsText(start_.renderer, status_->text()));
        say(tr("The diagnostics are on the clipboard."));
    });
    on("help.about", [this] { showSheet(tr("About Isinglass"), aboutText(start_.renderer)); });
}

void MainWindow::showSheet(const QString& title, const QString& text)
{
    (new TextSheet(title, text, this))->show();
}

void MainWindow::fillThemes()
{
    auto* const group = new QActionGroup(this);
    auto* const menu = actions_->submenu("view.theme");
    const QList<std::pair<ThemeWish, QString>> themes{{ThemeWish::system, tr("As the &desktop")},
                                                      {ThemeWish::light, tr("&Light")},
                                                      {ThemeWish::dark, tr("D&ark")}};
    for (auto const& [wish, text] : themes) {
        auto* const action = menu->addAction(text);
        action->setObjectName(QStringLiteral("theme-%1").arg(static_cast<int>(wish)));
        action->setCheckable(true);
        action->setChecked(wish == preferences_.theme);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, chosen = wish] {
            auto changed = preferences_;
            changed.theme = chosen;
            setPreferences(changed);
        });
    }
}

void MainWindow::fillExports()
{
    auto* const menu = actions_->submenu("file.export-picture");
    for (int scale = 1; scale <= 4; ++scale) {
        auto* const action = menu->addAction(tr("PNG, &%1×…").arg(scale));
        connect(action, &QAction::triggered, this, [this, scale] { exportPicture(scale); });
    }
}

void MainWindow::fillBoardMenus()
{
    auto* const pictures = actions_->submenu("view.pictures");
    pictures->clear();
    for (int i = 0; i < board_->stages().pictureCount(); ++i) {
        auto* const action = pictures->addAction(board_->stages().titleOf(i));
        action->setCheckable(true);
        action->setChecked(board_->stages().isShown(i));
        connect(action, &QAction::triggered, board_,
                [this, i](bool shown) { board_->stages().setShown(i, shown); });
        connect(&board_->stages(), &StageArea::shownChanged, action,
                [this, i, action] { action->setChecked(board_->stages().isShown(i)); });
    }
    board_->stages().setPicturesMenu(pictures);
    fillPlots();
    auto* const presets = actions_->submenu("lab.presets");
    presets->clear();
    for (auto const& preset : board_->lab().presets) {
        auto* const action = presets->addAction(coreText(preset.title));
        action->setToolTip(coreText(preset.help));
        connect(action, &QAction::triggered, board_, [this, &preset] { board_->apply(preset); });
    }
    auto* const doing = actions_->submenu("lab.actions");
    doing->clear();
    board_->runner().fill(*doing);
    auto* const jobs = actions_->submenu("lab.jobs");
    jobs->clear();
    for (auto const& job : board_->lab().jobs) {
        auto* const action = jobs->addAction(tr("%1…").arg(coreText(job.title)));
        action->setToolTip(coreText(job.help));
        connect(action, &QAction::triggered, board_,
                [this, &job] { board_->inspector().jobs().open(job); });
    }
    showBridge();
    showArrays();
    auto* const labs = actions_->submenu("lab.labs");
    labs->clear();
    for (auto const& lab : core::labs()) {
        auto* const action = labs->addAction(coreText(lab.title));
        action->setCheckable(true);
        action->setChecked(lab.id == board_->lab().id);
        connect(action, &QAction::triggered, this, [this, &lab, action] {
            action->setChecked(lab.id == board_->lab().id);
            askBeforeLeaving([this, &lab] { openLab(std::string(lab.id), {}, start_.seed); });
        });
    }
    for (auto* const menu : {pictures, presets, doing, jobs, labs}) {
        menu->menuAction()->setVisible(!menu->isEmpty());
    }
}

// The menu's entry is the first way into another laboratory, if there is one.
void MainWindow::showBridge()
{
    auto* const action = actions_->action("lab.cross");
    auto const cards = board_->bridges();
    action->setVisible(!cards.empty());
    if (cards.empty()) {
        return;
    }
    QString label = coreText(cards.front()->bridge().label);
    label.insert(std::max<qsizetype>(0, label.indexOf(u'o', 0, Qt::CaseInsensitive)), u'&');
    action->setText(label);
    QString const keys = action->shortcut().toString(QKeySequence::NativeText);
    cards.front()->button().setToolTip(tr("%1 (%2)").arg(action->statusTip(), keys));
}

// Also those that experiments have made.
void MainWindow::fillPlots()
{
    auto* const plots = actions_->submenu("view.plots");
    plots->clear();
    for (auto const& entry : board_->shelf().entries()) {
        auto* const action = plots->addAction(entry.title);
        action->setCheckable(true);
        action->setChecked(entry.shown);
        QWidget* const card = entry.card;
        // Later, for it fills this menu anew.
        connect(
            action, &QAction::triggered, &board_->shelf(),
            [this, card](bool shown) { board_->shelf().setShown(card, shown); },
            Qt::QueuedConnection);
    }
    plots->menuAction()->setVisible(!plots->isEmpty());
}

void MainWindow::toggleRun()
{
    if (board_->link().snapshot().running) {
        board_->link().post(core::Pause{});
    } else {
        board_->link().post(core::Run{});
    }
}

void MainWindow::askSeed()
{
    bool chosen = false;
    QString const now = QString::number(board_->link().snapshot().seed);
    QString const text = QInputDialog::getText(
        this, tr("Seed"), tr("The same seed gives the same run. Seed (a whole number):"),
        QLineEdit::Normal, now, &chosen);
    if (!chosen) {
        return;
    }
    bool whole = false;
    std::uint64_t const seed = text.trimmed().toULongLong(&whole);
    if (whole) {
        board_->reset(seed);
    } else {
        say(tr("The seed '%1' is not a whole number from 0 to 18446744073709551615.").arg(text));
    }
}

void MainWindow::openPreferences()
{
    auto* const dialog = new PreferencesDialog(preferences_, start_.renderer.reason, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] { setPreferences(dialog->chosen()); });
    dialog->open();
}

void MainWindow::resetLayout()
{
    if (start_.remembers) {
        QSettings settings;
        settings.remove(QStringLiteral("geometry"));
        settings.remove(QStringLiteral("layout"));
    }
    setWindowState(Qt::WindowNoState);
    resize(1440, 900);
    railWanted_ = true;
    status_->show();
    actions_->action("view.rail")->setChecked(true);
    actions_->action("view.status")->setChecked(true);
    board_->restoreLayout(firstLayout_);
    for (auto const& feed : board_->feeds()) {
        board_->shelf().setShown(&feed->card(), true);
    }
    fillBoardMenus();
    arrange();
}

} // namespace ui
