//! 任职人员: which sheet each person has and why, who has signed for it, and recording a signature.

use egui::Ui;

use crate::areas::Cx;
use crate::command::Command;
use crate::command::duties::Command as Duties;
use crate::domain::duty::State;
use crate::ui::button::{Button, button};
use crate::ui::card::{padded, row};
use crate::ui::choice::badge;
use crate::ui::field::Field;
use crate::ui::icons;
use crate::ui::select::Select;
use crate::ui::state::empty_state;
use crate::ui::table::{Column, Table, cell_text};
use crate::ui::text;
use crate::ui::tokens::{Theme, Tone};

use super::data::{Chosen, Page, PersonRow, Print, count};
use super::dialogs::Open;
use super::view::{FOOT, View, foot_ui, scope_words};

/// Below how many months somebody can be new.
const MONTHS: [u32; 5] = [1, 3, 6, 12, 24];

/// Draws the people in the post.
pub(super) fn draw(ui: &mut Ui, page: &Page, chosen: &Chosen, view: &mut View, cx: &mut Cx<'_>) {
    if chosen.people.is_empty() {
        let scope = scope_words(cx);
        let title = if scope.is_empty() {
            cx.text("organisation-posts-nobody")
        } else {
            cx.tr.with("organisation-posts-nobody-in", &[("scope", scope.into())])
        };
        let detail = cx.text("organisation-posts-nobody-detail");
        empty_state(ui, icons::USERS_THREE, &title, &detail, None);
        return;
    }
    summary_ui(ui, page, chosen, cx);
    let at = view.person.and_then(|id| chosen.people.iter().position(|person| person.id == id));
    view.people.selected = at;
    let height = ui.available_height() - if at.is_some() { FOOT } else { 0.0 };
    table_ui(ui, chosen, height, view, cx);
    if let Some(person) = at.and_then(|at| chosen.people.get(at)) {
        person_ui(ui, chosen, person, view, cx);
    }
}

/// How many have signed, and from when on somebody is no newcomer any more.
fn summary_ui(ui: &mut Ui, page: &Page, chosen: &Chosen, cx: &mut Cx<'_>) {
    padded(ui, 16.0, 8.0, |ui| {
        row(ui, 28.0, |ui| {
            let all = count(chosen.people.len());
            let signed = all - count(chosen.owed) - count(chosen.without);
            let args = [("signed", signed.into()), ("all", all.into())];
            text::muted(ui, &cx.tr.with("organisation-posts-signed-of", &args));
            if !chosen.special {
                return;
            }
            let layout = egui::Layout::right_to_left(egui::Align::Center);
            ui.with_layout(layout, |ui| {
                let mut all: Vec<u32> = MONTHS.to_vec();
                if !all.contains(&page.new_months) {
                    all.push(page.new_months);
                    all.sort_unstable();
                }
                let options: Vec<(u32, String)> = all
                    .into_iter()
                    .map(|n| {
                        let args = [("n", i64::from(n).into())];
                        (n, cx.tr.with("organisation-posts-new-months", &args))
                    })
                    .collect();
                let name = cx.text("organisation-posts-new-below");
                let mut months = page.new_months;
                let field = Field::bare(&name).compact().width(188.0);
                if Select::new(field).show(ui, &mut months, &options).changed() {
                    cx.run(Command::Duties(Duties::NewMonths(months)));
                }
                text::hint(ui, &name);
            });
        });
    });
}

fn table_ui(ui: &mut Ui, chosen: &Chosen, height: f32, view: &mut View, cx: &Cx<'_>) {
    let head = |word: &str| Column::new(cx.text(&format!("organisation-posts-people-{word}")));
    let columns = [
        head("name").flex(0.7, 84.0),
        head("team").flex(0.7, 84.0),
        head("hired").fixed(104.0),
        head("sheet").flex(1.0, 150.0),
        head("why").flex(1.2, 150.0),
        head("state").flex(0.9, 168.0),
    ];
    let name =
        |row: usize| chosen.people.get(row).map_or_else(String::new, |person| person.name.clone());
    let title = cx.text("organisation-posts-people");
    let before = view.people.selected;
    let output = Table::new(&title, &columns, chosen.people.len())
        .height(height)
        .fill_height()
        .row_name(&name)
        .show(ui, &mut view.people, |ui, row, column| {
            if let Some(person) = chosen.people.get(row) {
                cell(ui, person, column);
            }
        });
    let picked = output.clicked.or(view.people.selected.filter(|at| before != Some(*at)));
    if let Some(person) = picked.and_then(|row| chosen.people.get(row)) {
        view.person = Some(person.id);
    }
}

fn cell(ui: &mut Ui, person: &PersonRow, column: usize) {
    let theme = Theme::get(ui);
    match column {
        0 => cell_text(ui, text::NAME13, theme.t1, &person.name),
        1 => cell_text(ui, text::BODY13, theme.t2, &person.team),
        2 => cell_text(ui, text::BODY13, theme.t2, &person.hired),
        3 => cell_text(ui, text::BODY13, theme.t1, &person.sheet_words),
        4 => cell_text(ui, text::BODY13, theme.t2, &person.why),
        _ => {
            badge(ui, tone(person.state), &person.state_words);
        }
    }
}

/// What a state means.
const fn tone(state: State) -> Tone {
    match state {
        State::Acknowledged(_) => Tone::Good,
        State::Again(_) | State::Never => Tone::Warn,
        State::NoSheet => Tone::Bad,
    }
}

/// The chosen person, and what can be done for them.
fn person_ui(ui: &mut Ui, chosen: &Chosen, person: &PersonRow, view: &mut View, cx: &mut Cx<'_>) {
    let detail = match &person.choice {
        Some((_, reason)) => {
            let args = [("why", person.why.as_str().into()), ("reason", reason.as_str().into())];
            cx.tr.with("organisation-posts-choice-reason", &args)
        }
        None => person.why.clone(),
    };
    foot_ui(ui, (&person.name, &detail), |ui| {
        let words = [
            cx.text("organisation-posts-sign"),
            cx.text("organisation-posts-choose"),
            cx.text("organisation-posts-choice-back"),
            cx.text("organisation-posts-print-one"),
        ];
        let [sign, choose, back, print] = &words;
        if matches!(person.state, State::Again(_) | State::Never)
            && button(ui, Button::primary(sign).icon(icons::SIGNATURE).medium()).clicked()
        {
            view.open = Open::sign(person, cx.filter.today);
        }
        if chosen.special && person.choice.is_none() {
            if button(ui, Button::secondary(choose).icon(icons::SWAP).medium()).clicked() {
                view.open = Some(Open::choose(person, chosen, cx.filter.today));
            }
        } else if person.choice.is_some() && button(ui, Button::secondary(back).medium()).clicked()
        {
            let (person, name, on_day) = (person.id, person.name.clone(), cx.filter.today);
            cx.run(Command::Duties(Duties::TakeChoiceBack { person, name, on_day }));
        }
        if person.sheet.is_some()
            && button(ui, Button::secondary(print).icon(icons::PRINTER).medium()).clicked()
        {
            view.print = Some(Print::Person(person.id));
        }
    });
}
