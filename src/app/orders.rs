//! Carrying out what areas and actions want, on the store's thread or on a worker.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::NaiveDate;
use egui::Context;

use crate::app::dialogs::{self, Question};
use crate::app::path_field::PathField;
use crate::app::safety::before_import;
use crate::app::session::Snapshot;
use crate::app::store_thread::Shelf;
use crate::app::{App, Message, Way, Wish};
use crate::areas::{AreaId, Event, ImportRequest, Order, Purpose};
use crate::command::import::{Imported, Options, SheetInput, import, take_back};
use crate::command::{self, Done, Fact};
use crate::documents::spool::{self, PrintJob};
use crate::documents::{self, Printout};
use crate::domain::ids::BatchId;
use crate::error::{Error, Result};
use crate::paths::temporary;
use crate::sheets;
use crate::sheets::intake::{self, Ask};
use crate::sheets::mapping::Map;
use crate::sheets::memory::Memory;
use crate::sheets::read::{Charset, Source};
use crate::store::{Db, StepHead, stage_models};
use crate::ui::overlay::toast::ToastKind;
use crate::worker::{self, guarded};

impl App {
    pub(super) fn save_settings(&self) {
        let (settings, home) = (self.settings.clone(), self.home.clone());
        worker::run("settings", move || settings.save(&home));
    }

    /// Shows a dialog of the system, or the window's own path field where there is none.
    pub(super) fn ask(&mut self, ctx: &Context, wish: Wish) {
        let question = question(&wish, None);
        self.ask_with(ctx, wish, question);
    }

    pub(super) fn ask_with(&mut self, ctx: &Context, wish: Wish, question: Question) {
        if self.asking {
            return;
        }
        if !self.system_dialogs {
            self.path_field = Some(PathField::new(wish, question));
            return;
        }
        self.asking = true;
        let mailbox = self.mailbox(ctx);
        dialogs::ask(&question, &self.tr, move |paths| mailbox.send(Message::Picked(wish, paths)));
    }

    pub(super) fn picked(&mut self, ctx: &Context, wish: &Wish, paths: Vec<PathBuf>) {
        let Some(first) = paths.first().cloned() else { return };
        match wish {
            Wish::OpenWorkspace => self.open(ctx, first),
            Wish::NewWorkspace => self.create(ctx, first),
            Wish::Sheets => self.take_sheets(ctx, paths),
            Wish::Place(Purpose::Watch) => self.watch(ctx, Some(first)),
            Wish::Place(Purpose::Figure) => self.write_figure(ctx, first),
            Wish::Place(purpose) => self.deliver(&Event::Picked(*purpose, first), ctx),
            Wish::Picture(picture) => self.write_picture(ctx, picture.clone(), first),
            Wish::Table(table) => self.carry(ctx, Order::WriteTable(Arc::clone(table), first)),
            Wish::BackupOf(workspace) => self.restore(ctx, first, workspace.clone()),
            Wish::SavedFrom(damaged) => self.salvage(ctx, damaged.clone(), first),
        }
    }

    /// Carries out orders in order.
    pub(super) fn carry_out(&mut self, ctx: &Context, orders: Vec<Order>) {
        for order in orders {
            self.carry(ctx, order);
        }
    }

    fn carry(&mut self, ctx: &Context, order: Order) {
        match order {
            Order::Run(order) => self.run_command(ctx, order),
            Order::Go(area) => {
                if let Some(session) = &mut self.session {
                    session.current = area;
                }
            }
            Order::PrintCentre(document, scope, deal) => {
                self.show(ctx, AreaId::Reports, &Event::PrintCentre(document, scope, deal));
            }
            Order::OpenDeal(deal, list) => {
                if let Some(session) = &mut self.session {
                    let from = std::mem::replace(&mut session.current, AreaId::Funnel);
                    self.deliver(&Event::OpenDeal { from, deal, list }, ctx);
                }
            }
            Order::LearningRecord(person) => {
                self.show(ctx, AreaId::Training, &Event::LearningRecord(person));
            }
            Order::Act(act) => self.follow(ctx, act),
            Order::StageModels => self.show(ctx, AreaId::Settings, &Event::StageModels),
            Order::FirstSteps => self.show(ctx, AreaId::Today, &Event::FirstSteps),
            Order::ChooseFiles => self.show(ctx, AreaId::Reports, &Event::ChooseFiles),
            Order::Shortcuts => self.open_shortcuts(),
            Order::Guide => self.open_guide(None),
            Order::RemoveSample => self.remove_sample(ctx),
            Order::Figure(figure) => self.open_figure(ctx, figure, None),
            Order::FigureOf(figure, filter) => self.open_figure(ctx, figure, Some(filter)),
            Order::Coach(coachee) => self.show(ctx, AreaId::Coaching, &Event::Coach(coachee)),
            Order::Note(wish) => self.open_note(ctx, &wish),
            Order::WriteCase(deal) => {
                self.show(ctx, AreaId::Training, &Event::WriteCase(deal));
            }
            Order::Filter(filter) => {
                if let Some(session) = &mut self.session {
                    session.filter = filter;
                    session.moved_period = false;
                }
            }
            Order::PickSheets => self.ask(ctx, Wish::Sheets),
            Order::PickFolder(purpose) | Order::PickFile(purpose) => {
                self.ask(ctx, Wish::Place(purpose));
            }
            Order::PickSave(purpose, name) => {
                let wish = Wish::Place(purpose);
                let question = question(&wish, Some(name));
                self.ask_with(ctx, wish, question);
            }
            Order::ReadFiles(files) => self.read_files(ctx, files),
            Order::Paste(text) => self.paste(ctx, text),
            Order::KeepDraft(text) => self.keep_draft(text),
            Order::Watch(folder) => self.watch(ctx, folder),
            Order::WatchedSeen(paths) => self.mark_watched(paths),
            Order::PreviewImport(request) => self.import(ctx, request, true),
            Order::Import(request) => self.import(ctx, request, false),
            Order::TakeBack { batch, preview } => self.take_back(ctx, batch, preview),
            Order::WriteRejects(path, imported) => {
                let tr = self.tr.clone();
                self.write_file(ctx, path, move |path| {
                    let sheets: Vec<_> = imported.sheets.iter().collect();
                    sheets::write::write(&intake::rejects(&sheets, &tr), path)
                });
            }
            Order::WriteRejectsOf(path, batch) => {
                let tr = self.tr.clone();
                self.write_data(ctx, path, move |db, path| {
                    sheets::write::write(&intake::rejects_of(db, batch, &tr)?, path)
                });
            }
            Order::Export(table, path) => {
                let today = self.day();
                self.write_data(ctx, path, move |db, path| {
                    let table = sheets::tables::table(db, &table, today)?;
                    sheets::write::write(&table, path)
                });
            }
            Order::WriteTable(table, path) => {
                self.write_file(ctx, path, move |path| sheets::write::write(&table, path));
            }
            Order::SaveTable(table, name) => {
                self.ask_with(ctx, Wish::Table(table), Question::Save(name));
            }
            Order::WriteReview(scope, period, path) => {
                let (today, tr) = (self.day(), self.tr.clone());
                self.write_data(ctx, path, move |db, path| {
                    let asked = (scope, period);
                    let tables = sheets::tables::review::tables(db, asked, today, &tr)?;
                    sheets::write::write_book(&tables, path)
                });
            }
            Order::ReadStageModel(path) => {
                let mailbox = self.mailbox(ctx);
                worker::run("stages", move || {
                    let read = guarded(|| stage_models::file::open(&path)).map(Arc::new);
                    mailbox.send(Message::Event(Event::StageModelRead(read), None));
                });
            }
            Order::WriteStageModel(model, path) => {
                self.write_file(ctx, path, move |path| {
                    sheets::write::put(path, stage_models::file::text(&model)?.as_bytes())
                });
            }
            Order::Picture(name, shot) => self.take_picture(ctx, name, shot),
            Order::CopyTable(table) => self.copy_table(ctx, table),
            Order::ExportEverything(folder) => {
                let (today, tr) = (self.day(), self.tr.clone());
                self.write_data(ctx, folder, move |db, folder| {
                    sheets::write::everything(db, folder, today, &tr).map(|_| ())
                });
            }
            Order::WriteTemplates(folder) => {
                let tr = self.tr.clone();
                self.write_data(ctx, folder, move |db, folder| {
                    let choices = sheets::write::Choices::load(db, tr.language())?;
                    sheets::write::write_templates(&choices, &tr, folder)
                });
            }
            Order::WritePages(printouts, folder) => self.write_pages(ctx, printouts, folder),
            Order::PrintPages(printouts, printer) => self.print_pages(ctx, printouts, printer),
            Order::FindPrinters => {
                let mailbox = self.mailbox(ctx);
                worker::run("printers", move || match spool::printers() {
                    Ok(printers) => {
                        let list = printers.into_iter().map(|p| (p.name, p.is_default)).collect();
                        mailbox.send(Message::Event(Event::Printers(list), None));
                    }
                    Err(error) => mailbox.send(Message::Failed(error.into())),
                });
            }
            Order::Appearance(appearance) => {
                self.settings.appearance = appearance;
                self.apply_appearance(ctx);
                self.save_settings();
            }
            Order::Privacy(order) => self.privacy(ctx, order),
            Order::OpenOutside(path) => {
                let mailbox = self.mailbox(ctx);
                worker::run("viewer", move || {
                    if let Err(error) = spool::open(&path) {
                        mailbox.send(Message::Failed(error.into()));
                    }
                });
            }
            Order::Backup => self.back_up(ctx),
            Order::Safety(order) => self.look_after(ctx, order),
        }
    }

    /// Shows another area, and tells it what is wanted there.
    pub(super) fn show(&mut self, ctx: &Context, area: AreaId, event: &Event) {
        if let Some(session) = &mut self.session {
            session.current = area;
        }
        self.deliver(event, ctx);
    }

    fn run_command(&mut self, ctx: &Context, order: command::Command) {
        let Some(session) = &mut self.session else { return };
        session.command_sent();
        let path = session.path.clone();
        let mailbox = self.mailbox(ctx);
        let way = match &order {
            command::Command::Undo => Way::Undone,
            command::Command::Redo => Way::Redone,
            _ => Way::Done,
        };
        self.store.send(move |shelf| {
            let ran = guarded(|| {
                let done = command::run(&mut shelf.still(&path)?.db, &order)?;
                Ok((done, Box::new(Snapshot::load(shelf.workspace()?)?)))
            });
            mailbox.send(Message::Ran(way, ran));
        });
    }

    fn read_files(&mut self, ctx: &Context, files: Vec<(PathBuf, Option<Charset>)>) {
        let (number, progress) = self.jobs.begin(self.tr.text("job-read"));
        let (mailbox, today, source) = (self.mailbox(ctx), self.day(), self.source.clone());
        self.store.send(move |shelf| {
            // Without a workspace nothing is known of a sender, and nothing can be imported either.
            let memory = shelf.db().and_then(|db| Memory::load(db)).unwrap_or_default();
            worker::run("read", move || {
                let all = files.len();
                let mut read = vec![];
                for (done, (path, charset)) in files.into_iter().enumerate() {
                    let source = Source { charset, ..source.clone() };
                    progress.set(done, all);
                    mailbox.ctx.request_repaint();
                    let report_date = intake::date_in_name(&path).unwrap_or(today);
                    let map = Map::default();
                    let ask = Ask { kind: None, map: &map, report_date, memory: &memory };
                    let file =
                        guarded(|| intake::read(&path, &source, &ask, &|| progress.cancelled()));
                    read.push((path, file.map(Arc::new)));
                }
                mailbox.send(Message::JobEnded(number));
                mailbox.send(Message::Event(Event::FilesRead(read), None));
            });
        });
    }

    fn import(&mut self, ctx: &Context, request: ImportRequest, preview: bool) {
        let Some(path) = self.session.as_ref().map(|session| session.path.clone()) else { return };
        let title = if preview { "job-preview" } else { "job-import" };
        let (number, progress) = self.jobs.begin(self.tr.text(title));
        let (mailbox, home, today) = (self.mailbox(ctx), self.home.clone(), self.day());
        let all: usize = request
            .files
            .iter()
            .flat_map(|file| &file.sheets)
            .map(|(grid, _)| grid.rows.len())
            .sum();
        self.store.send(move |shelf| {
            let mut repaint_at = 0;
            let mut tell = |done: usize| {
                progress.set(done, all);
                if done >= repaint_at + 5_000 {
                    repaint_at = done;
                    mailbox.ctx.request_repaint();
                }
                !progress.cancelled()
            };
            let imported = guarded(|| {
                shelf.still(&path)?;
                if !preview {
                    before_import(shelf, &home, &mailbox);
                }
                import_files(shelf, &request, (today, preview), &mut tell)
            });
            mailbox.send(Message::JobEnded(number));
            mailbox.send(match imported {
                Ok((imported, _)) if preview => {
                    Message::Event(Event::Previewed(Ok(Arc::new(imported))), None)
                }
                Ok((imported, change)) => {
                    Message::Event(Event::Imported(Ok(Arc::new(imported))), change)
                }
                Err(error) if preview => Message::Event(Event::Previewed(Err(error)), None),
                Err(error) => Message::Event(Event::Imported(Err(error)), None),
            });
        });
    }

    fn take_back(&self, ctx: &Context, batch: BatchId, preview: bool) {
        let Some(path) = self.session.as_ref().map(|session| session.path.clone()) else { return };
        let mailbox = self.mailbox(ctx);
        self.store.send(move |shelf| {
            let taken = guarded(|| {
                shelf.still(&path)?;
                let by = command::author(shelf.db()?)?;
                let taken = take_back(
                    shelf.db()?,
                    batch,
                    &std::collections::BTreeSet::new(),
                    &by,
                    preview,
                )?;
                let change = match &taken.written {
                    Some(written) => {
                        let head =
                            StepHead { title: "step-take-back".to_owned(), ..StepHead::default() };
                        let done = command::done(head, written);
                        Some((done, Box::new(Snapshot::load(shelf.workspace()?)?)))
                    }
                    None => None,
                };
                Ok((taken, change))
            });
            mailbox.send(match taken {
                Ok((taken, change)) => Message::Event(Event::TakenBack(Ok(taken)), change),
                Err(error) => Message::Event(Event::TakenBack(Err(error)), None),
            });
        });
    }

    /// Writes a file of what is at hand.
    pub(super) fn write_file(
        &self,
        ctx: &Context,
        path: PathBuf,
        mut write: impl FnMut(&Path) -> Result<()> + Send + 'static,
    ) {
        self.write(ctx, path, move |_, path| write(path));
    }

    /// Writes a file of what the workspace holds that is shown; none where another is open by then.
    pub(super) fn write_data(
        &self,
        ctx: &Context,
        path: PathBuf,
        mut write: impl FnMut(&Db, &Path) -> Result<()> + Send + 'static,
    ) {
        let Some(of) = self.session.as_ref().map(|session| session.path.clone()) else { return };
        self.write(ctx, path, move |shelf, path| write(&shelf.still(&of)?.db, path));
    }

    fn write(
        &self,
        ctx: &Context,
        path: PathBuf,
        mut write: impl FnMut(&mut Shelf, &Path) -> Result<()> + Send + 'static,
    ) {
        let (mailbox, tr) = (self.mailbox(ctx), self.tr.clone());
        let file = path.display().to_string();
        let folder = path.parent().map(Path::to_owned).unwrap_or_default();
        self.store.read(
            &Arc::default(),
            move |shelf| write(shelf, &path),
            move |written| {
                mailbox.send(match written {
                    Ok(()) => {
                        Message::Wrote(tr.with("app-written", &[("file", file.into())]), folder)
                    }
                    Err(error) => Message::Failed(error),
                });
            },
        );
    }

    fn copy_table(&self, ctx: &Context, table: String) {
        let Some(of) = self.session.as_ref().map(|session| session.path.clone()) else { return };
        let (mailbox, tr, today) = (self.mailbox(ctx), self.tr.clone(), self.day());
        self.store.read(
            &Arc::default(),
            move |shelf| sheets::tables::table(&shelf.still(&of)?.db, &table, today),
            move |read| {
                mailbox.send(match read {
                    Ok(table) => {
                        mailbox.ctx.copy_text(sheets::write::tsv(&table));
                        let rows = i64::try_from(table.rows.len()).unwrap_or(i64::MAX);
                        Message::Say(
                            ToastKind::Success,
                            tr.with("app-copied", &[("rows", rows.into())]),
                        )
                    }
                    Err(error) => Message::Failed(error),
                });
            },
        );
    }

    fn write_pages(&mut self, ctx: &Context, printouts: Vec<Printout>, folder: PathBuf) {
        let (number, progress) = self.jobs.begin(self.tr.text("job-pages"));
        let (mailbox, tr) = (self.mailbox(ctx), self.tr.clone());
        worker::run("pages", move || {
            let all = printouts.len();
            let written = guarded(|| {
                let mut n = 0;
                for printout in &printouts {
                    progress.set(n, all);
                    mailbox.ctx.request_repaint();
                    if progress.cancelled() {
                        break;
                    }
                    sheets::write::put(
                        &folder.join(printout.file_name()),
                        &documents::compile(printout)?.pdf()?,
                    )?;
                    n += 1;
                }
                Ok(n)
            });
            mailbox.send(Message::JobEnded(number));
            match written {
                Ok(n) => {
                    let count = i64::try_from(n).unwrap_or(i64::MAX);
                    let text = tr.with(
                        "app-pages-written",
                        &[("n", count.into()), ("folder", folder.display().to_string().into())],
                    );
                    mailbox.send(Message::Wrote(text, folder.clone()));
                    mailbox.send(Message::Event(Event::Pages(folder, n), None));
                }
                Err(error) => mailbox.send(Message::Failed(error)),
            }
        });
    }

    fn print_pages(&mut self, ctx: &Context, printouts: Vec<Printout>, printer: Option<String>) {
        let (number, progress) = self.jobs.begin(self.tr.text("job-print"));
        let (mailbox, tr) = (self.mailbox(ctx), self.tr.clone());
        worker::run("print", move || {
            let all = printouts.len();
            let sent = guarded(|| {
                let folder = temporary().map_err(|error| Error::new("error-disk").detail(error))?;
                for (done, printout) in printouts.iter().enumerate() {
                    progress.set(done, all);
                    mailbox.ctx.request_repaint();
                    if progress.cancelled() {
                        break;
                    }
                    let file = folder.path().join(printout.file_name());
                    sheets::write::put(&file, &documents::compile(printout)?.pdf()?)?;
                    let job = PrintJob {
                        file: &file,
                        title: &printout.title,
                        printer: printer.as_deref(),
                        copies: 1,
                    };
                    spool::send(job)?;
                }
                Ok(())
            });
            mailbox.send(Message::JobEnded(number));
            mailbox.send(match (sent, &printer) {
                (Ok(()), Some(name)) => Message::Say(
                    ToastKind::Success,
                    tr.with("print-sent", &[("printer", name.as_str().into())]),
                ),
                (Ok(()), None) => Message::Say(ToastKind::Success, tr.text("print-sent-default")),
                (Err(error), _) => Message::Failed(error),
            });
        });
    }
}

fn question(wish: &Wish, name: Option<String>) -> Question {
    match (wish, name) {
        (Wish::OpenWorkspace, _) => Question::OpenWorkspace,
        (Wish::BackupOf(_), _) => Question::Backup,
        (Wish::NewWorkspace | Wish::SavedFrom(_), _) => Question::NewWorkspace,
        (Wish::Sheets, _) => Question::Sheets,
        (
            Wish::Place(Purpose::Pages | Purpose::Everything | Purpose::Templates | Purpose::Watch),
            _,
        ) => Question::Folder,
        (Wish::Place(Purpose::StageModelFrom), _) => Question::StageModel,
        (Wish::Place(_) | Wish::Picture(_) | Wish::Table(_), name) => {
            Question::Save(name.unwrap_or_default())
        }
    }
}

type Change = Option<(Done, Box<Snapshot>)>;

fn import_files(
    shelf: &mut Shelf,
    request: &ImportRequest,
    (today, preview): (NaiveDate, bool),
    progress: &mut dyn FnMut(usize) -> bool,
) -> Result<(Imported, Change)> {
    let by = command::author(shelf.db()?)?;
    let mut inputs: Vec<SheetInput<'_>> =
        request.files.iter().flat_map(|file| file.inputs(&request.map)).collect();
    inputs.sort_by_key(|input| (input.mapping.map(|mapping| mapping.kind), input.report_date));
    let (create, answers) = (request.create, request.answers.as_slice());
    let options = Options { by: &by, create, answers, today, preview, progress };
    let imported = import(shelf.db()?, &inputs, options)?;
    let Some(written) = &imported.written else { return Ok((imported, None)) };
    let subject = imported.sheets.first().map_or_else(String::new, |sheet| sheet.file.clone());
    let mut done =
        command::done(StepHead { by, title: "step-import".to_owned(), subject }, written);
    // A sheet that changed nothing still is news to the list of imports.
    done.facts.insert(Fact::Imports);
    Ok((imported.clone(), Some((done, Box::new(Snapshot::load(shelf.workspace()?)?)))))
}
