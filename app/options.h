// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/outcome.h"

#include <optional>
#include <string>
#include <vector>

namespace app {

// A command line taken apart, before anything in it is judged: what was given, as it was written.
struct Options
{
    std::string command;             // list, run, sweep, bench, selftest; empty when none is named
    std::optional<std::string> name; // the model, or the bench
    std::vector<std::string> set, actions, over, imports, exports;
    std::optional<std::string> steps, warmup, every, ramp, hold, repeats, seed, threads, jobs;
    std::optional<std::string> load, save, out;
    bool json = false, carry = false, help = false, version = false;
    std::string line; // the full command, quoted for a shell
};

// Refused with a sentence: unknown commands, unknown options, missing values.
core::Result<Options> parseOptions(int argc, const char* const* argv);

// What --help prints: the commands, or one command with its options; with a model's name also its
// parameters, observables and notes.
std::string helpText(const Options& options);

} // namespace app
