//! Results of training, ratings of skills, certificates. Sheets bring them, people type them, and a row
//! says the same either way.

use chrono::NaiveDate;

use crate::domain::ids::*;
use crate::store::db::record;
use crate::store::records::EvidenceKind;

words! {
    /// What came of a training, where its words are understood.
    TrainingOutcome {
        /// 通过.
        Passed = "passed",
        /// 未通过.
        Failed = "failed",
        /// 完成: there to the end, and nothing was tested.
        Completed = "completed",
        /// 未完成.
        Incomplete = "incomplete",
    }
}

record! {
    /// What came of a training for one person: one course on one day, however it came to be known. All
    /// figures on training are sums of these rows.
    TrainingResult in "training_result" by TrainingResultId {
        /// The person.
        person_id: PersonId,
        /// The course.
        course: String,
        /// The day.
        on_day: NaiveDate,
        /// Classroom, online and so on, as people write it.
        form: Option<String>,
        /// Who taught.
        trainer: Option<String>,
        /// Where.
        place: Option<String>,
        /// How long, in ten-thousandths of a day.
        days: Option<i64>,
        /// The cost in fen.
        cost: Option<i64>,
        /// Passed, failed and so on, as people write it.
        outcome: Option<String>,
        /// The score in ten-thousandths of a point.
        score: Option<i64>,
        /// Whether the person came, as people write it.
        attendance: Option<String>,
        /// The import it came with.
        batch_id: Option<BatchId>,
        /// Columns of the sheet that we do not know, a JSON object.
        extra: Option<String>,
        /// The class it is of, where that is known.
        class_id: Option<TrainingClassId>,
        /// How long the person was there, in ten-thousandths of an hour.
        hours: Option<i64>,
        /// The score of the test before, in ten-thousandths of a point.
        score_before: Option<i64>,
        /// When the test was taken again (补测).
        retest_on: Option<NaiveDate>,
        /// The score of that, in ten-thousandths of a point.
        retest_score: Option<i64>,
        /// What the person thought of it, 1 to 5.
        feedback: Option<i64>,
        /// The same in words.
        feedback_words: Option<String>,
    }
}

record! {
    /// A rating of a person's skill on a day.
    SkillRating in "skill_rating" by SkillRatingId {
        /// The person.
        person_id: PersonId,
        /// The skill as the sheet says it; which of the skills that is follows from their names.
        skill: String,
        /// The day of the rating; that of the report where the sheet states none.
        on_day: NaiveDate,
        /// The level in ten-thousandths.
        level: i64,
        /// Who rated.
        rater: Option<String>,
        /// What shows it.
        evidence: Option<String>,
        /// The import it came with.
        batch_id: Option<BatchId>,
        /// Columns of the sheet that we do not know, a JSON object.
        extra: Option<String>,
        /// What kind of evidence that is; sheets do not say.
        evidence_kind: Option<EvidenceKind>,
        /// The key of the record that shows it: a result of training, an observation, a deal.
        record_id: Option<i64>,
    }
}

record! {
    /// A person's certificate.
    Certificate in "certificate" by CertificateId {
        /// The person.
        person_id: PersonId,
        /// What it certifies.
        certificate: String,
        /// Its number.
        number: Option<String>,
        /// The day it was issued.
        issued_on: Option<NaiveDate>,
        /// The last day it is valid.
        expires_on: Option<NaiveDate>,
        /// Who issued it.
        issuer: Option<String>,
        /// The import it came with.
        batch_id: Option<BatchId>,
        /// Columns of the sheet that we do not know, a JSON object.
        extra: Option<String>,
        /// When it was taken away.
        revoked_on: Option<NaiveDate>,
        /// Why.
        revoked_why: Option<String>,
        /// The class in which it was earned.
        class_id: Option<TrainingClassId>,
    }
}

record! {
    /// A kind of certificate.
    CertificateKind in "certificate_kind" by CertificateKindId {
        /// The name, unique.
        name: String,
        /// The name in English; may be empty.
        name_en: String,
        /// For how many months it is valid; `None` without an end.
        months: Option<i64>,
        /// So many days before its end somebody is to be told.
        warn_days: i64,
        /// Who issues it.
        issuer: Option<String>,
        /// Whether it is no longer used.
        archived: bool,
    }
}

record! {
    /// What a certificate was up to a renewal: the present stands in the certificate itself.
    CertificateTerm in "certificate_term" by CertificateTermId {
        /// The certificate.
        certificate_id: CertificateId,
        /// Its number then.
        number: Option<String>,
        /// The day it had been issued.
        issued_on: Option<NaiveDate>,
        /// The last day it was valid then.
        expires_on: Option<NaiveDate>,
        /// When it was renewed.
        renewed_on: NaiveDate,
        /// Who recorded that.
        by_name: String,
    }
}
