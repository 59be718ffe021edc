// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/hopfield/learner.h"

#include <algorithm>
#include <cmath>

namespace core::hopfield {

namespace {

// What is left of a pattern, as a share of its length squared, below which it depends on the
// others.
constexpr double dependence = 1e-9;
constexpr std::size_t tile = 64;

class Projection final : public Learner
{
public:
    explicit Projection(const PatternStore& patterns)
        : patterns_(patterns), n_(static_cast<std::size_t>(patterns.neurons()))
    {
    }

    bool work(const StopCheck& stop) override
    {
        while (next_ < patterns_.count()) {
            orthogonalise();
            if (stop()) {
                return false;
            }
        }
        return patterns_.neurons() > largestMatrix ? writeFactor() : multiply(stop);
    }
    std::int64_t dependent() const override { return dependent_; }
    std::shared_ptr<const Couplings> couplings() const override { return couplings_; }
    std::shared_ptr<const Factor> factor() const override { return factor_; }

private:
    // The next row of Cholesky's factor and of the orthogonal patterns Y = L^-1 xi, Y Y^T = N.
    void orthogonalise()
    {
        std::size_t const k = kept_.size();
        std::vector<double> l(k);
        double rest = 1;
        for (std::size_t j = 0; j < k; ++j) {
            double sum = patterns_.overlap(next_, kept_[j]);
            for (std::size_t i = 0; i < j; ++i) {
                sum -= l[i] * lower_[j][i];
            }
            l[j] = sum / lower_[j][j];
            rest -= l[j] * l[j];
        }
        if (rest > dependence) {
            addRow(l, std::sqrt(rest));
        } else {
            ++dependent_;
        }
        ++next_;
    }

    void addRow(std::vector<double>& l, double diagonal)
    {
        std::vector<double> row(n_);
        for (std::size_t i = 0; i < n_; ++i) {
            row[i] = patterns_.at(next_, static_cast<std::int64_t>(i)) ? 1 : -1;
        }
        for (std::size_t j = 0; j < l.size(); ++j) {
            const double* const other = rows_[j].data();
            for (std::size_t i = 0; i < n_; ++i) {
                row[i] -= l[j] * other[i];
            }
        }
        for (double& value : row) {
            value /= diagonal;
        }
        l.push_back(diagonal);
        lower_.push_back(std::move(l));
        rows_.push_back(std::move(row));
        kept_.push_back(next_);
    }

    bool writeFactor()
    {
        auto factor = std::make_shared<Factor>();
        factor->neurons = patterns_.neurons();
        factor->rank = static_cast<std::int64_t>(rows_.size());
        factor->values.resize(n_ * rows_.size());
        for (std::size_t k = 0; k < rows_.size(); ++k) {
            for (std::size_t i = 0; i < n_; ++i) {
                factor->values[i * rows_.size() + k] =
                    static_cast<float>(std::nearbyint(rows_[k][i] * factorScale));
            }
            rows_[k] = {};
        }
        factor_ = std::move(factor);
        return true;
    }

    // J = Y^T Y / N, tile by tile of the upper triangle; each element is summed in the patterns'
    // order.
    bool multiply(const StopCheck& stop)
    {
        if (!couplings_) {
            couplings_ = std::make_shared<Couplings>();
            couplings_->neurons = patterns_.neurons();
            couplings_->values.resize(n_ * n_);
        }
        for (; tileRow_ < n_; tileRow_ += tile, tileColumn_ = tileRow_) {
            for (; tileColumn_ < n_; tileColumn_ += tile) {
                multiplyTile();
                if (stop()) {
                    tileColumn_ += tile;
                    return false;
                }
            }
        }
        rows_.clear();
        lower_.clear();
        return true;
    }

    void multiplyTile()
    {
        std::size_t const height = std::min(tile, n_ - tileRow_);
        std::size_t const width = std::min(tile, n_ - tileColumn_);
        sums_.assign(tile * tile, 0);
        for (const auto& row : rows_) {
            const double* const right = row.data() + tileColumn_;
            for (std::size_t i = 0; i < height; ++i) {
                double const left = row[tileRow_ + i];
                double* const out = sums_.data() + i * tile;
                for (std::size_t j = 0; j < width; ++j) {
                    out[j] += left * right[j];
                }
            }
        }
        double const scale = couplingScale / static_cast<double>(n_);
        for (std::size_t i = 0; i < height; ++i) {
            for (std::size_t j = 0; j < width; ++j) {
                std::size_t const a = tileRow_ + i, b = tileColumn_ + j;
                auto const value =
                    static_cast<std::int32_t>(std::nearbyint(sums_[i * tile + j] * scale));
                if (a != b) {
                    couplings_->values[a * n_ + b] = value;
                    couplings_->values[b * n_ + a] = value;
                }
            }
        }
    }

    const PatternStore& patterns_;
    std::size_t n_;
    std::int64_t next_ = 0, dependent_ = 0;
    std::vector<std::int64_t> kept_;
    std::vector<std::vector<double>> lower_, rows_;
    std::size_t tileRow_ = 0, tileColumn_ = 0;
    std::vector<double> sums_;
    std::shared_ptr<Couplings> couplings_;
    std::shared_ptr<const Factor> factor_;
};

} // namespace

std::unique_ptr<Learner> makeProjection(const PatternStore& patterns)
{
    return std::make_unique<Projection>(patterns);
}

} // namespace core::hopfield
