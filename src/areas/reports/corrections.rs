//! 自动修正: what was read otherwise than it stands, and totals that do not agree.

use std::collections::BTreeMap;

use egui::{Align, Role, Sense, Ui, WidgetInfo, vec2};

use super::data::{counted, shown};
use super::estimate::field_name;
use super::wizard::Wizard;
use crate::areas::Cx;
use crate::command::import::SheetResult;
use crate::i18n::{Tr, number};
use crate::metrics::winloss::reason_text;
use crate::sheets::kinds::{Holds, Kind};
use crate::sheets::mapping::{Check, Correction};
use crate::ui::button::{Button, button};
use crate::ui::card::{card, card_flush, card_header, divider};
use crate::ui::icons;
use crate::ui::overlay::drawer::{Drawer, Part, drawer};
use crate::ui::table::{Column, Table, TableState, cell_text};
use crate::ui::text;
use crate::ui::tokens::Theme;

/// So many totals that do not agree are listed.
const CHECKS: usize = 20;

/// What was corrected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum What {
    Money,
    Rate,
    Date,
    Number,
    Stage,
    Name,
    Text,
    Unknown,
}

impl What {
    fn of(kind: Option<Kind>, correction: &Correction) -> Self {
        if correction.after.is_empty() {
            return Self::Unknown;
        }
        let mut fields = kind.map(Kind::fields).unwrap_or_default().iter();
        match fields.find(|field| field.id == correction.field).map(|field| field.holds) {
            Some(Holds::Money | Holds::Price) => Self::Money,
            Some(Holds::Rate) => Self::Rate,
            Some(Holds::Date | Holds::Planned | Holds::Period) => Self::Date,
            Some(Holds::Count | Holds::Value) => Self::Number,
            Some(Holds::Stage) => Self::Stage,
            Some(Holds::Person | Holds::Account | Holds::Product) => Self::Name,
            Some(Holds::Text) | None => Self::Text,
        }
    }

    /// The end of the key of its name.
    const fn word(self) -> &'static str {
        match self {
            Self::Money => "money",
            Self::Rate => "rate",
            Self::Date => "date",
            Self::Number => "number",
            Self::Stage => "stage",
            Self::Name => "name",
            Self::Text => "text",
            Self::Unknown => "unknown",
        }
    }
}

/// Corrections of one sort.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Group {
    what: What,
    count: usize,
    /// The place of the first among the corrections of the sheet.
    example: usize,
}

/// Sorts the corrections of a sheet, once when a preview arrives.
pub(super) fn groups(sheet: &SheetResult) -> Vec<Group> {
    let mut groups: BTreeMap<What, (usize, usize)> = BTreeMap::new();
    for (at, correction) in sheet.corrections.iter().enumerate() {
        groups.entry(What::of(sheet.kind, correction)).or_insert((0, at)).0 += 1;
    }
    let group = |(what, (count, example))| Group { what, count, example };
    groups.into_iter().map(group).collect()
}

/// What a cell was taken for, in words where it says that nothing is known.
pub(super) fn after(correction: &Correction, tr: &Tr) -> String {
    if correction.after.is_empty() {
        return tr.text("reports-not-known");
    }
    if correction.field == "close_reason" {
        return reason_text(tr, &correction.after);
    }
    grouped(&correction.after)
}

/// An amount with its thousands commas; anything else as it stands.
fn grouped(text: &str) -> String {
    let parts = text.split_once('.');
    let parts = parts.filter(|(_, places)| places.chars().all(|one| one.is_ascii_digit()));
    match parts.and_then(|(whole, places)| Some((whole.parse::<i64>().ok()?, places))) {
        Some((whole, places)) if whole.unsigned_abs() >= 1_000 => {
            format!("{}.{places}", number(whole))
        }
        _ => text.to_owned(),
    }
}

/// The name of a field as sheets of a kind say it.
pub(super) fn label(tr: &Tr, kind: Option<Kind>, field: &str) -> String {
    let of_kind = kind.and_then(|kind| {
        let known = kind.field(field)?;
        Some(tr.text(&known.label_key(kind)))
    });
    of_kind.unwrap_or_else(|| field_name(tr, field))
}

/// Draws the card; true when every correction is to be listed.
pub(super) fn draw(ui: &mut Ui, sheet: &SheetResult, groups: &[Group], tr: &Tr) -> bool {
    if groups.is_empty() {
        return false;
    }
    let theme = Theme::get(ui);
    let mut review = false;
    let title = tr.text("reports-corrections");
    let sub = counted(tr, "reports-corrections-sub", sheet.n_corrections);
    let one_by_one = tr.text("reports-corrections-review");
    card_flush(ui, |ui| {
        card_header(ui, &title, &sub, |ui| {
            review = button(ui, Button::link(&one_by_one).medium()).clicked();
        });
        for group in groups {
            divider(ui);
            let size = vec2(ui.available_width(), 36.0);
            let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
            let name = tr.text(&format!("reports-corrected-{}", group.what.word()));
            let count = counted(tr, "reports-places", group.count);
            let example = sheet.corrections.get(group.example);
            let example = example.map(|one| format!("{} → {}", one.before, after(one, tr)));
            let example = example.unwrap_or_default();
            response.widget_info(|| {
                let said = format!("{name} {example} {count}");
                WidgetInfo::labeled(Role::Label, true, said)
            });
            let line = rect.shrink2(vec2(16.0, 0.0));
            let painter = ui.painter();
            let wide = text::size(painter, text::NAME13, &count).x.ceil();
            text::paint_fit(painter, line, Align::Max, text::NAME13, theme.t1, &count);
            let first = line.with_max_x(line.left() + 84.0);
            text::paint_fit(painter, first, Align::Min, text::BODY13, theme.t1, &name);
            let between = line.with_min_x(line.left() + 92.0).with_max_x(line.right() - wide - 8.0);
            text::paint_fit(painter, between, Align::Min, text::LABEL12, theme.t2, &example);
        }
    });
    review
}

/// Draws the totals that do not agree with the rows they cover.
pub(super) fn draw_checks(ui: &mut Ui, checks: &[Check], tr: &Tr) {
    if checks.is_empty() {
        return;
    }
    let theme = Theme::get(ui);
    card(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        ui.horizontal(|ui| {
            icons::icon(ui, icons::WARNING.filled(), 16.0, theme.warn_t);
            text::card_title(ui, &counted(tr, "reports-checks", checks.len()));
        });
        text::wrapped(ui, text::LABEL12, theme.t3, &tr.text("reports-checks-note"));
        for check in checks.iter().take(CHECKS) {
            text::wrapped(ui, text::BODY13, theme.t1, &disagreement(check, tr));
        }
        if let Some(more) = checks.len().checked_sub(CHECKS).filter(|more| *more > 0) {
            text::hint(ui, &tr.with("reports-more", &[("n", shown(more).into())]));
        }
    });
}

fn disagreement(check: &Check, tr: &Tr) -> String {
    tr.with(
        "reports-check",
        &[
            ("row", check.row.to_string().into()),
            ("heading", check.heading.as_str().into()),
            ("claims", check.claims.as_str().into()),
            ("sum", check.sums_to.as_str().into()),
        ],
    )
}

/// Draws the list of every correction, while it is open.
pub(super) fn draw_review(ui: &Ui, wizard: &mut Wizard, cx: &Cx<'_>) {
    let Some(state) = &mut wizard.review else { return };
    let preview = wizard.preview.as_ref();
    let Some(sheet) = preview.and_then(|preview| preview.sheet(wizard.at)) else { return };
    let tr = cx.tr;
    let (title, close) = (tr.text("reports-corrections"), tr.text("app-close"));
    let ctx = ui.ctx().clone();
    let screen = ctx.content_rect();
    let wide = (screen.width() - 64.0).min(760.0);
    let look = Drawer::new("corrections", &title, &close).width(wide);
    let mut pressed = false;
    let asked = drawer(&ctx, look, |ui, part| match part {
        Part::Body => {
            // The header, the footer and the padding of the drawer.
            let height = screen.height() - 52.0 - 60.0 - 36.0;
            list(ui, sheet, state, height, tr);
        }
        Part::Footer => {
            pressed |= button(ui, Button::secondary(&close)).clicked();
            if sheet.n_corrections > sheet.corrections.len() {
                let n = shown(sheet.corrections.len());
                text::hint(ui, &tr.with("reports-corrections-first", &[("n", n.into())]));
            }
        }
    });
    if asked || pressed {
        wizard.review = None;
    }
}

fn list(ui: &mut Ui, sheet: &SheetResult, state: &mut TableState, height: f32, tr: &Tr) {
    let theme = Theme::get(ui);
    let columns = [
        Column::new(tr.text("reports-col-row")).fixed(88.0),
        Column::new(tr.text("reports-col-field")).fixed(120.0),
        Column::new(tr.text("reports-col-stands")).flex(1.0, 140.0),
        Column::new(tr.text("reports-col-taken")).flex(1.0, 140.0),
    ];
    let row_of = |one: &Correction| tr.with("reports-row", &[("row", one.row.to_string().into())]);
    let name = |row: usize| {
        let one = sheet.corrections.get(row);
        one.map(|one| format!("{} {} → {}", row_of(one), one.before, after(one, tr)))
            .unwrap_or_default()
    };
    let title = tr.text("reports-corrections");
    let table =
        Table::new(&title, &columns, sheet.corrections.len()).height(height).row_name(&name);
    table.show(ui, state, |ui, row, column| {
        let Some(one) = sheet.corrections.get(row) else { return };
        match column {
            0 => cell_text(ui, text::BODY13, theme.t2, &row_of(one)),
            1 => cell_text(ui, text::NAME13, theme.t1, &label(tr, sheet.kind, one.field)),
            2 if one.before.is_empty() => {
                cell_text(ui, text::BODY13, theme.t3, &tr.text("reports-blank"));
            }
            2 => cell_text(ui, text::BODY13, theme.t2, &one.before),
            _ => cell_text(ui, text::BODY13, theme.t1, &after(one, tr)),
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;

    #[test]
    fn corrections_are_sorted_by_what_their_fields_hold() {
        let made = |field, before: &str, after: &str| Correction {
            row: 2,
            column: None,
            field,
            before: before.to_owned(),
            after: after.to_owned(),
        };
        let corrections = vec![
            made("stage", "报价", "方案报价"),
            made("amount", "约80w", "800000.00"),
            made("amount", "80万左右", "800000.00"),
            made("expected_close", "12月中", "2025-12-15"),
            made("probability", "五成", "50.00%"),
            made("amount", "待定", ""),
        ];
        let kind = Some(Kind::Opportunities);
        let sheet = SheetResult { kind, corrections, ..SheetResult::default() };
        let found: Vec<_> =
            groups(&sheet).iter().map(|group| (group.what, group.count, group.example)).collect();
        let expected = [
            (What::Money, 2, 1),
            (What::Rate, 1, 4),
            (What::Date, 1, 3),
            (What::Stage, 1, 0),
            (What::Unknown, 1, 5),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn an_amount_has_its_commas_and_nothing_else_has_them() {
        let kept = ["2025-12-15", "50.00%", "999.99", "方案报价", "1.2.3", "v2000.x", ""];
        for text in kept {
            assert_eq!(grouped(text), text);
        }
        assert_eq!(grouped("660000.00"), "660,000.00");
        assert_eq!(grouped("-1234.5000"), "−1,234.5000");
    }

    #[test]
    fn a_total_says_what_it_claims_and_what_its_rows_come_to() {
        let check = Check {
            row: 12,
            heading: "金额".to_owned(),
            claims: "500".to_owned(),
            sums_to: "480".to_owned(),
        };
        let tr = Tr::new(Language::Chinese);
        assert_eq!(disagreement(&check, &tr), "第12行“金额”合计写 500，明细合计 480");
    }
}
