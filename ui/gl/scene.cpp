// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/gl/scene.h"

#include <utility>

namespace ui {

bool Scene::show(const core::Picture& picture)
{
    bool const sameFrame = picture.world == picture_.world && picture.tile == picture_.tile;
    if (sameFrame && picture.cells == picture_.cells) {
        return false;
    }
    picture_.world = picture.world;
    picture_.tile = picture.tile;
    picture_.cells.assign(picture.cells.begin(), picture.cells.end());
    ++pictureNumber_;
    if (!sameFrame) {
        sample();
    }
    return true;
}

bool Scene::setView(const core::ViewRequest& request)
{
    if (request == view_) {
        return false;
    }
    view_ = request;
    sample();
    return true;
}

bool Scene::setColours(const core::Palette& palette, std::uint32_t outside)
{
    if (palette == palette_ && outside == outside_) {
        return false;
    }
    palette_ = palette;
    outside_ = outside;
    ++paletteNumber_;
    return true;
}

bool Scene::hasCells() const
{
    const core::Tile& tile = picture_.tile;
    return tile.width > 0 && tile.height > 0 &&
           picture_.cells.size() >=
               static_cast<std::size_t>(tile.width) * static_cast<std::size_t>(tile.height);
}

void Scene::sample()
{
    const core::Tile& tile = picture_.tile;
    core::sampleAxis(view_.x0, view_.x1, tile.x0, tile.scale, tile.width, picture_.world.width,
                     view_.pixelWidth, columns_);
    core::sampleAxis(view_.y0, view_.y1, tile.y0, tile.scale, tile.height, picture_.world.height,
                     view_.pixelHeight, rows_);
    ++samplingNumber_;
}

} // namespace ui
