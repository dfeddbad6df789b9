//! What needs the manager: each kind of notice from what was really done, put off, ticked off and brought
//! back, rules switched off and with other days, notes; and what is refused.

use std::collections::BTreeMap;

use coxswain::command::coaching::What;
use coxswain::command::coaching::actions::ActionForm;
use coxswain::command::coaching::feedback::Feedback;
use coxswain::command::coaching::log::{Form, Log};
use coxswain::command::deals::Command as Deals;
use coxswain::command::duties::{Command as Duties, LineForm, SheetForm};
use coxswain::command::evaluation::Command as Evaluation;
use coxswain::command::targets::{Command as Targets, Goal, Why};
use coxswain::command::team_life::{Command as TeamLife, PairForm};
use coxswain::command::today::{About, Command as Today};
use coxswain::command::training::What as Learn;
use coxswain::command::training::certificates::{Ask as Certificates, CertificateForm};
use coxswain::command::training::classes::{Ask as Classes, ClassForm};
use coxswain::command::{Command, Done, Fact};
use coxswain::domain::duty::Audience;
use coxswain::domain::ids::PersonId;
use coxswain::domain::period::Period;
use coxswain::domain::scope::Scope;
use coxswain::domain::stuck::decision::Decision;
use coxswain::i18n::{Language, Tr};
use coxswain::metrics::MetricId;
use coxswain::metrics::notices::say::{Line, Names, Say};
use coxswain::metrics::notices::{Act, Notice, NoticeKind, Notices, Rules, Told, Urgency, notices};
use coxswain::metrics::submissions::slot::Slot;
use coxswain::metrics::targets::Levels;
use coxswain::store::directory::Directory;
use coxswain::store::records::{
    CoachingKind, DutySection, FeedbackKind, NoticeMark, NoticeRule, OwedKind, SignatureRole,
};
use coxswain::store::{Workspace, whole};

use crate::coaching_story::{deal, prepared, step, talk};
use crate::common::{
    AUTHOR, Desk, TODAY, Take, WAN, act, counts, day, everything, person, post, refused, take,
};
use crate::history_story::HEAD;
use crate::improvement_story::begun;
use crate::notes_story::{note, write};
use crate::training_story::{class_form, course, does, newest_class};

fn found_in(workspace: &Workspace, scope: &str, on: &str) -> Notices {
    let directory = Directory::load(&workspace.db).unwrap();
    let scope = directory.parse_scope(scope).unwrap();
    notices(&workspace.db, &directory, scope, day(on)).unwrap()
}

fn found(workspace: &Workspace, on: &str) -> Notices {
    found_in(workspace, "all", on)
}

/// The open notices of a kind.
fn of(notices: &Notices, kind: NoticeKind) -> Vec<&Notice> {
    notices.open.iter().filter(|notice| notice.kind == kind).collect()
}

/// The only one of a kind.
fn only(notices: &Notices, kind: NoticeKind) -> &Notice {
    let all = of(notices, kind);
    assert_eq!(all.len(), 1, "{kind:?}: {all:?}");
    all[0]
}

/// Runs a command that changes something, takes it back and does it again.
pub fn does_today(workspace: &mut Workspace, command: Today) -> Done {
    let command = Command::Today(command);
    let before = everything(&workspace.db);
    let done = act(workspace, &command);
    assert_eq!(done.facts.iter().copied().collect::<Vec<_>>(), [Fact::Today], "{command:?}");
    let after = everything(&workspace.db);
    assert_ne!(before, after, "{command:?}");
    act(workspace, &Command::Undo);
    assert_eq!(everything(&workspace.db), before, "{command:?}");
    act(workspace, &Command::Redo);
    assert_eq!(everything(&workspace.db), after, "{command:?}");
    done
}

fn said(workspace: &Workspace, notices: &Notices, language: Language) -> BTreeMap<String, Line> {
    let directory = Directory::load(&workspace.db).unwrap();
    let names = Names::load(&workspace.db, notices).unwrap();
    let (tr, today) = (Tr::new(language), day(TODAY));
    let say = Say { tr: &tr, directory: &directory, names: &names, today, scope: "全公司" };
    notices.open.iter().map(|notice| (notice.key.clone(), say.line(notice))).collect()
}

/// 张伟 has a deal that is stuck and one whose day of signing has passed; of 王芳 and 李娜 nothing came.
pub fn with_deals(desk: &Desk) -> Workspace {
    let mut workspace = prepared(desk);
    let row = "P,新标,甲厂,G1,张伟,方案报价,20,2025-11-15,2025-11-01,2025-11-10,";
    let file = desk.csv("新标.csv", &format!("{HEAD}\n{row}"));
    let date = "2025-11-16";
    let taken = take(&mut workspace, &file, &Take { date, ..Take::default() });
    assert_eq!(counts(&taken), (1, 0, 0, 0), "{:?}", taken.sheets[0].rejected);
    workspace
}

#[test]
fn deals_that_are_stuck_and_those_that_are_not_kept_up_to_date() {
    let desk = Desk::new();
    let mut workspace = with_deals(&desk);
    let (stuck, late) = (deal(&workspace, "J"), deal(&workspace, "P"));
    let wei = person(&workspace.db, "张伟");
    let all = found(&workspace, TODAY);
    let one = only(&all, NoticeKind::StuckDeal);
    assert_eq!((one.act.clone(), one.people.clone()), (Act::OpenDeal(stuck), vec![wei]));
    // In 方案报价 since 2025-07-01, seen as of the report of 2025-11-16; the limit is 45 days.
    assert_eq!((one.days, one.urgency), (138, Urgency::Now));
    let Told::Stuck { stayed, decided, amount, .. } = &one.told else { panic!("{one:?}") };
    assert_eq!((*stayed, *decided, *amount), (138, None, Some(186 * WAN)));
    let other = only(&all, NoticeKind::DealHygiene);
    assert_eq!((other.act.clone(), other.days), (Act::OpenDeal(late), 3));
    let Told::Hygiene { passed, no_step, .. } = other.told else { panic!("{other:?}") };
    assert!(passed && !no_step, "no next step was ever recorded, so nothing is missing");
    let line = &said(&workspace, &all, Language::Chinese)[&one.key];
    assert_eq!(line.title, "甲厂，改造 ¥186.0万");
    assert_eq!((line.badge.as_str(), line.action.as_str()), ("停滞138天", "打开商机"));
    assert_eq!(line.who, "张伟");
    assert!(line.detail.starts_with("方案报价停留138天（时限45天）"), "{}", line.detail);
    let english = &said(&workspace, &all, Language::English)[&one.key];
    assert_eq!(english.action, "Open deal");

    // Once a next step is known of one deal, it is missing of the other.
    let name = "改造".to_owned();
    let (what, due, today) = ("复谈".to_owned(), day("2025-11-20"), day(TODAY));
    let set = Deals::SetNextStep { deal: stuck, name: name.clone(), what, due, today };
    act(&mut workspace, &Command::Deals(set));
    let all = found(&workspace, TODAY);
    let Told::Hygiene { no_step, .. } = only(&all, NoticeKind::DealHygiene).told else {
        panic!("a deal to update")
    };
    assert!(no_step);

    // A decision stands until its day; then it is asked for again, as another matter.
    let wait = Deals::Decide {
        deal: stuck,
        name,
        decision: Decision::Wait,
        reason: "预算年底批".to_owned(),
        until: Some(day("2025-11-25")),
        today: day(TODAY),
    };
    act(&mut workspace, &Command::Deals(wait));
    let all = found(&workspace, "2025-11-24");
    assert!(of(&all, NoticeKind::StuckDeal).is_empty());
    assert!(of(&all, NoticeKind::DecisionDue).is_empty());
    let all = found(&workspace, "2025-11-26");
    assert!(of(&all, NoticeKind::StuckDeal).is_empty());
    let again = only(&all, NoticeKind::DecisionDue);
    assert_eq!((again.due, again.urgency), (Some(day("2025-11-25")), Urgency::Now));
    let line = &said(&workspace, &all, Language::Chinese)[&again.key];
    assert!(line.detail.contains("11-18 决定“约定等待”"), "{}", line.detail);
    assert!(
        found_in(&workspace, "person:王芳", "2025-11-26")
            .open
            .iter()
            .all(|notice| { !matches!(notice.act, Act::OpenDeal(_)) })
    );
}

#[test]
fn papers_that_did_not_come_or_wait_for_a_signature() {
    let desk = Desk::new();
    let mut workspace = with_deals(&desk);
    let of_name = |workspace: &Workspace, name: &str| person(&workspace.db, name);
    let wei = of_name(&workspace, "张伟");
    let (fang, na) = (of_name(&workspace, "王芳"), of_name(&workspace, "李娜"));
    // The report of deals speaks of 张伟 and 周新; the week before was due on Monday.
    let all = found(&workspace, TODAY);
    let reports = only(&all, NoticeKind::ReportMissing);
    let week = Slot::at(OwedKind::Weekly, day("2025-11-10"));
    assert_eq!(reports.act, Act::Remind(week, vec![fang, na]));
    assert_eq!((reports.due, reports.days), (Some(day("2025-11-17")), 1));
    let line = &said(&workspace, &all, Language::Chinese)[&reports.key];
    assert_eq!(line.title, "2025年第46周周报：王芳、李娜");
    assert_eq!((line.who.as_str(), line.badge.as_str()), ("2人", "逾期1天"));
    let own = found_in(&workspace, "person:张伟", TODAY);
    assert!(of(&own, NoticeKind::ReportMissing).is_empty());
    let later = found(&workspace, "2025-12-15");
    let key = &reports.key;
    assert!(later.open.iter().all(|notice| notice.key != *key), "it is asked for no more");

    let goal = |scope: Scope, period: &str| Goal {
        metric: MetricId::SignedAmount,
        scope,
        period: Period::parse(period).unwrap(),
        levels: Some(Levels::base(300 * WAN)),
    };
    let set = Targets::Set {
        goals: vec![goal(Scope::Person(wei), "2025-Q4"), goal(Scope::All, "2025-Q4")],
        why: Why { reason: String::new(), approver: "顾明远".to_owned(), basis: String::new() },
        how: None,
        subject: "张伟".to_owned(),
        today: day(TODAY),
    };
    act(&mut workspace, &Command::Targets(set));
    let all = found(&workspace, TODAY);
    let letters = only(&all, NoticeKind::TargetLetter);
    let quarter = Period::Quarter(2025, 4);
    assert_eq!((letters.act.clone(), &letters.people), (Act::SignLetters(quarter), &vec![wei]));
    assert!(of(&all, NoticeKind::TargetsUnset).is_empty(), "the quarter lasts");
    let all = found(&workspace, "2025-12-25");
    let unset = only(&all, NoticeKind::TargetsUnset);
    assert_eq!(unset.act, Act::SetTargets(Period::Quarter(2026, 1)));
    assert_eq!((unset.days, unset.urgency), (-7, Urgency::Soon));

    let comment = |own: &str, manager: &str| {
        Command::Evaluation(Evaluation::Comment {
            person: wei,
            name: "张伟".to_owned(),
            period: Period::Quarter(2025, 3),
            self_comment: own.to_owned(),
            manager_comment: manager.to_owned(),
        })
    };
    act(&mut workspace, &comment("尽力", ""));
    assert!(of(&found(&workspace, TODAY), NoticeKind::EvaluationSign).is_empty());
    act(&mut workspace, &comment("尽力", "继续"));
    let all = found(&workspace, TODAY);
    let sign = only(&all, NoticeKind::EvaluationSign);
    assert_eq!(sign.act, Act::SignEvaluation(Period::Quarter(2025, 3), wei));
    let Told::Evaluation { role, last, .. } = sign.told else { panic!("{sign:?}") };
    assert_eq!((role, last), (SignatureRole::Employee, None));

    let duty = LineForm {
        title: "签约目标".to_owned(),
        weight: 10_000,
        ..LineForm::new(DutySection::Duty)
    };
    let sheet = SheetForm {
        post: post(&workspace.db, "销售代表"),
        name: "销售代表".to_owned(),
        audience: Audience::Everyone,
        starts: day("2025-01-01"),
        code: "SR".to_owned(),
        purpose: "完成签约目标".to_owned(),
        change_note: String::new(),
        lines: vec![duty],
    };
    act(&mut workspace, &Command::Duties(Duties::Publish(Box::new(sheet))));
    let all = found(&workspace, TODAY);
    let unsigned = only(&all, NoticeKind::DutySheet);
    assert_eq!(unsigned.people.len(), 4, "all four reps have the post");
    assert_eq!(unsigned.act, Act::OpenDutySheet(post(&workspace.db, "销售代表")));
    assert_eq!(unsigned.urgency, Urgency::Calm);
}

/// A coaching of which little is known.
fn short(kind: CoachingKind, person: PersonId, on: &str) -> Form {
    Form { on_day: Some(day(on)), topic: "跟进".to_owned(), ..Form::of(kind, person) }
}

#[test]
fn coaching_that_is_due_missed_or_without_what_belongs_to_it() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    let (wei, xin) = (person(&workspace.db, "张伟"), person(&workspace.db, "周新"));
    assert_eq!(of(&found(&workspace, TODAY), NoticeKind::CoachingDue).len(), 4);
    let agreed = ActionForm {
        text: "测算停机损失".to_owned(),
        owner: Some(wei),
        due: Some(day("2025-11-17")),
    };
    let held = Form { actions: vec![agreed], ..talk(wei) };
    step(&mut workspace, What::Log(Log::Hold(None, Box::new(held))));
    let all = found(&workspace, TODAY);
    assert_eq!(of(&all, NoticeKind::CoachingDue).len(), 3);
    let action = only(&all, NoticeKind::CoachingAction);
    assert_eq!((action.days, action.urgency, &action.people), (1, Urgency::Now, &vec![wei]));
    let line = &said(&workspace, &all, Language::Chinese)[&action.key];
    assert_eq!(line.title, "张伟：测算停机损失");
    assert_eq!((line.detail.as_str(), line.action.as_str()), ("11-14 辅导时约定", "看记录"));

    let plan = short(CoachingKind::NewHire, xin, "2025-11-20");
    step(&mut workspace, What::Log(Log::Plan(Box::new(plan))));
    let all = found(&workspace, "2025-11-21");
    let missed = only(&all, NoticeKind::CoachingMissed);
    assert_eq!((missed.days, &missed.people), (1, &vec![xin]));

    let visit = short(CoachingKind::Visit, wei, "2025-11-13");
    step(&mut workspace, What::Log(Log::Hold(None, Box::new(visit))));
    let all = found(&workspace, TODAY);
    let without = only(&all, NoticeKind::VisitSheet);
    assert!(matches!(without.act, Act::OpenVisit(_)));
    assert_eq!(without.days, 5);

    let plan = begun(&mut workspace);
    let all = found(&workspace, TODAY);
    let check = only(&all, NoticeKind::PlanCheck);
    assert_eq!((check.act.clone(), check.days), (Act::OpenPlan(plan), 1));
    let Told::Check { number, of: n } = check.told else { panic!("{check:?}") };
    assert_eq!((number, n), (1, 3));

    let give = |person, text: &str| Feedback::Give {
        person,
        kind: FeedbackKind::Suggestion,
        text: text.to_owned(),
        on_day: day("2025-11-17"),
        due: day("2025-11-24"),
    };
    step(&mut workspace, What::Feedback(give(None, "周报太长")));
    let all = found(&workspace, TODAY);
    let feedback = only(&all, NoticeKind::Feedback);
    assert_eq!((feedback.days, feedback.urgency), (-6, Urgency::Soon));
    assert!(feedback.people.is_empty(), "without a name there is none");
    let own = found_in(&workspace, "team:一组", TODAY);
    assert!(of(&own, NoticeKind::Feedback).is_empty(), "nothing tells whose it is");
}

#[test]
fn certificates_classes_newcomers_and_pairs() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    let (wei, xin) = (person(&workspace.db, "张伟"), person(&workspace.db, "周新"));
    let form = CertificateForm {
        person: wei,
        name: "防爆电气作业证".to_owned(),
        number: "FB-1".to_owned(),
        issued_on: day("2022-11-30"),
        expires_on: Some(day("2025-11-30")),
        issuer: String::new(),
        class: None,
    };
    does(&mut workspace, Learn::Certificates(Certificates::Issue(form)));
    let all = found(&workspace, TODAY);
    let paper = only(&all, NoticeKind::Certificate);
    assert_eq!((paper.act.clone(), paper.days), (Act::OpenCertificates(wei), -12));
    assert_eq!(paper.urgency, Urgency::Calm);
    let line = &said(&workspace, &all, Language::Chinese)[&paper.key];
    assert_eq!((line.title.as_str(), line.badge.as_str()), ("张伟：防爆电气作业证", "剩12天"));

    let course = course(&mut workspace, "异议处理演练");
    does(&mut workspace, Learn::Classes(Classes::Plan(class_form(course))));
    let over = newest_class(&workspace.db);
    let (starts, ends) = (day("2025-11-25"), day("2025-11-25"));
    let coming = ClassForm { starts, ends, sessions: vec![], ..class_form(course) };
    does(&mut workspace, Learn::Classes(Classes::Plan(coming)));
    let next = newest_class(&workspace.db);
    let all = found(&workspace, TODAY);
    assert_eq!(only(&all, NoticeKind::ClassResults).act, Act::OpenClass(over));
    let seats = only(&all, NoticeKind::ClassSeats);
    assert_eq!((seats.act.clone(), seats.days), (Act::OpenClass(next), -7));
    let Told::Class { free, .. } = seats.told else { panic!("{seats:?}") };
    assert_eq!(free, Some(2));

    let newcomer = only(&all, NoticeKind::Newcomer);
    assert_eq!(newcomer.act, Act::FindMentor(xin));
    let pair = PairForm {
        mentor: wei,
        mentee: xin,
        starts: day("2025-08-04"),
        ends: day("2026-02-03"),
        goal: "独立成单".to_owned(),
    };
    act(&mut workspace, &Command::TeamLife(TeamLife::AddPair(pair, "结对".to_owned())));
    let all = found(&workspace, TODAY);
    assert!(of(&all, NoticeKind::Newcomer).is_empty());
    let silent = only(&all, NoticeKind::MentorSilent);
    assert_eq!((silent.days, &silent.people), (106, &vec![wei, xin]));
}

#[test]
fn a_notice_is_put_off_ticked_off_and_brought_back() {
    let desk = Desk::new();
    let mut workspace = with_deals(&desk);
    let before = found(&workspace, TODAY);
    let key = only(&before, NoticeKind::StuckDeal).key.clone();
    let name = || "甲厂，改造".to_owned();
    let snooze = |until: &str, today: &str| Today::Snooze {
        key: key.clone(),
        name: name(),
        until: day(until),
        today: day(today),
    };
    let done = does_today(&mut workspace, snooze("2025-11-25", TODAY));
    assert_eq!((done.title.as_str(), done.subject.as_str()), ("step-notice-snooze", "甲厂，改造"));
    let all = found(&workspace, TODAY);
    assert_eq!(all.open.len(), before.open.len() - 1);
    assert_eq!(all.later.iter().map(|(one, _)| &one.key).collect::<Vec<_>>(), [&key]);
    assert_eq!(all.later[0].1, day("2025-11-25"));
    assert_eq!(all.counts(), before.counts(), "the rule gives it all the same");
    let back = found(&workspace, "2025-11-25");
    assert!(back.later.is_empty() && !of(&back, NoticeKind::StuckDeal).is_empty());

    // Put off again from there: the newest word counts, and there is one.
    does_today(&mut workspace, snooze("2025-12-02", "2025-11-25"));
    assert_eq!(workspace.db.all::<NoticeMark>().unwrap().len(), 1);
    let tick = Today::Done { key: key.clone(), name: name(), today: day("2025-11-26") };
    does_today(&mut workspace, tick);
    let all = found(&workspace, "2025-12-10");
    assert_eq!((all.done.len(), all.later.len()), (1, 0));
    let marks: Vec<_> = workspace.db.all::<NoticeMark>().unwrap();
    assert_eq!((marks[0].until, marks[0].by_name.as_str()), (None, AUTHOR));
    does_today(&mut workspace, Today::Wake { key: key.clone(), name: name() });
    assert_eq!(found(&workspace, TODAY), before);

    // Another matter is another notice: after a decision is over it comes again.
    let tick = Today::Done { key: key.clone(), name: name(), today: day(TODAY) };
    does_today(&mut workspace, tick);
    let wait = Deals::Decide {
        deal: deal(&workspace, "J"),
        name: name(),
        decision: Decision::Wait,
        reason: "预算年底批".to_owned(),
        until: Some(day("2025-11-25")),
        today: day(TODAY),
    };
    act(&mut workspace, &Command::Deals(wait));
    let all = found(&workspace, "2025-11-26");
    assert!(all.done.is_empty());
    only(&all, NoticeKind::DecisionDue);

    for (command, error) in [
        (snooze(TODAY, TODAY), "error-notice-until"),
        (snooze("2025-11-17", TODAY), "error-notice-until"),
        (
            Today::Done { key: "weather:1".to_owned(), name: name(), today: day(TODAY) },
            "error-notice-unknown",
        ),
        (
            Today::Snooze {
                key: "stuck-deal".to_owned(),
                name: name(),
                until: day("2025-12-01"),
                today: day(TODAY),
            },
            "error-notice-unknown",
        ),
        (Today::Wake { key: "stuck-deal:1:x".to_owned(), name: name() }, "error-record-gone"),
    ] {
        assert_eq!(refused(&mut workspace, &Command::Today(command)), error);
    }
}

#[test]
fn what_is_ticked_off_for_some_is_so_for_no_others() {
    let desk = Desk::new();
    let mut workspace = with_deals(&desk);
    let of_all = only(&found(&workspace, TODAY), NoticeKind::ReportMissing).clone();
    let fang = "person:王芳";
    let of_one = only(&found_in(&workspace, fang, TODAY), NoticeKind::ReportMissing).clone();
    assert_eq!((of_all.people.len(), of_one.people.len()), (2, 1));
    let tick = |key: &str| Today::Done {
        key: key.to_owned(),
        name: "2025年第46周周报".to_owned(),
        today: day(TODAY),
    };
    // Seen to for one of the two: for both together it is still to be done.
    does_today(&mut workspace, tick(&of_one.key));
    assert!(of(&found_in(&workspace, fang, TODAY), NoticeKind::ReportMissing).is_empty());
    only(&found(&workspace, TODAY), NoticeKind::ReportMissing);
    only(&found_in(&workspace, "person:李娜", TODAY), NoticeKind::ReportMissing);
    // Seen to for both, it is so for each; brought back for one, for both.
    does_today(&mut workspace, tick(&of_all.key));
    for scope in ["all", fang, "person:李娜"] {
        let all = found_in(&workspace, scope, TODAY);
        assert!(of(&all, NoticeKind::ReportMissing).is_empty(), "{scope}");
        assert_eq!(all.done.len(), 1, "{scope}");
    }
    let name = "2025年第46周周报".to_owned();
    does_today(&mut workspace, Today::Wake { key: of_one.key, name });
    assert!(workspace.db.all::<NoticeMark>().unwrap().is_empty());
    only(&found(&workspace, TODAY), NoticeKind::ReportMissing);
}

#[test]
fn rules_are_switched_off_and_have_other_days() {
    let desk = Desk::new();
    let mut workspace = with_deals(&desk);
    let set = |kind: NoticeKind, active, threshold| Today::SetRule {
        kind,
        active,
        threshold,
        name: kind.word().to_owned(),
    };
    let rules = Rules::load(&workspace.db).unwrap();
    assert!(rules.all().iter().all(|rule| rule.active && !rule.set));
    does_today(&mut workspace, set(NoticeKind::StuckDeal, false, None));
    let all = found(&workspace, TODAY);
    assert!(of(&all, NoticeKind::StuckDeal).is_empty());
    assert!(!of(&all, NoticeKind::DealHygiene).is_empty(), "the other rules go on");
    does_today(&mut workspace, set(NoticeKind::StuckDeal, true, None));
    assert!(workspace.db.all::<NoticeRule>().unwrap().is_empty(), "it is the usual one again");
    only(&found(&workspace, TODAY), NoticeKind::StuckDeal);

    // All switched off there is nothing; each alone gives its own kind and no other.
    let before = found(&workspace, TODAY).counts();
    for kind in NoticeKind::ALL {
        does_today(&mut workspace, set(kind, false, None));
    }
    assert_eq!(found(&workspace, TODAY), Notices::default());
    for kind in NoticeKind::ALL {
        act(&mut workspace, &Command::Today(set(kind, true, None)));
        let alone = found(&workspace, TODAY).counts();
        let expected = before.get(&kind).map(|n| (kind, *n));
        assert_eq!(alone.into_iter().collect::<Vec<_>>(), Vec::from_iter(expected));
        act(&mut workspace, &Command::Undo);
    }
    for kind in NoticeKind::ALL {
        act(&mut workspace, &Command::Today(set(kind, true, None)));
    }
    assert_eq!(found(&workspace, TODAY).counts(), before);

    // With fewer days the report of last week is asked for no more: it was due the day before.
    let key = only(&found(&workspace, "2025-11-21"), NoticeKind::ReportMissing).key.clone();
    does_today(&mut workspace, set(NoticeKind::ReportMissing, true, Some(3)));
    let all = found(&workspace, "2025-11-21");
    assert!(all.open.iter().all(|notice| notice.key != key));
    assert_eq!(Rules::load(&workspace.db).unwrap().of(NoticeKind::ReportMissing).threshold, 3);
    // The usual number is no setting.
    does_today(&mut workspace, set(NoticeKind::ReportMissing, true, Some(14)));
    assert!(workspace.db.all::<NoticeRule>().unwrap().is_empty());

    for (command, error) in [
        (set(NoticeKind::ReportMissing, true, Some(0)), "error-notice-days"),
        (set(NoticeKind::ReportMissing, true, Some(91)), "error-notice-days"),
        (set(NoticeKind::ClassSeats, false, Some(-1)), "error-notice-days"),
        (set(NoticeKind::StuckDeal, true, Some(3)), "error-notice-no-days"),
    ] {
        assert_eq!(refused(&mut workspace, &Command::Today(command)), error);
    }
}

#[test]
fn the_command_line_and_the_file_tell_all_of_it() {
    let desk = Desk::new();
    let mut workspace = with_deals(&desk);
    let key = only(&found(&workspace, TODAY), NoticeKind::StuckDeal).key.clone();
    let (until, today) = (day("2025-11-25"), day(TODAY));
    let snooze = Today::Snooze { key: key.clone(), name: "改造".to_owned(), until, today };
    does_today(&mut workspace, snooze);
    let about = Some(About::Person(person(&workspace.db, "张伟")));
    does_today(&mut workspace, write(note(about, "约周三谈", Some("2025-11-19"))));
    let off = Today::SetRule {
        kind: NoticeKind::Newcomer,
        active: false,
        threshold: None,
        name: "新人无师傅".to_owned(),
    };
    does_today(&mut workspace, off);
    let stored = everything(&workspace.db);
    let file = desk.path("全部.json");
    whole::write(&workspace.db, &file).unwrap();
    let copy = desk.path("又.cox");
    whole::create(&file, &copy).unwrap();
    assert_eq!(everything(&Workspace::open(&copy).unwrap().db), stored);
    drop(workspace);

    let args = ["show", "销售.cox", "notices", "--as-of", TODAY, "--json"];
    let shown = desk.json(0, &args);
    assert_eq!(shown["notices"]["later"][0]["key"], key.as_str());
    assert_eq!(shown["notices"]["later"][0]["until"], "2025-11-25");
    assert_eq!(shown["notes"][0]["words"], "约周三谈");
    assert_eq!(shown["notes"][0]["state"], "open");
    let rules = shown["rules"].as_array().unwrap();
    assert_eq!(rules.len(), NoticeKind::ALL.len());
    let of = |word: &str| rules.iter().find(|rule| rule["kind"] == word).unwrap();
    assert_eq!(of("newcomer")["active"], false);
    assert_eq!(of("stuck-deal")["now"], 1);
    let actions: Vec<_> = shown["notices"]["open"].as_array().unwrap().iter().collect();
    assert!(actions.iter().any(|one| one["kind"] == "report-missing" && one["action"] == "remind"));
    let lines = desk.says(0, &args[..5]);
    assert!(lines.contains("周报：王芳、李娜"), "{lines}");
}
