// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/picture/persistence.h"

#include <QTest>

namespace {

using Cells = std::vector<std::uint8_t>;

const core::Tile tile{0, 0, 4, 1, 1};

Cells meanOf(const core::Persistence& persistence)
{
    Cells out(4, 99);
    persistence.average(out);
    return out;
}

void addPair(core::Persistence& persistence, std::uint8_t first, std::uint8_t second)
{
    persistence.add(tile, Cells(4, first));
    persistence.add(tile, Cells(4, second));
}

} // namespace

class TestPersistence : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nothingIsReadyBeforeAPairIsWhole();
    void whatAlternatesLooksGreyAndStill();
    void theMeanIsRoundedForEveryNumberOfPairs();
    void theOldestPairLeavesWhenTheFifthArrives();
    void anotherTileForgetsEverything();
    void clearForgetsEverything();
    void extremesStayExtreme();
};

void TestPersistence::nothingIsReadyBeforeAPairIsWhole()
{
    core::Persistence persistence;
    QVERIFY(!persistence.ready());
    persistence.add(tile, Cells(4, 255));
    QVERIFY(!persistence.ready());
    persistence.add(tile, Cells(4, 255));
    QVERIFY(persistence.ready());
}

void TestPersistence::whatAlternatesLooksGreyAndStill()
{
    core::Persistence persistence;
    Cells const even{0, 255, 0, 255}, odd{255, 0, 255, 0};
    persistence.add(tile, even);
    for (int step = 1; step < 21; ++step) {
        persistence.add(tile, step % 2 == 0 ? even : odd);
        QCOMPARE(meanOf(persistence), Cells(4, 128));
    }
}

void TestPersistence::theMeanIsRoundedForEveryNumberOfPairs()
{
    core::Persistence persistence;
    addPair(persistence, 10, 21);
    QCOMPARE(meanOf(persistence), Cells(4, 16)); // 31/2
    addPair(persistence, 200, 255);
    QCOMPARE(meanOf(persistence), Cells(4, 122)); // 486/4 = 121.5
    addPair(persistence, 0, 1);
    QCOMPARE(meanOf(persistence), Cells(4, 81)); // 487/6 = 81.17
    addPair(persistence, 7, 7);
    QCOMPARE(meanOf(persistence), Cells(4, 63)); // 501/8 = 62.6
}

void TestPersistence::theOldestPairLeavesWhenTheFifthArrives()
{
    core::Persistence persistence;
    addPair(persistence, 255, 255);
    for (int pair = 0; pair < 4; ++pair) {
        QVERIFY(meanOf(persistence).front() > 0);
        addPair(persistence, 0, 0);
    }
    QCOMPARE(meanOf(persistence), Cells(4, 0));
}

void TestPersistence::anotherTileForgetsEverything()
{
    core::Persistence persistence;
    addPair(persistence, 255, 255);
    core::Tile moved = tile;
    moved.x0 = 8;
    persistence.add(moved, Cells(4, 4));
    QVERIFY(!persistence.ready());
    persistence.add(moved, Cells(4, 6));
    QCOMPARE(meanOf(persistence), Cells(4, 5));
}

void TestPersistence::clearForgetsEverything()
{
    core::Persistence persistence;
    addPair(persistence, 255, 255);
    persistence.add(tile, Cells(4, 255));
    persistence.clear();
    QVERIFY(!persistence.ready());
    addPair(persistence, 2, 4);
    QCOMPARE(meanOf(persistence), Cells(4, 3));
}

void TestPersistence::extremesStayExtreme()
{
    core::Persistence persistence;
    for (int pair = 0; pair < 6; ++pair) {
        persistence.add(tile, Cells{0, 255, 0, 255});
        persistence.add(tile, Cells{0, 255, 0, 255});
        QCOMPARE(meanOf(persistence), (Cells{0, 255, 0, 255}));
    }
}

QTEST_APPLESS_MAIN(TestPersistence)
#include "tst_persistence.moc"
