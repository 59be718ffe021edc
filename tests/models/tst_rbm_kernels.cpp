// SPDX-License-Identifier: GPL-3.0-or-later
// Every kernel of the restricted Boltzmann machine and every instruction set against its
// definition in doubles; all sets give the same bits.
#include "core/models/rbm/kernels.h"
#include "core/models/rbm/layer.h"
#include "tests/support/plain_rbm.h"

#include <QtTest>

using namespace core::rbm;
using checks::at;
using core::LineVector;

namespace {

LineVector<float> someFloats(std::size_t count, double size, std::uint64_t seed)
{
    core::Rng random(seed);
    LineVector<float> values(count);
    for (auto& x : values) {
        x = static_cast<float>(size * (2 * random.uniform() - 1));
    }
    return values;
}

std::vector<std::uint16_t> someBits(std::size_t count, std::uint64_t seed)
{
    core::Rng random(seed);
    std::vector<std::uint16_t> bits(count);
    for (auto& each : bits) {
        each = static_cast<std::uint16_t>(random.next());
    }
    return bits;
}

bool bit(std::uint16_t bits, int l) { return (bits >> l & 1) != 0; }
double real(float x) { return static_cast<double>(x); }

// Keeps the first result that it is shown and compares the others with it.
template <class T>
class Same
{
public:
    bool as(const T& result)
    {
        if (first_) {
            return *first_ == result;
        }
        first_ = result;
        return true;
    }

private:
    std::optional<T> first_;
};

} // namespace

class TestRbmKernels : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void sumsOverActiveUnits();
    void blocksAreTransposed();
    void probabilitiesAreLogistic();
    void samplesFollowTheirStreams();
    void softplusIsSummed();
    void rowsAndProductsAreSummed();
    void squaredDifferences();
    void oneStepOfLearning();
    void productsOfManyFactors();
    void panelsHoldRows();
    void wholeProductsAreThoseOfTheMachine();
};

void TestRbmKernels::sumsOverActiveUnits()
{
    auto const rows = someFloats(4 * 256, 1, 1);
    auto const bits = someBits(4 * 64, 2);
    int const count = 50;
    Same<std::vector<float>> same;
    checks::withEverySet([&](const std::string&) {
        auto const& k = kernels();
        std::vector<float> all;
        for (int panels = 1; panels <= panelsPerTable; ++panels) {
            LineVector<float> table(tableSize), sums(at(count * lanes), 0.5f);
            k.tabulate(rows.data(), panels, table.data());
            k.addTabulated(table.data(), bits.data(), 64, panels, count, panels % 2 == 0,
                           sums.data());
            for (int r = 0; r < count; ++r) {
                for (int l = 0; l < lanes; ++l) {
                    double expected = panels % 2 == 0 ? 0 : 0.5;
                    for (int s = 0; s < 16 * panels; ++s) {
                        expected += bit(bits[at(s / 16 * 64 + r)], s % 16)
                                        ? real(rows[at(s * lanes + l)])
                                        : 0;
                    }
                    QVERIFY(std::abs(real(sums[at(r * lanes + l)]) - expected) < 1e-5);
                }
            }
            all.insert(all.end(), sums.begin(), sums.end());
        }
        QVERIFY(same.as(all));
    });
}

void TestRbmKernels::blocksAreTransposed()
{
    auto const from = someFloats(256, 1, 3);
    checks::withEverySet([&](const std::string&) {
        LineVector<float> to(256);
        kernels().transpose(from.data(), to.data());
        for (int a = 0; a < 16; ++a) {
            for (int b = 0; b < 16; ++b) {
                QCOMPARE(to[at(16 * a + b)], from[at(16 * b + a)]);
            }
        }
    });
}

void TestRbmKernels::probabilitiesAreLogistic()
{
    int const count = 4000;
    auto sums = someFloats(at(count * lanes), 120, 4);
    for (std::size_t i = 0; i < sums.size(); i += 2) {
        sums[i] *= 0.05f;
    }
    auto const bias = someFloats(lanes, 1, 5);
    Same<LineVector<float>> same;
    checks::withEverySet([&](const std::string&) {
        LineVector<float> p(sums.size());
        kernels().activate(
            {sums.data(), count, bias.data(), 0.7f, 13, nullptr, 0, nullptr, p.data(), 0.25f});
        for (std::size_t i = 0; i < p.size(); ++i) {
            double const x = real(sums[i] * 0.7f + bias[i % lanes]), exact = checks::sigma(x);
            double const error = std::abs(real(p[i]) * 4 - exact);
            QVERIFY(i % lanes < 13 ? error < 1.5e-7 && error < 3e-7 * exact + 2e-38 : p[i] == 0);
        }
        QVERIFY(same.as(p));
    });
}

void TestRbmKernels::samplesFollowTheirStreams()
{
    int const count = 500;
    auto const sums = someFloats(at(count * lanes), 6, 6);
    auto const bias = someFloats(lanes, 1, 7);
    auto const keys = rowKeys(8, count);
    std::uint64_t const counter = 0x123456789ull;
    Same<std::vector<std::uint16_t>> same;
    checks::withEverySet([&](const std::string&) {
        std::vector<std::uint16_t> samples(at(count));
        kernels().activate({sums.data(), count, bias.data(), 1, 11, keys.data(), counter,
                            samples.data(), nullptr, 1});
        for (int r = 0; r < count; ++r) {
            std::uint64_t state = keys[at(r)] + counter * 0x9E3779B97F4A7C15ull;
            for (int l = 0; l < lanes; l += 2) {
                std::uint64_t const word = core::splitMix(state);
                for (int half = 0; half < 2; ++half) {
                    int const unit = l + half;
                    double const x = real(sums[at(r * lanes + unit)] + bias[at(unit)]);
                    double const q = checks::sigma(-std::abs(x)) * 0x1p32;
                    auto const u =
                        static_cast<double>(static_cast<std::uint32_t>(word >> 32 * half));
                    bool const drawn = bit(samples[at(r)], unit);
                    bool const close = std::abs(u - q) < 2000; // of 2^32: probabilities are floats
                    QVERIFY(unit < 11 ? close || drawn == ((u < q) != (x >= 0)) : !drawn);
                }
            }
        }
        QVERIFY(same.as(samples));
    });
}

void TestRbmKernels::softplusIsSummed()
{
    int const count = 1000;
    auto sums = someFloats(at(count * lanes), 60, 9);
    for (std::size_t i = 0; i < sums.size() / 2; ++i) {
        sums[i] *= 0.05f;
    }
    auto const bias = someFloats(lanes, 1, 10);
    Same<std::vector<double>> same;
    checks::withEverySet([&](const std::string&) {
        std::vector<double> out(at(count), 1);
        kernels().addSoftplus(sums.data(), count, bias.data(), 0.3f, 10, out.data());
        for (int r = 0; r < count; ++r) {
            double expected = 1;
            for (int l = 0; l < 10; ++l) {
                double const x = real(sums[at(r * lanes + l)] * 0.3f + bias[at(l)]);
                expected += std::max(x, 0.0) + std::log1p(std::exp(-std::abs(x)));
            }
            QVERIFY(std::abs(out[at(r)] - expected) < 3e-7 * (expected + 10));
        }
        QVERIFY(same.as(out));
    });
}

void TestRbmKernels::rowsAndProductsAreSummed()
{
    int const sources = 23, count = 7;
    auto const rows = someFloats(at(sources * lanes), 1, 11);
    auto const values = someFloats(at(30 * count), 1, 12);
    Same<LineVector<float>> same;
    checks::withEverySet([&](const std::string&) {
        LineVector<float> sums(at(count * lanes), 0.25f), total(lanes);
        kernels().addProducts(rows.data(), sources, values.data(), 30, count, sums.data());
        kernels().addRows(rows.data(), sources, total.data());
        for (int l = 0; l < lanes; ++l) {
            double sum = 0;
            for (int s = 0; s < sources; ++s) {
                sum += real(rows[at(s * lanes + l)]);
            }
            QVERIFY(std::abs(real(total[at(l)]) - sum) < 1e-5);
            for (int r = 0; r < count; ++r) {
                double expected = 0.25;
                for (int s = 0; s < sources; ++s) {
                    expected += real(values[at(30 * r + s)]) * real(rows[at(s * lanes + l)]);
                }
                QVERIFY(std::abs(real(sums[at(r * lanes + l)]) - expected) < 1e-5);
            }
        }
        sums.insert(sums.end(), total.begin(), total.end());
        QVERIFY(same.as(sums));
    });
}

void TestRbmKernels::squaredDifferences()
{
    int const count = 200, units = 9;
    auto const p = someFloats(at(count * lanes), 1, 13);
    auto const bits = someBits(at(count), 14);
    Same<double> same;
    checks::withEverySet([&](const std::string&) {
        double const got = kernels().squaredDifference(p.data(), bits.data(), count, units);
        double expected = 0;
        for (int r = 0; r < count; ++r) {
            for (int l = 0; l < units; ++l) {
                double const d = (bit(bits[at(r)], l) ? 1 : 0) - real(p[at(r * lanes + l)]);
                expected += d * d;
            }
        }
        QVERIFY(std::abs(got - expected) < 1e-6 * expected);
        QVERIFY(same.as(got));
    });
}

void TestRbmKernels::oneStepOfLearning()
{
    int const count = 37;
    auto const W = someFloats(at(count * lanes), 1, 15), G = someFloats(at(count * lanes), 1, 16);
    auto const V = someFloats(at(count * lanes), 1, 17), more = someFloats(200, 1, 18);
    const float *const mu = more.data(), *const dv = mu + 40, *const lambda = mu + 80,
                       *const dh = mu + 100;
    for (int const variant : {0, 1, 2, 3}) {
        bool const moving = variant % 2 == 1, centred = variant / 2 == 1;
        Same<LineVector<float>> same;
        checks::withEverySet([&](const std::string&) {
            auto w = W, v = V;
            kernels().learn({w.data(), moving ? v.data() : nullptr, G.data(), count, 0.1f, 0.5f,
                             0.01f, centred ? mu : nullptr, dv, lambda, dh});
            for (int i = 0; i < count; ++i) {
                for (int l = 0; l < lanes; ++l) {
                    auto const place = at(i * lanes + l);
                    double g = real(G[place]) - 0.01 * real(W[place]);
                    g -= centred ? real(mu[i] * dh[l]) + real(dv[i] * lambda[l]) : 0;
                    double const step = 0.1 * g + (moving ? 0.5 * real(V[place]) : 0);
                    QVERIFY(std::abs(real(w[place]) - real(W[place]) - step) < 1e-6);
                    QVERIFY(!moving || std::abs(real(v[place]) - step) < 1e-6);
                }
            }
            QVERIFY(same.as(w) && (moving || v == V));
        });
    }
}

void TestRbmKernels::productsOfManyFactors()
{
    int const count = 800;
    core::Rng random(19);
    std::vector<double> factors(at(count)), by(at(count));
    double expected = 0;
    for (int i = 0; i < count; ++i) {
        factors[at(i)] = std::exp(600 * (2 * random.uniform() - 1));
        by[at(i)] = std::exp(20 * (2 * random.uniform() - 1));
        expected += std::log1p(factors[at(i)] * by[at(i)]);
    }
    Same<double> same;
    checks::withEverySet([&](const std::string&) {
        auto own = factors;
        double mantissa = 0;
        std::int64_t exponent = 0;
        kernels().multiply(own.data(), by.data(), count, &mantissa, &exponent);
        double const got = std::log(mantissa) + static_cast<double>(exponent) * std::log(2.0);
        QVERIFY(mantissa >= 1 && mantissa <= 256);
        QVERIFY(std::abs(got - expected) < 1e-12 * expected);
        QCOMPARE(own[5], factors[5] * by[5]);
        QVERIFY(same.as(got));
    });
}

void TestRbmKernels::panelsHoldRows()
{
    for (int const units : {1, 16, 40, 131}) {
        auto const rows = checks::randomRows(77, units, 0.4, 20);
        BitPanels panels(96, units);
        panels.read(3, rows);
        QVERIFY(panels.rowsFrom(3, 77).words() == rows.words());
        BitPanels columns(units, 96);
        for (int p = 0; p < panels.panels(); ++p) {
            transposePanel(panels, p, columns);
        }
        for (int r = 0; r < 77; ++r) {
            for (int i = 0; i < units; ++i) {
                QCOMPARE(bit(columns.panel((r + 3) / 16)[i], (r + 3) % 16), rows.bit(r, i));
            }
        }
    }
}

void TestRbmKernels::wholeProductsAreThoseOfTheMachine()
{
    for (auto const& [n, m] : {std::pair{1, 1}, {17, 33}, {70, 130}}) {
        auto const machine = checks::randomMachine(n, m, 1, 21);
        int const count = 300;
        BitPanels visible(count, n), hidden(count, m);
        auto const v = checks::randomRows(count, n, 0.3, 22),
                   h = checks::randomRows(count, m, 0.6, 23);
        visible.read(0, v);
        hidden.read(0, h);
        LineVector<float> sums(rowsPerTile * lanes);
        sumOverVisible(kernels(), machine, m / 16, visible, 44, 256, sums.data());
        for (int r = 0; r < 256; ++r) {
            double expected = 0;
            for (int i = 0; i < n; ++i) {
                expected += v.bit(44 + r, i) ? real(machine.weight(i, m / 16 * 16)) : 0;
            }
            QVERIFY(std::abs(real(sums[at(r * lanes)]) - expected) < 1e-4);
        }
        sumOverHidden(kernels(), machine, n / 16, hidden, 44, 256, sums.data());
        for (int r = 0; r < 256; ++r) {
            double expected = 0;
            for (int j = 0; j < m; ++j) {
                expected += h.bit(44 + r, j) ? real(machine.weight(n / 16 * 16, j)) : 0;
            }
            QVERIFY(std::abs(real(sums[at(r * lanes)]) - expected) < 1e-4);
        }
    }
}

QTEST_APPLESS_MAIN(TestRbmKernels)
#include "tst_rbm_kernels.moc"
