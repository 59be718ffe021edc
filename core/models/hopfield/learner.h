// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/stop_check.h"
#include "core/models/hopfield/fields.h"
#include "core/models/hopfield/params.h"

namespace core::hopfield {

// At most so many neurons have couplings written out.
inline constexpr std::int64_t largestMatrix = 4096;

// Learns the couplings of a rule that needs them, in slices of a few milliseconds.
//
// Pseudo-inverse: the projection onto the span of the patterns, J = xi^T (xi xi^T)^-1 xi
// (Personnaz, Guyon & Dreyfus, J. Physique Lett. 46, 359, 1985), by Cholesky's decomposition of the
// overlaps; patterns that depend on earlier ones add nothing and are left out.
// Storkey: pattern by pattern, J_ij += (xi_i xi_j - xi_i h_ji - h_ij xi_j) / N with h_ij = sum over
// k != i, j of J_ik xi_k (Storkey, ICANN 1997).
// Both with zero diagonal.
class Learner
{
public:
    virtual ~Learner() = default;
    // True when all is learnt; false when `stop` held, call again.
    virtual bool work(const StopCheck& stop) = 0;
    // Patterns that were linearly dependent on earlier ones; 0 where that has no meaning.
    virtual std::int64_t dependent() const { return 0; }
    // One of the two, when all is learnt.
    virtual std::shared_ptr<const Couplings> couplings() const { return nullptr; }
    virtual std::shared_ptr<const Inverse> inverse() const { return nullptr; }
};

// The patterns must stay as they are until it is done.
std::unique_ptr<Learner> makeProjection(const PatternStore& patterns);
std::unique_ptr<Learner> makeStorkey(const PatternStore& patterns);

} // namespace core::hopfield
