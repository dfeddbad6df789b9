//! Opening a workspace in the window, and taking away the one that is shown.
//!
//! # Nothing of one workspace reaches another
//! Each workspace that is shown has an era. What was asked for bears the era in which it was, and what comes of
//! it once another workspace is shown, or the same anew, is told to nobody. One whose file is about to be
//! replaced is taken away first: what is half-typed there, or still on its way, cannot be written into the new
//! one, and where that does not open no page of a closed file is left standing.

use std::path::{Path, PathBuf};

use egui::{Context, ViewportCommand};

use crate::app::session::{Opened, Session, Snapshot};
use crate::app::store_thread::Shelf;
use crate::app::{App, Mailbox, Message, Settling, drafts};
use crate::areas::Event;
use crate::command;
use crate::error::{Error, Result};
use crate::paths::Home;
use crate::store::Workspace;
use crate::worker::guarded;

/// The path by which a workspace is known, wherever the program was started.
pub(super) fn absolute(path: PathBuf) -> PathBuf {
    std::path::absolute(&path).unwrap_or(path)
}

/// The work of the store's thread that gets a workspace and tells the window.
pub(super) fn work(
    mailbox: Mailbox,
    home: Home,
    path: PathBuf,
    get: impl FnOnce(&Path) -> Result<Workspace> + Send + 'static,
) -> impl FnOnce(&mut Shelf) + Send + 'static {
    move |shelf| {
        let opened = open_on(shelf, &path, &home, get);
        mailbox.send(Message::Opened(path, opened));
    }
}

/// Gets a workspace on the store's thread.
fn open_on(
    shelf: &mut Shelf,
    path: &Path,
    home: &Home,
    get: impl FnOnce(&Path) -> Result<Workspace>,
) -> Result<Box<Opened>> {
    if shelf.holds(path) {
        // Opening the open one again only shows it.
        shelf.put(None);
    }
    let opened = guarded(|| {
        let workspace = get(path)?;
        // Where it cannot be read, the check tells whether the file is damaged, and where.
        let snapshot =
            Snapshot::load(&workspace).or_else(|error| workspace.check_once().and(Err(error)))?;
        let draft = drafts::read(home, path);
        let opened = Opened { snapshot, name: workspace.name(), draft };
        Ok((workspace, opened))
    });
    opened.map(|(workspace, opened)| {
        shelf.put(Some(workspace));
        Box::new(opened)
    })
}

impl App {
    /// Opens a workspace on the store's thread.
    pub(super) fn open(&mut self, ctx: &Context, path: PathBuf) {
        self.put(ctx, path, Workspace::open_to_read);
    }

    /// Makes a workspace and opens it.
    pub(super) fn create(&mut self, ctx: &Context, mut path: PathBuf) {
        if path.extension().is_none() {
            path.set_extension("cox");
        }
        self.put(ctx, path, command::create_workspace);
    }

    /// Gets a workspace on the store's thread and shows it. The one that is shown goes first where it is the same
    /// file, and else stays until the other is open.
    pub(super) fn put(
        &mut self,
        ctx: &Context,
        path: PathBuf,
        get: impl FnOnce(&Path) -> Result<Workspace> + Send + 'static,
    ) {
        let path = absolute(path);
        self.opening = Some(path.clone());
        self.leave(ctx);
        if self.session.as_ref().is_some_and(|session| session.path == path) {
            self.take_away(ctx);
        }
        self.store.send(work(self.mailbox(ctx), self.home.clone(), path, get));
    }

    /// Shows no workspace any more: a new era begins.
    pub(super) fn take_away(&mut self, ctx: &Context) {
        if self.session.take().is_none() {
            return;
        }
        self.era += 1;
        self.watched = None;
        self.palette = None;
        self.path_field = None;
        // What a toast offers to undo was a step of that workspace.
        if let Some(number) = self.undo_toast.take() {
            self.toasts.drop_action(number);
        }
        ctx.send_viewport_cmd(ViewportCommand::Title(self.title()));
    }

    /// A file was found damaged and is closed; nothing was written into it.
    pub(super) fn found_damaged(&mut self, ctx: &Context, path: &Path, error: Error) {
        if self.session.as_ref().is_some_and(|session| session.path == path) {
            tracing::error!(error = error.for_log(), "a workspace is damaged");
            self.take_away(ctx);
            self.failed = Some((path.to_owned(), error));
            self.look_for_recent(ctx);
        }
    }

    pub(super) fn opened(&mut self, ctx: &Context, path: PathBuf, opened: Result<Box<Opened>>) {
        self.opening = None;
        match opened {
            Ok(mut opened) => {
                self.failed = None;
                self.take_away(ctx);
                let draft = std::mem::take(&mut opened.draft);
                self.settings.remember(&path);
                self.save_settings();
                let session = Session::new(path, *opened, self.today());
                self.session = Some(session);
                ctx.send_viewport_cmd(ViewportCommand::Title(self.title()));
                self.deliver(&Event::Draft(draft), ctx);
                self.start_watching(ctx);
                self.settling = Settling::Awaited;
                self.warn_of_place(ctx);
                let sheets = std::mem::take(&mut self.waiting_sheets);
                if !sheets.is_empty() {
                    self.take_sheets(ctx, sheets);
                }
            }
            Err(error) => {
                tracing::error!(error = error.for_log(), "a workspace did not open");
                if self.session.is_some() {
                    self.complain(&error);
                } else {
                    self.failed = Some((path, error));
                    self.look_for_recent(ctx);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::*;
    use crate::app::{First, Start, Way};
    use crate::areas::AreaId;
    use crate::command::{Done, Fact};
    use crate::store::backup;
    use crate::store::spoil;
    use crate::ui::overlay::toast::ToastKind;

    /// A window without a frame around it, and the folder of its files.
    fn app() -> (App, Context, tempfile::TempDir) {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::at(folder.path().join("home"));
        let ctx = Context::default();
        let app = App::new(&ctx, Start { home, own_path_field: true, ..Start::default() });
        (app, ctx, folder)
    }

    /// Does something over and over until something holds.
    #[track_caller]
    fn until(app: &mut App, holds: impl Fn(&App) -> bool, mut step: impl FnMut(&mut App)) {
        let deadline = Instant::now() + Duration::from_secs(60);
        while !holds(app) {
            assert!(Instant::now() < deadline, "waited in vain");
            step(app);
            std::thread::yield_now();
        }
    }

    /// Takes what arrives until something holds.
    #[track_caller]
    fn wait(app: &mut App, ctx: &Context, holds: impl Fn(&App) -> bool) {
        until(app, holds, |app| app.receive(ctx));
    }

    /// Makes two workspaces in a folder: the first is shown, the other one returned.
    fn two_workspaces(app: &mut App, ctx: &Context, folder: &Path) -> PathBuf {
        let [one, two] = ["one.cox", "two.cox"].map(|name| folder.join(name));
        for file in [&two, &one] {
            app.create(ctx, file.clone());
            wait(app, ctx, |app| shows(app, file));
        }
        two
    }

    fn shows(app: &App, file: &Path) -> bool {
        app.opening.is_none() && app.session.as_ref().is_some_and(|session| session.path == file)
    }

    /// What a command would tell, with how things stand in a workspace of this company.
    fn change(company: &str) -> (Done, Box<Snapshot>) {
        let done = Done { facts: [Fact::Settings].into(), ..Done::default() };
        (done, Box::new(Snapshot { company: company.to_owned(), ..Snapshot::default() }))
    }

    #[test]
    fn what_was_asked_of_one_workspace_is_not_told_to_another() {
        let (mut app, ctx, folder) = app();
        let two = two_workspaces(&mut app, &ctx, folder.path());
        let of_one = app.mailbox(&ctx);
        of_one.send(Message::Event(Event::Done, Some(change("one"))));
        let company = |app: &App| app.session.as_ref().map(|own| own.snapshot.company.clone());
        wait(&mut app, &ctx, |app| company(app).as_deref() == Some("one"));
        app.undo_toast = Some(app.say(ToastKind::Success, "saved".to_owned(), None));
        app.open(&ctx, two.clone());
        wait(&mut app, &ctx, |app| shows(app, &two));
        assert_eq!(app.undo_toast, None, "the step was one of the other workspace");
        let before = company(&app);
        of_one.send(Message::Event(Event::Done, Some(change("one"))));
        of_one.send(Message::Ran(Way::Done, Ok(change("one"))));
        app.receive(&ctx);
        assert_eq!(company(&app), before);
        // That something was not done is told wherever one is.
        let refused = || Error::new("error-other-open").arg("file", "one.cox");
        for event in [Event::Imported(Err(refused())), Event::TakenBack(Err(refused()))] {
            let toast = app.say(ToastKind::Info, "before".to_owned(), None);
            of_one.send(Message::Event(event, None));
            app.receive(&ctx);
            let after = app.say(ToastKind::Info, "after".to_owned(), None);
            assert_eq!(after, toast + 2, "one is said in between");
        }
        // What is asked of this one is told.
        app.mailbox(&ctx).send(Message::Event(Event::Done, Some(change("two"))));
        app.receive(&ctx);
        assert_eq!(company(&app).as_deref(), Some("two"));
    }

    #[test]
    fn nothing_is_exported_from_another_workspace_than_the_one_that_is_shown() {
        let (mut app, ctx, folder) = app();
        let two = two_workspaces(&mut app, &ctx, folder.path());
        // The window shows the one while the other is being opened.
        app.open(&ctx, two.clone());
        assert!(app.session.is_some());
        let out = folder.path().join("out");
        std::fs::create_dir(&out).unwrap();
        app.write_data(&ctx, out.join("a.txt"), |_, path| {
            std::fs::write(path, "of which one").map_err(|error| Error::writing(path, &error))
        });
        app.write_file(&ctx, out.join("b.txt"), |path| {
            std::fs::write(path, "at hand").map_err(|error| Error::writing(path, &error))
        });
        wait(&mut app, &ctx, |app| shows(app, &two) && out.join("b.txt").exists());
        assert!(!out.join("a.txt").exists());
        app.write_data(&ctx, out.join("a.txt"), |_, path| {
            std::fs::write(path, "of this one").map_err(|error| Error::writing(path, &error))
        });
        wait(&mut app, &ctx, |_| out.join("a.txt").exists());
    }

    #[test]
    fn a_workspace_is_not_shown_while_its_file_is_replaced() {
        let (mut app, ctx, folder) = app();
        let file = folder.path().join("one.cox");
        app.create(&ctx, file.clone());
        wait(&mut app, &ctx, |app| shows(app, &file));
        let (sound, broken) = (folder.path().join("a.cox"), folder.path().join("b.cox"));
        app.store.send({
            let sound = sound.clone();
            move |shelf| backup::make_at(shelf.workspace().unwrap(), &sound).unwrap()
        });
        app.restore(&ctx, sound, file.clone());
        assert!(app.session.is_none() && app.jobs.any());
        wait(&mut app, &ctx, |app| shows(app, &file) && !app.jobs.any());
        // One that cannot be restored replaces nothing, and what was open is shown again.
        std::fs::write(&broken, "no backup").unwrap();
        app.restore(&ctx, broken.clone(), file.clone());
        assert!(app.session.is_none());
        wait(&mut app, &ctx, |app| shows(app, &file));
        // Where that does not open either, nothing is shown that is closed.
        let away = folder.path().join("away.cox");
        app.store.send({
            let (file, away) = (file.clone(), away.clone());
            move |_| std::fs::rename(file, away).unwrap()
        });
        app.restore(&ctx, broken, file.clone());
        wait(&mut app, &ctx, |app| app.opening.is_none());
        assert!(app.session.is_none());
        assert_eq!(app.failed.as_ref().map(|(path, _)| path), Some(&file));
        assert!(away.exists());
    }
    #[test]
    fn a_file_that_is_found_damaged_is_closed_as_it_is() {
        let (mut app, ctx, folder) = app();
        let file = folder.path().join("one.cox");
        drop(command::create_workspace(&file).unwrap());
        spoil(&file);
        let before = std::fs::read(&file).unwrap();
        app.open(&ctx, file.clone());
        wait(&mut app, &ctx, |app| shows(app, &file));
        // The first page stands, and its file is looked at.
        app.first = First::Past;
        until(&mut app, |app| app.session.is_none(), |app| app.refresh(&ctx));
        let failed = app.failed.as_ref().map(|(path, error)| (path.clone(), error.key()));
        assert_eq!(failed, Some((file.clone(), "error-workspace-damaged")));
        assert!(std::fs::read(&file).unwrap() == before, "it was written into");
        // Nobody holds it any more.
        assert_eq!(Workspace::open(&file).err().unwrap().key(), "error-workspace-damaged");
    }

    #[test]
    fn the_funnel_is_read_before_anybody_looks() {
        let (mut app, ctx, folder) = app();
        let file = folder.path().join("w.cox");
        app.create(&ctx, file.clone());
        wait(&mut app, &ctx, |app| shows(app, &file));
        app.appears(&ctx);
        let there = |app: &App| app.session.as_ref()?.badge(AreaId::Funnel);
        assert_eq!(there(&app), None);
        let frame = |app: &mut App| {
            app.refresh(&ctx);
            app.appears(&ctx);
        };
        until(&mut app, |app| there(app).is_some(), frame);
        assert_ne!(app.session.map(|session| session.current), Some(AreaId::Funnel));
    }
}
