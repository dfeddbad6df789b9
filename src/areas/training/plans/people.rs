//! Choosing people out of many: a list that is searched, each chosen and taken out again by a key or a click.

use std::collections::BTreeSet;

use egui::Ui;

use crate::areas::Cx;
use crate::domain::ids::PersonId;
use crate::domain::names;
use crate::ui::button::{Button, button};
use crate::ui::card::{card_flush, row, section_label};
use crate::ui::field::{error_line, search_field};
use crate::ui::icons;
use crate::ui::table::{Column, Table, TableState, cell_text};
use crate::ui::text;
use crate::ui::tokens::Theme;

/// So many people stand in the list without scrolling.
const LISTED: usize = 7;
/// The height of a row.
const ROW: f32 = 32.0;

/// Who can be chosen, and who is.
#[derive(Clone, Debug, Default)]
pub(super) struct Picker {
    people: Vec<(PersonId, String)>,
    /// Those of the scope, where others can be chosen too.
    members: BTreeSet<PersonId>,
    /// Who is chosen.
    pub chosen: BTreeSet<PersonId>,
    query: String,
    /// The places of those who are found by the query.
    found: Vec<usize>,
    table: TableState,
}

impl Picker {
    /// Out of these people, some of them chosen.
    pub fn new(people: Vec<(PersonId, String)>, chosen: BTreeSet<PersonId>) -> Self {
        let found = (0..people.len()).collect();
        let members = BTreeSet::new();
        Self { people, members, chosen, query: String::new(), found, table: TableState::default() }
    }

    /// The same out of more people than those of the scope, who can be chosen at once.
    pub fn beyond(mut self, members: impl Iterator<Item = PersonId>) -> Self {
        let all: BTreeSet<PersonId> = self.people.iter().map(|(person, _)| *person).collect();
        self.members = members.filter(|person| all.contains(person)).collect();
        if self.members.len() == all.len() {
            self.members.clear();
        }
        self
    }

    /// Looks for the people of the query; not while drawing, since there may be a thousand.
    fn find(&mut self) {
        let found = self.people.iter().enumerate();
        let found = found.filter(|(_, (_, name))| names::matches(&self.query, name));
        self.found = found.map(|(at, _)| at).collect();
        self.table = TableState::default();
    }

    fn at(&self, row: usize) -> Option<&(PersonId, String)> {
        self.found.get(row).and_then(|at| self.people.get(*at))
    }

    fn turn(&mut self, person: PersonId) {
        if !self.chosen.remove(&person) {
            self.chosen.insert(person);
        }
    }

    /// Draws the list below its heading.
    pub fn ui(&mut self, ui: &mut Ui, title: &str, problem: Option<&str>, cx: &Cx<'_>) {
        let words =
            ["training-search", "plans-people-all", "plans-people-members", "plans-people-none"];
        let [search, all, members, none] = words.map(|key| cx.text(key));
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 6.0;
            let n = i64::try_from(self.chosen.len()).unwrap_or(i64::MAX);
            let args = [("title", title.into()), ("n", n.into())];
            section_label(ui, &cx.tr.with("plans-people-chosen", &args));
            row(ui, 28.0, |ui| {
                ui.spacing_mut().item_spacing.x = 8.0;
                if search_field(ui, &search, &search, &mut self.query, 200.0).changed() {
                    self.find();
                }
                if button(ui, Button::link(&all).small()).clicked() {
                    let found = self.found.iter().filter_map(|at| self.people.get(*at));
                    self.chosen.extend(found.map(|(person, _)| *person));
                }
                let own = !self.members.is_empty();
                if own && button(ui, Button::link(&members).small()).clicked() {
                    self.chosen.extend(self.members.iter().copied());
                }
                if button(ui, Button::link(&none).small()).clicked() {
                    let found = self.found.iter().filter_map(|at| self.people.get(*at));
                    for (person, _) in found {
                        self.chosen.remove(person);
                    }
                }
            });
            self.table_ui(ui, title, cx);
            if let Some(problem) = problem {
                error_line(ui, problem);
            }
        });
    }

    fn table_ui(&mut self, ui: &mut Ui, title: &str, cx: &Cx<'_>) {
        let theme = Theme::get(ui);
        if self.found.is_empty() {
            text::wrapped(ui, text::BODY13, theme.t2, &cx.text("training-nothing-found"));
            return;
        }
        let columns = [Column::new("").fixed(44.0), Column::new("").flex(1.0, 120.0)];
        let (is, is_not) = (cx.text("plans-person-chosen"), cx.text("plans-person-not-chosen"));
        let mut table_state = std::mem::take(&mut self.table);
        let shown: &Self = self;
        let name = |row: usize| {
            let Some((person, name)) = shown.at(row) else { return String::new() };
            let state = if shown.chosen.contains(person) { &is } else { &is_not };
            format!("{name} {state}")
        };
        let rows = shown.found.len();
        let height = ROW * rows.min(LISTED) as f32;
        let mut turned = None;
        card_flush(ui, |ui| {
            let table = Table::new(title, &columns, rows);
            let table = table.row_height(ROW).height(height).without_header().row_name(&name);
            let output = table.show(ui, &mut table_state, |ui, row, column| {
                let Some((person, name)) = shown.at(row) else { return };
                let on = shown.chosen.contains(person);
                if column == 0 {
                    let sign = if on { icons::CHECK_SQUARE.filled() } else { icons::SQUARE };
                    let tint = if on { theme.accent_t } else { theme.t3 };
                    icons::icon(ui, sign, 18.0, tint);
                } else {
                    cell_text(ui, text::BODY13, theme.t1, name);
                }
            });
            turned = output.clicked.or(output.toggled).or(output.opened);
        });
        let turned = turned.and_then(|row| shown.at(row)).map(|(person, _)| *person);
        self.table = table_state;
        if let Some(person) = turned {
            self.turn(person);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_found_can_be_chosen_and_taken_out() {
        let people = [(1, "陈晓峰"), (2, "李娜"), (3, "陈静")];
        let people = people.map(|(id, name)| (PersonId(id), name.to_owned())).to_vec();
        let mut picker = Picker::new(people, BTreeSet::from([PersonId(2)]));
        assert_eq!(picker.found, [0, 1, 2]);
        picker.query = "陈".to_owned();
        picker.find();
        assert_eq!(picker.found, [0, 2]);
        assert_eq!(picker.at(1).map(|(person, _)| *person), Some(PersonId(3)));
        picker.turn(PersonId(3));
        picker.turn(PersonId(2));
        assert_eq!(picker.chosen, BTreeSet::from([PersonId(3)]), "the query changes no choice");
    }

    #[test]
    fn those_of_the_scope_can_be_chosen_where_there_are_others() {
        let people = [(1, "陈晓峰"), (2, "李娜")];
        let people = people.map(|(id, name)| (PersonId(id), name.to_owned())).to_vec();
        let beyond = |members: &[i64]| {
            let picker = Picker::new(people.clone(), BTreeSet::new());
            picker.beyond(members.iter().map(|id| PersonId(*id))).members
        };
        assert_eq!(beyond(&[2, 9]), BTreeSet::from([PersonId(2)]), "one who left is nobody");
        assert_eq!(beyond(&[1, 2]), BTreeSet::new(), "all are of the scope");
    }
}
