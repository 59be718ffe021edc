// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/models.h"

namespace core {

const ModelEntry* findModel(std::string_view id)
{
    for (const ModelEntry* const entry : models()) {
        if (entry->card->id == id) {
            return entry;
        }
    }
    return nullptr;
}

std::string modelIds()
{
    std::string ids;
    for (const ModelEntry* const entry : models()) {
        ids += (ids.empty() ? "" : ", ") + std::string(entry->card->id);
    }
    return ids;
}

} // namespace core
