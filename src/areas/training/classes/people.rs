//! The people of a class, ready to draw: why they go, when they came, what came of it, what can be done.

use crate::areas::training::data::Load;
use crate::command::training::classes::SeatForm;
use crate::command::training::results::ResultForm;
use crate::domain::ids::PersonId;
use crate::domain::names::initial;
use crate::i18n::{Tr, number};
use crate::metrics::training::classes::{Attendee, Detail, Standing};
use crate::metrics::training::effect::full_score;
use crate::metrics::training::{show, whole};
use crate::store::records::{Enrolment, EnrolmentState, Skill};
use crate::store::training::classes::ClassPage;
use crate::ui::tokens::Tone;

/// What can be done for somebody in a class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowAct {
    /// They missed it: another class.
    Makeup,
    /// They failed: another test.
    Retest,
    /// They were not observed: a visit together.
    Observe,
    /// They wait: a seat.
    Seat,
}

/// Somebody in a class, ready to draw.
#[derive(Clone, Debug, PartialEq)]
pub struct PersonRow {
    /// Who.
    pub person: PersonId,
    /// The name.
    pub name: String,
    /// What stands in the avatar.
    pub initial: String,
    /// The region; empty where it is unknown.
    pub region: String,
    /// Why they go: the gap, or what they make up for; empty where nothing is said.
    pub why: String,
    /// How wide the gap is, as a colour.
    pub why_tone: Tone,
    /// The same with the name of the skill and a word on it.
    pub why_told: String,
    /// For each part whether they came; `None` where it is not recorded.
    pub parts: Vec<Option<bool>>,
    /// Whether they came, in words.
    pub came: String,
    /// The test before and after on the track, 0 to 1.
    pub track: (Option<f32>, Option<f32>),
    /// Whether the test after is below what passes.
    pub below: bool,
    /// The score before, after, and the change.
    pub scores: [String; 3],
    /// What they said of it: the points.
    pub feedback: String,
    /// The same in words; empty without any.
    pub feedback_words: String,
    /// What came of it, with a retest.
    pub outcome: String,
    /// The trained steps before and after.
    pub behaviour: String,
    /// Whether they do better.
    pub risen: bool,
    /// What is said in the place of scores; empty where there are some.
    pub note: String,
    /// What can be done.
    pub act: Option<(RowAct, String)>,
    /// How they stand to the class.
    pub state: EnrolmentState,
    /// The seat that somebody who waits would get, with why they go.
    pub seat: Option<SeatForm>,
    /// What is recorded, to be changed.
    pub form: ResultForm,
    /// Whether anything is recorded.
    pub recorded: bool,
}

/// The track on which scores are drawn.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Track {
    /// Where a test is passed, 0 to 1; `None` where nothing says it.
    pub pass: Option<f32>,
    /// The lower end, the score that passes and the upper end in words.
    pub words: [String; 3],
}

/// The ends of the track: a ten below the lowest score, and the best score there is.
pub(super) fn axis(page: &ClassPage, people: &[Attendee]) -> (i64, i64) {
    const TEN: i64 = 100_000;
    let full = full_score(&page.course);
    let results = people.iter().filter_map(Attendee::result);
    let scores = results.flat_map(|result| [result.score_before, result.score]).flatten();
    let lowest = scores.chain(page.course.pass_score).min().unwrap_or(full / 2);
    let low = (lowest - 1).max(0) / TEN * TEN;
    (if low < full { low } else { 0 }, full)
}

fn place((low, high): (i64, i64), score: i64) -> f32 {
    ((score - low) as f64 / ((high - low).max(1)) as f64).clamp(0.0, 1.0) as f32
}

/// The track on which scores are drawn.
pub(super) fn track(page: &ClassPage, axis: (i64, i64)) -> Track {
    let pass = page.course.pass_score;
    Track {
        pass: pass.map(|score| place(axis, score)),
        words: [
            show::tenths(axis.0),
            pass.map(show::tenths).unwrap_or_default(),
            show::tenths(axis.1),
        ],
    }
}

/// Somebody in a class.
pub(super) fn person(
    load: &Load<'_>,
    found: &Detail,
    one: &Attendee,
    (axis, skills): ((i64, i64), &[Skill]),
) -> PersonRow {
    let (tr, page) = (load.tr, &found.page);
    let name = load.directory.person_name(one.one.person).to_owned();
    let result = one.result();
    let before = result.and_then(|result| result.score_before);
    let after = result.and_then(|result| result.score);
    let (why, why_tone, why_told) = why(tr, one, skills);
    let seen = one.seen.and_then(|seen| seen.pair());
    let signed = |change: i64| show::decimal(change as f64 / 10_000.0, true);
    let change = one
        .change()
        .map_or_else(String::new, |change| signed(change).trim_end_matches(".0").to_owned());
    let absent = one.missed.is_some();
    let note = if absent || (result.is_none() && found.standing != Standing::Coming) {
        tr.text(show::presence_key(one.came))
    } else {
        String::new()
    };
    PersonRow {
        person: one.one.person,
        initial: initial(&name),
        region: one
            .region
            .map(|region| load.directory.region_name(region).to_owned())
            .unwrap_or_default(),
        why,
        why_tone,
        why_told,
        parts: one.parts.clone(),
        came: tr.text(show::presence_key(one.came)),
        track: (before.map(|score| place(axis, score)), after.map(|score| place(axis, score))),
        below: page.course.pass_score.zip(after).is_some_and(|(pass, score)| score < pass),
        scores: [
            before.map(show::tenths).unwrap_or_default(),
            after.map(show::tenths).unwrap_or_default(),
            change,
        ],
        feedback: result.and_then(|result| result.feedback).map(number).unwrap_or_default(),
        feedback_words: result.and_then(|r| r.feedback_words.clone()).unwrap_or_default(),
        outcome: outcome(tr, one),
        behaviour: seen.map_or_else(String::new, |(before, after)| {
            format!("{}→{}", show::level(before), show::level(after))
        }),
        risen: seen.is_some_and(|(before, after)| before < after),
        note,
        act: act(load, found, one),
        state: one.state(),
        seat: one.one.enrolment.as_ref().map(seat_of),
        form: ResultForm::of(&one.one),
        recorded: result.is_some(),
        name,
    }
}

/// A seat for somebody who was enrolled, with why they go.
pub(super) fn seat_of(own: &Enrolment) -> SeatForm {
    SeatForm {
        person: own.person_id,
        waiting: false,
        skill: own.skill_id,
        gap: own.gap,
        makeup_for: own.makeup_for_id,
        note: own.note.clone().unwrap_or_default(),
    }
}

/// What came of it, with the test that was taken again.
fn outcome(tr: &Tr, one: &Attendee) -> String {
    let Some(result) = one.result() else { return String::new() };
    let said = show::outcome(tr, result.outcome.as_deref());
    match result.retest_score {
        None => said,
        Some(score) => {
            let args = [("outcome", said.into()), ("score", show::tenths(score).into())];
            tr.with("classes-outcome-retest", &args)
        }
    }
}

/// Why somebody goes to a class.
fn why(tr: &Tr, one: &Attendee, skills: &[Skill]) -> (String, Tone, String) {
    let Some(own) = &one.one.enrolment else {
        return (String::new(), Tone::Neutral, String::new());
    };
    let skill = skills.iter().find(|skill| Some(skill.id) == own.skill_id);
    let skill = skill.map_or("", |skill| show::skill(tr, skill));
    let note = own.note.clone().unwrap_or_default();
    if own.makeup_for_id.is_some() {
        return (tr.text("classes-why-makeup"), Tone::Accent, note);
    }
    let Some(gap) = own.gap else { return (skill.to_owned(), Tone::Neutral, note) };
    let said = tr.with("classes-why-gap", &[("n", gap.into())]);
    let tone = if gap > 1 { Tone::Bad } else { Tone::Warn };
    let told = [skill, said.as_str(), note.as_str()].into_iter().filter(|part| !part.is_empty());
    let told = told.collect::<Vec<_>>().join(&tr.text("classes-comma"));
    (said, tone, told)
}

/// What can be done for somebody.
fn act(load: &Load<'_>, found: &Detail, one: &Attendee) -> Option<(RowAct, String)> {
    let said = |act: RowAct, key: &str| Some((act, load.tr.text(key)));
    let over = matches!(found.standing, Standing::Held | Standing::Open);
    if one.state() == EnrolmentState::Waiting {
        let free = found.page.class.seats.is_none_or(|seats| whole(found.figures.seated) < seats);
        let open = found.standing == Standing::Coming && free;
        return if open { said(RowAct::Seat, "classes-act-seat") } else { None };
    }
    if one.missed == Some(None) && over {
        return said(RowAct::Makeup, "classes-act-makeup");
    }
    if one.retest {
        return said(RowAct::Retest, "classes-act-retest");
    }
    let open = found.effect.facts.until.is_some_and(|until| load.today <= until);
    let unseen = one.seen.is_some_and(|seen| seen.pair().is_none());
    if over && open && unseen { said(RowAct::Observe, "classes-act-observe") } else { None }
}

/// The last row of the people.
pub(super) fn totals(tr: &Tr, found: &Detail) -> [String; 7] {
    let effect = &found.effect;
    let n = effect.learning.change.as_ref().map_or(0, |change| change.n);
    let outcomes = &found.figures.outcomes;
    let args =
        [("passed", whole(outcomes.passed).into()), ("failed", whole(outcomes.failed).into())];
    let tests = outcomes.passed + outcomes.failed;
    let shown = |value: Option<f64>| value.map_or_else(String::new, |v| show::decimal(v, false));
    [
        tr.with("classes-total-scores", &[("n", whole(n).into())]),
        if tests == 0 { String::new() } else { tr.with("classes-total-passed", &args) },
        shown(effect.scores.map(|(before, _)| before)),
        shown(effect.scores.map(|(_, after)| after)),
        effect.learning.change.as_ref().map_or_else(String::new, |m| show::decimal(m.mean, true)),
        shown(effect.reaction.mean.as_ref().map(|mean| mean.mean)),
        effect.behaviour.risen.as_ref().map_or_else(String::new, |rate| {
            tr.with("classes-total-risen", &[("cases", show::cases(rate).into())])
        }),
    ]
}
