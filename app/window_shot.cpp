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

class Shot : public QObject
{
public:
    Shot(ui::MainWindow& window, const QString& file, std::optional<std::uint64_t> steps,
         std::function<void(const QString&)> done)
        : QObject(&window), window_(window), file_(file), steps_(steps), done_(std::move(done))
    {
        connect(&timer_, &QTimer::timeout, this, &Shot::look);
        timer_.start(pollMs);
    }

private:
    void look()
    {
        auto& board = window_.board();
        auto& link = board.link();
        if (link.snapshot().frame == 0 || link.report().number == 0 || window_.isBusyWithFiles()) {
            return;
        }
        if (steps_ && !asked_) {
            asked_ = true;
            goal_ = link.snapshot().step + *steps_;
            constexpr auto most = static_cast<std::uint64_t>(std::numeric_limits<int>::max());
            link.post(core::Step{static_cast<int>(std::min(*steps_, most))});
        }
        bool const there =
            !steps_ || (link.snapshot().step >= goal_ && link.report().step >= goal_);
        quiet_ = there && board.isSettledOnScreen() ? quiet_ + 1 : 0;
        if (quiet_ >= quietRounds) {
            write();
        }
    }

    void write()
    {
        timer_.stop();
        window_.board().refreshPlots();
        QImage const image = window_.grab().toImage();
        QSaveFile file(file_);
        bool const written =
            file.open(QIODevice::WriteOnly) && image.save(&file, "PNG") && file.commit();
        done_(written ? QString()
                      : QString("%1 could not be written (%2).").arg(file_, file.errorString()));
    }

    ui::MainWindow& window_;
    QString file_;
    std::optional<std::uint64_t> steps_;
    std::function<void(const QString&)> done_;
    QTimer timer_;
    bool asked_ = false;
    std::uint64_t goal_ = 0;
    int quiet_ = 0;
};

} // namespace

void takeShot(ui::MainWindow& window, const QString& file, std::optional<std::uint64_t> steps,
              std::function<void(const QString&)> done)
{
    new Shot(window, file, steps, std::move(done));
}
