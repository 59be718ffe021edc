// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window_options.h"

#include "core/base/numbers.h"
#include "core/labs/lab.h"
#include "core/models/models.h"
#include "core/param/param_text.h"
#include "isinglass_version.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QRegularExpression>

namespace {

using Options = core::Result<WindowOptions>;

core::Outcome done() { return core::Outcome::done(); }

core::Outcome refused(const QString& sentence)
{
    return core::Outcome::refused(sentence.toStdString());
}

void describe(QCommandLineParser& parser)
{
    parser.setApplicationDescription(
        "A live laboratory of statistical mechanics and neural networks.");
    parser.addOptions({
        {{"h", "help"}, "Shows this help."},
        {{"v", "version"}, "Shows the version."},
        {"lab", "The laboratory to open.", "id"},
        {"set", "A parameter, such as T=2.3; may be repeated.", "id=value"},
        {"seed", "The seed of the run (1).", "number"},
        {"advance", "Takes so many steps, then pauses.", "steps"},
        {"compare", "Opens two runs side by side, such as T=2,2.6.", "id=left,right"},
        {"size", "Size of the window, such as 1440x900.", "WxH"},
        {"theme", "light or dark.", "name"},
        {"type", "Type size, 1 is normal.", "factor"},
        {"renderer", "What draws the stage: gl or raster.", "name"},
        {"shot", "Writes a picture of the window to a file and leaves.", "file"},
        {"scale", "Device pixels per pixel of the picture (1).", "factor"},
        {"bench-ui", "Measures the window's speed and prints it as JSON."},
    });
    parser.addPositionalArgument("FILE", "A saved session to open.", "[FILE]");
}

core::Outcome readLab(const QCommandLineParser& parser, WindowOptions& options)
{
    options.lab = parser.value("lab").toStdString();
    if (options.lab.empty()) {
        options.lab = std::string(core::labs().front().id);
    }
    if (core::findLab(options.lab)) {
        return done();
    }
    QStringList known;
    for (auto const& lab : core::labs()) {
        known << QString::fromUtf8(lab.id.data(), static_cast<qsizetype>(lab.id.size()));
    }
    return refused(QString("There is no laboratory '%1'; expected %2.")
                       .arg(parser.value("lab"), known.join(", ")));
}

core::Outcome readSettings(const QCommandLineParser& parser, WindowOptions& options)
{
    auto const specs = core::findModel(core::findLab(options.lab)->model)->specs();
    for (auto const& text : parser.values("set")) {
        qsizetype const equals = text.indexOf('=');
        if (equals < 1) {
            return refused(QString("--set %1 is not a setting; expected id=value.").arg(text));
        }
        auto const id = text.left(equals).toStdString();
        auto const* const spec = core::findSpec(specs, id);
        if (!spec) {
            return refused(QString("There is no parameter '%1' in laboratory '%2'.")
                               .arg(text.left(equals), QString::fromStdString(options.lab)));
        }
        auto const value = core::parseValue(*spec, text.mid(equals + 1).toStdString());
        if (!value) {
            return value.outcome();
        }
        core::setValue(options.settings, id, *value);
    }
    return done();
}

core::Outcome readComparison(const QCommandLineParser& parser, WindowOptions& options)
{
    if (!parser.isSet("compare")) {
        return done();
    }
    QString const text = parser.value("compare");
    auto const id = text.section('=', 0, 0).toStdString();
    auto const values = text.section('=', 1).split(',');
    auto const* const spec =
        core::findSpec(core::findModel(core::findLab(options.lab)->model)->specs(), id);
    if (values.size() != 2) {
        return refused(
            QString("--compare %1 is not a comparison; expected id=left,right.").arg(text));
    }
    if (!spec || !core::Paired::isComparable(*spec)) {
        return refused(QString("--compare: '%1' is no parameter of laboratory '%2' by which two "
                               "runs can be compared.")
                           .arg(QString::fromStdString(id), QString::fromStdString(options.lab)));
    }
    auto const left = core::parseValue(*spec, values[0].toStdString());
    auto const right = core::parseValue(*spec, values[1].toStdString());
    if (!left || !right) {
        return left ? right.outcome() : left.outcome();
    }
    options.compare = core::Comparison{id, *left, *right};
    return done();
}

core::Outcome readNumbers(const QCommandLineParser& parser, WindowOptions& options)
{
    for (auto const& [name, target] :
         {std::pair{"seed", &options.seed}, std::pair{"advance", &options.advance}}) {
        if (parser.isSet(name)) {
            *target = core::parseUnsigned(parser.value(name).toStdString());
            if (!*target) {
                return refused(QString("--%1 is '%2'; expected a whole number from 0.")
                                   .arg(name, parser.value(name)));
            }
        }
    }
    if (parser.isSet("type")) {
        options.typeScale = core::parseReal(parser.value("type").toStdString());
        if (!options.typeScale || *options.typeScale < 0.8 || *options.typeScale > 2) {
            return refused(QString("--type is '%1'; expected a number from 0.8 to 2.")
                               .arg(parser.value("type")));
        }
    }
    if (parser.isSet("scale")) {
        auto const scale = core::parseReal(parser.value("scale").toStdString());
        if (!scale || *scale < 0.5 || *scale > 4) {
            return refused(QString("--scale is '%1'; expected a number from 0.5 to 4.")
                               .arg(parser.value("scale")));
        }
        options.scale = parser.value("scale");
    }
    return done();
}

core::Outcome readLooks(const QCommandLineParser& parser, WindowOptions& options)
{
    if (parser.isSet("size")) {
        static const QRegularExpression form("^(\\d{3,5})x(\\d{3,5})$");
        auto const match = form.match(parser.value("size"));
        QSize const size(match.captured(1).toInt(), match.captured(2).toInt());
        if (!match.hasMatch() || size.width() < 640 || size.width() > 7680 || size.height() < 480 ||
            size.height() > 4320) {
            return refused(QString("--size is '%1'; expected WxH from 640x480 to 7680x4320.")
                               .arg(parser.value("size")));
        }
        options.size = size;
    }
    if (parser.isSet("theme")) {
        QString const theme = parser.value("theme");
        if (theme != "light" && theme != "dark") {
            return refused(QString("--theme is '%1'; expected light or dark.").arg(theme));
        }
        options.dark = theme == "dark";
    }
    options.renderer = parser.value("renderer");
    if (parser.isSet("renderer") && options.renderer != "gl" && options.renderer != "raster") {
        return refused(QString("--renderer is '%1'; expected gl or raster.").arg(options.renderer));
    }
    return done();
}

core::Outcome readRest(const QCommandLineParser& parser, WindowOptions& options)
{
    options.shot = parser.value("shot");
    auto const files = parser.positionalArguments();
    if (files.size() > 1) {
        return refused(QString("There are %1 files; expected one at most.").arg(files.size()));
    }
    options.file = files.value(0);
    if (options.compare && !options.file.isEmpty()) {
        return refused(QString("--compare begins with a laboratory; expected no file (%1).")
                           .arg(options.file));
    }
    options.what = parser.isSet("bench-ui") ? WindowOptions::What::bench
                   : parser.isSet("shot")   ? WindowOptions::What::shot
                                            : WindowOptions::What::open;
    return parser.isSet("shot") && options.shot.isEmpty()
               ? refused(QString("--shot is empty; expected the name of a file."))
               : done();
}

} // namespace

core::Result<WindowOptions> readOptions(const QStringList& arguments)
{
    QCommandLineParser parser;
    describe(parser);
    WindowOptions options;
    if (!parser.parse(arguments)) {
        return Options::refused(parser.errorText().toStdString() +
                                (parser.errorText().endsWith('.') ? "" : "."));
    }
    if (parser.isSet("help")) {
        // The help text names the program, which only an application object knows.
        int argc = 1;
        char name[] = "isinglass";
        char* argv[] = {name, nullptr};
        QCoreApplication const application(argc, argv);
        options.what = WindowOptions::What::help;
        options.text = parser.helpText();
        return options;
    }
    if (parser.isSet("version")) {
        options.what = WindowOptions::What::version;
        options.text = QString("isinglass %1 (%2)\n").arg(ISINGLASS_VERSION, ISINGLASS_GIT_HASH);
        return options;
    }
    for (auto* const read :
         {readLab, readSettings, readComparison, readNumbers, readLooks, readRest}) {
        if (auto const outcome = read(parser, options); !outcome) {
            return Options::refused(outcome.reason());
        }
    }
    return options;
}
