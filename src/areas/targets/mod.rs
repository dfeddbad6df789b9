//! 目标: what is to be reached and how that was worked out, how far it is, why something is missing, and what
//! it was before; and the plan of the year that the targets belong to.
//!
//! # The period decides
//! Targets are set for the period of the top bar and split within it. A period that is over shows
//! what was; nothing in it can be changed.

mod data;
mod gap;
mod progress;
mod progress_behind;
mod progress_order;
mod progress_pace;
mod progress_people;
mod progress_places;
mod progress_strip;
mod progress_words;
mod setting;
mod setting_letters;
mod setting_save;
mod strategy;
mod versions;
mod view;
mod view_away;
mod view_progress;
mod view_progress_behind;
mod view_progress_people;
mod view_progress_places;
mod view_setting;
mod view_setting_chart;
mod view_setting_letters;
mod view_setting_people;
mod view_setting_rules;
mod view_setting_weeks;
mod view_strategy;
mod view_strategy_forms;
mod view_strategy_years;
mod view_versions;

use egui::Ui;

use crate::areas::{Area, AreaId, Cx, Event, Filter, Uses};
use crate::command::Fact;
use crate::error::Result;
use crate::i18n::Tr;
use crate::metrics::notices::Act;
use crate::store::Db;

pub use data::{Ask, Data};
pub use view::View;

/// The tab 目标.
#[derive(Debug)]
pub struct Targets;

impl Area for Targets {
    const ID: AreaId = AreaId::Targets;
    const NEEDS: &'static [Fact] =
        &[Fact::Targets, Fact::Deals, Fact::Organisation, Fact::Settings, Fact::Activities];
    const USES: Uses = Uses { scope: true, period: true };
    type Data = Data;
    type View = View;
    type Ask = Ask;

    fn ask(view: &View) -> Ask {
        view.ask()
    }

    fn load(db: &Db, ask: &Ask, filter: &Filter, tr: &Tr) -> Result<Data> {
        data::load(db, *ask, filter, tr)
    }

    fn ui(ui: &mut Ui, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
        view::page_ui(ui, data, view, cx);
    }

    fn receive(view: &mut View, event: &Event, cx: &mut Cx<'_>) {
        view.gap.receive(event, cx);
        // Letters stand below the target that they are about.
        if matches!(event, Event::Act(Act::SetTargets(_) | Act::SignLetters(_))) {
            view.show_setting();
        }
        if matches!(event, Event::Act(Act::SetTargets(_))) {
            view.show_signed_amount();
        }
        if matches!(event, Event::Done) {
            view.setting.done();
            view.strategy.done();
        }
    }

    fn unsaved(view: &View) -> bool {
        view.unsaved()
    }
}
