//! Certificates by hand: their kinds, issued, renewed, taken away.
//!
//! A renewal moves the days of the certificate, as one in a sheet does; what it was before stays as a term
//! of its own, so that a past day still knows it.

use chrono::NaiveDate;

use super::names::{self, Named};
use super::{past, positive};
use crate::command;
use crate::command::input::{gone, known, required, some};
use crate::domain::ids::{
    CertificateId, CertificateKindId, CertificateTermId, PersonId, TrainingClassId,
};
use crate::error::{Error, Result};
use crate::store::Db;
use crate::store::records::{Certificate, CertificateKind, CertificateTerm, Person, TrainingClass};
use crate::store::stage_models::Words;
use crate::store::training::certificates::{Kinds, of_person, terms_of};

/// A kind of certificate as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KindForm {
    /// The name; never blank in Chinese.
    pub name: Words,
    /// For how many months it is valid; `None` without an end.
    pub months: Option<i64>,
    /// So many days before its end somebody is to be told.
    pub warn_days: i64,
    /// Who issues it; may be blank.
    pub issuer: String,
}

/// A certificate as typed; blank texts are unknown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CertificateForm {
    /// The person.
    pub person: PersonId,
    /// What it certifies: the name of its kind, or any other; never blank.
    pub name: String,
    /// Its number.
    pub number: String,
    /// The day it was issued.
    pub issued_on: NaiveDate,
    /// The last day it is valid; needed where its kind has an end.
    pub expires_on: Option<NaiveDate>,
    /// Who issued it.
    pub issuer: String,
    /// The class in which it was earned.
    pub class: Option<TrainingClassId>,
}

/// A renewal as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenewalForm {
    /// The new number; blank where it stays.
    pub number: String,
    /// The day from which it is valid anew, later than the one before.
    pub issued_on: NaiveDate,
    /// The last day it is valid now; needed where its kind has an end.
    pub expires_on: Option<NaiveDate>,
}

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    /// Adds a kind of certificate.
    AddKind(KindForm),
    /// Changes a kind; the name it had stays one of its names.
    EditKind(CertificateKindId, KindForm),
    /// Takes a kind out of use, or puts one back.
    ArchiveKind(CertificateKindId, bool),
    /// Records a certificate.
    Issue(CertificateForm),
    /// Puts a certificate right.
    EditCertificate(CertificateId, CertificateForm),
    /// Renews a certificate.
    Renew(CertificateId, RenewalForm),
    /// A certificate was taken away on a day, with why.
    Revoke(CertificateId, NaiveDate, String),
    /// It was not taken away after all.
    Restore(CertificateId),
    /// Removes a certificate that was typed by mistake.
    RemoveCertificate(CertificateId),
}

impl Ask {
    pub(super) const fn title(&self) -> &'static str {
        match self {
            Self::AddKind(_) => "step-certificate-kind-add",
            Self::EditKind(..) => "step-certificate-kind-edit",
            Self::ArchiveKind(_, true) => "step-certificate-kind-archive",
            Self::ArchiveKind(_, false) => "step-certificate-kind-restore",
            Self::Issue(_) => "step-certificate-issue",
            Self::EditCertificate(..) => "step-certificate-edit",
            Self::Renew(..) => "step-certificate-renew",
            Self::Revoke(..) => "step-certificate-revoke",
            Self::Restore(_) => "step-certificate-restore",
            Self::RemoveCertificate(_) => "step-certificate-remove",
        }
    }
}

pub(super) fn apply(db: &mut Db, ask: &Ask, today: NaiveDate) -> Result<()> {
    match ask {
        Ask::AddKind(form) => {
            let id = CertificateKindId(db.allocate()?);
            let kind = kind(db, id, form, false)?;
            db.insert(&kind)
        }
        Ask::EditKind(id, form) => {
            let old = known::<CertificateKind>(db, *id)?;
            let new = kind(db, *id, form, old.archived)?;
            db.update_from(&old, &new)?;
            names::renamed(db, Named::Kind(*id), &old.name, &new.name)
        }
        Ask::ArchiveKind(id, archived) => {
            let old = known::<CertificateKind>(db, *id)?;
            let new = CertificateKind { archived: *archived, ..old.clone() };
            db.update_from(&old, &new).map(|_| ())
        }
        Ask::Issue(form) => {
            let id = CertificateId(db.allocate()?);
            let certificate = filled(db, id, form, today)?;
            db.insert(&certificate)
        }
        Ask::EditCertificate(id, form) => edit(db, *id, form, today),
        Ask::Renew(id, form) => renew(db, *id, form, today),
        Ask::Revoke(id, on_day, why) => {
            let why = required(why, "error-certificate-why")?;
            let old = valid(db, *id)?;
            past(*on_day, today)?;
            if let Some(issued) = old.issued_on.filter(|issued| on_day < issued) {
                return Err(Error::new("error-certificate-revoke-day").arg("day", issued));
            }
            let new =
                Certificate { revoked_on: Some(*on_day), revoked_why: Some(why), ..old.clone() };
            db.update_from(&old, &new).map(|_| ())
        }
        Ask::Restore(id) => {
            let old = known::<Certificate>(db, *id)?;
            let new = Certificate { revoked_on: None, revoked_why: None, ..old.clone() };
            db.update_from(&old, &new).map(|_| ())
        }
        Ask::RemoveCertificate(id) => remove(db, *id),
    }
}

fn kind(
    db: &Db,
    id: CertificateKindId,
    form: &KindForm,
    archived: bool,
) -> Result<CertificateKind> {
    let name = required(&form.name.zh, "error-name-blank")?;
    let name_en = form.name.en.trim().to_owned();
    for name in [&name, &name_en] {
        names::free(db, Named::Kind(id), name)?;
    }
    positive(form.months, "error-certificate-months")?;
    if form.warn_days < 0 {
        return Err(Error::new("error-certificate-warn"));
    }
    let issuer = some(&form.issuer);
    let (months, warn_days) = (form.months, form.warn_days);
    Ok(CertificateKind { id, name, name_en, months, warn_days, issuer, archived })
}

/// Checks the days of a certificate: they follow each other, and what its kind says is stated.
fn days(
    db: &Db,
    certificate: &Certificate,
    (issued, expires): (NaiveDate, Option<NaiveDate>),
    today: NaiveDate,
) -> Result<()> {
    past(issued, today)?;
    if let Some(expires) = expires.filter(|expires| *expires < issued) {
        return Err(Error::new("error-certificate-expiry")
            .arg("issued", issued)
            .arg("expires", expires));
    }
    let kinds = Kinds::load(db)?;
    let ends = kinds.of(certificate).is_some_and(|kind| kind.months.is_some());
    if ends && expires.is_none() {
        return Err(Error::new("error-certificate-no-expiry").arg("name", &certificate.certificate));
    }
    Ok(())
}

/// A certificate that the form says, new or in place of one.
fn filled(
    db: &Db,
    id: CertificateId,
    form: &CertificateForm,
    today: NaiveDate,
) -> Result<Certificate> {
    known::<Person>(db, form.person)?;
    let name = required(&form.name, "error-certificate-name")?;
    if let Some(class) = form.class {
        known::<TrainingClass>(db, class)?;
    }
    let certificate = Certificate {
        id,
        person_id: form.person,
        certificate: name,
        number: some(&form.number),
        issued_on: Some(form.issued_on),
        expires_on: form.expires_on,
        issuer: some(&form.issuer),
        batch_id: None,
        extra: None,
        revoked_on: None,
        revoked_why: None,
        class_id: form.class,
    };
    days(db, &certificate, (form.issued_on, form.expires_on), today)?;
    once(db, &certificate)?;
    Ok(certificate)
}

/// Nobody has a certificate twice: the same number, or two without one that were not taken away.
fn once(db: &Db, certificate: &Certificate) -> Result<()> {
    let names = Kinds::load(db)?.names;
    let what = names.listed(&certificate.certificate);
    let twice = of_person(db, certificate.person_id)?.into_iter().any(|other| {
        other.id != certificate.id
            && names.listed(&other.certificate) == what
            && other.number == certificate.number
            && other.revoked_on.is_none()
    });
    if twice {
        return Err(Error::new("error-certificate-twice").arg("name", what));
    }
    Ok(())
}

fn edit(db: &mut Db, id: CertificateId, form: &CertificateForm, today: NaiveDate) -> Result<()> {
    let old = valid(db, id)?;
    if old.person_id != form.person {
        return Err(gone());
    }
    let new = filled(db, id, form, today)?;
    let new = Certificate { batch_id: old.batch_id, extra: old.extra.clone(), ..new };
    db.update_from(&old, &new).map(|_| ())
}

/// A certificate that was not taken away.
fn valid(db: &Db, id: CertificateId) -> Result<Certificate> {
    let certificate = known::<Certificate>(db, id)?;
    match certificate.revoked_on {
        Some(day) => Err(Error::new("error-certificate-revoked").arg("day", day)),
        None => Ok(certificate),
    }
}

fn renew(db: &mut Db, id: CertificateId, form: &RenewalForm, today: NaiveDate) -> Result<()> {
    let old = valid(db, id)?;
    if let Some(issued) = old.issued_on.filter(|issued| form.issued_on <= *issued) {
        return Err(Error::new("error-certificate-renew-day").arg("day", issued));
    }
    days(db, &old, (form.issued_on, form.expires_on), today)?;
    let new = Certificate {
        number: some(&form.number).or_else(|| old.number.clone()),
        issued_on: Some(form.issued_on),
        expires_on: form.expires_on,
        ..old.clone()
    };
    once(db, &new)?;
    let (term, by_name) = (CertificateTermId(db.allocate()?), command::author(db)?);
    db.insert(&CertificateTerm {
        id: term,
        certificate_id: id,
        number: old.number.clone(),
        issued_on: old.issued_on,
        expires_on: old.expires_on,
        renewed_on: form.issued_on,
        by_name,
    })?;
    db.update_from(&old, &new).map(|_| ())
}

fn remove(db: &mut Db, id: CertificateId) -> Result<()> {
    let old = known::<Certificate>(db, id)?;
    if old.batch_id.is_some() {
        return Err(Error::new("error-learning-imported"));
    }
    for term in terms_of(db, old.person_id)?.into_iter().filter(|term| term.certificate_id == id) {
        db.delete::<CertificateTerm>(term.id)?;
    }
    db.delete::<Certificate>(id)
}
