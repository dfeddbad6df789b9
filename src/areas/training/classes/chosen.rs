//! The class that is chosen, ready to draw.

use chrono::{Datelike as _, NaiveDate};

use super::levels::{Levels, Writer, levels};
use super::people::{PersonRow, Track, axis, person, totals, track};
use crate::areas::training::data::Load;
use crate::command::training::classes::{ClassForm, SessionForm};
use crate::documents::{Printout, sign_in_sheet, training_certificate};
use crate::domain::ids::{ClassSessionId, CourseId, PersonId, SkillId, TrainingClassId};
use crate::domain::period::Period;
use crate::domain::stats::rate::MIN_CASES;
use crate::domain::training::mean::Verdict;
use crate::error::Result;
use crate::i18n::{DASH, Tr, period_label, rate_percent};
use crate::metrics::MetricId;
use crate::metrics::team_life::yuan;
use crate::metrics::training::classes::{Attendee, Detail, Figures, Standing, hours};
use crate::metrics::training::effect::full_score;
use crate::metrics::training::raters::Raters;
use crate::metrics::training::{show, whole};
use crate::store::records::{ClassSession, CourseSkill, EnrolmentState, Skill};
use crate::store::training::classes::ClassPage;
use crate::ui::tokens::Tone;

/// A figure at the head of a class.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// What it is.
    pub label: String,
    /// The number.
    pub value: String,
    /// What stands below.
    pub note: String,
}

/// What is to be done next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// Record what came of it.
    Record,
    /// Take tests again.
    Retest,
    /// Visits together.
    Observe,
    /// Another class for who missed it.
    Makeup(PersonId),
}

/// What is said below the people, and what is to be done about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Advice {
    /// What is the matter.
    pub title: String,
    /// The same with figures.
    pub detail: String,
    /// What to do, with its words.
    pub next: (Next, String),
}

/// A part of the class, for the head of a column and the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The part.
    pub id: ClassSessionId,
    /// The day.
    pub on_day: NaiveDate,
    /// The day and when it begins.
    pub name: String,
    /// How long it is, in ten-thousandths of an hour.
    pub hours: i64,
}

/// The class that is chosen.
#[derive(Clone, Debug)]
pub struct Chosen {
    /// The class.
    pub id: TrainingClassId,
    /// Its course.
    pub course: CourseId,
    /// What it is called.
    pub name: String,
    /// The month and day on its tile.
    pub tile: (String, String),
    /// Place, hours, trainer, days in one line.
    pub about: String,
    /// What else is to be known: cost, metric, why it was called off; empty for nothing.
    pub note: String,
    /// How it stands.
    pub standing: Standing,
    /// The same in words.
    pub state: (Tone, String),
    /// The first and the last day.
    pub days: (NaiveDate, NaiveDate),
    /// Seats; `None` without a limit.
    pub seats: Option<i64>,
    /// Whether it was made certain.
    pub confirmed: bool,
    /// The figures at the head.
    pub strip: Vec<Cell>,
    /// Its parts.
    pub parts: Vec<Part>,
    /// Its people.
    pub people: Vec<PersonRow>,
    /// How many there are, in words.
    pub people_sub: String,
    /// The last row: how many have scores, who passed, the means, feedback, behaviour.
    pub totals: [String; 7],
    /// The track of scores.
    pub track: Track,
    /// The best score and the one that passes, in ten-thousandths of a point.
    pub scale: (i64, Option<i64>),
    /// How long it is, in ten-thousandths of an hour.
    pub hours: Option<i64>,
    /// The heading of the behaviour.
    pub behaviour_head: String,
    /// The four levels.
    pub levels: Levels,
    /// What is to be done next.
    pub advice: Option<Advice>,
    /// What is recorded of cost so far, and of how many it is not known.
    pub cost: (i64, usize),
    /// How many with a seat have no result yet.
    pub missing: usize,
    /// Skills that its course brings, for role plays and reasons.
    pub skills: Vec<(SkillId, String)>,
    /// The class as it would be typed.
    pub form: ClassForm,
    /// The sheet to sign in on.
    pub sheet: Printout,
    /// The certificates of those who earned one.
    pub certificates: Option<Printout>,
    /// The raters of its role plays: names and how far they agree.
    pub raters: Vec<(String, String)>,
}

/// Fills in the class that is chosen.
pub(super) fn chosen(load: &Load<'_>, found: &Detail, skills: &[Skill]) -> Result<Chosen> {
    let (tr, page) = (load.tr, &found.page);
    let class = &page.class;
    let writer = Writer { tr, directory: load.directory, today: load.today };
    let axis = axis(page, &found.people);
    let rows: Vec<PersonRow> =
        found.people.iter().map(|one| person(load, found, one, (axis, skills))).collect();
    let seated = |one: &&Attendee| one.state() == EnrolmentState::Enrolled;
    let seats = found.people.iter().filter(seated);
    let brought = page_skills(load, page.course.id, skills)?;
    let cost = found.figures.sums.cost;
    let days = page.class.behaviour_days.unwrap_or(found.effect.facts.days);
    let mut levels = levels(&writer, &found.effect);
    if found.standing == Standing::Coming && class.starts > load.today {
        // Nothing can be known of it yet, which is not the same as that nobody recorded it.
        for level in &mut levels.levels {
            level.badge = (Tone::Neutral, tr.text("classes-ahead"));
        }
    }
    Ok(Chosen {
        id: class.id,
        course: page.course.id,
        name: tr.own(found.name(), found.name_en()).to_owned(),
        tile: tile(tr, class.starts),
        about: about(tr, page),
        note: note(load, page),
        standing: found.standing,
        state: state(tr, found),
        days: (class.starts, class.ends),
        seats: class.seats,
        confirmed: class.confirmed_on.is_some(),
        strip: strip(&writer, found),
        parts: parts(tr, page),
        people_sub: tr.with("classes-people-sub", &[("n", whole(rows.len() as u64).into())]),
        totals: totals(tr, found),
        track: track(page, axis),
        scale: (full_score(&page.course), page.course.pass_score),
        hours: found.hours(),
        behaviour_head: tr.with("classes-column-behaviour", &[("n", days.into())]),
        levels,
        advice: advice(&writer, found),
        cost: (cost.value.unwrap_or_default(), cost.unknown),
        missing: seats.filter(|one| one.one.results.is_empty()).count(),
        skills: brought,
        form: form_of(page),
        sheet: sign_in_sheet::printout_of(load.db, load.directory, page, tr)?,
        certificates: training_certificate::printout_of(load.db, load.directory, page, tr)?,
        raters: found
            .raters
            .iter()
            .map(|pair| {
                let (one, other) = &pair.names;
                let args = [("one", one.as_str().into()), ("other", other.as_str().into())];
                (tr.with("courses-raters-pair", &args), raters_said(tr, pair))
            })
            .collect(),
        people: rows,
    })
}

/// How far two raters agree, in words.
pub(in crate::areas::training) fn raters_said(tr: &Tr, pair: &Raters) -> String {
    let found = &pair.agreement;
    let kappa = found.kappa.map_or_else(|| DASH.to_owned(), |k| format!("{:.2}", k.to_f64()));
    let args = [
        ("pairs", whole(found.pairs).into()),
        ("alike", whole(found.alike).into()),
        ("kappa", kappa.into()),
        ("verdict", show::agreed(tr, found.verdict()).into()),
    ];
    tr.with("courses-raters-said", &args)
}

/// The month and the day of a tile.
pub(super) fn tile(tr: &Tr, day: NaiveDate) -> (String, String) {
    let args = [("n", day.month().into()), ("name", day.format("%b").to_string().into())];
    let month = tr.with("classes-month", &args);
    (month, format!("{:02}", day.day()))
}

/// The skills that a course brings.
fn page_skills(
    load: &Load<'_>,
    course: CourseId,
    skills: &[Skill],
) -> Result<Vec<(SkillId, String)>> {
    let own = load.db.all::<CourseSkill>()?;
    let brings =
        |skill: &&Skill| own.iter().any(|one| one.course_id == course && one.skill_id == skill.id);
    let named = |skill: &Skill| (skill.id, show::skill(load.tr, skill).to_owned());
    Ok(skills.iter().filter(brings).map(named).collect())
}

/// Place, hours, trainer and, where there are several, the days.
fn about(tr: &Tr, page: &ClassPage) -> String {
    let class = &page.class;
    let days = (class.starts != class.ends).then(|| {
        let ends =
            [("from", class.starts.to_string().into()), ("to", class.ends.to_string().into())];
        tr.with("classes-days-range", &ends)
    });
    let hours =
        hours(page).map(|hours| tr.with("classes-hours", &[("n", show::tenths(hours).into())]));
    let trainer = class.trainer.as_deref();
    let trainer = trainer.map(|name| tr.with("classes-trainer-is", &[("name", name.into())]));
    let parts: Vec<String> =
        [days, class.place.clone(), hours, trainer].into_iter().flatten().collect();
    parts.join(&tr.text("classes-comma"))
}

/// Cost, metric, why it was called off.
fn note(load: &Load<'_>, page: &ClassPage) -> String {
    let (tr, class) = (load.tr, &page.class);
    let mut parts = vec![];
    if let Some(cost) = class.cost {
        parts.push(tr.with("classes-cost-expected", &[("cost", yuan(tr, cost).into())]));
    }
    if let Some(metric) = class.kpi.as_deref().and_then(MetricId::parse) {
        let day = class.kpi_named_on.map(|day| day.to_string()).unwrap_or_default();
        let args = [("metric", tr.text(&metric.label_key()).into()), ("day", day.into())];
        parts.push(tr.with("classes-kpi-named", &args));
    }
    if let Some(why) = class.close_note.as_deref() {
        let day = class.closed_on.map(|day| day.to_string()).unwrap_or_default();
        parts.push(tr.with("classes-cancelled-why", &[("day", day.into()), ("why", why.into())]));
    }
    parts.join(&tr.text("classes-comma"))
}

fn state(tr: &Tr, found: &Detail) -> (Tone, String) {
    let confirmed = found.page.class.confirmed_on.is_some();
    match found.standing {
        Standing::Coming if confirmed => (Tone::Good, tr.text("classes-confirmed")),
        Standing::Coming => (Tone::Neutral, tr.text("classes-unconfirmed")),
        Standing::Open => (Tone::Warn, tr.text("classes-open")),
        Standing::Held => (Tone::Neutral, tr.text("classes-held")),
        Standing::Cancelled => (Tone::Neutral, tr.text("classes-cancelled")),
    }
}

fn strip(of: &Writer<'_>, found: &Detail) -> Vec<Cell> {
    let (tr, figures) = (of.tr, &found.figures);
    let class = &found.page.class;
    let people = |n: u64| tr.with("classes-people", &[("n", whole(n).into())]);
    let gap = if figures.from_gap == figures.seated && figures.seated > 0 {
        tr.text("classes-all-from-gap")
    } else {
        tr.with("classes-from-gap", &[("n", whole(figures.from_gap).into())])
    };
    let waiting = (figures.waiting > 0)
        .then(|| tr.with("classes-waiting", &[("n", whole(figures.waiting).into())]));
    let seats = class.seats.map(|seats| tr.with("classes-seats-of", &[("n", seats.into())]));
    let notes: Vec<String> = if found.standing == Standing::Coming {
        seats.into_iter().chain(waiting).collect()
    } else {
        vec![gap]
    };
    let enrolled = Cell {
        label: tr.text("classes-strip-enrolled"),
        value: people(figures.seated),
        note: notes.join(&tr.text("classes-comma")),
    };
    let rate = figures.attendance.rate();
    let attendance = Cell {
        label: tr.text("classes-strip-came"),
        value: rate.as_ref().map_or_else(|| DASH.to_owned(), show::cases),
        note: match (&rate, figures.attendance.unknown) {
            (Some(rate), 0) => rate_percent(rate.rate),
            (_, 0) => String::new(),
            (_, n) => tr.with("classes-came-open", &[("n", whole(n).into())]),
        },
    };
    let sums = &figures.sums;
    let hours = Cell {
        label: tr.text("classes-strip-hours"),
        value: show::tenths_or_dash(sums.hours.value),
        note: figures.hours_due.map_or_else(String::new, |due| {
            tr.with("classes-hours-due", &[("n", show::tenths(due).into())])
        }),
    };
    let cost = Cell {
        label: tr.text("classes-strip-cost"),
        value: sums.cost.value.map_or_else(|| DASH.to_owned(), |fen| yuan(tr, fen)),
        note: if sums.cost.unknown > 0 {
            let n = i64::try_from(sums.cost.unknown).unwrap_or(i64::MAX);
            tr.with("classes-cost-unknown", &[("n", n.into())])
        } else {
            class.cost.map_or_else(String::new, |fen| {
                tr.with("classes-cost-planned", &[("cost", yuan(tr, fen).into())])
            })
        },
    };
    let missed = Cell {
        label: tr.text("classes-strip-missed"),
        value: missed_value(tr, figures),
        note: missed_note(tr, found.standing, figures, of.names(&figures.missed)),
    };
    vec![enrolled, attendance, hours, cost, missed]
}

/// How many missed it: of nobody it is unknown while somebody is not recorded.
fn missed_value(tr: &Tr, figures: &Figures) -> String {
    match (figures.missed.len(), figures.attendance.unknown) {
        (0, 1..) => DASH.to_owned(),
        (n, _) => tr.with("classes-people", &[("n", whole(n as u64).into())]),
    }
}

/// Who missed it, and of how many that is not known once the class is over.
fn missed_note(tr: &Tr, standing: Standing, figures: &Figures, names: String) -> String {
    let open = (standing != Standing::Coming && figures.attendance.unknown > 0)
        .then(|| tr.with("classes-came-open", &[("n", whole(figures.attendance.unknown).into())]));
    let parts = [Some(names).filter(|names| !names.is_empty()), open];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    parts.join(&tr.text("classes-comma"))
}

fn parts(tr: &Tr, page: &ClassPage) -> Vec<Part> {
    let part = |own: &ClassSession| Part {
        id: own.id,
        on_day: own.on_day,
        name: show::session(tr, own),
        hours: own.hours,
    };
    page.sessions.iter().map(part).collect()
}

/// What is to be done next: what is missing before what could be better.
fn advice(of: &Writer<'_>, found: &Detail) -> Option<Advice> {
    let (tr, figures, effect) = (of.tr, &found.figures, &found.effect);
    if matches!(found.standing, Standing::Coming | Standing::Cancelled) {
        return None;
    }
    let said = |title: String, detail: String, next: Next, key: &str| {
        Some(Advice { title, detail, next: (next, tr.text(key)) })
    };
    let n = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    if found.standing == Standing::Open {
        let open = whole(figures.attendance.unknown);
        return said(
            tr.text("classes-advice-open"),
            tr.with("classes-advice-open-detail", &[("n", open.into())]),
            Next::Record,
            "classes-advice-record",
        );
    }
    if !figures.retests.is_empty() {
        let names = of.names(&figures.retests);
        return said(
            tr.with("classes-advice-retest", &[("n", n(figures.retests.len()).into())]),
            names,
            Next::Retest,
            "classes-act-retest",
        );
    }
    let learned = effect.learning.change.as_ref();
    let learned = learned.filter(|change| change.against(0.0) == Verdict::Above);
    let seen = effect.behaviour.change.as_ref().map_or(0, |change| change.n);
    let unseen = effect.unseen();
    let open = effect.facts.until.filter(|until| of.today <= *until);
    if let (Some(learned), Some(until)) = (learned, open)
        && seen < MIN_CASES
        && !unseen.is_empty()
    {
        let args = [
            ("change", show::decimal(learned.mean, true).into()),
            ("seen", whole(seen).into()),
            ("names", of.names(&unseen).into()),
            ("least", whole(MIN_CASES).into()),
            ("day", until.to_string().into()),
        ];
        return said(
            tr.text("classes-advice-observe"),
            tr.with("classes-advice-observe-detail", &args),
            Next::Observe,
            "classes-act-observe",
        );
    }
    let missed = *figures.missed.first()?;
    said(
        tr.with("classes-advice-missed", &[("n", n(figures.missed.len()).into())]),
        of.names(&figures.missed),
        Next::Makeup(missed),
        "classes-act-makeup",
    )
}

/// The class as it would be typed.
pub(super) fn form_of(page: &ClassPage) -> ClassForm {
    let class = &page.class;
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let session = |own: &ClassSession| SessionForm {
        on_day: own.on_day,
        begins: text(&own.begins),
        ends: text(&own.ends),
        hours: own.hours,
    };
    ClassForm {
        course: class.course_id,
        title: text(&class.title),
        starts: class.starts,
        ends: class.ends,
        sessions: page.sessions.iter().map(session).collect(),
        place: text(&class.place),
        trainer: text(&class.trainer),
        trainer_id: class.trainer_id,
        seats: class.seats,
        cost: class.cost,
        mark: class.mark,
        kpi: class.kpi.as_deref().and_then(MetricId::parse),
        kpi_days: class.kpi_days,
        behaviour_days: class.behaviour_days,
    }
}

/// A month in words.
pub(super) fn month_of(tr: &Tr, day: NaiveDate) -> String {
    period_label(tr, Period::month_of(day))
}
