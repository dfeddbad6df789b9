//! The forms of a skill with what tells its levels, and of what a post asks for.

use chrono::NaiveDate;
use egui::{Context, Ui};

use super::data::Data;
use super::listing::SkillRow;
use crate::areas::Cx;
use crate::areas::day::day_field;
use crate::areas::drawer_form::{Filled, State, Wish};
use crate::areas::training::form_words::{Head, form, run};
use crate::command::training::What;
use crate::command::training::skills::{Ask, MOST_IMPORTANCE, RequirementForm, SkillForm};
use crate::domain::ids::{PostId, SkillId};
use crate::domain::names;
use crate::metrics::training::say;
use crate::store::records::LearningTopic;
use crate::store::stage_models::Words;
use crate::ui::card::{grid, section_label};
use crate::ui::choice::Segmented;
use crate::ui::date::parse_date;
use crate::ui::field::{Field, form_label, text_area, text_field};
use crate::ui::select::Select;
use crate::ui::text;
use crate::ui::tokens::Theme;

/// The fields that can be wrong.
const NAME: usize = 0;
const POST: usize = 0;
const SKILL: usize = 1;
const STARTS: usize = 2;

/// A skill half-typed.
#[derive(Clone, Debug)]
pub(super) struct SkillDraft {
    id: Option<SkillId>,
    start: SkillForm,
    now: SkillForm,
    pub state: State,
}

impl Filled for SkillDraft {
    fn state(&mut self) -> &mut State {
        &mut self.state
    }

    fn dirty(&self) -> bool {
        self.start != self.now
    }
}

impl SkillDraft {
    /// A new skill under a name.
    pub fn new(name: &str) -> Self {
        let form = SkillForm {
            name: Words::of((name, "")),
            topic: LearningTopic::Selling,
            anchors: Default::default(),
        };
        Self { id: None, start: form.clone(), now: form, state: State::opened() }
    }

    /// A skill as it is.
    pub fn edit(row: &SkillRow) -> Self {
        let form = row.form.clone();
        Self { id: Some(row.id), start: form.clone(), now: form, state: State::opened() }
    }

    fn problems(&self, cx: &Cx<'_>) -> [Option<String>; 1] {
        let blank = self.now.name.zh.trim().is_empty();
        [blank.then(|| cx.text("error-name-blank"))]
    }

    fn ui(&mut self, ui: &mut Ui, state: &mut State, problems: &[Option<String>], cx: &Cx<'_>) {
        let theme = Theme::get(ui);
        let label = cx.text("matrix-field-name");
        let help = cx.text("matrix-name-help");
        let field = Field::new(&label).required().help(&help).error(state.shown(problems, NAME));
        let response = text_field(ui, field, &mut self.now.name.zh);
        state.focus(NAME, &response);
        let label = cx.text("matrix-field-name-en");
        text_field(ui, Field::new(&label), &mut self.now.name.en);
        let topics = say::TOPICS.map(|topic| (topic, cx.text(say::topic_key(topic))));
        let label = cx.text("training-topic");
        Select::new(Field::new(&label)).show(ui, &mut self.now.topic, &topics);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 4.0;
            section_label(ui, &cx.text("matrix-anchors"));
            text::wrapped(ui, text::LABEL12, theme.t3, &cx.text("matrix-anchors-help"));
        });
        for (level, words) in (0..).zip(&mut self.now.anchors) {
            let name = cx.text(say::mastery_key(level));
            text_area(ui, Field::new(&name), &mut words.zh, 2);
            let english = cx.tr.with("matrix-anchor-en", &[("level", name.into())]);
            text_field(ui, Field::new(&english), &mut words.en);
        }
    }
}

/// Draws the form of a skill; whether it stays.
pub(super) fn draw_skill(ctx: &Context, draft: &mut SkillDraft, cx: &mut Cx<'_>) -> bool {
    let problems = draft.problems(cx);
    let title = if draft.id.is_some() { "matrix-skill-edit" } else { "matrix-skill-add" };
    let head = Head { id: "matrix-skill", title, save: "matrix-skill-save", width: 520.0 };
    let seen: &Cx<'_> = cx;
    let wish = form(ctx, head, draft, &problems, seen, |ui, draft, state| {
        draft.ui(ui, state, &problems, seen);
    });
    match wish {
        Wish::Close => return false,
        Wish::Save => {
            let (subject, form) = (draft.now.name.zh.clone(), draft.now.clone());
            let ask = match draft.id {
                Some(id) => Ask::EditSkill(id, form),
                None => Ask::AddSkill(form),
            };
            run(cx, subject, What::Skills(ask));
        }
        Wish::Stay | Wish::Remove => {}
    }
    true
}

/// What is typed of a requirement.
#[derive(Clone, Debug, PartialEq)]
struct Typed {
    post: Option<PostId>,
    at_level: i64,
    skill: Option<SkillId>,
    level: i64,
    importance: i64,
    starts: String,
}

/// A requirement half-typed.
#[derive(Clone, Debug)]
pub(super) struct RequirementDraft {
    start: Typed,
    now: Typed,
    pub state: State,
}

impl Filled for RequirementDraft {
    fn state(&mut self) -> &mut State {
        &mut self.state
    }

    fn dirty(&self) -> bool {
        self.start != self.now
    }
}

impl RequirementDraft {
    /// A new requirement of a post.
    pub fn new(post: Option<PostId>, skill: Option<SkillId>, today: NaiveDate) -> Self {
        let typed =
            Typed { post, at_level: 0, skill, level: 3, importance: 3, starts: today.to_string() };
        Self { start: typed.clone(), now: typed, state: State::opened() }
    }

    /// What was set, to be set otherwise from a day on.
    pub fn edit(form: &RequirementForm, today: NaiveDate) -> Self {
        let typed = Typed {
            post: form.post,
            at_level: form.at_level,
            skill: Some(form.skill),
            level: form.level,
            importance: form.importance,
            starts: form.starts.max(today).to_string(),
        };
        Self { start: typed.clone(), now: typed, state: State::opened() }
    }

    fn problems(&self, cx: &Cx<'_>) -> [Option<String>; 3] {
        let said = |wrong: bool, key: &str| wrong.then(|| cx.text(key));
        [
            said(self.now.post.is_none(), "error-requirement-post"),
            said(self.now.skill.is_none(), "matrix-enrol-skill-missing"),
            said(parse_date(&self.now.starts).is_none(), "matrix-day-missing"),
        ]
    }

    fn form(&self) -> Option<RequirementForm> {
        Some(RequirementForm {
            post: self.now.post,
            at_level: self.now.at_level,
            skill: self.now.skill?,
            level: self.now.level,
            importance: self.now.importance,
            starts: parse_date(&self.now.starts)?,
        })
    }

    fn ui(
        &mut self,
        ui: &mut Ui,
        state: &mut State,
        problems: &[Option<String>],
        data: &Data,
        cx: &Cx<'_>,
    ) {
        let (search, nothing) = (cx.text("training-search"), cx.text("training-nothing-found"));
        let posts: Vec<(Option<PostId>, &str)> =
            data.listing.posts.iter().map(|post| (Some(post.id), post.name.as_str())).collect();
        let label = cx.text("matrix-column-post");
        let field = Field::new(&label).required().error(state.shown(problems, POST));
        let response = Select::new(field).search(&search, &nothing).finds(names::matches).show(
            ui,
            &mut self.now.post,
            &posts,
        );
        state.focus(POST, &response);
        let used = data.listing.used();
        let skills: Vec<(Option<SkillId>, &str)> =
            used.into_iter().map(|(id, name)| (Some(id), name)).collect();
        let label = cx.text("matrix-field-skill");
        let field = Field::new(&label).required().error(state.shown(problems, SKILL));
        let response = Select::new(field).search(&search, &nothing).finds(names::matches).show(
            ui,
            &mut self.now.skill,
            &skills,
        );
        state.focus(SKILL, &response);
        let whose = (0..=4).map(|level: i64| {
            (level, if level == 0 { cx.text("matrix-whole-post") } else { format!("L{level}") })
        });
        let whose: Vec<(i64, String)> = whose.collect();
        choice(ui, "matrix-field-at-level", &mut self.now.at_level, &whose, cx);
        let levels = (0..=4).map(|level: i64| {
            (level, if level == 0 { cx.text("matrix-not-asked") } else { level.to_string() })
        });
        let levels: Vec<(i64, String)> = levels.collect();
        choice(ui, "matrix-field-required", &mut self.now.level, &levels, cx);
        let weights: Vec<(i64, String)> =
            (1..=MOST_IMPORTANCE).map(|weight| (weight, weight.to_string())).collect();
        choice(ui, "matrix-field-importance", &mut self.now.importance, &weights, cx);
        grid(ui, 2, 12.0, |ui, at| {
            if at == 0 {
                let label = cx.text("matrix-field-from");
                let field = Field::new(&label).required().error(state.shown(problems, STARTS));
                let response = day_field(ui, field, &mut self.now.starts, cx.filter.today, cx.tr);
                state.focus(STARTS, &response);
            }
        });
        text::wrapped(ui, text::LABEL12, Theme::get(ui).t3, &cx.text("matrix-requirement-help"));
    }
}

/// One of a few numbers.
fn choice(ui: &mut Ui, key: &str, value: &mut i64, options: &[(i64, String)], cx: &Cx<'_>) {
    let label = cx.text(key);
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        form_label(ui, &label, false);
        Segmented::new(&label).fill().show(ui, value, options);
    });
}

/// Draws the form of a requirement; whether it stays.
pub(super) fn draw_requirement(
    ctx: &Context,
    draft: &mut RequirementDraft,
    data: &Data,
    cx: &mut Cx<'_>,
) -> bool {
    let problems = draft.problems(cx);
    let head = Head {
        id: "matrix-requirement",
        title: "matrix-requirement-set",
        save: "matrix-requirement-save",
        width: 480.0,
    };
    let seen: &Cx<'_> = cx;
    let wish = form(ctx, head, draft, &problems, seen, |ui, draft, state| {
        draft.ui(ui, state, &problems, data, seen);
    });
    match wish {
        Wish::Close => return false,
        Wish::Save => {
            if let Some(form) = draft.form() {
                let post = form.post.and_then(|post| cx.directory.posts.get(&post));
                let post = post.map_or("", |post| post.name.as_str());
                let subject = format!("{post} {}", data.listing.name(form.skill));
                run(cx, subject, What::Skills(Ask::SetRequirement(form)));
            }
        }
        Wish::Stay | Wish::Remove => {}
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_set_is_changed_from_today_on() {
        let today = NaiveDate::from_ymd_opt(2025, 11, 18).unwrap();
        let form = RequirementForm {
            post: Some(PostId(1)),
            at_level: 2,
            skill: SkillId(3),
            level: 2,
            importance: 5,
            starts: NaiveDate::from_ymd_opt(2025, 1, 1).unwrap(),
        };
        let mut draft = RequirementDraft::edit(&form, today);
        assert!(!draft.dirty());
        draft.now.level = 3;
        let expected = RequirementForm { level: 3, starts: today, ..form };
        assert_eq!(draft.form(), Some(expected), "what held before stays");
        let coming = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
        let draft = RequirementDraft::edit(&RequirementForm { starts: coming, ..form }, today);
        assert_eq!(draft.form().map(|form| form.starts), Some(coming));
        assert_eq!(RequirementDraft::new(None, None, today).form(), None);
    }
}
