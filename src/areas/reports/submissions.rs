//! 提交情况: who sent the report of which week, and at the right the week that is shown with words
//! to remind the others with.

use egui::{Rect, Ui, pos2};

use super::data::Data;
use super::page;
use super::submissions_data::{Asked, Nothing, Submissions};
use super::submissions_reminders::{Manner, Reminder};
use super::submissions_rule::RuleDraft;
use super::{submissions_matrix, submissions_promise_card as promise_card, submissions_side};
use crate::areas::{AreaId, Cx, Order, drawer_form};
use crate::command::{Command, settings};
use crate::domain::ids::PersonId;
use crate::store::records::OwedKind;
use crate::ui::button::{Button, button};
use crate::ui::card::{Card, list_header};
use crate::ui::choice::Segmented;
use crate::ui::icons;
use crate::ui::state::{empty_state, skeleton_rows};
use crate::ui::table::{Sort, TableState};

/// Between two cards.
pub(super) const GAP: f32 = 12.0;

/// What is chosen.
#[derive(Default)]
pub(super) struct SubmissionsView {
    asked: Option<Asked>,
    pub(super) table: TableState,
    pub(super) sort: Option<Sort>,
    pub(super) promises: TableState,
    /// Whose drawer is open.
    pub(super) open: Option<PersonId>,
    /// The rule that is being changed.
    pub(super) rule: Option<RuleDraft>,
    /// How reminders speak.
    pub(super) manner: Manner,
    /// The reminder that is on the clipboard: of a person or of all.
    pub(super) copied: Option<Option<PersonId>>,
}

impl SubmissionsView {
    /// Which period to load.
    pub(super) const fn asked(&self) -> Option<Asked> {
        self.asked
    }

    /// Whether a rule is half-typed.
    pub(super) fn unsaved(&self) -> bool {
        drawer_form::unsaved(self.rule.as_ref())
    }

    /// A command was done: the rule that was sent for it is stored.
    pub(super) fn done(&mut self) {
        drawer_form::stored(&mut self.rule);
    }

    /// Turns to another period, or to another kind of report.
    pub(super) fn turn_to(&mut self, kind: OwedKind, day: Option<chrono::NaiveDate>) {
        self.asked = Some(Asked { kind, day });
        self.copied = None;
    }
}

pub(super) fn draw(
    ui: &mut Ui,
    rect: Rect,
    data: &Data,
    view: &mut SubmissionsView,
    cx: &mut Cx<'_>,
) {
    let inner = page::padded(rect);
    let Some(submissions) = &data.submissions else {
        page::part(ui, "submissions", inner, |ui| skeleton_rows(ui, 8, 36.0));
        return;
    };
    if let Some(nothing) = submissions.nothing.filter(|_| submissions.rows.is_empty()) {
        page::scrolled(ui, "submissions", inner, |ui| {
            ui.spacing_mut().item_spacing.y = GAP;
            Card::new().show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                empty(ui, submissions, nothing, view, cx);
            });
            submissions_side::calendar_card(ui, submissions, view, cx);
        });
        return;
    }
    // As the cards of the design, a little narrower where the window is.
    let right = (inner.width() * 0.31).clamp(300.0, 370.0).round();
    let split = inner.right() - right;
    let left = inner.with_max_x(split - GAP);
    page::scrolled(ui, "submissions", left, |ui| {
        ui.spacing_mut().item_spacing.y = GAP;
        let room = left.height() - GAP;
        let natural =
            (submissions_matrix::natural(submissions), promise_card::natural(submissions));
        let (upper, lower) = promise_card::shared(room, natural.0, natural.1);
        submissions_matrix::draw(ui, submissions, view, cx, upper);
        promise_card::draw(ui, submissions, view, cx, lower);
    });
    let side = Rect::from_min_max(pos2(split, inner.top()), inner.max);
    page::scrolled(ui, "week", side, |ui| {
        ui.spacing_mut().item_spacing.y = GAP;
        submissions_side::draw(ui, submissions, view, cx, side.height());
    });
}

/// Draws a page without anyone, with the way to other periods and kinds.
fn empty(
    ui: &mut Ui,
    submissions: &Submissions,
    nothing: Nothing,
    view: &mut SubmissionsView,
    cx: &mut Cx<'_>,
) {
    let (title, sub) = (&submissions.title, &submissions.week.title);
    list_header(ui, title, sub, |ui| {
        // From right to left.
        turning(ui, submissions, view, cx);
        kinds(ui, submissions, view, cx);
    });
    nothing_ui(ui, nothing, cx);
}

/// Draws the way to the period before, after and to the newest, from right to left.
pub(super) fn turning(
    ui: &mut Ui,
    submissions: &Submissions,
    view: &mut SubmissionsView,
    cx: &Cx<'_>,
) {
    let (before, after) = (cx.text("reports-owed-earlier"), cx.text("reports-owed-later"));
    let newest = cx.text("reports-owed-newest");
    let mut to = None;
    let forward = Button::ghost_icon(icons::CARET_RIGHT, &after).small();
    if button(ui, forward.enabled(submissions.later.is_some())).clicked() {
        to = submissions.later;
    }
    if button(ui, Button::ghost_icon(icons::CARET_LEFT, &before).small()).clicked() {
        to = Some(submissions.earlier);
    }
    if submissions.newest.is_some() && button(ui, Button::link(&newest).small()).clicked() {
        to = submissions.newest;
    }
    if to.is_some() {
        view.turn_to(submissions.kind, to);
    }
}

/// Draws the kinds of report that are owed, where there are several.
pub(super) fn kinds(
    ui: &mut Ui,
    submissions: &Submissions,
    view: &mut SubmissionsView,
    cx: &Cx<'_>,
) {
    if submissions.kinds.len() < 2 {
        return;
    }
    let mut chosen = submissions.kind;
    let name = cx.text("reports-owed-kind");
    Segmented::new(&name).medium().show(ui, &mut chosen, &submissions.kinds);
    if chosen != submissions.kind {
        view.turn_to(chosen, None);
    }
}

/// Draws why there is nothing, and what to do about it.
pub(super) fn nothing_ui(ui: &mut Ui, nothing: Nothing, cx: &mut Cx<'_>) {
    let word = match nothing {
        Nothing::NoRule => "no-rule",
        Nothing::Nobody => "nobody",
        Nothing::NotYet => "not-yet",
        Nothing::Holiday => "holiday",
    };
    let title = cx.text(&format!("reports-owed-{word}"));
    let detail = cx.text(&format!("reports-owed-{word}-detail"));
    let action = match nothing {
        Nothing::Holiday => String::new(),
        _ => cx.text(&format!("reports-owed-{word}-action")),
    };
    let offered = (!action.is_empty()).then(|| Button::primary(&action));
    if !empty_state(ui, icons::CALENDAR_CHECK, &title, &detail, offered) {
        return;
    }
    match nothing {
        Nothing::NoRule => cx.run(Command::Settings(settings::Command::ReportWeekly)),
        Nothing::Nobody => cx.orders.push(Order::Go(AreaId::Organisation)),
        Nothing::NotYet => cx.orders.push(Order::PickSheets),
        Nothing::Holiday => {}
    }
}

/// Draws the button that copies a reminder; it says so once it did.
pub(super) fn copy_button(
    ui: &mut Ui,
    reminder: &Reminder,
    view: &mut SubmissionsView,
    cx: &Cx<'_>,
) {
    let copied = view.copied == Some(reminder.person);
    let (key, icon) = match (copied, reminder.person) {
        (true, _) => ("reports-remind-copied", icons::CHECK),
        (false, None) => ("reports-remind-copy-all", icons::COPY),
        (false, Some(_)) => ("reports-remind-copy", icons::COPY),
    };
    let word = cx.text(key);
    let copy = button(ui, Button::secondary(&word).small().icon(icon));
    if copy.accessible_name(format!("{word} {}", reminder.name)).clicked() {
        ui.ctx().copy_text(reminder.text(view.manner).to_owned());
        view.copied = Some(reminder.person);
    }
}
