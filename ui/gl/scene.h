// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/picture/palette.h"
#include "core/picture/picture.h"
#include "core/picture/sampling.h"

namespace ui {

// What a surface draws: the newest picture, how the view samples it, and its colours. Keeps its own
// copy of the picture in memory it has used before. The numbers grow with each change of their
// part, so that a renderer knows what it has to do again.
class Scene
{
public:
    // False when the picture equals the one shown already.
    bool show(const core::Picture& picture);
    bool setView(const core::ViewRequest& request);
    bool setColours(const core::Palette& palette, std::uint32_t outside);

    const core::Picture& picture() const { return picture_; }
    const core::ViewRequest& view() const { return view_; }
    const core::AxisSampling& columns() const { return columns_; }
    const core::AxisSampling& rows() const { return rows_; }
    const core::Palette& palette() const { return palette_; }
    std::uint32_t outside() const { return outside_; }
    // Are there as many bytes as the tile needs?
    bool hasCells() const;

    std::uint64_t pictureNumber() const { return pictureNumber_; }
    std::uint64_t samplingNumber() const { return samplingNumber_; }
    std::uint64_t paletteNumber() const { return paletteNumber_; }
    // Grows with any of them.
    std::uint64_t number() const { return pictureNumber_ + samplingNumber_ + paletteNumber_; }

private:
    void sample();

    core::Picture picture_;
    core::ViewRequest view_;
    core::AxisSampling columns_, rows_;
    core::Palette palette_ = core::paletteFor("spins");
    std::uint32_t outside_ = core::stageColour;
    std::uint64_t pictureNumber_ = 1, samplingNumber_ = 1, paletteNumber_ = 1;
};

} // namespace ui
