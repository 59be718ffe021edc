// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli_files.h"

#include "app/cli_plan.h"
#include "core/io/image.h"
#include "core/io/npy.h"
#include "core/io/read_file.h"
#include "core/labs/lab.h"
#include "core/param/param_text.h"
#include "core/session/array_files.h"
#include "core/session/document.h"

#include <cmath>
#include <iterator>

namespace app {

using core::Outcome;
using core::Result;

namespace {

// The arrays that --import names, read before anything runs.
struct Import
{
    std::string id, file;
    core::Array array;
};

bool isPicture(std::span<const std::uint8_t> bytes)
{
    return bytes.size() > 2 && (bytes[0] == 0x89 || (bytes[0] == 'P' && bytes[1] != 'K'));
}

// A NumPy array, or a picture as its grey values.
Result<core::Array> readArray(const std::string& file)
{
    auto const bytes = core::readFile(file, core::maxNpyBytes);
    if (!bytes) {
        return Result<core::Array>::refused(bytes.reason());
    }
    if (!isPicture(*bytes)) {
        return core::parseNpy(*bytes, file);
    }
    auto image = core::parseImage(*bytes, file);
    if (!image) {
        return Result<core::Array>::refused(image.reason());
    }
    return core::Array::of(image->pixels, {image->height, image->width});
}

// The name that stands for every array that can be imported again, in one .npz file.
constexpr std::string_view allArrays = "all";

// The arrays of a .npz file, all of which must be importable: a misspelt name is no import.
Result<std::vector<Import>> readAll(const core::ModelCard& card, const std::string& file)
{
    using R = Result<std::vector<Import>>;
    auto read = core::readArrays(file, card);
    if (!read) {
        return R::refused(read.reason());
    }
    if (!read->others.empty()) {
        return R::refused("'" + file + "': model '" + std::string(card.id) + "' has no array '" +
                          read->others.front() + "' to import.");
    }
    std::vector<Import> imports;
    for (auto& each : read->arrays) {
        imports.push_back({each.name, file, std::move(each.array)});
    }
    return imports;
}

// Index of the curve that "curve:<id>" names, or -1.
int curveIndex(const core::ModelCard& card, std::string_view id)
{
    for (std::size_t i = 0; i < card.curves.size(); ++i) {
        if (id == "curve:" + std::string(card.curves[i].id)) {
            return static_cast<int>(i);
        }
    }
    return -1;
}

std::string arrayNames(const core::ModelCard& card, bool importing)
{
    std::string names;
    auto const add = [&](const std::string& id) { names += (names.empty() ? "" : ", ") + id; };
    for (const auto& spec : card.arrays) {
        if (spec.importable || !importing) {
            add(std::string(spec.id));
        }
    }
    for (const auto& curve : card.curves) {
        if (!importing) {
            add("curve:" + std::string(curve.id));
        }
    }
    if (!names.empty()) {
        add(std::string(allArrays));
    }
    return names.empty() ? "none" : names;
}

std::string noArray(const core::ModelCard& card, const std::string& id, bool importing)
{
    return "Model '" + std::string(card.id) + "' has no array '" + id + "' to " +
           (importing ? "import" : "export") + "; it has " + arrayNames(card, importing) + ".";
}

Outcome planImports(const Options& options, core::RunPlan& plan)
{
    auto const& card = *plan.entry->card;
    auto imports = std::make_shared<std::vector<Import>>();
    for (const auto& text : options.imports) {
        auto const given = assignmentOf("--import", text);
        if (!given) {
            return given.outcome();
        }
        if (given->first == allArrays) {
            auto all = readAll(card, given->second);
            if (!all) {
                return all.outcome();
            }
            std::move(all->begin(), all->end(), std::back_inserter(*imports));
            continue;
        }
        const auto* spec = core::findArray(card, given->first);
        if (!spec || !spec->importable) {
            return Outcome::refused(noArray(card, given->first, true));
        }
        auto array = readArray(given->second);
        if (!array) {
            return array.outcome();
        }
        imports->push_back({given->first, given->second, std::move(*array)});
    }
    if (!imports->empty()) {
        plan.prepare = [imports](core::AnyModel& model) {
            for (const auto& each : *imports) {
                if (auto outcome = model.importArray(each.id, each.array); !outcome) {
                    return Outcome::refused("'" + each.file + "': " + outcome.reason());
                }
            }
            return Outcome::done();
        };
    }
    return Outcome::done();
}

std::optional<core::Array> exported(const core::AnyModel& model, const std::string& id)
{
    if (auto array = model.exportArray(id)) {
        return array;
    }
    int const curve = curveIndex(model.card(), id);
    if (curve < 0) {
        return std::nullopt;
    }
    std::vector<core::CurvePoint> points;
    model.curve(curve, points);
    std::vector<double> numbers;
    for (const auto& point : points) {
        numbers.insert(numbers.end(), {point.x, point.y});
    }
    return core::Array::of(numbers, {points.size(), 2});
}

Outcome saveState(const core::AnyModel& model, const std::string& file)
{
    core::Document document;
    for (const auto& lab : core::labs()) {
        if (document.lab.empty() && lab.model == model.card().id) {
            document.lab = lab.id;
        }
    }
    model.save(document.archive);
    return core::writeDocument(file, document);
}

Outcome planExports(const Options& options, core::RunPlan& plan)
{
    auto const& card = *plan.entry->card;
    std::vector<std::pair<std::string, std::string>> exports;
    for (const auto& text : options.exports) {
        auto const given = assignmentOf("--export", text);
        if (!given) {
            return given.outcome();
        }
        if (given->first != allArrays && !core::findArray(card, given->first) &&
            curveIndex(card, given->first) < 0) {
            return Outcome::refused(noArray(card, given->first, false));
        }
        exports.push_back(*given);
    }
    if (exports.empty() && !options.save) {
        return Outcome::done();
    }
    plan.finish = [exports, save = options.save](const core::AnyModel& model) {
        for (const auto& [id, file] : exports) {
            if (id == allArrays) {
                if (auto outcome = core::writeArrays(file, model); !outcome) {
                    return outcome;
                }
                continue;
            }
            auto const array = exported(model, id);
            auto const outcome = array ? core::writeNpy(file, *array)
                                       : Outcome::refused(noArray(model.card(), id, false));
            if (!outcome) {
                return outcome;
            }
        }
        return save ? saveState(model, *save) : Outcome::done();
    };
    return Outcome::done();
}

} // namespace

Result<core::Payload> readPayload(const core::ActionSpec& action, const std::string& file)
{
    using R = Result<core::Payload>;
    auto const named = "Action '" + std::string(action.id) + "' ";
    if (file.empty()) {
        return R::refused(named + "needs file=FILE, a picture or a NumPy array.");
    }
    auto const array = readArray(file);
    if (!array) {
        return R::refused(array.reason());
    }
    if (array->shape.size() != 2 || array->size() == 0 || array->size() > core::maxImagePixels) {
        return R::refused(named + "takes rows and columns of numbers, at most 64 Mi of them; '" +
                          file + "' holds something else.");
    }
    bool const drawing = action.payload == core::PayloadKind::drawing;
    if (!drawing && array->dtype != core::DType::u1) {
        return R::refused(named + "takes grey levels, 0 to 255 (uint8); '" + file +
                          "' holds numbers of another type.");
    }
    core::Payload payload{action.payload,
                          static_cast<int>(array->shape[1]),
                          static_cast<int>(array->shape[0]),
                          {},
                          file};
    payload.cells.resize(array->size());
    double const middle = array->dtype == core::DType::u1 ? 127.5 : 0;
    for (std::size_t i = 0; i < payload.cells.size(); ++i) {
        double const value = array->real(i);
        payload.cells[i] = static_cast<std::uint8_t>(drawing ? (value > middle ? 1 : 0) : value);
    }
    return payload;
}

Outcome planFiles(const Options& options, core::RunPlan& plan)
{
    auto outcome = planImports(options, plan);
    return outcome ? planExports(options, plan) : outcome;
}

Outcome checkOutputs(const Options& options)
{
    std::vector<std::string> files;
    for (const auto& text : options.exports) {
        if (auto const given = assignmentOf("--export", text)) {
            files.push_back(given->second);
        }
    }
    if (options.save) {
        files.push_back(*options.save);
    }
    for (const auto& file : files) {
        if (auto const made = core::AtomicFile::create(file); !made) {
            return made.outcome();
        }
    }
    return Outcome::done();
}

std::string seriesHead(const core::ModelCard& card, bool repeats)
{
    std::string head = repeats ? "step,repeat" : "step";
    for (const auto& spec : card.observables) {
        if (spec.kind == core::ObservableKind::sampled ||
            spec.kind == core::ObservableKind::training) {
            head += "," + std::string(spec.id);
        }
    }
    return head;
}

core::CsvRow seriesRow(std::optional<int> repeat, std::uint64_t step,
                       std::span<const double> sampled)
{
    core::CsvRow row;
    row.addUnsigned(step);
    if (repeat) {
        row.addInteger(*repeat + 1);
    }
    for (double const value : sampled) {
        row.add(value);
    }
    return row;
}

std::string sweepHead(const core::SweepPlan& plan)
{
    std::string head;
    for (const auto& axis : plan.axes) {
        head += axis.param + ",";
    }
    head += "seed";
    for (const auto& spec : plan.base.entry->card->observables) {
        if (spec.kind != core::ObservableKind::internal) {
            for (const char* const part : {"", "_error", "_tau", "_trusted", "_exact"}) {
                head += "," + std::string(spec.id) + part;
            }
        }
    }
    return head;
}

core::CsvRow sweepRow(const core::SweepPlan& plan, const core::SweepPoint& point)
{
    core::CsvRow row;
    for (std::size_t a = 0; a < plan.axes.size(); ++a) {
        const auto& spec = *core::findSpec(plan.base.entry->specs(), plan.axes[a].param);
        row.addText(textOf(spec, point.values[a]));
    }
    row.addUnsigned(point.seed);
    const auto& observables = plan.base.entry->card->observables;
    for (std::size_t i = 0; i < observables.size(); ++i) {
        if (observables[i].kind == core::ObservableKind::internal) {
            continue;
        }
        const auto& estimate = point.result.estimates[i];
        const auto* exact = core::bestPrediction(point.result.predictions, observables[i].id);
        bool const averaged = estimate.count > 0 && std::isfinite(estimate.mean);
        bool const learnt = observables[i].kind == core::ObservableKind::training;
        row.add(learnt ? estimate.last : estimate.mean).add(estimate.error).add(estimate.tau);
        row.addText(!averaged ? "" : estimate.trusted ? "true" : "false");
        row.add(exact ? std::optional(exact->value) : std::nullopt);
    }
    return row;
}

} // namespace app
