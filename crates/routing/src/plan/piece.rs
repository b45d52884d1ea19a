//! Pieces of a way in time, put together in constant time (Vidal, Crainic, Gendreau and Prins 2013).

use crate::problem::Span;

/// A piece of a route: begun between `earliest` and `latest` it lasts `duration`, waiting included; begun before, the
/// difference is waited out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Piece {
    pub(crate) earliest: i64,
    pub(crate) latest: i64,
    pub(crate) duration: i64,
}

impl Piece {
    /// Something that may begin within a span.
    #[inline]
    pub(crate) const fn new(span: Span, duration: i64) -> Self {
        Self { earliest: span.earliest, latest: span.latest, duration }
    }

    /// This piece, and `gap` later the next one.
    #[inline]
    pub(crate) fn then(self, gap: i64, next: Self) -> Self {
        let offset = self.duration + gap;
        let wait = (next.earliest - offset - self.latest).max(0);
        Self {
            earliest: self.earliest.max(next.earliest - offset) - wait,
            latest: self.latest.min(next.latest - offset),
            duration: offset + next.duration + wait,
        }
    }

    /// This piece after a way of so many seconds.
    #[inline]
    pub(crate) const fn after(self, seconds: i64) -> Self {
        Self { earliest: self.earliest - seconds, latest: self.latest - seconds, duration: self.duration + seconds }
    }

    /// The earliest end.
    #[inline]
    pub(crate) const fn end(self) -> i64 {
        self.earliest + self.duration
    }
}
