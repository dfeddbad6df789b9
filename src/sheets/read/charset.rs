//! The encodings that a person can name where the bytes of a file do not tell, or tell wrongly: of
//! text files, and of the texts in workbooks older than Excel 97.

use encoding_rs::{BIG5, EUC_KR, Encoding, GB18030, SHIFT_JIS, UTF_8, UTF_16LE, WINDOWS_1252};

/// An encoding of texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Charset {
    /// UTF-8.
    Utf8,
    /// Simplified Chinese, with GBK and GB2312 in it.
    Gb18030,
    /// Traditional Chinese.
    Big5,
    /// What Excel calls Unicode text.
    Utf16,
    /// Japanese.
    ShiftJis,
    /// Korean.
    EucKr,
    /// Western European.
    Western,
}

impl Charset {
    /// In the order in which they are offered.
    pub const ALL: [Self; 7] = [
        Self::Gb18030,
        Self::Utf8,
        Self::Big5,
        Self::Utf16,
        Self::ShiftJis,
        Self::EucKr,
        Self::Western,
    ];

    /// Its name in the standards, as it is shown, kept and said on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Gb18030 => "GB18030",
            Self::Big5 => "Big5",
            Self::Utf16 => "UTF-16LE",
            Self::ShiftJis => "Shift_JIS",
            Self::EucKr => "EUC-KR",
            Self::Western => "windows-1252",
        }
    }

    /// The one of a name, or of a part of GB18030.
    pub fn parse(name: &str) -> Option<Self> {
        if ["gbk", "gb2312"].iter().any(|part| name.eq_ignore_ascii_case(part)) {
            return Some(Self::Gb18030);
        }
        Self::ALL.into_iter().find(|charset| charset.name().eq_ignore_ascii_case(name))
    }

    pub(super) fn encoding(self) -> &'static Encoding {
        match self {
            Self::Utf8 => UTF_8,
            Self::Gb18030 => GB18030,
            Self::Big5 => BIG5,
            Self::Utf16 => UTF_16LE,
            Self::ShiftJis => SHIFT_JIS,
            Self::EucKr => EUC_KR,
            Self::Western => WINDOWS_1252,
        }
    }

    /// Its number in workbooks.
    pub(super) const fn page(self) -> u16 {
        match self {
            Self::Utf8 => 65_001,
            Self::Gb18030 => 936,
            Self::Big5 => 950,
            Self::Utf16 => 1_200,
            Self::ShiftJis => 932,
            Self::EucKr => 949,
            Self::Western => 1_252,
        }
    }

    /// The one that a workbook calls by this number.
    pub(super) fn of_page(page: u16) -> Option<Self> {
        Self::ALL.into_iter().find(|charset| charset.page() == page)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_numbers_lead_back() {
        for charset in Charset::ALL {
            assert_eq!(Charset::parse(charset.name()), Some(charset));
            assert_eq!(Charset::of_page(charset.page()), Some(charset));
        }
        assert_eq!(Charset::parse("gbk"), Some(Charset::Gb18030));
        assert_eq!(Charset::parse("klingon"), None);
    }
}
