// SPDX-License-Identifier: GPL-3.0-or-later
// Two runs side by side: the window, its clock, what is done to both, and the laboratory beside it.
#include "core/models/models.h"
#include "tests/ui/window_fixture.h"
#include "ui/board/comparison_choice.h"
#include "ui/board/comparison_row.h"
#include "ui/control/editor.h"
#include "ui/shell/action_table.h"
#include "ui/shell/comparison_bar.h"
#include "ui/shell/comparison_window.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QLabel>
#include <QSignalSpy>
#include <QSlider>

namespace {

std::unique_ptr<ui::MainWindow> laboratory(const char* lab, const core::ParamMap& settings)
{
    auto start = fixture::start();
    start.lab = lab;
    start.settings = settings;
    start.running = false;
    return fixture::window(start);
}

// By its action, with both runs standing.
ui::ComparisonWindow* opened(ui::MainWindow& window)
{
    window.actions().action("lab.compare")->trigger();
    auto* const side = window.findChild<ui::ComparisonWindow*>();
    bool const there = side && QTest::qWaitFor([side] {
                           return side->board() && side->board()->link().report().number > 0 &&
                                  !side->board()->stages().stage(true).isHidden() &&
                                  side->board()->link().snapshot().frame > 0;
                       });
    return there ? side : nullptr;
}

std::string hashOf(ui::MainWindow& window)
{
    auto const archive = fixture::saved(window);
    auto made = window.board().entry().make({}, 1);
    return (*made)->load(archive) ? (*made)->hash() : std::string();
}

double valueOf(const ui::ComparisonWindow& side, const std::string& id)
{
    auto const& link = side.board()->link();
    int const index = core::observableIndex(link.card(), id);
    return link.report().estimates.at(static_cast<std::size_t>(index)).last;
}

QString comparedOn(const ui::ComparisonWindow& side, const char* label)
{
    return side.findChild<QLabel*>(label)->text();
}

} // namespace

class TestComparison : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theSameCueUnderTwoRules();
    void anotherParameterByTheList();
    void valuesAreEditedAndUndone();
    void aRefusalIsToldAndNothingChanges();
    void actionsAndPaintingGoToBoth();
    void closingWhileItRunsLeavesTheLaboratoryAlone();
    void itGoesWithItsLaboratory();
    void itTakesTheLaboratoryAgain();
    void itWorksFromTheKeyboard();
    void everyControlHasANameAndATip();
    void errorsApartKnowTheirLimits();
    void proposalsDifferAndFit();
};

void TestComparison::theSameCueUnderTwoRules()
{
    auto const window = laboratory("hopfield", {});
    QVERIFY(window);
    auto& board = window->board();
    auto const& presets = board.lab().presets;
    auto const alike = std::find_if(presets.begin(), presets.end(),
                                    [](auto const& preset) { return preset.id == "alike"; });
    QVERIFY(alike != presets.end());
    board.apply(*alike);
    bool prepared = false;
    board.history().afterEdits([&prepared] { prepared = true; });
    QTRY_VERIFY(prepared);
    auto const before = hashOf(*window);
    auto* const side = opened(*window);
    QVERIFY(side);
    QCOMPARE(comparedOn(*side, "title-left"), QString("Learning rule: Hebb"));
    QCOMPARE(comparedOn(*side, "title-right"), QString("Learning rule: Pseudo-inverse"));
    auto& link = side->board()->link();
    QCOMPARE(link.snapshot().step, 0u);
    link.post(core::SetSpeed{0});
    side->bar().runAction()->trigger();
    QTRY_VERIFY(link.snapshot().step > 30);
    side->bar().runAction()->trigger();
    QTRY_VERIFY(!link.snapshot().running && link.report().step == link.snapshot().step);
    QVERIFY(valueOf(*side, "overlap.right") > 0.99);
    QVERIFY(valueOf(*side, "overlap") < 0.9);
    QCOMPARE(side->board()->stages().status(true), QString("H"));
    QVERIFY(side->bar().stepText().contains("steps"));
    // One clock by construction: both states were saved at the same step.
    core::Archive archive;
    bool saved = false;
    link.save([&](core::Archive state) {
        archive = std::move(state);
        saved = true;
    });
    QTRY_VERIFY(saved);
    QCOMPARE(*archive.text("left.steps"), *archive.text("right.steps"));
    QCOMPARE(*archive.text("left.seed"), *archive.text("right.seed"));
    QCOMPARE(hashOf(*window), before);
    QCOMPARE(window->board().link().snapshot().step, 0u);
}

void TestComparison::anotherParameterByTheList()
{
    auto const window = laboratory("hopfield", {});
    QVERIFY(window);
    auto* const side = opened(*window);
    QVERIFY(side);
    auto* const list = side->findChild<QComboBox*>("compare-by");
    QVERIFY(list && list->findData("T") >= 0 && list->findData("load") < 0);
    QSignalSpy compared(side, &ui::ComparisonWindow::compared);
    list->setCurrentIndex(list->findData("T"));
    Q_EMIT list->activated(list->currentIndex());
    QTRY_COMPARE(compared.count(), 1);
    QCOMPARE(side->board()->comparison().param, std::string("T"));
    QVERIFY(comparedOn(*side, "title-right").startsWith("T = "));
    QVERIFY(!(side->board()->comparison().left == side->board()->comparison().right));
}

void TestComparison::valuesAreEditedAndUndone()
{
    auto const window = laboratory("ising", {{"L", std::int64_t{32}}});
    QVERIFY(window);
    auto* const side = opened(*window);
    QVERIFY(side);
    side->board()->link().post(core::Step{3});
    Q_EMIT side->row().right()->edited(4.0, true);
    QTRY_COMPARE(core::numberOf(*core::findValue(side->board()->link().report().params, "T.right")),
                 4.0);
    QCOMPARE(comparedOn(*side, "title-right"), QString("T = 4"));
    QCOMPARE(comparedOn(*side, "title-left"), QString("T = 2"));
    side->board()->history().stack().undo();
    QTRY_COMPARE(comparedOn(*side, "title-right"), QString("T = 2.6"));
    QTRY_COMPARE(core::numberOf(*core::findValue(side->board()->link().report().params, "T.right")),
                 2.6);
}

void TestComparison::aRefusalIsToldAndNothingChanges()
{
    // The pseudo-inverse has no room for more patterns than neurons.
    auto const window =
        laboratory("hopfield",
                   {{"side", std::int64_t{4}}, {"P", std::int64_t{20}}, {"rule", std::int64_t{0}}});
    QVERIFY(window);
    window->actions().action("lab.compare")->trigger();
    auto* const side = window->findChild<ui::ComparisonWindow*>();
    QVERIFY(side);
    QTRY_VERIFY(side->said().contains("pseudo-inverse"));
    QVERIFY(!side->board());
    side->compareBy("T");
    QTRY_VERIFY(side->board());
    QVERIFY(side->said().isEmpty());
    side->compareBy("rule");
    QTRY_VERIFY(side->said().contains("pseudo-inverse"));
    QCOMPARE(side->board()->comparison().param, std::string("T"));
    QCOMPARE(side->findChild<QComboBox*>("compare-by")->currentData().toString(), QString("T"));
}

void TestComparison::actionsAndPaintingGoToBoth()
{
    auto const window = laboratory("hopfield", {});
    QVERIFY(window);
    auto* const side = opened(*window);
    QVERIFY(side);
    auto& board = *side->board();
    auto const& cue = *core::findAction(*window->board().entry().card, "cue");
    board.runner().run(cue, {{"pattern", std::int64_t{3}}});
    QTRY_VERIFY(board.link().snapshot().commandsObeyed >= board.link().posted() &&
                board.history().isUpToDate());
    board.link().post(core::Step{2});
    QTRY_COMPARE(board.link().report().step, 2u);
    QVERIFY(valueOf(*side, "overlap.right") > 0.99);
    QCOMPARE(board.stages().status(true), QString("O"));
    board.runner().run(*core::findAction(*window->board().entry().card, "cue-drawing"));
    QTRY_VERIFY(board.history().stack().count() == 2);
    auto const black = core::Brush{core::BrushTarget::state, 16, 16, 16, 16, 40, 1};
    Q_EMIT board.stages().stage(true).stroked(black, true, true);
    QTRY_VERIFY(board.link().snapshot().commandsObeyed >= board.link().posted() &&
                board.history().stack().count() == 3);
    for (std::size_t const picture : {0u, 2u}) {
        QTRY_VERIFY(board.link().snapshot().pictures.at(picture).cells ==
                    std::vector<std::uint8_t>(1024, 255));
    }
}

void TestComparison::closingWhileItRunsLeavesTheLaboratoryAlone()
{
    auto const window = laboratory("ising", {{"L", std::int64_t{64}}});
    QVERIFY(window);
    window->board().link().post(core::Step{5});
    QTRY_COMPARE(window->board().link().snapshot().step, 5u);
    auto const before = hashOf(*window);
    QPointer<ui::ComparisonWindow> side = opened(*window);
    QVERIFY(side);
    side->bar().setSpeed(0);
    side->bar().runAction()->trigger();
    QTRY_VERIFY(side->board()->link().snapshot().step > 100);
    Q_EMIT side->row().left()->edited(3.0, false);
    side->take(); // made on another thread while the window goes
    side->close();
    QTRY_VERIFY(!side);
    QCOMPARE(window->board().link().snapshot().step, 5u);
    QCOMPARE(hashOf(*window), before);
    QVERIFY(opened(*window));
}

void TestComparison::itGoesWithItsLaboratory()
{
    auto const window = laboratory("ising", {{"L", std::int64_t{32}}});
    QVERIFY(window);
    QPointer<ui::ComparisonWindow> side = opened(*window);
    QVERIFY(side);
    side->bar().runAction()->trigger();
    window->openLab("hopfield", {}, 1);
    QTRY_VERIFY(!side);
    side = opened(*window);
    QVERIFY(side);
    side->bar().runAction()->trigger();
    window->close();
    QTRY_VERIFY(!side);
}

void TestComparison::itTakesTheLaboratoryAgain()
{
    auto const window = laboratory("ising", {{"L", std::int64_t{32}}});
    QVERIFY(window);
    auto* const side = opened(*window);
    QVERIFY(side);
    Q_EMIT side->row().right()->edited(3.5, true);
    QTRY_COMPARE(comparedOn(*side, "title-right"), QString("T = 3.5"));
    window->board().history().set("h", 0.25, true);
    QSignalSpy compared(side, &ui::ComparisonWindow::compared);
    side->bar().takeAction()->trigger();
    QTRY_COMPARE(compared.count(), 1);
    QTRY_VERIFY(side->board()->link().report().number > 0);
    auto const& params = side->board()->link().report().params;
    QCOMPARE(core::numberOf(*core::findValue(params, "h")), 0.25);
    QCOMPARE(core::numberOf(*core::findValue(params, "T.right")), 3.5); // what was chosen stays
}

void TestComparison::itWorksFromTheKeyboard()
{
    auto const window = laboratory("hopfield", {});
    QVERIFY(window);
    QPointer<ui::ComparisonWindow> side = opened(*window);
    QVERIFY(side);
    side->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(side));
    auto& link = side->board()->link();
    QTest::keyClick(side, Qt::Key_Period);
    QTRY_COMPARE(link.snapshot().step, 1u);
    QTest::keyClick(side, Qt::Key_Space);
    QTRY_VERIFY(link.snapshot().running);
    QTest::keyClick(side, Qt::Key_Space);
    QTRY_VERIFY(!link.snapshot().running);
    QTest::keyClick(side, Qt::Key_R, Qt::ControlModifier);
    QTRY_COMPARE(link.snapshot().step, 0u);
    QTest::keyClick(side, Qt::Key_C, Qt::AltModifier);
    QVERIFY(side->findChild<QComboBox*>("compare-by")->hasFocus());
    QVERIFY(!window->board().link().snapshot().running);
    QTest::keyClick(side, Qt::Key_Escape);
    QTRY_VERIFY(!side);
}

void TestComparison::everyControlHasANameAndATip()
{
    for (auto const* const lab : {"hopfield", "ising"}) {
        auto const window = laboratory(lab, {});
        QVERIFY(window);
        auto* const side = opened(*window);
        QVERIFY(side);
        for (auto const* const control : side->findChildren<QWidget*>()) {
            bool const matters = qobject_cast<const QAbstractButton*>(control) ||
                                 qobject_cast<const QComboBox*>(control) ||
                                 qobject_cast<const QSlider*>(control);
            if (matters && control->isVisible() && control->focusPolicy() != Qt::NoFocus) {
                QVERIFY2(
                    !control->accessibleName().isEmpty() && !control->toolTip().isEmpty(),
                    qPrintable(control->objectName() + " " + control->metaObject()->className()));
            }
        }
    }
}

void TestComparison::errorsApartKnowTheirLimits()
{
    auto const estimate = [](double mean, double error) {
        core::Estimate one;
        one.mean = mean;
        one.error = error;
        return one;
    };
    QCOMPARE(ui::errorsApart(estimate(1, 0.3), estimate(2, 0.4)), 2.0);
    QCOMPARE(ui::errorsApart(estimate(1, 0), estimate(1, 0)), 0.0);
    QVERIFY(std::isinf(ui::errorsApart(estimate(1, 0), estimate(0, 0))));
    QVERIFY(std::isnan(ui::errorsApart(estimate(1, 0), core::Estimate{})));
}

void TestComparison::proposalsDifferAndFit()
{
    for (auto const& lab : core::labs()) {
        auto const& entry = *core::findModel(lab.model);
        auto const made = entry.make({}, 1);
        auto const values = (*made)->params();
        for (auto const* const spec : ui::comparableParams(entry.specs(), values)) {
            auto const two = ui::proposeComparison(lab, entry.specs(), values, spec->id);
            QCOMPARE(two.param, std::string(spec->id));
            QVERIFY2(!(two.left == two.right), two.param.c_str());
            QVERIFY2(core::check(*spec, two.left) && core::check(*spec, two.right),
                     two.param.c_str());
        }
    }
}

QTEST_MAIN(TestComparison)
#include "tst_comparison.moc"
