// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/version.h"
#include "core/io/archive_file.h"
#include "core/session/document.h"
#include "tests/support/damage.h"

#include <QTemporaryDir>
#include <QtTest>

class TestDocument : public QObject
{
    Q_OBJECT

private slots:
    void whatIsSavedIsOpened();
    void otherFilesAreRefused();
    void aNewerLayoutIsRefusedWithBothVersions();
};

void TestDocument::whatIsSavedIsOpened()
{
    QTemporaryDir folder;
    auto const path = folder.filePath("a.isinglass").toStdString();
    core::Document document;
    document.lab = "ising";
    document.window = R"({"zoom":2})";
    document.archive.putText("model", "ising");
    document.archive.put("spins", std::vector<std::int8_t>{1, -1, 1});
    QVERIFY(core::writeDocument(path, document));
    auto const again = core::readDocument(path);
    QVERIFY2(again, again ? "" : again.reason().c_str());
    QCOMPARE(again->lab, document.lab);
    QCOMPARE(again->window, document.window);
    QCOMPARE(again->archive, document.archive);
    QCOMPARE(again->version, std::string(core::version()));
    QCOMPARE(core::modelOf(again->archive), std::string("ising"));
    QCOMPARE(core::modelOf({}), std::string());
}

void TestDocument::otherFilesAreRefused()
{
    QTemporaryDir folder;
    auto const path = folder.filePath("a.isinglass").toStdString();
    auto const missing = core::readDocument(path);
    QVERIFY(!missing && damage::isSentence(missing.reason(), path));
    // An archive that is no document.
    QVERIFY(core::writeArchive(path, {{"program", "another"}}, {}));
    auto const other = core::readDocument(path);
    QVERIFY(!other && damage::isSentence(other.reason(), path));
}

void TestDocument::aNewerLayoutIsRefusedWithBothVersions()
{
    QTemporaryDir folder;
    auto const path = folder.filePath("a.isinglass").toStdString();
    QVERIFY(core::writeArchive(
        path, {{"program", "isinglass"}, {"version", "9.9.9"}, {"layout", "2"}}, {}));
    auto const newer = core::readDocument(path);
    QVERIFY(!newer && damage::isSentence(newer.reason(), path));
    QVERIFY(newer.reason().find("9.9.9") != std::string::npos);
    QVERIFY(newer.reason().find(std::string(core::version())) != std::string::npos);
}

QTEST_APPLESS_MAIN(TestDocument)
#include "tst_document.moc"
