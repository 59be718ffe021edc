// SPDX-License-Identifier: GPL-3.0-or-later
// Everything can be reached from the menus, by mouse and by keys.
#include "tests/ui/window_fixture.h"
#include "ui/shell/action_table.h"
#include "ui/shell/help_texts.h"

#include <QMenu>
#include <QMenuBar>

class TestMenus : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyRowIsInItsMenu();
    void shortcutsAreUnique();
    void mnemonicsAreUniqueWithinAMenu();
    void everyActionSaysWhatItDoes();
    void theSheetNamesEveryShortcut();
    void everyQuietActionWorks();

private:
    static QString mnemonic(const QString& text);
};

QString TestMenus::mnemonic(const QString& text)
{
    auto const at = text.indexOf(u'&');
    return at < 0 ? QString() : text.mid(at + 1, 1).toLower();
}

void TestMenus::everyRowIsInItsMenu()
{
    auto const window = fixture::window();
    QVERIFY(window);
    for (auto const& row : ui::actionRows()) {
        auto* const menu = window->actions().menu(row.menu);
        auto* const action = row.submenu ? window->actions().submenu(row.id)->menuAction()
                                         : window->actions().action(row.id);
        QVERIFY2(menu->actions().contains(action), row.id);
    }
    QCOMPARE(window->menuBar()->actions().size(), 5);
}

void TestMenus::shortcutsAreUnique()
{
    auto const window = fixture::window();
    QVERIFY(window);
    QHash<QString, QString> owners;
    for (auto* const action : window->findChildren<QAction*>()) {
        for (auto const& key : action->shortcuts()) {
            QString const text = key.toString();
            QVERIFY2(!owners.contains(text),
                     qPrintable(text + ": " + owners.value(text) + " and " + action->text()));
            owners.insert(text, action->text());
        }
    }
    QVERIFY(owners.size() > 20);
}

void TestMenus::mnemonicsAreUniqueWithinAMenu()
{
    auto const window = fixture::window();
    QVERIFY(window);
    for (auto* const top : window->menuBar()->actions()) {
        QStringList seen;
        for (auto* const action : top->menu()->actions()) {
            QString const key = mnemonic(action->text());
            if (action->isSeparator()) {
                continue;
            }
            QVERIFY2(!key.isEmpty(), qPrintable(action->text() + " has no mnemonic"));
            QVERIFY2(!seen.contains(key), qPrintable(top->text() + ": " + action->text()));
            seen << key;
        }
    }
}

void TestMenus::everyActionSaysWhatItDoes()
{
    for (auto const& row : ui::actionRows()) {
        QVERIFY2(row.submenu || *row.tip, row.id);
    }
}

void TestMenus::theSheetNamesEveryShortcut()
{
    QString const sheet = ui::shortcutsText();
    for (auto const& row : ui::actionRows()) {
        for (auto const& key : QString(row.shortcut).split("; ", Qt::SkipEmptyParts)) {
            QString const native = QKeySequence(key).toString(QKeySequence::NativeText);
            QVERIFY2(sheet.contains(native.toHtmlEscaped()), row.id);
        }
    }
}

// All that opens no dialog of the system.
void TestMenus::everyQuietActionWorks()
{
    auto const window = fixture::window();
    QVERIFY(window);
    QStringList const loud{"file.open",       "file.save",          "file.save-as",
                           "file.load-field", "file.export-points", "file.quit",
                           "lab.seed",        "file.export-arrays", "file.import-arrays"};
    for (auto const& row : ui::actionRows()) {
        if (row.submenu || loud.contains(row.id)) {
            continue;
        }
        window->actions().action(row.id)->trigger();
        QTest::qWait(20);
        if (row.checkable) {
            window->actions().action(row.id)->trigger();
        }
        for (auto* const sheet : window->findChildren<QDialog*>()) {
            sheet->reject();
        }
    }
    auto& link = window->board().link();
    auto const posted = link.post(core::Run{});
    QTRY_VERIFY(link.snapshot().commandsObeyed >= posted && link.snapshot().running);
}

QTEST_MAIN(TestMenus)
#include "tst_menus.moc"
