//! An open workspace in the window: its tabs, its filter, how things stand.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use chrono::{Datelike as _, NaiveDate};
use egui::Context;

use crate::app::figure::OpenFigure;
use crate::app::store_thread::StoreThread;
use crate::app::tab::{AnyTab, Tab, World};
use crate::areas::preview::Previews;
use crate::areas::quick_note::QuickNote;
use crate::areas::{Appearance, AreaId, Cx, Event, Filter, Order};
use crate::command::{Done, Fact};
use crate::domain::period::Period;
use crate::domain::scope::Scope;
use crate::error::Result;
use crate::i18n::Tr;
use crate::store::directory::Directory;
use crate::store::first_steps::FirstSteps;
use crate::store::{Workspace, journal, setup};
use crate::{areas, clock};

/// How things stand after a command: what the frame shows.
#[derive(Clone, Debug, Default)]
pub struct Snapshot {
    /// The small tables.
    pub directory: Arc<Directory>,
    /// Who works here.
    pub author: String,
    /// The company.
    pub company: String,
    /// Whether this is the sample workspace.
    pub sample: bool,
    /// How far the first steps are.
    pub first_steps: FirstSteps,
    /// The newest day a report speaks of.
    pub data_until: Option<NaiveDate>,
    /// What undo would take back: title and subject.
    pub undo: Option<(String, String)>,
    /// What redo would do again.
    pub redo: Option<(String, String)>,
}

impl Snapshot {
    /// Reads how things stand.
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn load(workspace: &Workspace) -> Result<Self> {
        let db = &workspace.db;
        let step = |step: journal::Step| (step.title, step.subject);
        let directory = Directory::load(db)?;
        let first_steps = FirstSteps::load(db, &directory)?;
        Ok(Self {
            first_steps,
            directory: Arc::new(directory),
            author: setup::setting(db, setup::names::AUTHOR)?.unwrap_or_default(),
            company: setup::setting(db, setup::names::COMPANY)?.unwrap_or_default(),
            sample: setup::setting(db, setup::names::SAMPLE)?.is_some(),
            data_until: first_steps.report,
            undo: journal::undoable(db)?.map(step),
            redo: journal::redoable(db)?.map(step),
        })
    }
}

/// A workspace that was just opened.
#[derive(Clone, Debug)]
pub struct Opened {
    /// How things stand.
    pub snapshot: Snapshot,
    /// Where to go first, for a command line that names nothing.
    pub name: String,
    /// An import on its way that was kept when it was last open; empty when there was none.
    pub draft: String,
}

/// An open workspace in the window.
pub struct Session {
    /// The file.
    pub path: PathBuf,
    /// The file's name.
    pub name: String,
    /// How things stand.
    pub snapshot: Snapshot,
    /// The global filter.
    pub filter: Filter,
    /// The area that is shown.
    pub current: AreaId,
    /// The area that was shown last, to notice when the person turns elsewhere.
    drawn: AreaId,
    /// Whether the period was moved to the last one with data.
    pub moved_period: bool,
    /// When the last change was saved, on the wall clock.
    pub saved_at: String,
    tabs: Vec<Box<dyn AnyTab>>,
    previews: Previews,
    revisions: BTreeMap<Fact, u64>,
    /// How many commands are on their way.
    commands: usize,
    /// A note half-typed, over whatever tab is shown.
    pub note: Option<QuickNote>,
    /// The card of a figure, over whatever tab is shown.
    pub figure: Option<OpenFigure>,
}

/// One tab for each area, in the order of the sidebar.
fn tabs() -> Vec<Box<dyn AnyTab>> {
    vec![
        Box::new(Tab::<areas::today::Today>::default()),
        Box::new(Tab::<areas::targets::Targets>::default()),
        Box::new(Tab::<areas::funnel::Funnel>::default()),
        Box::new(Tab::<areas::organisation::Organisation>::default()),
        Box::new(Tab::<areas::coaching::Coaching>::default()),
        Box::new(Tab::<areas::training::Training>::default()),
        Box::new(Tab::<areas::evaluation::Evaluation>::default()),
        Box::new(Tab::<areas::reports::Reports>::default()),
        Box::new(Tab::<areas::settings::Settings>::default()),
    ]
}

impl Session {
    /// Starts with an opened workspace.
    pub fn new(path: PathBuf, opened: Opened, today: NaiveDate) -> Self {
        let snapshot = opened.snapshot;
        // The sample's story ends with its last report: seen from a later day everything in it would
        // be overdue.
        let told = snapshot.data_until.filter(|day| snapshot.sample && *day < today);
        let today = told.unwrap_or(today);
        let quarter = |day: NaiveDate| Period::Quarter(day.year(), day.month0() / 3 + 1);
        let with_data =
            snapshot.data_until.map_or_else(|| quarter(today), |day| quarter(day.min(today)));
        // Where nobody is there yet the first steps are the beginning, or the import once they are put away.
        let empty = snapshot.directory.people.is_empty() && !snapshot.first_steps.shown();
        let current = if empty { AreaId::Reports } else { AreaId::Today };
        Self {
            path,
            name: opened.name,
            filter: Filter { scope: Scope::All, period: with_data, today },
            current,
            drawn: current,
            moved_period: with_data != quarter(today) && snapshot.data_until.is_some(),
            saved_at: now_text(),
            snapshot,
            tabs: tabs(),
            previews: Previews::default(),
            revisions: BTreeMap::new(),
            commands: 0,
            note: None,
            figure: None,
        }
    }

    /// A command was sent.
    pub const fn command_sent(&mut self) {
        self.commands += 1;
    }

    /// A command was done or refused.
    pub const fn command_answered(&mut self) {
        self.commands = self.commands.saturating_sub(1);
    }

    /// Takes how things stand after a change.
    pub fn take(&mut self, done: &Done, snapshot: Snapshot) {
        for fact in &done.facts {
            *self.revisions.entry(*fact).or_default() += 1;
        }
        let had_data = self.snapshot.data_until.is_some();
        self.snapshot = snapshot;
        self.saved_at = now_text();
        // A scope that undo took away is no scope.
        let directory = &self.snapshot.directory;
        let known = match self.filter.scope {
            Scope::All => true,
            Scope::Region(id) => directory.regions.contains_key(&id),
            Scope::Team(id) => directory.teams.contains_key(&id),
            Scope::Person(id) => directory.people.contains_key(&id),
        };
        if !known {
            self.filter.scope = Scope::All;
        }
        if let (false, Some(day)) = (had_data, self.snapshot.data_until) {
            self.filter.period = self.filter.period.same_kind_at(day.min(self.filter.today));
        }
    }

    /// The tab that is shown.
    pub fn tab(&self) -> Option<&dyn AnyTab> {
        self.tabs.iter().find(|tab| tab.id() == self.current).map(AsRef::as_ref)
    }

    /// How much waits in an area; empty for nothing, `None` where it may have changed since it was counted.
    pub fn badge(&self, area: AreaId) -> Option<String> {
        let tab = self.tabs.iter().find(|tab| tab.id() == area)?;
        // What is shown keeps its figures until the next ones are there.
        let stands = area == self.current
            || tab.fresh(&self.filter, &|facts: &[Fact]| revision(&self.revisions, facts));
        stands.then(|| tab.badge())
    }

    /// Asks for what is visible and stale; whether something of it is on its way. Where the window is `rested` the
    /// funnel is asked for before anybody looks: what is kept of it serves every page of deals, and of a million
    /// deals to make it takes a second.
    pub fn refresh(&mut self, store: &StoreThread, ctx: &Context, tr: &Tr, rested: bool) -> bool {
        let revisions = &self.revisions;
        let revision = |facts: &[Fact]| revision(revisions, facts);
        let world = World { store, ctx, filter: self.filter, tr, revision: &revision };
        let mut loading = false;
        for tab in self.tabs.iter_mut().filter(|tab| tab.id() == self.current) {
            tab.refresh(&world);
            loading |= tab.loading();
        }
        for tab in self.tabs.iter_mut().filter(|tab| tab.id() != self.current) {
            if rested && !loading && tab.id() == AreaId::Funnel && !tab.stands() {
                tab.refresh(&world);
            } else {
                tab.pause();
            }
        }
        loading
    }

    /// Whether the tab that is shown has something to show.
    pub fn stands(&self) -> bool {
        self.tab().is_some_and(AnyTab::stands)
    }

    /// Stops what is being loaded: the window closes.
    pub fn pause(&mut self) {
        self.tabs.iter_mut().for_each(|tab| tab.pause());
        self.figure = None;
    }

    /// The tabs, and what they see of the shell.
    fn parts<'a>(
        &'a mut self,
        tr: &'a Tr,
        appearance: &'a Appearance,
    ) -> (&'a mut [Box<dyn AnyTab>], Cx<'a>) {
        let cx = Cx {
            tr,
            filter: &self.filter,
            directory: &self.snapshot.directory,
            previews: &mut self.previews,
            appearance,
            pending: self.commands > 0,
            orders: vec![],
        };
        (&mut self.tabs, cx)
    }

    /// Lets the area that was shown last save what it holds, if the person has turned elsewhere or,
    /// with `closing`, is about to close the window; returns what it wants.
    pub fn leave(&mut self, tr: &Tr, appearance: &Appearance, closing: bool) -> Vec<Order> {
        let left = self.drawn;
        if left == self.current && !closing {
            return vec![];
        }
        self.drawn = self.current;
        let (tabs, mut cx) = self.parts(tr, appearance);
        if let Some(tab) = tabs.iter_mut().find(|tab| tab.id() == left) {
            tab.leave(&mut cx);
        }
        cx.orders
    }

    /// Whether something is half-typed in any area, or in a note.
    pub fn unsaved(&self) -> bool {
        self.tabs.iter().any(|tab| tab.unsaved())
            || self.note.as_ref().is_some_and(QuickNote::half_typed)
    }

    /// Draws the area that is shown and returns what it wants.
    pub fn area_ui(&mut self, ui: &mut egui::Ui, tr: &Tr, appearance: &Appearance) -> Vec<Order> {
        let current = self.current;
        let (tabs, mut cx) = self.parts(tr, appearance);
        if let Some(tab) = tabs.iter_mut().find(|tab| tab.id() == current) {
            tab.ui(ui, &mut cx);
        }
        cx.orders
    }

    /// Draws something over the area that is shown and returns what it wants.
    pub fn over(
        &mut self,
        tr: &Tr,
        appearance: &Appearance,
        draw: impl FnOnce(&mut Cx<'_>),
    ) -> Vec<Order> {
        let (_, mut cx) = self.parts(tr, appearance);
        draw(&mut cx);
        cx.orders
    }

    /// Hands something that finished to every area.
    pub fn deliver(&mut self, event: &Event, tr: &Tr, appearance: &Appearance) -> Vec<Order> {
        let (tabs, mut cx) = self.parts(tr, appearance);
        for tab in tabs {
            tab.receive(event, &mut cx);
        }
        cx.orders
    }
}

/// How often some facts have changed.
fn revision(revisions: &BTreeMap<Fact, u64>, facts: &[Fact]) -> u64 {
    facts.iter().filter_map(|fact| revisions.get(fact)).sum()
}

fn now_text() -> String {
    clock::business_time(clock::now()).format("%H:%M").to_string()
}
