//! How behaviours and what was found of them are written.

use crate::domain::behaviour::{Refusal, Sample};
use crate::domain::stats::rational::Rational;
use crate::i18n::{Tr, number, percent};
use crate::metrics::behaviour::odds::Step;
use crate::metrics::behaviour::{Behaviour, Unit};
use crate::metrics::show::stage_name;
use crate::store::coaching::templates::{Step as SheetStep, Template};
use crate::store::directory::Directory;

/// What a behaviour is called.
pub fn name(tr: &Tr, directory: &Directory, sheets: &[Template], behaviour: &Behaviour) -> String {
    match behaviour {
        Behaviour::Visits => tr.text("behaviour-name-visits"),
        Behaviour::Contacts => tr.text("behaviour-name-contacts"),
        Behaviour::NewDeals => tr.text("behaviour-name-new-deals"),
        Behaviour::NextSteps => tr.text("behaviour-name-next-steps"),
        Behaviour::Reports => tr.text("behaviour-name-reports"),
        Behaviour::Promises => tr.text("behaviour-name-promises"),
        Behaviour::Stay(stage) => {
            let stage = stage_name(directory, tr, Some(*stage));
            tr.with("behaviour-name-stay", &[("stage", stage.into())])
        }
        Behaviour::Mix(series) => {
            tr.with("behaviour-name-mix", &[("series", series.as_str().into())])
        }
        Behaviour::Step(word) => step_name(tr, sheets, word),
        Behaviour::Practice(step, word) => practice_name(tr, sheets, step, word),
    }
}

/// What a step against deals won and lost is called.
pub fn deal_step(tr: &Tr, directory: &Directory, sheets: &[Template], step: &Step) -> String {
    match step {
        Step::Evidence(place, name) => {
            let model = directory.current_model().map(|model| model.id);
            let stages = model.map(|model| directory.stages_of(model)).unwrap_or_default();
            let stage = stages.get(usize::from(*place)).map(|stage| stage.id);
            let stage = stage.map_or_else(String::new, |id| stage_name(directory, tr, Some(id)));
            let args = [("stage", stage.into()), ("name", name.as_str().into())];
            tr.with("behaviour-step-evidence", &args)
        }
        Step::Practice(step, word) => practice_name(tr, sheets, step, word),
    }
}

/// A word in the language, where it is given in both.
fn said(tr: &Tr, zh: &str, en: &str) -> String {
    tr.own(zh, en).to_owned()
}

/// The step of a word, of the newest version that has it.
fn step_of<'a>(sheets: &'a [Template], word: &str) -> Option<&'a SheetStep> {
    let current = sheets.iter().filter(|sheet| sheet.record.current);
    let mut all = current.chain(sheets.iter().rev());
    all.find_map(|sheet| sheet.named(word))
}

fn step_name(tr: &Tr, sheets: &[Template], word: &str) -> String {
    match step_of(sheets, word) {
        Some(step) => said(tr, &step.record.name, &step.record.name_en),
        None => word.to_owned(),
    }
}

fn practice_name(tr: &Tr, sheets: &[Template], step: &str, word: &str) -> String {
    let found = step_of(sheets, step)
        .and_then(|step| step.practices.iter().find(|practice| practice.word == word));
    match found {
        Some(practice) => said(tr, &practice.text, &practice.text_en),
        None => word.to_owned(),
    }
}

/// What a unit is called, for a heading.
pub const fn unit_key(unit: Unit) -> &'static str {
    match unit {
        Unit::PerDay => "behaviour-unit-per-day",
        Unit::PerCustomer => "behaviour-unit-per-customer",
        Unit::Share => "behaviour-unit-share",
        Unit::Days => "behaviour-unit-days",
        Unit::Level => "behaviour-unit-level",
    }
}

/// A value of a behaviour in ten-thousandths, as it is kept.
pub fn value(unit: Unit, ten_thousandths: i64) -> String {
    match unit {
        Unit::Share => percent(ten_thousandths),
        Unit::Days => decimal(ten_thousandths, 1),
        Unit::PerDay | Unit::PerCustomer | Unit::Level => decimal(ten_thousandths, 2),
    }
}

/// A difference of values, with its sign.
pub fn difference(unit: Unit, ten_thousandths: i64) -> String {
    let plus = if ten_thousandths > 0 { "+" } else { "" };
    format!("{plus}{}", value(unit, ten_thousandths))
}

/// A value as it is kept: in ten-thousandths; `None` where it does not fit.
pub fn kept(value: f64) -> Option<i64> {
    let scaled = (value * 10_000.0).round();
    // Every whole number up to here is a float of its own.
    (scaled.abs() < 9_007_199_254_740_992.0).then_some(scaled as i64)
}

/// Ten-thousandths with so many decimals, rounded half away from zero, with a true minus.
pub fn decimal(ten_thousandths: i64, decimals: u32) -> String {
    let unit = 10_i64.pow(4_u32.saturating_sub(decimals));
    let scale = 10_i64.pow(decimals.min(4));
    let rounded = crate::domain::money::div_round(ten_thousandths.into(), unit.into());
    let rounded = rounded.unwrap_or_default();
    let sign = if rounded < 0 && rounded > -scale { "−" } else { "" };
    let rest = (rounded % scale).unsigned_abs();
    let width = decimals.min(4) as usize;
    format!("{sign}{}.{rest:0width$}", number(rounded / scale))
}

/// A chance with three decimals; one that is smaller than that is called so.
pub fn chance(chance: Rational) -> String {
    let thousandths = chance.round_to(3).unwrap_or_default();
    if thousandths == 0 && chance > Rational::ZERO {
        return "<0.001".to_owned();
    }
    format!("{}.{:03}", thousandths / 1_000, thousandths % 1_000)
}

/// A ratio with two decimals; one without bounds is called so.
pub fn ratio(ratio: f64) -> String {
    kept(ratio).map_or_else(|| "∞".to_owned(), |ratio| decimal(ratio, 2))
}

/// Why there is no number, in a sentence.
pub fn refusal(tr: &Tr, refusal: &Refusal) -> String {
    let whole = |n: &usize| i64::try_from(*n).unwrap_or(i64::MAX);
    match refusal {
        Refusal::TooFew { of, have, need } => {
            let args = [
                ("of", tr.text(sample_key(*of)).into()),
                ("have", whole(have).into()),
                ("need", whole(need).into()),
            ];
            tr.with("behaviour-refusal-few", &args)
        }
        Refusal::TooMany { have, most } => {
            let args = [("have", whole(have).into()), ("most", whole(most).into())];
            tr.with("behaviour-refusal-many", &args)
        }
        Refusal::Uncountable { people, group } => {
            let args = [("people", whole(people).into()), ("group", whole(group).into())];
            tr.with("behaviour-refusal-uncountable", &args)
        }
        Refusal::Tied => tr.text("behaviour-refusal-tied"),
        Refusal::NoSpread => tr.text("behaviour-refusal-spread"),
        Refusal::NotBefore => tr.text("behaviour-refusal-before"),
        Refusal::BadParameter | Refusal::InBoth | Refusal::NotFinite => {
            tr.text("behaviour-refusal-numbers")
        }
    }
}

/// The key of what there is too little of.
pub const fn sample_key(of: Sample) -> &'static str {
    match of {
        Sample::Team => "behaviour-sample-team",
        Sample::Top => "behaviour-sample-top",
        Sample::Others => "behaviour-sample-others",
        Sample::Peers => "behaviour-sample-peers",
        Sample::Before => "behaviour-sample-before",
        Sample::After => "behaviour-sample-after",
        Sample::Done => "behaviour-sample-done",
        Sample::LeftOut => "behaviour-sample-left-out",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;

    #[test]
    fn values_are_written_in_their_unit() {
        for (unit, kept, expected) in [
            (Unit::PerDay, 4_250, "0.43"),
            (Unit::PerDay, -450, "−0.05"),
            (Unit::Days, 123_400, "12.3"),
            (Unit::Share, 4_321, "43.2%"),
            (Unit::Level, 33_750, "3.38"),
            (Unit::PerCustomer, 0, "0.00"),
        ] {
            assert_eq!(value(unit, kept), expected, "{unit:?} {kept}");
        }
        assert_eq!(difference(Unit::Level, 14_500), "+1.45");
        assert_eq!(difference(Unit::Level, -14_500), "−1.45");
        assert_eq!(kept(0.42), Some(4_200));
        assert_eq!((kept(f64::NAN), kept(1e300)), (None, None));
    }

    #[test]
    fn chances_never_read_as_none_at_all() {
        for (top, bottom, expected) in
            [(1, 210, "0.005"), (1, 120_000, "<0.001"), (1, 1, "1.000"), (0, 7, "0.000")]
        {
            assert_eq!(Rational::new(top, bottom).map(chance).as_deref(), Some(expected));
        }
        assert_eq!((ratio(2.345), ratio(f64::INFINITY)), ("2.35".to_owned(), "∞".to_owned()));
    }

    #[test]
    fn every_reason_has_words() {
        for language in Language::ALL {
            let tr = Tr::new(language);
            let few = |of| Refusal::TooFew { of, have: 1, need: 2 };
            for one in [
                few(Sample::Team),
                few(Sample::LeftOut),
                Refusal::TooMany { have: 13, most: 12 },
                Refusal::Uncountable { people: 60, group: 30 },
                Refusal::Tied,
                Refusal::NoSpread,
                Refusal::NotBefore,
                Refusal::NotFinite,
            ] {
                assert!(!refusal(&tr, &one).starts_with("behaviour-"), "{one:?}");
            }
        }
    }
}
