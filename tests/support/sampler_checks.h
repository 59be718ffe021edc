// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/rng.h"
#include "core/lattice/geometry.h"
#include "core/models/ising/sampler.h"

#include <QString>

#include <atomic>
#include <cmath>
#include <functional>
#include <memory>
#include <numbers>
#include <vector>

// What every sampler must satisfy, whatever its rule. Each check returns an empty string or what is
// wrong.
namespace checks {

using core::ising::Sampler;
using Make = std::function<std::unique_ptr<Sampler>(const core::Geometry&, std::uint64_t)>;

inline std::size_t wordsOf(int L)
{
    return static_cast<std::size_t>(L) * static_cast<std::size_t>((L + 63) / 64);
}

inline std::vector<std::uint64_t> spinsOf(const Sampler& sampler)
{
    std::vector<std::uint64_t> rows(wordsOf(sampler.side()));
    sampler.store(rows.data());
    return rows;
}

inline std::vector<std::uint64_t> randomSpins(int L, std::uint64_t seed)
{
    core::Rng rng(seed);
    std::vector<std::uint64_t> rows(wordsOf(L));
    for (std::size_t i = 0; i < rows.size(); ++i) {
        bool const last = (i + 1) % static_cast<std::size_t>((L + 63) / 64) == 0 && L % 64 != 0;
        rows[i] = last ? rng.next() >> (64 - L % 64) : rng.next();
    }
    return rows;
}

inline std::vector<std::int8_t> someLevels(int sites)
{
    std::vector<std::int8_t> levels;
    for (int i = 0; i < sites; ++i) {
        levels.push_back(static_cast<std::int8_t>((i * 97 + 31) % 255 - 127));
    }
    return levels;
}

inline void advanceSteps(Sampler& sampler, int steps, core::WorkerPool& pool = core::soloPool())
{
    core::StopCheck const never;
    while (steps-- > 0) {
        while (!sampler.advance(never, pool)) {}
    }
}

// measure() against sums over the definition.
inline QString measuresRightly(const Sampler& sampler, const core::Geometry& geometry,
                               const std::vector<std::int8_t>& levels, double strength)
{
    int const L = geometry.L;
    auto const s = [&](int x, int y) { return sampler.spin(x, y) ? 1 : -1; };
    core::ising::Sums expected;
    std::int64_t products = 0;
    auto const frame = core::frameField(geometry);
    std::vector<double> re(2, 0);
    std::vector<double> im(2, 0);
    for (int y = 0; y < L; ++y) {
        for (int x = 0; x < L; ++x) {
            auto const site = static_cast<std::size_t>(y * L + x);
            expected.up += sampler.spin(x, y) ? 1 : 0;
            expected.staggered += (x + y) % 2 == 0 ? s(x, y) : -s(x, y);
            expected.fieldSum += levels.empty() ? 0 : levels[site] * strength / 127 * s(x, y);
            products += 2 * s(x, y) * frame[site];
            for (auto const j : core::neighbours(geometry, x, y)) {
                products += s(x, y) * s(j % L, j / L);
            }
            double const turn = 2 * std::numbers::pi / L;
            re[0] += s(x, y) * std::cos(turn * x);
            im[0] += s(x, y) * std::sin(turn * x);
            re[1] += s(x, y) * std::cos(turn * y);
            im[1] += s(x, y) * std::sin(turn * y);
        }
    }
    expected.bonds = core::bondCount(geometry);
    expected.unequalBonds = (expected.bonds - products / 2) / 2;
    expected.structureFactor =
        (re[0] * re[0] + im[0] * im[0] + re[1] * re[1] + im[1] * im[1]) / 2 / (1.0 * L * L);
    auto const got = sampler.measure(core::ising::Measure::structureFactor);
    bool const same = got.up == expected.up && got.bonds == expected.bonds &&
                      got.unequalBonds == expected.unequalBonds &&
                      got.staggered == expected.staggered &&
                      std::fabs(got.fieldSum - expected.fieldSum) < 1e-9 &&
                      std::fabs(got.structureFactor - expected.structureFactor) < 1e-6 * (1 + L);
    return same ? QString()
                : QString("up %1 (%2), unequal bonds %3 (%4) of %5 (%6), staggered %7 (%8), "
                          "field sum %9 (%10), structure factor %11 (%12)")
                      .arg(got.up)
                      .arg(expected.up)
                      .arg(got.unequalBonds)
                      .arg(expected.unequalBonds)
                      .arg(got.bonds)
                      .arg(expected.bonds)
                      .arg(got.staggered)
                      .arg(expected.staggered)
                      .arg(got.fieldSum)
                      .arg(expected.fieldSum)
                      .arg(got.structureFactor)
                      .arg(expected.structureFactor);
}

// load, store, readRows, spin, setSpin and blockMeans tell of one lattice.
inline QString storesRightly(Sampler& sampler)
{
    int const L = sampler.side();
    auto const words = static_cast<std::size_t>((L + 63) / 64);
    auto rows = randomSpins(L, 77);
    sampler.load(rows.data());
    sampler.setSpin(L - 1, 0, true);
    sampler.setSpin(0, L - 1, false);
    rows[words - 1] |= std::uint64_t{1} << ((L - 1) % 64);
    rows[words * static_cast<std::size_t>(L - 1)] &= ~std::uint64_t{1};
    if (spinsOf(sampler) != rows) {
        return "store() differs from what was loaded and set";
    }
    std::vector<std::uint64_t> some(words);
    sampler.readRows(L / 2, L / 2 + 1, some.data());
    if (!std::equal(some.begin(), some.end(),
                    rows.begin() + static_cast<std::ptrdiff_t>(words) * (L / 2))) {
        return "readRows() differs from store()";
    }
    for (int scale = 2; scale <= 64; scale *= 2) {
        int const blocks = (L + scale - 1) / scale;
        std::vector<std::uint8_t> means(static_cast<std::size_t>(blocks) *
                                        static_cast<std::size_t>(blocks));
        sampler.blockMeans(0, 0, blocks, blocks, scale, means.data());
        for (int block = 0; block < blocks * blocks; ++block) {
            int up = 0;
            int count = 0;
            for (int y = block / blocks * scale; y < std::min(L, (block / blocks + 1) * scale);
                 ++y) {
                for (int x = block % blocks * scale; x < std::min(L, (block % blocks + 1) * scale);
                     ++x, ++count) {
                    up += sampler.spin(x, y) ? 1 : 0;
                }
            }
            if (std::abs(means[static_cast<std::size_t>(block)] - 255.0 * up / count) > 1) {
                return QString("the mean of block %1 of scale %2 is wrong").arg(block).arg(scale);
            }
        }
    }
    return {};
}

// The same spins after `steps` steps on 1 to 4 workers, interrupted at every band, and saved and
// restored into another object at every band.
inline QString runsRepeat(const std::function<std::unique_ptr<Sampler>(std::uint64_t)>& make,
                          int steps)
{
    auto const plain = make(5);
    advanceSteps(*plain, steps);
    auto const expected = spinsOf(*plain);
    for (int workers = 2; workers <= 4; ++workers) {
        core::WorkerPool pool(workers);
        auto const other = make(5);
        advanceSteps(*other, steps, pool);
        if (spinsOf(*other) != expected) {
            return QString("%1 workers make another run").arg(workers);
        }
    }
    std::atomic<bool> const now{true};
    core::StopCheck const always(now);
    auto current = make(5);
    bool fresh = true; // a step in progress may start over when it is restored: do it once a step
    for (int done = 0; done < steps;) {
        bool const complete = current->advance(always, core::soloPool());
        done += complete ? 1 : 0;
        std::vector<std::uint64_t> words;
        current->saveProgress(words);
        auto const rows = spinsOf(*current);
        auto next = make(99);
        next->load(rows.data());
        if (next->restoreProgress(std::span(words).first(words.size() - 1))) {
            return "accepted words that are too few";
        }
        if (!next->restoreProgress(words)) {
            return "refused its own words";
        }
        if (fresh) {
            current = std::move(next);
        }
        fresh = complete;
    }
    if (spinsOf(*current) != expected) {
        return "interrupted, saved and restored, it makes another run";
    }
    auto const other = make(6);
    advanceSteps(*other, steps);
    bool const same = other->side() > 60 && spinsOf(*other) == expected; // small ones may agree
    return same ? QString("the key makes no difference") : QString();
}

// setDynamics with the same values between any two bands changes nothing.
inline QString retuningWithEqualValuesChangesNothing(
    const std::function<std::unique_ptr<Sampler>(std::uint64_t)>& make,
    const std::function<void(Sampler&)>& tune, int steps)
{
    auto const plain = make(8);
    advanceSteps(*plain, steps);
    std::atomic<bool> const now{true};
    core::StopCheck const always(now);
    auto const other = make(8);
    for (int done = 0; done < steps;) {
        tune(*other);
        done += other->advance(always, core::soloPool()) ? 1 : 0;
    }
    return spinsOf(*other) == spinsOf(*plain) ? QString() : QString("another run");
}

} // namespace checks
