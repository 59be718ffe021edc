// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/engine_thread.h"

#include <QTimer>

#include <atomic>
#include <functional>
#include <memory>
#include <vector>

namespace ui {

// Work that must not hold up the window: reading and writing files, curves of theory. One at a time
// per object; starting another one asks the one before to stop and forgets its result. The window
// never waits for it, except in the destructor.
class Background : public QObject
{
    Q_OBJECT

public:
    using Body = std::function<void(const std::stop_token&)>;

    explicit Background(QObject* parent = nullptr);
    ~Background() override;

    // Calls `body` on a thread of its own and, when it is through and was not replaced, `then` on
    // this one. What both use must be owned by both (a shared_ptr).
    void start(Body body, std::function<void()> then);
    bool busy() const { return !works_.empty() && !works_.back()->forgotten; }

private:
    struct Work
    {
        std::atomic<bool> done{false};
        bool forgotten = false;
        std::function<void()> then;
        std::stop_source asked;
        std::unique_ptr<core::EngineThread> thread; // last: joined first
    };
    void forget();
    void poll();

    std::vector<std::unique_ptr<Work>> works_;
    QTimer timer_;
};

} // namespace ui
