//! 需要处理: the questions and faults of a sheet, each with what puts it right beside it.

use std::collections::BTreeMap;

use egui::{Key, Ui};

use super::corrections::label;
use super::data::{Data, counted, shown};
use super::mapping::unit_name;
use super::mend::{self, How};
use super::needs::{Item, Needs, Noun, Other, Unknown};
use super::queue::{Place, SheetChoice};
use super::wizard::Wizard;
use crate::areas::Cx;
use crate::command::import::{Problem, SheetResult};
use crate::domain::names;
use crate::i18n::Tr;
use crate::sheets::kinds::Holds;
use crate::sheets::values::{self, Order};
use crate::ui::button::{Button, button};
use crate::ui::card::{Card, card_header, divider};
use crate::ui::choice::checkbox;
use crate::ui::field::{Field, text_field};
use crate::ui::icons;
use crate::ui::select::Select;
use crate::ui::table::{Column, Table, TableState, cell_text};
use crate::ui::text;
use crate::ui::tokens::Theme;

/// So many meanings of a field are listed.
const MEANINGS: usize = 50;

/// What a person answered.
enum Answer {
    /// A text means one of our names.
    Means(Noun, String, String),
    /// Rows with this text stay out.
    LeaveName(Noun, String),
    /// What comes first in the dates of a field's column.
    Order(&'static str, Order),
    /// A cell says this.
    Fix(Place, String),
    /// The row of this cell stays out.
    Leave(Place),
    /// What was left is asked about again.
    Recall,
}

/// Draws the card in the height given.
pub(super) fn draw(ui: &mut Ui, data: &Data, wizard: &mut Wizard, cx: &mut Cx<'_>, height: f32) {
    let at = wizard.at;
    let Some(preview) = &wizard.preview else { return };
    let (Some(sheet), Some(needs)) = (preview.sheet(at), preview.needs(at)) else { return };
    let entry = wizard.queue.get_mut(at.0);
    let Some(choice) = entry.and_then(|entry| entry.sheets.get_mut(at.1)) else { return };
    let mut answers: Vec<Answer> = vec![];
    let mut create = wizard.create;
    let tr = cx.tr;
    let title = tr.text("reports-needs");
    let sub = tr.with(
        "reports-needs-sub",
        &[("n", shown(needs.count()).into()), ("rows", shown(sheet.rejected.len()).into())],
    );
    let table = &mut wizard.needs_table;
    Card::new().height(height).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        card_header(ui, &title, &sub, |ui| {
            let count = proposals(needs).count();
            if count > 0 {
                let word = counted(tr, "reports-take-proposals", count);
                let all = Button::secondary(&word).medium().icon(icons::MAGIC_WAND);
                if button(ui, all).clicked() {
                    answers.extend(proposals(needs));
                }
            }
            if needs.left > 0 {
                let word = counted(tr, "reports-recall-left", needs.left);
                if button(ui, Button::link(&word).medium()).clicked() {
                    answers.push(Answer::Recall);
                }
            }
            ui.spacing_mut().item_spacing.x = 16.0;
            for (noun, on) in [
                (Noun::Product, &mut create.products),
                (Noun::Account, &mut create.accounts),
                (Noun::Person, &mut create.people),
            ] {
                if *on || needs.unknown.iter().any(|unknown| unknown.noun == noun) {
                    let key = format!("reports-create-{}", noun.word());
                    checkbox(ui, on, &tr.text(&key));
                }
            }
        });
        divider(ui);
        let list = List { data, sheet, needs, tr };
        list.draw(ui, choice, table, &mut answers);
    });
    if create != wizard.create {
        wizard.create = create;
        wizard.touch();
    }
    if !answers.is_empty() {
        take(wizard, answers);
    }
}

/// What is proposed, as answers.
fn proposals(needs: &Needs) -> impl Iterator<Item = Answer> {
    let names = needs.unknown.iter().filter_map(|unknown| {
        let name = unknown.proposal.clone()?;
        Some(Answer::Means(unknown.noun, unknown.problem.text.clone(), name))
    });
    let cells = needs
        .others
        .iter()
        .filter_map(|other| Some(Answer::Fix(other.place?, other.proposal.clone()?)));
    names.chain(cells)
}

/// Keeps what was answered; a new preview is due.
fn take(wizard: &mut Wizard, answers: Vec<Answer>) {
    let at = wizard.at;
    for answer in answers {
        if let Answer::Means(noun, text, name) = answer {
            wizard.values.entry(noun.word().to_owned()).or_default().insert(text, name);
            continue;
        }
        let entry = wizard.queue.get_mut(at.0);
        let Some(choice) = entry.and_then(|entry| entry.sheets.get_mut(at.1)) else { return };
        match answer {
            Answer::Means(..) => {}
            Answer::LeaveName(noun, text) => {
                choice.left_names.insert((noun, values::key(&text)));
            }
            Answer::Order(field, order) => choice.set_order(field, order),
            Answer::Fix(place, value) => choice.fix(place, value.trim()),
            Answer::Leave(place) => {
                choice.left.insert(place);
            }
            Answer::Recall => {
                choice.left.clear();
                choice.left_names.clear();
            }
        }
    }
    wizard.touch();
}

/// What the rows of the card are drawn from.
struct List<'a> {
    data: &'a Data,
    sheet: &'a SheetResult,
    needs: &'a Needs,
    tr: &'a Tr,
}

impl List<'_> {
    fn draw(
        &self,
        ui: &mut Ui,
        choice: &mut SheetChoice,
        state: &mut TableState,
        answers: &mut Vec<Answer>,
    ) {
        let tr = self.tr;
        let theme = Theme::get(ui);
        let columns = [
            Column::new(tr.text("reports-col-row")).fixed(80.0),
            Column::new(tr.text("reports-col-field")).fixed(84.0),
            Column::new(tr.text("reports-col-problem")).flex(1.0, 120.0),
            Column::new(tr.text("reports-col-remedy")).fixed(316.0),
        ];
        let name = tr.text("reports-needs");
        let count = self.needs.count();
        let table =
            Table::new(&name, &columns, count).without_header().row_height(36.0).fill_height();
        table.show(ui, state, |ui, row, column| {
            let Some(item) = self.needs.item(self.sheet, row) else { return };
            let (number, rows, problem) = match &item {
                Item::Unknown(unknown) => (unknown.first, unknown.rows, &unknown.problem),
                Item::Unsure(unsure) => (unsure.first, unsure.rows, &unsure.problem),
                Item::Other(_, row, problem) => (row.number, 1, *problem),
            };
            match (column, &item) {
                (0, _) if rows > 1 => {
                    let rows = counted(tr, "reports-rows", rows);
                    cell_text(ui, text::BODY13, theme.t2, &rows);
                }
                (0, _) => cell_text(ui, text::BODY13, theme.t2, &self.row(number)),
                (1, _) => cell_text(ui, text::NAME13, theme.t1, &self.label(problem)),
                (2, _) => {
                    icons::icon(ui, icons::X_CIRCLE.filled(), 14.0, theme.bad_t);
                    let said = tr.with(problem.key, &[("text", problem.text.as_str().into())]);
                    cell_text(ui, text::BODY13, theme.bad_t, &said);
                }
                (_, Item::Unknown(unknown)) => self.name(ui, unknown, answers),
                (_, Item::Unsure(unsure)) => {
                    for (key, order) in [
                        ("reports-day-first", Order::DayFirst),
                        ("reports-month-first", Order::MonthFirst),
                    ] {
                        let word = tr.text(key);
                        let name = format!("{word} {}", self.label(problem));
                        let choose = button(ui, Button::secondary(&word).small());
                        if choose.accessible_name(name).clicked() {
                            answers.push(Answer::Order(unsure.field, order));
                        }
                    }
                }
                (_, Item::Other(other, ..)) => self.cell(ui, other, problem, choice, answers),
            }
        });
    }

    fn row(&self, number: u32) -> String {
        self.tr.with("reports-row", &[("row", number.to_string().into())])
    }

    fn label(&self, problem: &Problem) -> String {
        let field = problem.field;
        field.map(|field| label(self.tr, self.sheet.kind, field)).unwrap_or_default()
    }

    /// Draws our names for a text, the one it most probably means, and a way to leave it.
    fn name(&self, ui: &mut Ui, unknown: &Unknown, answers: &mut Vec<Answer>) {
        let tr = self.tr;
        let text = &unknown.problem.text;
        let proposal = unknown.proposal.as_deref();
        let mut chosen = String::new();
        let spoken = tr.with("reports-ours-for", &[("text", text.as_str().into())]);
        let similar = unknown.problem.key == "problem-account-similar";
        let width = match (proposal, similar) {
            (None, false) => 230.0,
            (Some(_), false) | (None, true) => 168.0,
            (Some(_), true) => 104.0,
        };
        let choose = tr.text("reports-choose-ours");
        let (search, nothing) = (tr.text("reports-search"), tr.text("reports-nothing-found"));
        let field = Field::bare(&spoken).compact().width(width);
        let select = Select::new(field.placeholder(proposal.unwrap_or(&choose)));
        let select = select.search(&search, &nothing).finds(names::matches);
        if select.show(ui, &mut chosen, unknown.noun.names(&self.data.choices)).changed() {
            answers.push(Answer::Means(unknown.noun, text.clone(), chosen));
        }
        if let Some(proposal) = proposal {
            let take = tr.text("reports-take");
            if button(ui, Button::secondary(&take).small()).clicked() {
                answers.push(Answer::Means(unknown.noun, text.clone(), proposal.to_owned()));
            }
        }
        if similar {
            let other = tr.text("reports-another-account");
            if button(ui, Button::secondary(&other).small()).clicked() {
                answers.push(Answer::Means(unknown.noun, text.clone(), text.clone()));
            }
            return;
        }
        let leave = tr.text("reports-leave");
        let said = format!("{leave} {text}");
        if button(ui, Button::ghost(&leave).small()).accessible_name(said).clicked() {
            answers.push(Answer::LeaveName(unknown.noun, text.clone()));
        }
    }

    /// Draws what puts a single cell right.
    fn cell(
        &self,
        ui: &mut Ui,
        other: &Other,
        problem: &Problem,
        choice: &mut SheetChoice,
        answers: &mut Vec<Answer>,
    ) {
        let tr = self.tr;
        let theme = Theme::get(ui);
        let how = mend::how(self.sheet.kind, problem);
        let (Some(place), true) = (other.place, how != How::Source) else {
            cell_text(ui, text::LABEL12, theme.t3, &tr.text("reports-mend-in-source"));
            return;
        };
        let cell = format!("{} {}", self.row(place.0), self.label(problem));
        let name = tr.with("reports-value-of", &[("cell", cell.as_str().into())]);
        match how {
            How::Name(noun) => self.name_of(ui, noun, place, &name, answers),
            How::Typed(holds) => {
                self.value_of(ui, (holds, &name), (place, other), choice, answers);
            }
            How::Source => {}
        }
        let leave = tr.text("reports-leave");
        let said = format!("{leave} {cell}");
        if button(ui, Button::ghost(&leave).small()).accessible_name(said).clicked() {
            answers.push(Answer::Leave(place));
        }
    }

    fn name_of(
        &self,
        ui: &mut Ui,
        noun: Noun,
        place: Place,
        name: &str,
        answers: &mut Vec<Answer>,
    ) {
        let tr = self.tr;
        let choose = tr.text("reports-choose-ours");
        let (search, nothing) = (tr.text("reports-search"), tr.text("reports-nothing-found"));
        let mut chosen = String::new();
        let field = Field::bare(name).compact().width(230.0).placeholder(&choose);
        let select = Select::new(field).search(&search, &nothing).finds(names::matches);
        if select.show(ui, &mut chosen, noun.names(&self.data.choices)).changed() {
            answers.push(Answer::Fix(place, chosen));
        }
    }

    fn value_of(
        &self,
        ui: &mut Ui,
        (holds, name): (Holds, &str),
        (place, other): (Place, &Other),
        choice: &mut SheetChoice,
        answers: &mut Vec<Answer>,
    ) {
        let tr = self.tr;
        let typed = choice.typed.get(&place).cloned();
        let mut value = typed.or_else(|| other.proposal.clone()).unwrap_or_default();
        let mapping = choice.mapping.as_ref();
        let column = mapping.and_then(|mapping| mapping.columns.get(mapping.column_of(place.2)?));
        let unit = matches!(holds, Holds::Money | Holds::Price)
            .then(|| column.map(|column| unit_name(column.style.unit_fen, tr)))
            .flatten();
        let example = mend::example(holds);
        let mut field = Field::bare(name).compact().width(168.0).placeholder(example);
        if let Some(unit) = &unit {
            field = field.unit(unit);
        }
        let entry = text_field(ui, field, &mut value);
        let entered = entry.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        let ready = !value.trim().is_empty();
        let take = tr.text("reports-take");
        let pressed = button(ui, Button::secondary(&take).small().enabled(ready))
            .accessible_name(format!("{take} {name}"))
            .clicked();
        if ready && (pressed || entered) {
            answers.push(Answer::Fix(place, value));
        } else if entry.changed() {
            choice.typed.insert(place, value);
        }
    }
}

/// Draws what texts were told to mean, each with a way to take it back.
pub(super) fn draw_meanings(ui: &mut Ui, wizard: &mut Wizard, cx: &Cx<'_>) {
    let count: usize = wizard.values.values().map(BTreeMap::len).sum();
    if count == 0 {
        return;
    }
    let theme = Theme::get(ui);
    let mut forget = None;
    Card::new().padding(16.0).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        let title = cx.text("reports-meanings");
        text::card_title(ui, &title);
        text::wrapped(ui, text::LABEL12, theme.t3, &cx.text("reports-meanings-note"));
        for (field, meanings) in &wizard.values {
            for (said, ours) in meanings.iter().take(MEANINGS) {
                let name = cx.tr.with("reports-forget-meaning", &[("text", said.as_str().into())]);
                let pair = format!("{said} → {ours}");
                if mend::line_to_undo(ui, (field, said), &pair, &name) {
                    forget = Some((field.clone(), said.clone()));
                }
            }
        }
    });
    if let Some((field, said)) = forget {
        if let Some(meanings) = wizard.values.get_mut(&field) {
            meanings.remove(&said);
        }
        wizard.touch();
    }
}
