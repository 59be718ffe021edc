// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/options.h"

#include "app/cli_describe.h"
#include "core/models/models.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <variant>

namespace app {

namespace {

using Target = std::variant<std::optional<std::string> Options::*,
                            std::vector<std::string> Options::*, bool Options::*>;

// One option: its flag, its value's form, its help and the commands that take it.
struct Row
{
    const char* flag;
    const char* value; // empty for a switch
    const char* help;
    const char* commands;
    Target target;
};

const std::vector<Row>& rows()
{
    static const std::vector<Row> table{
        {"--set", "id=value", "a parameter; repeat for more", "run sweep", &Options::set},
        {"--over", "id=from:to:step",
         "sweep a parameter over a range, or over a list id=a,b,c; "
         "several form a product, the last fastest",
         "sweep", &Options::over},
        {"--do", "action[:key=value,...]", "an action of the model; repeat for more", "run sweep",
         &Options::actions},
        {"--steps", "N", "steps that are measured (1000)", "run sweep", &Options::steps},
        {"--warmup", "N", "steps before these, not measured (a tenth; 0 where the model learns)",
         "run sweep", &Options::warmup},
        {"--every", "N", "measure each N-th step (1)", "run sweep", &Options::every},
        {"--ramp", "id=from:to[:linear|geometric]",
         "lead a live parameter through the steps; then nothing but --hold is averaged",
         "run sweep", &Options::ramp},
        {"--hold", "N", "steps measured after the ramp (0)", "run sweep", &Options::hold},
        {"--repeats", "R",
         "independent repeats: disorder, start and random stream (1); errors then come from the "
         "scatter of their means; files are written of the first",
         "run sweep", &Options::repeats},
        {"--seed", "N", "of the random stream (1)", "run sweep", &Options::seed},
        {"--threads", "N", "of one run (all cores; 1 in a sweep without --carry)", "run sweep",
         &Options::threads},
        {"--jobs", "N", "points of a sweep at a time (all cores)", "sweep", &Options::jobs},
        {"--carry", "", "start each point from the state of the one before", "sweep",
         &Options::carry},
        {"--import", "name=FILE.npy", "an array before the run; grey pictures (PNG, PGM) too",
         "run sweep", &Options::imports},
        {"--export", "name=FILE.npy", "an array after the run", "run sweep", &Options::exports},
        {"--load", "FILE", "start from a saved state; --set then changes live parameters only",
         "run sweep", &Options::load},
        {"--save", "FILE", "save the final state; the window opens it too", "run sweep",
         &Options::save},
        {"--out", "FILE.csv", "the measured steps of a run, or the table of a sweep", "run sweep",
         &Options::out},
        {"--json", "", "print JSON and nothing else", "list run sweep bench", &Options::json},
        {"-h,--help", "", "this text; with a model's name its parameters too",
         "list run sweep bench selftest", &Options::help}};
    return table;
}

struct Command
{
    const char* name;
    const char* positional; // empty when it takes none
    const char* help;
};

constexpr std::array<Command, 5> commands{{
    {"list", "MODEL", "the models, or one with its parameters, observables and arrays"},
    {"run", "MODEL", "one run: means with error bars, exact values beside them"},
    {"sweep", "MODEL", "runs over ranges of parameters, into a table"},
    {"bench", "NAME", "how fast it is, against plain reference code in the same run"},
    {"selftest", "", "prove on this machine that the numbers are right"},
}};

bool takes(const Row& row, std::string_view command)
{
    std::string const padded = " " + std::string(row.commands) + " ";
    return padded.find(" " + std::string(command) + " ") != std::string::npos;
}

void addOption(CLI::App& command, const Row& row, Options& options)
{
    if (auto* flag = std::get_if<bool Options::*>(&row.target)) {
        command.add_flag(row.flag, options.**flag);
    } else if (auto* one = std::get_if<std::optional<std::string> Options::*>(&row.target)) {
        command.add_option(row.flag, options.**one);
    } else {
        auto many = std::get<std::vector<std::string> Options::*>(row.target);
        command.add_option(row.flag, options.*many)->allow_extra_args(false);
    }
}

std::string quoted(const std::string& word)
{
    constexpr std::string_view plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                       "0123456789_-+=:,./@%";
    if (!word.empty() && word.find_first_not_of(plain) == std::string::npos) {
        return word;
    }
    std::string result = "'";
    for (char const c : word) {
        if (c == '\'') {
            result += "'\\''";
        } else {
            result += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
        }
    }
    return result + "'";
}

std::string lineOf(int argc, const char* const* argv)
{
    std::string line = "isinglass-cli";
    for (int i = 1; i < argc; ++i) {
        line += " " + quoted(argv[i]);
    }
    return line;
}

std::string unexpected(const CLI::App& program, const std::string& command)
{
    auto const left = program.remaining(true);
    std::string const word = left.empty() ? "" : left.front();
    if (command.empty() && word.rfind('-', 0) != 0) {
        return "There is no command '" + word + "'; expected list, run, sweep, bench or selftest.";
    }
    return "'" + word + "' is not understood here; 'isinglass-cli " + command +
           (command.empty() ? "" : " ") + "--help' says what is.";
}

std::string sentenceOf(const CLI::ParseError& error)
{
    std::string text = error.what();
    std::replace(text.begin(), text.end(), '\n', ' ');
    return "The command line cannot be read: " + text + (text.ends_with('.') ? "" : ".");
}

std::string column(std::string text, std::size_t width)
{
    text.resize(std::max(text.size() + 2, width), ' ');
    return text;
}

constexpr std::size_t helpColumn = 32;

std::string overview()
{
    std::string text = "isinglass-cli: statistical mechanics and neural networks, unattended\n\n";
    for (const auto& command : commands) {
        text += "  isinglass-cli " + column(command.name, 10) + command.help + "\n";
    }
    text += "  isinglass-cli --version\n\n"
            "Every command has --help; 'isinglass-cli run MODEL --help' describes the model.\n"
            "Models: " +
            core::modelIds() +
            ".\n\nISINGLASS_ISA=portable|avx2|avx512 forces a kernel set.\n"
            "Exit codes: 0 done; 1 could not write, or interrupted; 2 bad arguments or input.\n";
    return text;
}

} // namespace

core::Result<Options> parseOptions(int argc, const char* const* argv)
{
    Options options;
    CLI::App program{"", "isinglass-cli"};
    program.set_help_flag();
    program.add_flag("--version", options.version);
    program.add_flag("-h,--help", options.help);
    program.require_subcommand(0, 1);
    for (const auto& command : commands) {
        auto* sub = program.add_subcommand(command.name);
        sub->set_help_flag();
        sub->callback([&options, &command] { options.command = command.name; });
        if (*command.positional) {
            sub->add_option(command.positional, options.name);
        }
        for (const auto& row : rows()) {
            if (takes(row, command.name)) {
                addOption(*sub, row, options);
            }
        }
    }
    try {
        program.parse(argc, argv);
    } catch (const CLI::ExtrasError&) {
        auto const given = program.get_subcommands();
        return core::Result<Options>::refused(
            unexpected(program, given.empty() ? "" : given.front()->get_name()));
    } catch (const CLI::ParseError& error) {
        return core::Result<Options>::refused(sentenceOf(error));
    }
    options.line = lineOf(argc, argv);
    return options;
}

std::string helpText(const Options& options)
{
    auto const* const command =
        std::find_if(commands.begin(), commands.end(),
                     [&](const Command& each) { return each.name == options.command; });
    if (command == commands.end()) {
        return overview();
    }
    std::string text = "isinglass-cli " + options.command;
    if (*command->positional) {
        text += std::string(" ") + command->positional;
    }
    text += " [options]: " + std::string(command->help) + "\n\n";
    for (const auto& row : rows()) {
        if (takes(row, options.command)) {
            std::string const flag = std::string(row.flag) + (*row.value ? " " : "") + row.value;
            text += flag.size() > 28 ? "  " + flag + "\n" + column("", helpColumn)
                                     : column("  " + flag, helpColumn);
            text += wrapped(row.help, helpColumn).substr(helpColumn);
        }
    }
    const auto* entry =
        options.name && options.command != "bench" ? core::findModel(*options.name) : nullptr;
    if (entry) {
        text += "\n" + describe(*entry);
    } else if (options.command == "run" || options.command == "sweep") {
        text += "\nModels: " + core::modelIds() + ".\n";
    }
    return text;
}

} // namespace app
