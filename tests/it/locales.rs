//! The words: both languages complete, every key that the program says exists, none is left over.
//!
//! A key stands in the source as a text, or it is built from a prefix and a word; such prefixes are
//! listed in [`BUILT`] with the words that follow, so that neither list can rot.

use std::collections::{BTreeMap, BTreeSet};

use coxswain::domain::holidays::HolidayName;
use coxswain::domain::stuck::decision::Decision;
use coxswain::i18n::{Language, RESOURCES, keys};
use coxswain::metrics::glossary::Figure;
use coxswain::metrics::hygiene::Check;
use coxswain::metrics::notices::NoticeKind;
use coxswain::metrics::stuck::Mark;
use coxswain::metrics::{MetricId, Reason, pipeline};
use coxswain::sheets::kinds::Kind;
use coxswain::sheets::read::Charset;
use coxswain::sheets::tables::TABLES;
use fluent_bundle::FluentResource;

use crate::source::{files, parts};

/// Prefixes that the program completes with a word, and the words; without words any will do. What
/// the files of one area build from a prefix of that area is found by itself and not listed.
fn built() -> Vec<(&'static str, BTreeSet<String>)> {
    let words =
        |list: &[&str]| list.iter().map(|word| (*word).to_owned()).collect::<BTreeSet<String>>();
    let dashes = |word: &str| word.replace('_', "-");
    let fields = Kind::ALL.iter().flat_map(|kind| kind.fields()).map(|field| dashes(field.id));
    let metrics = MetricId::ALL.iter().map(|metric| dashes(metric.word()));
    let definitions = metrics.clone().map(|metric| format!("{metric}-definition"));
    let counts = metrics.clone().map(|metric| format!("{metric}-counts"));
    let reasons = [
        Reason::NoAmount,
        Reason::NoClosingDay,
        Reason::NoCreationDay,
        Reason::NoStage,
        Reason::FewClosed,
        Reason::NotDue,
    ];
    use coxswain::domain::forecast::method::Method;
    use coxswain::domain::funnel::changes::Part;
    use coxswain::domain::funnel::rule::LeftOut;
    use coxswain::metrics::forecast::Left;
    use coxswain::metrics::forecast::compare::Way;
    use coxswain::metrics::targets::proposal::Rule;
    let left_out = [
        LeftOut::NoHistory,
        LeftOut::OutsideWindow,
        LeftOut::TooYoung,
        LeftOut::Closed,
        LeftOut::NeverInStage,
        LeftOut::UnknownStage,
        LeftOut::OwnModel,
    ];
    use coxswain::metrics::process::{Field, Finding, Kind as ProcessKind};
    let findings: BTreeSet<String> =
        Finding::ALL.iter().map(|finding| finding.word().to_owned()).collect();
    let kinds = Finding::ALL.iter().flat_map(|finding| ProcessKind::of(*finding));
    let marks: BTreeSet<String> = Mark::ALL.iter().map(|mark| mark.word().to_owned()).collect();
    let figures: BTreeSet<String> = Figure::all().map(|figure| dashes(figure.word())).collect();
    let of_metrics: BTreeSet<String> = metrics.clone().collect();
    // Findings of the process are called and defined as on their page.
    let of_process: BTreeSet<String> =
        Finding::ALL.iter().map(|finding| format!("process-{}", finding.word())).collect();
    let own = figures.difference(&of_metrics).filter(|figure| !of_process.contains(*figure));
    let own: BTreeSet<String> = own.cloned().collect();
    let ways = Way::ALL.iter().map(|way| dashes(way.word()));
    vec![
        // The tabs, in the shell.
        ("area-", BTreeSet::new()),
        // The categories of the template that a workspace begins with (store/setup.rs).
        // Why a backup was made (store/backup.rs), or that the program did not make it.
        ("backup-why-", words(&["asked", "import", "migration", "other", "work"])),
        ("category-", words(&["process", "results"])),
        (
            "charset-",
            Charset::ALL.iter().map(|charset| dashes(&charset.name().to_lowercase())).collect(),
        ),
        // Whose folder a workspace is in (store/place.rs).
        (
            "cloud-",
            words(&[
                "aliyun",
                "baidu",
                "box",
                "dropbox",
                "google",
                "icloud",
                "nextcloud",
                "nutstore",
                "onedrive",
                "other",
                "owncloud",
                "seafile",
                "synology",
                "tianyi",
                "weiyun",
                "wps",
            ]),
        ),
        // The columns of exported tables that are no field of a kind.
        ("column-", BTreeSet::new()),
        // An invented cell for the fields of templates whose text is free.
        ("example-", BTreeSet::new()),
        // `extra` is the field name of all columns that no field knows, `history` that of a past.
        ("field-", fields.chain(["extra".to_owned(), "history".to_owned()]).collect()),
        (
            "targets-rule-",
            Rule::ALL.iter().map(|rule| dashes(rule.word())).chain(["typed".to_owned()]).collect(),
        ),
        ("method-", Method::ALL.iter().map(|method| dashes(method.word())).collect()),
        ("forecast-basis-", words(&["category", "stage", "time"])),
        (
            "forecast-class-",
            words(&[
                "best-case",
                "best-case-note",
                "commit",
                "commit-note",
                "omitted",
                "pipeline",
                "pipeline-note",
            ]),
        ),
        ("forecast-leaning-", words(&["cautious", "optimistic", "too-few"])),
        ("forecast-left-", Left::ALL.iter().map(|why| dashes(why.word())).collect()),
        ("forecast-way-", ways.flat_map(|way| [format!("{way}-how"), way]).collect()),
        // What is known of a deal, on its page and on paper (metrics/deal_page/show.rs).
        (
            "funnel-deal-field-",
            words(&["amount", "class", "decision", "expected", "next", "owner", "stage"]),
        ),
        (
            "funnel-deal-part-",
            words(&["approves", "buys", "coach", "decides", "gatekeeper", "uses"]),
        ),
        (
            "funnel-deal-role-",
            words(&["commercial", "consultant", "executive", "finance", "legal", "presales"]),
        ),
        ("funnel-deal-stance-", words(&["against", "neutral", "supports", "unmet"])),
        ("funnel-deal-weight-", words(&["high", "low", "medium"])),
        ("glossary-definition-", own.clone()),
        ("glossary-name-", own),
        ("glossary-rule-", figures),
        ("holiday-", HolidayName::ALL.into_iter().map(|name| name.word().to_owned()).collect()),
        ("hygiene-", Check::ALL.iter().map(|check| dashes(check.word())).collect()),
        ("kind-", Kind::ALL.iter().map(|kind| kind.word().to_owned()).collect()),
        ("left-out-", left_out.iter().map(|why| dashes(pipeline::left_out_word(*why))).collect()),
        ("metric-", metrics.chain(definitions).chain(counts).collect()),
        ("notice-act-", BTreeSet::new()),
        (
            "notice-days-",
            NoticeKind::ALL
                .iter()
                .filter(|kind| kind.threshold().is_some())
                .map(|kind| kind.word().to_owned())
                .collect(),
        ),
        ("notice-kind-", NoticeKind::ALL.iter().map(|kind| kind.word().to_owned()).collect()),
        ("notice-rule-", NoticeKind::ALL.iter().map(|kind| kind.word().to_owned()).collect()),
        ("privacy-concerns-", words(&["about", "named", "takes-part"])),
        (
            "privacy-place-",
            words(&["backup", "program", "rows", "temporary", "theirs", "workspace"]),
        ),
        ("privacy-table-", coxswain::store::privacy::tables().map(dashes).collect()),
        ("process-about-", findings.clone()),
        ("process-field-", Field::ALL.iter().map(|field| field.word().to_owned()).collect()),
        ("process-kind-", kinds.map(|kind| kind.word().to_owned()).collect()),
        ("process-name-", findings.clone()),
        ("process-none-", findings.clone()),
        ("process-said-", findings.clone()),
        ("process-value-", findings),
        ("reason-", reasons.iter().map(|reason| dashes(reason.word())).collect()),
        ("reports-table-", TABLES.iter().map(|table| (*table).to_owned()).collect()),
        (
            "role-",
            words(&[
                "header",
                "hidden",
                "note",
                "repeated-header",
                "section",
                "side",
                "subtotal",
                "title",
                "total",
            ]),
        ),
        ("waterfall-part-", Part::ALL.iter().map(|part| dashes(part.word())).collect()),
        (
            "salvage-table-",
            words(&[
                "account",
                "activity",
                "change",
                "coaching",
                "evaluation",
                "membership",
                "move",
                "opportunity",
                "person",
                "sighting",
                "step",
                "target",
                "team",
                "training-result",
            ]),
        ),
        (
            "stages-role-",
            words(&["commercial", "consultant", "executive", "finance", "legal", "presales"]),
        ),
        ("stages-template-", words(&["four-stages", "project", "standard"])),
        ("stuck-action-", marks.clone()),
        ("stuck-decision-", Decision::ALL.iter().map(|said| said.word().to_owned()).collect()),
        ("stuck-mark-", marks),
        ("rule-", words(&["created-cohort", "eventual", "matured", "snapshot", "stage-entry"])),
    ]
}

/// Beginnings of keys: a text in the source that begins so and looks like a key is one.
const FAMILIES: &[&str] = &[
    "cli-",
    "demo-",
    "doc-",
    "error-",
    "print-",
    "problem-",
    "read-error-",
    "read-hint-",
    "step-",
];

/// Texts that look like keys of a family and are none, each with the reason.
const NO_KEYS: &[&str] = &[
    "error-nothing-to", // the beginning of two keys, compared
    "import-preview",   // the way out of a transaction that is rolled back, never shown
];

/// Keys whose text is the same in both languages.
const SAME: &[&str] = &[
    "app-name-latin",
    "cloud-box", // names of companies and their products
    "cloud-dropbox",
    "cloud-google",
    "cloud-icloud",
    "cloud-nextcloud",
    "cloud-onedrive",
    "cloud-owncloud",
    "cloud-seafile",
    "cloud-synology",
    "evaluation-role-hr",   // HR is what both say
    "improvement-sampled",  // n is how many there were in both
    "settings-language-en", // a language is called by its own name
    "settings-language-zh",
    "size-gb",
    "size-kb",
    "size-mb",
    "unit-percent",
];

/// Keys whose English text holds Chinese characters: names that are not translated.
const CHINESE_IN_ENGLISH: &[&str] = &["action-language", "settings-language-zh"];

/// Keys whose arguments differ between the languages: dates, which each language writes its way.
const OWN_ARGUMENTS: &[&str] = &[
    "coverage-month",
    "classes-month",
    "date-full",
    "doc-target-letter-month",
    "funnel-deal-month",
    "matrix-month",
    "period-month",
    "settings-calendar-month",
    "today-day",
];

fn is_key(text: &str) -> bool {
    let sound = |part: &str| {
        !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
    };
    text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.contains('-')
        && text.split('-').all(sound)
}

/// Whether this is where a key stands: the first argument of what looks words up, or a field that
/// holds a key.
fn asks_for_words(code_before: &str) -> bool {
    let before = code_before.trim_end();
    ["tr.text(", "tr.with(", "tr.has(", "cx.text(", "Error::new(", "one(tr,", "name_key:"]
        .iter()
        .any(|call| before.ends_with(call))
        || (before.ends_with("key:") && !before.ends_with("_key:"))
}

/// The messages of a language: key and whole text, lines joined.
fn messages(language: Language) -> BTreeMap<String, String> {
    let mut found: BTreeMap<String, String> = BTreeMap::new();
    let wanted = keys(language.tag());
    for (tag, _, text) in RESOURCES {
        if *tag != language.tag() {
            continue;
        }
        let mut current: Option<String> = None;
        for line in text.lines() {
            let head = line.split_once('=').map(|(key, rest)| (key.trim_end(), rest));
            if let Some((key, rest)) = head.filter(|(key, _)| wanted.contains(*key)) {
                found.insert(key.to_owned(), rest.trim().to_owned());
                current = Some(key.to_owned());
            } else if line.starts_with(' ')
                && let Some(text) = current.as_ref().and_then(|key| found.get_mut(key))
            {
                text.push('\n');
                text.push_str(line.trim());
            } else {
                current = None;
            }
        }
    }
    found
}

fn none(findings: &[String]) {
    assert!(findings.is_empty(), "\n{}\n", findings.join("\n"));
}

#[test]
fn every_word_file_is_in_the_program_and_parses() {
    let mut findings = vec![];
    for language in Language::ALL {
        let tag = language.tag();
        let folder = format!("assets/locales/{tag}");
        let on_disk: BTreeSet<String> = files(&folder, &["ftl"])
            .iter()
            .filter_map(|(path, _)| {
                path.rsplit('/').next()?.strip_suffix(".ftl").map(str::to_owned)
            })
            .collect();
        let inside: BTreeSet<String> = RESOURCES
            .iter()
            .filter(|(other, _, _)| *other == tag)
            .map(|(_, name, _)| (*name).to_owned())
            .collect();
        assert_eq!(on_disk, inside, "{folder} and i18n/resources.rs");
        let mut seen: BTreeSet<String> = BTreeSet::new();
        for (_, name, text) in RESOURCES.iter().filter(|(other, _, _)| *other == tag) {
            if let Err((_, errors)) = FluentResource::try_new((*text).to_owned()) {
                findings.push(format!("{tag}/{name}: {errors:?}"));
            }
            for line in text.lines() {
                let key =
                    line.split_once('=').map(|(key, _)| key.trim_end()).filter(|key| is_key(key));
                if let Some(key) = key
                    && !seen.insert(key.to_owned())
                {
                    findings.push(format!("{tag}/{name}: {key} is defined twice"));
                }
            }
        }
    }
    none(&findings);
}

#[test]
fn both_languages_say_the_same_things() {
    let (chinese, english) = (messages(Language::Chinese), messages(Language::English));
    let only: Vec<&String> = chinese
        .keys()
        .filter(|key| !english.contains_key(*key))
        .chain(english.keys().filter(|key| !chinese.contains_key(*key)))
        .collect();
    assert!(only.is_empty(), "in one language only: {only:?}");
    assert!(chinese.len() > 300, "only {} messages were found", chinese.len());
    // English chooses between one and many by an argument that Chinese does not need.
    let arguments = |text: &str| -> BTreeSet<String> {
        let is_word = |c: char| c.is_alphanumeric() || c == '_';
        let of = |rest: &str| rest.chars().take_while(|c| is_word(*c)).collect::<String>();
        text.split('$')
            .skip(1)
            .filter(|rest| !rest.trim_start_matches(is_word).trim_start().starts_with("->"))
            .map(of)
            .collect()
    };
    let is_chinese =
        |c: char| ('\u{3400}'..='\u{9fff}').contains(&c) || ('\u{3000}'..='\u{303f}').contains(&c);
    let mut findings = vec![];
    for (key, text) in &chinese {
        let other = &english[key];
        if arguments(text) != arguments(other) && !OWN_ARGUMENTS.contains(&key.as_str()) {
            findings.push(format!("{key}: the arguments differ: {text} / {other}"));
        }
        if text == other
            && text.contains(|c: char| c.is_alphabetic())
            && !SAME.contains(&key.as_str())
        {
            let only_arguments =
                text.split(['{', '}']).step_by(2).all(|part| !part.contains(char::is_alphabetic));
            if !only_arguments {
                findings.push(format!("{key}: not translated: {text}"));
            }
        }
        if other.contains(is_chinese) && !CHINESE_IN_ENGLISH.contains(&key.as_str()) {
            findings.push(format!("{key}: Chinese in the English text: {other}"));
        }
        if text.ends_with('!') || text.ends_with('！') || other.ends_with('!') {
            findings.push(format!("{key}: no exclamation marks"));
        }
    }
    none(&findings);
}

#[test]
fn every_key_that_is_said_exists() {
    let known = keys("zh-CN");
    let mut findings = vec![];
    for (path, text) in files("src", &["rs"]) {
        let found = parts(&text);
        let mut before = 0;
        // The n-th pair of quotes in the code is the n-th text.
        for (at, (line, literal)) in
            found.code.match_indices("\"\"").map(|(at, _)| at).zip(&found.literals)
        {
            let said = asks_for_words(&found.code[before..at]);
            before = at + 2;
            let family =
                FAMILIES.iter().any(|family| literal.starts_with(family)) && is_key(literal);
            if (said && is_key(literal) || family)
                && !known.contains(literal)
                && !NO_KEYS.contains(&literal.as_str())
            {
                findings.push(format!("{path}:{line}: no message {literal}"));
            }
        }
    }
    for (prefix, words) in built() {
        for word in words {
            let key = format!("{prefix}{word}");
            if !known.contains(&key) {
                findings.push(format!("no message {key}"));
            }
        }
    }
    none(&findings);
}

#[test]
fn no_message_is_left_over() {
    let known = keys("zh-CN");
    let mut said: BTreeSet<String> = BTreeSet::new();
    let mut prefixes: BTreeMap<String, String> = BTreeMap::new();
    for (path, text) in files("src", &["rs"]) {
        for (line, literal) in parts(&text).literals {
            if let Some((prefix, _)) = literal.split_once('{')
                && prefix.ends_with('-')
                && known.iter().any(|key| key.starts_with(prefix))
            {
                prefixes.insert(prefix.to_owned(), format!("{path}:{line}"));
            }
            said.insert(literal);
        }
    }
    let built = built();
    let listed: BTreeSet<&str> = built.iter().map(|(prefix, _)| *prefix).collect();
    let mut findings = vec![];
    let mut own: BTreeSet<&str> = BTreeSet::new();
    for (prefix, place) in &prefixes {
        let area = place.strip_prefix("src/areas/").and_then(|inside| inside.split('/').next());
        if area.is_some_and(|area| prefix.starts_with(&format!("{area}-"))) {
            own.insert(prefix);
        } else if !listed.contains(prefix.as_str()) {
            findings.push(format!("{place}: keys are built from {prefix}: list it in built()"));
        }
    }
    for prefix in &listed {
        if !prefixes.contains_key(*prefix) && known.iter().any(|key| key.starts_with(*prefix)) {
            findings.push(format!("built() lists {prefix}, from which no key is built any more"));
        }
    }
    for key in &known {
        // A hint and a detail are looked up beside their message.
        let beside = ["-hint", "-detail", "-action"].iter().find_map(|end| key.strip_suffix(end));
        let base = beside.filter(|base| known.contains(*base)).unwrap_or(key);
        let by_prefix = built.iter().any(|(prefix, words)| {
            base.strip_prefix(prefix).is_some_and(|rest| words.is_empty() || words.contains(rest))
        }) || own.iter().any(|prefix| base.starts_with(*prefix));
        if !said.contains(base) && !by_prefix {
            findings.push(format!("{key} is said nowhere"));
        }
    }
    none(&findings);
}

#[test]
fn every_error_says_what_to_do_next() {
    let known = keys("zh-CN");
    let errors = known.iter().filter(|key| key.starts_with("error-") && !key.ends_with("-hint"));
    let silent: Vec<_> = errors.filter(|key| !known.contains(&format!("{key}-hint"))).collect();
    assert!(silent.is_empty(), "errors without a hint: {silent:?}");
}
