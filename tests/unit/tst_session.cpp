// SPDX-License-Identifier: GPL-3.0-or-later
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized" // GCC 12 on moves of a variant with a text
#endif
#include "core/base/version.h"
#include "core/engine/engine.h"
#include "core/io/archive_file.h"
#include "core/models/models.h"
#include "core/session/document.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace core;

namespace {

std::unique_ptr<AnyModel> ring(std::uint64_t seed = 3)
{
    return std::move(*findModel("ring")->make({{"N", std::int64_t{64}}}, seed));
}

void run(AnyModel& model, int steps)
{
    for (int i = 0; i < steps; ++i) {
        model.advance(StopCheck(), soloPool());
    }
}

Document saved(const AnyModel& model)
{
    Document document{"ring", {}, R"({"zoom":2})", {}, {}};
    model.save(document.archive);
    return document;
}

bool isSentence(const std::string& reason, const std::string& file)
{
    return reason.back() == '.' && reason.find(file) != std::string::npos &&
           reason.find('\n') == std::string::npos;
}

// The state that an engine saves after obeying `commands`.
Archive stateOf(Engine& engine)
{
    auto answer = std::make_shared<std::promise<Archive>>();
    auto future = answer->get_future();
    engine.inbox.post(Save{answer});
    for (int i = 0;
         i < 1000 && future.wait_for(std::chrono::seconds(0)) != std::future_status::ready; ++i) {
        engine.frame(std::chrono::milliseconds(1));
    }
    return future.get();
}

} // namespace

class TestSession : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QVERIFY(folder_.isValid()); }
    void aDocumentComesBackAsItWas();
    void aModelGoesOnFromADocumentBitForBit();
    void theEngineOpensWhatTheCommandLineSaved();
    void theCommandLineLoadsWhatTheEngineSaved();
    void aNewerDocumentIsRefusedWithASentence();
    void whatIsNotADocumentIsRefusedWithASentence();
    void damageIsRefusedWithASentence();
    void aFileThatCannotBeWrittenIsRefused();
    void anOldFileIsReplacedWhole();

private:
    std::string path(const char* name) { return folder_.filePath(name).toStdString(); }
    QTemporaryDir folder_;
};

void TestSession::aDocumentComesBackAsItWas()
{
    auto const model = ring();
    run(*model, 10);
    auto const document = saved(*model);
    QVERIFY(bool(writeDocument(path("a.isinglass"), document)));
    auto const back = readDocument(path("a.isinglass"));
    QVERIFY2(bool(back), back ? "" : back.reason().c_str());
    QCOMPARE(back->lab, document.lab);
    QCOMPARE(back->window, document.window);
    QVERIFY(back->archive == document.archive);
    QCOMPARE(back->version, std::string(version()));
    QCOMPARE(back->gitHash, std::string(gitHash()));
    QCOMPARE(modelOf(back->archive), std::string("ring"));
    QVERIFY(modelOf(Archive()).empty());
}

void TestSession::aModelGoesOnFromADocumentBitForBit()
{
    auto const model = ring();
    run(*model, 17);
    QVERIFY(bool(writeDocument(path("b.isinglass"), saved(*model))));
    auto const again = ring(99);
    QVERIFY(bool(again->load(readDocument(path("b.isinglass"))->archive)));
    QCOMPARE(again->hash(), model->hash());
    run(*model, 20);
    run(*again, 20);
    QCOMPARE(again->hash(), model->hash());
}

void TestSession::theEngineOpensWhatTheCommandLineSaved()
{
    auto const model = ring();
    run(*model, 11);
    QVERIFY(bool(writeDocument(path("c.isinglass"), saved(*model))));
    run(*model, 9);

    Engine engine(ring(50), steadyClock(), soloPool());
    auto answer = std::make_shared<std::promise<std::string>>();
    auto future = answer->get_future();
    engine.inbox.post(Load{readDocument(path("c.isinglass"))->archive, true, answer});
    engine.inbox.post(Step{9});
    engine.frame(std::chrono::milliseconds(1));
    QCOMPARE(future.get(), std::string());
    for (int i = 0; i < 50; ++i) {
        engine.frame(std::chrono::milliseconds(1));
    }
    auto const opened = ring(1);
    QVERIFY(bool(opened->load(stateOf(engine))));
    QCOMPARE(opened->steps(), model->steps());
    QCOMPARE(opened->hash(), model->hash());
}

void TestSession::theCommandLineLoadsWhatTheEngineSaved()
{
    Engine engine(ring(), steadyClock(), soloPool());
    engine.inbox.post(Step{25});
    for (int i = 0; i < 50; ++i) {
        engine.frame(std::chrono::milliseconds(1));
    }
    QVERIFY(bool(writeDocument(path("d.isinglass"), {"ring", stateOf(engine), "{}", {}, {}})));
    auto const model = ring(), loaded = ring(99);
    run(*model, 25);
    QVERIFY(bool(loaded->load(readDocument(path("d.isinglass"))->archive)));
    QCOMPARE(loaded->hash(), model->hash());
}

void TestSession::aNewerDocumentIsRefusedWithASentence()
{
    Archive::Texts const newer{{"program", "isinglass"},
                               {"layout", std::to_string(documentLayout + 1)},
                               {"version", "9.9"}};
    QVERIFY(bool(writeArchive(path("new.isinglass"), newer, {})));
    auto const refused = readDocument(path("new.isinglass"));
    QVERIFY(!refused);
    QVERIFY2(isSentence(refused.reason(), "new.isinglass"), refused.reason().c_str());
    QVERIFY(refused.reason().find("9.9") != std::string::npos);
}

void TestSession::whatIsNotADocumentIsRefusedWithASentence()
{
    QVERIFY(bool(writeArchive(path("other.isinglass"), {}, {})));
    QFile file(folder_.filePath("text.isinglass"));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("hello") == 5);
    file.close();
    for (const char* name : {"other.isinglass", "text.isinglass", "missing.isinglass"}) {
        auto const refused = readDocument(path(name));
        QVERIFY(!refused);
        QVERIFY2(isSentence(refused.reason(), name), refused.reason().c_str());
    }
}

void TestSession::damageIsRefusedWithASentence()
{
    auto const model = ring();
    QVERIFY(bool(writeDocument(path("e.isinglass"), saved(*model))));
    QFile file(folder_.filePath("e.isinglass"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QByteArray const whole = file.readAll();
    auto const refusedAs = [&](const QByteArray& bytes) {
        QFile damaged(folder_.filePath("f.isinglass"));
        if (!damaged.open(QIODevice::WriteOnly) || damaged.write(bytes) != bytes.size()) {
            return std::string("not written");
        }
        damaged.close();
        auto const result = readDocument(path("f.isinglass"));
        return result ? std::string() : result.reason();
    };
    QVERIFY(refusedAs(whole).empty());
    for (qsizetype length = 0; length < whole.size(); length += 1 + whole.size() / 97) {
        QVERIFY(!refusedAs(whole.left(length)).empty());
    }
    for (qsizetype at = 0; at < whole.size(); at += 1 + whole.size() / 97) {
        QByteArray flipped = whole;
        flipped[at] = static_cast<char>(flipped[at] ^ 0x10);
        auto const reason = refusedAs(flipped);
        QVERIFY2(isSentence(reason, "f.isinglass"), reason.c_str());
    }
}

void TestSession::aFileThatCannotBeWrittenIsRefused()
{
    auto const outcome = writeDocument(path("no/such/folder.isinglass"), saved(*ring()));
    QVERIFY(!outcome);
    QVERIFY2(isSentence(outcome.reason(), "folder.isinglass"), outcome.reason().c_str());
}

void TestSession::anOldFileIsReplacedWhole()
{
    auto const model = ring();
    QVERIFY(bool(writeDocument(path("g.isinglass"), saved(*model))));
    run(*model, 5);
    QVERIFY(bool(writeDocument(path("g.isinglass"), saved(*model))));
    auto const again = ring(1);
    QVERIFY(bool(again->load(readDocument(path("g.isinglass"))->archive)));
    QCOMPARE(again->hash(), model->hash());
    QCOMPARE(QDir(folder_.path()).entryList({"g.*"}, QDir::Files | QDir::Hidden).size(), 1);
}

QTEST_APPLESS_MAIN(TestSession)
#include "tst_session.moc"
