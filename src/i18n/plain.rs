//! The messages that are one line of text and nothing else.

use std::collections::BTreeMap;

use super::resources::message;

/// Puts the messages of a word file that are one line without an argument into `plain`, as Fluent would read
/// them, and gives the text of all others.
pub(super) fn parted(
    text: &'static str,
    plain: &mut BTreeMap<&'static str, &'static str>,
) -> String {
    let mut others = String::new();
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        // What follows set in belongs to the line before.
        let alone = lines.peek().is_none_or(|next| !next.starts_with(' '));
        match plain_message(line).filter(|_| alone) {
            Some((key, words)) => {
                plain.insert(key, words);
            }
            None => {
                others.push_str(line);
                others.push('\n');
            }
        }
    }
    others
}

/// Key and words of a line that begins a message and holds no argument.
fn plain_message(line: &str) -> Option<(&str, &str)> {
    let (key, words) = message(line)?;
    let words = words.trim_matches(' ');
    (!words.is_empty() && !words.contains(['{', '}'])).then_some((key, words))
}

#[cfg(test)]
mod tests {
    use fluent_bundle::{FluentBundle, FluentResource};

    use super::*;
    use crate::i18n::{Language, RESOURCES, Tr, keys};

    #[test]
    fn plain_messages_are_those_that_fluent_reads() {
        for language in Language::ALL {
            let mut bundle = FluentBundle::default();
            let mut plain = BTreeMap::new();
            for (_, _, text) in RESOURCES.iter().filter(|(tag, ..)| *tag == language.tag()) {
                parted(text, &mut plain);
                bundle.add_resource(FluentResource::try_new((*text).to_owned()).unwrap()).unwrap();
            }
            assert!(plain.len() > 1_000);
            for (key, words) in plain {
                let pattern = bundle.get_message(key).and_then(|message| message.value()).unwrap();
                assert_eq!(bundle.format_pattern(pattern, None, &mut vec![]), words, "{key}");
            }
            let tr = Tr::new(language);
            let lost = keys(language.tag()).into_iter().find(|key| !tr.has(key));
            assert_eq!(lost, None);
        }
    }

    #[test]
    fn what_is_more_than_a_line_of_text_is_left_to_fluent() {
        let text =
            "# a = b\na = 甲 = 乙 \nb = { $n }\nc =\n    two\nd = one\n    two\n-e = term\nf = \n";
        let mut plain = BTreeMap::new();
        let others = parted(text, &mut plain);
        assert_eq!(plain, BTreeMap::from([("a", "甲 = 乙")]));
        assert_eq!(others, text.replace("a = 甲 = 乙 \n", ""));
    }
}
