// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace core {

// How far something has come that takes its time: "epoch" 4.6 of 10, "reading" 0.3 of 1.
struct Progress
{
    std::string_view what;  // a word that outlives the model; empty: nothing to tell
    double done = 0;        // in units of what is counted
    double goal = 0;        // 0: there is none
    bool preparing = false; // it comes before the first step, which waits for it
};

} // namespace core
