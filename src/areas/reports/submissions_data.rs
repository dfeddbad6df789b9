//! What 提交情况 shows: who owes the report of a week (or month, or day), how the weeks beside each
//! other stand, what was promised and done, and the words of a reminder.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike as _, NaiveDate};

use super::data::{counted, shown, with_sheet};
use super::submissions_calendar::{Fact, RuleRow, calendar, due_words, posts, rule_rows};
use super::submissions_order::by_standing;
use super::submissions_periods::{beside, main_kind, newest, short_name};
use super::submissions_promises::{self, Asking, Promises};
use super::submissions_reminders::{Absent, OpenDeals, Reminder, Reminding, open_deals, reminders};
use crate::areas::Filter;
use crate::clock;
use crate::domain::ids::{BatchId, PersonId, PostId};
use crate::domain::money::Share;
use crate::domain::names::sort_key;
use crate::domain::stats::rate::Rate;
use crate::error::Result;
pub(super) use crate::i18n::DASH;
use crate::i18n::{MoneyStyle, Tr, day_beside, money, period_label, share_percent, short_day};
use crate::metrics::submissions::slot::Slot;
use crate::metrics::submissions::{Counts, Duty, Ledger, Standing, deciding, kinds, rate, written};
use crate::metrics::{Measured, show};
use crate::store::Db;
use crate::store::directory::Directory;
use crate::store::records::{Batch, OwedKind, Report, ReportRule};

/// Which period is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Reports of this kind.
    pub kind: OwedKind,
    /// About the period that holds this day; the newest that is over when not chosen.
    pub day: Option<NaiveDate>,
}

/// What 提交情况 shows.
#[derive(Clone, Debug)]
pub struct Submissions {
    /// The kinds of report that are owed.
    pub kinds: Vec<(OwedKind, String)>,
    /// The kind that is shown.
    pub kind: OwedKind,
    /// What the matrix shows, in words.
    pub title: String,
    /// When a report is due, and what is called low.
    pub sub: String,
    /// The periods beside each other, the newest last.
    pub columns: Vec<Heading>,
    /// A day of the period before.
    pub earlier: NaiveDate,
    /// A day of the period after, unless that is yet to come.
    pub later: Option<NaiveDate>,
    /// A day of the newest period, unless that is shown.
    pub newest: Option<NaiveDate>,
    /// Why the period has nothing to show; `None` when there is something.
    pub nothing: Option<Nothing>,
    /// Everyone who owes one of these reports, by team and name.
    pub rows: Vec<Row>,
    /// In time of those that are due: in each period, and in all.
    pub totals: Vec<String>,
    /// What was promised for the period and signed in it; `None` where nobody ever promised.
    pub promises: Option<Promises>,
    /// The period that is shown.
    pub week: Week,
    /// The reminder for all, and one for each; empty when all is there.
    pub reminders: Vec<Reminder>,
    /// Holidays, and from when newcomers owe.
    pub calendar: Vec<Fact>,
    /// The rules, those that hold first.
    pub rules: Vec<RuleRow>,
    /// For whom a rule may be: everyone, and the posts.
    pub posts: Vec<(Option<PostId>, String)>,
}

/// A period of the matrix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// Its number, as `W46`.
    pub name: String,
    /// Its last day, or the weekday of a day.
    pub below: String,
    /// In full.
    pub label: String,
    /// A day of it.
    pub day: NaiveDate,
    /// Whether it is the one that is shown.
    pub shown: bool,
}

/// The period that is shown.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Week {
    /// The period and when its report is due.
    pub title: String,
    /// How many reports are there of how many; empty where none is owed.
    pub sent: String,
    /// The same as a part of 1.
    pub part: f32,
    /// That they were sent, and how many of them late.
    pub said: String,
    /// How long what is missing is overdue; empty where nothing is.
    pub overdue: String,
    /// Who is missing, and how much of the open amount is theirs.
    pub facts: Vec<(String, String)>,
}

/// Why there is nothing to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nothing {
    /// No rule says who owes a report.
    NoRule,
    /// Nobody is in a team.
    Nobody,
    /// Nothing is known of the time.
    NotYet,
    /// Too few days of the period are worked.
    Holiday,
}

/// A person who owes reports.
#[derive(Clone, Debug)]
pub struct Row {
    /// Who.
    pub person: PersonId,
    /// The name.
    pub name: String,
    /// The name in pinyin, for sorting.
    pub sort_name: String,
    /// The team; empty without one.
    pub team: String,
    /// The report of each period.
    pub cells: Vec<Cell>,
    /// In time of those that are due, as `7 / 8`.
    pub on_time: String,
    /// The same in basis points, for sorting.
    pub on_time_bp: Option<i64>,
    /// Whether its interval lies below the rate of all.
    pub low: bool,
    /// What was written: heading and text, the promise of the period before first.
    pub written: Vec<(String, String)>,
}

/// One report of one person, ready to draw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// How it stands.
    pub standing: Standing,
    /// The same in words.
    pub text: String,
    /// The same in a few characters, where no sign says it.
    pub short: String,
    /// The day of the report, the file that brought it and when; empty where unknown.
    pub brought: String,
}

/// How many reports of the newest period are there, for the tab: `8/10`; empty where none is owed.
///
/// # Errors
/// Whatever the database reports.
pub(super) fn badge(db: &Db, directory: &Directory, filter: &Filter) -> Result<String> {
    let Some(kind) = main_kind(&kinds(db)?) else { return Ok(String::new()) };
    let slot = newest(db, &directory.calendar, kind, filter.today)?;
    let ledger = Ledger::load(db, directory, (slot, slot), filter.today)?;
    Ok(pill(&Counts::of(&ledger.duties(slot))))
}

fn pill(counts: &Counts) -> String {
    if counts.owed() == 0 {
        return String::new();
    }
    format!("{}/{}", counts.sent(), counts.owed())
}

/// Loads what the sub-tab shows.
///
/// # Errors
/// Whatever the database reports.
pub(super) fn load(
    db: &Db,
    (directory, batches): (&Directory, &[Batch]),
    asked: Option<Asked>,
    filter: &Filter,
    tr: &Tr,
) -> Result<Submissions> {
    let today = filter.today;
    let owed = kinds(db)?;
    let kind = asked.map(|asked| asked.kind).filter(|kind| owed.contains(kind));
    let kind = kind.or_else(|| main_kind(&owed)).unwrap_or(OwedKind::Weekly);
    let newest = newest(db, &directory.calendar, kind, today)?;
    let chosen = asked.filter(|asked| asked.kind == kind).and_then(|asked| asked.day);
    let slot = chosen.map_or(newest, |day| Slot::at(kind, day));
    let slots = beside(&directory.calendar, slot, newest, today);
    let first = slots.first().copied().unwrap_or(slot);
    let last = slots.last().copied().unwrap_or(slot);
    // The report about the period before the first is where its promises would stand.
    let ledger = Ledger::load(db, directory, (first.previous(), last), today)?;
    let page = Page { tr, directory, slot, today, files: files(batches) };

    let lines = page.lines(&ledger, &slots);
    let at = slots.iter().position(|other| *other == slot).unwrap_or_default();
    let mut duties: Vec<Duty> = lines
        .iter()
        .filter_map(|(_, duties)| duties.get(at).copied())
        .filter(|duty| duty.standing.owed())
        .collect();
    // What is missing comes first.
    duties.sort_by_key(|duty| duty.standing);
    let all = rate(lines.iter().flat_map(|(_, duties)| duties));
    let (before, now) = (written(db, slot.previous())?, written(db, slot)?);
    let rows = lines.iter().map(|(person, duties)| {
        page.row(*person, duties, &all, (before.get(person), now.get(person)))
    });
    let mut rows: Vec<Row> = rows.collect();
    by_standing(&mut rows, at);
    let absent = duties.iter().any(|duty| duty.standing.absent());
    let open = if absent { open_deals(db, directory, today)? } else { BTreeMap::new() };
    let asking = Asking {
        slot,
        people: lines.iter().map(|(person, _)| *person).collect(),
        missing: missing(&ledger, &lines, slot.previous()),
        today,
        tr,
    };
    let next = slots.get(at + 1).copied().unwrap_or_else(|| slot.next());
    let previous = at.checked_sub(1).and_then(|at| slots.get(at)).copied();
    let rules = db.all::<ReportRule>()?;
    let asked_of = |post| deciding(&rules, post, slot).is_some();
    let ruled = asked_of(None) || directory.posts.keys().any(|post| asked_of(Some(*post)));
    let nothing = if !ruled {
        Some(Nothing::NoRule)
    } else if !duties.is_empty() {
        None
    } else if directory.memberships.is_empty() {
        Some(Nothing::Nobody)
    } else if ledger.began().is_none_or(|began| began.first > slot.first) {
        Some(Nothing::NotYet)
    } else if !slot.worked(&directory.calendar) {
        Some(Nothing::Holiday)
    } else {
        Some(Nothing::Nobody)
    };
    let word = |kind: OwedKind| tr.text(&format!("reports-owed-{}", kind.word()));
    Ok(Submissions {
        kinds: owed.into_iter().map(|kind| (kind, word(kind))).collect(),
        kind,
        title: tr.with("reports-owed-matrix", &[("report", word(kind).into())]),
        sub: page.sub(&rules),
        columns: slots.iter().map(|slot| page.heading(*slot)).collect(),
        earlier: previous.unwrap_or_else(|| slot.previous()).first,
        later: (next.first <= today).then_some(next.first),
        newest: (slot != newest).then_some(newest.first),
        nothing,
        totals: page.totals(&lines, &all),
        promises: submissions_promises::load(db, directory, &asking)?,
        week: page.week(&ledger, &duties, &open),
        reminders: reminders(&Reminding {
            tr,
            report: word(kind),
            period: page.label(slot),
            counts: Counts::of(&duties),
            absent: page.absent(&duties, &open),
        }),
        calendar: calendar(tr, directory, &slots, &lines, &ledger),
        rules: rule_rows(tr, directory, &rules),
        posts: posts(tr, directory),
        rows,
    })
}

/// Whose report about a period is missing.
fn missing(ledger: &Ledger<'_>, lines: &[Line], slot: Slot) -> BTreeSet<PersonId> {
    let people = lines.iter().map(|(person, _)| *person);
    people.filter(|person| ledger.duty(*person, slot).standing == Standing::Missing).collect()
}

/// The file and the moment of each import.
fn files(batches: &[Batch]) -> BTreeMap<BatchId, String> {
    let file = |batch: &Batch| {
        let name = with_sheet(&batch.file_name, &batch.sheet_name);
        (batch.id, format!("{name}  {}", clock::wall_clock(&batch.at)))
    };
    batches.iter().map(file).collect()
}

/// A person with the reports of the periods beside each other.
pub(super) type Line = (PersonId, Vec<Duty>);

/// What every row needs.
struct Page<'a> {
    tr: &'a Tr,
    directory: &'a Directory,
    slot: Slot,
    today: NaiveDate,
    files: BTreeMap<BatchId, String>,
}

impl Page<'_> {
    fn label(&self, slot: Slot) -> String {
        match slot.period() {
            Some(period) => period_label(self.tr, period),
            None => slot.first.to_string(),
        }
    }

    /// When a report is due and what is called low.
    fn sub(&self, rules: &[ReportRule]) -> String {
        let posts = self.directory.posts.keys().map(|post| Some(*post));
        let mut asked = std::iter::once(None).chain(posts);
        let rule = asked.find_map(|post| deciding(rules, post, self.slot));
        let due = rule.map(|rule| due_words(self.tr, rule)).unwrap_or_default();
        self.tr.with("reports-owed-sub", &[("due", due.into())])
    }

    fn heading(&self, slot: Slot) -> Heading {
        let weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
        let below = match slot.kind {
            OwedKind::Daily => {
                let at = slot.first.weekday().num_days_from_monday();
                let day = usize::try_from(at).ok().and_then(|at| weekdays.get(at).copied());
                self.tr.text(&format!("reports-weekday-{}", day.unwrap_or_default()))
            }
            OwedKind::Weekly | OwedKind::Monthly => short_day(self.tr, slot.last),
        };
        Heading {
            name: short_name(self.tr, slot),
            below,
            label: self.label(slot),
            day: slot.first,
            shown: slot == self.slot,
        }
    }

    /// Everyone who owes one of the reports, with how each of them stands; by team and name.
    fn lines(&self, ledger: &Ledger<'_>, slots: &[Slot]) -> Vec<Line> {
        let line = |person: PersonId| {
            let duties = slots.iter().map(|slot| ledger.duty(person, *slot));
            (person, duties.collect::<Vec<Duty>>())
        };
        let owes = |(_, duties): &Line| duties.iter().any(|duty| duty.standing.owed());
        let mut lines: Vec<Line> = ledger.people().map(line).filter(owes).collect();
        let place = |(person, _): &Line| {
            let team = self.directory.team_on(*person, self.slot.last).map(|team| team.id);
            (team.is_none(), team, sort_key(self.directory.person_name(*person)))
        };
        lines.sort_by_cached_key(place);
        lines
    }

    fn cell(&self, duty: &Duty) -> Cell {
        let short = match duty.standing {
            Standing::Late(days) => self.tr.with("reports-cell-late", &[("n", shown(days).into())]),
            Standing::Holiday => self.tr.text("reports-cell-holiday"),
            _ => String::new(),
        };
        let file = duty.sent.and_then(|sent| sent.batch).and_then(|batch| self.files.get(&batch));
        let brought = duty.sent.map(|sent| {
            let day = sent.day.to_string();
            file.map_or_else(|| day.clone(), |file| format!("{day}  {file}"))
        });
        Cell {
            standing: duty.standing,
            text: show::standing(self.tr, duty.standing),
            short,
            brought: brought.unwrap_or_default(),
        }
    }

    fn row(
        &self,
        person: PersonId,
        duties: &[Duty],
        all: &Measured,
        reports: (Option<&Report>, Option<&Report>),
    ) -> Row {
        let name = self.directory.person_name(person).to_owned();
        let team = self.directory.team_on(person, self.slot.last);
        let on_time = rate(duties);
        let own = rate_of(&on_time);
        Row {
            person,
            sort_name: sort_key(&name),
            name,
            team: team.map(|team| team.name.clone()).unwrap_or_default(),
            cells: duties.iter().map(|duty| self.cell(duty)).collect(),
            on_time: k_of_n(&on_time, " / "),
            on_time_bp: on_time.value,
            low: own.zip(rate_of(all)).is_some_and(|(own, all)| own.below(all.rate)),
            written: self.written(reports),
        }
    }

    /// In time of those that are due, in each period and in all; a dash where none is due.
    fn totals(&self, lines: &[Line], all: &Measured) -> Vec<String> {
        let n = lines.first().map_or(0, |(_, duties)| duties.len());
        let said = |measured: &Measured, mark: &str| match measured.records {
            0 => DASH.to_owned(),
            _ => k_of_n(measured, mark),
        };
        let of = |at: usize| rate(lines.iter().filter_map(|(_, duties)| duties.get(at)));
        let mut totals: Vec<String> = (0..n).map(|at| said(&of(at), "/")).collect();
        totals.push(said(all, " / "));
        totals
    }

    /// The promise of the period before beside what came of it, problems and help.
    fn written(&self, (before, now): (Option<&Report>, Option<&Report>)) -> Vec<(String, String)> {
        let of = |report: Option<&Report>, field: fn(&Report) -> &Option<String>| {
            report.and_then(|report| field(report).clone()).filter(|text| !text.trim().is_empty())
        };
        let parts = [
            ("reports-owed-promised", of(before, |report| &report.commitments)),
            ("reports-owed-planned", of(before, |report| &report.plan)),
            ("reports-owed-done", of(now, |report| &report.done)),
            ("reports-owed-problems", of(now, |report| &report.problems)),
            ("reports-owed-help", of(now, |report| &report.help)),
        ];
        let said = |(key, text): (&str, Option<String>)| Some((self.tr.text(key), text?));
        parts.into_iter().filter_map(said).collect()
    }

    /// When a report is due, as people say it; without the year where it is this one.
    fn due(&self, duty: &Duty) -> Option<String> {
        let day = duty.due?;
        let day = day_beside(self.tr, day, self.today);
        Some(format!("{day} {:02}:00", duty.due_hour))
    }

    /// Those whose report is not there, with their open deals.
    fn absent(&self, duties: &[Duty], open: &BTreeMap<PersonId, OpenDeals>) -> Vec<Absent> {
        let absent = duties.iter().filter(|duty| duty.standing.absent());
        let told = |duty: &Duty| {
            let name = self.directory.person_name(duty.person).to_owned();
            let deals = open.get(&duty.person).copied().unwrap_or_default();
            Absent {
                person: duty.person,
                name,
                overdue: duty.standing == Standing::Missing,
                due: self.due(duty).unwrap_or_default(),
                deals,
            }
        };
        absent.map(told).collect()
    }

    fn week(
        &self,
        ledger: &Ledger<'_>,
        duties: &[Duty],
        open: &BTreeMap<PersonId, OpenDeals>,
    ) -> Week {
        let (tr, period) = (self.tr, self.label(self.slot));
        let counts = Counts::of(duties);
        if counts.owed() == 0 {
            return Week { title: period, ..Week::default() };
        }
        // People of different posts may have different days: then none is that of all.
        let dues: BTreeSet<String> = duties.iter().filter_map(|duty| self.due(duty)).collect();
        let title = match dues.first().filter(|_| dues.len() == 1) {
            Some(due) => {
                let args = [("period", period.into()), ("due", due.as_str().into())];
                tr.with("reports-owed-due", &args)
            }
            None => period,
        };
        let overdue = duties.iter().filter_map(|duty| ledger.overdue(duty)).max();
        let mut facts = vec![];
        let missing = duties.iter().filter(|duty| duty.standing == Standing::Missing);
        let missing: Vec<PersonId> = missing.map(|duty| duty.person).collect();
        if !missing.is_empty() {
            let theirs = sum(open, missing.iter());
            let all = sum(open, duties.iter().map(|duty| &duty.person));
            let amount = |fen: i64| money(tr.language(), fen, MoneyStyle::Full);
            let names = some_names(tr, missing.iter().map(|id| self.directory.person_name(*id)));
            let deals = deals_text(tr, theirs);
            facts.push((tr.with("reports-owed-affected", &[("names", names.into())]), deals));
            if let Some(share) = Share::of(theirs.amount, all.amount) {
                let label = tr.with("reports-owed-share", &[("amount", amount(all.amount).into())]);
                facts.push((label, share_percent(share)));
            }
        }
        if counts.open > 0 {
            facts.push((counted(tr, "reports-owed-open", counts.open), String::new()));
        }
        Week {
            title,
            sent: format!("{} / {}", shown(counts.sent()), shown(counts.owed())),
            part: counts.sent() as f32 / counts.owed() as f32,
            said: match counts.late {
                0 => tr.text("reports-owed-sent"),
                n => tr.with("reports-owed-sent-late", &[("n", shown(n).into())]),
            },
            overdue: overdue
                .map(|days| counted(tr, "reports-owed-overdue", days))
                .unwrap_or_default(),
            facts,
        }
    }
}

/// A measured rate with its interval; `None` where nothing counts.
pub(super) fn rate_of(measured: &Measured) -> Option<Rate> {
    Rate::of(measured.successes?, measured.records)
}

/// Successes of records: `7 / 8`.
pub(super) fn k_of_n(measured: &Measured, mark: &str) -> String {
    format!("{}{mark}{}", measured.successes.unwrap_or_default(), measured.records)
}

/// Open deals of several people together.
fn sum<'a>(
    open: &BTreeMap<PersonId, OpenDeals>,
    people: impl Iterator<Item = &'a PersonId>,
) -> OpenDeals {
    let of = |person: &PersonId| open.get(person).copied().unwrap_or_default();
    people.map(of).fold(OpenDeals::default(), OpenDeals::and)
}

/// Deals and their amount in words.
pub(super) fn deals_text(tr: &Tr, deals: OpenDeals) -> String {
    let amount = money(tr.language(), deals.amount, MoneyStyle::Full);
    let n = i64::try_from(deals.n).unwrap_or(i64::MAX);
    tr.with(
        "reports-owed-deals",
        &[("n", crate::i18n::number(n).into()), ("count", n.into()), ("amount", amount.into())],
    )
}

/// The first two names, and how many more there are.
fn some_names<'a>(tr: &Tr, names: impl Iterator<Item = &'a str>) -> String {
    let names: Vec<&str> = names.collect();
    let first: Vec<&str> = names.iter().take(2).copied().collect();
    let said = first.join(&tr.text("reports-comma"));
    if names.len() <= 2 {
        return said;
    }
    tr.with("reports-owed-and-more", &[("names", said.into()), ("n", shown(names.len()).into())])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pill_says_how_many_are_there() {
        let counts = Counts { on_time: 7, late: 1, missing: 2, open: 0 };
        assert_eq!(pill(&counts), "8/10");
        assert_eq!(pill(&Counts::default()), "");
    }

    #[test]
    fn many_names_are_two_and_a_number() {
        let tr = Tr::new(crate::i18n::Language::Chinese);
        let said = |names: &[&str]| some_names(&tr, names.iter().copied());
        assert_eq!(said(&["甲"]), "甲");
        assert_eq!(said(&["甲", "乙"]), "甲、乙");
        assert_eq!(said(&["甲", "乙", "丙"]), "甲、乙等3人");
    }
}
