// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/board/board_export.h"

#include "core/base/numbers.h"
#include "core/param/param_text.h"
#include "core/picture/palette.h"
#include "core/picture/sampling.h"
#include "ui/link/engine_link.h"
#include "ui/text/core_text.h"

#include <QPainter>

namespace ui {

QImage stagePicture(const EngineLink& link, const StageView& stage, int picture, int scale,
                    bool dark)
{
    auto const index = static_cast<std::size_t>(picture);
    auto const& pictures = link.snapshot().pictures;
    core::ViewRequest const request = stage.viewport().request();
    if (index >= pictures.size() || pictures[index].cells.empty() || request.pixelWidth <= 0) {
        return {};
    }
    return pictureImage(pictures[index], request, link.card().pictures[index].palette, dark, scale);
}

QImage pictureImage(const core::Picture& shown, const core::ViewRequest& request,
                    std::string_view palette, bool dark, int scale)
{
    core::Tile const& tile = shown.tile;
    int const width = request.pixelWidth * scale, height = request.pixelHeight * scale;
    QImage image(width, height, QImage::Format_RGB32);
    core::AxisSampling columns, rows;
    core::sampleAxis(request.x0, request.x1, tile.x0, tile.scale, tile.width, shown.world.width,
                     width, columns);
    core::sampleAxis(request.y0, request.y1, tile.y0, tile.scale, tile.height, shown.world.height,
                     height, rows);
    core::rasterise(shown, columns, rows, core::paletteFor(palette, dark), core::stageColour,
                    reinterpret_cast<std::uint32_t*>(image.bits()),
                    static_cast<std::size_t>(image.bytesPerLine()) / 4);
    return image;
}

QString pointsTable(const core::ModelEntry& entry, const std::vector<core::VisitedPoint>& points)
{
    std::vector<std::size_t> listed;
    QStringList header;
    for (auto const& spec : entry.specs()) {
        header << fromCore(spec.id);
    }
    for (std::size_t i = 0; i < entry.card->observables.size(); ++i) {
        auto const& observable = entry.card->observables[i];
        if (observable.kind != core::ObservableKind::internal) {
            QString const id = fromCore(observable.id);
            header << id << id + "_error" << id + "_tau" << id + "_trusted";
            listed.push_back(i);
        }
    }
    QStringList lines{header.join(u',')};
    for (auto const& point : points) {
        QStringList row;
        for (auto const& spec : entry.specs()) {
            auto const* const value = core::findValue(point.params, spec.id);
            row << (value ? QString::fromStdString(core::textOf(spec, *value)) : QString());
        }
        for (auto const i : listed) {
            auto const e = i < point.estimates.size() ? point.estimates[i] : core::Estimate{};
            row << QString::fromStdString(core::numberText(e.mean))
                << QString::fromStdString(core::numberText(e.error))
                << QString::fromStdString(core::numberText(e.tau))
                << (e.trusted ? QStringLiteral("true") : QStringLiteral("false"));
        }
        lines << row.join(u',');
    }
    return lines.join(u'\n') + u'\n';
}

} // namespace ui
