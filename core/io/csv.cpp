// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/csv.h"

#include "core/base/numbers.h"

namespace core {

std::string csvText(std::string_view text)
{
    bool const control = !text.empty() && static_cast<unsigned char>(text.front()) < ' ';
    bool const formula = !text.empty() && (control || std::string_view("=+-@").find(text.front()) !=
                                                          std::string_view::npos);
    std::string cell = formula && !parseReal(text) ? "'" : "";
    cell += text;
    if (cell.find_first_of(",\"\n\r") == std::string::npos) {
        return cell;
    }
    std::string quoted = "\"";
    for (char const c : cell) {
        quoted += c;
        if (c == '"') {
            quoted += c;
        }
    }
    return quoted + "\"";
}

CsvRow& CsvRow::cell(std::string_view text)
{
    if (begun_) {
        text_ += ',';
    }
    begun_ = true;
    text_ += text;
    return *this;
}

CsvRow& CsvRow::add(double value) { return cell(numberText(value)); }
CsvRow& CsvRow::add(std::optional<double> value) { return value ? add(*value) : addEmpty(); }
CsvRow& CsvRow::addInteger(std::int64_t value) { return cell(std::to_string(value)); }
CsvRow& CsvRow::addUnsigned(std::uint64_t value) { return cell(std::to_string(value)); }
CsvRow& CsvRow::addText(std::string_view text) { return cell(csvText(text)); }
CsvRow& CsvRow::addEmpty() { return cell(""); }

Result<CsvFile> CsvFile::create(const std::filesystem::path& path)
{
    auto file = AtomicFile::create(path);
    if (!file) {
        return Result<CsvFile>::refused(file.reason());
    }
    return CsvFile(std::move(*file));
}

void CsvFile::line(std::string_view text)
{
    waiting_ += text;
    waiting_ += '\n';
    if (waiting_.size() >= 65536) {
        flush();
    }
}

void CsvFile::flush()
{
    // A failure is remembered by the file and comes back from close().
    static_cast<void>(static_cast<bool>(file_.write(waiting_)));
    waiting_.clear();
}

Outcome CsvFile::close()
{
    flush();
    return file_.commit();
}

} // namespace core
