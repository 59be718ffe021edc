// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/desktop_theme.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QFileInfo>
#include <QVariant>

namespace ui {

namespace {

const QString portalService = QStringLiteral("org.freedesktop.portal.Desktop");
const QString portalPath = QStringLiteral("/org/freedesktop/portal/desktop");
const QString portalSettings = QStringLiteral("org.freedesktop.portal.Settings");
const QString appearance = QStringLiteral("org.freedesktop.appearance");
const QString colourScheme = QStringLiteral("color-scheme");

// Looked for first: a library that finds no bus would start one.
bool hasSessionBus()
{
    return qEnvironmentVariableIsSet("DBUS_SESSION_BUS_ADDRESS") ||
           (qEnvironmentVariableIsSet("XDG_RUNTIME_DIR") &&
            QFileInfo::exists(qEnvironmentVariable("XDG_RUNTIME_DIR") + QStringLiteral("/bus")));
}

// Older portals wrap the value twice.
QVariant unwrapped(QVariant value)
{
    while (value.canConvert<QDBusVariant>()) {
        value = value.value<QDBusVariant>().variant();
    }
    return value;
}

} // namespace

DesktopTheme::DesktopTheme(std::function<ThemeId()> palette, bool listens, QObject* parent)
    : QObject(parent), read_(std::move(palette)), palette_(read_())
{
    if (listens && hasSessionBus()) {
        askPortal();
    }
}

void DesktopTheme::askPortal()
{
    auto bus = QDBusConnection::sessionBus();
    if (!bus.isConnected()) {
        return;
    }
    bus.connect(portalService, portalPath, portalSettings, QStringLiteral("SettingChanged"), this,
                SLOT(settingChanged(QString, QString, QDBusVariant)));
    auto question = QDBusMessage::createMethodCall(portalService, portalPath, portalSettings,
                                                   QStringLiteral("Read"));
    question << appearance << colourScheme;
    auto* const answer = new QDBusPendingCallWatcher(bus.asyncCall(question), this);
    connect(answer, &QDBusPendingCallWatcher::finished, this, [this, answer] {
        QDBusPendingReply<QDBusVariant> const reply = *answer;
        if (!reply.isError()) {
            take(reply.value().variant());
        }
        answer->deleteLater();
    });
}

void DesktopTheme::settingChanged(const QString& group, const QString& key,
                                  const QDBusVariant& value)
{
    if (group == appearance && key == colourScheme) {
        take(value.variant());
    }
}

// 1: dark, 2: light, 0: no preference.
void DesktopTheme::take(const QVariant& scheme)
{
    ThemeId const before = now();
    switch (unwrapped(scheme).toUInt()) {
    case 1: portal_ = ThemeId::dark; break;
    case 2: portal_ = ThemeId::light; break;
    default: portal_.reset(); break;
    }
    settle(before);
}

void DesktopTheme::readPalette()
{
    ThemeId const before = now();
    palette_ = read_();
    settle(before);
}

void DesktopTheme::settle(ThemeId before)
{
    if (now() != before) {
        Q_EMIT changed(now());
    }
}

} // namespace ui
