//! The one thread that owns the workspace: commands run here in order, and what is read between them.

use std::collections::VecDeque;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, TryRecvError, channel};

use crate::error::{Error, Result};
use crate::store::db::Halt;
use crate::store::{Db, Workspace, file_name};
use crate::worker;

/// What the thread holds: at most one open workspace.
#[derive(Default)]
pub struct Shelf {
    workspace: Option<Workspace>,
}

impl Shelf {
    /// Puts a workspace in the place of the one before, which closes.
    pub fn put(&mut self, workspace: Option<Workspace>) {
        self.workspace = workspace;
    }

    /// The open workspace.
    ///
    /// # Errors
    /// When none is open any more.
    pub fn workspace(&mut self) -> Result<&mut Workspace> {
        self.workspace
            .as_mut()
            .ok_or_else(|| Error::new("error-internal").detail("no workspace is open"))
    }

    /// The open workspace, where it is the one that something is to be written into: the window shows one while
    /// another is being opened, or one whose file was just found damaged.
    ///
    /// # Errors
    /// When another is open by now, or none.
    pub fn still(&mut self, path: &Path) -> Result<&mut Workspace> {
        if !self.holds(path) {
            return Err(Error::new("error-other-open").arg("file", file_name(path)));
        }
        self.workspace()
    }

    /// The open database.
    ///
    /// # Errors
    /// When none is open any more.
    pub fn db(&mut self) -> Result<&mut Db> {
        Ok(&mut self.workspace()?.db)
    }

    /// What asks reads of the open workspace to stop.
    fn halt(&self, halt: Option<&Halt>) {
        if let Some(workspace) = &self.workspace {
            workspace.db.set_halt(halt.cloned());
        }
    }

    /// Whether this file is the open one.
    pub fn holds(&self, path: &Path) -> bool {
        self.workspace.as_ref().is_some_and(|workspace| workspace.path() == path)
    }
}

/// What the thread is asked to do.
enum Job {
    /// Goes before what is only read.
    Work(Box<dyn FnOnce(&mut Shelf) + Send>),
    /// Comes after everything else.
    Last(Box<dyn FnOnce(&mut Shelf) + Send>),
    /// Reads; whether it is done, or stopped since somebody waited and is to be read again.
    Read(Box<dyn FnMut(&mut Shelf) -> bool + Send>),
}

/// A handle to the thread; it ends when the last handle is gone, closing the workspace.
///
/// # Nobody waits for a read
/// What is read stops as soon as anything else is asked for, and is read again after that.
#[derive(Clone)]
pub struct StoreThread {
    sender: Sender<Job>,
    /// How many wait to be more than read.
    waiting: Arc<AtomicUsize>,
}

impl StoreThread {
    /// Starts the thread.
    pub fn start() -> Self {
        let (sender, receiver) = channel::<Job>();
        let waiting = Arc::new(AtomicUsize::new(0));
        let started = Arc::clone(&waiting);
        worker::run("store", move || {
            let mut shelf = Shelf::default();
            // What was stopped and is read again.
            let mut again = VecDeque::new();
            while let Some(job) = next(&receiver, &mut again) {
                // A job that panics is lost, the workspace is not: its transaction was not kept.
                let done = worker::guarded(|| {
                    match job {
                        Job::Work(work) => {
                            started.fetch_sub(1, Ordering::Relaxed);
                            work(&mut shelf);
                        }
                        Job::Last(work) if again.is_empty() => work(&mut shelf),
                        Job::Last(work) => again.push_back(Job::Last(work)),
                        Job::Read(mut read) => {
                            if !read(&mut shelf) {
                                again.push_back(Job::Read(read));
                            }
                        }
                    }
                    Ok(())
                });
                if let Err(error) = done {
                    tracing::error!(error = error.for_log(), "a job of the store panicked");
                }
            }
        });
        Self { sender, waiting }
    }

    /// Runs work on the thread after everything sent before.
    pub fn send(&self, work: impl FnOnce(&mut Shelf) + Send + 'static) {
        self.waiting.fetch_add(1, Ordering::Relaxed);
        self.put(Job::Work(Box::new(work)));
    }

    /// Runs work on the thread once nothing else is left to do, reads that were stopped among it.
    pub fn send_last(&self, work: impl FnOnce(&mut Shelf) + Send + 'static) {
        self.put(Job::Last(Box::new(work)));
    }

    /// Reads on the thread, and hands over what came of it; reads again whenever something else goes
    /// first. Once `gone` says so nobody wants it any more, and `then` gets an error that
    /// [`Error::is_halted`].
    pub fn read<T: 'static>(
        &self,
        gone: &Arc<AtomicBool>,
        mut read: impl FnMut(&mut Shelf) -> Result<T> + Send + 'static,
        then: impl FnOnce(Result<T>) + Send + 'static,
    ) {
        let halt = Halt { gone: Arc::clone(gone), waiting: Arc::clone(&self.waiting) };
        let mut then = Some(then);
        self.put(Job::Read(Box::new(move |shelf| {
            let found = worker::guarded(|| {
                shelf.halt(Some(&halt));
                read(shelf)
            });
            shelf.halt(None);
            let halted = found.as_ref().is_err_and(Error::is_halted);
            if halted && !halt.gone.load(Ordering::Relaxed) {
                return false;
            }
            if let Some(then) = then.take() {
                then(found);
            }
            true
        })));
    }

    fn put(&self, job: Job) {
        if self.sender.send(job).is_err() {
            tracing::error!("the store's thread is gone");
        }
    }
}

/// The next job: what was stopped comes after everything that waits.
fn next(receiver: &Receiver<Job>, again: &mut VecDeque<Job>) -> Option<Job> {
    if again.is_empty() {
        return receiver.recv().ok();
    }
    match receiver.try_recv() {
        Ok(job) => Some(job),
        Err(TryRecvError::Empty) => again.pop_front(),
        // Nobody is there to take it.
        Err(TryRecvError::Disconnected) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads on until it is stopped.
    fn forever(shelf: &mut Shelf) -> Result<()> {
        loop {
            shelf.db()?.go_on()?;
            std::thread::yield_now();
        }
    }

    /// A read of a workspace goes round until it may end; what is sent meanwhile is done first.
    #[test]
    fn a_read_stops_for_work_and_is_read_again() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("w.cox");
        let thread = StoreThread::start();
        thread.send(move |shelf| shelf.put(Some(crate::command::create_workspace(&file).unwrap())));
        let (say, heard) = channel();
        let told = say.clone();
        let mut rounds = 0;
        thread.read(
            &Arc::default(),
            move |shelf| {
                rounds += 1;
                say.send("reads").unwrap();
                if rounds == 1 {
                    forever(shelf)?;
                }
                Ok(rounds)
            },
            move |rounds| told.send(if rounds == Ok(2) { "read twice" } else { "?" }).unwrap(),
        );
        assert_eq!(heard.recv().unwrap(), "reads");
        thread.send(|_| {});
        let (saved, done) = channel();
        thread.send(move |_| saved.send(()).unwrap());
        done.recv().unwrap();
        assert_eq!(heard.recv().unwrap(), "reads");
        assert_eq!(heard.recv().unwrap(), "read twice");
    }

    #[test]
    fn what_is_meant_for_one_workspace_is_not_written_into_another() {
        let folder = tempfile::tempdir().unwrap();
        let [one, two] = ["one.cox", "two.cox"].map(|name| folder.path().join(name));
        let mut shelf = Shelf::default();
        assert_eq!(shelf.still(&one).err().map(|error| error.key()), Some("error-other-open"));
        shelf.put(Some(crate::command::create_workspace(&two).unwrap()));
        assert_eq!(shelf.still(&one).err().map(|error| error.key()), Some("error-other-open"));
        assert!(shelf.still(&two).is_ok());
    }

    #[test]
    fn what_nobody_wants_any_more_is_not_read_on() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("w.cox");
        let thread = StoreThread::start();
        thread.send(move |shelf| shelf.put(Some(crate::command::create_workspace(&file).unwrap())));
        let (gone, (say, heard)) = (Arc::new(AtomicBool::new(false)), channel());
        thread.read(&gone, forever, move |found| {
            say.send(found.is_err_and(|error| error.is_halted())).unwrap()
        });
        gone.store(true, Ordering::Relaxed);
        assert_eq!(heard.recv(), Ok(true));
    }
}
