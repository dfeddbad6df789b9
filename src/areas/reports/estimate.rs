//! 导入结果预估: what the rows of a sheet, or of all sheets, will do.

use std::collections::{BTreeMap, BTreeSet};

use egui::{Align, Sense, Ui, vec2};

use super::corrections::label;
use super::data::{counted, kind_name, shown};
use super::lines::Lines;
use super::wizard::{Kept, Totals};
use crate::command::import::{SheetResult, Sum};
use crate::i18n::{Tr, number};
use crate::sheets::kinds::Kind;
use crate::ui::card::card;
use crate::ui::charts::stack::{LegendRow, Part, legend_row, stack_bar};
use crate::ui::text;
use crate::ui::tokens::Theme;

/// How many names of made records are kept for the list.
const NAMED: usize = 8;

/// What the rows of some sheets will do, counted once when the preview arrives.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Estimate {
    pub(super) totals: Totals,
    /// New records by kind.
    kinds: BTreeMap<Kind, usize>,
    /// The fields that change most often, with how often.
    changed: Vec<(&'static str, usize)>,
    /// Records made because a row names them: how many, and the first names.
    created: BTreeMap<&'static str, (usize, Vec<String>)>,
    /// Skills of ratings that no post asks for.
    not_asked: BTreeSet<String>,
}

impl Estimate {
    pub(super) fn of(sheets: &[SheetResult]) -> Self {
        let mut kinds: BTreeMap<Kind, usize> = BTreeMap::new();
        let mut created: BTreeMap<&'static str, (usize, Vec<String>)> = BTreeMap::new();
        for sheet in sheets {
            if let Some(kind) = sheet.kind.filter(|_| sheet.new > 0) {
                *kinds.entry(kind).or_default() += sheet.new;
            }
            for (field, name) in &sheet.created {
                let (count, names) = created.entry(field).or_default();
                *count += 1;
                if names.len() < NAMED {
                    names.push(name.clone());
                }
            }
        }
        let not_asked = sheets.iter().flat_map(|sheet| sheet.not_asked.iter().cloned()).collect();
        let (totals, changed) = (Totals::of(sheets), changed_fields(sheets));
        Self { totals, kinds, changed, created, not_asked }
    }

    fn detail(&self, kept: Kept, tr: &Tr) -> String {
        let comma = tr.text("reports-comma");
        let pair = |name: String, n: usize| format!("{name} {}", shown(n));
        match kept {
            Kept::New => {
                let kinds = self.kinds.iter();
                let each: Vec<_> =
                    kinds.map(|(kind, n)| pair(kind_name(tr, kind.word()), *n)).collect();
                each.join(&comma)
            }
            Kept::Changed => {
                let fields = self.changed.iter();
                let each: Vec<_> =
                    fields.map(|(field, n)| pair(field_name(tr, field), *n)).collect();
                each.join(&comma)
            }
            Kept::Unchanged => tr.text("reports-unchanged-note"),
            Kept::Rejected => tr.text("reports-rejected-note"),
        }
    }
}

/// The three fields that change most often, with how often.
fn changed_fields(sheets: &[SheetResult]) -> Vec<(&'static str, usize)> {
    let mut fields: BTreeMap<&'static str, usize> = BTreeMap::new();
    // A long sheet shows only its first rows, of which no count may be given.
    for sheet in sheets.iter().filter(|sheet| sheet.shown.len() == sheet.rows) {
        for change in sheet.shown.iter().flat_map(|row| &row.changes) {
            *fields.entry(change.field).or_default() += 1;
        }
    }
    let mut fields: Vec<_> = fields.into_iter().collect();
    fields.sort_by_key(|(field, n)| (std::cmp::Reverse(*n), *field));
    fields.truncate(3);
    fields
}

/// What a sheet comes to, line by line: its rows, and its amounts with what rounding added.
pub(super) fn notes(lines: &Lines, sheet: &SheetResult, tr: &Tr) -> Vec<String> {
    let mut notes = vec![];
    if lines.ignored() > 0 {
        let args = [
            ("all", shown(lines.all).into()),
            ("data", shown(lines.data).into()),
            ("ignored", shown(lines.ignored()).into()),
        ];
        notes.push(tr.with("reports-rows-of-sheet", &args));
    }
    notes.extend(sheet.sums.iter().map(|sum| sum_line(sum, sheet.kind, tr)));
    notes
}

/// What the amounts of a field come to, in yuan.
fn sum_line(sum: &Sum, kind: Option<Kind>, tr: &Tr) -> String {
    // From millionths of a fen to the fen; less than half of one is nothing to speak of.
    let by = (sum.rounding.unsigned_abs() + 500_000) / 1_000_000;
    let key = match sum.rounding {
        _ if by == 0 => "reports-sum-line",
        1.. => "reports-sum-more",
        _ => "reports-sum-less",
    };
    let by = yuan(i64::try_from(by).unwrap_or(i64::MAX));
    let (field, sum) = (label(tr, kind, sum.field), yuan(sum.taken_fen));
    tr.with(key, &[("field", field.into()), ("sum", sum.into()), ("by", by.into())])
}

/// Fen in yuan with thousands commas and two decimals.
fn yuan(fen: i64) -> String {
    let sign = if fen < 0 && fen > -100 { "−" } else { "" };
    format!("{sign}{}.{:02}", number(fen / 100), (fen % 100).unsigned_abs())
}

/// Draws the card; returns the verdict whose rows the person wants to see.
pub(super) fn draw(ui: &mut Ui, estimate: &Estimate, notes: &[String], tr: &Tr) -> Option<Kept> {
    let totals = estimate.totals;
    let theme = Theme::get(ui);
    let colors = [theme.accent, theme.warn, theme.neu, theme.bad];
    let mut opened = None;
    card(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        text::card_title(ui, &tr.text("reports-estimate"));
        let rows = counted(tr, "reports-data-rows", totals.rows);
        text::runs(
            ui,
            &[
                (text::SCORE28, theme.t1, &shown(totals.rows)),
                (text::BODY13, theme.t2, &format!(" {rows}")),
            ],
        );
        let parts: Vec<Part> = Kept::ALL
            .iter()
            .zip(colors)
            .map(|(kept, color)| Part { amount: kept.count(totals) as f32, color })
            .collect();
        stack_bar(ui, &parts, 12.0);
        ui.add_space(2.0);
        ui.spacing_mut().item_spacing.y = 0.0;
        for (kept, color) in Kept::ALL.into_iter().zip(colors) {
            let count = kept.count(totals);
            let detail = if count == 0 { String::new() } else { estimate.detail(kept, tr) };
            let row = LegendRow {
                color: Some(color),
                name: &tr.text(kept.key()),
                detail: &detail,
                value: &shown(count),
                opens: count > 0,
            };
            if legend_row(ui, &row).clicked() {
                opened = Some(kept);
            }
        }
        // The sum of the four, so that a row that fell through would show.
        let sum = shown(Kept::ALL.iter().map(|kept| kept.count(totals)).sum());
        let name = tr.text("reports-sum");
        let row = LegendRow { color: None, name: &name, detail: "", value: &sum, opens: false };
        legend_row(ui, &row);
        for note in notes {
            text::wrapped(ui, text::LABEL12, theme.t3, note);
        }
    });
    opened
}

/// The name of a field.
pub(super) fn field_name(tr: &Tr, field: &str) -> String {
    tr.text(&format!("field-{}", field.replace('_', "-")))
}

/// Draws what the import takes that a person should know of: skills that no post asks for, and the records that
/// are made because a row names them.
pub(super) fn draw_noted(ui: &mut Ui, estimate: &Estimate, tr: &Tr) {
    let theme = Theme::get(ui);
    if !estimate.not_asked.is_empty() {
        card(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 4.0;
            text::card_title(ui, &tr.text("reports-not-asked"));
            text::wrapped(ui, text::LABEL12, theme.t3, &tr.text("reports-not-asked-note"));
            let names: Vec<String> = estimate.not_asked.iter().take(NAMED).cloned().collect();
            let names = first_of(&names, estimate.not_asked.len(), tr);
            text::wrapped(ui, text::LABEL12, theme.t2, &names);
        });
    }
    if estimate.created.is_empty() {
        return;
    }
    card(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        text::card_title(ui, &tr.text("reports-created"));
        text::wrapped(ui, text::LABEL12, theme.t3, &tr.text("reports-created-note"));
        for (field, (count, names)) in &estimate.created {
            let size = vec2(ui.available_width(), 24.0);
            let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
            let name = field_name(tr, field);
            let painter = ui.painter();
            text::paint_fit(painter, rect, Align::Min, text::NAME13, theme.t1, &name);
            text::paint_fit(painter, rect, Align::Max, text::NAME13, theme.t1, &shown(*count));
            text::wrapped(ui, text::LABEL12, theme.t2, &first_of(names, *count, tr));
        }
    });
}

/// The first names of so many in all, and how many more there are.
fn first_of(names: &[String], count: usize, tr: &Tr) -> String {
    let first = names.join(&tr.text("reports-comma"));
    if count <= names.len() {
        return first;
    }
    let more = shown(count - names.len());
    tr.with("reports-and-more", &[("names", first.into()), ("n", more.into())])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::import::{FieldChange, RowResult, Verdict};

    #[test]
    fn amounts_are_said_with_what_rounding_added() {
        let tr = Tr::new(crate::i18n::Language::Chinese);
        let sum = |rounding| Sum { field: "amount", taken_fen: 708_800_050, rounding };
        for (rounding, expected) in [
            (0, "金额合计 7,088,000.50 元"),
            (400_000, "金额合计 7,088,000.50 元"),
            (50_000_000, "金额合计 7,088,000.50 元（比文件多 0.50，逐行四舍五入）"),
            (-3_000_000, "金额合计 7,088,000.50 元（比文件少 0.03，逐行四舍五入）"),
        ] {
            assert_eq!(sum_line(&sum(rounding), Some(Kind::Opportunities), &tr), expected);
        }
        assert_eq!((yuan(-5), yuan(-12_345)), ("−0.05".to_owned(), "−123.45".to_owned()));
    }

    #[test]
    fn the_fields_that_change_most_come_first() {
        let change = |field| FieldChange { field, before: String::new(), after: String::new() };
        let row = |number, fields: &[&'static str]| RowResult {
            number,
            column: None,
            verdict: Verdict::Changed,
            subject: String::new(),
            changes: fields.iter().copied().map(change).collect(),
        };
        let sheet = SheetResult {
            file: String::new(),
            sheet: String::new(),
            kind: None,
            report_date: chrono::NaiveDate::MIN,
            headings: vec![],
            rows: 2,
            new: 0,
            changed: 2,
            unchanged: 0,
            rejected: vec![],
            shown: vec![row(1, &["amount", "stage", "note", "owner"]), row(2, &["stage"])],
            ..SheetResult::default()
        };
        assert_eq!(
            changed_fields(std::slice::from_ref(&sheet)),
            [("stage", 2), ("amount", 1), ("note", 1)]
        );
        let long = SheetResult { rows: 9_000, ..sheet };
        assert!(changed_fields(&[long]).is_empty());
    }
}
