// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/archive.h"

#include <cstdint>

namespace core::ising {

// How many Wolff clusters make a step: about N / mean cluster size, found in the first steps and
// then frozen. Late steps count most, and the number at most doubles from step to step: the first
// clusters of a random start are small, and a step of thousands of these would end in thousands of
// large ones.
class ClusterCount
{
public:
    std::uint64_t found() const { return found_; }
    bool frozen() const { return frozen_; }
    void freeze() { frozen_ = true; }
    // Looks anew, from the number found so far.
    void restart();
    // After a step on `sites` sites whose clusters had this mean size.
    void note(double clusterSize, double sites);

    void save(Archive& archive) const;
    // Refused with a sentence and nothing changed when it makes no sense.
    Outcome load(const Archive& archive);

private:
    std::uint64_t found_ = 1, steps_ = 0;
    double mean_ = 0;
    bool frozen_ = false;
};

} // namespace core::ising
