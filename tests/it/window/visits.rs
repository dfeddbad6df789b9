//! Field visits in the window: prepared and told by keyboard alone, kept as a draft, seen by two, confirmed by
//! the rep; the sheet made one's own, and on paper.

use coxswain::command::Command;
use coxswain::command::coaching::sheets::{RatingForm, SheetForm};
use coxswain::command::coaching::templates::SheetDraft;
use coxswain::command::coaching::visits::{Visit, VisitForm};
use coxswain::command::coaching::{Command as Coach, What};
use coxswain::domain::observation::VISIT;
use coxswain::store::coaching::templates;
use coxswain::store::records::{
    Coaching, CoachingAction, CoachingState, Observation, ObservationRating, Rater, Reached,
};
use egui::Event;

use super::*;
use crate::common::{act, person};

/// What was seen of the eight steps, 0 for one that was not seen: 50.0 of 100.
const SEEN: [i64; 8] = [4, 3, 3, 4, 2, 0, 2, 3];

fn page(desk: &Desk) -> Window {
    Window::open_tab(desk, AreaId::Coaching, "coaching-tab-visits")
}

/// The name of the key that gives a level to a step, with what is to be seen at it.
fn rating(at: usize, level: usize) -> String {
    let step = &VISIT.steps[at];
    format!("{} {level} {}", step.name.1, step.anchors[level - 1].1)
}

/// Puts a visit with Ada Field down as held.
fn held(workspace: &mut Workspace, on: &str, levels: [i64; 8], next: &str) {
    let all = templates::all(&workspace.db).unwrap();
    let template = all.into_iter().find(|template| template.record.current).unwrap();
    let ratings = template.steps.iter().zip(levels).map(|(step, level)| RatingForm {
        step: step.record.id,
        rater: Rater::Observer,
        level: Some(level).filter(|level| *level > 0),
        fact: String::new(),
    });
    let sheet = SheetForm {
        on_day: Some(day(on)),
        ratings: ratings.collect(),
        agreed: "Ask before telling".to_owned(),
        next_on: Some(day(next)),
        ..SheetForm::of(template.record.id, person(&workspace.db, "Ada Field"))
    };
    let form = VisitForm {
        sheet,
        starts_at: String::new(),
        minutes: None,
        topic: "Pumps".to_owned(),
        named: String::new(),
        present: String::new(),
        questions: String::new(),
    };
    let what = What::Visit(Visit::Hold(None, Box::new(form)));
    let command = Coach { subject: "Ada Field".to_owned(), today: day(TODAY), what };
    act(workspace, &Command::Coaching(command));
}

/// The keyboard, which counts what is pressed besides the letters of texts; a key that is held counts too.
#[derive(Default)]
struct Keyboard {
    pressed: usize,
}

impl Keyboard {
    fn press(&mut self, window: &mut Window, key: Key) {
        self.pressed += 1;
        window.keys(Modifiers::NONE, key);
    }

    fn with_ctrl(&mut self, window: &mut Window, key: Key) {
        self.pressed += 2;
        window.keys(Modifiers::COMMAND, key);
    }

    fn write(&self, window: &mut Window, text: &str) {
        window.harness.event(Event::Text(text.to_owned()));
        window.settle();
    }

    /// Opens the list that has the focus and chooses what is found first.
    fn choose(&mut self, window: &mut Window, text: &str) {
        self.press(window, Key::Enter);
        self.write(window, text);
        self.press(window, Key::Enter);
    }

    /// Goes through the steps: what was seen in words, then its level.
    fn rate(&mut self, window: &mut Window, levels: [i64; 8]) {
        for level in levels {
            let key = match level {
                1 => Key::Num1,
                2 => Key::Num2,
                3 => Key::Num3,
                4 => Key::Num4,
                5 => Key::Num5,
                _ => Key::N,
            };
            if level > 0 {
                self.press(window, Key::Tab);
                self.write(window, "As seen");
                self.press(window, Key::Enter);
            }
            self.press(window, key);
        }
    }
}

#[test]
fn a_visit_is_prepared_and_told_in_forty_keystrokes_and_its_texts() {
    for before in [false, true] {
        let desk = world::small();
        if before {
            let mut workspace = desk.open();
            held(&mut workspace, "2025-10-14", SEEN, "2025-11-18");
        }
        let mut window = page(&desk);
        let mut keyboard = Keyboard::default();
        keyboard.press(&mut window, Key::N);
        keyboard.choose(&mut window, "Ada");
        keyboard.choose(&mut window, "Acme");
        // Past the deal.
        keyboard.press(&mut window, Key::Tab);
        keyboard.write(&mut window, "Who decides on the pumps?");
        keyboard.with_ctrl(&mut window, Key::Enter);
        assert!(window.get(Role::RadioGroup, VISIT.steps[0].name.1).focused);
        keyboard.rate(&mut window, SEEN);
        window.must_say("50.0");
        if before {
            window.must_say("visits-prepare-agreed");
            keyboard.press(&mut window, Key::ArrowRight);
            keyboard.press(&mut window, Key::Enter);
        }
        keyboard.write(&mut window, "Let the customer name the next step");
        keyboard.press(&mut window, Key::Enter);
        keyboard.write(&mut window, "Three minutes in the team meeting");
        keyboard.press(&mut window, Key::Enter);
        keyboard.write(&mut window, "2025-12-02");
        keyboard.with_ctrl(&mut window, Key::Enter);
        window.wait_saved("step-visit-hold", "Ada Field");
        assert!(keyboard.pressed <= 40, "{} keystrokes", keyboard.pressed);
        assert!(window.find(Role::Row, "18 Nov Ada Field Acme Works").is_some());
        window.must_say("visits-state-filled");

        let workspace = window.close(&desk);
        let sheets: Vec<Observation> = workspace.db.all().unwrap();
        let sheet = sheets.last().unwrap();
        assert!(sheet.complete && sheet.on_day == day(TODAY));
        assert_eq!(sheet.kept, before.then_some(Reached::Yes));
        let facts: Vec<ObservationRating> = workspace.db.all().unwrap();
        let own = facts.iter().filter(|one| one.observation_id == sheet.id);
        let own: Vec<_> = own.map(|one| (one.level.unwrap_or(0), one.fact.is_some())).collect();
        assert_eq!(own, SEEN.map(|level| (level, level > 0)));
        let talks: Vec<Coaching> = workspace.db.all().unwrap();
        let held = talks.iter().find(|talk| Some(talk.id) == sheet.coaching_id).unwrap();
        assert!(held.complete && held.coach_confirmed_on.is_some() && held.account_id.is_some());
        assert_eq!(held.questions.as_deref(), Some("Who decides on the pumps?"));
        let planned = |talk: &&Coaching| talk.state == CoachingState::Planned;
        let next: Vec<_> = talks.iter().filter(planned).map(|talk| talk.on_day).collect();
        assert!(next.contains(&day("2025-12-02")), "{next:?}");
        let actions: Vec<CoachingAction> = workspace.db.all().unwrap();
        let agreed = actions.last().unwrap();
        assert_eq!(agreed.text, "Let the customer name the next step");
        assert_eq!(agreed.due, day("2025-12-02"));
    }
}

#[test]
fn a_draft_is_kept_and_what_is_not_saved_asks_back() {
    let desk = world::small();
    let mut window = page(&desk);
    window.must_say("visits-none-title");
    window.press("visits-new");
    // Who comes first.
    window.press("visits-about-go");
    window.must_say("visits-problem-person");
    window.choose("visits-person", "Ada Field");
    window.fill("visits-starts", "nine");
    window.press("visits-about-go");
    window.must_say("visits-problem-time");
    window.fill("visits-starts", "9:30");
    window.press("visits-about-go");
    window.click(Role::RadioButton, &rating(0, 4));
    assert!(window.get(Role::RadioButton, &rating(0, 4)).on);
    // 10 of 100: too little for a score.
    window.must_say("visits-no-score");
    window.press("visits-back");
    window.get(Role::Dialog, "form-discard-title");
    window.press("form-discard-stay");
    window.keys(Modifiers::COMMAND, Key::S);
    window.wait_saved("step-visit-draft", "Ada Field");
    window.must_say("visits-form-draft");
    // Kept again it is the same visit.
    window.click(Role::RadioButton, &rating(2, 3));
    window.must_say("visits-form-changed");
    window.press("visits-save-draft");
    window.wait("that it is stored", |window| window.says("visits-form-draft"));
    window.settle();
    window.press("visits-back");
    window.must_say("visits-state-draft");

    window.press("visits-open-draft");
    let hold = window.with("visits-hold", &[("name", "Ada Field".into())]);
    window.press(&hold);
    window.must_say("error-observation-agreed");
    window.must_say("error-observation-next");
    window.fill("visits-agreed", "Ask before telling");
    window.fill("visits-next-on", TODAY);
    window.must_say("visits-problem-next");
    window.fill("visits-next-on", "2025-12-02");
    window.let_toasts_go();
    window.press(&hold);
    window.wait_saved("step-visit-hold", "Ada Field");
    let workspace = window.close(&desk);
    let sheets: Vec<Observation> = workspace.db.all().unwrap();
    assert_eq!(sheets.len(), 1);
    assert!(sheets[0].complete);
}

#[test]
fn the_time_before_stands_beside_and_the_rep_confirms() {
    let desk = world::small();
    let mut workspace = desk.open();
    held(&mut workspace, "2025-10-14", SEEN, "2025-10-15");
    held(&mut workspace, "2025-11-14", [4, 3, 3, 4, 3, 0, 3, 3], "2025-11-28");
    drop(workspace);
    let mut window = page(&desk);
    assert_eq!(window.get(Role::Grid, "visits-list").rows, Some(3), "one is planned");
    // (10·3 + 10·2 + 20·2 + 15·3 + 15·2 + 10·2 + 10·2) of 4 · 90, beside 50.0.
    let args = [("n", 7.into()), ("now", "56.9".into()), ("last", "50.0".into())];
    let beside = window.with("visits-beside", &args);
    window.must_say(&beside);
    window.choose("visits-trend-line", VISIT.steps[4].name.1);
    let few = window.with("visits-trend-few", &[("have", 2.into()), ("need", 10.into())]);
    window.wait_to_say(&few);
    window.press("visits-confirm-rep");
    window.wait_saved("step-coaching-confirm", "Ada Field");
    window.must_say("visits-state-confirmed");
    // What was confirmed goes when the visit is changed.
    window.let_toasts_go();
    window.press("visits-open-filled");
    window.must_say("visits-form-complete");
    window.click(Role::RadioButton, &rating(0, 5));
    window.keys(Modifiers::COMMAND, Key::S);
    window.wait_saved("step-visit-hold", "Ada Field");
    window.must_say("visits-state-filled");
    window.must_not_say("visits-state-confirmed");

    window.let_toasts_go();
    window.press("visits-more");
    window.click(Role::MenuItem, "visits-remove");
    window.press_last("visits-remove");
    window.wait_saved("step-observation-remove", "Ada Field");
    let workspace = window.close(&desk);
    assert_eq!(workspace.db.all::<Observation>().unwrap().len(), 1);
}

#[test]
fn two_who_observe_do_not_see_each_other_and_are_compared() {
    let desk = world::small();
    let mut window = page(&desk);
    window.press("visits-new");
    window.choose("visits-person", "Ada Field");
    window.fill("visits-second-name", "Hired coach");
    window.press("visits-about-go");
    window.click(Role::RadioButton, &rating(0, 4));
    window.click(Role::RadioButton, &rating(1, 2));
    window.click(Role::RadioButton, "visits-rater-second");
    window.must_say("visits-summary-hidden");
    assert!(!window.get(Role::RadioButton, &rating(0, 4)).on, "the observer's level is hidden");
    window.click(Role::RadioButton, &rating(0, 4));
    window.click(Role::RadioButton, &rating(1, 4));
    window.click(Role::RadioButton, "visits-rater-observer");
    assert!(window.get(Role::RadioButton, &rating(1, 2)).on);
    window.must_say("visits-others-hidden");
    window.fill("visits-agreed", "Open with an agenda");
    window.fill("visits-next-on", "2025-12-02");
    let hold = window.with("visits-hold", &[("name", "Ada Field".into())]);
    window.press(&hold);
    window.wait_saved("step-visit-hold", "Ada Field");
    let alike = window.with("visits-second-alike", &[("alike", 1.into()), ("pairs", 2.into())]);
    window.must_say(&alike);
    let args = [("step", VISIT.steps[1].name.1.into()), ("first", 2.into()), ("second", 4.into())];
    let apart = window.with("visits-apart", &args);
    window.must_say(&apart);
    window.must_say("visits-few");

    // The figure opens its records.
    window.let_toasts_go();
    let label = window.word("visits-tile-agreement");
    let tile = window.of(Role::Button).into_iter().find(|seen| seen.name.starts_with(&label));
    window.click_at(tile.unwrap().rect.center());
    window.wait_to_say("visits-records-kappa");
    assert_eq!(window.get(Role::Grid, "visits-records-pairs").rows, Some(2));
    window.keys(Modifiers::NONE, Key::Escape);
    let label = window.word("visits-tile-joint");
    let tile = window.of(Role::Button).into_iter().find(|seen| seen.name.starts_with(&label));
    window.click_at(tile.unwrap().rect.center());
    window.wait_to_say("visits-records-rule");
    window.click(Role::RadioButton, "visits-records-joint");
    // Without a customer it does not count.
    let left = window.with("visits-left-customer", &[("n", 1.into())]);
    window.must_say(&left);
    assert_eq!(window.get(Role::Grid, "visits-records-joint").rows, Some(1));
}

#[test]
fn a_visit_to_come_is_planned_and_filled_in_later() {
    let desk = world::small();
    let mut window = page(&desk);
    window.press("visits-new");
    window.choose("visits-person", "Ada Field");
    window.choose("visits-account", "Acme Works");
    window.fill("visits-questions", "Who decides?");
    window.fill("visits-day", "2025-11-20");
    window.press("visits-about-plan");
    window.wait_saved("step-coaching-plan", "Ada Field");
    window.let_toasts_go();
    window.click(Role::Row, "20 Nov Ada Field Acme Works");
    window.must_say("visits-state-planned");
    window.press("visits-open-plan");
    // Whose it is stays, and so does what was prepared.
    assert!(!window.get(Role::ComboBox, "visits-person").enabled);
    let questions = window.get(Role::MultilineTextInput, "visits-questions");
    assert!(questions.focused && questions.value == "Who decides?", "{}", window.listing());
    window.keys(Modifiers::NONE, Key::Escape);

    // On the day itself another one is begun: it is the one that was planned.
    window.press("visits-new");
    window.choose("visits-person", "Ada Field");
    window.press("visits-about-plan");
    window.wait_saved("step-coaching-plan", "Ada Field");
    window.let_toasts_go();
    window.press("visits-new");
    window.choose("visits-person", "Ada Field");
    window.press("visits-about-go");
    window.click(Role::RadioButton, &rating(0, 4));
    window.keys(Modifiers::COMMAND, Key::S);
    window.wait_saved("step-visit-draft", "Ada Field");
    let workspace = window.close(&desk);
    let talks = workspace.db.all::<Coaching>().unwrap();
    assert_eq!(talks.len(), 2);
    assert_eq!(workspace.db.all::<Observation>().unwrap()[0].coaching_id, Some(talks[1].id));
}

/// Presses the button whose name begins so.
fn press_that_begins(window: &mut Window, key: &str) {
    let name = window.with(key, &[("sheet", VISIT.name.1.into()), ("version", "".into())]);
    let begins = name.split(VISIT.name.1).next().unwrap().to_owned() + VISIT.name.1;
    let found = window.of(Role::Button).into_iter().find(|seen| seen.name.starts_with(&begins));
    let name = found.unwrap_or_else(|| panic!("no {begins}\n{}", window.listing())).name;
    window.press(&name);
}

#[test]
fn the_sheet_is_made_ones_own_and_the_default_comes_back() {
    let desk = world::small();
    let mut workspace = desk.open();
    held(&mut workspace, "2025-11-14", SEEN, "2025-11-28");
    drop(workspace);
    let mut window = page(&desk);
    window.press("visits-sheets");
    press_that_begins(&mut window, "visits-sheet-edit");
    let required = window.with("visits-sheet-required", &[("n", 1.into())]);
    window.choose(&required, "4");
    let weight = window.with("visits-sheet-weight", &[("n", 1.into())]);
    window.fill(&weight, "15.0");
    window.press("visits-sheet-publish");
    window.must_say("error-observation-template-change");
    window.fill("visits-sheet-change", "More preparation");
    let weight = window.with("visits-sheet-weight", &[("n", 2.into())]);
    window.fill(&weight, "5.0");
    // What is typed asks back.
    window.keys(Modifiers::NONE, Key::Escape);
    window.press("form-discard-stay");
    window.press("visits-sheet-publish");
    window.wait_saved("step-observation-template", VISIT.name.1);
    window.must_say("More preparation");
    window.must_say("visits-sheet-old");
    window.let_toasts_go();

    press_that_begins(&mut window, "visits-sheet-retire");
    window.press("visits-retire");
    window.wait_saved("step-observation-template-retire", VISIT.name.1);
    window.let_toasts_go();
    window.press_last("visits-no-sheet-action");
    window.press("visits-sheet-publish");
    window.wait_saved("step-observation-template", VISIT.name.1);
    let workspace = window.close(&desk);
    let all = templates::all(&workspace.db).unwrap();
    assert_eq!(all.len(), 3);
    let current: Vec<_> = all.iter().filter(|template| template.record.current).collect();
    assert_eq!(current.len(), 1);
    assert_eq!(current[0].draft(), SheetDraft::of(&VISIT));
    // The visit keeps the version that it was rated by.
    let sheet = workspace.db.all::<Observation>().unwrap().remove(0);
    let own = all.iter().find(|template| template.record.id == sheet.template_id).unwrap();
    assert_eq!((own.record.number, own.steps[0].record.weight), (1, 1_000));
}

#[test]
fn a_blank_sheet_and_a_chosen_one_are_put_on_paper() {
    let desk = world::small();
    let mut workspace = desk.open();
    held(&mut workspace, "2025-11-14", SEEN, "2025-11-28");
    drop(workspace);
    let mut window = page(&desk);
    for (n, item) in ["visits-pdf-blank", "visits-pdf-one"].into_iter().enumerate() {
        let folder = desk.path(&format!("pages {n}"));
        std::fs::create_dir(&folder).unwrap();
        window.press("visits-print");
        window.click(Role::MenuItem, item);
        window.answer_path(&folder.display().to_string());
        window.wait("a page in the folder", |_| {
            std::fs::read_dir(&folder).unwrap().any(|entry| {
                entry.unwrap().path().extension().is_some_and(|ending| ending == "pdf")
            })
        });
        window.let_toasts_go();
    }
    window.press("visits-print");
    window.click(Role::MenuItem, "visits-print-all");
    assert!(window.get(Role::Tab, "area-reports").on);
    window.wait_for(Role::ListItem, "doc-observation-title");
    assert!(window.get(Role::ListItem, "doc-observation-title").on);
}
