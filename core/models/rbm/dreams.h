// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/archive.h"
#include "core/base/fnv.h"
#include "core/model/action.h"
#include "core/models/rbm/gibbs.h"

namespace core::rbm {

inline constexpr int fantasyCount = 64;

// What the machine makes up: fantasies, which are chains without data, and the completion of a
// drawing, a chain whose drawn pixels are held.
class Dreams
{
public:
    Dreams() = default;
    // Fantasies from noise; nothing to complete.
    Dreams(int pixels, std::uint64_t seed);

    // Fantasies from coins, or from these rows over and over.
    void restart();
    void restart(const BitRows& rows);
    // Holds the drawing's known pixels (0 off, 1 on; 2 unknown); the others begin on with these
    // probabilities, as coins where none are given.
    void complete(std::span<const std::uint8_t> drawing, std::span<const float> start = {});
    // The drawing of another machine of as many pixels.
    void complete(const Dreams& other, std::span<const float> start);

    // One Gibbs sweep of each at temperature T.
    void sweep(const Machine& machine, double T, WorkerPool& pool);
    // Fantasies become these rows, over and over, without a sweep.
    void follow(const BitRows& rows) { fantasies_.follow(rows); }
    void sweepCompletion(const Machine& machine, double T, WorkerPool& pool);

    const Chains& fantasies() const { return fantasies_; }
    const Chains& completion() const { return completion_; }
    bool hasDrawing() const { return drawn_; }
    // On the pixels, 0 to 1: drawn ones as they are, others as the mean of the last sweeps'
    // probabilities, a geometric one over about twenty, as one sweep alone flickers. All 0 without
    // a drawing.
    std::span<const float> completionShares() const { return shares_; }

    void digest(Fnv& fnv) const;
    void save(Archive& archive) const;
    Outcome load(const Archive& archive);

private:
    Clamp clamp() const { return {fixed_.row(0), values_.row(0)}; }
    void startCompletion(std::span<const float> start);

    int pixels_ = 0;
    std::uint64_t seed_ = 0, restarts_ = 0;
    Chains fantasies_, completion_;
    BitMatrix fixed_, values_;
    std::vector<float> shares_;
    bool drawn_ = false;
};

} // namespace core::rbm
