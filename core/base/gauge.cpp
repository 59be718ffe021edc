// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/gauge.h"

#include <algorithm>

namespace core {

namespace {

// Not inside a character of UTF-8.
std::size_t cut(std::string_view text, std::size_t most)
{
    std::size_t end = std::min(text.size(), most);
    while (end > 0 && end < text.size() && (static_cast<unsigned char>(text[end]) >> 6) == 2) {
        --end;
    }
    return end;
}

} // namespace

void Gauge::begin(const char* what, std::string_view subject)
{
    what_.store(what, std::memory_order_release);
    std::size_t const length = cut(subject, room - 1);
    for (std::size_t i = 0; i < room; ++i) {
        subject_[i].store(i < length ? subject[i] : '\0', std::memory_order_release);
    }
    share_.store(0, std::memory_order_release);
    number_.fetch_add(1, std::memory_order_acq_rel);
}

bool Gauge::reach(double share)
{
    share_.store(share, std::memory_order_release);
    return !closed_.load(std::memory_order_acquire) &&
           unwanted_.load(std::memory_order_acquire) != number_.load(std::memory_order_relaxed);
}

void Gauge::end() { number_.fetch_add(1, std::memory_order_acq_rel); }

std::optional<Gauge::Reading> Gauge::read() const
{
    Reading reading;
    reading.number = number_.load(std::memory_order_acquire);
    if (reading.number % 2 == 0) {
        return std::nullopt;
    }
    reading.what = what_.load(std::memory_order_acquire);
    for (auto const& letter : subject_) {
        char const c = letter.load(std::memory_order_acquire);
        if (c == '\0') {
            break;
        }
        reading.subject += c;
    }
    reading.share = share_.load(std::memory_order_acquire);
    return number_.load(std::memory_order_acquire) == reading.number ? std::optional(reading)
                                                                     : std::nullopt;
}

} // namespace core
