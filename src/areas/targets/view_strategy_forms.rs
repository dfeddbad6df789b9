//! The drawers of 年度计划: the title, a section of the context, a goal or an initiative, what came of
//! it, and the two steps that close the plan.
//!
//! What the command would refuse is said here, beside the field, before it is sent.

use chrono::{Datelike as _, NaiveDate};
use egui::{Context, Ui};

use super::strategy::{LineShown, PlanShown, SectionShown, StrategyPage};
use super::view_strategy::StrategyView;
use crate::areas::Cx;
use crate::areas::day::day_field;
use crate::areas::leaving;
use crate::command::Command;
use crate::command::strategy::{Command as Strategy, LineForm};
use crate::domain::ids::PersonId;
use crate::domain::names;
use crate::domain::scope::Scope;
use crate::metrics::strategy::outcome_key;
use crate::store::records::{Outcome, StrategySection};
use crate::ui::button::{Button, button};
use crate::ui::card::grid;
use crate::ui::date::parse_date;
use crate::ui::field::{Field, text_area, text_field};
use crate::ui::icons;
use crate::ui::overlay::asks_to_save;
use crate::ui::overlay::dialog::{Answer, Dialog, dialog};
use crate::ui::overlay::drawer::{Drawer, Part, drawer};
use crate::ui::select::Select;
use crate::ui::text;
use crate::ui::tokens::{Theme, Tone};

/// What a drawer is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// The title of the plan, or of one that is begun.
    Title {
        /// Whether the plan is begun with it.
        begins: bool,
    },
    /// A section of what stands around the plan.
    Context(StrategySection),
    /// A goal or an initiative by its place; `None` is a new one.
    Line(StrategySection, Option<usize>),
    /// What came of a goal or an initiative.
    Judge(StrategySection, usize),
    /// That the plan was agreed.
    Agree,
    /// What the year showed.
    Review,
}

/// What is typed; each drawer uses a part of it.
#[derive(Clone, Debug, Default, PartialEq)]
struct Typed {
    text: String,
    owner: Option<PersonId>,
    day: String,
    measure: String,
    outcome: Option<Outcome>,
}

/// A drawer.
#[derive(Clone, Debug)]
pub(super) struct Form {
    what: What,
    /// Whose plan of which year.
    key: (Scope, i32),
    start: Typed,
    now: Typed,
    /// Saving was tried, so what is wrong is marked.
    tried: bool,
    /// The first field has not had the focus yet.
    fresh: bool,
    /// The person was asked whether to throw away what is typed.
    leaving: bool,
    /// It was sent to be stored; the drawer stays until it is.
    pub(super) sent: bool,
}

/// What is wrong, by field: a message key.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Problems {
    text: Option<&'static str>,
    day: Option<&'static str>,
    /// What else keeps the plan from being closed.
    plan: Option<&'static str>,
}

impl Form {
    /// The drawer as it opens.
    pub(super) fn new(page: &StrategyPage, what: What, cx: &Cx<'_>) -> Self {
        let start = begin(page, what, cx);
        Self {
            what,
            key: (page.scope, page.year),
            now: start.clone(),
            start,
            tried: false,
            fresh: true,
            leaving: false,
            sent: false,
        }
    }

    /// Whether something else is typed than is stored.
    pub(super) fn dirty(&self) -> bool {
        !self.sent && self.now != self.start
    }

    /// Whether what it is about is still there.
    fn fits(&self, page: &StrategyPage) -> bool {
        if self.key != (page.scope, page.year) {
            return false;
        }
        match (self.what, &page.plan) {
            (What::Title { begins }, plan) => begins == plan.is_none() || self.sent,
            (What::Line(section, Some(at)) | What::Judge(section, at), Some(plan)) => {
                line_at(plan, section, at).is_some()
            }
            (_, plan) => plan.is_some(),
        }
    }

    fn problems(&self, page: &StrategyPage) -> Problems {
        let blank = self.now.text.trim().is_empty();
        let mut problems = Problems::default();
        match self.what {
            What::Title { .. } => {
                problems.text = blank.then_some("strategy-title-missing");
            }
            What::Context(_) => {}
            What::Line(..) => {
                problems.text = blank.then_some("strategy-text-missing");
                problems.day = due_problem(&self.now.day, page.year);
            }
            What::Judge(..) => {
                let wants = self.now.outcome.is_some_and(|outcome| outcome != Outcome::Worked);
                problems.text = (wants && blank).then_some("strategy-lesson-missing");
            }
            What::Agree => {
                problems.day = day_problem(&self.now.day, None, page.today);
                problems.plan = page.plan.as_ref().and_then(lacks);
            }
            What::Review => {
                let agreed = page.plan.as_ref().and_then(|plan| plan.agreed_on);
                problems.text = blank.then_some("strategy-review-missing");
                problems.day = day_problem(&self.now.day, agreed, page.today);
                let open = page.plan.as_ref().is_some_and(|plan| plan.unjudged > 0);
                problems.plan = open.then_some("strategy-review-open");
            }
        }
        problems
    }

    /// The command that stores it.
    fn command(&self, page: &StrategyPage) -> Option<Strategy> {
        let subject = format!("{} {}", page.whose, page.when);
        let now = &self.now;
        if let What::Title { begins: true } = self.what {
            let (scope, year) = self.key;
            return Some(Strategy::Start { scope, year, title: now.text.clone(), subject });
        }
        let shown = page.plan.as_ref()?;
        let (plan, today) = (shown.id, page.today);
        Some(match self.what {
            What::Title { .. } => Strategy::Title { plan, title: now.text.clone(), subject },
            What::Context(section) => {
                let line = |text: &str| LineForm { text: text.to_owned(), ..LineForm::default() };
                let lines = now.text.lines().map(line).collect();
                Strategy::Section { plan, section, lines, subject }
            }
            What::Line(section, at) => {
                let mut lines = shown.section(section)?.forms();
                let line = LineForm {
                    text: now.text.clone(),
                    owner: now.owner,
                    due: parse_date(&now.day),
                    measure: now.measure.clone(),
                };
                match at {
                    Some(at) => *lines.get_mut(at)? = line,
                    None => lines.push(line),
                }
                Strategy::Section { plan, section, lines, subject }
            }
            What::Judge(section, at) => {
                let line = line_at(shown, section, at)?;
                let (outcome, lesson) = (now.outcome, now.text.clone());
                Strategy::Judge { line: line.id, outcome, lesson, subject: line.text.clone() }
            }
            What::Agree => Strategy::Agree { plan, on: parse_date(&now.day)?, today, subject },
            What::Review => {
                let (on, review) = (parse_date(&now.day)?, now.text.clone());
                Strategy::Review { plan, on, today, review, subject }
            }
        })
    }

    /// The command that takes the line away.
    fn removal(&self, page: &StrategyPage) -> Option<Strategy> {
        let What::Line(section, Some(at)) = self.what else { return None };
        let plan = page.plan.as_ref()?;
        let mut lines = plan.section(section)?.forms();
        if at < lines.len() {
            lines.remove(at);
        }
        let subject = format!("{} {}", page.whose, page.when);
        Some(Strategy::Section { plan: plan.id, section, lines, subject })
    }
}

fn line_at(plan: &PlanShown, section: StrategySection, at: usize) -> Option<&LineShown> {
    plan.section(section)?.lines.get(at)
}

/// What a drawer begins with.
fn begin(page: &StrategyPage, what: What, cx: &Cx<'_>) -> Typed {
    let plan = page.plan.as_ref();
    let today = page.today.to_string();
    match what {
        What::Title { begins: true } => {
            let args = [("who", page.whose.as_str().into()), ("year", page.when.as_str().into())];
            Typed { text: cx.tr.with("strategy-title-offered", &args), ..Typed::default() }
        }
        What::Title { .. } => {
            let text = plan.map(|plan| plan.title.clone()).unwrap_or_default();
            Typed { text, ..Typed::default() }
        }
        What::Context(section) => {
            let shown = plan.and_then(|plan| plan.section(section));
            let lines = shown.map(|shown| shown.lines.iter().map(|line| line.text.as_str()));
            let lines: Vec<&str> = lines.into_iter().flatten().collect();
            Typed { text: lines.join("\n"), ..Typed::default() }
        }
        What::Line(section, at) => {
            let line = at.and_then(|at| line_at(plan?, section, at));
            line.map(|line| Typed {
                text: line.text.clone(),
                owner: line.owner,
                day: line.due.map(|due| due.to_string()).unwrap_or_default(),
                measure: line.measure.clone(),
                outcome: None,
            })
            .unwrap_or_default()
        }
        What::Judge(section, at) => {
            let line = plan.and_then(|plan| line_at(plan, section, at));
            line.map(|line| Typed {
                text: line.lesson.clone(),
                outcome: line.outcome,
                ..Typed::default()
            })
            .unwrap_or_default()
        }
        What::Agree | What::Review => Typed { day: today, ..Typed::default() },
    }
}

/// What is wrong with a day by which something is to be done: none is fine.
fn due_problem(text: &str, year: i32) -> Option<&'static str> {
    if text.trim().is_empty() {
        return None;
    }
    match parse_date(text) {
        None => Some("strategy-day-wrong"),
        Some(day) if (day.year() - year).abs() > 1 => Some("strategy-due-far"),
        Some(_) => None,
    }
}

/// A day on which something was done, when it exists and has come.
pub(super) fn past_day(text: &str, today: NaiveDate) -> Result<NaiveDate, &'static str> {
    match parse_date(text) {
        None => Err("strategy-day-wrong"),
        Some(day) if day > today => Err("strategy-day-future"),
        Some(day) => Ok(day),
    }
}

/// What is wrong with a day on which something was done.
fn day_problem(text: &str, since: Option<NaiveDate>, today: NaiveDate) -> Option<&'static str> {
    match past_day(text, today) {
        Err(key) => Some(key),
        Ok(day) if since.is_some_and(|since| day < since) => Some("strategy-day-early"),
        Ok(_) => None,
    }
}

/// What keeps a draft from being agreed.
fn lacks(plan: &PlanShown) -> Option<&'static str> {
    let lines = |section| plan.section(section).map(|shown| shown.lines.as_slice());
    let goals = lines(StrategySection::Goal).unwrap_or_default();
    let initiatives = lines(StrategySection::Initiative).unwrap_or_default();
    let open =
        |line: &LineShown| line.owner.is_none() || line.due.is_none() || line.measure.is_empty();
    if goals.is_empty() || initiatives.is_empty() {
        Some("strategy-agree-thin")
    } else if initiatives.iter().any(open) {
        Some("strategy-agree-open")
    } else {
        None
    }
}

/// Draws the drawer and the questions, while one is open.
pub(super) fn drawer_ui(
    ctx: &Context,
    page: &StrategyPage,
    view: &mut StrategyView,
    cx: &mut Cx<'_>,
) {
    removing_ui(ctx, page, view, cx);
    let Some(mut form) = view.form.take().filter(|form| form.fits(page)) else { return };
    // Still here with no command on its way, it was refused.
    form.sent &= cx.pending;
    let problems = form.problems(page);
    let wrong = problems != Problems::default();
    let (title, save_key) = titles(&form, page, cx);
    let words = [save_key, "app-cancel", "app-close", "strategy-line-remove"];
    let [save, cancel, close, remove] = words.map(|key| cx.text(key));
    let problem = cx.text("targets-wrong");
    let removal = form.removal(page);
    let (mut saves, mut leaves, mut removes) = (asks_to_save(ctx), false, false);
    let look = Drawer::new("strategy", &title, &close)
        .problem((form.tried && wrong).then_some(problem.as_str()));
    leaves |= drawer(ctx, look, |ui, part| match part {
        Part::Body => body(ui, page, &mut form, problems, cx),
        Part::Footer => {
            saves |= button(ui, Button::primary(&save)).clicked();
            leaves |= button(ui, Button::secondary(&cancel)).clicked();
            if removal.is_some() {
                removes |= button(ui, Button::ghost(&remove)).clicked();
            }
        }
    });
    if saves && !form.leaving {
        form.tried = true;
        if !wrong && let Some(command) = form.command(page) {
            form.sent = true;
            cx.run(Command::Strategy(command));
        }
    }
    if removes
        && !form.leaving
        && let Some(command) = removal
    {
        // What is taken away comes back by undo; nothing is asked for that.
        cx.run(Command::Strategy(command));
        return;
    }
    let asked = (leaves, form.dirty());
    if leaving::closes(ctx, "strategy-discard", &mut form.leaving, asked, cx) {
        return;
    }
    view.form = Some(form);
}

/// The title of a drawer, and the key of what saves it.
fn titles(form: &Form, page: &StrategyPage, cx: &Cx<'_>) -> (String, &'static str) {
    let shown = |section: StrategySection| {
        let shown = page.plan.as_ref().and_then(|plan| plan.section(section));
        shown.map(|shown: &SectionShown| shown.name.clone()).unwrap_or_default()
    };
    match form.what {
        What::Title { begins: true } => (cx.text("strategy-start"), "strategy-start-save"),
        What::Title { .. } => (cx.text("strategy-title-edit"), "strategy-save"),
        What::Context(section) => (shown(section), "strategy-save"),
        What::Line(StrategySection::Goal, None) => (cx.text("strategy-add-goal"), "strategy-save"),
        What::Line(_, None) => (cx.text("strategy-add-initiative"), "strategy-save"),
        What::Line(section, Some(_)) => (shown(section), "strategy-save"),
        What::Judge(..) => (cx.text("strategy-judge"), "strategy-save"),
        What::Agree => (cx.text("strategy-agree"), "strategy-agree-save"),
        What::Review => (cx.text("strategy-close"), "strategy-close-save"),
    }
}

fn body(ui: &mut Ui, page: &StrategyPage, form: &mut Form, problems: Problems, cx: &Cx<'_>) {
    let tried = form.tried;
    let said = |key: Option<&'static str>| key.filter(|_| tried).map(|key| cx.text(key));
    let (text_wrong, day_wrong) = (said(problems.text), said(problems.day));
    let first = match form.what {
        What::Title { .. } => {
            let label = cx.text("strategy-title");
            let field = Field::new(&label).required().error(text_wrong.as_deref());
            text_field(ui, field, &mut form.now.text)
        }
        What::Context(section) => {
            let (label, help) = (cx.text("strategy-lines"), cx.text(help_key(section)));
            let field = Field::new(&label).help(&help);
            text_area(ui, field, &mut form.now.text, 8)
        }
        What::Line(section, _) => {
            let label = cx.text("strategy-text");
            let field = Field::new(&label).required().error(text_wrong.as_deref());
            let first = text_area(ui, field, &mut form.now.text, 3);
            line_fields(ui, page, form, section, day_wrong.as_deref(), cx);
            first
        }
        What::Judge(section, at) => {
            judged_ui(ui, page, (section, at), cx);
            outcome_ui(ui, form, cx);
            let (label, help) = (cx.text("strategy-lesson"), cx.text("strategy-lesson-help"));
            let field = Field::new(&label).help(&help).error(text_wrong.as_deref());
            let wants = form.now.outcome.is_some_and(|outcome| outcome != Outcome::Worked);
            let field = if wants { field.required() } else { field };
            text_area(ui, field, &mut form.now.text, 4)
        }
        What::Agree => {
            explain_ui(ui, "strategy-agree-what", problems.plan, cx);
            day_ui(ui, form, "strategy-agree-day", day_wrong.as_deref(), page.today, cx)
        }
        What::Review => {
            explain_ui(ui, "strategy-close-what", problems.plan, cx);
            let label = cx.text("strategy-review");
            let help = cx.text("strategy-review-help");
            let field = Field::new(&label).required().help(&help).error(text_wrong.as_deref());
            let first = text_area(ui, field, &mut form.now.text, 6);
            day_ui(ui, form, "strategy-review-day", day_wrong.as_deref(), page.today, cx);
            first
        }
    };
    if std::mem::take(&mut form.fresh) {
        first.request_focus();
    }
}

/// What belongs into a section.
const fn help_key(section: StrategySection) -> &'static str {
    match section {
        StrategySection::Economy => "strategy-help-economy",
        StrategySection::Competition => "strategy-help-competition",
        StrategySection::Strength => "strategy-help-strength",
        StrategySection::Resources => "strategy-help-resources",
        StrategySection::LifeCycle | StrategySection::Goal | StrategySection::Initiative => {
            "strategy-help-life-cycle"
        }
    }
}

fn line_fields(
    ui: &mut Ui,
    page: &StrategyPage,
    form: &mut Form,
    section: StrategySection,
    day_wrong: Option<&str>,
    cx: &Cx<'_>,
) {
    let labels = ["strategy-owner", "strategy-due", "strategy-measure", "strategy-measure-help"];
    let [owner, due, measure, help] = labels.map(|key| cx.text(key));
    let (search, nothing) = (cx.text("strategy-search"), cx.text("strategy-nothing-found"));
    grid(ui, 2, 12.0, |ui, at| {
        if at == 0 {
            let select = Select::new(Field::new(&owner)).search(&search, &nothing);
            select.finds(names::matches).show(ui, &mut form.now.owner, &page.people);
        } else {
            let field = Field::new(&due).error(day_wrong);
            day_field(ui, field, &mut form.now.day, page.today, cx.tr);
        }
    });
    text_field(ui, Field::new(&measure).help(&help), &mut form.now.measure);
    if section == StrategySection::Initiative {
        text::wrapped(ui, text::LABEL12, Theme::get(ui).t3, &cx.text("strategy-initiative-needs"));
    }
}

/// Draws the line that is judged, with what was agreed of it.
fn judged_ui(
    ui: &mut Ui,
    page: &StrategyPage,
    (section, at): (StrategySection, usize),
    cx: &Cx<'_>,
) {
    let theme = Theme::get(ui);
    let line = page.plan.as_ref().and_then(|plan| line_at(plan, section, at));
    let Some(line) = line else { return };
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        text::wrapped(ui, text::NAME13, theme.t1, &line.text);
        let facts =
            if line.facts.is_empty() { cx.text("strategy-no-facts") } else { line.facts.clone() };
        text::wrapped(ui, text::LABEL12, theme.t3, &facts);
    });
}

fn outcome_ui(ui: &mut Ui, form: &mut Form, cx: &Cx<'_>) {
    let label = cx.text("strategy-outcome");
    let mut options = vec![(None, cx.text("strategy-outcome-open"))];
    options.extend(Outcome::ALL.map(|outcome| (Some(outcome), cx.text(outcome_key(outcome)))));
    Select::new(Field::new(&label)).show(ui, &mut form.now.outcome, &options);
}

/// What a step means, and what keeps it from being done.
fn explain_ui(ui: &mut Ui, key: &str, lacks: Option<&str>, cx: &Cx<'_>) {
    let theme = Theme::get(ui);
    text::wrapped(ui, text::BODY13, theme.t2, &cx.text(key));
    if let Some(lacks) = lacks {
        text::wrapped(ui, text::BODY13, theme.warn_t, &cx.text(lacks));
    }
}

fn day_ui(
    ui: &mut Ui,
    form: &mut Form,
    key: &str,
    wrong: Option<&str>,
    today: NaiveDate,
    cx: &Cx<'_>,
) -> egui::Response {
    let label = cx.text(key);
    let field = Field::new(&label).required().error(wrong);
    day_field(ui, field, &mut form.now.day, today, cx.tr)
}

/// Asks whether the draft may be taken away.
fn removing_ui(ctx: &Context, page: &StrategyPage, view: &mut StrategyView, cx: &mut Cx<'_>) {
    let Some(plan) = page.plan.as_ref().filter(|_| view.removing) else {
        view.removing = false;
        return;
    };
    let args = [("title", plan.title.as_str().into())];
    let title = cx.tr.with("strategy-remove-title", &args);
    let lines: usize = plan.sections.iter().map(|shown| shown.lines.len()).sum();
    let n = i64::try_from(lines).unwrap_or(i64::MAX);
    let args = [("n", crate::i18n::number(n).into()), ("count", n.into())];
    let detail = cx.tr.with("strategy-remove-detail", &args);
    let (stay, go) = (cx.text("strategy-remove-stay"), cx.text("strategy-remove"));
    let question = Dialog::new("strategy-remove", &title, &detail).icon(icons::TRASH, Tone::Bad);
    match dialog(ctx, question, &[Button::secondary(&stay), Button::danger(&go)]) {
        Some(Answer::Button(1)) => {
            let subject = format!("{} {}", page.whose, page.when);
            cx.run(Command::Strategy(Strategy::Remove { plan: plan.id, subject }));
        }
        Some(_) => {}
        None => return,
    }
    view.removing = false;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_within_a_year_of_the_plan_and_none_is_fine() {
        for (text, problem) in [
            ("", None),
            ("2024-01-01", None),
            ("2026-12-31", None),
            ("2023-12-31", Some("strategy-due-far")),
            ("2027-01-01", Some("strategy-due-far")),
            ("2025-02-30", Some("strategy-day-wrong")),
        ] {
            assert_eq!(due_problem(text, 2025), problem, "{text}");
        }
    }

    #[test]
    fn nothing_was_agreed_later_than_today_or_reviewed_before_it_was_agreed() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let (agreed, today) = (Some(day("2025-01-06")), day("2025-11-18"));
        for (text, problem) in [
            ("2025-01-06", None),
            ("2025-11-18", None),
            ("2025-01-05", Some("strategy-day-early")),
            ("2025-11-19", Some("strategy-day-future")),
            ("", Some("strategy-day-wrong")),
        ] {
            assert_eq!(day_problem(text, agreed, today), problem, "{text}");
        }
    }
}
