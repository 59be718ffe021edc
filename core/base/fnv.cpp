// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/fnv.h"

namespace core {

std::string Fnv::hex() const
{
    std::string digits(16, '0');
    for (std::size_t i = 0; i < 16; ++i) {
        digits[i] = "0123456789abcdef"[(hash_ >> (60 - 4 * i)) & 15];
    }
    return digits;
}

} // namespace core
