//! Coaching in the workspace that [`crate::drive`] leads through everything: one of each kind of record, and
//! every read.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use coxswain::command::Command;
use coxswain::command::coaching::actions::{Action, ActionForm};
use coxswain::command::coaching::behaviour::{
    Finding, FindingForm, LineForm, MemberForm, TrialForm, TryForm,
};
use coxswain::command::coaching::cases::{Case, CaseForm, StepForm, UseForm};
use coxswain::command::coaching::events::{Event, EventForm};
use coxswain::command::coaching::feedback::Feedback;
use coxswain::command::coaching::log::{Form, Log, OptionForm};
use coxswain::command::coaching::objectives::{Measure, Milestone, ObjectiveForm};
use coxswain::command::coaching::plans::{Plan, PlanForm, SupportForm};
use coxswain::command::coaching::plays::{AdoptForm, Play, PlayForm};
use coxswain::command::coaching::pulse::{Marks, Pulse, PulseForm};
use coxswain::command::coaching::rhythm::Rhythm;
use coxswain::command::coaching::sheets::{RatingForm, Sheet, SheetForm};
use coxswain::command::coaching::symptoms::SymptomForm;
use coxswain::command::coaching::templates::Template;
use coxswain::command::coaching::visits::{Visit, VisitForm};
use coxswain::command::coaching::{Command as Coach, What};
use coxswain::command::organisation::{self, PersonForm};
use coxswain::domain::ids::{ActivityId, OpportunityId, PersonId, StageId};
use coxswain::domain::period::Period;
use coxswain::domain::scope::Scope;
use coxswain::metrics::MetricId;
use coxswain::metrics::behaviour::count::{Asked, values};
use coxswain::metrics::behaviour::odds::steps;
use coxswain::metrics::behaviour::run::{Ask, group};
use coxswain::metrics::behaviour::{kept, offered};
use coxswain::metrics::coaching::cases::{self as case_figures, library, told};
use coxswain::metrics::coaching::effect::effects;
use coxswain::metrics::coaching::improvement::{behind, follow};
use coxswain::metrics::coaching::prepare;
use coxswain::metrics::coaching::{coverage, feedback as voices, pulse, schedule};
use coxswain::metrics::symptom::{Subject, figure};
use coxswain::metrics::visits::{Scales, ever, of_members, of_person, one, required};
use coxswain::store::coaching::pulse::counts_of;
use coxswain::store::coaching::{
    behaviour, cases, feedback, links, log, named, open_feedback, plans, rhythms, sheets, templates,
};
use coxswain::store::directory::Directory;
use coxswain::store::records::{
    BehaviourFinding, BehaviourKind, BehaviourPart, BehaviourTrial, CaseResult, Coaching,
    CoachingAction, CoachingKind, EventPhase, FeedbackKind, ImprovementPlan, ImprovementSupport,
    MajorEvent, Observation, Opportunity, Person, PlanUnit, Play as StoredPlay, PlayStep,
    Pulse as StoredPulse, Rater, SalesCase, TrialPart,
};
use coxswain::store::{Db, Workspace};

use crate::drive::{act, day};

const QUARTER: Period = Period::Quarter(2025, 3);

fn ask(workspace: &mut Workspace, what: What) {
    let (subject, today) = (String::new(), day("2025-11-18"));
    act(workspace, &Command::Coaching(Coach { subject, today, what }));
}

/// A deal whose customer is known.
fn some_deal(workspace: &Workspace) -> Option<OpportunityId> {
    let deals: Vec<Opportunity> = workspace.db.all().unwrap();
    deals.iter().find(|deal| deal.account_id.is_some()).map(|deal| deal.id)
}

fn newest(workspace: &Workspace) -> PersonId {
    workspace.db.all::<Person>().unwrap().pop().unwrap().id
}

/// One of each kind of record.
pub fn change(workspace: &mut Workspace) {
    for name in ["陈静", "吴越"] {
        let form = PersonForm { name: name.to_owned(), ..PersonForm::default() };
        act(workspace, &Command::Organisation(organisation::Command::AddPerson(form)));
    }
    let person = newest(workspace);
    let directory = Directory::load(&workspace.db).unwrap();
    let model = directory.current_model().unwrap().id;
    let stage = directory.stages_of(model).last().unwrap().id;
    talk(workspace, person, stage);
    visit(workspace, person);
    improve(workspace, person);
    tell(workspace, person, stage);
    analyse(workspace, person);
    let give = Feedback::Give {
        person: None,
        kind: FeedbackKind::Suggestion,
        text: "周报太长".to_owned(),
        on_day: day("2025-11-18"),
        due: day("2025-11-25"),
    };
    ask(workspace, What::Feedback(give));
    let form = PulseForm {
        question: "推荐这里".to_owned(),
        on_day: Some(day("2025-11-14")),
        marks: vec![Marks { team: None, answers: [0, 0, 1, 3, 2] }],
    };
    ask(workspace, What::Pulse(Pulse::Keep(None, form.clone())));
    let kept = workspace.db.all::<StoredPulse>().unwrap().remove(0).id;
    let marks = vec![Marks { team: None, answers: [0, 0, 0, 4, 2] }];
    ask(workspace, What::Pulse(Pulse::Keep(Some(kept), PulseForm { marks, ..form })));
    let (kind, channel) = (CoachingKind::OneToOne, String::new());
    let rhythm = Rhythm { kind, person: Some(person), days: Some(14), channel };
    ask(workspace, What::Rhythm(rhythm));
}

fn talk(workspace: &mut Workspace, person: PersonId, stage: StageId) {
    let deal = some_deal(workspace);
    let event = EventForm {
        name: "讲标".to_owned(),
        on_day: Some(day("2025-11-20")),
        person,
        account: None,
        deal,
        note: String::new(),
    };
    ask(workspace, What::Event(Event::Add(event)));
    let event = workspace.db.all::<MajorEvent>().unwrap().remove(0).id;
    let figure = |subject| SymptomForm {
        cause: String::new(),
        guess: false,
        figure: Some((subject, QUARTER)),
    };
    let option = OptionForm { text: "测算".to_owned(), from_rep: true, chosen: Some(1) };
    let action =
        ActionForm { text: "测算".to_owned(), owner: Some(person), due: Some(day("2025-11-20")) };
    let form = Form {
        event: Some((event, EventPhase::Before)),
        on_day: Some(day("2025-11-18")),
        topic: "讲标".to_owned(),
        deal,
        symptoms: vec![
            figure(Subject::Metric(MetricId::WinRate)),
            figure(Subject::Stage(stage)),
            figure(Subject::Step("value".to_owned())),
        ],
        options: vec![option],
        actions: vec![action],
        ..Form::of(CoachingKind::Event, person)
    };
    ask(workspace, What::Log(Log::Hold(None, Box::new(form))));
    let id = workspace.db.all::<CoachingAction>().unwrap().remove(0).id;
    let (due, reason) = (Some(day("2025-11-24")), "客户出差".to_owned());
    ask(workspace, What::Action(Action::Postpone { id, due, reason }));
}

fn visit(workspace: &mut Workspace, person: PersonId) {
    let all = templates::all(&workspace.db).unwrap();
    let template = all.into_iter().find(|template| template.record.current).unwrap();
    let step = template.named("value").unwrap();
    let level =
        |rater, level| RatingForm { step: step.record.id, rater, level, fact: String::new() };
    let form = SheetForm {
        on_day: Some(day("2025-11-17")),
        ratings: vec![level(Rater::Observer, Some(3)), level(Rater::Own, None)],
        ticks: vec![(step.practices.first().unwrap().id, true)],
        agreed: "先算损失".to_owned(),
        next_on: Some(day("2025-12-01")),
        complete: true,
        ..SheetForm::of(template.record.id, person)
    };
    ask(workspace, What::Sheet(Sheet::Save(None, Box::new(form))));
    let mut draft = template.draft();
    draft.steps.first_mut().unwrap().required = Some(4);
    let (replaces, change) = (Some(template.record.id), "要求".to_owned());
    ask(workspace, What::Template(Template::Publish { replaces, draft, change }));
    accompany(workspace, person);
}

/// A visit that is kept as a draft and held afterwards.
fn accompany(workspace: &mut Workspace, person: PersonId) {
    let all = templates::all(&workspace.db).unwrap();
    let template = all.into_iter().find(|template| template.record.current).unwrap();
    let step = template.named("value").unwrap().record.id;
    let level = |rater, level| RatingForm { step, rater, level, fact: String::new() };
    let sheet = SheetForm {
        on_day: Some(day("2025-11-18")),
        deal: some_deal(workspace),
        second_name: "外聘教练".to_owned(),
        ratings: vec![level(Rater::Observer, Some(3)), level(Rater::Second, Some(4))],
        agreed: "先算损失".to_owned(),
        next_on: Some(day("2025-12-02")),
        ..SheetForm::of(template.record.id, person)
    };
    let mut form = VisitForm {
        sheet,
        starts_at: "9:30".to_owned(),
        minutes: Some(90),
        topic: "复谈".to_owned(),
        named: String::new(),
        present: String::new(),
        questions: String::new(),
    };
    ask(workspace, What::Visit(Visit::Draft(None, Box::new(form.clone()))));
    let sheet = workspace.db.all::<Observation>().unwrap().pop().unwrap();
    form.sheet.coaching = sheet.coaching_id;
    ask(workspace, What::Visit(Visit::Hold(Some(sheet.id), Box::new(form))));
}

fn improve(workspace: &mut Workspace, person: PersonId) {
    let (unit, baseline, sample, target) = (PlanUnit::Count, 0, None, 2);
    let objective = ObjectiveForm {
        name: "测算".to_owned(),
        measure: Measure::Figure { unit, baseline, sample, target },
        weight: 10_000,
        milestones: vec![Milestone { target: Some(1), words: String::new() }],
    };
    let (text, owner, times, due) = ("一对一".to_owned(), None, 4, None);
    let form = PlanForm {
        person,
        coach: None,
        helper: None,
        title: "价值量化".to_owned(),
        cause: "没练过".to_owned(),
        symptoms: vec![SymptomForm { cause: "没练过".to_owned(), guess: true, figure: None }],
        starts: Some(day("2025-11-01")),
        checks: vec![day("2025-12-01")],
        objectives: vec![objective],
        support: vec![SupportForm { text, owner, times, due }],
    };
    ask(workspace, What::Plan(Plan::Open(Box::new(form))));
    let support = workspace.db.all::<ImprovementSupport>().unwrap().remove(0).id;
    let (on_day, note) = (day("2025-11-17"), String::new());
    ask(workspace, What::Plan(Plan::Give { support, on_day, note }));
}

fn tell(workspace: &mut Workspace, person: PersonId, stage: StageId) {
    let step = |name: &str| StepForm {
        name: name.to_owned(),
        who: "张伟".to_owned(),
        did: "算".to_owned(),
        evidence: "表".to_owned(),
        why: "真".to_owned(),
        on_day: None,
    };
    let form = CaseForm {
        steps: vec![step("一"), step("二"), step("三")],
        stage: Some(stage),
        ..CaseForm::of("算账", CaseResult::Won)
    };
    ask(workspace, What::Case(Case::Write(None, Box::new(form))));
    let case = workspace.db.all::<SalesCase>().unwrap().remove(0).id;
    ask(workspace, What::Case(Case::Publish(case)));
    let on_day = day("2025-11-18");
    ask(workspace, What::Case(Case::Read { case, person, on_day, score: Some(5) }));
    let (meeting, agenda) = ("例会".to_owned(), String::new());
    let used = UseForm { case, on_day, meeting, minutes: None, agenda, presenter: None };
    ask(workspace, What::Case(Case::Use(None, used)));
    let text = |text: &str| (text.to_owned(), String::new());
    let form = PlayForm {
        name: "算账".to_owned(),
        stage: Some(stage),
        suits: String::new(),
        suits_not: String::new(),
        takeaways: String::new(),
        steps: vec![text("一"), text("二"), text("三")],
        sources: vec![case],
        change: String::new(),
    };
    ask(workspace, What::Play(Play::Publish { replaces: None, form: Box::new(form) }));
    let play = workspace.db.all::<StoredPlay>().unwrap().remove(0).id;
    let steps = vec![workspace.db.all::<PlayStep>().unwrap().remove(0).id];
    let deal = some_deal(workspace);
    ask(workspace, What::Play(Play::Adopt(AdoptForm { play, person, deal, on_day, steps })));
}

fn analyse(workspace: &mut Workspace, person: PersonId) {
    let other = workspace.db.all::<Person>().unwrap().remove(0).id;
    let member = |person, part| MemberForm { person, part, outcome: None, cases: None };
    let line = LineForm {
        kind: BehaviourKind::Step,
        word: "value".to_owned(),
        name: "价值量化".to_owned(),
        values: (None, None),
        cases: (1, 1),
        difference: None,
        interval: None,
        effect: None,
        effect_interval: None,
        groupings: None,
        p: None,
        adjusted_p: None,
        holds: false,
    };
    let form = FindingForm {
        scope: Scope::All,
        days: (day("2025-07-01"), day("2025-09-30")),
        outcome: MetricId::SignedAmount.word().to_owned(),
        outcome_period: Some(QUARTER),
        basis: "前一".to_owned(),
        note: String::new(),
        members: vec![member(person, BehaviourPart::Top), member(other, BehaviourPart::Rest)],
        lines: vec![line],
    };
    ask(workspace, What::Finding(Finding::Keep(Box::new(form))));
    let finding = workspace.db.all::<BehaviourFinding>().unwrap().remove(0).id;
    let form = TrialForm {
        finding,
        line: None,
        now: String::new(),
        text: "先算".to_owned(),
        standard: "有数".to_owned(),
        look_at: String::new(),
        fewest: None,
    };
    ask(workspace, What::Finding(Finding::Propose(Box::new(form))));
    let trial = workspace.db.all::<BehaviourTrial>().unwrap().remove(0).id;
    let (starts, ends) = (day("2025-11-24"), day("2026-01-18"));
    let people = vec![(person, TrialPart::Trial, String::new())];
    let form = TryForm { trial, starts, ends, people };
    ask(workspace, What::Finding(Finding::Try(Box::new(form))));
}

/// Every read once.
pub fn read(db: &Db) {
    let (today, all) = (day("2025-11-18"), (day("2025-01-01"), day("2026-12-31")));
    let directory = Directory::load(db).unwrap();
    let coaching = db.all::<Coaching>().unwrap().remove(0);
    let (person, account) = (coaching.person_id, coaching.account_id);
    let deal = coaching.opportunity_id.unwrap();
    log::each_between(db, all, |_| Ok(())).unwrap();
    log::each_whose(db, all, |_, _, _| {}).unwrap();
    log::actions_open_on(db, today).unwrap();
    log::notes(db, all).unwrap();
    log::postponed(db, all.0).unwrap();
    named::accounts(db, all).unwrap();
    named::event_accounts(db, all).unwrap();
    named::visit_deals(db, all).unwrap();
    log::of_person(db, person, all).unwrap();
    log::of_deal(db, deal).unwrap();
    log::of_account(db, account.unwrap()).unwrap();
    log::of_event(db, coaching.event_id.unwrap()).unwrap();
    log::missed(db, today).unwrap();
    log::last_held(db, today).unwrap();
    log::next_planned(db, today).unwrap();
    log::held(db, all).unwrap();
    log::details(db, coaching.id).unwrap();
    log::actions_due(db, all).unwrap();
    log::done_actions(db, all).unwrap();
    log::postponements_of(db, db.all::<CoachingAction>().unwrap().remove(0).id).unwrap();
    log::last_of(db, person, today).unwrap();
    log::quarters(db).unwrap();
    log::answered(db, all).unwrap();
    prepare::prepared(db, &directory, person, today).unwrap();
    log::action_counts(db, all, today).unwrap();
    log::events(db, all).unwrap();
    log::events_of_deal(db, deal).unwrap();
    log::unprepared_events(db, all).unwrap();
    links::of_deal(db, deal).unwrap();
    let sheet = db.all::<Observation>().unwrap().remove(0).id;
    sheets::sheet(db, sheet).unwrap();
    sheets::last_before(db, person, today).unwrap();
    sheets::each_between(db, all, |_| Ok(())).unwrap();
    sheets::of_person(db, person, all).unwrap();
    sheets::of_coaching(db, coaching.id).unwrap();
    sheets::of_visit(db, ActivityId(0)).unwrap();
    sheets::each_level(db, all, |_| Ok(())).unwrap();
    sheets::levels_of(db, person, all).unwrap();
    sheets::each_tick(db, all, |_| Ok(())).unwrap();
    sheets::counts(db).unwrap();
    let scales = Scales::load(db).unwrap();
    let members = directory.members(Scope::All);
    of_members(db, &scales, &members, all).unwrap();
    of_person(db, &scales, person, ever(today)).unwrap();
    one(db, &scales, sheet).unwrap();
    required::asked(db, &directory, &members, (QUARTER, today)).unwrap();
    let subject = Subject::Step("value".to_owned());
    figure(db, &directory, person, (&subject, QUARTER), today).unwrap();
    plans::of_person(db, person).unwrap();
    plans::running(db, all).unwrap();
    plans::plan(db, db.all::<ImprovementPlan>().unwrap().remove(0).id).unwrap();
    plans::checks_due(db, all).unwrap();
    plans::coaching_shows(db, coaching.id).unwrap();
    plans::sheet_shows(db, sheet).unwrap();
    cases::case(db, db.all::<SalesCase>().unwrap().remove(0).id).unwrap();
    cases::uses_between(db, all).unwrap();
    let play = db.all::<StoredPlay>().unwrap().remove(0);
    cases::play(db, play.id).unwrap();
    cases::adoptions_of(db, play.series).unwrap();
    cases::adoptions_between(db, all).unwrap();
    cases::adoptions_of_person(db, person, all).unwrap();
    cases::adoptions_of_deal(db, deal).unwrap();
    cases::name_stage(db, StageId(0)).unwrap();
    library(db, &directory.members(Scope::All), today).unwrap();
    told(db, QUARTER).unwrap();
    case_figures::follow(db, &directory, (Scope::All, play.series), today).unwrap();
    behaviour::finding(db, db.all::<BehaviourFinding>().unwrap().remove(0).id).unwrap();
    behaviour::open_trials(db).unwrap();
    behaviours(db, &directory);
    plans_follow(db, &directory);
    feedback(db, all).unwrap();
    open_feedback(db).unwrap();
    rhythms(db).unwrap();
    care(db, &directory, today);
}

/// Who is coached when, who was, and what people say.
fn care(db: &Db, directory: &Directory, today: NaiveDate) {
    schedule::load(db, directory, Scope::All, (today, today)).unwrap();
    schedule::to_plan(db, directory, (Scope::All, today)).unwrap();
    let asked = (Scope::All, Period::Quarter(2025, 4));
    coverage::load(db, directory, asked, today).unwrap();
    voices::load(db, directory, asked, today).unwrap();
    voices::waiting(db, directory, (Scope::All, today)).unwrap();
    pulse::load(db).unwrap();
    counts_of(db, db.all::<StoredPulse>().unwrap().remove(0).id).unwrap();
}

/// What people did, in every way in which it is counted, and steps against deals.
fn behaviours(db: &Db, directory: &Directory) {
    let today = day("2025-11-18");
    let found = kept::list(db, directory, Scope::All, today).unwrap().remove(0).id;
    kept::load(db, found, today).unwrap();
    let offered = offered(directory, &templates::all(db).unwrap());
    let people: BTreeSet<PersonId> = directory.people.keys().copied().collect();
    let members = directory.members(Scope::All);
    let days = (QUARTER.first_day(), QUARTER.last_day());
    let asked = Asked { members: members.clone(), days, as_of: today };
    values(db, directory, &asked, (&people, &offered)).unwrap();
    steps(db, directory, (&members, QUARTER), today).unwrap();
    let ask =
        Ask { scope: Scope::All, outcome: MetricId::SignedAmount, period: QUARTER, top: None };
    group(db, directory, &ask, today).unwrap();
}

/// How plans stand and whether they helped, and who is behind without one.
fn plans_follow(db: &Db, directory: &Directory) {
    let today = day("2025-11-18");
    let plan = db.all::<ImprovementPlan>().unwrap().remove(0).id;
    let plan = plans::plan(db, plan).unwrap().unwrap();
    effects(db, directory, &plan, today).unwrap();
    follow(db, directory, vec![plan], today).unwrap();
    behind(db, directory, (Scope::All, QUARTER), today).unwrap();
}
