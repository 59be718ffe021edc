// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/any_model.h"

#include <algorithm>

namespace core {

std::string_view exactKindId(ExactKind kind)
{
    switch (kind) {
    case ExactKind::infinite: return "infinite";
    case ExactKind::approximation: return "approximation";
    case ExactKind::thisSize: break;
    }
    return "this-size";
}

std::string_view observableKindId(ObservableKind kind)
{
    switch (kind) {
    case ObservableKind::derived: return "derived";
    case ObservableKind::internal: return "internal";
    case ObservableKind::training: return "training";
    case ObservableKind::sampled: break;
    }
    return "sampled";
}

std::size_t derivedCount(const ModelCard& card)
{
    return static_cast<std::size_t>(
        std::count_if(card.observables.begin(), card.observables.end(),
                      [](const auto& o) { return o.kind == ObservableKind::derived; }));
}

std::size_t sampledCount(const ModelCard& card)
{
    return card.observables.size() - derivedCount(card);
}

int observableIndex(const ModelCard& card, std::string_view id)
{
    for (std::size_t i = 0; i < card.observables.size(); ++i) {
        if (card.observables[i].id == id) {
            return static_cast<int>(i);
        }
    }
    return -1;
}

} // namespace core
