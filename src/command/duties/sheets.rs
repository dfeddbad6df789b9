//! Publishing a version of a duty sheet: what it may say.
//!
//! What is asked for is made as a requirement of the domain, which knows no way to ask for sex, age,
//! origin or family; the words beside it are read the same way.

use crate::command;
use crate::command::input::{hundredths, required, some};
use crate::domain::duty;
use crate::domain::fit::{Asked, Education, Refusal, Requirement, forbidden};
use crate::domain::ids::{DutyLineId, DutySheetId};
use crate::error::{Error, Result};
use crate::metrics::MetricId;
use crate::store::Db;
use crate::store::duties::Duties;
use crate::store::records::{DutyLine, DutySection, DutySheet};

use super::{LineForm, SheetForm, post};

pub(super) fn publish(db: &mut Db, form: &SheetForm) -> Result<()> {
    post(db, form.post)?;
    let purpose = required(&form.purpose, "error-duty-purpose")?;
    let lines: Vec<&LineForm> = form.lines.iter().filter(|line| !blank(line)).collect();
    check(&lines)?;
    let last = Duties::load(db)?.last(form.post, form.audience).cloned();
    let change_note = some(&form.change_note);
    if let Some(last) = &last {
        if change_note.is_none() {
            return Err(Error::new("error-duty-change"));
        }
        if form.starts <= last.starts {
            return Err(Error::new("error-duty-starts").arg("day", last.starts));
        }
    }
    let (id, by_name) = (DutySheetId(db.allocate()?), command::author(db)?);
    db.insert(&DutySheet {
        id,
        post_id: form.post,
        audience: form.audience,
        number: last.map_or(1, |last| last.number + 1),
        starts: form.starts,
        code: some(&form.code),
        purpose,
        change_note,
        by_name,
    })?;
    for (position, line) in (1..).zip(lines) {
        let line_id = DutyLineId(db.allocate()?);
        db.insert(&DutyLine {
            id: line_id,
            sheet_id: id,
            section: line.section,
            position,
            group_name: some(&line.group).filter(|_| line.section != DutySection::Relation),
            title: title(line),
            text: some(&line.text),
            standard: some(&line.standard),
            metric: some(&line.metric).filter(|_| line.section == DutySection::Duty),
            number: line.number.filter(|_| numbered(line.section)),
            weight: if line.section == DutySection::Relation { 0 } else { line.weight },
        })?;
    }
    Ok(())
}

/// Whether a line of a section has a number.
const fn numbered(section: DutySection) -> bool {
    matches!(section, DutySection::Experience | DutySection::Skill)
}

/// Whether nothing was written in a line. Schooling is chosen and experience counted, so these are
/// lines as soon as they say what.
fn blank(line: &LineForm) -> bool {
    let texts = [&line.title, &line.text, &line.standard];
    let worded = texts.iter().any(|text| !text.trim().is_empty());
    !worded && (line.section != DutySection::Experience || line.number.is_none())
}

/// The title that is stored: experience of any kind is called by its section.
fn title(line: &LineForm) -> String {
    let section = line.section.word();
    some(&line.title).unwrap_or_else(|| section.to_owned())
}

/// What a sheet may hold.
fn check(lines: &[&LineForm]) -> Result<()> {
    let duties = || lines.iter().filter(|line| line.section == DutySection::Duty);
    if duties().next().is_none() {
        return Err(Error::new("error-duty-none"));
    }
    let weights: Vec<i64> = duties().map(|line| line.weight).collect();
    if !duty::weights_fit(&weights) {
        let total: i64 = weights.iter().fold(0, |sum, weight| sum.saturating_add(*weight));
        return Err(Error::new("error-duty-weights").arg("total", hundredths(total)));
    }
    for (at, line) in lines.iter().enumerate() {
        check_line(line)?;
        let once = matches!(line.section, DutySection::Education | DutySection::Experience);
        if lines.iter().skip(at + 1).any(|other| same(line, other, once)) {
            let key = if once { "error-duty-once" } else { "error-duty-twice" };
            return Err(Error::new(key).arg("title", title(line)));
        }
    }
    Ok(())
}

/// Whether two lines are the same one: schooling and experience are asked for once, a skill is no
/// quality of the same name, and a duty or partner stands in a sheet once.
fn same(one: &LineForm, other: &LineForm, once: bool) -> bool {
    let kind = |section| match section {
        DutySection::Quality => DutySection::Skill,
        other => other,
    };
    kind(one.section) == kind(other.section) && (once || title(one) == title(other))
}

/// No part of a sheet may ask for sex, age, origin or family, whatever it is called.
fn allowed(text: &str) -> Result<()> {
    match forbidden(text) {
        Some(about) => Err(refused(Refusal::Forbidden(about), text)),
        None => Ok(()),
    }
}

fn check_line(line: &LineForm) -> Result<()> {
    match line.section {
        DutySection::Duty | DutySection::Relation => {
            if some(&line.title).is_none() {
                return Err(Error::new("error-duty-line-blank"));
            }
            for text in [&line.group, &line.title, &line.text, &line.standard] {
                allowed(text)?;
            }
            let metric = some(&line.metric).filter(|_| line.section == DutySection::Duty);
            if let Some(metric) = metric.filter(|metric| MetricId::parse(metric).is_none()) {
                return Err(Error::new("error-metric-unknown").arg("metric", metric));
            }
            Ok(())
        }
        _ => check_requirement(line),
    }
}

fn check_requirement(line: &LineForm) -> Result<()> {
    let weight = u32::try_from(line.weight).map_err(|_| Error::new("error-duty-weight"))?;
    let asked = match line.section {
        DutySection::Education => {
            let education = Education::from_word(line.title.trim());
            Asked::Education(education.ok_or_else(|| Error::new("error-duty-education"))?)
        }
        DutySection::Experience => {
            let months = line.number.filter(|months| *months > 0);
            let months = months.and_then(|months| u32::try_from(months).ok());
            let missing = || Error::new("error-duty-experience");
            Asked::Experience { months: months.ok_or_else(missing)? }
        }
        DutySection::Skill => {
            let level = line.number.and_then(|level| u8::try_from(level).ok());
            Asked::Skill { skill: line.title.trim().to_owned(), level: level.unwrap_or_default() }
        }
        _ => Asked::Quality(line.title.trim().to_owned()),
    };
    Requirement::new(asked, weight).map_err(|refusal| refused(refusal, &line.title))?;
    for text in [&line.group, &line.title, &line.text, &line.standard] {
        allowed(text)?;
    }
    Ok(())
}

/// Why a requirement cannot be made, in words.
fn refused(refusal: Refusal, text: &str) -> Error {
    let key = match refusal {
        Refusal::Empty => "error-duty-line-blank",
        Refusal::Level => "error-duty-level",
        Refusal::Forbidden("sex") => "error-duty-asks-sex",
        Refusal::Forbidden("age") => "error-duty-asks-age",
        Refusal::Forbidden("origin") => "error-duty-asks-origin",
        Refusal::Forbidden(_) => "error-duty-asks-family",
    };
    let error = Error::new(key).arg("text", text.trim());
    if matches!(refusal, Refusal::Forbidden(_)) {
        error.hint_key("error-duty-asks-hint")
    } else {
        error
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(section: DutySection, title: &str) -> LineForm {
        LineForm { title: title.to_owned(), ..LineForm::new(section) }
    }

    fn found(lines: &[LineForm]) -> &'static str {
        let lines: Vec<&LineForm> = lines.iter().filter(|line| !blank(line)).collect();
        check(&lines).map_or_else(|error| error.key(), |()| "")
    }

    #[test]
    fn a_sheet_says_what_can_be_kept() {
        let duty = || line(DutySection::Duty, "客户经营");
        let weighed = |weight: i64| LineForm { weight, ..duty() };
        let skill = |level| LineForm { number: level, ..line(DutySection::Skill, "商务谈判") };
        let with = |extra: LineForm| vec![duty(), extra];
        for (lines, key) in [
            (vec![], "error-duty-none"),
            (vec![line(DutySection::Quality, "驾驶证")], "error-duty-none"),
            (vec![weighed(9_000)], "error-duty-weights"),
            (vec![weighed(10_000)], ""),
            (with(line(DutySection::Quality, " ")), ""),
            (with(line(DutySection::Quality, "驾驶证")), ""),
            (with(line(DutySection::Quality, "限男性")), "error-duty-asks-sex"),
            (with(line(DutySection::Quality, "35岁以下")), "error-duty-asks-age"),
            (with(line(DutySection::Quality, "本地户籍")), "error-duty-asks-origin"),
            (with(line(DutySection::Quality, "未婚")), "error-duty-asks-family"),
            (
                with(LineForm {
                    standard: "身份证，女性优先".to_owned(),
                    ..line(DutySection::Quality, "形象好")
                }),
                "error-duty-asks-sex",
            ),
            (
                with(LineForm {
                    number: Some(60),
                    ..line(DutySection::Experience, "30岁以下的销售经验")
                }),
                "error-duty-asks-age",
            ),
            (with(skill(Some(4))), ""),
            (with(skill(Some(5))), "error-duty-level"),
            (with(skill(None)), "error-duty-level"),
            (with(line(DutySection::Education, "bachelor")), ""),
            (with(line(DutySection::Education, "小学")), "error-duty-education"),
            (with(line(DutySection::Experience, "工业客户")), "error-duty-experience"),
            (vec![duty(), duty()], "error-duty-twice"),
            (
                vec![
                    duty(),
                    line(DutySection::Education, "college"),
                    line(DutySection::Education, "master"),
                ],
                "error-duty-once",
            ),
            (
                vec![duty(), skill(Some(3)), line(DutySection::Quality, "商务谈判")],
                "error-duty-twice",
            ),
            (vec![LineForm { metric: "no_metric".to_owned(), ..duty() }], "error-metric-unknown"),
            (vec![LineForm { metric: "signed_amount".to_owned(), ..duty() }], ""),
            (
                vec![
                    duty(),
                    LineForm { text: "技术支持".to_owned(), ..line(DutySection::Relation, "") },
                ],
                "error-duty-line-blank",
            ),
        ] {
            assert_eq!(found(&lines), key, "{lines:?}");
        }
        assert_eq!(hundredths(9_050), "90.50");
        assert_eq!(hundredths(12_000), "120");
    }
}
