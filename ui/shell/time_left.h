// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace ui {

// How long something still takes, from how fast it went in the last ten seconds or so of running.
// What it says comes down evenly: a change of pace is followed within seconds, not at once.
class TimeLeft
{
public:
    // So much of the goal is done at `ms` of any clock. Less than before: counting begins anew.
    void note(double done, double goal, bool running, qint64 ms);
    // In seconds; none while it does not run, until the pace is known, and when the goal is
    // reached.
    std::optional<double> seconds() const { return shown_; }
    void forget() { *this = {}; }

    // "0:21", "12:05", "1:02:03"; empty beyond a hundred hours.
    static QString text(double seconds);

private:
    void follow(double estimate, double elapsed);

    double doneInTime_ = 0, time_ = 0; // fading sums
    int moves_ = 0;
    double last_ = 0;
    std::optional<qint64> lastMs_; // none: it did not run
    std::optional<double> shown_;
};

} // namespace ui
