//! The career plans of the people of the scope, ready to draw.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::areas::training::careers::data::{count, day, named, posts, skill_choices};
use crate::areas::training::careers::lines::Standing;
use crate::areas::training::crew;
use crate::areas::training::data::Load;
use crate::command::training::careers::{ActionForm, CareerForm};
use crate::domain::ids::{
    CareerActionId, CareerPlanId, CareerStepId, CourseId, PersonId, PostId, SkillId,
};
use crate::error::Result;
use crate::i18n::Tr;
use crate::metrics::glossary;
use crate::metrics::training::careers::plans::{self, Overview, done, late, progress, status};
use crate::metrics::training::careers::show::{self, tenths};
use crate::metrics::training::careers::{Known, Step, steps};
use crate::metrics::training::records::show::joined;
use crate::store::records::{CareerAction, CareerPlan, CareerReview, CareerStatus};
use crate::store::training::careers::Career;
use crate::store::training::courses;
use crate::ui::tokens::Tone;

/// Everything this part shows.
#[derive(Clone, Debug)]
pub struct Data {
    /// The plans, those that are worked on first.
    pub rows: Vec<PlanRow>,
    /// The figures on top.
    pub tiles: Vec<Tile>,
    /// Who has none that is worked on, in the order of pinyin.
    pub without: Vec<String>,
    /// What can be chosen in the forms.
    pub choices: Choices,
}

/// What the list can be narrowed to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Only {
    /// Those that are worked on.
    Open,
    /// Of these, those that should have been talked about.
    ReviewLate,
    /// Of these, those with something that should have been done.
    ActionLate,
    /// Those whose post was reached.
    Reached,
    /// Those that were given up.
    Dropped,
}

/// A figure on top.
#[derive(Clone, Debug)]
pub struct Tile {
    /// What it is.
    pub label: String,
    /// The number.
    pub value: String,
    /// How that is to be taken.
    pub tone: Option<Tone>,
    /// The plans behind it; nothing for people without one.
    pub only: Option<Only>,
    /// Whose card tells more of it.
    pub about: Option<glossary::Figure>,
}

/// What can be chosen in the forms.
#[derive(Clone, Debug)]
pub struct Choices {
    /// Who has no plan that is worked on.
    pub people: Vec<(Option<PersonId>, String)>,
    /// Who can see to something, nobody first.
    pub owners: Vec<(Option<PersonId>, String)>,
    /// The steps in use, none first.
    pub steps: Vec<(Option<CareerStepId>, String)>,
    /// Where each step leads to.
    pub ends: BTreeMap<CareerStepId, (PostId, String)>,
    /// The posts.
    pub posts: Vec<(Option<PostId>, String)>,
    /// The skills, none first.
    pub skills: Vec<(Option<SkillId>, String)>,
    /// The courses, none first.
    pub courses: Vec<(Option<CourseId>, String)>,
}

/// A plan.
#[derive(Clone, Debug)]
pub struct PlanRow {
    /// Which.
    pub id: CareerPlanId,
    /// Whose.
    pub name: String,
    /// The post that is aimed at.
    pub goal: String,
    /// By when.
    pub by: String,
    /// How the person stands to the step, where the plan names one.
    pub standing: Option<Standing>,
    /// How much is done, of how much.
    pub done: String,
    /// Whether something should have been done by now.
    pub late: bool,
    /// When it is talked about next.
    pub review: String,
    /// Whether that should have been by now.
    pub review_late: bool,
    /// How it stands.
    pub status: CareerStatus,
    /// The same in a word.
    pub said: String,
    /// The same as a colour.
    pub tone: Tone,
    /// Since when, and until when it was worked on.
    pub since: String,
    /// The day it was begun.
    pub opened_on: NaiveDate,
    /// What would be typed for it.
    pub form: CareerForm,
    /// What is missing of the skills that the post asks for, and what was never rated.
    pub skills: Vec<String>,
    /// What is done.
    pub actions: Vec<ActionRow>,
    /// The talks, the newest first: the day, by whom, and what was said.
    pub reviews: Vec<(String, String)>,
    /// The days on which there was a talk.
    pub talked: Vec<NaiveDate>,
    /// What came of it; empty until then.
    pub result: String,
}

impl PlanRow {
    /// Whether it is worked on.
    pub fn open(&self) -> bool {
        self.status == CareerStatus::Open
    }

    /// Whether it belongs to what the list is narrowed to.
    pub fn fits(&self, only: Only) -> bool {
        match only {
            Only::Open => self.open(),
            Only::ReviewLate => self.review_late,
            Only::ActionLate => self.late,
            Only::Reached => self.status == CareerStatus::Reached,
            Only::Dropped => self.status == CareerStatus::Dropped,
        }
    }

    /// The title of its drawer, and its name in the journal.
    pub fn title(&self) -> String {
        format!("{} {}", self.name, self.goal)
    }
}

/// Something that is done.
#[derive(Clone, Debug)]
pub struct ActionRow {
    /// Which.
    pub id: CareerActionId,
    /// What.
    pub what: String,
    /// Skill, course, who sees to it.
    pub detail: String,
    /// By when, or when it was done; empty where neither is known.
    pub day: String,
    /// Whether it was done.
    pub done: bool,
    /// Whether it should have been by now.
    pub late: bool,
    /// What would be typed for it.
    pub form: ActionForm,
}

/// What stands behind the keys in plans.
struct Shelf<'a> {
    load: &'a Load<'a>,
    known: Known<'a>,
    steps: Vec<Step>,
    skills: BTreeMap<SkillId, String>,
    courses: BTreeMap<CourseId, String>,
}

/// Loads the plans.
pub(in crate::areas::training::careers) fn load(load: &Load<'_>) -> Result<Data> {
    let tr = load.tr;
    let people = crew::people(load);
    let ids: Vec<PersonId> = people.iter().map(|(person, _)| *person).collect();
    let careers = plans::of_people(load.db, &ids, load.today)?;
    let found = plans::overview(&careers, &ids, load.today);
    let open = |career: &&Career| status(&career.plan, load.today) == CareerStatus::Open;
    let busy: Vec<PersonId> =
        careers.iter().filter(open).map(|career| career.plan.person_id).collect();
    let all = steps(load.db)?;
    let aims: BTreeSet<CareerStepId> =
        careers.iter().filter_map(|career| career.plan.step_id).collect();
    let aimed: Vec<Step> =
        all.iter().filter(|step| aims.contains(&step.rung.step.id)).cloned().collect();
    let courses = courses::all(load.db)?;
    let courses = courses.into_iter().map(|(course, _)| course);
    let courses: Vec<(CourseId, String, bool)> = courses
        .map(|course| (course.id, named(tr, &course.name, &course.name_en), course.archived))
        .collect();
    let skills = crate::store::training::skills::all(load.db)?;
    let shelf = Shelf {
        load,
        known: Known::load(load.db, load.directory, &busy, &aimed, load.today)?,
        steps: aimed,
        skills: skills
            .iter()
            .map(|(skill, _)| (skill.id, named(tr, &skill.name, &skill.name_en)))
            .collect(),
        courses: courses.iter().map(|(course, name, _)| (*course, name.clone())).collect(),
    };
    let mut rows: Vec<PlanRow> = careers.iter().map(|career| shelf.row(career)).collect();
    rows.sort_by_key(|row| !row.open());
    let used: BTreeSet<PostId> = careers.iter().map(|career| career.plan.post_id).collect();
    let none = || tr.text("careers-none-chosen");
    let in_use = all.iter().filter(|step| !step.rung.step.archived);
    let mut ladder = vec![(None, tr.text("careers-step-own"))];
    let named_step = |step: &Step| show::rung(tr, load.directory, &step.rung.step);
    ladder.extend(in_use.map(|step| (Some(step.rung.step.id), named_step(step))));
    let end = |step: &Step| {
        let grade = step.rung.step.grade.clone().unwrap_or_default();
        (step.rung.step.id, (step.rung.step.post_id, grade))
    };
    let mut skills = vec![(None, none())];
    skills.extend(skill_choices(load)?);
    let mut chosen_courses = vec![(None, none())];
    let in_use = courses.into_iter().filter(|(_, _, archived)| !archived);
    chosen_courses.extend(in_use.map(|(course, name, _)| (Some(course), name)));
    let mut owners = vec![(None, none())];
    owners.extend(people.iter().map(|(person, name)| (Some(*person), name.clone())));
    let free = people.into_iter().filter(|(person, _)| !busy.contains(person));
    Ok(Data {
        tiles: tiles(tr, &found),
        without: found
            .without
            .iter()
            .map(|person| load.directory.person_name(*person).to_owned())
            .collect(),
        rows,
        choices: Choices {
            people: free.map(|(person, name)| (Some(person), name)).collect(),
            owners,
            ends: all.iter().map(end).collect(),
            steps: ladder,
            posts: posts(load, &used),
            skills,
            courses: chosen_courses,
        },
    })
}

fn tiles(tr: &Tr, found: &Overview) -> Vec<Tile> {
    let tile = |key: &str, n: usize, tone: Option<Tone>, only: Option<Only>| Tile {
        label: tr.text(key),
        value: count(n),
        tone: tone.filter(|_| n > 0),
        only,
        about: None,
    };
    let with = |about: glossary::Figure, tile: Tile| Tile { about: Some(about), ..tile };
    let warn = Some(Tone::Warn);
    vec![
        with(
            glossary::Figure::CareersOpen,
            tile("careers-status-open", found.open, None, Some(Only::Open)),
        ),
        tile("careers-review-late", found.review_late, warn, Some(Only::ReviewLate)),
        tile("careers-action-late", found.action_late, warn, Some(Only::ActionLate)),
        tile("careers-status-reached", found.reached, None, Some(Only::Reached)),
        tile("careers-status-dropped", found.dropped, None, Some(Only::Dropped)),
        with(
            glossary::Figure::CareersWithout,
            tile("careers-without", found.without.len(), None, None),
        ),
    ]
}

impl Shelf<'_> {
    fn row(&self, career: &Career) -> PlanRow {
        let (load, plan) = (self.load, &career.plan);
        let tr = load.tr;
        let stands = status(plan, load.today);
        let open = stands == CareerStatus::Open;
        let far = progress(career, load.today);
        let step = self.steps.iter().find(|step| Some(step.rung.step.id) == plan.step_id);
        let standing = step.filter(|_| open).map(|step| {
            let (record, found) = self.known.readiness(plan.person_id, step);
            Standing::new(tr, self.known.skills(), &record, &found)
        });
        let tone = match stands {
            CareerStatus::Open if far.late > 0 || far.review_late => Tone::Warn,
            CareerStatus::Open => Tone::Accent,
            CareerStatus::Reached => Tone::Good,
            CareerStatus::Dropped => Tone::Neutral,
        };
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        PlanRow {
            id: plan.id,
            name: load.directory.person_name(plan.person_id).to_owned(),
            goal: show::place(load.directory, plan.post_id, plan.grade.as_deref()),
            by: day(plan.by_day),
            standing,
            done: format!("{} / {}", count(far.done), count(far.actions)),
            late: far.late > 0,
            review: if open { day(plan.review_on) } else { String::new() },
            review_late: far.review_late,
            status: stands,
            said: show::plan_status(tr, stands),
            tone,
            since: since(tr, plan, open),
            opened_on: plan.opened_on,
            form: CareerForm {
                step: plan.step_id,
                post: plan.post_id,
                grade: text(&plan.grade),
                by_day: plan.by_day,
                gap: text(&plan.gap),
                review_on: plan.review_on,
            },
            skills: if open { self.skills_left(plan) } else { vec![] },
            actions: career.actions.iter().map(|action| self.action(action)).collect(),
            reviews: career.reviews.iter().rev().map(|review| talk(tr, review)).collect(),
            talked: career.reviews.iter().map(|review| review.on_day).collect(),
            result: if open { String::new() } else { text(&plan.result) },
        }
    }

    /// What is missing of the skills that the post asks for, the most urgent first, then what was never rated.
    fn skills_left(&self, plan: &CareerPlan) -> Vec<String> {
        let tr = self.load.tr;
        let gaps = self.known.gaps(plan.person_id, plan.post_id);
        let missing = gaps.open().into_iter().map(|line| {
            let level = line.level.map(tenths).unwrap_or_default();
            let args = [
                ("skill", show::skill(tr, self.known.skills(), &line.skill).into()),
                ("need", tenths(line.need.level).into()),
                ("level", level.into()),
            ];
            tr.with("careers-gap-skill", &args)
        });
        let mut left: Vec<String> = missing.collect();
        left.extend(gaps.unrated().into_iter().map(|line| {
            let skill = show::skill(tr, self.known.skills(), &line.skill);
            let args = [("skill", skill.into()), ("need", tenths(line.need.level).into())];
            tr.with("careers-gap-unrated", &args)
        }));
        if left.is_empty() {
            let key =
                if gaps.lines.is_empty() { "careers-gap-unasked" } else { "careers-gap-none" };
            left.push(tr.text(key));
        }
        left
    }

    fn action(&self, action: &CareerAction) -> ActionRow {
        let (tr, today) = (self.load.tr, self.load.today);
        let skill = action.skill_id.and_then(|skill| self.skills.get(&skill));
        let course = action.course_id.and_then(|course| self.courses.get(&course));
        let owner = action.owner_id.map(|owner| {
            let name = self.load.directory.person_name(owner);
            tr.with("careers-action-owner", &[("name", name.into())])
        });
        let parts = [skill.cloned(), course.cloned(), owner].map(|part| part.unwrap_or_default());
        let was = done(action, today);
        let day = match (action.done_on.filter(|_| was), action.due) {
            (Some(on), _) => tr.with("careers-action-done-on", &[("day", on.to_string().into())]),
            (None, Some(due)) => due.to_string(),
            (None, None) => String::new(),
        };
        ActionRow {
            id: action.id,
            what: action.what.clone(),
            detail: joined(tr, &parts),
            day,
            done: was,
            late: late(action, today),
            form: ActionForm {
                what: action.what.clone(),
                skill: action.skill_id,
                course: action.course_id,
                owner: action.owner_id,
                due: action.due,
            },
        }
    }
}

/// Since when a plan is worked on, or when it was.
fn since(tr: &Tr, plan: &CareerPlan, open: bool) -> String {
    let opened = plan.opened_on.to_string();
    match plan.closed_on.filter(|_| !open) {
        None => tr.with("careers-since", &[("day", opened.into())]),
        Some(closed) => {
            let args = [("from", opened.into()), ("to", closed.to_string().into())];
            tr.with("careers-from-to", &args)
        }
    }
}

fn talk(tr: &Tr, review: &CareerReview) -> (String, String) {
    let parts = [review.on_day.to_string(), review.by_name.clone()];
    (joined(tr, &parts), review.words.clone())
}
