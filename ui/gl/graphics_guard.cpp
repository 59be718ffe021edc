// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/gl/graphics_guard.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

namespace ui {
namespace {

// Another window may be starting at this moment; that is no death.
bool isAlive(qint64 process)
{
    QDir const processes(QStringLiteral("/proc"));
    return process != QCoreApplication::applicationPid() && processes.exists() &&
           processes.exists(QString::number(process));
}

} // namespace

void GraphicsGuard::open()
{
    QFile file(file_);
    if (!file.open(QIODevice::ReadOnly)) {
        return;
    }
    // "deaths process": the process that is setting up graphics, 0 for none.
    const QList<QByteArray> words = file.read(64).simplified().split(' ');
    deaths_ = qBound(0, words.value(0).toInt(), patience);
    qint64 const process = words.value(1).toLongLong();
    diedLastTime_ = process > 0 && !isAlive(process);
    if (diedLastTime_) {
        ++deaths_;
        write(0);
    }
}

void GraphicsGuard::enter() { write(QCoreApplication::applicationPid()); }

void GraphicsGuard::leave(bool forgive)
{
    if (forgive) {
        deaths_ = 0;
    }
    write(0);
}

// Where nothing can be written nothing is remembered; the start goes on.
void GraphicsGuard::write(qint64 process) const
{
    if (deaths_ == 0 && process == 0) {
        QFile::remove(file_);
        return;
    }
    QDir().mkpath(QFileInfo(file_).absolutePath());
    QSaveFile file(file_);
    if (file.open(QIODevice::WriteOnly)) {
        file.write(QByteArray::number(deaths_) + ' ' + QByteArray::number(process) + '\n');
        file.commit();
    }
}

} // namespace ui
