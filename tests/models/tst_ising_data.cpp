// SPDX-License-Identifier: GPL-3.0-or-later
// Snapshots of the lattice that the restricted Boltzmann machine learns from, against the exact
// 8 x 8 torus.
#include "core/models/rbm/ising_data.h"
#include "core/stats/binning.h"
#include "core/theory/torus.h"

#include <QtTest>

#include <bit>
#include <cmath>

namespace {

constexpr int L = 8, states = 1 << L, sites = L * L;
using Bytes = std::vector<std::uint8_t>;

// Weights of (the newest L spins in the order of their columns, number of spins up) while the
// lattice is filled site by site, given its first row.
class Filling
{
public:
    Filling(unsigned firstRow, double T) : first_(firstRow), equal_(std::exp(1 / T)), weights_(size)
    {
        double row = 1;
        for (int x = 0; x < L; ++x) {
            row *= bond(bit(firstRow, x), bit(firstRow, (x + 1) % L));
        }
        at(weights_, firstRow, std::popcount(firstRow)) = row;
        for (int site = L; site < sites; ++site) {
            add(site % L);
        }
    }

    // The weight of all lattices with `up` spins up.
    double closed(int up) const
    {
        double sum = 0;
        for (unsigned last = 0; last < states; ++last) {
            double seam = 1;
            for (int x = 0; x < L; ++x) {
                seam *= bond(bit(last, x), bit(first_, x));
            }
            sum += seam * weights_[last * (sites + 1) + static_cast<std::size_t>(up)];
        }
        return sum;
    }

private:
    static constexpr std::size_t size = std::size_t{states} * (sites + 1);
    static bool bit(unsigned row, int x) { return (row >> x & 1) != 0; }
    static double& at(std::vector<double>& weights, unsigned row, int up)
    {
        return weights[row * (sites + 1) + static_cast<std::size_t>(up)];
    }
    double bond(bool a, bool b) const { return a == b ? equal_ : 1 / equal_; }

    void add(int x)
    {
        std::vector<double> next(size);
        for (unsigned row = 0; row < states; ++row) {
            for (bool const up : {false, true}) {
                unsigned const grown = (row & ~(1u << x)) | unsigned{up} << x;
                double weight = bond(bit(row, x), up);
                weight *= x > 0 ? bond(bit(row, x - 1), up) : 1;
                weight *= x == L - 1 ? bond(bit(row, 0), up) : 1;
                for (int n = 0; n + (up ? 1 : 0) <= sites; ++n) {
                    at(next, grown, n + (up ? 1 : 0)) += weight * at(weights_, row, n);
                }
            }
        }
        weights_.swap(next);
    }

    unsigned first_;
    double equal_;
    std::vector<double> weights_;
};

// Exact ln Z and mean |m| of the torus.
std::pair<double, double> exact(double T)
{
    double all = 0, absolute = 0;
    for (unsigned first = 0; first < states / 2; ++first) { // the other half is upside down
        Filling const filling(first, T);
        for (int up = 0; up <= sites; ++up) {
            double const weight = 2 * filling.closed(up);
            all += weight;
            absolute += weight * std::abs(2 * up - sites) / sites;
        }
    }
    return {std::log(all), absolute / all};
}

} // namespace

class TestIsingData : public QObject
{
    Q_OBJECT

private slots:
    void snapshotsHaveTheLatticesLaw_data();
    void snapshotsHaveTheLatticesLaw();
    void snapshotsDependOnTheSeedAlone();
};

void TestIsingData::snapshotsHaveTheLatticesLaw_data()
{
    QTest::addColumn<double>("T");
    for (double const T : {3.0, 2.27, 1.8}) {
        QTest::addRow("T = %g", T) << T;
    }
}

void TestIsingData::snapshotsHaveTheLatticesLaw()
{
    QFETCH(double, T);
    constexpr int count = 12000;
    core::rbm::LatticeSnapshots snapshots(L, T, 17);
    core::Binning energy, absolute;
    double previous = 0, overlap = 0;
    Bytes grey(sites);
    for (int n = 0; n < count; ++n) {
        snapshots.next(grey);
        auto const spin = [&](int x, int y) {
            return grey[static_cast<std::size_t>(y % L * L + x % L)] == 255 ? 1 : -1;
        };
        int bonds = 0, sum = 0;
        for (int i = 0; i < sites; ++i) {
            int const x = i % L, y = i / L;
            QVERIFY(grey[static_cast<std::size_t>(i)] % 255 == 0);
            bonds += spin(x, y) * (spin(x + 1, y) + spin(x, y + 1));
            sum += spin(x, y);
        }
        energy.add(-static_cast<double>(bonds) / sites);
        absolute.add(std::abs(sum) / static_cast<double>(sites));
        overlap += previous * sum / sites;
        previous = static_cast<double>(sum) / sites;
    }
    auto const [lnZ, meanAbsolute] = exact(T);
    auto const torus = *core::torus(L, 1, T);
    QVERIFY(std::fabs(lnZ - torus.lnZ) < 1e-9 * torus.lnZ);
    auto const e = energy.result(), m = absolute.result();
    qInfo("T = %g: E = %.5f +- %.5f, exact %.5f; |m| = %.5f +- %.5f, exact %.5f; tau %.2f %.2f", T,
          e.mean, e.error, torus.energy, m.mean, m.error, meanAbsolute, e.tau, m.tau);
    QVERIFY(std::fabs(e.mean - torus.energy) < 5 * e.error);
    QVERIFY(std::fabs(m.mean - meanAbsolute) < 5 * m.error);
    // Independent pictures: half a step of autocorrelation, and no memory of the sign.
    QVERIFY(e.tau < 0.7 && m.tau < 0.7);
    QVERIFY(std::fabs(overlap / count) < 5 / std::sqrt(count));
}

void TestIsingData::snapshotsDependOnTheSeedAlone()
{
    auto const third = [](std::uint64_t seed) {
        core::rbm::LatticeSnapshots snapshots(L, 2.27, seed);
        Bytes grey(sites);
        for (int i = 0; i < 3; ++i) {
            snapshots.next(grey);
        }
        return grey;
    };
    QCOMPARE(third(5), third(5));
    QVERIFY(third(5) != third(6));
}

QTEST_APPLESS_MAIN(TestIsingData)
#include "tst_ising_data.moc"
