//! A print queue of its own: a scheduler in the desk's folder with one CUPS-PDF printer.
//!
//! The program finds it by `CUPS_SERVER`, as `lp` and `lpstat` do. The driver turns the page into
//! PostScript and back, which keeps the picture and loses the letters; so the words are read from the
//! document as it stands in the queue, and the paper is compared with it as a picture.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::desk::{Desk, Running, open_to_all};
use crate::patience::until;

/// The printer's name.
pub const PRINTER: &str = "Paper";

/// Where CUPS keeps its programs.
const SERVER: &str = "/usr/lib/cups";
/// What CUPS-PDF tells of itself.
const DRIVER: &str = "/usr/share/ppd/cups-pdf/CUPS-PDF_noopt.ppd";

/// The print queue.
pub struct Paper {
    folder: PathBuf,
    _scheduler: Running,
}

impl Paper {
    /// Starts the scheduler and waits until it knows its printer.
    pub fn start(desk: &Desk) -> Self {
        let folder = desk.path("cups");
        for name in ["ppd", "state", "cache", "spool", "tmp", "bin/backend", "tray/out"] {
            fs::create_dir_all(folder.join(name)).unwrap();
        }
        // Filters run as another user and leave what they need meanwhile here.
        open_to_all(&folder.join("tmp"), 0o1777);
        for name in ["daemon", "filter", "monitor", "notifier"] {
            symlink(Path::new(SERVER).join(name), folder.join("bin").join(name)).unwrap();
        }
        let backend = folder.join("bin/backend/cups-pdf");
        let tray = folder.join("tray");
        let script = format!(
            "#!/bin/sh\ncd '{}' && exec {SERVER}/backend/cups-pdf \"$@\"\n",
            tray.display()
        );
        fs::write(&backend, script).unwrap();
        // Without rights for others the backend runs as root, which CUPS-PDF needs.
        open_to_all(&backend, 0o700);
        fs::write(folder.join("ppd").join(format!("{PRINTER}.ppd")), driver()).unwrap();
        fs::write(folder.join("printers.conf"), queue()).unwrap();
        let rules = folder.join("cupsd.conf");
        fs::write(&rules, rules_text(&folder)).unwrap();
        let files = folder.join("cups-files.conf");
        fs::write(&files, files_text(&folder)).unwrap();
        let mut command = Command::new("/usr/sbin/cupsd");
        command.arg("-f").arg("-c").arg(&rules).arg("-s").arg(&files);
        let scheduler = Running::start(command.stdout(Stdio::null()).stderr(Stdio::null()));
        until(desk, "the print queue", || {
            desk.asked(&["lpstat", "-e"]).contains(PRINTER).then_some(())
        });
        Self { folder, _scheduler: scheduler }
    }

    /// Waits for a job's paper; returns the document as the program sent it, and the paper.
    pub fn page(&self, desk: &Desk) -> (PathBuf, PathBuf) {
        let tray = self.folder.join("tray/out");
        let paper = until(desk, "paper in the tray", || {
            let paper = fs::read_dir(&tray).unwrap().next()?.unwrap().path();
            // While the backend writes, the file has no end yet.
            let bytes = fs::read(&paper).unwrap();
            bytes.trim_ascii_end().ends_with(b"%%EOF").then_some(paper)
        });
        let spool =
            fs::read_dir(self.folder.join("spool")).unwrap().map(|entry| entry.unwrap().path());
        let mut sent: Vec<PathBuf> = spool.filter(|path| name(path).starts_with('d')).collect();
        assert_eq!(sent.len(), 1, "one document was sent: {sent:?}");
        (sent.remove(0), paper)
    }
}

fn name(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}

/// The driver's description with one more option, the folder of the paper: where the backend is
/// started, so nothing lands in the machine's own folders.
fn driver() -> String {
    let text = fs::read_to_string(DRIVER).expect("printer-driver-cups-pdf is installed");
    let (head, rest) = text.split_once("*OpenUI").unwrap();
    let option = "*OpenUI *Out/Out: PickOne\n*OrderDependency: 10 AnySetup *Out\n*DefaultOut: out\n\
                  *Out out/out: \"\"\n*CloseUI: *Out\n";
    format!("{head}{option}*OpenUI{rest}")
}

fn queue() -> String {
    format!(
        "<DefaultPrinter {PRINTER}>\nInfo {PRINTER}\nDeviceURI cups-pdf:/\nState Idle\n\
         Accepting Yes\nShared No\n</DefaultPrinter>\n"
    )
}

fn rules_text(folder: &Path) -> String {
    format!(
        "Listen {}\nLogLevel info\nBrowsing Off\nWebInterface No\nPreserveJobFiles Yes\n\
         DefaultAuthType None\n<Location />\nAllow all\n</Location>\n\
         <Policy default>\n<Limit All>\nOrder deny,allow\n</Limit>\n</Policy>\n",
        folder.join("socket").display()
    )
}

fn files_text(folder: &Path) -> String {
    let folders = [
        ("ServerRoot", ""),
        ("ServerBin", "bin"),
        ("StateDir", "state"),
        ("CacheDir", "cache"),
        ("RequestRoot", "spool"),
        ("TempDir", "tmp"),
        ("AccessLog", "access.log"),
        ("ErrorLog", "error.log"),
        ("PageLog", "page.log"),
    ];
    let mut text = String::from("SystemGroup root\nSandboxing relaxed\n");
    for (key, below) in folders {
        text.push_str(&format!("{key} {}\n", folder.join(below).display()));
    }
    text
}

/// The words of a PDF.
pub fn words(desk: &Desk, pdf: &Path) -> String {
    let text = desk.path("words.txt");
    desk.x(&[
        "pdftotext",
        "-q",
        "-layout",
        &pdf.display().to_string(),
        &text.display().to_string(),
    ]);
    fs::read_to_string(text).unwrap()
}

/// How many pages a PDF has.
pub fn pages(desk: &Desk, pdf: &Path) -> usize {
    let said = desk.asked(&["pdfinfo", &pdf.display().to_string()]);
    let line = said.lines().find_map(|line| line.strip_prefix("Pages:"));
    line.unwrap_or_else(|| panic!("{}: {said}", pdf.display())).trim().parse().unwrap()
}

/// How far the first pages of two PDFs differ as pictures, 0 to 1.
pub fn difference(desk: &Desk, pdf: &Path, other: &Path) -> f64 {
    let picture = |pdf: &Path, name: &str| {
        let to = desk.path(name).display().to_string();
        let from = pdf.display().to_string();
        desk.x(&["pdftoppm", "-q", "-r", "50", "-png", "-singlefile", &from, &to]);
        format!("{to}.png")
    };
    let (one, two) = (picture(pdf, "sent"), picture(other, "paper"));
    // The answer is `123.4 (0.0019)`, and the exit code tells whether they differ.
    let said = desk.asked(&["compare", "-metric", "RMSE", &one, &two, "null:"]);
    let share = said.rsplit_once('(').and_then(|(_, rest)| rest.split_once(')'));
    share.unwrap_or_else(|| panic!("{said}")).0.parse().unwrap()
}
