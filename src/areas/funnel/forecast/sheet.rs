//! The roll-up for a spreadsheet program: the lines of the page, amounts in yuan, what is not known blank.

use super::data::{Page, class_key};
use crate::domain::forecast::calls::Category;
use crate::metrics::forecast::rollup::Part;
use crate::sheets::write::{Out, Table};

impl Page<'_> {
    /// The table.
    pub(super) fn sheet(&self) -> Table {
        let (tr, roll_up) = (self.load.tr, &self.found.roll_up);
        let closed = Some(roll_up.closed());
        let n = whole(roll_up.faces.single(Category::Closed).deals);
        let mut rows =
            vec![line(tr.text("forecast-signed"), [n, Out::Blank], [closed, closed, closed, None])];
        if !self.found.over {
            rows.extend(roll_up.parts.iter().map(|part| self.of_class(part)));
            let unlisted =
                [("forecast-pulled", &roll_up.pulled), ("forecast-fresh", &roll_up.fresh)];
            for (key, found) in unlisted {
                let Some(found) = found else { continue };
                let n = Out::TenThousandths((found.deals * 10_000.0).round() as i64);
                let computed = Some(found.computed);
                rows.push(line(tr.text(key), [n, Out::Blank], [None, computed, computed, None]));
            }
        }
        let (computed, called) = (roll_up.computed(), roll_up.called());
        let sums = [None, computed, called, difference(called, computed)];
        rows.push(line(tr.text("forecast-total"), [Out::Blank, Out::Blank], sums));
        let headings = [
            "forecast-column-class",
            "forecast-column-deals",
            "forecast-sheet-face",
            "forecast-column-chance",
            "forecast-sheet-computed",
            "forecast-sheet-call",
            "forecast-sheet-difference",
            "forecast-column-reason",
        ];
        Table {
            name: tr.text("forecast-roll"),
            headings: headings.map(|key| tr.text(key)).to_vec(),
            rows,
        }
    }

    fn of_class(&self, part: &Part) -> Vec<Out> {
        let name = self.load.tr.text(&class_key(part.category));
        let chance = part.chance_bp().map_or(Out::Blank, Out::Rate);
        let called = part.called();
        let sums = [Some(part.face), part.computed, called, difference(called, part.computed)];
        let mut cells = line(name, [whole(part.deals), chance], sums);
        if let (Some(reason), Some(call)) = (cells.last_mut(), &part.call) {
            *reason = call.reason.as_str().into();
        }
        cells
    }
}

/// A line without a reason: its name, how many deals and their chance; their amounts, what was worked out, what
/// counts, and the difference of the two.
fn line(name: String, [deals, chance]: [Out; 2], sums: [Option<i64>; 4]) -> Vec<Out> {
    let [face, computed, called, off] = sums.map(|fen| fen.map_or(Out::Blank, Out::Hundredths));
    vec![name.into(), deals, face, chance, computed, called, off, Out::Blank]
}

fn difference(called: Option<i64>, computed: Option<i64>) -> Option<i64> {
    Some(called?.saturating_sub(computed?))
}

fn whole(n: u64) -> Out {
    Out::Int(i64::try_from(n).unwrap_or(i64::MAX))
}
