// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/outcome.h"
#include "core/model/paired.h"
#include "core/param/spec.h"

#include <QSize>
#include <QString>
#include <QStringList>

#include <optional>

// What the window's command line asks for.
struct WindowOptions
{
    enum class What { open, shot, bench, version, help };
    What what = What::open;
    QString text; // version, help: what to print
    std::string lab;
    core::ParamMap settings;
    std::optional<std::uint64_t> seed;
    std::optional<std::uint64_t> advance;    // steps, then pause
    std::optional<core::Comparison> compare; // opens two runs side by side
    std::optional<QSize> size;
    std::optional<bool> dark;
    std::optional<double> typeScale;
    QString scale;    // device pixels per pixel, as Qt reads it
    QString renderer; // "", "gl", "raster"
    QString shot;     // file
    QString file;     // document
};

// Reads the arguments (the program's name first) without needing a display; refused with a
// sentence.
core::Result<WindowOptions> readOptions(const QStringList& arguments);
