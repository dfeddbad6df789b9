//! What stands in the drawers: one skill of one person with its ratings, one person with what is missing, one
//! skill with who is below and on whom it hangs.

use super::grid::whole;
use crate::areas::training::data::Load;
use crate::command::training::Warning;
use crate::command::training::ratings::RatingForm;
use crate::domain::ids::{
    OpportunityId, PersonId, SkillId, SkillRatingId, SkillSelfRatingId, TrainingResultId,
};
use crate::domain::stats::rational::Rational;
use crate::domain::training::coverage::Risk;
use crate::domain::training::gap::{Line, Need, gaps};
use crate::domain::training::level::{LEVEL, Rating, standing};
use crate::domain::training::matrix::Cell;
use crate::error::Result;
use crate::i18n::{DASH, number};
use crate::metrics::training::enrol::{Enrolling, Taught};
use crate::metrics::training::matrix::{Column, Key, Spot, Survey, history};
use crate::metrics::training::say;
use crate::store::duties::Duties;
use crate::store::records::{
    EvidenceKind, Opportunity, Skill, SkillAnchor, SkillRating, SkillSelfRating, TrainingResult,
};
use crate::store::training::requirements::{AskedBy, Requirements};
use crate::store::training::{results, skills};
use crate::ui::tokens::Tone;

/// So many results are offered as what shows a rating.
const OFFERED: usize = 30;

/// What is opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Open {
    /// A skill of a person.
    Cell(PersonId, Key),
    /// A person.
    Person(PersonId),
    /// A skill.
    Skill(Key),
}

/// What is opened, with all it shows.
#[derive(Clone, Debug)]
pub(super) enum Opened {
    Cell(Box<CellPage>),
    Person(PersonPage),
    Skill(SkillPage),
}

/// A skill of a person.
#[derive(Clone, Debug)]
pub(super) struct CellPage {
    pub person: PersonId,
    /// The skill, where it is listed and in use: then it can be rated.
    pub skill: Option<SkillId>,
    pub title: String,
    pub subject: String,
    /// What is asked, and where that stands.
    pub asked: String,
    /// What speaks against a rating of it; empty where nothing does.
    pub warning: String,
    /// The level, and how it stands to that.
    pub now: String,
    pub tone: Tone,
    /// What the person says beside it; empty where they said nothing.
    pub own_beside: String,
    /// The levels with what tells them.
    pub anchors: Vec<Anchor>,
    pub ratings: Vec<RatingRow>,
    pub own: Vec<OwnRow>,
    /// Courses and classes that bring it.
    pub courses: Vec<String>,
    /// Results of training that may show a rating; the first is none.
    pub results: Vec<(Option<i64>, String)>,
}

/// A level with what tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Anchor {
    pub level: i64,
    /// `3 独立完成`.
    pub name: String,
    /// What somebody of this level does; may be empty.
    pub words: String,
}

/// A rating.
#[derive(Clone, Debug)]
pub(super) struct RatingRow {
    pub id: SkillRatingId,
    pub level: String,
    /// The day, who rated, what kind of evidence.
    pub head: String,
    /// What shows it.
    pub evidence: String,
    /// Whether a sheet brought it.
    pub imported: bool,
    /// The rating to be changed; `None` where the skill cannot be rated.
    pub form: Option<RatingForm>,
}

/// What somebody said of their own skill.
#[derive(Clone, Debug)]
pub(super) struct OwnRow {
    pub id: SkillSelfRatingId,
    pub level: String,
    pub head: String,
    pub words: String,
}

/// A person.
#[derive(Clone, Debug)]
pub(super) struct PersonPage {
    pub person: PersonId,
    pub title: String,
    /// The share that is reached, and how far the skills fit the post.
    pub facts: Vec<(String, String)>,
    /// What is missing, the most urgent first.
    pub open: Vec<OpenRow>,
    /// What was never rated.
    pub unrated: Vec<OpenRow>,
}

/// A skill that a person lacks.
#[derive(Clone, Debug)]
pub(super) struct OpenRow {
    pub key: Key,
    pub name: String,
    pub said: String,
    pub tone: Tone,
}

/// A skill.
#[derive(Clone, Debug)]
pub(super) struct SkillPage {
    pub key: Key,
    /// The skill, where it is listed.
    pub skill: Option<SkillId>,
    pub title: String,
    pub facts: Vec<(String, String)>,
    /// Who is below, the widest gap first.
    pub below: Vec<(PersonId, String, String, Tone)>,
    pub anchors: Vec<Anchor>,
    pub courses: Vec<String>,
    /// On whom the skill hangs; empty where nobody is asked for it.
    pub cover: String,
    pub tone: Tone,
}

/// Loads what is opened; `None` where it is gone.
///
/// # Errors
/// Whatever the database reports.
pub(super) fn opened(
    load: &Load<'_>,
    survey: &Survey,
    all: &Enrolling,
    open: &Open,
) -> Result<Option<Opened>> {
    let listed = skills::all(load.db)?;
    let listed = listed.as_slice();
    Ok(match open {
        Open::Cell(person, key) => {
            let page = cell(load, survey, (all, listed), (*person, key))?;
            page.map(|page| Opened::Cell(Box::new(page)))
        }
        Open::Person(person) => person_page(load, survey, *person).map(Opened::Person),
        Open::Skill(key) => skill_page(load, survey, (all, listed), key).map(Opened::Skill),
    })
}

type Listed = [(Skill, Vec<SkillAnchor>)];

fn record<'a>(listed: &'a Listed, key: &Key) -> Option<&'a (Skill, Vec<SkillAnchor>)> {
    let wanted = key.skill()?;
    listed.iter().find(|(skill, _)| skill.id == wanted)
}

/// The levels of a skill with what tells them; the levels alone where nothing is written.
pub(super) fn anchors(load: &Load<'_>, anchors: &[SkillAnchor]) -> Vec<Anchor> {
    let tr = load.tr;
    let one = |level: i64| {
        let own = anchors.iter().find(|anchor| anchor.level == level);
        let words = own.map(|own| tr.own(&own.words, &own.words_en));
        Anchor {
            level,
            name: tr.text(say::mastery_key(level)),
            words: words.unwrap_or_default().to_owned(),
        }
    };
    (0..=skills::TOP_LEVEL).map(one).collect()
}

/// How a level stands to what is asked, as a colour.
const fn tone(cell: Cell) -> Tone {
    match cell {
        Cell::NotAsked | Cell::Unrated => Tone::Neutral,
        Cell::Above | Cell::Met => Tone::Good,
        Cell::Below => Tone::Warn,
        Cell::FarBelow => Tone::Bad,
    }
}

fn name(load: &Load<'_>, column: &Column) -> String {
    load.tr.own(&column.name, &column.name_en).to_owned()
}

/// The column of a skill, also of one that nobody here has anything to do with.
fn column(survey: &Survey, listed: &Listed, key: &Key) -> Option<Column> {
    let shown = survey.place(key).and_then(|at| survey.columns.get(at)).cloned();
    shown.or_else(|| {
        let (skill, _) = record(listed, key)?;
        let (name, name_en) = (skill.name.clone(), skill.name_en.clone());
        Some(Column { key: key.clone(), name, name_en, archived: false })
    })
}

fn cell(
    load: &Load<'_>,
    survey: &Survey,
    (all, listed): (&Enrolling, &Listed),
    (person, key): (PersonId, &Key),
) -> Result<Option<CellPage>> {
    let Some(column) = column(survey, listed, key) else { return Ok(None) };
    let at = survey.place(key);
    let row = survey.row(person);
    let spot = row.zip(at).map(|(row, at)| row.spot(at)).unwrap_or_default();
    let known = record(listed, key);
    let skill = known.filter(|(skill, _)| !skill.archived).map(|(skill, _)| skill.id);
    let skill_name = name(load, &column);
    let person_name = load.directory.person_name(person);
    let rated = history(load.db, person, key)?;
    let offered = offered(load, person)?;
    let mut ratings = Vec::with_capacity(rated.len());
    for rating in &rated {
        ratings.push(rating_row(load, rating, skill)?);
    }
    let own: Vec<SkillSelfRating> = match key.skill() {
        Some(skill) => {
            let mut own = skills::self_ratings_of(load.db, person)?;
            own.retain(|one| one.skill_id == skill);
            own.reverse();
            own
        }
        None => vec![],
    };
    let cell = spot.cell();
    let own_beside = beside(load, &rated, &own, survey);
    Ok(Some(CellPage {
        person,
        skill,
        title: load.tr.joined(&[person_name, skill_name.as_str()]),
        subject: format!("{person_name} {skill_name}"),
        asked: asked(load, &spot),
        warning: warning(load, &spot, skill, &skill_name)?,
        now: now(load, &spot),
        tone: tone(cell),
        own_beside,
        anchors: anchors(load, known.map_or(&[][..], |(_, anchors)| anchors.as_slice())),
        ratings,
        own: own.iter().map(|one| own_row(load, one)).collect(),
        courses: key.skill().map(|skill| courses(load, all, skill)).unwrap_or_default(),
        results: offered,
    }))
}

/// What is asked, and where that stands.
fn asked(load: &Load<'_>, spot: &Spot) -> String {
    let tr = load.tr;
    let Some((required, by)) = spot.required.zip(spot.by) else {
        return tr.text("matrix-asked-nothing");
    };
    let key = match by {
        AskedBy::Sheet => "matrix-asked-sheet",
        AskedBy::Post(_) => "matrix-asked-post",
    };
    let importance = i64::from(spot.importance);
    let args = [("level", say::level(required).into()), ("importance", importance.into())];
    tr.with(key, &args)
}

/// That no post asks for a skill, so that rating it closes no gap; empty where one does.
fn warning(load: &Load<'_>, spot: &Spot, skill: Option<SkillId>, name: &str) -> Result<String> {
    let Some(skill) = skill.filter(|_| spot.required.is_none()) else { return Ok(String::new()) };
    let (duties, requirements) = (Duties::load(load.db)?, Requirements::load(load.db)?);
    if requirements.anywhere(&duties, skill, load.today) {
        return Ok(String::new());
    }
    Ok(Warning::SkillNotAsked { skill: name.to_owned() }.message(load.tr))
}

/// The level and how it stands to what is asked.
fn now(load: &Load<'_>, spot: &Spot) -> String {
    let tr = load.tr;
    let Some(level) = spot.level else { return tr.text("matrix-now-unrated") };
    let level = say::level(level);
    let gap = spot.gap();
    if gap > 0 {
        return tr
            .with("matrix-now-gap", &[("level", level.into()), ("gap", say::level(gap).into())]);
    }
    let state = tr.text(say::cell_key(spot.cell()));
    tr.with("matrix-now", &[("level", level.into()), ("state", state.into())])
}

/// What the person says of themselves beside what others say.
fn beside(
    load: &Load<'_>,
    rated: &[SkillRating],
    own: &[SkillSelfRating],
    survey: &Survey,
) -> String {
    let others = rated.iter().rev().map(|one| Rating {
        on: one.on_day,
        level: one.level,
        own: false,
        evidenced: one.evidence.is_some(),
    });
    let themselves = own.iter().rev().map(|one| Rating {
        on: one.on_day,
        level: one.level.saturating_mul(LEVEL),
        own: true,
        evidenced: false,
    });
    let found = standing(others.chain(themselves), survey.on);
    let key = match found.overrated() {
        None => return String::new(),
        Some(0) => "matrix-own-same",
        Some(over) if over > 0 => "matrix-own-over",
        Some(_) => "matrix-own-under",
    };
    let levels = found.overrated().unwrap_or_default().saturating_abs();
    load.tr.with(key, &[("n", say::level(levels).into())])
}

fn rating_row(load: &Load<'_>, rating: &SkillRating, skill: Option<SkillId>) -> Result<RatingRow> {
    let tr = load.tr;
    let kind = rating.evidence_kind.map(|kind| tr.text(say::kind_key(kind)));
    let parts = [Some(rating.on_day.to_string()), rating.rater.clone(), kind];
    let head: Vec<String> = parts.into_iter().flatten().collect();
    let shown = shown_by(load, rating)?;
    let evidence: Vec<String> = rating.evidence.clone().into_iter().chain(shown).collect();
    let form = skill.map(|skill| RatingForm {
        person: rating.person_id,
        skill,
        on_day: rating.on_day,
        level: rating.level / LEVEL,
        kind: rating.evidence_kind.unwrap_or(EvidenceKind::Observation),
        evidence: rating.evidence.clone().unwrap_or_default(),
        record: rating.record_id,
        rater: rating.rater.clone().unwrap_or_default(),
    });
    let evidence =
        if evidence.is_empty() { tr.text("matrix-no-evidence") } else { tr.joined(&evidence) };
    Ok(RatingRow {
        id: rating.id,
        level: say::level(rating.level),
        head: tr.joined(&head),
        evidence,
        imported: rating.batch_id.is_some(),
        form,
    })
}

/// The record that shows a rating, in words.
fn shown_by(load: &Load<'_>, rating: &SkillRating) -> Result<Option<String>> {
    let Some((kind, record)) = rating.evidence_kind.zip(rating.record_id) else { return Ok(None) };
    Ok(match kind {
        EvidenceKind::Test => {
            let found = load.db.get::<TrainingResult>(TrainingResultId(record))?;
            found.map(|result| result_text(load, &result))
        }
        EvidenceKind::Deal => {
            load.db.get::<Opportunity>(OpportunityId(record))?.map(|deal| deal.name)
        }
        EvidenceKind::Observation => None,
    })
}

fn result_text(load: &Load<'_>, result: &TrainingResult) -> String {
    let score =
        result.score.map(|score| load.tr.with("matrix-score", &[("n", say::level(score).into())]));
    let parts = [Some(result.course.clone()), Some(result.on_day.to_string()), score];
    parts.into_iter().flatten().collect::<Vec<String>>().join(" ")
}

/// The results of training of a person that may show a rating, the newest first, behind none.
fn offered(load: &Load<'_>, person: PersonId) -> Result<Vec<(Option<i64>, String)>> {
    let own = results::of_person(load.db, person)?;
    let own = own.iter().rev().take(OFFERED);
    let none = (None, load.tr.text("matrix-record-none"));
    let own = own.map(|result| (Some(result.id.0), result_text(load, result)));
    Ok(std::iter::once(none).chain(own).collect())
}

fn own_row(load: &Load<'_>, one: &SkillSelfRating) -> OwnRow {
    let level = number(one.level);
    let head = load.tr.with("matrix-own-on", &[("day", one.on_day.to_string().into())]);
    OwnRow { id: one.id, level, head, words: one.words.clone().unwrap_or_default() }
}

/// The courses in use that bring a skill, with their next class.
fn courses(load: &Load<'_>, all: &Enrolling, skill: SkillId) -> Vec<String> {
    let tr = load.tr;
    let coming = all.coming(skill, load.today);
    let one = |taught: &&Taught| {
        let to = taught.teaches.get(&skill).copied().map(say::level).unwrap_or_default();
        let name = say::course(tr, &taught.course);
        let args = [("course", name.into()), ("level", to.into())];
        let brings = tr.with("matrix-course-brings", &args);
        let next = coming.iter().find(|class| class.record.course_id == taught.course.id);
        match next {
            Some(class) => {
                let day = class.record.starts.to_string();
                tr.joined(&[brings, tr.with("matrix-course-next", &[("day", day.into())])])
            }
            None => brings,
        }
    };
    all.teaching(skill).iter().map(one).collect()
}

fn person_page(load: &Load<'_>, survey: &Survey, person: PersonId) -> Option<PersonPage> {
    let tr = load.tr;
    let row = survey.row(person)?;
    let spots = || survey.columns.iter().enumerate().zip(&row.spots);
    let needs = spots().filter_map(|((at, _), spot)| {
        Some((at, Need { level: spot.required?, importance: spot.importance }))
    });
    let levels = spots().filter_map(|((at, _), spot)| Some((at, spot.level?))).collect();
    let found = gaps(needs, &levels);
    let fit = found.fit.map(|fit| {
        let percent = |share: Rational| {
            share.round_to(2).map_or_else(|| DASH.to_owned(), |whole| format!("{whole}%"))
        };
        match fit.exact() {
            Some(exact) => percent(exact),
            None => format!("{}–{}", percent(fit.least), percent(fit.best)),
        }
    });
    let open_row = |line: &&Line<usize>| {
        let column = survey.columns.get(line.skill)?;
        let spot = row.spot(line.skill);
        let said = match line.gap() {
            Some(gap) => {
                let args = [
                    ("level", say::level_or_dash(line.level).into()),
                    ("required", say::level(line.need.level).into()),
                    ("gap", say::level(gap).into()),
                ];
                tr.with("matrix-open-gap", &args)
            }
            None => {
                let required = say::level(line.need.level);
                tr.with("matrix-open-unrated", &[("required", required.into())])
            }
        };
        let (key, name) = (column.key.clone(), name(load, column));
        Some(OpenRow { key, name, said, tone: tone(spot.cell()) })
    };
    let open: Vec<OpenRow> = found.open().iter().filter_map(open_row).collect();
    let unrated: Vec<OpenRow> = found.unrated().iter().filter_map(open_row).collect();
    let heat = row.heat;
    let reached = format!("{} / {}", number(whole(heat.reached())), number(whole(heat.rated())));
    Some(PersonPage {
        person,
        title: load.directory.person_name(person).to_owned(),
        facts: vec![
            (tr.text("matrix-reached"), format!("{}  {reached}", say::share(&heat))),
            (tr.text("matrix-fit"), fit.unwrap_or_else(|| DASH.to_owned())),
            (tr.text("matrix-unrated"), number(whole(heat.unrated))),
        ],
        open,
        unrated,
    })
}

fn skill_page(
    load: &Load<'_>,
    survey: &Survey,
    (all, listed): (&Enrolling, &Listed),
    key: &Key,
) -> Option<SkillPage> {
    let tr = load.tr;
    let column = column(survey, listed, key)?;
    let at = survey.place(key);
    let heat = at.map(|at| survey.heat(at)).unwrap_or_default();
    let count = |n: u64| number(whole(n));
    let below = at.map(|at| survey.below(at)).unwrap_or_default();
    let below = below.into_iter().map(|row| {
        let spot = at.map(|at| row.spot(at)).unwrap_or_default();
        let args = [
            ("level", say::level_or_dash(spot.level).into()),
            ("required", say::level_or_dash(spot.required).into()),
            ("gap", say::level(spot.gap()).into()),
        ];
        let name = load.directory.person_name(row.person).to_owned();
        (row.person, name, tr.with("matrix-open-gap", &args), tone(spot.cell()))
    });
    let risk = at.and_then(|at| survey.risk(at));
    let anchors =
        anchors(load, record(listed, key).map_or(&[][..], |(_, anchors)| anchors.as_slice()));
    Some(SkillPage {
        key: key.clone(),
        skill: key.skill(),
        title: name(load, &column),
        facts: vec![
            (tr.text("matrix-below"), format!("{} / {}", count(heat.short()), count(heat.rated()))),
            (tr.text("matrix-far-below"), count(heat.far_below)),
            (tr.text("matrix-unrated"), count(heat.unrated)),
            (tr.text("matrix-missing"), say::level(heat.missing)),
        ],
        below: below.collect(),
        anchors,
        courses: key.skill().map(|skill| courses(load, all, skill)).unwrap_or_default(),
        cover: at.map(|at| cover(load, survey, at)).unwrap_or_default(),
        tone: match risk {
            Some(Risk::Nobody) => Tone::Bad,
            Some(Risk::SinglePoint) => Tone::Warn,
            Some(Risk::Covered) => Tone::Good,
            Some(Risk::Unknown) | None => Tone::Neutral,
        },
    })
}

/// On whom a skill hangs, in a sentence; empty where nobody is asked for it.
pub(super) fn cover(load: &Load<'_>, survey: &Survey, column: usize) -> String {
    let tr = load.tr;
    let able = survey.cover.get(&column).map(|cover| &cover.able);
    match survey.risk(column) {
        None => String::new(),
        Some(Risk::Unknown) => tr.text("matrix-cover-unknown"),
        Some(Risk::Nobody) => tr.text("matrix-cover-nobody"),
        Some(Risk::SinglePoint) => {
            let alone = able.and_then(|able| able.first()).copied();
            let name = alone.map_or("", |person| load.directory.person_name(person));
            tr.with("matrix-cover-single", &[("name", name.into())])
        }
        Some(Risk::Covered) => {
            let n = able.map_or(0, |able| whole(able.len() as u64));
            tr.with("matrix-cover", &[("n", n.into())])
        }
    }
}

/// The text of a skill that is not listed, to be added under that name.
pub(super) fn unlisted(survey: &Survey) -> Vec<String> {
    let named = survey.columns.iter().filter(|column| column.key.skill().is_none());
    named.map(|column| column.name.clone()).collect()
}
