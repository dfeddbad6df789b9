//! The tabs of the console: what each shows, how it looks, which facts make it stale.
//!
//! An area is one folder: `mod.rs` says who it is, `data.rs` loads everything it shows, ready to
//! draw, `view.rs` draws it. A view sees only its own data, widgets, command types and words; what
//! it wants done it puts into [`Cx`]. No area uses another.

use std::path::PathBuf;
use std::sync::Arc;

use chrono::NaiveDate;
use egui::{Rect, Ui};

use crate::command::import::{Create, Imported, TakenBack};
use crate::command::stages::ModelDraft;
use crate::command::{Command, Fact};
use crate::documents::{DocumentKind, Printout};
use crate::domain::ids::{BatchId, OpportunityId, PersonId};
use crate::domain::period::Period;
use crate::domain::scope::Scope;
use crate::error::{Error, Result};
use crate::i18n::Tr;
use crate::metrics::glossary::Figure;
use crate::metrics::notices::Act;
use crate::sheets::intake::FileOfSheets;
use crate::sheets::mapping::Map;
use crate::sheets::read::Charset;
use crate::sheets::write::Table;
use crate::store::Db;
use crate::store::directory::Directory;
use crate::store::privacy::{Held, Proof};
use crate::store::records::Answer;
use crate::store::safety::Safety;
use crate::ui::icons::{self, Icon};
use crate::ui::picture::{Shot, picture_button};
pub use appearance::{Appearance, ThemeChoice};
use preview::Previews;
use quick_note::NoteWish;

mod appearance;
pub mod coaching;
mod day;
mod drawer_form;
pub mod evaluation;
pub mod figure_card;
pub mod funnel;
mod leaving;
mod load;
pub mod organisation;
pub mod preview;
pub mod quick_note;
pub mod reports;
mod sending;
pub mod settings;
pub mod targets;
pub mod today;
pub mod training;
mod typed;

/// Says which areas there are, in the order of the sidebar: the name in the code; the folder, word file and key
/// prefix; the icon in the sidebar; the key of the group it stands in.
macro_rules! areas {
    ($($(#[$doc:meta])* $area:ident, $word:literal, $icon:ident, $group:literal;)*) => {
        /// The areas that are built, in the order of the sidebar.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum AreaId {
            $($(#[$doc])* $area,)*
        }

        impl AreaId {
            /// All areas in the order of the sidebar.
            pub const ALL: [Self; [$($word),*].len()] = [$(Self::$area),*];

            /// The folder, word file and key prefix.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$area => $word),* }
            }

            /// The icon in the sidebar.
            pub const fn icon(self) -> Icon {
                match self { $(Self::$area => icons::$icon),* }
            }

            /// The key of the group it stands in; empty for the one above all groups.
            pub const fn group_key(self) -> &'static str {
                match self { $(Self::$area => $group),* }
            }
        }
    };
}

areas! {
    /// 工作台.
    Today, "today", COMPASS, "";
    /// 目标.
    Targets, "targets", TARGET, "group-business";
    /// 漏斗.
    Funnel, "funnel", FUNNEL, "group-business";
    /// 组织.
    Organisation, "organisation", TREE_STRUCTURE, "group-team";
    /// 辅导.
    Coaching, "coaching", CHATS_CIRCLE, "group-team";
    /// 培训.
    Training, "training", GRADUATION_CAP, "group-team";
    /// 评估.
    Evaluation, "evaluation", CLIPBOARD_TEXT, "group-team";
    /// 报表.
    Reports, "reports", FILES, "group-operations";
    /// 设置.
    Settings, "settings", GEAR_SIX, "group-operations";
}

/// The global filter: whose figures, of when, as known today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Filter {
    /// Whose.
    pub scope: Scope,
    /// Of when.
    pub period: Period,
    /// Today; nothing after it is known.
    pub today: NaiveDate,
}

/// What the top bar offers for an area.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Uses {
    /// Whether its figures depend on the scope.
    pub scope: bool,
    /// Whether its figures depend on the period.
    pub period: bool,
}

/// A tab of the console: all that its author writes.
pub trait Area: 'static {
    /// Who it is.
    const ID: AreaId;
    /// What makes it stale.
    const NEEDS: &'static [Fact];
    /// Those of them after which not everything is to be worked out again ([`Area::again`]).
    const LIGHT: &'static [Fact] = &[];
    /// What the top bar offers.
    const USES: Uses;
    /// What it shows, ready to draw.
    type Data: Send + Sync + 'static;
    /// What is chosen and half-typed.
    type View: Default + Send;
    /// The part of the view that decides what is loaded.
    type Ask: Clone + PartialEq + Send + 'static;

    /// What to load for the view as it is.
    fn ask(view: &Self::View) -> Self::Ask;
    /// What is loaded and shown first, where the whole may take seconds; `like` is what is shown already
    /// of the same scope and period, which stays until the whole is there.
    fn first(_ask: &Self::Ask, _like: Option<&Self::Ask>) -> Option<Self::Ask> {
        None
    }
    /// Loads everything it shows, on the store's thread.
    ///
    /// # Errors
    /// Whatever the database reports.
    fn load(db: &Db, ask: &Self::Ask, filter: &Filter, tr: &Tr) -> Result<Self::Data>;
    /// The same where nothing but facts of [`Area::LIGHT`] changed since it was loaded for the same ask, filter
    /// and language: takes over what these leave as it is.
    ///
    /// # Errors
    /// Whatever the database reports.
    fn again(
        _before: &Self::Data,
        db: &Db,
        ask: &Self::Ask,
        filter: &Filter,
        tr: &Tr,
    ) -> Result<Self::Data> {
        Self::load(db, ask, filter, tr)
    }
    /// Draws it. The ui is the page below the top bar, with the tab row first.
    fn ui(ui: &mut Ui, data: &Self::Data, view: &mut Self::View, cx: &mut Cx<'_>);
    /// The page that is shown, by the key of its word; empty where all are told of at one place of the guide.
    fn page(_view: &Self::View) -> &'static str {
        ""
    }
    /// Takes notice of something that finished.
    fn receive(_view: &mut Self::View, _event: &Event, _cx: &mut Cx<'_>) {}
    /// The person turns elsewhere or closes the window: saves what is saved without a question.
    fn leave(_view: &mut Self::View, _cx: &mut Cx<'_>) {}
    /// Whether something is half-typed that would be lost with the window.
    fn unsaved(_view: &Self::View) -> bool {
        false
    }
    /// How much waits there, behind its name in the sidebar; empty for nothing, or while nobody knows.
    fn badge(_view: &Self::View) -> String {
        String::new()
    }
}

/// What a view sees of the shell, and where it puts what it wants done.
pub struct Cx<'a> {
    /// The words.
    pub tr: &'a Tr,
    /// The global filter.
    pub filter: &'a Filter,
    /// People, teams, stages by key.
    pub directory: &'a Directory,
    /// Pages as pictures.
    pub previews: &'a mut Previews,
    /// How the program looks and speaks.
    pub appearance: &'a Appearance,
    /// Whether a command is on its way. Once none is, a form that was sent and is still there was refused.
    pub pending: bool,
    /// What is wanted, in order.
    pub orders: Vec<Order>,
}

impl Order {
    /// Reads files as they were found to be written.
    pub fn read(paths: Vec<PathBuf>) -> Self {
        Self::ReadFiles(paths.into_iter().map(|path| (path, None)).collect())
    }
}

impl Cx<'_> {
    /// Runs a command; the toast says what was done and offers to undo it.
    pub fn run(&mut self, command: Command) {
        self.orders.push(Order::Run(command));
    }

    /// Shows the page of a deal, to be walked in the order of the list it stands in.
    pub fn open_deal(&mut self, deal: OpportunityId, list: Vec<OpportunityId>) {
        self.orders.push(Order::OpenDeal(deal, list));
    }

    /// The text of a message.
    pub fn text(&self, key: &str) -> String {
        self.tr.text(key)
    }

    /// Draws the button that keeps the chart of this title, at this place, as a picture; returns the
    /// order to do so once it was pressed.
    pub fn picture(&self, ui: &mut Ui, title: &str, place: Rect) -> Option<Order> {
        let name = self.tr.with("app-picture", &[("chart", title.into())]);
        let shot = picture_button(ui, &name, place)?;
        // What no system takes in the name of a file.
        let title = title.replace(['/', '\\', ':'], "-");
        Some(Order::Picture(format!("{title}_{}.png", self.filter.today), shot))
    }
}

/// What a view wants of the shell.
#[derive(Clone, Debug)]
pub enum Order {
    /// Run a command.
    Run(Command),
    /// Show another area.
    Go(AreaId),
    /// Show the print centre on this document, for this scope or this deal alone.
    PrintCentre(&'static DocumentKind, Scope, Option<OpportunityId>),
    /// Show the page of a deal, and the list it is walked in; [`Event::OpenDeal`] follows.
    OpenDeal(OpportunityId, Vec<OpportunityId>),
    /// Show everything that a person learned.
    LearningRecord(PersonId),
    /// Show the form of a new coaching; [`Event::Coach`] follows.
    Coach(Coachee),
    /// Show the form of a note, over the page that is shown.
    Note(NoteWish),
    /// Write a case of a deal that ended; [`Event::WriteCase`] follows.
    WriteCase(OpportunityId),
    /// Show where something that needs the manager is seen to; [`Event::Act`] follows.
    Act(Act),
    /// Show the stage models; [`Event::StageModels`] follows.
    StageModels,
    /// Show the first steps; [`Event::FirstSteps`] follows.
    FirstSteps,
    /// Show where the files of an import are chosen; [`Event::ChooseFiles`] follows.
    ChooseFiles,
    /// Show what the keys do.
    Shortcuts,
    /// Show the guide.
    Guide,
    /// Close the sample workspace and set its file aside.
    RemoveSample,
    /// Show the card of a figure, over the page that is shown.
    Figure(Figure),
    /// The same of another scope, period or day than those that are set.
    FigureOf(Figure, Filter),
    /// Change the global filter.
    Filter(Filter),
    /// Ask for sheets to import with the system's dialog.
    PickSheets,
    /// Ask for a folder; the answer comes back as [`Event::Picked`].
    PickFolder(Purpose),
    /// Ask for a file to read; the answer comes back as [`Event::Picked`].
    PickFile(Purpose),
    /// Ask for a file to write, with this name offered; the answer comes back as [`Event::Picked`].
    PickSave(Purpose, String),
    /// Read these files in child processes, their texts in the encoding named or found;
    /// [`Event::FilesRead`] follows.
    ReadFiles(Vec<(PathBuf, Option<Charset>)>),
    /// Read a table that was copied in a spreadsheet program; [`Event::FilesRead`] follows.
    Paste(String),
    /// Watch a folder for new sheets, or none; [`Event::Watching`] follows.
    Watch(Option<PathBuf>),
    /// Keep an import on its way outside of the window; an empty text forgets it.
    KeepDraft(String),
    /// Tell no more of these files of the watched folder, unless they change.
    WatchedSeen(Vec<PathBuf>),
    /// Show what an import would do; [`Event::Previewed`] follows.
    PreviewImport(ImportRequest),
    /// Import; [`Event::Imported`] follows.
    Import(ImportRequest),
    /// Take an import back, or show what that would do; [`Event::TakenBack`] follows.
    TakeBack {
        /// The import.
        batch: BatchId,
        /// Only show.
        preview: bool,
    },
    /// Write rejected rows to a file.
    WriteRejects(PathBuf, Arc<Imported>),
    /// Write the rejected rows of an earlier import.
    WriteRejectsOf(PathBuf, BatchId),
    /// Write a table of the workspace to a file.
    Export(String, PathBuf),
    /// Write a table that a page shows to a file.
    WriteTable(Arc<Table>, PathBuf),
    /// Ask where a table that a page shows is to go, with this name offered, and write it there.
    SaveTable(Arc<Table>, String),
    /// Write the weekly review of a scope as a workbook; of the newest week where the period is none.
    WriteReview(Scope, Period, PathBuf),
    /// Read a stage model; [`Event::StageModelRead`] follows.
    ReadStageModel(PathBuf),
    /// Write a stage model to a file.
    WriteStageModel(Arc<ModelDraft>, PathBuf),
    /// Keep a place of the window as a picture; this name is offered for the file.
    Picture(String, Shot),
    /// Put a table of the workspace on the clipboard, for a spreadsheet program to paste.
    CopyTable(String),
    /// Write everything into this folder, which is new or empty.
    ExportEverything(PathBuf),
    /// Write a template for each kind of sheet into this folder.
    WriteTemplates(PathBuf),
    /// Set these printouts and write each as a PDF into the folder; [`Event::Pages`] follows.
    WritePages(Vec<Printout>, PathBuf),
    /// Set these printouts and send each to a printer.
    PrintPages(Vec<Printout>, Option<String>),
    /// Find the printers; [`Event::Printers`] follows.
    FindPrinters,
    /// Change how the program looks and speaks on this computer.
    Appearance(Appearance),
    /// Open a file or folder in the system's program for it.
    OpenOutside(PathBuf),
    /// Make a verified backup now.
    Backup,
    /// Look after the file and its backups; [`Event::Safety`] follows.
    Safety(SafetyOrder),
    /// Something with one person's data; [`Event::Privacy`] follows.
    Privacy(PrivacyOrder),
}

/// What is wanted of one person's data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PrivacyOrder {
    /// Count what is held of somebody.
    Look(PersonId),
    /// Write everything that concerns somebody to a file.
    Export(PersonId, PathBuf),
    /// Erase somebody for good; the workspace is opened anew afterwards.
    Erase {
        /// Who.
        person: PersonId,
        /// Whether the name goes from texts that may mean somebody else of the same name; `None` where
        /// nobody else bears it.
        everywhere: Option<bool>,
        /// Whether backups that hold the person are removed at once.
        backups: bool,
    },
    /// Find the backups from before somebody was erased.
    Backups,
    /// Remove these backups.
    Remove(Vec<PathBuf>),
}

/// What is held of one person, and which backups hold it too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Looked {
    /// What is held.
    pub held: Held,
    /// The backups.
    pub backups: Vec<PathBuf>,
}

/// Something about one person's data that finished.
#[derive(Clone, Debug)]
pub enum PrivacyEvent {
    /// What is held of somebody was counted.
    Looked(std::result::Result<Arc<Looked>, Error>),
    /// Somebody was erased, and everything was searched.
    Erased(std::result::Result<Arc<Proof>, Error>),
    /// The backups from before somebody was erased, and when they go; without a day somebody has to delete it.
    Backups(Vec<(PathBuf, Option<NaiveDate>)>),
}

/// What can be asked for the safety of the open workspace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SafetyOrder {
    /// Look how safe it is.
    Look,
    /// Check the workspace in full.
    Check,
    /// Check a backup in full.
    CheckBackup(PathBuf),
    /// Delete a backup.
    Remove(PathBuf),
    /// Put a backup in the place of the workspace, which is set aside.
    Restore(PathBuf),
    /// Put a backup into a new file.
    RestoreCopy(PathBuf, PathBuf),
}

/// Whom a new coaching is for, and what it is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Coachee {
    /// Who; it is chosen in the form where nobody is named.
    pub person: Option<PersonId>,
    /// The deal.
    pub deal: Option<OpportunityId>,
}

/// What a picked file or folder is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Where PDFs are written.
    Pages,
    /// Where rejected rows are written.
    Rejects,
    /// Where the rejected rows of an earlier import are written.
    RejectsOf(BatchId),
    /// Where a table is written.
    Export,
    /// Where the changes between two days are written.
    Changes,
    /// Where the list of stuck deals is written.
    StuckDeals,
    /// Where the deals that were won and lost are written.
    Closed,
    /// Where the parts of a gap are written.
    Gap,
    /// Where what was found in the process is written.
    Process,
    /// Where an analysis of behaviour is written.
    Behaviour,
    /// Where everything that concerns one person is written.
    Personal,
    /// Where the proof of an erasure is written.
    Proof,
    /// Where the skills matrix is written.
    Skills,
    /// Where the courses are written with what came of them.
    Courses,
    /// Where the card of a figure is written.
    Figure,
    /// Where the tables of the weekly review are written.
    Review,
    /// In which folder the folder with everything is made.
    Everything,
    /// Where templates are written.
    Templates,
    /// Where a backup is put as a new file.
    RestoredCopy,
    /// Which folder is watched for new sheets; answered by [`Event::Watching`].
    Watch,
    /// Where a stage model is written.
    StageModel,
    /// The stage model that is read.
    StageModelFrom,
}

/// What to import and how.
#[derive(Clone, Debug)]
pub struct ImportRequest {
    /// The files as read, each with its readings.
    pub files: Vec<Arc<FileOfSheets>>,
    /// What the person said about them.
    pub map: Map,
    /// What may be made.
    pub create: Create,
    /// What the person answered of open deals that the files no longer name.
    pub answers: Vec<(OpportunityId, Answer)>,
}

/// Something that finished.
#[derive(Clone, Debug)]
pub enum Event {
    /// Files were read, each with its path and outcome.
    FilesRead(Vec<(PathBuf, std::result::Result<Arc<FileOfSheets>, Error>)>),
    /// A preview of an import.
    Previewed(std::result::Result<Arc<Imported>, Error>),
    /// An import.
    Imported(std::result::Result<Arc<Imported>, Error>),
    /// An import was taken back, or would be.
    TakenBack(std::result::Result<TakenBack, Error>),
    /// A file or folder was picked.
    Picked(Purpose, PathBuf),
    /// The print centre is wanted on this document, for this scope or this deal alone.
    PrintCentre(&'static DocumentKind, Scope, Option<OpportunityId>),
    /// The page of a deal is wanted.
    OpenDeal {
        /// Where it was asked for, and one goes back to.
        from: AreaId,
        /// The deal.
        deal: OpportunityId,
        /// The list it is walked in.
        list: Vec<OpportunityId>,
    },
    /// Everything that a person learned is wanted.
    LearningRecord(PersonId),
    /// The form of a new coaching is wanted.
    Coach(Coachee),
    /// A case of a deal is to be written.
    WriteCase(OpportunityId),
    /// What needs the manager is to be seen to, in the area that is shown now.
    Act(Act),
    /// The stage models are wanted, in the area that is shown now.
    StageModels,
    /// The list of what needs the manager is wanted.
    Notices,
    /// The first steps are wanted.
    FirstSteps,
    /// The files of an import are to be chosen.
    ChooseFiles,
    /// A stage model was read.
    StageModelRead(std::result::Result<Arc<ModelDraft>, Error>),
    /// Pages were written to this folder.
    Pages(PathBuf, usize),
    /// The printers of this computer, the default first.
    Printers(Vec<(String, bool)>),
    /// Something about one person's data.
    Privacy(PrivacyEvent),
    /// A command was done.
    Done,
    /// How safe the open workspace is, and what draws the window; empty where nobody knows.
    Safety(Arc<Safety>, String),
    /// An import on its way that was kept when this workspace was last open; may be empty.
    Draft(String),
    /// Which folder is watched for new sheets.
    Watching(Option<PathBuf>),
    /// The new sheets in the watched folder: all that nobody has seen yet.
    Watched(Vec<PathBuf>),
}
