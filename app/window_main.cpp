// SPDX-License-Identifier: GPL-3.0-or-later
// The window: reads its arguments, chooses how to draw, opens.
#include "app/window_bench.h"
#include "app/window_options.h"
#include "app/window_shot.h"
#include "core/base/cpu.h"
#include "core/models/models.h"
#include "isinglass_version.h"
#include "ui/shell/main_window.h"
#include "ui/shell/theme.h"

#include <QApplication>
#include <QFileInfo>
#include <QIcon>
#include <QJsonDocument>
#include <QPainter>
#include <QSvgRenderer>
#include <QTimer>

#include <cstdio>

namespace {

int refuse(const std::string& sentence)
{
    std::fprintf(stderr, "isinglass: %s\n", sentence.c_str());
    return 2;
}

ui::RendererWish wishOf(const WindowOptions& options, const ui::Preferences& preferences)
{
    if (options.renderer.isEmpty()) {
        return preferences.renderer;
    }
    return options.renderer == "gl" ? ui::RendererWish::gl : ui::RendererWish::raster;
}

ui::WindowStart startOf(const WindowOptions& options)
{
    ui::WindowStart start;
    start.lab = options.lab;
    start.settings = options.settings;
    start.seed = options.seed.value_or(1);
    start.remembers = options.what == WindowOptions::What::open;
    start.running = !options.advance.has_value();
    start.desktop = &ui::desktopTheme;
    start.preferences = start.remembers ? ui::Preferences::load() : ui::Preferences{};
    if (!start.remembers) {
        start.preferences.theme = ui::ThemeWish::light;
    }
    if (options.dark) {
        start.preferences.theme = *options.dark ? ui::ThemeWish::dark : ui::ThemeWish::light;
    }
    start.preferences.typeScale = options.typeScale.value_or(start.preferences.typeScale);
    start.renderer = ui::chooseRenderer(wishOf(options, start.preferences));
    return start;
}

// Drawn here, since Qt's own reader of such icons is a plug-in that may not be installed.
QIcon programIcon()
{
    QPixmap picture(256, 256);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    QSvgRenderer(QStringLiteral(":/icons/isinglass.svg")).render(&painter);
    return QIcon(picture);
}

void leave(const QString& sentence)
{
    if (!sentence.isEmpty()) {
        std::fprintf(stderr, "isinglass: %s\n", qPrintable(sentence));
    }
    QCoreApplication::exit(sentence.isEmpty() ? 0 : 1);
}

int bench(const WindowOptions& options)
{
    QTimer::singleShot(0, [&options] {
        benchWindow(startOf(options), options.size.value_or(QSize(1440, 900)),
                    [](const QJsonObject& result) {
                        std::fputs(QJsonDocument(result).toJson().constData(), stdout);
                        QCoreApplication::quit();
                    });
    });
    QApplication::setQuitOnLastWindowClosed(false);
    return QApplication::exec();
}

// Do both sides take their values? Asked before there is a window.
core::Outcome checkComparison(const WindowOptions& options)
{
    auto const& lab = *core::findLab(options.lab);
    auto const& entry = *core::findModel(lab.model);
    auto const model = options.compare ? ui::LabBoard::makeModel(lab, entry, options.settings, 1)
                                       : core::Result<std::unique_ptr<core::AnyModel>>(nullptr);
    if (!options.compare || !model) {
        return model.outcome();
    }
    core::Archive state;
    (*model)->save(state);
    return core::Paired::make(entry, state, *options.compare).outcome();
}

int openWindow(const WindowOptions& options)
{
    auto const start = startOf(options);
    if (auto const outcome = ui::MainWindow::check(start); !outcome) {
        return refuse(outcome.reason());
    }
    ui::MainWindow window(start);
    if (options.size) {
        window.resize(*options.size);
    }
    window.show();
    if (!options.file.isEmpty()) {
        window.openFile(QFileInfo(options.file).absoluteFilePath());
    }
    QTimer::singleShot(2000, &ui::graphicsSurvived);
    auto* const side = options.compare ? &window.compare(options.compare) : nullptr;
    if (side && options.size) {
        side->resize(*options.size);
    }
    if (options.what == WindowOptions::What::shot && side) {
        takeShot(*side, options.shot, options.advance, &leave);
    } else if (options.what == WindowOptions::What::shot) {
        takeShot(window, options.shot, options.advance, &leave);
    } else {
        if (options.advance && !side) {
            window.board().link().post(core::Step{static_cast<int>(*options.advance)});
        }
        window.offerRecovery();
    }
    return QApplication::exec();
}

} // namespace

int main(int argc, char** argv)
{
    QStringList arguments;
    for (int i = 0; i < argc; ++i) {
        arguments << QString::fromLocal8Bit(argv[i]);
    }
    auto const options = readOptions(arguments);
    if (!options) {
        return refuse(options.reason());
    }
    if (!options->text.isEmpty()) {
        std::fputs(qPrintable(options->text), stdout);
        return 0;
    }
    if (auto const outcome = core::applyIsaFromEnvironment(); !outcome) {
        return refuse(outcome.reason());
    }
    if (auto const outcome = checkComparison(*options); !outcome) {
        return refuse(outcome.reason());
    }
    // Before QApplication: how many device pixels a picture of the window has.
    if (!options->scale.isEmpty()) {
        qputenv("QT_SCALE_FACTOR", options->scale.toLatin1());
    }
    ui::prepareGraphics();
    QApplication application(argc, argv);
    QCoreApplication::setOrganizationName(QStringLiteral("isinglass"));
    QCoreApplication::setApplicationName(QStringLiteral("isinglass"));
    QCoreApplication::setApplicationVersion(QStringLiteral(ISINGLASS_VERSION));
    QGuiApplication::setDesktopFileName(QStringLiteral("org.isinglass.Isinglass"));
    QApplication::setWindowIcon(programIcon());
    QObject::connect(&application, &QCoreApplication::aboutToQuit, &ui::graphicsSurvived);
    return options->what == WindowOptions::What::bench ? bench(*options) : openWindow(*options);
}
