//! Who gets which part of the target: what is proposed, what is typed, and whether it adds up.

use egui::{Align, Layout, Sense, Ui};

use super::setting::{PersonRow, SettingPage};
use super::view_setting::{Held, SettingView, cell, decimals, unit_of};
use crate::areas::Cx;
use crate::domain::money::Share;
use crate::domain::target::limits::SplitError;
use crate::i18n::{DASH, FluentValue, number, percent};
use crate::metrics::targets::inputs::Part;
use crate::metrics::targets::plan::{Draft, Trouble};
use crate::metrics::targets::share::Mix;
use crate::ui::button::{Button, button};
use crate::ui::card::{Card, list_header, padded, row};
use crate::ui::charts::whisker::{Whisker, WhiskerKind, paint_whisker};
use crate::ui::choice::badge_icon;
use crate::ui::field::{Field, number_field};
use crate::ui::icons;
use crate::ui::select::Select;
use crate::ui::state::avatar;
use crate::ui::table::{Column, Table, cell_text};
use crate::ui::text;
use crate::ui::tokens::{Theme, Tone};

const ROW: f32 = 34.0;
/// Months beyond are not shown beside people.
const MONTHS: usize = 3;
/// The least width of a person.
const PERSON: f32 = 92.0;
/// The padding of a cell, left and right.
const BETWEEN: f32 = 16.0;
/// What the last cell of a row has more of it.
const EDGE: f32 = 8.0;
/// A badge with its sign, which may reach into the padding, is so much wider than its words.
const BADGE: f32 = 36.0;

/// How parts are mixed, with the words of each.
const MIXES: [(Mix, &str); 5] = [
    (Mix::HISTORY, "history"),
    (Mix::BLEND, "blend"),
    (Mix::PIPELINE, "pipeline"),
    (Mix::LEVEL, "level"),
    (Mix::EVEN, "even"),
];

pub(super) fn draw(
    ui: &mut Ui,
    page: &SettingPage,
    view: &mut SettingView,
    cx: &Cx<'_>,
    height: f32,
) {
    if page.people.is_empty() {
        months_ui(ui, page, view, cx, height);
        return;
    }
    Card::new().height(height).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        header(ui, page, view, cx);
        limits_ui(ui, page, view, cx);
        level_ui(ui, page, view);
        trouble_ui(ui, page, view, cx);
        table(ui, page, view, cx);
    });
}

fn header(ui: &mut Ui, page: &SettingPage, view: &mut SettingView, cx: &Cx<'_>) {
    let title = cx.text("targets-people");
    let args = [("when", page.when.as_str().into()), ("unit", page.unit.as_str().into())];
    let sub = cx.tr.with("targets-people-sub", &args);
    let (reset, by) = (cx.text("targets-reset"), cx.text("targets-mix"));
    let held = view.held(page);
    let sums = sums(page, held, cx);
    list_header(ui, &title, &sub, |ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        let typed = held.draft.keeps || !held.draft.parts.is_empty();
        let again = Button::secondary(&reset).small().enabled(typed && !page.closed);
        if button(ui, again).clicked() {
            held.change(page, Draft::reset);
        }
        if page.inputs.metric.adds_up() {
            let mixes: Vec<(Mix, String)> = MIXES
                .into_iter()
                .map(|(mix, word)| (mix, cx.text(&format!("targets-mix-{word}"))))
                .collect();
            let mut mix = held.draft.mix;
            let field = Field::bare(&by).compact().width(132.0);
            Select::new(field).show(ui, &mut mix, &mixes);
            if mix != held.draft.mix && !page.closed {
                held.change(page, |draft| draft.mix = mix);
            }
        }
        if !sums.is_empty() {
            text::label(ui, text::LABEL12, Theme::get(ui).t2, &sums);
        }
    });
}

/// What is given out of how much.
fn sums(page: &SettingPage, held: &Held, cx: &Cx<'_>) -> String {
    let (plan, tr) = (&held.plan, cx.tr);
    let (Some(whole), true) = (plan.whole, page.inputs.metric.adds_up()) else {
        return String::new();
    };
    let args = [
        ("given", cell(page, cx, plan.sum.unwrap_or_default()).into()),
        ("whole", cell(page, cx, whole).into()),
        ("left", cell(page, cx, plan.difference().unwrap_or_default()).into()),
    ];
    tr.with("targets-given", &args)
}

/// Draws between which shares of last year every part lies that is not typed.
fn limits_ui(ui: &mut Ui, page: &SettingPage, view: &mut SettingView, cx: &Cx<'_>) {
    if !page.inputs.metric.adds_up() || page.closed {
        return;
    }
    let theme = Theme::get(ui);
    let held = view.held(page);
    let (mut least, mut most) = (held.draft.least, held.draft.most);
    padded(ui, 16.0, 4.0, |ui| {
        row(ui, 32.0, |ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            text::label(ui, text::LABEL12, theme.t2, &cx.text("targets-limits"));
            for (key, limit) in [("targets-least", &mut least), ("targets-most", &mut most)] {
                let words = cx.text(key);
                text::label(ui, text::LABEL12, theme.t3, &words);
                let mut value = limit.map(|limit| limit as f64);
                let field = Field::bare(&words).compact().right().unit("%").width(76.0);
                if number_field(ui, field, &mut value, 0).changed() {
                    *limit = value.map(|value| value.round().clamp(0.0, 10_000.0) as i64);
                }
            }
        });
    });
    if (least, most) != (held.draft.least, held.draft.most) {
        held.change(page, |draft| (draft.least, draft.most) = (least, most));
    }
}

/// Says by what the capability levels weigh, and of how many people none is known.
fn level_ui(ui: &mut Ui, page: &SettingPage, view: &mut SettingView) {
    if view.held(page).draft.mix != Mix::LEVEL || !page.inputs.metric.adds_up() {
        return;
    }
    let theme = Theme::get(ui);
    padded(ui, 16.0, 8.0, |ui| text::wrapped(ui, text::LABEL12, theme.t2, &page.levels));
}

fn trouble_ui(ui: &mut Ui, page: &SettingPage, view: &mut SettingView, cx: &Cx<'_>) {
    let held = view.held(page);
    let Some(trouble) = held.plan.trouble.clone().filter(|_| !page.closed) else { return };
    let said = trouble_words(page, &trouble, cx);
    let theme = Theme::get(ui);
    padded(ui, 16.0, 8.0, |ui| text::wrapped(ui, text::LABEL12, theme.warn_t, &said));
}

/// Why the target could not be split, with the numbers and the names.
fn trouble_words(page: &SettingPage, trouble: &Trouble, cx: &Cx<'_>) -> String {
    let amount = |value: i128| {
        let value = i64::try_from(value).unwrap_or(i64::MAX);
        FluentValue::from(cell(page, cx, value))
    };
    let names = |rows: &[usize]| {
        let names = rows.iter().filter_map(|row| Some(page.people.get(*row)?.name.as_str()));
        let names: Vec<&str> = names.take(3).collect();
        FluentValue::from(names.join(cx.text("targets-comma").as_str()))
    };
    let error = match trouble {
        Trouble::NoWhole => return cx.text("targets-trouble-whole"),
        Trouble::Split(error) => error,
    };
    match error {
        SplitError::NoWeight { .. } => cx.text("targets-trouble-weights"),
        SplitError::LockedAboveTotal { locked, total } => {
            let args = [("by", amount(locked - i128::from(*total)))];
            cx.tr.with("targets-trouble-much", &args)
        }
        SplitError::FloorsAboveTotal { floors, locked, total, keys } => {
            let left = i128::from(*total) - locked;
            let args =
                [("limits", amount(*floors)), ("left", amount(left)), ("names", names(keys))];
            cx.tr.with("targets-trouble-floors", &args)
        }
        SplitError::CapsBelowTotal { caps, locked, total, keys } => {
            let left = i128::from(*total) - locked;
            let args = [("limits", amount(*caps)), ("left", amount(left)), ("names", names(keys))];
            cx.tr.with("targets-trouble-caps", &args)
        }
        SplitError::FloorAboveCap { key, .. } | SplitError::Negative { key } => {
            let args = [("names", names(std::slice::from_ref(key)))];
            cx.tr.with("targets-trouble-crossed", &args)
        }
        SplitError::TooLarge => cx.text("targets-trouble-large"),
    }
}

fn table(ui: &mut Ui, page: &SettingPage, view: &mut SettingView, cx: &Cx<'_>) {
    let title = cx.text("targets-people");
    let name = |row: usize| page.people.get(row).map_or_else(String::new, |row| row.name.clone());
    let mut state = std::mem::take(&mut view.people);
    let held = view.held(page);
    let told = Total::of(page, held, cx);
    let figures = Figures::of(page, held, cx);
    let columns = figures.columns(ui, page, &told, cx);
    let wide = figures.field(ui);
    let mut total = |ui: &mut Ui, column: usize| total_cell(ui, &told, column);
    Table::new(&title, &columns, page.people.len())
        .row_height(ROW)
        .fill_height()
        .row_name(&name)
        .total(&mut total)
        .show(ui, &mut state, |ui, row, column| {
            let (Some(person), Some(part)) = (page.people.get(row), page.inputs.people.get(row))
            else {
                return;
            };
            let cell = Cell { page, person, part, row, wide };
            cell.draw(ui, held, column, cx);
        });
    view.people = state;
}

/// The least and the greatest figure of each column, as they are written: none of the others is longer.
struct Figures {
    last_year: Vec<String>,
    suggested: Vec<String>,
    adjusted: Vec<String>,
    target: Vec<String>,
    change: Vec<String>,
    months: Vec<Vec<String>>,
}

impl Figures {
    fn of(page: &SettingPage, held: &Held, cx: &Cx<'_>) -> Self {
        let (plan, people) = (&held.plan, &page.inputs.people);
        let said = |value: i64| cell(page, cx, value);
        let pairs = plan.suggested.iter().zip(&plan.parts);
        let moved = pairs.filter_map(|(from, to)| Some((*to)?.saturating_sub((*from)?)));
        let changed = people.iter().zip(&plan.parts).filter_map(|(part, to)| {
            let before = part.last_year.filter(|before| *before > 0)?;
            growth(before, (*to)?)
        });
        let of_month = |at: usize| plan.months.iter().filter_map(move |own| own.get(at).copied());
        Self {
            last_year: ends(people.iter().filter_map(|part| part.last_year), said),
            suggested: ends(plan.suggested.iter().copied().flatten(), said),
            adjusted: ends(moved, |value| signed(value, said(value))),
            target: ends(plan.parts.iter().copied().flatten(), said),
            change: ends(changed, grown),
            months: (0..page.months.len()).map(|at| ends(of_month(at), said)).collect(),
        }
    }

    /// How wide a target is typed.
    fn field(&self, ui: &Ui) -> f32 {
        (text::widest(ui, text::BODY13, &self.target) + 26.0).max(70.0)
    }

    /// The columns, each as wide as its widest figure. The months stand beside where there is room for all of
    /// them: where there is none, the weeks beside say how they share the target.
    fn columns(&self, ui: &Ui, page: &SettingPage, total: &Total, cx: &Cx<'_>) -> Vec<Column> {
        let wide = |name: &str, at: usize, figures: &[String]| {
            let below = total.cells.get(at).into_iter();
            let figures = figures.iter().chain(below).map(String::as_str);
            widest(ui, name, figures) + BETWEEN
        };
        let right = |key: &str, at: usize, figures: &[String]| {
            let name = cx.text(key);
            let wide = wide(&name, at, figures);
            (Column::new(name).fixed(wide).right(), wide)
        };
        let lock = cx.text("targets-lock");
        let locks = (widest(ui, &lock, []) + BETWEEN).max(38.0);
        let range = cx.text("targets-in-range");
        let badge = total
            .even
            .as_ref()
            .map_or(0.0, |(_, words)| text::width(ui, text::LABEL12, words).ceil() + BADGE);
        let ranges = (widest(ui, &range, []) + BETWEEN).max(badge).max(72.0);
        let (target, targets) = right("targets-target", 4, &[]);
        let targets = targets.max(self.field(ui) + 10.0);
        let new = [cx.text("targets-new")];
        let change = [self.change.as_slice(), &new].concat();
        let parts = [
            right("targets-last-year", 1, &self.last_year),
            right("targets-suggested", 2, &self.suggested),
            right("targets-adjusted", 3, &self.adjusted),
            (target.fixed(targets), targets),
            (Column::new(lock).fixed(locks), locks),
            right("targets-change", 6, &change),
            (Column::new(range).fixed(ranges).center(), ranges),
        ];
        let taken = PERSON + parts.iter().map(|(_, wide)| wide).sum::<f32>();
        let mut columns = vec![Column::new(cx.text("targets-person")).flex(1.0, PERSON)];
        columns.extend(parts.into_iter().map(|(column, _)| column));
        let several = (2..=MONTHS).contains(&page.months.len());
        if several && page.inputs.metric.adds_up() {
            let months = page.months.iter().zip(&self.months).enumerate();
            let widths: Vec<f32> =
                months.map(|(at, (name, figures))| wide(name, at + 8, figures)).collect();
            let edge = |at: usize| if at + 1 == widths.len() { EDGE } else { 0.0 };
            if taken + widths.iter().sum::<f32>() + EDGE <= ui.available_width() {
                columns.extend(page.months.iter().zip(&widths).enumerate().map(
                    |(at, (name, wide))| Column::new(name.as_str()).fixed(wide + edge(at)).right(),
                ));
                return columns;
            }
        }
        if let Some(last) = columns.pop() {
            columns.push(last.fixed(ranges + EDGE));
        }
        columns
    }
}

/// A figure with its sign, also where it is a plus.
fn signed(value: i64, said: String) -> String {
    if value > 0 { format!("+{said}") } else { said }
}

/// By how much a target is more than what was reached before, in tenths of a percent of that.
fn growth(before: i64, now: i64) -> Option<i64> {
    Share::of(now.saturating_sub(before), before).map(Share::permille)
}

fn grown(permille: i64) -> String {
    signed(permille, percent(permille * 10))
}

/// The least and the greatest of some figures, as they are written.
fn ends(figures: impl Iterator<Item = i64>, said: impl Fn(i64) -> String) -> Vec<String> {
    let ends = figures.fold(None, |ends: Option<(i64, i64)>, value| {
        let (least, most) = ends.unwrap_or((value, value));
        Some((least.min(value), most.max(value)))
    });
    ends.map_or_else(Vec::new, |(least, most)| vec![said(least), said(most)])
}

/// How wide the widest of a heading and of what stands below it is.
fn widest<'a>(ui: &Ui, name: &str, figures: impl IntoIterator<Item = &'a str>) -> f32 {
    text::widest(ui, text::LABEL12, [name]).max(text::widest(ui, text::NAME13, figures))
}

/// A row's cells.
struct Cell<'a> {
    page: &'a SettingPage,
    person: &'a PersonRow,
    part: &'a Part,
    row: usize,
    /// How wide a target is typed.
    wide: f32,
}

impl Cell<'_> {
    fn draw(&self, ui: &mut Ui, held: &mut Held, column: usize, cx: &Cx<'_>) {
        let theme = Theme::get(ui);
        let page = self.page;
        let suggested = held.plan.suggested.get(self.row).copied().flatten();
        let value = held.plan.parts.get(self.row).copied().flatten();
        let said = |value: Option<i64>| {
            value.map_or_else(|| DASH.to_owned(), |value| cell(page, cx, value))
        };
        match column {
            0 => {
                avatar(ui, &self.person.initial, 22.0, false);
                let width = ui.available_width();
                text::truncated(ui, text::NAME13, theme.t1, &self.person.name, width)
                    .on_hover_text(self.person.basis.as_str());
            }
            1 => cell_text(ui, text::BODY13, theme.t2, &said(self.part.last_year)),
            2 => cell_text(ui, text::BODY13, theme.t1, &said(suggested)),
            3 => {
                let change = suggested.zip(value).map(|(from, to)| to.saturating_sub(from));
                match change {
                    Some(0) => cell_text(ui, text::BODY13, theme.t3, "0"),
                    Some(change) => {
                        let words = signed(change, cell(page, cx, change));
                        cell_text(ui, text::NAME13, theme.t1, &words);
                    }
                    None => cell_text(ui, text::BODY13, theme.t3, DASH),
                }
            }
            4 => self.target_ui(ui, held, value, cx),
            5 => self.lock_ui(ui, held, value, cx),
            6 => self.change_ui(ui, value, cx),
            7 => self.range_ui(ui, value, cx),
            _ => {
                let months = held.plan.months.get(self.row);
                let month = months.and_then(|months| months.get(column - 8)).copied();
                cell_text(ui, text::BODY13, theme.t2, &said(month));
            }
        }
    }

    fn target_ui(&self, ui: &mut Ui, held: &mut Held, value: Option<i64>, cx: &Cx<'_>) {
        let theme = Theme::get(ui);
        if self.page.closed {
            let said = value.map_or_else(|| DASH.to_owned(), |value| cell(self.page, cx, value));
            cell_text(ui, text::NAME13, theme.t1, &said);
            return;
        }
        let scale = unit_of(self.page, cx);
        let mut typed = value.map(|value| value as f64 / scale);
        let args = [("name", self.person.name.as_str().into())];
        let name = cx.tr.with("targets-target-of", &args);
        let field = Field::bare(&name).compact().right().grouped().width(self.wide);
        if number_field(ui, field, &mut typed, decimals(self.page)).changed() {
            let typed = typed.map(|value| (value * scale).round() as i64);
            let person = self.part.person;
            let typed = typed.filter(|value| *value >= 0);
            held.change(self.page, |draft| draft.lock(person, typed));
        }
    }

    /// What is typed stays when the others are worked out again; what is not can be kept so.
    fn lock_ui(&self, ui: &mut Ui, held: &mut Held, value: Option<i64>, cx: &Cx<'_>) {
        let locked = held.draft.locked(self.part).is_some();
        let (icon, key) = if locked {
            (icons::LOCK_SIMPLE, "targets-unlock")
        } else {
            (icons::LOCK_OPEN, "targets-keep")
        };
        let words = cx.text(key);
        let lock = Button::ghost_icon(icon, &words).small();
        let lock = lock.enabled(!self.page.closed && (locked || value.is_some()));
        let name = format!("{words} {}", self.person.name);
        if button(ui, lock).accessible_name(name).clicked() {
            let person = self.part.person;
            let kept = value.filter(|_| !locked);
            held.change(self.page, |draft| draft.lock(person, kept));
        }
    }

    fn change_ui(&self, ui: &mut Ui, value: Option<i64>, cx: &Cx<'_>) {
        let theme = Theme::get(ui);
        if self.person.new {
            cell_text(ui, text::LABEL12, theme.t2, &cx.text("targets-new"));
            return;
        }
        let change = self.part.last_year.filter(|before| *before > 0).zip(value);
        match change.and_then(|(before, now)| growth(before, now)) {
            Some(permille) => cell_text(ui, text::BODY13, theme.t1, &grown(permille)),
            None => cell_text(ui, text::BODY13, theme.t3, DASH),
        }
    }

    /// The target within what the period will probably bring.
    fn range_ui(&self, ui: &mut Ui, value: Option<i64>, cx: &Cx<'_>) {
        let Some((low, middle, high)) = self.part.outlook.filter(|(_, middle, _)| *middle > 0.0)
        else {
            cell_text(ui, text::BODY13, Theme::get(ui).t3, DASH);
            return;
        };
        // What is expected stands in the middle, so that rows can be compared.
        let part = |value: f64| (value / middle / 2.0) as f32;
        let whisker = Whisker {
            low: part(low),
            mark: part(middle),
            high: part(high),
            bench: value.map(|value| part(value as f64)),
            kind: WhiskerKind::Plain,
            rule: false,
        };
        let place = ui.available_rect_before_wrap();
        let response = ui.interact(place, ui.next_auto_id(), Sense::hover());
        ui.skip_ahead_auto_ids(1);
        let said = |value: f64| cell(self.page, cx, value.round() as i64);
        let args = [
            ("low", said(low).into()),
            ("middle", said(middle).into()),
            ("high", said(high).into()),
        ];
        let told = cx.tr.with("targets-range-told", &args);
        text::describe(&response, &told);
        paint_whisker(ui.painter(), Theme::get(ui), place, &whisker);
        response.on_hover_text(told);
    }
}

/// The row below all people.
struct Total {
    cells: Vec<String>,
    even: Option<(bool, String)>,
}

impl Total {
    fn of(page: &SettingPage, held: &Held, cx: &Cx<'_>) -> Self {
        let plan = &held.plan;
        let adds = page.inputs.metric.adds_up();
        let n = FluentValue::from(i64::try_from(page.people.len()).unwrap_or(i64::MAX));
        let count = number(i64::try_from(page.people.len()).unwrap_or(i64::MAX));
        let said = |value: Option<i64>| {
            value.filter(|_| adds).map_or_else(|| DASH.to_owned(), |value| cell(page, cx, value))
        };
        let known = page.inputs.people.iter().map(|part| part.last_year);
        let last_year = page.inputs.known.last_year.or_else(|| known.sum());
        let known: Vec<i64> = plan.suggested.iter().copied().flatten().collect();
        let suggested = (!known.is_empty()).then(|| known.iter().sum::<i64>());
        let difference = plan.difference();
        let change = last_year
            .filter(|before| *before > 0)
            .zip(plan.whole)
            .and_then(|(before, now)| growth(before, now));
        let moved = suggested.zip(plan.sum).map(|(from, to)| to.saturating_sub(from));
        let mut cells = vec![
            cx.tr.with("targets-total", &[("n", count.into()), ("count", n)]),
            said(last_year),
            said(suggested),
            said(moved),
            said(plan.sum),
            String::new(),
            change.map_or_else(|| DASH.to_owned(), grown),
            String::new(),
        ];
        cells.extend(plan.whole_months.iter().map(|month| cell(page, cx, *month)));
        let even = difference.filter(|_| adds).map(|left| {
            let words = if left == 0 {
                cx.text("targets-even")
            } else {
                cx.tr.with("targets-uneven", &[("left", cell(page, cx, left).into())])
            };
            (left == 0, words)
        });
        Self { cells, even }
    }
}

fn total_cell(ui: &mut Ui, total: &Total, column: usize) {
    if column == 7 {
        let Some((even, words)) = &total.even else { return };
        let (tone, icon) =
            if *even { (Tone::Good, icons::CHECK_CIRCLE) } else { (Tone::Warn, icons::WARNING) };
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            badge_icon(ui, tone, icon.filled(), words);
        });
        return;
    }
    let said = total.cells.get(column).map(String::as_str).unwrap_or_default();
    cell_text(ui, text::NAME13, Theme::get(ui).t1, said);
}

/// Draws the months of a target that is not split among people.
fn months_ui(ui: &mut Ui, page: &SettingPage, view: &mut SettingView, cx: &Cx<'_>, height: f32) {
    let title = cx.text("targets-months");
    let mut state = std::mem::take(&mut view.people);
    let held = view.held(page);
    Card::new().height(height).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        list_header(ui, &title, &page.months_by, |_| {});
        let columns = [
            Column::new(cx.text("targets-period")).flex(1.0, 120.0),
            Column::new(cx.text("targets-target")).fixed(120.0).right(),
        ];
        let name = |row: usize| page.months.get(row).cloned().unwrap_or_default();
        Table::new(&title, &columns, page.months.len())
            .row_height(ROW)
            .fill_height()
            .row_name(&name)
            .show(ui, &mut state, |ui, row, column| {
                let theme = Theme::get(ui);
                if column == 0 {
                    cell_text(ui, text::NAME13, theme.t1, &name(row));
                } else {
                    let value = held.plan.whole_months.get(row);
                    let said = value.map_or_else(|| DASH.to_owned(), |v| cell(page, cx, *v));
                    cell_text(ui, text::BODY13, theme.t1, &said);
                }
            });
    });
    view.people = state;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn none_of_the_figures_is_longer_than_its_ends() {
        let said = |value: i64| signed(value, value.to_string());
        assert_eq!(ends([3, -120, 45, 0].into_iter(), said), ["-120", "+45"]);
        assert_eq!(ends([7].into_iter(), said), ["+7", "+7"]);
        assert!(ends([].into_iter(), said).is_empty());
    }
}
