// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/digits/hand.h"

#include "core/learn/digits/glyphs.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace core::digits {

namespace {

constexpr double boxSide = 20, middle = 14;
constexpr int stepsPerSpan = 7;

struct Point
{
    double x = 0, y = 0;
};

// About normal with mean 0 and deviation 1, never beyond 3.5: the sum of four uniforms, added one
// after the other because the order of calls in one expression is the compiler's.
double normal(Rng& rng)
{
    double sum = -2;
    for (int i = 0; i < 4; ++i) {
        sum += rng.uniform();
    }
    return sum * 1.7320508075688772;
}

double between(Rng& rng, double low, double high) { return low + (high - low) * rng.uniform(); }

const Glyph& chooseGlyph(int digit, Rng& rng)
{
    int weights = 0;
    for (auto const& glyph : glyphs()) {
        weights += glyph.digit == digit ? glyph.weight : 0;
    }
    auto left = static_cast<int>(rng.below(static_cast<std::uint64_t>(weights)));
    for (auto const& glyph : glyphs()) {
        left -= glyph.digit == digit ? glyph.weight : 0;
        if (left < 0) {
            return glyph;
        }
    }
    return glyphs().front();
}

// A smooth displacement of the unit square: a bicubic Bernstein patch of random vectors.
class Elastic
{
public:
    Elastic(double strength, Rng& rng)
    {
        for (auto& vector : vectors_) {
            vector.x = strength * normal(rng);
            vector.y = strength * normal(rng);
        }
    }

    Point moved(Point p) const
    {
        auto const across = bernstein(p.x), down = bernstein(p.y);
        Point sum = p;
        for (std::size_t j = 0; j < 4; ++j) {
            for (std::size_t i = 0; i < 4; ++i) {
                double const share = across[i] * down[j];
                sum.x += share * vectors_[4 * j + i].x;
                sum.y += share * vectors_[4 * j + i].y;
            }
        }
        return sum;
    }

private:
    static std::array<double, 4> bernstein(double t)
    {
        t = std::clamp(t, -0.1, 1.1);
        double const s = 1 - t;
        return {s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t};
    }
    std::array<Point, 16> vectors_;
};

// Slant, aspect and turn, as a matrix.
struct Affine
{
    explicit Affine(Rng& rng)
    {
        double const aspect = std::max(0.77 * (1 + 0.18 * normal(rng)), 0.58);
        double const slant = std::clamp(0.13 + 0.22 * normal(rng), -0.35, 0.52);
        double const half = std::clamp(0.055 * normal(rng), -0.1, 0.1); // tan of half the angle
        double const cosine = (1 - half * half) / (1 + half * half);
        double const sine = 2 * half / (1 + half * half);
        xx = cosine * aspect;
        xy = -cosine * slant - sine;
        yx = sine * aspect;
        yy = -sine * slant + cosine;
    }
    Point moved(Point p) const { return {xx * p.x + xy * p.y, yx * p.x + yy * p.y}; }
    double xx, xy, yx, yy;
};

// How hard the pen is pressed along a stroke: a parabola through three random values, lighter where
// it is put down and lifted.
class Pressure
{
public:
    explicit Pressure(Rng& rng)
        : begin_(1 + 0.12 * normal(rng)), inside_(1 + 0.1 * normal(rng)),
          end_(0.94 + 0.14 * normal(rng)), landing_(between(rng, 0.75, 1)),
          lifting_(between(rng, 0.55, 1))
    {
    }
    // t: 0 at the beginning of the stroke, 1 at its end.
    double at(double t) const
    {
        double const s = 1 - t;
        double const smooth = begin_ * s * s + 2 * inside_ * s * t + end_ * t * t;
        double const touch = t < 0.08 ? landing_ + (1 - landing_) * t / 0.08 : 1;
        double const leave = s < 0.12 ? lifting_ + (1 - lifting_) * s / 0.12 : 1;
        return std::clamp(smooth, 0.6, 1.4) * touch * leave;
    }

private:
    double begin_, inside_, end_, landing_, lifting_;
};

double distance(Point a, Point b)
{
    double const dx = b.x - a.x, dy = b.y - a.y;
    return std::sqrt(dx * dx + dy * dy);
}

// The direction of the curve at knot i, towards the span that ends (back) or begins (forth) there.
Point tangent(std::span<const Point> points, std::span<const Knot> knots, std::size_t i, bool back)
{
    bool const sharp = i == 0 || i + 1 == points.size() || knots[i].turn == Turn::corner;
    std::size_t const from = sharp && !back ? i : i - 1;
    std::size_t const to = sharp && back ? i : i + 1;
    double length = 0;
    for (std::size_t k = from; k < to; ++k) {
        length += distance(points[k], points[k + 1]);
    }
    double const inverse = length > 0 ? 1 / length : 0;
    return {(points[to].x - points[from].x) * inverse, (points[to].y - points[from].y) * inverse};
}

// Cubic Hermite curve through the points (Catmull & Rom with chord lengths), stepsPerSpan points a
// span; the radius is the pressure there.
void trace(std::span<const Point> points, std::span<const Knot> knots, const Pressure& pressure,
           Trace& out)
{
    double const spans = static_cast<double>(points.size() - 1);
    auto const put = [&](Point p, double t, bool lifted) {
        out.points.push_back({static_cast<float>(p.x), static_cast<float>(p.y),
                              static_cast<float>(pressure.at(t)), lifted});
    };
    put(points[0], 0, true);
    for (std::size_t i = 0; i + 1 < points.size(); ++i) {
        double const chord = distance(points[i], points[i + 1]);
        Point const leaving = tangent(points, knots, i, false);
        Point const arriving = tangent(points, knots, i + 1, true);
        for (int step = 1; step <= stepsPerSpan; ++step) {
            double const t = static_cast<double>(step) / stepsPerSpan;
            double const s = 1 - t;
            double const a = s * s * (1 + 2 * t), b = t * t * (3 - 2 * t);
            double const c = chord * s * s * t, d = -chord * s * t * t;
            put({a * points[i].x + b * points[i + 1].x + c * leaving.x + d * arriving.x,
                 a * points[i].y + b * points[i + 1].y + c * leaving.y + d * arriving.y},
                (static_cast<double>(i) + t) / spans, false);
        }
    }
}

// All strokes of a glyph, in the unit of its height.
void traceGlyph(const Glyph& glyph, Rng& rng, Trace& out)
{
    double const unrest = between(rng, 0.012, 0.045);
    Point astray; // neighbouring knots stray together, so that curves stay smooth
    Elastic const elastic(between(rng, 0.04, 0.15), rng);
    Affine const affine(rng);
    std::array<Point, 32> points;
    for (std::size_t first = 0; first < glyph.knots.size();) {
        std::size_t last = first + 1;
        while (last < glyph.knots.size() && glyph.knots[last].turn != Turn::start) {
            ++last;
        }
        for (std::size_t i = first; i < last; ++i) {
            astray = {0.6 * astray.x + 0.8 * unrest * normal(rng),
                      0.6 * astray.y + 0.8 * unrest * normal(rng)};
            Point const knot{glyph.knots[i].x / 100.0 + astray.x,
                             glyph.knots[i].y / 100.0 + astray.y};
            points[i - first] = affine.moved(elastic.moved(knot));
        }
        trace(std::span(points).first(last - first), glyph.knots.subspan(first, last - first),
              Pressure(rng), out);
        first = last;
    }
}

// Of the ink: each piece weighs its length times its width.
Point centreOfMass(const Trace& trace)
{
    double mass = 0;
    Point sum;
    for (std::size_t i = 1; i < trace.points.size(); ++i) {
        auto const &a = trace.points[i - 1], &b = trace.points[i];
        if (!b.lifted) {
            Point const from{static_cast<double>(a.x), static_cast<double>(a.y)};
            Point const to{static_cast<double>(b.x), static_cast<double>(b.y)};
            double const ink = distance(from, to) * static_cast<double>(a.radius + b.radius);
            mass += ink;
            sum.x += ink * (from.x + to.x) / 2;
            sum.y += ink * (from.y + to.y) / 2;
        }
    }
    return {sum.x / mass, sum.y / mass};
}

// Scales the marks so that the larger side of their box is `box` pixels, or less where a mark far
// from the centre of mass would leave the image; gives them the pen's width and moves their centre
// of mass to the middle.
void fit(double radius, double box, Trace& out)
{
    constexpr double farthest = 12.5;
    Point const centre = centreOfMass(out);
    double left = 0, right = 0, top = 0, bottom = 0;
    for (auto const& point : out.points) {
        left = std::max(left, centre.x - static_cast<double>(point.x));
        right = std::max(right, static_cast<double>(point.x) - centre.x);
        top = std::max(top, centre.y - static_cast<double>(point.y));
        bottom = std::max(bottom, static_cast<double>(point.y) - centre.y);
    }
    double const extent = std::max(std::max(left + right, top + bottom), 0.1);
    double const reach = std::max(std::max(left, right), std::max(top, bottom));
    double const scale = std::min((box - 2 * radius) / extent, (farthest - radius) / reach);
    auto const placed = [&](float at, double from) {
        return static_cast<float>((static_cast<double>(at) - from) * scale + middle);
    };
    for (auto& point : out.points) {
        point = {placed(point.x, centre.x), placed(point.y, centre.y),
                 static_cast<float>(static_cast<double>(point.radius) * radius), point.lifted};
    }
}

} // namespace

void write(int digit, Rng& rng, Trace& out)
{
    out.points.clear();
    traceGlyph(chooseGlyph(digit, rng), rng, out);
    double const u = rng.uniform();
    double const radius = 1.0 + 0.9 * u * (0.5 + 0.5 * u);
    fit(radius, between(rng, 0.88, 1) * boxSide, out);
    out.softness = static_cast<float>(between(rng, 1, 1.6));
}

} // namespace core::digits
