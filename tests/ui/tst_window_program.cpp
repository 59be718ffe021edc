// SPDX-License-Identifier: GPL-3.0-or-later
// The program itself: its arguments, its exit codes, its pictures.
#include <QImage>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

namespace {

struct Ended
{
    int code = -1;
    QString out, error;
};

Ended run(const QStringList& arguments, const QString& platform = "offscreen")
{
    QProcess program;
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.remove("DISPLAY");
    environment.remove("WAYLAND_DISPLAY");
    environment.insert("QT_QPA_PLATFORM", platform);
    environment.remove("QT_SCALE_FACTOR");
    program.setProcessEnvironment(environment);
    program.start(BINARY_DIR "/bin/isinglass", arguments);
    if (!program.waitForFinished(60000)) {
        program.kill();
        return {};
    }
    return {program.exitStatus() == QProcess::NormalExit ? program.exitCode() : -1,
            QString::fromUtf8(program.readAllStandardOutput()),
            QString::fromUtf8(program.readAllStandardError())};
}

} // namespace

class TestWindowProgram : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void versionAndHelpNeedNoDisplay();
    void badArgumentsAreRefusedWithASentence_data();
    void badArgumentsAreRefusedWithASentence();
    void aShotHasItsSizeAndIsRepeated();
    void aShotThatCannotBeWrittenSaysSo();
    void aShotOfTwoRunsSideBySide();
};

void TestWindowProgram::versionAndHelpNeedNoDisplay()
{
    auto const version = run({"--version"}, "xcb");
    QCOMPARE(version.code, 0);
    QVERIFY(version.out.startsWith("isinglass "));
    auto const help = run({"--help"}, "xcb");
    QCOMPARE(help.code, 0);
    for (auto const* const option :
         {"--lab", "--set", "--advance", "--size", "--theme", "--shot", "--renderer", "--seed",
          "--compare", "--scale", "--bench-ui"}) {
        QVERIFY2(help.out.contains(option), option);
    }
}

void TestWindowProgram::badArgumentsAreRefusedWithASentence_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("names");
    auto const row = [](const QStringList& arguments, const char* names) {
        QTest::newRow(qPrintable(arguments.join(' '))) << arguments << QString(names);
    };
    row({"--lab", "moon"}, "moon");
    row({"--set", "T"}, "T");
    row({"--set", "T=hot"}, "T");
    row({"--set", "T=21"}, "20");
    row({"--set", "colour=3"}, "colour");
    row({"--size", "10x10"}, "10x10");
    row({"--theme", "pink"}, "pink");
    row({"--renderer", "vulkan"}, "vulkan");
    row({"--seed", "-1"}, "seed");
    row({"--advance", "many"}, "many");
    row({"--scale", "9"}, "scale");
    row({"--compare", "T=2"}, "T=2");
    row({"--compare", "T=2,30"}, "20");
    row({"--compare", "colour=1,2"}, "colour");
    row({"--compare", "T=2,3", "a.isinglass"}, "--compare");
    row({"--lab", "hopfield", "--set", "side=4", "--set", "P=20", "--set", "rule=hebb", "--compare",
         "rule=hebb,pseudo-inverse"},
        "pseudo-inverse");
    row({"--wrong"}, "wrong");
    row({"a.isinglass", "b.isinglass"}, "one");
}

void TestWindowProgram::badArgumentsAreRefusedWithASentence()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, names);
    auto const ended = run(arguments, "xcb");
    QCOMPARE(ended.code, 2);
    QCOMPARE(ended.error.trimmed().count('\n'), 0);
    QVERIFY2(ended.error.contains(names), qPrintable(ended.error));
    QVERIFY(ended.error.trimmed().endsWith('.'));
}

void TestWindowProgram::aShotHasItsSizeAndIsRepeated()
{
    QTemporaryDir folder;
    QImage images[2];
    for (int i = 0; i < 2; ++i) {
        QString const file = folder.filePath(QString("shot%1.png").arg(i));
        auto const ended = run({"--set", "L=128", "--set", "T=2.3", "--advance", "50", "--size",
                                "1024x768", "--theme", "dark", "--shot", file});
        QVERIFY2(ended.code == 0, qPrintable(ended.error));
        images[i] = QImage(file);
        QCOMPARE(images[i].size(), QSize(1024, 768));
    }
    // The stage, which shows the state after exactly 50 steps.
    QRect const stage(200, 140, 300, 250);
    QCOMPARE(images[0].copy(stage), images[1].copy(stage));
}

void TestWindowProgram::aShotThatCannotBeWrittenSaysSo()
{
    auto const ended =
        run({"--set", "L=64", "--advance", "1", "--shot", "/nonexistent/folder/shot.png"});
    QCOMPARE(ended.code, 1);
    QVERIFY(ended.error.contains("/nonexistent/folder/shot.png"));
}

void TestWindowProgram::aShotOfTwoRunsSideBySide()
{
    QTemporaryDir folder;
    QString const file = folder.filePath("two.png");
    auto const ended = run({"--lab", "hopfield", "--compare", "rule=hebb,pseudo-inverse",
                            "--advance", "3", "--size", "1100x760", "--shot", file});
    QCOMPARE(ended.code, 0);
    QCOMPARE(QImage(file).size(), QSize(1100, 760));
}

QTEST_GUILESS_MAIN(TestWindowProgram)
#include "tst_window_program.moc"
