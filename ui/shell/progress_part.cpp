// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/progress_part.h"

#include "ui/text/core_text.h"
#include "ui/text/number_text.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QToolButton>

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

constexpr int barHeight = 4;
constexpr int longestName = 28;
constexpr int fineSteps = 1000; // of the bar

QString withoutDigits(QString text)
{
    for (QChar& letter : text) {
        letter = letter.isDigit() ? QChar(u'0') : letter;
    }
    return text;
}

QString percent(double share)
{
    return ProgressPart::tr("%1 %").arg(static_cast<int>(100 * std::clamp(share, 0.0, 1.0)));
}

// Rounded down: what is not done is not said.
QString doneText(double done)
{
    return done < 100 ? fixedText(std::floor(10 * done) / 10, 1)
                      : countText(static_cast<qint64>(done));
}

// Its end tells more than its middle.
QString shortened(const QString& name)
{
    constexpr int head = longestName / 2;
    return name.size() <= longestName
               ? name
               : name.left(head) + QStringLiteral("…") + name.right(longestName - head - 1);
}

} // namespace

ProgressPart::ProgressPart(QWidget* parent)
    : QWidget(parent), label_(new QLabel(this)), bar_(new QProgressBar(this)),
      cancel_(new QToolButton(this))
{
    setObjectName(QStringLiteral("progress"));
    auto* const row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->setSpacing(8);
    label_->setProperty("role", "muted");
    row->addWidget(label_);
    bar_->setProperty("slim", true);
    bar_->setAccessibleName(tr("Progress"));
    bar_->setTextVisible(false);
    bar_->setRange(0, fineSteps);
    bar_->hide();
    cancel_->setObjectName(QStringLiteral("progress-cancel"));
    cancel_->setText(tr("Cancel"));
    cancel_->setToolTip(tr("Gives it up; nothing changes (Esc)"));
    cancel_->setShortcut(Qt::Key_Escape);
    cancel_->setProperty("transport", true);
    cancel_->setFocusPolicy(Qt::TabFocus);
    cancel_->hide();
    row->addWidget(cancel_);
    connect(cancel_, &QToolButton::clicked, this, [this] { Q_EMIT cancelled(work_.number); });
    clock_.start();
}

void ProgressPart::display(const core::Snapshot& snapshot)
{
    auto const& progress = snapshot.progress;
    bool const learns = !progress.what.empty() && !progress.preparing;
    if (learns && progress.goal > 0) {
        left_.note(progress.done, progress.goal, snapshot.running, clock_.elapsed());
    } else {
        left_.forget();
    }
    if (isWorking()) {
        return;
    }
    // Before it has been told to run it prepares nothing.
    bool const prepares = progress.preparing && (snapshot.running || progress.done > 0);
    auto const count = steps(snapshot);
    say(learns ? progressing(progress) : prepares ? preparing(progress) : count);
    QString const tip = learns ? tr("%1 since the fresh state").arg(count.brief)
                               : tr("Steps since the fresh state");
    if (label_->toolTip() != tip) {
        label_->setToolTip(tip);
    }
}

void ProgressPart::showWork(const core::Gauge::Reading& reading)
{
    bool const another = work_.number != reading.number;
    work_ = reading;
    say(working());
    if (another) {
        label_->setToolTip(QString::fromStdString(reading.subject));
        cancel_->show();
        Q_EMIT roomChanged();
    }
}

void ProgressPart::endWork()
{
    if (isWorking()) {
        work_ = {};
        cancel_->hide();
        Q_EMIT roomChanged();
    }
}

ProgressPart::Wording ProgressPart::steps(const core::Snapshot& snapshot) const
{
    QString const brief = tr("%1 steps").arg(countText(static_cast<qint64>(snapshot.step)));
    QString const text = compact_ ? brief : tr("t = %1").arg(brief);
    return {text, brief, withoutDigits(text), withoutDigits(brief)};
}

ProgressPart::Wording ProgressPart::preparing(const core::Progress& progress) const
{
    double const share = progress.goal > 0 ? progress.done / progress.goal : 0;
    QString const what = coreText(progress.what) + u' ';
    return {what + percent(share), percent(share), what + percent(1), percent(1), share};
}

ProgressPart::Wording ProgressPart::progressing(const core::Progress& progress) const
{
    QString const what = coreText(progress.what) + u' ';
    if (progress.goal <= 0) {
        QString const text = what + doneText(progress.done);
        QString const widest = what + withoutDigits(doneText(std::max(10.0, progress.done)));
        return {text, text, widest, widest};
    }
    QString const goal = numberText(progress.goal);
    bool const reached = progress.done >= progress.goal;
    QString const brief =
        tr("%1 of %2").arg(what + (reached ? goal : doneText(progress.done)), goal);
    QString const done = withoutDigits(doneText(std::max({10.0, progress.goal, progress.done})));
    QString const widestBrief =
        tr("%1 of %2").arg(what + (done.size() < 4 ? QStringLiteral("00.0") : done), goal);
    QString const time = left_.seconds() ? TimeLeft::text(*left_.seconds()) : QString();
    auto const with = [](const QString& words, const QString& left) {
        return tr("%1 · %2 left").arg(words, left);
    };
    QString const room = time.size() > 5 ? withoutDigits(time) : QStringLiteral("00:00");
    return {time.isEmpty() ? brief : with(brief, time), brief, with(widestBrief, room), widestBrief,
            std::min(1.0, progress.done / progress.goal)};
}

ProgressPart::Wording ProgressPart::working() const
{
    QString const what = coreText(work_.what) + u' ';
    QString const name = shortened(QString::fromStdString(work_.subject)) + u' ';
    return {what + name + percent(work_.share), what + percent(work_.share),
            what + name + percent(1), what + percent(1), work_.share};
}

void ProgressPart::say(const Wording& wording)
{
    bool const sameRoom =
        wording.widest == said_.widest && wording.widestBrief == said_.widestBrief;
    said_ = wording;
    showText();
    bool const barred = wording.share >= 0;
    if (barred == bar_->isHidden()) {
        bar_->setVisible(barred);
    }
    if (barred) {
        bar_->setValue(static_cast<int>(fineSteps * std::clamp(wording.share, 0.0, 1.0)));
    }
    if (!sameRoom) {
        Q_EMIT roomChanged();
    }
}

void ProgressPart::showText()
{
    label_->setText(brief_ ? said_.brief : said_.text);
    label_->setMinimumWidth(
        label_->fontMetrics().horizontalAdvance(brief_ ? said_.widestBrief : said_.widest) + 2);
}

void ProgressPart::setBrief(bool brief)
{
    if (brief != brief_) {
        brief_ = brief;
        showText();
    }
}

void ProgressPart::setCompact(bool compact) { compact_ = compact; }

int ProgressPart::room(bool brief) const
{
    int const text =
        label_->fontMetrics().horizontalAdvance(brief ? said_.widestBrief : said_.widest) + 2;
    return isWorking() ? text + layout()->spacing() + cancel_->sizeHint().width() : text;
}

QString ProgressPart::text() const { return label_->text(); }

// Below the words, so that these stay where they are when it comes and goes.
void ProgressPart::placeBar()
{
    bar_->setGeometry(label_->x(), height() - barHeight, label_->width(), barHeight);
}

void ProgressPart::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    placeBar();
}

void ProgressPart::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) {
        showText();
        Q_EMIT roomChanged();
    }
}

} // namespace ui
