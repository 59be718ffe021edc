// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <vector>

namespace ui {

// Under a slider: its marks, as ticks with labels such as "T_c = 2.2692" (what follows an
// underscore is set lower). A click on a label takes its value.
class MarkStrip final : public QWidget
{
    Q_OBJECT

public:
    struct Entry
    {
        double position = 0; // along the groove, 0 to 1
        double value = 0;
        QString label;
        bool operator==(const Entry&) const = default;
    };

    explicit MarkStrip(QWidget* parent = nullptr);
    void setEntries(std::vector<Entry> entries);
    // Distance from either end of the widget to where the slider's handle can be.
    void setInset(int pixels);
    QSize sizeHint() const override;

Q_SIGNALS:
    void chosen(double value);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    double xOf(const Entry& entry) const;
    QRectF labelRect(const Entry& entry) const;
    const Entry* entryAt(QPointF position) const;

    std::vector<Entry> entries_;
    int inset_ = 8;
};

} // namespace ui
