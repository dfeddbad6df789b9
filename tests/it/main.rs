//! The one integration binary: stories that go through the library and the program as people do,
//! and the rules of the project.
//!
//! One binary, because linking the library is what takes the time. A story owns a temporary folder,
//! states every date and needs neither network nor display.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test stops at what it did not expect; the allowances for tests do not reach helpers"
)]

#[macro_use]
#[path = "../records.rs"]
mod records;

mod common;
#[path = "../damage.rs"]
mod damage;
mod source;

mod bad_coaching_story;
mod behaviour_story;
mod calendar_story;
mod care_story;
mod career_story;
mod case_library_story;
mod case_story;
mod category_story;
mod certificates_story;
mod class_effect_story;
mod class_story;
mod cli;
mod coaching_log_story;
mod coaching_story;
mod damaged_story;
mod deal_list_story;
mod deal_sheet_story;
mod deal_story;
mod documents;
mod duties_story;
mod forecast_story;
mod funnel_story;
mod gap_story;
mod glossary_pages_story;
mod glossary_story;
mod handover_story;
mod headcount_story;
mod history_prop;
mod history_story;
mod import_story;
mod improvement_story;
mod kinds_story;
mod ladder_story;
mod learning_story;
mod letters_story;
mod locales;
mod matrix_story;
mod memory_story;
mod metrics_story;
mod nasty_story;
mod notes_story;
mod notices_story;
mod observation_story;
mod organisation_story;
mod out_story;
mod packaging;
mod person_story;
mod plan_story;
mod privacy_story;
mod process_story;
mod read;
mod records_story;
mod restored_story;
mod review_story;
mod sample_learning_story;
mod sample_story;
mod self_check_story;
mod sheets;
mod shortcuts;
mod signed_story;
mod stages_story;
mod store_files;
mod store_story;
mod strategy_story;
mod stuck_story;
mod submissions_story;
mod targets_story;
mod team_life_story;
mod tidy;
mod today_story;
mod training_plan_story;
mod training_story;
mod visits_story;
mod waterfall_story;
mod window;
mod winloss_story;
