// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/atomic_file.h"
#include "core/io/read_file.h"
#include "tests/support/damage.h"

#include <QTemporaryDir>
#include <QtTest>

#include <sys/stat.h>
#include <unistd.h>

using core::AtomicFile;

namespace {

std::string contents(const std::string& path)
{
    auto const bytes = core::readFile(path, 1000000);
    return bytes ? std::string(bytes->begin(), bytes->end()) : "unreadable";
}

std::span<const std::uint8_t> view(std::string_view text)
{
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

qsizetype filesIn(const QTemporaryDir& folder)
{
    return QDir(folder.path()).entryList(QDir::Files | QDir::Hidden).size();
}

} // namespace

class TestAtomicFile : public QObject
{
    Q_OBJECT

private slots:
    void theNameAppearsOnlyWithTheWhole();
    void withoutCommitTheOldFileStays();
    void permissionsAndLinksStay();
    void whatCannotBeWrittenIsRefused();
    void afterCommitNothingMoreIsTaken();
    void devicesAreWrittenDirectly();
    void readingIsBounded();
};

void TestAtomicFile::theNameAppearsOnlyWithTheWhole()
{
    QTemporaryDir folder;
    auto const path = folder.filePath("a.txt").toStdString();
    auto file = AtomicFile::create(path);
    QVERIFY(file);
    QVERIFY(file->write("one "));
    QVERIFY(!QFile::exists(folder.filePath("a.txt")));
    QVERIFY(file->write("two"));
    QVERIFY(file->commit());
    QCOMPARE(contents(path), std::string("one two"));
    QCOMPARE(filesIn(folder), 1);
}

void TestAtomicFile::withoutCommitTheOldFileStays()
{
    QTemporaryDir folder;
    auto const path = folder.filePath("a.txt").toStdString();
    QVERIFY(core::writeFile(path, view("old")));
    {
        auto file = AtomicFile::create(path);
        QVERIFY(file && file->write("new"));
        auto moved = std::move(*file);
        QVERIFY(moved.write("er"));
        QCOMPARE(filesIn(folder), 2);
    }
    QCOMPARE(contents(path), std::string("old"));
    QCOMPARE(filesIn(folder), 1);
}

void TestAtomicFile::permissionsAndLinksStay()
{
    QTemporaryDir folder;
    auto const path = folder.filePath("a.txt").toStdString();
    auto const link = folder.filePath("link").toStdString();
    QVERIFY(core::writeFile(path, view("old")));
    QCOMPARE(::chmod(path.c_str(), 0640), 0);
    QCOMPARE(::symlink("a.txt", link.c_str()), 0);
    QVERIFY(core::writeFile(link, view("new")));
    QCOMPARE(contents(path), std::string("new"));
    struct stat status
    {
    };
    QCOMPARE(::lstat(link.c_str(), &status), 0);
    QVERIFY(S_ISLNK(status.st_mode));
    QCOMPARE(::stat(path.c_str(), &status), 0);
    QCOMPARE(int(status.st_mode & 0777), 0640);
}

void TestAtomicFile::whatCannotBeWrittenIsRefused()
{
    QTemporaryDir folder;
    auto const name = folder.path().toStdString();
    for (auto const& path : {name, name + "/none/a.txt"}) {
        auto const file = AtomicFile::create(path);
        QVERIFY(!file && damage::isSentence(file.reason(), path));
    }
    auto const full = core::writeFile("/dev/full", view("x"));
    QVERIFY(!full && damage::isSentence(full.reason(), "/dev/full"));
}

void TestAtomicFile::afterCommitNothingMoreIsTaken()
{
    QTemporaryDir folder;
    auto file = AtomicFile::create(folder.filePath("a.txt").toStdString());
    QVERIFY(file && file->write("all") && file->commit());
    QVERIFY(!file->write("more"));
    QVERIFY(!file->commit());
}

void TestAtomicFile::devicesAreWrittenDirectly()
{
    QVERIFY(core::writeFile("/dev/null", view("x")));
}

void TestAtomicFile::readingIsBounded()
{
    QTemporaryDir folder;
    auto const path = folder.filePath("a.txt").toStdString();
    std::string const text(10000, 'x');
    QVERIFY(core::writeFile(path, view(text)));
    QCOMPARE(core::readFile(path, 10000)->size(), std::size_t{10000});
    auto const large = core::readFile(path, 9999);
    QVERIFY(!large && damage::isSentence(large.reason(), path));
    auto const other = core::readFile(path, 10000, "xxy", "a picture");
    QVERIFY(!other && other.reason().find("is not a picture.") != std::string::npos);
    QVERIFY(!core::readFile("/dev/zero", 100000));
    QVERIFY(core::readFile("/dev/null", 10)->empty());
    QVERIFY(!core::readFile("/dev/null", 10, "P", "a picture"));
}

QTEST_APPLESS_MAIN(TestAtomicFile)
#include "tst_atomic_file.moc"
