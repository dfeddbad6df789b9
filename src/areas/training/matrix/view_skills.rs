//! 技能与要求: the list of skills in its order, and what each post asks for.

use egui::{Align, Context, Layout, Ui};

use super::data::Data;
use super::form_skill::{RequirementDraft, SkillDraft};
use super::listing::{PostRow, SkillRow};
use super::view::{Form, View};
use crate::areas::Cx;
use crate::areas::training::form_words::run;
use crate::command::training::What;
use crate::command::training::skills::Ask;
use crate::domain::ids::{PostId, SkillId};
use crate::domain::names;
use crate::ui::button::{Button, button};
use crate::ui::card::{divider, row, section_label};
use crate::ui::choice::{Segmented, chip};
use crate::ui::field::Field;
use crate::ui::icons;
use crate::ui::overlay::drawer::{Drawer, Part, drawer};
use crate::ui::select::Select;
use crate::ui::text;
use crate::ui::tokens::Theme;

/// The width of the drawer.
const WIDTH: f32 = 640.0;

/// What is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Skills {
    /// What posts ask for, and not the list of skills.
    requirements: bool,
    post: Option<PostId>,
}

/// What was pressed.
#[derive(Clone, Debug, Default)]
struct Pressed {
    form: Option<Form>,
    /// What is asked for, about what.
    ask: Option<(String, Ask)>,
}

/// Draws the drawer, if it is open.
pub(super) fn draw(ctx: &Context, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    let Some(mut skills) = view.skills.clone() else { return };
    let (title, close) = (cx.text("matrix-skills"), cx.text("app-close"));
    let (mut closing, mut pressed) = (false, Pressed::default());
    let seen: &Cx<'_> = cx;
    let look = Drawer::new("matrix-skills", &title, &close).width(WIDTH);
    let dismissed = drawer(ctx, look, |ui, part| match part {
        Part::Body => {
            let parts = [
                (false, seen.text("matrix-skills-list")),
                (true, seen.text("matrix-skills-requirements")),
            ];
            let name = seen.text("matrix-skills");
            Segmented::new(&name).show(ui, &mut skills.requirements, &parts);
            if skills.requirements {
                requirements_ui(ui, data, &mut skills, &mut pressed, seen);
            } else {
                list_ui(ui, data, &mut pressed, seen);
            }
        }
        Part::Footer => closing |= button(ui, Button::ghost(&close)).clicked(),
    });
    if let Some((subject, ask)) = pressed.ask {
        run(cx, subject, What::Skills(ask));
    }
    if pressed.form.is_some() {
        view.form = pressed.form;
    }
    view.skills = (!closing && !dismissed).then_some(skills);
}

fn list_ui(ui: &mut Ui, data: &Data, pressed: &mut Pressed, cx: &Cx<'_>) {
    let words = ["matrix-skill-add", "matrix-skills-usual"];
    let [add, usual] = words.map(|key| cx.text(key));
    row(ui, 32.0, |ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        if button(ui, Button::primary(&add).medium().icon(icons::PLUS)).clicked() {
            pressed.form = Some(Form::Skill(Box::new(SkillDraft::new(""))));
        }
        if button(ui, Button::secondary(&usual).medium()).clicked() {
            pressed.ask = Some((String::new(), Ask::UsualSkills));
        }
    });
    if !data.unlisted.is_empty() {
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 6.0;
            section_label(ui, &cx.text("matrix-skills-unlisted"));
            ui.horizontal_wrapped(|ui| {
                for name in &data.unlisted {
                    let label = cx.tr.with("matrix-skills-list-it", &[("name", name.into())]);
                    if chip(ui, &label, false).clicked() {
                        pressed.form = Some(Form::Skill(Box::new(SkillDraft::new(name))));
                    }
                }
            });
        });
    }
    let all = &data.listing.skills;
    let ids: Vec<SkillId> = all.iter().map(|row| row.id).collect();
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for (at, skill) in all.iter().enumerate() {
            if at > 0 {
                divider(ui);
            }
            skill_ui(ui, skill, (at, &ids), pressed, cx);
        }
    });
}

fn skill_ui(
    ui: &mut Ui,
    skill: &SkillRow,
    (at, ids): (usize, &[SkillId]),
    pressed: &mut Pressed,
    cx: &Cx<'_>,
) {
    let theme = Theme::get(ui);
    let words = ["matrix-move-up", "matrix-move-down", "matrix-edit"];
    let [up, down, edit] = words.map(|key| cx.text(key));
    let archive =
        cx.text(if skill.archived { "matrix-skill-restore" } else { "matrix-skill-archive" });
    let name = &skill.form.name.zh;
    row(ui, 44.0, |ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            let named = |word: &str| format!("{word} {}", skill.name);
            let look = Button::ghost(&archive).small();
            if button(ui, look).accessible_name(named(&archive)).clicked() {
                pressed.ask = Some((name.clone(), Ask::ArchiveSkill(skill.id, !skill.archived)));
            }
            let look = Button::ghost_icon(icons::PENCIL_SIMPLE, &edit).small();
            if button(ui, look).accessible_name(named(&edit)).clicked() {
                pressed.form = Some(Form::Skill(Box::new(SkillDraft::edit(skill))));
            }
            let look = Button::ghost_icon(icons::ARROW_DOWN, &down).small();
            let can = at + 1 < ids.len();
            if button(ui, look.enabled(can)).accessible_name(named(&down)).clicked() {
                pressed.ask = Some((name.clone(), Ask::OrderSkills(moved(ids, at, at + 1))));
            }
            let look = Button::ghost_icon(icons::ARROW_UP, &up).small();
            if button(ui, look.enabled(at > 0)).accessible_name(named(&up)).clicked() {
                let above = at.saturating_sub(1);
                pressed.ask = Some((name.clone(), Ask::OrderSkills(moved(ids, at, above))));
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.vertical(|ui| {
                    ui.spacing_mut().item_spacing.y = 0.0;
                    let color = if skill.archived { theme.t3 } else { theme.t1 };
                    let width = ui.available_width();
                    text::truncated(ui, text::NAME13, color, &skill.name, width);
                    let about = if skill.archived {
                        cx.tr.joined(&[&cx.text("matrix-archived"), &skill.about])
                    } else {
                        skill.about.clone()
                    };
                    text::truncated(ui, text::LABEL12, theme.t3, &about, width);
                });
            });
        });
    });
}

/// The order after one skill changed its place with another.
fn moved(ids: &[SkillId], from: usize, to: usize) -> Vec<SkillId> {
    let mut order = ids.to_vec();
    if from < order.len() && to < order.len() {
        order.swap(from, to);
    }
    order
}

fn requirements_ui(
    ui: &mut Ui,
    data: &Data,
    skills: &mut Skills,
    pressed: &mut Pressed,
    cx: &Cx<'_>,
) {
    let theme = Theme::get(ui);
    let posts = &data.listing.posts;
    let chosen = posts.iter().find(|post| Some(post.id) == skills.post).or_else(|| posts.first());
    let Some(post) = chosen else {
        text::wrapped(ui, text::BODY13, theme.t2, &cx.text("matrix-no-posts"));
        return;
    };
    let (search, nothing) = (cx.text("training-search"), cx.text("training-nothing-found"));
    let options: Vec<(PostId, &str)> =
        posts.iter().map(|post| (post.id, post.name.as_str())).collect();
    let label = cx.text("matrix-column-post");
    let mut wanted = post.id;
    let select = Select::new(Field::new(&label)).search(&search, &nothing);
    if select.finds(names::matches).show(ui, &mut wanted, &options).changed() {
        skills.post = Some(wanted);
    }
    let set = cx.text("matrix-requirement-set");
    if button(ui, Button::primary(&set).medium().icon(icons::PLUS)).clicked() {
        let draft = RequirementDraft::new(Some(post.id), None, cx.filter.today);
        pressed.form = Some(Form::Requirement(draft));
    }
    post_ui(ui, post, pressed, cx);
}

fn post_ui(ui: &mut Ui, post: &PostRow, pressed: &mut Pressed, cx: &Cx<'_>) {
    let theme = Theme::get(ui);
    let (edit, remove) = (cx.text("matrix-edit"), cx.text("matrix-remove"));
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        section_label(ui, &cx.text("matrix-set"));
        if post.set.is_empty() {
            text::wrapped(ui, text::BODY13, theme.t2, &cx.text("matrix-set-none"));
        }
        for own in &post.set {
            row(ui, 30.0, |ui| {
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    ui.spacing_mut().item_spacing.x = 4.0;
                    let named = |word: &str| format!("{word} {} {}", own.skill, own.detail);
                    let look = Button::ghost_icon(icons::TRASH, &remove).small();
                    if button(ui, look).accessible_name(named(&remove)).clicked() {
                        let subject = format!("{} {}", post.name, own.skill);
                        pressed.ask = Some((subject, Ask::RemoveRequirement(own.id)));
                    }
                    let look = Button::ghost_icon(icons::PENCIL_SIMPLE, &edit).small();
                    if button(ui, look).accessible_name(named(&edit)).clicked() {
                        let draft = RequirementDraft::edit(&own.form, cx.filter.today);
                        pressed.form = Some(Form::Requirement(draft));
                    }
                    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                        ui.spacing_mut().item_spacing.x = 8.0;
                        text::label(ui, text::NAME13, theme.t1, &own.skill);
                        let width = ui.available_width();
                        text::truncated(ui, text::LABEL12, theme.t2, &own.detail, width);
                    });
                });
            });
        }
    });
    if !post.sheets.is_empty() {
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            section_label(ui, &cx.text("matrix-set-sheets"));
            text::wrapped(ui, text::BODY13, theme.t1, &post.sheets.join(&cx.text("matrix-and")));
            text::wrapped(ui, text::LABEL12, theme.t3, &cx.text("matrix-set-sheets-about"));
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_skill_changes_its_place_with_the_next() {
        let ids = [1, 2, 3].map(SkillId);
        assert_eq!(moved(&ids, 0, 1), [2, 1, 3].map(SkillId));
        assert_eq!(moved(&ids, 2, 1), [1, 3, 2].map(SkillId));
        assert_eq!(moved(&ids, 2, 3), ids);
    }
}
