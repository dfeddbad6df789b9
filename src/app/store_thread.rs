//! The one thread that owns the workspace: commands and loads run here in order.

use std::path::Path;
use std::sync::mpsc::{Sender, channel};

use crate::error::{Error, Result};
use crate::store::{Db, Workspace};
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

    /// The open database.
    ///
    /// # Errors
    /// When none is open any more.
    pub fn db(&mut self) -> Result<&mut Db> {
        Ok(&mut self.workspace()?.db)
    }

    /// Whether this file is the open one.
    pub fn holds(&self, path: &Path) -> bool {
        self.workspace.as_ref().is_some_and(|workspace| workspace.path() == path)
    }
}

type Job = Box<dyn FnOnce(&mut Shelf) + Send>;

/// A handle to the thread; it ends when the last handle is gone, closing the workspace.
#[derive(Clone)]
pub struct StoreThread {
    sender: Sender<Job>,
}

impl StoreThread {
    /// Starts the thread.
    pub fn start() -> Self {
        let (sender, receiver) = channel::<Job>();
        worker::run("store", move || {
            let mut shelf = Shelf::default();
            while let Ok(job) = receiver.recv() {
                // A job that panics is lost, the workspace is not: its transaction was not kept.
                let done = worker::guarded(|| {
                    job(&mut shelf);
                    Ok(())
                });
                if let Err(error) = done {
                    tracing::error!(error = error.for_log(), "a job of the store panicked");
                }
            }
        });
        Self { sender }
    }

    /// Runs work on the thread after everything sent before.
    pub fn send(&self, work: impl FnOnce(&mut Shelf) + Send + 'static) {
        if self.sender.send(Box::new(work)).is_err() {
            tracing::error!("the store's thread is gone");
        }
    }
}
