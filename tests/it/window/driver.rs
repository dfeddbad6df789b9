//! The window under a story's hands: opened, waited for, clicked and typed into.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use coxswain::app::{App, Door, Start};
use coxswain::areas::AreaId;
use coxswain::i18n::{FluentValue, Language, Tr};
use coxswain::paths::Home;
use coxswain::store::Workspace;
use egui::accesskit::{Action, ActionRequest};
use egui::{
    ColorImage, DroppedFile, DroppedFileHandle, Event, ImeEvent, Key, Modifiers, PointerButton,
    Pos2, RequestRepaintInfo, Role, ViewportCommand, ViewportEvent, ViewportId,
};
use egui_kittest::Harness;

use super::sight::Seen;
use crate::common::{Desk, TODAY, day};

/// How long anything may take before a story fails.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// The size the window opens with.
const SIZE: [f32; 2] = [1440.0, 900.0];

/// The time between two frames, in seconds: long enough that animations are soon over, and so short
/// that a toast stands while a busy machine comes to rest.
const FRAME: f32 = 1.0 / 20.0;

/// Where the window keeps settings and backups.
pub fn home(desk: &Desk) -> Home {
    Home::at(desk.path("home"))
}

/// The program's window.
pub struct Window {
    pub(super) harness: Harness<'static, App>,
    /// That a frame is asked for, and whether at once.
    woken: Receiver<bool>,
    /// Whether the window has told the system that it goes.
    gone: bool,
    /// The words on the screen.
    pub tr: Tr,
}

impl Window {
    /// Opens the window in a language, with settings and backups in the desk's folder.
    pub fn start(desk: &Desk, language: Language, file: Option<&Path>) -> Self {
        Self::start_with(desk, language, file, None)
    }

    /// As [`Self::start`], with a door at which other starts reach it.
    pub fn start_with(
        desk: &Desk,
        language: Language,
        file: Option<&Path>,
        door: Option<Door>,
    ) -> Self {
        let start = Start {
            file: file.map(Path::to_owned),
            language: Some(language),
            today: Some(day(TODAY)),
            home: home(desk),
            reader: Some(env!("CARGO_BIN_EXE_coxswain").into()),
            own_path_field: true,
            door,
            ..Start::default()
        };
        let (wake, woken) = channel();
        let harness = Harness::builder()
            .with_size(SIZE)
            .with_theme(egui::Theme::Light)
            .with_max_steps(64)
            .with_step_dt(FRAME)
            .build_eframe(move |creation| {
                let wake = move |asked: RequestRepaintInfo| {
                    let _the_story_may_be_over = wake.send(asked.delay.is_zero());
                };
                creation.egui_ctx.set_request_repaint_callback(wake);
                App::new(&creation.egui_ctx, start)
            });
        let mut window = Self { harness, woken, gone: false, tr: Tr::new(language) };
        window.settle();
        window
    }

    /// Opens the desk's workspace in English and waits for its first page.
    pub fn open(desk: &Desk) -> Self {
        Self::open_in(desk, Language::English)
    }

    /// As [`Self::open`], in any language. What begins with today is turned to the funnel, where stories
    /// begin that say nothing else, and to the import where nobody is there yet.
    pub fn open_in(desk: &Desk, language: Language) -> Self {
        let mut window = Self::start(desk, language, Some(&desk.file));
        window.wait_for(Role::Tab, "area-funnel");
        window.settle();
        if window.get(Role::Tab, "area-today").on {
            let empty = window.says("today-empty");
            window.go(if empty { AreaId::Reports } else { AreaId::Funnel });
        }
        window
    }

    /// Opens the desk's workspace in English and goes to a tab of an area.
    #[track_caller]
    pub fn open_tab(desk: &Desk, area: AreaId, tab: &str) -> Self {
        let mut window = Self::open(desk);
        window.go(area);
        window.click(Role::Tab, tab);
        window.settle();
        window
    }

    /// The text of a key, or the text itself.
    pub fn word(&self, key: &str) -> String {
        if self.tr.has(key) { self.tr.text(key) } else { key.to_owned() }
    }

    /// The text of a key with arguments.
    pub fn with(&self, key: &str, args: &[(&str, FluentValue<'_>)]) -> String {
        assert!(self.tr.has(key), "there is no message {key}");
        self.tr.with(key, args)
    }

    /// The person comes back to the window from another one.
    pub fn come_back(&mut self) {
        self.harness.event(Event::WindowFocused(true));
        self.step();
    }

    // ── Waiting ─────────────────────────────────────────────────────────────────────────────────

    /// Draws one frame for each thing done, or one.
    pub fn step(&mut self) {
        self.harness.step();
        self.hand_pictures();
        self.gone |= self.told(&ViewportCommand::Close);
    }

    /// Hands on the picture of the window, where one was asked for.
    fn hand_pictures(&self) {
        for command in &self.harness.output().viewport_output[&ViewportId::ROOT].commands {
            if let ViewportCommand::Screenshot(asked) = command {
                asked.clone().complete(Arc::new(picture()));
            }
        }
    }

    /// Whether the window asks to be drawn again at once.
    fn eager(&self) -> bool {
        self.delay() == Duration::ZERO
    }

    /// After which time the window asks to be drawn again.
    pub fn delay(&self) -> Duration {
        let output = &self.harness.output().viewport_output[&ViewportId::ROOT];
        output.repaint_delay
    }

    /// Whether the status bar or the page says that work is on its way.
    fn busy(&self) -> bool {
        let words = [
            "status-loading",
            "job-read",
            "job-preview",
            "job-import",
            "job-pages",
            "reports-checking",
            "reports-importing",
        ]
        .map(|key| self.tr.text(key));
        let opening = self.tr.with("welcome-opening", &[("file", "".into())]);
        self.seen().iter().any(|seen| {
            let job = |word: &String| {
                // Jobs carry how far they are behind their name.
                seen.name.strip_prefix(word.as_str()).is_some_and(|rest| {
                    rest.chars().all(|c| c.is_ascii_digit() || c == ' ' || c == '/')
                })
            };
            let opens = seen.name.starts_with(opening.trim_end()) && seen.name.contains(".cox");
            words.iter().any(job) || opens
        })
    }

    /// Draws until a condition holds; fails with what there is on the screen.
    #[track_caller]
    pub fn wait(&mut self, what: &str, until: impl Fn(&Self) -> bool) {
        let deadline = Instant::now() + PATIENCE;
        loop {
            if until(self) {
                return;
            }
            let now = Instant::now();
            let causes = || self.harness.ctx.repaint_causes();
            assert!(now < deadline, "waited in vain: {what}\n{}{:?}", self.listing(), causes());
            if !self.eager() {
                // Frames pass the time of animations and pauses; threads wake by the callback.
                let pause = self.delay().min(Duration::from_millis(20)).min(deadline - now);
                self.pause(now + pause);
            }
            while self.woken.try_recv().is_ok() {}
            self.step();
        }
    }

    /// Waits for the next frame that is asked for. While something is loaded only what asks for it at once counts:
    /// a frame passes more time than it takes, and a message would have gone before anybody looked for it.
    fn pause(&self, until: Instant) {
        let busy = self.busy();
        let left = || until.saturating_duration_since(Instant::now());
        while let Ok(at_once) = self.woken.recv_timeout(left()) {
            if at_once || !busy {
                break;
            }
        }
    }

    /// Draws until nothing moves, is loaded or worked on.
    #[track_caller]
    pub fn settle(&mut self) {
        for _ in 0..3 {
            self.step();
            self.wait("that it comes to rest", |window| !window.eager() && !window.busy());
        }
        self.harness.check_accessibility();
    }

    /// Waits for a thing of a role and name that can be used, and returns it.
    #[track_caller]
    pub fn wait_for(&mut self, role: Role, key: &str) -> Seen {
        let name = self.word(key);
        let there = |window: &Self| window.all(role, &name).into_iter().find(|seen| seen.enabled);
        self.wait(&format!("{role:?} {name:?}"), |window| there(window).is_some());
        there(self).expect("it was there")
    }

    /// Waits for a row of a table, and returns the first.
    #[track_caller]
    pub fn wait_for_row(&mut self) -> Seen {
        self.wait("a row", |window| !window.of(Role::Row).is_empty());
        self.of(Role::Row).remove(0)
    }

    /// Waits until a text stands somewhere.
    #[track_caller]
    pub fn wait_to_say(&mut self, key: &str) {
        let text = self.word(key);
        self.wait(&format!("a text {text:?}"), |window| window.says(&text));
        self.settle();
    }

    /// Waits until a thing of a role and name is gone, as a form is once its command is done.
    #[track_caller]
    pub fn wait_gone(&mut self, role: Role, key: &str) {
        let name = self.word(key);
        let gone = |window: &Self| window.find(role, &name).is_none();
        self.wait(&format!("that {role:?} {name:?} goes"), gone);
        self.settle();
    }

    // ── Doing ───────────────────────────────────────────────────────────────────────────────────

    /// Clicks a thing of a role and name, and lets the window come to rest.
    #[track_caller]
    pub fn click(&mut self, role: Role, key: &str) {
        let seen = self.wait_for(role, key);
        self.reveal(&seen);
        let seen = self.wait_for(role, key);
        self.click_at(seen.rect.center());
    }

    /// Scrolls to a thing, if it is in something that scrolls.
    pub fn reveal(&mut self, seen: &Seen) {
        let (target_node, target_tree) = seen.place;
        let (action, data) = (Action::ScrollIntoView, None);
        let request = ActionRequest { action, target_node, target_tree, data };
        self.harness.event(Event::AccessKitActionRequest(request));
        self.settle();
    }

    /// Gives a thing of a role and name the focus, as a screen reader does.
    #[track_caller]
    pub fn focus(&mut self, role: Role, key: &str) {
        let (target_node, target_tree) = self.wait_for(role, key).place;
        let (action, data) = (Action::Focus, None);
        let request = ActionRequest { action, target_node, target_tree, data };
        self.harness.event(Event::AccessKitActionRequest(request));
        self.settle();
    }

    /// Presses a button.
    #[track_caller]
    pub fn press(&mut self, key: &str) {
        self.click(Role::Button, key);
    }

    /// Presses the last button of a name: that of a form or dialog, where the one that opened it has
    /// the same name.
    #[track_caller]
    pub fn press_last(&mut self, key: &str) {
        self.wait_for(Role::Button, key);
        let buttons = self.all(Role::Button, key);
        let last = buttons.last().expect("it was there").rect.center();
        self.click_at(last);
    }

    /// Clicks at a point.
    #[track_caller]
    pub fn click_at(&mut self, pos: Pos2) {
        let screen = self.harness.ctx.content_rect();
        assert!(screen.contains(pos), "{pos:?} is outside of the window\n{}", self.listing());
        self.harness.event(Event::PointerMoved(pos));
        for pressed in [true, false] {
            let (button, modifiers) = (PointerButton::Primary, Modifiers::NONE);
            self.harness.event(Event::PointerButton { pos, button, pressed, modifiers });
        }
        self.harness.event(Event::PointerGone);
        self.settle();
    }

    /// Presses keys.
    #[track_caller]
    pub fn keys(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.settle();
    }

    /// Types into what has the focus.
    #[track_caller]
    pub fn types(&mut self, text: &str) {
        self.harness.event(Event::Text(text.to_owned()));
        self.settle();
    }

    /// Goes to a thing of a name with Tab alone.
    #[track_caller]
    pub fn tab_to(&mut self, key: &str) {
        let name = self.word(key);
        for _ in 0..120 {
            if self.seen().iter().any(|seen| seen.focused && seen.name.starts_with(&name)) {
                return;
            }
            self.keys(Modifiers::NONE, Key::Tab);
        }
        panic!("Tab does not reach {name:?}\n{}", self.listing());
    }

    /// Hands on what an input method says.
    #[track_caller]
    pub fn compose(&mut self, event: ImeEvent) {
        self.harness.event(Event::Ime(event));
        self.settle();
    }

    /// Types into the field of a name, in the place of what stood there.
    #[track_caller]
    pub fn fill(&mut self, key: &str, text: &str) {
        let roles = [Role::TextInput, Role::MultilineTextInput];
        let name = self.word(key);
        let field = |window: &Self| {
            roles.into_iter().flat_map(|role| window.all(role, &name)).find(|seen| seen.enabled)
        };
        self.wait(&format!("a field {name:?}"), |window| field(window).is_some());
        let place = field(self).expect("it was there");
        self.reveal(&place);
        let place = field(self).expect("it was there").rect;
        self.click_at(place.left_top() + egui::vec2(6.0, 8.0));
        self.harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
        if text.is_empty() {
            self.harness.key_press(Key::Delete);
        } else {
            self.harness.event(Event::Text(text.to_owned()));
        }
        self.settle();
        let typed = field(self).map(|seen| seen.value);
        assert_eq!(typed.as_deref(), Some(text), "in the field {name:?}");
    }

    /// Types a path into the window's own field and goes on.
    #[track_caller]
    pub fn answer_path(&mut self, path: &str) {
        self.fill("dialog-path", path);
        self.press("dialog-path-go");
    }

    /// Chooses from a drop-down.
    #[track_caller]
    pub fn choose(&mut self, field: &str, option: &str) {
        self.click(Role::ComboBox, field);
        self.click(Role::ListBoxOption, option);
    }

    /// Goes to an area by the sidebar.
    #[track_caller]
    pub fn go(&mut self, area: AreaId) {
        self.click(Role::Tab, &format!("area-{}", area.word()));
        self.settle();
    }

    /// Drops files on the window.
    #[track_caller]
    pub fn drop_files(&mut self, paths: &[&Path]) {
        let files =
            paths.iter().map(|path| Arc::new(Dropped(path.to_path_buf())) as DroppedFileHandle);
        self.harness.input_mut().dropped_files = files.collect();
        self.settle();
    }

    /// Drags files over the window; none when they are taken away.
    #[track_caller]
    pub fn hover_files(&mut self, names: &[&str]) {
        let file = |name: &&str| egui::HoveredFile {
            path: Some(PathBuf::from(name)),
            ..egui::HoveredFile::default()
        };
        self.harness.input_mut().hovered_files = names.iter().map(file).collect();
        // While something is dragged, egui draws frame after frame.
        for _ in 0..3 {
            self.step();
        }
    }

    /// Takes notice of the language that the window was switched to.
    pub fn speak(&mut self, language: Language) {
        self.tr = Tr::new(language);
    }

    /// Makes the window another size.
    #[track_caller]
    pub fn resize(&mut self, size: [f32; 2]) {
        self.harness.set_size(size.into());
        self.settle();
    }

    /// egui's side of the window.
    pub fn ctx(&self) -> &egui::Context {
        &self.harness.ctx
    }

    /// Closes the window as the system's button does; whether it goes without a question.
    #[track_caller]
    pub fn leaves(&mut self) -> bool {
        let close = |window: &mut Self| {
            let root = window.harness.input_mut().viewports.entry(ViewportId::ROOT).or_default();
            root.events.push(ViewportEvent::Close);
            window.step();
            !window.told(&ViewportCommand::CancelClose)
        };
        if close(self) {
            return true;
        }
        let title = self.word("app-closing");
        let asked = |window: &Self| window.find(Role::Dialog, &title).is_some();
        self.wait("that it goes or asks", |window| window.going() || asked(window));
        if asked(self) {
            self.settle();
            return false;
        }
        assert!(close(self), "it goes once everything is written");
        true
    }

    /// Whether the window has told the system that it goes, in this frame or an earlier one.
    pub fn going(&self) -> bool {
        self.gone || self.told(&ViewportCommand::Close)
    }

    fn told(&self, command: &ViewportCommand) -> bool {
        let commands = &self.harness.output().viewport_output[&ViewportId::ROOT].commands;
        commands.contains(command)
    }

    /// Closes the window and opens its workspace as soon as the store's thread has let it go.
    pub fn close(self, desk: &Desk) -> Workspace {
        self.close_file(&desk.file)
    }

    /// As [`Self::close`], for a workspace with a place of its own.
    pub fn close_file(self, file: &Path) -> Workspace {
        drop(self);
        let deadline = Instant::now() + PATIENCE;
        loop {
            match Workspace::open(file) {
                Ok(workspace) => return workspace,
                Err(error) => assert!(Instant::now() < deadline, "{}", error.for_log()),
            }
            std::thread::park_timeout(Duration::from_millis(5));
        }
    }

    /// Lets the time pass after which messages go; until then they lie over what is below.
    #[track_caller]
    pub fn let_toasts_go(&mut self) {
        // Pieces of the status bar have the same role, but not the same height.
        let is_toast = |seen: &Seen| seen.rect.height() > 30.0;
        self.wait("that messages go", |window| !window.of(Role::Status).iter().any(is_toast));
    }

    /// The toast that says a step was saved.
    #[track_caller]
    pub fn wait_saved(&mut self, step: &str, subject: &str) {
        let step = self.with(step, &[("subject", subject.into())]);
        let saved = self.with("app-saved-step", &[("step", step.into())]);
        self.wait_to_say(&saved);
    }
}

/// The window as a picture. Nothing is painted here, so each pixel says where it is.
fn picture() -> ColorImage {
    let [width, height] = SIZE.map(|side| side as usize);
    let places = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
    let colors: Vec<u8> = places.flat_map(|(x, y)| pixel(x, y)).collect();
    ColorImage::from_rgb([width, height], &colors)
}

/// The color of a pixel of the window's picture.
pub fn pixel(x: usize, y: usize) -> [u8; 3] {
    [x % 256, y % 256, x / 256 * 16 + y / 256].map(|part| u8::try_from(part).unwrap())
}

/// A file that was dropped on the window, as the window system hands it over.
#[derive(Debug)]
struct Dropped(PathBuf);

impl DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        Err("the program reads files by their path".to_owned())
    }
}
