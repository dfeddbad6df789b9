//! `coxswain targets`: what each rule proposes for a period, how it is split, and setting it.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::Args;
use serde_json::{Value, json};

use crate::cli::{DONE, open, parse_day, parse_period, say};
use crate::command::targets::{ActionForm, Command as Targets, Goal, How, Why};
use crate::command::{self, Command};
use crate::domain::period::Period;
use crate::error::{Error, Result};
use crate::i18n::{Tr, period_label};
use crate::metrics::targets::history::History;
use crate::metrics::targets::inputs::Inputs;
use crate::metrics::targets::plan::{Draft, Plan, Trouble};
use crate::metrics::targets::proposal::Rule;
use crate::metrics::targets::share::{Basis, Mix};
use crate::metrics::{MetricId, show};
use crate::store::directory::Directory;

/// Arguments of targets.
#[derive(Debug, Args)]
pub struct TargetsArgs {
    /// The workspace
    file: PathBuf,
    /// 2017, 2017-Q4 or 2017-03
    #[arg(long)]
    period: String,
    /// all, region:NAME, team:NAME or person:NAME
    #[arg(long, default_value = "all")]
    scope: String,
    /// The metric
    #[arg(long, default_value = "signed_amount")]
    metric: String,
    /// Nothing after this day is known: YYYY-MM-DD; today without it
    #[arg(long, value_parser = parse_day)]
    as_of: Option<NaiveDate>,
    /// The rule that gives the target: last_year, last_quarter, weighted, trend, seasonal,
    /// holt_winters, forecast, from_above or rebased; the first that history allows without it
    #[arg(long)]
    rule: Option<String>,
    /// Growth in percent
    #[arg(long, allow_hyphen_values = true)]
    growth: Option<i64>,
    /// The target in the metric's unit (fen, count, basis points), instead of a rule
    #[arg(long, conflicts_with = "rule")]
    value: Option<i64>,
    /// How it is split: history, blend, pipeline, level or even
    #[arg(long, default_value = "history", value_parser = ["history", "blend", "pipeline", "level", "even"])]
    split: String,
    /// No part below so many percent of last year
    #[arg(long)]
    least: Option<i64>,
    /// No part above so many percent of last year
    #[arg(long)]
    most: Option<i64>,
    /// Store it; without it, it is only shown
    #[arg(long)]
    set: bool,
    /// How it is reached; may be given several times
    #[arg(long)]
    how: Vec<String>,
    /// Why
    #[arg(long, default_value = "")]
    reason: String,
    /// Who approved it
    #[arg(long, default_value = "")]
    approver: String,
    /// Answer in JSON
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: &TargetsArgs, today: NaiveDate, tr: &Tr) -> Result<u8> {
    let bad_period = || Error::new("error-period").arg("period", &args.period);
    let period = parse_period(Some(&args.period))?.ok_or_else(bad_period)?;
    if matches!(period, Period::Week(..)) {
        return Err(bad_period());
    }
    let metric = MetricId::parse(&args.metric)
        .ok_or_else(|| Error::new("error-metric-unknown").arg("metric", &args.metric))?;
    let as_of = args.as_of.unwrap_or(today);
    let (mut workspace, directory) = open(&args.file)?;
    let scope = directory.parse_scope(&args.scope)?;
    let history = History::load(&workspace.db, &directory, metric, as_of)?;
    let inputs = Inputs::load(&workspace.db, &directory, &history, (metric, scope, period), today)?;
    let draft = draft(args, &inputs)?;
    let plan = Plan::of(&inputs, &draft);
    let shown = Shown { directory: &directory, inputs: &inputs, draft: &draft, plan: &plan, tr };
    if args.json {
        say(&shown.json().to_string());
    } else {
        shown.lines().iter().for_each(|line| say(line));
    }
    if !args.set {
        return Ok(DONE);
    }
    if let Some(trouble) = &plan.trouble {
        let detail = match trouble {
            Trouble::NoWhole => "no target".to_owned(),
            Trouble::Split(error) => error.to_string(),
        };
        return Err(Error::new("error-target-split").arg("why", detail));
    }
    let goals = plan.goals(&inputs, &draft).into_iter();
    let goals =
        goals.map(|(scope, period, levels)| Goal { metric, scope, period, levels: Some(levels) });
    let actions =
        args.how.iter().map(|text| ActionForm { text: text.clone(), ..ActionForm::default() });
    let whose =
        directory.scope_name(scope).map_or_else(|| tr.text("targets-company"), str::to_owned);
    let order = Targets::Set {
        goals: goals.collect(),
        why: Why {
            reason: args.reason.clone(),
            approver: args.approver.clone(),
            basis: draft.rule.map(|rule| shown.rule_words(rule)).unwrap_or_default(),
        },
        how: (!args.how.is_empty()).then(|| How { scope, period, actions: actions.collect() }),
        subject: format!("{whose} {}", period_label(tr, period)),
        today,
    };
    command::run(&mut workspace.db, &Command::Targets(order))?;
    Ok(DONE)
}

fn draft(args: &TargetsArgs, inputs: &Inputs) -> Result<Draft> {
    let unknown = |word: &str| Error::new("error-target-rule").arg("rule", word);
    let mut draft = Draft::of(inputs);
    draft.reset();
    draft.mix = match args.split.as_str() {
        "blend" => Mix::BLEND,
        "pipeline" => Mix::PIPELINE,
        "level" => Mix::LEVEL,
        "even" => Mix::EVEN,
        _ => Mix::HISTORY,
    };
    (draft.least, draft.most) = (args.least, args.most);
    if let Some(value) = args.value {
        (draft.rule, draft.typed) = (None, Some(value));
    } else if let Some(word) = &args.rule {
        let rule = Rule::parse(word).ok_or_else(|| unknown(word))?;
        if inputs.proposal.of(rule).is_none() {
            return Err(unknown(word));
        }
        (draft.rule, draft.growth_bp) = (Some(rule), rule.growth_bp());
    }
    if let Some(growth) = args.growth {
        if draft.rule.is_none() && args.value.is_none() {
            draft.rule = Rule::ALL.into_iter().find(|rule| inputs.proposal.of(*rule).is_some());
        }
        draft.growth_bp = growth.clamp(-99, 999) * 100;
    }
    Ok(draft)
}

struct Shown<'a> {
    directory: &'a Directory,
    inputs: &'a Inputs,
    draft: &'a Draft,
    plan: &'a Plan,
    tr: &'a Tr,
}

impl Shown<'_> {
    fn rule_words(&self, rule: Rule) -> String {
        self.tr.text(&format!("targets-rule-{}", rule.word().replace('_', "-")))
    }

    /// That working days of the period are estimated; empty where they are not.
    fn estimated(&self) -> String {
        show::estimated(self.tr, &self.inputs.calendar, self.inputs.period)
    }

    fn json(&self) -> Value {
        let (inputs, plan) = (self.inputs, self.plan);
        let rules = inputs.proposal.rules.iter().map(|(rule, candidate)| match candidate {
            Ok(candidate) => json!({
                "rule": rule.word(),
                "base": candidate.base,
                "growth_bp": rule.growth_bp(),
                "value": candidate.value(rule.growth_bp(), inputs.market_bp),
                "past_error": candidate.test.as_ref().and_then(|test| test.accuracy.wape),
                "past_months": candidate.test.as_ref().map(|test| test.outcomes.len()),
            }),
            Err(locked) => json!({ "rule": rule.word(), "locked": format!("{locked:?}") }),
        });
        let outlook = inputs.proposal.outlook.as_ref().ok();
        let people =
            inputs.people.iter().zip(&plan.parts).enumerate().map(|(at, (part, value))| {
                json!({
                    "person": self.directory.person_name(part.person),
                    "expected": part.expected,
                    "basis": match part.basis {
                        Basis::Own(_) => "own",
                        Basis::Ramp(_) => "ramp",
                        Basis::Unknown => "unknown",
                    },
                    "ramp_bp": match part.basis {
                        Basis::Ramp(bp) => Some(bp),
                        Basis::Own(_) | Basis::Unknown => None,
                    },
                    "level": part.carries.level,
                    "level_bp": part.carries.level_bp,
                    "last_year": part.last_year,
                    "current": part.current,
                    "target": value,
                    "months": plan.months.get(at),
                })
            });
        json!({
            "metric": inputs.metric.word(),
            "unit": inputs.metric.unit().word(),
            "scope": self.directory.scope_text(inputs.scope),
            "period": inputs.period.to_string(),
            "history": inputs.known.series.iter()
                .map(|(month, value)| json!({ "month": month.to_string(), "value": value }))
                .collect::<Vec<_>>(),
            "rules": rules.collect::<Vec<_>>(),
            "market_bp": inputs.market_bp,
            "forecast": outlook.map(|outlook| json!({
                "method": outlook.method.word(),
                "point": outlook.point,
                "low": outlook.range.map(|range| range.lo),
                "high": outlook.range.map(|range| range.hi),
            })),
            "chance": outlook.zip(plan.whole).and_then(|(outlook, whole)| outlook.chance(whole)),
            "rule": self.draft.rule.map(Rule::word),
            "growth_bp": self.draft.growth_bp,
            "calendar_estimated": !self.estimated().is_empty(),
            "target": plan.whole,
            "sum": plan.sum,
            "difference": plan.difference(),
            "months": inputs.months.iter().zip(&plan.whole_months)
                .map(|((month, _), value)| json!({ "month": month.to_string(), "target": value }))
                .collect::<Vec<_>>(),
            "steps": plan.steps.iter().map(|step| json!({
                "first": step.first.to_string(), "last": step.last.to_string(),
                "workdays": step.workdays, "target": step.target,
            })).collect::<Vec<_>>(),
            "without_level": inputs.without_level(),
            "people": people.collect::<Vec<_>>(),
            "trouble": plan.trouble.as_ref().map(|trouble| format!("{trouble:?}")),
        })
    }

    fn lines(&self) -> Vec<String> {
        let (inputs, tr) = (self.inputs, self.tr);
        let said = |value: Option<i64>| {
            value.map_or_else(|| "–".to_owned(), |value| show::full(tr, inputs.metric, value))
        };
        let mut lines = vec![];
        for (rule, candidate) in &inputs.proposal.rules {
            let Ok(candidate) = candidate else { continue };
            let mark = if self.draft.rule == Some(*rule) { "*" } else { " " };
            let growth = if mark == "*" { self.draft.growth_bp } else { rule.growth_bp() };
            let value = candidate.value(growth, inputs.market_bp);
            lines.push(format!("{mark} {}  {}", self.rule_words(*rule), said(value)));
        }
        lines.push(format!("= {}", said(self.plan.whole)));
        for (part, value) in inputs.people.iter().zip(&self.plan.parts) {
            lines.push(format!("{}  {}", self.directory.person_name(part.person), said(*value)));
        }
        let estimated = self.estimated();
        lines.extend((!estimated.is_empty()).then_some(estimated));
        lines
    }
}
