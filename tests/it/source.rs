//! A light reader of Rust source: code without comments, and the texts in quotes.
//!
//! No parser: the rules that are checked with it need words and texts, not syntax. Unit tests at the
//! end of a file are left out, since rules and words are about the program.

use std::path::{Path, PathBuf};

/// One source file, taken apart.
pub struct Parts {
    /// The code: comments gone, texts in quotes empty, lines where they were.
    pub code: String,
    /// The texts in quotes with the line on which each begins, from 1.
    pub literals: Vec<(usize, String)>,
}

/// The files of a folder and all below with one of these endings: path within the project with
/// forward slashes, and the text. In the order of paths.
pub fn files(folder: &str, endings: &[&str]) -> Vec<(String, String)> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let mut found = vec![];
    walk(&root.join(folder), &mut |path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let wanted =
            endings.iter().any(|ending| name == *ending || name.ends_with(&format!(".{ending}")));
        let inside = path.strip_prefix(&root).unwrap_or(path).to_string_lossy().replace('\\', "/");
        if wanted {
            // A file that is no text has none of the words we look for.
            found.push((inside, std::fs::read_to_string(path).unwrap_or_default()));
        }
    });
    found.sort();
    found
}

fn walk(path: &Path, each: &mut dyn FnMut(&Path)) {
    let Ok(entries) = std::fs::read_dir(path) else { return };
    for entry in entries.filter_map(Result::ok) {
        let path = entry.path();
        let name = entry.file_name();
        // What is built, what the history keeps and what `demo` makes is not the project's text.
        let foreign =
            ["target", ".git", "demo.cox", "node_modules"].iter().any(|other| name == *other);
        if path.is_dir() && !foreign {
            walk(&path, each);
        } else if path.is_file() {
            each(&path);
        }
    }
}

/// Takes source apart; unit tests at its end are left out.
pub fn parts(source: &str) -> Parts {
    let source = source.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
    let text: Vec<char> = source.chars().collect();
    let mut parts = Parts { code: String::with_capacity(source.len()), literals: vec![] };
    let mut at = 0;
    let mut line = 1;
    let look = |at: usize| text.get(at).copied().unwrap_or('\0');
    while at < text.len() {
        let c = look(at);
        let begins_word = at == 0 || !(look(at - 1).is_alphanumeric() || look(at - 1) == '_');
        if c == '/' && look(at + 1) == '/' {
            while at < text.len() && look(at) != '\n' {
                at += 1;
            }
        } else if c == '/' && look(at + 1) == '*' {
            at += 2;
            while at < text.len() && !(look(at) == '*' && look(at + 1) == '/') {
                if look(at) == '\n' {
                    line += 1;
                    parts.code.push('\n');
                }
                at += 1;
            }
            at += 2;
        } else if let Some(hashes) = raw_start(&text, at).filter(|_| begins_word) {
            let first = line;
            at += hashes.skip;
            let mut body = String::new();
            while at < text.len() && !closes(&text, at, hashes.marks) {
                body.push(look(at));
                if look(at) == '\n' {
                    line += 1;
                    parts.code.push('\n');
                }
                at += 1;
            }
            at += 1 + hashes.marks;
            parts.literals.push((first, body));
            parts.code.push_str("\"\"");
        } else if c == '"' {
            let first = line;
            let mut body = String::new();
            at += 1;
            while at < text.len() && look(at) != '"' {
                if look(at) == '\n' {
                    line += 1;
                    parts.code.push('\n');
                }
                if look(at) == '\\' {
                    at += 1;
                    match look(at) {
                        'n' => body.push('\n'),
                        't' => body.push('\t'),
                        '\n' => {
                            line += 1;
                            parts.code.push('\n');
                            while look(at + 1).is_whitespace() {
                                at += 1;
                                if look(at) == '\n' {
                                    line += 1;
                                    parts.code.push('\n');
                                }
                            }
                        }
                        other => body.push(other),
                    }
                } else {
                    body.push(look(at));
                }
                at += 1;
            }
            at += 1;
            parts.literals.push((first, body));
            parts.code.push_str("\"\"");
        } else if c == '\'' && (look(at + 1) == '\\' || look(at + 2) == '\'') {
            // A character, not a lifetime.
            at += if look(at + 1) == '\\' { 3 } else { 2 };
            while at < text.len() && look(at) != '\'' {
                at += 1;
            }
            at += 1;
            parts.code.push_str("' '");
        } else {
            if c == '\n' {
                line += 1;
            }
            parts.code.push(c);
            at += 1;
        }
    }
    parts
}

struct RawStart {
    /// Characters up to the body.
    skip: usize,
    /// How many `#` close it.
    marks: usize,
}

/// `r"`, `r#"`, `br"` …
fn raw_start(text: &[char], at: usize) -> Option<RawStart> {
    let look = |at: usize| text.get(at).copied().unwrap_or('\0');
    let mut skip = usize::from(look(at) == 'b');
    if look(at + skip) != 'r' {
        return None;
    }
    skip += 1;
    let mut marks = 0;
    while look(at + skip) == '#' {
        marks += 1;
        skip += 1;
    }
    (look(at + skip) == '"').then_some(RawStart { skip: skip + 1, marks })
}

fn closes(text: &[char], at: usize, marks: usize) -> bool {
    text.get(at) == Some(&'"') && (1..=marks).all(|mark| text.get(at + mark) == Some(&'#'))
}

#[test]
fn source_comes_apart() {
    let found = parts(
        "a(\"x // y\"); // \"no\"\nlet b = r#\"q\"r\"#; /* \"no\"\n */ 'a' '\\'' &'a str \"two \\\n   lines\"",
    );
    let texts: Vec<&str> = found.literals.iter().map(|(_, text)| text.as_str()).collect();
    assert_eq!(texts, ["x // y", "q\"r", "two lines"]);
    assert_eq!(found.literals.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [1, 2, 3]);
    assert!(found.code.starts_with("a(\"\"); \nlet b = \"\";"));
    assert!(found.code.contains("&'a str"));
}
