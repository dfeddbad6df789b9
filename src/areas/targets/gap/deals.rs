//! The deals behind the parts and the reasons of a gap, ready to draw.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::data::Say;
use crate::domain::ids::OpportunityId;
use crate::error::Result;
use crate::i18n::DASH;
use crate::metrics::gap::{Due, End, Gap};
use crate::metrics::waterfall::named;
use crate::store::Db;
use crate::store::records::GapPart;

/// A deal that was due.
#[derive(Clone, Debug)]
pub struct DealRow {
    /// Which.
    pub id: OpportunityId,
    /// Customer and deal.
    pub name: String,
    /// The person responsible.
    pub owner: String,
    /// The amount.
    pub amount: String,
    /// What became of it.
    pub end: String,
}

/// The deals that were due, the largest first; lists name them by their place.
#[derive(Clone, Debug, Default)]
pub struct Deals {
    /// The deals.
    pub rows: Vec<DealRow>,
    places: BTreeMap<OpportunityId, usize>,
}

impl Deals {
    /// Reads the names of the deals of a gap.
    ///
    /// # Errors
    /// Whatever the database reports.
    pub(super) fn load(db: &Db, say: Say<'_>, found: &Gap) -> Result<Self> {
        let mut dues: Vec<&Due> = found.deals.iter().collect();
        dues.sort_by_key(|due| (Reverse(due.amount), due.deal));
        let mut deals = Self::default();
        for due in dues {
            let named = named(db, due.deal)?;
            let owner = due.owner.map_or("", |owner| say.directory.person_name(owner));
            let mut end = vec![say.tr.text(due.end.label_key())];
            if due.unknown() {
                end.push(say.tr.text("gap-deal-unknown"));
            }
            deals.places.insert(due.deal, deals.rows.len());
            deals.rows.push(DealRow {
                id: due.deal,
                name: format!("{} {}", named.account, named.name).trim().to_owned(),
                owner: if owner.is_empty() { DASH.to_owned() } else { owner.to_owned() },
                amount: due.amount.map_or_else(|| DASH.to_owned(), |fen| say.cell(fen)),
                end: say.joined(&end, ["，", ", "]),
            });
        }
        Ok(deals)
    }

    /// The places of some deals, in the order of the list.
    pub(super) fn places(&self, deals: impl IntoIterator<Item = OpportunityId>) -> Vec<usize> {
        let found = deals.into_iter().filter_map(|deal| self.places.get(&deal));
        let mut places: Vec<usize> = found.copied().collect();
        places.sort_unstable();
        places
    }
}

/// The deals that a part is worked out from: all that were due, with those whose amount is missed; those of
/// which it is known whether they were won; those whose size counts; those that were pushed out.
pub(super) fn of_part(found: &Gap, part: GapPart) -> impl Iterator<Item = OpportunityId> {
    let own = move |due: &&Due| match part {
        GapPart::Count => true,
        GapPart::Conversion => !due.unknown() && due.end != End::Pushed,
        GapPart::Size => !due.unknown() && due.end.counts_amount(),
        GapPart::Timing => !due.unknown() && matches!(due.end, End::Later | End::Pushed),
    };
    found.deals.iter().filter(own).map(|due| due.deal)
}
