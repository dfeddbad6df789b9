//! Steps through the program: something is pressed by its name in the language of the desk, what must then be
//! there is waited for, and the screen is photographed.

use std::fs;

use crate::console::Console;
use crate::reader::{Node, Role};

/// The same words in Chinese and in English.
pub type Words = [&'static str; 2];

/// One step.
pub struct Step {
    /// What the photograph is called, behind the step's number.
    pub photo: &'static str,
    /// How the hands do it.
    pub act: Act,
    /// What is pressed.
    pub pressed: Words,
    /// What must then be there.
    pub then: Then,
}

impl Step {
    /// A step.
    pub const fn new(photo: &'static str, act: Act, pressed: Words, then: Then) -> Self {
        Self { photo, act, pressed, then }
    }
}

/// What the hands do.
pub enum Act {
    /// Nothing: it is there.
    Look,
    /// What has this role and the name is pressed; before a tab, what lies over the page is left.
    Press(Role),
    /// As [`Act::Press`], where the name only begins so; of several the topmost one.
    Begins(Role),
    /// Keys are pressed, wherever one is.
    Keys,
    /// Keys are pressed once nothing lies over the page any more.
    Away,
    /// More than one press.
    Do(Hands),
}

/// Hands that do more than one press, told the name of what is pressed.
pub type Hands = fn(&Walk<'_, '_>, &str);

/// What must be there after a step.
#[derive(Clone, Copy)]
pub enum Then {
    /// These words, anywhere.
    Read(Words),
    /// What was pressed is the chosen one.
    Chosen,
    /// The tab of this name is the one that is shown.
    Page(Words),
    /// What was done has waited for it.
    Done,
}

/// Somebody on the way through the steps.
pub struct Walk<'c, 'd> {
    /// The window.
    pub console: &'c Console<'d>,
    /// What a step was to bring and was there before it, so that it says nothing.
    pub stale: Vec<String>,
}

impl<'c, 'd> Walk<'c, 'd> {
    /// Somebody who has not begun.
    pub const fn new(console: &'c Console<'d>) -> Self {
        Self { console, stale: Vec::new() }
    }

    /// The words in the language of the desk.
    pub fn own(&self, words: Words) -> &'static str {
        words[usize::from(self.english())]
    }

    /// Whether the desk is an English one.
    pub fn english(&self) -> bool {
        self.console.desk.look.language == "en"
    }

    /// Takes a step: the `n`th.
    pub fn take(&mut self, n: usize, step: &Step) {
        let name = self.own(step.pressed);
        if !matches!(step.act, Act::Look) && self.there(step, name) {
            self.stale.push(format!("{n} {}", step.photo));
        }
        match step.act {
            Act::Look => {}
            Act::Press(Role::Tab) => self.turn(name),
            Act::Press(role) => self.press(role, name),
            Act::Begins(role) => self.press_first(role, name),
            Act::Keys => self.console.press(&[name]),
            Act::Away => {
                self.leave();
                self.console.press(&[name]);
            }
            Act::Do(hands) => hands(self, name),
        }
        let what = format!("what step {n} “{}” leads to", step.photo);
        self.console.wait(&what, |_| {
            (matches!(step.then, Then::Done) || self.there(step, name)).then_some(())
        });
        self.photograph(n, step.photo);
    }

    /// Whether what a step leads to is there now.
    fn there(&self, step: &Step, name: &str) -> bool {
        let all = self.console.nodes();
        match step.then {
            Then::Read(words) => all.iter().any(|node| node.name.contains(self.own(words))),
            Then::Page(words) => {
                let name = self.own(words);
                all.iter().any(|node| node.role == Role::Tab && node.name == name && node.chosen())
            }
            Then::Chosen => match step.act {
                Act::Press(role) => {
                    all.iter().any(|node| node.role == role && node.name == name && node.chosen())
                }
                Act::Begins(role) => all
                    .iter()
                    .any(|node| node.role == role && node.name.starts_with(name) && node.chosen()),
                _ => false,
            },
            Then::Done => false,
        }
    }

    /// Keeps the screen, where photographs are asked for; else only waits until it is quiet.
    fn photograph(&self, n: usize, name: &str) {
        if std::env::var_os("COXSWAIN_SHOTS").is_none() {
            self.console.quiet();
            return;
        }
        let folder = if self.english() { "steps/en" } else { "steps/zh" };
        fs::create_dir_all(self.console.desk.shots().join(folder)).unwrap();
        self.console.shot(&format!("{folder}/{n:02}-{name}"));
    }

    /// Presses what has this role and name.
    pub fn press(&self, role: Role, name: &str) {
        self.press_on(&self.console.usable(role, name));
    }

    /// Presses the topmost of what has this role and a name that begins so.
    pub fn press_first(&self, role: Role, begin: &str) {
        let node = self.first(role, begin);
        self.press_on(&node);
    }

    /// The topmost of what has this role and a name that begins so.
    pub fn first(&self, role: Role, begin: &str) -> Node {
        self.console.wait(&format!("{role:?} “{begin}…” that can be used"), |console| {
            let fits =
                |node: &Node| node.role == role && node.enabled() && node.name.starts_with(begin);
            let all = console.nodes().into_iter().filter(fits);
            let places = all.filter_map(|node| Some((console.desk.bus.place(&node)?.y, node)));
            places.min_by_key(|(y, _)| *y).map(|(_, node)| node)
        })
    }

    /// Brings a node into view and clicks it.
    pub fn press_on(&self, node: &Node) {
        self.console.reveal(node);
        self.console.click_on(node);
    }

    /// Goes to a tab, from whatever lies over the page.
    pub fn turn(&self, tab: &str) {
        self.leave();
        self.press(Role::Tab, tab);
        self.console.wait(&format!("the page “{tab}”"), |console| {
            console.look(Role::Tab, |own| own == tab).filter(Node::chosen)
        });
    }

    /// Chooses one of several, and waits until it is chosen.
    pub fn choose(&self, radio: &str) {
        self.press(Role::Radio, radio);
        self.console.wait(&format!("“{radio}” to be chosen"), |console| {
            console.look(Role::Radio, |own| own == radio).filter(Node::chosen)
        });
    }

    /// Leaves what lies over the page with Escape.
    pub fn leave(&self) {
        loop {
            let open = self.console.wait("the window to answer", open);
            if open == 0 {
                return;
            }
            self.console.press(&["Escape"]);
            self.console.wait("what lies over the page to go", |console| {
                let left = self::open(console)?;
                (left < open).then_some(())
            });
        }
    }
}

/// How many questions and forms lie over the page; `None` while the window does not answer.
fn open(console: &Console<'_>) -> Option<usize> {
    let all = console.nodes();
    let dialogs = all.iter().filter(|node| node.role == Role::Dialog).count();
    (!all.is_empty()).then_some(dialogs)
}
