//! One person, ready to draw: where they are, since when, and the figures beside the name.

use chrono::NaiveDate;

use crate::domain::fit::Education;
use crate::domain::ids::{PersonId, TeamId};
use crate::domain::names::{initial, sort_key};
use crate::domain::period::months_between;
pub(super) use crate::i18n::DASH;
use crate::i18n::{FluentValue, MoneyStyle, Tr, money};
use crate::metrics::roster::Listed;
pub(super) use crate::metrics::roster::{Memberships, by_person, on};
use crate::store::directory::Directory;
use crate::store::records::{EndedAs, Membership, Team};

/// A person of the list, the chart and the card.
#[derive(Clone, Debug, PartialEq)]
pub struct PersonRow {
    /// The key.
    pub id: PersonId,
    /// The name.
    pub name: String,
    /// What stands in the avatar.
    pub initial: String,
    /// The staff number; empty when unknown.
    pub number: String,
    /// The post today; empty when unknown.
    pub post: String,
    /// The level in it; empty when unknown.
    pub level: String,
    /// The team today.
    pub team: Option<TeamId>,
    /// Its name; empty without one.
    pub team_name: String,
    /// Its place among the teams, for sorting; last without a team.
    pub team_order: usize,
    /// Its region; empty without one.
    pub region_name: String,
    /// The manager of the team, unless this is the manager; empty when unknown.
    pub manager_name: String,
    /// Whether the person manages a team.
    pub manages: bool,
    /// The names of the teams that the person manages.
    pub leads: String,
    /// An agent or channel partner.
    pub external: bool,
    /// Made because a sheet named the person (由导入新建).
    pub new: bool,
    /// Guides somebody (师傅).
    pub mentor: bool,
    /// Is guided (徒弟).
    pub mentee: bool,
    /// Is gone on the day that is shown: has left the company, or was taken off the lists.
    pub left: bool,
    /// Is gone because somebody took the person off the lists.
    pub archived: bool,
    /// The day of hire.
    pub hired: Option<NaiveDate>,
    /// The day of hire as shown.
    pub hired_text: String,
    /// How long ago that was, as shown.
    pub tenure: String,
    /// Deals in the person's name that were open on the day; `None` where no report speaks of it.
    pub n_open: Option<u64>,
    /// Amount won this year, as shown.
    pub won: String,
    /// Whether the person leads others and has no deals to their own name: zeros would say of a manager what they
    /// say of a rep.
    pub without_deals: bool,
    /// The city or territory; empty when unknown.
    pub city: String,
    /// The telephone number; empty when unknown.
    pub phone: String,
    /// The mail address; empty when unknown.
    pub email: String,
    /// Schooling.
    pub education: Option<Education>,
    /// What was studied; empty when unknown.
    pub major: String,
    /// Since when the person works in the trade.
    pub in_trade_since: Option<NaiveDate>,
    /// Times in teams and posts, the newest first.
    pub stints: Vec<Stint>,
    /// The entry that the form changes, the one without an end.
    pub open: Option<OpenEntry>,
    /// The name in pinyin, for sorting.
    pub sort_name: String,
}

/// A time in a team and post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stint {
    /// From and to, as shown.
    pub span: String,
    /// Team and post.
    pub place: String,
    /// Whether it covers today.
    pub now: bool,
}

/// The membership without an end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenEntry {
    /// The first day; `None` means since ever.
    pub starts: Option<NaiveDate>,
    /// The team.
    pub team: Option<TeamId>,
    /// The post's name; empty when unknown.
    pub post: String,
    /// The level; empty when unknown.
    pub level: String,
}

impl PersonRow {
    /// Whether the person is part of the company on the day that is shown.
    pub fn present(&self) -> bool {
        !self.left
    }
}

/// What deals say about a person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Figures {
    /// Deals that were open on the day; `None` where no report speaks of it.
    pub n_open: Option<u64>,
    /// Fen won this year; `None` when no amount is known.
    pub won: Option<i64>,
}

/// Makes a person ready to draw.
pub(super) fn row(
    listed: &Listed<'_>,
    directory: &Directory,
    figures: Figures,
    today: NaiveDate,
    tr: &Tr,
) -> PersonRow {
    let Listed { person, own: memberships, current, gone, .. } = *listed;
    let team = listed.team.and_then(|team| directory.teams.get(&team));
    let heads = team.and_then(|team| directory.manager_on(team.id, today));
    let manager = heads.filter(|id| *id != person.id);
    let last = memberships.iter().max_by_key(|m| (m.ends.is_none(), m.starts));
    let manages = |team: &&Team| {
        directory.stands(team, today) && directory.manager_on(team.id, today) == Some(person.id)
    };
    let leads: Vec<&str> =
        directory.teams.values().filter(manages).map(|team| team.name.as_str()).collect();
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let stint = |m: &Membership| Stint {
        span: span(m, today, tr),
        place: place(m, directory, tr),
        now: m.stretch().covers(Some(today)),
    };
    // The one that the command takes.
    let open = last.filter(|m| m.ended_as != Some(EndedAs::Leave));
    PersonRow {
        id: person.id,
        name: person.name.clone(),
        initial: initial(&person.name),
        number: text(&person.number),
        post: current.map(|m| post_name(m, directory)).unwrap_or_default(),
        level: current.and_then(|m| m.level.clone()).unwrap_or_default(),
        team: team.map(|team| team.id),
        team_name: team.map(|team| team.name.clone()).unwrap_or_default(),
        team_order: usize::MAX,
        region_name: team
            .and_then(|team| directory.region_on(team.id, today))
            .map(|region| directory.region_name(region).to_owned())
            .unwrap_or_default(),
        manager_name: manager.map(|id| directory.person_name(id).to_owned()).unwrap_or_default(),
        manages: !leads.is_empty(),
        leads: leads.join(&tr.text("organisation-comma")),
        external: listed.external(),
        new: listed.is_new(),
        mentor: false,
        mentee: false,
        left: gone,
        archived: listed.archived(),
        hired: person.hired,
        hired_text: person.hired.map_or_else(|| DASH.to_owned(), |day| day.to_string()),
        tenure: tenure(person.hired, today, tr),
        without_deals: !leads.is_empty() && (figures.n_open, figures.won) == (Some(0), Some(0)),
        n_open: figures.n_open,
        won: figures
            .won
            .map_or_else(|| tr.text("unknown"), |fen| money(tr.language(), fen, MoneyStyle::Full)),
        city: text(&person.city),
        phone: text(&person.phone),
        email: text(&person.email),
        education: person.education,
        major: text(&person.major),
        in_trade_since: person.in_trade_since,
        stints: memberships.iter().rev().map(|m| stint(m)).collect(),
        open: open.map(|m| OpenEntry {
            starts: m.starts,
            team: m.team_id,
            post: post_name(m, directory),
            level: m.level.clone().unwrap_or_default(),
        }),
        sort_name: sort_key(&person.name),
    }
}

fn post_name(membership: &Membership, directory: &Directory) -> String {
    let post = membership.post_id.and_then(|id| directory.posts.get(&id));
    post.map(|post| post.name.clone()).unwrap_or_default()
}

/// Team and post of a membership in one line.
pub(super) fn place(membership: &Membership, directory: &Directory, tr: &Tr) -> String {
    let team = membership.team_id.and_then(|id| directory.teams.get(&id));
    let team = team.map_or_else(|| tr.text("organisation-no-team"), |team| team.name.clone());
    let post = post_name(membership, directory);
    let level = membership.level.as_deref().unwrap_or_default();
    let post = [post.as_str(), level].join(" ");
    if post.trim().is_empty() {
        return team;
    }
    tr.with("organisation-place", &[("team", team.into()), ("post", post.trim().into())])
}

/// From and to of a membership; the end is shown as the last day inside.
fn span(membership: &Membership, today: NaiveDate, tr: &Tr) -> String {
    let from =
        membership.starts.map_or_else(|| tr.text("organisation-since-ever"), |d| d.to_string());
    if membership.ends.is_none() && membership.starts.is_some_and(|starts| starts > today) {
        return tr.with("organisation-span-coming", &[("from", from.into())]);
    }
    let last = membership.ends.and_then(|ends| ends.pred_opt());
    let to = last.map_or_else(|| tr.text("organisation-until-now"), |d| d.to_string());
    tr.with("organisation-span", &[("from", from.into()), ("to", to.into())])
}

/// How long ago the hire was: months in the first year, then years with one decimal, cut, not
/// rounded, so that nobody is said to have reached a year too early.
pub(super) fn tenure(hired: Option<NaiveDate>, today: NaiveDate, tr: &Tr) -> String {
    let Some(hired) = hired else { return DASH.to_owned() };
    match months_between(hired, today) {
        None => tr.text("organisation-not-hired-yet"),
        Some(months) if months < 12 => {
            tr.with("organisation-tenure-months", &[("n", months.into())])
        }
        Some(months) => {
            let tenths = months * 10 / 12;
            let years = format!("{}.{}", tenths / 10, tenths % 10);
            tr.with("organisation-tenure-years", &[("n", FluentValue::from(years))])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tenure_counts_whole_months() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        for (from, to, months) in [
            ("2016-06-15", "2025-11-19", Some(113)),
            ("2025-11-19", "2025-11-19", Some(0)),
            ("2025-10-20", "2025-11-19", Some(0)),
            ("2025-10-19", "2025-11-19", Some(1)),
            ("2024-11-20", "2025-11-19", Some(11)),
            ("2025-12-01", "2025-11-19", None),
        ] {
            assert_eq!(months_between(day(from), day(to)), months, "{from} {to}");
        }
    }
}
