//! The page of a person: chosen by name and keys, and the ways on from it.

use super::*;

/// Whose page is shown.
fn shown(window: &Window) -> String {
    window.get(Role::ComboBox, "organisation-profile-pick").value
}

fn opened(desk: &Desk) -> Window {
    let mut window = Window::open_tab(desk, AreaId::Organisation, "organisation-tab-profile");
    window.keys(Modifiers::NONE, Key::Escape);
    window
}

#[test]
fn the_page_says_what_is_known_and_what_is_not() {
    let desk = world::small();
    let window = opened(&desk);
    assert_eq!(shown(&window), "Ada Field S01");
    // D1 and D2 were won in the quarter; nobody has a target.
    let signed = [("value", "150.0".into()), ("unit", "¥K".into())];
    let signed = window.with("organisation-profile-signed", &signed);
    window.must_say(&signed);
    window.must_say("organisation-profile-unset");
    window.must_say("organisation-profile-no-sheet");
    window.must_say("organisation-profile-certificates-none");
    let missing = [
        window.word("organisation-profile-part-skill"),
        window.word("organisation-profile-part-attainment"),
    ];
    let missing = [("list", missing.join(", ").into())];
    let missing = window.with("organisation-profile-level-missing", &missing);
    window.must_say(&missing);
}

#[test]
fn people_are_walked_by_keys_and_chosen_by_number() {
    let desk = world::small();
    let mut window = opened(&desk);
    window.keys(Modifiers::NONE, Key::J);
    assert_eq!(shown(&window), "Ben Moss S02");
    window.keys(Modifiers::NONE, Key::K);
    window.keys(Modifiers::NONE, Key::K);
    assert_eq!(shown(&window), "Ada Field S01", "the first stays the first");
    window.choose("organisation-profile-pick", "Cara Lund S03");
    assert_eq!(shown(&window), "Cara Lund S03");
    window.press("organisation-profile-previous");
    assert_eq!(shown(&window), "Ben Moss S02");
}

#[test]
fn the_ways_on_take_the_person_along_and_the_top_bar_goes_with_the_page() {
    let desk = world::small();
    let mut window = opened(&desk);
    window.choose("organisation-profile-pick", "Cara Lund S03");
    window.press("organisation-see-funnel");
    assert!(window.get(Role::Tab, "area-funnel").on);
    assert_eq!(window.get(Role::ComboBox, "scope-name").value, "Cara Lund");

    // With a person in the top bar the team of the person is walked: Ben, Cara, Sam.
    window.go(AreaId::Organisation);
    let place = [("scope", "South".into()), ("at", 2.into()), ("of", 3.into())];
    let place = window.with("organisation-profile-place", &place);
    window.must_say(&place);
    window.press("organisation-profile-previous");
    assert_eq!(shown(&window), "Ben Moss S02");
    assert_eq!(window.get(Role::ComboBox, "scope-name").value, "Ben Moss");
}

#[test]
fn edit_opens_the_form_of_the_person() {
    let desk = world::small();
    let mut window = opened(&desk);
    window.choose("organisation-profile-pick", "Ben Moss S02");
    window.press("organisation-profile-edit");
    assert_eq!(window.get(Role::TextInput, "organisation-field-name").value, "Ben Moss");
}

#[test]
fn an_empty_workspace_leads_to_the_roster() {
    let desk = world::named();
    let window = Window::open_tab(&desk, AreaId::Organisation, "organisation-tab-profile");
    window.must_say("organisation-empty");
    window.get(Role::Button, "organisation-import-roster");
}

#[test]
fn the_page_fits_two_columns_and_one() {
    let desk = world::small();
    let mut window = opened(&desk);
    for size in [[1_100.0, 700.0], [800.0, 600.0]] {
        window.resize(size);
        window.must_say("organisation-profile-goals");
        window.must_say("organisation-profile-history");
    }
}
