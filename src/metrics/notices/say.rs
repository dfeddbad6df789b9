//! How notices are written on pages and on the command line: what it is, what about it, whom it concerns,
//! how late it is, and what to do.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::ids::{AccountId, OpportunityId, PersonId};
use crate::domain::stuck::decision::Decision;
use crate::error::Result;
use crate::i18n::{FluentValue, Language, MoneyStyle, Tr, day_beside, money, period_label};
use crate::metrics::coaching::say::{feedback_key, kind as coaching_kind, meeting};
use crate::metrics::coaching::show::stage as stage_name;
use crate::metrics::notices::{Notice, NoticeKind, Notices, Subject, Told};
use crate::metrics::stuck::{days_text, decision_key};
use crate::metrics::training::certificates::Place;
use crate::store::Db;
use crate::store::directory::Directory;
use crate::store::records::{Account, Opportunity, OwedKind, SignatureRole};

/// So many names stand in a title.
const NAMED: usize = 3;

/// What notices are about, by name.
#[derive(Clone, Debug, Default)]
pub struct Names {
    deals: BTreeMap<OpportunityId, (String, Option<AccountId>)>,
    accounts: BTreeMap<AccountId, String>,
}

impl Names {
    /// Reads the names of the deals and customers that notices are about.
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn load(db: &Db, notices: &Notices) -> Result<Self> {
        let later = notices.later.iter().map(|(notice, _)| notice);
        Self::of(db, notices.open.iter().chain(later).chain(&notices.done))
    }

    /// As [`Names::load`], of these alone.
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn of<'a>(db: &Db, notices: impl IntoIterator<Item = &'a Notice>) -> Result<Self> {
        let mut names = Self::default();
        for notice in notices {
            if let Subject::Deal(deal) = notice.subject {
                names.deal(db, deal)?;
            }
            if let Told::Visit { account: Some(account), .. } = notice.told {
                names.account(db, account)?;
            }
        }
        Ok(names)
    }

    /// Reads the name of a deal and of its customer.
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn deal(&mut self, db: &Db, id: OpportunityId) -> Result<()> {
        if let Some(deal) = db.get::<Opportunity>(id)? {
            self.deals.insert(id, (deal.name, deal.account_id));
            if let Some(account) = deal.account_id {
                self.account(db, account)?;
            }
        }
        Ok(())
    }

    /// Reads the name of a customer.
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn account(&mut self, db: &Db, id: AccountId) -> Result<()> {
        if !self.accounts.contains_key(&id)
            && let Some(account) = db.get::<Account>(id)?
        {
            self.accounts.insert(id, account.name);
        }
        Ok(())
    }

    /// What a customer is called.
    pub fn account_name(&self, id: AccountId) -> &str {
        self.accounts.get(&id).map_or("", String::as_str)
    }

    /// What a deal is called, with its customer and its amount where these are known.
    pub fn deal_text(&self, tr: &Tr, id: OpportunityId, amount: Option<i64>) -> String {
        let Some((name, account)) = self.deals.get(&id) else { return tr.text("notice-gone") };
        let amount = amount.map(|fen| money(tr.language(), fen, MoneyStyle::Full));
        let mut args = vec![
            ("deal", FluentValue::from(name.as_str())),
            ("amount", amount.unwrap_or_default().into()),
        ];
        let account = account.map(|id| self.account_name(id)).filter(|name| !name.is_empty());
        let text = match account {
            Some(account) => {
                args.push(("account", account.into()));
                tr.with("notice-title-deal-of", &args)
            }
            None => tr.with("notice-title-deal", &args),
        };
        text.trim().to_owned()
    }
}

/// A notice in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// By which rule it is one: `停滞商机`.
    pub kind: String,
    /// What it is.
    pub title: String,
    /// What about it.
    pub detail: String,
    /// Whom it concerns; empty for nobody.
    pub who: String,
    /// How late it is, or how many days are left.
    pub badge: String,
    /// What to do, on the button.
    pub action: String,
}

/// What is needed to say notices.
#[derive(Clone, Copy, Debug)]
pub struct Say<'a> {
    /// The words.
    pub tr: &'a Tr,
    /// People and stages.
    pub directory: &'a Directory,
    /// Deals and customers.
    pub names: &'a Names,
    /// Today.
    pub today: NaiveDate,
    /// What the scope is called that is looked at.
    pub scope: &'a str,
}

impl Say<'_> {
    /// A notice in words.
    pub fn line(&self, notice: &Notice) -> Line {
        Line {
            kind: self.tr.text(&notice.kind.label_key()),
            title: self.title(notice),
            detail: self.detail(notice),
            who: self.who(&notice.people),
            badge: self.badge(notice),
            action: self.tr.text(&notice.act.label_key()),
        }
    }

    fn name(&self, person: PersonId) -> String {
        self.directory.person_name(person).to_owned()
    }

    fn short(&self, day: NaiveDate) -> FluentValue<'static> {
        day_beside(self.tr, day, self.today).into()
    }

    /// A name of a thing as it stands inside a sentence: in English without its capital.
    fn inside(&self, words: String) -> String {
        let mut letters = words.chars();
        match letters.next() {
            Some(first) if self.tr.language() == Language::English => {
                first.to_lowercase().chain(letters).collect()
            }
            _ => words,
        }
    }

    /// One by name, several by number.
    fn who(&self, people: &[PersonId]) -> String {
        match people {
            [] => String::new(),
            [one] => self.name(*one),
            all => self.tr.with("notice-people", &[("n", whole(all.len()))]),
        }
    }

    /// The first names, and how many there are.
    fn names(&self, people: &[PersonId]) -> String {
        let first: Vec<String> = people.iter().take(NAMED).map(|one| self.name(*one)).collect();
        let names = first.join(&self.tr.text("notices-comma"));
        if people.len() <= NAMED {
            return names;
        }
        self.tr.with("notice-names-more", &[("names", names.into()), ("n", whole(people.len()))])
    }

    fn title(&self, notice: &Notice) -> String {
        let tr = self.tr;
        let name = || match &notice.subject {
            Subject::Person(person) => self.name(*person),
            Subject::People(people) => self.names(people),
            Subject::Nameless => tr.text("feedback-nameless"),
            Subject::Deal(_) | Subject::Class(_) | Subject::Period(_) => self.scope.to_owned(),
        };
        let day = || notice.due.map_or_else(|| FluentValue::from(""), |day| self.short(day));
        match &notice.told {
            Told::Stuck { amount, .. } | Told::Hygiene { amount, .. } => match notice.subject {
                Subject::Deal(deal) => self.names.deal_text(tr, deal, *amount),
                _ => String::new(),
            },
            Told::Reports { slot, .. } => {
                let period = slot.period().map(|period| period_label(tr, period));
                let period = period.unwrap_or_else(|| slot.first.to_string());
                let key = match slot.kind {
                    OwedKind::Daily => "notice-title-report-daily",
                    OwedKind::Weekly => "notice-title-report-weekly",
                    OwedKind::Monthly => "notice-title-report-monthly",
                };
                tr.with(key, &[("period", period.into()), ("names", name().into())])
            }
            Told::Letters { period } => tr.with(
                "notice-title-target-letter",
                &[("period", period_label(tr, *period).into()), ("names", name().into())],
            ),
            Told::Evaluation { period, .. } => tr.with(
                "notice-title-evaluation",
                &[("name", name().into()), ("period", period_label(tr, *period).into())],
            ),
            Told::Action { text, .. } => tr.with(
                "notice-title-action",
                &[("name", name().into()), ("text", text.as_str().into())],
            ),
            Told::Missed { kind, .. } => tr.with(
                "notice-title-missed",
                &[
                    ("name", name().into()),
                    ("day", day()),
                    ("kind", self.inside(coaching_kind(tr, *kind)).into()),
                ],
            ),
            Told::CoachingDue { meeting: how, .. } => tr.with(
                "notice-title-due",
                &[("name", name().into()), ("meeting", self.inside(meeting(tr, *how)).into())],
            ),
            Told::Visit { account, on_day, .. } => {
                let mut args = vec![("name", name().into()), ("day", self.short(*on_day))];
                let account = account.map(|id| self.names.account_name(id)).unwrap_or_default();
                if account.is_empty() {
                    return tr.with("notice-title-visit", &args);
                }
                args.push(("account", account.into()));
                tr.with("notice-title-visit-of", &args)
            }
            Told::Check { number, .. } => tr
                .with("notice-title-check", &[("name", name().into()), ("number", whole(*number))]),
            Told::Feedback { kind, text, .. } => tr.with(
                "notice-title-feedback",
                &[
                    ("name", name().into()),
                    ("kind", tr.text(feedback_key(*kind)).into()),
                    ("text", text.as_str().into()),
                ],
            ),
            Told::Certificate { name: certificate, .. } => tr.with(
                "notice-title-certificate",
                &[("name", name().into()), ("certificate", certificate.as_str().into())],
            ),
            Told::Class { name, name_en, .. } => {
                let english = tr.language() == Language::English;
                if english && !name_en.is_empty() { name_en.clone() } else { name.clone() }
            }
            Told::Newcomer { .. } => tr.with("notice-title-newcomer", &[("name", name().into())]),
            Told::Silent { mentor, .. } => tr.with(
                "notice-title-silent",
                &[("mentor", self.name(*mentor).into()), ("name", name().into())],
            ),
            Told::DutySheet { post, .. } => {
                let post = self.directory.posts.get(post).map_or("", |post| post.name.as_str());
                let args = [("post", post.into()), ("names", name().into())];
                tr.with("notice-title-duty-sheet", &args)
            }
            Told::Targets { period } => tr.with(
                "notice-title-targets",
                &[("scope", self.scope.into()), ("period", period_label(tr, *period).into())],
            ),
        }
    }

    fn detail(&self, notice: &Notice) -> String {
        let tr = self.tr;
        let day = || notice.due.map_or_else(|| FluentValue::from(""), |day| self.short(day));
        match &notice.told {
            Told::Stuck { stage, stayed, limit, mark, decided, .. } => {
                let stage = stage_name(self.directory, tr, *stage);
                let mut args =
                    vec![("stage", FluentValue::from(stage)), ("days", i64::from(*stayed).into())];
                if let Some((decision, on)) = decided {
                    args.push(("day", self.short(*on)));
                    args.push(("decision", self.decision(*decision)));
                    return tr.with("notice-detail-decision", &args);
                }
                args.push(("limit", days_text(limit.days).into()));
                let mark = mark.map(|mark| self.inside(tr.text(&mark.label_key())));
                args.push(("mark", mark.unwrap_or_default().into()));
                tr.with("notice-detail-stuck", &args)
            }
            Told::Hygiene { passed, no_step, .. } => {
                let key = match (passed, no_step) {
                    (true, true) => "notice-detail-passed-no-step",
                    (true, false) => "notice-detail-passed",
                    (false, _) => "notice-detail-no-step",
                };
                tr.with(key, &[("day", day())])
            }
            Told::Reports { hour, overdue, .. } => tr.with(
                "notice-detail-report",
                &[("day", day()), ("hour", (*hour).into()), ("n", whole(*overdue))],
            ),
            Told::Letters { .. } | Told::DutySheet { .. } => {
                tr.with("notice-detail-unsigned", &[("n", whole(notice.people.len()))])
            }
            Told::Evaluation { role, last, .. } => {
                let mut args = vec![("role", FluentValue::from(tr.text(role_key(*role))))];
                let Some((last, on)) = last else {
                    return tr.with("notice-detail-evaluation", &args);
                };
                args.push(("last", tr.text(role_key(*last)).into()));
                args.push(("day", self.short(*on)));
                tr.with("notice-detail-evaluation-after", &args)
            }
            Told::Action { coached_on, postponed, .. } => {
                let mut args = vec![("day", self.short(*coached_on))];
                if *postponed == 0 {
                    return tr.with("notice-detail-action", &args);
                }
                args.push(("n", whole(*postponed)));
                tr.with("notice-detail-action-postponed", &args)
            }
            Told::Missed { topic, .. } | Told::Visit { topic, .. } => topic.clone(),
            Told::CoachingDue { clock, .. } => {
                let mut args = vec![("n", FluentValue::from(clock.every))];
                let Some(last) = clock.last else {
                    return tr.with("notice-detail-due-never", &args);
                };
                args.push(("day", self.short(last)));
                tr.with("notice-detail-due", &args)
            }
            Told::Check { of, .. } => tr.with("notice-detail-check", &[("n", whole(*of))]),
            Told::Feedback { on_day, .. } => {
                tr.with("notice-detail-feedback", &[("day", self.short(*on_day))])
            }
            Told::Certificate { place, .. } => tr.text(match place {
                Place::Booked(_) => "notice-detail-certificate-booked",
                Place::Free(_) => "notice-detail-certificate-free",
                Place::None => "notice-detail-certificate-none",
            }),
            Told::Class { starts, people, free, .. } => {
                let n = i64::try_from(*people).unwrap_or(i64::MAX);
                let mut args = vec![("day", self.short(*starts)), ("n", n.into())];
                let Some(free) = free else { return tr.with("notice-detail-class-results", &args) };
                args.push(("free", (*free).into()));
                tr.with("notice-detail-class-seats", &args)
            }
            Told::Newcomer { hired, months, guides } => {
                let mut args = vec![("day", self.short(*hired)), ("n", (*months).into())];
                if guides.is_empty() {
                    return tr.with("notice-detail-newcomer-nobody", &args);
                }
                args.push(("names", self.names(guides).into()));
                tr.with("notice-detail-newcomer", &args)
            }
            Told::Silent { last, .. } => match last {
                Some(last) => tr.with("notice-detail-silent", &[("day", self.short(*last))]),
                None => tr.text("notice-detail-silent-never"),
            },
            Told::Targets { .. } => tr.with("notice-detail-targets", &[("day", day())]),
        }
    }

    fn decision(&self, decision: Decision) -> FluentValue<'static> {
        self.tr.text(&decision_key(decision)).into()
    }

    /// How late it is, or how many days are left; of a deal how long it is stuck.
    fn badge(&self, notice: &Notice) -> String {
        let stuck = matches!(notice.kind, NoticeKind::StuckDeal | NoticeKind::DecisionDue);
        let (key, n) = match (notice.due, notice.days) {
            _ if stuck => ("notice-badge-stuck", notice.days),
            (Some(_), 0) => ("notice-badge-today", 0),
            (Some(_), late @ 1..) => ("notice-badge-late", late),
            (Some(_), left) => ("notice-badge-left", -left),
            (None, days @ 1..) => ("notice-badge-since", days),
            (None, _) => ("notice-badge-waits", 0),
        };
        self.tr.with(key, &[("n", n.into())])
    }
}

fn whole(n: usize) -> FluentValue<'static> {
    i64::try_from(n).unwrap_or(i64::MAX).into()
}

const fn role_key(role: SignatureRole) -> &'static str {
    match role {
        SignatureRole::Employee => "evaluation-role-employee",
        SignatureRole::Manager => "evaluation-role-manager",
        SignatureRole::Hr => "evaluation-role-hr",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::period::Period;
    use crate::metrics::notices::{Act, Urgency};
    use crate::store::records::{Origin, Person};

    fn said(language: Language, notice: &Notice) -> Line {
        let mut directory = Directory::default();
        for (id, name) in [(1, "刘子昂"), (2, "吴俊杰"), (3, "陈佳怡"), (4, "黄启航")] {
            let person = Person::new(PersonId(id), name.to_owned(), Origin::Typed);
            directory.people.insert(PersonId(id), person);
        }
        let (names, tr) = (Names::default(), Tr::new(language));
        let today = "2025-11-19".parse().unwrap();
        Say { tr: &tr, directory: &directory, names: &names, today, scope: "华东区" }.line(notice)
    }

    fn letters(people: &[i64]) -> Notice {
        let people: Vec<PersonId> = people.iter().map(|id| PersonId(*id)).collect();
        Notice {
            key: "target-letter:2025-Q4".to_owned(),
            kind: NoticeKind::TargetLetter,
            urgency: Urgency::Soon,
            subject: Subject::People(people.clone()),
            people,
            due: None,
            days: 0,
            told: Told::Letters { period: Period::Quarter(2025, 4) },
            act: Act::SignLetters(Period::Quarter(2025, 4)),
        }
    }

    #[test]
    fn one_is_named_and_many_are_counted() {
        let one = said(Language::Chinese, &letters(&[1]));
        assert_eq!(one.title, "2025年四季度目标责任书：刘子昂");
        assert_eq!((one.who.as_str(), one.detail.as_str()), ("刘子昂", "1人未签收"));
        assert_eq!((one.badge.as_str(), one.action.as_str()), ("待处理", "去签收"));
        let many = said(Language::Chinese, &letters(&[1, 2, 3, 4]));
        assert_eq!(many.title, "2025年四季度目标责任书：刘子昂、吴俊杰、陈佳怡等4人");
        assert_eq!(many.who, "4人");
        let english = said(Language::English, &letters(&[1, 2]));
        assert_eq!(english.title, "Target letters Q4 2025: 刘子昂, 吴俊杰");
        assert_eq!(english.detail, "2 people have not signed");
    }

    #[test]
    fn days_are_told_as_they_stand() {
        let of = |due: Option<&str>, days, kind| {
            let due = due.map(|day| day.parse().unwrap());
            said(Language::Chinese, &Notice { due, days, kind, ..letters(&[1]) }).badge
        };
        let kind = NoticeKind::Certificate;
        assert_eq!(of(Some("2025-11-19"), 0, kind), "今天到期");
        assert_eq!(of(Some("2025-11-17"), 2, kind), "逾期2天");
        assert_eq!(of(Some("2025-12-01"), -12, kind), "剩12天");
        assert_eq!(of(None, 9, kind), "已9天");
        assert_eq!(of(None, 41, NoticeKind::StuckDeal), "停滞41天");
    }
}
