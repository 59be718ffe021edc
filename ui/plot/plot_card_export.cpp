// SPDX-License-Identifier: GPL-3.0-or-later
// The part of a plot card that makes files and pictures of it.
#include "ui/plot/legend_bar.h"
#include "ui/plot/plot_card.h"
#include "ui/plot/plot_export.h"
#include "ui/plot/plot_header.h"
#include "ui/text/symbol_text.h"

#include <QBuffer>
#include <QClipboard>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QFontMetricsF>
#include <QGuiApplication>
#include <QPainter>
#include <QSvgGenerator>

#include <cmath>

namespace ui {

namespace {

constexpr double margin = 12.0;
constexpr double pictureScale = 2.0;

QString fileNameFrom(const QString& title)
{
    QString name;
    for (const QChar c : title.toLower())
        name += c.isLetterOrNumber() && c.unicode() < 128 ? c : QChar(u'-');
    while (name.contains(QStringLiteral("--")))
        name.replace(QStringLiteral("--"), QStringLiteral("-"));
    while (name.startsWith(u'-'))
        name.remove(0, 1);
    while (name.endsWith(u'-'))
        name.chop(1);
    return name.isEmpty() ? QStringLiteral("plot") : name;
}

} // namespace

QString PlotCard::csv() const
{
    std::vector<CsvSeries> series;
    for (const Entry& e : entries_) {
        const QString label = e.view->name();
        if (e.shown)
            series.push_back({label.isEmpty() ? e.id : label, e.view->rows(), e.view->side()});
    }
    const auto name = [](const AxisSpec& spec, const QString& fallback) {
        const QString found = spec.name.isEmpty() ? spec.title : spec.name;
        return found.isEmpty() ? fallback : found;
    };
    const QString comment = manifest_.isEmpty() ? title_ : title_ + u'\n' + manifest_;
    const QString y = QStringLiteral("y");
    return csvTable(comment, name(xSpec_, QStringLiteral("x")), name(ySpec_, y), series,
                    isZoomed() ? std::optional<Range>(shownX()) : std::nullopt,
                    rightSpec_ ? std::optional(name(*rightSpec_, y)) : std::nullopt);
}

QSizeF PlotCard::figureSize() const
{
    const int room = view_->width() - 2 * static_cast<int>(margin);
    const double header = titleHeight() + header_->legend()->heightForWidth(room);
    return {view_->width() + margin, view_->height() + header + 1.5 * margin};
}

double PlotCard::titleHeight() const
{
    return std::ceil(QFontMetricsF(header_->titleFont()).height()) + 6.0;
}

void PlotCard::paintFigure(QPainter& painter, const QSizeF& size)
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(QRectF(QPointF(), size), currentPalette().card);
    painter.setFont(header_->titleFont());
    painter.setPen(currentPalette().text);
    const QRectF head(margin, 0.5 * margin, size.width() - 2.0 * margin, titleHeight());
    drawSymbols(painter, head, Qt::AlignVCenter | Qt::AlignLeft, title_);
    const double legend = header_->legend()->paintAt(painter, head.bottomLeft() - QPointF(5.0, 0.0),
                                                     view_->width() - 2.0 * margin);
    const QRectF place(QPointF(0.5 * margin, head.bottom() + legend), QSizeF(view_->size()));
    view_->scene()->render(&painter, place, QRectF(QPointF(), QSizeF(view_->size())));
}

QImage PlotCard::figure(double scale)
{
    refreshNow();
    const QSizeF size = figureSize();
    QImage image((size * scale).toSize(), QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(scale);
    image.fill(currentPalette().card);
    QPainter painter(&image);
    paintFigure(painter, size);
    return image;
}

QString PlotCard::saveSvg(const QString& path)
{
    refreshNow();
    const QSizeF size = figureSize();
    QBuffer buffer;
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setResolution(96);
    generator.setSize(size.toSize());
    generator.setViewBox(QRectF(QPointF(), size));
    generator.setTitle(title_);
    generator.setDescription(manifest_);
    for (Entry& e : entries_)
        if (e.shown)
            e.view->beginVectorExport(view_->map(e.view->side()));
    {
        QPainter painter(&generator);
        paintFigure(painter, size);
    }
    for (Entry& e : entries_)
        if (e.shown)
            e.view->endVectorExport();
    return writeWhole(path, buffer.data());
}

QString PlotCard::save(const QString& path)
{
    const QString suffix = QFileInfo(path).suffix().toLower();
    if (suffix == QStringLiteral("csv"))
        return writeWhole(path, csv().toUtf8());
    if (suffix == QStringLiteral("svg"))
        return saveSvg(path);
    if (suffix != QStringLiteral("png"))
        return tr("%1: the name of a figure ends in .png, .svg or .csv.").arg(path);
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QImage image = figure(pictureScale);
    image.setText(QStringLiteral("Description"), manifest_);
    image.save(&buffer, "PNG");
    return writeWhole(path, buffer.data());
}

void PlotCard::copyImage()
{
    QGuiApplication::clipboard()->setImage(figure(pictureScale));
    Q_EMIT message(tr("The picture of \u201c%1\u201d is on the clipboard.").arg(title_));
}

void PlotCard::saveAs(const QString& suffix, const QString& filter)
{
    auto* dialog = new QFileDialog(window(), tr("Save plot"), QString(), filter);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(suffix);
    dialog->selectFile(fileNameFrom(title_) + u'.' + suffix);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) {
        const QString problem = save(path);
        Q_EMIT message(problem.isEmpty() ? tr("Saved %1").arg(QDir::toNativeSeparators(path))
                                         : problem);
    });
    dialog->open();
}

} // namespace ui
