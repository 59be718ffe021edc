// SPDX-License-Identifier: GPL-3.0-or-later
// What a machine has learnt or stores, as files that NumPy opens. Work is done on copies of the
// machine, on threads of their own; the board goes on meanwhile.
#include "core/io/npy.h"
#include "core/session/array_files.h"
#include "ui/shell/action_table.h"
#include "ui/shell/main_window.h"
#include "ui/text/core_text.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QInputDialog>

#include <algorithm>

namespace ui {

// What a file holds for the machine.
struct ArraysFound
{
    std::vector<core::NamedArray> arrays; // tried on a copy of the machine, which took them
    std::vector<std::string> candidates;  // more than one: a person says which the array is
    QStringList others;                   // names in the file that the machine has no use for
    QString sentence;                     // why there is nothing to import; empty: there is
};

namespace {

using Made = core::Result<std::unique_ptr<core::AnyModel>>;

std::filesystem::path pathOf(const QString& path)
{
    return std::filesystem::path(path.toStdU16String());
}

// A machine as it was saved.
struct Kept
{
    const core::ModelEntry* entry;
    std::uint64_t seed;
    core::Archive archive;

    Made copy() const
    {
        auto model = entry->make({}, seed);
        auto const loaded = model ? (*model)->load(archive) : model.outcome();
        return loaded ? std::move(model) : Made::refused(loaded.reason());
    }
    core::Outcome take(const std::vector<core::NamedArray>& arrays) const
    {
        auto const model = copy();
        auto outcome = model.outcome();
        for (auto const& each : arrays) {
            if (outcome) {
                outcome = (*model)->importArray(each.name, each.array);
            }
        }
        return outcome;
    }
};

core::Outcome write(const QString& path, const std::string& id, const Kept& kept)
{
    auto const model = kept.copy();
    if (!model) {
        return model.outcome();
    }
    if (id.empty()) {
        return core::writeArrays(pathOf(path), **model);
    }
    auto const array = (*model)->exportArray(id);
    auto const* const spec = core::findArray(*kept.entry->card, id);
    if (!array || !spec) {
        return core::Outcome::refused("This machine has no array '" + id + "' to export" +
                                      (spec ? ": " + std::string(spec->help) : "."));
    }
    return core::writeNpy(pathOf(path), *array);
}

QString named(const QString& path, const std::string& reason)
{
    return QStringLiteral("'%1': %2").arg(path, QString::fromStdString(reason));
}

ArraysFound findAll(const QString& path, const Kept& kept)
{
    ArraysFound found;
    auto read = core::readArrays(pathOf(path), *kept.entry->card);
    if (!read) {
        found.sentence = QString::fromStdString(read.reason());
        return found;
    }
    found.arrays = std::move(read->arrays);
    for (auto const& name : read->others) {
        found.others << QString::fromStdString(name);
    }
    if (auto const taken = kept.take(found.arrays); !taken) {
        found.sentence = named(path, taken.reason());
    }
    return found;
}

// The array that the file is named after, else those that it fits.
ArraysFound findOne(const QString& path, const Kept& kept)
{
    ArraysFound found;
    auto array = core::readNpy(pathOf(path));
    if (!array) {
        found.sentence = QString::fromStdString(array.reason());
        return found;
    }
    std::string const stem = QFileInfo(path).completeBaseName().toStdString();
    auto const& card = *kept.entry->card;
    auto const* const same = core::findArray(card, stem);
    bool const isNamed = same && same->importable;
    found.arrays.push_back({{}, std::move(*array)});
    std::string reason;
    for (auto const& spec : card.arrays) {
        if (!spec.importable || (isNamed && &spec != same)) {
            continue;
        }
        found.arrays.front().name = std::string(spec.id);
        auto const taken = kept.take(found.arrays);
        if (taken) {
            found.candidates.emplace_back(spec.id);
        } else {
            reason += (reason.empty() ? "" : " ") + taken.reason();
        }
    }
    if (found.candidates.empty()) {
        found.sentence = named(path, reason);
    } else {
        found.arrays.front().name = found.candidates.front();
    }
    return found;
}

QString labelOf(const core::ModelCard& card, std::string_view id)
{
    auto const* const spec = core::findArray(card, id);
    return spec ? coreText(spec->label) : QString();
}

bool isArchive(const QString& path)
{
    return path.endsWith(QStringLiteral(".npz"), Qt::CaseInsensitive);
}

} // namespace

void MainWindow::connectArrays()
{
    connect(actions_->action("file.export-arrays"), &QAction::triggered, this,
            &MainWindow::askArraysToExport);
    connect(actions_->action("file.import-arrays"), &QAction::triggered, this,
            &MainWindow::askArraysToImport);
}

// Only where the laboratory's model has arrays.
void MainWindow::showArrays()
{
    auto const& card = *board_->entry().card;
    actions_->action("file.export-arrays")->setVisible(!card.arrays.empty());
    actions_->action("file.import-arrays")->setVisible(!core::importableArrays(card).empty());
}

void MainWindow::askArraysToExport()
{
    auto const& arrays = board_->entry().card->arrays;
    QStringList filters;
    std::vector<std::string> ids;
    if (!core::importableArrays(*board_->entry().card).empty()) {
        filters << tr("All that can be imported again (*.npz)");
        ids.emplace_back();
    }
    for (auto const& spec : arrays) {
        filters << tr("%1 (*.npy)").arg(coreText(spec.label));
        ids.emplace_back(spec.id);
    }
    QString chosen;
    QString path = QFileDialog::getSaveFileName(this, tr("Export arrays"), {},
                                                filters.join(QStringLiteral(";;")), &chosen);
    if (path.isEmpty()) {
        return;
    }
    auto const index = static_cast<std::size_t>(std::max<qsizetype>(0, filters.indexOf(chosen)));
    QString const suffix = ids[index].empty() ? QStringLiteral(".npz") : QStringLiteral(".npy");
    if (!path.endsWith(suffix, Qt::CaseInsensitive)) {
        path += suffix;
    }
    exportArrays(path, ids[index]);
}

void MainWindow::exportArrays(const QString& path, const std::string& id)
{
    board_->history().afterEdits([this, path, id] {
        board_->link().save(
            [this, path, id](core::Archive archive) { writeArrays(path, id, std::move(archive)); });
    });
}

void MainWindow::writeArrays(const QString& path, const std::string& id, core::Archive archive)
{
    auto const kept = std::make_shared<Kept>(
        Kept{&board_->entry(), board_->link().snapshot().seed, std::move(archive)});
    auto const outcome = std::make_shared<core::Outcome>(core::Outcome::done());
    exporting_.start(
        [kept, outcome, path, id](const std::stop_token&) { *outcome = write(path, id, *kept); },
        [this, outcome, path] {
            say(*outcome ? tr("Saved %1.").arg(QFileInfo(path).fileName())
                         : QString::fromStdString(outcome->reason()));
        });
}

void MainWindow::askArraysToImport()
{
    QString const path = QFileDialog::getOpenFileName(this, tr("Import arrays"), {},
                                                      tr("NumPy arrays (*.npz *.npy)"));
    if (!path.isEmpty()) {
        importArrays(path);
    }
}

void MainWindow::importArrays(const QString& path)
{
    board_->history().afterEdits([this, path] {
        board_->link().save(
            [this, path](core::Archive archive) { readArrays(path, std::move(archive)); });
    });
}

void MainWindow::readArrays(const QString& path, core::Archive archive)
{
    auto const kept = std::make_shared<Kept>(
        Kept{&board_->entry(), board_->link().snapshot().seed, std::move(archive)});
    auto const found = std::make_shared<ArraysFound>();
    importing_.start(
        [kept, found, path](const std::stop_token&) {
            *found = isArchive(path) ? findAll(path, *kept) : findOne(path, *kept);
        },
        [this, found, path, board = QPointer(board_)] {
            if (board) { // else the person went elsewhere
                receiveArrays(*found, QFileInfo(path).fileName());
            }
        });
}

void MainWindow::receiveArrays(ArraysFound& found, const QString& name)
{
    if (!found.sentence.isEmpty()) {
        say(found.sentence);
        return;
    }
    auto const& card = *board_->entry().card;
    if (found.candidates.size() > 1) {
        QStringList labels;
        for (auto const& id : found.candidates) {
            labels << labelOf(card, id);
        }
        bool chosen = false;
        QPointer const board(board_);
        QString const label = QInputDialog::getItem(
            this, tr("Import arrays"), tr("%1 is taken as:").arg(name), labels, 0, false, &chosen);
        if (!chosen || !board) {
            return;
        }
        found.arrays.front().name =
            found.candidates[static_cast<std::size_t>(labels.indexOf(label))];
    }
    QStringList taken;
    for (auto const& each : found.arrays) {
        taken << labelOf(card, each.name);
    }
    board_->history().importArrays(std::move(found.arrays), tr("import of %1").arg(name));
    QString const list = taken.join(QStringLiteral(", "));
    QString const sentence = found.others.isEmpty()
                                 ? tr("%1: %2 imported.").arg(name, list)
                                 : tr("%1: %2 imported; not %3, which this laboratory cannot take.")
                                       .arg(name, list, found.others.join(QStringLiteral(", ")));
    board_->history().afterEdits([this, sentence] { say(sentence); });
}

} // namespace ui
