// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <optional>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace core {

static_assert(std::endian::native == std::endian::little, "arrays are kept as little-endian bytes");

// Element types of an array, named as NumPy does: kind and bytes.
enum class DType : std::uint8_t { i1, u1, i4, u4, i8, u8, f4, f8 };

constexpr std::size_t itemSize(DType type)
{
    switch (type) {
    case DType::i1:
    case DType::u1: return 1;
    case DType::i4:
    case DType::u4:
    case DType::f4: return 4;
    default: return 8;
    }
}

constexpr std::string_view dtypeName(DType type)
{
    constexpr std::string_view names[] = {"i1", "u1", "i4", "u4", "i8", "u8", "f4", "f8"};
    return names[static_cast<std::size_t>(type)];
}

constexpr std::optional<DType> dtypeFromName(std::string_view name)
{
    for (int i = 0; i < 8; ++i) {
        if (name == dtypeName(static_cast<DType>(i))) {
            return static_cast<DType>(i);
        }
    }
    return std::nullopt;
}

// The types that an array can hold; a caller turns bool into u1.
template <class T>
concept Element = std::is_arithmetic_v<T> && !std::is_same_v<T, bool> &&
                  (sizeof(T) == 1 || sizeof(T) == 4 || sizeof(T) == 8);

template <Element T>
constexpr DType dtypeOf()
{
    if constexpr (std::is_floating_point_v<T>) {
        return sizeof(T) == 4 ? DType::f4 : DType::f8;
    } else if constexpr (sizeof(T) == 1) {
        return std::is_signed_v<T> ? DType::i1 : DType::u1;
    } else if constexpr (sizeof(T) == 4) {
        return std::is_signed_v<T> ? DType::i4 : DType::u4;
    } else {
        return std::is_signed_v<T> ? DType::i8 : DType::u8;
    }
}

// Number of elements of a shape (1 for the empty shape, a single number); none where the product
// overflows.
constexpr std::optional<std::size_t> elementCount(std::span<const std::size_t> shape)
{
    std::size_t count = 1;
    bool empty = false;
    for (auto const side : shape) {
        empty = empty || side == 0;
        if (side != 0 && count > std::numeric_limits<std::size_t>::max() / side) {
            return std::nullopt;
        }
        count *= side == 0 ? 1 : side;
    }
    return empty ? 0 : count;
}

// Numbers with a type and a shape, as they travel in files: C order (last index fastest),
// little-endian bytes.
struct Array
{
    DType dtype = DType::u1;
    std::vector<std::size_t> shape{0};
    std::vector<std::uint8_t> bytes;

    // A copy of `values`; the shape defaults to one dimension and must have as many elements as
    // there are values.
    template <Element T>
    static Array of(std::span<const T> values, std::vector<std::size_t> shape = {})
    {
        Array array{dtypeOf<T>(), std::move(shape), std::vector<std::uint8_t>(values.size_bytes())};
        if (array.shape.empty()) {
            array.shape = {values.size()};
        }
        if (!values.empty()) {
            std::memcpy(array.bytes.data(), values.data(), values.size_bytes());
        }
        return array;
    }
    template <Element T>
    static Array of(const std::vector<T>& values, std::vector<std::size_t> shape = {})
    {
        return of(std::span<const T>(values), std::move(shape));
    }
    // A single number: the shape has no dimension.
    template <Element T>
    static Array scalar(T value)
    {
        Array array{dtypeOf<T>(), {}, std::vector<std::uint8_t>(sizeof(T))};
        std::memcpy(array.bytes.data(), &value, sizeof(T));
        return array;
    }

    std::size_t size() const { return bytes.size() / itemSize(dtype); }
    // The bytes are as many as type and shape ask for.
    bool consistent() const
    {
        auto const count = elementCount(shape);
        return count && bytes.size() % itemSize(dtype) == 0 && *count == size();
    }
    template <Element T>
    bool is() const
    {
        return dtype == dtypeOf<T>();
    }

    // Element i in C order; T must be the array's own type (`is<T>()`), i < size().
    template <Element T>
    T at(std::size_t i) const
    {
        T value;
        std::memcpy(&value, bytes.data() + i * sizeof(T), sizeof(T));
        return value;
    }
    // All elements; T must be the array's own type.
    template <Element T>
    std::vector<T> values() const
    {
        std::vector<T> result(size());
        if (!result.empty()) {
            std::memcpy(result.data(), bytes.data(), bytes.size());
        }
        return result;
    }

    // Element i as a real, whatever the type; integers beyond 2^53 are rounded.
    double real(std::size_t i) const
    {
        switch (dtype) {
        case DType::i1: return at<std::int8_t>(i);
        case DType::u1: return at<std::uint8_t>(i);
        case DType::i4: return at<std::int32_t>(i);
        case DType::u4: return at<std::uint32_t>(i);
        case DType::i8: return static_cast<double>(at<std::int64_t>(i));
        case DType::u8: return static_cast<double>(at<std::uint64_t>(i));
        case DType::f4: return static_cast<double>(at<float>(i));
        default: return at<double>(i);
        }
    }

    friend bool operator==(const Array&, const Array&) = default;
};

} // namespace core
