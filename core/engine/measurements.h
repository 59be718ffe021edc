// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/snapshot.h"
#include "core/model/any_model.h"
#include "core/stats/series.h"

#include <memory>

namespace core {

// What has been measured: for every set of parameters that the person visited, a series that grows
// while they stay and when they return. After each change a transient is left out first: until it
// has lasted 64 samples and ten of its own autocorrelation times.
class Measurements
{
public:
    explicit Measurements(const AnyModel& model);

    // The parameters are about to change: keep what the present point has come to.
    void leave(const AnyModel& model);
    // The parameters or the state changed: go to (or open) the point of these parameters and leave
    // out a transient.
    void moveTo(const AnyModel& model);
    // What was learnt is gone, or other than it was: the last values of training say nothing of it.
    // Until then they go along from point to point, for they describe the state.
    void forgetTraining();
    // One sample (sampled and internal observables, in the card's order). Never allocates.
    void add(std::span<const double> sample);
    void addCurves(const AnyModel& model);
    // Forgets the present point's numbers; with `all`, every point.
    void clear(bool all);

    bool settling() const { return settling_; }
    // Steps from one sample to the next at the present point. Chosen by the engine when the
    // transient of a new point ends, and kept when the person returns to it.
    std::uint64_t every() const { return settling_ ? 1 : now_->every; }
    bool choosesEvery() const { return !settling_ && now_->series.count() == 0; }
    void setEvery(std::uint64_t steps) { now_->every = steps; }
    void report(const AnyModel& model, Report& out) const;

    void save(Archive& archive, const AnyModel& model) const;
    // All or nothing; refused with a sentence.
    Outcome load(const Archive& archive, const AnyModel& model);

private:
    struct Point
    {
        std::string key;
        ParamMap params;
        Series series;
        std::uint64_t every = 1;
        std::vector<std::uint64_t> histogram;
        std::vector<Estimate> frozen; // estimates as of the last visit
    };
    static constexpr std::size_t maxPoints = 400;
    static constexpr int histogramBins = 2001;

    std::vector<Estimate> estimates(const AnyModel& model, const Series& series,
                                    std::uint64_t every) const;
    std::unique_ptr<Point> makePoint(std::string key, ParamMap params) const;
    Point* open(const AnyModel& model);
    void settle(std::span<const double> sample);

    std::size_t observables_;
    std::vector<std::unique_ptr<Point>> points_;
    Point* now_ = nullptr;
    Series transient_;
    bool settling_ = true;
    std::vector<double> trained_; // the last value of each quantity of training, NaN of the others
    std::vector<bool> isTraining_;
    bool learns_ = false; // it never comes to rest: only the first samples are left out
    int histogramOf_ = -1;
    double histogramLow_ = -1, histogramHigh_ = 1;
    struct CurveMean
    {
        std::vector<CurvePoint> mean;
        std::vector<Binning> bins;
    };
    std::vector<CurveMean> curves_;
    std::vector<CurvePoint> scratch_;
};

} // namespace core
