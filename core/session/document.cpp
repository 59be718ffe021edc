// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/document.h"

#include "core/base/numbers.h"
#include "core/base/version.h"
#include "core/io/archive_file.h"

namespace core {

namespace {

std::string fact(const Archive::Texts& about, std::string_view name)
{
    auto const found = about.find(name);
    return found == about.end() ? std::string() : found->second;
}

} // namespace

Outcome writeDocument(const std::filesystem::path& file, const Document& document)
{
    Archive::Texts const about{
        {"program", "isinglass"},        {"version", std::string(version())},
        {"git", std::string(gitHash())}, {"layout", std::to_string(documentLayout)},
        {"lab", document.lab},           {"window", document.window}};
    return writeArchive(file, about, document.archive);
}

Result<Document> readDocument(const std::filesystem::path& file)
{
    auto found = readArchive(file);
    if (!found) {
        return Result<Document>::refused(found.reason());
    }
    auto const layout = parseUnsigned(fact(found->about, "layout"));
    if (fact(found->about, "program") != "isinglass" || !layout) {
        return Result<Document>::refused("'" + file.string() + "' is not an Isinglass document.");
    }
    if (*layout > static_cast<std::uint64_t>(documentLayout)) {
        return Result<Document>::refused("'" + file.string() + "' has document layout " +
                                         std::to_string(*layout) + " of version " +
                                         fact(found->about, "version") + "; this version " +
                                         std::string(version()) + " reads layouts up to " +
                                         std::to_string(documentLayout) + ".");
    }
    Document document;
    document.lab = fact(found->about, "lab");
    document.window = fact(found->about, "window");
    document.version = fact(found->about, "version");
    document.gitHash = fact(found->about, "git");
    document.archive = std::move(found->archive);
    return document;
}

std::string modelOf(const Archive& archive)
{
    const std::string* model = archive.text("model");
    return model ? *model : std::string();
}

} // namespace core
