// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/board/comparison_row.h"

#include "ui/control/editor.h"
#include "ui/text/core_text.h"
#include "ui/text/symbol_delegate.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>

namespace ui {

namespace {

constexpr int widestEditor = 380;

QString nameOf(const core::ParamSpec& spec)
{
    QString const label = trCore(spec.id, spec.label);
    return spec.symbol.empty() ? label : label + u' ' + fromCore(spec.symbol);
}

} // namespace

ComparisonRow::ComparisonRow(QWidget* parent)
    : QFrame(parent), choice_(new QComboBox(this)), row_(new QHBoxLayout(this))
{
    setProperty("card", true);
    row_->setContentsMargins(12, 8, 12, 8);
    row_->setSpacing(24);
    auto* const what = new QHBoxLayout;
    what->setSpacing(8);
    auto* const label = new QLabel(tr("&Compare by"), this);
    label->setBuddy(choice_);
    choice_->setObjectName(QStringLiteral("compare-by"));
    choice_->setAccessibleName(tr("Compare by"));
    choice_->setToolTip(tr("The one parameter in which the two runs differ; everything else, the "
                           "seed too, is the same"));
    choice_->setItemDelegate(new SymbolDelegate(choice_));
    choice_->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    what->addWidget(label);
    what->addWidget(choice_);
    row_->addLayout(what);
    row_->addStretch(1);
    connect(choice_, &QComboBox::activated, this,
            [this](int at) { Q_EMIT paramChosen(choice_->itemData(at).toString()); });
}

void ComparisonRow::setParams(const std::vector<const core::ParamSpec*>& specs)
{
    QSignalBlocker const quiet(choice_);
    specs_ = specs;
    choice_->clear();
    for (auto const* const spec : specs_) {
        choice_->addItem(nameOf(*spec), fromCore(spec->id));
        choice_->setItemData(choice_->count() - 1, trCore(spec->id, spec->help), Qt::ToolTipRole);
    }
    if (shown_) {
        choice_->setCurrentIndex(choice_->findData(fromCore(shown_->id)));
    }
}

void ComparisonRow::display(const core::Comparison& comparison)
{
    auto const found = std::find_if(specs_.begin(), specs_.end(),
                                    [&](auto const* spec) { return spec->id == comparison.param; });
    choice_->setCurrentIndex(static_cast<int>(found == specs_.end() ? -1 : found - specs_.begin()));
    auto const* const spec = found == specs_.end() ? nullptr : *found;
    if (spec != shown_) {
        shown_ = spec;
        makeEditor(false);
        makeEditor(true);
    }
    if (shown_) {
        left()->display(comparison.left);
        right()->display(comparison.right);
    }
}

void ComparisonRow::makeEditor(bool right)
{
    auto& side = sides_[right ? 1 : 0];
    delete std::exchange(side.editor, nullptr);
    if (!shown_) {
        return;
    }
    core::ParamSpec spec = *shown_;
    side.label = (right ? tr("Right") : tr("Left")).toStdString();
    spec.label = side.label;
    side.editor = ui::makeEditor(spec, this);
    side.editor->setObjectName(right ? QStringLiteral("compare-right")
                                     : QStringLiteral("compare-left"));
    side.editor->setMaximumWidth(widestEditor);
    side.editor->setMnemonic(0);
    // A slider takes what room there is; all else stands beside its label.
    bool const slides = spec.kind == core::ParamKind::real;
    row_->insertWidget(right ? 2 : 1, side.editor, slides ? 4 : 0, Qt::AlignVCenter);
    connect(side.editor, &Editor::edited, this,
            [this, right](const core::ParamValue& value, bool settled) {
                Q_EMIT edited(right, value, settled);
            });
}

void ComparisonRow::showMessage(bool right, const QString& sentence)
{
    if (auto* const editor = sides_[right ? 1 : 0].editor) {
        editor->showMessage(sentence);
    }
}

} // namespace ui
