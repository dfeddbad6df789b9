//! What a screen reader hears: the tree of the program over AT-SPI, as AccessKit tells it.
//!
//! Controls are found by role and name, as a blind person finds them, so a control without a name is
//! not found and the story fails. One call brings all nodes with role, name and state; where they
//! are is asked for one at a time.

use std::fmt::Write as _;

use pollster::block_on;
use zbus::connection::Builder;
use zbus::zvariant::{DynamicType, OwnedObjectPath, Type};
use zbus::{Connection, Proxy};

use crate::patience;

type Address = (String, OwnedObjectPath);
type Item = (Address, Address, Address, i32, i32, Vec<String>, String, u32, String, Vec<u32>);

/// What kind of control it is; numbers of AT-SPI.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A button, also one that opens a menu.
    Button,
    /// A box that is ticked or not.
    CheckBox,
    /// A field that opens a list.
    ComboBox,
    /// A column's heading.
    ColumnHeader,
    /// A question over the window.
    Dialog,
    /// A field to type in.
    Entry,
    /// The window.
    Frame,
    /// Words.
    Label,
    /// One entry of a list.
    ListItem,
    /// One action of a menu.
    MenuItem,
    /// A tab.
    Tab,
    /// One choice of several.
    Radio,
    /// A row of a table.
    Row,
    /// A cell of a table.
    Cell,
    /// A button that is on or off.
    Toggle,
    /// Another one.
    Other(u32),
}

impl Role {
    const fn of(number: u32) -> Self {
        match number {
            7 => Self::CheckBox,
            11 => Self::ComboBox,
            10 | 57 => Self::ColumnHeader,
            16 => Self::Dialog,
            23 => Self::Frame,
            29 => Self::Label,
            32 => Self::ListItem,
            35 => Self::MenuItem,
            37 => Self::Tab,
            43 => Self::Button,
            44 => Self::Radio,
            56 => Self::Cell,
            62 => Self::Toggle,
            79 => Self::Entry,
            90 => Self::Row,
            other => Self::Other(other),
        }
    }
}

const STATE_CHECKED: u32 = 4;
const STATE_ENABLED: u32 = 8;
const STATE_FOCUSABLE: u32 = 11;
const STATE_FOCUSED: u32 = 12;
const STATE_SELECTED: u32 = 23;

/// A place on the screen in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Left edge.
    pub x: i32,
    /// Upper edge.
    pub y: i32,
    /// Width.
    pub width: i32,
    /// Height.
    pub height: i32,
}

impl Place {
    /// The middle.
    pub const fn middle(self) -> (i32, i32) {
        (self.x + self.width / 2, self.y + self.height / 2)
    }
}

/// Something on the screen.
#[derive(Clone, Debug)]
pub struct Node {
    /// What it is.
    pub role: Role,
    /// What it is called.
    pub name: String,
    at: Address,
    parent: Address,
    states: u64,
}

impl Node {
    /// Whether it is the very same one.
    pub fn is_same(&self, other: &Self) -> bool {
        self.at == other.at
    }

    /// Whether it stands in another one, however deep.
    pub fn stands_in(&self, outer: &Self, all: &[Self]) -> bool {
        let above = |node: &Self| all.iter().find(|other| other.at == node.parent);
        let mut node = Some(self);
        while let Some(inner) = node {
            if inner.parent == outer.at {
                return true;
            }
            node = above(inner);
        }
        false
    }

    const fn is(&self, state: u32) -> bool {
        self.states & (1 << state) != 0
    }

    /// Whether it can be used.
    pub const fn enabled(&self) -> bool {
        self.is(STATE_ENABLED)
    }

    /// Whether Tab may stop at it.
    pub const fn focusable(&self) -> bool {
        self.is(STATE_FOCUSABLE)
    }

    /// Whether keys go to it.
    pub const fn focused(&self) -> bool {
        self.is(STATE_FOCUSED)
    }

    /// Whether it is the chosen one, or ticked.
    pub const fn chosen(&self) -> bool {
        self.is(STATE_SELECTED) || self.is(STATE_CHECKED)
    }
}

/// The two buses: the session's, where the service is switched on, and the one of screen readers.
pub struct Bus {
    _session: Connection,
    bus: Connection,
}

impl Bus {
    /// Switches the service on and connects, as a screen reader does.
    pub fn connect(session: &str) -> Self {
        const PATH: &str = "/org/a11y/bus";
        let session = connection(session);
        let address = patience::within(20, || {
            ask::<_, String>(&session, ["org.a11y.Bus", PATH, "org.a11y.Bus"], "GetAddress", &())
        });
        let bus = connection(&address.expect("the accessibility bus answers"));
        block_on(async {
            let status =
                Proxy::new(&session, "org.a11y.Bus", PATH, "org.a11y.Status").await.unwrap();
            status.set_property("IsEnabled", true).await.unwrap();
        });
        Self { _session: session, bus }
    }

    /// Asks an interface of something on the bus; `None` when there is no answer.
    fn ask<B, R>(&self, at: (&str, &str), interface: &str, method: &str, body: &B) -> Option<R>
    where
        B: serde::Serialize + DynamicType,
        R: for<'d> serde::Deserialize<'d> + Type,
    {
        ask(&self.bus, [at.0, at.1, interface], method, body)
    }

    /// As [`Bus::ask`], of a node.
    fn ask_node<B, R>(&self, node: &Node, interface: &str, method: &str, body: &B) -> Option<R>
    where
        B: serde::Serialize + DynamicType,
        R: for<'d> serde::Deserialize<'d> + Type,
    {
        self.ask((&node.at.0, node.at.1.as_str()), interface, method, body)
    }

    /// The names on the bus of all programs with a window.
    fn programs(&self) -> Vec<String> {
        let desktop = ("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root");
        let children = self.ask(desktop, "org.a11y.atspi.Accessible", "GetChildren", &());
        let children: Vec<Address> = children.unwrap_or_default();
        children.into_iter().map(|(name, _)| name).collect()
    }

    /// The name on the bus of the program with this process number.
    pub fn name_of(&self, pid: u32) -> Option<String> {
        const DAEMON: &str = "org.freedesktop.DBus";
        let at = (DAEMON, "/org/freedesktop/DBus");
        self.programs().into_iter().find(|name| {
            let owner = self.ask(at, DAEMON, "GetConnectionUnixProcessID", &(name.as_str(),));
            owner == Some(pid)
        })
    }

    /// All nodes of a program, parents before children; none while it does not answer.
    pub fn nodes(&self, program: &str) -> Vec<Node> {
        let at = (program, "/org/a11y/atspi/cache");
        let items = self.ask::<_, Vec<Item>>(at, "org.a11y.atspi.Cache", "GetItems", &());
        let node = |(at, _, parent, _, _, _, name, role, _, states): Item| Node {
            role: Role::of(role),
            name,
            at,
            parent,
            states: states.iter().rev().fold(0, |all, half| all << 32 | u64::from(*half)),
        };
        items.unwrap_or_default().into_iter().map(node).collect()
    }

    /// Where a node is on the screen; `None` when it is gone.
    pub fn place(&self, node: &Node) -> Option<Place> {
        const SCREEN: u32 = 0;
        let place = self.ask_node(node, "org.a11y.atspi.Component", "GetExtents", &(SCREEN,));
        place.map(|(x, y, width, height)| Place { x, y, width, height })
    }

    /// Asks that a node be scrolled into view.
    pub fn reveal(&self, node: &Node) {
        const ANYWHERE: u32 = 6;
        let _: Option<bool> =
            self.ask_node(node, "org.a11y.atspi.Component", "ScrollTo", &(ANYWHERE,));
    }

    /// What stands in a field.
    pub fn text(&self, node: &Node) -> Option<String> {
        self.ask_node(node, "org.a11y.atspi.Text", "GetText", &(0_i32, -1_i32))
    }

    /// The whole tree as text, for a failure.
    pub fn everything(&self) -> String {
        let mut text = String::new();
        for program in self.programs() {
            text.push_str(&self.tree(&program));
        }
        text
    }

    /// The tree of one program as text.
    pub fn tree(&self, program: &str) -> String {
        let nodes = self.nodes(program);
        let mut text = String::new();
        for node in &nodes {
            let mut depth = 0;
            let mut parent = &node.parent;
            while let Some(above) = nodes.iter().find(|above| above.at == *parent) {
                depth += 1;
                parent = &above.parent;
                if depth > 40 {
                    break;
                }
            }
            let signs: String = [
                (!node.enabled(), " off"),
                (node.focusable(), " +"),
                (node.focused(), " FOCUS"),
                (node.chosen(), " chosen"),
            ]
            .into_iter()
            .filter_map(|(on, sign)| on.then_some(sign))
            .collect();
            let place = self.place(node);
            let place = place
                .map_or_else(String::new, |p| format!("{},{} {}x{}", p.x, p.y, p.width, p.height));
            let indent = "  ".repeat(depth);
            let _ = writeln!(text, "{indent}{:?} {:?}{signs} [{place}]", node.role, node.name);
        }
        text
    }
}

fn connection(address: &str) -> Connection {
    block_on(async { Builder::address(address)?.build().await }).unwrap()
}

/// Calls a method of a service, path and interface; `None` when there is no answer.
fn ask<B, R>(bus: &Connection, at: [&str; 3], method: &str, body: &B) -> Option<R>
where
    B: serde::Serialize + DynamicType,
    R: for<'d> serde::Deserialize<'d> + Type,
{
    let [service, path, interface] = at;
    let asked = bus.call_method(Some(service), path, Some(interface), method, body);
    block_on(asked).ok()?.body().deserialize().ok()
}
