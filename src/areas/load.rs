//! What the pages of a tab are loaded with.

use chrono::NaiveDate;

use crate::areas::Filter;
use crate::domain::period::Period;
use crate::domain::scope::{Members, Scope};
use crate::i18n::Tr;
use crate::store::Db;
use crate::store::directory::Directory;

/// What every page needs to be loaded.
pub(super) struct Load<'a> {
    pub db: &'a Db,
    pub directory: &'a Directory,
    pub tr: &'a Tr,
    pub scope: Scope,
    pub members: &'a Members,
    pub period: Period,
    /// Today: what people say counts up to this day.
    pub today: NaiveDate,
}

impl<'a> Load<'a> {
    /// For the scope, the period and the day of a filter.
    pub fn new(
        db: &'a Db,
        (directory, members): (&'a Directory, &'a Members),
        filter: &Filter,
        tr: &'a Tr,
    ) -> Self {
        let Filter { scope, period, today } = *filter;
        Self { db, directory, tr, scope, members, period, today }
    }
}
