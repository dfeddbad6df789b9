//! The font files inside the binary, in one place: the window and the pages draw with the same bytes,
//! which the program holds once.

/// Noto Sans SC Regular, whole: names hold rare characters.
pub static REGULAR: &[u8] = include_bytes!("../assets/fonts/NotoSansSC-Regular.ttf");
/// Noto Sans SC Regular, a subset: the characters of the two below, and all letters and marks that are no Chinese.
/// The signs of the program's own words come first in all three, so that a page reads a few hundred kilobytes of
/// each.
pub static COMMON: &[u8] = include_bytes!("../assets/fonts/NotoSansSC-Common.ttf");
/// Noto Sans SC Medium, a subset.
pub static MEDIUM: &[u8] = include_bytes!("../assets/fonts/NotoSansSC-Medium.ttf");
/// Noto Sans SC Bold, a subset.
pub static BOLD: &[u8] = include_bytes!("../assets/fonts/NotoSansSC-Bold.ttf");
/// Phosphor's outlined icons.
pub static ICONS: &[u8] = include_bytes!("../assets/icons/Phosphor.ttf");
/// Phosphor's filled icons.
pub static ICONS_FILL: &[u8] = include_bytes!("../assets/icons/Phosphor-Fill.ttf");
