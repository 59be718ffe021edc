// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/io/image.h"
#include "core/picture/drawing.h"

#include <QImage>
#include <QStringList>

class QMimeData;

namespace ui {

// Kinds of pictures that are opened; drawings that are programs of a kind (SVG) are not.
const QStringList& pictureSuffixes();
bool isPictureFile(const QString& path);
// For file dialogs.
QString pictureFilter();

// The one local file that was dropped or pasted, or an empty text.
QString singleFile(const QMimeData& mime);

// The picture, at most 64 million pixels; an empty text, or the sentence that names the file and
// says why there is none. From any thread.
QString readPicture(const QString& path, QImage& image);

// Grey pixels, transparent ones white. Large pictures are reduced to `largestSide`.
core::GreyImage greyImage(const QImage& image, int largestSide);

} // namespace ui
