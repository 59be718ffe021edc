// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/csv.h"
#include "core/io/read_file.h"

#include <QTemporaryDir>
#include <QtTest>

#include <clocale>
#include <cmath>
#include <limits>

using core::CsvFile;
using core::CsvRow;

class TestCsv : public QObject
{
    Q_OBJECT

private slots:
    void numbersAreTheShortestThatComeBack();
    void missingValuesAreEmptyCells();
    void textsAreQuotedWhereTheyMustBe();
    void textsThatLookLikeFormulaeAreNeutralised();
    void theLocaleChangesNothing();
    void rowsAppearUnderTheNameWhenTheFileIsClosed();
    void whatCannotBeWrittenIsRefused();
};

void TestCsv::numbersAreTheShortestThatComeBack()
{
    CsvRow row;
    row.add(0.1).add(-2.0).add(1e300).addInteger(-7).addUnsigned(18446744073709551615ull);
    QCOMPARE(row.text(), std::string("0.1,-2,1e+300,-7,18446744073709551615"));
}

void TestCsv::missingValuesAreEmptyCells()
{
    CsvRow row;
    row.addEmpty().add(std::nan("")).add(std::optional<double>()).add(1.5).addEmpty();
    QCOMPARE(row.text(), std::string(",,,1.5,"));
    QCOMPARE(CsvRow().add(std::numeric_limits<double>::infinity()).addInteger(1).text(),
             std::string(",1"));
}

void TestCsv::textsAreQuotedWhereTheyMustBe()
{
    QCOMPARE(core::csvText("metropolis"), std::string("metropolis"));
    QCOMPARE(core::csvText("a,b"), std::string("\"a,b\""));
    QCOMPARE(core::csvText("say \"J\""), std::string("\"say \"\"J\"\"\""));
    QCOMPARE(core::csvText("two\nlines"), std::string("\"two\nlines\""));
    QCOMPARE(core::csvText(""), std::string(""));
}

void TestCsv::textsThatLookLikeFormulaeAreNeutralised()
{
    QCOMPARE(core::csvText("=1+1"), std::string("'=1+1"));
    QCOMPARE(core::csvText("@SUM(A1)"), std::string("'@SUM(A1)"));
    QCOMPARE(core::csvText("-cmd|x"), std::string("'-cmd|x"));
    QCOMPARE(core::csvText("\tx"), std::string("'\tx"));
    QCOMPARE(core::csvText("=A1,\"x\""), std::string("\"'=A1,\"\"x\"\"\""));
    QCOMPARE(core::csvText("-1.5"), std::string("-1.5"));
}

void TestCsv::theLocaleChangesNothing()
{
    // Where no locale with a decimal comma is installed, the call changes nothing and the row still
    // holds.
    std::setlocale(LC_ALL, "de_DE.UTF-8");
    QCOMPARE(CsvRow().add(1234.5).text(), std::string("1234.5"));
    std::setlocale(LC_ALL, "C");
}

void TestCsv::rowsAppearUnderTheNameWhenTheFileIsClosed()
{
    QTemporaryDir folder;
    auto const path = folder.filePath("t.csv");
    auto file = CsvFile::create(path.toStdString());
    QVERIFY(file);
    file->line("step,energy");
    for (int step = 1; step <= 20000; ++step) {
        file->line(CsvRow().addInteger(step).add(-1.5));
    }
    QVERIFY(!QFile::exists(path));
    QVERIFY(file->close());
    auto const bytes = core::readFile(path.toStdString(), 1000000);
    QVERIFY(bytes);
    std::string const text(bytes->begin(), bytes->end());
    QVERIFY(text.starts_with("step,energy\n1,-1.5\n2,-1.5\n"));
    QVERIFY(text.ends_with("\n20000,-1.5\n"));
    QCOMPARE(std::count(text.begin(), text.end(), '\n'), 20001);
}

void TestCsv::whatCannotBeWrittenIsRefused()
{
    auto const missing = CsvFile::create("/no/such/folder/t.csv");
    QVERIFY(!missing && missing.reason().find("'/no/such/folder/t.csv'") == 0);
    auto full = CsvFile::create("/dev/full");
    QVERIFY(full);
    full->line("x");
    auto const closed = full->close();
    QVERIFY(!closed && closed.reason().find("'/dev/full' cannot be written") == 0);
}

QTEST_APPLESS_MAIN(TestCsv)
#include "tst_csv.moc"
