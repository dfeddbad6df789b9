//! The weekly funnel reviews of a scope, filled from the metrics as the funnel's own pages show them.

mod findings;

use chrono::NaiveDate;

use crate::documents::funnel_review::{Figure, FunnelReviewPage, StageLine, StuckLine};
use crate::documents::{Letterhead, in_number};
use crate::domain::forecast::total::Said;
use crate::domain::funnel::bottleneck::Evidence;
use crate::domain::funnel::changes::{Part, Sum as Change};
use crate::domain::funnel::rule::{Rule, matured_until};
use crate::domain::ids::StageId;
use crate::domain::money::Share;
use crate::domain::period::Period;
use crate::domain::scope::Scope;
use crate::domain::stats::rate::MIN_CASES;
use crate::error::Result;
use crate::i18n::{
    DASH, FluentValue, Language, MoneyStyle, Tr, day_beside, money, money_cell, money_unit, number,
    period_label, rate_percent, share_percent,
};
use crate::metrics::bottleneck::{Against, Verdict, beside};
use crate::metrics::forecast::outlook::Unknown;
use crate::metrics::pipeline::{StageRow, left_out_key};
use crate::metrics::review::{self, Review, Span};
use crate::metrics::show::stage_name;
use crate::metrics::stuck::{OpenDeal, Sum, decision_key};
use crate::metrics::waterfall::{kind_word, named, part_key};
use crate::store::Db;
use crate::store::directory::Directory;

/// How many stuck deals are listed: what two pages hold with room to write.
const LISTED: usize = 30;

/// What changes in most weeks, and stands there even where it did not.
const USUAL: [Part; 6] = [Part::New, Part::Back, Part::Grown, Part::Shrunk, Part::Won, Part::Lost];

/// A review and whose it is.
#[derive(Clone, Debug)]
pub struct Filled {
    /// Whose deals.
    pub scope: Scope,
    /// The page.
    pub page: FunnelReviewPage,
}

/// The reviews of a scope.
#[derive(Clone, Debug)]
pub struct Found {
    /// That of the scope itself and of each region and team in it that has deals: the company first, then
    /// regions, then teams.
    pub reviews: Vec<Filled>,
    /// The names of those that have none.
    pub without: Vec<String>,
    /// The day up to which deals are known.
    pub as_of: NaiveDate,
}

/// Fills the reviews of a scope for a week; none where no report of deals was ever imported.
///
/// # Errors
/// When the period is no week that reports speak of, or whatever the database reports.
pub fn reviews(
    db: &Db,
    directory: &Directory,
    (scope, week): (Scope, Period),
    today: NaiveDate,
    tr: &Tr,
) -> Result<Found> {
    let Some(span) = review::span(db, &directory.calendar, week, today)? else {
        return Ok(Found { reviews: vec![], without: vec![], as_of: today });
    };
    let scopes = review::scopes(directory, scope, span.to);
    let found = review::reviews(db, directory, &scopes, &span, today)?;
    let directory = &directory.as_of(span.to);
    let letterhead = Letterhead::load(db)?;
    let mut reviews = vec![];
    for review in &found.each {
        let words = Words { db, directory, tr, span: &span, review };
        let number = format!("FR-{}-{:04}", in_number(week), key_of(review.scope));
        let letterhead = Letterhead { number: Some(number), ..letterhead.clone() };
        reviews.push(Filled { scope: review.scope, page: words.page(letterhead)? });
    }
    let without = found.without.iter().map(|scope| name_of(directory, *scope, tr)).collect();
    Ok(Found { reviews, without, as_of: span.to })
}

/// The key of a scope; the company has none.
pub(super) const fn key_of(scope: Scope) -> i64 {
    match scope {
        Scope::All => 0,
        Scope::Region(id) => id.0,
        Scope::Team(id) => id.0,
        Scope::Person(id) => id.0,
    }
}

/// What a scope is called.
pub(super) fn name_of(directory: &Directory, scope: Scope, tr: &Tr) -> String {
    directory.scope_name(scope).map_or_else(|| tr.text("scope-all"), str::to_owned)
}

/// A review on its way to the page.
struct Words<'a> {
    db: &'a Db,
    directory: &'a Directory,
    tr: &'a Tr,
    span: &'a Span,
    review: &'a Review,
}

impl Words<'_> {
    fn page(&self, letterhead: Letterhead) -> Result<FunnelReviewPage> {
        let (tr, review) = (self.tr, self.review);
        let unit = money_unit(tr.language());
        let closing = review.waterfall.balance.closing;
        let deals = review.stuck_first();
        let all = Sum::of(deals.iter().copied());
        let listed = deals.iter().take(LISTED).map(|deal| self.stuck(deal));
        Ok(FunnelReviewPage {
            letterhead,
            name: name_of(self.directory, review.scope, tr),
            week: period_label(tr, self.span.week),
            below: self.below(),
            tiles: self.tiles(all),
            amount_name: tr.with("doc-funnel-review-amount", &[("unit", unit.into())]),
            unit: unit.to_owned(),
            stages: self.stages(),
            stages_note: self.stages_note(),
            stages_left: self.stages_left(),
            open: [count_text(closing.n), self.known(closing.known())],
            changes: self.changes(),
            changes_note: self.changes_note(),
            stuck: listed.collect::<Result<Vec<StuckLine>>>()?,
            stuck_note: self.stuck_note(),
            stuck_total: [self.stuck_total(all), self.cell(all.amount)],
            stuck_more: self.stuck_more(deals.get(LISTED..).unwrap_or_default()),
            findings: [Some(self.bottleneck()), self.compared()].into_iter().flatten().collect(),
            data_as_of: Some(self.data_as_of()),
        })
    }

    /// Whose, how many people, which days; of a team also who leads it.
    fn below(&self) -> String {
        let (tr, week) = (self.tr, self.span.week);
        let people = i64::try_from(self.review.people).unwrap_or(i64::MAX);
        let mut args: Vec<(&str, FluentValue<'_>)> = vec![
            ("name", name_of(self.directory, self.review.scope, tr).into()),
            ("n", people.into()),
            ("text", number(people).into()),
            ("week", period_label(tr, week).into()),
            ("from", self.short(week.first_day()).into()),
            ("to", self.short(week.last_day()).into()),
        ];
        let leader = match self.review.scope {
            Scope::Team(team) => self.directory.manager_on(team, self.span.to),
            Scope::All | Scope::Region(_) | Scope::Person(_) => None,
        };
        let Some(leader) = leader else { return tr.with("doc-funnel-review-below", &args) };
        args.push(("manager", self.directory.person_name(leader).into()));
        tr.with("doc-funnel-review-below-led", &args)
    }

    /// The day up to which deals are known, and how many of the week's reports are there.
    fn data_as_of(&self) -> String {
        let (day, reports) = (self.span.to.to_string(), self.review.reports);
        let Period::Week(_, week) = self.span.week else { return day };
        if reports.owed() == 0 {
            return day;
        }
        let n = |n: usize| number(i64::try_from(n).unwrap_or(i64::MAX));
        let args = [
            ("day", day.into()),
            ("week", week.to_string().into()),
            ("sent", n(reports.sent()).into()),
            ("owed", n(reports.owed()).into()),
        ];
        self.tr.with("doc-funnel-review-data", &args)
    }

    fn tiles(&self, stuck: Sum) -> Vec<Figure> {
        let (tr, review) = (self.tr, self.review);
        let full = |fen: i64| money(tr.language(), fen, MoneyStyle::Full);
        let or_dash = |fen: Option<i64>| fen.map_or_else(|| DASH.to_owned(), full);
        let closing = review.waterfall.balance.closing;
        let left: u64 = review.weighted.left_out.values().sum();
        let weighted = match left {
            0 => tr.text("doc-funnel-review-weighted-note"),
            left => self.count("doc-funnel-review-weighted-left", left),
        };
        let month = period_label(tr, self.span.month());
        let share = Share::of(stuck.amount, closing.fen).filter(|_| stuck.n > 0);
        let stuck_note = match share {
            Some(share) => {
                let args =
                    [("amount", full(stuck.amount).into()), ("share", share_percent(share).into())];
                tr.with("doc-funnel-review-stuck-share", &args)
            }
            None if stuck.n > 0 => full(stuck.amount),
            None => tr.text("funnel-stuck-tile-none"),
        };
        let [chance, target] = self.chance();
        let open = self.deals("doc-funnel-review-deals", closing);
        let computed = review.forecast.roll_up.computed();
        let tile = |label: String, value, note| Figure { label, value, note };
        vec![
            tile(tr.text("doc-funnel-review-open-amount"), or_dash(closing.known()), open),
            tile(tr.text("doc-funnel-review-weighted"), or_dash(review.weighted.value), weighted),
            tile(
                tr.with("doc-funnel-review-forecast", &[("period", month.into())]),
                or_dash(computed),
                self.range(),
            ),
            tile(tr.text("forecast-chance"), chance, target),
            tile(
                tr.text("doc-funnel-review-stuck-tile"),
                self.count("doc-funnel-review-n", stuck.n),
                stuck_note,
            ),
        ]
    }

    /// The range of the forecast, or why there is none.
    fn range(&self) -> String {
        let (tr, found) = (self.tr, &self.review.forecast);
        match &found.outlook {
            Some(outlook) => {
                let (low, high) = (self.cell(outlook.range.low), self.cell(outlook.range.high));
                tr.with("forecast-range", &[("low", low.into()), ("high", high.into())])
            }
            None if found.over => tr.text("forecast-over"),
            None => tr.text(found.unknown.map_or("forecast-no-chance", Unknown::label_key)),
        }
    }

    /// The chance of the target, or the fact in its place, and the target.
    fn chance(&self) -> [String; 2] {
        let (tr, found) = (self.tr, &self.review.forecast);
        let Some(target) = found.target else {
            return [DASH.to_owned(), tr.text("forecast-no-target")];
        };
        let goal = tr.with("forecast-goal", &[("target", self.cell(target).into())]);
        let said = found.outlook.as_ref().and_then(|outlook| outlook.said);
        let reached = found.roll_up.computed().is_some_and(|computed| computed >= target);
        let chance = match said {
            Some(Said::Chance(percent)) => percent.to_string(),
            Some(Said::Reached) => tr.text("forecast-reached"),
            Some(Said::OutOfReach) => tr.text("doc-funnel-review-out-of-reach"),
            None if found.over && reached => tr.text("forecast-reached"),
            None if found.over => tr.text("forecast-missed"),
            None => DASH.to_owned(),
        };
        [chance, goal]
    }

    fn stages(&self) -> Vec<StageLine> {
        let Review { funnel, found, .. } = self.review;
        let most = funnel.stages.iter().map(|row| row.reached).max().unwrap_or_default().max(1);
        let verdicts = found.stages.iter().map(|finding| finding.verdict);
        let rows = funnel.stages.iter().zip(verdicts);
        rows.map(|(row, verdict)| self.stage_line(row, verdict, most)).collect()
    }

    fn stage_line(&self, row: &StageRow, verdict: Option<Verdict>, most: u64) -> StageLine {
        let (rate, interval) = self.conversion(row);
        let mark = match verdict.map(|verdict| verdict.evidence) {
            Some(Evidence::Flag) => "▼",
            Some(Evidence::Watch) => "▽",
            _ => "",
        };
        let past = beside(row);
        let before = past.and_then(|(against, past)| {
            let star = if against == Against::WindowBefore { "*" } else { "" };
            Some(format!("{}{star}", rate_percent(past.rate?)))
        });
        // Days say something where cases are too few for a rate, too.
        let then = past.map(|(_, past)| past).or(row.year_before);
        let days = |days: Option<f64>| days.map_or_else(|| DASH.to_owned(), days_text);
        let stay = [
            ("now", days(row.median_days).into()),
            ("before", days(then.and_then(|past| past.median_days)).into()),
        ];
        StageLine {
            name: self.stage(row.stage),
            entered: count_text(row.reached),
            share: row.reached.saturating_mul(1_000) / most,
            open: count_text(row.open),
            amount: self.known(if row.open == 0 { Some(0) } else { row.open_amount }),
            marked: !mark.is_empty(),
            mark: mark.to_owned(),
            rate,
            interval,
            before: before.unwrap_or_else(|| DASH.to_owned()),
            stay: self.tr.with("doc-funnel-review-stays", &stay),
        }
    }

    /// The rate of a stage and its interval; with few cases so many of so many, and that they are few.
    fn conversion(&self, row: &StageRow) -> (String, String) {
        let none = || (DASH.to_owned(), DASH.to_owned());
        let Some(advanced) = row.advanced.filter(|_| row.reached > 0) else { return none() };
        let (Some(rate), Some(low), Some(high)) = (row.rate, row.low, row.high) else {
            return none();
        };
        if row.reached < MIN_CASES {
            return (fraction(advanced, row.reached), self.tr.text("funnel-small"));
        }
        (rate_percent(rate), format!("{:.0}–{:.0}%", low * 100.0, high * 100.0))
    }

    /// What the stages count, and what the marks mean.
    fn stages_note(&self) -> String {
        let funnel = &self.review.funnel;
        let Rule::Matured { horizon_days } = funnel.rule else { return String::new() };
        let from = funnel.window.map_or(self.span.to, |window| window.start);
        let end = matured_until(self.span.to, horizon_days).unwrap_or(self.span.to);
        let args = [
            ("from", from.to_string().into()),
            ("to", end.to_string().into()),
            ("days", i64::from(horizon_days).into()),
        ];
        self.tr.with("doc-funnel-review-stages-note", &args)
    }

    /// What the stages leave out, and what a star means; `None` for nothing of both.
    fn stages_left(&self) -> Option<String> {
        let (tr, funnel) = (self.tr, &self.review.funnel);
        let part = |reason: String, n: u64| {
            let args = [("reason", reason.into()), ("n", count_text(n).into())];
            tr.with("funnel-left-out-part", &args)
        };
        let counted = funnel.left_out.iter();
        let counted = counted.map(|(reason, n)| (tr.text(&left_out_key(*reason)), *n));
        let unknown: u64 = funnel.stages.iter().map(|row| row.unknown_amounts).sum();
        let stock = [
            (tr.text("funnel-left-out-stage"), funnel.open_without_stage),
            (tr.text("funnel-left-out-own"), funnel.open_own_model),
            (tr.text("funnel-left-out-amount"), unknown),
        ];
        let all = counted.chain(stock).filter(|(_, n)| *n > 0);
        let left: Vec<String> = all.map(|(reason, n)| part(reason, n)).collect();
        let mut said = vec![];
        if !left.is_empty() {
            said.push(tr.with("funnel-left-out", &[("list", self.joined(&left).into())]));
        }
        let mut against = funnel.stages.iter().filter_map(beside);
        if against.any(|(against, _)| against == Against::WindowBefore) {
            said.push(tr.text("doc-funnel-review-star"));
        }
        (!said.is_empty()).then(|| self.listed(&said))
    }

    fn changes(&self) -> Vec<Figure> {
        let (tr, balance) = (self.tr, &self.review.waterfall.balance);
        let total = |key: &str, sum: Change| Figure {
            label: tr.text(key),
            value: self.known(sum.known()),
            note: self.deals("doc-funnel-review-n", sum),
        };
        let mut figures = vec![total("doc-funnel-review-opening", balance.opening)];
        for part in Part::ALL {
            let sum = balance.part(part);
            if sum.n == 0 && !USUAL.contains(&part) {
                continue;
            }
            let signed = match (sum.n, part.sign()) {
                (0, _) | (_, 0) => count_text(sum.n),
                (n, sign) if sign > 0 => format!("+{}", count_text(n)),
                (n, _) => format!("−{}", count_text(n)),
            };
            let args = [("n", whole(sum.n).into()), ("text", signed.into())];
            figures.push(Figure {
                label: tr.with(&part_key(part), &[("kind", kind_word(None).into())]),
                value: sum.known().map_or_else(|| DASH.to_owned(), |fen| self.signed(fen)),
                note: tr.with("doc-funnel-review-n", &args),
            });
        }
        figures.push(total("doc-funnel-review-closing", balance.closing));
        figures
    }

    fn changes_note(&self) -> String {
        let (_, fen) = self.review.waterfall.balance.difference();
        let args = [
            ("from", self.short(self.span.from).into()),
            ("to", self.short(self.span.changed).into()),
            ("difference", self.cell(fen).into()),
            ("unit", money_unit(self.tr.language()).into()),
        ];
        self.tr.with("doc-funnel-review-changes-note", &args)
    }

    fn stuck(&self, deal: &OpenDeal) -> Result<StuckLine> {
        let tr = self.tr;
        let named = named(self.db, deal.id)?;
        let decision = deal.decision().filter(|_| deal.decided);
        let decided = decision.map(|said| {
            let word = tr.text(&decision_key(said.decision));
            let args = [("decision", word.into()), ("reason", said.reason.as_str().into())];
            tr.with("doc-funnel-review-decided", &args)
        });
        let step = deal.next_step.as_ref();
        let next: Vec<String> =
            decided.into_iter().chain(step.map(|step| step.what.clone())).collect();
        let due = step.map(|step| step.due).or_else(|| decision.and_then(|said| said.until));
        let owner = deal.owner.map(|owner| self.directory.person_name(owner).to_owned());
        let mark = deal.marks.first();
        Ok(StuckLine {
            account: Some(named.account).filter(|name| !name.is_empty()),
            deal: named.name,
            owner: owner.filter(|name| !name.is_empty()),
            stage: self.stage(deal.stage),
            amount: deal.amount.map(|fen| self.cell(fen)),
            days: deal.total_days.to_string(),
            reason: mark.map_or_else(|| DASH.to_owned(), |mark| tr.text(&mark.label_key())),
            next: (!next.is_empty()).then(|| self.listed(&next)),
            due: due.map(|day| self.short(day)),
        })
    }

    fn stuck_note(&self) -> String {
        let stuck = &self.review.stuck;
        let waiting = Sum::of(stuck.waiting()).n;
        let mut said = vec![self.count("doc-funnel-review-stuck-note", waiting)];
        if stuck.without_stage > 0 {
            said.push(self.count("funnel-stuck-without-stage", stuck.without_stage));
        }
        self.listed(&said)
    }

    fn stuck_total(&self, all: Sum) -> String {
        let total = self.count("doc-funnel-review-stuck-total", all.n);
        if all.unknown == 0 {
            return total;
        }
        self.joined(&[total, self.count("funnel-stuck-unknown", all.unknown)])
    }

    fn stuck_more(&self, rest: &[&OpenDeal]) -> Option<String> {
        let sum = Sum::of(rest.iter().copied());
        let args = [
            ("amount", self.cell(sum.amount).into()),
            ("unit", money_unit(self.tr.language()).into()),
        ];
        (sum.n > 0).then(|| self.count_with("doc-funnel-review-stuck-more", sum.n, &args))
    }

    /// A stage's name in the language.
    fn stage(&self, stage: StageId) -> String {
        stage_name(self.directory, self.tr, Some(stage))
    }

    fn cell(&self, fen: i64) -> String {
        money_cell(self.tr.language(), fen)
    }

    /// An amount, or a dash.
    fn known(&self, fen: Option<i64>) -> String {
        fen.map_or_else(|| DASH.to_owned(), |fen| self.cell(fen))
    }

    /// An amount with its sign: `+418.0`, `−98.0`, `0.0`.
    fn signed(&self, fen: i64) -> String {
        let text = self.cell(fen);
        if fen > 0 && text != self.cell(0) { format!("+{text}") } else { text }
    }

    /// A day without its year where that is the one of the review.
    fn short(&self, day: NaiveDate) -> String {
        day_beside(self.tr, day, self.span.to)
    }

    /// A number of things: `n` chooses the form, `text` is how it is written.
    fn count(&self, key: &str, n: u64) -> String {
        self.count_with(key, n, &[])
    }

    fn count_with(&self, key: &str, n: u64, more: &[(&str, FluentValue<'_>)]) -> String {
        self.tr.count(key, n, more)
    }

    /// How many deals there are, and of how many the amount is unknown.
    fn deals(&self, key: &str, sum: Change) -> String {
        let deals = self.count(key, sum.n);
        if sum.unknown == 0 {
            return deals;
        }
        self.joined(&[deals, self.count("funnel-stuck-unknown", sum.unknown)])
    }

    /// Parts of a sentence in a row.
    fn joined(&self, parts: &[String]) -> String {
        parts.join(if self.tr.language() == Language::Chinese { "，" } else { ", " })
    }

    /// Sentences without an end in a row.
    fn listed(&self, parts: &[String]) -> String {
        parts.join(if self.tr.language() == Language::Chinese { "；" } else { "; " })
    }

    /// Whole sentences in a row.
    fn sentences(&self, parts: &[String]) -> String {
        let chinese = self.tr.language() == Language::Chinese;
        let (end, between) = if chinese { ("。", "") } else { (".", " ") };
        let ended: Vec<String> = parts.iter().map(|part| format!("{part}{end}")).collect();
        ended.join(between)
    }
}

fn whole(n: u64) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

fn count_text(n: u64) -> String {
    number(whole(n))
}

/// `3 / 16`.
fn fraction(k: u64, n: u64) -> String {
    format!("{} / {}", count_text(k), count_text(n))
}

/// Days of a median: whole, or with its half.
fn days_text(days: f64) -> String {
    if days.fract() == 0.0 { number(days as i64) } else { format!("{days:.1}") }
}
