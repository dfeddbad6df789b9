//! The glossary in the window: the page of all figures, the card of one from wherever it stands, and its ways
//! out.

use calamine::{Reader as _, Xlsx, open_workbook};
use coxswain::metrics::glossary::Figure;

use super::*;

/// Presses the button that opens the card of a figure, reads there and goes back.
#[track_caller]
fn look_up(window: &mut Window, name: &str, says: &str) {
    let button = window.with("glossary-about", &[("figure", window.word(name).into())]);
    window.press(&button);
    window.wait_for(Role::Dialog, name);
    window.wait_to_say(says);
    leave_card(window, name);
}

/// Goes back from the card of a figure.
#[track_caller]
fn leave_card(window: &mut Window, name: &str) {
    window.keys(Modifiers::NONE, Key::Escape);
    window.wait_gone(Role::Dialog, name);
}

/// Goes to the list of all figures.
#[track_caller]
fn to_list(window: &mut Window) {
    window.go(AreaId::Today);
    window.click(Role::Tab, "glossary-title");
    wait_for_figures(window, Figure::all().count());
}

/// Waits until the list holds so many figures.
#[track_caller]
fn wait_for_figures(window: &mut Window, n: usize) {
    let rows = |window: &Window| window.find(Role::Grid, "glossary-title")?.rows;
    window.wait("the figures", |window| rows(window) == Some(n));
}

#[test]
fn every_figure_is_listed_and_found_in_both_languages() {
    let desk = world::small();
    for language in Language::ALL {
        let mut window = Window::open_in(&desk, language);
        to_list(&mut window);
        // Nobody's deals are without fault: none has an expected day.
        window.must_say("hygiene-no-expected-day");
        window.fill("glossary-search", "cycle_days");
        wait_for_figures(&mut window, 1);
        window.must_say("metric-cycle-days-definition");
        window.fill("glossary-search", "nothing of that kind");
        window.wait_to_say("glossary-none-detail");
        drop(window.close(&desk));
    }
}

#[test]
fn a_row_opens_its_card_and_the_card_goes_out() {
    let desk = world::small();
    let mut window = Window::open(&desk);
    to_list(&mut window);
    window.fill("glossary-search", "signed_amount");
    wait_for_figures(&mut window, 1);
    let row = window.wait_for_row();
    window.click_at(row.rect.center());
    window.wait_for(Role::Dialog, "metric-signed-amount");
    // D1, D2 and D5 were won in the quarter.
    window.wait_to_say("glossary-part-worked");
    let counted = window.with("glossary-list-counted", &[("n", 3.into()), ("text", "3".into())]);
    window.must_say(&counted);
    assert_eq!(window.get(Role::Grid, "glossary-records").rows, Some(3));
    window.press("glossary-copy");
    window.wait_for(Role::Button, "glossary-copied");

    window.press("glossary-export");
    let offered = window.wait_for(Role::TextInput, "dialog-path").value;
    assert_eq!(offered, format!("{}_{TODAY}.xlsx", window.word("metric-signed-amount")));
    let file = desk.path("card.xlsx");
    window.answer_path(&file.display().to_string());
    let written = window.with("app-written", &[("file", file.display().to_string().into())]);
    window.wait_to_say(&written);
    let mut book: Xlsx<_> = open_workbook(&file).unwrap();
    let sheet = book.worksheet_range_at(0).expect("a sheet").unwrap();
    let said = sheet.rows().filter(|row| row[0].to_string() == counted).count();
    assert_eq!(said, 3, "the records stand below what the card says");
    leave_card(&mut window, "metric-signed-amount");
}

#[test]
fn a_tile_a_chart_and_a_strip_open_the_same_card() {
    let desk = world::small();
    let mut window = Window::open(&desk);
    window.go(AreaId::Today);
    window.settle();
    for name in [
        "metric-new-opportunities",
        "glossary-name-received",
        "glossary-name-visits",
        "glossary-name-attainment",
        "glossary-name-chance",
    ] {
        look_up(&mut window, name, "glossary-part-rule");
        assert!(
            window.get(Role::Tab, "area-today").on,
            "the tile leads elsewhere, its card does not"
        );
    }
    window.go(AreaId::Funnel);
    window.settle();
    look_up(&mut window, "glossary-name-conversion", "glossary-interval-each");
}

#[test]
fn a_figure_is_found_in_the_palette() {
    let desk = world::small();
    let mut window = Window::open(&desk);
    window.go(AreaId::Today);
    window.keys(Modifiers::COMMAND, Key::K);
    let name = window.word("glossary-name-hygiene");
    window.types(&name);
    window.settle();
    window.keys(Modifiers::NONE, Key::Enter);
    window.wait_for(Role::Dialog, "glossary-name-hygiene");
    window.wait_to_say("glossary-part-worked");
    // A deal that is left out is opened where deals are, the worst first: Filters has no amount either.
    let list = window.with("glossary-list-wrong", &[("n", 4.into()), ("text", "4".into())]);
    window.click(Role::RadioButton, &list);
    window.focus(Role::Grid, "glossary-records");
    window.keys(Modifiers::NONE, Key::Home);
    window.keys(Modifiers::NONE, Key::Enter);
    window.wait_gone(Role::Dialog, "glossary-name-hygiene");
    assert!(window.get(Role::Tab, "area-funnel").on);
    window.wait_to_say("funnel-deal-path");
    window.must_say("1 / 4");
    window.must_say("Filters");
}

#[test]
fn the_figures_of_other_pages_open_their_cards() {
    let desk = world::small();
    let mut window = Window::open(&desk);
    for (area, tab, names) in [
        (
            AreaId::Funnel,
            "winloss-tab",
            &["metric-win-rate", "glossary-name-contested", "glossary-name-unexplained"][..],
        ),
        (AreaId::Funnel, "funnel-stuck", &["glossary-name-stuck"]),
        (AreaId::Coaching, "coaching-tab-feedback", &["glossary-name-feedback-waiting"]),
        (
            AreaId::Coaching,
            "coaching-tab-schedule",
            &[
                "glossary-name-talks-due",
                "glossary-name-talks-planned",
                "glossary-name-events-unprepared",
            ],
        ),
        (
            AreaId::Coaching,
            "coaching-tab-coverage",
            &[
                "glossary-name-coached-times",
                "glossary-name-own-visits-kept",
                "glossary-name-joint-visits-kept",
                "glossary-name-coaching-hours",
            ],
        ),
        (AreaId::Coaching, "coaching-tab-visits", &["glossary-name-visit-weeks"]),
        (AreaId::Training, "training-tab-matrix", &["glossary-name-skills-reached"]),
        (
            AreaId::Organisation,
            "organisation-tab-structure",
            &[
                "glossary-name-people",
                "glossary-name-teams",
                "glossary-name-regions",
                "glossary-name-external",
                "glossary-name-without-team",
                "glossary-name-new-people",
            ],
        ),
    ] {
        window.go(area);
        sub(&mut window, Role::Tab, tab);
        for name in names {
            look_up(&mut window, name, "glossary-part-rule");
        }
    }
}

#[test]
fn the_figures_beside_a_yearly_plan_open_the_cards_of_their_own_years() {
    let desk = world::small();
    let mut window = Window::open_tab(&desk, AreaId::Targets, "targets-tab-strategy");
    let of_year = |window: &Window, metric: &str, year: &str| {
        let args = [("year", year.to_owned().into()), ("metric", window.word(metric).into())];
        window.with("strategy-fact-of-year", &args)
    };
    let (signed, won) = ("metric-signed-amount", "metric-win-rate");
    let target = window.with("strategy-fact-target", &[("year", "2025".into())]);
    for (label, card, year) in [
        (of_year(&window, signed, "2023"), signed, "2023"),
        (of_year(&window, signed, "2024"), signed, "2024"),
        (of_year(&window, won, "2024"), won, "2024"),
        (target, "glossary-name-year-target", "2025"),
        (window.word("metric-open-pipeline"), "metric-open-pipeline", "2025"),
    ] {
        let button = window.with("glossary-about", &[("figure", label.into())]);
        window.press(&button);
        window.wait_for(Role::Dialog, card);
        // A target is known today, the others as of the report.
        let known = if card == "glossary-name-year-target" { TODAY } else { world::REPORTED };
        let args = [
            ("scope", window.word("forecast-company").into()),
            ("period", year.to_owned().into()),
            ("day", known.to_owned().into()),
        ];
        let whose = window.with("glossary-whose", &args);
        window.wait_to_say(&whose);
        window.keys(Modifiers::NONE, Key::Escape);
        window.wait_gone(Role::Dialog, card);
    }
}
