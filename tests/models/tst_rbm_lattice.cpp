// SPDX-License-Identifier: GPL-3.0-or-later
// A restricted Boltzmann machine that has learnt the 8 x 8 Ising lattice: its own samples held
// against the lattice's, and the couplings that can be read from its weights.
#include "core/models/models.h"
#include "core/models/rbm/ising_data.h"
#include "core/models/rbm/lattice_reading.h"
#include "core/param/param_text.h"
#include "core/theory/torus.h"

#include <QTest>

#include <array>
#include <cmath>

using namespace core;

namespace {

constexpr int side = 8;
constexpr int updates = 20000;

void run(AnyModel& model, int steps)
{
    for (int i = 0; i < steps; ++i) {
        while (!model.advance(StopCheck(), soloPool())) {}
    }
}

// Means over blocks with the scatter's error.
struct Means
{
    double energy = 0, magnetization = 0, energyError = 0, magnetizationError = 0;
};
class Blocks
{
public:
    void add(double energy, double magnetization)
    {
        std::array<double, 2> const values{energy, magnetization};
        for (std::size_t q = 0; q < 2; ++q) {
            sum_[q] += values[q];
            squares_[q] += values[q] * values[q];
        }
        ++count_;
    }
    Means means() const
    {
        auto const mean = [this](std::size_t q) { return sum_[q] / count_; };
        auto const error = [this, mean](std::size_t q) {
            return std::sqrt((squares_[q] / count_ - mean(q) * mean(q)) / (count_ - 1));
        };
        return {mean(0), mean(1), error(0), error(1)};
    }

private:
    std::array<double, 2> sum_{}, squares_{};
    int count_ = 0;
};

// Of the lattice itself, from other snapshots than those that were learnt.
Means ofTheLattice(double T)
{
    constexpr int pictures = 100, blocks = 40;
    constexpr std::size_t sites = side * side;
    rbm::LatticeSnapshots snapshots(side, T, 77);
    Blocks result;
    std::vector<std::uint8_t> grey(sites);
    for (int b = 0; b < blocks; ++b) {
        rbm::BitMatrix rows(pictures, side * side);
        for (int r = 0; r < pictures; ++r) {
            snapshots.next(grey);
            for (std::size_t i = 0; i < sites; ++i) {
                rows.set(r, static_cast<int>(i), grey[i] != 0);
            }
        }
        auto const reading = rbm::readLattice(rows, side);
        result.add(reading.energy, reading.absMagnetization);
    }
    return result.means();
}

// Of the machine's fantasies, which start at data and forget them.
Means ofTheFantasies(AnyModel& model)
{
    ActionCall const dream = *completeAction(model.card(), "dream", {{"start", std::int64_t{1}}});
    if (!model.act(dream, {})) {
        return {};
    }
    run(model, 500);
    auto const index = [&model](std::string_view id) {
        return static_cast<std::size_t>(observableIndex(model.card(), id));
    };
    std::size_t const energy = index("fantasy-energy"),
                      magnetization = index("fantasy-abs-magnetization");
    std::vector<double> values(sampledCount(model.card()));
    Blocks result;
    constexpr int blocks = 40, sweeps = 150;
    for (int b = 0; b < blocks; ++b) {
        double e = 0, m = 0;
        for (int t = 0; t < sweeps; ++t) {
            run(model, 1);
            model.measure(values);
            e += values[energy] / sweeps;
            m += values[magnetization] / sweeps;
        }
        result.add(e, m);
    }
    return result.means();
}

std::unique_ptr<AnyModel> trained(double T)
{
    auto const& entry = *findModel("rbm");
    auto params =
        *parseSettings(entry.specs(), "data=ising L=8 hidden=64 method=pcd k=5 chains=200 "
                                      "learning-rate=0.02 decay=1e-5 momentum=0.5 weight-decay=0 "
                                      "likelihood-every=0");
    params.push_back({"data-T", T});
    auto model = entry.make(params, 1);
    if (!model) {
        return nullptr;
    }
    run(**model, updates);
    return std::move(*model);
}

// Mean of the couplings of nearest neighbours, and mean and scatter of all others.
struct Couplings
{
    double nearest = 0, others = 0, scatter = 0;
};
Couplings couplingsOf(const Array& array)
{
    double near = 0, far = 0, squares = 0;
    int nears = 0, fars = 0;
    auto const steps = [](int a, int b) {
        int const d = std::abs(a - b);
        return std::min(d, side - d);
    };
    for (int i = 0; i < side * side; ++i) {
        for (int k = 0; k < i; ++k) {
            double const J = array.real(static_cast<std::size_t>(i * side * side + k));
            if (steps(i % side, k % side) + steps(i / side, k / side) == 1) {
                near += J;
                ++nears;
            } else {
                far += J;
                squares += J * J;
                ++fars;
            }
        }
    }
    return {near / nears, far / fars, std::sqrt(squares / fars)};
}

} // namespace

class TestRbmLattice : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void samplesAreThoseOfTheLattice_data();
    void samplesAreThoseOfTheLattice();
};

void TestRbmLattice::samplesAreThoseOfTheLattice_data()
{
    QTest::addColumn<double>("T");
    QTest::newRow("disordered") << 3.0;
    QTest::newRow("critical") << 2.27;
    QTest::newRow("ordered") << 1.8;
}

// Five errors, and what so short a training leaves: 3 % of the energy, 0.07 of the magnetisation.
// Half the updates leave 14 % of the energy at T = 3.
void TestRbmLattice::samplesAreThoseOfTheLattice()
{
    QFETCH(double, T);
    auto const model = trained(T);
    QVERIFY(model);
    auto const couplings = couplingsOf(*model->exportArray("ising-couplings"));
    auto const lattice = ofTheLattice(T), machine = ofTheFantasies(*model);
    double const exact = torus(side, 1, T)->energy;
    qInfo("T = %g: energy %.4f(%.4f), lattice %.4f(%.4f), exact %.4f; |m| %.4f(%.4f), lattice "
          "%.4f(%.4f); nearest neighbours %.3f, J/T %.3f, others %.3f, scatter %.3f",
          T, machine.energy, machine.energyError, lattice.energy, lattice.energyError, exact,
          machine.magnetization, machine.magnetizationError, lattice.magnetization,
          lattice.magnetizationError, couplings.nearest, 1 / T, couplings.others,
          couplings.scatter);
    QVERIFY(std::fabs(lattice.energy - exact) < 5 * lattice.energyError);
    QVERIFY(std::fabs(machine.energy - exact) < 5 * machine.energyError + 0.03 * std::fabs(exact));
    QVERIFY(std::fabs(machine.magnetization - lattice.magnetization) <
            5 * std::hypot(machine.magnetizationError, lattice.magnetizationError) + 0.07);
    if (T > 2.5) { // below, features see many spins at once and pairs alone say little
        QVERIFY(std::fabs(couplings.nearest * T - 1) < 0.15);
        QVERIFY(std::fabs(couplings.others) < 0.02 && couplings.scatter < 0.08);
    }
}

QTEST_GUILESS_MAIN(TestRbmLattice)
#include "tst_rbm_lattice.moc"
