//! The ladder and the people of one of its steps, ready to draw.

use std::collections::{BTreeMap, BTreeSet};

use crate::areas::training::careers::data::{at, count, named, posts, skill_choices};
use crate::areas::training::careers::lines::{Standing, word};
use crate::areas::training::crew;
use crate::areas::training::data::Load;
use crate::command::training::careers::{ConditionForm, StepForm};
use crate::domain::ids::{
    CareerPlanId, CareerStepId, CertificateKindId, PersonId, PostId, SkillId,
};
use crate::domain::training::career::{Readiness, Record, Verdict};
use crate::error::Result;
use crate::i18n::Tr;
use crate::metrics::training::careers::{Known, Step, plans, show, steps};
use crate::store::records::{CareerStatus, CertificateKind};
use crate::store::training::names::{self, Names};

/// How somebody can stand to a step, in the order in which it is shown.
const VERDICTS: [Option<Verdict>; 4] =
    [Some(Verdict::Met), Some(Verdict::NotMet), Some(Verdict::Unknown), None];

/// Everything this part shows.
#[derive(Clone, Debug)]
pub struct Data {
    /// The steps from the first one up, those out of use among them.
    pub rungs: Vec<RungRow>,
    /// The step whose people are shown, unless there is none.
    pub chosen: Option<Chosen>,
    /// What can be chosen in the form of a step.
    pub choices: Choices,
}

/// What can be chosen in the form of a step.
#[derive(Clone, Debug)]
pub struct Choices {
    /// The posts.
    pub posts: Vec<(Option<PostId>, String)>,
    /// The skills.
    pub skills: Vec<(Option<SkillId>, String)>,
    /// The kinds of certificates, all that are held first.
    pub kinds: Vec<(Option<CertificateKindId>, String)>,
}

/// A step.
#[derive(Clone, Debug)]
pub struct RungRow {
    /// Which.
    pub id: CareerStepId,
    /// From where to where.
    pub name: String,
    /// What it asks for.
    pub asked: String,
    /// How many stand how to it.
    pub counts: String,
    /// Whether it is no longer used.
    pub archived: bool,
    /// What would be typed for it.
    pub form: StepForm,
}

/// The step whose people are shown.
#[derive(Clone, Debug)]
pub struct Chosen {
    /// Which.
    pub id: CareerStepId,
    /// A word on it; may be empty.
    pub note: String,
    /// How many people stand before it.
    pub sub: String,
    /// Who stands before it, those who are ready first, then in the order of pinyin.
    pub people: Vec<PersonRow>,
    /// How many stand how, of those that any does.
    pub verdicts: Vec<(Option<Verdict>, String)>,
}

/// Somebody before a step.
#[derive(Clone, Debug)]
pub struct PersonRow {
    /// Who.
    pub person: PersonId,
    /// The name.
    pub name: String,
    /// Post and grade.
    pub at: String,
    /// How they stand.
    pub standing: Standing,
    /// The career plan that is worked on.
    pub plan: Option<CareerPlanId>,
}

/// A person held against a step.
struct Stand {
    person: PersonId,
    record: Record,
    found: Readiness,
}

/// Loads the ladder.
pub(in crate::areas::training::careers) fn load(
    load: &Load<'_>,
    wanted: Option<CareerStepId>,
) -> Result<Data> {
    let tr = load.tr;
    let all = steps(load.db)?;
    let skills = names::skills(load.db)?;
    let people: Vec<PersonId> = crew::people(load).into_iter().map(|(person, _)| person).collect();
    let used: Vec<Step> = all.iter().filter(|step| !step.rung.step.archived).cloned().collect();
    let mut stands: BTreeMap<CareerStepId, Vec<Stand>> = BTreeMap::new();
    if !used.is_empty() {
        let known = Known::load(load.db, load.directory, &people, &used, load.today)?;
        for step in &used {
            let before = people.iter().filter(|person| known.at(**person, step));
            let stand = |person: &PersonId| {
                let (record, found) = known.readiness(*person, step);
                Stand { person: *person, record, found }
            };
            stands.insert(step.rung.step.id, before.map(stand).collect());
        }
    }
    let empty = |step: &Step| stands.get(&step.rung.step.id).is_none_or(Vec::is_empty);
    let chosen = all
        .iter()
        .find(|step| Some(step.rung.step.id) == wanted)
        .or_else(|| used.iter().find(|step| !empty(step)))
        .or_else(|| used.first())
        .or_else(|| all.first());
    let rungs = all.iter().map(|step| {
        let found = stands.get(&step.rung.step.id).map_or(&[][..], Vec::as_slice);
        rung(load, &skills, step, found)
    });
    let own = chosen.map(|step| {
        let found = stands.get(&step.rung.step.id).map_or(&[][..], Vec::as_slice);
        people_of(load, &skills, (step, found), &people)
    });
    let ends = all.iter().flat_map(|step| {
        let step = &step.rung.step;
        step.from_post_id.into_iter().chain([step.post_id])
    });
    let ends: BTreeSet<PostId> = ends.collect();
    let every = (None, tr.text("careers-condition-every-certificate"));
    let mut kinds: Vec<(Option<CertificateKindId>, String)> = load
        .db
        .all::<CertificateKind>()?
        .into_iter()
        .filter(|kind| !kind.archived)
        .map(|kind| (Some(kind.id), named(tr, &kind.name, &kind.name_en)))
        .collect();
    kinds.sort_by(|one, other| one.1.cmp(&other.1));
    kinds.insert(0, every);
    Ok(Data {
        rungs: rungs.collect(),
        chosen: own.transpose()?,
        choices: Choices { posts: posts(load, &ends), skills: skill_choices(load)?, kinds },
    })
}

/// How many stand how, of those that any does.
fn counts(tr: &Tr, found: &[Stand]) -> Vec<(Option<Verdict>, String)> {
    let told = |verdict: Option<Verdict>| {
        let n = found.iter().filter(|stand| stand.found.verdict() == verdict).count();
        (n > 0).then(|| (verdict, format!("{} {}", word(tr, verdict), count(n))))
    };
    VERDICTS.into_iter().filter_map(told).collect()
}

fn rung(load: &Load<'_>, skills: &Names<SkillId>, step: &Step, found: &[Stand]) -> RungRow {
    let (tr, stored) = (load.tr, &step.rung.step);
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let asked: Vec<String> =
        step.conditions.iter().map(|condition| show::asked(tr, skills, condition)).collect();
    let told: Vec<String> = counts(tr, found).into_iter().map(|(_, told)| told).collect();
    let conditions = step.rung.conditions.iter().map(|own| ConditionForm {
        kind: own.kind,
        skill: own.skill_id,
        certificate: own.certificate_kind_id,
        number: own.number,
        times: own.times,
        grade: text(&own.grade),
    });
    RungRow {
        id: stored.id,
        name: show::rung(tr, load.directory, stored),
        asked: if asked.is_empty() {
            tr.text("careers-no-conditions")
        } else {
            asked.join(&tr.text("careers-semicolon"))
        },
        counts: match (stored.archived, told.is_empty()) {
            (true, _) => tr.text("careers-step-archived"),
            (false, true) => tr.text("careers-step-nobody"),
            (false, false) => told.join("  "),
        },
        archived: stored.archived,
        form: StepForm {
            from_post: stored.from_post_id,
            from_grade: text(&stored.from_grade),
            post: stored.post_id,
            grade: text(&stored.grade),
            note: text(&stored.note),
            conditions: conditions.collect(),
        },
    }
}

fn people_of(
    load: &Load<'_>,
    skills: &Names<SkillId>,
    (step, found): (&Step, &[Stand]),
    people: &[PersonId],
) -> Result<Chosen> {
    let tr = load.tr;
    let careers = plans::of_people(load.db, people, load.today)?;
    let open = |person: PersonId| {
        let own = careers.iter().find(|career| {
            career.plan.person_id == person
                && plans::status(&career.plan, load.today) == CareerStatus::Open
        });
        own.map(|career| career.plan.id)
    };
    let mut rows: Vec<PersonRow> = found
        .iter()
        .map(|stand| PersonRow {
            person: stand.person,
            name: load.directory.person_name(stand.person).to_owned(),
            at: at(load, stand.person),
            standing: Standing::new(tr, skills, &stand.record, &stand.found),
            plan: open(stand.person),
        })
        .collect();
    let place = |row: &PersonRow| VERDICTS.iter().position(|one| *one == row.standing.verdict);
    rows.sort_by_key(place);
    let n = i64::try_from(rows.len()).unwrap_or(i64::MAX);
    Ok(Chosen {
        id: step.rung.step.id,
        note: step.rung.step.note.clone().unwrap_or_default(),
        sub: tr.with("careers-step-people", &[("n", n.into())]),
        verdicts: counts(tr, found),
        people: rows,
    })
}
