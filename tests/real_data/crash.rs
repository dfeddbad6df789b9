//! The program killed in the middle of an import, and a disk that fills up during one: the workspace
//! holds all of the import or none of it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::maven::{Desk, SHEETS, data};

/// How often the program is killed.
const KILLS: u32 = 200;

/// Deals won in the pipeline.
const WON: u64 = 4_238;

#[test]
fn killed_at_any_moment_an_import_is_whole_or_absent() {
    let desk = Desk::new();
    let (pipeline, others) = SHEETS.split_last().unwrap();
    for name in others {
        let sheet = data().join(format!("{name}.csv"));
        desk.says(0, &["import", "w.cox", sheet.to_str().unwrap(), "--map", "map.toml"]);
    }
    let before = fs::read(desk.path("w.cox")).unwrap();
    let sheet = data().join(format!("{pipeline}.csv"));
    let start = || {
        fs::write(desk.path("w.cox"), &before).unwrap();
        let _ = fs::remove_file(desk.path("w.cox-journal"));
        Command::new(env!("CARGO_BIN_EXE_coxswain"))
            .args(["import", "w.cox", sheet.to_str().unwrap(), "--map", "map.toml"])
            .args(["--date", "2017-12-31"])
            .current_dir(desk.path("."))
            .env("COXSWAIN_HOME", desk.path("home"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap()
    };
    let began = Instant::now();
    assert!(start().wait().unwrap().success());
    let whole = began.elapsed();

    let mut outcomes: BTreeMap<u64, u32> = BTreeMap::new();
    for kill in 0..KILLS {
        let mut program = start();
        // Moments that fill their range evenly, whatever their number.
        let part = (f64::from(kill) * 0.618_033_988_75).fract();
        if kill % 2 == 0 {
            std::thread::sleep(whole.mul_f64(part * 1.05));
        } else {
            // What is written is written fast: half of the kills wait for it to begin.
            wait_for(&desk.path("w.cox-journal"), whole * 4);
            std::thread::sleep(Duration::from_millis(40).mul_f64(part));
        }
        // It may have ended by itself.
        let _ = program.kill();
        program.wait().unwrap();
        let answer = desk.json(0, &["show", "w.cox", "metric:deals_won", "--json"]);
        *outcomes.entry(answer["value"].as_u64().unwrap()).or_default() += 1;
        if kill % 20 == 0 {
            desk.says(0, &["check", "w.cox"]);
        }
    }
    println!("deals won after a kill, and how often: {outcomes:?}");
    assert!(outcomes.keys().all(|won| [0, WON].contains(won)), "{outcomes:?}");
    assert!(outcomes.contains_key(&0), "no kill came in time: {outcomes:?}");
}

/// Waits until a file is there with something in it, but no longer than this.
fn wait_for(file: &Path, most: Duration) {
    let began = Instant::now();
    while began.elapsed() < most && !fs::metadata(file).is_ok_and(|file| file.len() > 0) {
        std::hint::spin_loop();
    }
}

/// Imports on a disk of two megabytes, mounted for this one shell.
const ON_A_SMALL_DISK: &str = r#"
mount -t tmpfs -o size=2m none disk && cp w.cox disk/ && cd disk || exit 99
before=$(sha256sum w.cox)
"$PROGRAM" import w.cox "$SHEET" --map ../map.toml --date 2017-12-31 --language en
code=$?
[ "$before" = "$(sha256sum w.cox)" ] && [ "$(ls)" = w.cox ] && "$PROGRAM" check w.cox || exit 98
exit $code
"#;

#[test]
fn a_full_disk_leaves_the_workspace_as_it_was() {
    let desk = Desk::new();
    for name in ["sales_teams", "accounts", "products"] {
        let sheet = data().join(format!("{name}.csv"));
        desk.says(0, &["import", "w.cox", sheet.to_str().unwrap(), "--map", "map.toml"]);
    }
    fs::create_dir(desk.path("disk")).unwrap();
    let output = Command::new("unshare")
        .args(["--map-root-user", "--mount", "sh", "-c", ON_A_SMALL_DISK])
        .current_dir(desk.path("."))
        .env("COXSWAIN_HOME", desk.path("home"))
        .env("PROGRAM", env!("CARGO_BIN_EXE_coxswain"))
        .env("SHEET", data().join("sales_pipeline.csv"))
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("disk is full"), "{said}");
}
