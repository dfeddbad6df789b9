//! The two days: typed, picked on the rail of reports, or chosen by one press.

use chrono::NaiveDate;
use egui::{Align, Layout, Rect, Ui, UiBuilder, pos2, vec2};

use super::data::Data;
use super::view::View;
use crate::areas::Cx;
use crate::areas::day::day_field;
use crate::ui::card::Card;
use crate::ui::charts::rail::{RailPoint, rail};
use crate::ui::choice::chip;
use crate::ui::date::parse_date;
use crate::ui::field::Field;
use crate::ui::icons::{self, paint_icon};
use crate::ui::tokens::Theme;

/// The card, and what an error below a field needs.
const HEIGHT: f32 = 76.0;
const ERROR: f32 = 22.0;
/// A field, and the arrow between the two.
const FIELD: f32 = 132.0;
const ARROW: f32 = 40.0;

/// Draws the two days.
pub(super) fn days_ui(ui: &mut Ui, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    // Other days were loaded: they stand in the fields, unless they are what was typed there.
    if view.loaded != Some(data.days) {
        if parse_date(&view.from).zip(parse_date(&view.to)) != Some(data.days) {
            (view.from, view.to) = (data.days.0.to_string(), data.days.1.to_string());
        }
        view.loaded = Some(data.days);
    }
    let wrong = wrong(view, data, cx);
    let height = HEIGHT + if wrong.is_some() { ERROR } else { 0.0 };
    Card::new().height(height).show(ui, |ui| {
        let room = ui.max_rect().shrink2(vec2(16.0, 9.0));
        let fields = room.with_max_x(room.left() + 2.0 * FIELD + ARROW);
        fields_ui(ui, fields, wrong.as_ref(), data.known, view, cx);
        let chips = chips_ui(ui, room, data, view);
        let place = Rect::from_min_max(
            pos2(fields.right() + 24.0, room.top()),
            pos2(chips - 16.0, room.top() + HEIGHT - 20.0),
        );
        // Without room for a few days there is no rail; the fields stay.
        if place.width() > 160.0 {
            rail_ui(ui, place, data, view);
        }
    });
}

/// Which field is wrong, and why.
type Wrong = (bool, String);

fn wrong(view: &View, data: &Data, cx: &Cx<'_>) -> Option<Wrong> {
    let unread = |first: bool| Some((first, cx.text("funnel-time-day-unread")));
    let Some(from) = parse_date(&view.from) else { return unread(true) };
    let Some(to) = parse_date(&view.to) else { return unread(false) };
    if to > data.known {
        let day = data.known.to_string();
        return Some((false, cx.tr.with("funnel-time-day-late", &[("day", day.into())])));
    }
    (from >= to).then(|| (true, cx.text("funnel-time-day-order")))
}

fn fields_ui(
    ui: &mut Ui,
    room: Rect,
    wrong: Option<&Wrong>,
    known: NaiveDate,
    view: &mut View,
    cx: &Cx<'_>,
) {
    let (from, to) = (cx.text("funnel-time-from"), cx.text("funnel-time-to"));
    let error = |first: bool| wrong.filter(|(at, _)| *at == first).map(|(_, words)| words.as_str());
    let place = |left: f32| Rect::from_min_size(pos2(left, room.top()), vec2(FIELD, room.height()));
    let today = cx.filter.today;
    let left = place(room.left());
    let mut first = ui.new_child(UiBuilder::new().id_salt("from").max_rect(left));
    let field = Field::new(&from).compact().width(FIELD).error(error(true));
    let mut changed = day_field(&mut first, field, &mut view.from, today, cx.tr).changed();
    // Between the frames of the two fields, below their labels.
    let middle = pos2(left.right() + ARROW / 2.0, room.top() + 36.0);
    paint_icon(ui.painter(), middle, icons::ARROW_RIGHT, 16.0, Theme::get(ui).t3);
    let right = place(left.right() + ARROW);
    let mut second = ui.new_child(UiBuilder::new().id_salt("to").max_rect(right));
    let field = Field::new(&to).compact().width(FIELD).error(error(false));
    changed |= day_field(&mut second, field, &mut view.to, today, cx.tr).changed();
    if changed && let Some(days) = parse_date(&view.from).zip(parse_date(&view.to)) {
        choose(view, days, known);
    }
}

/// Asks for these days; what is not sound is said at the fields and not asked for.
fn choose(view: &mut View, days: (NaiveDate, NaiveDate), known: NaiveDate) {
    if days.0 < days.1 && days.1 <= known {
        view.days = Some(days);
    }
}

/// Asks for days that were pressed: they stand in the fields at once, in the place of what was typed.
fn pick(view: &mut View, days: (NaiveDate, NaiveDate), known: NaiveDate) {
    (view.from, view.to) = (days.0.to_string(), days.1.to_string());
    choose(view, days, known);
}

/// Draws the beginnings to choose; returns where they begin.
fn chips_ui(ui: &mut Ui, room: Rect, data: &Data, view: &mut View) -> f32 {
    let line = room.with_max_y(room.top() + HEIGHT - 20.0);
    let layout = Layout::right_to_left(Align::Center);
    let mut row = ui.new_child(UiBuilder::new().id_salt("quick").max_rect(line).layout(layout));
    row.spacing_mut().item_spacing.x = 8.0;
    for (name, days) in data.quick.iter().rev() {
        if chip(&mut row, name, data.days == *days).clicked() {
            pick(view, *days, data.known);
        }
    }
    row.min_rect().left()
}

fn rail_ui(ui: &mut Ui, place: Rect, data: &Data, view: &mut View) {
    let points: Vec<RailPoint<'_>> = data
        .rail
        .iter()
        .map(|day| RailPoint { label: &day.label, told: &day.told, hollow: !day.reported })
        .collect();
    let at = |day: NaiveDate| data.rail.iter().position(|point| point.day == day);
    let (from, to) = data.days;
    let mut child = ui.new_child(UiBuilder::new().id_salt("rail").max_rect(place));
    let pressed = rail(&mut child, place.size(), &points, (at(from), at(to)));
    if let Some(point) = pressed.and_then(|at| data.rail.get(at)) {
        pick(view, nearer(data.days, point.day), data.known);
    }
}

/// The two days once one was picked: the nearer end goes there, the first where both are as near.
fn nearer((from, to): (NaiveDate, NaiveDate), day: NaiveDate) -> (NaiveDate, NaiveDate) {
    let far = |end: NaiveDate| end.signed_duration_since(day).num_days().abs();
    let first = day < from || (day < to && far(from) <= far(to));
    if first { (day, to) } else { (from, day) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearer_end_goes_to_the_day_that_was_picked() {
        let day = |text: &str| -> NaiveDate { text.parse().unwrap() };
        let days = (day("2025-10-01"), day("2025-10-11"));
        for (picked, from, to) in [
            ("2025-09-01", "2025-09-01", "2025-10-11"),
            ("2025-10-06", "2025-10-06", "2025-10-11"),
            ("2025-10-07", "2025-10-01", "2025-10-07"),
            ("2025-11-01", "2025-10-01", "2025-11-01"),
            ("2025-10-11", "2025-10-01", "2025-10-11"),
        ] {
            assert_eq!(nearer(days, day(picked)), (day(from), day(to)), "{picked}");
        }
    }
}
