// SPDX-License-Identifier: GPL-3.0-or-later
#define LANES 2
#include "core/models/ising/cluster_kernels_body.h"

namespace core::ising {

const ClusterKernels& portableClusterKernels() { return kernels; }

} // namespace core::ising
