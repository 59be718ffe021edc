// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/paired.h"
#include "ui/board/lab_board.h"
#include "ui/link/document_store.h"
#include "ui/shell/preferences.h"

#include <QMainWindow>
#include <QPointer>

#include <optional>

class QHBoxLayout;

namespace ui {

class Actions;
class ComparisonWindow;
class DesktopTheme;
class LabRail;
class StatusLine;
class TransportBar;
struct ArraysFound;

// How a window starts.
struct WindowStart
{
    std::string lab;         // empty: the first laboratory
    core::ParamMap settings; // on top of the laboratory's own
    std::uint64_t seed = 1;
    RendererChoice renderer;
    Preferences preferences;
    std::function<ThemeId()> desktop; // reads what the desktop uses; none: light
    bool running = true;
    std::optional<double> stepsPerSecond = {}; // 0: unlimited; none: the laboratory's own
    bool remembers = true; // geometry, recent files, autosave; not for pictures and measurements
};

class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    // The first board; refused with a sentence when the settings are.
    static core::Outcome check(const WindowStart& start);
    explicit MainWindow(const WindowStart& start, QWidget* parent = nullptr);
    ~MainWindow() override;

    LabBoard& board() const { return *board_; }
    Actions& actions() const { return *actions_; }
    TransportBar& transport() const { return *transport_; }
    StatusLine& status() const { return *status_; }
    DesktopTheme& desktop() const { return *desktop_; }

    // Another laboratory, or the same one anew.
    void openLab(const std::string& id, const core::ParamMap& settings, std::uint64_t seed);
    // Into another laboratory with what is learnt or stored here; where that does not go, all stays
    // as it is and a sentence says why.
    void cross(const core::Bridge& bridge);
    void openFile(const QString& path);
    void saveTo(const QString& path, std::function<void(bool)> then = {});
    // A picture becomes the field.
    void loadField(const QString& path);
    // One of the card's arrays as .npy; an empty id: all that can be imported again, as .npz.
    void exportArrays(const QString& path, const std::string& id);
    // A .npz or .npy file; a sentence where it does not fit, and all stays as it is.
    void importArrays(const QString& path);
    void setPreferences(const Preferences& preferences);
    const Preferences& preferences() const { return preferences_; }
    void setPresenting(bool presenting);
    // Two runs side by side, in a window of their own; none: as the laboratory proposes.
    ComparisonWindow& compare(const std::optional<core::Comparison>& comparison = {});
    // Asks whether a crashed run is to be continued; nothing to recover: does nothing.
    void offerRecovery();
    QString documentPath() const { return path_; }
    bool isBusyWithFiles() const { return store_->busy() || opening_; }
    bool isBusyWithArrays() const { return exporting_.busy() || importing_.busy(); }
    bool isCrossing() const { return crossing_.busy(); }

Q_SIGNALS:
    void opened(const QString& path);
    void said(const QString& sentence);

protected:
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    bool event(QEvent* event) override;
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    bool eventFilter(QObject* object, QEvent* event) override;

private:
    // main_window.cpp: the frame and the board in it
    void build();
    void enter(const core::Lab& lab, const core::ModelEntry& entry,
               std::unique_ptr<core::AnyModel> model);
    void setBoard(LabBoard* board);
    void connectBoard();
    void display(const core::Snapshot& snapshot);
    void say(const QString& sentence);
    void applyPreferences();
    void showTitle();
    void arrange();
    void watch();
    // main_window_actions.cpp: what the menus do
    void connectActions();
    void connectFileActions();
    void connectEditActions();
    void connectViewActions();
    void connectLabActions();
    void connectHelpActions();
    void fillThemes();
    void fillExports();
    void fillBoardMenus();
    void fillPlots();
    void showBridge();
    void toggleRun();
    void askSeed();
    void openPreferences();
    void showSheet(const QString& title, const QString& text);
    void resetLayout();
    // main_window_files.cpp: documents, pictures and tables
    void newSession();
    void save();
    void saveAs();
    void open();
    bool receive(DocumentStore::Opened& file, const QString& path);
    void noteRecent(const QString& path);
    void fillRecent();
    void exportPicture(int scale);
    void copyPicture();
    void exportPoints();
    core::Document documentOf(core::Archive archive) const;
    void autosave();
    void noteLearning(const core::Snapshot& snapshot);
    bool hasUnsavedWork() const;
    void askBeforeLeaving(std::function<void()> then);
    void rememberWindow() const;
    void recallWindow();
    // main_window_crossing.cpp: with what is learnt or stored here into another laboratory
    void carryOver(const core::Bridge& bridge, core::Archive archive);
    // main_window_arrays.cpp: what a machine has learnt or stores, as files of NumPy
    void connectArrays();
    void showArrays();
    void askArraysToExport();
    void askArraysToImport();
    void writeArrays(const QString& path, const std::string& id, core::Archive archive);
    void readArrays(const QString& path, core::Archive archive);
    void receiveArrays(ArraysFound& found, const QString& name);

    WindowStart start_;
    Preferences preferences_;
    DesktopTheme* desktop_;
    Actions* actions_;
    TransportBar* transport_ = nullptr;
    LabRail* rail_ = nullptr;
    StatusLine* status_ = nullptr;
    QHBoxLayout* middle_ = nullptr;
    LabBoard* board_ = nullptr;
    QPointer<ComparisonWindow> comparison_;
    DocumentStore* store_ = nullptr;
    Background pictures_, crossing_, exporting_, importing_;
    QTimer autosaveTimer_;
    QString path_;
    QElapsedTimer frameClock_;
    std::uint64_t framesCounted_ = 0;
    QElapsedTimer learningClock_;
    qint64 learntMs_ = 0; // by a machine that learns, since it was saved
    double framesPerSecond_ = 0;
    bool railWanted_ = true, presenting_ = false, leaving_ = false, opening_ = false,
         focused_ = false;
    Qt::WindowStates statesBefore_;
    QByteArray firstLayout_;
};

} // namespace ui
