//! What is half-typed about the deal: one form at a time, in a drawer.
//!
//! All forms share their fields: a name or a sentence, something more, a day. What each asks for stands in
//! [`Kind`]; what the command would refuse is said beside the field before it is sent.

use chrono::NaiveDate;
use egui::{Context, Ui};

use super::data::Data;
use crate::areas::Cx;
use crate::areas::day::day_field;
use crate::areas::drawer_form::{Filled, Look, State, Wish, filled_drawer};
use crate::command::Command;
use crate::command::deal_page::{self, ContactForm, PartForm, RiskForm, What};
use crate::command::{deals, forecast};
use crate::domain::forecast::calls::Category;
use crate::domain::ids::{DealContactId, DealPartId, DealRiskId, PersonId, StageId, StageItemId};
use crate::domain::names;
use crate::i18n::Tr;
use crate::metrics::deal_page::show::{part_name, stance_name, weight_name};
use crate::store::records::{DealRole, DecisionPart, RiskKind, Stance, Weight};
use crate::ui::date::parse_date;
use crate::ui::field::{Field, text_area, text_field};
use crate::ui::select::Select;
use crate::ui::text;
use crate::ui::tokens::Theme;

/// The fields that can be wrong, in the order of the form.
const NAME: usize = 0;
const MORE: usize = 1;
const DAY: usize = 2;

/// What a form is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Asking somebody to take part.
    Ask(DealRole),
    /// Why who was asked will not.
    Decline(DealPartId),
    /// Somebody at the customer's.
    Contact(Option<DealContactId>),
    /// A risk or a fallback.
    Risk(Option<DealRiskId>, RiskKind),
    /// Since when evidence is there, and where.
    Evidence(StageItemId),
    /// When a task was done, and where that is to be seen.
    Task(StageItemId),
    /// A word.
    Note,
    /// Why it left a stage without its evidence.
    Waiver(StageId),
    /// The next step.
    Next,
    /// Why it is put in another class than its stage says.
    Class(Category),
}

/// What is typed.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Typed {
    /// Who is asked; nobody of the organisation where it is none.
    pub who: Option<PersonId>,
    /// The name or the sentence.
    pub name: String,
    /// What is beside it.
    pub more: String,
    /// The day.
    pub day: String,
    /// The part in the decision.
    pub part: DecisionPart,
    /// How somebody stands.
    pub stance: Stance,
    /// How much a risk weighs.
    pub weight: Weight,
}

impl Default for Typed {
    fn default() -> Self {
        Self {
            who: None,
            name: String::new(),
            more: String::new(),
            day: String::new(),
            part: DecisionPart::Uses,
            stance: Stance::Unmet,
            weight: Weight::Medium,
        }
    }
}

/// A form.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Form {
    kind: Kind,
    /// What it is about, such as a role or a piece of evidence; may be empty.
    subject: String,
    start: Typed,
    now: Typed,
    state: State,
}

/// What is wrong with each field.
type Problems = [Option<String>; 3];

impl Filled for Form {
    fn state(&mut self) -> &mut State {
        &mut self.state
    }

    fn dirty(&self) -> bool {
        self.now != self.start
    }
}

impl Kind {
    /// The word of its title and labels.
    const fn word(self) -> &'static str {
        match self {
            Self::Ask(_) => "ask",
            Self::Decline(_) => "decline",
            Self::Contact(_) => "contact",
            Self::Risk(_, RiskKind::Risk) => "risk",
            Self::Risk(_, RiskKind::Fallback) => "fallback",
            Self::Evidence(_) => "evidence",
            Self::Task(_) => "task",
            Self::Note => "note",
            Self::Waiver(_) => "waiver",
            Self::Next => "next",
            Self::Class(_) => "class",
        }
    }

    /// Whether something that a stage asks for is ticked: it has a day and no words of its own.
    const fn ticks(self) -> bool {
        matches!(self, Self::Evidence(_) | Self::Task(_))
    }

    /// Whether the first field is a sentence of several lines.
    const fn sentence(self) -> bool {
        matches!(self, Self::Decline(_) | Self::Note | Self::Waiver(_) | Self::Class(_))
    }
}

impl Form {
    /// A form as it is stored, or as it begins.
    pub fn new(kind: Kind, subject: &str, start: Typed) -> Self {
        Self {
            kind,
            subject: subject.to_owned(),
            now: start.clone(),
            start,
            state: State::default(),
        }
    }

    /// What is wrong.
    fn problems(&self, today: NaiveDate, tr: &Tr) -> Problems {
        let mut list = Problems::default();
        let mut wrong = |field: usize, key: &str| {
            if let Some(place) = list.get_mut(field) {
                *place = Some(tr.text(key));
            }
        };
        let now = &self.now;
        let (name, more) = (now.name.trim().is_empty(), now.more.trim().is_empty());
        let (typed, day) = (!now.day.trim().is_empty(), parse_date(&now.day));
        match self.kind {
            kind if kind.ticks() => {}
            Kind::Ask(_) if now.who.is_some() => {}
            _ if name => wrong(NAME, "funnel-deal-need-name"),
            _ => {}
        }
        if more && matches!(self.kind, Kind::Risk(_, RiskKind::Fallback)) {
            wrong(MORE, "funnel-deal-need-fallback");
        }
        match (self.kind, day) {
            (Kind::Next | Kind::Evidence(_) | Kind::Task(_), None) => {
                wrong(DAY, "funnel-stuck-problem-day");
            }
            (Kind::Next, Some(day)) if day < today => wrong(DAY, "funnel-stuck-problem-past"),
            (Kind::Evidence(_) | Kind::Task(_) | Kind::Contact(_), Some(day)) if day > today => {
                wrong(DAY, "funnel-deal-need-past");
            }
            (Kind::Contact(_), Some(_)) if now.stance == Stance::Unmet => {
                wrong(DAY, "funnel-deal-need-met");
            }
            (Kind::Contact(_) | Kind::Risk(..), None) if typed => {
                wrong(DAY, "funnel-stuck-problem-day");
            }
            _ => {}
        }
        list
    }

    /// The command that stores it, once nothing is wrong.
    fn command(&self, data: &Data, today: NaiveDate) -> Option<Command> {
        let Typed { who, name, more, part, stance, weight, .. } = self.now.clone();
        let day = parse_date(&self.now.day);
        let what = match self.kind {
            Kind::Ask(role) => What::AskPart(PartForm { role, person: who, name, note: more }),
            Kind::Decline(id) => What::DeclinePart { id, reason: name },
            Kind::Contact(id) => {
                let form = ContactForm { name, title: more, part, stance, met_on: day };
                What::SetContact(id, form)
            }
            Kind::Risk(id, kind) => {
                What::SetRisk(id, RiskForm { kind, weight, name, action: more, due: day })
            }
            Kind::Evidence(item) => What::Tick { item, on_day: day?, shown_in: more },
            Kind::Task(item) => What::Finish { item, on_day: day?, shown_in: more },
            Kind::Note => What::Note(name),
            Kind::Waiver(stage) => What::Waive { stage, reason: name },
            Kind::Next => {
                let (deal, subject) = (data.id, data.title.clone());
                return Some(Command::Deals(deals::Command::SetNextStep {
                    deal,
                    name: subject,
                    what: name,
                    due: day?,
                    today,
                }));
            }
            Kind::Class(category) => {
                return Some(Command::Forecast(forecast::Command::SetCategory {
                    deal: data.id,
                    period: data.class_period,
                    category: Some(category),
                    reason: name,
                    today,
                    subject: data.title.clone(),
                }));
            }
        };
        let (deal, subject) = (data.id, data.title.clone());
        Some(Command::DealPage(deal_page::Command { deal, subject, today, what }))
    }

    /// The fields.
    fn body(
        &mut self,
        ui: &mut Ui,
        state: &mut State,
        data: &Data,
        problems: &Problems,
        cx: &Cx<'_>,
    ) {
        let theme = Theme::get(ui);
        if !self.subject.is_empty() {
            text::wrapped(ui, text::NAME13, theme.t1, &self.subject);
        }
        let word = self.kind.word();
        let label = |field: &str| cx.text(&format!("funnel-deal-form-{word}-{field}"));
        if let Kind::Ask(_) = self.kind {
            let who = cx.text("funnel-deal-form-who");
            let (find, none) = (cx.text("funnel-deal-find"), cx.text("funnel-deal-find-none"));
            Select::new(Field::new(&who)).search(&find, &none).finds(names::matches).show(
                ui,
                &mut self.now.who,
                &data.people,
            );
        }
        let known = matches!(self.kind, Kind::Ask(_)) && self.now.who.is_some();
        let named = !known && !self.kind.ticks();
        if named {
            let name = label("name");
            let field = Field::new(&name).required().error(state.shown(problems, NAME));
            let response = if self.kind.sentence() {
                text_area(ui, field, &mut self.now.name, 3)
            } else {
                text_field(ui, field, &mut self.now.name)
            };
            state.focus(NAME, &response);
        }
        if !(self.kind.sentence() || self.kind == Kind::Next) {
            let more = label("more");
            let field = Field::new(&more).error(state.shown(problems, MORE));
            let needed = matches!(self.kind, Kind::Risk(_, RiskKind::Fallback));
            let field = if needed { field.required() } else { field };
            let response = text_field(ui, field, &mut self.now.more);
            state.focus(MORE, &response);
        }
        self.choices_ui(ui, cx);
        let needed = self.kind.ticks() || self.kind == Kind::Next;
        let dated = needed || matches!(self.kind, Kind::Contact(_) | Kind::Risk(..));
        if dated {
            let day = label("day");
            let field = Field::new(&day).error(state.shown(problems, DAY));
            let field = if needed { field.required() } else { field };
            let response = day_field(ui, field, &mut self.now.day, cx.filter.today, cx.tr);
            state.focus(DAY, &response);
        }
    }

    /// The part in the decision and how somebody stands, or how much a risk weighs.
    fn choices_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        match self.kind {
            Kind::Contact(_) => {
                let label = cx.text("funnel-deal-column-part");
                let parts = PARTS.map(|part| (part, part_name(cx.tr, part)));
                Select::new(Field::new(&label)).show(ui, &mut self.now.part, &parts);
                let label = cx.text("funnel-deal-column-stance");
                let stances = STANCES.map(|stance| (stance, stance_name(cx.tr, stance)));
                Select::new(Field::new(&label)).show(ui, &mut self.now.stance, &stances);
            }
            Kind::Risk(_, RiskKind::Risk) => {
                let label = cx.text("funnel-deal-form-weight");
                let weights = WEIGHTS.map(|weight| (weight, weight_name(cx.tr, weight)));
                Select::new(Field::new(&label)).show(ui, &mut self.now.weight, &weights);
            }
            _ => {}
        }
    }
}

const PARTS: [DecisionPart; 6] = [
    DecisionPart::Decides,
    DecisionPart::Approves,
    DecisionPart::Gatekeeper,
    DecisionPart::Buys,
    DecisionPart::Uses,
    DecisionPart::Coach,
];
const STANCES: [Stance; 4] = [Stance::Supports, Stance::Neutral, Stance::Against, Stance::Unmet];
const WEIGHTS: [Weight; 3] = [Weight::High, Weight::Medium, Weight::Low];

/// Draws the open form, if any.
pub(super) fn form_ui(ctx: &Context, data: &Data, slot: &mut Option<Form>, cx: &mut Cx<'_>) {
    let Some(mut form) = slot.take() else { return };
    let today = cx.filter.today;
    let problems = form.problems(today, cx.tr);
    let title = cx.text(&format!("funnel-deal-form-{}", form.kind.word()));
    let save = cx.text("funnel-deal-save");
    let look = Look { id: "deal-form", title: &title, save: &save, remove: "", width: 440.0 };
    let seen: &Cx<'_> = cx;
    let wish = filled_drawer(ctx, look, &mut form, &problems, seen, |ui, form, state| {
        form.body(ui, state, data, &problems, seen);
    });
    match wish {
        Wish::Close => return,
        Wish::Save => {
            if let Some(command) = form.command(data, today) {
                cx.run(command);
            }
        }
        Wish::Stay | Wish::Remove => {}
    }
    *slot = Some(form);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;

    #[test]
    fn what_a_form_needs_is_said_field_by_field() {
        let today = NaiveDate::from_ymd_opt(2025, 11, 18).unwrap();
        let tr = Tr::new(Language::English);
        let blank = Typed::default();
        let full = Typed { name: "x".to_owned(), more: "y".to_owned(), ..Typed::default() };
        let on =
            |day: &str| Typed { day: day.to_owned(), stance: Stance::Supports, ..full.clone() };
        let item = Kind::Evidence(StageItemId(1));
        let fallback = Kind::Risk(None, RiskKind::Fallback);
        for (kind, typed, expected) in [
            (Kind::Note, blank.clone(), vec![NAME]),
            (Kind::Note, full.clone(), vec![]),
            (Kind::Class(Category::Commit), blank.clone(), vec![NAME]),
            (Kind::Class(Category::Commit), full.clone(), vec![]),
            (Kind::Ask(DealRole::Legal), blank.clone(), vec![NAME]),
            (Kind::Ask(DealRole::Legal), Typed { who: Some(PersonId(1)), ..blank.clone() }, vec![]),
            (Kind::Next, on("2025-11-17"), vec![DAY]),
            (Kind::Next, on("2025-11-18"), vec![]),
            (Kind::Next, full.clone(), vec![DAY]),
            (item, on("2025-11-19"), vec![DAY]),
            (item, on("2025-11-18"), vec![]),
            (Kind::Task(StageItemId(2)), blank.clone(), vec![DAY]),
            (Kind::Task(StageItemId(2)), on("2025-11-19"), vec![DAY]),
            (Kind::Task(StageItemId(2)), on("2025-11-18"), vec![]),
            (Kind::Contact(None), full.clone(), vec![]),
            (Kind::Contact(None), on("2025-11-18"), vec![]),
            (Kind::Contact(None), Typed { stance: Stance::Unmet, ..on("2025-11-18") }, vec![DAY]),
            (Kind::Contact(None), on("soon"), vec![DAY]),
            (fallback, blank, vec![NAME, MORE]),
            (fallback, full.clone(), vec![]),
        ] {
            let form = Form::new(kind, "", typed);
            let problems = form.problems(today, &tr);
            let wrong: Vec<usize> = (0..)
                .zip(&problems)
                .filter(|(_, wrong)| wrong.is_some())
                .map(|(at, _)| at)
                .collect();
            assert_eq!(wrong, expected, "{kind:?} {:?}", form.now);
        }
    }
}
