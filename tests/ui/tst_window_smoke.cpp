// SPDX-License-Identifier: GPL-3.0-or-later
// Short enough for the thread sanitizer: start, change, paint, quit while it runs.
#include "tests/ui/window_fixture.h"

class TestWindowSmoke : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void itStartsRunningAndQuitsWhileItRuns();
};

void TestWindowSmoke::itStartsRunningAndQuitsWhileItRuns()
{
    auto window = fixture::window();
    QVERIFY(window);
    auto& link = window->board().link();
    QTRY_VERIFY(link.snapshot().running);
    auto const before = link.snapshot().step;
    QTRY_VERIFY(link.snapshot().step > before);
    window->board().history().set("T", 3.25, true);
    QTRY_COMPARE(fixture::value(*window, "T"), 3.25);
    window->board().history().paint({.x0 = 1, .y0 = 1, .x1 = 20, .y1 = 20}, true);
    auto const posted = link.posted();
    QTRY_VERIFY(link.snapshot().commandsObeyed >= posted);
    window.reset();
}

QTEST_MAIN(TestWindowSmoke)
#include "tst_window_smoke.moc"
