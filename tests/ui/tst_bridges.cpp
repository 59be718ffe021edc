// SPDX-License-Identifier: GPL-3.0-or-later
// From one laboratory into another by a button: what was learnt stands there as patterns, what was
// stored as features; what does not fit leaves the person where she is.
#include "core/models/models.h"
#include "tests/support/idx_files.h"
#include "tests/ui/window_fixture.h"
#include "ui/shell/action_table.h"

#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>

#include <cmath>

using namespace ui;
using fixture::copyOf;
using fixture::doSteps;
using fixture::paused;

namespace {

std::unique_ptr<MainWindow> learning(std::int64_t hidden)
{
    return paused("rbm", {{"data", std::int64_t{0}}, {"hidden", hidden}});
}

void press(MainWindow& window)
{
    QTest::mouseClick(&window.board().bridges().front()->button(), Qt::LeftButton);
}

QString labOf(const MainWindow& window)
{
    return QString::fromStdString(std::string(window.board().lab().id));
}

} // namespace

class TestBridges : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void featuresStandAsPatterns();
    void patternsStandAsFeatures();
    void whatDoesNotFitChangesNothing();
    void itIsInTheMenu();
    void unsavedDrawingsAreAskedFor();
    void thePictureComesAndLeavesTheStageAlone();
};

void TestBridges::featuresStandAsPatterns()
{
    auto const shown = learning(8);
    QVERIFY(shown);
    doSteps(*shown, 40);
    auto const machine = copyOf(*shown);
    QVERIFY(machine);
    press(*shown);
    QTRY_COMPARE(labOf(*shown), QString("hopfield"));
    QTRY_COMPARE(fixture::value(*shown, "side"), 3.0);
    QCOMPARE(fixture::value(*shown, "P"), 8.0);
    auto const memory = copyOf(*shown);
    QVERIFY(memory);
    QVERIFY(memory->exportArray("patterns") == machine->exportArray("hopfield-patterns"));
    QCOMPARE(shown->board().history().stack().count(), 0);
    doSteps(*shown, 2);
}

void TestBridges::patternsStandAsFeatures()
{
    auto const shown = paused("hopfield", {{"side", std::int64_t{10}}});
    QVERIFY(shown);
    auto const memory = copyOf(*shown);
    QVERIFY(memory);
    auto const patterns = memory->exportArray("patterns");
    QVERIFY(patterns);
    press(*shown);
    QTRY_COMPARE(labOf(*shown), QString("rbm"));
    auto& link = shown->board().link();
    QTRY_VERIFY(link.snapshot().notice.find("Hebb") != std::string_view::npos);
    QTRY_COMPARE(fixture::value(*shown, "picture-side"), 10.0);
    auto const machine = copyOf(*shown);
    QVERIFY(machine);
    auto const couplings = machine->exportArray("hopfield-couplings");
    QVERIFY(couplings);
    std::size_t const n = 100, p = patterns->shape[0];
    QCOMPARE(couplings->size(), n * n);
    for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t k = 0; k < i; ++k) {
            double hebb = 0;
            for (std::size_t mu = 0; mu < p; ++mu) {
                hebb += patterns->real(mu * n + i) * patterns->real(mu * n + k) / 100;
            }
            QVERIFY(std::fabs(couplings->real(i * n + k) - hebb) < 1e-7);
        }
    }
    // What stands on the pad is completed at once, with its pixels held.
    auto const held = [&] {
        auto const& cells = link.snapshot().pictures[4].cells;
        auto const& drawn = shown->board().pads().drawing(0).cells;
        bool same = !drawn.empty() && cells.size() == drawn.size();
        for (std::size_t i = 0; same && i < drawn.size(); ++i) {
            same = drawn[i] == core::unknownCell || (cells[i] == 255) == (drawn[i] == core::upCell);
        }
        return same;
    };
    QTRY_COMPARE(shown->board().livePad(0)->asked(), std::uint64_t{1});
    QTRY_VERIFY(held());
    doSteps(*shown, 2); // it has pictures to dream of
    press(*shown);      // and back
    QTRY_COMPARE(labOf(*shown), QString("hopfield"));
    auto const again = copyOf(*shown);
    QVERIFY(again);
    QVERIFY(again->exportArray("patterns") == patterns);
}

// Pictures of 5 x 4 pixels are no square.
void TestBridges::whatDoesNotFitChangesNothing()
{
    QTemporaryDir folder;
    idx::Bytes pixels(12 * 20, 0);
    for (std::size_t i = 0; i < pixels.size(); i += 3) {
        pixels[i] = 255;
    }
    QString const path = folder.filePath("pictures");
    idx::write(path.toStdString(), idx::file({12, 4, 5}, pixels));
    auto const shown = paused(
        "rbm",
        {{"data", std::int64_t{2}}, {"file", path.toStdString()}, {"hidden", std::int64_t{6}}});
    QVERIFY(shown);
    doSteps(*shown, 5);
    auto const before = copyOf(*shown);
    QVERIFY(before);
    auto* const board = &shown->board();
    QSignalSpy said(shown.get(), &MainWindow::said);
    press(*shown);
    QTRY_VERIFY(said.count() > 0);
    QString const sentence = said.last().first().toString();
    QVERIFY2(sentence.contains("5 x 4") && sentence.contains("square"), qPrintable(sentence));
    QCOMPARE(&shown->board(), board);
    auto const after = copyOf(*shown);
    QVERIFY(after);
    QCOMPARE(after->hash(), before->hash());
    doSteps(*shown, 2);
}

void TestBridges::itIsInTheMenu()
{
    auto const shown = learning(4);
    QVERIFY(shown);
    auto* const action = shown->actions().action("lab.cross");
    QVERIFY(action->isVisible());
    QCOMPARE(QString(action->text()).remove('&'), QString("Open in Hopfield lab"));
    QVERIFY(!shown->board().bridges().front()->button().toolTip().isEmpty());
    action->trigger();
    QTRY_COMPARE(labOf(*shown), QString("hopfield"));
    QCOMPARE(QString(action->text()).remove('&'), QString("Open as Boltzmann machine"));
    shown->openLab("ising", {{"L", std::int64_t{16}}}, 1);
    QVERIFY(!action->isVisible());
    action->trigger();
    QTest::qWait(50);
    QCOMPARE(labOf(*shown), QString("ising"));
}

// As when another laboratory is chosen from the list.
void TestBridges::unsavedDrawingsAreAskedFor()
{
    auto const shown = learning(4);
    QVERIFY(shown);
    shown->board().history().drawingsRecovered();
    press(*shown);
    QTRY_VERIFY(shown->findChild<QDialog*>());
    shown->findChild<QDialog*>()->reject();
    QTest::qWait(100);
    QVERIFY(!shown->isCrossing());
    QCOMPARE(labOf(*shown), QString("rbm"));
}

void TestBridges::thePictureComesAndLeavesTheStageAlone()
{
    auto const shown = learning(8);
    QVERIFY(shown);
    auto const& card = *shown->board().bridges().front();
    auto const index = static_cast<std::size_t>(card.bridge().view);
    auto const& link = shown->board().link();
    auto const cells = [&] { return link.snapshot().pictures[index].cells.size(); };
    QTRY_VERIFY(!card.picture().isNull());
    QTRY_COMPARE(cells(), std::size_t{0}); // asked for once, not for ever
    QImage const first = card.picture();
    doSteps(*shown, 200);
    QTRY_VERIFY_WITH_TIMEOUT(card.picture() != first, 20000);
    shown->board().stages().setShown(card.bridge().view, true);
    QTRY_VERIFY(cells() > 0);
    QImage const before = card.picture();
    doSteps(*shown, 200);
    QTRY_VERIFY_WITH_TIMEOUT(card.picture() != before, 20000);
    QTest::qWait(100);
    QVERIFY(cells() > 0);
}

QTEST_MAIN(TestBridges)
#include "tst_bridges.moc"
