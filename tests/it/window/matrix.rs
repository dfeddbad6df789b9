//! 技能矩阵 in the window: the gap is found, six are enrolled, one is rated, the matrix changes, and all of it is
//! undone; by keys alone too.

use coxswain::command::Command;
use coxswain::command::training::courses::{Ask as Courses, CourseForm};
use coxswain::command::training::ratings::{Ask as Ratings, RatingForm};
use coxswain::command::training::skills::{Ask as Skills, RequirementForm};
use coxswain::command::training::{self, What};
use coxswain::domain::ids::SkillId;
use coxswain::store::Db;
use coxswain::store::records::{
    Enrolment, EvidenceKind, LearningTopic, Skill, SkillRating, SkillRequirement, TrainingClass,
    TrainingForm,
};
use coxswain::store::stage_models::Words;
use coxswain::store::training::names;

use super::*;
use crate::common::{act, counts, person, post};

pub const SKILL: &str = "Negotiation";
pub const COURSE: &str = "Hard talks";

const MORE: &str = "name,employee number,title,team,region,manager,hire date,city
    Dana Cole,S04,Sales rep,North,East,Nora King,2023-03-01,Boston
    Eli Marsh,S05,Sales rep,North,East,Nora King,2023-03-01,Boston
    Fay Ortiz,S06,Sales rep,North,East,Nora King,2023-03-01,Boston
    Gus Petty,S07,Sales rep,South,West,Sam Reed,2023-03-01,Austin
    Hope Quinn,S08,Sales rep,South,West,Sam Reed,2025-09-01,Austin";

pub fn skill(db: &Db) -> SkillId {
    names::skills(db).unwrap().find("商务谈判").expect("the skill")
}

fn does(workspace: &mut Workspace, what: What) {
    let (subject, today) = (String::new(), day(TODAY));
    act(workspace, &Command::Training(training::Command { subject, today, what }));
}

/// Eight reps of whom six are below in a skill, two of them by two levels; a course that brings it.
pub fn prepared() -> Desk {
    let desk = world::small();
    let mut workspace = desk.open();
    assert_eq!(counts(&world::bring(&desk, &mut workspace, "more.csv", MORE)), (5, 0, 0, 0));
    let id = skill(&workspace.db);
    let requirement = RequirementForm {
        post: Some(post(&workspace.db, "Sales rep")),
        at_level: 0,
        skill: id,
        level: 3,
        importance: 4,
        starts: day("2025-01-01"),
    };
    does(&mut workspace, What::Skills(Skills::SetRequirement(requirement)));
    for (name, level) in [
        ("Ada Field", 3),
        ("Ben Moss", 2),
        ("Cara Lund", 1),
        ("Dana Cole", 2),
        ("Eli Marsh", 2),
        ("Fay Ortiz", 1),
        ("Gus Petty", 2),
    ] {
        let rating = RatingForm {
            person: person(&workspace.db, name),
            skill: id,
            on_day: day("2025-06-30"),
            level,
            kind: EvidenceKind::Observation,
            evidence: "A visit".to_owned(),
            record: None,
            rater: "Lin Ray".to_owned(),
        };
        does(&mut workspace, What::Ratings(Ratings::Rate(rating)));
    }
    let course = CourseForm {
        name: Words::of((COURSE, COURSE)),
        topic: LearningTopic::Selling,
        form: TrainingForm::Drill,
        summary: String::new(),
        hours: Some(70_000),
        cost_per_head: Some(50_000),
        full_score: None,
        pass_score: None,
        valid_months: None,
        certificate: None,
        kpi: None,
        kpi_days: None,
        skills: vec![(id, 3)],
    };
    does(&mut workspace, What::Courses(Courses::AddCourse(course)));
    drop(workspace);
    desk
}

fn opened(desk: &Desk) -> Window {
    let mut window = Window::open(desk);
    window.go(AreaId::Training);
    window.settle();
    window
}

/// The sentence of the biggest gap.
fn gap(window: &Window, n: i64) -> String {
    let args = [("skill", SKILL.into()), ("n", n.into()), ("far", 2.into())];
    window.with("matrix-insight-gap-far", &args)
}

/// A cell as a screen reader is told.
fn cell(window: &Window, name: &str, level: &str, state: &str) -> String {
    let (required, state) = (window.word("matrix-required"), window.word(state));
    format!("{name} {SKILL} {level} / {required} 3 {state}")
}

/// Chooses the level that begins with this number.
fn choose_level(window: &mut Window, level: &str) {
    let begins = window.word(&format!("matrix-level-{level}"));
    let all = window.of(Role::RadioButton);
    let found = all.into_iter().find(|seen| seen.name.starts_with(&begins)).expect("the level");
    window.reveal(&found);
    let all = window.of(Role::RadioButton);
    let found = all.into_iter().find(|seen| seen.name.starts_with(&begins)).expect("the level");
    window.click_at(found.rect.center());
}

#[test]
fn six_are_enrolled_for_the_biggest_gap_and_a_rating_changes_the_matrix() {
    let desk = prepared();
    let mut window = opened(&desk);
    window.must_say(&gap(&window, 6));
    window.get(Role::Cell, &cell(&window, "Cara Lund", "1", "matrix-cell-far-below"));
    window.get(Role::Cell, &cell(&window, "Hope Quinn", "–", "matrix-cell-unrated"));
    let below = window.with("matrix-below-of", &[("n", 6.into()), ("of", 7.into())]);
    window.get(Role::Cell, &format!("{SKILL} {below}"));

    // No class is planned: a new one is filled.
    let enrol = window.with("matrix-enrol-n", &[("n", 6.into())]);
    window.press(&enrol);
    window.get(Role::Dialog, "matrix-enrol");
    let save = |window: &mut Window, n: i64| {
        let save = window.with("matrix-enrol-save", &[("n", n.into())]);
        window.press_last(&save);
    };
    save(&mut window, 0);
    window.must_say("matrix-enrol-starts-missing");
    window.must_say("matrix-enrol-nobody");
    window.fill("matrix-field-starts", "2025-12-04");
    window.must_not_say("matrix-enrol-nobody");
    let goes = |window: &Window, name: &str| format!("{name} {}", window.word("matrix-enrol-goes"));
    for name in ["Cara Lund", "Fay Ortiz", "Ben Moss", "Dana Cole", "Eli Marsh", "Gus Petty"] {
        window.get(Role::Row, &goes(&window, name));
    }
    let why = |window: &Window, why: &str| {
        window.with("matrix-enrol-why", &[("why", window.word(why).into()), ("n", 1.into())])
    };
    window.must_say(&why(&window, "matrix-why-at-level"));
    window.must_say(&why(&window, "matrix-why-not-rated"));
    // Somebody is left out by hand, and put back.
    window.click(Role::Row, &goes(&window, "Gus Petty"));
    let going = window.with("matrix-enrol-going", &[("n", 5.into())]);
    window.must_say(&going);
    let stays = format!("Gus Petty {}", window.word("matrix-enrol-stays"));
    window.click(Role::Row, &stays);
    save(&mut window, 6);
    window.wait_saved("step-class-plan-for", COURSE);
    window.wait_gone(Role::Dialog, "matrix-enrol");
    window.let_toasts_go();
    window.must_say("matrix-classes");
    window.must_say(COURSE);

    window.click(Role::Cell, &cell(&window, "Ben Moss", "2", "matrix-cell-below"));
    window.get(Role::Dialog, &format!("Ben Moss, {SKILL}"));
    window.must_say("A visit");
    window.press("matrix-rate");
    window.press_last("matrix-rate-save");
    window.must_say("matrix-level-missing");
    window.must_say("error-rating-evidence");
    choose_level(&mut window, "3");
    window.fill("matrix-field-evidence", "Closed the Acme talks alone");
    window.press_last("matrix-rate-save");
    window.wait_saved("step-rating", &format!("Ben Moss {SKILL}"));
    window.wait_gone(Role::Button, "matrix-rate-save");
    window.let_toasts_go();
    window.wait_to_say("Closed the Acme talks alone");
    window.keys(Modifiers::NONE, Key::Escape);
    window.wait_to_say(&gap(&window, 5));
    window.get(Role::Cell, &cell(&window, "Ben Moss", "3", "matrix-cell-met"));

    for _ in 0..2 {
        window.keys(Modifiers::COMMAND, Key::Z);
        window.settle();
    }
    window.wait_to_say(&gap(&window, 6));
    let workspace = window.close(&desk);
    assert!(workspace.db.all::<TrainingClass>().unwrap().is_empty());
    assert!(workspace.db.all::<Enrolment>().unwrap().is_empty());
    assert_eq!(workspace.db.all::<SkillRating>().unwrap().len(), 7);
}

#[test]
fn a_rating_that_is_refused_keeps_what_was_typed_and_can_be_sent_again() {
    const WORDS: &str = "Closed the Acme talks alone";
    let desk = prepared();
    let mut window = opened(&desk);
    window.click(Role::Cell, &cell(&window, "Ben Moss", "2", "matrix-cell-below"));
    window.press("matrix-rate");
    choose_level(&mut window, "3");
    window.fill("matrix-field-evidence", WORDS);
    window.fill("matrix-field-rater", "Ben Moss");
    window.press_last("matrix-rate-save");
    // What to do next stands behind what is wrong.
    let message = window.with("error-rating-self", &[("name", "Ben Moss".into())]);
    let hint = window.word("error-rating-self-hint");
    let args = [("message", message.into()), ("hint", hint.into())];
    let said = window.with("app-error", &args);
    window.wait_to_say(&said);
    // It stands until its cross is pressed.
    let toast = window.get(Role::Alert, &said).rect;
    window.click_at(toast.right_center() - egui::vec2(20.0, 0.0));
    window.wait_gone(Role::Alert, &said);
    // It is not stored, and nobody leaves it unasked.
    assert!(!window.leaves(), "the person is asked");
    window.press("app-closing-stay");
    assert_eq!(window.get(Role::MultilineTextInput, "matrix-field-evidence").value, WORDS);
    window.fill("matrix-field-rater", "Lin Ray");
    window.press_last("matrix-rate-save");
    window.wait_saved("step-rating", &format!("Ben Moss {SKILL}"));
    window.wait_gone(Role::Button, "matrix-rate-save");
    let workspace = window.close(&desk);
    let ratings = workspace.db.all::<SkillRating>().unwrap();
    let last = ratings.last().unwrap();
    assert_eq!((ratings.len(), last.rater.as_deref()), (8, Some("Lin Ray")));
    assert_eq!(last.evidence.as_deref(), Some(WORDS));
}

#[test]
fn who_rates_a_skill_that_no_post_asks_for_is_told() {
    let desk = prepared();
    let mut workspace = desk.open();
    let all = workspace.db.all::<Skill>().unwrap();
    let other = all.into_iter().find(|skill| skill.name == "产品知识").expect("the skill");
    let rating = RatingForm {
        person: person(&workspace.db, "Ben Moss"),
        skill: other.id,
        on_day: day("2025-06-30"),
        level: 2,
        kind: EvidenceKind::Observation,
        evidence: "A visit".to_owned(),
        record: None,
        rater: "Lin Ray".to_owned(),
    };
    does(&mut workspace, What::Ratings(Ratings::Rate(rating)));
    drop(workspace);
    let mut window = opened(&desk);
    let said = |window: &Window, name: &str| {
        window.with("training-warning-skill-not-asked", &[("skill", name.into())])
    };
    // One that a post asks for is rated without a word.
    window.click(Role::Cell, &cell(&window, "Ben Moss", "2", "matrix-cell-below"));
    window.press("matrix-rate");
    window.get(Role::Button, "matrix-rate-save");
    window.must_not_say(&said(&window, SKILL));
    window.keys(Modifiers::NONE, Key::Escape);
    window.wait_gone(Role::Button, "matrix-rate-save");
    window.keys(Modifiers::NONE, Key::Escape);
    window.wait_gone(Role::Button, "matrix-rate");
    let state = window.word("matrix-cell-not-asked");
    window.click(Role::Cell, &format!("Ben Moss {} 2 {state}", other.name_en));
    window.press("matrix-rate");
    window.must_say(&said(&window, &other.name_en));
    choose_level(&mut window, "3");
    window.fill("matrix-field-evidence", "Explained the line of pumps");
    window.press_last("matrix-rate-save");
    window.wait_saved("step-rating", &format!("Ben Moss {}", other.name_en));
}

#[test]
fn the_matrix_is_walked_and_opened_by_keys() {
    let desk = prepared();
    let mut window = opened(&desk);
    window.focus(Role::Grid, "training-tab-matrix");
    window.keys(Modifiers::NONE, Key::ArrowDown);
    window.keys(Modifiers::NONE, Key::Enter);
    let title = format!("Ben Moss, {SKILL}");
    window.get(Role::Dialog, &title);
    window.keys(Modifiers::NONE, Key::Escape);
    window.wait_gone(Role::Dialog, &title);
    // Left of the first skill stands the person, above the first person the skill.
    window.focus(Role::Grid, "training-tab-matrix");
    window.keys(Modifiers::NONE, Key::ArrowLeft);
    window.keys(Modifiers::NONE, Key::Enter);
    window.get(Role::Dialog, "Ben Moss");
    window.must_say("matrix-fit");
    window.keys(Modifiers::NONE, Key::Escape);
    window.wait_gone(Role::Dialog, "Ben Moss");
    window.focus(Role::Grid, "training-tab-matrix");
    for key in [Key::ArrowRight, Key::ArrowUp, Key::ArrowUp, Key::Enter] {
        window.keys(Modifiers::NONE, key);
    }
    window.get(Role::Dialog, SKILL);
    let single = window.with("matrix-cover-single", &[("name", "Ada Field".into())]);
    window.must_say(&single);
    window.must_say("matrix-below-who");
}

#[test]
fn levels_alone_are_seen_and_the_table_is_kept() {
    let desk = prepared();
    let mut window = opened(&desk);
    window.must_say("matrix-key-far-below");
    window.click(Role::RadioButton, "matrix-levels");
    window.must_not_say("matrix-key-far-below");
    window.press("matrix-more");
    window.click(Role::MenuItem, "matrix-export");
    let offered = window.wait_for(Role::TextInput, "dialog-path").value;
    assert_eq!(offered, format!("{}_{TODAY}.xlsx", window.word("training-tab-matrix")));
    let file = desk.path("skills.xlsx");
    window.answer_path(&file.display().to_string());
    let written = window.with("app-written", &[("file", file.display().to_string().into())]);
    window.wait_to_say(&written);
    assert!(file.exists());
    window.press("matrix-more");
    window.click(Role::MenuItem, "matrix-print");
    assert!(window.get(Role::ListItem, "doc-skill-matrix-title").on);
}

#[test]
fn the_list_of_skills_is_ordered_and_what_a_post_asks_is_set() {
    let desk = prepared();
    let mut window = opened(&desk);
    window.press("matrix-more");
    window.click(Role::MenuItem, "matrix-skills");
    let first = |window: &Window| -> String {
        let down = window.word("matrix-move-down");
        let all = window.of(Role::Button);
        let name = all.iter().find_map(|seen| seen.name.strip_prefix(&format!("{down} ")));
        name.expect("a skill").to_owned()
    };
    let name = first(&window);
    let down = format!("{} {name}", window.word("matrix-move-down"));
    window.press(&down);
    window.wait_saved("step-skill-order", "");
    window.let_toasts_go();
    assert_ne!(first(&window), name);
    window.click(Role::RadioButton, "matrix-skills-requirements");
    window.choose("matrix-column-post", "Sales rep");
    window.press("matrix-requirement-set");
    window.press_last("matrix-requirement-save");
    window.must_say("matrix-enrol-skill-missing");
    window.choose("matrix-field-skill", &name);
    window.press_last("matrix-requirement-save");
    window.wait_saved("step-requirement", &format!("Sales rep {name}"));

    let workspace = window.close(&desk);
    let asked = workspace.db.all::<SkillRequirement>().unwrap();
    assert_eq!((asked.len(), asked[1].level, asked[1].starts), (2, 3, day(TODAY)));
    let mut skills = workspace.db.all::<Skill>().unwrap();
    skills.sort_by_key(|skill| skill.position);
    assert_eq!(skills[1].name_en, name);
}
