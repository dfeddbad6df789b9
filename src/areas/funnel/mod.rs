//! 漏斗: what lies in each stage, how it converts, who differs, what has stayed longest.
//!
//! # As of which day
//! Everything is seen as of the newest report, or of today when that is earlier: nothing is known
//! about the days since, so a deal does not grow older and no visit fails while nobody reports.
//!
//! # Passes
//! A load reads all deals once, however many figures it shows; the card of the weighted amount reads
//! them once more, since each point of its trend has its own chances. The list of deals is one pass
//! without moves.
//!
//! # No verdicts yet
//! A stage or person with fewer than ten cases is hollow, grey and says so; nobody is marked as
//! low and no stage as a bottleneck.

mod data;
mod deals;
mod figures;
mod forecast;
mod oldest;
mod stages;
mod view;
mod view_deals;
mod view_metric;
mod view_stages;

use egui::Ui;

use crate::areas::{Area, AreaId, Cx, Event, Filter, Uses};
use crate::command::Fact;
use crate::error::Result;
use crate::i18n::Tr;
use crate::store::Db;

pub use data::{Ask, Data};
pub use view::View;

/// The tab 漏斗.
#[derive(Clone, Copy, Debug)]
pub struct Funnel;

impl Area for Funnel {
    const ID: AreaId = AreaId::Funnel;
    const NEEDS: &'static [Fact] =
        &[Fact::Deals, Fact::Organisation, Fact::Settings, Fact::Targets, Fact::Catalogue];
    const USES: Uses = Uses { scope: true, period: true };
    type Data = Data;
    type View = View;
    type Ask = Ask;

    fn ask(view: &View) -> Ask {
        view.ask()
    }

    fn load(db: &Db, ask: &Ask, filter: &Filter, tr: &Tr) -> Result<Data> {
        data::load(db, ask, filter, tr)
    }

    fn ui(ui: &mut Ui, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
        view::page_ui(ui, data, view, cx);
    }

    fn receive(view: &mut View, event: &Event, _cx: &mut Cx<'_>) {
        if matches!(event, Event::Done) {
            view.forecast.done();
        }
    }

    fn unsaved(view: &View) -> bool {
        view.forecast.unsaved()
    }
}
