// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/link/background.h"

namespace ui {

Background::Background(QObject* parent) : QObject(parent)
{
    timer_.setInterval(20);
    connect(&timer_, &QTimer::timeout, this, &Background::poll);
}

Background::~Background() { forget(); }

void Background::forget()
{
    for (auto& work : works_) {
        work->forgotten = true;
        work->asked.request_stop();
    }
}

void Background::start(Body body, std::function<void()> then)
{
    forget();
    works_.push_back(std::make_unique<Work>());
    Work& work = *works_.back();
    work.then = std::move(then);
    // The token is the source's, not the thread's: asking it to stop does not wait for it.
    work.thread = std::make_unique<core::EngineThread>(
        [&work, body = std::move(body)](const std::stop_token&) {
            body(work.asked.get_token());
            work.done.store(true, std::memory_order_release);
        });
    timer_.start();
}

void Background::poll()
{
    std::vector<std::unique_ptr<Work>> through;
    for (auto& work : works_) {
        if (work->done.load(std::memory_order_acquire)) {
            through.push_back(std::move(work));
        }
    }
    std::erase(works_, nullptr);
    if (works_.empty()) {
        timer_.stop();
    }
    for (auto& work : through) {
        work->thread.reset();
        if (!work->forgotten && work->then) {
            work->then();
        }
    }
}

} // namespace ui
