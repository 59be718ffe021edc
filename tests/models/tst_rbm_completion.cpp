// SPDX-License-Identifier: GPL-3.0-or-later
// What the machine finds for the unknown half of a picture: near the true half, and calm.
#include "core/models/rbm/training.h"

#include <QTest>

#include <cmath>

using namespace core;
using namespace core::rbm;

namespace {

constexpr int side = 28, pixels = side * side;
constexpr int updates = 600, tried = 100;

Params digits()
{
    Params params;
    params.data = DataChoice::digits;
    params.hidden = 128;
    params.method = MethodChoice::cd; // learns the strokes soonest
    params.every = 0;
    return params;
}

// A trained machine, made once.
Training& trained()
{
    static Training training(digits(), 3, nullptr, nullptr);
    while (training.updates() < updates) {
        training.advance(StopCheck(), soloPool());
    }
    return training;
}

const std::uint8_t* heldOut(int picture)
{
    return trained().source().set().testGrey.data() + std::ptrdiff_t{picture} * pixels;
}

// Its upper half; the lower one unknown.
std::vector<std::uint8_t> upperHalf(const std::uint8_t* grey)
{
    std::vector<std::uint8_t> cells(pixels, 2);
    for (int i = 0; i < pixels / 2; ++i) {
        cells[static_cast<std::size_t>(i)] = grey[i] > 127 ? 1 : 0;
    }
    return cells;
}

std::vector<float> meanPicture()
{
    auto const& rows = trained().pictures();
    std::vector<float> mean(pixels, 0.0f);
    for (int r = 0; r < rows.count(); ++r) {
        for (int i = 0; i < pixels; ++i) {
            mean[static_cast<std::size_t>(i)] +=
                (rows.bit(r, i) ? 1.0f : 0.0f) / static_cast<float>(rows.count());
        }
    }
    return mean;
}

// Mean square difference over the lower half.
double lowerError(std::span<const float> shares, const std::uint8_t* grey)
{
    double sum = 0;
    for (int i = pixels / 2; i < pixels; ++i) {
        double const truth = grey[i] > 127 ? 1 : 0;
        double const off = static_cast<double>(shares[static_cast<std::size_t>(i)]) - truth;
        sum += off * off;
    }
    return sum / (pixels / 2);
}

double distance(std::span<const float> a, std::span<const float> b)
{
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        sum += std::abs(static_cast<double>(a[i]) - static_cast<double>(b[i]));
    }
    return sum / static_cast<double>(a.size());
}

} // namespace

class TestRbmCompletion : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theFoundHalfIsNearerThanTheMeanPicture();
    void itHoldsStillBetweenSweeps();
    void nothingKnownIsADreamAndEverythingKnownStays();
    void aFreshMachineKeepsTheDrawing();
    void aDocumentKeepsWhatIsSeen();
};

void TestRbmCompletion::theFoundHalfIsNearerThanTheMeanPicture()
{
    auto const mean = meanPicture();
    double found = 0, guessed = 0;
    int nearer = 0;
    for (int n = 0; n < tried; ++n) {
        auto const* const truth = heldOut(n);
        trained().complete(upperHalf(truth));
        double const error = lowerError(trained().dreams().completionShares(), truth);
        double const base = lowerError(mean, truth);
        found += error / tried;
        guessed += base / tried;
        nearer += error < base ? 1 : 0;
    }
    qInfo("mean square error of the unknown half: %.4f found, %.4f by the mean picture; nearer in "
          "%d of %d",
          found, guessed, nearer, tried);
    QVERIFY(found < 0.8 * guessed);
    QVERIFY(nearer > 75); // five sigma above a coin's
}

void TestRbmCompletion::itHoldsStillBetweenSweeps()
{
    auto& training = trained();
    training.complete(upperHalf(heldOut(0)));
    auto dreams = training.dreams();
    double calm = 0, flicker = 0;
    std::vector<float> before, last;
    for (int t = 0; t < 50; ++t) {
        auto const now = dreams.completionShares();
        before.assign(now.begin(), now.end());
        last = dreams.completion().probabilities();
        dreams.sweepCompletion(training.machine(), 1, soloPool());
        calm += distance(dreams.completionShares(), before);
        flicker += distance(dreams.completion().probabilities(), last);
    }
    qInfo("change a sweep: %.5f shown, %.5f in one sweep's probabilities", calm / 50, flicker / 50);
    QVERIFY(calm < 0.25 * flicker);
}

void TestRbmCompletion::nothingKnownIsADreamAndEverythingKnownStays()
{
    auto& training = trained();
    training.complete(std::vector<std::uint8_t>(pixels, 2));
    double ink = 0;
    for (float const share : training.dreams().completionShares()) {
        QVERIFY(share >= 0 && share <= 1);
        ink += static_cast<double>(share) / pixels;
    }
    double all = 0;
    for (float const share : meanPicture()) {
        all += static_cast<double>(share) / pixels;
    }
    qInfo("ink of a dream %.3f, of the pictures %.3f", ink, all);
    QVERIFY(ink > 0.3 * all && ink < 3 * all);
    std::vector<std::uint8_t> known(pixels, 0);
    known[5] = 1;
    training.complete(known);
    for (int i = 0; i < pixels; ++i) {
        QCOMPARE(training.dreams().completionShares()[static_cast<std::size_t>(i)],
                 i == 5 ? 1.0f : 0.0f);
    }
}

void TestRbmCompletion::aFreshMachineKeepsTheDrawing()
{
    Params bars;
    Training old(bars, 1, nullptr, nullptr);
    old.complete(std::vector<std::uint8_t>{1, 1, 1, 0, 2, 2, 2, 2, 2});
    Training const fresh(bars, 2, &old, nullptr);
    QVERIFY(fresh.dreams().hasDrawing());
    auto const shares = fresh.dreams().completionShares();
    QCOMPARE(shares[0] + shares[1] + shares[2], 3.0f);
    QCOMPARE(shares[3], 0.0f);
    bars.side = 4; // of another size: nothing fits
    QVERIFY(!Training(bars, 1, &old, nullptr).dreams().hasDrawing());
}

void TestRbmCompletion::aDocumentKeepsWhatIsSeen()
{
    Params const bars;
    Training one(bars, 1, nullptr, nullptr);
    one.complete(std::vector<std::uint8_t>{1, 1, 1, 2, 2, 2, 2, 2, 2});
    Archive archive;
    one.save(archive);
    Training other(bars, 1, nullptr, nullptr);
    QVERIFY(other.load(archive));
    for (int t = 0; t < 20; ++t) {
        QCOMPARE(distance(one.dreams().completionShares(), other.dreams().completionShares()), 0.0);
        one.advance(StopCheck(), soloPool());
        other.advance(StopCheck(), soloPool());
    }
    // Damaged numbers are no colours.
    archive.put("dreams.shares", std::vector<float>(9, NAN));
    QVERIFY(other.load(archive));
    for (float const share : other.dreams().completionShares()) {
        QVERIFY(share >= 0 && share <= 1);
    }
}

QTEST_GUILESS_MAIN(TestRbmCompletion)
#include "tst_rbm_completion.moc"
