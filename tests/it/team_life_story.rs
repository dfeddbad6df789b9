//! What teams stand for, who guides whom, what is done together and who is praised: what is refused,
//! what is kept, and what the program says of it.

use coxswain::command::team_life::{
    CharterForm, CheckinForm, Command as Ask, EventForm, PairForm, RecognitionForm,
};
use coxswain::command::{Command, Fact, organisation};
use coxswain::documents::team_charter;
use coxswain::domain::mentoring::Stage;
use coxswain::domain::period::Period;
use coxswain::domain::scope::{Members, Scope};
use coxswain::i18n::{Language, Tr};
use coxswain::metrics::mentors::{Guides, Pair, pairs, pairs_on};
use coxswain::metrics::team_life::{Totals, charters, events, in_force, recognitions};
use coxswain::store::Workspace;
use coxswain::store::directory::Directory;
use coxswain::store::records::{
    MentorCheckin, MentorPair, MentorTask, TeamCharter, TeamEventPerson,
};

use crate::common::{Desk, TODAY, Take, act, counts, day, everything, person, take, team};

fn prepared(desk: &Desk) -> Workspace {
    let mut workspace = desk.with_company();
    let file = desk.csv(
        "新人.csv",
        "姓名,工号,岗位,团队,区域,直接经理,入职日期
         周新,S04,销售代表,一组,华东,林晓峰,2025-08-04
         吴新,S05,销售代表,二组,华南,赵磊,2025-10-13",
    );
    assert_eq!(counts(&take(&mut workspace, &file, &Take::default())), (2, 0, 0, 0));
    workspace
}

fn told(command: Ask) -> Command {
    Command::TeamLife(command)
}

fn charter(workspace: &Workspace, starts: &str, positioning: &str) -> CharterForm {
    CharterForm {
        team: team(&workspace.db, "一组"),
        starts: day(starts),
        slogan: "同舟".to_owned(),
        positioning: positioning.to_owned(),
        goals: "续约率九成\n新人半年成单".to_owned(),
        culture: String::new(),
        rules: " 不抢已立项的客户 ".to_owned(),
    }
}

fn refused(workspace: &mut Workspace, command: Ask) -> &'static str {
    crate::common::refused(workspace, &told(command))
}

#[test]
fn a_charter_is_published_in_versions_that_follow_each_other() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    let publish = |form: CharterForm| Ask::PublishCharter(form, "一组".to_owned());
    let form = charter(&workspace, "2025-01-06", "服务化工客户");
    let done = act(&mut workspace, &told(publish(form.clone())));
    assert_eq!((done.title.as_str(), done.subject.as_str()), ("step-charter", "一组"));
    assert_eq!(done.facts.into_iter().collect::<Vec<_>>(), [Fact::TeamLife]);

    let blank = |positioning: &str, goals: &str| CharterForm {
        positioning: positioning.to_owned(),
        goals: goals.to_owned(),
        ..charter(&workspace, "2025-07-01", "")
    };
    let (no_positioning, no_goals) = (blank(" ", "一"), blank("一", "\n"));
    assert_eq!(refused(&mut workspace, publish(no_positioning)), "error-charter-positioning");
    assert_eq!(refused(&mut workspace, publish(no_goals)), "error-charter-goals");
    let early = charter(&workspace, "2025-01-06", "服务水务客户");
    assert_eq!(refused(&mut workspace, publish(early)), "error-charter-day");
    let same = charter(&workspace, "2025-07-01", "服务化工客户");
    assert_eq!(refused(&mut workspace, publish(same)), "error-charter-same");

    let next = charter(&workspace, "2025-12-01", "服务水务客户");
    act(&mut workspace, &told(publish(next)));
    let versions = charters(&workspace.db).unwrap().remove(&form.team).unwrap();
    let told_of: Vec<_> =
        versions.iter().map(|v| (v.number, v.positioning.as_str(), v.rules.as_str())).collect();
    assert_eq!(
        told_of,
        [(1, "服务化工客户", "不抢已立项的客户"), (2, "服务水务客户", "不抢已立项的客户")]
    );
    let number = |on: &str| in_force(&versions, day(on)).map(|version| version.number);
    assert_eq!(
        (number("2025-01-05"), number(TODAY), number("2025-12-01")),
        (None, Some(1), Some(2))
    );
    act(&mut workspace, &Command::Undo);
    assert_eq!(workspace.db.all::<TeamCharter>().unwrap().len(), 1);
}

#[test]
fn a_printed_charter_names_who_was_there() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    let form = charter(&workspace, "2025-01-06", "服务化工客户");
    act(&mut workspace, &told(Ask::PublishCharter(form, "一组".to_owned())));
    let leave = organisation::Command::Leave {
        person: person(&workspace.db, "张伟"),
        name: "张伟".to_owned(),
        last_day: day("2025-10-31"),
        why: String::new(),
    };
    let merge = organisation::Command::MergeTeams {
        from: team(&workspace.db, "一组"),
        into: team(&workspace.db, "二组"),
        day: day("2025-12-01"),
    };
    for command in [leave, merge] {
        act(&mut workspace, &Command::Organisation(command));
    }
    let directory = Directory::load(&workspace.db).unwrap();
    let tr = Tr::new(Language::Chinese);
    let people = |period: &str| {
        let (period, today) = (Period::parse(period).unwrap(), day("2025-12-31"));
        let found =
            team_charter::charters(&workspace.db, &directory, Scope::All, period, today, &tr);
        let mut pages = found.unwrap().charters.into_iter().map(|charter| charter.page.people);
        pages.next()
    };
    let named = |names: &[&str]| -> Option<Vec<String>> {
        Some(names.iter().map(|name| (*name).to_owned()).collect())
    };
    assert_eq!(people("2025-10"), named(&["林晓峰", "张伟", "周新"]));
    assert_eq!(people("2025-11"), named(&["林晓峰", "周新"]), "and the team that ended since");
    assert_eq!(people("2025-12"), None);
}

fn pair_of(workspace: &Workspace, who: (&str, &str), days: (&str, &str)) -> PairForm {
    PairForm {
        mentor: person(&workspace.db, who.0),
        mentee: person(&workspace.db, who.1),
        starts: day(days.0),
        ends: day(days.1),
        goal: "独立成单".to_owned(),
    }
}

fn add(form: PairForm) -> Ask {
    Ask::AddPair(form, "结对".to_owned())
}

/// The pairs as of a day, by key: the first that was made first.
fn all(workspace: &Workspace, on: &str) -> Vec<Pair> {
    let mut all = pairs(&workspace.db, day(on)).unwrap();
    all.sort_by_key(|pair| pair.pair.id);
    all
}

#[test]
fn what_cannot_be_a_pair_is_refused() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    let pair = |w: &Workspace, who, days| add(pair_of(w, who, days));
    let first = pair(&workspace, ("张伟", "周新"), ("2025-08-04", "2026-02-03"));
    act(&mut workspace, &told(first));

    for (who, days, key) in [
        (("张伟", "张伟"), ("2026-01-01", "2026-06-30"), "error-pair-self"),
        (("张伟", "吴新"), ("2026-06-30", "2026-01-01"), "error-pair-period"),
        (("张伟", "吴新"), ("2026-01-01", "2026-01-01"), "error-pair-period"),
        // The last day of the other pair is one of its days.
        (("王芳", "周新"), ("2026-02-03", "2026-06-30"), "error-pair-guided"),
    ] {
        let command = pair(&workspace, who, days);
        assert_eq!(refused(&mut workspace, command), key, "{who:?} {days:?}");
    }
    let nothing = PairForm {
        goal: " ".to_owned(),
        ..pair_of(&workspace, ("张伟", "吴新"), ("2025-10-13", "2026-04-12"))
    };
    assert_eq!(refused(&mut workspace, add(nothing)), "error-pair-goal");

    // Two at once is the limit, a third is refused while both last.
    let second = pair(&workspace, ("张伟", "吴新"), ("2025-10-13", "2026-01-31"));
    act(&mut workspace, &told(second));
    let third = pair(&workspace, ("张伟", "李娜"), ("2026-01-31", "2026-06-30"));
    assert_eq!(refused(&mut workspace, third.clone()), "error-pair-full");
    let later = pair(&workspace, ("张伟", "李娜"), ("2026-02-01", "2026-06-30"));
    act(&mut workspace, &told(later));
    act(&mut workspace, &Command::Undo);
    assert_eq!(refused(&mut workspace, Ask::Capacity(0)), "error-capacity-range");
    act(&mut workspace, &told(Ask::Capacity(3)));
    act(&mut workspace, &told(third));

    // Whoever was taken off the lists neither guides nor is guided.
    let wang = person(&workspace.db, "王芳");
    let gone = organisation::Command::ArchivePerson(wang, true, "王芳".to_owned());
    act(&mut workspace, &Command::Organisation(gone));
    let left = pair(&workspace, ("王芳", "周新"), ("2026-03-01", "2026-06-30"));
    assert_eq!(refused(&mut workspace, left), "error-pair-left");
}

#[test]
fn a_pair_has_tasks_and_talks_and_ends_with_a_result() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    let form = pair_of(&workspace, ("张伟", "周新"), ("2025-08-04", "2026-02-03"));
    act(&mut workspace, &told(add(form.clone())));
    let id = all(&workspace, TODAY)[0].pair.id;
    assert_eq!(pairs_on(&workspace.db, day(TODAY)).unwrap().len(), 1);
    assert!(pairs_on(&workspace.db, day("2025-08-03")).unwrap().is_empty());

    for text in ["选型表", "跟访三家", "一份方案", "首单"] {
        act(&mut workspace, &told(Ask::AddTask(id, text.to_owned(), Some(day("2025-11-01")))));
    }
    assert_eq!(refused(&mut workspace, Ask::AddTask(id, " ".to_owned(), None)), "error-task-blank");
    let tasks = workspace.db.all::<MentorTask>().unwrap();
    let done = Ask::TaskDone(tasks[0].id, Some(day("2025-09-01")), "选型表".to_owned());
    assert_eq!(act(&mut workspace, &told(done)).title, "step-task-done");
    act(&mut workspace, &told(Ask::TaskDone(tasks[1].id, Some(day(TODAY)), String::new())));
    let undone = Ask::TaskDone(tasks[1].id, None, "跟访三家".to_owned());
    assert_eq!(act(&mut workspace, &told(undone)).title, "step-task-undone");
    act(&mut workspace, &told(Ask::EditTask(tasks[2].id, "两份方案".to_owned(), None)));
    act(&mut workspace, &told(Ask::RemoveTask(tasks[3].id, "首单".to_owned())));

    let talk = |on: &str, text: &str, next: Option<&str>| {
        let next_on = next.map(day);
        let form = CheckinForm { on_day: day(on), text: text.to_owned(), next_on };
        Ask::CheckIn(id, form, "结对".to_owned())
    };
    for (command, key) in [
        (talk("2025-09-01", "", None), "error-checkin-blank"),
        (talk("2025-08-03", "早", None), "error-checkin-day"),
        (talk("2025-09-01", "回头", Some("2025-09-01")), "error-checkin-next"),
    ] {
        assert_eq!(refused(&mut workspace, command), key);
    }
    act(&mut workspace, &told(talk("2025-10-09", "选型熟了", Some("2025-11-06"))));

    let pair = all(&workspace, TODAY).remove(0);
    let progress = pair.progress;
    // 184 days, 107 of them over: of three tasks 1.7 by now, one is done.
    assert_eq!((progress.month, progress.months), (4, 6));
    assert_eq!((progress.done, progress.expected, progress.tasks), (1, 1, 3));
    assert_eq!((progress.silent_days, progress.next_talk), (Some(40), Some(day("2025-11-06"))));
    assert_eq!(pair.tasks[2].text, "两份方案");

    let close =
        |on: &str, result: &str| Ask::ClosePair(id, day(on), result.to_owned(), "结对".to_owned());
    assert_eq!(refused(&mut workspace, close(TODAY, "")), "error-pair-result");
    assert_eq!(refused(&mut workspace, close("2025-08-03", "好")), "error-pair-close-day");
    act(&mut workspace, &told(close(TODAY, "目标达到")));
    let closed = all(&workspace, TODAY).remove(0);
    assert_eq!(closed.progress.stage, Stage::Closed);
    assert_eq!(closed.pair.result.as_deref(), Some("目标达到"));
    // What was ended no longer changes, and the mentee is free from the next day on.
    let edited = PairForm { goal: "别的".to_owned(), ..form };
    for command in [
        Ask::EditPair(id, edited, String::new()),
        Ask::AddTask(id, "再来".to_owned(), None),
        talk(TODAY, "再谈", None),
        close(TODAY, "再结"),
    ] {
        assert_eq!(refused(&mut workspace, command), "error-pair-closed");
    }
    let next = pair_of(&workspace, ("王芳", "周新"), ("2025-11-19", "2026-02-03"));
    act(&mut workspace, &told(add(next)));
    assert_eq!(refused(&mut workspace, Ask::ReopenPair(id, String::new())), "error-pair-guided");
    act(&mut workspace, &Command::Undo);
    act(&mut workspace, &told(Ask::ReopenPair(id, String::new())));
    assert_eq!(all(&workspace, TODAY)[0].progress.stage, Stage::Running);

    act(&mut workspace, &told(Ask::RemovePair(id, String::new())));
    assert!(workspace.db.all::<MentorPair>().unwrap().is_empty());
    assert!(workspace.db.all::<MentorTask>().unwrap().is_empty());
    assert!(workspace.db.all::<MentorCheckin>().unwrap().is_empty());
    act(&mut workspace, &Command::Undo);
    assert_eq!(all(&workspace, TODAY)[0].tasks.len(), 3);
}

#[test]
fn newcomers_are_offered_those_who_are_known_to_be_skilled_first() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    let skills = desk.csv(
        "技能.csv",
        "姓名,技能,等级,评估日期
         张伟,谈判,2,2024-06-01
         张伟,谈判,4,2025-06-01
         张伟,选型,3,2025-06-01",
    );
    assert_eq!(counts(&take(&mut workspace, &skills, &Take::default())), (3, 0, 0, 0));
    let directory = Directory::load(&workspace.db).unwrap();
    let offered = |workspace: &Workspace| {
        let pairs = pairs(&workspace.db, day(TODAY)).unwrap();
        let guides = Guides::load(&workspace.db, &directory, &pairs, day(TODAY)).unwrap();
        guides.newcomers(&directory, &pairs, &Members::Everyone)
    };
    let found = offered(&workspace);
    let names: Vec<_> = found
        .iter()
        .map(|one| (directory.person_name(one.person).to_owned(), one.months))
        .collect();
    // 李娜 has no day of hire: nobody can say whether she is new.
    assert_eq!(names, [("周新".to_owned(), 3), ("吴新".to_owned(), 1)]);
    let best = found[0].guides[0];
    assert_eq!(directory.person_name(best.person), "张伟");
    // The newest rating of each skill: 4 and 3.
    let known = best.skills.unwrap();
    assert_eq!((known.mean, known.rated, known.teaches), (35_000, 2, 1));
    assert_eq!((best.months, best.load, best.same_team), (Some(32), 0, true));
    assert_eq!(found[0].guides.len(), 3);
    assert!(found[0].guides[1..].iter().all(|guide| guide.skills.is_none()));
    let new = [person(&workspace.db, "周新"), person(&workspace.db, "吴新")];
    assert!(found.iter().flat_map(|one| &one.guides).all(|guide| !new.contains(&guide.person)));

    let form = pair_of(&workspace, ("张伟", "周新"), ("2025-12-01", "2026-05-31"));
    act(&mut workspace, &told(add(form)));
    let left = offered(&workspace);
    assert_eq!(left.len(), 1, "one that is agreed counts");
}

#[test]
fn a_pair_looks_at_all_of_its_days() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    let leave = organisation::Command::Leave {
        person: person(&workspace.db, "王芳"),
        name: "王芳".to_owned(),
        last_day: day("2025-12-31"),
        why: String::new(),
    };
    act(&mut workspace, &Command::Organisation(leave));
    let long = pair_of(&workspace, ("王芳", "周新"), (TODAY, "2026-01-01"));
    assert_eq!(refused(&mut workspace, add(long)), "error-pair-leaves");
    let short = pair_of(&workspace, ("王芳", "周新"), (TODAY, "2025-12-31"));
    act(&mut workspace, &told(add(short)));
    // 张伟 guides nobody today and two people in half a year's time.
    for mentee in ["李娜", "赵磊"] {
        let form = pair_of(&workspace, ("张伟", mentee), ("2026-02-01", "2026-07-31"));
        act(&mut workspace, &told(add(form)));
    }
    let directory = Directory::load(&workspace.db).unwrap();
    let pairs = pairs(&workspace.db, day(TODAY)).unwrap();
    let guides = Guides::load(&workspace.db, &directory, &pairs, day(TODAY)).unwrap();
    let zhang = person(&workspace.db, "张伟");
    let him = guides.able().iter().find(|guide| guide.person == zhang).unwrap();
    assert_eq!((him.load, him.most), (0, 2));
    // 王芳 leaves, 张伟 has no room then, and 李娜 and 赵磊 are guided themselves.
    let found = guides.newcomers(&directory, &pairs, &Members::Everyone);
    let names: Vec<&str> =
        found[0].guides.iter().map(|guide| directory.person_name(guide.person)).collect();
    assert_eq!((directory.person_name(found[0].person), names), ("吴新", vec!["林晓峰"]));
}

fn event(
    workspace: &Workspace,
    name: &str,
    on: &str,
    cost: Option<i64>,
    who: &[&str],
) -> EventForm {
    EventForm {
        scope: Scope::Team(team(&workspace.db, "一组")),
        on_day: day(on),
        name: name.to_owned(),
        place: " ".to_owned(),
        cost,
        feedback: String::new(),
        people: who.iter().map(|name| person(&workspace.db, name)).collect(),
    }
}

#[test]
fn events_have_people_and_a_cost_per_head_and_praise_has_a_reason() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    let hike = event(&workspace, "徒步", "2025-10-11", Some(100_000), &["张伟", "周新", "张伟"]);
    act(&mut workspace, &told(Ask::AddEvent(hike)));
    let supper = event(&workspace, "晚餐", "2025-11-07", None, &["张伟"]);
    act(&mut workspace, &told(Ask::AddEvent(supper)));
    let nameless = event(&workspace, " ", TODAY, None, &[]);
    assert_eq!(refused(&mut workspace, Ask::AddEvent(nameless)), "error-event-name");
    let negative = event(&workspace, "晚餐", TODAY, Some(-1), &[]);
    assert_eq!(refused(&mut workspace, Ask::AddEvent(negative)), "error-event-cost");
    let one = EventForm {
        scope: Scope::Person(person(&workspace.db, "张伟")),
        ..event(&workspace, "晚餐", TODAY, None, &[])
    };
    assert_eq!(refused(&mut workspace, Ask::AddEvent(one)), "error-internal");

    let praise =
        |workspace: &Workspace, title: &str, reason: &str, reward: Option<i64>| RecognitionForm {
            person: person(&workspace.db, "周新"),
            on_day: day("2025-11-10"),
            title: title.to_owned(),
            reason: reason.to_owned(),
            reward,
        };
    let good = praise(&workspace, "新人之星", "首单", Some(50_000));
    let done = act(&mut workspace, &told(Ask::AddRecognition(good.clone(), "周新".to_owned())));
    assert_eq!((done.title.as_str(), done.subject.as_str()), ("step-recognition-add", "周新"));
    for (title, reason, reward, key) in [
        ("", "首单", None, "error-praise-title"),
        ("新人之星", " ", None, "error-praise-reason"),
        ("新人之星", "首单", Some(-1), "error-praise-reward"),
    ] {
        let form = praise(&workspace, title, reason, reward);
        let command = Ask::AddRecognition(form, "周新".to_owned());
        assert_eq!(refused(&mut workspace, command), key);
    }

    let directory = Directory::load(&workspace.db).unwrap();
    let period = Some(Period::Quarter(2025, 4));
    let listed = |workspace: &Workspace, scope: Scope| {
        let held = events(&workspace.db, &directory, scope, period).unwrap();
        let praised = recognitions(&workspace.db, &directory, scope, period).unwrap();
        (Totals::of(&held, &praised, day(TODAY)), held)
    };
    let (totals, held) = listed(&workspace, Scope::All);
    let names: Vec<&str> = held.iter().map(|event| event.event.name.as_str()).collect();
    assert_eq!(names, ["晚餐", "徒步"], "the newest first");
    assert_eq!(held[1].people.len(), 2, "nobody takes part twice");
    assert_eq!((held[0].per_head(), held[1].per_head()), (None, Some(50_000)));
    assert_eq!(held[1].event.place, None, "a blank is unknown");
    assert_eq!((totals.held, totals.attendances, totals.cost), (2, 3, Some(100_000)));
    assert_eq!(
        (totals.unknown_costs, totals.per_head, totals.rewards),
        (1, Some(50_000), Some(50_000))
    );
    let two = Scope::Team(team(&workspace.db, "二组"));
    let (none, _) = listed(&workspace, two);
    assert_eq!((none.held, none.praises, none.cost), (0, 0, None));

    // Somebody is taken out, another comes in; the row of the one who stays is not touched.
    let id = held[1].event.id;
    let parts = |w: &Workspace| w.db.all::<TeamEventPerson>().unwrap();
    let stays = person(&workspace.db, "张伟");
    let row = parts(&workspace).into_iter().find(|p| p.event_id == id && p.person_id == stays);
    let changed = event(&workspace, "徒步", "2025-10-11", Some(90_000), &["张伟", "林晓峰"]);
    act(&mut workspace, &told(Ask::EditEvent(id, changed)));
    assert!(parts(&workspace).contains(&row.unwrap()));
    let (_, held) = listed(&workspace, Scope::Person(person(&workspace.db, "周新")));
    assert!(held.is_empty(), "who was taken out has it no more");

    let before = everything(&workspace.db);
    act(&mut workspace, &told(Ask::RemoveEvent(id, "徒步".to_owned())));
    assert_eq!(parts(&workspace).len(), 1);
    act(&mut workspace, &Command::Undo);
    assert_eq!(everything(&workspace.db), before);

    let praised = recognitions(&workspace.db, &directory, Scope::All, None).unwrap();
    let other = RecognitionForm { title: "首单奖".to_owned(), ..good };
    let edit = Ask::EditRecognition(praised[0].id, other, "周新".to_owned());
    act(&mut workspace, &told(edit));
    act(&mut workspace, &told(Ask::RemoveRecognition(praised[0].id, "周新".to_owned())));
    assert!(recognitions(&workspace.db, &directory, Scope::All, None).unwrap().is_empty());
}

#[test]
fn the_program_shows_pairs_and_team_life_and_prints_a_charter() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    let form = charter(&workspace, "2025-01-06", "服务化工客户");
    act(&mut workspace, &told(Ask::PublishCharter(form, "一组".to_owned())));
    let form = pair_of(&workspace, ("张伟", "周新"), ("2025-08-04", "2026-02-03"));
    act(&mut workspace, &told(add(form)));
    let hike = event(&workspace, "徒步", "2025-10-11", Some(100_000), &["张伟", "周新"]);
    act(&mut workspace, &told(Ask::AddEvent(hike)));
    drop(workspace);

    let show = |what: &str| {
        let args = ["show", "销售.cox", what, "--as-of", TODAY, "--json"];
        desk.json(0, &args)
    };
    let mentors = show("mentors");
    assert_eq!(mentors["capacity"], 2);
    let pair = &mentors["pairs"][0];
    assert_eq!((&pair["mentor"], &pair["mentee"]), (&"张伟".into(), &"周新".into()));
    assert_eq!(
        (&pair["stage"], &pair["month"], &pair["months"]),
        (&"running".into(), &4.into(), &6.into())
    );
    // 106 days since the first one, and nobody has talked.
    assert_eq!(pair["silent_days"], 106);
    assert_eq!(mentors["without_mentor"][0]["person"], "吴新");

    let life = show("team-life");
    assert_eq!(life["charters"][0]["in_force"]["goals"][1], "新人半年成单");
    assert_eq!(life["charters"][1]["in_force"], serde_json::Value::Null);
    assert_eq!(life["events"][0]["per_head"], 50_000);
    assert_eq!(life["events"][0]["scope"], "team:一组");
    assert_eq!(life["totals"]["attendances"], 2);

    let args = [
        "print",
        "销售.cox",
        "team-charter",
        "--period",
        "2025",
        "--out",
        "pages",
        "--date",
        TODAY,
    ];
    let said = desk.says(0, &args);
    assert!(said.contains("二组"), "who has none is named: {said}");
    assert!(desk.path("pages").join("团队章程 一组 第1版.pdf").exists(), "{said}");
}
