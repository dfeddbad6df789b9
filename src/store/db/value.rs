//! The two kinds of value a cell holds, integers and text, and how Rust types map to them.
//!
//! Money, rates, keys and flags are integers; names, dates, instants and enumerations are text.

use std::fmt::Write as _;

use chrono::NaiveDate;

use crate::domain::duty::Audience;
use crate::domain::fit::Education;
use crate::domain::ids::*;

/// A cell to be written.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Value {
    /// Unknown.
    Null,
    /// A number, key, flag, amount in fen, rate in basis points.
    Int(i64),
    /// A text, date, instant or enumerated word.
    Text(String),
}

/// A cell as read, borrowed from the row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueRef<'a> {
    /// Unknown.
    Null,
    /// A number.
    Int(i64),
    /// A text.
    Text(&'a str),
}

impl Value {
    pub(super) fn push_json(&self, out: &mut String) {
        match self {
            Self::Null => out.push_str("null"),
            Self::Int(n) => {
                // Writing to a String cannot fail.
                let _ = write!(out, "{n}");
            }
            Self::Text(text) => push_json_text(text, out),
        }
    }

    /// Reads a value of an image.
    pub fn from_json(json: &serde_json::Value) -> Self {
        match json {
            serde_json::Value::Null => Self::Null,
            serde_json::Value::String(text) => Self::Text(text.clone()),
            other => other.as_i64().map_or_else(|| Self::Text(other.to_string()), Self::Int),
        }
    }

    /// The value borrowed.
    pub fn as_ref(&self) -> ValueRef<'_> {
        match self {
            Self::Null => ValueRef::Null,
            Self::Int(n) => ValueRef::Int(*n),
            Self::Text(text) => ValueRef::Text(text),
        }
    }
}

fn push_json_text(text: &str, out: &mut String) {
    out.push('"');
    let plain = |b: u8| b >= 0x20 && b != b'"' && b != b'\\';
    if text.bytes().all(plain) {
        out.push_str(text);
    } else {
        for c in text.chars() {
            match c {
                '"' => out.push_str("\\\""),
                '\\' => out.push_str("\\\\"),
                '\n' => out.push_str("\\n"),
                c if u32::from(c) < 0x20 => {
                    let _ = write!(out, "\\u{:04x}", u32::from(c));
                }
                c => out.push(c),
            }
        }
    }
    out.push('"');
}

/// A Rust type that fits a cell.
pub trait Column: Sized {
    /// What the cell is, in the description of an export: `integer`, `flag`, `text`, `day`, `word`
    /// or `key`.
    const KIND: &'static str;
    /// Reads the cell; `None` when it holds something else.
    fn read(value: ValueRef<'_>) -> Option<Self>;
    /// The cell to write.
    fn write(&self) -> Value;
}

impl Column for i64 {
    const KIND: &'static str = "integer";
    fn read(value: ValueRef<'_>) -> Option<Self> {
        if let ValueRef::Int(n) = value { Some(n) } else { None }
    }
    fn write(&self) -> Value {
        Value::Int(*self)
    }
}

impl Column for bool {
    const KIND: &'static str = "flag";
    fn read(value: ValueRef<'_>) -> Option<Self> {
        if let ValueRef::Int(n) = value { Some(n != 0) } else { None }
    }
    fn write(&self) -> Value {
        Value::Int(i64::from(*self))
    }
}

impl Column for String {
    const KIND: &'static str = "text";
    fn read(value: ValueRef<'_>) -> Option<Self> {
        if let ValueRef::Text(text) = value { Some(text.to_owned()) } else { None }
    }
    fn write(&self) -> Value {
        Value::Text(self.clone())
    }
}

impl Column for NaiveDate {
    const KIND: &'static str = "day";
    fn read(value: ValueRef<'_>) -> Option<Self> {
        let ValueRef::Text(text) = value else { return None };
        // A pass over all deals reads millions of days.
        let &[a, b, c, d, b'-', e, f, b'-', g, h] = text.as_bytes() else { return None };
        let year = i32::try_from(number(&[a, b, c, d])?).ok()?;
        Self::from_ymd_opt(year, number(&[e, f])?, number(&[g, h])?)
    }
    fn write(&self) -> Value {
        Value::Text(self.to_string())
    }
}

/// The number that a few digits write.
fn number(digits: &[u8]) -> Option<u32> {
    let add = |n: u32, digit: &u8| digit.is_ascii_digit().then(|| n * 10 + u32::from(digit - b'0'));
    digits.iter().try_fold(0, add)
}

impl<T: Column> Column for Option<T> {
    const KIND: &'static str = T::KIND;
    fn read(value: ValueRef<'_>) -> Option<Self> {
        if value == ValueRef::Null { Some(None) } else { T::read(value).map(Some) }
    }
    fn write(&self) -> Value {
        self.as_ref().map_or(Value::Null, Column::write)
    }
}

impl Column for Education {
    const KIND: &'static str = "word";
    fn read(value: ValueRef<'_>) -> Option<Self> {
        if let ValueRef::Text(word) = value { Self::from_word(word) } else { None }
    }
    fn write(&self) -> Value {
        Value::Text(self.word().to_owned())
    }
}

impl Column for Audience {
    const KIND: &'static str = "word";
    fn read(value: ValueRef<'_>) -> Option<Self> {
        if let ValueRef::Text(word) = value { Self::parse(word) } else { None }
    }
    fn write(&self) -> Value {
        Value::Text(self.word().to_owned())
    }
}

macro_rules! id_columns {
    ($($id:ty),* $(,)?) => {$(
        impl Column for $id {
            const KIND: &'static str = "key";
            fn read(value: ValueRef<'_>) -> Option<Self> {
                i64::read(value).map(Self)
            }
            fn write(&self) -> Value {
                Value::Int(self.0)
            }
        }
        impl From<$id> for Value {
            fn from(id: $id) -> Self {
                Self::Int(id.0)
            }
        }
    )*};
}

id_columns!(
    RegionId,
    TeamId,
    PersonId,
    MembershipId,
    PostId,
    ProductId,
    AccountId,
    StageModelId,
    StageId,
    OpportunityId,
    MoveId,
    SightingId,
    DealAnswerId,
    TargetId,
    TargetVersionId,
    TargetActionId,
    MarketNoteId,
    SalesOrderId,
    OrderReturnId,
    ReceiptId,
    ActivityId,
    ReportId,
    ReportRuleId,
    TrainingResultId,
    SkillRatingId,
    CertificateId,
    SatisfactionAnswerId,
    ContactId,
    TemplateId,
    TemplateRowId,
    BandId,
    CycleId,
    EvaluationId,
    ImprovementId,
    SignatureId,
    BatchId,
    RejectId,
    AliasId,
    SettingId,
    StepId,
    DutySheetId,
    DutyLineId,
    DutyAcknowledgementId,
    DutyChoiceId,
    DutyCheckId,
    CandidateId,
    CandidateFindingId,
    HandoverId,
    HandoverItemId,
    HandoverShareId,
    DealPassingId,
    TeamCharterId,
    MentorPairId,
    MentorTaskId,
    MentorCheckinId,
    TeamEventId,
    TeamEventPersonId,
    RecognitionId,
    MajorEventId,
    CoachingId,
    CoachingOptionId,
    CoachingActionId,
    CoachingPostponementId,
    CoachingSymptomId,
    RepFeedbackId,
    CoachingRhythmId,
    PulseId,
    PulseCountId,
    ObservationTemplateId,
    ObservationStepId,
    ObservationAnchorId,
    ObservationPracticeId,
    ObservationRequirementId,
    ObservationId,
    ObservationRatingId,
    ObservationTickId,
    ImprovementPlanId,
    ImprovementObjectiveId,
    ImprovementCheckId,
    ImprovementPointId,
    ImprovementEvidenceId,
    ImprovementSupportId,
    SupportGivenId,
    SalesCaseId,
    CaseStepId,
    CaseReadingId,
    CaseUseId,
    PlayId,
    PlayStepId,
    PlaySourceId,
    PlayAdoptionId,
    PlayAdoptionStepId,
    BehaviourFindingId,
    BehaviourMemberId,
    BehaviourLineId,
    BehaviourTrialId,
    BehaviourTrialPersonId,
    EstablishmentId,
    VacancyId,
    HeadcountPlanId,
    HeadcountTierId,
    CalendarYearId,
    CalendarSpanId,
    CompanyDayId,
    StrategyId,
    StrategyLineId,
    TargetAcknowledgementId,
    TeamTermId,
    DealDecisionId,
    NextStepId,
    DealOutcomeId,
    ForecastCallId,
    ForecastFreezeId,
    DealCategoryId,
    StageItemId,
    DealPartId,
    DealContactId,
    DealRiskId,
    DealEvidenceId,
    DealNoteId,
    DealWaiverId,
    SavedListId,
    ProcessImprovementId,
    GapReasonId,
    SkillId,
    SkillAnchorId,
    CertificateKindId,
    CourseId,
    CourseSkillId,
    LearningNameId,
    SkillRequirementId,
    SkillSelfRatingId,
    KnowledgeUpdateId,
    KnowledgeQuestionId,
    KnowledgeReaderId,
    TrainingClassId,
    ClassSessionId,
    EnrolmentId,
    ClassPresenceId,
    ClassScoreId,
    CertificateTermId,
    TrainingPlanId,
    TrainingPlanItemId,
    TrainingPlanPersonId,
    CareerStepId,
    CareerConditionId,
    CareerPlanId,
    CareerActionId,
    CareerReviewId,
    DevelopmentOfferId,
    RefresherId,
    RefresherTryId,
    NoticeMarkId,
    NoticeRuleId,
    NoteId,
);

impl From<i64> for Value {
    fn from(n: i64) -> Self {
        Self::Int(n)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<NaiveDate> for Value {
    fn from(date: NaiveDate) -> Self {
        Self::Text(date.to_string())
    }
}

impl<T: Into<Self>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}
