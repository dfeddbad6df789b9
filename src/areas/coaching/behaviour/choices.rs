//! What the forms of the page offer.

use crate::areas::coaching::data::Load;
use crate::domain::ids::PlayId;
use crate::domain::period::Period;
use crate::error::Result;
use crate::i18n::period_label;
use crate::metrics::MetricId;
use crate::metrics::behaviour::outcome::OUTCOMES;
use crate::metrics::behaviour::{Behaviour, offered, show};
use crate::store::coaching::templates::Template;
use crate::store::records::Play;

/// What forms offer.
#[derive(Clone, Debug, Default)]
pub struct Choices {
    /// By the targets on which metrics people can be told apart.
    pub outcomes: Vec<(MetricId, String)>,
    /// Of when: the page's period first where its own has begun.
    pub periods: Vec<(Period, String)>,
    /// The behaviours that can be counted, each with its unit.
    pub behaviours: Vec<(Behaviour, String, String)>,
    /// The plays a step can become part of, or none.
    pub plays: Vec<(Option<PlayId>, String)>,
}

/// Loads them.
pub(super) fn load(load: &Load<'_>, sheets: &[Template]) -> Result<Choices> {
    let (tr, directory) = (load.tr, load.directory);
    let outcomes = OUTCOMES.into_iter().map(|own| (own, tr.text(&own.label_key())));
    let named = |own: Behaviour| {
        let name = show::name(tr, directory, sheets, &own);
        let unit = tr.text(show::unit_key(own.unit()));
        (own, name, unit)
    };
    let mut plays: Vec<Play> = load.db.all::<Play>()?;
    plays.retain(|play| play.current);
    let none = (None, tr.text("behaviour-play-none"));
    Ok(Choices {
        outcomes: outcomes.collect(),
        periods: periods(load),
        behaviours: offered(directory, sheets).into_iter().map(named).collect(),
        plays: [none]
            .into_iter()
            .chain(plays.into_iter().map(|play| (Some(play.id), play.name)))
            .collect(),
    })
}

/// The periods of results, each after one of behaviours that is over.
fn periods(load: &Load<'_>) -> Vec<(Period, String)> {
    let quarter = Period::quarter_of(load.today);
    let month = Period::month_of(load.today);
    let year = Period::Year(0).same_kind_at(load.today);
    let around =
        [quarter, quarter.previous(), quarter.previous().previous(), year, month, month.previous()];
    let mut all: Vec<Period> = vec![];
    for period in [load.period].into_iter().chain(around) {
        let begun = period.first_day() <= load.today;
        // Targets are of months, quarters and years.
        let whole = !matches!(period, Period::Week(..));
        if begun && whole && !all.contains(&period) {
            all.push(period);
        }
    }
    all.into_iter().map(|period| (period, period_label(load.tr, period))).collect()
}
