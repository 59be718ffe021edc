// SPDX-License-Identifier: GPL-3.0-or-later
// T_c is a T with a lowered c wherever it is painted.
#include "ui/shell/theme.h"
#include "ui/text/symbol_text.h"

#include <QFontMetricsF>
#include <QImage>
#include <QLabel>
#include <QPainter>
#include <QTest>

using namespace ui;

class TestSymbols : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anIndexIsLowered_data();
    void anIndexIsLowered();
    void whatIsNoSymbolStays_data();
    void whatIsNoSymbolStays();
    void htmlEscapesWhatItShows();
    void theIndexIsDrawnBelowTheLetter();
    void whatIsTooWideEndsInDots();
    void labelsWithMnemonicsAreDrawnWithIndices();
};

void TestSymbols::anIndexIsLowered_data()
{
    QTest::addColumn<QString>("plain");
    QTest::addColumn<QString>("html");
    QTest::newRow("critical") << "T_c"
                              << "T<sub>c</sub>";
    QTest::newRow("value") << "T_c = 2.2692"
                           << "T<sub>c</sub> = 2.2692";
    QTest::newRow("greek") << QStringLiteral("α_c") << QStringLiteral("α<sub>c</sub>");
    QTest::newRow("overlap") << QStringLiteral("⟨m_μ⟩") << QStringLiteral("⟨m<sub>μ</sub>⟩");
    QTest::newRow("capital") << "T_M"
                             << "T<sub>M</sub>";
    QTest::newRow("two") << "s_i s_j"
                         << "s<sub>i</sub> s<sub>j</sub>";
    QTest::newRow("unit") << "J/k_B"
                          << "J/k<sub>B</sub>";
    QTest::newRow("pair") << QStringLiteral("Σ_<ij> s_i")
                          << QStringLiteral("Σ<sub>⟨ij⟩</sub> s<sub>i</sub>");
    QTest::newRow("mnemonic") << "Site fiel&d h_i"
                              << "Site fiel&amp;d h<sub>i</sub>";
}

void TestSymbols::anIndexIsLowered()
{
    QFETCH(QString, plain);
    QFETCH(QString, html);
    QVERIFY(hasSymbols(plain));
    QCOMPARE(symbolHtml(plain), html);
}

void TestSymbols::whatIsNoSymbolStays_data()
{
    QTest::addColumn<QString>("plain");
    for (const char* const text : {"", "step", "my_file.png", "T_", "_c", "a_b_c", "T_critical"}) {
        QTest::newRow(text) << QString::fromLatin1(text);
    }
}

void TestSymbols::whatIsNoSymbolStays()
{
    QFETCH(QString, plain);
    QVERIFY(!hasSymbols(plain));
    QCOMPARE(symbolPieces(plain), std::vector<SymbolPiece>{{plain}});
    QCOMPARE(symbolTip(plain), plain);
    QFont const font;
    QCOMPARE(symbolWidth(plain, font), QFontMetricsF(font).horizontalAdvance(plain));
}

void TestSymbols::htmlEscapesWhatItShows()
{
    QCOMPARE(symbolHtml("T < T_c & more"), QString("T &lt; T<sub>c</sub> &amp; more"));
    QCOMPARE(symbolTip("T_c\nhere"), QString("<qt>T<sub>c</sub><br>here</qt>"));
}

namespace {

QRect inked(const QImage& image)
{
    QRect found;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (image.pixelColor(x, y).lightness() < 128) {
                found |= QRect(x, y, 1, 1);
            }
        }
    }
    return found;
}

QImage drawn(const QString& text, int flags, QSize size = {200, 60})
{
    QImage image(size, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    QFont font;
    font.setPixelSize(30);
    painter.setFont(font);
    drawSymbols(painter, QRectF(QPointF(), QSizeF(size)), flags, text);
    return image;
}

} // namespace

void TestSymbols::theIndexIsDrawnBelowTheLetter()
{
    QRect const base = inked(drawn("T", Qt::AlignLeft | Qt::AlignTop));
    QRect const both = inked(drawn("T_c", Qt::AlignLeft | Qt::AlignTop));
    QCOMPARE(both.top(), base.top());
    QVERIFY(both.bottom() > base.bottom() + 2);
    QVERIFY(both.right() > base.right() + 4);
    QFont font;
    font.setPixelSize(30);
    QVERIFY(both.width() <= symbolWidth("T_c", font) + 2);
    QVERIFY(symbolWidth("T_c", font) < QFontMetricsF(font).horizontalAdvance("T_c"));
    QRect const right = inked(drawn("T_c", Qt::AlignRight | Qt::AlignTop));
    QVERIFY(right.right() >= 194 && right.width() == both.width());
}

void TestSymbols::whatIsTooWideEndsInDots()
{
    QImage const narrow = drawn("the magnetisation above T_c", Qt::AlignLeft, {90, 60});
    QVERIFY(inked(narrow).right() < 90);
}

void TestSymbols::labelsWithMnemonicsAreDrawnWithIndices()
{
    applyTheme(*qApp, ThemeId::light);
    QLabel plain("Field h"), symbol("Field h_i");
    QWidget control;
    for (QLabel* const label : {&plain, &symbol}) {
        label->setBuddy(&control);
        label->setAlignment(Qt::AlignLeft | Qt::AlignTop);
        label->resize(160, 40);
    }
    QRect const without = inked(plain.grab().toImage());
    QRect const with = inked(symbol.grab().toImage());
    // The dot and foot of a small i, not the line of an underscore.
    QVERIFY(with.right() > without.right());
    QVERIFY(with.right() - without.right() < QFontMetrics(symbol.font()).horizontalAdvance("_i"));
}

QTEST_MAIN(TestSymbols)
#include "tst_symbols.moc"
