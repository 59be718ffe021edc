// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <stop_token>
#include <thread>
#include <vector>

namespace core {

// Workers for the disjoint bands of one step. The caller works too, so a pool of one has no thread
// at all. Results must not depend on the number of workers: bands own their random streams.
class WorkerPool
{
public:
    // `workers` >= 1 threads in all, the caller among them.
    explicit WorkerPool(int workers);
    ~WorkerPool();
    WorkerPool(const WorkerPool&) = delete;
    WorkerPool& operator=(const WorkerPool&) = delete;

    int workers() const { return static_cast<int>(threads_.size()) + 1; }

    // Calls task(0) ... task(count - 1), each once, on any worker; returns when all are done. Never
    // allocates. Tasks must not throw and must not call run().
    template <class F>
    void run(int count, F&& task)
    {
        if (threads_.empty() || count <= 1) {
            for (int i = 0; i < count; ++i) {
                task(i);
            }
            return;
        }
        dispatch(
            count, [](void* f, int i) { (*static_cast<std::remove_reference_t<F>*>(f))(i); },
            const_cast<void*>(static_cast<const void*>(&task)));
    }

private:
    using Call = void (*)(void*, int);
    void dispatch(int count, Call call, void* context);
    void work(const std::stop_token& stop);
    template <class Condition>
    static void spinUntil(Condition condition);
    void drain(std::unique_lock<std::mutex>& lock);

    std::mutex mutex_;
    std::condition_variable_any wake_;
    std::condition_variable idle_;
    Call call_ = nullptr;
    void* context_ = nullptr;
    int next_ = 0;
    int count_ = 0;
    std::atomic<bool> offered_ = false; // tasks that nobody has taken yet; changed under the mutex
    std::atomic<int> running_ = 0;      // changed under the mutex
    std::vector<std::jthread> threads_;
};

// One worker that is the caller: for tests and for places that have no pool.
WorkerPool& soloPool();

} // namespace core
