// SPDX-License-Identifier: GPL-3.0-or-later
// Tables out of plots. Numbers are written shortest and exact, with a point, whatever the locale.
#pragma once

#include "ui/plot/series_view.h"

namespace ui {

struct CsvSeries
{
    QString name;
    std::vector<PlotRow> rows;
    Side side = Side::left;
};

// "# " comment lines, a header, one line per value: series,x,y,error,low,high,width,trusted with x
// and y called as the axes are. Rows outside `x` (data units) and rows that are not finite are left
// out. With an axis at the right both are named in comments, y is called "value", and a last column
// says "left" or "right".
QString csvTable(const QString& comment, const QString& xName, const QString& yName,
                 const std::vector<CsvSeries>& series, const std::optional<Range>& x,
                 const std::optional<QString>& rightName = std::nullopt);

// Writes the whole file or leaves what was there. Returns a sentence when it could not.
QString writeWhole(const QString& path, const QByteArray& bytes);

} // namespace ui
