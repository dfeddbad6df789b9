//! Where a workspace holds what concerns a person: the one list that showing, erasing and searching follow.
//!
//! Every reference to a person stands in [`COVER`], and of every row that is about somebody each text is
//! either words about the person, which are erased, or stays without names. A test compares the list with
//! the schema, so that a new table with people in it cannot be forgotten. Texts of all other tables are
//! searched for names without being listed.

/// What one table holds of people.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cover {
    /// The table.
    pub table: &'static str,
    /// The references that say whom a row is about.
    pub about: &'static [&'static str],
    /// The references to people who take part: who owns a deal, coaches, trains.
    pub part: &'static [&'static str],
    /// The references to rows that are about somebody, with their table: then this row is too.
    pub within: &'static [(&'static str, &'static str)],
    /// What is said of the person.
    pub words: &'static [&'static str],
    /// Texts that stay, without names: what figures and other people's records need.
    #[cfg_attr(
        not(test),
        expect(dead_code, reason = "listed so that a test sees every text judged")
    )]
    pub stays: &'static [&'static str],
}

/// A table whose rows only name people who take part.
const fn part(table: &'static str, part: &'static [&'static str]) -> Cover {
    Cover { table, about: &[], part, within: &[], words: &[], stays: &[] }
}

/// A table whose rows are about a person.
const fn about(
    table: &'static str,
    part: &'static [&'static str],
    words: &'static [&'static str],
    stays: &'static [&'static str],
) -> Cover {
    Cover { table, about: &["person_id"], part, within: &[], words, stays }
}

/// A table whose rows belong to rows that are about a person.
const fn within(
    table: &'static str,
    within: &'static [(&'static str, &'static str)],
    words: &'static [&'static str],
    stays: &'static [&'static str],
) -> Cover {
    Cover { table, about: &[], part: &[], within, words, stays }
}

/// A table whose rows are about a person where their scope is one.
const fn scoped(
    table: &'static str,
    words: &'static [&'static str],
    stays: &'static [&'static str],
) -> Cover {
    Cover { table, about: &[SCOPE], part: &[], within: &[], words, stays }
}

/// The reference of a row with a scope, which may be a person.
pub(super) const SCOPE: &str = "scope_id";

/// Where people stand. The person's own row is treated by itself, and so are remembered names and rows that
/// an import did not take.
pub(super) const COVER: &[Cover] = &[
    part("team", &["manager_id"]),
    part("team_term", &["manager_id"]),
    about("membership", &[], &["note"], &["level"]),
    part("account", &["owner_id"]),
    part("opportunity", &["owner_id"]),
    part("move", &["owner_before", "owner_after"]),
    part("deal_part", &["person_id"]),
    part("sales_order", &["owner_id"]),
    part("receipt", &["owner_id"]),
    part("strategy_line", &["owner_id"]),
    part("vacancy", &["filled_by"]),
    // What was done at customers and said of them is the company's.
    about("activity", &[], &[], &["subject", "kind", "result", "next_step", "contact", "extra"]),
    about(
        "report",
        &[],
        &["done", "plan", "problems", "help", "feedback", "commitments", "extra"],
        &["period", "market"],
    ),
    scoped("target", &[], &["metric", "period"]),
    scoped("target_version", &["reason"], &["metric", "period", "approver", "basis", "by_name"]),
    scoped("target_action", &["text"], &["period", "owner"]),
    scoped("target_acknowledgement", &["note"], &["period", "code", "by_name"]),
    scoped("market_note", &[], &["source", "by_name"]),
    scoped("gap_reason", &["reason"], &["period", "by_name"]),
    scoped("forecast_call", &["reason"], &["period", "by_name"]),
    scoped("forecast_freeze", &[], &["period", "by_name"]),
    scoped("headcount_plan", &["note"], &["by_name"]),
    scoped("strategy", &["review"], &["title", "by_name"]),
    scoped("team_event", &[], &["name", "place", "feedback"]),
    scoped("behaviour_finding", &[], &["outcome", "outcome_period", "basis", "note", "by_name"]),
    scoped("training_plan", &[], &["name", "period", "review", "note", "by_name"]),
    Cover {
        table: "process_improvement",
        about: &[SCOPE],
        part: &["owner_id"],
        within: &[],
        words: &[],
        stays: &["finding", "place", "what", "result", "by_name"],
    },
    about("evaluation", &[], &["self_comment", "manager_comment"], &[]),
    within("improvement", &[("evaluation_id", "evaluation")], &["goal", "action"], &["supporter"]),
    within("signature", &[("evaluation_id", "evaluation")], &[], &["name", "content_code"]),
    about("duty_acknowledgement", &[], &["note"], &["by_name"]),
    about("duty_choice", &[], &["reason"], &["by_name"]),
    about("duty_check", &[], &["proof"], &["month", "by_name"]),
    about("handover", &[], &["note"], &["number", "by_name"]),
    Cover {
        table: "handover_item",
        about: &[],
        part: &["to_id"],
        within: &[("handover_id", "handover")],
        words: &[],
        stays: &["next_step", "commitments"],
    },
    within("handover_share", &[("handover_id", "handover")], &[], &[]),
    Cover {
        table: "deal_passing",
        about: &[],
        part: &["owner_id", "from_id"],
        within: &[("handover_id", "handover")],
        words: &[],
        stays: &["by_name"],
    },
    Cover {
        table: "mentor_pair",
        about: &["mentee_id"],
        part: &["mentor_id"],
        within: &[],
        words: &["goal", "result"],
        stays: &[],
    },
    within("mentor_task", &[("pair_id", "mentor_pair")], &["text"], &[]),
    within("mentor_checkin", &[("pair_id", "mentor_pair")], &["text"], &["by_name"]),
    about("team_event_person", &[], &[], &[]),
    about("recognition", &[], &["reason"], &["title", "by_name"]),
    about("major_event", &[], &["note"], &["name", "by_name"]),
    about(
        "coaching",
        &["coach_id"],
        &[
            "topic",
            "questions",
            "goal",
            "reality",
            "will",
            "help",
            "to_seven",
            "rep_words",
            "next_what",
        ],
        &["quarter", "starts_at", "present", "skill", "by_name"],
    ),
    within("coaching_option", &[("coaching_id", "coaching")], &["text"], &[]),
    Cover {
        table: "coaching_action",
        about: &[],
        part: &["owner_id"],
        within: &[("coaching_id", "coaching")],
        words: &["text", "result"],
        stays: &[],
    },
    within("coaching_postponement", &[("action_id", "coaching_action")], &["reason"], &["by_name"]),
    about(
        "improvement_plan",
        &["coach_id", "helper_id"],
        &["title", "cause", "person_words", "result"],
        &["by_name"],
    ),
    within(
        "coaching_symptom",
        &[("coaching_id", "coaching"), ("plan_id", "improvement_plan")],
        &["cause"],
        &["subject", "name", "period"],
    ),
    about(
        "observation",
        &["observer_id", "second_id"],
        &["agreed", "next_what"],
        &["second_name", "practice", "by_name"],
    ),
    within("observation_rating", &[("observation_id", "observation")], &["fact"], &[]),
    within("observation_tick", &[("observation_id", "observation")], &[], &[]),
    within(
        "improvement_objective",
        &[("plan_id", "improvement_plan")],
        &["name", "baseline_words", "target_words", "end_reason"],
        &["metric", "baseline_period"],
    ),
    within("improvement_check", &[("plan_id", "improvement_plan")], &["note"], &[]),
    within(
        "improvement_point",
        &[("objective_id", "improvement_objective"), ("check_id", "improvement_check")],
        &["target_words", "said"],
        &["period"],
    ),
    within(
        "improvement_evidence",
        &[("objective_id", "improvement_objective")],
        &["text", "shown_in"],
        &["by_name"],
    ),
    Cover {
        table: "improvement_support",
        about: &[],
        part: &["owner_id"],
        within: &[("plan_id", "improvement_plan")],
        words: &["text"],
        stays: &[],
    },
    within("support_given", &[("support_id", "improvement_support")], &["note"], &["by_name"]),
    // A case tells of a deal, for everybody to learn from.
    part("sales_case", &["person_id", "presenter_id"]),
    part("case_use", &["presenter_id"]),
    about("case_reading", &[], &[], &[]),
    about("play_adoption", &[], &["said"], &["by_name"]),
    within("play_adoption_step", &[("adoption_id", "play_adoption")], &[], &[]),
    about("behaviour_member", &[], &[], &[]),
    about("behaviour_trial_person", &[], &["note"], &[]),
    about("rep_feedback", &[], &["text", "answer"], &["answered_by"]),
    about("coaching_rhythm", &[], &["channel"], &["by_name"]),
    about("skill_self_rating", &[], &["words"], &[]),
    part("training_class", &["trainer_id"]),
    about("enrolment", &[], &["note"], &["by_name"]),
    about("class_presence", &[], &[], &[]),
    about("class_score", &[], &[], &["rater"]),
    about(
        "training_result",
        &[],
        &["feedback_words", "extra"],
        &["course", "form", "trainer", "place", "outcome", "attendance"],
    ),
    about("skill_rating", &[], &["evidence", "extra"], &["skill", "rater"]),
    about("certificate", &[], &["number", "revoked_why", "extra"], &["certificate", "issuer"]),
    within("certificate_term", &[("certificate_id", "certificate")], &["number"], &["by_name"]),
    about("knowledge_reader", &[], &[], &[]),
    about("training_plan_person", &[], &[], &[]),
    about("career_plan", &[], &["gap", "result"], &["grade", "by_name"]),
    Cover {
        table: "career_action",
        about: &[],
        part: &["owner_id"],
        within: &[("plan_id", "career_plan")],
        words: &["what"],
        stays: &[],
    },
    within("career_review", &[("plan_id", "career_plan")], &["words"], &["by_name"]),
    about("development_offer", &[], &["what", "reason", "result"], &["by_name"]),
    about("refresher", &[], &[], &[]),
    about("note", &[], &["words"], &["by_name"]),
    within("refresher_try", &[("refresher_id", "refresher")], &[], &[]),
];

/// What of the person's own row is emptied; the name gives way to a pseudonym. The day of hire and the kind
/// stay, since figures of the past count by them.
pub(super) const OWN: &[&str] =
    &["number", "city", "phone", "email", "education", "major", "in_trade_since", "extra"];

/// What of the person's own row stays.
#[cfg(test)]
const OWN_STAYS: &[&str] = &["name"];

/// What a table holds of people, if it is listed.
pub(super) fn cover(table: &str) -> Option<&'static Cover> {
    COVER.iter().find(|cover| cover.table == table)
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;
    use crate::store::portable_schema;
    use crate::store::whole::SHAPES;

    /// By table and column, the table that it refers to.
    fn references() -> BTreeMap<(String, String), String> {
        let mut found: BTreeMap<(String, String), String> = BTreeMap::new();
        let mut table = String::new();
        for line in portable_schema().lines() {
            let clean = line.replace(['(', ')', ';', ','], " ");
            let words: Vec<&str> = clean.split_whitespace().collect();
            let at = words.iter().position(|word| *word == "REFERENCES").map(|at| at + 1);
            match words.as_slice() {
                ["CREATE", "TABLE", name, ..] => table = (*name).to_owned(),
                ["ALTER", "TABLE", old, "RENAME", "TO", name] => {
                    let moved = std::mem::take(&mut found).into_iter();
                    let named = |at: String| if at == *old { (*name).to_owned() } else { at };
                    found = moved.map(|((at, column), to)| ((named(at), column), to)).collect();
                }
                ["DROP", "TABLE", name] => found.retain(|(at, _), _| at != name),
                ["ALTER", "TABLE", name, "ADD", "COLUMN", column, ..] => {
                    if let Some(at) = at {
                        let key = ((*name).to_owned(), (*column).to_owned());
                        found.insert(key, words[at].to_owned());
                    }
                }
                [column, ..] => {
                    if let Some(at) = at {
                        found.insert((table.clone(), (*column).to_owned()), words[at].to_owned());
                    }
                }
                [] => {}
            }
        }
        found
    }

    fn set(list: &[&str]) -> BTreeSet<String> {
        list.iter().map(|word| (*word).to_owned()).collect()
    }

    #[test]
    fn every_reference_to_a_person_is_covered() {
        let mut schema: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for ((table, column), to) in references() {
            if to == "person" {
                schema.entry(table).or_default().insert(column);
            }
        }
        assert!(schema.len() > 40, "the schema was not read: {schema:?}");
        let shaped = SHAPES.iter().filter(|shape| shape.columns.contains(&SCOPE));
        for shape in shaped {
            schema.entry(shape.table.to_owned()).or_default().insert(SCOPE.to_owned());
        }
        for (table, columns) in &schema {
            let cover = cover(table).unwrap_or_else(|| panic!("{table} refers to people"));
            let mut own = set(cover.about);
            own.extend(set(cover.part));
            assert_eq!(&own, columns, "{table}");
        }
        for cover in COVER {
            let known = schema.contains_key(cover.table) || !cover.within.is_empty();
            assert!(known, "{} refers to nobody", cover.table);
        }
    }

    #[test]
    fn what_belongs_to_a_row_about_a_person_is_covered() {
        let about = |table: &str| {
            cover(table).is_some_and(|cover| !cover.about.is_empty() || !cover.within.is_empty())
        };
        // A figure shared by many is about none of them, though its scope may be one.
        let scoped = |table: &str| cover(table).is_some_and(|cover| cover.about == [SCOPE]);
        for ((table, column), to) in references() {
            let own = cover(&table).is_some_and(|cover| !cover.about.is_empty());
            if !about(&to) || scoped(&to) || own || to == "person" {
                continue;
            }
            let found = cover(&table)
                .is_some_and(|cover| cover.within.contains(&(column.as_str(), to.as_str())));
            assert!(found, "{table}.{column} refers to {to}");
        }
    }

    #[test]
    fn every_text_about_a_person_is_judged() {
        for shape in SHAPES {
            let texts = shape.columns.iter().zip(shape.kinds).filter(|(_, kind)| **kind == "text");
            let texts: BTreeSet<String> = texts.map(|(column, _)| (*column).to_owned()).collect();
            if shape.table == "person" {
                let mut own = set(OWN);
                own.extend(set(OWN_STAYS));
                assert!(texts.is_subset(&own), "{texts:?}");
                continue;
            }
            let Some(cover) = cover(shape.table) else { continue };
            if cover.about.is_empty() && cover.within.is_empty() {
                continue;
            }
            let mut own = set(cover.words);
            own.extend(set(cover.stays));
            assert_eq!(own, texts, "{}", shape.table);
            assert_eq!(own.len(), cover.words.len() + cover.stays.len(), "{}", shape.table);
        }
    }

    #[test]
    fn a_table_stands_behind_those_it_belongs_to() {
        let place = |table: &str| SHAPES.iter().position(|shape| shape.table == table).unwrap();
        for cover in COVER {
            let behind = cover.within.iter().all(|(_, of)| place(of) < place(cover.table));
            assert!(behind, "{}", cover.table);
        }
    }
}
