// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/npy.h"
#include "tests/support/damage.h"

#include <QTemporaryDir>
#include <QtTest>

#include <cmath>
#include <limits>

using core::Array;
using core::DType;
using core::parseNpy;

namespace {

using Bytes = std::vector<std::uint8_t>;

Bytes file(const std::string& header, const Bytes& data, int version = 1)
{
    Bytes bytes{0x93, 'N', 'U', 'M', 'P', 'Y', static_cast<std::uint8_t>(version), 0};
    auto const size = static_cast<std::uint32_t>(header.size());
    for (int shift = 0; shift < (version == 1 ? 16 : 32); shift += 8) {
        bytes.push_back(static_cast<std::uint8_t>(size >> shift));
    }
    bytes.insert(bytes.end(), header.begin(), header.end());
    bytes.insert(bytes.end(), data.begin(), data.end());
    return bytes;
}

Bytes file(const std::string& type, const std::string& shape, const Bytes& data,
           const std::string& fortran = "False")
{
    return file("{'descr': '" + type + "', 'fortran_order': " + fortran + ", 'shape': " + shape +
                    ", }\n",
                data);
}

template <class T>
void roundTrip(const std::vector<T>& values, const std::vector<std::size_t>& shape)
{
    auto const array = Array::of(values, shape);
    auto const again = parseNpy(core::npyBytes(array), "a.npy");
    QVERIFY2(again, again ? "" : again.reason().c_str());
    QCOMPARE(*again, array);
    QCOMPARE(core::npyBytes(array).size() % 64, array.bytes.size() % 64);
}

} // namespace

class TestNpy : public QObject
{
    Q_OBJECT

private slots:
    void everyElementTypeComesBack();
    void everyNumberOfDimensionsComesBack();
    void theHeaderIsWhatNumPyWrites();
    void otherWaysOfWritingTheHeaderAreRead();
    void bigEndianNumbersAreTurned();
    void fortranOrderIsTurned();
    void whatDoesNotFitIsRefused_data();
    void whatDoesNotFitIsRefused();
    void damagedFilesAreRefusedOrConsistent();
    void filesAreWrittenAndRead();
    void filesThatAreMissingOrEndlessAreRefused();
};

void TestNpy::everyElementTypeComesBack()
{
    roundTrip<std::int8_t>({-128, -1, 0, 1, 127}, {5});
    roundTrip<std::uint8_t>({0, 255}, {2});
    roundTrip<std::int32_t>({std::numeric_limits<std::int32_t>::min(), 7}, {2});
    roundTrip<std::uint32_t>({0xFFFFFFFFu}, {1});
    roundTrip<std::int64_t>({std::numeric_limits<std::int64_t>::min(), -1}, {2});
    roundTrip<std::uint64_t>({0xFFFFFFFFFFFFFFFFull}, {1});
    roundTrip<float>({0.1f, -0.0f, std::numeric_limits<float>::infinity()}, {3});
    roundTrip<double>({0.1, 5e-324, std::nan("")}, {3});
}

void TestNpy::everyNumberOfDimensionsComesBack()
{
    roundTrip<double>({3.5}, {});
    roundTrip<double>({1, 2, 3, 4, 5, 6}, {2, 3});
    roundTrip<std::int8_t>(std::vector<std::int8_t>(24, -1), {2, 3, 4});
    roundTrip<std::int8_t>({}, {0});
    roundTrip<float>({}, {3, 0});
}

void TestNpy::theHeaderIsWhatNumPyWrites()
{
    auto const bytes = core::npyBytes(Array::of(std::vector<double>{1, 2}, {2, 1}));
    std::string const text(bytes.begin() + 10, bytes.begin() + 128);
    QVERIFY(text.starts_with("{'descr': '<f8', 'fortran_order': False, 'shape': (2, 1), }  "));
    QCOMPARE(text.back(), '\n');
    QCOMPARE(bytes.size(), std::size_t{128 + 16});
    QCOMPARE(int(bytes[8]), 118);
}

void TestNpy::otherWaysOfWritingTheHeaderAreRead()
{
    Bytes const two{1, 255};
    auto const read = [](const Bytes& bytes) {
        auto const array = parseNpy(bytes, "a.npy");
        return array && array->is<std::int8_t>() &&
               array->values<std::int8_t>() == std::vector<std::int8_t>{1, -1};
    };
    QVERIFY(read(file("{\"shape\":(2,),\"descr\":\"|i1\",\"fortran_order\":True}", two)));
    QVERIFY(read(file("{ 'descr' : '<i1', 'fortran_order' : False , 'shape' : ( 2L , ) }", two)));
    QVERIFY(read(file("{'descr': '=i1', 'fortran_order': False, 'shape': (2,), }   \n", two, 2)));
    QVERIFY(read(file("{'descr': '=i1', 'fortran_order': False, 'shape': (2,), }   \n", two, 3)));
    auto const flags = parseNpy(file("|b1", "(2,)", {1, 0}), "a.npy");
    QVERIFY(flags && flags->is<std::uint8_t>());
}

void TestNpy::bigEndianNumbersAreTurned()
{
    auto const array = parseNpy(file(">i4", "(2,)", {0, 0, 1, 2, 255, 255, 255, 254}), "a.npy");
    QVERIFY(array);
    QCOMPARE(array->values<std::int32_t>(), (std::vector<std::int32_t>{258, -2}));
}

void TestNpy::fortranOrderIsTurned()
{
    auto const flat = parseNpy(file("|u1", "(2, 3)", {1, 4, 2, 5, 3, 6}, "True"), "a.npy");
    QVERIFY(flat);
    QCOMPARE(flat->values<std::uint8_t>(), (std::vector<std::uint8_t>{1, 2, 3, 4, 5, 6}));
    // Element (i, j, k) of a 2 x 2 x 2 array stands at i + 2 j + 4 k.
    auto const cube = parseNpy(file("|u1", "(2, 2, 2)", {0, 1, 2, 3, 4, 5, 6, 7}, "True"), "a.npy");
    QVERIFY(cube);
    QCOMPARE(cube->values<std::uint8_t>(), (std::vector<std::uint8_t>{0, 4, 2, 6, 1, 5, 3, 7}));
}

void TestNpy::whatDoesNotFitIsRefused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    auto const row = [](const char* name, const Bytes& bytes) {
        QTest::newRow(name) << QByteArray(reinterpret_cast<const char*>(bytes.data()),
                                          static_cast<qsizetype>(bytes.size()));
    };
    Bytes const four{1, 2, 3, 4};
    row("empty", {});
    row("text", {'h', 'e', 'l', 'l', 'o', ' ', 'y', 'o', 'u'});
    row("version 9", file("{'descr': '|u1', 'fortran_order': False, 'shape': (4,), }", four, 9));
    row("too few bytes", file("<f8", "(2,)", four));
    row("too many bytes", file("|u1", "(2,)", four));
    row("objects", file("|O", "(1,)", four));
    row("half floats", file("<f2", "(2,)", four));
    row("text elements", file("<U1", "(1,)", four));
    row("records",
        file("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1,), }", four));
    row("huge side", file("|u1", "(18446744073709551615,)", four));
    row("side beyond 64 bits", file("|u1", "(99999999999999999999999,)", four));
    row("product overflows", file("|u1", "(4294967296, 4294967296, 4)", four));
    row("product overflows to four", file("|u1", "(4611686018427387905, 4)", four));
    row("bytes overflow", file("<f4", "(4611686018427387905,)", four));
    row("empty but huge", file("|u1", "(0, 18446744073709551615, 18446744073709551615)", four));
    row("negative side", file("|u1", "(-4,)", four));
    row("nine dimensions", file("|u1", "(1,1,1,1,1,1,1,1,4)", four));
    row("no shape", file("{'descr': '|u1', 'fortran_order': False, }", four));
    row("shape twice", file("{'shape': (4,), 'fortran_order': False, 'shape': (4,), }", four));
    row("type twice", file("{'descr': '|u1', 'descr': '|u1', 'shape': (4,), }", four));
    row("unknown key",
        file("{'descr': '|u1', 'fortran_order': False, 'shape': (4,), 'more': 1}", four));
    row("header longer than the file",
        {0x93, 'N', 'U', 'M', 'P', 'Y', 2, 0, 255, 255, 255, 255, '{', '}'});
}

void TestNpy::whatDoesNotFitIsRefused()
{
    QFETCH(QByteArray, bytes);
    auto const array = parseNpy(Bytes(bytes.begin(), bytes.end()), "dir/a.npy");
    QVERIFY(!array);
    QVERIFY2(damage::isSentence(array.reason(), "dir/a.npy"), array.reason().c_str());
}

void TestNpy::damagedFilesAreRefusedOrConsistent()
{
    int refused = 0;
    auto const check = [&](const Bytes& bytes) {
        auto const array = parseNpy(bytes, "a.npy");
        refused += array ? 0 : 1;
        QVERIFY(array ? array->consistent() && array->bytes.size() <= bytes.size()
                      : damage::isSentence(array.reason(), "a.npy"));
    };
    for (auto const& good :
         {core::npyBytes(Array::of(std::vector<double>{1, 2, 3, 4, 5, 6}, {2, 3})),
          file("|u1", "(2, 2, 2)", {0, 1, 2, 3, 4, 5, 6, 7}, "True")}) {
        damage::truncations(good, check);
        QVERIFY(refused > 0);
        damage::bitFlips(good, check);
        damage::scrambles(good, 20000, 7, check);
    }
    QVERIFY(refused > 1000);
}

void TestNpy::filesAreWrittenAndRead()
{
    QTemporaryDir folder;
    auto const path = folder.filePath("spins.npy").toStdString();
    auto const array = Array::of(std::vector<std::int8_t>{1, -1, -1, 1}, {2, 2});
    QVERIFY(core::writeNpy(path, array));
    auto const again = core::readNpy(path);
    QVERIFY(again);
    QCOMPARE(*again, array);
}

void TestNpy::filesThatAreMissingOrEndlessAreRefused()
{
    auto const missing = core::readNpy("/no/such/file.npy");
    QVERIFY(!missing && damage::isSentence(missing.reason(), "/no/such/file.npy"));
    auto const endless = core::readNpy("/dev/zero");
    QVERIFY(!endless && damage::isSentence(endless.reason(), "/dev/zero"));
    QVERIFY(!core::readNpy("/"));
}

QTEST_APPLESS_MAIN(TestNpy)
#include "tst_npy.moc"
