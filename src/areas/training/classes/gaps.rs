//! 从差距报名: who should go to a class to come, from what they lack.

use super::levels::Writer;
use super::people;
use crate::areas::training::data::Load;
use crate::command::training::classes::SeatForm;
use crate::domain::ids::{PersonId, SkillId, TrainingClassId};
use crate::domain::training::enrolment::{Choice, LeftOut};
use crate::domain::training::level::LEVEL;
use crate::error::Result;
use crate::metrics::training::proposals::{Proposed, proposals};
use crate::metrics::training::show;
use crate::store::records::{Course, Enrolment, EnrolmentState, Skill, TrainingClass};
use crate::store::training::skills::TOP_LEVEL;
use crate::ui::tokens::Tone;

/// So many people stand in the card.
const SHOWN: usize = 8;

/// Somebody who lacks what a class brings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lacking {
    /// Who.
    pub person: PersonId,
    /// The name.
    pub name: String,
    /// By how much.
    pub gap: String,
    /// The same as a colour.
    pub tone: Tone,
    /// The skill, and by how much, in words.
    pub told: String,
}

/// Somebody with a seat who leaves, and who could have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaver {
    /// Who leaves.
    pub person: PersonId,
    /// Who, and when.
    pub said: String,
    /// Who gets the seat; `None` where nobody waits for one.
    pub next: Option<SeatForm>,
}

/// Who should go to a class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gaps {
    /// The class.
    pub class: TrainingClassId,
    /// What it is called.
    pub name: String,
    /// How many lack something, how many go already, how many seats are left.
    pub said: String,
    /// Who is proposed, the most urgent first.
    pub people: Vec<Lacking>,
    /// How many more are proposed than shown; empty for none.
    pub more: String,
    /// The seats to be given.
    pub seats: Vec<SeatForm>,
    /// Those for whom no seat is left.
    pub waiting: Vec<SeatForm>,
    /// Somebody with a seat who leaves.
    pub leaver: Option<Leaver>,
}

/// The card: of the class that is chosen where it is still to begin, else of the next one.
pub(super) fn gaps(
    load: &Load<'_>,
    chosen: Option<TrainingClassId>,
    skills: &[Skill],
) -> Result<Option<Gaps>> {
    let found = proposals(load.db, load.directory, load.members, load.today)?;
    let own = chosen.and_then(|id| found.iter().find(|one| one.class == id));
    // The next one for which somebody is there to be sent, else the next one.
    let wanting = || found.iter().find(|one| !one.chosen.is_empty());
    let Some(one) = own.or_else(wanting).or(found.first()) else { return Ok(None) };
    let Some(class) = load.db.get::<TrainingClass>(one.class)? else { return Ok(None) };
    let course = load.db.get::<Course>(class.course_id)?;
    let course = course.map_or_else(String::new, |c| show::course(load.tr, &c).to_owned());
    let name = class.title.clone().unwrap_or(course);
    let waits = waiting_in(load, class.id)?;
    Ok(Some(card(load, one, (&class, name), &waits, skills)))
}

/// Who waits for a seat in a class, in the order in which they came.
fn waiting_in(load: &Load<'_>, class: TrainingClassId) -> Result<Vec<Enrolment>> {
    let mut own = load.db.all::<Enrolment>()?;
    own.retain(|one| one.class_id == class && one.state == EnrolmentState::Waiting);
    own.sort_by_key(|one| (one.on_day, one.id));
    Ok(own)
}

fn card(
    load: &Load<'_>,
    one: &Proposed,
    (class, name): (&TrainingClass, String),
    waits: &[Enrolment],
    skills: &[Skill],
) -> Gaps {
    let tr = load.tr;
    let lacking = one.chosen.len() + one.waiting.len();
    let enrolled = one.left_out.iter().filter(|(_, why)| matches!(why, LeftOut::Enrolled(_)));
    let n = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let head = [
        ("day", class.starts.format("%m-%d").to_string().into()),
        ("name", name.as_str().into()),
        ("n", n(lacking).into()),
        ("enrolled", n(enrolled.count()).into()),
    ];
    let seats = match one.free {
        None => tr.text("classes-gaps-unlimited"),
        Some(_) if !one.waiting.is_empty() => {
            tr.with("classes-gaps-full", &[("n", n(one.waiting.len()).into())])
        }
        Some(free) => tr.with("classes-gaps-free", &[("n", n(free).into())]),
    };
    let said =
        format!("{}{}{seats}", tr.with("classes-gaps-said", &head), tr.text("classes-comma"));
    let all = one.chosen.iter().chain(&one.waiting);
    let people: Vec<Lacking> =
        all.take(SHOWN).map(|choice| lacking_line(load, choice, skills)).collect();
    let more = lacking.saturating_sub(people.len());
    let waits_already =
        |choice: &&Choice<SkillId>| waits.iter().any(|waiting| waiting.person_id == choice.person);
    let to_wait = one.waiting.iter().filter(|choice| !waits_already(choice));
    let next = waits.first().map(people::seat_of).or_else(|| {
        let first = one.waiting.first().or(one.chosen.first())?;
        Some(seat_of(first, false))
    });
    Gaps {
        class: class.id,
        name,
        said,
        more: if more == 0 {
            String::new()
        } else {
            tr.with("classes-gaps-more", &[("n", n(more).into())])
        },
        people,
        seats: one.chosen.iter().map(|choice| seat_of(choice, false)).collect(),
        waiting: to_wait.map(|choice| seat_of(choice, true)).collect(),
        leaver: leaver(load, one, next),
    }
}

/// The first of those with a seat who leaves.
fn leaver(load: &Load<'_>, one: &Proposed, next: Option<SeatForm>) -> Option<Leaver> {
    let leaves = |(person, why): &(PersonId, LeftOut<TrainingClassId>)| match why {
        LeftOut::Enrolled(Some(day)) => Some((*person, *day)),
        _ => None,
    };
    let (person, day) = one.left_out.iter().find_map(leaves)?;
    let args = [
        ("name", load.directory.person_name(person).into()),
        ("day", day.format("%m-%d").to_string().into()),
    ];
    Some(Leaver { person, said: load.tr.with("classes-gaps-leaves", &args), next })
}

/// The gap that weighs most in a choice: its skill and how many levels it has.
fn widest(choice: &Choice<SkillId>) -> Option<(SkillId, i64)> {
    let gain = choice.gains.iter().max_by_key(|gain| (gain.priority(), gain.closes))?;
    let missing = gain.need.level.saturating_sub(gain.from);
    // A part of a level is missing as a whole one is.
    let levels = (missing + LEVEL - 1) / LEVEL;
    Some((gain.skill, levels.clamp(1, TOP_LEVEL)))
}

fn seat_of(choice: &Choice<SkillId>, waiting: bool) -> SeatForm {
    let gap = widest(choice);
    SeatForm {
        person: choice.person,
        waiting,
        skill: gap.map(|(skill, _)| skill),
        gap: gap.map(|(_, levels)| levels),
        makeup_for: None,
        note: String::new(),
    }
}

fn lacking_line(load: &Load<'_>, choice: &Choice<SkillId>, skills: &[Skill]) -> Lacking {
    let tr = load.tr;
    let writer = Writer { tr, directory: load.directory, today: load.today };
    let name = writer.names(&[choice.person]);
    let (skill, levels) = widest(choice).map_or((None, 0), |(skill, levels)| (Some(skill), levels));
    let skill = skills.iter().find(|own| Some(own.id) == skill);
    let skill = skill.map_or("", |own| show::skill(tr, own));
    let gap = tr.with("classes-why-gap", &[("n", levels.into())]);
    let told = format!("{name} {skill} {gap}");
    let tone = if levels > 1 { Tone::Bad } else { Tone::Warn };
    Lacking { person: choice.person, name, gap, tone, told }
}
