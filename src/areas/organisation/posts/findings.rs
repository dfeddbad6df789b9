//! What was found of a candidate: each requirement with its level or whether it is there, or why it is
//! waived.

use egui::{Context, Ui};

use crate::areas::Cx;
use crate::areas::drawer_form::{Filled, Look, State, Wish, filled_drawer};
use crate::areas::typed::blank;
use crate::command::Command;
use crate::command::duties::{Command as Duties, FindingForm};
use crate::domain::fit::{TOP_LEVEL, Verdict};
use crate::domain::ids::CandidateId;
use crate::ui::card::divider;
use crate::ui::choice::{Segmented, badge, checkbox};
use crate::ui::field::{Field, text_field};
use crate::ui::text;
use crate::ui::tokens::{Theme, Tone};

use super::candidates::{CandidateRow, FindingKind, FindingRow};
use super::view::View;

/// Findings half-typed.
#[derive(Clone, Debug)]
pub(super) struct FindingsDraft {
    candidate: CandidateId,
    name: String,
    start: Vec<FindingRow>,
    now: Vec<FindingRow>,
    state: State,
}

impl Filled for FindingsDraft {
    fn state(&mut self) -> &mut State {
        &mut self.state
    }

    fn dirty(&self) -> bool {
        self.start != self.now
    }
}

impl FindingsDraft {
    /// What was found so far.
    pub fn new(row: &CandidateRow) -> Self {
        Self {
            candidate: row.id,
            name: row.name.clone(),
            start: row.findings.clone(),
            now: row.findings.clone(),
            state: State::default(),
        }
    }

    /// What is wrong with each of them: a waiver needs a reason.
    fn problems(&self, cx: &Cx<'_>) -> Vec<Option<String>> {
        let missing = |form: &FindingForm| {
            (form.waived && blank(&form.waived_for))
                .then(|| cx.text("organisation-posts-problem-reason"))
        };
        self.now.iter().map(|row| missing(&row.form)).collect()
    }

    fn command(&self) -> Duties {
        Duties::Findings {
            candidate: self.candidate,
            name: self.name.clone(),
            findings: self.now.iter().map(|row| row.form.clone()).collect(),
        }
    }
}

/// The drawer, while it is open.
pub(super) fn drawer_ui(ctx: &Context, view: &mut View, cx: &mut Cx<'_>) {
    let Some(mut draft) = view.findings.take() else { return };
    let title =
        cx.tr.with("organisation-posts-find-title", &[("name", draft.name.as_str().into())]);
    let save = cx.text("organisation-posts-save");
    let look = Look { id: "posts-findings", title: &title, save: &save, remove: "", width: 520.0 };
    let problems = draft.problems(cx);
    let seen: &Cx<'_> = cx;
    let wish = filled_drawer(ctx, look, &mut draft, &problems, seen, |ui, draft, state| {
        body_ui(ui, draft, state, &problems, seen);
    });
    match wish {
        Wish::Close => return,
        // What was found already is not stored again.
        Wish::Save if !draft.dirty() => return,
        Wish::Save => cx.run(Command::Duties(draft.command())),
        Wish::Stay | Wish::Remove => {}
    }
    view.findings = Some(draft);
}

fn body_ui(
    ui: &mut Ui,
    draft: &mut FindingsDraft,
    state: &mut State,
    problems: &[Option<String>],
    cx: &Cx<'_>,
) {
    let theme = Theme::get(ui);
    text::wrapped(ui, text::BODY13, theme.t2, &cx.text("organisation-posts-find-detail"));
    for (at, row) in draft.now.iter_mut().enumerate() {
        ui.push_id(at, |ui| {
            ui.spacing_mut().item_spacing.y = 8.0;
            if at > 0 {
                divider(ui);
            }
            finding_ui(ui, row, at, (&mut *state, problems), cx);
        });
    }
}

fn finding_ui(
    ui: &mut Ui,
    row: &mut FindingRow,
    at: usize,
    (state, problems): (&mut State, &[Option<String>]),
    cx: &Cx<'_>,
) {
    let theme = Theme::get(ui);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        text::hint(ui, &row.category);
        text::hint(
            ui,
            &cx.tr.with("organisation-posts-weight-of", &[("n", row.weight.as_str().into())]),
        );
        let (tone, key) = verdict(row.verdict);
        badge(ui, tone, &cx.text(key));
    });
    text::wrapped(ui, text::NAME13, theme.t1, &row.asked);
    let waived = row.form.waived;
    match row.kind {
        _ if waived => {}
        FindingKind::Record => {
            let said = cx.text("organisation-posts-from-record");
            text::wrapped(ui, text::LABEL12, theme.t3, &said);
        }
        FindingKind::Level => {
            let mut options = vec![(None, cx.text("unknown"))];
            let level = |level: u8| {
                let args = [("n", level.to_string().into())];
                (Some(i64::from(level)), cx.tr.with("organisation-posts-level", &args))
            };
            options.extend((0..=TOP_LEVEL).map(level));
            let name =
                cx.tr.with("organisation-posts-find-of", &[("what", row.asked.as_str().into())]);
            Segmented::new(&name).medium().show(ui, &mut row.form.level, &options);
        }
        FindingKind::There => {
            let options = [
                (None, cx.text("unknown")),
                (Some(true), cx.text("organisation-posts-there")),
                (Some(false), cx.text("organisation-posts-not-there")),
            ];
            let name =
                cx.tr.with("organisation-posts-find-of", &[("what", row.asked.as_str().into())]);
            Segmented::new(&name).medium().show(ui, &mut row.form.met, &options);
        }
    }
    let label = cx.tr.with("organisation-posts-waive", &[("what", row.form_name().into())]);
    checkbox(ui, &mut row.form.waived, &label);
    if row.form.waived {
        let label = cx.text("organisation-posts-waived-for");
        let field = Field::new(&label).required().error(state.shown(problems, at));
        let response = text_field(ui, field, &mut row.form.waived_for);
        state.focus(at, &response);
    }
}

impl FindingRow {
    /// What the requirement is called in a few words.
    fn form_name(&self) -> &str {
        match self.kind {
            FindingKind::Record => &self.category,
            FindingKind::Level | FindingKind::There => &self.form.title,
        }
    }
}

/// What a verdict means, and its words.
const fn verdict(verdict: Verdict) -> (Tone, &'static str) {
    match verdict {
        Verdict::Met => (Tone::Good, "organisation-posts-met"),
        Verdict::NotMet => (Tone::Warn, "organisation-posts-not-met"),
        Verdict::Unknown => (Tone::Neutral, "organisation-posts-not-known"),
        Verdict::Waived => (Tone::Outline, "organisation-posts-waived"),
    }
}
