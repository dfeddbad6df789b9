//! `coxswain show certificates`: how the certificates of a scope stand, and where those that end are renewed.

use chrono::NaiveDate;
use serde_json::{Map, Value, json};

use super::show::{Asked, Shown};
use super::values::day;
use crate::domain::training::certificates::{Status, Validity};
use crate::error::Result;
use crate::metrics::training::careers::show::status_word;
use crate::metrics::training::certificates::{
    Held, Open, Place, Renewal, Seat, counts, due, of_people, renewal,
};
use crate::metrics::training::here;
use crate::store::training::certificates::Kinds;

/// The certificates of the people who are here, as of a day.
pub(super) fn certificates(ask: &Asked<'_>) -> Result<Shown> {
    let kinds = Kinds::load(ask.db)?;
    let people = here(ask.directory, &ask.directory.members(ask.scope), ask.as_of);
    let held = of_people(ask.db, &kinds, &people, ask.as_of)?;
    let renewals = renewal(ask.db, &held, ask.as_of)?;
    let counted = counts(&held);
    let numbers: Map<String, Value> = Status::ALL
        .into_iter()
        .map(|status| {
            let n = counted.get(&status).copied().unwrap_or_default();
            (status.word().to_owned(), n.into())
        })
        .collect();
    let mut lines: Vec<String> = held.iter().map(|own| line(ask, own)).collect();
    for one in &renewals {
        lines.push(format!("{}  {}", ask.tr.text("certificates-renewals"), one.name));
        lines.extend(one.seats.iter().map(|seat| seat_line(ask, one, seat)));
    }
    let value = json!({
        "scope": ask.scope_text(),
        "as_of": ask.as_of.to_string(),
        "counts": numbers,
        "due": due(&held).len(),
        "certificates": held.iter().map(|own| told(ask, own)).collect::<Vec<_>>(),
        "renewals": renewals.iter().map(|one| renewal_value(ask, one)).collect::<Vec<_>>(),
        "kinds": kinds.all.values().map(|kind| json!({
            "name": kind.name, "name_en": kind.name_en, "months": kind.months,
            "warn_days": kind.warn_days, "issuer": kind.issuer, "archived": kind.archived,
            "held": held.iter().filter(|own| own.kind == Some(kind.id)).count(),
        })).collect::<Vec<_>>(),
    });
    Ok((value, lines))
}

fn told(ask: &Asked<'_>, own: &Held) -> Value {
    let paper = &own.certificate;
    json!({
        "person": ask.directory.person_name(paper.person_id),
        "certificate": own.name,
        "number": paper.number,
        "issuer": paper.issuer,
        "issued": day(paper.issued_on),
        "expires": day(own.validity.expires),
        "days_left": own.validity.days_left,
        "validity": own.validity.status.word(),
        "revoked_on": day(paper.revoked_on),
        "revoked_why": paper.revoked_why,
    })
}

fn renewal_value(ask: &Asked<'_>, one: &Renewal) -> Value {
    let class = |open: &Open| {
        json!({
            "course": open.course, "title": open.class.title, "place": open.class.place,
            "starts": open.class.starts.to_string(), "ends": open.class.ends.to_string(),
            "free": open.free,
        })
    };
    json!({
        "certificate": one.name,
        "courses": one.courses.iter().map(|(_, name)| name).collect::<Vec<_>>(),
        "classes": one.classes.iter().map(class).collect::<Vec<_>>(),
        "people": one.seats.iter().map(|seat| seat_value(ask, one, seat)).collect::<Vec<_>>(),
    })
}

/// The first day of the class in which somebody can renew.
fn starts(one: &Renewal, place: Place) -> Option<NaiveDate> {
    let class = place.class()?;
    one.classes.iter().find(|open| open.class.id == class).map(|open| open.class.starts)
}

fn seat_value(ask: &Asked<'_>, one: &Renewal, seat: &Seat) -> Value {
    let Validity { expires, days_left, status } = seat.due.validity;
    json!({
        "person": ask.directory.person_name(seat.due.person),
        "expires": day(expires),
        "days_left": days_left,
        "validity": status.word(),
        "seat": seat.place.word(),
        "class": day(starts(one, seat.place)),
        "late": seat.late,
    })
}

/// A certificate in a line.
fn line(ask: &Asked<'_>, own: &Held) -> String {
    let expires = day(own.validity.expires).unwrap_or_else(|| "–".to_owned());
    let cells = [
        ask.directory.person_name(own.certificate.person_id).to_owned(),
        own.name.clone(),
        expires,
        status_word(ask.tr, own.validity.status),
    ];
    cells.join("  ")
}

fn seat_line(ask: &Asked<'_>, one: &Renewal, seat: &Seat) -> String {
    let name = ask.directory.person_name(seat.due.person);
    let said = match (seat.place, starts(one, seat.place)) {
        (Place::Booked(_), Some(day)) => {
            ask.tr.with("certificates-seat-booked", &[("when", day.to_string().into())])
        }
        (Place::Free(_), Some(day)) => {
            let key = if seat.late { "certificates-seat-late" } else { "certificates-seat-free" };
            ask.tr.with(key, &[("when", day.to_string().into())])
        }
        _ => ask.tr.text("certificates-seat-none"),
    };
    format!("  {name}  {said}")
}
