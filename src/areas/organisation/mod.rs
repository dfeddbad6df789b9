//! 组织: who works where, since when, and what is known about them.
//!
//! # One load for everything
//! People, teams and the figures beside them are small, so one load brings them all and choosing a
//! person redraws at once; only the history of changes is asked for per person.
//!
//! # The scope narrows the tab
//! A region or team shows its own people as they are today. For one person the whole team is shown
//! with that person chosen, since nobody is understood alone.

mod chart;
mod chart_crew;
mod chart_person;
mod crew;
mod data;
mod dates;
mod form;
mod handover;
mod headcount;
mod history;
mod leave_form;
mod list;
mod mentors;
mod page;
mod people;
mod person;
mod person_form;
mod posts;
mod profile;
mod shown;
mod split_form;
mod strip;
mod structure;
mod team;
mod team_form;
mod tree;
mod view;

use egui::Ui;

use crate::areas::{Area, AreaId, Cx, Event, Filter, Purpose, Uses};
use crate::command::Fact;
use crate::error::Result;
use crate::i18n::Tr;
use crate::store::Db;

/// The tab 组织.
#[derive(Clone, Copy, Debug)]
pub struct Organisation;

impl Area for Organisation {
    const ID: AreaId = AreaId::Organisation;
    const NEEDS: &'static [Fact] = &[
        Fact::Organisation,
        Fact::Posts,
        Fact::TeamLife,
        Fact::Handovers,
        Fact::Deals,
        Fact::Catalogue,
        Fact::Targets,
        Fact::Activities,
        Fact::Learning,
        Fact::Evaluations,
        Fact::Settings,
        Fact::Today,
    ];
    const USES: Uses = Uses { scope: true, period: true };
    type Data = page::Data;
    type View = page::View;
    type Ask = page::Ask;

    fn ask(view: &Self::View) -> Self::Ask {
        view.ask()
    }

    fn load(db: &Db, ask: &Self::Ask, filter: &Filter, tr: &Tr) -> Result<Self::Data> {
        page::load(db, ask, filter, tr)
    }

    fn ui(ui: &mut Ui, data: &Self::Data, view: &mut Self::View, cx: &mut Cx<'_>) {
        page::page_ui(ui, data, view, cx);
    }

    fn receive(view: &mut Self::View, event: &Event, cx: &mut Cx<'_>) {
        match event {
            Event::Done => view.done(),
            Event::Picked(Purpose::Pages, folder) => view.posts.picked(folder, cx),
            Event::Act(act) => view.follow(act, cx.filter.today),
            _ => {}
        }
        view.handover.receive(event, cx);
    }

    fn unsaved(view: &Self::View) -> bool {
        view.unsaved()
    }
}
