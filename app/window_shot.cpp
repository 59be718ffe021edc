// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window_shot.h"

#include <QSaveFile>
#include <QTimer>

#include <algorithm>
#include <limits>

namespace {

constexpr int pollMs = 30;
// Pictures that must have come after everything was ready: their size may still be on its way.
constexpr int quietRounds = 8;

// What is taken a picture of.
struct Sitter
{
    QWidget& window;
    std::function<ui::EngineLink*()> link; // null until there is one
    std::function<bool()> settled;
    std::function<void()> refresh;
};

class Shot : public QObject
{
public:
    Shot(Sitter sitter, const QString& file, std::optional<std::uint64_t> steps,
         std::function<void(const QString&)> done)
        : QObject(&sitter.window), sitter_(std::move(sitter)), file_(file), steps_(steps),
          done_(std::move(done))
    {
        connect(&timer_, &QTimer::timeout, this, &Shot::look);
        timer_.start(pollMs);
    }

private:
    void look()
    {
        auto* const found = sitter_.link();
        if (!found || found->snapshot().frame == 0 || found->report().number == 0) {
            return;
        }
        auto& link = *found;
        if (steps_ && !asked_) {
            asked_ = true;
            goal_ = link.snapshot().step + *steps_;
            refusals_ = link.snapshot().refusals;
            constexpr auto most = static_cast<std::uint64_t>(std::numeric_limits<int>::max());
            link.post(core::Step{static_cast<int>(std::min(*steps_, most))});
        }
        if (asked_ && link.snapshot().refusals > refusals_) {
            timer_.stop();
            done_(QString::fromStdString(link.snapshot().refusal));
            return;
        }
        bool const there =
            !steps_ || (link.snapshot().step >= goal_ && link.report().step >= goal_);
        quiet_ = there && sitter_.settled() ? quiet_ + 1 : 0;
        if (quiet_ >= quietRounds) {
            write();
        }
    }

    void write()
    {
        timer_.stop();
        sitter_.refresh();
        QImage const image = sitter_.window.grab().toImage();
        QSaveFile file(file_);
        bool const written =
            file.open(QIODevice::WriteOnly) && image.save(&file, "PNG") && file.commit();
        done_(written ? QString()
                      : QString("%1 could not be written (%2).").arg(file_, file.errorString()));
    }

    Sitter sitter_;
    QString file_;
    std::optional<std::uint64_t> steps_;
    std::function<void(const QString&)> done_;
    QTimer timer_;
    bool asked_ = false;
    std::uint64_t goal_ = 0, refusals_ = 0;
    int quiet_ = 0;
};

} // namespace

void takeShot(ui::MainWindow& window, const QString& file, std::optional<std::uint64_t> steps,
              std::function<void(const QString&)> done)
{
    new Shot({window,
              [&window] { return window.isBusyWithFiles() ? nullptr : &window.board().link(); },
              [&window] { return window.board().isSettledOnScreen(); },
              [&window] { window.board().refreshPlots(); }},
             file, steps, std::move(done));
}

void takeShot(ui::ComparisonWindow& window, const QString& file, std::optional<std::uint64_t> steps,
              std::function<void(const QString&)> done)
{
    new Shot({window, [&window] { return window.board() ? &window.board()->link() : nullptr; },
              [&window] { return window.board()->history().isUpToDate(); },
              [&window] { window.board()->plot().refresh(); }},
             file, steps, std::move(done));
}
