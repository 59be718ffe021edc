// SPDX-License-Identifier: GPL-3.0-or-later
// Rules that every source file keeps, and what stands at the top of the tree.
#include "tests/house/source_tree.h"

#include <QProcess>
#include <QTest>

namespace {

struct Rule
{
    const char* pattern;
    const char* reason;
    QStringList exempt;
};

const QList<Rule>& refusedWords()
{
    static const QList<Rule> rules{
        {R"(\bvolatile\b)", "volatile synchronises nothing", {}},
        {R"(\b(u|m|nano)?sleep(_for|_until)?\s*\()", "wait for the event, not for the clock", {}},
        {R"(\bprocessEvents\b)", "a nested event loop reorders what the person did", {}},
        {R"(\bQtConcurrent\b|\bQThread\b)",
         "threads live in the worker pool and the engine thread",
         {}},
        {R"(\bBlockingQueuedConnection\b)", "the window never waits for another thread", {}},
        {R"(\bstd::(jthread|thread)\b(?!::hardware_concurrency)|\bstd::async\b)",
         "threads live in the worker pool and the engine thread",
         {"core/base/worker_pool.h", "core/base/worker_pool.cpp", "core/engine/engine_thread.h",
          "core/engine/engine_thread.cpp"}},
        {R"(\b(s?rand|random_device)\s*\()", "core/base/rng.h is the only randomness", {}},
        {R"(\b(setlocale|std::locale)\b)", "numbers in files never depend on a locale", {}},
    };
    return rules;
}

QStringList commentedFiles()
{
    return house::filesUnder(
               {"core", "ui", "app", "tests", ".cmake", "resources", "packaging", ".ci"},
               {"*.h", "*.cpp", "*.in", "*.cmake", "CMakeLists.txt", "*.frag", "*.vert", "*.glsl",
                "*.sh", "*.supp", "*.txt"}) +
           QStringList{"CMakeLists.txt", "packaging/run", "packaging/test", ".ci/run"};
}

} // namespace

class TestSources : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void refusedWordsDoNotOccur_data();
    void refusedWordsDoNotOccur();
    void refusedWordsAreFoundWhereTheyStand();
    void theLicenceComesFirst_data();
    void theLicenceComesFirst();
    void theTopLevelHoldsWhatTheHouseHolds();
    void testsThatNeedOpenGLCanBeMadeToFailWithoutIt();
};

void TestSources::refusedWordsDoNotOccur_data()
{
    QTest::addColumn<QString>("file");
    for (const QString& file : house::sources({"core", "ui", "app"}))
        QTest::newRow(qPrintable(file)) << file;
}

void TestSources::refusedWordsDoNotOccur()
{
    QFETCH(QString, file);
    const QString text = house::code(house::read(file), false);
    for (const Rule& rule : refusedWords()) {
        if (rule.exempt.contains(file))
            continue;
        const QString found = house::firstMatch(file, text, QRegularExpression(rule.pattern));
        QVERIFY2(found.isEmpty(), qPrintable(found + ": " + rule.reason));
    }
}

void TestSources::refusedWordsAreFoundWhereTheyStand()
{
    const auto finds = [](const QString& text) {
        return std::any_of(refusedWords().begin(), refusedWords().end(), [&](const Rule& rule) {
            return house::code(text, false).contains(QRegularExpression(rule.pattern));
        });
    };
    QVERIFY(finds("int digits = 1'000; volatile int x;"));
    QVERIFY(finds("const char* s = \"a\"; std::this_thread::sleep_for(1s);"));
    QVERIFY(finds("std::jthread worker;"));
    QVERIFY(!finds("// volatile\nint x; /* sleep(1) */ auto s = \"std::thread\"; char c = '\"';"));
    QVERIFY(!finds("std::thread::hardware_concurrency()"));
}

void TestSources::theLicenceComesFirst_data()
{
    QTest::addColumn<QString>("file");
    for (const QString& file : commentedFiles())
        QTest::newRow(qPrintable(file)) << file;
}

void TestSources::theLicenceComesFirst()
{
    QFETCH(QString, file);
    QStringList lines = house::read(file).split(u'\n');
    if (lines.first().startsWith("#!") || lines.first().startsWith("#version"))
        lines.removeFirst();
    QVERIFY2(lines.first().contains("SPDX-License-Identifier: GPL-3.0-or-later"),
             qPrintable(file + ": the first line must be the SPDX licence line"));
}

void TestSources::theTopLevelHoldsWhatTheHouseHolds()
{
    const QStringList house{"CMakeLists.txt", "CMakePresets.json", "LICENSE",   "README.md", "app",
                            "core",           "packaging",         "resources", "tests",     "ui"};
    for (const QString& name : house)
        QVERIFY2(QFile::exists(house::pathOf(name)),
                 qPrintable(name + " is missing at the top of the tree"));

    QProcess git;
    git.start("git", {"-c", "safe.directory=*", "-C", SOURCE_DIR, "ls-files"});
    if (!git.waitForFinished() || git.exitCode() != 0)
        return; // an unpacked archive: what else lies there is its owner's business
    for (const QString& file :
         QString::fromUtf8(git.readAllStandardOutput()).split(u'\n', Qt::SkipEmptyParts)) {
        const QString name = file.section(u'/', 0, 0);
        QVERIFY2(house.contains(name) || name.startsWith(u'.'),
                 qPrintable(file + ": the top of the tree holds only " + house.join(' ') +
                            " and dotfiles"));
    }
}

void TestSources::testsThatNeedOpenGLCanBeMadeToFailWithoutIt()
{
    for (const QString& file : house::filesUnder({"tests/gl", "tests/ui"}, {"*.cpp", "*.h"})) {
        const QString text = house::read(file);
        QVERIFY2(!text.contains("QSKIP") || text.contains("ISINGLASS_REQUIRE_GL"),
                 qPrintable(
                     file +
                     ": skips; with ISINGLASS_REQUIRE_GL in the environment it must fail instead"));
    }
}

QTEST_APPLESS_MAIN(TestSources)
#include "tst_sources.moc"
