//! 从差距报名: who should go to a class to come, from what they lack.

use super::levels::Writer;
use super::people;
use crate::areas::training::data::Load;
use crate::command::training::classes::SeatForm;
use crate::domain::ids::{PersonId, SkillId, TrainingClassId};
use crate::domain::training::enrolment::{Choice, LeftOut};
use crate::error::Result;
use crate::i18n::short_day;
use crate::metrics::training::enrol::{ClassKey, Enrolling, Offered, Proposed, levels_missing};
use crate::metrics::training::matrix::survey;
use crate::metrics::training::{say, show};
use crate::store::records::{ClassStatus, Enrolment, EnrolmentState, Skill, TrainingClass};
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
    let (db, today) = (load.db, load.today);
    let opens =
        |class: &TrainingClass| class.status == ClassStatus::Planned && class.starts > today;
    // What everybody can do is worked out only where there is a class to send them to.
    if !db.all::<TrainingClass>()?.iter().any(opens) {
        return Ok(None);
    }
    let found = survey(db, load.directory, load.members, today)?;
    let all = Enrolling::load(db, load.directory, &found, today)?;
    let open = all.open(today);
    let own = chosen.and_then(|id| open.iter().find(|(class, _)| class.record.id == id));
    // The next one for which somebody is there to be sent, else the next one.
    let wanting = || open.iter().find(|(_, who)| !who.chosen.is_empty());
    let Some((class, who)) = own.or_else(wanting).or(open.first()) else { return Ok(None) };
    let name = say::class(load.tr, &all, class).to_owned();
    let waits = waiting_in(load, class.record.id)?;
    Ok(Some(card(load, who, (*class, name), &waits, skills)))
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
    (class, name): (&Offered, String),
    waits: &[Enrolment],
    skills: &[Skill],
) -> Gaps {
    let tr = load.tr;
    let lacking = one.chosen.len() + one.waiting.len();
    let n = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let head = [
        ("day", short_day(tr, class.record.starts).into()),
        ("name", name.as_str().into()),
        ("n", n(lacking).into()),
        ("enrolled", n(class.enrolled.len()).into()),
    ];
    // The seats that are free now, before those who are proposed have theirs.
    let short = one.waiting.len();
    let seats = match (class.free(), short) {
        (None, _) => tr.text("classes-gaps-unlimited"),
        (Some(free), 0) => tr.with("classes-gaps-free", &[("n", n(free).into())]),
        (Some(0), short) => tr.with("classes-gaps-full", &[("n", n(short).into())]),
        (Some(free), short) => {
            let args = [("free", n(free).into()), ("n", n(short).into())];
            tr.with("classes-gaps-short", &args)
        }
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
        class: class.record.id,
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
    let leaves = |(person, why): &(PersonId, LeftOut<ClassKey>)| match why {
        LeftOut::Enrolled(Some(day)) => Some((*person, *day)),
        _ => None,
    };
    let (person, day) = one.left_out.iter().find_map(leaves)?;
    let args = [
        ("name", load.directory.person_name(person).into()),
        ("day", short_day(load.tr, day).into()),
    ];
    Some(Leaver { person, said: load.tr.with("classes-gaps-leaves", &args), next })
}

/// The gap that weighs most in a choice: its skill and how many levels it has.
fn widest(choice: &Choice<SkillId>) -> Option<(SkillId, i64)> {
    let gain = choice.gains.iter().max_by_key(|gain| (gain.priority(), gain.closes))?;
    Some((gain.skill, levels_missing(gain)))
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
