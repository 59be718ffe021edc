// SPDX-License-Identifier: GPL-3.0-or-later
// How long a machine learns: so many epochs, an exact update, whatever the clock says; and what it
// tells of its progress.
#include "core/models/models.h"
#include "core/param/param_text.h"

#include <QTest>

using namespace core;

namespace {

std::unique_ptr<AnyModel> made(const char* settings, std::uint64_t seed = 1)
{
    auto const& entry = *findModel("rbm");
    auto model = entry.make(*parseSettings(entry.specs(), settings), seed);
    return model ? std::move(*model) : nullptr;
}

void run(AnyModel& model, int steps)
{
    for (int i = 0; i < steps; ++i) {
        while (!model.advance(StopCheck(), soloPool())) {}
    }
}

bool set(AnyModel& model, const char* settings)
{
    return bool(model.set(*parseSettings(model.specs(), settings)).outcome);
}

bool learns(const AnyModel& model)
{
    return std::get<bool>(*findValue(model.params(), "learning"));
}

// Fourteen pictures: four updates make an epoch and two sevenths.
constexpr const char* bars = "data=bars-and-stripes batch=4 hidden=6 likelihood-every=0";

} // namespace

class TestRbmEpochs : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void itEndsAfterTheUpdateThatReachesTheGoal()
    {
        auto const model = made((std::string(bars) + " epochs=2").c_str());
        auto const endless = made(bars);
        run(*model, 6); // 24 pictures of 28
        QVERIFY(learns(*model));
        QCOMPARE(model->progress().what, std::string_view("epoch"));
        QCOMPARE(model->progress().done, 24.0 / 14);
        QCOMPARE(model->progress().goal, 2.0);
        run(*model, 1);
        QVERIFY(!learns(*model));
        QCOMPARE(model->progress().done, 2.0);
        run(*endless, 7);
        QVERIFY(learns(*endless));
        QCOMPARE(endless->progress().goal, 0.0);
        QCOMPARE(model->hash(), endless->hash());
        auto const weights = model->exportArray("weights");
        run(*model, 10);
        QVERIFY(model->exportArray("weights") == weights);
        QVERIFY2(model->hash() != endless->hash(), "it dreams on");
    }

    void interruptedStepsEndAtTheSameUpdate()
    {
        auto const whole = made((std::string(bars) + " epochs=3").c_str());
        auto const torn = made((std::string(bars) + " epochs=3").c_str());
        run(*whole, 30);
        std::atomic<bool> const always{true};
        for (int i = 0; i < 30; ++i) {
            while (!torn->advance(StopCheck(always), soloPool())) {}
        }
        QCOMPARE(torn->hash(), whole->hash());
    }

    void switchedOnAgainItLearnsForAsManyMore()
    {
        auto const model = made((std::string(bars) + " epochs=2").c_str());
        run(*model, 20);
        QVERIFY(set(*model, "learning=true"));
        QVERIFY(learns(*model));
        QCOMPARE(model->progress().goal, 4.0);
        run(*model, 6);
        QVERIFY(learns(*model));
        run(*model, 1);
        QVERIFY(!learns(*model));
        QCOMPARE(model->progress().done, 4.0);
    }

    void aGoalThatIsMovedLetsItGoOn()
    {
        auto const model = made((std::string(bars) + " epochs=2").c_str());
        run(*model, 9);
        QVERIFY(!learns(*model));
        QVERIFY(set(*model, "epochs=1"));
        QVERIFY(!learns(*model));
        QVERIFY(set(*model, "epochs=4"));
        QVERIFY(learns(*model));
        QCOMPARE(model->progress().goal, 4.0);
        QVERIFY(set(*model, "epochs=1")); // behind: one more from here
        QVERIFY(learns(*model));
        QCOMPARE(model->progress().goal, 3.0);
        run(*model, 9);
        QVERIFY(!learns(*model));
        QVERIFY(model->progress().done >= 3 && model->progress().done < 3.5);
        QVERIFY(set(*model, "epochs=0"));
        QVERIFY(learns(*model));
        run(*model, 50);
        QVERIFY(learns(*model));
    }

    // Who asks for dreams does not want the slider to end them.
    void aMachineThatWasToldToDreamDreamsOn()
    {
        auto const model = made((std::string(bars) + " epochs=2").c_str());
        run(*model, 9);
        auto const call = completeAction(model->card(), "dream", {});
        QVERIFY(call && model->act(*call, {}));
        QVERIFY(set(*model, "epochs=9"));
        QVERIFY(!learns(*model));
        QVERIFY(model->progress().what.empty());
        QVERIFY(set(*model, "learning=true"));
        QCOMPARE(model->progress().goal, 9.0);
        QVERIFY(set(*model, "learning=false"));
        QVERIFY(set(*model, "epochs=12"));
        QVERIFY(!learns(*model));
    }

    void aFreshMachineBeginsAnew()
    {
        auto const model = made((std::string(bars) + " epochs=2").c_str());
        run(*model, 9);
        QVERIFY(!learns(*model));
        QVERIFY(model->restart(1));
        QVERIFY(learns(*model));
        QCOMPARE(model->progress().done, 0.0);
        auto const other = made((std::string(bars) + " epochs=2").c_str());
        run(*model, 12);
        run(*other, 12);
        QCOMPARE(model->hash(), other->hash());
    }

    void aDocumentKnowsTheGoal()
    {
        auto const model = made((std::string(bars) + " epochs=2").c_str());
        run(*model, 9);
        QVERIFY(set(*model, "learning=true"));
        run(*model, 3);
        Archive archive;
        model->save(archive);
        auto const other = made("data=bars-and-stripes", 7);
        QVERIFY(other->load(archive));
        QCOMPARE(other->progress().goal, 4.0);
        for (auto* const one : {model.get(), other.get()}) {
            run(*one, 9);
            QVERIFY(!learns(*one));
            QCOMPARE(one->progress().done, 4.0);
        }
        QCOMPARE(other->hash(), model->hash());
    }

    // A document holds its pictures: files that it names are not looked at, drawings are there.
    void aDocumentOfDrawingsIsOpened()
    {
        auto const model = made("data=bars-and-stripes side=4");
        Payload drawing{PayloadKind::drawing, 4, 4, std::vector<std::uint8_t>(16, 0), "dot"};
        drawing.cells[5] = 1;
        auto const call = completeAction(model->card(), "store", {});
        QVERIFY(call && model->act(*call, drawing));
        QVERIFY(set(*model, "data=drawn picture-side=4 hidden=4"));
        run(*model, 5);
        Archive archive;
        model->save(archive);
        auto const other = made("data=bars-and-stripes");
        auto const outcome = other->load(archive);
        QVERIFY2(outcome, outcome ? "" : outcome.reason().c_str());
        run(*model, 5);
        run(*other, 5);
        QCOMPARE(other->hash(), model->hash());
    }

    void picturesThatAreMadeAreProgressToo()
    {
        auto const model = made("data=digits hidden=4 likelihood-every=0");
        auto const start = model->progress();
        QVERIFY(start.preparing);
        QCOMPARE(start.what, std::string_view("making the pictures"));
        QCOMPARE(start.done, 0.0);
        QCOMPARE(start.goal, 1.0);
        std::atomic<bool> const always{true};
        QVERIFY(!model->advance(StopCheck(always), soloPool()));
        auto const next = model->progress();
        QVERIFY(next.preparing && next.done > 0 && next.done < 1);
        QCOMPARE(made("data=bars-and-stripes learning=false")->progress().what, std::string_view());
    }
};

QTEST_APPLESS_MAIN(TestRbmEpochs)
#include "tst_rbm_epochs.moc"
