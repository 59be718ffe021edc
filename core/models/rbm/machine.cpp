// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/rbm/machine.h"

#include "core/base/elementary.h"
#include "core/base/rng.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace core::rbm {

Machine::Machine(int visible, int hidden)
    : visible_(visible), hidden_(hidden),
      weights_(static_cast<std::size_t>(panelSize() * hiddenPanels())),
      b_(static_cast<std::size_t>(16 * visiblePanels())),
      c_(static_cast<std::size_t>(16 * hiddenPanels()))
{
}

std::vector<float> Machine::weights() const
{
    std::vector<float> all;
    all.reserve(size(visible_) * size(hidden_));
    for (int i = 0; i < visible_; ++i) {
        for (int j = 0; j < hidden_; ++j) {
            all.push_back(weight(i, j));
        }
    }
    return all;
}

void Machine::setWeights(std::span<const float> rowByRow)
{
    for (int i = 0; i < visible_; ++i) {
        for (int j = 0; j < hidden_; ++j) {
            setWeight(i, j, rowByRow[size(i) * size(hidden_) + size(j)]);
        }
    }
}

void Machine::drawWeights(double deviation, std::uint64_t seed)
{
    // Pairs by the polar method (Marsaglia & Bray, SIAM Rev. 6, 260, 1964).
    for (int j = 0; j < hidden_; ++j) {
        Rng random(streamSeed(seed, static_cast<std::uint64_t>(j)));
        for (int i = 0; i < visible_; i += 2) {
            double x = 0, y = 0, square = 0;
            do {
                x = 2 * random.uniform() - 1;
                y = 2 * random.uniform() - 1;
                square = x * x + y * y;
            } while (square >= 1 || square == 0);
            double const factor = deviation * std::sqrt(-2 * logarithm(square) / square);
            setWeight(i, j, static_cast<float>(factor * x));
            if (i + 1 < visible_) {
                setWeight(i + 1, j, static_cast<float>(factor * y));
            }
        }
    }
}

void Machine::save(Archive& archive) const
{
    archive.put("W", weights(), {size(visible_), size(hidden_)});
    auto const b = visibleBias(), c = hiddenBias();
    archive.put("b", std::vector<float>(b.begin(), b.end()));
    archive.put("c", std::vector<float>(c.begin(), c.end()));
}

Outcome Machine::restore(const Archive& archive)
{
    std::vector<float> W, b, c;
    if (auto got = archive.get("W", W, size(visible_) * size(hidden_)); !got) {
        return got;
    }
    if (auto got = archive.get("b", b, size(visible_)); !got) {
        return got;
    }
    if (auto got = archive.get("c", c, size(hidden_)); !got) {
        return got;
    }
    for (const auto* const all : {&W, &b, &c}) {
        if (!std::all_of(all->begin(), all->end(), [](float x) { return std::isfinite(x); })) {
            return Outcome::refused("The machine's parameters W, b and c must be finite numbers.");
        }
    }
    setWeights(W);
    std::copy(b.begin(), b.end(), b_.begin());
    std::copy(c.begin(), c.end(), c_.begin());
    return Outcome::done();
}

} // namespace core::rbm
