//! The list of word files in the binary.

use std::collections::BTreeSet;

macro_rules! words {
    ($($name:literal),* $(,)?) => {
        /// Every word file: language tag, file name, text.
        pub const RESOURCES: &[(&str, &str, &str)] = &[$(
            ("zh-CN", $name, include_str!(concat!("../../assets/locales/zh-CN/", $name, ".ftl"))),
            ("en", $name, include_str!(concat!("../../assets/locales/en/", $name, ".ftl"))),
        )*];
    };
}

words!(
    "app",
    "behaviour",
    "careers",
    "certificates",
    "classes",
    "cases",
    "cli",
    "coaching",
    "coaching_log",
    "coaching_care",
    "common",
    "courses",
    "deal",
    "documents",
    "errors",
    "evaluation",
    "forecast",
    "funnel",
    "funnel_overview",
    "gap",
    "glossary",
    "handover",
    "help",
    "import",
    "improvement",
    "metrics",
    "notices",
    "organisation",
    "posts",
    "privacy",
    "process",
    "read",
    "records",
    "reports",
    "settings",
    "stages",
    "strategy",
    "stuck",
    "targets",
    "team_life",
    "time_machine",
    "today",
    "training",
    "training_matrix",
    "training_plans",
    "visits",
    "winloss",
);

/// The message keys of a language, as written in its files.
pub fn keys(tag: &str) -> BTreeSet<String> {
    RESOURCES
        .iter()
        .filter(|(language, _, _)| *language == tag)
        .flat_map(|(_, _, text)| text.lines())
        .filter_map(message)
        .map(|(key, _)| key.to_owned())
        .collect()
}

/// Key and words of a line that begins a message.
pub(super) fn message(line: &str) -> Option<(&str, &str)> {
    let (key, words) = line.split_once('=')?;
    let key = key.trim_end();
    let named = key.starts_with(|c: char| c.is_ascii_lowercase())
        && key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
    named.then_some((key, words))
}
