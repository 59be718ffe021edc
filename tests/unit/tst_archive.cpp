// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/archive_file.h"
#include "tests/support/damage.h"

#include <QTemporaryDir>
#include <QtTest>

#include <fstream>
#include <zlib.h>

using core::Archive;
using core::ArchiveFile;
using core::Array;
using core::parseArchive;

namespace {

using Bytes = std::vector<std::uint8_t>;

ArchiveFile sample()
{
    ArchiveFile file;
    file.about["lab"] = "ising";
    file.about["version"] = "0.1.0";
    file.archive.put("T", 2.269185314213022);
    file.archive.put("spins", std::vector<std::int8_t>(600, -1), {20, 30});
    file.archive.put("words", std::vector<std::uint64_t>{1, 0xFFFFFFFFFFFFFFFFull});
    file.archive.put("empty", std::vector<float>());
    file.archive.putText("window", "{\"zoom\": 2, \"title\": \"T_c \xE2\x80\x93 here\"}");
    file.archive.putText("binary", std::string("\0\xFF\n", 3));
    return file;
}

Bytes bytesOf(const ArchiveFile& file) { return *core::archiveBytes(file.about, file.archive); }

// A file with a header that somebody made by hand, checksums and all.
Bytes crafted(const std::string& header, const Bytes& payload, const std::string& format = "1")
{
    std::string text = "isinglass-archive " + format + "\n";
    auto const crc = crc32_z(0, reinterpret_cast<const Bytef*>(header.data()), header.size());
    for (std::uint64_t const word : {std::uint64_t{header.size()}, std::uint64_t{crc}}) {
        for (int shift = 0; shift < 32; shift += 8) {
            text += static_cast<char>(word >> shift & 255);
        }
    }
    text += header;
    Bytes bytes(text.begin(), text.end());
    bytes.insert(bytes.end(), payload.begin(), payload.end());
    return bytes;
}

std::string entry(const std::string& size, const std::string& shape, const std::string& more)
{
    return R"({"about":{},"entries":[{"kind":"array","name":"a","dtype":"u1","size":)" + size +
           R"(,"shape":)" + shape + "," + more + "}]}";
}

std::string crcText(const Bytes& bytes)
{
    return std::to_string(crc32_z(0, bytes.data(), bytes.size()));
}

} // namespace

class TestArchive : public QObject
{
    Q_OBJECT

private slots:
    void entriesAreFoundByNameAndType();
    void whatIsWrittenComesBack();
    void largeMonotonousArraysArePacked();
    void randomArraysAreStoredAsTheyAre();
    void equalArchivesGiveEqualBytes();
    void aNewerFormatIsRefusedWithBothNumbers();
    void everyTruncationIsRefused();
    void everyBitFlipIsRefused();
    void scrambledFilesAreRefused();
    void craftedHeadersAreRefused_data();
    void craftedHeadersAreRefused();
    void aCraftedHeaderThatFitsIsRead();
    void inconsistentArraysAreNotWritten();
    void namesMustBeText();
    void filesReplaceOneAnotherWhole();
};

void TestArchive::entriesAreFoundByNameAndType()
{
    auto const archive = sample().archive;
    double t = 0;
    std::vector<std::int8_t> spins;
    QVERIFY(archive.get("T", t));
    QCOMPARE(t, 2.269185314213022);
    QVERIFY(archive.get("spins", spins, 600));
    QCOMPARE(spins[17], std::int8_t{-1});
    float f = 0;
    for (auto const& outcome : {archive.get("T", f), archive.get("spins", spins, 599),
                                archive.get("words", t), archive.get("nothing", t)}) {
        QVERIFY(!outcome);
        QVERIFY(outcome.reason().find("The array \"") == 0 && outcome.reason().back() == '.');
    }
    std::string text;
    QVERIFY(!archive.getText("T", text));
    QVERIFY(archive.getText("window", text));
}

void TestArchive::whatIsWrittenComesBack()
{
    auto const again = parseArchive(bytesOf(sample()), "a");
    QVERIFY2(again, again ? "" : again.reason().c_str());
    QCOMPARE(again->archive, sample().archive);
    QCOMPARE(again->about, sample().about);
    auto const nothing = parseArchive(bytesOf({}), "a");
    QVERIFY(nothing && nothing->archive == Archive());
}

void TestArchive::largeMonotonousArraysArePacked()
{
    ArchiveFile file;
    file.archive.put("up", std::vector<std::int8_t>(1000000, 1));
    auto const bytes = bytesOf(file);
    QVERIFY(bytes.size() < 10000);
    QCOMPARE(parseArchive(bytes, "a")->archive, file.archive);
}

void TestArchive::randomArraysAreStoredAsTheyAre()
{
    core::Rng random(4);
    std::vector<std::uint64_t> words(100000);
    for (auto& word : words) {
        word = random.next();
    }
    ArchiveFile file;
    file.archive.put("bits", words);
    auto const bytes = bytesOf(file);
    QVERIFY(bytes.size() < 8 * words.size() + 300);
    QCOMPARE(parseArchive(bytes, "a")->archive, file.archive);
}

void TestArchive::equalArchivesGiveEqualBytes() { QCOMPARE(bytesOf(sample()), bytesOf(sample())); }

void TestArchive::aNewerFormatIsRefusedWithBothNumbers()
{
    auto const found = parseArchive(crafted("{}", {}, "12"), "x.isinglass");
    QVERIFY(!found && damage::isSentence(found.reason(), "x.isinglass"));
    QVERIFY(found.reason().find("format 12") != std::string::npos);
    QVERIFY(found.reason().find("up to 1") != std::string::npos);
}

void TestArchive::everyTruncationIsRefused()
{
    damage::truncations(bytesOf(sample()), [](const Bytes& bytes) {
        auto const found = parseArchive(bytes, "a");
        QVERIFY(!found && damage::isSentence(found.reason(), "a"));
    });
}

void TestArchive::everyBitFlipIsRefused()
{
    damage::bitFlips(bytesOf(sample()), [](const Bytes& bytes) {
        auto const found = parseArchive(bytes, "a");
        QVERIFY(!found && damage::isSentence(found.reason(), "a"));
    });
}

void TestArchive::scrambledFilesAreRefused()
{
    auto const good = bytesOf(sample());
    damage::scrambles(good, 10000, 3, [&](const Bytes& bytes) {
        auto const found = parseArchive(bytes, "a");
        QVERIFY(found ? bytes == good : damage::isSentence(found.reason(), "a"));
    });
}

void TestArchive::craftedHeadersAreRefused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    auto const row = [](const char* name, const std::string& header, const Bytes& payload) {
        auto const bytes = crafted(header, payload);
        QTest::newRow(name) << QByteArray(reinterpret_cast<const char*>(bytes.data()),
                                          static_cast<qsizetype>(bytes.size()));
    };
    Bytes const four{1, 2, 3, 4};
    auto const plain = R"("packed":false,"stored":4,"crc":)" + crcText(four);
    row("not JSON", "{", {});
    row("a list", "[]", {});
    row("no entries", R"({"about":{}})", {});
    row("entries are no list", R"({"about":{},"entries":{"a":1}})", {});
    row("an entry is a number", R"({"about":{},"entries":[1]})", {});
    row("facts are numbers", R"({"about":{"lab":1},"entries":[]})", {});
    row("deep nesting", std::string(200000, '[') + std::string(200000, ']'), {});
    row("shape does not fit", entry("4", "[5]", plain), four);
    row("shape overflows", entry("4", "[4611686018427387905,4]", plain), four);
    row("negative side", entry("4", "[-4]", plain), four);
    row("fractional side", entry("4", "[4.0]", plain), four);
    row("nine dimensions", entry("4", "[1,1,1,1,1,1,1,1,4]", plain), four);
    row("larger than stored", entry("5", "[5]", plain), four);
    row("stored beyond the end", entry("9", "[9]", R"("packed":false,"stored":9,"crc":1)"), four);
    row("stored beyond 64 bits",
        entry("4", "[4]", R"("packed":false,"stored":18446744073709551615,"crc":1)"), four);
    row("huge and packed",
        entry("4000000000", "[4000000000]", R"("packed":true,"stored":4,"crc":)" + crcText(four)),
        four);
    row("packed garbage", entry("40", "[40]", R"("packed":true,"stored":4,"crc":)" + crcText(four)),
        four);
    row("wrong checksum", entry("4", "[4]", R"("packed":false,"stored":4,"crc":1)"), four);
    row("bytes left over", entry("4", "[4]", plain), {1, 2, 3, 4, 5});
    row("a name of two lines", R"({"about":{},"entries":[{"name":"a\nb"}]})", {});
    row("unknown kind", R"({"about":{},"entries":[{"kind":"b","name":"a"}]})", {});
    row("a name twice",
        R"({"about":{},"entries":[{"kind":"text","name":"a","size":0,"packed":false,"stored":0,"crc":0},)"
        R"({"kind":"text","name":"a","size":0,"packed":false,"stored":0,"crc":0}]})",
        {});
}

void TestArchive::craftedHeadersAreRefused()
{
    QFETCH(QByteArray, bytes);
    auto const found = parseArchive(Bytes(bytes.begin(), bytes.end()), "a");
    QVERIFY(!found);
    QVERIFY2(damage::isSentence(found.reason(), "a"), found.reason().c_str());
}

void TestArchive::aCraftedHeaderThatFitsIsRead()
{
    Bytes const four{1, 2, 3, 4};
    auto const found = parseArchive(
        crafted(entry("4", "[2,2]", R"("packed":false,"stored":4,"crc":)" + crcText(four)), four),
        "a");
    QVERIFY(found);
    QCOMPARE(found->archive.array("a")->values<std::uint8_t>(), four);
}

void TestArchive::inconsistentArraysAreNotWritten()
{
    ArchiveFile file;
    file.archive.put("spins", Array{core::DType::f8, {3}, Bytes(8)});
    auto const bytes = core::archiveBytes(file.about, file.archive);
    QVERIFY(!bytes && bytes.reason().find("'spins'") != std::string::npos);
}

void TestArchive::namesMustBeText()
{
    ArchiveFile file;
    file.about["lab"] = "\xFF\xFE";
    QVERIFY(!core::archiveBytes(file.about, file.archive));
}

void TestArchive::filesReplaceOneAnotherWhole()
{
    QTemporaryDir folder;
    auto const path = folder.filePath("a.isinglass").toStdString();
    QVERIFY(core::writeArchive(path, {}, {}));
    QVERIFY(core::writeArchive(path, sample().about, sample().archive));
    auto const again = core::readArchive(path);
    QVERIFY(again && again->archive == sample().archive);
    // What cannot be written leaves the old file alone, and nothing beside it.
    ArchiveFile bad;
    bad.archive.put("spins", Array{core::DType::f8, {3}, Bytes(8)});
    QVERIFY(!core::writeArchive(path, {}, bad.archive));
    QVERIFY(core::readArchive(path)->archive == sample().archive);
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden).size(), 1);
    QVERIFY(!core::readArchive("/dev/zero"));
}

QTEST_APPLESS_MAIN(TestArchive)
#include "tst_archive.moc"
