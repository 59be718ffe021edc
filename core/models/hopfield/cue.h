// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/archive.h"
#include "core/base/rng.h"
#include "core/models/hopfield/drawing.h"
#include "core/models/hopfield/patterns.h"

#include <optional>

namespace core::hopfield {

// How the state was last set, so that a reset sets it so again.
enum class CueKind : std::uint8_t { random, pattern, cells };
struct Cue
{
    CueKind kind = CueKind::random;
    std::uint64_t pattern = 0; // id of the pattern that is meant to be recalled; 0: none
    double noise = 0;
    Hide hide = Hide::none;
    bool fillRandom = false;
    Cells cells = {}; // of a drawing or a mixture

    // The state, +1 and -1. Unknown cells, and a pattern that is no longer stored, are random.
    std::vector<std::int8_t> state(const PatternStore& patterns, int side, Rng& random) const;

    // `index` of the pattern, or -1: ids are not kept in files.
    void save(std::int64_t index, Archive& archive) const;
    Outcome load(const Archive& archive, const PatternStore& patterns);
};

// The pattern with the largest overlap with the known cells; none where nothing is stored.
std::optional<std::int64_t> nearestPattern(const PatternStore& patterns, const Cells& cells);

// "1+2+3" as indices from 0; refused with a sentence.
Result<std::vector<std::int64_t>> mixtureMembers(std::string_view text, std::int64_t count);
// The majority of some patterns; where it is tied, the first of them decides.
Cells majority(const PatternStore& patterns, const std::vector<std::int64_t>& members);

} // namespace core::hopfield
