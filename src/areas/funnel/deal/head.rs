//! The head of the page: whose deal it is, how it stands, and six facts with a word on each.

use crate::areas::funnel::data::{Load, joined};
use crate::metrics::deal_page::DealPage;
use crate::metrics::deal_page::facts::Fact;
use crate::store::records::Status;
use crate::ui::tokens::Tone;

/// The head of the page.
#[derive(Clone, Debug)]
pub struct Head {
    /// The customer, or the deal where none is known.
    pub name: String,
    /// How it ended, or how long it is stuck.
    pub badge: Option<(Tone, String)>,
    /// The deal.
    pub deal: String,
    /// Place and industry of the customer, and the number of the deal.
    pub about: String,
    /// What is known.
    pub facts: [Fact; 6],
}

/// The head of a deal.
pub(super) fn head(load: &Load<'_>, page: &DealPage) -> Head {
    let tr = load.tr;
    let account = page.account.as_ref();
    let state = load.say().state(page);
    let tone = if page.deal.status == Status::Won { Tone::Good } else { Tone::Bad };
    let about: Vec<String> = [
        account.and_then(|account| account.location.clone()),
        account.and_then(|account| account.industry.clone()),
        page.deal.number.clone(),
    ]
    .into_iter()
    .flatten()
    .collect();
    Head {
        name: account.map_or_else(|| page.deal.name.clone(), |account| account.name.clone()),
        badge: (!state.is_empty()).then_some((tone, state)),
        deal: if account.is_some() { page.deal.name.clone() } else { String::new() },
        about: joined(tr, &about),
        facts: load.say().facts(page),
    }
}
