// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/array.h"
#include "core/base/outcome.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace core {

// What a model, an engine or a document saves its state into: arrays and texts by name, in the
// order of their names. core/io/archive_file.h writes one to a file and reads it back.
class Archive
{
public:
    using Arrays = std::map<std::string, Array, std::less<>>;
    using Texts = std::map<std::string, std::string, std::less<>>;

    const Arrays& arrays() const { return arrays_; }
    const Texts& texts() const { return texts_; }

    // An entry of the same name is replaced.
    void put(std::string_view name, Array array)
    {
        arrays_.insert_or_assign(std::string(name), std::move(array));
    }
    template <Element T>
    void put(std::string_view name, T value)
    {
        put(name, Array::scalar(value));
    }
    template <Element T>
    void put(std::string_view name, const std::vector<T>& values,
             std::vector<std::size_t> shape = {})
    {
        put(name, Array::of(values, std::move(shape)));
    }
    void putText(std::string_view name, std::string text)
    {
        texts_.insert_or_assign(std::string(name), std::move(text));
    }

    // Null where there is no such entry.
    const Array* array(std::string_view name) const
    {
        auto const found = arrays_.find(name);
        return found == arrays_.end() ? nullptr : &found->second;
    }
    const std::string* text(std::string_view name) const
    {
        auto const found = texts_.find(name);
        return found == texts_.end() ? nullptr : &found->second;
    }

    // Reads an entry of exactly type T; `out` is untouched and the sentence names the entry where
    // it is missing, of another type, or (for a single number) not a single number.
    template <Element T>
    Outcome get(std::string_view name, T& out) const
    {
        auto const* const found = array(name);
        if (!found || !found->is<T>() || found->size() != 1) {
            return Outcome::refused(complaint(name, found, "a single number", dtypeOf<T>()));
        }
        out = found->at<T>(0);
        return Outcome::done();
    }
    template <Element T>
    Outcome get(std::string_view name, std::vector<T>& out) const
    {
        auto const* const found = array(name);
        if (!found || !found->is<T>()) {
            return Outcome::refused(complaint(name, found, "an array", dtypeOf<T>()));
        }
        out = found->values<T>();
        return Outcome::done();
    }
    // The same, and the array must have `count` elements.
    template <Element T>
    Outcome get(std::string_view name, std::vector<T>& out, std::size_t count) const
    {
        auto const* const found = array(name);
        if (found && found->size() != count) {
            return Outcome::refused("The array \"" + std::string(name) + "\" has " +
                                    std::to_string(found->size()) + " elements; expected " +
                                    std::to_string(count) + ".");
        }
        return get(name, out);
    }
    Outcome getText(std::string_view name, std::string& out) const
    {
        auto const* const found = text(name);
        if (!found) {
            return Outcome::refused("The text \"" + std::string(name) + "\" is missing.");
        }
        out = *found;
        return Outcome::done();
    }

    friend bool operator==(const Archive&, const Archive&) = default;

private:
    static std::string complaint(std::string_view name, const Array* found,
                                 std::string_view expected, DType type)
    {
        auto const what = std::string(expected) + " of type " + std::string(dtypeName(type)) + ".";
        auto const subject = "The array \"" + std::string(name) + "\"";
        return found ? subject + " has " + std::to_string(found->size()) + " elements of type " +
                           std::string(dtypeName(found->dtype)) + "; expected " + what
                     : subject + " is missing; expected " + what;
    }

    Arrays arrays_;
    Texts texts_;
};

} // namespace core
