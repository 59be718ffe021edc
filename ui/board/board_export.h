// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/snapshot.h"
#include "core/model/any_model.h"
#include "ui/view/stage_view.h"

#include <QImage>

namespace ui {

class EngineLink;

// The part of a picture that `request` asks for, `scale` times as many pixels.
QImage pictureImage(const core::Picture& shown, const core::ViewRequest& request,
                    std::string_view palette, bool dark, int scale);

// What a stage shows, without its buttons, `scale` pixels for each of its device pixels.
QImage stagePicture(const EngineLink& link, const StageView& stage, int picture, int scale,
                    bool dark);

// All visited points as CSV: parameters, then mean, error, tau, trusted for each observable.
QString pointsTable(const core::ModelEntry& entry, const std::vector<core::VisitedPoint>& points);

} // namespace ui
