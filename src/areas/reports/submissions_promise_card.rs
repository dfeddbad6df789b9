//! The card of the promises: what was promised beside what was signed, and how often a promise was
//! kept, with its interval against that of all.

use egui::{Align, Color32, Role, Sense, Ui, WidgetInfo};

use super::submissions::SubmissionsView;
use super::submissions_data::Submissions;
use super::submissions_promises::{PromiseRow, Promises};
use crate::areas::figure_card::about;
use crate::areas::{Coachee, Cx, Order, Purpose};
use crate::domain::ids::PersonId;
use crate::metrics::MetricId;
use crate::metrics::glossary::Figure;
use crate::ui::button::{Button, button};
use crate::ui::card::{Card, list_header};
use crate::ui::charts::whisker::paint_whisker;
use crate::ui::icons;
use crate::ui::state::empty_state;
use crate::ui::table::{Column, Table, cell_text};
use crate::ui::text;
use crate::ui::tokens::Theme;

/// A row, and the sums below.
const ROW: f32 = 24.0;
/// Title and headings of the card, its border included.
const HEAD: f32 = 44.0 + 32.0 + 2.0;
/// What the columns need without that of the talk, and that.
const COLUMNS: f32 = 616.0;
const TALK: f32 = 120.0;
/// The card without a promise.
const EMPTY: f32 = 44.0 + 168.0 + 2.0;

/// The height at which nothing has to scroll.
pub(super) fn natural(submissions: &Submissions) -> f32 {
    match &submissions.promises {
        Some(promises) => HEAD + ROW * (promises.rows.len() + 1) as f32,
        None => EMPTY,
    }
}

pub(super) fn draw(
    ui: &mut Ui,
    submissions: &Submissions,
    view: &mut SubmissionsView,
    cx: &mut Cx<'_>,
    height: f32,
) {
    let title = cx.text("reports-promise");
    Card::new().height(height).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let Some(promises) = &submissions.promises else {
            list_header(ui, &title, "", |_| {});
            none(ui, cx);
            return;
        };
        list_header(ui, &title, &promises.sub, |ui| {
            about(ui, Figure::Metric(MetricId::PromiseKept), cx);
        });
        table(ui, &title, promises, view, cx);
    });
}

/// Draws how promises come in, where nobody ever promised an amount.
fn none(ui: &mut Ui, cx: &mut Cx<'_>) {
    let (title, detail) = (cx.text("reports-promise-none"), cx.text("reports-promise-none-detail"));
    let action = cx.text("reports-promise-none-action");
    let offered = Button::secondary(&action).icon(icons::FILE_XLS);
    if empty_state(ui, icons::HANDSHAKE, &title, &detail, Some(offered)) {
        cx.orders.push(Order::PickFolder(Purpose::Templates));
    }
}

/// Draws the button that prepares a talk about somebody's promises; nobody is coached after they left.
pub(super) fn talk_button(
    ui: &mut Ui,
    (person, name): (PersonId, &str),
    in_row: bool,
    cx: &mut Cx<'_>,
) -> bool {
    if cx.directory.has_left(person, cx.filter.today) {
        return false;
    }
    let word = cx.text("reports-promise-talk");
    let look = if in_row { Button::link(&word).small() } else { Button::secondary(&word) };
    let pressed = button(ui, look).accessible_name(format!("{word} {name}")).clicked();
    if pressed {
        cx.orders.push(Order::Coach(Coachee { person: Some(person), deal: None }));
    }
    pressed
}

fn table(
    ui: &mut Ui,
    title: &str,
    promises: &Promises,
    view: &mut SubmissionsView,
    cx: &mut Cx<'_>,
) {
    let tr = cx.tr;
    let heads = &promises.heads;
    // Together they fit the smallest window; where there is no room for the last, the drawer of the person
    // has the same button.
    let mut columns = vec![
        Column::new(tr.text("reports-owed-person")).flex(0.6, 76.0),
        Column::new(heads.promised.as_str()).fixed(90.0).right(),
        Column::new(tr.text("reports-promise-signed")).fixed(64.0).right(),
        Column::new(tr.text("reports-promise-difference")).fixed(72.0).right(),
        Column::new(heads.kept.as_str()).fixed(98.0).right(),
        Column::new(heads.bench.as_str()).flex(1.0, 92.0).center(),
        Column::new(tr.text("reports-promise-share")).fixed(56.0).right(),
        Column::new(tr.text("reports-promise-verdict")).fixed(68.0),
    ];
    if ui.available_width() >= COLUMNS + TALK {
        columns.push(Column::new(tr.text("reports-promise-action")).fixed(TALK).right());
    }
    let rows = &promises.rows;
    let name = |row: usize| rows.get(row).map_or_else(String::new, |row| row.name.clone());
    let tint = Theme::get(ui).bad_bg;
    let fill =
        |row: usize| -> Option<Color32> { rows.get(row).filter(|row| row.low).map(|_| tint) };
    let all = tr.text("reports-owed-total");
    let mut total = |ui: &mut Ui, column: usize| total_cell(ui, promises, column, &all);
    let output = Table::new(title, &columns, rows.len())
        .row_height(ROW)
        .fill_height()
        .row_name(&name)
        .row_fill(&fill)
        .total(&mut total)
        .show(ui, &mut view.promises, |ui, row, column| {
            if let Some(row) = rows.get(row) {
                cell(ui, row, column, cx);
            }
        });
    if let Some(row) = output.clicked.or(output.opened).and_then(|row| rows.get(row)) {
        view.open = Some(row.person);
    }
}

fn cell(ui: &mut Ui, row: &PromiseRow, column: usize, cx: &mut Cx<'_>) {
    let theme = Theme::get(ui);
    let (kind, plain) = (text::BODY13, theme.t1);
    match column {
        0 => cell_text(ui, text::NAME13, plain, &row.name),
        1 if row.missing => cell_text(ui, text::LABEL12, theme.bad_t, &row.promised),
        1 => cell_text(ui, kind, plain, &row.promised),
        2 => cell_text(ui, kind, plain, &row.signed),
        3 => {
            let color = if row.broken { theme.warn_t } else { plain };
            cell_text(ui, kind, color, &row.difference);
        }
        4 => cell_text(ui, kind, theme.t2, &row.kept),
        5 => {
            let Some(whisker) = &row.whisker else { return };
            let place = ui.available_rect_before_wrap();
            let response = ui.interact(place, ui.next_auto_id(), Sense::hover());
            ui.skip_ahead_auto_ids(1);
            response.widget_info(|| WidgetInfo::labeled(Role::Cell, true, row.told.as_str()));
            paint_whisker(ui.painter(), theme, place, whisker);
            response.on_hover_text(row.told.as_str());
        }
        6 => {
            let color = if row.low { theme.bad_t } else { plain };
            cell_text(ui, text::NAME13, color, &row.share);
        }
        7 => {
            let color = if row.low { theme.bad_t } else { theme.t3 };
            cell_text(ui, text::LABEL12, color, &row.verdict);
        }
        _ if row.low => {
            talk_button(ui, (row.person, row.name.as_str()), true, cx);
        }
        _ => {}
    }
}

fn total_cell(ui: &mut Ui, promises: &Promises, column: usize, all: &str) {
    let theme = Theme::get(ui);
    let [promised, signed, difference, kept] = &promises.totals;
    let said = match column {
        0 => all,
        1 => promised.as_str(),
        2 => signed.as_str(),
        3 => difference.as_str(),
        4 => kept.as_str(),
        5 => {
            // From here to the edge, since no column is wide enough for it.
            let place = ui.available_rect_before_wrap();
            let edge = ui.clip_rect().right() - 16.0;
            let room = place.with_max_x(edge.max(place.right()));
            let (kind, color, note) = (text::LABEL12, theme.t3, &promises.note);
            text::paint_fit(ui.painter(), room, Align::Max, kind, color, note);
            text::tell(ui, room, note);
            return;
        }
        _ => return,
    };
    cell_text(ui, text::NAME13, theme.t1, said);
}

/// How high two cards are that share a room: as high as they need, and where that is too much each
/// at least half. A room that is too low for both is scrolled.
pub(super) fn shared(room: f32, upper: f32, lower: f32) -> (f32, f32) {
    /// Less shows hardly a row.
    const LEAST: f32 = 400.0;
    let room = room.max(LEAST);
    let half = (room / 2.0).floor();
    if upper + lower <= room {
        (upper, lower)
    } else if upper <= half {
        (upper, room - upper)
    } else if lower <= half {
        (room - lower, lower)
    } else {
        (room - half, half)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_cards_share_a_room() {
        for (room, upper, lower, expected) in [
            (736.0, 366.0, 338.0, (366.0, 338.0)),
            (736.0, 200.0, 900.0, (200.0, 536.0)),
            (736.0, 900.0, 214.0, (522.0, 214.0)),
            (736.0, 900.0, 900.0, (368.0, 368.0)),
            (300.0, 900.0, 900.0, (200.0, 200.0)),
            (300.0, 150.0, 214.0, (150.0, 214.0)),
        ] {
            assert_eq!(shared(room, upper, lower), expected, "{room} {upper} {lower}");
        }
    }
}
