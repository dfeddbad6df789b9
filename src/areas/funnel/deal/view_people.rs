//! The cards of who takes part, of whom we know there, and of what changed.

use egui::{Align, Color32, Layout, Rect, Sense, Ui, UiBuilder, pos2, vec2};

use super::crew::{ContactRow, TeamRow};
use super::data::Data;
use super::form::{Form, Kind, Typed};
use super::history::{History, HistoryRow};
use super::view::View;
use crate::areas::Cx;
use crate::command::Command;
use crate::command::deal_page::{self, What};
use crate::domain::ids::DealPartId;
use crate::metrics::deal_page::Part;
use crate::ui::button::{Button, button};
use crate::ui::card::{card_flush, list_header, padded};
use crate::ui::choice::{badge, chip};
use crate::ui::icons::{self, paint_icon};
use crate::ui::menu::{menu, menu_item};
use crate::ui::table::{Column, Table, TableState, cell_text};
use crate::ui::text;
use crate::ui::tokens::{Theme, Tone};

/// The height of a row.
pub(super) const ROW: f32 = 32.0;

/// Draws one line, cut at a width; nothing where there are no words.
pub(super) fn cut(ui: &mut Ui, kind: text::Type, color: Color32, words: &str, width: f32) {
    if !words.is_empty() {
        text::truncated(ui, kind, color, words, width);
    }
}

/// Records something of the deal.
pub(super) fn record(data: &Data, what: What, cx: &mut Cx<'_>) {
    let (deal, subject, today) = (data.id, data.title.clone(), cx.filter.today);
    cx.run(Command::DealPage(deal_page::Command { deal, subject, today, what }));
}

/// Lays out a row: contents from the left in the room that the buttons at the right leave.
pub(super) fn line(
    ui: &mut Ui,
    height: f32,
    buttons: impl FnOnce(&mut Ui),
    contents: impl FnOnce(&mut Ui),
) -> Rect {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    let inner = rect.shrink2(vec2(16.0, 0.0));
    let layout = Layout::right_to_left(Align::Center);
    let mut right = ui.new_child(UiBuilder::new().max_rect(inner).layout(layout));
    right.spacing_mut().item_spacing.x = 4.0;
    buttons(&mut right);
    let used = right.min_rect();
    let end = if used.width() > 0.0 { used.left() - 8.0 } else { inner.right() };
    let room = Rect::from_min_max(inner.min, pos2(end.max(inner.left()), inner.bottom()));
    let layout = Layout::left_to_right(Align::Center);
    let mut left = ui.new_child(UiBuilder::new().max_rect(room).layout(layout));
    left.spacing_mut().item_spacing.x = 8.0;
    left.shrink_clip_rect(room);
    contents(&mut left);
    let theme = Theme::get(ui);
    let below = Rect::from_min_max(pos2(rect.left(), rect.bottom() - 1.0), rect.max);
    ui.painter().rect_filled(below, 0.0, theme.grid);
    rect
}

/// Draws the card of who takes part.
pub(super) fn team_ui(ui: &mut Ui, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    let team = &data.team;
    card_flush(ui, |ui| {
        list_header(ui, &cx.text("funnel-deal-team"), &team.sub, |ui| {
            if !data.open || team.free.is_empty() {
                return;
            }
            let add = cx.text("funnel-deal-team-add");
            menu(ui, Button::ghost_icon(icons::USER_PLUS, &add).medium(), |ui| {
                for (role, name) in &team.free {
                    if menu_item(ui, None, name, "").clicked() {
                        view.form = Some(Form::new(Kind::Ask(*role), name, Typed::default()));
                    }
                }
            });
        });
        if team.rows.is_empty() {
            padded(ui, 16.0, 12.0, |ui| {
                text::wrapped(
                    ui,
                    text::LABEL12,
                    Theme::get(ui).t3,
                    &cx.text("funnel-deal-team-empty"),
                );
            });
        }
        for row in &team.rows {
            team_row(ui, data, row, view, cx);
        }
    });
}

fn team_row(ui: &mut Ui, data: &Data, row: &TeamRow, view: &mut View, cx: &mut Cx<'_>) {
    let theme = Theme::get(ui);
    let slot = ui.painter().add(egui::Shape::Noop);
    let (mut asks, mut does) = (false, None);
    let words = [
        "funnel-deal-part-ask",
        "funnel-deal-part-take",
        "funnel-deal-part-decline",
        "funnel-deal-part-remove",
    ];
    let words = words.map(|key| cx.tr.with(key, &[("role", row.name.as_str().into())]));
    let [ask, take, decline, remove] = &words;
    let buttons = |ui: &mut Ui| {
        if !data.open {
            return;
        }
        match (row.state, row.part) {
            (Part::Taken, Some(id)) => {
                if button(ui, Button::ghost_icon(icons::USER_MINUS, remove).small()).clicked() {
                    does = Some(Does::Record(What::RemovePart(id)));
                }
            }
            (Part::Asked, Some(id)) => {
                if button(ui, Button::ghost_icon(icons::X, decline).small()).clicked() {
                    does = Some(Does::Decline(id));
                }
                if button(ui, Button::ghost_icon(icons::CHECK, take).small()).clicked() {
                    let since = cx.filter.today;
                    does = Some(Does::Record(What::TakePart { id, since }));
                }
            }
            _ => {
                asks = button(ui, Button::secondary(ask).small()).clicked();
            }
        }
    };
    let place = line(ui, ROW, buttons, |ui| {
        let (icon, color) = match row.state {
            Part::Taken => (icons::CHECK_CIRCLE.filled(), theme.good_t),
            Part::Asked => (icons::CLOCK, theme.warn_t),
            Part::Declined => (icons::X_CIRCLE.filled(), theme.bad_t),
            Part::Missing if row.later => (icons::CIRCLE_DASHED, theme.t3),
            Part::Missing => (icons::X_CIRCLE.filled(), theme.bad_t),
        };
        icons::icon(ui, icon, 14.0, color);
        let t = if row.later { theme.t2 } else { theme.t1 };
        let (name, rest) = (72.0, ui.available_width());
        let begin = ui.cursor().left();
        cut(ui, text::BODY13, t, &row.name, name);
        ui.add_space((name - (ui.cursor().left() - begin)).max(0.0));
        let color = if row.lacks { theme.bad_t } else { t };
        let kind = if row.later { text::BODY13 } else { text::NAME13 };
        cut(ui, kind, color, &row.who, (rest - name - 8.0).max(24.0));
        let width = ui.available_width();
        if !row.note.is_empty() && width > 30.0 {
            cut(ui, text::LABEL12, theme.t3, &row.note, width);
        }
    });
    if row.lacks && row.state == Part::Missing {
        ui.painter().set(slot, egui::Shape::rect_filled(place, 0.0, theme.bad_bg));
    }
    if asks {
        view.form = Some(Form::new(Kind::Ask(row.role), &row.name, Typed::default()));
    }
    match does {
        Some(Does::Record(what)) => record(data, what, cx),
        Some(Does::Decline(id)) => {
            let about = format!("{} {}", row.name, row.who);
            view.form = Some(Form::new(Kind::Decline(id), &about, Typed::default()));
        }
        None => {}
    }
}

/// What a button of a role asks for.
enum Does {
    /// Records something at once.
    Record(What),
    /// Asks why somebody will not take part.
    Decline(DealPartId),
}

/// Draws the card of whom we know there.
pub(super) fn contacts_ui(ui: &mut Ui, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    let contacts = &data.contacts;
    card_flush(ui, |ui| {
        list_header(ui, &cx.text("funnel-deal-contacts"), &contacts.sub, |ui| {
            let add = cx.text("funnel-deal-contacts-add");
            if button(ui, Button::ghost_icon(icons::PLUS, &add).medium()).clicked() {
                view.form = Some(Form::new(Kind::Contact(None), "", Typed::default()));
            }
        });
        for row in &contacts.rows {
            contact_row(ui, data, row, view, cx);
        }
        if contacts.rows.is_empty() && contacts.others.is_empty() {
            padded(ui, 16.0, 12.0, |ui| {
                let none = cx.text("funnel-deal-contacts-empty");
                text::wrapped(ui, text::LABEL12, Theme::get(ui).t3, &none);
            });
        }
        let mut added = None;
        for (name, title) in &contacts.others {
            let words = cx.tr.with("funnel-deal-contacts-take", &[("name", name.as_str().into())]);
            let take = |ui: &mut Ui| {
                if button(ui, Button::ghost_icon(icons::PLUS, &words).small()).clicked() {
                    added = Some((name.clone(), title.clone()));
                }
            };
            line(ui, ROW, take, |ui| {
                let theme = Theme::get(ui);
                let width = ui.available_width();
                cut(ui, text::BODY13, theme.t2, name, width * 0.4);
                let width = ui.available_width();
                cut(ui, text::LABEL12, theme.t3, title, width);
            });
        }
        if let Some((name, more)) = added {
            let start = Typed { name, more, ..Typed::default() };
            view.form = Some(Form::new(Kind::Contact(None), "", start));
        }
    });
}

/// A cell of a row, with its contents in the room it leaves to the next one.
fn cell(ui: &mut Ui, width: f32, content: impl FnOnce(&mut Ui, f32)) {
    let begin = ui.cursor().left();
    content(ui, width - 8.0);
    ui.add_space((width - (ui.cursor().left() - begin)).max(0.0));
}

fn contact_row(ui: &mut Ui, data: &Data, row: &ContactRow, view: &mut View, cx: &mut Cx<'_>) {
    let words = ["funnel-deal-contacts-edit", "funnel-deal-contacts-remove"];
    let words = words.map(|key| cx.tr.with(key, &[("name", row.name.as_str().into())]));
    let [edit, remove] = &words;
    let (mut edits, mut removes) = (false, false);
    let buttons = |ui: &mut Ui| {
        removes = button(ui, Button::ghost_icon(icons::X, remove).small()).clicked();
        edits = button(ui, Button::ghost_icon(icons::PENCIL_SIMPLE, edit).small()).clicked();
    };
    line(ui, ROW, buttons, |ui| {
        let theme = Theme::get(ui);
        let whole = ui.available_width();
        ui.spacing_mut().item_spacing.x = 6.0;
        cell(ui, whole * 0.40, |ui, width| {
            let name = text::width(ui, text::NAME13, &row.name).min(width);
            cut(ui, text::NAME13, theme.t1, &row.name, name + 1.0);
            if width - name > 30.0 {
                cut(ui, text::LABEL12, theme.t3, &row.title, width - name - 8.0);
            }
        });
        cell(ui, whole * 0.20, |ui, width| {
            cut(ui, text::BODY13, theme.t1, &row.part, width);
        });
        let (tone, stance) = &row.stance;
        cell(ui, whole * 0.20, |ui, _| {
            badge(ui, *tone, stance);
        });
        let width = ui.available_width();
        cut(ui, text::BODY13, theme.t2, &row.met, width);
    });
    if removes {
        record(data, What::RemoveContact(row.id), cx);
    }
    if edits {
        let form = row.form.clone();
        let start = Typed {
            name: form.name,
            more: form.title,
            day: form.met_on.map_or_else(String::new, |day| day.to_string()),
            part: form.part,
            stance: form.stance,
            ..Typed::default()
        };
        view.form = Some(Form::new(Kind::Contact(Some(row.id)), "", start));
    }
}

/// Draws the card of what changed.
pub(super) fn history_ui(ui: &mut Ui, history: &History, view: &mut View, cx: &Cx<'_>) {
    let rows: Vec<&HistoryRow> = history
        .rows
        .iter()
        .filter(|row| view.field.is_none_or(|field| row.field == field))
        .collect();
    card_flush(ui, |ui| {
        list_header(ui, &cx.text("funnel-deal-history"), &history.sub, |ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            // From right to left, so that they read from left to right.
            for (field, label) in history.chips.iter().rev() {
                if chip(ui, label, view.field == *field).clicked() {
                    view.field = *field;
                    view.table = TableState::default();
                }
            }
        });
        let columns = [
            Column::new(cx.text("funnel-deal-column-day")).fixed(84.0),
            Column::new(cx.text("funnel-deal-column-field")).fixed(92.0),
            Column::new(cx.text("funnel-deal-column-change")).flex(1.0, 220.0),
            Column::new(cx.text("funnel-deal-column-diff")).fixed(96.0),
            Column::new(cx.text("funnel-deal-column-source")).flex(0.6, 150.0),
        ];
        let row_name = |row: usize| {
            rows.get(row).map_or_else(String::new, |row| {
                format!("{} {} {} {}", row.day, row.name, row.before, row.after)
            })
        };
        Table::new(&cx.text("funnel-deal-history"), &columns, rows.len())
            .row_height(28.0)
            .height(32.0 + 12.0 * 28.0)
            .row_name(&row_name)
            .show(ui, &mut view.table, |ui, row, column| {
                if let Some(row) = rows.get(row) {
                    history_cell(ui, row, column);
                }
            });
    });
}

fn history_cell(ui: &mut Ui, row: &HistoryRow, column: usize) {
    let theme = Theme::get(ui);
    match column {
        0 => cell_text(ui, text::BODY13, theme.t2, &row.day),
        1 => cell_text(ui, text::BODY13, theme.t1, &row.name),
        2 => {
            if !row.before.is_empty() {
                let most = ui.available_width() * 0.45;
                cut(ui, text::BODY13, theme.t2, &row.before, most);
                let (arrow, _) = ui.allocate_exact_size(vec2(14.0, 14.0), Sense::hover());
                paint_icon(ui.painter(), arrow.center(), icons::ARROW_RIGHT, 12.0, theme.t3);
            }
            cell_text(ui, text::NAME13, theme.t1, &row.after);
        }
        3 => {
            let color = if row.tone == Tone::Neutral { theme.t1 } else { row.tone.text(theme) };
            cell_text(ui, text::BODY13, color, &row.change);
        }
        _ => cell_text(ui, text::BODY13, theme.t2, &row.source),
    }
}
