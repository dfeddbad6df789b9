//! Results of training, ratings of skills, certificates.

use chrono::NaiveDate;

use crate::domain::ids::*;
use crate::store::db::record;

record! {
    /// What came of a training for one person.
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
    }
}

record! {
    /// A rating of a person's skill on a day.
    SkillRating in "skill_rating" by SkillRatingId {
        /// The person.
        person_id: PersonId,
        /// The skill.
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
    }
}
