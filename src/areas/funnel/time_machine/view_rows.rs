//! The changes deal by deal, and the moves of one deal.

use egui::{Context, Ui};

use super::data::{Data, Total};
use super::rows::{Moved, Row, part_icon, part_tone};
use super::view::View;
use crate::areas::funnel::view_deals::deal_cell;
use crate::areas::{Cx, Order, Purpose};
use crate::i18n::money_unit;
use crate::ui::button::{Button, button};
use crate::ui::card::{Card, list_header, padded};
use crate::ui::choice::{badge_icon, chip};
use crate::ui::icons;
use crate::ui::overlay::drawer::{Drawer, Part as Place, drawer};
use crate::ui::state::{empty_state, skeleton_rows};
use crate::ui::table::{Column, Sort, Table, cell_text};
use crate::ui::text;
use crate::ui::tokens::Theme;

/// The drawer of one deal.
const WIDTH: f32 = 560.0;

/// Draws the changes.
pub(super) fn changes_ui(ui: &mut Ui, data: &Data, height: f32, view: &mut View, cx: &mut Cx<'_>) {
    Card::new().height(height).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let title = cx.text("funnel-time-changes");
        let words = data.chips.iter().map(|chip| chip.label.as_str()).chain([data.listed.as_str()]);
        let wide = words.map(|label| text::width(ui, text::LABEL12M, label) + 28.0).sum::<f32>();
        // The title, all of them, a person and the export beside the parts.
        let fits = ui.available_width() > wide + 360.0;
        list_header(ui, &title, &data.listed, |ui| {
            // From right to left.
            export_ui(ui, data, view, cx);
            if fits {
                chips_ui(ui, data, true, view);
            }
        });
        if !fits {
            padded(ui, 16.0, 6.0, |ui| {
                ui.horizontal_wrapped(|ui| chips_ui(ui, data, false, view));
            });
        }
        let rows: Vec<&Row> = data.rows.iter().filter(|row| listed(view, row)).collect();
        if rows.is_empty() {
            let (title, detail) = (cx.text("funnel-time-none"), cx.text("funnel-time-none-detail"));
            empty_state(ui, icons::EQUALS, &title, &detail, None);
            return;
        }
        table_ui(ui, data, &rows, view, cx);
    });
}

/// Whether a change is of the part and the person that are looked at.
fn listed(view: &View, row: &Row) -> bool {
    view.part.is_none_or(|part| row.part == part)
        && view.person.is_none_or(|person| row.person == Some(person))
}

fn export_ui(ui: &mut Ui, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    let name = cx.text("funnel-time-export");
    let export = Button::secondary(&name).medium().icon(icons::EXPORT);
    if button(ui, export).clicked() {
        let (from, to) = data.days;
        let file = format!("{}_{from}_{to}.xlsx", data.sheet.name);
        view.exporting = Some(data.sheet.clone());
        cx.orders.push(Order::PickSave(Purpose::Changes, file));
    }
}

/// The parts to look at, and the person where one was chosen; in a card's header from right to left.
fn chips_ui(ui: &mut Ui, data: &Data, backwards: bool, view: &mut View) {
    let mut chips = vec![(data.all_label.clone(), None)];
    chips.extend(data.chips.iter().map(|chip| (chip.label.clone(), Some(chip.part))));
    if backwards {
        chips.reverse();
    }
    ui.spacing_mut().item_spacing.x = 6.0;
    let person = data.pushers.iter().find(|one| view.person == Some(one.person));
    if let Some(person) = person
        && chip(ui, &person.chip, true).clicked()
    {
        view.list(view.part, None);
    }
    for (label, part) in chips {
        let on = view.part == part && view.person.is_none();
        if chip(ui, &label, on).clicked() {
            view.list(part, None);
        }
    }
}

/// The sum of what is listed.
fn total<'a>(data: &'a Data, view: &View) -> Option<&'a Total> {
    if let Some(person) = view.person {
        return data.pushers.iter().find(|one| one.person == person).map(|one| &one.total);
    }
    match view.part {
        Some(part) => data.chips.iter().find(|chip| chip.part == part).map(|chip| &chip.total),
        None => Some(&data.all),
    }
}

fn table_ui(ui: &mut Ui, data: &Data, rows: &[&Row], view: &mut View, cx: &Cx<'_>) {
    let unit = money_unit(cx.tr.language());
    let widths = if ui.available_width() < 1_056.0 {
        [112.0, 190.0, 84.0, 214.0, 112.0, 166.0]
    } else {
        [112.0, 252.0, 96.0, 252.0, 132.0, 220.0]
    };
    let [change, deal, owner, between, effect, source] = widths;
    let columns = [
        Column::new(cx.text("funnel-time-col-change")).fixed(change),
        Column::new(cx.text("funnel-column-deal")).flex(1.0, deal),
        Column::new(cx.text("funnel-column-owner")).fixed(owner),
        Column::new(data.span.as_str()).flex(1.0, between),
        Column::new(cx.tr.with("funnel-time-col-effect", &[("unit", unit.into())]))
            .fixed(effect)
            .right(),
        Column::new(cx.text("funnel-time-col-source")).fixed(source),
    ];
    let row_name = |row: usize| {
        rows.get(row).map_or_else(String::new, |row| {
            format!("{} {} {} {}", row.word, row.account, row.name, row.effect)
        })
    };
    let theme = Theme::get(ui);
    let sum = total(data, view);
    let mut total_cell = |ui: &mut Ui, column: usize| {
        let Some(sum) = sum else { return };
        match column {
            0 => {
                // As wide as it is: the column below has short words.
                text::label(ui, text::NAME13, theme.t1, &sum.n);
            }
            3 => cell_text(ui, text::BODY13, theme.t2, &sum.between),
            4 => cell_text(ui, text::NAME13, theme.t1, &sum.effect),
            _ => {}
        }
    };
    let output = Table::new(&cx.text("funnel-time-changes"), &columns, rows.len())
        .row_height(28.0)
        .fill_height()
        .main()
        .sort(Some(Sort { column: 4, descending: true }))
        .row_name(&row_name)
        .total(&mut total_cell)
        .show(ui, &mut view.table, |ui, row, column| {
            if let Some(row) = rows.get(row) {
                row_cell(ui, row, column);
            }
        });
    if let Some(row) = output.opened.and_then(|row| rows.get(row)) {
        view.opened = Some(row.deal);
    }
}

fn row_cell(ui: &mut Ui, row: &Row, column: usize) {
    let theme = Theme::get(ui);
    match column {
        0 => {
            badge_icon(ui, part_tone(row.part), part_icon(row.part), &row.word);
        }
        1 => deal_cell(ui, &row.account, &row.name),
        2 => cell_text(ui, text::BODY13, theme.t1, &row.owner),
        3 => between_ui(ui, &row.before, &row.after),
        4 => cell_text(ui, text::NAME13, theme.t1, &row.effect),
        _ => cell_text(ui, text::BODY13, theme.t2, &row.source),
    }
}

/// What it was, and what it is.
fn between_ui(ui: &mut Ui, before: &str, after: &str) {
    let theme = Theme::get(ui);
    ui.spacing_mut().item_spacing.x = 8.0;
    let most = ui.available_width() * 0.5;
    text::truncated(ui, text::BODY13, theme.t2, before, most);
    text::label(ui, text::BODY13, theme.t3, "→");
    cell_text(ui, text::NAME13, theme.t1, after);
}

/// Draws the moves of the deal that is open.
pub(super) fn drawer_ui(ctx: &Context, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    let Some(deal) = view.opened else { return };
    let opened = data.opened.as_ref().filter(|opened| opened.deal == deal);
    let title = opened.map_or_else(|| cx.text("funnel-time-moves"), |opened| opened.title.clone());
    let close = cx.text("app-close");
    let effects: Vec<&Row> = data.rows.iter().filter(|row| row.deal == deal).collect();
    let open = cx.text("funnel-deal-open");
    let (mut closing, mut opens) = (false, false);
    let look = Drawer::new("funnel-time-moves", &title, &close).width(WIDTH);
    let seen: &Cx<'_> = cx;
    let asked = drawer(ctx, look, |ui, place| match (place, opened) {
        (Place::Body, Some(opened)) => moves_ui(ui, data, &effects, &opened.moves, seen),
        // The moves are on their way.
        (Place::Body, None) => skeleton_rows(ui, 6, 36.0),
        (Place::Footer, _) => {
            closing |= button(ui, Button::secondary(&close)).clicked();
            opens |= button(ui, Button::secondary(&open).icon(icons::ARROW_RIGHT)).clicked();
        }
    });
    if opens {
        let mut list = vec![];
        for row in data.rows.iter().filter(|row| listed(view, row)) {
            if !list.contains(&row.deal) {
                list.push(row.deal);
            }
        }
        cx.open_deal(deal, list);
    }
    if asked || closing || opens {
        view.opened = None;
    }
}

fn moves_ui(ui: &mut Ui, data: &Data, effects: &[&Row], moves: &[Moved], cx: &Cx<'_>) {
    let theme = Theme::get(ui);
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 8.0;
        for row in effects {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 8.0;
                badge_icon(ui, part_tone(row.part), part_icon(row.part), &row.word);
                let unit = format!("{} {}", row.effect, money_unit(cx.tr.language()));
                text::label(ui, text::NAME13, theme.t1, &unit);
            });
        }
    });
    let between = cx.tr.with("funnel-time-moves-between", &[("days", data.span.as_str().into())]);
    text::hint(ui, &between);
    if moves.is_empty() {
        text::wrapped(ui, text::BODY13, theme.t2, &cx.text("funnel-time-moves-none"));
        return;
    }
    for moved in moves {
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 4.0;
            let runs = [
                (text::NAME13, theme.t1, moved.day.as_str()),
                (text::BODY13, theme.t3, "  "),
                (text::BODY13, theme.t3, moved.source.as_str()),
            ];
            text::runs(ui, &runs);
            for (field, before, after) in &moved.changes {
                let before = format!("{field} {before} → ");
                let runs = [
                    (text::BODY13, theme.t2, before.as_str()),
                    (text::NAME13, theme.t1, after.as_str()),
                ];
                text::runs(ui, &runs);
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::funnel::changes::Part;
    use crate::domain::ids::{OpportunityId, PersonId};

    fn row(part: Part, person: i64) -> Row {
        Row {
            deal: OpportunityId(1),
            part,
            word: String::new(),
            account: String::new(),
            name: String::new(),
            person: Some(PersonId(person)),
            owner: String::new(),
            before: String::new(),
            after: String::new(),
            effect: String::new(),
            fen: None,
            source: String::new(),
        }
    }

    #[test]
    fn changes_are_listed_by_part_and_person() {
        let rows = [row(Part::New, 1), row(Part::PushedOut, 1), row(Part::PushedOut, 2)];
        for (part, person, expected) in [
            (None, None, 3),
            (Some(Part::New), None, 1),
            (Some(Part::PushedOut), None, 2),
            (Some(Part::PushedOut), Some(PersonId(2)), 1),
        ] {
            let mut view = View::default();
            view.list(part, person);
            let n = rows.iter().filter(|row| listed(&view, row)).count();
            assert_eq!(n, expected, "{part:?} {person:?}");
        }
    }
}
