//! Everything the page shows, ready to draw: pairs with how far they have come, who is new without a
//! mentor, and what the form offers and checks against.

use chrono::NaiveDate;

use crate::areas::Filter;
use crate::areas::organisation::strip::StripCell;
use crate::domain::ids::{MentorCheckinId, MentorPairId, MentorTaskId, PersonId};
use crate::domain::mentoring::{CHECKIN_DAYS, Guide, NEW_MONTHS, Span, Stage};
use crate::domain::names::initial;
use crate::domain::period::Period;
use crate::error::Result;
use crate::i18n::{DASH, FluentValue, Tr};
use crate::metrics::glossary;
use crate::metrics::mentors::{Guides, Newcomer, Pair, Together, in_scope, pairs};
use crate::store::Db;
use crate::store::directory::Directory;
use crate::store::records::PersonKind;
use crate::ui::tokens::Tone;

/// What the page shows.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// The figures on top.
    pub strip: Vec<StripCell>,
    /// The pairs of the scope.
    pub rows: Vec<PairRow>,
    /// How many there are under each filter: going on, ended, all.
    pub counts: [usize; 3],
    /// Who is new and has no mentor.
    pub newcomers: Vec<NewcomerRow>,
    /// How many of the scope cannot be judged, since the day of hire is not known.
    pub unknown_hired: usize,
    /// How many people a mentor guides at once.
    pub capacity: i64,
    /// Who can be guided, first nobody.
    pub mentees: Vec<(Option<PersonId>, String)>,
    /// Who can guide, with what is known of them, first nobody.
    pub mentors: Vec<(Option<PersonId>, String)>,
    /// The pairs of the whole company: key, mentor, mentee, days.
    pub taken: Vec<Taken>,
}

/// The days of a pair, for what a new one may not cross.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Taken {
    /// The pair.
    pub id: MentorPairId,
    /// The mentor.
    pub mentor: PersonId,
    /// The one who is guided.
    pub mentee: PersonId,
    /// The days.
    pub span: Span,
}

/// A pair, ready to draw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PairRow {
    /// The pair.
    pub id: MentorPairId,
    /// The mentor.
    pub mentor: PersonId,
    /// The one who is guided.
    pub mentee: PersonId,
    /// The names of both, as the row is called.
    pub name: String,
    /// The initials of both.
    pub initials: [String; 2],
    /// The team or the city of the mentee; empty when neither is known.
    pub place: String,
    /// What is to be reached.
    pub goal: String,
    /// The first day.
    pub starts: NaiveDate,
    /// The last day.
    pub ends: NaiveDate,
    /// From and to.
    pub span: String,
    /// The month it is in, of how many.
    pub month: String,
    /// The same in the list.
    pub month_short: String,
    /// Tasks done of all.
    pub tasks_text: String,
    /// The same below a heading that says what is counted.
    pub tasks_short: String,
    /// The part of the tasks that is done in ten-thousandths; `None` without tasks.
    pub done_bp: Option<i64>,
    /// The part of the time that is over in ten-thousandths.
    pub elapsed_bp: i64,
    /// Whether less is done than time would have it.
    pub behind: bool,
    /// When they meet next, or that this day went by; a dash when nothing was agreed.
    pub next: String,
    /// Whether that day went by without a talk.
    pub next_late: bool,
    /// Where it stands in its time.
    pub stage: Stage,
    /// What is to be said of it first.
    pub state: (Tone, String),
    /// Everything that needs attention, in words.
    pub notes: Vec<String>,
    /// When it was ended; empty while it was not.
    pub closed: String,
    /// What came of it; empty while it was not ended.
    pub result: String,
    /// Its tasks in order.
    pub tasks: Vec<TaskRow>,
    /// Its talks, the newest first.
    pub talks: Vec<TalkRow>,
}

/// A task, ready to draw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskRow {
    /// The task.
    pub id: MentorTaskId,
    /// What.
    pub text: String,
    /// By when it is due, where that was said.
    pub due: Option<NaiveDate>,
    /// Whether it is done.
    pub done: bool,
    /// When it was done, or by when it is due; empty when neither is known.
    pub day: String,
    /// Whether it should have been done by now.
    pub late: bool,
}

/// A talk, ready to draw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TalkRow {
    /// The talk.
    pub id: MentorCheckinId,
    /// When, by whom it was written down, and when the next one is.
    pub head: String,
    /// The day alone.
    pub day: String,
    /// What was said.
    pub text: String,
}

/// Somebody new, ready to draw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewcomerRow {
    /// Who.
    pub person: PersonId,
    /// The name.
    pub name: String,
    /// The name's initial.
    pub initial: String,
    /// Team and months in the company.
    pub detail: String,
    /// Who could guide them: who, the name, and why.
    pub guides: Vec<(PersonId, String, String)>,
}

/// Loads the page.
///
/// # Errors
/// Whatever the database reports.
pub(in crate::areas::organisation) fn load(
    db: &Db,
    directory: &Directory,
    filter: &Filter,
    tr: &Tr,
) -> Result<Page> {
    let today = filter.today;
    let all = pairs(db, today)?;
    let guides = Guides::load(db, directory, &all, today)?;
    let members = directory.members(filter.scope);
    let shown = in_scope(&all, &members, today);
    let newcomers = guides.newcomers(directory, &all, &members);
    let rows: Vec<PairRow> =
        shown.iter().map(|pair| pair_row(pair, directory, &guides, today, tr)).collect();
    let unknown = directory.people.values().filter(|person| {
        person.kind == PersonKind::Employee
            && person.hired.is_none()
            && members.include(Some(person.id), Some(today))
            && !directory.has_left(person.id, today)
    });
    let ended = rows.iter().filter(|row| row.stage == Stage::Closed).count();
    Ok(Page {
        strip: strip(&shown, newcomers.len(), today, tr),
        counts: [rows.len() - ended, ended, rows.len()],
        newcomers: newcomers
            .iter()
            .map(|newcomer| newcomer_row(newcomer, directory, &guides, tr))
            .collect(),
        unknown_hired: unknown.count(),
        capacity: guides.capacity(),
        mentees: mentees(directory, &guides, today, tr),
        mentors: mentors(directory, &guides, tr),
        taken: all
            .iter()
            .map(|pair| Taken {
                id: pair.pair.id,
                mentor: pair.pair.mentor_id,
                mentee: pair.pair.mentee_id,
                span: pair.span(),
            })
            .collect(),
        rows,
    })
}

fn int(n: usize) -> FluentValue<'static> {
    i64::try_from(n).unwrap_or(i64::MAX).into()
}

fn strip(pairs: &[&Pair], newcomers: usize, today: NaiveDate, tr: &Tr) -> Vec<StripCell> {
    let running = || Together::running(pairs);
    let month = Period::month_of(today);
    let ending = running().filter(|pair| month.contains(pair.pair.ends)).count();
    let (silent, overdue) = (Together::silent(pairs).count(), Together::overdue(pairs).count());
    let Together { done, tasks, expected } = Together::of(pairs);
    let note = |key: &str, n: FluentValue<'_>| tr.with(key, &[("n", n)]);
    let unit = |n: usize| note("organisation-mentors-unit-pairs", int(n));
    vec![
        StripCell {
            label: tr.text("organisation-mentors-strip-running"),
            value: running().count().to_string(),
            unit: unit(running().count()),
            note: note("organisation-mentors-strip-ending", int(ending)),
            about: Some(glossary::Figure::MentorPairs),
            ..StripCell::default()
        },
        StripCell {
            label: tr.text("organisation-mentors-strip-tasks"),
            value: format!("{done} / {tasks}"),
            note: note("organisation-mentors-strip-expected", expected.into()),
            warn: done < expected,
            about: Some(glossary::Figure::MentorTasks),
            ..StripCell::default()
        },
        StripCell {
            label: tr.text("organisation-mentors-strip-silent"),
            value: silent.to_string(),
            unit: unit(silent),
            note: note("organisation-mentors-strip-silent-note", CHECKIN_DAYS.into()),
            warn: silent > 0,
            about: Some(glossary::Figure::MentorsSilent),
            ..StripCell::default()
        },
        StripCell {
            label: tr.text("organisation-mentors-strip-overdue"),
            value: overdue.to_string(),
            unit: unit(overdue),
            note: tr.text("organisation-mentors-strip-overdue-note"),
            warn: overdue > 0,
            about: Some(glossary::Figure::MentorsOverdue),
            ..StripCell::default()
        },
        StripCell {
            label: tr.text("organisation-mentors-strip-new"),
            value: newcomers.to_string(),
            unit: tr.text("organisation-unit-people"),
            note: note("organisation-mentors-strip-new-note", NEW_MONTHS.into()),
            warn: newcomers > 0,
            about: Some(glossary::Figure::WithoutMentor),
            ..StripCell::default()
        },
    ]
}

fn pair_row(
    pair: &Pair,
    directory: &Directory,
    guides: &Guides,
    today: NaiveDate,
    tr: &Tr,
) -> PairRow {
    let (own, progress) = (&pair.pair, &pair.progress);
    let name = |person: PersonId| directory.person_name(person).to_owned();
    let (mentor_name, mentee_name) = (name(own.mentor_id), name(own.mentee_id));
    let team = guides.team(own.mentee_id).and_then(|team| directory.teams.get(&team));
    let city = || directory.people.get(&own.mentee_id).and_then(|person| person.city.clone());
    let place = team.map(|team| team.name.clone()).or_else(city).unwrap_or_default();
    let days = [("from", own.starts.to_string().into()), ("to", own.ends.to_string().into())];
    let months = [("n", progress.month.into()), ("all", progress.months.into())];
    let counts = [("n", progress.done.into()), ("all", progress.tasks.into())];
    let (tasks_text, tasks_short) = if progress.tasks == 0 {
        let none = tr.text("organisation-mentors-no-tasks");
        (none.clone(), none)
    } else {
        let short = format!("{} / {}", progress.done, progress.tasks);
        (tr.with("organisation-mentors-tasks-of", &counts), short)
    };
    let notes = notes(pair, today, tr);
    let late = progress.missed_talk(today).is_some();
    PairRow {
        id: own.id,
        mentor: own.mentor_id,
        mentee: own.mentee_id,
        name: format!("{mentor_name} → {mentee_name}"),
        initials: [initial(&mentor_name), initial(&mentee_name)],
        place,
        goal: own.goal.clone(),
        starts: own.starts,
        ends: own.ends,
        span: tr.with("organisation-span", &days),
        month: tr.with("organisation-mentors-month", &months),
        month_short: format!("{} / {}", progress.month, progress.months),
        tasks_text,
        tasks_short,
        done_bp: progress.done_bp(),
        elapsed_bp: progress.elapsed_bp,
        behind: progress.behind(),
        next: match progress.next_talk {
            None => DASH.to_owned(),
            Some(day) if late => {
                tr.with("organisation-mentors-next-late", &[("day", day.to_string().into())])
            }
            Some(day) => day.to_string(),
        },
        next_late: late,
        stage: progress.stage,
        state: state(pair, &notes, today, tr),
        notes,
        closed: own.closed_on.map(|day| day.to_string()).unwrap_or_default(),
        result: own.result.clone().unwrap_or_default(),
        tasks: pair
            .tasks
            .iter()
            .map(|task| TaskRow {
                id: task.id,
                text: task.text.clone(),
                due: task.due,
                done: task.done_on.is_some(),
                day: task.done_on.or(task.due).map(|day| day.to_string()).unwrap_or_default(),
                late: task.done_on.is_none() && task.due.is_some_and(|due| due < today),
            })
            .collect(),
        talks: pair
            .talks
            .iter()
            .map(|talk| {
                let parts = [
                    Some(talk.on_day.to_string()),
                    Some(talk.by_name.clone()).filter(|by| !by.is_empty()),
                    talk.next_on.map(|day| {
                        let day = day.to_string();
                        tr.with("organisation-mentors-next-on", &[("day", day.into())])
                    }),
                ];
                let parts: Vec<String> = parts.into_iter().flatten().collect();
                TalkRow {
                    id: talk.id,
                    head: parts.join(&tr.text("organisation-comma")),
                    day: talk.on_day.to_string(),
                    text: talk.text.clone(),
                }
            })
            .collect(),
    }
}

/// Everything about a pair that needs attention, the most pressing first.
fn notes(pair: &Pair, today: NaiveDate, tr: &Tr) -> Vec<String> {
    let progress = &pair.progress;
    let mut notes = vec![];
    if progress.stage == Stage::Overdue {
        let n = (-progress.days_left).into();
        notes.push(tr.with("organisation-mentors-note-overdue", &[("n", n)]));
    }
    if let Some(n) = progress.silent_days {
        notes.push(tr.with("organisation-mentors-note-silent", &[("n", n.into())]));
    }
    if let Some(day) = progress.missed_talk(today) {
        let day = day.to_string();
        notes.push(tr.with("organisation-mentors-note-missed", &[("day", day.into())]));
    }
    if progress.behind() {
        let args = [("n", progress.expected.into()), ("done", progress.done.into())];
        notes.push(tr.with("organisation-mentors-note-behind", &args));
    }
    notes
}

/// What is to be said of a pair first.
fn state(pair: &Pair, notes: &[String], today: NaiveDate, tr: &Tr) -> (Tone, String) {
    let word = |key: &str| tr.text(key);
    match pair.progress.stage {
        Stage::Closed => (Tone::Neutral, word("organisation-mentors-stage-closed")),
        Stage::Coming => (Tone::Outline, word("organisation-mentors-stage-coming")),
        Stage::Overdue => (Tone::Bad, word("organisation-mentors-stage-overdue")),
        Stage::Running if !notes.is_empty() => {
            (Tone::Warn, word("organisation-mentors-stage-attention"))
        }
        Stage::Running if Period::month_of(today).contains(pair.pair.ends) => {
            (Tone::Accent, word("organisation-mentors-stage-ending"))
        }
        Stage::Running => (Tone::Good, word("organisation-mentors-stage-running")),
    }
}

fn newcomer_row(
    newcomer: &Newcomer,
    directory: &Directory,
    guides: &Guides,
    tr: &Tr,
) -> NewcomerRow {
    let name = directory.person_name(newcomer.person).to_owned();
    let team = guides.team(newcomer.person).and_then(|team| directory.teams.get(&team));
    let months = tr.with("organisation-mentors-here", &[("n", newcomer.months.into())]);
    let parts: Vec<String> =
        team.map(|team| team.name.clone()).into_iter().chain([months]).collect();
    let offered = newcomer.guides.iter().map(|guide| {
        (guide.person, directory.person_name(guide.person).to_owned(), why(guide, tr))
    });
    NewcomerRow {
        person: newcomer.person,
        initial: initial(&name),
        name,
        detail: parts.join(&tr.text("organisation-comma")),
        guides: offered.collect(),
    }
}

/// What speaks for somebody as a mentor, and what is not known.
pub(super) fn why(guide: &Guide, tr: &Tr) -> String {
    let skills = match guide.skills {
        None => tr.text("organisation-mentors-skills-unknown"),
        Some(skills) => {
            let tenths = (skills.mean + 500) / 1_000;
            let mean = format!("{}.{}", tenths / 10, tenths % 10);
            let args =
                [("mean", mean.into()), ("n", int(skills.rated)), ("teaches", int(skills.teaches))];
            tr.with("organisation-mentors-skills", &args)
        }
    };
    let months = match guide.months {
        None => tr.text("organisation-mentors-hired-unknown"),
        Some(months) if months < NEW_MONTHS => {
            tr.with("organisation-mentors-here", &[("n", months.into())])
        }
        Some(months) => {
            // Cut, not rounded: nobody is said to have reached a year too early.
            let tenths = months * 10 / 12;
            let years = format!("{}.{}", tenths / 10, tenths % 10);
            tr.with("organisation-mentors-here-years", &[("n", years.into())])
        }
    };
    let load = tr.with("organisation-mentors-load", &[("n", guide.load.into())]);
    let near = guide.same_team.then(|| tr.text("organisation-mentors-same-team"));
    let parts: Vec<String> =
        [Some(skills), Some(months), Some(load), near].into_iter().flatten().collect();
    parts.join(&tr.text("organisation-comma"))
}

/// Who can be guided: everyone who is there, first nobody.
fn mentees(
    directory: &Directory,
    guides: &Guides,
    today: NaiveDate,
    tr: &Tr,
) -> Vec<(Option<PersonId>, String)> {
    let nobody = (None, tr.text("organisation-mentors-choose"));
    let there = directory.people.values().filter(|p| !directory.has_left(p.id, today));
    let named = there.map(|person| {
        let team = guides.team(person.id).and_then(|team| directory.teams.get(&team));
        let parts = [Some(person.name.as_str()), team.map(|team| team.name.as_str())];
        let name: Vec<&str> = parts.into_iter().flatten().collect();
        (Some(person.id), name.join(" "))
    });
    std::iter::once(nobody).chain(named).collect()
}

/// Who can guide, with what is known of them, first nobody.
fn mentors(directory: &Directory, guides: &Guides, tr: &Tr) -> Vec<(Option<PersonId>, String)> {
    let nobody = (None, tr.text("organisation-mentors-choose"));
    let named = guides.able().iter().map(|guide| {
        let name = directory.person_name(guide.person);
        (Some(guide.person), format!("{name} {}", why(guide, tr)))
    });
    std::iter::once(nobody).chain(named).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::mentoring::Skills;
    use crate::i18n::Language;

    #[test]
    fn what_speaks_for_a_mentor_is_said_and_what_is_unknown_too() {
        let tr = Tr::new(Language::Chinese);
        let guide = |skills: Option<Skills>, months: Option<i64>, same_team: bool| Guide {
            person: PersonId(1),
            skills,
            months,
            load: 1,
            most: 1,
            same_team,
        };
        let known = Skills::of(&[40_000, 30_000, 35_000]);
        assert_eq!(
            why(&guide(known, Some(113), true), &tr),
            "技能均值3.5（3项，可带教1项），入职9.4年，在带1人，同团队"
        );
        assert_eq!(why(&guide(None, None, false), &tr), "技能未评定，入职日期未填，在带1人");
    }
}
