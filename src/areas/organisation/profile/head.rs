//! The head of the page: who, how it stands, and the posts and levels up to now.

use super::data::{Maker, whole};
use crate::areas::organisation::people::{self, DASH};
use crate::domain::ids::PostId;
use crate::domain::names::initial;
use crate::i18n::{number, period_label, share_percent, short_day};
use crate::metrics::dossier::Evaluated;
use crate::metrics::dossier::standing::{self, State, Stint, When};
use crate::metrics::show;
use crate::metrics::targets::progress::Status;
use crate::store::records::{EndedAs, PersonKind};
use crate::ui::tokens::Tone;

/// The head.
#[derive(Clone, Debug)]
pub(super) struct Head {
    /// What stands in the avatar.
    pub initial: String,
    /// The name.
    pub name: String,
    /// How the person stands.
    pub badges: Vec<(Tone, String)>,
    /// Post, level, city, superior.
    pub about: String,
    /// The figures.
    pub facts: Vec<Fact>,
    /// Posts and levels, the oldest first.
    pub strip: Vec<Mark>,
}

/// A figure of the head.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Fact {
    /// What it is.
    pub label: String,
    /// The value.
    pub value: String,
    /// What stands beside it.
    pub note: String,
    /// The colour of the value.
    pub tone: Tone,
}

/// A stretch in a post and level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    /// Whether it is over, lasts or is to come.
    pub when: When,
    /// Since when.
    pub day: String,
    /// Post and level.
    pub title: String,
    /// The team, and how the stretch ended.
    pub place: String,
}

/// Makes the head.
pub(super) fn head(of: &Maker<'_>) -> Head {
    let person = &of.found.person;
    Head {
        initial: initial(&person.name),
        name: person.name.clone(),
        badges: badges(of),
        about: about(of),
        facts: vec![hired(of), accounts(of), open(of), attained(of), graded(of)],
        strip: of.found.stints.iter().map(|stint| mark(of, stint)).collect(),
    }
}

fn badges(of: &Maker<'_>) -> Vec<(Tone, String)> {
    let state = of.found.state;
    let tone = match state {
        State::OnDuty => Tone::Good,
        State::Coming => Tone::Accent,
        State::Leaving(_) => Tone::Warn,
        State::Left => Tone::Neutral,
    };
    let said = match state {
        State::Leaving(day) => {
            let day = short_day(of.tr, day);
            of.with("organisation-profile-last-day", &[("day", day.into())])
        }
        State::OnDuty | State::Coming | State::Left => of.text(state.label_key()),
    };
    let mut badges = vec![(tone, said)];
    if of.found.person.kind == PersonKind::External {
        badges.push((Tone::Accent, of.text("organisation-external")));
    }
    badges
}

/// A post with its level: `销售工程师 S2`; empty where neither is known.
fn post(of: &Maker<'_>, post: Option<PostId>, level: Option<&str>) -> String {
    let post = post.and_then(|post| of.directory.posts.get(&post));
    let name = post.map(|post| post.name.as_str()).unwrap_or_default();
    format!("{name} {}", level.unwrap_or_default()).trim().to_owned()
}

fn about(of: &Maker<'_>) -> String {
    let present = standing::present(&of.found.stints);
    let superior = of.found.superior.map_or_else(String::new, |superior| {
        of.with("organisation-profile-superior", &[("name", of.name(superior).into())])
    });
    let parts = [
        present.map(|stint| post(of, stint.post, stint.level.as_deref())).unwrap_or_default(),
        of.team(of.found.team),
        of.found.person.city.clone().unwrap_or_default(),
        of.found.person.number.clone().unwrap_or_default(),
        superior,
    ];
    let said = of.joined(&parts);
    if said.is_empty() { of.text("organisation-nothing-known") } else { said }
}

fn hired(of: &Maker<'_>) -> Fact {
    let hired = of.found.person.hired;
    let tenure = people::tenure(hired, of.today, of.tr);
    Fact {
        label: of.text("organisation-fact-hired"),
        value: hired.map_or_else(|| of.text("unknown"), |day| day.to_string()),
        note: match of.found.tenure_months {
            Some(_) => of.with("organisation-profile-tenure", &[("time", tenure.into())]),
            None if hired.is_some() => tenure,
            None => String::new(),
        },
        ..Fact::default()
    }
}

fn accounts(of: &Maker<'_>) -> Fact {
    let n = i64::try_from(of.found.accounts).unwrap_or(i64::MAX);
    Fact {
        label: of.text("organisation-profile-accounts"),
        value: number(n),
        note: of.with("organisation-profile-accounts-unit", &[("n", n.into())]),
        ..Fact::default()
    }
}

fn open(of: &Maker<'_>) -> Fact {
    let open = &of.found.open;
    let unknown: u64 = open.left_out.values().sum();
    let n = i64::try_from(open.records + unknown).unwrap_or(i64::MAX);
    let left_out = i64::try_from(unknown).unwrap_or(i64::MAX);
    let amount = match open.value {
        Some(fen) => of.money(fen),
        None => of.text("organisation-profile-amount-unknown"),
    };
    let without = if unknown > 0 && open.value.is_some() {
        of.with("organisation-profile-without-amount", &[("n", left_out.into())])
    } else {
        String::new()
    };
    Fact {
        label: of.text("organisation-fact-open"),
        value: number(n),
        note: of.joined(&[amount, without]),
        ..Fact::default()
    }
}

/// The share of the period's target that was signed.
fn attained(of: &Maker<'_>) -> Fact {
    let line = &of.found.line;
    let period = period_label(of.tr, of.found.period);
    let label = of.with("organisation-profile-attained", &[("period", period.into())]);
    let actual = line.actual.as_ref().map(|actual| actual.value);
    let signed = match actual {
        None => of.text("organisation-profile-no-data"),
        Some(None) => of.text("unknown"),
        Some(Some(fen)) => of.cell(fen),
    };
    let (value, note) = match (line.target, line.attainment()) {
        (None, _) => {
            let args = [("value", signed.into()), ("unit", of.unit().into())];
            let note = if matches!(actual, Some(Some(_))) {
                of.with("organisation-profile-signed", &args)
            } else {
                of.text("organisation-profile-no-data")
            };
            (of.text("organisation-profile-unset"), note)
        }
        (Some(target), Some(share)) => {
            (share_percent(share), format!("{signed} / {} {}", of.cell(target.base), of.unit()))
        }
        (Some(target), None) => {
            (DASH.to_owned(), format!("{signed} / {} {}", of.cell(target.base), of.unit()))
        }
    };
    let tone = line.status().map_or(Tone::Neutral, tone);
    Fact { label, value, note, tone }
}

/// The colour of how a target stands.
pub(super) const fn tone(status: Status) -> Tone {
    match status {
        Status::OnTrack => Tone::Neutral,
        Status::Caution => Tone::Warn,
        Status::Behind => Tone::Bad,
    }
}

/// The colour of a grade: of the lowest two fifths of the grades, as in evaluations.
pub(super) fn grade_tone(evaluated: &Evaluated) -> Tone {
    match evaluated.band.map(|(at, of)| at * 5 / of.max(1)) {
        Some(3) => Tone::Warn,
        Some(4) => Tone::Bad,
        _ => Tone::Neutral,
    }
}

/// The last evaluation.
fn graded(of: &Maker<'_>) -> Fact {
    let Some(last) = of.found.evaluations.last() else {
        return Fact {
            label: of.text("organisation-profile-evaluation"),
            value: DASH.to_owned(),
            note: of.text("organisation-profile-evaluation-none"),
            ..Fact::default()
        };
    };
    let period = period_label(of.tr, last.period);
    let label = of.with("organisation-profile-evaluation-of", &[("period", period.into())]);
    let rank = last.rank.map_or_else(String::new, |(at, all)| {
        let args = [("at", whole(at).into()), ("of", whole(all).into())];
        of.with("organisation-profile-rank", &args)
    });
    Fact {
        label,
        value: last.score.map_or_else(|| of.text("organisation-profile-unrated"), show::score),
        note: of.joined(&[last.grade.clone().unwrap_or_default(), rank]),
        tone: grade_tone(last),
    }
}

fn mark(of: &Maker<'_>, stint: &Stint) -> Mark {
    let title = post(of, stint.post, stint.level.as_deref());
    let ended = match stint.ended_as {
        Some(EndedAs::Promote) => of.text("organisation-profile-promoted"),
        Some(EndedAs::Leave) => of.text("organisation-profile-leaves"),
        Some(EndedAs::Move) | None => String::new(),
    };
    let team = of.team(stint.team);
    let team = if team.is_empty() { of.text("organisation-no-team") } else { team };
    let place = of.joined(&[team, ended]);
    Mark {
        when: stint.when,
        day: stint.starts.map_or_else(
            || of.text("organisation-since-ever"),
            |day| day.format("%Y-%m").to_string(),
        ),
        title: if title.is_empty() { of.text("organisation-profile-no-post") } else { title },
        place,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::period::Period;

    #[test]
    fn the_lowest_two_fifths_of_the_grades_ask_for_attention() {
        let tone = |at: usize, of: usize| {
            let evaluated = Evaluated {
                period: Period::Quarter(2025, 3),
                score: Some(8_460),
                grade: Some("C".to_owned()),
                band: Some((at, of)),
                rank: None,
            };
            grade_tone(&evaluated)
        };
        let tones: Vec<Tone> = (0..5).map(|at| tone(at, 5)).collect();
        assert_eq!(tones, [Tone::Neutral, Tone::Neutral, Tone::Neutral, Tone::Warn, Tone::Bad]);
    }
}
