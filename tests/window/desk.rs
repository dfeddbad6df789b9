//! A desk of its own for each story: a folder, a display, a session bus, a window manager.
//!
//! Nothing is taken from the machine's session: no display, bus, home or printer of the person who
//! runs the tests is seen or touched. Everything started here is one process group each and is ended
//! with the desk, the display last.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::OnceLock;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::reader::Bus;
use crate::{patience, photo};

/// The day on which all stories happen.
pub const TODAY: &str = "2025-11-18";

/// The program under test.
pub fn program() -> PathBuf {
    env!("CARGO_BIN_EXE_coxswain").into()
}

/// A process that ends, with all it started, when this goes.
pub struct Running {
    child: Child,
}

impl Running {
    /// Starts a command as the head of a process group.
    pub fn start(command: &mut Command) -> Self {
        use std::os::unix::process::CommandExt as _;
        let name = command.get_program().to_string_lossy().into_owned();
        let child = command.stdin(Stdio::null()).process_group(0).spawn();
        Self { child: child.unwrap_or_else(|error| panic!("{name} does not start: {error}")) }
    }

    /// Starts a command and waits for the first line that it prints.
    fn told(command: &mut Command) -> (Self, String) {
        let mut running = Self::start(command.stdout(Stdio::piped()));
        let mut lines = BufReader::new(running.child.stdout.take().unwrap());
        let mut line = String::new();
        lines.read_line(&mut line).unwrap();
        let line = line.trim().to_owned();
        assert!(!line.is_empty(), "{:?} said nothing", command.get_program());
        (running, line)
    }

    /// Its number.
    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// The exit code, once it has ended.
    pub fn ended(&mut self) -> Option<Option<i32>> {
        self.child.try_wait().unwrap().map(|status| status.code())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let group = format!("-{}", self.child.id());
        let kill = |signal: &str| {
            let _ =
                Command::new("kill").args([signal, "--", &group]).stderr(Stdio::null()).status();
        };
        kill("-TERM");
        let gone = patience::within(3, || self.child.try_wait().unwrap());
        kill("-KILL");
        if gone.is_none() {
            let _ = self.child.wait();
        }
    }
}

/// How the program looks and how large its screen is.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// `zh-CN` or `en`.
    pub language: &'static str,
    /// `light` or `dark`.
    pub theme: &'static str,
    /// Width and height of the screen in points; the window fills it.
    pub size: (u32, u32),
    /// Pixels to a point: 1 or 2.
    pub scale: u32,
}

impl Look {
    /// Chinese and light, as in the designs.
    pub const CHINESE: Self =
        Self { language: "zh-CN", theme: "light", size: (1440, 900), scale: 1 };
    /// English and light.
    pub const ENGLISH: Self = Self { language: "en", ..Self::CHINESE };

    /// Width and height of the screen in pixels.
    pub const fn pixels(self) -> (u32, u32) {
        (self.size.0 * self.scale, self.size.1 * self.scale)
    }
}

/// The desk.
pub struct Desk {
    /// What the program was told about its looks.
    pub look: Look,
    /// `:N`.
    pub display: String,
    /// What a screen reader hears on.
    pub bus: Bus,
    /// Whether dialogs are those of the desktop's portal instead of zenity's.
    pub portal: bool,
    session: String,
    // From here on the order is that of the end.
    _services: Vec<Running>,
    folder: TempDir,
}

impl Desk {
    /// Sets up a desk without a portal: dialogs are zenity's.
    pub fn new(look: Look) -> Self {
        Self::set_up(look, false)
    }

    /// Sets up a desk whose session bus starts the desktop's portal when a dialog is asked for.
    pub fn with_portal(look: Look) -> Self {
        Self::set_up(look, true)
    }

    fn set_up(look: Look, portal: bool) -> Self {
        let folder = tempfile::Builder::new().prefix("coxswain-window").tempdir().unwrap();
        let path = folder.path();
        // Filters of the print queue run as another user and pass through here.
        open_to_all(path, 0o755);
        for name in ["home", "run", "cox"] {
            fs::create_dir(path.join(name)).unwrap();
        }
        open_to_all(&path.join("run"), 0o700);
        let (width, height) = look.pixels();
        let mut x = Command::new("Xvfb");
        x.args(["-displayfd", "1", "-noreset", "-nolisten", "tcp", "-dpi", "96", "-screen", "0"])
            .arg(format!("{width}x{height}x24"))
            .stderr(Stdio::null());
        let (x, number) = Running::told(&mut x);
        let display = format!(":{number}");
        let (dbus, session) = session_bus(path, &display, portal);
        let mut desk_env = Command::new("env");
        environment(&mut desk_env, path, &display, &session);
        let accessible = Running::start(
            same(&desk_env, &service("at-spi-bus-launcher"))
                .arg("--launch-immediately")
                .stdout(Stdio::null())
                .stderr(Stdio::null()),
        );
        let rules = path.join("openbox.xml");
        fs::write(&rules, OPENBOX).unwrap();
        let manager = Running::start(
            same(&desk_env, Path::new("openbox"))
                .arg("--config-file")
                .arg(&rules)
                .stderr(Stdio::null()),
        );
        let bus = Bus::connect(&session);
        let desk = Self {
            look,
            display,
            bus,
            portal,
            session,
            _services: vec![manager, accessible, dbus, x],
            folder,
        };
        desk.remember(&[]);
        patience::until(&desk, "a window manager", || {
            desk.x(&["xprop", "-root", "_NET_SUPPORTING_WM_CHECK"]).contains("0x").then_some(())
        });
        desk
    }

    /// Writes the program's settings, with these workspaces opened lately.
    pub fn remember(&self, recent: &[&Path]) {
        let appearance = json!({
            "language": self.look.language, "theme": self.look.theme, "zoom": 1.0,
            "high_contrast": false, "reduced_motion": true,
        });
        let settings = json!({ "appearance": appearance, "recent": recent });
        fs::write(self.path("cox/settings.json"), settings.to_string()).unwrap();
    }

    /// A path in the folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A command in the surroundings of the desk.
    pub fn command(&self, program: &Path) -> Command {
        let mut command = Command::new(program);
        environment(&mut command, self.folder.path(), &self.display, &self.session);
        if self.look.scale != 1 {
            command.env("WINIT_X11_SCALE_FACTOR", self.look.scale.to_string());
        }
        command
    }

    /// Runs a small tool of the display and returns what it printed; it must succeed.
    pub fn x(&self, words: &[&str]) -> String {
        let (ok, said) = self.tool(words);
        assert!(ok, "{words:?} failed: {said}");
        said
    }

    /// As [`Desk::x`] for a tool that says no by failing.
    pub fn asked(&self, words: &[&str]) -> String {
        self.tool(words).1
    }

    /// The windows that a search of xdotool finds, none when it finds none.
    pub fn windows(&self, words: &[&str]) -> Vec<String> {
        let (_, said) = self.tool(&[&["xdotool", "search", "--onlyvisible"], words].concat());
        said.lines().filter(|line| line.parse::<u32>().is_ok()).map(str::to_owned).collect()
    }

    fn tool(&self, words: &[&str]) -> (bool, String) {
        let output = self.command(Path::new(words[0])).args(&words[1..]).output();
        let output = output.unwrap_or_else(|error| panic!("{} does not start: {error}", words[0]));
        let said = [output.stdout, output.stderr].concat();
        (output.status.success(), String::from_utf8_lossy(&said).into_owned())
    }

    /// Runs the program without a window.
    pub fn cli(&self, words: &[&str]) -> Output {
        let mut command = self.command(&program());
        command.env_remove("DISPLAY").args(words);
        command.args(["--date", TODAY, "--language", self.look.language]).output().unwrap()
    }

    /// Runs the program without a window, expects it to succeed and returns what it printed.
    pub fn says(&self, words: &[&str]) -> String {
        let output = self.cli(words);
        let (out, err) = (&output.stdout, String::from_utf8_lossy(&output.stderr));
        assert!(output.status.success(), "{words:?} ended with {:?}\n{err}", output.status.code());
        String::from_utf8_lossy(out).into_owned()
    }

    /// As [`Desk::says`], read as JSON.
    pub fn json(&self, words: &[&str]) -> Value {
        serde_json::from_str(&self.says(words)).unwrap()
    }

    /// The sample workspace. The command line makes it once for all stories of a language.
    pub fn sample(&self) -> PathBuf {
        static MADE: [OnceLock<Vec<u8>>; 2] = [OnceLock::new(), OnceLock::new()];
        let made = &MADE[usize::from(self.look.language == "en")];
        let bytes = made.get_or_init(|| {
            let folder = self.path("sample");
            self.says(&["demo", &folder.display().to_string()]);
            fs::read(folder.join("demo.cox")).unwrap()
        });
        let file = self.path("demo.cox");
        fs::write(&file, bytes).unwrap();
        file
    }

    /// Where photographs go: the folder that is asked for, else the desk's own, kept when a story
    /// fails.
    pub fn shots(&self) -> PathBuf {
        let folder =
            std::env::var_os("COXSWAIN_SHOTS").map_or_else(|| self.path("shots"), PathBuf::from);
        fs::create_dir_all(&folder).unwrap();
        folder
    }

    /// Photographs the screen after a failure, to a place that outlives the desk.
    pub fn evidence(&self, name: &str) -> PathBuf {
        let asked = std::env::var_os("COXSWAIN_SHOTS").map(PathBuf::from);
        let folder = asked.unwrap_or_else(|| std::env::temp_dir().join("coxswain-window-failed"));
        fs::create_dir_all(&folder).unwrap();
        // The thread of a test has its name.
        let thread = std::thread::current();
        let stem = thread.name().unwrap_or("story").replace("::", "-");
        let picture = folder.join(format!("failed-{stem}.png"));
        photo::screen(self, &picture);
        fs::write(picture.with_extension("txt"), format!("{name}\n{}", self.bus.everything()))
            .unwrap();
        picture
    }
}

/// Sets the permissions of a folder.
pub fn open_to_all(path: &Path, mode: u32) {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

/// A program that no person starts; distributions differ in where it stands.
fn service(name: &str) -> PathBuf {
    let known =
        ["/usr/libexec", "/usr/lib", "/usr/lib/at-spi2-core", "/usr/lib/xdg-desktop-portal"];
    let found = known.into_iter().map(|folder| Path::new(folder).join(name));
    let mut found = found.filter(|path| path.is_file());
    found.next().unwrap_or_else(|| panic!("{name} is not installed"))
}

/// The portal, what shows its dialogs, and what it keeps permissions in. Its store of documents is
/// left out: it is for programs in a sandbox and needs FUSE.
const PORTAL: [(&str, &str); 3] = [
    ("org.freedesktop.portal.Desktop", "xdg-desktop-portal"),
    ("org.freedesktop.impl.portal.desktop.gtk", "xdg-desktop-portal-gtk"),
    ("org.freedesktop.impl.portal.PermissionStore", "xdg-permission-store"),
];

/// A session bus. It starts no services, so that dialogs are zenity's, or only those of the portal,
/// which end when the bus does.
fn session_bus(folder: &Path, display: &str, portal: bool) -> (Running, String) {
    let rules = folder.join("bus.xml");
    let address = format!("unix:path={}", folder.join("run/bus").display());
    let mut services = String::new();
    if portal {
        let place = folder.join("services");
        fs::create_dir(&place).unwrap();
        for (name, program) in PORTAL {
            let program = service(program);
            let text = format!("[D-BUS Service]\nName={name}\nExec={}\n", program.display());
            fs::write(place.join(format!("{name}.service")), text).unwrap();
        }
        services = format!("<servicedir>{}</servicedir>", place.display());
    }
    let text = format!(
        "<busconfig><type>session</type><listen>{address}</listen><auth>EXTERNAL</auth>{services}\
         <policy context=\"default\"><allow send_destination=\"*\" eavesdrop=\"true\"/>\
         <allow eavesdrop=\"true\"/><allow own=\"*\"/></policy></busconfig>",
    );
    fs::write(&rules, text).unwrap();
    let mut daemon = Command::new("dbus-daemon");
    // What it starts has its surroundings.
    environment(&mut daemon, folder, display, &address);
    daemon.arg("--config-file").arg(&rules).args(["--nofork", "--print-address=1"]);
    let (daemon, address) = Running::told(daemon.stderr(Stdio::null()));
    (daemon, address)
}

/// The surroundings of everything on the desk.
fn environment(command: &mut Command, folder: &Path, display: &str, session: &str) {
    let path = std::env::var_os("PATH").unwrap_or_default();
    command
        .env_clear()
        .env("PATH", path)
        .env("LANG", "C.UTF-8")
        .env("HOME", folder.join("home"))
        .env("XDG_RUNTIME_DIR", folder.join("run"))
        .env("DISPLAY", display)
        .env("DBUS_SESSION_BUS_ADDRESS", session)
        .env("GSETTINGS_BACKEND", "memory")
        .env("LIBGL_ALWAYS_SOFTWARE", "1")
        .env("COXSWAIN_HOME", folder.join("cox"))
        .env("CUPS_SERVER", folder.join("cups/socket"))
        .current_dir(folder);
}

/// Another program in the same surroundings.
fn same(model: &Command, program: &Path) -> Command {
    let mut command = Command::new(program);
    command.env_clear();
    for (name, value) in model.get_envs() {
        if let Some(value) = value {
            command.env(name, value);
        }
    }
    command.current_dir(model.get_current_dir().unwrap());
    command
}

/// Windows have no frame and stand where they wish; new ones get the keyboard.
const OPENBOX: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<openbox_config xmlns="http://openbox.org/3.4/rc">
  <theme><keepBorder>no</keepBorder></theme>
  <focus><focusNew>yes</focusNew><followMouse>no</followMouse></focus>
  <keyboard><keybind key="A-F4"><action name="Close"/></keybind></keyboard>
  <desktops><number>1</number></desktops>
  <applications>
    <application class="*"><decor>no</decor><focus>yes</focus></application>
    <application name="coxswain"><position force="yes"><x>0</x><y>0</y></position></application>
  </applications>
</openbox_config>
"#;
