//! An import on its way, kept outside of the window: which files, how each table is to be read,
//! what was answered. Closing the window loses nothing; the next start offers to go on.
//!
//! What the files hold is not kept but read again. Where a file has changed since, only its date
//! comes back, because rows and columns may no longer be where they were.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::queue::{Entry, Header, LEAVE_OUT, SheetChoice, assign};
use super::wizard::Wizard;
use crate::command::import::Create;
use crate::domain::ids::OpportunityId;
use crate::sheets::kinds::Kind;
use crate::sheets::mapping::Mapping;
use crate::sheets::read::Charset;
use crate::sheets::values::Order;
use crate::store::records::Answer;

/// The files with their readings, and the answers.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Draft {
    pub(super) files: Vec<DraftFile>,
    values: BTreeMap<String, BTreeMap<String, String>>,
    /// Whether people, customers and products may be made.
    create: [bool; 3],
    /// What was answered of missing deals: key and word.
    answers: Vec<(i64, String)>,
}

/// A file with its readings.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct DraftFile {
    pub(super) path: PathBuf,
    hash: String,
    date: String,
    /// The encoding that a person named.
    charset: Option<String>,
    /// Hidden sheets that were taken in.
    shown: Vec<String>,
    tables: Vec<DraftTable>,
}

/// How a table is to be read.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct DraftTable {
    skip: bool,
    kind: Option<String>,
    header: Option<u32>,
    /// Columns that a person gave a field, or none: column, field, unit in fen.
    columns: Vec<(usize, Option<String>, i64)>,
    /// Fields with the order of their dates: true begins with the day.
    orders: Vec<(String, bool)>,
    /// Rows that a person took for data, or for none.
    rows: Vec<u32>,
    /// Cells that a person put right: row, column of a wide table, field, value.
    fixes: Vec<(u32, Option<usize>, String, String)>,
}

impl Draft {
    /// What there is to keep of the wizard; nothing while no file is chosen.
    pub(super) fn of(wizard: &Wizard) -> Option<Self> {
        let Create { people, accounts, products } = wizard.create;
        (!wizard.queue.is_empty()).then(|| Self {
            files: wizard.queue.iter().map(DraftFile::of).collect(),
            values: wizard.values.clone(),
            create: [people, accounts, products],
            answers: wizard
                .answers
                .iter()
                .map(|(deal, said)| (deal.0, said.word().to_owned()))
                .collect(),
        })
    }

    /// As it is kept.
    pub(super) fn text(&self) -> String {
        // A path that is no text cannot be kept; then nothing is.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Reads what was kept; a text that is none counts as nothing.
    pub(super) fn parse(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok().filter(|draft: &Self| !draft.files.is_empty())
    }

    /// Puts files that were read again as they were, and the answers.
    pub(super) fn apply(self, wizard: &mut Wizard) {
        let [people, accounts, products] = self.create;
        wizard.create = Create { people, accounts, products };
        wizard.values = self.values;
        let answers = self.answers.iter();
        wizard.answers = answers
            .filter_map(|(deal, word)| Some((OpportunityId(*deal), Answer::parse(word)?)))
            .collect();
        for file in self.files {
            let entry = wizard.queue.iter_mut().find(|entry| entry.path == file.path);
            if let Some(entry) = entry {
                file.apply(entry);
            }
        }
    }
}

impl DraftFile {
    /// The encoding in which it is to be read again.
    pub(super) fn charset(&self) -> Option<Charset> {
        self.charset.as_deref().and_then(Charset::parse)
    }

    fn of(entry: &Entry) -> Self {
        let sheets = entry.file.sheets.iter();
        let mut shown: Vec<String> =
            sheets.filter(|(grid, _)| grid.hidden).map(|(grid, _)| grid.name.clone()).collect();
        shown.dedup();
        Self {
            path: entry.path.clone(),
            hash: entry.file.hash.clone(),
            date: entry.date.clone(),
            charset: entry.charset().map(|charset| charset.name().to_owned()),
            shown,
            tables: entry.sheets.iter().map(DraftTable::of).collect(),
        }
    }

    fn apply(self, entry: &mut Entry) {
        entry.date = self.date;
        if entry.file.hash != self.hash {
            return;
        }
        for name in &self.shown {
            if let Some(at) = entry.file.hidden.iter().position(|grid| grid.name == *name) {
                entry.show_hidden(at);
            }
        }
        if entry.sheets.len() != self.tables.len() {
            return;
        }
        for (at, table) in self.tables.into_iter().enumerate() {
            table.apply(entry, at);
        }
    }
}

impl DraftTable {
    fn of(choice: &SheetChoice) -> Self {
        let mut table = Self { skip: choice.skip, ..Self::default() };
        table.rows = choice.by_hand.keys().copied().collect();
        let Some(mapping) = &choice.mapping else { return table };
        table.kind = Some(mapping.kind.word().to_owned());
        table.header = Some(mapping.header_row);
        for (at, column) in mapping.columns.iter().enumerate() {
            if column.by_hand {
                let field = if column.left_out { Some(LEAVE_OUT) } else { column.field };
                table.columns.push((at, field.map(str::to_owned), column.style.unit_fen));
            }
            let order = column.style.order.filter(|_| column.order_by_hand);
            if let (Some(field), Some(order)) = (column.field, order) {
                table.orders.push((field.to_owned(), order == Order::DayFirst));
            }
        }
        for ((row, column), fields) in &mapping.fixes {
            let cells = fields.iter();
            table.fixes.extend(
                cells.map(|(field, cell)| (*row, *column, field.clone(), cell.text().into_owned())),
            );
        }
        table
    }

    fn apply(self, entry: &mut Entry, at: usize) {
        let kind = self.kind.as_deref().and_then(Kind::parse);
        let now = entry.sheets.get(at).and_then(|choice| choice.mapping.as_ref());
        let now = now.map(|mapping| (mapping.kind, mapping.header_row));
        if let (Some(kind), Some(header)) = (kind, self.header)
            && now != Some((kind, header))
        {
            let header = if header == 0 { Header::None } else { Header::Row(header) };
            entry.set_header(at, kind, header);
        }
        for row in self.rows {
            entry.turn_row(at, row);
        }
        let Some(choice) = entry.sheets.get_mut(at) else { return };
        choice.skip = self.skip;
        if let Some(mapping) = &mut choice.mapping {
            for (column, field, unit) in self.columns {
                let field = field.and_then(|field| known(mapping, &field));
                assign(mapping, column, field, unit);
            }
        }
        for (field, day_first) in self.orders {
            choice.set_order(&field, if day_first { Order::DayFirst } else { Order::MonthFirst });
        }
        for (row, column, field, value) in self.fixes {
            let mapping = choice.mapping.as_ref();
            if let Some(field) = mapping.and_then(|mapping| known(mapping, &field)) {
                choice.fix((row, column, field), &value);
            }
        }
    }
}

/// The field of this id, if sheets of the kind have it.
fn known(mapping: &Mapping, id: &str) -> Option<&'static str> {
    if id == LEAVE_OUT {
        return Some(LEAVE_OUT);
    }
    mapping.kind.field(id).map(|field| field.id)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::sheets::intake::FileOfSheets;
    use crate::sheets::layout::{self, Hints};
    use crate::sheets::mapping::Map;
    use crate::sheets::read::Grid;

    fn wizard(entry: Entry) -> Wizard {
        let mut wizard = Wizard::default();
        wizard.queue.push(entry);
        wizard
    }

    fn entry(hash: &str) -> Entry {
        let grid = Grid::of_texts(&[
            &["阶段", "客户", "评语", "商机金额"],
            &["报价", "甲", "03/04/2025", "3"],
            &["合计", "", "", "3"],
        ]);
        let (kind, map) = (Some(Kind::Opportunities), Map::default());
        let mapping = layout::tables(&grid, kind, &map, &Hints::default()).unwrap().pop();
        let file = FileOfSheets {
            name: "f.xlsx".to_owned(),
            hash: hash.to_owned(),
            bytes: 0,
            texts: None,
            known: Arc::default(),
            hidden: vec![],
            report_date: "2025-11-18".parse().unwrap(),
            sheets: vec![(Arc::new(grid), mapping)],
        };
        Entry::new(PathBuf::from("f.xlsx"), Arc::new(file))
    }

    #[test]
    fn what_was_chosen_comes_back_with_the_same_file() {
        let mut chosen = entry("one");
        chosen.date = "2025-11-11".to_owned();
        chosen.turn_row(0, 3);
        let choice = &mut chosen.sheets[0];
        assign(choice.mapping.as_mut().unwrap(), 2, Some("created_on"), 100);
        choice.set_order("created_on", Order::DayFirst);
        choice.fix((2, None, "amount"), "4");
        let mut before = wizard(chosen);
        before.answers.insert(OpportunityId(7), Answer::Dropped);
        let draft = Draft::of(&before).unwrap();
        assert_eq!(Draft::parse(&draft.text()), Some(draft.clone()));

        let mut again = wizard(entry("one"));
        draft.clone().apply(&mut again);
        assert_eq!(again.queue[0].date, "2025-11-11");
        assert_eq!(again.answers, before.answers);
        assert_eq!(again.queue[0].sheets[0].mapping, before.queue[0].sheets[0].mapping);
        let mut changed = wizard(entry("two"));
        draft.apply(&mut changed);
        assert_eq!(changed.queue[0].date, "2025-11-11");
        assert_eq!(changed.queue[0].sheets[0].mapping, entry("two").sheets[0].mapping);
    }

    #[test]
    fn nothing_chosen_is_nothing_to_keep() {
        assert_eq!(Draft::of(&Wizard::default()), None);
        assert_eq!(Draft::parse(""), None);
        assert_eq!(Draft::parse("{}"), None);
    }
}
