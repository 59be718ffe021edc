// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/image.h"
#include "core/io/image_folder.h"
#include "tests/support/damage.h"
#include "tests/support/idx_files.h"

#include <QDir>
#include <QTemporaryDir>
#include <QtTest>

using idx::Bytes;

namespace {

bool refusedFor(const core::Result<core::DataSet>& read, const std::string& name, const char* says)
{
    if (!read && damage::isSentence(read.reason(), name) &&
        read.reason().find(says) != std::string::npos) {
        return true;
    }
    qWarning("%s", read ? "was read" : read.reason().c_str());
    return false;
}

} // namespace

class TestImageFolder : public QObject
{
    Q_OBJECT

private slots:
    void init() { folder_ = std::make_unique<QTemporaryDir>(); }
    void picturesAreScaledAndSortedByName();
    void darkInkOnBrightPaperIsInverted();
    void theAspectIsKept();
    void whatCannotBeReadIsRefused();
    void readingCanBeCancelled();

private:
    std::string at(const char* name) const { return folder_->filePath(name).toStdString(); }
    std::string path() const { return folder_->path().toStdString(); }
    void put(const char* name, std::size_t width, std::size_t height, const Bytes& pixels) const
    {
        QVERIFY(core::writePng(at(name), width, height, 1, pixels));
    }
    std::unique_ptr<QTemporaryDir> folder_;
};

void TestImageFolder::picturesAreScaledAndSortedByName()
{
    put("b.PNG", 2, 2, {0, 0, 0, 255});
    put("a.png", 4, 4, {0, 0, 10, 30, 0, 0, 20, 40, 0, 0, 0, 0, 0, 0, 0, 0});
    idx::write(at("c.pgm"), {'P', '5', ' ', '2', ' ', '2', ' ', '2', '5', '5', '\n', 1, 2, 3, 4});
    idx::write(at("notes.txt"), {'x'});
    QVERIFY(QDir(folder_->path()).mkdir("sub.png"));
    auto const data = core::readImageFolder(path(), 2);
    QVERIFY2(data, data.reason().c_str());
    QCOMPARE(data->grey, (Bytes{0, 25, 0, 0, 0, 0, 0, 255, 1, 2, 3, 4}));
    QVERIFY(core::checkDataSet(*data));
    QVERIFY(data->labels.empty() && !data->binary);
    QCOMPARE(data->title, folder_->path().section('/', -1).toStdString());
}

void TestImageFolder::darkInkOnBrightPaperIsInverted()
{
    Bytes paper(9, 255);
    paper[4] = 0;
    put("a.png", 3, 3, paper);
    put("b.png", 3, 3, paper);
    put("c.png", 3, 3, Bytes(9, 0));
    auto const data = core::readImageFolder(path(), 3);
    QVERIFY2(data, data.reason().c_str());
    QCOMPARE(data->grey[4], std::uint8_t{255});
    QCOMPARE(data->grey[0], std::uint8_t{0});
    QCOMPARE(data->grey[18], std::uint8_t{255}); // all of them, whatever one alone is like
    QVERIFY(data->binary);
}

void TestImageFolder::theAspectIsKept()
{
    put("a.png", 4, 2, {0, 0, 0, 0, 0, 200, 200, 0});
    auto const data = core::readImageFolder(path(), 4);
    QVERIFY2(data, data.reason().c_str());
    QCOMPARE(data->grey, (Bytes{0, 0, 0, 0, 0, 0, 0, 0, 0, 200, 200, 0, 0, 0, 0, 0}));
}

void TestImageFolder::whatCannotBeReadIsRefused()
{
    QVERIFY(refusedFor(core::readImageFolder(path(), 28), path(), "has no picture"));
    QVERIFY(refusedFor(core::readImageFolder("/no/such", 28), "/no/such", "cannot be read"));
    put("a.png", 1, 1, {0});
    QVERIFY(refusedFor(core::readImageFolder(at("a.png"), 28), at("a.png"), "as a folder"));
    QVERIFY(refusedFor(core::readImageFolder(path(), 0), path(), "expected 1 to 256"));
    QVERIFY(refusedFor(core::readImageFolder(path(), 257), path(), "expected 1 to 256"));
    idx::write(at("b.png"), {'n', 'o'});
    QVERIFY(refusedFor(core::readImageFolder(path(), 28), at("b.png"), "not a picture"));
}

void TestImageFolder::readingCanBeCancelled()
{
    put("a.png", 1, 1, {0});
    put("b.png", 1, 1, {0});
    std::vector<double> shares;
    auto const cancelled = core::readImageFolder(path(), 2, [&](double share) {
        shares.push_back(share);
        return false;
    });
    QVERIFY(refusedFor(cancelled, path(), "cancelled"));
    QCOMPARE(shares, std::vector<double>{0.5});
}

QTEST_APPLESS_MAIN(TestImageFolder)
#include "tst_image_folder.moc"
