//! Grades: named bands of points, best first.

/// One band of points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Band {
    /// What it is called on the page: S, A, 优秀 …
    pub name: String,
    /// The least points it needs, in hundredths as they are shown.
    pub from_hundredths: i64,
}

/// The bands of a template, from the best down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bands(Vec<Band>);

impl Bands {
    /// Takes bands from the best down; `None` if there is none, if the limits do not fall or a name repeats.
    pub fn new(bands: Vec<Band>) -> Option<Self> {
        let falling = bands.is_sorted_by(|a, b| a.from_hundredths > b.from_hundredths);
        let mut names: Vec<_> = bands.iter().map(|band| &band.name).collect();
        names.sort();
        let distinct = names.is_sorted_by(|a, b| a < b);
        (!bands.is_empty() && falling && distinct).then_some(Self(bands))
    }

    /// S 95, A 85, B 70, C 60, D below (默认值).
    pub fn standard() -> Self {
        Self::letters([9_500, 8_500, 7_000, 6_000])
    }

    /// S 110, A 100, B 90, C 80, D below: for the default template, where 100 is the target reached.
    pub fn attainment() -> Self {
        Self::letters([11_000, 10_000, 9_000, 8_000])
    }

    /// L4 80, L3 65, L2 45, L1 below (默认值): the levels of capability.
    pub fn levels() -> Self {
        Self::falling([("L4", 8_000), ("L3", 6_500), ("L2", 4_500), ("L1", 0)])
    }

    fn letters(limits: [i64; 4]) -> Self {
        Self::falling(["S", "A", "B", "C", "D"].into_iter().zip(limits.into_iter().chain([0])))
    }

    fn falling(bands: impl IntoIterator<Item = (&'static str, i64)>) -> Self {
        let band =
            |(name, from_hundredths): (&str, i64)| Band { name: name.into(), from_hundredths };
        Self(bands.into_iter().map(band).collect())
    }

    /// The bands, from the best down.
    pub fn iter(&self) -> impl Iterator<Item = &Band> {
        self.0.iter()
    }

    /// The grade of points as they are shown, in hundredths; the last band also takes what lies below it.
    pub fn grade(&self, hundredths: i64) -> &str {
        let reached = self.0.iter().find(|band| hundredths >= band.from_hundredths);
        reached.or(self.0.last()).map_or("", |band| &band.name)
    }

    /// The grade after a veto: no better than the cap. The points are still shown.
    ///
    /// `None` if either name is no band.
    pub fn capped<'a>(&self, grade: &'a str, cap: &'a str) -> Option<&'a str> {
        Some(if self.rank(grade)? < self.rank(cap)? { cap } else { grade })
    }

    /// True if the grade is the limit or better; `None` if either name is no band.
    pub fn at_least(&self, grade: &str, limit: &str) -> Option<bool> {
        Some(self.rank(grade)? <= self.rank(limit)?)
    }

    /// The position of a band from the best, from 0.
    fn rank(&self, name: &str) -> Option<usize> {
        self.0.iter().position(|band| band.name == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_points_shown_are_the_points_graded() {
        let standard = Bands::standard();
        for (hundredths, grade) in
            [(9500, "S"), (9499, "A"), (8500, "A"), (6000, "C"), (5999, "D"), (-1, "D")]
        {
            assert_eq!(standard.grade(hundredths), grade, "{hundredths}");
        }
        assert_eq!(Bands::attainment().grade(9999), "B");
    }

    #[test]
    fn a_veto_only_lowers() {
        let bands = Bands::standard();
        assert_eq!(bands.capped("S", "C"), Some("C"));
        assert_eq!(bands.capped("D", "C"), Some("D"));
        assert_eq!(bands.capped("S", "?"), None);
        assert_eq!(bands.at_least("B", "B"), Some(true));
        assert_eq!(bands.at_least("C", "B"), Some(false));
    }

    #[test]
    fn bands_must_fall_and_differ() {
        let band = |name: &str, from| Band { name: name.into(), from_hundredths: from };
        assert_eq!(Bands::new(vec![]), None);
        assert_eq!(Bands::new(vec![band("A", 1), band("B", 2)]), None);
        assert_eq!(Bands::new(vec![band("A", 2), band("A", 1)]), None);
        assert!(Bands::new(vec![band("优秀", 9000), band("合格", 6000)]).is_some());
    }
}
