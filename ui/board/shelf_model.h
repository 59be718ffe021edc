// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/shelf.h"

#include <QAbstractListModel>
#include <QImage>

namespace ui {

// The rows of a shelf and their live values, for a view that shows only those in sight.
class ShelfModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    explicit ShelfModel(const core::ShelfSpec& spec, QObject* parent = nullptr);

    const core::ShelfSpec& spec() const { return spec_; }
    std::uint64_t version() const { return version_; }
    std::size_t total() const { return total_; }
    int ownCount() const { return own_; }
    const core::ShelfRow& at(int row) const { return rows_[static_cast<std::size_t>(row)]; }

    void setShelf(const core::Shelf& shelf);
    // One per row; rows without one have none. The first and the last row that look different now
    // (first > last: none). Allocates nothing.
    struct Changed
    {
        int first, last;
    };
    Changed setValues(std::span<const float> values);

    // NaN where there is none, and then an empty text; the text has a sign and two decimals.
    double value(int row) const { return shown_[static_cast<std::size_t>(row)].value; }
    const QString& valueText(int row) const { return shown_[static_cast<std::size_t>(row)].text; }
    // The row whose value is largest, the sign aside; -1 where none has one.
    int strongest() const { return strongest_; }
    // In the colours of up and down.
    const QImage& thumbnail(int row) const;
    void setDark(bool dark);
    // "like B (0.41)"; of a person's own without one: "drawn".
    QString remark(int row) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    // A new name is told, and shown until the next shelf comes.
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;

Q_SIGNALS:
    void renamed(int row, const QString& name);

private:
    struct Shown
    {
        double value;
        int hundredths;
        QString text;
        mutable QImage thumbnail;
    };
    QString sentence(int row) const;

    const core::ShelfSpec& spec_;
    std::uint64_t version_ = 0;
    std::size_t total_ = 0;
    int own_ = 0, strongest_ = -1;
    bool dark_ = false;
    std::vector<core::ShelfRow> rows_;
    std::vector<Shown> shown_; // one per row
};

} // namespace ui
