//! The working calendar in the settings: a year is looked at, entered and taken away, and the company
//! takes a day off.

use coxswain::store::directory::Directory;
use coxswain::store::records::CompanyDay;

use super::*;

fn calendar(desk: &Desk) -> Window {
    Window::open_tab(desk, AreaId::Settings, "settings-calendar")
}

#[test]
fn a_year_says_where_it_is_from_and_tells_its_months() {
    let desk = world::small();
    let mut window = calendar(&desk);
    // The year of today is 2025.
    window.get(Role::Label, "settings-calendar-official");
    window.must_say(&window.with("settings-calendar-notice", &[("year", "2025".into())]));
    window.must_say(&counted(&window, "settings-calendar-workdays", 248));
    let october = window.of(Role::Label).into_iter().find(|seen| {
        let days = "1, 2, 3, 4, 5, 6, 7, 8".into();
        let off = window.with("settings-calendar-told-off", &[("days", days)]);
        seen.name.contains(&off)
    });
    let october = october.unwrap_or_else(|| panic!("no October\n{}", window.listing()));
    let worked = window.with("settings-calendar-told-work", &[("days", "11".into())]);
    assert!(october.name.contains(&worked), "{}", october.name);
    window.must_say("holiday-spring-festival");
    // 2024 has no notice in the program, and nothing lies before it.
    window.press("settings-calendar-year-before");
    window.must_say(&window.with("settings-calendar-none", &[("year", "2024".into())]));
    assert!(!window.get(Role::Button, "settings-calendar-year-before").enabled);
}

#[test]
fn a_year_without_a_notice_is_entered_and_taken_away() {
    let desk = world::small();
    let mut window = calendar(&desk);
    window.press("settings-calendar-year-after");
    window.press("settings-calendar-year-after");
    let none = window.with("settings-calendar-none", &[("year", "2027".into())]);
    window.must_say(&none);
    window.must_say(&counted(&window, "settings-calendar-workdays", 261));
    window.press("settings-calendar-enter");
    let list = "settings-calendar-form-list";
    window.fill(list, "2027-10-08,work");
    // A Friday is worked anyway.
    let weekday = window.with("error-calendar-weekday", &[("day", "2027-10-08".into())]);
    window.must_say(&weekday);
    window.fill(list, "2027-10-01,2027-10-07,off,National Day");
    window.must_not_say(&weekday);
    window.press("settings-save");
    window.must_say("settings-problem-notice");
    // What is half-typed is not lost by a key.
    window.keys(Modifiers::NONE, Key::Escape);
    window.must_say("form-discard-title");
    window.press("form-discard-stay");
    window.fill("settings-calendar-form-notice", "Notice 1 of 2026");
    window.press("settings-save");
    window.wait_saved("step-calendar-year", "2027");
    window.wait_for(Role::Label, "settings-calendar-edited");
    window.must_say("Notice 1 of 2026");
    window.must_say(&counted(&window, "settings-calendar-workdays", 256));
    window.must_not_say(&none);

    window.press("settings-calendar-away");
    window.wait_saved("step-calendar-year-drop", "2027");
    window.wait_to_say(&none);
    let workspace = window.close(&desk);
    let directory = Directory::load(&workspace.db).unwrap();
    assert!(!directory.calendar.official(2027));
}

#[test]
fn the_company_takes_days_off_and_one_of_them_back() {
    let desk = world::small();
    let mut window = calendar(&desk);
    let none = window.with("settings-calendar-company-none", &[("year", "2025".into())]);
    window.must_say(&none);
    window.press("settings-calendar-company-add");
    window.press("settings-save");
    window.must_say("settings-problem-day");
    window.must_say("settings-problem-label");
    window.fill("settings-calendar-company-first", "2025-12-30");
    window.fill("settings-calendar-company-last", "2025-12-31");
    window.fill("settings-calendar-company-label", "Stocktaking");
    window.press("settings-save");
    window.wait_saved("step-company-day", "Stocktaking");
    let of = |window: &Window, key: &str, day: &str| window.with(key, &[("day", day.into())]);
    let edit = of(&window, "settings-calendar-company-edit-of", "2025-12-30");
    window.wait_for(Role::Button, &edit);
    window.must_say(&counted(&window, "settings-calendar-workdays", 246));
    // On the thirtieth they work after all.
    window.press(&edit);
    window.click(Role::RadioButton, "settings-calendar-on");
    window.fill("settings-calendar-company-label", "Late shift");
    window.press("settings-save");
    window.wait_saved("step-company-day-edit", "Late shift");
    let text = counted(&window, "settings-calendar-workdays", 247);
    window.wait_to_say(&text);
    let remove = of(&window, "settings-calendar-company-remove-of", "2025-12-31");
    window.press(&remove);
    window.wait_saved("step-company-day-remove", "Stocktaking");
    let text = counted(&window, "settings-calendar-workdays", 248);
    window.wait_to_say(&text);
    let workspace = window.close(&desk);
    let own = workspace.db.all::<CompanyDay>().unwrap();
    let told: Vec<_> = own.iter().map(|own| (own.day, own.worked, own.label.as_str())).collect();
    assert_eq!(told, [(day("2025-12-30"), true, "Late shift")]);
}
