//! Records of learning in words: the page, the command line and the printed file say them alike.

use super::{Entry, Guided, Kind, Paper, What};
use crate::i18n::Tr;
use crate::metrics::training::careers::show::tenths;
use crate::metrics::training::show::{form_key, outcome, topic_key};
use crate::store::directory::Directory;
use crate::store::records::{LearningTopic, TrainingResult};
use crate::store::training::results::form;

pub use crate::metrics::training::say::TOPICS;

/// What a topic is called; of none that nobody said.
pub fn topic(tr: &Tr, topic: Option<LearningTopic>) -> String {
    tr.text(topic.map_or("training-topic-none", topic_key))
}

/// What a kind of record is called.
pub fn kind(tr: &Tr, kind: Kind) -> String {
    tr.text(match kind {
        Kind::Training => "records-kind-training",
        Kind::Update => "records-kind-update",
        Kind::Certificate => "records-kind-certificate",
        Kind::Skill => "records-kind-skill",
        Kind::Coaching => "records-kind-coaching",
        Kind::Mentoring => "records-kind-mentoring",
        Kind::Case => "records-kind-case",
    })
}

/// Hours in ten-thousandths, with one decimal: `7.0`.
pub fn hours(value: i64) -> String {
    let tenths = (value + value.signum() * 500) / 1_000;
    format!("{}.{}", tenths / 10, (tenths % 10).abs())
}

/// How something was taught: what the words mean, else the words.
pub fn form_word(tr: &Tr, words: Option<&str>) -> String {
    let words = words.unwrap_or_default();
    match form(words) {
        Some(form) => tr.text(form_key(form)),
        None => words.to_owned(),
    }
}

/// Parts of a sentence in a row, those that say something.
pub fn joined(tr: &Tr, parts: &[String]) -> String {
    tr.joined(parts)
}

/// What came of a training with its scores: `88分，通过`, `补测90分`.
pub fn result(tr: &Tr, result: &TrainingResult) -> String {
    let points = |key: &str, score: Option<i64>| {
        score.map_or_else(String::new, |score| tr.with(key, &[("n", tenths(score).into())]))
    };
    let parts = [
        points("records-score", result.score),
        points("records-retest", result.retest_score),
        outcome(tr, result.outcome.as_deref()),
    ];
    joined(tr, &parts)
}

/// How something was taught, where, and by whom.
pub fn setting(tr: &Tr, result: &TrainingResult) -> String {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let parts = [form_word(tr, result.form.as_deref()), text(&result.place), text(&result.trainer)];
    joined(tr, &parts)
}

/// A record in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// What it was.
    pub title: String,
    /// More of it: how, where, by whom.
    pub detail: String,
    /// What came of it.
    pub result: String,
}

/// Tells a record.
pub fn told(tr: &Tr, directory: &Directory, entry: &Entry) -> Told {
    let name = |person| directory.person_name(person).to_owned();
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let level = |value: i64| tr.with("careers-figure-level", &[("level", tenths(value).into())]);
    match &entry.what {
        What::Training { result: row, course, title, .. } => Told {
            title: title.clone().unwrap_or_else(|| course.clone()),
            detail: setting(tr, row),
            result: result(tr, row),
        },
        What::Update { title, quiz, passed_on } => {
            let asked = quiz.filter(|(_, asked)| *asked > 0);
            let quiz = asked.map_or_else(String::new, |(right, asked)| {
                tr.with("records-quiz", &[("right", right.into()), ("asked", asked.into())])
            });
            let read = tr.text("records-read");
            let passed = passed_on.map(|_| tr.text("training-outcome-passed"));
            Told { title: title.clone(), detail: quiz, result: passed.unwrap_or(read) }
        }
        What::Certificate { name, number, paper, until } => {
            let became = tr.text(match paper {
                Paper::Issued => "records-paper-issued",
                Paper::Renewed => "records-paper-renewed",
                Paper::Revoked => "records-paper-revoked",
            });
            let until = until.map_or_else(String::new, |day| {
                tr.with("records-until", &[("day", day.to_string().into())])
            });
            Told { title: name.clone(), detail: text(number), result: joined(tr, &[became, until]) }
        }
        What::Rating { rating, before } => {
            let now = level(rating.level);
            let result = match before {
                Some(before) if *before != rating.level => {
                    let args = [("before", tenths(*before).into()), ("now", now.into())];
                    tr.with("records-level-changed", &args)
                }
                Some(_) => tr.with("records-level-same", &[("now", now.into())]),
                None => now,
            };
            let detail = joined(tr, &[text(&rating.rater), text(&rating.evidence)]);
            Told { title: rating.skill.clone(), detail, result }
        }
        What::Refreshed { skill, passed } => {
            let key = if *passed { "training-outcome-passed" } else { "training-outcome-failed" };
            let detail = tr.text("records-refreshed");
            Told { title: skill.clone(), detail, result: tr.text(key) }
        }
        What::Coaching(coaching) => {
            let minutes = coaching
                .minutes
                .map_or_else(String::new, |n| tr.with("records-minutes", &[("n", n.into())]));
            let coach = coaching.coach_id.map_or_else(|| coaching.by_name.clone(), name);
            let detail = joined(tr, &[text(&coaching.skill), coach]);
            Told { title: coaching.topic.clone(), detail, result: minutes }
        }
        What::Mentoring { guided, guides, other, words } => {
            let key = if *guides { "records-guides" } else { "records-guided" };
            let detail = tr.with(key, &[("name", name(*other).into())]);
            let result = tr.text(match guided {
                Guided::Began => "records-pair-began",
                Guided::Task => "records-pair-task",
                Guided::Talk => "records-pair-talk",
                Guided::Ended => "records-pair-ended",
            });
            Told { title: words.clone(), detail, result }
        }
        What::Case { title, score } => {
            let result = score.map_or_else(
                || tr.text("records-read"),
                |n| tr.with("records-useful", &[("n", n.into())]),
            );
            Told { title: title.clone(), detail: String::new(), result }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;

    #[test]
    fn hours_have_one_decimal() {
        for (value, said) in [(70_000, "7.0"), (35_000, "3.5"), (249, "0.0"), (96_600, "9.7")] {
            assert_eq!(hours(value), said, "{value}");
        }
    }

    #[test]
    fn words_that_mean_nothing_known_stay_as_they_are() {
        let tr = Tr::new(Language::English);
        assert_eq!(form_word(&tr, Some("集中授课")), tr.text("courses-form-classroom"));
        assert_eq!(form_word(&tr, Some("走访")), "走访");
        assert_eq!(outcome(&tr, Some("补考")), "补考");
        assert_eq!(outcome(&tr, None), "");
        assert!(TOPICS.iter().all(|own| !topic(&tr, Some(*own)).starts_with("training-")));
    }
}
