// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/labs/lab.h"
#include "core/param/spec.h"

#include <QTimer>
#include <QWidget>

#include <optional>
#include <span>

class QLabel;
class QVBoxLayout;

namespace ui {

// Shows one parameter and lets a person change it. Label, symbol, unit, range and help come from
// its description; there is one kind of editor per kind of parameter (makeEditor).
class Editor : public QWidget
{
    Q_OBJECT

public:
    const core::ParamSpec& spec() const { return spec_; }
    QString id() const;

    // Shows a value. Never emits, and leaves alone what a hand is holding at the moment.
    virtual void display(const core::ParamValue& value) = 0;
    // Distinguished values of this parameter; others are ignored.
    virtual void setMarks(std::span<const core::Mark> marks);
    // What cannot be done, in a sentence under the control; empty: nothing. It leaves with the next
    // edit.
    void showMessage(const QString& sentence);
    QString message() const;
    // The letter of the label that Alt reaches it by; -1 for none.
    void setMnemonic(qsizetype position);
    QString labelText() const { return labelText_; }

Q_SIGNALS:
    // settled: the drag, the turn of the wheel or the held key has ended; one step of undo.
    void edited(const core::ParamValue& value, bool settled);

protected:
    Editor(const core::ParamSpec& spec, QWidget* parent);

    // The label in a line of its own or at the left of `field`; `control` is what it speaks for.
    void addHeader(QWidget* control, QWidget* field = nullptr);
    void addRow(QWidget* row);
    // Name, description, tooltip and focus rules of a control.
    void describe(QWidget* control);

    // One edit by itself.
    void commit(const core::ParamValue& value);
    // One of a series; the last is repeated as settled when the series pauses or settle() is
    // called. Parameters that rebuild the system are held back until then.
    void change(const core::ParamValue& value);
    void settle();
    bool isUnsettled() const { return pending_.has_value(); }

    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    core::ParamSpec spec_;
    QString labelText_;
    QVBoxLayout* rows_ = nullptr;
    QLabel *label_ = nullptr, *message_ = nullptr;
    QTimer pause_;
    std::optional<core::ParamValue> pending_;
};

// The editor for a parameter's kind.
Editor* makeEditor(const core::ParamSpec& spec, QWidget* parent = nullptr);

// "2 to 16384", empty where a range says nothing.
QString rangeText(const core::ParamSpec& spec);

} // namespace ui
