//! 达成进度: how far the targets of the period are reached, whether that is enough for the day, and
//! who needs help.

use super::progress_behind::{Behind, behind};
use super::progress_pace::{PaceCard, pace};
use super::progress_people::{Members, Who, members};
use super::progress_places::{Places, places};
use super::progress_strip::{Figure, strip};
use super::progress_words::Words;
use crate::areas::Filter;
use crate::error::Result;
use crate::i18n::Tr;
use crate::metrics::MetricId;
use crate::metrics::glossary;
use crate::metrics::targets::progress::{Progress, progress};
use crate::store::Db;
use crate::store::directory::Directory;

/// What the page shows, ready to draw.
#[derive(Clone, Debug)]
pub struct ProgressPage {
    /// The figures above.
    pub strip: Vec<Figure>,
    /// Whose card tells more of the first of them.
    pub about: glossary::Figure,
    /// The running sum.
    pub pace: PaceCard,
    /// Who falls behind.
    pub behind: Behind,
    /// The people.
    pub people: Members,
    /// The regions and teams; `None` where the scope has none.
    pub groups: Option<Members>,
    /// People by places; `None` for a metric that does not add up.
    pub places: Option<Places>,
}

/// Loads the page.
///
/// # Errors
/// Whatever the database reports.
pub(super) fn load(
    db: &Db,
    directory: &Directory,
    metric: MetricId,
    filter: &Filter,
    tr: &Tr,
) -> Result<ProgressPage> {
    let ask = (metric, filter.scope, filter.period);
    let progress = progress(db, directory, ask, filter.today)?;
    Ok(page(Words { tr, metric }, directory, &progress))
}

fn page(words: Words<'_>, directory: &Directory, progress: &Progress) -> ProgressPage {
    let whole = &progress.whole;
    let people = members(words, directory, &progress.people, whole, Who::People);
    let groups = || members(words, directory, &progress.groups, whole, Who::Groups);
    ProgressPage {
        strip: strip(words, progress),
        about: match progress.metric {
            MetricId::SignedAmount => glossary::Figure::Attainment,
            metric => glossary::Figure::Metric(metric),
        },
        pace: pace(words, &directory.calendar, progress),
        behind: behind(words, directory, &progress.people),
        groups: (!progress.groups.is_empty()).then(groups),
        places: places(words, progress, &people.rows),
        people,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::areas::targets::progress_behind::Calm;
    use crate::areas::targets::progress_order::By;
    use crate::areas::targets::progress_words::DASH;
    use crate::domain::ids::PersonId;
    use crate::domain::period::Period;
    use crate::domain::scope::Scope;
    use crate::i18n::Language;
    use crate::metrics::Measured;
    use crate::metrics::targets::Levels;
    use crate::metrics::targets::progress::{Days, Line};
    use crate::store::records::{Origin, Person};

    const WAN: i64 = 1_000_000;

    /// A person of the company: name, target and actual in 万元, weighted amount of open deals.
    type Made = (&'static str, Option<i64>, Option<i64>, Option<i64>);

    fn line(scope: Scope, target: Option<i64>, actual: Option<i64>, pipeline: Option<i64>) -> Line {
        Line {
            scope,
            target: target.map(|wan| Levels::base(wan * WAN)),
            actual: actual.map(|wan| Measured { value: Some(wan * WAN), ..Measured::default() }),
            days: Days { all: 20, over: 12 },
            pipeline: pipeline.map(|wan| wan * WAN),
            judged: true,
            adds_up: true,
            builds_up: true,
        }
    }

    fn directory(names: &[&str]) -> Directory {
        let person =
            |(id, name): (i64, &&str)| Person::new(PersonId(id), (*name).to_owned(), Origin::Typed);
        let people = (1..).zip(names).map(person).map(|person| (person.id, person));
        Directory { people: people.collect(), ..Directory::default() }
    }

    /// The page of a scope whose own target and actual are these.
    fn shown(whole: Line, people: &[Made], places: &[(i64, &str, i64)]) -> ProgressPage {
        let names: Vec<&str> = people.iter().map(|person| person.0).collect();
        let lines = (1..).zip(people).map(|(id, (_, target, actual, pipeline))| {
            line(Scope::Person(PersonId(id)), *target, *actual, *pipeline)
        });
        // The person 0 is nobody.
        let owner = |id: i64| Some(PersonId(id)).filter(|person| person.0 > 0);
        let places =
            places.iter().map(|(id, place, wan)| ((owner(*id), (*place).to_owned()), wan * WAN));
        let progress = Progress {
            metric: MetricId::SignedAmount,
            period: Period::Month(2025, 11),
            known: "2025-11-18".parse().unwrap(),
            whole,
            groups: vec![],
            people: lines.collect(),
            days: vec![],
            places: places.collect::<BTreeMap<_, _>>(),
        };
        let tr = Tr::new(Language::Chinese);
        page(Words { tr: &tr, metric: progress.metric }, &directory(&names), &progress)
    }

    fn names(page: &ProgressPage, by: By, descending: bool) -> Vec<&str> {
        let order = page.people.orders.get(by, descending).iter();
        order.map(|at| page.people.rows[*at].name.as_str()).collect()
    }

    const PEOPLE: [Made; 5] = [
        ("刘子昂", Some(120), Some(41), Some(82)),
        ("张雨桐", Some(160), Some(128), Some(400)),
        ("吴俊杰", Some(110), Some(47), Some(200)),
        ("王芳", None, Some(5), None),
        ("孙梦洁", Some(60), Some(21), None),
    ];

    #[test]
    fn the_list_is_sorted_by_share_and_ends_with_what_nobody_holds() {
        let whole = line(Scope::All, Some(450), Some(245), Some(700));
        let page = shown(whole, &PEOPLE, &[]);
        assert_eq!(
            names(&page, By::Share, true),
            ["张雨桐", "吴俊杰", "孙梦洁", "刘子昂", "王芳", "无负责人"]
        );
        assert_eq!(
            names(&page, By::Share, false),
            ["刘子昂", "孙梦洁", "吴俊杰", "张雨桐", "王芳", "无负责人"],
            "without a target one stands last both ways"
        );
        assert_eq!(
            names(&page, By::Name, false),
            ["刘子昂", "孙梦洁", "王芳", "吴俊杰", "张雨桐", "无负责人"]
        );
        let rest = page.people.rows.last().unwrap();
        assert_eq!((rest.actual.as_str(), rest.share.as_str(), rest.scope), ("3.0", DASH, None));
        let unset = &page.people.rows[3];
        assert_eq!((unset.target.as_str(), unset.share.as_str()), ("未设", DASH));
        assert_eq!((unset.actual.as_str(), unset.standing.as_str()), ("5.0", DASH));
        assert_eq!(page.people.total.name, "合计5人");
        assert_eq!(page.people.sub, "万元，1人未设");
    }

    #[test]
    fn targets_that_do_not_add_up_say_by_how_much() {
        let page = shown(line(Scope::All, Some(460), Some(242), None), &PEOPLE, &[]);
        assert_eq!(page.people.sub, "万元，下级目标合计 450.0，差额 −10.0，1人未设");
        let page = shown(line(Scope::All, None, Some(242), None), &PEOPLE, &[]);
        assert_eq!(page.people.sub, "万元，下级目标合计 450.0，1人未设");
        assert_eq!(page.people.rows.len(), 5, "nothing is left of the whole");
    }

    #[test]
    fn what_people_signed_elsewhere_is_taken_off_again() {
        let team = Scope::Team(crate::domain::ids::TeamId(9));
        let page = shown(line(team, Some(450), Some(230), None), &PEOPLE, &[(1, "苏州", 29)]);
        let rest = page.people.rows.last().unwrap();
        assert_eq!((rest.name.as_str(), rest.actual.as_str()), ("计入别处", "−12.0"));
        let matrix = &page.places.as_ref().unwrap().narrow;
        assert_eq!(matrix.rows.len(), page.people.rows.len());
        assert_eq!(matrix.rows.last().unwrap().total, DASH, "it has no place here");
    }

    #[test]
    fn those_behind_come_first_and_the_reason_is_what_the_figures_say() {
        let page = shown(line(Scope::All, Some(450), Some(242), Some(700)), &PEOPLE, &[]);
        let rows: Vec<[&str; 3]> = page
            .behind
            .rows
            .iter()
            .map(|row| [row.name.as_str(), row.amount.as_str(), row.reason.as_str()])
            .collect();
        assert_eq!(
            rows,
            [
                // 72 should be there; 79 are missing.
                ["刘子昂", "落后 31.0", "覆盖 1.0倍"],
                ["孙梦洁", "落后 15.0", "没有可加权的在手商机"],
                // 47 are more than seven tenths of 66.
                ["吴俊杰", "落后 19.0", "还差 63.0，每天需 7.9"],
            ]
        );
        assert_eq!(page.behind.sub, "2人落后，1人预警");
        assert_eq!(page.behind.calm, None);
    }

    #[test]
    fn why_nobody_is_behind_is_told() {
        let calm =
            |people: &[Made]| shown(line(Scope::All, None, Some(9), None), people, &[]).behind.calm;
        assert_eq!(calm(&[("甲", None, Some(9), None)]), Some(Calm::NoTargets));
        assert_eq!(calm(&[("甲", Some(9), None, None)]), Some(Calm::NoData));
        assert_eq!(calm(&[("甲", Some(9), Some(9), None)]), Some(Calm::OnTrack));
        assert_eq!(calm(&[]), Some(Calm::NoTargets));
        assert_eq!(calm(&[("甲", Some(100), Some(9), None)]), None);
    }

    #[test]
    fn rows_and_columns_add_up_to_the_whole() {
        let people: [Made; 4] = [
            ("刘子昂", Some(120), Some(41), None),
            ("张雨桐", Some(160), Some(128), None),
            ("吴俊杰", Some(110), Some(28), None),
            ("王芳", None, Some(0), None),
        ];
        let mut places = vec![(1, "上海", 20), (1, "苏州", 21), (2, "上海", 128), (0, "", 3)];
        for (n, place) in (1..).zip(["南京", "无锡", "常州", "南通", "镇江", "扬州", "泰州"])
        {
            places.push((3, place, n));
        }
        let page = shown(line(Scope::All, Some(450), Some(200), None), &people, &places);
        let both = page.places.as_ref().unwrap();
        assert_eq!(both.narrow.places, ["上海", "苏州", "泰州", "扬州", "镇江", "其他"]);
        let wide = ["上海", "苏州", "泰州", "扬州", "镇江", "南通", "未知", "其他"];
        assert_eq!(both.wide.places, wide);
        let number = |text: &str| text.parse::<f64>().unwrap_or_default();
        let sum = |texts: &[String]| texts.iter().map(|text| number(text)).sum::<f64>();
        for matrix in [&both.narrow, &both.wide] {
            assert_eq!((matrix.total.as_str(), sum(&matrix.totals)), ("200.0", 200.0));
            let totals: Vec<String> = matrix.rows.iter().map(|row| row.total.clone()).collect();
            assert_eq!(totals, ["41.0", "128.0", "28.0", "0.0", "3.0"]);
            for row in &matrix.rows {
                let cells: Vec<String> = row.cells.iter().flatten().cloned().collect();
                assert_eq!(sum(&cells), number(&row.total), "{}", row.name);
            }
        }
        assert_eq!(both.narrow.rows[3].cells, vec![None; 6]);
        assert_eq!(both.narrow.rows[4].name, "无负责人");
    }
}
