// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/symbol_text.h"

#include <QRegularExpression>

namespace ui {

QString symbolHtml(const QString& plain)
{
    static const QRegularExpression lowered(QStringLiteral("_(\\w+)"),
                                            QRegularExpression::UseUnicodePropertiesOption);
    return plain.toHtmlEscaped().replace(lowered, QStringLiteral("<sub>\\1</sub>"));
}

} // namespace ui
