//! 工作台: the chance of the period, the key figures, what needs the manager now, what stands today; the week;
//! what was put off; the rules of what becomes a notice; and every figure with what it is.
//!
//! # No figure of its own
//! Every figure is that of the area that owns it, of the same scope and period
//! ([`crate::metrics::today`]); pressing it leads there.
//!
//! # Two loads
//! What the past has to be asked for, the chance and the courses of the tiles, may take seconds. What
//! stands in the reports is shown first, where nothing of the same scope and period is shown already. What is
//! done with a notice or a note loads the notices again and leaves the figures that stand.
//!
//! # The way in
//! In a workspace that is being set up the first steps stand over the page (`view_first.rs`).

mod agenda;
mod data;
mod day;
mod glossary;
mod rules;
mod todo;
mod view;
mod view_agenda;
mod view_first;
mod week;

use egui::Ui;

use crate::areas::{Area, AreaId, Cx, Event, Filter, Uses};
use crate::command::Fact;
use crate::error::Result;
use crate::i18n::Tr;
use crate::metrics::forecast::Depth;
use crate::store::Db;

pub use data::{Ask, Data};
pub use view::View;

/// The tab 工作台.
#[derive(Clone, Copy, Debug)]
pub struct Today;

impl Area for Today {
    const ID: AreaId = AreaId::Today;
    // Notices come from every area.
    const NEEDS: &'static [Fact] = &[
        Fact::Today,
        Fact::Deals,
        Fact::Targets,
        Fact::Organisation,
        Fact::Activities,
        Fact::Orders,
        Fact::Coaching,
        Fact::Learning,
        Fact::Evaluations,
        Fact::TeamLife,
        Fact::Posts,
        Fact::Catalogue,
        Fact::Imports,
        Fact::Settings,
    ];
    // What is ticked off or put off moves no figure.
    const LIGHT: &'static [Fact] = &[Fact::Today];
    const USES: Uses = Uses { scope: true, period: true };
    type Data = Data;
    type View = View;
    type Ask = Ask;

    fn ask(view: &View) -> Ask {
        view.ask()
    }

    fn first(ask: &Ask, like: Option<&Ask>) -> Option<Ask> {
        let there = matches!(like, Some(Ask::Day(_)));
        (*ask == Ask::Day(Depth::Whole) && !there).then_some(Ask::Day(Depth::Present))
    }

    fn load(db: &Db, ask: &Ask, filter: &Filter, tr: &Tr) -> Result<Data> {
        data::load(db, None, (ask, filter), tr)
    }

    fn again(before: &Data, db: &Db, ask: &Ask, filter: &Filter, tr: &Tr) -> Result<Data> {
        data::load(db, Some(before), (ask, filter), tr)
    }

    fn ui(ui: &mut Ui, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
        view::page_ui(ui, data, view, cx);
    }

    fn receive(view: &mut View, event: &Event, cx: &mut Cx<'_>) {
        view.receive(event, cx);
    }

    fn unsaved(view: &View) -> bool {
        view.unsaved()
    }

    fn badge(view: &View) -> String {
        view.badge()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_leaves_the_figures_is_needed_too() {
        assert!(Today::LIGHT.iter().all(|fact| Today::NEEDS.contains(fact)));
    }

    #[test]
    fn what_stands_in_the_reports_is_shown_first() {
        let (whole, present) = (Ask::Day(Depth::Whole), Ask::Day(Depth::Present));
        assert_eq!(Today::first(&whole, None), Some(present.clone()));
        assert_eq!(Today::first(&whole, Some(&Ask::Week)), Some(present.clone()));
        // Where figures stand already, they stay until the next ones are there.
        assert_eq!(Today::first(&whole, Some(&present)), None);
        assert_eq!(Today::first(&whole, Some(&whole)), None);
        assert_eq!(Today::first(&Ask::Week, None), None);
    }
}
