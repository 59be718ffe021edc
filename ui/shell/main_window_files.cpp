// SPDX-License-Identifier: GPL-3.0-or-later
// Documents, pictures and tables.
#include "ui/board/board_export.h"
#include "ui/board/board_layout.h"
#include "ui/board/image_file.h"
#include "ui/shell/action_table.h"
#include "ui/shell/comparison_window.h"
#include "ui/shell/main_window.h"
#include "ui/shell/transport_bar.h"
#include "ui/text/core_text.h"

#include <QApplication>
#include <QClipboard>
#include <QCloseEvent>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>
#include <QMenu>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QSaveFile>
#include <QSettings>

namespace ui {

namespace {

constexpr int recentCount = 8;
constexpr int largestField = 4096;

// A picture as grey bytes; an empty text, or the sentence that says why there is none. From any
// thread.
QString readGrey(const QString& path, core::Array& grey)
{
    QImage image;
    QString const sentence = readPicture(path, image);
    if (sentence.isEmpty()) {
        auto const read = greyImage(image, largestField);
        grey = core::Array::of(read.pixels, {read.height, read.width});
    }
    return sentence;
}

bool isDocumentFile(const QString& path) { return path.endsWith(core::documentSuffix); }

QString withSuffix(const QString& path, const QString& suffix)
{
    return path.isEmpty() || !QFileInfo(path).suffix().isEmpty() ? path : path + suffix;
}

QString documentFilter()
{
    return MainWindow::tr("Isinglass sessions (*%1)").arg(core::documentSuffix);
}

} // namespace

void MainWindow::newSession() { openLab(std::string(board_->lab().id), {}, start_.seed); }

core::Document MainWindow::documentOf(core::Archive archive) const
{
    core::Document document;
    document.lab = std::string(board_->lab().id);
    document.archive = std::move(archive);
    board_->pads().save(document.archive);
    QJsonObject window{{QStringLiteral("speed"), transport_->speed()},
                       {QStringLiteral("layout"), boardLayout(*board_)}};
    document.window = QJsonDocument(window).toJson(QJsonDocument::Compact).toStdString();
    return document;
}

void MainWindow::saveTo(const QString& path, std::function<void(bool)> then)
{
    auto const written = [this, path, then = std::move(then)](const QString& sentence) {
        if (sentence.isEmpty()) {
            path_ = path;
            board_->history().drawingsSaved();
            learntMs_ = 0;
            noteRecent(path);
            showTitle();
        }
        say(sentence.isEmpty() ? tr("Saved %1.").arg(QFileInfo(path).fileName()) : sentence);
        if (then) {
            then(sentence.isEmpty());
        }
    };
    board_->history().afterEdits([this, path, written] {
        board_->link().save([this, path, written](core::Archive archive) {
            store_->write(path, documentOf(std::move(archive)), written);
        });
    });
}

void MainWindow::save()
{
    if (path_.isEmpty()) {
        saveAs();
    } else {
        saveTo(path_);
    }
}

void MainWindow::saveAs()
{
    QString const path =
        withSuffix(QFileDialog::getSaveFileName(this, tr("Save session"), path_, documentFilter()),
                   QString::fromLatin1(core::documentSuffix));
    if (!path.isEmpty()) {
        saveTo(path);
    }
}

void MainWindow::open()
{
    askBeforeLeaving([this] {
        QString const path =
            QFileDialog::getOpenFileName(this, tr("Open session"), path_, documentFilter());
        if (!path.isEmpty()) {
            openFile(path);
        }
    });
}

void MainWindow::openFile(const QString& path)
{
    opening_ = true;
    store_->read(path, [this, path](DocumentStore::Opened& document) {
        opening_ = false;
        if (receive(document, path)) {
            noteRecent(path);
        }
    });
}

// The open document stays as it is when the new one does not fit.
bool MainWindow::receive(DocumentStore::Opened& file, const QString& path)
{
    if (!file.model) {
        say(file.sentence);
        return false;
    }
    QString const name = QFileInfo(path).fileName();
    setBoard(new LabBoard(*file.lab, *file.entry, std::move(file.model), start_.renderer.renderer,
                          centralWidget()));
    board_->pads().load(file.document.archive);
    board_->link().load(
        std::move(file.document.archive), true, [this, name](const QString& sentence) {
            if (!sentence.isEmpty()) {
                say(tr("%1 was opened without its measurements. %2").arg(name, sentence));
            }
        });
    board_->forgetHistory();
    if (start_.running) {
        board_->link().post(core::Run{});
    }
    path_ = path;
    auto const window = QJsonDocument::fromJson(QByteArray::fromStdString(file.document.window));
    transport_->setSpeed(window.object().value(QStringLiteral("speed")).toDouble(0));
    restoreBoardLayout(*board_, window.object().value(QStringLiteral("layout")).toObject());
    showTitle();
    say(tr("Opened %1.").arg(name));
    Q_EMIT this->opened(path);
    return true;
}

void MainWindow::noteRecent(const QString& path)
{
    if (!start_.remembers) {
        return;
    }
    QSettings settings;
    QStringList recent = settings.value("recent").toStringList();
    recent.removeAll(path);
    recent.prepend(path);
    settings.setValue("recent", recent.mid(0, recentCount));
    fillRecent();
}

void MainWindow::fillRecent()
{
    auto* const menu = actions_->submenu("file.recent");
    menu->clear();
    QStringList const recent =
        start_.remembers ? QSettings().value("recent").toStringList() : QStringList();
    for (auto const& path : recent) {
        auto* const action = menu->addAction(QFileInfo(path).fileName());
        action->setToolTip(path);
        action->setEnabled(QFileInfo::exists(path));
        connect(action, &QAction::triggered, this,
                [this, path] { askBeforeLeaving([this, path] { openFile(path); }); });
    }
    menu->menuAction()->setEnabled(!recent.isEmpty());
}

void MainWindow::loadField(const QString& given)
{
    if (!board_->history().field()) {
        say(tr("This laboratory has no field that a picture could be."));
        return;
    }
    QString path = given;
    if (path.isEmpty()) {
        path = QFileDialog::getOpenFileName(this, tr("Load picture as field"), {}, pictureFilter());
    }
    if (path.isEmpty()) {
        return;
    }
    struct Read
    {
        core::Array grey;
        QString sentence;
    };
    auto const picture = std::make_shared<Read>();
    QString const name = QFileInfo(path).fileName();
    pictures_.start(
        [picture, path](const std::stop_token&) {
            picture->sentence = readGrey(path, picture->grey);
        },
        [this, picture, name] {
            bool const read = picture->sentence.isEmpty();
            if (read) {
                board_->history().importField(std::move(picture->grey), tr("picture %1").arg(name));
            }
            say(read ? tr("%1 is the field now: black pulls down, white pulls up.").arg(name)
                     : picture->sentence);
        });
}

void MainWindow::exportPicture(int scale)
{
    QImage const image = board_->picture(scale);
    QString const path =
        QFileDialog::getSaveFileName(this, tr("Export picture"), {}, tr("PNG picture (*.png)"));
    if (path.isEmpty()) {
        return;
    }
    QSaveFile file(path);
    bool const written =
        file.open(QIODevice::WriteOnly) && image.save(&file, "PNG") && file.commit();
    say(written ? tr("Saved %1.").arg(QFileInfo(path).fileName())
                : tr("%1 could not be written (%2).").arg(path, file.errorString()));
}

void MainWindow::copyPicture()
{
    QApplication::clipboard()->setImage(board_->picture(1));
    say(tr("The picture is on the clipboard."));
}

void MainWindow::exportPoints()
{
    QString const path = withSuffix(
        QFileDialog::getSaveFileName(this, tr("Export points"), {}, tr("CSV table (*.csv)")),
        QStringLiteral(".csv"));
    if (path.isEmpty()) {
        return;
    }
    QSaveFile file(path);
    QByteArray const table = board_->pointsCsv().toUtf8();
    bool const written =
        file.open(QIODevice::WriteOnly) && file.write(table) == table.size() && file.commit();
    say(written ? tr("Saved %1.").arg(QFileInfo(path).fileName())
                : tr("%1 could not be written (%2).").arg(path, file.errorString()));
}

void MainWindow::autosave()
{
    if (board_->history().stack().count() == 0 && !hasUnsavedWork()) {
        return;
    }
    board_->link().save(
        [this](core::Archive archive) { store_->autosave(documentOf(std::move(archive))); });
}

void MainWindow::offerRecovery()
{
    QString const path = store_->findRecovery();
    if (path.isEmpty()) {
        return;
    }
    auto* const box = new QMessageBox(
        QMessageBox::NoIcon, tr("Recover"),
        tr("Isinglass did not end as it should. Its session of %1 "
           "was kept.")
            .arg(QLocale().toString(QFileInfo(path).lastModified(), QLocale::ShortFormat)),
        QMessageBox::NoButton, this);
    auto* const recover = box->addButton(tr("Recover"), QMessageBox::AcceptRole);
    box->addButton(tr("Discard"), QMessageBox::DestructiveRole);
    box->setAttribute(Qt::WA_DeleteOnClose);
    connect(box, &QMessageBox::finished, this, [this, box, recover, path] {
        if (box->clickedButton() != recover) {
            DocumentStore::removeRecovery(path);
            return;
        }
        store_->read(path, [this, path](DocumentStore::Opened& document) {
            if (receive(document, path)) {
                path_.clear(); // a copy, not the person's own file
                board_->history().drawingsRecovered();
                showTitle();
                say(tr("The session goes on where it was kept; it is not saved yet."));
            }
            DocumentStore::removeRecovery(path);
        });
    });
    box->open();
}

// How long a machine has been learning, by the clock on the wall: what took a person's time.
void MainWindow::noteLearning(const core::Snapshot& snapshot)
{
    constexpr qint64 longestLook = 1000; // a computer that slept has learnt nothing
    qint64 const elapsed = learningClock_.isValid() ? learningClock_.restart() : 0;
    if (!learningClock_.isValid()) {
        learningClock_.start();
    }
    bool const learns = board_->entry().card->learns && snapshot.running &&
                        !snapshot.progress.what.empty() && !snapshot.progress.preparing;
    if (learns) {
        bool const before = hasUnsavedWork();
        learntMs_ += std::min(elapsed, longestLook);
        if (hasUnsavedWork() != before) {
            showTitle();
        }
    }
}

bool MainWindow::hasUnsavedWork() const
{
    constexpr qint64 worthKeeping = 60000;
    return board_->history().hasDrawings() || learntMs_ >= worthKeeping;
}

void MainWindow::askBeforeLeaving(std::function<void()> then)
{
    if (!hasUnsavedWork()) {
        then();
        return;
    }
    bool const drawn = board_->history().hasDrawings();
    auto* const box = new QMessageBox(QMessageBox::NoIcon, tr("Unsaved work"),
                                      drawn ? tr("What was drawn or imported is not saved yet.")
                                            : tr("What the machine has learnt is not saved yet."),
                                      QMessageBox::NoButton, this);
    auto* const keep = box->addButton(QMessageBox::Save);
    auto* const discard = box->addButton(QMessageBox::Discard);
    box->addButton(QMessageBox::Cancel);
    box->setDefaultButton(keep);
    box->setAttribute(Qt::WA_DeleteOnClose);
    connect(box, &QMessageBox::finished, this, [this, box, keep, discard, then] {
        if (box->clickedButton() == discard) {
            then();
            return;
        }
        if (box->clickedButton() != keep) {
            return;
        }
        QString path = path_;
        if (path.isEmpty()) {
            path = QFileDialog::getSaveFileName(this, tr("Save session"), {}, documentFilter());
        }
        if (!path.isEmpty()) {
            saveTo(path, [then](bool saved) {
                if (saved) {
                    then();
                }
            });
        }
    });
    box->open();
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    if (!leaving_ && hasUnsavedWork() && start_.remembers) {
        event->ignore();
        askBeforeLeaving([this] {
            leaving_ = true;
            close();
        });
        return;
    }
    rememberWindow();
    store_->discardAutosave();
    delete comparison_;
    event->accept();
}

void MainWindow::rememberWindow() const
{
    if (start_.remembers && !presenting_) {
        QSettings settings;
        settings.setValue("geometry", saveGeometry());
        settings.setValue("layout", board_->layoutState());
        settings.setValue("rail", railWanted_);
    }
}

void MainWindow::recallWindow()
{
    firstLayout_ = board_->layoutState();
    if (!start_.remembers) {
        return;
    }
    QSettings const settings;
    restoreGeometry(settings.value("geometry").toByteArray());
    QByteArray const layout = settings.value("layout").toByteArray();
    if (!layout.isEmpty()) {
        board_->restoreLayout(layout);
    }
    railWanted_ = settings.value("rail", true).toBool();
    actions_->action("view.rail")->setChecked(railWanted_);
    arrange();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    QString const file = singleFile(*event->mimeData());
    bool const taken = !file.isEmpty() && board_->lab().dropped;
    if (isDocumentFile(file) || isPictureFile(file) || taken) {
        event->acceptProposedAction();
    }
}

void MainWindow::dropEvent(QDropEvent* event)
{
    QString const file = singleFile(*event->mimeData());
    if (isPictureFile(file)) {
        if (!board_->openImage(file)) {
            loadField(file);
        }
    } else if (isDocumentFile(file) || (!file.isEmpty() && !board_->openData(file))) {
        askBeforeLeaving([this, file] { openFile(file); });
    }
    event->acceptProposedAction();
}

} // namespace ui
