//! `coxswain show forecast`: every figure of 预测.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::show::{Asked, Shown};
use crate::domain::forecast::calls::Category;
use crate::domain::forecast::total::Said;
use crate::domain::period::Period;
use crate::domain::stats::rate::Interval;
use crate::domain::stats::rational::Rational;
use crate::error::Result;
use crate::i18n::{money_cell, number};
use crate::metrics::forecast::compare::Method;
use crate::metrics::forecast::outlook::{Outlook, Unknown};
use crate::metrics::forecast::rollup::{CLASSES, Part};
use crate::metrics::forecast::track::{Bias, Panel};
use crate::metrics::forecast::{Ask, DealIn, Depth, Forecast, Means, forecast};

/// The forecast of a month or quarter; of the month of the day where no period is named.
pub(super) fn shown(ask: &Asked<'_>) -> Result<Shown> {
    let period = ask.period.unwrap_or_else(|| Period::month_of(ask.as_of));
    let (scope, today) = (ask.scope, ask.today);
    let asked = Ask { scope, period, today, slip: BTreeSet::new(), depth: Depth::Whole };
    let found = forecast(ask.db, ask.directory, &asked)?;
    Ok((value(ask, period, &found), lines(ask, &found)))
}

fn value(ask: &Asked<'_>, period: Period, found: &Forecast) -> Value {
    let roll_up = &found.roll_up;
    let parts: Vec<Value> = roll_up.parts.iter().map(part).collect();
    let views: Vec<Value> = CLASSES
        .into_iter()
        .map(|category| {
            json!({
                "category": category.word(),
                "face": roll_up.faces.view(category).amount,
                "computed": roll_up.view(category, |part| part.computed),
                "called": roll_up.view(category, Part::called),
            })
        })
        .collect();
    let left: Vec<Value> = found
        .left
        .iter()
        .map(|(why, (n, amount))| json!({ "reason": why.word(), "deals": n, "amount": amount }))
        .collect();
    json!({
        "scope": ask.directory.scope_text(ask.scope),
        "period": period.to_string(),
        "as_of": found.as_of.to_string(),
        "workdays": found.days.total,
        "workdays_over": found.days.elapsed,
        "over": found.over,
        "target": found.target,
        "signed": {
            "deals": roll_up.faces.single(Category::Closed).deals,
            "amount": roll_up.signed.value,
            "unknown_amounts": roll_up.faces.single(Category::Closed).unknown,
        },
        "parts": parts,
        "views": views,
        "pulled_in": roll_up.pulled.as_ref().map(|pulled| json!({
            "deals": pulled.deals, "computed": pulled.computed, "expected_later": found.later,
        })),
        "new_business": roll_up.fresh.as_ref()
            .map(|fresh| json!({ "deals": fresh.deals, "computed": fresh.computed })),
        "computed": roll_up.computed(),
        "called": roll_up.called(),
        "committed": roll_up.committed(),
        "outlook": found.outlook.as_ref().map(outlook),
        "unknown": found.unknown.map(Unknown::word),
        "coverage": found.coverage.map(|cover| json!({
            "gap": cover.gap,
            "coverage": cover.coverage.map(Rational::to_f64),
            "needed": cover.needed.map(Rational::to_f64),
            "enough": cover.enough,
            "extra": cover.extra,
        })),
        "deals": found.deals.iter().map(|one| deal(ask, one)).collect::<Vec<_>>(),
        "left_out": left,
        "means": means(&found.means),
        "methods": found.compared.methods.iter().map(method).collect::<Vec<_>>(),
        "chosen": found.compared.chosen.map(|way| way.word()),
        "frozen": found.track.panels.iter().map(panel).collect::<Vec<_>>(),
        "hits": found.track.hits.map(|hits| json!({
            "hits": hits.k, "of": hits.n, "interval": interval(hits.interval),
        })),
        "people": found.people.iter().map(|one| bias(ask, one)).collect::<Vec<_>>(),
    })
}

fn part(part: &Part) -> Value {
    let call = part.call.as_ref().map(|call| {
        json!({
            "value": call.value,
            "reason": call.reason,
            "said_on": call.said_on.to_string(),
            "by": call.by,
        })
    });
    json!({
        "category": part.category.word(),
        "deals": part.deals,
        "face": part.face,
        "chance_bp": part.chance_bp(),
        "computed": part.computed,
        "call": call,
    })
}

/// What may be said of the target: a fact, or the chance as it is shown.
pub(super) fn said(said: Said) -> String {
    match said {
        Said::Reached => "reached".to_owned(),
        Said::OutOfReach => "out_of_reach".to_owned(),
        Said::Chance(percent) => percent.to_string(),
    }
}

fn outlook(found: &Outlook) -> Value {
    json!({
        "chance": found.chance,
        "said": found.said.map(said),
        "low": found.range.low,
        "middle": found.range.middle,
        "high": found.range.high,
        "most_off": found.outcomes.most_off(),
    })
}

fn deal(ask: &Asked<'_>, deal: &DealIn) -> Value {
    let classes = deal.classes.iter().map(|said| {
        json!({
            "category": said.category.map(Category::word),
            "reason": said.category.map(|_| said.reason.as_str()),
            "said_on": said.said_on.to_string(),
            "by": said.by_name,
        })
    });
    let stage = ask.directory.stages.get(&deal.stage).map(|stage| stage.name.as_str());
    json!({
        "deal": deal.deal.0,
        "owner": deal.owner.map(|owner| ask.directory.person_name(owner)),
        "stage": stage,
        "category": deal.category.word(),
        "said": deal.said,
        "classes": classes.collect::<Vec<_>>(),
        "amount": deal.amount,
        "expected": deal.expected.to_string(),
        "past": deal.past,
        "chance_bp": deal.chance.map(|(_, chance)| chance.bp()),
        "basis": deal.chance.map(|(basis, _)| basis.word()),
        "effect": deal.effect,
    })
}

fn means(means: &Means) -> Value {
    let scored: Vec<Value> = means
        .bases
        .scored
        .iter()
        .map(|one| json!({ "basis": one.basis.word(), "deals": one.cases, "brier": one.brier }))
        .collect();
    json!({
        "basis": means.bases.used.word(),
        "scored": scored,
        "correlation": means.rho(),
        "correlation_periods": means.fitted.map(|fitted| fitted.held.n),
        "correlation_held": means.fitted.map(|fitted| fitted.held.k),
        "new_deals_in_a_period": means.fresh.as_ref().map(|fresh| fresh.per_period()),
    })
}

fn method(method: &Method) -> Value {
    let past: Vec<Value> = method
        .past
        .iter()
        .map(|(period, call)| {
            json!({ "period": period.to_string(), "said": call.called, "actual": call.actual })
        })
        .collect();
    let error = method.error.as_ref();
    json!({
        "way": method.way.word(),
        "value": method.value,
        "periods": error.map(|error| error.periods),
        "wape": error.map(|error| error.wape),
        "interval": error.and_then(|error| error.interval).map(interval),
        "past": past,
    })
}

fn panel(panel: &Panel) -> Value {
    let frozen: Vec<Value> = panel
        .frozen
        .iter()
        .map(|one| {
            let freeze = &one.freeze;
            json!({
                "on": freeze.on_day.to_string(),
                "closed": freeze.closed,
                "computed": freeze.computed,
                "called": freeze.called,
                "committed": freeze.committed,
                "low": freeze.low,
                "high": freeze.high,
                "target": freeze.target,
                "chance_bp": freeze.chance_bp,
                "hit": one.hit,
            })
        })
        .collect();
    json!({
        "period": panel.period.to_string(),
        "actual": panel.actual,
        "target": panel.target,
        "frozen": frozen,
    })
}

fn bias(ask: &Asked<'_>, bias: &Bias) -> Value {
    json!({
        "person": ask.directory.person_name(bias.person),
        "periods": bias.periods,
        "committed": bias.sums.0,
        "signed": bias.sums.1,
        "bias": bias.score.map(|score| score.bias),
        "interval": bias.score.and_then(|score| score.interval).map(interval),
        "leaning": bias.leaning.word(),
    })
}

fn interval(at: Interval) -> Value {
    json!([at.lo, at.hi])
}

/// The table as lines.
fn lines(ask: &Asked<'_>, found: &Forecast) -> Vec<String> {
    let tr = ask.tr;
    let cell = |fen: i64| money_cell(tr.language(), fen);
    let known = |fen: Option<i64>| fen.map_or_else(|| "–".to_owned(), cell);
    let roll_up = &found.roll_up;
    let mut lines = vec![format!("{}  {}", tr.text("forecast-signed"), cell(roll_up.closed()))];
    for part in &roll_up.parts {
        let name = tr.text(&format!("forecast-class-{}", part.category.word().replace('_', "-")));
        let n = number(i64::try_from(part.deals).unwrap_or(i64::MAX));
        let (face, computed, called) =
            (cell(part.face), known(part.computed), known(part.called()));
        lines.push(format!("{name}  {n}  {face}  {computed}  {called}"));
    }
    let unlisted = [("forecast-pulled", &roll_up.pulled), ("forecast-fresh", &roll_up.fresh)];
    for (key, found) in unlisted {
        if let Some(found) = found {
            let (name, computed) = (tr.text(key), cell(found.computed));
            lines.push(format!("{name}  {:.1}  {computed}", found.deals));
        }
    }
    let [computed, called] = [roll_up.computed(), roll_up.called()].map(known);
    lines.push(format!("{}  {computed}  {called}", tr.text("forecast-total")));
    if let Some(outlook) = &found.outlook {
        let (low, high) = (cell(outlook.range.low), cell(outlook.range.high));
        lines.push(tr.with("forecast-range", &[("low", low.into()), ("high", high.into())]));
        match outlook.said {
            Some(Said::Reached) => lines.push(tr.text("forecast-reached")),
            Some(Said::OutOfReach) => lines.push(tr.text("forecast-out-of-reach")),
            Some(Said::Chance(percent)) => {
                let chance = percent.to_string();
                lines.push(tr.with("forecast-chance-of", &[("chance", chance.into())]));
            }
            None => {}
        }
    }
    if let Some(Unknown::NoChance(n)) = found.unknown {
        let n = i64::try_from(n).unwrap_or(i64::MAX);
        let args = [("n", n.into()), ("text", number(n).into())];
        lines.push(tr.with("forecast-no-chance-detail", &args));
    }
    lines
}
