//! How the page looks: who was told apart by what, the behaviours with what may be said of them, the person by
//! person picture and the trials beside them, single steps and the kept analyses below.

use std::sync::Arc;

use egui::{Context, Margin, Ui, vec2};

use super::data::{Ask, Data};
use super::form::{self, Form};
use super::form_run::RunDraft;
use super::rows::{Behind, LineRow, Opened};
use super::{view_cards, view_trials};
use crate::areas::coaching::form_words::run;
use crate::areas::{Cx, Event, Order, Purpose};
use crate::command::coaching::What;
use crate::command::coaching::behaviour::Finding;
use crate::domain::ids::{BehaviourFindingId, BehaviourLineId};
use crate::domain::scope::Scope;
use crate::sheets::write::Table as Sheet;
use crate::ui::button::{Button, button};
use crate::ui::card::{Card, Side, card, card_flush, columns, divider, list_header, padded};
use crate::ui::charts::whisker::whisker_cell;
use crate::ui::icons;
use crate::ui::metric::{Metric, metric_strip};
use crate::ui::overlay::drawer::{Drawer, Part, drawer};
use crate::ui::scroll;
use crate::ui::state::{empty_state, skeleton_rows};
use crate::ui::table::{Column, Table, TableState, cell_text};
use crate::ui::tabs::beside;
use crate::ui::text;
use crate::ui::tokens::Theme;

/// A row of the behaviours.
const ROW: f32 = 38.0;
/// The room of the intervals.
const SCALE: f32 = 76.0;
/// The room of the picture beside the table, and the space between.
const BESIDE: f32 = 340.0;
const GAP: f32 = 12.0;
/// A name that is longer is cut: it is a sentence.
const LONGEST: f32 = 260.0;
/// What a cell keeps free beside its text, in the first and the last column of a table.
const EDGE: f32 = 24.0;
/// The height of a list in a drawer.
const LIST: f32 = 32.0 + 14.0 * 36.0;

/// What is chosen and half-typed.
#[derive(Debug, Default)]
pub struct View {
    /// The analysis that is open.
    open: Option<BehaviourFindingId>,
    /// The behaviour that is looked at.
    line: Option<BehaviourLineId>,
    /// The figure whose records are listed.
    pub(super) behind: Option<Behind>,
    /// Whether the rule of the groups is shown.
    basis: bool,
    /// Whose page was drawn last.
    scope: Option<Scope>,
    /// The form that is open.
    pub(super) form: Option<Form>,
    /// The table for which a place was asked.
    exporting: Option<Arc<Sheet>>,
    lines_table: TableState,
    records_table: TableState,
    basis_table: TableState,
    pub(super) people_table: TableState,
    pub(super) steps_table: TableState,
    pub(super) list_table: TableState,
}

impl View {
    /// What to load.
    pub(in crate::areas::coaching) fn ask(&self) -> Ask {
        Ask {
            open: self.open,
            line: self.line,
            behind: self.behind.clone(),
            groups: self.form.as_ref().and_then(Form::groups),
        }
    }

    /// Takes notice of something that finished.
    pub(in crate::areas::coaching) fn receive(&mut self, event: &Event, cx: &mut Cx<'_>) {
        match event {
            Event::Done => {
                let Some(form) = self.form.take_if(|form| form.sent()) else { return };
                if form.runs() {
                    // The newest is the one that came out of it.
                    self.show(None);
                }
            }
            Event::Picked(Purpose::Behaviour, path) => {
                if let Some(sheet) = self.exporting.take() {
                    cx.orders.push(Order::WriteTable(sheet, path.clone()));
                }
            }
            _ => {}
        }
    }

    /// Whether something is half-typed that would be lost.
    pub(in crate::areas::coaching) fn unsaved(&self) -> bool {
        self.form.as_ref().is_some_and(Form::dirty)
    }

    /// Opens an analysis; `None` for the newest.
    pub(super) fn show(&mut self, id: Option<BehaviourFindingId>) {
        (self.open, self.line, self.behind) = (id, None, None);
        self.lines_table = TableState::default();
        self.people_table = TableState::default();
    }

    /// Lists the records of a figure.
    pub(super) fn list(&mut self, behind: Behind) {
        self.behind = Some(behind);
        self.records_table = TableState::default();
    }

    fn begin(&mut self, data: &Data) {
        self.form = RunDraft::new(data).map(|draft| Form::Run(Box::new(draft)));
    }
}

/// Gives a command on analyses; `subject` is whose.
pub(super) fn send(cx: &mut Cx<'_>, subject: String, finding: Finding) {
    run(cx, subject, What::Finding(finding));
}

/// Draws the buttons at the end of the tab row, from right to left.
pub(in crate::areas::coaching) fn actions_ui(
    ui: &mut Ui,
    data: &Data,
    view: &mut View,
    cx: &mut Cx<'_>,
) {
    ui.spacing_mut().item_spacing.x = 8.0;
    let (export, new) = (cx.text("behaviour-export"), cx.text("behaviour-new"));
    let any = data.opened.is_some();
    // Without any the page itself asks for the first.
    if any && button(ui, Button::primary(&new).medium().icon(icons::PLUS)).clicked() {
        view.begin(data);
    }
    let look = Button::secondary(&export).medium().icon(icons::EXPORT).enabled(any);
    if button(ui, look).clicked() {
        view.exporting = Some(Arc::clone(&data.table));
        let shown = data.opened.as_ref().map(|opened| opened.id);
        let day = data.list.iter().find(|row| Some(row.id) == shown).map(|row| row.day.as_str());
        let title = cx.text("coaching-tab-behaviour");
        let name = format!("{title}_{}.xlsx", day.unwrap_or_default());
        cx.orders.push(Order::PickSave(Purpose::Behaviour, name));
    }
    if any {
        let last = cx.tr.with("behaviour-last", &[("day", data.last.as_str().into())]);
        // Where the tabs need the room, the day stands in the list alone.
        beside(ui, &last);
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
    if view.scope != Some(cx.filter.scope) {
        if view.scope.is_some() {
            view.show(None);
        }
        view.scope = Some(cx.filter.scope);
    }
    scroll::page(ui, "behaviour", margin, |ui, _| {
        ui.spacing_mut().item_spacing.y = 12.0;
        match &data.opened {
            Some(opened) => opened_ui(ui, data, opened, view, cx),
            None => {
                card(ui, |ui| {
                    let words = ["behaviour-empty", "behaviour-empty-hint", "behaviour-new"];
                    let [title, detail, new] = words.map(|key| cx.text(key));
                    let action = Some(Button::primary(&new));
                    if empty_state(ui, icons::FLASK, &title, &detail, action) {
                        view.begin(data);
                    }
                });
                view_cards::steps_ui(ui, data, view, cx);
            }
        }
    });
    let ctx = ui.ctx().clone();
    records_ui(&ctx, data, view, cx);
    basis_ui(&ctx, data, view, cx);
    form::draw(&ctx, data, view, cx);
}

fn opened_ui(ui: &mut Ui, data: &Data, opened: &Opened, view: &mut View, cx: &mut Cx<'_>) {
    let cells = opened.cells.iter().map(|[label, value, note]| Metric {
        label,
        value,
        note,
        ..Metric::default()
    });
    metric_strip(ui, &cells.collect::<Vec<_>>());
    let (heads, taken) = line_columns(ui, opened, cx);
    // The border of the card and the room of its scroll bar are not the table's.
    let beside_fits = ui.available_width() >= taken + 4.0 + GAP + BESIDE;
    let mut side_ui = |ui: &mut Ui, side: Side| {
        ui.spacing_mut().item_spacing.y = 12.0;
        match side {
            Side::Left => {
                lines_ui(ui, opened, &heads, view);
                guard_ui(ui, opened, view, cx);
                view_cards::next_ui(ui, opened, cx);
                view_cards::steps_ui(ui, data, view, cx);
                view_cards::list_ui(ui, data, view, cx);
            }
            Side::Right => {
                view_cards::detail_ui(ui, opened, view, cx);
                view_trials::draw(ui, opened, view, cx);
            }
        }
    };
    // Where the table would not fit beside the picture, the picture stands below.
    if beside_fits {
        columns(ui, BESIDE, GAP, side_ui);
    } else {
        side_ui(ui, Side::Left);
        side_ui(ui, Side::Right);
    }
}

/// The columns of the behaviours, and the width that all of them take: names and headings first.
fn line_columns(ui: &Ui, opened: &Opened, cx: &Cx<'_>) -> (Vec<Column>, f32) {
    let widest = |kind: text::Type, of: fn(&LineRow) -> &str| {
        text::widest(ui, kind, opened.lines.iter().map(of)).max(48.0)
    };
    let name = (widest(text::NAME13, |line| &line.name) + EDGE + 2.0).min(LONGEST);
    let groupings = widest(text::BODY13, |line| &line.groupings) + 18.0;
    let judged = widest(text::NAME13, |line| &line.judged) + EDGE + 2.0;
    let mut total = name;
    let mut columns = vec![Column::new(cx.text("behaviour-column-name")).flex(1.0, name)];
    let mut fixed = |key: &str, least: f32| {
        let words = cx.text(key);
        let room = (text::width(ui, text::LABEL12, &words).ceil() + 17.0).max(least);
        total += room;
        Column::new(words).fixed(room)
    };
    let numbers = [
        fixed("behaviour-part-top", 50.0).right(),
        fixed("behaviour-part-rest", 50.0).right(),
        fixed("behaviour-column-difference", 58.0).right(),
    ];
    let chances = [
        fixed("behaviour-column-effect", 54.0).right(),
        fixed("behaviour-column-interval", 96.0),
        fixed("behaviour-column-p", 54.0).right(),
        fixed("behaviour-column-groupings", groupings),
        fixed("behaviour-column-q", 54.0).right().hint(cx.text("behaviour-column-q-note")),
        fixed("behaviour-column-holm", 54.0).right(),
    ];
    let verdict = fixed("behaviour-column-judged", judged);
    let scale = (text::width(ui, text::LABEL12, &opened.scale).ceil() + 17.0).max(SCALE + 16.0);
    let picture = Column::new(opened.scale.as_str())
        .fixed(scale)
        .hint(cx.text("behaviour-column-scale-note"));
    columns.extend(numbers);
    columns.push(picture);
    columns.extend(chances);
    columns.push(verdict);
    (columns, total + scale)
}

fn lines_ui(ui: &mut Ui, opened: &Opened, columns: &[Column], view: &mut View) {
    card_flush(ui, |ui| {
        list_header(ui, &opened.title, &opened.about, |_| {});
        let at = |row: usize| opened.lines.get(row);
        let name = |row: usize| at(row).map(|line| line.name.clone()).unwrap_or_default();
        let shown = opened.detail.as_ref().map(|detail| detail.line);
        let selected = Theme::get(ui).selected;
        let fill = |row: usize| at(row).filter(|line| Some(line.id) == shown).map(|_| selected);
        let output = Table::new(&opened.title, columns, opened.lines.len())
            .row_height(ROW)
            .height(32.0 + ROW * opened.lines.len() as f32)
            .main()
            .row_name(&name)
            .row_fill(&fill)
            .show(ui, &mut view.lines_table, |ui, row, column| {
                if let Some(line) = at(row) {
                    line_cell(ui, line, column);
                }
            });
        if let Some(line) = output.clicked.or(output.opened).and_then(at) {
            view.line = Some(line.id);
            view.people_table = TableState::default();
        }
        divider(ui);
        padded(ui, 16.0, 10.0, |ui| {
            text::wrapped(ui, text::LABEL12, Theme::get(ui).t2, &opened.foot);
        });
    });
}

fn line_cell(ui: &mut Ui, line: &LineRow, column: usize) {
    let theme = Theme::get(ui);
    match column {
        0 => cell_text(ui, text::NAME13, theme.t1, &line.name),
        1 => cell_text(ui, text::BODY13, theme.t1, &line.top),
        2 => cell_text(ui, text::BODY13, theme.t1, &line.rest),
        3 => cell_text(ui, text::NAME13, theme.t1, &line.difference),
        4 => match &line.whisker {
            Some(whisker) => whisker_cell(ui, vec2(SCALE, 22.0), whisker, &line.interval),
            None => cell_text(ui, text::LABEL12, theme.t3, ""),
        },
        5 => cell_text(ui, text::BODY13, theme.t1, &line.effect),
        6 => cell_text(ui, text::BODY13, theme.t2, &line.interval),
        7 => cell_text(ui, text::NAME13, theme.t1, &line.p),
        8 => cell_text(ui, text::BODY13, theme.t2, &line.groupings),
        9 => cell_text(ui, text::NAME13, theme.t1, &line.q),
        10 => cell_text(ui, text::BODY13, theme.t2, &line.holm),
        _ if line.listed => cell_text(ui, text::NAME13, theme.accent_t, &line.judged),
        _ => cell_text(ui, text::BODY13, theme.t2, &line.judged),
    }
}

/// What every reader is told, whatever came out.
fn guard_ui(ui: &mut Ui, opened: &Opened, view: &mut View, cx: &Cx<'_>) {
    let theme = Theme::get(ui);
    Card::new().padding(14.0).fill(theme.warn_bg).stroke(theme.warn_bd).show(ui, |ui| {
        let see = cx.text("behaviour-basis-show");
        let room = text::width(ui, text::NAME13, &see) + 32.0;
        columns(ui, room, 12.0, |ui, side| match side {
            Side::Left => {
                ui.spacing_mut().item_spacing.y = 4.0;
                let title = cx.text("behaviour-guard");
                ui.horizontal_top(|ui| {
                    ui.spacing_mut().item_spacing.x = 8.0;
                    icons::icon(ui, icons::WARNING.filled(), 18.0, theme.warn_t);
                    text::wrapped(ui, text::NAME13, theme.warn_t, &title);
                });
                text::wrapped(ui, text::BODY13, theme.t1, &opened.beside);
                let detail = cx.text("behaviour-guard-action");
                text::wrapped(ui, text::LABEL12, theme.t2, &detail);
            }
            Side::Right => {
                if button(ui, Button::secondary(&see).medium()).clicked() {
                    view.basis = true;
                }
            }
        });
    });
}

/// Draws who was in which group, and by what rule.
fn basis_ui(ctx: &Context, data: &Data, view: &mut View, cx: &Cx<'_>) {
    let Some(opened) = data.opened.as_deref().filter(|_| view.basis) else { return };
    let (title, close) = (cx.text("behaviour-basis-title"), cx.text("app-close"));
    let (mut closing, table) = (false, &mut view.basis_table);
    let dismissed =
        drawer(ctx, Drawer::new("behaviour-basis", &title, &close), |ui, part| match part {
            Part::Body => {
                let theme = Theme::get(ui);
                text::wrapped(ui, text::BODY13, theme.t2, &opened.basis);
                let columns = [
                    Column::new(cx.text("behaviour-column-person")).flex(1.0, 96.0),
                    Column::new(cx.text("behaviour-column-part")).fixed(88.0),
                    Column::new(cx.text("behaviour-column-outcome")).fixed(88.0).right(),
                    Column::new(cx.text("behaviour-column-post")).flex(1.0, 104.0),
                ];
                let at = |row: usize| opened.members.get(row);
                let name = |row: usize| at(row).map(|one| one.name.clone()).unwrap_or_default();
                card_flush(ui, |ui| {
                    Table::new(&title, &columns, opened.members.len())
                        .height(LIST)
                        .row_name(&name)
                        .show(ui, table, |ui, row, column| {
                            let Some(one) = at(row) else { return };
                            match column {
                                0 => cell_text(ui, text::NAME13, theme.t1, &one.name),
                                1 => cell_text(ui, text::BODY13, theme.t2, &one.part),
                                2 => cell_text(ui, text::NAME13, theme.t1, &one.outcome),
                                _ => cell_text(ui, text::BODY13, theme.t2, &one.post),
                            }
                        });
                });
            }
            Part::Footer => {
                closing |= button(ui, Button::ghost(&close)).clicked();
            }
        });
    if closing || dismissed {
        view.basis = false;
    }
}

/// Draws the records of the figure that is asked for.
fn records_ui(ctx: &Context, data: &Data, view: &mut View, cx: &Cx<'_>) {
    let Some(key) = view.behind.clone() else { return };
    let close = cx.text("app-close");
    // Until the records are here their title is not known either.
    let shown = data.records.as_ref().filter(|records| records.key == key);
    let title = shown.map_or_else(|| cx.text("behaviour-records"), |shown| shown.title.clone());
    let (mut closing, table) = (false, &mut view.records_table);
    let look = Drawer::new("behaviour-records", &title, &close).width(640.0);
    let dismissed = drawer(ctx, look, |ui, part| match (part, shown) {
        (Part::Body, Some(shown)) => {
            let theme = Theme::get(ui);
            text::wrapped(ui, text::BODY13, theme.t2, &shown.about);
            let columns = [
                Column::new(cx.text("behaviour-column-day")).fixed(104.0),
                Column::new(cx.text("behaviour-column-what")).flex(1.0, 220.0),
                Column::new(cx.text("behaviour-column-counts")).fixed(160.0),
            ];
            let at = |row: usize| shown.rows.get(row);
            let name = |row: usize| at(row).map(|[day, what, _]| format!("{day} {what}"));
            let name = |row: usize| name(row).unwrap_or_default();
            let records = cx.text("behaviour-records");
            card_flush(ui, |ui| {
                Table::new(&records, &columns, shown.rows.len()).height(LIST).row_name(&name).show(
                    ui,
                    table,
                    |ui, row, column| {
                        let Some(text) = at(row).and_then(|own| own.get(column)) else { return };
                        let color = if column == 1 { theme.t1 } else { theme.t2 };
                        cell_text(ui, text::BODY13, color, text);
                    },
                );
            });
        }
        (Part::Body, None) => skeleton_rows(ui, 8, 36.0),
        (Part::Footer, _) => {
            closing |= button(ui, Button::ghost(&close)).clicked();
        }
    });
    if closing || dismissed {
        view.behind = None;
    }
}
