//! Field visits from their sheet to the figures: kept as a draft, held in one step with what follows from it,
//! changed, confirmed; how many a week asks for, how far two observers agree, a step over time, on paper.

use std::fs;

use coxswain::command::Command;
use coxswain::command::coaching::log::{Form, Log};
use coxswain::command::coaching::sheets::{RatingForm, Sheet, SheetForm};
use coxswain::command::coaching::templates::{SheetDraft, Template};
use coxswain::command::coaching::visits::{Visit, VisitForm};
use coxswain::command::coaching::{What, Who};
use coxswain::domain::observation::VISIT;
use coxswain::domain::period::Period;
use coxswain::domain::scope::Members;
use coxswain::i18n::{Language, Tr};
use coxswain::metrics::visits::agreement::{pooled, year_to};
use coxswain::metrics::visits::checklist::{incomplete, practices};
use coxswain::metrics::visits::progress::{Line, Reading, points, reading};
use coxswain::metrics::visits::required::{Counted, Left, asked as required};
use coxswain::metrics::visits::{Scales, ever, of_members, of_person, show};
use coxswain::store::Workspace;
use coxswain::store::coaching::{log, templates};
use coxswain::store::directory::Directory;
use coxswain::store::records::{
    Coaching, CoachingAction, CoachingKind, CoachingState, Observation, Rater,
};

use crate::coaching_story::{asked, deal, prepared, step};
use crate::common::{Desk, TODAY, Take, act, bare, counts, day, everything, person, refused, take};

/// What was seen on a visit with 张伟: the levels of the eight steps, 0 for one that was not seen.
fn visit(workspace: &Workspace, on: &str, levels: [i64; 8]) -> VisitForm {
    let all = templates::all(&workspace.db).unwrap();
    let template = all.into_iter().find(|template| template.record.current).unwrap();
    let rated = |rater, at: usize, level: i64| RatingForm {
        step: template.steps[at].record.id,
        rater,
        level: Some(level).filter(|level| *level > 0),
        fact: String::new(),
    };
    let ratings =
        levels.into_iter().enumerate().map(|(at, level)| rated(Rater::Observer, at, level));
    let sheet = SheetForm {
        on_day: Some(day(on)),
        deal: Some(deal(workspace, "J")),
        ratings: ratings.collect(),
        focus: Some(template.steps[6].record.id),
        agreed: "离开前请客户说出下一步".to_owned(),
        next_on: Some(day("2025-12-03")),
        ..SheetForm::of(template.record.id, person(&workspace.db, "张伟"))
    };
    VisitForm {
        sheet,
        starts_at: "9:30".to_owned(),
        minutes: Some(90),
        topic: "续约".to_owned(),
        named: String::new(),
        present: "设备科".to_owned(),
        questions: String::new(),
    }
}

fn hold(form: VisitForm) -> What {
    What::Visit(Visit::Hold(None, Box::new(form)))
}

fn talks(workspace: &Workspace) -> Vec<Coaching> {
    let mut all: Vec<Coaching> = workspace.db.all().unwrap();
    all.sort_by_key(|talk| talk.on_day);
    all
}

fn actions(workspace: &Workspace) -> Vec<(String, String, bool)> {
    let all: Vec<CoachingAction> = workspace.db.all().unwrap();
    all.into_iter().map(|one| (one.text, one.due.to_string(), one.done_on.is_some())).collect()
}

const SEEN: [i64; 8] = [4, 3, 3, 4, 2, 0, 2, 3];

#[test]
fn a_visit_is_held_in_one_step_with_all_that_follows() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    let command = hold(visit(&workspace, "2025-11-14", SEEN));
    let done = step(&mut workspace, command);
    assert_eq!(done.title, "step-visit-hold");
    let all = talks(&workspace);
    let [held, next] = all.as_slice() else { panic!("{all:?}") };
    assert_eq!((held.kind, held.state), (CoachingKind::Visit, CoachingState::Held));
    assert_eq!((held.starts_at.as_deref(), held.complete), (Some("09:30"), true));
    assert_eq!(held.coach_confirmed_on, Some(day(TODAY)));
    assert!(held.account_id.is_some() && held.rep_confirmed_on.is_none());
    assert_eq!((next.state, next.on_day), (CoachingState::Planned, day("2025-12-03")));
    assert_eq!(next.topic, "离开前请客户说出下一步");
    let agreed = ("离开前请客户说出下一步".to_owned(), "2025-12-03".to_owned(), false);
    assert_eq!(actions(&workspace), [agreed]);
    let sheet: Observation = workspace.db.all().unwrap().remove(0);
    assert_eq!((sheet.coaching_id, sheet.complete), (Some(held.id), true));

    // The rep confirms it; kept again as it stands, it stays confirmed and nothing is agreed twice.
    let (id, held) = (sheet.id, held.id);
    let confirm = What::Log(Log::Confirm { id: held, who: Who::Rep, on_day: day(TODAY) });
    step(&mut workspace, confirm);
    let again = |workspace: &Workspace, agreed: &str, next: &str| {
        let mut form = visit(workspace, "2025-11-14", SEEN);
        form.sheet.coaching = Some(held);
        form.sheet.agreed = agreed.to_owned();
        form.sheet.next_on = Some(day(next));
        What::Visit(Visit::Hold(Some(id), Box::new(form)))
    };
    let before = everything(&workspace.db);
    let same = asked(again(&workspace, "离开前请客户说出下一步", "2025-12-03"));
    act(&mut workspace, &same);
    assert_eq!(everything(&workspace.db), before);

    // Something else is agreed for another day: the action and the plan change with it, and the rep confirms
    // anew.
    let command = again(&workspace, "先算客户损失", "2025-12-10");
    step(&mut workspace, command);
    assert_eq!(actions(&workspace), [("先算客户损失".into(), "2025-12-10".into(), false)]);
    let all = talks(&workspace);
    assert_eq!(all.len(), 2);
    assert_eq!((all[0].coach_confirmed_on, all[0].rep_confirmed_on), (Some(day(TODAY)), None));
    assert_eq!((all[1].on_day, all[1].topic.as_str()), (day("2025-12-10"), "先算客户损失"));

    // Without its sheet it is not complete any more, since a talk would need more.
    step(&mut workspace, What::Sheet(Sheet::Remove(id)));
    let left = talks(&workspace).remove(0);
    assert_eq!((left.complete, left.coach_confirmed_on), (false, None));
    workspace.full_check().unwrap();
}

#[test]
fn what_is_missing_is_kept_as_a_draft_and_said_when_it_is_held() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    let mut form = visit(&workspace, TODAY, [0; 8]);
    form.sheet.agreed = String::new();
    form.sheet.next_on = None;
    assert_eq!(refused(&mut workspace, &asked(hold(form.clone()))), "error-observation-empty");
    form.questions = "谁拍板".to_owned();
    let draft = What::Visit(Visit::Draft(None, Box::new(form.clone())));
    let done = step(&mut workspace, draft);
    assert_eq!(done.title, "step-visit-draft");
    // It may still lie ahead today.
    let planned = talks(&workspace).remove(0);
    assert_eq!((planned.state, planned.complete), (CoachingState::Planned, false));
    assert_eq!(planned.prepared_on, Some(day(TODAY)));
    let sheet: Observation = workspace.db.all().unwrap().remove(0);
    form.sheet.coaching = Some(planned.id);
    form.sheet.ratings[0].level = Some(4);
    let held =
        |form: &VisitForm| asked(What::Visit(Visit::Hold(Some(sheet.id), Box::new(form.clone()))));
    assert_eq!(refused(&mut workspace, &held(&form)), "error-observation-agreed");
    form.sheet.agreed = "先问再讲".to_owned();
    assert_eq!(refused(&mut workspace, &held(&form)), "error-observation-next");
    form.sheet.next_on = Some(day(TODAY));
    assert_eq!(refused(&mut workspace, &held(&form)), "error-coaching-next");
    form.sheet.next_on = Some(day("2025-11-25"));
    act(&mut workspace, &held(&form));
    assert_eq!(talks(&workspace)[0].state, CoachingState::Held);
    // A draft of a day that is over was held all the same.
    let mut past = visit(&workspace, "2025-11-10", [0; 8]);
    past.sheet.agreed = String::new();
    past.sheet.next_on = None;
    past.topic = " ".to_owned();
    let blank = asked(What::Visit(Visit::Draft(None, Box::new(past.clone()))));
    assert_eq!(refused(&mut workspace, &blank), "error-coaching-topic");
    past.topic = "复谈".to_owned();
    step(&mut workspace, What::Visit(Visit::Draft(None, Box::new(past))));
    assert_eq!(talks(&workspace)[0].state, CoachingState::Held);
    // Filled in again as a draft, it is neither complete nor confirmed.
    let mut reopened = visit(&workspace, TODAY, SEEN);
    reopened.sheet.coaching = Some(planned.id);
    step(&mut workspace, What::Visit(Visit::Draft(Some(sheet.id), Box::new(reopened))));
    let talk = talks(&workspace).into_iter().find(|talk| talk.id == planned.id).unwrap();
    assert_eq!((talk.complete, talk.coach_confirmed_on), (false, None));
    workspace.full_check().unwrap();
}

#[test]
fn what_is_written_for_the_day_of_a_plan_is_that_visit() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    let plan = Form {
        on_day: Some(day(TODAY)),
        topic: "谈停机损失".to_owned(),
        questions: "谁拍板".to_owned(),
        ..Form::of(CoachingKind::Visit, person(&workspace.db, "张伟"))
    };
    step(&mut workspace, What::Log(Log::Plan(Box::new(plan))));
    let planned = talks(&workspace).remove(0);
    let mut form = visit(&workspace, TODAY, SEEN);
    (form.topic, form.named) = (String::new(), "甲厂".to_owned());
    step(&mut workspace, hold(form.clone()));
    let all = talks(&workspace);
    assert_eq!((all[0].id, all[0].state), (planned.id, CoachingState::Held));
    assert_eq!(all[0].topic, "谈停机损失");
    assert_eq!(all[0].questions.as_deref(), Some("谁拍板"));
    // Another one of the same day is another visit, called by the customer where nothing else is said.
    step(&mut workspace, hold(form));
    let others: Vec<Coaching> = talks(&workspace);
    let second = others.iter().find(|talk| talk.on_day == day(TODAY) && talk.id != planned.id);
    assert_eq!(second.unwrap().topic, "甲厂");
}

#[test]
fn a_visit_in_another_coaching_leaves_it_as_it_is() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    let wei = person(&workspace.db, "张伟");
    let talk = Form {
        on_day: Some(day("2025-11-14")),
        topic: "新人第一周".to_owned(),
        ..Form::of(CoachingKind::NewHire, wei)
    };
    step(&mut workspace, What::Log(Log::Hold(None, Box::new(talk))));
    let before = talks(&workspace);
    let mut form = visit(&workspace, "2025-11-14", SEEN);
    form.sheet.coaching = Some(before[0].id);
    step(&mut workspace, hold(form));
    assert_eq!(talks(&workspace), before);
    assert!(actions(&workspace).is_empty());
}

#[test]
fn weeks_are_judged_by_two_counters_and_say_what_does_not_count() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    let command = hold(visit(&workspace, "2025-11-12", SEEN));
    let done = step(&mut workspace, command);
    assert_eq!(done.title, "step-visit-hold");
    let rows = "日期,业务员,客户名称,拜访内容,拜访方式,结果
        2025-11-10,张伟,甲厂,交流,上门拜访,约了复谈
        2025-11-11,张伟,甲厂,复谈,拜访,拿到清单
        2025-11-12,张伟,甲厂,催款,电话,已付
        2025-11-13,周新,甲厂,交流,拜访,
        2025-11-14,周新,,参展,拜访,名片十张";
    let file = desk.csv("拜访.csv", rows);
    let taken = take(&mut workspace, &file, &Take::default());
    assert_eq!(counts(&taken), (5, 0, 0, 0), "{:?}", taken.sheets[0].rejected);
    let directory = Directory::load(&workspace.db).unwrap();
    let scope = directory.parse_scope("team:一组").unwrap();
    let members = directory.members(scope);
    let week = Period::Week(2025, 46);
    let found = required(&workspace.db, &directory, &members, (week, day(TODAY))).unwrap();
    // 张伟 and 周新, five working days, two visits each.
    assert_eq!(found.lines.len(), 2);
    assert!(found.lines.iter().all(|line| line.week.over && line.of(Counted::Own).required == 2));
    let rate = |counted| found.compliance(counted).map(|rate| (rate.k, rate.n));
    assert_eq!((rate(Counted::Own), rate(Counted::Joint)), (Some((1, 2)), Some((0, 2))));
    let joint = found.lines.iter().map(|line| line.of(Counted::Joint).visits).sum::<u32>();
    assert_eq!((joint, found.required(Counted::Joint)), (1, 4));
    let left = found.left(Counted::Own);
    assert_eq!(left.into_iter().collect::<Vec<_>>(), [(Left::NoCustomer, 1), (Left::NoResult, 1)]);
    assert_eq!(found.own.len(), 4, "the call is no visit");
    // The week that runs is not judged, and a part of a week asks for its days.
    let month = Period::Month(2025, 11);
    let found = required(&workspace.db, &directory, &members, (month, day(TODAY))).unwrap();
    let weeks: Vec<_> = found.lines.iter().map(|line| (line.week.first, line.week.over)).collect();
    assert_eq!(weeks.first(), Some(&(day("2025-11-01"), true)));
    assert_eq!(weeks.last(), Some(&(day("2025-11-17"), false)));
    let weekend = &found.lines[0];
    assert_eq!((weekend.week.workdays, weekend.of(Counted::Own).required), (0, 0));
    // Nobody reported before the 10th, so what was made in the week before is not known, and not none.
    assert!(found.over(Counted::Own).all(|line| line.week.first == day("2025-11-10")));
    assert_eq!(found.required(Counted::Own), 4);
    assert!(found.required(Counted::Joint) > 4);
    drop(workspace);
    let shown = desk.json(
        0,
        &[
            "show",
            "销售.cox",
            "coaching-visits",
            "--scope",
            "team:一组",
            "--period",
            "2025-W46",
            "--date",
            TODAY,
            "--json",
        ],
    );
    assert_eq!(shown["required"][0]["counted"], "joint");
    assert_eq!(
        (&shown["required"][1]["weeks_met"], &shown["required"][1]["weeks_asked"]),
        (&1.into(), &2.into())
    );
    assert_eq!(shown["visits"][0]["person"], "张伟");
    assert_eq!(shown["visits"][0]["score"]["seen"], 7);
    assert_eq!(shown["sheets"][0]["version"], 1);
}

#[test]
fn two_observers_agree_once_there_are_ten_pairs_of_a_year() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    let observed = |workspace: &Workspace, on: &str, own: [i64; 8], second: [i64; 8]| {
        let mut form = visit(workspace, on, own);
        form.sheet.second_name = "外聘教练".to_owned();
        let steps: Vec<_> = form.sheet.ratings.iter().map(|rating| rating.step).collect();
        for (step, level) in steps.into_iter().zip(second) {
            let level = Some(level).filter(|level| *level > 0);
            form.sheet.ratings.push(RatingForm {
                step,
                rater: Rater::Second,
                level,
                fact: String::new(),
            });
        }
        hold(form)
    };
    let tr = Tr::new(Language::Chinese);
    let agreement = |workspace: &Workspace| {
        let scales = Scales::load(&workspace.db).unwrap();
        let members = Directory::load(&workspace.db).unwrap().members(Default::default());
        let seen = of_members(&workspace.db, &scales, &members, year_to(day(TODAY))).unwrap();
        pooled(&seen)
    };
    let none = agreement(&workspace);
    assert_eq!(show::agreement(&tr, &none), ("–".to_owned(), tr.text("visits-agree-none")));
    // More than a year ago: two who did not see the same.
    let old =
        observed(&workspace, "2024-11-18", [1, 1, 1, 1, 5, 5, 5, 5], [5, 5, 5, 5, 1, 1, 1, 1]);
    step(&mut workspace, old);
    let first =
        observed(&workspace, "2025-10-17", [1, 2, 3, 4, 5, 3, 2, 4], [1, 3, 3, 4, 4, 3, 2, 5]);
    step(&mut workspace, first);
    let found = agreement(&workspace);
    assert_eq!((found.visits, found.pairs.len()), (1, 8));
    assert_eq!(show::agreement(&tr, &found).0, tr.text("visits-few"));
    // With four more they are the twelve of the worked case, whose kappa is 0.8928571.
    let second =
        observed(&workspace, "2025-11-14", [4, 5, 2, 3, 0, 0, 0, 0], [4, 5, 1, 3, 0, 0, 0, 0]);
    step(&mut workspace, second);
    let found = agreement(&workspace);
    let kappa = found.agreement.unwrap().kappa.unwrap();
    assert!((kappa.to_f64() - 0.892_857_1).abs() < 1e-6, "{kappa:?}");
    assert_eq!(show::agreement(&tr, &found).0, "0.89");
    drop(workspace);
    let shown = desk.json(
        0,
        &["show", "销售.cox", "coaching-visits", "--period", "2025-Q4", "--date", TODAY, "--json"],
    );
    assert_eq!(
        (&shown["agreement"]["pairs"], &shown["agreement"]["verdict"]),
        (&12.into(), &"agree".into())
    );
    assert_eq!(shown["visits"][0]["steps"][1]["second"], 3);
}

#[test]
fn practices_are_counted_where_it_was_said_and_a_visit_without_a_sheet_is_incomplete() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    let all = templates::all(&workspace.db).unwrap();
    let needs = all[0].steps.iter().find(|step| step.record.word == "needs").unwrap();
    let (first, second) = (needs.practices[0].clone(), needs.practices[1].clone());
    for (on, ticks) in [
        ("2025-10-17", vec![(first.id, true), (second.id, false)]),
        ("2025-11-14", vec![(first.id, true)]),
    ] {
        let mut form = visit(&workspace, on, SEEN);
        (form.sheet.ticks, form.sheet.next_on) = (ticks, day(on).succ_opt());
        act(&mut workspace, &asked(hold(form)));
    }
    // One was held and nobody filled in a sheet.
    let wei = person(&workspace.db, "张伟");
    let bare = Form {
        on_day: Some(day("2025-11-17")),
        topic: "看现场".to_owned(),
        ..Form::of(CoachingKind::Visit, wei)
    };
    step(&mut workspace, What::Log(Log::Hold(None, Box::new(bare))));

    let scales = Scales::load(&workspace.db).unwrap();
    let everyone = Members::Everyone;
    let counted = |until: &str| -> Vec<(String, u64, u64)> {
        let days = (day("2025-10-01"), day(until));
        let found = practices(&workspace.db, &scales, &everyone, days).unwrap();
        assert_eq!(found.len(), 16, "those of the sheet in use, said of or not");
        let said = found.into_iter().filter(|own| own.said > 0);
        said.map(|own| (own.practice, own.done, own.said)).collect()
    };
    let both = [(first.word.clone(), 2, 2), (second.word.clone(), 0, 1)];
    assert_eq!(counted(TODAY), both);
    assert_eq!(counted("2025-10-31"), [(first.word, 1, 1), (second.word, 0, 1)]);
    let open = |until: &str| -> Vec<(bool, String)> {
        let days = (day("2025-10-01"), day(until));
        let found = incomplete(&workspace.db, &everyone, days).unwrap();
        found.into_iter().map(|one| (one.sheet.is_some(), one.day.to_string())).collect()
    };
    assert_eq!(open(TODAY), [(false, "2025-11-17".to_owned())]);
    assert!(open("2025-11-16").is_empty(), "it was held later");

    drop(workspace);
    let args = ["show", "销售.cox", "coaching-visits", "--date", TODAY, "--json"];
    let shown = desk.json(0, &args);
    let said = |own: &&serde_json::Value| own["said"] == 2;
    let told = shown["practices"].as_array().unwrap().iter().find(said).unwrap();
    assert_eq!((&told["step"], &told["done"]), (&"needs".into(), &2.into()));
    assert_eq!(shown["incomplete"][0]["state"], "no_sheet");
}

#[test]
fn a_step_over_time_says_nothing_before_the_tenth_visit() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    let wei = person(&workspace.db, "张伟");
    let first = day("2025-08-11");
    let value = [1, 2, 1, 2, 2, 3, 4, 3, 4, 4];
    for (at, level) in (0_u64..).zip(value) {
        let on = first + chrono::Days::new(7 * at);
        let mut levels = SEEN;
        levels[4] = level;
        let mut form = visit(&workspace, &on.to_string(), levels);
        form.sheet.next_on = on.succ_opt();
        act(&mut workspace, &asked(hold(form)));
        let scales = Scales::load(&workspace.db).unwrap();
        let seen = of_person(&workspace.db, &scales, wei, ever(day(TODAY))).unwrap();
        let line = Line::Step("value".to_owned());
        let found = reading(&points(&seen, &line));
        match at {
            ..9 => assert!(matches!(found, Reading::TooFew { .. }), "{at}: {found:?}"),
            _ => assert_eq!(found.rose(), Some(true), "{found:?}"),
        }
    }
    drop(workspace);
    let args = [
        "show",
        "销售.cox",
        "coaching-visits",
        "--scope",
        "person:张伟",
        "--period",
        "2025",
        "--date",
        TODAY,
        "--json",
    ];
    let shown = desk.json(0, &args);
    let lines = shown["progress"].as_array().unwrap();
    let of = |word: &str| lines.iter().find(|line| line["line"] == word).unwrap();
    assert_eq!(
        (of("value")["verdict"].as_str(), of("needs")["verdict"].as_str()),
        (Some("rose"), Some("even"))
    );
    assert_eq!(of("value")["points"].as_array().unwrap().len(), 10);
    assert_eq!(of("objections")["verdict"], "too_few");
}

#[test]
fn sheets_are_printed_filled_in_and_blank_and_the_default_comes_back() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    let command = hold(visit(&workspace, "2025-11-14", SEEN));
    step(&mut workspace, command);
    let scales = Scales::load(&workspace.db).unwrap();
    let seen = of_person(&workspace.db, &scales, person(&workspace.db, "张伟"), ever(day(TODAY)));
    let score = seen.unwrap()[0].score.unwrap();
    // (10·3 + 10·2 + 20·2 + 15·3 + 15·1 + 10·1 + 10·2) / (4 · 90) of 100.
    assert_eq!((score.tenths, score.cover_bp), (Some(500), 9_000));
    let directory = Directory::load(&workspace.db).unwrap();
    for language in Language::ALL {
        let tr = Tr::new(language);
        let source =
            coxswain::documents::observation_sheets::Source::load(&workspace.db, &directory, &tr)
                .unwrap();
        let pages = source.of_scope(Default::default(), Period::Quarter(2025, 4)).unwrap();
        let pages = &pages[&person(&workspace.db, "张伟")];
        let printed = coxswain::documents::observation_sheet::printout(pages, "", &tr);
        let set = coxswain::documents::compile(&printed).unwrap();
        assert!(set.missing().is_empty(), "{:?}", set.missing());
        let text = bare(&set.text());
        for shown in ["张伟", "50.0", "离开前请客户说出下一步", &pages[0].content_code()]
        {
            assert!(text.contains(shown), "{shown} in {text}");
        }
    }
    drop(workspace);
    let print = |args: &[&str], out: &str| {
        let all: Vec<&str> = ["print", "销售.cox"]
            .iter()
            .chain(args)
            .chain(&["--out", out, "--date", TODAY])
            .copied()
            .collect();
        desk.says(0, &all);
        let mut names: Vec<String> = fs::read_dir(desk.path(out))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    };
    let one = print(&["observation-sheet", "--period", "2025-Q4"], "一");
    assert_eq!(one, ["拜访观察表 张伟 2025-11-14.pdf"]);
    let blank = ["空白观察表 拜访观察表.pdf"];
    assert_eq!(print(&["observation-blank"], "二"), blank);
    assert_eq!(print(&["observation-sheet", "--blank"], "三"), blank);

    // Out of use there is nothing to print; brought back, it is another sheet with the same words.
    let mut workspace = desk.open();
    let id = templates::all(&workspace.db).unwrap()[0].record.id;
    step(&mut workspace, What::Template(Template::Retire(id)));
    assert!(Scales::load(&workspace.db).unwrap().in_use().is_empty());
    let back =
        Template::Publish { replaces: None, draft: SheetDraft::of(&VISIT), change: String::new() };
    step(&mut workspace, What::Template(back));
    let scales = Scales::load(&workspace.db).unwrap();
    let [current] = scales.in_use()[..] else { panic!("one sheet in use") };
    assert_eq!(current.draft(), SheetDraft::of(&VISIT));
    // The old sheet is still scored by its own version.
    let seen = of_person(&workspace.db, &scales, person(&workspace.db, "张伟"), ever(day(TODAY)));
    assert_eq!(seen.unwrap()[0].score.unwrap().tenths, Some(500));
    act(&mut workspace, &Command::Undo);
    assert!(Scales::load(&workspace.db).unwrap().in_use().is_empty());
    assert_eq!(log::last_number(&workspace.db, "2025-Q4").unwrap(), 2);
}
