//! 导出: any table of the workspace as a sheet or on the clipboard, everything at once, and
//! templates for reps to fill in.

use egui::{Rect, Ui};

use super::data::Data;
use super::page;
use crate::areas::{Cx, Event, Order, Purpose};
use crate::ui::button::{Button, button};
use crate::ui::card::{card_flush, list_header, padded};
use crate::ui::icons;
use crate::ui::state::skeleton_rows;
use crate::ui::table::{Column, Table, TableState, cell_text};
use crate::ui::text;
use crate::ui::tokens::Theme;

/// What is chosen.
#[derive(Default)]
pub(super) struct ExportView {
    table: TableState,
    /// The table for which a place was asked.
    asked: Option<&'static str>,
}

impl ExportView {
    pub(super) fn receive(&mut self, event: &Event, cx: &mut Cx<'_>) {
        match event {
            Event::Picked(Purpose::Export, path) => {
                if let Some(table) = self.asked.take() {
                    cx.orders.push(Order::Export(table.to_owned(), path.clone()));
                }
            }
            Event::Picked(Purpose::Everything, folder) => {
                // A folder of its own: the picked one will have other things in it.
                let name = format!("{}_{}", cx.tr.text("reports-everything"), cx.filter.today);
                cx.orders.push(Order::ExportEverything(folder.join(name)));
            }
            Event::Picked(Purpose::Templates, folder) => {
                cx.orders.push(Order::WriteTemplates(folder.clone()));
            }
            _ => {}
        }
    }
}

pub(super) fn draw(ui: &mut Ui, rect: Rect, data: &Data, view: &mut ExportView, cx: &mut Cx<'_>) {
    let tr = cx.tr;
    let column = page::middle(page::padded(rect), 960.0);
    let (title, sub) = (tr.text("reports-export-title"), tr.text("reports-export-sub"));
    let columns = [
        Column::new(tr.text("reports-col-table")).fixed(150.0),
        Column::new(tr.text("reports-col-holds")).flex(1.0, 200.0),
        Column::new(tr.text("reports-col-rows")).fixed(100.0).right(),
        Column::new(tr.text("reports-export-as")).fixed(216.0).right(),
    ];
    let everything = tr.text("reports-export-everything");
    let templates = tr.text("reports-export-templates");
    let copy = tr.text("reports-export-copy");
    let systems = tr.text("reports-export-systems");
    let (mut wanted, mut copied, mut folder) = (None, None, None);
    page::part(ui, "export", column, |ui| {
        card_flush(ui, |ui| {
            list_header(ui, &title, &sub, |ui| {
                // From right to left.
                let all = Button::secondary(&everything).medium().icon(icons::PACKAGE);
                if button(ui, all).clicked() {
                    folder = Some(Purpose::Everything);
                }
                let forms = Button::secondary(&templates).medium().icon(icons::FILE_XLS);
                if button(ui, forms).clicked() {
                    folder = Some(Purpose::Templates);
                }
            });
            padded(ui, 16.0, 8.0, |ui| {
                text::wrapped(ui, text::LABEL12, Theme::get(ui).t3, &systems);
            });
            if data.tables.is_empty() {
                skeleton_rows(ui, 8, 44.0);
                return;
            }
            let theme = Theme::get(ui);
            let name =
                |row: usize| data.tables.get(row).map(|t| t.name.clone()).unwrap_or_default();
            let table = Table::new(&title, &columns, data.tables.len())
                .row_height(44.0)
                .main()
                .row_name(&name);
            table.show(ui, &mut view.table, |ui, row, column| {
                let Some(table) = data.tables.get(row) else { return };
                match column {
                    0 => cell_text(ui, text::NAME13, theme.t1, &table.name),
                    1 => cell_text(ui, text::BODY13, theme.t2, &table.detail),
                    2 => {
                        let color = if table.empty { theme.t3 } else { theme.t1 };
                        cell_text(ui, text::BODY13, color, &table.rows);
                    }
                    _ => {
                        // From right to left; an empty table still gives its headings.
                        let name = format!("{} {copy}", table.name);
                        let to_clipboard = Button::icon_only(icons::COPY, &name).medium();
                        if button(ui, to_clipboard).clicked() {
                            copied = Some(table.id);
                        }
                        for (ending, icon) in [("csv", icons::FILE_CSV), ("xlsx", icons::FILE_XLS)]
                        {
                            let write = Button::secondary(ending).medium().icon(icon);
                            let write = button(ui, write);
                            if write.accessible_name(format!("{} {ending}", table.name)).clicked() {
                                wanted = Some((table, ending));
                            }
                        }
                    }
                }
            });
        });
    });
    if let Some(purpose) = folder {
        cx.orders.push(Order::PickFolder(purpose));
    }
    if let Some(table) = copied {
        cx.orders.push(Order::CopyTable(table.to_owned()));
    }
    if let Some((table, ending)) = wanted {
        let name = format!("{}_{}.{ending}", table.name, cx.filter.today);
        view.asked = Some(table.id);
        cx.orders.push(Order::PickSave(Purpose::Export, name));
    }
}
