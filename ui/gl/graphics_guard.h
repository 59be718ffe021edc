// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace ui {

// Remembers, in a small file, that graphics are being set up, so that a start that died there is
// noticed by the next one.
class GraphicsGuard
{
public:
    static constexpr int patience = 3; // deaths after which OpenGL is left alone

    explicit GraphicsGuard(QString file) : file_(std::move(file)) {}

    // Looks at what the last start left behind; counts its death if it died.
    void open();
    bool diedLastTime() const { return diedLastTime_; }
    bool gaveUp() const { return deaths_ >= patience; }
    // From here on a death counts...
    void enter();
    // ...and from here on no longer. `forgive` forgets earlier ones.
    void leave(bool forgive);

private:
    void write(qint64 process) const;

    QString file_;
    int deaths_ = 0;
    bool diedLastTime_ = false;
};

} // namespace ui
