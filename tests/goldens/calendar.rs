//! Cases on the working-day calendar, on working hours, and on the day a report is due.

use chrono::NaiveDateTime;
use coxswain::domain::calendar::{Calendar, WeekPart};
use coxswain::domain::ids::ReportRuleId;
use coxswain::domain::period::Period;
use coxswain::domain::working_hours::{OpeningHours, working_hours};
use coxswain::metrics::submissions::slot::{Slot, due};
use coxswain::store::records::{OwedKind, ReportRule};
use serde_json::{Map, Value, json};

use super::{Answer, day, list, whole};

/// Answers the functions of this area.
pub fn answer(function: &str, inputs: &Value) -> Option<Answer> {
    let calendar = Calendar::published();
    Some(Ok(match function {
        "calendar.day_kind" => json!(calendar.kind(day(&inputs["date"])).word()),
        "calendar.makeup_days" => {
            let days = calendar.makeup_days(whole(inputs, "year")).into_iter();
            json!(days.map(|day| day.to_string()).collect::<Vec<_>>())
        }
        "calendar.workdays_in_month" => {
            let year = whole(inputs, "year");
            let months = (1..=12).map(|month| (format!("{month:02}"), json!(of(year, month))));
            Value::Object(months.collect())
        }
        "calendar.workdays_in_months" => in_months(list(inputs, "pairs")),
        "calendar.count" => {
            json!(calendar.workdays(day(&inputs["start"]), day(&inputs["end"])))
        }
        "calendar.add_workdays" => {
            json!(calendar.add_workdays(day(&inputs["date"]), whole(inputs, "n")).to_string())
        }
        "calendar.status" => {
            let known = calendar.official(whole(inputs, "year"));
            json!(if known { "official" } else { "unpublished" })
        }
        "calendar.iso_weeks_in_month" => {
            let parts = calendar.weeks_of_month(whole(inputs, "year"), whole(inputs, "month"));
            let part = |part: &WeekPart| {
                json!({
                    "monday": part.monday.to_string(),
                    "start": part.first.to_string(),
                    "end": part.last.to_string(),
                    "workdays": part.workdays,
                })
            };
            json!(parts.iter().map(part).collect::<Vec<_>>())
        }
        "report.deadline" => {
            // The rule of the case is the one that a new workspace begins with.
            assert_eq!(inputs["rule"], "first workday after the week ends");
            let rule = ReportRule {
                id: ReportRuleId(1),
                kind: OwedKind::Weekly,
                post_id: None,
                due_day: None,
                due_hour: 18,
                grace_days: 0,
                active: true,
                starts: None,
            };
            let slot = Slot::at(OwedKind::Weekly, day(&inputs["week"]));
            json!(due(&calendar, &rule, slot).to_string())
        }
        "time.working_hours" => {
            let time = |key: &str| inputs[key].as_str().unwrap().parse::<NaiveDateTime>().unwrap();
            let hours = OpeningHours::between(whole(inputs, "open"), whole(inputs, "close"));
            let long = working_hours(&calendar, time("start"), time("end"), hours.unwrap());
            json!(long.map(|long| long.num_seconds() as f64 / 3600.0))
        }
        _ => return None,
    }))
}

/// The working days of a month.
fn of(year: i32, month: u32) -> usize {
    let month = Period::Month(year, month);
    Calendar::published().workdays(month.first_day(), month.last_day())
}

/// The months one by one, and January with February for each year (JF).
fn in_months(pairs: &[Value]) -> Value {
    let mut all = Map::new();
    for pair in pairs {
        let (year, month) = (pair[0].as_i64().unwrap(), pair[1].as_i64().unwrap());
        let year = i32::try_from(year).unwrap();
        let days = of(year, u32::try_from(month).unwrap());
        all.insert(format!("{year}-{month:02}"), json!(days));
        all.insert(format!("{year}-JF"), json!(of(year, 1) + of(year, 2)));
    }
    Value::Object(all)
}
