// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/param/param_text.h"
#include "core/param/schema.h"

#include <QtTest/QTest>

namespace {

enum class Colour { red, green };
// N and the share of it that P is.
struct Loaded
{
    std::int64_t N = 10;
    std::int64_t P = 2;
};
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

template <>
struct core::Schema<Loaded>
{
    static constexpr auto fields =
        std::tuple{Field{&Loaded::N, ParamSpec{.id = "N", .min = 1, .max = 100}},
                   Field{&Loaded::P, ParamSpec{.id = "P", .max = 100}}};
    static constexpr auto aliases = std::tuple{Alias<Loaded>{
        [](const Loaded& p) { return static_cast<double>(p.P) / static_cast<double>(p.N); },
        [](Loaded& p, double load) {
            p.P = static_cast<std::int64_t>(load * static_cast<double>(p.N) + 0.5);
        },
        ParamSpec{.id = "load", .aliasOf = "P"}}};
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

    void anAliasIsAssignedAfterThePlainOnes()
    {
        Loaded params;
        QVERIFY(
            assignAll(params, {{"load", 0.25}, {"P", std::int64_t{7}}, {"N", std::int64_t{40}}}));
        QCOMPARE(params.P, std::int64_t{10});
        QCOMPARE(numberOf(*findValue(valuesOf(params), "load")), 0.25);
        QVERIFY(!assignAll(params, {{"load", 1.5}}));
    }

    void filesKeepWhatAnAliasStandsFor()
    {
        Loaded params;
        QVERIFY(assign(params, "load", 0.5));
        auto const specs = specsOf<Loaded>();
        QCOMPARE(differenceFromDefaults(specs, valuesOf(params)), std::string("P=5"));
        QVERIFY(!findValue(withoutAliases(specs, valuesOf(params)), "load"));
        QVERIFY(sameParameter(specs, "load", "P") && !sameParameter(specs, "load", "N"));
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
