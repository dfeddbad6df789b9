//! Certificates, their kinds, and what they were before they were renewed.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::ids::{CertificateKindId, PersonId};
use crate::error::Result;
use crate::store::Record as _;
use crate::store::db::Db;
use crate::store::records::{Certificate, CertificateKind, CertificateTerm};
use crate::store::training::names::{self, Names};

pub use crate::domain::training::certificates::WARN_DAYS;

const OF_PERSON: &str = "SELECT id, person_id, certificate, number, issued_on, expires_on, issuer, batch_id, extra, revoked_on, revoked_why, class_id FROM certificate WHERE person_id = $1 ORDER BY id";
const ENDING: &str = "SELECT id, person_id, certificate, number, issued_on, expires_on, issuer, batch_id, extra, revoked_on, revoked_why, class_id FROM certificate WHERE expires_on >= $1 AND expires_on <= $2 AND revoked_on IS NULL ORDER BY expires_on, id";
const TERMS_OF_PERSON: &str = "SELECT t.id, t.certificate_id, t.number, t.issued_on, t.expires_on, t.renewed_on, t.by_name FROM certificate_term t JOIN certificate c ON c.id = t.certificate_id WHERE c.person_id = $1 ORDER BY t.renewed_on, t.id";

/// The kinds of certificate with what names them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kinds {
    /// By key.
    pub all: BTreeMap<CertificateKindId, CertificateKind>,
    /// By what names them.
    pub names: Names<CertificateKindId>,
}

impl Kinds {
    /// Loads the kinds.
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn load(db: &Db) -> Result<Self> {
        let all = db.all::<CertificateKind>()?.into_iter().map(|kind| (kind.id, kind));
        Ok(Self { all: all.collect(), names: names::certificate_kinds(db)? })
    }

    /// The kind of a certificate, where its text names one.
    pub fn of(&self, certificate: &Certificate) -> Option<&CertificateKind> {
        self.all.get(&self.names.find(&certificate.certificate)?)
    }

    /// So many days before a certificate ends, somebody has to see to it.
    pub fn warn_days(&self, certificate: &Certificate) -> i64 {
        self.of(certificate).map_or(WARN_DAYS, |kind| kind.warn_days)
    }
}

/// The certificates of a person, in the order of their keys.
///
/// # Errors
/// Whatever the database reports.
pub fn of_person(db: &Db, person: PersonId) -> Result<Vec<Certificate>> {
    db.rows(OF_PERSON, &[person.into()], Certificate::from_row)
}

/// What the certificates of a person were before they were renewed, the first renewal first.
///
/// # Errors
/// Whatever the database reports.
pub fn terms_of(db: &Db, person: PersonId) -> Result<Vec<CertificateTerm>> {
    db.rows(TERMS_OF_PERSON, &[person.into()], CertificateTerm::from_row)
}

/// The certificates whose last day is between two days, both included, and that were not taken away;
/// those that end first before the others.
///
/// # Errors
/// Whatever the database reports.
pub fn ending(db: &Db, first: NaiveDate, last: NaiveDate) -> Result<Vec<Certificate>> {
    db.rows(ENDING, &[first.into(), last.into()], Certificate::from_row)
}
