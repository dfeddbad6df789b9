//! Targets, every value they had, how they are to be reached, and what the market does to them.

use chrono::NaiveDate;

use crate::domain::ids::*;
use crate::domain::scope::Scope;
use crate::store::db::record;

words! {
    /// What kind of scope a target is for.
    ScopeKind {
        /// The company.
        All = "all",
        /// A region.
        Region = "region",
        /// A team.
        Team = "team",
        /// A person.
        Person = "person",
    }
}

impl ScopeKind {
    /// The two cells that a scope is stored as; the company has the key 0.
    pub const fn cells(scope: Scope) -> (Self, i64) {
        match scope {
            Scope::All => (Self::All, 0),
            Scope::Region(id) => (Self::Region, id.0),
            Scope::Team(id) => (Self::Team, id.0),
            Scope::Person(id) => (Self::Person, id.0),
        }
    }

    /// The scope that two cells store.
    pub const fn scope(self, id: i64) -> Scope {
        match self {
            Self::All => Scope::All,
            Self::Region => Scope::Region(RegionId(id)),
            Self::Team => Scope::Team(TeamId(id)),
            Self::Person => Scope::Person(PersonId(id)),
        }
    }
}

record! {
    /// A target on a metric for a scope and a period.
    Target in "target" by TargetId {
        /// The metric's id.
        metric: String,
        /// The kind of scope.
        scope_kind: ScopeKind,
        /// The region, team or person; 0 for the company.
        scope_id: i64,
        /// The period as text.
        period: String,
        /// The value in the metric's unit, to be reached (基本目标).
        value: i64,
        /// The value that stretches (力争目标).
        stretch: Option<i64>,
        /// The value that challenges (挑战目标).
        challenge: Option<i64>,
    }
}

impl Target {
    /// Whose target it is.
    pub const fn scope(&self) -> Scope {
        self.scope_kind.scope(self.scope_id)
    }
}

record! {
    /// A value that a target had, and why.
    TargetVersion in "target_version" by TargetVersionId {
        /// The metric's id.
        metric: String,
        /// The kind of scope.
        scope_kind: ScopeKind,
        /// The region, team or person; 0 for the company.
        scope_id: i64,
        /// The period as text.
        period: String,
        /// Which version it is, from 1.
        number: i64,
        /// The value; `None` where the target was taken away.
        value: Option<i64>,
        /// The value that stretches.
        stretch: Option<i64>,
        /// The value that challenges.
        challenge: Option<i64>,
        /// Why, in the person's words.
        reason: Option<String>,
        /// Who approved it.
        approver: Option<String>,
        /// How it was worked out, in words.
        basis: Option<String>,
        /// The business day of the change.
        on_day: NaiveDate,
        /// Who changed it.
        by_name: String,
    }
}

impl TargetVersion {
    /// Whose target it is.
    pub const fn scope(&self) -> Scope {
        self.scope_kind.scope(self.scope_id)
    }
}

record! {
    /// A key action or an agreed support by which the targets of a scope and period are reached.
    TargetAction in "target_action" by TargetActionId {
        /// The kind of scope.
        scope_kind: ScopeKind,
        /// The region, team or person; 0 for the company.
        scope_id: i64,
        /// The period as text.
        period: String,
        /// The place in the list, from 1.
        position: i64,
        /// What is done.
        text: String,
        /// Who does it.
        owner: Option<String>,
        /// By when.
        due: Option<NaiveDate>,
    }
}

record! {
    /// What the market does to the targets of a scope.
    MarketNote in "market_note" by MarketNoteId {
        /// The kind of scope.
        scope_kind: ScopeKind,
        /// The region, team or person; 0 for the company.
        scope_id: i64,
        /// By how much, in basis points; below zero where the market shrinks.
        bp: i64,
        /// Where that is from.
        source: String,
        /// The day of the note.
        on_day: NaiveDate,
        /// Who wrote it.
        by_name: String,
        /// Whether it no longer applies.
        archived: bool,
    }
}

record! {
    /// That a target letter was signed for (签收).
    TargetAcknowledgement in "target_acknowledgement" by TargetAcknowledgementId {
        /// The kind of scope.
        scope_kind: ScopeKind,
        /// The region, team or person; 0 for the company.
        scope_id: i64,
        /// The period as text.
        period: String,
        /// The code printed on the letter.
        code: String,
        /// The day of the signature.
        on_day: NaiveDate,
        /// Who recorded it.
        by_name: String,
        /// A word on it.
        note: Option<String>,
    }
}

impl TargetAction {
    /// Whose targets it serves.
    pub const fn scope(&self) -> Scope {
        self.scope_kind.scope(self.scope_id)
    }
}

impl TargetAcknowledgement {
    /// Whose letter it was.
    pub const fn scope(&self) -> Scope {
        self.scope_kind.scope(self.scope_id)
    }
}
