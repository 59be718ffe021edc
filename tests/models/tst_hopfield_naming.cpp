// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/hopfield/naming.h"

#include <QtTest/QTest>

using namespace core::hopfield;

namespace {

const std::string& letter(int k)
{
    static const std::vector<std::string> names{"A", "B", "C", "D", "E", "F", "G", "H"};
    return names[static_cast<std::size_t>(k)];
}

QString named(const std::vector<double>& overlaps, double T = 0, bool moving = false,
              bool twoCycle = false)
{
    std::vector<Ranked> largest;
    rankOverlaps(overlaps, 6, largest);
    std::string text;
    nameState({largest, T, 0.01, moving, twoCycle}, letter, text);
    return QString::fromStdString(text);
}

} // namespace

class TestHopfieldNaming : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theLargestComeFirst()
    {
        std::vector<Ranked> largest;
        rankOverlaps(std::vector{0.1, -0.7, 0.3, 0.0, 0.5}, 3, largest);
        QCOMPARE(largest.size(), std::size_t{3});
        QCOMPARE(largest[0].pattern, 1);
        QCOMPARE(largest[0].overlap, -0.7);
        QCOMPARE(largest[1].pattern, 4);
        QCOMPARE(largest[2].pattern, 2);
    }

    void aRecalledPatternHasItsName() { QCOMPARE(named({0.02, 0.97, 0.05}), QString("B")); }
    void itsMirrorImageToo() { QCOMPARE(named({-0.98, 0.1, 0.05}), QString("reverse of A")); }
    // Letters look alike: the state is still one of them.
    void likenessIsNoMixture() { QCOMPARE(named({0.4, 0.8, 1.0}), QString("C")); }
    void threeEqualOverlapsAreAMixture()
    {
        QCOMPARE(named({0.5, 0.51, 0.03, -0.49, 0.0, 0.02, 0.01}), QString("mixture of B + A - D"));
    }
    void smallOverlapsAreAGlass()
    {
        QCOMPARE(named({0.1, 0.2, -0.15, 0.1}), QString("spin glass (no memory)"));
    }
    void heatIsAParamagnet()
    {
        QCOMPARE(named({0.01, 0.02, 0.0}, 1.5), QString("paramagnet (too hot to remember)"));
    }
    void warmthLowersWhatIsRecalled()
    {
        QCOMPARE(named({0.6, 0.02, 0.0}, 0.5), QString("A"));
        QCOMPARE(named({0.6, 0.02, 0.0}, 0), QString("spin glass (no memory)"));
    }
    void whatMovesThinks() { QVERIFY(named({0.6, 0.1}, 0, true).startsWith("thinking")); }
    void aCycleIsNamed()
    {
        QCOMPARE(named({0.6, 0.1}, 0, true, true), QString("cycle of two states"));
    }
    void nothingStoredIsSaid() { QCOMPARE(named({}), QString("nothing stored")); }
};

QTEST_APPLESS_MAIN(TestHopfieldNaming)
#include "tst_hopfield_naming.moc"
