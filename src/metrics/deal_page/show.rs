//! What is known of a deal, in words: the page on the screen and the one on paper say the same.

use chrono::NaiveDate;

use super::history::{Change, Changed, Field};
use super::{DealPage, Part, RoleLine, When};
use crate::domain::forecast::calls::Category;
use crate::domain::ids::{PersonId, StageId};
use crate::domain::period::Period;
use crate::i18n::{DASH, FluentValue, Language, Tr, day_beside, money_cell, number, period_label};
use crate::metrics::show::stage_name;
use crate::metrics::stage_tasks::DueTask;
use crate::metrics::stuck::decision_key;
use crate::store::directory::Directory;
use crate::store::records::{
    DealEvidence, DealRisk, DealRole, DecisionPart, Place, RiskKind, StageItem, Stance, Weight,
};

/// What words are looked up in.
#[derive(Clone, Copy)]
pub struct Say<'a> {
    /// The words.
    pub tr: &'a Tr,
    /// People and stages.
    pub directory: &'a Directory,
    /// The day beside which days are written without their year.
    pub today: NaiveDate,
}

/// The name of a role.
pub fn role_name(tr: &Tr, role: DealRole) -> String {
    tr.text(&format!("funnel-deal-role-{}", role.word()))
}

/// The name of a part in the decision.
pub fn part_name(tr: &Tr, part: DecisionPart) -> String {
    tr.text(&format!("funnel-deal-part-{}", part.word()))
}

/// The name of how somebody stands.
pub fn stance_name(tr: &Tr, stance: Stance) -> String {
    tr.text(&format!("funnel-deal-stance-{}", stance.word()))
}

/// The name of how much weighs.
pub fn weight_name(tr: &Tr, weight: Weight) -> String {
    tr.text(&format!("funnel-deal-weight-{}", weight.word()))
}

/// The name of a class of the forecast.
pub fn class_name(tr: &Tr, category: Category) -> String {
    tr.text(&format!("forecast-class-{}", category.word().replace('_', "-")))
}

/// The name of a kind of change.
pub fn field_name(tr: &Tr, field: Field) -> String {
    tr.text(&format!("funnel-deal-field-{}", field.word()))
}

/// What a stage asks for, in the language.
pub fn item_name<'a>(tr: &Tr, item: &'a StageItem) -> &'a str {
    tr.own(&item.name, &item.name_en)
}

/// Parts of a sentence in a row: `甲，乙`, `a, b`; those that say nothing are left out.
pub fn joined(tr: &Tr, parts: &[String]) -> String {
    tr.joined(parts)
}

/// What changed, from what to what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeWords {
    /// What it was; empty where that says nothing.
    pub before: String,
    /// What it is.
    pub after: String,
    /// How much it changed.
    pub change: String,
}

impl Say<'_> {
    /// A message about a number of things: `n` chooses the form, `text` is how it is written.
    pub fn count(self, key: &str, n: u64, more: &[(&str, FluentValue<'_>)]) -> String {
        self.tr.count(key, n, more)
    }

    /// A person's name, or a dash.
    pub fn person(self, person: Option<PersonId>) -> String {
        let name = person.map_or("", |person| self.directory.person_name(person));
        if name.is_empty() { DASH.to_owned() } else { name.to_owned() }
    }

    /// A stage's name in the language, or a dash.
    pub fn stage(self, stage: Option<StageId>) -> String {
        stage_name(self.directory, self.tr, stage)
    }

    /// A day, without its year where that is this one.
    pub fn day(self, day: NaiveDate) -> String {
        day_beside(self.tr, day, self.today)
    }

    fn place(self, place: Option<Place>) -> String {
        match place {
            None => self.tr.text("funnel-deal-nothing"),
            Some(Place::Stage(stage)) => self.stage(Some(stage)),
            Some(Place::Won) => self.tr.text("won"),
            Some(Place::Lost) => self.tr.text("lost"),
        }
    }

    /// A change in words.
    pub fn change(self, change: &Change) -> ChangeWords {
        let tr = self.tr;
        let language = tr.language();
        let nothing = || tr.text("funnel-deal-nothing");
        let first = || tr.text("funnel-deal-first");
        let words =
            |before: String, after: String, change: String| ChangeWords { before, after, change };
        match &change.what {
            Changed::Stage { before, after, again } => {
                let key = match after {
                    Place::Stage(_) if *again => Some("funnel-deal-again"),
                    Place::Stage(_) if before.is_none() => Some("funnel-deal-first"),
                    _ => None,
                };
                let said = key.map_or_else(String::new, |key| tr.text(key));
                words(self.place(*before), self.place(Some(*after)), said)
            }
            Changed::Amount { before, after } => {
                let diff = before.map(|before| after.saturating_sub(before));
                let said = diff.map_or_else(first, |diff| spaced(language, diff).replace(' ', ""));
                let was = before.map_or_else(nothing, |before| money_cell(language, before));
                words(was, money_cell(language, *after), said)
            }
            Changed::Expected { before, after } => {
                let said = before.map_or_else(first, |before| {
                    let days = after.signed_duration_since(before).num_days();
                    tr.with("funnel-deal-days", &[("days", signed(days).into())])
                });
                let was = before.map_or_else(nothing, |before| self.day(before));
                words(was, self.day(*after), said)
            }
            Changed::Owner { before, after } => {
                let said = if before.is_none() { first() } else { String::new() };
                let was = if before.is_none() { nothing() } else { self.person(*before) };
                words(was, self.person(Some(*after)), said)
            }
            Changed::Next { before, after, due } => {
                let args = [("day", self.day(*due).into()), ("what", after.as_str().into())];
                let said = if before.is_none() { first() } else { String::new() };
                let was = before.clone().unwrap_or_else(nothing);
                words(was, tr.with("funnel-stuck-next-text", &args), said)
            }
            Changed::Decided { decision, reason } => {
                words(String::new(), reason.clone(), tr.text(&decision_key(*decision)))
            }
            Changed::Class { period, before, after, reason } => {
                let class = |class: Option<Category>| match class {
                    Some(class) => class_name(tr, class),
                    None => tr.text("funnel-deal-class-stage"),
                };
                let mut said = vec![class(*after)];
                said.extend(Some(reason.clone()).filter(|reason| !reason.is_empty()));
                let of = Period::parse(period).map(|period| period_label(tr, period));
                words(class(*before), joined(tr, &said), of.unwrap_or_else(|| period.clone()))
            }
        }
    }

    /// How the amount came about, `120.0 + 22.0 = 142.0`, and by how many days signing was put off.
    pub fn came_about(self, page: &DealPage) -> String {
        let mut parts = vec![];
        let language = self.tr.language();
        if let [first, .., last] = page.amounts.as_slice() {
            let steps = page.amounts.windows(2).filter_map(|pair| match pair {
                [before, after] => Some(after.saturating_sub(*before)),
                _ => None,
            });
            let steps: String = steps.map(|step| format!(" {}", spaced(language, step))).collect();
            let (first, last) = (money_cell(language, *first), money_cell(language, *last));
            let sum = format!("{first}{steps} = {last}");
            parts.push(self.tr.with("funnel-deal-history-amount", &[("sum", sum.into())]));
        }
        if let Some(pushes) = page.pushes.filter(|pushes| pushes.pushed_days != 0) {
            let days = signed(pushes.pushed_days);
            parts.push(self.tr.with("funnel-deal-history-days", &[("days", days.into())]));
        }
        joined(self.tr, &parts)
    }

    /// Who takes part as what, or that nobody does; and since when, or what for.
    pub fn role(self, line: &RoleLine) -> (String, String) {
        let tr = self.tr;
        let part = line.part.as_ref();
        let who = part.map_or_else(String::new, |part| match part.person_id {
            Some(person) => self.person(Some(person)),
            None => part.name.clone(),
        });
        let said = part.and_then(|part| part.note.clone()).unwrap_or_default();
        let later = line.when == When::Next && line.state == Part::Missing;
        match (line.state, part) {
            (Part::Taken, Some(part)) => {
                let since = part.since.map(|day| self.day(day)).unwrap_or_default();
                (who, format!("{since} {said}").trim().to_owned())
            }
            (Part::Asked, Some(part)) => {
                let asked = ("day", self.day(part.asked_on).into());
                (who, tr.with("funnel-deal-asked", &[asked]))
            }
            (Part::Declined, _) => (who, tr.with("funnel-deal-declined", &[("why", said.into())])),
            _ if later => (tr.text("funnel-deal-later"), String::new()),
            _ => (tr.text("funnel-deal-nobody"), String::new()),
        }
    }

    /// Since when evidence is there or a task is done, and where that is to be seen.
    pub fn ticked(self, there: &DealEvidence) -> String {
        let shown = there.shown_in.as_deref().unwrap_or_default();
        format!("{} {shown}", self.day(there.on_day)).trim().to_owned()
    }

    /// When a task was done, or by when it is to be done, and how late it is.
    pub fn task(self, task: &DueTask) -> String {
        let (tr, late) = (self.tr, task.late as u64);
        match (&task.done, task.due) {
            (Some(done), _) if late > 0 => {
                let was_late = self.count("funnel-deal-task-was-late", late, &[]);
                joined(tr, &[self.ticked(done), was_late])
            }
            (Some(done), _) => self.ticked(done),
            (None, None) => tr.text("funnel-deal-task-undated"),
            (None, Some(due)) => {
                let day = [("day", self.day(due).into())];
                if late > 0 {
                    self.count("funnel-deal-task-late", late, &day)
                } else if due <= self.today {
                    tr.with("funnel-deal-task-today", &day)
                } else {
                    tr.with("funnel-deal-task-due", &day)
                }
            }
        }
    }

    /// A risk with what is done about it; of a fallback what it is, and when it is taken.
    pub fn risk(self, risk: &DealRisk) -> (String, String) {
        let tr = self.tr;
        let action = risk.action.clone().unwrap_or_default();
        let due = risk.due.map_or_else(String::new, |day| {
            tr.with("funnel-deal-risk-due", &[("day", self.day(day).into())])
        });
        match risk.kind {
            RiskKind::Risk => (risk.name.clone(), joined(tr, &[action, due])),
            RiskKind::Fallback => {
                let when = joined(tr, &[risk.name.clone(), due]);
                (action, tr.with("funnel-deal-fallback-when", &[("when", when.into())]))
            }
        }
    }
}

/// A step of an amount with its sign apart: `+ 22.0`.
fn spaced(language: Language, fen: i64) -> String {
    let sized = money_cell(language, fen.saturating_abs());
    if fen < 0 { format!("− {sized}") } else { format!("+ {sized}") }
}

/// A number with its sign.
fn signed(value: i64) -> String {
    if value > 0 { format!("+{value}") } else { number(value) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_have_their_sign() {
        assert_eq!(spaced(Language::Chinese, 22_000_000), "+ 22.0");
        assert_eq!(spaced(Language::Chinese, -22_000_000), "− 22.0");
        assert_eq!([3, 0, -3].map(signed), ["+3", "0", "−3"]);
    }
}
