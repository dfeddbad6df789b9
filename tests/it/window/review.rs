//! The weekly review in the window: from the funnel to the print centre, and out as a workbook.

use super::*;

#[test]
fn the_funnel_leads_to_the_weekly_review_in_the_print_centre() {
    let desk = world::small();
    let mut window = Window::open_tab(&desk, AreaId::Funnel, "funnel-tab-overview");
    window.press("funnel-review-print");
    assert!(window.get(Role::Tab, "area-reports").on);
    window.wait_for(Role::CheckBox, "reports-everyone-review");
    assert!(window.get(Role::ListItem, "doc-funnel-review-title").on);
    for name in ["scope-all", "East", "West", "North", "South"] {
        window.get(Role::CheckBox, name);
    }
    assert_eq!(window.get(Role::ComboBox, "reports-period").value, "Week 46, 2025");
    for name in ["scope-all", "East", "West", "South"] {
        window.click(Role::CheckBox, name);
    }
    let folder = desk.path("reviews");
    std::fs::create_dir(&folder).unwrap();
    window.press("reports-pick-folder");
    window.answer_path(&folder.display().to_string());
    window.press(&counted(&window, "reports-make-pdf", 1));
    window.wait_to_say(&counted(&window, "reports-written", 1));
    let file = std::fs::read_dir(&folder).unwrap().next().unwrap().unwrap().file_name();
    assert_eq!(file.to_string_lossy(), "Weekly funnel review North Week 46, 2025.pdf");

    // Another document has its own periods again.
    window.click(Role::ListItem, "doc-evaluation-title");
    window.wait_for(Role::CheckBox, "reports-everyone");
    assert!(!window.get(Role::ComboBox, "reports-period").value.starts_with("Week"));
}

#[test]
fn the_review_is_written_as_a_workbook_from_the_time_machine() {
    let desk = world::small();
    let mut window = Window::open_tab(&desk, AreaId::Funnel, "funnel-tab-time");
    window.press("funnel-review-export");
    let path = desk.path("review.xlsx");
    window.answer_path(&path.display().to_string());
    let written = window.with("app-written", &[("file", path.display().to_string().into())]);
    window.wait_to_say(&written);
    assert!(std::fs::read(&path).unwrap().starts_with(b"PK"));
    // The other pages of the funnel have no such buttons.
    window.click(Role::Tab, "funnel-tab-list");
    assert!(window.find(Role::Button, "funnel-review-print").is_none());
}

#[test]
fn without_deals_there_is_nothing_to_review() {
    let desk = world::named();
    let mut workspace = desk.open();
    world::bring(&desk, &mut workspace, "roster.csv", world::ROSTER);
    drop(workspace);
    let mut window = Window::open_tab(&desk, AreaId::Reports, "reports-tab-print");
    window.click(Role::ListItem, "doc-funnel-review-title");
    window.wait_to_say("reports-no-reviews-hint");
    let make = counted(&window, "reports-make-pdf", 0);
    assert!(!window.get(Role::Button, &make).enabled);
}
