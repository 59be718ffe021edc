// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli.h"
#include "app/cli_plan.h"
#include "app/cli_report.h"
#include "core/base/cpu.h"
#include "core/base/rng.h"
#include "core/models/models.h"
#include "core/param/param_text.h"

#include <cmath>
#include <iostream>

namespace app {

namespace {

class Verdict
{
public:
    void check(const std::string& what, bool right)
    {
        std::cout << (right ? "ok      " : "WRONG   ") << what << std::endl;
        wrong_ += right ? 0 : 1;
    }
    int wrong() const { return wrong_; }

private:
    int wrong_ = 0;
};

// Known answers: the generators' published reference code, and the FNV definition.
void checkGenerators(Verdict& verdict)
{
    std::uint64_t state = 1234567;
    bool right = true;
    for (std::uint64_t const expected :
         {6457827717110365317u, 3203168211198807973u, 9817491932198370423u}) {
        right = right && core::splitMix(state) == expected;
    }
    verdict.check("SplitMix64: known answers", right);
    core::Rng random(core::Rng::State{1, 2, 3, 4});
    right = true;
    for (std::uint64_t const expected : {11520u, 0u, 1509978240u}) {
        right = right && random.next() == expected;
    }
    verdict.check("xoshiro256**: known answers", right && random.next() == 1215971899390074240u);
    core::Fnv fnv;
    fnv.text("foobar");
    verdict.check("FNV-1a: known answer", fnv.hex() == "85944171f73967e8");
}

core::ParamMap sized(const core::ModelEntry& entry, double side)
{
    core::ParamMap values;
    for (const auto& spec : entry.specs()) {
        if (spec.kind == core::ParamKind::integer && spec.effect == core::Effect::rebuild) {
            core::setValue(values, spec.id,
                           valueFromNumber(spec, std::max(spec.min, std::min(side, spec.max))));
        }
    }
    return values;
}

// The variants of a model that are tried: its algorithms, or itself.
std::vector<core::ParamMap> variants(const core::ModelEntry& entry, double side)
{
    std::vector<core::ParamMap> all;
    const auto* spec = core::findSpec(entry.specs(), "algorithm");
    for (std::size_t i = 0; spec && i < spec->choices.size(); ++i) {
        all.push_back(sized(entry, side));
        core::setValue(all.back(), "algorithm", static_cast<std::int64_t>(i));
    }
    if (all.empty()) {
        all.push_back(sized(entry, side));
    }
    return all;
}

std::string nameOf(const core::ModelEntry& entry, const core::ParamMap& values)
{
    return std::string(entry.card->id) + " " + core::differenceFromDefaults(entry.specs(), values);
}

// Measured means against the exact values of this very size, within five of their errors.
void checkTheory(const core::ModelEntry& entry, const core::ParamMap& values, Verdict& verdict)
{
    core::RunPlan plan;
    plan.entry = &entry;
    plan.params = values;
    plan.steps = 200000;
    plan.warmup = 2000;
    auto const result = core::runModel(plan, core::soloPool());
    if (!result) {
        verdict.check(nameOf(entry, values) + ": " + result.reason(), false);
        return;
    }
    for (std::size_t i = 0; i < entry.card->observables.size(); ++i) {
        const auto& id = entry.card->observables[i].id;
        const auto* exact = core::bestPrediction(result->predictions, id);
        if (exact && exact->kind == core::ExactKind::thisSize) {
            const auto& estimate = result->estimates[i];
            double const off = std::fabs(estimate.mean - exact->value);
            verdict.check(nameOf(entry, values) + ": " + std::string(id) + " " +
                              withError(estimate.mean, estimate.error) + ", exact " +
                              withError(exact->value, estimate.error / 10),
                          off <= 5 * estimate.error + 1e-9);
        }
    }
}

std::string hashAfter(const core::ModelEntry& entry, const core::ParamMap& values, int workers)
{
    core::RunPlan plan;
    plan.entry = &entry;
    plan.params = values;
    plan.steps = 20;
    core::WorkerPool pool(workers);
    auto const result = core::runModel(plan, pool);
    return result ? result->hash : result.reason();
}

// The same trajectory on every instruction set of this processor and on any number of threads.
void checkKernels(const core::ModelEntry& entry, const core::ParamMap& values, Verdict& verdict)
{
    std::string const before(core::isaName(core::activeIsa()));
    std::string sets, first;
    bool equal = true;
    for (const char* const isa : {"portable", "avx2", "avx512"}) {
        if (!core::forceIsa(isa)) {
            continue;
        }
        for (int const workers : {1, 3}) {
            auto const hash = hashAfter(entry, values, workers);
            first = first.empty() ? hash : first;
            equal = equal && hash == first;
        }
        sets += (sets.empty() ? "" : ", ") + std::string(isa);
    }
    equal = core::forceIsa(before) && equal;
    verdict.check(nameOf(entry, values) + ": hash " + first + " on " + sets + ", 1 and 3 threads",
                  equal);
}

} // namespace

int runSelftest(const Options&)
{
    Verdict verdict;
    checkGenerators(verdict);
    for (const auto* entry : core::models()) {
        for (const auto& values : variants(*entry, 256)) {
            checkKernels(*entry, values, verdict);
        }
        for (const auto& values : variants(*entry, 4)) {
            if (interrupted()) {
                return complain("Interrupted.", failed);
            }
            checkTheory(*entry, values, verdict);
        }
    }
    if (verdict.wrong() > 0) {
        return complain(std::to_string(verdict.wrong()) + " checks are wrong on this machine.",
                        failed);
    }
    std::cout << "All checks passed.\n";
    return done;
}

} // namespace app
