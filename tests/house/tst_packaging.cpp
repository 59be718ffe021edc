// SPDX-License-Identifier: GPL-3.0-or-later
// What stands around the program stays in step with it: README, packages, versions, manual pages.
#include "tests/house/source_tree.h"

#include <QFileInfo>
#include <QProcess>
#include <QTest>

namespace {

// The needs and wishes of packaging/debian-packages.txt, each with its alternatives.
QList<QStringList> packages()
{
    QList<QStringList> lists;
    for (QString line :
         house::read("packaging/debian-packages.txt").split(u'\n', Qt::SkipEmptyParts)) {
        if (line.startsWith(u'#'))
            continue;
        line.remove(u'?');
        lists << line.split(QRegularExpression("[|\\s]+"), Qt::SkipEmptyParts);
    }
    return lists;
}

QString projectVersion()
{
    return QRegularExpression("project\\(isinglass VERSION ([0-9.]+)")
        .match(house::read("CMakeLists.txt"))
        .captured(1);
}

QString helpOf(const QString& program, const QStringList& command)
{
    QProcess process;
    process.start(BINARY_DIR "/bin/" + program, command + QStringList{"--help"});
    return process.waitForFinished() && process.exitCode() == 0
               ? QString::fromUtf8(process.readAllStandardOutput())
               : QString();
}

QStringList optionsIn(const QString& text)
{
    QStringList options;
    static const QRegularExpression option("(?<![\\w-])--[a-z][a-z-]+");
    for (auto found = option.globalMatch(text); found.hasNext();)
        options << found.next().captured();
    options.removeDuplicates();
    return options;
}

// The page's text with groff's escapes for minus signs and fonts taken out.
QString manual(const QString& page)
{
    return house::read("packaging/" + page)
        .replace("\\-", "-")
        .remove(QRegularExpression("\\\\f[BRI]"));
}

} // namespace

class TestPackaging : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readmeNamesBothScriptsAndTheyCanBeRun();
    void readmeGivesAReasonForEveryPackage();
    void everyVersionIsTheProjects();
    void theManualPageNamesEveryOption_data();
    void theManualPageNamesEveryOption();
    void readmeShowsOnlyOptionsThatExist();
};

void TestPackaging::readmeNamesBothScriptsAndTheyCanBeRun()
{
    const QString readme = house::read("README.md");
    for (const QString script : {"packaging/run", "packaging/test"}) {
        QVERIFY2(readme.contains(script), qPrintable("README.md does not name " + script));
        QVERIFY2(QFileInfo(house::pathOf(script)).isExecutable(),
                 qPrintable(script + " is not executable"));
    }
}

void TestPackaging::readmeGivesAReasonForEveryPackage()
{
    const QString readme = house::read("README.md");
    QVERIFY(packages().size() > 10);
    for (const QStringList& names : packages()) {
        for (const QString& name : names)
            QVERIFY2(readme.contains('`' + name + '`'),
                     qPrintable("packaging/debian-packages.txt has " + name +
                                ", README.md does not say why"));
    }
}

void TestPackaging::everyVersionIsTheProjects()
{
    const QString version = projectVersion();
    QVERIFY(!version.isEmpty());
    QVERIFY(house::read("packaging/changelog").startsWith("isinglass (" + version + ")"));
    const QString metadata = house::read("packaging/org.isinglass.Isinglass.metainfo.xml");
    QCOMPARE(QRegularExpression("<release version=\"([^\"]+)\"").match(metadata).captured(1),
             version);
    for (const QString page : {"isinglass.1", "isinglass-cli.1"})
        QVERIFY2(house::read("packaging/" + page).contains("\"Isinglass " + version + '"'),
                 qPrintable(page));
}

void TestPackaging::theManualPageNamesEveryOption_data()
{
    QTest::addColumn<QString>("program");
    QTest::addColumn<QStringList>("command");
    QTest::newRow("isinglass-cli") << "isinglass-cli" << QStringList{};
    for (const QString name : {"list", "run", "sweep", "bench", "selftest"}) {
        QTest::newRow(qPrintable(name)) << "isinglass-cli" << QStringList{name};
    }
    if (QFile::exists(BINARY_DIR "/bin/isinglass")) { // not in a build without the window
        QTest::newRow("isinglass") << "isinglass" << QStringList{};
    }
}

void TestPackaging::theManualPageNamesEveryOption()
{
    QFETCH(QString, program);
    QFETCH(QStringList, command);
    const QStringList options = optionsIn(helpOf(program, command));
    QVERIFY2(options.contains("--help"),
             qPrintable(program + ' ' + command.join(' ') + " --help says nothing"));
    const QString page = manual(program + ".1");
    for (const QString& option : options) {
        QVERIFY2(page.contains(option),
                 qPrintable(option + " is missing from packaging/" + program + ".1"));
    }
}

void TestPackaging::readmeShowsOnlyOptionsThatExist()
{
    QStringList known;
    for (const QString page : {"isinglass-cli.1", "isinglass.1"})
        known << optionsIn(manual(page));
    static const QRegularExpression call("^ *isinglass(-cli)? .*(\\\\\\n.*)*$",
                                         QRegularExpression::MultilineOption);
    const QString readme = house::read("README.md");
    int calls = 0;
    for (auto found = call.globalMatch(readme); found.hasNext(); ++calls) {
        for (const QString& option : optionsIn(found.next().captured()))
            QVERIFY2(known.contains(option),
                     qPrintable("README.md uses " + option + ", which no manual page names"));
    }
    QVERIFY(calls > 3);
}

QTEST_APPLESS_MAIN(TestPackaging)
#include "tst_packaging.moc"
