//! What stands on the agenda, in words; and how a line of it looks.

use chrono::NaiveDate;
use egui::{Align, Align2, CursorIcon, Rect, Role, Sense, Ui, pos2, vec2};

use super::data::{Load, joined};
use crate::areas::{Cx, Filter, Order};
use crate::error::Result;
use crate::i18n::{FluentValue, Language, period_label};
use crate::metrics::coaching::say::kind as coaching_kind;
use crate::metrics::notices::Act;
use crate::metrics::notices::say::Names;
use crate::metrics::submissions::slot::Slot;
use crate::metrics::today::agenda::{Days, Item, What, agenda};
use crate::store::records::OwedKind;
use crate::ui::button::{Button, button};
use crate::ui::icons::{self, paint_icon};
use crate::ui::text;
use crate::ui::tokens::Theme;

/// A line of the agenda.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The day.
    pub day: NaiveDate,
    /// When it begins; empty where that is not known.
    pub at: String,
    /// What it is.
    pub title: String,
    /// What about it.
    pub detail: String,
    /// Whether it is done.
    pub done: bool,
    /// What opens it.
    pub act: Act,
    /// The word on its button; empty for none.
    pub action: String,
}

/// The lines of some days.
pub(super) fn rows(load: &Load<'_>, days: Days) -> Result<Vec<Row>> {
    let (scope, today) = (load.scope, load.today);
    let items = agenda(load.db, load.directory, scope, days, (load.notices, today))?;
    let mut names = Names::default();
    for item in &items {
        if let What::Coaching { account: Some(account), .. } = item.what {
            names.account(load.db, account)?;
        }
    }
    Ok(items.into_iter().map(|item| row(load, &names, item)).collect())
}

fn row(load: &Load<'_>, names: &Names, item: Item) -> Row {
    let tr = load.tr;
    let Item { day, at, what, done, act } = item;
    let (title, detail, action) = match what {
        What::Coaching { person, kind, topic, account, .. } => {
            let args = [
                ("kind", FluentValue::from(coaching_kind(tr, kind))),
                ("name", load.directory.person_name(person).into()),
            ];
            let account = account.map(|id| names.account_name(id).to_owned()).unwrap_or_default();
            let parts: Vec<String> =
                [account, topic].into_iter().filter(|part| !part.is_empty()).collect();
            let detail = joined(tr, &parts);
            (tr.with("today-agenda-coaching", &args), detail, "today-agenda-start")
        }
        What::Class { name, name_en, people, place, .. } => {
            let english = tr.language() == Language::English && !name_en.is_empty();
            let name = if english { name_en } else { name };
            let title = tr.with("today-agenda-class", &[("name", name.into())]);
            let n = load.count("today-agenda-people", people, &[]);
            let parts: Vec<String> = [Some(n), place].into_iter().flatten().collect();
            (title, joined(tr, &parts), "today-agenda-open")
        }
        What::Reports { slot, owed, sent } => {
            let title = tr.with(report_key(slot), &[("period", slot_text(load, slot).into())]);
            let whole = |n: usize| FluentValue::from(i64::try_from(n).unwrap_or(i64::MAX));
            let args = [("sent", whole(sent)), ("owed", whole(owed))];
            (title, tr.with("today-agenda-sent", &args), "notice-act-remind")
        }
        What::Notice(notice) => {
            let scope = load.whose();
            let line = load.say(&scope).line(&notice);
            let args = [("kind", FluentValue::from(line.kind)), ("detail", line.detail.into())];
            return Row {
                day,
                at: at.unwrap_or_default(),
                title: line.title,
                detail: tr.with("today-agenda-notice", &args),
                done,
                act,
                action: if done { String::new() } else { line.action },
            };
        }
    };
    let action = if done { String::new() } else { tr.text(action) };
    Row { day, at: at.unwrap_or_default(), title, detail, done, act, action }
}

const fn report_key(slot: Slot) -> &'static str {
    match slot.kind {
        OwedKind::Daily => "today-agenda-report-daily",
        OwedKind::Weekly => "today-agenda-report-weekly",
        OwedKind::Monthly => "today-agenda-report-monthly",
    }
}

fn slot_text(load: &Load<'_>, slot: Slot) -> String {
    let period = slot.period().map(|period| period_label(load.tr, period));
    period.unwrap_or_else(|| slot.first.to_string())
}

/// Shows where something is seen to; in the period of its day where that is not the one that is looked at.
pub(super) fn see(cx: &mut Cx<'_>, act: &Act, day: Option<NaiveDate>) {
    let period = cx.filter.period;
    if let Some(day) = day.filter(|day| !period.contains(*day)) {
        let period = period.same_kind_at(day);
        cx.orders.push(Order::Filter(Filter { period, ..*cx.filter }));
    }
    cx.orders.push(Order::Act(act.clone()));
}

/// The height of a line.
pub(super) const ROW: f32 = 38.0;

/// Draws a line; `next` is the one to begin with, whose button always shows.
pub(super) fn row_ui(ui: &mut Ui, row: &Row, next: bool, cx: &mut Cx<'_>) {
    let theme = Theme::get(ui);
    let size = vec2(ui.available_width(), ROW);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let state = cx.text(if row.done { "today-agenda-done" } else { "today-agenda-open-state" });
    let name = [row.at.as_str(), &row.title, &row.detail, &state];
    let name: Vec<&str> = name.into_iter().filter(|part| !part.is_empty()).collect();
    response
        .widget_info(|| egui::WidgetInfo::labeled(Role::Button, ui.is_enabled(), name.join(" ")));
    let hovered = response.hovered() || ui.rect_contains_pointer(rect);
    let fill = match (next, hovered) {
        (true, _) => Some(theme.selected),
        (false, true) => Some(theme.hover),
        (false, false) => None,
    };
    if let Some(fill) = fill {
        ui.painter().rect_filled(rect, 0.0, fill);
    }
    if response.has_focus() {
        let stroke = egui::Stroke::new(2.0, theme.accent);
        ui.painter().rect_stroke(rect, 0.0, stroke, egui::StrokeKind::Inside);
    }
    let y = rect.center().y;
    let (time, color) =
        if next { (text::NAME13, theme.accent_t) } else { (text::BODY13, theme.t3) };
    let at = pos2(rect.left() + 16.0, y);
    text::paint(ui.painter(), at, Align2::LEFT_CENTER, time, color, &row.at);
    let (icon, color) = match (row.done, next) {
        (true, _) => (icons::CHECK_CIRCLE.filled(), theme.good_t),
        (false, true) => (icons::PLAY.filled(), theme.accent_t),
        (false, false) => (icons::CIRCLE, theme.t3),
    };
    paint_icon(ui.painter(), pos2(rect.left() + 70.0, y), icon, 16.0, color);
    let mut end = rect.right() - 16.0;
    if !row.action.is_empty() && (next || hovered || response.has_focus()) {
        let action =
            if next { Button::primary(&row.action) } else { Button::secondary(&row.action) };
        let wide = text::width(ui, text::NAME13, &row.action).ceil() + 18.0;
        let place = Rect::from_min_max(pos2(end - wide, y - 12.0), pos2(end, y + 12.0));
        let layout = egui::Layout::right_to_left(Align::Center);
        let builder = egui::UiBuilder::new().id_salt(("agenda", &row.title, &row.at));
        let mut child = ui.new_child(builder.max_rect(place).layout(layout));
        let name = format!("{} {}", row.action, row.title);
        if button(&mut child, action.small().width(wide)).accessible_name(name).clicked() {
            see(cx, &row.act, Some(row.day));
        }
        end = place.left() - 8.0;
    }
    let line = |top: f32| {
        let left = rect.left() + 88.0;
        Rect::from_min_max(
            pos2(left, rect.top() + top),
            pos2(end.max(left), rect.top() + top + 18.0),
        )
    };
    let (kind, color) = if row.done { (text::BODY13, theme.t2) } else { (text::NAME13, theme.t1) };
    let painter = ui.painter();
    let cut = text::paint_fit(painter, line(1.0), Align::Min, kind, color, &row.title);
    let also =
        text::paint_fit(painter, line(19.0), Align::Min, text::LABEL12, theme.t3, &row.detail);
    let response = response.on_hover_cursor(CursorIcon::PointingHand);
    if response.clicked() {
        see(cx, &row.act, Some(row.day));
    }
    if cut || also {
        response.on_hover_text(format!("{}\n{}", row.title, row.detail));
    }
}

/// The line to begin with: the first that is not done.
pub(super) fn next(rows: &[Row]) -> Option<usize> {
    rows.iter().position(|row| !row.done && !row.action.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::CoachingId;

    #[test]
    fn one_begins_with_what_is_not_done() {
        let row = |done: bool| Row {
            day: "2025-11-19".parse().unwrap(),
            at: "09:00".to_owned(),
            title: String::new(),
            detail: String::new(),
            done,
            act: Act::OpenCoaching(CoachingId(1)),
            action: if done { String::new() } else { "开始".to_owned() },
        };
        assert_eq!(next(&[row(true), row(false), row(false)]), Some(1));
        assert_eq!(next(&[row(true)]), None);
        assert_eq!(next(&[]), None);
    }
}
