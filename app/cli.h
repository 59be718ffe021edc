// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/options.h"

#include <atomic>

namespace app {

// Exit codes.
inline constexpr int done = 0, failed = 1, refused = 2;

// One per command; each prints its result on stdout, at most one sentence on stderr, and returns
// the exit code.
int listModels(const Options& options);
int runOnce(const Options& options);
int runTable(const Options& options);
int runBench(const Options& options);
int runSelftest(const Options& options);

// One sentence on stderr; returns `code`.
int complain(const std::string& sentence, int code);

// Set by Ctrl-C.
const std::atomic<bool>& interrupted();

// A line on stderr that is overwritten, when that is a terminal; nothing otherwise.
void showProgress(double part);
void clearProgress();

} // namespace app
