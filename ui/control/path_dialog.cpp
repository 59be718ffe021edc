// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/control/path_dialog.h"

#include "ui/control/editor.h"
#include "ui/text/translate.h"

#include <QFileDialog>
#include <QFileInfo>

#include <utility>

namespace ui {

const core::ParamSpec* missingPath(std::span<const core::ParamSpec> specs,
                                   const core::ParamMap& values, std::string_view id,
                                   const core::ParamValue& value)
{
    const auto* const index = std::get_if<std::int64_t>(&value);
    if (!index || *index < 0 || *index >= 32) {
        return nullptr;
    }
    for (const core::ParamSpec& spec : specs) {
        bool const meant = spec.path != core::PathKind::none && spec.whenId == id &&
                           ((spec.whenMask >> *index) & 1u) != 0;
        if (meant) {
            const auto* const now = core::findValue(values, spec.id);
            const auto* const text = now ? std::get_if<std::string>(now) : nullptr;
            // Only the first is needed; others (labels) may stay empty.
            return text && !text->empty() ? nullptr : &spec;
        }
    }
    return nullptr;
}

void askPath(QWidget* parent, const core::ParamSpec& spec, const QString& present,
             std::function<void(const QString&)> then)
{
    bool const folder = spec.path == core::PathKind::folder;
    QString const title = Editor::tr("Choose %1").arg(trCore(spec.id, spec.label));
    QFileInfo const now(present);
    QString const place = present.isEmpty() ? QString() : folder ? present : now.absolutePath();
    auto* const dialog = new QFileDialog(parent, title, place);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(folder ? QFileDialog::Directory : QFileDialog::ExistingFile);
    dialog->setOption(QFileDialog::ShowDirsOnly, folder);
    if (!folder && now.isFile()) {
        dialog->selectFile(now.fileName());
    }
    QObject::connect(dialog, &QDialog::finished, parent,
                     [dialog, then = std::move(then)](int result) {
                         auto const files = dialog->selectedFiles();
                         then(result == QDialog::Accepted ? files.value(0) : QString());
                     });
    dialog->open();
}

} // namespace ui
