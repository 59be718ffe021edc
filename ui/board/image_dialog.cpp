// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/board/image_dialog.h"

#include "core/picture/palette.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QSlider>
#include <QSpinBox>
#include <QStyle>
#include <QVBoxLayout>

#include <algorithm>

namespace ui {

namespace {

constexpr int previewSide = 288;

QImage imageOf(const core::Drawing& drawing)
{
    auto const& spins = core::paletteFor("spins");
    QImage image(drawing.width, drawing.height, QImage::Format_RGB32);
    for (int y = 0; y < drawing.height; ++y) {
        for (int x = 0; x < drawing.width; ++x) {
            image.setPixel(x, y, drawing.at(x, y) == core::upCell ? spins.back() : spins.front());
        }
    }
    return image;
}

} // namespace

ImageDialog::ImageDialog(core::GreyImage image, const QString& name, QSize size, QWidget* parent)
    : QDialog(parent), image_(std::move(image)), name_(name), size_(size),
      side_(std::min(size.width(), size.height())), preview_(new QLabel(this)),
      method_(new QComboBox(this)), level_(new QSlider(Qt::Horizontal, this)),
      invert_(new QCheckBox(tr("Bright parts are drawn"), this))
{
    setWindowTitle(tr("Picture as drawing"));
    // What is not drawn surrounds a picture that is not square.
    for (int const inverted : {0, 1}) {
        grey_[static_cast<std::size_t>(inverted)] =
            core::fitGrey(image_.width, image_.height, image_.pixels, side_,
                          static_cast<std::uint8_t>(inverted != 0 ? 0 : 255));
    }
    auto* const column = new QVBoxLayout(this);
    preview_->setFixedSize(previewSide, previewSide);
    preview_->setAlignment(Qt::AlignCenter);
    preview_->setAccessibleName(tr("Preview"));
    column->addWidget(preview_, 0, Qt::AlignHCenter);
    auto* const form = new QFormLayout;
    column->addLayout(form);
    method_->addItems({tr("Threshold"), tr("Error diffusion"), tr("Ordered dots")});
    method_->setToolTip(tr("How grey becomes black and white"));
    method_->setAccessibleName(tr("Method"));
    method_->setObjectName(QStringLiteral("image-method"));
    form->addRow(tr("&Method"), method_);
    level_->setRange(0, 256);
    level_->setValue(128);
    level_->setToolTip(tr("More is darker: 0 to 256"));
    level_->setAccessibleName(tr("Level"));
    level_->setObjectName(QStringLiteral("image-level"));
    auto* const row = new QHBoxLayout;
    auto* const box = new QSpinBox(this);
    box->setRange(0, 256);
    box->setValue(128);
    box->setAccessibleName(tr("Level as a number"));
    row->addWidget(level_, 1);
    row->addWidget(box);
    auto* const label = new QLabel(tr("&Level"), this);
    label->setBuddy(level_);
    form->addRow(label, row);
    invert_->setToolTip(tr("Otherwise the dark parts are drawn"));
    invert_->setObjectName(QStringLiteral("image-invert"));
    form->addRow({}, invert_);
    auto* const buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    auto* const use = buttons->addButton(tr("Use picture"), QDialogButtonBox::AcceptRole);
    use->setProperty("primary", true);
    use->style()->polish(use); // the box has shown it to the style before
    use->setDefault(true);
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto const again = [this] { show(chosen()); };
    connect(level_, &QSlider::valueChanged, box, &QSpinBox::setValue);
    connect(box, &QSpinBox::valueChanged, level_, &QSlider::setValue);
    connect(level_, &QSlider::valueChanged, this, again);
    connect(method_, &QComboBox::currentIndexChanged, this, again);
    connect(invert_, &QCheckBox::toggled, this, again);
    again();
}

core::Binarisation ImageDialog::chosen() const
{
    constexpr core::Halftone methods[] = {core::Halftone::threshold, core::Halftone::diffusion,
                                          core::Halftone::ordered};
    return {methods[std::max(0, method_->currentIndex())], level_->value(), invert_->isChecked()};
}

// The square picture stands in the middle of a drawing that is not square.
void ImageDialog::show(const core::Binarisation& how)
{
    auto const bits = core::binarise(grey_[how.invert ? 1 : 0], side_, how);
    drawing_ = core::emptyDrawing(size_.width(), size_.height());
    drawing_.name = name_.toStdString();
    int const left = (size_.width() - side_) / 2, top = (size_.height() - side_) / 2;
    for (int y = 0; y < side_ && !bits.empty(); ++y) {
        for (int x = 0; x < side_; ++x) {
            drawing_.at(left + x, top + y) = bits[static_cast<std::size_t>(y * side_ + x)];
        }
    }
    QPixmap const pixmap = QPixmap::fromImage(imageOf(drawing_));
    preview_->setPixmap(pixmap.scaled(previewSide, previewSide, Qt::KeepAspectRatio));
}

} // namespace ui
