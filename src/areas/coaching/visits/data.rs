//! What the page shows, ready to draw: the visits of the scope and the period with their figures, the visit
//! that is chosen, and what the open form and the open drawers need.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::chosen::{self, Chosen};
use super::opened::{self, Opened};
use super::records::{self, Figure, Records};
use super::sheets::{self, Version};
use crate::areas::coaching::data::Load;
use crate::documents::Printout;
use crate::documents::observation_sheet::printout;
use crate::documents::observation_sheets::Source;
use crate::domain::coaching::agreement::Verdict;
use crate::domain::ids::{AccountId, CoachingId, ObservationId, OpportunityId, PersonId, PostId};
use crate::error::Result;
use crate::i18n::{period_label, short_day};
use crate::metrics::glossary;
use crate::metrics::visits::agreement::{Pooled, pooled, year_to};
use crate::metrics::visits::progress::Line;
use crate::metrics::visits::required::{Asked, Counted, asked};
use crate::metrics::visits::{Scales, Seen, of_members, show};
use crate::store::coaching::{log, named, sheets as stored};
use crate::store::records::{Account, Coaching, CoachingKind, CoachingState, Observation};
use crate::ui::tokens::Tone;

/// A visit of the list: a sheet, or a coaching that has none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    /// A sheet.
    Sheet(ObservationId),
    /// A coaching without a sheet.
    Coaching(CoachingId),
}

/// What to load.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ask {
    /// The visit that is chosen; the newest that is filled in without it.
    pub(super) chosen: Option<Key>,
    /// What is followed over time; what was agreed without it.
    pub(super) line: Option<Line>,
    /// What the open form is about.
    pub(super) form: Option<opened::Ask>,
    /// Whose sheet of which day was just stored for the first time.
    pub(super) sought: Option<(PersonId, NaiveDate)>,
    /// The figure whose records are shown.
    pub(super) figure: Option<Figure>,
    /// Whether the versions of the sheets are shown.
    pub(super) versions: bool,
}

/// How far a visit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It is to come.
    Planned,
    /// It was planned for a day that is over.
    Missed,
    /// It took place and has no sheet.
    NoSheet,
    /// Its sheet is begun.
    Draft,
    /// Its sheet is filled in.
    Filled,
    /// The rep has confirmed it.
    Confirmed,
}

impl State {
    /// The key of its word.
    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::Planned => "visits-state-planned",
            Self::Missed => "visits-state-missed",
            Self::NoSheet => "visits-state-no-sheet",
            Self::Draft => "visits-state-draft",
            Self::Filled => "visits-state-filled",
            Self::Confirmed => "visits-state-confirmed",
        }
    }

    pub(super) const fn tone(self) -> Tone {
        match self {
            Self::Planned => Tone::Neutral,
            Self::Missed | Self::NoSheet => Tone::Warn,
            Self::Draft => Tone::Outline,
            Self::Filled => Tone::Accent,
            Self::Confirmed => Tone::Good,
        }
    }

    /// How far a visit is, from its sheet and its coaching.
    pub(super) fn of(
        sheet: Option<&Observation>,
        coaching: Option<&Coaching>,
        today: NaiveDate,
    ) -> Self {
        let confirmed = coaching.is_some_and(|talk| talk.rep_confirmed_on.is_some());
        match (sheet.map(|sheet| sheet.complete), coaching) {
            (Some(true), _) if confirmed => Self::Confirmed,
            (Some(true), _) => Self::Filled,
            (Some(false), _) => Self::Draft,
            (None, Some(talk)) if talk.state == CoachingState::Held => Self::NoSheet,
            (None, Some(talk)) if talk.on_day < today => Self::Missed,
            (None, _) => Self::Planned,
        }
    }
}

/// A visit of the list.
#[derive(Clone, Debug)]
pub struct Row {
    pub(super) key: Key,
    pub(super) day: NaiveDate,
    pub(super) when: String,
    pub(super) name: String,
    /// The customer and the deal, or what it was about.
    pub(super) about: String,
    pub(super) score: String,
    /// How many steps were seen.
    pub(super) seen: String,
    pub(super) agreed: String,
    pub(super) state: State,
    pub(super) state_name: String,
}

impl Row {
    /// The row in words, for those who do not see it.
    pub(super) fn spoken(&self) -> String {
        format!("{} {} {}", self.when, self.name, self.about).trim_end().to_owned()
    }
}

/// A figure of the strip.
#[derive(Clone, Debug)]
pub struct Tile {
    pub(super) label: String,
    pub(super) value: String,
    /// What the value counts; empty where its name says so.
    pub(super) unit: String,
    pub(super) note: String,
    pub(super) tone: Option<Tone>,
    pub(super) opens: Option<Figure>,
    /// Whose card tells more of it.
    pub(super) about: Option<glossary::Figure>,
}

/// The newest sheet of a person and a day.
#[derive(Clone, Copy, Debug)]
pub struct Sought {
    /// Whose and of which day.
    pub(super) of: (PersonId, NaiveDate),
    /// The sheet, and the coaching that it belongs to.
    pub(super) found: Option<(ObservationId, Option<CoachingId>)>,
}

/// Everything the page shows.
#[derive(Clone, Debug)]
pub struct Data {
    pub(super) rows: Vec<Row>,
    /// Where the visit that is chosen stands among them.
    pub(super) place: Option<usize>,
    pub(super) tiles: Vec<Tile>,
    pub(super) chosen: Option<Chosen>,
    pub(super) form: Option<Opened>,
    pub(super) sought: Option<Sought>,
    pub(super) records: Option<Records>,
    /// The versions of the sheets; empty unless they are shown.
    pub(super) versions: Vec<Version>,
    /// The sheets in use, to be filled in by hand.
    pub(super) blank: Option<Printout>,
    /// Whether a sheet is in use.
    pub(super) any_sheet: bool,
    /// Everyone who may be chosen, those of the scope first.
    pub(super) people: Vec<(Option<PersonId>, String)>,
    /// The posts, for what they ask for.
    pub(super) posts: Vec<(PostId, String)>,
    pub(super) period: String,
}

/// Loads the page.
///
/// # Errors
/// Whatever the database reports.
pub(in crate::areas::coaching) fn load(load: &Load<'_>, ask: &Ask) -> Result<Data> {
    let (db, directory) = (load.db, load.directory);
    let scales = Scales::load(db)?;
    let days = (load.period.first_day(), load.period.last_day());
    let until = days.1.min(load.today);
    let seen = of_members(db, &scales, load.members, (days.0, until))?;
    let rows = rows(load, &seen)?;
    let asked = asked(db, directory, load.members, (load.period, load.today))?;
    let year = of_members(db, &scales, load.members, year_to(until))?;
    let pooled = pooled(&year);
    let newest = || {
        let filled = rows.iter().find(|row| matches!(row.state, State::Filled | State::Confirmed));
        filled.or_else(|| rows.first()).map(|row| row.key)
    };
    let chosen = match ask.chosen.or_else(newest) {
        Some(key) => chosen::load(load, &scales, key, ask.line.as_ref())?,
        None => None,
    };
    let sought = match ask.sought {
        Some((person, day)) => {
            let all = stored::of_person(db, person, (day, day))?;
            let found = all.last().map(|sheet| (sheet.id, sheet.coaching_id));
            Some(Sought { of: (person, day), found })
        }
        None => None,
    };
    let key = chosen.as_ref().map(|chosen| chosen.key);
    Ok(Data {
        place: rows.iter().position(|row| Some(row.key) == key),
        tiles: vec![
            visits_tile(load, &rows),
            own_tile(load, &asked),
            joint_tile(load, &asked),
            agreement_tile(load, &pooled),
        ],
        rows,
        chosen,
        form: match &ask.form {
            Some(form) => Some(opened::load(load, &scales, form)?),
            None => None,
        },
        sought,
        records: match ask.figure {
            Some(figure) => {
                Some(records::load(load, &scales, figure, (&asked, &pooled), (days.0, until))?)
            }
            None => None,
        },
        versions: if ask.versions { sheets::load(load, &scales)? } else { vec![] },
        blank: blank(load)?,
        any_sheet: !scales.in_use().is_empty(),
        people: people(load),
        posts: directory
            .posts
            .values()
            .filter(|post| !post.archived)
            .map(|post| (post.id, post.name.clone()))
            .collect(),
        period: period_label(load.tr, load.period),
    })
}

/// The sheets in use, to be filled in by hand; `None` where there is none.
fn blank(load: &Load<'_>) -> Result<Option<Printout>> {
    let pages = Source::load(load.db, load.directory, load.tr)?.blank();
    let today = load.today.to_string();
    Ok((!pages.is_empty()).then(|| printout(&pages, &today, load.tr)))
}

fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// Everyone who is here, those of the scope first.
fn people(load: &Load<'_>) -> Vec<(Option<PersonId>, String)> {
    let here = load.directory.here_on(load.today).into_iter();
    let mut all: Vec<(bool, PersonId, String)> = here
        .map(|one| {
            let inside = load.members.include(Some(one.id), Some(load.today));
            (!inside, one.id, one.name.clone())
        })
        .collect();
    all.sort_by_key(|(outside, id, _)| (*outside, *id));
    let nobody = (None, load.tr.text("visits-none"));
    let all = all.into_iter().map(|(_, id, name)| (Some(id), name));
    std::iter::once(nobody).chain(all).collect()
}

/// The visits of the period, the newest first.
fn rows(load: &Load<'_>, seen: &[Seen]) -> Result<Vec<Row>> {
    let days = (load.period.first_day(), load.period.last_day());
    let mut talks: BTreeMap<CoachingId, Coaching> = BTreeMap::new();
    log::each_between(load.db, days, |talk| {
        let own = load.members.include(Some(talk.person_id), Some(talk.on_day));
        // What was held after today is not known on it.
        let known = talk.state == CoachingState::Planned || talk.on_day <= load.today;
        if own && known && talk.kind == CoachingKind::Visit {
            talks.insert(talk.id, talk);
        }
        Ok(())
    })?;
    let mut sheets: Vec<Observation> = vec![];
    stored::each_between(load.db, days, |sheet| {
        let known = !sheet.complete || sheet.on_day <= load.today;
        if known && load.members.include(Some(sheet.person_id), Some(sheet.on_day)) {
            sheets.push(sheet);
        }
        Ok(())
    })?;
    if sheets.is_empty() && talks.is_empty() {
        return Ok(vec![]);
    }
    let names = Names::load(load)?;
    let seen: BTreeMap<ObservationId, &Seen> =
        seen.iter().map(|seen| (seen.record.id, seen)).collect();
    let mut rows = vec![];
    for sheet in &sheets {
        let talk = sheet.coaching_id.and_then(|id| talks.remove(&id));
        // It may have been held on another day, or be of another kind.
        let talk = match (talk, sheet.coaching_id) {
            (None, Some(id)) => load.db.get::<Coaching>(id)?,
            (talk, _) => talk,
        };
        let visit = Visit {
            key: Key::Sheet(sheet.id),
            person: sheet.person_id,
            day: sheet.on_day,
            account: sheet.account_id,
            deal: sheet.opportunity_id,
            sheet: Some(sheet),
            talk: talk.as_ref(),
            seen: seen.get(&sheet.id).copied(),
        };
        rows.push(names.row(load, &visit));
    }
    for talk in talks.values() {
        let visit = Visit {
            key: Key::Coaching(talk.id),
            person: talk.person_id,
            day: talk.on_day,
            account: talk.account_id,
            deal: talk.opportunity_id,
            sheet: None,
            talk: Some(talk),
            seen: None,
        };
        rows.push(names.row(load, &visit));
    }
    rows.sort_by_key(|row| std::cmp::Reverse((row.day, row.key)));
    Ok(rows)
}

/// A visit on its way to a row.
struct Visit<'a> {
    key: Key,
    person: PersonId,
    day: NaiveDate,
    account: Option<AccountId>,
    deal: Option<OpportunityId>,
    sheet: Option<&'a Observation>,
    talk: Option<&'a Coaching>,
    seen: Option<&'a Seen>,
}

/// The names of customers and of deals.
struct Names {
    accounts: BTreeMap<AccountId, String>,
    deals: BTreeMap<OpportunityId, String>,
}

impl Names {
    fn load(load: &Load<'_>) -> Result<Self> {
        let days = (load.period.first_day(), load.period.last_day());
        let accounts = load.db.all::<Account>()?.into_iter();
        Ok(Self {
            accounts: accounts.map(|account| (account.id, account.name)).collect(),
            deals: named::visit_deals(load.db, days)?,
        })
    }

    fn row(&self, load: &Load<'_>, visit: &Visit<'_>) -> Row {
        let deal = visit.deal.and_then(|deal| self.deals.get(&deal)).cloned();
        let account = visit.account.and_then(|account| self.accounts.get(&account)).cloned();
        let about: Vec<String> = match (account, deal) {
            (None, None) => visit.talk.map(|talk| talk.topic.clone()).into_iter().collect(),
            (account, deal) => [account, deal].into_iter().flatten().collect(),
        };
        let state = State::of(visit.sheet, visit.talk, load.today);
        let score = visit.seen.and_then(|seen| seen.score);
        let agreed = visit.sheet.and_then(|sheet| sheet.agreed.clone());
        Row {
            key: visit.key,
            day: visit.day,
            when: short_day(load.tr, visit.day),
            name: load.directory.person_name(visit.person).to_owned(),
            about: about.join(" "),
            score: score.map_or_else(String::new, |score| show::score(load.tr, &score)),
            seen: score.map_or_else(String::new, |all| format!("{} / {}", all.seen, all.steps)),
            agreed: agreed.unwrap_or_default(),
            state,
            state_name: load.tr.text(state.key()),
        }
    }
}

/// How many visits were filled in, and what else there is.
fn visits_tile(load: &Load<'_>, rows: &[Row]) -> Tile {
    let of = |states: &[State]| rows.iter().filter(|row| states.contains(&row.state)).count();
    let filled = of(&[State::Filled, State::Confirmed]);
    let args = [
        ("planned", count(of(&[State::Planned])).into()),
        ("open", count(of(&[State::Draft, State::NoSheet])).into()),
        ("missed", count(of(&[State::Missed])).into()),
    ];
    Tile {
        label: load.tr.text("visits-tile-visits"),
        value: count(filled).to_string(),
        unit: String::new(),
        note: load.tr.with("visits-tile-visits-note", &args),
        tone: None,
        opens: Some(Figure::Checklist),
        about: None,
    }
}

/// How many visits of a kind count.
fn made(asked: &Asked, counted: Counted) -> i64 {
    count(asked.made(counted).iter().filter(|made| made.left.is_none()).count())
}

/// In how many weeks of how many people there were enough visits of the reps, which is what the rule counts.
fn own_tile(load: &Load<'_>, asked: &Asked) -> Tile {
    let tr = load.tr;
    let whole = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    let (required, kept) = (asked.required(Counted::Own), asked.kept(Counted::Own));
    let args = [("made", whole(kept).into()), ("required", whole(required).into())];
    let rate = asked.compliance(Counted::Own);
    Tile {
        label: tr.text("visits-tile-own"),
        value: rate
            .map_or_else(|| show::UNKNOWN.to_owned(), |rate| format!("{} / {}", rate.k, rate.n)),
        unit: rate.map_or_else(String::new, |_| tr.text("visits-tile-weeks")),
        note: match rate {
            Some(_) => tr.with("visits-tile-own-note", &args),
            None if asked.required(Counted::Joint) > 0 => tr.text("visits-tile-own-unknown"),
            None => tr.text("visits-tile-required-none"),
        },
        tone: None,
        opens: Some(Figure::Required(Counted::Own)),
        about: Some(glossary::Figure::VisitWeeks),
    }
}

/// How many visits were made together, which count apart, and in how many weeks they would be enough alone.
fn joint_tile(load: &Load<'_>, asked: &Asked) -> Tile {
    let tr = load.tr;
    let held = count(asked.made(Counted::Joint).len());
    let weeks = asked.compliance(Counted::Joint).map(|rate| {
        let weeks = format!("{} / {}", rate.k, rate.n);
        tr.with("visits-tile-joint-note", &[("weeks", weeks.into()), ("held", held.into())])
    });
    Tile {
        label: tr.text("visits-tile-joint"),
        value: made(asked, Counted::Joint).to_string(),
        unit: String::new(),
        note: weeks.unwrap_or_else(|| tr.text("visits-tile-required-none")),
        tone: None,
        opens: Some(Figure::Required(Counted::Joint)),
        about: Some(glossary::Figure::JointVisits),
    }
}

/// Whether two observers mean the same by a level.
fn agreement_tile(load: &Load<'_>, pooled: &Pooled) -> Tile {
    let (value, note) = show::agreement(load.tr, pooled);
    let verdict = pooled.agreement.map(|agreement| agreement.verdict());
    Tile {
        label: load.tr.text("visits-tile-agreement"),
        value,
        unit: String::new(),
        note,
        tone: (verdict == Some(Verdict::Retrain)).then_some(Tone::Warn),
        opens: Some(Figure::Agreement),
        about: Some(glossary::Figure::Observers),
    }
}
