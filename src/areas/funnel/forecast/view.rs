//! How the page looks: its cards, what is chosen and half-typed, and the button that freezes.

use std::collections::{BTreeMap, BTreeSet};

use egui::{Margin, Rect, Ui};

use super::data::{Ask, Data, Shown};
use super::form::{Form, form_ui};
use super::{view_chance, view_roll, view_track};
use crate::areas::{Cx, Filter, Order, drawer_form};
use crate::command::{Command, forecast};
use crate::domain::forecast::calls::Category;
use crate::domain::ids::OpportunityId;
use crate::domain::period::Period;
use crate::domain::scope::Scope;
use crate::i18n::period_label;
use crate::metrics::forecast::Depth;
use crate::ui::button::{Button, button};
use crate::ui::card::{Side, card, columns};
use crate::ui::icons;
use crate::ui::scroll;
use crate::ui::state::empty_state;
use crate::ui::table::TableState;
use crate::ui::text;

/// Whether the roll-up shows each class alone, or with all that are surer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sums {
    /// Each alone.
    #[default]
    Single,
    /// With all that are surer.
    Cumulative,
}

/// A call on its way.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Edit {
    /// The value, in the unit of the table; nothing takes the call back.
    pub value: Option<f64>,
    /// Why.
    pub reason: String,
}

/// What is chosen and half-typed.
#[derive(Debug, Default)]
pub struct View {
    /// Deals that are supposed to slip.
    pub(super) slip: BTreeSet<OpportunityId>,
    /// What the edits and the choice belong to.
    key: Option<(Scope, Period)>,
    /// Calls that are being typed.
    pub(super) edits: BTreeMap<Category, Edit>,
    /// The call of which the reason is missing.
    pub(super) missing: Option<Category>,
    /// The call that was sent to be stored.
    pub(super) sent: Option<Category>,
    /// The class that is being said of a deal.
    pub(super) form: Option<Form>,
    /// How the roll-up adds up.
    pub(super) sums: Sums,
    /// Whether it is told how the chance was worked out.
    pub(super) explain: bool,
    /// Where the card of the chance was drawn.
    pub(super) place: Option<Rect>,
    pub(super) rows_table: TableState,
    pub(super) deals_table: TableState,
    pub(super) methods_table: TableState,
    pub(super) people_table: TableState,
}

impl View {
    /// What to load.
    pub(in crate::areas::funnel) fn ask(&self) -> Ask {
        Ask { slip: self.slip.clone(), depth: Depth::Whole }
    }

    /// A command was done.
    pub(in crate::areas::funnel) fn done(&mut self) {
        if let Some(sent) = self.sent.take() {
            self.edits.remove(&sent);
            self.missing = self.missing.filter(|missing| *missing != sent);
        }
        drawer_form::stored(&mut self.form);
    }

    /// Whether something is half-typed that would be lost with the window.
    pub(in crate::areas::funnel) fn unsaved(&self) -> bool {
        !self.edits.is_empty() || drawer_form::unsaved(self.form.as_ref())
    }

    /// Forgets what belongs to another scope or period.
    fn keep(&mut self, key: (Scope, Period)) {
        if self.key != Some(key) {
            self.key = Some(key);
            self.slip.clear();
            self.edits.clear();
            (self.missing, self.sent, self.form) = (None, None, None);
            self.deals_table = TableState::default();
        }
    }
}

/// Draws the button that freezes what is expected, and where in the period this is; from right to left.
pub(in crate::areas::funnel) fn actions_ui(ui: &mut Ui, data: &Data, cx: &mut Cx<'_>) {
    let Data::Shown(shown) = data else { return };
    let words = cx.tr.with("forecast-freeze", &[("week", shown.week.as_str().into())]);
    let hint = cx.text("forecast-freeze-hint");
    let freeze = Button::primary(&words).icon(icons::SNOWFLAKE).medium();
    let freeze = freeze.enabled(!shown.over).hint(&hint);
    if button(ui, freeze).clicked() {
        let (scope, period) = shown.key;
        let (as_of, subject) = (cx.filter.today, shown.whose.clone());
        let order = forecast::Command::Freeze { scope, period, as_of, subject };
        cx.run(Command::Forecast(order));
    }
    text::hint(ui, &shown.when);
}

/// Draws the page.
pub(in crate::areas::funnel) fn draw(
    ui: &mut Ui,
    margin: Margin,
    data: &Data,
    view: &mut View,
    cx: &mut Cx<'_>,
) {
    scroll::page(ui, "forecast", margin, |ui, _| {
        ui.spacing_mut().item_spacing.y = 12.0;
        match data {
            Data::NotOffered(month) => not_offered_ui(ui, *month, cx),
            Data::Shown(shown) => {
                view.keep(shown.key);
                // Still on its way with no command that is, it was refused: what is typed stays.
                view.sent = view.sent.filter(|_| cx.pending);
                cards_ui(ui, shown, view, cx);
            }
        }
    });
    if let Data::Shown(shown) = data {
        let ctx = ui.ctx().clone();
        form_ui(&ctx, shown.key.1, view, cx);
    }
}

fn not_offered_ui(ui: &mut Ui, month: Period, cx: &mut Cx<'_>) {
    let asked = period_label(cx.tr, cx.filter.period);
    let title = cx.tr.with("forecast-not-offered", &[("period", asked.into())]);
    let detail = cx.text("forecast-not-offered-detail");
    let label = period_label(cx.tr, month);
    let action = cx.tr.with("forecast-not-offered-action", &[("period", label.into())]);
    card(ui, |ui| {
        let button = Button::primary(&action);
        if empty_state(ui, icons::CALENDAR_BLANK, &title, &detail, Some(button)) {
            cx.orders.push(Order::Filter(Filter { period: month, ..*cx.filter }));
        }
    });
}

/// Below this width the cards stand one below the other.
const NARROW: f32 = 1_000.0;

fn cards_ui(ui: &mut Ui, shown: &Shown, view: &mut View, cx: &mut Cx<'_>) {
    let width = ui.available_width();
    if width < NARROW {
        view_roll::draw(ui, shown, view, cx);
        view_chance::draw(ui, shown, view, cx);
        view_track::track_ui(ui, shown, cx);
        view_track::methods_ui(ui, shown, view, cx);
        view_track::people_ui(ui, shown, view, cx);
        return;
    }
    let right = match width {
        ..1_100.0 => 380.0,
        ..1_180.0 => 432.0,
        _ => 476.0,
    };
    columns(ui, right, 12.0, |ui, side| match side {
        Side::Left => {
            view_roll::draw(ui, shown, view, cx);
            view_track::track_ui(ui, shown, cx);
            view_track::methods_ui(ui, shown, view, cx);
        }
        Side::Right => {
            view_chance::draw(ui, shown, view, cx);
            view_track::people_ui(ui, shown, view, cx);
        }
    });
}
