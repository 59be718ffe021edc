// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/archive.h"
#include "core/models/ising/params.h"

namespace core::ising {

// The site fields h_i of an L x L lattice: 255 levels, -127 ... 127, times strength/127. Painted,
// random and loaded ones are kept apart, so that switching the source back and forth loses none.
class SiteField
{
public:
    SiteField(std::int64_t side, std::uint64_t seed)
        : side_(static_cast<std::size_t>(side)), seed_(seed)
    {
    }

    void choose(FieldSource source);
    bool active() const { return source_ != FieldSource::none; }
    bool hasImage() const { return !image_.empty(); }

    // Row by row; empty while there is none.
    std::span<const std::int8_t> levels() const;
    std::int8_t level(int x, int y) const;
    // value: -1 ... 1 of the strength.
    void set(int x, int y, double value);
    // h_i, row by row; zeros while there is none.
    std::vector<double> values(double strength) const;

    // Reals: h_i of this very size within plus or minus the strength. Bytes: a picture of any size,
    // stretched over the lattice. Kept as the image and, where fields are painted, as the painting.
    // Refused with a sentence.
    Outcome import(const Array& array, double strength);

    // What was painted or loaded on another lattice, stretched over this one.
    void inherit(const SiteField& old);

    void save(Archive& archive) const;
    Outcome load(const Archive& archive);

private:
    std::vector<std::int8_t>& chosen();
    const std::vector<std::int8_t>& chosen() const;

    std::size_t side_;
    std::uint64_t seed_;
    FieldSource source_ = FieldSource::none;
    std::vector<std::int8_t> painted_, random_, image_;
};

} // namespace core::ising
