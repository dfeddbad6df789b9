//! 评分标准: which metrics count in an evaluation, and how much.
//!
//! # A change is a new version
//! Evaluations that were printed and signed keep the version they were made with, so saving never
//! rewrites the rows; it starts the next version, which new cycles use.

use egui::{Align, Sense, Ui, vec2};

use crate::areas::Cx;
use crate::areas::sending::Sending;
use crate::command::settings::RowForm;
use crate::command::{Command, settings};
use crate::ui::button::{Button, button};
use crate::ui::choice::{badge, badge_icon};
use crate::ui::field::{Field, error_line, number_field, text_field};
use crate::ui::icons;
use crate::ui::select::Select;
use crate::ui::state::empty_state;
use crate::ui::text;
use crate::ui::tokens::{Theme, Tone};

use super::data::{Data, Template, weight};
use super::draft::Draft;
use super::stages::line_ui;
use super::view::{Pressed, View, card_ui, save_ui};

/// The whole weight, in basis points.
const WHOLE: i64 = 10_000;

/// The categories that have words of their own, with the keys of those words.
const BUILT_IN: [(&str, &str); 2] =
    [("results", "category-results"), ("process", "category-process")];

/// A row half-typed.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Row {
    /// Keeps what is typed with its row when others are removed.
    key: u64,
    /// A built-in category, or a typed name.
    category: String,
    /// The name is typed.
    own: bool,
    metric: String,
    percent: Option<f64>,
}

impl Row {
    fn weight_bp(&self) -> i64 {
        self.percent.map_or(0, |percent| (percent * 100.0).round() as i64)
    }
}

/// The template half-typed.
#[derive(Debug, Default)]
pub(super) struct TemplateDraft {
    rows: Draft<Vec<Row>>,
    /// Saving was tried, so what is wrong is marked.
    tried: bool,
    next_key: u64,
    /// What was sent to be saved over which version, so that a second press makes no second version.
    sending: Sending<(i64, Vec<Row>)>,
}

impl TemplateDraft {
    /// Whether something else is typed than is stored.
    pub fn dirty(&self) -> bool {
        self.rows.dirty()
    }

    /// A command was done: what was sent is stored.
    pub fn done(&mut self) {
        self.sending.done();
    }

    /// Takes notice of the stored template, and of whether a command is on its way.
    pub fn follow(&mut self, template: Option<&Template>, pending: bool) {
        let stored = template.map(|template| rows(&template.rows)).unwrap_or_default();
        if !self.rows.dirty() {
            self.next_key = self.next_key.max(stored.len() as u64);
        }
        self.rows.follow(&stored);
        let version = template.map(|template| template.version);
        self.sending.follow(pending, |(over, _)| Some(*over) != version);
    }
}

fn rows(forms: &[RowForm]) -> Vec<Row> {
    let row = |(key, form): (u64, &RowForm)| Row {
        key,
        own: BUILT_IN.iter().all(|(word, _)| *word != form.category),
        category: form.category.clone(),
        metric: form.metric.clone(),
        percent: Some(form.weight_bp as f64 / 100.0),
    };
    (0..).zip(forms).map(row).collect()
}

fn forms(rows: &[Row]) -> Vec<RowForm> {
    let form = |row: &Row| RowForm {
        category: row.category.trim().to_owned(),
        metric: row.metric.clone(),
        weight_bp: row.weight_bp(),
    };
    rows.iter().map(form).collect()
}

/// What is wrong with a row, a message key.
fn problem(rows: &[Row], at: usize) -> Option<&'static str> {
    let row = rows.get(at)?;
    if row.category.trim().is_empty() {
        return Some("settings-problem-category");
    }
    if rows.iter().any(|other| other.key != row.key && other.metric == row.metric) {
        return Some("settings-problem-metric-twice");
    }
    let fits = (1..=WHOLE).contains(&row.weight_bp());
    (!fits).then_some("settings-problem-weight")
}

const CATEGORY: f32 = 220.0;
const WEIGHT: f32 = 108.0;
const REMOVE: f32 = 28.0;
const GAP: f32 = 12.0;

pub(super) fn template_ui(ui: &mut Ui, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    let title = cx.text("settings-template");
    let Some(template) = &data.template else {
        card_ui(ui, &title, "", |ui| {
            let (head, detail) =
                (cx.text("settings-no-template"), cx.text("settings-no-template-detail"));
            empty_state(ui, icons::CLIPBOARD_TEXT, &head, &detail, None);
        });
        return;
    };
    let version = cx.tr.with("settings-version", &[("n", template.version.into())]);
    let sub = [template.name.as_str(), version.as_str()].join(&cx.text("settings-comma"));
    card_ui(ui, &title, &sub, |ui| rows_ui(ui, data, template, &mut view.template, cx));
    card_ui(ui, &cx.text("settings-grades"), &cx.text("settings-grades-sub"), |ui| {
        grades_ui(ui, template, cx);
    });
}

fn rows_ui(
    ui: &mut Ui,
    data: &Data,
    template: &Template,
    draft: &mut TemplateDraft,
    cx: &mut Cx<'_>,
) {
    heads_ui(ui, cx);
    let mut removed = None;
    let several = draft.rows.now.len() > 1;
    for at in 0..draft.rows.now.len() {
        let problem = problem(&draft.rows.now, at).filter(|_| draft.tried);
        let Some(row) = draft.rows.now.get_mut(at) else { continue };
        if row_ui(ui, Place { at, several }, row, problem, data, cx) {
            removed = Some(at);
        }
    }
    if let Some(at) = removed {
        draft.rows.now.remove(at);
    }
    total_ui(ui, data, draft, cx);

    let next = template.version + 1;
    let save = cx.tr.with("settings-save-template", &[("n", next.into())]);
    let n = template.n_cycles;
    let note = if n == 0 { "settings-template-note-unused" } else { "settings-template-note" };
    let note = cx.tr.with(note, &[("n", n.into())]);
    let waiting = draft.sending.sent().is_some_and(|(_, rows)| *rows == draft.rows.now);
    match save_ui(ui, &save, draft.rows.dirty() && !waiting, &note, cx) {
        Pressed::None => {}
        Pressed::Reset => {
            draft.rows.reset();
            draft.tried = false;
        }
        Pressed::Save => {
            let typed = &draft.rows.now;
            let total: i64 = typed.iter().map(Row::weight_bp).sum();
            let fine = total == WHOLE && (0..typed.len()).all(|at| problem(typed, at).is_none());
            draft.tried = !fine;
            if fine {
                let forms = forms(typed);
                // Numbered as the stored rows will be, so that the form is clean once it is saved.
                draft.rows.now = rows(&forms);
                draft.sending.send((template.version, draft.rows.now.clone()));
                cx.run(Command::Settings(settings::Command::Template(forms)));
            }
        }
    }
}

fn metric_width(ui: &Ui) -> f32 {
    (ui.available_width() - CATEGORY - WEIGHT - REMOVE - 3.0 * GAP).floor()
}

fn heads_ui(ui: &mut Ui, cx: &Cx<'_>) {
    let theme = Theme::get(ui);
    let heads = [
        ("settings-category", CATEGORY),
        ("settings-metric", metric_width(ui)),
        ("settings-weight", WEIGHT),
    ];
    line_ui(ui, 18.0, |ui| {
        for (key, width) in heads {
            let (rect, _) = ui.allocate_exact_size(vec2(width, 18.0), Sense::hover());
            let head = cx.text(key);
            text::paint_fit(ui.painter(), rect, Align::Min, text::LABEL12, theme.t3, &head);
        }
    });
}

/// What the category select offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Category {
    BuiltIn(&'static str),
    Own,
}

/// Where a row stands.
#[derive(Clone, Copy)]
struct Place {
    at: usize,
    /// There are others, so it may go.
    several: bool,
}

/// Draws a row; true when it is to be removed.
fn row_ui(
    ui: &mut Ui,
    place: Place,
    row: &mut Row,
    problem: Option<&str>,
    data: &Data,
    cx: &Cx<'_>,
) -> bool {
    let n = i64::try_from(place.at + 1).unwrap_or(i64::MAX);
    let name = |key: &str| cx.tr.with(key, &[("n", n.into())]);
    let (metric, percent, remove) =
        (name("settings-metric-of"), name("settings-weight-of"), name("settings-remove-row"));
    let width = metric_width(ui);
    let decimals = if row.weight_bp() % 100 == 0 { 0 } else { 2 };
    let mut removed = false;
    ui.push_id(row.key, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        line_ui(ui, 32.0, |ui| {
            category_ui(ui, row, n, cx);
            let select = Select::new(Field::bare(&metric).width(width));
            select.show(ui, &mut row.metric, &data.metrics);
            let field = Field::bare(&percent).unit("%").right().width(WEIGHT);
            number_field(ui, field, &mut row.percent, decimals);
            let trash = Button::ghost_icon(icons::TRASH, &remove).medium().enabled(place.several);
            removed = button(ui, trash).clicked();
        });
        if let Some(key) = problem {
            error_line(ui, &cx.text(key));
        }
    });
    removed
}

fn category_ui(ui: &mut Ui, row: &mut Row, n: i64, cx: &Cx<'_>) {
    let mut chosen = BUILT_IN
        .iter()
        .find(|(word, _)| !row.own && *word == row.category)
        .map_or(Category::Own, |(word, _)| Category::BuiltIn(word));
    let own = (Category::Own, cx.text("settings-category-own"));
    let options: Vec<(Category, String)> = BUILT_IN
        .iter()
        .map(|(word, key)| (Category::BuiltIn(word), cx.text(key)))
        .chain([own])
        .collect();
    let (name, own_name) = (
        cx.tr.with("settings-category-of", &[("n", n.into())]),
        cx.tr.with("settings-category-name-of", &[("n", n.into())]),
    );
    let hint = cx.text("settings-category-hint");
    let own = chosen == Category::Own;
    let width = if own { 96.0 } else { CATEGORY };
    if Select::new(Field::bare(&name).width(width)).show(ui, &mut chosen, &options).changed() {
        match chosen {
            Category::BuiltIn(word) => {
                word.clone_into(&mut row.category);
                row.own = false;
            }
            Category::Own => {
                row.category.clear();
                row.own = true;
            }
        }
    }
    if own {
        let field = Field::bare(&own_name).placeholder(&hint).width(CATEGORY - 96.0 - GAP);
        text_field(ui, field, &mut row.category);
    }
}

/// The button that adds a row, and the total with what is missing or too much.
fn total_ui(ui: &mut Ui, data: &Data, draft: &mut TemplateDraft, cx: &Cx<'_>) {
    let theme = Theme::get(ui);
    let total: i64 = draft.rows.now.iter().map(Row::weight_bp).sum();
    let missing = WHOLE - total;
    let used = |word: &String| draft.rows.now.iter().any(|row| row.metric == *word);
    let free = data.metrics.iter().map(|(word, _)| word).find(|word| !used(word)).cloned();
    let (add, all_used) = (cx.text("settings-add-row"), cx.text("settings-all-metrics-used"));
    let label = cx.text("settings-total");
    line_ui(ui, 28.0, |ui| {
        let action = Button::secondary(&add).icon(icons::PLUS).medium().enabled(free.is_some());
        let action = if free.is_some() { action } else { action.hint(&all_used) };
        if button(ui, action).clicked()
            && let Some(metric) = free
        {
            draft.next_key =
                draft.rows.now.iter().map(|row| row.key + 1).fold(draft.next_key, u64::max);
            draft.rows.now.push(Row {
                key: draft.next_key,
                category: BUILT_IN.first().map(|(word, _)| (*word).to_owned()).unwrap_or_default(),
                own: false,
                metric,
                percent: (missing > 0).then(|| missing as f64 / 100.0),
            });
        }
        ui.with_layout(egui::Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(REMOVE + GAP);
            text::label(ui, text::NAME13, theme.t1, &weight(total));
            text::label(ui, text::BODY13, theme.t2, &label);
            if missing != 0 {
                let key =
                    if missing > 0 { "settings-total-missing" } else { "settings-total-over" };
                let part = weight(missing.abs());
                let words = cx.tr.with(key, &[("part", part.into())]);
                badge_icon(ui, Tone::Warn, icons::WARNING, &words);
            }
        });
    });
    if draft.tried && missing != 0 {
        error_line(ui, &cx.text("settings-problem-total"));
    }
}

fn grades_ui(ui: &mut Ui, template: &Template, cx: &Cx<'_>) {
    let theme = Theme::get(ui);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(8.0, 8.0);
        for band in &template.bands {
            badge(ui, Tone::Neutral, band);
        }
    });
    let cap = cx.tr.with("settings-cap", &[("points", template.cap.as_str().into())]);
    let cover = cx.tr.with("settings-min-cover", &[("part", template.min_cover.as_str().into())]);
    text::wrapped(ui, text::BODY13, theme.t2, &cap);
    text::wrapped(ui, text::BODY13, theme.t2, &cover);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(key: u64, category: &str, metric: &str, percent: Option<f64>) -> Row {
        Row { key, category: category.to_owned(), own: false, metric: metric.to_owned(), percent }
    }

    #[test]
    fn a_row_needs_a_category_a_metric_of_its_own_and_a_weight() {
        let rows = [
            row(0, "results", "a", Some(40.0)),
            row(1, " ", "b", Some(20.0)),
            row(2, "process", "c", None),
            row(3, "process", "a", Some(20.0)),
            row(4, "process", "d", Some(100.5)),
            row(5, "process", "e", Some(0.01)),
        ];
        let found: Vec<_> = (0..rows.len()).map(|at| problem(&rows, at)).collect();
        let (category, twice, weight) = (
            Some("settings-problem-category"),
            Some("settings-problem-metric-twice"),
            Some("settings-problem-weight"),
        );
        assert_eq!(found, [twice, category, weight, twice, weight, None]);
    }

    #[test]
    fn weights_survive_the_way_through_the_form() {
        let stored: Vec<RowForm> = [3_333, 1, 10_000, 1_250]
            .map(|weight_bp| RowForm {
                category: "自定".to_owned(),
                metric: "deals_won".to_owned(),
                weight_bp,
            })
            .to_vec();
        assert_eq!(forms(&rows(&stored)), stored);
        assert!(rows(&stored).iter().all(|row| row.own));
    }
}
