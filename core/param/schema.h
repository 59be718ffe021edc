// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/param/spec.h"

#include <array>
#include <concepts>
#include <tuple>
#include <type_traits>

namespace core {

// One member of a parameter struct with its description.
template <class P, class T>
struct Field
{
    T P::*member;
    ParamSpec spec;
};
template <class P, class T>
Field(T P::*, ParamSpec) -> Field<P, T>;

// Specialised beside P: `static constexpr auto fields = std::tuple{Field{&P::T, ParamSpec{...}},
// ...};`
template <class P>
struct Schema;

template <class P>
concept Described = std::is_default_constructible_v<P> && requires
{
    Schema<P>::fields;
};

namespace detail {

template <class T>
constexpr ParamKind kindOf()
{
    if constexpr (std::is_same_v<T, bool>) {
        return ParamKind::toggle;
    } else if constexpr (std::is_enum_v<T>) {
        return ParamKind::choice;
    } else if constexpr (std::is_integral_v<T>) {
        return ParamKind::integer;
    } else if constexpr (std::is_floating_point_v<T>) {
        return ParamKind::real;
    } else {
        return ParamKind::text;
    }
}

template <class T>
ParamValue toValue(const T& member)
{
    if constexpr (std::is_same_v<T, bool>) {
        return member;
    } else if constexpr (std::is_enum_v<T> || std::is_integral_v<T>) {
        return static_cast<std::int64_t>(member);
    } else if constexpr (std::is_floating_point_v<T>) {
        return static_cast<double>(member);
    } else {
        return std::string(member);
    }
}

template <class T>
void fromValue(T& member, const ParamValue& value)
{
    if constexpr (std::is_same_v<T, std::string>) {
        member = std::get<std::string>(value);
    } else {
        member = static_cast<T>(numberOf(value));
    }
}

} // namespace detail

// The descriptions of P's parameters, defaults filled in from P{}.
template <Described P>
std::span<const ParamSpec> specsOf()
{
    static const P defaults{};
    static const auto specs = std::apply(
        [](const auto&... field) {
            return std::array{[](const auto& f) {
                ParamSpec spec = f.spec;
                const auto& member = defaults.*(f.member);
                spec.kind = detail::kindOf<std::decay_t<decltype(member)>>();
                if constexpr (std::is_same_v<std::decay_t<decltype(member)>, std::string>) {
                    spec.fallbackText = member;
                } else {
                    spec.fallback = static_cast<double>(member);
                }
                if (!spec.choices.empty()) {
                    spec.min = 0;
                    spec.max = static_cast<double>(spec.choices.size() - 1);
                }
                return spec;
            }(field)...};
        },
        Schema<P>::fields);
    return specs;
}

// Assigns one parameter; refused, with nothing changed, if the id is unknown or the value does not
// pass check().
template <Described P>
Outcome assign(P& params, std::string_view id, const ParamValue& value)
{
    Outcome outcome = Outcome::refused("There is no parameter '" + std::string(id) + "'.");
    std::size_t index = 0;
    std::apply(
        [&](const auto&... field) {
            (
                [&](const auto& f) {
                    const ParamSpec& spec = specsOf<P>()[index++];
                    if (spec.id == id) {
                        outcome = check(spec, value);
                        if (outcome) {
                            detail::fromValue(params.*(f.member), value);
                        }
                    }
                }(field),
                ...);
        },
        Schema<P>::fields);
    return outcome;
}

// All values, in the schema's order.
template <Described P>
ParamMap valuesOf(const P& params)
{
    ParamMap values;
    std::apply(
        [&](const auto&... field) {
            (values.emplace_back(std::string(field.spec.id),
                                 detail::toValue(params.*(field.member))),
             ...);
        },
        Schema<P>::fields);
    return values;
}

} // namespace core
