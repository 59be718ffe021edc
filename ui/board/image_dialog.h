// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/io/image.h"
#include "core/picture/binarise.h"
#include "core/picture/drawing.h"

#include <QDialog>

#include <array>

class QCheckBox;
class QComboBox;
class QLabel;
class QSlider;

namespace ui {

// Shows how a picture becomes a drawing of black and white cells, and lets a person choose how.
class ImageDialog : public QDialog
{
    Q_OBJECT

public:
    // `drawing` is as large as the result is to be.
    ImageDialog(core::GreyImage image, const QString& name, QSize size, QWidget* parent = nullptr);

    const core::Drawing& drawing() const { return drawing_; }

private:
    void show(const core::Binarisation& how);
    core::Binarisation chosen() const;

    core::GreyImage image_;
    QString name_;
    QSize size_;
    std::array<std::vector<std::uint8_t>, 2> grey_; // side x side; margins white, and black
    int side_;
    core::Drawing drawing_;
    QLabel* preview_;
    QComboBox* method_;
    QSlider* level_;
    QCheckBox* invert_;
};

} // namespace ui
