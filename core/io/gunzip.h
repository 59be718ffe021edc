// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/io/byte_source.h"

#include <memory>

namespace core {

// What another source holds: unpacked where it begins as a gzip file does (RFC 1952, one member or
// several), unchanged otherwise. Unpacks no further than it is read, holds 64 KiB; the check sums
// are compared when a read reaches the end. Damage, an early end and bytes after the last member
// are failures.
class Gunzip final : public ByteSource
{
public:
    // The source must outlive this one.
    explicit Gunzip(ByteSource& packed);
    ~Gunzip() override;

    std::size_t read(std::span<std::uint8_t> out) override;
    const std::string& failure() const override;

private:
    struct Inflater;
    std::unique_ptr<Inflater> inflater_;
};

} // namespace core
