// SPDX-License-Identifier: GPL-3.0-or-later
// Ways between laboratories: what is learnt in one stands in the other, whatever its size, and what
// does not fit is refused with a sentence.
#include "core/base/worker_pool.h"
#include "core/labs/crossing.h"
#include "core/models/models.h"
#include "core/param/param_text.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace core;

namespace {

std::unique_ptr<AnyModel> made(std::string_view id, std::string_view settings)
{
    auto const& entry = *findModel(id);
    auto const values = parseSettings(entry.specs(), settings);
    auto model = entry.make(*values, 3);
    return model ? std::move(*model) : nullptr;
}

const Bridge& bridge(std::string_view lab) { return findLab(lab)->bridges.front(); }

void run(AnyModel& model, std::uint64_t steps)
{
    while (model.steps() < steps) {
        model.advance(StopCheck(), soloPool());
    }
}

double value(const AnyModel& model, std::string_view id)
{
    return numberOf(*findValue(model.params(), id));
}

} // namespace

class TestCrossing : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyWayLeadsSomewhere();
    void featuresBecomePatterns_data();
    void featuresBecomePatterns();
    void aFeatureIsRecalled();
    void patternsBecomeFeatures_data();
    void patternsBecomeFeatures();
    void itIsSavedWithItsPictures();
    void theWayThereAndBackChangesNothing();
    void whatDoesNotFitIsRefused_data();
    void whatDoesNotFitIsRefused();
};

void TestCrossing::everyWayLeadsSomewhere()
{
    int ways = 0;
    for (auto const& lab : labs()) {
        for (auto const& way : lab.bridges) {
            ++ways;
            auto const has = [](const ModelCard& card, std::string_view id, bool importable) {
                return std::any_of(card.arrays.begin(), card.arrays.end(), [&](auto const& spec) {
                    return spec.id == id && (spec.importable || !importable);
                });
            };
            auto const& card = *findModel(lab.model)->card;
            QVERIFY(!way.id.empty() && !way.label.empty() && !way.help.empty());
            QVERIFY(has(card, way.give, false));
            QVERIFY(way.view < static_cast<int>(card.pictures.size()));
            auto const* const target = findLab(way.lab);
            QVERIFY(target);
            QVERIFY(has(*findModel(target->model)->card, way.take, true));
        }
    }
    QVERIFY(ways >= 2);
}

void TestCrossing::featuresBecomePatterns_data()
{
    QTest::addColumn<QString>("settings");
    QTest::addColumn<int>("side");
    QTest::addColumn<QString>("rule");
    QTest::newRow("fewer than pixels")
        << "data=bars-and-stripes side=4 hidden=9" << 4 << "rule=pseudo-inverse";
    QTest::newRow("more than pixels")
        << "data=bars-and-stripes side=3 hidden=16" << 3 << "rule=dense";
    QTest::newRow("digits") << "data=digits hidden=256" << 28 << "rule=pseudo-inverse";
    QTest::newRow("lattice") << "data=ising L=8 hidden=64" << 8 << "rule=pseudo-inverse";
}

void TestCrossing::featuresBecomePatterns()
{
    QFETCH(QString, settings);
    QFETCH(int, side);
    QFETCH(QString, rule);
    auto const machine = made("rbm", settings.toStdString());
    auto crossed = cross(bridge("rbm"), *machine, 5);
    QVERIFY2(crossed, crossed.reason().c_str());
    QCOMPARE(crossed->lab->id, std::string_view("hopfield"));
    auto& memory = *crossed->model;
    QCOMPARE(memory.seed(), std::uint64_t{5});
    QCOMPARE(value(memory, "side"), side);
    QCOMPARE(value(memory, "P"), value(*machine, "hidden"));
    auto const text = differenceFromDefaults(memory.specs(), memory.params());
    QVERIFY2(QString::fromStdString(text).contains(rule), text.c_str());
    QVERIFY(memory.exportArray("patterns") == machine->exportArray("hopfield-patterns"));
    // A cue of the first stands there.
    std::vector<double> values(sampledCount(memory.card()));
    memory.measure(values);
    auto const overlap =
        values[static_cast<std::size_t>(observableIndex(memory.card(), "overlap"))];
    QVERIFY(overlap > 0.7 && overlap <= 1);
}

// Learnt features are alike; the pseudo-inverse brings one back that was spoilt.
void TestCrossing::aFeatureIsRecalled()
{
    auto const machine = made("rbm", "data=bars-and-stripes side=6 hidden=12");
    run(*machine, 500);
    auto const crossed = cross(bridge("rbm"), *machine, 5);
    QVERIFY(crossed);
    auto& memory = *crossed->model;
    run(memory, 20);
    std::vector<double> values(sampledCount(memory.card()));
    memory.measure(values);
    auto const overlap =
        values[static_cast<std::size_t>(observableIndex(memory.card(), "overlap"))];
    QVERIFY2(overlap == 1, qPrintable(QString::number(overlap)));
}

void TestCrossing::patternsBecomeFeatures_data()
{
    QTest::addColumn<QString>("settings");
    QTest::newRow("a few") << "side=6 P=5 rule=hebb";
    QTest::newRow("many") << "side=10 P=150 rule=hebb";
    QTest::newRow("another rule") << "side=12 P=7 rule=pseudo-inverse";
    QTest::newRow("biased") << "side=9 P=20 rule=hebb bias=0.5";
}

// W W^T is Hebb's J of the patterns, the machine says so, and it learns them.
void TestCrossing::patternsBecomeFeatures()
{
    QFETCH(QString, settings);
    auto const memory = made("hopfield", settings.toStdString());
    auto const crossed = cross(bridge("hopfield"), *memory, 5);
    QVERIFY2(crossed, crossed.reason().c_str());
    auto& machine = *crossed->model;
    QCOMPARE(value(machine, "hidden"), value(*memory, "P"));
    QCOMPARE(value(machine, "picture-side"), value(*memory, "side"));
    auto const patterns = memory->exportArray("patterns");
    auto const couplings = machine.exportArray("hopfield-couplings");
    QVERIFY(patterns && couplings);
    auto const p = patterns->shape[0], n = patterns->shape[1] * patterns->shape[2];
    double largest = 0;
    for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t k = 0; k < n; ++k) {
            double hebb = 0;
            for (std::size_t mu = 0; mu < p && i != k; ++mu) {
                hebb += patterns->real(mu * n + i) * patterns->real(mu * n + k);
            }
            largest = std::max(
                largest, std::fabs(couplings->real(i * n + k) - hebb / static_cast<double>(n)));
        }
    }
    // What a float of 24 bits leaves of 1/sqrt(N), twice, in a sum that is at most P/N.
    double const rounding =
        2 * std::ldexp(1, -24) * static_cast<double>(p) / static_cast<double>(n);
    QVERIFY2(largest <= 1.1 * rounding, qPrintable(QString::number(largest)));
    auto const notice =
        QString::fromUtf8(machine.notice().data(), static_cast<qsizetype>(machine.notice().size()));
    QVERIFY2(notice.contains("Hebb"), qPrintable(notice));
    double const told = notice.section(' ', -1).chopped(1).toDouble();
    QVERIFY2(std::fabs(told - largest) <= 0.06 * largest, qPrintable(notice));
    // Dreaming leaves them; learning does not.
    run(machine, 3);
    QVERIFY(machine.exportArray("hopfield-couplings") == couplings);
    QVERIFY(!machine.notice().empty());
    QVERIFY(machine.set({{"learning", true}}).outcome);
    run(machine, 6);
    QVERIFY(machine.exportArray("hopfield-couplings") != couplings);
    QVERIFY(machine.notice().find("Hebb") == std::string_view::npos);
}

// A machine with pictures of a person's own is saved and goes on from there.
void TestCrossing::itIsSavedWithItsPictures()
{
    auto const memory = made("hopfield", "side=6 P=4 rule=hebb");
    auto const crossed = cross(bridge("hopfield"), *memory, 5);
    QVERIFY(crossed);
    QVERIFY(crossed->model->set({{"learning", true}}).outcome);
    run(*crossed->model, 5);
    Archive archive;
    crossed->model->save(archive);
    auto const again = made("rbm", "");
    auto const loaded = again->load(archive);
    QVERIFY2(loaded, loaded.reason().c_str());
    QCOMPARE(again->hash(), crossed->model->hash());
    run(*crossed->model, 10);
    run(*again, 10);
    QCOMPARE(again->hash(), crossed->model->hash());
    Archive empty;
    made("rbm", "data=drawn picture-side=5")->save(empty);
    QVERIFY(again->load(empty));
    QVERIFY(!again->ready());
}

void TestCrossing::theWayThereAndBackChangesNothing()
{
    auto const memory = made("hopfield", "side=8 P=6 rule=hebb");
    auto const there = cross(bridge("hopfield"), *memory, 5);
    QVERIFY(there);
    auto const back = cross(bridge("rbm"), *there->model, 5);
    QVERIFY(back);
    QVERIFY(back->model->exportArray("patterns") == memory->exportArray("patterns"));
}

void TestCrossing::whatDoesNotFitIsRefused_data()
{
    QTest::addColumn<QString>("lab");
    QTest::addColumn<QString>("settings");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("nothing stored") << "hopfield"
                                    << "side=8 P=0 rule=hebb"
                                    << "There is nothing to take";
    QTest::newRow("too many patterns") << "hopfield"
                                       << "side=50 P=4097 rule=hebb"
                                       << "'hidden' is 4097";
    QTest::newRow("too large pictures") << "hopfield"
                                        << "side=65 P=3 rule=hebb"
                                        << "'picture-side' is 65";
    QTest::newRow("too many features") << "rbm"
                                       << "data=bars-and-stripes side=3 hidden=19"
                                       << "at most 18";
}

void TestCrossing::whatDoesNotFitIsRefused()
{
    QFETCH(QString, lab);
    QFETCH(QString, settings);
    QFETCH(QString, sentence);
    auto const model = made(findLab(lab.toStdString())->model, settings.toStdString());
    auto const before = model->hash();
    auto const crossed = cross(bridge(lab.toStdString()), *model, 5);
    QVERIFY(!crossed);
    auto const told = QString::fromStdString(crossed.reason());
    QVERIFY2(told.contains(sentence) && told.endsWith('.'), qPrintable(told));
    QCOMPARE(model->hash(), before);
}

QTEST_APPLESS_MAIN(TestCrossing)
#include "tst_crossing.moc"
