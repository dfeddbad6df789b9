//! What the page shows, ready to draw.

use crate::error::Result;
use crate::i18n::Tr;
use crate::metrics::notices::{NoticeKind, Notices, Rules, Threshold};
use crate::store::Db;

/// A rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleRow {
    /// Which.
    pub(super) kind: NoticeKind,
    /// Its name.
    pub(super) name: String,
    /// What it says.
    pub(super) what: String,
    /// Whether it is switched on.
    pub(super) active: bool,
    /// Its number of days, as it holds; `None` where it has none.
    pub(super) days: Option<(i64, Threshold)>,
    /// The same in words.
    pub(super) days_text: String,
    /// What the number means.
    pub(super) days_what: String,
    /// Whether the number is the usual one.
    pub(super) usual: bool,
    /// How many notices it gives now.
    pub(super) now: String,
    /// All of it in words.
    pub(super) told: String,
}

/// Everything the page shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Data {
    pub(super) rows: Vec<RuleRow>,
}

/// Loads the page; `notices` are those of the scope as they are found by these rules.
///
/// # Errors
/// Whatever the database reports.
pub(in crate::areas::today) fn load(db: &Db, notices: &Notices, tr: &Tr) -> Result<Data> {
    let (rules, counts) = (Rules::load(db)?, notices.counts());
    let row = |kind: NoticeKind| {
        let rule = rules.of(kind);
        let days = kind.threshold().map(|threshold| (rule.threshold, threshold));
        let days_text = days.map_or_else(String::new, |(days, _)| {
            tr.with("notices-rules-days-text", &[("n", days.into())])
        });
        let n = counts.get(&kind).copied().unwrap_or_default();
        let now = match (rule.active, i64::try_from(n).unwrap_or(i64::MAX)) {
            (false, _) => tr.text("notices-rules-off"),
            (true, 0) => tr.text("notices-rules-none"),
            (true, n) => tr.with("notices-rules-count", &[("n", n.into())]),
        };
        let (name, what) = (tr.text(&kind.label_key()), tr.text(&kind.rule_key()));
        RuleRow {
            kind,
            told: [name.as_str(), what.as_str(), days_text.as_str(), now.as_str()].join(" "),
            active: rule.active,
            days_what: days.map_or_else(String::new, |_| tr.text(&kind.days_key())),
            usual: days.is_none_or(|(days, threshold)| days == threshold.usual),
            days,
            days_text,
            now,
            name,
            what,
        }
    };
    Ok(Data { rows: NoticeKind::ALL.into_iter().map(row).collect() })
}
