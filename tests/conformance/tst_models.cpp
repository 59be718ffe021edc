// SPDX-License-Identifier: GPL-3.0-or-later
// What every registered model keeps, whoever wrote it: one row per model.
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized" // GCC 12 on moves of a variant with a text
#endif
#include "core/base/rng.h"
#include "core/labs/lab.h"
#include "core/model/paired.h"
#include "core/models/models.h"
#include "core/param/param_text.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

#include <atomic>
#include <cmath>
#include <cstdlib>
#include <new>

namespace {

// Counts what is allocated while `counting`.
std::atomic<bool> counting{false};
std::atomic<int> allocations{0};

void* counted(std::size_t size)
{
    if (counting) {
        ++allocations;
    }
    if (void* memory = std::malloc(size ? size : 1)) {
        return memory;
    }
    throw std::bad_alloc();
}

} // namespace

void* operator new(std::size_t size) { return counted(size); }
void* operator new[](std::size_t size) { return counted(size); }
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete[](void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::size_t) noexcept { std::free(memory); }

using namespace core;

namespace {

QString text(std::string_view view)
{
    return QString::fromUtf8(view.data(), static_cast<qsizetype>(view.size()));
}

bool isId(std::string_view id)
{
    static const QRegularExpression form("^[A-Za-z][A-Za-z0-9]*(-[A-Za-z0-9]+)*$");
    return form.match(text(id)).hasMatch();
}

bool isSentence(std::string_view help)
{
    return help.size() > 3 && help.back() == '.' &&
           !std::islower(static_cast<unsigned char>(help[0]));
}

const ModelEntry& fetched()
{
    QFETCH_GLOBAL(QString, model);
    return *findModel(model.toStdString());
}

bool isSize(const ParamSpec& spec)
{
    return spec.kind == ParamKind::integer && spec.effect == Effect::rebuild;
}

// Parameters of a system that a test can afford: sizes of at most `side`.
ParamMap small(const ModelEntry& entry, double side = 8)
{
    ParamMap values;
    for (const auto& spec : entry.specs()) {
        if (isSize(spec)) {
            setValue(values, spec.id,
                     valueFromNumber(spec, std::max(spec.min, std::min(side, spec.max))));
        }
    }
    return values;
}

std::unique_ptr<AnyModel> made(const ModelEntry& entry, const ParamMap& values,
                               std::uint64_t seed = 1)
{
    auto model = entry.make(values, seed);
    return model ? std::move(*model) : nullptr;
}

void run(AnyModel& model, int steps)
{
    for (int i = 0; i < steps; ++i) {
        while (!model.advance(StopCheck(), soloPool())) {}
    }
}

std::vector<double> measured(const AnyModel& model)
{
    std::vector<double> values(sampledCount(model.card()));
    model.measure(values);
    return values;
}

std::vector<std::uint8_t> drawn(const AnyModel& model, int picture)
{
    auto const world = model.world(picture);
    std::vector<std::uint8_t> cells(static_cast<std::size_t>(world.width) *
                                    static_cast<std::size_t>(world.height));
    model.draw(picture, {0, 0, world.width, world.height, 1}, cells);
    return cells;
}

// Empty, or what is wrong with the numbers.
std::string complaint(const AnyModel& model)
{
    auto const values = measured(model);
    for (std::size_t i = 0; i < values.size(); ++i) {
        const auto& spec = model.card().observables[i];
        double const slack = 1e-9 * (1 + std::fabs(values[i]));
        if (std::isinf(values[i]) || values[i] < spec.low - slack ||
            values[i] > spec.high + slack) {
            return std::string(spec.id) + " is " + std::to_string(values[i]);
        }
    }
    return {};
}

// The values a parameter is tried at: both ends (sizes not beyond what a test can afford), the
// default, or every choice.
std::vector<double> trials(const ParamSpec& spec)
{
    std::vector<double> values;
    for (std::size_t i = 0; i < spec.choices.size(); ++i) {
        values.push_back(static_cast<double>(i));
    }
    if (values.empty() && spec.kind != ParamKind::text) {
        double const most = isSize(spec) ? std::min(spec.max, 64.0) : spec.max;
        values = {spec.min, std::min(spec.fallback, most), most};
    }
    return values;
}

} // namespace

class TestModels : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase_data();
    void theCardIsComplete();
    void idsAreUniqueAndWellFormed();
    void parametersAreDescribed();
    void defaultsLieInTheirRanges();
    void parametersSurviveTextAndBack();
    void everyParameterWorksAtItsEnds();
    void equalSeedsGiveEqualRuns();
    void lookingDoesNotChangeTheRun();
    void equalValuesChangeNothing();
    void liveParametersKeepTheState();
    void refusedValuesChangeNothing();
    void picturesFillTheirWorld();
    void aSavedStateGoesOnBitForBit();
    void aDamagedStateIsRefusedAndChangesNothing();
    void aSteadyStepAllocatesNothing();
    void twoEqualRunsSideBySideStayEqual();
    void theRunningEnergyIsTheEnergyFromScratch();
    void paintingStaysInsideTheBrush();
    void exportedArraysCanBeImported();
    void actionsAreDoneOrRefusedWithASentence();
    void theoryBelongsToTheObservables();
    void derivedQuantitiesAreFinite();
    void aRestartIsAFreshRun();
    void laboratoriesNameOnlyWhatExists();
    void everyModelHasALaboratory();
};

void TestModels::initTestCase_data()
{
    QTest::addColumn<QString>("model");
    for (const auto* entry : models()) {
        QTest::newRow(text(entry->card->id).toUtf8()) << text(entry->card->id);
    }
}

void TestModels::theCardIsComplete()
{
    const auto& card = *fetched().card;
    QVERIFY(isId(card.id) && !card.title.empty() && isSentence(card.blurb) && !card.step.empty());
    QVERIFY(!card.observables.empty());
    QVERIFY(sampledCount(card) <= 16);
    auto previous = ObservableKind::sampled;
    for (const auto& spec : card.observables) {
        auto const rank = [](ObservableKind kind) {
            return kind == ObservableKind::sampled    ? 0
                   : kind == ObservableKind::training ? 1
                   : kind == ObservableKind::internal ? 2
                                                      : 3;
        };
        QVERIFY2(rank(spec.kind) >= rank(previous),
                 "sampled, then training, then internal, then derived");
        QVERIFY(spec.kind != ObservableKind::training || card.learns);
        QVERIFY(spec.error.empty() ||
                (spec.kind == ObservableKind::training && observableIndex(card, spec.error) >= 0));
        previous = spec.kind;
        QVERIFY(!spec.label.empty() && spec.low <= spec.high);
        QVERIFY2(spec.kind == ObservableKind::internal || isSentence(spec.help),
                 text(spec.id).toUtf8());
    }
    for (const auto& spec : card.pictures) {
        QVERIFY(!spec.label.empty() && !spec.palette.empty());
    }
    for (const auto& spec : card.curves) {
        QVERIFY(!spec.label.empty() && !spec.xLabel.empty() && !spec.yLabel.empty());
        QVERIFY(isSentence(spec.help));
    }
    for (const auto& spec : card.arrays) {
        QVERIFY(!spec.label.empty() && isSentence(spec.help));
    }
    QVERIFY(!card.notes.empty());
    for (const auto& note : card.notes) {
        QVERIFY2(isSentence(note), text(note).toUtf8());
    }
    QVERIFY(card.histogram.empty() || observableIndex(card, card.histogram) >= 0);
}

void TestModels::idsAreUniqueAndWellFormed()
{
    const auto& entry = fetched();
    auto const check = [](auto list) {
        QSet<QString> seen;
        for (const auto& spec : list) {
            QVERIFY2(isId(spec.id), text(spec.id).toUtf8());
            QVERIFY2(!seen.contains(text(spec.id)), text(spec.id).toUtf8());
            seen.insert(text(spec.id));
        }
    };
    check(entry.card->observables);
    check(entry.card->pictures);
    check(entry.card->curves);
    check(entry.card->arrays);
    check(entry.specs());
}

void TestModels::parametersAreDescribed()
{
    const auto& entry = fetched();
    for (const auto& spec : entry.specs()) {
        QVERIFY2(!spec.label.empty() && isSentence(spec.help), text(spec.id).toUtf8());
        QVERIFY2(spec.min <= spec.max, text(spec.id).toUtf8());
        QCOMPARE(spec.kind == ParamKind::choice, !spec.choices.empty());
        QVERIFY2(spec.whenId.empty() || findSpec(entry.specs(), spec.whenId),
                 text(spec.id).toUtf8());
        QVERIFY(spec.whenId.empty() || spec.whenMask != 0);
        for (const auto& choice : spec.choices) {
            QVERIFY(!choice.id.empty() && !choice.label.empty());
            QVERIFY(choice.help.empty() || isSentence(choice.help));
        }
    }
}

void TestModels::defaultsLieInTheirRanges()
{
    for (const auto& spec : fetched().specs()) {
        auto const outcome = check(spec, fallbackOf(spec));
        QVERIFY2(bool(outcome), outcome ? "" : outcome.reason().c_str());
    }
}

void TestModels::parametersSurviveTextAndBack()
{
    const auto& entry = fetched();
    for (const auto& spec : entry.specs()) {
        for (double const number : trials(spec)) {
            auto const value = valueFromNumber(spec, number);
            auto const back = parseValue(spec, textOf(spec, value));
            QVERIFY2(back && *back == value, text(spec.id).toUtf8());
        }
    }
    auto const values = small(entry);
    auto const back = parseSettings(entry.specs(), differenceFromDefaults(entry.specs(), values));
    QVERIFY(bool(back));
    for (const auto& [id, value] : *back) {
        QVERIFY(*findValue(values, id) == value);
    }
}

void TestModels::everyParameterWorksAtItsEnds()
{
    const auto& entry = fetched();
    for (const auto& spec : entry.specs()) {
        for (double const number : trials(spec)) {
            auto values = small(entry);
            setValue(values, spec.id, valueFromNumber(spec, number));
            std::string const where =
                std::string(spec.id) + " = " + textOf(spec, valueFromNumber(spec, number));
            auto const model = entry.make(values, 7);
            if (!model) {
                QVERIFY2(isSentence(model.reason()), model.reason().c_str());
                continue;
            }
            if (auto const ready = (*model)->ready(); !ready) {
                QVERIFY2(isSentence(ready.reason()), ready.reason().c_str());
                continue;
            }
            for (int i = 0; i < 50; ++i) {
                run(**model, 1);
                auto const wrong = complaint(**model);
                QVERIFY2(wrong.empty(), (where + ": " + wrong).c_str());
            }
            QVERIFY((*model)->steps() == 50);
        }
    }
}

void TestModels::equalSeedsGiveEqualRuns()
{
    const auto& entry = fetched();
    auto const a = made(entry, small(entry), 5), b = made(entry, small(entry), 5);
    auto const c = made(entry, small(entry), 6);
    for (auto* model : {a.get(), b.get(), c.get()}) {
        run(*model, 30);
    }
    QCOMPARE(a->hash(), b->hash());
    QVERIFY(a->hash() != c->hash());
    QCOMPARE(a->hash().size(), 16u);
}

void TestModels::lookingDoesNotChangeTheRun()
{
    const auto& entry = fetched();
    auto const watched = made(entry, small(entry, 40)), left = made(entry, small(entry, 40));
    for (int i = 0; i < 30; ++i) {
        run(*watched, 1);
        run(*left, 1);
        measured(*watched);
        for (int p = 0; p < static_cast<int>(entry.card->pictures.size()); ++p) {
            drawn(*watched, p);
        }
        std::vector<CurvePoint> points;
        for (int c = 0; c < static_cast<int>(entry.card->curves.size()); ++c) {
            watched->curve(c, points);
            QVERIFY(!points.empty());
        }
        for (const auto& array : entry.card->arrays) {
            watched->exportArray(array.id);
        }
        Predictions predictions;
        watched->predict(predictions);
        Archive archive;
        watched->save(archive);
        watched->hash();
    }
    QCOMPARE(watched->hash(), left->hash());
}

void TestModels::equalValuesChangeNothing()
{
    const auto& entry = fetched();
    auto const tuned = made(entry, small(entry)), left = made(entry, small(entry));
    for (int i = 0; i < 20; ++i) {
        auto const set = tuned->set(tuned->params());
        QVERIFY(bool(set.outcome) && !set.rebuilt && !set.retuned);
        run(*tuned, 1);
        run(*left, 1);
    }
    QCOMPARE(tuned->hash(), left->hash());
}

void TestModels::liveParametersKeepTheState()
{
    const auto& entry = fetched();
    auto const model = made(entry, small(entry));
    run(*model, 10);
    for (const auto& spec : entry.specs()) {
        if (spec.effect == Effect::rebuild || spec.kind == ParamKind::text) {
            continue;
        }
        auto const arrays = model->exportArray(entry.card->arrays.front().id);
        auto const set = model->set({{std::string(spec.id), valueFromNumber(spec, spec.max)}});
        if (set.outcome) {
            QVERIFY2(!set.rebuilt, text(spec.id).toUtf8());
            QVERIFY(model->steps() == 10);
            QVERIFY2(model->exportArray(entry.card->arrays.front().id) == arrays,
                     text(spec.id).toUtf8());
        }
        QVERIFY(bool(model->set({{std::string(spec.id), fallbackOf(spec)}}).outcome));
    }
}

void TestModels::refusedValuesChangeNothing()
{
    const auto& entry = fetched();
    auto const model = made(entry, small(entry));
    run(*model, 5);
    auto const hash = model->hash();
    auto const params = model->params();
    for (const auto& spec : entry.specs()) {
        if (spec.kind == ParamKind::real || spec.kind == ParamKind::integer) {
            auto const beyond = spec.kind == ParamKind::real
                                    ? ParamValue(spec.max + 1)
                                    : ParamValue(static_cast<std::int64_t>(spec.max) + 1);
            auto const outcome = model->set({{std::string(spec.id), beyond}}).outcome;
            QVERIFY2(!outcome, text(spec.id).toUtf8());
            QVERIFY2(isSentence(outcome.reason()), outcome.reason().c_str());
            QVERIFY(outcome.reason().find(std::string(spec.id)) != std::string::npos);
        }
    }
    QVERIFY(!model->set({{"no-such-parameter", 1.0}}).outcome);
    QCOMPARE(model->hash(), hash);
    QVERIFY(model->params() == params);
}

void TestModels::picturesFillTheirWorld()
{
    const auto& entry = fetched();
    auto const model = made(entry, small(entry, 37));
    run(*model, 3);
    for (int p = 0; p < static_cast<int>(entry.card->pictures.size()); ++p) {
        auto const world = model->world(p);
        QVERIFY(world.width > 0 && world.height > 0);
        auto const all = drawn(*model, p);
        // A part shows what the whole shows there.
        Tile const part{world.width / 3, world.height / 3, world.width - world.width / 3,
                        world.height - world.height / 3, 1};
        std::vector<std::uint8_t> cells(static_cast<std::size_t>(part.width) *
                                        static_cast<std::size_t>(part.height));
        model->draw(p, part, cells);
        for (int y = 0; y < part.height; ++y) {
            for (int x = 0; x < part.width; ++x) {
                QCOMPARE(cells[static_cast<std::size_t>(y * part.width + x)],
                         all[static_cast<std::size_t>((y + part.y0) * world.width + x + part.x0)]);
            }
        }
    }
}

void TestModels::aSavedStateGoesOnBitForBit()
{
    const auto& entry = fetched();
    std::vector<ParamMap> systems{small(entry), small(entry, 130)};
    for (const auto& spec : entry.specs()) {
        for (std::size_t c = 1; c < spec.choices.size(); ++c) {
            systems.push_back(small(entry, 34));
            setValue(systems.back(), spec.id, valueFromNumber(spec, static_cast<double>(c)));
        }
    }
    Rng random(11);
    for (const auto& values : systems) {
        auto const model = made(entry, values, 3);
        if (!model || !model->ready()) {
            continue;
        }
        for (int round = 0; round < 4; ++round) {
            run(*model, static_cast<int>(random.below(5)));
            std::atomic<bool> const at_once{true};
            if (random.below(2)) {
                model->advance(StopCheck(at_once), soloPool()); // perhaps inside a step
            }
            Archive archive;
            model->save(archive);
            auto const again = made(entry, {}, 99);
            auto const outcome = again->load(archive);
            QVERIFY2(bool(outcome), outcome ? "" : outcome.reason().c_str());
            QVERIFY(again->params() == model->params());
            QCOMPARE(again->seed(), model->seed());
            QCOMPARE(again->steps(), model->steps());
            run(*model, 5);
            run(*again, 5);
            QVERIFY2(again->hash() == model->hash(),
                     differenceFromDefaults(entry.specs(), values).c_str());
        }
    }
}

void TestModels::aDamagedStateIsRefusedAndChangesNothing()
{
    const auto& entry = fetched();
    auto const model = made(entry, small(entry));
    run(*model, 5);
    Archive whole;
    model->save(whole);
    auto const hash = model->hash();
    for (const auto& [name, array] : whole.arrays()) {
        Archive damaged;
        for (const auto& [other, text] : whole.texts()) {
            damaged.putText(other, text);
        }
        for (const auto& [other, kept] : whole.arrays()) {
            if (other != name) {
                damaged.put(other, kept);
            }
        }
        if (auto const missing = model->load(damaged); !missing) {
            QVERIFY2(isSentence(missing.reason()), missing.reason().c_str());
            QCOMPARE(model->hash(), hash);
        }
        damaged.put(name, std::vector<double>{1.5, 2.5, 3.5, 4.5, 5.5, 6.5, 7.5});
        auto const wrong = model->load(damaged);
        QVERIFY2(!wrong, name.c_str());
        QCOMPARE(model->hash(), hash);
    }
    Archive other = whole;
    other.putText("model", "no-such-model");
    QVERIFY(!model->load(other));
    other = whole;
    other.putText("parameters", "nonsense");
    QVERIFY(!model->load(other));
    QCOMPARE(model->hash(), hash);
}

void TestModels::aSteadyStepAllocatesNothing()
{
    const auto& entry = fetched();
    auto const model = made(entry, small(entry, 128));
    run(*model, 20);
    allocations = 0;
    counting = true;
    run(*model, 20);
    counting = false;
    QCOMPARE(allocations.load(), 0);
}

void TestModels::twoEqualRunsSideBySideStayEqual()
{
    const auto& entry = fetched();
    auto const model = made(entry, small(entry, 16));
    run(*model, 3);
    Archive state;
    model->save(state);
    int compared = 0;
    for (const auto& spec : entry.specs()) {
        if (!Paired::isComparable(spec) || spec.effect != Effect::live) {
            continue;
        }
        ParamValue const value = *findValue(model->params(), spec.id);
        auto const pair = Paired::make(entry, state, {std::string(spec.id), value, value});
        QVERIFY2(pair, pair ? "" : pair.reason().c_str());
        run(**pair, 20);
        allocations = 0;
        counting = true;
        run(**pair, 10);
        counting = false;
        QCOMPARE(allocations.load(), 0);
        QCOMPARE((*pair)->left().hash(), (*pair)->right().hash());
        QCOMPARE((*pair)->left().steps(), std::uint64_t{30});
        std::atomic<bool> const waiting{true};
        static_cast<void>((*pair)->advance(StopCheck(waiting), soloPool()));
        auto const begun = (*pair)->restart(9); // in the middle of a step, where it has a middle
        QVERIFY2(begun, begun ? "" : begun.reason().c_str());
        run(**pair, 3);
        QCOMPARE((*pair)->left().hash(), (*pair)->right().hash());
        ++compared;
    }
    QVERIFY(compared > 0);
}

void TestModels::theRunningEnergyIsTheEnergyFromScratch()
{
    const auto& entry = fetched();
    int const energy = observableIndex(*entry.card, "energy");
    auto const model = made(entry, small(entry, 16));
    if (energy < 0 || !model->energyFromScratch()) {
        QSKIP("This model has no energy from scratch.");
    }
    for (int i = 0; i < 50; ++i) {
        run(*model, 1);
        double const scratch = *model->energyFromScratch();
        QVERIFY(std::fabs(measured(*model)[static_cast<std::size_t>(energy)] - scratch) <
                1e-11 * (1 + std::fabs(scratch)));
    }
}

void TestModels::paintingStaysInsideTheBrush()
{
    const auto& entry = fetched();
    auto const model = made(entry, small(entry, 40));
    if (!model->paintable()) {
        QSKIP("This model cannot be painted on.");
    }
    run(*model, 5);
    auto const world = model->world(0);
    for (double const value : {1.0, -1.0}) {
        auto const before = drawn(*model, 0);
        Brush const brush{BrushTarget::state, 8, 9, 20, 17, 3.5, value};
        model->paint(brush);
        auto const after = drawn(*model, 0);
        std::vector<bool> inside(before.size(), false);
        forEachCell(brush, [&](int x, int y) {
            inside[static_cast<std::size_t>(y * world.width + x)] = true;
        });
        for (std::size_t i = 0; i < before.size(); ++i) {
            QCOMPARE(after[i],
                     inside[i] ? (value > 0 ? std::uint8_t{255} : std::uint8_t{0}) : before[i]);
        }
    }
    run(*model, 1);
    QVERIFY(complaint(*model).empty());
}

void TestModels::exportedArraysCanBeImported()
{
    const auto& entry = fetched();
    for (const auto& spec : entry.card->arrays) {
        auto const source = made(entry, small(entry, 12), 1),
                   target = made(entry, small(entry, 12), 2);
        run(*source, 4);
        auto const array = source->exportArray(spec.id);
        QVERIFY2(array && array->consistent(), text(spec.id).toUtf8());
        if (spec.importable) {
            auto const outcome = target->importArray(spec.id, *array);
            QVERIFY2(bool(outcome), outcome ? "" : outcome.reason().c_str());
            QVERIFY(target->exportArray(spec.id) == array);
            Array const wrong = Array::of(std::vector<double>{1, 2, 3, 4, 5});
            auto const refused = target->importArray(spec.id, wrong);
            QVERIFY2(!refused, text(spec.id).toUtf8());
            QVERIFY(isSentence(refused.reason()));
        }
    }
    auto const model = made(entry, small(entry));
    QVERIFY(!model->exportArray("no-such-array"));
    QVERIFY(!model->importArray("no-such-array", Array::scalar(1.0)));
}

void TestModels::actionsAreDoneOrRefusedWithASentence()
{
    auto const& entry = fetched();
    QSet<QString> ids;
    for (auto const& action : entry.card->actions) {
        QVERIFY2(isId(action.id) && isSentence(action.help) && !action.label.empty(),
                 action.id.data());
        QVERIFY(!ids.contains(text(action.id)));
        ids.insert(text(action.id));
        for (auto const& spec : action.params) {
            QVERIFY2(isId(spec.id) && isSentence(spec.help), spec.id.data());
            QVERIFY2(check(spec, fallbackOf(spec)), spec.id.data());
        }
        QVERIFY(action.rowParam.empty() || findSpec(action.params, action.rowParam));
        auto const call = completeAction(*entry.card, action.id, {});
        QVERIFY(call);
        auto const model = made(entry, small(entry));
        QVERIFY(model);
        run(*model, 2);
        WorldSize const world = model->world(0);
        Payload payload{action.payload, world.width, world.height, {}, "drawn"};
        payload.cells.resize(static_cast<std::size_t>(world.width * world.height), 1);
        auto const before = model->hash();
        if (auto const outcome = model->act(*call, payload); !outcome) {
            QVERIFY2(isSentence(outcome.reason()), outcome.reason().c_str());
            QCOMPARE(model->hash(), before);
        }
        ParamMap const now = model->params();
        for (auto const& spec : entry.specs()) {
            QVERIFY2(check(spec, *findValue(now, spec.id)), spec.id.data());
        }
        run(*model, 2);
    }
}

void TestModels::theoryBelongsToTheObservables()
{
    const auto& entry = fetched();
    auto const check = [&](const Predictions& predictions) {
        for (const auto& prediction : predictions) {
            QVERIFY2(observableIndex(*entry.card, prediction.observable) >= 0,
                     text(prediction.observable).toUtf8());
            QVERIFY(std::isfinite(prediction.value) && !prediction.source.empty());
        }
    };
    check(entry.theory(small(entry)));
    check(entry.theory({}));
    auto const model = made(entry, small(entry));
    Predictions predictions;
    model->predict(predictions);
    check(predictions);
    std::vector<Mark> marks;
    model->marks(marks);
    for (const auto& mark : marks) {
        const auto* spec = findSpec(entry.specs(), mark.param);
        QVERIFY(spec && !mark.label.empty());
        QVERIFY(mark.value >= spec->min && mark.value <= spec->max);
    }
}

void TestModels::derivedQuantitiesAreFinite()
{
    const auto& entry = fetched();
    auto const model = made(entry, small(entry));
    std::vector<double> sum(sampledCount(*entry.card), 0.0), derived(derivedCount(*entry.card));
    for (int i = 0; i < 200; ++i) {
        run(*model, 1);
        auto const values = measured(*model);
        for (std::size_t k = 0; k < sum.size(); ++k) {
            sum[k] += values[k] / 200;
        }
    }
    model->derive(sum, derived);
    for (double const value : derived) {
        QVERIFY(!std::isinf(value));
    }
}

void TestModels::aRestartIsAFreshRun()
{
    const auto& entry = fetched();
    auto const again = made(entry, small(entry), 1), fresh = made(entry, small(entry), 4);
    run(*again, 7);
    QVERIFY(bool(again->restart(4)));
    QCOMPARE(again->steps(), 0u);
    run(*again, 7);
    run(*fresh, 7);
    QCOMPARE(again->hash(), fresh->hash());
    QCOMPARE(again->seed(), 4u);
}

namespace {

void checkPlots(const Lab& lab, const ModelEntry& entry)
{
    for (const auto& plot : lab.plots) {
        QVERIFY(isId(plot.id) && !plot.title.empty());
        for (const auto* const ids : {&plot.observables, &plot.right}) {
            for (const auto& id : *ids) {
                QVERIFY2(observableIndex(*entry.card, id) >= 0, text(id).toUtf8());
            }
        }
        QVERIFY(plot.right.empty() || plot.kind == PlotKind::time);
        QVERIFY(plot.along.empty() || findSpec(entry.specs(), plot.along));
        QVERIFY(plot.kind != PlotKind::parameter || !plot.along.empty());
        QVERIFY(plot.kind != PlotKind::map || entry.card->maps.size() == 1);
        QVERIFY((plot.kind != PlotKind::curve && plot.kind != PlotKind::trace) ||
                (plot.curve >= 0 && plot.curve < static_cast<int>(entry.card->curves.size())));
    }
}

void checkSettings(const ModelEntry& entry, std::string_view settings)
{
    auto const values = parseSettings(entry.specs(), settings);
    QVERIFY2(bool(values), values ? "" : values.reason().c_str());
    auto const model = entry.make(*values, 1);
    QVERIFY2(bool(model), model ? "" : model.reason().c_str());
}

void checkLab(const Lab& lab, const ModelEntry& entry)
{
    QVERIFY(isId(lab.id) && !lab.title.empty() && !lab.group.empty() && isSentence(lab.story));
    checkSettings(entry, lab.settings);
    for (int const view : lab.views) {
        QVERIFY(view >= 0 && view < static_cast<int>(entry.card->pictures.size()));
    }
    checkPlots(lab, entry);
    for (const auto& group : lab.controls) {
        for (const auto& id : group.params) {
            QVERIFY2(findSpec(entry.specs(), id), text(id).toUtf8());
        }
    }
    for (const auto& id : lab.table) {
        QVERIFY2(observableIndex(*entry.card, id) >= 0, text(id).toUtf8());
    }
    for (const auto& preset : lab.presets) {
        QVERIFY(isId(preset.id) && !preset.title.empty() && isSentence(preset.help));
        checkSettings(entry, preset.settings);
        for (auto const* const texts : {&preset.first, &preset.then}) {
            for (auto const& action : *texts) {
                QVERIFY2(parseAction(*entry.card, action), text(action).toUtf8());
            }
        }
    }
    for (const auto& action : lab.actions) {
        auto const parsed = parseAction(*entry.card, action);
        QVERIFY2(parsed, parsed ? "" : parsed.reason().c_str());
    }
    for (const auto& job : lab.jobs) {
        auto const action = job.action.empty() ? Result<ParsedAction>(ParsedAction{})
                                               : parseAction(*entry.card, job.action);
        QVERIFY2(action, action ? "" : action.reason().c_str());
        bool const argument = job.kind == JobKind::argument;
        const auto* spec =
            findSpec(argument && action->call.action ? action->call.action->params : entry.specs(),
                     job.param);
        QVERIFY2(spec && spec->effect == Effect::live, text(job.param).toUtf8());
        for (double const end : {job.from, job.to}) {
            QVERIFY(end >= spec->min && end <= spec->max);
        }
        QVERIFY(job.observable.empty() || observableIndex(*entry.card, job.observable) >= 0);
        QVERIFY(job.points >= 2 && isSentence(job.help));
    }
}

void checkComparison(const Lab& lab, const ModelEntry& entry)
{
    auto const& own = lab.compare;
    auto const* const spec = findSpec(entry.specs(), own.param);
    QVERIFY2(own.param.empty() || (spec && Paired::isComparable(*spec)), text(own.param).toUtf8());
    for (auto const& value : {own.left, own.right}) {
        QVERIFY2(value.empty() || (spec && parseValue(*spec, value)), text(value).toUtf8());
    }
    QVERIFY(own.observable.empty() || observableIndex(*entry.card, own.observable) >= 0);
    QVERIFY(own.view < static_cast<int>(entry.card->pictures.size()));
}

} // namespace

void TestModels::laboratoriesNameOnlyWhatExists()
{
    const auto& entry = fetched();
    QSet<QString> ids;
    for (const auto& lab : labs()) {
        QVERIFY2(!ids.contains(text(lab.id)), text(lab.id).toUtf8());
        ids.insert(text(lab.id));
        QVERIFY2(findModel(lab.model), text(lab.model).toUtf8());
        if (lab.model == entry.card->id) {
            checkLab(lab, entry);
            checkComparison(lab, entry);
        }
    }
    checkLab(defaultLab(entry), entry);
}

void TestModels::everyModelHasALaboratory()
{
    const auto& entry = fetched();
    QVERIFY(std::any_of(labs().begin(), labs().end(),
                        [&](const Lab& lab) { return lab.model == entry.card->id; }));
}

QTEST_APPLESS_MAIN(TestModels)
#include "tst_models.moc"
