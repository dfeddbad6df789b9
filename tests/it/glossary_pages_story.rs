//! The cards of the pages, held against the pages themselves: each says the number that `show … --json` of its
//! page says, by the sample, and what was counted is as much as that.
//!
//! Nothing here makes a sample: the story of the sample makes one and hands it over.

use std::collections::BTreeMap;

use coxswain::domain::period::Period;
use coxswain::domain::scope::Scope;
use coxswain::i18n::{Language, Tr};
use coxswain::metrics::MetricId;
use coxswain::metrics::glossary::say::shown;
use coxswain::metrics::glossary::{Ask, Card, Figure, Headline, card};
use coxswain::metrics::process::Finding;
use coxswain::store::directory::Directory;
use coxswain::store::{Db, Workspace};
use serde_json::Value;

use crate::common::{Desk, TODAY, day, person};

/// The period that is asked for.
const PERIOD: &str = "2025-Q4";

/// Who and what there is.
const ROSTER: [Figure; 6] = [
    Figure::People,
    Figure::Teams,
    Figure::Regions,
    Figure::External,
    Figure::WithoutTeam,
    Figure::NewPeople,
];

/// A share in basis points.
fn bp(part: &Value, all: &Value) -> Option<i64> {
    let (part, all) = (part.as_i64()?, all.as_i64().filter(|all| *all > 0)?);
    Some((part * 20_000 + all) / (2 * all))
}

/// How many entries of a list fit.
fn n(list: &Value, fits: impl Fn(&Value) -> bool) -> Option<i64> {
    i64::try_from(list.as_array()?.iter().filter(|one| fits(one)).count()).ok()
}

/// The sum of a number of some entries.
fn sum(list: &[&Value], of: &str) -> Value {
    list.iter().map(|one| one[of].as_i64().unwrap()).sum::<i64>().into()
}

/// A number in hundredths.
fn hundredths(value: &Value) -> Option<i64> {
    Some((value.as_f64()? * 100.0).round() as i64)
}

/// What the pages say, by figure.
fn said(desk: &Desk, file: &str) -> BTreeMap<Figure, Option<i64>> {
    let page = |what: &str| {
        let args = ["show", file, what, "--period", PERIOD, "--date", TODAY, "--json"];
        desk.json(0, &args)
    };
    let any = |_: &Value| true;
    let mut all = BTreeMap::new();
    let ended = page("winloss");
    all.insert(Figure::Contested, ended["contested"].as_i64());
    all.insert(Figure::Unexplained, ended["without_reason"].as_i64());
    all.insert(Figure::Stuck, page("stuck")["stuck"]["deals"].as_i64());
    let process = page("process");
    for finding in Finding::ALL {
        let mut found = process["findings"].as_array().unwrap().iter();
        let found = found.find(|found| found["finding"] == finding.word()).unwrap();
        let total = &found["total"];
        let value = total["hundredths"].as_i64().filter(|_| total["few"] == false);
        all.insert(Figure::Process(finding), value);
    }
    let voices = page("feedback");
    let (in_time, took) = (&voices["answered_in_time"], &voices["median_working_days"]);
    all.insert(Figure::FeedbackWaiting, voices["waiting"].as_i64());
    all.insert(Figure::FeedbackInTime, bp(&in_time["k"], &in_time["n"]));
    all.insert(Figure::FeedbackDays, hundredths(&took["days"]));
    let coverage = page("coaching-coverage");
    let kept = &coverage["rhythm_kept"];
    all.insert(Figure::RhythmKept, bp(&kept["k"], &kept["n"]));
    let each = coverage["times_each"].as_f64();
    all.insert(Figure::CoachedTimes, each.map(|each| (each * 10.0).round() as i64));
    let held = &coverage["held"];
    let timed = held["minutes_known_of"].as_i64().filter(|n| *n > 0);
    all.insert(Figure::CoachingHours, timed.and_then(|_| held["minutes"].as_i64()));
    let asked = &coverage["visits"];
    all.insert(Figure::OwnVisitsKept, bp(&asked["own_kept"], &asked["own_required"]));
    all.insert(Figure::JointVisitsKept, bp(&asked["joint_kept"], &asked["required"]));
    let visits = page("coaching-visits");
    let of = |counted: &str| {
        let all = visits["required"].as_array().unwrap();
        all.iter().find(|one| one["counted"] == counted).unwrap()
    };
    let own = of("own");
    all.insert(Figure::VisitWeeks, bp(&own["weeks_met"], &own["weeks_asked"]));
    all.insert(Figure::JointVisits, n(&of("joint")["visits"], |one| one["left_out"].is_null()));
    let agreed = &visits["agreement"];
    let told = agreed["verdict"] != "too_few" && !agreed["verdict"].is_null();
    let kappa = agreed["kappa"].as_f64().filter(|_| told);
    all.insert(Figure::Observers, kappa.map(|kappa| (kappa * 100.0 + 1e-9).floor() as i64));
    let schedule = page("coaching-schedule");
    all.insert(Figure::TalksDue, schedule["due_not_planned"].as_i64());
    all.insert(Figure::TalksMissed, n(&schedule["missed"], any));
    all.insert(Figure::TalksPlanned, schedule["planned_ahead"].as_i64());
    all.insert(Figure::EventsUnprepared, n(&schedule["events_without_note"], any));
    let seats = page("headcount");
    all.insert(Figure::Staffing, seats["filled_bp"].as_i64());
    all.insert(Figure::Vacancies, seats["vacancies"].as_i64());
    let life = &page("team-life")["totals"];
    all.insert(Figure::TeamEvents, life["held"].as_i64());
    all.insert(Figure::EventCost, life["cost"].as_i64());
    all.insert(Figure::EventPerHead, life["per_head"].as_i64());
    all.insert(Figure::Praises, life["recognitions"].as_i64());
    let mentors = page("mentors");
    let pairs = mentors["pairs"].as_array().unwrap().iter();
    let pairs: Vec<&Value> = pairs.filter(|pair| pair["stage"] == "running").collect();
    all.insert(Figure::MentorPairs, i64::try_from(pairs.len()).ok());
    let (done, tasks) = (sum(&pairs, "tasks_done"), sum(&pairs, "tasks_total"));
    all.insert(Figure::MentorTasks, bp(&done, &tasks));
    all.insert(Figure::WithoutMentor, n(&mentors["without_mentor"], any));
    let silent = |pair: &Value| !pair["silent_days"].is_null();
    all.insert(Figure::MentorsSilent, n(&mentors["pairs"], silent));
    all.insert(Figure::MentorsOverdue, n(&mentors["pairs"], |pair| pair["stage"] == "overdue"));
    let counts = &page("org")["counts"];
    for figure in ROSTER {
        all.insert(figure, counts[figure.word()].as_i64());
    }
    all.insert(Figure::YearTarget, page("strategy")["facts"]["target"].as_i64());
    let skills = page("skills");
    let total = &skills["total"];
    all.insert(Figure::SkillsReached, bp(&total["reached"], &total["rated"]));
    let share = skills["hours"]["share"].as_f64();
    all.insert(Figure::TrainingHours, share.map(|share| (share * 10_000.0).round() as i64));
    all.insert(Figure::CertificatesDue, page("certificates")["due"].as_i64());
    let careers = page("careers");
    all.insert(Figure::CareersOpen, careers["plans_open"].as_i64());
    all.insert(Figure::CareersWithout, n(&careers["without_plan"], any));
    all
}

/// Every card of a page says what the page says, in the words of both languages.
pub fn cards_agree(desk: &Desk, file: &str) {
    let said = said(desk, file);
    let args = ["show", file, "evaluation", "--period", PERIOD, "--date", TODAY, "--json"];
    let scores = desk.json(0, &args);
    let plans = ["2024", "2025"].map(|year| {
        desk.json(0, &["show", file, "strategy", "--year", year, "--date", TODAY, "--json"])
    });
    let workspace = Workspace::open(&desk.path(file)).unwrap();
    let db = &workspace.db;
    let directory = Directory::load(db).unwrap();
    let of = |figure: Figure, scope: Scope| -> Card {
        let ask = Ask { figure, scope, period: Period::parse(PERIOD).unwrap(), today: day(TODAY) };
        card(db, &directory, ask).unwrap()
    };
    for (figure, value) in &said {
        let card = of(*figure, Scope::All);
        assert_eq!(card.value(), *value, "{figure:?}");
        // A course that is kept ends with the period that is shown.
        if let Some(last) = card.course.last() {
            assert_eq!(last.value, *value, "{figure:?}");
        }
        for language in Language::ALL {
            let tr = Tr::new(language);
            let shown = shown(&card, &directory, &tr);
            assert_eq!(value.is_none(), shown.value == tr.text("unknown"), "{figure:?}");
            if value.is_some() {
                assert_ne!(shown.worked, tr.text("glossary-worked-none"), "{figure:?}");
            }
        }
    }
    // What is counted one by one is listed one by one.
    for figure in [
        Figure::Contested,
        Figure::Unexplained,
        Figure::Stuck,
        Figure::FeedbackWaiting,
        Figure::JointVisits,
        Figure::TalksDue,
        Figure::TalksMissed,
        Figure::Vacancies,
        Figure::TeamEvents,
        Figure::Praises,
        Figure::MentorPairs,
        Figure::WithoutMentor,
        Figure::CertificatesDue,
        Figure::CareersOpen,
        Figure::CareersWithout,
        Figure::TalksPlanned,
        Figure::EventsUnprepared,
        Figure::MentorsSilent,
        Figure::MentorsOverdue,
    ]
    .into_iter()
    .chain(ROSTER)
    {
        let card = of(figure, Scope::All);
        assert_eq!(i64::try_from(card.counted.n).ok(), card.value(), "{figure:?}");
        assert_eq!(card.counted.rows.len() as u64, card.counted.n.min(500), "{figure:?}");
    }
    // Shares rest on as many records as they are worked out of.
    for figure in [
        Figure::FeedbackInTime,
        Figure::FeedbackDays,
        Figure::VisitWeeks,
        Figure::CoachedTimes,
        Figure::CoachingHours,
        Figure::OwnVisitsKept,
        Figure::JointVisitsKept,
    ] {
        let card = of(figure, Scope::All);
        assert_eq!(card.records, Some(card.counted.n), "{figure:?}");
        assert_eq!(card.left_out.iter().map(|(_, n)| n).sum::<u64>(), card.omitted.n, "{figure:?}");
    }

    years_agree(&plans, db, &directory);

    let list = scores["evaluations"].as_array().unwrap();
    let rated = n(&scores["evaluations"], |one| !one["score"].is_null());
    let everybody = of(Figure::Score, Scope::All);
    assert_eq!(everybody.headline, Headline::Each);
    assert_eq!(i64::try_from(everybody.counted.n).ok(), rated);
    let first = list.iter().find(|one| !one["score"].is_null()).unwrap();
    let one = person(db, first["person"].as_str().unwrap());
    let card = of(Figure::Score, Scope::Person(one));
    assert_eq!(card.value(), hundredths(&first["score"]));
    let scored = n(&first["rows"], |row| !row["score"].is_null());
    assert_eq!(i64::try_from(card.counted.n).ok(), scored);
    assert_eq!(card.course.last().and_then(|point| point.value), card.value());
}

/// The figures beside the yearly plan are those of their cards, each of its own year and day.
fn years_agree(plans: &[Value], db: &Db, directory: &Directory) {
    let of = |figure: Figure, year: i64, on: &str| {
        let period = Period::Year(i32::try_from(year).unwrap());
        let ask = Ask { figure, scope: Scope::All, period, today: day(on) };
        card(db, directory, ask).unwrap().value()
    };
    for plan in plans {
        let (facts, year) = (&plan["facts"], plan["year"].as_i64().unwrap());
        for before in facts["before"].as_array().unwrap() {
            let at = before["year"].as_i64().unwrap();
            let signed = of(Figure::Metric(MetricId::SignedAmount), at, TODAY);
            assert_eq!(signed, before["signed"].as_i64(), "{before}");
        }
        let won = of(Figure::Metric(MetricId::WinRate), year - 1, TODAY);
        assert_eq!(won, facts["win_rate_bp"].as_i64(), "{year}");
        let target = of(Figure::YearTarget, year, TODAY);
        assert_eq!(target, facts["target"].as_i64(), "{year}");
        if let Some(on) = facts["pipeline_on"].as_str() {
            let open = of(Figure::Metric(MetricId::OpenPipeline), year, on);
            assert_eq!(open, facts["pipeline"].as_i64(), "{year}");
        }
    }
}
