// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QLabel;

namespace ui {

// Two lines about the picture (the first one rich text), on an opaque card in the stage's corner:
// "T > T_c" and "paramagnet". Hidden while both are empty.
class Badge final : public QFrame
{
    Q_OBJECT

public:
    explicit Badge(QWidget* parent = nullptr);
    void setLines(const QString& title, const QString& detail);

protected:
    void changeEvent(QEvent* event) override;

private:
    void dress();

    QLabel *title_ = nullptr, *detail_ = nullptr;
};

} // namespace ui
