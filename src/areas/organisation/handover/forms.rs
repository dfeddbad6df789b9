//! The drawers: beginning a handover, its dates and the rule of credit. What the command would refuse
//! is said beside the field before it is sent.

use chrono::NaiveDate;
use egui::{Context, Ui};

use super::data::Page;
use super::plan::{PlanPage, rule_key};
use super::{View, item_form};
use crate::areas::Cx;
use crate::areas::day::day_field;
use crate::areas::leaving;
use crate::command::Command;
use crate::command::handover::{Command as Ask, Head};
use crate::documents::handover_sheet::why_key;
use crate::domain::ids::{HandoverId, PersonId, StageId};
use crate::domain::names;
use crate::store::records::{CreditRule, HandoverWhy};
use crate::ui::button::{Button, button};
use crate::ui::card::grid;
use crate::ui::choice::Segmented;
use crate::ui::date::parse_date;
use crate::ui::field::{Field, form_label, number_field, text_area};
use crate::ui::overlay::asks_to_save;
use crate::ui::overlay::drawer::{Drawer, Part, drawer};
use crate::ui::select::Select;
use crate::ui::text;
use crate::ui::tokens::Theme;

/// Why somebody hands over, in the order of the choice.
const WHYS: [HandoverWhy; 3] = [HandoverWhy::Leave, HandoverWhy::Move, HandoverWhy::Balance];
/// The rules of credit, in the order of the choice.
const RULES: [CreditRule; 3] = [CreditRule::SigningDay, CreditRule::ByStage, CreditRule::Successor];
/// What the former owner keeps where nothing was said yet, in percent: of a deal in the last stage of
/// those that are handed over, and of one in any other.
const FIRST_SHARES: [f64; 2] = [60.0, 40.0];

/// What a drawer does when it is closed or saved.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Asked {
    pub(super) save: bool,
    pub(super) close: bool,
}

/// What every form remembers.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct State {
    /// Saving was tried, so what is wrong is marked.
    pub(super) tried: bool,
    /// The person was asked whether to throw the changes away.
    leaving: bool,
}

/// A handover that is begun.
#[derive(Debug)]
pub(super) struct StartForm {
    person: Option<PersonId>,
    why: HandoverWhy,
    last_day: String,
    effective: String,
    state: State,
    /// It was sent to be stored; the drawer stays until it is.
    pub(super) sent: bool,
}

impl StartForm {
    pub(super) fn new(today: NaiveDate) -> Self {
        Self {
            person: None,
            why: HandoverWhy::Leave,
            last_day: String::new(),
            effective: today.to_string(),
            state: State::default(),
            sent: false,
        }
    }

    /// Who hands over.
    pub(super) const fn person(&self) -> Option<PersonId> {
        self.person
    }
}

/// Dates and rule as typed.
#[derive(Clone, Debug, PartialEq)]
struct HeadText {
    why: HandoverWhy,
    last_day: String,
    effective: String,
    parallel: Option<f64>,
    rule: CreditRule,
    until: String,
    shares: Vec<(StageId, String, Option<f64>)>,
    note: String,
}

/// The drawer of dates and rule.
#[derive(Debug)]
pub(super) struct HeadForm {
    id: HandoverId,
    name: String,
    before: HeadText,
    now: HeadText,
    state: State,
    pub(super) sent: bool,
}

impl HeadForm {
    pub(super) fn new(page: &PlanPage) -> Self {
        let head = &page.head;
        let day = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
        let share = |at: usize, stage: StageId| {
            let known = head.shares.iter().find(|(other, _)| *other == stage);
            let [last, other] = FIRST_SHARES;
            known.map_or(if at == 0 { last } else { other }, |(_, share)| *share as f64 / 100.0)
        };
        let shares = page.stages.iter().enumerate();
        let before = HeadText {
            why: head.why,
            last_day: day(head.last_day),
            effective: head.effective.to_string(),
            parallel: Some(head.parallel_days as f64),
            rule: head.credit_rule,
            until: day(head.credit_until),
            shares: shares
                .map(|(at, (stage, name))| (*stage, name.clone(), Some(share(at, *stage))))
                .collect(),
            note: head.note.clone(),
        };
        Self {
            id: page.id,
            name: page.name.clone(),
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

    /// What is wrong, by field: last day, effective day, until, shares.
    fn problems(&self) -> [Option<&'static str>; 4] {
        let now = &self.now;
        let last = now.why == HandoverWhy::Leave
            && !now.last_day.trim().is_empty()
            && parse_date(&now.last_day).is_none();
        let by_stage = now.rule == CreditRule::ByStage;
        let effective = parse_date(&now.effective);
        let until = match (parse_date(&now.until), effective) {
            _ if !by_stage => None,
            (None, _) => Some("organisation-handover-until-missing"),
            (Some(until), Some(effective)) if until < effective => {
                Some("organisation-handover-until-early")
            }
            _ => None,
        };
        let share = |value: &Option<f64>| value.is_some_and(|v| (0.0..=100.0).contains(&v));
        let shares = by_stage && !now.shares.iter().all(|(.., value)| share(value));
        [
            last.then_some("organisation-problem-date"),
            effective.is_none().then_some("organisation-problem-date"),
            until,
            shares.then_some("organisation-handover-share-wrong"),
        ]
    }

    fn head(&self) -> Option<Head> {
        let now = &self.now;
        let bp = |value: Option<f64>| (value.unwrap_or_default() * 100.0).round() as i64;
        Some(Head {
            why: now.why,
            last_day: parse_date(&now.last_day),
            effective: parse_date(&now.effective)?,
            parallel_days: now.parallel.unwrap_or_default().round() as i64,
            credit_rule: now.rule,
            credit_until: parse_date(&now.until),
            shares: now.shares.iter().map(|(stage, _, value)| (*stage, bp(*value))).collect(),
            note: now.note.clone(),
        })
    }
}

/// Draws the drawer that is open, if any.
pub(super) fn draw(ctx: &Context, page: &Page, view: &mut View, cx: &mut Cx<'_>) {
    if let Some(form) = view.start.take() {
        view.start = start_ui(ctx, page, form, cx);
    }
    let Some(plan) = &page.plan else { return };
    if let Some(form) = view.head.take().filter(|form| form.id == plan.id) {
        view.head = head_ui(ctx, form, cx);
    }
    if let Some(form) = view.item.take().filter(|form| form.handover == plan.id) {
        view.item = item_form::draw(ctx, form, cx);
    }
}

/// Draws a drawer around a body.
pub(super) fn shell(
    ctx: &Context,
    (id, title, save_key): (&str, &str, &str),
    problem: bool,
    cx: &Cx<'_>,
    mut body: impl FnMut(&mut Ui),
) -> Asked {
    let (close, cancel) = (cx.text("app-close"), cx.text("app-cancel"));
    let (save, wrong) = (cx.text(save_key), cx.text("organisation-handover-wrong"));
    let mut asked = Asked { save: asks_to_save(ctx), close: false };
    let look = Drawer::new(id, title, &close).problem(problem.then_some(wrong.as_str()));
    asked.close |= drawer(ctx, look, |ui, part| match part {
        Part::Body => body(ui),
        Part::Footer => {
            asked.save |= button(ui, Button::primary(&save)).clicked();
            asked.close |= button(ui, Button::secondary(&cancel)).clicked();
        }
    });
    asked
}

/// Whether a form is done with: asks before it throws away what was typed.
pub(super) fn leaves(
    ctx: &Context,
    state: &mut State,
    asked: Asked,
    dirty: bool,
    cx: &Cx<'_>,
) -> bool {
    leaving::closes(ctx, "handover-discard", &mut state.leaving, (asked.close, dirty), cx)
}

fn why_ui(ui: &mut Ui, why: &mut HandoverWhy, cx: &Cx<'_>) {
    let label = cx.text("organisation-handover-why");
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        form_label(ui, &label, false);
        let whys = WHYS.map(|why| (why, cx.text(why_key(why))));
        Segmented::new(&label).fill().show(ui, why, &whys);
    });
}

fn start_ui(ctx: &Context, page: &Page, mut form: StartForm, cx: &mut Cx<'_>) -> Option<StartForm> {
    // Still here with no command on its way, it was refused.
    form.sent &= cx.pending;
    let effective = parse_date(&form.effective);
    let last = parse_date(&form.last_day);
    let leaving = form.why == HandoverWhy::Leave;
    let no_last = leaving && !form.last_day.trim().is_empty() && last.is_none();
    let wrong = form.person.is_none() || effective.is_none() || no_last;
    let title = cx.text("organisation-handover-start");
    let tried = form.state.tried;
    let words = ("handover-start", title.as_str(), "organisation-handover-begin");
    let asked = shell(ctx, words, tried && wrong, cx, |ui| {
        let (label, missing) =
            (cx.text("organisation-handover-person"), cx.text("organisation-handover-no-person"));
        let (search, nothing) =
            (cx.text("organisation-search-name"), cx.text("organisation-nothing-found"));
        let error = (tried && form.person.is_none()).then_some(missing.as_str());
        let help = cx.text("organisation-handover-person-help");
        Select::new(Field::new(&label).required().error(error).help(&help))
            .search(&search, &nothing)
            .finds(names::matches)
            .show(ui, &mut form.person, &page.people);
        why_ui(ui, &mut form.why, cx);
        let no_day = cx.text("organisation-problem-date");
        let label = cx.text("organisation-handover-effective");
        let help = cx.text("organisation-handover-effective-help");
        let error = (tried && effective.is_none()).then_some(no_day.as_str());
        let field = Field::new(&label).required().error(error).help(&help);
        day_field(ui, field, &mut form.effective, cx.filter.today, cx.tr);
        if leaving {
            let label = cx.text("organisation-handover-last-day");
            let error = (tried && no_last).then_some(no_day.as_str());
            let field = Field::new(&label).error(error);
            day_field(ui, field, &mut form.last_day, cx.filter.today, cx.tr);
        }
    });
    if asked.save {
        form.state.tried = true;
        if let (Some(person), Some(effective), false) = (form.person, effective, wrong) {
            form.sent = true;
            cx.run(Command::Handover(Ask::Start {
                person,
                name: cx.directory.person_name(person).to_owned(),
                why: form.why,
                last_day: last,
                effective,
                today: cx.filter.today,
            }));
        }
    }
    let close = leaves(ctx, &mut form.state, asked, form.person.is_some(), cx);
    (!close).then_some(form)
}

fn head_ui(ctx: &Context, mut form: HeadForm, cx: &mut Cx<'_>) -> Option<HeadForm> {
    // Still here with no command on its way, it was refused.
    form.sent &= cx.pending;
    let problems = form.problems();
    let wrong = problems.iter().any(Option::is_some);
    let tried = form.state.tried;
    let shown = problems.map(|problem| problem.filter(|_| tried).map(|key| cx.text(key)));
    let title = cx.text("organisation-handover-terms");
    let words = ("handover-head", title.as_str(), "organisation-handover-save");
    let now = &mut form.now;
    let asked = shell(ctx, words, tried && wrong, cx, |ui| {
        let [last, effective, until, shares] = &shown;
        why_ui(ui, &mut now.why, cx);
        let labels =
            [cx.text("organisation-handover-effective"), cx.text("organisation-handover-last-day")];
        let leaves = now.why == HandoverWhy::Leave;
        grid(ui, 2, 12.0, |ui, at| {
            let [first, second] = &labels;
            if at == 0 {
                let field = Field::new(first).required().error(effective.as_deref());
                day_field(ui, field, &mut now.effective, cx.filter.today, cx.tr);
            } else {
                let field = Field::new(second).error(last.as_deref()).enabled(leaves);
                day_field(ui, field, &mut now.last_day, cx.filter.today, cx.tr);
            }
        });
        let (label, unit) =
            (cx.text("organisation-handover-parallel"), cx.text("organisation-handover-workdays"));
        let help = cx.text("organisation-handover-parallel-help");
        let field = Field::new(&label).unit(&unit).right().help(&help);
        number_field(ui, field, &mut now.parallel, 0);
        let label = cx.text("organisation-handover-credit");
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 4.0;
            form_label(ui, &label, false);
            let rules = RULES.map(|rule| (rule, cx.text(rule_key(rule))));
            Segmented::new(&label).fill().show(ui, &mut now.rule, &rules);
        });
        if now.rule == CreditRule::ByStage {
            let label = cx.text("organisation-handover-until");
            let field = Field::new(&label).required().error(until.as_deref());
            day_field(ui, field, &mut now.until, cx.filter.today, cx.tr);
            for (stage, name, value) in &mut now.shares {
                ui.push_id(stage.0, |ui| {
                    let args = [("stage", name.as_str().into())];
                    let label = cx.tr.with("organisation-handover-share-of", &args);
                    number_field(ui, Field::new(&label).unit("%").right(), value, 0);
                });
            }
            if let Some(wrong) = shares {
                text::wrapped(ui, text::LABEL12, Theme::get(ui).bad_t, wrong);
            }
        }
        let label = cx.text("organisation-handover-note");
        text_area(ui, Field::new(&label), &mut now.note, 2);
    });
    if asked.save {
        form.state.tried = true;
        if !form.dirty() {
            return None;
        }
        if let Some(head) = form.head().filter(|_| !wrong) {
            form.sent = true;
            cx.run(Command::Handover(Ask::Head(form.id, form.name.clone(), head)));
        }
    }
    let dirty = form.dirty();
    (!leaves(ctx, &mut form.state, asked, dirty, cx)).then_some(form)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(rule: CreditRule, until: &str, share: Option<f64>) -> HeadForm {
        let now = HeadText {
            why: HandoverWhy::Leave,
            last_day: "2025-12-05".to_owned(),
            effective: "2025-12-01".to_owned(),
            parallel: Some(5.0),
            rule,
            until: until.to_owned(),
            shares: vec![(StageId(1), "合同签订".to_owned(), share)],
            note: String::new(),
        };
        HeadForm {
            id: HandoverId(1),
            name: String::new(),
            before: now.clone(),
            now,
            state: State::default(),
            sent: false,
        }
    }

    #[test]
    fn a_shared_credit_needs_its_day_and_its_shares() {
        let wrong = |rule, until: &str, share| {
            let problems = form(rule, until, share).problems();
            (problems[2], problems[3].is_some())
        };
        let by_stage = CreditRule::ByStage;
        assert_eq!(wrong(CreditRule::SigningDay, "", None), (None, false));
        assert_eq!(wrong(by_stage, "2025-12-31", Some(60.0)), (None, false));
        let missing = Some("organisation-handover-until-missing");
        assert_eq!(wrong(by_stage, "", None), (missing, true));
        let early = Some("organisation-handover-until-early");
        assert_eq!(wrong(by_stage, "2025-11-30", Some(101.0)), (early, true));
        let head = form(by_stage, "2025-12-31", Some(62.5)).head().unwrap();
        assert_eq!(head.shares, [(StageId(1), 6_250)]);
    }
}
