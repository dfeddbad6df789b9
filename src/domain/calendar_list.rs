//! A year of the calendar as lines: read from what a person typed, pasted or kept in a file, checked,
//! and written again.
//!
//! A line is `first,last,off|work,name`, as in `2026-02-15,2026-02-23,off,spring-festival`. It may be
//! written in Chinese, `2026-02-15,2026-02-23,休,春节`, and with blanks or tabs in the place of commas,
//! as lists come out of a web page. One day needs no last day, days off need no name, and what stands
//! behind a weekend that is worked is not kept. A first line without a number is a heading, and what
//! begins with `#` is a note.

use std::collections::BTreeSet;

use chrono::{Datelike as _, NaiveDate, Weekday};

use crate::domain::holidays::{HolidayName, Year};

/// So many days over an end of the year a list may go: the first of January may be taken with days of
/// December.
const EDGE: i64 = 14;
/// A holiday is shorter than so many days: what is longer is a slip of the hand.
const LONGEST: i64 = 31;

/// Days in a row as a list says them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// The first day.
    pub first: NaiveDate,
    /// The last day.
    pub last: NaiveDate,
    /// Whether they are worked; otherwise off.
    pub worked: bool,
    /// What they are off for; where it is empty, the time of the year tells.
    pub names: Vec<HolidayName>,
}

impl Span {
    /// Its days in order.
    pub fn days(&self) -> impl Iterator<Item = NaiveDate> {
        let last = self.last;
        self.first.iter_days().take_while(move |day| *day <= last)
    }
}

/// What is wrong with a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// A day of a line cannot be read.
    Day {
        /// The line, from 1.
        line: usize,
        /// What stands there.
        text: String,
    },
    /// A line does not say whether its days are off or worked.
    Kind {
        /// The line, from 1.
        line: usize,
        /// What stands there; empty where nothing does.
        text: String,
    },
    /// A line names a holiday that is not known.
    Name {
        /// The line, from 1.
        line: usize,
        /// What stands there.
        text: String,
    },
    /// The last day is before the first.
    Turned {
        /// The first day.
        first: NaiveDate,
        /// The last day.
        last: NaiveDate,
    },
    /// Too many days in a row.
    Long {
        /// The first day.
        first: NaiveDate,
        /// The last day.
        last: NaiveDate,
    },
    /// A day lies neither in the year nor close to it.
    Outside {
        /// The day.
        day: NaiveDate,
    },
    /// A day is listed twice.
    Twice {
        /// The day.
        day: NaiveDate,
    },
    /// A day from Monday to Friday is said to be worked for a holiday.
    Weekday {
        /// The day.
        day: NaiveDate,
    },
    /// There is no line.
    Empty,
}

/// Reads a list.
///
/// # Errors
/// When a line cannot be read: the first that cannot.
pub fn read(text: &str) -> Result<Vec<Span>, Problem> {
    let mut spans: Vec<Span> = vec![];
    for (line, content) in (1..).zip(text.trim_start_matches('\u{feff}').lines()) {
        let words = words(content);
        let Some(head) = words.first() else { continue };
        let heading = spans.is_empty() && !content.contains(|c: char| c.is_ascii_digit());
        if heading || head.starts_with('#') {
            continue;
        }
        spans.push(span(line, &words)?);
    }
    Ok(spans)
}

/// The cells of a line, without the empty ones.
fn words(line: &str) -> Vec<&str> {
    let marks: &[char] = &[',', '，', ';', '；', '\t'];
    let between: &[char] = &['至', '到', '~', '～', '—', '–'];
    // A name may hold blanks where other marks part the cells.
    let blanks = !line.contains(marks);
    let parts = |c: char| {
        marks.contains(&c) || between.contains(&c) || blanks && (c == ' ' || c == '\u{3000}')
    };
    let cells = line.split(parts).map(|cell| cell.trim().trim_matches('"').trim());
    cells.filter(|cell| !cell.is_empty()).collect()
}

fn span(line: usize, words: &[&str]) -> Result<Span, Problem> {
    let read_day = |text: &str| {
        let wrong = || Problem::Day { line, text: text.to_owned() };
        day(text).ok_or_else(wrong)
    };
    let mut words = words.iter().copied().peekable();
    let first = read_day(words.next().unwrap_or_default())?;
    let last = match words.next_if(|word| word.starts_with(|c: char| c.is_ascii_digit())) {
        Some(text) => read_day(text)?,
        None => first,
    };
    let kind = words.next().unwrap_or_default();
    let worked = match kind.to_ascii_lowercase().as_str() {
        "off" | "holiday" | "休" | "放假" | "休息" => false,
        "work" | "worked" | "班" | "上班" | "调休" | "调休上班" => true,
        _ => return Err(Problem::Kind { line, text: kind.to_owned() }),
    };
    let mut names = vec![];
    if !worked {
        for text in words.flat_map(|word| word.split(['、', '+', '/'])) {
            let wrong = || Problem::Name { line, text: text.trim().to_owned() };
            names.push(HolidayName::parse(text).ok_or_else(wrong)?);
        }
    }
    Ok(Span { first, last, worked, names })
}

/// Reads a day, its parts between `-`, `/` or `.`, or in Chinese.
fn day(text: &str) -> Option<NaiveDate> {
    let mut parts = text.split(['-', '/', '.', '年', '月', '日']).filter(|part| !part.is_empty());
    let year: i32 = parts.next()?.parse().ok().filter(|year| *year > 999)?;
    let month = parts.next()?.parse().ok()?;
    let day = parts.next()?.parse().ok()?;
    if parts.next().is_some() {
        return None;
    }
    NaiveDate::from_ymd_opt(year, month, day)
}

/// Writes a list, one line for each stretch; `off` and `work` are the words for the two kinds, `name`
/// writes a holiday.
pub fn write(
    spans: &[Span],
    off: &str,
    work: &str,
    name: &dyn Fn(HolidayName) -> String,
) -> String {
    let mut text = String::new();
    for span in spans {
        let names: Vec<String> = span.names.iter().map(|of| name(*of)).collect();
        let kind = if span.worked { work } else { off };
        text.push_str(&format!("{},{},{kind},{}", span.first, span.last, names.join("+")));
        // A line without a name ends with its kind.
        while text.ends_with(',') {
            text.pop();
        }
        text.push('\n');
    }
    text
}

/// The list of a year, by first day.
pub fn spans(year: &Year) -> Vec<Span> {
    let off = year.holidays.iter().map(|holiday| Span {
        first: holiday.first,
        last: holiday.last,
        worked: false,
        names: holiday.names.clone(),
    });
    let worked =
        year.makeup.iter().map(|day| Span { first: *day, last: *day, worked: true, names: vec![] });
    let mut spans: Vec<Span> = off.chain(worked).collect();
    spans.sort_by_key(|span| span.first);
    spans
}

/// Checks the list of a year: every stretch in its order, in the year or close to it, no day twice,
/// and only Saturdays and Sundays worked for a holiday.
///
/// # Errors
/// The first problem.
pub fn check(year: i32, spans: &[Span]) -> Result<(), Problem> {
    if spans.is_empty() {
        return Err(Problem::Empty);
    }
    let ends = (NaiveDate::from_ymd_opt(year, 1, 1), NaiveDate::from_ymd_opt(year, 12, 31));
    let outside = |day: NaiveDate| match ends {
        (Some(start), Some(end)) => {
            (start - day).num_days() > EDGE || (day - end).num_days() > EDGE
        }
        _ => true,
    };
    let mut listed = BTreeSet::new();
    for span in spans {
        let (first, last) = (span.first, span.last);
        if last < first {
            return Err(Problem::Turned { first, last });
        }
        if let Some(day) = [first, last].into_iter().find(|day| outside(*day)) {
            return Err(Problem::Outside { day });
        }
        if (last - first).num_days() >= LONGEST {
            return Err(Problem::Long { first, last });
        }
        for day in span.days() {
            let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
            if span.worked && !weekend {
                return Err(Problem::Weekday { day });
            }
            if !listed.insert(day) {
                return Err(Problem::Twice { day });
            }
        }
    }
    // A list of another year would take this year's days away.
    let own = |span: &Span| span.first.year() == year || span.last.year() == year;
    if let Some(span) = spans.first().filter(|_| !spans.iter().any(own)) {
        return Err(Problem::Outside { day: span.first });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::holidays::published;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn made(first: &str, last: &str, worked: bool, names: &[HolidayName]) -> Span {
        Span { first: date(first), last: date(last), worked, names: names.to_vec() }
    }

    #[test]
    fn lines_are_read_as_people_write_them() {
        use HolidayName::{MidAutumn, NationalDay, SpringFestival};
        let spring = [made("2027-02-05", "2027-02-11", false, &[SpringFestival])];
        for text in [
            "2027-02-05,2027-02-11,off,spring-festival",
            "2027-02-05,2027-02-11,off,Spring Festival",
            "\u{feff}first,last,kind,name\r\n2027-02-05,2027-02-11,OFF,spring-festival\r\n",
            "# 通知\n\n2027/2/5，2027/2/11，休，春节",
            "2027-02-05\t2027-02-11\t放假\t春节",
            "2027年2月5日至2027年2月11日 放假 春节",
            "\"2027-02-05\",\"2027-02-11\",\"off\",\"春节\"",
        ] {
            assert_eq!(read(text).as_deref(), Ok(&spring[..]), "{text}");
        }
        let two = [made("2027-10-01", "2027-10-07", false, &[NationalDay, MidAutumn])];
        assert_eq!(read("2027-10-01,2027-10-07,休,国庆节+中秋节").as_deref(), Ok(&two[..]));
        let one = [
            made("2027-01-01", "2027-01-01", false, &[]),
            made("2027-01-03", "2027-01-03", true, &[]),
        ];
        assert_eq!(read("2027-01-01,休\n2027-01-03,班,元旦调休").as_deref(), Ok(&one[..]));
        assert_eq!(read("\n \n"), Ok(vec![]));
    }

    #[test]
    fn what_cannot_be_read_is_named_with_its_line() {
        let text = |text: &str| text.to_owned();
        for (list, problem) in [
            ("2027-02-30,off", Problem::Day { line: 1, text: text("2027-02-30") }),
            ("2027-01-01,off\n春节,off", Problem::Day { line: 2, text: text("春节") }),
            ("2027-01-01,2027-13-01,off", Problem::Day { line: 1, text: text("2027-13-01") }),
            ("2027-01-01", Problem::Kind { line: 1, text: String::new() }),
            ("2027-01-01,元旦", Problem::Kind { line: 1, text: text("元旦") }),
            ("2027-01-01,off,重阳", Problem::Name { line: 1, text: text("重阳") }),
        ] {
            assert_eq!(read(list), Err(problem), "{list}");
        }
    }

    #[test]
    fn a_list_comes_out_as_it_went_in() {
        let name = |name: HolidayName| name.word().to_owned();
        for year in published() {
            let list = spans(&year);
            assert_eq!(check(year.year, &list), Ok(()));
            let text = write(&list, "off", "work", &name);
            assert_eq!(read(&text), Ok(list), "{text}");
        }
        let bare = write(&[made("2027-01-03", "2027-01-03", true, &[])], "休", "班", &name);
        assert_eq!(bare, "2027-01-03,2027-01-03,班\n");
    }

    #[test]
    fn a_year_is_checked() {
        let off = |first: &str, last: &str| made(first, last, false, &[]);
        let work = |day: &str| made(day, day, true, &[]);
        let day = date;
        for (list, expected) in [
            (vec![off("2026-12-31", "2027-01-03"), work("2026-12-27")], Ok(())),
            (vec![], Err(Problem::Empty)),
            (
                vec![off("2027-05-03", "2027-05-01")],
                Err(Problem::Turned { first: day("2027-05-03"), last: day("2027-05-01") }),
            ),
            (
                vec![off("2026-12-17", "2026-12-17")],
                Err(Problem::Outside { day: day("2026-12-17") }),
            ),
            (
                vec![off("2028-01-10", "2028-01-15")],
                Err(Problem::Outside { day: day("2028-01-15") }),
            ),
            (
                vec![off("2027-05-01", "2027-05-31"), work("2027-05-08")],
                Err(Problem::Twice { day: day("2027-05-08") }),
            ),
            (
                vec![off("2027-05-01", "2027-06-01")],
                Err(Problem::Long { first: day("2027-05-01"), last: day("2027-06-01") }),
            ),
            // A Friday.
            (vec![work("2027-10-08")], Err(Problem::Weekday { day: day("2027-10-08") })),
            (vec![work("2027-10-09")], Ok(())),
        ] {
            assert_eq!(check(2027, &list), expected, "{list:?}");
        }
    }
}
