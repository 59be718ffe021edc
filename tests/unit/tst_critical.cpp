// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/theory/critical.h"

#include <QtTest>

#include <cmath>

class TestCritical : public QObject
{
    Q_OBJECT

private slots:
    void theSquareLatticeOrdersWhereOnsagerSays();
    void theTriangularLatticeOrdersHigher();
    void theTriangularAntiferromagnetNeverOrders();
};

void TestCritical::theSquareLatticeOrdersWhereOnsagerSays()
{
    QCOMPARE(core::squareCriticalTemperature(), 2.269185314213022);
    QCOMPARE(core::squareCriticalTemperature(-2), 2 * 2.269185314213022);
    // sinh(2 / T_c) = 1
    QVERIFY(std::abs(std::sinh(2 / core::squareCriticalTemperature()) - 1) < 1e-15);
}

void TestCritical::theTriangularLatticeOrdersHigher()
{
    QVERIFY(std::abs(core::triangularCriticalTemperature() - 3.640956907) < 1e-8);
    QCOMPARE(core::triangularCriticalTemperature(0.5), core::triangularCriticalTemperature() / 2);
}

void TestCritical::theTriangularAntiferromagnetNeverOrders()
{
    QCOMPARE(core::triangularCriticalTemperature(-1), 0.0);
}

QTEST_APPLESS_MAIN(TestCritical)
#include "tst_critical.moc"
