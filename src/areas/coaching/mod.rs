//! 辅导: the log of coaching; what was agreed and is still to be done; visits that were observed; who is coached when;
//! what the best do differently; plans for those who are behind; who was coached, and who needs it next; what reps
//! say to their manager.
//!
//! Each page has its own folder with what it shows and how it looks.

mod actions;
mod behaviour;
mod coverage;
mod data;
mod feedback;
mod form_words;
mod improvement;
mod log;
mod schedule;
mod small_form;
mod strip;
mod view;
mod visits;

use egui::Ui;

use crate::areas::{Area, AreaId, Cx, Event, Filter, Uses};
use crate::command::Fact;
use crate::error::Result;
use crate::i18n::Tr;
use crate::store::Db;

pub use data::{Ask, Data};
pub use view::View;

/// The tab 辅导.
#[derive(Clone, Copy, Debug)]
pub struct Coaching;

impl Area for Coaching {
    const ID: AreaId = AreaId::Coaching;
    const NEEDS: &'static [Fact] = &[
        Fact::Coaching,
        Fact::Cases,
        Fact::Deals,
        Fact::Organisation,
        Fact::Settings,
        Fact::Learning,
        Fact::Targets,
        Fact::Catalogue,
        Fact::Imports,
        Fact::Activities,
    ];
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

    fn receive(view: &mut View, event: &Event, cx: &mut Cx<'_>) {
        if matches!(event, Event::Coach(_)) {
            view.shown = view::Shown::Log;
        }
        if let Event::Act(act) = event {
            view.follow(act);
        }
        view.log.receive(event, cx);
        view.actions.receive(event, cx);
        view.visits.receive(event, cx);
        view.schedule.receive(event, cx);
        view.behaviour.receive(event, cx);
        view.improvement.receive(event, cx);
        view.coverage.receive(event, cx);
        view.feedback.receive(event, cx);
    }

    fn unsaved(view: &View) -> bool {
        view.log.unsaved()
            || view.actions.unsaved()
            || view.visits.unsaved()
            || view.schedule.unsaved()
            || view.behaviour.unsaved()
            || view.improvement.unsaved()
            || view.coverage.unsaved()
            || view.feedback.unsaved()
    }
}
