// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window_bench.h"

#include "core/labs/lab.h"
#include "core/models/models.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QPointer>
#include <QTimer>

#include <algorithm>
#include <memory>

namespace {

constexpr int settleMs = 1500, framesMs = 4000, latencyMs = 5000;
constexpr int stallTickMs = 2;
constexpr int sides[] = {1024, 4096, 16384};

double percentile(std::vector<double> values, double share)
{
    if (values.empty()) {
        return 0;
    }
    std::sort(values.begin(), values.end());
    auto const last = static_cast<double>(values.size() - 1);
    return values[static_cast<std::size_t>(last * share + 0.5)];
}

// The sides of a lattice where the laboratory has one so large; else the laboratory as it is.
std::vector<int> sidesOf(const std::string& id)
{
    const core::Lab* const lab = id.empty() ? &core::labs().front() : core::findLab(id);
    const core::ModelEntry* const entry = lab ? core::findModel(lab->model) : nullptr;
    std::span<const core::ParamSpec> const specs =
        entry ? entry->specs() : std::span<const core::ParamSpec>();
    bool const lattice = std::any_of(specs.begin(), specs.end(), [](const core::ParamSpec& spec) {
        return spec.id == "L" && spec.max >= *std::max_element(std::begin(sides), std::end(sides));
    });
    return lattice ? std::vector<int>(std::begin(sides), std::end(sides)) : std::vector<int>{0};
}

// Values that a hand on the slider passes, within its range.
double slidTo(const core::ParamSpec& spec, int move)
{
    double const low = std::max(spec.min, 0.0), high = std::min(spec.max, 10.0);
    return low + (high - low) * (0.22 + 0.0005 * move);
}

struct Case
{
    int side; // 0: the laboratory's own
    ui::Renderer renderer;
};

class Bench : public QObject
{
public:
    Bench(const ui::WindowStart& start, const QSize& size,
          std::function<void(const QJsonObject&)> done)
        : start_(start), size_(size), done_(std::move(done))
    {
        start_.stepsPerSecond = 0;
        auto const chosen = start.renderer.renderer;
        auto const other = chosen == ui::Renderer::gl ? ui::Renderer::raster : ui::Renderer::gl;
        bool const both = other == ui::Renderer::raster ||
                          ui::chooseRenderer(ui::RendererWish::gl).renderer == other;
        auto const all = sidesOf(start.lab);
        for (int const side : all) {
            cases_.push_back({side, chosen});
        }
        for (int const side : all) {
            if (both) {
                cases_.push_back({side, other});
            }
        }
        stallTimer_.setTimerType(Qt::PreciseTimer);
        connect(&stallTimer_, &QTimer::timeout, this, [this] {
            longestStall_ = std::max(longestStall_, sinceTick_.restart() - stallTickMs);
        });
        next();
    }

private:
    // The window's own side of a case; the first parameter that is live and real is the slider.
    void next()
    {
        window_.reset();
        if (at_ == cases_.size()) {
            finish();
            return;
        }
        auto const& now = cases_[at_];
        auto start = start_;
        start.renderer.renderer = now.renderer;
        if (now.side > 0) {
            core::setValue(start.settings, "L", std::int64_t{now.side});
        }
        window_ = std::make_unique<ui::MainWindow>(start);
        window_->resize(size_);
        window_->show();
        QTimer::singleShot(settleMs, this, &Bench::countFrames);
    }

    void countFrames()
    {
        longestStall_ = 0;
        sinceTick_.start();
        stallTimer_.start(stallTickMs);
        framesBefore_ = painted();
        clock_.start();
        QTimer::singleShot(framesMs, this, [this] {
            framesPerSecond_ = 1000.0 * static_cast<double>(painted() - framesBefore_) /
                               static_cast<double>(clock_.elapsed());
            measureLatency();
        });
    }

    std::uint64_t painted() const { return window_->board().stages().active().framesPainted(); }

    // A slider that moves some twenty times a second, as a hand does.
    void measureLatency()
    {
        latencies_.clear();
        moving_ = false;
        awaited_ = 0;
        auto& link = window_->board().link();
        connect(&link, &ui::EngineLink::pictured, this, [this](const core::Snapshot& snapshot) {
            if (awaited_ > 0 && snapshot.commandsObeyed >= awaited_) {
                awaited_ = 0;
                untilPainted(painted(), 50);
            }
        });
        mover_ = std::make_unique<QTimer>();
        connect(mover_.get(), &QTimer::timeout, this, &Bench::move);
        mover_->start(47);
        QTimer::singleShot(latencyMs, this, [this] {
            mover_.reset();
            stallTimer_.stop();
            note();
            ++at_;
            next();
        });
    }

    // The picture is there; the slider has acted when it is on the screen.
    void untilPainted(std::uint64_t before, int turns)
    {
        QTimer::singleShot(0, this, [this, before, turns] {
            if (painted() == before && turns > 0) {
                untilPainted(before, turns - 1);
                return;
            }
            latencies_.push_back(static_cast<double>(moved_.nsecsElapsed()) * 1e-6);
            moving_ = false;
        });
    }

    void move()
    {
        if (std::exchange(moving_, true)) {
            return;
        }
        auto& board = window_->board();
        moves_ = (moves_ + 1) % 40;
        moved_.start();
        for (auto const& spec : board.entry().specs()) {
            if (spec.effect == core::Effect::live && spec.kind == core::ParamKind::real) {
                board.history().set(spec.id, slidTo(spec, moves_), moves_ == 0);
                break;
            }
        }
        awaited_ = board.link().posted();
    }

    void note()
    {
        auto const& now = cases_[at_];
        bool const chosen = now.renderer == start_.renderer.renderer;
        auto const& snapshot = window_->board().link().snapshot();
        rows_.append(
            QJsonObject{{"renderer", ui::nameOf(window_->board().stages().active().renderer())},
                        {"chosen", chosen},
                        {"L", now.side > 0 ? QJsonValue(now.side) : QJsonValue()},
                        {"frames_per_second", framesPerSecond_},
                        {"flips_per_ns", snapshot.attemptsPerNs},
                        {"latency_ms", QJsonObject{{"p50", percentile(latencies_, 0.5)},
                                                   {"p95", percentile(latencies_, 0.95)},
                                                   {"max", percentile(latencies_, 1)},
                                                   {"moves", static_cast<int>(latencies_.size())}}},
                        {"longest_stall_ms", static_cast<double>(longestStall_)}});
    }

    void finish()
    {
        done_(QJsonObject{{"chosen", ui::nameOf(start_.renderer.renderer)},
                          {"reason", start_.renderer.reason},
                          {"width", size_.width()},
                          {"height", size_.height()},
                          {"cases", rows_}});
    }

    ui::WindowStart start_;
    QSize size_;
    std::function<void(const QJsonObject&)> done_;
    std::vector<Case> cases_;
    std::size_t at_ = 0;
    std::unique_ptr<ui::MainWindow> window_;
    QTimer stallTimer_;
    std::unique_ptr<QTimer> mover_;
    QElapsedTimer sinceTick_, clock_, moved_;
    qint64 longestStall_ = 0;
    std::uint64_t framesBefore_ = 0, awaited_ = 0;
    double framesPerSecond_ = 0;
    int moves_ = 0;
    bool moving_ = false;
    std::vector<double> latencies_;
    QJsonArray rows_;
};

} // namespace

void benchWindow(const ui::WindowStart& start, const QSize& size,
                 std::function<void(const QJsonObject&)> done)
{
    static std::unique_ptr<Bench> bench;
    bench = std::make_unique<Bench>(
        start, size, [done = std::move(done)](const QJsonObject& all) { done(all); });
}
