//! The deal sheets of one deal or of a scope, filled from what the page of a deal shows.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike as _, NaiveDate};

use super::Letterhead;
use super::deal_sheet::{Bar, DealSheetPage, Fact, List, Mark, Path, Row, Stage};
use crate::domain::ids::OpportunityId;
use crate::domain::period::Period;
use crate::domain::scope::Scope;
use crate::error::Result;
use crate::i18n::{DASH, Language, Tr};
use crate::metrics::deal_list::{self, Filter, Listed};
use crate::metrics::deal_page::axis::Axis;
use crate::metrics::deal_page::history::{Change, Field};
use crate::metrics::deal_page::path::StageLine;
use crate::metrics::deal_page::show::{
    Say, field_name, item_name, joined, part_name, role_name, stance_name, weight_name,
};
use crate::metrics::deal_page::{self, DealPage, Part, RoleLine, When};
use crate::metrics::forecast::class_period;
use crate::metrics::stuck::days_text;
use crate::store::Db;
use crate::store::directory::Directory;
use crate::store::opportunities;
use crate::store::records::{DealContact, DealRisk, RiskKind, Stance, Status};

/// How many sheets there are at most; of more deals the largest have one.
pub const SHEETS: usize = 300;

/// How many changes are listed.
const CHANGES: usize = 8;

/// How many files are listed.
const FILES: usize = 12;

/// How many months have a name on the axis.
const MONTHS: usize = 12;

/// Which deals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// One.
    One(OpportunityId),
    /// Those of a scope that were closed in a period; and those that are open, where it is the period of
    /// the data or of today.
    Of(Scope, Period),
}

/// A sheet and whose it is.
#[derive(Clone, Debug)]
pub struct Filled {
    /// The deal.
    pub deal: OpportunityId,
    /// Its owner's name; may be empty.
    pub owner: String,
    /// The page.
    pub page: DealSheetPage,
}

/// The sheets that were asked for.
#[derive(Clone, Debug)]
pub struct Found {
    /// The sheets, the largest amounts first.
    pub sheets: Vec<Filled>,
    /// The names of deals that have none: those beyond [`SHEETS`], and those that began after the data.
    pub without: Vec<String>,
    /// The day as of which deals are seen.
    pub as_of: NaiveDate,
}

/// Fills the sheets; none where no report of deals was ever imported.
///
/// # Errors
/// Whatever the database reports.
pub fn sheets(
    db: &Db,
    directory: &Directory,
    which: Which,
    today: NaiveDate,
    tr: &Tr,
) -> Result<Found> {
    let Some(newest) = opportunities::last_reported(db)? else {
        return Ok(Found { sheets: vec![], without: vec![], as_of: today });
    };
    let as_of = newest.min(today);
    let wanted: Vec<(OpportunityId, String)> = match which {
        Which::One(deal) => vec![(deal, String::new())],
        Which::Of(scope, period) => of_scope(db, directory, (scope, period), (as_of, today))?,
    };
    let first: BTreeSet<OpportunityId> = wanted.iter().take(SHEETS).map(|(id, _)| *id).collect();
    let period = match which {
        Which::One(_) => None,
        Which::Of(_, period) => Some(period),
    };
    let period = class_period(period, today);
    let pages = deal_page::load_some(db, directory, &first, (as_of, today), period)?;
    let mut pages: BTreeMap<OpportunityId, DealPage> =
        pages.into_iter().map(|page| (page.deal.id, page)).collect();
    let letterhead = Letterhead::load(db)?;
    let say = Say { tr, directory, today };
    let mut found = Found { sheets: vec![], without: vec![], as_of };
    for (deal, name) in wanted {
        let Some(page) = pages.remove(&deal) else {
            found.without.extend(Some(name).filter(|name| !name.is_empty()));
            continue;
        };
        let letterhead = Letterhead { number: page.deal.number.clone(), ..letterhead.clone() };
        let owner = page.standing.owner.map_or("", |owner| directory.person_name(owner));
        let owner = owner.to_owned();
        found.sheets.push(Filled {
            deal,
            owner,
            page: Words { say, page: &page }.page(letterhead),
        });
    }
    Ok(found)
}

/// The deals of a scope and their names, the largest amounts first.
fn of_scope(
    db: &Db,
    directory: &Directory,
    (scope, period): (Scope, Period),
    (as_of, today): (NaiveDate, NaiveDate),
) -> Result<Vec<(OpportunityId, String)>> {
    let members = directory.members(scope);
    let mut found: Vec<Listed> = vec![];
    for status in [Status::Open, Status::Won, Status::Lost] {
        let now = period.contains(as_of) || period.contains(today);
        if status == Status::Open && !now {
            continue;
        }
        let filter = Filter { status, ..Filter::default() };
        let period = Some(period);
        let ask = deal_list::Ask { members: &members, period, as_of, today, filter: &filter };
        deal_list::each(db, directory, &ask, |deal| found.push(deal))?;
    }
    found.sort_by_key(|deal| (Reverse(deal.facts.amount), deal.facts.id));
    let named =
        found.into_iter().map(|deal| (deal.facts.id, name_of(deal.account.as_deref(), &deal.name)));
    Ok(named.collect())
}

/// The customer and the deal.
fn name_of(account: Option<&str>, deal: &str) -> String {
    format!("{} {deal}", account.unwrap_or_default()).trim().to_owned()
}

/// A deal on its way to the page.
struct Words<'a> {
    say: Say<'a>,
    page: &'a DealPage,
}

impl Words<'_> {
    fn page(&self, letterhead: Letterhead) -> DealSheetPage {
        let (say, page) = (self.say, self.page);
        let account = page.account.as_ref();
        let about = |text: Option<&String>| text.cloned().unwrap_or_default();
        let below = [
            about(account.and_then(|account| account.location.as_ref())),
            about(account.and_then(|account| account.industry.as_ref())),
            say.state(page),
        ];
        DealSheetPage {
            letterhead,
            name: name_of(account.map(|account| account.name.as_str()), &page.deal.name),
            below: joined(say.tr, &below),
            facts: self.facts(),
            next: match &page.next_step {
                Some(step) => say.next_step(step),
                None => [say.tr.text("funnel-stuck-next-none"), String::new(), String::new()],
            },
            path: self.path(),
            team: self.team(),
            contacts: self.contacts(),
            tasks: self.tasks(),
            evidence: self.evidence(),
            history: self.history(),
            risks: self.risks(),
            notes: self.notes(),
            files: self.files(),
            data_as_of: Some(page.as_of.to_string()),
        }
    }

    /// Those of the page, and since when there is a deal about what.
    fn facts(&self) -> Vec<Fact> {
        let (say, page) = (self.say, self.page);
        let unknown = || say.tr.text("unknown");
        let begun = page.deal.created_on.map_or_else(unknown, |day| day.to_string());
        let product = page.deal.product_id.and_then(|id| say.directory.products.get(&id));
        let product = product.map_or_else(unknown, |product| product.name.clone());
        let mut facts: Vec<Fact> = say
            .facts(page)
            .into_iter()
            .map(|fact| Fact { label: fact.label, value: fact.value, note: fact.note })
            .collect();
        for (key, value) in [("doc-deal-begun", begun), ("doc-deal-product", product)] {
            facts.push(Fact { label: say.tr.text(key), value, note: String::new() });
        }
        facts
    }

    fn path(&self) -> Path {
        let (say, page) = (self.say, self.page);
        let Some(axis) = Axis::of(page) else {
            return Path { told: say.tr.text("funnel-deal-path-none"), ..Path::default() };
        };
        let months = axis.months();
        let step = months.len().div_ceil(MONTHS).max(1);
        let month = |day: NaiveDate| {
            say.tr.with("funnel-deal-month", &[("month", i64::from(day.month()).into())])
        };
        let mut told: Vec<(usize, String)> = vec![];
        for line in &page.path.lines {
            told.extend(line.stays.iter().map(|stay| (stay.order, say.stay(page, (line, stay)))));
        }
        told.sort();
        let told: Vec<String> = told.into_iter().map(|(_, told)| told).collect();
        let day = page.as_of.to_string();
        Path {
            note: say.path(page),
            stages: page.path.lines.iter().map(|line| self.stage(line, &axis)).collect(),
            months: months
                .into_iter()
                .step_by(step)
                .map(|day| (part(axis.at(day)), month(day)))
                .collect(),
            now: part(axis.at(page.as_of)),
            legend: say.tr.with("doc-deal-legend", &[("day", day.into())]),
            told: listed(say.tr, &told),
        }
    }

    fn stage(&self, line: &StageLine, axis: &Axis) -> Stage {
        let (say, page) = (self.say, self.page);
        let count = line.stays.len() as u64;
        let limit = line.limit.map_or_else(String::new, |limit| {
            say.tr.with("funnel-stuck-of-limit", &[("limit", days_text(limit.days).into())])
        });
        let bars = line.stays.iter().map(|stay| {
            let end = axis.at(stay.leave.unwrap_or(page.as_of));
            let split = axis.after(stay.enter, line.within(stay)).min(end);
            Bar { from: part(axis.at(stay.enter)), split: part(split), to: part(end) }
        });
        Stage {
            name: say.stage(Some(line.stage)),
            entries: match count {
                0 => DASH.to_owned(),
                count => say.count("funnel-deal-path-times", count, &[]),
            },
            days: match count {
                0 => DASH.to_owned(),
                _ => format!("{}{limit}", line.days()),
            },
            here: line.here(),
            bars: bars.collect(),
        }
    }

    fn team(&self) -> List {
        let (say, page) = (self.say, self.page);
        let row = |line: &RoleLine| {
            let (who, note) = say.role(line);
            let mark = match line.state {
                Part::Taken => Mark::Full,
                Part::Asked => Mark::Half,
                Part::Missing if line.when == When::Next => Mark::Without,
                Part::Missing | Part::Declined => Mark::Empty,
            };
            Row { mark, cells: vec![role_name(say.tr, line.role), who, note] }
        };
        List {
            note: say.team(page),
            rows: page.roles.iter().map(row).collect(),
            empty: say.tr.text("funnel-deal-team-empty"),
            ..List::default()
        }
    }

    fn contacts(&self) -> List {
        let (say, page) = (self.say, self.page);
        let row = |contact: &DealContact| {
            let title = contact.title.as_deref().unwrap_or_default();
            let met = contact.met_on.map_or_else(|| DASH.to_owned(), |day| say.day(day));
            Row {
                mark: if contact.stance == Stance::Unmet { Mark::Empty } else { Mark::Full },
                cells: vec![
                    format!("{} {title}", contact.name).trim().to_owned(),
                    part_name(say.tr, contact.part),
                    stance_name(say.tr, contact.stance),
                    met,
                ],
            }
        };
        let others = page.others.len() as u64;
        List {
            note: say.contacts(page),
            rows: page.contacts.iter().map(row).collect(),
            more: match others {
                0 => String::new(),
                others => say.count("doc-deal-contacts-more", others, &[]),
            },
            empty: say.tr.text("funnel-deal-contacts-empty"),
        }
    }

    fn tasks(&self) -> List {
        let (say, page) = (self.say, self.page);
        let rows = page.tasks.iter().map(|task| Row {
            mark: if task.done.is_some() { Mark::Full } else { Mark::Empty },
            cells: vec![item_name(say.tr, &task.item).to_owned(), say.task(task)],
        });
        List { note: say.tasks(page), rows: rows.collect(), ..List::default() }
    }

    fn evidence(&self) -> List {
        let (say, page) = (self.say, self.page);
        let (there, all) = page.evidence_there();
        let evidence = page.evidence.iter().map(|line| Row {
            mark: if line.there.is_some() { Mark::Full } else { Mark::Empty },
            cells: vec![
                item_name(say.tr, &line.item).to_owned(),
                line.there.as_ref().map_or_else(String::new, |there| say.ticked(there)),
            ],
        });
        let waivers = page.waivers.iter().map(|line| {
            let reason = line.waiver.as_ref().map(|waiver| waiver.reason.clone());
            let reason = reason.unwrap_or_else(|| say.tr.text("funnel-deal-waiver-none"));
            Row { mark: Mark::Empty, cells: vec![say.waiver(line), reason] }
        });
        List {
            note: if all == 0 { String::new() } else { format!("{there} / {all}") },
            rows: evidence.chain(waivers).collect(),
            ..List::default()
        }
    }

    /// How amount, day and owner changed; the stages stand on the path.
    fn history(&self) -> List {
        let page = self.page;
        // Days have their year where it is not that of the data, as on the page.
        let say = Say { today: page.as_of, ..self.say };
        let shown = |change: &&Change| {
            matches!(change.what.field(), Field::Amount | Field::Expected | Field::Owner)
        };
        let row = |change: &Change| {
            let words = say.change(change);
            let came = if words.before.is_empty() {
                words.after
            } else {
                format!("{} → {}", words.before, words.after)
            };
            let source = change.source.clone().unwrap_or_default();
            let field = field_name(say.tr, change.what.field());
            Row {
                mark: Mark::Without,
                cells: vec![say.day(change.day), field, came, words.change, source],
            }
        };
        let all = page.changes.iter().filter(shown).count();
        let more = all.saturating_sub(CHANGES) as u64;
        List {
            note: say.came_about(page),
            rows: page.changes.iter().filter(shown).take(CHANGES).map(row).collect(),
            more: match more {
                0 => String::new(),
                more => say.count("doc-deal-history-more", more, &[]),
            },
            empty: say.tr.text("doc-deal-history-empty"),
        }
    }

    fn risks(&self) -> List {
        let (say, page) = (self.say, self.page);
        let row = |risk: &DealRisk| {
            let (what, note) = say.risk(risk);
            let weight = match risk.kind {
                RiskKind::Risk => weight_name(say.tr, risk.weight),
                RiskKind::Fallback => String::new(),
            };
            Row { mark: Mark::Without, cells: vec![weight, what, note] }
        };
        List {
            note: say.risks(page),
            rows: page.risks_first().into_iter().map(row).collect(),
            empty: say.tr.text("funnel-deal-risks-empty"),
            ..List::default()
        }
    }

    fn notes(&self) -> List {
        let (say, page) = (self.say, self.page);
        let rows = page.said.notes.iter().rev().map(|note| {
            let head = joined(say.tr, &[note.on_day.to_string(), note.by_name.clone()]);
            Row { mark: Mark::Without, cells: vec![head, note.words.clone()] }
        });
        List { rows: rows.collect(), ..List::default() }
    }

    /// Where evidence and finished tasks are to be seen, and the sheets that told of the deal: the newest
    /// first.
    fn files(&self) -> String {
        let (say, page) = (self.say, self.page);
        let shown = page.said.evidence.iter().rev().filter_map(|there| there.shown_in.as_ref());
        let told = page.changes.iter().filter(|change| change.of_file);
        let told = told.filter_map(|change| change.source.as_ref());
        let mut known = BTreeSet::new();
        let mut names: Vec<String> =
            shown.chain(told).filter(|name| known.insert(name.as_str())).cloned().collect();
        let more = names.len().saturating_sub(FILES) as u64;
        names.truncate(FILES);
        if more > 0 {
            names.push(say.count("doc-deal-files-more", more, &[]));
        }
        listed(say.tr, &names)
    }
}

/// A part of an axis in thousandths.
fn part(part: f32) -> u32 {
    (part.clamp(0.0, 1.0) * 1_000.0).round() as u32
}

/// Sentences without an end in a row.
fn listed(tr: &Tr, parts: &[String]) -> String {
    parts.join(if tr.language() == Language::Chinese { "；" } else { "; " })
}
