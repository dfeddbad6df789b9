//! The form of the number of days of a rule.

use egui::{Context, Ui};

use super::data::RuleRow;
use crate::areas::Cx;
use crate::areas::drawer_form::{Filled, Look, State, Wish, filled_drawer};
use crate::areas::typed::{count_of, whole_of};
use crate::command::Command;
use crate::command::today::Command as Today;
use crate::metrics::notices::{NoticeKind, Threshold};
use crate::ui::field::{Field, number_field};
use crate::ui::text;
use crate::ui::tokens::Theme;

/// The one field.
const DAYS: usize = 0;

/// The number of days of a rule, half-typed.
#[derive(Clone, Debug)]
pub(super) struct DaysDraft {
    kind: NoticeKind,
    name: String,
    what: String,
    active: bool,
    threshold: Threshold,
    start: i64,
    now: Option<f64>,
    state: State,
}

impl Filled for DaysDraft {
    fn state(&mut self) -> &mut State {
        &mut self.state
    }

    fn dirty(&self) -> bool {
        self.now != count_of(Some(self.start))
    }
}

impl DaysDraft {
    /// That of a rule as it holds; `None` of a rule without one.
    pub fn of(row: &RuleRow) -> Option<Self> {
        let (start, threshold) = row.days?;
        Some(Self {
            kind: row.kind,
            name: row.name.clone(),
            what: row.days_what.clone(),
            active: row.active,
            threshold,
            start,
            now: count_of(Some(start)),
            state: State::opened(),
        })
    }

    /// The number as typed, where it is one of those that the rule can have.
    fn days(&self) -> Option<i64> {
        let whole = self.now.filter(|days| days.fract() == 0.0);
        let Threshold { least, most, .. } = self.threshold;
        whole_of(whole).filter(|days| (least..=most).contains(days))
    }

    fn command(&self, threshold: Option<i64>) -> Command {
        let (kind, active, name) = (self.kind, self.active, self.name.clone());
        Command::Today(Today::SetRule { kind, active, threshold, name })
    }
}

/// Draws the open form, if any.
pub(super) fn form_ui(ctx: &Context, open: &mut Option<DaysDraft>, cx: &mut Cx<'_>) {
    let Some(mut draft) = open.take() else { return };
    let Threshold { usual, least, most } = draft.threshold;
    let range = [("least", least.into()), ("most", most.into())];
    let wrong = draft.days().is_none();
    let problems = [wrong.then(|| cx.tr.with("notices-rules-days-wrong", &range))];
    let label = cx.tr.with(
        "notices-rules-days-field",
        &[("what", draft.what.as_str().into()), ("least", least.into()), ("most", most.into())],
    );
    let save = cx.text("notices-rules-save");
    // There is a way back where it is not the usual number.
    let reset = if draft.start == usual { String::new() } else { cx.text("notices-rules-reset") };
    let title = draft.name.clone();
    let look = Look { id: "notice-days", title: &title, save: &save, remove: &reset, width: 400.0 };
    let rule = cx.text(&draft.kind.rule_key());
    let body = |ui: &mut Ui, draft: &mut DaysDraft, state: &mut State| {
        text::wrapped(ui, text::BODY13, Theme::get(ui).t2, &rule);
        let field = Field::new(&label).required().error(state.shown(&problems, DAYS));
        let response = number_field(ui, field, &mut draft.now, 0);
        state.focus(DAYS, &response);
    };
    match filled_drawer(ctx, look, &mut draft, &problems, cx, body) {
        Wish::Close => return,
        Wish::Save => {
            if let Some(days) = draft.days() {
                cx.run(draft.command(Some(days)));
            }
        }
        Wish::Remove => {
            draft.state.sent = true;
            cx.run(draft.command(None));
        }
        Wish::Stay => {}
    }
    *open = Some(draft);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_days_in_the_range_are_taken() {
        let kind = NoticeKind::ClassSeats;
        let threshold = kind.threshold().unwrap();
        let mut draft = DaysDraft {
            kind,
            name: String::new(),
            what: String::new(),
            active: true,
            threshold,
            start: threshold.usual,
            now: count_of(Some(threshold.usual)),
            state: State::opened(),
        };
        assert!(!draft.dirty());
        for (typed, taken) in
            [(Some(30.0), Some(30)), (Some(0.0), None), (Some(2.5), None), (None, None)]
        {
            draft.now = typed;
            assert_eq!(draft.days(), taken, "{typed:?}");
            assert!(draft.dirty());
        }
    }
}
