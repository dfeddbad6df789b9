//! What tells a person in texts: names, telephone numbers and mail addresses, found as people write them and
//! as bytes in files.
//!
//! Full-width letters, upper and lower case and the space inside a name of two characters (`王 芳`) make no
//! difference. Longer names that begin with it (`王芳芳`) are somebody else's, and stay.

/// How a text of a person is told from others that hold it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Edge {
    /// It stands anywhere; where it begins or ends with a letter of the Latin alphabet, no other follows.
    Free,
    /// No letter and no digit stands beside it; beside figures and Latin letters, none of these.
    Alone,
}

/// One text that tells a person.
#[derive(Clone, Debug)]
struct Needle {
    text: String,
    folded: Vec<char>,
    edge: Edge,
}

/// What tells a person, and the longer names that are somebody else's.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    needles: Vec<Needle>,
    others: Vec<Vec<char>>,
    other_texts: Vec<String>,
}

impl Names {
    /// Adds a name; one of a single character tells nobody.
    pub fn add_name(&mut self, text: &str) {
        if text.trim().chars().count() >= 2 {
            self.add(text, Edge::Free);
        }
    }

    /// Adds what tells the person only by itself: a nickname, a telephone number, a mail address, a staff
    /// number. Short figures tell nobody: they may be anything.
    pub fn add_mark(&mut self, text: &str) {
        let chars = text.trim().chars();
        let digits = chars.clone().filter(char::is_ascii_digit).count();
        let letters = chars.filter(|c| c.is_alphabetic()).count();
        let tells = digits >= 7 || (letters >= 2 && (digits == 0 || letters + digits >= 5));
        if tells {
            self.add(text, Edge::Alone);
        }
    }

    fn add(&mut self, text: &str, edge: Edge) {
        let text = text.trim().to_owned();
        let folded: Vec<char> = text.chars().map(fold).collect();
        if self.needles.iter().all(|needle| needle.folded != folded) {
            self.needles.push(Needle { text, folded, edge });
            // The longest goes first: what it covers is not found again in part.
            self.needles.sort_by_key(|needle| std::cmp::Reverse(needle.folded.len()));
        }
    }

    /// Adds a name of somebody else, which matters where it holds one of the person.
    pub fn add_other(&mut self, text: &str) {
        let folded: Vec<char> = text.trim().chars().map(fold).collect();
        let holds = |needle: &Needle| {
            folded.len() > needle.folded.len()
                && folded.windows(needle.folded.len()).any(|part| part == needle.folded)
        };
        if self.needles.iter().any(holds) && !self.others.contains(&folded) {
            self.others.push(folded);
            self.others.sort_by_key(|other| std::cmp::Reverse(other.len()));
            self.other_texts.push(text.trim().to_owned());
        }
    }

    /// The texts that tell the person.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.needles.iter().map(|needle| needle.text.as_str())
    }

    /// Whether a text is one of those that tell the person, and nothing else.
    pub fn is(&self, text: &str) -> bool {
        let folded: Vec<char> = text.trim().chars().map(fold).collect();
        self.needles.iter().any(|needle| needle.folded == folded)
    }

    /// Whether a text tells the person.
    pub fn found(&self, text: &str) -> bool {
        let mut found = false;
        self.walk(text, |piece| found |= matches!(piece, Piece::Found));
        found
    }

    /// The text with something else in the place of each; `None` where it tells nobody.
    pub fn replaced(&self, text: &str, with: &str) -> Option<String> {
        let (mut made, mut found) = (String::with_capacity(text.len()), false);
        self.walk(text, |piece| match piece {
            Piece::Other(c) => made.push(c),
            Piece::Found => {
                found = true;
                made.push_str(with);
            }
        });
        found.then_some(made)
    }

    fn walk(&self, text: &str, mut each: impl FnMut(Piece)) {
        // Most texts hold no beginning of any of them.
        let begins = |c: char| self.needles.iter().any(|needle| needle.folded.first() == Some(&c));
        if !text.chars().map(fold).any(begins) {
            return text.chars().for_each(|c| each(Piece::Other(c)));
        }
        let raw: Vec<char> = text.chars().collect();
        let folded: Vec<char> = raw.iter().copied().map(fold).collect();
        let mut at = 0;
        while let Some(c) = raw.get(at).copied() {
            let rest = folded.get(at..).unwrap_or_default();
            if let Some(other) = self.others.iter().find(|other| rest.starts_with(other)) {
                let own = raw.iter().skip(at).take(other.len());
                own.for_each(|c| each(Piece::Other(*c)));
                at += other.len();
                continue;
            }
            let end = self.needles.iter().find_map(|needle| needle.ends(&folded, at));
            match end {
                Some(end) => {
                    each(Piece::Found);
                    at = end;
                }
                None => {
                    each(Piece::Other(c));
                    at += 1;
                }
            }
        }
    }

    /// The byte patterns of an encoding: what is looked for, whether it must stand alone, and how far before
    /// its beginning which longer names of others begin that hold it.
    pub fn patterns(&self, encoding: Encoding) -> Vec<Pattern> {
        let mut made: Vec<Pattern> = vec![];
        // What senders call the person is a part of other words too, which bytes do not tell apart.
        let plain = |needle: &&Needle| needle.edge == Edge::Free || needle.text.is_ascii();
        for needle in self.needles.iter().filter(plain) {
            let variants =
                [needle.text.clone(), needle.text.to_lowercase(), needle.text.to_uppercase()];
            for text in variants {
                let Some(bytes) = encoding.bytes(&text) else { continue };
                if bytes.is_empty() || made.iter().any(|pattern| pattern.bytes == bytes) {
                    continue;
                }
                let others = self.other_texts.iter().filter_map(|other| encoding.bytes(other));
                let others = others.flat_map(|other| {
                    let places: Vec<usize> = memchr::memmem::find_iter(&other, &bytes).collect();
                    places.into_iter().map(move |place| (place, other.clone()))
                });
                let others = others.collect();
                let alone = text.chars().any(|c| c.is_ascii_alphanumeric());
                made.push(Pattern { bytes, alone, others });
            }
        }
        made
    }
}

/// A part of a text.
enum Piece {
    /// A character that tells nobody.
    Other(char),
    /// What tells the person.
    Found,
}

impl Needle {
    /// Where it ends in a text, if it stands at a place.
    fn ends(&self, folded: &[char], at: usize) -> Option<usize> {
        let mut end = at;
        let mut spaced = false;
        for (n, c) in self.folded.iter().enumerate() {
            while n > 0 && folded.get(end).copied().is_some_and(is_space) && !is_space(*c) {
                spaced = true;
                end += 1;
            }
            if folded.get(end) != Some(c) {
                return None;
            }
            end += 1;
        }
        let latin = |c: char| c.is_ascii_alphanumeric();
        let (first, last) = (self.folded.first().copied()?, self.folded.last().copied()?);
        // With a space inside it may as well be the end of one word and the beginning of another.
        let strict = spaced || self.edge == Edge::Alone;
        let touches = |own: char, beside: Option<char>| match beside {
            Some(c) if latin(own) => latin(c),
            Some(c) => strict && c.is_alphanumeric(),
            None => false,
        };
        let before = at.checked_sub(1).and_then(|at| folded.get(at)).copied();
        let behind = folded.get(end).copied();
        (!touches(first, before) && !touches(last, behind)).then_some(end)
    }
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{3000}' | '\u{200b}')
}

/// A character as it is compared: half-width and in lower case.
fn fold(c: char) -> char {
    let half = match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        other => other,
    };
    half.to_lowercase().next().unwrap_or(half)
}

/// How a file may write texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8.
    Utf8,
    /// UTF-16 with the low byte first.
    Utf16Le,
    /// UTF-16 with the high byte first.
    Utf16Be,
    /// GBK.
    Gbk,
}

impl Encoding {
    /// All that are searched.
    pub const ALL: [Self; 4] = [Self::Utf8, Self::Utf16Le, Self::Utf16Be, Self::Gbk];

    /// The name as people know it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16Le => "UTF-16LE",
            Self::Utf16Be => "UTF-16BE",
            Self::Gbk => "GBK",
        }
    }

    /// How many bytes a letter of the Latin alphabet has.
    const fn width(self) -> usize {
        match self {
            Self::Utf8 | Self::Gbk => 1,
            Self::Utf16Le | Self::Utf16Be => 2,
        }
    }

    /// A text in this encoding; `None` where it cannot write it, or writes it as UTF-8 does.
    fn bytes(self, text: &str) -> Option<Vec<u8>> {
        match self {
            Self::Utf8 => Some(text.as_bytes().to_vec()),
            Self::Utf16Le => Some(text.encode_utf16().flat_map(u16::to_le_bytes).collect()),
            Self::Utf16Be => Some(text.encode_utf16().flat_map(u16::to_be_bytes).collect()),
            Self::Gbk if text.is_ascii() => None,
            Self::Gbk => {
                let (bytes, _, failed) = encoding_rs::GBK.encode(text);
                (!failed).then(|| bytes.into_owned())
            }
        }
    }
}

/// What is looked for in the bytes of a file.
#[derive(Clone, Debug)]
pub(super) struct Pattern {
    bytes: Vec<u8>,
    alone: bool,
    others: Vec<(usize, Vec<u8>)>,
}

impl Pattern {
    /// The farthest from a hit that must be seen to judge it.
    pub fn reach(&self) -> usize {
        self.others.iter().map(|(_, other)| other.len()).max().unwrap_or(0).max(self.bytes.len())
            + 2
    }

    /// How often it stands in these bytes, counting those that begin at `from` or behind and before `to`.
    pub fn count(&self, bytes: &[u8], (from, to): (usize, usize), encoding: Encoding) -> usize {
        memchr::memmem::find_iter(bytes, &self.bytes)
            .filter(|at| (from..to).contains(at))
            .filter(|at| !self.is_other(bytes, *at) && !self.touches(bytes, *at, encoding))
            .count()
    }

    fn is_other(&self, bytes: &[u8], at: usize) -> bool {
        self.others.iter().any(|(place, other)| {
            at.checked_sub(*place)
                .and_then(|start| bytes.get(start..start + other.len()))
                .is_some_and(|found| found == other.as_slice())
        })
    }

    fn touches(&self, bytes: &[u8], at: usize, encoding: Encoding) -> bool {
        let letter = |unit: Option<&[u8]>| match (encoding, unit) {
            (Encoding::Utf8 | Encoding::Gbk, Some([c]))
            | (Encoding::Utf16Le, Some([c, 0]))
            | (Encoding::Utf16Be, Some([0, c])) => c.is_ascii_alphanumeric(),
            _ => false,
        };
        let width = encoding.width();
        let end = at + self.bytes.len();
        let before = at.checked_sub(width).and_then(|start| bytes.get(start..at));
        self.alone && (letter(before) || letter(bytes.get(end..end + width)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(own: &[&str], marks: &[&str], others: &[&str]) -> Names {
        let mut names = Names::default();
        own.iter().for_each(|name| names.add_name(name));
        marks.iter().for_each(|mark| names.add_mark(mark));
        others.iter().for_each(|other| names.add_other(other));
        names
    }

    #[test]
    fn a_name_is_found_as_people_write_it() {
        let names = names(&["王芳"], &["老王", "13800001111"], &["王芳芳", "李雷"]);
        for (text, expected) in [
            ("王芳", Some("甲")),
            ("和王芳、王芳芳一起", Some("和甲、王芳芳一起")),
            ("[\"王 芳\",\"北京\"]", Some("[\"甲\",\"北京\"]")),
            ("国王 芳香", None),
            ("老王家电", None),
            ("老王，请跟进", Some("甲，请跟进")),
            ("请打13800001111，谢谢", Some("请打甲，谢谢")),
            ("订单 138000011112", None),
            ("无人", None),
        ] {
            assert_eq!(names.replaced(text, "甲").as_deref(), expected, "{text}");
            assert_eq!(names.found(text), expected.is_some(), "{text}");
        }
        assert!(names.is(" 王芳") && !names.is("王芳芳"));
    }

    #[test]
    fn letters_are_bounded_and_case_makes_no_difference() {
        let names = names(&["Zoe Li", "Ann"], &["ann@example.com"], &[]);
        for (text, expected) in [
            ("ZOE LI and zoe li", Some("X and X")),
            ("ｚｏｅ　Ｌｉ", Some("X")),
            ("zoe list", None),
            ("Anna", None),
            ("to ann@example.com", Some("to X")),
        ] {
            assert_eq!(names.replaced(text, "X").as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn what_is_too_short_tells_nobody() {
        let mut names = names(&["王"], &["1001", "A1"], &[]);
        assert_eq!(names.texts().count(), 0);
        names.add_mark("HD-0231");
        assert_eq!(names.texts().collect::<Vec<_>>(), ["HD-0231"]);
    }

    #[test]
    fn bytes_are_found_in_every_encoding() {
        let names = names(&["王芳"], &["HD-0231"], &["王芳芳"]);
        let text = "王芳与王芳芳 HD-0231 xHD-02319";
        for encoding in Encoding::ALL {
            let bytes = match encoding {
                Encoding::Gbk => encoding_rs::GBK.encode(text).0.into_owned(),
                other => other.bytes(text).unwrap(),
            };
            let patterns = names.patterns(encoding);
            let count: usize =
                patterns.iter().map(|p| p.count(&bytes, (0, bytes.len()), encoding)).sum();
            // A number is written in GBK as in UTF-8, where it is counted.
            assert_eq!(count, if encoding == Encoding::Gbk { 1 } else { 2 }, "{encoding:?}");
        }
    }
}
