//! `coxswain calendar`: the list of a year in and out, the company's own days; and
//! `coxswain show calendar`.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use chrono::{Datelike as _, NaiveDate};
use clap::{Args, Subcommand};
use serde_json::{Value, json};

use crate::cli::show::{Asked, Shown};
use crate::cli::{DONE, open, parse_day, say};
use crate::command::calendar::{Command as Calendar, list};
use crate::command::{self, Command, Done};
use crate::domain::calendar::Status;
use crate::domain::calendar_list::{Span, spans, write};
use crate::domain::holidays::{HolidayName, Year, published};
use crate::domain::ids::CompanyDayId;
use crate::domain::period::Period;
use crate::error::{Error, Result};
use crate::i18n::Tr;
use crate::metrics::show;
use crate::sheets::write::put;
use crate::store::records::CompanyDay;
use crate::store::{Db, calendar};

/// Arguments of calendar.
#[derive(Debug, Args)]
pub struct CalendarArgs {
    /// The workspace
    file: PathBuf,
    /// What to do
    #[command(subcommand)]
    what: What,
}

/// What can be done with the calendar.
#[derive(Debug, Subcommand)]
enum What {
    /// Enters the holidays of a year from lines `first,last,off|work,name`
    Import {
        /// The year
        year: i32,
        /// The lines, as UTF-8 or GB18030
        csv: PathBuf,
        /// Which notice says so
        #[arg(long)]
        notice: String,
    },
    /// Writes the holidays of a year as lines
    Export {
        /// The year
        year: i32,
        /// The file to write; without it, the lines are printed
        #[arg(long)]
        out: Option<PathBuf>,
    },
    /// Takes an entered year away: the published one holds again, or plain weekends
    Drop {
        /// The year
        year: i32,
    },
    /// Says that the company is off on a day, or works; or takes that back
    CompanyDay {
        /// The day: YYYY-MM-DD
        #[arg(value_parser = parse_day)]
        day: NaiveDate,
        /// off, work or remove
        #[arg(value_parser = ["off", "work", "remove"])]
        kind: String,
        /// What the company calls the day
        #[arg(default_value = "")]
        label: String,
    },
}

pub(super) fn run(args: &CalendarArgs, today: NaiveDate, tr: &Tr) -> Result<u8> {
    let (mut workspace, _) = open(&args.file)?;
    let db = &mut workspace.db;
    match &args.what {
        What::Import { year, csv, notice } => {
            let spans = list(*year, &text_of(csv)?)?;
            let notice = notice.clone();
            report(act(db, Calendar::SaveYear { year: *year, notice, spans, today })?, tr);
        }
        What::Export { year, out } => {
            let text = lines(&list_of(db, *year)?, tr);
            match out {
                Some(file) => put(file, text.as_bytes())?,
                None => say(text.trim_end()),
            }
        }
        What::Drop { year } => report(act(db, Calendar::DropYear(*year))?, tr),
        What::CompanyDay { day, kind, label } => {
            let order = company_day(db, *day, kind, label)?;
            report(act(db, order)?, tr);
        }
    }
    Ok(DONE)
}

fn act(db: &mut Db, order: Calendar) -> Result<Done> {
    command::run(db, &Command::Calendar(order))
}

/// Says what was done; nothing where all was as it should be already.
fn report(done: Done, tr: &Tr) {
    if !done.title.is_empty() {
        say(&tr.with(&done.title, &[("subject", done.subject.into())]));
    }
}

/// A day that has an entry is changed.
fn company_day(db: &Db, day: NaiveDate, kind: &str, label: &str) -> Result<Calendar> {
    let own = db.all::<CompanyDay>()?.into_iter().find(|own| own.day == day);
    let id: Option<CompanyDayId> = own.as_ref().map(|own| own.id);
    let (worked, label) = (kind == "work", label.to_owned());
    Ok(match (kind, id) {
        ("remove", Some(id)) => {
            let label = own.map(|own| own.label).unwrap_or_default();
            Calendar::RemoveDay { id, label }
        }
        ("remove", None) => return Err(Error::new("error-record-gone")),
        (_, Some(id)) => Calendar::EditDay { id, day, worked, label },
        (_, None) => Calendar::AddDays { first: day, last: day, worked, label },
    })
}

/// The text of a file, whichever of the two encodings of Chinese files it is in.
fn text_of(file: &Path) -> Result<String> {
    let bytes = std::fs::read(file).map_err(|error| {
        Error::new("error-file-missing").arg("file", file.display()).detail(error)
    })?;
    let text = match std::str::from_utf8(&bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => encoding_rs::GB18030.decode(&bytes).0,
    };
    Ok(text.into_owned())
}

/// The list that a year goes by: the one that was entered, else the published one; empty where the
/// year is estimated.
fn list_of(db: &Db, year: i32) -> Result<Vec<Span>> {
    let of = |years: Vec<Year>| years.into_iter().find(|list| list.year == year);
    let list = of(calendar::years(db)?).or_else(|| of(published()));
    Ok(list.as_ref().map(spans).unwrap_or_default())
}

/// A list in the words of the language, as it can be read again.
fn lines(list: &[Span], tr: &Tr) -> String {
    let name = |name: HolidayName| show::holiday(tr, name);
    write(list, &tr.text("calendar-off"), &tr.text("calendar-work"), &name)
}

/// The calendar of a year: where it is from, its working days by month, holidays, worked weekends and
/// the company's own days.
pub(super) fn shown(ask: &Asked<'_>, year: i32) -> Result<Shown> {
    let found = &ask.directory.calendar;
    let whole = Period::Year(year);
    let (first, last) =
        whole.bounds().ok_or_else(|| Error::new("error-calendar-year").arg("year", year))?;
    let status = found.status(year);
    let months = (1..=12).map(|month| Period::Month(year, month));
    let months: Vec<(String, usize)> = months
        .map(|month| (month.to_string(), found.workdays(month.first_day(), month.last_day())))
        .collect();
    let company = found.company_days(first, last);
    let own: Vec<Value> = company
        .iter()
        .map(|own| json!({ "day": own.day.to_string(), "worked": own.worked, "label": own.label }))
        .collect();
    let holidays = found.holidays(first, last).into_iter().map(|holiday| {
        json!({
            "first": holiday.first.to_string(),
            "last": holiday.last.to_string(),
            "names": holiday.names.iter().map(|name| name.word()).collect::<Vec<_>>(),
        })
    });
    let makeup: Vec<String> =
        found.makeup_days(year).into_iter().map(|day| day.to_string()).collect();
    let value = json!({
        "year": year,
        "status": status.word(),
        "notice": found.notice(year),
        "workdays": found.workdays(first, last),
        "months": months.iter()
            .map(|(month, workdays)| json!({ "month": month, "workdays": workdays }))
            .collect::<Vec<_>>(),
        "holidays": holidays.collect::<Vec<_>>(),
        "makeup": makeup,
        "company_days": own,
    });

    let tr = ask.tr;
    let mut said = vec![match found.notice(year).filter(|_| status != Status::Estimated) {
        Some(notice) => format!("{year}  {notice}"),
        None => show::estimated(tr, found, whole),
    }];
    said.extend(months.iter().map(|(month, workdays)| format!("{month}  {workdays}")));
    let list = list_of(ask.db, year)?;
    said.extend(lines(&list, tr).lines().map(str::to_owned));
    said.extend(company.iter().map(|own| {
        let kind = if own.worked { "calendar-work" } else { "calendar-off" };
        format!("{}  {}  {}", own.day, tr.text(kind), own.label)
    }));
    Ok((value, said))
}

/// The year of `--year`, of the period, or of the day as of which is asked.
pub(super) fn year_of(year: Option<i32>, period: Option<Period>, as_of: NaiveDate) -> i32 {
    year.unwrap_or_else(|| period.map_or(as_of, Period::first_day).year())
}
