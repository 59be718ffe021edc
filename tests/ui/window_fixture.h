// SPDX-License-Identifier: GPL-3.0-or-later
// A window that remembers nothing, small and on the raster renderer: what the tests of the window
// start from.
#pragma once

#include "ui/shell/main_window.h"

#include <QTest>

#include <memory>

namespace fixture {

inline ui::WindowStart start(std::int64_t side = 64)
{
    ui::WindowStart start;
    start.settings = {{"L", side}};
    start.remembers = false;
    start.stepsPerSecond = 0;
    start.preferences.theme = ui::ThemeWish::light;
    return start;
}

// Shown, with its first picture and report.
inline std::unique_ptr<ui::MainWindow> window(const ui::WindowStart& start = fixture::start())
{
    auto window = std::make_unique<ui::MainWindow>(start);
    window->resize(1280, 860);
    window->show();
    bool const ready = QTest::qWaitFor(
        [&] {
            auto& link = window->board().link();
            return link.report().number > 0 && !link.snapshot().pictures.empty() &&
                   !link.snapshot().pictures.front().cells.empty();
        },
        10000);
    return ready ? std::move(window) : nullptr;
}

inline double value(const ui::MainWindow& window, std::string_view id)
{
    auto const* const found = core::findValue(window.board().link().report().params, id);
    return found ? core::numberOf(*found) : -1e300;
}

inline core::Archive saved(ui::MainWindow& window)
{
    core::Archive archive;
    bool there = false;
    window.board().link().save([&](core::Archive state) {
        archive = std::move(state);
        there = true;
    });
    static_cast<void>(QTest::qWaitFor([&] { return there; }, 10000));
    return archive;
}

// A laboratory, paused, with settings on top of its own.
inline std::unique_ptr<ui::MainWindow> paused(const char* lab, core::ParamMap settings,
                                              std::uint64_t seed = 1)
{
    auto start = fixture::start();
    start.lab = lab;
    start.seed = seed;
    start.running = false;
    start.settings = std::move(settings);
    return window(start);
}

// The model as it is now, on this thread.
inline std::unique_ptr<core::AnyModel> copyOf(ui::MainWindow& window)
{
    auto model = window.board().entry().make({}, 1);
    return model && (*model)->load(saved(window)) ? std::move(*model) : nullptr;
}

inline void doSteps(ui::MainWindow& window, int steps)
{
    auto& link = window.board().link();
    auto const before = link.snapshot().step;
    link.post(core::Step{steps});
    QTRY_VERIFY(link.snapshot().step >= before + static_cast<std::uint64_t>(steps));
}

} // namespace fixture
