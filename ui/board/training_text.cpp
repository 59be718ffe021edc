// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/board/training_text.h"

#include "core/model/any_model.h"
#include "ui/text/number_text.h"

#include <cmath>

namespace ui {

double trainingError(const core::ModelCard& card, const core::ObservableSpec& spec,
                     std::span<const core::Estimate> estimates)
{
    int const index = spec.error.empty() ? -1 : core::observableIndex(card, spec.error);
    bool const known = index >= 0 && static_cast<std::size_t>(index) < estimates.size();
    return known ? estimates[static_cast<std::size_t>(index)].last : core::notANumber;
}

QString trainingText(double last, double error)
{
    if (!std::isfinite(last) || !std::isfinite(error) || error < 0) {
        return numberText(last, 4);
    }
    return error > 0 ? estimateText(last, error) : numberText(last, 6);
}

} // namespace ui
