// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/link/document_store.h"

#include "core/models/models.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QLockFile>

namespace ui {

namespace {

std::filesystem::path pathOf(const QString& path)
{
    return std::filesystem::path(path.toStdU16String());
}

// Makes the model and loads the state into it, so that a document that does not fit is found out
// before the open one is given up.
void prepare(DocumentStore::Opened& opened, const QString& name)
{
    std::string const id = core::modelOf(opened.document.archive);
    opened.entry = core::findModel(id);
    for (auto const& lab : core::labs()) {
        bool const named = lab.id == opened.document.lab;
        if (lab.model == id && (named || (opened.document.lab.empty() && !opened.lab))) {
            opened.lab = &lab;
        }
    }
    if (!opened.lab || !opened.entry) {
        opened.sentence =
            DocumentStore::tr("%1 is of a laboratory '%2' with a model '%3' that this program does "
                              "not have.")
                .arg(name, QString::fromStdString(opened.document.lab), QString::fromStdString(id));
        return;
    }
    auto fresh = opened.entry->make({}, 1);
    auto const fits = fresh ? (*fresh)->load(opened.document.archive) : fresh.outcome();
    if (fits) {
        opened.model = std::move(*fresh);
    } else {
        opened.sentence = DocumentStore::tr("%1 could not be opened. %2")
                              .arg(name, QString::fromStdString(fits.reason()));
    }
}

} // namespace

DocumentStore::DocumentStore(const QString& autosaveFolder, QObject* parent)
    : QObject(parent), folder_(autosaveFolder), files_(this), autosaves_(this)
{
    if (folder_.isEmpty() || !QDir().mkpath(folder_)) {
        folder_.clear();
        return;
    }
    QString const name = QStringLiteral("%1-%2")
                             .arg(QDateTime::currentMSecsSinceEpoch())
                             .arg(QCoreApplication::applicationPid());
    autosavePath_ = QDir(folder_).filePath(name + core::documentSuffix);
    // Held while this program lives; a stale one tells that its program did not end as it should.
    lock_ = std::make_unique<QLockFile>(autosavePath_ + ".lock");
    lock_->setStaleLockTime(0);
    lock_->tryLock(0);
}

DocumentStore::~DocumentStore() = default;

void DocumentStore::write(const QString& path, core::Document document,
                          std::function<void(const QString&)> then)
{
    auto const written = std::make_shared<QString>();
    auto const kept = std::make_shared<core::Document>(std::move(document));
    files_.start(
        [path, kept, written](const std::stop_token&) {
            auto const outcome = core::writeDocument(pathOf(path), *kept);
            *written = outcome ? QString() : QString::fromStdString(outcome.reason());
        },
        [written, then = std::move(then)] { then(*written); });
}

void DocumentStore::read(const QString& path, std::function<void(Opened&)> then)
{
    auto const opened = std::make_shared<Opened>();
    files_.start(
        [path, opened](const std::stop_token&) {
            auto document = core::readDocument(pathOf(path));
            if (document) {
                opened->document = std::move(*document);
                prepare(*opened, QFileInfo(path).fileName());
            } else {
                opened->sentence = QString::fromStdString(document.reason());
            }
        },
        [opened, then = std::move(then)] { then(*opened); });
}

void DocumentStore::autosave(core::Document document)
{
    if (folder_.isEmpty() || autosaves_.busy() || closed_) {
        return;
    }
    auto const kept = std::make_shared<core::Document>(std::move(document));
    autosaves_.start(
        [path = autosavePath_, kept](const std::stop_token&) {
            // A full disk must not disturb the work; the next minute tries again.
            static_cast<void>(core::writeDocument(pathOf(path), *kept));
        },
        {});
}

void DocumentStore::discardAutosave()
{
    closed_ = true;
    if (!folder_.isEmpty()) {
        QFile::remove(autosavePath_);
    }
}

QString DocumentStore::findRecovery() const
{
    if (folder_.isEmpty()) {
        return {};
    }
    QDir const folder(folder_);
    auto const names =
        folder.entryList({QStringLiteral("*") + core::documentSuffix}, QDir::Files, QDir::Time);
    for (auto const& name : names) {
        QString const path = folder.filePath(name);
        QLockFile lock(path + ".lock");
        lock.setStaleLockTime(0);
        if (path != autosavePath_ && lock.tryLock(0)) {
            return path;
        }
    }
    return {};
}

void DocumentStore::removeRecovery(const QString& path)
{
    QFile::remove(path);
    QFile::remove(path + ".lock");
}

} // namespace ui
