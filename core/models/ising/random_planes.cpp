// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/ising/random_planes.h"

#include "core/base/rng.h"

#include <bit>

namespace core::ising {

namespace {

constexpr unsigned timesX(unsigned value)
{
    return ((value << 1) ^ (value & 0x80 ? 0x11B : 0)) & 0xFF;
}

constexpr unsigned product(unsigned a, unsigned b)
{
    unsigned sum = 0;
    for (; b; b >>= 1, a = timesX(a)) {
        sum ^= b & 1 ? a : 0;
    }
    return sum;
}

// The S-box: the inverse in GF(2^8), then an affine map (FIPS 197, 5.1.1).
constexpr std::array<std::uint8_t, 256> makeSubstitution()
{
    std::array<std::uint8_t, 256> table{};
    std::uint8_t power = 1;
    std::uint8_t inverse = 1;
    do { // 3 generates the field; 0xF6 is its inverse
        power = static_cast<std::uint8_t>(product(power, 3));
        inverse = static_cast<std::uint8_t>(product(inverse, 0xF6));
        unsigned image = inverse;
        for (int turn = 1; turn < 5; ++turn) {
            image ^= std::rotl(inverse, turn);
        }
        table[power] = static_cast<std::uint8_t>(image ^ 0x63);
    } while (power != 1);
    table[0] = 0x63;
    return table;
}

using Table = std::array<std::uint32_t, 256>;

// A substituted byte of row 0 times its column of the mixing matrix; other rows are rotations of
// it.
constexpr Table makeEncodeTable()
{
    constexpr auto substitution = makeSubstitution();
    Table table{};
    for (unsigned i = 0; i < 256; ++i) {
        unsigned const s = substitution[i];
        table[i] = product(s, 2) | s << 8 | s << 16 | product(s, 3) << 24;
    }
    return table;
}

constexpr Table makeDecodeTable()
{
    constexpr auto substitution = makeSubstitution();
    Table table{};
    for (unsigned i = 0; i < 256; ++i) {
        table[substitution[i]] =
            product(i, 14) | product(i, 9) << 8 | product(i, 13) << 16 | product(i, 11) << 24;
    }
    return table;
}

constexpr Table encodeTable = makeEncodeTable();
constexpr Table decodeTable = makeDecodeTable();

// `turn` is how many columns further the byte of the next row comes from: 1 encodes, 3 decodes.
AesBlock round(const Table& table, unsigned turn, const AesBlock& state, const AesBlock& key)
{
    AesBlock mixed = key;
    for (unsigned column = 0; column < 4; ++column) {
        std::uint32_t word = 0;
        for (unsigned row = 0; row < 4; ++row) {
            unsigned const source = (column + row * turn) % 4;
            auto const byte = (state[source / 2] >> (source % 2 * 32 + row * 8)) & 0xFF;
            word ^= std::rotl(table[byte], static_cast<int>(row * 8));
        }
        mixed[column / 2] ^= static_cast<std::uint64_t>(word) << (column % 2 * 32);
    }
    return mixed;
}

AesBlock block(const std::uint64_t* words, std::size_t index)
{
    return {words[2 * index], words[2 * index + 1]};
}

AesBlock startBlock(const PlaneKey& key, std::uint64_t halfSweep, std::uint64_t place)
{
    AesBlock state{halfSweep, place};
    for (const auto& roundKey : key.start) {
        state = aesEncode(state, {roundKey[0], roundKey[1]});
    }
    return state;
}

void put(Plane& plane, std::size_t index, const AesBlock& value)
{
    plane[2 * index] = value[0];
    plane[2 * index + 1] = value[1];
}

} // namespace

AesBlock aesEncode(const AesBlock& state, const AesBlock& key)
{
    return round(encodeTable, 1, state, key);
}

AesBlock aesDecode(const AesBlock& state, const AesBlock& key)
{
    return round(decodeTable, 3, state, key);
}

PlaneKey::PlaneKey(std::uint64_t runSeed) : seed(runSeed)
{
    std::uint64_t state = runSeed;
    for (auto& word : encode) {
        word = splitMix(state);
    }
    for (auto& word : decode) {
        word = splitMix(state);
    }
    for (auto& roundKey : start) {
        roundKey[0] = splitMix(state);
        roundKey[1] = splitMix(state);
    }
}

PlaneStream::PlaneStream(const PlaneKey& key, std::uint64_t halfSweep, std::uint64_t band)
    : key_(key)
{
    for (std::size_t i = 0; i < 4; ++i) {
        put(counter_, i, startBlock(key, halfSweep, 8 * band + i));
        AesBlock const step = startBlock(key, halfSweep, 8 * band + 4 + i);
        put(step_, i, {step[0] | 1, step[1] | 1});
    }
}

void PlaneStream::next(Plane planes[planesATree])
{
    for (std::size_t i = 0; i < planeWords; ++i) {
        counter_[i] += step_[i];
    }
    for (std::size_t i = 0; i < 4; ++i) {
        AesBlock const c = block(counter_.data(), i);
        AesBlock const a = aesEncode(c, block(key_.encode, i));
        AesBlock const b = aesDecode(c, block(key_.decode, i));
        put(planes[0], i, aesEncode(a, b));
        put(planes[1], i, aesDecode(a, c));
        put(planes[2], i, aesEncode(b, a));
        put(planes[3], i, aesDecode(b, c));
    }
}

} // namespace core::ising
