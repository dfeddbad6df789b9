//! The shell: receives finished work, draws the frame around the areas, carries out what they want.
//!
//! `logic` takes messages and asks for what is visible and stale; `ui` draws the last data there are
//! and collects orders. No SQL, file, dialog or page runs on the window's thread.

mod actions;
mod acts;
mod ahead;
mod called;
mod closing;
mod dialogs;
mod door;
mod drafts;
mod drop_overlay;
mod figure;
mod first_page;
mod frame;
mod help;
mod jobs;
mod note;
mod opening;
mod orders;
mod paste;
mod path_field;
mod picture;
mod privacy;
mod recent;
mod rescue;
mod run;
mod safety;
mod sample;
mod session;
mod store_thread;
mod tab;
mod watch;
mod welcome;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

use chrono::{DateTime, NaiveDate, Utc};
use egui::{Context, Ui};

use crate::areas::{Appearance, Event, Purpose, ThemeChoice};
use crate::error::{Error, Result};
use crate::i18n::Tr;
use crate::metrics::glossary::{self, say::Shown};
use crate::metrics::notices::about::Choice;
use crate::paths::Home;
use crate::settings::Settings;
use crate::sheets::read::Source;
use crate::sheets::write::Table;
use crate::store::Workspace;
use crate::store::kept::Kept;
use crate::store::salvage::Salvaged;
use crate::ui::overlay::palette::PaletteState;
use crate::ui::overlay::toast::{Toast, ToastKind, Toasts};
use crate::ui::tokens::{self, Look};
use crate::ui::{fonts, tokens::Theme};
use closing::Closing;
use door::{Knock, Listening};
use first_page::{First, Settling};
use help::Help;
use jobs::Jobs;
use path_field::PathField;
use picture::Picture;
use rescue::Rescue;
use session::{Opened, Session, Snapshot};
use store_thread::StoreThread;
use watch::Watch;

pub use door::{Door, Entry, PATIENCE};
pub use help::{LOCAL_KEYS, LocalKeys};
pub use run::{Start, display_available, open_window};

/// The program's window.
pub struct App {
    tr: Tr,
    settings: Settings,
    store: StoreThread,
    outbox: Sender<Sent>,
    inbox: Receiver<Sent>,
    session: Option<Session>,
    /// How many workspaces were shown before: what was asked of one of them is not told to another.
    era: u64,
    /// What is being opened or made, while it is.
    opening: Option<PathBuf>,
    /// Why the last workspace did not open.
    failed: Option<(PathBuf, Error)>,
    /// Sheets dropped before a workspace was open.
    waiting_sheets: Vec<PathBuf>,
    jobs: Jobs,
    toasts: Toasts,
    /// The toast whose action undoes the newest step.
    undo_toast: Option<u64>,
    /// The toast whose action opens the folder of what was written last.
    folder_toast: Option<(u64, PathBuf)>,
    palette: Option<PaletteState>,
    path_field: Option<PathField>,
    /// The guide, or the sheet of keys, over whatever is shown.
    help: Option<Help>,
    /// Today as fixed on the command line.
    fixed_today: Option<NaiveDate>,
    /// Whether a dialog of the system is open.
    asking: bool,
    closing: Closing,
    /// Where settings, backups and the sample are kept.
    home: Home,
    /// The program that reads sheets, and what a file may cost it.
    source: Source,
    /// Whether there is a dialog of the system to ask with.
    system_dialogs: bool,
    /// The folder that is watched for new sheets, while a workspace is open.
    watched: Option<Watch>,
    /// Workspaces opened lately that are not where they were.
    missing: BTreeSet<PathBuf>,
    /// Where other starts of the program reach this window.
    _listening: Option<Listening>,
    /// The workspace that another start came with, while the person is asked.
    wanted: Option<PathBuf>,
    /// How far the first page is.
    first: First,
    /// Whether the file of the workspace is still to be checked and copied.
    settling: Settling,
    /// When the last backup was begun that nobody asked for.
    backed_up: Option<DateTime<Utc>>,
    /// What helps with a workspace that did not open.
    rescue: Option<Rescue>,
    /// What draws the window; empty where nobody knows.
    renderer: String,
}

/// A message, and the era in which it was asked for.
type Sent = (u64, Message);

/// Something that finished elsewhere.
enum Message {
    /// A workspace was opened or made.
    Opened(PathBuf, Result<Box<Opened>>),
    /// A command was run; the snapshot is how things stand after it.
    Ran(Way, Result<(crate::command::Done, Box<Snapshot>)>),
    /// Something for the areas, and how things stand when data changed.
    Event(Event, Option<(crate::command::Done, Box<Snapshot>)>),
    /// What the card of a figure shows.
    Figure(glossary::Ask, Box<Result<Shown>>),
    /// What a note can be on.
    NoteChoices(Arc<Vec<Choice>>),
    /// A job ended.
    JobEnded(u64),
    /// Something to say.
    Say(ToastKind, String),
    /// Something was written into this folder.
    Wrote(String, PathBuf),
    /// Something failed.
    Failed(Error),
    /// The person picked, or cancelled (nothing).
    Picked(Wish, Vec<PathBuf>),
    /// Everything sent to the store before is on the disk.
    Written,
    /// This workspace was found damaged, and closed.
    Damaged(PathBuf, Error),
    /// A backup that nobody asked for was not made.
    BackupFailed(Error),
    /// The backups of a workspace that did not open.
    BackupsOf(PathBuf, Vec<Kept>),
    /// What a damaged workspace still holds was put into this file.
    Saved(PathBuf, Result<Salvaged>),
    /// A sample was made.
    SampleMade(Result<PathBuf>),
    /// The sample at this place was set aside, as this file.
    SampleRemoved(PathBuf, Result<PathBuf>),
    /// A pasted table was kept as this file.
    Pasted(PathBuf),
    /// A picture was taken; this name is offered for its file.
    Pictured(String, Picture),
    /// Another start of the program is at the door.
    Knocked(Knock),
    /// Another start was answered; the workspace is the one to open, unless it is open here.
    Called(Option<PathBuf>),
    /// These workspaces opened lately are not where they were.
    Missing(BTreeSet<PathBuf>),
}

/// Which way a step went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Done,
    Undone,
    Redone,
}

/// What a dialog was opened for.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Wish {
    OpenWorkspace,
    NewWorkspace,
    Sheets,
    Place(Purpose),
    /// A place for this picture.
    Picture(Picture),
    /// A place for this table.
    Table(Arc<Table>),
    /// A backup to put in the place of this workspace.
    BackupOf(PathBuf),
    /// A place for what this damaged workspace still holds.
    SavedFrom(PathBuf),
}

impl App {
    /// Makes the window's content.
    pub fn new(ctx: &Context, start: Start) -> Self {
        let (outbox, inbox) = channel();
        let mailbox = Mailbox { sender: outbox.clone(), era: 0, ctx: ctx.clone() };
        let store = StoreThread::start();
        let opening = start.file.map(opening::absolute);
        if let Some(path) = opening.clone() {
            // Before the rest is made: this takes longest.
            let (mailbox, home) = (mailbox.clone(), start.home.clone());
            store.send(opening::work(mailbox, home, path, Workspace::open_to_read));
        }
        let mut settings = Settings::load(&start.home);
        if let Some(language) = start.language {
            settings.appearance.language = language;
        }
        let mut source = Source::default();
        if let Some(program) = start.reader {
            source.program = program;
        }
        fonts::install(ctx);
        // Zoom is a setting of this computer: shown, kept and bounded by the program itself.
        ctx.options_mut(|options| options.zoom_with_keyboard = false);
        let listening = start.door.map(|door| {
            door.listen(door::EVERY, move |knock| mailbox.send(Message::Knocked(knock)))
        });
        let mut app = Self {
            tr: Tr::new(settings.appearance.language),
            settings,
            store,
            outbox,
            inbox,
            session: None,
            era: 0,
            opening,
            failed: None,
            waiting_sheets: vec![],
            jobs: Jobs::default(),
            toasts: Toasts::default(),
            undo_toast: None,
            folder_toast: None,
            palette: None,
            path_field: None,
            help: None,
            fixed_today: start.today,
            asking: false,
            closing: Closing::No,
            home: start.home,
            source,
            system_dialogs: !start.own_path_field && dialogs::available(),
            watched: None,
            missing: BTreeSet::new(),
            _listening: listening,
            wanted: None,
            first: First::Awaited,
            settling: Settling::Past,
            backed_up: None,
            rescue: None,
            renderer: String::new(),
        };
        app.apply_appearance(ctx);
        app.look_for_recent(ctx);
        app
    }

    fn today(&self) -> NaiveDate {
        self.fixed_today.unwrap_or_else(crate::clock::today)
    }

    /// The day on which the open workspace is seen: in the sample that of its last report, everywhere
    /// else today. What is written about a workspace is of the day that the window shows.
    fn day(&self) -> NaiveDate {
        self.session.as_ref().map_or_else(|| self.today(), |session| session.filter.today)
    }

    fn apply_appearance(&mut self, ctx: &Context) {
        let Appearance { language, theme, zoom, high_contrast, reduced_motion } =
            self.settings.appearance;
        if self.tr.language() != language {
            self.tr = Tr::new(language);
        }
        let reduced_motion = reduced_motion || self.first != First::Past;
        tokens::apply(ctx, Look { high_contrast, reduced_motion });
        ctx.set_theme(match theme {
            ThemeChoice::System => egui::ThemePreference::System,
            ThemeChoice::Light => egui::ThemePreference::Light,
            ThemeChoice::Dark => egui::ThemePreference::Dark,
        });
        ctx.set_zoom_factor(zoom.clamp(0.8, 2.0));
    }

    /// What the window is called: the workspace and the program.
    fn title(&self) -> String {
        let name = self.tr.text("app-name");
        match &self.session {
            Some(session) => format!("{} - {name}", session.name),
            None => name,
        }
    }

    /// A sender for work done elsewhere; it wakes the window.
    fn mailbox(&self, ctx: &Context) -> Mailbox {
        Mailbox { sender: self.outbox.clone(), era: self.era, ctx: ctx.clone() }
    }

    fn say(&mut self, kind: ToastKind, text: String, action: Option<String>) -> u64 {
        let close = self.tr.text("app-close");
        self.toasts.push(Toast { kind, text, action, close })
    }

    fn complain(&mut self, error: &Error) {
        let hint = error.hint(&self.tr);
        let message = error.message(&self.tr);
        let text = if hint.is_empty() {
            message
        } else {
            self.tr.with("app-error", &[("message", message.into()), ("hint", hint.into())])
        };
        self.say(ToastKind::Error, text, None);
    }

    fn receive(&mut self, ctx: &Context) {
        while let Ok((era, message)) = self.inbox.try_recv() {
            let of_another = era != self.era;
            match message {
                Message::Ran(_, Err(error))
                | Message::Event(
                    Event::Imported(Err(error)) | Event::TakenBack(Err(error)),
                    None,
                ) if of_another && !error.is_halted() => self.fail(&error),
                Message::Ran(..)
                | Message::Event(..)
                | Message::NoteChoices(_)
                | Message::Pasted(_)
                    if of_another => {}
                Message::Opened(path, opened) => self.opened(ctx, path, opened),
                Message::Ran(way, ran) => self.ran(way, ran, ctx),
                Message::Failed(error) => self.fail(&error),
                Message::Event(event, change) => {
                    if let Some((done, snapshot)) = change {
                        self.changed(&done, *snapshot);
                    }
                    self.deliver(&event, ctx);
                }
                Message::Figure(ask, found) => self.figure_read(ask, *found),
                Message::NoteChoices(choices) => {
                    if let Some(note) = self.session.as_mut().and_then(|own| own.note.as_mut()) {
                        note.take(choices);
                    }
                }
                Message::JobEnded(number) => self.jobs.end(number),
                Message::Say(kind, text) => {
                    self.say(kind, text, None);
                }
                Message::Wrote(text, folder) => self.say_written(text, folder),
                Message::Picked(wish, paths) => {
                    self.asking = false;
                    self.picked(ctx, &wish, paths);
                }
                Message::Written => self.written(ctx),
                Message::Pasted(path) => self.take_sheets(ctx, vec![path]),
                Message::Pictured(name, picture) => self.place_picture(ctx, name, picture),
                Message::Knocked(knock) => self.knocked(ctx, knock),
                Message::Called(file) => self.called(ctx, file),
                Message::Missing(missing) => self.missing = missing,
                Message::Damaged(path, error) => self.found_damaged(ctx, &path, error),
                Message::BackupFailed(error) => self.backup_failed(&error),
                Message::BackupsOf(path, all) => self.offer_backups(ctx, path, all),
                Message::Saved(path, saved) => self.saved(path, saved),
                Message::SampleRemoved(path, removed) => self.sample_removed(&path, removed),
                Message::SampleMade(Ok(path)) => self.open(ctx, path),
                Message::SampleMade(Err(error)) => {
                    self.opening = None;
                    self.complain(&error);
                }
            }
        }
    }

    /// A command was done, or refused.
    fn ran(&mut self, way: Way, ran: Result<(crate::command::Done, Box<Snapshot>)>, ctx: &Context) {
        if let Some(session) = &mut self.session {
            session.command_answered();
        }
        match ran {
            Ok((done, snapshot)) => {
                self.changed(&done, *snapshot);
                self.note_done();
                self.deliver(&Event::Done, ctx);
                self.back_up_now_and_then(ctx);
                if !done.title.is_empty() {
                    self.say_step(way, &done);
                }
            }
            Err(error) => self.fail(&error),
        }
    }

    fn fail(&mut self, error: &Error) {
        tracing::error!(error = error.for_log(), "a command failed");
        self.complain(error);
    }

    /// Says what was done, and offers to undo it unless that is what was done.
    fn say_step(&mut self, way: Way, done: &crate::command::Done) {
        let step = self.tr.with(&done.title, &[("subject", done.subject.as_str().into())]);
        let args = [("step", step.into())];
        let text = match way {
            Way::Done => self.tr.with("app-saved-step", &args),
            Way::Undone => self.tr.with("app-undone-step", &args),
            Way::Redone => self.tr.with("app-redone-step", &args),
        };
        let undo = (way != Way::Undone).then(|| self.tr.text("app-undo"));
        let offered = undo.is_some();
        let number = self.say(ToastKind::Success, text, undo);
        self.undo_toast = offered.then_some(number);
    }

    /// Says what was written, and offers to open its folder.
    fn say_written(&mut self, text: String, folder: PathBuf) {
        if let Some((earlier, _)) = self.folder_toast.take() {
            self.toasts.drop_action(earlier);
        }
        let open = self.tr.text("app-open-folder");
        let number = self.say(ToastKind::Success, text, Some(open));
        self.folder_toast = Some((number, folder));
    }

    fn changed(&mut self, done: &crate::command::Done, snapshot: Snapshot) {
        // What an earlier toast offers to undo is no longer the newest step.
        if let Some(number) = self.undo_toast.take() {
            self.toasts.drop_action(number);
        }
        if let Some(session) = &mut self.session {
            session.take(done, snapshot);
        }
    }

    fn deliver(&mut self, event: &Event, ctx: &Context) {
        let Some(session) = &mut self.session else { return };
        let orders = session.deliver(event, &self.tr, &self.settings.appearance);
        self.carry_out(ctx, orders);
    }

    fn dropped(&mut self, ctx: &Context) {
        let paths: Vec<PathBuf> = ctx.input(|input| {
            input.raw.dropped_files.iter().map(|file| file.path().to_owned()).collect()
        });
        if paths.is_empty() {
            return;
        }
        let (workspaces, sheets): (Vec<_>, Vec<_>) =
            paths.into_iter().partition(|path| is_workspace(path));
        if let Some(workspace) = workspaces.into_iter().next() {
            self.open(ctx, workspace);
        }
        if !sheets.is_empty() {
            self.take_sheets(ctx, sheets);
        }
    }

    /// Reads sheets into the wizard; without a workspace they wait for one.
    fn take_sheets(&mut self, ctx: &Context, sheets: Vec<PathBuf>) {
        if let Some(session) = &mut self.session {
            session.current = crate::areas::AreaId::Reports;
            self.carry_out(ctx, vec![crate::areas::Order::read(sheets)]);
        } else {
            self.waiting_sheets.extend(sheets);
            if self.opening.is_none() {
                self.ask(ctx, Wish::NewWorkspace);
            }
        }
    }
}

impl eframe::App for App {
    fn logic(&mut self, ctx: &Context, _frame: &mut eframe::Frame) {
        self.appeared(ctx);
        self.close_wanted(ctx);
        self.dropped(ctx);
        self.refresh(ctx);
    }

    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        let ctx = ui.ctx().clone();
        let background = Theme::get(ui).bg;
        ui.painter().rect_filled(ctx.content_rect(), 0.0, background);
        let root = egui::accesskit_root_id();
        ctx.accesskit_node_builder(root, |node| node.set_label(self.title()));
        self.shortcuts(&ctx);
        if self.session.is_some() {
            self.frame_ui(ui);
        } else {
            self.welcome_ui(ui);
        }
        self.figure_ui(&ctx);
        self.note_ui(&ctx);
        self.palette_ui(&ctx);
        self.rescue_ui(&ctx);
        self.path_field_ui(&ctx);
        self.help_ui(&ctx);
        self.closing_ui(&ctx);
        self.called_ui(&ctx);
        self.drop_overlay(&ctx);
        let pressed =
            self.toasts.show(&ctx, 16.0, if self.session.is_some() { 44.0 } else { 16.0 });
        if pressed.is_some() && pressed == self.undo_toast {
            self.carry_out(&ctx, vec![crate::areas::Order::Run(crate::command::Command::Undo)]);
        }
        let opened = self.folder_toast.take_if(|(number, _)| pressed == Some(*number));
        if let Some((_, folder)) = opened {
            self.carry_out(&ctx, vec![crate::areas::Order::OpenOutside(folder)]);
        }
        self.appears(&ctx);
    }
}

/// Whether a file that is dropped is a workspace to open, rather than a sheet to import.
fn is_workspace(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "cox")
}

/// Sends messages to the window and wakes it.
#[derive(Clone)]
struct Mailbox {
    sender: Sender<Sent>,
    era: u64,
    ctx: Context,
}

impl Mailbox {
    fn send(&self, message: Message) {
        // The window may be gone; then nobody wants to hear.
        let _ = self.sender.send((self.era, message));
        self.ctx.request_repaint();
    }
}
