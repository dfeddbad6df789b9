//! Names and amounts that may mean the same thing twice (domain document, B12): for a person to look at,
//! never to be merged by themselves.
//!
//! Names that differ in a number or a point of the compass (一期 and 二期, 江南 and 江北) are told apart on
//! purpose and are no duplicates. One letter or character that differs is a slip only in a long name: in one of
//! four characters it is a quarter of the name.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::names::{dedupe_key, spelling};
use crate::domain::similar::slips;

/// The shortest name in which one other character may be a slip.
const LONG: usize = 6;
/// Amounts are near when the smaller lacks at most one part in this many of the larger.
const NEAR: i64 = 20;
/// What tells names apart on purpose, beside digits.
const MARKS: &str = "一二三四五六七八九十甲乙丙丁东南西北上下";

/// How two names are alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Alike {
    /// The same but for spelling and one legal suffix.
    Same,
    /// They sound the same.
    Sound,
    /// One character is another, missing or too many.
    Slip,
}

/// A name as it is compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    key: String,
    marks: String,
    sound: String,
    long: bool,
}

impl Name {
    /// A name as people write it.
    pub fn new(name: &str) -> Self {
        let key = dedupe_key(name);
        let marks = key.chars().filter(|c| c.is_numeric() || MARKS.contains(*c)).collect();
        let sound = spelling(&key);
        let long = key.chars().count() >= LONG;
        Self { key, marks, sound, long }
    }

    /// How this name and another are alike; `None` when they are not, or when one is blank.
    pub fn alike(&self, other: &Self) -> Option<Alike> {
        if self.key.is_empty() || other.key.is_empty() {
            return None;
        }
        if self.key == other.key {
            return Some(Alike::Same);
        }
        if self.told_apart(other) {
            return None;
        }
        if self.sound == other.sound {
            return Some(Alike::Sound);
        }
        (self.long && other.long && slips(&self.key, &other.key, 1)).then_some(Alike::Slip)
    }

    /// Whether a number or a point of the compass tells them apart.
    pub fn told_apart(&self, other: &Self) -> bool {
        self.marks != other.marks
    }

    /// What two names have in common that are alike: the key, the sound, the key without one character.
    fn shared(&self) -> BTreeSet<String> {
        let mut shared = BTreeSet::from([self.key.clone(), self.sound.clone()]);
        if self.long {
            for at in 0..self.key.chars().count() {
                let kept = self.key.chars().enumerate().filter(|(place, _)| *place != at);
                shared.insert(kept.map(|(_, c)| c).collect());
            }
        }
        shared.remove("");
        shared
    }
}

/// The pairs of names that are alike, by their places in the list, each pair once and in order.
///
/// Only names that have something in common are compared, so that ten thousand customers take a moment.
pub fn pairs(names: &[Name]) -> BTreeMap<(usize, usize), Alike> {
    let mut buckets: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (place, name) in names.iter().enumerate() {
        for shared in name.shared() {
            buckets.entry(shared).or_default().push(place);
        }
    }
    let mut found = BTreeMap::new();
    for places in buckets.values() {
        for (at, one) in places.iter().enumerate() {
            for other in places.iter().skip(at + 1) {
                let both = names.get(*one).zip(names.get(*other));
                if let Some(alike) = both.and_then(|(one, other)| one.alike(other)) {
                    found.insert((*one, *other), alike);
                }
            }
        }
    }
    found
}

/// Whether two amounts are near enough to be the same deal: within 5 % of the larger.
pub fn near(one: i64, other: i64) -> bool {
    let (small, large) = (one.min(other), one.max(other));
    small > 0 && (large - small) <= large / NEAR
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_are_alike_by_key_sound_or_one_slip() {
        for (one, other, expected) in [
            ("江南晨光照明集团", "江南晨光照明（集团）有限公司", Some(Alike::Same)),
            ("Ａcme 钢构 有限公司", "acme钢构有限责任公司", Some(Alike::Same)),
            ("苏州第一设计院", "苏州第二设计院", None),
            ("江岚能源", "江蓝能源", Some(Alike::Sound)),
            ("江岚能源", "江帆能源", None),
            ("江南化工机械", "江北化工机械", None),
            ("华成精密仪表", "华诚精密仪表", Some(Alike::Sound)),
            ("华成精密仪表厂", "华成精细仪表厂", Some(Alike::Slip)),
            ("烟气监测改造一期", "烟气监测改造二期", None),
            ("烟气监测改造", "烟气监测改造项", Some(Alike::Slip)),
            ("", "", None),
        ] {
            let (left, right) = (Name::new(one), Name::new(other));
            assert_eq!(left.alike(&right), expected, "{one} {other}");
            assert_eq!(right.alike(&left), expected, "{other} {one}");
        }
    }

    #[test]
    fn amounts_are_near_within_a_twentieth() {
        for (one, other, expected) in
            [(100, 95, true), (95, 100, true), (100, 94, false), (100, 100, true), (0, 0, false)]
        {
            assert_eq!(near(one, other), expected, "{one} {other}");
        }
    }

    proptest! {
        #[test]
        fn no_pair_is_missed(names in prop::collection::vec("[ab一二]{0,8}", 0..12)) {
            let names: Vec<Name> = names.iter().map(|name| Name::new(name)).collect();
            let mut expected = BTreeMap::new();
            for (at, one) in names.iter().enumerate() {
                for (other_at, other) in names.iter().enumerate().skip(at + 1) {
                    if let Some(alike) = one.alike(other) {
                        expected.insert((at, other_at), alike);
                    }
                }
            }
            prop_assert_eq!(pairs(&names), expected);
        }
    }
}
