// SPDX-License-Identifier: GPL-3.0-or-later
// Who may include whom. The table is the architecture: what is not in it is refused. One row per
// source file.
#include "tests/house/source_tree.h"

#include <QMap>
#include <QTest>

namespace {

// Folder -> what it may include besides itself and the standard library. An entry is a folder, one
// header, or a library's name. "core" stands for every folder of core except the models, of which
// only the list is public.
const QMap<QString, QStringList>& table()
{
    static const QStringList toEngine{"core/base", "core/param", "core/stats", "core/picture",
                                      "core/model"};
    static const QMap<QString, QStringList> rows{
        {"core/base", {"isinglass_version.h"}},
        {"core/param", {"core/base"}},
        {"core/stats", {"core/base"}},
        {"core/lattice", {"core/base"}},
        {"core/picture", {"core/base"}},
        {"core/model", {"core/base", "core/param", "core/picture"}},
        {"core/learn", {"core/base", "core/stats"}},
        {"core/theory", {"core/base", "core/lattice"}},
        {"core/models",
         {"core/base", "core/param", "core/stats", "core/lattice", "core/picture", "core/model",
          "core/learn", "core/io", "core/theory", "SIMD", "Eigen"}},
        {"core/engine", toEngine},
        {"core/experiment", toEngine + QStringList{"core/engine"}},
        {"core/io",
         {"core/base", "core/stats", "core/learn", "core/picture/binarise.h", "zlib", "png",
          "json"}},
        {"core/session",
         toEngine + QStringList{"core/engine", "core/lattice", "core/theory", "core/experiment",
                                "core/io", "core/models/models.h", "json"}},
        {"core/labs", toEngine + QStringList{"core/models/models.h"}},
        {"ui/text", {"core", "Qt"}},
        {"ui/link", {"core", "Qt"}},
        {"ui/gl", {"core/picture", "Qt"}},
        {"ui/control", {"core/param", "core/stats", "core/model", "core/labs", "ui/text", "Qt"}},
        {"ui/plot", {"core/param", "core/stats", "core/labs", "ui/text", "Qt"}},
        {"ui/view", {"core/picture", "core/engine/command.h", "ui/gl", "Qt"}},
        {"ui/board",
         {"core", "ui/text", "ui/link", "ui/gl", "ui/control", "ui/plot", "ui/view", "Qt"}},
        {"ui/shell",
         {"core", "ui/text", "ui/link", "ui/gl", "ui/control", "ui/plot", "ui/view", "ui/board",
          "Qt", "isinglass_version.h"}},
        {"app",
         {"core", "core/models/hopfield/hebb_couplings.h", "core/models/rbm/trainer.h",
          "core/models/rbm/partition.h", "BLAS", "ui/shell", "ui/board", "ui/link", "ui/text",
          "ui/view", "Qt", "CLI", "json", "isinglass_version.h"}},
    };
    return rows;
}

// The command line's files, which see nothing of ui or Qt.
bool isCommandLine(const QString& file)
{
    return file.startsWith("app/cli") || file.startsWith("app/options");
}

QString folderOf(const QString& path)
{
    const QStringList parts = path.split(u'/');
    return parts.first() == "core" || parts.first() == "ui" ? parts.mid(0, 2).join(u'/')
                                                            : parts.first();
}

// The library that a <...> header belongs to; empty for the standard library and the system.
QString libraryOf(const QString& header)
{
    static const QList<std::pair<QString, QString>> prefixes{
        {"<Q", "Qt"},           {"<Eigen", "Eigen"},   {"<cblas", "BLAS"}, {"<zlib", "zlib"},
        {"<png", "png"},        {"<nlohmann", "json"}, {"<CLI", "CLI"},    {"<GL", "OpenGL"},
        {"<immintrin", "SIMD"}, {"<x86intrin", "SIMD"}};
    for (const auto& [prefix, library] : prefixes) {
        if (header.startsWith(prefix))
            return library;
    }
    return {};
}

bool allows(const QString& entry, const QString& target)
{
    if (entry == target)
        return true;
    if (entry == "core")
        return target == "core/models/models.h" ||
               (target.startsWith("core/") && folderOf(target) != "core/models");
    return folderOf(target) == entry;
}

// Empty if the file may include the target, else the rule it breaks.
QString refusal(const QString& file, const QString& target)
{
    const QString folder = folderOf(file);
    const bool angled = target.startsWith(u'<');
    const QString library = angled ? libraryOf(target) : QString();
    if (angled && library.isEmpty())
        return {};
    if (!table().contains(folder))
        return QStringLiteral("the folder %1 is not in the table of tests/house/tst_includes.cpp")
            .arg(folder);
    if (isCommandLine(file) && (library == "Qt" || target.startsWith("ui/")))
        return QStringLiteral("the command line knows no window and no Qt");
    if (!angled && folderOf(target) == folder)
        return {};
    for (const QString& entry : table()[folder]) {
        if (angled ? entry == library : allows(entry, target))
            return {};
    }
    return QStringLiteral("%1 may include only %2").arg(folder, table()[folder].join(", "));
}

QStringList modelIds()
{
    static const QRegularExpression words(R"(^lab_models\(([^)]*)\))",
                                          QRegularExpression::MultilineOption);
    return words.match(house::read("core/models/CMakeLists.txt"))
        .captured(1)
        .split(QRegularExpression("\\s+"), Qt::SkipEmptyParts);
}

void rowPerFile(const QStringList& files)
{
    QTest::addColumn<QString>("file");
    for (const QString& file : files)
        QTest::newRow(qPrintable(file)) << file;
}

} // namespace

class TestIncludes : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aFileIncludesOnlyWhatItsFolderMay_data()
    {
        rowPerFile(house::sources({"core", "ui", "app"}));
    }
    void aFileIncludesOnlyWhatItsFolderMay();
    void theTableItselfHasNoCycles();
    void theTableRefusesWhatTheArchitectureForbids();
    void aSourceIncludesItsOwnHeaderFirst_data()
    {
        rowPerFile(house::sources({"core", "ui", "app"}));
    }
    void aSourceIncludesItsOwnHeaderFirst();
    void modelsHaveNoHeadersOutsideTheirKernels();
    void theWindowAndTheEngineNameNoModel_data()
    {
        rowPerFile(house::sources({"ui", "core/engine", "core/experiment"}));
    }
    void theWindowAndTheEngineNameNoModel();
};

void TestIncludes::aFileIncludesOnlyWhatItsFolderMay()
{
    QFETCH(QString, file);
    for (const auto& [line, target] : house::includesOf(house::read(file))) {
        const QString rule = refusal(file, target);
        QVERIFY2(
            rule.isEmpty(),
            qPrintable(
                QStringLiteral("%1:%2: includes %3; %4").arg(file).arg(line).arg(target, rule)));
    }
}

void TestIncludes::theTableItselfHasNoCycles()
{
    QStringList settled;
    for (bool grew = true; grew;) {
        grew = false;
        for (auto row = table().begin(); row != table().end(); ++row) {
            const auto above = [&](const QString& other) {
                return other != row.key() && !settled.contains(other) &&
                       std::any_of(row->begin(), row->end(), [&](const QString& entry) {
                           return allows(entry, other + "/a.h");
                       });
            };
            const QStringList folders = table().keys();
            if (settled.contains(row.key()) || std::any_of(folders.begin(), folders.end(), above))
                continue;
            settled << row.key();
            grew = true;
        }
    }
    QCOMPARE(settled.size(), table().size());
}

void TestIncludes::theTableRefusesWhatTheArchitectureForbids()
{
    QVERIFY(!refusal("core/base/rng.h", "<QString>").isEmpty());
    QVERIFY(!refusal("core/engine/engine.cpp", "core/models/models.h").isEmpty());
    QVERIFY(!refusal("core/stats/binning.cpp", "core/engine/engine.h").isEmpty());
    QVERIFY(!refusal("core/nowhere/new.cpp", "core/base/rng.h").isEmpty());
    QVERIFY(!refusal("ui/shell/main_window.cpp", "core/models/ising/sampler.h").isEmpty());
    QVERIFY(!refusal("ui/board/lab_board.cpp", "ui/shell/main_window.h").isEmpty());
    QVERIFY(!refusal("app/cli_main.cpp", "ui/text/number.h").isEmpty());
    QVERIFY(!refusal("ui/view/view.cpp", "tests/support/fake_clock.h").isEmpty());
    QVERIFY(refusal("ui/shell/main_window.cpp", "core/models/models.h").isEmpty());
    QVERIFY(refusal("core/models/ising.cpp", "core/models/ising/sampler.h").isEmpty());
    QVERIFY(refusal("core/base/rng.h", "<cstdint>").isEmpty());
}

void TestIncludes::aSourceIncludesItsOwnHeaderFirst()
{
    QFETCH(QString, file);
    QString header = file;
    header.replace(QRegularExpression("\\.cpp$"), ".h");
    if (header == file || !QFile::exists(house::pathOf(header)))
        return;
    const auto includes = house::includesOf(house::read(file));
    QVERIFY2(!includes.empty() && includes.front().target == header,
             qPrintable(QStringLiteral(
                            "%1: the first include must be \"%2\", so that the header is known to "
                            "stand alone")
                            .arg(file, header)));
}

void TestIncludes::modelsHaveNoHeadersOutsideTheirKernels()
{
    for (const QString& file : house::filesUnder({"core/models"}, {"*.h"})) {
        const bool kernel = file.count(u'/') > 2;
        QVERIFY2(
            kernel || file == "core/models/models.h",
            qPrintable(file + ": a model is one source file; only its kernels may have headers"));
    }
}

void TestIncludes::theWindowAndTheEngineNameNoModel()
{
    QFETCH(QString, file);
    const QStringList ids = modelIds();
    QVERIFY2(ids.contains("ising") && ids.contains("ring"), qPrintable(ids.join(' ')));
    const QString names = ids.join('|');
    const QRegularExpression named(
        QString(R"re("(%1)"|\b(%1)::|core::(%1)\b|models/(%1)\b)re").arg(names));
    const QString found = house::firstMatch(file, house::code(house::read(file), true), named);
    QVERIFY2(found.isEmpty(),
             qPrintable(found + ": names a model; work from its description instead"));
}

QTEST_APPLESS_MAIN(TestIncludes)
#include "tst_includes.moc"
