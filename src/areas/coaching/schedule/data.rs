//! What the page shows, ready to draw.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use crate::areas::coaching::data::Load;
use crate::areas::coaching::strip::Figure;
use crate::command::coaching::log::Form;
use crate::domain::coaching::next::EVERY_DAYS;
use crate::domain::ids::{
    AccountId, CoachingId, CoachingRhythmId, MajorEventId, OpportunityId, PersonId,
};
use crate::error::Result;
use crate::i18n::{day_beside, number, short_day};
use crate::metrics::coaching::coached::Coached;
use crate::metrics::coaching::say;
use crate::metrics::coaching::schedule::{self, Due, Meeting, Schedule, Slot, Stand, Week};
use crate::metrics::glossary;
use crate::store::coaching::{log, named};
use crate::store::records::CoachingKind;
use crate::ui::tokens::Tone;

/// What to load.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ask {
    /// So many weeks after that of today the first one stands that is shown.
    pub(super) ahead: i64,
    /// The planned coaching that is to be moved.
    pub(super) open: Option<CoachingId>,
}

/// Everything the page shows.
#[derive(Clone, Debug)]
pub struct Data {
    /// The figures on top.
    pub(super) strip: Vec<Figure>,
    /// The weeks.
    pub(super) weeks: Vec<Head>,
    /// From when to when they are.
    pub(super) span: String,
    /// The people.
    pub(super) rows: Vec<Row>,
    /// The most pieces that stand in one week of one person.
    pub(super) most: usize,
    /// What was planned and not held.
    pub(super) missed: Vec<Item>,
    /// The events that nobody was coached for.
    pub(super) events: Vec<EventRow>,
    /// What is set about how often.
    pub(super) rhythms: Vec<RhythmRow>,
    /// Who can be coached; first nobody.
    pub(super) people: Vec<(Option<PersonId>, String)>,
    /// Who can coach; first who writes it down.
    pub(super) coaches: Vec<(Option<PersonId>, String)>,
    /// The planned coaching that is to be moved, as it is stored.
    pub(super) opened: Option<(CoachingId, Box<Form>)>,
}

/// A week as a heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Head {
    /// Its number.
    pub name: String,
    /// Its first day.
    pub below: String,
    /// Its days and how many of them are worked.
    pub told: String,
    /// Whether today is in it.
    pub now: bool,
}

/// A coaching to be planned, with what is known of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Offer {
    /// With whom; nobody is chosen yet without one.
    pub person: Option<PersonId>,
    /// Why.
    pub kind: CoachingKind,
    /// When.
    pub day: NaiveDate,
    /// The event before which it is.
    pub event: Option<EventOffer>,
}

/// The event before which somebody is coached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct EventOffer {
    /// Which.
    pub id: MajorEventId,
    /// What it is called.
    pub name: String,
    /// Its customer.
    pub account: Option<AccountId>,
    /// Its deal.
    pub deal: Option<OpportunityId>,
}

/// A person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    /// The name.
    pub name: String,
    /// How often they are to be met, and when they last were, a line for each way.
    pub rhythm: Vec<String>,
    /// By how much that is late, or that it never was; empty where it is not, or is planned.
    pub late: String,
    /// What stands in each week.
    pub cells: Vec<Vec<Piece>>,
    /// What is offered for them.
    pub offer: Offer,
}

/// What a press on a piece of the calendar is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Press {
    /// Moves what is planned.
    Move(CoachingId),
    /// Plans what is due.
    Plan(Offer),
    /// Nothing: it was held.
    None,
}

/// How a piece of the calendar looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    /// It is planned.
    Planned,
    /// It was planned and not held.
    Missed,
    /// It was held.
    Held,
    /// It is due and not planned.
    Due,
    /// It is late and not planned.
    Late,
}

/// A piece of the calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// A sign and a day.
    pub text: String,
    /// All of it.
    pub told: String,
    /// How it looks.
    pub look: Look,
    /// What a press is for.
    pub press: Press,
}

/// A coaching that was planned and not held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Item {
    /// Which.
    pub id: CoachingId,
    /// With whom.
    pub person: PersonId,
    /// The name.
    pub name: String,
    /// Why, and what about.
    pub about: String,
    /// For when it was planned.
    pub day: String,
}

/// An event that nobody was coached for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct EventRow {
    /// What it is called.
    pub name: String,
    /// When, with whom of us, at whose.
    pub about: String,
    /// For when a note is planned; empty where none is.
    pub planned: String,
    /// What is offered for it.
    pub offer: Offer,
}

/// What is set about how often.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct RhythmRow {
    /// Which; `None` for the usual number.
    pub id: Option<CoachingRhythmId>,
    /// In which way.
    pub kind: CoachingKind,
    /// Whom; `None` for everybody.
    pub person: Option<PersonId>,
    /// In which way and whom, in words.
    pub name: String,
    /// Within how many days.
    pub days: i64,
    /// The same in words.
    pub every: String,
    /// How they talk where they do not meet; empty where that is not said.
    pub channel: String,
}

/// Loads the page.
///
/// # Errors
/// Whatever the database reports.
pub(in crate::areas::coaching) fn load(load: &Load<'_>, ask: &Ask) -> Result<Data> {
    let (today, tr, directory) = (load.today, load.tr, load.directory);
    let shift = Days::new(ask.ahead.unsigned_abs().saturating_mul(7));
    let from =
        if ask.ahead < 0 { today.checked_sub_days(shift) } else { today.checked_add_days(shift) };
    let found = schedule::load(load.db, directory, load.scope, (today, from.unwrap_or(today)))?;
    let missed: Vec<Item> = found.missed.iter().map(|slot| item(load, slot)).collect();
    let accounts = named::event_accounts(load.db, (today, found.until))?;
    let events = found.events.iter().map(|unprepared| event(load, &accounts, unprepared)).collect();
    let opened = match ask.open {
        Some(id) => log::details(load.db, id)?.map(|stored| (id, Box::new(Form::read(&stored)))),
        None => None,
    };
    let rows = rows(load, &found);
    let cells = rows.iter().flat_map(|row| row.cells.iter().map(Vec::len));
    let people = people(load);
    let mut coaches = vec![(None, tr.text("schedule-coach-self"))];
    coaches.extend(people.iter().filter(|(person, _)| person.is_some()).cloned());
    Ok(Data {
        strip: strip(load, &found),
        weeks: found.weeks.iter().map(|week| head(load, week)).collect(),
        span: span(load, &found),
        most: cells.max().unwrap_or_default(),
        rows,
        missed,
        events,
        rhythms: rhythms(load, &found),
        people,
        coaches,
        opened,
    })
}

fn strip(load: &Load<'_>, found: &Schedule) -> Vec<Figure> {
    let tr = load.tr;
    let shown = |n: usize| number(i64::try_from(n).unwrap_or(i64::MAX));
    let open: Vec<&Due> = found.open().collect();
    let late = open.iter().filter(|due| due.late(load.today)).count();
    let figure = |label: &str, value: usize, note: String, tone: Option<Tone>, about| Figure {
        label: tr.text(label),
        value: shown(value),
        note,
        tone: tone.filter(|_| value > 0),
        about: Some(about),
    };
    let until = day_beside(tr, found.until, load.today);
    let planned = found.events.iter().filter(|event| event.planned.is_some()).count();
    let of_late = tr.with("schedule-strip-late", &[("n", shown(late).into())]);
    vec![
        figure(
            "schedule-strip-due",
            open.len(),
            of_late,
            Some(Tone::Warn).filter(|_| late > 0),
            glossary::Figure::TalksDue,
        ),
        figure(
            "schedule-strip-ahead",
            found.ahead.len(),
            tr.with("schedule-strip-until", &[("day", until.into())]),
            None,
            glossary::Figure::TalksPlanned,
        ),
        figure(
            "schedule-strip-missed",
            found.missed.len(),
            tr.text("schedule-strip-missed-note"),
            Some(Tone::Bad),
            glossary::Figure::TalksMissed,
        ),
        figure(
            "schedule-strip-events",
            found.events.len(),
            tr.with("schedule-strip-events-note", &[("n", shown(planned).into())]),
            Some(Tone::Warn),
            glossary::Figure::EventsUnprepared,
        ),
    ]
}

fn span(load: &Load<'_>, found: &Schedule) -> String {
    let ends = found.weeks.first().zip(found.weeks.last());
    ends.map_or_else(String::new, |(first, last)| {
        let day = |day: NaiveDate| day_beside(load.tr, day, load.today);
        let args = [("from", day(first.first).into()), ("to", day(last.last).into())];
        load.tr.with("schedule-span", &args)
    })
}

fn head(load: &Load<'_>, week: &Week) -> Head {
    let n = i64::try_from(week.workdays).unwrap_or(i64::MAX);
    let args = [
        ("from", week.first.to_string().into()),
        ("to", week.last.to_string().into()),
        ("n", n.into()),
    ];
    Head {
        name: say::week(week.first),
        below: day_beside(load.tr, week.first, load.today),
        told: load.tr.with("schedule-week", &args),
        now: week.holds(load.today),
    }
}

/// What is due and what is planned, by person.
struct Own<'a> {
    dues: Vec<&'a Due>,
    slots: Vec<&'a Slot>,
}

fn rows(load: &Load<'_>, found: &Schedule) -> Vec<Row> {
    let mut own: BTreeMap<PersonId, Own<'_>> = BTreeMap::new();
    let empty = || Own { dues: vec![], slots: vec![] };
    for due in &found.dues {
        own.entry(due.person).or_insert_with(empty).dues.push(due);
    }
    for slot in &found.slots {
        own.entry(slot.person).or_insert_with(empty).slots.push(slot);
    }
    let row = |who: &Coached| {
        let own = own.remove(&who.person).unwrap_or_else(empty);
        one_row(load, found, who, &own)
    };
    found.people.iter().map(row).collect()
}

fn one_row(load: &Load<'_>, found: &Schedule, who: &Coached, own: &Own<'_>) -> Row {
    let (tr, today) = (load.tr, load.today);
    let name = load.directory.person_name(who.person).to_owned();
    let mut cells: Vec<Vec<Piece>> = vec![vec![]; found.weeks.len()];
    let at = |day: NaiveDate| found.weeks.iter().position(|week| week.holds(day));
    for slot in &own.slots {
        if let Some(cell) = at(slot.day).and_then(|week| cells.get_mut(week)) {
            cell.push(slot_piece(load, &name, slot));
        }
    }
    for due in own.dues.iter().filter(|due| due.planned.is_none()) {
        // What is late is to be done this week.
        let day = due.clock.due().unwrap_or(today).max(today);
        if let Some(cell) = at(day).and_then(|week| cells.get_mut(week)) {
            cell.push(due_piece(load, &name, due));
        }
    }
    let rhythm: Vec<String> = own.dues.iter().map(|due| say::due(tr, due, today)).collect();
    let late = own.dues.iter().filter(|due| due.planned.is_none() && due.late(today));
    let late = late.map(|due| late_text(load, due)).next().unwrap_or_default();
    let first = own.dues.iter().find(|due| due.planned.is_none()).or(own.dues.first());
    let offer = match first {
        Some(due) => offer(load, due),
        None => Offer {
            person: Some(who.person),
            kind: CoachingKind::OneToOne,
            day: load.directory.calendar.add_workdays(today, 0),
            event: None,
        },
    };
    Row { name, rhythm, late, cells, offer }
}

/// By how many days something is late; of what never was that alone, since the days since somebody came tell
/// nothing of coaching.
fn late_text(load: &Load<'_>, due: &Due) -> String {
    match due.clock.late(load.today) {
        Some(days) if due.clock.last.is_some() => {
            load.tr.with("schedule-late", &[("n", days.into())])
        }
        Some(_) => load.tr.text("schedule-not-yet"),
        None => load.tr.text("schedule-now"),
    }
}

fn offer(load: &Load<'_>, due: &Due) -> Offer {
    Offer {
        person: Some(due.person),
        kind: due.rule.kind,
        day: due.offer(&load.directory.calendar, load.today),
        event: None,
    }
}

fn slot_piece(load: &Load<'_>, name: &str, slot: &Slot) -> Piece {
    let (tr, day) = (load.tr, day_beside(load.tr, slot.day, load.today));
    let (look, word) = match slot.stand {
        Stand::Planned => (Look::Planned, "schedule-planned"),
        Stand::Missed => (Look::Missed, "schedule-missed"),
        Stand::Held => (Look::Held, "schedule-held"),
    };
    let time = slot.starts_at.as_deref().unwrap_or_default();
    let when = format!("{day} {time}");
    let parts = [name, &say::kind(tr, slot.kind), when.trim(), slot.topic.as_str(), &tr.text(word)];
    let press = if look == Look::Held { Press::None } else { Press::Move(slot.id) };
    Piece {
        text: format!("{} {}", say::mark(tr, slot.kind), short_day(tr, slot.day)),
        told: say::joined(tr, &parts),
        look,
        press,
    }
}

fn due_piece(load: &Load<'_>, name: &str, due: &Due) -> Piece {
    let tr = load.tr;
    let late = due.late(load.today);
    let mark = match due.meeting {
        Meeting::Talk => say::mark(tr, due.rule.kind),
        Meeting::Visit => say::mark(tr, CoachingKind::Visit),
    };
    let by = |day: String| tr.with("schedule-due", &[("day", day.into())]);
    let (when, said) = match due.clock.due() {
        Some(day) if !late => (by(short_day(tr, day)), by(day_beside(tr, day, load.today))),
        _ => (late_text(load, due), late_text(load, due)),
    };
    let plan = tr.text("schedule-plan");
    let parts = [plan.as_str(), name, &say::meeting(tr, due.meeting), &said];
    Piece {
        text: format!("{mark} {when}"),
        told: say::joined(tr, &parts),
        look: if late { Look::Late } else { Look::Due },
        press: Press::Plan(offer(load, due)),
    }
}

fn item(load: &Load<'_>, slot: &Slot) -> Item {
    Item {
        id: slot.id,
        person: slot.person,
        name: load.directory.person_name(slot.person).to_owned(),
        about: say::joined(load.tr, &[&say::kind(load.tr, slot.kind), &slot.topic]),
        day: day_beside(load.tr, slot.day, load.today),
    }
}

fn event(
    load: &Load<'_>,
    accounts: &BTreeMap<AccountId, String>,
    unprepared: &schedule::Unprepared,
) -> EventRow {
    let (event, today) = (&unprepared.event, load.today);
    let account = event.account_id.and_then(|id| accounts.get(&id));
    let account = account.map_or("", String::as_str);
    let whose = load.directory.person_name(event.person_id);
    let day = day_beside(load.tr, event.on_day, today);
    // The last working day before it, as long as there is one.
    let calendar = &load.directory.calendar;
    let back = std::iter::successors(event.on_day.pred_opt(), |day| day.pred_opt());
    let mut back = back.take_while(|day| *day >= today);
    let before = back.find(|day| calendar.working_day(*day)).unwrap_or(today);
    let planned = unprepared.planned.map(|day| {
        load.tr.with("schedule-event-planned", &[("day", day_beside(load.tr, day, today).into())])
    });
    EventRow {
        name: event.name.clone(),
        about: say::joined(load.tr, &[&day, whose, account]),
        planned: planned.unwrap_or_default(),
        offer: Offer {
            person: Some(event.person_id),
            kind: CoachingKind::Event,
            day: before,
            event: Some(EventOffer {
                id: event.id,
                name: event.name.clone(),
                account: event.account_id,
                deal: event.opportunity_id,
            }),
        },
    }
}

fn rhythms(load: &Load<'_>, found: &Schedule) -> Vec<RhythmRow> {
    let tr = load.tr;
    let whose = |person: Option<PersonId>| match person {
        Some(person) => load.directory.person_name(person).to_owned(),
        None => tr.text("schedule-everybody"),
    };
    let every = |days: i64| tr.with("schedule-days", &[("n", days.into())]);
    let one = CoachingKind::OneToOne;
    let all = found.rhythms.all();
    let mut rows: Vec<RhythmRow> = vec![];
    if !all.iter().any(|rhythm| rhythm.kind == one && rhythm.person_id.is_none()) {
        let days = EVERY_DAYS;
        let name = [say::kind(tr, one), whose(None), tr.text("schedule-usual")];
        rows.push(RhythmRow {
            id: None,
            kind: one,
            person: None,
            name: say::joined(tr, &name.each_ref().map(String::as_str)),
            days,
            every: every(days),
            channel: String::new(),
        });
    }
    rows.extend(all.iter().map(|rhythm| {
        let name = [say::kind(tr, rhythm.kind), whose(rhythm.person_id)];
        RhythmRow {
            id: Some(rhythm.id),
            kind: rhythm.kind,
            person: rhythm.person_id,
            name: say::joined(tr, &name.each_ref().map(String::as_str)),
            days: rhythm.days,
            every: every(rhythm.days),
            channel: rhythm.channel.clone().unwrap_or_default(),
        }
    }));
    rows
}

/// Those who are here today; nobody first, for a form in which nobody is chosen yet.
fn people(load: &Load<'_>) -> Vec<(Option<PersonId>, String)> {
    let here = load.directory.here_on(load.today).into_iter();
    let nobody = (None, load.tr.text("schedule-choose-person"));
    std::iter::once(nobody)
        .chain(here.map(|person| (Some(person.id), person.name.clone())))
        .collect()
}
