// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/card.h"
#include "core/stats/estimate.h"

#include <QString>

#include <span>

namespace ui {

// The standard error of a quantity of training, when it was last measured: 0 where the value is
// exact, NaN where none is known. `estimates`: one per observable on the card.
double trainingError(const core::ModelCard& card, const core::ObservableSpec& spec,
                     std::span<const core::Estimate> estimates);

// The last value of a quantity of training: "−135.3 ± 1.0", rounded by its error; six digits where
// it is exact and four where no error is known. A dash before the first.
QString trainingText(double last, double error);

} // namespace ui
