//! One error for the whole library, with three voices.
//!
//! `Display` is for the log: English, private detail last. [`Error::message`] is for the person and
//! [`Error::hint`] says what to do next, both through Fluent. An error is said once: logged or
//! returned, never both. Partial failure is no error but a value (a plan with its problems).

use std::fmt;
use std::path::Path;

use crate::i18n::{FluentValue, Tr};

/// The result of anything that can fail.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What went wrong: a message key, what the message names, and the private detail for the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    key: &'static str,
    hint: Option<&'static str>,
    args: Vec<(&'static str, String)>,
    detail: String,
}

impl Error {
    /// An error with the key of its message; the hint's key is the same with `-hint`.
    pub const fn new(key: &'static str) -> Self {
        Self { key, hint: None, args: vec![], detail: String::new() }
    }

    /// What was begun and then stopped, because nobody wants it any more or something else goes first.
    pub const fn halted() -> Self {
        Self::new("error-cancelled")
    }

    /// Whether it only says that something was stopped.
    pub fn is_halted(&self) -> bool {
        self.key == Self::halted().key
    }

    /// Why a file that the person asked for was not written.
    pub fn writing(file: &Path, error: &std::io::Error) -> Self {
        let full = error.kind() == std::io::ErrorKind::StorageFull;
        let key = if full { "error-disk-full" } else { "error-export-place" };
        Self::new(key).arg("file", file.display()).detail(error)
    }

    /// Names something in the message.
    #[must_use]
    pub fn arg(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        self.args.push((name, value.to_string()));
        self
    }

    /// Names the hint where it is not the message's own.
    #[must_use]
    pub const fn hint_key(mut self, key: &'static str) -> Self {
        self.hint = Some(key);
        self
    }

    /// Adds the detail for the log.
    #[must_use]
    pub fn detail(mut self, detail: impl fmt::Display) -> Self {
        self.detail = detail.to_string();
        self
    }

    /// The key of the message.
    pub const fn key(&self) -> &'static str {
        self.key
    }

    /// What happened, in the person's language.
    pub fn message(&self, tr: &Tr) -> String {
        tr.with(self.key, &self.fluent_args())
    }

    /// What to do next, in the person's language; empty where nothing can be done.
    pub fn hint(&self, tr: &Tr) -> String {
        let key = self.hint.map_or_else(|| format!("{}-hint", self.key), str::to_owned);
        if tr.has(&key) { tr.with(&key, &self.fluent_args()) } else { String::new() }
    }

    /// The error without what it names: people, files and cells stay out of the log.
    pub fn for_log(&self) -> String {
        let technical = matches!(
            self.key,
            "error-internal" | "error-disk" | "error-disk-full" | "error-workspace-damaged"
        );
        if technical && !self.detail.is_empty() {
            format!("{}: {}", self.key, self.detail)
        } else {
            self.key.to_owned()
        }
    }

    fn fluent_args(&self) -> Vec<(&str, FluentValue<'_>)> {
        self.args.iter().map(|(name, value)| (*name, FluentValue::from(value.as_str()))).collect()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.key)?;
        for (name, value) in &self.args {
            write!(f, " {name}={value:?}")?;
        }
        if self.detail.is_empty() { Ok(()) } else { write!(f, ": {}", self.detail) }
    }
}

impl std::error::Error for Error {}
