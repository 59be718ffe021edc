// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/labs/lab.h"
#include "ui/gl/probe.h"

#include <QDialog>

namespace ui {

// Texts for Help, as rich text; diagnostics plain.
QString shortcutsText();
QString definitionsText(const core::Lab& lab, const core::ModelEntry& entry);
QString aboutText(const RendererChoice& renderer);
QString diagnosticsText(const RendererChoice& renderer, const QString& status);

// A sheet that can be scrolled, searched by eye and copied from; closes with Escape.
class TextSheet : public QDialog
{
    Q_OBJECT

public:
    TextSheet(const QString& title, const QString& richText, QWidget* parent = nullptr);
};

} // namespace ui
