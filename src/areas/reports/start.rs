//! The first screen of 导入: where files are dropped, and what was imported last.

use egui::{
    Align, Align2, Event, Layout, Rect, Stroke, Ui, UiBuilder, ViewportCommand, pos2, vec2,
};

use super::data::{BatchRow, Data, counted};
use super::history::History;
use super::page;
use super::view::{self, View};
use super::wizard::Step;
use crate::areas::{Cx, Order};
use crate::ui::banner::{Banner, banner};
use crate::ui::button::{Button, button};
use crate::ui::card::{card_flush, list_header, row};
use crate::ui::choice::{badge, key_cap};
use crate::ui::dashed_frame;
use crate::ui::icons::{self, paint_icon};
use crate::ui::table::{Column, Table, TableState, cell_text};
use crate::ui::text;
use crate::ui::tokens::{Theme, Tone};

/// So many past imports are listed; the history has all.
const LISTED: usize = 6;

pub(super) fn draw(ui: &mut Ui, rect: Rect, (data, view): (&Data, &mut View), cx: &mut Cx<'_>) {
    let View { wizard, history, watched, .. } = view;
    if let Some(text) = pasted(ui) {
        cx.orders.push(Order::Paste(text));
    }
    page::centred(ui, "start", page::padded(rect), 860.0, |ui| {
        ui.spacing_mut().item_spacing.y = 12.0;
        view::failures(ui, wizard, cx);
        watched.notice(ui, wizard, cx);
        if let Some(draft) = &wizard.offered {
            let title = counted(cx.tr, "reports-draft", draft.files.len());
            let detail = cx.text("reports-draft-detail");
            let (go, forget) = (cx.text("reports-draft-go-on"), cx.text("reports-draft-discard"));
            let (mut gone_on, mut forgotten) = (false, false);
            let look = Banner::info(&title).detail(&detail).icon(icons::FILES.filled());
            banner(ui, look, |ui| {
                ui.spacing_mut().item_spacing.x = 8.0;
                gone_on = button(ui, Button::primary(&go).medium()).clicked();
                forgotten = button(ui, Button::ghost(&forget).medium()).clicked();
            });
            if gone_on {
                wizard.resume(cx);
            } else if forgotten {
                wizard.discard(cx);
            }
        }
        if !wizard.queue.is_empty() {
            let title = counted(cx.tr, "reports-chosen-files", wizard.queue.len());
            let detail = cx.text("reports-chosen-files-hint");
            let go = cx.text("reports-continue");
            banner(ui, Banner::info(&title).detail(&detail).icon(icons::FILES.filled()), |ui| {
                if button(ui, Button::primary(&go).medium()).clicked() {
                    wizard.step = Step::Map;
                }
            });
        }
        drop_box(ui, cx);
        watched.folder(ui, cx);
        row(ui, 20.0, |ui| {
            let theme = Theme::get(ui);
            icons::icon(ui, icons::LOCK_SIMPLE, 16.0, theme.good_t);
            text::label(ui, text::LABEL12, theme.t3, &cx.text("reports-local"));
        });
        if !data.batches.is_empty() {
            past(ui, data, history, cx);
        }
    });
}

/// What is pasted while no field takes it and no form lies over the page.
fn pasted(ui: &Ui) -> Option<String> {
    let ctx = ui.ctx();
    if ctx.text_edit_focused() || ctx.memory(|memory| memory.top_modal_layer().is_some()) {
        return None;
    }
    ctx.input(|input| {
        input.events.iter().find_map(|event| match event {
            Event::Paste(text) => Some(text.clone()),
            _ => None,
        })
    })
}

/// Draws the box that takes files: dropped, chosen or pasted.
fn drop_box(ui: &mut Ui, cx: &mut Cx<'_>) {
    let theme = Theme::get(ui);
    let over = ui.input(|input| !input.raw.hovered_files.is_empty());
    let (rect, whole) =
        ui.allocate_exact_size(vec2(ui.available_width(), 196.0), egui::Sense::hover());
    let (fill, edge) =
        if over { (theme.accent_bg, theme.accent) } else { (theme.surface, theme.border2) };
    ui.painter().rect_filled(rect, 8.0, fill);
    dashed_frame(ui.painter(), rect.shrink(0.5), Stroke::new(1.0, edge), (4.0, 3.0));
    let top = rect.top();
    let x = rect.center().x;
    paint_icon(ui.painter(), pos2(x, top + 42.0), icons::FILE_ARROW_DOWN, 30.0, theme.accent_t);
    let line = |y: f32, tall: f32| {
        Rect::from_min_max(
            pos2(rect.left() + 16.0, top + y),
            pos2(rect.right() - 16.0, top + y + tall),
        )
    };
    let title = cx.text("reports-drop-title");
    let detail = cx.text("reports-drop-detail");
    whole.widget_info(|| {
        egui::WidgetInfo::labeled(egui::Role::Label, true, format!("{title} {detail}"))
    });
    let center = Align::Center;
    text::paint_fit(ui.painter(), line(70.0, 22.0), center, text::CARD14, theme.t1, &title);
    text::paint_fit(ui.painter(), line(95.0, 18.0), center, text::LABEL12, theme.t3, &detail);
    // Kinds of file and the button stand in the middle, so their width is measured first.
    let endings = [".xlsx", ".xls", ".csv", ".ods"];
    let choose = cx.text("reports-choose-files");
    let paste = cx.text("reports-paste");
    let paste_hint = cx.text("reports-paste-hint");
    let caps: f32 =
        endings.iter().map(|end| text::width(ui, text::LABEL12, end).ceil() + 12.0 + 6.0).sum();
    let buttons: f32 = [&choose, &paste]
        .iter()
        .map(|word| text::width(ui, text::NAME13, word).ceil() + 48.0)
        .sum();
    let wide = caps + 8.0 + buttons + 6.0;
    let row = line(132.0, 32.0);
    let place = Align2::CENTER_CENTER.align_size_within_rect(vec2(wide, 32.0), row);
    let layout = Layout::left_to_right(Align::Center);
    let builder = UiBuilder::new().id_salt("drop").max_rect(place).layout(layout);
    let mut child = ui.new_child(builder);
    child.spacing_mut().item_spacing.x = 6.0;
    for end in endings {
        key_cap(&mut child, end);
    }
    child.add_space(8.0);
    let pick = Button::primary(&choose).icon(icons::FOLDER_OPEN);
    if button(&mut child, pick).clicked() {
        cx.orders.push(Order::PickSheets);
    }
    let look = Button::secondary(&paste).icon(icons::CLIPBOARD).hint(&paste_hint);
    if button(&mut child, look).clicked() {
        // The system hands the clipboard over as if Ctrl+V had been pressed.
        ui.ctx().send_viewport_cmd(ViewportCommand::RequestPaste);
    }
}

fn past(ui: &mut Ui, data: &Data, history: &mut History, cx: &Cx<'_>) {
    let tr = cx.tr;
    let title = tr.text("reports-past");
    let all = tr.text("reports-past-all");
    let columns = [
        Column::new(tr.text("reports-col-time")).fixed(158.0),
        Column::new(tr.text("reports-col-file")).flex(1.0, 180.0),
        Column::new(tr.text("reports-kind")).fixed(120.0),
        Column::new(tr.text("reports-rejected")).fixed(88.0).right(),
        Column::new(tr.text("reports-col-rows")).fixed(96.0).right(),
    ];
    let shown: &[BatchRow] = data.batches.get(..LISTED).unwrap_or(&data.batches);
    card_flush(ui, |ui| {
        list_header(ui, &title, "", |ui| {
            if button(ui, Button::link(&all).medium()).clicked() {
                history.open();
            }
        });
        let name = |row: usize| shown.get(row).map(|batch| batch.file.clone()).unwrap_or_default();
        let height = 32.0 + 36.0 * shown.len() as f32;
        let table = Table::new(&title, &columns, shown.len()).height(height).row_name(&name);
        table.show(ui, &mut TableState::default(), |ui, row, column| {
            if let Some(batch) = shown.get(row) {
                cell(ui, batch, column, &tr.text("reports-taken-back"));
            }
        });
    });
}

fn cell(ui: &mut Ui, batch: &BatchRow, column: usize, taken_back: &str) {
    let theme = Theme::get(ui);
    let [rows, _, _, _, rejected] = &batch.counts;
    match column {
        0 => cell_text(ui, text::BODY13, theme.t2, &batch.at),
        1 => {
            if batch.taken_back {
                badge(ui, Tone::Neutral, taken_back);
            }
            cell_text(ui, text::NAME13, theme.t1, &batch.file);
        }
        2 => cell_text(ui, text::BODY13, theme.t2, &batch.kind),
        3 => {
            let color = if rejected == "0" { theme.t3 } else { theme.bad_t };
            cell_text(ui, text::BODY13, color, rejected);
        }
        _ => cell_text(ui, text::BODY13, theme.t1, rows),
    }
}
