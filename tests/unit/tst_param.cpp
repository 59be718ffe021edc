// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/param/param_text.h"
#include "core/param/schema.h"

#include <QtTest/QTest>

namespace {

enum class Colour { red, green };
struct Example
{
    double T = 2.5;
    std::int64_t L = 8;
    bool fast = true;
    Colour colour = Colour::green;
    std::string name = "a b";
};
constexpr std::array colours{core::Choice{"red", "Red"}, core::Choice{"green", "Green"}};

} // namespace

template <>
struct core::Schema<Example>
{
    static constexpr auto fields = std::tuple{
        Field{&Example::T, ParamSpec{.id = "T", .max = 20}},
        Field{&Example::L, ParamSpec{.id = "L", .min = 2, .max = 64}},
        Field{&Example::fast, ParamSpec{.id = "fast"}},
        Field{&Example::colour, ParamSpec{.id = "colour", .choices = colours}},
        Field{&Example::name, ParamSpec{.id = "name", .whenId = "colour", .whenMask = 1}}};
};

using namespace core;

class TestParam : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void kindsAndDefaultsComeFromTheStruct()
    {
        auto const specs = specsOf<Example>();
        QCOMPARE(specs.size(), std::size_t{5});
        QVERIFY(specs[0].kind == ParamKind::real && specs[0].fallback == 2.5);
        QVERIFY(specs[1].kind == ParamKind::integer && specs[1].fallback == 8);
        QVERIFY(specs[2].kind == ParamKind::toggle && specs[2].fallback == 1);
        QVERIFY(specs[3].kind == ParamKind::choice && specs[3].fallback == 1 && specs[3].max == 1);
        QVERIFY(specs[4].kind == ParamKind::text && specs[4].fallbackText == "a b");
    }

    void textsRoundTrip()
    {
        auto const specs = specsOf<Example>();
        ParamMap values = valuesOf(Example{0.1 + 0.2, 3, false, Colour::red, "x=\"1, 2\" \\"});
        QString const text = QString::fromStdString(differenceFromDefaults(specs, values));
        auto const back = parseSettings(specs, text.toStdString());
        QVERIFY2(bool(back), qPrintable(text));
        QVERIFY(*back == values);
    }

    void onlyDifferencesAreWritten()
    {
        QVERIFY(differenceFromDefaults(specsOf<Example>(), valuesOf(Example{})).empty());
    }

    void wrongValuesAreRefusedWithASentence_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("names");
        QTest::newRow("too large") << "T=21"
                                   << "0 to 20";
        QTest::newRow("not a number") << "T=warm"
                                      << "'T'";
        QTest::newRow("decimal comma") << "T=2,5"
                                       << "'T'";
        QTest::newRow("not finite") << "T=nan"
                                    << "'T'";
        QTest::newRow("not whole") << "L=3.5"
                                   << "2 to 64";
        QTest::newRow("too small") << "L=1"
                                   << "2 to 64";
        QTest::newRow("no such choice") << "colour=blue"
                                        << "red, green";
        QTest::newRow("no such parameter") << "beta=1"
                                           << "'beta'";
        QTest::newRow("no value") << "T"
                                  << "id=value";
        QTest::newRow("open quote") << "name=\"a"
                                    << "quote";
    }
    void wrongValuesAreRefusedWithASentence()
    {
        QFETCH(QString, text);
        QFETCH(QString, names);
        auto const result = parseSettings(specsOf<Example>(), text.toStdString());
        QVERIFY(!result);
        QString const reason = QString::fromStdString(result.reason());
        QVERIFY2(reason.contains(names) && reason.endsWith('.'), qPrintable(reason));
    }

    void aRefusedValueChangesNothing()
    {
        Example example;
        QVERIFY(!assign(example, "T", ParamValue(99.0)));
        QVERIFY(!assign(example, "T", ParamValue(std::string("2"))));
        QCOMPARE(example.T, 2.5);
        QVERIFY(assign(example, "T", ParamValue(3.0)));
        QCOMPARE(example.T, 3.0);
    }

    void aParameterAppliesOnlyWhileItsConditionHolds()
    {
        auto const specs = specsOf<Example>();
        ParamMap values = valuesOf(Example{});
        QVERIFY(!applies(specs[4], specs, values));
        setValue(values, "colour", std::int64_t{0});
        QVERIFY(applies(specs[4], specs, values));
    }
};

QTEST_APPLESS_MAIN(TestParam)
#include "tst_param.moc"
