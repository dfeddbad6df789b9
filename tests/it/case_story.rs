//! Cases and plays, and what was found of behaviour: a deal taken apart, told and read; the play made of it
//! with who used it; an analysis that becomes a trial and a standard step. And what the rules refuse.

use coxswain::command::Fact;
use coxswain::command::coaching::What;
use coxswain::command::coaching::behaviour::{
    Finding, FindingForm, LineForm, MemberForm, TrialForm, TryForm,
};
use coxswain::command::coaching::cases::{Case, CaseForm, StepForm, UseForm};
use coxswain::command::coaching::plays::{AdoptForm, Play, PlayForm};
use coxswain::domain::ids::{BehaviourTrialId, PersonId, PlayId, PlayStepId, SalesCaseId};
use coxswain::domain::period::Period;
use coxswain::domain::scope::{Members, Scope};
use coxswain::metrics::behaviour::kept;
use coxswain::metrics::coaching::cases::{case, follow, library};
use coxswain::store::Workspace;
use coxswain::store::coaching::{behaviour, cases};
use coxswain::store::directory::Directory;
use coxswain::store::records::{
    AdoptionResult, BehaviourFinding, BehaviourKind, BehaviourPart, CaseReading, CaseResult,
    CaseUse, Play as Stored, PlayAdoption, PlayAdoptionStep, SalesCase, TrialPart, TrialState,
};

use crate::coaching_story::{asked, deal, prepared, step};
use crate::common::{Desk, TODAY, day, person, refused};

fn told(name: &str) -> StepForm {
    StepForm {
        name: name.to_owned(),
        who: "张伟，客户陈工".to_owned(),
        did: "带记录表去现场".to_owned(),
        evidence: "停机记录表，7次".to_owned(),
        why: "数字是客户自己的".to_owned(),
        on_day: None,
    }
}

/// The case of the deal that 张伟 won.
fn won(workspace: &Workspace) -> CaseForm {
    CaseForm {
        deal: Some(deal(workspace, "K")),
        person: Some(person(&workspace.db, "张伟")),
        suits: " 有停机记录 \n\n报价未发".to_owned(),
        tags: vec!["停机".to_owned(), " 停机 ".to_owned(), "报价".to_owned()],
        steps: vec![told("要到停机记录"), StepForm::default(), told("一起算")],
        ..CaseForm::of("用停机损失算账", CaseResult::Won)
    }
}

fn write(form: CaseForm) -> What {
    What::Case(Case::Write(None, Box::new(form)))
}

/// The case in the library, with its third step.
pub fn published(workspace: &mut Workspace) -> SalesCaseId {
    let mut form = won(workspace);
    form.steps.push(told("先给财务看"));
    step(workspace, write(form));
    let id = workspace.db.all::<SalesCase>().unwrap().last().unwrap().id;
    step(workspace, What::Case(Case::Publish(id)));
    id
}

#[test]
fn a_case_in_the_library_has_three_steps_with_what_shows_them() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    let (open, lost) = (deal(&workspace, "J"), deal(&workspace, "L"));
    for (wrong, key) in [
        (CaseForm { title: " ".to_owned(), ..won(&workspace) }, "error-case-title"),
        (CaseForm { deal: Some(open), ..won(&workspace) }, "error-case-open"),
        (CaseForm { deal: Some(lost), ..won(&workspace) }, "error-case-result"),
        (CaseForm { person: Some(PersonId(-1)), ..won(&workspace) }, "error-record-gone"),
        (
            CaseForm {
                starts: Some(day("2025-08-27")),
                ends: Some(day("2025-06-03")),
                ..won(&workspace)
            },
            "error-case-days",
        ),
        (CaseForm { steps: vec![told(" ")], ..won(&workspace) }, "error-case-step-name"),
    ] {
        assert_eq!(refused(&mut workspace, &asked(write(wrong))), key);
    }
    let form = won(&workspace);
    let done = step(&mut workspace, write(form));
    assert_eq!(done.facts.into_iter().collect::<Vec<_>>(), [Fact::Cases]);
    let record = workspace.db.all::<SalesCase>().unwrap().remove(0);
    let id = record.id;
    assert_eq!(record.suits.as_deref(), Some("有停机记录\n报价未发"));
    assert_eq!(record.tags.as_deref(), Some("停机\n报价"));
    assert!(record.account_id.is_some(), "the customer of the deal");
    assert_eq!(cases::steps_of(&workspace.db, id).unwrap().len(), 2);
    let publish = asked(What::Case(Case::Publish(id)));
    assert_eq!(refused(&mut workspace, &publish), "error-case-steps");
    let mut form = won(&workspace);
    form.steps.push(StepForm { evidence: String::new(), ..told("先给财务看") });
    let edit = |form: CaseForm| What::Case(Case::Write(Some(id), Box::new(form)));
    step(&mut workspace, edit(form.clone()));
    assert_eq!(refused(&mut workspace, &publish), "error-case-step");
    let reading = |on: &str, score| {
        let (person, on_day) = (person(&workspace.db, "周新"), day(on));
        What::Case(Case::Read { case: id, person, on_day, score })
    };
    let (early, best, bad) =
        (reading(TODAY, None), reading(TODAY, Some(5)), reading(TODAY, Some(6)));
    assert_eq!(refused(&mut workspace, &asked(early.clone())), "error-case-draft");
    form.steps[3] = told("先给财务看");
    step(&mut workspace, edit(form.clone()));
    step(&mut workspace, What::Case(Case::Publish(id)));
    assert_eq!(refused(&mut workspace, &publish), "error-case-published");
    // In the library it keeps its rules.
    form.steps.truncate(1);
    assert_eq!(refused(&mut workspace, &asked(edit(form))), "error-case-steps");

    step(&mut workspace, early);
    step(&mut workspace, best);
    assert_eq!(refused(&mut workspace, &asked(bad)), "error-case-score");
    let readings: Vec<CaseReading> = workspace.db.all().unwrap();
    assert_eq!(readings.iter().map(|reading| reading.score).collect::<Vec<_>>(), [Some(5)]);
    let meeting = UseForm {
        case: id,
        on_day: day("2025-11-24"),
        meeting: "周一例会".to_owned(),
        minutes: Some(10),
        agenda: "讲3分钟\n练5分钟".to_owned(),
        presenter: Some(person(&workspace.db, "张伟")),
    };
    for (wrong, key) in [
        (UseForm { meeting: " ".to_owned(), ..meeting.clone() }, "error-case-meeting"),
        (UseForm { minutes: Some(0), ..meeting.clone() }, "error-case-minutes"),
    ] {
        assert_eq!(refused(&mut workspace, &asked(What::Case(Case::Use(None, wrong)))), key);
    }
    step(&mut workspace, What::Case(Case::Use(None, meeting.clone())));
    let again = asked(What::Case(Case::Use(None, meeting.clone())));
    assert_eq!(refused(&mut workspace, &again), "error-case-used");
    let told = workspace.db.all::<CaseUse>().unwrap()[0].id;
    let longer = UseForm { minutes: Some(15), ..meeting };
    step(&mut workspace, What::Case(Case::Use(Some(told), longer)));
    let month = (day("2025-11-01"), day("2025-11-30"));
    assert_eq!(cases::uses_between(&workspace.db, month).unwrap()[0].minutes, Some(15));
    step(&mut workspace, What::Case(Case::Unuse(told)));
    step(&mut workspace, What::Case(Case::Withdraw(id)));
    step(&mut workspace, What::Case(Case::Remove(id)));
    assert!(workspace.db.all::<CaseReading>().unwrap().is_empty());
    workspace.full_check().unwrap();
}

/// A play of three steps of a case.
pub fn play(workspace: &Workspace, source: SalesCaseId) -> PlayForm {
    let directory = Directory::load(&workspace.db).unwrap();
    let model = directory.current_model().unwrap().id;
    let step = |text: &str| (text.to_owned(), String::new());
    PlayForm {
        name: "用停机损失算账".to_owned(),
        stage: Some(directory.stages_of(model)[2].id),
        suits: String::new(),
        suits_not: String::new(),
        takeaways: "停机记录表".to_owned(),
        steps: vec![step("要到停机记录"), step("当面算"), step(" "), step("先给财务看")],
        sources: vec![source],
        change: String::new(),
    }
}

/// Publishes a play.
pub fn publish(replaces: Option<PlayId>, form: PlayForm) -> What {
    What::Play(Play::Publish { replaces, form: Box::new(form) })
}

/// The steps of a version of a play.
pub fn steps_of(workspace: &Workspace, play: PlayId) -> Vec<PlayStepId> {
    let steps = cases::play_steps(&workspace.db, play).unwrap();
    steps.into_iter().map(|step| step.id).collect()
}

#[test]
fn a_play_is_made_of_cases_and_used() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    let draft = won(&workspace);
    step(&mut workspace, write(draft));
    let draft = workspace.db.all::<SalesCase>().unwrap()[0].id;
    let source = published(&mut workspace);
    let form = play(&workspace, source);
    for (wrong, key) in [
        (PlayForm { name: " ".to_owned(), ..form.clone() }, "error-play-name"),
        (PlayForm { steps: form.steps[..3].to_vec(), ..form.clone() }, "error-play-steps"),
        (PlayForm { sources: vec![], ..form.clone() }, "error-play-sources"),
        (PlayForm { sources: vec![source, draft], ..form.clone() }, "error-case-draft"),
    ] {
        assert_eq!(refused(&mut workspace, &asked(publish(None, wrong))), key);
    }
    step(&mut workspace, publish(None, form.clone()));
    let twin = asked(publish(None, form.clone()));
    assert_eq!(refused(&mut workspace, &twin), "error-play-taken");
    let first = workspace.db.all::<Stored>().unwrap()[0].clone();
    let stage = first.stage_id.unwrap();
    assert!(cases::name_stage(&workspace.db, stage).unwrap(), "the stage stays");
    for kept in [Case::Remove(source), Case::Withdraw(source)] {
        assert_eq!(refused(&mut workspace, &asked(What::Case(kept))), "error-case-in-play");
    }

    let steps = steps_of(&workspace, first.id);
    let used = AdoptForm {
        play: first.id,
        person: person(&workspace.db, "周新"),
        deal: Some(deal(&workspace, "J")),
        on_day: day(TODAY),
        steps: vec![steps[0], steps[2]],
    };
    let adopt = |form: AdoptForm| What::Play(Play::Adopt(form));
    for (wrong, key) in [
        (AdoptForm { on_day: day("2025-11-19"), ..used.clone() }, "error-coaching-future"),
        (AdoptForm { on_day: day("2025-11-17"), ..used.clone() }, "error-play-adopt-day"),
        (AdoptForm { steps: vec![], ..used.clone() }, "error-play-adopt-steps"),
        (AdoptForm { steps: vec![PlayStepId(-1)], ..used.clone() }, "error-record-gone"),
        (AdoptForm { person: PersonId(-1), ..used.clone() }, "error-record-gone"),
    ] {
        assert_eq!(refused(&mut workspace, &asked(adopt(wrong))), key);
    }
    step(&mut workspace, adopt(used.clone()));
    assert_eq!(refused(&mut workspace, &asked(adopt(used.clone()))), "error-play-adopt-twice");
    let id = workspace.db.all::<PlayAdoption>().unwrap()[0].id;
    let came = |result, on: &str| {
        let (on_day, said) = (day(on), "15天进谈判".to_owned());
        What::Play(Play::Result { id, result, on_day, said })
    };
    let early = asked(came(AdoptionResult::Worked, "2025-11-17"));
    assert_eq!(refused(&mut workspace, &early), "error-play-result-day");
    step(&mut workspace, came(AdoptionResult::Worked, TODAY));
    step(&mut workspace, came(AdoptionResult::Partly, TODAY));

    // The next version; who used the first stays with it.
    let unsaid = asked(publish(Some(first.id), form.clone()));
    assert_eq!(refused(&mut workspace, &unsaid), "error-play-change");
    let next = PlayForm { change: "加一步".to_owned(), ..form };
    step(&mut workspace, publish(Some(first.id), next));
    let all: Vec<Stored> = workspace.db.all().unwrap();
    let versions: Vec<_> =
        all.iter().map(|p| (p.series == first.series, p.number, p.current)).collect();
    assert_eq!(versions, [(true, 1, false), (true, 2, true)]);
    assert_eq!(refused(&mut workspace, &asked(adopt(used))), "error-play-old");
    let adoptions = cases::adoptions_of(&workspace.db, first.series).unwrap();
    assert_eq!((adoptions.len(), adoptions[0].steps.len()), (1, 2));
    assert_eq!(adoptions[0].record.result, Some(AdoptionResult::Partly));
    let made = cases::play(&workspace.db, all[1].id).unwrap().unwrap();
    assert_eq!((made.steps.len(), made.sources), (3, vec![source]));
    // The day before nobody knew of any of it.
    let known = |on: &str| {
        let directory = Directory::load(&workspace.db).unwrap();
        let all = library(&workspace.db, &Members::Everyone, day(on)).unwrap();
        let made = case(&workspace.db, source, day(on)).unwrap();
        let asked = (Scope::All, first.series);
        let used = follow(&workspace.db, &directory, asked, day(on)).unwrap();
        let versions: Option<Vec<bool>> =
            made.map(|case| case.plays.iter().map(|play| play.current).collect());
        (all.len(), versions, used.map(|found| found.uses.len()))
    };
    assert_eq!(known("2025-11-17"), (0, None, None));
    assert_eq!(known(TODAY), (2, Some(vec![false, true]), Some(1)));
    step(&mut workspace, What::Play(Play::Unadopt(id)));
    assert!(workspace.db.all::<PlayAdoptionStep>().unwrap().is_empty());
    step(&mut workspace, What::Play(Play::Retire(all[1].id)));
    workspace.full_check().unwrap();
}

fn line(word: &str) -> LineForm {
    LineForm {
        kind: BehaviourKind::Step,
        word: word.to_owned(),
        name: "价值量化".to_owned(),
        values: (Some(33_800), Some(19_300)),
        cases: (26, 38),
        difference: Some(14_500),
        interval: Some((8_400, 20_400)),
        effect: Some(30_000),
        effect_interval: Some((10_000, 50_000)),
        groupings: Some((1, 210)),
        p: Some(48),
        adjusted_p: Some(380),
        holds: true,
    }
}

/// An analysis of the small company.
pub fn analysis(workspace: &Workspace) -> FindingForm {
    let member = |name: &str, part| MemberForm {
        person: person(&workspace.db, name),
        part,
        outcome: Some(10_000),
        cases: Some(6),
    };
    FindingForm {
        scope: Scope::All,
        days: (day("2025-05-23"), day(TODAY)),
        outcome: "signed_amount".to_owned(),
        outcome_period: Some(Period::Quarter(2025, 3)),
        basis: "三季度签约额前一".to_owned(),
        note: String::new(),
        members: vec![
            member("张伟", BehaviourPart::Top),
            member("王芳", BehaviourPart::Rest),
            member("周新", BehaviourPart::Rest),
        ],
        lines: vec![line("value"), LineForm { holds: false, ..line("commitment") }],
    }
}

#[test]
fn a_finding_is_tried_before_it_is_standard() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    let keep = |form: FindingForm| What::Finding(Finding::Keep(Box::new(form)));
    type Change = fn(&mut FindingForm);
    let cases: &[(Change, &str)] = &[
        (|form| form.days.1 = day("2025-11-19"), "error-coaching-future"),
        (|form| form.days.0 = day("2025-11-19"), "error-behaviour-days"),
        (|form| form.outcome = " ".to_owned(), "error-behaviour-outcome"),
        (|form| form.basis = String::new(), "error-behaviour-basis"),
        (|form| form.members.truncate(1), "error-behaviour-groups"),
        (|form| form.members[2].person = form.members[1].person, "error-behaviour-member"),
        (|form| form.members[0].cases = Some(-1), "error-behaviour-numbers"),
        (|form| form.lines.clear(), "error-behaviour-lines"),
        (
            |form| form.lines = (0..13).map(|n| line(&format!("step-{n}"))).collect(),
            "error-behaviour-lines",
        ),
        (|form| form.lines[0].name = " ".to_owned(), "error-behaviour-name"),
        (|form| form.lines[1].word = "value".to_owned(), "error-behaviour-twice"),
        (|form| form.lines[0].p = Some(10_001), "error-behaviour-numbers"),
        (|form| form.lines[0].groupings = Some((3, 2)), "error-behaviour-numbers"),
        (|form| form.lines[0].interval = Some((2, 1)), "error-behaviour-numbers"),
    ];
    for (change, key) in cases {
        let mut wrong = analysis(&workspace);
        change(&mut wrong);
        assert_eq!(refused(&mut workspace, &asked(keep(wrong))), *key);
    }
    let kept = analysis(&workspace);
    step(&mut workspace, keep(kept));
    let id = workspace.db.all::<BehaviourFinding>().unwrap()[0].id;
    let found = behaviour::finding(&workspace.db, id).unwrap().unwrap();
    assert_eq!(found.members[0].part, BehaviourPart::Top);
    let told: Vec<_> =
        found.lines.iter().map(|l| (l.word.as_str(), l.extreme, l.groupings, l.holds)).collect();
    assert_eq!(
        told,
        [("value", Some(1), Some(210), true), ("commitment", Some(1), Some(210), false)]
    );
    let proposal = TrialForm {
        finding: id,
        line: Some(found.lines[0].id),
        now: "说明产品好处".to_owned(),
        text: "报价前用客户数据算损失".to_owned(),
        standard: "报价单首页有损失金额".to_owned(),
        look_at: "方案到谈判".to_owned(),
        fewest: Some(10),
    };
    let propose = |form: TrialForm| What::Finding(Finding::Propose(Box::new(form)));
    for (wrong, key) in [
        (TrialForm { text: " ".to_owned(), ..proposal.clone() }, "error-behaviour-text"),
        (TrialForm { standard: " ".to_owned(), ..proposal.clone() }, "error-behaviour-standard"),
        (TrialForm { fewest: Some(0), ..proposal.clone() }, "error-behaviour-fewest"),
    ] {
        assert_eq!(refused(&mut workspace, &asked(propose(wrong))), key);
    }
    step(&mut workspace, propose(proposal.clone()));
    let directory = Directory::load(&workspace.db).unwrap();
    let kept = |on: &str| kept::list(&workspace.db, &directory, Scope::All, day(on)).unwrap().len();
    assert_eq!((kept("2025-11-17"), kept(TODAY)), (0, 1), "it was kept today");
    let remove = asked(What::Finding(Finding::Remove(id)));
    assert_eq!(refused(&mut workspace, &remove), "error-behaviour-used");
    let trial = behaviour::open_trials(&workspace.db).unwrap()[0].record.id;
    let standard = |trial: BehaviourTrialId, place: &str, reason: &str| {
        let (place, reason) = (place.to_owned(), reason.to_owned());
        What::Finding(Finding::Standard { trial, play: None, place, reason })
    };
    let untried = asked(standard(trial, "方案报价第3步", "有效"));
    assert_eq!(refused(&mut workspace, &untried), "error-behaviour-untried");
    let (fang, xin) = (person(&workspace.db, "王芳"), person(&workspace.db, "周新"));
    let wei = person(&workspace.db, "张伟");
    let trying = TryForm {
        trial,
        starts: day("2025-09-22"),
        ends: day("2025-11-17"),
        people: vec![
            (xin, TrialPart::Trial, String::new()),
            (fang, TrialPart::Control, String::new()),
        ],
    };
    let try_out = |form: TryForm| What::Finding(Finding::Try(Box::new(form)));
    let with = |who: (PersonId, TrialPart, String)| {
        let people = trying.people.iter().cloned().chain([who]).collect();
        TryForm { people, ..trying.clone() }
    };
    for (wrong, key) in [
        (TryForm { ends: trying.starts, ..trying.clone() }, "error-behaviour-trial-days"),
        (
            TryForm { people: trying.people[1..].to_vec(), ..trying.clone() },
            "error-behaviour-nobody",
        ),
        (with((xin, TrialPart::Control, String::new())), "error-behaviour-member"),
        (with((wei, TrialPart::Out, " ".to_owned())), "error-behaviour-out"),
    ] {
        assert_eq!(refused(&mut workspace, &asked(try_out(wrong))), key);
    }
    let longer = TryForm { ends: day("2025-12-01"), ..trying.clone() };
    step(&mut workspace, try_out(longer));
    let runs = asked(standard(trial, "方案报价第3步", "有效"));
    assert_eq!(refused(&mut workspace, &runs), "error-behaviour-runs");
    step(&mut workspace, try_out(with((wei, TrialPart::Out, "交接中".to_owned()))));
    assert_eq!(behaviour::people_of(&workspace.db, trial).unwrap().len(), 3);
    for (place, reason, key) in
        [("方案报价第3步", " ", "error-behaviour-reason"), (" ", "有效", "error-behaviour-place")]
    {
        assert_eq!(refused(&mut workspace, &asked(standard(trial, place, reason))), key);
    }
    step(&mut workspace, standard(trial, "方案报价第3步", "用过的走得快"));
    let again = asked(standard(trial, "方案报价第3步", "再来"));
    assert_eq!(refused(&mut workspace, &again), "error-behaviour-decided");
    step(&mut workspace, propose(proposal));
    let other = behaviour::open_trials(&workspace.db).unwrap()[0].record.id;
    let drop = Finding::Drop { trial: other, reason: "没有差别".to_owned() };
    step(&mut workspace, What::Finding(drop));
    let states: Vec<TrialState> = behaviour::finding(&workspace.db, id)
        .unwrap()
        .unwrap()
        .trials
        .iter()
        .map(|trial| trial.record.state)
        .collect();
    assert_eq!(states, [TrialState::Standard, TrialState::Dropped]);
    let kept = analysis(&workspace);
    step(&mut workspace, keep(kept));
    let second = workspace.db.all::<BehaviourFinding>().unwrap()[1].id;
    step(&mut workspace, What::Finding(Finding::Remove(second)));
    workspace.full_check().unwrap();
}
