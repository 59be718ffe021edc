// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/io/npz.h"
#include "tests/support/damage.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>
#include <cstring>

using core::Array;
using core::NamedArray;
using Bytes = std::vector<std::uint8_t>;

namespace {

// W = [[1, 2, 3], [4, 5, 6]] (f4) and b = [7] (f8), byte for byte as numpy.savez_compressed has
// Python's zipfile write them.
const char* const compressed =
    "504b03042d0000000800000021007c9cdea2ffffffffffffffff05001400572e6e707901001000980000000000"
    "000058000000000000009bec17ea1b10c9c850c650ad9e925a9c5ca46ea5a06e9366a2aea3a09e965f54529498"
    "179f5f94920a12774bcc294e058a17672416a402f91a463a0ac69a3a0ab50a64032e0686067b060606072002e2"
    "06205e00c4071c00504b03042d000000080000002100f607aae5ffffffffffffffff05001400622e6e70790100"
    "1000880000000000000049000000000000009bec17ea1b10c9c850c650ad9e925a9c5ca46ea5a06e9366a1aea3"
    "a09e965f54529498179f5f94920a12774bcc294e058a17672416a402f91a863a9a3a0ab50a14002e0630907100"
    "00504b01022d032d0000000800000021007c9cdea2580000009800000005000000000000000000000080010000"
    "0000572e6e7079504b01022d032d000000080000002100f607aae5490000008800000005000000000000000000"
    "000080018f000000622e6e7079504b05060000000002000200660000000f0100000000";

std::vector<NamedArray> machine()
{
    return {{"W", Array::of(std::vector<float>{1, 2, 3, 4, 5, 6}, {2, 3})},
            {"b", Array::of(std::vector<double>{7})}};
}

bool refusedFor(const std::vector<NamedArray>& arrays, const char* says)
{
    auto const bytes = core::npzBytes(arrays);
    return !bytes && bytes.reason().find(says) != std::string::npos && bytes.reason().back() == '.';
}

} // namespace

class TestNpz : public QObject
{
    Q_OBJECT

private slots:
    void arraysComeBack();
    void filesOfNumPyAreRead();
    void pythonReadsWhatIsWritten();
    void whatDoesNotFitIsNotWritten();
    void damagedFilesAreRefused();
    void aFileThatIsNoneIsRefused();
};

void TestNpz::arraysComeBack()
{
    auto arrays = machine();
    arrays.push_back({"empty", Array{}});
    arrays.push_back({"T", Array::scalar(2.5)});
    QTemporaryDir folder;
    auto const path = folder.filePath("a.npz").toStdString();
    QVERIFY(core::writeNpz(path, arrays));
    auto const read = core::readNpz(path);
    QVERIFY2(read, read.reason().c_str());
    QVERIFY(*read == arrays);
    QVERIFY(*core::npzBytes(arrays) == *core::npzBytes(arrays));
}

void TestNpz::filesOfNumPyAreRead()
{
    auto const raw = QByteArray::fromHex(compressed);
    auto const read = core::parseNpz(Bytes(raw.begin(), raw.end()), "a");
    QVERIFY2(read, read.reason().c_str());
    QVERIFY(*read == machine());
}

void TestNpz::pythonReadsWhatIsWritten()
{
    QTemporaryDir folder;
    auto const path = folder.filePath("a.npz");
    QVERIFY(core::writeNpz(path.toStdString(), machine()));
    QProcess python;
    python.start("python3", {"-c",
                             "import sys, zipfile, struct\n"
                             "z = zipfile.ZipFile(sys.argv[1])\n"
                             "assert z.testzip() is None\n"
                             "print(z.namelist(), struct.unpack('<6f', z.read('W.npy')[-24:]))\n",
                             path});
    if (!python.waitForStarted()) {
        QSKIP("python3 is not installed");
    }
    QVERIFY(python.waitForFinished());
    QCOMPARE(QString(python.readAllStandardOutput()).trimmed(),
             QString("['W.npy', 'b.npy'] (1.0, 2.0, 3.0, 4.0, 5.0, 6.0)"));
}

void TestNpz::whatDoesNotFitIsNotWritten()
{
    QVERIFY(refusedFor({}, "0 arrays; expected 1 to 64"));
    QVERIFY(refusedFor(std::vector<NamedArray>(65), "65 arrays"));
    QVERIFY(refusedFor({{"", Array{}}}, "cannot name an array"));
    QVERIFY(refusedFor({{"../a", Array{}}}, "cannot name an array"));
    QVERIFY(refusedFor({{"a", Array{}}, {"a", Array{}}}, "no name twice"));
    QVERIFY(refusedFor({{"a", Array{core::DType::f8, {2}, Bytes(8)}}}, "its shape asks for"));
}

// Every byte that matters is guarded: by a CRC, or because both lists must agree.
void TestNpz::damagedFilesAreRefused()
{
    int refused = 0;
    auto const check = [&](const Bytes& bytes) {
        auto const read = core::parseNpz(bytes, "a");
        refused += read ? 0 : 1;
        if (read) {
            for (auto const& [name, array] : *read) {
                QVERIFY(array.consistent());
            }
        } else {
            QVERIFY2(damage::isSentence(read.reason(), "a"), read.reason().c_str());
        }
    };
    auto const raw = QByteArray::fromHex(compressed);
    for (auto const& good : {Bytes(raw.begin(), raw.end()), *core::npzBytes(machine())}) {
        int const before = refused;
        damage::truncations(good, check);
        QCOMPARE(refused - before, static_cast<int>(good.size()));
        damage::bitFlips(good, check);
        damage::scrambles(good, 2000, 8, check);
    }
    QVERIFY2(refused > 6000, qPrintable(QString::number(refused)));
}

void TestNpz::aFileThatIsNoneIsRefused()
{
    for (auto const* text : {"", "PK", "hello", "PK\3\4", "PK\5\6"}) {
        auto const read = core::parseNpz(Bytes(text, text + std::strlen(text)), "a");
        QVERIFY(!read && damage::isSentence(read.reason(), "a"));
    }
    auto const missing = core::readNpz("/no/such");
    QVERIFY(!missing && damage::isSentence(missing.reason(), "/no/such"));
    // An entry that claims four GiB of zeros.
    Bytes const mark{'P', 'K', 1, 2};
    auto bomb = *core::npzBytes(machine());
    auto const directory = std::search(bomb.begin(), bomb.end(), mark.begin(), mark.end());
    std::fill_n(directory + 20, 8, std::uint8_t{0xFE});
    auto const refused = core::parseNpz(bomb, "a");
    QVERIFY(!refused && refused.reason().find("expected at most") != std::string::npos);
}

QTEST_APPLESS_MAIN(TestNpz)
#include "tst_npz.moc"
