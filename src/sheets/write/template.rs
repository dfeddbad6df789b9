//! Workbooks for reps to fill in: one for each kind of sheet, with headings that we know, lists to
//! choose from and an example on a sheet of its own.
//!
//! A hidden sheet says which heading is which field (see [`crate::sheets::mark`]), so that what
//! comes back is read with certainty. The lists stand there too, since a list in a validation itself
//! is at most 255 characters long.

use std::collections::BTreeMap;
use std::path::Path;

use chrono::NaiveDate;
use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, DataValidationRule, ExcelDateTime, Format,
    Formula, Workbook, Worksheet, XlsxError,
};

use crate::error::{Error, Result};
use crate::i18n::{Language, Tr};
use crate::metrics::MetricId;
use crate::metrics::winloss::reason_key;
use crate::sheets::kinds::{Field, Holds, Kind};
use crate::sheets::mapping::letters;
use crate::sheets::mark::{self, Mark};
use crate::sheets::write::xlsx::{self, failed};
use crate::sheets::write::{Out, ending, put};
use crate::store::directory::Directory;
use crate::store::records::OutcomeReason;
use crate::store::{Db, setup};

/// So many rows are checked as they are filled in.
const ROWS: u32 = 200;
/// The first column of the hidden sheet that holds a list.
const FIRST_LIST: usize = 3;
/// Fill of the headings of fields that a row needs.
const NEEDED_FILL: Color = Color::RGB(0xFBE3B5);
/// The color of an example.
const GREY: Color = Color::RGB(0x808080);

/// What a template offers to choose from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    /// The stages in order.
    pub stages: Vec<String>,
    /// People by name, by number where two share one.
    pub people: Vec<String>,
    /// The products.
    pub products: Vec<String>,
}

impl Choices {
    /// What a new workspace offers.
    pub fn standard(language: Language) -> Self {
        let stages = setup::default_stages();
        let stages = stages.map(|(name, name_en)| language.own(name, name_en).to_owned());
        Self { stages: stages.collect(), ..Self::default() }
    }

    /// What a workspace offers.
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn load(db: &Db, language: Language) -> Result<Self> {
        let directory = Directory::load(db)?;
        let stages = directory.stage_choices().into_iter();
        let stages = stages.map(|stage| language.own(&stage.name, &stage.name_en).to_owned());
        let stages: Vec<String> = stages.collect();
        let mut bearers: BTreeMap<&str, usize> = BTreeMap::new();
        for person in directory.people.values() {
            *bearers.entry(&person.name).or_default() += 1;
        }
        let mut people: Vec<String> = directory
            .people
            .values()
            .filter(|person| !person.archived)
            .map(|person| match &person.number {
                Some(number) if bearers.get(person.name.as_str()).is_some_and(|n| *n > 1) => {
                    number.clone()
                }
                _ => person.name.clone(),
            })
            .collect();
        let products = directory.products.values().filter(|product| !product.archived);
        let mut products: Vec<String> = products.map(|product| product.name.clone()).collect();
        for list in [&mut people, &mut products] {
            list.sort();
            list.dedup();
        }
        Ok(Self { stages, people, products })
    }
}

/// Writes a template to a workbook. The file appears whole or not at all.
///
/// # Errors
/// When the file's name does not end in `.xlsx`, or the place cannot be written.
pub fn write_template(kind: Kind, choices: &Choices, tr: &Tr, path: &Path) -> Result<()> {
    if ending(path) != "xlsx" {
        return Err(Error::new("error-template-ending").arg("file", path.display()));
    }
    put(path, &template(kind, choices, tr)?)
}

/// Writes a template for each kind of sheet into a folder, over those of before.
///
/// # Errors
/// When the place cannot be written.
pub fn write_templates(choices: &Choices, tr: &Tr, folder: &Path) -> Result<()> {
    for kind in Kind::ALL {
        let name = tr.text(&format!("kind-{}", kind.word()));
        let name = tr.with("template-file", &[("kind", name.into())]);
        write_template(kind, choices, tr, &folder.join(format!("{name}.xlsx")))?;
    }
    Ok(())
}

/// The bytes of a template in the language of the words.
///
/// # Errors
/// When the workbook cannot be made.
pub fn template(kind: Kind, choices: &Choices, tr: &Tr) -> Result<Vec<u8>> {
    let mut book = xlsx::book()?;
    let mut n_lists = 0;
    let columns: Vec<Column> = kind
        .fields()
        .iter()
        .map(|field| {
            let list = list_of(kind, field, choices, tr);
            let place = (!list.is_empty()).then_some(n_lists + FIRST_LIST);
            n_lists += usize::from(place.is_some());
            let heading = tr.text(&field.label_key(kind));
            Column { heading, field, example: example(kind, field, &list, tr), list, place }
        })
        .collect();
    let example_name = xlsx::sheet_name(&tr.text("template-example"));
    let sheet = book.add_worksheet();
    let name = tr.text(&format!("kind-{}", kind.word()));
    sheet.set_name(xlsx::sheet_name(&name)).map_err(failed)?;
    form(sheet, &columns, tr).map_err(failed)?;
    let sheet = book.add_worksheet();
    sheet.set_name(&example_name).map_err(failed)?;
    example_row(sheet, &columns).map_err(failed)?;
    let mark = Mark {
        kind: Some(kind),
        left_out: vec![example_name],
        columns: columns
            .iter()
            .map(|column| (column.heading.clone(), column.field.id.to_owned()))
            .collect(),
    };
    hide(&mut book, &mark, &columns, tr.language()).map_err(failed)?;
    xlsx::saved(book)
}

/// A column of a template.
struct Column {
    heading: String,
    field: &'static Field,
    /// What may be chosen; empty where anything may be written.
    list: Vec<String>,
    /// The column of the hidden sheet that holds the list, from 0.
    place: Option<usize>,
    example: Out,
}

impl Column {
    /// How its cells look.
    fn format(&self) -> Format {
        let format = xlsx::base();
        match self.field.holds {
            Holds::Money => format.set_num_format(xlsx::MONEY),
            Holds::Price => format.set_num_format("#,##0.00##"),
            Holds::Rate => format.set_num_format(xlsx::RATE),
            Holds::Date | Holds::Planned => format.set_num_format(xlsx::DAY),
            // As text, or Excel makes a date of 2025-11 and cuts the zeros before a number.
            Holds::Period => format.set_num_format("@"),
            Holds::Text if is_code(self.field.id) => format.set_num_format("@"),
            _ => format,
        }
    }

    fn heading_format(&self) -> Format {
        let format = xlsx::heading();
        if self.field.required { format.set_background_color(NEEDED_FILL) } else { format }
    }

    fn width(&self) -> f64 {
        let needed = (xlsx::width(&self.heading) + 4).max(xlsx::width(&self.example.text()) + 5);
        xlsx::clamped(needed) as f64
    }

    /// What is checked as a cell is filled in.
    fn check(&self, tr: &Tr) -> Result<Option<DataValidation>, XlsxError> {
        let (check, message) = if let Some(place) = self.place {
            let column = letters(place);
            let range = format!("={}!${column}$1:${column}${}", mark::SHEET, self.list.len());
            let list = DataValidation::new().allow_list_formula(Formula::new(range));
            // A new person, product or reason may come up; a stage may not.
            let open = matches!(self.field.holds, Holds::Person | Holds::Product)
                || self.field.id == "close_reason";
            let list =
                if open { list.set_error_style(DataValidationErrorStyle::Warning) } else { list };
            (list, "template-list")
        } else {
            match self.field.holds {
                Holds::Date => {
                    let first = ExcelDateTime::from_ymd(1950, 1, 1)?;
                    let last = ExcelDateTime::from_ymd(2099, 12, 31)?;
                    let days = DataValidationRule::Between(first, last);
                    (DataValidation::new().allow_date(days), "template-day")
                }
                Holds::Rate => {
                    let share = DataValidationRule::Between(0.0, 1.0);
                    (DataValidation::new().allow_decimal_number(share), "template-rate")
                }
                _ => return Ok(None),
            }
        };
        let check = check.set_error_title(tr.text("template-check"))?;
        Ok(Some(check.set_error_message(tr.text(message))?))
    }
}

/// Numbers that are names: with zeros before them, never summed.
fn is_code(id: &str) -> bool {
    matches!(id, "number" | "order_number" | "line" | "phone" | "invoice" | "wechat")
}

fn head(sheet: &mut Worksheet, columns: &[Column]) -> Result<(), XlsxError> {
    sheet.set_freeze_panes(1, 0)?;
    for (at, column) in (0_u16..).zip(columns) {
        sheet.set_column_width(at, column.width())?;
        sheet.write_string_with_format(0, at, &column.heading, &column.heading_format())?;
    }
    Ok(())
}

/// The sheet to fill in.
fn form(sheet: &mut Worksheet, columns: &[Column], tr: &Tr) -> Result<(), XlsxError> {
    head(sheet, columns)?;
    for (at, column) in (0_u16..).zip(columns) {
        sheet.set_column_format(at, &column.format())?;
        if let Some(check) = column.check(tr)? {
            sheet.add_data_validation(1, at, ROWS, at, &check)?;
        }
        if column.field.required {
            let note = DataValidation::new().set_input_message(tr.text("template-needed"))?;
            sheet.add_data_validation(0, at, 0, at, &note)?;
        }
    }
    Ok(())
}

/// The sheet with the example.
fn example_row(sheet: &mut Worksheet, columns: &[Column]) -> Result<(), XlsxError> {
    head(sheet, columns)?;
    for (at, column) in (0_u16..).zip(columns) {
        let format = column.format().set_italic().set_font_color(GREY);
        match &column.example {
            Out::Blank => {}
            Out::Int(n) => {
                sheet.write_number_with_format(1, at, *n as f64, &format)?;
            }
            Out::Hundredths(n) => {
                sheet.write_number_with_format(1, at, *n as f64 / 100.0, &format)?;
            }
            Out::TenThousandths(n) | Out::Rate(n) => {
                sheet.write_number_with_format(1, at, *n as f64 / 10_000.0, &format)?;
            }
            Out::Day(day) => {
                if let Some(day) = xlsx::excel_day(*day) {
                    sheet.write_datetime_with_format(1, at, &day, &format)?;
                }
            }
            Out::Text(text) => {
                sheet.write_string_with_format(1, at, text, &format)?;
            }
        }
    }
    Ok(())
}

/// The hidden sheet: the mark, and the lists beside it.
fn hide(
    book: &mut Workbook,
    mark: &Mark,
    columns: &[Column],
    language: Language,
) -> Result<(), XlsxError> {
    let sheet = book.add_worksheet();
    sheet.set_name(mark::SHEET)?;
    write_mark(sheet, mark, language)?;
    for column in columns {
        let Some(place) = column.place.and_then(|place| u16::try_from(place).ok()) else {
            continue;
        };
        for (row, choice) in (0_u32..).zip(&column.list) {
            sheet.write_string(row, place, choice)?;
        }
    }
    Ok(())
}

/// Writes a mark and hides its sheet.
pub(super) fn write_mark(
    sheet: &mut Worksheet,
    mark: &Mark,
    language: Language,
) -> Result<(), XlsxError> {
    for (row, cells) in (0_u32..).zip(mark.cells(language)) {
        for (column, cell) in (0_u16..).zip(cells) {
            sheet.write_string(row, column, cell)?;
        }
    }
    sheet.set_very_hidden(true);
    Ok(())
}

/// What may be chosen in a column; empty where anything may be written.
fn list_of(kind: Kind, field: &Field, choices: &Choices, tr: &Tr) -> Vec<String> {
    let words = |keys: &[&str]| keys.iter().map(|key| tr.text(key)).collect::<Vec<_>>();
    match (kind, field.id) {
        (Kind::People, "kind") => words(&["template-employee", "template-external"]),
        (Kind::Returns, "returned") => words(&["template-yes", "template-no"]),
        (Kind::Targets, "metric") => {
            MetricId::ALL.iter().map(|metric| tr.text(&metric.label_key())).collect()
        }
        (_, "result") if field.holds == Holds::Stage => words(&["won", "lost"]),
        (Kind::Opportunities, "close_reason") => {
            let listed = OutcomeReason::ALL.into_iter();
            let listed = listed.filter(|reason| *reason != OutcomeReason::Other);
            listed.map(|reason| tr.text(reason_key(Some(reason), false))).collect()
        }
        _ => match field.holds {
            Holds::Stage => {
                let mut stages = choices.stages.clone();
                stages.extend(words(&["won", "lost"]));
                stages
            }
            Holds::Person => choices.people.clone(),
            Holds::Product => choices.products.clone(),
            _ => vec![],
        },
    }
}

/// The word of a field's name: its key without `field-`.
fn word_of(kind: Kind, field: &Field) -> String {
    field.label_key(kind).trim_start_matches("field-").to_owned()
}

/// An invented cell of a column.
fn example(kind: Kind, field: &Field, list: &[String], tr: &Tr) -> Out {
    let day = |month, day| NaiveDate::from_ymd_opt(2025, month, day).map_or(Out::Blank, Out::Day);
    let code = |text: &str| Out::Text(text.to_owned());
    match (kind, field.id) {
        // The deal of the example is open.
        (Kind::Opportunities, "result" | "closed_on" | "close_reason" | "competitor") => {
            return Out::Blank;
        }
        (Kind::Certificates, "issued_on") => return day(1, 8),
        // The certificate of the example holds, and its test was passed at once.
        (Kind::Certificates, "revoked_on" | "revoked_why")
        | (Kind::Trainings, "retest_on" | "retest_score") => return Out::Blank,
        (Kind::Orders, "amount") => return Out::Hundredths(165_000),
        (Kind::Trainings, "cost") => return Out::Hundredths(58_000),
        (Kind::Reports, "period") => return code("2025-W47"),
        (Kind::Orders, "number") | (_, "order_number") => return code("SO-001"),
        (_, "number") => return code("A-001"),
        (_, "line") => return code("1"),
        (_, "phone") => return code("13800000000"),
        (_, "email") => return code("name@example.com"),
        (_, "invoice") => return code("00012345"),
        (_, "wechat") => return code("wechat_id"),
        _ => {}
    }
    match field.holds {
        Holds::Money => Out::Hundredths(18_600_000),
        Holds::Price => Out::TenThousandths(5_500_000),
        Holds::Date => day(11, 18),
        Holds::Planned => day(12, 20),
        Holds::Rate => Out::Rate(6_000),
        Holds::Count => Out::TenThousandths(30_000),
        Holds::Value => Out::Int(500_000),
        Holds::Period => code("2025-Q4"),
        Holds::Person => tr.text("example-person-name").into(),
        Holds::Account => tr.text("example-account-name").into(),
        Holds::Product => tr.text("example-product-name").into(),
        Holds::Stage | Holds::Text => match list.first() {
            Some(first) => first.as_str().into(),
            None => tr.text(&format!("example-{}", word_of(kind, field))).into(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheets::layout::{self, Hints};
    use crate::sheets::mapping::Map;
    use crate::sheets::read::{Cell, Grid, Row, Shape};

    #[test]
    fn every_heading_of_a_template_is_one_that_is_read() {
        for language in Language::ALL {
            let tr = Tr::new(language);
            for kind in Kind::ALL {
                let headings = kind.fields().iter().map(|field| tr.text(&field.label_key(kind)));
                let cells = headings.map(|text| Cell::Text(text.as_str().into())).collect();
                let rows = vec![Row { number: 1, cells }];
                let grid =
                    Grid { name: String::new(), hidden: false, rows, shape: Shape::default() };
                let found =
                    layout::tables(&grid, Some(kind), &Map::default(), &Hints::default()).unwrap();
                let fields: Vec<_> = found[0].columns.iter().map(|column| column.field).collect();
                let expected: Vec<_> = kind.fields().iter().map(|field| Some(field.id)).collect();
                assert_eq!(fields, expected, "{kind:?} {language:?}");
            }
        }
    }

    #[test]
    fn every_example_is_said_in_both_languages() {
        for language in Language::ALL {
            let tr = Tr::new(language);
            let choices = Choices::standard(language);
            assert_eq!(choices.stages.len(), 5);
            for kind in Kind::ALL {
                for field in kind.fields() {
                    let list = list_of(kind, field, &choices, &tr);
                    if let Out::Text(text) = example(kind, field, &list, &tr) {
                        assert!(!text.starts_with("example-"), "{kind:?} {text}");
                    }
                }
                let made = template(kind, &choices, &tr).unwrap();
                assert!(made == template(kind, &choices, &tr).unwrap(), "{kind:?}");
            }
        }
    }
}
