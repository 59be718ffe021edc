// SPDX-License-Identifier: GPL-3.0-or-later
// The command line as scripts use it: the built program, its output, its files, its exit codes.
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <nlohmann/json.hpp>

using Json = nlohmann::ordered_json;

namespace {

struct Answer
{
    int code = -1;
    QByteArray out, err;
    Json json() const { return Json::parse(out.toStdString(), nullptr, false); }
    double number(const char* observable, const char* field) const
    {
        return json()["observables"][observable][field].get<double>();
    }
    std::string hash() const { return json()["hash"]; }
};

const QString program = QStringLiteral(BINARY_DIR "/bin/isinglass-cli");

Answer call(const QStringList& arguments,
            const QProcessEnvironment& environment = QProcessEnvironment::systemEnvironment())
{
    QProcess process;
    process.setProcessEnvironment(environment);
    process.start(program, arguments);
    process.waitForFinished(60000);
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
            process.readAllStandardOutput(), process.readAllStandardError()};
}

QStringList words(const char* line)
{
    return QString::fromUtf8(line).split(' ', Qt::SkipEmptyParts);
}

Answer call(const char* line) { return call(words(line)); }

QStringList keysOf(const Json& json)
{
    QStringList keys;
    for (const auto& [key, value] : json.items())
        keys << QString::fromStdString(key);
    return keys;
}

QList<QByteArray> linesOf(const QString& file)
{
    QFile opened(file);
    if (!opened.open(QIODevice::ReadOnly))
        return {};
    QList<QByteArray> lines = opened.readAll().split('\n');
    if (lines.last().isEmpty())
        lines.removeLast();
    return lines;
}

} // namespace

class TestCli : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void itTellsItsVersion();
    void everyCommandHasHelp_data();
    void everyCommandHasHelp();
    void helpDescribesTheModel();
    void listHasItsShape();
    void runJsonHasItsShape();
    void whatDoesNotExistIsNull();
    void equalCommandsGiveEqualHashes();
    void badInputIsRefusedWithOneSentence_data();
    void badInputIsRefusedWithOneSentence();
    void whatCannotBeWrittenEndsWithOne_data();
    void whatCannotBeWrittenEndsWithOne();
    void seriesHaveTheirShape();
    void seriesOfRepeatsHaveAColumnMore();
    void sweepTablesHaveTheirShape();
    void aRowIsReproducedByItsSeed();
    void jobsDoNotChangeTheTable();
    void carryingChangesTheTable();
    void listsAndProductsAreSwept();
    void rampsAndHolds();
    void savedRunsGoOn();
    void loadedRunsKeepWhatNeedsAFreshState();
    void arraysTravelInAndOut();
    void aLearntMachineTravelsAsOneFile();
    void aMachineTravelsAsAHopfieldNetwork();
    void picturesBecomeFields();
    void environmentForcesKernels();
    void numbersIgnoreTheLocale();
    void interruptedSweepsKeepTheirRows();
    void theRingAgreesWithItsTheory();
    void benchJsonHasItsShape();
    void theSelftestPasses();

private:
    QString path(const char* name) { return folder_.filePath(QString::fromUtf8(name)); }
    QTemporaryDir folder_;
};

void TestCli::initTestCase()
{
    QVERIFY2(QFile::exists(program), "build isinglass-cli first");
    QVERIFY(folder_.isValid());
}

void TestCli::itTellsItsVersion()
{
    auto const answer = call("--version");
    QCOMPARE(answer.code, 0);
    QVERIFY(answer.out.startsWith("isinglass 0."));
}

void TestCli::everyCommandHasHelp_data()
{
    QTest::addColumn<QString>("line");
    for (const char* line : {"--help", "list --help", "run --help", "sweep --help", "bench --help",
                             "selftest --help", "run ising --help", "sweep ring -h"})
        QTest::newRow(line) << line;
}

void TestCli::everyCommandHasHelp()
{
    QFETCH(QString, line);
    auto const answer = call(line.split(' '));
    QCOMPARE(answer.code, 0);
    QVERIFY(answer.out.size() > 40);
    QVERIFY(answer.err.isEmpty());
}

void TestCli::helpDescribesTheModel()
{
    auto const help = call("run ising --help").out;
    for (const char* word : {"--set", "--repeats", "L = ", "2 to 16384", "swendsen-wang",
                             "Kaufman 1949", "not ergodic", "susceptibility", "spins"})
        QVERIFY2(help.contains(word), word);
}

void TestCli::listHasItsShape()
{
    auto const answer = call("list --json");
    QCOMPARE(answer.code, 0);
    const Json models = answer.json()["models"];
    QVERIFY(models.size() >= 2);
    const Json ising = models[0];
    QCOMPARE(ising["id"].get<std::string>(), std::string("ising"));
    for (const char* key :
         {"id", "title", "step", "parameters", "observables", "actions", "arrays"})
        QVERIFY2(ising.contains(key), key);
    for (const auto& value : ising["parameters"]) {
        for (const char* key :
             {"id", "label", "unit", "kind", "min", "max", "default", "choices", "effect", "help"})
            QVERIFY2(value.contains(key), key);
    }
    for (const auto& value : ising["observables"]) {
        for (const char* key : {"id", "label", "unit", "kind", "help"})
            QVERIFY2(value.contains(key), key);
        QVERIFY(value["kind"] == "sampled" || value["kind"] == "derived");
    }
    QCOMPARE(call("list ring --json").json()["models"].size(), 1u);
    QVERIFY(call("list").out.contains("ring"));
    QVERIFY(call("list ring").out.contains("heat bath"));
}

void TestCli::runJsonHasItsShape()
{
    auto const answer = call("run ising --set L=16 --set T=2.3 --steps 200 --threads 2 --json");
    QCOMPARE(answer.code, 0);
    QVERIFY(answer.err.isEmpty());
    QCOMPARE(
        keysOf(answer.json()),
        QStringList({"program", "version", "model", "parameters", "actions", "seed", "threads",
                     "steps", "warmup", "every", "repeats", "hash", "seconds", "observables"}));
    auto const json = answer.json();
    QCOMPARE(json["program"].get<std::string>(), std::string("isinglass"));
    QCOMPARE(json["parameters"]["L"].get<int>(), 16);
    QCOMPARE(json["parameters"]["T"].get<double>(), 2.3);
    QCOMPARE(json["parameters"]["algorithm"].get<std::string>(), std::string("metropolis"));
    QCOMPARE(json["seed"].get<int>(), 1);
    QCOMPARE(json["threads"].get<int>(), 2);
    QCOMPARE(json["warmup"].get<int>(), 20);
    QCOMPARE(answer.hash().size(), 16u);
    const QStringList observables{"energy",       "magnetization",           "abs-magnetization",
                                  "m2",           "staggered-magnetization", "acceptance",
                                  "cluster-size", "specific-heat",           "susceptibility",
                                  "binder",       "correlation-length"};
    for (const QString& id : observables) {
        const Json one = json["observables"][id.toStdString()];
        QCOMPARE(keysOf(one), QStringList({"mean", "error", "tau", "n", "last", "trusted", "exact",
                                           "exact_kind", "source"}));
    }
    QCOMPARE(static_cast<qsizetype>(json["observables"].size()), observables.size());
    QCOMPARE(json["observables"]["energy"]["exact_kind"].get<std::string>(),
             std::string("this-size"));
    QCOMPARE(json["observables"]["energy"]["source"].get<std::string>(),
             std::string("Kaufman 1949"));
    QCOMPARE(json["observables"]["energy"]["n"].get<int>(), 200);
}

void TestCli::whatDoesNotExistIsNull()
{
    auto const json = call("run ising --set L=8 --set T=0 --steps 50 --json").json()["observables"];
    QVERIFY(json["specific-heat"]["mean"].is_null());
    QVERIFY(json["specific-heat"]["tau"].is_null());
    QVERIFY(json["cluster-size"]["mean"].is_null());
    QVERIFY(json["cluster-size"]["last"].is_null());
    QVERIFY(json["magnetization"]["exact"].is_null());
    QVERIFY(json["magnetization"]["exact_kind"].is_null());
}

void TestCli::equalCommandsGiveEqualHashes()
{
    const QString line = "run ising --set L=128 --steps 30 --json --threads ";
    auto const one = call((line + "1").split(' ')), three = call((line + "3").split(' '));
    QCOMPARE(one.hash(), three.hash());
    QVERIFY(call((line + "1 --seed 2").split(' ')).hash() != one.hash());
    QCOMPARE(call((line + "1 --seed=1 --set=T=2.269185314213022").split(' ')).hash(), one.hash());
}

void TestCli::badInputIsRefusedWithOneSentence_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("says");
    const QList<std::pair<const char*, const char*>> rows{
        {"", "list, run, sweep"},
        {"frobnicate", "frobnicate"},
        {"--frobnicate", "--frobnicate"},
        {"run", "model"},
        {"run nomodel", "ising"},
        {"run ising extra", "extra"},
        {"run ising --frob", "--frob"},
        {"run ising --steps", "--steps"},
        {"run ising --steps 1 --steps 2", "--steps"},
        {"run ising --steps 1.5", "--steps"},
        {"run ising --steps -1", "--steps"},
        {"run ising --warmup many", "--warmup"},
        {"run ising --every 0", "--every"},
        {"run ising --repeats 0", "--repeats"},
        {"run ising --seed -1", "--seed"},
        {"run ising --threads 0", "--threads"},
        {"run ising --threads 100000", "256"},
        {"run ising --set", "--set"},
        {"run ising --set T", "--set"},
        {"run ising --set =2", "--set"},
        {"run ising --set T=", "'T'"},
        {"run ising --set T=hot", "'T'"},
        {"run ising --set T=-1", "0 to 20"},
        {"run ising --set T=nan", "'T'"},
        {"run ising --set T=1,5", "'T'"},
        {"run ising --set L=1", "2 to 16384"},
        {"run ising --set L=2.5", "'L'"},
        {"run ising --set lattice=kagome", "triangular"},
        {"run ising --set nothing=1", "'nothing'"},
        {"run ising --set field=image", "image"},
        {"run ising --do dance", "dance"},
        {"run ising --ramp T", "--ramp"},
        {"run ising --ramp T=1", "--ramp"},
        {"run ising --ramp T=1:2:cubic", "--ramp"},
        {"run ising --ramp T=1:0:geometric", "geometric"},
        {"run ising --ramp T=1:25", "0 to 20"},
        {"run ising --ramp L=8:16", "'L'"},
        {"run ising --ramp Q=8:16", "'Q'"},
        {"run ising --hold 5", "--ramp"},
        {"run ising --load /no/such/file", "/no/such/file"},
        {"run ising --load " SOURCE_DIR "/LICENSE", "LICENSE"},
        {"run ising --import spins=/no/such.npy", "/no/such.npy"},
        {"run ising --import spins=" SOURCE_DIR "/LICENSE", "LICENSE"},
        {"run ising --import hats=/no/such.npy", "'hats'"},
        {"run ising --export hats=/tmp/x.npy", "'hats'"},
        {"sweep ising --out /tmp/x.csv", "--over"},
        {"sweep ising --over T=1:2:1", "--out"},
        {"sweep ising --over T=1:2:0 --out /tmp/x.csv", "'T'"},
        {"sweep ising --over T=1:2 --out /tmp/x.csv", "--over"},
        {"sweep ising --over T=1:2:x --out /tmp/x.csv", "--over"},
        {"sweep ising --over T=1,x --out /tmp/x.csv", "'T'"},
        {"sweep ising --over T=1:21:1 --out /tmp/x.csv", "0 to 20"},
        {"sweep ising --over T=1,2 --over T=3,4 --out /tmp/x.csv", "twice"},
        {"sweep ising --over lattice=1:2:1 --out /tmp/x.csv", "--over"},
        {"sweep ising --over L=8,16 --carry --out /tmp/x.csv", "'L'"},
        {"sweep ising --over T=1,2 --save /tmp/x --out /tmp/x.csv", "carried"},
        {"sweep ising --over T=1,2 --jobs 0 --out /tmp/x.csv", "--jobs"},
        {"bench nothing", "ising.metropolis.L512"},
        {"list nothing", "ising"},
    };
    for (const auto& [line, says] : rows)
        QTest::newRow(*line ? line : "nothing at all") << line << says;
}

void TestCli::badInputIsRefusedWithOneSentence()
{
    QFETCH(QString, line);
    QFETCH(QString, says);
    auto const answer = call(line.split(' ', Qt::SkipEmptyParts));
    QVERIFY2(answer.code == 2, answer.err);
    QVERIFY2(answer.out.isEmpty(), answer.out);
    QVERIFY2(answer.err.contains(says.toUtf8()), answer.err);
    QVERIFY2(answer.err.count('\n') == 1 && answer.err.endsWith(".\n"), answer.err);
    QVERIFY(answer.err.startsWith("isinglass-cli: "));
}

void TestCli::whatCannotBeWrittenEndsWithOne_data()
{
    QTest::addColumn<QString>("line");
    for (const char* line : {"run ring --steps 5 --out /no/such/x.csv",
                             "run ring --steps 5 --save /no/such/x.isinglass",
                             "run ring --steps 5 --export spins=/no/such/x.npy",
                             "sweep ring --over T=1,2 --steps 5 --out /no/such/x.csv"})
        QTest::newRow(line) << line;
}

void TestCli::whatCannotBeWrittenEndsWithOne()
{
    QFETCH(QString, line);
    auto const answer = call(line.split(' '));
    QCOMPARE(answer.code, 1);
    QVERIFY2(answer.err.contains("/no/such/x") && answer.err.endsWith(".\n"), answer.err);
    QVERIFY(answer.out.isEmpty());
}

void TestCli::seriesHaveTheirShape()
{
    const QString file = path("series.csv");
    auto const answer =
        call(words("run ising --set L=8 --steps 20 --every 5 --out") << file << "--json");
    QCOMPARE(answer.code, 0);
    auto const lines = linesOf(file);
    QVERIFY(lines[0].startsWith("# isinglass-cli run ising --set L=8 --steps 20"));
    QCOMPARE(lines[1], "step,energy,magnetization,abs-magnetization,m2,staggered-magnetization,"
                       "acceptance,cluster-size");
    QCOMPARE(lines.size(), 6);
    for (int i = 0; i < 4; ++i) {
        auto const cells = lines[2 + i].split(',');
        QCOMPARE(cells.size(), 8);
        QCOMPARE(cells[0].toInt(), 5 * (i + 1));
        QVERIFY(cells[7].isEmpty()); // no clusters here
    }
    QCOMPARE(lines[5].split(',')[1].toDouble(), answer.number("energy", "last"));
}

void TestCli::seriesOfRepeatsHaveAColumnMore()
{
    const QString file = path("repeats.csv");
    auto const answer = call(words("run ring --steps 3 --repeats 2 --json --out") << file);
    QCOMPARE(answer.json()["repeats"].get<int>(), 2);
    QCOMPARE(answer.number("energy", "n"), 2.0);
    QVERIFY(answer.json()["observables"]["energy"]["tau"].is_null());
    auto const lines = linesOf(file);
    QVERIFY(lines[1].startsWith("step,repeat,energy,"));
    QCOMPARE(lines.size(), 8);
    QVERIFY(lines[2].startsWith("1,1,") && lines[7].startsWith("3,2,"));
    QCOMPARE(call("run ring --steps 3 --repeats 2 --json --threads 2").hash(), answer.hash());
    QVERIFY(call("run ring --steps 3 --json").hash() != answer.hash());
}

void TestCli::sweepTablesHaveTheirShape()
{
    const QString file = path("sweep.csv");
    QCOMPARE(call(words("sweep ring --set N=16 --over T=1:2:0.5 --steps 200 --out") << file).code,
             0);
    auto const lines = linesOf(file);
    QCOMPARE(lines.size(), 5);
    QVERIFY(lines[0].startsWith("# isinglass-cli sweep ring"));
    QVERIFY(lines[1].startsWith("T,seed,energy,energy_error,energy_tau,energy_trusted,"
                                "energy_exact,magnetization,"));
    QVERIFY(lines[1].endsWith("susceptibility_trusted,susceptibility_exact"));
    const QStringList temperatures{"1", "1.5", "2"};
    for (int i = 0; i < 3; ++i) {
        auto const cells = lines[2 + i].split(',');
        QCOMPARE(cells.size(), lines[1].split(',').size());
        QCOMPARE(QString::fromUtf8(cells[0]), temperatures[i]);
        QVERIFY(cells[5] == "true" || cells[5] == "false");
    }
}

void TestCli::aRowIsReproducedByItsSeed()
{
    const QString file = path("row.csv");
    call(words("sweep ring --set N=16 --over T=1:2:0.5 --steps 200 --out") << file);
    auto const row = linesOf(file)[3].split(',');
    auto const answer = call(words("run ring --set N=16 --set T=1.5 --steps 200 --json --seed")
                             << QString::fromUtf8(row[1]));
    QCOMPARE(answer.number("energy", "mean"), row[2].toDouble());
    QCOMPARE(answer.number("energy", "error"), row[3].toDouble());
}

void TestCli::jobsDoNotChangeTheTable()
{
    const QStringList line = words("sweep ring --set N=16 --over T=1:2:0.1 --steps 100 --out");
    call(line + QStringList{path("one.csv"), "--jobs", "1"});
    call(line + QStringList{path("four.csv"), "--jobs", "4"});
    QVERIFY(linesOf(path("one.csv")).size() == 13);
    QCOMPARE(linesOf(path("one.csv")).mid(1), linesOf(path("four.csv")).mid(1));
}

void TestCli::carryingChangesTheTable()
{
    const QStringList line = words("sweep ring --set N=16 --over T=1:2:0.5 --steps 100 --out");
    call(line + QStringList{path("fresh.csv")});
    auto const answer = call(
        line + QStringList{path("carried.csv"), "--carry", "--save", path("carried.isinglass")});
    QCOMPARE(answer.code, 0);
    QVERIFY(linesOf(path("fresh.csv"))[4] != linesOf(path("carried.csv"))[4]);
    QVERIFY(QFile::exists(path("carried.isinglass")));
}

void TestCli::listsAndProductsAreSwept()
{
    const QString file = path("product.csv");
    auto const answer = call(words("sweep ising --set L=8 --over algorithm=metropolis,heat-bath "
                                   "--over T=2,3 --steps 20 --json --out")
                             << file);
    auto const lines = linesOf(file);
    QCOMPARE(lines.size(), 6);
    const QStringList starts{"metropolis,2,", "metropolis,3,", "heat-bath,2,", "heat-bath,3,"};
    for (int i = 0; i < 4; ++i)
        QVERIFY(lines[2 + i].startsWith(starts[i].toUtf8()));
    QCOMPARE(answer.json().size(), 4u);
}

void TestCli::rampsAndHolds()
{
    auto const ramp = call("run ising --set L=16 --ramp T=5:1 --steps 100 --json");
    QCOMPARE(ramp.code, 0);
    QVERIFY(ramp.json()["observables"]["energy"]["mean"].is_null());
    QVERIFY(ramp.number("energy", "last") < -1);
    QCOMPARE(ramp.json()["parameters"]["T"].get<double>(), 1.0);
    auto const hold =
        call("run ising --set L=16 --ramp T=5:1:geometric --steps 100 --hold 50 --json");
    QCOMPARE(hold.number("energy", "n"), 50.0);
    QVERIFY(hold.number("energy", "mean") < -1);
}

void TestCli::savedRunsGoOn()
{
    const QString file = path("state.isinglass");
    for (const char* algorithm :
         {"metropolis", "heat-bath", "wolff", "swendsen-wang", "kawasaki"}) {
        const QStringList system = words("--warmup 0 --json --threads 1");
        const QStringList fresh = words("run ising --set L=32 --set T=2.2 --set")
                                  << QStringLiteral("algorithm=") + algorithm;
        auto const whole = call(fresh + system + words("--steps 40"));
        auto const half = call(fresh + system + words("--steps 15 --save") + QStringList{file});
        QCOMPARE(half.code, 0);
        auto const rest = call(words("run ising --steps 25 --load") + QStringList{file} + system);
        QVERIFY2(rest.code == 0, rest.err);
        QVERIFY2(rest.hash() == whole.hash(), algorithm);
        QCOMPARE(rest.json()["parameters"]["algorithm"].get<std::string>(), std::string(algorithm));
        QCOMPARE(rest.number("energy", "last"), whole.number("energy", "last"));
    }
}

void TestCli::loadedRunsKeepWhatNeedsAFreshState()
{
    const QString file = path("keep.isinglass");
    QCOMPARE(call(words("run ising --set L=16 --steps 5 --seed 4 --save") << file).code, 0);
    auto const line = [&](const char* more) {
        return words("run ising --steps 5 --json --load") + QStringList{file} + words(more);
    };
    QCOMPARE(call(line("")).json()["parameters"]["L"].get<int>(), 16);
    QCOMPARE(call(line("")).json()["seed"].get<int>(), 4);
    QCOMPARE(call(line("--set T=3")).json()["parameters"]["T"].get<double>(), 3.0);
    QCOMPARE(call(line("--set L=16 --seed 4")).code, 0);
    QCOMPARE(call(line("--set L=32")).code, 2);
    QCOMPARE(call(line("--seed 5")).code, 2);
    QCOMPARE(call(line("--repeats 2")).code, 2);
    auto const other = call(words("run ring --load") << file);
    QCOMPARE(other.code, 2);
    QVERIFY(other.err.contains("ising") && other.err.contains("ring"));
}

void TestCli::arraysTravelInAndOut()
{
    const QString spins = path("spins.npy"), curve = path("curve.npy");
    auto const out = call(words("run ising --set L=16 --steps 5 --json --export")
                          << "spins=" + spins << "--export"
                          << "curve:correlation=" + curve);
    QVERIFY2(out.code == 0, out.err);
    QFile file(spins);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.read(6), QByteArray("\x93NUMPY"));
    QVERIFY(QFile::exists(curve));
    auto const in = call(words("run ising --set L=16 --set T=0 --steps 0 --warmup 0 --json "
                               "--import")
                         << "spins=" + spins);
    QVERIFY2(in.code == 0, in.err);
    QCOMPARE(in.number("magnetization", "last"), out.number("magnetization", "last"));
    QCOMPARE(in.number("energy", "last"), out.number("energy", "last"));
    QCOMPARE(call(words("run ising --set L=17 --import") << "spins=" + spins).code, 2);
}

void TestCli::aLearntMachineTravelsAsOneFile()
{
    const QString machine = path("machine.npz"), before = path("before.npy"),
                  after = path("after.npy");
    auto const out =
        call(words("run rbm --steps 3000 --json --export") << "all=" + machine << "--export"
                                                           << "weights=" + before);
    QVERIFY2(out.code == 0, out.err);
    QVERIFY(out.number("log-likelihood", "last") > -6);
    auto const in = call(words("run rbm --seed 2 --set learning=false --steps 1 --json --import")
                         << "all=" + machine << "--export"
                         << "weights=" + after);
    QVERIFY2(in.code == 0, in.err);
    QCOMPARE(in.number("log-likelihood", "last"), out.number("log-likelihood", "last"));
    QCOMPARE(linesOf(after), linesOf(before));
    auto const wrong = call(words("run rbm --set hidden=5 --import") << "all=" + machine);
    QCOMPARE(wrong.code, 2);
    QVERIFY2(wrong.err.contains("machine.npz") && wrong.err.contains("5 hidden"), wrong.err);
    auto const other = call(words("run ising --import") << "all=" + machine);
    QCOMPARE(other.code, 2);
    QVERIFY2(other.err.contains("has no array"), other.err);
}

// Learnt features become patterns of a memory, and patterns features: W W^T is Hebb's J.
void TestCli::aMachineTravelsAsAHopfieldNetwork()
{
    const QString features = path("features.npy"), patterns = path("patterns.npy"),
                  back = path("back.npy");
    auto const learnt = call(words("run rbm --set side=4 --set hidden=6 --steps 50 --export")
                             << "hopfield-patterns=" + features);
    QVERIFY2(learnt.code == 0, learnt.err);
    auto const memory =
        call(words("run hopfield --set side=4 --set P=0 --set rule=pseudo-inverse --steps 2 --json "
                   "--do cue:pattern=2 --import")
             << "patterns=" + features << "--export"
             << "patterns=" + patterns);
    QVERIFY2(memory.code == 0, memory.err);
    QCOMPARE(memory.number("overlap", "last"), 1.0);
    QCOMPARE(linesOf(patterns), linesOf(features));
    const auto machine = words("run rbm --set data=drawn --set hidden=6 --set learning=false "
                               "--steps 3 --import");
    auto const again = call(QStringList(machine) << "hopfield-patterns=" + patterns << "--set"
                                                 << "picture-side=4"
                                                 << "--export"
                                                 << "hopfield-patterns=" + back);
    QVERIFY2(again.code == 0, again.err);
    QVERIFY2(again.out.contains("Hebb's J of the patterns: largest difference 0."), again.out);
    QCOMPARE(linesOf(back), linesOf(patterns));
    auto const wrong = call(QStringList(machine) << "hopfield-patterns=" + patterns);
    QCOMPARE(wrong.code, 2);
    QVERIFY2(wrong.err.contains("patterns.npy") && wrong.err.contains("784"), wrong.err);
    auto const other = call(words("run hopfield --set side=5 --import") << "patterns=" + features);
    QCOMPARE(other.code, 2);
    QVERIFY2(other.err.contains("'side'"), other.err);
}

void TestCli::picturesBecomeFields()
{
    const QString picture = path("field.pgm");
    QFile file(picture);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("P5\n16 16\n255\n" + QByteArray(128, '\0') + QByteArray(128, '\xff'));
    file.close();
    auto const answer =
        call(words("run ising --set L=16 --set T=0.5 --set field=image --set field-strength=5 "
                   "--steps 50 --json --import")
             << "field=" + picture << "--export"
             << "spins=" + path("pulled.npy"));
    QVERIFY2(answer.code == 0, answer.err);
    QFile pulled(path("pulled.npy"));
    QVERIFY(pulled.open(QIODevice::ReadOnly));
    const QByteArray spins = pulled.readAll().right(256);
    QVERIFY(spins.left(128).count('\xff') > 120);
    QVERIFY(spins.right(128).count('\x01') > 120);
}

void TestCli::environmentForcesKernels()
{
    auto environment = QProcessEnvironment::systemEnvironment();
    const QStringList line = words("run ising --set L=128 --steps 20 --json");
    auto const plain = call(line);
    environment.insert("ISINGLASS_ISA", "portable");
    auto const portable = call(line, environment);
    QCOMPARE(portable.code, 0);
    QCOMPARE(portable.hash(), plain.hash());
    environment.insert("ISINGLASS_ISA", "abacus");
    auto const refused = call(line, environment);
    QCOMPARE(refused.code, 2);
    QVERIFY(refused.err.contains("ISINGLASS_ISA") && refused.err.contains("portable"));
}

void TestCli::numbersIgnoreTheLocale()
{
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert("LC_ALL", "de_DE.UTF-8");
    environment.insert("LC_NUMERIC", "de_DE.UTF-8");
    const QStringList line = words("run ring --set T=1.5 --steps 50 --json");
    auto const german = call(line, environment);
    QCOMPARE(german.code, 0);
    QVERIFY(german.json()["observables"] == call(line).json()["observables"]);
}

void TestCli::interruptedSweepsKeepTheirRows()
{
    const QString file = path("interrupted.csv");
    QProcess process;
    process.start(program, words("sweep ring --set N=4096 --over T=1:3:0.001 --jobs 1 --steps 300 "
                                 "--out")
                               << file);
    QVERIFY(process.waitForStarted());
    QVERIFY(!process.waitForFinished(700));
    ::kill(static_cast<pid_t>(process.processId()), SIGINT);
    QVERIFY(process.waitForFinished(20000));
    QCOMPARE(process.exitCode(), 1);
    auto const lines = linesOf(file);
    QVERIFY2(lines.size() > 2 && lines.size() < 2003, qPrintable(QString::number(lines.size())));
    QVERIFY(process.readAllStandardError().endsWith(".\n"));
}

void TestCli::theRingAgreesWithItsTheory()
{
    auto const answer = call("run ring --set N=32 --set T=1.2 --steps 40000 --json");
    for (const char* id : {"energy", "specific-heat"}) {
        const auto one = answer.json()["observables"][id];
        QVERIFY(one["exact_kind"] == "this-size");
        QVERIFY(std::abs(one["mean"].get<double>() - one["exact"].get<double>()) <
                5 * one["error"].get<double>());
        QVERIFY(one["trusted"].get<bool>());
    }
}

void TestCli::benchJsonHasItsShape()
{
    auto const answer = call("bench ising.metropolis.L512 --json");
    QCOMPARE(answer.code, 0);
    const Json json = answer.json();
    QCOMPARE(json.size(), 1u);
    QCOMPARE(keysOf(json[0]),
             QStringList({"name", "value", "unit", "baseline", "ratio", "repeats"}));
    QVERIFY(json[0]["name"] == "ising.metropolis.L512" && json[0]["unit"] == "flips/ns");
    QVERIFY(json[0]["value"] > 0.0 && json[0]["baseline"] > 0.0 && json[0]["repeats"] >= 5);
}

void TestCli::theSelftestPasses()
{
    auto const answer = call("selftest");
    QVERIFY2(answer.code == 0, answer.out);
    QVERIFY(answer.out.endsWith("All checks passed.\n"));
    for (const char* model : {"ising", "ring"})
        QVERIFY2(answer.out.contains(model), model);
}

QTEST_GUILESS_MAIN(TestCli)
#include "tst_cli.moc"
