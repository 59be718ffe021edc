// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/board/action_runner.h"

#include "ui/board/image_dialog.h"
#include "ui/board/image_file.h"
#include "ui/control/action_form.h"
#include "ui/text/core_text.h"

#include <QAction>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>
#include <QWidget>

namespace ui {

namespace {

constexpr int largestPicture = 4096; // more cells than any model has

QString labelOf(const core::ActionSpec& spec) { return trCore(spec.id, spec.label); }

// Something is asked before it is done.
bool asks(const core::ActionSpec& spec)
{
    return (!spec.params.empty() && !spec.atOnce) || spec.payload == core::PayloadKind::image;
}

} // namespace

ActionRunner::ActionRunner(EngineLink& link, EditHistory& history, QWidget* window)
    : QObject(window), link_(link), history_(history), window_(window)
{
    for (auto const& spec : specs()) {
        auto* const action =
            new QAction(asks(spec) ? tr("%1\u2026").arg(labelOf(spec)) : labelOf(spec), this);
        action->setObjectName("action-" + fromCore(spec.id));
        connect(action, &QAction::triggered, this, [this, &spec] { ask(spec); });
        actions_.push_back(action);
    }
    showWhatCanBeDone();
}

std::span<const core::ActionSpec> ActionRunner::specs() const { return link_.card().actions; }

QAction* ActionRunner::action(const core::ActionSpec& spec) const
{
    return actions_[static_cast<std::size_t>(&spec - specs().data())];
}

void ActionRunner::fill(QMenu& menu) const
{
    std::string_view group;
    for (auto const& spec : specs()) {
        if (!menu.isEmpty() && spec.group != group) {
            menu.addSeparator();
        }
        group = spec.group;
        menu.addAction(action(spec));
    }
}

void ActionRunner::setPadSource(PadSource source)
{
    pads_ = std::move(source);
    showWhatCanBeDone();
}

void ActionRunner::showWhatCanBeDone()
{
    for (auto const& spec : specs()) {
        bool const possible = spec.payload != core::PayloadKind::drawing || pads_;
        action(spec)->setEnabled(possible);
        QString const help = trCore(spec.id, spec.help);
        action(spec)->setToolTip(possible ? help : tr("%1 There is no pad to draw on.").arg(help));
        action(spec)->setStatusTip(help);
    }
}

// What was asked for last, with what is given now.
core::ParamMap ActionRunner::begun(const core::ActionSpec& spec, const core::ParamMap& given) const
{
    core::ParamMap values;
    if (auto const last = remembered_.find(spec.id); last != remembered_.end()) {
        values = last->second;
    }
    if (!spec.rowParam.empty()) {
        core::setValue(values, spec.rowParam, std::int64_t{row_});
    }
    for (auto const& [id, value] : given) {
        core::setValue(values, id, value);
    }
    return values;
}

void ActionRunner::ask(const core::ActionSpec& spec, const core::ParamMap& given)
{
    if (spec.payload == core::PayloadKind::image) {
        choosePicture(spec, given);
    } else if (given.size() < spec.params.size() && !spec.atOnce) {
        askFor(spec, given);
    } else {
        run(spec, given);
    }
}

void ActionRunner::run(const core::ActionSpec& spec, const core::ParamMap& given)
{
    if (spec.payload == core::PayloadKind::image) {
        choosePicture(spec, given);
    } else {
        carryOut(spec, begun(spec, given), {});
    }
}

void ActionRunner::choosePicture(const core::ActionSpec& spec, const core::ParamMap& given)
{
    QString const path = QFileDialog::getOpenFileName(window_, labelOf(spec), {}, pictureFilter());
    if (!path.isEmpty()) {
        runWith(spec, path, given);
    }
}

void ActionRunner::runWith(const core::ActionSpec& spec, const QString& path,
                           const core::ParamMap& given)
{
    struct Read
    {
        core::GreyImage image;
        QString sentence;
    };
    auto const read = std::make_shared<Read>();
    pictures_.start(
        [read, path](const std::stop_token&) {
            QImage image;
            read->sentence = readPicture(path, image);
            if (read->sentence.isEmpty()) {
                read->image = greyImage(image, largestPicture);
            }
        },
        [this, read, &spec, given, path] {
            if (read->sentence.isEmpty()) {
                preview(spec, std::move(read->image), QFileInfo(path).completeBaseName(), given);
            } else {
                Q_EMIT message(read->sentence);
            }
        });
}

// How grey becomes up and down is chosen with the cells in sight; the action gets them black on
// white, as a picture of just that size.
void ActionRunner::preview(const core::ActionSpec& spec, core::GreyImage image, const QString& name,
                           const core::ParamMap& given)
{
    auto const& pictures = link_.snapshot().pictures;
    auto const world = pictures.empty() ? link_.firstWorld(0) : pictures.front().world;
    auto* const dialog =
        new ImageDialog(std::move(image), name, {world.width, world.height}, window_);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(labelOf(spec));
    connect(dialog, &QDialog::accepted, this, [this, dialog, &spec, given] {
        auto const& drawing = dialog->drawing();
        core::Payload payload{core::PayloadKind::image, drawing.width, drawing.height,
                              drawing.cells, drawing.name};
        for (auto& cell : payload.cells) {
            cell = cell == core::upCell ? 0 : 255;
        }
        carryOut(spec, given, std::move(payload));
    });
    dialog->open();
}

void ActionRunner::askFor(const core::ActionSpec& spec, const core::ParamMap& given)
{
    auto* const form = new ActionForm(spec, begun(spec, given), window_);
    form->setAttribute(Qt::WA_DeleteOnClose);
    connect(form, &QDialog::accepted, this, [this, form, &spec] {
        remembered_[std::string(spec.id)] = form->values();
        carryOut(spec, form->values(), {});
    });
    form->open();
}

void ActionRunner::carryOut(const core::ActionSpec& spec, const core::ParamMap& values,
                            core::Payload payload)
{
    auto const call = core::completeAction(link_.card(), spec.id, values);
    if (!call) {
        Q_EMIT message(QString::fromStdString(call.reason()));
        return;
    }
    if (spec.payload == core::PayloadKind::drawing) {
        auto drawing = pads_ ? pads_(spec.pad) : std::nullopt;
        if (!drawing) {
            Q_EMIT message(tr("%1: the pad is empty. Draw on it, or click it and type a letter.")
                               .arg(labelOf(spec)));
            return;
        }
        payload = std::move(*drawing);
    }
    history_.act(*call, std::move(payload), labelOf(spec));
}

} // namespace ui
