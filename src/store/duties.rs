//! The duty sheets in memory: which versions there are, which one a person has on a day and whether
//! they signed for it, and how candidates stand to what a post asks for.
//!
//! A company has some hundreds of these at most, so they are loaded whole, as the directory is.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::duty::{self, Audience, InForce, Pick, State, Whom, Why};
use crate::domain::fit::{self, Asked, Education, Fit, Requirement, Waiver};
use crate::domain::ids::{CandidateId, DutySheetId, PersonId, PostId};
use crate::domain::period::Period;
use crate::error::Result;
use crate::store::db::Db;
use crate::store::directory::Directory;
use crate::store::records::{
    Candidate, CandidateFinding, DutyAcknowledgement, DutyChoice, DutyLine, DutySection, DutySheet,
};
use crate::store::setup;

/// The duty sheets with all that belongs to them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Duties {
    /// The versions.
    pub sheets: BTreeMap<DutySheetId, DutySheet>,
    /// The lines of each version, in order.
    lines: BTreeMap<DutySheetId, Vec<DutyLine>>,
    /// Who signed for which version.
    pub acknowledgements: BTreeMap<(PersonId, DutySheetId), DutyAcknowledgement>,
    /// What was chosen for people against their time in the company, the earliest first.
    pub choices: BTreeMap<PersonId, Vec<DutyChoice>>,
    /// Below so many months in the company a person is new.
    pub new_months: u32,
}

/// How a person stands to the duty sheets on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing<'a> {
    /// The post on that day, if known.
    pub post: Option<PostId>,
    /// The one sheet that is theirs.
    pub sheet: Option<&'a DutySheet>,
    /// Why it is theirs.
    pub why: Option<Why>,
    /// Whether they signed for it.
    pub state: State,
}

impl Duties {
    /// Loads the sheets.
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn load(db: &Db) -> Result<Self> {
        let mut lines: BTreeMap<DutySheetId, Vec<DutyLine>> = BTreeMap::new();
        for line in db.all::<DutyLine>()? {
            lines.entry(line.sheet_id).or_default().push(line);
        }
        lines.values_mut().for_each(|lines| lines.sort_by_key(|line| line.position));
        let mut choices: BTreeMap<PersonId, Vec<DutyChoice>> = BTreeMap::new();
        for choice in db.all::<DutyChoice>()? {
            choices.entry(choice.person_id).or_default().push(choice);
        }
        choices.values_mut().for_each(|own| own.sort_by_key(|choice| choice.on_day));
        let acknowledged = db.all::<DutyAcknowledgement>()?.into_iter();
        let months = setup::setting(db, setup::names::DUTY_NEW_MONTHS)?;
        Ok(Self {
            sheets: db.all::<DutySheet>()?.into_iter().map(|sheet| (sheet.id, sheet)).collect(),
            lines,
            acknowledgements: acknowledged.map(|a| ((a.person_id, a.sheet_id), a)).collect(),
            choices,
            new_months: months.and_then(|text| text.parse().ok()).unwrap_or(duty::NEW_MONTHS),
        })
    }

    /// The versions of a post, the newest first; of the same day the one for everyone first.
    pub fn versions(&self, post: PostId) -> Vec<&DutySheet> {
        let mut versions: Vec<&DutySheet> =
            self.sheets.values().filter(|sheet| sheet.post_id == post).collect();
        versions.sort_by_key(|sheet| (std::cmp::Reverse(sheet.starts), sheet.audience));
        versions
    }

    /// The last version of a post for some people, whether it has begun or not.
    pub fn last(&self, post: PostId, audience: Audience) -> Option<&DutySheet> {
        let own = self.sheets.values();
        own.filter(|sheet| sheet.post_id == post && sheet.audience == audience)
            .max_by_key(|sheet| sheet.number)
    }

    /// The version of a post for some people that holds on a day.
    pub fn in_force(&self, post: PostId, audience: Audience, day: NaiveDate) -> Option<&DutySheet> {
        let own = self.sheets.values();
        own.filter(|sheet| sheet.post_id == post && sheet.audience == audience)
            .filter(|sheet| sheet.starts <= day)
            .max_by_key(|sheet| (sheet.starts, sheet.number))
    }

    /// The lines of a version, in order.
    pub fn lines_of(&self, sheet: DutySheetId) -> &[DutyLine] {
        self.lines.get(&sheet).map_or(&[], Vec::as_slice)
    }

    /// The duties of a version, in order.
    pub fn duties_of(&self, sheet: DutySheetId) -> impl Iterator<Item = &DutyLine> {
        self.lines_of(sheet).iter().filter(|line| line.section == DutySection::Duty)
    }

    fn all_in_force(&self, post: PostId, day: NaiveDate) -> InForce {
        let starts = |audience| self.in_force(post, audience, day).map(|sheet| sheet.starts);
        InForce {
            everyone: starts(Audience::Everyone),
            new: starts(Audience::New),
            experienced: starts(Audience::Experienced),
        }
    }

    /// Which sheet of a post a person would have on a day.
    fn pick(&self, post: PostId, whom: &Whom, day: NaiveDate) -> Option<(&DutySheet, Pick)> {
        let pick = duty::pick(&self.all_in_force(post, day), whom, day)?;
        Some((self.in_force(post, pick.audience, day)?, pick))
    }

    /// What was chosen for a person and holds on a day: the sheet, and why.
    pub fn chosen(&self, person: PersonId, day: NaiveDate) -> Option<(Audience, &str)> {
        let own = self.choices.get(&person)?;
        let last = own.iter().rfind(|choice| choice.on_day <= day)?;
        Some((last.audience?, last.reason.as_deref().unwrap_or_default()))
    }

    /// As [`Duties::chosen`]; where nothing holds yet, what is chosen for the days to come.
    pub fn chosen_or_coming(&self, person: PersonId, day: NaiveDate) -> Option<(Audience, &str)> {
        let later = || {
            let own = self.choices.get(&person)?;
            let next = own.iter().find(|choice| day < choice.on_day)?;
            Some((next.audience?, next.reason.as_deref().unwrap_or_default()))
        };
        self.chosen(person, day).or_else(later)
    }

    fn whom(&self, directory: &Directory, person: PersonId, day: NaiveDate) -> Whom {
        Whom {
            hired: directory.people.get(&person).and_then(|person| person.hired),
            choice: self.chosen(person, day).map(|(audience, _)| audience),
            new_months: self.new_months,
        }
    }

    /// The sheet that a person would have in a post on a day: what they are held against before they have
    /// the post.
    pub fn in_post(
        &self,
        directory: &Directory,
        (person, post): (PersonId, PostId),
        day: NaiveDate,
    ) -> Option<&DutySheet> {
        self.pick(post, &self.whom(directory, person, day), day).map(|(sheet, _)| sheet)
    }

    /// How a person stands to the duty sheets on a day.
    pub fn standing(
        &self,
        directory: &Directory,
        person: PersonId,
        day: NaiveDate,
    ) -> Standing<'_> {
        let post = directory.membership_on(person, day).and_then(|at| at.post_id);
        let whom = self.whom(directory, person, day);
        let Some((sheet, pick)) = post.and_then(|post| self.pick(post, &whom, day)) else {
            return Standing { post, sheet: None, why: None, state: State::NoSheet };
        };
        let signed = |this: &DutyAcknowledgement| this.on_day <= day;
        let this = self.acknowledgements.get(&(person, sheet.id)).filter(|this| signed(this));
        let others = self.acknowledgements.values().filter(|other| {
            let of_post = self.sheets.get(&other.sheet_id);
            other.person_id == person
                && other.sheet_id != sheet.id
                && signed(other)
                && of_post.is_some_and(|other| other.post_id == sheet.post_id)
        });
        let state = State::of(this.map(|this| this.on_day), others.map(|one| one.on_day).max());
        Standing { post, sheet: Some(sheet), why: Some(pick.why), state }
    }

    /// The sheet that is a person's at the end of a month: what they check themselves against. For the
    /// month that runs it is the one that will be, so that what is said of it early still stands.
    pub fn of_month(
        &self,
        directory: &Directory,
        person: PersonId,
        month: Period,
    ) -> Option<&DutySheet> {
        self.standing(directory, person, month.last_day()).sheet
    }

    /// The sheet that somebody who begins on a day would have; that is what candidates are held
    /// against.
    pub fn for_candidates(&self, post: PostId, day: NaiveDate) -> Option<&DutySheet> {
        let whom = Whom { hired: Some(day), choice: None, new_months: self.new_months.max(1) };
        let picked = self.pick(post, &whom, day).map(|(sheet, _)| sheet);
        picked.or_else(|| self.in_force(post, Audience::Experienced, day))
    }
}

/// What a line of a sheet asks for; `None` where it is no requirement, or cannot be read as one.
pub fn asked(line: &DutyLine) -> Option<Asked> {
    Some(match line.section {
        DutySection::Education => Asked::Education(Education::from_word(&line.title)?),
        DutySection::Experience => Asked::Experience { months: u32::try_from(line.number?).ok()? },
        DutySection::Skill => {
            let level = u8::try_from(line.number?).ok()?;
            Asked::Skill { skill: line.title.clone(), level }
        }
        DutySection::Quality => Asked::Quality(line.title.clone()),
        DutySection::Duty | DutySection::Relation => return None,
    })
}

/// The requirements among the lines of a sheet, each with its line, in order.
pub fn requirements(lines: &[DutyLine]) -> Vec<(&DutyLine, Requirement)> {
    let requirement = |line: &DutyLine| {
        let weight = u32::try_from(line.weight).ok()?;
        Requirement::new(asked(line)?, weight).ok()
    };
    lines.iter().filter_map(|line| Some((line, requirement(line)?))).collect()
}

/// Under which title findings on a requirement are kept: schooling and experience, which a sheet asks
/// for once, by their section.
pub fn finding_title(line: &DutyLine) -> &str {
    match line.section {
        DutySection::Education | DutySection::Experience => line.section.word(),
        _ => &line.title,
    }
}

/// The findings on candidates.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Findings(BTreeMap<CandidateId, BTreeMap<String, CandidateFinding>>);

impl Findings {
    /// Loads the findings.
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn load(db: &Db) -> Result<Self> {
        let mut all: BTreeMap<CandidateId, BTreeMap<String, CandidateFinding>> = BTreeMap::new();
        for finding in db.all::<CandidateFinding>()? {
            let of = all.entry(finding.candidate_id).or_default();
            of.insert(finding.title.clone(), finding);
        }
        Ok(Self(all))
    }

    /// What was found of a candidate on a requirement.
    pub fn on(&self, candidate: CandidateId, title: &str) -> Option<&CandidateFinding> {
        self.0.get(&candidate)?.get(title)
    }

    /// All findings on a candidate, by title.
    pub fn of(&self, candidate: CandidateId) -> impl Iterator<Item = &CandidateFinding> {
        self.0.get(&candidate).into_iter().flat_map(BTreeMap::values)
    }

    /// How a candidate stands to the requirements of a sheet.
    pub fn fit(&self, candidate: &Candidate, required: &[(&DutyLine, Requirement)]) -> Fit {
        let months = candidate.experience_months.and_then(|months| u32::try_from(months).ok());
        let mut known = fit::Candidate {
            education: candidate.education,
            experience_months: months,
            ..fit::Candidate::default()
        };
        for finding in self.of(candidate.id) {
            if let Some(level) = finding.level.and_then(|level| u8::try_from(level).ok()) {
                known.skills.insert(finding.title.clone(), level);
            }
            if let Some(met) = finding.met {
                known.qualities.insert(finding.title.clone(), met);
            }
        }
        let waiver = |(place, (line, _)): (usize, &(&DutyLine, Requirement))| {
            let finding = self.on(candidate.id, finding_title(line))?;
            Waiver::new(place, finding.waived_for.as_deref()?)
        };
        let waivers: Vec<Waiver> = required.iter().enumerate().filter_map(waiver).collect();
        let asked: Vec<Requirement> =
            required.iter().map(|(_, requirement)| requirement.clone()).collect();
        fit::fit(&asked, &known, &waivers)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::fit::Verdict;
    use crate::domain::ids::{
        CandidateFindingId, DutyAcknowledgementId, DutyChoiceId, DutyLineId, MembershipId,
    };
    use crate::store::records::{CandidateState, Membership, Origin, Person};

    const POST: PostId = PostId(1);
    const OLD: PersonId = PersonId(2);
    const FRESH: PersonId = PersonId(3);

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn sheet(id: i64, audience: Audience, number: i64, starts: &str) -> DutySheet {
        DutySheet {
            id: DutySheetId(id),
            post_id: POST,
            audience,
            number,
            starts: day(starts),
            code: None,
            purpose: "完成目标".to_owned(),
            change_note: None,
            by_name: String::new(),
        }
    }

    fn directory() -> Directory {
        let person = |id: PersonId, hired: &str| Person {
            hired: Some(day(hired)),
            ..Person::new(id, "张三".to_owned(), Origin::Typed)
        };
        let member = |id: i64, person: PersonId| Membership {
            post_id: Some(POST),
            ..Membership::new(MembershipId(id), person, None)
        };
        Directory {
            people: [(OLD, person(OLD, "2020-01-01")), (FRESH, person(FRESH, "2025-10-01"))].into(),
            memberships: vec![member(10, OLD), member(11, FRESH)],
            ..Directory::default()
        }
    }

    fn duties() -> Duties {
        let sheets = [
            sheet(20, Audience::Everyone, 1, "2022-01-01"),
            sheet(21, Audience::New, 1, "2024-01-01"),
            sheet(22, Audience::Experienced, 1, "2024-01-01"),
            sheet(23, Audience::Experienced, 2, "2025-01-01"),
            sheet(24, Audience::Experienced, 3, "2026-01-01"),
        ];
        Duties {
            sheets: sheets.into_iter().map(|sheet| (sheet.id, sheet)).collect(),
            new_months: 6,
            ..Duties::default()
        }
    }

    fn signed(duties: &mut Duties, person: PersonId, sheet: i64, on: &str) {
        let acknowledgement = DutyAcknowledgement {
            id: DutyAcknowledgementId(100 + sheet),
            sheet_id: DutySheetId(sheet),
            person_id: person,
            on_day: day(on),
            by_name: String::new(),
            note: None,
        };
        duties.acknowledgements.insert((person, acknowledgement.sheet_id), acknowledgement);
    }

    #[test]
    fn each_person_has_the_one_sheet_of_the_day() {
        let (mut duties, directory) = (duties(), directory());
        let of = |duties: &Duties, person: PersonId, on: &str| {
            let standing = duties.standing(&directory, person, day(on));
            (standing.sheet.map(|sheet| sheet.id.0), standing.state)
        };
        assert_eq!(of(&duties, OLD, "2021-12-31"), (None, State::NoSheet));
        assert_eq!(of(&duties, OLD, "2023-01-01"), (Some(20), State::Never));
        assert_eq!(of(&duties, OLD, "2025-11-18"), (Some(23), State::Never));
        assert_eq!(of(&duties, FRESH, "2025-11-18"), (Some(21), State::Never));
        assert_eq!(of(&duties, PersonId(9), "2025-11-18"), (None, State::NoSheet));

        signed(&mut duties, OLD, 22, "2024-01-05");
        assert_eq!(
            of(&duties, OLD, "2024-06-01"),
            (Some(22), State::Acknowledged(day("2024-01-05")))
        );
        assert_eq!(of(&duties, OLD, "2025-11-18"), (Some(23), State::Again(day("2024-01-05"))));
        signed(&mut duties, OLD, 23, "2025-11-18");
        assert_eq!(of(&duties, OLD, "2025-11-17"), (Some(23), State::Again(day("2024-01-05"))));
        assert_eq!(
            of(&duties, OLD, "2025-11-18"),
            (Some(23), State::Acknowledged(day("2025-11-18")))
        );

        let choice = |id: i64, audience: Option<Audience>, on: &str| DutyChoice {
            id: DutyChoiceId(id),
            person_id: FRESH,
            audience,
            reason: audience.map(|_| "同行业八年".to_owned()),
            on_day: day(on),
            by_name: String::new(),
        };
        let said = vec![
            choice(50, Some(Audience::Experienced), "2025-11-10"),
            choice(51, None, "2025-11-20"),
        ];
        duties.choices.insert(FRESH, said);
        assert_eq!(of(&duties, FRESH, "2025-11-09").0, Some(21), "before it was chosen");
        assert_eq!(of(&duties, FRESH, "2025-11-10").0, Some(23));
        assert_eq!(of(&duties, FRESH, "2025-11-19").0, Some(23));
        assert_eq!(of(&duties, FRESH, "2025-11-20").0, Some(21), "the time decides again");
        assert_eq!(duties.chosen(FRESH, day("2025-11-09")), None);
        let coming = duties.chosen_or_coming(FRESH, day("2025-11-09"));
        assert_eq!(coming, Some((Audience::Experienced, "同行业八年")));
        assert_eq!(duties.chosen_or_coming(FRESH, day("2025-11-20")), None);
    }

    #[test]
    fn candidates_are_held_against_the_sheet_for_new_people() {
        let duties = duties();
        let of = |on: &str| duties.for_candidates(POST, day(on)).map(|sheet| sheet.id.0);
        assert_eq!(of("2021-01-01"), None);
        assert_eq!(of("2023-01-01"), Some(20));
        assert_eq!(of("2025-11-18"), Some(21));
    }

    #[test]
    fn findings_and_waivers_make_the_fit() {
        let line = |position: i64, section, title: &str, number, weight| DutyLine {
            id: DutyLineId(position),
            sheet_id: DutySheetId(20),
            section,
            position,
            group_name: None,
            title: title.to_owned(),
            text: None,
            standard: None,
            metric: None,
            number,
            weight,
        };
        let lines = [
            line(1, DutySection::Duty, "签约", None, 10_000),
            line(2, DutySection::Education, "bachelor", None, 1),
            line(3, DutySection::Experience, "工业客户销售", Some(36), 2),
            line(4, DutySection::Skill, "商务谈判", Some(3), 2),
            line(5, DutySection::Quality, "驾驶证", None, 1),
        ];
        let required = requirements(&lines);
        assert_eq!(required.len(), 4);
        let id = CandidateId(7);
        let candidate = Candidate {
            id,
            name: "周彦".to_owned(),
            post_id: POST,
            on_day: day("2025-11-03"),
            state: CandidateState::Open,
            education: Some(Education::College),
            experience_months: None,
            note: None,
        };
        let finding = |title: &str, level, waived: Option<&str>| CandidateFinding {
            id: CandidateFindingId(1),
            candidate_id: id,
            title: title.to_owned(),
            level,
            met: None,
            waived_for: waived.map(str::to_owned),
        };
        let own =
            [finding("商务谈判", Some(3), None), finding("education", None, Some("自考本科在读"))];
        let own = own.into_iter().map(|finding| (finding.title.clone(), finding)).collect();
        let findings = Findings([(id, own)].into());
        let fit = findings.fit(&candidate, &required);
        use Verdict::{Met, Unknown, Waived};
        assert_eq!(fit.verdicts, [Waived, Unknown, Met, Unknown]);
        // 2 of 5 met, 3 of 5 not known.
        assert_eq!(
            (fit.met_bp(), fit.unknown_bp(), fit.best_bp()),
            (Some(4_000), Some(6_000), Some(10_000))
        );
    }
}
