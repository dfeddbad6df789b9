//! Every command of the command line, as it is asked in the faults. The list is held against the program's own
//! arguments, so that a command which is added later cannot be left out.

use std::collections::BTreeSet;

use clap::CommandFactory as _;
use coxswain::cli::Cli;

use crate::world::world;

/// A command with the words that follow the program's name.
#[derive(Clone, Copy, Debug)]
pub struct Case {
    /// The command and what stands below it, such as `calendar drop`.
    pub command: &'static str,
    words: &'static str,
}

/// The number of the last import, which only the world knows.
const IMPORT: &str = "IMPORT";

/// All cases; words are parted by spaces.
pub const CASES: &[Case] = &[
    case("new", "new n.cox"),
    case("import", "import w.cox report_2025-11-16.csv --rejects out.xlsx"),
    case("show", "show w.cox people"),
    case("targets", "targets w.cox --period 2026-Q1 --value 100000000 --split even --set"),
    case("calendar import", "calendar w.cox import 2027 2027.csv --notice 国办发明电"),
    case("calendar export", "calendar w.cox export 2026 --out out.csv"),
    case("calendar drop", "calendar w.cox drop 2026"),
    case("calendar company-day", "calendar w.cox company-day 2025-12-25 off 盘点"),
    case("stages export", "stages w.cox export --out out.toml"),
    case("stages import", "stages w.cox import model.toml"),
    case("stages add", "stages w.cox add project --line K"),
    case("stages retire", "stages w.cox retire G"),
    case("handover start", "handover w.cox start 王芳 --effective 2025-12-01"),
    case("handover assign", "handover w.cox assign HO-2025-0001 --to 王芳"),
    case("handover do", "handover w.cox do HO-2025-0001"),
    case("print", "print w.cox evaluation --period 2025-Q4 --out pages --scope person:张伟"),
    case("print", "print w.cox evaluation --period 2025-Q4 --out pages --together"),
    case(
        "print",
        "print w.cox evaluation --period 2025-Q4 --out pages --scope person:王芳 --format png",
    ),
    case("export", "export w.cox opportunities --out out.xlsx"),
    case("export", "export w.cox people --out out.csv"),
    case("export", "export w.cox --all --out whole"),
    case("export", "export w.cox --person 张伟 --out out.json"),
    case("export", "export w.cox --person 张伟 --out out.xlsx"),
    case("import-all", "import-all whole.json n.cox"),
    case("template", "template opportunities --out out.xlsx --workspace w.cox"),
    case("read", "read report_2025-11-16.csv"),
    case("check", "check w.cox"),
    case("backup", "backup w.cox"),
    case("backup", "backup w.cox --out n.cox"),
    case("backups", "backups w.cox"),
    case("salvage", "salvage damaged.cox n.cox"),
    case("restore", "restore b.cox w.cox"),
    case("restore", "restore b.cox n.cox"),
    case("erase", "erase w.cox --person 周强 --yes --mentions all --proof out.csv"),
    case("undo", "undo w.cox"),
    case("redo", "redo w.cox"),
    case("take-back", "take-back w.cox IMPORT"),
    case("man-pages", "man-pages pages"),
];

/// Commands that have no case, and why.
const ELSEWHERE: &[(&str, &str)] = &[
    ("demo", "takes minutes: story_sample.rs stops it while the workspace is made"),
    ("read-worker", "the program's own child: `read`, `import` and all that read a sheet start it"),
];

const fn case(command: &'static str, words: &'static str) -> Case {
    Case { command, words }
}

impl Case {
    /// The words.
    pub fn words(&self) -> Vec<String> {
        let known = |word: &str| match word {
            IMPORT => world().import.clone(),
            word => word.to_owned(),
        };
        self.words.split(' ').map(known).collect()
    }

    /// How it is named in the output.
    pub const fn name(&self) -> &'static str {
        self.words
    }

    /// Whether it names a file.
    pub fn names(&self, file: &str) -> bool {
        self.words.split(' ').any(|word| word == file)
    }
}

/// The commands at the ends of the branches.
fn leaves(command: &clap::Command, path: &str, into: &mut BTreeSet<String>) {
    let below: Vec<&clap::Command> = command.get_subcommands().collect();
    if below.is_empty() {
        into.insert(path.to_owned());
    }
    for next in below {
        leaves(next, format!("{path} {}", next.get_name()).trim(), into);
    }
}

#[test]
fn every_command_is_asked() {
    let mut all = BTreeSet::new();
    leaves(&Cli::command(), "", &mut all);
    let asked = CASES.iter().map(|case| case.command);
    let asked = asked.chain(ELSEWHERE.iter().map(|(command, _)| *command));
    let asked: BTreeSet<String> = asked.map(str::to_owned).collect();
    assert_eq!(asked, all, "CASES and the program's arguments");
}
