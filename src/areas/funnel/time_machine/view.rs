//! How the page looks: the days, the waterfall, who pushes, and the changes.

use std::sync::Arc;

use chrono::NaiveDate;
use egui::{Align, Layout, Margin, Ui, UiBuilder, vec2};

use super::chart::Bars;
use super::data::{Ask, Data};
use super::{view_days, view_rows};
use crate::areas::{Cx, Event, Order, Purpose};
use crate::domain::funnel::changes::Part;
use crate::domain::ids::{OpportunityId, PersonId};
use crate::sheets::write::Table;
use crate::ui::banner::{Banner, banner};
use crate::ui::button::{Button, button};
use crate::ui::card::{Card, Side, columns, divider, list_header};
use crate::ui::charts::waterfall::{FallKind, fall, key};
use crate::ui::charts::whisker::{CompareHeads, CompareRow, compare};
use crate::ui::choice::Segmented;
use crate::ui::icons::{self, icon};
use crate::ui::scroll;
use crate::ui::state::empty_state;
use crate::ui::table::TableState;
use crate::ui::text;
use crate::ui::tokens::Theme;

/// The height of the two cards in the middle.
const MIDDLE: f32 = 322.0;
/// One line under the chart.
const NOTE: f32 = 26.0;
/// One line under those who push.
const FOOT: f32 = 36.0;
/// The least height of the changes; on low windows the page scrolls.
const LEAST_TABLE: f32 = 260.0;

/// What is chosen and half-typed.
#[derive(Debug, Default)]
pub struct View {
    /// The days that were chosen; `None` for the usual ones.
    pub(super) days: Option<(NaiveDate, NaiveDate)>,
    /// Whether all open deals are compared.
    pub(super) whole: bool,
    /// The first day as typed.
    pub(super) from: String,
    /// The last day as typed.
    pub(super) to: String,
    /// The days that were last loaded.
    pub(super) loaded: Option<(NaiveDate, NaiveDate)>,
    /// What the bars stand for.
    pub(super) bars: Bars,
    /// The part whose changes are listed; all without one.
    pub(super) part: Option<Part>,
    /// The person whose deals that were pushed out are listed.
    pub(super) person: Option<PersonId>,
    /// The changes.
    pub(super) table: TableState,
    /// The deal whose moves are shown.
    pub(super) opened: Option<OpportunityId>,
    /// The table for which a place was asked.
    pub(super) exporting: Option<Arc<Table>>,
}

impl View {
    /// What to load.
    pub(in crate::areas::funnel) const fn ask(&self) -> Ask {
        Ask { days: self.days, whole: self.whole, opened: self.opened }
    }

    /// Takes notice of where the table is to be written.
    pub(in crate::areas::funnel) fn receive(&mut self, event: &Event, cx: &mut Cx<'_>) {
        if let Event::Picked(Purpose::Changes, path) = event
            && let Some(table) = self.exporting.take()
        {
            cx.orders.push(Order::WriteTable(table, path.clone()));
        }
    }

    /// The person turned to another tab.
    pub(in crate::areas::funnel) const fn leave(&mut self) {
        self.opened = None;
    }

    /// Lists the changes of a part, or all of them.
    pub(super) fn list(&mut self, part: Option<Part>, person: Option<PersonId>) {
        (self.part, self.person) = (part, person);
        self.table = TableState::default();
    }
}

/// Draws the choice between the deals of the period and all open ones, for the row of tabs.
pub(in crate::areas::funnel) fn which_ui(ui: &mut Ui, view: &mut View, cx: &Cx<'_>) {
    let which = [(false, cx.text("funnel-time-in-period")), (true, cx.text("funnel-time-whole"))];
    let name = cx.text("funnel-time-which");
    if Segmented::new(&name).medium().show(ui, &mut view.whole, &which).changed() {
        view.list(None, None);
    }
}

/// Draws the page below the tabs.
pub(in crate::areas::funnel) fn page_ui(
    ui: &mut Ui,
    margin: Margin,
    data: &Data,
    view: &mut View,
    cx: &mut Cx<'_>,
) {
    // A part that is no more there lists nothing.
    if view.part.is_some_and(|part| data.chips.iter().all(|chip| chip.part != part)) {
        view.list(None, None);
    }
    scroll::page(ui, "time-machine", margin, |ui, room| {
        ui.spacing_mut().item_spacing.y = 12.0;
        let top = ui.cursor().top();
        view_days::days_ui(ui, data, view, cx);
        if let Some(problem) = &data.problem {
            banner(ui, Banner::error(problem), |_| {});
        }
        let right = if ui.available_width() < 1_000.0 { 300.0 } else { 350.0 };
        columns(ui, right, 12.0, |ui, side| match side {
            Side::Left => chart_ui(ui, data, view, cx),
            Side::Right => pushes_ui(ui, data, view, cx),
        });
        let used = ui.cursor().top() - top;
        view_rows::changes_ui(ui, data, (room - used).max(LEAST_TABLE), view, cx);
    });
    let ctx = ui.ctx().clone();
    view_rows::drawer_ui(&ctx, data, view, cx);
}

fn chart_ui(ui: &mut Ui, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    Card::new().height(MIDDLE).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        header_ui(ui, data, view, cx);
        let chart = match view.bars {
            Bars::Amount => &data.amounts,
            Bars::Count => &data.counts,
        };
        let note = if data.note.is_empty() { 8.0 } else { NOTE };
        let room = ui.available_rect_before_wrap();
        let inner = room.shrink2(vec2(16.0, 0.0)).with_max_y(room.bottom() - note);
        let mut place = ui.new_child(UiBuilder::new().id_salt("bars").max_rect(inner));
        let lit = view.part.and_then(|part| chart.parts.iter().position(|at| *at == Some(part)));
        let pressed = fall(&mut place, inner.size(), &chart.fall, lit);
        if let Some(part) = pressed.and_then(|at| chart.parts.get(at)) {
            // Pressed again, or a total: all of them.
            let part = part.filter(|part| view.part != Some(*part));
            view.list(part, None);
        }
        if !data.note.is_empty() {
            let line = room.shrink2(vec2(16.0, 0.0)).with_min_y(inner.bottom());
            let layout = Layout::left_to_right(Align::Center);
            let line = UiBuilder::new().id_salt("note").max_rect(line).layout(layout);
            let mut line = ui.new_child(line);
            line.spacing_mut().item_spacing.x = 6.0;
            let theme = Theme::get(&line);
            icon(&mut line, icons::INFO, 14.0, theme.t3);
            let width = line.available_width();
            text::truncated(&mut line, text::LABEL12, theme.t3, &data.note, width);
        }
    });
}

fn header_ui(ui: &mut Ui, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    // The card, whose border lies around what is drawn in it.
    let card = ui.max_rect().expand(1.0);
    let mut picture = None;
    list_header(ui, &data.title, &data.sub, |ui| {
        // From right to left.
        picture = cx.picture(ui, &data.title, card);
        let bars = [
            (Bars::Amount, cx.text("funnel-bars-amount")),
            (Bars::Count, cx.text("funnel-bars-count")),
        ];
        Segmented::new(&cx.text("funnel-bars")).medium().show(ui, &mut view.bars, &bars);
        let keys = [
            (FallKind::Done, cx.text("funnel-time-key-done")),
            (FallKind::Out, cx.text("funnel-time-key-out")),
            (FallKind::In, cx.text("funnel-time-key-in")),
        ];
        let wide = |kind, words: &str| text::width(ui, kind, words).ceil();
        let told = wide(text::CARD14, &data.title) + wide(text::LABEL12, &data.sub) + 24.0;
        let room: f32 = keys.iter().map(|(_, words)| wide(text::LABEL12, words) + 24.0).sum();
        // What the figures are goes before the key to their colours.
        if ui.available_width() > told + room {
            for (kind, words) in keys {
                key(ui, kind, &words);
            }
        }
    });
    cx.orders.extend(picture);
}

fn pushes_ui(ui: &mut Ui, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    Card::new().height(MIDDLE).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let card = ui.max_rect().expand(1.0);
        let title = cx.text("funnel-time-push");
        let mut picture = None;
        list_header(ui, &title, &data.pushes.sub, |ui| {
            picture = cx.picture(ui, &title, card);
        });
        cx.orders.extend(picture);
        if data.pushers.is_empty() {
            let key = if view.whole { "funnel-time-push-whole" } else { "funnel-time-push-empty" };
            let (title, detail) = (cx.text(key), cx.text(&format!("{key}-detail")));
            empty_state(ui, icons::USERS, &title, &detail, None);
            return;
        }
        let foot = ui.max_rect().bottom() - FOOT;
        let room = ui.available_rect_before_wrap().with_max_y(foot);
        scroll::column(ui, "pushers", room, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            if let Some(person) = people_ui(ui, data, cx) {
                let again = view.person == Some(person);
                let (part, person) =
                    if again { (None, None) } else { (Some(Part::PushedOut), Some(person)) };
                view.list(part, person);
            }
        });
        divider(ui);
        foot_ui(ui, data, view);
    });
}

fn people_ui(ui: &mut Ui, data: &Data, cx: &Cx<'_>) -> Option<PersonId> {
    let (name, count, rate) = (
        cx.text("funnel-column-person"),
        cx.text("funnel-time-part-pushed-out"),
        cx.text("funnel-time-col-share"),
    );
    let heads = CompareHeads {
        name: &name,
        count: &count,
        bench_label: &data.pushes.bench_label,
        bench: data.pushes.bench,
        rate: &rate,
    };
    let rows: Vec<CompareRow<'_>> = data.pushers.iter().map(|one| one.share.row()).collect();
    compare(ui, &heads, &rows).and_then(|at| data.pushers.get(at)).map(|one| one.person)
}

/// The verdict, and the way to the deals behind it.
fn foot_ui(ui: &mut Ui, data: &Data, view: &mut View) {
    let theme = Theme::get(ui);
    let room = ui.available_rect_before_wrap().shrink2(vec2(16.0, 0.0));
    let layout = Layout::right_to_left(Align::Center);
    let mut foot = ui.new_child(UiBuilder::new().id_salt("foot").max_rect(room).layout(layout));
    foot.spacing_mut().item_spacing.x = 6.0;
    if let Some((person, words)) = &data.pushes.worst
        && button(&mut foot, Button::secondary(words).small()).clicked()
    {
        view.list(Some(Part::PushedOut), Some(*person));
    }
    foot.with_layout(Layout::left_to_right(Align::Center), |ui| {
        let (sign, color) = if data.pushes.worst.is_some() {
            (icons::WARNING.filled(), theme.warn_t)
        } else {
            (icons::INFO, theme.t3)
        };
        icon(ui, sign, 14.0, color);
        let width = ui.available_width();
        text::truncated(ui, text::LABEL12, theme.t2, &data.pushes.foot, width);
    });
}
