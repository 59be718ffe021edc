// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/labs/lab.h"
#include "core/session/document.h"
#include "ui/link/background.h"

#include <QString>

#include <functional>
#include <memory>

class QLockFile;

namespace ui {

// Reads and writes documents on a thread of its own, and keeps the copy that survives a crash.
class DocumentStore : public QObject
{
    Q_OBJECT

public:
    // `autosaveFolder` empty: nothing is ever autosaved or recovered.
    explicit DocumentStore(const QString& autosaveFolder, QObject* parent = nullptr);
    ~DocumentStore() override;

    // `then` gets an empty text, or the sentence that says why nothing was written.
    void write(const QString& path, core::Document document,
               std::function<void(const QString&)> then);
    // A document and a model that its state was found to fit; without a model, the sentence that
    // says why.
    struct Opened
    {
        core::Document document;
        const core::Lab* lab = nullptr;
        const core::ModelEntry* entry = nullptr;
        std::unique_ptr<core::AnyModel> model;
        QString sentence;
    };
    void read(const QString& path, std::function<void(Opened&)> then);
    bool busy() const { return files_.busy(); }

    void autosave(core::Document document);
    // The program ends as it should: nothing to recover.
    void discardAutosave();
    // A copy that a crashed run has left behind, or an empty text.
    QString findRecovery() const;
    static void removeRecovery(const QString& path);

private:
    QString folder_, autosavePath_;
    std::unique_ptr<QLockFile> lock_;
    Background files_, autosaves_;
    bool closed_ = false;
};

} // namespace ui
