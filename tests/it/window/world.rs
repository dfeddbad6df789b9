//! The workspaces that stories happen in: nothing but ASCII in them, and small enough that every
//! figure can be worked out by hand.

use coxswain::command::import::{Imported, Options, import};
use coxswain::command::{self, Command, settings, stages};
use coxswain::sheets::mapping::Map;
use coxswain::store::Workspace;

use crate::common::{CREATE_ALL, Desk, TODAY, act, counts, day, read, stage_model};

/// Who works in these workspaces.
const AUTHOR: &str = "Lin Ray";

/// The day the reports speak of.
pub const REPORTED: &str = "2025-11-16";

pub const ROSTER: &str = "name,employee number,title,team,region,manager,hire date,city
    Ada Field,S01,Sales rep,North,East,Nora King,2023-03-01,Boston
    Ben Moss,S02,Sales rep,South,West,Sam Reed,2022-07-15,Austin
    Cara Lund,S03,Sales rep,South,West,Sam Reed,2024-01-08,Dallas";

pub const ACCOUNTS: &str = "account name,industry,city,account owner
    Acme Works,Chemicals,Boston,Ada Field
    Blue Mill,Paper,Austin,Ben Moss
    Crest Lab,Research,Dallas,Cara Lund";

pub const PRODUCTS: &str = "product name,family,price\nG1,G,550\nG2,G,4821.5";

/// In the fourth quarter of 2025: won D1, D2 and D5, lost D3, created D6 and D8.
pub const DEALS: &str = "deal id,deal name,customer,product,sales rep,stage,amount,create date,\
    stage date,close date
    D1,Pumps,Acme Works,G1,Ada Field,won,100000,2025-05-01,,2025-10-10
    D2,Valves,Acme Works,G1,Ada Field,won,50000,2025-06-01,,2025-10-31
    D3,Gauges,Blue Mill,G1,Ben Moss,lost,30000,2025-04-01,,2025-11-03
    D4,Meters,Blue Mill,G2,Ben Moss,Proposal,80000,2025-08-01,2025-09-20,
    D5,Hoses,Crest Lab,G2,Cara Lund,won,20000,2025-07-01,,2025-11-05
    D6,Seals,Crest Lab,G2,Cara Lund,Discovery,40000,2025-10-05,2025-10-20,
    D7,Filters,Acme Works,G1,Ada Field,Discovery,,2025-09-01,2025-09-12,
    D8,Joints,Acme Works,G1,Ada Field,Prospecting,10000,2025-11-01,2025-11-01,";

/// A folder with an empty workspace, named in ASCII.
pub fn empty() -> Desk {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("sales.cox");
    drop(command::create_workspace(&file).unwrap());
    Desk { folder, file }
}

/// As [`empty`], with the names on pages and of stages in ASCII too, and nothing that stages ask for.
pub fn named() -> Desk {
    let desk = empty();
    let mut workspace = desk.open();
    let names = [("company", "Hale Gauges"), ("department", "Sales"), ("author", AUTHOR)];
    let names = names.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec();
    act(&mut workspace, &Command::Settings(settings::Command::Set(names)));
    let (model, mut draft) = stage_model(&workspace.db, None);
    for stage in &mut draft.stages {
        stage.name.zh.clone_from(&stage.name.en);
        (stage.customer_step, stage.evidence, stage.tasks, stage.roles) = Default::default();
    }
    let save = stages::Command::Save { id: Some(model), draft };
    act(&mut workspace, &Command::Stages(save));
    drop(workspace);
    desk
}

/// As [`named`], with three reps in two teams, three customers and eight deals.
pub fn small() -> Desk {
    let desk = named();
    let mut workspace = desk.open();
    for (name, text, rows) in [
        ("roster.csv", ROSTER, 3),
        ("accounts.csv", ACCOUNTS, 3),
        ("products.csv", PRODUCTS, 2),
        ("deals.csv", DEALS, 8),
    ] {
        assert_eq!(counts(&bring(&desk, &mut workspace, name, text)), (rows, 0, 0, 0), "{name}");
    }
    drop(workspace);
    desk
}

/// Takes a sheet in; whatever it names may be made.
pub fn bring(desk: &Desk, workspace: &mut Workspace, name: &str, text: &str) -> Imported {
    let path = desk.csv(name, text);
    let file = read(&path, day(REPORTED));
    let options = Options {
        by: AUTHOR,
        create: CREATE_ALL,
        answers: &[],
        today: day(TODAY),
        preview: false,
        progress: &mut |_| true,
    };
    import(&mut workspace.db, &file.inputs(&Map::default()), options).unwrap()
}

/// Whether a text holds nothing but what these workspaces hold, or what is called the same in every
/// language: keys, endings of files, the names of languages.
pub fn is_data(text: &str) -> bool {
    const NAMES: &str = "sales.cox Lin Ray Hale Gauges Sales English 中文 Ctrl Alt Shift Esc Enter Tab Home End \
        PageUp PageDown csv xlsx \
        xls ods MB GB linux SR PE Prospecting Discovery Proposal Negotiation Contract Nora King Sam Reed NK AF BM CL LR";
    // Where the file lies on this computer.
    if text.ends_with("/sales.cox") {
        return true;
    }
    let files = ["roster.csv", "accounts.csv", "products.csv", "deals.csv", "Switch to English"];
    let text = files.iter().fold(text.to_owned(), |text, file| text.replace(file, ""));
    let known = [ROSTER, ACCOUNTS, PRODUCTS, DEALS, NAMES].join(" ");
    let is_part = |c: char| c.is_alphanumeric();
    let known: Vec<&str> = known.split(|c| !is_part(c)).collect();
    // A single letter is a key, a grade or an initial.
    let is_word = |word: &&str| word.chars().filter(|c| c.is_alphabetic()).count() > 1;
    text.split(|c| !is_part(c)).filter(is_word).all(|word| known.contains(&word))
}
