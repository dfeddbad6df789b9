//! Which roles a deal lacks in its stage (domain document, B17).
//!
//! Five stages of a project ask for roles: technical exchange for presales, solution for a consultant,
//! evaluation for an executive, negotiation for commerce, finance and legal, signing for an executive. Not
//! every role has to be in place, so each stage says whether a missing one blocks or is only listed.

use std::collections::BTreeSet;

/// What a stage asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StageRoles<R> {
    /// The roles, in the order in which they are listed.
    pub needed: Vec<R>,
    /// Whether a missing role keeps deals out of the stage.
    pub enforced: bool,
}

impl<R: Ord> StageRoles<R> {
    /// The roles that nobody in the team of the deal has, in the order of the rule.
    pub fn missing(&self, team: &BTreeSet<R>) -> Vec<&R> {
        self.needed.iter().filter(|role| !team.contains(*role)).collect()
    }

    /// The missing roles that keep the deal out of the stage; none where the stage is not enforced.
    pub fn blocking(&self, team: &BTreeSet<R>) -> Vec<&R> {
        if self.enforced { self.missing(team) } else { vec![] }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_blocks_only_where_enforced() {
        let mut stage = StageRoles { needed: vec!["商务", "财务", "法务"], enforced: true };
        let team = BTreeSet::from(["法务", "售前"]);
        assert_eq!(stage.missing(&team), [&"商务", &"财务"]);
        assert_eq!(stage.blocking(&team), [&"商务", &"财务"]);
        stage.enforced = false;
        assert_eq!(stage.missing(&team).len(), 2, "still listed");
        assert!(stage.blocking(&team).is_empty());
        let free: StageRoles<&str> = StageRoles::default();
        assert!(free.missing(&BTreeSet::new()).is_empty());
    }
}
