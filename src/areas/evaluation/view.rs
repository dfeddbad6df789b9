//! The tab: its row, the two ways to look at a period, and what is open over them.

use egui::{Align, Key, Layout, Modifiers, Popup, Ui, UiBuilder, vec2};

use super::card::Card;
use super::comments::Draft;
use super::data::{By, Data, Sorted};
use super::people;
use super::person;
use super::plan::{self, PlanForm};
use super::preview::Shown;
use super::signing::{self, SignForm};
use crate::areas::{Cx, Order, Purpose};
use crate::documents::Printout;
use crate::documents::evaluation::printout;
use crate::domain::ids::PersonId;
use crate::domain::scope::Scope;
use crate::i18n::Tr;
use crate::ui::button::{Button, button};
use crate::ui::card::card;
use crate::ui::choice::Segmented;
use crate::ui::icons;
use crate::ui::state::empty_state;
use crate::ui::table::TableState;
use crate::ui::tabs::{Tab, tab_row};
use crate::ui::text;

/// One person or all of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Mode {
    #[default]
    Person,
    Summary,
}

/// What is chosen and half-typed.
#[derive(Default)]
pub struct View {
    pub(super) mode: Mode,
    pub(super) person: Option<PersonId>,
    pub(super) by: By,
    /// Lowest first: scores are shown highest first, so this is off at the start.
    pub(super) ascending: bool,
    pub(super) table: TableState,
    pub(super) plan_table: TableState,
    pub(super) draft: Option<Draft>,
    /// Comments too long to be saved, about people not shown now.
    pub(super) parked: Vec<Draft>,
    pub(super) plan: Option<PlanForm>,
    pub(super) sign: Option<SignForm>,
    /// Whether to withdraw this person's signatures is being asked.
    pub(super) withdraw: Option<PersonId>,
    pub(super) printers: Option<Vec<(String, bool)>>,
    /// What is written once a folder is picked.
    pub(super) exporting: Option<Vec<Printout>>,
    /// The zoom of the preview in percent; `None` fits the width.
    pub(super) zoom: Option<u32>,
    pub(super) shown: Option<Shown>,
    /// The height of the comments in the last frame, so that the card beside is as high.
    pub(super) comments_height: f32,
}

impl View {
    /// The order in which people are listed and walked through.
    pub(super) fn order<'a>(&self, data: &'a Data) -> Option<&'a Sorted> {
        data.orders.get(self.by, !self.ascending)
    }

    /// The card shown: the chosen person's, else the first in order.
    pub(super) fn card<'a>(&self, data: &'a Data) -> Option<(usize, &'a Card)> {
        let chosen = data.cards.binary_search_by_key(&self.person, |card| Some(card.person)).ok();
        let first = || self.order(data).and_then(|order| order.cards.first().copied());
        let at = chosen.or_else(first)?;
        Some((at, data.cards.get(at)?))
    }

    /// Shows the card `by` places further in the order.
    pub(super) fn walk(&mut self, data: &Data, by: isize) {
        let Some((at, _)) = self.card(data) else { return };
        let Some(order) = self.order(data) else { return };
        let place = order.places.get(at).and_then(|place| place.checked_add_signed(by));
        let next = place.and_then(|place| order.cards.get(place));
        if let Some(card) = next.and_then(|card| data.cards.get(*card)) {
            self.person = Some(card.person);
        }
    }
}

/// The printout of one card, with a name of its own among namesakes.
pub(super) fn printout_of(card: &Card, tr: &Tr) -> Printout {
    let mut printed = printout(std::slice::from_ref(&card.page), tr);
    if !card.file_extra.is_empty() {
        printed.title = format!("{} {}", printed.title, card.file_extra);
    }
    printed
}

pub(super) fn draw(ui: &mut Ui, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    row(ui, data, view, cx);
    super::comments::keep(data, view, cx);
    let inner = ui.available_rect_before_wrap().shrink2(vec2(20.0, 16.0));
    let layout = Layout::top_down(Align::Min);
    let mut page = ui.new_child(UiBuilder::new().id_salt("page").max_rect(inner).layout(layout));
    page.spacing_mut().item_spacing = vec2(8.0, 12.0);
    if data.cards.is_empty() && (data.without.is_empty() || view.mode == Mode::Person) {
        nobody(&mut page, data, cx);
    } else if view.mode == Mode::Summary {
        people::draw(&mut page, data, view, cx);
    } else {
        keys(&page, data, view);
        person::draw(&mut page, data, view, cx);
    }
    plan::drawer(ui.ctx(), view, cx);
    signing::dialogs(ui.ctx(), data, view, cx);
}

fn row(ui: &mut Ui, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    let count = if data.cards.is_empty() { String::new() } else { data.cards.len().to_string() };
    let tab = Tab { value: (), text: &data.tab, count: &count };
    let tabs_name = cx.text("evaluation-tabs");
    tab_row(ui, &tabs_name, &mut (), &[tab], |ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        if !data.cards.is_empty() {
            let all = cx.text("evaluation-export-all");
            let export = Button::secondary(&all).icon(icons::FILES).medium();
            if button(ui, export).clicked() {
                let pages = in_order(data, view).map(|card| printout_of(card, cx.tr)).collect();
                view.exporting = Some(pages);
                cx.orders.push(Order::PickFolder(Purpose::Pages));
            }
        }
        if data.cards.len() + data.without.len() > 1 {
            let options = [
                (Mode::Person, cx.text("evaluation-mode-person")),
                (Mode::Summary, cx.text("evaluation-mode-summary")),
            ];
            let name = cx.text("evaluation-mode");
            Segmented::new(&name).medium().show(ui, &mut view.mode, &options);
        } else {
            view.mode = Mode::Person;
        }
        if text::width(ui, text::LABEL12, &data.hint) < ui.available_width() - 200.0 {
            text::hint(ui, &data.hint);
        }
    });
}

fn in_order<'a>(data: &'a Data, view: &View) -> impl Iterator<Item = &'a Card> + use<'a> {
    let order = view.order(data).map(|order| order.cards.as_slice()).unwrap_or_default();
    order.iter().filter_map(|card| data.cards.get(*card))
}

/// J and K walk the people while nothing has the focus.
fn keys(ui: &Ui, data: &Data, view: &mut View) {
    let free = view.plan.is_none()
        && view.sign.is_none()
        && view.withdraw.is_none()
        && !Popup::is_any_open(ui.ctx())
        && ui.memory(|memory| {
            memory.focused().is_none() && memory.allows_interaction(ui.layer_id())
        });
    if !free {
        return;
    }
    for (key, by) in [(Key::J, 1), (Key::K, -1)] {
        if ui.input_mut(|input| input.consume_key(Modifiers::NONE, key)) {
            view.walk(data, by);
        }
    }
}

/// Nobody has data in the period: says so and leads to where there is some.
fn nobody(ui: &mut Ui, data: &Data, cx: &mut Cx<'_>) {
    let period = [("period", data.label.as_str().into())];
    card(ui, |ui| {
        ui.add_space(48.0);
        if let Some((period_there, label)) = &data.nearest {
            let title = match cx.filter.scope {
                Scope::Person(person) => {
                    let name = cx.directory.person_name(person);
                    let args = [("name", name.into()), ("period", data.label.as_str().into())];
                    cx.tr.with("evaluation-empty-person", &args)
                }
                _ => cx.tr.with("evaluation-empty-period", &period),
            };
            let detail = cx.text("evaluation-empty-detail");
            let go = cx.tr.with("evaluation-empty-go", &[("period", label.as_str().into())]);
            let go = Button::primary(&go);
            if empty_state(ui, icons::CALENDAR_X, &title, &detail, Some(go)) {
                let filter = crate::areas::Filter { period: *period_there, ..*cx.filter };
                cx.orders.push(Order::Filter(filter));
            }
        } else {
            let title = cx.text("evaluation-empty-workspace");
            let detail = cx.text("evaluation-empty-workspace-detail");
            let go = cx.text("evaluation-import");
            if empty_state(ui, icons::CLIPBOARD_TEXT, &title, &detail, Some(Button::primary(&go))) {
                cx.orders.push(Order::ChooseFiles);
            }
        }
        ui.add_space(48.0);
    });
}
