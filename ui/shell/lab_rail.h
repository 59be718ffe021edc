// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QButtonGroup;
class QPushButton;

namespace core {
struct Lab;
}

namespace ui {

// The laboratories that exist, by groups.
class LabRail : public QFrame
{
    Q_OBJECT

public:
    explicit LabRail(QWidget* parent = nullptr);
    void select(const QString& labId);

Q_SIGNALS:
    void chosen(const QString& labId);

protected:
    bool event(QEvent* event) override;

private:
    QPushButton* addButton(const core::Lab& lab);
    void fit();

    QButtonGroup* buttons_;
};

} // namespace ui
