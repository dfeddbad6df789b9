//! How a metric's value is written: the unit in the name, the bare number in the cell.

use chrono::Datelike as _;

use crate::domain::calendar::Calendar;
use crate::domain::holidays::HolidayName;
use crate::domain::ids::StageId;
use crate::domain::money::div_round;
use crate::domain::period::Period;
use crate::i18n::{
    DASH, Language, MoneyStyle, Tr, money, money_unit, number, percent, share_percent,
};
use crate::metrics::submissions::Standing;
use crate::metrics::{Measured, MetricId, Unit};
use crate::store::directory::Directory;

/// A stage's name in the language, or a dash.
pub fn stage_name(directory: &Directory, tr: &Tr, stage: Option<StageId>) -> String {
    let stage = stage.and_then(|stage| directory.stages.get(&stage));
    stage.map_or_else(|| DASH.to_owned(), |stage| tr.own(&stage.name, &stage.name_en).to_owned())
}

/// A value with its unit, for a sentence or a tile: `¥1,234.5万`, `63.2%`, `57天`.
pub fn full(tr: &Tr, metric: MetricId, value: i64) -> String {
    in_unit(tr, metric.unit(), value)
}

/// What was measured with its unit, or that it is unknown; a share of cases is rounded once.
pub fn measured(tr: &Tr, metric: MetricId, found: &Measured) -> String {
    let unknown = || tr.text("unknown");
    let text = found.value.map_or_else(unknown, |value| full(tr, metric, value));
    found.share().map_or(text, share_percent)
}

/// A value of a unit, as [`full`] writes it.
pub fn in_unit(tr: &Tr, unit: Unit, value: i64) -> String {
    match unit {
        Unit::Fen => money(tr.language(), value, MoneyStyle::Full),
        Unit::Count => number(value),
        Unit::BasisPoints => percent(value),
        Unit::Days => tr.with("days", &[("n", value.into())]),
    }
}

/// A metric's name with the unit its cells are in: `签约额（万元）`, `Signed amount (¥K)`.
pub fn name_with_unit(tr: &Tr, metric: MetricId) -> String {
    let key = match metric.unit() {
        Unit::Fen => "unit-money-small",
        Unit::Count => "unit-count",
        Unit::BasisPoints => "unit-percent",
        Unit::Days => "unit-days",
    };
    let name = tr.text(&metric.label_key());
    tr.with("name-with-unit", &[("name", name.into()), ("unit", tr.text(key).into())])
}

/// A value on the axis of a chart, in the unit of [`axis_unit`].
pub fn on_axis(tr: &Tr, unit: Unit, value: f64) -> f64 {
    let one = match (unit, tr.language()) {
        (Unit::Fen, Language::Chinese) => 1e6,
        (Unit::Fen, Language::English) => 1e8,
        (Unit::BasisPoints, _) => 100.0,
        (Unit::Count | Unit::Days, _) => 1.0,
    };
    value / one
}

/// The unit of an axis.
pub fn axis_unit(tr: &Tr, unit: Unit) -> String {
    match unit {
        Unit::Fen => money_unit(tr.language()).to_owned(),
        Unit::BasisPoints => "%".to_owned(),
        Unit::Count => tr.text("unit-count"),
        Unit::Days => tr.text("unit-days"),
    }
}

/// A period below an axis: `25-10`, `25Q4`.
pub fn short_period(period: Period) -> String {
    match period {
        Period::Quarter(year, quarter) => format!("{:02}Q{quarter}", year.rem_euclid(100)),
        Period::Month(year, month) => format!("{:02}-{month:02}", year.rem_euclid(100)),
        Period::Year(_) | Period::Week(..) => period.to_string(),
    }
}

/// A value in the unit of [`name_with_unit`], one person's size: `9.3` 万元, `93.0` ¥K, `63.2`.
pub fn cell(language: Language, metric: MetricId, value: i64) -> String {
    match metric.unit() {
        Unit::Fen => {
            let unit = if language == Language::Chinese { 1_000_000 } else { 100_000 };
            tenths(div_round(i128::from(value) * 10, unit).unwrap_or_default())
        }
        Unit::BasisPoints => tenths(div_round(i128::from(value), 10).unwrap_or_default()),
        Unit::Count | Unit::Days => number(value),
    }
}

/// Tenths with thousands commas: `12345` → `1,234.5`.
fn tenths(value: i64) -> String {
    let sign = if value < 0 && value > -10 { "−" } else { "" };
    format!("{sign}{}.{}", number(value / 10), (value % 10).unsigned_abs())
}

/// How a report stands: `按时`, `迟交2天`.
pub fn standing(tr: &Tr, standing: Standing) -> String {
    let Standing::Late(days) = standing else { return tr.text(standing.label_key()) };
    let days = i64::try_from(days).unwrap_or(i64::MAX);
    tr.with(standing.label_key(), &[("n", number(days).into()), ("count", days.into())])
}

/// That the working days of a period are estimated, since no notice is known for a year of it; empty
/// where they rest on one.
pub fn estimated(tr: &Tr, calendar: &Calendar, period: Period) -> String {
    let years = [period.first_day().year(), period.last_day().year()];
    let open = years.into_iter().find(|year| !calendar.official(*year));
    let said = |year: i32| tr.with("calendar-estimated", &[("year", year.to_string().into())]);
    open.map(said).unwrap_or_default()
}

/// What a holiday is called.
pub fn holiday(tr: &Tr, name: HolidayName) -> String {
    tr.text(&format!("holiday-{}", name.word()))
}

/// A probability that a model gives, in whole percent: never certain either way.
pub fn chance(probability: f64) -> String {
    match (probability * 100.0).round() as i64 {
        100.. => ">99%".to_owned(),
        ..=0 => "<1%".to_owned(),
        whole => format!("{whole}%"),
    }
}

/// Hundredths with two decimals, as scores print: `10074` → `100.74`.
pub fn score(hundredths: i64) -> String {
    format!("{}.{:02}", hundredths / 100, (hundredths % 100).unsigned_abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_below_an_axis_is_short() {
        assert_eq!(short_period(Period::Quarter(2025, 4)), "25Q4");
        assert_eq!(short_period(Period::Month(2025, 3)), "25-03");
    }

    #[test]
    fn what_a_model_says_is_never_certain() {
        for (probability, expected) in
            [(1.0, ">99%"), (0.996, ">99%"), (0.994, "99%"), (0.5, "50%"), (0.004, "<1%")]
        {
            assert_eq!(chance(probability), expected, "{probability}");
        }
    }
}
