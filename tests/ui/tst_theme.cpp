// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QSlider>
#include <QSpinBox>
#include <QTest>
#include <QToolButton>
#include <QVBoxLayout>

#include <array>
#include <cmath>

using namespace ui;

namespace {

using Triple = std::array<double, 3>;
using Matrix = std::array<Triple, 3>;

Triple linearRgb(const QColor& colour)
{
    const auto linear = [](double c) {
        return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    };
    return {linear(colour.redF()), linear(colour.greenF()), linear(colour.blueF())};
}

Triple times(const Matrix& m, const Triple& v)
{
    Triple product{};
    for (std::size_t i = 0; i < 3; ++i)
        for (std::size_t j = 0; j < 3; ++j)
            product[i] += m[i][j] * v[j];
    return product;
}

Triple lab(const Triple& rgb)
{
    const Matrix toXyz = {
        {{0.4124, 0.3576, 0.1805}, {0.2126, 0.7152, 0.0722}, {0.0193, 0.1192, 0.9505}}};
    Triple xyz = times(toXyz, rgb);
    const Triple white = {0.9505, 1.0, 1.089};
    for (std::size_t i = 0; i < 3; ++i) {
        const double t = std::max(xyz[i], 0.0) / white[i];
        xyz[i] = t > 0.008856 ? std::cbrt(t) : 7.787 * t + 16.0 / 116.0;
    }
    return {116.0 * xyz[1] - 16.0, 500.0 * (xyz[0] - xyz[1]), 200.0 * (xyz[1] - xyz[2])};
}

double difference(const QColor& a, const QColor& b, const Matrix& eye)
{
    const Triple p = lab(times(eye, linearRgb(a)));
    const Triple q = lab(times(eye, linearRgb(b)));
    return std::hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
}

// Full dichromacy in linear RGB: Machado, Oliveira, Fernandes, IEEE TVCG 15 (2009) 1291, table 1.
const Matrix normalEye = {{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}};
const Matrix protan = {{{0.152286, 1.052583, -0.204868},
                        {0.114503, 0.786281, 0.099216},
                        {-0.003882, -0.048116, 1.051998}}};
const Matrix deutan = {{{0.367322, 0.860646, -0.227968},
                        {0.280085, 0.672501, 0.047413},
                        {-0.011820, 0.042940, 0.968881}}};
const Matrix tritan = {{{1.255528, -0.076749, -0.178779},
                        {-0.078411, 0.930809, 0.147602},
                        {0.004733, 0.691367, 0.303900}}};

void themes()
{
    QTest::addColumn<bool>("dark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
}

const Palette& fetched()
{
    QFETCH(bool, dark);
    return themePalette(dark ? ThemeId::dark : ThemeId::light);
}

} // namespace

class TestTheme : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void contrastIsThatOfWcag();
    void textReadsOnEveryBackground_data() { themes(); }
    void textReadsOnEveryBackground();
    void curvesAndControlsStandOut_data() { themes(); }
    void curvesAndControlsStandOut();
    void curvesDifferForEveryKindOfEye_data() { themes(); }
    void curvesDifferForEveryKindOfEye();
    void theStyleSheetIsComplete_data() { themes(); }
    void theStyleSheetIsComplete();
    void controlsAreLargeEnoughToHit_data();
    void controlsAreLargeEnoughToHit();
    void whoPaintsByHandIsToldOnce();
    void theApplicationTakesTheColours();
    void everyControlRendersInBothThemes();
};

void TestTheme::contrastIsThatOfWcag()
{
    QVERIFY(std::abs(contrastRatio(Qt::black, Qt::white) - 21.0) < 1e-9);
    QVERIFY(std::abs(contrastRatio(QColor(0x76, 0x76, 0x76), Qt::white) - 4.54) < 0.005);
}

void TestTheme::textReadsOnEveryBackground()
{
    const Palette& p = fetched();
    for (const QColor& back : {p.window, p.card, p.field, p.accentSoft})
        for (const QColor& text : {p.text, p.mutedText, p.link, p.warning})
            QVERIFY2(contrastRatio(text, back) >= 4.5,
                     qPrintable(text.name() + " on " + back.name()));
    QVERIFY(contrastRatio(p.reference, p.card) >= 4.5);
    QVERIFY(contrastRatio(p.accentText, p.accent) >= 4.5);
    QVERIFY2(contrastRatio(p.text, p.card) >= 7.0, "presentation mode writes everything in this");
    QVERIFY(contrastRatio(p.text, p.window) >= 7.0);
}

void TestTheme::curvesAndControlsStandOut()
{
    const Palette& p = fetched();
    for (const QColor& curve : p.curves)
        QVERIFY2(contrastRatio(curve, p.card) >= 3.0, qPrintable(curve.name()));
    QVERIFY(contrastRatio(p.theory, p.card) >= 3.0);
    QVERIFY(contrastRatio(p.axis, p.card) >= 3.0);
    for (const QColor& back : {p.card, p.window}) {
        QVERIFY(contrastRatio(p.outline, back) >= 3.0);
        QVERIFY(contrastRatio(p.accent, back) >= 3.0);
    }
    QVERIFY(contrastRatio(p.spinUp, p.spinDown) >= 3.0);
}

void TestTheme::curvesDifferForEveryKindOfEye()
{
    const Palette& p = fetched();
    for (std::size_t a = 0; a < p.curves.size(); ++a)
        for (std::size_t b = a + 1; b < p.curves.size(); ++b)
            for (const Matrix& eye : {normalEye, protan, deutan, tritan})
                QVERIFY2(difference(p.curves[a], p.curves[b], eye) >= 20.0,
                         qPrintable(p.curves[a].name() + " and " + p.curves[b].name()));
    // In grey the first three still differ; the fourth then has its dash and its marker.
    for (std::size_t a = 0; a < 3; ++a)
        for (std::size_t b = a + 1; b < 3; ++b)
            QVERIFY(std::abs(lab(linearRgb(p.curves[a]))[0] - lab(linearRgb(p.curves[b]))[0]) >=
                    12.0);
}

void TestTheme::theStyleSheetIsComplete()
{
    const QString sheet = styleSheet(fetched(), 1.0);
    QCOMPARE(sheet.count(u'{'), sheet.count(u'}'));
    QVERIFY(!sheet.contains(u'@') && !sheet.contains(u'^') && !sheet.contains(u'$'));
    static const QRegularExpression emptyValue(QStringLiteral("(:|solid)\\s*;"));
    QVERIFY2(!emptyValue.match(sheet).hasMatch(), "a colour that no theme names");
    static const QRegularExpression badColour(QStringLiteral("#(?![0-9a-f]{6}\\b)"));
    QVERIFY(!badColour.match(sheet).hasMatch());
}

void TestTheme::controlsAreLargeEnoughToHit_data()
{
    QTest::addColumn<double>("typeScale");
    QTest::addColumn<int>("target");
    QTest::newRow("at a desk") << 1.0 << 24;
    QTest::newRow("large type") << 1.3 << 24;
    QTest::newRow("presenting") << 1.6 << 44;
}

void TestTheme::controlsAreLargeEnoughToHit()
{
    QFETCH(double, typeScale);
    QFETCH(int, target);
    applyTheme(*qApp, ThemeId::light, typeScale);
    QCOMPARE(targetSize(), target);
    QWidget window;
    QVBoxLayout column(&window);
    QToolButton tool;
    tool.setText(QStringLiteral("+"));
    QSlider slider(Qt::Horizontal);
    QPushButton button(QStringLiteral("Run"));
    QComboBox combo;
    combo.addItem(QStringLiteral("Metropolis"));
    QSpinBox spin;
    QLineEdit edit;
    QCheckBox check(QStringLiteral("Persistence"));
    const std::vector<QWidget*> controls = {&tool, &slider, &button, &combo, &spin, &edit, &check};
    for (QWidget* control : controls)
        column.addWidget(control);
    window.ensurePolished();
    window.show();
    for (QWidget* control : controls)
        QVERIFY2(control->height() >= target,
                 qPrintable(QStringLiteral("%1: %2")
                                .arg(control->metaObject()->className())
                                .arg(control->height())));
}

void TestTheme::whoPaintsByHandIsToldOnce()
{
    applyTheme(*qApp, ThemeId::light);
    QSignalSpy told(&ThemeNotifier::instance(), &ThemeNotifier::changed);
    applyTheme(*qApp, ThemeId::light);
    QCOMPARE(told.count(), 0);
    applyTheme(*qApp, ThemeId::dark);
    QCOMPARE(told.count(), 1);
    QCOMPARE(currentTheme(), ThemeId::dark);
    applyTheme(*qApp, ThemeId::dark, 1.5);
    QCOMPARE(told.count(), 2);
    QCOMPARE(currentTypeScale(), 1.5);
}

void TestTheme::theApplicationTakesTheColours()
{
    applyTheme(*qApp, ThemeId::dark);
    QCOMPARE(QApplication::palette().color(QPalette::Window), themePalette(ThemeId::dark).window);
    ThemeId const desktop = desktopTheme(); // not ours, and asking leaves ours alone
    QCOMPARE(QApplication::palette().color(QPalette::Window), themePalette(ThemeId::dark).window);
    applyTheme(*qApp, ThemeId::light, 1.5);
    QCOMPARE(QApplication::palette().color(QPalette::WindowText),
             themePalette(ThemeId::light).text);
    QCOMPARE(desktopTheme(), desktop);
    QCOMPARE(QApplication::font().pointSizeF(), 15.0);
}

void TestTheme::everyControlRendersInBothThemes()
{
    for (const ThemeId theme : {ThemeId::light, ThemeId::dark}) {
        applyTheme(*qApp, theme);
        QPushButton button(QStringLiteral("Run"));
        button.setProperty("primary", true);
        button.show();
        const QImage picture = button.grab().toImage();
        QCOMPARE(picture.pixelColor(picture.width() / 2, 5), themePalette(theme).accent);
    }
}

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
