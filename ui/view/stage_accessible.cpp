// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/view/stage_accessible.h"

#include "ui/view/stage_view.h"

#include <QAccessible>
#include <QAccessibleWidget>

namespace ui {
namespace {

class StageInterface final : public QAccessibleWidget
{
public:
    explicit StageInterface(StageView* stage) : QAccessibleWidget(stage, QAccessible::Graphic) {}

    QString text(QAccessible::Text kind) const override
    {
        if (kind == QAccessible::Description) {
            return static_cast<StageView*>(widget())->stateDescription();
        }
        return QAccessibleWidget::text(kind);
    }
};

QAccessibleInterface* interfaceFor(const QString&, QObject* object)
{
    auto* const stage = qobject_cast<StageView*>(object);
    return stage ? new StageInterface(stage) : nullptr;
}

} // namespace

void describeStagesToScreenReaders()
{
    static bool const installed = (QAccessible::installFactory(interfaceFor), true);
    Q_UNUSED(installed)
}

} // namespace ui
