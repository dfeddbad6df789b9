//! The words: Chinese first, English complete, switched at run time (Project Fluent).
//!
//! Every text a person reads is a message in `assets/locales/<language>/*.ftl`; all files are in the
//! binary. A key that is missing shows as the key itself and is logged, never a panic; a test checks
//! that both languages hold the same keys and that none is unused.

mod format;
mod plain;
mod resources;

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

pub use fluent_bundle::FluentValue;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use unic_langid::LanguageIdentifier;

pub use format::{
    MoneyStyle, day_beside, day_range, day_span, money, money_cell, money_unit, number, percent,
    period_label, pt, rate_percent, share_percent, short_day, size,
};
pub use resources::{RESOURCES, keys};

/// What stands in the place of a value where there is none, on screens, pages and in answers.
pub const DASH: &str = "–";

/// A language of the product.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    serde::Serialize,
    serde::Deserialize,
)]
pub enum Language {
    /// Simplified Chinese, the first language.
    #[default]
    #[serde(rename = "zh-CN")]
    Chinese,
    /// English.
    #[serde(rename = "en")]
    English,
}

impl Language {
    /// Both languages, Chinese first.
    pub const ALL: [Self; 2] = [Self::Chinese, Self::English];

    /// The tag, as on the command line and in settings: `zh-CN`, `en`.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Chinese => "zh-CN",
            Self::English => "en",
        }
    }

    /// Reads a tag; anything that begins with `en` is English, with `zh` Chinese.
    pub fn parse(tag: &str) -> Option<Self> {
        let tag = tag.to_ascii_lowercase();
        if tag.starts_with("zh") {
            Some(Self::Chinese)
        } else if tag.starts_with("en") {
            Some(Self::English)
        } else {
            None
        }
    }

    /// A text or its English, whichever is of the language; the text where nobody wrote its English.
    pub fn own<'a>(self, text: &'a str, english: &'a str) -> &'a str {
        if self == Self::English && !english.is_empty() { english } else { text }
    }

    /// The system's language where it is one of ours, else Chinese.
    pub fn of_system() -> Self {
        sys_locale::get_locale().and_then(|tag| Self::parse(&tag)).unwrap_or_default()
    }
}

/// The words in one language. Cheap to clone.
#[derive(Clone)]
pub struct Tr {
    language: Language,
    words: Arc<Words>,
}

/// All messages of a language.
struct Words {
    /// Those that say the same whatever they are told, by key: three in four, and what Fluent makes of a message
    /// takes a few hundred bytes.
    plain: BTreeMap<&'static str, &'static str>,
    /// The others.
    bundle: FluentBundle<FluentResource>,
}

impl Tr {
    /// The words of a language. They are part of the program, and parsed once.
    pub fn new(language: Language) -> Self {
        static CHINESE: OnceLock<Tr> = OnceLock::new();
        static ENGLISH: OnceLock<Tr> = OnceLock::new();
        let words = match language {
            Language::Chinese => &CHINESE,
            Language::English => &ENGLISH,
        };
        words.get_or_init(|| Self::load(language)).clone()
    }

    fn load(language: Language) -> Self {
        let id: LanguageIdentifier = language.tag().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![id]);
        bundle.set_use_isolating(false);
        let mut plain = BTreeMap::new();
        for (_, name, text) in RESOURCES.iter().filter(|(tag, ..)| *tag == language.tag()) {
            let others = plain::parted(text, &mut plain);
            let resource = FluentResource::try_new(others).unwrap_or_else(|(partial, errors)| {
                tracing::error!(name, ?errors, "words cannot be parsed in full");
                partial
            });
            if let Err(errors) = bundle.add_resource(resource) {
                tracing::error!(name, ?errors, "words defined twice");
            }
        }
        Self { language, words: Arc::new(Words { plain, bundle }) }
    }

    /// The language.
    pub const fn language(&self) -> Language {
        self.language
    }

    /// A text or its English, as [`Language::own`] has it.
    pub fn own<'a>(&self, text: &'a str, english: &'a str) -> &'a str {
        self.language.own(text, english)
    }

    /// The text of a message without arguments.
    pub fn text(&self, key: &str) -> String {
        self.with(key, &[])
    }

    /// The text of a message with arguments; the key itself when there is no such message.
    pub fn with(&self, key: &str, args: &[(&str, FluentValue<'_>)]) -> String {
        let Words { plain, bundle } = &*self.words;
        if let Some(text) = plain.get(key) {
            return (*text).to_owned();
        }
        let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
            tracing::warn!(key, "no such message");
            return key.to_owned();
        };
        let mut fluent_args = FluentArgs::new();
        for (name, value) in args {
            fluent_args.set(*name, value.clone());
        }
        let mut errors = vec![];
        let text = bundle.format_pattern(pattern, Some(&fluent_args), &mut errors);
        if !errors.is_empty() {
            tracing::warn!(key, ?errors, "message lacks an argument");
        }
        text.into_owned()
    }

    /// A message about a number of things: `n` chooses the form, `text` is how it is written.
    pub fn count(&self, key: &str, n: u64, more: &[(&str, FluentValue<'_>)]) -> String {
        let whole = i64::try_from(n).unwrap_or(i64::MAX);
        let mut args = vec![("n", FluentValue::from(whole)), ("text", number(whole).into())];
        args.extend(more.iter().map(|(name, value)| (*name, value.clone())));
        self.with(key, &args)
    }

    /// Parts of a sentence in a row, those that say something: `甲，乙`, `a, b`.
    pub fn joined<T: AsRef<str>>(&self, parts: &[T]) -> String {
        let mark = if self.language == Language::Chinese { "，" } else { ", " };
        let said = parts.iter().map(AsRef::as_ref).filter(|part: &&str| !part.is_empty());
        said.collect::<Vec<&str>>().join(mark)
    }

    /// Whether there is such a message.
    pub fn has(&self, key: &str) -> bool {
        self.words.plain.contains_key(key) || self.words.bundle.has_message(key)
    }
}

impl std::fmt::Debug for Tr {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Tr").field("language", &self.language).finish_non_exhaustive()
    }
}
