//! 导入历史: what was imported when and by whom, and a way to take any of it back.

use std::collections::BTreeMap;

use egui::{Sense, Ui};

use super::data::{BatchRow, Data, counted, shown, spoken};
use crate::areas::{Cx, Event, Order, Purpose};
use crate::command::import::{Kept, TakenBack};
use crate::domain::ids::BatchId;
use crate::error::Error;
use crate::i18n::Tr;
use crate::ui::button::{Button, button};
use crate::ui::choice::badge;
use crate::ui::icons;
use crate::ui::overlay::dialog::{Answer, Dialog, dialog};
use crate::ui::overlay::drawer::{Drawer, Part, drawer};
use crate::ui::state::{empty_state, spinner};
use crate::ui::table::{Column, Table, TableState, cell_text};
use crate::ui::text;
use crate::ui::tokens::{Theme, Tone};

/// How far the taking back of an import is.
#[derive(Default)]
enum Asked {
    #[default]
    Nothing,
    /// Waiting to hear what it would do.
    Preview(BatchId),
    /// What it would do.
    Answer(BatchId, TakenBack),
    /// Waiting for it.
    Doing,
    /// It cannot be.
    Failed(Error),
}

/// The drawer.
#[derive(Default)]
pub(super) struct History {
    open: bool,
    table: TableState,
    asked: Asked,
}

impl History {
    pub(super) fn open(&mut self) {
        self.open = true;
    }

    pub(super) fn receive(&mut self, event: &Event) {
        let Event::TakenBack(outcome) = event else { return };
        self.asked = match (std::mem::take(&mut self.asked), outcome) {
            (Asked::Preview(batch), Ok(taken)) => Asked::Answer(batch, taken.clone()),
            (Asked::Preview(_) | Asked::Doing, Err(error)) => Asked::Failed(error.clone()),
            (Asked::Doing, Ok(_)) => Asked::Nothing,
            (other, _) => other,
        };
    }
}

pub(super) fn draw(ui: &mut Ui, data: &Data, history: &mut History, cx: &mut Cx<'_>) {
    if !history.open {
        return;
    }
    let tr = cx.tr;
    let (title, close) = (tr.text("reports-history"), tr.text("app-close"));
    let ctx = ui.ctx().clone();
    let screen = ctx.content_rect();
    let wide = (screen.width() - 64.0).min(1120.0);
    let mut wanted = None;
    let mut pressed_close = false;
    let look = Drawer::new("import-history", &title, &close).width(wide);
    let busy = matches!(history.asked, Asked::Preview(_) | Asked::Doing);
    let table = &mut history.table;
    let asks_to_close = drawer(&ctx, look, |ui, part| match part {
        Part::Body if data.batches.is_empty() => {
            let title = tr.text("reports-history-empty");
            let detail = tr.text("reports-history-empty-hint");
            empty_state(ui, icons::TRAY_ARROW_DOWN, &title, &detail, None);
        }
        Part::Body => {
            // The header, the footer and the padding of the drawer.
            let height = screen.height() - 52.0 - 60.0 - 36.0;
            wanted = wanted.take().or(list(ui, &data.batches, table, height, tr));
        }
        Part::Footer => {
            pressed_close |= button(ui, Button::secondary(&close)).clicked();
            if busy {
                spinner(ui, 14.0);
            }
        }
    });
    match wanted {
        Some(Wanted::TakeBack(batch)) if !busy => {
            history.asked = Asked::Preview(batch);
            cx.orders.push(Order::TakeBack { batch, preview: true });
        }
        Some(Wanted::Rejects(batch)) => {
            let file = data.batches.iter().find(|row| row.id == batch);
            let stem = file.map_or("", |row| row.stem.as_str());
            let name = tr.with("reports-rejects-file", &[("file", stem.into())]);
            cx.orders.push(Order::PickSave(Purpose::RejectsOf(batch), name));
        }
        _ => {}
    }
    let asking = matches!(history.asked, Asked::Answer(..) | Asked::Failed(_));
    if (asks_to_close || pressed_close) && !asking {
        history.open = false;
        if !matches!(history.asked, Asked::Doing) {
            history.asked = Asked::Nothing;
        }
    }
    question(ui, data, history, cx);
}

/// What is wanted of an import.
enum Wanted {
    /// To take it back.
    TakeBack(BatchId),
    /// Its rejected rows.
    Rejects(BatchId),
}

/// Draws the imports; returns what is wanted of one.
fn list(
    ui: &mut Ui,
    batches: &[BatchRow],
    state: &mut TableState,
    height: f32,
    tr: &Tr,
) -> Option<Wanted> {
    let theme = Theme::get(ui);
    let columns = [
        Column::new(tr.text("reports-col-time")).fixed(140.0),
        Column::new(tr.text("reports-col-file")).flex(1.0, 150.0),
        Column::new(tr.text("reports-kind")).fixed(92.0),
        Column::new(tr.text("reports-date")).fixed(98.0),
        Column::new(tr.text("reports-col-rows")).fixed(64.0).right(),
        Column::new(tr.text("reports-new")).fixed(64.0).right(),
        Column::new(tr.text("reports-changed")).fixed(76.0).right(),
        Column::new(tr.text("reports-unchanged")).fixed(88.0).right(),
        Column::new(tr.text("reports-rejected")).fixed(76.0).right(),
        Column::new(tr.text("reports-col-by")).fixed(92.0),
        Column::new(tr.text("reports-col-state")).fixed(112.0),
    ];
    let name = |row: usize| {
        batches.get(row).map(|batch| format!("{} {}", batch.at, batch.file)).unwrap_or_default()
    };
    let title = tr.text("reports-history");
    let table = Table::new(&title, &columns, batches.len()).height(height).row_name(&name);
    let mut wanted = None;
    table.show(ui, state, |ui, row, column| {
        let Some(batch) = batches.get(row) else { return };
        let count = column.checked_sub(4).and_then(|at| batch.counts.get(at));
        match (column, count) {
            (0, _) => cell_text(ui, text::BODY13, theme.t2, &batch.at),
            (1, _) => {
                let place = ui.available_rect_before_wrap();
                cell_text(ui, text::NAME13, theme.t1, &batch.file);
                let hash = tr.with("reports-file-hash", &[("hash", batch.hash.as_str().into())]);
                let over = ui.interact(place, ui.scope_id().with("hash"), Sense::hover());
                over.on_hover_text(format!("{}\n{hash}", batch.file));
            }
            (2, _) => cell_text(ui, text::BODY13, theme.t2, &batch.kind),
            (3, _) => cell_text(ui, text::BODY13, theme.t2, &batch.report_date),
            (8, Some(count)) if count != "0" => {
                let look = Button::link(count).small().icon(icons::DOWNLOAD_SIMPLE);
                let args = [("n", count.as_str().into()), ("file", batch.file.as_str().into())];
                let name = tr.with("reports-rejects-again", &args);
                let pressed = button(ui, look).accessible_name(&name).on_hover_text(&name);
                if pressed.clicked() {
                    wanted = Some(Wanted::Rejects(batch.id));
                }
            }
            (_, Some(count)) => cell_text(ui, text::BODY13, theme.t1, count),
            (9, None) if batch.by.is_empty() => cell_text(ui, text::BODY13, theme.t3, "–"),
            (9, None) => cell_text(ui, text::BODY13, theme.t2, &batch.by),
            _ if batch.taken_back => {
                badge(ui, Tone::Neutral, &tr.text("reports-taken-back"));
            }
            _ => {
                let word = tr.text("reports-take-back");
                let take = Button::secondary(&word).small().icon(icons::ARROW_U_UP_LEFT);
                let name = format!("{word} {}", batch.file);
                if button(ui, take).accessible_name(name).clicked() {
                    wanted = Some(Wanted::TakeBack(batch.id));
                }
            }
        }
    });
    wanted
}

/// Asks once more, with what taking back would do.
fn question(ui: &Ui, data: &Data, history: &mut History, cx: &mut Cx<'_>) {
    let tr = cx.tr;
    match &history.asked {
        Asked::Answer(batch, taken) => {
            let batch = *batch;
            let file = data.batches.iter().find(|row| row.id == batch);
            let file = file.map(|row| row.file.as_str()).unwrap_or_default();
            let title = tr.with("reports-take-back-title", &[("file", file.into())]);
            let body = consequences(taken, tr);
            let (keep, take) = (tr.text("app-cancel"), tr.text("reports-take-back-import"));
            let look = Dialog::new("take-back", &title, &body);
            let look = look.icon(icons::ARROW_U_UP_LEFT, Tone::Warn);
            let buttons = [Button::secondary(&keep), Button::danger(&take)];
            match dialog(ui.ctx(), look, &buttons) {
                Some(Answer::Button(1)) => {
                    history.asked = Asked::Doing;
                    cx.orders.push(Order::TakeBack { batch, preview: false });
                }
                Some(_) => history.asked = Asked::Nothing,
                None => {}
            }
        }
        Asked::Failed(error) => {
            let (title, hint) = spoken(error, tr);
            let close = tr.text("app-close");
            let look = Dialog::new("take-back", &title, &hint);
            let look = look.icon(icons::WARNING_CIRCLE, Tone::Bad);
            if dialog(ui.ctx(), look, &[Button::secondary(&close)]).is_some() {
                history.asked = Asked::Nothing;
            }
        }
        Asked::Nothing | Asked::Preview(_) | Asked::Doing => {}
    }
}

/// What taking back does, one line for each kind of record that stays.
fn consequences(taken: &TakenBack, tr: &Tr) -> String {
    let rows = usize::try_from(taken.rows).unwrap_or(usize::MAX);
    let mut lines = vec![counted(tr, "reports-take-back-rows", rows)];
    for ((table, changed_since), n) in kept_by_reason(&taken.kept) {
        let key = format!("reports-record-{}", table.replace('_', "-"));
        let name = if tr.has(&key) { tr.text(&key) } else { table.to_owned() };
        let key = if changed_since { "reports-kept-changed" } else { "reports-kept-in-use" };
        lines.push(tr.with(key, &[("name", name.into()), ("n", shown(n).into())]));
    }
    lines.push(tr.text("reports-take-back-undo"));
    lines.join("\n")
}

fn kept_by_reason(kept: &[Kept]) -> BTreeMap<(&str, bool), usize> {
    let mut groups = BTreeMap::new();
    for row in kept {
        *groups.entry((row.table.as_str(), row.changed_since)).or_default() += 1;
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_that_stay_are_counted_by_reason() {
        let kept =
            |table: &str, row, changed_since| Kept { table: table.to_owned(), row, changed_since };
        let all = [
            kept("person", 1, true),
            kept("person", 2, false),
            kept("person", 3, true),
            kept("account", 4, false),
        ];
        let groups: Vec<_> = kept_by_reason(&all).into_iter().collect();
        let expected = [(("account", false), 1), (("person", false), 1), (("person", true), 2)];
        assert_eq!(groups, expected);
    }

    #[test]
    fn an_answer_moves_the_question_on() {
        let taken = TakenBack { rows: 3, kept: vec![], written: None };
        let mut history = History { asked: Asked::Preview(BatchId(7)), ..History::default() };
        history.receive(&Event::TakenBack(Ok(taken.clone())));
        assert!(matches!(history.asked, Asked::Answer(BatchId(7), _)));
        history.asked = Asked::Doing;
        history.receive(&Event::TakenBack(Ok(taken)));
        assert!(matches!(history.asked, Asked::Nothing));
        history.asked = Asked::Doing;
        history.receive(&Event::TakenBack(Err(Error::new("error-internal"))));
        assert!(matches!(history.asked, Asked::Failed(_)));
    }
}
