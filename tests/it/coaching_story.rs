//! Coaching through its log: planned, held, confirmed by both; what it answers and what was agreed; events,
//! how often, and feedback without a name. Every command is undone and done again, and nothing that breaks a
//! rule is stored.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use coxswain::command::coaching::actions::{Action, ActionForm};
use coxswain::command::coaching::events::{Event, EventForm};
use coxswain::command::coaching::feedback::Feedback;
use coxswain::command::coaching::log::{Form, Log, OptionForm};
use coxswain::command::coaching::rhythm::Rhythm;
use coxswain::command::coaching::symptoms::SymptomForm;
use coxswain::command::coaching::{Command as Coach, What, Who};
use coxswain::command::import::take_back;
use coxswain::command::settings;
use coxswain::command::{Command, Done, Fact};
use coxswain::domain::ids::{CoachingId, OpportunityId, PersonId, StageId};
use coxswain::domain::period::Period;
use coxswain::metrics::MetricId;
use coxswain::metrics::symptom::Subject;
use coxswain::store::coaching::{feedback, links, log, open_feedback, rhythms};
use coxswain::store::directory::Directory;
use coxswain::store::records::{
    Against, Batch, Coaching, CoachingAction, CoachingKind, CoachingState, CoachingSymptom,
    EventPhase, FeedbackKind, MajorEvent, Opportunity, RepFeedback,
};
use coxswain::store::{Workspace, journal, opportunities, whole};

use crate::common::{
    AUTHOR, Desk, TODAY, Take, act, counts, day, everything, person, refused, take,
};
use crate::history_story::HEAD;

/// The period of the figures.
const QUARTER: Period = Period::Quarter(2025, 4);

/// The small company with a second rep beside 张伟: he has won one deal of two and has one open, 周新 has
/// lost both of hers.
pub fn prepared(desk: &Desk) -> Workspace {
    let mut workspace = desk.with_company();
    let roster = desk.csv(
        "新人.csv",
        "姓名,工号,岗位,团队,区域,直接经理,入职日期\n周新,S04,销售代表,一组,华东,林晓峰,2025-08-04",
    );
    assert_eq!(counts(&take(&mut workspace, &roster, &Take::default())), (1, 0, 0, 0));
    let rows = "J,改造,甲厂,G1,张伟,方案报价,186,2025-12-20,2025-07-01,2025-07-01,
                K,扩建,甲厂,G1,张伟,赢单,10,,2025-07-01,,2025-10-10
                L,备件,甲厂,G1,张伟,输单,5,,2025-07-01,,2025-10-15
                M,仪表,甲厂,G1,周新,输单,5,,2025-08-10,,2025-10-20
                N,阀门,甲厂,G1,周新,输单,5,,2025-08-10,,2025-11-03";
    let file = desk.csv("商机.csv", &format!("{HEAD}\n{rows}"));
    let date = "2025-11-16";
    let taken = take(&mut workspace, &file, &Take { date, ..Take::default() });
    assert_eq!(counts(&taken), (5, 0, 0, 0), "{:?}", taken.sheets[0].rejected);
    let author = vec![("author".to_owned(), AUTHOR.to_owned())];
    act(&mut workspace, &Command::Settings(settings::Command::Set(author)));
    workspace
}

/// The command as the window gives it.
pub fn asked(what: What) -> Command {
    Command::Coaching(Coach { subject: "张伟".to_owned(), today: day(TODAY), what })
}

/// Runs a command that changes something, takes it back and does it again.
pub fn step(workspace: &mut Workspace, what: What) -> Done {
    let command = asked(what);
    let before = everything(&workspace.db);
    let done = act(workspace, &command);
    let after = everything(&workspace.db);
    assert_ne!(before, after, "{command:?}");
    act(workspace, &Command::Undo);
    assert_eq!(everything(&workspace.db), before, "{command:?}");
    act(workspace, &Command::Redo);
    assert_eq!(everything(&workspace.db), after, "{command:?}");
    done
}

/// The deal of a number.
pub fn deal(workspace: &Workspace, number: &str) -> OpportunityId {
    opportunities::by_number(&workspace.db, number).unwrap().expect("the deal").id
}

/// A talk in which nothing is missing.
pub fn talk(person: PersonId) -> Form {
    let option =
        |text: &str, from_rep, chosen| OptionForm { text: text.to_owned(), from_rep, chosen };
    let figure = Some((Subject::Metric(MetricId::WinRate), QUARTER));
    Form {
        on_day: Some(day("2025-11-14")),
        starts_at: "9：05".to_owned(),
        minutes: Some(90),
        topic: "方案复谈".to_owned(),
        skill: "价值量化".to_owned(),
        symptoms: vec![SymptomForm { cause: "没见到拍板人".to_owned(), guess: true, figure }],
        prepared_on: Some(day("2025-11-13")),
        questions: " 财务认不认停机损失\n\n谁最后拍板 ".to_owned(),
        goal: "进入谈判".to_owned(),
        goal_by: Some(day("2025-11-28")),
        reality: "报价送出37天，只见过设备科长".to_owned(),
        options: vec![
            option("按停机损失测算", true, Some(1)),
            option(" ", false, None),
            option("请同行业用户交流", false, Some(2)),
        ],
        will: "完成测算初稿".to_owned(),
        will_by: Some(day("2025-11-19")),
        confidence: Some(7),
        complete: true,
        next_on: Some(day("2025-11-21")),
        next_what: "陪访".to_owned(),
        ..Form::of(CoachingKind::OneToOne, person)
    }
}

fn hold(form: Form) -> What {
    What::Log(Log::Hold(None, Box::new(form)))
}

fn only(workspace: &Workspace) -> Coaching {
    let mut all: Vec<Coaching> = workspace.db.all().unwrap();
    assert_eq!(all.len(), 1);
    all.remove(0)
}

fn confirm(id: CoachingId, who: Who, on: &str) -> What {
    What::Log(Log::Confirm { id, who, on_day: day(on) })
}

fn confirmed(workspace: &Workspace) -> (Option<NaiveDate>, Option<NaiveDate>) {
    let coaching = only(workspace);
    (coaching.coach_confirmed_on, coaching.rep_confirmed_on)
}

#[test]
fn a_coaching_is_planned_held_confirmed_and_changed() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    let wei = person(&workspace.db, "张伟");
    let planned = Form {
        on_day: Some(day("2025-11-25")),
        topic: "方案复谈".to_owned(),
        deal: Some(deal(&workspace, "J")),
        ..Form::of(CoachingKind::Visit, wei)
    };
    let done = step(&mut workspace, What::Log(Log::Plan(Box::new(planned))));
    assert_eq!((done.title.as_str(), done.subject.as_str()), ("step-coaching-plan", "张伟"));
    assert_eq!(done.facts.into_iter().collect::<Vec<_>>(), [Fact::Coaching]);
    let coaching = only(&workspace);
    assert_eq!(
        (coaching.state, coaching.code().as_str()),
        (CoachingState::Planned, "CO-2025Q4-0001")
    );
    assert!(coaching.account_id.is_some(), "the customer of the deal");
    assert_eq!(coaching.by_name, AUTHOR);
    let next = log::next_planned(&workspace.db, day(TODAY)).unwrap();
    assert_eq!(next.get(&(wei, CoachingKind::Visit)), Some(&day("2025-11-25")));
    let missed = |on| log::missed(&workspace.db, day(on)).unwrap().len();
    assert_eq!((missed("2025-11-25"), missed("2025-11-26")), (0, 1));

    // It takes place earlier, as another kind of talk.
    let held = What::Log(Log::Hold(Some(coaching.id), Box::new(talk(wei))));
    step(&mut workspace, held.clone());
    assert_eq!(refused(&mut workspace, &asked(held)), "error-coaching-held");
    let details = log::details(&workspace.db, coaching.id).unwrap().unwrap();
    assert_eq!(details.coaching.state, CoachingState::Held);
    assert_eq!(details.coaching.starts_at.as_deref(), Some("09:05"));
    assert_eq!(details.coaching.questions.as_deref(), Some("财务认不认停机损失\n谁最后拍板"));
    let options: Vec<_> = details.options.iter().map(|o| (o.text.as_str(), o.from_rep)).collect();
    assert_eq!(options, [("按停机损失测算", true), ("请同行业用户交流", false)]);
    let read = Form::read(&details);
    assert_eq!((read.symptoms.clone(), read.complete), (talk(wei).symptoms, true));
    let held = log::held(&workspace.db, (day("2025-11-01"), day("2025-11-30"))).unwrap();
    let told: Vec<_> = held.iter().map(|(key, held)| (*key, held.times, held.minutes)).collect();
    assert_eq!(told, [((wei, CoachingKind::OneToOne), 1, 90)]);

    let id = coaching.id;
    step(&mut workspace, confirm(id, Who::Coach, "2025-11-14"));
    step(&mut workspace, confirm(id, Who::Rep, TODAY));
    assert_eq!(confirmed(&workspace), (Some(day("2025-11-14")), Some(day(TODAY))));
    let again = asked(confirm(id, Who::Rep, TODAY));
    assert_eq!(refused(&mut workspace, &again), "error-coaching-confirmed");
    // Saved as it stands, it stays confirmed; changed, both confirm anew.
    let same = asked(What::Log(Log::Edit(id, Box::new(read.clone()))));
    assert_eq!(act(&mut workspace, &same), Done::default());
    assert!(confirmed(&workspace).0.is_some());
    let mut changed = read;
    changed.options.truncate(1);
    changed
        .options
        .push(OptionForm { text: "降价换年内签约".to_owned(), ..OptionForm::default() });
    step(&mut workspace, What::Log(Log::Edit(id, Box::new(changed.clone()))));
    assert_eq!(confirmed(&workspace), (None, None));
    changed.complete = false;
    step(&mut workspace, What::Log(Log::Edit(id, Box::new(changed))));
    let early = asked(confirm(id, Who::Coach, TODAY));
    assert_eq!(refused(&mut workspace, &early), "error-coaching-incomplete");
    step(&mut workspace, What::Log(Log::Remove(id)));
    assert!(workspace.db.all::<CoachingSymptom>().unwrap().is_empty());
    workspace.full_check().unwrap();
}

#[test]
fn what_is_missing_or_cannot_be_is_said() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    let wei = person(&workspace.db, "张伟");
    type Change = fn(&mut Form);
    let cases: &[(Change, &str)] = &[
        (|form| form.on_day = None, "error-coaching-day"),
        (|form| form.on_day = Some(day("2025-11-19")), "error-coaching-future"),
        (|form| form.topic = " ".to_owned(), "error-coaching-topic"),
        (|form| form.coach = Some(form.person), "error-coaching-self"),
        (|form| form.person = PersonId(-1), "error-record-gone"),
        (|form| form.minutes = Some(0), "error-coaching-minutes"),
        (|form| form.confidence = Some(11), "error-coaching-confidence"),
        (|form| form.confidence = Some(-1), "error-coaching-confidence"),
        (|form| form.starts_at = "下午".to_owned(), "error-coaching-time"),
        (|form| form.prepared_on = Some(day("2025-11-15")), "error-coaching-prepared"),
        (|form| form.next_on = form.on_day, "error-coaching-next"),
        (|form| form.will_by = Some(day("2025-11-13")), "error-coaching-early"),
        (|form| form.kind = CoachingKind::Event, "error-coaching-event"),
        (|form| form.options[2].chosen = Some(3), "error-coaching-chosen"),
        (|form| form.deal = Some(OpportunityId(-1)), "error-record-gone"),
        (|form| form.reality = String::new(), "error-coaching-reality"),
        (|form| form.goal_by = None, "error-coaching-goal"),
        (|form| form.symptoms[0].figure = None, "error-coaching-figure"),
        (|form| form.options.truncate(2), "error-coaching-options"),
        (|form| form.options[0].from_rep = false, "error-coaching-own-option"),
        (|form| form.will = String::new(), "error-coaching-will"),
        (|form| form.confidence = None, "error-coaching-sure"),
        (|form| form.confidence = Some(6), "error-coaching-to-seven"),
        (
            |form| {
                form.symptoms[0] =
                    SymptomForm { guess: false, figure: None, ..form.symptoms[0].clone() }
            },
            "error-symptom-guess",
        ),
        (|form| form.symptoms.push(form.symptoms[0].clone()), "error-symptom-twice"),
        (
            |form| {
                form.actions.push(ActionForm { text: "测算".to_owned(), ..ActionForm::default() })
            },
            "error-coaching-action-due",
        ),
    ];
    for (change, key) in cases {
        let mut form = talk(wei);
        change(&mut form);
        assert_eq!(refused(&mut workspace, &asked(hold(form))), *key);
    }
    // What does not claim to be complete may miss all of that.
    let bare = Form { complete: false, options: vec![], symptoms: vec![], ..talk(wei) };
    step(&mut workspace, hold(Form { confidence: None, goal: String::new(), ..bare.clone() }));
    // A period to come, a stage that is no more.
    let of = |subject: Subject, period| SymptomForm {
        cause: String::new(),
        guess: false,
        figure: Some((subject, period)),
    };
    for (symptom, key) in [
        (of(Subject::Metric(MetricId::WinRate), QUARTER.next()), "error-symptom-period"),
        (of(Subject::Stage(StageId(-1)), QUARTER), "error-symptom-gone"),
        (of(Subject::Step("没有".to_owned()), QUARTER), "error-symptom-gone"),
    ] {
        let form = Form { symptoms: vec![symptom], ..bare.clone() };
        assert_eq!(refused(&mut workspace, &asked(hold(form))), key);
    }
    let past = Form { on_day: Some(day("2025-11-17")), complete: false, ..talk(wei) };
    let plan = asked(What::Log(Log::Plan(Box::new(past))));
    assert_eq!(refused(&mut workspace, &plan), "error-coaching-planned-past");
    let ready = Form { on_day: Some(day("2025-11-18")), ..talk(wei) };
    let ready =
        Form { will_by: Some(day("2025-11-20")), next_on: Some(day("2025-11-21")), ..ready };
    let plan = asked(What::Log(Log::Plan(Box::new(ready))));
    assert_eq!(refused(&mut workspace, &plan), "error-coaching-not-held");
    let gone = asked(What::Log(Log::Edit(CoachingId(-1), Box::new(talk(wei)))));
    assert_eq!(refused(&mut workspace, &gone), "error-record-gone");
}

#[test]
fn a_figure_is_kept_as_it_was() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    let wei = person(&workspace.db, "张伟");
    let directory = Directory::load(&workspace.db).unwrap();
    let model = directory.current_model().unwrap().id;
    let offer = directory.stages_of(model)[2].clone();
    let mut form = talk(wei);
    let figure = Some((Subject::Stage(offer.id), QUARTER));
    form.symptoms.push(SymptomForm { cause: String::new(), guess: false, figure });
    step(&mut workspace, hold(form));
    let id = only(&workspace).id;
    let told = |workspace: &Workspace| {
        let all = log::symptoms_of(&workspace.db, id).unwrap();
        all.iter()
            .map(|s| (s.value, s.sample, s.against, s.against_value, s.against_sample))
            .collect::<Vec<_>>()
    };
    // Won one of his two, and the team one of four; one visit to the offer, which stayed.
    let team = Some(Against::Team);
    let expected = vec![
        (Some(5_000), Some(2), team, Some(2_500), Some(4)),
        (Some(0), Some(1), team, Some(0), Some(1)),
    ];
    assert_eq!(told(&workspace), expected);
    let stored = log::symptoms_of(&workspace.db, id).unwrap();
    assert_eq!(stored[1].name.as_deref(), Some(offer.name.as_str()));
    assert_eq!(stored[0].frozen_on, Some(day(TODAY)));

    // A report wins another one; what was put down stays, and what is named now is as it is now.
    let rows = "O,泵站,甲厂,G1,张伟,赢单,20,,2025-08-01,,2025-11-10";
    let file = desk.csv("商机2.csv", &format!("{HEAD}\n{rows}"));
    take(&mut workspace, &file, &Take { date: "2025-11-17", ..Take::default() });
    let details = log::details(&workspace.db, id).unwrap().unwrap();
    let mut form = Form::read(&details);
    let figure = Some((Subject::Metric(MetricId::DealsWon), QUARTER));
    form.symptoms.insert(0, SymptomForm { cause: String::new(), guess: false, figure });
    step(&mut workspace, What::Log(Log::Edit(id, Box::new(form))));
    let now = told(&workspace);
    assert_eq!(now[1..], expected);
    assert_eq!(now[0], (Some(2), Some(2), team, Some(2), Some(2)));
    // Of somebody else it says something else.
    let details = log::details(&workspace.db, id).unwrap().unwrap();
    let other = Form { person: person(&workspace.db, "周新"), ..Form::read(&details) };
    step(&mut workspace, What::Log(Log::Edit(id, Box::new(other))));
    assert_eq!(told(&workspace)[1], (Some(0), Some(2), team, Some(4_000), Some(5)));
}

#[test]
fn what_was_agreed_is_done_or_late() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    let wei = person(&workspace.db, "张伟");
    let action = |text: &str, due: &str| ActionForm {
        text: text.to_owned(),
        owner: None,
        due: Some(day(due)),
    };
    let form = Form { actions: vec![action("测算初稿", "2025-11-17")], ..talk(wei) };
    step(&mut workspace, hold(form));
    let id = only(&workspace).id;
    step(&mut workspace, confirm(id, Who::Coach, TODAY));
    let own = ActionForm { owner: Some(wei), ..action("约技术总监", "2025-11-21") };
    step(&mut workspace, What::Action(Action::Add(id, own)));
    assert_eq!(confirmed(&workspace), (None, None), "something was added to what was agreed");
    step(&mut workspace, confirm(id, Who::Coach, TODAY));
    let all: Vec<CoachingAction> = workspace.db.all().unwrap();
    let (first, second) = (all[0].id, all[1].id);
    let done = |id, on: &str, result: &str| {
        What::Action(Action::Done { id, on_day: day(on), result: result.to_owned() })
    };
    step(&mut workspace, done(first, "2025-11-17", "算出每年41万"));
    assert!(confirmed(&workspace).0.is_some(), "that it was done changes nothing that was agreed");
    let open = log::actions_open_on(&workspace.db, day(TODAY)).unwrap();
    let told: Vec<_> = open.iter().map(|one| (one.action.id, one.person, one.coached_on)).collect();
    assert_eq!(told, [(second, wei, day("2025-11-14"))]);
    let month = (day("2025-11-01"), day("2025-11-30"));
    assert_eq!(log::actions_due(&workspace.db, month).unwrap().len(), 2);
    let count = log::action_counts(&workspace.db, month, day(TODAY)).unwrap()[&id];
    assert_eq!((count.all, count.done, count.next_due), (2, 1, Some(day("2025-11-21"))));

    for (what, key) in [
        (Action::Add(id, action(" ", "2025-11-21")), "error-coaching-action-blank"),
        (
            Action::Add(id, ActionForm { due: None, ..action("约", TODAY) }),
            "error-coaching-action-due",
        ),
        (Action::Add(id, action("约", "2025-11-13")), "error-coaching-early"),
        (Action::Edit(first, action("约", TODAY)), "error-coaching-action-done"),
        (Action::Undone(second), "error-coaching-action-open"),
    ] {
        assert_eq!(refused(&mut workspace, &asked(What::Action(what))), key);
    }
    for (on, key) in
        [("2025-11-19", "error-coaching-future"), ("2025-11-13", "error-coaching-action-early")]
    {
        assert_eq!(refused(&mut workspace, &asked(done(second, on, ""))), key);
    }
    step(&mut workspace, What::Action(Action::Undone(first)));
    step(&mut workspace, What::Action(Action::Edit(first, action("测算", "2025-11-20"))));
    step(&mut workspace, What::Action(Action::Remove(second)));
    assert_eq!(log::actions_open_on(&workspace.db, day(TODAY)).unwrap().len(), 1);
}

#[test]
fn an_event_has_notes_before_during_and_after() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    let wei = person(&workspace.db, "张伟");
    let form = EventForm {
        name: "技术讲标".to_owned(),
        on_day: Some(day("2025-11-20")),
        person: wei,
        account: None,
        deal: Some(deal(&workspace, "J")),
        note: String::new(),
    };
    for (wrong, key) in [
        (EventForm { name: " ".to_owned(), ..form.clone() }, "error-major-event-name"),
        (EventForm { on_day: None, ..form.clone() }, "error-coaching-day"),
    ] {
        assert_eq!(refused(&mut workspace, &asked(What::Event(Event::Add(wrong)))), key);
    }
    step(&mut workspace, What::Event(Event::Add(form.clone())));
    let event = workspace.db.all::<MajorEvent>().unwrap()[0].id;
    let later = EventForm { on_day: Some(day("2025-11-21")), ..form };
    step(&mut workspace, What::Event(Event::Edit(event, later)));
    let days = (day("2025-11-01"), day("2025-11-30"));
    let unprepared =
        |workspace: &Workspace| log::unprepared_events(&workspace.db, days).unwrap().len();
    assert_eq!(unprepared(&workspace), 1);
    // A note needs no ways and no figure, but the note.
    let note = Form {
        event: Some((event, EventPhase::Before)),
        on_day: Some(day("2025-11-17")),
        topic: "讲标前准备".to_owned(),
        reality: "对方总工关心停机损失".to_owned(),
        complete: true,
        ..Form::of(CoachingKind::Event, wei)
    };
    let other = Form { kind: CoachingKind::OneToOne, ..note.clone() };
    assert_eq!(refused(&mut workspace, &asked(hold(other))), "error-coaching-no-event");
    let blank = Form { reality: String::new(), ..note.clone() };
    assert_eq!(refused(&mut workspace, &asked(hold(blank))), "error-coaching-reality");
    step(&mut workspace, hold(note));
    assert_eq!(unprepared(&workspace), 0);
    let notes = log::of_event(&workspace.db, event).unwrap();
    assert_eq!(notes.iter().map(|note| note.phase).collect::<Vec<_>>(), [Some(EventPhase::Before)]);
    let remove = What::Event(Event::Remove(event));
    assert_eq!(refused(&mut workspace, &asked(remove.clone())), "error-major-event-noted");
    step(&mut workspace, What::Log(Log::Remove(notes[0].id)));
    step(&mut workspace, remove);
}

#[test]
fn a_deal_of_which_coaching_speaks_stays_or_is_let_go() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    let wei = person(&workspace.db, "张伟");
    let open = deal(&workspace, "J");
    step(&mut workspace, hold(Form { deal: Some(open), ..talk(wei) }));
    let batches: Vec<Batch> = workspace.db.all().unwrap();
    let batch = batches.iter().find(|batch| batch.report_date == day("2025-11-16")).unwrap().id;
    let before = everything(&workspace.db);
    take_back(&mut workspace.db, batch, &BTreeSet::new(), AUTHOR, false).unwrap();
    assert_eq!(
        workspace.db.all::<Opportunity>().unwrap().len(),
        1,
        "the one that was talked about"
    );
    act(&mut workspace, &Command::Undo);
    assert_eq!(everything(&workspace.db), before);
    take_back(&mut workspace.db, batch, &BTreeSet::from([open.0]), AUTHOR, false).unwrap();
    assert!(workspace.db.all::<Opportunity>().unwrap().is_empty());
    let coaching = only(&workspace);
    assert_eq!(coaching.opportunity_id, None, "the talk stays");
    assert!(coaching.account_id.is_some());
    assert_eq!(links::of_deal(&workspace.db, open).unwrap(), links::Named::default());
    workspace.full_check().unwrap();
}

#[test]
fn feedback_without_a_name_has_none_anywhere() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    let wei = person(&workspace.db, "张伟");
    let give = |person, text: &str, on: &str, due: &str| {
        What::Feedback(Feedback::Give {
            person,
            kind: FeedbackKind::Problem,
            text: text.to_owned(),
            on_day: day(on),
            due: day(due),
        })
    };
    for (wrong, key) in [
        (give(None, " ", TODAY, TODAY), "error-feedback-blank"),
        (give(None, "周报太长", "2025-11-19", "2025-11-25"), "error-coaching-future"),
        (give(None, "周报太长", TODAY, "2025-11-17"), "error-feedback-due"),
        (give(Some(PersonId(-1)), "周报太长", TODAY, TODAY), "error-record-gone"),
    ] {
        assert_eq!(refused(&mut workspace, &asked(wrong)), key);
    }
    step(&mut workspace, give(None, "周报太长", TODAY, "2025-11-25"));
    let undoable = journal::undoable(&workspace.db).unwrap().unwrap();
    assert_eq!((undoable.by.as_str(), undoable.subject.as_str()), ("", ""), "nor in the journal");
    let nameless = workspace.db.all::<RepFeedback>().unwrap().remove(0);
    assert_eq!(nameless.person_id, None);
    step(&mut workspace, give(Some(wei), "想要同行业案例", TODAY, "2025-11-20"));
    let undoable = journal::undoable(&workspace.db).unwrap().unwrap();
    assert_eq!((undoable.by.as_str(), undoable.subject.as_str()), (AUTHOR, ""));

    let answer =
        |text: &str| What::Feedback(Feedback::Answer { id: nameless.id, answer: text.to_owned() });
    let close = What::Feedback(Feedback::Close(nameless.id));
    assert_eq!(refused(&mut workspace, &asked(answer(""))), "error-feedback-answer");
    assert_eq!(refused(&mut workspace, &asked(close.clone())), "error-feedback-unanswered");
    step(&mut workspace, answer("下周起减一半"));
    step(&mut workspace, answer("下周起减到五项"));
    let open: Vec<_> = open_feedback(&workspace.db).unwrap().iter().map(|f| f.due).collect();
    assert_eq!(open, [day("2025-11-20"), day("2025-11-25")], "the one due first");
    step(&mut workspace, close.clone());
    assert_eq!(refused(&mut workspace, &asked(answer("再改"))), "error-feedback-closed");
    assert_eq!(refused(&mut workspace, &asked(close)), "error-feedback-closed");
    let today = (day(TODAY), day(TODAY));
    let told = feedback(&workspace.db, today).unwrap();
    assert_eq!(told[0].answered_by.as_deref(), Some(AUTHOR));
    assert_eq!(told.len(), 2);
    step(&mut workspace, What::Feedback(Feedback::Remove(nameless.id)));
    assert_eq!(open_feedback(&workspace.db).unwrap().len(), 1);
}

#[test]
fn how_often_is_set_for_all_and_for_some() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    let wei = person(&workspace.db, "张伟");
    let set = |person, kind, days, channel: &str| {
        What::Rhythm(Rhythm { kind, person, days, channel: channel.to_owned() })
    };
    let talks = CoachingKind::OneToOne;
    for (wrong, key) in [
        (set(None, CoachingKind::Event, Some(30), ""), "error-rhythm-event"),
        (set(None, talks, Some(0), ""), "error-rhythm-days"),
        (set(None, talks, Some(367), ""), "error-rhythm-days"),
        (set(None, talks, None, ""), "error-rhythm-unset"),
    ] {
        assert_eq!(refused(&mut workspace, &asked(wrong)), key);
    }
    step(&mut workspace, set(None, talks, Some(14), ""));
    step(&mut workspace, set(Some(wei), talks, Some(7), "视频"));
    step(&mut workspace, set(None, talks, Some(30), ""));
    let same = asked(set(None, talks, Some(30), " "));
    assert_eq!(act(&mut workspace, &same), Done::default());
    let told = rhythms(&workspace.db).unwrap();
    let told: Vec<_> = told.iter().map(|r| (r.person_id, r.days, r.channel.as_deref())).collect();
    assert_eq!(told, [(None, 30, None), (Some(wei), 7, Some("视频"))]);
    step(&mut workspace, set(Some(wei), talks, None, ""));
    assert_eq!(rhythms(&workspace.db).unwrap().len(), 1);
}

#[test]
fn all_of_it_goes_out_and_comes_back() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    let wei = person(&workspace.db, "张伟");
    let about = Form { deal: Some(deal(&workspace, "J")), ..talk(wei) };
    step(&mut workspace, hold(about));
    let rhythm = Rhythm {
        kind: CoachingKind::Visit,
        person: Some(wei),
        days: Some(30),
        channel: String::new(),
    };
    step(&mut workspace, What::Rhythm(rhythm));
    let json = desk.path("全部.json");
    whole::write(&workspace.db, &json).unwrap();
    let before = everything(&workspace.db);
    let file = desk.path("新.cox");
    whole::create(&json, &file).unwrap();
    let copy = Workspace::open(&file).unwrap();
    assert_eq!(everything(&copy.db), before);
    copy.full_check().unwrap();
}
