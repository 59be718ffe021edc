// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engine_thread.h"

namespace core {

EngineThread::EngineThread(Engine& engine)
    : EngineThread([&engine](const std::stop_token& stop) {
          using namespace std::chrono_literals;
          while (!stop.stop_requested()) {
              Nanos const wait = engine.frame(4ms);
              if (wait > 0ns) {
                  engine.inbox.wait(stop, wait);
              }
          }
      })
{
}

EngineThread::EngineThread(std::function<void(const std::stop_token&)> body)
    : thread_([work = std::move(body)](const std::stop_token& stop) { work(stop); })
{
}

EngineThread::~EngineThread()
{
    thread_.request_stop();
    if (thread_.joinable()) {
        thread_.join();
    }
}

} // namespace core
