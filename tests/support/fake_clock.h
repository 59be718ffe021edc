// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"

namespace tests {

// A clock that moves on by a fixed amount each time it is asked, and when it is told to.
class FakeClock final : public core::Clock
{
public:
    core::Nanos now() const override { return now_ += tick; }
    void advance(core::Nanos by) { now_ += by; }
    core::Nanos tick{1000};

private:
    mutable core::Nanos now_{0};
};

} // namespace tests
