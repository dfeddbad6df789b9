//! 预览变更: every row with what becomes of it, before anything is stored.

use egui::{Rect, Ui};

use super::data::{counted, shown, with_sheet};
use super::estimate::{self, field_name};
use super::needs::reasons;
use super::wizard::{Kept, Step, Wizard};
use super::{missing, page, view};
use crate::areas::Cx;
use crate::command::import::{RowResult, SHOWN_ROWS, Verdict};
use crate::i18n::Tr;
use crate::metrics::winloss::reason_text;
use crate::ui::button::{Button, button};
use crate::ui::card::{Card, card_header, divider};
use crate::ui::choice::{badge, chip};
use crate::ui::icons;
use crate::ui::state::{empty_state, spinner};
use crate::ui::table::{Column, Table, cell_text};
use crate::ui::text;
use crate::ui::tokens::{Theme, Tone};

/// Draws the step: `page` is the whole page, `body` what the steps leave of it.
pub(super) fn draw(ui: &mut Ui, (rect, body): (Rect, Rect), wizard: &mut Wizard, cx: &mut Cx<'_>) {
    let right = 310.0_f32.min(body.width() * 0.34);
    let split = (body.right() - right - 12.0).round();
    let mut done = missing::Done::default();
    page::part(ui, "changes", body.with_max_x(split), |ui| {
        ui.spacing_mut().item_spacing.y = 12.0;
        view::problems(ui, wizard, cx);
        let whole = ui.available_height();
        let below = wizard.preview.as_ref().map_or(0.0, |p| p.missing.height(whole * 0.4));
        let room = if below > 0.0 { whole - below - 12.0 } else { whole };
        rows(ui, wizard, room, cx.tr);
        if let Some(preview) = &wizard.preview {
            let sheets = preview.imported.sheets.as_slice();
            let (answers, state) = (&mut wizard.answers, &mut wizard.missing_table);
            if wizard.importing {
                // They are on their way as they are.
                ui.disable();
            }
            done = missing::draw(ui, (&preview.missing, sheets), answers, state, below, cx.tr);
        }
    });
    if done.changed {
        wizard.keep(cx);
    }
    if let Some(deal) = done.opened {
        cx.open_deal(deal, vec![]);
    }
    page::scrolled(ui, "changes estimate", body.with_min_x(split + 12.0), |ui| {
        ui.spacing_mut().item_spacing.y = 12.0;
        let Some(preview) = &wizard.preview else { return };
        let opened = estimate::draw(ui, &preview.all, &[], cx.tr);
        estimate::draw_noted(ui, &preview.all, cx.tr);
        if opened.is_some() {
            wizard.list(opened);
        }
    });
    footer(ui, rect, wizard, cx);
}

fn rows(ui: &mut Ui, wizard: &mut Wizard, height: f32, tr: &Tr) {
    let Some(preview) = &wizard.preview else { return };
    let totals = preview.all.totals;
    let sheets = &preview.imported.sheets;
    let several = sheets.len() > 1;
    let mut wanted = None;
    let sub = if sheets.iter().any(|sheet| sheet.rows > sheet.shown.len()) {
        tr.with("reports-first-rows", &[("n", shown(SHOWN_ROWS).into())])
    } else {
        String::new()
    };
    let listed = &mut wizard.listed;
    Card::new().height(height).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let title = tr.text("reports-step-changes");
        card_header(ui, &title, &sub, |ui| {
            // From right to left, so the last comes first.
            for kept in Kept::ALL.into_iter().rev() {
                let count = kept.count(totals);
                if count > 0 {
                    let word = format!("{} {}", tr.text(kept.key()), shown(count));
                    if chip(ui, &word, listed.only == Some(kept)).clicked() {
                        wanted = Some(Some(kept));
                    }
                }
            }
            let word = format!("{} {}", tr.text("reports-all"), shown(totals.rows));
            if chip(ui, &word, listed.only.is_none()).clicked() {
                wanted = Some(None);
            }
        });
        divider(ui);
        if listed.rows.is_empty() {
            let (title, detail) = (tr.text("reports-no-rows"), tr.text("reports-no-rows-hint"));
            empty_state(ui, icons::LIST_CHECKS, &title, &detail, None);
            return;
        }
        let mut columns = vec![
            Column::new(tr.text("reports-col-line")).fixed(76.0).right(),
            Column::new(tr.text("reports-col-verdict")).fixed(96.0),
            Column::new(tr.text("reports-col-subject")).flex(1.0, 140.0),
            Column::new(tr.text("reports-col-change")).flex(2.0, 240.0),
        ];
        if several {
            columns.push(Column::new(tr.text("reports-col-file")).flex(0.8, 120.0));
        }
        let row_at = |row: usize| {
            let (s, r) = listed.rows.get(row).copied()?;
            let sheet = sheets.get(s)?;
            Some((sheet, sheet.shown.get(r)?))
        };
        let name = |row: usize| {
            row_at(row)
                .map(|(_, row)| format!("{} {}", row.number, row.subject))
                .unwrap_or_default()
        };
        let title = tr.text("reports-step-changes");
        let table =
            Table::new(&title, &columns, listed.rows.len()).fill_height().main().row_name(&name);
        table.show(ui, &mut listed.table, |ui, row, column| {
            let Some((sheet, row)) = row_at(row) else { return };
            match column {
                4 => {
                    let theme = Theme::get(ui);
                    let file = with_sheet(&sheet.file, &sheet.sheet);
                    cell_text(ui, text::BODY13, theme.t3, &file);
                }
                column => cell(ui, row, column, tr),
            }
        });
    });
    if let Some(only) = wanted {
        wizard.list(only);
    }
}

const fn tone(kept: Kept) -> Tone {
    match kept {
        Kept::New => Tone::Accent,
        Kept::Changed => Tone::Warn,
        Kept::Unchanged => Tone::Neutral,
        Kept::Rejected => Tone::Bad,
    }
}

fn cell(ui: &mut Ui, row: &RowResult, column: usize, tr: &Tr) {
    let theme = Theme::get(ui);
    let kept = Kept::of(&row.verdict);
    match column {
        0 => cell_text(ui, text::BODY13, theme.t3, &row.number.to_string()),
        1 => {
            badge(ui, tone(kept), &tr.text(kept.key()));
        }
        2 if row.subject.is_empty() => cell_text(ui, text::BODY13, theme.t3, "–"),
        2 => cell_text(ui, text::NAME13, theme.t1, &row.subject),
        _ => match &row.verdict {
            Verdict::Rejected(problems) => {
                cell_text(ui, text::BODY13, theme.bad_t, &reasons(problems, tr));
            }
            Verdict::New => cell_text(ui, text::BODY13, theme.t3, &tr.text("reports-new-note")),
            Verdict::Unchanged => {
                cell_text(ui, text::BODY13, theme.t3, &tr.text("reports-unchanged-note"));
            }
            Verdict::Changed => cell_text(ui, text::BODY13, theme.t1, &differences(row, tr)),
        },
    }
}

/// What changes, in one line: `阶段 方案报价 → 商务谈判`.
fn differences(row: &RowResult, tr: &Tr) -> String {
    let value = |field: &str, value: &str| match value {
        "" => "–".to_owned(),
        "won" | "lost" if field == "stage" => tr.text(value),
        value if field == "close_reason" => reason_text(tr, value),
        value => value.to_owned(),
    };
    let each: Vec<String> = row
        .changes
        .iter()
        .map(|change| {
            let name = field_name(tr, change.field);
            if change.field == "extra" {
                // Columns we do not know: what they hold is nothing to read.
                return name;
            }
            let (before, after) =
                (value(change.field, &change.before), value(change.field, &change.after));
            format!("{name} {before} → {after}")
        })
        .collect();
    each.join(&tr.text("reports-semicolon"))
}

fn footer(ui: &mut Ui, rect: Rect, wizard: &mut Wizard, cx: &mut Cx<'_>) {
    let tr = cx.tr;
    let theme = Theme::get(ui);
    let totals = wizard.preview.as_ref().map(|preview| preview.all.totals);
    let taken = totals.map_or(0, super::wizard::Totals::taken);
    let rejected = totals.map_or(0, |totals| totals.rejected);
    let busy = wizard.importing || wizard.checking();
    let importing = wizard.importing;
    let left = |ui: &mut Ui| {
        if busy {
            spinner(ui, 14.0);
            let key = if importing { "reports-importing" } else { "reports-checking" };
            text::hint(ui, &tr.text(key));
        } else if rejected > 0 {
            icons::icon(ui, icons::WARNING.filled(), 16.0, theme.warn_t);
            let said = counted(tr, "reports-will-reject", rejected);
            text::label(ui, text::BODY13, theme.t2, &said);
        } else {
            icons::icon(ui, icons::INFO, 16.0, theme.t3);
            text::label(ui, text::BODY13, theme.t2, &tr.text("reports-nothing-stored-yet"));
        }
    };
    let words = ["app-cancel", "reports-back"].map(|key| tr.text(key));
    let [cancel, back] = &words;
    let go_word = counted(tr, "reports-import-rows", taken);
    let none = tr.text("reports-nothing-to-import");
    let mut pressed = None;
    page::footer(ui, rect, left, |ui| {
        let mut go = Button::primary(&go_word)
            .icon(icons::CHECK)
            .enabled(taken > 0 && !busy)
            .loading(importing);
        if taken == 0 {
            go = go.hint(&none);
        }
        if button(ui, go).clicked() {
            pressed = Some(0);
        }
        if button(ui, Button::secondary(back).enabled(!importing)).clicked() {
            pressed = Some(1);
        }
        if button(ui, Button::ghost(cancel).enabled(!importing)).clicked() {
            pressed = Some(2);
        }
    });
    match pressed {
        Some(0) => wizard.import(cx),
        Some(1) => wizard.step = Step::Map,
        Some(2) => wizard.reset(),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::import::FieldChange;
    use crate::i18n::Language;

    #[test]
    fn a_change_reads_from_before_to_after() {
        let tr = Tr::new(Language::Chinese);
        let change = |field, before: &str, after: &str| FieldChange {
            field,
            before: before.to_owned(),
            after: after.to_owned(),
        };
        let row = |changes| RowResult {
            number: 1,
            column: None,
            verdict: Verdict::Changed,
            subject: String::new(),
            changes,
        };
        for (changes, expected) in [
            (vec![change("stage", "方案报价", "won")], "阶段 方案报价 → 赢单"),
            (vec![change("amount", "", "92.0")], "金额 – → 92.0"),
            (vec![change("extra", "{}", "{\"x\":1}")], "其他列"),
            (vec![change("close_reason", "price", "选择竞品")], "输赢原因 价格 → 选择竞品"),
        ] {
            assert_eq!(differences(&row(changes), &tr), expected);
        }
    }
}
