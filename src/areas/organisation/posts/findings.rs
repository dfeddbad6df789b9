//! What was found of a candidate: each requirement with its level or whether it is there, or why it is
//! waived.

use egui::{Context, Ui};

use crate::areas::Cx;
use crate::areas::organisation::form_words::LEAVING;
use crate::command::Command;
use crate::command::duties::{Command as Duties, FindingForm};
use crate::domain::fit::{TOP_LEVEL, Verdict};
use crate::domain::ids::CandidateId;
use crate::ui::button::{Button, button};
use crate::ui::card::divider;
use crate::ui::choice::{Segmented, badge, checkbox};
use crate::ui::field::{Field, text_field};
use crate::ui::overlay::asks_to_save;
use crate::ui::overlay::dialog::Answer;
use crate::ui::overlay::drawer::{Drawer, Part, drawer};
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
    tried: bool,
    leaving: bool,
}

impl FindingsDraft {
    /// What was found so far.
    pub fn new(row: &CandidateRow) -> Self {
        Self {
            candidate: row.id,
            name: row.name.clone(),
            start: row.findings.clone(),
            now: row.findings.clone(),
            tried: false,
            leaving: false,
        }
    }

    /// Whether something else is typed than is stored.
    pub fn dirty(&self) -> bool {
        self.start != self.now
    }

    /// How many waivers have no reason.
    fn problems(&self) -> usize {
        self.now.iter().filter(|row| without_reason(&row.form)).count()
    }

    fn command(&self) -> Duties {
        Duties::Findings {
            candidate: self.candidate,
            name: self.name.clone(),
            findings: self.now.iter().map(|row| row.form.clone()).collect(),
        }
    }
}

/// A waiver needs a reason.
fn without_reason(form: &FindingForm) -> bool {
    form.waived && form.waived_for.trim().is_empty()
}

/// The drawer, while it is open.
pub(super) fn drawer_ui(ctx: &Context, view: &mut View, cx: &mut Cx<'_>) {
    let Some(mut draft) = view.findings.take() else { return };
    let title =
        cx.tr.with("organisation-posts-find-title", &[("name", draft.name.as_str().into())]);
    let (close, cancel) = (cx.text("organisation-close"), cx.text("organisation-cancel"));
    let save = cx.text("organisation-posts-save");
    let n = i64::try_from(draft.problems()).unwrap_or(i64::MAX);
    let wrong = cx.tr.with("organisation-to-correct", &[("n", n.into())]);
    let shell = Drawer::new("posts-findings", &title, &close)
        .width(520.0)
        .problem((draft.tried && n > 0).then_some(wrong.as_str()));
    let (mut saved, mut left) = (asks_to_save(ctx), false);
    let dismissed = drawer(ctx, shell, |ui, part| match part {
        Part::Body => body_ui(ui, &mut draft, cx),
        Part::Footer => {
            saved |= button(ui, Button::primary(&save)).clicked();
            left |= button(ui, Button::secondary(&cancel)).clicked();
        }
    });
    if saved && !draft.leaving {
        draft.tried = true;
        if n == 0 {
            if draft.dirty() {
                cx.run(Command::Duties(draft.command()));
            }
            return;
        }
    }
    if (left || dismissed) && !draft.leaving {
        if !draft.dirty() {
            return;
        }
        draft.leaving = true;
    }
    if draft.leaving {
        match LEAVING.ask(ctx, cx) {
            None => {}
            Some(Answer::Button(1)) => return,
            Some(_) => draft.leaving = false,
        }
    }
    view.findings = Some(draft);
}

fn body_ui(ui: &mut Ui, draft: &mut FindingsDraft, cx: &Cx<'_>) {
    let theme = Theme::get(ui);
    text::wrapped(ui, text::BODY13, theme.t2, &cx.text("organisation-posts-find-detail"));
    let tried = draft.tried;
    for (at, row) in draft.now.iter_mut().enumerate() {
        ui.push_id(at, |ui| {
            ui.spacing_mut().item_spacing.y = 8.0;
            if at > 0 {
                divider(ui);
            }
            finding_ui(ui, row, tried, cx);
        });
    }
}

fn finding_ui(ui: &mut Ui, row: &mut FindingRow, tried: bool, cx: &Cx<'_>) {
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
        let missing = cx.text("organisation-posts-problem-reason");
        let label = cx.text("organisation-posts-waived-for");
        let error = (tried && without_reason(&row.form)).then_some(missing.as_str());
        let field = Field::new(&label).required().error(error);
        text_field(ui, field, &mut row.form.waived_for);
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
