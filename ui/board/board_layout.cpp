// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/board/board_layout.h"

#include "ui/board/lab_board.h"
#include "ui/text/core_text.h"

#include <QJsonArray>

#include <algorithm>
#include <cmath>
#include <optional>
#include <vector>

namespace ui {

namespace {

// `count` finite numbers under the key, or nothing.
std::optional<std::vector<double>> numbers(const QJsonObject& object, const QString& key, int count)
{
    QJsonArray const list = object.value(key).toArray();
    std::vector<double> values;
    for (auto const& one : list) {
        double const value = one.toDouble(std::nan(""));
        if (std::isfinite(value)) {
            values.push_back(value);
        }
    }
    bool const whole = list.size() == count && values.size() == static_cast<std::size_t>(count);
    return whole ? std::optional(values) : std::nullopt;
}

QString pictureId(const LabBoard& board, int picture)
{
    return fromCore(board.link().card().pictures[static_cast<std::size_t>(picture)].id);
}

QJsonObject ofPicture(const LabBoard& board, int picture)
{
    QJsonObject object{{QStringLiteral("id"), pictureId(board, picture)},
                       {QStringLiteral("shown"), board.stages().isShown(picture)}};
    auto const* const stage = board.stages().stage(picture);
    if (stage && !stage->viewport().isFitted()) {
        QPointF const middle = stage->middleCell();
        object.insert(QStringLiteral("view"),
                      QJsonArray{middle.x(), middle.y(), stage->cellSize()});
    }
    return object;
}

void restorePicture(LabBoard& board, int picture, const QJsonObject& object)
{
    board.stages().setShown(
        picture, object.value(QStringLiteral("shown")).toBool(board.stages().isShown(picture)));
    auto* const stage = board.stages().stage(picture);
    auto const view = numbers(object, QStringLiteral("view"), 3);
    if (stage && view && view->at(2) > 0) {
        stage->showAt({view->at(0), view->at(1)}, view->at(2));
    }
}

QJsonObject ofPlot(const LabBoard& board, const PlotFeed& feed)
{
    auto const& card = feed.card();
    QJsonObject object{{QStringLiteral("id"), fromCore(feed.spec().id)},
                       {QStringLiteral("shown"), board.shelf().isShown(&card)},
                       {QStringLiteral("logX"), card.scales().xLog},
                       {QStringLiteral("logY"), card.scales().yLog}};
    if (!feed.choice().isEmpty()) {
        object.insert(QStringLiteral("quantity"), feed.choice());
    }
    if (card.isZoomed()) {
        Range const x = card.shownX(), y = card.shownY();
        object.insert(QStringLiteral("zoom"), QJsonArray{x.low, x.high, y.low, y.high});
    }
    return object;
}

void restorePlot(LabBoard& board, PlotFeed& feed, const QJsonObject& object)
{
    auto& card = feed.card();
    board.shelf().setShown(&card, object.value(QStringLiteral("shown")).toBool(true));
    feed.choose(object.value(QStringLiteral("quantity")).toString());
    card.setLogarithmic(object.value(QStringLiteral("logX")).toBool(card.scales().xLog),
                        object.value(QStringLiteral("logY")).toBool(card.scales().yLog));
    if (auto const zoom = numbers(object, QStringLiteral("zoom"), 4)) {
        card.zoomTo({zoom->at(0), zoom->at(1)}, {zoom->at(2), zoom->at(3)});
    }
}

} // namespace

QJsonObject boardLayout(const LabBoard& board)
{
    QJsonArray pictures, plots;
    for (int i = 0; i < board.stages().pictureCount(); ++i) {
        pictures.append(ofPicture(board, i));
    }
    QString front;
    for (auto const& feed : board.feeds()) {
        plots.append(ofPlot(board, *feed));
        front = board.shelf().front() == &feed->card() ? fromCore(feed->spec().id) : front;
    }
    QJsonArray live;
    for (int pad = 0; pad < board.pads().count(); ++pad) {
        live.append(board.livePad(pad) && board.livePad(pad)->isOn());
    }
    return {{QStringLiteral("live"), live},
            {QStringLiteral("stage"), board.stageShare()},
            {QStringLiteral("pictures"), pictures},
            {QStringLiteral("plots"), plots},
            {QStringLiteral("front"), front}};
}

void restoreBoardLayout(LabBoard& board, const QJsonObject& layout)
{
    for (auto const& one : layout.value(QStringLiteral("pictures")).toArray()) {
        for (int i = 0; i < board.stages().pictureCount(); ++i) {
            if (pictureId(board, i) == one.toObject().value(QStringLiteral("id")).toString()) {
                restorePicture(board, i, one.toObject());
            }
        }
    }
    auto const live = layout.value(QStringLiteral("live")).toArray();
    for (int pad = 0; pad < std::min(board.pads().count(), static_cast<int>(live.size())); ++pad) {
        if (board.livePad(pad)) {
            board.livePad(pad)->setOn(live.at(pad).toBool(true));
        }
    }
    QString const front = layout.value(QStringLiteral("front")).toString();
    for (auto const& feed : board.feeds()) {
        QString const id = fromCore(feed->spec().id);
        for (auto const& one : layout.value(QStringLiteral("plots")).toArray()) {
            if (one.toObject().value(QStringLiteral("id")).toString() == id) {
                restorePlot(board, *feed, one.toObject());
            }
        }
        if (id == front) {
            board.shelf().select(&feed->card());
        }
    }
    double const share = layout.value(QStringLiteral("stage")).toDouble(0);
    if (share > 0 && share < 1) {
        board.setStageShare(share);
    }
}

} // namespace ui
