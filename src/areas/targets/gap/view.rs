//! How the page looks: the gap with its parts, the reasons beside it, the people below.

use std::sync::Arc;

use egui::{Align, Layout, Sense, Ui, UiBuilder, vec2};

use super::data::{Data, Instead, Page};
use super::form::{self, Form};
use super::lists;
use super::rows::FactorRow;
use super::view_deals::{self, Listed};
use crate::areas::targets::view::MARGIN;
use crate::areas::targets::view_progress::GAP;
use crate::areas::{AreaId, Cx, Filter, Order};
use crate::sheets::write::Table;
use crate::ui::button::{Button, button};
use crate::ui::card::{Card, Side, card, card_header, columns, padded};
use crate::ui::charts::zero_bar::{SumRow, sum_row};
use crate::ui::choice::Segmented;
use crate::ui::icons;
use crate::ui::scroll;
use crate::ui::state::empty_state;
use crate::ui::table::TableState;
use crate::ui::text;
use crate::ui::tokens::Theme;

/// The row of target, signed and gap.
const SUM: f32 = 56.0;
/// The sentence below the parts.
const SENTENCE: f32 = 44.0;
/// A line of how it is split.
const MEANS: f32 = 20.0;
/// The room for the buttons of a part.
const TAIL: f32 = 128.0;

/// What is chosen and half-typed.
#[derive(Debug, Default)]
pub struct View {
    /// Whether it is said how the gap is split.
    explains: bool,
    /// The form.
    pub(super) form: Option<Form>,
    /// The table for which a place was asked.
    pub(super) exporting: Option<Arc<Table>>,
    /// The row whose deals are listed.
    pub(super) listed: Option<Listed>,
    pub(super) deals_table: TableState,
    pub(super) reasons_table: TableState,
    pub(super) people_table: TableState,
    to_setting: bool,
}

impl View {
    /// Whether the page on which targets are set was asked for, once.
    pub(in crate::areas::targets) fn take_to_setting(&mut self) -> bool {
        std::mem::take(&mut self.to_setting)
    }
}

/// Draws the page.
pub(in crate::areas::targets) fn draw(ui: &mut Ui, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    scroll::page(ui, "gap", MARGIN, |ui, _| match data {
        Data::Refused(instead) => instead_ui(ui, instead, view, cx),
        Data::Shown(page) => {
            ui.spacing_mut().item_spacing.y = GAP;
            let height = height(page, view);
            let right = (ui.available_width() * 0.36).round().clamp(340.0, 460.0);
            columns(ui, right, GAP, |ui, side| match side {
                Side::Left => parts_ui(ui, page, height, view, cx),
                Side::Right => lists::reasons_ui(ui, page, height, view, cx),
            });
            lists::people_ui(ui, page, view, cx);
        }
    });
    let ctx = ui.ctx().clone();
    match data {
        Data::Shown(page) => view_deals::drawer_ui(&ctx, page, view, cx),
        Data::Refused(_) => view.listed = None,
    }
    form::form_ui(&ctx, view, cx);
}

fn instead_ui(ui: &mut Ui, instead: &Instead, view: &mut View, cx: &mut Cx<'_>) {
    let set = cx.text("gap-set-target");
    let action = match &instead.period {
        Some((_, name)) => Some(Button::primary(name)),
        None if instead.sets => Some(Button::primary(&set)),
        None => None,
    };
    let pressed =
        card(ui, |ui| empty_state(ui, icons::SCALES, &instead.title, &instead.detail, action));
    if pressed.inner {
        match instead.period {
            Some((period, _)) => cx.orders.push(Order::Filter(Filter { period, ..*cx.filter })),
            None => view.to_setting = true,
        }
    }
}

fn row_of(row: &FactorRow) -> SumRow<'_> {
    SumRow {
        color: None,
        name: &row.name,
        driver: &row.driver,
        verdict: &row.verdict,
        doubt: row.doubt,
        said: &row.said,
        value: &row.value,
        bar: &row.bar,
    }
}

/// The height of the two cards above.
fn height(page: &Page, view: &View) -> f32 {
    // A part is as tall as its colour makes it, whichever that is.
    let rows = page.factors.iter().map(|row| if row.said.is_empty() { 45.0 } else { 64.0 });
    let means = if view.explains { page.means.len() as f32 * MEANS + 12.0 } else { 0.0 };
    44.0 + means + SUM + rows.sum::<f32>() + 38.0 + SENTENCE + 2.0
}

fn parts_ui(ui: &mut Ui, page: &Page, height: f32, view: &mut View, cx: &mut Cx<'_>) {
    Card::new().height(height).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let theme = Theme::get(ui);
        // The card, whose border lies around what is drawn in it.
        let place = ui.max_rect().expand(1.0);
        let mut picture = None;
        card_header(ui, &page.title, &page.sub, |ui| {
            picture = cx.picture(ui, &page.title, place);
            let how = cx.text("gap-how");
            let look = Button::link(&how).icon(icons::QUESTION).medium();
            if button(ui, look).clicked() {
                view.explains = !view.explains;
            }
        });
        cx.orders.extend(picture);
        if view.explains {
            padded(ui, 16.0, 6.0, |ui| {
                ui.spacing_mut().item_spacing.y = 2.0;
                let wide = ui.available_width();
                for line in &page.means {
                    text::truncated(ui, text::LABEL12, theme.t2, line, wide);
                }
            });
        }
        sum_ui(ui, page);
        for at in 0..page.factors.len() {
            factor_ui(ui, page, at, view, cx);
        }
        let (value, bar) = &page.total;
        let total = cx.text("gap-total");
        let sum = SumRow {
            color: None,
            name: &total,
            driver: "",
            verdict: "",
            doubt: false,
            said: "",
            value,
            bar,
        };
        sum_row(ui, &sum, TAIL);
        sentence_ui(ui, page, cx);
    });
}

/// Draws target − signed = gap.
fn sum_ui(ui: &mut Ui, page: &Page) {
    let theme = Theme::get(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), SUM), Sense::hover());
    let inner = rect.shrink2(vec2(16.0, 3.0));
    let left = UiBuilder::new().id_salt("sum").max_rect(inner);
    let mut row = ui.new_child(left.layout(Layout::left_to_right(Align::Max)));
    row.spacing_mut().item_spacing.x = 12.0;
    let [target, actual, gap] = &page.sum;
    let tone = if page.short { theme.bad_t } else { theme.good_t };
    for ((label, value), color, sign) in
        [(target, theme.t1, "−"), (actual, theme.t1, "="), (gap, tone, "")]
    {
        row.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            text::label(ui, text::LABEL12, theme.t3, label);
            text::label(ui, text::KPI20, color, value);
        });
        if !sign.is_empty() {
            text::label(&mut row, text::EMPTY20, theme.t3, sign);
        }
    }
    let right = UiBuilder::new().id_salt("notes").max_rect(inner);
    let mut notes = ui.new_child(right.layout(Layout::bottom_up(Align::Max)));
    notes.spacing_mut().item_spacing.y = 0.0;
    for note in page.notes.iter().rev() {
        text::label(&mut notes, text::LABEL12, theme.t2, note);
    }
}

fn factor_ui(ui: &mut Ui, page: &Page, at: usize, view: &mut View, cx: &Cx<'_>) {
    let Some(row) = page.factors.get(at) else { return };
    let color = Some(lists::color(Theme::get(ui), row.part));
    let tail = sum_row(ui, &SumRow { color, ..row_of(row) }, TAIL);
    let Some(part) = row.part else { return };
    let layout = Layout::right_to_left(Align::Center);
    let builder = UiBuilder::new().id_salt(("part", &row.name)).max_rect(tail).layout(layout);
    let mut buttons = ui.new_child(builder);
    buttons.spacing_mut().item_spacing.x = 4.0;
    let name = format!("{} {}", cx.text("gap-reason"), row.name);
    if button(&mut buttons, Button::ghost_icon(icons::NOTE_PENCIL, &name).small()).clicked() {
        view.form = Some(Form::new(page, part, row));
    }
    if row.look.is_empty() {
        return;
    }
    let look = button(&mut buttons, Button::secondary(&row.look).small());
    if look.accessible_name(format!("{} {}", row.look, row.name)).clicked() {
        view.list(Listed::Part(at));
    }
}

/// Draws what can be said, and where to go on.
fn sentence_ui(ui: &mut Ui, page: &Page, cx: &mut Cx<'_>) {
    let theme = Theme::get(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), SENTENCE), Sense::hover());
    let inner = rect.shrink2(vec2(16.0, 0.0));
    let layout = Layout::right_to_left(Align::Center);
    let mut row = ui.new_child(UiBuilder::new().id_salt("say").max_rect(inner).layout(layout));
    row.spacing_mut().item_spacing.x = 8.0;
    let go = cx.text("gap-to-funnel");
    if button(&mut row, Button::primary(&go).medium()).clicked() {
        cx.orders.push(Order::Go(AreaId::Funnel));
    }
    let left = inner.with_max_x(row.min_rect().left() - 8.0);
    let layout = Layout::left_to_right(Align::Center);
    let mut words = ui.new_child(UiBuilder::new().id_salt("words").max_rect(left).layout(layout));
    words.spacing_mut().item_spacing.x = 8.0;
    icons::icon(&mut words, icons::LIGHTBULB.filled(), 16.0, theme.warn_t);
    let wide = words.available_width();
    text::truncated(&mut words, text::BODY13, theme.t1, &page.sentence, wide);
}

/// Draws what stands at the end of the tab row.
pub(in crate::areas::targets) fn actions_ui(ui: &mut Ui, cx: &Cx<'_>, by_gap: &mut bool) {
    let by = [(false, cx.text("gap-switch-progress")), (true, cx.text("gap-tab"))];
    let name = cx.text("gap-switch");
    Segmented::new(&name).medium().show(ui, by_gap, &by);
}
