// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/io/atomic_file.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace core {

// A text as a cell: in quotes where it holds a comma, a quote or a line break; a text that a
// spreadsheet would take for a formula (it begins with = + - @ or a control character) gets an
// apostrophe in front, unless it is a number.
std::string csvText(std::string_view text);

// One line of a table. Numbers are the shortest decimals that give the same double back, with '.'
// whatever the locale; NaN, infinities and nothing are empty cells.
class CsvRow
{
public:
    CsvRow& add(double value);
    CsvRow& add(std::optional<double> value);
    CsvRow& addInteger(std::int64_t value);
    CsvRow& addUnsigned(std::uint64_t value);
    CsvRow& addText(std::string_view text);
    CsvRow& addEmpty();
    // Without a line break.
    const std::string& text() const { return text_; }

private:
    CsvRow& cell(std::string_view text);
    std::string text_;
    bool begun_ = false;
};

// A table that grows line by line under a temporary name and takes its own in close(): a file of
// that name that was there stays whole until then. An interrupted command calls close() too and so
// keeps its finished rows. Lines are handed to the system in pieces of 64 KiB.
class CsvFile
{
public:
    static Result<CsvFile> create(const std::filesystem::path& path);

    // The first failure is kept for close().
    void line(std::string_view text);
    void line(const CsvRow& row) { line(row.text()); }
    void flush();
    // Refused with a sentence when anything could not be written; then the file is as it was.
    Outcome close();

private:
    explicit CsvFile(AtomicFile file) : file_(std::move(file)) {}
    AtomicFile file_;
    std::string waiting_;
};

} // namespace core
