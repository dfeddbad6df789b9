//! 报表: sheets in, who sent them, pages out, tables out.
//!
//! Four sub-tabs. 导入 is a wizard whose every figure comes from a preview that is the import
//! itself, rolled back, so what it promises is what will be stored. 提交情况 says who owes a report
//! and has words to remind them with. 打印 shows the very pages that
//! go to the printer. 导出 writes any table of the workspace as a sheet.
//!
//! # Why the wizard keeps its own readings
//! A grid may hold a million rows, so what a person changes (kind, heading row, columns, cells put
//! right, date) is kept beside the file as read and joined with it only when a preview is asked for.
//! The same is what outlives the window: see `draft`.

mod changes;
mod corrections;
mod data;
mod done;
mod draft;
mod estimate;
mod export;
mod history;
mod lines;
mod mapping;
mod marks;
mod mend;
mod missing;
mod needs;
mod needs_card;
mod page;
mod preview;
mod print;
mod print_data;
mod print_documents;
mod print_grid;
mod queue;
mod queue_list;
mod sheet_rows;
mod start;
mod submissions;
mod submissions_calendar;
mod submissions_data;
mod submissions_drawer;
mod submissions_matrix;
mod submissions_order;
mod submissions_periods;
mod submissions_promise_card;
mod submissions_promises;
mod submissions_reminders;
mod submissions_rule;
mod submissions_side;
mod template;
mod view;
mod watched;
mod wizard;

use egui::Ui;

use crate::areas::{Area, AreaId, Cx, Event, Filter, Uses};
use crate::command::Fact;
use crate::error::Result;
use crate::i18n::Tr;
use crate::store::Db;

/// The area.
#[derive(Debug)]
pub struct Reports;

impl Area for Reports {
    const ID: AreaId = AreaId::Reports;
    const NEEDS: &'static [Fact] = &[
        Fact::Imports,
        Fact::Organisation,
        Fact::Catalogue,
        Fact::Deals,
        Fact::Targets,
        Fact::Orders,
        Fact::Activities,
        Fact::Coaching,
        Fact::Learning,
        Fact::Evaluations,
        Fact::Settings,
    ];
    const USES: Uses = Uses { scope: false, period: false };
    type Data = data::Data;
    type View = view::View;
    type Ask = data::Ask;

    fn ask(view: &Self::View) -> Self::Ask {
        view.ask()
    }

    fn load(db: &Db, ask: &Self::Ask, filter: &Filter, tr: &Tr) -> Result<Self::Data> {
        data::load(db, ask, filter, tr)
    }

    fn ui(ui: &mut Ui, data: &Self::Data, view: &mut Self::View, cx: &mut Cx<'_>) {
        view::draw(ui, data, view, cx);
    }

    fn leave(view: &mut Self::View, cx: &mut Cx<'_>) {
        view.leave(cx);
    }

    fn unsaved(view: &Self::View) -> bool {
        view.unsaved()
    }

    fn receive(view: &mut Self::View, event: &Event, cx: &mut Cx<'_>) {
        view.receive(event, cx);
    }
}
