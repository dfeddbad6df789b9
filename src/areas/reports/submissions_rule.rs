//! The form of a rule: which report, whose, when it is due, how many days late are still in time, and
//! since when. A rule that is changed goes on deciding about the periods before the day of the change,
//! unless it was wrong and is corrected. The form asks before it throws away what was typed.

use chrono::NaiveDate;
use egui::{Response, Ui};

use super::data::Data;
use super::submissions::SubmissionsView;
use super::submissions_calendar::{RuleRow, due_day_words};
use super::submissions_data::Submissions;
use crate::areas::Cx;
use crate::areas::day::day_field;
use crate::areas::drawer_form::{Filled, Look, State, Wish, filled_drawer};
use crate::command::Command;
use crate::command::settings::{self, RuleForm};
use crate::domain::ids::{PostId, ReportRuleId};
use crate::i18n::Tr;
use crate::metrics::submissions::slot::Slot;
use crate::store::records::OwedKind;
use crate::ui::card::grid;
use crate::ui::choice::{Segmented, checkbox};
use crate::ui::date::parse_date;
use crate::ui::field::{Field, form_label, number_field};
use crate::ui::select::Select;
use crate::ui::text;
use crate::ui::tokens::Theme;

/// The hour until which a new rule takes reports.
const HOUR: i64 = 18;

/// The fields that can be wrong, in the order of the form.
const POST: usize = 0;
const GRACE: usize = 1;
const STARTS: usize = 2;

/// How a rule is changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum How {
    /// A further rule from a day on: what was owed before stays.
    From,
    /// The rule itself, for the past too.
    Correct,
}

/// A rule half-typed.
#[derive(Clone, Debug)]
pub(super) struct RuleDraft {
    /// The rule that is changed; none for a new one.
    id: Option<ReportRuleId>,
    how: How,
    /// From which day the rule holds, and from which its change would.
    days: [String; 2],
    start: Text,
    now: Text,
    state: State,
}

impl Filled for RuleDraft {
    fn state(&mut self) -> &mut State {
        &mut self.state
    }

    fn dirty(&self) -> bool {
        self.start != self.now
    }
}

/// What stands in the fields.
#[derive(Clone, Debug, PartialEq)]
struct Text {
    kind: OwedKind,
    post: Option<PostId>,
    due_day: Option<i64>,
    due_hour: i64,
    grace: Option<f64>,
    active: bool,
    starts: String,
}

/// What is wrong, by field: a message key.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Problems {
    post: Option<&'static str>,
    grace: Option<&'static str>,
    starts: Option<&'static str>,
}

impl Problems {
    /// The same in words, in the order of the fields.
    fn list(self, tr: &Tr) -> [Option<String>; 3] {
        [self.post, self.grace, self.starts].map(|key| key.map(|key| tr.text(key)))
    }
}

impl RuleDraft {
    /// A new rule for a kind of report.
    pub(super) fn new(kind: OwedKind) -> Self {
        let text = Text {
            kind,
            post: None,
            due_day: None,
            due_hour: HOUR,
            grace: Some(0.0),
            active: true,
            starts: String::new(),
        };
        Self {
            id: None,
            how: How::Correct,
            days: [String::new(), String::new()],
            start: text.clone(),
            now: text,
            state: State::default(),
        }
    }

    /// A rule as it is, to be changed from the next period on.
    pub(super) fn edit(form: &RuleForm, today: NaiveDate) -> Self {
        let stored = form.starts.map(|day| day.to_string()).unwrap_or_default();
        let next = Slot::at(form.kind, today).next().first.to_string();
        let text = Text {
            kind: form.kind,
            post: form.post,
            due_day: form.due_day,
            due_hour: form.due_hour,
            grace: Some(form.grace_days as f64),
            active: form.active,
            starts: next.clone(),
        };
        Self {
            id: form.id,
            how: How::From,
            days: [stored, next],
            start: text.clone(),
            now: text,
            state: State::default(),
        }
    }

    /// Chooses how the rule is changed; the day goes with it, and what else is typed stays.
    fn change(&mut self, how: How) {
        if self.how == how {
            return;
        }
        let [stored, next] = &mut self.days;
        let (kept, shown) = match how {
            How::Correct => (next, &*stored),
            How::From => (stored, &*next),
        };
        let shown = shown.clone();
        kept.clone_from(&self.now.starts);
        self.start.starts.clone_from(&shown);
        self.now.starts = shown;
        self.how = how;
    }

    /// The rule that saving changes; none where it makes one.
    fn target(&self) -> Option<ReportRuleId> {
        self.id.filter(|_| self.how == How::Correct)
    }

    fn problems(&self, rules: &[RuleRow]) -> Problems {
        let Text { kind, post, grace, active, starts, .. } = &self.now;
        let from = parse_date(starts);
        let same = |form: &RuleForm| {
            (form.kind, form.post, form.starts) == (*kind, *post, from)
                && form.active
                && form.id != self.target()
        };
        let twice = *active && rules.iter().any(|rule| same(&rule.form));
        let whole = |days: f64| (0.0..=31.0).contains(&days) && days.fract() == 0.0;
        let blank = starts.trim().is_empty();
        let starts = match from {
            Some(_) => None,
            None if !blank => Some("reports-rule-bad-day"),
            None => (self.how == How::From).then_some("reports-rule-no-day"),
        };
        Problems {
            post: twice.then_some("reports-rule-twice"),
            grace: (!grace.is_some_and(whole)).then_some("reports-rule-bad-grace"),
            starts,
        }
    }

    fn form(&self) -> RuleForm {
        RuleForm {
            id: self.target(),
            kind: self.now.kind,
            post: self.now.post,
            due_day: self.now.due_day,
            due_hour: self.now.due_hour,
            grace_days: self.now.grace.unwrap_or_default() as i64,
            active: self.now.active,
            starts: parse_date(&self.now.starts),
        }
    }
}

/// The last of the days on which a report may be due, besides the first working day.
const fn last_day(kind: OwedKind) -> i64 {
    match kind {
        // The next working day is the only one.
        OwedKind::Daily => 0,
        OwedKind::Weekly => 7,
        OwedKind::Monthly => 31,
    }
}

/// Draws the open form, if any.
pub(super) fn draw(ui: &Ui, data: &Data, view: &mut SubmissionsView, cx: &mut Cx<'_>) {
    let Some(submissions) = &data.submissions else { return };
    let Some(mut draft) = view.rule.take() else { return };
    // A rule that stays as it is has nothing wrong.
    let same = draft.id.is_some() && !draft.dirty();
    let problems = if same { Problems::default() } else { draft.problems(&submissions.rules) };
    let problems = problems.list(cx.tr);
    let key = if draft.id.is_none() { "reports-rule-new" } else { "reports-rule-change" };
    let (title, save) = (cx.text(key), cx.text("reports-rule-save"));
    let look = Look { id: "rule", title: &title, save: &save, remove: "", width: 440.0 };
    let seen: &Cx<'_> = cx;
    let wish = filled_drawer(ui.ctx(), look, &mut draft, &problems, seen, |ui, draft, state| {
        body(ui, draft, (state, &problems), submissions, seen);
    });
    match wish {
        Wish::Close => return,
        Wish::Save if same => return,
        Wish::Save => cx.run(Command::Settings(settings::Command::ReportRule(draft.form()))),
        Wish::Stay | Wish::Remove => {}
    }
    view.rule = Some(draft);
}

fn body(
    ui: &mut Ui,
    draft: &mut RuleDraft,
    (state, problems): (&mut State, &[Option<String>]),
    submissions: &Submissions,
    cx: &Cx<'_>,
) {
    let tr = cx.tr;
    how_ui(ui, draft, tr);
    let now = &mut draft.now;
    kind_ui(ui, now, tr);

    let (label, help) = (tr.text("reports-rule-who"), tr.text("reports-rule-who-help"));
    let field = Field::new(&label).help(&help).error(state.shown(problems, POST));
    let response = Select::new(field).show(ui, &mut now.post, &submissions.posts);
    state.focus(POST, &response);

    grid(ui, 2, 12.0, |ui, at| {
        if at == 0 {
            due_ui(ui, now, tr);
        } else {
            let label = tr.text("reports-rule-hour");
            let hours: Vec<(i64, String)> =
                (0..=24).map(|hour| (hour, format!("{hour:02}:00"))).collect();
            Select::new(Field::new(&label)).show(ui, &mut now.due_hour, &hours);
        }
    });
    let (label, unit) = (tr.text("reports-rule-grace"), tr.text("unit-days"));
    let help = tr.text("reports-rule-grace-help");
    let error = state.shown(problems, GRACE);
    let field = Field::new(&label).unit(&unit).help(&help).error(error);
    let response = number_field(ui, field, &mut now.grace, 0);
    state.focus(GRACE, &response);

    let (label, help) = (tr.text("reports-rule-starts"), tr.text("reports-rule-starts-help"));
    let field = Field::new(&label).help(&help).error(state.shown(problems, STARTS));
    let response = day_field(ui, field, &mut now.starts, cx.filter.today, tr);
    state.focus(STARTS, &response);

    checkbox(ui, &mut now.active, &tr.text("reports-rule-active"));
}

/// Draws how a rule is changed; a new one is not.
fn how_ui(ui: &mut Ui, draft: &mut RuleDraft, tr: &Tr) {
    if draft.id.is_none() {
        return;
    }
    let label = tr.text("reports-rule-how");
    let (from, correct) = (tr.text("reports-rule-how-from"), tr.text("reports-rule-how-correct"));
    let choices = [(How::From, from), (How::Correct, correct)];
    let mut how = draft.how;
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        form_label(ui, &label, false);
        Segmented::new(&label).fill().show(ui, &mut how, &choices);
        let help = match how {
            How::From => tr.text("reports-rule-how-from-help"),
            How::Correct => tr.text("reports-rule-how-correct-help"),
        };
        text::wrapped(ui, text::LABEL12, Theme::get(ui).t3, &help);
    });
    draft.change(how);
}

fn kind_ui(ui: &mut Ui, now: &mut Text, tr: &Tr) {
    let label = tr.text("reports-owed-kind");
    let kinds = [OwedKind::Daily, OwedKind::Weekly, OwedKind::Monthly]
        .map(|kind| (kind, tr.text(&format!("reports-owed-{}", kind.word()))));
    let changed = ui
        .vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 4.0;
            form_label(ui, &label, false);
            Segmented::new(&label).fill().show(ui, &mut now.kind, &kinds).changed()
        })
        .inner;
    if changed {
        // The fifth of a month is no weekday.
        now.due_day = None;
    }
}

fn due_ui(ui: &mut Ui, now: &mut Text, tr: &Tr) -> Response {
    let label = tr.text("reports-rule-due");
    let kind = now.kind;
    let choices = std::iter::once(None).chain((1..=last_day(kind)).map(Some));
    let choices: Vec<(Option<i64>, String)> =
        choices.map(|day| (day, due_day_words(tr, kind, day))).collect();
    Select::new(Field::new(&label)).show(ui, &mut now.due_day, &choices)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(id: i64, kind: OwedKind, post: Option<i64>, active: bool) -> RuleRow {
        let form = RuleForm {
            id: Some(ReportRuleId(id)),
            kind,
            post: post.map(PostId),
            due_day: Some(3),
            due_hour: 12,
            grace_days: 2,
            active,
            starts: "2025-11-10".parse().ok(),
        };
        RuleRow { label: String::new(), value: String::new(), form }
    }

    #[test]
    fn a_rule_comes_out_as_it_went_in() {
        let stored = row(1, OwedKind::Monthly, Some(7), false).form;
        let mut draft = RuleDraft::edit(&stored, "2025-11-18".parse().unwrap());
        assert!(!draft.dirty());
        draft.change(How::Correct);
        assert!(!draft.dirty());
        assert_eq!(draft.form(), stored);
        let made = RuleDraft::new(OwedKind::Daily).form();
        assert_eq!((made.id, made.due_day, made.due_hour), (None, None, HOUR));
        assert!(made.active && made.starts.is_none());
    }

    #[test]
    fn a_change_is_a_further_rule_unless_it_is_a_correction() {
        let stored = row(1, OwedKind::Weekly, None, true).form;
        let mut draft = RuleDraft::edit(&stored, "2025-11-18".parse().unwrap());
        draft.now.due_hour = 9;
        let made = draft.form();
        assert_eq!((made.id, made.due_hour), (None, 9));
        assert_eq!(made.starts, "2025-11-24".parse().ok(), "the week that has begun stays");
        draft.now.starts = "2025-12-01".to_owned();
        draft.change(How::Correct);
        let mended = draft.form();
        assert_eq!((mended.id, mended.due_hour, mended.starts), (stored.id, 9, stored.starts));
        draft.change(How::From);
        assert_eq!(draft.form().starts, "2025-12-01".parse().ok(), "what was typed comes back");
        draft.now.starts.clear();
        assert_eq!(draft.problems(&[]).starts, Some("reports-rule-no-day"));
    }

    #[test]
    fn what_is_wrong_is_said_by_field() {
        let rules = [row(1, OwedKind::Weekly, None, true), row(2, OwedKind::Monthly, None, false)];
        let problems = |change: &dyn Fn(&mut RuleDraft)| {
            let mut draft = RuleDraft::new(OwedKind::Weekly);
            draft.now.starts = "2025-11-10".to_owned();
            draft.now.post = Some(PostId(7));
            change(&mut draft);
            draft.problems(&rules)
        };
        let fine = Problems::default();
        assert_eq!(problems(&|_| {}), fine);
        let twice = Problems { post: Some("reports-rule-twice"), ..fine };
        assert_eq!(problems(&|draft| draft.now.post = None), twice);
        let own =
            |draft: &mut RuleDraft| (draft.now.post, draft.id) = (None, Some(ReportRuleId(1)));
        assert_eq!(problems(&own), fine, "it is not its own twin");
        let later = |draft: &mut RuleDraft| {
            (draft.now.post, draft.now.starts) = (None, "2025-11-17".to_owned());
        };
        assert_eq!(problems(&later), fine, "one follows the other");
        let off = |draft: &mut RuleDraft| (draft.now.post, draft.now.active) = (None, false);
        assert_eq!(problems(&off), fine, "what does not hold may stand beside");
        let other = |draft: &mut RuleDraft| {
            (draft.now.post, draft.now.kind) = (None, OwedKind::Monthly);
        };
        assert_eq!(problems(&other), fine, "the other one is turned off");
        for grace in [None, Some(-1.0), Some(1.5), Some(32.0)] {
            let wrong = Problems { grace: Some("reports-rule-bad-grace"), ..fine };
            assert_eq!(problems(&|draft| draft.now.grace = grace), wrong, "{grace:?}");
        }
        let wrong = Problems { starts: Some("reports-rule-bad-day"), ..fine };
        assert_eq!(problems(&|draft| draft.now.starts = "2025-11-31".to_owned()), wrong);
        assert_eq!(problems(&|draft| draft.now.starts = " ".to_owned()), fine);
    }
}
