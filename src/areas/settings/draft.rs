//! What is half-typed over a value that may change underneath.

/// A value being edited.
///
/// While nothing was typed it follows the stored value; what was typed stays until it is saved or
/// taken back, also when an undo or an import changes the stored value meanwhile.
#[derive(Clone, Debug, Default)]
pub(super) struct Draft<T> {
    base: Option<T>,
    /// The value as typed.
    pub now: T,
}

impl<T: Clone + PartialEq> Draft<T> {
    /// Takes notice of the stored value.
    pub fn follow(&mut self, stored: &T) {
        if self.base.as_ref() == Some(stored) {
            return;
        }
        if self.base.is_none() || !self.dirty() {
            self.now = stored.clone();
        }
        self.base = Some(stored.clone());
    }

    /// Whether something else was typed than is stored.
    pub fn dirty(&self) -> bool {
        self.base.as_ref().is_some_and(|base| *base != self.now)
    }

    /// Takes back what was typed.
    pub fn reset(&mut self) {
        if let Some(base) = &self.base {
            self.now = base.clone();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_outlives_a_change_underneath() {
        let mut draft = Draft::default();
        draft.follow(&1);
        assert_eq!((draft.now, draft.dirty()), (1, false));
        draft.follow(&2);
        assert_eq!((draft.now, draft.dirty()), (2, false));
        draft.now = 5;
        draft.follow(&3);
        assert_eq!((draft.now, draft.dirty()), (5, true));
        draft.follow(&5);
        assert!(!draft.dirty(), "saving makes it clean");
        draft.now = 6;
        draft.reset();
        assert_eq!(draft.now, 5);
    }
}
