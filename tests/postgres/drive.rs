//! A workspace led through everything the library can do, for the statements that this takes.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use chrono::NaiveDate;
use coxswain::command::evaluation::{self, Agreed};
use coxswain::command::handover::{self, Details, Head};
use coxswain::command::headcount::{self, PlanForm, VacancyForm};
use coxswain::command::import::{Create, Options, SheetInput, import, take_back};
use coxswain::command::organisation::{self, PersonForm, TeamForm};
use coxswain::command::process::{self as improve, ImprovementForm};
use coxswain::command::settings::{self, RowForm, RuleForm};
use coxswain::command::{self, Command, stages, targets};
use coxswain::documents::summary;
use coxswain::domain::forecast::calls::Category;
use coxswain::domain::funnel::rule::Rule;
use coxswain::domain::funnel::templates::TEMPLATES;
use coxswain::domain::ids::TeamId;
use coxswain::domain::period::Period;
use coxswain::domain::scope::{Members, Scope};
use coxswain::i18n::{Language, Tr};
use coxswain::metrics::MetricId;
use coxswain::metrics::capability;
use coxswain::metrics::deal_list;
use coxswain::metrics::deal_page;
use coxswain::metrics::deals::{Question, measure, measure_owners, records};
use coxswain::metrics::dossier;
use coxswain::metrics::forecast as foresight;
use coxswain::metrics::gap;
use coxswain::metrics::handover::Plan;
use coxswain::metrics::pipeline::{Ask, funnel};
use coxswain::metrics::process;
use coxswain::metrics::seats::seats;
use coxswain::metrics::stuck::{self, stuck_deals};
use coxswain::metrics::submissions::slot::Slot;
use coxswain::metrics::submissions::{self, Ledger};
use coxswain::metrics::targets::Levels;
use coxswain::metrics::targets::progress::progress;
use coxswain::metrics::targets::versions;
use coxswain::metrics::waterfall;
use coxswain::metrics::winloss;
use coxswain::metrics::workload::{self, Inputs, ONE};
use coxswain::sheets::intake;
use coxswain::sheets::mapping::Map;
use coxswain::sheets::memory::Memory;
use coxswain::sheets::read::Source;
use coxswain::sheets::tables::{TABLES, table};
use coxswain::store::directory::Directory;
use coxswain::store::first_steps::FirstSteps;
use coxswain::store::records::Status;
use coxswain::store::records::{
    Account, Activity, Alias, Batch, CalendarSpan, CalendarYear, Candidate, CandidateFinding,
    Certificate, CompanyDay, Contact, CreditRule, DealAnswer, DealCategory, DealContact,
    DealDecision, DealEvidence, DealNote, DealOutcome, DealPart, DealPassing, DealRisk, DealWaiver,
    DutyAcknowledgement, DutyCheck, DutyChoice, DutyLine, DutySheet, Establishment, Evaluation,
    EvaluationCycle, EvaluationRow, EvaluationTemplate, ForecastCall, ForecastFreeze, GapReason,
    GradeBand, Handover, HandoverItem, HandoverShare, HandoverWhy, HeadcountPlan, HeadcountTier,
    Improvement, MarketNote, Membership, MentorCheckin, MentorPair, MentorTask, Move, NextStep,
    Note, NoticeMark, NoticeRule, Opportunity, OrderReturn, OwedKind, Person, PersonKind, Post,
    ProcessImprovement, Product, Receipt, Recognition, Region, Reject, Report, ReportRule,
    SalesOrder, SatisfactionAnswer, SavedList, Setting, Sighting, Signature, SignatureRole,
    SkillRating, Stage, StageItem, StageModel, Strategy, StrategyLine, Target,
    TargetAcknowledgement, TargetAction, TargetVersion, Team, TeamCharter, TeamEvent,
    TeamEventPerson, TeamTerm, TrainingResult, Vacancy,
};
use coxswain::store::records::{
    BehaviourFinding, BehaviourLine, BehaviourMember, BehaviourTrial, BehaviourTrialPerson,
    CaseReading, CaseStep, CaseUse, Coaching, CoachingAction, CoachingOption, CoachingPostponement,
    CoachingRhythm, CoachingSymptom, ImprovementCheck, ImprovementEvidence, ImprovementObjective,
    ImprovementPlan, ImprovementPoint, ImprovementSupport, MajorEvent, Observation,
    ObservationAnchor, ObservationPractice, ObservationRating, ObservationRequirement,
    ObservationStep, ObservationTemplate, ObservationTick, Play, PlayAdoption, PlayAdoptionStep,
    PlaySource, PlayStep, Pulse, PulseCount, RepFeedback, SalesCase, SupportGiven,
};
use coxswain::store::records::{
    CareerAction, CareerCondition, CareerPlan, CareerReview, CareerStep, CertificateKind,
    CertificateTerm, ClassPresence, ClassScore, ClassSession, Course, CourseSkill,
    DevelopmentOffer, Enrolment, KnowledgeQuestion, KnowledgeReader, KnowledgeUpdate, LearningName,
    Refresher, RefresherTry, Skill, SkillAnchor, SkillRequirement, SkillSelfRating, TrainingClass,
    TrainingPlan, TrainingPlanItem, TrainingPlanPerson,
};
use coxswain::store::{
    Db, Record, StepHead, Workspace, answers, backup, journal, opportunities, outcomes, passings,
    said, setup, sightings, stage_models,
};

use crate::{coached, told, trained};

const PERIOD: Period = Period::Quarter(2025, 3);

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// The statements that the whole of the library runs.
pub fn statements() -> BTreeSet<String> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("w.cox");
    let mut workspace = Workspace::create(&file).unwrap();
    workspace.db.record_statements();
    workspace.db.transaction(&StepHead::default(), setup::defaults).unwrap();
    journal::fix_all(&mut workspace.db).unwrap();
    change(&mut workspace, folder.path());
    read(&workspace.db);
    backup::make_at(&mut workspace, &folder.path().join("backup.cox")).unwrap();
    workspace.quick_check().unwrap();
    workspace.full_check().unwrap();
    crate::erased::erase(&mut workspace, folder.path());
    workspace.db.statements()
}

pub fn act(workspace: &mut Workspace, command: &Command) {
    command::run(&mut workspace.db, command).unwrap();
}

fn take(workspace: &mut Workspace, folder: &Path, date: &str, text: &str) {
    let path = folder.join("sheet.csv");
    fs::write(&path, text).unwrap();
    let source = Source { program: env!("CARGO_BIN_EXE_coxswain").into(), ..Source::default() };
    let map = Map::parse("[values.stage]\n\"谈\" = \"商务谈判\"\n").unwrap();
    let file = intake::read(
        &path,
        &source,
        &intake::Ask { kind: None, map: &map, report_date: day(date), memory: &Memory::default() },
        &|| false,
    )
    .unwrap();
    let inputs: Vec<SheetInput<'_>> = file.inputs(&map);
    let create = Create { people: true, accounts: true, products: true };
    let options = Options {
        by: "林晓峰",
        create,
        answers: &[],
        today: day(date),
        preview: false,
        progress: &mut |_| true,
    };
    import(&mut workspace.db, &inputs, options).unwrap();
    // The deals that it changed are read again, one by one.
    opportunities::each(&workspace.db, |_| Ok(())).unwrap();
}

/// Every command once, with undo, redo and taking back.
fn change(workspace: &mut Workspace, folder: &Path) {
    let text = str::to_owned;
    let pairs = |value: &str| {
        Command::Settings(settings::Command::Set(vec![(text("author"), text(value))]))
    };
    act(workspace, &pairs("林晓峰"));
    act(workspace, &pairs("赵磊"));
    let form = PersonForm {
        name: text("张伟"),
        number: text("S01"),
        kind: PersonKind::Employee,
        hired: Some(day("2023-03-01")),
        city: text("上海"),
        phone: text("1"),
        email: text("a@b"),
        post: text("销售代表"),
        team: None,
        effective: None,
        ..PersonForm::default()
    };
    let organise = Command::Organisation;
    act(workspace, &organise(organisation::Command::AddPerson(form.clone())));
    let person = workspace.db.all::<Person>().unwrap().remove(0).id;
    let team =
        TeamForm {
            name: text("一组"), region: text("华东"), manager: None, ..TeamForm::default()
        };
    act(workspace, &organise(organisation::Command::AddTeam(team)));
    let team = workspace.db.all::<Team>().unwrap().remove(0).id;
    let led = TeamForm {
        name: text("一队"),
        region: text("华东"),
        manager: Some(person),
        ..TeamForm::default()
    };
    act(workspace, &organise(organisation::Command::EditTeam(team, led)));
    let moved = PersonForm { team: Some(team), effective: Some(day("2025-07-01")), ..form };
    act(workspace, &organise(organisation::Command::EditPerson(person, moved)));
    act(workspace, &organise(organisation::Command::ArchivePerson(person, true, text("张伟"))));
    let goal = targets::Goal {
        metric: MetricId::SignedAmount,
        scope: Scope::All,
        period: PERIOD.next(),
        levels: Some(Levels::base(1)),
    };
    let how = targets::How { scope: Scope::All, period: PERIOD, actions: vec![] };
    let set = targets::Command::Set {
        goals: vec![goal],
        why: targets::Why::default(),
        how: Some(how),
        subject: String::new(),
        today: PERIOD.first_day(),
    };
    act(workspace, &Command::Targets(set));
    act(workspace, &Command::Undo);
    staff(workspace, team);
    model(workspace);
    let rule = workspace.db.all::<ReportRule>().unwrap().remove(0);
    let form = RuleForm {
        id: Some(rule.id),
        kind: OwedKind::Weekly,
        post: None,
        due_day: Some(3),
        due_hour: 12,
        grace_days: 1,
        active: true,
        starts: None,
    };
    act(workspace, &Command::Settings(settings::Command::ReportRule(form)));
    let row = RowForm { category: text("results"), metric: text("deals_won"), weight_bp: 10_000 };
    act(workspace, &Command::Settings(settings::Command::Template(vec![row])));

    take(
        workspace,
        folder,
        "2025-08-01",
        "姓名,团队,区域,岗位,到岗日期,直接经理\n王芳,二队,华南,经理,2024-01-01,赵磊\n张伟,二队,华南,经理,2025-08-01,赵磊\n",
    );
    take(workspace, folder, "2025-08-01", "客户名称,行业,省市,负责人\n甲厂,化工,上海,张伟\n");
    take(workspace, folder, "2025-08-01", "产品名称,系列,单价\nG1,G,550\n");
    take(workspace, folder, "2025-08-01", "姓名,指标,周期,目标值\n张伟,赢单数,2025-Q3,3\n");
    take(workspace, folder, "2025-08-01", "姓名,指标,周期,目标值\n张伟,赢单数,2025-Q3,4\n");
    for sheet in [
        "客户名称,联系人,职务\n甲厂,周工,科长\n",
        "订单编号,下单日期,客户名称,业务员,产品名称,数量,单价\nSO-1,2025-03-01,甲厂,张伟,G1,2,5\n",
        "订单编号,退货日期,退货原因\nSO-1,2025-03-10,破损\n",
        "客户名称,回款日期,回款金额,回款编号\n甲厂,2025-03-20,1000,R1\n甲厂,2025-03-20,1000,\n",
        "日期,业务员,客户名称,拜访内容\n2025-08-01,张伟,甲厂,报价\n",
        "姓名,周次,本周完成,承诺金额\n张伟,2025-W31,拜访3家,5000\n",
        "姓名,课程名称,培训日期,成绩\n张伟,大客户销售,2025-07-01,92\n",
        "姓名,技能,等级\n张伟,谈判,3\n",
        "姓名,证书名称,有效期至\n张伟,PMP,2027-01-05\n",
        "客户名称,满意度\n甲厂,9\n",
    ] {
        take(workspace, folder, "2025-08-01", sheet);
    }
    let head = "商机编号,商机名称,客户名称,产品,负责人,阶段,金额,创建日期,签约日期";
    take(
        workspace,
        folder,
        "2025-08-03",
        &format!(
            "{head}\nS-1,改造,甲厂,G1,张伟,谈,100,2025-07-01,\n,扩建,甲厂,G1,张伟,没有,,,\n,新建,甲厂,G1,新人,线索开发,,,\n"
        ),
    );
    take(
        workspace,
        folder,
        "2025-08-10",
        &format!(
            "{head}\nS-1,改造,乙厂,G2,王芳,赢单,120,2025-07-02,2025-08-08\n,新建,甲厂,G1,新人,谈,5,,2025-12-01\n"
        ),
    );
    let newest = workspace.db.all::<Batch>().unwrap().pop().unwrap().id;
    intake::rejects_of(&workspace.db, newest, &Tr::new(Language::Chinese)).unwrap();
    take_back(&mut workspace.db, newest, &BTreeSet::new(), "林晓峰", false).unwrap();
    act(workspace, &Command::Undo);
    act(workspace, &Command::Undo);
    act(workspace, &Command::Redo);
    // A report between the two that comes late, and is taken back.
    let late = "S-1,改造,甲厂,G1,张伟,需求分析,110,2025-07-01,";
    take(workspace, folder, "2025-08-05", &format!("{head}\n{late}\n"));
    let newest = workspace.db.all::<Batch>().unwrap().pop().unwrap().id;
    take_back(&mut workspace.db, newest, &BTreeSet::new(), "林晓峰", false).unwrap();

    told::explain(workspace);
    let name = text("张伟");
    let period = PERIOD;
    let evaluate = Command::Evaluation;
    let (self_comment, manager_comment) = (text("自评"), text("评语"));
    act(
        workspace,
        &evaluate(evaluation::Command::Comment {
            person,
            name: name.clone(),
            period,
            self_comment,
            manager_comment,
        }),
    );
    for agreed in [vec![Agreed::default()], vec![]] {
        act(
            workspace,
            &evaluate(evaluation::Command::Agree { person, name: name.clone(), period, agreed }),
        );
    }
    act(
        workspace,
        &evaluate(evaluation::Command::Sign {
            person,
            name: name.clone(),
            period,
            role: SignatureRole::Hr,
            signer: text("人事"),
            on_day: day("2025-10-08"),
            content_code: text("ABCD-EF01"),
        }),
    );
    act(workspace, &evaluate(evaluation::Command::Withdraw { person, name, period }));
    told::foresee(workspace);
    told::explain_gap(workspace);
    hand_over(workspace);
    told::decide(workspace);
    better(workspace);
    coached::change(workspace);
    trained::train(workspace);
    told::notice(workspace);
}

/// An improvement from the first day to the last.
fn better(workspace: &mut Workspace) {
    let today = day("2025-11-18");
    let at = process::At { scope: Scope::All, place: process::Place::All };
    let form = ImprovementForm {
        finding: process::Finding::Time,
        at,
        what: "快".to_owned(),
        owner: None,
        due: today,
    };
    act(workspace, &Command::Process(improve::Command::Open { form, today }));
    let id = workspace.db.all::<ProcessImprovement>().unwrap().remove(0).id;
    let (what, result) = ("快".to_owned(), "好".to_owned());
    act(workspace, &Command::Process(improve::Command::Close { id, what, result, today }));
}

/// The stage model is changed in place, and a line gets one of its own for a while.
fn model(workspace: &mut Workspace) {
    let (model, mut draft) = stage_models::all(&workspace.db).unwrap().remove(0);
    draft.stages.iter_mut().for_each(|stage| stage.limit_days = Some(40));
    let save = stages::Command::Save { id: Some(model.id), draft };
    act(workspace, &Command::Stages(save));
    let (line, name) = ("阀门".to_owned(), "阀门项目".to_owned());
    let [_, _, template] = TEMPLATES;
    let add = stages::Command::AddModel { template, line: Some(line.clone()), name, starts: None };
    act(workspace, &Command::Stages(add));
    let own = workspace.db.all::<StageModel>().unwrap().pop().unwrap();
    act(workspace, &Command::Stages(stages::Command::Retire { id: own.id, line }));
}

/// A handover from the first day to the last, and one that is thrown away.
fn hand_over(workspace: &mut Workspace) {
    let ask = |command: handover::Command| Command::Handover(command);
    let open = opportunities::open_counts(&workspace.db).unwrap();
    let from = open.into_iter().find_map(|(owner, _)| owner).unwrap();
    let (name, today) = ("新人".to_owned(), day("2025-11-18"));
    let why = HandoverWhy::Leave;
    let start = || {
        let name = name.clone();
        ask(handover::Command::Start {
            person: from,
            name,
            why,
            last_day: Some(today),
            effective: today,
            today,
        })
    };
    act(workspace, &start());
    let id = workspace.db.all::<Handover>().unwrap().remove(0).id;
    let stage = workspace.db.all::<Stage>().unwrap().remove(0).id;
    let head = |credit_rule: CreditRule| Head {
        why,
        last_day: None,
        effective: today,
        parallel_days: 1,
        credit_rule,
        credit_until: Some(today),
        shares: vec![(stage, 4_000)],
        note: String::new(),
    };
    for rule in [CreditRule::ByStage, CreditRule::SigningDay] {
        act(workspace, &ask(handover::Command::Head(id, name.clone(), head(rule))));
    }
    act(workspace, &ask(handover::Command::Drop(id, name.clone())));
    act(workspace, &start());
    let id = workspace.db.all::<Handover>().unwrap().remove(0).id;
    act(workspace, &ask(handover::Command::Recount(id, name.clone())));
    let members = workspace.db.all::<Membership>().unwrap();
    let there = |person: &&Person| {
        !person.archived
            && person.id != from
            && members.iter().any(|at| at.person_id == person.id && at.ends.is_none())
    };
    let people: Vec<Person> = workspace.db.all().unwrap();
    let Some(to) = people.iter().find(there).map(|person| person.id) else { return };
    let items: Vec<HandoverItem> = workspace.db.all().unwrap();
    let given = items.iter().map(|item| (item.id, Some(to))).collect();
    act(workspace, &ask(handover::Command::Assign(id, name.clone(), given)));
    let noted = items.iter().map(|item| (item.id, Details::of(item))).collect();
    act(workspace, &ask(handover::Command::Describe(id, name.clone(), noted)));
    act(workspace, &ask(handover::Command::CarryOut(id, name, today)));
}

/// Seats, a vacancy and a plan.
fn staff(workspace: &mut Workspace, team: TeamId) {
    let post = workspace.db.all::<Post>().unwrap().remove(0).id;
    let (subject, today) = (String::new(), day("2025-11-18"));
    for seats in [Some(2), Some(3), None] {
        let set = headcount::Command::SetSeats { team, post, seats, subject: subject.clone() };
        act(workspace, &Command::Headcount(set));
    }
    let (city, note) = (String::new(), String::new());
    let form = VacancyForm { team, post, city, opened_on: today, note };
    let open = headcount::Command::OpenVacancy { form, subject: subject.clone(), today };
    act(workspace, &Command::Headcount(open));
    let id = workspace.db.all::<Vacancy>().unwrap().remove(0).id;
    let close = headcount::Command::CloseVacancy {
        id,
        closed_on: today,
        filled_by: None,
        subject: subject.clone(),
        today,
    };
    act(workspace, &Command::Headcount(close));
    let inputs = Inputs { weeks: 46 * ONE, week_hours: 40 * ONE, ..Inputs::default() };
    let form = PlanForm { scope: Scope::All, year: 2025, inputs, note: String::new() };
    act(workspace, &Command::Headcount(headcount::Command::Plan { form, subject, today }));
}

/// Every read once.
fn read(db: &Db) {
    let today = day("2025-11-18");
    let directory = Directory::load(db).unwrap();
    opportunities::each(db, |_| Ok(())).unwrap();
    opportunities::each_closed(db, day("2025-01-01"), today, |_| Ok(())).unwrap();
    opportunities::each_with_steps(db, |_, _| Ok(())).unwrap();
    assert!(opportunities::kept_as_filed(db).unwrap());
    opportunities::by_number(db, "S-1").unwrap();
    opportunities::by_name(db, "改造").unwrap();
    let deal = opportunities::by_number(db, "S-1").unwrap().unwrap().id;
    opportunities::moves_of(db, deal).unwrap();
    stage_models::began(db).unwrap();
    waterfall::past(db, deal).unwrap();
    waterfall::named(db, deal).unwrap();
    waterfall::report_days(db, today).unwrap();
    opportunities::each_unnamed(db, today, |_| Ok(())).unwrap();
    answers::of_deal(db, deal).unwrap();
    answers::newest(db).unwrap();
    outcomes::of_deal(db, deal).unwrap();
    passings::of_deal(db, deal).unwrap();
    passings::newest(db).unwrap();
    passings::Credits::load(db).unwrap();
    let owner = db.all::<Person>().unwrap().remove(0).id;
    opportunities::open_of(db, owner).unwrap();
    for handover in db.all::<Handover>().unwrap() {
        Plan::load(db, &directory, handover.id).unwrap();
    }
    sightings::of_deal(db, deal).unwrap();
    sightings::newest_stated(db, deal).unwrap();
    opportunities::count(db).unwrap();
    opportunities::last_reported(db).unwrap();
    setup::setting(db, setup::names::AUTHOR).unwrap();
    journal::undoable(db).unwrap();
    journal::redoable(db).unwrap();
    let person = db.all::<Person>().unwrap().remove(0).id;
    journal::history(db, person.0).unwrap();
    trained::look(db, person);
    let question = Question { members: Members::Everyone, period: Some(PERIOD), as_of: today };
    for metric in MetricId::ALL {
        measure(db, &directory, metric, &question).unwrap();
        records(db, &directory, metric, &question).unwrap();
    }
    measure_owners(db, &directory, &MetricId::ALL, &question).unwrap();
    winloss::load(db, &directory, &question).unwrap();
    let members = Members::Everyone;
    let ask = process::Ask { members, window: None, as_of: today, today };
    process::survey(db, &directory, vec![ask]).unwrap();
    process::improvements::load(db, &directory, Scope::All, today).unwrap();
    for metric in [MetricId::SignedAmount, MetricId::NewOpportunities, MetricId::WinRate] {
        progress(db, &directory, (metric, Scope::All, PERIOD), today).unwrap();
    }
    versions(db, MetricId::SignedAmount, 2025).unwrap();
    seats(db, &directory, Scope::All, today).unwrap();
    workload::plan(db, Scope::All, 2025).unwrap();
    workload::sources(db, &directory, Scope::All, 2025, today).unwrap();
    dossier::load(db, &directory, person, PERIOD, today).unwrap();
    capability::evidence(db, &directory, &[person], today).unwrap();
    let slot = Slot::at(OwedKind::Weekly, today);
    let ledger = Ledger::load(db, &directory, (slot, slot), today).unwrap();
    ledger.duties(slot);
    submissions::last_report(db, today).unwrap();
    submissions::written(db, slot).unwrap();
    let ask = Ask {
        members: Members::Everyone,
        period: Some(PERIOD),
        window: None,
        as_of: today,
        rule: Rule::Snapshot,
    };
    funnel(db, &directory, &ask).unwrap();
    // Today, and a day before the newest reports, when older ones have to be asked.
    for as_of in [today, day("2025-08-05")] {
        let ask = stuck::Ask { members: Members::Everyone, as_of, today };
        stuck_deals(db, &directory, ask).unwrap();
    }
    opportunities::open_counts(db).unwrap();
    let filter = deal_list::Filter {
        category: Some(Category::Commit),
        without_next: true,
        ..deal_list::Filter::default()
    };
    let members = Members::Everyone;
    let ask =
        deal_list::Ask { members: &members, period: None, as_of: today, today, filter: &filter };
    deal_list::each(db, &directory, &ask, |_| {}).unwrap();
    let mut listed = vec![];
    for status in [Status::Open, Status::Won, Status::Lost] {
        let filter = deal_list::Filter { status, ..deal_list::Filter::default() };
        let ask = deal_list::Ask { filter: &filter, ..ask };
        deal_list::each(db, &directory, &ask, |deal| listed.push(deal)).unwrap();
    }
    let one = listed.first().unwrap();
    assert_eq!(&deal_list::with_texts(db, one.facts).unwrap(), one);
    let period = Period::month_of(today);
    let ask = deal_page::Ask { deal, as_of: today, today, period };
    deal_page::load(db, &directory, ask).unwrap();
    said::decisions(db, today).unwrap();
    said::next_steps(db, today).unwrap();
    said::of_deal(db, deal).unwrap();
    opportunities::each_with_reports(db, |_, _, _| Ok(())).unwrap();
    let (scope, period, slip) = (Scope::All, Period::month_of(today), BTreeSet::new());
    let depth = foresight::Depth::Whole;
    let ask = foresight::Ask { scope, period, today, slip, depth };
    foresight::forecast(db, &directory, &ask).unwrap();
    gap::gap(db, &directory, &gap::Ask { scope, period: PERIOD, today }).unwrap();
    gap::said(db, scope, PERIOD).unwrap();
    summary::summary(db, &directory, Scope::All, PERIOD, today, &Tr::new(Language::Chinese))
        .unwrap();
    for name in TABLES {
        table(db, name, today).unwrap();
    }
    coached::read(db);
    FirstSteps::load(db, &directory).unwrap();
    told::notices_of(db, &directory);
    macro_rules! every {
        ($($record:ty),* $(,)?) => {$(
            let all = db.all::<$record>().unwrap();
            if let Some(first) = all.first() {
                db.get::<$record>(first.id).unwrap();
            }
        )*};
    }
    every_record!(every);
}

/// The statements that read and write whole rows of every record, whichever of their columns the
/// story above happened to change.
pub fn whole_rows() -> Vec<String> {
    let mut all = vec![];
    macro_rules! every {
        ($($record:ty),* $(,)?) => {$(
            all.extend(of_record(
                <$record as Record>::TABLE,
                <$record as Record>::COLUMNS,
                [<$record as Record>::SELECT_ALL, <$record as Record>::SELECT_BY_ID],
            ));
        )*};
    }
    every_record!(every);
    all
}

fn of_record(table: &str, columns: &[&str], reads: [&str; 2]) -> Vec<String> {
    let places: Vec<String> = (1..=columns.len()).map(|n| format!("${n}")).collect();
    let sets: Vec<String> =
        columns.iter().zip(&places).map(|(column, place)| format!("{column} = {place}")).collect();
    let mut all = vec![
        format!("INSERT INTO {table} ({}) VALUES ({})", columns.join(", "), places.join(", ")),
        format!("UPDATE {table} SET {} WHERE id = ${}", sets.join(", "), columns.len() + 1),
        format!("DELETE FROM {table} WHERE id = $1"),
    ];
    all.extend(reads.map(str::to_owned));
    all
}
