// SPDX-License-Identifier: GPL-3.0-or-later
// What a trainer keeps between updates.
#include "core/base/rng.h"
#include "core/models/rbm/trainer.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace core::rbm {

namespace {

constexpr std::size_t sizeOf(int n) { return static_cast<std::size_t>(n); }

std::vector<std::uint64_t> wordsOf(const BitPanels& panels)
{
    return panels.rowsFrom(0, panels.rows()).words();
}

bool finite(const std::vector<float>& values)
{
    return std::all_of(values.begin(), values.end(), [](float x) { return std::isfinite(x); });
}

// Takes an array of `count` finite numbers, or none where `count` numbers are not there at all.
Outcome take(const Archive& archive, const std::string& name, std::size_t count,
             std::vector<float>& into)
{
    const auto* const array = archive.array(name);
    if (array && array->size() == 0) {
        into.clear();
        return Outcome::done();
    }
    auto got = archive.get(name, into, count);
    if (got && !finite(into)) {
        return Outcome::refused("The array \"" + name + "\" must hold finite numbers.");
    }
    return got;
}

} // namespace

BitMatrix Trainer::chains() const { return chainVisible_.rowsFrom(0, chainVisible_.rows()); }

void Trainer::setChains(const Machine& machine, const BitRows& rows, std::uint64_t seed,
                        WorkerPool& pool)
{
    abandon();
    chainVisible_ = BitPanels(rows.count, visible_);
    chainVisible_.read(0, rows);
    chainHidden_ = BitPanels(rows.count, hidden_);
    auto const keys = rowKeys(seed, rows.count);
    Drawing drawing;
    drawing.bias = machine.paddedHiddenBias();
    drawing.keys = keys.data();
    drawing.samples = &chainHidden_;
    pool.run(machine.hiddenPanels(), [&](int p) {
        activatePanel(kernels(), machine, Layer::hidden, p, chainVisible_, 0, rows.count, drawing);
    });
}

void Trainer::forgetChains()
{
    abandon();
    chainVisible_ = {};
    chainHidden_ = {};
}

void Trainer::forgetMomentum()
{
    abandon();
    velocityW_.clear();
    std::fill(velocityB_.begin(), velocityB_.end(), 0.0f);
    std::fill(velocityC_.begin(), velocityC_.end(), 0.0f);
    meanVisible_.clear();
    meanHidden_.clear();
}

void Trainer::save(Archive& archive) const
{
    Machine velocity(visible_, hidden_); // for its layout
    if (!velocityW_.empty()) {
        std::copy(velocityW_.begin(), velocityW_.end(), velocity.panel(0));
    }
    archive.put("trainer-velocity-W",
                velocityW_.empty() ? std::vector<float>{} : velocity.weights());
    archive.put("trainer-velocity-b", velocityB_);
    archive.put("trainer-velocity-c", velocityC_);
    archive.put("trainer-mean-v", meanVisible_);
    archive.put("trainer-mean-h", meanHidden_);
    archive.put("trainer-chains-v", wordsOf(chainVisible_));
    archive.put("trainer-chains-h", wordsOf(chainHidden_));
}

Outcome Trainer::restore(const Archive& archive)
{
    auto const n = sizeOf(visible_), m = sizeOf(hidden_);
    Trainer other(visible_, hidden_);
    std::vector<float> W;
    for (auto const& [name, count, into] :
         {std::tuple{"trainer-velocity-W", n * m, &W},
          {"trainer-velocity-b", n, &other.velocityB_},
          {"trainer-velocity-c", m, &other.velocityC_},
          {"trainer-mean-v", (n + 15) / 16 * 16, &other.meanVisible_},
          {"trainer-mean-h", (m + 15) / 16 * 16, &other.meanHidden_}}) {
        if (auto got = take(archive, name, count, *into); !got) {
            return got;
        }
    }
    other.velocityB_.resize(n);
    other.velocityC_.resize(m);
    if (!W.empty()) {
        Machine velocity(visible_, hidden_);
        velocity.setWeights(W);
        other.velocityW_.assign(velocity.panel(0),
                                velocity.panel(0) + velocity.panelSize() * velocity.hiddenPanels());
    }
    std::vector<std::uint64_t> v, h;
    if (auto got = archive.get("trainer-chains-v", v); !got) {
        return got;
    }
    if (auto got = archive.get("trainer-chains-h", h); !got) {
        return got;
    }
    auto const vWords = sizeOf(wordsPerRow(visible_)), hWords = sizeOf(wordsPerRow(hidden_));
    auto const chains = v.size() / vWords;
    if (v.size() != chains * vWords || h.size() != chains * hWords || chains > 1u << 24) {
        return Outcome::refused("The arrays \"trainer-chains-v\" and \"trainer-chains-h\" must "
                                "hold as many rows, of " +
                                std::to_string(vWords) + " and " + std::to_string(hWords) +
                                " words.");
    }
    auto const count = static_cast<int>(chains);
    if (count > 0) {
        other.chainVisible_ = BitPanels(count, visible_);
        other.chainVisible_.read(0, {v.data(), count, static_cast<int>(vWords)});
        other.chainHidden_ = BitPanels(count, hidden_);
        other.chainHidden_.read(0, {h.data(), count, static_cast<int>(hWords)});
    }
    other.report_ = report_;
    *this = std::move(other);
    return Outcome::done();
}

} // namespace core::rbm
