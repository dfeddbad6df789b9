//! The sample takes minutes to make, so it is struck while it is made and never waited for: there is no sample
//! then, where half a one would pass for it.

use crate::crowd::side_by_side;
use crate::desk::{Desk, Stands};
use crate::judge::words;
use crate::trace::{Fault, Point, struck};

/// Which of the writes to the workspace are struck: while it is new, and while its story is told.
const WRITES: [usize; 3] = [1, 300, 2500];

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
        (hit, wrong)
    });
    let hits = results.iter().filter(|(hit, _)| *hit).count();
    println!("demo: {} faults, {hits} hit", faults.len());
    let wrong: Vec<String> = results.into_iter().flat_map(|(_, wrong)| wrong).collect();
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
    assert_eq!(hits, faults.len());
}
