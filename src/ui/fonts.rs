//! Fonts: Noto Sans SC in three weights and the two icon fonts, all inside the binary.
//!
//! Regular is the full font, because names hold rare characters. Common, Medium and Bold are subsets
//! and fall back to Regular, of whose ten megabytes thus only those that rare characters need are
//! read. egui's own fonts are not built in, so Latin is Noto Sans SC too and digits keep one advance
//! per weight.

use std::sync::{Arc, LazyLock};

use egui::{Context, FontData, FontDefinitions, FontFamily};

use crate::typefaces::{BOLD, COMMON, ICONS, ICONS_FILL, MEDIUM, REGULAR};

// A named family holds an `Arc<str>`; one allocation for the program instead of one per label.
static FAMILY_MEDIUM: LazyLock<FontFamily> = LazyLock::new(|| FontFamily::Name("medium".into()));
static FAMILY_BOLD: LazyLock<FontFamily> = LazyLock::new(|| FontFamily::Name("bold".into()));
static FAMILY_ICONS: LazyLock<FontFamily> = LazyLock::new(|| FontFamily::Name("phosphor".into()));
static FAMILY_ICONS_FILL: LazyLock<FontFamily> =
    LazyLock::new(|| FontFamily::Name("phosphor-fill".into()));

/// Returns the family of weight 500.
pub fn medium() -> FontFamily {
    FAMILY_MEDIUM.clone()
}

/// Returns the family of weight 700.
pub fn bold() -> FontFamily {
    FAMILY_BOLD.clone()
}

/// Returns the family of the outlined icons.
pub fn phosphor() -> FontFamily {
    FAMILY_ICONS.clone()
}

/// Returns the family of the filled icons.
pub fn phosphor_fill() -> FontFamily {
    FAMILY_ICONS_FILL.clone()
}

/// Gives egui the fonts. Called once, before the first frame.
pub fn install(ctx: &Context) {
    let mut fonts = FontDefinitions::empty();
    for (name, bytes) in [
        ("common", COMMON),
        ("regular", REGULAR),
        ("medium", MEDIUM),
        ("bold", BOLD),
        ("icons", ICONS),
        ("icons-fill", ICONS_FILL),
    ] {
        fonts.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
    }
    // The icon font comes last everywhere, so that an icon inside a text shows.
    for (family, chain) in [
        (FontFamily::Proportional, &["common", "regular", "icons"][..]),
        (FontFamily::Monospace, &["common", "regular", "icons"]),
        (medium(), &["medium", "regular", "icons"]),
        (bold(), &["bold", "regular", "icons"]),
        (phosphor(), &["icons", "regular"]),
        (phosphor_fill(), &["icons-fill", "regular"]),
    ] {
        fonts.families.insert(family, chain.iter().map(|name| (*name).to_owned()).collect());
    }
    ctx.set_fonts(fonts);
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::FontId;

    #[test]
    fn chinese_and_digits_are_there_in_every_weight() {
        let ctx = Context::default();
        install(&ctx);
        let output = ctx.run_ui(egui::RawInput::default(), |ui| {
            for family in [FontFamily::Proportional, medium(), bold()] {
                let font = FontId::new(13.0, family);
                let widths: Vec<f32> = "0123456789,.¥+−"
                    .chars()
                    .map(|c| ui.fonts_mut(|fonts| fonts.glyph_width(&font, c)))
                    .collect();
                assert!(widths.iter().take(10).all(|w| (w - widths[0]).abs() < 0.01));
                for c in "舵手漏斗崟岚、，–".chars() {
                    assert!(ui.fonts_mut(|fonts| fonts.has_glyph(&font, c)), "{c} in {font:?}");
                }
            }
        });
        output.drop_without_applying_deltas();
    }
}
