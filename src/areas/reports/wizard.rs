//! The state of an import on its way: what is chosen, what the preview said, what comes next.
//!
//! # Previews
//! Every change makes the preview stale; a third of a second later a new one is asked for, one at a
//! time. A preview that arrives while another is due is still shown: it is wrong only in what was
//! just changed, and is replaced at once.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use egui::Ui;

use super::draft::Draft;
use super::preview::Preview;
use super::queue::Entry;
use crate::areas::{Cx, Event, ImportRequest, Order, Purpose};
use crate::command::import::{Create, Imported, SheetResult, Verdict};
use crate::domain::ids::OpportunityId;
use crate::error::Error;
use crate::sheets::intake::FileOfSheets;
use crate::sheets::mapping::Map;
use crate::sheets::memory::stem;
use crate::sheets::read::Charset;
use crate::store::records::Answer;
use crate::ui::table::TableState;

/// How long the person may go on changing before a preview is made, in seconds.
const PAUSE: f64 = 0.3;

/// Where the wizard stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Step {
    /// Nothing chosen yet.
    #[default]
    Choose,
    /// Headings, mapping, problems.
    Map,
    /// What will change.
    Changes,
    /// What was done.
    Done,
}

/// When the next preview is to be asked for.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Due {
    Now,
    Soon,
    At(f64),
}

/// A file that could not be read.
pub(super) struct Failed {
    pub(super) path: PathBuf,
    pub(super) error: Error,
}

/// Rows by what became of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Totals {
    pub(super) rows: usize,
    pub(super) new: usize,
    pub(super) changed: usize,
    pub(super) unchanged: usize,
    pub(super) rejected: usize,
    /// Missing deals that were answered; they are no rows.
    pub(super) answered: usize,
}

impl Totals {
    pub(super) fn of<'a>(sheets: impl IntoIterator<Item = &'a SheetResult>) -> Self {
        sheets.into_iter().fold(Self::default(), |sum, sheet| Self {
            rows: sum.rows + sheet.rows,
            new: sum.new + sheet.new,
            changed: sum.changed + sheet.changed,
            unchanged: sum.unchanged + sheet.unchanged,
            rejected: sum.rejected + sheet.rejected.len(),
            answered: sum.answered + sheet.n_answered,
        })
    }

    /// Rows that are taken.
    pub(super) const fn taken(self) -> usize {
        self.rows - self.rejected
    }
}

/// Whether the import can still be taken back in one step.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Undo {
    /// It is the newest step.
    #[default]
    Possible,
    /// Asked for.
    Asked,
    /// Something happened since: it was taken back, or only the history helps.
    Since,
}

/// The rows listed in step 4, and by which verdict.
#[derive(Default)]
pub(super) struct Listed {
    pub(super) only: Option<Kept>,
    /// Sheet and row within what the preview holds.
    pub(super) rows: Vec<(usize, usize)>,
    pub(super) table: TableState,
}

/// A verdict without its reasons.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kept {
    New,
    Changed,
    Unchanged,
    Rejected,
}

impl Kept {
    pub(super) const ALL: [Self; 4] = [Self::New, Self::Changed, Self::Unchanged, Self::Rejected];

    pub(super) const fn of(verdict: &Verdict) -> Self {
        match verdict {
            Verdict::New => Self::New,
            Verdict::Changed => Self::Changed,
            Verdict::Unchanged => Self::Unchanged,
            Verdict::Rejected(_) => Self::Rejected,
        }
    }

    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::New => "reports-new",
            Self::Changed => "reports-changed",
            Self::Unchanged => "reports-unchanged",
            Self::Rejected => "reports-rejected",
        }
    }

    pub(super) const fn count(self, totals: Totals) -> usize {
        match self {
            Self::New => totals.new,
            Self::Changed => totals.changed,
            Self::Unchanged => totals.unchanged,
            Self::Rejected => totals.rejected,
        }
    }
}

/// The import on its way.
#[derive(Default)]
pub(super) struct Wizard {
    pub(super) step: Step,
    pub(super) queue: Vec<Entry>,
    pub(super) failed: Vec<Failed>,
    /// File and sheet on the screen.
    pub(super) at: (usize, usize),
    /// Field, text in the sheet, our name.
    pub(super) values: BTreeMap<String, BTreeMap<String, String>>,
    pub(super) create: Create,
    /// What became of open deals that the files no longer name.
    pub(super) answers: BTreeMap<OpportunityId, Answer>,
    /// The next files take the place of these.
    pub(super) replacing: bool,
    /// The next files join these, wherever the wizard stands.
    pub(super) joining: bool,
    /// What the last start left, until the person says what becomes of it.
    pub(super) offered: Option<Draft>,
    /// What is put back when its files are read.
    resuming: Option<Draft>,
    /// What is kept outside of the window.
    kept: String,
    due: Option<Due>,
    running: bool,
    pub(super) preview: Option<Preview>,
    /// Why a preview or the import failed.
    pub(super) error: Option<Error>,
    pub(super) importing: bool,
    pub(super) imported: Option<Arc<Imported>>,
    saving_rejects: bool,
    pub(super) undo: Undo,
    pub(super) listed: Listed,
    pub(super) queue_table: TableState,
    pub(super) needs_table: TableState,
    /// The list of every correction, while it is open.
    pub(super) review: Option<TableState>,
    pub(super) missing_table: TableState,
    pub(super) done_table: TableState,
}

impl Wizard {
    /// Notes that something changed: a new preview is due.
    pub(super) fn touch(&mut self) {
        self.due = Some(Due::Soon);
    }

    /// Whether what is shown may be out of date.
    pub(super) const fn checking(&self) -> bool {
        self.due.is_some() || self.running
    }

    pub(super) fn entry_mut(&mut self) -> Option<&mut Entry> {
        self.queue.get_mut(self.at.0)
    }

    pub(super) fn entry(&self) -> Option<&Entry> {
        self.queue.get(self.at.0)
    }

    /// Whether a date in the queue is none.
    pub(super) fn bad_date(&self) -> bool {
        self.queue.iter().any(|entry| entry.report_date().is_none())
    }

    /// Starts over.
    pub(super) fn reset(&mut self) {
        self.begin();
        // What was kept of it goes.
        self.due = Some(Due::Now);
    }

    /// Turns from what the last import did to choosing files; one that is on its way stays.
    pub(super) fn choose(&mut self) {
        if self.step == Step::Done {
            self.reset();
        }
    }

    /// Forgets the files and all that was said of them.
    fn begin(&mut self) {
        *self = Self {
            // A preview on its way still belongs to the old files and is then ignored.
            running: self.running,
            offered: self.offered.take(),
            kept: std::mem::take(&mut self.kept),
            ..Self::default()
        };
    }

    /// Keeps how far it is outside of the window, if that has changed.
    pub(super) fn keep(&mut self, cx: &mut Cx<'_>) {
        let draft = if self.step == Step::Done { None } else { Draft::of(self) };
        let text = draft.map(|draft| draft.text()).unwrap_or_default();
        if text != self.kept {
            self.kept.clone_from(&text);
            cx.orders.push(Order::KeepDraft(text));
        }
    }

    /// Goes on where the last start left.
    pub(super) fn resume(&mut self, cx: &mut Cx<'_>) {
        let Some(draft) = self.offered.take() else { return };
        let files = draft.files.iter().map(|file| (file.path.clone(), file.charset())).collect();
        self.resuming = Some(draft);
        cx.orders.push(Order::ReadFiles(files));
    }

    /// Reads the file on the screen again, its texts in another encoding.
    pub(super) fn read_as(&mut self, charset: Option<Charset>, cx: &mut Cx<'_>) {
        let Some(path) = self.entry().map(|entry| entry.path.clone()) else { return };
        self.joining = true;
        cx.orders.push(Order::ReadFiles(vec![(path, charset)]));
    }

    /// Forgets what the last start left.
    pub(super) fn discard(&mut self, cx: &mut Cx<'_>) {
        self.offered = None;
        self.kept.clear();
        cx.orders.push(Order::KeepDraft(String::new()));
        self.keep(cx);
    }

    /// What would be sent now; `None` when nothing can be.
    fn request(&self) -> Option<ImportRequest> {
        if self.bad_date() {
            return None;
        }
        let files: Vec<Arc<FileOfSheets>> = self.queue.iter().filter_map(Entry::request).collect();
        let map = Map { values: self.values.clone(), ..Map::default() };
        let answers = self.answers.iter().map(|(deal, answer)| (*deal, *answer)).collect();
        let create = self.create;
        (!files.is_empty()).then_some(ImportRequest { files, map, create, answers })
    }

    /// Asks for a preview when one is due.
    pub(super) fn tick(&mut self, ui: &Ui, cx: &mut Cx<'_>) {
        let now = ui.input(|input| input.time);
        let wait = |seconds: f64| ui.ctx().request_repaint_after(Duration::from_secs_f64(seconds));
        match self.due {
            None => return,
            Some(Due::Now) => {}
            Some(Due::Soon) => {
                self.due = Some(Due::At(now + PAUSE));
                return wait(PAUSE);
            }
            Some(Due::At(at)) if now < at => return wait(at - now),
            Some(Due::At(_)) => {}
        }
        if self.running {
            // The answer wakes the window.
            return;
        }
        self.due = None;
        self.keep(cx);
        match self.request() {
            Some(request) => {
                self.running = true;
                cx.orders.push(Order::PreviewImport(request));
            }
            None => self.preview = None,
        }
    }

    /// Imports what the preview showed.
    pub(super) fn import(&mut self, cx: &mut Cx<'_>) {
        if let Some(request) = self.request() {
            self.importing = true;
            self.error = None;
            cx.orders.push(Order::Import(request));
        }
    }

    /// Asks where the rejected rows go.
    pub(super) fn save_rejects(&mut self, cx: &mut Cx<'_>) {
        let file = self.imported.as_ref().and_then(|imported| imported.sheets.first());
        let stem = file.map_or("", |sheet| stem(&sheet.file));
        let name = cx.tr.with("reports-rejects-file", &[("file", stem.into())]);
        self.saving_rejects = true;
        cx.orders.push(Order::PickSave(Purpose::Rejects, name));
    }

    /// Lists the rows of a verdict, or all.
    pub(super) fn list(&mut self, only: Option<Kept>) {
        let sheets = self.preview.as_ref().map_or(&[][..], |preview| &preview.imported.sheets);
        self.listed.rows = listed(sheets, only);
        self.listed.only = only;
        self.listed.table = TableState::default();
    }

    pub(super) fn show_changes(&mut self, only: Option<Kept>) {
        self.list(only);
        self.step = Step::Changes;
    }

    pub(super) fn receive(&mut self, event: &Event, cx: &mut Cx<'_>) {
        match event {
            Event::FilesRead(files) => self.take_files(files),
            Event::Previewed(outcome) => self.take_preview(outcome),
            Event::Imported(outcome) => {
                self.importing = false;
                match outcome {
                    Ok(imported) => {
                        self.imported = Some(Arc::clone(imported));
                        self.undo = Undo::Possible;
                        self.step = Step::Done;
                        self.due = None;
                        self.keep(cx);
                    }
                    Err(error) => self.error = Some(error.clone()),
                }
            }
            Event::Picked(Purpose::Rejects, path) if self.saving_rejects => {
                self.saving_rejects = false;
                if let Some(imported) = &self.imported {
                    cx.orders.push(Order::WriteRejects(path.clone(), Arc::clone(imported)));
                }
            }
            Event::Draft(text) => self.offered = Draft::parse(text),
            Event::Done => {
                self.undo = Undo::Since;
                if matches!(self.step, Step::Map | Step::Changes) && !self.importing {
                    self.touch();
                }
            }
            _ => {}
        }
    }

    fn take_files(&mut self, files: &[(PathBuf, Result<Arc<FileOfSheets>, Error>)]) {
        if files.is_empty() {
            self.replacing = false;
            self.joining = false;
            return;
        }
        let resuming = self.resuming.take();
        let joining = std::mem::take(&mut self.joining) && self.step != Step::Done;
        if self.replacing || matches!(self.step, Step::Choose | Step::Done) && !joining {
            self.begin();
        }
        // Read again, a file keeps its place on the screen and the day that was given to it.
        let mut again = None;
        for (path, read) in files {
            self.failed.retain(|failed| failed.path != *path);
            match read {
                Ok(file) => {
                    let mut entry = Entry::new(path.clone(), Arc::clone(file));
                    if let Some(at) = self.queue.iter().position(|entry| entry.path == *path) {
                        entry.date = self.queue.remove(at).date;
                        again = Some(path);
                    }
                    self.queue.push(entry);
                }
                Err(error) => self.failed.push(Failed { path: path.clone(), error: error.clone() }),
            }
        }
        // What others name comes first: people before their deals.
        self.queue.sort_by(|a, b| (a.file.order(), &a.path).cmp(&(b.file.order(), &b.path)));
        if let Some(draft) = resuming {
            draft.apply(self);
        }
        let at = again.and_then(|path| self.queue.iter().position(|entry| entry.path == *path));
        let at = at.unwrap_or_default();
        self.at = (at, self.queue.get(at).map_or(0, first_wanted));
        self.queue_table.selected = Some(at);
        self.preview = None;
        self.error = None;
        if self.queue.is_empty() {
            self.step = Step::Choose;
        } else {
            self.step = Step::Map;
            self.due = Some(Due::Now);
        }
    }

    fn take_preview(&mut self, outcome: &Result<Arc<Imported>, Error>) {
        self.running = false;
        if self.queue.is_empty() || !matches!(self.step, Step::Map | Step::Changes) {
            return;
        }
        match outcome {
            Ok(imported) => {
                self.error = None;
                self.preview = Some(Preview::of(&self.queue, imported));
                self.list(self.listed.only);
            }
            Err(error) => {
                self.preview = None;
                self.error = Some(error.clone());
            }
        }
    }
}

fn first_wanted(entry: &Entry) -> usize {
    entry.sheets.iter().position(|sheet| !sheet.skip).unwrap_or_default()
}

/// The rows of a verdict, by sheet and row.
fn listed(sheets: &[SheetResult], only: Option<Kept>) -> Vec<(usize, usize)> {
    let mut rows = vec![];
    for (s, sheet) in sheets.iter().enumerate() {
        let wanted = sheet.shown.iter().enumerate();
        let wanted =
            wanted.filter(|(_, row)| only.is_none_or(|only| Kept::of(&row.verdict) == only));
        rows.extend(wanted.map(|(r, _)| (s, r)));
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::import::RowResult;

    fn sheet(verdicts: &[Verdict]) -> SheetResult {
        let count = |kept| verdicts.iter().filter(|v| Kept::of(v) == kept).count();
        SheetResult {
            file: "f.xlsx".to_owned(),
            sheet: "S".to_owned(),
            kind: None,
            report_date: chrono::NaiveDate::MIN,
            headings: vec![],
            rows: verdicts.len(),
            new: count(Kept::New),
            changed: count(Kept::Changed),
            unchanged: count(Kept::Unchanged),
            rejected: vec![],
            shown: (1..)
                .zip(verdicts)
                .map(|(number, verdict)| RowResult {
                    number,
                    column: None,
                    verdict: verdict.clone(),
                    subject: String::new(),
                    changes: vec![],
                })
                .collect(),
            ..SheetResult::default()
        }
    }

    #[test]
    fn rows_are_listed_by_verdict() {
        let sheets = [
            sheet(&[Verdict::New, Verdict::Unchanged]),
            sheet(&[Verdict::Rejected(vec![]), Verdict::New]),
        ];
        assert_eq!(listed(&sheets, None).len(), 4);
        assert_eq!(listed(&sheets, Some(Kept::New)), [(0, 0), (1, 1)]);
        assert_eq!(listed(&sheets, Some(Kept::Rejected)), [(1, 0)]);
        assert!(listed(&sheets, Some(Kept::Changed)).is_empty());
    }

    #[test]
    fn totals_add_up() {
        let totals = Totals::of(&[sheet(&[Verdict::New, Verdict::Changed, Verdict::Unchanged])]);
        assert_eq!(Kept::ALL.map(|kept| kept.count(totals)).iter().sum::<usize>(), totals.rows);
        assert_eq!(totals.taken(), 3);
    }
}
