// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/link/pad_model.h"

#include <QUndoCommand>

#include <algorithm>
#include <utility>

namespace ui {

namespace {

constexpr std::size_t largestSide = 4096;

std::string arrayName(const core::PadSpec& spec) { return "pad." + std::string(spec.id); }

} // namespace

class PadModel::Step : public QUndoCommand
{
public:
    Step(PadModel& model, int pad, core::Drawing before, core::Drawing after, const QString& name)
        : QUndoCommand(name), model_(model), pad_(pad), before_(std::move(before)),
          after_(std::move(after))
    {
    }
    void undo() override { show(before_); }
    void redo() override
    {
        if (std::exchange(done_, true)) {
            show(after_);
        }
    }

private:
    void show(const core::Drawing& drawing)
    {
        model_.set(pad_, drawing);
        Q_EMIT model_.redrawn(pad_);
    }

    PadModel& model_;
    int pad_;
    core::Drawing before_, after_;
    bool done_ = false; // the first redo comes from push(), when all is drawn already
};

PadModel::PadModel(EngineLink& link, EditHistory& history, QObject* parent)
    : QObject(parent), history_(history)
{
    for (auto const& spec : link.card().pads) {
        pads_.emplace_back().spec = &spec;
    }
    if (!pads_.empty()) {
        connect(&link, &EngineLink::pictured, this, &PadModel::follow);
    }
}

int PadModel::find(std::string_view id) const
{
    for (int pad = 0; pad < count(); ++pad) {
        if (spec(pad).id == id) {
            return pad;
        }
    }
    return -1;
}

bool PadModel::isEmpty(int pad) const
{
    auto const& cells = drawing(pad).cells;
    return std::all_of(cells.begin(), cells.end(),
                       [](std::uint8_t cell) { return cell == core::downCell; });
}

void PadModel::begin(int pad, core::Drawing drawing)
{
    set(pad, std::move(drawing));
    place(pad).opened = true;
}

void PadModel::stroke(int pad, const core::Brush& brush, std::uint8_t value, bool last)
{
    Place& here = place(pad);
    if (here.shown.cells.empty()) {
        return;
    }
    if (!here.beforeStroke) {
        here.beforeStroke = here.drawn;
        here.drawn = here.shown;
    }
    core::forEachCell(brush, [&](int x, int y) {
        if (here.drawn.contains(x, y)) {
            here.drawn.at(x, y) = value;
        }
    });
    here.shown = here.drawn;
    if (last) {
        auto before = std::move(*here.beforeStroke);
        here.beforeStroke.reset();
        if (before.cells != here.drawn.cells) {
            push(pad, std::move(before), tr("drawing"));
        }
    }
    Q_EMIT changed(pad);
    Q_EMIT redrawn(pad);
}

void PadModel::change(int pad, core::Drawing drawing, const QString& name)
{
    Place& here = place(pad);
    if (here.beforeStroke || drawing == here.shown) {
        return; // a hand is drawing
    }
    auto before = std::exchange(here.drawn, std::move(drawing));
    here.shown = core::resized(here.drawn, here.shown.width, here.shown.height);
    push(pad, std::move(before), name);
    Q_EMIT changed(pad);
    Q_EMIT redrawn(pad);
}

void PadModel::push(int pad, core::Drawing before, const QString& name)
{
    history_.add(std::make_unique<Step>(*this, pad, std::move(before), place(pad).drawn, name));
}

void PadModel::set(int pad, core::Drawing drawing)
{
    Place& here = place(pad);
    core::WorldSize const world{here.shown.width, here.shown.height};
    here.drawn = std::move(drawing);
    here.shown = {};
    fit(here, world);
    Q_EMIT changed(pad);
}

void PadModel::fit(Place& here, core::WorldSize world) const
{
    bool const other = !(world == core::WorldSize{here.drawn.width, here.drawn.height});
    if (here.start && other && world.width > 0) {
        here.shown = here.start(world);
    } else if (here.drawn.cells.empty()) {
        here.shown = core::emptyDrawing(world.width, world.height);
    } else {
        here.shown = core::resized(here.drawn, world.width, world.height);
    }
}

void PadModel::follow(const core::Snapshot& snapshot)
{
    for (int pad = 0; pad < count(); ++pad) {
        Place& here = place(pad);
        auto const picture = static_cast<std::size_t>(here.spec->picture);
        if (picture >= snapshot.pictures.size()) {
            continue;
        }
        auto const world = snapshot.pictures[picture].world;
        if (world.width > 0 && !(world == core::WorldSize{here.shown.width, here.shown.height})) {
            here.beforeStroke.reset();
            fit(here, world);
            Q_EMIT changed(pad);
            if (!std::exchange(here.opened, false) || here.shown != here.drawn) {
                Q_EMIT redrawn(pad);
            }
        }
    }
}

core::Payload PadModel::payload(int pad) const
{
    auto const& drawn = drawing(pad);
    return {core::PayloadKind::drawing, drawn.width, drawn.height, drawn.cells, drawn.name};
}

void PadModel::save(core::Archive& archive) const
{
    for (auto const& here : pads_) {
        if (!here.drawn.cells.empty()) {
            auto const name = arrayName(*here.spec);
            archive.put(name, here.drawn.cells,
                        {static_cast<std::size_t>(here.drawn.height),
                         static_cast<std::size_t>(here.drawn.width)});
            archive.putText(name + ".name", here.drawn.name);
        }
    }
}

void PadModel::load(const core::Archive& archive)
{
    for (int pad = 0; pad < count(); ++pad) {
        auto const name = arrayName(spec(pad));
        auto const* const array = archive.array(name);
        core::Drawing drawing;
        if (array && array->is<std::uint8_t>() && array->shape.size() == 2 && array->consistent() &&
            array->size() > 0 && array->shape[0] <= largestSide && array->shape[1] <= largestSide) {
            drawing.height = static_cast<int>(array->shape[0]);
            drawing.width = static_cast<int>(array->shape[1]);
            drawing.cells = array->values<std::uint8_t>();
            for (auto& cell : drawing.cells) {
                bool const known =
                    cell <= (spec(pad).levels > 2 ? core::unknownCell : core::upCell);
                cell = known ? cell : core::downCell;
            }
            auto const* const title = archive.text(name + ".name");
            drawing.name = title ? *title : std::string();
        }
        begin(pad, std::move(drawing));
    }
}

} // namespace ui
