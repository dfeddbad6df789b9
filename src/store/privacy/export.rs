//! Everything that concerns one person, row by row, as the person may ask for it.

use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::Path;

use serde_json::json;

use crate::error::{Error, Result};
use crate::store::db::{Db, Value, image};
use crate::store::privacy::{Who, Why, walk};

/// The rows of a table that concern a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rows {
    /// The table.
    pub table: &'static str,
    /// Its columns.
    pub columns: &'static [&'static str],
    /// What each column holds, see [`Column::KIND`](crate::store::db::Column::KIND).
    pub kinds: &'static [&'static str],
    /// The rows, each with how it concerns the person.
    pub rows: Vec<(Why, Vec<Value>)>,
}

/// Reads every row that concerns a person.
///
/// # Errors
/// When the database fails or the read is stopped.
pub fn rows(db: &Db, who: &Who) -> Result<Vec<Rows>> {
    let mut tables: Vec<Rows> = vec![];
    walk(db, who, &mut |shape, cells, why| {
        if tables.last().is_none_or(|last| last.table != shape.table) {
            let (table, columns, kinds) = (shape.table, shape.columns, shape.kinds);
            tables.push(Rows { table, columns, kinds, rows: vec![] });
        }
        if let Some(last) = tables.last_mut() {
            last.rows.push((why, cells.to_vec()));
        }
        Ok(())
    })?;
    Ok(tables)
}

/// What the cells mean, for those who read the file with other programs.
const UNITS: &str = "money in fen (1/100 yuan); unit prices, counts and scores in 1/10000; rates in \
                     basis points (1/10000); days as YYYY-MM-DD; instants in UTC; flags 0 or 1. Each row \
                     says how it concerns the person: about, takes_part or named.";

/// Writes every row that concerns a person to a JSON file. The file appears whole or not at all.
///
/// # Errors
/// When the file cannot be written.
pub fn write_json(who: &Who, tables: &[Rows], path: &Path) -> Result<()> {
    let mut name = path.as_os_str().to_owned();
    name.push(".part");
    let part = std::path::PathBuf::from(name);
    let failed = |error: std::io::Error| Error::writing(path, &error);
    let write = || -> std::io::Result<()> {
        let mut out = BufWriter::new(File::create(&part)?);
        let head = [json!(who.person.name), json!(env!("CARGO_PKG_VERSION")), json!(UNITS)];
        let [person, program, units] = head;
        write!(
            out,
            "{{\n\"person\": {person},\n\"program\": {program},\n\"units\": {units},\n\"tables\": {{"
        )?;
        for (at, table) in tables.iter().enumerate() {
            let comma = if at == 0 { "" } else { "," };
            write!(out, "{comma}\n\"{}\": [", table.table)?;
            for (at, (why, cells)) in table.rows.iter().enumerate() {
                let comma = if at == 0 { "" } else { "," };
                let row = image(table.columns.iter().copied().zip(cells));
                write!(out, "{comma}\n{{\"concerns\": \"{}\", \"row\": {row}}}", why.word())?;
            }
            write!(out, "\n]")?;
        }
        write!(out, "\n}}\n}}\n")?;
        out.flush()?;
        std::fs::rename(&part, path)
    };
    write().map_err(|error| {
        let _ = std::fs::remove_file(&part);
        failed(error)
    })
}

impl Why {
    /// The word in exports: `about`, `takes_part` or `named`.
    pub const fn word(self) -> &'static str {
        if self.about {
            "about"
        } else if self.part {
            "takes_part"
        } else {
            "named"
        }
    }
}
