// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/action_table.h"

#include <QCoreApplication>
#include <QIcon>
#include <QMenu>
#include <QMenuBar>
#include <QWidget>

#include <array>

namespace ui {

namespace {

using enum MenuId;

QString translated(const char* text)
{
    return *text ? QCoreApplication::translate("ui::Actions", text) : QString();
}

constexpr std::array rows{
    ActionRow{"file.new", file, "&New session", "Ctrl+N", "Begin again with this laboratory",
              "document-new"},
    ActionRow{"file.open", file, "&Open…", "Ctrl+O", "Open a saved session", "document-open"},
    ActionRow{.id = "file.recent", .menu = file, .text = "Open &recent", .submenu = true},
    ActionRow{"file.save", file, "&Save", "Ctrl+S", "Save everything: it goes on bit for bit",
              "document-save", false, true},
    ActionRow{"file.save-as", file, "Save &as…", "Ctrl+Shift+S", "Save under another name",
              "document-save-as"},
    ActionRow{"file.load-field", file, "&Load picture as field…", "Ctrl+L",
              "A picture becomes the field of each site", "insert-image", false, true},
    ActionRow{.id = "file.export-picture",
              .menu = file,
              .text = "&Export picture",
              .newGroup = true,
              .submenu = true},
    ActionRow{"file.copy-picture", file, "&Copy picture", "Ctrl+Shift+C",
              "What the stage shows, to the clipboard", "edit-copy"},
    ActionRow{"file.export-points", file, "Export &points (CSV)…", "Ctrl+Shift+E",
              "Every measured point with its error bars"},
    ActionRow{"file.export-arrays", file, "Export arra&ys (NumPy)…", "",
              "What the machine has learnt or stores, as .npz or .npy"},
    ActionRow{"file.import-arrays", file, "&Import arrays (NumPy)…", "",
              "Weights, patterns or spins from a .npz or .npy file"},
    ActionRow{"file.quit", file, "&Quit", "Ctrl+Q", "Leave Isinglass", "application-exit", false,
              true},

    ActionRow{"edit.undo", edit, "&Undo", "Ctrl+Z", "Take the last change back", "edit-undo"},
    ActionRow{"edit.redo", edit, "&Redo", "Ctrl+Shift+Z; Ctrl+Y", "Make it again", "edit-redo"},
    ActionRow{"edit.paste", edit, "P&aste picture", "Ctrl+V",
              "The picture on the clipboard becomes the drawing", "edit-paste"},
    ActionRow{"edit.reset-measurements", edit, "Reset &measurements", "Ctrl+M",
              "Forget what was measured and begin again", "", false, true},
    ActionRow{"edit.copy-values", edit, "&Copy measured values", "Ctrl+Shift+M",
              "The table of measured and exact values, to the clipboard"},
    ActionRow{"edit.preferences", edit, "&Preferences…", "Ctrl+,", "Theme, type size, renderer",
              "preferences-system", false, true},

    ActionRow{"view.zoom-in", view, "Zoom &in", "Ctrl++; Ctrl+=", "Down to single cells",
              "zoom-in"},
    ActionRow{"view.zoom-out", view, "Zoom &out", "Ctrl+-", "Cells become means", "zoom-out"},
    ActionRow{"view.fit", view, "&Fit", "Ctrl+0", "The whole lattice", "zoom-fit-best"},
    ActionRow{"view.one-to-one", view, "One &cell per pixel", "Ctrl+1", "No cell larger or smaller",
              "zoom-original"},
    ActionRow{.id = "view.pictures",
              .menu = view,
              .text = "Pict&ures",
              .newGroup = true,
              .submenu = true},
    ActionRow{.id = "view.plots", .menu = view, .text = "P&lots", .submenu = true},
    ActionRow{"view.persistence", view, "&Persistence", "Ctrl+P",
              "Average the last steps, so that a hot lattice shimmers rather than flashes", "",
              true},
    ActionRow{
        .id = "view.theme", .menu = view, .text = "&Theme", .newGroup = true, .submenu = true},
    ActionRow{"view.rail", view, "La&boratories", "F9", "Show or hide the list on the left", "",
              true},
    ActionRow{"view.status", view, "&Status bar", "", "Show or hide the line at the bottom", "",
              true},
    ActionRow{"view.renderer", view, "&Renderer…", "", "What draws the stage, and why"},
    ActionRow{"view.reset-layout", view, "Reset la&yout", "", "Everything back to its first place"},
    ActionRow{"view.present", view, "Pr&esent", "F5", "Full screen and large type, for a projector",
              "view-presentation", true, true},
    ActionRow{"view.full-screen", view, "Full scree&n", "F11", "The window fills the screen",
              "view-fullscreen", true},

    ActionRow{"lab.run", lab, "&Run", "Space", "Let time run, or halt it", "media-playback-start"},
    ActionRow{"lab.step", lab, "S&tep", ".", "One step, then pause", "media-skip-forward"},
    ActionRow{"lab.reset", lab, "R&eset", "Ctrl+R", "A fresh state from the same seed",
              "view-refresh"},
    ActionRow{"lab.new-seed", lab, "Reset with a &new seed", "Ctrl+Shift+R",
              "A fresh state from another seed"},
    ActionRow{"lab.seed", lab, "&Seed…", "", "See, copy and choose the seed"},
    ActionRow{"lab.slower", lab, "S&lower", "[", "Fewer steps per second", "", false, true},
    ActionRow{"lab.faster", lab, "&Faster", "]", "More steps per second"},
    ActionRow{
        .id = "lab.presets", .menu = lab, .text = "&Presets", .newGroup = true, .submenu = true},
    ActionRow{.id = "lab.actions", .menu = lab, .text = "&Actions", .submenu = true},
    ActionRow{.id = "lab.jobs", .menu = lab, .text = "E&xperiments", .submenu = true},
    ActionRow{"lab.compare", lab, "Compare side by si&de…", "Ctrl+B",
              "Two runs with the same seed and clock, one parameter apart"},
    ActionRow{"lab.cancel-job", lab, "&Cancel experiment", "Ctrl+.",
              "End the experiment; what it has measured stays"},
    ActionRow{"lab.cross", lab, "&Open in another laboratory", "Ctrl+J",
              "Take what this machine has learnt or stores into another laboratory", "", false,
              true},
    ActionRow{
        .id = "lab.labs", .menu = lab, .text = "La&boratories", .newGroup = true, .submenu = true},

    ActionRow{"help.shortcuts", help, "&Keyboard shortcuts", "F1; Ctrl+?", "All keys on a sheet",
              "help-contents"},
    ActionRow{"help.definitions", help, "&Definitions and formulae", "Shift+F1",
              "What is simulated and measured, and where theory comes from"},
    ActionRow{"help.diagnostics", help, "&Copy diagnostics", "",
              "Versions and graphics, to the clipboard", "", false, true},
    ActionRow{"help.about", help, "&About Isinglass", "", "Version, libraries, licences",
              "help-about"},
};

QList<QKeySequence> shortcutsOf(const ActionRow& row)
{
    QList<QKeySequence> keys;
    for (auto const& key :
         QString::fromLatin1(row.shortcut).split(QStringLiteral("; "), Qt::SkipEmptyParts)) {
        keys << QKeySequence::fromString(key, QKeySequence::PortableText);
    }
    return keys;
}

} // namespace

std::span<const ActionRow> actionRows() { return rows; }

QString menuTitle(MenuId menu)
{
    switch (menu) {
    case file: return Actions::tr("&File");
    case edit: return Actions::tr("&Edit");
    case view: return Actions::tr("&View");
    case lab: return Actions::tr("&Lab");
    case help: break;
    }
    return Actions::tr("&Help");
}

Actions::Actions(QWidget* window) : QObject(window), window_(window)
{
    for (auto const& row : rows) {
        if (row.submenu) {
            auto* const menu = new QMenu(translated(row.text), window);
            menu->setToolTipsVisible(true);
            menu->setObjectName(QString::fromLatin1(row.id));
            submenus_.insert(QString::fromLatin1(row.id), menu);
            continue;
        }
        auto* const one = new QAction(translated(row.text), window);
        one->setObjectName(QString::fromLatin1(row.id));
        one->setShortcuts(shortcutsOf(row));
        one->setCheckable(row.checkable);
        one->setStatusTip(translated(row.tip));
        QString const keys = one->shortcut().toString(QKeySequence::NativeText);
        one->setToolTip(keys.isEmpty() ? translated(row.tip)
                                       : tr("%1 (%2)").arg(translated(row.tip), keys));
        if (*row.icon) {
            one->setIcon(QIcon::fromTheme(QString::fromLatin1(row.icon)));
            one->setIconVisibleInMenu(false);
        }
        // So that shortcuts work while the menu bar is hidden, in presentations.
        window->addAction(one);
        actions_.insert(QString::fromLatin1(row.id), one);
    }
    action("edit.preferences")->setMenuRole(QAction::PreferencesRole);
    action("help.about")->setMenuRole(QAction::AboutRole);
    action("file.quit")->setMenuRole(QAction::QuitRole);
}

QAction* Actions::action(const char* id) const
{
    auto* const found = actions_.value(QString::fromLatin1(id));
    Q_ASSERT(found);
    return found;
}

QMenu* Actions::submenu(const char* id) const
{
    auto* const found = submenus_.value(QString::fromLatin1(id));
    Q_ASSERT(found);
    return found;
}

void Actions::fill(QMenuBar& bar)
{
    for (auto const& row : rows) {
        auto*& menu = menus_[static_cast<int>(row.menu)];
        if (!menu) {
            menu = bar.addMenu(menuTitle(row.menu));
        }
        if (row.newGroup) {
            menu->addSeparator();
        }
        if (row.submenu) {
            menu->addMenu(submenu(row.id));
        } else {
            menu->addAction(action(row.id));
        }
    }
}

} // namespace ui
