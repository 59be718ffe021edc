// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/rbm/dreams.h"

#include "core/base/rng.h"

#include <algorithm>

namespace core::rbm {

namespace {

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
      completion_(1, pixels, streamSeed(seed, 1)), fixed_(1, pixels), values_(1, pixels)
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

void Dreams::complete(std::span<const std::uint8_t> drawing)
{
    for (int i = 0; i < pixels_; ++i) {
        auto const cell = drawing[static_cast<std::size_t>(i)];
        fixed_.set(0, i, cell < 2);
        values_.set(0, i, cell == 1);
    }
    drawn_ = true;
    completion_ = Chains(1, pixels_, streamSeed(seed_, 2 * ++restarts_ + 1));
    completion_.impose(clamp());
}

void Dreams::sweep(const Machine& machine, double T, WorkerPool& pool)
{
    fantasies_.sweep(machine, T, pool);
    sweepCompletion(machine, T, pool);
}

void Dreams::sweepCompletion(const Machine& machine, double T, WorkerPool& pool)
{
    if (drawn_) {
        completion_.sweep(machine, T, pool, clamp());
    }
}

void Dreams::completionShares(std::vector<float>& out) const
{
    auto const size = static_cast<std::size_t>(pixels_);
    out.assign(size, 0.0f);
    for (std::size_t i = 0; i < size && drawn_; ++i) {
        int const pixel = static_cast<int>(i);
        bool const swept = completion_.sweeps() > 0 && !completion_.probabilities().empty();
        out[i] = fixed_.bit(0, pixel) || !swept
                     ? (completion_.visible().bit(0, pixel) ? 1.0f : 0.0f)
                     : completion_.probabilities()[i];
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
    seed_ = numbers[0];
    restarts_ = numbers[1];
    fantasies_ = Chains(fantasies, pixels_, numbers[2]);
    fantasies_.resumeAt(numbers[3]);
    completion_ = Chains(completion, pixels_, numbers[4]);
    completion_.resumeAt(numbers[5]);
    fixed_ = std::move(fixed);
    values_ = std::move(values);
    drawn_ = numbers[6] != 0;
    return Outcome::done();
}

} // namespace core::rbm
