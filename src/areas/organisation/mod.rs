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
mod data;
mod form;
mod history;
mod list;
mod people;
mod person;
mod person_form;
mod shown;
mod strip;
mod view;

use egui::Ui;

use crate::areas::{Area, AreaId, Cx, Filter, Uses};
use crate::command::Fact;
use crate::domain::ids::PersonId;
use crate::error::Result;
use crate::i18n::Tr;
use crate::store::Db;

/// The tab 组织.
#[derive(Clone, Copy, Debug)]
pub struct Organisation;

impl Area for Organisation {
    const ID: AreaId = AreaId::Organisation;
    const NEEDS: &'static [Fact] = &[Fact::Organisation, Fact::Deals, Fact::Settings];
    const USES: Uses = Uses { scope: true, period: false };
    type Data = data::Data;
    type View = view::View;
    type Ask = Option<PersonId>;

    fn ask(view: &Self::View) -> Self::Ask {
        view.selected
    }

    fn load(db: &Db, ask: &Self::Ask, filter: &Filter, tr: &Tr) -> Result<Self::Data> {
        data::load(db, *ask, filter, tr)
    }

    fn ui(ui: &mut Ui, data: &Self::Data, view: &mut Self::View, cx: &mut Cx<'_>) {
        view::organisation_ui(ui, data, view, cx);
    }

    fn unsaved(view: &Self::View) -> bool {
        view.form.as_ref().is_some_and(form::Form::dirty)
    }
}
