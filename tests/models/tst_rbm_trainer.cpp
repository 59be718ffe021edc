// SPDX-License-Identifier: GPL-3.0-or-later
// Contrastive divergence against its exact expectation; one result however it is computed.
#include "core/models/rbm/partition.h"
#include "core/models/rbm/trainer.h"
#include "tests/support/plain_rbm.h"

#include <QtTest>

#include <atomic>

using namespace core::rbm;
using checks::at;
using checks::PlainMoments;
using checks::PlainRbm;

namespace {

std::vector<double> parametersOf(const Machine& machine)
{
    PlainRbm const plain(machine);
    auto all = plain.W;
    all.insert(all.end(), plain.b.begin(), plain.b.end());
    all.insert(all.end(), plain.c.begin(), plain.c.end());
    return all;
}

std::vector<double> difference(std::vector<double> a, const std::vector<double>& b)
{
    for (std::size_t i = 0; i < a.size(); ++i) {
        a[i] -= b[i];
    }
    return a;
}

// Expected change of all parameters by an update at rate 1 whose means are this batch's own.
std::vector<double> expectedChange(const PlainRbm& plain, const BitRows& batch, int k, bool centred)
{
    auto const data = checks::distributionOf(batch, plain.n);
    auto model = data;
    for (int step = 0; step < k; ++step) {
        model = plain.stepped(model);
    }
    PlainMoments const one(plain, data), other(plain, model);
    auto W = difference(one.both, other.both);
    auto b = difference(one.visible, other.visible), c = difference(one.hidden, other.hidden);
    if (centred) {
        auto const dv = b, dh = c;
        for (int i = 0; i < plain.n; ++i) {
            for (int j = 0; j < plain.m; ++j) {
                W[at(i * plain.m + j)] -=
                    one.visible[at(i)] * dh[at(j)] + dv[at(i)] * one.hidden[at(j)];
                b[at(i)] -= W[at(i * plain.m + j)] * one.hidden[at(j)];
                c[at(j)] -= W[at(i * plain.m + j)] * one.visible[at(i)];
            }
        }
    }
    W.insert(W.end(), b.begin(), b.end());
    W.insert(W.end(), c.begin(), c.end());
    return W;
}

LearningRule ruleOf(Method method, int k, bool centred)
{
    LearningRule rule;
    rule.method = method;
    rule.k = k;
    rule.chains = 6;
    rule.rate = 1;
    rule.momentum = 0;
    rule.centred = centred;
    return rule;
}

// The machine after some updates.
Machine trained(const LearningRule& rule, int n, int m, int batch, int updates,
                core::WorkerPool& pool, const core::StopCheck& stop = core::StopCheck())
{
    auto machine = checks::randomMachine(n, m, 0.3, 5);
    Trainer trainer(n, m);
    for (int number = 0; number < updates; ++number) {
        auto const rows = checks::randomRows(batch - number % 2, n, 0.3, 100 + at(number));
        while (!trainer.update(machine, rows, rule, 7, at(number), pool, stop)) {}
    }
    return machine;
}

} // namespace

class TestRbmTrainer : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theMeanUpdateIsItsExpectation_data();
    void theMeanUpdateIsItsExpectation();
    void momentumDecayAndRateEnterAsDefined();
    void oneResultOnAllThreadsAndSets_data();
    void oneResultOnAllThreadsAndSets();
    void savedAndRestoredItGoesOn();
    void anUnfinishedUpdateLeavesTheMachine();
    void theReportIsThatOfTheBatch();
    void chainsAreKept();
    void aBadArchiveIsRefused();
};

void TestRbmTrainer::theMeanUpdateIsItsExpectation_data()
{
    QTest::addColumn<int>("method");
    QTest::addColumn<int>("k");
    QTest::addColumn<bool>("centred");
    for (int const method : {0, 1}) {
        for (int const k : {1, 3}) {
            for (bool const centred : {false, true}) {
                QTest::addRow("%s-%d %s", method == 0 ? "CD" : "PCD", k,
                              centred ? "centred" : "plain")
                    << method << k << centred;
            }
        }
    }
}

void TestRbmTrainer::theMeanUpdateIsItsExpectation()
{
    QFETCH(int, method);
    QFETCH(int, k);
    QFETCH(bool, centred);
    int const n = 5, m = 4, seeds = 20000;
    auto const start = checks::randomMachine(n, m, 1, 3);
    auto const batch = checks::randomRows(6, n, 0.4, 4);
    auto const rule = ruleOf(method == 0 ? Method::cd : Method::pcd, k, centred);
    auto const expected = expectedChange(PlainRbm(start), batch, k, centred);
    auto const before = parametersOf(start);
    std::vector<double> sum(expected.size(), 0), squares(expected.size(), 0);
    for (int seed = 0; seed < seeds; ++seed) {
        auto machine = start;
        Trainer trainer(n, m); // fresh: persistent chains start from the data
        QVERIFY(trainer.update(machine, batch, rule, at(seed), 0, core::soloPool()));
        auto const change = difference(parametersOf(machine), before);
        for (std::size_t i = 0; i < sum.size(); ++i) {
            sum[i] += change[i];
            squares[i] += change[i] * change[i];
        }
    }
    for (std::size_t i = 0; i < sum.size(); ++i) {
        double const mean = sum[i] / seeds;
        double const error = std::sqrt((squares[i] / seeds - mean * mean) / seeds);
        QVERIFY2(std::abs(mean - expected[i]) < 5 * error + 1e-6,
                 qPrintable(QString("parameter %1: %2 +- %3, expected %4")
                                .arg(i)
                                .arg(mean)
                                .arg(error)
                                .arg(expected[i])));
    }
}

void TestRbmTrainer::momentumDecayAndRateEnterAsDefined()
{
    int const n = 20, m = 18;
    auto const batch = checks::randomRows(9, n, 0.4, 4);
    auto rule = ruleOf(Method::cd, 1, false);
    auto const gradient = [&](const Machine& from, std::uint64_t number) {
        auto machine = from;
        Trainer trainer(n, m);
        trainer.update(machine, batch, rule, 1, number, core::soloPool());
        return difference(parametersOf(machine), parametersOf(from));
    };
    auto machine = checks::randomMachine(n, m, 0.5, 3);
    Trainer trainer(n, m);
    auto own = rule;
    own.rate = 0.1;
    own.momentum = 0.5;
    own.weightDecay = 0.02;
    std::vector<double> velocity(at(n * m + n + m), 0);
    for (std::uint64_t number = 0; number < 3; ++number) {
        auto const before = parametersOf(machine), g = gradient(machine, number);
        QVERIFY(trainer.update(machine, batch, own, 1, number, core::soloPool()));
        auto const change = difference(parametersOf(machine), before);
        for (std::size_t i = 0; i < g.size(); ++i) {
            double const decay = i < at(n * m) ? 0.02 * before[i] : 0;
            velocity[i] = 0.5 * velocity[i] + 0.1 * (g[i] - decay);
            QVERIFY(std::abs(change[i] - velocity[i]) < 1e-6);
        }
    }
}

void TestRbmTrainer::oneResultOnAllThreadsAndSets_data()
{
    QTest::addColumn<int>("method");
    QTest::addColumn<bool>("centred");
    QTest::addColumn<QList<int>>("sizes"); // visible, hidden, batch, chains, k, updates
    QTest::newRow("CD") << 0 << false << QList<int>{50, 70, 37, 1, 2, 4};
    QTest::newRow("CD centred") << 0 << true << QList<int>{50, 70, 37, 1, 1, 4};
    QTest::newRow("PCD") << 1 << false << QList<int>{65, 33, 20, 300, 1, 4};
    QTest::newRow("PCD centred") << 1 << true << QList<int>{65, 33, 300, 23, 2, 4};
    QTest::newRow("large") << 0 << true << QList<int>{784, 1024, 400, 1, 1, 2};
}

void TestRbmTrainer::oneResultOnAllThreadsAndSets()
{
    QFETCH(int, method);
    QFETCH(bool, centred);
    QFETCH(QList<int>, sizes);
    auto rule = ruleOf(method == 0 ? Method::cd : Method::pcd, sizes[4], centred);
    rule.chains = sizes[3];
    rule.rate = 0.1;
    rule.momentum = 0.5;
    auto const result = [&](core::WorkerPool& pool, const core::StopCheck& stop) {
        return parametersOf(trained(rule, sizes[0], sizes[1], sizes[2], sizes[5], pool, stop));
    };
    auto const expected = result(core::soloPool(), core::StopCheck());
    for (int workers = 2; workers <= 4; ++workers) {
        core::WorkerPool pool(workers);
        QVERIFY(result(pool, core::StopCheck()) == expected);
    }
    std::atomic<bool> const now{true};
    QVERIFY(result(core::soloPool(), core::StopCheck(now)) == expected);
    checks::withEverySet([&](const std::string& name) {
        QVERIFY2(result(core::soloPool(), core::StopCheck()) == expected, name.c_str());
    });
}

void TestRbmTrainer::savedAndRestoredItGoesOn()
{
    int const n = 40, m = 20;
    auto const batch = checks::randomRows(15, n, 0.4, 4);
    auto rule = ruleOf(Method::pcd, 1, true);
    rule.rate = 0.1;
    rule.momentum = 0.7;
    auto machine = checks::randomMachine(n, m, 0.5, 3);
    Trainer trainer(n, m);
    for (std::uint64_t number = 0; number < 3; ++number) {
        QVERIFY(trainer.update(machine, batch, rule, 1, number, core::soloPool()));
    }
    core::Archive archive;
    machine.save(archive);
    trainer.save(archive);
    Machine machine2(n, m);
    Trainer trainer2(n, m);
    QVERIFY(machine2.restore(archive));
    QVERIFY(trainer2.restore(archive));
    // The original leaves its next update in the middle first.
    std::atomic<bool> const now{true};
    QVERIFY(!trainer.update(machine, batch, rule, 1, 3, core::soloPool(), core::StopCheck(now)));
    while (!trainer.update(machine, batch, rule, 1, 3, core::soloPool())) {}
    QVERIFY(trainer2.update(machine2, batch, rule, 1, 3, core::soloPool()));
    QVERIFY(parametersOf(machine2) == parametersOf(machine));
    QVERIFY(trainer2.chains().words() == trainer.chains().words());
}

void TestRbmTrainer::anUnfinishedUpdateLeavesTheMachine()
{
    int const n = 784, m = 1024;
    auto const batch = checks::randomRows(400, n, 0.2, 4);
    auto const rule = ruleOf(Method::cd, 1, false);
    auto machine = checks::randomMachine(n, m, 0.1, 3);
    auto const before = machine.weights();
    Trainer trainer(n, m);
    std::atomic<bool> const now{true};
    int pieces = 0;
    while (!trainer.update(machine, batch, rule, 1, 0, core::soloPool(), core::StopCheck(now))) {
        ++pieces;
        QVERIFY(machine.weights() == before);
    }
    QVERIFY(pieces >= 4);
    QVERIFY(machine.weights() != before);
}

void TestRbmTrainer::theReportIsThatOfTheBatch()
{
    int const n = 40, m = 20;
    auto const batch = checks::randomRows(15, n, 0.4, 4);
    auto machine = checks::randomMachine(n, m, 0, 3); // every probability is 1/2
    Trainer trainer(n, m);
    QVERIFY(trainer.update(machine, batch, ruleOf(Method::cd, 1, false), 1, 0, core::soloPool()));
    QVERIFY(std::abs(*trainer.report().reconstructionError - 0.25) < 1e-9);
    QVERIFY(std::abs(trainer.report().hiddenActivity - 0.5) < 1e-6);
    QVERIFY(trainer.update(machine, batch, ruleOf(Method::pcd, 1, false), 1, 1, core::soloPool()));
    QVERIFY(!trainer.report().reconstructionError);
}

void TestRbmTrainer::chainsAreKept()
{
    int const n = 40, m = 20;
    auto const batch = checks::randomRows(15, n, 0.4, 4), start = checks::randomRows(6, n, 0.5, 8);
    auto machine = checks::randomMachine(n, m, 0.5, 3);
    Trainer trainer(n, m);
    QCOMPARE(trainer.chains().count(), 0);
    trainer.setChains(machine, start, 4, core::soloPool());
    QVERIFY(trainer.chains().words() == start.words());
    auto rule = ruleOf(Method::pcd, 1, false);
    rule.rate = 0;
    QVERIFY(trainer.update(machine, batch, rule, 1, 0, core::soloPool()));
    auto const after = trainer.chains();
    QVERIFY(after.count() == 6 && after.words() != start.words());
    QVERIFY(trainer.update(machine, batch, rule, 1, 1, core::soloPool()));
    QVERIFY(trainer.chains().words() != after.words());
    trainer.forgetChains();
    QCOMPARE(trainer.chains().count(), 0);
}

void TestRbmTrainer::aBadArchiveIsRefused()
{
    Machine machine = checks::randomMachine(5, 4, 1, 2);
    Trainer trainer(5, 4);
    core::Archive good;
    machine.save(good);
    trainer.save(good);
    auto const before = machine.weights();
    for (auto const* const name : {"W", "b", "c"}) {
        auto bad = good;
        bad.put(name, std::vector<float>(3, 1));
        QVERIFY(!machine.restore(bad));
        bad.put(name, std::vector<float>(good.array(name)->size(), NAN));
        QVERIFY(!machine.restore(bad));
    }
    for (auto const* const name : {"trainer-velocity-W", "trainer-mean-v"}) {
        auto bad = good;
        bad.put(name, std::vector<float>(3, 1));
        QVERIFY(!trainer.restore(bad));
    }
    auto bad = good;
    bad.put("trainer-chains-v", std::vector<std::uint64_t>(2, 1));
    QVERIFY(!trainer.restore(bad));
    QVERIFY(machine.weights() == before && trainer.restore(good));
}

QTEST_APPLESS_MAIN(TestRbmTrainer)
#include "tst_rbm_trainer.moc"
