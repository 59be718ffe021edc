// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/fnv.h"
#include "core/base/rng.h"
#include "core/learn/digits.h"

#include <QtTest>

#include <array>
#include <cmath>

using Bytes = std::vector<std::uint8_t>;

namespace {

constexpr std::uint64_t seed = 1;
constexpr std::size_t many = 5000;

const core::DataSet& sample()
{
    static const core::DataSet data = *core::makeDigits(seed, core::soloPool(), {}, many, 1000);
    return data;
}

double squareDistance(std::span<const std::uint8_t> a, std::span<const double> b)
{
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        double const difference = a[i] / 255.0 - b[i];
        sum += difference * difference;
    }
    return sum;
}

std::vector<double> levels(std::span<const std::uint8_t> image)
{
    std::vector<double> values(image.size());
    for (std::size_t i = 0; i < image.size(); ++i) {
        values[i] = image[i] / 255.0;
    }
    return values;
}

std::array<std::vector<double>, 10> classMeans()
{
    std::array<std::vector<double>, 10> means;
    means.fill(std::vector<double>(core::digitPixels));
    for (std::size_t i = 0; i < many; ++i) {
        for (std::size_t k = 0; k < core::digitPixels; ++k) {
            means[sample().labels[i]][k] += sample().image(i)[k] / 255.0 / (many / 10.0);
        }
    }
    return means;
}

} // namespace

class TestDigits : public QObject
{
    Q_OBJECT

private slots:
    void theSameBytesEverywhere();
    void anImageBelongsToItsIndex();
    void threadsChangeNothing();
    void classesAreEquallyFrequentAndShuffled();
    void inkIsAsMuchAsPeopleUse();
    void inkStaysInItsBoxAroundTheMiddle();
    void oneClassIsWrittenInManyWays();
    void classesDifferButOverlap();
    void theNumberOfImagesIsBounded();
    void makingCanBeWatchedAndCancelled();
};

// Documents name a seed, not the images: a change of these bytes changes every such document.
void TestDigits::theSameBytesEverywhere()
{
    core::Fnv fnv;
    fnv.bytes(sample().grey);
    fnv.bytes(sample().labels);
    QCOMPARE(fnv.hex(), std::string("6606dbd26fcd7e95"));
    QVERIFY(core::checkDataSet(sample()));
}

void TestDigits::anImageBelongsToItsIndex()
{
    Bytes grey(3 * core::digitPixels), labels(3);
    core::generateDigits(seed, many - 1, grey, labels); // the last to learn from, two of the tests
    for (std::size_t i = 0; i < 3; ++i) {
        auto const expected = i == 0 ? sample().image(many - 1) : sample().testImage(i - 1);
        QVERIFY(std::equal(expected.begin(), expected.end(),
                           grey.begin() + static_cast<long>(i * core::digitPixels)));
        QCOMPARE(labels[i], core::digitLabel(seed, many - 1 + i));
    }
    Bytes other(3 * core::digitPixels);
    core::generateDigits(seed + 1, many - 1, other, labels);
    QVERIFY(other != grey);
}

void TestDigits::threadsChangeNothing()
{
    core::WorkerPool three(3);
    auto const a = core::makeDigits(9, three, {}, 730, 55);
    auto const b = core::makeDigits(9, core::soloPool(), {}, 730, 55);
    QVERIFY(a->grey == b->grey && a->labels == b->labels);
    QVERIFY(a->testGrey == b->testGrey && a->testLabels == b->testLabels);
    QVERIFY(std::any_of(a->testGrey.end() - 784, a->testGrey.end(), [](int v) { return v > 200; }));
}

void TestDigits::classesAreEquallyFrequentAndShuffled()
{
    for (auto const* labels : {&sample().labels, &sample().testLabels}) {
        for (std::uint8_t digit = 0; digit < 10; ++digit) {
            QCOMPARE(std::count(labels->begin(), labels->end(), digit),
                     static_cast<long>(labels->size() / 10));
        }
    }
    // Pairs of neighbours: about one in eleven or twelve is equal, across blocks of ten only.
    std::array<std::array<int, 10>, 10> first{};
    for (std::size_t i = 0; i < many; i += 10) {
        ++first[sample().labels[i]][sample().labels[i + 1]];
    }
    for (std::size_t a = 0; a < 10; ++a) {
        for (std::size_t b = 0; b < 10; ++b) {
            double const expected = a == b ? 0 : many / 10.0 / 90;
            QVERIFY(std::abs(first[a][b] - expected) <= 5 * std::sqrt(expected));
        }
    }
}

void TestDigits::inkIsAsMuchAsPeopleUse()
{
    auto const& grey = sample().grey;
    auto const share = [&](int level) {
        return static_cast<double>(
                   std::count_if(grey.begin(), grey.end(), [&](int v) { return v >= level; })) /
               static_cast<double>(grey.size());
    };
    // MNIST: 0.19 and 0.13.
    QVERIFY2(share(1) > 0.17 && share(1) < 0.21, qPrintable(QString::number(share(1))));
    QVERIFY2(share(128) > 0.11 && share(128) < 0.15, qPrintable(QString::number(share(128))));
}

void TestDigits::inkStaysInItsBoxAroundTheMiddle()
{
    for (std::size_t i = 0; i < many; ++i) {
        double mass = 0, x = 0, y = 0;
        int left = 28, right = -1, top = 28, bottom = -1;
        for (int k = 0; k < 784; ++k) {
            int const ink = sample().image(i)[static_cast<std::size_t>(k)];
            mass += ink;
            x += ink * (k % 28 + 0.5);
            y += ink * (k / 28 + 0.5);
            if (ink >= 128) {
                left = std::min(left, k % 28);
                right = std::max(right, k % 28);
                top = std::min(top, k / 28);
                bottom = std::max(bottom, k / 28);
            }
        }
        QVERIFY2(mass > 20 * 255, "hardly any ink");
        QVERIFY2(std::fabs(x / mass - 14) < 1.2 && std::fabs(y / mass - 14) < 1.2,
                 qPrintable(QString("%1: %2 %3").arg(i).arg(x / mass).arg(y / mass)));
        int const larger = std::max(right - left, bottom - top) + 1;
        QVERIFY2(larger >= 16 && larger <= 22,
                 qPrintable(QString("%1: %2 pixels").arg(i).arg(larger)));
        QVERIFY2(left > 0 && top > 0 && right < 27 && bottom < 27,
                 qPrintable(QString("%1: touches the border").arg(i)));
    }
}

void TestDigits::oneClassIsWrittenInManyWays()
{
    core::Rng rng(4);
    std::array<std::vector<std::size_t>, 10> members;
    for (std::size_t i = 0; i < many; ++i) {
        members[sample().labels[i]].push_back(i);
    }
    for (auto const& images : members) {
        double sum = 0, nearest = 1e9;
        for (int pair = 0; pair < 200; ++pair) {
            auto const a = images[rng.below(images.size())], b = images[rng.below(images.size())];
            if (a != b) {
                double const d = squareDistance(sample().image(a), levels(sample().image(b)));
                sum += std::sqrt(d) / 200;
                nearest = std::min(nearest, d);
            }
        }
        QVERIFY2(sum > 5, qPrintable(QString::number(sum)));
        QVERIFY(nearest > 1);
    }
}

// The nearest of the ten mean images names 82 % of MNIST's digits.
void TestDigits::classesDifferButOverlap()
{
    auto const means = classMeans();
    int right = 0;
    for (std::size_t i = 0; i < sample().testCount(); ++i) {
        std::array<double, 10> distances{};
        for (std::size_t digit = 0; digit < 10; ++digit) {
            distances[digit] = squareDistance(sample().testImage(i), means[digit]);
        }
        auto const best = std::min_element(distances.begin(), distances.end());
        right += best - distances.begin() == sample().testLabels[i] ? 1 : 0;
    }
    double const share = right / static_cast<double>(sample().testCount());
    qInfo("nearest mean: %.3f", share);
    QVERIFY2(share > 0.7 && share < 0.96, qPrintable(QString::number(share)));
}

void TestDigits::theNumberOfImagesIsBounded()
{
    for (auto const& [train, test] :
         {std::pair<std::size_t, std::size_t>{0, 5}, {core::maxDataImages, 1}, {1, SIZE_MAX}}) {
        auto const refused = core::makeDigits(1, core::soloPool(), {}, train, test);
        QVERIFY(!refused);
        QVERIFY(refused.reason().find("1 to 1000000 images") != std::string::npos);
    }
}

void TestDigits::makingCanBeWatchedAndCancelled()
{
    std::vector<double> shares;
    QVERIFY(core::makeDigits(
        1, core::soloPool(),
        [&](double share) {
            shares.push_back(share);
            return true;
        },
        900, 100));
    QVERIFY(shares.size() >= 5 && std::is_sorted(shares.begin(), shares.end()));
    QCOMPARE(shares.back(), 1.0);
    auto const cancelled = core::makeDigits(
        1, core::soloPool(), [](double share) { return share < 0.5; }, 900, 100);
    QVERIFY(!cancelled && cancelled.reason().find("cancelled") != std::string::npos);
}

QTEST_APPLESS_MAIN(TestDigits)
#include "tst_digits.moc"
