//! The visit that is chosen: its steps beside those of the time before, what two observers agree on, and a
//! step over time.

use chrono::NaiveDate;

use super::data::{Key, State};
use super::form::{Stored, Typed};
use crate::areas::coaching::data::Load;
use crate::command::coaching::log::Form as Talk;
use crate::command::coaching::sheets::SheetForm;
use crate::documents::Printout;
use crate::documents::observation_sheet::printout;
use crate::documents::observation_sheets::Source;
use crate::domain::ids::{CoachingId, ObservationId, PersonId};
use crate::error::Result;
use crate::i18n::{day_beside, period_label, short_day};
use crate::metrics::visits::agreement::{APART, Pair, pairs_of};
use crate::metrics::visits::progress::{Line, points, reading};
use crate::metrics::visits::{Scales, Seen, ever, of_person, one, show, side_by_side};
use crate::store::coaching::templates::Template;
use crate::store::coaching::{log, sheets};
use crate::store::records::{Account, Opportunity, Rater};
use crate::store::setup;
use crate::ui::tokens::Tone;

/// So many visits stand on the chart, the newest.
const SHOWN: usize = 12;

/// A step beside the time before.
#[derive(Clone, Debug)]
pub struct StepLine {
    pub(super) word: String,
    pub(super) name: String,
    pub(super) last: Option<i64>,
    pub(super) now: Option<i64>,
    pub(super) required: Option<i64>,
    pub(super) said: (String, String),
}

/// A visit on the chart.
#[derive(Clone, Debug)]
pub struct TrendVisit {
    pub(super) sheet: ObservationId,
    pub(super) day: String,
    pub(super) value: f64,
    pub(super) said: String,
}

/// A step over time.
#[derive(Clone, Debug)]
pub struct Trend {
    /// What can be followed.
    pub(super) lines: Vec<(Line, String)>,
    pub(super) line: Line,
    pub(super) visits: Vec<TrendVisit>,
    pub(super) axis: Vec<(f64, String)>,
    pub(super) required: Option<(f64, String)>,
    pub(super) told: String,
    pub(super) reading: String,
    pub(super) tone: Tone,
}

/// The visit that is chosen.
#[derive(Clone, Debug)]
pub struct Chosen {
    pub(super) key: Key,
    pub(super) stored: Stored,
    pub(super) name: String,
    /// The day, the time.
    pub(super) when: String,
    /// Who of the customer was there; empty where that is not known.
    pub(super) present: String,
    /// The customer, the deal.
    pub(super) about: String,
    /// Who observed, the second one too.
    pub(super) observers: String,
    pub(super) state: State,
    /// Whether anything was seen.
    pub(super) rated: bool,
    pub(super) steps: Vec<StepLine>,
    pub(super) score: String,
    pub(super) cover: String,
    /// Beside the time before, by the steps that were seen both times: the sentence and the difference.
    pub(super) beside: Option<(String, i64)>,
    pub(super) agreed: String,
    pub(super) next: String,
    /// How far two observers agree on this visit, and where they are far apart.
    pub(super) second: Vec<String>,
    /// Where the rep sees himself otherwise than the observer does.
    pub(super) own: Vec<String>,
    /// Who has confirmed it.
    pub(super) confirmed: Vec<String>,
    /// The coaching that the rep has not confirmed yet.
    pub(super) confirmable: Option<CoachingId>,
    pub(super) trend: Trend,
    pub(super) printout: Option<Printout>,
}

/// Loads it; `None` where it is not there any more.
///
/// # Errors
/// Whatever the database reports.
pub(super) fn load(
    load: &Load<'_>,
    scales: &Scales,
    key: Key,
    line: Option<&Line>,
) -> Result<Option<Chosen>> {
    let db = load.db;
    let sheet = match key {
        Key::Sheet(id) => match sheets::sheet(db, id)? {
            Some(sheet) => Some(sheet),
            None => return Ok(None),
        },
        Key::Coaching(_) => None,
    };
    let coaching = match key {
        Key::Sheet(_) => sheet.as_ref().and_then(|sheet| sheet.record.coaching_id),
        Key::Coaching(id) => Some(id),
    };
    let details = match coaching {
        Some(coaching) => log::details(db, coaching)?,
        None => None,
    };
    let talk = details.as_ref().map(|details| &details.coaching);
    let record = sheet.as_ref().map(|sheet| &sheet.record);
    let person = record.map(|record| record.person_id).or(talk.map(|talk| talk.person_id));
    let day = record.map(|record| record.on_day).or(talk.map(|talk| talk.on_day));
    let Some((person, day)) = person.zip(day) else { return Ok(None) };
    let seen = match record {
        Some(record) => one(db, scales, record.id)?,
        None => None,
    };
    let last = match sheets::last_before(db, person, day)? {
        Some(last) => one(db, scales, last.record.id)?,
        None => None,
    };
    let template = match record {
        Some(record) => scales.get(record.template_id),
        None => scales.in_use().first().copied(),
    };
    let form = details.as_ref().map(Talk::read);
    let mut typed = Typed::new(Some(person), day);
    if let Some(form) = &form {
        typed = typed.talk(form);
    }
    if let Some(sheet) = &sheet {
        typed = typed.read(&SheetForm::read(sheet));
    }
    let complete = record.is_some_and(|record| record.complete);
    let about = about(load, &typed)?;
    let observers = observers(load, &typed)?;
    let steps = steps(load, template, (seen.as_ref(), last.as_ref()), (person, day));
    let confirmable = talk.filter(|talk| talk.complete && talk.rep_confirmed_on.is_none());
    let confirmable = confirmable.map(|talk| talk.id);
    let focus = record.and_then(|record| record.focus_id);
    let focus = focus.and_then(|focus| template?.step(focus)).map(|step| step.record.word.clone());
    let line = line.cloned().or_else(|| focus.map(Line::Step)).unwrap_or_default();
    let confirmed: Option<Vec<String>> = talk.map(|talk| {
        let said =
            |key: &str, day: NaiveDate| load.tr.with(key, &[("day", day.to_string().into())]);
        let coach = talk.coach_confirmed_on.map(|day| said("visits-confirmed-coach", day));
        let rep = talk.rep_confirmed_on.map(|day| said("visits-confirmed-rep", day));
        coach.into_iter().chain(rep).collect()
    });
    let printed = match record {
        Some(record) => Source::load(db, load.directory, load.tr)?.filled(record.id)?,
        None => None,
    };
    let state = State::of(record, talk, load.today);
    let name = load.directory.person_name(person).to_owned();
    let time = talk.and_then(|talk| talk.starts_at.clone());
    let present = talk.and_then(|talk| talk.present.clone());
    let short = |day: NaiveDate| day_beside(load.tr, day, load.today);
    let when: Vec<String> = [Some(short(day)), time].into_iter().flatten().collect();
    let next: Vec<String> = match record {
        Some(record) => {
            let day = record.next_on.map(short);
            [day, record.next_what.clone()].into_iter().flatten().collect()
        }
        None => vec![],
    };
    let score = seen.as_ref().and_then(|seen| seen.score);
    let named = |pair: &Pair| step_name(load, template, &pair.step);
    Ok(Some(Chosen {
        key,
        name,
        when: when.join(" "),
        present: present.map_or_else(String::new, |names| {
            load.tr.with("log-present", &[("names", names.into())])
        }),
        about,
        observers,
        state,
        rated: seen.as_ref().is_some_and(|seen| !seen.levels.is_empty()),
        steps,
        score: score.map_or_else(|| show::UNKNOWN.to_owned(), |score| show::score(load.tr, &score)),
        cover: score.map_or_else(String::new, |score| show::cover(load.tr, &score)),
        beside: beside(load, template, seen.as_ref(), last.as_ref()),
        agreed: record.and_then(|record| record.agreed.clone()).unwrap_or_default(),
        next: next.join(" "),
        second: seen.as_ref().filter(|_| complete).map_or_else(Vec::new, |seen| {
            let pairs = pairs_of(seen, Rater::Second);
            apart(load, &pairs, "visits-second-alike", &named)
        }),
        own: seen.as_ref().filter(|_| complete).map_or_else(Vec::new, |seen| {
            let pairs = pairs_of(seen, Rater::Own);
            apart(load, &pairs, "visits-own-alike", &named)
        }),
        confirmed: confirmed.unwrap_or_default(),
        confirmable,
        trend: trend(load, scales, template, person, line)?,
        printout: printed
            .map(|page| printout(&[page], &period_label(load.tr, load.period), load.tr)),
        stored: Stored {
            id: record.map(|record| record.id),
            coaching,
            complete,
            talk: form,
            typed,
        },
    }))
}

/// The customer and the deal, or what it is about.
fn about(load: &Load<'_>, typed: &Typed) -> Result<String> {
    let account = match typed.account {
        Some(account) => load.db.get::<Account>(account)?.map(|account| account.name),
        None => None,
    };
    let deal = match typed.deal {
        Some(deal) => load.db.get::<Opportunity>(deal)?.map(|deal| deal.name),
        None => None,
    };
    let named: Vec<String> = [account, deal].into_iter().flatten().collect();
    Ok(if named.is_empty() { typed.topic.clone() } else { named.join(" ") })
}

/// Who observed: whoever the workspace belongs to where nobody is named, and the second one.
fn observers(load: &Load<'_>, typed: &Typed) -> Result<String> {
    let name = |person: PersonId| load.directory.person_name(person).to_owned();
    let first = match typed.observer {
        Some(observer) => name(observer),
        None => setup::setting(load.db, setup::names::AUTHOR)?.unwrap_or_default(),
    };
    let named = Some(typed.second_name.trim().to_owned());
    let second = typed.second.map(name).or(named);
    let both = [Some(first), second].into_iter().flatten().filter(|name| !name.is_empty());
    Ok(both.collect::<Vec<String>>().join(" + "))
}

fn steps(
    load: &Load<'_>,
    template: Option<&Template>,
    (seen, last): (Option<&Seen>, Option<&Seen>),
    (person, day): (PersonId, NaiveDate),
) -> Vec<StepLine> {
    let post = load.directory.membership_on(person, day).and_then(|at| at.post_id);
    let level =
        |seen: Option<&Seen>, word: &str| seen.and_then(|seen| seen.level(Rater::Observer, word));
    let steps = template.into_iter().flat_map(|template| &template.steps);
    steps
        .map(|step| {
            let word = step.record.word.clone();
            let (last, now) = (level(last, &word), level(seen, &word));
            StepLine {
                name: show::step_name(load.tr, step).to_owned(),
                last,
                now,
                required: step.required(post),
                said: (show::level(last), show::level(now)),
                word,
            }
        })
        .collect()
}

fn step_name(load: &Load<'_>, template: Option<&Template>, word: &str) -> String {
    let step = template.and_then(|template| template.named(word));
    step.map_or_else(|| word.to_owned(), |step| show::step_name(load.tr, step).to_owned())
}

/// The score beside that of the time before, by the steps that were seen both times.
fn beside(
    load: &Load<'_>,
    template: Option<&Template>,
    seen: Option<&Seen>,
    last: Option<&Seen>,
) -> Option<(String, i64)> {
    let (seen, last) = (seen?, last?);
    let level = |of: &Seen, word: &str| of.level(Rater::Observer, word);
    let (now, before, n) =
        side_by_side(template?, &|word| level(seen, word), &|word| level(last, word))?;
    let args = [
        ("n", i64::try_from(n).unwrap_or(i64::MAX).into()),
        ("now", show::tenths(now).into()),
        ("last", show::tenths(before).into()),
    ];
    Some((load.tr.with("visits-beside", &args), now - before))
}

/// How many steps two gave the same level, and a line for each on which they are far apart.
fn apart(
    load: &Load<'_>,
    pairs: &[Pair],
    key: &str,
    named: &dyn Fn(&Pair) -> String,
) -> Vec<String> {
    if pairs.is_empty() {
        return vec![];
    }
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let alike = pairs.iter().filter(|pair| pair.first == pair.second).count();
    let args = [("alike", count(alike).into()), ("pairs", count(pairs.len()).into())];
    let mut lines = vec![load.tr.with(key, &args)];
    for pair in pairs.iter().filter(|pair| (pair.first - pair.second).abs() >= APART) {
        let args = [
            ("step", named(pair).into()),
            ("first", pair.first.into()),
            ("second", pair.second.into()),
        ];
        lines.push(load.tr.with("visits-apart", &args));
    }
    lines
}

/// A step, or the score, over the visits of a person.
fn trend(
    load: &Load<'_>,
    scales: &Scales,
    template: Option<&Template>,
    person: PersonId,
    line: Line,
) -> Result<Trend> {
    let tr = load.tr;
    let seen = of_person(load.db, scales, person, ever(load.today))?;
    let all = points(&seen, &line);
    let found = reading(&all);
    let mut lines = vec![(Line::Score, tr.text("visits-score"))];
    for step in template.into_iter().flat_map(|template| &template.steps) {
        let name = show::step_name(tr, step).to_owned();
        lines.push((Line::Step(step.record.word.clone()), name));
    }
    // A step that the version does not have any more is still told of.
    if lines.iter().all(|(known, _)| *known != line)
        && let Line::Step(word) = &line
    {
        let name = scales.step(word).map_or(word.as_str(), |step| show::step_name(tr, step));
        lines.push((line.clone(), name.to_owned()));
    }
    let post = load.directory.membership_on(person, load.today).and_then(|at| at.post_id);
    let required = match &line {
        Line::Score => None,
        Line::Step(word) => scales.step(word).and_then(|step| step.required(post)),
    };
    let required = required
        .map(|level| (level as f64, tr.with("visits-required", &[("level", level.into())])));
    let (scale, axis): (f64, Vec<i64>) = match &line {
        Line::Score => (10.0, vec![0, 25, 50, 75, 100]),
        Line::Step(_) => (1.0, vec![1, 2, 3, 4, 5]),
    };
    let said = |value: i64| match &line {
        Line::Score => show::tenths(value),
        Line::Step(_) => value.to_string(),
    };
    let newest = all.len().saturating_sub(SHOWN);
    let visits: Vec<TrendVisit> = all
        .iter()
        .skip(newest)
        .map(|point| TrendVisit {
            sheet: point.sheet,
            day: short_day(tr, point.day),
            value: point.value as f64 / scale,
            said: said(point.value),
        })
        .collect();
    let told: Vec<String> =
        visits.iter().map(|visit| format!("{} {}", visit.day, visit.said)).collect();
    let named = lines.iter().find(|(known, _)| *known == line);
    let told = [named.map(|(_, name)| name.clone()).unwrap_or_default(), told.join(", ")];
    Ok(Trend {
        visits,
        axis: axis.into_iter().map(|value| (value as f64, value.to_string())).collect(),
        required,
        told: told.join(" "),
        reading: show::reading(tr, &line, &found),
        tone: match found.rose() {
            Some(true) => Tone::Good,
            Some(false) => Tone::Warn,
            None => Tone::Neutral,
        },
        lines,
        line,
    })
}
