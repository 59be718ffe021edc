// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/lab_rail.h"

#include "core/labs/lab.h"
#include "ui/text/core_text.h"
#include "ui/text/symbol_text.h"

#include <QButtonGroup>
#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <vector>

namespace ui {

namespace {

// A long title in two lines, broken at the first space after which the rest is short enough.
QString inLines(QString title)
{
    constexpr qsizetype longest = 18; // characters of a line
    for (qsizetype at = title.indexOf(u' '); title.size() > longest && at >= 0;
         at = title.indexOf(u' ', at + 1)) {
        if (title.size() - at - 1 <= longest) {
            title[at] = u'\n';
            break;
        }
    }
    return title;
}

} // namespace

LabRail::LabRail(QWidget* parent) : QFrame(parent), buttons_(new QButtonGroup(this))
{
    setObjectName(QStringLiteral("rail"));
    setProperty("rail", true);
    setMinimumWidth(150);
    setAccessibleName(tr("Laboratories"));
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(8, 12, 8, 12);
    column->setSpacing(2);
    // Groups in the order of their first laboratory.
    std::vector<std::string_view> groups;
    for (auto const& lab : core::labs()) {
        if (std::find(groups.begin(), groups.end(), lab.group) == groups.end()) {
            groups.push_back(lab.group);
        }
    }
    for (auto const group : groups) {
        auto* const heading = new QLabel(coreText(group).toUpper(), this);
        heading->setProperty("role", "group");
        heading->setContentsMargins(8, 6, 8, 4);
        column->addWidget(heading);
        for (auto const& lab : core::labs()) {
            if (lab.group == group) {
                column->addWidget(addButton(lab));
            }
        }
    }
    column->addStretch(1);
    buttons_->setExclusive(true);
    connect(buttons_, &QButtonGroup::buttonClicked, this,
            [this](QAbstractButton* button) { Q_EMIT chosen(button->property("lab").toString()); });
}

QPushButton* LabRail::addButton(const core::Lab& lab)
{
    QString const title = coreText(lab.title);
    auto* const button = new QPushButton(inLines(title), this);
    button->setAccessibleName(title);
    button->setProperty("rail", true);
    button->setProperty("lab", fromCore(lab.id));
    button->setCheckable(true);
    button->setToolTip(symbolTip(coreText(lab.story)));
    buttons_->addButton(button);
    return button;
}

bool LabRail::event(QEvent* event)
{
    bool const done = QFrame::event(event);
    if (event->type() == QEvent::Show || event->type() == QEvent::FontChange ||
        event->type() == QEvent::StyleChange) {
        fit();
    }
    return done;
}

// Wide enough for each title in the weight of the chosen one.
void LabRail::fit()
{
    constexpr int narrowest = 150, beside = 44;
    int width = narrowest;
    for (auto const* const button : buttons_->buttons()) {
        QFont chosen = button->font();
        chosen.setWeight(QFont::DemiBold);
        width = std::max(width, QFontMetrics(chosen).size(0, button->text()).width() + beside);
    }
    setMinimumWidth(width);
}

void LabRail::select(const QString& labId)
{
    for (auto* const button : buttons_->buttons()) {
        button->setChecked(button->property("lab").toString() == labId);
    }
}

} // namespace ui
