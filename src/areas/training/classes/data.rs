//! What the page shows, ready to draw.

use crate::areas::training::data::Load;
use crate::error::Result;

/// What to load.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ask;

/// Everything the page shows.
#[derive(Clone, Debug)]
pub struct Data;

/// Loads the page.
///
/// # Errors
/// Whatever the database reports.
pub(in crate::areas::training) fn load(_load: &Load<'_>, _ask: &Ask) -> Result<Data> {
    Ok(Data)
}
