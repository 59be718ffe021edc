// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lattice/geometry.h"

#include <QtTest>

#include <numeric>

using namespace core;

class TstGeometry : public QObject
{
    Q_OBJECT

private slots:
    void bondsOfTheTwoByTwoTorusAreDoubled()
    {
        std::vector<Bond> const expected{{0, 1, 2}, {0, 2, 2}, {1, 3, 2}, {2, 3, 2}};
        QVERIFY(bondList({2, Lattice::square, Boundary::periodic}) == expected);
        std::vector<Bond> const all{{0, 1, 2}, {0, 2, 2}, {0, 3, 2},
                                    {1, 2, 2}, {1, 3, 2}, {2, 3, 2}};
        QVERIFY(bondList({2, Lattice::triangular, Boundary::periodic}) == all);
    }

    void bondsOfTheOpenTriangularSquareWrittenByHand()
    {
        std::vector<Bond> const expected{{0, 1, 1}, {0, 2, 1}, {0, 3, 1}, {1, 3, 1}, {2, 3, 1}};
        QVERIFY(bondList({2, Lattice::triangular, Boundary::free}) == expected);
    }

    void bondCountIsTheNumberOfBondsListed_data()
    {
        QTest::addColumn<int>("L");
        for (int L : {2, 3, 4, 5, 8}) {
            QTest::addRow("L = %d", L) << L;
        }
    }

    void bondCountIsTheNumberOfBondsListed()
    {
        QFETCH(int, L);
        for (auto const lattice : {Lattice::square, Lattice::triangular}) {
            for (auto const boundary : {Boundary::periodic, Boundary::free, Boundary::plus}) {
                Geometry const geometry{L, lattice, boundary};
                std::int64_t count = 0;
                for (auto const& bond : bondList(geometry)) {
                    count += bond.multiplicity;
                }
                auto const frame = frameField(geometry);
                count += std::accumulate(frame.begin(), frame.end(), 0);
                QCOMPARE(bondCount(geometry), count);
                QCOMPARE(bondCount({L, lattice, Boundary::plusMinus}),
                         bondCount({L, lattice, Boundary::plus}));
            }
        }
    }

    void everySiteOfATorusHasTheCoordinationNumber()
    {
        for (auto const lattice : {Lattice::square, Lattice::triangular}) {
            Geometry const geometry{5, lattice, Boundary::periodic};
            for (int site = 0; site < 25; ++site) {
                QCOMPARE(neighbours(geometry, site % 5, site / 5).size(),
                         static_cast<std::size_t>(coordination(lattice)));
            }
        }
    }

    void bondsOfABipartiteLatticeJoinTheTwoClasses()
    {
        for (int L : {2, 3, 4, 5}) {
            for (auto const lattice : {Lattice::square, Lattice::triangular}) {
                for (auto const boundary : {Boundary::periodic, Boundary::free}) {
                    Geometry const geometry{L, lattice, boundary};
                    bool joins = true;
                    for (auto const& [i, j, n] : bondList(geometry)) {
                        joins = joins && (i % L + i / L + j % L + j / L) % 2 == 1;
                    }
                    QCOMPARE(bipartite(geometry), joins);
                }
            }
        }
    }

    void theFrameIsMinusAboveAndPlusBelow()
    {
        std::vector<int> const square{-2, -1, -2, 1, 0, 1, 2, 1, 2};
        QVERIFY(frameField({3, Lattice::square, Boundary::plusMinus}) == square);
        // The diagonal bond of (0, 1) ends at (-1, 0): minus; that of (2, 0) at (3, 1): plus.
        std::vector<int> const triangular{-3, -2, -2, 0, 0, 2, 4, 2, 3};
        QVERIFY(frameField({3, Lattice::triangular, Boundary::plusMinus}) == triangular);
        std::vector<int> const plus{2, 1, 2, 1, 0, 1, 2, 1, 2};
        QVERIFY(frameField({3, Lattice::square, Boundary::plus}) == plus);
        QVERIFY(frameField({3, Lattice::square, Boundary::free}) == std::vector<int>(9, 0));
    }
};

QTEST_APPLESS_MAIN(TstGeometry)
#include "tst_geometry.moc"
