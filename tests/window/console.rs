//! The program in its window, and the hands that use it: pointer and keys through the display.

use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use crate::desk::{self, Desk, Running, TODAY};
use crate::patience::{self, until, within};
use crate::photo;
use crate::reader::{Node, Place, Role};

/// An area of the program, by its number on the keyboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Area {
    /// 工作台.
    Today = 1,
    /// 目标.
    Targets,
    /// 漏斗.
    Funnel,
    /// 组织.
    Organisation,
    /// 辅导.
    Coaching,
    /// 培训.
    Training,
    /// 评估.
    Evaluation,
    /// 报表.
    Reports,
    /// 设置.
    Settings,
}

impl Area {
    /// All areas.
    pub const ALL: [Self; 9] = [
        Self::Today,
        Self::Targets,
        Self::Funnel,
        Self::Organisation,
        Self::Coaching,
        Self::Training,
        Self::Evaluation,
        Self::Reports,
        Self::Settings,
    ];

    /// Its name in the sidebar.
    pub fn name(self, language: &str) -> &'static str {
        let at = self as usize - 1;
        match language {
            "en" => [
                "Today",
                "Targets",
                "Funnel",
                "Organisation",
                "Coaching",
                "Training",
                "Evaluation",
                "Reports",
                "Settings",
            ][at],
            _ => ["工作台", "目标", "漏斗", "组织", "辅导", "培训", "评估", "报表", "设置"][at],
        }
    }
}

/// The program in a window.
pub struct Console<'a> {
    /// The desk it stands on.
    pub desk: &'a Desk,
    /// The process.
    pub running: Running,
    /// The number of its window.
    pub window: String,
    name: String,
}

impl<'a> Console<'a> {
    /// Starts the program and waits until its window is there, fills the screen and is heard.
    pub fn start(desk: &'a Desk, words: &[&str]) -> Self {
        Self::start_with(desk, words, &[])
    }

    /// As [`Console::start`], with more in the surroundings.
    pub fn start_with(desk: &'a Desk, words: &[&str], more: &[(&str, &str)]) -> Self {
        let mut command = desk.command(&desk::program());
        command.args(["--date", TODAY]).args(words).envs(more.iter().copied());
        let log = std::fs::File::create(desk.path("cox/program.txt")).unwrap();
        let running = Running::start(command.stdout(Stdio::null()).stderr(log));
        let pid = running.pid();
        let window = until(desk, "the program's window", || {
            desk.windows(&["--all", "--pid", &pid.to_string(), "--name", "."]).pop()
        });
        let (width, height) = desk.look.pixels();
        let (w, h) = (width.to_string(), height.to_string());
        desk.x(&["xdotool", "windowmove", &window, "0", "0", "windowsize", &window, &w, &h]);
        desk.x(&["xdotool", "windowactivate", "--sync", &window]);
        let name = until(desk, "the program on the accessibility bus", || desk.bus.name_of(pid));
        let console = Self { desk, running, window, name };
        console.wait("the window to fill the screen", |console| {
            let frame = console.nodes().into_iter().find(|node| node.role == Role::Frame)?;
            let place = console.desk.bus.place(&frame)?;
            (place.width == width as i32 && place.height == height as i32).then_some(())
        });
        console
    }

    /// All that is on the screen.
    pub fn nodes(&self) -> Vec<Node> {
        self.desk.bus.nodes(&self.name)
    }

    /// Waits for something about this window.
    pub fn wait<T>(&self, what: &str, mut look: impl FnMut(&Self) -> Option<T>) -> T {
        until(self.desk, what, || look(self))
    }

    /// The node of this role whose name fits, if it is on the screen.
    pub fn look(&self, role: Role, fits: impl Fn(&str) -> bool) -> Option<Node> {
        self.nodes().into_iter().find(|node| node.role == role && fits(&node.name))
    }

    /// Waits for a node of this role and name.
    pub fn find(&self, role: Role, name: &str) -> Node {
        self.wait(&format!("{role:?} “{name}”"), |console| {
            console.look(role, |n| called(role, n, name))
        })
    }

    /// Waits for a node of this role whose name holds these words.
    pub fn find_part(&self, role: Role, part: &str) -> Node {
        self.wait(&format!("{role:?} “…{part}…”"), |console| {
            console.look(role, |n| n.contains(part))
        })
    }

    /// Waits for words anywhere on the screen and returns the name they stand in.
    pub fn read(&self, part: &str) -> String {
        self.wait(&format!("the words “{part}”"), |console| {
            let holds = |node: Node| node.name.contains(part).then_some(node.name);
            console.nodes().into_iter().find_map(holds)
        })
    }

    /// Whether these words are on the screen now.
    pub fn says(&self, part: &str) -> bool {
        self.nodes().iter().any(|node| node.name.contains(part))
    }

    /// Waits until these words are gone.
    pub fn gone(&self, part: &str) {
        self.wait(&format!("“{part}” to go"), |console| (!console.says(part)).then_some(()));
    }

    /// Where a node is, once it stands still.
    fn settled(&self, node: &Node) -> Place {
        let mut node = node.clone();
        let mut since = (None, Instant::now());
        self.wait(&format!("“{}” to stand still", node.name), |console| {
            let mut place = console.desk.bus.place(&node);
            // A page that was drawn anew has it under another key.
            if place.is_none()
                && let Some(anew) = console.only(&node)
            {
                node = anew;
                place = console.desk.bus.place(&node);
            }
            if place != since.0 {
                since = (place, Instant::now());
            }
            place.filter(|_| since.1.elapsed() > STILL)
        })
    }

    /// The one node that has the role and the name of another, where there is one and no more.
    fn only(&self, like: &Node) -> Option<Node> {
        let fits = |node: &Node| node.role == like.role && node.name == like.name;
        let mut all = self.nodes().into_iter().filter(fits);
        all.next().filter(|_| all.next().is_none())
    }

    /// Whether a node stands over an edge of the window.
    fn outside(&self, node: &Node) -> bool {
        let (width, height) = self.desk.look.pixels();
        self.desk.bus.place(node).is_some_and(|place| {
            let (right, low) = (place.x + place.width, place.y + place.height);
            place.x < 0 || right > width as i32 || place.y < 0 || low > height as i32
        })
    }

    /// Brings a node into view that stands over an edge of the window; whether it is in view then.
    pub fn reveal(&self, node: &Node) -> bool {
        if !self.outside(node) {
            return true;
        }
        self.desk.bus.reveal(node);
        self.quiet();
        !self.outside(node)
    }

    /// Clicks a node in its middle.
    pub fn click_on(&self, node: &Node) {
        let (x, y) = self.settled(node).middle();
        let (x, y) = (x.to_string(), y.to_string());
        self.desk.x(&["xdotool", "mousemove", &x, &y, "click", "1"]);
    }

    /// Waits until a node of this role and name can be used.
    pub fn usable(&self, role: Role, name: &str) -> Node {
        self.wait(&format!("{role:?} “{name}” that can be used"), |console| {
            console.look(role, |n| called(role, n, name)).filter(Node::enabled)
        })
    }

    /// Waits until a node of this role and name can be used, and clicks it.
    pub fn click(&self, role: Role, name: &str) {
        self.click_on(&self.usable(role, name));
    }

    /// Clicks a button of the dialog whose name holds these words.
    pub fn click_in(&self, dialog: &str, name: &str) {
        let node = self.wait(&format!("Button “{name}” in “{dialog}”"), |console| {
            let all = console.nodes();
            let dialog = all.iter().find(|n| n.role == Role::Dialog && n.name.contains(dialog))?;
            let fits = |n: &&Node| n.role == Role::Button && n.name == name && n.enabled();
            all.iter().filter(fits).find(|node| node.stands_in(dialog, &all)).cloned()
        });
        self.click_on(&node);
    }

    /// Waits for a short message at the lower right, closes it and returns its words.
    pub fn message(&self, part: &str) -> String {
        let said = self.read(part);
        let close = if self.desk.look.language == "en" { "Close" } else { "关闭" };
        self.click(Role::Button, close);
        self.gone(part);
        said
    }

    /// Presses keys, such as `ctrl+k`.
    pub fn press(&self, keys: &[&str]) {
        for key in keys {
            self.desk.x(&["xdotool", "key", "--clearmodifiers", key]);
        }
    }

    /// What has the keyboard, besides the window itself.
    pub fn focused(&self) -> Option<Node> {
        self.nodes().into_iter().find(|node| node.focused() && node.role != Role::Frame)
    }

    /// Types words into a field once it has the keyboard.
    pub fn write_in(&self, field: &str, words: &str) {
        self.wait(&format!("the field “{field}” to have the keyboard"), |console| {
            let node = console.focused()?;
            (node.role == Role::Entry && node.name == field).then_some(())
        });
        self.write(words);
    }

    /// Types words into whatever has the keyboard: characters that a key has. For others xdotool gives a
    /// spare key a new meaning, which a program may not know yet when the key comes.
    pub fn write(&self, words: &str) {
        self.desk.x(&["xdotool", "type", "--delay", "15", words]);
    }

    /// Goes to an area with its keys: 1 to 5 in the order of the sidebar.
    pub fn go(&self, area: Area) {
        self.press(&[&format!("ctrl+{}", area as usize)]);
        let name = area.name(self.desk.look.language);
        self.wait(&format!("the area {name}"), |console| {
            console.look(Role::Tab, |n| n == name).filter(Node::chosen)
        });
        self.quiet();
    }

    /// The seconds of processor time that the program has used.
    pub fn seconds_used(&self) -> f64 {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.running.pid())).unwrap();
        // The name may hold spaces; what follows its bracket does not. Times are in hundredths.
        let after: Vec<&str> = stat.rsplit_once(')').unwrap().1.split_whitespace().collect();
        let ticks: u32 = [11, 12].iter().map(|at| after[*at].parse::<u32>().unwrap()).sum();
        f64::from(ticks) / 100.0
    }

    /// Waits until nothing happens any more: the tree stays the same and the processor is idle.
    pub fn quiet(&self) {
        let look = |console: &Self| {
            let names: Vec<String> = console.nodes().into_iter().map(|node| node.name).collect();
            (names.join("\n"), console.seconds_used(), Instant::now())
        };
        let (names, used, now) = look(self);
        let (mut first, mut idle) = ((names, now), (used, now));
        self.wait("the window to be quiet", |console| {
            let (names, used, now) = look(console);
            if used - idle.0 > 0.03 {
                idle = (used, now);
            }
            if names != first.0 || BUSY.iter().any(|word| names.contains(word)) {
                first = (names, now);
            }
            let (still, idle) = (now - first.1, now - idle.1);
            // A message that counts its seconds keeps drawing.
            (still.min(idle) > STILL || still > 20 * STILL).then_some(())
        });
    }

    /// Photographs the screen when it is quiet; it must not be blank.
    pub fn shot(&self, name: &str) {
        self.quiet();
        let file = self.desk.shots().join(format!("{name}.png"));
        photo::screen(self.desk, &file);
        let colours = photo::colours(self.desk, &file);
        assert!(colours > 60, "{} has only {colours} colours", file.display());
    }

    /// Closes the window as its X does, and waits until the program has ended well.
    pub fn close(self) {
        self.want_to_close();
        self.ends();
    }

    fn want_to_close(&self) {
        self.desk.x(&["xdotool", "windowactivate", "--sync", &self.window]);
        self.press(&["alt+F4"]);
    }

    fn ends(mut self) {
        let ended = within(patience::PATIENCE, || self.running.ended());
        assert_eq!(ended, Some(Some(0)), "the program ends well: {}", self.complaints());
    }

    /// What the program wrote to its error stream.
    pub fn complaints(&self) -> String {
        std::fs::read_to_string(self.desk.path("cox/program.txt")).unwrap_or_default()
    }

    /// Waits for a dialog of the system and answers it with a path.
    pub fn answer(&self, path: &Path) {
        let dialog = self.dialog();
        self.desk.x(&["xdotool", "windowactivate", "--sync", &dialog]);
        self.press(&["ctrl+l", "ctrl+a"]);
        self.write(&path.display().to_string());
        self.enter(&dialog);
    }

    /// Waits for a dialog of the system that asks for a folder and answers it. Its list of recent
    /// folders, which it begins with, takes no path: it is left first.
    pub fn answer_folder(&self, folder: &Path) {
        let dialog = self.dialog();
        self.desk.x(&["xdotool", "windowactivate", "--sync", &dialog]);
        let recent = self.picture_of(&dialog, "");
        self.press(&["alt+Home"]);
        self.picture_of(&dialog, &recent);
        self.answer(folder);
    }

    /// Waits for a dialog of the system and chooses all files of a folder in it with Ctrl+A. Their
    /// names must not all begin alike, or the dialog completes the folder with that beginning.
    pub fn answer_all(&self, folder: &Path) {
        let dialog = self.dialog();
        self.desk.x(&["xdotool", "windowactivate", "--sync", &dialog]);
        self.press(&["ctrl+l", "ctrl+a"]);
        self.write(&format!("{}/", folder.display()));
        // Enter leads into the folder and then stands for the button: between the two the list has
        // to be there, and all of it chosen.
        let typed = self.picture_of(&dialog, "");
        self.press(&["Return"]);
        let listed = self.picture_of(&dialog, &typed);
        self.press(&["ctrl+a"]);
        self.picture_of(&dialog, &listed);
        self.enter(&dialog);
    }

    /// Presses Enter until a dialog is gone: while it still looks a path up it takes none.
    fn enter(&self, dialog: &str) {
        until(self.desk, "the dialog to go", || {
            self.desk.asked(&["xdotool", "windowactivate", "--sync", dialog, "key", "Return"]);
            within(2, || {
                let there = self.dialogs().iter().any(|window| window == dialog);
                (!there).then_some(())
            })
        });
    }

    /// Waits until a dialog looks the same twice and otherwise than before.
    fn picture_of(&self, dialog: &str, before: &str) -> String {
        let mut last = String::new();
        until(self.desk, "the dialog to stand still", || {
            let now = photo::pixels(self.desk, dialog);
            let still = now == last && now != before;
            last = now;
            still.then(|| last.clone())
        })
    }

    /// Waits for a dialog of the system and returns the number of its window.
    pub fn dialog(&self) -> String {
        until(self.desk, "a dialog of the system", || self.dialogs().pop())
    }

    fn dialogs(&self) -> Vec<String> {
        let class = if self.desk.portal { "xdg-desktop-portal-gtk" } else { "zenity" };
        self.desk.windows(&["--class", class])
    }
}

/// So long nothing may happen before the window counts as quiet.
const STILL: Duration = Duration::from_millis(300);

/// Words that stand on the screen while something is on its way.
const BUSY: [&str; 4] = ["正在读取", "正在校验", "Reading", "Checking"];

/// Whether a thing has this name; that of a drop-down ends with what is chosen.
fn called(role: Role, said: &str, name: &str) -> bool {
    let rest = said.strip_prefix(name);
    rest.is_some_and(|rest| rest.is_empty() || (role == Role::ComboBox && rest.starts_with(' ')))
}
