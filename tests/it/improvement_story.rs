//! Improvement plans: a baseline that stays, promises that are kept, check points with what shows them,
//! objectives that change with a reason, and how it ends. And what the rules refuse.

use coxswain::command::coaching::checks::{CheckForm, Found, ResultForm};
use coxswain::command::coaching::log::{Form, Log};
use coxswain::command::coaching::objectives::{Measure, Milestone, ObjectiveForm};
use coxswain::command::coaching::plans::{EvidenceForm, Plan, PlanForm, Shown, SupportForm};
use coxswain::command::coaching::symptoms::SymptomForm;
use coxswain::command::coaching::{What, Who};
use coxswain::domain::ids::{ImprovementObjectiveId, ImprovementPlanId};
use coxswain::domain::period::Period;
use coxswain::metrics::MetricId;
use coxswain::metrics::symptom::Subject;
use coxswain::store::Workspace;
use coxswain::store::coaching::log;
use coxswain::store::coaching::plans::{self, Plan as Stored};
use coxswain::store::records::{
    CheckVerdict, Coaching, ImprovementObjective, ImprovementPlan, PlanOutcome, PlanUnit, Reached,
};

use crate::coaching_story::{asked, deal, prepared, step, talk};
use crate::common::{AUTHOR, Desk, TODAY, act, day, person, refused};

const QUARTER: Period = Period::Quarter(2025, 4);

fn counted(name: &str, weight: i64, baseline: i64, target: i64) -> ObjectiveForm {
    ObjectiveForm {
        name: name.to_owned(),
        measure: Measure::Figure {
            unit: PlanUnit::BasisPoints,
            baseline,
            sample: Some(14),
            target,
        },
        weight,
        milestones: vec![Milestone { target: Some(6_000), words: String::new() }],
    }
}

fn by_metric(target: i64) -> ObjectiveForm {
    let measure = Measure::Metric { metric: MetricId::WinRate, period: QUARTER, target };
    ObjectiveForm { name: "赢单率".to_owned(), measure, weight: 3_000, milestones: vec![] }
}

fn in_words(target: &str) -> ObjectiveForm {
    ObjectiveForm {
        name: "离场约下一步".to_owned(),
        measure: Measure::Words { baseline: "多半没有".to_owned(), target: target.to_owned() },
        weight: 2_000,
        milestones: vec![
            Milestone { target: None, words: "一半做到".to_owned() },
            Milestone { target: None, words: "八成做到".to_owned() },
        ],
    }
}

fn support(text: &str, times: i64) -> SupportForm {
    SupportForm { text: text.to_owned(), owner: None, times, due: None }
}

/// A plan from the twentieth of October with check points after 30, 60 and 90 days.
fn form(workspace: &Workspace) -> PlanForm {
    let figure = Some((Subject::Metric(MetricId::WinRate), QUARTER));
    PlanForm {
        person: person(&workspace.db, "张伟"),
        coach: Some(person(&workspace.db, "林晓峰")),
        helper: Some(person(&workspace.db, "周新")),
        title: "报价送出后推不进谈判".to_owned(),
        cause: "没有见到拍板人".to_owned(),
        symptoms: vec![SymptomForm { cause: String::new(), guess: false, figure }],
        starts: Some(day("2025-10-20")),
        checks: ["2025-11-17", "2025-12-19", "2026-01-18"].map(day).to_vec(),
        objectives: vec![
            counted("报价前填核查表", 5_000, 1_400, 9_000),
            by_metric(6_000),
            in_words("每次都约"),
        ],
        support: vec![support("每周一对一", 12), support("陪访江岚", 2)],
    }
}

fn open(form: PlanForm) -> What {
    What::Plan(Plan::Open(Box::new(form)))
}

/// The only plan there is.
pub fn only(workspace: &Workspace) -> Stored {
    let all: Vec<ImprovementPlan> = workspace.db.all().unwrap();
    assert_eq!(all.len(), 1);
    plans::plan(&workspace.db, all[0].id).unwrap().unwrap()
}

/// Opens it.
pub fn begun(workspace: &mut Workspace) -> ImprovementPlanId {
    let form = form(workspace);
    step(workspace, open(form));
    only(workspace).record.id
}

fn evidence(objective: ImprovementObjectiveId, on: &str) -> EvidenceForm {
    EvidenceForm {
        objective,
        on_day: day(on),
        text: "核查表11份".to_owned(),
        shown_in: "核查表.xlsx".to_owned(),
        shown: None,
    }
}

fn result(objective: &ImprovementObjective, found: Found) -> ResultForm {
    ResultForm { objective: objective.id, found, said: String::new() }
}

/// The check point at a place, from 0, with what was counted, measured and said.
pub fn check(plan: &Stored, at: usize, on: &str, found: [Found; 3]) -> CheckForm {
    let standing: Vec<&ImprovementObjective> = plan.standing().collect();
    CheckForm {
        check: plan.checks[at].id,
        held_on: Some(day(on)),
        results: standing.iter().zip(found).map(|(own, found)| result(own, found)).collect(),
        evidence: standing.iter().map(|own| evidence(own.id, on)).collect(),
        verdict: CheckVerdict::Continue,
        note: "核查表已成习惯".to_owned(),
    }
}

/// What is counted, measured and said at a check point.
pub const FOUND: [Found; 3] =
    [Found::Counted(9_200, Some(12)), Found::Measured(QUARTER), Found::Words(Reached::Partly)];

#[test]
fn a_plan_has_everything_that_support_needs() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    type Change = fn(&mut PlanForm);
    let cases: &[(Change, &str)] = &[
        (|form| form.starts = None, "error-plan-starts"),
        (|form| form.title = " ".to_owned(), "error-plan-title"),
        (|form| form.cause = String::new(), "error-plan-cause"),
        (|form| form.symptoms.clear(), "error-plan-figure"),
        (|form| form.symptoms[0].figure = None, "error-plan-figure"),
        (|form| form.coach = Some(form.person), "error-coaching-self"),
        (|form| form.checks.clear(), "error-plan-no-checks"),
        (|form| form.checks[0] = day("2025-10-20"), "error-plan-checks"),
        (|form| form.checks.swap(0, 1), "error-plan-checks"),
        (|form| form.support.clear(), "error-plan-support"),
        (|form| form.support[0].times = 0, "error-plan-support-times"),
        (|form| form.support[0].text = " ".to_owned(), "error-plan-support-blank"),
        (|form| form.objectives.clear(), "error-plan-objectives"),
        (|form| form.objectives[0].name = " ".to_owned(), "error-plan-objective-name"),
        (|form| form.objectives[0].weight = 4_000, "error-plan-weights"),
        (|form| form.objectives[0].weight = 0, "error-plan-objective-weight"),
        (
            |form| form.objectives[1].name = "报价前填核查表".to_owned(),
            "error-plan-objective-twice",
        ),
        (
            |form| form.objectives[0] = counted("报价前填核查表", 5_000, 1_400, 1_400),
            "error-plan-objective-same",
        ),
        // He won one deal of two.
        (|form| form.objectives[1] = by_metric(5_000), "error-plan-objective-same"),
        (|form| form.objectives[2] = in_words("多半没有 "), "error-plan-objective-same"),
        (|form| form.objectives[2] = in_words(""), "error-plan-objective-words"),
        (
            |form| {
                form.objectives[1].measure = Measure::Metric {
                    metric: MetricId::WinRate,
                    period: QUARTER.year_before(),
                    target: 1,
                };
            },
            "error-plan-objective-unknown",
        ),
    ];
    for (change, key) in cases {
        let mut wrong = form(&workspace);
        change(&mut wrong);
        assert_eq!(refused(&mut workspace, &asked(open(wrong))), *key);
    }
    let id = begun(&mut workspace);
    let plan = only(&workspace);
    assert_eq!(
        (plan.record.code().as_str(), plan.record.by_name.as_str()),
        ("IP-2025-0001", AUTHOR)
    );
    assert_eq!(plan.record.ends, day("2026-01-18"));
    let told: Vec<_> = plan
        .standing()
        .map(|o| (o.position, o.unit, o.baseline, o.baseline_sample, o.target))
        .collect();
    assert_eq!(
        told,
        [
            (1, Some(PlanUnit::BasisPoints), Some(1_400), Some(14), Some(9_000)),
            (2, Some(PlanUnit::BasisPoints), Some(5_000), Some(2), Some(6_000)),
            (3, None, None, None, None),
        ]
    );
    let milestones: Vec<_> =
        plan.points.values().map(|point| (point.target, point.target_words.clone())).collect();
    let words = |text: &str| (None, Some(text.to_owned()));
    assert_eq!(milestones, [(Some(6_000), None), words("一半做到"), words("八成做到")]);
    assert_eq!(plan.symptoms.len(), 1);
    assert_eq!(log::symptoms_of_plan(&workspace.db, id).unwrap()[0].value, Some(5_000));
    let again = asked(open(form(&workspace)));
    assert_eq!(refused(&mut workspace, &again), "error-plan-running");
    // Nothing has happened yet: it can go.
    step(&mut workspace, What::Plan(Plan::Remove(id)));
    assert!(workspace.db.all::<ImprovementPlan>().unwrap().is_empty());
    workspace.full_check().unwrap();
}

#[test]
fn a_check_point_has_what_shows_it() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    let id = begun(&mut workspace);
    let plan = only(&workspace);
    let first = check(&plan, 0, "2025-11-17", FOUND);
    let held = |form: CheckForm| What::Plan(Plan::Check(Box::new(form)));
    type Change = fn(&mut CheckForm);
    let cases: &[(Change, &str)] = &[
        (|form| form.held_on = None, "error-plan-check-day"),
        (|form| form.held_on = Some(day("2025-11-19")), "error-coaching-future"),
        (|form| form.held_on = Some(day("2025-10-19")), "error-plan-check-early"),
        (|form| form.note = " ".to_owned(), "error-plan-check-note"),
        (|form| form.results.truncate(2), "error-plan-check-missing"),
        (|form| form.evidence.truncate(2), "error-plan-check-evidence"),
        (|form| form.evidence[0].on_day = day("2025-10-19"), "error-plan-evidence-early"),
        (|form| form.evidence[0].text = " ".to_owned(), "error-plan-evidence-blank"),
        // Dated after the check point, it shows nothing at it.
        (|form| form.evidence[0].on_day = day("2025-11-18"), "error-plan-check-evidence"),
        (
            |form| form.results.iter_mut().for_each(|result| result.found = Found::Unknown),
            "error-plan-check-empty",
        ),
        (|form| form.results[0].found = Found::Words(Reached::Yes), "error-plan-check-kind"),
        (|form| form.results[2].found = Found::Counted(1, None), "error-plan-check-kind"),
        (|form| form.results[0].found = Found::Measured(QUARTER), "error-plan-check-kind"),
        (
            |form| form.results[1].found = Found::Measured(QUARTER.year_before()),
            "error-plan-check-unknown",
        ),
    ];
    for (change, key) in cases {
        let mut wrong = first.clone();
        change(&mut wrong);
        assert_eq!(refused(&mut workspace, &asked(held(wrong))), *key);
    }
    let second = check(&plan, 1, TODAY, FOUND);
    assert_eq!(refused(&mut workspace, &asked(held(second.clone()))), "error-plan-check-order");
    let confirm = |at: usize, who, on: &str| {
        What::Plan(Plan::ConfirmCheck { id: plan.checks[at].id, who, on_day: day(on) })
    };
    let early = asked(confirm(0, Who::Coach, TODAY));
    assert_eq!(refused(&mut workspace, &early), "error-plan-check-open");
    let month = (day("2025-11-01"), day("2025-12-31"));
    assert_eq!(plans::checks_due(&workspace.db, month).unwrap().len(), 2);
    step(&mut workspace, held(first.clone()));
    assert_eq!(plans::checks_due(&workspace.db, month).unwrap().len(), 1);
    let now = only(&workspace);
    let found: Vec<_> = now
        .standing()
        .filter_map(|own| now.points.get(&(own.id, plan.checks[0].id)))
        .map(|p| (p.target, p.actual, p.sample, p.reached))
        .collect();
    assert_eq!(
        found,
        [
            (Some(6_000), Some(9_200), Some(12), None),
            (None, Some(5_000), Some(2), None),
            (None, None, None, Some(Reached::Partly)),
        ]
    );
    let before = confirm(0, Who::Rep, "2025-11-16");
    assert_eq!(refused(&mut workspace, &asked(before)), "error-coaching-confirm-day");
    step(&mut workspace, confirm(0, Who::Rep, "2025-11-17"));
    step(&mut workspace, confirm(0, Who::Coach, TODAY));
    // Put down again it is confirmed anew; what it rests on stays.
    let again = CheckForm { evidence: vec![], note: "改过".to_owned(), ..first };
    step(&mut workspace, held(again));
    assert_eq!(only(&workspace).checks[0].person_confirmed_on, None);
    let used = only(&workspace).evidence[0].id;
    let unshow = asked(What::Plan(Plan::Unshow(used)));
    assert_eq!(refused(&mut workspace, &unshow), "error-plan-evidence-used");
    // The next one needs what shows it since then.
    let stale = CheckForm { evidence: vec![], ..second.clone() };
    assert_eq!(refused(&mut workspace, &asked(held(stale))), "error-plan-check-evidence");
    step(&mut workspace, held(second));
    let late = CheckForm { evidence: vec![], ..check(&only(&workspace), 0, "2025-11-17", FOUND) };
    assert_eq!(refused(&mut workspace, &asked(held(late))), "error-plan-check-later");
    let remove = asked(What::Plan(Plan::Remove(id)));
    assert_eq!(refused(&mut workspace, &remove), "error-plan-begun");
    workspace.full_check().unwrap();
}

#[test]
fn what_shows_something_is_the_persons_own_and_stays() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    begun(&mut workspace);
    let (wei, xin) = (person(&workspace.db, "张伟"), person(&workspace.db, "周新"));
    for whose in [wei, xin] {
        let bare = Form { complete: false, symptoms: vec![], ..talk(whose) };
        step(&mut workspace, What::Log(Log::Hold(None, Box::new(bare))));
    }
    let talks: Vec<Coaching> = workspace.db.all().unwrap();
    let objective = only(&workspace).objectives[0].id;
    let show = |shown| {
        let form = evidence(objective, "2025-11-14");
        What::Plan(Plan::Show(EvidenceForm { shown: Some(shown), ..form }))
    };
    let others = asked(show(Shown::Coaching(talks[1].id)));
    assert_eq!(refused(&mut workspace, &others), "error-plan-evidence-other");
    step(&mut workspace, show(Shown::Coaching(talks[0].id)));
    let deal = deal(&workspace, "J");
    step(&mut workspace, show(Shown::Deal(deal)));
    let remove = asked(What::Log(Log::Remove(talks[0].id)));
    assert_eq!(refused(&mut workspace, &remove), "error-coaching-evidence");
    let shown = only(&workspace).evidence;
    step(&mut workspace, What::Plan(Plan::Unshow(shown[0].id)));
    step(&mut workspace, What::Log(Log::Remove(talks[0].id)));
}

#[test]
fn objectives_change_with_a_reason_and_the_baseline_stays() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    let id = begun(&mut workspace);
    for who in [Who::Coach, Who::Rep] {
        step(&mut workspace, What::Plan(Plan::Confirm { id, who, on_day: day(TODAY) }));
    }
    let twice = Plan::Confirm { id, who: Who::Rep, on_day: day(TODAY) };
    assert_eq!(refused(&mut workspace, &asked(What::Plan(twice))), "error-coaching-confirmed");
    let keys: Vec<ImprovementObjectiveId> = only(&workspace).standing().map(|own| own.id).collect();
    let adjust = |objectives: Vec<(Option<ImprovementObjectiveId>, ObjectiveForm)>,
                  reason: &str| {
        What::Plan(Plan::Adjust { id, objectives, reason: reason.to_owned() })
    };
    let as_it_is = || {
        vec![
            (Some(keys[0]), counted("报价前填核查表", 5_000, 1_400, 9_000)),
            (Some(keys[1]), by_metric(6_000)),
            (Some(keys[2]), in_words("每次都约")),
        ]
    };
    assert_eq!(
        refused(&mut workspace, &asked(adjust(as_it_is(), " "))),
        "error-plan-adjust-reason"
    );
    let same = asked(adjust(as_it_is(), "没有变"));
    act(&mut workspace, &same);
    assert!(only(&workspace).record.coach_confirmed_on.is_some(), "nothing changed");
    let mut other = as_it_is();
    other[1].1 = ObjectiveForm {
        measure: Measure::Figure {
            unit: PlanUnit::BasisPoints,
            baseline: 1,
            sample: None,
            target: 2,
        },
        ..by_metric(6_000)
    };
    assert_eq!(
        refused(&mut workspace, &asked(adjust(other, "换"))),
        "error-plan-objective-measure"
    );
    // The first asks for less, the second goes, the third stays, and one comes.
    let mut next = as_it_is();
    next[0].1 = counted("报价前填核查表", 5_000, 0, 8_000);
    next.remove(1);
    next.push((None, ObjectiveForm { weight: 3_000, ..counted("周报按时", 1, 6_000, 10_000) }));
    step(&mut workspace, adjust(next, "报价减少"));
    let plan = only(&workspace);
    assert_eq!(plan.record.person_confirmed_on, None);
    let told: Vec<_> = plan
        .objectives
        .iter()
        .map(|o| (o.position, o.baseline, o.target, o.end_reason.as_deref()))
        .collect();
    assert_eq!(
        told,
        [
            (1, Some(1_400), Some(9_000), Some("报价减少")),
            (1, Some(1_400), Some(8_000), None),
            (2, Some(5_000), Some(6_000), Some("报价减少")),
            (3, None, None, None),
            (4, Some(6_000), Some(10_000), None),
        ]
    );
    assert_eq!(plan.standing().count(), 3);
    let gone = asked(adjust(as_it_is(), "旧的"));
    assert_eq!(refused(&mut workspace, &gone), "error-record-gone");
}

#[test]
fn support_is_counted_and_the_plan_ends_in_words() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    let id = begun(&mut workspace);
    let promised = only(&workspace).support[1].id;
    let give = |on: &str| {
        What::Plan(Plan::Give { support: promised, on_day: day(on), note: "江岚".to_owned() })
    };
    assert_eq!(refused(&mut workspace, &asked(give("2025-11-19"))), "error-coaching-future");
    assert_eq!(refused(&mut workspace, &asked(give("2025-10-19"))), "error-plan-evidence-early");
    step(&mut workspace, give("2025-11-03"));
    step(&mut workspace, give("2025-11-14"));
    step(&mut workspace, What::Plan(Plan::Promise(id, support("带练报价", 1))));
    step(&mut workspace, What::Plan(Plan::Words(id, "目标偏高".to_owned())));
    let plan = only(&workspace);
    assert_eq!((plan.kept(promised), plan.support.len()), (2, 3));
    step(&mut workspace, What::Plan(Plan::Ungive(plan.given[0].id)));

    let close = |outcome, result: &str, on: &str| {
        let (result, on_day) = (result.to_owned(), day(on));
        What::Plan(Plan::Close { id, outcome, result, on_day })
    };
    for (wrong, key) in [
        (close(PlanOutcome::Met, " ", TODAY), "error-plan-result"),
        (close(PlanOutcome::Met, "好", "2025-11-19"), "error-coaching-future"),
        (close(PlanOutcome::Met, "好", "2025-10-19"), "error-plan-close-day"),
        (close(PlanOutcome::NotMet, "差", TODAY), "error-plan-unchecked"),
    ] {
        assert_eq!(refused(&mut workspace, &asked(wrong)), key);
    }
    let early = asked(What::Plan(Plan::Reopen(id)));
    assert_eq!(refused(&mut workspace, &early), "error-plan-not-closed");
    step(&mut workspace, close(PlanOutcome::Stopped, "调岗", TODAY));
    let closed = asked(give("2025-11-17"));
    assert_eq!(refused(&mut workspace, &closed), "error-plan-closed");
    let wei = person(&workspace.db, "张伟");
    assert_eq!(plans::of_person(&workspace.db, wei).unwrap().len(), 1);
    let running = |from: &str, to: &str| plans::running(&workspace.db, (day(from), day(to)));
    assert_eq!(running("2025-11-18", "2025-12-31").unwrap().len(), 1);
    assert_eq!(running("2025-11-19", "2025-12-31").unwrap().len(), 0);
    assert_eq!(running("2025-01-01", "2025-10-19").unwrap().len(), 0);
    step(&mut workspace, What::Plan(Plan::Reopen(id)));
    // Ended early at a check point, it can be closed without the others.
    let plan = only(&workspace);
    let finish =
        CheckForm { verdict: CheckVerdict::Finish, ..check(&plan, 0, "2025-11-17", FOUND) };
    step(&mut workspace, What::Plan(Plan::Check(Box::new(finish))));
    step(&mut workspace, close(PlanOutcome::Met, "三项都做到", TODAY));
    let record = only(&workspace).record;
    assert_eq!((record.outcome, record.closed_on), (Some(PlanOutcome::Met), Some(day(TODAY))));
    workspace.full_check().unwrap();
}
