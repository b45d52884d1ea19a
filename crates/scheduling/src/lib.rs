//! The law on driver hours.
pub mod activity;
pub mod card;
