//! Who is coached when: the rhythm with what is due, planned and missed; who was coached, how much of it there
//! was and who is next; what reps say, what they answer when all are asked, and who left.

use coxswain::command::coaching::What;
use coxswain::command::coaching::events::{Event, EventForm};
use coxswain::command::coaching::feedback::Feedback;
use coxswain::command::coaching::log::{Form, Log};
use coxswain::command::coaching::pulse::{Marks, Pulse, PulseForm};
use coxswain::command::coaching::rhythm::Rhythm;
use coxswain::domain::coaching::next::Why;
use coxswain::domain::ids::{PersonId, TeamId};
use coxswain::domain::period::Period;
use coxswain::domain::scope::Scope;
use coxswain::metrics::coaching::coverage::{self, Coach, Coverage};
use coxswain::metrics::coaching::feedback::{self, Standing};
use coxswain::metrics::coaching::leavers::leavers;
use coxswain::metrics::coaching::pulse;
use coxswain::metrics::coaching::schedule::{self, Meeting, Schedule, Stand};
use coxswain::metrics::visits::required::Counted;
use coxswain::store::Workspace;
use coxswain::store::directory::Directory;
use coxswain::store::records::{
    CoachingKind, EventPhase, FeedbackKind, MajorEvent, PulseCount, RepFeedback,
};
use serde_json::json;

use crate::coaching_story::{asked, prepared, step, talk};
use crate::common::{Desk, TODAY, Take, act, counts, day, everything, person, refused, take, team};

const QUARTER: Period = Period::Quarter(2025, 4);

fn hold(workspace: &mut Workspace, form: Form) {
    step(workspace, What::Log(Log::Hold(None, Box::new(form))));
}

fn plan(workspace: &mut Workspace, form: Form) {
    step(workspace, What::Log(Log::Plan(Box::new(form))));
}

/// A coaching of which little is known.
fn short(kind: CoachingKind, person: PersonId, on: &str) -> Form {
    Form { on_day: Some(day(on)), topic: "跟进".to_owned(), ..Form::of(kind, person) }
}

fn scheduled(workspace: &Workspace, on: &str) -> Schedule {
    let directory = Directory::load(&workspace.db).unwrap();
    schedule::load(&workspace.db, &directory, Scope::All, (day(on), day(on))).unwrap()
}

fn covered(workspace: &Workspace, scope: Scope, on: &str) -> Coverage {
    let directory = Directory::load(&workspace.db).unwrap();
    coverage::load(&workspace.db, &directory, (scope, QUARTER), day(on)).unwrap()
}

#[test]
fn what_is_due_is_planned_moved_and_missed() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    let of = |name: &str, workspace: &Workspace| person(&workspace.db, name);
    let (wei, fang, xin) = (of("张伟", &workspace), of("王芳", &workspace), of("周新", &workspace));
    let found = scheduled(&workspace, TODAY);
    assert_eq!(found.people.len(), 4, "those who manage are not coached here");
    assert_eq!(found.dues.len(), 4, "a talk each, once a month where nothing is set");
    assert!(found.dues.iter().all(|due| due.meeting == Meeting::Talk && !due.rule.set));
    assert_eq!(found.open().filter(|due| due.late(day(TODAY))).count(), 4);
    assert_eq!((found.weeks.len(), found.until), (8, day("2026-01-11")));

    hold(&mut workspace, talk(wei));
    plan(&mut workspace, short(CoachingKind::NewHire, xin, "2025-11-20"));
    let found = scheduled(&workspace, TODAY);
    let of_wei = found.dues.iter().find(|due| due.person == wei).unwrap();
    assert_eq!(of_wei.clock.due(), Some(day("2025-12-15")), "31 days after the 14th");
    assert!(of_wei.open(found.until) && !of_wei.late(day(TODAY)));
    let of_xin = found.dues.iter().find(|due| due.person == xin).unwrap();
    assert_eq!(of_xin.planned, Some(day("2025-11-20")), "a talk is a talk, whyever");
    assert_eq!((found.open().count(), found.ahead.len()), (3, 1));
    let told: Vec<(PersonId, Stand)> =
        found.slots.iter().map(|slot| (slot.person, slot.stand)).collect();
    assert_eq!(told, [(xin, Stand::Planned)], "the 14th was in the week before");

    // Visits have a rhythm once it is set, and one person another number.
    let set = |person, kind, days| {
        What::Rhythm(Rhythm { kind, person, days: Some(days), channel: "视频".to_owned() })
    };
    step(&mut workspace, set(None, CoachingKind::Visit, 14));
    step(&mut workspace, set(Some(fang), CoachingKind::OneToOne, 7));
    let found = scheduled(&workspace, TODAY);
    assert_eq!(found.dues.len(), 8);
    let talks = |person| {
        let due = found.dues.iter().find(|due| due.person == person);
        due.map(|due| (due.rule.days, due.rule.channel.clone()))
    };
    assert_eq!(talks(fang), Some((7, Some("视频".to_owned()))));
    assert_eq!(talks(wei), Some((31, None)));

    // The day after it was planned for it is missed, until it is moved or held.
    let found = scheduled(&workspace, "2025-11-21");
    assert_eq!(found.missed.iter().map(|slot| slot.person).collect::<Vec<_>>(), [xin]);
    assert_eq!(found.slots[0].stand, Stand::Missed);
    let of_xin = found.dues.iter().find(|due| due.person == xin).unwrap();
    assert!(of_xin.open(found.until));
    let id = found.missed[0].id;
    let later = short(CoachingKind::NewHire, xin, "2025-11-27");
    step(&mut workspace, What::Log(Log::Edit(id, Box::new(later))));
    assert!(scheduled(&workspace, "2025-11-21").missed.is_empty());

    drop(workspace);
    let args = ["show", "销售.cox", "coaching-schedule", "--as-of", TODAY, "--json"];
    let shown = desk.json(0, &args);
    assert_eq!(
        (shown["planned_ahead"].clone(), shown["due_not_planned"].clone()),
        (json!(1), json!(7))
    );
    assert_eq!(shown["rhythms"].as_array().unwrap().len(), 2);
    assert_eq!(shown["coachings"][0]["state"], json!("planned"));
    assert!(!desk.says(0, &args[..5]).is_empty());
}

#[test]
fn an_event_asks_for_a_note_before_it() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    let wei = person(&workspace.db, "张伟");
    let form = EventForm {
        name: "讲标".to_owned(),
        on_day: Some(day("2025-11-28")),
        person: wei,
        account: None,
        deal: None,
        note: String::new(),
    };
    step(&mut workspace, What::Event(Event::Add(form)));
    let event = workspace.db.all::<MajorEvent>().unwrap().remove(0).id;
    let planned = |workspace: &Workspace, on: &str| -> Vec<_> {
        scheduled(workspace, on).events.iter().map(|one| one.planned).collect()
    };
    assert_eq!(planned(&workspace, TODAY), [None]);
    let before = Some((event, EventPhase::Before));
    let note = Form { event: before, ..short(CoachingKind::Event, wei, "2025-11-27") };
    plan(&mut workspace, note.clone());
    assert_eq!(planned(&workspace, TODAY), [Some(day("2025-11-27"))], "planned is not held");
    assert!(planned(&workspace, "2025-11-29").is_empty(), "it is over");
    let note = Form { on_day: Some(day(TODAY)), reality: "总工关心停机".to_owned(), ..note };
    hold(&mut workspace, Form { complete: true, ..note });
    assert!(planned(&workspace, TODAY).is_empty());
}

#[test]
fn coverage_counts_people_times_and_hours_and_says_who_is_next() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    let of = |name: &str, workspace: &Workspace| person(&workspace.db, name);
    let (wei, fang) = (of("张伟", &workspace), of("王芳", &workspace));
    let (na, xin) = (of("李娜", &workspace), of("周新", &workspace));
    let manager = of("林晓峰", &workspace);
    let nothing = covered(&workspace, Scope::All, TODAY);
    assert_eq!(nothing.share.map(|share| (share.people.k, share.people.n)), Some((0, 4)));
    assert_eq!(nothing.held().times, 0);

    hold(&mut workspace, talk(wei));
    let visit = Form { coach: Some(manager), ..short(CoachingKind::Visit, xin, "2025-10-30") };
    hold(&mut workspace, visit);
    hold(&mut workspace, short(CoachingKind::OneToOne, fang, "2025-11-05"));
    let found = covered(&workspace, Scope::All, TODAY);
    let share = found.share.unwrap();
    assert_eq!((share.people.k, share.people.n, share.talks), (3, 4, 3));
    assert_eq!(share.each(), 0.75);
    // Who wrote it down bears the name of the manager, and is him.
    assert_eq!(found.given.len(), 1);
    assert_eq!(found.given[0].coach, Coach::Person(manager));
    let held = found.held();
    assert_eq!((held.times, held.timed, held.minutes), (3, 1, 90));
    let skills: Vec<(&str, u64)> =
        found.focus.iter().map(|focus| (focus.skill.as_str(), focus.times)).collect();
    assert_eq!((skills.as_slice(), found.without_skill), ([("价值量化", 1)].as_slice(), 2));
    let row = found.rows.iter().find(|row| row.who.person == xin).unwrap();
    let october = &row.cells[0];
    assert_eq!(october.held.get(&CoachingKind::Visit), Some(&1));
    assert!(row.cells[2].there && row.cells[2].held.is_empty());
    assert_eq!(found.talks_of(row).map(|talk| talk.topic.as_str()).collect::<Vec<_>>(), ["跟进"]);

    // On an earlier day nothing is known of what was held since.
    let before = covered(&workspace, Scope::All, "2025-11-04");
    assert_eq!(before.held().times, 1, "the visit of October");
    assert_eq!(before.share.map(|share| (share.people.k, share.talks)), Some((1, 1)));

    // A team has its own share; what is held with others is not theirs.
    let first = team(&workspace.db, "一组");
    let own = covered(&workspace, Scope::Team(first), TODAY);
    assert_eq!(own.share.map(|share| (share.people.k, share.people.n)), Some((2, 2)));

    // With two there never was a talk, and a visit is none; the others are in time.
    let order: Vec<PersonId> = found.needs.iter().map(|need| need.person).collect();
    assert_eq!(order, [na, xin, fang, wei]);
    // Of 李娜 nobody knows since when she is there.
    let never = |days| [Why::Never { meeting: Meeting::Talk, days }];
    assert_eq!(found.needs[0].why, never(None));
    assert_eq!(found.needs[1].why, never(Some(106)));
    assert_eq!(found.needs[2].why, []);
    // What is late here is what the rhythm says of it: the clock of the schedule and of the notices.
    for need in &found.needs {
        let late = found.dues.iter().any(|due| due.person == need.person && due.late(day(TODAY)));
        assert_eq!(!need.why.is_empty(), late, "{need:?}");
    }
    assert_eq!(found.needs[3].arranged, Some(day("2025-11-21")), "they said when they meet again");
    // A month later what was promised goes first.
    let later = covered(&workspace, Scope::All, "2025-12-22");
    let order: Vec<PersonId> = later.needs.iter().map(|need| need.person).collect();
    assert_eq!(order, [wei, na, xin, fang]);
    assert_eq!(
        later.needs[0].why,
        [Why::Promised { days: 31 }, Why::LongAgo { meeting: Meeting::Talk, days: 38, every: 31 }]
    );
    // A coaching since then takes the place of what was promised.
    hold(&mut workspace, short(CoachingKind::OneToOne, wei, TODAY));
    let order = covered(&workspace, Scope::All, "2025-11-19");
    let need = order.needs.iter().find(|need| need.person == wei).unwrap();
    assert_eq!(need.arranged, Some(day("2025-11-21")), "it still stands, for a day to come");

    drop(workspace);
    let args = [
        "show",
        "销售.cox",
        "coaching-coverage",
        "--period",
        "2025-Q4",
        "--as-of",
        TODAY,
        "--json",
    ];
    let shown = desk.json(0, &args);
    assert_eq!(
        (shown["coached"]["k"].clone(), shown["coached"]["n"].clone()),
        (json!(3), json!(4))
    );
    assert_eq!(shown["coaches"][0]["all"]["minutes"], json!(90));
    assert_eq!(shown["next"][0]["why"][0]["why"], json!("never"));
    assert_eq!(shown["people"].as_array().unwrap().len(), 4);
}

#[test]
fn visits_are_held_against_what_a_week_asks_for() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    let wei = person(&workspace.db, "张伟");
    let nothing = covered(&workspace, Scope::Person(wei), TODAY);
    assert_eq!(nothing.rows[0].visits.unwrap().own, None, "no report tells of visits");
    let file = desk.csv(
        "拜访.csv",
        "日期,业务员,客户名称,拜访方式,拜访内容,结果
         2025-11-04,张伟,甲厂,上门拜访,方案,认可
         2025-11-06,张伟,甲厂,上门拜访,报价,要比价
         2025-11-07,张伟,甲厂,上门拜访,送样,
         2025-11-11,张伟,甲厂,电话,约时间,约好",
    );
    assert_eq!(counts(&take(&mut workspace, &file, &Take::default())), (4, 0, 0, 0));
    let visit = short(CoachingKind::Visit, wei, "2025-11-12");
    hold(&mut workspace, visit);
    let november = |workspace: &Workspace| {
        let directory = Directory::load(&workspace.db).unwrap();
        let asked = (Scope::Person(wei), Period::Month(2025, 11));
        coverage::load(&workspace.db, &directory, asked, day(TODAY)).unwrap()
    };
    let found = november(&workspace);
    let visits = found.rows[0].visits.unwrap();
    // The 1st and 2nd are a weekend and ask for none; two whole weeks are over.
    assert_eq!((visits.required, visits.own), (4, Some(2)));
    let weeks = visits.own_weeks.unwrap();
    assert_eq!((weeks.k, weeks.n), (1, 2));
    assert_eq!(visits.joint, 0, "it names no customer");
    assert_eq!(found.visits.left(Counted::Own).len(), 1, "a visit of which nothing came");
}

fn give(person: Option<PersonId>, on: &str, due: &str) -> What {
    What::Feedback(Feedback::Give {
        person,
        kind: FeedbackKind::Support,
        text: "需要同行业案例".to_owned(),
        on_day: day(on),
        due: day(due),
    })
}

#[test]
fn what_waits_for_an_answer_is_told_and_what_has_no_name_belongs_to_the_company() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    let wei = person(&workspace.db, "张伟");
    step(&mut workspace, give(Some(wei), "2025-11-03", "2025-11-10"));
    step(&mut workspace, give(None, "2025-11-14", "2025-11-21"));
    step(&mut workspace, give(Some(wei), "2025-09-01", "2025-09-08"));
    let voices = |workspace: &Workspace, scope| {
        let directory = Directory::load(&workspace.db).unwrap();
        feedback::load(&workspace.db, &directory, (scope, QUARTER), day(TODAY)).unwrap()
    };
    let all = voices(&workspace, Scope::All);
    let told: Vec<Standing> = all.entries.iter().map(|entry| entry.standing).collect();
    // From 9 September to 18 November there are 47 working days.
    assert_eq!(told, [Standing::Overdue(47), Standing::Overdue(6), Standing::Open(3)]);
    assert_eq!(all.kinds.values().sum::<u64>(), 2, "what was said before is no part of the period");
    let first = team(&workspace.db, "一组");
    let own = voices(&workspace, Scope::Team(first));
    assert_eq!((own.entries.len(), own.nameless_elsewhere), (2, 1));
    let one = voices(&workspace, Scope::Person(wei));
    assert_eq!((one.entries.len(), one.nameless_elsewhere), (2, 0));
    let directory = Directory::load(&workspace.db).unwrap();
    let waiting = |scope| feedback::waiting(&workspace.db, &directory, (scope, day(TODAY)));
    assert_eq!((waiting(Scope::All).unwrap(), waiting(Scope::Team(first)).unwrap()), (3, 2));

    let id = workspace.db.all::<RepFeedback>().unwrap()[0].id;
    let answer = Feedback::Answer { id, answer: "下周发".to_owned() };
    step(&mut workspace, What::Feedback(answer));
    let all = voices(&workspace, Scope::All);
    // Answered late: one of one that is judged; said on the 3rd, eleven working days before.
    let rate = all.in_time.unwrap();
    assert_eq!((rate.k, rate.n, all.took), (0, 1, Some((11.0, 1))));
    assert_eq!(all.entries[2].standing, Standing::Answered);

    drop(workspace);
    let args = ["show", "销售.cox", "feedback", "--period", "2025-Q4", "--as-of", TODAY, "--json"];
    let shown = desk.json(0, &args);
    assert_eq!((shown["waiting"].clone(), shown["overdue"].clone()), (json!(2), json!(1)));
    let nameless = shown["entries"].as_array().unwrap();
    assert!(nameless.iter().any(|entry| entry["person"].is_null()));
}

fn asked_all(marks: Vec<Marks>) -> PulseForm {
    PulseForm {
        question: "我愿意推荐这里".to_owned(), on_day: Some(day("2025-11-14")), marks
    }
}

fn marks(team: Option<TeamId>, answers: [i64; 5]) -> Marks {
    Marks { team, answers }
}

#[test]
fn a_pulse_is_kept_in_numbers_and_no_small_team_stands_apart() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    let (one, two) = (team(&workspace.db, "一组"), team(&workspace.db, "二组"));
    let keep = |form: PulseForm| What::Pulse(Pulse::Keep(None, form));
    let whole = marks(Some(one), [0, 1, 1, 2, 2]);
    for (wrong, key) in [
        (PulseForm { question: " ".to_owned(), ..asked_all(vec![whole]) }, "error-pulse-question"),
        (PulseForm { on_day: None, ..asked_all(vec![whole]) }, "error-pulse-day"),
        (
            PulseForm { on_day: Some(day("2025-11-19")), ..asked_all(vec![whole]) },
            "error-coaching-future",
        ),
        (asked_all(vec![]), "error-pulse-empty"),
        (asked_all(vec![marks(None, [0; 5])]), "error-pulse-empty"),
        (asked_all(vec![marks(None, [-1, 0, 0, 0, 9])]), "error-pulse-count"),
        (asked_all(vec![whole, whole]), "error-pulse-twice"),
        (asked_all(vec![marks(Some(two), [0, 0, 4, 0, 0])]), "error-pulse-small"),
        (asked_all(vec![marks(Some(TeamId(-1)), [9; 5])]), "error-record-gone"),
    ] {
        assert_eq!(refused(&mut workspace, &asked(keep(wrong))), key);
    }
    let form = asked_all(vec![whole, marks(None, [1, 0, 0, 0, 3])]);
    step(&mut workspace, keep(form.clone()));
    assert_eq!(refused(&mut workspace, &asked(keep(form))), "error-pulse-again");
    let found = pulse::load(&workspace.db).unwrap();
    let id = found[0].record.id;
    let all = found[0].whole.unwrap();
    assert_eq!((all.agreed.k, all.agreed.n), (7, 10));
    assert!(found[0].lines.is_empty(), "the four beside would be told by what is left");
    // Put right: the others are five now, and both lines stand.
    let form = asked_all(vec![whole, marks(None, [1, 0, 0, 0, 4])]);
    step(&mut workspace, What::Pulse(Pulse::Keep(Some(id), form.clone())));
    let again = asked(What::Pulse(Pulse::Keep(Some(id), form)));
    let before = everything(&workspace.db);
    act(&mut workspace, &again);
    assert_eq!(everything(&workspace.db), before, "nothing is written where nothing changes");
    let found = pulse::load(&workspace.db).unwrap();
    let told: Vec<(bool, i64)> =
        found[0].lines.iter().map(|line| (line.teams == [Some(one)], line.answers.mean)).collect();
    // Of no team: (1 + 4 × 5) / 5; of the first: (2 + 3 + 8 + 10) / 6.
    assert_eq!(told, [(false, 420), (true, 383)]);
    step(&mut workspace, What::Pulse(Pulse::Remove(id)));
    assert!(workspace.db.all::<PulseCount>().unwrap().is_empty());
    workspace.full_check().unwrap();
}

#[test]
fn who_left_is_told_of_those_who_were_there() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    let roster = desk.csv(
        "离职.csv",
        "姓名,工号,岗位,团队,区域,直接经理,离职日期\n王芳,S02,销售代表,二组,华南,赵磊,2025-11-07",
    );
    assert_eq!(counts(&take(&mut workspace, &roster, &Take::default())), (0, 1, 0, 0));
    let directory = Directory::load(&workspace.db).unwrap();
    let found = leavers(&directory, (Scope::All, QUARTER), day(TODAY));
    let fang = person(&workspace.db, "王芳");
    let told: Vec<_> = found.left.iter().map(|one| (one.person, one.day, one.there)).collect();
    assert_eq!(told, [(fang, day("2025-11-07"), true)]);
    assert!(found.lines.is_empty(), "one is told with all the others");
    let second = team(&workspace.db, "二组");
    let found = leavers(&directory, (Scope::Team(second), QUARTER), day(TODAY));
    assert_eq!(found.rate.map(|rate| rate.k), Some(1));
    let first = team(&workspace.db, "一组");
    let found = leavers(&directory, (Scope::Team(first), QUARTER), day(TODAY));
    assert_eq!(found.rate.map(|rate| rate.k), Some(0));
}
