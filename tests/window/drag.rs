//! Files dragged from another program and dropped on the window: the source's side of XDND, version 5.
//!
//! A drag is enter, position and drop, told to the window by messages; between position and drop the
//! window asks for the list of files, which is answered as any selection is.

use std::path::PathBuf;

use x11rb::connection::Connection as _;
use x11rb::protocol::Event;
use x11rb::protocol::xproto::{
    Atom, ClientMessageEvent, ConnectionExt as _, CreateWindowAux, EventMask, PropMode,
    SELECTION_NOTIFY_EVENT, SelectionNotifyEvent, SelectionRequestEvent, Window, WindowClass,
};
use x11rb::rust_connection::RustConnection;
use x11rb::wrapper::ConnectionExt as _;
use x11rb::{COPY_DEPTH_FROM_PARENT, COPY_FROM_PARENT, CURRENT_TIME};

use crate::console::Console;
use crate::patience::until;

/// The program that files are dragged from.
pub struct Drag<'a> {
    console: &'a Console<'a>,
    x: RustConnection,
    source: Window,
    target: Window,
    files: String,
}

impl<'a> Drag<'a> {
    /// Takes files up and holds them over the middle of the window, which must accept them.
    pub fn over(console: &'a Console<'a>, files: &[PathBuf]) -> Self {
        let (x, screen) = RustConnection::connect(Some(&console.desk.display)).unwrap();
        let root = x.setup().roots[screen].root;
        let source = x.generate_id().unwrap();
        let depth = COPY_DEPTH_FROM_PARENT;
        let (class, look) = (WindowClass::INPUT_OUTPUT, CreateWindowAux::new());
        x.create_window(depth, source, root, 0, 0, 1, 1, 0, class, COPY_FROM_PARENT, &look)
            .unwrap();
        let files = files.iter().map(|file| format!("file://{}\r\n", escaped(file))).collect();
        let target = console.window.parse().unwrap();
        let drag = Self { console, x, source, target, files };
        drag.x.set_selection_owner(source, drag.atom("XdndSelection"), CURRENT_TIME).unwrap();
        let list = drag.atom("text/uri-list");
        drag.tell("XdndEnter", [source, 5 << 24, list, 0, 0]);
        let (width, height) = console.desk.look.pixels();
        let middle = (width / 2) << 16 | (height / 2);
        let copy = drag.atom("XdndActionCopy");
        drag.tell("XdndPosition", [source, 0, middle, CURRENT_TIME, copy]);
        let accepted = drag.answer("XdndStatus", true);
        assert_eq!(accepted & 1, 1, "the window accepts files");
        drag
    }

    /// Lets go.
    pub fn drop(self) {
        self.tell("XdndDrop", [self.source, 0, CURRENT_TIME, 0, 0]);
        self.answer("XdndFinished", false);
    }

    fn atom(&self, name: &str) -> Atom {
        self.x.intern_atom(false, name.as_bytes()).unwrap().reply().unwrap().atom
    }

    fn tell(&self, what: &str, data: [u32; 5]) {
        let message = ClientMessageEvent::new(32, self.target, self.atom(what), data);
        self.x.send_event(false, self.target, EventMask::NO_EVENT, message).unwrap();
        self.x.flush().unwrap();
    }

    /// Waits for a message of the window and, where it is to come, for its request for the files;
    /// returns the message's second word.
    fn answer(&self, what: &str, mut asked: bool) -> u32 {
        let wanted = self.atom(what);
        let mut said = None;
        until(self.console.desk, &format!("{what} from the window"), || {
            while let Some(event) = self.x.poll_for_event().unwrap() {
                match event {
                    Event::ClientMessage(message) if message.type_ == wanted => {
                        said = Some(message.data.as_data32()[1]);
                    }
                    Event::SelectionRequest(request) => {
                        self.hand_over(&request);
                        asked = false;
                    }
                    _ => {}
                }
            }
            said.filter(|_| !asked)
        })
    }

    /// Puts the list of files where the window asked for it.
    fn hand_over(&self, request: &SelectionRequestEvent) {
        let SelectionRequestEvent { requestor, selection, target, property, time, .. } = *request;
        let bytes = self.files.as_bytes();
        self.x.change_property8(PropMode::REPLACE, requestor, property, target, bytes).unwrap();
        let notice = SelectionNotifyEvent {
            response_type: SELECTION_NOTIFY_EVENT,
            sequence: 0,
            time,
            requestor,
            selection,
            target,
            property,
        };
        self.x.send_event(false, requestor, EventMask::NO_EVENT, notice).unwrap();
        self.x.flush().unwrap();
    }
}

/// A path as in a URI: bytes other than plain ones as `%41`.
fn escaped(path: &std::path::Path) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/-_.~".contains(&byte);
    let bytes = path.to_str().unwrap().bytes();
    bytes.map(|b| if plain(b) { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
}
