//! The drawer in which it is noted what a successor has to know of a customer or deal.

use chrono::NaiveDate;
use egui::Context;

use super::forms::{State, leaves, shell};
use super::plan::PlanPage;
use super::rows::ItemRow;
use crate::areas::Cx;
use crate::areas::day::day_field;
use crate::areas::organisation::dates::not_a_day;
use crate::command::Command;
use crate::command::handover::{Command as Ask, Details};
use crate::domain::ids::{HandoverId, HandoverItemId, OpportunityId};
use crate::i18n::Tr;
use crate::ui::button::{Button, button};
use crate::ui::date::parse_date;
use crate::ui::field::{Field, text_area, text_field};
use crate::ui::icons;

/// What is noted on an item, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct ItemText {
    visit: String,
    step: String,
    commitments: String,
    history: String,
}

/// The drawer of an item.
#[derive(Debug)]
pub(super) struct ItemForm {
    pub(super) handover: HandoverId,
    person: String,
    item: HandoverItemId,
    title: String,
    deal: Option<OpportunityId>,
    /// The deals that are handed over, in their order.
    deals: Vec<OpportunityId>,
    before: ItemText,
    now: ItemText,
    state: State,
    pub(super) sent: bool,
}

impl ItemForm {
    pub(super) fn new(page: &PlanPage, row: &ItemRow) -> Self {
        let day = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
        let before = ItemText {
            visit: day(row.details.joint_visit_on),
            step: row.details.next_step.clone(),
            commitments: row.details.commitments.clone(),
            history: day(row.details.history_on),
        };
        Self {
            handover: page.id,
            person: page.name.clone(),
            item: row.id,
            title: row.name.clone(),
            deal: row.deal,
            deals: page.deals.iter().filter_map(|row| row.deal).collect(),
            now: before.clone(),
            before,
            state: State::default(),
            sent: false,
        }
    }

    /// Whether something else is typed than is stored.
    pub(super) fn dirty(&self) -> bool {
        self.before != self.now
    }

    fn problems(&self, tr: &Tr) -> [Option<String>; 2] {
        [not_a_day(&self.now.visit, tr), not_a_day(&self.now.history, tr)]
    }

    fn details(&self) -> Details {
        Details {
            joint_visit_on: parse_date(&self.now.visit),
            next_step: self.now.step.clone(),
            commitments: self.now.commitments.clone(),
            history_on: parse_date(&self.now.history),
        }
    }
}

/// Draws the drawer; nothing when it is done with.
pub(super) fn draw(ctx: &Context, mut form: ItemForm, cx: &mut Cx<'_>) -> Option<ItemForm> {
    // Still here with no command on its way, it was refused.
    form.sent &= cx.pending;
    let problems = form.problems(cx.tr);
    let wrong = problems.iter().any(Option::is_some);
    let tried = form.state.tried;
    let shown = problems.map(|problem| problem.filter(|_| tried));
    let title = form.title.clone();
    let words = ("handover-item", title.as_str(), "organisation-handover-save");
    // Not over what is half-typed.
    let clean = !form.dirty();
    let mut opens = false;
    let (deal, now) = (form.deal, &mut form.now);
    let asked = shell(ctx, words, tried && wrong, cx, |ui| {
        let [visit, history] = &shown;
        if deal.is_some() {
            let label = cx.text("organisation-handover-next-step");
            text_field(ui, Field::new(&label), &mut now.step);
        } else {
            let (label, help) = (
                cx.text("organisation-handover-commitments"),
                cx.text("organisation-handover-commitments-help"),
            );
            text_area(ui, Field::new(&label).help(&help), &mut now.commitments, 3);
            let (label, help) = (
                cx.text("organisation-handover-history"),
                cx.text("organisation-handover-history-help"),
            );
            let field = Field::new(&label).error(history.as_deref()).help(&help);
            day_field(ui, field, &mut now.history, cx.filter.today, cx.tr);
        }
        let label = cx.text("organisation-handover-visit");
        let field = Field::new(&label).error(visit.as_deref());
        day_field(ui, field, &mut now.visit, cx.filter.today, cx.tr);
        if deal.is_some() {
            let open = cx.text("funnel-deal-open");
            let opener = Button::secondary(&open).medium().icon(icons::ARROW_RIGHT);
            opens |= button(ui, opener.enabled(clean)).clicked();
        }
    });
    if let Some(deal) = deal.filter(|_| opens) {
        cx.open_deal(deal, form.deals);
        return None;
    }
    if asked.save {
        form.state.tried = true;
        if !form.dirty() {
            return None;
        }
        if !wrong {
            form.sent = true;
            let items = vec![(form.item, form.details())];
            let person = form.person.clone();
            cx.run(Command::Handover(Ask::Describe(form.handover, person, items)));
        }
    }
    let dirty = form.dirty();
    (!leaves(ctx, &mut form.state, asked, dirty, cx)).then_some(form)
}
