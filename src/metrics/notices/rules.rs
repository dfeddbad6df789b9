//! The rules as they hold in a workspace: what is set, else the usual.

use std::collections::BTreeMap;

use super::kind::NoticeKind;
use crate::error::Result;
use crate::store::Db;
use crate::store::records::NoticeRule;

/// A rule as it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Which.
    pub kind: NoticeKind,
    /// Whether it is switched on.
    pub active: bool,
    /// Its number of days; 0 where it has none.
    pub threshold: i64,
    /// Whether somebody set it; else it is the usual one (默认值).
    pub set: bool,
}

/// All rules of a workspace.
#[derive(Clone, Debug, Default)]
pub struct Rules(BTreeMap<NoticeKind, NoticeRule>);

impl Rules {
    /// Reads what is set.
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn load(db: &Db) -> Result<Self> {
        let all = db.all::<NoticeRule>()?.into_iter();
        Ok(Self(all.filter_map(|rule| Some((NoticeKind::parse(&rule.kind)?, rule))).collect()))
    }

    /// A rule as it holds.
    pub fn of(&self, kind: NoticeKind) -> Rule {
        let stored = self.0.get(&kind);
        let usual = kind.threshold().map_or(0, |threshold| threshold.usual);
        Rule {
            kind,
            active: stored.is_none_or(|rule| rule.active),
            threshold: stored.and_then(|rule| rule.threshold).unwrap_or(usual),
            set: stored.is_some(),
        }
    }

    /// All of them, in the order in which they are listed.
    pub fn all(&self) -> Vec<Rule> {
        NoticeKind::ALL.into_iter().map(|kind| self.of(kind)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::NoticeRuleId;

    #[test]
    fn what_is_set_goes_before_the_usual() {
        let set = |kind: NoticeKind, active, threshold| {
            let kind_word = kind.word().to_owned();
            (kind, NoticeRule { id: NoticeRuleId(1), kind: kind_word, active, threshold })
        };
        let rules = Rules(BTreeMap::from([
            set(NoticeKind::StuckDeal, false, None),
            set(NoticeKind::ClassSeats, true, Some(30)),
        ]));
        let of = |kind| {
            let rule = rules.of(kind);
            (rule.active, rule.threshold, rule.set)
        };
        assert_eq!(of(NoticeKind::StuckDeal), (false, 0, true));
        assert_eq!(of(NoticeKind::ClassSeats), (true, 30, true));
        assert_eq!(of(NoticeKind::TargetsUnset), (true, 10, false));
        assert_eq!(rules.all().len(), NoticeKind::ALL.len());
    }
}
