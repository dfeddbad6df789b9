//! Where the keyboard is in the form of a visit: Enter goes from field to field in the order in which a visit
//! is prepared and told.

use egui::{Context, Id, Key, Modifiers, Response};

/// A field of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Spot {
    Person,
    Account,
    Deal,
    Questions,
    Day,
    Starts,
    Minutes,
    Topic,
    Present,
    Observer,
    Second,
    SecondName,
    /// The step at a place, from 0.
    Step(usize),
    /// What was seen of the step at a place.
    Fact(usize),
    Kept,
    Agreed,
    Practice,
    Next,
    NextAccount,
    NextWhat,
}

impl Spot {
    /// Whether it stands in the drawer of who, where and when.
    pub const fn in_drawer(self) -> bool {
        matches!(
            self,
            Self::Person
                | Self::Account
                | Self::Deal
                | Self::Questions
                | Self::Day
                | Self::Starts
                | Self::Minutes
                | Self::Topic
                | Self::Present
                | Self::Observer
                | Self::Second
                | Self::SecondName
        )
    }
}

/// Which fields there are, and the one to go to.
#[derive(Clone, Debug, Default)]
pub(super) struct Walk {
    known: Vec<(Spot, Id)>,
    to: Option<Spot>,
}

impl Walk {
    /// Goes to a field as soon as it is drawn.
    pub fn go(&mut self, spot: Spot) {
        self.to = Some(spot);
    }

    /// Takes notice of a field, and gives it the focus where it is the one to go to.
    pub fn place(&mut self, spot: Spot, response: &Response) {
        self.place_id(spot, response, response.id);
    }

    /// As [`Self::place`], for a field of which a part has the focus.
    pub fn place_id(&mut self, spot: Spot, response: &Response, id: Id) {
        match self.known.iter_mut().find(|(known, _)| *known == spot) {
            Some((_, known)) => *known = id,
            None => self.known.push((spot, id)),
        }
        if self.to == Some(spot) {
            self.to = None;
            response.scroll_to_me(None);
            response.ctx.memory_mut(|memory| memory.request_focus(id));
            response.ctx.request_repaint();
        }
    }

    /// The field that has the focus.
    pub fn at(&self, ctx: &Context) -> Option<Spot> {
        let focused = ctx.memory(|memory| memory.focused())?;
        self.known.iter().find(|(_, id)| *id == focused).map(|(spot, _)| *spot)
    }

    /// Takes Enter from a field of text that leads on; returns the field. Lists open with Enter, steps have
    /// keys of their own, and with Shift it is the text's.
    ///
    /// Called before the fields are drawn.
    pub fn entered(&self, ctx: &Context) -> Option<Spot> {
        let spot = self.at(ctx)?;
        let leads = matches!(
            spot,
            Spot::Day
                | Spot::Starts
                | Spot::Minutes
                | Spot::Topic
                | Spot::Present
                | Spot::SecondName
                | Spot::Fact(_)
                | Spot::Kept
                | Spot::Agreed
                | Spot::Practice
                | Spot::Next
                | Spot::NextWhat
        );
        let taken = leads
            && ctx.input_mut(|input| {
                !input.modifiers.any() && input.consume_key(Modifiers::NONE, Key::Enter)
            });
        taken.then_some(spot)
    }
}
