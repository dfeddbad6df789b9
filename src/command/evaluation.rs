//! Commands on evaluations: words, agreements, signatures. The figures come from the metrics.

use chrono::NaiveDate;

use crate::domain::ids::{CycleId, EvaluationId, ImprovementId, PersonId, SignatureId, TemplateId};
use crate::domain::period::Period;
use crate::error::{Error, Result};
use crate::store::Db;
use crate::store::records::{
    Evaluation, EvaluationCycle, EvaluationTemplate, Improvement, Signature, SignatureRole,
};

/// The longest comment that the page has room for, in characters.
pub const COMMENT_MAX: usize = 500;

/// An agreed improvement as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Agreed {
    /// What is to be reached.
    pub goal: String,
    /// What will be done.
    pub action: String,
    /// By when.
    pub due: Option<NaiveDate>,
    /// Who helps.
    pub supporter: String,
}

/// A command on one person's evaluation in a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Writes both comments.
    Comment {
        /// Whose.
        person: PersonId,
        /// The name, for the journal.
        name: String,
        /// The period.
        period: Period,
        /// The person's own words.
        self_comment: String,
        /// The manager's words.
        manager_comment: String,
    },
    /// Writes the agreed improvements, replacing those before.
    Agree {
        /// Whose.
        person: PersonId,
        /// The name, for the journal.
        name: String,
        /// The period.
        period: Period,
        /// The improvements in order.
        agreed: Vec<Agreed>,
    },
    /// Records a signature on the page with this content code.
    Sign {
        /// Whose evaluation.
        person: PersonId,
        /// The name, for the journal.
        name: String,
        /// The period.
        period: Period,
        /// Who signs.
        role: SignatureRole,
        /// The signer's name.
        signer: String,
        /// The day.
        on_day: NaiveDate,
        /// What was signed.
        content_code: String,
    },
    /// Withdraws all signatures, so that the page can be changed.
    Withdraw {
        /// Whose evaluation.
        person: PersonId,
        /// The name, for the journal.
        name: String,
        /// The period.
        period: Period,
    },
}

impl Command {
    pub(super) fn head(&self) -> (&'static str, String) {
        match self {
            Self::Comment { name, .. } => ("step-evaluation-comment", name.clone()),
            Self::Agree { name, .. } => ("step-evaluation-agree", name.clone()),
            Self::Sign { name, .. } => ("step-evaluation-sign", name.clone()),
            Self::Withdraw { name, .. } => ("step-evaluation-withdraw", name.clone()),
        }
    }
}

pub(super) fn apply(db: &mut Db, command: &Command) -> Result<()> {
    match command {
        Command::Comment { person, period, self_comment, manager_comment, .. } => {
            for text in [self_comment, manager_comment] {
                if text.chars().count() > COMMENT_MAX {
                    return Err(Error::new("error-comment-long").arg("max", COMMENT_MAX));
                }
            }
            let old = evaluation(db, *person, *period)?;
            refuse_signed(db, old.id)?;
            let new = Evaluation {
                self_comment: self_comment.trim().to_owned(),
                manager_comment: manager_comment.trim().to_owned(),
                ..old.clone()
            };
            db.update_from(&old, &new)?;
            Ok(())
        }
        Command::Agree { person, period, agreed, .. } => {
            let evaluation = evaluation(db, *person, *period)?;
            refuse_signed(db, evaluation.id)?;
            for old in db
                .all::<Improvement>()?
                .into_iter()
                .filter(|old| old.evaluation_id == evaluation.id)
            {
                db.delete::<Improvement>(old.id)?;
            }
            for (position, agreed) in (1..).zip(agreed) {
                let id = ImprovementId(db.allocate()?);
                db.insert(&Improvement {
                    id,
                    evaluation_id: evaluation.id,
                    position,
                    goal: agreed.goal.trim().to_owned(),
                    action: agreed.action.trim().to_owned(),
                    due: agreed.due,
                    supporter: agreed.supporter.trim().to_owned(),
                })?;
            }
            Ok(())
        }
        Command::Sign { person, period, role, signer, on_day, content_code, .. } => {
            let evaluation = evaluation(db, *person, *period)?;
            let signed: Vec<Signature> = signatures(db, evaluation.id)?;
            if signed.iter().any(|signature| signature.role == *role) {
                return Err(Error::new("error-signed-already"));
            }
            let name = signer.trim();
            if name.is_empty() {
                return Err(Error::new("error-name-blank"));
            }
            let id = SignatureId(db.allocate()?);
            db.insert(&Signature {
                id,
                evaluation_id: evaluation.id,
                role: *role,
                name: name.to_owned(),
                on_day: *on_day,
                content_code: content_code.clone(),
            })
        }
        Command::Withdraw { person, period, .. } => {
            let evaluation = evaluation(db, *person, *period)?;
            for signature in signatures(db, evaluation.id)? {
                db.delete::<Signature>(signature.id)?;
            }
            Ok(())
        }
    }
}

fn signatures(db: &Db, evaluation: EvaluationId) -> Result<Vec<Signature>> {
    Ok(db.all::<Signature>()?.into_iter().filter(|s| s.evaluation_id == evaluation).collect())
}

fn refuse_signed(db: &Db, evaluation: EvaluationId) -> Result<()> {
    if signatures(db, evaluation)?.is_empty() { Ok(()) } else { Err(Error::new("error-signed")) }
}

/// The evaluation of a person in a period, made with its cycle when it is the first word on it.
fn evaluation(db: &mut Db, person: PersonId, period: Period) -> Result<Evaluation> {
    let cycle =
        db.all::<EvaluationCycle>()?.into_iter().find(|cycle| cycle.period == period.to_string());
    let cycle = match cycle {
        Some(cycle) => cycle,
        None => {
            let template: Option<TemplateId> = db
                .all::<EvaluationTemplate>()?
                .into_iter()
                .find(|template| template.current)
                .map(|template| template.id);
            let template_id = template.ok_or_else(|| Error::new("error-template-missing"))?;
            let cycle = EvaluationCycle {
                id: CycleId(db.allocate()?),
                period: period.to_string(),
                template_id,
            };
            db.insert(&cycle)?;
            cycle
        }
    };
    let known = db
        .all::<Evaluation>()?
        .into_iter()
        .find(|evaluation| evaluation.cycle_id == cycle.id && evaluation.person_id == person);
    if let Some(evaluation) = known {
        return Ok(evaluation);
    }
    let evaluation = Evaluation {
        id: EvaluationId(db.allocate()?),
        cycle_id: cycle.id,
        person_id: person,
        self_comment: String::new(),
        manager_comment: String::new(),
    };
    db.insert(&evaluation)?;
    Ok(evaluation)
}
