//! The weekly funnel review as a workbook: its figures, stages, changes and stuck deals, a sheet each.
//!
//! Headings are words and amounts are yuan, since these are for people to read on and count on with; no sheet
//! is shortened as the page is.

use chrono::NaiveDate;

use super::{day, fen};
use crate::domain::funnel::changes::{Part, Sum as Change};
use crate::domain::ids::{PersonId, StageId};
use crate::domain::period::Period;
use crate::domain::scope::Scope;
use crate::error::{Error, Result};
use crate::i18n::{DASH, Tr, period_label};
use crate::metrics::bottleneck::{Verdict, beside};
use crate::metrics::pipeline::StageRow;
use crate::metrics::review::{self, Review, Span};
use crate::metrics::stuck::{Sum, decision_key};
use crate::metrics::waterfall::{kind_word, named, part_key};
use crate::sheets::write::{Out, Table};
use crate::store::Db;
use crate::store::directory::Directory;

/// The sheets of the review of a scope: of the week, or of the newest one where the period is none that can
/// be reviewed.
///
/// # Errors
/// When there is nothing to review, or whatever the database reports.
pub fn tables(
    db: &Db,
    (scope, period): (Scope, Period),
    today: NaiveDate,
    tr: &Tr,
) -> Result<Vec<Table>> {
    let directory = Directory::load(db)?;
    let name = directory.scope_name(scope).map_or_else(|| tr.text("scope-all"), str::to_owned);
    let nothing = || Error::new("error-review-none").arg("name", &name);
    let weeks = review::weeks(db, &directory.calendar, today)?;
    let known = weeks.iter().find(|week| **week == period);
    let week = known.or(weeks.first()).copied().ok_or_else(nothing)?;
    let span = review::span(db, &directory.calendar, week, today)?.ok_or_else(nothing)?;
    let mut found = review::reviews(db, &directory, &[scope], &span, today)?;
    let review = found.each.pop().ok_or_else(nothing)?;
    let directory = directory.as_of(span.to);
    let book = Book { db, directory: &directory, tr, span: &span, review: &review };
    Ok(vec![book.figures(&name), book.stages(), book.sums(), book.changes()?, book.stuck()?])
}

/// A review on its way to the sheets.
struct Book<'a> {
    db: &'a Db,
    directory: &'a Directory,
    tr: &'a Tr,
    span: &'a Span,
    review: &'a Review,
}

impl Book<'_> {
    fn table(&self, name: &str, headings: &[&str], rows: Vec<Vec<Out>>) -> Table {
        Table {
            name: self.tr.text(name),
            headings: headings.iter().map(|key| self.tr.text(key)).collect(),
            rows,
        }
    }

    /// What the page has at its head and in its foot.
    fn figures(&self, name: &str) -> Table {
        let (tr, review) = (self.tr, self.review);
        let closing = review.waterfall.balance.closing;
        let (stuck, waiting) = (Sum::of(review.stuck.stuck()), Sum::of(review.stuck.waiting()));
        let forecast = &review.forecast;
        let outlook = forecast.outlook.as_ref();
        let month = period_label(tr, self.span.month());
        let said = outlook.and_then(|outlook| outlook.chance);
        let rows = [
            ("doc-funnel-review-sheet-whose", Out::from(name)),
            ("doc-funnel-review-sheet-week", period_label(tr, self.span.week).into()),
            ("doc-funnel-review-sheet-from", Out::Day(self.span.from)),
            ("doc-funnel-review-sheet-to", Out::Day(self.span.to)),
            ("doc-funnel-review-sheet-people", whole(review.people as u64)),
            ("doc-funnel-review-sheet-deals", whole(closing.n)),
            ("doc-funnel-review-sheet-amount", fen(closing.known())),
            ("doc-funnel-review-sheet-weighted", fen(review.weighted.value)),
            ("doc-funnel-review-sheet-month", month.into()),
            ("doc-funnel-review-sheet-computed", fen(forecast.roll_up.computed())),
            ("doc-funnel-review-sheet-low", fen(outlook.map(|outlook| outlook.range.low))),
            ("doc-funnel-review-sheet-high", fen(outlook.map(|outlook| outlook.range.high))),
            ("doc-funnel-review-sheet-target", fen(forecast.target)),
            ("doc-funnel-review-sheet-chance", rate(said)),
            ("doc-funnel-review-sheet-stuck", whole(stuck.n)),
            ("doc-funnel-review-sheet-stuck-amount", Out::Hundredths(stuck.amount)),
            ("doc-funnel-review-sheet-waiting", whole(waiting.n)),
            ("doc-funnel-review-sheet-sent", whole(review.reports.sent() as u64)),
            ("doc-funnel-review-sheet-owed", whole(review.reports.owed() as u64)),
        ];
        let rows = rows.into_iter().map(|(key, value)| vec![tr.text(key).into(), value]);
        let headings = ["doc-funnel-review-sheet-figure", "doc-funnel-review-sheet-value"];
        self.table("doc-funnel-review-sheet-figures", &headings, rows.collect())
    }

    fn stages(&self) -> Table {
        let Review { funnel, found, .. } = self.review;
        let verdicts = found.stages.iter().map(|finding| finding.verdict);
        let row = |(row, verdict): (&StageRow, Option<Verdict>)| {
            let past = beside(row).map(|(_, past)| past);
            let then = past.or(row.year_before);
            vec![
                self.stage(Some(row.stage)),
                whole(row.reached),
                row.advanced.map_or(Out::Blank, whole),
                rate(row.rate),
                rate(row.low),
                rate(row.high),
                rate(past.and_then(|past| past.rate)),
                days(row.median_days),
                days(then.and_then(|past| past.median_days)),
                whole(row.open),
                fen(if row.open == 0 { Some(0) } else { row.open_amount }),
                whole(row.unknown_amounts),
                rate(verdict.map(|verdict| verdict.probability)),
            ]
        };
        let rows = funnel.stages.iter().zip(verdicts).map(row).collect();
        let headings = [
            "doc-funnel-review-stage",
            "doc-funnel-review-entered",
            "doc-funnel-review-sheet-advanced",
            "doc-funnel-review-rate",
            "doc-funnel-review-sheet-rate-low",
            "doc-funnel-review-sheet-rate-high",
            "doc-funnel-review-before",
            "doc-funnel-review-sheet-stay",
            "doc-funnel-review-sheet-stay-before",
            "doc-funnel-review-sheet-deals",
            "doc-funnel-review-sheet-amount",
            "doc-funnel-review-sheet-unknown",
            "doc-funnel-review-sheet-evidence",
        ];
        self.table("doc-funnel-review-stages", &headings, rows)
    }

    /// From one evening to the other.
    fn sums(&self) -> Table {
        let (tr, balance) = (self.tr, &self.review.waterfall.balance);
        let row = |name: String, sum: Change| {
            vec![name.into(), whole(sum.n), fen(sum.known()), whole(sum.unknown)]
        };
        let mut rows = vec![row(tr.text("doc-funnel-review-opening"), balance.opening)];
        rows.extend(Part::ALL.map(|part| row(self.part(part), balance.part(part))));
        rows.push(row(tr.text("doc-funnel-review-closing"), balance.closing));
        let headings = [
            "doc-funnel-review-sheet-figure",
            "doc-funnel-review-sheet-deals",
            "doc-funnel-review-sheet-amount",
            "doc-funnel-review-sheet-unknown",
        ];
        self.table("doc-funnel-review-changes", &headings, rows)
    }

    /// The same deal by deal.
    fn changes(&self) -> Result<Table> {
        let mut rows = vec![];
        for change in &self.review.waterfall.changes {
            let named = named(self.db, change.deal)?;
            rows.push(vec![
                self.part(change.effect.part).into(),
                named.number.unwrap_or_default().into(),
                named.account.into(),
                named.name.into(),
                self.person(change.owner),
                self.stage(change.stage),
                fen(change.effect.amount),
            ]);
        }
        let headings = [
            "doc-funnel-review-sheet-change",
            "doc-funnel-review-sheet-number",
            "doc-funnel-review-account",
            "doc-funnel-review-deal",
            "doc-funnel-review-owner",
            "doc-funnel-review-stage",
            "doc-funnel-review-sheet-amount",
        ];
        Ok(self.table("doc-funnel-review-sheet-changes", &headings, rows))
    }

    fn stuck(&self) -> Result<Table> {
        let mut rows = vec![];
        for deal in self.review.stuck_first() {
            let named = named(self.db, deal.id)?;
            let mark = deal.marks.first().map(|mark| self.tr.text(&mark.label_key()));
            let decision = deal.decision().filter(|_| deal.decided);
            let word = decision.map(|said| self.tr.text(&decision_key(said.decision)));
            let step = deal.next_step.as_ref();
            rows.push(vec![
                named.number.unwrap_or_default().into(),
                named.account.into(),
                named.name.into(),
                self.person(deal.owner),
                self.stage(Some(deal.stage)),
                fen(deal.amount),
                whole(u64::from(deal.total_days)),
                days(deal.limit.map(|limit| limit.days.to_f64())),
                mark.unwrap_or_default().into(),
                word.unwrap_or_default().into(),
                decision.map_or(Out::Blank, |said| said.reason.as_str().into()),
                day(decision.and_then(|said| said.until)),
                step.map_or(Out::Blank, |step| step.what.as_str().into()),
                day(step.map(|step| step.due)),
            ]);
        }
        let headings = [
            "doc-funnel-review-sheet-number",
            "doc-funnel-review-account",
            "doc-funnel-review-deal",
            "doc-funnel-review-owner",
            "doc-funnel-review-stage",
            "doc-funnel-review-sheet-amount",
            "doc-funnel-review-days",
            "doc-funnel-review-sheet-limit",
            "doc-funnel-review-reason",
            "doc-funnel-review-sheet-decision",
            "doc-funnel-review-sheet-why",
            "doc-funnel-review-sheet-until",
            "doc-funnel-review-next",
            "doc-funnel-review-due",
        ];
        Ok(self.table("doc-funnel-review-stuck", &headings, rows))
    }

    fn part(&self, part: Part) -> String {
        self.tr.with(&part_key(part), &[("kind", kind_word(None).into())])
    }

    fn person(&self, person: Option<PersonId>) -> Out {
        person.map_or(Out::Blank, |person| self.directory.person_name(person).into())
    }

    fn stage(&self, stage: Option<StageId>) -> Out {
        let found = stage.and_then(|stage| self.directory.stages.get(&stage));
        let Some(stage) = found else { return DASH.into() };
        self.tr.own(&stage.name, &stage.name_en).into()
    }
}

fn whole(n: u64) -> Out {
    Out::Int(i64::try_from(n).unwrap_or(i64::MAX))
}

/// A share as a rate.
fn rate(share: Option<f64>) -> Out {
    share.map_or(Out::Blank, |share| Out::Rate((share * 10_000.0).round() as i64))
}

/// Days that may be a fraction.
fn days(days: Option<f64>) -> Out {
    days.map_or(Out::Blank, |days| Out::TenThousandths((days * 10_000.0).round() as i64))
}
