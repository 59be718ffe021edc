// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/archive.h"
#include "core/model/action.h"
#include "core/model/shelf.h"
#include "core/models/hopfield/drawing.h"
#include "core/models/hopfield/network.h"

namespace core::hopfield {

struct NamedCells
{
    std::string name;
    Cells cells;
};

// What store, store-image and store-text bring, in the network's size. Where no name is asked for
// it is the drawing's or "D", with the first number that no pattern of `patterns` has yet. Refused
// with a sentence.
Result<std::vector<NamedCells>> picturesToStore(const ActionCall& call, const Payload& payload,
                                                int side, const PatternStore& patterns);

// A name fit for one line.
std::string oneLine(std::string_view name);

// Arrays for files and notebooks: P x side x side, side x side and N x N numbers; what cannot be
// read is refused with a sentence.
std::optional<Array> patternArray(const PatternStore& patterns, int side);
std::optional<Array> couplingArray(const Network& network, std::int64_t neurons);
Result<std::vector<NamedCells>> picturesOf(const Array& array, int side);
Result<Spins> spinsOf(const Array& array, int side);

// Drawn patterns with their names, and which random ones are stored.
void savePatterns(const PatternStore& patterns, Archive& archive);
// `count` of them in all, or refused with a sentence and nothing changed.
Outcome loadPatterns(const Archive& archive, std::int64_t count, PatternStore& patterns);

// Do two of the drawn patterns overlap by more than what is remarked on the shelf?
bool someLookAlike(const PatternStore& patterns);

// Names, thumbnails, and which other drawn pattern each drawn one is most like.
void fillShelf(const PatternStore& patterns, int side, Shelf& out);

} // namespace core::hopfield
