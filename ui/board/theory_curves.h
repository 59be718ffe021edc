// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/any_model.h"
#include "ui/link/background.h"

#include <QPointF>

#include <memory>
#include <optional>

namespace ui {

// One curve of theory: an observable against a parameter.
struct TheoryCurve
{
    core::ExactKind kind = core::ExactKind::thisSize;
    QString source;
    std::vector<QPointF> points;
};

// What theory says along one parameter, the others fixed. Computed on a thread of its own, kept
// until the other parameters or the range change.
class TheoryCurves : public QObject
{
    Q_OBJECT

public:
    TheoryCurves(const core::ModelEntry& entry, std::string along, QObject* parent = nullptr);

    // Computes if the answer is not there yet; `marks` are where the grid must be fine. Many calls
    // in quick succession compute once.
    void want(const core::ParamMap& params, double low, double high, std::vector<double> marks);
    // At most one curve per kind, for what was computed last.
    std::vector<TheoryCurve> curves(std::string_view observable) const;
    bool busy() const { return waiting_.isActive() || background_.busy(); }

Q_SIGNALS:
    void computed();

private:
    struct Request
    {
        core::ParamMap params;
        double low = 0, high = 1;
        std::vector<double> marks;
        bool operator==(const Request&) const = default;
    };
    struct Row
    {
        double x = 0;
        core::Predictions predictions;
    };
    using Rows = std::vector<Row>;
    void compute();
    static std::vector<double> grid(const Request& request);

    const core::ModelEntry& entry_;
    std::string along_;
    std::optional<Request> wanted_;
    std::shared_ptr<const Rows> rows_;
    QTimer waiting_;
    Background background_;
};

} // namespace ui
