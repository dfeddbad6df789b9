//! The page: which actions, and their list; a box ticks one, its menu puts it off.

use egui::{Align, Align2, Margin, Rect, Ui, UiBuilder, pos2};

use super::data::{ActionRow, Ask, Data, Line};
use crate::areas::coaching::small_form::{self, Of, SmallDraft, command};
use crate::areas::{Cx, Event, drawer_form};
use crate::command::coaching::What;
use crate::command::coaching::actions::Action;
use crate::domain::ids::CoachingId;
use crate::ui::button::{Button, button};
use crate::ui::card::{Card, list_header};
use crate::ui::choice::{Segmented, badge, check_mixed};
use crate::ui::icons;
use crate::ui::menu::{menu, menu_item};
use crate::ui::state::empty_state;
use crate::ui::table::{Column, Table, TableState, cell_text};
use crate::ui::text;
use crate::ui::tokens::Theme;

/// The height of a row.
const ROW: f32 = 46.0;
/// The circle with the initial.
const CIRCLE: f32 = 26.0;

/// Which actions are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Part {
    /// What is open.
    #[default]
    Open,
    /// What is late.
    Late,
    /// What was done in the period.
    Done,
}

/// What is chosen and half-typed.
#[derive(Debug, Default)]
pub struct View {
    part: Part,
    table: TableState,
    small: Option<SmallDraft>,
    /// The coaching whose record is asked for.
    pub(in crate::areas::coaching) wanted: Option<CoachingId>,
}

impl View {
    /// What to load.
    pub(in crate::areas::coaching) fn ask(&self) -> Ask {
        Ask
    }

    /// Takes notice of something that finished.
    pub(in crate::areas::coaching) fn receive(&mut self, event: &Event, _cx: &mut Cx<'_>) {
        if matches!(event, Event::Done) {
            drawer_form::stored(&mut self.small);
        }
    }

    /// Whether something is half-typed that would be lost.
    pub(in crate::areas::coaching) fn unsaved(&self) -> bool {
        drawer_form::unsaved(self.small.as_ref())
    }
}

/// Draws the buttons at the end of the tab row, from right to left.
pub(in crate::areas::coaching) fn actions_ui(
    ui: &mut Ui,
    data: &Data,
    view: &mut View,
    cx: &mut Cx<'_>,
) {
    let words = ["log-actions-open", "log-actions-late", "log-actions-done"];
    let [open, late, done] = words.map(|key| cx.text(key));
    let [n_open, n_late, n_done] = data.counts;
    let options = [
        (Part::Open, format!("{open} {n_open}")),
        (Part::Late, format!("{late} {n_late}")),
        (Part::Done, format!("{done} {n_done}")),
    ];
    let name = cx.text("log-actions-part");
    if Segmented::new(&name).medium().show(ui, &mut view.part, &options).changed() {
        view.table = TableState::default();
    }
}

/// Draws the page.
pub(in crate::areas::coaching) fn draw(
    ui: &mut Ui,
    margin: Margin,
    data: &Data,
    view: &mut View,
    cx: &mut Cx<'_>,
) {
    let all = ui.available_rect_before_wrap();
    let builder = UiBuilder::new().id_salt("actions").max_rect(all - margin);
    let mut body = ui.new_child(builder);
    let height = body.available_height();
    let (title, sub) = (cx.text("log-actions"), sub(data, view, cx));
    Card::new().height(height).show(&mut body, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        list_header(ui, &title, &sub, |_| {});
        match view.part {
            Part::Open => open_ui(ui, &data.open, view, cx),
            Part::Late => open_ui(ui, &data.late, view, cx),
            Part::Done => done_ui(ui, &data.done, view, cx),
        }
    });
    ui.advance_cursor_after_rect(all);
    let ctx = ui.ctx().clone();
    small_form::draw(&ctx, &mut view.small, &data.owners, cx);
}

/// What the list holds.
fn sub(data: &Data, view: &View, cx: &Cx<'_>) -> String {
    let [open, late, _] = data.counts.map(|n| i64::try_from(n).unwrap_or(i64::MAX));
    match view.part {
        Part::Done => cx.text("log-actions-done-note"),
        Part::Open | Part::Late => {
            let args = [("open", open.into()), ("late", late.into())];
            cx.tr.with("log-actions-open-note", &args)
        }
    }
}

fn columns(cx: &Cx<'_>, done: bool) -> Vec<Column> {
    let day = if done { "log-actions-column-done" } else { "log-actions-column-due" };
    vec![
        Column::new(cx.text("log-actions-column-tick")).fixed(56.0),
        Column::new(cx.text("log-actions-column-what")).flex(1.0, 260.0),
        Column::new(cx.text("log-actions-column-owner")).fixed(128.0),
        Column::new(cx.text(day)).fixed(96.0),
        Column::new(cx.text("log-actions-column-state")).fixed(116.0),
        Column::new(cx.text("log-actions-column-more")).fixed(88.0).right(),
    ]
}

/// What was done to a row.
enum Did {
    /// The box was ticked, or unticked.
    Ticked,
    /// It is put off.
    Postpone,
    /// It is changed.
    Edit,
    /// The record it was agreed in is asked for.
    Open,
}

fn open_ui(ui: &mut Ui, lines: &[Line], view: &mut View, cx: &mut Cx<'_>) {
    if lines.is_empty() {
        let words = ["log-actions-empty", "log-actions-empty-detail"];
        let [title, detail] = words.map(|key| cx.text(key));
        empty_state(ui, icons::LIST_CHECKS, &title, &detail, None);
        return;
    }
    let title = cx.text("log-actions");
    let columns = columns(cx, false);
    let name = |at: usize| match lines.get(at) {
        Some(Line::Person { name, note, .. }) => format!("{name} {note}"),
        Some(Line::Action(row)) => row.told.clone(),
        None => String::new(),
    };
    let sunken = Theme::get(ui).sunken;
    let fill = |at: usize| matches!(lines.get(at), Some(Line::Person { .. })).then_some(sunken);
    let mut did = None;
    let seen: &Cx<'_> = cx;
    let output = Table::new(&title, &columns, lines.len())
        .row_height(ROW)
        .fill_height()
        .main()
        .row_name(&name)
        .row_fill(&fill)
        .show(ui, &mut view.table, |ui, at, column| match lines.get(at) {
            Some(Line::Person { name, initial, note }) if column == 1 => {
                person_ui(ui, name, initial, note);
            }
            Some(Line::Person { .. }) => {}
            Some(Line::Action(row)) => {
                if let Some(done) = cell_ui(ui, row, column, false, seen) {
                    did = Some((at, done));
                }
            }
            None => {}
        });
    let keys = output.toggled.map(|at| (at, Did::Ticked));
    let keys = keys.or(output.opened.map(|at| (at, Did::Open)));
    let Some((at, did)) = did.or(keys) else { return };
    if let Some(Line::Action(row)) = lines.get(at) {
        act(row, &did, view, cx);
    }
}

fn done_ui(ui: &mut Ui, rows: &[ActionRow], view: &mut View, cx: &mut Cx<'_>) {
    if rows.is_empty() {
        let words = ["log-actions-done-empty", "log-actions-done-empty-detail"];
        let [title, detail] = words.map(|key| cx.text(key));
        empty_state(ui, icons::LIST_CHECKS, &title, &detail, None);
        return;
    }
    let title = cx.text("log-actions-done-title");
    let columns = columns(cx, true);
    let name = |at: usize| rows.get(at).map_or_else(String::new, |row| row.told.clone());
    let mut did = None;
    let seen: &Cx<'_> = cx;
    let output = Table::new(&title, &columns, rows.len())
        .row_height(ROW)
        .fill_height()
        .main()
        .row_name(&name)
        .show(ui, &mut view.table, |ui, at, column| {
            if let Some(row) = rows.get(at)
                && let Some(done) = cell_ui(ui, row, column, true, seen)
            {
                did = Some((at, done));
            }
        });
    let keys = output.toggled.map(|at| (at, Did::Ticked));
    let keys = keys.or(output.opened.map(|at| (at, Did::Open)));
    let Some((at, did)) = did.or(keys) else { return };
    let Some(row) = rows.get(at) else { return };
    if matches!(did, Did::Ticked) {
        let what = What::Action(Action::Undone(row.id));
        cx.run(command(&row.person, what, cx.filter.today));
    } else {
        act(row, &did, view, cx);
    }
}

/// Does what was asked of an action that is open.
fn act(row: &ActionRow, did: &Did, view: &mut View, cx: &Cx<'_>) {
    let of =
        Of { subject: row.person.clone(), coached_on: row.coached_on, about: row.text.clone() };
    match did {
        Did::Ticked => view.small = Some(SmallDraft::done(row.id, of, cx.filter.today)),
        Did::Postpone => view.small = Some(SmallDraft::postpone(row.id, of, row.due)),
        Did::Edit => view.small = Some(SmallDraft::edit(row.id, of, row.owner_id, row.due)),
        Did::Open => view.wanted = Some(row.coaching),
    }
}

/// Draws with whom the actions below were agreed.
fn person_ui(ui: &mut Ui, name: &str, initial: &str, note: &str) {
    let theme = Theme::get(ui);
    let rect = ui.available_rect_before_wrap();
    let painter = ui.painter();
    let center = pos2(rect.left() + CIRCLE / 2.0, rect.center().y);
    // The row has the fill of other circles.
    painter.circle_filled(center, CIRCLE / 2.0, theme.surface);
    let middle = Align2::CENTER_CENTER;
    text::paint(painter, center, middle, text::LABEL12, theme.t2, initial);
    let left = pos2(center.x + CIRCLE / 2.0 + 10.0, rect.center().y);
    let written = text::paint(painter, left, Align2::LEFT_CENTER, text::NAME13, theme.t1, name);
    let rest = Rect::from_min_max(pos2(written.right() + 10.0, rect.top()), rect.max);
    text::paint_fit(painter, rest, Align::Min, text::LABEL12, theme.t3, note);
}

/// Draws a cell of an action; returns what was done to it.
fn cell_ui(ui: &mut Ui, row: &ActionRow, column: usize, done: bool, cx: &Cx<'_>) -> Option<Did> {
    let theme = Theme::get(ui);
    match column {
        0 => {
            let key = if done { "log-action-undo" } else { "log-action-tick" };
            let response = check_mixed(ui, Some(done), "");
            let clicked = response.clicked();
            response.accessible_name(cx.tr.with(key, &[("text", row.text.clone().into())]));
            return clicked.then_some(Did::Ticked);
        }
        1 => what_ui(ui, row, done),
        2 => cell_text(ui, text::BODY13, theme.t2, &row.owner),
        3 => cell_text(ui, text::BODY13, theme.t2, &row.day),
        4 => {
            badge(ui, row.state.0, &row.state.1);
        }
        _ => return more_ui(ui, row, done, cx),
    }
    None
}

/// What is to be done, and from which coaching it is; of what is done, with whom it was agreed.
fn what_ui(ui: &mut Ui, row: &ActionRow, done: bool) {
    let theme = Theme::get(ui);
    let rect = ui.available_rect_before_wrap();
    let middle = rect.center().y;
    let line = |top: f32, tall: f32| {
        Rect::from_min_max(pos2(rect.left(), middle + top), pos2(rect.right(), middle + top + tall))
    };
    let painter = ui.painter();
    let color = if done { theme.t2 } else { theme.t1 };
    let first = if done { format!("{}　{}", row.person, row.text) } else { row.text.clone() };
    let cut = text::paint_fit(painter, line(-20.0, 20.0), Align::Min, text::BODY13, color, &first);
    let below = line(0.0, 18.0);
    let short = text::paint_fit(painter, below, Align::Min, text::LABEL12, theme.t3, &row.note);
    if cut || short {
        let id = ui.next_auto_id().with("what");
        let response = ui.interact(rect, id, egui::Sense::hover());
        response.on_hover_text(format!("{first}\n{}", row.note));
    }
}

/// The record it was agreed in; and of what is open that it can be put off or changed.
fn more_ui(ui: &mut Ui, row: &ActionRow, done: bool, cx: &Cx<'_>) -> Option<Did> {
    let mut did = None;
    let named = |key: &str| cx.tr.with(key, &[("text", row.text.clone().into())]);
    if !done {
        let more = named("log-action-more");
        menu(ui, Button::ghost_icon(icons::DOTS_THREE, &more).small(), |ui| {
            let (postpone, edit) = (cx.text("log-action-postpone"), cx.text("log-action-edit"));
            if menu_item(ui, Some(icons::CALENDAR_PLUS), &postpone, "").clicked() {
                did = Some(Did::Postpone);
            }
            if menu_item(ui, Some(icons::PENCIL_SIMPLE), &edit, "").clicked() {
                did = Some(Did::Edit);
            }
        });
    }
    let open = named("log-action-record");
    if button(ui, Button::ghost_icon(icons::ARROW_RIGHT, &open).small()).clicked() {
        did = Some(Did::Open);
    }
    did
}
