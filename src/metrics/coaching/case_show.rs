//! How cases, plays and what came of them are written, on the page, on paper and on the command line.

use chrono::NaiveDate;

use crate::domain::ids::{AccountId, OpportunityId, StageId};
use crate::error::Result;
use crate::i18n::{MoneyStyle, Tr, money};
use crate::metrics::coaching::case_outcome::{Outcome, Verdict};
use crate::store::Db;
use crate::store::directory::Directory;
use crate::store::records::{
    Account, AdoptionResult, CaseResult, CaseStep, Opportunity, SalesCase,
};

/// The key of how a deal ended.
pub const fn result_key(result: CaseResult) -> &'static str {
    match result {
        CaseResult::Won => "cases-won",
        CaseResult::Lost => "cases-lost",
    }
}

/// The key of what came of a use.
pub const fn adopted_key(result: Option<AdoptionResult>) -> &'static str {
    match result {
        Some(AdoptionResult::Worked) => "cases-worked",
        Some(AdoptionResult::Partly) => "cases-partly",
        Some(AdoptionResult::Failed) => "cases-failed",
        None => "cases-open",
    }
}

/// What a stage is called; `None` where there is none of this key.
pub fn stage_name(tr: &Tr, directory: &Directory, stage: StageId) -> Option<String> {
    let stage = directory.stages.get(&stage)?;
    Some(tr.own(&stage.name, &stage.name_en).to_owned())
}

/// The lines of a text of a case or a play.
pub fn lines(text: Option<&str>) -> Vec<String> {
    text.unwrap_or_default().lines().map(str::to_owned).collect()
}

/// What shows a step, behind its day; `None` where neither is known.
pub fn evidence(step: &CaseStep) -> Option<String> {
    let day = step.on_day.map(|day| day.to_string());
    let parts: Vec<String> = [day, step.evidence.clone()].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

/// The first and the last day of what a case tells; empty where neither is known.
pub fn span(tr: &Tr, starts: Option<NaiveDate>, ends: Option<NaiveDate>) -> String {
    let day = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    match (starts, ends) {
        (None, None) => String::new(),
        _ => tr.with("cases-span", &[("from", day(starts).into()), ("to", day(ends).into())]),
    }
}

/// What a deal is called, with its amount where that is known.
pub fn deal_text(tr: &Tr, deal: &Opportunity) -> String {
    match deal.amount {
        Some(fen) => format!("{} {}", deal.name, money(tr.language(), fen, MoneyStyle::Full)),
        None => deal.name.clone(),
    }
}

/// The names of a customer and of a deal, those that are known.
///
/// # Errors
/// Whatever the database reports.
pub fn about(
    db: &Db,
    tr: &Tr,
    (account, deal): (Option<AccountId>, Option<OpportunityId>),
) -> Result<[Option<String>; 2]> {
    let account = match account {
        Some(id) => db.get::<Account>(id)?.map(|account| account.name),
        None => None,
    };
    let deal = match deal {
        Some(id) => db.get::<Opportunity>(id)?.map(|deal| deal_text(tr, &deal)),
        None => None,
    };
    Ok([account, deal])
}

/// Whose deal a case tells of, and the customer.
pub fn told_of(
    tr: &Tr,
    directory: &Directory,
    record: &SalesCase,
    account: Option<&str>,
) -> String {
    let person = record.person_id.map(|person| directory.person_name(person));
    tr.joined(&[person, account].map(Option::unwrap_or_default))
}

/// A difference of shares in points with one decimal and its sign.
pub fn points(difference: f64) -> String {
    let tenths = (difference * 1_000.0).round() as i64;
    let sign = match tenths {
        ..0 => "−",
        0 => "",
        _ => "+",
    };
    format!("{sign}{}.{} pt", tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10)
}

/// What may be said of using a play, in a sentence.
pub fn verdict(tr: &Tr, found: &Outcome) -> String {
    let whole = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    match found.verdict() {
        Verdict::TooFew => {
            let args = [
                ("used", whole(found.used.n()).into()),
                ("unused", whole(found.unused.n()).into()),
            ];
            tr.with("cases-verdict-few", &args)
        }
        Verdict::Unclear => match found.needed {
            Some(needed) => tr.with("cases-verdict-unclear", &[("n", whole(needed).into())]),
            None => tr.text("cases-verdict-even"),
        },
        Verdict::More => tr.text("cases-verdict-more"),
        Verdict::Fewer => tr.text("cases-verdict-fewer"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;

    #[test]
    fn differences_have_their_sign() {
        for (difference, expected) in
            [(0.1648, "+16.5 pt"), (-0.0728, "−7.3 pt"), (0.0, "0.0 pt"), (-0.0001, "0.0 pt")]
        {
            assert_eq!(points(difference), expected);
        }
    }

    #[test]
    fn blank_texts_have_no_lines() {
        assert_eq!(lines(None), Vec::<String>::new());
        assert_eq!(lines(Some("甲\n乙")), ["甲", "乙"]);
        let tr = Tr::new(Language::Chinese);
        assert_eq!(span(&tr, None, None), "");
    }
}
