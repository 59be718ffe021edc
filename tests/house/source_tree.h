// SPDX-License-Identifier: GPL-3.0-or-later
// Reads the project's own sources for the house tests. Paths are relative to the top of the tree.
#pragma once

#include <QByteArray>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QString>
#include <QStringList>

#include <utility>
#include <vector>

namespace house {

inline QString pathOf(const QString& relative) { return QStringLiteral(SOURCE_DIR "/") + relative; }

// The whole text; empty if the file cannot be read.
inline QString read(const QString& relative)
{
    QFile file(pathOf(relative));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

// Every file under the folders whose name ends in one of the patterns, in alphabetical order.
inline QStringList filesUnder(const QStringList& folders, const QStringList& patterns)
{
    const QDir top(QStringLiteral(SOURCE_DIR));
    QStringList files;
    for (const QString& folder : folders) {
        QDirIterator found(pathOf(folder), patterns, QDir::Files, QDirIterator::Subdirectories);
        while (found.hasNext())
            files << top.relativeFilePath(found.next());
    }
    files.sort();
    return files;
}

inline QStringList sources(const QStringList& folders)
{
    return filesUnder(folders, {QStringLiteral("*.h"), QStringLiteral("*.cpp")});
}

// The text with comments, and string literals too if asked, blanked out; line ends stay where they
// are.
inline QString code(const QString& text, bool keepStrings)
{
    static const QRegularExpression token(
        R"re([0-9a-fA-F]'[0-9a-fA-F]|//[^\n]*|/\*.*?\*/|R"(\w*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])')re",
        QRegularExpression::DotMatchesEverythingOption);
    QString plain = text;
    for (auto matches = token.globalMatch(text); matches.hasNext();) {
        const auto match = matches.next();
        const QString found = match.captured();
        const bool comment = found.startsWith(u'/');
        const bool string = found.startsWith(u'"') || found.startsWith(u'R');
        if (!comment && !(string && !keepStrings))
            continue;
        for (qsizetype i = match.capturedStart(); i < match.capturedEnd(); ++i) {
            if (plain[i] != u'\n')
                plain[i] = u' ';
        }
    }
    return plain;
}

struct Include
{
    int line;
    QString target; // as written, without quotes; <...> keeps its brackets
};

inline std::vector<Include> includesOf(const QString& text)
{
    static const QRegularExpression directive(R"re(^\s*#\s*include\s*("[^"]+"|<[^>]+>))re");
    std::vector<Include> found;
    int number = 0;
    for (const QString& line : text.split(u'\n')) {
        ++number;
        const auto match = directive.match(line);
        if (!match.hasMatch())
            continue;
        QString target = match.captured(1);
        found.push_back(
            {number, target.startsWith(u'"') ? target.mid(1, target.size() - 2) : target});
    }
    return found;
}

// "file:line: what" for the first match of the pattern in the text; empty if there is none.
inline QString firstMatch(const QString& file, const QString& text,
                          const QRegularExpression& pattern)
{
    const auto match = pattern.match(text);
    if (!match.hasMatch())
        return {};
    const auto line = text.left(match.capturedStart()).count(u'\n') + 1;
    return QStringLiteral("%1:%2: %3").arg(file).arg(line).arg(match.captured().trimmed());
}

} // namespace house
