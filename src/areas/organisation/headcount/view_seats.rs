//! The seats of teams and posts beside the people on duty; seats are typed in place.

use egui::{Sense, Ui};

use super::View;
use super::data::{DASH, Page, SeatRow};
use super::forms::Form;
use crate::areas::Cx;
use crate::areas::sending::Sending;
use crate::command::Command;
use crate::command::headcount::{Command as Headcount, MOST_SEATS};
use crate::domain::ids::{PostId, TeamId};
use crate::ui::button::{Button, button};
use crate::ui::card::{Card, list_header};
use crate::ui::field::{Field, number_field};
use crate::ui::icons;
use crate::ui::state::empty_state;
use crate::ui::table::{Column, Table, cell_text};
use crate::ui::text;
use crate::ui::tokens::Theme;

const ROW: f32 = 36.0;
/// The column of what can be done.
const LAST: usize = 5;

/// Seats that are being typed.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Typed {
    /// How many; `None` where the field is empty.
    seats: Option<f64>,
    /// The load in which they were sent to be stored.
    sending: Sending<u64>,
}

impl Typed {
    fn new(seats: Option<f64>) -> Self {
        Self { seats, sending: Sending::default() }
    }

    /// Whether they are neither stored nor on their way there.
    pub fn unsaved(&self) -> bool {
        self.sending.sent().is_none()
    }

    /// A command was done: if they were sent, they are stored.
    pub fn saved(&mut self) {
        self.sending.done();
    }

    /// Whether they are stored and loaded again. With no command on its way, those that were sent and are not
    /// stored were refused, and can be sent again.
    pub fn loaded(&mut self, pending: bool, stamp: u64) -> bool {
        self.sending.follow(pending, |sent| *sent != stamp)
    }

    /// The seats as they can be stored: whole and within what there can be.
    fn whole(&self) -> Option<i64> {
        let seats = self.seats.filter(|seats| seats.fract() == 0.0)? as i64;
        (0..=MOST_SEATS).contains(&seats).then_some(seats)
    }
}

pub(super) fn draw(ui: &mut Ui, page: &Page, view: &mut View, cx: &mut Cx<'_>, height: f32) {
    Card::new().height(height).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let title = cx.text("organisation-seats");
        let sub = cx.tr.with("organisation-as-of", &[("day", cx.filter.today.to_string().into())]);
        list_header(ui, &title, &sub, |ui| {
            let words = cx.text("organisation-seats-help");
            text::hint(ui, &words);
        });
        if page.rows.is_empty() {
            let (title, detail) =
                (cx.text("organisation-no-teams"), cx.text("organisation-seats-empty"));
            empty_state(ui, icons::USERS_THREE, &title, &detail, None);
            return;
        }
        table(ui, page, view, cx);
    });
}

fn table(ui: &mut Ui, page: &Page, view: &mut View, cx: &mut Cx<'_>) {
    let theme = Theme::get(ui);
    let columns = [
        Column::new(cx.text("organisation-seats-place")).flex(1.2, 130.0),
        Column::new(cx.text("organisation-active")).flex(0.4, 104.0).right(),
        Column::new(cx.text("organisation-seats")).fixed(92.0).right(),
        Column::new(cx.text("organisation-seats-gap")).flex(0.4, 84.0),
        Column::new(cx.text("organisation-vacancies")).flex(0.8, 108.0),
        Column::new("").fixed(48.0).right(),
    ];
    let title = cx.text("organisation-seats");
    let rows = &page.rows;
    let name = |row: usize| rows.get(row).map_or_else(String::new, |row| row.full_name.clone());
    let tint = |row: usize| rows.get(row).filter(|row| row.is_team).map(|_| theme.sunken);
    let recruit = cx.text("organisation-vacancy-open");
    let mut state = std::mem::take(&mut view.table);
    Table::new(&title, &columns, rows.len())
        .row_height(ROW)
        .fill_height()
        .row_name(&name)
        .row_fill(&tint)
        .show(ui, &mut state, |ui, row, column| {
            let Some(row) = rows.get(row) else { return };
            if column < LAST {
                cell_ui(ui, page, row, column, view, cx);
            } else if let Some(post) = row.post {
                let name = format!("{recruit} {}", row.full_name);
                let open = Button::ghost_icon(icons::USER_PLUS, &recruit).small();
                if button(ui, open).accessible_name(name).clicked() {
                    let place = Some((row.team, post));
                    view.form = Some(Form::open(page, place, cx.filter.today));
                }
            }
        });
    view.table = state;
}

fn cell_ui(
    ui: &mut Ui,
    page: &Page,
    row: &SeatRow,
    column: usize,
    view: &mut View,
    cx: &mut Cx<'_>,
) {
    let theme = Theme::get(ui);
    let (kind, color) =
        if row.is_team { (text::NAME13, theme.t1) } else { (text::BODY13, theme.t2) };
    match column {
        0 => {
            if !row.is_team {
                ui.allocate_exact_size(egui::vec2(12.0, 1.0), Sense::hover());
            }
            cell_text(ui, kind, theme.t1, &row.name);
        }
        1 => cell_text(ui, kind, color, &row.on_duty),
        2 => match row.post {
            Some(post) if !row.is_team => seats_ui(ui, page, row, (row.team, post), view, cx),
            _ => {
                let quiet = row.seats.is_none();
                let color = if quiet { theme.t3 } else { color };
                let words = if row.is_team { row.seats_text.as_str() } else { DASH };
                cell_text(ui, kind, color, words);
            }
        },
        3 => {
            let color = match (row.short, row.seats) {
                (true, _) => theme.warn_t,
                (false, None) => theme.t3,
                (false, Some(_)) => color,
            };
            cell_text(ui, kind, color, &row.gap);
        }
        _ => cell_text(ui, kind, color, &row.openings),
    }
}

/// The seats of a post: stored when the field is left.
fn seats_ui(
    ui: &mut Ui,
    page: &Page,
    row: &SeatRow,
    key: (TeamId, PostId),
    view: &mut View,
    cx: &mut Cx<'_>,
) {
    let stored = row.seats.map(|seats| seats as f64);
    let mut seats = view.seats.get(&key).map_or(stored, |typed| typed.seats);
    let args = [("name", row.full_name.as_str().into())];
    let name = cx.tr.with("organisation-seats-field", &args);
    let unset = cx.text("organisation-seats-unset");
    let field = Field::bare(&name).compact().right().width(76.0).placeholder(&unset);
    let response = number_field(ui, field, &mut seats, 0);
    if response.changed() {
        view.seats.insert(key, Typed::new(seats));
    }
    if !response.lost_focus() {
        return;
    }
    let Some(typed) = view.seats.get_mut(&key).filter(|typed| typed.unsaved()) else { return };
    if typed.seats == stored {
        view.seats.remove(&key);
        return;
    }
    // An empty field takes the seats away; what cannot be is left to the command to refuse.
    let seats = typed.seats.map(|_| typed.whole().unwrap_or(MOST_SEATS + 1));
    typed.sending.send(page.stamp);
    cx.run(Command::Headcount(Headcount::SetSeats {
        team: key.0,
        post: key.1,
        seats,
        subject: row.full_name.clone(),
    }));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seats_are_whole_numbers() {
        let whole = |seats: f64| Typed::new(Some(seats)).whole();
        assert_eq!((whole(0.0), whole(12.0), whole(9_999.0)), (Some(0), Some(12), Some(9_999)));
        assert_eq!((whole(1.5), whole(-1.0), whole(1e9)), (None, None, None));
        assert_eq!(Typed::default().whole(), None);
    }
}
