// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/hopfield/learner.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace core::hopfield {

namespace {

constexpr int together = 8;              // patterns learnt in one pass over J
constexpr int width = 16;                // of the arrays by neuron that the kernel sees
constexpr double workBetweenStops = 2e6; // products, about a millisecond

// With g = J xi and J_ii = 0 the rule is J' = (1 + 2/N) J + (xi xi^T - xi g^T - g xi^T) / N off the
// diagonal. Eight patterns change J by that much of rank sixteen, so that J is read once for their
// products with it and changed once.
class Storkey final : public Learner
{
public:
    explicit Storkey(const PatternStore& patterns)
        : patterns_(patterns), n_(static_cast<int>(patterns.neurons())), growth_(1 + 2.0 / n_),
          kernels_(overlapKernels()), couplings_(std::make_shared<Couplings>())
    {
        std::size_t const n = static_cast<std::size_t>(n_);
        // Zero, and not touched before it is needed.
        values_.reset(static_cast<double*>(std::calloc(n * n, sizeof(double))));
        couplings_->neurons = n_;
        couplings_->values.reserve(n * n);
        for (auto* array : {&minusPatterns_, &products_, &left_}) {
            array->resize(n * width);
        }
        right_.resize(n * width);
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
    std::shared_ptr<const Couplings> couplings() const override { return couplings_; }

private:
    enum class Step { begin, multiply, combine, change, write, finished };

    void go(Step step)
    {
        step_ = step;
        row_ = 0;
    }

    // The next piece of work; about how many products it took.
    double advance()
    {
        switch (step_) {
        case Step::begin: return begin();
        case Step::multiply: return multiply();
        case Step::combine: return combine();
        case Step::change: return change();
        case Step::write: return write();
        case Step::finished: break;
        }
        return 0;
    }

    double* row(int i) { return values_.get() + static_cast<std::ptrdiff_t>(i) * n_; }
    static std::size_t at(int i, int k)
    {
        return static_cast<std::size_t>(i) * width + static_cast<std::size_t>(k);
    }

    double begin()
    {
        if (first_ >= patterns_.count()) {
            go(Step::write);
            return 0;
        }
        count_ = static_cast<int>(std::min<std::int64_t>(together, patterns_.count() - first_));
        for (int i = 0; i < n_; ++i) {
            for (int a = 0; a < count_; ++a) {
                minusPatterns_[at(i, a)] = patterns_.at(first_ + a, i) ? -1 : 1;
            }
        }
        std::fill(products_.begin(), products_.end(), 0.0);
        go(Step::multiply);
        return n_ * width;
    }

    // products = J xi for all patterns of the group, 16 neurons a piece.
    double multiply()
    {
        int const height = std::min(16, n_ - row_);
        kernels_.subtractProducts(products_.data() + at(row_, 0), width, height, width, row(row_),
                                  n_, 1, minusPatterns_.data(), width, n_);
        row_ += height;
        if (row_ >= n_) {
            go(Step::combine);
        }
        return static_cast<double>(height) * width * n_;
    }

    // From J xi before the group to g = J xi when each pattern's turn comes: the patterns learnt
    // before it in the group have changed J by known vectors.
    double combine()
    {
        std::vector<double> diagonal(static_cast<std::size_t>(n_));
        for (int b = 0; b < count_; ++b) {
            for (int i = 0; i < n_; ++i) {
                products_[at(i, b)] *= powerOfGrowth(b);
                diagonal[static_cast<std::size_t>(i)] = 0;
            }
            for (int a = 0; a < b; ++a) {
                addEarlier(a, b, diagonal);
            }
            for (int i = 0; i < n_; ++i) {
                products_[at(i, b)] +=
                    diagonal[static_cast<std::size_t>(i)] * minusPatterns_[at(i, b)];
            }
        }
        setFactors();
        go(Step::change);
        return static_cast<double>(n_) * width * width;
    }

    double powerOfGrowth(int k) const
    {
        double power = 1;
        for (; k > 0; --k) {
            power *= growth_;
        }
        return power;
    }

    // What learning pattern a has given to g of pattern b, the diagonal still in it.
    void addEarlier(int a, int b, std::vector<double>& diagonal)
    {
        double equal = 0, turned = 0; // xi^a . xi^b, g^a . xi^b
        for (int i = 0; i < n_; ++i) {
            equal += minusPatterns_[at(i, a)] * minusPatterns_[at(i, b)];
            turned -= products_[at(i, a)] * minusPatterns_[at(i, b)];
        }
        double const weight = powerOfGrowth(b - 1 - a) / n_;
        for (int i = 0; i < n_; ++i) {
            double const xi = -minusPatterns_[at(i, a)], g = products_[at(i, a)];
            products_[at(i, b)] += weight * (xi * (equal - turned) - g * equal);
            diagonal[static_cast<std::size_t>(i)] += weight * (1 - 2 * xi * g);
        }
    }

    // J' = growth^count J - sum over the columns of left times right.
    void setFactors()
    {
        for (int a = 0; a < together; ++a) {
            double const weight = a < count_ ? powerOfGrowth(count_ - 1 - a) / n_ : 0;
            for (int i = 0; i < n_; ++i) {
                double const xi = -minusPatterns_[at(i, a)], g = products_[at(i, a)];
                left_[at(i, 2 * a)] = -weight * (xi - g);
                left_[at(i, 2 * a + 1)] = weight * xi;
                right_[static_cast<std::size_t>(2 * a) * static_cast<std::size_t>(n_) +
                       static_cast<std::size_t>(i)] = xi;
                right_[static_cast<std::size_t>(2 * a + 1) * static_cast<std::size_t>(n_) +
                       static_cast<std::size_t>(i)] = g;
            }
        }
    }

    double change()
    {
        int const height = std::min(16, n_ - row_);
        double const growth = powerOfGrowth(count_);
        for (int i = row_; i < row_ + height; ++i) {
            double* const values = row(i);
            for (int j = 0; j < n_; ++j) {
                values[j] *= growth;
            }
        }
        kernels_.subtractProducts(row(row_), n_, height, n_, left_.data() + at(row_, 0), width, 1,
                                  right_.data(), n_, width);
        for (int i = row_; i < row_ + height; ++i) {
            row(i)[i] = 0;
        }
        row_ += height;
        if (row_ >= n_) {
            first_ += count_;
            go(Step::begin);
        }
        return static_cast<double>(height) * width * n_;
    }

    // Symmetric to the last digit: what is below the diagonal is copied.
    double write()
    {
        auto& integers = couplings_->values;
        const double* const values = row(row_);
        for (int j = 0; j < row_; ++j) {
            integers.push_back(couplings_->row(j)[row_]);
        }
        for (int j = row_; j < n_; ++j) {
            integers.push_back(
                static_cast<std::int32_t>(std::nearbyint(values[j] * couplingScale)));
        }
        if (++row_ >= n_) {
            values_.reset();
            step_ = Step::finished;
        }
        return 16.0 * n_;
    }

    struct Free
    {
        void operator()(double* memory) const { std::free(memory); }
    };

    const PatternStore& patterns_;
    int n_;
    double growth_;
    const OverlapKernels& kernels_;
    std::unique_ptr<double[], Free> values_; // J, N x N
    // By neuron, 16 each: -xi (8 used), J xi and then g (8 used), and the factors of the change;
    // `right_` by factor, N each.
    std::vector<double> minusPatterns_, products_, left_, right_;
    Step step_ = Step::begin;
    std::int64_t first_ = 0; // pattern of the group
    int count_ = 0;          // patterns in it
    int row_ = 0;
    std::shared_ptr<Couplings> couplings_;
};

} // namespace

std::unique_ptr<Learner> makeStorkey(const PatternStore& patterns)
{
    return std::make_unique<Storkey>(patterns);
}

} // namespace core::hopfield
