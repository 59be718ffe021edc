// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/hopfield/learner.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace core::hopfield {

namespace {

// What is left of a pattern, as a share of its length squared, below which it depends on the
// others.
constexpr double dependence = 1e-9;
constexpr int tile = 64;
constexpr double largestInteger = 1 << 30;
constexpr double workBetweenStops = 2e6; // products, about a millisecond

// (xi xi^T / N) = U^T U tile by tile, then B = (U^T U)^-1 xi / N for 64 neurons after the other.
// All of it is made of one kernel that subtracts sums of products in a fixed order.
class Projection final : public Learner
{
public:
    explicit Projection(const PatternStore& patterns)
        : patterns_(patterns), P_(static_cast<int>(patterns.count())),
          n_(static_cast<int>(patterns.neurons())), kernels_(overlapKernels()),
          left_(static_cast<std::size_t>(P_), 0), solved_(static_cast<std::size_t>(P_) * tile)
    {
        inverse_->neurons = n_;
        inverse_->stride = static_cast<std::int64_t>(64 * patterns.blocks());
        inverse_->scale = std::ldexp(largestInteger, -2) * n_;
        inverse_->values.reserve(static_cast<std::size_t>(inverse_->stride * n_));
    }

    bool work(const StopCheck& stop) override
    {
        double done = 0;
        while (step_ != Step::finished) {
            done += advance();
            if (done > workBetweenStops && step_ != Step::finished) {
                if (stop()) {
                    return false;
                }
                done = 0;
            }
        }
        return true;
    }
    std::int64_t dependent() const override
    {
        return std::count(left_.begin(), left_.end(), std::uint8_t{1});
    }
    std::shared_ptr<const Inverse> inverse() const override { return inverse_; }

private:
    enum class Step { overlaps, factor, solve, sum, finished };

    double* at(int k, int j) { return upper_.data() + static_cast<std::ptrdiff_t>(k) * P_ + j; }
    void go(Step step)
    {
        step_ = step;
        row_ = column_ = 0;
    }

    // The next piece of work; about how many products it took.
    double advance()
    {
        switch (step_) {
        case Step::overlaps: return countOverlaps();
        case Step::factor: return factorTile();
        case Step::solve: return solveNeurons();
        case Step::sum: return sumNeuron();
        case Step::finished: break;
        }
        return 0;
    }

    double countOverlaps()
    {
        if (row_ >= P_) {
            go(Step::factor);
            return 0;
        }
        upper_.resize(static_cast<std::size_t>(row_ + 1) * static_cast<std::size_t>(P_));
        std::vector<std::int32_t> unequal(static_cast<std::size_t>(P_));
        int const words = static_cast<int>(patterns_.wordsPerPattern());
        kernels_.unequal(patterns_.bits(row_).data(), patterns_.bits(row_).data(), words, P_ - row_,
                         unequal.data());
        for (int j = row_; j < P_; ++j) {
            *at(row_, j) =
                static_cast<double>(n_ - 2 * unequal[static_cast<std::size_t>(j - row_)]) / n_;
        }
        return static_cast<double>(P_ - row_++) * words;
    }

    // Rows row_ ... of the tile above and on the diagonal, tile by tile along the rows.
    double factorTile()
    {
        if (row_ >= P_) {
            go(Step::solve);
            return 0;
        }
        int const height = std::min(tile, P_ - row_), width = std::min(tile, P_ - column_);
        // What the rows above take away, then what the tile's own rows do.
        kernels_.subtractProducts(at(row_, column_), P_, height, width, at(0, row_), 1, P_,
                                  at(0, column_), P_, row_);
        bool const diagonal = row_ == column_;
        for (int k = 0; k < height; ++k) {
            if (diagonal) {
                takeRoot(row_ + k);
            }
            double* const own = at(row_ + k, column_);
            bool const dropped = left_[static_cast<std::size_t>(row_ + k)] != 0;
            double const root = dropped ? 1 : *at(row_ + k, row_ + k);
            for (int j = diagonal ? k + 1 : 0; j < width; ++j) {
                own[j] = dropped ? 0 : own[j] / root;
            }
            int const below = height - k - 1;
            kernels_.subtractProducts(at(row_ + k + 1, column_), P_, below, width,
                                      at(row_ + k, row_ + k + 1), 1, P_, own, P_, 1);
        }
        double const products = static_cast<double>(row_ + tile) * height * width;
        column_ += tile;
        if (column_ >= P_) {
            row_ += tile;
            column_ = row_;
        }
        return products;
    }

    void takeRoot(int k)
    {
        double const rest = *at(k, k);
        left_[static_cast<std::size_t>(k)] = rest > dependence ? 0 : 1;
        *at(k, k) = rest > dependence ? std::sqrt(rest) : 1;
    }

    // B of 64 neurons as reals: forward through U^T, back through U, 64 patterns at a time.
    double solveNeurons()
    {
        if (row_ >= n_) {
            upper_ = {};
            go(Step::sum);
            return 0;
        }
        if (column_ == 0) {
            setRight();
        }
        int const blocks = (P_ + tile - 1) / tile;
        double products = 0;
        if (column_ < blocks) {
            products = solveForward(column_ * tile);
        } else if (column_ < 2 * blocks) {
            products = solveBack((2 * blocks - 1 - column_) * tile);
        }
        if (++column_ >= 2 * blocks) {
            keep();
            row_ += tile;
            column_ = 0;
        }
        return products;
    }

    double* solved(int k) { return solved_.data() + static_cast<std::ptrdiff_t>(k) * tile; }

    void setRight()
    {
        for (int k = 0; k < P_; ++k) {
            for (int i = 0; i < tile; ++i) {
                bool const used = row_ + i < n_ && left_[static_cast<std::size_t>(k)] == 0;
                solved(k)[i] = !used ? 0 : patterns_.at(k, row_ + i) ? 1.0 / n_ : -1.0 / n_;
            }
        }
    }

    double solveForward(int k0)
    {
        int const height = std::min(tile, P_ - k0);
        kernels_.subtractProducts(solved(k0), tile, height, tile, at(0, k0), 1, P_, solved(0), tile,
                                  k0);
        for (int k = k0; k < k0 + height; ++k) {
            divide(k);
            kernels_.subtractProducts(solved(k + 1), tile, k0 + height - k - 1, tile, at(k, k + 1),
                                      1, P_, solved(k), tile, 1);
        }
        return static_cast<double>(k0 + tile) * tile * tile;
    }

    double solveBack(int k0)
    {
        int const end = std::min(k0 + tile, P_);
        kernels_.subtractProducts(solved(k0), tile, end - k0, tile, at(k0, end), P_, 1, solved(end),
                                  tile, P_ - end);
        for (int k = end - 1; k >= k0; --k) {
            divide(k);
            kernels_.subtractProducts(solved(k0), tile, k - k0, tile, at(k0, k), P_, 1, solved(k),
                                      tile, 1);
        }
        return static_cast<double>(P_ - k0) * tile * tile;
    }

    void divide(int k)
    {
        for (int i = 0; i < tile; ++i) {
            solved(k)[i] /= *at(k, k);
        }
    }

    // Writes the neurons just solved as integers. The scale is halved whenever they call for it.
    void keep()
    {
        double largest = 0;
        for (double const value : solved_) {
            largest = std::max(largest, std::fabs(value));
        }
        while (largest * inverse_->scale > largestInteger) {
            inverse_->scale /= 2;
            for (auto& value : inverse_->values) {
                value /= 2;
            }
        }
        for (int i = 0; i < std::min(tile, n_ - row_); ++i) {
            for (int k = 0; k < P_; ++k) {
                inverse_->values.push_back(
                    static_cast<std::int32_t>(std::nearbyint(solved(k)[i] * inverse_->scale)));
            }
            inverse_->values.resize(static_cast<std::size_t>((row_ + i + 1) * inverse_->stride));
        }
    }

    double sumNeuron()
    {
        if (row_ >= n_) {
            step_ = Step::finished;
            return 0;
        }
        const std::int32_t* const row = inverse_->row(row_);
        inverse_->sums.push_back(std::accumulate(row, row + P_, std::int64_t{0}));
        inverse_->diagonal.push_back(product(patterns_, *inverse_, row_, row_));
        ++row_;
        return P_;
    }

    const PatternStore& patterns_;
    int P_, n_;
    const OverlapKernels& kernels_;
    Step step_ = Step::overlaps;
    int row_ = 0, column_ = 0;
    std::vector<double> upper_;      // P x P
    std::vector<std::uint8_t> left_; // out, by pattern
    std::vector<double> solved_;     // P x 64
    std::shared_ptr<Inverse> inverse_ = std::make_shared<Inverse>();
};

} // namespace

std::unique_ptr<Learner> makeProjection(const PatternStore& patterns)
{
    return std::make_unique<Projection>(patterns);
}

} // namespace core::hopfield
