//! A card in words: what the window draws, the command line says, the clipboard takes and a workbook holds.

use chrono::NaiveDate;

use crate::domain::forecast::total::Said;
use crate::domain::ids::OpportunityId;
use crate::domain::money::{div_round, share_bp};
use crate::domain::scope::Scope;
use crate::domain::stats::rate::MIN_CASES;
use crate::i18n::{
    FluentValue, Language, MoneyStyle, Tr, money, number, percent, period_label, rate_percent,
    share_percent,
};
use crate::metrics::glossary::{
    Card, Figure, Headline, MIN_COURSE, Point, Reachable, Scored, Worked,
};
use crate::metrics::team_life::yuan;
use crate::metrics::training::say::level;
use crate::metrics::visits::show::kappa_of;
use crate::metrics::{coaching, process, show};
use crate::sheets::write::{Out, Table};
use crate::store::directory::Directory;

/// A point of the course.
#[derive(Clone, Debug, PartialEq)]
pub struct PointShown {
    /// Below the axis.
    pub label: String,
    /// In full, with the sample.
    pub text: String,
    /// The value in the unit of the axis.
    pub value: Option<f64>,
    /// Whether it is not over, or rests on few records.
    pub small: bool,
}

/// A record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowShown {
    /// The deal, where it is one.
    pub deal: Option<OpportunityId>,
    /// What it is.
    pub name: String,
    /// The customer of a deal.
    pub account: String,
    /// Whose.
    pub person: String,
    /// Its amount in fen.
    pub amount: Option<i64>,
    /// The same in the unit of the heading.
    pub amount_text: String,
    /// The day that counts.
    pub day: Option<NaiveDate>,
    /// What it gave, or why it was left out.
    pub gave: String,
}

/// A list of records.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListShown {
    /// How many there are.
    pub n: u64,
    /// What they are, with how many.
    pub title: String,
    /// That only some are listed; empty where all are.
    pub note: String,
    /// The first of them.
    pub rows: Vec<RowShown>,
}

/// A card in words.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    /// The figure.
    pub figure: Figure,
    /// Its name.
    pub title: String,
    /// The value with its unit.
    pub value: String,
    /// Whose, of when and as of which day.
    pub whose: String,
    /// How many records it rests on.
    pub sample: String,
    /// Its interval, or why it has none.
    pub interval: String,
    /// What it is.
    pub definition: String,
    /// How it is worked out.
    pub rule: String,
    /// Where that is from.
    pub source: String,
    /// The user's own numbers in the rule.
    pub worked: String,
    /// What was left out: reason and how many.
    pub left_out: Vec<(String, String)>,
    /// The heading of the course.
    pub course_title: String,
    /// The course.
    pub course: Vec<PointShown>,
    /// Mean and limits in the unit of the axis.
    pub limits: Option<Reachable>,
    /// What they say, or why there are none.
    pub limits_text: String,
    /// What was counted.
    pub counted: ListShown,
    /// What was left out.
    pub omitted: ListShown,
    /// The headings of the lists: what, whose, amount, day, what it gave.
    pub heads: [String; 5],
}

/// How a value of a figure is written.
pub fn value(tr: &Tr, figure: Figure, headline: Headline) -> String {
    match headline {
        Headline::Unknown => tr.text("unknown"),
        Headline::Each if figure == Figure::Score => tr.text("glossary-each-person"),
        Headline::Each => tr.text("glossary-each"),
        Headline::Value(value) => written(tr, figure, value),
        Headline::Share(share) => share_percent(share),
        Headline::Chance(Said::Reached) => tr.text("forecast-reached"),
        Headline::Chance(Said::OutOfReach) => tr.text("forecast-out-of-reach"),
        Headline::Chance(Said::Chance(percent)) => percent.to_string(),
    }
}

/// How a number of a figure is written with its unit, as the page has it.
fn written(tr: &Tr, figure: Figure, value: i64) -> String {
    match figure {
        Figure::Process(finding) => process::show::value(tr, finding, Some(value)),
        Figure::EventCost | Figure::EventPerHead => yuan(tr, value),
        Figure::Observers => kappa_of(value),
        Figure::FeedbackDays => {
            let tenths = div_round(value.into(), 10).unwrap_or_default();
            let days = match tenths % 10 {
                0 => (tenths / 10).to_string(),
                part => format!("{}.{part}", tenths / 10),
            };
            tr.with("feedback-days", &[("n", days.into())])
        }
        Figure::Score => show::score(value),
        Figure::CoachedTimes => coaching::say::times_each(tr, value),
        Figure::CoachingHours => coaching::say::hours(tr, value),
        _ => show::in_unit(tr, figure.unit(), value),
    }
}

/// What a scope is called.
pub fn scope(tr: &Tr, directory: &Directory, scope: Scope) -> String {
    directory.scope_name(scope).map_or_else(|| tr.text("forecast-company"), str::to_owned)
}

/// Puts a card into words.
pub fn shown(card: &Card, directory: &Directory, tr: &Tr) -> Shown {
    Say { card, directory, tr }.shown()
}

/// What a card is said with.
pub(super) struct Say<'a> {
    pub(super) card: &'a Card,
    pub(super) directory: &'a Directory,
    pub(super) tr: &'a Tr,
}

impl Say<'_> {
    fn shown(&self) -> Shown {
        let Self { card, tr, directory } = *self;
        let figure = card.ask.figure;
        let args = [
            ("scope", FluentValue::from(scope(tr, directory, card.ask.scope))),
            ("period", period_label(tr, card.ask.period).into()),
            ("day", card.known.to_string().into()),
        ];
        let (low, high) = match figure {
            Figure::Hygiene => ("glossary-list-people", "glossary-list-wrong"),
            Figure::Attainment
            | Figure::Coached
            | Figure::CoachedTimes
            | Figure::RhythmKept
            | Figure::People
            | Figure::External
            | Figure::WithoutTeam
            | Figure::NewPeople => ("glossary-list-people", "glossary-list-omitted"),
            Figure::YearTarget => ("glossary-list-counted", "glossary-list-replaced"),
            Figure::Process(_) => ("glossary-list-places", "glossary-list-cases"),
            Figure::SkillsReached => ("glossary-list-skills", "glossary-list-omitted"),
            Figure::TrainingHours => ("glossary-list-topics", "glossary-list-omitted"),
            Figure::Staffing => ("glossary-list-posts", "glossary-list-omitted"),
            Figure::Conversion => ("glossary-list-stages", "glossary-list-omitted"),
            _ => ("glossary-list-counted", "glossary-list-omitted"),
        };
        let axis = match figure {
            Figure::Score => tr.text("glossary-points"),
            Figure::CoachedTimes => tr.text("glossary-times"),
            Figure::CoachingHours => tr.text("glossary-hours"),
            _ => show::axis_unit(tr, figure.unit()),
        };
        Shown {
            figure,
            title: tr.text(&figure.label_key()),
            value: value(tr, figure, card.headline),
            whose: tr.with("glossary-whose", &args),
            sample: match (card.records, card.headline) {
                (Some(n), _) => self.count("glossary-sample", n),
                (None, Headline::Each) => tr.text("glossary-sample-each"),
                (None, _) => tr.text("glossary-sample-none"),
            },
            interval: self.interval(),
            definition: tr.text(&figure.definition_key()),
            rule: tr.text(&figure.rule_key()),
            source: tr.text(figure.source_key()),
            worked: self.worked(),
            left_out: card
                .left_out
                .iter()
                .map(|(key, n)| (tr.text(key), number(whole(*n))))
                .collect(),
            course_title: tr.with("glossary-course", &[("unit", axis.into())]),
            course: card.course.iter().map(|point| self.point(point)).collect(),
            limits: card.reachable().map(|limits| {
                let Reachable { mean, low, high } = limits;
                let low = low.map(|low| self.on_axis(low));
                Reachable { mean: self.on_axis(mean), low, high: self.on_axis(high) }
            }),
            limits_text: self.limits(),
            counted: self.list(&card.counted, low),
            omitted: self.list(&card.omitted, high),
            heads: self.heads(),
        }
    }

    pub(super) fn count(&self, key: &str, n: u64) -> String {
        let args = [("n", whole(n).into()), ("text", number(whole(n)).into())];
        self.tr.with(key, &args)
    }

    fn fen(&self, fen: i64) -> String {
        money(self.tr.language(), fen, MoneyStyle::Full)
    }

    fn unit(&self, value: i64) -> String {
        written(self.tr, self.card.ask.figure, value)
    }

    /// A value on the axis of the course.
    fn on_axis(&self, value: f64) -> f64 {
        let figure = self.card.ask.figure;
        show::on_axis(self.tr, figure.unit(), value / figure.scale() as f64)
    }

    fn interval(&self) -> String {
        let Some(interval) = self.card.interval else {
            let card = self.card;
            let why = match card.ask.figure {
                Figure::Chance => "glossary-interval-chance",
                Figure::Conversion => "glossary-interval-each",
                figure if figure.of_cases() => "glossary-interval-empty",
                _ if card.headline == Headline::Unknown => "glossary-interval-unknown",
                _ if !card.left_out.is_empty() => "glossary-interval-part",
                _ => "glossary-interval-none",
            };
            return self.tr.text(why);
        };
        let args =
            [("low", rate_percent(interval.lo).into()), ("high", rate_percent(interval.hi).into())];
        self.tr.with("glossary-interval", &args)
    }

    /// The user's own numbers in the rule.
    fn worked(&self) -> String {
        let tr = self.tr;
        let value = value(tr, self.card.ask.figure, self.card.headline);
        let said = |key: &str, args: &[(&str, String)]| {
            let mut all: Vec<(&str, FluentValue<'_>)> =
                args.iter().map(|(name, text)| (*name, text.clone().into())).collect();
            all.push(("value", value.clone().into()));
            tr.with(key, &all)
        };
        match &self.card.worked {
            Worked::Nothing => tr.text("glossary-worked-none"),
            Worked::Set => said("glossary-worked-set", &[]),
            Worked::Counted(n) => said("glossary-worked-counted", &[("text", number(whole(*n)))]),
            Worked::Added { largest, others, .. } => {
                let terms: Vec<String> = largest.iter().map(|term| self.unit(*term)).collect();
                self.terms(terms, *others, &value)
            }
            Worked::Weighed(largest, others) => {
                let term = |(fen, (won, closed)): &(i64, (u64, u64))| {
                    format!("{} × {won}/{closed}", self.fen(*fen))
                };
                self.terms(largest.iter().map(term).collect(), *others, &value)
            }
            Worked::Share(part, all, unit) => {
                let write = |value: i64| show::in_unit(tr, *unit, value);
                format!("{} ÷ {} = {value}", write(*part), write(*all))
            }
            Worked::Stage(stage, part, all) => {
                let (part, all) = (whole(*part), whole(*all));
                let args = [
                    ("stage", self.stage(Some(*stage)).into()),
                    ("part", number(part).into()),
                    ("all", number(all).into()),
                    ("value", share_bp(part, all).map(percent).unwrap_or_default().into()),
                ];
                tr.with("glossary-worked-stage", &args)
            }
            Worked::Mean(sum, n) => {
                format!("{} ÷ {} = {value}", self.unit(*sum), number(whole(*n)))
            }
            Worked::Midst(n) => said("glossary-worked-midst", &[("n", number(whole(*n)))]),
            Worked::Hours(done, needed) => {
                format!("{} ÷ {} = {value}", level(*done), level(*needed))
            }
            Worked::Alike(pairs, alike) => said(
                "glossary-worked-alike",
                &[("pairs", number(whole(*pairs))), ("alike", number(whole(*alike)))],
            ),
            Worked::Scored(scored) => self.scored(scored),
            Worked::Middle(n, mean) => said(
                "glossary-worked-middle",
                &[("n", number(whole(*n))), ("mean", format!("{mean:.1}"))],
            ),
            Worked::PerHead { sum, member_days, workdays } => said(
                "glossary-worked-heads",
                &[
                    ("sum", self.fen(*sum)),
                    ("days", number(*member_days)),
                    ("workdays", number(*workdays)),
                ],
            ),
            Worked::Flow(flow) => said(
                "glossary-worked-flow",
                &[
                    ("open", number(whole(flow.n_open))),
                    ("rate", rate_percent(flow.win_rate)),
                    ("mean", self.fen(flow.mean_won.round() as i64)),
                    ("days", format!("{:.1}", flow.days)),
                ],
            ),
            Worked::Outlook { signed, target, deals } => said(
                "glossary-worked-outlook",
                &[
                    ("signed", self.fen(*signed)),
                    ("target", self.fen(*target)),
                    ("deals", number(whole(*deals))),
                ],
            ),
        }
    }

    /// The points of a scorecard by weight; where some rows have none, the others carry their weight.
    fn scored(&self, of: &Scored) -> String {
        let term = |(points, weight): &(i64, i64)| {
            format!("{} × {}", show::score(*points), percent(*weight))
        };
        let terms: Vec<String> = of.terms.iter().map(term).collect();
        let mut text = terms.join(" + ");
        if of.total.reweighted() {
            text = format!("({text}) ÷ {}", percent(of.total.covered_bp));
        }
        let text = format!("{text} = {}", show::score(of.total.hundredths));
        let name = self.directory.person_name(of.person);
        self.tr.with("glossary-worked-person", &[("name", name.into()), ("text", text.into())])
    }

    /// A sum written out.
    fn terms(&self, mut terms: Vec<String>, others: u64, value: &str) -> String {
        if terms.is_empty() {
            return self.tr.text("glossary-worked-empty");
        }
        if others > 0 {
            terms.push(self.count("glossary-worked-others", others));
        }
        format!("{} = {value}", terms.join(" + "))
    }

    fn point(&self, point: &Point) -> PointShown {
        let (tr, figure) = (self.tr, self.card.ask.figure);
        let value = match point.value {
            Some(value) => self.unit(value),
            None => tr.text("unknown"),
        };
        let mut text = format!("{} {value}", period_label(tr, point.period));
        if let Some(n) = point.records.filter(|_| point.value.is_some()) {
            text = format!("{text} n={}", number(whole(n)));
        }
        if point.value.is_some() && !point.over {
            text = tr.with("glossary-course-running", &[("text", text.into())]);
        }
        if self.card.signal(point) {
            text = tr.with("glossary-course-signal", &[("text", text.into())]);
        }
        PointShown {
            label: show::short_period(point.period),
            text,
            value: point.value.map(|value| self.on_axis(value as f64)),
            small: point.few(figure) || !point.over,
        }
    }

    fn limits(&self) -> String {
        let (tr, card) = (self.tr, self.card);
        if card.course.is_empty() {
            return tr.text("glossary-course-none");
        }
        let Some(Reachable { mean, low, high }) = card.reachable() else {
            if !card.ask.figure.apart() {
                return tr.text("glossary-limits-shared");
            }
            let n = i64::try_from(MIN_COURSE).unwrap_or(i64::MAX);
            let args = [("n", n.into()), ("cases", whole(MIN_CASES).into())];
            return tr.with("glossary-limits-few", &args);
        };
        let write = |value: f64| self.unit(value.round() as i64);
        let signals = card.course.iter().filter(|point| card.signal(point)).count();
        let signals = i64::try_from(signals).unwrap_or(i64::MAX);
        let mut args = vec![
            ("mean", write(mean).into()),
            ("high", write(high).into()),
            ("signals", FluentValue::from(signals)),
        ];
        let Some(low) = low else { return tr.with("glossary-limits-upper", &args) };
        args.push(("low", write(low).into()));
        tr.with("glossary-limits", &args)
    }
}

pub(super) fn whole(n: u64) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

impl Shown {
    /// What the card says, each part with its heading.
    fn parts(&self, tr: &Tr) -> Vec<(String, String)> {
        let part = |key: &str, text: &str| (tr.text(key), text.to_owned());
        let mut parts = vec![
            (self.title.clone(), self.value.clone()),
            part("glossary-part-whose", &self.whose),
            part("glossary-part-definition", &self.definition),
            part("glossary-part-rule", &self.rule),
            part("glossary-part-source", &self.source),
            part("glossary-part-sample", &self.sample),
            part("glossary-part-interval", &self.interval),
            part("glossary-part-worked", &self.worked),
        ];
        parts.extend(self.left_out.iter().map(|(why, n)| {
            (tr.with("glossary-part-left-out", &[("why", why.as_str().into())]), n.clone())
        }));
        let course: Vec<&str> = self.course.iter().map(|point| point.text.as_str()).collect();
        if !course.is_empty() {
            let between = if tr.language() == Language::Chinese { "；" } else { "; " };
            parts.push(part("glossary-part-course", &course.join(between)));
        }
        parts.push(part("glossary-part-limits", &self.limits_text));
        parts
    }

    /// The card as lines of text, for the clipboard and the command line.
    pub fn lines(&self, tr: &Tr) -> Vec<String> {
        let between = if tr.language() == Language::Chinese { "：" } else { ": " };
        self.parts(tr).into_iter().map(|(head, text)| format!("{head}{between}{text}")).collect()
    }

    /// The card with its records as a table, to be written to a file.
    pub fn table(&self, tr: &Tr) -> Table {
        let [name, person, _, day, gave] = self.heads.clone();
        let amount = tr.with("glossary-head-amount", &[("unit", tr.text("glossary-yuan").into())]);
        let account = tr.text("glossary-head-account");
        let part = tr.text("glossary-head-part");
        let headings = vec![part, name, account, person, amount, day, gave];
        let mut rows: Vec<Vec<Out>> = self
            .parts(tr)
            .into_iter()
            .map(|(head, text)| {
                let mut row = vec![Out::from(head), Out::from(text)];
                row.resize(headings.len(), Out::Blank);
                row
            })
            .collect();
        for list in [&self.counted, &self.omitted] {
            rows.extend(list.rows.iter().map(|row| {
                vec![
                    Out::from(list.title.clone()),
                    Out::from(row.name.clone()),
                    Out::from(row.account.clone()),
                    Out::from(row.person.clone()),
                    row.amount.map_or(Out::Blank, Out::Hundredths),
                    row.day.map_or(Out::Blank, Out::Day),
                    Out::from(row.gave.clone()),
                ]
            }));
        }
        Table { name: self.title.clone(), headings, rows }
    }
}
