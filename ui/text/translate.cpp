// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/translate.h"

#include <QCoreApplication>

namespace ui {

QString trCore(std::string_view id, std::string_view text)
{
    const QByteArray source(text.data(), static_cast<qsizetype>(text.size()));
    const QByteArray which(id.data(), static_cast<qsizetype>(id.size()));
    return text.empty()
               ? QString()
               : QCoreApplication::translate("core", source.constData(), which.constData());
}

QString fromCore(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

} // namespace ui
