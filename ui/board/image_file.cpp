// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/board/image_file.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QImageReader>
#include <QMimeData>
#include <QPainter>
#include <QUrl>

#include <algorithm>

namespace ui {

namespace {

constexpr qint64 largestPicture = 64000000;

QString translated(const char* text) { return QCoreApplication::translate("ui::ImageFile", text); }

} // namespace

const QStringList& pictureSuffixes()
{
    static const QStringList suffixes{"png", "jpg", "jpeg", "bmp", "pgm", "ppm", "gif"};
    return suffixes;
}

bool isPictureFile(const QString& path)
{
    return pictureSuffixes().contains(QFileInfo(path).suffix().toLower());
}

QString pictureFilter()
{
    return translated("Pictures (*.%1)").arg(pictureSuffixes().join(QStringLiteral(" *.")));
}

QString singleFile(const QMimeData& mime)
{
    auto const urls = mime.urls();
    return urls.size() == 1 && urls.front().isLocalFile() ? urls.front().toLocalFile() : QString();
}

QString readPicture(const QString& path, QImage& image)
{
    QImageReader reader(path);
    reader.setDecideFormatFromContent(true);
    QString const name = QFileInfo(path).fileName();
    QSize const size = reader.size();
    if (size.isValid() && qint64{size.width()} * size.height() > largestPicture) {
        return translated("%1 has %2 × %3 pixels; expected at most 64 million.")
            .arg(name)
            .arg(size.width())
            .arg(size.height());
    }
    QByteArray const format = reader.format();
    if (!format.isEmpty() && !pictureSuffixes().contains(QString::fromLatin1(format))) {
        return translated("%1 is a file of kind %2; expected a picture of kind %3.")
            .arg(name, QString::fromLatin1(format), pictureSuffixes().join(QStringLiteral(", ")));
    }
    image = reader.read();
    if (image.isNull()) {
        return translated("%1 could not be read as a picture (%2).")
            .arg(name, reader.errorString());
    }
    return {};
}

core::GreyImage greyImage(const QImage& image, int largestSide)
{
    QImage flat(image.size(), QImage::Format_RGB32);
    flat.fill(Qt::white);
    QPainter(&flat).drawImage(0, 0, image);
    if (std::max(flat.width(), flat.height()) > largestSide) {
        flat = flat.scaled(largestSide, largestSide, Qt::KeepAspectRatio, Qt::SmoothTransformation);
    }
    QImage const grey = flat.convertToFormat(QImage::Format_Grayscale8);
    core::GreyImage result{
        static_cast<std::size_t>(grey.width()), static_cast<std::size_t>(grey.height()), {}};
    result.pixels.reserve(result.width * result.height);
    for (int y = 0; y < grey.height(); ++y) {
        auto const* const line = grey.constScanLine(y);
        result.pixels.insert(result.pixels.end(), line, line + grey.width());
    }
    return result;
}

} // namespace ui
