// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/hopfield/cue.h"

#include "core/base/numbers.h"

#include <algorithm>

namespace core::hopfield {

namespace {

std::uint8_t tossed(Rng& random) { return static_cast<std::uint8_t>(random.next() >> 63); }

} // namespace

std::vector<std::int8_t> Cue::state(const PatternStore& patterns, int side, Rng& random) const
{
    auto const n = static_cast<std::size_t>(patterns.neurons());
    Cells start(n, 2);
    if (kind == CueKind::cells && cells.size() == n) {
        start = cells;
    } else if (auto const index = patterns.indexOf(pattern); kind == CueKind::pattern && index) {
        start = unpacked(patterns.bits(*index), n);
        flipShare(start, noise, random);
        for (std::size_t i = 0; i < n; ++i) {
            int const x = static_cast<int>(i) % side, y = static_cast<int>(i) / side;
            if (hidden(hide, x, y, side)) {
                start[i] = fillRandom ? 2 : 0;
            }
        }
    }
    std::vector<std::int8_t> spins(n);
    for (std::size_t i = 0; i < n; ++i) {
        auto const cell = start[i] == 2 ? tossed(random) : start[i];
        spins[i] = cell == 1 ? 1 : -1;
    }
    return spins;
}

void Cue::save(std::int64_t index, Archive& archive) const
{
    archive.put("cue", std::vector<double>{static_cast<double>(kind), static_cast<double>(index),
                                           noise, static_cast<double>(hide), fillRandom ? 1. : 0.});
    archive.put("cue-cells", cells);
}

Outcome Cue::load(const Archive& archive, const PatternStore& patterns)
{
    std::vector<double> numbers;
    Cells kept;
    for (const auto& outcome : {archive.get("cue", numbers, 5), archive.get("cue-cells", kept)}) {
        if (!outcome) {
            return outcome;
        }
    }
    auto const within = [&](std::size_t k, double low, double high) {
        return numbers[k] >= low && numbers[k] <= high;
    };
    bool const sized = kept.empty() || std::ssize(kept) == patterns.neurons();
    bool const levels = std::all_of(kept.begin(), kept.end(), [](auto cell) { return cell <= 2; });
    if (!within(0, 0, 2) || !within(1, -1, static_cast<double>(patterns.count()) - 1) ||
        !within(2, 0, 1) || !within(3, 0, 4) || !sized || !levels) {
        return Outcome::refused("The saved cue does not fit the stored patterns.");
    }
    kind = static_cast<CueKind>(numbers[0]);
    pattern = numbers[1] >= 0 ? patterns.id(static_cast<std::int64_t>(numbers[1])) : 0;
    noise = numbers[2];
    hide = static_cast<Hide>(numbers[3]);
    fillRandom = numbers[4] != 0;
    cells = std::move(kept);
    return Outcome::done();
}

std::optional<std::int64_t> nearestPattern(const PatternStore& patterns, const Cells& cells)
{
    std::optional<std::int64_t> nearest;
    std::int64_t best = 0;
    for (std::int64_t k = 0; k < patterns.count(); ++k) {
        std::int64_t sum = 0;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            bool const equal = patterns.at(k, static_cast<std::int64_t>(i)) == (cells[i] == 1);
            sum += cells[i] == 2 ? 0 : equal ? 1 : -1;
        }
        if (!nearest || sum > best) {
            nearest = k;
            best = sum;
        }
    }
    return nearest;
}

Result<std::vector<std::int64_t>> mixtureMembers(std::string_view text, std::int64_t count)
{
    std::vector<std::int64_t> members;
    while (true) {
        auto const end = std::min(text.find('+'), text.size());
        auto const number = parseInteger(text.substr(0, end));
        if (!number || *number < 1 || *number > count) {
            return Result<std::vector<std::int64_t>>::refused(
                "A mixture names stored patterns joined by '+', such as 1+2+3; '" +
                std::string(text.substr(0, end)) + "' is not one of 1 to " + std::to_string(count) +
                ".");
        }
        members.push_back(*number - 1);
        if (end == text.size()) {
            return members;
        }
        text.remove_prefix(end + 1);
    }
}

Cells majority(const PatternStore& patterns, const std::vector<std::int64_t>& members)
{
    Cells cells(static_cast<std::size_t>(patterns.neurons()));
    for (std::size_t i = 0; i < cells.size(); ++i) {
        int sum = 0;
        for (auto const member : members) {
            sum += patterns.at(member, static_cast<std::int64_t>(i)) ? 1 : -1;
        }
        bool const first = patterns.at(members.front(), static_cast<std::int64_t>(i));
        cells[i] = sum > 0 || (sum == 0 && first) ? 1 : 0;
    }
    return cells;
}

} // namespace core::hopfield
