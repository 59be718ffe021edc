// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/io/npz.h"
#include "core/model/any_model.h"

namespace core {

// A model's arrays as files that NumPy opens.

// Null where the card has none of this id.
const ArraySpec* findArray(const ModelCard& card, std::string_view id);

// "weights, visible-bias, hidden-bias": what can be imported; empty where nothing can.
std::string importableArrays(const ModelCard& card);

// Every array that can be imported again, in one .npz file, whole or not at all. Refused with a
// sentence that names the file.
Outcome writeArrays(const std::filesystem::path& file, const AnyModel& model);

struct ArraysRead
{
    std::vector<NamedArray> arrays;  // importable by the card, in its order
    std::vector<std::string> others; // names that the card cannot import
};

// From a .npz file. Refused with a sentence that names the file: unreadable, damaged (npz.h), or
// without any array that the card can import.
Result<ArraysRead> readArrays(const std::filesystem::path& file, const ModelCard& card);

} // namespace core
