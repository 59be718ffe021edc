// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/caption_text.h"

#include "ui/text/core_text.h"
#include "ui/text/number_text.h"

namespace ui {

QString labelName(std::string_view label) { return coreText(label).section(u'|', 0, 0); }

QString labelCaption(std::string_view label, const core::ParamMap& values)
{
    QString caption = coreText(label).remove(u'|');
    for (auto const& [id, value] : values) {
        QString const place = QStringLiteral("{%1}").arg(QString::fromStdString(id));
        if (caption.contains(place)) {
            caption.replace(place, numberText(core::numberOf(value), 3));
        }
    }
    return caption.contains(u'{') ? labelName(label) : caption;
}

} // namespace ui
