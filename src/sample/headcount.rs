//! The seats of the sample: as many as there are people in each post of a team, and two that are being
//! filled; and how many people the company needs this year.

use chrono::{Datelike as _, Days};

use crate::command::headcount::{Command as Headcount, PlanForm, VacancyForm};
use crate::command::{self, Command};
use crate::domain::ids::{PostId, TeamId};
use crate::domain::scope::Scope;
use crate::error::Result;
use crate::metrics::seats::{PostSeats, TeamSeats, seats};
use crate::metrics::workload::{Inputs, ONE, TierInput, sources};
use crate::store::directory::Directory;
use crate::store::{Workspace, opportunities};

/// Seats that nobody holds: team, post, city, and for how many days they are being filled.
const VACANT: [(&str, &str, &str, u64); 2] =
    [("华东区", "销售工程师", "盐城", 32), ("华南区", "销售工程师", "东莞", 12)];

/// The customers: tier, how many, visits to each in a year, hours of a visit and of the way in tenths.
const TIERS: [(&str, i64, i64, i64, i64); 3] = [
    ("A 重点客户", 48, 36, 20, 25),
    ("B 成长客户", 96, 24, 15, 25),
    ("C 一般客户", 99, 12, 10, 20),
];

/// Sets the seats, opens the vacancies and stores the plan, as of the newest report.
///
/// # Errors
/// When the database fails.
pub(super) fn set(workspace: &mut Workspace) -> Result<()> {
    let Some(day) = opportunities::last_reported(&workspace.db)? else { return Ok(()) };
    let directory = Directory::load(&workspace.db)?;
    let found = seats(&workspace.db, &directory, Scope::All, day)?;
    for team in &found.teams {
        for post in &team.posts {
            set_seats(workspace, &directory, team, post)?;
        }
    }
    for (team, post, city, days) in VACANT {
        let Some((team, post)) = place(&directory, team, post) else { continue };
        let form = VacancyForm {
            team,
            post,
            city: city.to_owned(),
            opened_on: day.checked_sub_days(Days::new(days)).unwrap_or(day),
            note: String::new(),
        };
        let subject = subject(&directory, team, post);
        let order = Headcount::OpenVacancy { form, subject, today: day };
        command::run(&mut workspace.db, &Command::Headcount(order))?;
    }
    let known = sources(&workspace.db, &directory, Scope::All, day.year(), day)?;
    let tier = |(name, accounts, calls, visit, way): (&str, i64, i64, i64, i64)| TierInput {
        name: name.to_owned(),
        accounts,
        calls: calls * ONE,
        call_hours: visit * ONE / 10,
        travel_hours: way * ONE / 10,
    };
    let inputs = Inputs {
        tiers: TIERS.map(tier).to_vec(),
        weeks: 46 * ONE,
        week_hours: 40 * ONE,
        non_selling: 6_000,
        target: known.target.map(|(value, _)| value),
        per_head: known.per_head.map(|found| found.value),
    };
    let note = "拜访次数按年度计划，路程按片区平均".to_owned();
    let form = PlanForm { scope: Scope::All, year: day.year(), inputs, note };
    let subject = format!("衡川仪表 {}", day.year());
    let order = Headcount::Plan { form, subject, today: day };
    command::run(&mut workspace.db, &Command::Headcount(order))?;
    Ok(())
}

/// As many seats as people, and one more where one is being filled.
fn set_seats(
    workspace: &mut Workspace,
    directory: &Directory,
    team: &TeamSeats,
    post: &PostSeats,
) -> Result<()> {
    let Some(key) = post.post else { return Ok(()) };
    let free = VACANT
        .into_iter()
        .filter(|(of, name, ..)| place(directory, of, name) == Some((team.team, key)))
        .count();
    let free = i64::try_from(free).unwrap_or_default();
    let order = Headcount::SetSeats {
        team: team.team,
        post: key,
        seats: Some(post.count.on_duty + free),
        subject: subject(directory, team.team, key),
    };
    command::run(&mut workspace.db, &Command::Headcount(order)).map(|_| ())
}

fn place(directory: &Directory, team: &str, post: &str) -> Option<(TeamId, PostId)> {
    let team = directory.teams.values().find(|one| one.name == team)?;
    let post = directory.posts.values().find(|one| one.name == post)?;
    Some((team.id, post.id))
}

fn subject(directory: &Directory, team: TeamId, post: PostId) -> String {
    let team = directory.scope_name(Scope::Team(team)).unwrap_or_default();
    let post = directory.posts.get(&post).map_or("", |post| post.name.as_str());
    format!("{team} {post}")
}
