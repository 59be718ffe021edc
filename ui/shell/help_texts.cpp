// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/help_texts.h"

#include "core/base/cpu.h"
#include "isinglass_version.h"
#include "ui/shell/action_table.h"
#include "ui/text/core_text.h"
#include "ui/text/number_text.h"
#include "ui/text/symbol_text.h"

#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QGuiApplication>
#include <QKeySequence>
#include <QScreen>
#include <QSysInfo>
#include <QTextBrowser>
#include <QTextDocument>
#include <QVBoxLayout>

#include <algorithm>

namespace ui {

namespace {

QString row(const QStringList& cells)
{
    QString html = QStringLiteral("<tr>");
    for (auto const& cell : cells) {
        html += QStringLiteral("<td style='padding: 2px 14px 2px 0'>%1</td>").arg(cell);
    }
    return html + QStringLiteral("</tr>");
}

QString tr(const char* text) { return QCoreApplication::translate("ui::Help", text); }

QString heading(const QString& text) { return QStringLiteral("<h3>%1</h3>").arg(text); }

QString keysOfPlaces()
{
    const QList<std::pair<QString, QString>> keys{
        {tr("Stage: arrows, + \u2212 0 1"), tr("move, zoom in and out, fit, one cell per pixel")},
        {tr("Stage, painting: arrows, Shift+arrows"), tr("move the cell cursor, ten cells")},
        {tr("Stage, painting: Space or Enter, Backspace"), tr("paint, paint the opposite")},
        {tr("Stage: right button, middle button, wheel"), tr("paint the opposite, move, zoom")},
        {tr("Plot: drag, wheel, double click"), tr("zoom in, zoom, show all")},
        {tr("Plot: arrows, + \u2212, Home"), tr("move, zoom, show all")},
        {tr("Shelf: arrows; Enter or double click, Delete"), tr("choose; use, throw away")},
        {tr("Shelf: Alt+arrows or drag; menu key or right button"),
         tr("move what is drawn; all that can be done with it")},
        {tr("Side by side: Space . Ctrl+R, Ctrl+T, Escape"),
         tr("run, step and reset both, take the laboratory again, close")},
        {tr("Slider: arrows, Page up and down"), tr("small and large steps")},
        {tr("While a file is read: Escape"), tr("give it up")},
        {tr("Tab, Shift+Tab; Alt with a letter"), tr("from control to control; menus")},
    };
    QString html = heading(tr("In places")) + QStringLiteral("<table>");
    for (auto const& [key, meaning] : keys) {
        html += row({QStringLiteral("<b>%1</b>").arg(key), meaning});
    }
    return html + QStringLiteral("</table>");
}

} // namespace

QString shortcutsText()
{
    QString html;
    for (auto const menu : {MenuId::lab, MenuId::view, MenuId::file, MenuId::edit, MenuId::help}) {
        html += heading(menuTitle(menu).remove(u'&')) + QStringLiteral("<table>");
        for (auto const& action : actionRows()) {
            if (action.menu != menu || !*action.shortcut) {
                continue;
            }
            QStringList keys;
            for (auto const& key : QString::fromLatin1(action.shortcut).split("; ")) {
                keys << QKeySequence(key).toString(QKeySequence::NativeText).toHtmlEscaped();
            }
            QString const name = QCoreApplication::translate("ui::Actions", action.text);
            html += row({QStringLiteral("<b>%1</b>").arg(keys.join(tr(" or "))),
                         QString(name).remove(u'&').remove(u'…').toHtmlEscaped(),
                         QCoreApplication::translate("ui::Actions", action.tip).toHtmlEscaped()});
        }
        html += QStringLiteral("</table>");
    }
    return html + keysOfPlaces();
}

QString definitionsText(const core::Lab& lab, const core::ModelEntry& entry)
{
    auto const& card = *entry.card;
    QString html = QStringLiteral("<h2>%1</h2><p>%2</p>")
                       .arg(symbolHtml(coreText(lab.title)), symbolHtml(coreText(lab.story)));
    html += QStringLiteral("<p>%1: %2.</p>").arg(tr("A step"), symbolHtml(coreText(card.step)));
    for (auto const note : card.notes) {
        html += QStringLiteral("<p>%1</p>").arg(symbolHtml(coreText(note)));
    }
    html += heading(tr("What is measured")) + QStringLiteral("<table>");
    for (auto const& observable : card.observables) {
        if (observable.kind != core::ObservableKind::internal) {
            html += row(
                {QStringLiteral("<b><i>%1</i></b>").arg(symbolHtml(fromCore(observable.symbol))),
                 symbolHtml(coreText(observable.label)), symbolHtml(fromCore(observable.unit)),
                 symbolHtml(coreText(observable.help))});
        }
    }
    html += QStringLiteral("</table><p>%1</p>")
                .arg(tr("Every mean has an error of one standard deviation that accounts for "
                        "autocorrelation (binning; jackknife for derived quantities). A value is "
                        "trusted after 50 autocorrelation times, when both halves of the run agree "
                        "within 4 of their errors. After each change a transient is left out."));
    html += heading(tr("Parameters")) + QStringLiteral("<table>");
    for (auto const& spec : entry.specs()) {
        QString const range = spec.choices.empty()
                                  ? tr("%1 to %2").arg(numberText(spec.min), numberText(spec.max))
                                  : QString();
        html += row({QStringLiteral("<b><i>%1</i></b>")
                         .arg(symbolHtml(fromCore(spec.symbol.empty() ? spec.id : spec.symbol))),
                     symbolHtml(coreText(spec.label)), range, symbolHtml(coreText(spec.help))});
    }
    return html + QStringLiteral("</table>");
}

QString aboutText(const RendererChoice& renderer)
{
    QString html = QStringLiteral("<h2>Isinglass %1</h2>").arg(ISINGLASS_VERSION);
    html += QStringLiteral("<p>%1</p>")
                .arg(tr("A laboratory where statistical mechanics meets neural networks."));
    html += QStringLiteral("<table>");
    html +=
        row({tr("Version"), QStringLiteral("%1, %2").arg(ISINGLASS_VERSION, ISINGLASS_GIT_HASH)});
    html += row({tr("Qt"), tr("%1 (LGPL-3.0); Qt Charts (GPL-3.0-or-later)").arg(qVersion())});
    html += row({tr("Also used"),
                 tr("zlib (zlib), libpng (PNG), nlohmann/json (MIT), CLI11 (BSD-3-Clause)")});
    html += row({tr("Stage"), renderer.reason.toHtmlEscaped()});
    html += QStringLiteral("</table><p>%1</p>")
                .arg(tr("Isinglass is free software: you may pass it on and change it under the "
                        "terms of the GNU General Public License, version 3 or (at your option) "
                        "any later version. It comes with no warranty."));
    return html;
}

QString diagnosticsText(const RendererChoice& renderer, const QString& status)
{
    QStringList lines{
        QStringLiteral("Isinglass %1 (%2)").arg(ISINGLASS_VERSION, ISINGLASS_GIT_HASH),
        QStringLiteral("Qt %1, platform %2").arg(qVersion(), QGuiApplication::platformName()),
        QStringLiteral("System: %1, %2")
            .arg(QSysInfo::prettyProductName(), QSysInfo::currentCpuArchitecture()),
        QStringLiteral("Renderer: %1. %2").arg(nameOf(renderer.renderer), renderer.reason),
    };
    for (auto const* const screen : QGuiApplication::screens()) {
        lines << QStringLiteral("Screen: %1 x %2 at %3, %4 Hz")
                     .arg(screen->size().width())
                     .arg(screen->size().height())
                     .arg(screen->devicePixelRatio())
                     .arg(screen->refreshRate());
    }
    lines << QStringLiteral("Now: %1").arg(status);
    return lines.join(u'\n');
}

TextSheet::TextSheet(const QString& title, const QString& richText, QWidget* parent)
    : QDialog(parent)
{
    setWindowTitle(title);
    setAttribute(Qt::WA_DeleteOnClose);
    auto* const column = new QVBoxLayout(this);
    auto* const text = new QTextBrowser(this);
    text->document()->setDocumentMargin(14);
    text->setHtml(richText);
    text->setOpenExternalLinks(false);
    text->setOpenLinks(false);
    text->setAccessibleName(title);
    column->addWidget(text);
    auto* const buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    column->addWidget(buttons);
    // As high as the text needs, within reason.
    constexpr int wide = 760, highest = 560;
    text->document()->setTextWidth(wide - 50);
    int const needed = static_cast<int>(text->document()->size().height()) + 90;
    resize(wide, std::clamp(needed, 260, highest));
}

} // namespace ui
