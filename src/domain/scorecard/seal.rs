//! Seals: a hash over what was signed and over the seal before it.
//!
//! `seal = sha256(previous seal in hex + canonical JSON)`, keys sorted, UTF-8, no spaces, whole numbers
//! only, so that any later tool in any language finds the same. A seal makes an edit evident; it is not an
//! electronic signature in the sense of the law.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

/// A value that can be sealed; there are no fractions, since no two programs write them alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Nothing.
    Null,
    /// True or false.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// Text.
    Text(String),
    /// Values in order.
    List(Vec<Self>),
    /// Values by name; a sorted map, because the canonical text is sorted.
    Map(BTreeMap<String, Self>),
}

/// The one text of a value: sorted keys, no spaces, only what JSON must escape escaped.
pub fn canonical(value: &Value) -> String {
    let mut text = String::new();
    write_value(&mut text, value);
    text
}

/// Seals a value after the seal before it, which is empty for the first; lower-case hex.
pub fn seal(previous: &str, value: &Value) -> String {
    sha256_hex(&[previous.as_bytes(), canonical(value).as_bytes()])
}

/// The SHA-256 of some bytes, one after the other, in lower-case hex.
fn sha256_hex(parts: &[&[u8]]) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update(part);
    }
    hasher.finalize().iter().fold(String::with_capacity(64), |mut hex, byte| {
        // Writing to a String does not fail.
        let _ok = write!(hex, "{byte:02x}");
        hex
    })
}

fn write_value(text: &mut String, value: &Value) {
    match value {
        Value::Null => text.push_str("null"),
        Value::Bool(yes) => text.push_str(if *yes { "true" } else { "false" }),
        Value::Int(number) => text.push_str(&number.to_string()),
        Value::Text(words) => write_text(text, words),
        Value::List(list) => {
            text.push('[');
            for (at, item) in list.iter().enumerate() {
                if at > 0 {
                    text.push(',');
                }
                write_value(text, item);
            }
            text.push(']');
        }
        Value::Map(map) => {
            text.push('{');
            for (at, (key, item)) in map.iter().enumerate() {
                if at > 0 {
                    text.push(',');
                }
                write_text(text, key);
                text.push(':');
                write_value(text, item);
            }
            text.push('}');
        }
    }
}

fn write_text(text: &mut String, words: &str) {
    text.push('"');
    for c in words.chars() {
        match c {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '\n' => text.push_str("\\n"),
            '\r' => text.push_str("\\r"),
            '\t' => text.push_str("\\t"),
            '\u{8}' => text.push_str("\\b"),
            '\u{c}' => text.push_str("\\f"),
            c if c < ' ' => {
                let _ok = write!(text, "\\u{:04x}", u32::from(c));
            }
            c => text.push(c),
        }
    }
    text.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_canonical_text_is_sorted_and_tight() {
        let value = Value::Map(BTreeMap::from([
            ("b".into(), Value::List(vec![Value::Null, Value::Bool(true), Value::Int(-3)])),
            ("a\"".into(), Value::Text("张\n\u{1}\\".into())),
        ]));
        assert_eq!(canonical(&value), r#"{"a\"":"张\n\u0001\\","b":[null,true,-3]}"#);
    }

    #[test]
    fn a_seal_depends_on_the_one_before() {
        // The published test vector of "abc" checks the hash itself.
        let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(sha256_hex(&[b"a", b"bc"]), abc);
        assert_ne!(seal("", &Value::Null), seal("00", &Value::Null));
    }
}
