// SPDX-License-Identifier: GPL-3.0-or-later
// The gallery of the learning laboratory: a large picture, what stands beside it, the switch that
// shows another picture in its place, and a pad that an action follows.
#include "tests/ui/window_fixture.h"
#include "ui/board/board_layout.h"
#include "ui/control/elided_label.h"

#include <QLabel>
#include <QToolButton>

using namespace ui;

namespace {

constexpr int filters = 0, fantasy = 3, completion = 4, excited = 5;

std::unique_ptr<MainWindow> window(std::int64_t data = 0, QSize size = {1440, 900})
{
    auto start = fixture::start();
    start.lab = "rbm";
    start.running = false;
    start.settings = {{"data", data}, {"hidden", std::int64_t{data == 0 ? 16 : 256}}};
    auto shown = fixture::window(start);
    if (shown) {
        shown->resize(size);
        QTest::qWait(50);
    }
    return shown;
}

StageArea& stages(MainWindow& window) { return window.board().stages(); }

const std::vector<std::uint8_t>& cellsOf(MainWindow& window, int picture)
{
    return window.board().link().snapshot().pictures[static_cast<std::size_t>(picture)].cells;
}

QToolButton* button(MainWindow& window, const char* name)
{
    return window.findChild<QToolButton*>(QLatin1String(name));
}

// Nothing is on its way.
bool settled(MainWindow& window)
{
    fixture::saved(window);
    auto& link = window.board().link();
    return QTest::qWaitFor([&] { return link.snapshot().commandsObeyed >= link.posted(); }, 10000);
}

std::uint64_t asked(MainWindow& window) { return window.board().livePad(0)->asked(); }

void strokeTop(MainWindow& window)
{
    auto& pad = window.board().desk().panel(0)->view();
    auto const at = [&](int x) { return pad.cellRect({x, 0}).center().toPoint(); };
    QTest::mousePress(&pad, Qt::LeftButton, {}, at(0));
    QTest::mouseMove(&pad, at(1));
    QTest::mouseMove(&pad, at(2));
    QTest::mouseRelease(&pad, Qt::LeftButton, {}, at(2));
}

} // namespace

class TestGallery : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theFirstPictureIsALargeSquare_data();
    void theFirstPictureIsALargeSquare();
    void theSwitchShowsAnotherPictureInTheSamePlace();
    void hiddenAndShownAgainTheSwitchIsThere();
    void whatAStrokeKnowsIsCompletedAtOnce();
    void manyChangesAreAskedForOnce();
    void switchedOffNothingFollows();
    void anotherKindOfPictureBeginsAfresh();
    void aDocumentOpensAsItWasSaved();
    void theCaptionTellsTheTemperature();
};

void TestGallery::theFirstPictureIsALargeSquare_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<int>("least");
    QTest::addColumn<double>("cell");
    QTest::newRow("desk") << QSize(1440, 900) << 360 << 6.0;
    QTest::newRow("small") << QSize(1024, 768) << 220 << 5.0;
    QTest::newRow("large") << QSize(1920, 1080) << 440 << 6.0;
}

void TestGallery::theFirstPictureIsALargeSquare()
{
    QFETCH(QSize, size);
    QFETCH(int, least);
    QFETCH(double, cell);
    auto const shown = window(1, size);
    QVERIFY(shown);
    auto const& large = *stages(*shown).stage(filters);
    // On a busy machine the layout takes a while to settle.
    QTRY_VERIFY2(large.width() >= least, qPrintable(QString::number(large.width())));
    QTRY_VERIFY(large.height() >= large.width() - 4);
    auto const& small = *stages(*shown).stage(fantasy);
    QTRY_VERIFY(large.width() > 2 * small.width());
    auto const drawn = [&] {
        return shown->board().desk().panel(0)->view().cellRect({0, 0}).width();
    };
    QTRY_VERIFY2(drawn() >= cell, qPrintable(QString::number(drawn())));
    auto const cut = [&] {
        QStringList found;
        for (auto const* const label : stages(*shown).findChildren<ElidedLabel*>()) {
            if (label->isVisible() && label->shownText() != label->text()) {
                found << label->text();
            }
        }
        for (auto const* const one : shown->board().desk().findChildren<QToolButton*>()) {
            bool const words = one->isVisible() && !one->property("iconOnly").toBool();
            if (words && one->width() < one->minimumSizeHint().width()) {
                found << one->objectName();
            }
        }
        return found;
    };
    QTRY_COMPARE(cut(), QStringList());
}

void TestGallery::theSwitchShowsAnotherPictureInTheSamePlace()
{
    auto const shown = window();
    QVERIFY(shown);
    auto* const toggle = button(*shown, "view-toggle");
    QVERIFY(toggle && toggle->isVisible() && !toggle->isChecked());
    auto const* const stage = stages(*shown).stage(filters);
    auto const place = stage->geometry();
    toggle->click();
    QVERIFY(toggle->isChecked() && toggle->isVisible());
    QVERIFY(!stages(*shown).isShown(filters) && stages(*shown).isShown(excited));
    QCOMPARE(stages(*shown).stage(excited), stage); // as it was zoomed
    QCOMPARE(stage->geometry(), place);
    QCOMPARE(stage->objectName(), QStringLiteral("stage-excited"));
    // Half of the units of a machine without biases are on, and each has a frame.
    QTRY_VERIFY(!cellsOf(*shown, excited).empty());
    auto const frames = [&] {
        auto const& cells = cellsOf(*shown, excited);
        return std::count(cells.begin(), cells.end(), std::uint8_t{255});
    };
    QTRY_VERIFY(frames() > 12);
    // In the order of the pictures the large one is still the first.
    QCOMPARE(stages(*shown).activePicture(), excited);
    auto const layout = boardLayout(shown->board());
    toggle->click();
    QVERIFY(stages(*shown).isShown(filters) && !stages(*shown).isShown(excited));
    QCOMPARE(stage->geometry(), place);
    restoreBoardLayout(shown->board(), layout);
    QVERIFY(!stages(*shown).isShown(filters) && stages(*shown).isShown(excited));
    QVERIFY(toggle->isChecked());
}

void TestGallery::hiddenAndShownAgainTheSwitchIsThere()
{
    auto const shown = window();
    QVERIFY(shown);
    stages(*shown).setShown(filters, false);
    stages(*shown).setShown(completion, false);
    QTest::qWait(20); // cards go later
    QVERIFY(!button(*shown, "view-toggle")->isVisible());
    QVERIFY(!button(*shown, "pad-live")->isVisible());
    stages(*shown).setShown(completion, true);
    stages(*shown).setShown(excited, true);
    QTRY_VERIFY(button(*shown, "view-toggle")->isVisible());
    QVERIFY(button(*shown, "view-toggle")->isChecked());
    QTRY_VERIFY(button(*shown, "pad-live")->isVisible());
    stages(*shown).setShown(filters, true); // side by side
    QVERIFY(!button(*shown, "view-toggle")->isChecked());
    button(*shown, "view-toggle")->click();
    QVERIFY(stages(*shown).isShown(excited) && !stages(*shown).isShown(filters));
}

void TestGallery::whatAStrokeKnowsIsCompletedAtOnce()
{
    auto const shown = window();
    QVERIFY(shown && settled(*shown));
    QCOMPARE(asked(*shown), std::uint64_t{0}); // opening draws nothing
    strokeTop(*shown);
    auto const& cells = [&]() -> const std::vector<std::uint8_t>& {
        return cellsOf(*shown, completion);
    };
    auto const topIsOn = [&] {
        return cells().size() == 9 && cells()[0] == 255 && cells()[1] == 255 && cells()[2] == 255;
    };
    QTRY_VERIFY(topIsOn());
    QVERIFY(asked(*shown) >= 1 && asked(*shown) <= 4);
    // One step: the stroke. Back, and it is forgotten.
    auto& stack = shown->board().history().stack();
    QCOMPARE(stack.count(), 1);
    stack.undo();
    QTRY_VERIFY(!topIsOn());
    stack.redo();
    QTRY_VERIFY(topIsOn());
    // A fresh state keeps what is drawn, without being asked.
    QVERIFY(settled(*shown));
    auto const before = asked(*shown);
    shown->board().reset(9);
    QVERIFY(settled(*shown));
    QTRY_VERIFY(topIsOn());
    QCOMPARE(asked(*shown), before);
}

void TestGallery::manyChangesAreAskedForOnce()
{
    auto const shown = window();
    QVERIFY(shown && settled(*shown));
    auto& pads = shown->board().pads();
    for (int n = 0; n < 100; ++n) {
        auto drawing = pads.drawing(0);
        drawing.cells[static_cast<std::size_t>(n % 9)] = n % 2 == 0 ? core::upCell : core::downCell;
        pads.change(0, drawing, QStringLiteral("draw"));
    }
    QVERIFY(settled(*shown));
    QTest::qWait(100);
    QVERIFY(settled(*shown));
    QVERIFY2(asked(*shown) >= 1 && asked(*shown) <= 2, qPrintable(QString::number(asked(*shown))));
    // The last one has won.
    auto const& last = pads.drawing(0).cells;
    for (std::size_t i = 0; i < 9; ++i) {
        if (last[i] != core::unknownCell) {
            QTRY_COMPARE(int{cellsOf(*shown, completion)[i]}, last[i] == core::upCell ? 255 : 0);
        }
    }
}

void TestGallery::switchedOffNothingFollows()
{
    auto const shown = window();
    QVERIFY(shown && settled(*shown));
    auto* const live = button(*shown, "pad-live");
    QVERIFY(live && live->isChecked());
    live->click();
    QVERIFY(!live->isChecked());
    strokeTop(*shown);
    QVERIFY(settled(*shown));
    QCOMPARE(asked(*shown), std::uint64_t{0});
    live->click(); // and catches up
    QTRY_COMPARE(asked(*shown), std::uint64_t{1});
}

void TestGallery::anotherKindOfPictureBeginsAfresh()
{
    auto const shown = window(1);
    QVERIFY(shown && settled(*shown));
    auto& pads = shown->board().pads();
    auto const digit = pads.drawing(0);
    QCOMPARE(digit.width, 28);
    for (auto const& preset : shown->board().lab().presets) {
        if (preset.id == "bars") {
            shown->board().apply(preset);
        }
    }
    QTRY_COMPARE(pads.drawing(0).width, 3);
    QVERIFY(pads.drawing(0).cells == std::vector<std::uint8_t>(9, core::unknownCell));
    QTRY_VERIFY(asked(*shown) >= 1);
    QVERIFY(settled(*shown));
    shown->board().history().stack().undo();
    QTRY_COMPARE(pads.drawing(0).width, 28);
    QVERIFY(pads.drawing(0) == digit);
}

void TestGallery::aDocumentOpensAsItWasSaved()
{
    auto const shown = window();
    QVERIFY(shown && settled(*shown));
    strokeTop(*shown);
    QVERIFY(settled(*shown));
    QTest::qWait(50);
    auto archive = fixture::saved(*shown);
    shown->board().pads().save(archive);
    auto const other = window(1);
    QVERIFY(other && settled(*other));
    auto const before = asked(*other);
    other->board().pads().load(archive);
    bool loaded = false;
    other->board().link().load(archive, true,
                               [&](const QString& reason) { loaded = reason.isEmpty(); });
    QTRY_VERIFY(loaded);
    QTRY_COMPARE(other->board().pads().drawing(0).width, 3);
    QVERIFY(settled(*other));
    QTest::qWait(50);
    QCOMPARE(asked(*other), before);
    QVERIFY(other->board().pads().drawing(0) == shown->board().pads().drawing(0));
}

void TestGallery::theCaptionTellsTheTemperature()
{
    auto const shown = window();
    QVERIFY(shown);
    auto const captions = [&] {
        QStringList all;
        for (auto const* const label : stages(*shown).findChildren<ElidedLabel*>()) {
            all << label->text();
        }
        return all;
    };
    QVERIFY(captions().contains(QStringLiteral("Fantasy, T = 1")));
    QCOMPARE(stages(*shown).titleOf(fantasy), QStringLiteral("Fantasy"));
    shown->board().history().set("T", 0.25, true);
    QTRY_VERIFY(captions().contains(QStringLiteral("Fantasy, T = 0.25")));
}

QTEST_MAIN(TestGallery)
#include "tst_gallery.moc"
