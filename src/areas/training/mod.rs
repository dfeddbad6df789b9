//! 培训: who masters what, beside what is asked; who goes to what, within a budget; when and where courses are held,
//! and who came; what can be learned; deals taken apart, and plays made of them; what people may show, and until
//! when; everything that each person learned; where people want to go, and what is missing.
//!
//! Each page has its own folder with what it shows and how it looks.

mod careers;
mod cases;
mod certificates;
mod classes;
mod courses;
mod crew;
mod data;
mod drawer_parts;
mod form_words;
mod matrix;
mod plans;
mod records;
mod view;

use egui::Ui;

use crate::areas::{Area, AreaId, Cx, Event, Filter, Uses};
use crate::command::Fact;
use crate::error::Result;
use crate::i18n::Tr;
use crate::store::Db;

pub use data::{Ask, Data};
pub use view::View;

use view::Shown;

/// The tab 培训.
#[derive(Clone, Copy, Debug)]
pub struct Training;

impl Area for Training {
    const ID: AreaId = AreaId::Training;
    const NEEDS: &'static [Fact] = &[
        Fact::Learning,
        Fact::Cases,
        Fact::Coaching,
        Fact::Deals,
        Fact::Organisation,
        Fact::Settings,
        Fact::Targets,
        Fact::Catalogue,
        Fact::Imports,
        Fact::TeamLife,
        Fact::Posts,
        Fact::Evaluations,
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
        if matches!(event, Event::LearningRecord(_)) {
            view.shown = Shown::Records;
        }
        if matches!(event, Event::WriteCase(_)) {
            view.shown = Shown::Cases;
        }
        if let Event::Act(act) = event {
            view.follow(act, cx);
        }
        view.matrix.receive(event, cx);
        view.plans.receive(event, cx);
        view.classes.receive(event, cx);
        view.courses.receive(event, cx);
        view.cases.receive(event, cx);
        view.certificates.receive(event, cx);
        view.records.receive(event, cx);
        view.careers.receive(event, cx);
    }

    fn unsaved(view: &View) -> bool {
        view.matrix.unsaved()
            || view.plans.unsaved()
            || view.classes.unsaved()
            || view.courses.unsaved()
            || view.cases.unsaved()
            || view.certificates.unsaved()
            || view.records.unsaved()
            || view.careers.unsaved()
    }
}
