//! What was sent of something that is typed on a page and stays there.
//!
//! A form in a drawer goes when it was stored. What is typed in place stays, so it has to be known what of it is
//! on its way, what is stored and only not loaded again, and what was refused: that stands there as it was typed
//! and can be sent again.

/// What was sent and has not been seen again in what is loaded.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Sending<T> {
    sent: Option<T>,
    /// The command was done.
    done: bool,
    /// It was sent since the last look: its command may not be on its way before the frame is over.
    fresh: bool,
}

impl<T> Default for Sending<T> {
    fn default() -> Self {
        Self { sent: None, done: false, fresh: false }
    }
}

impl<T> Sending<T> {
    /// Takes note that this is sent.
    pub fn send(&mut self, what: T) {
        (self.sent, self.done, self.fresh) = (Some(what), false, true);
    }

    /// A command was done; returns what was stored by it.
    pub fn done(&mut self) -> Option<&T> {
        let sent = self.sent.as_ref().filter(|_| !self.done);
        self.done = true;
        sent
    }

    /// Takes notice of how things stand, each time before it is drawn: with no command on its way what was sent
    /// and not done was refused, and what was done is forgotten as soon as it is `loaded`. Tells whether it is.
    pub fn follow(&mut self, pending: bool, loaded: impl FnOnce(&T) -> bool) -> bool {
        let seen = self.done && self.sent.as_ref().is_some_and(loaded);
        let fresh = std::mem::take(&mut self.fresh);
        if seen || self.sent.is_none() || !(self.done || pending || fresh) {
            (self.sent, self.done) = (None, false);
        }
        seen
    }

    /// What is on its way, or stored and not loaded again.
    pub const fn sent(&self) -> Option<&T> {
        self.sent.as_ref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_refused_can_be_sent_again() {
        let mut sending = Sending::default();
        sending.send(1);
        assert!(!sending.follow(false, |_| true));
        assert_eq!(sending.sent(), Some(&1), "its command goes when the frame is over");
        assert!(!sending.follow(true, |_| true));
        assert_eq!(sending.sent(), Some(&1), "it is on its way");
        assert!(!sending.follow(false, |_| true));
        assert_eq!(sending.sent(), None, "it was refused");
        assert_eq!(sending.done(), None, "another command stores nothing of it");
        assert!(!sending.follow(false, |_| true));
        sending.send(1);
        assert_eq!(sending.sent(), Some(&1));
    }

    #[test]
    fn what_was_stored_is_not_sent_twice() {
        let mut sending = Sending::default();
        sending.send(1);
        assert_eq!(sending.done(), Some(&1));
        assert_eq!(sending.done(), None, "a later command has nothing to do with it");
        assert!(!sending.follow(false, |sent| *sent == 2));
        assert_eq!(sending.sent(), Some(&1), "what is loaded is older");
        assert!(sending.follow(false, |sent| *sent == 1));
        assert_eq!(sending.sent(), None);
        sending.send(3);
        assert_eq!(sending.done(), Some(&3));
    }
}
