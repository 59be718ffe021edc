// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plot/plot_export.h"

#include <QCoreApplication>
#include <QDir>
#include <QLocale>
#include <QSaveFile>

#include <cmath>

namespace ui {

namespace {

QString number(double value) { return QString::number(value, 'g', QLocale::FloatingPointShortest); }

QString number(const std::optional<double>& value)
{
    return value && std::isfinite(*value) ? number(*value) : QString();
}

QString quoted(QString text)
{
    if (!text.contains(u',') && !text.contains(u'"') && !text.contains(u'\n'))
        return text;
    text.replace(u'"', QStringLiteral("\"\""));
    return u'"' + text + u'"';
}

QString line(const QString& series, const PlotRow& row)
{
    const QString trusted =
        row.trusted ? (*row.trusted ? QStringLiteral("1") : QStringLiteral("0")) : QString();
    const QStringList fields = {quoted(series),    number(row.x),   number(row.y),
                                number(row.error), number(row.low), number(row.high),
                                number(row.width), trusted};
    return fields.join(u',');
}

} // namespace

QString csvTable(const QString& comment, const QString& xName, const QString& yName,
                 const std::vector<CsvSeries>& series, const std::optional<Range>& x,
                 const std::optional<QString>& rightName)
{
    QString table;
    if (!comment.isEmpty())
        for (const QString& row : comment.split(u'\n'))
            table += QStringLiteral("# ") + row + u'\n';
    if (rightName)
        table += QStringLiteral("# left axis: %1\n# right axis: %2\n").arg(yName, *rightName);
    table += QStringLiteral("series,") + quoted(xName) + u',' +
             (rightName ? QStringLiteral("value") : quoted(yName)) +
             QStringLiteral(",error,low,high,width,trusted") +
             (rightName ? QStringLiteral(",axis\n") : QStringLiteral("\n"));
    const auto axis = [&](Side side) {
        return !rightName           ? QStringLiteral("\n")
               : side == Side::left ? QStringLiteral(",left\n")
                                    : QStringLiteral(",right\n");
    };
    for (const CsvSeries& s : series)
        for (const PlotRow& row : s.rows)
            if (std::isfinite(row.x) && std::isfinite(row.y) && (!x || x->contains(row.x)))
                table += line(s.name, row) + axis(s.side);
    return table;
}

QString writeWhole(const QString& path, const QByteArray& bytes)
{
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit())
        return {};
    return QCoreApplication::translate("ui::PlotExport", "%1 could not be written: %2.")
        .arg(QDir::toNativeSeparators(path), file.errorString());
}

} // namespace ui
