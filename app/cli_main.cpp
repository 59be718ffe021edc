// SPDX-License-Identifier: GPL-3.0-or-later
// isinglass-cli: the models of the window, unattended, without Qt and without a display.
#include "app/cli.h"
#include "core/base/cpu.h"
#include "core/base/version.h"

#include <csignal>
#include <cstdio>
#include <iostream>
#include <new>
#include <unistd.h>

namespace app {

namespace {

std::atomic<bool> interruptedFlag{false};
static_assert(std::atomic<bool>::is_always_lock_free, "set from a signal handler");

// The first asks for an orderly end; the second finds the default again and ends at once.
void onInterrupt(int signal)
{
    interruptedFlag = true;
    std::signal(signal, SIG_DFL);
}

int dispatch(const Options& options)
{
    if (options.command == "list") {
        return listModels(options);
    }
    if (options.command == "run") {
        return runOnce(options);
    }
    if (options.command == "sweep") {
        return runTable(options);
    }
    if (options.command == "bench") {
        return runBench(options);
    }
    return runSelftest(options);
}

int start(int argc, const char* const* argv)
{
    auto const options = parseOptions(argc, argv);
    if (!options) {
        return complain(options.reason(), refused);
    }
    if (options->version) {
        std::cout << "isinglass " << core::version() << " (" << core::gitHash() << ")\n";
        return done;
    }
    if (options->help) {
        std::cout << helpText(*options);
        return done;
    }
    if (options->command.empty()) {
        return complain("A command is expected: list, run, sweep, bench or selftest; "
                        "'isinglass-cli --help' describes them.",
                        refused);
    }
    if (auto const outcome = core::applyIsaFromEnvironment(); !outcome) {
        return complain(outcome.reason(), refused);
    }
    std::signal(SIGINT, onInterrupt);
    std::signal(SIGTERM, onInterrupt);
    int const code = dispatch(*options);
    std::cout.flush();
    return code == done && !std::cout
               ? complain("The standard output could not be written.", failed)
               : code;
}

} // namespace

int complain(const std::string& sentence, int code)
{
    std::cerr << "isinglass-cli: " << sentence << "\n";
    return code;
}

const std::atomic<bool>& interrupted() { return interruptedFlag; }

void showProgress(double part)
{
    if (isatty(STDERR_FILENO)) {
        std::fprintf(stderr, "\r%3d %%", static_cast<int>(100 * part));
        std::fflush(stderr);
    }
}

void clearProgress()
{
    if (isatty(STDERR_FILENO)) {
        std::fprintf(stderr, "\r     \r");
    }
}

} // namespace app

int main(int argc, char** argv)
{
    try {
        return app::start(argc, argv);
    } catch (const std::bad_alloc&) {
        return app::complain("There is not enough memory for this system; expected a smaller one.",
                             app::refused);
    }
}
