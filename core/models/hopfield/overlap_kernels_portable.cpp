// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/hopfield/overlap_kernels_body.h"

namespace core::hopfield {

const OverlapKernels overlapPortable{"portable",
                                     unequalOnes,
                                     unequalAtOnes,
                                     productsOf,
                                     sumAgreementsOf,
                                     turnAgreementsOf,
                                     chooseNumbers,
                                     sumNumbersWhere<std::int64_t>,
                                     sumNumbersWhere<std::int32_t>,
                                     subtractProductsOf,
                                     addRowTimes};

} // namespace core::hopfield
