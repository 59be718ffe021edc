// SPDX-License-Identifier: GPL-3.0-or-later
// The phase diagram as a control: its point is dragged, and the system follows.
#include "tests/ui/window_fixture.h"
#include "ui/plot/plot_card.h"

#include <QMouseEvent>

class TestPhaseMap : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void aDragAssignsBothParametersInOneStep();
    void arrowKeysMoveThePointAndShiftMovesItFinely();
    void thePointFollowsTheSliders();
    void withoutTheoryItIsSaid();

private:
    ui::PlotCard& card() const { return *window_->findChild<ui::PlotCard*>("plot-phase"); }
    QPoint pixelOf(double x, double y) const
    {
        return card().view()->map().pixel({x, y}).toPoint();
    }
    void send(QEvent::Type type, QPoint at, Qt::MouseButtons buttons) const
    {
        auto* const viewport = card().view()->viewport();
        QMouseEvent event(type, at, viewport->mapToGlobal(at),
                          type == QEvent::MouseMove ? Qt::NoButton : Qt::LeftButton, buttons,
                          Qt::NoModifier);
        QCoreApplication::sendEvent(viewport, &event);
    }
    void place(double load, double T)
    {
        window_->board().history().setParams({{"load", load}, {"T", T}}, true);
        QTRY_COMPARE(fixture::value(*window_, "T"), T);
        window_->board().history().stack().clear();
        QTest::qWait(300); // until a report has moved the point
    }

    std::unique_ptr<ui::MainWindow> window_;
};

void TestPhaseMap::initTestCase()
{
    ui::WindowStart start;
    start.lab = "hopfield";
    start.settings = {{"side", std::int64_t{50}}, {"rule", std::int64_t{0}}};
    start.remembers = false;
    start.stepsPerSecond = 0;
    window_ = fixture::window(start);
    QVERIFY(window_);
    window_->board().shelf().select(&card());
    QTRY_VERIFY(card().isVisible());
}

void TestPhaseMap::aDragAssignsBothParametersInOneStep()
{
    place(0.05, 0.2);
    card().refreshNow();
    send(QEvent::MouseButtonPress, pixelOf(0.05, 0.2), Qt::LeftButton);
    for (int k = 1; k <= 10; ++k) {
        send(QEvent::MouseMove, pixelOf(0.05 + 0.007 * k, 0.2 + 0.06 * k), Qt::LeftButton);
    }
    send(QEvent::MouseButtonRelease, pixelOf(0.12, 0.8), Qt::NoButton);
    QTRY_VERIFY(std::fabs(fixture::value(*window_, "T") - 0.8) < 0.03);
    QTRY_VERIFY(std::fabs(fixture::value(*window_, "load") - 0.12) < 0.003);
    auto& stack = window_->board().history().stack();
    QCOMPARE(stack.count(), 1);
    stack.undo();
    QTRY_COMPARE(fixture::value(*window_, "T"), 0.2);
    QTRY_COMPARE(fixture::value(*window_, "P"), 125.0);
}

void TestPhaseMap::arrowKeysMoveThePointAndShiftMovesItFinely()
{
    place(0.05, 0.2);
    card().refreshNow();
    QTest::keyClick(card().view(), Qt::Key_Up);
    QTRY_VERIFY(std::fabs(fixture::value(*window_, "T") - 0.23) < 1e-9);
    QTest::keyClick(card().view(), Qt::Key_Up, Qt::ShiftModifier);
    QTRY_VERIFY(std::fabs(fixture::value(*window_, "T") - 0.233) < 1e-9);
    QTest::keyClick(card().view(), Qt::Key_Right);
    QTRY_VERIFY(fixture::value(*window_, "load") > 0.053);
    QCOMPARE(window_->board().history().stack().count(), 3);
}

void TestPhaseMap::thePointFollowsTheSliders()
{
    place(0.1, 1.0);
    card().refreshNow();
    send(QEvent::MouseButtonPress, pixelOf(0.1, 1.0), Qt::LeftButton);
    send(QEvent::MouseMove, pixelOf(0.1, 1.2), Qt::LeftButton);
    send(QEvent::MouseButtonRelease, pixelOf(0.1, 1.2), Qt::NoButton);
    QTRY_VERIFY(std::fabs(fixture::value(*window_, "T") - 1.2) < 0.03);
}

void TestPhaseMap::withoutTheoryItIsSaid()
{
    QTRY_VERIFY(card().csv().contains("line-0") || card().csv().contains("T_M"));
    window_->board().history().set("rule", std::int64_t{1}, true);
    QTRY_VERIFY(!card().csv().contains("T_M"));
}

QTEST_MAIN(TestPhaseMap)
#include "tst_phase_map.moc"
