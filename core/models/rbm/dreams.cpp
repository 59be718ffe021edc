// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/rbm/dreams.h"

#include "core/base/rng.h"

#include <algorithm>

namespace core::rbm {

namespace {

constexpr std::uint64_t sweepsInMean = 20;

void digestRows(const BitMatrix& rows, Fnv& fnv)
{
    for (auto const word : rows.words()) {
        fnv.word(word);
    }
}

Outcome loadRows(const Archive& archive, std::string_view name, BitMatrix& rows)
{
    std::vector<std::uint64_t> words;
    if (auto outcome = archive.get(name, words, rows.words().size()); !outcome) {
        return outcome;
    }
    std::copy(words.begin(), words.end(), rows.row(0));
    return Outcome::done();
}

} // namespace

Dreams::Dreams(int pixels, std::uint64_t seed)
    : pixels_(pixels), seed_(seed), fantasies_(fantasyCount, pixels, streamSeed(seed, 0)),
      completion_(1, pixels, streamSeed(seed, 1)), fixed_(1, pixels), values_(1, pixels),
      shares_(static_cast<std::size_t>(pixels), 0.0f)
{
}

void Dreams::restart()
{
    fantasies_ = Chains(fantasyCount, pixels_, streamSeed(seed_, 2 * ++restarts_));
}

void Dreams::restart(const BitRows& rows)
{
    BitMatrix start(fantasyCount, pixels_);
    for (int r = 0; r < fantasyCount && rows.count > 0; ++r) {
        std::copy_n(rows.row(r % rows.count), start.stride(), start.row(r));
    }
    fantasies_ = Chains(start, pixels_, streamSeed(seed_, 2 * ++restarts_));
}

void Dreams::complete(std::span<const std::uint8_t> drawing, std::span<const float> start)
{
    for (int i = 0; i < pixels_; ++i) {
        auto const cell = drawing[static_cast<std::size_t>(i)];
        fixed_.set(0, i, cell < 2);
        values_.set(0, i, cell == 1);
    }
    startCompletion(start);
}

void Dreams::complete(const Dreams& other, std::span<const float> start)
{
    fixed_ = other.fixed_;
    values_ = other.values_;
    startCompletion(start);
}

void Dreams::startCompletion(std::span<const float> start)
{
    drawn_ = true;
    // Always the same: how often a drawing was completed before must not matter to it, nor to the
    // fantasies, since completions may follow a pen as fast as they can.
    std::uint64_t const seed = streamSeed(seed_, 1);
    Rng random(streamSeed(~seed, 0));
    BitMatrix begin(1, pixels_);
    for (int i = 0; i < pixels_; ++i) {
        float const on = start.empty() ? 0.5f : start[static_cast<std::size_t>(i)];
        begin.set(0, i, random.uniform() < static_cast<double>(on));
    }
    completion_ = Chains(begin, pixels_, seed);
    completion_.impose(clamp());
    for (int i = 0; i < pixels_; ++i) {
        shares_[static_cast<std::size_t>(i)] = completion_.visible().bit(0, i) ? 1.0f : 0.0f;
    }
}

void Dreams::sweep(const Machine& machine, double T, WorkerPool& pool)
{
    fantasies_.sweep(machine, T, pool);
    sweepCompletion(machine, T, pool);
}

void Dreams::sweepCompletion(const Machine& machine, double T, WorkerPool& pool)
{
    if (!drawn_) {
        return;
    }
    completion_.sweep(machine, T, pool, clamp());
    auto const& last = completion_.probabilities();
    auto const weight =
        1 / static_cast<float>(std::clamp<std::uint64_t>(completion_.sweeps(), 1, sweepsInMean));
    for (std::size_t i = 0; i < shares_.size(); ++i) {
        shares_[i] += weight * (last[i] - shares_[i]);
    }
}

void Dreams::digest(Fnv& fnv) const
{
    digestRows(fantasies_.visible(), fnv);
    digestRows(completion_.visible(), fnv);
    fnv.word(fantasies_.sweeps());
    fnv.word(completion_.sweeps());
}

void Dreams::save(Archive& archive) const
{
    archive.put("dreams", std::vector<std::uint64_t>{seed_, restarts_, fantasies_.seed(),
                                                     fantasies_.sweeps(), completion_.seed(),
                                                     completion_.sweeps(), drawn_ ? 1u : 0u});
    archive.put("dreams.fantasies", fantasies_.visible().words());
    archive.put("dreams.completion", completion_.visible().words());
    archive.put("dreams.fixed", fixed_.words());
    archive.put("dreams.values", values_.words());
    archive.put("dreams.shares", shares_);
}

Outcome Dreams::load(const Archive& archive)
{
    std::vector<std::uint64_t> numbers;
    if (auto outcome = archive.get("dreams", numbers, 7); !outcome) {
        return outcome;
    }
    BitMatrix fantasies(fantasyCount, pixels_), completion(1, pixels_);
    BitMatrix fixed(1, pixels_), values(1, pixels_);
    for (auto const& outcome :
         {loadRows(archive, "dreams.fantasies", fantasies),
          loadRows(archive, "dreams.completion", completion),
          loadRows(archive, "dreams.fixed", fixed), loadRows(archive, "dreams.values", values)}) {
        if (!outcome) {
            return outcome;
        }
    }
    auto const pixels = static_cast<std::size_t>(pixels_);
    std::vector<float> shares(pixels);
    for (std::size_t i = 0; i < pixels; ++i) { // where a document says nothing of them
        shares[i] = completion.bit(0, static_cast<int>(i)) ? 1.0f : 0.0f;
    }
    if (archive.array("dreams.shares")) {
        if (auto outcome = archive.get("dreams.shares", shares, pixels); !outcome) {
            return outcome;
        }
    }
    for (auto& share : shares) {
        share = share >= 0 && share <= 1 ? share : 0.0f; // a damaged document may say anything
    }
    seed_ = numbers[0];
    restarts_ = numbers[1];
    fantasies_ = Chains(fantasies, pixels_, numbers[2]);
    fantasies_.resumeAt(numbers[3]);
    completion_ = Chains(completion, pixels_, numbers[4]);
    completion_.resumeAt(numbers[5]);
    fixed_ = std::move(fixed);
    values_ = std::move(values);
    shares_ = std::move(shares);
    drawn_ = numbers[6] != 0;
    return Outcome::done();
}

} // namespace core::rbm
