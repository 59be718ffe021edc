// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>

namespace core {

using Nanos = std::chrono::nanoseconds;

// Time for the engine; tests drive a fake one.
class Clock
{
public:
    virtual ~Clock() = default;
    virtual Nanos now() const = 0;
};

// The steady clock of the machine.
const Clock& steadyClock();

} // namespace core
