//! What stands in a field of a form, and what is kept of it.

/// Whether a text says something.
pub(super) fn blank(text: &str) -> bool {
    text.trim().is_empty()
}

/// An amount in fen as it stands in a field, in yuan.
pub(super) fn yuan_of(fen: Option<i64>) -> Option<f64> {
    fen.map(|fen| fen as f64 / 100.0)
}

/// An amount in fen as typed in yuan.
pub(super) fn fen_of(yuan: Option<f64>) -> Option<i64> {
    yuan.map(|yuan| (yuan * 100.0).round() as i64)
}

/// Ten-thousandths as they stand in a field: hours, points.
pub(super) fn unit_of(value: Option<i64>) -> Option<f64> {
    value.map(|value| value as f64 / 10_000.0)
}

/// Ten-thousandths as typed.
pub(super) fn parts_of(value: Option<f64>) -> Option<i64> {
    value.map(|value| (value * 10_000.0).round() as i64)
}

/// A whole number as it stands in a field.
pub(super) fn count_of(value: Option<i64>) -> Option<f64> {
    value.map(|value| value as f64)
}

/// A whole number as typed.
pub(super) fn whole_of(value: Option<f64>) -> Option<i64> {
    value.map(|value| value.round() as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_a_field_is_what_is_kept() {
        for (fen, yuan) in [(Some(320_050), Some(3_200.5)), (Some(1), Some(0.01)), (None, None)] {
            assert_eq!((yuan_of(fen), fen_of(yuan)), (yuan, fen));
        }
        assert_eq!(fen_of(Some(0.29)), Some(29), "binary fractions do not lose a fen");
        for (kept, typed) in [(Some(35_000), Some(3.5)), (Some(820_000), Some(82.0)), (None, None)]
        {
            assert_eq!((unit_of(kept), parts_of(typed)), (typed, kept));
        }
        assert_eq!((count_of(Some(12)), whole_of(Some(12.0))), (Some(12.0), Some(12)));
    }
}
