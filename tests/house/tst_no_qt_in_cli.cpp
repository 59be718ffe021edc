// SPDX-License-Identifier: GPL-3.0-or-later
// Reads the dynamic section of isinglass-cli: the command line needs no Qt library at run time.
#include <QFile>
#include <QStringList>
#include <QTest>

#include <cstring>
#include <elf.h>
#include <optional>

namespace {

// A value at the offset of the file; nothing if it lies outside.
template <class T>
std::optional<T> at(const QByteArray& file, std::uint64_t offset)
{
    if (offset + sizeof(T) > static_cast<std::uint64_t>(file.size()))
        return {};
    T value;
    std::memcpy(&value, file.constData() + offset, sizeof(T));
    return value;
}

std::vector<Elf64_Shdr> sectionsOf(const QByteArray& file)
{
    std::vector<Elf64_Shdr> sections;
    const auto header = at<Elf64_Ehdr>(file, 0);
    if (!header || std::memcmp(header->e_ident, ELFMAG, SELFMAG) != 0)
        return sections;
    for (unsigned i = 0; i < header->e_shnum; ++i) {
        if (const auto section = at<Elf64_Shdr>(file, header->e_shoff + i * sizeof(Elf64_Shdr)))
            sections.push_back(*section);
    }
    return sections;
}

// The shared libraries (DT_NEEDED) that a 64-bit ELF program asks for.
QStringList librariesNeededBy(const QString& program)
{
    QFile opened(program);
    if (!opened.open(QIODevice::ReadOnly))
        return {};
    const QByteArray file = opened.readAll();
    const auto sections = sectionsOf(file);
    QStringList names;
    for (const Elf64_Shdr& section : sections) {
        if (section.sh_type != SHT_DYNAMIC || section.sh_link >= sections.size())
            continue;
        const std::uint64_t strings = sections[section.sh_link].sh_offset;
        for (std::uint64_t offset = 0; offset < section.sh_size; offset += sizeof(Elf64_Dyn)) {
            const auto entry = at<Elf64_Dyn>(file, section.sh_offset + offset);
            if (entry && entry->d_tag == DT_NEEDED)
                names << QString::fromLatin1(file.constData() + strings + entry->d_un.d_val);
        }
    }
    return names;
}

QStringList qtAmong(const QStringList& libraries) { return libraries.filter("Qt"); }

} // namespace

class TestNoQtInCli : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theReaderFindsQtInThisTest();
    void theCommandLineNeedsNoQt();
};

void TestNoQtInCli::theReaderFindsQtInThisTest()
{
    const QStringList libraries = librariesNeededBy("/proc/self/exe");
    QVERIFY2(!qtAmong(libraries).isEmpty(), qPrintable(libraries.join(' ')));
}

void TestNoQtInCli::theCommandLineNeedsNoQt()
{
    const QStringList libraries = librariesNeededBy(BINARY_DIR "/bin/isinglass-cli");
    QVERIFY2(!libraries.filter("libc.so").isEmpty(),
             "isinglass-cli is missing or is no ELF program");
    QVERIFY2(qtAmong(libraries).isEmpty(),
             qPrintable("isinglass-cli needs " + qtAmong(libraries).join(' ')));
}

QTEST_APPLESS_MAIN(TestNoQtInCli)
#include "tst_no_qt_in_cli.moc"
