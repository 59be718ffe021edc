// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/snapshot.h"
#include "core/labs/lab.h"
#include "ui/board/live_numbers.h"
#include "ui/view/stage_view.h"

#include <QWidget>

#include <optional>

class QFrame;
class QHBoxLayout;
class QLabel;
class QMenu;
class QToolButton;
class QVBoxLayout;

namespace ui {

class EngineLink;
class EditHistory;

// The pictures of a laboratory side by side, each on a stage of its own: the lattice, and beside it
// what remains of it after block-spin steps.
class StageArea : public QWidget
{
    Q_OBJECT

public:
    StageArea(EngineLink& link, EditHistory& history, const std::vector<int>& views,
              Renderer renderer, QWidget* parent = nullptr);

    bool isShown(int picture) const;
    // At least one stays.
    void setShown(int picture, bool shown);
    int shownCount() const;
    int pictureCount() const { return static_cast<int>(places_.size()); }
    QString titleOf(int picture) const;

    // The stage that has the keyboard, or the first that is shown.
    StageView& active() const;
    int activePicture() const;
    StageView* stage(int picture) const;
    void zoomBySteps(int steps);
    void fit();
    void showOneToOne();

    // On the first stage, a button for what can be shown beside it.
    void setPicturesMenu(QMenu* menu);
    // Numbers of the state beside the model's words for it.
    void setCaption(std::vector<LiveNumbers::Entry> entries);
    // The first stage large at the left; at its right the others in a row, and under them `corner`
    // with the stages of the pictures `beside`.
    void setGallery(QWidget* corner, const std::vector<int>& beside);
    // A button on the card of picture `toggle.view` that shows `toggle.instead` there, and back.
    void setToggle(const core::ViewToggle& toggle);
    // Beside the title of that picture; hidden while the picture is.
    void addToCard(int picture, QWidget* widget);
    // Of the parameters, for captions.
    void setValues(const core::ParamMap& values);
    // On cards with a caption and the model's words under them, as beside a pad.
    void setFramed(bool framed);
    void setPalettes(bool dark);
    void setLarge(bool large);
    // Two lines in the first stage's corner; an underscore lowers what follows it.
    void setBadge(const QString& title, const QString& detail);
    // Nobody looks: the engine draws nothing.
    void setWatching(bool watching);

protected:
    void resizeEvent(QResizeEvent* event) override;

Q_SIGNALS:
    void shownChanged();
    void message(const QString& sentence);

private:
    struct Place
    {
        int picture = 0;
        QFrame* frame = nullptr;
        QHBoxLayout* head = nullptr; // caption and buttons
        QLabel* caption = nullptr;
        QLabel* status = nullptr;
        LiveNumbers* numbers = nullptr;
        StageView* stage = nullptr;
        core::ViewRequest request;
    };
    void build(Place& place);
    // Those that are shown.
    std::vector<const Place*> inOrder() const;
    void arrange();
    void shareGallery();
    void nameWidgets(const Place& place) const;
    void showTitles();
    void showInstead(bool instead);
    void placeToggle();
    void placeGuests();
    void dressToggle();
    void display(const core::Snapshot& snapshot);
    void look(const Place& place);
    void showCaptions();
    void fitControls();
    bool isNarrower(int cardWidth) const; // at a type scale of 1
    void showWhatIsPainted(Tool tool);
    void dress(const Place& place) const;
    void showColours(const Place& place) const;
    void showStatus(const std::string& status);
    void showNumbers(const core::Snapshot& snapshot);

    EngineLink& link_;
    EditHistory& history_;
    Renderer renderer_;
    QHBoxLayout* row_;
    QVBoxLayout* right_ = nullptr;                    // of a gallery
    QHBoxLayout *upper_ = nullptr, *lower_ = nullptr; // in it
    std::vector<int> beside_;
    std::optional<core::ViewToggle> toggle_;
    QToolButton* toggleButton_ = nullptr;
    std::vector<std::pair<int, QWidget*>> guests_; // beside the titles of pictures
    core::ParamMap values_;
    int largeWidth_ = 0;        // of the large card in a gallery
    std::vector<Place> places_; // one per picture of the card
    QMenu* picturesMenu_ = nullptr;
    bool watching_ = true;
    bool dark_ = false, framed_ = false;
    std::string status_;
    std::vector<LiveNumbers::Entry> caption_;
};

} // namespace ui
