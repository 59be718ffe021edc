// SPDX-License-Identifier: GPL-3.0-or-later
// What the machine's laboratory is made of beside its arithmetic: batches, readings, spectrum.
#include "core/learn/bars_and_stripes.h"
#include "core/models/rbm/batches.h"
#include "core/models/rbm/dreams.h"
#include "core/models/rbm/ising_couplings.h"
#include "core/models/rbm/lattice_reading.h"
#include "core/models/rbm/spectrum.h"
#include "core/models/rbm/tiling.h"
#include "core/models/rbm/training.h"

#include <QTest>

#include <cmath>
#include <set>

using namespace core;
using namespace core::rbm;

class TestRbmParts : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anEpochShowsEveryPictureOnce();
    void batchesGoOnAfterALoad();
    void aPlaceBeyondTheSetBeginsTheNextEpoch();
    void aBatchAsLargeAsTheSetIsTheSet();
    void aDrawnPixelIsHeldWhileOthersMove();
    void fantasiesFollowThePersistentChains();
    void aHiddenUnitThatSeesTwoSpinsCouplesThem();
    void aChequerboardHasTheHighestEnergy();
    void singularValuesOfADiagonalMatrixAreItsEntries();
    void noiseEndsAtItsEdge();
    void tilesShowEveryPixelOnceAndLinesBetween();
};

void TestRbmParts::anEpochShowsEveryPictureOnce()
{
    auto const set = barsAndStripes(4); // 30 pictures
    Batches batches(7);
    std::multiset<std::uint64_t> shown;
    for (int b = 0; b < 5; ++b) {
        auto const rows = batches.next(set, 6, false);
        QCOMPARE(rows.size(), std::size_t{6});
        shown.insert(rows.begin(), rows.end());
    }
    QCOMPARE(std::set<std::uint64_t>(shown.begin(), shown.end()).size(), std::size_t{30});
    QCOMPARE(batches.epoch(set.count()), 1.0);
    std::vector<std::uint64_t> first, second;
    Batches again(7);
    for (int b = 0; b < 5; ++b) {
        auto const rows = again.next(set, 6, false);
        first.insert(first.end(), rows.begin(), rows.end());
    }
    for (int b = 0; b < 5; ++b) {
        auto const rows = again.next(set, 6, false);
        second.insert(second.end(), rows.begin(), rows.end());
    }
    QVERIFY2(first != second, "each epoch has an order of its own");
}

void TestRbmParts::batchesGoOnAfterALoad()
{
    auto const set = barsAndStripes(4);
    Batches batches(3);
    for (int b = 0; b < 7; ++b) {
        batches.next(set, 7, false);
    }
    Archive archive;
    batches.place().save(archive);
    Batches loaded(99);
    QVERIFY(loaded.load(archive));
    for (int b = 0; b < 9; ++b) {
        auto const a = batches.next(set, 7, false), c = loaded.next(set, 7, false);
        QVERIFY(std::equal(a.begin(), a.end(), c.begin(), c.end()));
    }
}

void TestRbmParts::aPlaceBeyondTheSetBeginsTheNextEpoch()
{
    auto const set = barsAndStripes(3);
    Batches batches(1);
    batches.goTo({1, 2, std::uint64_t{1} << 40});
    QCOMPARE(batches.next(set, 5, false).size(), std::size_t{5});
    QCOMPARE(batches.epoch(set.count()), 3 + 5.0 / 14);
}

void TestRbmParts::aBatchAsLargeAsTheSetIsTheSet()
{
    auto const set = barsAndStripes(3);
    Batches batches(1);
    auto const rows = batches.next(set, 100, false);
    QCOMPARE(rows.size(), set.count());
    std::vector<std::uint64_t> expected(set.count());
    packImages(set.grey, set.pixels(), 0, {}, expected);
    QVERIFY(std::equal(rows.begin(), rows.end(), expected.begin()));
    QCOMPARE(batches.epoch(set.count()), 1.0);
}

void TestRbmParts::aDrawnPixelIsHeldWhileOthersMove()
{
    Machine machine(9, 4);
    Dreams dreams(9, 5);
    std::array<std::uint8_t, 9> const drawing{1, 0, 2, 2, 2, 2, 2, 1, 0};
    dreams.complete(drawing);
    std::set<std::uint64_t> states;
    for (int t = 0; t < 100; ++t) {
        dreams.sweep(machine, 1, soloPool());
        auto const& state = dreams.completion().visible();
        for (int i = 0; i < 9; ++i) {
            auto const cell = drawing[static_cast<std::size_t>(i)];
            QVERIFY(cell == 2 || state.bit(0, i) == (cell == 1));
        }
        states.insert(state.words().front());
    }
    QVERIFY2(states.size() > 10, "five free pixels have 32 states");
    Archive archive;
    dreams.save(archive);
    Dreams loaded(9, 0);
    QVERIFY(loaded.load(archive));
    for (int t = 0; t < 20; ++t) {
        dreams.sweep(machine, 1, soloPool());
        loaded.sweep(machine, 1, soloPool());
        QCOMPARE(loaded.fantasies().visible().words(), dreams.fantasies().visible().words());
        QCOMPARE(loaded.completion().visible().words(), dreams.completion().visible().words());
    }
}

// One hidden unit with c' = 0 and weights w' to two spins couples them by ln(cosh 2w')/2.
// While persistent chains learn they are what is shown, the few of them over and over.
void TestRbmParts::fantasiesFollowThePersistentChains()
{
    constexpr int chains = 5;
    Params params;
    params.chains = chains;
    Training training(params, 1, nullptr, nullptr);
    auto const learn = [&training](int updates) {
        for (int i = 0; i < updates; ++i) {
            while (!training.advance(core::StopCheck(), core::soloPool())) {}
        }
        return training.dreams().fantasies().visible();
    };
    auto const first = learn(80), second = learn(80);
    QVERIFY(first.words() != second.words());
    bool differ = false;
    for (int r = 0; r < second.count(); ++r) {
        QCOMPARE(*second.row(r), *second.row(r % chains));
        differ = differ || *second.row(r) != *second.row(0);
    }
    QVERIFY(differ);
    params.T = 2; // heated ones go their own ways
    training.tune(params);
    auto const hot = learn(80);
    QVERIFY(*hot.row(0) != *hot.row(chains) || *hot.row(1) != *hot.row(chains + 1));
}

void TestRbmParts::aHiddenUnitThatSeesTwoSpinsCouplesThem()
{
    double const w = 0.7;
    auto const W = static_cast<float>(4 * w);
    std::vector<float> const weights{W, 0, W}, bias{-W};
    auto const J = isingCouplings(weights, bias, 3);
    QVERIFY(std::fabs(J[2] - 0.5 * std::log(std::cosh(2 * w))) < 1e-6);
    QCOMPARE(J[2], J[6]);
    QVERIFY(std::fabs(J[1]) < 1e-9 && std::fabs(J[5]) < 1e-9 && J[0] == 0);
}

void TestRbmParts::aChequerboardHasTheHighestEnergy()
{
    BitMatrix pictures(2, 16);
    for (int i = 0; i < 16; ++i) {
        pictures.set(0, i, (i % 4 + i / 4) % 2 == 0);
        pictures.set(1, i, true);
    }
    QCOMPARE(readLattice(BitRows(pictures).part(0, 1), 4).energy, 2.0);
    QCOMPARE(readLattice(BitRows(pictures).part(0, 1), 4).absMagnetization, 0.0);
    QCOMPARE(readLattice(BitRows(pictures).part(1, 1), 4).energy, -2.0);
    QCOMPARE(readLattice(pictures, 4).absMagnetization, 0.5);
}

void TestRbmParts::singularValuesOfADiagonalMatrixAreItsEntries()
{
    Machine machine(5, 3);
    machine.setWeight(0, 2, -3);
    machine.setWeight(1, 0, 2);
    machine.setWeight(4, 1, 0.5f);
    auto const values = singularValues(machine, 10);
    QCOMPARE(values.size(), std::size_t{3});
    for (std::size_t k = 0; k < 3; ++k) {
        QVERIFY(std::fabs(values[k] - std::array{3.0, 2.0, 0.5}[k]) < 1e-5);
    }
    QVERIFY(std::fabs(rootMeanSquare(machine) - std::sqrt(13.25 / 15)) < 1e-6);
}

// The edge is sharp for large matrices: fluctuations are of relative order N^(-2/3).
void TestRbmParts::noiseEndsAtItsEdge()
{
    Machine machine(300, 200);
    machine.drawWeights(0.01, 4);
    double const edge = noiseEdge(0.01, 300, 200);
    double const largest = singularValues(machine, 1).front();
    QVERIFY2(std::fabs(largest / edge - 1) < 0.05, qPrintable(QString::number(largest / edge)));
}

void TestRbmParts::tilesShowEveryPixelOnceAndLinesBetween()
{
    Tiling const tiling{7, 4, 3};
    auto const world = tiling.world();
    std::multiset<std::pair<int, int>> seen;
    for (int y = 0; y < world.height; ++y) {
        for (int x = 0; x < world.width; ++x) {
            auto const place = tiling.at(x, y);
            if (place.picture >= 0) {
                seen.insert({place.picture, place.pixel});
            }
        }
    }
    QCOMPARE(seen.size(), std::size_t{7 * 12});
    QCOMPARE(std::set(seen.begin(), seen.end()).size(), seen.size());
    QCOMPARE(tiling.at(4, 0).picture, -1);
}

QTEST_APPLESS_MAIN(TestRbmParts)
#include "tst_rbm_parts.moc"
