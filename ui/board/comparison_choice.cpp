// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/board/comparison_choice.h"

#include "core/param/param_text.h"
#include "ui/text/core_text.h"
#include "ui/text/number_text.h"

#include <QCoreApplication>

#include <algorithm>

namespace ui {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("ui::Comparison", text); }

// Another value than this one: the next choice, half as much again of a number, or less at the
// upper end.
core::ParamValue otherThan(const core::ParamSpec& spec, const core::ParamValue& value)
{
    double const now = core::numberOf(value);
    if (spec.kind == core::ParamKind::toggle) {
        return now == 0;
    }
    if (spec.kind == core::ParamKind::choice) {
        auto const count = static_cast<std::int64_t>(std::max<std::size_t>(1, spec.choices.size()));
        return (static_cast<std::int64_t>(now) + 1) % count;
    }
    bool const whole = spec.kind == core::ParamKind::integer;
    double const more = now > 0 ? (whole ? 2 : 1.5) * now : now + 0.1 * (spec.max - spec.min);
    return core::valueFromNumber(spec, more <= spec.max ? more : now / 2);
}

const core::ParamSpec* firstOf(const std::vector<const core::ParamSpec*>& specs,
                               std::string_view wanted)
{
    auto const found = std::find_if(specs.begin(), specs.end(),
                                    [wanted](auto const* spec) { return spec->id == wanted; });
    if (found != specs.end()) {
        return *found;
    }
    auto const choice = std::find_if(specs.begin(), specs.end(), [](auto const* spec) {
        return spec->kind == core::ParamKind::choice;
    });
    return choice != specs.end() ? *choice : specs.empty() ? nullptr : specs.front();
}

} // namespace

std::vector<const core::ParamSpec*> comparableParams(std::span<const core::ParamSpec> specs,
                                                     const core::ParamMap& values)
{
    std::vector<const core::ParamSpec*> found;
    for (auto const& spec : specs) {
        if (core::Paired::isComparable(spec) && core::applies(spec, specs, values)) {
            found.push_back(&spec);
        }
    }
    return found;
}

core::Comparison proposeComparison(const core::Lab& lab, std::span<const core::ParamSpec> specs,
                                   const core::ParamMap& values, std::string_view param)
{
    auto const& own = lab.compare;
    auto const* const spec =
        firstOf(comparableParams(specs, values), param.empty() ? own.param : param);
    if (!spec) {
        return {};
    }
    auto const* const now = core::findValue(values, spec->id);
    core::ParamValue const live = now ? *now : core::fallbackOf(*spec);
    core::Comparison chosen{std::string(spec->id), live, otherThan(*spec, live)};
    if (spec->id == own.param) {
        for (auto const& [text, value] :
             {std::pair{own.left, &chosen.left}, std::pair{own.right, &chosen.right}}) {
            if (auto const parsed = core::parseValue(*spec, text); !text.empty() && parsed) {
                *value = *parsed;
            }
        }
    }
    return chosen;
}

QString valueName(const core::ParamSpec& spec, const core::ParamValue& value)
{
    double const number = core::numberOf(value);
    if (spec.kind == core::ParamKind::toggle) {
        return number != 0 ? tr("on") : tr("off");
    }
    auto const index = static_cast<std::size_t>(std::max(0.0, number));
    if (spec.kind == core::ParamKind::choice && index < spec.choices.size()) {
        return trCore(spec.choices[index].id, spec.choices[index].label);
    }
    return numberText(number, 6);
}

QString sideTitle(const core::ParamSpec& spec, const core::ParamValue& value)
{
    QString const name = valueName(spec, value);
    return spec.symbol.empty() ? QStringLiteral("%1: %2").arg(trCore(spec.id, spec.label), name)
                               : QStringLiteral("%1 = %2").arg(fromCore(spec.symbol), name);
}

} // namespace ui
