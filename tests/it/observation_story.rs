//! Field visits by their sheets: the sheet that a workspace begins with, its next version, what was seen by
//! whom, the one thing that was agreed, and the same step before and after.

use coxswain::command::Command;
use coxswain::command::coaching::log::{Form, Log};
use coxswain::command::coaching::sheets::{RatingForm, Sheet, SheetForm};
use coxswain::command::coaching::templates::{PracticeDraft, SheetDraft, Template, Words};
use coxswain::command::coaching::{What, Who};
use coxswain::domain::ids::{ActivityId, ObservationStepId, ObservationTemplateId};
use coxswain::domain::observation::VISIT;
use coxswain::domain::period::Period;
use coxswain::metrics::symptom::{Subject, figure};
use coxswain::store::Workspace;
use coxswain::store::coaching::sheets::{self, Level};
use coxswain::store::coaching::templates::{self, Template as Stored};
use coxswain::store::directory::Directory;
use coxswain::store::records::{
    Activity, Against, Coaching, CoachingKind, Observation, ObservationRating, ObservationTemplate,
    ObservationTick, Rater, Reached,
};

use crate::coaching_story::{asked, deal, prepared, step, talk};
use crate::common::{Desk, TODAY, Take, act, counts, day, everything, person, post, refused, take};

/// The version that is used now.
fn current(workspace: &Workspace) -> Stored {
    let all = templates::all(&workspace.db).unwrap();
    all.into_iter().find(|template| template.record.current).expect("a sheet in use")
}

fn id_of(template: &Stored, word: &str) -> ObservationStepId {
    template.named(word).expect("the step").record.id
}

fn rated(template: &Stored, word: &str, rater: Rater, level: Option<i64>) -> RatingForm {
    RatingForm { step: id_of(template, word), rater, level, fact: String::new() }
}

/// What was seen on a visit: three steps, one of them not.
pub fn seen(workspace: &Workspace, on: &str, value: i64) -> SheetForm {
    let template = current(workspace);
    let level = |word, level| rated(&template, word, Rater::Observer, level);
    SheetForm {
        on_day: Some(day(on)),
        deal: Some(deal(workspace, "J")),
        ratings: vec![
            level("before", Some(4)),
            level("value", Some(value)),
            level("objections", None),
        ],
        focus: Some(id_of(&template, "value")),
        agreed: "先算客户损失，再报价".to_owned(),
        practice: "例会演练三分钟".to_owned(),
        next_on: Some(day("2025-12-03")),
        complete: true,
        ..SheetForm::of(template.record.id, person(&workspace.db, "张伟"))
    }
}

pub fn save(form: SheetForm) -> What {
    What::Sheet(Sheet::Save(None, Box::new(form)))
}

#[test]
fn a_workspace_begins_with_a_sheet_that_says_what_each_level_is() {
    let desk = Desk::new();
    let workspace = desk.open();
    let all = templates::all(&workspace.db).unwrap();
    assert_eq!(all.len(), 1);
    assert_eq!(all[0].draft(), SheetDraft::of(&VISIT));
    assert_eq!((all[0].record.number, all[0].record.series), (1, all[0].record.id.0));
    for step in &all[0].steps {
        let levels: Vec<i64> = step.anchors.iter().map(|anchor| anchor.level).collect();
        assert_eq!(levels, [1, 2, 3, 4, 5], "{}", step.record.word);
        assert!(step.anchors.iter().all(|anchor| !anchor.text_en.is_empty()));
        assert_eq!(step.required(None), Some(3));
    }
    assert_eq!(all[0].steps.iter().map(|step| step.record.weight).sum::<i64>(), 10_000);
}

fn publish(replaces: Option<ObservationTemplateId>, draft: SheetDraft, change: &str) -> What {
    What::Template(Template::Publish { replaces, draft, change: change.to_owned() })
}

#[test]
fn the_next_version_leaves_the_sheets_of_the_one_before() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    let first = seen(&workspace, "2025-10-17", 1);
    step(&mut workspace, save(first));
    let before = current(&workspace);
    let (old, draft) = (before.record.id, before.draft());
    let with = |change: fn(&mut SheetDraft)| {
        let mut draft = draft.clone();
        change(&mut draft);
        draft
    };
    type Change = fn(&mut SheetDraft);
    let cases: &[(Change, &str)] = &[
        (|sheet| sheet.name.zh = " ".to_owned(), "error-observation-template-name"),
        (|sheet| sheet.steps.clear(), "error-observation-template-steps"),
        (|sheet| sheet.steps[0].weight = 900, "error-observation-template-weights"),
        (|sheet| sheet.steps[0].weight = 0, "error-observation-step-weight"),
        (|sheet| sheet.steps[1].name.zh = String::new(), "error-observation-step-name"),
        (|sheet| sheet.steps[1].name.zh = "访前准备".to_owned(), "error-observation-step-twice"),
        (|sheet| sheet.steps[1].word = sheet.steps[0].word.clone(), "error-observation-step-twice"),
        (|sheet| sheet.steps[2].anchors[3].zh = String::new(), "error-observation-step-anchor"),
        (|sheet| sheet.steps[2].anchors.truncate(4), "error-observation-step-anchor"),
        (
            |sheet| sheet.steps[3].practices[1] = sheet.steps[3].practices[0].clone(),
            "error-observation-step-practice",
        ),
        (|sheet| sheet.steps[4].required = Some(6), "error-observation-step-required"),
        (|sheet| sheet.steps[5].word = Some("typed".to_owned()), "error-record-gone"),
    ];
    for (change, key) in cases {
        let wrong = publish(Some(old), with(*change), "改");
        assert_eq!(refused(&mut workspace, &asked(wrong)), *key);
    }
    let same = publish(Some(old), draft.clone(), "改");
    assert_eq!(refused(&mut workspace, &asked(same)), "error-observation-template-same");
    let unsaid = publish(Some(old), with(|sheet| sheet.steps[0].required = Some(4)), " ");
    assert_eq!(refused(&mut workspace, &asked(unsaid)), "error-observation-template-change");
    let twin = publish(None, draft.clone(), "");
    assert_eq!(refused(&mut workspace, &asked(twin)), "error-observation-template-taken");

    // A step goes, another comes, a practice is added, and a post asks for more.
    let rep = post(&workspace.db, "销售代表");
    let mut next = draft.clone();
    next.steps.remove(7);
    let mut own = next.steps[0].clone();
    own.word = None;
    own.name = Words::of(("收款确认", "Payment"));
    own.practices.clear();
    next.steps.push(own);
    let text = Words::of((" 请财务确认算法 ", ""));
    next.steps[4].practices.push(PracticeDraft { word: None, text });
    next.steps[4].posts = vec![(rep, 4)];
    step(&mut workspace, publish(Some(old), next, "加收款"));
    let now = current(&workspace);
    assert_eq!((now.record.number, now.record.series), (2, before.record.series));
    assert_eq!(now.record.published_on, Some(day(TODAY)));
    assert!(now.named("after").is_none());
    let added = now.steps.last().unwrap();
    assert_eq!(added.record.word, format!("own-{}", added.record.id.0));
    let value = now.named("value").unwrap();
    assert_eq!((value.required(Some(rep)), value.required(None)), (Some(4), Some(3)));
    assert_eq!(value.practices.last().unwrap().text, "请财务确认算法");
    let counted = sheets::counts(&workspace.db).unwrap();
    assert_eq!(counted.into_iter().collect::<Vec<_>>(), [(old, 1)]);
    // The sheet that is there is changed in its own version, and none is begun in it.
    let sheet: Observation = workspace.db.all().unwrap().remove(0);
    let stored = sheets::sheet(&workspace.db, sheet.id).unwrap().unwrap();
    let mut form = SheetForm::read(&stored);
    form.agreed = "先问财务".to_owned();
    step(&mut workspace, What::Sheet(Sheet::Save(Some(sheet.id), Box::new(form.clone()))));
    let moved = SheetForm { template: now.record.id, ..form.clone() };
    let moved = What::Sheet(Sheet::Save(Some(sheet.id), Box::new(moved)));
    assert_eq!(refused(&mut workspace, &asked(moved)), "error-observation-version");
    assert_eq!(refused(&mut workspace, &asked(save(form))), "error-observation-old");
    step(&mut workspace, What::Template(Template::Retire(now.record.id)));
    let all: Vec<ObservationTemplate> = workspace.db.all().unwrap();
    assert!(all.iter().all(|template| !template.current));
    workspace.full_check().unwrap();
}

#[test]
fn a_sheet_says_what_was_seen_by_whom() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    let (lin, xin) = (person(&workspace.db, "林晓峰"), person(&workspace.db, "周新"));
    let template = current(&workspace);
    let visit = desk.csv("拜访.csv", "日期,业务员,客户名称,拜访内容\n2025-11-14,周新,甲厂,交流");
    assert_eq!(counts(&take(&mut workspace, &visit, &Take::default())), (1, 0, 0, 0));
    let visit: ActivityId = workspace.db.all::<Activity>().unwrap()[0].id;
    type Change<'a> = &'a dyn Fn(&mut SheetForm);
    let second = rated(&template, "value", Rater::Second, Some(3));
    let cases: &[(Change<'_>, &str)] = &[
        (&|form| form.on_day = None, "error-coaching-day"),
        (&|form| form.on_day = Some(day("2025-11-19")), "error-coaching-future"),
        (&|form| form.ratings[0].level = Some(0), "error-observation-level"),
        (&|form| form.ratings[0].level = Some(6), "error-observation-level"),
        (&|form| form.ratings.push(form.ratings[0].clone()), "error-observation-twice"),
        (&|form| form.ratings.push(second.clone()), "error-observation-second"),
        (&|form| form.ratings[0].step = ObservationStepId(-1), "error-observation-step"),
        (&|form| form.focus = Some(ObservationStepId(-1)), "error-observation-step"),
        (&|form| form.observer = Some(form.person), "error-observation-observer"),
        (
            &|form| (form.observer, form.second) = (Some(lin), Some(lin)),
            "error-observation-observer",
        ),
        (&|form| form.visit = Some(visit), "error-observation-visit"),
        (&|form| form.ratings.retain(|rating| rating.level.is_none()), "error-observation-empty"),
        (&|form| form.agreed = " ".to_owned(), "error-observation-agreed"),
        (&|form| form.next_on = None, "error-observation-next"),
        (&|form| form.next_on = form.on_day, "error-coaching-next"),
    ];
    for (change, key) in cases {
        let mut form = seen(&workspace, "2025-11-14", 2);
        change(&mut form);
        assert_eq!(refused(&mut workspace, &asked(save(form))), *key);
    }
    let practice = template.named("value").unwrap().practices[0].id;
    let mut twice = seen(&workspace, "2025-11-14", 2);
    twice.ticks = vec![(practice, true), (practice, false)];
    assert_eq!(refused(&mut workspace, &asked(save(twice))), "error-observation-practice");

    // Three say what they saw; a draft may miss the rest.
    let draft = SheetForm {
        agreed: String::new(),
        next_on: None,
        complete: false,
        second_name: "外聘教练".to_owned(),
        ticks: vec![(practice, true)],
        kept: Some(Reached::Partly),
        ..seen(&workspace, "2025-11-14", 2)
    };
    let mut draft = SheetForm { observer: Some(lin), ..draft };
    draft.ratings.push(second);
    draft.ratings.push(rated(&template, "value", Rater::Own, Some(4)));
    step(&mut workspace, save(draft.clone()));
    let year = (day("2025-01-01"), day("2025-12-31"));
    let wei = person(&workspace.db, "张伟");
    assert!(sheets::levels_of(&workspace.db, wei, year).unwrap().is_empty(), "not filled in yet");
    let id = workspace.db.all::<Observation>().unwrap()[0].id;
    let mut form = SheetForm::read(&sheets::sheet(&workspace.db, id).unwrap().unwrap());
    assert_eq!(form.ratings.len(), 5);
    form.complete = true;
    form.agreed = "先算客户损失".to_owned();
    form.next_on = Some(day("2025-12-03"));
    form.ratings.retain(|rating| rating.rater != Rater::Own);
    form.ticks = vec![(practice, false)];
    step(&mut workspace, What::Sheet(Sheet::Save(Some(id), Box::new(form.clone()))));
    let levels = sheets::levels_of(&workspace.db, wei, year).unwrap();
    let told = |level: &Level| (level.step.clone(), level.rater, level.level, level.weight);
    assert_eq!(
        levels.iter().map(told).collect::<Vec<_>>(),
        [
            ("before".to_owned(), Rater::Observer, Some(4), 1_000),
            ("value".to_owned(), Rater::Observer, Some(2), 1_500),
            ("value".to_owned(), Rater::Second, Some(3), 1_500),
            ("objections".to_owned(), Rater::Observer, None, 1_000),
        ]
    );
    let mut ticks = vec![];
    sheets::each_tick(&workspace.db, year, |tick| {
        ticks.push((tick.step, tick.practice, tick.done));
        Ok(())
    })
    .unwrap();
    assert_eq!(ticks, [("value".to_owned(), "customer-figures".to_owned(), false)]);
    assert!(workspace.db.all::<Observation>().unwrap()[0].account_id.is_some());

    let own = SheetForm { person: xin, visit: Some(visit), ..seen(&workspace, "2025-11-14", 3) };
    step(&mut workspace, save(own));
    assert_eq!(sheets::of_visit(&workspace.db, visit).unwrap().len(), 1);
    step(&mut workspace, What::Sheet(Sheet::Remove(id)));
    assert_eq!(workspace.db.all::<ObservationRating>().unwrap().len(), 3);
    assert!(workspace.db.all::<ObservationTick>().unwrap().is_empty());
    workspace.full_check().unwrap();
}

#[test]
fn the_same_step_before_and_after_is_a_figure_of_a_talk() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    let wei = person(&workspace.db, "张伟");
    for (on, value) in [("2025-10-17", 1), ("2025-11-14", 2)] {
        let form = seen(&workspace, on, value);
        step(&mut workspace, save(form));
    }
    let last = sheets::last_before(&workspace.db, wei, day("2025-11-14")).unwrap().unwrap();
    assert_eq!(last.record.on_day, day("2025-10-17"));
    let mut all = vec![];
    let year = (day("2025-01-01"), day("2025-12-31"));
    sheets::each_level(&workspace.db, year, |level| {
        if level.step == "value" {
            all.push((level.day, level.level));
        }
        Ok(())
    })
    .unwrap();
    assert_eq!(all, [(day("2025-10-17"), Some(1)), (day("2025-11-14"), Some(2))]);
    let directory = Directory::load(&workspace.db).unwrap();
    let subject = Subject::Step("value".to_owned());
    let quarter = Period::Quarter(2025, 4);
    let found = figure(&workspace.db, &directory, wei, (&subject, quarter), day(TODAY));
    let found = found.unwrap().unwrap();
    assert_eq!(found.name.as_deref(), Some("价值量化"));
    assert_eq!((found.own.value, found.own.sample), (Some(2), 2));
    let beside = found.beside.map(|(against, value)| (against, value.value));
    assert_eq!(beside, Some((Against::Post, Some(3))));

    // A sheet belongs to the talk of its person; when it changes, both confirm the talk anew.
    let visit = Form { kind: CoachingKind::Visit, ..talk(wei) };
    step(&mut workspace, What::Log(Log::Hold(None, Box::new(visit))));
    let talk = workspace.db.all::<Coaching>().unwrap()[0].id;
    let confirm = What::Log(Log::Confirm { id: talk, who: Who::Rep, on_day: day(TODAY) });
    step(&mut workspace, confirm);
    let sheet = workspace.db.all::<Observation>().unwrap()[1].id;
    let mut form = SheetForm::read(&sheets::sheet(&workspace.db, sheet).unwrap().unwrap());
    let same = asked(What::Sheet(Sheet::Save(Some(sheet), Box::new(form.clone()))));
    let before = everything(&workspace.db);
    act(&mut workspace, &same);
    assert_eq!(everything(&workspace.db), before);
    let mut other = form.clone();
    (other.person, other.coaching) = (person(&workspace.db, "周新"), Some(talk));
    assert_eq!(refused(&mut workspace, &asked(save(other))), "error-observation-coaching");
    form.coaching = Some(talk);
    step(&mut workspace, What::Sheet(Sheet::Save(Some(sheet), Box::new(form))));
    assert_eq!(workspace.db.all::<Coaching>().unwrap()[0].rep_confirmed_on, None);
    assert_eq!(sheets::of_coaching(&workspace.db, talk).unwrap().len(), 1);
    // The talk goes, the sheet stays.
    step(&mut workspace, What::Log(Log::Remove(talk)));
    assert_eq!(sheets::of_person(&workspace.db, wei, year).unwrap().len(), 2);
    act(&mut workspace, &Command::Undo);
    assert_eq!(sheets::of_coaching(&workspace.db, talk).unwrap().len(), 1);
}
