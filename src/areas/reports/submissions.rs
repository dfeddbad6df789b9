//! 提交情况: the week, its figures, who sent the report, and words to remind the others with.

use egui::{
    Align, CornerRadius, Layout, Rect, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, WidgetInfo,
    pos2, vec2,
};

use super::data::{Data, counted, shown};
use super::page;
use super::submissions_data::{Asked, BESIDE, Cell, Nothing, Reminder, Row, Submissions};
use super::submissions_data::{sorted, tone};
use crate::areas::{AreaId, Cx, Order};
use crate::command::{Command, settings};
use crate::domain::ids::PersonId;
use crate::metrics::submissions::Standing;
use crate::store::records::OwedKind;
use crate::ui::button::{Button, button};
use crate::ui::card::{Card, Side, columns, list_header, padded, row};
use crate::ui::choice::{Segmented, badge};
use crate::ui::icons::{self, Icon, paint_icon};
use crate::ui::metric::{Metric, metric_strip};
use crate::ui::state::{empty_state, skeleton_rows};
use crate::ui::table::{Column, Sort, Table, TableState, cell_text};
use crate::ui::text;
use crate::ui::tokens::Theme;

/// So many people get a reminder of their own on the page; the others in their drawer.
const REMINDED: usize = 12;
/// One period of those beside each other.
const MARK: f32 = 14.0;

/// What is chosen.
#[derive(Default)]
pub(super) struct SubmissionsView {
    asked: Option<Asked>,
    table: TableState,
    sort: Option<Sort>,
    /// Whose drawer is open.
    pub(super) open: Option<PersonId>,
    /// The reminder that is on the clipboard: of a person or of all.
    pub(super) copied: Option<Option<PersonId>>,
}

impl SubmissionsView {
    /// Which period to load.
    pub(super) const fn asked(&self) -> Option<Asked> {
        self.asked
    }

    fn turn_to(&mut self, kind: OwedKind, day: Option<chrono::NaiveDate>) {
        self.asked = Some(Asked { kind, day });
        self.copied = None;
        self.table = TableState::default();
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
    page::part(ui, "submissions", inner, |ui| {
        ui.spacing_mut().item_spacing.y = 12.0;
        let Some(submissions) = &data.submissions else {
            skeleton_rows(ui, 8, 36.0);
            return;
        };
        if submissions.nothing.is_some() {
            Card::new().show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                people(ui, submissions, view, cx);
            });
            return;
        }
        let cells: Vec<Metric<'_>> = submissions
            .figures
            .iter()
            .map(|cell| Metric {
                label: &cell.label,
                value: &cell.value,
                note: &cell.note,
                tone: cell.tone,
                ..Metric::default()
            })
            .collect();
        metric_strip(ui, &cells);
        let height = ui.available_height();
        columns(ui, 300.0, 12.0, |ui, side| {
            Card::new().height(height).show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                match side {
                    Side::Left => people(ui, submissions, view, cx),
                    Side::Right => reminders(ui, submissions, view, cx),
                }
            });
        });
    });
}

/// Draws the period with the way to others, and everyone who owes its report.
fn people(ui: &mut Ui, submissions: &Submissions, view: &mut SubmissionsView, cx: &mut Cx<'_>) {
    let kind = submissions.kind;
    let (before, after) = (cx.text("reports-owed-earlier"), cx.text("reports-owed-later"));
    let newest = cx.text("reports-owed-newest");
    let name = cx.text("reports-owed-kind");
    let (mut to, mut chosen) = (None, kind);
    list_header(ui, &submissions.label, &submissions.sub, |ui| {
        // From right to left.
        let forward = Button::ghost_icon(icons::CARET_RIGHT, &after).medium();
        if button(ui, forward.enabled(submissions.later.is_some())).clicked() {
            to = submissions.later;
        }
        let back = Button::ghost_icon(icons::CARET_LEFT, &before).medium();
        if button(ui, back).clicked() {
            to = Some(submissions.earlier);
        }
        if submissions.newest.is_some() && button(ui, Button::secondary(&newest).medium()).clicked()
        {
            to = submissions.newest;
        }
        if submissions.kinds.len() > 1 {
            Segmented::new(&name).medium().show(ui, &mut chosen, &submissions.kinds);
        }
    });
    if chosen != kind {
        view.turn_to(chosen, None);
    } else if to.is_some() {
        view.turn_to(kind, to);
    }
    match submissions.nothing {
        Some(nothing) => nothing_ui(ui, nothing, cx),
        None => table(ui, submissions, view, cx),
    }
}

/// Draws why there is nothing, and what to do about it.
fn nothing_ui(ui: &mut Ui, nothing: Nothing, cx: &mut Cx<'_>) {
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

fn table(ui: &mut Ui, submissions: &Submissions, view: &mut SubmissionsView, cx: &Cx<'_>) {
    let tr = cx.tr;
    let beside = i64::try_from(BESIDE).unwrap_or_default();
    let beside = tr.with("reports-owed-beside", &[("n", beside.into())]);
    let columns = [
        Column::new(tr.text("reports-owed-person")).flex(1.0, 92.0).sortable(),
        Column::new(tr.text("reports-owed-team")).flex(1.0, 76.0).sortable(),
        Column::new(tr.text("reports-col-state")).fixed(104.0).sortable(),
        Column::new(tr.text("reports-date")).fixed(100.0).sortable(),
        Column::new(tr.text("reports-col-file")).flex(2.0, 100.0).sortable(),
        Column::new(tr.text("reports-col-time")).fixed(132.0).sortable(),
        Column::new(beside.as_str()).fixed(BESIDE as f32 * (MARK + 2.0) + 16.0),
        Column::new(tr.text("reports-owed-on-time")).fixed(84.0).right().sortable(),
    ];
    let rows = &submissions.rows;
    let order = match view.sort {
        Some(sort) => sorted(rows, sort.column, sort.descending),
        None => (0..rows.len()).collect(),
    };
    let at = |row: usize| order.get(row).and_then(|at| rows.get(*at));
    let name = |row: usize| at(row).map_or_else(String::new, |row| row.name.clone());
    let title = tr.text("reports-owed-table");
    let output = Table::new(&title, &columns, rows.len())
        .fill_height()
        .main()
        .sort(view.sort)
        .row_name(&name)
        .show(ui, &mut view.table, |ui, row, column| {
            if let Some(row) = at(row) {
                table_cell(ui, row, column, &beside);
            }
        });
    if let Some(row) = output.clicked.or(output.opened).and_then(at) {
        view.open = Some(row.person);
    }
    if let Some(sort) = output.sort {
        view.sort = Some(sort);
        view.table.selected = None;
    }
}

fn table_cell(ui: &mut Ui, row: &Row, column: usize, beside: &str) {
    let theme = Theme::get(ui);
    let plain = |ui: &mut Ui, text: &str| {
        let (color, text) = if text.is_empty() { (theme.t3, "–") } else { (theme.t2, text) };
        cell_text(ui, text::BODY13, color, text);
    };
    match column {
        0 => cell_text(ui, text::NAME13, theme.t1, &row.name),
        1 => plain(ui, &row.team),
        2 => {
            badge(ui, tone(row.cell.standing), &row.cell.text);
        }
        3 => plain(ui, &row.cell.day),
        4 => plain(ui, &row.cell.file),
        5 => plain(ui, &row.cell.at),
        6 => marks(ui, &row.beside, beside),
        _ => cell_text(ui, text::BODY13, theme.t1, &row.on_time),
    }
}

/// The sign of a standing, besides its colour.
const fn sign(standing: Standing) -> Option<Icon> {
    match standing {
        Standing::OnTime => Some(icons::CHECK),
        Standing::Late(_) => Some(icons::CLOCK),
        Standing::Missing => Some(icons::X),
        Standing::Holiday | Standing::NotOwed => Some(icons::MINUS),
        Standing::Open => None,
    }
}

/// Draws the periods beside each other, the newest last.
fn marks(ui: &mut Ui, cells: &[Cell], name: &str) {
    let theme = Theme::get(ui);
    let wide = cells.len() as f32 * (MARK + 2.0);
    let (rect, response) = ui.allocate_exact_size(vec2(wide, MARK), Sense::hover());
    for (at, cell) in cells.iter().enumerate() {
        let min = pos2(rect.left() + at as f32 * (MARK + 2.0), rect.top());
        let square = Rect::from_min_size(min, vec2(MARK, MARK));
        let (tone, radius) = (tone(cell.standing), CornerRadius::same(3));
        ui.painter().rect_filled(square, radius, tone.tint(theme));
        let edge = Stroke::new(1.0, tone.edge(theme));
        ui.painter().rect_stroke(square, radius, edge, StrokeKind::Inside);
        if let Some(icon) = sign(cell.standing) {
            paint_icon(ui.painter(), square.center(), icon, 10.0, tone.text(theme));
        }
    }
    let said: Vec<String> =
        cells.iter().map(|cell| format!("{} {}", cell.label, cell.text)).collect();
    let said = said.join("\n");
    response.widget_info(|| WidgetInfo::labeled(Role::Cell, true, format!("{name} {said}")));
    response.on_hover_text(said);
}

/// Draws what to say to those whose report is not there.
fn reminders(ui: &mut Ui, submissions: &Submissions, view: &mut SubmissionsView, cx: &mut Cx<'_>) {
    let tr = cx.tr;
    let all = &submissions.reminders;
    let people = all.iter().filter(|reminder| reminder.person.is_some()).count();
    let title = tr.text("reports-remind");
    let sub = if people == 0 { String::new() } else { counted(tr, "reports-remind-n", people) };
    list_header(ui, &title, &sub, |_| {});
    if all.is_empty() {
        let (title, detail) = (tr.text("reports-remind-none"), tr.text("reports-remind-none-hint"));
        empty_state(ui, icons::CHECK_CIRCLE, &title, &detail, None);
        return;
    }
    let theme = Theme::get(ui);
    let groups = all.len() - people;
    ScrollArea::vertical().id_salt("reminders").auto_shrink(false).show(ui, |ui| {
        for reminder in all.iter().take(groups + REMINDED) {
            padded(ui, 16.0, 10.0, |ui| one(ui, reminder, view, cx));
        }
        padded(ui, 16.0, 10.0, |ui| {
            if let Some(more) = people.checked_sub(REMINDED).filter(|more| *more > 0) {
                let more = tr.with("reports-remind-more", &[("n", shown(more).into())]);
                text::wrapped(ui, text::LABEL12, theme.t3, &more);
            }
            text::wrapped(ui, text::LABEL12, theme.t3, &tr.text("reports-remind-local"));
        });
    });
}

fn one(ui: &mut Ui, reminder: &Reminder, view: &mut SubmissionsView, cx: &Cx<'_>) {
    let theme = Theme::get(ui);
    row(ui, 24.0, |ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            copy_button(ui, reminder, view, cx);
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let width = ui.available_width();
                text::truncated(ui, text::NAME13, theme.t1, &reminder.name, width);
            });
        });
    });
    text::wrapped(ui, text::LABEL12, theme.t2, &reminder.text);
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
        ui.ctx().copy_text(reminder.text.clone());
        view.copied = Some(reminder.person);
    }
}
