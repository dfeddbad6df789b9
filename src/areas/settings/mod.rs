//! 设置: the workspace, the stages, the working calendar, the evaluation template, one person's data, how the
//! program looks here, how safe the file is, and its backups.
//!
//! # Two kinds of settings
//! The first pages belong to the workspace file and go through commands, so they can be undone. The last
//! three belong to this computer; they come in through the shell and go out as orders, and the file knows
//! nothing of them.

mod appearance;
mod backups;
mod calendar;
mod calendar_data;
mod calendar_forms;
mod calendar_months;
mod data;
mod draft;
mod health;
mod privacy;
mod privacy_cards;
mod privacy_data;
mod stages;
mod template;
mod view;
mod workspace;

use egui::Ui;

use crate::areas::{Area, AreaId, Cx, Event, Filter, Uses};
use crate::command::Fact;
use crate::error::Result;
use crate::i18n::Tr;
use crate::store::Db;

/// The tab 设置.
#[derive(Clone, Copy, Debug)]
pub struct Settings;

impl Area for Settings {
    const ID: AreaId = AreaId::Settings;
    // The page of the workspace counts what is in the file and says how far the first steps are, hence the
    // last four.
    const NEEDS: &'static [Fact] = &[
        Fact::Settings,
        Fact::Evaluations,
        Fact::Organisation,
        Fact::Catalogue,
        Fact::Deals,
        Fact::Imports,
        Fact::Targets,
    ];
    const USES: Uses = Uses { scope: false, period: false };
    type Data = data::Data;
    type View = view::View;
    type Ask = ();

    fn ask(_view: &Self::View) -> Self::Ask {}

    fn load(db: &Db, (): &Self::Ask, filter: &Filter, tr: &Tr) -> Result<Self::Data> {
        data::load(db, filter.today, tr)
    }

    fn ui(ui: &mut Ui, data: &Self::Data, view: &mut Self::View, cx: &mut Cx<'_>) {
        view.appearance = Some(*cx.appearance);
        view::settings_ui(ui, data, view, cx);
    }

    fn page(view: &Self::View) -> &'static str {
        view.page.key()
    }

    fn receive(view: &mut Self::View, event: &Event, cx: &mut Cx<'_>) {
        if matches!(event, Event::Done) {
            view.template.done();
            view.calendar.done();
        }
        if matches!(event, Event::StageModels) {
            view.page = view::Page::Stages;
        }
        view.stages.receive(event, cx);
        view.safety.receive(event, cx);
        privacy::receive(view, event, cx);
    }

    fn unsaved(view: &Self::View) -> bool {
        view.names.dirty()
            || view.stages.dirty()
            || view.calendar.dirty()
            || view.template.dirty()
            || view.privacy.months.dirty()
    }
}
