// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/rbm/data_source.h"

#include "core/base/numbers.h"
#include "core/io/idx.h"
#include "core/io/image_folder.h"
#include "core/learn/bars_and_stripes.h"
#include "core/learn/digits.h"

#include <algorithm>

namespace core::rbm {

namespace {

constexpr std::uint64_t digitsSeed = 1; // one set for all machines, as MNIST is
constexpr std::size_t slice = 200;      // pictures between two looks at the clock

std::string keyOf(const Params& p, std::uint64_t seed)
{
    switch (p.data) {
    case DataChoice::barsAndStripes: return "bars " + std::to_string(p.side);
    case DataChoice::digits: return "digits";
    case DataChoice::idx: return "idx " + p.file + "\n" + p.labels;
    case DataChoice::ising:
        return "ising " + std::to_string(p.L) + " " + numberText(p.dataT) + " " +
               std::to_string(seed);
    case DataChoice::images: return "images " + std::to_string(p.pictureSide) + " " + p.folder;
    case DataChoice::drawn: break;
    }
    return {}; // a person's own: never the same
}

// So many that all together have the sites of 10 000 lattices of side 16: large ones take long.
std::size_t latticesToLearn(std::int64_t L)
{
    return static_cast<std::size_t>(std::clamp<std::int64_t>(2'560'000 / (L * L), 1000, 10000));
}
std::size_t latticesToTest(std::int64_t L) { return latticesToLearn(L) / 5; }

DataSet emptySet(std::string title, int width, int height, bool binary)
{
    DataSet set;
    set.title = std::move(title);
    set.width = width;
    set.height = height;
    set.binary = binary;
    return set;
}

// Area means would blur a thin pen away; what a cell shows is what lies in its middle.
std::vector<std::uint8_t> fitted(const std::vector<std::uint8_t>& grey, std::size_t side)
{
    std::size_t from = 1;
    while (from * from < grey.size()) {
        ++from;
    }
    std::vector<std::uint8_t> result(side * side, 0);
    for (std::size_t y = 0; y < side; ++y) {
        for (std::size_t x = 0; x < side; ++x) {
            std::size_t const at =
                (2 * y + 1) * from / (2 * side) * from + (2 * x + 1) * from / (2 * side);
            result[y * side + x] = at < grey.size() ? grey[at] : std::uint8_t{0};
        }
    }
    return result;
}

} // namespace

DataSource::DataSource(const Params& params, std::uint64_t seed, const std::vector<OwnPicture>& own,
                       const DataSource* old, Gauge* gauge)
    : kind_(params.data), key_(keyOf(params, seed)), seed_(seed), L_(params.L), dataT_(params.dataT)
{
    if (!old || !takeOver(*old)) {
        open(params, own, gauge);
    }
}

bool DataSource::takeOver(const DataSource& old)
{
    bool const same = !key_.empty() && old.key_ == key_ && old.outcome_ && old.complete();
    if (same) {
        set_ = old.set_;
    }
    return same;
}

DataSource::DataSource(const Params& params, std::uint64_t seed, const DataSource& old)
    : kind_(params.data), key_(keyOf(params, seed)), seed_(seed), L_(params.L), dataT_(params.dataT)
{
    if (kind_ == DataChoice::idx || kind_ == DataChoice::images) {
        refuse("The document has no pictures; expected those that were learnt.");
    } else if (!takeOver(old)) {
        open(params, {}, nullptr);
    }
}

void DataSource::refuse(const std::string& reason)
{
    outcome_ = Outcome::refused(reason);
    set_ = std::make_shared<DataSet>(emptySet("data", 1, 1, true));
}

void DataSource::adopt(Result<DataSet> data)
{
    if (data) {
        set_ = std::make_shared<DataSet>(std::move(*data));
    } else {
        refuse(data.reason());
    }
}

void DataSource::readFile(const Params& params, Gauge* gauge)
{
    if (params.file.empty()) {
        return refuse("Parameter 'file' is empty; data=idx needs an IDX file of pictures.");
    }
    std::filesystem::path const file(params.file);
    GaugedWork const work(gauge, "reading", file.filename().string());
    adopt(readIdxFamily(file, params.labels, [&work](double share) { return work.reach(share); }));
}

void DataSource::readFolder(const Params& params, Gauge* gauge)
{
    if (params.folder.empty()) {
        return refuse("Parameter 'folder' is empty; data=images needs a folder of pictures.");
    }
    std::filesystem::path const folder(params.folder);
    GaugedWork const work(gauge, "reading", folder.filename().string());
    adopt(readImageFolder(folder, static_cast<int>(params.pictureSide),
                          [&work](double share) { return work.reach(share); }));
}

void DataSource::open(const Params& params, const std::vector<OwnPicture>& own, Gauge* gauge)
{
    int const side = static_cast<int>(params.pictureSide);
    switch (params.data) {
    case DataChoice::barsAndStripes:
        set_ = std::make_shared<DataSet>(barsAndStripes(static_cast<int>(params.side)));
        return;
    case DataChoice::digits:
        set_ = std::make_shared<DataSet>(emptySet("Digits", digitSide, digitSide, false));
        wanted_ = trainDigits + testDigits;
        return;
    case DataChoice::ising:
        lattice_ = std::make_unique<LatticeSnapshots>(static_cast<int>(L_), dataT_, seed_);
        set_ = std::make_shared<DataSet>(
            emptySet("Ising lattice", static_cast<int>(L_), static_cast<int>(L_), true));
        wanted_ = latticesToLearn(L_) + latticesToTest(L_);
        return;
    case DataChoice::idx: return readFile(params, gauge);
    case DataChoice::images: return readFolder(params, gauge);
    case DataChoice::drawn: break;
    }
    set_ = std::make_shared<DataSet>(emptySet("My drawings", side, side, true));
    for (const auto& picture : own) {
        auto const grey = fitted(picture.grey, static_cast<std::size_t>(side));
        set_->grey.insert(set_->grey.end(), grey.begin(), grey.end());
    }
    if (own.empty()) {
        outcome_ = Outcome::refused("There is no drawing to learn from; draw on the pad and press "
                                    "'Add to my drawings' first.");
    }
}

double DataSource::progress() const
{
    return complete() ? 1 : static_cast<double>(made_) / static_cast<double>(wanted_);
}

bool DataSource::prepare(StopCheck stop, WorkerPool& pool)
{
    std::size_t const size = set_->pixels();
    std::size_t const train = kind_ == DataChoice::digits ? trainDigits : latticesToLearn(L_);
    while (!complete()) {
        if (made_ == 0) {
            set_->grey.resize(train * size);
            set_->testGrey.resize((wanted_ - train) * size);
            if (kind_ == DataChoice::digits) {
                set_->labels.resize(train);
                set_->testLabels.resize(wanted_ - train);
            }
        }
        if (kind_ == DataChoice::digits) {
            makeDigitsSlice(pool);
        } else {
            bool const test = made_ >= train;
            auto& grey = test ? set_->testGrey : set_->grey;
            std::size_t const at = (test ? made_ - train : made_) * size;
            lattice_->next(std::span(grey).subspan(at, size));
            ++made_;
        }
        if (stop()) {
            break;
        }
    }
    if (complete()) {
        lattice_.reset();
    }
    return complete();
}

void DataSource::makeDigitsSlice(WorkerPool& pool)
{
    int const pieces = static_cast<int>(std::min(std::size_t{8}, (wanted_ - made_) / slice));
    pool.run(pieces, [this](int piece) {
        std::size_t const first = made_ + static_cast<std::size_t>(piece) * slice;
        bool const test = first >= trainDigits;
        std::size_t const at = test ? first - trainDigits : first;
        auto& grey = test ? set_->testGrey : set_->grey;
        auto& labels = test ? set_->testLabels : set_->labels;
        generateDigits(digitsSeed, first,
                       std::span(grey).subspan(at * digitPixels, slice * digitPixels),
                       std::span(labels).subspan(at, slice));
    });
    made_ += static_cast<std::size_t>(pieces) * slice;
}

void DataSource::save(Archive& archive) const
{
    bool const made = kind_ == DataChoice::barsAndStripes || kind_ == DataChoice::digits ||
                      kind_ == DataChoice::ising;
    if (made || !outcome_) {
        return;
    }
    archive.putText("data.title", set_->title);
    archive.put("data.size", std::vector<std::int64_t>{set_->width, set_->height, set_->binary});
    archive.put("data.grey", set_->grey);
    archive.put("data.labels", set_->labels);
    archive.put("data.test-grey", set_->testGrey);
    archive.put("data.test-labels", set_->testLabels);
}

Outcome DataSource::load(const Archive& archive)
{
    bool const fromFile = kind_ == DataChoice::idx || kind_ == DataChoice::images;
    bool const drawn = kind_ == DataChoice::drawn && archive.array("data.size");
    if (!fromFile && !drawn) {
        return Outcome::done(); // without a drawing too: then it is only not ready
    }
    DataSet set;
    std::vector<std::int64_t> size;
    for (auto const& outcome :
         {archive.getText("data.title", set.title), archive.get("data.size", size, 3),
          archive.get("data.grey", set.grey), archive.get("data.labels", set.labels),
          archive.get("data.test-grey", set.testGrey),
          archive.get("data.test-labels", set.testLabels)}) {
        if (!outcome) {
            return outcome;
        }
    }
    set.width = static_cast<int>(std::clamp<std::int64_t>(size[0], 0, maxDataSide));
    set.height = static_cast<int>(std::clamp<std::int64_t>(size[1], 0, maxDataSide));
    set.binary = size[2] != 0;
    if (auto outcome = checkDataSet(set); !outcome) {
        return outcome;
    }
    set_ = std::make_shared<DataSet>(std::move(set));
    outcome_ = Outcome::done();
    return outcome_;
}

} // namespace core::rbm
