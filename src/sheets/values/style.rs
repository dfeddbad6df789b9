//! How the cells of one column are written, as far as one cell cannot say it alone.

use crate::sheets::read::Cell;

use super::bare;
use super::money::YUAN;

/// How the cells of a column are to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// Fen in one unit of money that the heading names (`万元`), else one yuan.
    pub unit_fen: i64,
    /// Whether `03/04/2025` begins with the day or the month, where the column tells.
    pub order: Option<Order>,
    /// Whether a bare number is a rate in percent; else it is a fraction.
    pub percent: bool,
    /// Whether a bare number between 0 and 1 stands in the column: then 1 is the whole.
    pub fractions: bool,
    /// The sign of a foreign currency in the column.
    pub currency: Currency,
}

/// What comes first in a date whose year comes last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// `31/12/2025`.
    DayFirst,
    /// `12/31/2025`.
    MonthFirst,
    /// Now this, now that: nothing is decided.
    Mixed,
}

impl Order {
    /// The word in maps: `day-first`, `month-first`; empty for what nobody would say.
    pub const fn word(self) -> &'static str {
        match self {
            Self::DayFirst => "day-first",
            Self::MonthFirst => "month-first",
            Self::Mixed => "",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::DayFirst, Self::MonthFirst].into_iter().find(|order| order.word() == word)
    }
}

/// Signs of foreign currencies in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Currency {
    /// None.
    None,
    /// This one in every cell that has a sign.
    One(char),
    /// Several, or beside ¥: which amount is which nobody can say.
    Mixed,
}

impl Default for Style {
    fn default() -> Self {
        Self {
            unit_fen: YUAN,
            order: None,
            percent: false,
            fractions: false,
            currency: Currency::None,
        }
    }
}

impl Style {
    /// The style of one cell alone.
    pub fn of_cell(cell: &Cell, unit_fen: i64) -> Self {
        let mut style = Self { unit_fen, ..Self::default() };
        style.see_rate(cell);
        style.see_money(cell);
        style
    }

    /// Looks at a cell of a column of days.
    pub fn see_date(&mut self, cell: &Cell) {
        let Cell::Text(text) = cell else { return };
        let mut parts = text.trim().split(['/', '-', '.']);
        let (Some(one), Some(two), Some(year), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return;
        };
        if year.len() != 4 {
            return;
        }
        let (Ok(one), Ok(two)) = (one.parse::<u32>(), two.parse::<u32>()) else { return };
        let order = match (one > 12, two > 12) {
            (true, false) => Order::DayFirst,
            (false, true) => Order::MonthFirst,
            _ => return,
        };
        self.order = match self.order {
            None => Some(order),
            Some(known) if known == order => Some(order),
            Some(_) => Some(Order::Mixed),
        };
    }

    /// Looks at a cell of a column of rates: one bare number over 1 makes all of them percent.
    pub fn see_rate(&mut self, cell: &Cell) {
        let number = match cell {
            Cell::Number(number) => Some(*number),
            Cell::Text(_) => bare(cell).parse::<f64>().ok(),
            _ => None,
        };
        self.percent |= number.is_some_and(|number| number > 1.0);
        self.fractions |= number.is_some_and(|number| number > 0.0 && number < 1.0);
    }

    /// Looks at a cell of a column of money.
    pub fn see_money(&mut self, cell: &Cell) {
        let Cell::Text(text) = cell else { return };
        let sign = text.chars().find(|c| matches!(c, '$' | '€' | '£' | '¥' | '￥'));
        self.currency = match (sign, self.currency) {
            (None, known) => known,
            (Some('¥' | '￥'), Currency::None) => Currency::One('¥'),
            (Some('¥' | '￥'), Currency::One('¥')) => Currency::One('¥'),
            (Some(sign), Currency::None) => Currency::One(sign),
            (Some(sign), Currency::One(known)) if sign == known => Currency::One(sign),
            (Some(_), _) => Currency::Mixed,
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(texts: &[&str]) -> Option<Order> {
        let mut style = Style::default();
        for text in texts {
            style.see_date(&Cell::Text((*text).into()));
        }
        style.order
    }

    #[test]
    fn a_column_tells_what_a_cell_cannot() {
        assert_eq!(order(&["03/04/2025", "25/12/2025"]), Some(Order::DayFirst));
        assert_eq!(order(&["03/04/2025", "12/25/2025"]), Some(Order::MonthFirst));
        assert_eq!(order(&["25/12/2025", "12/25/2025", "26/12/2025"]), Some(Order::Mixed));
        assert_eq!(order(&["03/04/2025", "2025-12-25"]), None);
        let mut style = Style::default();
        style.see_money(&Cell::Text("$5".into()));
        assert_eq!(style.currency, Currency::One('$'));
        style.see_money(&Cell::Text("¥5".into()));
        assert_eq!(style.currency, Currency::Mixed);
        assert!(Style::of_cell(&Cell::Number(80.0), YUAN).percent);
        assert!(!Style::of_cell(&Cell::Text("0.8".into()), YUAN).percent);
    }
}
