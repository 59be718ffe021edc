// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/clock.h"

namespace core {

namespace {

class SteadyClock final : public Clock
{
public:
    Nanos now() const override
    {
        return std::chrono::duration_cast<Nanos>(
            std::chrono::steady_clock::now().time_since_epoch());
    }
};

} // namespace

const Clock& steadyClock()
{
    static const SteadyClock clock;
    return clock;
}

} // namespace core
