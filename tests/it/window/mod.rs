//! The window without a window: the real `App` in egui's test harness, driven and read through what
//! a screen reader is told, so that a test can only do what a person can.
//!
//! No display, no GPU, no network. Settings and backups go to the story's own folder, sheets are
//! read by the built program, paths are typed into the window's own field. Work on other threads
//! wakes the story through egui's repaint callback, so nothing sleeps. A character that no font
//! holds and a control without a name end a story by themselves: the harness looks for both.
//!
//! Words are given by their key; what is no key is taken as it is, such as a person's name.

mod areas;
mod behaviour;
mod bottleneck;
mod calendar;
mod care;
mod careers;
mod cases;
mod certificates;
mod classes;
mod closing;
mod coaching_log;
mod courses;
mod deal;
mod driver;
mod empty;
mod evaluation;
mod first_steps;
mod forecast;
mod forms;
mod funnel;
mod gap;
mod glossary;
mod handover;
mod headcount;
mod help;
mod improvement;
mod large;
mod matrix;
mod note;
mod organisation;
mod posts;
mod privacy;
mod process;
mod profile;
mod records;
mod reports;
mod review;
mod safety;
mod second_start;
mod settings;
mod sight;
mod stages;
mod strategy;
mod stuck;
mod targets;
mod team_life;
mod time_machine;
mod today;
mod training_plans;
mod visits;
mod welcome;
mod winloss;
mod wizard;
mod words;
mod world;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

use coxswain::areas::AreaId;
use coxswain::domain::period::Period;
use coxswain::domain::scope::Scope;
use coxswain::i18n::Language;
use coxswain::metrics::MetricId;
use coxswain::metrics::targets::find;
use coxswain::store::Workspace;
use egui::{Key, Modifiers, Role};

use crate::common::{Desk, TODAY, day};
use driver::{PATIENCE, Window, pixel};
use sight::Seen;

/// The text of a key with a number, as the program counts.
fn counted(window: &Window, key: &str, n: usize) -> String {
    window.with(key, &[("count", n.into()), ("n", n.to_string().into())])
}

/// The target for the amount signed in a period, where one is set.
fn base(workspace: &Workspace, scope: Scope, period: &str) -> Option<i64> {
    let period = Period::parse(period).unwrap();
    let found = find(&workspace.db, MetricId::SignedAmount, scope, period).unwrap();
    found.map(|target| target.value)
}

/// Shows every page of a workspace with people and deals, one after the other, each at rest.
fn tour(window: &mut Window, mut visit: impl FnMut(&mut Window, &str)) {
    window.go(AreaId::Today);
    visit(window, "today");
    for page in
        ["today-tab-week", "today-tab-todo", "today-tab-rules", "glossary-title", "today-tab-day"]
    {
        sub(window, Role::Tab, page);
        visit(window, page);
    }
    window.go(AreaId::Targets);
    visit(window, "targets");
    sub(window, Role::Tab, "targets-tab-progress");
    visit(window, "progress");
    sub(window, Role::RadioButton, "gap-tab");
    visit(window, "gap");
    for page in ["targets-tab-versions", "targets-tab-strategy"] {
        sub(window, Role::Tab, page);
        visit(window, page);
    }
    window.go(AreaId::Funnel);
    visit(window, "funnel");
    sub(window, Role::Tab, "funnel-tab-list");
    visit(window, "deals");
    sub(window, Role::RadioButton, "funnel-board");
    visit(window, "board of deals");
    sub(window, Role::RadioButton, "funnel-board-list");
    let first = window.wait_for_row();
    window.click_at(first.rect.center());
    window.keys(Modifiers::NONE, Key::Enter);
    window.settle();
    visit(window, "deal");
    window.press("funnel-deal-back");
    sub(window, Role::Tab, "funnel-stuck");
    visit(window, "stuck deals");
    sub(window, Role::Tab, "winloss-tab");
    visit(window, "won and lost");
    sub(window, Role::Tab, "funnel-tab-forecast");
    visit(window, "forecast");
    sub(window, Role::Tab, "process-tab");
    visit(window, "process");
    sub(window, Role::Tab, "funnel-tab-time");
    visit(window, "time machine");
    window.go(AreaId::Organisation);
    visit(window, "chart");
    sub(window, Role::RadioButton, "organisation-list");
    visit(window, "list of people");
    window.press("organisation-edit-person");
    visit(window, "form of a person");
    window.keys(Modifiers::NONE, Key::Escape);
    sub(window, Role::Tab, "organisation-tab-profile");
    visit(window, "person");
    sub(window, Role::Tab, "organisation-tab-posts");
    visit(window, "posts");
    // Without a post there is nothing to write a sheet for.
    if window.find(Role::Button, "organisation-posts-new-version").is_some() {
        window.press("organisation-posts-new-version");
        visit(window, "form of a duty sheet");
        window.keys(Modifiers::NONE, Key::Escape);
        sub(window, Role::RadioButton, "organisation-posts-part-checks");
        visit(window, "self-check");
        sub(window, Role::RadioButton, "organisation-posts-part-sheet");
    }
    sub(window, Role::Tab, "organisation-tab-structure");
    coaching(window, &mut visit);
    training(window, &mut visit);
    window.go(AreaId::Evaluation);
    visit(window, "evaluation");
    sub(window, Role::RadioButton, "evaluation-mode-summary");
    visit(window, "summary");
    window.go(AreaId::Reports);
    visit(window, "import");
    window.press("reports-history");
    visit(window, "history of imports");
    window.keys(Modifiers::NONE, Key::Escape);
    sub(window, Role::Tab, "reports-tab-submissions");
    visit(window, "submissions");
    window.press("reports-rule-add");
    visit(window, "form of a rule");
    window.keys(Modifiers::NONE, Key::Escape);
    for page in ["reports-tab-print", "reports-tab-export"] {
        sub(window, Role::Tab, page);
        visit(window, page);
    }
    window.go(AreaId::Settings);
    for page in [
        "settings-workspace",
        "settings-stages",
        "settings-calendar",
        "settings-template",
        "settings-privacy",
        "settings-appearance",
        "settings-health",
        "settings-backups",
    ] {
        sub(window, Role::Tab, page);
        visit(window, page);
    }
    window.keys(Modifiers::COMMAND, Key::N);
    visit(window, "quick note");
    window.keys(Modifiers::NONE, Key::Escape);
    window.keys(Modifiers::COMMAND, Key::K);
    visit(window, "palette");
    window.keys(Modifiers::NONE, Key::Escape);
    window.keys(Modifiers::COMMAND, Key::Slash);
    visit(window, "shortcuts");
    window.keys(Modifiers::NONE, Key::Escape);
}

/// Opens a page or a part of it; pages whose tabs have no room stand in a menu.
fn sub(window: &mut Window, role: Role, key: &str) {
    if role == Role::Tab && window.find(role, key).is_none() {
        let row = window.of(Role::TabList).remove(0).name;
        window.press(&row);
        window.click(Role::MenuItem, key);
    } else {
        window.click(role, key);
    }
    window.settle();
}

/// The pages of the coaching tab and their forms.
fn coaching(window: &mut Window, visit: &mut impl FnMut(&mut Window, &str)) {
    window.go(AreaId::Coaching);
    for (page, forms) in [
        ("coaching-tab-log", &["action-coaching-new"][..]),
        ("coaching-tab-actions", &[]),
        ("coaching-tab-visits", &["visits-new"]),
        ("coaching-tab-schedule", &["schedule-rhythm-add"]),
        ("coaching-tab-behaviour", &["behaviour-new"]),
        ("coaching-tab-improvement", &["improvement-new"]),
        ("coaching-tab-coverage", &[]),
        ("coaching-tab-feedback", &["feedback-give", "feedback-pulse-add"]),
    ] {
        sub(window, Role::Tab, page);
        visit(window, page);
        for form in forms {
            window.press(form);
            visit(window, form);
            window.keys(Modifiers::NONE, Key::Escape);
        }
    }
    sub(window, Role::Tab, "coaching-tab-log");
}

/// The pages of the training tab, their parts and a form.
fn training(window: &mut Window, visit: &mut impl FnMut(&mut Window, &str)) {
    window.go(AreaId::Training);
    for (page, parts) in [
        ("training-tab-matrix", &[][..]),
        ("training-tab-plans", &[]),
        ("training-tab-classes", &[]),
        ("training-tab-courses", &["courses-shown-refreshers", "courses-shown-catalogue"]),
        ("training-tab-cases", &[]),
        ("training-tab-certificates", &[]),
        ("training-tab-records", &[]),
        ("training-tab-careers", &["careers-part-plans", "careers-part-offers"]),
    ] {
        sub(window, Role::Tab, page);
        visit(window, page);
        for part in parts {
            sub(window, Role::RadioButton, part);
            visit(window, part);
        }
    }
    for (page, form) in
        [("training-tab-courses", "courses-add"), ("training-tab-cases", "cases-new")]
    {
        sub(window, Role::Tab, page);
        window.press(form);
        visit(window, form);
        window.keys(Modifiers::NONE, Key::Escape);
    }
    sub(window, Role::Tab, "training-tab-matrix");
}

/// Whether a text holds a character of Chinese, or its punctuation.
fn is_chinese(text: &str) -> bool {
    text.chars().any(|c| {
        matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}'
            | '\u{ff00}'..='\u{ffef}')
    })
}
