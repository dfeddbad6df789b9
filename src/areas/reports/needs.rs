//! 需要处理: what a person has to decide before all rows can be taken.
//!
//! A name nobody knows is asked about once, however many rows use it; the answer becomes part of the
//! map and is remembered by the import. What only the source can mend is listed row by row.

use std::collections::BTreeMap;

use egui::{Align, Layout, Sense, Ui, vec2};

use super::data::{Choices, Data, counted, shown};
use super::wizard::Wizard;
use crate::areas::Cx;
use crate::command::import::{Problem, SheetResult};
use crate::domain::names;
use crate::domain::similar::likeliest;
use crate::i18n::Tr;
use crate::sheets::{intake, values};
use crate::ui::button::{Button, button};
use crate::ui::card::{Card, card_header, divider};
use crate::ui::choice::checkbox;
use crate::ui::field::Field;
use crate::ui::icons;
use crate::ui::select::Select;
use crate::ui::table::{Column, Table, cell_text};
use crate::ui::text;
use crate::ui::tokens::Theme;

/// What a text should name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Noun {
    Person,
    Account,
    Product,
    Stage,
}

impl Noun {
    /// What a problem says is unknown, if our name for it would mend it.
    fn of(problem: &Problem) -> Option<Self> {
        match problem.key {
            "problem-person-unknown" | "problem-person-ambiguous" => Some(Self::Person),
            "problem-account-unknown" | "problem-account-similar" => Some(Self::Account),
            "problem-product-unknown" => Some(Self::Product),
            "problem-stage-unknown" => Some(Self::Stage),
            _ => None,
        }
    }

    /// The field in a map.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Account => "account",
            Self::Product => "product",
            Self::Stage => "stage",
        }
    }

    const fn names(self, choices: &Choices) -> &Vec<(String, String)> {
        match self {
            Self::Person => &choices.people,
            Self::Account => &choices.accounts,
            Self::Product => &choices.products,
            Self::Stage => &choices.stages,
        }
    }
}

/// A text to which we know no name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Unknown {
    pub(super) noun: Noun,
    pub(super) problem: Problem,
    /// The first row that uses it.
    pub(super) first: u32,
    /// How many rows use it.
    pub(super) rows: usize,
    /// Our name that it most probably means.
    pub(super) proposal: Option<String>,
}

/// What a sheet needs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Needs {
    /// Texts to be told apart.
    pub(super) unknown: Vec<Unknown>,
    /// Rejected row and problem within it, for what only the source can mend.
    pub(super) others: Vec<(usize, usize)>,
}

impl Needs {
    pub(super) fn count(&self) -> usize {
        self.unknown.len() + self.others.len()
    }

    /// Looks for names that the texts most probably mean.
    pub(super) fn propose(&mut self, choices: &Choices) {
        for unknown in self.unknown.iter_mut().take(PROPOSED) {
            unknown.proposal = nearest(unknown, choices).map(str::to_owned);
        }
    }
}

/// Names are looked for among so many texts, so that a preview shows at once.
const PROPOSED: usize = 500;

/// Sorts the problems of a sheet into questions and faults of the source.
pub(super) fn needs(sheet: &SheetResult) -> Needs {
    let mut needs = Needs::default();
    let mut known: BTreeMap<(Noun, String), usize> = BTreeMap::new();
    for (at, (row, problems)) in sheet.rejected.iter().enumerate() {
        for (which, problem) in problems.iter().enumerate() {
            let Some(noun) = Noun::of(problem) else {
                // That nobody knows what the sheet is concerns all its rows and is said once.
                if problem.key != "problem-kind" || needs.others.is_empty() {
                    needs.others.push((at, which));
                }
                continue;
            };
            let place = *known.entry((noun, values::key(&problem.text))).or_insert_with(|| {
                let first = row.number;
                needs.unknown.push(Unknown {
                    noun,
                    problem: problem.clone(),
                    first,
                    rows: 0,
                    proposal: None,
                });
                needs.unknown.len() - 1
            });
            if let Some(unknown) = needs.unknown.get_mut(place) {
                unknown.rows += 1;
            }
        }
    }
    needs
}

/// The name that a text most probably means, if one is near enough to be proposed.
fn nearest<'a>(unknown: &Unknown, choices: &'a Choices) -> Option<&'a str> {
    let text = &unknown.problem.text;
    if unknown.noun == Noun::Account {
        return choices.similar.get(&names::dedupe_key(text)).map(String::as_str);
    }
    let names = unknown.noun.names(choices).iter().map(|(name, _)| name.as_str());
    likeliest(text, names).map(|(name, _)| name)
}

/// Draws the card in the height given.
pub(super) fn draw(ui: &mut Ui, data: &Data, wizard: &mut Wizard, cx: &mut Cx<'_>, height: f32) {
    let Some(preview) = &wizard.preview else { return };
    let (Some(sheet), Some(needs)) = (preview.sheet(wizard.at), preview.needs(wizard.at)) else {
        return;
    };
    let mut answers: Vec<(Noun, String, String)> = vec![];
    let mut create = wizard.create;
    let tr = cx.tr;
    let title = tr.text("reports-needs");
    let sub = tr.with(
        "reports-needs-sub",
        &[("n", shown(needs.count()).into()), ("rows", shown(sheet.rejected.len()).into())],
    );
    Card::new().height(height).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        card_header(ui, &title, &sub, |ui| {
            let proposals = || {
                needs.unknown.iter().filter_map(|unknown| {
                    let name = unknown.proposal.clone()?;
                    Some((unknown.noun, unknown.problem.text.clone(), name))
                })
            };
            if proposals().next().is_some() {
                let word = counted(tr, "reports-take-proposals", proposals().count());
                let all = Button::secondary(&word).medium().icon(icons::MAGIC_WAND);
                if button(ui, all).clicked() {
                    answers.extend(proposals());
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
        rows(ui, data, (sheet, needs), tr, &mut wizard.needs_table, &mut answers);
    });
    if create != wizard.create {
        wizard.create = create;
        wizard.touch();
    }
    if !answers.is_empty() {
        for (noun, text, name) in answers {
            wizard.values.entry(noun.word().to_owned()).or_default().insert(text, name);
        }
        wizard.touch();
    }
}

fn rows(
    ui: &mut Ui,
    data: &Data,
    (sheet, needs): (&SheetResult, &Needs),
    tr: &Tr,
    state: &mut crate::ui::table::TableState,
    answers: &mut Vec<(Noun, String, String)>,
) {
    let theme = Theme::get(ui);
    let total = needs.count();
    let columns = [
        Column::new(tr.text("reports-col-row")).fixed(88.0),
        Column::new(tr.text("reports-col-field")).fixed(92.0),
        Column::new(tr.text("reports-col-problem")).flex(1.0, 148.0),
        Column::new(tr.text("reports-col-remedy")).fixed(280.0),
    ];
    let label = |problem: &Problem| {
        problem
            .field
            .map(|field| tr.text(&format!("field-{}", field.replace('_', "-"))))
            .unwrap_or_default()
    };
    let name = tr.text("reports-needs");
    let table = Table::new(&name, &columns, total).without_header().row_height(36.0).fill_height();
    let search = tr.text("reports-search");
    let nothing = tr.text("reports-nothing-found");
    let choose = tr.text("reports-choose-ours");
    table.show(ui, state, |ui, row, column| {
        let unknown = needs.unknown.get(row);
        let other = row
            .checked_sub(needs.unknown.len())
            .and_then(|at| needs.others.get(at))
            .and_then(|(at, which)| {
                let (row, problems) = sheet.rejected.get(*at)?;
                Some((row.number, problems.get(*which)?))
            });
        let (number, problem) = match (unknown, other) {
            (Some(unknown), _) => (unknown.first, &unknown.problem),
            (None, Some(other)) => other,
            (None, None) => return,
        };
        match (column, unknown) {
            (0, Some(unknown)) if unknown.rows > 1 => {
                cell_text(ui, text::BODY13, theme.t2, &counted(tr, "reports-rows", unknown.rows));
            }
            (0, _) => {
                let number = [("row", number.to_string().into())];
                cell_text(ui, text::BODY13, theme.t2, &tr.with("reports-row", &number));
            }
            (1, _) => cell_text(ui, text::NAME13, theme.t1, &label(problem)),
            (2, _) => {
                icons::icon(ui, icons::X_CIRCLE.filled(), 14.0, theme.bad_t);
                let said = tr.with(problem.key, &[("text", problem.text.as_str().into())]);
                cell_text(ui, text::BODY13, theme.bad_t, &said);
            }
            (_, Some(unknown)) => {
                let proposal = unknown.proposal.as_deref();
                let mut chosen = String::new();
                let spoken = tr.with("reports-ours-for", &[("text", problem.text.as_str().into())]);
                let similar = unknown.problem.key == "problem-account-similar";
                let width = match (proposal, similar) {
                    (None, false) => 256.0,
                    (Some(_), false) | (None, true) => 172.0,
                    (Some(_), true) => 108.0,
                };
                let field = Field::bare(&spoken).compact().width(width);
                let placeholder = proposal.unwrap_or(&choose);
                let select = Select::new(field.placeholder(placeholder)).search(&search, &nothing);
                if select.show(ui, &mut chosen, unknown.noun.names(&data.choices)).changed() {
                    answers.push((unknown.noun, problem.text.clone(), chosen));
                }
                if let Some(proposal) = proposal {
                    let take = tr.text("reports-take");
                    if button(ui, Button::secondary(&take).small()).clicked() {
                        let answer = (unknown.noun, problem.text.clone(), proposal.to_owned());
                        answers.push(answer);
                    }
                }
                if similar {
                    let other = tr.text("reports-another-account");
                    if button(ui, Button::secondary(&other).small()).clicked() {
                        let text = problem.text.clone();
                        answers.push((unknown.noun, text.clone(), text));
                    }
                }
            }
            (_, None) => {
                cell_text(ui, text::LABEL12, theme.t3, &tr.text("reports-mend-in-source"));
            }
        }
    });
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
                let size = vec2(ui.available_width(), 24.0);
                let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
                let layout = Layout::right_to_left(Align::Center);
                let place = egui::UiBuilder::new().max_rect(rect).layout(layout);
                let mut line = ui.new_child(place.id_salt((field, said)));
                let name = cx.tr.with("reports-forget-meaning", &[("text", said.as_str().into())]);
                if button(&mut line, Button::ghost_icon(icons::X, &name).small()).clicked() {
                    forget = Some((field.clone(), said.clone()));
                }
                let room = rect.with_max_x(rect.right() - 28.0);
                let pair = format!("{said} → {ours}");
                text::paint_fit(ui.painter(), room, Align::Min, text::BODY13, theme.t1, &pair);
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

/// So many meanings of a field are listed.
const MEANINGS: usize = 50;

/// The reasons of a rejected row in one line.
pub(super) fn reasons(problems: &[Problem], tr: &Tr) -> String {
    let all: Vec<String> = problems.iter().map(|problem| intake::reason(problem, tr)).collect();
    all.join(&tr.text("reports-semicolon"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheets::read::Row;

    fn problem(key: &'static str, text: &str) -> Problem {
        Problem { field: Some("owner"), key, text: text.to_owned() }
    }

    #[test]
    fn a_text_is_asked_about_once() {
        let row = |number, problems| (Row { number, cells: vec![] }, problems);
        let sheet = SheetResult {
            file: String::new(),
            sheet: String::new(),
            kind: None,
            report_date: chrono::NaiveDate::MIN,
            headings: vec![],
            rows: 3,
            new: 0,
            changed: 0,
            unchanged: 0,
            rejected: vec![
                row(
                    5,
                    vec![problem("problem-person-unknown", "老王"), problem("problem-date", "x")],
                ),
                row(7, vec![problem("problem-person-unknown", " 老王")]),
                row(8, vec![problem("problem-stage-unknown", "老王")]),
            ],
            ..SheetResult::default()
        };
        let needs = needs(&sheet);
        let unknown: Vec<_> = needs.unknown.iter().map(|u| (u.noun, u.first, u.rows)).collect();
        assert_eq!(unknown, [(Noun::Person, 5, 2), (Noun::Stage, 8, 1)]);
        assert_eq!(needs.others, [(0, 1)]);
        assert_eq!(needs.count(), 3);
    }

    #[test]
    fn only_an_unmistakable_name_is_proposed() {
        let pair = |name: &str| (name.to_owned(), name.to_owned());
        let choices = Choices {
            stages: vec![pair("方案报价"), pair("商务谈判"), pair("商务合同")],
            similar: BTreeMap::from([("江岚能源".to_owned(), "江岚能源有限公司".to_owned())]),
            ..Choices::default()
        };
        let unknown = |noun, key, text: &str| Unknown {
            noun,
            problem: problem(key, text),
            first: 1,
            rows: 1,
            proposal: None,
        };
        let stage = |text| unknown(Noun::Stage, "problem-stage-unknown", text);
        assert_eq!(nearest(&stage("报价"), &choices), Some("方案报价"));
        assert_eq!(nearest(&stage("商务"), &choices), None);
        assert_eq!(nearest(&stage("价"), &choices), None);
        let account = unknown(Noun::Account, "problem-account-similar", "江岚能源");
        assert_eq!(nearest(&account, &choices), Some("江岚能源有限公司"));
    }
}
