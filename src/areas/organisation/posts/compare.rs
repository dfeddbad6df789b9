//! Two versions of a sheet beside each other: what came, what went, what says something else.

use crate::documents::duty_sheets::{asked_words, category_word};
use crate::domain::duty::{Change, compare};
use crate::domain::ids::DutySheetId;
use crate::i18n::Tr;
use crate::store::duties::Duties;
use crate::store::records::{DutyLine, DutySection, DutySheet};

use super::data::{standard, weight_words};

/// What happened to a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// It came.
    Added,
    /// It went.
    Removed,
    /// It says something else.
    Changed,
}

/// Two versions beside each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compared {
    /// The one that is compared with.
    pub before: DutySheetId,
    /// The one that is looked at.
    pub after: DutySheetId,
    /// What differs.
    pub rows: Vec<DifferRow>,
}

/// A line that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DifferRow {
    /// What happened to it.
    pub kind: Kind,
    /// In which part of the sheet it stands.
    pub part: String,
    /// What it is called.
    pub title: String,
    /// What it said; empty where it was not there.
    pub before: String,
    /// What it says; empty where it is gone.
    pub after: String,
}

/// Compares the two versions that are asked for, or the newest with the one before it.
pub(super) fn compared(
    duties: &Duties,
    sheets: &[&DutySheet],
    asked: Option<(DutySheetId, DutySheetId)>,
    tr: &Tr,
) -> Option<Compared> {
    let find = |id: DutySheetId| sheets.iter().copied().find(|sheet| sheet.id == id);
    let pair = asked.and_then(|(before, after)| Some((find(before)?, find(after)?)));
    let (before, after) = pair.or_else(|| newest(sheets))?;
    let lines = (duties.lines_of(before.id), duties.lines_of(after.id));
    let mut rows = vec![];
    for (key, was, is) in [
        ("organisation-posts-purpose", Some(&before.purpose), Some(&after.purpose)),
        ("organisation-posts-code", before.code.as_ref(), after.code.as_ref()),
    ] {
        let kind = match (was, is) {
            (Some(was), Some(is)) if was != is => Kind::Changed,
            (None, Some(_)) => Kind::Added,
            (Some(_), None) => Kind::Removed,
            _ => continue,
        };
        let said = |text: Option<&String>| text.cloned().unwrap_or_default();
        let part = tr.text(key);
        rows.push(DifferRow {
            kind,
            title: part.clone(),
            part,
            before: said(was),
            after: said(is),
        });
    }
    let key = |line: &DutyLine| (line.section, title_key(line));
    for change in compare(lines.0, lines.1, key, same) {
        rows.push(match change {
            Change::Added(line) => row(Kind::Added, line, None, Some(line), tr),
            Change::Removed(line) => row(Kind::Removed, line, Some(line), None, tr),
            Change::Changed(was, is) => row(Kind::Changed, is, Some(was), Some(is), tr),
        });
    }
    Some(Compared { before: before.id, after: after.id, rows })
}

/// The newest version that has one before it for the same people, and that one.
fn newest<'a>(sheets: &[&'a DutySheet]) -> Option<(&'a DutySheet, &'a DutySheet)> {
    sheets.iter().find_map(|after| {
        let before = sheets
            .iter()
            .filter(|other| other.audience == after.audience && other.number < after.number)
            .max_by_key(|other| other.number)?;
        Some((*before, *after))
    })
}

/// What makes a line the same one: schooling and experience stand in a sheet once.
fn title_key(line: &DutyLine) -> String {
    match line.section {
        DutySection::Education | DutySection::Experience => String::new(),
        _ => line.title.clone(),
    }
}

/// Whether two lines say the same; their place in the sheet does not matter.
fn same(one: &DutyLine, other: &DutyLine) -> bool {
    let other =
        DutyLine { id: one.id, sheet_id: one.sheet_id, position: one.position, ..other.clone() };
    *one == other
}

fn row(
    kind: Kind,
    named: &DutyLine,
    was: Option<&DutyLine>,
    is: Option<&DutyLine>,
    tr: &Tr,
) -> DifferRow {
    let said = |line: Option<&DutyLine>| line.map(|line| words(tr, line)).unwrap_or_default();
    let part = match named.section {
        DutySection::Duty => tr.text("organisation-posts-duties"),
        DutySection::Relation => tr.text("organisation-posts-relations"),
        _ => category_word(tr, named),
    };
    let title = match named.section {
        DutySection::Education | DutySection::Experience => part.clone(),
        _ => named.title.clone(),
    };
    DifferRow { kind, part, title, before: said(was), after: said(is) }
}

/// All that a line says, beside its title.
fn words(tr: &Tr, line: &DutyLine) -> String {
    let weight = match line.section {
        _ if line.weight == 0 => String::new(),
        DutySection::Duty => weight_words(line.weight),
        _ => tr.with("organisation-posts-weight-of", &[("n", line.weight.into())]),
    };
    let parts = match line.section {
        DutySection::Duty | DutySection::Relation => {
            let text = line.text.clone().unwrap_or_default();
            let group = line.group_name.clone().unwrap_or_default();
            vec![group, text, standard(tr, line), weight]
        }
        _ => vec![asked_words(tr, line), line.standard.clone().unwrap_or_default(), weight],
    };
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(&tr.text("organisation-posts-semicolon"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::duty::Audience;
    use crate::domain::ids::{DutyLineId, PostId};
    use crate::i18n::Language;

    fn sheet(id: i64, audience: Audience, number: i64, starts: &str) -> DutySheet {
        DutySheet {
            id: DutySheetId(id),
            post_id: PostId(1),
            audience,
            number,
            starts: starts.parse().unwrap(),
            code: None,
            purpose: "完成目标".to_owned(),
            change_note: None,
            by_name: String::new(),
        }
    }

    #[test]
    fn the_newest_is_compared_with_the_one_before_it_for_the_same_people() {
        let sheets = [
            sheet(3, Audience::New, 1, "2025-06-01"),
            sheet(2, Audience::Everyone, 2, "2025-01-01"),
            sheet(1, Audience::Everyone, 1, "2024-01-01"),
        ];
        let sheets: Vec<&DutySheet> = sheets.iter().collect();
        let pair = newest(&sheets).map(|(before, after)| (before.id.0, after.id.0));
        assert_eq!(pair, Some((1, 2)));
        assert!(newest(&sheets[..1]).is_none());
    }

    #[test]
    fn a_line_says_all_that_can_change() {
        let tr = Tr::new(Language::Chinese);
        let line = |id: i64, position: i64, standard: &str, weight: i64| DutyLine {
            id: DutyLineId(id),
            sheet_id: DutySheetId(id),
            section: DutySection::Duty,
            position,
            group_name: None,
            title: "客户经营".to_owned(),
            text: Some("维护重点客户".to_owned()),
            standard: Some(standard.to_owned()),
            metric: None,
            number: None,
            weight,
        };
        let was = line(1, 1, "执行率 ≥85%", 2_000);
        assert!(same(&was, &line(2, 5, "执行率 ≥85%", 2_000)), "only moved");
        let is = line(2, 1, "执行率 ≥90%", 2_500);
        assert!(!same(&was, &is));
        let row = row(Kind::Changed, &is, Some(&was), Some(&is), &tr);
        assert_eq!(row.before, "维护重点客户；执行率 ≥85%；20%");
        assert_eq!(row.after, "维护重点客户；执行率 ≥90%；25%");
    }
}
