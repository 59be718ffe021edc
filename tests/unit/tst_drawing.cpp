// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/picture/drawing.h"

#include <QTest>

#include <algorithm>

using namespace core;

namespace {

Drawing drawn(const QStringList& rows)
{
    Drawing drawing = emptyDrawing(static_cast<int>(rows[0].size()), static_cast<int>(rows.size()));
    for (int y = 0; y < drawing.height; ++y) {
        for (int x = 0; x < drawing.width; ++x) {
            QChar const c = rows[y][x];
            drawing.at(x, y) = c == u'#' ? upCell : c == u'?' ? unknownCell : downCell;
        }
    }
    return drawing;
}

QStringList rowsOf(const Drawing& drawing)
{
    QStringList rows;
    for (int y = 0; y < drawing.height; ++y) {
        QString row;
        for (int x = 0; x < drawing.width; ++x) {
            row += drawing.at(x, y) == upCell        ? u'#'
                   : drawing.at(x, y) == unknownCell ? u'?'
                                                     : u'.';
        }
        rows << row;
    }
    return rows;
}

} // namespace

class TestDrawing : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aLargerDrawingRepeatsItsCells();
    void aSmallerDrawingTakesTheMajority();
    void thereAndBackByAWholeFactorIsTheSame();
    void fillingStopsAtEdgesAndCorners();
    void invertingLeavesTheUnknownAlone();
    void noiseFlipsExactlyItsShareOfTheKnownCells();
    void noiseIsItsSeeds();
    void hidingLeavesTheMiddleOfOddSizes();
    void shiftingLosesNothing();
    void nothingIsDoneToNothing();
};

void TestDrawing::aLargerDrawingRepeatsItsCells()
{
    QCOMPARE(rowsOf(resized(drawn({"#.", "?#"}), 4, 2)), QStringList({"##..", "??##"}));
}

void TestDrawing::aSmallerDrawingTakesTheMajority()
{
    QCOMPARE(rowsOf(resized(drawn({
                                "##..",
                                "#...",
                                "??##",
                                "??..",
                            }),
                            2, 2)),
             QStringList({"#.", "?#"})); // a tie is up
    // 3 columns on 2: the left cell covers one and a half of them.
    QCOMPARE(rowsOf(resized(drawn({".#."}), 2, 1)), QStringList({".."}));
    QCOMPARE(rowsOf(resized(drawn({"#.#"}), 2, 1)), QStringList({"##"}));
}

void TestDrawing::thereAndBackByAWholeFactorIsTheSame()
{
    Drawing const letter = drawn({"#..", ".#?", "###"});
    QCOMPARE(resized(resized(letter, 12, 9), 3, 3), letter);
}

void TestDrawing::fillingStopsAtEdgesAndCorners()
{
    Drawing drawing = drawn({"..#.", ".#..", "#...", "...."});
    floodFill(drawing, 0, 0, unknownCell);
    QCOMPARE(rowsOf(drawing), QStringList({"??#.", "?#..", "#...", "...."}));
    floodFill(drawing, -1, 7, upCell);
    QCOMPARE(rowsOf(drawing), QStringList({"??#.", "?#..", "#...", "...."}));
}

void TestDrawing::invertingLeavesTheUnknownAlone()
{
    Drawing drawing = drawn({"#.?"});
    invert(drawing);
    QCOMPARE(rowsOf(drawing), QStringList({".#?"}));
}

void TestDrawing::noiseFlipsExactlyItsShareOfTheKnownCells()
{
    for (double const share : {0.0, 0.1, 0.5, 1.0}) {
        Drawing drawing = emptyDrawing(20, 10);
        hideHalf(drawing, Half::left, unknownCell);
        addNoise(drawing, share, 7);
        QCOMPARE(std::count(drawing.cells.begin(), drawing.cells.end(), upCell),
                 std::lround(100 * share));
        QCOMPARE(std::count(drawing.cells.begin(), drawing.cells.end(), unknownCell), 100);
    }
}

void TestDrawing::noiseIsItsSeeds()
{
    Drawing a = emptyDrawing(16, 16), b = a, c = a;
    addNoise(a, 0.2, 1);
    addNoise(b, 0.2, 1);
    addNoise(c, 0.2, 2);
    QCOMPARE(a, b);
    QVERIFY(a != c);
    addNoise(a, 0.2, 1); // the same cells again: back to where it was
    QCOMPARE(a, emptyDrawing(16, 16));
}

void TestDrawing::hidingLeavesTheMiddleOfOddSizes()
{
    auto const hidden = [](Half half) {
        Drawing drawing = drawn({"###", "###", "###"});
        hideHalf(drawing, half, downCell);
        return rowsOf(drawing);
    };
    QCOMPARE(hidden(Half::left), QStringList({".##", ".##", ".##"}));
    QCOMPARE(hidden(Half::right), QStringList({"##.", "##.", "##."}));
    QCOMPARE(hidden(Half::top), QStringList({"...", "###", "###"}));
    QCOMPARE(hidden(Half::bottom), QStringList({"###", "###", "..."}));
}

void TestDrawing::shiftingLosesNothing()
{
    Drawing drawing = drawn({"#.?", "...", "..#"});
    Drawing const before = drawing;
    shiftBy(drawing, 1, -1);
    QCOMPARE(rowsOf(drawing), QStringList({"...", "#..", "?#."}));
    shiftBy(drawing, -7, 4);
    QCOMPARE(drawing, before);
}

void TestDrawing::nothingIsDoneToNothing()
{
    Drawing none;
    floodFill(none, 0, 0, upCell);
    invert(none);
    addNoise(none, 0.5, 1);
    hideHalf(none, Half::top, upCell);
    shiftBy(none, 1, 1);
    QCOMPARE(none, Drawing());
    QCOMPARE(resized(none, 4, 4), Drawing());
    QCOMPARE(resized(drawn({"#"}), 0, 4), Drawing());
}

QTEST_APPLESS_MAIN(TestDrawing)
#include "tst_drawing.moc"
