//! How skills are written: levels, topics, evidence, who goes and who does not, on screens, pages, in files and
//! on the command line alike.

use crate::domain::ids::SkillId;
use crate::domain::money::{div_round, share_bp};
use crate::domain::training::enrolment::{Gain, LeftOut};
use crate::domain::training::matrix::{Cell, Heat};
use crate::domain::training::plan::Why;
use crate::domain::training::programme::Standing;
use crate::domain::training::reading::Reading;
use crate::i18n::{DASH, Tr, number, percent};
use crate::metrics::team_life::yuan;
use crate::metrics::training::enrol::{ClassKey, Enrolling, Offered};
use crate::store::records::{Course, EvidenceKind, LearningTopic};

/// All topics in the order in which they are offered.
pub const TOPICS: [LearningTopic; 9] = [
    LearningTopic::Product,
    LearningTopic::Industry,
    LearningTopic::Selling,
    LearningTopic::Market,
    LearningTopic::Service,
    LearningTopic::Tools,
    LearningTopic::Safety,
    LearningTopic::Leading,
    LearningTopic::Other,
];

/// All kinds of evidence.
pub const KINDS: [EvidenceKind; 3] =
    [EvidenceKind::Test, EvidenceKind::Observation, EvidenceKind::Deal];

/// The key of a topic's name.
pub const fn topic_key(topic: LearningTopic) -> &'static str {
    match topic {
        LearningTopic::Product => "training-topic-product",
        LearningTopic::Industry => "training-topic-industry",
        LearningTopic::Selling => "training-topic-selling",
        LearningTopic::Market => "training-topic-market",
        LearningTopic::Service => "training-topic-service",
        LearningTopic::Tools => "training-topic-tools",
        LearningTopic::Safety => "training-topic-safety",
        LearningTopic::Leading => "training-topic-leading",
        LearningTopic::Other => "training-topic-other",
    }
}

/// The key of what a kind of evidence is called.
pub const fn kind_key(kind: EvidenceKind) -> &'static str {
    match kind {
        EvidenceKind::Test => "matrix-kind-test",
        EvidenceKind::Observation => "matrix-kind-observation",
        EvidenceKind::Deal => "matrix-kind-deal",
    }
}

/// The key of how a level stands to what is asked.
pub const fn cell_key(cell: Cell) -> &'static str {
    match cell {
        Cell::NotAsked => "matrix-cell-not-asked",
        Cell::Unrated => "matrix-cell-unrated",
        Cell::Above => "matrix-cell-above",
        Cell::Met => "matrix-cell-met",
        Cell::Below => "matrix-cell-below",
        Cell::FarBelow => "matrix-cell-far-below",
    }
}

/// The key of what a level from 0 to 4 means.
pub const fn mastery_key(level: i64) -> &'static str {
    match level {
        ..=0 => "matrix-level-0",
        1 => "matrix-level-1",
        2 => "matrix-level-2",
        3 => "matrix-level-3",
        _ => "matrix-level-4",
    }
}

/// The key of how somebody stands with a course of a plan.
pub const fn standing_key(standing: Standing) -> &'static str {
    match standing {
        Standing::Missing => "plans-standing-missing",
        Standing::Due => "plans-standing-due",
        Standing::Booked => "plans-standing-booked",
        Standing::Done => "plans-standing-done",
    }
}

/// The key of how far somebody is with something to be read.
pub const fn reading_key(reading: Reading) -> &'static str {
    match reading {
        Reading::Unread => "plans-reading-unread",
        Reading::Read => "plans-reading-read",
        Reading::Failed => "plans-reading-failed",
        Reading::Passed => "plans-reading-passed",
    }
}

/// Ten-thousandths with at most one decimal: levels, hours, scores.
pub fn level(value: i64) -> String {
    let tenths = div_round(i128::from(value), 1_000).unwrap_or_default();
    if tenths % 10 == 0 {
        number(tenths / 10)
    } else {
        format!("{}.{}", number(tenths / 10), (tenths % 10).unsigned_abs())
    }
}

/// As [`level`], or a dash where it is not known.
pub fn level_or_dash(value: Option<i64>) -> String {
    value.map_or_else(|| DASH.to_owned(), level)
}

/// What is asked of several people: one level, or from the lowest to the highest; empty where nothing is.
pub fn range(asked: Option<(i64, i64)>) -> String {
    match asked {
        None => String::new(),
        Some((least, most)) if least == most => level(least),
        Some((least, most)) => format!("{}–{}", level(least), level(most)),
    }
}

/// The share of what was rated that reaches what is asked; a dash where nothing was rated.
pub fn share(heat: &Heat) -> String {
    let bp = heat.share().and_then(|share| share.round_to(4));
    let whole = bp.and_then(|bp| div_round(bp, 100));
    whole.map_or_else(|| DASH.to_owned(), |whole| format!("{whole}%"))
}

/// An amount in yuan, since a class costs too little for 万元; a dash where it is not known.
pub fn amount(tr: &Tr, fen: Option<i64>) -> String {
    fen.map_or_else(|| DASH.to_owned(), |fen| yuan(tr, fen))
}

/// A part of a whole in percent; a dash without a whole.
pub fn part(part: i64, whole: i64) -> String {
    share_bp(part, whole).map_or_else(|| DASH.to_owned(), percent)
}

/// What a course is called.
pub fn course<'a>(tr: &Tr, course: &'a Course) -> &'a str {
    tr.own(&course.name, &course.name_en)
}

/// What a class is called: as it says, else as its course.
pub fn class<'a>(tr: &Tr, all: &'a Enrolling, class: &'a Offered) -> &'a str {
    let own = class.record.title.as_deref();
    let by_course = || {
        let taught = all.courses.get(&class.record.course_id);
        taught.map_or("", |taught| course(tr, &taught.course))
    };
    own.unwrap_or_else(by_course)
}

/// What a class does for one skill of a person: `价值量化 1 → 3`.
pub fn gain(name: &str, gain: &Gain<SkillId>) -> String {
    let to = gain.from.saturating_add(gain.closes);
    format!("{name} {} → {}", level(gain.from), level(to))
}

/// Why somebody does not go to a class.
pub fn left_out(tr: &Tr, all: &Enrolling, why: &LeftOut<ClassKey>) -> String {
    let named = |key: &ClassKey| {
        let ClassKey::Planned(id) = key else { return String::new() };
        let found = all.classes.iter().find(|own| own.record.id == *id);
        found.map_or_else(String::new, |own| {
            format!("{} {}", class(tr, all, own), own.record.starts)
        })
    };
    match why {
        LeftOut::Enrolled(None) => tr.text("matrix-why-enrolled"),
        LeftOut::Enrolled(Some(day)) => {
            tr.with("matrix-why-enrolled-leaves", &[("day", day.to_string().into())])
        }
        LeftOut::Leaves(day) => tr.with("matrix-why-leaves", &[("day", day.to_string().into())]),
        LeftOut::NotAsked => tr.text("matrix-why-not-asked"),
        LeftOut::AtLevel => tr.text("matrix-why-at-level"),
        LeftOut::BeyondClass => tr.text("matrix-why-beyond-class"),
        LeftOut::NotRated => tr.text("matrix-why-not-rated"),
        LeftOut::Covered(by) => tr.with("matrix-why-covered", &[("class", named(by).into())]),
        LeftOut::Away => tr.text("matrix-why-away"),
        LeftOut::Clash(by) => tr.with("matrix-why-clash", &[("class", named(by).into())]),
    }
}

/// Why a course is not in a plan.
pub fn not_planned(tr: &Tr, why: Why) -> String {
    match why {
        Why::NoNeed => tr.text("plans-why-no-need"),
        Why::CostUnknown => tr.text("plans-why-cost-unknown"),
        Why::OverBudget(lacking) => {
            let lacking = amount(tr, Some(lacking.fen()));
            tr.with("plans-why-over-budget", &[("amount", lacking.into())])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_are_whole_or_have_a_decimal() {
        for (value, said) in
            [(30_000, "3"), (25_000, "2.5"), (0, "0"), (2_860_000, "286"), (12_345_000, "1,234.5")]
        {
            assert_eq!(level(value), said, "{value}");
        }
        assert_eq!(range(Some((30_000, 30_000))), "3");
        assert_eq!(range(Some((20_000, 30_000))), "2–3");
        assert_eq!(range(None), "");
    }

    #[test]
    fn a_share_is_of_those_that_were_rated() {
        let heat = Heat { met: 7, below: 2, unrated: 9, ..Heat::default() };
        assert_eq!(share(&heat), "78%");
        assert_eq!(share(&Heat { unrated: 9, ..Heat::default() }), DASH);
    }
}
