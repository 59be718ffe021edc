// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/picture/stroke_font.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>

namespace core {

namespace {

// Paths on a square of 32 x 32 units, y downwards; the pen's centre keeps 2 units from the edge.
// M x y moves, L x y draws a line, h x y and v x y a quarter of an ellipse that sets out
// horizontally or vertically, q x y x y a parabola by its control point and end (Bezier).
constexpr char32_t firstCharacter = U'!';
constexpr std::string_view paths[] = {
    /* ! */ "M16 2L16 20M16 30L16 30",
    /* " */ "M10 2L10 10M22 2L22 10",
    /* # */ "M12 2L8 30M24 2L20 30M4 10L29 10M3 22L28 22",
    /* $ */ "M26 9q23 5 16 5h6 11v16 16h26 21v16 27q9 27 5 23M16 2L16 30",
    /* % */ "M27 3L5 29M7 2h2 7v7 12h12 7v7 2M25 20h20 25v25 30h30 25v25 20",
    /* & */ "M29 30L10 10q8 8 8 6v13 2h19 7q19 11 13 14q4 18 4 23v12 30q23 30 27 18",
    /* ' */ "M16 2L16 10",
    /* ( */ "M21 2q11 9 11 16q11 23 21 30",
    /* ) */ "M11 2q21 9 21 16q21 23 11 30",
    /* * */ "M16 5L16 27M6 10L26 22M26 10L6 22",
    /* + */ "M16 5L16 27M5 16L27 16",
    /* , */ "M17 25q17 28 13 30",
    /* - */ "M6 16L26 16",
    /* . */ "M16 29L16 30",
    /* / */ "M26 2L6 30",
    /* 0 */ "M16 2h5 16v16 30h27 16v16 2M20 11L12 21",
    /* 1 */ "M8 8L16 2L16 30M8 30L24 30",
    /* 2 */ "M5 9v16 2h27 9q27 14 21 18L5 30L28 30",
    /* 3 */ "M5 7q9 2 16 2h26 9v16 16L12 16M16 16h28 23v16 30q8 30 4 25",
    /* 4 */ "M22 30L22 2L4 22L28 22",
    /* 5 */ "M26 2L7 2L6 15q10 12 16 12h28 21v16 30q8 30 4 26",
    /* 6 */ "M26 6q22 2 17 2h4 18L4 21v16 30h28 21v16 12h4 21",
    /* 7 */ "M4 2L28 2L13 30",
    /* 8 */ "M16 2h6 9v16 16h26 9v16 2M16 16h4 23v16 30h28 23v16 16",
    /* 9 */ "M6 26q10 30 15 30h28 14L28 11v16 2h4 11v16 20h28 11",
    /* : */ "M16 10L16 11M16 25L16 26",
    /* ; */ "M16 10L16 11M17 23q17 27 13 29",
    /* < */ "M25 5L7 16L25 27",
    /* = */ "M5 10L27 10M5 22L27 22",
    /* > */ "M7 5L25 16L7 27",
    /* ? */ "M6 9v16 2h26 9q26 13 21 16q16 19 16 22M16 30L16 30",
    /* @ */ "M21 12L21 17v25 22h30 16v16 2h2 16v16 30L24 30M16 10h11 16v16 22h21 16v16 10",
    /* A */ "M4 30L16 2L28 30M8 22L24 22",
    /* B */ "M4 16L4 2L17 2h26 9v17 16L4 16L4 30L18 30h28 23v18 16",
    /* C */ "M28 9q24 2 16 2h4 16v16 30q24 30 28 23",
    /* D */ "M4 2L13 2h28 16v13 30L4 30L4 2",
    /* E */ "M27 2L4 2L4 30L27 30M4 16L22 16",
    /* F */ "M27 2L4 2L4 30M4 16L22 16",
    /* G */ "M27 8q23 2 16 2h4 16v16 30h28 21L28 18L18 18",
    /* H */ "M4 2L4 30M28 2L28 30M4 16L28 16",
    /* I */ "M16 2L16 30M8 2L24 2M8 30L24 30",
    /* J */ "M14 2L26 2L26 20v15 30h4 21",
    /* K */ "M4 2L4 30M27 2L4 18M12 13L28 30",
    /* L */ "M4 2L4 30L27 30",
    /* M */ "M4 30L4 2L16 19L28 2L28 30",
    /* N */ "M4 30L4 2L28 30L28 2",
    /* O */ "M16 2h4 16v16 30h28 16v16 2",
    /* P */ "M4 30L4 2L18 2h28 10v18 18L4 18",
    /* Q */ "M16 2h4 16v16 30h28 16v16 2M19 21L28 30",
    /* R */ "M4 30L4 2L18 2h28 10v18 18L4 18M15 18L28 30",
    /* S */ "M27 8q23 2 16 2h5 9v16 16h28 23v16 30q8 30 4 24",
    /* T */ "M4 2L28 2M16 2L16 30",
    /* U */ "M4 2L4 18v16 30h28 18L28 2",
    /* V */ "M4 2L16 30L28 2",
    /* W */ "M3 2L9 30L16 10L23 30L29 2",
    /* X */ "M4 2L28 30M28 2L4 30",
    /* Y */ "M4 2L16 16L28 2M16 16L16 30",
    /* Z */ "M4 2L28 2L4 30L28 30",
    /* [ */ "M21 2L12 2L12 30L21 30",
    /* \ */ "M6 2L26 30",
    /* ] */ "M11 2L20 2L20 30L11 30",
    /* ^ */ "M6 14L16 2L26 14",
    /* _ */ "M2 30L30 30",
    /* ` */ "M13 2L18 8",
    /* a */ "M15 8h6 16v15 24h24 16v15 8M24 8L24 24L27 24",
    /* b */ "M6 2L6 24M16 8h6 16v16 24h26 16v16 8",
    /* c */ "M25 12q22 8 16 8h6 16v16 24q22 24 25 20",
    /* d */ "M26 2L26 24M16 8h6 16v16 24h26 16v16 8",
    /* e */ "M6 16L26 16v16 8h6 16v16 24q21 24 24 22",
    /* f */ "M24 3q22 2 20 2h14 8L14 24M6 10L22 10",
    /* g */ "M16 8h6 15v16 22h26 15v16 8M26 8L26 23v16 30q10 30 7 28",
    /* h */ "M6 2L6 24M6 16v16 8h26 16L26 24",
    /* i */ "M10 8L16 8L16 24M9 24L23 24M16 2L16 2",
    /* j */ "M14 8L20 8L20 23v12 30q9 30 7 28M20 2L20 2",
    /* k */ "M6 2L6 24M24 8L6 18M12 15L26 24",
    /* l */ "M10 2L16 2L16 24M9 24L23 24",
    /* m */ "M4 8L4 24M4 14v10 8h16 14L16 24M16 14v22 8h28 14L28 24",
    /* n */ "M6 8L6 24M6 16v16 8h26 16L26 24",
    /* o */ "M16 8h6 16v16 24h26 16v16 8",
    /* p */ "M6 8L6 30M16 8h6 15v16 22h26 15v16 8",
    /* q */ "M26 8L26 30M16 8h6 15v16 22h26 15v16 8",
    /* r */ "M8 8L8 24M8 16v18 8q23 8 25 12",
    /* s */ "M25 11q21 8 16 8h7 12v16 16h25 20v16 24q10 24 6 21",
    /* t */ "M14 3L14 19v19 24q23 24 25 22M6 8L23 8",
    /* u */ "M6 8L6 16v16 24h26 16L26 8M26 16L26 24",
    /* v */ "M6 8L16 24L26 8",
    /* w */ "M4 8L10 24L16 12L22 24L28 8",
    /* x */ "M6 8L26 24M26 8L6 24",
    /* y */ "M6 8L16 22M26 8L15 26q13 30 7 30",
    /* z */ "M6 8L26 8L6 24L26 24",
    /* { */ "M22 2q14 2 14 8q14 16 9 16q14 16 14 24q14 30 22 30",
    /* | */ "M16 2L16 30",
    /* } */ "M10 2q18 2 18 8q18 16 23 16q18 16 18 24q18 30 10 30",
    /* ~ */ "M4 18q8 10 16 16q24 22 28 14",
};

constexpr int units = 32;
constexpr std::int64_t fine = 128; // points are rounded to this part of a unit
constexpr int pieces = 15;         // lines of a curve, an odd number

struct Point
{
    std::int64_t x, y;
};

std::int64_t rounded(std::int64_t numerator, std::int64_t denominator)
{
    std::int64_t const half = denominator / 2;
    return (numerator < 0 ? numerator - half : numerator + half) / denominator;
}

// Rational points on the circle, sine 2 p q / (p^2 + q^2) and cosine (q^2 - p^2) / (p^2 + q^2), p/q
// growing from 0 to 29/70, the tangent of a quarter of the right angle to four digits; the second
// half mirrors the first, so that a quarter drawn from either end is the same.
Point quarterPoint(Point from, Point to, bool horizontal, std::int64_t k)
{
    bool const first = 2 * k < pieces;
    std::int64_t const p = 29 * (first ? k : pieces - k);
    std::int64_t const q = 35 * pieces;
    std::int64_t const whole = p * p + q * q;
    std::int64_t const sine = first ? 2 * p * q : q * q - p * p;
    std::int64_t const cosineLess = first ? 2 * p * p : whole - 2 * p * q; // 1 - cosine
    return {from.x + rounded((to.x - from.x) * (horizontal ? sine : cosineLess), whole),
            from.y + rounded((to.y - from.y) * (horizontal ? cosineLess : sine), whole)};
}

Point parabolaPoint(Point from, Point control, Point to, std::int64_t k)
{
    std::int64_t const rest = pieces - k;
    auto const blend = [&](std::int64_t a, std::int64_t b, std::int64_t c) {
        return rounded(rest * rest * a + 2 * k * rest * b + k * k * c, pieces * pieces);
    };
    return {blend(from.x, control.x, to.x), blend(from.y, control.y, to.y)};
}

class Reader
{
public:
    explicit Reader(std::string_view path) : rest(path) {}
    bool atEnd() const { return rest.empty(); }
    char command()
    {
        char const c = rest.front();
        rest.remove_prefix(1);
        return c;
    }
    Point point()
    {
        auto const x = number();
        return {x, number()};
    }

private:
    std::int64_t number()
    {
        std::int64_t value = 0;
        while (!rest.empty() && rest.front() == ' ') {
            rest.remove_prefix(1);
        }
        while (!rest.empty() && rest.front() >= '0' && rest.front() <= '9') {
            value = 10 * value + (rest.front() - '0');
            rest.remove_prefix(1);
        }
        return value * fine;
    }

    std::string_view rest;
};

struct Line
{
    Point a, b;
};

std::vector<Line> linesOf(std::string_view path)
{
    std::vector<Line> lines;
    Point pen{};
    auto const to = [&](Point next) {
        lines.push_back({pen, next});
        pen = next;
    };
    for (Reader reader(path); !reader.atEnd();) {
        char const command = reader.command();
        Point const start = pen;
        Point const first = reader.point();
        if (command == 'M') {
            pen = first;
        } else if (command == 'L') {
            to(first);
        } else {
            Point const last = command == 'q' ? reader.point() : first;
            for (int k = 1; k <= pieces; ++k) {
                to(command == 'q' ? parabolaPoint(start, first, last, k)
                                  : quarterPoint(start, last, command == 'h', k));
            }
        }
    }
    return lines;
}

// A square of pixels; its coordinates count 2 * side to the font's finest unit, so that the centres
// of pixels and the points of lines are both whole.
class Sheet
{
public:
    Sheet(int pixels, int pen)
        : side(pixels), radius(std::max(pen * fine * pixels, pixel / 2)),
          bits(static_cast<std::size_t>(side * side), 0)
    {
    }

    void draw(const Line& line)
    {
        Point const a{line.a.x * 2 * side, line.a.y * 2 * side};
        Point const b{line.b.x * 2 * side, line.b.y * 2 * side};
        auto const [left, right] = std::minmax(a.x, b.x);
        auto const [top, bottom] = std::minmax(a.y, b.y);
        for (std::int64_t y = firstPixel(top); y <= lastPixel(bottom); ++y) {
            for (std::int64_t x = firstPixel(left); x <= lastPixel(right); ++x) {
                if (covers(a, b, {x * pixel + pixel / 2, y * pixel + pixel / 2})) {
                    bits[static_cast<std::size_t>(y * side + x)] = 1;
                }
            }
        }
    }

    std::vector<std::uint8_t> take() { return std::move(bits); }

private:
    static constexpr std::int64_t pixel = 2 * units * fine;

    std::int64_t firstPixel(std::int64_t low) const
    {
        return std::max<std::int64_t>(0, (low - radius) / pixel - 1);
    }
    std::int64_t lastPixel(std::int64_t high) const
    {
        return std::min<std::int64_t>(side - 1, (high + radius) / pixel);
    }

    // The point is within the radius of the line. Products of four lengths do not fit 64 bits;
    // rounded once on each side they still compare alike everywhere.
    bool covers(Point a, Point b, Point p) const
    {
        Point const along{b.x - a.x, b.y - a.y};
        Point const off{p.x - a.x, p.y - a.y};
        std::int64_t const length2 = along.x * along.x + along.y * along.y;
        std::int64_t const dot = along.x * off.x + along.y * off.y;
        if (dot <= 0 || dot >= length2) {
            Point const end = dot <= 0 ? a : b;
            std::int64_t const x = p.x - end.x;
            std::int64_t const y = p.y - end.y;
            return x * x + y * y <= radius * radius;
        }
        auto const cross = static_cast<double>(along.x * off.y - along.y * off.x);
        double const distance2 = cross * cross;
        double const allowed = static_cast<double>(radius * radius) * static_cast<double>(length2);
        return distance2 <= allowed;
    }

    std::int64_t side;
    std::int64_t radius;
    std::vector<std::uint8_t> bits;
};

} // namespace

bool hasGlyph(char32_t character)
{
    return character >= firstCharacter && character - firstCharacter < std::size(paths);
}

std::vector<std::uint8_t> glyph(char32_t character, int side, int pen)
{
    if (!hasGlyph(character) || side < 1 || side > maxGlyphSide || pen < 1 || pen > units / 2) {
        return {};
    }
    Sheet sheet(side, pen);
    for (auto const& line : linesOf(paths[character - firstCharacter])) {
        sheet.draw(line);
    }
    return sheet.take();
}

Drawing letterDrawing(char32_t character, int width, int height)
{
    int const side = std::min(width, height);
    auto const bits = glyph(character, side);
    if (bits.empty()) {
        return {};
    }
    auto drawing = emptyDrawing(width, height);
    drawing.name = std::string(1, static_cast<char>(character)); // glyphs are of ASCII
    int const left = (width - side) / 2, top = (height - side) / 2;
    for (int y = 0; y < side; ++y) {
        for (int x = 0; x < side; ++x) {
            drawing.at(left + x, top + y) = bits[static_cast<std::size_t>(y * side + x)];
        }
    }
    return drawing;
}

} // namespace core
