//! The words to remind people with: friendly, direct, or with what is at stake. They are copied and
//! pasted; the program sends nothing.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::data::{counted, shown};
use super::submissions_data::deals_text;
use crate::domain::ids::PersonId;
use crate::domain::names::initial;
use crate::domain::scope::Members;
use crate::error::Result;
use crate::i18n::{FluentValue, Tr};
use crate::metrics::MetricId;
use crate::metrics::deals::{Question, measure_owners};
use crate::metrics::submissions::Counts;
use crate::store::Db;
use crate::store::directory::Directory;

/// So many names stand in the reminder for all.
const NAMED: usize = 20;

/// How a reminder speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Manner {
    /// Friendly.
    #[default]
    Gentle,
    /// Without detours.
    Direct,
    /// With the open deals that nothing new is known of.
    Impact,
}

impl Manner {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Gentle, Self::Direct, Self::Impact];

    /// The word in the keys of the texts.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Gentle => "gentle",
            Self::Direct => "direct",
            Self::Impact => "impact",
        }
    }
}

/// Words to remind someone with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reminder {
    /// Whom; `None` for all at once.
    pub person: Option<PersonId>,
    /// The same in words.
    pub name: String,
    /// The name's initial.
    pub initial: String,
    /// What to say, in each manner.
    texts: [String; 3],
}

impl Reminder {
    /// What to say.
    pub fn text(&self, manner: Manner) -> &str {
        let [gentle, direct, impact] = &self.texts;
        match manner {
            Manner::Gentle => gentle,
            Manner::Direct => direct,
            Manner::Impact => impact,
        }
    }
}

/// Open deals of a person, or of several.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct OpenDeals {
    /// How many, those of an unknown amount included.
    pub n: u64,
    /// Their known amounts in fen.
    pub amount: i64,
}

impl OpenDeals {
    /// Both together.
    pub fn and(self, other: Self) -> Self {
        Self { n: self.n + other.n, amount: self.amount.saturating_add(other.amount) }
    }
}

/// The open deals of everyone, as the metric of the open amount counts them.
///
/// # Errors
/// Whatever the database reports.
pub(super) fn open_deals(
    db: &Db,
    directory: &Directory,
    as_of: NaiveDate,
) -> Result<BTreeMap<PersonId, OpenDeals>> {
    let question = Question { members: Members::Everyone, period: None, as_of };
    let metric = MetricId::OpenPipeline;
    let figures = measure_owners(db, directory, &[metric], &question)?.into_iter();
    let deals = figures.filter_map(|(person, figures)| {
        let measured = figures.get(&metric)?;
        let left_out: u64 = measured.left_out.values().sum();
        let amount = measured.value.unwrap_or_default();
        Some((person, OpenDeals { n: measured.records + left_out, amount }))
    });
    Ok(deals.collect())
}

/// Someone whose report is not there.
pub(super) struct Absent {
    /// Who.
    pub person: PersonId,
    /// The name.
    pub name: String,
    /// Whether it is overdue, rather than to come.
    pub overdue: bool,
    /// When it is due.
    pub due: String,
    /// The person's open deals.
    pub deals: OpenDeals,
}

/// What reminders are made of.
pub(super) struct Reminding<'a> {
    /// The words.
    pub tr: &'a Tr,
    /// What the report is called.
    pub report: String,
    /// The period it is about.
    pub period: String,
    /// How many are there.
    pub counts: Counts,
    /// Those whose report is not there, what is overdue first.
    pub absent: Vec<Absent>,
}

/// The reminder for all, then one for each; none where all is there.
pub(super) fn reminders(from: &Reminding<'_>) -> Vec<Reminder> {
    if from.absent.is_empty() {
        return vec![];
    }
    // Who still has time is not told before all that something is missing.
    let overdue = from.absent.iter().any(|one| one.overdue);
    let named: Vec<&Absent> = from.absent.iter().filter(|one| one.overdue == overdue).collect();
    let together = named.iter().fold(OpenDeals::default(), |sum, one| sum.and(one.deals));
    let (names, due) = from.names_and_due(&named);
    let all = Reminder {
        person: None,
        name: from.tr.text("reports-remind-group"),
        initial: String::new(),
        texts: from.texts("all", overdue, (&names, &due), together),
    };
    let one = |absent: &Absent| Reminder {
        person: Some(absent.person),
        name: absent.name.clone(),
        initial: initial(&absent.name),
        texts: from.texts("one", absent.overdue, (&absent.name, &absent.due), absent.deals),
    };
    std::iter::once(all).chain(from.absent.iter().map(one)).collect()
}

impl Reminding<'_> {
    /// The names, and when the report of all of them is due; where that differs, each name has its
    /// own time, and the words for all name none.
    fn names_and_due(&self, absent: &[&Absent]) -> (String, String) {
        let first = absent.first().map(|one| one.due.as_str()).unwrap_or_default();
        let one_due = absent.iter().all(|one| one.due == first);
        let name = |one: &&Absent| {
            if one_due {
                return one.name.clone();
            }
            let args = [("name", one.name.as_str().into()), ("due", one.due.as_str().into())];
            self.tr.with("reports-remind-name-due", &args)
        };
        let names: Vec<String> = absent.iter().take(NAMED).map(name).collect();
        let said = names.join(&self.tr.text("reports-comma"));
        let due = if one_due { first.to_owned() } else { self.tr.text("reports-remind-own-due") };
        if absent.len() <= NAMED {
            return (said, due);
        }
        let n = shown(absent.len());
        let args = [("names", said.into()), ("n", n.into())];
        (self.tr.with("reports-owed-and-more", &args), due)
    }

    /// The texts of a reminder. Without open deals nothing is at stake, and it is the direct one.
    fn texts(
        &self,
        whom: &str,
        overdue: bool,
        (names, due): (&str, &str),
        deals: OpenDeals,
    ) -> [String; 3] {
        let counts = self.counts;
        let stake = deals_text(self.tr, deals);
        let args: [(&str, FluentValue<'_>); 7] = [
            ("names", names.into()),
            ("period", self.period.as_str().into()),
            ("report", self.report.as_str().into()),
            ("due", due.into()),
            ("sent", shown(counts.sent()).into()),
            ("owed", shown(counts.owed()).into()),
            ("deals", stake.into()),
        ];
        let end = if overdue { "" } else { "-open" };
        Manner::ALL.map(|manner| {
            let manner =
                if deals.n == 0 && manner == Manner::Impact { Manner::Direct } else { manner };
            self.tr.with(&format!("reports-remind-{whom}-{}{end}", manner.word()), &args)
        })
    }
}

/// How many people have a reminder of their own, in words; empty where none has.
pub(super) fn people_text(tr: &Tr, reminders: &[Reminder]) -> String {
    match reminders.iter().filter(|reminder| reminder.person.is_some()).count() {
        0 => String::new(),
        people => counted(tr, "reports-remind-n", people),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;

    fn absent(id: i64, overdue: bool, deals: OpenDeals) -> Absent {
        let due = "11-17 18:00".to_owned();
        Absent { person: PersonId(id), name: format!("人{id}"), overdue, due, deals }
    }

    fn made(tr: &Tr, absent: Vec<Absent>) -> Vec<Reminder> {
        reminders(&Reminding {
            tr,
            report: tr.text("reports-owed-weekly"),
            period: "2025-W46".to_owned(),
            counts: Counts { on_time: 8, late: 0, missing: 2, open: 0 },
            absent,
        })
    }

    #[test]
    fn each_manner_says_what_is_needed_in_both_languages() {
        let deals = OpenDeals { n: 21, amount: 838_000_000 };
        for language in Language::ALL {
            let tr = Tr::new(language);
            for overdue in [true, false] {
                let list = made(&tr, vec![absent(1, overdue, deals), absent(2, overdue, deals)]);
                assert_eq!(list.len(), 3);
                for reminder in &list {
                    for manner in Manner::ALL {
                        let text = reminder.text(manner);
                        assert!(
                            text.contains("2025-W46") && text.contains("11-17 18:00"),
                            "{text}"
                        );
                        assert!(text.contains("人1") || text.contains("人2"), "{text}");
                        let stake = if reminder.person.is_some() { "21" } else { "42" };
                        assert_eq!(text.contains(stake), manner == Manner::Impact, "{text}");
                    }
                    let texts = Manner::ALL.map(|manner| reminder.text(manner));
                    assert!(texts[0] != texts[1] && texts[1] != texts[2], "{texts:?}");
                }
            }
        }
    }

    #[test]
    fn each_is_reminded_of_the_own_time_and_before_all_only_of_what_is_overdue() {
        let tr = Tr::new(Language::Chinese);
        let deals = OpenDeals::default();
        let later = Absent { due: "11-19 12:00".to_owned(), ..absent(2, true, deals) };
        let open = Absent { due: "11-20 18:00".to_owned(), ..absent(3, false, deals) };
        let list = made(&tr, vec![absent(1, true, deals), later, open]);
        let texts: Vec<&str> = list.iter().map(|one| one.text(Manner::Direct)).collect();
        assert!(texts[0].contains("人1（11-17 18:00）、人2（11-19 12:00）"), "{}", texts[0]);
        assert!(!texts[0].contains("人3"), "{}", texts[0]);
        for (text, due) in texts[1..].iter().zip(["11-17 18:00", "11-19 12:00", "11-20 18:00"]) {
            assert!(text.contains(due), "{text}");
        }
        // Those who still have time are reminded where nothing is overdue.
        let list = made(&tr, vec![absent(3, false, deals)]);
        assert!(list[0].text(Manner::Direct).contains("人3"));
    }

    #[test]
    fn without_open_deals_nothing_is_at_stake() {
        let tr = Tr::new(Language::Chinese);
        let list = made(&tr, vec![absent(1, true, OpenDeals::default())]);
        for reminder in &list {
            assert_eq!(reminder.text(Manner::Impact), reminder.text(Manner::Direct));
        }
        assert!(made(&tr, vec![]).is_empty());
        assert_eq!(people_text(&tr, &list), "1人");
        assert_eq!(people_text(&tr, &[]), "");
    }

    #[test]
    fn the_reminder_for_all_does_not_name_a_thousand() {
        let tr = Tr::new(Language::Chinese);
        let many = (0..1_000).map(|id| absent(id, true, OpenDeals::default())).collect();
        let list = made(&tr, many);
        let all = list[0].text(Manner::Gentle);
        assert!(all.contains("人19等1,000人") && !all.contains("人20"), "{all}");
    }
}
