//! What a person can ask for: rules checked, one transaction, one journal step, the facts changed.
//!
//! A command is a value; the window sends it to the store's thread, the command line runs it at
//! once. Both get back what was written, from which screens see whether it concerns them.

pub mod calendar;
pub mod coaching;
pub mod deal_page;
pub mod deals;
pub mod duties;
pub mod evaluation;
pub mod forecast;
pub mod gap;
pub mod handover;
pub mod headcount;
pub mod import;
mod input;
pub mod organisation;
pub mod outcomes;
pub mod process;
pub mod safety;
pub mod saved_lists;
pub mod settings;
pub mod stages;
pub mod strategy;
pub mod targets;
pub mod team_life;
pub mod today;
pub mod training;

use std::collections::BTreeSet;

use crate::error::{Error, Result};
use crate::store::{Db, StepHead, Workspace, Written, journal, setup};

/// A command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// People, teams, regions.
    Organisation(organisation::Command),
    /// Evaluations.
    Evaluation(evaluation::Command),
    /// Targets.
    Targets(targets::Command),
    /// Settings, template, rules of what is reported.
    Settings(settings::Command),
    /// Stage models.
    Stages(stages::Command),
    /// Duty sheets, candidates.
    Duties(duties::Command),
    /// Handovers.
    Handover(handover::Command),
    /// Seats and headcount.
    Headcount(headcount::Command),
    /// Charters, mentors, events, recognition.
    TeamLife(team_life::Command),
    /// The calendar.
    Calendar(calendar::Command),
    /// Yearly plans.
    Strategy(strategy::Command),
    /// Coaching: talks, sheets of visits, improvement plans, cases, findings, feedback.
    Coaching(coaching::Command),
    /// What is decided about single deals, and what happens next with them.
    Deals(deals::Command),
    /// Why deals were won and lost.
    Outcomes(outcomes::Command),
    /// Calls, categories and frozen forecasts.
    Forecast(forecast::Command),
    /// Why gaps came about.
    Gap(gap::Command),
    /// What is to be done better in the process.
    Process(process::Command),
    /// What is recorded on the page of a deal.
    DealPage(deal_page::Command),
    /// Lists that are kept by a name.
    SavedLists(saved_lists::Command),
    /// Skills, courses, classes, certificates, careers.
    Training(training::Command),
    /// What needs the manager, and notes.
    Today(today::Command),
    /// Takes the newest step back.
    Undo,
    /// Does the oldest undone step again.
    Redo,
}

/// A kind of fact that screens show; what changed makes the screens that need it stale.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fact {
    /// People, teams, regions, posts, memberships.
    Organisation,
    /// Duty sheets, who acknowledged them, candidates, seats.
    Posts,
    /// Charters, mentors, events, recognition, headcount.
    TeamLife,
    /// Handovers being prepared and done.
    Handovers,
    /// Coaching, sheets of visits, improvement plans, what was found of behaviour, feedback.
    Coaching,
    /// Cases, plays and who used them.
    Cases,
    /// Customers, their contacts and answers, and products.
    Catalogue,
    /// Opportunities and their moves.
    Deals,
    /// Targets.
    Targets,
    /// Orders, returns, money received.
    Orders,
    /// Visits and calls, and reports about a period.
    Activities,
    /// Training, skills, certificates, careers.
    Learning,
    /// Evaluation templates, cycles and what was written in them.
    Evaluations,
    /// Imports and what texts in sheets mean.
    Imports,
    /// Settings, stage models and rules of what is reported.
    Settings,
    /// What became of notices, their rules, and notes.
    Today,
}

impl Fact {
    /// The fact that a table holds.
    pub fn of_table(table: &str) -> Self {
        match table {
            "region" | "team" | "team_term" | "person" | "post" | "membership" => {
                Self::Organisation
            }
            "duty_sheet"
            | "duty_line"
            | "duty_acknowledgement"
            | "duty_choice"
            | "duty_check"
            | "candidate"
            | "candidate_finding"
            | "establishment"
            | "vacancy" => Self::Posts,
            "team_charter" | "mentor_pair" | "mentor_task" | "mentor_checkin" | "team_event"
            | "team_event_person" | "recognition" | "headcount_plan" | "headcount_tier" => {
                Self::TeamLife
            }
            "handover" | "handover_item" | "handover_share" => Self::Handovers,
            "major_event"
            | "coaching"
            | "coaching_option"
            | "coaching_action"
            | "coaching_postponement"
            | "coaching_symptom"
            | "coaching_rhythm"
            | "observation_template"
            | "observation_step"
            | "observation_anchor"
            | "observation_practice"
            | "observation_requirement"
            | "observation"
            | "observation_rating"
            | "observation_tick"
            | "improvement_plan"
            | "improvement_objective"
            | "improvement_check"
            | "improvement_point"
            | "improvement_evidence"
            | "improvement_support"
            | "support_given"
            | "behaviour_finding"
            | "behaviour_member"
            | "behaviour_line"
            | "behaviour_trial"
            | "behaviour_trial_person"
            | "rep_feedback"
            | "pulse"
            | "pulse_count" => Self::Coaching,
            "sales_case" | "case_step" | "case_reading" | "case_use" | "play" | "play_step"
            | "play_source" | "play_adoption" | "play_adoption_step" => Self::Cases,
            "product" | "account" | "contact" | "satisfaction_answer" => Self::Catalogue,
            "opportunity"
            | "move"
            | "sighting"
            | "deal_answer"
            | "deal_passing"
            | "deal_decision"
            | "deal_next_step"
            | "deal_outcome"
            | "deal_category"
            | "forecast_call"
            | "forecast_freeze"
            | "deal_part"
            | "deal_contact"
            | "deal_risk"
            | "deal_evidence"
            | "deal_note"
            | "deal_waiver"
            | "saved_list"
            | "process_improvement" => Self::Deals,
            "target"
            | "target_version"
            | "target_action"
            | "market_note"
            | "target_acknowledgement"
            | "strategy"
            | "strategy_line"
            | "gap_reason" => Self::Targets,
            "sales_order" | "order_return" | "receipt" => Self::Orders,
            "activity" | "report" => Self::Activities,
            "training_result"
            | "skill_rating"
            | "certificate"
            | "skill"
            | "skill_anchor"
            | "certificate_kind"
            | "course"
            | "course_skill"
            | "learning_name"
            | "skill_requirement"
            | "skill_self_rating"
            | "knowledge_update"
            | "knowledge_question"
            | "knowledge_reader"
            | "training_class"
            | "class_session"
            | "enrolment"
            | "class_presence"
            | "class_score"
            | "certificate_term"
            | "training_plan"
            | "training_plan_item"
            | "training_plan_person"
            | "career_step"
            | "career_condition"
            | "career_plan"
            | "career_action"
            | "career_review"
            | "development_offer"
            | "refresher"
            | "refresher_try" => Self::Learning,
            "notice_mark" | "notice_rule" | "note" => Self::Today,
            "batch" | "reject" | "alias" => Self::Imports,
            "setting" | "stage_model" | "stage" | "stage_item" | "report_rule"
            | "calendar_year" | "calendar_span" | "company_day" => Self::Settings,
            _ => Self::Evaluations,
        }
    }

    /// The facts that tables hold.
    pub fn of_tables(tables: &BTreeSet<&'static str>) -> BTreeSet<Self> {
        tables.iter().map(|table| Self::of_table(table)).collect()
    }
}

/// What a command did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Done {
    /// The title of the step, a Fluent key; empty when nothing was written.
    pub title: String,
    /// What the title names.
    pub subject: String,
    /// The facts that changed.
    pub facts: BTreeSet<Fact>,
}

/// Runs a command.
///
/// # Errors
/// When a rule forbids it or the database fails; nothing is changed then.
pub fn run(db: &mut Db, command: &Command) -> Result<Done> {
    match command {
        Command::Organisation(command) => {
            let (title, subject) = command.head();
            step(db, title, subject, |db| organisation::apply(db, command))
        }
        Command::Evaluation(command) => {
            let (title, subject) = command.head();
            step(db, title, subject, |db| evaluation::apply(db, command))
        }
        Command::Targets(command) => {
            let (title, subject) = command.head();
            step(db, title, subject, |db| targets::apply(db, command))
        }
        Command::Settings(command) => {
            let (title, subject) = command.head();
            step(db, title, subject, |db| settings::apply(db, command))
        }
        Command::Stages(command) => {
            let (title, subject) = command.head();
            step(db, title, subject, |db| stages::apply(db, command))
        }
        Command::Duties(command) => {
            let (title, subject) = command.head();
            step(db, title, subject, |db| duties::apply(db, command))
        }
        Command::Handover(command) => {
            let (title, subject) = command.head();
            step(db, title, subject, |db| handover::apply(db, command))
        }
        Command::Headcount(command) => {
            let (title, subject) = command.head();
            step(db, title, subject, |db| headcount::apply(db, command))
        }
        Command::TeamLife(command) => {
            let (title, subject) = command.head();
            step(db, title, subject, |db| team_life::apply(db, command))
        }
        Command::Calendar(command) => {
            let (title, subject) = command.head();
            step(db, title, subject, |db| calendar::apply(db, command))
        }
        Command::Strategy(command) => {
            let (title, subject) = command.head();
            step(db, title, subject, |db| strategy::apply(db, command))
        }
        Command::Coaching(command) => {
            let (title, subject) = command.head();
            let by = if command.is_nameless() { String::new() } else { author(db)? };
            step_by(db, by, (title, subject), |db| coaching::apply(db, command))
        }
        Command::Deals(command) => {
            let (title, subject) = command.head();
            step(db, title, subject, |db| deals::apply(db, command))
        }
        Command::Outcomes(command) => {
            let (title, subject) = command.head();
            step(db, title, subject, |db| outcomes::apply(db, command))
        }
        Command::Forecast(command) => {
            let (title, subject) = command.head();
            step(db, title, subject, |db| forecast::apply(db, command))
        }
        Command::Gap(command) => {
            let (title, subject) = command.head();
            step(db, title, subject, |db| gap::apply(db, command))
        }
        Command::Process(command) => {
            let (title, subject) = command.head();
            step(db, title, subject, |db| process::apply(db, command))
        }
        Command::DealPage(command) => {
            let (title, subject) = command.head();
            step(db, title, subject, |db| deal_page::apply(db, command))
        }
        Command::SavedLists(command) => {
            let (title, subject) = command.head();
            step(db, title, subject, |db| saved_lists::apply(db, command))
        }
        Command::Training(command) => {
            let (title, subject) = command.head();
            step(db, title, subject, |db| training::apply(db, command))
        }
        Command::Today(command) => {
            let (title, subject) = command.head();
            step(db, title, subject, |db| today::apply(db, command))
        }
        Command::Undo => replayed(journal::undo(db)?, "error-nothing-to-undo"),
        Command::Redo => replayed(journal::redo(db)?, "error-nothing-to-redo"),
    }
}

/// Makes a new workspace with the defaults, which undo does not take back.
///
/// # Errors
/// When the file exists or the place cannot be written.
pub fn create_workspace(path: &std::path::Path) -> Result<Workspace> {
    let head = StepHead { title: "step-create".to_owned(), ..StepHead::default() };
    Workspace::create_filled(path, |db| {
        db.transaction(&head, setup::defaults)?;
        journal::fix_all(db)
    })
}

/// The author of changes as named in the settings; empty until someone is named.
///
/// # Errors
/// Whatever the database reports.
pub fn author(db: &Db) -> Result<String> {
    Ok(setup::setting(db, setup::names::AUTHOR)?.unwrap_or_default())
}

fn step(
    db: &mut Db,
    title: &str,
    subject: String,
    work: impl FnOnce(&mut Db) -> Result<()>,
) -> Result<Done> {
    let by = author(db)?;
    step_by(db, by, (title, subject), work)
}

/// A step of somebody; of nobody where the name is empty.
fn step_by(
    db: &mut Db,
    by: String,
    (title, subject): (&str, String),
    work: impl FnOnce(&mut Db) -> Result<()>,
) -> Result<Done> {
    let head = StepHead { by, title: title.to_owned(), subject };
    let ((), written) = db.transaction(&head, work)?;
    Ok(done(head, &written))
}

/// What a written step means to the screens.
pub fn done(head: StepHead, written: &Written) -> Done {
    if written.step.is_none() {
        return Done::default();
    }
    Done { title: head.title, subject: head.subject, facts: Fact::of_tables(&written.tables) }
}

fn replayed(replayed: Option<journal::Replayed>, nothing: &'static str) -> Result<Done> {
    let replayed = replayed.ok_or_else(|| Error::new(nothing))?;
    Ok(Done {
        title: replayed.step.title,
        subject: replayed.step.subject,
        facts: Fact::of_tables(&replayed.tables),
    })
}
