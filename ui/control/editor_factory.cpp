// SPDX-License-Identifier: GPL-3.0-or-later
// The table: kind of parameter, kind of editor.
#include "ui/control/integer_editor.h"
#include "ui/control/real_editor.h"
#include "ui/control/simple_editors.h"

namespace ui {

Editor* makeEditor(const core::ParamSpec& spec, QWidget* parent)
{
    switch (spec.kind) {
    case core::ParamKind::toggle: return new ToggleEditor(spec, parent);
    case core::ParamKind::integer: return new IntegerEditor(spec, parent);
    case core::ParamKind::real: return new RealEditor(spec, parent);
    case core::ParamKind::choice: return new ChoiceEditor(spec, parent);
    case core::ParamKind::text: break;
    }
    if (spec.path != core::PathKind::none) {
        return new PathEditor(spec, parent);
    }
    return new TextEditor(spec, parent);
}

} // namespace ui
