// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/param/spec.h"

#include <concepts>
#include <tuple>
#include <type_traits>
#include <vector>

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

// A second way to say one of the parameters: a number computed from P, and how assigning it changes
// P. `spec.aliasOf` names the parameter.
template <class P>
struct Alias
{
    double (*read)(const P&);
    void (*write)(P&, double);
    ParamSpec spec;
};

// Specialised beside P: `static constexpr auto fields = std::tuple{Field{&P::T, ParamSpec{...}},
// ...};` and, where there are some, `static constexpr auto aliases = std::tuple{Alias<P>{...}};`
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

namespace detail {

template <class P>
constexpr auto aliasesOf()
{
    if constexpr (requires { Schema<P>::aliases; }) {
        return Schema<P>::aliases;
    } else {
        return std::tuple{};
    }
}

template <class P, class T>
ParamSpec completed(const Field<P, T>& field, const P& defaults)
{
    ParamSpec spec = field.spec;
    const T& member = defaults.*(field.member);
    spec.kind = kindOf<T>();
    if constexpr (std::is_same_v<T, std::string>) {
        spec.fallbackText = member;
    } else {
        spec.fallback = static_cast<double>(member);
    }
    if (!spec.choices.empty()) {
        spec.min = 0;
        spec.max = static_cast<double>(spec.choices.size() - 1);
    }
    return spec;
}

template <class P>
ParamSpec completed(const Alias<P>& alias, const P& defaults)
{
    ParamSpec spec = alias.spec;
    spec.kind = ParamKind::real;
    spec.fallback = alias.read(defaults);
    return spec;
}

} // namespace detail

// The descriptions of P's parameters, defaults filled in from P{}; aliases last.
template <Described P>
std::span<const ParamSpec> specsOf()
{
    static const P defaults{};
    static const auto specs = std::apply(
        [](const auto&... entry) { return std::vector{detail::completed(entry, defaults)...}; },
        std::tuple_cat(Schema<P>::fields, detail::aliasesOf<P>()));
    return specs;
}

// Assigns one parameter; refused, with nothing changed, if the id is unknown or the value does not
// pass check().
template <Described P>
Outcome assign(P& params, std::string_view id, const ParamValue& value)
{
    const ParamSpec* const spec = findSpec(specsOf<P>(), id);
    if (!spec) {
        return Outcome::refused("There is no parameter '" + std::string(id) + "'.");
    }
    auto outcome = check(*spec, value);
    if (!outcome) {
        return outcome;
    }
    std::apply(
        [&](const auto&... field) {
            ((field.spec.id == id ? detail::fromValue(params.*(field.member), value) : void()),
             ...);
        },
        Schema<P>::fields);
    std::apply(
        [&](const auto&... alias) {
            ((alias.spec.id == id ? alias.write(params, numberOf(value)) : void()), ...);
        },
        detail::aliasesOf<P>());
    return outcome;
}

// Assigns all, in their order, aliases after the plain ones; at the first that is refused the rest
// is left out.
template <Described P>
Outcome assignAll(P& params, const ParamMap& values)
{
    for (bool const aliases : {false, true}) {
        for (const auto& [id, value] : values) {
            auto const* const spec = findSpec(specsOf<P>(), id);
            if ((spec && !spec->aliasOf.empty()) == aliases) {
                if (auto outcome = assign(params, id, value); !outcome) {
                    return outcome;
                }
            }
        }
    }
    return Outcome::done();
}

// All values, in the schema's order; aliases last.
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
    std::apply(
        [&](const auto&... alias) {
            (values.emplace_back(std::string(alias.spec.id), alias.read(params)), ...);
        },
        detail::aliasesOf<P>());
    return values;
}

} // namespace core
