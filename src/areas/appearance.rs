//! How the program looks and speaks on this computer.

use serde::{Deserialize, Serialize};

use crate::i18n::Language;

/// How the program looks and speaks on this computer.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Appearance {
    /// The language.
    pub language: Language,
    /// Light, dark or as the system.
    pub theme: ThemeChoice,
    /// How large everything is, 1 = as designed.
    pub zoom: f32,
    /// Stronger outlines.
    pub high_contrast: bool,
    /// No movement.
    pub reduced_motion: bool,
}

impl Default for Appearance {
    fn default() -> Self {
        Self {
            language: Language::of_system(),
            theme: ThemeChoice::System,
            zoom: 1.0,
            high_contrast: false,
            reduced_motion: false,
        }
    }
}

/// Light, dark or as the system.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ThemeChoice {
    /// As the system.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}
