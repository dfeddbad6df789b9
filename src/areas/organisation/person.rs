//! The card of the chosen person: who, since when, what they carry, what changed.

use egui::{
    Align, Align2, CornerRadius, Layout, Rect, ScrollArea, Sense, Stroke, StrokeKind, Ui,
    UiBuilder, pos2, vec2,
};

use crate::areas::{AreaId, Cx, Filter, Order};
use crate::domain::scope::Scope;
use crate::ui::button::{Button, button};
use crate::ui::card::{divider, padded};
use crate::ui::choice::badge;
use crate::ui::icons::{self, Icon};
use crate::ui::menu::{menu, menu_item};
use crate::ui::state::{avatar, empty_state};
use crate::ui::text;
use crate::ui::tokens::{Theme, Tone};

use super::data::Data;
use super::form::Form;
use super::history::HistoryRow;
use super::people::{DASH, PersonRow};
use super::view::{View, archive};

pub(super) fn person_ui(ui: &mut Ui, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    let Some(row) = view.shown_person(data) else {
        let (title, detail) =
            (cx.text("organisation-no-person"), cx.text("organisation-no-person-detail"));
        empty_state(ui, icons::USER, &title, &detail, None);
        return;
    };
    padded(ui, 16.0, 16.0, |ui| {
        ui.spacing_mut().item_spacing.y = 12.0;
        header_ui(ui, row, view, cx);
        facts_ui(ui, row, cx);
        actions_ui(ui, row, cx);
    });
    divider(ui);
    let area = ScrollArea::vertical().id_salt(("person", row.id.0)).auto_shrink(false);
    area.show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        stints_ui(ui, row, cx);
        divider(ui);
        contact_ui(ui, row, cx);
        if data.focus == Some(row.id) {
            divider(ui);
            history_ui(ui, &data.history, cx);
        }
    });
}

fn header_ui(ui: &mut Ui, row: &PersonRow, view: &mut View, cx: &mut Cx<'_>) {
    let theme = Theme::get(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 42.0), Sense::hover());
    let layout = Layout::right_to_left(Align::Center);
    let builder = UiBuilder::new().id_salt("actions").max_rect(rect).layout(layout);
    let mut right = ui.new_child(builder);
    right.spacing_mut().item_spacing.x = 8.0;
    let (more, edit) = (cx.text("organisation-more"), cx.text("organisation-edit-person"));
    menu(&mut right, Button::icon_only(icons::DOTS_THREE, &more).medium(), |ui| {
        if row.archived {
            let restore = cx.text("organisation-restore");
            if menu_item(ui, Some(icons::USER_PLUS), &restore, "").clicked() {
                archive(row, false, cx);
            }
        } else {
            let leave = cx.text("organisation-leave");
            if row.open.is_some() && menu_item(ui, Some(icons::SIGN_OUT), &leave, "").clicked() {
                view.form = Some(Form::leave(row, cx.filter.today));
            }
            let remove = cx.text("organisation-remove");
            if menu_item(ui, Some(icons::USER_MINUS), &remove, "").clicked() {
                view.leaving = Some(row.id);
            }
        }
    });
    if button(&mut right, Button::icon_only(icons::PENCIL_SIMPLE, &edit).medium()).clicked() {
        view.form = Some(Form::edit_person(row, cx.filter.today));
    }
    let end = right.min_rect().left() - 8.0;

    let circle = Rect::from_min_size(rect.min, vec2(40.0, 40.0));
    let mut corner = ui.new_child(UiBuilder::new().id_salt("avatar").max_rect(circle));
    avatar(&mut corner, &row.initial, 40.0, true);
    let left = rect.left() + 52.0;
    let line = |top: f32, tall: f32| {
        Rect::from_min_max(pos2(left, rect.top() + top), pos2(end, rect.top() + top + tall))
    };
    let layout = Layout::left_to_right(Align::Center);
    let builder = UiBuilder::new().id_salt("name").max_rect(line(-2.0, 24.0)).layout(layout);
    let mut name = ui.new_child(builder);
    name.spacing_mut().item_spacing.x = 6.0;
    let badges = [
        (row.present(), Tone::Good, "organisation-active"),
        (row.left && !row.archived, Tone::Neutral, "organisation-left"),
        (row.archived, Tone::Neutral, "organisation-archived"),
        (row.external, Tone::Accent, "organisation-external"),
        (row.new, Tone::Warn, "organisation-new"),
    ];
    let words: Vec<(Tone, String)> = badges
        .into_iter()
        .filter(|(on, ..)| *on)
        .map(|(_, tone, key)| (tone, cx.text(key)))
        .collect();
    let first =
        words.first().map_or(0.0, |(_, word)| text::width(&name, text::LABEL12, word) + 20.0);
    let room = (name.available_width() - first).max(24.0);
    text::truncated(&mut name, text::TITLE16, theme.t1, &row.name, room);
    for (at, (tone, word)) in words.iter().enumerate() {
        let width = text::width(&name, text::LABEL12, word) + 18.0;
        if at == 0 || name.available_width() > width {
            badge(&mut name, *tone, word);
        }
    }
    let post = [row.post.as_str(), row.level.as_str()].join(" ");
    let parts = [post.trim(), row.city.as_str(), row.number.as_str()];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let sub = if parts.is_empty() {
        cx.text("organisation-nothing-known")
    } else {
        parts.join(&cx.text("organisation-comma"))
    };
    text::paint_fit(ui.painter(), line(23.0, 18.0), Align::Min, text::LABEL12, theme.t2, &sub);
}

/// Four facts in a frame.
fn facts_ui(ui: &mut Ui, row: &PersonRow, cx: &Cx<'_>) {
    let theme = Theme::get(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 50.0), Sense::hover());
    let stroke = Stroke::new(1.0, theme.border);
    ui.painter().rect_stroke(rect, CornerRadius::same(6), stroke, StrokeKind::Inside);
    let open = row
        .n_open
        .filter(|_| !row.without_deals)
        .map(|open| i64::try_from(open).unwrap_or(i64::MAX));
    let deals = |open: i64| cx.tr.with("organisation-n-deals", &[("n", open.into())]);
    let facts = [
        (cx.text("organisation-fact-hired"), row.hired_text.clone()),
        (cx.text("organisation-fact-tenure"), row.tenure.clone()),
        (cx.text("organisation-fact-open"), open.map_or_else(|| DASH.to_owned(), deals)),
        (
            cx.text("organisation-fact-won"),
            if row.without_deals { DASH.to_owned() } else { row.won.clone() },
        ),
    ];
    let width = rect.width() / facts.len() as f32;
    for (at, (label, value)) in facts.iter().enumerate() {
        let x0 = (rect.left() + width * at as f32).round();
        let x1 = (rect.left() + width * (at + 1) as f32).round();
        if at > 0 {
            let points = [pos2(x0 + 0.5, rect.top() + 1.0), pos2(x0 + 0.5, rect.bottom() - 1.0)];
            ui.painter().line_segment(points, stroke);
        }
        let line = |top: f32, tall: f32| {
            Rect::from_min_max(
                pos2(x0 + 4.0, rect.top() + top),
                pos2(x1 - 4.0, rect.top() + top + tall),
            )
        };
        let cell = Rect::from_min_max(pos2(x0, rect.top()), pos2(x1, rect.bottom()));
        let painter = ui.painter();
        let middle = Align::Center;
        let cut_label =
            text::paint_fit(painter, line(6.0, 18.0), middle, text::LABEL12, theme.t3, label);
        let cut_value =
            text::paint_fit(painter, line(25.0, 20.0), middle, text::NAME13, theme.t1, value);
        let response = ui.interact(cell, ui.scope_id().with(("fact", at)), Sense::hover());
        let name = format!("{label} {value}");
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &name));
        if cut_label || cut_value {
            response.on_hover_text(name);
        }
    }
}

/// Where else this person can be looked at.
fn actions_ui(ui: &mut Ui, row: &PersonRow, cx: &mut Cx<'_>) {
    let (funnel, evaluation) =
        (cx.text("organisation-see-funnel"), cx.text("organisation-see-evaluation"));
    let restore = cx.text("organisation-restore");
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        let mut go = None;
        if button(ui, Button::secondary(&funnel).icon(icons::FUNNEL).medium()).clicked() {
            go = Some(AreaId::Funnel);
        }
        let look = Button::secondary(&evaluation).icon(icons::CLIPBOARD_TEXT).medium();
        if button(ui, look).clicked() {
            go = Some(AreaId::Evaluation);
        }
        if row.archived && button(ui, Button::ghost(&restore).medium()).clicked() {
            archive(row, false, cx);
        }
        if let Some(area) = go {
            let filter = Filter { scope: Scope::Person(row.id), ..*cx.filter };
            cx.orders.push(Order::Filter(filter));
            cx.orders.push(Order::Go(area));
        }
    });
}

fn section_ui(ui: &mut Ui, title: &str, note: &str, content: impl FnOnce(&mut Ui)) {
    padded(ui, 16.0, 12.0, |ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        ui.horizontal(|ui| {
            text::strong(ui, title);
            if !note.is_empty() {
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| text::hint(ui, note));
            }
        });
        content(ui);
    });
}

fn stints_ui(ui: &mut Ui, row: &PersonRow, cx: &Cx<'_>) {
    let theme = Theme::get(ui);
    section_ui(ui, &cx.text("organisation-stints"), "", |ui| {
        if row.stints.is_empty() {
            text::wrapped(ui, text::LABEL12, theme.t3, &cx.text("organisation-stints-none"));
        }
        for (at, stint) in row.stints.iter().enumerate() {
            let size = vec2(ui.available_width(), 40.0);
            let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
            let name = format!("{} {}", stint.place, stint.span);
            response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &name));
            let center = pos2(rect.left() + 5.0, rect.top() + 11.0);
            let painter = ui.painter();
            if at + 1 < row.stints.len() {
                let rail = [pos2(center.x, center.y + 8.0), pos2(center.x, rect.bottom() + 8.0)];
                painter.line_segment(rail, Stroke::new(1.0, theme.border2));
            }
            if stint.now {
                painter.circle_filled(center, 4.5, theme.accent);
            } else {
                painter.circle_stroke(center, 4.0, Stroke::new(1.5, theme.neu));
            }
            let line = |top: f32, tall: f32| {
                Rect::from_min_max(
                    pos2(rect.left() + 20.0, rect.top() + top),
                    pos2(rect.right(), rect.top() + top + tall),
                )
            };
            let left = Align::Min;
            let cut = text::paint_fit(
                painter,
                line(1.0, 20.0),
                left,
                text::BODY13,
                theme.t1,
                &stint.place,
            );
            text::paint_fit(painter, line(21.0, 18.0), left, text::LABEL12, theme.t3, &stint.span);
            if cut {
                response.on_hover_text(&stint.place);
            }
        }
    });
}

fn contact_ui(ui: &mut Ui, row: &PersonRow, cx: &Cx<'_>) {
    let theme = Theme::get(ui);
    section_ui(ui, &cx.text("organisation-contact"), "", |ui| {
        let lines: [(Icon, &str); 2] =
            [(icons::PHONE, &row.phone), (icons::ENVELOPE_SIMPLE, &row.email)];
        if lines.iter().all(|(_, value)| value.is_empty()) {
            text::wrapped(ui, text::LABEL12, theme.t3, &cx.text("organisation-contact-none"));
        }
        for (icon, value) in lines.into_iter().filter(|(_, value)| !value.is_empty()) {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 8.0;
                icons::icon(ui, icon, 14.0, theme.t3);
                let width = ui.available_width();
                text::truncated(ui, text::BODY13, theme.t1, value, width);
            });
        }
    });
}

fn history_ui(ui: &mut Ui, rows: &[HistoryRow], cx: &Cx<'_>) {
    let theme = Theme::get(ui);
    let most = i64::try_from(super::history::MOST).unwrap_or_default();
    let note = if rows.len() < super::history::MOST {
        String::new()
    } else {
        cx.tr.with("organisation-history-newest", &[("n", most.into())])
    };
    section_ui(ui, &cx.text("organisation-history"), &note, |ui| {
        if rows.is_empty() {
            text::wrapped(ui, text::LABEL12, theme.t3, &cx.text("organisation-history-none"));
        }
        for row in rows {
            history_row(ui, row);
        }
    });
}

pub(super) fn history_row(ui: &mut Ui, row: &HistoryRow) {
    let theme = Theme::get(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 40.0), Sense::hover());
    let under = format!("{}  {}", row.when, row.source);
    let name = format!("{} {} → {}. {under}", row.field, row.before, row.after);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &name));
    let line =
        |top: f32, tall: f32| rect.with_min_y(rect.top() + top).with_max_y(rect.top() + top + tall);
    let first = line(0.0, 20.0);
    let painter = ui.painter();
    let start = pos2(first.left(), first.center().y);
    let field =
        text::paint(painter, start, Align2::LEFT_CENTER, text::BODY13, theme.t2, &row.field);
    let mut x = field.right() + 10.0;
    let mut cut = false;
    if !row.before.is_empty() && row.before != DASH {
        let room = ((first.right() - x) * 0.5).max(0.0);
        let width = text::size(painter, text::BODY13, &row.before).x.min(room).ceil();
        let place = first.with_min_x(x).with_max_x(x + width);
        cut |= text::paint_fit(painter, place, Align::Min, text::BODY13, theme.t3, &row.before);
        let arrow = pos2(x + width + 11.0, first.center().y);
        icons::paint_icon(painter, arrow, icons::ARROW_RIGHT, 12.0, theme.t3);
        x += width + 22.0;
    }
    let place = first.with_min_x(x.min(first.right()));
    cut |= text::paint_fit(painter, place, Align::Min, text::NAME13, theme.t1, &row.after);
    cut |= text::paint_fit(painter, line(20.0, 18.0), Align::Min, text::LABEL12, theme.t3, &under);
    if cut {
        response.on_hover_text(name);
    }
}
