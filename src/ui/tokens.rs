//! Colours, shadows and distances: the only file that mixes a colour.
//!
//! A [`Theme`] is found from the visuals of the `Ui`, not from a global, so that a part of the
//! window can be dark inside a light one. High contrast is recognised by the input border, the
//! single token it changes, which saves a lookup in the context for every widget.

use egui::epaint::Shadow;
use egui::style::{ScrollAnimation, ScrollStyle, Selection, WidgetVisuals};
use egui::{
    Color32, Context, CornerRadius, FontId, Margin, Stroke, Style, TextStyle, Ui, Vec2, Visuals,
};

use crate::ui::fonts;

/// Distances between things, in points.
pub mod space {
    /// 4 points.
    pub const S4: f32 = 4.0;
    /// 8 points.
    pub const S8: f32 = 8.0;
    /// 12 points.
    pub const S12: f32 = 12.0;
    /// 16 points.
    pub const S16: f32 = 16.0;
    /// 20 points.
    pub const S20: f32 = 20.0;
    /// 24 points.
    pub const S24: f32 = 24.0;
    /// 32 points.
    pub const S32: f32 = 32.0;
}

/// Colours of the welcome panel, the same in both appearances.
pub mod panel {
    use super::rgb;
    use egui::Color32;

    /// The water.
    pub const WATER: Color32 = rgb(0x14284C);
    /// Lines on the water.
    pub const LINE: Color32 = rgb(0x1D3766);
    /// Rings and waves that the blades leave.
    pub const RING: Color32 = rgb(0x3B5488);
    /// The hull.
    pub const HULL: Color32 = rgb(0xF4F6FA);
    /// The line on the bow.
    pub const BOW: Color32 = rgb(0xC9D5EC);
    /// The shafts of the oars.
    pub const OAR: Color32 = rgb(0xE9EEF8);
    /// The blades of the oars.
    pub const BLADE: Color32 = rgb(0x7E9DEB);
    /// The crew.
    pub const CREW: Color32 = rgb(0x2757CF);
    /// The cox, and the dot of the logo.
    pub const COX: Color32 = rgb(0xF2A83B);
    /// Text on the water.
    pub const TEXT: Color32 = rgb(0xD3DCEB);
    /// The name of the program on the water.
    pub const TITLE: Color32 = Color32::WHITE;
    /// Its second name.
    pub const SUB: Color32 = rgb(0xA1AEC8);
}

/// Every colour and shadow of one appearance; field names are the token names of the design.
#[derive(Debug, Clone, PartialEq)]
pub struct Theme {
    /// True for the dark appearance.
    pub dark: bool,
    /// Window background.
    pub bg: Color32,
    /// Cards, top bar, tabs.
    pub surface: Color32,
    /// Table header, input track, segmented track.
    pub sunken: Color32,
    /// Sidebar, status bar.
    pub side: Color32,
    /// Row and button hover.
    pub hover: Color32,
    /// Selected row.
    pub selected: Color32,
    /// Popups, toasts, dialogs, drawer.
    pub raised: Color32,
    /// Card and divider.
    pub border: Color32,
    /// Inputs, buttons, axis.
    pub border2: Color32,
    /// Row separators, chart grid.
    pub grid: Color32,
    /// Primary text.
    pub t1: Color32,
    /// Secondary text.
    pub t2: Color32,
    /// Labels, hints, axis text.
    pub t3: Color32,
    /// Disabled text only.
    pub tdis: Color32,
    /// Primary fill, focus, lines.
    pub accent: Color32,
    /// Primary hover.
    pub accent_h: Color32,
    /// Links, active icons.
    pub accent_t: Color32,
    /// Accent tint.
    pub accent_bg: Color32,
    /// Accent tint border.
    pub accent_bd: Color32,
    /// Second series, neutral bars.
    pub accent_2: Color32,
    /// Third step, connectors.
    pub accent_3: Color32,
    /// Good fill.
    pub good: Color32,
    /// Good text and icon.
    pub good_t: Color32,
    /// Good tint.
    pub good_bg: Color32,
    /// Good tint border.
    pub good_bd: Color32,
    /// Warning fill.
    pub warn: Color32,
    /// Warning text and icon.
    pub warn_t: Color32,
    /// Warning tint.
    pub warn_bg: Color32,
    /// Warning tint border.
    pub warn_bd: Color32,
    /// Bad fill.
    pub bad: Color32,
    /// Danger button fill.
    pub bad_btn: Color32,
    /// Bad text and icon.
    pub bad_t: Color32,
    /// Bad tint.
    pub bad_bg: Color32,
    /// Bad tint border.
    pub bad_bd: Color32,
    /// Neutral dot and bar.
    pub neu: Color32,
    /// Badge, skeleton, bar track.
    pub neu_bg: Color32,
    /// Scrollbar thumb.
    pub thumb: Color32,
    /// Logo tile.
    pub brand: Color32,
    /// Border of popups.
    pub popup_bd: Color32,
    /// The orange dot of the logo.
    pub brand_2: Color32,
    /// Text on the accent and on the danger button.
    pub on_fill: Color32,
    /// Text on the warning fill.
    pub on_warn: Color32,
    /// The veil below drawers and dialogs.
    pub scrim: Color32,
    /// The six series colours, in the order of use.
    pub chart: [Color32; 6],
    /// Shadow of cards; none in the dark appearance.
    pub shadow1: Shadow,
    /// Shadow of popups.
    pub shadow2: Shadow,
}

const fn rgb(hex: u32) -> Color32 {
    let [_, r, g, b] = hex.to_be_bytes();
    Color32::from_rgb(r, g, b)
}

const fn shadow(offset_y: i8, blur: u8, color: Color32) -> Shadow {
    Shadow { offset: [0, offset_y], blur, spread: 0, color }
}

/// The input border in high contrast: 3:1 against every surface in both appearances.
const HIGH_CONTRAST: Color32 = rgb(0x7C8798);

const LIGHT: Theme = Theme {
    dark: false,
    bg: rgb(0xF4F5F7),
    surface: rgb(0xFFFFFF),
    sunken: rgb(0xEEF0F4),
    side: rgb(0xEBEDF1),
    hover: rgb(0xF3F5F9),
    selected: rgb(0xE8EEFC),
    raised: rgb(0xFFFFFF),
    border: rgb(0xE1E4EA),
    border2: rgb(0xC9CFD9),
    grid: rgb(0xECEEF2),
    t1: rgb(0x171C26),
    t2: rgb(0x465064),
    t3: rgb(0x606A7C),
    tdis: rgb(0xA3AAB8),
    accent: rgb(0x2757CF),
    accent_h: rgb(0x1F48B0),
    accent_t: rgb(0x2351C4),
    accent_bg: rgb(0xE8EEFC),
    accent_bd: rgb(0xBFD0F7),
    accent_2: rgb(0x7090E6),
    accent_3: rgb(0xC3D2F7),
    good: rgb(0x1E8A5A),
    good_t: rgb(0x116B44),
    good_bg: rgb(0xE3F4EA),
    good_bd: rgb(0xBBE0CA),
    warn: rgb(0xC97C00),
    warn_t: rgb(0x855000),
    warn_bg: rgb(0xFCF0D6),
    warn_bd: rgb(0xEFD59B),
    bad: rgb(0xC9372C),
    bad_btn: rgb(0xC9372C),
    bad_t: rgb(0xB3271F),
    bad_bg: rgb(0xFCE9E7),
    bad_bd: rgb(0xF1C3BF),
    neu: rgb(0x7A8496),
    neu_bg: rgb(0xEEF0F4),
    thumb: rgb(0xC9CFD9),
    brand: rgb(0x14284C),
    popup_bd: rgb(0xE1E4EA),
    brand_2: panel::COX,
    on_fill: Color32::WHITE,
    on_warn: rgb(0x1B1300),
    scrim: Color32::from_rgba_unmultiplied_const(20, 26, 38, 92),
    chart: [
        rgb(0x255BD9),
        rgb(0xBD6700),
        rgb(0x0D7666),
        rgb(0x993785),
        rgb(0x868C99),
        rgb(0x1A91D8),
    ],
    shadow1: shadow(1, 2, Color32::from_rgba_unmultiplied_const(20, 28, 45, 13)),
    shadow2: shadow(8, 24, Color32::from_rgba_unmultiplied_const(20, 28, 45, 41)),
};

const DARK: Theme = Theme {
    dark: true,
    bg: rgb(0x13161B),
    surface: rgb(0x1B1F26),
    sunken: rgb(0x161A20),
    side: rgb(0x101318),
    hover: rgb(0x222731),
    selected: rgb(0x1F2E52),
    raised: rgb(0x242A34),
    border: rgb(0x2B313C),
    border2: rgb(0x414957),
    grid: rgb(0x262C36),
    t1: rgb(0xE9ECF1),
    t2: rgb(0xB3BBC9),
    t3: rgb(0x919BAC),
    tdis: rgb(0x5C6574),
    accent: rgb(0x3A6BE8),
    accent_h: rgb(0x2F5FDB),
    accent_t: rgb(0x8AAEFF),
    accent_bg: rgb(0x1F2E52),
    accent_bd: rgb(0x34508F),
    accent_2: rgb(0x4A70CE),
    accent_3: rgb(0x2A3F73),
    good: rgb(0x3FAE78),
    good_t: rgb(0x5CCB92),
    good_bg: rgb(0x16332A),
    good_bd: rgb(0x1F4B38),
    warn: rgb(0xD99A2B),
    warn_t: rgb(0xF0B44C),
    warn_bg: rgb(0x382C14),
    warn_bd: rgb(0x5E4A1E),
    bad: rgb(0xE5604F),
    bad_btn: rgb(0xC4423A),
    bad_t: rgb(0xFF8F84),
    bad_bg: rgb(0x3D2123),
    bad_bd: rgb(0x6B3432),
    neu: rgb(0x7C8798),
    neu_bg: rgb(0x2A303B),
    thumb: rgb(0x3A4250),
    brand: rgb(0x22407A),
    popup_bd: rgb(0x3A4250),
    brand_2: panel::COX,
    on_fill: Color32::WHITE,
    on_warn: rgb(0x1B1300),
    scrim: Color32::from_rgba_unmultiplied_const(6, 8, 12, 153),
    chart: [
        rgb(0x5B90F5),
        rgb(0xF19A1C),
        rgb(0x45D3B4),
        rgb(0xC0409A),
        rgb(0x97A1B0),
        rgb(0xBBDAF0),
    ],
    shadow1: Shadow::NONE,
    shadow2: shadow(8, 24, Color32::from_rgba_unmultiplied_const(0, 0, 0, 128)),
};

static LIGHT_PLAIN: Theme = LIGHT;
static LIGHT_HIGH: Theme = Theme { border2: HIGH_CONTRAST, ..LIGHT };
static DARK_PLAIN: Theme = DARK;
static DARK_HIGH: Theme = Theme { border2: HIGH_CONTRAST, ..DARK };

impl Theme {
    /// Finds the theme that this `Ui` is drawn with.
    pub fn get(ui: &Ui) -> &'static Self {
        Self::of_visuals(ui.visuals())
    }

    /// Finds the theme of the whole window.
    pub fn of(ctx: &Context) -> &'static Self {
        Self::of_visuals(&ctx.global_style().visuals)
    }

    /// Returns the light or the dark theme.
    pub fn pick(dark: bool, high_contrast: bool) -> &'static Self {
        match (dark, high_contrast) {
            (false, false) => &LIGHT_PLAIN,
            (false, true) => &LIGHT_HIGH,
            (true, false) => &DARK_PLAIN,
            (true, true) => &DARK_HIGH,
        }
    }

    fn of_visuals(visuals: &Visuals) -> &'static Self {
        let high = visuals.widgets.inactive.bg_stroke.color == HIGH_CONTRAST;
        Self::pick(visuals.dark_mode, high)
    }

    /// Fill of buttons and chosen items that stand out from the surface in both appearances.
    pub const fn lifted(&self) -> Color32 {
        if self.dark { self.hover } else { self.surface }
    }

    /// Fill of inputs.
    pub const fn input(&self) -> Color32 {
        if self.dark { self.sunken } else { self.surface }
    }

    /// The grey of the chart palette, for what has too few cases and for 其他.
    pub const fn chart_slate(&self) -> Color32 {
        let [.., slate, _] = self.chart;
        slate
    }

    /// Builds the egui visuals for this theme.
    pub fn visuals(&self) -> Visuals {
        let mut visuals = if self.dark { Visuals::dark() } else { Visuals::light() };
        let widget = |fill: Color32, edge: Color32, text: Color32| WidgetVisuals {
            bg_fill: fill,
            weak_bg_fill: fill,
            bg_stroke: Stroke::new(1.0, edge),
            corner_radius: CornerRadius::same(6),
            fg_stroke: Stroke::new(1.0, text),
            expansion: 0.0,
        };
        visuals.widgets.noninteractive = widget(self.surface, self.border, self.t1);
        visuals.widgets.inactive = widget(self.thumb, self.border2, self.t1);
        visuals.widgets.hovered = widget(self.neu, self.border2, self.t1);
        visuals.widgets.active = widget(self.neu, self.accent, self.t1);
        visuals.widgets.open = widget(self.surface, self.border2, self.t1);
        // The scroll bar takes the fill of a widget; a button takes the weak one.
        visuals.widgets.inactive.weak_bg_fill = self.surface;
        visuals.widgets.hovered.weak_bg_fill = self.hover;
        visuals.widgets.active.weak_bg_fill = self.selected;
        visuals.selection =
            Selection { bg_fill: self.accent_bd, stroke: Stroke::new(1.0, self.t1) };
        if self.dark {
            // egui's own curve for dark makes weight 400 look like 500.
            visuals.text_options.color_transfer_function =
                egui::epaint::FontColorTransferFunction::Gamma(0.8);
        }
        visuals.text_cursor.stroke = Stroke::new(1.0, self.accent);
        visuals.hyperlink_color = self.accent_t;
        visuals.weak_text_color = Some(self.t3);
        visuals.faint_bg_color = self.hover;
        visuals.extreme_bg_color = self.sunken;
        visuals.text_edit_bg_color = Some(self.surface);
        visuals.code_bg_color = self.sunken;
        visuals.warn_fg_color = self.warn_t;
        visuals.error_fg_color = self.bad_t;
        visuals.window_corner_radius = CornerRadius::same(8);
        visuals.window_shadow = self.shadow2;
        visuals.window_fill = self.raised;
        visuals.window_stroke = Stroke::new(1.0, self.popup_bd);
        visuals.menu_corner_radius = CornerRadius::same(8);
        visuals.popup_shadow = self.shadow2;
        visuals.panel_fill = self.bg;
        visuals
    }
}

/// What a person may choose about the look, apart from light or dark.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Look {
    /// Darker borders of inputs and buttons.
    pub high_contrast: bool,
    /// No animation at all.
    pub reduced_motion: bool,
}

fn set_motion(style: &mut Style, moves: bool) {
    style.animation_time = if moves { 0.12 } else { 0.0 };
    style.scroll_animation =
        if moves { ScrollAnimation::duration(0.12) } else { ScrollAnimation::none() };
}

/// Lets things move into their place, or stand there at once, whatever was said at [`apply`].
pub fn let_move(ctx: &Context, moves: bool) {
    ctx.all_styles_mut(|style| set_motion(style, moves));
}

/// Gives egui the styles of both appearances; light, dark or system is `ctx.set_theme`'s matter.
pub fn apply(ctx: &Context, look: Look) {
    for (egui_theme, dark) in [(egui::Theme::Light, false), (egui::Theme::Dark, true)] {
        let theme = Theme::pick(dark, look.high_contrast);
        ctx.style_mut_of(egui_theme, |style| {
            style.visuals = theme.visuals();
            set_motion(style, !look.reduced_motion);
            style.text_styles = [
                (TextStyle::Small, FontId::proportional(12.0)),
                (TextStyle::Body, FontId::proportional(13.0)),
                (TextStyle::Button, FontId::proportional(13.0)),
                (TextStyle::Heading, FontId::new(16.0, fonts::bold())),
                (TextStyle::Monospace, FontId::monospace(13.0)),
            ]
            .into();
            let spacing = &mut style.spacing;
            spacing.item_spacing = Vec2::splat(8.0);
            spacing.button_padding = Vec2::new(10.0, 5.0);
            spacing.interact_size = Vec2::new(24.0, 20.0);
            spacing.menu_margin = Margin::same(6);
            spacing.window_margin = Margin::same(16);
            spacing.tooltip_width = 360.0;
            spacing.scroll = ScrollStyle {
                bar_width: 6.0,
                floating_width: 6.0,
                floating_allocated_width: 0.0,
                bar_outer_margin: 3.0,
                handle_min_length: 24.0,
                foreground_color: false,
                dormant_background_opacity: 0.0,
                active_background_opacity: 0.0,
                interact_background_opacity: 0.0,
                dormant_handle_opacity: 1.0,
                active_handle_opacity: 1.0,
                interact_handle_opacity: 1.0,
                ..ScrollStyle::floating()
            };
            // The design has no faded edges; a cut row already says that there is more.
            style.spacing.scroll.fade.strength = 0.0;
            // Text must not swallow the clicks on rows and cards.
            style.interaction.selectable_labels = false;
            style.interaction.tooltip_delay = 0.4;
        });
    }
}

/// Returns the duration to animate with: 0 when the person asked for less motion.
pub fn motion(ctx: &Context, seconds: f32) -> f32 {
    if ctx.global_style().animation_time > 0.0 { seconds } else { 0.0 }
}

/// What a colour means. Never the only signal: an icon or a word goes with it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Tone {
    /// Says nothing.
    #[default]
    Neutral,
    /// Stands out, without a verdict.
    Accent,
    /// At or ahead of what was asked.
    Good,
    /// Needs attention.
    Warn,
    /// Needs action.
    Bad,
    /// Like neutral, but on the surface with a border.
    Outline,
}

impl Tone {
    /// Fill of bars and dots.
    pub fn fill(self, theme: &Theme) -> Color32 {
        match self {
            Self::Neutral | Self::Outline => theme.neu,
            Self::Accent => theme.accent,
            Self::Good => theme.good,
            Self::Warn => theme.warn,
            Self::Bad => theme.bad,
        }
    }

    /// Text and icons.
    pub fn text(self, theme: &Theme) -> Color32 {
        match self {
            Self::Neutral | Self::Outline => theme.t2,
            Self::Accent => theme.accent_t,
            Self::Good => theme.good_t,
            Self::Warn => theme.warn_t,
            Self::Bad => theme.bad_t,
        }
    }

    /// Background of badges, banners and cells.
    pub fn tint(self, theme: &Theme) -> Color32 {
        match self {
            Self::Neutral => theme.neu_bg,
            Self::Accent => theme.accent_bg,
            Self::Good => theme.good_bg,
            Self::Warn => theme.warn_bg,
            Self::Bad => theme.bad_bg,
            Self::Outline => theme.surface,
        }
    }

    /// Border that goes with the tint.
    pub fn edge(self, theme: &Theme) -> Color32 {
        match self {
            Self::Neutral => theme.border,
            Self::Accent => theme.accent_bd,
            Self::Good => theme.good_bd,
            Self::Warn => theme.warn_bd,
            Self::Bad => theme.bad_bd,
            Self::Outline => theme.border2,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Contrast as WCAG 2 defines it.
    fn contrast(a: Color32, b: Color32) -> f32 {
        let light = |c: Color32| {
            let channel = |v: u8| {
                let v = f32::from(v) / 255.0;
                if v <= 0.04045 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) }
            };
            0.2126 * channel(c.r()) + 0.7152 * channel(c.g()) + 0.0722 * channel(c.b())
        };
        let (a, b) = (light(a) + 0.05, light(b) + 0.05);
        if a > b { a / b } else { b / a }
    }

    #[test]
    fn text_is_readable_on_every_surface() {
        for theme in [&LIGHT, &DARK] {
            for back in [theme.surface, theme.bg, theme.sunken, theme.side, theme.hover] {
                for text in [theme.t1, theme.t2, theme.t3, theme.accent_t, theme.bad_t] {
                    assert!(contrast(text, back) >= 4.5);
                }
            }
            for tone in [Tone::Neutral, Tone::Accent, Tone::Good, Tone::Warn, Tone::Bad] {
                assert!(contrast(tone.text(theme), tone.tint(theme)) >= 4.5);
            }
        }
    }

    #[test]
    fn high_contrast_changes_the_input_border_only() {
        for dark in [false, true] {
            let (plain, high) = (Theme::pick(dark, false), Theme::pick(dark, true));
            assert!(contrast(high.border2, high.surface) >= 3.0);
            assert_eq!(Theme { border2: plain.border2, ..high.clone() }, *plain);
            assert_eq!(Theme::of_visuals(&high.visuals()), high);
            assert_eq!(Theme::of_visuals(&plain.visuals()), plain);
        }
    }
}
