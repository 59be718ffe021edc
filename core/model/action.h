// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/param/spec.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace core {

struct ModelCard;

// What an action takes beside its own parameters. drawing: a pad's cells, 0 down, 1 up, 2 unknown.
// image: grey levels, 0 black to 255 white.
enum class PayloadKind : std::uint8_t { none, drawing, image };
struct Payload
{
    PayloadKind kind = PayloadKind::none;
    int width = 0, height = 0;
    std::vector<std::uint8_t> cells; // width * height, row by row from the top
    std::string name;                // what a person or a file calls it; may be empty

    bool operator==(const Payload&) const = default;
};

// A thing that can be done to a model beside assigning parameters: a button, `--do`, a step of the
// undo history.
struct ActionSpec
{
    std::string_view id, label, help;
    // Its own parameters, with kind and fallback typed in; the values are complete when the model
    // sees them.
    std::span<const ParamSpec> params = {};
    PayloadKind payload = PayloadKind::none;
    // The pad whose drawing it takes (payload drawing).
    std::string_view pad = {};
    // Buttons of one group stand together.
    std::string_view group = {};
    // Offered beside each row of the shelf: the parameter that gets the row's number, from 1.
    std::string_view rowParam = {};
    // It throws away what cannot be had again (forget all): drawn apart from the others.
    bool destructive = false;
    // Of those used again and again: a button of its own where there is room. The others stand in a
    // menu.
    bool prominent = false;
    // Done at once with its defaults by its button; what they say can be changed afterwards.
    bool atOnce = false;
    // It changes neither parameters nor what is measured, only a picture: measurements go on.
    bool aside = false;
};

// A picture that belongs to the document, not to the model: the input of actions. It has the size
// of the card's picture `picture`; with three levels a cell can also be unknown.
struct PadSpec
{
    std::string_view id, label, help;
    int picture = 0;
    int levels = 2;
    // An action that takes the drawing and may, if the person likes, follow each of its strokes.
    std::string_view live = {};
};

// One action asked for, its parameters complete and checked.
struct ActionCall
{
    const ActionSpec* action = nullptr;
    ParamMap values;
};

// Null where the card has no such action.
const ActionSpec* findAction(const ModelCard& card, std::string_view id);

// The values given, completed by the defaults; refused with a sentence that names the action and
// the parameter.
Result<ActionCall> completeAction(const ModelCard& card, std::string_view id,
                                  const ParamMap& values);

// Reads "cue:pattern=1,noise=0.05"; a value with a comma or '=' in it stands in double quotes.
// `file` (for actions with a payload) is returned apart.
struct ParsedAction
{
    ActionCall call;
    std::string file;
};
Result<ParsedAction> parseAction(const ModelCard& card, std::string_view text);

} // namespace core
