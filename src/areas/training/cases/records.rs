//! The stays behind a share, in a drawer.

use egui::{Context, Ui};

use super::rows::{Behind, Records};
use super::view::View;
use crate::areas::Cx;
use crate::areas::training::data::Load;
use crate::error::Result;
use crate::metrics::coaching::case_outcome::Stay;
use crate::metrics::coaching::case_show::about;
use crate::metrics::coaching::cases::Followed;
use crate::store::records::Opportunity;
use crate::ui::button::{Button, button};
use crate::ui::card::card_flush;
use crate::ui::overlay::drawer::{Drawer, Part, drawer};
use crate::ui::table::{Column, Table, cell_text};
use crate::ui::text;
use crate::ui::tokens::Theme;

/// Wide enough for a list of deals.
const WIDTH: f32 = 720.0;
const HEIGHT: f32 = 32.0 + 14.0 * 36.0;

/// The stays of a figure; `None` where the play is for no stage.
pub(super) fn of(load: &Load<'_>, found: &Followed, behind: Behind) -> Result<Option<Records>> {
    let Some(outcome) = &found.outcome else { return Ok(None) };
    let (key, group, window) = match behind {
        Behind::Used => ("cases-with", &outcome.used, outcome.since),
        Behind::Unused => ("cases-without", &outcome.unused, outcome.since),
        Behind::Earlier => ("cases-before", &outcome.earlier, outcome.before),
    };
    let mut rows = vec![];
    for stay in group.stays.iter().rev() {
        rows.push((stay.deal, row(load, stay)?));
    }
    let n = i64::try_from(rows.len()).unwrap_or(i64::MAX);
    let args = [
        ("from", window.start.to_string().into()),
        ("to", window.end.to_string().into()),
        ("n", n.into()),
    ];
    let title = load.tr.text(key);
    Ok(Some(Records { behind, title, about: load.tr.with("cases-records-about", &args), rows }))
}

fn row(load: &Load<'_>, stay: &Stay) -> Result<[String; 5]> {
    let account = load.db.get::<Opportunity>(stay.deal)?.and_then(|deal| deal.account_id);
    let names = about(load.db, load.tr, (account, Some(stay.deal)))?;
    let owner = stay.owner.map(|owner| load.directory.person_name(owner).to_owned());
    let went = if stay.advanced { "cases-went-on" } else { "cases-did-not" };
    Ok([
        load.tr.joined(&names.map(Option::unwrap_or_default)),
        owner.unwrap_or_default(),
        stay.enter.to_string(),
        load.tr.with("cases-days", &[("n", i64::from(stay.days).into())]),
        load.tr.text(went),
    ])
}

/// Draws the drawer while a figure is open.
pub(super) fn drawer_ui(
    ctx: &Context,
    records: Option<&Records>,
    view: &mut View,
    cx: &mut Cx<'_>,
) {
    let Some(records) = records.filter(|records| Some(records.behind) == view.behind) else {
        return;
    };
    let close = cx.text("app-close");
    let (mut closing, mut wanted) = (false, None);
    let look = Drawer::new("cases-records", &records.title, &close).width(WIDTH);
    let seen: &Cx<'_> = cx;
    closing |= drawer(ctx, look, |ui, part| match part {
        Part::Body => wanted = body(ui, records, view, seen).or(wanted),
        Part::Footer => closing |= button(ui, Button::secondary(&close)).clicked(),
    });
    if closing {
        view.behind = None;
    }
    if let Some((deal, _)) = wanted.and_then(|row| records.rows.get(row)) {
        let all = records.rows.iter().map(|(deal, _)| *deal).collect();
        view.behind = None;
        cx.open_deal(*deal, all);
    }
}

fn body(ui: &mut Ui, records: &Records, view: &mut View, cx: &Cx<'_>) -> Option<usize> {
    let theme = Theme::get(ui);
    text::wrapped(ui, text::LABEL12, theme.t3, &records.about);
    ui.add_space(8.0);
    let columns = [
        Column::new(cx.text("cases-column-deal")).flex(1.0, 200.0),
        Column::new(cx.text("cases-column-owner")).fixed(96.0),
        Column::new(cx.text("cases-column-enter")).fixed(96.0),
        Column::new(cx.text("cases-column-days")).fixed(80.0).right(),
        Column::new(cx.text("cases-column-went")).fixed(96.0),
    ];
    let at = |row: usize| records.rows.get(row).map(|(_, cells)| cells);
    let name = |row: usize| at(row).map(|[deal, ..]| deal.clone()).unwrap_or_default();
    let output = card_flush(ui, |ui| {
        Table::new(&records.title, &columns, records.rows.len())
            .height(HEIGHT)
            .row_name(&name)
            .show(ui, &mut view.records_table, |ui, row, column| {
                let Some(said) = at(row).and_then(|cells| cells.get(column)) else { return };
                let (kind, color) =
                    if column == 0 { (text::NAME13, theme.t1) } else { (text::BODY13, theme.t2) };
                cell_text(ui, kind, color, said);
            })
    });
    output.inner.opened
}
