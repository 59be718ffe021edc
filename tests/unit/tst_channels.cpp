// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/worker_pool.h"
#include "core/engine/engine_thread.h"
#include "core/engine/sample_ring.h"
#include "core/engine/triple_buffer.h"

#include <QtTest/QTest>

using namespace core;

class TestChannels : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theNewestPictureWinsAndIsNeverTorn()
    {
        struct Pair
        {
            std::uint64_t first = 0, second = 0;
        };
        TripleBuffer<Pair> buffer;
        std::atomic<bool> stop{false};
        EngineThread writer([&](const std::stop_token&) {
            for (std::uint64_t i = 1; !stop; ++i) {
                buffer.back() = {i, 2 * i};
                buffer.publish();
            }
        });
        std::uint64_t last = 0;
        for (int seen = 0; seen < 2000;) {
            if (buffer.refresh()) {
                QCOMPARE(buffer.front().second, 2 * buffer.front().first);
                QVERIFY(buffer.front().first > last);
                last = buffer.front().first;
                ++seen;
            }
        }
        stop = true;
    }

    void samplesKeepTheirOrderAndLossesAreCounted()
    {
        SampleRing<int, 8> ring;
        for (int i = 0; i < 10; ++i) {
            ring.push(i);
        }
        QCOMPARE(ring.lost(), std::uint64_t{2});
        std::vector<int> seen;
        ring.drain([&](int value) { seen.push_back(value); });
        QCOMPARE(seen, (std::vector<int>{0, 1, 2, 3, 4, 5, 6, 7}));
    }

    void everyTaskOfAPoolIsDoneOnce()
    {
        for (int workers : {1, 2, 4}) {
            WorkerPool pool(workers);
            for (int round = 0; round < 200; ++round) {
                std::array<std::atomic<int>, 37> done{};
                pool.run(37, [&](int i) { ++done[static_cast<std::size_t>(i)]; });
                for (const auto& count : done) {
                    QCOMPARE(count.load(), 1);
                }
            }
        }
    }

    void parametersThatFollowEachOtherCollapse()
    {
        Inbox inbox;
        inbox.post(SetParams{{{"T", 1.0}}});
        inbox.post(SetParams{{{"T", 2.0}, {"h", 0.5}}});
        inbox.post(Run{});
        inbox.post(SetParams{{{"T", 3.0}}});
        std::vector<Command> commands;
        QCOMPARE(inbox.collect(commands), std::uint64_t{4});
        QCOMPARE(commands.size(), std::size_t{3});
        const auto& first = std::get<SetParams>(commands[0]).values;
        QCOMPARE(numberOf(*findValue(first, "T")), 2.0);
        QCOMPARE(numberOf(*findValue(first, "h")), 0.5);
        QVERIFY(!inbox.pending());
    }
};

QTEST_APPLESS_MAIN(TestChannels)
#include "tst_channels.moc"
