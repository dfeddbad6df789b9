//! The record that is chosen, as text.

use chrono::NaiveDate;

use super::data::whole;
use super::seen::{SeenCard, seen_card};
use crate::areas::coaching::data::Load;
use crate::command::coaching::Who;
use crate::command::coaching::log::Form;
use crate::documents::{Printout, coaching_record, coaching_records};
use crate::domain::ids::{CoachingActionId, CoachingId, OpportunityId, PersonId};
use crate::domain::names::initial;
use crate::error::Result;
use crate::i18n::{MoneyStyle, Tr, day_beside, money, number};
use crate::metrics::coaching::log::{self, Agreed, DealLine, Due, Record};
use crate::metrics::coaching::show::{EffectWords, joined};
use crate::metrics::coaching::{missing, show, words};
use crate::store::directory::Directory;
use crate::store::records::{Coaching, CoachingKind, CoachingState, Status};
use crate::ui::icons::{self, Icon};
use crate::ui::tokens::Tone;

/// A part of the talk.
#[derive(Clone, Debug)]
pub(super) struct Letter {
    /// Its letter; empty for a note, which is no part of one.
    pub mark: &'static str,
    /// What it is.
    pub name: String,
    /// The same in other words.
    pub sub: String,
    /// What was said; empty where nothing was.
    pub text: String,
    /// The figures that it cites, as they were kept.
    pub figures: Vec<String>,
}

/// Something that was agreed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::areas::coaching) struct ActionLine {
    /// The action.
    pub id: CoachingActionId,
    /// What.
    pub text: String,
    /// By whom.
    pub owner: String,
    /// The initial of that.
    pub initial: String,
    /// By when.
    pub day: String,
    /// The same as it is stored.
    pub due: NaiveDate,
    /// Who is to do it, as it is stored.
    pub owner_id: Option<PersonId>,
    /// How it stands.
    pub state: (Tone, String),
    /// Whether it is done.
    pub done: bool,
    /// How often it was put off and why, or what came of it; may be empty.
    pub note: String,
}

/// One of the two who confirm.
#[derive(Clone, Debug)]
pub(super) struct Sign {
    /// Which.
    pub who: Who,
    /// The name.
    pub name: String,
    /// The day; empty while it is open.
    pub day: String,
}

/// The record that is chosen.
#[derive(Clone, Debug)]
pub(super) struct Card {
    /// The coaching.
    pub id: CoachingId,
    /// The day.
    pub on_day: NaiveDate,
    /// Who was coached, as the journal calls it too.
    pub name: String,
    /// Its initial.
    pub initial: String,
    /// What it was about.
    pub topic: String,
    /// How it stands.
    pub sign: (Tone, String),
    /// When, where, by whom.
    pub facts: Vec<(Icon, String)>,
    /// What it was prepared with.
    pub before: Vec<String>,
    /// What was said.
    pub letters: Vec<Letter>,
    /// What is missing; empty where nothing is.
    pub missing: String,
    /// The deal it is about, and how that stands.
    pub deal: Option<(OpportunityId, String)>,
    /// How many actions are open and done.
    pub counts: String,
    /// The actions.
    pub actions: Vec<ActionLine>,
    /// What the person says of it.
    pub words: String,
    /// When they meet next; may be empty.
    pub next: String,
    /// The two who confirm.
    pub signs: [Sign; 2],
    /// Whether it took place.
    pub held: bool,
    /// Who is to be prepared for; `None` where it took place, or is a note to an event.
    pub prepares: Option<PersonId>,
    /// Whether it can be confirmed.
    pub complete: bool,
    /// What was seen on visits.
    pub seen: Option<SeenCard>,
    /// What became of the metrics that it answers.
    pub effects: Vec<EffectWords>,
    /// What is stored, to be changed, with the figures in words.
    pub form: Box<Form>,
    /// The figures of the form in words, in its order.
    pub figures: Vec<String>,
    /// The customer and the deal as they are called.
    pub called: [String; 2],
    /// The page on paper.
    pub printout: Printout,
}

/// The record of a key; `None` where there is none, or it is not one of the scope.
pub(super) fn card(load: &Load<'_>, id: CoachingId) -> Result<Option<Card>> {
    let (tr, directory) = (load.tr, load.directory);
    let Some(record) = log::record(load.db, directory, id, load.today)? else { return Ok(None) };
    let coaching = &record.details.coaching;
    if !load.members.include(Some(coaching.person_id), Some(coaching.on_day)) {
        return Ok(None);
    }
    let page = coaching_records::page(load.db, directory, &record, load.today, tr)?;
    let name = directory.person_name(coaching.person_id).to_owned();
    let done = record.agreed.iter().filter(|own| own.action.done_on.is_some()).count();
    let open = record.agreed.len() - done;
    let deal = record.deal.as_ref();
    Ok(Some(Card {
        id,
        on_day: coaching.on_day,
        initial: initial(&name),
        topic: coaching.topic.clone(),
        sign: sign(coaching, load.today, tr),
        facts: facts(load, &record),
        before: before(load, coaching),
        letters: letters(load, &record),
        missing: lacks(&record, tr),
        deal: deal.map(|deal| (deal.id, deal_line(directory, deal, tr))),
        counts: tr.with(
            "log-actions-counts",
            &[("open", whole(open).into()), ("done", whole(done).into())],
        ),
        actions: record.agreed.iter().map(|own| action(load, own, coaching)).collect(),
        words: coaching.rep_words.clone().unwrap_or_default(),
        next: words::next_meeting(coaching, tr).unwrap_or_default(),
        signs: signs(load, coaching, &name),
        held: coaching.state == CoachingState::Held,
        prepares: prepares(coaching),
        complete: coaching.complete,
        seen: record.seen.as_ref().map(|seen| seen_card(load, coaching, seen, &record.trend)),
        effects: record.effects.iter().map(|own| show::effect(tr, own, load.today)).collect(),
        form: Box::new(Form::read(&record.details)),
        figures: figures(load, &record),
        called: [
            record.account.clone(),
            deal.map(|deal| called(&deal.account, &deal.name)).unwrap_or_default(),
        ],
        printout: coaching_record::printout(&[page], "", tr),
        name,
    }))
}

/// Who is to be prepared for.
fn prepares(coaching: &Coaching) -> Option<PersonId> {
    let talk = coaching.kind != CoachingKind::Event;
    (talk && coaching.state == CoachingState::Planned).then_some(coaching.person_id)
}

/// A deal by its customer and its name.
fn called(account: &str, name: &str) -> String {
    format!("{account} {name}").trim().to_owned()
}

/// How it stands: whether it took place, what is missing, who has confirmed it.
fn sign(coaching: &Coaching, today: NaiveDate, tr: &Tr) -> (Tone, String) {
    let (tone, key) = match (coaching.state, coaching.complete) {
        (CoachingState::Planned, _) if coaching.on_day < today => (Tone::Warn, "log-missed"),
        (CoachingState::Planned, _) => (Tone::Outline, "log-planned"),
        (CoachingState::Held, false) => (Tone::Warn, "log-incomplete"),
        (CoachingState::Held, true) => {
            match (coaching.rep_confirmed_on, coaching.coach_confirmed_on) {
                (Some(_), Some(_)) => (Tone::Good, "log-signed"),
                (Some(_), None) => (Tone::Neutral, "log-coach-open"),
                (None, Some(_)) => (Tone::Neutral, "log-rep-open"),
                (None, None) => (Tone::Neutral, "log-both-open"),
            }
        }
    };
    (tone, tr.text(key))
}

fn facts(load: &Load<'_>, record: &Record) -> Vec<(Icon, String)> {
    let (tr, coaching) = (load.tr, &record.details.coaching);
    let day = day_beside(tr, coaching.on_day, load.today);
    let coach = show::coach(load.directory, coaching);
    let mut facts = vec![
        (icons::CALENDAR_BLANK, words::when(tr, &day, coaching)),
        (icons::CHATS_CIRCLE, words::kind_of(coaching, tr)),
    ];
    if let Some(event) = &record.details.event {
        facts.push((icons::FLAG, event.name.clone()));
    }
    if !record.account.is_empty() {
        facts.push((icons::BUILDINGS, record.account.clone()));
    }
    facts.push((icons::USER, tr.with("log-coached-by", &[("name", coach.into())])));
    if let Some(present) = &coaching.present {
        facts.push((icons::USERS, tr.with("log-present", &[("names", present.clone().into())])));
    }
    facts
}

/// What it was prepared with: when, the skill, the questions the coach went in with.
fn before(load: &Load<'_>, coaching: &Coaching) -> Vec<String> {
    let tr = load.tr;
    let prepared = coaching.prepared_on.map(|day| {
        let day = day_beside(tr, day, load.today);
        tr.with("log-prepared-on", &[("day", day.into())])
    });
    let skill = coaching.skill.clone();
    let skill = skill.map(|skill| tr.with("log-skill-is", &[("skill", skill.into())]));
    let first = joined(
        tr,
        &[prepared.as_deref().unwrap_or_default(), skill.as_deref().unwrap_or_default()],
    );
    let questions = coaching.questions.iter().flat_map(|lines| lines.lines().map(str::to_owned));
    Some(first).filter(|line| !line.is_empty()).into_iter().chain(questions).collect()
}

/// The figures as they were kept, a line each.
fn figures(load: &Load<'_>, record: &Record) -> Vec<String> {
    let kept = record.details.symptoms.iter();
    kept.map(|own| show::told(load.directory, load.tr, own, load.today).line(load.tr)).collect()
}

/// The parts of the talk, of one that is planned those that are written already; of a note to an event the note
/// alone.
fn letters(load: &Load<'_>, record: &Record) -> Vec<Letter> {
    let (tr, coaching) = (load.tr, &record.details.coaching);
    let reality = coaching.reality.clone();
    let letter = |mark, [name, sub]: [&str; 2], text: Option<String>, figures| Letter {
        mark,
        name: tr.text(name),
        sub: tr.text(sub),
        text: text.unwrap_or_default(),
        figures,
    };
    if coaching.kind == CoachingKind::Event {
        let keys = ["log-note", "log-note-sub"];
        return vec![letter("", keys, reality, figures(load, record))];
    }
    let options = words::options(&record.details.options, tr);
    let mut letters = vec![
        letter("G", ["log-goal", "log-goal-sub"], words::goal(coaching, tr), vec![]),
        letter("R", ["log-reality", "log-reality-sub"], reality, figures(load, record)),
        letter("O", ["log-options", "log-options-sub"], options, vec![]),
        letter("W", ["log-will", "log-will-sub"], words::will(coaching, tr), vec![]),
    ];
    if coaching.state == CoachingState::Planned {
        letters.retain(|letter| !letter.text.is_empty() || !letter.figures.is_empty());
    }
    letters
}

/// What a coaching that took place still needs, in one sentence.
fn lacks(record: &Record, tr: &Tr) -> String {
    let coaching = &record.details.coaching;
    if coaching.complete || coaching.state == CoachingState::Planned {
        return String::new();
    }
    let parts = missing::of(&record.details).into_iter();
    let parts: Vec<String> = parts.map(|one| missing::text(tr, one)).collect();
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    match parts.as_slice() {
        [] => tr.text("log-needs-saving"),
        parts => tr.with("log-needs", &[("parts", joined(tr, parts).into())]),
    }
}

/// The deal as it stands: `江岚能源 DCS 仪表改造，¥186.0万，方案报价41天`.
fn deal_line(directory: &Directory, deal: &DealLine, tr: &Tr) -> String {
    let amount = deal.amount.map(|fen| money(tr.language(), fen, MoneyStyle::Full));
    let standing = match (deal.status, deal.stage) {
        (Status::Open, Some(stage)) => {
            let stage = show::stage(directory, tr, stage);
            match deal.days {
                Some(days) => {
                    let args = [("stage", stage.into()), ("n", number(days).into())];
                    tr.with("log-deal-stage-days", &args)
                }
                None => stage,
            }
        }
        (Status::Open, None) => String::new(),
        (Status::Won, _) => tr.text("log-deal-won"),
        (Status::Lost, _) => tr.text("log-deal-lost"),
    };
    let name = called(&deal.account, &deal.name);
    joined(tr, &[&name, amount.as_deref().unwrap_or_default(), &standing])
}

fn action(load: &Load<'_>, own: &Agreed, coaching: &Coaching) -> ActionLine {
    let owner = show::owner(load.directory, own.action.owner_id, coaching);
    ActionLine {
        id: own.action.id,
        text: own.action.text.clone(),
        initial: initial(&owner),
        owner,
        day: day_beside(load.tr, own.action.due, load.today),
        due: own.action.due,
        owner_id: own.action.owner_id,
        state: state(load.tr, own.due),
        done: own.action.done_on.is_some(),
        note: action_note(load, own),
    }
}

/// How it stands with something that was agreed, and how loud that is.
pub(in crate::areas::coaching) fn state(tr: &Tr, due: Due) -> (Tone, String) {
    let tone = match due {
        Due::Late(_) => Tone::Bad,
        Due::Today => Tone::Warn,
        Due::Left(_) => Tone::Neutral,
        Due::Done(_) => Tone::Good,
    };
    (tone, show::due(tr, due))
}

/// Of what is done its result, of what is open how often it was put off and why.
fn action_note(load: &Load<'_>, own: &Agreed) -> String {
    let tr = load.tr;
    if let Some(day) = own.action.done_on {
        let day = day_beside(tr, day, load.today);
        let done = tr.with("log-action-done-on", &[("day", day.into())]);
        return joined(tr, &[&done, own.action.result.as_deref().unwrap_or_default()]);
    }
    put_off(tr, own.agreed_for(), own.postponed.last().map(|last| last.reason.as_str()), load.today)
}

/// That something was put off, and why; empty where it was not.
pub(in crate::areas::coaching) fn put_off(
    tr: &Tr,
    agreed_for: NaiveDate,
    reason: Option<&str>,
    today: NaiveDate,
) -> String {
    let Some(reason) = reason else { return String::new() };
    let day = day_beside(tr, agreed_for, today);
    tr.with("log-action-put-off", &[("day", day.into()), ("reason", reason.to_owned().into())])
}

fn signs(load: &Load<'_>, coaching: &Coaching, name: &str) -> [Sign; 2] {
    let day = |day: Option<NaiveDate>| day.map(|day| day_beside(load.tr, day, load.today));
    let day = |own: Option<NaiveDate>| day(own).unwrap_or_default();
    let rep = Sign { who: Who::Rep, name: name.to_owned(), day: day(coaching.rep_confirmed_on) };
    let coach = Sign {
        who: Who::Coach,
        name: show::coach(load.directory, coaching),
        day: day(coaching.coach_confirmed_on),
    };
    [rep, coach]
}
