// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/text/palette.h"

#include <QDBusVariant>
#include <QObject>

#include <functional>
#include <optional>

namespace ui {

// Whether the desktop is light or dark, now and while the program runs. The desktop's settings
// portal (org.freedesktop.appearance, color-scheme) is asked where there is a session bus, and
// knows best; without it or its preference, the lightness of the palette that Qt got from the
// desktop.
class DesktopTheme : public QObject
{
    Q_OBJECT

public:
    // `palette` reads the desktop's palette; `listens`: asks the portal and follows it.
    explicit DesktopTheme(std::function<ThemeId()> palette, bool listens,
                          QObject* parent = nullptr);

    ThemeId now() const { return portal_.value_or(palette_); }
    // Qt has told that the desktop's looks changed (QEvent::ThemeChange).
    void readPalette();

public Q_SLOTS:
    // What the portal signals.
    void settingChanged(const QString& group, const QString& key, const QDBusVariant& value);

Q_SIGNALS:
    void changed(ui::ThemeId now);

private:
    void askPortal();
    void take(const QVariant& scheme);
    void settle(ThemeId before);

    std::function<ThemeId()> read_;
    ThemeId palette_;
    std::optional<ThemeId> portal_;
};

} // namespace ui
