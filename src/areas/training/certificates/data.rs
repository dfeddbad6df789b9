//! What the page shows, ready to draw.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::areas::training::crew;
use crate::areas::training::data::Load;
use crate::command::training::certificates::CertificateForm;
use crate::command::training::classes::SeatForm;
use crate::domain::ids::{CertificateId, CertificateKindId, CourseId, PersonId, TrainingClassId};
use crate::domain::training::certificates::Status;
use crate::error::Result;
use crate::i18n::{DASH, Tr, number};
use crate::metrics::glossary;
use crate::metrics::training::careers::show::status_word;
use crate::metrics::training::certificates::{
    Held, Place, Renewal, Seat, counts, due, of_people, renewal,
};
use crate::metrics::training::here;
use crate::store::records::{CertificateKind, CertificateTerm};
use crate::store::stage_models::Words;
use crate::store::training::certificates::Kinds;
use crate::ui::tokens::Tone;

/// What to load: one load brings all of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ask;

/// Everything the page shows.
#[derive(Clone, Debug)]
pub struct Data {
    /// The certificates, those that end first before the others.
    pub rows: Vec<Row>,
    /// How many there are, and of how many people.
    pub sub: String,
    /// The figures on top.
    pub tiles: Vec<Tile>,
    /// How many stand how, of those that any has.
    pub statuses: Vec<(Status, String)>,
    /// What is to be renewed, the most urgent first.
    pub renewals: Vec<RenewalCard>,
    /// The kinds, those out of use last.
    pub kinds: Vec<KindRow>,
    /// Who can hold one.
    pub people: Vec<(PersonId, String)>,
}

/// A figure on top of the page.
#[derive(Clone, Debug)]
pub struct Tile {
    /// What it is.
    pub label: String,
    /// The number.
    pub value: String,
    /// What belongs to it.
    pub note: String,
    /// How that is to be taken.
    pub tone: Option<Tone>,
    /// The rows that are behind it.
    pub status: Option<Status>,
    /// Whose card tells more of it.
    pub about: Option<glossary::Figure>,
}

/// A certificate.
#[derive(Clone, Debug)]
pub struct Row {
    /// Which.
    pub id: CertificateId,
    /// What would be typed for it.
    pub form: CertificateForm,
    /// Whose.
    pub person: String,
    /// What it certifies.
    pub name: String,
    /// Its number; a dash where it is unknown.
    pub number: String,
    /// When it was issued.
    pub issued: String,
    /// Its last day.
    pub expires: String,
    /// How many days are left, or since when it is over; empty where that has no meaning.
    pub left: String,
    /// How it stands.
    pub status: Status,
    /// The same in a word.
    pub said: String,
    /// The same as a colour.
    pub tone: Tone,
    /// Why it was taken away; else empty.
    pub why: String,
    /// Who issued it; empty where that is unknown.
    pub issuer: String,
    /// What it was before it was renewed, the newest first.
    pub terms: Vec<String>,
    /// For how many months it is valid by its kind.
    pub months: Option<u32>,
    /// Whether an import brought it, so that it is not removed on its own.
    pub imported: bool,
}

impl Row {
    /// The row for screen readers, and the title of its drawer.
    pub fn title(&self) -> String {
        format!("{} {}", self.person, self.name)
    }
}

/// A kind.
#[derive(Clone, Debug)]
pub struct KindRow {
    /// Which.
    pub id: CertificateKindId,
    /// Its name in the language of the reader.
    pub name: String,
    /// Both names.
    pub names: Words,
    /// For how many months it is valid; `None` without an end.
    pub months: Option<i64>,
    /// So many days before its end somebody is told.
    pub warn_days: i64,
    /// Who issues it; empty where that is unknown.
    pub issuer: String,
    /// Both in words.
    pub detail: String,
    /// How many hold one.
    pub held: String,
    /// Whether it is no longer used.
    pub archived: bool,
}

/// The renewal of one certificate.
#[derive(Clone, Debug)]
pub struct RenewalCard {
    /// What it is called.
    pub name: String,
    /// How many have to renew it.
    pub said: String,
    /// Who, and where they can.
    pub people: Vec<RenewalRow>,
    /// The classes with seats for some of them.
    pub offers: Vec<Offer>,
    /// The courses that give it.
    pub courses: Vec<(CourseId, String)>,
    /// How many have no seat anywhere.
    pub without: usize,
}

/// Somebody who has to renew.
#[derive(Clone, Debug)]
pub struct RenewalRow {
    /// Who.
    pub name: String,
    /// Where they can, and when that is.
    pub place: String,
    /// How many days are left.
    pub left: String,
    /// How that is to be taken.
    pub tone: Tone,
}

/// A class in which some can renew.
#[derive(Clone, Debug)]
pub struct Offer {
    /// The class.
    pub class: TrainingClassId,
    /// What it is called.
    pub name: String,
    /// The day, and how many can go.
    pub said: String,
    /// Who can.
    pub seats: Vec<SeatForm>,
}

/// Loads the page.
///
/// # Errors
/// Whatever the database reports.
pub(in crate::areas::training) fn load(load: &Load<'_>, _ask: &Ask) -> Result<Data> {
    let kinds = Kinds::load(load.db)?;
    let people = here(load.directory, load.members, load.today);
    let held = of_people(load.db, &kinds, &people, load.today)?;
    let mut terms: BTreeMap<CertificateId, Vec<CertificateTerm>> = BTreeMap::new();
    for term in load.db.all::<CertificateTerm>()? {
        terms.entry(term.certificate_id).or_default().push(term);
    }
    terms.values_mut().for_each(|own| own.sort_by_key(|term| (term.renewed_on, term.id)));
    let found = renewal(load.db, &held, load.today)?;
    let row = |own: &Held| {
        let before = terms.get(&own.certificate.id).map_or(&[][..], Vec::as_slice);
        row(load, &kinds, own, before)
    };
    Ok(Data {
        rows: held.iter().map(row).collect(),
        sub: sub(load, &held),
        tiles: tiles(load, &held),
        statuses: counts(&held)
            .into_iter()
            .map(|(status, n)| (status, format!("{} {}", status_word(load.tr, status), whole(n))))
            .collect(),
        renewals: found.into_iter().map(|one| card(load, &kinds, one)).collect(),
        kinds: kind_rows(load, &kinds, &held),
        people: crew::people(load),
    })
}

/// How many certificates the people of the scope hold that were not taken away: the count on the tab.
///
/// # Errors
/// Whatever the database reports.
pub(in crate::areas::training) fn count(load: &Load<'_>) -> Result<String> {
    let people = here(load.directory, load.members, load.today);
    let held = of_people(load.db, &Kinds::load(load.db)?, &people, load.today)?;
    let n = held_now(&held).count();
    Ok(if n == 0 { String::new() } else { whole(n as u64) })
}

fn whole(n: u64) -> String {
    number(i64::try_from(n).unwrap_or(i64::MAX))
}

fn day(day: Option<NaiveDate>) -> String {
    day.map_or_else(|| DASH.to_owned(), |day| day.to_string())
}

/// How a status is to be taken.
const fn tone(status: Status) -> Tone {
    match status {
        Status::Lasting | Status::Valid => Tone::Good,
        Status::Expiring => Tone::Warn,
        Status::Unknown => Tone::Neutral,
        Status::Expired | Status::Revoked => Tone::Bad,
    }
}

/// How many days are left: `剩12天`, `已过期3天`.
fn left(tr: &Tr, days: Option<i64>) -> String {
    match days {
        None => String::new(),
        Some(days) if days < 0 => tr.with("certificates-over", &[("n", (-days).into())]),
        Some(days) => tr.with("certificates-left", &[("n", days.into())]),
    }
}

/// How many are held, by how many people, and how many were taken away, which nobody holds.
fn sub(load: &Load<'_>, held: &[Held]) -> String {
    let own: Vec<&Held> = held_now(held).collect();
    let mut people: Vec<PersonId> = own.iter().map(|own| own.certificate.person_id).collect();
    people.sort_unstable();
    people.dedup();
    let int = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let revoked = held.len() - own.len();
    let args = [
        ("n", int(own.len()).into()),
        ("people", int(people.len()).into()),
        ("revoked", int(revoked).into()),
    ];
    let key = if revoked == 0 { "certificates-sub" } else { "certificates-sub-revoked" };
    load.tr.with(key, &args)
}

/// Those that were not taken away.
fn held_now(held: &[Held]) -> impl Iterator<Item = &Held> {
    held.iter().filter(|own| own.validity.status != Status::Revoked)
}

fn tiles(load: &Load<'_>, held: &[Held]) -> Vec<Tile> {
    let tr = load.tr;
    let counted = counts(held);
    let of = |status: Status| counted.get(&status).copied().unwrap_or_default();
    let waiting = due(held).len() as u64;
    let tile = |key: &str, n: u64, note: String, (tone, status): (Option<Tone>, Option<Status>)| {
        let tone = tone.filter(|_| n > 0);
        Tile { label: tr.text(key), value: whole(n), note, tone, status, about: None }
    };
    let lasting = match of(Status::Lasting) {
        0 => tr.text("certificates-tile-valid"),
        n => tr.with("certificates-tile-lasting", &[("n", whole(n).into())]),
    };
    vec![
        tile("certificates-status-valid", of(Status::Valid), lasting, (None, Some(Status::Valid))),
        tile(
            "certificates-status-expiring",
            of(Status::Expiring),
            tr.text("certificates-tile-expiring"),
            (Some(Tone::Warn), Some(Status::Expiring)),
        ),
        tile(
            "certificates-status-expired",
            of(Status::Expired),
            tr.text("certificates-tile-expired"),
            (Some(Tone::Bad), Some(Status::Expired)),
        ),
        Tile {
            about: Some(glossary::Figure::CertificatesDue),
            ..tile(
                "certificates-tile-due",
                waiting,
                tr.text("certificates-tile-due-note"),
                (Some(Tone::Warn), None),
            )
        },
        tile(
            "certificates-status-unknown",
            of(Status::Unknown),
            tr.text("certificates-tile-unknown"),
            (None, Some(Status::Unknown)),
        ),
    ]
}

fn row(load: &Load<'_>, kinds: &Kinds, own: &Held, terms: &[CertificateTerm]) -> Row {
    let (tr, paper) = (load.tr, &own.certificate);
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let told = |term: &CertificateTerm| {
        let args = [
            ("number", term.number.clone().unwrap_or_else(|| DASH.to_owned()).into()),
            ("issued", day(term.issued_on).into()),
            ("expires", day(term.expires_on).into()),
            ("renewed", term.renewed_on.to_string().into()),
        ];
        tr.with("certificates-term", &args)
    };
    let kind = kinds.of(paper);
    Row {
        id: paper.id,
        form: CertificateForm {
            person: paper.person_id,
            name: own.name.clone(),
            number: text(&paper.number),
            issued_on: paper.issued_on.unwrap_or(load.today),
            expires_on: paper.expires_on,
            issuer: text(&paper.issuer),
            class: paper.class_id,
        },
        person: load.directory.person_name(paper.person_id).to_owned(),
        name: kind.map_or_else(|| own.name.clone(), |kind| kind_name(tr, kind)),
        number: paper.number.clone().unwrap_or_else(|| DASH.to_owned()),
        issued: day(paper.issued_on),
        expires: match own.validity.status {
            Status::Lasting => tr.text("certificates-status-lasting"),
            _ => day(own.validity.expires),
        },
        left: left(tr, own.validity.days_left),
        status: own.validity.status,
        said: status_word(tr, own.validity.status),
        tone: tone(own.validity.status),
        why: match paper.revoked_on {
            None => String::new(),
            Some(on) => {
                let args =
                    [("day", on.to_string().into()), ("why", text(&paper.revoked_why).into())];
                tr.with("certificates-revoked", &args)
            }
        },
        issuer: text(&paper.issuer),
        terms: terms.iter().rev().map(told).collect(),
        months: kind.and_then(|kind| kind.months).and_then(|months| u32::try_from(months).ok()),
        imported: paper.batch_id.is_some(),
    }
}

/// The name of a kind in the language of the reader.
fn kind_name(tr: &Tr, kind: &CertificateKind) -> String {
    tr.own(&kind.name, &kind.name_en).to_owned()
}

fn kind_rows(load: &Load<'_>, kinds: &Kinds, held: &[Held]) -> Vec<KindRow> {
    let tr = load.tr;
    let mut rows: Vec<KindRow> = kinds
        .all
        .values()
        .map(|kind| {
            let own = held.iter().filter(|own| own.kind == Some(kind.id)).count();
            let months = match kind.months {
                Some(months) => tr.with("certificates-kind-months", &[("n", months.into())]),
                None => tr.text("certificates-status-lasting"),
            };
            let detail = match kind.months {
                None => months,
                Some(_) => {
                    let args = [("months", months.into()), ("n", kind.warn_days.into())];
                    tr.with("certificates-kind-detail", &args)
                }
            };
            KindRow {
                id: kind.id,
                name: kind_name(tr, kind),
                names: Words { zh: kind.name.clone(), en: kind.name_en.clone() },
                months: kind.months,
                warn_days: kind.warn_days,
                issuer: kind.issuer.clone().unwrap_or_default(),
                detail,
                held: tr.with("certificates-kind-held", &[("n", whole(own as u64).into())]),
                archived: kind.archived,
            }
        })
        .collect();
    rows.sort_by(|one, other| (one.archived, &one.name).cmp(&(other.archived, &other.name)));
    rows
}

fn card(load: &Load<'_>, kinds: &Kinds, renewal: Renewal) -> RenewalCard {
    let tr = load.tr;
    let kind = kinds.all.values().find(|kind| kind.name == renewal.name);
    let title = |id: TrainingClassId| {
        let open = renewal.classes.iter().find(|open| open.class.id == id)?;
        let course = || tr.own(&open.course, &open.course_en).to_owned();
        let name = open.class.title.clone().unwrap_or_else(course);
        let place = open.class.place.clone().unwrap_or_default();
        Some((name, format!("{} {place}", open.class.starts).trim_end().to_owned()))
    };
    let place = |seat: &Seat| match (seat.place, seat.place.class().and_then(title)) {
        (Place::Booked(_), Some((_, when))) => {
            tr.with("certificates-seat-booked", &[("when", when.into())])
        }
        (Place::Free(_), Some((_, when))) => {
            let key = if seat.late { "certificates-seat-late" } else { "certificates-seat-free" };
            tr.with(key, &[("when", when.into())])
        }
        _ => tr.text("certificates-seat-none"),
    };
    let people = renewal.seats.iter().map(|seat| RenewalRow {
        name: load.directory.person_name(seat.due.person).to_owned(),
        place: place(seat),
        left: left(tr, seat.due.validity.days_left),
        tone: tone(seat.due.validity.status),
    });
    let people: Vec<RenewalRow> = people.collect();
    let offers = renewal.classes.iter().filter_map(|open| {
        let id = open.class.id;
        let mine = renewal.seats.iter().filter(|seat| seat.place == Place::Free(id));
        let seats: Vec<SeatForm> = mine.map(|seat| seat_form(seat.due.person)).collect();
        let (name, when) = title(id)?;
        let n = i64::try_from(seats.len()).unwrap_or(i64::MAX);
        let said = tr.with("certificates-offer", &[("when", when.into()), ("n", n.into())]);
        (!seats.is_empty()).then_some(Offer { class: id, name, said, seats })
    });
    let offers: Vec<Offer> = offers.collect();
    let n = i64::try_from(renewal.seats.len()).unwrap_or(i64::MAX);
    RenewalCard {
        said: tr.with("certificates-renewal-said", &[("n", n.into())]),
        people,
        offers,
        without: renewal.seats.iter().filter(|seat| seat.place == Place::None).count(),
        courses: renewal.courses,
        name: kind.map_or(renewal.name, |kind| kind_name(tr, kind)),
    }
}

const fn seat_form(person: PersonId) -> SeatForm {
    SeatForm {
        person,
        waiting: false,
        skill: None,
        gap: None,
        makeup_for: None,
        note: String::new(),
    }
}
