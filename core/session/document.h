// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/archive.h"

#include <filesystem>

namespace core {

// What a person saves and opens; the same file for the window and for --load and --save.
struct Document
{
    std::string lab;           // id; empty: the first laboratory of the archive's model
    Archive archive;           // model state and, from the window, measurements and visited points
    std::string window = "{}"; // the window's own extras as JSON text: views, plots, notes
    std::string version;       // of the program that wrote it; filled in by writeDocument
    std::string gitHash;
};

// The newest layout of documents that this program writes and reads.
inline constexpr int documentLayout = 1;
inline constexpr const char* documentSuffix = ".isinglass";

// Whole or not at all: an existing file is replaced in one move. Refused with a sentence that names
// the file.
Outcome writeDocument(const std::filesystem::path& file, const Document& document);

// Refused with a sentence that names the file: unreadable, not a document, damaged, or written by a
// newer program. Bounded in time and memory whatever the file holds.
Result<Document> readDocument(const std::filesystem::path& file);

// The id of the model whose state an archive holds; empty when it names none.
std::string modelOf(const Archive& archive);

} // namespace core
