// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/control/editor.h"
#include "ui/control/groove.h"
#include "ui/control/mark_strip.h"
#include "ui/control/param_panel.h"
#include "ui/text/symbol_text.h"
#include "ui/text/translate.h"

#include <QAccessible>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QSlider>
#include <QSpinBox>
#include <QTest>
#include <QWheelEvent>

#include <array>
#include <cmath>
#include <memory>

Q_DECLARE_METATYPE(core::ParamValue)

namespace {

constexpr std::array choices{core::Choice{"none", "None", "Nothing at all."},
                             core::Choice{"painted", "Painted", "By hand."},
                             core::Choice{"random", "Random", "By dice."}};

const std::array<core::ParamSpec, 6>& specs()
{
    using core::ParamKind;
    static const std::array<core::ParamSpec, 6> list{
        core::ParamSpec{.id = "T",
                        .label = "Temperature",
                        .symbol = "T",
                        .unit = "J/k_B",
                        .help = "How hot it is.",
                        .min = 0,
                        .max = 20,
                        .step = 0.01,
                        .kind = ParamKind::real,
                        .fallback = 2.3},
        core::ParamSpec{.id = "L",
                        .label = "Side",
                        .symbol = "L",
                        .help = "Cells along a side.",
                        .min = 2,
                        .max = 16384,
                        .effect = core::Effect::rebuild,
                        .kind = ParamKind::integer,
                        .fallback = 64},
        core::ParamSpec{.id = "field",
                        .label = "Site field",
                        .help = "Where it comes from.",
                        .min = 0,
                        .max = 2,
                        .choices = choices,
                        .kind = ParamKind::choice},
        core::ParamSpec{.id = "strength",
                        .label = "Strength",
                        .help = "How strong it is.",
                        .min = 0.001,
                        .max = 10,
                        .scale = core::Scale::logarithmic,
                        .whenId = "field",
                        .whenMask = 0b110,
                        .kind = ParamKind::real,
                        .fallback = 1},
        core::ParamSpec{.id = "fast",
                        .label = "Fast",
                        .help = "Whether it hurries.",
                        .kind = ParamKind::toggle},
        core::ParamSpec{
            .id = "note", .label = "Note", .help = "Anything.", .kind = ParamKind::text},
    };
    return list;
}

const core::ParamSpec& spec(std::string_view id) { return *core::findSpec(specs(), id); }

const std::vector<core::ControlGroup> groups{{"Parameters", {"T", "L", "no-such-parameter"}},
                                             {"Site field", {"field", "strength"}},
                                             {"Only strength", {"strength"}},
                                             {"Other", {"fast", "note"}}};

struct Bench
{
    explicit Bench(std::string_view id) : editor(ui::makeEditor(spec(id)))
    {
        QObject::connect(editor.get(), &ui::Editor::edited, editor.get(),
                         [this](const core::ParamValue& value, bool settled) {
                             edits.emplace_back(value, settled);
                         });
        editor->resize(320, editor->sizeHint().height());
        editor->show();
    }
    template <class T>
    T* control() const
    {
        return editor->findChild<T*>();
    }

    std::unique_ptr<ui::Editor> editor;
    std::vector<std::pair<core::ParamValue, bool>> edits;
};

double number(const std::pair<core::ParamValue, bool>& edit) { return core::numberOf(edit.first); }

} // namespace

class TestEditors : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void displayNeverEmits();
    void aTypedValueIsOneSettledEdit();
    void aTypedValueOutOfRangeIsRefusedWithTheLimits();
    void commasAndPrintedMinusSignsAreUnderstood();
    void aDragIsUnsettledUntilTheHandLetsGo();
    void whatAHandHoldsIsNotMovedByTheEngine();
    void sliderKeysGoByTheParametersOwnSteps();
    void theWheelTurnsOnlyWhatIsInFocus();
    void sizesStepThroughPowersOfTwo();
    void aSizeIsRebuiltOnceWhenTheSteppingPauses();
    void aTypedSizeIsTakenAtOnce();
    void choicesTogglesAndTextsAreSettledEdits();
    void choicesExplainThemselves();
    void marksAreLabelledAndCanBeTaken();
    void aMarkNearTheLowerEndGetsTheRoomItNeeds();
    void groovesGoBothWays_data();
    void groovesGoBothWays();
    void everyControlHasANameATooltipAndABuddy();
    void aPanelHidesWhatMeansNothing();
    void aPanelReportsTheParameter();
    void refusalsStandUnderTheirEditor();
    void mnemonicsAreUnique();
};

void TestEditors::displayNeverEmits()
{
    for (const core::ParamSpec& described : specs()) {
        Bench bench(described.id);
        bench.editor->display(core::fallbackOf(described));
        bench.editor->display(described.kind == core::ParamKind::text
                                  ? core::ParamValue(std::string("text"))
                                  : core::valueFromNumber(described, described.max));
        bench.editor->setMarks(std::array{core::Mark{"T", 2.269, "T_c"}});
        QVERIFY(bench.edits.empty());
    }
}

void TestEditors::aTypedValueIsOneSettledEdit()
{
    Bench bench("T");
    auto* const field = bench.control<QLineEdit>();
    field->selectAll();
    QTest::keyClicks(field, QStringLiteral("2.269185314213022"));
    QVERIFY(bench.edits.empty());
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(bench.edits.size(), std::size_t{1});
    QCOMPARE(number(bench.edits[0]), 2.269185314213022);
    QVERIFY(bench.edits[0].second);
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(bench.edits.size(), std::size_t{1}); // nothing new was typed
}

void TestEditors::aTypedValueOutOfRangeIsRefusedWithTheLimits()
{
    Bench bench("T");
    bench.editor->display(3.5);
    auto* const field = bench.control<QLineEdit>();
    for (const char* const text : {"21", "-1", "hot", ""}) {
        field->selectAll();
        QTest::keyClick(field, Qt::Key_Delete);
        QTest::keyClicks(field, QString::fromLatin1(text));
        QTest::keyClick(field, Qt::Key_Return);
        QVERIFY(bench.edits.empty());
        QVERIFY(!bench.editor->message().isEmpty());
        QCOMPARE(field->text(), QStringLiteral("3.5"));
    }
    field->selectAll();
    QTest::keyClicks(field, QStringLiteral("21\r"));
    QVERIFY(bench.editor->message().contains(QStringLiteral("20")));
    field->selectAll();
    QTest::keyClicks(field, QStringLiteral("19\r"));
    QVERIFY(bench.editor->message().isEmpty());
}

void TestEditors::commasAndPrintedMinusSignsAreUnderstood()
{
    Bench bench("T");
    auto* const field = bench.control<QLineEdit>();
    field->selectAll();
    QTest::keyClicks(field, QStringLiteral("2,5\r"));
    QCOMPARE(number(bench.edits.back()), 2.5);
    field->selectAll();
    field->insert(QStringLiteral("−1"));
    QTest::keyClick(field, Qt::Key_Return);
    QVERIFY(bench.editor->message().contains(QStringLiteral("-1")));
}

void TestEditors::aDragIsUnsettledUntilTheHandLetsGo()
{
    Bench bench("T");
    bench.editor->display(0.0);
    auto* const slider = bench.control<QSlider>();
    int const y = slider->height() / 2;
    QTest::mousePress(slider, Qt::LeftButton, {}, {8, y});
    for (int x = 40; x <= slider->width() / 2; x += 20) {
        QTest::mouseMove(slider, {x, y});
    }
    QVERIFY(bench.edits.size() > 2);
    QVERIFY(std::none_of(bench.edits.begin(), bench.edits.end(),
                         [](const auto& edit) { return edit.second; }));
    QTest::mouseRelease(slider, Qt::LeftButton, {}, {slider->width() / 2, y});
    QVERIFY(bench.edits.back().second);
    QCOMPARE(std::count_if(bench.edits.begin(), bench.edits.end(),
                           [](const auto& edit) { return edit.second; }),
             1);
    QVERIFY(number(bench.edits.back()) > 8 && number(bench.edits.back()) < 12);
}

void TestEditors::whatAHandHoldsIsNotMovedByTheEngine()
{
    Bench bench("T");
    bench.editor->display(0.0);
    auto* const slider = bench.control<QSlider>();
    QTest::mousePress(slider, Qt::LeftButton, {}, {8, slider->height() / 2});
    QTest::mouseMove(slider, {slider->width() / 2, slider->height() / 2});
    int const held = slider->sliderPosition();
    bench.editor->display(1.0);
    QCOMPARE(slider->sliderPosition(), held);
    QTest::mouseRelease(slider, Qt::LeftButton);
    bench.editor->display(1.0);
    QVERIFY(slider->sliderPosition() < held);
}

void TestEditors::sliderKeysGoByTheParametersOwnSteps()
{
    Bench bench("T");
    bench.editor->display(2.3);
    auto* const slider = bench.control<QSlider>();
    QTest::keyClick(slider, Qt::Key_Right);
    QCOMPARE(number(bench.edits.back()), 2.31);
    QTest::keyClick(slider, Qt::Key_PageUp);
    QCOMPARE(number(bench.edits.back()), 2.41);
    QTest::keyClick(slider, Qt::Key_Down);
    QCOMPARE(number(bench.edits.back()), 2.4);
    QVERIFY(!bench.edits.back().second);
    QTRY_VERIFY(bench.edits.back().second); // after a pause
    QTest::keyClick(slider, Qt::Key_End);
    QCOMPARE(number(bench.edits.back()), 20.0);
    QTest::keyClick(slider, Qt::Key_Home);
    QCOMPARE(number(bench.edits.back()), 0.0);
}

void TestEditors::theWheelTurnsOnlyWhatIsInFocus()
{
    Bench bench("L");
    bench.editor->display(std::int64_t{64});
    auto* const box = bench.control<QSpinBox>();
    auto const turn = [&] {
        QPointF const at(5, 5);
        QWheelEvent event(at, box->mapToGlobal(at), {}, {0, 120}, Qt::NoButton, Qt::NoModifier,
                          Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(box, &event);
    };
    box->clearFocus();
    turn();
    QCOMPARE(box->value(), 64);
    bench.editor->activateWindow();
    box->setFocus();
    if (box->hasFocus()) {
        turn();
        QCOMPARE(box->value(), 128);
    }
}

void TestEditors::sizesStepThroughPowersOfTwo()
{
    Bench bench("L");
    bench.editor->display(std::int64_t{100});
    auto* const box = bench.control<QSpinBox>();
    box->stepUp();
    QCOMPARE(box->value(), 128);
    box->stepUp();
    QCOMPARE(box->value(), 256);
    bench.editor->display(std::int64_t{256}); // what the hand steps is left alone
    box->stepDown();
    box->stepDown();
    QCOMPARE(box->value(), 64);
    box->stepBy(20);
    QCOMPARE(box->value(), 16384);
    box->stepBy(-20);
    QCOMPARE(box->value(), 2);
}

void TestEditors::aSizeIsRebuiltOnceWhenTheSteppingPauses()
{
    Bench bench("L");
    auto* const box = bench.control<QSpinBox>();
    box->stepUp();
    box->stepUp();
    box->stepUp();
    QVERIFY(bench.edits.empty());
    QTRY_COMPARE(bench.edits.size(), std::size_t{1});
    QVERIFY(bench.edits[0].second);
    QCOMPARE(number(bench.edits[0]), static_cast<double>(box->value()));
}

void TestEditors::aTypedSizeIsTakenAtOnce()
{
    Bench bench("L");
    auto* const box = bench.control<QSpinBox>();
    box->selectAll();
    QTest::keyClicks(box, QStringLiteral("777"));
    QVERIFY(bench.edits.empty());
    QTest::keyClick(box, Qt::Key_Return);
    QCOMPARE(bench.edits.size(), std::size_t{1});
    QCOMPARE(number(bench.edits[0]), 777.0);
    QVERIFY(bench.edits[0].second);
}

void TestEditors::choicesTogglesAndTextsAreSettledEdits()
{
    Bench choice("field");
    auto* const box = choice.control<QComboBox>();
    QTest::keyClick(box, Qt::Key_Down);
    QCOMPARE(choice.edits.size(), std::size_t{1});
    QVERIFY(choice.edits[0].first == core::ParamValue(std::int64_t{1}) && choice.edits[0].second);

    Bench toggle("fast");
    toggle.control<QCheckBox>()->click();
    QCOMPARE(toggle.edits.size(), std::size_t{1});
    QVERIFY(toggle.edits[0].first == core::ParamValue(true) && toggle.edits[0].second);

    Bench text("note");
    QTest::keyClicks(text.control<QLineEdit>(), QStringLiteral("ab\r"));
    QCOMPARE(text.edits.size(), std::size_t{1});
    QVERIFY(text.edits[0].first == core::ParamValue(std::string("ab")) && text.edits[0].second);
}

void TestEditors::choicesExplainThemselves()
{
    Bench bench("field");
    auto* const box = bench.control<QComboBox>();
    QCOMPARE(box->count(), 3);
    QCOMPARE(box->itemText(1), QStringLiteral("Painted"));
    QCOMPARE(box->itemData(1, Qt::ToolTipRole).toString(), QStringLiteral("By hand."));
}

void TestEditors::marksAreLabelledAndCanBeTaken()
{
    Bench bench("T");
    auto* const strip = bench.control<ui::MarkStrip>();
    QVERIFY(strip->isHidden());
    bench.editor->setMarks(std::array{core::Mark{"h", 1, "h_0"}, core::Mark{"T", 99, "far"}});
    QVERIFY(strip->isHidden()); // of another parameter, out of range
    bench.editor->setMarks(std::array{core::Mark{"T", 2.269185314213022, "T_c"}});
    QVERIFY(!strip->isHidden());
    bench.editor->resize(320, bench.editor->sizeHint().height());
    QCoreApplication::sendPostedEvents();
    ui::Groove const groove(spec("T"), 2.269185314213022);
    double const at = groove.positionOf(2.269185314213022) * (strip->width() - 16) + 8;
    QTest::mouseClick(strip, Qt::LeftButton, {}, {static_cast<int>(at), strip->height() / 2});
    QCOMPARE(bench.edits.size(), std::size_t{1});
    QCOMPARE(number(bench.edits[0]), 2.269185314213022);
    QVERIFY(bench.edits[0].second);
}

void TestEditors::aMarkNearTheLowerEndGetsTheRoomItNeeds()
{
    ui::Groove const plain(spec("T"));
    ui::Groove const marked(spec("T"), 2.269);
    QVERIFY(plain.positionOf(2.269) < 0.12);
    QVERIFY(std::abs(marked.positionOf(2.269) - 0.375) < 1e-9);
    QVERIFY(marked.positionOf(3.5) - marked.positionOf(1.5) > 0.3);
    QCOMPARE(marked.positionOf(0), 0.0);
    QCOMPARE(marked.positionOf(20), 1.0);
}

void TestEditors::groovesGoBothWays_data()
{
    QTest::addColumn<QByteArray>("id");
    QTest::addColumn<bool>("marked");
    QTest::newRow("linear") << QByteArray("T") << false;
    QTest::newRow("linear with a mark") << QByteArray("T") << true;
    QTest::newRow("logarithmic") << QByteArray("strength") << false;
}

void TestEditors::groovesGoBothWays()
{
    QFETCH(QByteArray, id);
    QFETCH(bool, marked);
    const core::ParamSpec& described = spec(id.toStdString());
    ui::Groove const groove(described, marked ? std::optional(2.269) : std::nullopt);
    double before = -1;
    for (int i = 0; i <= 100; ++i) {
        double const value = groove.valueAt(i / 100.0);
        QVERIFY(value > before);
        QVERIFY(std::abs(groove.positionOf(value) - i / 100.0) < 1e-9);
        double const rounded = groove.roundValueAt(i / 100.0);
        QVERIFY(rounded >= described.min && rounded <= described.max);
        QVERIFY(std::abs(groove.positionOf(rounded) - i / 100.0) < 0.02);
        before = value;
    }
    QCOMPARE(groove.valueAt(1), described.max);
    QVERIFY(groove.stepped(described.max, 1) == described.max);
    QVERIFY(groove.stepped(1, 1) > 1 && groove.stepped(1, -1) < 1);
}

void TestEditors::everyControlHasANameATooltipAndABuddy()
{
    for (const core::ParamSpec& described : specs()) {
        Bench bench(described.id);
        int focusable = 0;
        for (const auto* const control :
             bench.editor->findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly)) {
            if (control->focusPolicy() == Qt::NoFocus) {
                continue;
            }
            ++focusable;
            QVERIFY(!control->accessibleName().isEmpty());
            QString const help = ui::fromCore(described.help);
            QVERIFY(
                control->toolTip().contains(ui::hasSymbols(help) ? ui::symbolHtml(help) : help));
            QVERIFY(!control->accessibleDescription().isEmpty());
        }
        QVERIFY(focusable >= 1);
        const auto labels = bench.editor->findChildren<QLabel*>();
        QVERIFY(std::any_of(labels.begin(), labels.end(),
                            [](const QLabel* label) { return label->buddy() != nullptr; }));
    }
    Bench bench("T");
    QVERIFY(bench.control<QLineEdit>()->toolTip().contains(QStringLiteral("0 to 20")));
}

void TestEditors::aPanelHidesWhatMeansNothing()
{
    ui::ParamPanel panel;
    panel.setParams(specs(), groups);
    panel.show();
    auto* const strength = panel.editor(QStringLiteral("strength"));
    QVERIFY(strength && strength->isHidden());
    panel.display({{"field", std::int64_t{1}}});
    QVERIFY(strength->isVisible());
    panel.display({{"field", std::int64_t{0}}});
    QVERIFY(strength->isHidden());
    for (const auto* const title : panel.findChildren<QLabel*>()) {
        if (title->text() == QStringLiteral("Only strength")) {
            QVERIFY(!title->isVisible()); // a group with nothing left
        }
    }
    auto* const box = panel.editor(QStringLiteral("field"))->findChild<QComboBox*>();
    QTest::keyClick(box, Qt::Key_Down); // by hand, without waiting for the engine
    QVERIFY(strength->isVisible());
}

void TestEditors::aPanelReportsTheParameter()
{
    ui::ParamPanel panel;
    panel.setParams(specs(), groups);
    panel.show();
    QSignalSpy spy(&panel, &ui::ParamPanel::edited);
    panel.display({{"T", 4.0}, {"L", std::int64_t{128}}, {"unknown", 1.0}});
    QVERIFY(spy.isEmpty());
    panel.editor(QStringLiteral("fast"))->findChild<QCheckBox*>()->click();
    QCOMPARE(spy.size(), 1);
    QCOMPARE(spy[0][0].toString(), QStringLiteral("fast"));
    QVERIFY(spy[0][1].value<core::ParamValue>() == core::ParamValue(true));
    QVERIFY(spy[0][2].toBool());
    QCOMPARE(core::numberOf(*core::findValue(panel.values(), "T")), 4.0);
}

void TestEditors::refusalsStandUnderTheirEditor()
{
    ui::ParamPanel panel;
    panel.setParams(specs(), groups);
    panel.show();
    QString const sentence = QStringLiteral("That cannot be.");
    QVERIFY(!panel.showMessage(QStringLiteral("nothing"), sentence));
    QVERIFY(!panel.showMessage(QStringLiteral("strength"), sentence)); // hidden
    QVERIFY(panel.showMessage(QStringLiteral("T"), sentence));
    QCOMPARE(panel.editor(QStringLiteral("T"))->message(), sentence);
    panel.clearMessages();
    QVERIFY(panel.editor(QStringLiteral("T"))->message().isEmpty());
}

void TestEditors::mnemonicsAreUnique()
{
    ui::ParamPanel panel;
    panel.setParams(specs(), groups);
    QString letters;
    for (const auto* const label : panel.findChildren<QLabel*>()) {
        qsizetype const at = label->text().indexOf(u'&');
        if (at >= 0) {
            QVERIFY(label->buddy());
            QVERIFY(!letters.contains(label->text()[at + 1].toLower()));
            letters += label->text()[at + 1].toLower();
        }
    }
    QVERIFY(letters.size() >= 6);
}

QTEST_MAIN(TestEditors)
#include "tst_editors.moc"
