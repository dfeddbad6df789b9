//! What the page shows, ready to draw.

use super::pulse::{Left, Pulse, left, pulses};
use crate::areas::coaching::data::Load;
use crate::areas::coaching::strip::Figure;
use crate::domain::ids::{PersonId, RepFeedbackId, TeamId};
use crate::domain::stats::rate::MIN_CASES;
use crate::error::Result;
use crate::i18n::{DASH, day_beside, number};
use crate::metrics::coaching::feedback::{self, Entry, Standing, Voices};
use crate::metrics::coaching::say;
use crate::metrics::glossary;
use crate::store::records::FeedbackKind;
use crate::ui::tokens::Tone;

pub(super) use crate::metrics::coaching::say::feedback_key as kind_key;

/// What to load: one load brings all of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ask;

/// Everything the page shows.
#[derive(Clone, Debug)]
pub struct Data {
    /// The figures on top.
    pub(super) strip: Vec<Figure>,
    /// What was said.
    pub(super) rows: Vec<Row>,
    /// How it can be narrowed down.
    pub(super) chips: Vec<(Shown, String)>,
    /// That something was said without a name that stands in the company alone; empty where nothing was.
    pub(super) elsewhere: String,
    /// Who is here; nobody first.
    pub(super) people: Vec<(Option<PersonId>, String)>,
    /// The teams in use, those without one last.
    pub(super) teams: Vec<(Option<TeamId>, String)>,
    /// What everybody was asked, the newest first.
    pub(super) pulses: Vec<Pulse>,
    /// Who left.
    pub(super) left: Left,
}

/// Which of what was said is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Shown {
    /// All of it.
    #[default]
    All,
    /// What waits for an answer.
    Waiting,
    /// What waits and is overdue.
    Overdue,
    /// What was answered and is not settled.
    Answered,
    /// What is settled.
    Closed,
    /// Of one kind.
    Kind(FeedbackKind),
}

impl Shown {
    /// Whether something is shown.
    pub fn fits(self, row: &Row) -> bool {
        match self {
            Self::All => true,
            Self::Waiting => row.standing.waits(),
            Self::Overdue => matches!(row.standing, Standing::Overdue(_)),
            Self::Answered => row.standing == Standing::Answered,
            Self::Closed => row.standing == Standing::Closed,
            Self::Kind(kind) => row.kind == kind,
        }
    }
}

/// Something that was said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    /// Which.
    pub id: RepFeedbackId,
    /// What it is.
    pub kind: FeedbackKind,
    /// The same in words.
    pub kind_name: String,
    /// Whose; that it has no name where it has none.
    pub who: String,
    /// The words.
    pub text: String,
    /// When it was said.
    pub day: String,
    /// By when it is to be answered.
    pub due: String,
    /// How it stands.
    pub standing: Standing,
    /// The same in words.
    pub state: String,
    /// The same as a colour.
    pub tone: Tone,
    /// The answer; empty without one.
    pub answer: String,
    /// When and by whom it was answered, and how long that took; empty without an answer.
    pub answered: String,
}

/// Loads the page.
///
/// # Errors
/// Whatever the database reports.
pub(in crate::areas::coaching) fn load(load: &Load<'_>, _ask: &Ask) -> Result<Data> {
    let asked = (load.scope, load.period);
    let found = feedback::load(load.db, load.directory, asked, load.today)?;
    let rows: Vec<Row> = found.entries.iter().map(|entry| row(load, entry)).collect();
    let n = found.nameless_elsewhere;
    let elsewhere = if n == 0 {
        String::new()
    } else {
        load.tr.with("feedback-elsewhere", &[("n", say::whole(n).into())])
    };
    Ok(Data {
        strip: strip(load, &found),
        chips: chips(load, &rows),
        rows,
        elsewhere,
        people: people(load),
        teams: teams(load),
        pulses: pulses(load)?,
        left: left(load),
    })
}

/// The kinds in the order in which they are told: ideas, problems, needs, what is said of coaching, praise.
pub(super) const KINDS: [FeedbackKind; 5] = [
    FeedbackKind::Suggestion,
    FeedbackKind::Problem,
    FeedbackKind::Support,
    FeedbackKind::Coaching,
    FeedbackKind::Praise,
];

fn strip(load: &Load<'_>, found: &Voices) -> Vec<Figure> {
    let tr = load.tr;
    let shown = |n: u64| number(say::whole(n));
    let overdue = found.count(|standing| matches!(standing, Standing::Overdue(_)));
    let waiting = found.count(Standing::waits);
    let said: u64 = found.kinds.values().sum();
    let (took, took_note) = match found.took {
        Some((days, n)) => {
            // A median lies on a day or half-way between two.
            let days = format!("{days:.1}");
            let days = days.strip_suffix(".0").unwrap_or(&days).to_owned();
            let few = n < MIN_CASES;
            let key = if few { "feedback-strip-took-few" } else { "feedback-strip-took-note" };
            let note = tr.with(key, &[("n", say::whole(n).into())]);
            (tr.with("feedback-days", &[("n", days.into())]), note)
        }
        None => (DASH.to_owned(), tr.text("feedback-strip-took-none")),
    };
    let kinds = KINDS.iter().filter_map(|kind| {
        let n = found.kinds.get(kind)?;
        Some(format!("{} {}", tr.text(kind_key(*kind)), shown(*n)))
    });
    let kinds: Vec<String> = kinds.collect();
    let kinds: Vec<&str> = kinds.iter().map(String::as_str).collect();
    let of_overdue = tr.with("feedback-strip-overdue", &[("n", shown(overdue).into())]);
    vec![
        Figure {
            label: tr.text("feedback-strip-waiting"),
            value: shown(waiting),
            note: of_overdue,
            tone: (overdue > 0).then_some(Tone::Bad),
            about: Some(glossary::Figure::FeedbackWaiting),
        },
        Figure {
            label: tr.text("feedback-strip-said"),
            value: shown(said),
            note: say::joined(tr, &kinds),
            ..Figure::default()
        },
        Figure {
            label: tr.text("feedback-strip-in-time"),
            value: say::share(tr, found.in_time),
            note: tr.text("feedback-strip-in-time-note"),
            tone: None,
            about: Some(glossary::Figure::FeedbackInTime),
        },
        Figure {
            label: tr.text("feedback-strip-took"),
            value: took,
            note: took_note,
            tone: None,
            about: Some(glossary::Figure::FeedbackDays),
        },
    ]
}

fn chips(load: &Load<'_>, rows: &[Row]) -> Vec<(Shown, String)> {
    let tr = load.tr;
    let states = [
        (Shown::All, "feedback-all"),
        (Shown::Waiting, "feedback-waiting"),
        (Shown::Overdue, "feedback-overdue"),
        (Shown::Answered, "feedback-answered"),
        (Shown::Closed, "feedback-closed"),
    ];
    let kinds = KINDS.map(|kind| (Shown::Kind(kind), kind_key(kind)));
    let chip = |(shown, key): (Shown, &str)| {
        let n = rows.iter().filter(|row| shown.fits(row)).count();
        let kept = n > 0 || shown == Shown::All;
        kept.then(|| (shown, format!("{} {}", tr.text(key), number(say::whole(n as u64)))))
    };
    states.into_iter().chain(kinds).filter_map(chip).collect()
}

fn row(load: &Load<'_>, entry: &Entry) -> Row {
    let (tr, said) = (load.tr, &entry.said);
    let whole = |n: usize| say::whole(n as u64);
    let (state, tone) = match entry.standing {
        Standing::Overdue(0) => (tr.text("feedback-state-over"), Tone::Bad),
        Standing::Overdue(n) => {
            (tr.with("feedback-state-overdue", &[("n", whole(n).into())]), Tone::Bad)
        }
        Standing::Open(0) => (tr.text("feedback-state-today"), Tone::Warn),
        Standing::Open(n) => {
            (tr.with("feedback-state-open", &[("n", whole(n).into())]), Tone::Neutral)
        }
        Standing::Answered => (tr.text("feedback-state-answered"), Tone::Accent),
        Standing::Closed => (tr.text("feedback-state-closed"), Tone::Good),
    };
    let who = match said.person_id {
        Some(person) => load.directory.person_name(person).to_owned(),
        None => tr.text("feedback-nameless"),
    };
    let answered = said.answered_on.map(|on| {
        let by = said.answered_by.as_deref().unwrap_or_default();
        let took = whole(entry.took.unwrap_or_default());
        let args = [
            ("day", day_beside(tr, on, load.today).into()),
            ("name", by.into()),
            ("n", took.into()),
        ];
        tr.with("feedback-answered-by", &args)
    });
    Row {
        id: said.id,
        kind: said.kind,
        kind_name: tr.text(kind_key(said.kind)),
        who,
        text: said.text.clone(),
        day: day_beside(tr, said.on_day, load.today),
        due: day_beside(tr, said.due, load.today),
        standing: entry.standing,
        state,
        tone,
        answer: said.answer.clone().unwrap_or_default(),
        answered: answered.unwrap_or_default(),
    }
}

/// Those who are here today; nobody first, for a form in which nobody is chosen yet.
fn people(load: &Load<'_>) -> Vec<(Option<PersonId>, String)> {
    let here = load.directory.here_on(load.today).into_iter();
    let nobody = (None, load.tr.text("feedback-choose-person"));
    std::iter::once(nobody)
        .chain(here.map(|person| (Some(person.id), person.name.clone())))
        .collect()
}

fn teams(load: &Load<'_>) -> Vec<(Option<TeamId>, String)> {
    let directory = load.directory;
    let there = directory.teams.values().filter(|team| directory.stands(team, load.today));
    let none = (None, load.tr.text("feedback-no-team"));
    there.map(|team| (Some(team.id), team.name.clone())).chain([none]).collect()
}
