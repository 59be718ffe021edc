// SPDX-License-Identifier: GPL-3.0-or-later
#define LANES 4
#include "core/models/ising/cluster_kernels_body.h"

namespace core::ising {

const ClusterKernels& avx2ClusterKernels() { return kernels; }

} // namespace core::ising
