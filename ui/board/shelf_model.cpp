// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/board/shelf_model.h"

#include "core/picture/palette.h"
#include "ui/text/core_text.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace ui {

namespace {

constexpr int unknown = std::numeric_limits<int>::min();
constexpr double largest = 1e6; // beyond it hundredths say nothing

int hundredthsOf(double value)
{
    return std::isfinite(value)
               ? static_cast<int>(std::lround(100 * std::clamp(value, -largest, largest)))
               : unknown;
}

// Into the room that the text has already: this is done for every row of every picture.
void writeHundredths(int hundredths, QString& text)
{
    text.resize(0);
    if (hundredths == unknown) {
        return;
    }
    if (hundredths != 0) {
        text += hundredths < 0 ? QChar(0x2212) : QChar(u'+');
    }
    int const size = std::abs(hundredths);
    int divisor = 100;
    while (size / divisor >= 10) {
        divisor *= 10;
    }
    for (; divisor > 0; divisor /= 10) {
        text += QChar(u'0' + size / divisor % 10);
        if (divisor == 100) {
            text += u'.';
        }
    }
}

} // namespace

ShelfModel::ShelfModel(const core::ShelfSpec& spec, QObject* parent)
    : QAbstractListModel(parent), spec_(spec)
{
}

void ShelfModel::setShelf(const core::Shelf& shelf)
{
    if (shelf.version == version_) {
        return;
    }
    beginResetModel();
    version_ = shelf.version;
    total_ = shelf.total;
    rows_ = shelf.rows;
    own_ = static_cast<int>(std::count_if(rows_.begin(), rows_.end(),
                                          [](const core::ShelfRow& row) { return row.own; }));
    strongest_ = -1;
    shown_.clear();
    for (std::size_t i = 0; i < rows_.size(); ++i) {
        shown_.push_back({std::nan(""), unknown, {}, {}});
        shown_.back().text.reserve(12);
    }
    endResetModel();
}

ShelfModel::Changed ShelfModel::setValues(std::span<const float> values)
{
    Changed changed{std::numeric_limits<int>::max(), -1};
    auto const note = [&changed](int row) {
        changed = {std::min(changed.first, row), std::max(changed.last, row)};
    };
    int strongest = -1;
    double most = -1;
    for (int row = 0; row < rowCount(); ++row) {
        auto& shown = shown_[static_cast<std::size_t>(row)];
        auto const at = static_cast<std::size_t>(row);
        shown.value = at < values.size() ? static_cast<double>(values[at]) : std::nan("");
        int const hundredths = hundredthsOf(shown.value);
        if (hundredths != shown.hundredths) {
            shown.hundredths = hundredths;
            writeHundredths(hundredths, shown.text);
            note(row);
        }
        if (std::fabs(shown.value) > most) {
            most = std::fabs(shown.value);
            strongest = row;
        }
    }
    if (strongest != strongest_) {
        for (int const row : {strongest, strongest_}) {
            if (row >= 0) {
                note(row);
            }
        }
        strongest_ = strongest;
    }
    return changed;
}

const QImage& ShelfModel::thumbnail(int row) const
{
    auto const& shown = shown_[static_cast<std::size_t>(row)];
    auto const& cells = at(row).cells;
    int const width = at(row).width, height = at(row).height;
    bool const whole =
        width > 0 && height > 0 &&
        cells.size() >= static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
    if (shown.thumbnail.isNull() && whole) {
        auto const& colours = core::paletteFor("spins", dark_);
        QImage image(width, height, QImage::Format_RGB32);
        auto cell = cells.begin();
        for (int y = 0; y < height; ++y) {
            auto* const line = reinterpret_cast<QRgb*>(image.scanLine(y));
            for (int x = 0; x < width; ++x) {
                line[x] = colours[*cell++];
            }
        }
        shown.thumbnail = image;
    }
    return shown.thumbnail;
}

void ShelfModel::setDark(bool dark)
{
    dark_ = dark;
    for (auto& shown : shown_) {
        shown.thumbnail = {};
    }
}

QString ShelfModel::remark(int row) const
{
    return at(row).remark.empty() && at(row).own ? tr("drawn") : coreText(at(row).remark);
}

QString ShelfModel::sentence(int row) const
{
    QStringList parts{QString::fromStdString(at(row).name)};
    if (!valueText(row).isEmpty()) {
        parts << coreText(spec_.valueLabel).toLower() + u' ' + valueText(row);
    }
    if (at(row).own) {
        parts << tr("drawn");
    }
    if (!at(row).remark.empty()) {
        parts << coreText(at(row).remark);
    }
    return parts.join(QStringLiteral(", "));
}

int ShelfModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

QVariant ShelfModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount()) {
        return {};
    }
    switch (role) {
    case Qt::EditRole:
    case Qt::DisplayRole: return QString::fromStdString(at(index.row()).name);
    case Qt::AccessibleTextRole:
    case Qt::ToolTipRole: return tr("%1: %2").arg(index.row() + 1).arg(sentence(index.row()));
    default: return {};
    }
}

Qt::ItemFlags ShelfModel::flags(const QModelIndex& index) const
{
    auto const flags = QAbstractListModel::flags(index);
    bool const named = index.isValid() && !spec_.renamesWith.empty() && at(index.row()).own;
    return named ? flags | Qt::ItemIsEditable : flags;
}

bool ShelfModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    QString const name = value.toString().simplified();
    if (role != Qt::EditRole || !index.isValid() || name.isEmpty() ||
        name == data(index, Qt::EditRole).toString()) {
        return false;
    }
    // Seen at once: an editor commits again when it loses the keyboard.
    rows_[static_cast<std::size_t>(index.row())].name = name.toStdString();
    Q_EMIT dataChanged(index, index);
    Q_EMIT renamed(index.row(), name);
    return true;
}

} // namespace ui
