//! How 达成进度 looks: the strip, the running sum beside those who fall behind, and below the list of
//! people beside their places, or above them where there is no room.

use egui::{Align, Layout, Ui, UiBuilder, vec2};

use super::progress::ProgressPage;
use super::progress_order::By;
use super::progress_pace::{PaceCard, PaceShown};
use super::view::MARGIN;
use super::{view_progress_behind, view_progress_people, view_progress_places};
use crate::areas::Cx;
use crate::areas::figure_card::about_strip;
use crate::metrics::targets::progress::Status;
use crate::ui::card::{Card, Side, card_header, columns};
use crate::ui::charts::pace::{PaceLine, key, pace};
use crate::ui::icons::{self, Icon};
use crate::ui::metric::Metric;
use crate::ui::scroll;
use crate::ui::state::empty_state;
use crate::ui::table::TableState;

/// Between two cards.
pub(super) const GAP: f32 = 12.0;
/// A row of the lists below, and their sums.
pub(super) const ROW: f32 = 29.0;
/// A digit of a key number, and a little more.
pub(super) const DIGIT: f32 = 7.5;
/// The height of the chart, and of the card beside it.
const UPPER: f32 = 252.0;
/// The least height of a list that has more rows than there is room for; the page scrolls then.
const LEAST: f32 = 300.0;

/// What is chosen.
#[derive(Default)]
pub struct ProgressView {
    /// Whether regions and teams are listed, not people.
    pub(super) by_group: bool,
    /// By what the list is sorted, and whether the largest comes first.
    sort: Option<(By, bool)>,
    pub(super) table: TableState,
    pub(super) matrix: TableState,
    pub(super) behind: TableState,
    to_setting: bool,
}

impl ProgressView {
    /// By what the list is sorted, and whether the largest comes first.
    pub(super) fn order(&self) -> (By, bool) {
        self.sort.unwrap_or((By::default(), true))
    }

    /// Sorts the list otherwise.
    pub(super) fn sort_by(&mut self, by: By, descending: bool) {
        self.sort = Some((by, descending));
        self.table = TableState::default();
        self.matrix = TableState::default();
    }

    /// Asks for the page on which targets are set.
    pub(super) fn ask_for_setting(&mut self) {
        self.to_setting = true;
    }

    /// Whether that page was asked for, once.
    pub(super) fn take_to_setting(&mut self) -> bool {
        std::mem::take(&mut self.to_setting)
    }
}

/// The sign of how a target stands; its colour is in the data.
pub(super) const fn sign(status: Status) -> Icon {
    match status {
        Status::OnTrack => icons::CHECK_CIRCLE.filled(),
        Status::Caution => icons::WARNING.filled(),
        Status::Behind => icons::ARROW_CIRCLE_DOWN.filled(),
    }
}

/// Draws the page.
pub(super) fn draw(ui: &mut Ui, page: &ProgressPage, view: &mut ProgressView, cx: &mut Cx<'_>) {
    scroll::page(ui, "progress", MARGIN, |ui, room| {
        ui.spacing_mut().item_spacing.y = GAP;
        let top = ui.cursor().top();
        strip_ui(ui, page, cx);
        let right = (ui.available_width() * 0.373).round().clamp(340.0, 460.0);
        columns(ui, right, GAP, |ui, side| match side {
            Side::Left => pace_ui(ui, &page.pace, cx),
            Side::Right => view_progress_behind::draw(ui, &page.behind, UPPER, view, cx),
        });
        let rest = room - (ui.cursor().top() - top);
        lists_ui(ui, page, (right, rest.max(LEAST)), view, cx);
    });
}

fn strip_ui(ui: &mut Ui, page: &ProgressPage, cx: &mut Cx<'_>) {
    let metrics: Vec<Metric<'_>> = page
        .strip
        .iter()
        .map(|figure| Metric {
            label: &figure.label,
            value: &figure.value,
            unit: &figure.unit,
            note: &figure.note,
            tone: figure.tone,
            opens: false,
        })
        .collect();
    // The first alone has a card.
    about_strip(ui, &metrics, [Some(page.about)], cx);
}

/// Draws the running sum.
fn pace_ui(ui: &mut Ui, card: &PaceCard, cx: &mut Cx<'_>) {
    Card::new().height(UPPER).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        // The card, whose border lies around what is drawn in it.
        let place = ui.max_rect().expand(1.0);
        let mut picture = None;
        card_header(ui, &card.title, &card.sub, |ui| {
            let PaceShown::Chart(chart) = &card.shown else { return };
            picture = cx.picture(ui, &card.title, place);
            // From right to left.
            for (line, there, word) in [
                (PaceLine::Outlook, chart.outlook.is_some(), "targets-key-outlook"),
                (PaceLine::Plan, chart.plan && chart.goal.is_some(), "targets-key-plan"),
                (PaceLine::Actual, !chart.actual.is_empty(), "targets-key-actual"),
            ] {
                if there {
                    key(ui, line, &cx.text(word));
                }
            }
        });
        cx.orders.extend(picture);
        match &card.shown {
            PaceShown::Chart(chart) => {
                let room = ui.available_rect_before_wrap().shrink2(vec2(16.0, 0.0));
                let room = room.with_max_y(room.bottom() - 4.0);
                let layout = Layout::top_down(Align::Min);
                let builder = UiBuilder::new().id_salt("pace").max_rect(room).layout(layout);
                pace(&mut ui.new_child(builder), room.size(), chart);
            }
            PaceShown::NoSum => nothing(ui, icons::EQUALS, "targets-pace-no-sum", cx),
            PaceShown::Nothing => nothing(ui, icons::CHART_LINE, "targets-pace-nothing", cx),
        }
    });
}

/// Draws why there is nothing to see.
pub(super) fn nothing(ui: &mut Ui, icon: Icon, key: &str, cx: &Cx<'_>) {
    let (title, detail) = (cx.text(key), cx.text(&format!("{key}-detail")));
    empty_state(ui, icon, &title, &detail, None);
}

/// The height of a list in which nothing has to scroll.
fn natural(rows: usize) -> f32 {
    // Title, headings, sums and border; without a row there are words in their place.
    if rows == 0 { 180.0 } else { 44.0 + 32.0 + 2.0 + ROW * (rows + 1) as f32 }
}

/// Draws the list of people and their places, beside each other where both fit.
fn lists_ui(
    ui: &mut Ui,
    page: &ProgressPage,
    (right, room): (f32, f32),
    view: &mut ProgressView,
    cx: &mut Cx<'_>,
) {
    let members = view_progress_people::shown(page, view);
    let height = natural(members.rows.len()).min(room);
    let Some(places) = &page.places else {
        view_progress_people::draw(ui, page, height, view, cx);
        return;
    };
    let of_places = natural(page.people.rows.len()).min(room);
    let left = ui.available_width() - right - GAP - 2.0;
    let beside = view_progress_people::least(ui, members, view, cx) <= left
        && view_progress_places::least(page, &places.narrow) <= right - 2.0;
    if beside {
        columns(ui, right, GAP, |ui, side| match side {
            Side::Left => {
                let height = height.max(of_places);
                view_progress_people::draw(ui, page, height, view, cx);
            }
            Side::Right => {
                let card = (places, &places.narrow, height.max(of_places));
                view_progress_places::draw(ui, page, card, view, cx);
            }
        });
    } else {
        view_progress_people::draw(ui, page, height, view, cx);
        let card = (places, &places.wide, of_places);
        view_progress_places::draw(ui, page, card, view, cx);
    }
}
