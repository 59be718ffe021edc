// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/control/real_editor.h"

#include "core/param/param_text.h"
#include "ui/control/mark_strip.h"
#include "ui/control/value_slider.h"
#include "ui/text/number_text.h"
#include "ui/text/translate.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QSignalBlocker>

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

constexpr int fieldDigits = 8; // characters the field has room for

// What stands in the field: a plain number, to be typed over.
QString typedText(const core::ParamSpec& spec, double value)
{
    // An alias is a ratio of whole numbers: more digits say no more.
    return QString::number(value, 'g', spec.aliasOf.empty() ? 7 : 4);
}

// A comma as the decimal sign and a printed minus are what people paste.
QString plain(QString text)
{
    return text.trimmed().replace(u'−', u'-').replace(u',', u'.').remove(QChar(0x202f));
}

} // namespace

RealEditor::RealEditor(const core::ParamSpec& spec, QWidget* parent)
    : Editor(spec, parent), groove_(spec), value_(spec.fallback), field_(new QLineEdit(this)),
      slider_(new ValueSlider(this)), strip_(new MarkStrip(this))
{
    field_->setAlignment(Qt::AlignRight);
    field_->setFixedWidth(field_->fontMetrics().horizontalAdvance(QString(fieldDigits, u'0')) + 22);
    describe(slider_);
    describe(field_);
    field_->setAccessibleName(tr("%1, typed").arg(labelText()));
    addHeader(field_, field_);
    addRow(slider_);
    addRow(strip_);
    connect(slider_, &QSlider::sliderMoved, this, &RealEditor::drag);
    connect(slider_, &QSlider::sliderReleased, this, &RealEditor::settle);
    connect(slider_, &ValueSlider::stepped, this, &RealEditor::step);
    connect(slider_, &ValueSlider::sentToEnd, this, [this, spec](bool upper) {
        show(upper ? spec.max : spec.min);
        change(value_);
    });
    connect(strip_, &MarkStrip::chosen, this, [this](double value) {
        show(value);
        commit(value);
    });
    connect(field_, &QLineEdit::editingFinished, this, &RealEditor::take);
    show(value_);
}

void RealEditor::display(const core::ParamValue& value)
{
    if (!isUnsettled() && !slider_->isSliderDown()) {
        show(core::numberOf(value));
    }
}

void RealEditor::show(double value)
{
    value_ = value;
    place();
    if (!field_->isModified() && field_->text() != typedText(spec(), value)) {
        field_->setText(typedText(spec(), value));
        field_->setCursorPosition(0);
    }
}

void RealEditor::place()
{
    if (!slider_->isSliderDown()) {
        QSignalBlocker const quiet(slider_);
        slider_->setValue(
            static_cast<int>(std::lround(groove_.positionOf(value_) * ValueSlider::top)));
    }
}

void RealEditor::setMarks(std::span<const core::Mark> marks)
{
    std::vector<core::Mark> own;
    std::copy_if(marks.begin(), marks.end(), std::back_inserter(own), [this](const auto& mark) {
        return mark.param == spec().id && mark.value >= spec().min && mark.value <= spec().max;
    });
    bool const same = std::equal(own.begin(), own.end(), marks_.begin(), marks_.end(),
                                 [](const core::Mark& a, const core::Mark& b) {
                                     return a.value == b.value && a.label == b.label;
                                 });
    if (same) {
        return;
    }
    marks_ = std::move(own);
    if (!marks_.empty()) { // a mark that has lost its meaning leaves the handle where it is
        groove_ = Groove(spec(), marks_.front().value);
    }
    place();
    layMarks();
}

void RealEditor::layMarks()
{
    std::vector<MarkStrip::Entry> entries;
    for (const core::Mark& mark : marks_) {
        entries.push_back(
            {groove_.positionOf(mark.value), mark.value,
             trCore(spec().id, mark.label) + QStringLiteral(" = ") + numberText(mark.value, 5)});
    }
    strip_->setInset(slider_->inset());
    strip_->setEntries(std::move(entries));
    strip_->setToolTip(tr("Click to take this value"));
}

void RealEditor::resizeEvent(QResizeEvent* event)
{
    Editor::resizeEvent(event);
    strip_->setInset(slider_->inset());
}

void RealEditor::drag(int position)
{
    field_->setModified(false);
    show(groove_.roundValueAt(static_cast<double>(position) / ValueSlider::top));
    change(value_);
}

void RealEditor::step(double steps)
{
    field_->setModified(false);
    show(groove_.stepped(value_, steps));
    change(value_);
}

// What was typed: taken, or refused with the limits.
void RealEditor::take()
{
    if (!field_->isModified()) {
        return;
    }
    field_->setModified(false);
    auto const parsed = core::parseValue(spec(), plain(field_->text()).toStdString());
    if (!parsed) {
        showMessage(trCore(spec().id, parsed.reason()));
        show(value_);
        return;
    }
    show(core::numberOf(*parsed));
    commit(value_);
}

bool RealEditor::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == field_ && event->type() == QEvent::KeyPress) {
        auto const* const key = static_cast<QKeyEvent*>(event);
        int const steps = key->key() == Qt::Key_Up ? 1 : key->key() == Qt::Key_Down ? -1 : 0;
        if (steps != 0) {
            step(steps);
            return true;
        }
        if (key->key() == Qt::Key_Escape && field_->isModified()) {
            field_->setModified(false);
            show(value_);
            return true;
        }
    }
    return Editor::eventFilter(watched, event);
}

} // namespace ui
