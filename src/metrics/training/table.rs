//! 技能矩阵 as a table: for each post what it asks, its people with their levels, and below everybody how many
//! are below what is asked.

use crate::i18n::Tr;
use crate::metrics::training::matrix::{Group, Row, Survey};
use crate::metrics::training::say;
use crate::sheets::write::{Out, Table};
use crate::store::directory::Directory;

/// The matrix as a table, numbers as such.
pub fn table(directory: &Directory, survey: &Survey, tr: &Tr) -> Table {
    let mut headings = vec![tr.text("matrix-column-post"), tr.text("matrix-column-person")];
    let names = survey.columns.iter();
    headings.extend(names.map(|column| tr.own(&column.name, &column.name_en).to_owned()));
    headings.extend(["matrix-reached", "matrix-below", "matrix-unrated"].map(|key| tr.text(key)));
    let mut rows = vec![];
    for group in &survey.groups {
        let post = group.post.and_then(|post| directory.posts.get(&post));
        let post = post.map_or_else(|| tr.text("matrix-no-post"), |post| post.name.clone());
        rows.push(asked(group, &post, tr));
        rows.extend(group.rows.iter().map(|row| person(directory, row, &post)));
    }
    rows.push(below(survey, tr));
    Table { name: tr.text("training-tab-matrix"), headings, rows }
}

fn int(n: u64) -> Out {
    Out::Int(i64::try_from(n).unwrap_or(i64::MAX))
}

/// What a post asks: a number, or from the lowest to the highest.
fn asked(group: &Group, post: &str, tr: &Tr) -> Vec<Out> {
    let levels = group.required.iter().map(|asked| match asked {
        Some((least, most)) if least == most => Out::TenThousandths(*least),
        asked => say::range(*asked).into(),
    });
    let head: [Out; 2] = [post.into(), tr.text("matrix-required").into()];
    head.into_iter().chain(levels).chain([Out::Blank, Out::Blank, Out::Blank]).collect()
}

fn person(directory: &Directory, row: &Row, post: &str) -> Vec<Out> {
    let levels = row.spots.iter().map(|spot| spot.level.map_or(Out::Blank, Out::TenThousandths));
    let share = row.heat.share().and_then(|share| share.round_to(4));
    let share = share.and_then(|bp| i64::try_from(bp).ok()).map_or(Out::Blank, Out::Rate);
    let head: [Out; 2] = [post.into(), directory.person_name(row.person).into()];
    let tail = [share, int(row.heat.short()), int(row.heat.unrated)];
    head.into_iter().chain(levels).chain(tail).collect()
}

/// How many are below what is asked.
fn below(survey: &Survey, tr: &Tr) -> Vec<Out> {
    let counts = (0..survey.columns.len()).map(|column| int(survey.heat(column).short()));
    let whole = survey.matrix.whole;
    let share = whole.share().and_then(|share| share.round_to(4));
    let share = share.and_then(|bp| i64::try_from(bp).ok()).map_or(Out::Blank, Out::Rate);
    let head: [Out; 2] = [tr.text("matrix-below").into(), Out::Blank];
    let tail = [share, int(whole.short()), int(whole.unrated)];
    head.into_iter().chain(counts).chain(tail).collect()
}
