// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/gl/probe.h"
#include "ui/text/palette.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QSpinBox;

namespace ui {

enum class ThemeWish { system, light, dark };

// What a person has chosen once and for all.
struct Preferences
{
    ThemeWish theme = ThemeWish::system;
    double typeScale = 1.0;
    RendererWish renderer = RendererWish::automatic;
    bool persistence = true;
    int autosaveSeconds = 60; // 0: never

    static Preferences load();
    void save() const;
    bool operator==(const Preferences&) const = default;
};

// The theme for a wish; `desktop` is what the desktop uses.
ThemeId themeFor(ThemeWish wish, ThemeId desktop);

class PreferencesDialog : public QDialog
{
    Q_OBJECT

public:
    PreferencesDialog(const Preferences& now, const QString& rendererReason,
                      QWidget* parent = nullptr);
    Preferences chosen() const;

private:
    QComboBox* theme_;
    QComboBox* type_;
    QComboBox* renderer_;
    QCheckBox* persistence_;
    QSpinBox* autosave_;
};

} // namespace ui
