//! What everybody was asked and who left, ready to draw: nothing of fewer than five.

use crate::areas::coaching::data::Load;
use crate::domain::ids::{PulseId, TeamId};
use crate::domain::stats::rate::MIN_CASES;
use crate::error::Result;
use crate::i18n::{day_beside, number, rate_percent};
use crate::metrics::coaching::leavers::leavers;
use crate::metrics::coaching::pulse::{self, Answers};
use crate::metrics::coaching::say;
use crate::metrics::show::score;
use crate::store::coaching::pulse::counts_of;

/// A question that everybody was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pulse {
    /// Which.
    pub id: PulseId,
    /// The question.
    pub question: String,
    /// The day as it is stored.
    pub on_day: String,
    /// The day as it is shown.
    pub day: String,
    /// What was answered; that there are too few answers where there are.
    pub whole: Line,
    /// By teams; empty where that would show fewer than five.
    pub lines: Vec<Line>,
    /// The marks of each team as they are stored, for the form.
    pub stored: Vec<(Option<TeamId>, [i64; 5])>,
}

/// What some people answered together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Line {
    /// Whose.
    pub name: String,
    /// The mean mark; empty where there are too few answers.
    pub mean: String,
    /// The share of the best two marks, and of how many.
    pub agreed: String,
    /// How many gave each mark, from 1 up; nothing where there are too few.
    pub marks: [u64; 5],
}

/// Who left.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Left {
    /// How many of how many who were there.
    pub rate: String,
    /// Others who came and left within the period; empty for none.
    pub more: String,
    /// By teams, as sentences; empty where a line would stand for fewer than five.
    pub lines: Vec<String>,
}

/// What everybody was asked, the newest first.
///
/// # Errors
/// Whatever the database reports.
pub(super) fn pulses(load: &Load<'_>) -> Result<Vec<Pulse>> {
    let mut all = vec![];
    for asked in pulse::load(load.db)? {
        let whole = match &asked.whole {
            Some(answers) => line(load, load.tr.text("scope-all"), answers),
            None => Line { name: load.tr.text("feedback-pulse-few"), ..Line::default() },
        };
        let lines = asked.lines.iter().map(|own| line(load, teams(load, &own.teams), &own.answers));
        let lines = lines.collect();
        let mut stored: Vec<(Option<TeamId>, [i64; 5])> = vec![];
        for count in counts_of(load.db, asked.record.id)? {
            let at = match stored.iter().position(|(team, _)| *team == count.team_id) {
                Some(at) => at,
                None => {
                    stored.push((count.team_id, [0; 5]));
                    stored.len() - 1
                }
            };
            let place = usize::try_from(count.score - 1).ok();
            let marks = stored.get_mut(at).map(|(_, marks)| marks);
            if let Some(mark) = marks.zip(place).and_then(|(marks, place)| marks.get_mut(place)) {
                *mark = count.answers;
            }
        }
        all.push(Pulse {
            id: asked.record.id,
            question: asked.record.question,
            on_day: asked.record.on_day.to_string(),
            day: day_beside(load.tr, asked.record.on_day, load.today),
            whole,
            lines,
            stored,
        });
    }
    Ok(all)
}

/// The names of teams, one after the other.
fn teams(load: &Load<'_>, teams: &[Option<TeamId>]) -> String {
    let name = |team: &Option<TeamId>| match team.and_then(|team| load.directory.teams.get(&team)) {
        Some(team) => team.name.clone(),
        None => load.tr.text("feedback-no-team"),
    };
    let names: Vec<String> = teams.iter().map(name).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    say::joined(load.tr, &names)
}

fn line(load: &Load<'_>, name: String, answers: &Answers) -> Line {
    let agreed = answers.agreed;
    let share = rate_percent(agreed.rate);
    let (lo, hi) = (agreed.interval.lo * 100.0, agreed.interval.hi * 100.0);
    let args = [
        ("share", share.into()),
        ("n", number(say::whole(agreed.n)).into()),
        ("lo", format!("{lo:.0}").into()),
        ("hi", format!("{hi:.0}").into()),
    ];
    let key = if agreed.n < MIN_CASES { "feedback-pulse-small" } else { "feedback-pulse-agreed" };
    Line { name, mean: score(answers.mean), agreed: load.tr.with(key, &args), marks: answers.marks }
}

/// Who left in the period.
pub(super) fn left(load: &Load<'_>) -> Left {
    let tr = load.tr;
    let found = leavers(load.directory, (load.scope, load.period), load.today);
    let n = say::whole;
    let rate = match found.rate {
        Some(rate) => {
            let args = [("k", n(rate.k).into()), ("n", n(rate.n).into())];
            let counted = tr.with("feedback-left", &args);
            // Of a few the share says nothing.
            if rate.n < MIN_CASES {
                counted
            } else {
                let share = rate_percent(rate.rate);
                let args = [("counted", counted.into()), ("share", share.into())];
                tr.with("feedback-left-share", &args)
            }
        }
        None => tr.text("feedback-left-unknown"),
    };
    let more = found.left.iter().filter(|leaver| !leaver.there).count() as u64;
    let more = if more == 0 {
        String::new()
    } else {
        tr.with("feedback-left-more", &[("n", n(more).into())])
    };
    let lines = found.lines.iter().map(|(own, left)| {
        tr.with("feedback-left-line", &[("name", teams(load, own).into()), ("n", n(*left).into())])
    });
    Left { rate, more, lines: lines.collect() }
}
