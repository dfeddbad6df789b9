//! The cards beside the matrix: classes to come, certificates that end, hours of the year.

use std::collections::BTreeMap;

use chrono::{Datelike as _, Days, NaiveDate};

use super::grid::whole;
use crate::areas::training::data::Load;
use crate::domain::ids::PersonId;
use crate::domain::names::initial;
use crate::domain::stats::rational::Rational;
use crate::error::Result;
use crate::i18n::{DASH, number, short_day};
use crate::metrics::training::enrol::{Enrolling, Offered};
use crate::metrics::training::hours::{Hours, hours};
use crate::metrics::training::say;
use crate::store::records::{Certificate, CertificateKind, ClassMark};
use crate::store::training::certificates::Kinds;
use crate::store::training::classes;
use crate::ui::charts::bar::TickBar;
use crate::ui::tokens::Tone;

/// So many classes stand in the card.
const CLASSES: usize = 4;
/// So many certificates stand in it.
const PAPERS: usize = 5;
/// Certificates that end within so many days stand in it.
const AHEAD: u64 = 90;
/// From so many days on it is urgent.
const URGENT: i64 = 14;
/// So many topics stand below the hours.
const TOPICS: usize = 3;

/// What stands beside the matrix.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Side {
    /// How many classes are to come.
    pub classes_sub: String,
    /// The next ones.
    pub classes: Vec<ClassRow>,
    /// How many certificates end.
    pub papers_sub: String,
    /// Those that end first.
    pub papers: Vec<PaperRow>,
    /// The hours of the year.
    pub hours: HoursCard,
}

/// A class to come.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ClassRow {
    /// Its month and day.
    pub month: String,
    pub day: String,
    pub name: String,
    /// When and where.
    pub about: String,
    /// Whether it must be held, is to be confirmed, or how many seats are free; may be empty.
    pub mark: String,
    pub tone: Tone,
    /// Seats taken of all.
    pub seats: String,
}

impl ClassRow {
    /// The row for screen readers.
    pub fn told(&self) -> String {
        let parts = [&self.month, &self.day, &self.name, &self.about, &self.mark, &self.seats];
        let said: Vec<&str> =
            parts.into_iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
        said.join(" ")
    }
}

/// A certificate that ends.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct PaperRow {
    pub initial: String,
    pub person: String,
    pub name: String,
    /// Its last day.
    pub day: String,
    /// How many days are left.
    pub left: String,
    pub tone: Tone,
}

/// The hours of the year.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct HoursCard {
    /// What each is to learn; empty where no plan says.
    pub sub: String,
    /// The hours.
    pub done: String,
    /// Those that are asked for, with the unit; the unit alone where none are.
    pub needed: String,
    /// The share; empty where none are asked for.
    pub share: String,
    /// The same as a bar.
    pub bar: Option<TickBar>,
    /// How much of the year is over and how much is left to learn, or that no plan says.
    pub note: String,
    /// Of how many results the hours are not known; empty where of none.
    pub unknown: String,
    /// The topics with their hours.
    pub topics: Vec<(String, String)>,
}

/// Loads the cards.
///
/// # Errors
/// Whatever the database reports.
pub(super) fn side(load: &Load<'_>, all: &Enrolling) -> Result<Side> {
    let tr = load.tr;
    let ours = |class: &&Offered| {
        let mut people = class.enrolled.iter();
        let day = Some(class.record.starts);
        class.record.ends >= load.today
            && (class.enrolled.is_empty()
                || people.any(|person| load.members.include(Some(*person), day)))
    };
    let coming: Vec<&Offered> = all.classes.iter().filter(ours).collect();
    let n = whole(coming.len() as u64);
    let mut rows = vec![];
    for class in coming.into_iter().take(CLASSES) {
        rows.push(class_row(load, all, class)?);
    }
    let (papers, ending) = papers(load)?;
    let asked = (load.scope, load.members);
    let found = hours(load.db, load.directory, asked, (load.period, load.today))?;
    let days = whole(AHEAD);
    let args = [
        ("days", days.into()),
        ("n", whole(ending as u64).into()),
        ("shown", whole(papers.len() as u64).into()),
    ];
    let some = papers.len() < ending;
    let papers_key = if some { "matrix-papers-some" } else { "matrix-papers-count" };
    Ok(Side {
        classes_sub: tr.with("matrix-classes-count", &[("n", n.into())]),
        classes: rows,
        papers_sub: tr.with(papers_key, &args),
        papers,
        hours: hours_card(load, &found),
    })
}

fn class_row(load: &Load<'_>, all: &Enrolling, class: &Offered) -> Result<ClassRow> {
    let (tr, record) = (load.tr, &class.record);
    let first = classes::sessions(load.db, record.id)?.into_iter().next();
    let time = first.and_then(|own| Some(format!("{}–{}", own.begins?, own.ends?)));
    let length = (record.ends - record.starts).num_days() + 1;
    let when =
        if length > 1 { Some(tr.with("matrix-class-days", &[("n", length.into())])) } else { time };
    let about: Vec<String> = when.into_iter().chain(record.place.clone()).collect();
    let (mark, tone) = match (record.mark, record.confirmed_on, class.free()) {
        (Some(ClassMark::Focus), ..) => (tr.text("matrix-class-focus"), Tone::Accent),
        (Some(ClassMark::Mandatory), ..) => (tr.text("matrix-class-mandatory"), Tone::Neutral),
        (None, None, _) => (tr.text("matrix-class-unconfirmed"), Tone::Neutral),
        (None, Some(_), Some(0)) => (tr.text("matrix-class-full"), Tone::Neutral),
        (None, Some(_), Some(free)) => {
            let free = whole(free as u64);
            (tr.with("matrix-class-free", &[("n", free.into())]), Tone::Warn)
        }
        (None, Some(_), None) => (String::new(), Tone::Neutral),
    };
    let taken = whole(class.enrolled.len() as u64);
    let seats = match record.seats {
        Some(seats) => {
            let args = [("n", number(taken).into()), ("of", number(seats).into())];
            tr.with("matrix-class-seats", &args)
        }
        None => tr.with("matrix-people", &[("n", taken.into())]),
    };
    let month = i64::from(record.starts.month());
    Ok(ClassRow {
        month: tr.with("matrix-month", &[("month", month.into())]),
        day: format!("{:02}", record.starts.day()),
        name: say::class(tr, all, class).to_owned(),
        about: about.join(&tr.text("matrix-comma")),
        mark,
        tone,
        seats,
    })
}

/// The certificates that end soon and of which the person has no later one, and how many they are.
fn papers(load: &Load<'_>) -> Result<(Vec<PaperRow>, usize)> {
    let (today, kinds) = (load.today, Kinds::load(load.db)?);
    let until = today.checked_add_days(Days::new(AHEAD)).unwrap_or(today);
    let here = |person: PersonId| {
        load.members.include(Some(person), Some(today)) && !load.directory.has_left(person, today)
    };
    let name = |own: &Certificate| {
        let kind = kinds.of(own);
        kind.map_or_else(|| own.certificate.clone(), |kind| kind.name.clone())
    };
    let mut held: BTreeMap<(PersonId, String), Vec<Certificate>> = BTreeMap::new();
    for own in load.db.all::<Certificate>()? {
        let gone = own.revoked_on.is_some_and(|day| day <= today);
        if !gone && here(own.person_id) {
            held.entry((own.person_id, name(&own))).or_default().push(own);
        }
    }
    // One that was renewed by another is no trouble.
    let last = |own: &Vec<Certificate>| {
        let lasting = own.iter().any(|one| one.expires_on.is_none());
        own.iter().filter(|_| !lasting).max_by_key(|one| one.expires_on).cloned()
    };
    let mut ending: Vec<(NaiveDate, PersonId, Certificate)> = held
        .values()
        .filter_map(last)
        .filter_map(|own| Some((own.expires_on?, own.person_id, own)))
        .filter(|(day, ..)| today <= *day && *day <= until)
        .collect();
    ending.sort_by_key(|(day, person, own)| (*day, *person, own.id));
    let n = ending.len();
    let row = |(day, person, own): (NaiveDate, PersonId, Certificate)| {
        let left = (day - today).num_days();
        let tone = if left <= URGENT {
            Tone::Bad
        } else if left <= kinds.warn_days(&own) {
            Tone::Warn
        } else {
            Tone::Neutral
        };
        let person = load.directory.person_name(person);
        let kind = kinds.of(&own);
        let own_name = |kind: &CertificateKind| load.tr.own(&kind.name, &kind.name_en).to_owned();
        PaperRow {
            initial: initial(person),
            person: person.to_owned(),
            name: kind.map_or_else(|| own.certificate.clone(), own_name),
            day: short_day(load.tr, day),
            left: load.tr.with("matrix-paper-left", &[("n", left.into())]),
            tone,
        }
    };
    Ok((ending.into_iter().take(PAPERS).map(row).collect(), n))
}

fn hours_card(load: &Load<'_>, found: &Hours) -> HoursCard {
    let tr = load.tr;
    let known = found.whole.hours.value.or((found.whole.results == 0).then_some(0));
    let done = known.map_or_else(|| DASH.to_owned(), say::level);
    let unknown = found.whole.hours.unknown;
    let topics = found.topics.iter().filter_map(|(topic, sums)| {
        let key = topic.map_or("matrix-topic-unlisted", say::topic_key);
        Some((tr.text(key), say::level(sums.hours.value?)))
    });
    let mut card = HoursCard {
        done,
        unknown: if unknown == 0 {
            String::new()
        } else {
            let n = whole(unknown as u64);
            tr.with("matrix-hours-unknown", &[("n", n.into())])
        },
        topics: topics.take(TOPICS).collect(),
        ..HoursCard::default()
    };
    let elapsed = percent(found.elapsed);
    let Some((per_head, quota)) = found.per_head.zip(found.quota()) else {
        card.needed = tr.text("matrix-hours-unit");
        if found.per_head.is_none() {
            card.note = tr.text("matrix-hours-no-plan");
        }
        return card;
    };
    card.sub = tr.with("matrix-hours-each", &[("n", say::level(per_head).into())]);
    let needed = i64::try_from(quota.needed.round()).unwrap_or(i64::MAX);
    card.needed = tr.with("matrix-hours-of", &[("n", say::level(needed).into())]);
    let share = quota.share().unwrap_or(Rational::ZERO);
    card.share = tenths(share);
    let behind = quota.behind(found.elapsed).unwrap_or(false);
    card.bar = Some(TickBar {
        fraction: share.to_f64() as f32,
        tick: Some(found.elapsed.to_f64() as f32),
        tone: if behind { Tone::Warn } else { Tone::Accent },
    });
    let left = quota.left().map_or(0, |left| i64::try_from(left.round()).unwrap_or(i64::MAX));
    let args = [("share", elapsed.into()), ("n", say::level(left).into())];
    card.note =
        if left > 0 { tr.with("matrix-hours-left", &args) } else { tr.text("matrix-hours-done") };
    card
}

/// A share in whole percent.
fn percent(share: Rational) -> String {
    share.round_to(2).map_or_else(String::new, |whole| format!("{whole}%"))
}

/// A share in percent with a decimal.
fn tenths(share: Rational) -> String {
    let tenths = share.round_to(3).unwrap_or_default();
    format!("{}.{}%", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_in_percent() {
        let share = Rational::parse("0.715").unwrap();
        assert_eq!((percent(share), tenths(share)), ("72%".to_owned(), "71.5%".to_owned()));
        assert_eq!(tenths(Rational::ONE), "100.0%");
    }
}
