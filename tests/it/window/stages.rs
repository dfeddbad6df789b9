//! The stage models in the settings: stages are named, added, moved and saved, what they ask for is said,
//! a line of products begins its own model, and a model goes to a file and comes from one.

use coxswain::store::directory::Directory;
use coxswain::store::records::{DealRole, StageModel};
use coxswain::store::stage_models::file;

use super::*;
use crate::common::stage_model;

fn stages(desk: &Desk) -> Window {
    Window::open_tab(desk, AreaId::Settings, "settings-stages")
}

fn of(window: &Window, key: &str, n: i64) -> String {
    window.with(key, &[("n", n.into())])
}

#[test]
fn stages_are_renamed_once_each_has_a_name_of_its_own() {
    let desk = world::small();
    let mut window = stages(&desk);
    // Eight deals began under the first version.
    let note = [("n", 8.into()), ("text", "8".into()), ("version", 2.into())];
    window.must_say(&window.with("stages-note-next", &note));
    let (second, limit) =
        (of(&window, "stages-stage-name-of", 2), of(&window, "stages-stage-limit-of", 2));
    window.fill(&second, "Prospecting");
    window.press("stages-save");
    let twice = window.with("error-stage-twice", &[("name", "Prospecting".into())]);
    window.must_say(&twice);
    window.fill(&second, "");
    window.must_say(&window.with("error-stages-stage-blank", &[("n", "2".into())]));
    window.fill(&second, "Study");
    window.fill(&limit, "0");
    let most = [("stage", "Study".into()), ("most", "3650".into())];
    window.must_say(&window.with("error-stages-limit", &most));
    window.fill(&limit, "60");
    window.press("stages-save");
    window.wait_saved("step-stages", "");
    window.wait_for(Role::Label, "stages-earlier");
    assert!(!window.get(Role::Button, "stages-save").enabled, "nothing is half-typed any more");
    window.go(AreaId::Funnel);
    let buttons = window.of(Role::Button);
    // English shows the English name, which was not changed.
    assert!(buttons.iter().any(|seen| seen.name.starts_with("Discovery ")), "{}", window.listing());
    let workspace = window.close(&desk);
    let models = workspace.db.all::<StageModel>().unwrap();
    let told: Vec<_> = models.iter().map(|model| (model.version, model.current)).collect();
    assert_eq!(told, [(1, false), (2, true)]);
    let directory = Directory::load(&workspace.db).unwrap();
    let study = directory.stages.values().find(|stage| stage.name == "Study").expect("the stage");
    assert_eq!((study.limit_days, study.name_en.as_str()), (Some(60), "Discovery"));
    assert_eq!(study.model_id, models[1].id, "deals that began keep their stages");
}

#[test]
fn what_a_stage_asks_for_is_said_and_stays_half_typed() {
    let desk = world::named();
    let mut window = stages(&desk);
    window.must_say("stages-note-same");
    let third = of(&window, "stages-details", 3);
    window.press(&third);
    window.fill("stages-step-en", "Compares offers");
    window.press("stages-evidence-add");
    let first = of(&window, "stages-evidence-of", 1);
    window.fill(&first, "Offer sent");
    window.press("stages-task-add");
    let (task, days) = (of(&window, "stages-task-of", 1), of(&window, "stages-task-days-of", 1));
    window.fill(&task, "Write the offer");
    // The third stage has a limit of 45 days.
    window.fill(&days, "46");
    window.click(Role::CheckBox, "stages-role-legal");
    window.click(Role::CheckBox, "stages-role-presales");
    window.click(Role::Switch, "stages-enforced");
    window.press("stages-save");
    let long =
        [("stage", "Proposal".into()), ("task", "Write the offer".into()), ("most", "45".into())];
    window.must_say(&window.with("error-stages-task-days", &long));
    // Elsewhere and back, nothing is lost.
    window.click(Role::Tab, "settings-calendar");
    window.click(Role::Tab, "settings-stages");
    assert_eq!(window.get(Role::TextInput, &task).value, "Write the offer");
    window.fill(&days, "12");
    window.keys(Modifiers::COMMAND, Key::Enter);
    window.wait_saved("step-stages", "");
    window.let_toasts_go();
    // A sixth stage, moved up by one, then taken away again.
    window.press("stages-add");
    let sixth = of(&window, "stages-stage-name-of", 6);
    window.fill(&sixth, "Care");
    let up = of(&window, "stages-up", 6);
    window.press(&up);
    let fifth = of(&window, "stages-stage-name-of", 5);
    assert_eq!(window.get(Role::TextInput, &fifth).value, "Care");
    let remove = of(&window, "stages-remove", 5);
    window.press(&remove);
    assert_eq!(window.get(Role::TextInput, &fifth).value, "Contract");
    assert!(!window.get(Role::Button, "stages-save").enabled, "all is as it is stored");

    let workspace = window.close(&desk);
    let (_, draft) = stage_model(&workspace.db, None);
    let stage = &draft.stages[2];
    assert_eq!(stage.customer_step.en, "Compares offers");
    assert_eq!(stage.evidence[0].zh, "Offer sent");
    assert_eq!(
        (stage.tasks[0].name.zh.as_str(), stage.tasks[0].days),
        ("Write the offer", Some(12))
    );
    assert_eq!(stage.roles, [DealRole::Presales, DealRole::Legal]);
    assert!(stage.enforced);
    let models = workspace.db.all::<StageModel>().unwrap();
    assert_eq!(models.len(), 1, "nothing rests on the version, so it is changed in place");
}

#[test]
fn a_line_begins_its_own_model_and_ends_it() {
    let desk = world::small();
    let mut window = stages(&desk);
    window.press("stages-new");
    window.fill("stages-new-starts", "2025-13-01");
    let project = window.of(Role::RadioButton).into_iter().find(|seen| {
        let name = window.word("stages-template-project");
        seen.name.starts_with(&name)
    });
    window.click_at(project.expect("the template").rect.center());
    window.choose("stages-new-line", "G");
    let name = window.with("stages-name-of-line", &[("line", "G".into())]);
    assert_eq!(window.get(Role::TextInput, "stages-new-name").value, name);
    window.press("settings-save");
    window.must_say("stages-problem-day");
    // What is half-typed is not lost by a key.
    window.keys(Modifiers::NONE, Key::Escape);
    window.must_say("form-discard-title");
    window.press("form-discard-stay");
    window.fill("stages-new-starts", "2025-12-01");
    window.press("settings-save");
    window.wait_saved("step-stages-add", "");
    let detail = [("line", "G".into()), ("version", 1.into()), ("open", 0.into())];
    let text = window.with("stages-model-detail", &detail);
    window.wait_to_say(&text);
    window.press("stages-retire");
    window.press("stages-retire-yes");
    window.wait_saved("step-stages-retire", "G");
    window.wait_for(Role::Label, "stages-earlier");

    let workspace = window.close(&desk);
    let models = workspace.db.all::<StageModel>().unwrap();
    let own = models.iter().find(|model| model.line.as_deref() == Some("G")).expect("the model");
    assert_eq!((own.current, own.starts), (false, Some(day("2025-12-01"))));
}

#[test]
fn a_model_goes_to_a_file_and_comes_from_one() {
    let desk = world::named();
    let mut window = stages(&desk);
    let path = desk.path("model.toml");
    window.press("stages-export");
    window.answer_path(&path.display().to_string());
    let written = window.with("app-written", &[("file", path.display().to_string().into())]);
    window.wait_to_say(&written);
    window.let_toasts_go();
    let mut model = file::open(&path).unwrap();
    assert_eq!(model.stages.len(), 5);

    // Another file is refused in words, and nothing changes.
    let other = desk.csv("other.toml", "name = 1");
    window.press("stages-import");
    window.answer_path(&other.display().to_string());
    window.wait_to_say("error-stages-file-kind");
    window.press("app-close");
    window.must_not_say("error-stages-file-kind");

    model.stages.truncate(3);
    model.name = "Branch".to_owned();
    std::fs::write(&path, file::text(&model).unwrap()).unwrap();
    window.press("stages-import");
    window.answer_path(&path.display().to_string());
    window.wait_for(Role::Dialog, "stages-import-title");
    window.press("stages-import-take");
    window.wait_saved("step-stages", "");
    let fourth = of(&window, "stages-stage-name-of", 4);
    window.wait_gone(Role::TextInput, &fourth);
    let workspace = window.close(&desk);
    assert_eq!(stage_model(&workspace.db, None).1, model);
}
