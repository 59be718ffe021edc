// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/control/editor.h"

#include "ui/text/number_text.h"
#include "ui/text/symbol_text.h"
#include "ui/text/translate.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

#include <utility>

namespace ui {
namespace {

constexpr int pauseInMs = 400;

} // namespace

Editor::Editor(const core::ParamSpec& spec, QWidget* parent)
    : QWidget(parent), spec_(spec), labelText_(trCore(spec.id, spec.label)),
      rows_(new QVBoxLayout(this)), label_(new QLabel(this)), message_(new QLabel(this))
{
    rows_->setContentsMargins(0, 0, 0, 0);
    rows_->setSpacing(2);
    label_->setContentsMargins(0, 0, 2, 0); // a symbol may lean over the end
    message_->setWordWrap(true);
    message_->setTextFormat(Qt::PlainText);
    message_->setProperty("role", "warning");
    message_->hide();
    pause_.setSingleShot(true);
    pause_.setInterval(pauseInMs);
    connect(&pause_, &QTimer::timeout, this, &Editor::settle);
    setMnemonic(-1);
}

QString Editor::id() const { return fromCore(spec_.id); }

void Editor::setMarks(std::span<const core::Mark>) {}

void Editor::showMessage(const QString& sentence)
{
    message_->setText(sentence);
    message_->setVisible(!sentence.isEmpty());
}

QString Editor::message() const { return message_->text(); }

void Editor::setMnemonic(qsizetype position)
{
    QString text = labelText_;
    text.replace(u'&', QStringLiteral("&&"));
    if (position >= 0 && !labelText_.contains(u'&')) {
        text.insert(position, u'&');
    }
    if (!spec_.symbol.empty()) {
        text += u' ' + fromCore(spec_.symbol);
    }
    label_->setText(text);
}

void Editor::addHeader(QWidget* control, QWidget* field)
{
    auto* const line = new QHBoxLayout;
    line->setSpacing(6);
    line->addWidget(label_);
    if (!spec_.unit.empty()) {
        auto* const unit = new QLabel(symbolHtml(fromCore(spec_.unit)), this);
        unit->setTextFormat(Qt::RichText);
        unit->setProperty("role", "muted");
        line->addWidget(unit);
    }
    line->addStretch(1);
    if (field) {
        line->addWidget(field);
    }
    rows_->addLayout(line);
    rows_->addWidget(message_);
    label_->setBuddy(control);
    label_->setToolTip(control->toolTip());
}

// Before the message, which stays last.
void Editor::addRow(QWidget* row) { rows_->insertWidget(rows_->count() - 1, row); }

void Editor::describe(QWidget* control)
{
    QString const help = trCore(spec_.id, spec_.help);
    QString const range = rangeText(spec_);
    QString const unit = fromCore(spec_.unit);
    QString limits = range.isEmpty() || unit.isEmpty() ? range : range + u' ' + unit;
    limits = limits.isEmpty() || help.isEmpty() ? limits : u'\n' + limits;
    control->setToolTip(symbolTip(help + limits));
    control->setAccessibleName(spec_.symbol.empty() ? labelText_
                                                    : labelText_ + u' ' + fromCore(spec_.symbol));
    control->setAccessibleDescription(QString(help + limits).replace(u'\n', u' '));
    control->setFocusPolicy(Qt::StrongFocus);
    control->installEventFilter(this);
}

void Editor::commit(const core::ParamValue& value)
{
    pause_.stop();
    pending_.reset();
    showMessage({});
    Q_EMIT edited(value, true);
}

void Editor::change(const core::ParamValue& value)
{
    showMessage({});
    pending_ = value;
    pause_.start();
    if (spec_.effect != core::Effect::rebuild) {
        Q_EMIT edited(value, false);
    }
}

void Editor::settle()
{
    if (pending_) {
        commit(*std::exchange(pending_, std::nullopt));
    }
}

bool Editor::eventFilter(QObject* watched, QEvent* event)
{
    auto* const control = qobject_cast<QWidget*>(watched);
    if (event->type() == QEvent::Wheel && control && !control->hasFocus()) {
        event->ignore(); // the panel scrolls; only a control in focus turns
        return true;
    }
    if (event->type() == QEvent::FocusOut) {
        settle();
    }
    return QWidget::eventFilter(watched, event);
}

QString rangeText(const core::ParamSpec& spec)
{
    if (spec.kind != core::ParamKind::integer && spec.kind != core::ParamKind::real) {
        return {};
    }
    return Editor::tr("%1 to %2").arg(numberText(spec.min), numberText(spec.max));
}

} // namespace ui
