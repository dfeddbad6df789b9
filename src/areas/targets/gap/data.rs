//! Everything the page shows, ready to draw.

use std::sync::Arc;

use super::deals::Deals;
use super::rows::{
    FactorRow, PersonRow, ReasonRow, factors, people, people_total, reasons, rest_row, table,
};
use crate::areas::Filter;
use crate::areas::targets::progress_words::with_sign;
use crate::domain::period::Period;
use crate::domain::scope::Scope;
use crate::error::Result;
use crate::i18n::{Language, Tr, money_cell, money_unit, number, period_label};
use crate::metrics::gap::{Ask, Code, Coded, Found, Gap, Plan, Refused, Source, Verdict, gap};
use crate::sheets::write::Table;
use crate::store::Db;
use crate::store::directory::Directory;
use crate::store::records::GapPart;
use crate::ui::charts::zero_bar::ZeroBar;

/// What the page shows.
#[derive(Clone, Debug)]
pub enum Data {
    /// There is nothing to split.
    Refused(Instead),
    /// The gap.
    Shown(Box<Page>),
}

/// Why there is nothing to split, and what can be done about it.
#[derive(Clone, Debug)]
pub struct Instead {
    /// Why.
    pub title: String,
    /// What to do.
    pub detail: String,
    /// Another period to look at, with its name.
    pub period: Option<(Period, String)>,
    /// Whether a target is to be set.
    pub sets: bool,
}

/// A gap with its parts.
#[derive(Clone, Debug)]
pub struct Page {
    /// Whose.
    pub scope: Scope,
    /// The month or quarter.
    pub period: Period,
    /// Whose and when, in words, for the journal.
    pub subject: String,
    /// The title of the first card.
    pub title: String,
    /// Whose, how many people, in which unit.
    pub sub: String,
    /// Target, signed and gap: names and values.
    pub sum: [(String, String); 3],
    /// Whether something is missing.
    pub short: bool,
    /// What the signs mean, and that the parts add up.
    pub notes: [String; 2],
    /// How it is split and planned, line by line.
    pub means: Vec<String>,
    /// The parts.
    pub factors: Vec<FactorRow>,
    /// The gap below them, with its bar.
    pub total: (String, ZeroBar),
    /// What to do about it, in a sentence.
    pub sentence: String,
    /// The gap by reason.
    pub reasons: Vec<ReasonRow>,
    /// What stands behind the title of the people.
    pub people_sub: String,
    /// The people, the largest gap first.
    pub people: Vec<PersonRow>,
    /// All together.
    pub people_total: PersonRow,
    /// The deals that were due.
    pub deals: Deals,
    /// The same for a file.
    pub table: Arc<Table>,
}

/// Loads the page.
///
/// # Errors
/// Whatever the database reports.
pub(in crate::areas::targets) fn load(
    db: &Db,
    directory: &Directory,
    filter: &Filter,
    tr: &Tr,
) -> Result<Data> {
    let (scope, period) = (filter.scope, filter.period);
    let ask = Ask { scope, period, today: filter.today };
    let say = Say { tr, directory, scope, period };
    Ok(match gap(db, directory, &ask)? {
        Found::Refused(why) => Data::Refused(say.instead(why)),
        Found::Split(found) => {
            let deals = Deals::load(db, say, &found)?;
            Data::Shown(Box::new(say.page(&found, deals)))
        }
    })
}

/// How things are said.
#[derive(Clone, Copy)]
pub(super) struct Say<'a> {
    pub tr: &'a Tr,
    pub directory: &'a Directory,
    pub scope: Scope,
    pub period: Period,
}

impl Say<'_> {
    /// An amount for a cell.
    pub fn cell(self, fen: i64) -> String {
        money_cell(self.tr.language(), fen)
    }

    /// The same with its sign.
    pub fn signed(self, fen: i64) -> String {
        with_sign(fen, &self.cell(fen.saturating_abs()))
    }

    /// A sentence about a number of things.
    pub fn count(self, key: &str, n: u64) -> String {
        let whole = i64::try_from(n).unwrap_or(i64::MAX);
        self.tr.with(key, &[("n", whole.into()), ("text", number(whole).into())])
    }

    /// A scope by its name.
    pub fn name(self, scope: Scope) -> String {
        let company = || self.tr.text("targets-company");
        self.directory.scope_name(scope).map_or_else(company, str::to_owned)
    }

    /// Parts of a sentence in a row, those that say something.
    pub fn joined(self, parts: &[String], mark: [&str; 2]) -> String {
        let [chinese, english] = mark;
        let mark = if self.tr.language() == Language::Chinese { chinese } else { english };
        let said: Vec<&str> =
            parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
        said.join(mark)
    }

    fn label(self) -> String {
        period_label(self.tr, self.period)
    }

    fn instead(self, why: Refused) -> Instead {
        let key = why.label_key();
        let detail = match why {
            Refused::NotOver(known) => {
                let day = known.to_string();
                self.tr.with("gap-refused-not-over-detail", &[("day", day.into())])
            }
            _ => self.tr.text(&format!("{key}-detail")),
        };
        let period = match why {
            Refused::NotOver(_) => Some(self.period.previous()),
            Refused::Period => Some(match self.period {
                Period::Year(year) => Period::Quarter(year, 1),
                other => Period::month_of(other.first_day()),
            }),
            _ => None,
        };
        Instead {
            title: self.tr.text(key),
            detail,
            period: period.map(|period| {
                let name = period_label(self.tr, period);
                (period, self.tr.with("gap-look-at", &[("period", name.into())]))
            }),
            sets: why == Refused::NoTarget,
        }
    }

    fn page(self, found: &Gap, deals: Deals) -> Page {
        let tr = self.tr;
        let (whose, when) = (self.name(self.scope), self.label());
        let people = people(self, found);
        let n = u64::try_from(found.lines.len()).unwrap_or_default();
        let members = if found.as_one { tr.text("gap-as-one") } else { self.count("gap-n", n) };
        let unit = money_unit(tr.language()).to_owned();
        let comma = ["，", ", "];
        let (factors, total) = factors(self, found, &deals);
        Page {
            scope: self.scope,
            period: self.period,
            subject: format!("{whose} {when}"),
            title: tr.with("gap-title", &[("period", when.into())]),
            sub: self.joined(&[whose, members, unit], comma),
            sum: [
                (tr.text("gap-target"), self.cell(found.all.target)),
                (tr.text("gap-actual"), self.cell(found.all.actual)),
                (tr.text("gap-gap"), self.cell(found.all.gap())),
            ],
            short: found.all.gap() > 0,
            notes: [
                tr.text("gap-signs"),
                tr.with("gap-adds-up", &[("rest", self.cell(found.rest).into())]),
            ],
            means: self.means(found),
            factors,
            total: (self.signed(found.all.gap()), total),
            sentence: self.sentence(found),
            reasons: reasons(self, found, &deals),
            people_sub: self.people_sub(found),
            people,
            people_total: people_total(self, found),
            deals,
            table: Arc::new(table(self, found)),
        }
    }

    /// How it is split and planned.
    fn means(self, found: &Gap) -> Vec<String> {
        let mut lines = vec![self.tr.text("gap-means"), self.tr.text("gap-means-due")];
        lines.push(self.plan_from(found));
        if found.all.count.unknown > 0 {
            lines.push(self.count("gap-unknown", found.all.count.unknown));
        }
        lines
    }

    /// Where conversion and size of the plan are from.
    pub fn plan_from(self, found: &Gap) -> String {
        let from = |source: fn(&Plan) -> Source| {
            let all = found.lines.iter().map(|line| source(&line.split.plan));
            let set = all.filter(|source| matches!(source, Source::Target(_))).count();
            self.tr.text(match set {
                0 => "gap-from-past",
                n if n == found.lines.len() => "gap-from-target",
                _ => "gap-from-both",
            })
        };
        let args = [
            ("conversion", from(|plan| plan.conversion_from).into()),
            ("size", from(|plan| plan.size_from).into()),
        ];
        self.tr.with("gap-plan-from", &args)
    }

    fn people_sub(self, found: &Gap) -> String {
        let mut parts = vec![self.tr.text("gap-people-sub")];
        if !found.unsplit.is_empty() {
            let n = u64::try_from(found.unsplit.len()).unwrap_or_default();
            parts.push(self.count("gap-not-split", n));
        }
        self.joined(&parts, ["；", "; "])
    }

    /// What can be said, and what is to be done.
    fn sentence(self, found: &Gap) -> String {
        let tr = self.tr;
        let mut parts = vec![];
        let timing = found.all.part(GapPart::Timing);
        if timing > 0 {
            parts.push(tr.with("gap-say-timing", &[("value", self.cell(timing).into())]));
        }
        parts.push(match found.all.verdict() {
            Verdict::Few => tr.text("gap-say-few"),
            Verdict::Chance => tr.text("gap-say-chance"),
            Verdict::Below => tr.text("gap-say-below"),
            Verdict::Above => tr.text("gap-say-above"),
        });
        let unsaid = found.reasons.iter().find(|line| line.code == Code::Unsaid);
        if let Some(n) = unsaid.and_then(Coded::n) {
            parts.push(self.count("gap-say-unsaid", n));
        }
        self.joined(&parts, ["；", "; "])
    }
}

/// The row of what the people leave, where there is any.
pub(super) fn left(say: Say<'_>, found: &Gap) -> Option<PersonRow> {
    (found.rest != 0 || !found.unsplit.is_empty()).then(|| rest_row(say, found))
}
