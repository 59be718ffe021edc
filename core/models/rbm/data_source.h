// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/archive.h"
#include "core/base/gauge.h"
#include "core/base/stop_check.h"
#include "core/base/worker_pool.h"
#include "core/learn/data_set.h"
#include "core/models/rbm/ising_data.h"
#include "core/models/rbm/params.h"

#include <memory>

namespace core::rbm {

// A picture that a person added: 0 off, 255 on.
struct OwnPicture
{
    std::string name;
    std::vector<std::uint8_t> grey;
};

// The pictures that the parameters ask for. Small sets and files are there at once; digits and
// lattices are made in slices by prepare(). A finished set is never changed, so that several
// machines can share it.
class DataSource
{
public:
    // Takes over what `old` has where it is the same data. `gauge`, which may be null, is told how
    // far a file has been read; where it gives up the data are refused.
    DataSource(const Params& params, std::uint64_t seed, const std::vector<OwnPicture>& own,
               const DataSource* old, Gauge* gauge);
    // The pictures of a file will be loaded from a document: no file is looked at. Others are
    // taken over from `old` where they are the same.
    DataSource(const Params& params, std::uint64_t seed, const DataSource& old);

    // Refused with a sentence where there is no data to learn: an unreadable file, no drawing.
    const Outcome& outcome() const { return outcome_; }
    // Goes on making the set; true when it is complete.
    bool prepare(StopCheck stop, WorkerPool& pool);
    bool complete() const { return made_ >= wanted_; }
    // 0 to 1.
    double progress() const;

    // Its size is known from the beginning, its pictures when it is complete.
    const DataSet& set() const { return *set_; }

    // Pictures of a person's own and of files stand in the document; what is made here is made
    // again.
    void save(Archive& archive) const;
    Outcome load(const Archive& archive);

private:
    bool takeOver(const DataSource& old);
    void open(const Params& params, const std::vector<OwnPicture>& own, Gauge* gauge);
    void readFile(const Params& params, Gauge* gauge);
    void readFolder(const Params& params, Gauge* gauge);
    void refuse(const std::string& reason);
    void adopt(Result<DataSet> data);
    void makeDigitsSlice(WorkerPool& pool);

    DataChoice kind_;
    std::string key_; // of all that the set depends on
    std::uint64_t seed_;
    std::int64_t L_;
    double dataT_;
    std::shared_ptr<DataSet> set_;
    std::unique_ptr<LatticeSnapshots> lattice_; // while the lattice's pictures are made
    std::size_t made_ = 0, wanted_ = 0;         // pictures, of those that are made in slices
    Outcome outcome_ = Outcome::done();
};

} // namespace core::rbm
