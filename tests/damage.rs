//! Damaged workspaces of many kinds, made of a sound one: for the suites that open them, save what they
//! hold and ask every command for them.

use std::path::Path;

/// What must come of it when it is saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saves {
    /// Every fact.
    All,
    /// Nothing that was not there, and what is lost is said.
    Part,
    /// As it happens, but nothing that was not there.
    Any,
    /// Nothing, with this message.
    Nothing(&'static str),
}

/// One kind of damage.
pub struct Kind {
    /// What it is called.
    pub name: &'static str,
    /// The bytes of the file.
    pub bytes: Vec<u8>,
    /// What lies beside the file: ending and bytes.
    pub beside: Vec<(&'static str, Vec<u8>)>,
    /// The message with which it does not open; `None` where it may open.
    pub refused: Option<&'static str>,
    /// What must come of it when it is saved.
    pub saves: Saves,
}

const DAMAGED: Option<&str> = Some("error-workspace-damaged");
const FOREIGN: Option<&str> = Some("error-workspace-not-ours");
const PAGE: usize = 4096;

/// The pages of a sound file by the name of table or index, and what each is.
pub fn map(file: &Path) -> Vec<(usize, String, String)> {
    #[expect(
        clippy::disallowed_methods,
        reason = "the story looks at pages, which the program never asks"
    )]
    let raw = rusqlite::Connection::open(file).unwrap();
    let mut asked =
        raw.prepare("SELECT pageno, name, pagetype FROM dbstat ORDER BY pageno").unwrap();
    let rows = asked.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).unwrap();
    let all = rows.map(|row| {
        let (page, name, kind): (i64, String, String) = row.unwrap();
        (usize::try_from(page).unwrap(), name, kind)
    });
    all.collect::<Vec<_>>()
}

/// The pages of a table or index that are of this type.
pub fn pages(map: &[(usize, String, String)], name: &str, kind: &str) -> Vec<usize> {
    let own = map.iter().filter(|(_, other, is)| other == name && is == kind);
    own.map(|(page, _, _)| *page).collect()
}

/// Bytes that look like noise, always the same.
fn noise(len: usize, seed: u64) -> Vec<u8> {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 24) as u8
    };
    std::iter::repeat_with(next).take(len).collect()
}

/// Where a page begins.
const fn start(page: usize) -> usize {
    (page - 1) * PAGE
}

/// The bytes with zeros on these pages.
pub fn wiped(good: &[u8], which: &[usize]) -> Vec<u8> {
    let mut bytes = good.to_vec();
    for page in which {
        bytes[start(*page)..start(*page) + PAGE].fill(0);
    }
    bytes
}

fn put(good: &[u8], at: usize, what: &[u8]) -> Vec<u8> {
    let mut bytes = good.to_vec();
    bytes[at..at + what.len()].copy_from_slice(what);
    bytes
}

/// The kinds of damage to a file of these bytes.
pub fn kinds(good: &[u8], map: &[(usize, String, String)]) -> Vec<Kind> {
    let mut kinds = vec![];
    let mut add = |name, bytes: Vec<u8>, refused, saves| {
        kinds.push(Kind { name, bytes, beside: vec![], refused, saves });
    };
    let nothing = Saves::Nothing("error-salvage-nothing");
    // Whole files.
    add(
        "an empty file",
        vec![],
        Some("error-workspace-empty"),
        Saves::Nothing("error-workspace-empty"),
    );
    add("one byte", vec![b'S'], FOREIGN, nothing);
    add("a text", "姓名,团队\r\n张伟,一组\r\n".repeat(90).into_bytes(), FOREIGN, nothing);
    add("half a header", good[..50].to_vec(), FOREIGN, nothing);
    add("a header alone", good[..100].to_vec(), DAMAGED, nothing);
    add("noise, as if encrypted", noise(good.len(), 3), FOREIGN, nothing);
    add("all zeros", vec![0; good.len()], FOREIGN, nothing);
    add("zeros behind the header", put(good, 100, &vec![0; good.len() - 100]), DAMAGED, nothing);
    // The header.
    add("one bit of the magic", put(good, 0, b"R"), FOREIGN, Saves::All);
    add("no magic", put(good, 0, &[0; 16]), FOREIGN, Saves::All);
    add("no application", put(good, 68, &[0; 4]), FOREIGN, Saves::All);
    add("another application", put(good, 68, b"MPBX"), FOREIGN, Saves::All);
    let newer = "error-workspace-newer";
    add(
        "a newer version",
        put(good, 60, &999_u32.to_be_bytes()),
        Some(newer),
        Saves::Nothing(newer),
    );
    add("no version", put(good, 60, &[0; 4]), DAMAGED, Saves::All);
    add("no page size", put(good, 16, &[0, 0]), FOREIGN, Saves::All);
    add("a page size twice as large", put(good, 16, &[0x20, 0]), DAMAGED, Saves::All);
    add("no number of pages", put(good, 28, &[0; 4]), None, Saves::All);
    add("too many pages", put(good, 28, &u32::MAX.to_be_bytes()), DAMAGED, Saves::All);
    add("a free list that leads nowhere", put(good, 32, &[0xFF; 4]), None, Saves::All);
    add("a wrong number of free pages", put(good, 36, &7_u32.to_be_bytes()), None, Saves::All);
    add("noise for a header", put(good, 0, &noise(100, 5)), FOREIGN, Saves::All);
    // Cut short and too long.
    add("the last byte lost", good[..good.len() - 1].to_vec(), DAMAGED, Saves::All);
    add("one page", good[..PAGE].to_vec(), DAMAGED, nothing);
    add("a quarter", good[..good.len() / 4].to_vec(), DAMAGED, Saves::Any);
    add("half", good[..good.len() / 2].to_vec(), DAMAGED, Saves::Part);
    add("three quarters", good[..good.len() / 4 * 3].to_vec(), DAMAGED, Saves::Part);
    add("zeros behind the end", [good, &[0; 3 * PAGE]].concat(), None, Saves::All);
    // The first page, and what describes the tables.
    add("no first page", wiped(good, &[1]), FOREIGN, Saves::All);
    add(
        "a first page of zeros behind the header",
        put(good, 100, &[0; PAGE - 100]),
        DAMAGED,
        Saves::All,
    );
    add(
        "a first page of noise behind the header",
        put(good, 100, &noise(PAGE - 100, 7)),
        None,
        Saves::All,
    );
    let described = pages(map, "sqlite_schema", "leaf");
    add("one page of descriptions", wiped(good, &described[2..3]), DAMAGED, Saves::All);
    add("every page of descriptions", wiped(good, &described), DAMAGED, Saves::All);
    // Tables and their journal.
    let accounts = pages(map, "account", "leaf");
    let above = pages(map, "account", "internal");
    let changes = pages(map, "change", "leaf");
    let above_changes = pages(map, "change", "internal");
    assert!(accounts.len() > 8 && changes.len() > 30 && !above.is_empty(), "several pages");
    add("a page of rows", wiped(good, &accounts[3..4]), DAMAGED, Saves::All);
    add("all pages of rows of a table", wiped(good, &accounts), DAMAGED, Saves::All);
    add(
        "noise on a page of rows",
        put(good, start(accounts[2]), &noise(PAGE, 11)),
        None,
        Saves::All,
    );
    add("a page that leads to rows", wiped(good, &above), DAMAGED, Saves::All);
    add("a page of the journal", wiped(good, &changes[9..10]), DAMAGED, Saves::All);
    add("pages that lead to the journal", wiped(good, &above_changes), DAMAGED, Saves::All);
    add("all of the journal", wiped(good, &changes), DAMAGED, Saves::All);
    add("the steps", wiped(good, &pages(map, "step", "leaf")), DAMAGED, Saves::All);
    add("the next key", wiped(good, &pages(map, "allocator", "leaf")), DAMAGED, Saves::All);
    let settings = pages(map, "setting", "overflow");
    assert!(!settings.is_empty(), "a text of several pages");
    add("a page of a long text", wiped(good, &settings[..1]), None, Saves::All);
    // Indexes hold nothing of their own.
    let indexed: Vec<usize> = map
        .iter()
        .filter(|(page, _, _)| [2, 10].contains(&good[start(*page)]))
        .map(|(page, _, _)| *page)
        .collect();
    add("every page of every index", wiped(good, &indexed), DAMAGED, Saves::All);
    add(
        "a page of an index",
        wiped(good, &pages(map, "change_of_row", "leaf")[..1]),
        DAMAGED,
        Saves::All,
    );
    // Single bytes on a page of rows.
    let page = start(accounts[4]);
    add("another type of page", put(good, page, &[0x0C]), DAMAGED, Saves::All);
    add("too many rows on a page", put(good, page + 3, &[0x7F, 0xFF]), DAMAGED, Saves::All);
    add("too few rows on a page", put(good, page + 3, &[0, 3]), None, Saves::All);
    add("a row that begins elsewhere", put(good, page + 8, &[0x0F, 0xFE]), None, Saves::All);
    let cell = page + usize::from(u16::from_be_bytes([good[page + 10], good[page + 11]]));
    add("a row of another length", put(good, cell, &[good[cell] ^ 0x20]), None, Saves::All);
    // Pages in the wrong places.
    let led = start(above[0]);
    add("a pointer to nowhere", put(good, led + 8, &u32::MAX.to_be_bytes()), DAMAGED, Saves::All);
    let (other, mine) = (start(changes[5]), start(accounts[5]));
    let swapped = put(good, mine, &good[other..other + PAGE]);
    add(
        "two pages in each other's place",
        put(&swapped, other, &good[mine..mine + PAGE]),
        None,
        Saves::All,
    );
    let first = start(accounts[6]);
    add("a page twice", put(good, first, &good[mine..mine + PAGE]), None, Saves::All);
    // Much at once.
    let count = good.len() / PAGE;
    let tenth: Vec<usize> = (1..=count).filter(|page| page % 10 == 5).collect();
    add("every tenth page", wiped(good, &tenth), DAMAGED, Saves::Any);
    let begun: Vec<usize> = (1..=count / 3).collect();
    add("the first third", wiped(good, &begun), FOREIGN, Saves::Any);
    // What lies beside.
    for (name, ending) in [("a journal of noise", "-journal"), ("a log of noise", "-wal")] {
        let beside = vec![(ending, noise(3 * PAGE, 13))];
        kinds.push(Kind { name, bytes: good.to_vec(), beside, refused: None, saves: Saves::All });
    }
    let beside = vec![("-journal", noise(PAGE, 17))];
    let bytes = wiped(good, &accounts[3..4]);
    let name = "a journal of noise beside a damaged file";
    kinds.push(Kind { name, bytes, beside, refused: DAMAGED, saves: Saves::All });
    kinds
}
