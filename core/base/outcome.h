// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <utility>

namespace core {

// Either "done" or the one sentence that says why not. A sentence names the file or parameter, the
// limit and what was expected; it starts with a capital and ends with a full stop.
class [[nodiscard]] Outcome
{
public:
    static Outcome done() { return Outcome(); }
    static Outcome refused(std::string reason) { return Outcome(std::move(reason)); }

    explicit operator bool() const { return !reason_; }
    const std::string& reason() const { return *reason_; }

private:
    Outcome() = default;
    explicit Outcome(std::string reason) : reason_(std::move(reason)) {}
    std::optional<std::string> reason_;
};

// A value, or the sentence that says why there is none.
template <class T>
class [[nodiscard]] Result
{
public:
    Result(T value) : value_(std::move(value)) {}
    static Result refused(std::string reason)
    {
        Result result;
        result.reason_ = std::move(reason);
        return result;
    }

    explicit operator bool() const { return value_.has_value(); }
    T& operator*() { return *value_; }
    const T& operator*() const { return *value_; }
    T* operator->() { return &*value_; }
    const T* operator->() const { return &*value_; }
    const std::string& reason() const { return reason_; }
    Outcome outcome() const { return value_ ? Outcome::done() : Outcome::refused(reason_); }

private:
    Result() = default;
    std::optional<T> value_;
    std::string reason_;
};

} // namespace core
