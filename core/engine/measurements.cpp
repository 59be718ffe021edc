// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/measurements.h"

#include "core/param/param_text.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace core {

namespace {

// All parameters that the physics depends on, as text.
std::string keyOf(const AnyModel& model, const ParamMap& params)
{
    std::string key;
    for (const auto& spec : model.specs()) {
        const ParamValue* const value = findValue(params, spec.id);
        if (spec.effect != Effect::view && value) {
            key += std::string(spec.id) + "=" + textOf(spec, *value) + " ";
        }
    }
    return key;
}

// Which of the numbers of a sample are quantities of training.
std::vector<bool> trainingOf(const ModelCard& card)
{
    std::vector<bool> is;
    for (const auto& spec : card.observables) {
        if (spec.kind != ObservableKind::derived) {
            is.push_back(spec.kind == ObservableKind::training);
        }
    }
    return is;
}

} // namespace

Measurements::Measurements(const AnyModel& model)
    : observables_(sampledCount(model.card())), transient_(observables_),
      trained_(observables_, notANumber), isTraining_(trainingOf(model.card())),
      learns_(model.card().learns),
      histogramOf_(observableIndex(model.card(), model.card().histogram)),
      curves_(model.card().curves.size())
{
    if (histogramOf_ >= 0) {
        const auto& spec = model.card().observables[static_cast<std::size_t>(histogramOf_)];
        histogramLow_ = spec.low;
        histogramHigh_ = spec.high;
    }
    moveTo(model);
}

std::unique_ptr<Measurements::Point> Measurements::makePoint(std::string key, ParamMap params) const
{
    return std::make_unique<Point>(Point{std::move(key),
                                         std::move(params),
                                         Series(observables_),
                                         1,
                                         std::vector<std::uint64_t>(histogramBins, 0),
                                         {}});
}

Measurements::Point* Measurements::open(const AnyModel& model)
{
    ParamMap params = model.params();
    std::string key = keyOf(model, params);
    for (const auto& point : points_) {
        if (point->key == key) {
            return point.get();
        }
    }
    // A drag passes through points that were never measured: they are not worth keeping.
    std::erase_if(points_, [](const auto& point) { return point->series.count() == 0; });
    if (points_.size() >= maxPoints) {
        points_.erase(points_.begin());
    }
    points_.push_back(makePoint(std::move(key), std::move(params)));
    return points_.back().get();
}

void Measurements::leave(const AnyModel& model)
{
    if (now_->series.count() > 0) {
        now_->frozen = estimates(model, now_->series, now_->every);
    }
}

void Measurements::moveTo(const AnyModel& model)
{
    now_ = nullptr;
    now_ = open(model);
    transient_.clear();
    settling_ = true;
    for (auto& curve : curves_) {
        curve.mean.clear();
        curve.bins.clear();
    }
}

void Measurements::forgetTraining() { std::fill(trained_.begin(), trained_.end(), notANumber); }

void Measurements::settle(std::span<const double> sample)
{
    transient_.add(sample);
    std::uint64_t const n = transient_.count();
    // Asked at 64, 128, 256, ... samples only.
    if (n < 64 || !std::has_single_bit(n)) {
        return;
    }
    settling_ = !learns_ && n < 4096 && static_cast<double>(n) < 20 * transient_.roughTau();
}

void Measurements::add(std::span<const double> sample)
{
    for (std::size_t i = 0; i < trained_.size(); ++i) {
        if (isTraining_[i] && !std::isnan(sample[i])) {
            trained_[i] = sample[i];
        }
    }
    if (settling_) {
        settle(sample);
        return;
    }
    now_->series.add(sample);
    if (histogramOf_ >= 0) {
        double const value = sample[static_cast<std::size_t>(histogramOf_)];
        double const place =
            (value - histogramLow_) / (histogramHigh_ - histogramLow_) * histogramBins;
        if (place >= 0 && place <= histogramBins) {
            ++now_->histogram[static_cast<std::size_t>(std::min(place, histogramBins - 1.0))];
        }
    }
}

void Measurements::addCurves(const AnyModel& model)
{
    for (std::size_t c = 0; c < curves_.size(); ++c) {
        bool const averaged = model.card().curves[c].averaged;
        if (averaged && settling_) {
            continue;
        }
        model.curve(static_cast<int>(c), scratch_);
        auto& [mean, bins] = curves_[c];
        if (!averaged) {
            mean = scratch_;
            continue;
        }
        if (mean.size() != scratch_.size()) {
            mean = scratch_;
            bins.assign(scratch_.size(), Binning{});
        }
        for (std::size_t i = 0; i < scratch_.size(); ++i) {
            bins[i].add(scratch_[i].y);
            mean[i] = {scratch_[i].x, bins[i].result(8).mean};
        }
    }
}

void Measurements::clear(bool all)
{
    if (all) {
        std::erase_if(points_, [this](const auto& point) { return point.get() != now_; });
    }
    now_->series.clear();
    now_->frozen.clear();
    forgetTraining();
    std::fill(now_->histogram.begin(), now_->histogram.end(), 0);
    for (auto& curve : curves_) {
        curve.mean.clear();
        curve.bins.clear();
    }
    transient_.clear();
    settling_ = true;
}

std::vector<Estimate> Measurements::estimates(const AnyModel& model, const Series& series,
                                              std::uint64_t every) const
{
    const ModelCard& card = model.card();
    auto const derived = series.derived(
        derivedCount(card), [&model](auto means, auto out) { model.derive(means, out); });
    std::vector<Estimate> all(card.observables.size());
    std::size_t nextSampled = 0, nextDerived = 0;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (card.observables[i].kind == ObservableKind::derived) {
            all[i] = derived[nextDerived++];
        } else if (isTraining_[nextSampled]) {
            all[i].last = trained_[nextSampled++];
        } else {
            all[i] = series.estimate(nextSampled++);
            all[i].tau *= static_cast<double>(every);
        }
    }
    return all;
}

void Measurements::report(const AnyModel& model, Report& out) const
{
    out.settling = settling_;
    out.estimates = settling_ && now_->series.count() == 0
                        ? estimates(model, transient_, 1)
                        : estimates(model, now_->series, now_->every);
    if (settling_) {
        for (auto& estimate : out.estimates) {
            estimate.trusted = false;
        }
    }
    out.points.clear();
    for (const auto& point : points_) {
        if (point->series.count() > 0) {
            bool const current = point.get() == now_;
            out.points.push_back(
                {point->key, point->params, current ? out.estimates : point->frozen, current});
        }
    }
    out.histogramLow = histogramLow_;
    out.histogramHigh = histogramHigh_;
    out.histogram = now_->histogram;
    out.curves.resize(curves_.size());
    for (std::size_t c = 0; c < curves_.size(); ++c) {
        out.curves[c].mean = curves_[c].mean;
        out.curves[c].error.clear();
        for (const auto& bin : curves_[c].bins) {
            out.curves[c].error.push_back(bin.result(8).error);
        }
    }
}

void Measurements::save(Archive& archive, const AnyModel& model) const
{
    std::size_t number = 0;
    for (const auto& point : points_) {
        if (point->series.count() == 0) {
            continue;
        }
        std::string const name = "points." + std::to_string(number++);
        archive.putText(name + ".key", point->key);
        archive.put(name + ".every", point->every);
        archive.put(name + ".histogram", point->histogram);
        point->series.save(archive, name);
        std::vector<double> frozen;
        for (const auto& e :
             point.get() == now_ ? estimates(model, point->series, point->every) : point->frozen) {
            frozen.insert(frozen.end(), {e.mean, e.error, e.tau, e.last,
                                         static_cast<double>(e.count), e.trusted ? 1.0 : 0.0});
        }
        archive.put(name + ".frozen", frozen);
    }
    archive.put("points", static_cast<std::uint64_t>(number));
    archive.put("points.trained", trained_);
}

Outcome Measurements::load(const Archive& archive, const AnyModel& model)
{
    std::uint64_t count = 0;
    if (auto outcome = archive.get("points", count); !outcome) {
        return outcome;
    }
    if (count > maxPoints) {
        return Outcome::refused("The document has " + std::to_string(count) +
                                " measured points; expected at most " + std::to_string(maxPoints) +
                                ".");
    }
    std::vector<std::unique_ptr<Point>> loaded;
    for (std::uint64_t number = 0; number < count; ++number) {
        std::string const name = "points." + std::to_string(number);
        std::string key;
        if (auto outcome = archive.getText(name + ".key", key); !outcome) {
            return outcome;
        }
        auto params = parseSettings(model.specs(), key);
        if (!params) {
            return params.outcome();
        }
        auto point = makePoint(std::move(key), std::move(*params));
        std::vector<double> frozen;
        for (const auto& outcome :
             {archive.get(name + ".every", point->every),
              archive.get(name + ".histogram", point->histogram, histogramBins),
              archive.get(name + ".frozen", frozen), point->series.load(archive, name)}) {
            if (!outcome) {
                return outcome;
            }
        }
        if (frozen.size() != 6 * model.card().observables.size()) {
            return Outcome::refused("The measured point " + std::to_string(number) +
                                    " of the document is incomplete.");
        }
        for (std::size_t i = 0; i + 6 <= frozen.size(); i += 6) {
            point->frozen.push_back({frozen[i], frozen[i + 1], frozen[i + 2], frozen[i + 3],
                                     static_cast<std::uint64_t>(frozen[i + 4]),
                                     frozen[i + 5] != 0});
        }
        loaded.push_back(std::move(point));
    }
    std::vector<double> trained;
    if (archive.array("points.trained")) {
        if (auto outcome = archive.get("points.trained", trained, observables_); !outcome) {
            return outcome;
        }
    }
    points_ = std::move(loaded);
    now_ = nullptr;
    moveTo(model);
    // Documents from before have them with their points only.
    for (std::size_t i = 0; i < trained_.size(); ++i) {
        double const last = trained.empty() ? now_->series.latest(i).last : trained[i];
        trained_[i] = isTraining_[i] ? last : notANumber;
    }
    return Outcome::done();
}

} // namespace core
