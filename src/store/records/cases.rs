//! Cases and the plays that are made of them.

use chrono::NaiveDate;

use crate::domain::ids::*;
use crate::store::db::record;

words! {
    /// How the deal of a case ended.
    CaseResult {
        /// 赢单.
        Won = "won",
        /// 输单.
        Lost = "lost",
    }
}

record! {
    /// A deal that was won or lost, taken apart into steps (案例).
    SalesCase in "sales_case" by SalesCaseId {
        /// What it is called.
        title: String,
        /// How the deal ended.
        result: CaseResult,
        /// The deal, where it is one of ours here.
        opportunity_id: Option<OpportunityId>,
        /// The customer, if any; that of the deal where only a deal was named.
        account_id: Option<AccountId>,
        /// Whose deal it was.
        person_id: Option<PersonId>,
        /// Who tells of it.
        presenter_id: Option<PersonId>,
        /// The first day of what it tells.
        starts: Option<NaiveDate>,
        /// The last one.
        ends: Option<NaiveDate>,
        /// The stage in which what it teaches helps.
        stage_id: Option<StageId>,
        /// When it fits, a line each.
        suits: Option<String>,
        /// When it does not, a line each.
        suits_not: Option<String>,
        /// What to take away from it, a line each.
        takeaways: Option<String>,
        /// Tags, a line each.
        tags: Option<String>,
        /// When it was written.
        written_on: NaiveDate,
        /// Since when it is in the library.
        published_on: Option<NaiveDate>,
        /// Who wrote it.
        by_name: String,
    }
}

record! {
    /// A step of a case.
    CaseStep in "case_step" by CaseStepId {
        /// The case.
        case_id: SalesCaseId,
        /// Its place, from 1.
        position: i64,
        /// What the step is called.
        name: String,
        /// Who, of us and at the customer's.
        who: Option<String>,
        /// What they did.
        did: Option<String>,
        /// What shows it.
        evidence: Option<String>,
        /// Why it worked, or did not.
        why: Option<String>,
        /// The day.
        on_day: Option<NaiveDate>,
    }
}

record! {
    /// That somebody read a case.
    CaseReading in "case_reading" by CaseReadingId {
        /// The case.
        case_id: SalesCaseId,
        /// Who.
        person_id: PersonId,
        /// The day.
        on_day: NaiveDate,
        /// How useful it was to them, 1 to 5.
        score: Option<i64>,
    }
}

record! {
    /// A meeting in which a case is told.
    CaseUse in "case_use" by CaseUseId {
        /// The case.
        case_id: SalesCaseId,
        /// The day.
        on_day: NaiveDate,
        /// The meeting.
        meeting: String,
        /// How many minutes it gets.
        minutes: Option<i64>,
        /// What is done in them, a line each.
        agenda: Option<String>,
        /// Who tells it.
        presenter_id: Option<PersonId>,
        /// Who wrote it down.
        by_name: String,
    }
}

record! {
    /// A version of a play: what others are to do (打法).
    Play in "play" by PlayId {
        /// What versions of one play share: the key of the first.
        series: i64,
        /// The version, from 1.
        number: i64,
        /// Whether it is the one that is used now.
        current: bool,
        /// What it is called.
        name: String,
        /// The stage it is for.
        stage_id: Option<StageId>,
        /// When it fits, a line each.
        suits: Option<String>,
        /// When it does not, a line each.
        suits_not: Option<String>,
        /// What to take along, a line each.
        takeaways: Option<String>,
        /// What is new in it.
        change_note: Option<String>,
        /// Since when it is there.
        published_on: NaiveDate,
        /// Who published it.
        by_name: String,
    }
}

record! {
    /// A step of a play.
    PlayStep in "play_step" by PlayStepId {
        /// The version.
        play_id: PlayId,
        /// Its place, from 1.
        position: i64,
        /// What is done.
        text: String,
        /// What counts as done.
        standard: Option<String>,
    }
}

record! {
    /// A case that a play is made of.
    PlaySource in "play_source" by PlaySourceId {
        /// The version.
        play_id: PlayId,
        /// The case.
        case_id: SalesCaseId,
    }
}

words! {
    /// What came of using a play.
    AdoptionResult {
        /// 见效.
        Worked = "worked",
        /// 部分见效.
        Partly = "partly",
        /// 没见效.
        Failed = "failed",
    }
}

record! {
    /// That somebody used a play (使用记录).
    PlayAdoption in "play_adoption" by PlayAdoptionId {
        /// The version.
        play_id: PlayId,
        /// Who.
        person_id: PersonId,
        /// On which deal, if on one.
        opportunity_id: Option<OpportunityId>,
        /// The day.
        on_day: NaiveDate,
        /// What came of it; `None` while that is open.
        result: Option<AdoptionResult>,
        /// When that was known.
        result_on: Option<NaiveDate>,
        /// A word on it.
        said: Option<String>,
        /// Who wrote it down.
        by_name: String,
    }
}

record! {
    /// A step of the play that was used.
    PlayAdoptionStep in "play_adoption_step" by PlayAdoptionStepId {
        /// The use.
        adoption_id: PlayAdoptionId,
        /// The step.
        step_id: PlayStepId,
    }
}
