//! Vehicle routing.
