//! Each command is struck at its writes: the disk fails, is full, or the program is killed there.

use std::collections::BTreeMap;

use crate::cases::CASES;
use crate::crowd::side_by_side;
use crate::desk::Desk;
use crate::judge::Whole;
use crate::trace::{Fault, chosen, struck};
use crate::world::world;

/// What came of the faults at one command.
#[derive(Default)]
struct Count {
    faults: usize,
    struck: usize,
    killed: usize,
    failed: usize,
    done: usize,
}

#[test]
fn what_is_confirmed_stays_and_nothing_is_half_wherever_a_command_is_stopped() {
    let whole = side_by_side(CASES, Whole::of);
    let mut faults = vec![];
    for (case, whole) in CASES.iter().zip(&whole) {
        for (n, point) in chosen(&whole.points).into_iter().enumerate() {
            let these = Fault::at(n).into_iter();
            faults.extend(these.map(|fault| (case, whole, point.clone(), fault)));
        }
    }
    let results = side_by_side(&faults, |(case, whole, point, fault)| {
        let desk = Desk::new().with(&world().files);
        let (said, hit) = struck(&desk, &case.words(), point, *fault);
        let mut wrong = whole.wrong(case, &desk, &said);
        if said.killed() && wrong.is_empty() {
            wrong = whole.again(case, &desk);
        }
        (said, hit, wrong)
    });

    let mut counts: BTreeMap<&str, Count> = BTreeMap::new();
    let mut findings = vec![];
    for ((case, _, point, fault), (said, hit, wrong)) in faults.iter().zip(results) {
        let count = counts.entry(case.name()).or_default();
        count.faults += 1;
        count.struck += usize::from(hit);
        let end = match (said.killed(), said.done()) {
            (true, _) => &mut count.killed,
            (false, true) => &mut count.done,
            (false, false) => &mut count.failed,
        };
        *end += 1;
        let place = format!("{} {fault:?} at {} {}", case.name(), point.call, point.nth);
        findings.extend(wrong.into_iter().map(|what| format!("{place}: {what}")));
    }
    let mut all = (0, 0, 0);
    for (case, whole) in CASES.iter().zip(&whole) {
        let none = Count::default();
        let count = counts.get(case.name()).unwrap_or(&none);
        all = (all.0 + whole.points.len(), all.1 + count.faults, all.2 + count.struck);
        println!(
            "{}: {} writes, {} of them struck, {} faults, {} hit: {} killed, {} failed, {} done all the same",
            case.name(),
            whole.points.len(),
            chosen(&whole.points).len(),
            count.faults,
            count.struck,
            count.killed,
            count.failed,
            count.done,
        );
    }
    println!(
        "{} commands, {} writes, {} faults, {} hit, {} findings",
        CASES.len(),
        all.0,
        all.1,
        all.2,
        findings.len(),
    );
    assert!(findings.is_empty(), "\n{}\n", findings.join("\n"));
    // Names of temporary files and of instants move a call now and then; not many.
    assert!(all.1 > 300 && all.2 * 20 >= all.1 * 19, "{} of {} faults hit", all.2, all.1);
}
