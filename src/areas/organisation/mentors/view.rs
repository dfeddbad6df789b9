//! The page: figures, the list of pairs, beside it who is new without a mentor; a drawer for one pair.

use chrono::NaiveDate;
use egui::{Rect, ScrollArea, Sense, Ui, UiBuilder, pos2, vec2};

use super::data::{NewcomerRow, Page, PairRow};
use super::form::{self, PairDraft};
use super::view_pair::{self, Talk, TaskDraft};
use crate::areas::organisation::strip::strip_ui;
use crate::areas::{Cx, drawer_form};
use crate::command::team_life;
use crate::domain::ids::{MentorPairId, PersonId};
use crate::domain::mentoring::Stage;
use crate::i18n::DASH;
use crate::ui::button::{Button, button};
use crate::ui::card::{Card, Side, card, columns, divider, list_header};
use crate::ui::charts::bar::{TickBar, tick_bar};
use crate::ui::choice::{badge, chip};
use crate::ui::field::Field;
use crate::ui::icons;
use crate::ui::overlay::dialog::{Answer, Dialog, dialog};
use crate::ui::select::Select;
use crate::ui::state::{avatar, empty_state};
use crate::ui::table::{Column, Table, TableState, cell_text};
use crate::ui::text;
use crate::ui::tokens::{Theme, Tone};

/// From this width on the newcomers stand beside the list.
const BESIDE: f32 = 1_190.0;
/// Their width there.
const SIDE: f32 = 360.0;
/// A newcomer: name and detail, then those who could guide.
const NEWCOMER: f32 = 128.0;

/// Which pairs the list shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Only {
    /// Those that are not ended.
    #[default]
    Going,
    /// Those that were ended.
    Ended,
    /// All of them.
    All,
}

impl Only {
    const ALL: [(Self, &'static str); 3] = [
        (Self::Going, "organisation-mentors-going"),
        (Self::Ended, "organisation-mentors-ended"),
        (Self::All, "organisation-mentors-all"),
    ];

    fn keeps(self, row: &PairRow) -> bool {
        match self {
            Self::Going => row.stage != Stage::Closed,
            Self::Ended => row.stage == Stage::Closed,
            Self::All => true,
        }
    }
}

/// What was sent last from the drawer of a pair: its field is emptied once that is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sent {
    /// A new task.
    Task,
    /// What a task says now.
    TaskEdit,
    /// A talk.
    Talk,
    /// A result.
    Close,
    /// The pair itself was removed.
    Pair,
    /// Nothing that was typed.
    Other,
}

/// What is chosen and half-typed.
#[derive(Debug, Default)]
pub struct View {
    only: Only,
    table: TableState,
    /// The pair whose drawer is open.
    pub(super) open: Option<MentorPairId>,
    /// The form that is open.
    pub(super) form: Option<PairDraft>,
    /// The next task as typed, and by when.
    pub(super) task: (String, String),
    /// The task that is being changed.
    pub(super) task_edit: Option<TaskDraft>,
    /// The next talk as typed.
    pub(super) talk: Talk,
    /// The end as typed: when, and what came of it; `None` while that part is folded.
    pub(super) end: Option<(String, String)>,
    /// Whether ending was tried, so that what is missing is marked.
    pub(super) tried: bool,
    pub(super) sent: Option<Sent>,
    /// Whether the person was asked to throw away what was typed in the drawer.
    pub(super) leaving: bool,
    /// The pair that is about to be removed.
    pub(super) removing: Option<MentorPairId>,
}

impl View {
    /// Opens a pair, unless something is half-typed in the drawer of another one.
    pub(in crate::areas::organisation) fn open_pair(&mut self, pair: MentorPairId) {
        if !self.unsaved() {
            self.open = Some(pair);
        }
    }

    /// Opens the form of a pair for somebody new, unless something is half-typed.
    pub(in crate::areas::organisation) fn find_mentor(
        &mut self,
        person: PersonId,
        today: NaiveDate,
    ) {
        if !self.unsaved() {
            self.form = Some(PairDraft::new(Some(person), None, today));
        }
    }

    /// Whether something is half-typed that would be lost with the window.
    pub(in crate::areas::organisation) fn unsaved(&self) -> bool {
        drawer_form::unsaved(self.form.as_ref()) || self.half_typed()
    }

    /// Whether something is half-typed in the drawer of a pair.
    pub(super) fn half_typed(&self) -> bool {
        let typed = |text: &str| !text.trim().is_empty();
        typed(&self.task.0)
            || self.task_edit.as_ref().is_some_and(TaskDraft::dirty)
            || typed(&self.talk.text)
            || self.end.as_ref().is_some_and(|(_, result)| typed(result))
    }

    /// Forgets what was typed in the drawer.
    pub(super) fn forget(&mut self) {
        self.task = (String::new(), String::new());
        self.task_edit = None;
        self.talk = Talk::default();
        self.end = None;
        self.tried = false;
        self.leaving = false;
    }

    /// With no command on its way, what was sent and is not done was refused: what is typed stays.
    fn answered(&mut self, pending: bool) {
        self.sent = self.sent.filter(|_| pending);
    }

    /// A command was done: what was typed for it is saved.
    pub(in crate::areas::organisation) fn done(&mut self) {
        drawer_form::stored(&mut self.form);
        match self.sent.take() {
            Some(Sent::Task) => self.task = (String::new(), String::new()),
            Some(Sent::TaskEdit) => self.task_edit = None,
            Some(Sent::Talk) => self.talk = Talk::default(),
            Some(Sent::Close) => {
                self.end = None;
                self.tried = false;
            }
            Some(Sent::Pair) => {
                self.open = None;
                self.forget();
            }
            Some(Sent::Other) | None => {}
        }
    }
}

/// Draws the button at the end of the tab row.
pub(in crate::areas::organisation) fn actions_ui(
    ui: &mut Ui,
    page: &Page,
    view: &mut View,
    cx: &mut Cx<'_>,
) {
    let add = cx.text("organisation-mentors-add");
    // Two people are the least that a pair needs; the first choice is nobody.
    let enough = page.mentees.len() > 2;
    if button(ui, Button::primary(&add).icon(icons::PLUS).medium().enabled(enough)).clicked() {
        view.form = Some(PairDraft::new(None, None, cx.filter.today));
    }
}

pub(in crate::areas::organisation) fn page_ui(
    ui: &mut Ui,
    page: &Page,
    view: &mut View,
    cx: &mut Cx<'_>,
) {
    view.answered(cx.pending);
    let whole = ui.available_rect_before_wrap();
    let inside = Rect::from_min_max(whole.min + vec2(20.0, 16.0), whole.max - vec2(20.0, 16.0));
    let mut body = ui.new_child(UiBuilder::new().id_salt("mentors").max_rect(inside));
    body.spacing_mut().item_spacing.y = 12.0;
    if page.rows.is_empty() && page.newcomers.is_empty() {
        empty_ui(&mut body, page, view, cx);
    } else {
        contents_ui(&mut body, page, view, cx);
    }
    ui.advance_cursor_after_rect(whole);
    let ctx = ui.ctx().clone();
    // One drawer at a time: the form lies over the pair it changes.
    if view.form.is_some() {
        form::form_ui(&ctx, page, &mut view.form, cx);
    } else {
        view_pair::pair_ui(&ctx, page, view, cx);
    }
    removing_ui(ui, page, view, cx);
}

fn empty_ui(ui: &mut Ui, page: &Page, view: &mut View, cx: &mut Cx<'_>) {
    let words = ["organisation-mentors-empty", "organisation-mentors-empty-detail"];
    let [title, detail] = words.map(|key| cx.text(key));
    let first = cx.text("organisation-mentors-first");
    let offered = (page.mentees.len() > 2).then(|| Button::secondary(&first));
    let pressed = card(ui, |ui| empty_state(ui, icons::STUDENT, &title, &detail, offered)).inner;
    if pressed {
        view.form = Some(PairDraft::new(None, None, cx.filter.today));
    }
}

fn contents_ui(ui: &mut Ui, page: &Page, view: &mut View, cx: &mut Cx<'_>) {
    strip_ui(ui, &page.strip, cx);
    let height = ui.available_height();
    if ui.available_width() >= BESIDE {
        columns(ui, SIDE, 12.0, |ui, side| match side {
            Side::Left => list_ui(ui, page, height, view, cx),
            Side::Right => newcomers_ui(ui, page, height, view, cx),
        });
        return;
    }
    let below = if page.newcomers.is_empty() { 0.0 } else { (height * 0.4).max(180.0) };
    list_ui(ui, page, (height - below - 12.0).max(200.0), view, cx);
    if below > 0.0 {
        newcomers_ui(ui, page, below, view, cx);
    }
}

fn list_ui(ui: &mut Ui, page: &Page, height: f32, view: &mut View, cx: &mut Cx<'_>) {
    Card::new().height(height).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let title = cx.text("organisation-mentors");
        let day = cx.filter.today.to_string();
        let sub = cx.tr.with("organisation-as-of", &[("day", day.into())]);
        list_header(ui, &title, &sub, |ui| capacity_ui(ui, page, view, cx));
        chips_ui(ui, page, view, cx);
        divider(ui);
        let shown: Vec<&PairRow> = page.rows.iter().filter(|row| view.only.keeps(row)).collect();
        if shown.is_empty() {
            let words = ["organisation-mentors-none", "organisation-mentors-none-detail"];
            let [title, detail] = words.map(|key| cx.text(key));
            empty_state(ui, icons::STUDENT, &title, &detail, None);
            return;
        }
        table_ui(ui, &title, &shown, view, cx);
    });
}

/// How many people a mentor guides at once.
fn capacity_ui(ui: &mut Ui, page: &Page, view: &mut View, cx: &mut Cx<'_>) {
    let label = cx.text("organisation-mentors-capacity");
    let mut numbers: Vec<i64> = (1..=5).collect();
    if !numbers.contains(&page.capacity) {
        numbers.push(page.capacity);
    }
    let choices: Vec<(i64, String)> = numbers
        .into_iter()
        .map(|n| (n, cx.tr.with("organisation-mentors-capacity-n", &[("n", n.into())])))
        .collect();
    let mut chosen = page.capacity;
    Select::new(Field::bare(&label).compact().width(132.0)).show(ui, &mut chosen, &choices);
    if chosen != page.capacity {
        view_pair::send(team_life::Command::Capacity(chosen), Sent::Other, view, cx);
    }
}

fn chips_ui(ui: &mut Ui, page: &Page, view: &mut View, cx: &Cx<'_>) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 44.0), Sense::hover());
    let inside = rect.shrink2(vec2(16.0, 9.0));
    let layout = egui::Layout::left_to_right(egui::Align::Center);
    let builder = UiBuilder::new().id_salt("chips").max_rect(inside).layout(layout);
    let mut row = ui.new_child(builder);
    row.spacing_mut().item_spacing.x = 8.0;
    for ((only, key), count) in Only::ALL.into_iter().zip(page.counts) {
        let name = format!("{} {count}", cx.text(key));
        if chip(&mut row, &name, only == view.only).clicked() {
            view.only = only;
            view.table = TableState::default();
        }
    }
}

fn table_ui(ui: &mut Ui, title: &str, rows: &[&PairRow], view: &mut View, cx: &Cx<'_>) {
    let head = |key: &str| Column::new(cx.text(key));
    let columns = [
        head("organisation-mentors-pair").flex(1.0, 124.0),
        head("organisation-field-team").flex(0.6, 64.0),
        head("organisation-mentors-period").fixed(188.0),
        head("organisation-mentors-month-head").fixed(68.0),
        head("organisation-mentors-tasks").flex(0.9, 120.0),
        head("organisation-mentors-next").fixed(124.0),
        head("organisation-field-status").fixed(124.0),
    ];
    let name = |row: usize| rows.get(row).map_or_else(String::new, |row| row.name.clone());
    let output = Table::new(title, &columns, rows.len())
        .row_height(40.0)
        .fill_height()
        .main()
        .row_name(&name)
        .show(ui, &mut view.table, |ui, row, column| {
            if let Some(row) = rows.get(row) {
                cell_ui(ui, row, column);
            }
        });
    let opened = output.clicked.or(output.opened).and_then(|row| rows.get(row));
    if let Some(row) = opened {
        view.open = Some(row.id);
        view.forget();
    }
}

fn cell_ui(ui: &mut Ui, row: &PairRow, column: usize) {
    let theme = Theme::get(ui);
    match column {
        0 => cell_text(ui, text::NAME13, theme.t1, &row.name),
        1 => {
            let place = if row.place.is_empty() { DASH } else { &row.place };
            cell_text(ui, text::BODY13, theme.t2, place);
        }
        2 => cell_text(ui, text::BODY13, theme.t2, &row.span),
        3 => cell_text(ui, text::BODY13, theme.t1, &row.month_short),
        4 => {
            ui.spacing_mut().item_spacing.x = 8.0;
            if row.done_bp.is_some() {
                let width = (ui.available_width() - 52.0).clamp(24.0, 160.0);
                tick_bar(ui, width, &bar(row));
            }
            cell_text(ui, text::LABEL12, theme.t2, &row.tasks_short);
        }
        5 => {
            let color = if row.next_late { theme.bad_t } else { theme.t2 };
            cell_text(ui, text::BODY13, color, &row.next);
        }
        _ => {
            let (tone, word) = &row.state;
            badge(ui, *tone, word);
        }
    }
}

/// The bar of a pair: the part of its tasks that is done, with a tick where time would have it.
pub(super) fn bar(row: &PairRow) -> TickBar {
    let part = |bp: i64| bp as f32 / 10_000.0;
    let tone = if row.behind { Tone::Warn } else { Tone::Accent };
    let tick = (row.stage != Stage::Closed).then(|| part(row.elapsed_bp));
    TickBar { fraction: part(row.done_bp.unwrap_or_default()), tick, tone }
}

fn newcomers_ui(ui: &mut Ui, page: &Page, height: f32, view: &mut View, cx: &mut Cx<'_>) {
    Card::new().height(height).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let title = cx.text("organisation-mentors-new");
        let sub = if page.unknown_hired > 0 {
            let n = i64::try_from(page.unknown_hired).unwrap_or(i64::MAX);
            cx.tr.with("organisation-mentors-unknown-hired", &[("n", n.into())])
        } else {
            cx.text("organisation-mentors-new-sub")
        };
        list_header(ui, &title, &sub, |_| {});
        if page.newcomers.is_empty() {
            let words = ["organisation-mentors-no-new", "organisation-mentors-no-new-detail"];
            let [title, detail] = words.map(|key| cx.text(key));
            empty_state(ui, icons::CHECK_CIRCLE, &title, &detail, None);
            return;
        }
        let area = ScrollArea::vertical().id_salt("newcomers").auto_shrink(false);
        area.show_rows(ui, NEWCOMER, page.newcomers.len(), |ui, range| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for row in page.newcomers.get(range).unwrap_or_default() {
                newcomer_ui(ui, row, view, cx);
            }
        });
    });
}

fn newcomer_ui(ui: &mut Ui, row: &NewcomerRow, view: &mut View, cx: &Cx<'_>) {
    let theme = Theme::get(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), NEWCOMER), Sense::hover());
    ui.painter().rect_filled(rect.with_min_y(rect.bottom() - 1.0), 0.0, theme.grid);
    let inner = rect.shrink2(vec2(16.0, 10.0));
    let top = inner.with_max_y(inner.top() + 36.0);

    let layout = egui::Layout::right_to_left(egui::Align::Center);
    let salt = ("newcomer", row.person.0);
    let mut right = ui.new_child(UiBuilder::new().id_salt(salt).max_rect(top).layout(layout));
    // With the name, so that two buttons differ.
    let pair = cx.tr.with("organisation-mentors-pair-with", &[("name", row.name.as_str().into())]);
    if button(&mut right, Button::secondary(&pair).small()).clicked() {
        let best = row.guides.first().map(|(person, ..)| *person);
        view.form = Some(PairDraft::new(Some(row.person), best, cx.filter.today));
    }
    let end = right.min_rect().left() - 8.0;

    let circle = Rect::from_min_size(top.min, vec2(32.0, 32.0));
    let mut corner =
        ui.new_child(UiBuilder::new().id_salt(("face", row.person.0)).max_rect(circle));
    avatar(&mut corner, &row.initial, 32.0, true);
    let line = |y: f32, tall: f32| {
        Rect::from_min_max(pos2(top.left() + 44.0, top.top() + y), pos2(end, top.top() + y + tall))
    };
    let (painter, left) = (ui.painter(), egui::Align::Min);
    text::paint_fit(painter, line(-2.0, 20.0), left, text::NAME13, theme.t1, &row.name);
    text::paint_fit(painter, line(17.0, 18.0), left, text::LABEL12, theme.t3, &row.detail);
    text::tell(ui, line(-2.0, 20.0), &row.name);
    text::tell(ui, line(17.0, 18.0), &row.detail);

    let mut y = top.bottom() + 4.0;
    if row.guides.is_empty() {
        let said = cx.text("organisation-mentors-nobody-free");
        let place = Rect::from_min_max(pos2(inner.left(), y), pos2(inner.right(), y + 20.0));
        text::paint_fit(ui.painter(), place, left, text::LABEL12, theme.warn_t, &said);
        text::tell(ui, place, &said);
        return;
    }
    for (at, (_, name, why)) in row.guides.iter().enumerate() {
        let place = Rect::from_min_max(pos2(inner.left(), y), pos2(inner.right(), y + 20.0));
        let said = format!("{}  {name}  {why}", at + 1);
        let response = ui.interact(place, ui.scope_id().with((salt, at)), Sense::hover());
        let color = if at == 0 { theme.t1 } else { theme.t2 };
        if text::paint_fit(ui.painter(), place, left, text::LABEL12, color, &said) {
            response.on_hover_text(&said);
        }
        text::tell(ui, place, &said);
        y += 22.0;
    }
}

/// Asks before a pair is removed with its tasks and talks.
fn removing_ui(ui: &Ui, page: &Page, view: &mut View, cx: &mut Cx<'_>) {
    let Some(id) = view.removing else { return };
    let Some(row) = page.rows.iter().find(|row| row.id == id) else {
        view.removing = None;
        return;
    };
    let title =
        cx.tr.with("organisation-mentors-remove-title", &[("name", row.name.as_str().into())]);
    let body = cx.text("organisation-mentors-remove-body");
    let (keep, remove) = (cx.text("organisation-keep"), cx.text("organisation-mentors-remove"));
    let question = Dialog::new("remove-pair", &title, &body).icon(icons::TRASH, Tone::Bad);
    match dialog(ui.ctx(), question, &[Button::secondary(&keep), Button::danger(&remove)]) {
        None => return,
        Some(Answer::Button(1)) => {
            let command = team_life::Command::RemovePair(id, row.name.clone());
            view_pair::send(command, Sent::Pair, view, cx);
        }
        Some(_) => {}
    }
    view.removing = None;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_task_that_was_refused_stays_typed_whatever_is_done_later() {
        let task = ("跟访三家老客户".to_owned(), String::new());
        let mut view = View { task: task.clone(), sent: Some(Sent::Task), ..View::default() };
        view.answered(true);
        view.answered(false);
        view.done();
        assert_eq!(view.task, task);
        view.sent = Some(Sent::Task);
        view.answered(true);
        view.done();
        assert!(!view.half_typed(), "it was stored");
    }
}
