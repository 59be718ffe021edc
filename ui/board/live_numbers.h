// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QLabel>

#include <span>
#include <vector>

namespace ui {

// Numbers of a state in words, with an arrow while they rise or fall: "overlap 0.87 ↑".
class LiveNumbers final : public QLabel
{
    Q_OBJECT

public:
    struct Entry
    {
        int index; // into the values
        QString word;
    };

    explicit LiveNumbers(QWidget* parent = nullptr) : QLabel(parent) {}

    // Numbers that are not finite are left out.
    void display(std::span<const Entry> entries, std::span<const double> values, bool running);

private:
    void compare(std::span<const double> values, bool running);

    std::vector<double> before_;
    std::vector<int> trend_;
    QElapsedTimer sinceCompared_;
};

} // namespace ui
