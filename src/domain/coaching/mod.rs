//! Coaching: what is said and seen, what is agreed, and whether it helped (domain document, B10).
//!
//! A talk goes by [`grow`], a visit made together is scored by [`observation`], and [`agreement`] says
//! whether two who score mean the same by a level. [`improvement`] follows somebody who is behind over ninety
//! days. [`next`] says who is to be coached next, and why, and [`rhythm`] when it is due.
//!
//! # Did it work?
//!
//! People are picked for coaching when they are low, and the worst of ten in a month improves in the next in
//! more than eight of ten cases with no coaching at all. So an effect is four lines in one order, and none of
//! them alone: the raw [`change`], the [`rebound`] that was to be expected, the change against [`peers`], and
//! how often chance does it. [`reading`] puts them together and says what may be printed of them; it has no
//! word for a proof, since one case is none.

pub mod agreement;
pub mod change;
pub mod grow;
pub mod improvement;
pub mod next;
pub mod observation;
pub mod peers;
pub mod reading;
pub mod rebound;
pub mod rhythm;
