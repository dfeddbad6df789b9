//! Twenty files of a team at once: each is heard with its own result, all go in together, and the
//! rows add up. Dropped, chosen in zenity's dialog, chosen in that of the desktop's portal, and put
//! into a folder that is watched.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use coxswain::i18n::{FluentValue, Language, Tr};

use crate::console::Console;
use crate::desk::{Desk, Look};
use crate::drag::Drag;
use crate::many::{self, Sent};
use crate::reader::{Node, Role};

/// The four verdicts of a row, as keys of their words and in the order of [`Sent::counts`].
const VERDICTS: [&str; 4] =
    ["reports-new", "reports-changed", "reports-unchanged", "reports-rejected"];

#[test]
fn twenty_files_dropped_at_once_come_in_and_add_up() {
    let desk = Desk::new(Look::CHINESE);
    let (console, file) = open(&desk);
    let drag = Drag::over(&console, &many::write(&desk.path("many")));
    console.shot("many-dragging");
    drag.drop();
    checked(&console);
    console.shot("many-queue");
    for (at, sent) in many::sheets().enumerate() {
        let state = match sent.counts {
            [.., 0] => word("reports-state-ready"),
            [.., rejected] => counted("reports-state-needs", rejected),
        };
        let kind = word(&format!("kind-{}", sent.kind));
        hear_row(&console, at, sent, &[kind, sent.rows().to_string(), state]);
        hear_counts(&console, sent.name, sent.counts);
        if sent.counts[3] > 0 {
            console.shot(&format!("many-queue-{at}"));
        }
    }
    import(&console, "many");
    for (at, sent) in many::sheets().enumerate() {
        let kind = word(&format!("kind-{}", sent.kind));
        let mut cells = vec![kind, sent.day().to_owned(), sent.rows().to_string()];
        cells.extend(sent.counts.map(|count| count.to_string()));
        hear_row(&console, at, sent, &cells);
    }
    console.shot("many-done-last");
    console.close();
    assert_eq!(stored(&desk, &file), wanted());
    assert_eq!(deals(&desk, &file), sum_of("opportunities"));
}

#[test]
fn twenty_files_chosen_in_one_dialog_come_in_and_go_again() {
    let desk = Desk::new(Look::CHINESE);
    let (console, file) = chosen_and_imported(&desk, "many-zenity");
    console.click(Role::Button, &word("reports-undo"));
    console.read(&word("reports-undone"));
    console.shot("many-undone");
    console.close();
    assert_eq!(deals(&desk, &file), 0, "one step takes all twenty back");
    assert!(stored(&desk, &file).is_empty());
}

#[test]
fn twenty_files_chosen_in_the_portal_come_in() {
    let desk = Desk::with_portal(Look::CHINESE);
    let (console, file) = chosen_and_imported(&desk, "many-portal");
    console.close();
    assert_eq!(stored(&desk, &file), wanted());
}

#[test]
fn twenty_files_that_arrive_in_a_watched_folder_come_in() {
    let desk = Desk::new(Look::CHINESE);
    let (console, file) = open(&desk);
    let watched = desk.path("watched");
    fs::create_dir(&watched).unwrap();
    console.click(Role::Button, &word("reports-watch"));
    console.answer_folder(&watched);
    let folder = watched.display().to_string();
    console.find(Role::Label, &with("reports-watching", &[("folder", folder.into())]));
    // They are written elsewhere, so that all arrive at once.
    let sent = many::write(&desk.path("many"));
    for path in &sent {
        fs::rename(path, watched.join(path.file_name().unwrap())).unwrap();
    }
    console.read(&counted("reports-watched-new", sent.len()));
    console.shot("many-watched");
    console.click(Role::Button, &word("reports-watched-join"));
    checked(&console);
    import(&console, "many-watched");
    console.close();
    assert_eq!(stored(&desk, &file), wanted());
    assert_eq!(deals(&desk, &file), sum_of("opportunities"));
}

/// A new workspace in its window.
fn open(desk: &Desk) -> (Console<'_>, PathBuf) {
    let file = desk.path("many.cox");
    let name = file.display().to_string();
    desk.says(&["new", &name]);
    let console = Console::start(desk, &[&name]);
    console.click(Role::Button, &word("today-first-report-go"));
    console.read(&word("reports-local"));
    (console, file)
}

/// Chooses the twenty in the system's dialog and imports them.
fn chosen_and_imported<'a>(desk: &'a Desk, shots: &str) -> (Console<'a>, PathBuf) {
    let (console, file) = open(desk);
    let folder = desk.path("many");
    many::write(&folder);
    console.click(Role::Button, &word("reports-choose-files"));
    console.dialog();
    console.shot(&format!("{shots}-dialog"));
    console.answer_all(&folder);
    checked(&console);
    import(&console, shots);
    (console, file)
}

/// Waits until all rows are checked; the picture is named, and the others can go on without it.
fn checked(console: &Console<'_>) {
    let [new, changed, unchanged, rejected] = many::totals();
    let taken = new + changed + unchanged;
    console.find(Role::Label, &counted("reports-checked", taken + rejected));
    let refused = with("read-error-image", &[("file", many::wrong().into())]);
    console.find(Role::Label, &refused);
    console.find(Role::Button, &counted("reports-preview-changes", taken));
}

/// Looks at what will change and imports it: the same four numbers before and after.
fn import(console: &Console<'_>, shots: &str) {
    let totals = many::totals();
    let [new, changed, unchanged, rejected] = totals;
    let taken = new + changed + unchanged;
    console.click(Role::Button, &counted("reports-preview-changes", taken));
    console.read(&counted("reports-will-reject", rejected));
    hear_counts(console, "all files", totals);
    console.shot(&format!("{shots}-changes"));
    console.click(Role::Button, &counted("reports-import-rows", taken));
    console.find(Role::Label, &counted("reports-imported", taken));
    let numbers = [
        ("rows", taken + rejected),
        ("new", new),
        ("changed", changed),
        ("unchanged", unchanged),
        ("rejected", rejected),
    ];
    let numbers = numbers.map(|(name, count)| (name, count.to_string().into()));
    console.find(Role::Label, &with("reports-reconciled", &numbers));
    console.find(Role::Button, &counted("reports-save-rejects", rejected));
    console.shot(&format!("{shots}-done"));
}

/// Goes to a row of the list with the arrow keys, the first with a click, and hears its cells
/// behind the file's name.
fn hear_row(console: &Console<'_>, at: usize, sent: &Sent, cells: &[String]) {
    if at == 0 {
        let first = console.find_part(Role::Row, sent.name);
        console.click_on(&first);
    } else {
        console.press(&["Down"]);
    }
    console.wait(&format!("{} to be the chosen row, with {cells:?}", sent.name), |console| {
        let nodes = console.nodes();
        let chosen = |node: &Node| {
            node.role == Role::Row && node.name.starts_with(sent.name) && node.chosen()
        };
        let row = nodes.iter().position(chosen)?;
        // A row's cells come behind it.
        let heard = nodes[row + 1..].iter().map(|node| node.name.as_str());
        heard.skip(1).take(cells.len()).eq(cells.iter().map(String::as_str)).then_some(())
    });
}

/// Hears the four counts of the estimate.
fn hear_counts(console: &Console<'_>, of: &str, counts: [usize; 4]) {
    let words = VERDICTS.map(word);
    console.wait(&format!("the counts {counts:?} of {of}"), |console| {
        let nodes = console.nodes();
        let says = |begin: String| {
            let mut names = nodes.iter().map(|node| node.name.as_str());
            // What the rows are follows the number.
            names.any(|name| name == begin || name.starts_with(&format!("{begin} ")))
        };
        let mut all = words.iter().zip(counts);
        all.all(|(word, count)| says(format!("{word} {count}"))).then_some(())
    });
}

/// The sheets of a workspace that were not taken back: file, kind, and rows with what became of
/// them.
fn stored(desk: &Desk, file: &Path) -> Vec<(String, String, [u64; 5])> {
    let told = desk.json(&["show", &file.display().to_string(), "imports", "--json"]);
    let imports = told["imports"].as_array().unwrap().iter();
    let mut stored: Vec<_> = imports
        .filter(|import| import["taken_back"] == false)
        .map(|import| {
            let text = |key: &str| import[key].as_str().unwrap().to_owned();
            let counts = ["rows", "new", "changed", "unchanged", "rejected"];
            (text("file"), text("kind"), counts.map(|key| import[key].as_u64().unwrap()))
        })
        .collect();
    stored.sort();
    stored
}

/// What [`stored`] has to be.
fn wanted() -> Vec<(String, String, [u64; 5])> {
    let sheet = |sent: &Sent| {
        let [new, changed, unchanged, rejected] = sent.counts.map(|count| count as u64);
        let rows = sent.rows() as u64;
        (sent.name.to_owned(), sent.kind.to_owned(), [rows, new, changed, unchanged, rejected])
    };
    let mut wanted: Vec<_> = many::sheets().map(sheet).collect();
    wanted.sort();
    wanted
}

/// How many records the sheets of a kind bring.
fn sum_of(kind: &str) -> usize {
    many::sheets().filter(|sent| sent.kind == kind).map(|sent| sent.counts[0]).sum()
}

/// How many opportunities the workspace holds.
fn deals(desk: &Desk, file: &Path) -> usize {
    let out = desk.path("opportunities.csv");
    let (file, to) = (file.display().to_string(), out.display().to_string());
    desk.says(&["export", &file, "opportunities", "--out", &to]);
    // One line is the headings.
    fs::read_to_string(out).unwrap().lines().count() - 1
}

/// The words of the program.
static WORDS: LazyLock<Tr> = LazyLock::new(|| Tr::new(Language::Chinese));

fn word(key: &str) -> String {
    WORDS.text(key)
}

/// The words of a key with a number, as the program counts.
fn counted(key: &str, n: usize) -> String {
    with(key, &[("count", n.into()), ("n", n.to_string().into())])
}

fn with(key: &str, what: &[(&str, FluentValue<'_>)]) -> String {
    WORDS.with(key, what)
}
