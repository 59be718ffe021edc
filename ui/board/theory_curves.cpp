// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/board/theory_curves.h"

#include "ui/text/core_text.h"

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

constexpr int gridPoints = 161;
// While a slider moves, theory waits until it rests.
constexpr int restMs = 120;

} // namespace

TheoryCurves::TheoryCurves(const core::ModelEntry& entry, std::string along, QObject* parent)
    : QObject(parent), entry_(entry), along_(std::move(along)), background_(this)
{
    waiting_.setSingleShot(true);
    waiting_.setInterval(restMs);
    connect(&waiting_, &QTimer::timeout, this, &TheoryCurves::compute);
}

void TheoryCurves::want(const core::ParamMap& params, double low, double high,
                        std::vector<double> marks)
{
    auto const specs = entry_.specs();
    Request request{core::withoutAliases(specs, params), low, high, std::move(marks)};
    std::erase_if(request.params, [&](const auto& param) {
        auto const* const spec = core::findSpec(specs, param.first);
        return core::sameParameter(specs, param.first, along_) || !spec ||
               spec->effect == core::Effect::view;
    });
    if (entry_.theory && (!wanted_ || *wanted_ != request)) {
        bool const first = !wanted_;
        wanted_ = std::move(request);
        waiting_.start(first ? 0 : restMs);
    }
}

// Even, and finer and finer towards the marks, where curves have corners and peaks.
std::vector<double> TheoryCurves::grid(const Request& request)
{
    double const span = request.high - request.low;
    std::vector<double> xs;
    for (int i = 0; i < gridPoints; ++i) {
        xs.push_back(request.low + span * i / (gridPoints - 1));
    }
    for (double const mark : request.marks) {
        for (double away = span / gridPoints; away > 1e-5 * span; away /= 1.6) {
            xs.push_back(mark - away);
            xs.push_back(mark + away);
        }
    }
    std::erase_if(xs, [&](double x) { return x < request.low || x > request.high; });
    std::sort(xs.begin(), xs.end());
    return xs;
}

void TheoryCurves::compute()
{
    auto rows = std::make_shared<Rows>();
    auto body = [rows, request = *wanted_, along = along_,
                 &entry = entry_](const std::stop_token& stop) {
        core::ParamMap params = request.params;
        for (double const x : grid(request)) {
            if (stop.stop_requested()) {
                return;
            }
            core::setValue(params, along, x);
            rows->push_back({x, entry.theory(params)});
        }
    };
    background_.start(std::move(body), [this, rows] {
        rows_ = rows;
        Q_EMIT computed();
    });
}

std::vector<TheoryCurve> TheoryCurves::curves(std::string_view observable) const
{
    std::vector<TheoryCurve> curves;
    if (!rows_) {
        return curves;
    }
    for (auto const& row : *rows_) {
        for (auto const& prediction : row.predictions) {
            if (prediction.observable != observable || !std::isfinite(prediction.value)) {
                continue;
            }
            auto found = std::find_if(curves.begin(), curves.end(), [&](const auto& curve) {
                return curve.kind == prediction.kind;
            });
            if (found == curves.end()) {
                found =
                    curves.insert(curves.end(), {prediction.kind, fromCore(prediction.source), {}});
            }
            found->points.emplace_back(row.x, prediction.value);
        }
    }
    return curves;
}

} // namespace ui
