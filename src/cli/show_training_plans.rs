//! `coxswain show training-plans`: how each plan stands, what is to be repeated, what a plan should hold beside what
//! it holds, and who has not passed what is to be read.

use serde_json::{Value, json};

use super::show::{Asked, Shown};
use crate::domain::ids::{CourseId, PersonId, SkillId};
use crate::domain::money::Money;
use crate::domain::period::Period;
use crate::domain::training::plan::Why;
use crate::domain::training::programme::Programme;
use crate::error::Result;
use crate::metrics::training::enrol::Enrolling;
use crate::metrics::training::matrix::{present, survey};
use crate::metrics::training::plans::{
    Known, Learner, Line, Owed, Progress, Regular, progress, reading, regular,
};
use crate::metrics::training::proposal::{Suggested, Suggestion, suggest};
use crate::metrics::training::say;
use crate::store::records::Skill;
use crate::store::training::courses::{Update, updates};
use crate::store::training::plans;
use crate::store::training::results::Sum;

/// Hours are kept in this part.
const HOUR: f64 = 10_000.0;

/// What names stand for.
struct Names<'a> {
    ask: &'a Asked<'a>,
    known: Known,
    skills: Vec<Skill>,
}

/// Plans, the regular programme of the period, and what is to be read, of a scope.
pub(super) fn shown(ask: &Asked<'_>) -> Result<Shown> {
    let (db, directory, today) = (ask.db, ask.directory, ask.as_of);
    let period = ask.period.unwrap_or_else(|| Period::quarter_of(today));
    let names = Names { ask, known: Known::load(db)?, skills: db.all()? };
    let members = directory.members(ask.scope);
    let people: Vec<PersonId> =
        present(directory, &members, today).into_iter().map(|(person, _)| person).collect();
    let (mut listed, mut lines) = (vec![], vec![]);
    for plan in plans::all(db)? {
        let suggested = match Period::parse(&plan.plan.period) {
            Some(period) => {
                let members = directory.members(plan.scope());
                let found = survey(db, directory, &members, today)?;
                let all = Enrolling::load(db, directory, &found, today)?;
                Some(suggest(&all, &plan, period, today))
            }
            None => None,
        };
        let found = progress(&names.known, plan, today);
        lines.push(names.plan_line(&found));
        listed.push(names.plan(&found, suggested.as_ref()));
    }
    let repeated = regular(&names.known, &people, period, today);
    let repeated = repeated.iter().filter(|own| !own.people.is_empty());
    let read = updates(db)?;
    let read: Vec<Value> = read.iter().map(|update| names.update(update, &people)).collect();
    let value = json!({
        "scope": ask.scope_text(),
        "period": period.to_string(),
        "as_of": today.to_string(),
        "plans": listed,
        "regular": repeated.map(|own| names.regular(own)).collect::<Vec<_>>(),
        "updates": read,
    });
    Ok((value, lines))
}

fn counts(all: &Programme) -> Value {
    json!({ "done": all.done, "booked": all.booked, "due": all.due, "missing": all.missing })
}

fn cost(sum: Sum) -> Value {
    json!({ "fen": sum.value, "unknown": sum.unknown })
}

impl Names<'_> {
    fn person(&self, person: PersonId) -> &str {
        self.ask.directory.person_name(person)
    }

    fn course(&self, course: CourseId) -> &str {
        self.known.courses.get(&course).map_or("", |own| own.name.as_str())
    }

    fn skill(&self, skill: SkillId) -> &str {
        self.skills.iter().find(|own| own.id == skill).map_or("", |own| own.name.as_str())
    }

    fn plan_line(&self, found: &Progress) -> String {
        let plan = &found.plan.plan;
        let all = &found.programme;
        let of = all.done + all.booked + all.due + all.missing;
        let (planned, _) = found.plan.cost();
        let money = |fen: Option<i64>| say::amount(self.ask.tr, fen);
        let cells = [
            plan.name.clone(),
            plan.period.clone(),
            plan.status.word().to_owned(),
            format!("{} / {of}", all.done),
            format!("{} / {}", money(Some(planned)), money(plan.budget)),
            money(found.spent.value),
        ];
        cells.join("  ")
    }

    fn plan(&self, found: &Progress, suggested: Option<&Suggested>) -> Value {
        let plan = &found.plan.plan;
        let (planned, unknown) = found.plan.cost();
        json!({
            "name": plan.name,
            "scope": self.ask.directory.scope_text(found.plan.scope()),
            "period": plan.period,
            "status": plan.status.word(),
            "budget": plan.budget,
            "planned": planned,
            "planned_unknown": unknown,
            "spent": cost(found.spent),
            "left": plan.budget.map(|budget| budget.saturating_sub(planned)),
            "hours_per_head": plan.hours_per_head.map(|hours| hours as f64 / HOUR),
            "review": plan.review,
            "counts": counts(&found.programme),
            "courses": found.lines.iter().map(|line| self.line(line)).collect::<Vec<_>>(),
            "people": found.people.iter().map(|one| self.learner(one)).collect::<Vec<_>>(),
            "suggested": suggested.map(|found| self.suggested(found)),
        })
    }

    fn line(&self, line: &Line) -> Value {
        let item = &line.item.item;
        let class = item.class_id.and_then(|class| self.known.classes.get(&class));
        let owed = |owed: &Owed| {
            json!({
                "person": self.person(owed.person),
                "skill": owed.skill.map(|skill| self.skill(skill)),
                "standing": owed.standing.word(),
                "done": owed.done.map(|day| day.to_string()),
                "booked": owed.booked.map(|day| day.to_string()),
            })
        };
        json!({
            "course": self.course(item.course_id),
            "class": class.map(|class| class.starts.to_string()),
            "by": line.by.map(|day| day.to_string()),
            "cost": item.cost,
            "spent": cost(line.spent),
            "dropped": item.dropped_why,
            "counts": counts(&line.programme),
            "people": line.people.iter().map(owed).collect::<Vec<_>>(),
        })
    }

    fn learner(&self, one: &Learner) -> Value {
        let open = one.open.iter().map(|(course, standing)| {
            json!({ "course": self.course(*course), "standing": standing.word() })
        });
        json!({
            "person": self.person(one.person),
            "counts": counts(&one.programme),
            "open": open.collect::<Vec<_>>(),
            "hours": one.hours.value.map(|hours| hours as f64 / HOUR),
            "hours_unknown": one.hours.unknown,
        })
    }

    fn suggested(&self, found: &Suggested) -> Value {
        let taken = found.taken.iter().map(|fits| {
            let mut value = self.suggestion(&fits.what);
            if let Some(fields) = value.as_object_mut() {
                fields.insert("left".to_owned(), json!(fits.left.map(Money::fen)));
            }
            value
        });
        let left_out = found.left_out.iter().map(|(one, why)| {
            let mut value = self.suggestion(one);
            if let Some(fields) = value.as_object_mut() {
                fields.insert("why".to_owned(), json!(why.word()));
                let lacking = match why {
                    Why::OverBudget(lacking) => Some(lacking.fen()),
                    Why::NoNeed | Why::CostUnknown => None,
                };
                fields.insert("lacking".to_owned(), json!(lacking));
            }
            value
        });
        let untaught = found.untaught.iter();
        json!({
            "taken": taken.collect::<Vec<_>>(),
            "left_out": left_out.collect::<Vec<_>>(),
            "cost": found.spent.fen(),
            "left": found.left.map(Money::fen),
            "untaught": untaught.map(|(skill, n)| json!({
                "skill": self.skill(*skill),
                "people": n,
            })).collect::<Vec<_>>(),
        })
    }

    fn suggestion(&self, one: &Suggestion) -> Value {
        json!({
            "course": self.course(one.course),
            "class": one.class.is_some(),
            "by": one.due.to_string(),
            "cost": one.cost.map(Money::fen),
            "mandatory": one.mandatory,
            "waiting": one.waiting,
            "people": one.chosen.iter().map(|own| self.person(own.person)).collect::<Vec<_>>(),
        })
    }

    fn regular(&self, own: &Regular) -> Value {
        let people = own.people.iter().map(|one| {
            json!({
                "person": self.person(one.person),
                "last": one.last.to_string(),
                "by": one.by.to_string(),
                "standing": one.standing.word(),
            })
        });
        json!({
            "course": self.course(own.course),
            "months": own.months,
            "counts": counts(&own.programme),
            "people": people.collect::<Vec<_>>(),
        })
    }

    /// Something to be read, with those of the scope who are to read it.
    fn update(&self, update: &Update, people: &[PersonId]) -> Value {
        let inside = update.readers.iter().filter(|reader| people.contains(&reader.person_id));
        let readers = inside.map(|reader| {
            json!({
                "person": self.person(reader.person_id),
                "state": reading(update, reader).word(),
                "read_on": reader.read_on.map(|day| day.to_string()),
                "correct": reader.correct,
                "tries": reader.tries,
                "passed_on": reader.passed_on.map(|day| day.to_string()),
            })
        });
        let own = &update.update;
        json!({
            "title": own.title,
            "topic": own.topic.word(),
            "published": own.published_on.to_string(),
            "due": own.due_on.map(|day| day.to_string()),
            "questions": update.questions.len(),
            "pass_correct": own.pass_correct,
            "archived": own.archived,
            "readers": readers.collect::<Vec<_>>(),
        })
    }
}
