// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/models/ising/sampler.h"

namespace core::ising {

// Sampler::blockMeans() for any sampler, from its readRows().
void rowBlockMeans(const Sampler& sampler, int x0, int y0, int columns, int lines, int scale,
                   std::uint8_t* means);

} // namespace core::ising
