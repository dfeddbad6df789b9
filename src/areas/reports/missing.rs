//! 这次没有提到的在跟商机: open deals that a full report no longer names. A person is told, asks, and
//! says here what became of them; that is stored with the import, and nothing else is changed.

use std::collections::BTreeMap;

use egui::Ui;

use super::data::{counted, shown};
use crate::command::import::{SHOWN_MISSING, SheetResult};
use crate::domain::ids::OpportunityId;
use crate::i18n::Tr;
use crate::store::records::Answer;
use crate::ui::card::{Card, card_header, divider, padded};
use crate::ui::field::Field;
use crate::ui::select::Select;
use crate::ui::table::{Column, Table, TableState, cell_text};
use crate::ui::text;
use crate::ui::tokens::Theme;

/// The header, the note below it, and the head of the table.
const ABOVE: f32 = 44.0 + 1.0 + 64.0 + 32.0;
const ROW: f32 = 36.0;

/// The missing deals of all sheets: which, and how many there are beyond those listed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct AllMissing {
    /// Sheet, and place among its missing deals.
    listed: Vec<(usize, usize)>,
    all: usize,
}

impl AllMissing {
    /// Gathers them once, when a preview arrives.
    pub(super) fn of(sheets: &[SheetResult]) -> Self {
        let numbered = sheets.iter().enumerate();
        Self {
            listed: numbered
                .flat_map(|(s, sheet)| (0..sheet.missing.len()).map(move |m| (s, m)))
                .collect(),
            all: sheets.iter().map(|sheet| sheet.n_missing).sum(),
        }
    }

    /// The height of the card, at most that given; nothing when no deal is missing.
    pub(super) fn height(&self, most: f32) -> f32 {
        if self.listed.is_empty() {
            return 0.0;
        }
        (ABOVE + ROW * self.listed.len() as f32 + 2.0).min(most.max(ABOVE + 2.0 * ROW))
    }
}

/// What was done with the card.
#[derive(Debug, Default)]
pub(super) struct Done {
    /// An answer was changed.
    pub(super) changed: bool,
    /// The page of a deal is wanted.
    pub(super) opened: Option<OpportunityId>,
}

/// Draws the card in the height given.
pub(super) fn draw(
    ui: &mut Ui,
    (all, sheets): (&AllMissing, &[SheetResult]),
    answers: &mut BTreeMap<OpportunityId, Answer>,
    state: &mut TableState,
    height: f32,
    tr: &Tr,
) -> Done {
    let mut done = Done::default();
    if all.listed.is_empty() {
        return done;
    }
    let theme = Theme::get(ui);
    let deal = |row: usize| {
        let (s, m) = all.listed.get(row).copied()?;
        sheets.get(s)?.missing.get(m)
    };
    let title = counted(tr, "reports-missing", all.all);
    let rows = 0..all.listed.len();
    let answered = rows.filter_map(deal).filter(|deal| answers.contains_key(&deal.id)).count();
    let mut subs = vec![];
    if all.all > all.listed.len() {
        subs.push(tr.with("reports-missing-first", &[("n", shown(SHOWN_MISSING).into())]));
    }
    if answered > 0 {
        subs.push(counted(tr, "reports-answered", answered));
    }
    let sub = subs.join(&tr.text("reports-semicolon"));
    let options = [None, Some(Answer::Lost), Some(Answer::Dropped), Some(Answer::Forgotten)]
        .map(|answer| (answer, tr.text(word_key(answer))));
    Card::new().height(height).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        card_header(ui, &title, &sub, |_| {});
        divider(ui);
        padded(ui, 16.0, 10.0, |ui| {
            ui.set_min_height(44.0);
            text::wrapped(ui, text::LABEL12, theme.t2, &tr.text("reports-missing-note"));
        });
        let columns = [
            Column::new(tr.text("reports-col-number")).fixed(120.0),
            Column::new(tr.text("reports-col-deal")).flex(1.0, 140.0),
            Column::new(tr.text("reports-col-owner")).fixed(110.0),
            Column::new(tr.text("reports-col-last-reported")).fixed(116.0),
            Column::new(tr.text("reports-col-answer")).fixed(152.0),
        ];
        let name = |row: usize| deal(row).map(|deal| deal.name.clone()).unwrap_or_default();
        let table = Table::new(&title, &columns, all.listed.len());
        let table = table.row_height(ROW).fill_height().row_name(&name);
        let output = table.show(ui, state, |ui, row, column| {
            let Some(deal) = deal(row) else { return };
            match column {
                0 => cell_text(ui, text::BODY13, theme.t2, deal.number.as_deref().unwrap_or("–")),
                1 => cell_text(ui, text::NAME13, theme.t1, &deal.name),
                2 => cell_text(ui, text::BODY13, theme.t1, &deal.owner),
                3 => cell_text(ui, text::BODY13, theme.t2, &deal.last_reported.to_string()),
                _ => {
                    if deal.fresh {
                        cell_text(ui, text::BODY13, theme.t3, "–");
                        return;
                    }
                    let mut answer = answers.get(&deal.id).copied();
                    let name =
                        tr.with("reports-answer-for", &[("deal", deal.name.as_str().into())]);
                    let select = Select::new(Field::bare(&name).compact());
                    if select.show(ui, &mut answer, &options).changed() {
                        match answer {
                            Some(answer) => answers.insert(deal.id, answer),
                            None => answers.remove(&deal.id),
                        };
                        done.changed = true;
                    }
                }
            }
        });
        // One that the same sheets make has no page yet.
        let opened = output.opened.and_then(deal).filter(|deal| !deal.fresh);
        done.opened = opened.map(|deal| deal.id);
    });
    done
}

/// The key of an answer's word.
const fn word_key(answer: Option<Answer>) -> &'static str {
    match answer {
        None => "reports-answer-none",
        Some(Answer::Lost) => "reports-answer-lost",
        Some(Answer::Dropped) => "reports-answer-dropped",
        Some(Answer::Forgotten) => "reports-answer-forgotten",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::import::Missing;

    #[test]
    fn deals_of_all_sheets_are_gathered() {
        let missing = |name: &str| Missing {
            owner: "刘子昂".to_owned(),
            name: name.to_owned(),
            number: None,
            last_reported: chrono::NaiveDate::MIN,
            id: OpportunityId(1),
            fresh: false,
        };
        let sheet = |names: &[&str], n_missing| SheetResult {
            missing: names.iter().map(|name| missing(name)).collect(),
            n_missing,
            ..SheetResult::default()
        };
        let all = AllMissing::of(&[sheet(&["甲", "乙"], 2), sheet(&[], 0), sheet(&["丙"], 700)]);
        assert_eq!((all.listed.as_slice(), all.all), ([(0, 0), (0, 1), (2, 0)].as_slice(), 702));
        assert!(AllMissing::of(&[sheet(&[], 0)]).height(300.0) < 1.0);
    }
}
