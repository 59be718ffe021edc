// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/idx.h"
#include "tests/support/damage.h"
#include "tests/support/idx_files.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QtTest>

using core::DataSet;
using idx::Bytes;

namespace {

core::Result<core::IdxImages> images(const Bytes& bytes, const core::IdxProgress& progress = {})
{
    core::MemorySource source(bytes);
    return core::parseIdxImages(source, "a", progress);
}

core::Result<Bytes> labels(const Bytes& bytes)
{
    core::MemorySource source(bytes);
    return core::parseIdxLabels(source, "a");
}

Bytes counting(std::size_t size)
{
    Bytes bytes(size);
    for (std::size_t i = 0; i < size; ++i) {
        bytes[i] = static_cast<std::uint8_t>(i * 37 + i / 256);
    }
    return bytes;
}

Bytes joined(Bytes first, const Bytes& second)
{
    first.insert(first.end(), second.begin(), second.end());
    return first;
}

Bytes without(Bytes bytes, std::size_t last)
{
    bytes.resize(bytes.size() - last);
    return bytes;
}

Bytes changed(Bytes bytes, std::size_t at)
{
    bytes[at] = static_cast<std::uint8_t>(bytes[at] ^ 0x40);
    return bytes;
}

const Bytes& small()
{
    static const Bytes bytes = idx::file({5, 3, 4}, counting(60));
    return bytes;
}

// Not compressible, so that its gzip form is long.
const Bytes& noise()
{
    static const Bytes bytes = [] {
        core::Rng rng(3);
        Bytes pixels(20 * 6 * 7);
        for (auto& pixel : pixels) {
            pixel = static_cast<std::uint8_t>(rng.next());
        }
        return idx::file({20, 7, 6}, pixels);
    }();
    return bytes;
}

} // namespace

class TestIdx : public QObject
{
    Q_OBJECT

private slots:
    void imagesAndLabelsAreReadPlainAndPacked();
    void membersOfAGzipFileAreJoined();
    void aMalformedFileIsRefusedBySentence_data();
    void aMalformedFileIsRefusedBySentence();
    void malformedLabelsAreRefusedBySentence_data();
    void malformedLabelsAreRefusedBySentence();
    void everyTruncationIsRefused();
    void damageIsRefusedOrReadRight();
    void aBombIsNotUnpacked();
    void labelsMustMatchTheImages();
    void theFamilyIsFoundByName();
    void readingCanBeWatchedAndCancelled();
};

void TestIdx::imagesAndLabelsAreReadPlainAndPacked()
{
    for (auto const& bytes : {small(), idx::gzip(small())}) {
        auto const read = images(bytes);
        QVERIFY2(read, read.reason().c_str());
        QCOMPARE(read->width, 4);
        QCOMPARE(read->height, 3);
        QCOMPARE(read->grey, counting(60));
    }
    auto const file = idx::file({5}, {1, 2, 3, 250, 0});
    QCOMPARE(*labels(file), (Bytes{1, 2, 3, 250, 0}));
    QCOMPARE(*labels(idx::gzip(file)), (Bytes{1, 2, 3, 250, 0}));
}

void TestIdx::membersOfAGzipFileAreJoined()
{
    Bytes const head(small().begin(), small().begin() + 21);
    Bytes const tail(small().begin() + 21, small().end());
    auto const read = images(joined(idx::gzip(head), idx::gzip(tail)));
    QVERIFY2(read, read.reason().c_str());
    QCOMPARE(read->grey, counting(60));
}

void TestIdx::aMalformedFileIsRefusedBySentence_data()
{
    QTest::addColumn<Bytes>("bytes");
    QTest::addColumn<QString>("says");
    auto const row = [](const char* name, const Bytes& bytes, const char* says) {
        QTest::newRow(name) << bytes << says;
    };
    auto const gz = idx::gzip(noise());
    row("empty", {}, "is empty; expected an IDX file");
    row("half a magic number", {0, 0}, "it has 2 bytes; expected at least 16");
    row("half a header", idx::file({5, 3}, {}), "has 2 dimensions; expected 3 dimensions");
    row("cut header", without(idx::file({5, 3, 4}, {}), 1), "it has 15 bytes");
    row("text", {'h', 'e', 'l', 'l', 'o'}, "begins with 0x68656C6C; expected 0x00000803");
    row("little endian", {3, 8, 0, 0, 0, 0, 0, 0}, "is not an IDX file");
    row("reals", idx::file({5, 3, 4}, counting(60), 0x0D), "type 0x0D; expected 0x08");
    row("labels", idx::file({5}, counting(5)), "has 1 dimension; expected 3 dimensions (images");
    row("colours", idx::file({5, 3, 4, 3}, counting(180)), "has 4 dimensions");
    row("no image", idx::file({0, 3, 4}, {}), "claims 0 images; expected 1 to 1000000");
    row("too many", idx::file({1000001, 1, 1}, counting(9)), "claims 1000001 images");
    row("no column", idx::file({5, 3, 0}, {}), "0 x 3 pixels; expected 1 to 256");
    row("too high", idx::file({5, 257, 4}, counting(99)), "4 x 257 pixels; expected 1 to 256");
    row("overflowing", idx::file({0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF}, {}), "claims 4294967295");
    row("wraps to nothing", idx::file({65536, 256, 256}, {}), "claims 4294967296 bytes of pixels");
    row("cut short", without(small(), 1), "ends after 59 of 60 bytes of pixels");
    row("no pixels", idx::file({5, 3, 4}, {}), "ends after 0 of 60 bytes of pixels");
    row("a byte too many", joined(small(), {0}), "goes on after the 60 bytes of pixels");
    row("gzip of text", idx::gzip({'h', 'e', 'l', 'l', 'o'}), "is not an IDX file");
    row("gzip twice", idx::gzip(idx::gzip(small())), "is not an IDX file");
    row("only gzip's magic", {0x1F, 0x8B}, "is cut short: its gzip data ends too early");
    row("gzip cut short", without(gz, 1), "is cut short: its gzip data ends too early");
    row("gzip cut in half", without(gz, gz.size() / 2), "is cut short");
    row("gzip with a wrong check sum", changed(gz, gz.size() - 8), "incorrect data check");
    row("gzip with a wrong length", changed(gz, gz.size() - 1), "incorrect length check");
    row("gzip of another method", changed(gz, 2), "is damaged: its gzip data");
    row("gzip and more", joined(gz, {'x'}), "goes on after the end of its gzip data");
    row("gzip and half a member", joined(gz, {0x1F, 0x8B, 8}), "ends too early");
    row("gzip of too little", idx::gzip(without(small(), 7)), "ends after 53 of 60 bytes");
    row("gzip of too much", idx::gzip(joined(small(), counting(9))), "goes on after the 60 bytes");
}

void TestIdx::aMalformedFileIsRefusedBySentence()
{
    QFETCH(Bytes, bytes);
    QFETCH(QString, says);
    auto const read = images(bytes);
    QVERIFY(!read);
    QVERIFY2(damage::isSentence(read.reason(), "a"), read.reason().c_str());
    QVERIFY2(QString::fromStdString(read.reason()).contains(says), read.reason().c_str());
}

void TestIdx::malformedLabelsAreRefusedBySentence_data()
{
    QTest::addColumn<Bytes>("bytes");
    QTest::addColumn<QString>("says");
    QTest::newRow("images") << small() << "has 3 dimensions; expected 1 dimension (labels)";
    QTest::newRow("none") << idx::file({0}, {}) << "claims 0 labels; expected 1 to 1000000";
    QTest::newRow("too many") << idx::file({1000001}, {}) << "claims 1000001 labels";
    QTest::newRow("short") << idx::file({5}, counting(4)) << "ends after 4 of 5 bytes of labels";
    QTest::newRow("long") << idx::file({5}, counting(6)) << "goes on after the 5 bytes of labels";
}

void TestIdx::malformedLabelsAreRefusedBySentence()
{
    QFETCH(Bytes, bytes);
    QFETCH(QString, says);
    auto const read = labels(bytes);
    QVERIFY(!read);
    QVERIFY2(damage::isSentence(read.reason(), "a"), read.reason().c_str());
    QVERIFY2(QString::fromStdString(read.reason()).contains(says), read.reason().c_str());
}

void TestIdx::everyTruncationIsRefused()
{
    int refused = 0;
    auto const check = [&](const Bytes& bytes) {
        auto const read = images(bytes);
        refused += !read && damage::isSentence(read.reason(), "a") ? 1 : 0;
    };
    auto const packed = idx::gzip(noise());
    damage::truncations(noise(), check);
    damage::truncations(packed, check);
    QCOMPARE(refused, static_cast<int>(noise().size() + packed.size()));
}

// Whatever is read is whole, and where a check sum guards it, it is right.
void TestIdx::damageIsRefusedOrReadRight()
{
    auto const good = *images(noise());
    auto const packed = idx::gzip(noise());
    int refused = 0;
    bool guarded = false;
    auto const check = [&](const Bytes& bytes) {
        auto const read = images(bytes);
        refused += read ? 0 : 1;
        if (!read) {
            QVERIFY2(damage::isSentence(read.reason(), "a"), read.reason().c_str());
            return;
        }
        auto const pixels = static_cast<std::size_t>(read->width * read->height);
        QVERIFY(pixels > 0 && read->grey.size() % pixels == 0);
        QVERIFY(!guarded || read->grey == good.grey);
    };
    damage::bitFlips(noise(), check);
    damage::scrambles(noise(), 2000, 5, check);
    guarded = true;
    damage::bitFlips(packed, check);
    damage::scrambles(packed, 2000, 6, check);
    QVERIFY2(refused > 8000, qPrintable(QString::number(refused)));
}

void TestIdx::aBombIsNotUnpacked()
{
    // A GiB of zeros in a MiB, behind a header that promises twelve.
    Bytes const zeros(std::size_t{1} << 24);
    auto bomb = idx::gzip(idx::file({1, 3, 4}, {}));
    auto const member = idx::gzip(zeros);
    for (int i = 0; i < 64; ++i) {
        bomb.insert(bomb.end(), member.begin(), member.end());
    }
    QElapsedTimer clock;
    clock.start();
    auto const read = images(bomb);
    QVERIFY(!read);
    QVERIFY2(read.reason().find("goes on after the 12 bytes") != std::string::npos,
             read.reason().c_str());

    // A header that promises 2 GiB and a file that holds nothing of it.
    auto const hollow = images(idx::gzip(idx::file({32768, 256, 256}, {1, 2, 3})));
    QVERIFY(!hollow);
    QVERIFY2(hollow.reason().find("ends after 3 of 2147483648") != std::string::npos,
             hollow.reason().c_str());
    QVERIFY2(clock.elapsed() < 2000, "unpacked beyond the promise");
}

void TestIdx::labelsMustMatchTheImages()
{
    QTemporaryDir folder;
    auto const pictures = folder.filePath("pictures").toStdString();
    auto const names = folder.filePath("names").toStdString();
    idx::write(pictures, small());
    idx::write(names, idx::gzip(idx::file({5}, {4, 3, 2, 1, 0})));
    auto const data = core::readIdx(pictures, names);
    QVERIFY2(data, data.reason().c_str());
    QCOMPARE(data->labels, (Bytes{4, 3, 2, 1, 0}));
    QCOMPARE(data->title, std::string("pictures"));
    QVERIFY(core::checkDataSet(*data));
    QVERIFY(!data->binary);

    idx::write(names, idx::file({6}, counting(6)));
    auto const refused = core::readIdx(pictures, names);
    QVERIFY(!refused && damage::isSentence(refused.reason(), names));
    QVERIFY2(refused.reason().find("has 6 labels; expected 5") != std::string::npos,
             refused.reason().c_str());
    auto const missing = core::readIdx("/no/such", {});
    QVERIFY(!missing && damage::isSentence(missing.reason(), "/no/such"));
    auto const aFolder = core::readIdx(folder.path().toStdString(), {});
    QVERIFY(!aFolder && aFolder.reason().find("cannot be read") != std::string::npos);
}

void TestIdx::theFamilyIsFoundByName()
{
    QTemporaryDir folder;
    auto const at = [&](const char* name) { return folder.filePath(name).toStdString(); };
    idx::write(at("train-images-idx3-ubyte.gz"), idx::gzip(small()));
    auto const alone = core::readIdxFamily(at("train-images-idx3-ubyte.gz"), {});
    QVERIFY2(alone && alone->count() == 5 && alone->testCount() == 0 && alone->labels.empty(),
             alone.reason().c_str());

    idx::write(at("train-labels-idx1-ubyte"), idx::file({5}, counting(5)));
    idx::write(at("t10k-images-idx3-ubyte.gz"), idx::gzip(idx::file({2, 3, 4}, Bytes(24, 255))));
    idx::write(at("t10k-labels-idx1-ubyte.gz"), idx::gzip(idx::file({2}, {7, 8})));
    double last = 0;
    auto const data = core::readIdxFamily(at("train-images-idx3-ubyte.gz"), {}, [&](double share) {
        bool const grows = share > last;
        last = share;
        return grows;
    });
    QVERIFY2(data, data.reason().c_str());
    QCOMPARE(last, 1.0);
    QCOMPARE(data->labels, counting(5));
    QCOMPARE(data->testGrey, Bytes(24, 255));
    QCOMPARE(data->testLabels, (Bytes{7, 8}));

    idx::write(at("t10k-images-idx3-ubyte.gz"), idx::gzip(idx::file({2, 4, 3}, Bytes(24))));
    auto const turned = core::readIdxFamily(at("train-images-idx3-ubyte.gz"), {});
    QVERIFY(!turned && turned.reason().find("3 x 4 pixels; expected 4 x 3") != std::string::npos);
}

void TestIdx::readingCanBeWatchedAndCancelled()
{
    auto const large = idx::file({6000, 28, 28}, Bytes(6000 * 28 * 28, 9));
    std::vector<double> shares;
    QVERIFY(images(large, [&](double share) {
        shares.push_back(share);
        return true;
    }));
    QVERIFY(shares.size() >= 4 && std::is_sorted(shares.begin(), shares.end()));
    QCOMPARE(shares.back(), 1.0);
    auto const cancelled = images(large, [](double share) { return share < 0.5; });
    QVERIFY(!cancelled && cancelled.reason().find("cancelled") != std::string::npos);
}

QTEST_APPLESS_MAIN(TestIdx)
#include "tst_idx.moc"
