// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engine.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <utility>

namespace core {

namespace {

using namespace std::chrono_literals;

constexpr Nanos picturePeriod = 15ms; // sixty a second, with a little to spare
constexpr Nanos longStep = 17ms;
constexpr Nanos reportPeriod = 200ms;
constexpr Nanos curvesPeriod = 100ms;
constexpr Nanos ratePeriod = 400ms;
// Small lattices make millions of steps a second: the clock is read once in so much time, not at
// each step.
constexpr Nanos clockGrain = 100us;
constexpr double plottedSamplesPerSecond = 4000;
constexpr double measuredShare = 0.2;
constexpr double slowPace = 15; // steps a second; above it single steps are hardly seen

std::int64_t readClock(const void* clock)
{
    return static_cast<const Clock*>(clock)->now().count();
}

} // namespace

Engine::Engine(std::unique_ptr<AnyModel> model, const Clock& clock, WorkerPool& pool)
    : model_(std::move(model)), clock_(clock), pool_(pool), measurements_(*model_),
      looked_(model_->card().pictures.size()), sample_(sampledCount(model_->card()))
{
    rateSince_ = clock_.now();
    model_->reportTo(&gauge);
}

Nanos Engine::frame(Nanos budget)
{
    Nanos now = clock_.now();
    Nanos const end = now + budget;
    do {
        if (inbox.pending().load(std::memory_order_acquire)) {
            obey();
            now = clock_.now();
        }
        bool const step = mayStep(now);
        bool complete = false;
        if (step) {
            complete = advance(std::min(end, std::max(pictureDue_, now + clockGrain)));
        }
        now = clock_.now();
        finishing_ = finishing_ && insideStep_ && now < finishBy_;
        if (!insideStep_) {
            answerSaves();
        }
        // A step may last seconds (a Wolff cluster of a large lattice): it is shown while it grows.
        bool const slow = reachedRate_ < 150;
        bool const showable = complete || !step || now >= pictureDue_ + (slow ? 0ms : longStep);
        pictureStale_ = pictureStale_ || (step && insideStep_);
        if (now >= pictureDue_ && pictureStale_ && pictures.taken() && drawn(showable)) {
            publishPicture();
            // From when it was due, so that the pace does not drift; without a burst after a pause.
            pictureDue_ = std::max(pictureDue_ + picturePeriod, now + picturePeriod / 2);
        }
        if (now >= reportDue_ && reportStale_ && reports.taken()) {
            publishReport();
            reportDue_ = now + reportPeriod;
        }
        noteRate(now);
        if (!step) {
            break;
        }
    } while (now < end);

    if (mayStep(now)) {
        return 0ns;
    }
    Nanos wait = 50ms;
    if (running_ && stepsPerSecond_ > 0) {
        wait = std::min(wait, nextStepAt_ - now);
    }
    if (pictureStale_ || reportStale_) {
        wait = std::min(wait, Nanos(4ms));
    }
    return std::max(wait, Nanos(0));
}

bool Engine::mayStep(Nanos now) const
{
    if (insideStep_ && !saves_.empty()) {
        return true;
    }
    if (stepsToDo_ > 0 || (insideStep_ && finishing_)) {
        return true;
    }
    bool const goesOn = insideStep_ && portionsDone_ == 0;
    return running_ && (goesOn || stepsPerSecond_ <= 0 || now >= nextStepAt_);
}

double Engine::portion() const
{
    bool const paced = running_ && stepsToDo_ == 0 && !finishing_ && saves_.empty();
    return paced && stepsPerSecond_ > 0 && stepsPerSecond_ < slowPace
               ? stepsPerSecond_ * std::chrono::duration<double>(picturePeriod).count()
               : 1;
}

bool Engine::advance(Nanos until)
{
    double const share = portion();
    StopCheck const stop =
        StopCheck(inbox.pending(), readClock, &clock_, until.count()).portion(share);
    // So many steps between two looks at the clock, so that a look costs next to nothing; counted
    // or timed steps, pairs and saves need a look at each.
    bool const single =
        stepsToDo_ > 0 || stepsPerSecond_ > 0 || pairLeft_ > 0 || finishing_ || !saves_.empty();
    double const inGrain = reachedRate_ * std::chrono::duration<double>(clockGrain).count();
    auto const batch = single ? 1 : static_cast<std::uint64_t>(std::clamp(inGrain, 1.0, 1e4));
    for (std::uint64_t i = 0; i < batch; ++i) {
        insideStep_ = true;
        if (!model_->advance(stop, pool_)) {
            if (share < 1 && !stop()) { // its portion is done
                portionsDone_ += share;
                pay(share);
            }
            return false;
        }
        insideStep_ = false;
        completed();
        if (inbox.pending().load(std::memory_order_relaxed)) {
            break;
        }
    }
    return true;
}

void Engine::completed()
{
    ++stepsDone_;
    pictureStale_ = true;
    reportStale_ = true;
    if (stepsToDo_ > 0) {
        --stepsToDo_;
    }
    pay(std::max(0.0, 1 - std::exchange(portionsDone_, 0.0)));
    if (model_->steps() % measurements_.every() == 0 || model_->hasNews()) {
        observe();
    }
    if (auto const changes = model_->ownChanges(); changes != ownChanges_) {
        ownChanges_ = changes;
        measurements_.leave(*model_);
        touched(false);
    }
}

// The time that so much of a step takes at the pace that is wanted.
void Engine::pay(double share)
{
    if (stepsPerSecond_ > 0) {
        Nanos const period(static_cast<std::int64_t>(1e9 * share / stepsPerSecond_));
        // After a long pause (sleep, a jump of the clock) there is no burst to catch up.
        nextStepAt_ = std::max(nextStepAt_ + period, clock_.now() - period);
    }
}

void Engine::observe()
{
    model_->measure(sample_);
    if (measurements_.choosesEvery()) {
        chooseEvery();
    }
    measurements_.add(sample_);
    if (model_->steps() % (measurements_.every() * pushEvery_) == 0 || model_->hasNews()) {
        Sample sample;
        sample.step = model_->steps();
        sample.epoch = epoch_;
        std::copy(sample_.begin(), sample_.end(), sample.values.begin());
        samples.push(sample);
    }
}

void Engine::chooseEvery()
{
    Nanos const before = clock_.now();
    model_->measure(sample_);
    double const cost = std::chrono::duration<double>(clock_.now() - before).count();
    double const wanted = std::clamp(reachedRate_ * cost / measuredShare, 1.0, 1024.0);
    measurements_.setEvery(std::bit_ceil(static_cast<std::uint64_t>(std::ceil(wanted))));
}

void Engine::noteRate(Nanos now)
{
    Nanos const since = now - rateSince_;
    // A rate needs a step.
    bool const awaitsOne = running_ && stepsDone_ == rateSteps_ && since < 10 * ratePeriod;
    if (since < ratePeriod || awaitsOne) {
        return;
    }
    double const seconds = std::chrono::duration<double>(since).count();
    reachedRate_ = static_cast<double>(stepsDone_ - rateSteps_) / seconds;
    rateSteps_ = stepsDone_;
    rateSince_ = now;
    double const pushed =
        reachedRate_ / static_cast<double>(measurements_.every()) / plottedSamplesPerSecond;
    pushEvery_ = std::bit_ceil(static_cast<std::uint64_t>(std::ceil(std::max(pushed, 1.0))));
}

bool Engine::persists(const Looked& looked) const
{
    bool const fast = stepsPerSecond_ <= 0 || stepsPerSecond_ >= 60;
    return persistent_ && running_ && fast && looked.tile.scale < 8;
}

void Engine::draw(Looked& looked, int picture)
{
    looked.world = model_->world(picture);
    if (looked.request.pixelWidth <= 0 || looked.request.pixelHeight <= 0) {
        looked.tile = {};
        looked.cells.clear();
        return;
    }
    looked.tile = planTile(looked.request, looked.world);
    looked.cells.resize(static_cast<std::size_t>(looked.tile.width) *
                        static_cast<std::size_t>(looked.tile.height));
    if (!looked.cells.empty()) {
        model_->draw(picture, looked.tile, looked.cells);
    }
    if (persists(looked)) {
        looked.persistence.add(looked.tile, looked.cells);
    } else {
        looked.persistence.clear();
    }
}

bool Engine::drawn(bool stepComplete)
{
    if (!stepComplete) {
        return false;
    }
    for (std::size_t i = 0; i < looked_.size(); ++i) {
        draw(looked_[i], static_cast<int>(i));
    }
    bool const pairs = std::any_of(looked_.begin(), looked_.end(), [this](const Looked& looked) {
        return !looked.cells.empty() && persists(looked);
    });
    // Two steps in a row make a pair; where a step is long, one now and one at the next picture.
    bool const quick = reachedRate_ > 200;
    if (!pairs || !quick) {
        pairLeft_ = 0;
        return true;
    }
    pairLeft_ = pairLeft_ == 0 ? 1 : 0;
    return pairLeft_ == 0;
}

void Engine::publishPicture()
{
    Snapshot& out = pictures.back();
    out.frame = ++frameNumber_;
    out.step = model_->steps();
    out.seed = model_->seed();
    out.epoch = epoch_;
    out.running = running_;
    out.settling = measurements_.settling();
    out.stepsPerSecond = reachedRate_;
    out.attemptsPerNs = reachedRate_ * model_->attempts() * 1e-9;
    out.measureEvery = measurements_.every();
    out.samplesLost = samples.lost();
    out.kernel = model_->kernel();
    out.notice = model_->notice();
    out.progress = model_->progress();
    model_->status(out.status);
    out.values.clear();
    if (showsValues_) {
        out.values.resize(sample_.size());
        model_->measure(out.values);
    }
    out.shelfVersion = shelfVersion();
    model_->shelfValues(out.shelfValues);
    out.refusal = refusal_;
    out.refusals = refusals_;
    out.commandsObeyed = obeyed_;
    out.pictures.resize(looked_.size());
    for (std::size_t i = 0; i < looked_.size(); ++i) {
        const Looked& looked = looked_[i];
        Picture& picture = out.pictures[i];
        picture.world = looked.world;
        picture.tile = looked.tile;
        picture.cells.resize(looked.cells.size());
        if (looked.persistence.ready()) {
            looked.persistence.average(picture.cells);
        } else {
            std::copy(looked.cells.begin(), looked.cells.end(), picture.cells.begin());
        }
    }
    pictures.publish();
    pictureStale_ = false;
}

void Engine::publishReport()
{
    Nanos const now = clock_.now();
    if (now >= curvesDue_ && (!insideStep_ || portionsDone_ > 0)) {
        measurements_.addCurves(*model_);
        curvesDue_ = now + curvesPeriod;
    }
    if (predictionsStale_) {
        predictions_.clear();
        marks_.clear();
        model_->predict(predictions_);
        model_->marks(marks_);
        predictionsStale_ = false;
    }
    Report& out = reports.back();
    out.number = ++reportNumber_;
    out.epoch = epoch_;
    out.step = model_->steps();
    out.params = model_->params();
    out.predictions = predictions_;
    out.marks = marks_;
    if (out.shelf.version != shelfVersion()) {
        model_->shelf(out.shelf);
        out.shelf.version = shelfVersion();
    }
    measurements_.report(*model_, out);
    reports.publish();
    reportStale_ = false;
}

void Engine::answerSaves()
{
    for (auto& save : saves_) {
        Archive archive;
        model_->save(archive);
        measurements_.save(archive, *model_);
        save.answer->set_value(std::move(archive));
    }
    saves_.clear();
}

} // namespace core
