//! 能力差距, 能力等级, 证书与培训.

use super::data::{Maker, whole};
use crate::areas::organisation::people::DASH;
use crate::domain::capability::{Part, TOP_SKILL};
use crate::domain::money::div_round;
use crate::domain::training::certificates::Status;
use crate::i18n::{number, percent};
use crate::metrics::capability::{Evidence, Since};
use crate::metrics::dossier::learning::Skill;
use crate::metrics::show;
use crate::metrics::training::show::outcome;
use crate::ui::tokens::Tone;

/// So many trainings are shown.
const TRAININGS: usize = 5;

/// Skills against what the post asks for.
#[derive(Clone, Debug)]
pub(super) struct Skills {
    /// How many of the skills that are asked for are reached.
    pub sub: String,
    /// The skills, the widest gap first.
    pub rows: Vec<SkillRow>,
}

/// A skill.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct SkillRow {
    /// What it is.
    pub name: String,
    /// The level on the scale, 0 to 1; nothing where it was never rated.
    pub level: Option<f32>,
    /// What is asked for, on the same scale.
    pub required: Option<f32>,
    /// Both in words: `1 / 3`.
    pub said: String,
    /// By how much it is missing; empty where it is not.
    pub gap: String,
    /// How that is to be taken.
    pub tone: Tone,
    /// All of it in words, with the day and who rated.
    pub told: String,
}

/// A level of ten-thousandths: whole, or with a decimal.
fn level(value: i64) -> String {
    let tenths = div_round(i128::from(value), 1_000).unwrap_or_default();
    if tenths % 10 == 0 { number(tenths / 10) } else { format!("{}.{}", tenths / 10, tenths % 10) }
}

/// Makes 能力差距.
pub(super) fn skills(of: &Maker<'_>) -> Skills {
    let skills = &of.found.skills;
    let asked = skills.iter().filter(|skill| skill.required.is_some()).count();
    let met = skills.iter().filter(|skill| skill.gap() == Some(0)).count();
    let sub = match (&of.found.sheet, asked) {
        (None, 0) => of.text("organisation-profile-no-sheet"),
        (Some(_), 0) => of.text("organisation-profile-no-skills"),
        (_, asked) => {
            let args = [("asked", whole(asked).into()), ("met", whole(met).into())];
            of.with("organisation-profile-met", &args)
        }
    };
    Skills { sub, rows: skills.iter().map(|skill| skill_row(of, skill)).collect() }
}

fn skill_row(of: &Maker<'_>, skill: &Skill) -> SkillRow {
    let full = (TOP_SKILL * 10_000) as f32;
    let rating = skill.rating.as_ref();
    let own = rating.map_or_else(|| DASH.to_owned(), |rating| level(rating.level));
    let said = match skill.required {
        Some(required) => format!("{own} / {required}"),
        None => own,
    };
    let (gap, tone) = match (skill.required, skill.gap()) {
        (Some(_), None) => (of.text("organisation-profile-unrated-skill"), Tone::Neutral),
        (_, Some(gap)) if gap > 0 => {
            let tone = if gap >= 20_000 { Tone::Bad } else { Tone::Warn };
            (of.with("organisation-profile-gap", &[("gap", level(gap).into())]), tone)
        }
        (Some(_), Some(_)) => (String::new(), Tone::Good),
        (None, _) => (String::new(), Tone::Neutral),
    };
    let rated = rating.map_or_else(String::new, |rating| {
        let day = rating.on_day.to_string();
        let by = rating.rater.clone().unwrap_or_default();
        of.joined(&[of.with("organisation-profile-rated", &[("day", day.into())]), by])
    });
    let told = of.joined(&[skill.name.clone(), said.clone(), gap.clone(), rated]);
    SkillRow {
        name: skill.name.clone(),
        level: rating.map(|rating| (rating.level as f32 / full).clamp(0.0, 1.0)),
        required: skill.required.map(|required| (required as f32 * 10_000.0 / full).min(1.0)),
        said,
        gap,
        tone,
        told,
    }
}

/// The capability with its parts.
#[derive(Clone, Debug)]
pub(super) struct CapabilityCard {
    /// The level; a dash where there is none.
    pub level: String,
    /// The points of 100; empty where there are none.
    pub score: String,
    /// Skill, experience, results.
    pub parts: Vec<PartRow>,
    /// What a level waits for; empty where there is one.
    pub missing: String,
}

/// A part of the capability.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct PartRow {
    /// What it is.
    pub name: String,
    /// What it rests on.
    pub basis: String,
    /// Its points of the most: `25.0 / 40`.
    pub points: String,
    /// The same as a part of one; nothing where the fact is unknown.
    pub share: Option<f32>,
}

/// Makes 能力等级.
pub(super) fn capability(of: &Maker<'_>) -> CapabilityCard {
    let evidence = &of.found.capability;
    let score = evidence.capability.score.as_ref();
    let parts = evidence.capability.parts.iter().map(|own| {
        let most = own.weight_bp as f64 / 100.0;
        let points = own.points.map(|points| points.to_f64());
        let said = points.map_or_else(|| DASH.to_owned(), |points| format!("{points:.1}"));
        PartRow {
            name: of.text(part_key(own.part)),
            basis: basis(of, evidence, own.part),
            points: format!("{said} / {most:.0}"),
            share: points.map(|points| (points / most.max(1.0)) as f32),
        }
    });
    let missing: Vec<String> =
        evidence.capability.missing().into_iter().map(|part| of.text(part_key(part))).collect();
    CapabilityCard {
        level: score.map_or_else(|| DASH.to_owned(), |score| score.level.clone()),
        score: score.map_or_else(String::new, |score| {
            let points = show::score(score.hundredths);
            of.with("organisation-profile-points", &[("n", points.into())])
        }),
        parts: parts.collect(),
        missing: if missing.is_empty() {
            String::new()
        } else {
            let list = of.joined(&missing);
            of.with("organisation-profile-level-missing", &[("list", list.into())])
        },
    }
}

const fn part_key(part: Part) -> &'static str {
    match part {
        Part::Skill => "organisation-profile-part-skill",
        Part::Years => "organisation-profile-part-years",
        Part::Attainment => "organisation-profile-part-attainment",
    }
}

/// What a part rests on: how many skills, since when, which quarters.
fn basis(of: &Maker<'_>, evidence: &Evidence, part: Part) -> String {
    match part {
        Part::Skill => match evidence.facts.skill {
            None => of.text("organisation-profile-basis-no-skill"),
            Some(mean) => {
                let mean = format!("{:.1}", mean.to_f64());
                let n = whole(evidence.skills.len());
                let args = [("mean", mean.into()), ("n", n.into())];
                of.with("organisation-profile-basis-skill", &args)
            }
        },
        Part::Years => {
            let (Some(since), Some(years)) = (evidence.since, evidence.facts.years) else {
                return of.text("organisation-profile-basis-no-years");
            };
            let key = match since {
                Since::Trade(_) => "organisation-profile-basis-trade",
                Since::Hire(_) => "organisation-profile-basis-hire",
            };
            // Cut and not rounded, so that nobody is said to have reached a year too early.
            let tenths = evidence.months.unwrap_or_default() * 10 / 12;
            let shown = if years.is_negative() {
                DASH.to_owned()
            } else {
                format!("{}.{}", tenths / 10, tenths % 10)
            };
            of.with(key, &[("years", shown.into())])
        }
        Part::Attainment => match evidence.facts.attainment {
            None => of.text("organisation-profile-basis-no-attainment"),
            Some(share) => {
                let bp = (share.to_f64() * 10_000.0).round() as i64;
                let n = whole(evidence.quarters.len());
                let args = [("share", percent(bp).into()), ("n", n.into())];
                of.with("organisation-profile-basis-attainment", &args)
            }
        },
    }
}

/// Certificates and trainings.
#[derive(Clone, Debug)]
pub(super) struct Papers {
    /// Certificates, those that end first before the others.
    pub certificates: Vec<PaperRow>,
    /// The newest trainings.
    pub trainings: Vec<PaperRow>,
    /// How many trainings there are besides; empty for none.
    pub more: String,
}

/// A certificate or training.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PaperRow {
    /// What it is.
    pub name: String,
    /// Its number, or what came of it.
    pub note: String,
    /// Until when it holds, or when it was.
    pub day: String,
    /// How that is to be taken.
    pub tone: Tone,
}

/// Makes 证书与培训.
pub(super) fn papers(of: &Maker<'_>) -> Papers {
    let certificates = of.found.certificates.iter().map(|held| {
        let day = held.validity.expires.map(|day| day.to_string()).unwrap_or_default();
        let (day, tone) = match held.validity.status {
            Status::Lasting => (of.text("certificates-status-lasting"), Tone::Neutral),
            Status::Unknown => (of.text("organisation-profile-no-expiry"), Tone::Neutral),
            Status::Revoked => {
                let day = held.certificate.revoked_on.map(|day| day.to_string());
                let args = [("day", day.unwrap_or_default().into())];
                (of.with("organisation-profile-revoked", &args), Tone::Bad)
            }
            Status::Expired => {
                (of.with("organisation-profile-expired", &[("day", day.into())]), Tone::Bad)
            }
            Status::Expiring => {
                let n = held.validity.days_left.unwrap_or_default();
                let args = [("day", day.into()), ("n", n.into())];
                (of.with("organisation-profile-expires-soon", &args), Tone::Warn)
            }
            Status::Valid => {
                (of.with("organisation-profile-expires", &[("day", day.into())]), Tone::Neutral)
            }
        };
        PaperRow {
            name: held.certificate.certificate.clone(),
            note: held.certificate.number.clone().unwrap_or_default(),
            day,
            tone,
        }
    });
    let all = &of.found.trainings;
    let trainings = all.iter().take(TRAININGS).map(|training| {
        let score = training.score.map_or_else(String::new, |score| {
            of.with("organisation-profile-score", &[("n", level(score).into())])
        });
        PaperRow {
            name: training.course.clone(),
            note: of.joined(&[outcome(of.tr, training.outcome.as_deref()), score]),
            day: training.on_day.to_string(),
            tone: Tone::Neutral,
        }
    });
    let more = all.len().saturating_sub(TRAININGS);
    Papers {
        certificates: certificates.collect(),
        trainings: trainings.collect(),
        more: if more == 0 {
            String::new()
        } else {
            of.with("organisation-profile-more", &[("n", whole(more).into())])
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_are_whole_or_have_a_decimal() {
        for (value, said) in
            [(30_000, "3"), (25_000, "2.5"), (24_960, "2.5"), (920_000, "92"), (0, "0")]
        {
            assert_eq!(level(value), said, "{value}");
        }
    }
}
