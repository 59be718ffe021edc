// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/rng.h"
#include "core/models/hopfield/network.h"
#include "core/models/hopfield/random_order.h"
#include "core/models/ising/acceptance.h"

#include <algorithm>
#include <cmath>
#include <vector>

// The Hopfield network by its definitions: couplings written out, every lambda from scratch, the
// random numbers taken in the order that Network promises.
namespace checks {

using core::hopfield::DynamicsChoice;
using core::hopfield::Params;
using core::hopfield::PatternStore;
using core::hopfield::RuleChoice;

using Real = long double;
using Matrix = std::vector<std::vector<Real>>;
using Signs = std::vector<std::vector<int>>;

inline Signs signsOf(const PatternStore& store)
{
    Signs xi(static_cast<std::size_t>(store.count()));
    for (std::int64_t k = 0; k < store.count(); ++k) {
        for (std::int64_t i = 0; i < store.neurons(); ++i) {
            xi[static_cast<std::size_t>(k)].push_back(store.at(k, i) ? 1 : -1);
        }
    }
    return xi;
}

inline Matrix square(std::size_t n) { return Matrix(n, std::vector<Real>(n)); }

// sum_mu xi_i xi_j / N off the diagonal.
inline Matrix hebbCouplings(const Signs& xi, std::size_t N)
{
    auto J = square(N);
    for (std::size_t i = 0; i < N; ++i) {
        for (std::size_t j = 0; j < N; ++j) {
            int sum = 0;
            for (const auto& pattern : xi) {
                sum += i == j ? 0 : pattern[i] * pattern[j];
            }
            J[i][j] = static_cast<Real>(sum) / static_cast<Real>(N);
        }
    }
    return J;
}

// Inverse by Gauss-Jordan elimination with pivots.
inline Matrix inverse(Matrix a)
{
    std::size_t const n = a.size();
    auto b = square(n);
    for (std::size_t i = 0; i < n; ++i) {
        b[i][i] = 1;
    }
    for (std::size_t c = 0; c < n; ++c) {
        std::size_t pivot = c;
        for (std::size_t r = c; r < n; ++r) {
            pivot = std::fabs(a[r][c]) > std::fabs(a[pivot][c]) ? r : pivot;
        }
        std::swap(a[c], a[pivot]);
        std::swap(b[c], b[pivot]);
        Real const scale = 1 / a[c][c];
        for (std::size_t k = 0; k < n; ++k) {
            a[c][k] *= scale;
            b[c][k] *= scale;
        }
        for (std::size_t r = 0; r < n; ++r) {
            Real const factor = r == c ? 0 : a[r][c];
            for (std::size_t k = 0; k < n && factor != 0; ++k) {
                a[r][k] -= factor * a[c][k];
                b[r][k] -= factor * b[c][k];
            }
        }
    }
    return b;
}

// J = xi^T (xi xi^T)^-1 xi off the diagonal, for linearly independent patterns.
inline Matrix projection(const Signs& xi, std::size_t N)
{
    std::size_t const P = xi.size();
    auto overlaps = square(P);
    for (std::size_t a = 0; a < P; ++a) {
        for (std::size_t b = 0; b < P; ++b) {
            for (std::size_t i = 0; i < N; ++i) {
                overlaps[a][b] += xi[a][i] * xi[b][i];
            }
        }
    }
    auto const C = P == 0 ? overlaps : inverse(overlaps);
    auto J = square(N);
    for (std::size_t i = 0; i < N; ++i) {
        for (std::size_t j = 0; j < N; ++j) {
            for (std::size_t a = 0; a < P && i != j; ++a) {
                for (std::size_t b = 0; b < P; ++b) {
                    J[i][j] += static_cast<Real>(xi[a][i] * xi[b][j]) * C[a][b];
                }
            }
        }
    }
    return J;
}

// w' = w + (xi_i xi_j - xi_i h_ji - h_ij xi_j) / N, h_ij = sum_{k != i, j} w_ik xi_k (Storkey,
// ICANN 1997).
inline Matrix storkeyCouplings(const Signs& xi, std::size_t N)
{
    auto w = square(N);
    for (const auto& pattern : xi) {
        auto h = square(N);
        for (std::size_t i = 0; i < N; ++i) {
            for (std::size_t j = 0; j < N; ++j) {
                for (std::size_t k = 0; k < N; ++k) {
                    h[i][j] += k == i || k == j ? 0 : w[i][k] * pattern[k];
                }
            }
        }
        for (std::size_t i = 0; i < N; ++i) {
            for (std::size_t j = 0; j < N; ++j) {
                Real const a = pattern[i], b = pattern[j];
                w[i][j] += i == j ? 0 : (a * b - a * h[j][i] - h[i][j] * b) / static_cast<Real>(N);
            }
        }
    }
    return w;
}

class PlainHopfield
{
public:
    PlainHopfield(const PatternStore& store, const Params& params, std::uint64_t seed)
        : params_(params), seed_(seed), random_(core::streamSeed(seed, 0)), xi_(signsOf(store)),
          N_(static_cast<std::size_t>(store.neurons())), s_(N_, -1)
    {
        switch (params.rule) {
        case RuleChoice::hebb: J_ = hebbCouplings(xi_, N_); break;
        case RuleChoice::pseudoInverse: J_ = projection(xi_, N_); break;
        case RuleChoice::storkey: J_ = storkeyCouplings(xi_, N_); break;
        default: break;
        }
    }

    std::vector<int>& spins() { return s_; }
    const Matrix& J() const { return J_; }
    const Signs& patterns() const { return xi_; }

    // Without the threshold.
    double energy() const { return static_cast<double>(energyOf(s_)); }

    double lambda(std::size_t i) const
    {
        if (!J_.empty()) {
            Real h = 0;
            for (std::size_t j = 0; j < N_; ++j) {
                h += J_[i][j] * s_[j];
            }
            // Sums of fractions of N: what rounding leaves of a tie is not a field.
            return std::fabs(h) < 1e-15L ? 0 : static_cast<double>(h);
        }
        return params_.rule == RuleChoice::dense ? denseLambda(i) : exponentialLambda(i);
    }

    // A sweep; the number of neurons changed.
    std::int64_t sweep()
    {
        std::vector<std::uint16_t> order(N_);
        for (std::size_t i = 0; i < N_; ++i) {
            order[i] = static_cast<std::uint16_t>(i);
        }
        if (params_.dynamics == DynamicsChoice::asynchronous) {
            core::Rng shuffle(core::streamSeed(core::streamSeed(seed_, 1), sweeps_));
            core::hopfield::randomOrder(shuffle, order);
        }
        ++sweeps_;
        auto next = s_;
        std::int64_t flips = 0;
        for (std::size_t const i : order) {
            next[i] = decide(lambda(i) - params_.threshold, s_[i]);
            flips += next[i] != s_[i];
            if (params_.dynamics != DynamicsChoice::synchronous) {
                s_[i] = next[i];
            }
        }
        s_ = next;
        return flips;
    }

private:
    int decide(double lambda, int s)
    {
        if (params_.T == 0) {
            return lambda > 0 ? 1 : lambda < 0 ? -1 : s;
        }
        double const p = core::hopfield::upProbability(lambda, params_.T);
        return random_.next() < core::ising::threshold64(p) ? 1 : -1;
    }

    int overlapSum(std::size_t mu, const std::vector<int>& s) const
    {
        int sum = 0;
        for (std::size_t i = 0; i < N_; ++i) {
            sum += xi_[mu][i] * s[i];
        }
        return sum;
    }

    Real energyOf(const std::vector<int>& s) const
    {
        Real sum = 0, N = static_cast<Real>(N_);
        if (!J_.empty()) {
            for (std::size_t i = 0; i < N_; ++i) {
                for (std::size_t j = 0; j < N_; ++j) {
                    sum -= J_[i][j] * s[i] * s[j] / 2;
                }
            }
            return sum;
        }
        if (params_.rule == RuleChoice::dense) {
            for (std::size_t mu = 0; mu < xi_.size(); ++mu) {
                sum -= N / static_cast<int>(params_.power) *
                       std::pow(static_cast<Real>(overlapSum(mu, s)) / N,
                                static_cast<int>(params_.power));
            }
            return sum;
        }
        if (xi_.empty()) {
            return 0;
        }
        Real top = -N;
        for (std::size_t mu = 0; mu < xi_.size(); ++mu) {
            top = std::max<Real>(top, overlapSum(mu, s));
        }
        for (std::size_t mu = 0; mu < xi_.size(); ++mu) {
            sum += std::exp(params_.beta * (overlapSum(mu, s) - top));
        }
        return -(std::log(sum) / params_.beta + top);
    }

    double denseLambda(std::size_t i) const
    {
        __extension__ using Wide = __int128;
        Wide sum = 0;
        auto const power = [this](int M) {
            Wide result = 1;
            for (int k = 0; k < static_cast<int>(params_.power); ++k) {
                result *= M;
            }
            return result;
        };
        for (std::size_t mu = 0; mu < xi_.size(); ++mu) {
            int const rest = overlapSum(mu, s_) - xi_[mu][i] * s_[i];
            sum += power(rest + xi_[mu][i]) - power(rest - xi_[mu][i]);
        }
        Real const N = static_cast<Real>(N_);
        return static_cast<double>(static_cast<Real>(sum) /
                                   (2 * static_cast<int>(params_.power) *
                                    std::pow(N, static_cast<int>(params_.power) - 1)));
    }

    double exponentialLambda(std::size_t i) const
    {
        auto up = s_, down = s_;
        up[i] = 1;
        down[i] = -1;
        return static_cast<double>((energyOf(down) - energyOf(up)) / 2);
    }

    Params params_;
    std::uint64_t seed_, sweeps_ = 0;
    core::Rng random_;
    Signs xi_;
    std::size_t N_;
    std::vector<int> s_;
    Matrix J_;
};

} // namespace checks
