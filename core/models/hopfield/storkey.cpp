// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/hopfield/learner.h"

#include <algorithm>
#include <cmath>

namespace core::hopfield {

namespace {

class Storkey final : public Learner
{
public:
    explicit Storkey(const PatternStore& patterns)
        : patterns_(patterns), n_(static_cast<std::size_t>(patterns.neurons())), values_(n_ * n_),
          pattern_(n_), fields_(n_)
    {
    }

    bool work(const StopCheck& stop) override
    {
        for (; next_ < patterns_.count(); ++next_) {
            if (row_ == 0) {
                begin();
            }
            for (; row_ < 2 * n_; ++row_) {
                if (row_ < n_) {
                    sumField(row_);
                } else {
                    change(row_ - n_);
                }
                if (row_ % 64 == 63 && stop()) {
                    ++row_;
                    return false;
                }
            }
            row_ = 0;
        }
        write();
        return true;
    }
    std::shared_ptr<const Couplings> couplings() const override { return couplings_; }

private:
    void begin()
    {
        for (std::size_t i = 0; i < n_; ++i) {
            pattern_[i] = patterns_.at(next_, static_cast<std::int64_t>(i)) ? 1 : -1;
        }
    }

    void sumField(std::size_t i)
    {
        std::array<double, 8> lanes{};
        const double* const row = values_.data() + i * n_;
        for (std::size_t k = 0; k < n_; ++k) {
            lanes[k % 8] += row[k] * pattern_[k];
        }
        fields_[i] = ((lanes[0] + lanes[4]) + (lanes[2] + lanes[6])) +
                     ((lanes[1] + lanes[5]) + (lanes[3] + lanes[7]));
    }

    // With h_ij = h_i - J_ij xi_j the rule becomes xi_i xi_j - xi_i h_j - xi_j h_i + 2 J_ij.
    void change(std::size_t i)
    {
        double* const row = values_.data() + i * n_;
        double const own = pattern_[i], field = fields_[i], n = static_cast<double>(n_);
        for (std::size_t j = 0; j < n_; ++j) {
            double const crossed = own * fields_[j] + pattern_[j] * field;
            row[j] += (own * pattern_[j] - crossed + 2 * row[j]) / n;
        }
        row[i] = 0;
    }

    void write()
    {
        auto couplings = std::make_shared<Couplings>();
        couplings->neurons = patterns_.neurons();
        couplings->values.resize(values_.size());
        for (std::size_t k = 0; k < values_.size(); ++k) {
            couplings->values[k] =
                static_cast<std::int32_t>(std::nearbyint(values_[k] * couplingScale));
        }
        couplings_ = std::move(couplings);
        values_ = {};
    }

    const PatternStore& patterns_;
    std::size_t n_;
    std::vector<double> values_, pattern_, fields_;
    std::int64_t next_ = 0;
    std::size_t row_ = 0;
    std::shared_ptr<const Couplings> couplings_;
};

} // namespace

std::unique_ptr<Learner> makeStorkey(const PatternStore& patterns)
{
    return std::make_unique<Storkey>(patterns);
}

} // namespace core::hopfield
