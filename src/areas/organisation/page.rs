//! The pages of the tab: which there are, and which one is shown.

use chrono::NaiveDate;
use egui::{Frame, Margin, Ui};

use super::{data, handover, headcount, mentors, posts, profile, team, view};
use crate::areas::{Cx, Filter};
use crate::error::Result;
use crate::i18n::Tr;
use crate::metrics::notices::Act;
use crate::store::Db;
use crate::store::directory::Directory;
use crate::ui::card::card;
use crate::ui::state::skeleton_rows;
use crate::ui::tabs::{Tab, tab_row};

/// The pages of the tab.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Shown {
    /// 组织结构.
    #[default]
    Structure,
    /// 岗位说明.
    Posts,
    /// 编制.
    Headcount,
    /// 团队建设.
    Team,
    /// 师徒结对.
    Mentors,
    /// 人员变动.
    Handover,
    /// 人员档案.
    Profile,
}

impl Shown {
    /// All pages in the order of the tab row.
    const ALL: [Self; 7] = [
        Self::Structure,
        Self::Posts,
        Self::Headcount,
        Self::Team,
        Self::Mentors,
        Self::Handover,
        Self::Profile,
    ];

    /// The key of its name.
    const fn key(self) -> &'static str {
        match self {
            Self::Structure => "organisation-tab-structure",
            Self::Posts => "organisation-tab-posts",
            Self::Headcount => "organisation-tab-headcount",
            Self::Team => "organisation-tab-team",
            Self::Mentors => "organisation-tab-mentors",
            Self::Handover => "organisation-tab-handover",
            Self::Profile => "organisation-tab-profile",
        }
    }
}

/// What to load.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    /// 组织结构.
    Structure(data::Ask),
    /// 岗位说明.
    Posts(posts::Ask),
    /// 编制.
    Headcount,
    /// 团队建设.
    Team,
    /// 师徒结对.
    Mentors,
    /// 人员变动.
    Handover(handover::Ask),
    /// 人员档案.
    Profile(profile::Ask),
}

/// One of the pages, ready to draw.
#[derive(Clone, Debug)]
pub enum Data {
    /// 组织结构.
    Structure(Box<data::Data>),
    /// 岗位说明.
    Posts(Box<posts::Page>),
    /// 编制.
    Headcount(Box<headcount::Page>),
    /// 团队建设.
    Team(Box<team::Page>),
    /// 师徒结对.
    Mentors(Box<mentors::Page>),
    /// 人员变动.
    Handover(Box<handover::Page>),
    /// 人员档案.
    Profile(Box<profile::Page>),
}

/// What is chosen and half-typed.
#[derive(Debug, Default)]
pub struct View {
    pub(super) shown: Shown,
    pub(super) structure: view::View,
    pub(super) posts: posts::View,
    pub(super) headcount: headcount::View,
    pub(super) team: team::View,
    pub(super) mentors: mentors::View,
    pub(super) handover: handover::View,
    pub(super) profile: profile::View,
}

impl View {
    /// What to load.
    pub(super) fn ask(&self) -> Ask {
        match self.shown {
            Shown::Structure => Ask::Structure(self.structure.ask()),
            Shown::Posts => Ask::Posts(self.posts.ask()),
            Shown::Headcount => Ask::Headcount,
            Shown::Team => Ask::Team,
            Shown::Mentors => Ask::Mentors,
            Shown::Handover => Ask::Handover(self.handover.ask()),
            Shown::Profile => Ask::Profile(self.profile.ask()),
        }
    }

    /// Shows what is to be seen to.
    pub(super) fn follow(&mut self, act: &Act, today: NaiveDate) {
        match act {
            Act::FindMentor(person) => {
                self.shown = Shown::Mentors;
                self.mentors.find_mentor(*person, today);
            }
            Act::OpenPair(pair) => {
                self.shown = Shown::Mentors;
                self.mentors.open_pair(*pair);
            }
            Act::OpenDutySheet(post) => {
                self.shown = Shown::Posts;
                self.posts.choose(*post);
            }
            _ => {}
        }
    }

    /// Whether something is half-typed that would be lost with the window.
    pub(super) fn unsaved(&self) -> bool {
        self.structure.unsaved()
            || self.posts.unsaved()
            || self.headcount.unsaved()
            || self.team.unsaved()
            || self.mentors.unsaved()
            || self.handover.unsaved()
            || self.profile.unsaved()
    }

    /// A command was done: what was typed for it is saved.
    pub(super) fn done(&mut self) {
        self.structure.done();
        self.posts.done();
        self.headcount.done();
        self.team.done();
        self.mentors.done();
        self.handover.done();
        self.profile.done();
    }
}

/// Around a page.
pub(super) const MARGIN: Margin = Margin { left: 20, right: 20, top: 16, bottom: 16 };

/// Loads the page that is asked for.
///
/// # Errors
/// Whatever the database reports.
pub(super) fn load(db: &Db, ask: &Ask, filter: &Filter, tr: &Tr) -> Result<Data> {
    let day = match ask {
        Ask::Structure(ask) => ask.as_of.unwrap_or(filter.today),
        _ => filter.today,
    };
    let directory = Directory::load(db)?.as_of(day);
    Ok(match ask {
        Ask::Structure(ask) => {
            Data::Structure(Box::new(data::load(db, &directory, ask, filter, tr)?))
        }
        Ask::Posts(ask) => Data::Posts(Box::new(posts::load(db, &directory, ask, filter, tr)?)),
        Ask::Headcount => Data::Headcount(Box::new(headcount::load(db, &directory, filter, tr)?)),
        Ask::Team => Data::Team(Box::new(team::load(db, &directory, filter, tr)?)),
        Ask::Mentors => Data::Mentors(Box::new(mentors::load(db, &directory, filter, tr)?)),
        Ask::Handover(ask) => {
            Data::Handover(Box::new(handover::load(db, &directory, ask, filter, tr)?))
        }
        Ask::Profile(ask) => {
            Data::Profile(Box::new(profile::load(db, &directory, ask, filter, tr)?))
        }
    })
}

/// Draws the tab.
pub(super) fn page_ui(ui: &mut Ui, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    ui.spacing_mut().item_spacing.y = 0.0;
    tabs_ui(ui, data, view, cx);
    match (data, view.shown) {
        (Data::Structure(page), Shown::Structure) => {
            view::organisation_ui(ui, page, &mut view.structure, cx);
        }
        (Data::Posts(page), Shown::Posts) => posts::draw(ui, page, &mut view.posts, cx),
        (Data::Headcount(page), Shown::Headcount) => {
            headcount::draw(ui, page, &mut view.headcount, cx)
        }
        (Data::Team(page), Shown::Team) => team::page_ui(ui, page, &mut view.team, cx),
        (Data::Mentors(page), Shown::Mentors) => mentors::page_ui(ui, page, &mut view.mentors, cx),
        (Data::Handover(page), Shown::Handover) => handover::draw(ui, page, &mut view.handover, cx),
        (Data::Profile(page), Shown::Profile) => {
            profile::draw(ui, page, &mut view.profile, cx);
        }
        // Another page was chosen a moment ago and its figures are on their way.
        _ => {
            Frame::new().inner_margin(MARGIN).show(ui, |ui| {
                card(ui, |ui| skeleton_rows(ui, 10, 36.0));
            });
        }
    }
    take_edit(view);
    if std::mem::take(&mut view.structure.seats) {
        view.shown = Shown::Headcount;
    }
}

/// The form of a person belongs to 组织结构: from 人员档案 the tab goes there and opens it.
fn take_edit(view: &mut View) {
    if let Some(person) = view.profile.edit.take() {
        view.structure.edit = Some(person);
        view.structure.selected = Some(person);
        view.shown = Shown::Structure;
    }
}

fn tabs_ui(ui: &mut Ui, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    let names = Shown::ALL.map(|shown| cx.text(shown.key()));
    let tabs: Vec<Tab<'_, Shown>> = Shown::ALL
        .iter()
        .zip(&names)
        .map(|(shown, name)| Tab { value: *shown, text: name, count: "" })
        .collect();
    let mut shown = view.shown;
    tab_row(ui, &cx.text("organisation-tabs"), &mut shown, &tabs, |ui| match data {
        Data::Structure(page) => view::actions_ui(ui, page, &mut view.structure, cx),
        Data::Posts(page) => posts::actions_ui(ui, page, &mut view.posts, cx),
        Data::Headcount(page) => headcount::actions_ui(ui, page, &mut view.headcount, cx),
        Data::Team(page) => team::actions_ui(ui, page, &mut view.team, cx),
        Data::Mentors(page) => mentors::actions_ui(ui, page, &mut view.mentors, cx),
        Data::Handover(page) => handover::actions_ui(ui, page, &mut view.handover, cx),
        Data::Profile(page) => profile::actions_ui(ui, page, &mut view.profile, cx),
    });
    view.shown = shown;
}
