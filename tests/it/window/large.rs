//! A thousand people and two thousand deals: every page draws, and draws no more than is in view.

use super::*;

const PEOPLE: usize = 1_000;
const DEALS: usize = 2_000;

/// Things a page may tell a screen reader about, however much there is to show.
const MOST: usize = 1_200;

fn large() -> Desk {
    let desk = world::named();
    let mut workspace = desk.open();
    let mut roster = "name,employee number,team,region,manager\n".to_owned();
    for n in 0..PEOPLE {
        let (team, region) = (n / 20, n / 200);
        let _always =
            writeln!(roster, "Person {n:04},N{n:04},Team {team},Region {region},Boss {team}");
    }
    let mut deals = "deal id,deal name,customer,sales rep,stage,amount,create date\n".to_owned();
    for n in 0..DEALS {
        let stage = ["Prospecting", "Discovery", "Proposal", "won", "lost"][n % 5];
        let (customer, rep) = (n / 4, n % PEOPLE);
        let _always = writeln!(
            deals,
            "X{n},Deal {n},Customer {customer},Person {rep:04},{stage},{n}000,2025-10-{:02}",
            n % 28 + 1
        );
    }
    let brought = world::bring(&desk, &mut workspace, "roster.csv", &roster);
    assert_eq!(brought.sheets[0].new, PEOPLE);
    let brought = world::bring(&desk, &mut workspace, "deals.csv", &deals);
    assert_eq!(brought.sheets[0].new, DEALS);
    drop(workspace);
    desk
}

#[test]
fn a_thousand_people_and_two_thousand_deals_are_drawn_as_far_as_they_are_in_view() {
    let desk = large();
    let mut window = Window::open(&desk);
    let mut found = vec![];
    tour(&mut window, |window, page| {
        let seen = window.seen();
        let rows = seen.iter().filter(|seen| seen.role == Role::Row).count();
        if seen.len() > MOST || rows > 80 {
            found.push(format!("{page}: {} things, {rows} rows", seen.len()));
        }
    });
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn a_long_list_is_searched_and_scrolled_by_keys() {
    let desk = large();
    let mut window = Window::open(&desk);
    window.go(AreaId::Organisation);
    window.click(Role::RadioButton, "organisation-list");
    // Everybody and their fifty managers.
    assert_eq!(window.get(Role::Grid, "organisation-list").rows, Some(PEOPLE + 50));
    assert!(window.find(Role::Row, "Person 0999").is_none());
    window.fill("organisation-search", "N0999");
    window.click(Role::Row, "Person 0999");
    window.fill("organisation-search", "");
    window.click(Role::RadioButton, "scope-person");
    window.click(Role::ComboBox, "scope-name");
    assert!(window.of(Role::ListBoxOption).len() < 60, "the open list is laid out in view only");
    window.fill("scope-search", "Person 0500");
    window.keys(Modifiers::NONE, Key::Enter);
    assert_eq!(window.get(Role::ComboBox, "scope-name").value, "Person 0500");
}
