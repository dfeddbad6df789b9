//! 评估: scorecards of a period, the words and signatures on them, and the page that is printed.
//!
//! # Ranks belong to the team
//! Cards are computed for the whole company and then narrowed to the scope. A person's rank, the
//! team mean and with them the page's content code must not depend on what the top bar shows.
//!
//! # Signed is what was signed
//! A signature names the content code of its page. When figures or words change later, the code
//! changes and the page asks to be signed again; the language of the window changes nothing.

mod card;
mod comments;
mod data;
mod people;
mod person;
mod plan;
mod preview;
mod scorecard;
mod signing;
mod spread;
mod view;

use egui::Ui;

use crate::areas::{Area, AreaId, Cx, Event, Filter, Order, Purpose, Uses, drawer_form};
use crate::command::Fact;
use crate::error::Result;
use crate::i18n::Tr;
use crate::metrics::notices::Act;
use crate::store::Db;

pub use data::Data;
pub use view::View;

/// The tab 评估.
#[derive(Debug)]
pub struct Evaluation;

impl Area for Evaluation {
    const ID: AreaId = AreaId::Evaluation;
    const NEEDS: &'static [Fact] =
        &[Fact::Deals, Fact::Targets, Fact::Evaluations, Fact::Organisation, Fact::Settings];
    const USES: Uses = Uses { scope: true, period: true };
    type Data = Data;
    type View = View;
    type Ask = ();

    fn ask(_view: &View) -> Self::Ask {}

    fn load(db: &Db, (): &Self::Ask, filter: &Filter, tr: &Tr) -> Result<Data> {
        data::load(db, filter, tr)
    }

    fn ui(ui: &mut Ui, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
        view::draw(ui, data, view, cx);
    }

    fn leave(view: &mut View, cx: &mut Cx<'_>) {
        comments::leave(view, cx);
    }

    fn unsaved(view: &View) -> bool {
        comments::stuck(view) || drawer_form::unsaved(view.plan.as_ref())
    }

    fn receive(view: &mut View, event: &Event, cx: &mut Cx<'_>) {
        match event {
            Event::Done => {
                drawer_form::stored(&mut view.plan);
            }
            Event::Picked(Purpose::Pages, folder) => {
                if let Some(pages) = view.exporting.take() {
                    cx.orders.push(Order::WritePages(pages, folder.clone()));
                }
            }
            Event::Printers(printers) => view.printers = Some(printers.clone()),
            Event::Act(Act::SignEvaluation(_, person)) => {
                view.mode = view::Mode::Person;
                view.person = Some(*person);
            }
            _ => {}
        }
    }
}
