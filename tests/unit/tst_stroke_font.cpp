// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/fnv.h"
#include "core/picture/stroke_font.h"

#include <QtTest>

#include <algorithm>
#include <numeric>
#include <set>
#include <string_view>

using core::glyph;
using core::hasGlyph;
using Bitmap = std::vector<std::uint8_t>;

namespace {

bool inked(const Bitmap& bitmap, int side, int x, int y)
{
    return bitmap[static_cast<std::size_t>(y * side + x)] != 0;
}

double overlap(const Bitmap& a, const Bitmap& b)
{
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        sum += a[i] == b[i] ? 1 : -1;
    }
    return sum / static_cast<double>(a.size());
}

// Pieces of pixels of one kind that hang together: by their edges, ink by its corners too.
int pieces(Bitmap bitmap, int side, std::uint8_t kind)
{
    int count = 0;
    std::vector<std::pair<int, int>> front;
    const auto take = [&](int x, int y) {
        if (x < 0 || y < 0 || x >= side || y >= side) {
            return false;
        }
        auto& pixel = bitmap[static_cast<std::size_t>(y * side + x)];
        if (pixel != kind) {
            return false;
        }
        pixel = 2;
        front.emplace_back(x, y);
        return true;
    };
    for (int i = 0; i < side * side; ++i) {
        count += take(i % side, i / side) ? 1 : 0;
        while (!front.empty()) {
            const auto [x, y] = front.back();
            front.pop_back();
            for (int step = 0; step < 9; ++step) {
                const int dx = step % 3 - 1;
                const int dy = step / 3 - 1;
                if (kind == 1 || dx == 0 || dy == 0) {
                    take(x + dx, y + dy);
                }
            }
        }
    }
    return count;
}

// White areas that no path leads out of.
int holes(const Bitmap& bitmap, int side)
{
    Bitmap framed(static_cast<std::size_t>((side + 2) * (side + 2)), 0);
    for (int y = 0; y < side; ++y) {
        for (int x = 0; x < side; ++x) {
            framed[static_cast<std::size_t>((y + 1) * (side + 2) + x + 1)] =
                inked(bitmap, side, x, y) ? 1 : 0;
        }
    }
    return pieces(framed, side + 2, 0) - 1;
}

} // namespace

class TestStrokeFont : public QObject
{
    Q_OBJECT

private slots:
    void printableCharactersHaveGlyphs();
    void theBitsAreTheSameOnEveryMachine();
    void glyphsDiffer();
    void lettersHangTogetherAndEncloseWhatTheyShould_data();
    void lettersHangTogetherAndEncloseWhatTheyShould();
    void symmetricLettersAreTheirOwnMirror();
    void strokesHaveTheWidthOfThePen();
    void capitalsFillTheSquare();
    void capitalsOverlapModerately();
    void aThickerPenCoversMore();
    void whatCannotBeDrawnIsEmpty();
};

void TestStrokeFont::printableCharactersHaveGlyphs()
{
    for (char32_t c = 0; c < 0x200; ++c) {
        QCOMPARE(hasGlyph(c), c > 32 && c < 127);
        QCOMPARE(glyph(c, 16).size(), std::size_t{hasGlyph(c) ? 256U : 0U});
    }
    QVERIFY(!hasGlyph(0x10FFFF));
}

void TestStrokeFont::theBitsAreTheSameOnEveryMachine()
{
    core::Fnv hash;
    for (const int side : {7, 16, 32, 100, 256}) {
        for (char32_t c = 33; c < 127; ++c) {
            hash.bytes(glyph(c, side));
        }
    }
    QCOMPARE(QString::fromStdString(hash.hex()), "0893b03dc61451e0");
}

void TestStrokeFont::glyphsDiffer()
{
    for (const int side : {16, 32}) {
        std::set<std::uint64_t> seen;
        for (char32_t c = 33; c < 127; ++c) {
            const auto bitmap = glyph(c, side);
            QVERIFY(std::accumulate(bitmap.begin(), bitmap.end(), 0) > side * side / 100);
            core::Fnv hash;
            hash.bytes(bitmap);
            QVERIFY2(seen.insert(hash.value()).second, qPrintable(QString(QChar(c))));
        }
    }
}

void TestStrokeFont::lettersHangTogetherAndEncloseWhatTheyShould_data()
{
    QTest::addColumn<QString>("letters");
    QTest::addColumn<int>("pieceCount");
    QTest::addColumn<int>("holeCount");
    QTest::newRow("open") << "CEFGHIJKLMNSTUVWXYZ12357cfhklmnrstuvwxyz*+-/<>\\()[]{}_^~|,." << 1
                          << 0;
    QTest::newRow("one hole") << "ADOPQR469abdegopq@" << 1 << 1;
    QTest::newRow("two holes") << "B8" << 1 << 2;
    QTest::newRow("two parts") << "!\"=:;?ij" << 2 << 0;
    QTest::newRow("a bar within") << "0" << 2 << 1;
    QTest::newRow("per cent") << "%" << 3 << 2;
}

void TestStrokeFont::lettersHangTogetherAndEncloseWhatTheyShould()
{
    QFETCH(QString, letters);
    QFETCH(int, pieceCount);
    QFETCH(int, holeCount);
    for (const int side : {16, 32, 64, 200}) {
        for (const QChar letter : letters) {
            const auto bitmap = glyph(letter.unicode(), side);
            const QString name = QString("%1 at %2").arg(letter).arg(side);
            QVERIFY2(pieces(bitmap, side, 1) == pieceCount, qPrintable(name));
            QVERIFY2(holes(bitmap, side) == holeCount, qPrintable(name));
        }
    }
}

void TestStrokeFont::symmetricLettersAreTheirOwnMirror()
{
    for (const int side : {16, 17, 32, 50}) {
        for (const char32_t c : std::u32string_view(U"AHIMOTUVWXYovwx8+-=\"|_^")) {
            const auto bitmap = glyph(c, side);
            for (int i = 0; i < static_cast<int>(bitmap.size()); ++i) {
                const bool mirrored = inked(bitmap, side, side - 1 - i % side, i / side);
                QVERIFY2(inked(bitmap, side, i % side, i / side) == mirrored,
                         qPrintable(QString("%1 at %2").arg(QChar(c)).arg(side)));
            }
        }
    }
}

void TestStrokeFont::strokesHaveTheWidthOfThePen()
{
    for (const int side : {16, 32, 64, 128}) {
        const auto bitmap = glyph(U'H', side);
        const auto row = [&](int y) {
            int ink = 0;
            for (int x = 0; x < side; ++x) {
                ink += inked(bitmap, side, x, y) ? 1 : 0;
            }
            return ink;
        };
        QCOMPARE(row(side / 4), 2 * side / 8);                   // two stems
        QCOMPARE(row(side / 2), 2 * (3 * side / 8 + side / 16)); // with the bar, 28 units of 32
    }
}

void TestStrokeFont::capitalsFillTheSquare()
{
    for (const int side : {16, 32, 64}) {
        for (char32_t c = U'A'; c <= U'Z'; ++c) {
            const auto bitmap = glyph(c, side);
            int left = side;
            int right = 0;
            int top = side;
            int bottom = 0;
            for (int i = 0; i < side * side; ++i) {
                if (inked(bitmap, side, i % side, i / side)) {
                    left = std::min(left, i % side);
                    right = std::max(right, i % side);
                    top = std::min(top, i / side);
                    bottom = std::max(bottom, i / side);
                }
            }
            QCOMPARE(top, 0);
            QCOMPARE(bottom, side - 1);
            QVERIFY2(right - left + 1 >= side * 5 / 8, qPrintable(QString(QChar(c))));
        }
    }
}

// As +-1 patterns letters are correlated, which is why Hebb's rule blends them.
void TestStrokeFont::capitalsOverlapModerately()
{
    double sum = 0;
    int count = 0;
    for (char32_t a = U'A'; a <= U'Z'; ++a) {
        for (char32_t b = a + 1; b <= U'Z'; ++b) {
            const double m = overlap(glyph(a, 32), glyph(b, 32));
            QVERIFY(m < 0.95);
            sum += m;
            ++count;
        }
    }
    QVERIFY(sum / count > 0.25 && sum / count < 0.35);
}

void TestStrokeFont::aThickerPenCoversMore()
{
    for (const char32_t c : std::u32string_view(U"Aag&")) {
        Bitmap last(32 * 32, 0);
        for (const int pen : {1, 2, 4, 6, 16}) {
            const auto bitmap = glyph(c, 32, pen);
            for (std::size_t i = 0; i < bitmap.size(); ++i) {
                QVERIFY(bitmap[i] >= last[i]);
            }
            QVERIFY(bitmap != last);
            last = bitmap;
        }
    }
}

void TestStrokeFont::whatCannotBeDrawnIsEmpty()
{
    QVERIFY(glyph(U' ', 32).empty());
    QVERIFY(glyph(U'\u00C4', 32).empty());
    QVERIFY(glyph(U'A', 0).empty());
    QVERIFY(glyph(U'A', -1).empty());
    QVERIFY(glyph(U'A', core::maxGlyphSide + 1).empty());
    QVERIFY(glyph(U'A', 32, 0).empty());
    QVERIFY(glyph(U'A', 32, 17).empty());
    QCOMPARE(glyph(U'A', 1).size(), std::size_t{1});
    const auto largest = glyph(U'/', core::maxGlyphSide);
    QVERIFY(std::accumulate(largest.begin(), largest.end(), 0) > (1 << 20));
}

QTEST_APPLESS_MAIN(TestStrokeFont)
#include "tst_stroke_font.moc"
