// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/ising/site_field.h"

#include "core/base/numbers.h"
#include "core/base/rng.h"

#include <algorithm>
#include <cmath>

namespace core::ising {

namespace {

std::int8_t levelOf(double share)
{
    return static_cast<std::int8_t>(std::nearbyint(std::clamp(share, -1.0, 1.0) * 127));
}

// Mean of the picture's pixels under each site: a box filter, exact at integer ratios.
std::vector<std::int8_t> stretched(const Array& picture, std::size_t side)
{
    std::size_t const height = picture.shape[0], width = picture.shape[1];
    std::vector<std::int8_t> levels;
    levels.reserve(side * side);
    for (std::size_t y = 0; y < side; ++y) {
        std::size_t const y0 = y * height / side;
        std::size_t const y1 = std::max(y0 + 1, (y + 1) * height / side);
        for (std::size_t x = 0; x < side; ++x) {
            std::size_t const x0 = x * width / side;
            std::size_t const x1 = std::max(x0 + 1, (x + 1) * width / side);
            double sum = 0;
            for (std::size_t row = y0; row < y1; ++row) {
                for (std::size_t column = x0; column < x1; ++column) {
                    sum += picture.bytes[row * width + column];
                }
            }
            double const mean = sum / static_cast<double>((y1 - y0) * (x1 - x0));
            levels.push_back(levelOf(mean / 127.5 - 1));
        }
    }
    return levels;
}

} // namespace

void SiteField::choose(FieldSource source)
{
    source_ = source;
    std::size_t const n = side_ * side_;
    if (source == FieldSource::painted && painted_.empty()) {
        painted_.assign(n, 0);
    } else if (source == FieldSource::random && random_.empty()) {
        Rng random(seed_);
        random_.reserve(n);
        for (std::size_t i = 0; i < n; ++i) {
            random_.push_back(random.next() >> 63 ? 127 : -127);
        }
    }
}

std::vector<std::int8_t>& SiteField::chosen()
{
    return source_ == FieldSource::painted  ? painted_
           : source_ == FieldSource::random ? random_
                                            : image_;
}

const std::vector<std::int8_t>& SiteField::chosen() const
{
    return const_cast<SiteField*>(this)->chosen();
}

std::span<const std::int8_t> SiteField::levels() const
{
    return active() ? std::span<const std::int8_t>(chosen()) : std::span<const std::int8_t>{};
}

std::int8_t SiteField::level(int x, int y) const
{
    auto const all = levels();
    return all.empty() ? std::int8_t{0}
                       : all[static_cast<std::size_t>(y) * side_ + static_cast<std::size_t>(x)];
}

void SiteField::set(int x, int y, double value)
{
    if (active() && !chosen().empty()) {
        chosen()[static_cast<std::size_t>(y) * side_ + static_cast<std::size_t>(x)] =
            levelOf(value);
    }
}

std::vector<double> SiteField::values(double strength) const
{
    std::vector<double> result(side_ * side_, 0.0);
    auto const all = levels();
    for (std::size_t i = 0; i < all.size(); ++i) {
        result[i] = all[i] * strength / 127;
    }
    return result;
}

Outcome SiteField::import(const Array& array, double strength)
{
    constexpr std::size_t largest = std::size_t{1} << 26;
    if (array.shape.size() != 2 || array.size() == 0 || array.size() > largest) {
        return Outcome::refused("Array 'field' has " + std::to_string(array.shape.size()) +
                                " dimensions and " + std::to_string(array.size()) +
                                " numbers; expected two dimensions and 1 to 67108864 numbers.");
    }
    std::vector<std::int8_t> levels;
    if (array.dtype == DType::u1) {
        levels = stretched(array, side_);
    } else {
        if (array.shape != std::vector<std::size_t>(2, side_)) {
            return Outcome::refused("Array 'field' is " + std::to_string(array.shape[0]) + " x " +
                                    std::to_string(array.shape[1]) + "; expected " +
                                    std::to_string(side_) + " x " + std::to_string(side_) + ".");
        }
        for (std::size_t i = 0; i < array.size(); ++i) {
            double const value = array.real(i);
            if (!(std::fabs(value) <= strength)) {
                return Outcome::refused("Array 'field' holds " + numberText(value) +
                                        "; expected values within plus or minus field-strength, " +
                                        numberText(strength) + ".");
            }
            levels.push_back(strength > 0 ? levelOf(value / strength) : std::int8_t{0});
        }
    }
    if (source_ == FieldSource::painted) {
        painted_ = levels;
    }
    image_ = std::move(levels);
    return Outcome::done();
}

void SiteField::inherit(const SiteField& old)
{
    auto const take = [&](const std::vector<std::int8_t>& from, std::vector<std::int8_t>& to) {
        if (from.empty() || side_ == old.side_) {
            to = from.empty() ? to : from;
            return;
        }
        Array picture{DType::u1, {old.side_, old.side_}, {}};
        for (auto const level : from) {
            picture.bytes.push_back(static_cast<std::uint8_t>(level + 128));
        }
        to = stretched(picture, side_);
    };
    take(old.painted_, painted_);
    take(old.image_, image_);
}

void SiteField::save(Archive& archive) const
{
    for (const auto& [name, levels] :
         {std::pair{"field-painted", &painted_}, std::pair{"field-image", &image_},
          std::pair{"field-random", &random_}}) {
        if (!levels->empty()) {
            archive.put(name, *levels);
        }
    }
}

Outcome SiteField::load(const Archive& archive)
{
    for (const auto& [name, levels] :
         {std::pair{"field-painted", &painted_}, std::pair{"field-image", &image_},
          std::pair{"field-random", &random_}}) {
        if (archive.array(name)) {
            if (auto outcome = archive.get(name, *levels, side_ * side_); !outcome) {
                return outcome;
            }
        }
    }
    return Outcome::done();
}

} // namespace core::ising
