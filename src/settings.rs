//! What this computer remembers: how the program looks and which workspaces were opened lately.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::areas::Appearance;
use crate::error::Result;
use crate::paths::{Home, write_own};

/// How many workspaces are remembered.
const RECENT: usize = 8;

/// The settings of this computer. A file that cannot be read counts as none.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// How the program looks and speaks.
    pub appearance: Appearance,
    /// Workspaces opened lately, newest first.
    pub recent: Vec<PathBuf>,
    /// The folder that is watched for new sheets.
    pub watched: Option<PathBuf>,
}

impl Settings {
    /// Reads the settings.
    pub fn load(home: &Home) -> Self {
        let text = file(home).ok().and_then(|file| std::fs::read_to_string(file).ok());
        text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default()
    }

    /// Puts a workspace at the head of the list.
    pub fn remember(&mut self, path: &Path) {
        self.recent.retain(|known| known != path);
        self.recent.insert(0, path.to_owned());
        self.recent.truncate(RECENT);
    }

    /// Writes the settings; what fails is logged, since nothing of the user's work is lost.
    pub fn save(&self, home: &Home) {
        let text = serde_json::json!(self).to_string();
        let written = file(home).and_then(|file| write_own(&file, &text));
        if let Err(error) = written {
            tracing::warn!(error = error.for_log(), "settings were not written");
        }
    }
}

fn file(home: &Home) -> Result<PathBuf> {
    Ok(home.config_folder()?.join("settings.json"))
}
