// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/theory/ising_ring.h"

#include "core/theory/jet.h"
#include "core/theory/ring_count.h"

#include <cmath>

namespace core {

namespace {

// Couplings this weak leave lambda_- = 0: its logarithm would overflow, its powers do not count.
constexpr double weakest = 1e-100;

// The transfer matrix [[e^(K+B), e^-K], [e^-K, e^(K-B)]], B >= 0, by its eigenvalues.
struct Spectrum
{
    Jet logLargest; // ln lambda_+
    Jet logRatio;   // ln |lambda_- / lambda_+|
    int ratioSign;  // of lambda_- / lambda_+; 0 where lambda_- vanishes
};

// K >= 0 or B >= -2K: in units of e^(K+B), with u = e^-2B and v = e^(-4K-2B) <= 1, the
// characteristic polynomial at 1 + x is x^2 + (1 - u) x - v, whose roots suffer no cancellation.
Spectrum alignedSpectrum(const Jet& k, const Jet& b)
{
    auto const v = exp(-4 * k - 2 * b);
    auto const gap = oneLessExp(-2 * b);
    auto const excess = v.value == 0 ? Jet() : 2 * v / (gap + sqrt(gap * gap + 4 * v));
    auto const growth = log1p(excess);
    Spectrum result{k + b + growth, {}, k.value > weakest ? 1 : k.value < -weakest ? -1 : 0};
    if (k.value > weakest) {
        result.logRatio = log(oneLessExp(-4 * k)) - 2 * b - 2 * growth;
    } else if (k.value < -weakest) {
        // |u - v| = e^(-4K-2B) (1 - e^(4K))
        result.logRatio = log(oneLessExp(4 * k)) - 4 * k - 2 * b - 2 * growth;
    }
    return result;
}

// B < -2K: the antiferromagnet in units of e^-K.
Spectrum alternatingSpectrum(const Jet& k, const Jet& b)
{
    auto const up = exp(2 * k + b);
    auto const down = exp(2 * k - b);
    auto const cosh = 0.5 * (up + down);
    auto const sinh = 0.5 * (up - down);
    auto const square = sinh * sinh;
    auto const root = sqrt(Jet{1, 0, 0} + square);
    auto const growth = log1p(cosh + square / (Jet{1, 0, 0} + root));
    return {growth - k, log(oneLessExp(4 * k)) - 2 * growth, -1};
}

Spectrum spectrum(const Jet& k, const Jet& b)
{
    bool const aligned = k.value >= -weakest || b.value >= -2 * k.value;
    return aligned ? alignedSpectrum(k, b) : alternatingSpectrum(k, b);
}

// ln Z = N ln lambda_+ + ln(1 + (lambda_- / lambda_+)^N)
Jet logPartition(const Spectrum& s, std::int64_t spins)
{
    auto const n = static_cast<double>(spins);
    auto const power = n * s.logRatio;
    if (s.ratioSign == 0) {
        return n * s.logLargest;
    }
    bool const subtract = s.ratioSign < 0 && spins % 2 != 0;
    return n * s.logLargest + (subtract ? log(oneLessExp(power)) : log1p(exp(power)));
}

// A variance that rounding has made negative.
double notNegative(double value) { return value < 0 ? 0 : value; }

RingThermodynamics byTransferMatrix(std::int64_t spins, double coupling, double field,
                                    double temperature)
{
    auto const n = static_cast<double>(spins);
    double const beta = 1 / temperature;
    double const k = beta * coupling;
    double const b = beta * std::abs(field);
    auto const heat = logPartition(spectrum({k, coupling, 0}, {b, std::abs(field), 0}), spins);
    auto const pull = logPartition(spectrum({k, 0, 0}, {b, 1, 0}), spins);
    RingThermodynamics result;
    result.lnZ = heat.value;
    result.energy = -heat.first / n;
    result.specificHeat = notNegative(beta * beta * heat.second / n);
    result.magnetization = field == 0 ? 0 : std::copysign(pull.first / n, field);
    result.m2 = notNegative(pull.second) / (n * n) + result.magnetization * result.magnetization;
    result.susceptibility = notNegative(beta * pull.second / n);
    return result;
}

RingThermodynamics byCounting(std::int64_t spins, double coupling, double field, double temperature)
{
    auto const sum = countRing(spins, coupling, field, temperature);
    auto const n = static_cast<double>(spins);
    RingThermodynamics result;
    result.lnZ = sum.lnZ;
    result.energy = sum.energy / n;
    for (std::size_t up = 0; up < sum.probability.size(); ++up) {
        double const m = (2 * static_cast<double>(up) - n) / n;
        result.magnetization += sum.probability[up] * m;
        result.m2 += sum.probability[up] * m * m;
    }
    if (temperature > 0) {
        result.specificHeat = sum.variance / (n * temperature * temperature);
        double variance = 0;
        for (std::size_t up = 0; up < sum.probability.size(); ++up) {
            double const d = (2 * static_cast<double>(up) - n) / n - result.magnetization;
            variance += sum.probability[up] * d * d;
        }
        result.susceptibility = n * variance / temperature;
    }
    return result;
}

} // namespace

std::optional<RingThermodynamics> isingRing(std::int64_t spins, double coupling, double field,
                                            double temperature)
{
    if (spins < 1 || !(temperature >= 0)) {
        return std::nullopt;
    }
    if (spins <= maxRingLaw && std::abs(coupling) > 2 * temperature) {
        return byCounting(spins, coupling, field, temperature);
    }
    if (temperature == 0 || std::abs(coupling) > 150 * temperature) {
        return spins <= maxRingLaw ? std::optional(byCounting(spins, coupling, field, temperature))
                                   : std::nullopt;
    }
    return byTransferMatrix(spins, coupling, field, temperature);
}

std::optional<RingMagnetizationLaw> isingRingLaw(std::int64_t spins, double coupling, double field,
                                                 double temperature)
{
    if (spins < 1 || spins > maxRingLaw || !(temperature >= 0)) {
        return std::nullopt;
    }
    RingMagnetizationLaw law;
    law.probability = countRing(spins, coupling, field, temperature).probability;
    auto const n = static_cast<double>(spins);
    for (std::size_t up = 0; up < law.probability.size(); ++up) {
        double const p = law.probability[up];
        double const m = (2 * static_cast<double>(up) - n) / n;
        law.magnetization += p * m;
        law.absMagnetization += p * std::abs(m);
        law.m2 += p * m * m;
        law.m4 += p * m * m * m * m;
    }
    if (law.m2 > 0) {
        law.binder = 1 - law.m4 / (3 * law.m2 * law.m2);
    }
    if (temperature > 0) {
        double variance = 0;
        for (std::size_t up = 0; up < law.probability.size(); ++up) {
            double const m = std::abs(2 * static_cast<double>(up) - n) / n;
            variance +=
                law.probability[up] * (m - law.absMagnetization) * (m - law.absMagnetization);
        }
        law.susceptibilityAbs = n * variance / temperature;
    }
    return law;
}

std::optional<double> isingRingCorrelation(std::int64_t spins, double coupling, double field,
                                           double temperature, std::int64_t distance)
{
    if (spins < 1 || distance < 0 || distance > spins || !(temperature > 0)) {
        return std::nullopt;
    }
    double const k = coupling / temperature;
    double const b = std::abs(field) / temperature;
    auto const s = spectrum({k, 0, 0}, {b, 0, 0});
    auto const n = static_cast<double>(spins);
    auto const r = static_cast<double>(distance);
    // In the basis of eigenvectors the spin is [[cos, sin], [sin, -cos]] of an angle with tangent
    // e^-2K / sinh B.
    double const tangent = b == 0 ? 0 : 2 * std::exp(-2 * k - b) / -std::expm1(-2 * b);
    double const cosine2 = b == 0 ? 0 : 1 / (1 + tangent * tangent);
    if (s.ratioSign == 0) {
        bool const same = distance == 0 || distance == spins;
        return same ? 1 : cosine2;
    }
    double const log = s.logRatio.value;
    double const sign = s.ratioSign < 0 && distance % 2 != 0 ? -1 : 1;
    double mixed = 0;
    if (s.ratioSign < 0 && spins % 2 != 0) {
        mixed = log == 0 ? (n - 2 * r) / n
                         : std::exp(r * log) * std::expm1((n - 2 * r) * log) / std::expm1(n * log);
    } else {
        mixed = (std::exp(r * log) + std::exp((n - r) * log)) / (1 + std::exp(n * log));
    }
    return cosine2 + (1 - cosine2) * sign * mixed;
}

std::optional<double> isingChainCorrelationLength(double coupling, double field, double temperature)
{
    if (!(temperature > 0)) {
        return std::nullopt;
    }
    auto const s = spectrum({coupling / temperature, 0, 0}, {std::abs(field) / temperature, 0, 0});
    if (s.ratioSign == 0) {
        return 0;
    }
    double const length = -1 / s.logRatio.value;
    return std::isfinite(length) ? std::optional(length) : std::nullopt;
}

} // namespace core
