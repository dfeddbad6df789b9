//! What the sample does better in its process: one that is closed, and one that is late.

use crate::command::process::{Command as Process, ImprovementForm};
use crate::command::{self, Command};
use crate::domain::ids::PersonId;
use crate::domain::scope::Scope;
use crate::error::Result;
use crate::metrics::process::{At, Field, Finding, Place};
use crate::sample::stuck::day;
use crate::store::Workspace;
use crate::store::records::{Person, ProcessImprovement};

/// 方案报价, by its position.
const PROPOSAL: u8 = 2;
const DRAFTS: &str = "报价三天内出初稿，技术和商务一起评审";

/// Makes both.
///
/// # Errors
/// When the database fails.
pub(super) fn set(workspace: &mut Workspace) -> Result<()> {
    let company = |place| At { scope: Scope::All, place };
    let drafts = ImprovementForm {
        finding: Finding::Time,
        at: company(Place::Stage(PROPOSAL)),
        what: DRAFTS.to_owned(),
        owner: person(workspace, "顾明远")?,
        due: day("2025-10-31")?,
    };
    run(workspace, Process::Open { form: drafts, today: day("2025-07-21")? })?;
    let all: Vec<ProcessImprovement> = workspace.db.all()?;
    if let Some(opened) = all.last() {
        let (id, what) = (opened.id, opened.what.clone());
        let result = "评审会固定在每周二；大项目仍超过三天，改为单独排期".to_owned();
        run(workspace, Process::Close { id, what, result, today: day("2025-11-07")? })?;
    }
    let steps = ImprovementForm {
        finding: Finding::Missing,
        at: company(Place::Field(PROPOSAL, Field::NextStep)),
        what: "周会逐单补下一步，写明客户确认的日期".to_owned(),
        owner: person(workspace, "林晓峰")?,
        due: day("2025-11-14")?,
    };
    run(workspace, Process::Open { form: steps, today: day("2025-10-13")? })
}

fn run(workspace: &mut Workspace, order: Process) -> Result<()> {
    command::run(&mut workspace.db, &Command::Process(order)).map(|_| ())
}

/// The person of a name, if there is one.
fn person(workspace: &Workspace, name: &str) -> Result<Option<PersonId>> {
    let people: Vec<Person> = workspace.db.all()?;
    Ok(people.into_iter().find(|person| person.name == name).map(|person| person.id))
}
