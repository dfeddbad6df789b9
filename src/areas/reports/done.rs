//! 完成: what was stored, what was not, and where to go from here.

use egui::{Rect, Ui};

use super::data::{Data, counted, kind_name, shown, with_sheet};
use super::history::History;
use super::page;
use super::wizard::{Totals, Undo, Wizard};
use crate::areas::{AreaId, Cx, Order};
use crate::command::Command;
use crate::sheets::kinds::Kind;
use crate::ui::banner::{Banner, banner};
use crate::ui::button::{Button, button};
use crate::ui::card::{card_flush, list_header};
use crate::ui::icons;
use crate::ui::table::{Column, Table, cell_text};
use crate::ui::text;
use crate::ui::tokens::Theme;

pub(super) fn draw(
    ui: &mut Ui,
    body: Rect,
    data: &Data,
    wizard: &mut Wizard,
    history: &mut History,
    cx: &mut Cx<'_>,
) {
    let Some(imported) = wizard.imported.clone() else { return };
    let totals = Totals::of(&imported.sheets);
    let step = imported.written.as_ref().and_then(|written| written.step);
    let stored =
        step.is_some() && totals.new + totals.changed + totals.rejected + totals.answered > 0;
    // Undone here, by a toast or from the history: the record of the import tells.
    let undone = stored
        && wizard.undo == Undo::Since
        && !data.batches.iter().any(|batch| Some(batch.step) == step && !batch.taken_back);
    page::centred(ui, "done", body, 960.0, |ui| {
        ui.spacing_mut().item_spacing.y = 12.0;
        outcome(ui, totals, (stored, undone), cx);
        if totals.rejected > 0 {
            let tr = cx.tr;
            let title = counted(tr, "reports-not-imported", totals.rejected);
            let detail = tr.text("reports-not-imported-hint");
            let save = counted(tr, "reports-save-rejects", totals.rejected);
            banner(ui, Banner::error(&title).detail(&detail), |ui| {
                let save = Button::secondary(&save).medium().icon(icons::DOWNLOAD_SIMPLE);
                if button(ui, save).clicked() {
                    wizard.save_rejects(cx);
                }
            });
        }
        sheets(ui, wizard, totals, cx);
        ui.horizontal(|ui| {
            let tr = cx.tr;
            let words =
                ["reports-go-funnel", "reports-import-more", "reports-undo", "reports-history"]
                    .map(|key| tr.text(key));
            let [funnel, more, undo, past] = &words;
            let go = Button::primary(funnel).trailing(icons::ARROW_RIGHT);
            if button(ui, go).clicked() {
                cx.orders.push(Order::Go(AreaId::Funnel));
            }
            if button(ui, Button::secondary(more).icon(icons::FILE_PLUS)).clicked() {
                wizard.reset();
                return;
            }
            match wizard.undo {
                Undo::Possible | Undo::Asked if stored => {
                    let asked = wizard.undo == Undo::Asked;
                    let undo = Button::secondary(undo).icon(icons::ARROW_U_UP_LEFT).enabled(!asked);
                    if button(ui, undo).clicked() {
                        wizard.undo = Undo::Asked;
                        cx.run(Command::Undo);
                    }
                }
                Undo::Since if stored && !undone => {
                    let past = Button::secondary(past).icon(icons::CLOCK_COUNTER_CLOCKWISE);
                    if button(ui, past).clicked() {
                        history.open();
                    }
                }
                _ => {}
            }
        });
    });
}

/// Draws the one sentence that says what happened.
fn outcome(ui: &mut Ui, totals: Totals, (stored, undone): (bool, bool), cx: &Cx<'_>) {
    let tr = cx.tr;
    if undone {
        let (title, detail) = (tr.text("reports-undone"), tr.text("reports-undone-hint"));
        let info = Banner::info(&title).detail(&detail).icon(icons::ARROW_U_UP_LEFT);
        return banner(ui, info, |_| {});
    }
    let args = [
        ("rows", shown(totals.rows).into()),
        ("new", shown(totals.new).into()),
        ("changed", shown(totals.changed).into()),
        ("unchanged", shown(totals.unchanged).into()),
        ("rejected", shown(totals.rejected).into()),
    ];
    let mut detail = tr.with("reports-reconciled", &args);
    if totals.answered > 0 {
        detail.push_str(&tr.text("reports-semicolon"));
        detail.push_str(&counted(tr, "reports-answered", totals.answered));
    }
    if stored && totals.taken() > 0 {
        let title = counted(tr, "reports-imported", totals.taken());
        banner(ui, Banner::good(&title).detail(&detail), |_| {});
    } else {
        let title = tr.text("reports-imported-nothing");
        banner(ui, Banner::info(&title).detail(&detail), |_| {});
    }
}

/// Draws the reconciliation: per sheet, rows = new + changed + unchanged + rejected.
fn sheets(ui: &mut Ui, wizard: &mut Wizard, totals: Totals, cx: &Cx<'_>) {
    let tr = cx.tr;
    let Some(imported) = &wizard.imported else { return };
    let sheets = &imported.sheets;
    let mut columns = vec![
        Column::new(tr.text("reports-col-file")).flex(1.0, 180.0),
        Column::new(tr.text("reports-kind")).fixed(110.0),
        Column::new(tr.text("reports-date")).fixed(116.0),
    ];
    for key in [
        "reports-col-rows",
        "reports-new",
        "reports-changed",
        "reports-unchanged",
        "reports-rejected",
    ] {
        columns.push(Column::new(tr.text(key)).fixed(92.0).right());
    }
    let theme = Theme::get(ui);
    let counts = |totals: Totals, column: usize| match column {
        3 => totals.rows,
        4 => totals.new,
        5 => totals.changed,
        6 => totals.unchanged,
        _ => totals.rejected,
    };
    let title = tr.text("reports-result");
    let sub = tr.text("reports-result-sub");
    let mut state = wizard.done_table.clone();
    card_flush(ui, |ui| {
        list_header(ui, &title, &sub, |_| {});
        let name = |row: usize| sheets.get(row).map(|sheet| sheet.file.clone()).unwrap_or_default();
        let mut total = |ui: &mut Ui, column: usize| match column {
            0 => cell_text(ui, text::NAME13, theme.t1, &tr.text("reports-sum")),
            1 | 2 => {}
            column => cell_text(ui, text::NAME13, theme.t1, &shown(counts(totals, column))),
        };
        let shown_rows = sheets.len().min(10) as f32;
        let total_row = if sheets.len() > 1 { 36.0 } else { 0.0 };
        let mut table = Table::new(&title, &columns, sheets.len())
            .height(32.0 + 36.0 * shown_rows + total_row)
            .row_name(&name);
        if sheets.len() > 1 {
            table = table.total(&mut total);
        }
        table.show(ui, &mut state, |ui, row, column| {
            let Some(sheet) = sheets.get(row) else { return };
            match column {
                0 => {
                    let file = with_sheet(&sheet.file, &sheet.sheet);
                    cell_text(ui, text::NAME13, theme.t1, &file);
                }
                1 => {
                    let kind = sheet.kind.map_or("unknown", Kind::word);
                    cell_text(ui, text::BODY13, theme.t2, &kind_name(tr, kind));
                }
                2 => cell_text(ui, text::BODY13, theme.t2, &sheet.report_date.to_string()),
                column => {
                    let of_sheet = Totals::of([sheet]);
                    let count = counts(of_sheet, column);
                    let bad = column == 7 && count > 0;
                    let color = if bad { theme.bad_t } else { theme.t1 };
                    cell_text(ui, text::BODY13, color, &shown(count));
                }
            }
        });
    });
    wizard.done_table = state;
}
