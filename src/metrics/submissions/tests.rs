//! Who owes what, and how it stands, on facts made by hand.

use super::*;
use crate::domain::ids::{MembershipId, ReportRuleId, TeamId};
use crate::store::records::{Origin, Person, Team};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn week(text: &str) -> Slot {
    Slot::at(OwedKind::Weekly, day(text))
}

fn rule(id: i64, kind: OwedKind) -> ReportRule {
    ReportRule {
        id: ReportRuleId(id),
        kind,
        post_id: None,
        due_day: None,
        due_hour: 18,
        grace_days: 0,
        active: true,
        starts: None,
    }
}

fn person(id: i64, hired: Option<&str>) -> Person {
    Person { hired: hired.map(day), ..Person::new(PersonId(id), format!("人{id}"), Origin::Typed) }
}

fn membership(id: i64, person: i64, team: i64) -> Membership {
    Membership {
        team_id: Some(TeamId(team)),
        ..Membership::new(MembershipId(100 + id), PersonId(person), None)
    }
}

/// 1 manages team 10, in which 2, 3 and 4 are; 5 is in team 11, which nobody manages.
fn directory() -> Directory {
    let team = |id: i64, manager: Option<i64>| Team {
        manager_id: manager.map(PersonId),
        ..Team::new(TeamId(id), format!("组{id}"))
    };
    let people = [
        person(1, None),
        person(2, None),
        person(3, Some("2025-11-12")),
        person(4, None),
        person(5, None),
    ];
    Directory {
        people: people.into_iter().map(|person| (person.id, person)).collect(),
        teams: [team(10, Some(1)), team(11, None)].into_iter().map(|t| (t.id, t)).collect(),
        memberships: vec![
            membership(1, 1, 10),
            membership(2, 2, 10),
            membership(3, 3, 10),
            Membership { ends: Some(day("2025-11-10")), ..membership(4, 4, 10) },
            membership(5, 5, 11),
        ],
        ..Directory::default()
    }
}

fn ledger<'a>(directory: &'a Directory, received: Received, as_of: &str) -> Ledger<'a> {
    let rules = vec![rule(1, OwedKind::Weekly)];
    Ledger::of(directory, rules, received, Some(week("2025-09-01")), day(as_of))
}

fn sighted(person: i64, days: &[&str]) -> Received {
    let mut received = Received::default();
    for text in days {
        let sent = Sent { day: day(text), batch: None };
        received.sight(&Calendar::published(), PersonId(person), sent);
    }
    received
}

#[test]
fn those_owe_a_report_who_were_there_on_the_last_day_and_manage_nobody() {
    let directory = directory();
    let ledger = ledger(&directory, Received::default(), "2025-11-18");
    let owing = |text: &str| -> Vec<i64> {
        ledger.duties(week(text)).iter().map(|duty| duty.person.0).collect()
    };
    assert_eq!(owing("2025-11-03"), [2, 4], "3 was not hired yet");
    assert_eq!(owing("2025-11-10"), [2, 3], "4 had left");
    assert_eq!(owing("2025-09-29"), [0_i64; 0], "the National Day");
    assert_eq!(owing("2025-08-25"), [0_i64; 0], "before the first report");
    assert_eq!(ledger.duty(PersonId(1), week("2025-11-10")).standing, Standing::NotOwed);
    assert_eq!(ledger.duty(PersonId(5), week("2025-11-10")).standing, Standing::NotOwed);
    assert_eq!(ledger.duty(PersonId(2), week("2025-09-29")).standing, Standing::Holiday);
}

#[test]
fn a_rule_for_a_post_holds_for_its_people_alone() {
    let mut directory = directory();
    if let Some(first) = directory.memberships.first_mut() {
        first.post_id = Some(PostId(7));
    }
    let own = ReportRule { post_id: Some(PostId(7)), ..rule(1, OwedKind::Weekly) };
    let late = ReportRule { starts: Some(day("2025-11-10")), ..own };
    let began = Some(week("2025-09-01"));
    let owing = |rules: Vec<ReportRule>, text: &str| -> Vec<i64> {
        let ledger = Ledger::of(&directory, rules, Received::default(), began, day("2025-11-18"));
        ledger.duties(week(text)).iter().map(|duty| duty.person.0).collect()
    };
    assert_eq!(owing(vec![own], "2025-11-03"), [1]);
    assert_eq!(owing(vec![late.clone()], "2025-11-03"), [0_i64; 0]);
    assert_eq!(owing(vec![late], "2025-11-10"), [1]);
}

#[test]
fn before_a_rule_for_a_post_begins_that_for_everyone_holds() {
    let mut directory = directory();
    let mut of_two = directory.memberships.iter_mut().filter(|m| m.person_id == PersonId(2));
    of_two.next().expect("a membership").post_id = Some(PostId(7));
    let everyone = rule(1, OwedKind::Weekly);
    let starts = Some(day("2025-11-10"));
    let own = ReportRule { post_id: Some(PostId(7)), starts, ..rule(2, OwedKind::Weekly) };
    let (began, today) = (Some(week("2025-09-01")), day("2025-11-18"));
    let rules = vec![everyone, own];
    let ledger = Ledger::of(&directory, rules, Received::default(), began, today);
    for text in ["2025-11-03", "2025-11-10"] {
        let owing: Vec<PersonId> = ledger.duties(week(text)).iter().map(|d| d.person).collect();
        assert!(owing.contains(&PersonId(2)), "{text}: {owing:?}");
    }
}

#[test]
fn a_changed_rule_decides_from_its_day_on_and_leaves_the_past() {
    let directory = directory();
    let (began, today) = (Some(week("2025-09-01")), day("2025-11-28"));
    let first = rule(1, OwedKind::Weekly);
    let from = |starts: &str| Some(day(starts));
    let wednesday =
        ReportRule { due_day: Some(3), starts: from("2025-11-10"), ..rule(2, OwedKind::Weekly) };
    let off = ReportRule { active: false, starts: from("2025-11-17"), ..rule(3, OwedKind::Weekly) };
    let rules = vec![off, first, wednesday];
    let ledger = Ledger::of(&directory, rules, Received::default(), began, today);
    let due = |text: &str| ledger.duty(PersonId(2), week(text)).due;
    assert_eq!(due("2025-11-03"), Some(day("2025-11-10")), "the first working day");
    assert_eq!(due("2025-11-10"), Some(day("2025-11-19")), "the Wednesday after");
    assert_eq!(due("2025-11-17"), None, "nothing is owed any more");
    assert!(ledger.duties(week("2025-11-24")).is_empty());

    // Turned off, and on again from the same day: it holds.
    let twins = |active: bool| ReportRule { active, ..rule(4, OwedKind::Weekly) };
    let rules = vec![twins(false), twins(true)];
    assert!(deciding(&rules, None, week("2025-11-17")).is_some_and(|rule| rule.active));
}

#[test]
fn a_report_stands_by_the_day_it_speaks_of() {
    let directory = directory();
    // What came, as known when: how the week from 10 to 16 November stands.
    let cases: [(&[&str], &str, Standing); 11] = [
        (&["2025-11-16"], "2025-11-18", Standing::OnTime),
        (&["2025-11-17"], "2025-11-18", Standing::OnTime),
        (&["2025-11-18"], "2025-11-18", Standing::Late(1)),
        (&[], "2025-11-17", Standing::Open),
        (&[], "2025-11-18", Standing::Missing),
        // A report of Thursday is about the new week, unless there is another one about that.
        (&["2025-11-20"], "2025-11-28", Standing::Missing),
        (&["2025-11-20", "2025-11-23"], "2025-11-28", Standing::Late(3)),
        (&["2025-11-16", "2025-11-18"], "2025-11-28", Standing::OnTime),
        (&["2025-11-20", "2025-11-25"], "2025-11-28", Standing::Missing),
        (&["2025-11-09"], "2025-11-28", Standing::Missing),
        (&["2025-11-13", "2025-11-23"], "2025-11-28", Standing::OnTime),
    ];
    for (days, as_of, expected) in cases {
        let ledger = ledger(&directory, sighted(2, days), as_of);
        let duty = ledger.duty(PersonId(2), week("2025-11-10"));
        assert_eq!(duty.standing, expected, "{days:?} as of {as_of}");
        assert_eq!(duty.due, Some(day("2025-11-17")));
        assert_eq!(duty.settled, as_of != "2025-11-17");
    }
}

#[test]
fn the_holiday_lends_its_report_to_the_week_before() {
    let directory = directory();
    let ledger = ledger(&directory, sighted(2, &["2025-09-30", "2025-10-12"]), "2025-10-20");
    let standing = |text: &str| ledger.duty(PersonId(2), week(text)).standing;
    // Due on Monday 29 September.
    assert_eq!(standing("2025-09-22"), Standing::Late(1));
    assert_eq!(standing("2025-09-29"), Standing::Holiday);
    assert_eq!(standing("2025-10-06"), Standing::OnTime);
    assert_eq!(standing("2025-10-13"), Standing::Open);
}

#[test]
fn a_report_that_names_its_week_is_about_that() {
    let directory = directory();
    let mut received = sighted(2, &["2025-11-16"]);
    let sent = Sent { day: day("2025-11-19"), batch: None };
    received.filed.insert((PersonId(2), "2025-W45".to_owned()), sent);
    let ledger = ledger(&directory, received, "2025-11-28");
    let duty = ledger.duty(PersonId(2), week("2025-11-03"));
    assert_eq!((duty.standing, duty.sent), (Standing::Late(7), Some(sent)));
    assert_eq!(ledger.duty(PersonId(2), week("2025-11-10")).standing, Standing::OnTime);
}

#[test]
fn a_missing_report_is_overdue_in_working_days() {
    let directory = directory();
    // Due on Monday 17 November.
    for (as_of, days) in [
        ("2025-11-17", None),
        ("2025-11-18", Some(1)),
        ("2025-11-19", Some(2)),
        ("2025-11-23", Some(4)),
    ] {
        let ledger = ledger(&directory, Received::default(), as_of);
        let duty = ledger.duty(PersonId(2), week("2025-11-10"));
        assert_eq!(ledger.overdue(&duty), days, "{as_of}");
    }
    let ledger = ledger(&directory, sighted(2, &["2025-11-19", "2025-11-24"]), "2025-11-24");
    assert_eq!(ledger.overdue(&ledger.duty(PersonId(2), week("2025-11-10"))), None, "late");
    assert_eq!(ledger.overdue(&ledger.duty(PersonId(1), week("2025-11-10"))), None, "not owed");
}

#[test]
fn the_rate_counts_what_is_over() {
    let directory = directory();
    let ledger = ledger(&directory, sighted(2, &["2025-11-09", "2025-11-16"]), "2025-11-18");
    let weeks = slots(week("2025-11-03"), week("2025-11-17"));
    let duties: Vec<Duty> = weeks.into_iter().flat_map(|slot| ledger.duties(slot)).collect();
    let rate = rate(&duties);
    // 2 sent both, 3 owed one and 4 the other; for the week that runs nothing is due.
    assert_eq!((rate.records, rate.successes, rate.value), (4, Some(2), Some(5_000)));
    assert_eq!(rate.left_out, BTreeMap::from([(Reason::NotDue, 2)]));
    assert_eq!(super::rate(&[]).value, None);
}
