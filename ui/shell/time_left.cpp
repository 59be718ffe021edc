// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/time_left.h"

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

constexpr double memory = 10;     // seconds
constexpr double firstWord = 1.5; // seconds of running before anything is said
constexpr int fewMoves = 3;
constexpr double longestLook = 10; // a computer that slept says nothing about the pace
constexpr double settles = 2;      // seconds in which what is shown follows

} // namespace

void TimeLeft::note(double done, double goal, bool running, qint64 ms)
{
    if (done < last_ || done >= goal) {
        forget(); // at the goal it may stand for long, which says nothing of the pace
    }
    double const elapsed = lastMs_ ? static_cast<double>(ms - *lastMs_) / 1000 : 0;
    if (running && elapsed > 0 && elapsed < longestLook) {
        double const kept = std::exp(-elapsed / memory);
        doneInTime_ = doneInTime_ * kept + (done - last_);
        time_ = time_ * kept + elapsed;
        moves_ += done > last_ ? 1 : 0;
    }
    last_ = done;
    lastMs_ = running ? std::optional(ms) : std::nullopt;
    if (running && done < goal && doneInTime_ > 0 && time_ > firstWord && moves_ >= fewMoves) {
        follow((goal - done) * time_ / doneInTime_, elapsed);
    } else {
        shown_.reset();
    }
}

void TimeLeft::follow(double estimate, double elapsed)
{
    if (!shown_) {
        shown_ = estimate;
        return;
    }
    double const due = *shown_ - elapsed;
    shown_ = std::max(0.0, due + (estimate - due) * (1 - std::exp(-elapsed / settles)));
}

QString TimeLeft::text(double seconds)
{
    constexpr double most = 100.0 * 3600;
    if (!(seconds >= 0 && seconds < most)) {
        return {};
    }
    auto const all = static_cast<int>(seconds);
    auto const two = [](int n) { return QStringLiteral("%1").arg(n, 2, 10, QLatin1Char('0')); };
    int const hours = all / 3600, minutes = all / 60 % 60;
    QString const rest = two(all % 60);
    return hours > 0 ? QStringLiteral("%1:%2:%3").arg(hours).arg(two(minutes), rest)
                     : QStringLiteral("%1:%2").arg(minutes).arg(rest);
}

} // namespace ui
