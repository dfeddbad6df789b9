//! People from a roster, with the regions, teams and posts it names.
//!
//! A roster without dates opens memberships that have no start. A manager's name makes that person
//! and, where the roster has no team column, a team named after the manager. Where the rows of one
//! team name different managers (the manager's own row names the director), most rows decide.
//!
//! Whoever left has no place from the next day on and manages no team any more, as the form of leaving
//! has it. A manager who took over from one who has gone ends that one's term.

use chrono::NaiveDate;

use crate::command::import::context::{Context, problem, replace};
use crate::command::import::{FieldChange, Outcome, Problem};
use crate::command::organisation::end_leading;
use crate::domain::fit::Education;
use crate::domain::ids::{MembershipId, PersonId, PostId, RegionId, TeamId, TeamTermId};
use crate::error::{Error, Result};
use crate::sheets::row::RowView;
use crate::store::Db;
use crate::store::records::{
    EndedAs, Membership, Origin, Person, PersonKind, Post, Region, Team, TeamTerm,
};

pub(super) fn take(db: &mut Db, context: &mut Context, row: &RowView<'_>) -> Result<Outcome> {
    let mut problems = vec![];
    let Some(name) = row.text("name") else {
        return Ok(Outcome::rejected(vec![problem("name", "problem-blank", "")]));
    };
    let number = row.text("number");
    let hired = row.date("hired", &mut problems);
    let starts = row.date("starts", &mut problems);
    let left = row.date("left", &mut problems);
    let in_trade_since = row.date("in_trade_since", &mut problems);
    if let Some(day) = left
        && hired.max(starts).is_some_and(|begun| day < begun)
    {
        problems.push(problem("left", "problem-left-before-hired", &day.to_string()));
    }
    let education = row.text("education").and_then(|text| {
        let known = schooling(&text);
        if known.is_none() {
            problems.push(problem("education", "problem-education", &text));
        }
        known
    });
    let kind = row.text("kind").and_then(|text| match text.as_str() {
        "外部" | "外部人员" | "代理" | "代理商" | "渠道" | "external" | "External" => {
            Some(PersonKind::External)
        }
        "内部" | "员工" | "正式" | "正式员工" | "employee" | "Employee" => {
            Some(PersonKind::Employee)
        }
        _ => {
            problems.push(problem("kind", "problem-kind-of-person", &text));
            None
        }
    });
    let known = find(context, &name, number.as_deref(), &mut problems);
    // Two of one name without numbers may be two people: which is which, a number has to say.
    if let Some(id) = known
        && context.again("person", &id.0.to_string())
    {
        return Ok(Outcome::twice(name));
    }
    if !problems.is_empty() {
        return Ok(Outcome::rejected(problems));
    }
    let old = match known {
        Some(id) => Some(db.get::<Person>(id)?.ok_or_else(|| Error::new("error-record-gone"))?),
        None => None,
    };
    let mut person = match &old {
        Some(old) => old.clone(),
        None => {
            let id = context.add_person(db, &name, Origin::Import)?;
            db.get::<Person>(id)?.ok_or_else(|| Error::new("error-record-gone"))?
        }
    };
    let before = person.clone();
    let mut changes = vec![];
    let plain = String::clone;
    if person.name != name {
        let before = std::mem::replace(&mut person.name, name.clone());
        changes.push(FieldChange { field: "name", before, after: name.clone() });
    }
    replace(&mut person.number, number, "number", plain, &mut changes);
    replace(&mut person.hired, hired, "hired", ToString::to_string, &mut changes);
    replace(&mut person.city, row.text("city"), "city", plain, &mut changes);
    replace(&mut person.phone, row.text("phone"), "phone", plain, &mut changes);
    replace(&mut person.email, row.text("email"), "email", plain, &mut changes);
    let word = |education: &Education| education.word().to_owned();
    replace(&mut person.education, education, "education", word, &mut changes);
    replace(&mut person.major, row.text("major"), "major", plain, &mut changes);
    let since = &mut person.in_trade_since;
    replace(since, in_trade_since, "in_trade_since", ToString::to_string, &mut changes);
    replace(&mut person.extra, row.extra(), "extra", plain, &mut changes);
    if let Some(kind) = kind
        && kind != person.kind
    {
        let (before, after) = (person.kind.word().to_owned(), kind.word().to_owned());
        changes.push(FieldChange { field: "kind", before, after });
        person.kind = kind;
    }
    person.origin = Origin::Import;
    db.update_from(&before, &person)?;
    context.index_person(&person);
    context.directory.people.insert(person.id, person.clone());

    let team = team_of(db, context, row, &mut changes)?;
    let post = post_of(db, context, row)?;
    let grade = row.text("grade");
    place(db, context, person.id, Place { team, post, grade, starts }, &mut changes)?;
    leave(db, context, person.id, left, &mut changes)?;
    if old.is_none() || context.named_here.remove(&person.id) {
        Ok(Outcome::new_record(name))
    } else {
        Ok(Outcome::compared(name, changes))
    }
}

/// Settles the managers named by the rows; called when the sheet is done.
pub(super) fn finish(db: &mut Db, context: &mut Context) -> Result<()> {
    let votes = std::mem::take(&mut context.manager_votes);
    let day = context.report_date;
    for (team_id, candidates) in votes {
        // Rows may still name one who has gone.
        let here = candidates.into_iter().filter(|(one, _)| !context.directory.has_left(*one, day));
        let Some((manager, _)) = here.max_by_key(|(_, votes)| *votes) else {
            continue;
        };
        let Some(team) = context.directory.teams.get(&team_id).cloned() else { continue };
        if context.directory.manager_on(team_id, day) != Some(manager) {
            end_term(db, context, &team, manager)?;
            let new = Team { manager_id: Some(manager), ..team.clone() };
            db.update_from(&team, &new)?;
            context.directory.teams.insert(team_id, new);
        }
        if !context.directory.memberships.iter().any(|m| m.person_id == manager) {
            let id = MembershipId(db.allocate()?);
            let membership =
                Membership { team_id: Some(team_id), ..Membership::new(id, manager, None) };
            context.add_membership(db, membership)?;
        }
    }
    Ok(())
}

fn find(
    context: &Context,
    name: &str,
    number: Option<&str>,
    problems: &mut Vec<Problem>,
) -> Option<PersonId> {
    let people = &context.directory.people;
    let by_number = number.and_then(|number| {
        context.people_named(number).into_iter().find(|id| {
            people.get(id).is_some_and(|person| person.number.as_deref() == Some(number))
        })
    });
    if by_number.is_some() {
        return by_number;
    }
    // A namesake with another number is another person.
    let same: Vec<PersonId> = context
        .people_named(name)
        .into_iter()
        .filter(|id| {
            people.get(id).is_some_and(|person| {
                person.number.is_none() || number.is_none() || person.number.as_deref() == number
            })
        })
        .collect();
    match same.as_slice() {
        [] => None,
        [id] => Some(*id),
        _ => {
            problems.push(problem("name", "problem-person-ambiguous", name));
            None
        }
    }
}

/// The team the row names, with its region and manager; made when it is new.
fn team_of(
    db: &mut Db,
    context: &mut Context,
    row: &RowView<'_>,
    changes: &mut Vec<FieldChange>,
) -> Result<Option<TeamId>> {
    let manager_name = row.text("manager");
    let Some(team_name) = row.text("team").or_else(|| manager_name.clone()) else {
        return Ok(None);
    };
    let region = match row.text("region") {
        Some(name) => Some(region_of(db, context, &name)?),
        None => None,
    };
    let known = context.directory.teams.values().find(|team| team.name == team_name).cloned();
    let team = match known {
        Some(team) => {
            let mut new = team.clone();
            let regions = &context.directory;
            replace(
                &mut new.region_id,
                region,
                "region",
                |id| regions.region_name(*id).to_owned(),
                changes,
            );
            if team.region_id.is_some() && new.region_id != team.region_id {
                keep_region(db, context, &team)?;
            }
            db.update_from(&team, &new)?;
            new
        }
        None => {
            let id = TeamId(db.allocate()?);
            let team = Team { region_id: region, ..Team::new(id, team_name) };
            db.insert(&team)?;
            team
        }
    };
    let id = team.id;
    context.directory.teams.insert(id, team);
    if let Some(name) = manager_name {
        let manager = match context.people_named(&name).as_slice() {
            [] => {
                let person = context.add_person(db, &name, Origin::CreatedByImport)?;
                context.named_here.insert(person);
                Some(person)
            }
            [person] => Some(*person),
            _ => None,
        };
        if let Some(manager) = manager {
            *context.manager_votes.entry(id).or_default().entry(manager).or_default() += 1;
        }
    }
    Ok(Some(id))
}

fn region_of(db: &mut Db, context: &mut Context, name: &str) -> Result<RegionId> {
    if let Some(region) = context.directory.regions.values().find(|region| region.name == name) {
        return Ok(region.id);
    }
    let region = Region { id: RegionId(db.allocate()?), name: name.to_owned(), archived: false };
    db.insert(&region)?;
    let id = region.id;
    context.directory.regions.insert(id, region);
    Ok(id)
}

fn post_of(db: &mut Db, context: &mut Context, row: &RowView<'_>) -> Result<Option<PostId>> {
    let Some(name) = row.text("post") else { return Ok(None) };
    if let Some(post) = context.directory.posts.values().find(|post| post.name == name) {
        return Ok(Some(post.id));
    }
    let post = Post { id: PostId(db.allocate()?), name, archived: false };
    db.insert(&post)?;
    let id = post.id;
    context.directory.posts.insert(id, post);
    Ok(Some(id))
}

struct Place {
    team: Option<TeamId>,
    post: Option<PostId>,
    grade: Option<String>,
    starts: Option<NaiveDate>,
}

/// Opens a membership, or moves the person from the effective date (else the roster's date) on.
fn place(
    db: &mut Db,
    context: &mut Context,
    person: PersonId,
    place: Place,
    changes: &mut Vec<FieldChange>,
) -> Result<()> {
    let Place { team, post, grade, starts } = place;
    if team.is_none() && post.is_none() {
        return Ok(());
    }
    let memberships = &context.directory.memberships;
    let asked = starts.unwrap_or(context.report_date);
    let own = || memberships.iter().filter(|m| m.person_id == person);
    // What is known of a later time stands: a roster speaks of its own day, and one that comes late
    // tells at most what was before.
    if let Some(later) = own().filter_map(|m| m.starts).filter(|begun| *begun > asked).min() {
        let covered = own().any(|m| {
            m.stretch().covers(Some(asked))
                || m.ends.is_some_and(|ends| ends > asked && ends <= later)
        });
        if covered {
            return Ok(());
        }
        let id = MembershipId(db.allocate()?);
        let membership = Membership {
            team_id: team,
            post_id: post,
            level: grade,
            ends: Some(later),
            ended_as: Some(EndedAs::Move),
            ..Membership::new(id, person, starts)
        };
        return context.add_membership(db, membership);
    }
    let current = memberships.iter().position(|m| m.person_id == person && m.ends.is_none());
    let Some(old) = current.and_then(|at| memberships.get(at)).cloned() else {
        // Who has left is back only where the row states a later first day.
        let own = memberships.iter().filter(|m| m.person_id == person);
        let left = own.filter(|m| m.ended_as == Some(EndedAs::Leave)).filter_map(|m| m.ends).max();
        if let Some(left) = left {
            if starts.is_none_or(|starts| starts < left) {
                return Ok(());
            }
            relist(db, context, person)?;
        }
        let id = MembershipId(db.allocate()?);
        let membership = Membership {
            team_id: team,
            post_id: post,
            level: grade,
            ..Membership::new(id, person, starts)
        };
        return context.add_membership(db, membership);
    };
    let wanted_team = team.or(old.team_id);
    let wanted_post = post.or(old.post_id);
    let wanted_level = grade.or_else(|| old.level.clone());
    if wanted_team == old.team_id && wanted_post == old.post_id && wanted_level == old.level {
        return Ok(());
    }
    let directory = &context.directory;
    let team_name = |team: Option<TeamId>| {
        team.and_then(|team| directory.teams.get(&team))
            .map_or_else(String::new, |team| team.name.clone())
    };
    let post_name = |post: Option<PostId>| {
        post.and_then(|post| directory.posts.get(&post))
            .map_or_else(String::new, |post| post.name.clone())
    };
    if wanted_team != old.team_id {
        let (before, after) = (team_name(old.team_id), team_name(wanted_team));
        changes.push(FieldChange { field: "team", before, after });
    }
    if wanted_post != old.post_id {
        let (before, after) = (post_name(old.post_id), post_name(wanted_post));
        changes.push(FieldChange { field: "post", before, after });
    }
    if wanted_level != old.level {
        let said = |level: &Option<String>| level.clone().unwrap_or_default();
        let (before, after) = (said(&old.level), said(&wanted_level));
        changes.push(FieldChange { field: "grade", before, after });
    }
    let fills_gap = (old.team_id.is_none() || wanted_team == old.team_id)
        && (old.post_id.is_none() || wanted_post == old.post_id)
        && (old.level.is_none() || wanted_level == old.level);
    let day = starts.unwrap_or(context.report_date);
    let in_place = fills_gap || old.starts.is_some_and(|begun| begun >= day);
    let new = if in_place {
        Membership {
            team_id: wanted_team,
            post_id: wanted_post,
            level: wanted_level.clone(),
            ..old.clone()
        }
    } else {
        Membership { ends: Some(day), ended_as: Some(EndedAs::Move), ..old.clone() }
    };
    db.update_from(&old, &new)?;
    if let Some(slot) = current.and_then(|at| context.directory.memberships.get_mut(at)) {
        *slot = new;
    }
    if !in_place {
        let id = MembershipId(db.allocate()?);
        let membership = Membership {
            team_id: wanted_team,
            post_id: wanted_post,
            level: wanted_level,
            ..Membership::new(id, person, Some(day))
        };
        context.add_membership(db, membership)?;
    }
    Ok(())
}

/// Puts a person back on the lists.
fn relist(db: &mut Db, context: &mut Context, person: PersonId) -> Result<()> {
    let Some(old) = context.directory.people.get(&person) else { return Ok(()) };
    let new = Person { archived: false, ..old.clone() };
    db.update_from(old, &new)?;
    context.directory.people.insert(person, new);
    Ok(())
}

/// Ends the person's place with the last day here, or puts that day right, and what the person
/// manages.
fn leave(
    db: &mut Db,
    context: &mut Context,
    person: PersonId,
    left: Option<NaiveDate>,
    changes: &mut Vec<FieldChange>,
) -> Result<()> {
    let Some((last, ends)) = left.and_then(|day| Some((day, day.succ_opt()?))) else {
        return Ok(());
    };
    let memberships = &context.directory.memberships;
    let own = memberships.iter().enumerate().filter(|(_, m)| {
        m.person_id == person && (m.ends.is_none() || m.ended_as == Some(EndedAs::Leave))
    });
    let newest = own.max_by_key(|(_, m)| (m.ends.is_none(), m.id));
    let Some((at, old)) = newest.map(|(at, m)| (at, m.clone())) else { return Ok(()) };
    if old.starts.is_some_and(|starts| starts >= ends) {
        return Ok(());
    }
    for team in end_leading(db, &mut context.directory, person, (old.ends, ends))? {
        let name = context.directory.teams.get(&team).map_or("", |team| &team.name);
        let before = format!("{name} {}", context.directory.person_name(person));
        changes.push(FieldChange { field: "manager", before, after: String::new() });
    }
    if old.ends == Some(ends) {
        return Ok(());
    }
    let before = old.ends.and_then(|day| day.pred_opt()).map(|day| day.to_string());
    changes.push(FieldChange {
        field: "left",
        before: before.unwrap_or_default(),
        after: last.to_string(),
    });
    let new = Membership { ends: Some(ends), ended_as: Some(EndedAs::Leave), ..old.clone() };
    db.update_from(&old, &new)?;
    if let Some(slot) = context.directory.memberships.get_mut(at) {
        *slot = new;
    }
    Ok(())
}

/// Keeps the region of a team up to the day of the roster that names another one.
fn keep_region(db: &mut Db, context: &mut Context, team: &Team) -> Result<()> {
    keep_term(db, context, team, team.manager_id, context.report_date)
}

/// Keeps the region that a team had and who managed it until a day, unless its past is known that far.
fn keep_term(
    db: &mut Db,
    context: &mut Context,
    team: &Team,
    manager_id: Option<PersonId>,
    ends: NaiveDate,
) -> Result<()> {
    let terms = context.directory.terms.entry(team.id).or_default();
    if terms.iter().any(|term| term.ends >= ends) {
        return Ok(());
    }
    let id = TeamTermId(db.allocate()?);
    let term = TeamTerm { id, team_id: team.id, region_id: team.region_id, manager_id, ends };
    db.insert(&term)?;
    terms.push(term);
    Ok(())
}

/// Keeps who managed a team until the new manager's first day in the present place, where the one
/// before had gone from the team by then; without such days it is not known when that changed. Where
/// the one before left without a successor, the team had none until that day.
fn end_term(db: &mut Db, context: &mut Context, team: &Team, manager: PersonId) -> Result<()> {
    let former = team.manager_id;
    let mut taken: Option<NaiveDate> = None;
    let mut gone: Option<NaiveDate> = None;
    let mut still = false;
    for m in context.directory.memberships.iter().filter(|m| m.team_id == Some(team.id)) {
        if m.person_id == manager && m.ends.is_none() {
            taken = taken.max(m.starts);
        } else if Some(m.person_id) == former {
            gone = gone.max(m.ends);
            still |= m.ends.is_none();
        }
    }
    if former.is_none() {
        let terms = context.directory.terms.get(&team.id);
        let last = terms.and_then(|terms| terms.last());
        gone = last.filter(|term| term.manager_id.is_some()).map(|term| term.ends);
    }
    let (Some(taken), Some(gone), false) = (taken, gone, still) else { return Ok(()) };
    if gone > taken {
        return Ok(());
    }
    keep_term(db, context, team, former, taken)
}

/// What a text says of schooling; `None` where it says nothing that we know.
fn schooling(text: &str) -> Option<Education> {
    let text = text.to_lowercase();
    // 大学专科 is no 本科, and 专升本 is one: what is narrower stands first.
    let words: [(Education, &[&str]); 5] = [
        (Education::Doctor, &["博士", "doctor", "phd"]),
        (Education::Master, &["硕士", "研究生", "mba", "master"]),
        (Education::College, &["大专", "专科", "高职", "college", "associate"]),
        (Education::Bachelor, &["本科", "学士", "专升本", "bachelor"]),
        (Education::Secondary, &["高中", "中专", "职高", "技校", "secondary", "high school"]),
    ];
    let said = |known: &[&str]| known.iter().any(|word| text.contains(word));
    words.into_iter().find(|(_, known)| said(known)).map(|(education, _)| education)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schooling_is_read_as_people_write_it() {
        for (text, education) in [
            ("本科", Some(Education::Bachelor)),
            ("全日制本科（工学学士）", Some(Education::Bachelor)),
            ("大学专科", Some(Education::College)),
            ("专升本", Some(Education::Bachelor)),
            ("MBA", Some(Education::Master)),
            ("博士研究生", Some(Education::Doctor)),
            ("中专", Some(Education::Secondary)),
            ("Bachelor's degree", Some(Education::Bachelor)),
            ("其他", None),
        ] {
            assert_eq!(schooling(text), education, "{text}");
        }
    }
}
