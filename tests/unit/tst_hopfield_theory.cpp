// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/theory/gaussian_average.h"
#include "core/theory/hopfield.h"
#include "core/theory/hopfield_mixture.h"

#include <QtTest>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace {

bool near(double value, double expected, double relative, double absolute = 0)
{
    return std::abs(value - expected) <= relative * std::abs(expected) + absolute;
}

// <f(z)> over a Gaussian by a plain sum of 4000 points, for T not too small.
template <class Function>
double plainAverage(const Function& f)
{
    double sum = 0;
    const double step = 5e-3;
    for (int i = -2000; i <= 2000; ++i) {
        const double z = step * i;
        sum += std::exp(-z * z / 2) * f(z);
    }
    return sum * step / std::sqrt(2 * std::numbers::pi);
}

// The free energy as a function of three free order parameters, as Amit, Gutfreund & Sompolinsky
// print it; its stationary points are the phases.
double freeEnergy(double m, double q, double r, double alpha, double t)
{
    const double c = (1 - q) / t;
    const double width = std::sqrt(alpha * r);
    const double entropy =
        plainAverage([&](double z) { return std::log(2 * std::cosh((width * z + m) / t)); });
    return alpha / 2 + m * m / 2 + alpha * t / 2 * (std::log(1 - c) - q / t / (1 - c)) +
           alpha / (2 * t) * r * (1 - q) - t * entropy;
}

constexpr double states[][2] = {{0.01, 0.5}, {0.05, 0.3},  {0.1, 0.2},
                                {0.08, 0.4}, {0.12, 0.05}, {0.002, 0.85}};

} // namespace

class TestHopfieldTheory : public QObject
{
    Q_OBJECT

private slots:
    void averagesAgreeWithPlainSums_data();
    void averagesAgreeWithPlainSums();
    void averagesJoinWhereTheRuleChanges();
    void retrievalHasItsReferenceValues();
    void zeroTemperatureSolvesTheEquationOfTheErrorFunction();
    void zeroTemperatureIsTheLimit();
    void fewPatternsAreAFerromagnet();
    void phasesMakeTheFreeEnergyStationary();
    void energyIsTheDerivativeOfTheFreeEnergy();
    void capacityHasItsReferenceValues();
    void noMemoryIsNoNumber();
    void spinodalIsTheInverseOfTheCapacity();
    void spinodalFallsWithTheLoad();
    void boundariesLeaveTemperatureOneAsRoots();
    void theMemoriesAreStableBelowTheirBoundary();
    void theSpinGlassMeltsAtTheGlassLine();
    void theSpinGlassOfManyPatternsIsThatOfSherringtonAndKirkpatrick();
    void mixturesHaveTheirOverlapsAndTemperatures();
    void aMixtureSoftensInOneDirection();
    void theDiagramHasItsCorners();
};

void TestHopfieldTheory::averagesAgreeWithPlainSums_data()
{
    QTest::addColumn<double>("mean");
    QTest::addColumn<double>("width");
    QTest::addColumn<double>("temperature");
    for (const double mean : {0.0, 0.3, 0.97, 3.0}) {
        for (const double width : {0.02, 0.4, 1.1}) {
            for (const double t : {0.03, 0.19, 0.21, 0.9, 2.0}) {
                QTest::addRow("m %g, width %g, T %g", mean, width, t) << mean << width << t;
            }
        }
    }
}

void TestHopfieldTheory::averagesAgreeWithPlainSums()
{
    QFETCH(double, mean);
    QFETCH(double, width);
    QFETCH(double, temperature);
    const auto field = [&](double z) { return (mean + width * z) / temperature; };
    const auto slope = [&](double z) {
        const double tanh = std::tanh(field(z));
        return (1 - tanh * tanh) / temperature;
    };
    const auto lnCosh = [&](double z) {
        const double u = std::abs(field(z));
        return temperature * (u + std::log1p(std::exp(-2 * u)));
    };
    const auto agree = [](double value, const auto& f, double allowed) {
        const double expected = plainAverage(f);
        return near(value, expected, allowed, allowed);
    };
    const auto found = core::gaussianAverages(mean, width, temperature);
    const double allowed = 2e-14;
    const double allowedSlope = 2e-14 / temperature;
    QVERIFY(agree(
        found.tanh, [&](double z) { return std::tanh(field(z)); }, allowed));
    QVERIFY(agree(
        found.tanh2, [&](double z) { return std::pow(std::tanh(field(z)), 2); }, allowed));
    QVERIFY(agree(found.slope, slope, allowedSlope));
    QVERIFY(agree(
        found.slopeZ, [&](double z) { return z * slope(z); }, allowedSlope));
    QVERIFY(agree(
        found.slopeHermite, [&](double z) { return (z * z - 1) * slope(z); }, allowedSlope));
    QVERIFY(agree(core::gaussianLnCosh(mean, width, temperature), lnCosh, allowed));
}

void TestHopfieldTheory::averagesJoinWhereTheRuleChanges()
{
    for (const double mean : {0.0, 0.2, 1.5}) {
        const auto sharp = core::gaussianAverages(mean, 0.5, 0.25 * (1 - 1e-15));
        const auto smooth = core::gaussianAverages(mean, 0.5, 0.25);
        QVERIFY(near(sharp.tanh, smooth.tanh, 0, 5e-15));
        QVERIFY(near(sharp.slope, smooth.slope, 0, 5e-14));
        QVERIFY(near(sharp.slopeHermite, smooth.slopeHermite, 0, 5e-14));
        QVERIFY(near(core::gaussianLnCosh(mean, 0.5, 0.25 * (1 - 1e-15)),
                     core::gaussianLnCosh(mean, 0.5, 0.25), 0, 5e-15));
    }
}

void TestHopfieldTheory::retrievalHasItsReferenceValues()
{
    QVERIFY(near(core::hopfieldRetrieval(0.05, 0.3)->overlap, 0.99117, 0, 6e-6));
    QVERIFY(near(core::hopfieldRetrieval(0.1, 0.2)->overlap, 0.98909, 0, 6e-6));
    QVERIFY(near(core::hopfieldRetrieval(0.08, 0.4)->overlap, 0.91285, 0, 6e-6));
    QVERIFY(near(core::hopfieldRetrieval(*core::hopfieldCapacity(0), 0)->overlap, 0.967, 0, 1e-3));
}

// sqrt(2 alpha) = erf(y)/y - (2/sqrt pi) exp(-y^2), m = erf(y).
void TestHopfieldTheory::zeroTemperatureSolvesTheEquationOfTheErrorFunction()
{
    for (const double y : {1.6, 1.9, 2.5, 4.0}) {
        const double root = std::erf(y) / y - 2 / std::sqrt(std::numbers::pi) * std::exp(-y * y);
        const auto found = core::hopfieldRetrieval(root * root / 2, 0);
        QVERIFY(found);
        QVERIFY(near(found->overlap, std::erf(y), 1e-12));
        QCOMPARE(found->q, 1.0);
        QVERIFY(near(found->r, std::pow(std::erf(y) / y / root, 2), 1e-11));
        QVERIFY(near(found->energy, found->freeEnergy, 1e-15));
    }
}

// The approach is quadratic in T, with a coefficient below 100 in every quantity here.
void TestHopfieldTheory::zeroTemperatureIsTheLimit()
{
    for (const double alpha : {0.0, 0.02, 0.1, 0.137}) {
        const auto limit = core::hopfieldRetrieval(alpha, 0);
        const auto glass = core::hopfieldSpinGlass(alpha, 0);
        for (const double t : {1e-300, 1e-9, 1e-6, 1e-5, 1e-4}) {
            const auto cold = core::hopfieldRetrieval(alpha, t);
            QVERIFY(near(cold->overlap, limit->overlap, 0, 3 * t + 1e-14));
            QVERIFY(near(cold->r, limit->r, 0, 200 * t + 1e-11));
            QVERIFY(near(cold->energy, limit->energy, 0, 100 * t * t + 1e-13));
            QVERIFY(near(cold->freeEnergy, limit->freeEnergy, 0, t + 1e-13));
            if (alpha > 0) {
                const auto coldGlass = core::hopfieldSpinGlass(alpha, t);
                QVERIFY(near(coldGlass->energy, glass->energy, 0, 100 * t * t + 1e-13));
                QVERIFY(near(coldGlass->q, 1, 0, 2 * t));
            }
        }
        for (const double t : {1e-9, 1e-6, 1e-4}) {
            QVERIFY(near(*core::hopfieldCapacity(t), *core::hopfieldCapacity(0), 0, 0.1 * t));
            QVERIFY(near(*core::hopfieldStableCapacity(t), *core::hopfieldStableCapacity(0), 0,
                         0.1 * t));
        }
    }
}

void TestHopfieldTheory::fewPatternsAreAFerromagnet()
{
    QVERIFY(near(core::hopfieldRetrieval(0, 0.5)->overlap, 0.957504024, 0, 1e-9));
    QVERIFY(near(core::hopfieldRetrieval(0, 0.8)->overlap, 0.710411784, 0, 1e-9));
    for (const double t : {0.0, 0.1, 0.5, 0.9, 0.999}) {
        const auto found = core::hopfieldRetrieval(0, t);
        const double m = found->overlap;
        QVERIFY(near(m, t == 0 ? 1 : std::tanh(m / t), 1e-12));
        QVERIFY(near(found->energy, -m * m / 2, 1e-13));
        if (t > 0) {
            QVERIFY(near(found->freeEnergy, m * m / 2 - t * std::log(2 * std::cosh(m / t)), 1e-13));
        }
        const auto beside = core::hopfieldRetrieval(1e-12, t);
        QVERIFY(near(beside->overlap, m, 0, 1e-6));
    }
}

void TestHopfieldTheory::phasesMakeTheFreeEnergyStationary()
{
    for (const auto& [alpha, t] : states) {
        for (const auto& phase :
             {core::hopfieldRetrieval(alpha, t), core::hopfieldSpinGlass(alpha, t)}) {
            QVERIFY(phase);
            // Copies by name: clang 14 does not capture structured bindings.
            const auto f = [&phase, load = alpha, T = t](double dm, double dq, double dr) {
                return freeEnergy(phase->overlap + dm, phase->q + dq, phase->r + dr, load, T);
            };
            QVERIFY(near(phase->freeEnergy, f(0, 0, 0), 1e-12));
            const double h = 1e-4 * std::min(1 - phase->q, t - (1 - phase->q));
            const double hr = 1e-4 * phase->r;
            // The derivatives of the single terms are of order 1, alpha/T^2 and alpha/T.
            QVERIFY(near(f(h, 0, 0), f(-h, 0, 0), 0, 2 * h * 1e-6));
            QVERIFY(near(f(0, h, 0), f(0, -h, 0), 0, 2 * h * 1e-6 * alpha * phase->r / t));
            QVERIFY(near(f(0, 0, hr), f(0, 0, -hr), 0, 2 * hr * 1e-6 * alpha / t));
        }
    }
}

// e = d(beta f) / d beta by a five-point rule.
void TestHopfieldTheory::energyIsTheDerivativeOfTheFreeEnergy()
{
    for (const auto& [alpha, t] : states) {
        for (const auto solve : {core::hopfieldRetrieval, core::hopfieldSpinGlass}) {
            const double beta = 1 / t;
            const double h = 2e-4 * beta;
            const auto free = [&, a = alpha](double b) { return b * solve(a, 1 / b)->freeEnergy; };
            const double slope =
                (8 * (free(beta + h) - free(beta - h)) - free(beta + 2 * h) + free(beta - 2 * h)) /
                (12 * h);
            QVERIFY(near(solve(alpha, t)->energy, slope, 0, 1e-9));
        }
    }
}

void TestHopfieldTheory::capacityHasItsReferenceValues()
{
    QVERIFY(near(*core::hopfieldCapacity(0), 0.137905566, 0, 1e-9));
    QVERIFY(near(*core::hopfieldStableCapacity(0), 0.0519, 0, 5e-5));
    QVERIFY(near(*core::hopfieldSpinodal(0.01), 0.8010, 0, 5e-5));
    QVERIFY(near(*core::hopfieldSpinodal(0.1), 0.3154, 0, 5e-5));
    QVERIFY(near(*core::hopfieldSpinodal(0.12), 0.2151, 0, 5e-5));
    QCOMPARE(*core::hopfieldSpinodal(0), 1.0);
    QCOMPARE(*core::hopfieldStableTemperature(0), 1.0);
    // The greatest load of all is close to that of replica-symmetry breaking at T = 0, where the
    // re-entrance ends (Steffan & Kuehn: 0.138187).
    QVERIFY(near(*core::hopfieldCapacity(0.023), 0.138187, 0, 2e-6));
}

void TestHopfieldTheory::noMemoryIsNoNumber()
{
    QVERIFY(!core::hopfieldRetrieval(0.138, 0));
    QVERIFY(core::hopfieldRetrieval(0.1379, 0));
    QVERIFY(!core::hopfieldRetrieval(0.1, 0.3155));
    QVERIFY(core::hopfieldRetrieval(0.1, 0.3154));
    QVERIFY(!core::hopfieldRetrieval(0, 1));
    QVERIFY(!core::hopfieldRetrieval(-0.01, 0.1));
    QVERIFY(!core::hopfieldRetrieval(0.01, -0.1));
    QVERIFY(!core::hopfieldRetrieval(std::nan(""), 0.1));
    QVERIFY(!core::hopfieldCapacity(1));
    QVERIFY(!core::hopfieldCapacity(-0.1));
    QVERIFY(!core::hopfieldStableCapacity(1));
    QVERIFY(!core::hopfieldSpinodal(0.1383));
    QVERIFY(!core::hopfieldSpinodal(-0.1));
    QVERIFY(!core::hopfieldStableTemperature(0.0532));
}

void TestHopfieldTheory::spinodalIsTheInverseOfTheCapacity()
{
    for (const double alpha : {1e-4, 0.01, 0.07, 0.1379, 0.1381}) {
        const double t = *core::hopfieldSpinodal(alpha);
        QVERIFY(near(*core::hopfieldCapacity(t), alpha, 1e-12));
        QVERIFY(core::hopfieldRetrieval(alpha, t - 1e-6));
        QVERIFY(!core::hopfieldRetrieval(alpha, t + 1e-6));
    }
    for (const double alpha : {1e-4, 0.01, 0.05, 0.053}) {
        const double t = *core::hopfieldStableTemperature(alpha);
        QVERIFY(near(*core::hopfieldStableCapacity(t), alpha, 1e-10));
    }
}

void TestHopfieldTheory::spinodalFallsWithTheLoad()
{
    double last = 1;
    for (int i = 1; i <= 27; ++i) {
        const double alpha = 0.005 * i;
        const double t = *core::hopfieldSpinodal(alpha);
        QVERIFY(t < last);
        last = t;
        const double jump = core::hopfieldRetrieval(alpha, t - 1e-9)->overlap;
        QVERIFY(jump > 0.3 && jump < 1); // the transition is of first order
        if (const auto stable = core::hopfieldStableTemperature(alpha)) {
            QVERIFY(*stable < t);
        }
    }
}

// T_M = 1 - 1.95 sqrt(alpha), T_c = 1 - 2.6 sqrt(alpha); Landau's expansion of the equations at T =
// 1 gives alpha = (1 - T)^2 4 s (1 - s)^2 / (3 - 2 s) with s = (9 - sqrt 33)/8 at the spinodal.
void TestHopfieldTheory::boundariesLeaveTemperatureOneAsRoots()
{
    const double s = (9 - std::sqrt(33.0)) / 8;
    const double landau = 4 * s * (1 - s) * (1 - s) / (3 - 2 * s);
    QVERIFY(near(1 / std::sqrt(landau), 1.95, 0, 5e-3));
    for (const double gap : {1e-3, 1e-4, 1e-5}) {
        QVERIFY(near(*core::hopfieldCapacity(1 - gap) / (gap * gap), landau, 3 * gap + 1e-6));
    }
    QVERIFY(near(1e-3 / std::sqrt(*core::hopfieldStableCapacity(0.999)), 2.6, 0, 0.01));
}

void TestHopfieldTheory::theMemoriesAreStableBelowTheirBoundary()
{
    for (const double t : {0.0, 0.05, 0.3, 0.7, 0.95}) {
        const double boundary = *core::hopfieldStableCapacity(t);
        const auto gap = [&](double alpha) {
            return core::hopfieldRetrieval(alpha, t)->freeEnergy -
                   core::hopfieldSpinGlass(alpha, t)->freeEnergy;
        };
        QVERIFY(gap(0.97 * boundary) < 0);
        QVERIFY(gap(1.03 * boundary) > 0);
        QVERIFY(near(gap(boundary), 0, 0, 1e-13));
    }
}

void TestHopfieldTheory::theSpinGlassMeltsAtTheGlassLine()
{
    for (const double alpha : {0.01, 0.1, 0.5, 2.0}) {
        const double tg = core::hopfieldGlassTemperature(alpha);
        QCOMPARE(tg, 1 + std::sqrt(alpha));
        QVERIFY(!core::hopfieldSpinGlass(alpha, tg));
        QVERIFY(!core::hopfieldSpinGlass(alpha, tg + 0.1));
        const double near1 = core::hopfieldSpinGlass(alpha, tg - 1e-3)->q;
        const double near2 = core::hopfieldSpinGlass(alpha, tg - 1e-4)->q;
        QVERIFY(near(near1 / near2, 10, 0.02)); // q grows linearly
        // the paramagnet q = 0, which the spin glass leaves with no kink
        const auto paramagnet = [&](double t) {
            return alpha / 2 + alpha * t / 2 * std::log(1 - 1 / t) - t * std::numbers::ln2;
        };
        QVERIFY(near(core::hopfieldSpinGlass(alpha, tg - 1e-4)->freeEnergy, paramagnet(tg - 1e-4),
                     0, 1e-7));
    }
    QVERIFY(!core::hopfieldSpinGlass(0, 0.5));
    QVERIFY(!core::hopfieldSpinGlass(-1, 0.5));
}

// alpha -> infinity with T = sqrt(alpha) t: q and the energy are those of the SK model.
void TestHopfieldTheory::theSpinGlassOfManyPatternsIsThatOfSherringtonAndKirkpatrick()
{
    const double alpha = 1e8;
    const auto ground = core::hopfieldSpinGlass(alpha, 0);
    QVERIFY(near(ground->energy / std::sqrt(alpha), -std::sqrt(2 / std::numbers::pi), 3e-4));
    const double t = 0.5;
    const double q = core::hopfieldSpinGlass(alpha, t * std::sqrt(alpha))->q;
    QVERIFY(near(q, core::gaussianAverages(0, std::sqrt(q), t).tanh2, 3e-4));
}

void TestHopfieldTheory::mixturesHaveTheirOverlapsAndTemperatures()
{
    // At T = 0: <|z|>/n = 1/2 for three and 3/8 for five patterns.
    QVERIFY(near(core::hopfieldMixture(3, 0)->overlap, 0.5, 1e-15));
    QVERIFY(near(core::hopfieldMixture(5, 0)->overlap, 0.375, 1e-15));
    QVERIFY(near(core::hopfieldMixture(2, 0)->overlap, 0.5, 1e-15));
    QVERIFY(near(core::hopfieldMixture(3, 0)->energy, -0.375, 1e-15));
    QVERIFY(near(core::hopfieldMixture(3, 1e-8)->freeEnergy, -0.375, 1e-12));
    for (const double t : {0.0, 0.3, 0.9}) {
        const auto memory = core::hopfieldRetrieval(0, t);
        QVERIFY(near(core::hopfieldMixture(1, t)->overlap, memory->overlap, 1e-13));
        QVERIFY(near(core::hopfieldMixture(1, t)->freeEnergy, memory->freeEnergy, 1e-13));
        double last = memory->freeEnergy;
        for (const int n : {3, 5, 7, 9}) { // the memories are lowest
            QVERIFY(core::hopfieldMixture(n, t)->freeEnergy > last);
            last = core::hopfieldMixture(n, t)->freeEnergy;
        }
    }
    QVERIFY(near(*core::hopfieldMixtureTemperature(3), 0.46, 0, 1e-3));
    QCOMPARE(*core::hopfieldMixtureTemperature(1), 1.0);
    double last = 1;
    for (int n = 3; n < 1000; n += 332) {
        const double t = *core::hopfieldMixtureTemperature(n);
        QVERIFY(t < last);
        QVERIFY(core::hopfieldMixture(n, t - 1e-6)->stiffness > 0);
        QVERIFY(core::hopfieldMixture(n, t + 1e-6)->stiffness < 0);
        last = t;
    }
    for (const double t : {0.0, 0.01, 0.3, 0.9}) {
        QVERIFY(core::hopfieldMixture(2, t)->stiffness < 0);
        QVERIFY(core::hopfieldMixture(4, t)->stiffness < 0);
    }
    QVERIFY(!core::hopfieldMixtureTemperature(2));
    QVERIFY(!core::hopfieldMixtureTemperature(0));
    QVERIFY(!core::hopfieldMixture(3, 1));
    QVERIFY(!core::hopfieldMixture(0, 0.5));
    QVERIFY(!core::hopfieldMixture(1000, 0.5));
}

// f(m1, m2, m3) over the eight triples of signs: the stiffness is its second difference along (1,
// -1, 0), and along no direction less.
void TestHopfieldTheory::aMixtureSoftensInOneDirection()
{
    for (const double t : {0.2, 0.45, 0.47, 0.8}) {
        const auto mixture = core::hopfieldMixture(3, t);
        const auto f = [&](double a, double b, double c) {
            double sum = (a * a + b * b + c * c) / 2;
            for (int signs = 0; signs < 8; ++signs) {
                const double u = ((signs & 1) != 0 ? a : -a) + ((signs & 2) != 0 ? b : -b) +
                                 ((signs & 4) != 0 ? c : -c);
                sum -= t / 8 * std::log(2 * std::cosh(u / t));
            }
            return sum;
        };
        const double m = mixture->overlap;
        const auto curvature = [&](double x, double y, double z) {
            const double h = 1e-3 / std::sqrt(x * x + y * y + z * z);
            const auto at = [&](double k) {
                return f(m + k * x * h, m + k * y * h, m + k * z * h);
            };
            return (16 * (at(1) + at(-1)) - at(2) - at(-2) - 30 * at(0)) / 12e-6;
        };
        QVERIFY(near(f(m, m, m), mixture->freeEnergy, 1e-13));
        QVERIFY(near(curvature(1, -1, 0), mixture->stiffness, 1e-6, 1e-6));
        QVERIFY(curvature(1, 1, 1) > mixture->stiffness);
        QVERIFY(curvature(1, 0, 0) > mixture->stiffness);
    }
}

void TestHopfieldTheory::theDiagramHasItsCorners()
{
    const auto diagram = core::hopfieldDiagram(33, 0.25);
    QCOMPARE(diagram.retrieval.size(), std::size_t{33});
    QCOMPARE(diagram.stable.size(), std::size_t{33});
    QCOMPARE(diagram.glass.size(), std::size_t{33});
    QVERIFY(near(diagram.retrieval.front().alpha, 0.137905566, 0, 1e-9));
    QVERIFY(near(diagram.stable.front().alpha, 0.0519, 0, 5e-5));
    for (const auto* line : {&diagram.retrieval, &diagram.stable}) {
        QCOMPARE(line->front().temperature, 0.0);
        QCOMPARE(line->back().temperature, 1.0);
        QCOMPARE(line->back().alpha, 0.0);
    }
    QCOMPARE(diagram.glass.front().temperature, 1.0);
    QVERIFY(near(diagram.glass.back().alpha, 0.25, 1e-15));
    QVERIFY(near(diagram.glass.back().temperature, 1.5, 1e-15));
    for (std::size_t i = 0; i + 1 < 33; ++i) {
        QVERIFY(diagram.stable[i].alpha < diagram.retrieval[i].alpha);
        QCOMPARE(diagram.stable[i].temperature, diagram.retrieval[i].temperature);
        QVERIFY(near(diagram.glass[i].temperature,
                     core::hopfieldGlassTemperature(diagram.glass[i].alpha), 1e-15));
    }
}

QTEST_APPLESS_MAIN(TestHopfieldTheory)
#include "tst_hopfield_theory.moc"
