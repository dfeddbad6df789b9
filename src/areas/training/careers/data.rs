//! What the page shows, ready to draw: one of its three parts.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::{ladder, offers, plans};
use crate::areas::training::data::Load;
use crate::domain::ids::{CareerStepId, PersonId, PostId, SkillId};
use crate::error::Result;
use crate::i18n::{DASH, Tr, number};
use crate::metrics::training::careers::show;
use crate::store::training::skills;

/// The parts of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Part {
    /// 晋升通道.
    #[default]
    Ladder,
    /// 个人规划.
    Plans,
    /// 发展机会.
    Offers,
}

/// What to load.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ask {
    /// The part.
    pub part: Part,
    /// The step of the ladder whose people are shown.
    pub step: Option<CareerStepId>,
}

/// Everything the page shows.
#[derive(Clone, Debug)]
pub enum Data {
    /// 晋升通道.
    Ladder(Box<ladder::Data>),
    /// 个人规划.
    Plans(Box<plans::Data>),
    /// 发展机会.
    Offers(Box<offers::Data>),
}

/// Loads the part that is asked for.
///
/// # Errors
/// Whatever the database reports.
pub(in crate::areas::training) fn load(load: &Load<'_>, ask: &Ask) -> Result<Data> {
    Ok(match ask.part {
        Part::Ladder => Data::Ladder(Box::new(ladder::load(load, ask.step)?)),
        Part::Plans => Data::Plans(Box::new(plans::load(load)?)),
        Part::Offers => Data::Offers(Box::new(offers::load(load)?)),
    })
}

/// A number of people or records.
pub(super) fn count(n: usize) -> String {
    number(i64::try_from(n).unwrap_or(i64::MAX))
}

/// A day, or a dash where there is none.
pub(super) fn day(day: Option<NaiveDate>) -> String {
    day.map_or_else(|| DASH.to_owned(), |day| day.to_string())
}

/// The post and the grade of a person today; empty where that is not known.
pub(super) fn at(load: &Load<'_>, person: PersonId) -> String {
    let at = load.directory.membership_on(person, load.today);
    let post = at.and_then(|at| at.post_id);
    let grade = at.and_then(|at| at.level.as_deref());
    post.map_or_else(String::new, |post| show::place(load.directory, post, grade))
}

/// The posts that can be chosen by name: those in use, and whichever is used by something that is shown.
pub(super) fn posts(load: &Load<'_>, used: &BTreeSet<PostId>) -> Vec<(Option<PostId>, String)> {
    let fits = |post: &PostId, archived: bool| !archived || used.contains(post);
    let posts = load.directory.posts.values().filter(|post| fits(&post.id, post.archived));
    let mut posts: Vec<(Option<PostId>, String)> =
        posts.map(|post| (Some(post.id), post.name.clone())).collect();
    posts.sort_by(|one, other| one.1.cmp(&other.1));
    posts
}

/// The skills in use that can be chosen, in the order of their list.
pub(super) fn skill_choices(load: &Load<'_>) -> Result<Vec<(Option<SkillId>, String)>> {
    let all = skills::all(load.db)?.into_iter().map(|(skill, _)| skill);
    let used = all.filter(|skill| !skill.archived);
    Ok(used.map(|skill| (Some(skill.id), named(load.tr, &skill.name, &skill.name_en))).collect())
}

/// A name in the language of the reader.
pub(super) fn named(tr: &Tr, name: &str, english: &str) -> String {
    tr.own(name, english).to_owned()
}
