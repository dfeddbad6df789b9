//! The chances of the period and how evenly they were given, ready to draw.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::areas::training::careers::data::{at, count, day};
use crate::areas::training::crew;
use crate::areas::training::data::Load;
use crate::domain::ids::{DevelopmentOfferId, PersonId};
use crate::domain::stats::rate::Rate;
use crate::domain::training::opportunities::{Line, Review, Share, Verdict};
use crate::error::Result;
use crate::i18n::{Tr, percent, period_label};
use crate::metrics::training::careers::offers::{
    Cut, Group, cuts, given, in_period, review, whole,
};
use crate::metrics::training::careers::show;
use crate::metrics::training::records::show::joined;
use crate::store::records::{DevelopmentOffer, OfferAnswer, OfferKind};
use crate::ui::tokens::Tone;

/// Everything this part shows.
#[derive(Clone, Debug)]
pub struct Data {
    /// The chances of the period, the newest first.
    pub rows: Vec<OfferRow>,
    /// The kinds there are, with how many chances each has.
    pub kinds: Vec<(OfferKind, String)>,
    /// What everybody was given up to today, in the order of pinyin.
    pub people: Vec<PersonRow>,
    /// How evenly the period was.
    pub fairness: Fairness,
    /// Who could have been chosen again and again and was not, with how often.
    pub passed_over: Vec<(String, String)>,
    /// Who can be chosen.
    pub choices: Vec<(Option<PersonId>, String)>,
}

/// A chance.
#[derive(Clone, Debug)]
pub struct OfferRow {
    /// Which.
    pub id: DevelopmentOfferId,
    /// Who.
    pub name: String,
    /// The day.
    pub day: String,
    /// The same as a day.
    pub offered_on: NaiveDate,
    /// What kind.
    pub kind: OfferKind,
    /// The same in a word.
    pub kind_name: String,
    /// What.
    pub what: String,
    /// Why this person.
    pub reason: String,
    /// Who offered it.
    pub by: String,
    /// What the person said.
    pub answer: Option<OfferAnswer>,
    /// The same in words, with the day.
    pub answer_said: String,
    /// The same as a colour.
    pub answer_tone: Tone,
    /// When what came of it is looked at, and how that stands.
    pub review_said: String,
    /// The same as a colour.
    pub review_tone: Tone,
    /// Whether it should have been looked at by now.
    pub overdue: bool,
    /// What came of it; empty until then.
    pub result: String,
}

impl OfferRow {
    /// The title of its drawer, and its name in the journal.
    pub fn title(&self) -> String {
        format!("{} {}", self.name, self.what)
    }
}

/// What a person was given.
#[derive(Clone, Debug)]
pub struct PersonRow {
    /// Who.
    pub name: String,
    /// Post and grade.
    pub at: String,
    /// How many times they could have been chosen.
    pub rounds: String,
    /// How many times they were.
    pub chosen: String,
    /// How many times in a row they were not.
    pub missed: String,
    /// Whether they may have been forgotten.
    pub passed_over: bool,
}

/// How evenly chances were given.
#[derive(Clone, Debug)]
pub struct Fairness {
    /// The share of all, with its sample; that there are too few people where there are.
    pub whole: String,
    /// By region, team and so on, where there are groups that may be shown apart.
    pub cuts: Vec<(String, Vec<GroupRow>)>,
}

/// A group, or several small ones together.
#[derive(Clone, Debug)]
pub struct GroupRow {
    /// What they are called.
    pub name: String,
    /// Their share with its sample.
    pub said: String,
    /// The same as a part of 1.
    pub share: f32,
    /// The share of all others, as a part of 1.
    pub others: f32,
    /// What may be said of the difference.
    pub verdict: String,
    /// The same as a colour.
    pub tone: Tone,
}

/// Loads the chances.
pub(in crate::areas::training::careers) fn load(load: &Load<'_>) -> Result<Data> {
    let (tr, directory, members) = (load.tr, load.directory, load.members);
    let offers = load.db.all::<DevelopmentOffer>()?;
    let shown = in_period(members, &offers, load.period, load.today);
    let mut kinds: BTreeMap<OfferKind, usize> = BTreeMap::new();
    for offer in &shown {
        *kinds.entry(offer.kind).or_default() += 1;
    }
    let choices = crew::people(load);
    let shares = given(directory, members, &offers, load.today);
    let mut people: Vec<PersonRow> = choices
        .iter()
        .filter_map(|(person, _)| Some(person_row(load, *person, shares.get(person)?)))
        .collect();
    let here = |person: &PersonId| choices.iter().any(|(one, _)| one == person);
    // Those who were chosen and are gone come last.
    let gone = shares.iter().filter(|(person, share)| share.chosen > 0 && !here(person));
    people.extend(gone.map(|(person, share)| person_row(load, *person, share)));
    let passed_over = people.iter().filter(|row| row.passed_over).map(|row| {
        let args = [("n", row.missed.as_str().into()), ("rounds", row.rounds.as_str().into())];
        (row.name.clone(), tr.with("careers-passed-over-said", &args))
    });
    let all = whole(directory, members, &offers, load.period, load.today);
    let found = cuts(directory, members, &offers, load.period, load.today);
    Ok(Data {
        rows: shown.iter().map(|offer| offer_row(load, offer)).collect(),
        kinds: kinds
            .into_iter()
            .map(|(kind, n)| (kind, format!("{} {}", show::offer_kind(tr, kind), count(n))))
            .collect(),
        passed_over: passed_over.collect(),
        fairness: Fairness {
            whole: match all {
                None => tr.text("careers-even-few"),
                Some(rate) => {
                    let period = period_label(tr, load.period);
                    let args = [("period", period.into()), ("share", rate_said(&rate).into())];
                    tr.with("careers-even-whole", &args)
                }
            },
            cuts: found.iter().map(|cut| cut_rows(load, cut)).collect(),
        },
        people,
        choices: choices.into_iter().map(|(person, name)| (Some(person), name)).collect(),
    })
}

/// A share with its sample: `25.0%（3 / 12）`.
fn rate_said(rate: &Rate) -> String {
    let bp = (rate.rate * 10_000.0).round() as i64;
    format!("{}  {} / {}", percent(bp), rate.k, rate.n)
}

fn cut_rows(load: &Load<'_>, cut: &Cut) -> (String, Vec<GroupRow>) {
    let tr = load.tr;
    let row = |line: &Line<Group>| GroupRow {
        name: show::groups(tr, load.directory, &line.groups),
        said: rate_said(&line.rate),
        share: line.rate.rate as f32,
        others: line.others.rate as f32,
        verdict: show::evenness(tr, line.verdict),
        tone: match line.verdict {
            Verdict::More | Verdict::Less => Tone::Warn,
            Verdict::TooFew | Verdict::Open => Tone::Neutral,
        },
    };
    (show::by(tr, cut.by), cut.fairness.lines.iter().map(row).collect())
}

fn person_row(load: &Load<'_>, person: PersonId, share: &Share) -> PersonRow {
    let whole = |n: u64| count(usize::try_from(n).unwrap_or(usize::MAX));
    PersonRow {
        name: load.directory.person_name(person).to_owned(),
        at: at(load, person),
        rounds: whole(share.rounds),
        chosen: whole(share.chosen),
        missed: whole(share.missed),
        passed_over: share.passed_over(),
    }
}

fn offer_row(load: &Load<'_>, offer: &DevelopmentOffer) -> OfferRow {
    let (tr, today) = (load.tr, load.today);
    let answer = offer.answer.filter(|_| offer.answered_on.is_none_or(|on| on <= today));
    let answered = offer.answered_on.filter(|_| answer.is_some());
    let stands = review(offer, today);
    let looked = match stands {
        Review::Done => offer.reviewed_on,
        Review::Overdue | Review::Coming | Review::NoDay => offer.review_on,
    };
    let dated = |word: String, day: Option<NaiveDate>| {
        let day = day.map(|day| day.to_string()).unwrap_or_default();
        format!("{word} {day}").trim_end().to_owned()
    };
    OfferRow {
        id: offer.id,
        name: load.directory.person_name(offer.person_id).to_owned(),
        day: day(Some(offer.offered_on)),
        offered_on: offer.offered_on,
        kind: offer.kind,
        kind_name: show::offer_kind(tr, offer.kind),
        what: offer.what.clone(),
        reason: offer.reason.clone(),
        by: offer.by_name.clone(),
        answer,
        answer_said: dated(show::answer(tr, answer), answered),
        answer_tone: match answer {
            Some(OfferAnswer::Accepted) => Tone::Good,
            Some(OfferAnswer::Declined) | None => Tone::Neutral,
        },
        review_said: dated(show::review(tr, stands), looked),
        review_tone: match stands {
            Review::Overdue => Tone::Warn,
            Review::Done => Tone::Good,
            Review::Coming | Review::NoDay => Tone::Neutral,
        },
        overdue: stands == Review::Overdue,
        result: offer.result.clone().filter(|_| stands == Review::Done).unwrap_or_default(),
    }
}

/// What is searched in a chance.
pub(super) fn told(tr: &Tr, row: &OfferRow) -> String {
    joined(tr, &[row.title(), row.kind_name.clone(), row.reason.clone(), row.result.clone()])
}
