// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/io/byte_source.h"
#include "core/learn/data_set.h"

#include <filesystem>
#include <functional>
#include <string_view>

namespace core {

// The IDX files of MNIST (LeCun, Cortes & Burges, "The MNIST database of handwritten digits",
// 1998): 4 bytes of magic number (0, 0, element type, number of dimensions), each dimension as 32
// bits with the highest byte first, then the elements. Plain or packed by gzip. Only unsigned bytes
// (type 8): images have three dimensions (images, rows, columns), labels one.
//
// Everything is bounded by what the header promises, which is bounded by the limits of DataSet: no
// more is unpacked, and no more is allocated than a mebibyte and twice what has arrived. Refused
// with a sentence that begins with the name in quotes: unreadable, no IDX file, wrong element type
// or number of dimensions, sizes beyond the limits, ends too early, bytes left over, gzip data
// damaged, cut short or unpacking to more than was promised.

// Called with the share of the work done, 0 to 1, after every mebibyte; false: give up, and the
// reader refuses with a sentence that says so.
using IdxProgress = std::function<bool(double)>;

struct IdxImages
{
    int width = 0, height = 0;
    std::vector<std::uint8_t> grey;
};

Result<IdxImages> parseIdxImages(ByteSource& source, std::string_view name,
                                 const IdxProgress& progress = {});
Result<std::vector<std::uint8_t>> parseIdxLabels(ByteSource& source, std::string_view name);

// Images as training data, with their labels unless that path is empty. Also refused where there
// are not as many labels as images. The title is the name of the file.
Result<DataSet> readIdx(const std::filesystem::path& images, const std::filesystem::path& labels,
                        const IdxProgress& progress = {});

// The same with the files that MNIST keeps beside it: for a name that contains "train-images" the
// labels "train-labels..." and, as test data, "t10k-images..." and "t10k-labels...", each if it is
// there (with or without ".gz"). `labels`, if given, goes before what is found.
Result<DataSet> readIdxFamily(const std::filesystem::path& images,
                              const std::filesystem::path& labels,
                              const IdxProgress& progress = {});

} // namespace core
