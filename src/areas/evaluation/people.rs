//! All people of the scope in one table.

use egui::Ui;

use super::card::{Stand, UNKNOWN};
use super::data::{By, Data};
use super::view::{Mode, View};
use crate::areas::Cx;
use crate::areas::figure_card::about;
use crate::i18n::Tr;
use crate::metrics::glossary::Figure;
use crate::store::records::SignatureRole;
use crate::ui::button::{Button, button};
use crate::ui::card::{card_flush, list_header};
use crate::ui::choice::badge;
use crate::ui::icons;
use crate::ui::table::{Column, Sort, Table, cell_text};
use crate::ui::text;
use crate::ui::tokens::{Theme, Tone};

/// The columns that sort, by number.
const SORTS: [Option<By>; 6] =
    [Some(By::Name), Some(By::Team), Some(By::Score), None, Some(By::Rank), Some(By::Stand)];

pub(super) fn draw(ui: &mut Ui, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    let theme = Theme::get(ui);
    let tr = cx.tr;
    super::person::missing_targets(ui, data, cx);
    let columns = [
        Column::new(tr.text("evaluation-col-name")).flex(1.0, 140.0).sortable(),
        Column::new(tr.text("evaluation-col-team")).flex(1.0, 120.0).sortable(),
        Column::new(tr.text("evaluation-score")).fixed(116.0).right().sortable(),
        Column::new(tr.text("evaluation-grade")).fixed(72.0).center(),
        Column::new(tr.text("evaluation-rank")).fixed(104.0).right().sortable(),
        Column::new(tr.text("evaluation-col-stand")).flex(1.0, 220.0).sortable(),
    ];
    let rows = data.cards.len() + data.without.len();
    let rated = data.cards.iter().filter(|card| card.score.is_some()).count();
    let sub = tr.with("evaluation-people-sub", &[("n", rows.into()), ("rated", rated.into())]);
    let order = view.order(data);
    let card_at = |row: usize| data.cards.get(*order?.cards.get(row)?);
    let absent = |row: usize| data.without.get(row.checked_sub(data.cards.len())?);
    let name = |row: usize| {
        let name = card_at(row).map(|card| &card.name);
        name.or_else(|| absent(row).map(|person| &person.name)).cloned().unwrap_or_default()
    };
    let column = SORTS.iter().position(|by| *by == Some(view.by));
    let sort = column.map(|column| Sort { column, descending: !view.ascending });
    let open = tr.text("evaluation-open");
    let table_name = tr.text("evaluation-people");
    let mut opened = None;
    let mut state = view.table.clone();
    let output = card_flush(ui, |ui| {
        list_header(ui, &data.label, &sub, |ui| about(ui, Figure::Score, cx));
        let mut action = |ui: &mut Ui, row: usize| {
            if card_at(row).is_some()
                && button(ui, Button::icon_only(icons::ARROW_RIGHT, &open).small()).clicked()
            {
                opened = Some(row);
            }
        };
        Table::new(&table_name, &columns, rows)
            .main()
            .sort(sort)
            .row_name(&name)
            .action(&mut action)
            .show(ui, &mut state, |ui, row, column| {
                let (kind, color) = (text::BODY13, theme.t1);
                if let Some(card) = card_at(row) {
                    let outcome = &card.page.outcome;
                    let known = |figure: &Option<String>| {
                        figure.clone().unwrap_or_else(|| UNKNOWN.to_owned())
                    };
                    match column {
                        0 => cell_text(ui, text::NAME13, color, &card.name),
                        1 => cell_text(ui, kind, theme.t2, &card.team_name),
                        2 if outcome.score.is_none() => {
                            cell_text(ui, kind, theme.t3, &tr.text("evaluation-unrated"));
                        }
                        2 => cell_text(ui, text::NAME13, color, &known(&outcome.score)),
                        3 => {
                            let color = if card.tone == Tone::Neutral {
                                color
                            } else {
                                card.tone.text(theme)
                            };
                            cell_text(ui, text::NAME13, color, &known(&outcome.grade));
                        }
                        4 => {
                            let rank = outcome.rank.as_ref();
                            let rank = rank.map(|rank| format!("{} / {}", rank.place, rank.people));
                            cell_text(ui, kind, color, &known(&rank));
                        }
                        _ => {
                            let (tone, key) = stand_words(card.stand, card.changed);
                            badge(ui, tone, &tr.text(key));
                        }
                    }
                } else if let Some(person) = absent(row) {
                    match column {
                        0 => cell_text(ui, kind, theme.t2, &person.name),
                        1 => cell_text(ui, kind, theme.t3, &person.team),
                        5 => cell_text(ui, kind, theme.t3, &tr.text("evaluation-no-data")),
                        _ => cell_text(ui, kind, theme.t3, UNKNOWN),
                    }
                }
            })
    })
    .inner;
    if let Some(card) = opened.or(output.opened).and_then(card_at) {
        view.person = Some(card.person);
        view.mode = Mode::Person;
    }
    view.table = state;
    if let Some(sort) = output.sort
        && let Some(Some(by)) = SORTS.get(sort.column)
    {
        view.by = *by;
        view.ascending = !sort.descending;
    }
}

/// How far an evaluation has come, as a badge.
fn stand_words(stand: Stand, changed: bool) -> (Tone, &'static str) {
    match stand {
        _ if changed => (Tone::Warn, "evaluation-stand-changed"),
        Stand::Comments => (Tone::Outline, "evaluation-stand-comments"),
        Stand::Sign(SignatureRole::Employee) => (Tone::Accent, "evaluation-stand-employee"),
        Stand::Sign(SignatureRole::Manager) => (Tone::Accent, "evaluation-stand-manager"),
        Stand::Sign(SignatureRole::Hr) => (Tone::Accent, "evaluation-stand-hr"),
        Stand::Signed => (Tone::Good, "evaluation-stand-signed"),
    }
}

/// The name of who signs.
pub(super) fn role_word(tr: &Tr, role: SignatureRole) -> String {
    tr.text(match role {
        SignatureRole::Employee => "evaluation-role-employee",
        SignatureRole::Manager => "evaluation-role-manager",
        SignatureRole::Hr => "evaluation-role-hr",
    })
}
