//! What else speaks against a deal, besides its time in the stage (domain document, B3).
//!
//! What is not known is no sign: a list that keeps no contacts does not say that there is only one.

use super::pushes::Pushes;

/// What is known of a deal; `None` is unknown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Whether a next step is agreed.
    pub next_step: Option<bool>,
    /// What became of its expected day.
    pub pushes: Option<Pushes>,
    /// How many people are known at the customer's.
    pub contacts: Option<u32>,
    /// Calendar days since the last contact.
    pub quiet_days: Option<u32>,
    /// So many days between contacts are agreed for such a customer.
    pub cadence_days: Option<u32>,
}

/// A sign of trouble.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// Nothing is agreed to happen next.
    NoNextStep,
    /// The expected day was pushed back twice or more.
    Pushed(Pushes),
    /// All hangs on one person, or on none.
    FewContacts(u32),
    /// Nobody has spoken to the customer within the days agreed.
    Quiet {
        /// Days since the last contact.
        days: u32,
        /// Days agreed.
        agreed: u32,
    },
}

impl Sign {
    /// The word behind which its text stands in each language.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::NoNextStep => "no-next-step",
            Self::Pushed(_) => "pushed",
            Self::FewContacts(_) => "few-contacts",
            Self::Quiet { .. } => "quiet",
        }
    }
}

/// The signs of trouble of a deal, always in the same order.
pub fn signs(facts: &Facts) -> Vec<Sign> {
    let quiet = facts.quiet_days.zip(facts.cadence_days);
    [
        (facts.next_step == Some(false)).then_some(Sign::NoNextStep),
        facts.pushes.filter(Pushes::risky).map(Sign::Pushed),
        facts.contacts.filter(|known| *known <= 1).map(Sign::FewContacts),
        quiet
            .filter(|(days, agreed)| days > agreed)
            .map(|(days, agreed)| Sign::Quiet { days, agreed }),
    ]
    .into_iter()
    .flatten()
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_unknown_is_no_sign() {
        assert_eq!(signs(&Facts::default()), []);
        // A cadence without a contact, and a contact without a cadence.
        assert_eq!(signs(&Facts { cadence_days: Some(7), ..Facts::default() }), []);
        assert_eq!(signs(&Facts { quiet_days: Some(99), ..Facts::default() }), []);
    }

    #[test]
    fn each_sign_has_its_bound() {
        let well = Facts {
            next_step: Some(true),
            pushes: Some(Pushes { pushes: 1, pushed_days: 60 }),
            contacts: Some(2),
            quiet_days: Some(14),
            cadence_days: Some(14),
        };
        assert_eq!(signs(&well), []);
        let twice = Pushes { pushes: 2, pushed_days: 40 };
        let ill = Facts {
            next_step: Some(false),
            pushes: Some(twice),
            contacts: Some(1),
            quiet_days: Some(15),
            cadence_days: Some(14),
        };
        assert_eq!(
            signs(&ill),
            [
                Sign::NoNextStep,
                Sign::Pushed(twice),
                Sign::FewContacts(1),
                Sign::Quiet { days: 15, agreed: 14 },
            ]
        );
        let words: Vec<_> = signs(&ill).iter().map(Sign::word).collect();
        assert_eq!(words, ["no-next-step", "pushed", "few-contacts", "quiet"]);
    }
}
