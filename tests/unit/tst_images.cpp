// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/image.h"
#include "tests/support/damage.h"

#include <QTemporaryDir>
#include <QtTest>

using core::GreyImage;
using core::parseImage;

namespace {

using Bytes = std::vector<std::uint8_t>;

Bytes fromHex(const char* hex)
{
    auto const bytes = QByteArray::fromHex(hex);
    return {bytes.begin(), bytes.end()};
}

Bytes fromText(const std::string& text) { return {text.begin(), text.end()}; }

// Two pixels, black and white, from a palette of one bit.
const char* const palettePng =
    "89504e470d0a1a0a0000000d4948445200000002000000010103000000ceecedc900000006504c54"
    "45000000ffffffa5d99fdd0000000a4944415478da637000000042004184bf8e620000000049454e"
    "44ae426082";

// A transparent black pixel and an opaque one, 32 bits.
const char* const clearPng =
    "89504e470d0a1a0a0000000d4948445200000002000000010806000000f4227f8a0000000c494441"
    "5478da63608080ff000108010073e45c950000000049454e44ae426082";

// 2 x 2 grey, interlaced: 10, 20, 30, 40.
const char* const interlacedPng =
    "89504e470d0a1a0a0000000d494844520000000200000002080000000120da626e0000000f494441"
    "5478da63e062106190d3000000f70065262e0e420000000049454e44ae426082";

// Claims 8000 x 8000 pixels and holds a hundred.
const char* const hollowPng =
    "89504e470d0a1a0a0000000d4948445200001f4000001f400800000000239af2280000000c494441"
    "5478da6360a03d000000640001b899ef990000000049454e44ae426082";

// Claims 100000 x 100000 pixels.
const char* const vastPng =
    "89504e470d0a1a0a0000000d49484452000186a0000186a008000000008d3954140000000c494441"
    "5478da6360a03d000000640001b899ef990000000049454e44ae426082";

bool shows(const Bytes& bytes, std::size_t width, std::size_t height, const Bytes& pixels)
{
    auto const image = parseImage(bytes, "a");
    if (!image) {
        qWarning("%s", image.reason().c_str());
    }
    return image && image->width == width && image->height == height && image->pixels == pixels;
}

} // namespace

class TestImages : public QObject
{
    Q_OBJECT

private slots:
    void pngOfEveryKindBecomesGrey();
    void pngComesBackAsWritten();
    void coloursBecomeTheirLuminance();
    void netpbmOfEveryKindIsRead();
    void whatCannotBeReadIsRefused_data();
    void whatCannotBeReadIsRefused();
    void damagedPicturesAreRefusedOrConsistent();
    void picturesThatDoNotFitAreNotWritten();
    void filesAreWrittenAndRead();
};

void TestImages::pngOfEveryKindBecomesGrey()
{
    QVERIFY(shows(fromHex(palettePng), 2, 1, {0, 255}));
    QVERIFY(shows(fromHex(clearPng), 2, 1, {255, 0}));
    QVERIFY(shows(fromHex(interlacedPng), 2, 2, {10, 20, 30, 40}));
}

void TestImages::pngComesBackAsWritten()
{
    Bytes pixels(37 * 5);
    for (std::size_t i = 0; i < pixels.size(); ++i) {
        pixels[i] = static_cast<std::uint8_t>(i * 89);
    }
    auto const bytes = core::pngBytes(37, 5, 1, pixels);
    QVERIFY(bytes);
    QVERIFY(shows(*bytes, 37, 5, pixels));
}

void TestImages::coloursBecomeTheirLuminance()
{
    Bytes const grey{0, 0, 0, 128, 128, 128, 255, 255, 255};
    auto const bytes = core::pngBytes(3, 1, 3, grey);
    QVERIFY(bytes);
    QVERIFY(shows(*bytes, 3, 1, {0, 128, 255}));
    auto const green = parseImage(*core::pngBytes(2, 1, 3, Bytes{0, 255, 0, 0, 0, 255}), "a");
    QVERIFY(green && green->pixels[0] > 2 * green->pixels[1]);
}

void TestImages::netpbmOfEveryKindIsRead()
{
    QVERIFY(shows(fromText("P1\n# a bitmap\n3 2\n101\n0 1 0"), 3, 2, {0, 255, 0, 255, 0, 255}));
    QVERIFY(shows(fromText("P2 2 1 4 0 # half\n2"), 2, 1, {0, 128}));
    QVERIFY(shows(fromText("P3 2 1 255 255 255 255 0 255 0"), 2, 1, {255, 150}));
    QVERIFY(shows(fromText("P4\n9 1\n\xAA\x80"), 9, 1, {0, 255, 0, 255, 0, 255, 0, 255, 0}));
    QVERIFY(shows(fromText("P5\n2 2\n255\nabcd"), 2, 2, {'a', 'b', 'c', 'd'}));
    QVERIFY(shows(fromText("P6 1 1 255\nddd"), 1, 1, {100}));
    // Sixteen bits, the higher byte first.
    QVERIFY(
        shows({'P', '5', ' ', '2', ' ', '1', ' ', '6', '5', '5', '3', '5', '\n', 255, 255, 128, 0},
              2, 1, {255, 128}));
}

void TestImages::whatCannotBeReadIsRefused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    auto const row = [](const char* name, const Bytes& bytes) {
        QTest::newRow(name) << QByteArray(reinterpret_cast<const char*>(bytes.data()),
                                          static_cast<qsizetype>(bytes.size()));
    };
    row("empty", {});
    row("text", fromText("hello"));
    row("GIF", fromText("GIF89a"));
    row("P7", fromText("P7\nWIDTH 1\n"));
    row("only the kind", fromText("P5"));
    row("no size", fromText("P5\n"));
    row("zero size", fromText("P5\n0 5\n255\n"));
    row("negative size", fromText("P5\n-1 5\n255\n"));
    row("size beyond 64 bits", fromText("P5\n99999999999999999999 1\n255\n"));
    row("too many pixels", fromText("P5\n8193 8193\n255\n"));
    row("product beyond 64 bits", fromText("P5\n67108864 67108864\n255\n"));
    row("claims more than it holds", fromText("P5\n8000 8000\n255\nabc"));
    row("claims more than it holds, plain", fromText("P2\n8000 8000\n255\n1 2 3"));
    row("claims more than it holds, bits", fromText("P4\n8000 8000\nabc"));
    row("white is zero", fromText("P5\n1 1\n0\na"));
    row("white beyond 16 bits", fromText("P5\n1 1\n65536\naa"));
    row("brighter than white", fromText("P2 1 1 4 5"));
    row("letters for numbers", fromText("P2 1 1 255 x"));
    row("a bit that is two", fromText("P1 1 1 2"));
    row("comment without end", fromText("P2 1 1 # 255 3"));
    row("hollow PNG", fromHex(hollowPng));
    row("vast PNG", fromHex(vastPng));
}

void TestImages::whatCannotBeReadIsRefused()
{
    QFETCH(QByteArray, bytes);
    auto const image = parseImage(Bytes(bytes.begin(), bytes.end()), "a.png");
    QVERIFY(!image);
    QVERIFY2(damage::isSentence(image.reason(), "a.png"), image.reason().c_str());
}

void TestImages::damagedPicturesAreRefusedOrConsistent()
{
    int refused = 0;
    auto const check = [&](const Bytes& bytes) {
        auto const image = parseImage(bytes, "a");
        refused += image ? 0 : 1;
        QVERIFY(image ? image->pixels.size() == image->width * image->height &&
                            image->pixels.size() <= core::maxImagePixels
                      : damage::isSentence(image.reason(), "a"));
    };
    for (auto const& good :
         {*core::pngBytes(12, 4, 3, Bytes(12 * 4 * 3, 99)), fromHex(palettePng),
          fromHex(interlacedPng), fromText("P1\n3 2\n101 010"),
          fromText("P2 # grey\n2 2 255 1 22 3 255"), fromText("P3 1 2 9 1 2 3 4 5 9"),
          fromText("P4\n9 2\n\xAA\x80\x55\x01"), fromText("P5\n2 2\n255\nabcd"),
          fromText("P6 1 2 999\nabcdefghijkl")}) {
        damage::truncations(good, check);
        damage::bitFlips(good, check);
        damage::scrambles(good, 3000, 11, check);
    }
    QVERIFY(refused > 5000);
}

void TestImages::picturesThatDoNotFitAreNotWritten()
{
    QVERIFY(!core::pngBytes(0, 1, 1, {}));
    QVERIFY(!core::pngBytes(2, 2, 1, Bytes(3)));
    QVERIFY(!core::pngBytes(2, 2, 4, Bytes(16)));
    QVERIFY(!core::pngBytes(std::size_t{1} << 40, std::size_t{1} << 40, 1, Bytes(1)));
}

void TestImages::filesAreWrittenAndRead()
{
    QTemporaryDir folder;
    auto const path = folder.filePath("a.png").toStdString();
    QVERIFY(core::writePng(path, 2, 1, 1, Bytes{7, 200}));
    auto const image = core::readImage(path);
    QVERIFY(image);
    QCOMPARE(image->pixels, (Bytes{7, 200}));
    auto const missing = core::readImage("/no/such.png");
    QVERIFY(!missing && damage::isSentence(missing.reason(), "/no/such.png"));
}

QTEST_APPLESS_MAIN(TestImages)
#include "tst_images.moc"
