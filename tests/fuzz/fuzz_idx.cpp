// SPDX-License-Identifier: GPL-3.0-or-later
// Fuzzes the reader of IDX files: configure with clang and -DISINGLASS_FUZZ=ON, then
//     bin/fuzz_idx -max_total_time=600 -rss_limit_mb=512 -malloc_limit_mb=64
// The first byte says what the others are: labels or images, as they are or packed by gzip here.
#include "core/io/idx.h"
#include "tests/support/damage.h"
#include "tests/support/idx_files.h"

#include <cstdlib>

namespace {

void require(bool holds)
{
    if (!holds) {
        std::abort();
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size == 0) {
        return 0;
    }
    idx::Bytes bytes(data + 1, data + size);
    if ((data[0] & 2) != 0) {
        bytes = idx::gzip(bytes);
    }
    core::MemorySource source(bytes);
    if ((data[0] & 1) != 0) {
        auto const labels = core::parseIdxLabels(source, "a");
        require(labels ? !labels->empty() : damage::isSentence(labels.reason(), "a"));
        return 0;
    }
    auto const images = core::parseIdxImages(source, "a");
    if (!images) {
        require(damage::isSentence(images.reason(), "a"));
        return 0;
    }
    core::DataSet const set{
        .title = "a", .width = images->width, .height = images->height, .grey = images->grey};
    require(static_cast<bool>(core::checkDataSet(set)));
    return 0;
}
