// SPDX-License-Identifier: GPL-3.0-or-later
// The whole Ising model, through the door that window and command line use.
#include "core/base/cpu.h"
#include "core/experiment/run.h"
#include "core/models/models.h"
#include "core/param/param_text.h"

#include <QtTest/QTest>

#include <cmath>

using namespace core;

namespace {

const ModelEntry& ising() { return *findModel("ising"); }

ParamMap settings(const QString& text)
{
    auto const parsed = parseSettings(ising().specs(), text.toStdString());
    return parsed ? *parsed : ParamMap{};
}

RunResult run(const QString& text, std::uint64_t steps, std::uint64_t warmup,
              std::uint64_t seed = 1, int workers = 2)
{
    RunPlan plan;
    plan.entry = &ising();
    plan.params = settings(text);
    plan.seed = seed;
    plan.steps = steps;
    plan.warmup = warmup;
    WorkerPool pool(workers);
    auto result = runModel(plan, pool);
    return result ? *result : RunResult{};
}

// Distance of a measured mean from what theory says, in its own errors; huge if either is missing.
double sigmas(const RunResult& result, std::string_view observable)
{
    const Prediction* const exact = bestPrediction(result.predictions, observable);
    auto const index = static_cast<std::size_t>(observableIndex(*ising().card, observable));
    if (!exact || result.estimates.size() <= index) {
        return 1e9;
    }
    const Estimate& estimate = result.estimates[index];
    return std::fabs(estimate.mean - exact->value) / estimate.error;
}

std::string hashAfter(const QString& text, int steps, int workers)
{
    return run(text, static_cast<std::uint64_t>(steps), 0, 3, workers).hash;
}

} // namespace

class TestIsingModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void energyAndSpecificHeatLieOnTheExactTorus_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("steps");
        for (const char* const algorithm : {"metropolis", "heat-bath", "wolff", "swendsen-wang"}) {
            for (int const L : {16, 64, 128}) {
                for (const char* const T : {"1.8", "2.269185", "2.6"}) {
                    bool const local = *algorithm == 'm' || *algorithm == 'h';
                    QString const text = QStringLiteral("L=%1 T=%2 algorithm=%3%4")
                                             .arg(L)
                                             .arg(QLatin1String(T), QLatin1String(algorithm),
                                                  QLatin1String(local ? " start=up" : ""));
                    int const steps = local ? (L == 16 ? 40000 : 20000) : L == 128 ? 1500 : 4000;
                    QTest::newRow(qPrintable(text)) << text << steps;
                }
            }
        }
    }
    void energyAndSpecificHeatLieOnTheExactTorus()
    {
        QFETCH(QString, text);
        QFETCH(int, steps);
        auto const result = run(text, static_cast<std::uint64_t>(steps), 1000, 11);
        double const e = sigmas(result, "energy"), c = sigmas(result, "specific-heat");
        QVERIFY2(e < 5 && c < 5, qPrintable(QStringLiteral("e %1, c %2 errors off").arg(e).arg(c)));
    }

    // 3 x 3 and 4 x 4, every lattice and boundary, with and without fields, against enumeration.
    void smallLatticesAgreeWithEnumeration_data()
    {
        QTest::addColumn<QString>("text");
        for (const char* const algorithm :
             {"metropolis", "heat-bath", "wolff", "swendsen-wang", "kawasaki"}) {
            for (const char* const rest :
                 {"L=4 T=2.3", "L=3 T=2.5", "L=2 T=3", "L=3 T=3 lattice=triangular",
                  "L=4 T=2 boundary=free", "L=3 T=2 boundary=plus", "L=4 T=2 boundary=plus-minus",
                  "L=4 T=2.5 h=0.3", "L=3 T=2 J=-1", "L=4 T=3 field=random field-strength=0.7",
                  "L=3 T=2.5 field=random boundary=free lattice=triangular h=-0.2"}) {
                QString const text = QStringLiteral("%1 algorithm=%2")
                                         .arg(QLatin1String(rest), QLatin1String(algorithm));
                QTest::newRow(qPrintable(text)) << text;
            }
        }
    }
    void smallLatticesAgreeWithEnumeration()
    {
        QFETCH(QString, text);
        auto const result = run(text, 30000, 200, 5);
        for (const char* const id : {"energy", "specific-heat", "abs-magnetization", "m2"}) {
            auto const index = static_cast<std::size_t>(observableIndex(*ising().card, id));
            const Prediction* const exact = bestPrediction(result.predictions, id);
            QVERIFY2(exact, id);
            const Estimate& e = result.estimates[index];
            double const difference = std::fabs(e.mean - exact->value);
            QVERIFY2(difference <= 5 * e.error + 1e-9,
                     qPrintable(QStringLiteral("%1: %2 +- %3, exact %4")
                                    .arg(QLatin1String(id))
                                    .arg(e.mean)
                                    .arg(e.error)
                                    .arg(exact->value)));
        }
    }

    // Over 100 seeds 1 to 10 % lie beyond two errors: the bars are neither too small nor too large.
    void errorBarsAreCalibrated()
    {
        int beyond = 0, heatBeyond = 0;
        for (std::uint64_t seed = 0; seed < 100; ++seed) {
            auto const result =
                run(QStringLiteral("L=16 T=2.5 algorithm=swendsen-wang"), 2000, 50, 500 + seed, 1);
            beyond += sigmas(result, "energy") > 2 ? 1 : 0;
            heatBeyond += sigmas(result, "specific-heat") > 2 ? 1 : 0;
        }
        QVERIFY2(beyond >= 1 && beyond <= 10, qPrintable(QString::number(beyond)));
        QVERIFY2(heatBeyond >= 1 && heatBeyond <= 12, qPrintable(QString::number(heatBeyond)));
    }

    void hashesAreEqualOnEveryInstructionSetAndAnyNumberOfThreads_data()
    {
        QTest::addColumn<QString>("text");
        for (const char* const text :
             {"L=128 T=2.2", "L=256 T=2.3 algorithm=heat-bath h=0.1", "L=64 T=2.2",
              "L=100 T=1 J=-1", "L=37 T=2", "L=64 T=2 algorithm=wolff clusters=3",
              "L=128 T=2.3 algorithm=swendsen-wang", "L=24 T=2 algorithm=kawasaki",
              "L=30 T=3 lattice=triangular field=random"}) {
            QTest::newRow(text) << QString::fromLatin1(text);
        }
    }
    void hashesAreEqualOnEveryInstructionSetAndAnyNumberOfThreads()
    {
        QFETCH(QString, text);
        QVERIFY(forceIsa("portable"));
        std::string const expected = hashAfter(text, 12, 1);
        for (const char* const isa : {"portable", "avx2", "avx512"}) {
            if (!forceIsa(isa)) {
                continue;
            }
            for (int workers = 1; workers <= 4; ++workers) {
                QCOMPARE(hashAfter(text, 12, workers), expected);
            }
        }
        QVERIFY(forceIsa(isaName(cpu().best)));
    }

    // A live change of the algorithm keeps the spins.
    void algorithmsCanBeExchangedWhileItRuns()
    {
        auto model = std::move(*ising().make(settings(QStringLiteral("L=128 T=2")), 9));
        std::vector<double> sample(sampledCount(*ising().card));
        for (const char* const algorithm :
             {"wolff", "kawasaki", "swendsen-wang", "heat-bath", "metropolis"}) {
            while (!model->advance({}, soloPool())) {}
            auto const before = model->exportArray("spins");
            auto const assigned =
                model->set(settings(QStringLiteral("algorithm=%1").arg(QLatin1String(algorithm))));
            QVERIFY(bool(assigned.outcome) && !assigned.rebuilt);
            QVERIFY(model->exportArray("spins")->bytes == before->bytes);
            model->measure(sample);
            QVERIFY(std::fabs(sample[0] - *model->energyFromScratch()) < 1e-12);
        }
    }

    // Every neighbour sum is zero: kernels that go through the lattice in checkerboard order accept
    // each proposal and turn the whole state over, the sequential one (L < 32) and heat bath leave
    // it. The model's notes say so.
    void metropolisNeverLeavesDiagonalStripes_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("stays");
        QTest::newRow("packed") << "L=128 algorithm=metropolis" << true;
        QTest::newRow("rows") << "L=36 algorithm=metropolis" << true;
        QTest::newRow("sequential") << "L=4 algorithm=metropolis" << false;
        QTest::newRow("heat bath") << "L=128 algorithm=heat-bath" << false;
        QTest::newRow("field") << "L=128 algorithm=metropolis h=0.1" << false;
    }

    void metropolisNeverLeavesDiagonalStripes()
    {
        QFETCH(QString, text);
        QFETCH(bool, stays);
        auto made = ising().make(settings(text + QStringLiteral(" T=2 start=up")), 5);
        QVERIFY(made);
        auto& model = **made;
        int const L = model.world(0).width;
        for (int y = 0; y < L; ++y) {
            for (int x = 0; x < L; ++x) {
                double const spin = (x + y) % 4 < 2 ? 1 : -1;
                model.paint({.x0 = x, .y0 = y, .x1 = x, .y1 = y, .value = spin});
            }
        }
        auto const spins = [&] { return model.exportArray("spins")->bytes; };
        auto const before = spins();
        int returned = 0;
        for (int step = 1; step <= 100; ++step) {
            while (!model.advance(StopCheck(), soloPool())) {}
            QVERIFY(!stays || (spins() == before) == (step % 2 == 0));
            returned += spins() == before ? 1 : 0;
        }
        QCOMPARE(returned, stays ? 50 : 0);
    }

    void kawasakiConservesTheMagnetization()
    {
        auto const result = run(QStringLiteral("L=32 T=1.5 algorithm=kawasaki"), 200, 0);
        const Estimate& m = result.estimates[1];
        QVERIFY(m.error == 0);
    }

    void anImageFieldWithoutAnImageIsRefused()
    {
        RunPlan plan;
        plan.entry = &ising();
        plan.params = settings(QStringLiteral("field=image L=8"));
        auto const result = runModel(plan, soloPool());
        QVERIFY(!result);
        QVERIFY2(result.reason().find("'field'") != std::string::npos, result.reason().c_str());
    }

    void aLargeLatticeWithSiteFieldsIsRefused()
    {
        auto const made = ising().make(settings(QStringLiteral("L=4097 field=random")), 1);
        QVERIFY(!made);
        QVERIFY(made.reason().find("4096") != std::string::npos);
    }
};

QTEST_APPLESS_MAIN(TestIsingModel)
#include "tst_ising_model.moc"
