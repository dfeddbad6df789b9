//! What the page shows, ready to draw: the figures on top, who is next, who coached and what about.

use super::records::{Opened, opened};
use super::rows::{Head, Row, heads, rows};
use crate::areas::coaching::data::Load;
use crate::domain::coaching::next::{Need, Why};
use crate::domain::ids::PersonId;
use crate::domain::names::initial;
use crate::domain::stats::rate::MIN_CASES;
use crate::error::Result;
use crate::i18n::{DASH, day_beside, number, period_label, rate_percent};
use crate::metrics::coaching::coverage::{self, Coach, Coverage};
use crate::metrics::coaching::needs::CHANCES;
use crate::metrics::coaching::say;
use crate::metrics::glossary;
use crate::metrics::visits::required::Counted;
use crate::store::coaching::log::Held;
use crate::ui::tokens::Tone;

/// What to load.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ask {
    /// What the records are listed of.
    pub(super) open: Option<Open>,
}

/// What records are listed of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Open {
    /// All that was held.
    All,
    /// Who was not coached.
    Uncovered,
    /// What was held with people who are in no row.
    Elsewhere,
    /// One person.
    Person(PersonId),
    /// Who coached.
    Coach(Coach),
    /// What coachings were about.
    Skill(String),
    /// The visits that were made.
    Visits(Counted),
}

/// Everything the page shows.
#[derive(Clone, Debug)]
pub struct Data {
    /// The period in words.
    pub(super) period: String,
    /// The figures on top.
    pub(super) strip: Vec<Figure>,
    /// The months, or the weeks of a month.
    pub(super) heads: Vec<Head>,
    /// The people.
    pub(super) rows: Vec<Row>,
    /// Below them: in each part how many were coached of those who were there, and how often all were.
    pub(super) totals: Vec<String>,
    /// What is to be known of the matrix.
    pub(super) notes: Vec<String>,
    /// Who is to be next, in order.
    pub(super) next: Vec<Next>,
    /// How many have a reason and nothing arranged.
    pub(super) next_sub: String,
    /// What is to be known of the order; empty where there is nothing.
    pub(super) next_note: String,
    /// Who coached.
    pub(super) given: Vec<Given>,
    /// What coachings were about.
    pub(super) focus: Vec<Focus>,
    /// In how many nothing was told, as a sentence; empty for none.
    pub(super) focus_note: String,
    /// The records that are listed.
    pub(super) opened: Option<Opened>,
}

/// A figure on top.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Figure {
    /// What it is.
    pub label: String,
    /// The number.
    pub value: String,
    /// What stands below.
    pub note: String,
    /// What a click lists.
    pub open: Option<Open>,
    /// Whose card tells more of it.
    pub about: Option<glossary::Figure>,
}

/// Somebody who is to be coached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Next {
    /// Who.
    pub person: PersonId,
    /// The name.
    pub name: String,
    /// Its initial.
    pub initial: String,
    /// The first reason, or that there is none.
    pub why: String,
    /// How that is to be taken.
    pub tone: Tone,
    /// The other reasons, and what is arranged.
    pub more: String,
    /// All reasons.
    pub told: String,
}

/// What somebody who coaches gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Given {
    /// Who.
    pub coach: Coach,
    /// The name.
    pub name: String,
    /// How long, or that it is not known.
    pub hours: String,
    /// How often by kind, and of how many the minutes are known.
    pub about: String,
}

/// A skill that coachings were about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Focus {
    /// Its name.
    pub skill: String,
    /// How often.
    pub times: String,
    /// With how many, and when last.
    pub about: String,
}

/// Loads the page.
///
/// # Errors
/// Whatever the database reports.
pub(in crate::areas::coaching) fn load(load: &Load<'_>, ask: &Ask) -> Result<Data> {
    let found = coverage::load(load.db, load.directory, (load.scope, load.period), load.today)?;
    let opened = ask.open.as_ref().map(|open| opened(load, &found, open));
    let (next, next_sub) = next(load, &found);
    let rows = rows(load, &found);
    let many = found.needs.len() > CHANCES;
    let args = [("n", say::whole(CHANCES as u64).into())];
    let next_note = if many { load.tr.with("coverage-next-many", &args) } else { String::new() };
    let told = |key: &str, n: u64| {
        let args = [("n", number(say::whole(n)).into()), ("count", say::whole(n).into())];
        if n == 0 { String::new() } else { load.tr.with(key, &args) }
    };
    Ok(Data {
        period: period_label(load.tr, load.period),
        strip: strip(load, &found),
        heads: heads(load, &found),
        totals: totals(load, &found),
        rows,
        notes: notes(load, &found),
        next,
        next_sub,
        next_note,
        given: given(load, &found),
        focus: focus(load, &found),
        focus_note: told("coverage-focus-without", found.without_skill),
        opened,
    })
}

fn strip(load: &Load<'_>, found: &Coverage) -> Vec<Figure> {
    let tr = load.tr;
    let dash = || DASH.to_owned();
    let figure = |label: &str, value: String, note: String| Figure {
        label: tr.text(label),
        value,
        note,
        open: None,
        about: None,
    };
    let opens = |figure: Figure, open: Option<Open>, about: glossary::Figure| Figure {
        open,
        about: Some(about),
        ..figure
    };
    let (covered, each) = match &found.share {
        Some(share) => {
            let people = share.people;
            let (lo, hi) = (people.interval.lo * 100.0, people.interval.hi * 100.0);
            // The cases are the figure itself.
            let said = if people.n < MIN_CASES {
                tr.text("coverage-strip-share-few")
            } else {
                rate_percent(people.rate)
            };
            let args = [
                ("share", said.into()),
                ("lo", format!("{lo:.0}").into()),
                ("hi", format!("{hi:.0}").into()),
            ];
            let value = format!("{} / {}", people.k, people.n);
            let times = [("n", say::whole(share.talks).into())];
            (
                (value, tr.with("coverage-strip-share-note", &args)),
                (
                    say::times_each(tr, share.each_tenths()),
                    tr.with("coverage-strip-each-note", &times),
                ),
            )
        }
        None => ((dash(), tr.text("coverage-strip-nobody")), (dash(), String::new())),
    };
    let kept = say::share(tr, found.kept);
    let visits = |counted: Counted| {
        let known = counted == Counted::Joint || !found.visits.own.is_empty();
        let value = match found.visits.kept_of(counted) {
            Some((kept, required)) => format!("{kept} / {required}"),
            None => dash(),
        };
        let rate = found.visits.compliance(counted).filter(|_| known);
        let weeks = [("share", say::share(tr, rate).into())];
        let note = if known {
            tr.with("coverage-strip-visits-note", &weeks)
        } else {
            tr.text("coverage-strip-visits-unknown")
        };
        (value, note)
    };
    let (own, joint) = (visits(Counted::Own), visits(Counted::Joint));
    let held = found.held();
    let hours = if held.timed > 0 { say::hours(tr, held.minutes) } else { dash() };
    vec![
        opens(
            figure("coverage-strip-share", covered.0, covered.1),
            Some(Open::Uncovered),
            glossary::Figure::Coached,
        ),
        opens(
            figure("coverage-strip-each", each.0, each.1),
            Some(Open::All),
            glossary::Figure::CoachedTimes,
        ),
        opens(
            figure("coverage-strip-kept", kept, tr.text("coverage-strip-kept-note")),
            None,
            glossary::Figure::RhythmKept,
        ),
        opens(
            figure("coverage-strip-own", own.0, own.1),
            Some(Open::Visits(Counted::Own)),
            glossary::Figure::OwnVisitsKept,
        ),
        opens(
            figure("coverage-strip-joint", joint.0, joint.1),
            Some(Open::Visits(Counted::Joint)),
            glossary::Figure::JointVisitsKept,
        ),
        opens(
            figure("coverage-strip-hours", hours, timed(load, held)),
            Some(Open::All),
            glossary::Figure::CoachingHours,
        ),
    ]
}

/// Of how many coachings the minutes are known.
fn timed(load: &Load<'_>, held: Held) -> String {
    let args = [("timed", held.timed.into()), ("times", held.times.into())];
    load.tr.with("coverage-timed", &args)
}

fn totals(load: &Load<'_>, found: &Coverage) -> Vec<String> {
    let part = |at: usize| {
        let cells = || found.rows.iter().filter_map(move |row| row.cells.get(at));
        let there = cells().filter(|cell| cell.there || !cell.held.is_empty()).count();
        let coached = cells().filter(|cell| !cell.held.is_empty()).count();
        let begun = found.parts.get(at).is_some_and(|part| part.first <= load.today);
        if begun && there > 0 { format!("{coached} / {there}") } else { DASH.to_owned() }
    };
    let all: usize = found.rows.iter().map(|row| row.talks.len()).sum();
    let parts = (0..found.parts.len()).map(part);
    parts.chain([number(say::whole(all as u64))]).collect()
}

/// What was held with people who are in no row.
fn notes(load: &Load<'_>, found: &Coverage) -> Vec<String> {
    let mut notes = vec![];
    let (times, people) = found.elsewhere;
    if times > 0 {
        let args = [("times", say::whole(times).into()), ("n", say::whole(people).into())];
        notes.push(load.tr.with("coverage-elsewhere", &args));
    }
    notes
}

fn next(load: &Load<'_>, found: &Coverage) -> (Vec<Next>, String) {
    let waiting = |need: &&Need| {
        let check = matches!(need.why.first(), Some(Why::Check { .. }));
        check || !need.why.is_empty() && need.arranged.is_none()
    };
    let n = found.needs.iter().filter(waiting).count() as u64;
    let args = [("n", say::whole(n).into())];
    let sub = load.tr.with("coverage-next-sub", &args);
    (found.needs.iter().map(|need| one_next(load, need)).collect(), sub)
}

fn one_next(load: &Load<'_>, need: &Need) -> Next {
    let tr = load.tr;
    let name = load.directory.person_name(need.person).to_owned();
    let said: Vec<String> = need.why.iter().map(|why| say::why(tr, why)).collect();
    let arranged = need.arranged.map(|day| {
        tr.with("coverage-next-arranged", &[("day", day_beside(tr, day, load.today).into())])
    });
    let tone = match need.why.first() {
        None => Tone::Neutral,
        Some(Why::Check { .. } | Why::Promised { .. }) => Tone::Bad,
        Some(_) => Tone::Warn,
    };
    let last = need.last.map(|day| {
        tr.with("coverage-next-last", &[("day", day_beside(tr, day, load.today).into())])
    });
    let first = said.first().cloned().unwrap_or_else(|| tr.text("coverage-next-none"));
    let others = said.iter().skip(1).map(String::as_str);
    let more: Vec<&str> = others.chain(arranged.as_deref()).chain(last.as_deref()).collect();
    let more = say::joined(tr, &more);
    Next {
        person: need.person,
        initial: initial(&name),
        told: say::joined(tr, &[&name, &first, &more]),
        name,
        why: first,
        tone,
        more,
    }
}

fn given(load: &Load<'_>, found: &Coverage) -> Vec<Given> {
    let tr = load.tr;
    let one = |given: &coverage::Given| {
        let all = given.all();
        let kinds = say::KINDS.iter().filter_map(|kind| {
            let held = given.kinds.get(kind)?;
            let args = [("kind", say::kind(tr, *kind).into()), ("n", held.times.into())];
            Some(tr.with("coverage-kind-times", &args))
        });
        let mut parts: Vec<String> = kinds.collect();
        parts.push(timed(load, all));
        let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
        Given {
            coach: given.coach.clone(),
            name: say::coach(load.directory, &given.coach).to_owned(),
            hours: if all.timed > 0 { say::hours(tr, all.minutes) } else { DASH.to_owned() },
            about: say::joined(tr, &parts),
        }
    };
    found.given.iter().map(one).collect()
}

fn focus(load: &Load<'_>, found: &Coverage) -> Vec<Focus> {
    let tr = load.tr;
    let one = |focus: &coverage::Focus| {
        let people = say::whole(focus.people.len() as u64);
        let day = day_beside(tr, focus.last, load.today);
        Focus {
            skill: focus.skill.clone(),
            times: tr.with("coverage-times", &[("n", say::whole(focus.times).into())]),
            about: tr.with("coverage-focus-about", &[("n", people.into()), ("day", day.into())]),
        }
    };
    found.focus.iter().map(one).collect()
}
