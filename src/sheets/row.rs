//! One row of a sheet, read by field.
//!
//! What a cell says depends on its column (see [`Style`]) and on the day of the report; what it
//! means in the workspace (whom a name names) is for the import to say.

use std::cell::RefCell;
use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::period::Period;
use crate::sheets::kinds::Holds;
use crate::sheets::mapping::{Correction, MappedColumn, Mapping};
use crate::sheets::read::{Cell, Row};
use crate::sheets::values::{self, Precision, Refusal, Said, Style};
use crate::sheets::write;

/// Why a row, or a part of it, was not taken: a message key with what it names.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The field, if one is at fault.
    pub field: Option<&'static str>,
    /// The message key, `problem-…`.
    pub key: &'static str,
    /// The text at fault.
    pub text: String,
}

/// The columns of our exported tables that are no field.
const EXTRA: &str = "extra";
const ORIGIN: &str = "origin";

/// A row with its mapping. Cells that cannot be read are collected as problems, those that were
/// read in a way that a person should see as corrections. A cell that a person put right stands in
/// the place of the sheet's, and is listed as corrected.
#[derive(Debug)]
pub struct RowView<'a> {
    mapping: &'a Mapping,
    row: &'a Row,
    column: Option<usize>,
    report: NaiveDate,
    fixes: Option<&'a BTreeMap<String, Cell>>,
    corrections: RefCell<Vec<Correction>>,
    amounts: RefCell<Vec<Amount>>,
}

/// An amount of money that a row states.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Amount {
    /// The field.
    pub field: &'static str,
    /// The amount as taken, in fen.
    pub fen: i64,
    /// How much more that is than the cell's own number, in millionths of a fen.
    pub rounding: i64,
}

impl<'a> RowView<'a> {
    /// `column` is where a record of a wide table comes from; `report` the day the sheet speaks of.
    pub fn new(
        mapping: &'a Mapping,
        row: &'a Row,
        column: Option<usize>,
        report: NaiveDate,
    ) -> Self {
        let fixes = mapping.fixes.get(&(row.number, column));
        let view = Self {
            mapping,
            row,
            column,
            report,
            fixes,
            corrections: RefCell::new(vec![]),
            amounts: RefCell::new(vec![]),
        };
        if let Some(fixes) = fixes {
            for field in mapping.kind.fields() {
                let Some(fixed) = fixes.get(field.id) else { continue };
                let stood = view.own_cell(field.id).text().trim().to_owned();
                view.correct_text(field.id, stood, fixed.text().trim().to_owned());
            }
        }
        view
    }

    /// What was read otherwise than it stands.
    pub fn corrections(self) -> Vec<Correction> {
        self.corrections.into_inner()
    }

    fn mapped(&self, field: &str) -> Option<(usize, &'a MappedColumn)> {
        let mut columns = self.mapping.columns.iter().enumerate();
        columns.find(|(_, column)| column.field == Some(field))
    }

    /// Whether the sheet has a column for a field.
    pub fn has(&self, field: &str) -> bool {
        self.mapped(field).is_some()
    }

    fn style(&self, field: &str) -> Style {
        self.mapped(field).map_or_else(Style::default, |(_, column)| column.style)
    }

    fn holds(&self, field: &str) -> Option<Holds> {
        self.mapping.kind.field(field).map(|known| known.holds)
    }

    /// The cell of a field; empty when the sheet has no such column.
    pub fn cell(&self, field: &str) -> &'a Cell {
        let fixed = self.fixes.and_then(|fixes| fixes.get(field));
        fixed.unwrap_or_else(|| self.own_cell(field))
    }

    /// The cell of a field as the sheet has it.
    fn own_cell(&self, field: &str) -> &'a Cell {
        self.mapped(field)
            .and_then(|(column, _)| self.row.cells.get(column))
            .unwrap_or(&Cell::Empty)
    }

    /// The text of a field; `None` when it is blank. A free text keeps its lines; a name is folded,
    /// and a mark for "none" is none.
    pub fn text(&self, field: &'static str) -> Option<String> {
        if let Some(constant) = self.mapping.constants.get(field) {
            return Some(constant.clone());
        }
        let cell = self.cell(field);
        if self.holds(field) == Some(Holds::Text) && !self.is_key(field) {
            let text = values::free_text(cell);
            return (!text.is_empty()).then_some(text);
        }
        let text = values::text(cell);
        match values::no_name(&text) {
            None => Some(text),
            Some(listed) => {
                if listed {
                    self.correct(field, String::new());
                }
                None
            }
        }
    }

    /// The cells of which a part is lost, as problems. A free text is kept as it is, and shows it.
    pub fn damaged(&self) -> Vec<Problem> {
        let fields = self.mapping.kind.fields().iter();
        let wanted = fields.filter(|field| field.holds != Holds::Text || self.is_key(field.id));
        wanted
            .filter_map(|field| {
                let text = self.cell(field.id).text();
                let problem = || Problem {
                    field: Some(field.id),
                    key: "problem-damaged-text",
                    text: text.to_string(),
                };
                values::damaged(&text).then(problem)
            })
            .collect()
    }

    /// Names and numbers that tell records apart are folded, also where they are plain texts.
    fn is_key(&self, field: &str) -> bool {
        matches!(field, "name" | "number" | "metric" | "period")
    }

    /// The day of a field; a cell that is no date is a problem.
    pub fn date(&self, field: &'static str, problems: &mut Vec<Problem>) -> Option<NaiveDate> {
        let precision = match self.holds(field) {
            Some(Holds::Planned) => Precision::Plan,
            _ => Precision::Day,
        };
        let said = values::date(self.cell(field), &self.style(field), self.report, precision);
        self.take(field, said, "problem-date", problems, ToString::to_string)
    }

    /// The amount of a field in fen; a cell that is no amount is a problem.
    pub fn amount(&self, field: &'static str, problems: &mut Vec<Problem>) -> Option<i64> {
        let (cell, style) = (self.cell(field), self.style(field));
        let said = values::amount(cell, &style);
        if let Some(fen) = said.value()
            && self.has(field)
        {
            self.add_amount(field, fen, values::exact_amount(cell, &style));
        }
        self.take(field, said, "problem-amount", problems, |fen| write::fixed(*fen, 2))
    }

    /// Keeps an amount that was read, once for a field.
    fn add_amount(&self, field: &'static str, fen: i64, exact: Option<i64>) {
        let rounding = exact.and_then(|exact| fen.checked_mul(1_000_000)?.checked_sub(exact));
        let mut amounts = self.amounts.borrow_mut();
        if let Some(rounding) = rounding
            && amounts.iter().all(|amount| amount.field != field)
        {
            amounts.push(Amount { field, fen, rounding });
        }
    }

    /// The amounts that were read.
    pub fn amounts(&self) -> Vec<Amount> {
        self.amounts.take()
    }

    /// The unit price of a field in ten-thousandths of a yuan; a cell that is none is a problem.
    pub fn price(&self, field: &'static str, problems: &mut Vec<Problem>) -> Option<i64> {
        let said = values::price(self.cell(field), &self.style(field));
        self.take(field, said, "problem-amount", problems, |price| write::fixed(*price, 4))
    }

    /// The rate of a field in basis points; a cell that is none is a problem.
    pub fn rate(&self, field: &'static str, problems: &mut Vec<Problem>) -> Option<i64> {
        let said = values::rate(self.cell(field), &self.style(field));
        self.take(field, said, "problem-rate", problems, |bp| format!("{}%", write::fixed(*bp, 2)))
    }

    /// The count of a field in ten-thousandths; a cell that is none is a problem.
    pub fn count(&self, field: &'static str, problems: &mut Vec<Problem>) -> Option<i64> {
        let said = values::count(self.cell(field));
        self.take(field, said, "problem-count", problems, |count| write::decimal(*count, 4))
    }

    /// The period of a field; a cell that is none is a problem.
    pub fn period(&self, field: &'static str, problems: &mut Vec<Problem>) -> Option<Period> {
        let said = match self.cell(field) {
            Cell::Date(_) | Cell::DateTime(_) => self.period_of_day(field),
            // 2025.10 typed as a number is kept as 2025.1.
            Cell::Number(number) if number.fract() != 0.0 => Said::Refused(Refusal::NotOne),
            // A year in the title is the year of months without one, whatever the day of the report.
            cell => {
                let year = self.mapping.year.and_then(|year| NaiveDate::from_ymd_opt(year, 7, 1));
                match values::period(&values::text(cell), year.unwrap_or(self.report)) {
                    Said::Refused(_) => self.period_of_day(field),
                    said => said,
                }
            }
        };
        self.take(field, said, "problem-period", problems, ToString::to_string)
    }

    /// The quarter or month of a day, where the heading says which of the two is meant; a day alone
    /// is no period.
    fn period_of_day(&self, field: &str) -> Said<Period> {
        let heading = self.mapped(field).map(|(_, column)| values::key(&column.heading));
        let heading = heading.unwrap_or_default();
        let quarter = heading.contains('季') || heading.contains("quarter");
        if !quarter && !heading.contains('月') && !heading.contains("month") {
            return Said::Refused(Refusal::NotOne);
        }
        match values::date(self.cell(field), &self.style(field), self.report, Precision::Day) {
            Said::Exact(day) | Said::Corrected(day) => Said::Corrected(if quarter {
                Period::quarter_of(day)
            } else {
                Period::month_of(day)
            }),
            Said::Blank => Said::Blank,
            Said::NotKnown => Said::NotKnown,
            Said::Refused(_) => Said::Refused(Refusal::NotOne),
        }
    }

    /// Fen in one unit that the field's heading names, one yuan when it names none.
    pub fn unit_fen(&self, field: &str) -> i64 {
        self.style(field).unit_fen
    }

    fn take<T>(
        &self,
        field: &'static str,
        said: Said<T>,
        problem: &'static str,
        problems: &mut Vec<Problem>,
        show: impl FnOnce(&T) -> String,
    ) -> Option<T> {
        match said {
            Said::Blank => None,
            Said::Exact(value) => Some(value),
            Said::Corrected(value) => {
                self.correct(field, show(&value));
                Some(value)
            }
            Said::NotKnown => {
                self.correct(field, String::new());
                None
            }
            Said::Refused(refusal) => {
                let key = match refusal {
                    Refusal::NotOne => problem,
                    Refusal::NoSuchDay => "problem-date-none",
                    Refusal::Vague => "problem-date-vague",
                    Refusal::Order => "problem-date-order",
                };
                let text = self.cell(field).text().trim().to_owned();
                problems.push(Problem { field: Some(field), key, text });
                None
            }
        }
    }

    /// Lists a cell as read otherwise than it stands.
    fn correct(&self, field: &'static str, after: String) {
        self.correct_text(field, self.cell(field).text().trim().to_owned(), after);
    }

    /// Lists a text of a field as taken for a name.
    pub fn correct_text(&self, field: &'static str, before: String, after: String) {
        let made = Correction { row: self.row.number, column: self.column, field, before, after };
        let mut known = self.corrections.borrow_mut();
        if !known.contains(&made) {
            known.push(made);
        }
    }

    /// What a field says, written the same way whatever the sheet's: yuan with two decimals, days as
    /// `2025-12-20`, rates as `50.00%`.
    pub fn canonical(&self, field: &'static str, problems: &mut Vec<Problem>) -> Option<String> {
        let hundredths = |n: i64| write::fixed(n, 2);
        match self.holds(field)? {
            Holds::Money => self.amount(field, problems).map(hundredths),
            Holds::Price => self.price(field, problems).map(|price| write::fixed(price, 4)),
            Holds::Rate => self.rate(field, problems).map(|bp| format!("{}%", hundredths(bp))),
            Holds::Count => self.count(field, problems).map(|count| write::decimal(count, 4)),
            Holds::Date | Holds::Planned => self.date(field, problems).map(|day| day.to_string()),
            Holds::Period => self.period(field, problems).map(|period| period.to_string()),
            Holds::Text
            | Holds::Person
            | Holds::Account
            | Holds::Product
            | Holds::Stage
            | Holds::Value => self.text(field),
        }
    }

    /// The columns that no field knows, as a JSON object; `None` when all are blank. Of columns with
    /// one heading each keeps its cell: 备注, 备注 (2). What our own export put into its columns
    /// `origin` and `extra` goes back to where it came from.
    pub fn extra(&self) -> Option<String> {
        let columns = &self.mapping.columns;
        let ours = columns.iter().any(|column| column.heading == EXTRA);
        let mut object = serde_json::Map::new();
        let mut times: BTreeMap<&str, usize> = BTreeMap::new();
        for (column, cell) in columns.iter().zip(&self.row.cells) {
            let heading = column.heading.as_str();
            let kept = column.field.is_none() && !column.left_out && !heading.is_empty();
            if !kept || *cell == Cell::Empty || ours && heading == ORIGIN {
                continue;
            }
            if heading == EXTRA
                && let Ok(serde_json::Value::Object(inner)) = serde_json::from_str(&cell.text())
            {
                object.extend(inner);
                continue;
            }
            let n = times.entry(heading).or_default();
            *n += 1;
            let name = if *n == 1 { heading.to_owned() } else { format!("{heading} ({n})") };
            object.insert(name, values::text(cell).into());
        }
        (!object.is_empty()).then(|| serde_json::Value::Object(object).to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheets::kinds::Kind;
    use crate::sheets::layout::{self, Hints};
    use crate::sheets::mapping::Map;
    use crate::sheets::read::Grid;

    #[test]
    fn a_cell_put_right_stands_in_the_place_of_the_sheets_own_and_is_listed() {
        let grid =
            Grid::of_texts(&[&["客户", "阶段", "金额(万元)"], &["甲", "方案报价", "3,800,00"]]);
        let kind = Some(Kind::Opportunities);
        let tables = layout::tables(&grid, kind, &Map::default(), &Hints::default());
        let mut mapping = tables.unwrap().remove(0);
        let fixed = [("amount", "380"), ("owner", "刘子昂")];
        let fixed = fixed.map(|(field, text)| (field.to_owned(), Cell::Text(text.into())));
        mapping.fixes.insert((2, None), fixed.into());
        let report = NaiveDate::from_ymd_opt(2025, 11, 18).unwrap();
        let view = RowView::new(&mapping, &grid.rows[1], None, report);
        let mut problems = vec![];
        assert_eq!(view.amount("amount", &mut problems), Some(380_000_000), "in the column's unit");
        assert_eq!(view.text("owner").as_deref(), Some("刘子昂"), "a field without a column");
        assert!(problems.is_empty(), "{problems:?}");
        let listed = view.corrections();
        let mut listed: Vec<_> =
            listed.iter().map(|c| (c.field, c.before.as_str(), c.after.as_str())).collect();
        listed.sort_unstable();
        assert_eq!(listed, [("amount", "3,800,00", "380"), ("owner", "", "刘子昂")]);
    }
}
