// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/preferences.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QSettings>
#include <QSpinBox>

#include <algorithm>

namespace ui {

Preferences Preferences::load()
{
    QSettings const settings;
    Preferences p;
    p.theme = static_cast<ThemeWish>(std::clamp(settings.value("theme", 0).toInt(), 0, 2));
    p.typeScale = std::clamp(settings.value("typeScale", 1.0).toDouble(), 0.8, 2.0);
    p.renderer = static_cast<RendererWish>(std::clamp(settings.value("renderer", 0).toInt(), 0, 2));
    p.persistence = settings.value("persistence", true).toBool();
    p.autosaveSeconds = std::clamp(settings.value("autosaveSeconds", 60).toInt(), 0, 3600);
    return p;
}

void Preferences::save() const
{
    QSettings settings;
    settings.setValue("theme", static_cast<int>(theme));
    settings.setValue("typeScale", typeScale);
    settings.setValue("renderer", static_cast<int>(renderer));
    settings.setValue("persistence", persistence);
    settings.setValue("autosaveSeconds", autosaveSeconds);
}

ThemeId themeFor(ThemeWish wish, ThemeId desktop)
{
    switch (wish) {
    case ThemeWish::light: return ThemeId::light;
    case ThemeWish::dark: return ThemeId::dark;
    case ThemeWish::system: break;
    }
    return desktop;
}

PreferencesDialog::PreferencesDialog(const Preferences& now, const QString& rendererReason,
                                     QWidget* parent)
    : QDialog(parent), theme_(new QComboBox(this)), type_(new QComboBox(this)),
      renderer_(new QComboBox(this)),
      persistence_(new QCheckBox(tr("Average the last steps of a hot lattice"), this)),
      autosave_(new QSpinBox(this))
{
    setWindowTitle(tr("Preferences"));
    auto* const form = new QFormLayout(this);
    theme_->addItems({tr("As the desktop"), tr("Light"), tr("Dark")});
    theme_->setCurrentIndex(static_cast<int>(now.theme));
    for (int const percent : {90, 100, 115, 130, 150, 200}) {
        type_->addItem(tr("%1 %").arg(percent), percent / 100.0);
    }
    type_->setCurrentIndex(std::max(0, type_->findData(now.typeScale)));
    renderer_->addItems({tr("Chosen at start"), QStringLiteral("OpenGL"), tr("Raster")});
    renderer_->setCurrentIndex(static_cast<int>(now.renderer));
    renderer_->setToolTip(tr("Takes effect when the program starts again. %1").arg(rendererReason));
    persistence_->setChecked(now.persistence);
    autosave_->setRange(0, 3600);
    autosave_->setSuffix(tr(" s"));
    autosave_->setSpecialValueText(tr("never"));
    autosave_->setValue(now.autosaveSeconds);
    form->addRow(tr("&Theme"), theme_);
    form->addRow(tr("Type &size"), type_);
    form->addRow(tr("&Renderer"), renderer_);
    form->addRow(tr("&Persistence"), persistence_);
    form->addRow(tr("&Autosave every"), autosave_);
    for (auto* const box : {theme_, type_, renderer_}) {
        box->setMinimumWidth(180);
    }
    auto* const buttons =
        new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    form->addRow(buttons);
}

Preferences PreferencesDialog::chosen() const
{
    Preferences p;
    p.theme = static_cast<ThemeWish>(theme_->currentIndex());
    p.typeScale = type_->currentData().toDouble();
    p.renderer = static_cast<RendererWish>(renderer_->currentIndex());
    p.persistence = persistence_->isChecked();
    p.autosaveSeconds = autosave_->value();
    return p;
}

} // namespace ui
