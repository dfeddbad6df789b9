//! What can be done from anywhere: one list for the palette and the shortcuts.

use egui::{Context, Key, KeyboardShortcut, Modifiers};

use crate::app::help::Place;
use crate::app::path_field::PathField;
use crate::app::{App, Wish, dialogs};
use crate::areas::quick_note::NoteWish;
use crate::areas::{Appearance, AreaId, Coachee, Filter, Order, ThemeChoice};
use crate::command::{Command, settings};
use crate::domain::names;
use crate::domain::scope::Scope;
use crate::i18n::{Language, Tr};
use crate::metrics::glossary::Figure;
use crate::ui::icons::{self, Icon};
use crate::ui::overlay::palette::{
    PaletteEvent, PaletteGroup, PaletteItem, PaletteState, PaletteWords, palette,
};

/// Something that can be done from anywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Action {
    Go(AreaId),
    ImportSheets,
    Undo,
    Redo,
    OpenWorkspace,
    NewCoaching,
    Note,
    NewWorkspace,
    TypePath,
    Backup,
    FirstSteps,
    SwitchLanguage,
    Light,
    Dark,
    ZoomIn,
    ZoomOut,
    ZoomReset,
    Palette,
    Guide,
    Shortcuts,
    PreviousPeriod,
    NextPeriod,
}

/// The keys that lead to the areas, in the order of the sidebar; those behind the ninth have none.
const NUMBERS: [Key; 9] = [
    Key::Num1,
    Key::Num2,
    Key::Num3,
    Key::Num4,
    Key::Num5,
    Key::Num6,
    Key::Num7,
    Key::Num8,
    Key::Num9,
];

impl Action {
    /// All but those that lead to an area.
    const OTHERS: [Self; 21] = [
        Self::ImportSheets,
        Self::Undo,
        Self::Redo,
        Self::PreviousPeriod,
        Self::NextPeriod,
        Self::OpenWorkspace,
        // Before the note: its keys without Shift are those of that.
        Self::NewCoaching,
        Self::Note,
        Self::NewWorkspace,
        Self::TypePath,
        Self::Backup,
        Self::FirstSteps,
        Self::SwitchLanguage,
        Self::Light,
        Self::Dark,
        Self::ZoomIn,
        Self::ZoomOut,
        Self::ZoomReset,
        Self::Palette,
        Self::Guide,
        Self::Shortcuts,
    ];

    /// All of them: first those that lead to an area, in the order of the sidebar.
    pub(super) fn all() -> impl Iterator<Item = Self> {
        AreaId::ALL.into_iter().map(Self::Go).chain(Self::OTHERS)
    }

    /// Its keys; some depend on whether a workspace is open.
    fn shortcut(self, open: bool) -> Option<KeyboardShortcut> {
        let ctrl = |key| Some(KeyboardShortcut::new(Modifiers::COMMAND, key));
        match self {
            Self::Go(area) => NUMBERS.get(area as usize).copied().and_then(ctrl),
            Self::ImportSheets => ctrl(Key::I),
            Self::Undo => ctrl(Key::Z),
            Self::Redo => ctrl(Key::Y),
            Self::OpenWorkspace => ctrl(Key::O),
            Self::NewCoaching => {
                let held = Modifiers::COMMAND | Modifiers::SHIFT;
                Some(KeyboardShortcut::new(held, Key::N))
            }
            // Where there is nothing to write a note on, the same keys make a workspace.
            Self::Note if open => ctrl(Key::N),
            Self::NewWorkspace if !open => ctrl(Key::N),
            Self::Note | Self::NewWorkspace => None,
            Self::Palette => ctrl(Key::K),
            Self::Guide => Some(KeyboardShortcut::new(Modifiers::NONE, Key::F1)),
            Self::Shortcuts => ctrl(Key::Slash),
            Self::ZoomIn => ctrl(Key::Plus),
            Self::ZoomOut => ctrl(Key::Minus),
            Self::ZoomReset => ctrl(Key::Num0),
            Self::PreviousPeriod => Some(KeyboardShortcut::new(Modifiers::ALT, Key::ArrowLeft)),
            Self::NextPeriod => Some(KeyboardShortcut::new(Modifiers::ALT, Key::ArrowRight)),
            Self::TypePath
            | Self::Backup
            | Self::FirstSteps
            | Self::SwitchLanguage
            | Self::Light
            | Self::Dark => None,
        }
    }

    /// Its keys, as they are shown.
    pub(super) fn keys(self, open: bool) -> Vec<String> {
        let Some(shortcut) = self.shortcut(open) else { return vec![] };
        let held = shortcut.modifiers;
        let key = match shortcut.logical_key {
            // egui's own symbols for these are in none of our fonts.
            Key::ArrowLeft => "←",
            Key::ArrowRight => "→",
            Key::Plus => "+",
            Key::Minus => "-",
            Key::Slash => "/",
            other => other.name(),
        };
        let held = [(held.alt, "Alt"), (held.command, "Ctrl"), (held.shift, "Shift")];
        let held = held.into_iter().filter(|(held, _)| *held).map(|(_, name)| name);
        let keys = held.chain([key]);
        keys.map(str::to_owned).collect()
    }

    const fn icon(self) -> Icon {
        match self {
            Self::Go(area) => area.icon(),
            Self::ImportSheets => icons::DOWNLOAD_SIMPLE,
            Self::Undo => icons::ARROW_COUNTER_CLOCKWISE,
            Self::Redo => icons::ARROW_CLOCKWISE,
            Self::OpenWorkspace | Self::TypePath => icons::FOLDER_OPEN,
            Self::NewCoaching => icons::CHATS_CIRCLE,
            Self::Note => icons::NOTE_PENCIL,
            Self::NewWorkspace => icons::FILE_PLUS,
            Self::Backup => icons::HARD_DRIVES,
            Self::FirstSteps => icons::STEPS,
            Self::SwitchLanguage => icons::TRANSLATE,
            Self::Light => icons::SUN,
            Self::Dark => icons::MOON,
            Self::ZoomIn | Self::ZoomOut | Self::ZoomReset | Self::Palette => {
                icons::MAGNIFYING_GLASS
            }
            Self::Guide => icons::BOOK_OPEN,
            Self::Shortcuts => icons::KEYBOARD,
            Self::PreviousPeriod => icons::CARET_LEFT,
            Self::NextPeriod => icons::CARET_RIGHT,
        }
    }

    /// What it is called.
    pub(super) fn title(self, tr: &Tr) -> String {
        match self {
            Self::Go(area) => {
                tr.with("action-go", &[("area", tr.text(&format!("area-{}", area.word())).into())])
            }
            Self::ImportSheets => tr.text("action-import"),
            Self::Undo => tr.text("action-undo"),
            Self::Redo => tr.text("action-redo"),
            Self::OpenWorkspace => tr.text("action-open"),
            Self::NewCoaching => tr.text("action-coaching-new"),
            Self::Note => tr.text("notices-note"),
            Self::NewWorkspace => tr.text("action-new"),
            Self::TypePath => tr.text("action-path"),
            Self::Backup => tr.text("action-backup"),
            Self::FirstSteps => tr.text("action-first-steps"),
            Self::SwitchLanguage => tr.text("action-language"),
            Self::Light => tr.text("action-light"),
            Self::Dark => tr.text("action-dark"),
            Self::ZoomIn => tr.text("action-zoom-in"),
            Self::ZoomOut => tr.text("action-zoom-out"),
            Self::ZoomReset => tr.text("action-zoom-reset"),
            Self::Palette => tr.text("action-palette"),
            Self::Guide => tr.text("help-guide"),
            Self::Shortcuts => tr.text("help-keys"),
            Self::PreviousPeriod => tr.text("action-period-previous"),
            Self::NextPeriod => tr.text("action-period-next"),
        }
    }

    /// Whether it needs an open workspace.
    const fn needs_workspace(self) -> bool {
        matches!(
            self,
            Self::Go(_)
                | Self::Undo
                | Self::Redo
                | Self::NewCoaching
                | Self::Note
                | Self::Backup
                | Self::FirstSteps
                | Self::PreviousPeriod
                | Self::NextPeriod
        )
    }

    /// Whether it leaves what lies over the page where it is.
    const fn stays(self) -> bool {
        matches!(
            self,
            Self::Guide
                | Self::Shortcuts
                | Self::SwitchLanguage
                | Self::Light
                | Self::Dark
                | Self::ZoomIn
                | Self::ZoomOut
                | Self::ZoomReset
        )
    }
}

/// A row of the palette and what it does.
enum Row {
    Do(Action),
    See(Scope),
    Read(Place),
    Tell(Figure),
}

impl App {
    /// Runs what its keys ask for. While a text is edited, undo and redo are the text's own; while a
    /// form or a question lies over the page, nothing below it changes.
    pub(super) fn shortcuts(&mut self, ctx: &Context) {
        let covered = ctx.memory(|memory| memory.top_modal_layer().is_some());
        let typing = covered || ctx.text_edit_focused();
        for action in Action::all() {
            if typing
                && matches!(
                    action,
                    Action::Undo | Action::Redo | Action::PreviousPeriod | Action::NextPeriod
                )
            {
                continue;
            }
            // The key of the plus sign says "=" without Shift.
            let other = (action == Action::ZoomIn)
                .then_some(KeyboardShortcut::new(Modifiers::COMMAND, Key::Equals));
            let pressed = action
                .shortcut(self.session.is_some())
                .into_iter()
                .chain(other)
                .any(|shortcut| ctx.input_mut(|input| input.consume_shortcut(&shortcut)));
            // A form that lies over the page is not left by the way.
            if pressed && !(covered && matches!(action, Action::NewCoaching | Action::Note)) {
                self.act(ctx, action);
            }
        }
    }

    pub(super) fn act(&mut self, ctx: &Context, action: Action) {
        if action.needs_workspace() && self.session.is_none() {
            return;
        }
        if !action.stays() {
            self.help = None;
        }
        let appearance = self.settings.appearance;
        let mut look =
            |appearance: Appearance| self.carry_out(ctx, vec![Order::Appearance(appearance)]);
        match action {
            Action::Light => look(Appearance { theme: ThemeChoice::Light, ..appearance }),
            Action::Dark => look(Appearance { theme: ThemeChoice::Dark, ..appearance }),
            Action::ZoomIn => {
                look(Appearance { zoom: (appearance.zoom + 0.1).min(2.0), ..appearance })
            }
            Action::ZoomOut => {
                look(Appearance { zoom: (appearance.zoom - 0.1).max(0.8), ..appearance })
            }
            Action::ZoomReset => look(Appearance { zoom: 1.0, ..appearance }),
            Action::SwitchLanguage => {
                let language = match appearance.language {
                    Language::Chinese => Language::English,
                    Language::English => Language::Chinese,
                };
                look(Appearance { language, ..appearance });
            }
            Action::Go(area) => self.carry_out(ctx, vec![Order::Go(area)]),
            Action::ImportSheets => self.ask(ctx, Wish::Sheets),
            Action::Undo => self.carry_out(ctx, vec![Order::Run(Command::Undo)]),
            Action::Redo => self.carry_out(ctx, vec![Order::Run(Command::Redo)]),
            Action::OpenWorkspace => self.ask(ctx, Wish::OpenWorkspace),
            Action::NewCoaching => {
                self.carry_out(ctx, vec![Order::Coach(Coachee::default())]);
            }
            Action::Note => self.open_note(ctx, &NoteWish::New(None)),
            Action::NewWorkspace => self.ask(ctx, Wish::NewWorkspace),
            Action::TypePath => {
                let (wish, question) = if self.session.is_some() {
                    (Wish::Sheets, dialogs::Question::Sheets)
                } else {
                    (Wish::OpenWorkspace, dialogs::Question::OpenWorkspace)
                };
                self.path_field = Some(PathField::new(wish, question));
            }
            Action::Backup => self.carry_out(ctx, vec![Order::Backup]),
            Action::FirstSteps => {
                let away = self.session.as_ref().is_some_and(|own| own.snapshot.first_steps.away);
                let mut orders = vec![Order::FirstSteps];
                let again = Command::Settings(settings::Command::first_steps(false));
                orders.extend(away.then_some(Order::Run(again)));
                self.carry_out(ctx, orders);
            }
            Action::Palette => {
                self.palette = match self.palette.take() {
                    Some(_) => None,
                    None => Some(PaletteState::default()),
                };
            }
            Action::Guide => self.open_guide(None),
            Action::Shortcuts => self.open_shortcuts(),
            Action::PreviousPeriod => self.step_period(-1),
            Action::NextPeriod => self.step_period(1),
        }
    }

    /// Moves the filter to the period before or after.
    pub(super) fn step_period(&mut self, step: i32) {
        let Some(session) = &mut self.session else { return };
        let period = session.filter.period;
        let period = if step < 0 { period.previous() } else { period.next() };
        session.filter = Filter { period, ..session.filter };
        session.moved_period = false;
    }

    pub(super) fn palette_ui(&mut self, ctx: &Context) {
        let Some(mut state) = self.palette.take() else { return };
        let (groups, rows) = self.palette_rows(&state.query);
        let words = [
            "palette-placeholder",
            "palette-choose",
            "palette-open",
            "palette-commands",
            "palette-hint",
            "palette-nothing",
        ]
        .map(|key| self.tr.text(key));
        let [placeholder, choose, open, commands_only, hint, nothing] = &words;
        let words = PaletteWords { placeholder, choose, open, commands_only, hint, nothing };
        match palette(ctx, &mut state, &groups, &words) {
            PaletteEvent::Chosen { group, item } => {
                match rows.get(group).and_then(|rows| rows.get(item)) {
                    Some(Row::Do(action)) => self.act(ctx, *action),
                    Some(Row::See(scope)) => {
                        if let Some(session) = &mut self.session {
                            session.filter.scope = *scope;
                        }
                    }
                    Some(Row::Read(place)) => self.open_guide(Some(*place)),
                    Some(Row::Tell(figure)) => {
                        self.carry_out(ctx, vec![Order::Figure(*figure)]);
                    }
                    None => {}
                }
            }
            PaletteEvent::Closed => {}
            PaletteEvent::None | PaletteEvent::Edited => self.palette = Some(state),
        }
    }

    /// Actions, people and teams that match, each group with its rows.
    fn palette_rows(&self, query: &str) -> (Vec<PaletteGroup>, Vec<Vec<Row>>) {
        let commands_only = query.starts_with('>');
        let wanted = query.trim_start_matches('>').trim();
        let fits = |name: &str| wanted.is_empty() || names::matches(wanted, name);
        let mut groups = vec![];
        let mut rows = vec![];
        let mut add = |title: String, items: Vec<(PaletteItem, Row)>| {
            if items.is_empty() {
                return;
            }
            let (shown, done): (Vec<_>, Vec<_>) = items.into_iter().unzip();
            groups.push(PaletteGroup { title, items: shown });
            rows.push(done);
        };
        if let Some(session) =
            self.session.as_ref().filter(|_| !commands_only && !wanted.is_empty())
        {
            let directory = &session.snapshot.directory;
            let people = directory
                .people
                .values()
                .filter(|person| !person.archived && fits(&person.name))
                .take(6)
                .map(|person| {
                    let team = directory.team_on(person.id, session.filter.today);
                    let detail = team.map_or_else(String::new, |team| team.name.clone());
                    (
                        self.row(icons::USER, &person.name, detail, "palette-see"),
                        Row::See(Scope::Person(person.id)),
                    )
                })
                .collect();
            add(self.tr.text("palette-people"), people);
            let teams = directory
                .teams
                .values()
                .filter(|team| !team.archived && fits(&team.name))
                .take(4)
                .map(|team| {
                    (
                        self.row(icons::USERS, &team.name, String::new(), "palette-see"),
                        Row::See(Scope::Team(team.id)),
                    )
                })
                .collect();
            add(self.tr.text("palette-teams"), teams);
        }
        let actions = Action::all()
            .filter(|action| *action != Action::Palette)
            .filter(|action| self.session.is_some() || !action.needs_workspace())
            .filter(|action| *action != Action::FirstSteps || self.first_steps_open())
            .filter(|action| fits(&action.title(&self.tr)))
            .map(|action| {
                let item = PaletteItem {
                    icon: action.icon(),
                    title: action.title(&self.tr),
                    detail: self.detail(action),
                    verb: String::new(),
                    keys: action.keys(self.session.is_some()),
                };
                (item, Row::Do(action))
            })
            .collect();
        add(self.tr.text("palette-actions"), actions);
        if !commands_only && !wanted.is_empty() {
            let headings = self.headings(wanted).into_iter().take(4).map(|(place, title)| {
                let row = self.row(icons::BOOK_OPEN, title, String::new(), "palette-read");
                (row, Row::Read(place))
            });
            add(self.tr.text("help-guide"), headings.collect());
        }
        if self.session.is_some() && !commands_only && !wanted.is_empty() {
            let figures = Figure::all()
                .map(|figure| (figure, self.tr.text(&figure.label_key())))
                .filter(|(_, name)| fits(name))
                .take(4)
                .map(|(figure, name)| {
                    let row = self.row(icons::INFO, &name, String::new(), "palette-tell");
                    (row, Row::Tell(figure))
                })
                .collect();
            add(self.tr.text("palette-figures"), figures);
        }
        (groups, rows)
    }

    /// Whether a first step is still to be done in the open workspace.
    fn first_steps_open(&self) -> bool {
        self.session.as_ref().is_some_and(|session| session.snapshot.first_steps.open())
    }

    /// Which step undo and redo would take.
    fn detail(&self, action: Action) -> String {
        let snapshot = self.session.as_ref().map(|session| &session.snapshot);
        let step = match action {
            Action::Undo => snapshot.and_then(|snapshot| snapshot.undo.as_ref()),
            Action::Redo => snapshot.and_then(|snapshot| snapshot.redo.as_ref()),
            _ => None,
        };
        step.map_or_else(String::new, |(title, subject)| {
            self.tr.with(title, &[("subject", subject.as_str().into())])
        })
    }

    fn row(&self, icon: Icon, title: &str, detail: String, verb: &str) -> PaletteItem {
        PaletteItem {
            icon,
            title: title.to_owned(),
            detail,
            verb: self.tr.text(verb),
            keys: vec![],
        }
    }
}
