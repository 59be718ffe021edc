// SPDX-License-Identifier: GPL-3.0-or-later
// The restricted Boltzmann machine as a whole: what it learns, and that a run is a run.
#include "core/experiment/run.h"
#include "core/models/models.h"
#include "core/param/param_text.h"
#include "core/theory/torus.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace core;

namespace {

const ModelEntry& rbmModel() { return *findModel("rbm"); }

RunPlan planOf(const char* settings, std::uint64_t steps, std::uint64_t seed = 1)
{
    RunPlan plan;
    plan.entry = &rbmModel();
    plan.params = *parseSettings(rbmModel().specs(), settings);
    plan.steps = steps;
    plan.seed = seed;
    return plan;
}

Estimate of(const RunResult& result, std::string_view id)
{
    return result.estimates[static_cast<std::size_t>(observableIndex(*rbmModel().card, id))];
}

std::unique_ptr<AnyModel> made(const char* settings, std::uint64_t seed = 1)
{
    auto model = rbmModel().make(*parseSettings(rbmModel().specs(), settings), seed);
    return model ? std::move(*model) : nullptr;
}

void run(AnyModel& model, int steps, WorkerPool& pool = soloPool())
{
    for (int i = 0; i < steps; ++i) {
        while (!model.advance(StopCheck(), pool)) {}
    }
}

// The unit of the machine is 0 or 1; a lattice's spins read as pictures.
constexpr const char* latticeMachine =
    "data=ising L=4 data-T=3 hidden=16 method=pcd k=2 chains=200 learning-rate=0.1 decay=1e-4 "
    "momentum=0.5 weight-decay=0 batch=200 likelihood-every=0";

} // namespace

class TestRbm : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void barsAndStripesAreLearntToTheBound_data();
    void barsAndStripesAreLearntToTheBound();
    void trainingHasNoMeansAndNoWarmup();
    void aRunDoesNotDependOnThreads();
    void watchingTheLikelihoodDoesNotChangeTheRun();
    void anInterruptedStepIsTheSameStep();
    void aDocumentTrainsOnBitForBit();
    void aDocumentReconstructsItsData();
    void withoutLearningTheWeightsStay();
    void aLatticeIsLearntWithItsEnergy();
    void aHopfieldNetworkComesAndGoes();
    void dataThatCannotBeReadAreRefused_data();
    void dataThatCannotBeReadAreRefused();
    void drawingsAreLearntOnceThereAreSome();
};

void TestRbm::barsAndStripesAreLearntToTheBound_data()
{
    QTest::addColumn<int>("seed");
    for (int const seed : {1, 2, 3}) {
        QTest::addRow("seed %d", seed) << seed;
    }
}

// The best possible is -ln 14 = -2.639 nats, the entropy of fourteen equally frequent pictures.
void TestRbm::barsAndStripesAreLearntToTheBound()
{
    QFETCH(int, seed);
    auto const result = runModel(
        planOf("data=bars-and-stripes side=3 hidden=16 method=pcd k=5 chains=200 "
               "learning-rate=0.05 decay=1e-4 momentum=0 weight-decay=0 likelihood-every=0",
               20000, static_cast<std::uint64_t>(seed)),
        soloPool());
    QVERIFY(result);
    double const reached = of(*result, "log-likelihood").last;
    QVERIFY2(reached > -3.0 && reached < -std::log(14.0), qPrintable(QString::number(reached)));
    QCOMPARE(of(*result, "ln-Z-error").last, 0.0);
}

void TestRbm::trainingHasNoMeansAndNoWarmup()
{
    auto const result = runModel(planOf("data=bars-and-stripes", 50), soloPool());
    QVERIFY(result);
    QCOMPARE(result->warmup, std::uint64_t{0});
    auto const likelihood = of(*result, "log-likelihood");
    QVERIFY(std::isfinite(likelihood.last) && std::isnan(likelihood.mean));
    QVERIFY(std::isnan(likelihood.error) && !likelihood.trusted && likelihood.count == 0);
    QCOMPARE(of(*result, "epoch").last, 50.0);
    // A machine that knows nothing yet says 2^-9 of every picture.
    QVERIFY(likelihood.last > -9 * std::log(2.0) - 0.5);
    QVERIFY(std::isnan(of(*result, "log-likelihood-test").last)); // there are no test pictures
}

void TestRbm::aRunDoesNotDependOnThreads()
{
    constexpr const char* settings = "data=ising L=6 hidden=70 method=pcd chains=150 batch=90";
    auto const one = made(settings), three = made(settings);
    WorkerPool pool(3);
    run(*one, 40);
    run(*three, 40, pool);
    QCOMPARE(three->hash(), one->hash());
}

void TestRbm::watchingTheLikelihoodDoesNotChangeTheRun()
{
    auto const watched = made("data=bars-and-stripes likelihood-every=7");
    auto const left = made("data=bars-and-stripes likelihood-every=0");
    run(*watched, 60);
    run(*left, 60);
    QCOMPARE(watched->hash(), left->hash());
}

void TestRbm::anInterruptedStepIsTheSameStep()
{
    auto const whole = made(latticeMachine), torn = made(latticeMachine);
    run(*whole, 30);
    std::atomic<bool> const always{true};
    for (int i = 0; i < 30; ++i) {
        while (!torn->advance(StopCheck(always), soloPool())) {}
    }
    QCOMPARE(torn->hash(), whole->hash());
}

void TestRbm::aDocumentTrainsOnBitForBit()
{
    for (auto const* const settings :
         {"data=bars-and-stripes method=cd momentum=0.9", latticeMachine,
          "data=bars-and-stripes method=pcd gradient=centred bias-init=data"}) {
        auto const first = made(settings, 4), second = made("data=bars-and-stripes", 9);
        run(*first, 25);
        Archive archive;
        first->save(archive);
        QVERIFY(second->load(archive));
        QCOMPARE(second->hash(), first->hash());
        run(*first, 25);
        run(*second, 25);
        QCOMPARE(second->hash(), first->hash());
    }
}

// The pictures of a document are made when it runs, after its machine has been looked at.
void TestRbm::aDocumentReconstructsItsData()
{
    auto const reconstruction = [](const AnyModel& model) {
        constexpr int picture = 2;
        auto const world = model.world(picture);
        std::vector<std::uint8_t> cells(static_cast<std::size_t>(world.width * world.height));
        model.draw(picture, {0, 0, world.width, world.height, 1}, cells);
        return cells;
    };
    auto const first = made(latticeMachine), second = made(latticeMachine);
    run(*first, 50);
    QVERIFY(first->set({{"learning", false}}).outcome);
    Archive archive;
    first->save(archive);
    QVERIFY(second->load(archive));
    QVERIFY(reconstruction(*second) != reconstruction(*first));
    run(*second, 1);
    QCOMPARE(reconstruction(*second), reconstruction(*first));
    std::vector<double> values(sampledCount(second->card()));
    second->measure(values);
    auto const activity = observableIndex(second->card(), "hidden-activity");
    QVERIFY2(std::isnan(values[static_cast<std::size_t>(activity)]), "nothing was learnt since");
}

void TestRbm::withoutLearningTheWeightsStay()
{
    auto const model = made("data=bars-and-stripes");
    run(*model, 100);
    auto const before = model->exportArray("weights");
    QVERIFY(model->set({{"learning", false}}).outcome);
    auto const hash = model->hash();
    run(*model, 20);
    QVERIFY(model->exportArray("weights") == before);
    QVERIFY2(model->hash() != hash, "the fantasies move");
}

// The machine's own samples have the energy of the lattice that it has seen: within five errors,
// and a twentieth of |e| for what 16 hidden units and a short training leave.
void TestRbm::aLatticeIsLearntWithItsEnergy()
{
    auto const model = made(latticeMachine);
    run(*model, 8000);
    QVERIFY(model->set({{"learning", false}}).outcome);
    run(*model, 200);
    auto const energy = static_cast<std::size_t>(observableIndex(model->card(), "fantasy-energy"));
    std::vector<double> values(sampledCount(model->card()));
    double sum = 0, squares = 0;
    constexpr int blocks = 40;
    for (int b = 0; b < blocks; ++b) {
        double block = 0;
        for (int t = 0; t < 50; ++t) {
            run(*model, 1);
            model->measure(values);
            block += values[energy] / 50;
        }
        sum += block;
        squares += block * block;
    }
    double const mean = sum / blocks;
    double const error = std::sqrt((squares / blocks - mean * mean) / (blocks - 1));
    double const exact = torus(4, 1, 3)->energy;
    QVERIFY2(std::fabs(mean - exact) < 5 * error + 0.05 * std::fabs(exact),
             qPrintable(QString("%1 +- %2, exact %3").arg(mean).arg(error).arg(exact)));
}

// Patterns of a Hopfield memory become weights whose W W^T is that memory's own Hebb matrix, and
// come back as they were.
void TestRbm::aHopfieldNetworkComesAndGoes()
{
    auto const& hopfield = *findModel("hopfield");
    auto memory = hopfield.make(
        *parseSettings(hopfield.specs(), "side=6 P=5 rule=hebb dynamics=sequential"), 3);
    QVERIFY(memory);
    run(**memory, 1); // it has learnt
    auto const patterns = (*memory)->exportArray("patterns"),
               hebb = (*memory)->exportArray("couplings");
    QVERIFY(patterns && hebb);
    auto const machine = made("data=ising L=6 hidden=5");
    QVERIFY(machine->importArray("hopfield-patterns", *patterns));
    auto const couplings = machine->exportArray("hopfield-couplings");
    QVERIFY(couplings && couplings->size() == hebb->size());
    for (std::size_t i = 0; i < hebb->size(); ++i) {
        QVERIFY(std::fabs(couplings->real(i) - hebb->real(i)) < 1e-7);
    }
    QVERIFY(machine->exportArray("hopfield-patterns") == patterns);
    auto wrong = *patterns;
    wrong.bytes[7] = 3;
    auto const hash = machine->hash();
    QVERIFY(!machine->importArray("hopfield-patterns", wrong));
    QCOMPARE(machine->hash(), hash);
    // And back: a memory takes the machine's features for patterns.
    QVERIFY((*memory)->importArray("patterns", *machine->exportArray("hopfield-patterns")));
}

void TestRbm::dataThatCannotBeReadAreRefused_data()
{
    QTest::addColumn<QString>("settings");
    QTest::addColumn<QString>("names");
    QTest::newRow("no file") << "data=idx"
                             << "'file'";
    QTest::newRow("not there") << "data=idx file=/nowhere/images"
                               << "images";
    QTest::newRow("no folder") << "data=images"
                               << "'folder'";
    QTest::newRow("folder not there") << "data=images folder=/nowhere/at-all"
                                      << "at-all";
    QTest::newRow("no drawing") << "data=drawn"
                                << "drawing";
}

void TestRbm::dataThatCannotBeReadAreRefused()
{
    QFETCH(QString, settings);
    QFETCH(QString, names);
    auto const model = made("data=bars-and-stripes");
    run(*model, 3);
    auto const hash = model->hash();
    auto const result = model->set(*parseSettings(rbmModel().specs(), settings.toStdString()));
    QVERIFY(!result.outcome);
    QVERIFY2(QString::fromStdString(result.outcome.reason()).contains(names),
             result.outcome.reason().c_str());
    QCOMPARE(model->hash(), hash);
}

void TestRbm::drawingsAreLearntOnceThereAreSome()
{
    auto const model = made("data=bars-and-stripes side=4");
    Payload drawing{PayloadKind::drawing, 4, 4, std::vector<std::uint8_t>(16, 0), "dot"};
    drawing.cells[5] = 1;
    auto const call = completeAction(*rbmModel().card, "store", {});
    QVERIFY(call && model->act(*call, drawing));
    QVERIFY(model
                ->set({{"picture-side", std::int64_t{4}},
                       {"data", std::int64_t{5}},
                       {"hidden", std::int64_t{4}}})
                .outcome);
    run(*model, 400);
    while (!model->evaluate(StopCheck(), soloPool())) {}
    std::vector<double> values(sampledCount(model->card()));
    model->measure(values);
    double const reached =
        values[static_cast<std::size_t>(observableIndex(model->card(), "log-likelihood"))];
    QVERIFY2(reached > -2 && reached < 0, qPrintable(QString::number(reached)));
    drawing.width = 3;
    auto const wrong = model->act(*call, drawing);
    QVERIFY(!wrong && wrong.reason().find("4 x 4") != std::string::npos);
}

QTEST_APPLESS_MAIN(TestRbm)
#include "tst_rbm.moc"
