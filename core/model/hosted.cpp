// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/hosted.h"

#include "core/base/numbers.h"

namespace core {

Result<SavedHeader> readSavedHeader(const Archive& archive, const ModelCard& card,
                                    std::span<const ParamSpec> specs)
{
    using R = Result<SavedHeader>;
    std::string model, parameters, seed, steps;
    for (auto& [name, text] : {std::pair{"model", &model}, std::pair{"parameters", &parameters},
                               std::pair{"seed", &seed}, std::pair{"steps", &steps}}) {
        if (auto const outcome = archive.getText(name, *text); !outcome) {
            return R::refused(outcome.reason());
        }
    }
    if (model != card.id) {
        return R::refused("The saved state is of model '" + model + "'; expected '" +
                          std::string(card.id) + "'.");
    }
    auto const values = parseSettings(specs, parameters);
    if (!values) {
        return R::refused(values.reason());
    }
    auto const seedNumber = parseUnsigned(seed), stepNumber = parseUnsigned(steps);
    if (!seedNumber || !stepNumber) {
        return R::refused("The saved seed '" + seed + "' or step count '" + steps +
                          "' is not a whole number.");
    }
    return SavedHeader{*values, *seedNumber, *stepNumber};
}

} // namespace core
