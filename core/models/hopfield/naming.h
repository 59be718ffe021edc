// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

namespace core::hopfield {

// The largest overlaps of a state, by absolute value, largest first.
struct Ranked
{
    int pattern = 0; // from 0
    double overlap = 0;
};
// The `count` largest (fewer where there are fewer); `out` is reused.
void rankOverlaps(std::span<const double> overlaps, std::size_t count, std::vector<Ranked>& out);

// What is known of a state when it is to be named.
struct Situation
{
    std::span<const Ranked> largest; // at least six where there are so many patterns
    double T = 0, load = 0;
    bool moving = false;   // flips in the last sweep (T = 0), a drifting overlap (T > 0)
    bool twoCycle = false; // the state of two synchronous steps ago has come back
};

// A few words: "A", "reverse of A", "mixture of A + B - C", "spin glass (no memory)", "paramagnet
// (too hot)", "thinking ...", "cycle of two states". A symmetric mixture of n patterns has n equal
// overlaps (0.5 for three at T = 0; Amit, Gutfreund and Sompolinsky 1985). `name` gives the name of
// pattern k, from 0. `out` is replaced; nothing is allocated once it has room.
void nameState(const Situation& situation, const std::function<const std::string&(int)>& name,
               std::string& out);

} // namespace core::hopfield
