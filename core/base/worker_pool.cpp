// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/worker_pool.h"

namespace core {

// Looks for a few ten microseconds before the thread goes to sleep: waking it takes as long, and
// steps of a large lattice follow each other faster.
template <class Condition>
void WorkerPool::spinUntil(Condition condition)
{
    for (int turn = 0; turn < 1000 && !condition(); ++turn) {
#if defined(__x86_64__)
        __builtin_ia32_pause();
#endif
    }
}

WorkerPool::WorkerPool(int workers)
{
    for (int i = 1; i < workers; ++i) {
        threads_.emplace_back([this](const std::stop_token& stop) { work(stop); });
    }
}

WorkerPool::~WorkerPool()
{
    for (auto& thread : threads_) {
        thread.request_stop();
    }
    wake_.notify_all();
}

void WorkerPool::drain(std::unique_lock<std::mutex>& lock)
{
    while (next_ < count_) {
        int const mine = next_++;
        offered_.store(next_ < count_, std::memory_order_relaxed);
        ++running_;
        lock.unlock();
        call_(context_, mine);
        lock.lock();
        --running_;
    }
    if (running_ == 0) {
        idle_.notify_all();
    }
}

void WorkerPool::dispatch(int count, Call call, void* context)
{
    std::unique_lock lock(mutex_);
    call_ = call;
    context_ = context;
    next_ = 0;
    count_ = count;
    offered_.store(true, std::memory_order_relaxed);
    wake_.notify_all();
    drain(lock);
    lock.unlock();
    spinUntil([this] { return running_.load(std::memory_order_relaxed) == 0; });
    lock.lock();
    idle_.wait(lock, [this] { return next_ >= count_ && running_ == 0; });
    count_ = 0;
    next_ = 0;
}

void WorkerPool::work(const std::stop_token& stop)
{
    std::unique_lock lock(mutex_);
    while (wake_.wait(lock, stop, [this] { return next_ < count_; })) {
        drain(lock);
        lock.unlock();
        spinUntil([this] { return offered_.load(std::memory_order_relaxed); });
        lock.lock();
    }
}

WorkerPool& soloPool()
{
    static WorkerPool pool(1);
    return pool;
}

} // namespace core
