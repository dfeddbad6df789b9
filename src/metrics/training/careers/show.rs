//! Conditions of the ladder and what stands behind each, in words: the page, the command line and the printed
//! file say them alike.

use super::offers::{By, Group};
use crate::domain::ids::{PostId, SkillId};
use crate::domain::training::career::{Condition, Line, Record, Verdict};
use crate::domain::training::certificates::Status;
use crate::domain::training::opportunities::{Review, Verdict as Evenness};
use crate::i18n::{DASH, Tr, number, percent};
use crate::store::directory::Directory;
use crate::store::records::{CareerStatus, CareerStep, OfferAnswer, OfferKind, PersonKind};
use crate::store::training::names::Names;

/// A level of a skill, or hours, in ten-thousandths: whole, or with one decimal.
pub fn tenths(value: i64) -> String {
    let tenths = (value + value.signum() * 500) / 1_000;
    if tenths % 10 == 0 {
        number(tenths / 10)
    } else {
        format!("{}.{}", number(tenths / 10), (tenths % 10).abs())
    }
}

/// A skill in the language of the reader, as it is listed; one that is not listed as it stands.
pub fn skill<'a>(tr: &Tr, skills: &'a Names<SkillId>, name: &'a str) -> &'a str {
    skills.find(name).map_or(name, |id| tr.own(skills.name(id), skills.english(id)))
}

/// What a condition asks for: `商务谈判达到3级`.
pub fn asked(tr: &Tr, skills: &Names<SkillId>, condition: &Condition) -> String {
    match condition {
        Condition::Level(level) => {
            tr.with("careers-asked-level", &[("level", level.as_str().into())])
        }
        Condition::MonthsInPost(months) => {
            tr.with("careers-asked-months", &[("n", i64::from(*months).into())])
        }
        Condition::Skill { skill: name, level } => {
            let name = skill(tr, skills, name);
            let args = [("skill", name.into()), ("level", tenths(*level).into())];
            tr.with("careers-asked-skill", &args)
        }
        Condition::SkillFit(bp) => tr.with("careers-asked-fit", &[("share", percent(*bp).into())]),
        Condition::Certificate(name) => {
            tr.with("careers-asked-certificate", &[("name", name.as_str().into())])
        }
        Condition::Certificates => tr.text("careers-asked-certificates"),
        Condition::Attainment { bp, quarters } => {
            let args = [("share", percent(*bp).into()), ("n", count(*quarters).into())];
            tr.with("careers-asked-attainment", &args)
        }
        Condition::Grades { at_least, latest } => {
            let args = [("grade", at_least.as_str().into()), ("n", count(*latest).into())];
            tr.with("careers-asked-grades", &args)
        }
    }
}

/// The figure behind a line: `2级`, `14个月`, `B、C`; that it is not known where it is not.
pub fn figure(tr: &Tr, line: &Line, record: &Record) -> String {
    let unknown = || tr.text("unknown");
    match &line.condition {
        Condition::Level(_) => record.level.clone().unwrap_or_else(unknown),
        Condition::MonthsInPost(_) => record.months_in_post.map_or_else(unknown, |months| {
            tr.with("careers-figure-months", &[("n", i64::from(months).into())])
        }),
        Condition::Skill { skill, .. } => record.skills.get(skill).map_or_else(unknown, |level| {
            tr.with("careers-figure-level", &[("level", tenths(*level).into())])
        }),
        Condition::SkillFit(_) => match record.fit {
            None => tr.text("careers-figure-nothing-asked"),
            Some(fit) => {
                let bp = |share: f64| percent((share * 10_000.0).floor() as i64);
                let (least, best) = (bp(fit.least.to_f64()), bp(fit.best.to_f64()));
                if least == best {
                    least
                } else {
                    let args = [("least", least.into()), ("best", best.into())];
                    tr.with("careers-figure-between", &args)
                }
            }
        },
        Condition::Certificate(name) => match &record.certificates {
            None => unknown(),
            Some(own) => own.get(name).map_or_else(
                || tr.text("careers-figure-no-certificate"),
                |status| status_word(tr, *status),
            ),
        },
        Condition::Certificates => record.certificates.as_ref().map_or_else(unknown, |own| {
            let held = own.values().filter(|status| status.holds() == Some(true)).count();
            let args = [("held", count(held).into()), ("n", count(own.len()).into())];
            tr.with("careers-figure-certificates", &args)
        }),
        Condition::Attainment { quarters, .. } => {
            record.attainment_bp(*quarters).map_or_else(unknown, percent)
        }
        Condition::Grades { latest, .. } => {
            let from = record.grades.len().saturating_sub(*latest);
            let latest: Vec<&str> = record
                .grades
                .iter()
                .skip(from)
                .map(|grade| if grade.is_empty() { DASH } else { grade.as_str() })
                .collect();
            if latest.is_empty() { unknown() } else { latest.join(&tr.text("careers-comma")) }
        }
    }
}

/// What is missing of a condition: `差2个月`; empty where nothing is, or where it has no amount.
pub fn short(tr: &Tr, line: &Line) -> String {
    let Some(short) = line.short.filter(|short| *short > 0) else { return String::new() };
    match &line.condition {
        Condition::MonthsInPost(_) => tr.with("careers-short-months", &[("n", short.into())]),
        Condition::Skill { .. } => {
            tr.with("careers-short-level", &[("level", tenths(short).into())])
        }
        Condition::Attainment { .. } => {
            tr.with("careers-short-share", &[("share", percent(short).into())])
        }
        _ => String::new(),
    }
}

/// A post, and the grade in it where one is named: `高级销售 P3`.
pub fn place(directory: &Directory, post: PostId, grade: Option<&str>) -> String {
    let name = directory.posts.get(&post).map_or("", |post| post.name.as_str());
    format!("{name} {}", grade.unwrap_or_default()).trim().to_owned()
}

/// A step: from where to where.
pub fn rung(tr: &Tr, directory: &Directory, step: &CareerStep) -> String {
    let from = match (step.from_post_id, &step.from_grade) {
        (Some(post), grade) => place(directory, post, grade.as_deref()),
        (None, Some(grade)) => grade.clone(),
        (None, None) => tr.text("careers-from-any"),
    };
    let to = place(directory, step.post_id, step.grade.as_deref());
    tr.with("careers-rung", &[("from", from.into()), ("to", to.into())])
}

/// How a career plan stands, in a word.
pub fn plan_status(tr: &Tr, status: CareerStatus) -> String {
    tr.text(match status {
        CareerStatus::Open => "careers-status-open",
        CareerStatus::Reached => "careers-status-reached",
        CareerStatus::Dropped => "careers-status-dropped",
    })
}

/// What was offered, in a word.
pub fn offer_kind(tr: &Tr, kind: OfferKind) -> String {
    tr.text(match kind {
        OfferKind::Promotion => "careers-offer-promotion",
        OfferKind::Project => "careers-offer-project",
        OfferKind::Trainee => "careers-offer-trainee",
        OfferKind::Training => "careers-offer-training",
        OfferKind::Resource => "careers-offer-resource",
    })
}

/// What the person said to it, in a word.
pub fn answer(tr: &Tr, answer: Option<OfferAnswer>) -> String {
    tr.text(match answer {
        Some(OfferAnswer::Accepted) => "careers-answer-accepted",
        Some(OfferAnswer::Declined) => "careers-answer-declined",
        None => "careers-answer-open",
    })
}

/// How it stands with looking at what came of a chance, in words.
pub fn review(tr: &Tr, review: Review) -> String {
    tr.text(match review {
        Review::Overdue => "careers-review-overdue",
        Review::Coming => "careers-review-coming",
        Review::NoDay => "careers-review-no-day",
        Review::Done => "careers-review-done",
    })
}

/// By what people are held beside each other, in a word.
pub fn by(tr: &Tr, by: By) -> String {
    tr.text(match by {
        By::Region => "careers-by-region",
        By::Team => "careers-by-team",
        By::Kind => "careers-by-kind",
        By::Time => "careers-by-time",
    })
}

/// Groups that are shown together, by name.
pub fn groups(tr: &Tr, directory: &Directory, groups: &[Group]) -> String {
    let name = |group: &Group| match group {
        Group::Region(Some(region)) => directory.region_name(*region).to_owned(),
        Group::Team(Some(team)) => {
            directory.teams.get(team).map_or_else(String::new, |team| team.name.clone())
        }
        Group::Region(None) => tr.text("careers-group-no-region"),
        Group::Team(None) => tr.text("careers-group-no-team"),
        Group::Kind(PersonKind::Employee) => tr.text("careers-group-employee"),
        Group::Kind(PersonKind::External) => tr.text("organisation-external"),
        Group::New(Some(true)) => tr.text("careers-group-new"),
        Group::New(Some(false)) => tr.text("careers-group-experienced"),
        Group::New(None) => tr.text("careers-group-unknown"),
    };
    groups.iter().map(name).collect::<Vec<String>>().join(&tr.text("careers-comma"))
}

/// What may be said of groups beside the others, in words.
pub fn evenness(tr: &Tr, verdict: Evenness) -> String {
    tr.text(match verdict {
        Evenness::TooFew => "careers-even-too-few",
        Evenness::More => "careers-even-more",
        Evenness::Less => "careers-even-less",
        Evenness::Open => "careers-even-open",
    })
}

/// How a certificate stands, in a word.
pub fn status_word(tr: &Tr, status: Status) -> String {
    tr.text(match status {
        Status::Lasting => "certificates-status-lasting",
        Status::Valid => "certificates-status-valid",
        Status::Expiring => "certificates-status-expiring",
        Status::Unknown => "certificates-status-unknown",
        Status::Expired => "certificates-status-expired",
        Status::Revoked => "certificates-status-revoked",
    })
}

/// How somebody stands to a condition or a step, in a word.
pub fn verdict(tr: &Tr, verdict: Verdict) -> String {
    tr.text(match verdict {
        Verdict::Met => "careers-verdict-met",
        Verdict::NotMet => "careers-verdict-not-met",
        Verdict::Unknown => "careers-verdict-unknown",
    })
}

fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::domain::stats::rational::Rational;
    use crate::domain::training::career::{Attained, Scales, readiness};
    use crate::domain::training::gap::Fit;
    use crate::i18n::Language;

    #[test]
    fn levels_are_whole_or_have_a_decimal() {
        for (value, said) in [(30_000, "3"), (25_000, "2.5"), (24_960, "2.5"), (0, "0")] {
            assert_eq!(tenths(value), said, "{value}");
        }
    }

    #[test]
    fn each_condition_has_its_figure_or_says_that_there_is_none() {
        let conditions = [
            Condition::Level("L3".to_owned()),
            Condition::MonthsInPost(12),
            Condition::Skill { skill: "谈判".to_owned(), level: 30_000 },
            Condition::SkillFit(9_000),
            Condition::Certificate("内训师".to_owned()),
            Condition::Certificates,
            Condition::Attainment { bp: 9_000, quarters: 1 },
            Condition::Grades { at_least: "B".to_owned(), latest: 2 },
        ];
        let known = Record {
            level: Some("L2".to_owned()),
            months_in_post: Some(14),
            skills: BTreeMap::from([("谈判".to_owned(), 25_000)]),
            fit: Some(Fit { least: Rational::new(3, 4).unwrap(), best: Rational::ONE }),
            certificates: Some(BTreeMap::from([("内训师".to_owned(), Status::Lasting)])),
            quarters: vec![Some(Attained { actual: 90, target: 100 })],
            grades: vec!["A".to_owned(), "B".to_owned(), String::new()],
        };
        let tr = Tr::new(Language::Chinese);
        let told = |record: &Record| -> Vec<String> {
            let found = readiness(&conditions, record, &Scales::default());
            found.lines.iter().map(|line| figure(&tr, line, record)).collect()
        };
        assert_eq!(
            told(&known),
            ["L2", "14个月", "2.5级", "75.0%–100.0%", "长期有效", "1 / 1 有效", "90.0%", "B、–"]
        );
        let unknown = tr.text("unknown");
        let mut nothing = vec![unknown; 8];
        nothing[3] = tr.text("careers-figure-nothing-asked");
        assert_eq!(told(&Record::default()), nothing);
        for language in Language::ALL {
            let tr = Tr::new(language);
            let told = |one: &Condition| asked(&tr, &Names::default(), one);
            assert!(conditions.iter().all(|condition| !told(condition).contains("careers-")));
        }
    }

    #[test]
    fn a_skill_is_named_in_the_language_of_the_reader() {
        let listed = (SkillId(1), "谈判".to_owned(), "Negotiation".to_owned());
        let names = Names::of([listed], []);
        let told = |language: Language, name: &str| {
            let condition = Condition::Skill { skill: name.to_owned(), level: 30_000 };
            asked(&Tr::new(language), &names, &condition)
        };
        assert!(told(Language::Chinese, "谈判").contains("谈判"));
        let english = told(Language::English, "谈判");
        assert!(english.contains("Negotiation") && !english.contains("谈判"), "{english}");
        assert!(told(Language::English, "倾听").contains("倾听"), "nobody listed it");
    }

    #[test]
    fn what_is_missing_is_said_in_its_unit() {
        let tr = Tr::new(Language::Chinese);
        let told = |condition: Condition, record: Record| {
            let found = readiness(&[condition], &record, &Scales::default());
            found.lines.iter().map(|line| short(&tr, line)).collect::<String>()
        };
        let months = |n: u32| Record { months_in_post: Some(n), ..Record::default() };
        assert_eq!(told(Condition::MonthsInPost(12), months(10)), "差2个月");
        assert_eq!(told(Condition::MonthsInPost(12), months(12)), "");
        assert_eq!(told(Condition::MonthsInPost(12), Record::default()), "");
        let skill = || Condition::Skill { skill: "谈判".to_owned(), level: 30_000 };
        let rated = Record {
            skills: BTreeMap::from([("谈判".to_owned(), 25_000)]),
            quarters: vec![Some(Attained { actual: 85, target: 100 })],
            ..Record::default()
        };
        assert_eq!(told(skill(), rated.clone()), "差0.5级");
        assert_eq!(told(Condition::Attainment { bp: 9_000, quarters: 1 }, rated), "差5.0%");
    }

    #[test]
    fn a_step_says_from_where_to_where() {
        use crate::domain::ids::CareerStepId;
        use crate::store::records::Post;
        let post = |id: i64, name: &str| {
            (PostId(id), Post { id: PostId(id), name: name.to_owned(), archived: false })
        };
        let posts = [post(1, "销售代表"), post(2, "高级销售")].into_iter().collect();
        let directory = Directory { posts, ..Directory::default() };
        let tr = Tr::new(Language::Chinese);
        let told = |from: Option<i64>, from_grade: Option<&str>, grade: Option<&str>| {
            let step = CareerStep {
                id: CareerStepId(1),
                position: 1,
                from_post_id: from.map(PostId),
                from_grade: from_grade.map(str::to_owned),
                post_id: PostId(2),
                grade: grade.map(str::to_owned),
                note: None,
                archived: false,
            };
            rung(&tr, &directory, &step)
        };
        assert_eq!(told(Some(1), None, Some("P3")), "销售代表 → 高级销售 P3");
        assert_eq!(told(None, Some("P2"), None), "P2 → 高级销售");
        assert_eq!(told(None, None, None), format!("{} → 高级销售", tr.text("careers-from-any")));
        for language in Language::ALL {
            let tr = Tr::new(language);
            let words = By::ALL.map(|one| by(&tr, one));
            assert!(words.iter().all(|word| !word.contains('-')), "{words:?}");
        }
    }
}
