//! 漏斗: what lies in each stage, how it converts, who differs, what is stuck; which deals were won and
//! lost, and why; how they are worked on.
//!
//! # As of which day
//! Everything is seen as of the newest report, or of today when that is earlier: nothing is known
//! about the days since, so a deal does not grow older and no visit fails while nobody reports. One
//! thing is known at once: a deal that a person gave up since is open on no page and in no figure, and lost
//! in the period that holds its own day ([`crate::store::opportunities`]).
//!
//! # Passes
//! A load reads all deals once, however many figures it shows; the card of the weighted amount reads
//! them once more, since each point of its trend has its own chances. The list of deals is one pass
//! without moves; the number of stuck deals on its tab is the one that was counted last for the same
//! scope, and stands empty where none was. 时光机 replays its two days in one pass (`time_machine`).
//!
//! # Verdicts
//! A stage is marked as a bottleneck, and a person, team, region or product as low, by the rule
//! against false marks alone ([`crate::metrics::bottleneck`]). With fewer than ten cases it is hollow,
//! grey and says so.
//!
//! # One deal
//! A deal is opened from a list and stands in the tab it came from until one goes back (`deal`); it
//! takes a pass of its own, since its limits are those of the company.
//!
//! # Behind every figure
//! Each figure opens the records behind it and those left out with the reason. They are found by the
//! decisions that counted them, in the same pass.

mod behind;
mod compare;
mod data;
mod deal;
mod deals;
mod figures;
mod forecast;
mod insight;
#[cfg(test)]
mod kept_tests;
#[cfg(test)]
mod list_tests;
mod need;
mod process;
mod review;
mod share;
mod stages;
mod stuck;
mod survey;
mod tile;
mod time_machine;
mod view;
mod view_behind;
mod view_board;
mod view_compare;
mod view_deals;
mod view_filters;
mod view_metric;
mod view_stages;
mod winloss;

use egui::Ui;

use crate::areas::{Area, AreaId, Cx, Event, Filter, Uses};
use crate::command::Fact;
use crate::error::Result;
use crate::i18n::Tr;
use crate::metrics::forecast::Depth;
use crate::store::Db;

pub use data::{Ask, Data};
pub use deals::{BoardBy, ListAsk};
pub use view::View;

/// The tab 漏斗.
#[derive(Clone, Copy, Debug)]
pub struct Funnel;

impl Area for Funnel {
    const ID: AreaId = AreaId::Funnel;
    const NEEDS: &'static [Fact] = &[
        Fact::Deals,
        Fact::Organisation,
        Fact::Settings,
        Fact::Targets,
        Fact::Catalogue,
        Fact::Imports,
        Fact::Activities,
        Fact::Today,
    ];
    const USES: Uses = Uses { scope: true, period: true };
    type Data = Data;
    type View = View;
    type Ask = Ask;

    fn ask(view: &View) -> Ask {
        view.ask()
    }

    fn first(ask: &Ask, like: Option<&Ask>) -> Option<Ask> {
        let (Ask::Forecast(ask), false) = (ask, matches!(like, Some(Ask::Forecast(_)))) else {
            return None;
        };
        Some(Ask::Forecast(forecast::Ask { depth: Depth::Present, ..ask.clone() }))
    }

    fn load(db: &Db, ask: &Ask, filter: &Filter, tr: &Tr) -> Result<Data> {
        data::load(db, ask, filter, tr)
    }

    fn ui(ui: &mut Ui, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
        view::page_ui(ui, data, view, cx);
    }

    fn receive(view: &mut View, event: &Event, cx: &mut Cx<'_>) {
        view.receive(event, cx);
    }

    fn unsaved(view: &View) -> bool {
        view.stuck.unsaved()
            || view.winloss.unsaved()
            || view.forecast.unsaved()
            || view.process.unsaved()
            || view.deal.unsaved()
    }

    fn badge(view: &View) -> String {
        view.badge()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_forecast_shows_first_what_stands_in_the_reports() {
        let whole = Ask::Forecast(forecast::Ask::default());
        let present = forecast::Ask { depth: Depth::Present, ..forecast::Ask::default() };
        let present = Ask::Forecast(present);
        assert_eq!(Funnel::first(&whole, None), Some(present.clone()));
        assert_eq!(Funnel::first(&whole, Some(&Ask::Stuck)), Some(present.clone()));
        // Where a forecast stands already, it stays until the next one is there.
        assert_eq!(Funnel::first(&whole, Some(&present)), None);
        assert_eq!(Funnel::first(&whole, Some(&whole)), None);
        assert_eq!(Funnel::first(&Ask::Stuck, None), None);
    }
}
