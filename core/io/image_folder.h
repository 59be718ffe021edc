// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/learn/data_set.h"

#include <filesystem>
#include <functional>

namespace core {

inline constexpr std::size_t maxFolderImages = 100'000;

// The PNG, PGM, PBM and PPM pictures of a folder (not of folders in it), told by the ends of their
// names and sorted by name, as training images of side x side pixels: each scaled by area means,
// its aspect kept, centred on its own background. Where most pictures have a bright border they are
// taken for dark ink on bright paper and all are inverted, so that ink is 255. `progress` gets the
// share done, 0 to 1, after each picture; false: give up.
//
// Refused with a sentence that begins with the folder's or the picture's name in quotes: no folder,
// no such picture in it, more than maxFolderImages or more than maxDataBytes at this side, a
// picture that cannot be read (image.h), given up. side: 1 to maxDataSide.
Result<DataSet> readImageFolder(const std::filesystem::path& folder, int side,
                                const std::function<bool(double)>& progress = {});

} // namespace core
