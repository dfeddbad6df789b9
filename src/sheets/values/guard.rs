//! Texts that a spreadsheet program would take for a formula.
//!
//! A cell of a CSV file that begins with `=`, `+`, `-` or `@` is a formula to Excel, and one that
//! somebody sent may do harm. Such a text is written with an apostrophe before it, as a person types
//! it, and read without. A text that looks guarded already gets one more, so that reading gives back
//! what was written.

use std::borrow::Cow;

/// Whether a text begins as a formula does, guarded or not.
fn looks_like_formula(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r'])
}

/// The text as it may stand in a text file.
pub fn guarded(text: &str) -> Cow<'_, str> {
    if looks_like_formula(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// The text without the guard, if it has one.
pub fn unguarded(text: &str) -> &str {
    text.strip_prefix('\'').filter(|rest| looks_like_formula(rest)).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_like_a_formula_is_guarded_and_comes_back() {
        for (text, written) in [
            ("=1+1", "'=1+1"),
            ("+86 21", "'+86 21"),
            ("-", "'-"),
            ("@all", "'@all"),
            ("\tx", "'\tx"),
            ("\rx", "'\rx"),
            ("'=1", "''=1"),
            ("''-1", "'''-1"),
            ("'t Hart", "'t Hart"),
            ("1-2", "1-2"),
            ("", ""),
            ("'", "'"),
        ] {
            assert_eq!(guarded(text), written);
            assert_eq!(unguarded(written), text);
        }
    }
}
