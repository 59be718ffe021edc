// SPDX-License-Identifier: GPL-3.0-or-later
// What a machine has learnt travels through the window as files of NumPy.
#include "core/io/npy.h"
#include "core/io/npz.h"
#include "tests/ui/window_fixture.h"
#include "ui/shell/action_table.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace ui;
using fixture::copyOf;
using fixture::doSteps;
using fixture::paused;

namespace {

std::unique_ptr<MainWindow> machine(std::int64_t hidden, std::uint64_t seed)
{
    return paused("rbm", {{"data", std::int64_t{0}}, {"hidden", hidden}}, seed);
}

// The sentence that the window says when `task` is through.
QString sentenceOf(MainWindow& window, const std::function<void()>& task)
{
    QSignalSpy said(&window, &MainWindow::said);
    task();
    static_cast<void>(QTest::qWaitFor([&] { return said.count() > 0; }, 20000));
    return said.isEmpty() ? QString() : said.first().first().toString();
}

} // namespace

class TestArrays : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aLearntMachineComesBack();
    void oneArrayIsKnownByItsNameOrItsSize();
    void aWrongFileChangesNothing_data();
    void aWrongFileChangesNothing();
    void whatCannotBeWrittenIsTold();
    void theMenusHaveThem();

private:
    QString path(const char* name) const { return folder_.filePath(name); }
    QTemporaryDir folder_;
};

void TestArrays::aLearntMachineComesBack()
{
    auto const learnt = machine(5, 1);
    QVERIFY(learnt);
    doSteps(*learnt, 60);
    QString const file = path("machine.npz");
    QString const saved = sentenceOf(*learnt, [&] { learnt->exportArrays(file, {}); });
    QVERIFY2(saved.contains("machine.npz"), qPrintable(saved));
    auto const from = copyOf(*learnt);
    auto const arrays = core::readNpz(file.toStdString());
    QVERIFY(from && arrays);
    for (auto const& each : *arrays) {
        QVERIFY(from->exportArray(each.name) == each.array);
    }
    auto const fresh = machine(5, 2);
    QVERIFY(fresh);
    auto const before = copyOf(*fresh);
    QVERIFY(before && before->exportArray("weights") != from->exportArray("weights"));
    QString const taken = sentenceOf(*fresh, [&] { fresh->importArrays(file); });
    QVERIFY2(taken.contains("Weights") && taken.contains("imported"), qPrintable(taken));
    auto const after = copyOf(*fresh);
    QVERIFY(after);
    for (auto const* const id : {"weights", "visible-bias", "hidden-bias"}) {
        QVERIFY2(after->exportArray(id) && after->exportArray(id) == from->exportArray(id), id);
    }
    QCOMPARE(fresh->board().history().stack().count(), 1);
    fresh->board().history().stack().undo();
    QTRY_VERIFY(copyOf(*fresh)->exportArray("weights") == before->exportArray("weights"));
    fresh->board().history().stack().redo();
    QTRY_VERIFY(copyOf(*fresh)->exportArray("weights") == from->exportArray("weights"));
}

void TestArrays::oneArrayIsKnownByItsNameOrItsSize()
{
    auto const shown = machine(5, 1);
    QVERIFY(shown);
    auto const biases = core::Array::of(std::vector<float>{1, 2, 3, 4, 5});
    for (auto const* const name : {"hidden-bias.npy", "something.npy"}) {
        auto changed = biases;
        changed.bytes.front() ^= name[0] == 'h' ? 1 : 0;
        QVERIFY(core::writeNpy(path(name).toStdString(), changed));
        QString const taken = sentenceOf(*shown, [&] { shown->importArrays(path(name)); });
        QVERIFY2(taken.contains("Hidden biases imported"), qPrintable(taken));
        QVERIFY(copyOf(*shown)->exportArray("hidden-bias") == changed);
    }
    QString const file = path("single.npy");
    static_cast<void>(sentenceOf(*shown, [&] { shown->exportArrays(file, "hidden-bias"); }));
    auto const read = core::readNpy(file.toStdString());
    QVERIFY(read && *read == biases);
}

void TestArrays::aWrongFileChangesNothing_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("expected");
    QTest::newRow("no array it knows") << "other.npz"
                                       << "weights, visible-bias, hidden-bias";
    QTest::newRow("the second does not fit") << "half.npz"
                                             << "expected 5";
    QTest::newRow("fits nowhere") << "odd.npy"
                                  << "hidden units";
    QTest::newRow("no array at all") << "text.npz"
                                     << "text.npz";
    QTest::newRow("not there") << "missing.npy"
                               << "missing.npy";
}

void TestArrays::aWrongFileChangesNothing()
{
    QFETCH(QString, name);
    QFETCH(QString, expected);
    auto const three = core::Array::of(std::vector<float>{1, 2, 3});
    auto const shown = machine(5, 1);
    QVERIFY(shown);
    auto const before = copyOf(*shown);
    QVERIFY(before);
    auto weights = before->exportArray("weights");
    QVERIFY(weights);
    weights->bytes.front() ^= 1;
    QVERIFY(core::writeNpz(path("other.npz").toStdString(),
                           std::vector<core::NamedArray>{{"W", three}}));
    QVERIFY(core::writeNpz(
        path("half.npz").toStdString(),
        std::vector<core::NamedArray>{{"hidden-bias", three}, {"weights", *weights}}));
    QVERIFY(core::writeNpy(path("odd.npy").toStdString(), three));
    QFile text(path("text.npz"));
    QVERIFY(text.open(QIODevice::WriteOnly) && text.write("no arrays") > 0);
    text.close();
    QString const sentence =
        sentenceOf(*shown, [&] { shown->importArrays(path(qPrintable(name))); });
    QVERIFY2(sentence.contains(expected) && sentence.contains(name), qPrintable(sentence));
    QCOMPARE(copyOf(*shown)->hash(), before->hash());
    QCOMPARE(shown->board().history().stack().count(), 0);
}

void TestArrays::whatCannotBeWrittenIsTold()
{
    auto const shown = machine(5, 1);
    QVERIFY(shown);
    QString const file = path("no-such-folder/a.npz");
    QString const sentence = sentenceOf(*shown, [&] { shown->exportArrays(file, {}); });
    QVERIFY2(sentence.contains("no-such-folder"), qPrintable(sentence));
    QVERIFY(!QFile::exists(file));
}

void TestArrays::theMenusHaveThem()
{
    auto const shown = paused("ising", {{"L", std::int64_t{16}}});
    QVERIFY(shown);
    QVERIFY(shown->actions().action("file.export-arrays")->isVisible());
    for (auto const& lab : core::labs()) {
        shown->openLab(std::string(lab.id), {}, 1);
        auto const& arrays = shown->board().entry().card->arrays;
        bool const importable =
            std::any_of(arrays.begin(), arrays.end(), [](auto const& a) { return a.importable; });
        QCOMPARE(shown->actions().action("file.export-arrays")->isVisible(), !arrays.empty());
        QCOMPARE(shown->actions().action("file.import-arrays")->isVisible(), importable);
    }
}

QTEST_MAIN(TestArrays)
#include "tst_arrays.moc"
