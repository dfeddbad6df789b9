//! Certificates: by person, certificate and number. One without a number that is renewed moves its
//! days.

use crate::command::import::Outcome;
use crate::command::import::context::{Context, problem, replace};
use crate::command::import::links::{self, keep, needed, not_ahead};
use crate::domain::ids::CertificateId;
use crate::error::Result;
use crate::sheets::row::RowView;
use crate::store::records::Certificate;
use crate::store::{Db, Record as _};

const OF_PERSON: &str = "SELECT id, person_id, certificate, number, issued_on, expires_on, issuer, batch_id, extra, revoked_on, revoked_why, class_id FROM certificate WHERE person_id = $1 AND certificate = $2 ORDER BY id";

pub(super) fn take(db: &mut Db, context: &mut Context, row: &RowView<'_>) -> Result<Outcome> {
    let mut problems = vec![];
    needed("person", &mut problems, |_| row.text("person"));
    let found = links::look(db, context, row, "person", &mut problems)?;
    let name = needed("certificate", &mut problems, |_| row.text("certificate"));
    let number = row.text("number");
    let issued_on = row.date("issued_on", &mut problems);
    not_ahead("issued_on", issued_on, context.latest(), &mut problems);
    let expires_on = row.date("expires_on", &mut problems);
    let revoked_on = row.date("revoked_on", &mut problems);
    let Some(name) = name.filter(|_| problems.is_empty()) else {
        return Ok(Outcome::rejected(problems));
    };
    let held = match found.and_then(|links| links.person) {
        Some(person) => {
            let key = [person.into(), name.as_str().into()];
            db.rows(OF_PERSON, &key, Certificate::from_row)?
        }
        // A person still to be made holds none.
        None => vec![],
    };
    let old = held.into_iter().find(|certificate| certificate.number == number);
    let issued = issued_on.or_else(|| old.as_ref().and_then(|old| old.issued_on));
    let expires = expires_on.or_else(|| old.as_ref().and_then(|old| old.expires_on));
    if let (Some(issued), Some(expires)) = (issued, expires)
        && expires < issued
    {
        problems.push(problem("expires_on", "problem-expires-before-issued", &expires.to_string()));
        return Ok(Outcome::rejected(problems));
    }
    let links = links::make(db, context, row, "person", found, &mut problems)?;
    let Some(person) = links.person.filter(|_| problems.is_empty()) else {
        return Ok(Outcome::rejected(problems));
    };
    let number_key = number.as_deref().unwrap_or_default();
    let again = context.occurrence(&[&person.0.to_string(), &name, number_key]) > 1;
    let mut certificate = match &old {
        Some(old) => old.clone(),
        None => Certificate {
            id: CertificateId(db.allocate()?),
            person_id: person,
            certificate: name.clone(),
            number,
            issued_on: None,
            expires_on: None,
            issuer: None,
            batch_id: Some(context.batch),
            extra: None,
            revoked_on: None,
            revoked_why: None,
            class_id: None,
        },
    };
    let mut changes = vec![];
    let plain = String::clone;
    let day = chrono::NaiveDate::to_string;
    replace(&mut certificate.issued_on, issued_on, "issued_on", day, &mut changes);
    replace(&mut certificate.expires_on, expires_on, "expires_on", day, &mut changes);
    replace(&mut certificate.issuer, row.text("issuer"), "issuer", plain, &mut changes);
    replace(&mut certificate.revoked_on, revoked_on, "revoked_on", day, &mut changes);
    let why = row.text("revoked_why");
    replace(&mut certificate.revoked_why, why, "revoked_why", plain, &mut changes);
    replace(&mut certificate.extra, row.extra(), "extra", plain, &mut changes);
    let subject = format!("{} {name}", context.directory.person_name(person));
    keep(db, old.as_ref(), &certificate, again, subject, changes)
}
