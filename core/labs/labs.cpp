// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/labs/designed.h"
#include "core/labs/lab.h"
#include "core/models/models.h"
#include "core/picture/stroke_font.h"

#include <algorithm>

namespace core {

namespace {

constexpr int smallestLetter = 12;

std::vector<std::string_view> idsOf(const ModelCard& card, ObservableKind kind)
{
    std::vector<std::string_view> ids;
    for (const auto& observable : card.observables) {
        if (observable.kind == kind) {
            ids.push_back(observable.id);
        }
    }
    return ids;
}

std::vector<std::string_view> groupsOf(const std::vector<Lab>& all)
{
    std::vector<std::string_view> groups;
    for (const auto& lab : all) {
        if (std::find(groups.begin(), groups.end(), lab.group) == groups.end()) {
            groups.push_back(lab.group);
        }
    }
    return groups;
}

std::vector<Lab> allLabs()
{
    std::vector<Lab> all = designedLabs();
    std::erase_if(all, [](const Lab& lab) { return !findModel(lab.model); });
    for (const ModelEntry* const entry : models()) {
        bool const designed = std::any_of(
            all.begin(), all.end(), [&](const Lab& lab) { return lab.model == entry->card->id; });
        if (!designed) {
            all.push_back(defaultLab(*entry));
        }
    }
    // Labs of one group stand together, groups in the order of their first lab.
    std::stable_sort(all.begin(), all.end(), [order = groupsOf(all)](const Lab& a, const Lab& b) {
        auto const place = [&](const Lab& lab) {
            return std::find(order.begin(), order.end(), lab.group);
        };
        return place(a) < place(b);
    });
    return all;
}

} // namespace

Lab defaultLab(const ModelEntry& entry)
{
    const ModelCard& card = *entry.card;
    Lab lab{.id = card.id,
            .title = card.title,
            .group = "Matter",
            .model = card.id,
            .story = card.blurb};
    if (!card.pictures.empty()) {
        lab.views = {0};
    }
    auto const sampled = idsOf(card, ObservableKind::sampled);
    auto const training = idsOf(card, ObservableKind::training);
    auto const derived = idsOf(card, ObservableKind::derived);
    lab.table = sampled;
    lab.table.insert(lab.table.end(), training.begin(), training.end());
    lab.table.insert(lab.table.end(), derived.begin(), derived.end());

    std::vector<std::string_view> first(
        sampled.begin(), sampled.begin() + std::min<std::ptrdiff_t>(2, std::ssize(sampled)));
    lab.plots.push_back({"time", "Against time", PlotKind::time, first});
    ControlGroup live{"Parameters", {}}, state{"System", {}};
    for (const auto& spec : entry.specs()) {
        (spec.effect == Effect::live ? live : state).params.push_back(spec.id);
        if (spec.effect == Effect::live && spec.kind == ParamKind::real && lab.jobs.empty()) {
            lab.plots.push_back(
                {"parameter", "Against a parameter", PlotKind::parameter, lab.table, spec.id});
            lab.jobs.push_back({JobKind::sweep, "sweep", "Sweep",
                                "Measures at a range of values, one after the other.", spec.id,
                                std::max(spec.min, 0.0), std::min(spec.max, 4.0), 21});
        }
    }
    if (!card.histogram.empty()) {
        lab.plots.push_back({"histogram", "Distribution", PlotKind::histogram, {card.histogram}});
    }
    for (std::size_t c = 0; c < card.curves.size(); ++c) {
        lab.plots.push_back({card.curves[c].id,
                             card.curves[c].label,
                             PlotKind::curve,
                             {},
                             {},
                             static_cast<int>(c)});
    }
    lab.controls = {live, state};
    return lab;
}

const std::vector<Lab>& labs()
{
    static const std::vector<Lab> all = allLabs();
    return all;
}

const Lab* findLab(std::string_view id)
{
    for (const auto& lab : labs()) {
        if (lab.id == id) {
            return &lab;
        }
    }
    return nullptr;
}

Drawing firstDrawing(const Lab& lab, const PadSpec& pad, WorldSize world)
{
    // What an action completes as it is drawn may begin as anything; a letter must be readable.
    bool const tiny = std::min(world.width, world.height) < smallestLetter;
    if (tiny && pad.levels > 2 && !pad.live.empty()) {
        auto open = emptyDrawing(world.width, world.height);
        std::fill(open.cells.begin(), open.cells.end(), unknownCell);
        return open;
    }
    auto const start = std::find_if(lab.pads.begin(), lab.pads.end(),
                                    [&](const PadStart& one) { return one.pad == pad.id; });
    if (start == lab.pads.end()) {
        return {};
    }
    auto const inset = [&](int side) { return static_cast<int>(start->margin * side); };
    int const dx = inset(world.width), dy = inset(world.height);
    auto const letter = letterDrawing(static_cast<unsigned char>(start->letter),
                                      world.width - 2 * dx, world.height - 2 * dy);
    auto drawing = emptyDrawing(world.width, world.height);
    for (int y = 0; y < letter.height; ++y) {
        for (int x = 0; x < letter.width; ++x) {
            drawing.at(x + dx, y + dy) = letter.at(x, y);
        }
    }
    drawing.name = letter.name;
    if (start->hidden && !drawing.cells.empty()) {
        hideHalf(drawing, *start->hidden, pad.levels > 2 ? unknownCell : downCell);
    }
    return drawing;
}

} // namespace core
