//! Icons: the code points of Phosphor 2.1 that the program uses, and how to draw one.
//!
//! Regular and Fill share their code points, so the weight is a property of the [`Icon`] and
//! picks the font family. An icon alone says nothing to a screen reader: the control that holds
//! it carries the name.

use egui::text::{LayoutJob, TextFormat};
use egui::{Color32, FontId, Painter, Pos2, Rect, Response, Sense, Ui, Vec2};

use crate::ui::fonts;

/// One glyph in one of two weights.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Icon {
    /// Code point in the private use area.
    pub glyph: char,
    /// True for the Fill weight.
    pub fill: bool,
}

impl Icon {
    const fn new(glyph: char) -> Self {
        Self { glyph, fill: false }
    }

    /// Returns the same icon in the Fill weight.
    #[must_use]
    pub const fn filled(self) -> Self {
        Self { fill: true, ..self }
    }

    /// Returns the text format that draws this icon inside a line of text.
    pub fn format(self, size: f32, color: Color32) -> TextFormat {
        let family = if self.fill { fonts::phosphor_fill() } else { fonts::phosphor() };
        let mut format = TextFormat::simple(FontId::new(size, family), color);
        // The font's own line height leaves room below that would lift the glyph.
        format.line_height = Some(size);
        format
    }
}

/// Draws an icon in its own square; it is not a control.
pub fn icon(ui: &mut Ui, icon: Icon, size: f32, color: Color32) -> Response {
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(size), Sense::hover());
    paint_icon(ui.painter(), rect.center(), icon, size, color);
    response
}

/// Draws an icon around a point.
pub fn paint_icon(painter: &Painter, center: Pos2, icon: Icon, size: f32, color: Color32) {
    let job = LayoutJob::single_section(icon.glyph.to_string(), icon.format(size, color));
    let galley = painter.layout_job(job);
    let rect = Rect::from_center_size(center, galley.size());
    // The strokes of small icons are thinner than a pixel; a second coat makes them as dark as
    // the text beside them.
    if size < 14.0 && !icon.fill {
        painter.galley(rect.min, galley.clone(), color);
    }
    painter.galley(rect.min, galley, color);
}

/// Phosphor `approximate-equals`.
pub const APPROXIMATE_EQUALS: Icon = Icon::new('\u{edaa}');
/// Phosphor `archive`.
pub const ARCHIVE: Icon = Icon::new('\u{e00c}');
/// Phosphor `arrow-circle-down`.
pub const ARROW_CIRCLE_DOWN: Icon = Icon::new('\u{e028}');
/// Phosphor `arrow-circle-up`.
pub const ARROW_CIRCLE_UP: Icon = Icon::new('\u{e030}');
/// Phosphor `arrow-clockwise`.
pub const ARROW_CLOCKWISE: Icon = Icon::new('\u{e036}');
/// Phosphor `arrow-counter-clockwise`.
pub const ARROW_COUNTER_CLOCKWISE: Icon = Icon::new('\u{e038}');
/// Phosphor `arrow-down`.
pub const ARROW_DOWN: Icon = Icon::new('\u{e03e}');
/// Phosphor `arrow-left`.
pub const ARROW_LEFT: Icon = Icon::new('\u{e058}');
/// Phosphor `arrow-right`.
pub const ARROW_RIGHT: Icon = Icon::new('\u{e06c}');
/// Phosphor `arrow-square-out`.
pub const ARROW_SQUARE_OUT: Icon = Icon::new('\u{e5de}');
/// Phosphor `arrow-u-up-left`.
pub const ARROW_U_UP_LEFT: Icon = Icon::new('\u{e08a}');
/// Phosphor `arrow-u-up-right`.
pub const ARROW_U_UP_RIGHT: Icon = Icon::new('\u{e08c}');
/// Phosphor `arrow-up`.
pub const ARROW_UP: Icon = Icon::new('\u{e08e}');
/// Phosphor `arrows-clockwise`.
pub const ARROWS_CLOCKWISE: Icon = Icon::new('\u{e094}');
/// Phosphor `arrows-left-right`.
pub const ARROWS_LEFT_RIGHT: Icon = Icon::new('\u{e0a0}');
/// Phosphor `bank`.
pub const BANK: Icon = Icon::new('\u{e0b4}');
/// Phosphor `bell`.
pub const BELL: Icon = Icon::new('\u{e0ce}');
/// Phosphor `bell-ringing`.
pub const BELL_RINGING: Icon = Icon::new('\u{e5e8}');
/// Phosphor `bell-slash`.
pub const BELL_SLASH: Icon = Icon::new('\u{e0d4}');
/// Phosphor `binoculars`.
pub const BINOCULARS: Icon = Icon::new('\u{ea64}');
/// Phosphor `book`.
pub const BOOK: Icon = Icon::new('\u{e0e2}');
/// Phosphor `book-open`.
pub const BOOK_OPEN: Icon = Icon::new('\u{e0e6}');
/// Phosphor `bookmark`.
pub const BOOKMARK: Icon = Icon::new('\u{e0e8}');
/// Phosphor `bookmark-simple`.
pub const BOOKMARK_SIMPLE: Icon = Icon::new('\u{e0ea}');
/// Phosphor `briefcase`.
pub const BRIEFCASE: Icon = Icon::new('\u{e0ee}');
/// Phosphor `buildings`.
pub const BUILDINGS: Icon = Icon::new('\u{e102}');
/// Phosphor `calculator`.
pub const CALCULATOR: Icon = Icon::new('\u{e538}');
/// Phosphor `calendar`.
pub const CALENDAR: Icon = Icon::new('\u{e108}');
/// Phosphor `calendar-blank`.
pub const CALENDAR_BLANK: Icon = Icon::new('\u{e10a}');
/// Phosphor `calendar-check`.
pub const CALENDAR_CHECK: Icon = Icon::new('\u{e712}');
/// Phosphor `calendar-dots`.
pub const CALENDAR_DOTS: Icon = Icon::new('\u{e7b4}');
/// Phosphor `calendar-plus`.
pub const CALENDAR_PLUS: Icon = Icon::new('\u{e714}');
/// Phosphor `calendar-x`.
pub const CALENDAR_X: Icon = Icon::new('\u{e10c}');
/// Phosphor `caret-double-left`.
pub const CARET_DOUBLE_LEFT: Icon = Icon::new('\u{e128}');
/// Phosphor `caret-double-right`.
pub const CARET_DOUBLE_RIGHT: Icon = Icon::new('\u{e12a}');
/// Phosphor `caret-down`.
pub const CARET_DOWN: Icon = Icon::new('\u{e136}');
/// Phosphor `caret-left`.
pub const CARET_LEFT: Icon = Icon::new('\u{e138}');
/// Phosphor `caret-right`.
pub const CARET_RIGHT: Icon = Icon::new('\u{e13a}');
/// Phosphor `caret-up`.
pub const CARET_UP: Icon = Icon::new('\u{e13c}');
/// Phosphor `caret-up-down`.
pub const CARET_UP_DOWN: Icon = Icon::new('\u{e140}');
/// Phosphor `certificate`.
pub const CERTIFICATE: Icon = Icon::new('\u{e766}');
/// Phosphor `chalkboard-teacher`.
pub const CHALKBOARD_TEACHER: Icon = Icon::new('\u{e600}');
/// Phosphor `chart-bar`.
pub const CHART_BAR: Icon = Icon::new('\u{e150}');
/// Phosphor `chart-bar-horizontal`.
pub const CHART_BAR_HORIZONTAL: Icon = Icon::new('\u{e152}');
/// Phosphor `chart-donut`.
pub const CHART_DONUT: Icon = Icon::new('\u{eaa6}');
/// Phosphor `chart-line`.
pub const CHART_LINE: Icon = Icon::new('\u{e154}');
/// Phosphor `chart-line-up`.
pub const CHART_LINE_UP: Icon = Icon::new('\u{e156}');
/// Phosphor `chart-pie`.
pub const CHART_PIE: Icon = Icon::new('\u{e158}');
/// Phosphor `chart-scatter`.
pub const CHART_SCATTER: Icon = Icon::new('\u{eaac}');
/// Phosphor `chat-circle`.
pub const CHAT_CIRCLE: Icon = Icon::new('\u{e168}');
/// Phosphor `chat-text`.
pub const CHAT_TEXT: Icon = Icon::new('\u{e17a}');
/// Phosphor `chats-circle`.
pub const CHATS_CIRCLE: Icon = Icon::new('\u{e17e}');
/// Phosphor `check`.
pub const CHECK: Icon = Icon::new('\u{e182}');
/// Phosphor `check-circle`.
pub const CHECK_CIRCLE: Icon = Icon::new('\u{e184}');
/// Phosphor `check-square`.
pub const CHECK_SQUARE: Icon = Icon::new('\u{e186}');
/// Phosphor `circle`.
pub const CIRCLE: Icon = Icon::new('\u{e18a}');
/// Phosphor `circle-dashed`.
pub const CIRCLE_DASHED: Icon = Icon::new('\u{e602}');
/// Phosphor `circle-half`.
pub const CIRCLE_HALF: Icon = Icon::new('\u{e18c}');
/// Phosphor `circle-notch`.
pub const CIRCLE_NOTCH: Icon = Icon::new('\u{eb44}');
/// Phosphor `clipboard`.
pub const CLIPBOARD: Icon = Icon::new('\u{e196}');
/// Phosphor `clipboard-text`.
pub const CLIPBOARD_TEXT: Icon = Icon::new('\u{e198}');
/// Phosphor `clock`.
pub const CLOCK: Icon = Icon::new('\u{e19a}');
/// Phosphor `clock-counter-clockwise`.
pub const CLOCK_COUNTER_CLOCKWISE: Icon = Icon::new('\u{e1a0}');
/// Phosphor `cloud-slash`.
pub const CLOUD_SLASH: Icon = Icon::new('\u{e1b6}');
/// Phosphor `coins`.
pub const COINS: Icon = Icon::new('\u{e78e}');
/// Phosphor `columns`.
pub const COLUMNS: Icon = Icon::new('\u{e546}');
/// Phosphor `columns-plus-right`.
pub const COLUMNS_PLUS_RIGHT: Icon = Icon::new('\u{e542}');
/// Phosphor `compass`.
pub const COMPASS: Icon = Icon::new('\u{e1c8}');
/// Phosphor `copy`.
pub const COPY: Icon = Icon::new('\u{e1ca}');
/// Phosphor `corners-out`.
pub const CORNERS_OUT: Icon = Icon::new('\u{e1d0}');
/// Phosphor `crosshair`.
pub const CROSSHAIR: Icon = Icon::new('\u{e1d6}');
/// Phosphor `crown-simple`.
pub const CROWN_SIMPLE: Icon = Icon::new('\u{e616}');
/// Phosphor `cube`.
pub const CUBE: Icon = Icon::new('\u{e1da}');
/// Phosphor `currency-cny`.
pub const CURRENCY_CNY: Icon = Icon::new('\u{e54e}');
/// Phosphor `cursor-click`.
pub const CURSOR_CLICK: Icon = Icon::new('\u{e7c8}');
/// Phosphor `database`.
pub const DATABASE: Icon = Icon::new('\u{e1de}');
/// Phosphor `dots-six-vertical`.
pub const DOTS_SIX_VERTICAL: Icon = Icon::new('\u{eae2}');
/// Phosphor `dots-three`.
pub const DOTS_THREE: Icon = Icon::new('\u{e1fe}');
/// Phosphor `dots-three-vertical`.
pub const DOTS_THREE_VERTICAL: Icon = Icon::new('\u{e208}');
/// Phosphor `download`.
pub const DOWNLOAD: Icon = Icon::new('\u{e20a}');
/// Phosphor `download-simple`.
pub const DOWNLOAD_SIMPLE: Icon = Icon::new('\u{e20c}');
/// Phosphor `envelope`.
pub const ENVELOPE: Icon = Icon::new('\u{e214}');
/// Phosphor `envelope-simple`.
pub const ENVELOPE_SIMPLE: Icon = Icon::new('\u{e218}');
/// Phosphor `equals`.
pub const EQUALS: Icon = Icon::new('\u{e21c}');
/// Phosphor `exam`.
pub const EXAM: Icon = Icon::new('\u{e742}');
/// Phosphor `export`.
pub const EXPORT: Icon = Icon::new('\u{eaf0}');
/// Phosphor `eye`.
pub const EYE: Icon = Icon::new('\u{e220}');
/// Phosphor `eye-slash`.
pub const EYE_SLASH: Icon = Icon::new('\u{e224}');
/// Phosphor `factory`.
pub const FACTORY: Icon = Icon::new('\u{e760}');
/// Phosphor `file`.
pub const FILE: Icon = Icon::new('\u{e230}');
/// Phosphor `file-arrow-down`.
pub const FILE_ARROW_DOWN: Icon = Icon::new('\u{e232}');
/// Phosphor `file-csv`.
pub const FILE_CSV: Icon = Icon::new('\u{eb1c}');
/// Phosphor `file-dashed`.
pub const FILE_DASHED: Icon = Icon::new('\u{e704}');
/// Phosphor `file-image`.
pub const FILE_IMAGE: Icon = Icon::new('\u{ea24}');
/// Phosphor `file-magnifying-glass`.
pub const FILE_MAGNIFYING_GLASS: Icon = Icon::new('\u{e238}');
/// Phosphor `file-pdf`.
pub const FILE_PDF: Icon = Icon::new('\u{e702}');
/// Phosphor `file-plus`.
pub const FILE_PLUS: Icon = Icon::new('\u{e236}');
/// Phosphor `file-text`.
pub const FILE_TEXT: Icon = Icon::new('\u{e23a}');
/// Phosphor `file-x`.
pub const FILE_X: Icon = Icon::new('\u{e23c}');
/// Phosphor `file-xls`.
pub const FILE_XLS: Icon = Icon::new('\u{eb22}');
/// Phosphor `file-zip`.
pub const FILE_ZIP: Icon = Icon::new('\u{e958}');
/// Phosphor `files`.
pub const FILES: Icon = Icon::new('\u{e710}');
/// Phosphor `flag`.
pub const FLAG: Icon = Icon::new('\u{e244}');
/// Phosphor `flag-checkered`.
pub const FLAG_CHECKERED: Icon = Icon::new('\u{ea38}');
/// Phosphor `flask`.
pub const FLASK: Icon = Icon::new('\u{e79e}');
/// Phosphor `floppy-disk`.
pub const FLOPPY_DISK: Icon = Icon::new('\u{e248}');
/// Phosphor `folder`.
pub const FOLDER: Icon = Icon::new('\u{e24a}');
/// Phosphor `folder-open`.
pub const FOLDER_OPEN: Icon = Icon::new('\u{e256}');
/// Phosphor `frame-corners`.
pub const FRAME_CORNERS: Icon = Icon::new('\u{e626}');
/// Phosphor `funnel`.
pub const FUNNEL: Icon = Icon::new('\u{e266}');
/// Phosphor `funnel-simple`.
pub const FUNNEL_SIMPLE: Icon = Icon::new('\u{e268}');
/// Phosphor `gauge`.
pub const GAUGE: Icon = Icon::new('\u{e628}');
/// Phosphor `gear-six`.
pub const GEAR_SIX: Icon = Icon::new('\u{e272}');
/// Phosphor `git-branch`.
pub const GIT_BRANCH: Icon = Icon::new('\u{e278}');
/// Phosphor `git-diff`.
pub const GIT_DIFF: Icon = Icon::new('\u{e27c}');
/// Phosphor `globe`.
pub const GLOBE: Icon = Icon::new('\u{e288}');
/// Phosphor `graduation-cap`.
pub const GRADUATION_CAP: Icon = Icon::new('\u{e62c}');
/// Phosphor `grid-four`.
pub const GRID_FOUR: Icon = Icon::new('\u{e296}');
/// Phosphor `hand-coins`.
pub const HAND_COINS: Icon = Icon::new('\u{ea8c}');
/// Phosphor `handshake`.
pub const HANDSHAKE: Icon = Icon::new('\u{e582}');
/// Phosphor `hard-drives`.
pub const HARD_DRIVES: Icon = Icon::new('\u{e2a0}');
/// Phosphor `hash`.
pub const HASH: Icon = Icon::new('\u{e2a2}');
/// Phosphor `hourglass`.
pub const HOURGLASS: Icon = Icon::new('\u{e2b2}');
/// Phosphor `hourglass-medium`.
pub const HOURGLASS_MEDIUM: Icon = Icon::new('\u{e2b8}');
/// Phosphor `house`.
pub const HOUSE: Icon = Icon::new('\u{e2c2}');
/// Phosphor `house-line`.
pub const HOUSE_LINE: Icon = Icon::new('\u{e2c4}');
/// Phosphor `identification-card`.
pub const IDENTIFICATION_CARD: Icon = Icon::new('\u{e2c8}');
/// Phosphor `info`.
pub const INFO: Icon = Icon::new('\u{e2ce}');
/// Phosphor `kanban`.
pub const KANBAN: Icon = Icon::new('\u{eb54}');
/// Phosphor `key`.
pub const KEY: Icon = Icon::new('\u{e2d6}');
/// Phosphor `keyboard`.
pub const KEYBOARD: Icon = Icon::new('\u{e2d8}');
/// Phosphor `lightbulb`.
pub const LIGHTBULB: Icon = Icon::new('\u{e2dc}');
/// Phosphor `lightning`.
pub const LIGHTNING: Icon = Icon::new('\u{e2de}');
/// Phosphor `link`.
pub const LINK: Icon = Icon::new('\u{e2e2}');
/// Phosphor `link-break`.
pub const LINK_BREAK: Icon = Icon::new('\u{e2e4}');
/// Phosphor `list`.
pub const LIST: Icon = Icon::new('\u{e2f0}');
/// Phosphor `list-bullets`.
pub const LIST_BULLETS: Icon = Icon::new('\u{e2f2}');
/// Phosphor `list-checks`.
pub const LIST_CHECKS: Icon = Icon::new('\u{eadc}');
/// Phosphor `list-numbers`.
pub const LIST_NUMBERS: Icon = Icon::new('\u{e2f6}');
/// Phosphor `lock`.
pub const LOCK: Icon = Icon::new('\u{e2fa}');
/// Phosphor `lock-key`.
pub const LOCK_KEY: Icon = Icon::new('\u{e2fe}');
/// Phosphor `lock-key-open`.
pub const LOCK_KEY_OPEN: Icon = Icon::new('\u{e300}');
/// Phosphor `lock-open`.
pub const LOCK_OPEN: Icon = Icon::new('\u{e306}');
/// Phosphor `lock-simple`.
pub const LOCK_SIMPLE: Icon = Icon::new('\u{e308}');
/// Phosphor `magic-wand`.
pub const MAGIC_WAND: Icon = Icon::new('\u{e6b6}');
/// Phosphor `magnifying-glass`.
pub const MAGNIFYING_GLASS: Icon = Icon::new('\u{e30c}');
/// Phosphor `magnifying-glass-minus`.
pub const MAGNIFYING_GLASS_MINUS: Icon = Icon::new('\u{e30e}');
/// Phosphor `magnifying-glass-plus`.
pub const MAGNIFYING_GLASS_PLUS: Icon = Icon::new('\u{e310}');
/// Phosphor `map-pin`.
pub const MAP_PIN: Icon = Icon::new('\u{e316}');
/// Phosphor `map-pin-line`.
pub const MAP_PIN_LINE: Icon = Icon::new('\u{e318}');
/// Phosphor `map-trifold`.
pub const MAP_TRIFOLD: Icon = Icon::new('\u{e31a}');
/// Phosphor `medal`.
pub const MEDAL: Icon = Icon::new('\u{e320}');
/// Phosphor `medal-military`.
pub const MEDAL_MILITARY: Icon = Icon::new('\u{ecfc}');
/// Phosphor `megaphone`.
pub const MEGAPHONE: Icon = Icon::new('\u{e324}');
/// Phosphor `minus`.
pub const MINUS: Icon = Icon::new('\u{e32a}');
/// Phosphor `minus-circle`.
pub const MINUS_CIRCLE: Icon = Icon::new('\u{e32c}');
/// Phosphor `minus-square`.
pub const MINUS_SQUARE: Icon = Icon::new('\u{ed4c}');
/// Phosphor `money`.
pub const MONEY: Icon = Icon::new('\u{e588}');
/// Phosphor `monitor`.
pub const MONITOR: Icon = Icon::new('\u{e32e}');
/// Phosphor `moon`.
pub const MOON: Icon = Icon::new('\u{e330}');
/// Phosphor `newspaper`.
pub const NEWSPAPER: Icon = Icon::new('\u{e344}');
/// Phosphor `note`.
pub const NOTE: Icon = Icon::new('\u{e348}');
/// Phosphor `note-pencil`.
pub const NOTE_PENCIL: Icon = Icon::new('\u{e34c}');
/// Phosphor `notebook`.
pub const NOTEBOOK: Icon = Icon::new('\u{e34e}');
/// Phosphor `notepad`.
pub const NOTEPAD: Icon = Icon::new('\u{e63e}');
/// Phosphor `package`.
pub const PACKAGE: Icon = Icon::new('\u{e390}');
/// Phosphor `palette`.
pub const PALETTE: Icon = Icon::new('\u{e6c8}');
/// Phosphor `paperclip`.
pub const PAPERCLIP: Icon = Icon::new('\u{e39a}');
/// Phosphor `path`.
pub const PATH: Icon = Icon::new('\u{e39c}');
/// Phosphor `pause`.
pub const PAUSE: Icon = Icon::new('\u{e39e}');
/// Phosphor `pencil-simple`.
pub const PENCIL_SIMPLE: Icon = Icon::new('\u{e3b4}');
/// Phosphor `pencil-simple-line`.
pub const PENCIL_SIMPLE_LINE: Icon = Icon::new('\u{ebc6}');
/// Phosphor `percent`.
pub const PERCENT: Icon = Icon::new('\u{e3b6}');
/// Phosphor `person`.
pub const PERSON: Icon = Icon::new('\u{e3a8}');
/// Phosphor `phone`.
pub const PHONE: Icon = Icon::new('\u{e3b8}');
/// Phosphor `play-circle`.
pub const PLAY_CIRCLE: Icon = Icon::new('\u{e3d2}');
/// Phosphor `plug`.
pub const PLUG: Icon = Icon::new('\u{e946}');
/// Phosphor `plugs`.
pub const PLUGS: Icon = Icon::new('\u{eb56}');
/// Phosphor `plus`.
pub const PLUS: Icon = Icon::new('\u{e3d4}');
/// Phosphor `plus-circle`.
pub const PLUS_CIRCLE: Icon = Icon::new('\u{e3d6}');
/// Phosphor `power`.
pub const POWER: Icon = Icon::new('\u{e3da}');
/// Phosphor `presentation`.
pub const PRESENTATION: Icon = Icon::new('\u{e654}');
/// Phosphor `presentation-chart`.
pub const PRESENTATION_CHART: Icon = Icon::new('\u{e656}');
/// Phosphor `printer`.
pub const PRINTER: Icon = Icon::new('\u{e3dc}');
/// Phosphor `prohibit`.
pub const PROHIBIT: Icon = Icon::new('\u{e3de}');
/// Phosphor `push-pin`.
pub const PUSH_PIN: Icon = Icon::new('\u{e3e2}');
/// Phosphor `question`.
pub const QUESTION: Icon = Icon::new('\u{e3e8}');
/// Phosphor `question-mark`.
pub const QUESTION_MARK: Icon = Icon::new('\u{e3e9}');
/// Phosphor `radio-button`.
pub const RADIO_BUTTON: Icon = Icon::new('\u{eb08}');
/// Phosphor `ranking`.
pub const RANKING: Icon = Icon::new('\u{ed62}');
/// Phosphor `receipt`.
pub const RECEIPT: Icon = Icon::new('\u{e3ec}');
/// Phosphor `rows`.
pub const ROWS: Icon = Icon::new('\u{e5a2}');
/// Phosphor `scales`.
pub const SCALES: Icon = Icon::new('\u{e750}');
/// Phosphor `seal-check`.
pub const SEAL_CHECK: Icon = Icon::new('\u{e606}');
/// Phosphor `selection-all`.
pub const SELECTION_ALL: Icon = Icon::new('\u{e746}');
/// Phosphor `share`.
pub const SHARE: Icon = Icon::new('\u{e406}');
/// Phosphor `shield`.
pub const SHIELD: Icon = Icon::new('\u{e40a}');
/// Phosphor `shield-check`.
pub const SHIELD_CHECK: Icon = Icon::new('\u{e40c}');
/// Phosphor `shield-warning`.
pub const SHIELD_WARNING: Icon = Icon::new('\u{e412}');
/// Phosphor `shuffle`.
pub const SHUFFLE: Icon = Icon::new('\u{e422}');
/// Phosphor `sidebar`.
pub const SIDEBAR: Icon = Icon::new('\u{eab6}');
/// Phosphor `sidebar-simple`.
pub const SIDEBAR_SIMPLE: Icon = Icon::new('\u{ec24}');
/// Phosphor `sign-out`.
pub const SIGN_OUT: Icon = Icon::new('\u{e42a}');
/// Phosphor `signature`.
pub const SIGNATURE: Icon = Icon::new('\u{ebac}');
/// Phosphor `sliders-horizontal`.
pub const SLIDERS_HORIZONTAL: Icon = Icon::new('\u{e434}');
/// Phosphor `snowflake`.
pub const SNOWFLAKE: Icon = Icon::new('\u{e5aa}');
/// Phosphor `sort-ascending`.
pub const SORT_ASCENDING: Icon = Icon::new('\u{e444}');
/// Phosphor `sort-descending`.
pub const SORT_DESCENDING: Icon = Icon::new('\u{e446}');
/// Phosphor `sparkle`.
pub const SPARKLE: Icon = Icon::new('\u{e6a2}');
/// Phosphor `speedometer`.
pub const SPEEDOMETER: Icon = Icon::new('\u{ee74}');
/// Phosphor `square`.
pub const SQUARE: Icon = Icon::new('\u{e45e}');
/// Phosphor `squares-four`.
pub const SQUARES_FOUR: Icon = Icon::new('\u{e464}');
/// Phosphor `stack`.
pub const STACK: Icon = Icon::new('\u{e466}');
/// Phosphor `star`.
pub const STAR: Icon = Icon::new('\u{e46a}');
/// Phosphor `steps`.
pub const STEPS: Icon = Icon::new('\u{ecbe}');
/// Phosphor `stop`.
pub const STOP: Icon = Icon::new('\u{e46c}');
/// Phosphor `student`.
pub const STUDENT: Icon = Icon::new('\u{e73e}');
/// Phosphor `suitcase`.
pub const SUITCASE: Icon = Icon::new('\u{e5ae}');
/// Phosphor `sun`.
pub const SUN: Icon = Icon::new('\u{e472}');
/// Phosphor `sun-horizon`.
pub const SUN_HORIZON: Icon = Icon::new('\u{e5b6}');
/// Phosphor `swap`.
pub const SWAP: Icon = Icon::new('\u{e83c}');
/// Phosphor `table`.
pub const TABLE: Icon = Icon::new('\u{e476}');
/// Phosphor `tag`.
pub const TAG: Icon = Icon::new('\u{e478}');
/// Phosphor `target`.
pub const TARGET: Icon = Icon::new('\u{e47c}');
/// Phosphor `text-aa`.
pub const TEXT_AA: Icon = Icon::new('\u{e6ee}');
/// Phosphor `text-align-left`.
pub const TEXT_ALIGN_LEFT: Icon = Icon::new('\u{e484}');
/// Phosphor `textbox`.
pub const TEXTBOX: Icon = Icon::new('\u{eb0a}');
/// Phosphor `thumbs-up`.
pub const THUMBS_UP: Icon = Icon::new('\u{e48e}');
/// Phosphor `toggle-left`.
pub const TOGGLE_LEFT: Icon = Icon::new('\u{e674}');
/// Phosphor `translate`.
pub const TRANSLATE: Icon = Icon::new('\u{e4a2}');
/// Phosphor `trash`.
pub const TRASH: Icon = Icon::new('\u{e4a6}');
/// Phosphor `tray`.
pub const TRAY: Icon = Icon::new('\u{e4aa}');
/// Phosphor `tray-arrow-down`.
pub const TRAY_ARROW_DOWN: Icon = Icon::new('\u{e010}');
/// Phosphor `tray-arrow-up`.
pub const TRAY_ARROW_UP: Icon = Icon::new('\u{ee52}');
/// Phosphor `tree-structure`.
pub const TREE_STRUCTURE: Icon = Icon::new('\u{e67c}');
/// Phosphor `tree-view`.
pub const TREE_VIEW: Icon = Icon::new('\u{ee48}');
/// Phosphor `trend-down`.
pub const TREND_DOWN: Icon = Icon::new('\u{e4ac}');
/// Phosphor `trend-up`.
pub const TREND_UP: Icon = Icon::new('\u{e4ae}');
/// Phosphor `trophy`.
pub const TROPHY: Icon = Icon::new('\u{e67e}');
/// Phosphor `truck`.
pub const TRUCK: Icon = Icon::new('\u{e4b4}');
/// Phosphor `upload`.
pub const UPLOAD: Icon = Icon::new('\u{e4be}');
/// Phosphor `upload-simple`.
pub const UPLOAD_SIMPLE: Icon = Icon::new('\u{e4c0}');
/// Phosphor `user`.
pub const USER: Icon = Icon::new('\u{e4c2}');
/// Phosphor `user-circle`.
pub const USER_CIRCLE: Icon = Icon::new('\u{e4c4}');
/// Phosphor `user-minus`.
pub const USER_MINUS: Icon = Icon::new('\u{e4ce}');
/// Phosphor `user-plus`.
pub const USER_PLUS: Icon = Icon::new('\u{e4d0}');
/// Phosphor `user-switch`.
pub const USER_SWITCH: Icon = Icon::new('\u{e756}');
/// Phosphor `users`.
pub const USERS: Icon = Icon::new('\u{e4d6}');
/// Phosphor `users-four`.
pub const USERS_FOUR: Icon = Icon::new('\u{e68c}');
/// Phosphor `users-three`.
pub const USERS_THREE: Icon = Icon::new('\u{e68e}');
/// Phosphor `wallet`.
pub const WALLET: Icon = Icon::new('\u{e68a}');
/// Phosphor `warehouse`.
pub const WAREHOUSE: Icon = Icon::new('\u{ecd4}');
/// Phosphor `warning`.
pub const WARNING: Icon = Icon::new('\u{e4e0}');
/// Phosphor `warning-circle`.
pub const WARNING_CIRCLE: Icon = Icon::new('\u{e4e2}');
/// Phosphor `wifi-slash`.
pub const WIFI_SLASH: Icon = Icon::new('\u{e4f2}');
/// Phosphor `wrench`.
pub const WRENCH: Icon = Icon::new('\u{e5d4}');
/// Phosphor `x`.
pub const X: Icon = Icon::new('\u{e4f6}');
/// Phosphor `x-circle`.
pub const X_CIRCLE: Icon = Icon::new('\u{e4f8}');

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_weights_have_the_glyph() {
        let ctx = egui::Context::default();
        fonts::install(&ctx);
        let output = ctx.run_ui(egui::RawInput::default(), |ui| {
            for icon in [COMPASS, GEAR_SIX, X_CIRCLE.filled(), SIGNATURE, CARET_DOWN.filled()] {
                let font = icon.format(16.0, Color32::WHITE).font_id;
                assert!(ui.fonts_mut(|fonts| fonts.has_glyph(&font, icon.glyph)), "{icon:?}");
            }
        });
        output.drop_without_applying_deltas();
    }
}
