// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/gauge.h"
#include "core/engine/inbox.h"
#include "core/engine/measurements.h"
#include "core/engine/sample_ring.h"
#include "core/engine/snapshot.h"
#include "core/engine/triple_buffer.h"
#include "core/model/any_model.h"
#include "core/picture/persistence.h"

namespace core {

// Drives one model: obeys commands, advances, measures, publishes. A state machine without a thread
// of its own: frame() with a fake clock is its whole behaviour.
class Engine
{
public:
    Engine(std::unique_ptr<AnyModel> model, const Clock& clock, WorkerPool& pool);

    // Obeys the inbox, then steps until `budget` is spent, a command arrives or a picture is due,
    // measures and publishes. Returns how long the caller may wait for the next command (zero: call
    // again at once). Never allocates in a steady frame.
    Nanos frame(Nanos budget);

    Inbox inbox;
    TripleBuffer<Snapshot> pictures;
    TripleBuffer<Report> reports;
    SampleRing<Sample, 8192> samples;
    Gauge gauge; // of a command that takes long: a fresh state that reads a file

private:
    // One picture that somebody looks at.
    struct Looked
    {
        ViewRequest request;
        WorldSize world;
        Tile tile;
        std::vector<std::uint8_t> cells; // as of the last drawn step
        Persistence persistence;
    };

    void obey();
    void apply(Run&);
    void apply(Pause&);
    void apply(Step&);
    void apply(Restart&);
    void apply(SetSpeed&);
    void apply(SetParams&);
    void apply(Act&);
    void apply(Paint&);
    void apply(LookAt&);
    void apply(SetPersistence&);
    void apply(ShowValues&);
    void apply(ResetMeasurements&);
    void apply(Import&);
    void apply(Save&);
    void apply(Load&);
    void refuse(const std::string& reason);
    // Refuses where the model is not ready for a step.
    bool mayBegin();

    // The trajectory was touched from outside; `fresh`: the state is another one, not only its
    // parameters.
    void touched(bool fresh);
    void forgetPictures();
    // Another one for each state that was made or loaded: it counts its own changes anew.
    std::uint64_t shelfVersion() const { return model_->shelfVersion() + (freshStates_ << 32); }

    // May a step be begun or continued at `now`?
    bool mayStep(Nanos now) const;
    // Advances until a step is complete or `until` has come; true when complete.
    bool advance(Nanos until);
    // Steps are so slow that parts of them are seen: how much of one belongs to a picture, else 1.
    double portion() const;
    void pay(double share);
    void completed();
    void observe();
    void chooseEvery();
    void answerSaves();

    bool persists(const Looked& looked) const;
    void draw(Looked& looked, int picture);
    // Draws what is due; true when a picture is ready to be published.
    bool drawn(bool stepComplete);
    void publishPicture();
    void publishReport();
    void noteRate(Nanos now);

    std::unique_ptr<AnyModel> model_;
    const Clock& clock_;
    WorkerPool& pool_;
    Measurements measurements_;

    std::vector<Command> commands_;
    std::vector<Save> saves_;
    std::uint64_t obeyed_ = 0;
    std::uint32_t epoch_ = 1;
    std::uint64_t freshStates_ = 0;
    std::uint64_t ownChanges_ = 0; // of the model's parameters by itself, as far as they are seen
    std::string refusal_;
    std::uint64_t refusals_ = 0;

    bool running_ = false;
    bool insideStep_ = false;
    bool finishing_ = false; // halted inside a step that may be short enough to be completed
    Nanos finishBy_{0};
    std::uint64_t stepsToDo_ = 0;
    double stepsPerSecond_ = 0;
    Nanos nextStepAt_{0};
    double portionsDone_ = 0; // of the step that is being done at a slow pace

    std::vector<Looked> looked_;
    bool persistent_ = true, showsValues_ = false;
    int pairLeft_ = 0;
    bool pictureStale_ = true, reportStale_ = true, predictionsStale_ = true;
    Nanos pictureDue_{0}, reportDue_{0}, curvesDue_{0};
    std::uint64_t frameNumber_ = 0, reportNumber_ = 0;

    std::vector<double> sample_;
    std::uint64_t pushEvery_ = 1;
    double reachedRate_ = 0;
    std::uint64_t rateSteps_ = 0, stepsDone_ = 0;
    Nanos rateSince_{0};
    Predictions predictions_;
    std::vector<Mark> marks_;
};

} // namespace core
