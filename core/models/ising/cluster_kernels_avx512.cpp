// SPDX-License-Identifier: GPL-3.0-or-later
#define LANES 8
#include "core/models/ising/cluster_kernels_body.h"

namespace core::ising {

const ClusterKernels& avx512ClusterKernels() { return kernels; }

} // namespace core::ising
