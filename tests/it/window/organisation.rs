//! People and teams: added, edited, taken off the lists, put back, undone and redone.

use coxswain::store::directory::Directory;
use coxswain::store::records::Person;
use egui::Event;

use super::*;
use crate::common::{Take, counts, person, take, team};

/// Opens the list of people.
fn people(desk: &Desk) -> Window {
    let mut window = Window::open(desk);
    window.go(AreaId::Organisation);
    window.click(Role::RadioButton, "organisation-list");
    window
}

/// Changes the city of the chosen person.
fn move_to(window: &mut Window, name: &str, city: &str) {
    window.click(Role::Row, name);
    window.press("organisation-edit-person");
    window.fill("organisation-field-city", city);
    window.press("organisation-save-person");
    window.wait_saved("step-edit-person", name);
}

fn undone(window: &Window, key: &str, step: &str, subject: &str) -> String {
    let step = window.with(step, &[("subject", subject.into())]);
    window.with(key, &[("step", step.into())])
}

#[test]
fn a_person_is_added_once_the_form_is_right() {
    let desk = world::small();
    let mut window = people(&desk);
    window.press("organisation-add-person");
    let save = |window: &mut Window| window.press_last("organisation-add-person");
    save(&mut window);
    window.must_say("organisation-problem-name");
    window.fill("organisation-field-name", "Dora Nash");
    window.must_not_say("organisation-problem-name");
    window.fill("organisation-field-number", "S01");
    save(&mut window);
    let taken = window.with("organisation-problem-number", &[("name", "Ada Field".into())]);
    window.must_say(&taken);
    window.fill("organisation-field-number", "S04");
    window.fill("organisation-field-hired", "2025-02-30");
    window.must_say("organisation-problem-date");
    window.fill("organisation-field-hired", "2025-02-03");
    window.choose("organisation-field-team", "South");
    window.fill("organisation-field-post", "Field engineer");
    save(&mut window);
    window.wait_saved("step-add-person", "Dora Nash");
    assert!(window.find(Role::Dialog, "organisation-add-person").is_none(), "the form is closed");
    let row = window.wait_for(Role::Row, "Dora Nash");
    let cells = window.cells(&row);
    for cell in ["S04", "Field engineer", "South", "West", "Sam Reed", "2025-02-03"] {
        assert!(cells.iter().any(|shown| shown == cell), "{cell} is not in {cells:?}");
    }

    let workspace = window.close(&desk);
    let directory = Directory::load(&workspace.db).unwrap();
    let id = person(&workspace.db, "Dora Nash");
    let dora = workspace.db.get::<Person>(id).unwrap().expect("the person");
    assert_eq!(dora.number.as_deref(), Some("S04"));
    assert_eq!(dora.hired, Some(day("2025-02-03")));
    assert_eq!(directory.team_on(id, day(TODAY)).expect("a team").name, "South");
}

#[test]
fn a_form_is_saved_by_ctrl_and_enter_from_a_list_too() {
    let desk = world::small();
    let mut window = people(&desk);
    window.click(Role::Row, "Ben Moss");
    window.press("organisation-edit-person");
    window.choose("organisation-field-team", "North");
    assert!(window.get(Role::ComboBox, "organisation-field-team").focused);
    window.keys(Modifiers::COMMAND, Key::Enter);
    window.wait_saved("step-edit-person", "Ben Moss");
    assert!(window.of(Role::ListBoxOption).is_empty(), "{}", window.listing());
    assert!(window.find(Role::Dialog, "organisation-edit-person").is_none(), "the form is closed");
    let workspace = window.close(&desk);
    let directory = Directory::load(&workspace.db).unwrap();
    let ben = person(&workspace.db, "Ben Moss");
    assert_eq!(directory.team_on(ben, day(TODAY)).expect("a team").name, "North");
}

#[test]
fn the_arrows_choose_among_three_and_keep_the_focus() {
    const WAYS: [&str; 3] = ["organisation-chart", "organisation-list", "organisation-tree"];
    let desk = world::small();
    let mut window = Window::open(&desk);
    window.go(AreaId::Organisation);
    window.focus(Role::RadioButton, WAYS[0]);
    let must_be = |window: &Window, at: usize| {
        for (i, way) in WAYS.into_iter().enumerate() {
            let seen = window.get(Role::RadioButton, way);
            assert_eq!((seen.on, seen.focused), (i == at, i == at), "{at}: {seen:?}");
        }
    };
    must_be(&window, 0);
    for (key, at) in [
        (Key::ArrowRight, 1),
        (Key::ArrowRight, 2),
        // The last one has no next.
        (Key::ArrowRight, 2),
        (Key::ArrowLeft, 1),
        (Key::ArrowLeft, 0),
        (Key::ArrowLeft, 0),
    ] {
        window.keys(Modifiers::NONE, key);
        must_be(&window, at);
    }
    // As fast as frames come, and faster.
    for _ in 0..2 {
        window.harness.key_down(Key::ArrowRight);
    }
    window.settle();
    must_be(&window, 2);
    let press = |key: Key| Event::Key {
        key,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers: Modifiers::NONE,
    };
    window.harness.input_mut().events.extend([Key::ArrowLeft; 2].map(press));
    window.settle();
    must_be(&window, 0);
}

#[test]
fn what_was_typed_is_not_thrown_away_unasked() {
    let desk = world::small();
    let mut window = people(&desk);
    window.press("organisation-add-team");
    window.fill("organisation-field-team-name", "Coast");
    window.keys(Modifiers::NONE, Key::Escape);
    window.get(Role::Dialog, "form-discard-title");
    window.press("form-discard-stay");
    assert_eq!(window.get(Role::TextInput, "organisation-field-team-name").value, "Coast");
    window.press("app-cancel");
    window.press("form-discard");
    assert!(window.find(Role::TextInput, "organisation-field-team-name").is_none());
    // A form in which nothing was typed closes at once.
    window.press("organisation-add-team");
    window.keys(Modifiers::NONE, Key::Escape);
    assert!(window.find(Role::TextInput, "organisation-field-team-name").is_none());
}

#[test]
fn a_team_needs_a_name_of_its_own() {
    let desk = world::small();
    let mut window = people(&desk);
    window.press("organisation-add-team");
    window.fill("organisation-field-team-name", "North");
    let save = |window: &mut Window| window.keys(Modifiers::COMMAND, Key::Enter);
    save(&mut window);
    window.must_say("organisation-problem-team");
    window.fill("organisation-field-team-name", "Coast");
    window.fill("organisation-field-region", "Harbour");
    save(&mut window);
    window.wait_saved("step-add-team", "Coast");
    let workspace = window.close(&desk);
    let directory = Directory::load(&workspace.db).unwrap();
    let coast = directory.teams.values().find(|team| team.name == "Coast").expect("the team");
    assert_eq!(directory.region_name(coast.region_id.expect("a region")), "Harbour");
}

#[test]
fn an_edit_is_undone_and_redone_by_the_keys() {
    let desk = world::small();
    let mut window = people(&desk);
    move_to(&mut window, "Ben Moss", "Houston");
    window.must_say("Houston");
    window.keys(Modifiers::COMMAND, Key::Z);
    let said = undone(&window, "app-undone-step", "step-edit-person", "Ben Moss");
    window.wait_to_say(&said);
    window.must_not_say("Houston");
    window.keys(Modifiers::COMMAND, Key::Y);
    let said = undone(&window, "app-redone-step", "step-edit-person", "Ben Moss");
    window.wait_to_say(&said);
    window.must_say("Houston");
    let workspace = window.close(&desk);
    let ben = person(&workspace.db, "Ben Moss");
    let ben = workspace.db.get::<Person>(ben).unwrap().expect("the person");
    assert_eq!(ben.city.as_deref(), Some("Houston"));
}

#[test]
fn undo_works_wherever_the_focus_is_but_not_below_a_question() {
    let desk = world::small();
    let mut window = people(&desk);
    move_to(&mut window, "Ben Moss", "Houston");
    // The table has the focus now.
    window.click(Role::Row, "Ben Moss");
    window.press("organisation-more");
    window.click(Role::MenuItem, "organisation-remove");
    window.keys(Modifiers::COMMAND, Key::Z);
    window.press("organisation-keep");
    window.must_say("Houston");
    window.click(Role::Row, "Ben Moss");
    window.keys(Modifiers::COMMAND, Key::Z);
    let said = undone(&window, "app-undone-step", "step-edit-person", "Ben Moss");
    window.wait_to_say(&said);
    window.must_not_say("Houston");
}

#[test]
fn only_the_newest_message_offers_to_undo_and_undoes_what_it_says() {
    let desk = world::small();
    let mut window = people(&desk);
    move_to(&mut window, "Ada Field", "Albany");
    move_to(&mut window, "Ben Moss", "Houston");
    let offers = window.all(Role::Button, "app-undo");
    assert_eq!(offers.len(), 1, "{}", window.listing());
    window.press("app-undo");
    let said = undone(&window, "app-undone-step", "step-edit-person", "Ben Moss");
    window.wait_to_say(&said);
    assert!(window.find(Role::Button, "app-undo").is_none(), "an undo is redone by its own key");
    let workspace = window.close(&desk);
    let city = |name: &str| {
        let id = person(&workspace.db, name);
        workspace.db.get::<Person>(id).unwrap().expect("the person").city
    };
    assert_eq!(city("Ada Field").as_deref(), Some("Albany"));
    assert_eq!(city("Ben Moss").as_deref(), Some("Austin"));
}

#[test]
fn a_person_taken_off_the_lists_is_put_back() {
    let desk = world::small();
    let mut window = people(&desk);
    window.click(Role::Row, "Cara Lund");
    window.press("organisation-more");
    window.click(Role::MenuItem, "organisation-remove");
    let question = window.with("organisation-remove-title", &[("name", "Cara Lund".into())]);
    window.get(Role::Dialog, &question);
    let open = window.with("organisation-remove-open", &[("n", 1.into())]);
    window.must_say(&open);
    window.press("organisation-keep");
    window.get(Role::Row, "Cara Lund");
    window.press("organisation-more");
    window.click(Role::MenuItem, "organisation-remove");
    window.press("organisation-remove");
    window.wait_saved("step-archive-person", "Cara Lund");
    assert!(window.find(Role::Row, "Cara Lund").is_none());

    window.press(&format!("{} 1", window.word("organisation-archived")));
    window.click(Role::Row, "Cara Lund");
    window.press("organisation-restore");
    window.wait_saved("step-restore-person", "Cara Lund");
    let workspace = window.close(&desk);
    let cara = person(&workspace.db, "Cara Lund");
    assert!(!workspace.db.get::<Person>(cara).unwrap().expect("the person").archived);
}

#[test]
fn people_are_found_by_name_and_number_and_a_miss_says_so() {
    let desk = world::small();
    let mut window = people(&desk);
    window.fill("organisation-search", "S02");
    window.get(Role::Row, "Ben Moss");
    assert!(window.find(Role::Row, "Ada Field").is_none());
    window.fill("organisation-search", "cara");
    window.get(Role::Row, "Cara Lund");
    window.fill("organisation-search", "nobody");
    let said = window.with("organisation-not-found", &[("query", "nobody".into())]);
    window.must_say(&said);
    window.press("organisation-clear-search");
    window.get(Role::Row, "Ada Field");
}

#[test]
fn somebody_taken_off_the_lists_stays_named_while_chosen() {
    let desk = world::small();
    let mut window = Window::open(&desk);
    window.go(AreaId::Organisation);
    window.click(Role::RadioButton, "scope-person");
    window.choose("scope-name", "Cara Lund");
    window.press("organisation-more");
    window.click(Role::MenuItem, "organisation-remove");
    window.press("organisation-remove");
    window.wait_saved("step-archive-person", "Cara Lund");
    assert_eq!(window.get(Role::ComboBox, "scope-name").value, "Cara Lund");
    window.choose("scope-name", "Ben Moss");
    window.click(Role::ComboBox, "scope-name");
    assert!(window.find(Role::ListBoxOption, "Cara Lund").is_none(), "offered no more");
}

#[test]
fn a_past_day_shows_the_deals_that_were_open_then() {
    let desk = world::small();
    let mut workspace = desk.open();
    let later = desk.csv(
        "later.csv",
        "deal id,deal name,customer,product,sales rep,stage,amount,create date,close date
         D4,Meters,Blue Mill,G2,Ben Moss,lost,80000,2025-08-01,2025-11-17",
    );
    assert_eq!(counts(&take(&mut workspace, &later, &Take::default())), (0, 1, 0, 0));
    drop(workspace);
    let mut window = people(&desk);
    window.click(Role::Row, "Ben Moss");
    let label = window.word("organisation-fact-open");
    let open = |window: &Window, n: i64| {
        format!("{label} {}", window.with("organisation-n-deals", &[("n", n.into())]))
    };
    let none = open(&window, 0);
    window.wait_for(Role::Label, &none);
    window.fill("organisation-as-of-field", "2025-11-16");
    let one = open(&window, 1);
    window.wait_for(Role::Label, &one);
    // Of the days before the first report nobody can say.
    window.fill("organisation-as-of-field", "2025-11-01");
    window.wait_for(Role::Label, &format!("{label} –"));
}

#[test]
fn the_form_of_leaving_says_which_team_is_left_without_a_manager() {
    let desk = world::small();
    let mut window = people(&desk);
    window.click(Role::Row, "Sam Reed");
    window.press("organisation-more");
    window.click(Role::MenuItem, "organisation-leave");
    let args = [("day", "2025-11-19".into()), ("teams", "South".into())];
    let said = window.with("organisation-leave-leads", &args);
    window.must_say(&said);
    window.press("organisation-leave-save");
    window.wait_saved("step-leave", "Sam Reed");
    let workspace = window.close(&desk);
    let directory = Directory::load(&workspace.db).unwrap();
    let (sam, south) = (person(&workspace.db, "Sam Reed"), team(&workspace.db, "South"));
    assert_eq!(directory.manager_on(south, day(TODAY)), Some(sam));
    assert_eq!(directory.manager_on(south, day("2025-11-19")), None);
}
