//! One pair in a drawer: how far it has come, its tasks, its talks, and its end.

use egui::{Align, Context, Layout, Sense, Ui, UiBuilder, vec2};

use super::data::{Page, PairRow, TaskRow};
use super::form::PairDraft;
use super::view::{Sent, View, bar};
use crate::areas::Cx;
use crate::areas::day::day_field;
use crate::areas::leaving;
use crate::areas::organisation::dates::{needs_a_day, not_a_day};
use crate::command::Command;
use crate::command::team_life::{self, CheckinForm};
use crate::domain::ids::MentorTaskId;
use crate::domain::mentoring::Stage;
use crate::ui::button::{Button, button};
use crate::ui::card::{divider, grid, row, section_label};
use crate::ui::charts::bar::tick_bar;
use crate::ui::choice::{badge, badge_icon};
use crate::ui::date::parse_date;
use crate::ui::field::{Field, text_area, text_field};
use crate::ui::icons;
use crate::ui::overlay::drawer::{Drawer, Part, drawer};
use crate::ui::state::avatar;
use crate::ui::text;
use crate::ui::tokens::{Theme, Tone};

/// The width of the drawer.
const WIDTH: f32 = 540.0;

/// A talk half-typed.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Talk {
    /// When; blank means today.
    on: String,
    /// What was said.
    pub text: String,
    /// When they meet next.
    next: String,
    /// Saving was tried, so that what is wrong is marked.
    tried: bool,
}

/// A task being changed.
#[derive(Clone, Debug)]
pub(super) struct TaskDraft {
    id: MentorTaskId,
    /// What it says and by when it is due, as it was.
    start: (String, String),
    /// The same as typed.
    now: (String, String),
}

impl TaskDraft {
    fn new(task: &TaskRow) -> Self {
        let due = task.due.map(|day| day.to_string()).unwrap_or_default();
        let start = (task.text.clone(), due);
        Self { id: task.id, now: start.clone(), start }
    }

    /// Whether something else is typed than was there.
    pub fn dirty(&self) -> bool {
        self.start != self.now
    }
}

/// Draws the drawer of the open pair, if any.
pub(super) fn pair_ui(ctx: &Context, page: &Page, view: &mut View, cx: &mut Cx<'_>) {
    let Some(id) = view.open else { return };
    let Some(pair) = page.rows.iter().find(|row| row.id == id) else {
        // Removed, or outside of the scope that was turned to.
        view.open = None;
        view.forget();
        return;
    };
    let close = cx.text("app-close");
    let look = Drawer::new("pair", &pair.name, &close).width(WIDTH);
    let open = pair.stage != Stage::Closed;
    let asked = drawer(ctx, look, |ui, part| match part {
        Part::Body => {
            head_ui(ui, pair, cx);
            divider(ui);
            tasks_ui(ui, pair, view, cx);
            divider(ui);
            talks_ui(ui, pair, view, cx);
            divider(ui);
            end_ui(ui, pair, view, cx);
        }
        Part::Footer => {
            let words = ["organisation-mentors-edit", "organisation-mentors-remove"];
            let [edit, remove] = words.map(|key| cx.text(key));
            if open && button(ui, Button::secondary(&edit).icon(icons::PENCIL_SIMPLE)).clicked() {
                view.form = Some(PairDraft::edit(pair));
            }
            if button(ui, Button::secondary(&remove).icon(icons::TRASH)).clicked() {
                view.removing = Some(pair.id);
            }
        }
    });
    let asked = (asked, view.half_typed());
    if leaving::closes(ctx, "pair-discard", &mut view.leaving, asked, cx) {
        view.open = None;
        view.forget();
    }
}

/// Sends a command, unless one is on its way.
pub(super) fn send(command: team_life::Command, sent: Sent, view: &mut View, cx: &mut Cx<'_>) {
    if view.sent.is_none() {
        view.sent = Some(sent);
        cx.run(Command::TeamLife(command));
    }
}

/// Who guides whom, in which time, to what end, and what needs attention.
fn head_ui(ui: &mut Ui, pair: &PairRow, cx: &Cx<'_>) {
    let theme = Theme::get(ui);
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        row(ui, 40.0, |ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            let [mentor, mentee] = &pair.initials;
            avatar(ui, mentor, 32.0, true);
            let icon = icons::ARROW_RIGHT;
            icons::icon(ui, icon, 16.0, theme.t3);
            avatar(ui, mentee, 32.0, false);
            let (tone, word) = &pair.state;
            badge(ui, *tone, word);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                text::label(ui, text::BODY13, theme.t1, &pair.tasks_text);
                text::label(ui, text::LABEL12, theme.t2, &pair.month);
            });
        });
        let width = ui.available_width();
        if pair.done_bp.is_some() {
            tick_bar(ui, width, &bar(pair));
        }
        let args = [("span", pair.span.as_str().into()), ("next", pair.next.as_str().into())];
        let when = cx.tr.with("organisation-mentors-when", &args);
        text::wrapped(ui, text::LABEL12, theme.t2, &when);
        for note in &pair.notes {
            badge_icon(ui, Tone::Warn, icons::WARNING, note);
        }
    });
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        section_label(ui, &cx.text("organisation-mentors-goal"));
        text::wrapped(ui, text::BODY13, theme.t1, &pair.goal);
    });
}

fn tasks_ui(ui: &mut Ui, pair: &PairRow, view: &mut View, cx: &mut Cx<'_>) {
    let open = pair.stage != Stage::Closed;
    let there = |draft: &TaskDraft| open && pair.tasks.iter().any(|task| task.id == draft.id);
    view.task_edit = view.task_edit.take().filter(there);
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        section_label(ui, &cx.text("organisation-mentors-tasks"));
        if pair.tasks.is_empty() {
            let theme = Theme::get(ui);
            let none = cx.text("organisation-mentors-tasks-none");
            text::wrapped(ui, text::LABEL12, theme.t3, &none);
        }
        for task in &pair.tasks {
            if view.task_edit.as_ref().is_some_and(|draft| draft.id == task.id) {
                edit_task_ui(ui, view, cx);
            } else {
                task_ui(ui, task, open, view, cx);
            }
        }
        // One task at a time is typed.
        if open && view.task_edit.is_none() {
            ui.add_space(4.0);
            add_task_ui(ui, pair, view, cx);
        }
    });
}

fn task_ui(ui: &mut Ui, task: &TaskRow, open: bool, view: &mut View, cx: &mut Cx<'_>) {
    let theme = Theme::get(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 26.0), Sense::hover());
    let layout = Layout::right_to_left(Align::Center);
    let salt = ("task", task.id.0);
    let mut line = ui.new_child(UiBuilder::new().id_salt(salt).max_rect(rect).layout(layout));
    line.spacing_mut().item_spacing.x = 6.0;
    let args = [("text", task.text.as_str().into())];
    if open {
        let remove = cx.tr.with("organisation-mentors-task-remove", &args);
        if button(&mut line, Button::ghost_icon(icons::X, &remove).small()).clicked() {
            let command = team_life::Command::RemoveTask(task.id, task.text.clone());
            send(command, Sent::Other, view, cx);
        }
        let edit = cx.tr.with("organisation-mentors-task-edit", &args);
        let pencil = Button::ghost_icon(icons::PENCIL_SIMPLE, &edit).small();
        if button(&mut line, pencil.enabled(view.task_edit.is_none())).clicked() {
            view.task_edit = Some(TaskDraft::new(task));
        }
    }
    let color = if task.late { theme.bad_t } else { theme.t3 };
    if !task.day.is_empty() {
        text::label(&mut line, text::LABEL12, color, &task.day);
    }
    line.with_layout(Layout::left_to_right(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        let (icon, key) = if task.done {
            (icons::CHECK_SQUARE.filled(), "organisation-mentors-task-undo")
        } else {
            (icons::SQUARE, "organisation-mentors-task-do")
        };
        let name = cx.tr.with(key, &args);
        if button(ui, Button::ghost_icon(icon, &name).small().enabled(open)).clicked() {
            let day = (!task.done).then_some(cx.filter.today);
            let command = team_life::Command::TaskDone(task.id, day, task.text.clone());
            send(command, Sent::Other, view, cx);
        }
        let width = ui.available_width();
        let color = if task.done { theme.t2 } else { theme.t1 };
        text::truncated(ui, text::BODY13, color, &task.text, width);
    });
}

fn add_task_ui(ui: &mut Ui, pair: &PairRow, view: &mut View, cx: &mut Cx<'_>) {
    let (mut text, mut due) = std::mem::take(&mut view.task);
    let add = cx.text("organisation-mentors-task-add");
    let (ready, entered) =
        task_fields_ui(ui, "organisation-mentors-task-new", (&mut text, &mut due), cx);
    let pressed = button(ui, Button::secondary(&add).medium().icon(icons::PLUS).enabled(ready));
    if ready && (pressed.clicked() || entered) {
        let command = team_life::Command::AddTask(pair.id, text.clone(), parse_date(&due));
        send(command, Sent::Task, view, cx);
    }
    view.task = (text, due);
}

/// The fields of a task in the place of its line.
fn edit_task_ui(ui: &mut Ui, view: &mut View, cx: &mut Cx<'_>) {
    let Some(mut draft) = view.task_edit.take() else { return };
    let words = ["organisation-mentors-task-save", "app-cancel"];
    let [save, cancel] = words.map(|key| cx.text(key));
    let (text, due) = &mut draft.now;
    let (ready, entered) = task_fields_ui(ui, "organisation-mentors-task-text", (text, due), cx);
    let (mut saved, mut left) = (entered, false);
    row(ui, 28.0, |ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        saved |= button(ui, Button::primary(&save).medium().enabled(ready)).clicked();
        left |= button(ui, Button::ghost(&cancel).medium()).clicked();
    });
    saved &= ready;
    if left || (saved && !draft.dirty()) {
        return;
    }
    if saved {
        let (text, due) = &draft.now;
        let command = team_life::Command::EditTask(draft.id, text.clone(), parse_date(due));
        send(command, Sent::TaskEdit, view, cx);
    }
    view.task_edit = Some(draft);
}

/// What is to be done and by when; whether it can be saved, and whether Enter asked for that.
fn task_fields_ui(
    ui: &mut Ui,
    key: &str,
    (text, due): (&mut String, &mut String),
    cx: &Cx<'_>,
) -> (bool, bool) {
    let (label, due_label) = (cx.text(key), cx.text("organisation-mentors-task-due"));
    let mut entered = false;
    let wrong = not_a_day(due, cx.tr);
    grid(ui, 2, 8.0, |ui, at| {
        if at == 0 {
            let response = text_field(ui, Field::new(&label), text);
            entered |= response.lost_focus() && ui.input(|i| i.key_pressed(egui::Key::Enter));
        } else {
            let field = Field::new(&due_label).error(wrong.as_deref());
            day_field(ui, field, due, cx.filter.today, cx.tr);
        }
    });
    (!text.trim().is_empty() && wrong.is_none(), entered)
}

fn talks_ui(ui: &mut Ui, pair: &PairRow, view: &mut View, cx: &mut Cx<'_>) {
    let theme = Theme::get(ui);
    let open = pair.stage != Stage::Closed;
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 8.0;
        section_label(ui, &cx.text("organisation-mentors-talks"));
        if open && pair.stage != Stage::Coming {
            add_talk_ui(ui, pair, view, cx);
        }
        if pair.talks.is_empty() {
            let none = cx.text("organisation-mentors-talks-none");
            text::wrapped(ui, text::LABEL12, theme.t3, &none);
        }
        for (at, talk) in pair.talks.iter().enumerate() {
            ui.scope(|ui| {
                ui.spacing_mut().item_spacing.y = 2.0;
                row(ui, 24.0, |ui| {
                    text::label(ui, text::LABEL12, theme.t2, &talk.head);
                    // Only the newest is likely to be a slip; older ones are taken back by undo.
                    if open && at == 0 {
                        let args = [("day", talk.day.as_str().into())];
                        let remove = cx.tr.with("organisation-mentors-talk-remove", &args);
                        let cross = Button::ghost_icon(icons::X, &remove).small();
                        if button(ui, cross).clicked() {
                            let command =
                                team_life::Command::RemoveCheckin(talk.id, pair.name.clone());
                            send(command, Sent::Other, view, cx);
                        }
                    }
                });
                text::wrapped(ui, text::BODY13, theme.t1, &talk.text);
            });
        }
    });
}

fn add_talk_ui(ui: &mut Ui, pair: &PairRow, view: &mut View, cx: &mut Cx<'_>) {
    let mut talk = std::mem::take(&mut view.talk);
    let today = cx.filter.today.to_string();
    let words = [
        "organisation-mentors-talk-text",
        "organisation-mentors-talk-on",
        "organisation-mentors-talk-next",
        "organisation-mentors-talk-add",
    ];
    let [label, on_label, next_label, add] = words.map(|key| cx.text(key));
    let hint = cx.text("organisation-mentors-talk-hint");
    let on = if talk.on.trim().is_empty() { Some(cx.filter.today) } else { parse_date(&talk.on) };
    let next = parse_date(&talk.next);
    let blank = talk.text.trim().is_empty();
    let blank = blank.then(|| cx.text("organisation-mentors-talk-problem"));
    let early = on.is_some_and(|on| on < pair.starts);
    let early = early.then(|| cx.text("organisation-mentors-talk-early"));
    let later = on.is_some_and(|on| on > cx.filter.today);
    let later = later.then(|| cx.text("organisation-mentors-talk-future"));
    let on_wrong = not_a_day(&talk.on, cx.tr).or(early).or(later);
    let turned = on.zip(next).is_some_and(|(on, next)| next <= on);
    let turned = turned.then(|| cx.text("organisation-mentors-talk-turned"));
    let next_wrong = not_a_day(&talk.next, cx.tr).or(turned);
    let marked = talk.tried;
    let shown = |wrong: &Option<String>| wrong.clone().filter(|_| marked);
    let (text_shown, on_shown, next_shown) = (shown(&blank), shown(&on_wrong), shown(&next_wrong));
    let field = Field::new(&label).placeholder(&hint).error(text_shown.as_deref());
    text_area(ui, field, &mut talk.text, 2);
    grid(ui, 2, 8.0, |ui, at| {
        if at == 0 {
            let field = Field::new(&on_label).placeholder(&today).error(on_shown.as_deref());
            day_field(ui, field, &mut talk.on, cx.filter.today, cx.tr);
        } else {
            let field = Field::new(&next_label).error(next_shown.as_deref());
            day_field(ui, field, &mut talk.next, cx.filter.today, cx.tr);
        }
    });
    if button(ui, Button::secondary(&add).medium().icon(icons::CHATS_CIRCLE)).clicked() {
        talk.tried = true;
        let wrong = blank.is_some() || on_wrong.is_some() || next_wrong.is_some();
        if let Some(on_day) = on.filter(|_| !wrong) {
            let form = CheckinForm { on_day, text: talk.text.clone(), next_on: next };
            let command = team_life::Command::CheckIn(pair.id, form, pair.name.clone());
            send(command, Sent::Talk, view, cx);
        }
    }
    view.talk = talk;
}

/// What came of the pair, or the fields to end it.
fn end_ui(ui: &mut Ui, pair: &PairRow, view: &mut View, cx: &mut Cx<'_>) {
    let theme = Theme::get(ui);
    if pair.stage == Stage::Closed {
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = 4.0;
            let args = [("day", pair.closed.as_str().into())];
            section_label(ui, &cx.tr.with("organisation-mentors-closed-on", &args));
            text::wrapped(ui, text::BODY13, theme.t1, &pair.result);
            let again = cx.text("organisation-mentors-reopen");
            if button(ui, Button::link(&again).small()).clicked() {
                let command = team_life::Command::ReopenPair(pair.id, pair.name.clone());
                send(command, Sent::Other, view, cx);
            }
        });
        return;
    }
    let end = cx.text("organisation-mentors-end");
    let Some((mut day, mut result)) = view.end.take() else {
        if button(ui, Button::secondary(&end).medium().icon(icons::FLAG_CHECKERED)).clicked() {
            view.end = Some((cx.filter.today.to_string(), String::new()));
        }
        return;
    };
    let words = [
        "organisation-mentors-end-on",
        "organisation-mentors-end-result",
        "organisation-mentors-end-hint",
    ];
    let [on_label, label, hint] = words.map(|key| cx.text(key));
    let when = parse_date(&day);
    let early = when.is_some_and(|day| day < pair.starts);
    let early = early.then(|| cx.text("organisation-mentors-talk-early"));
    let later = when.is_some_and(|day| day > cx.filter.today);
    let later = later.then(|| cx.text("organisation-mentors-talk-future"));
    let day_wrong = needs_a_day(&day, cx.tr).or(early).or(later);
    let blank = result.trim().is_empty().then(|| cx.text("organisation-mentors-end-problem"));
    let marked = view.tried;
    let day_shown = day_wrong.clone().filter(|_| marked);
    let blank_shown = blank.clone().filter(|_| marked);
    section_label(ui, &end);
    let field = Field::new(&on_label).error(day_shown.as_deref());
    day_field(ui, field, &mut day, cx.filter.today, cx.tr);
    let field = Field::new(&label).required().placeholder(&hint).error(blank_shown.as_deref());
    text_area(ui, field, &mut result, 3);
    let save = cx.text("organisation-mentors-end-save");
    let back = cx.text("organisation-mentors-end-back");
    let (mut saved, mut folded) = (false, false);
    row(ui, 32.0, |ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        saved |= button(ui, Button::primary(&save).medium()).clicked();
        folded |= button(ui, Button::ghost(&back).medium()).clicked();
    });
    if folded {
        view.tried = false;
        return;
    }
    if saved {
        view.tried = true;
        if let Some(day) = when.filter(|_| day_wrong.is_none() && blank.is_none()) {
            let name = pair.name.clone();
            let command = team_life::Command::ClosePair(pair.id, day, result.clone(), name);
            send(command, Sent::Close, view, cx);
        }
    }
    view.end = Some((day, result));
}
