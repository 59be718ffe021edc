// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/labs/lab.h"

namespace core {

// What stands at the far end of a bridge: a model that holds what was taken along, ready to run.
struct Crossing
{
    const Lab* lab = nullptr;
    const ModelEntry* entry = nullptr;
    std::unique_ptr<AnyModel> model;
};

// Takes what `from` exports as bridge.give, an array of count x height x width numbers, into a
// model of laboratory bridge.lab, made with `seed` and the settings of both.
//
// bridge.settings are words parted by blanks: "id=value", where {count}, {height} and {width} stand
// for the array's shape, and actions "id:key=value", done when the array is there. '|' parts
// several such texts; the first that the model does not refuse is taken.
//
// Refused with a sentence, that of the last text; `from` is only looked at. Takes as long as export
// and import do, so not on the window's thread.
Result<Crossing> cross(const Bridge& bridge, const AnyModel& from, std::uint64_t seed);

} // namespace core
