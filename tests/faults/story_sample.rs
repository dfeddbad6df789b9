//! The sample takes minutes to make, so it is struck while it is made and waited for only once: there is no sample
//! then, where half a one would pass for it, and what is left does no harm to the one that is made next.

use std::fs;

use crate::crowd::side_by_side;
use crate::desk::{Desk, Stands};
use crate::judge::words;
use crate::trace::{Fault, Point, struck};

/// Which of the writes to the workspace are struck: while it is new, and while its story is told.
const WRITES: [usize; 3] = [1, 300, 2500];

/// After which of them the sample is asked for again.
const AGAIN: (usize, Fault) = (2500, Fault::Killed);

/// What is wrong with the sample that is made where another was stopped. The journal that was left lies beside its
/// name too, as a sample leaves it that is stopped at work and deleted by hand.
fn again(desk: &Desk) -> Option<String> {
    let journal = desk.path("demo/demo.cox.part-journal");
    if journal.exists() {
        fs::copy(&journal, desk.path("demo/demo.cox-journal")).unwrap();
    }
    let said = desk.run(&[], &["demo".to_owned(), "demo".to_owned()]);
    match desk.stands(&desk.path("demo/demo.cox")) {
        Stands::Holds(_) if said.done() => None,
        Stands::Holds(_) => Some(format!("asked again: code {}, {}", said.code, said.err)),
        other => Some(format!("asked again: code {}, {other:?}", said.code)),
    }
}

#[test]
fn a_sample_that_was_stopped_is_no_sample() {
    let faults: Vec<(usize, Fault)> =
        WRITES.iter().flat_map(|nth| Fault::ALL.map(|fault| (*nth, fault))).collect();
    let results = side_by_side(&faults, |(nth, fault)| {
        let desk = Desk::new();
        let point = Point { call: "pwrite64".to_owned(), nth: *nth };
        let (said, hit) = struck(&desk, &["demo".to_owned(), "demo".to_owned()], &point, *fault);
        let mut wrong = if said.killed() { vec![] } else { words(&said) };
        let stands = desk.stands(&desk.path("demo/demo.cox"));
        if said.done() || stands != Stands::Missing {
            wrong.push(format!("code {}, there is something: {stands:?}", said.code));
        }
        if (*nth, *fault) == AGAIN {
            wrong.extend(again(&desk));
        }
        (hit, wrong)
    });
    let hits = results.iter().filter(|(hit, _)| *hit).count();
    println!("demo: {} faults, {hits} hit", faults.len());
    let wrong: Vec<String> = results.into_iter().flat_map(|(_, wrong)| wrong).collect();
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
    assert_eq!(hits, faults.len());
}
