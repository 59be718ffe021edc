// SPDX-License-Identifier: GPL-3.0-or-later
// The window follows the desktop between light and dark while it runs.
#include "tests/ui/window_fixture.h"
#include "ui/shell/desktop_theme.h"

#include <QApplication>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QSignalSpy>

#include <csignal>
#include <cstdio>
#include <string>

using ui::ThemeId;

namespace {

// What a desktop's settings portal offers, as far as it is used here.
class FakePortal : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.portal.Settings")

public:
    uint scheme = 0;
    int asked = 0;

public Q_SLOTS:
    QDBusVariant Read(const QString& group, const QString& key)
    {
        asked += group == "org.freedesktop.appearance" && key == "color-scheme" ? 1 : 0;
        return QDBusVariant(QVariant::fromValue(QDBusVariant(scheme))); // older portals wrap twice
    }

Q_SIGNALS:
    void SettingChanged(const QString& group, const QString& key, const QDBusVariant& value);
};

QString busAddress;

QDBusVariant value(uint scheme) { return QDBusVariant(scheme); }

} // namespace

class TestDesktopTheme : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void thePortalKnowsBest();
    void otherSettingsAreNotItsBusiness();
    void thePaletteCountsWithoutAPreference();
    void theWindowFollows();
    void aChosenThemeStays();
    void aPortalOnTheBusIsAskedAndFollowed();
};

void TestDesktopTheme::thePortalKnowsBest()
{
    ui::DesktopTheme desktop([] { return ThemeId::light; }, false);
    QSignalSpy changed(&desktop, &ui::DesktopTheme::changed);
    QCOMPARE(desktop.now(), ThemeId::light);
    desktop.settingChanged("org.freedesktop.appearance", "color-scheme", value(1));
    QCOMPARE(desktop.now(), ThemeId::dark);
    desktop.settingChanged("org.freedesktop.appearance", "color-scheme", value(1));
    QCOMPARE(changed.size(), 1);
    desktop.settingChanged("org.freedesktop.appearance", "color-scheme", value(2));
    QCOMPARE(desktop.now(), ThemeId::light);
    QCOMPARE(changed.size(), 2);
}

void TestDesktopTheme::otherSettingsAreNotItsBusiness()
{
    ui::DesktopTheme desktop([] { return ThemeId::light; }, false);
    desktop.settingChanged("org.freedesktop.appearance", "contrast", value(1));
    desktop.settingChanged("org.gnome.desktop.interface", "color-scheme", value(1));
    QCOMPARE(desktop.now(), ThemeId::light);
}

void TestDesktopTheme::thePaletteCountsWithoutAPreference()
{
    ThemeId palette = ThemeId::light;
    ui::DesktopTheme desktop([&] { return palette; }, false);
    QSignalSpy changed(&desktop, &ui::DesktopTheme::changed);
    palette = ThemeId::dark;
    desktop.readPalette();
    QCOMPARE(desktop.now(), ThemeId::dark);
    desktop.settingChanged("org.freedesktop.appearance", "color-scheme", value(2));
    QCOMPARE(desktop.now(), ThemeId::light);
    desktop.settingChanged("org.freedesktop.appearance", "color-scheme", value(0));
    QCOMPARE(desktop.now(), ThemeId::dark);
    QCOMPARE(changed.size(), 3);
}

void TestDesktopTheme::theWindowFollows()
{
    auto palette = std::make_shared<ThemeId>(ThemeId::light);
    auto start = fixture::start();
    start.preferences.theme = ui::ThemeWish::system;
    start.desktop = [palette] { return *palette; };
    auto const window = fixture::window(start);
    QVERIFY(window);
    QCOMPARE(ui::currentTheme(), ThemeId::light);
    QColor const light = window->grab().toImage().pixelColor(4, 100);
    *palette = ThemeId::dark;
    QEvent told(QEvent::ThemeChange); // as Qt sends it when the platform's theme changes
    QCoreApplication::sendEvent(window.get(), &told);
    QCOMPARE(ui::currentTheme(), ThemeId::dark);
    QVERIFY(light.lightness() > window->grab().toImage().pixelColor(4, 100).lightness() + 80);
    window->desktop().settingChanged("org.freedesktop.appearance", "color-scheme", value(2));
    QCOMPARE(ui::currentTheme(), ThemeId::light);
}

void TestDesktopTheme::aChosenThemeStays()
{
    auto const window = fixture::window(); // light by choice
    QVERIFY(window);
    window->desktop().settingChanged("org.freedesktop.appearance", "color-scheme", value(1));
    QCOMPARE(ui::currentTheme(), ThemeId::light);
    auto preferences = window->preferences();
    preferences.theme = ui::ThemeWish::system;
    window->setPreferences(preferences);
    QCOMPARE(ui::currentTheme(), ThemeId::dark);
}

void TestDesktopTheme::aPortalOnTheBusIsAskedAndFollowed()
{
    QVERIFY2(!busAddress.isEmpty(), "dbus-daemon could not be started");
    FakePortal portal;
    portal.scheme = 1;
    auto side = QDBusConnection::connectToBus(busAddress, "portal");
    QVERIFY(
        side.registerObject("/org/freedesktop/portal/desktop", &portal,
                            QDBusConnection::ExportAllSlots | QDBusConnection::ExportAllSignals));
    QVERIFY(side.registerService("org.freedesktop.portal.Desktop"));
    {
        ui::DesktopTheme desktop([] { return ThemeId::light; }, true);
        QTRY_COMPARE(desktop.now(), ThemeId::dark);
        QVERIFY(portal.asked >= 1);
        Q_EMIT portal.SettingChanged("org.freedesktop.appearance", "color-scheme", value(2));
        QTRY_COMPARE(desktop.now(), ThemeId::light);
    }
    QDBusConnection::disconnectFromBus("portal");
}

// The bus comes before the application, which may look for one.
int main(int argc, char** argv)
{
    std::string answer(256, '\0');
    FILE* const daemon =
        popen("dbus-daemon --session --fork --print-address=1 --print-pid=1 2>/dev/null", "r");
    answer.resize(daemon ? std::fread(answer.data(), 1, answer.size(), daemon) : 0);
    QStringList const lines = QString::fromStdString(answer).split('\n');
    if (daemon) {
        pclose(daemon);
    }
    busAddress = lines.value(0);
    qputenv("DBUS_SESSION_BUS_ADDRESS", busAddress.toUtf8());
    QApplication application(argc, argv);
    TestDesktopTheme test;
    int const failures = QTest::qExec(&test, argc, argv);
    if (int const pid = lines.value(1).toInt(); pid > 0) {
        kill(pid, SIGTERM);
    }
    return failures;
}

#include "tst_desktop_theme.moc"
