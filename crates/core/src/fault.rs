//! Faults: everything that is wrong with a document, collected in one pass.
//!
//! A person who mends a document wants the whole list, not the first entry. A validator therefore reports into
//! [`Faults`] and goes on; each [`Fault`] says where (a JSON pointer, RFC 6901), what, and what to do.

use core::fmt;

use serde::{Deserialize, Serialize};

/// One thing that is wrong in a document.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Fault {
    /// Where: a JSON pointer into the document, empty for the document itself.
    pub path: String,
    /// Which rule: stable, dotted, for programs (`problem.unknown_place`).
    pub code: String,
    /// What is wrong, with the offending value.
    pub cause: String,
    /// What to do about it.
    pub remedy: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = if self.path.is_empty() { "/" } else { &self.path };
        write!(f, "{path}: {} ({}); {}", self.cause, self.code, self.remedy)
    }
}

/// All faults of a document, in the order in which they were found.
///
/// ```
/// use haulage_core::fault::{Faults, Path};
///
/// let mut faults = Faults::new();
/// let jobs = Path::ROOT.key("jobs");
/// faults.report(&jobs.index(3).key("place"), "problem.unknown_place", "no place `p9`", "name a place of `places`");
/// let error = faults.into_result(()).unwrap_err();
/// assert_eq!(error.as_slice()[0].path, "/jobs/3/place");
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Faults(Vec<Fault>);

impl Faults {
    /// Faults kept of one document; a document with more is beyond mending by hand, and memory stays bounded.
    pub const LIMIT: usize = 1_000;

    /// No faults yet.
    #[must_use]
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// Records a fault. Past [`Faults::LIMIT`] it is counted as found but not kept.
    pub fn report(&mut self, path: &Path<'_>, code: &str, cause: impl Into<String>, remedy: impl Into<String>) {
        if self.0.len() < Self::LIMIT {
            self.0.push(Fault { path: path.to_string(), code: code.into(), cause: cause.into(), remedy: remedy.into() });
        }
    }

    /// Takes over all faults of `other`, moved below `prefix`.
    pub fn absorb(&mut self, prefix: &Path<'_>, other: Faults) {
        let prefix = prefix.to_string();
        let room = Self::LIMIT - self.0.len().min(Self::LIMIT);
        self.0.extend(other.0.into_iter().take(room).map(|fault| Fault { path: format!("{prefix}{}", fault.path), ..fault }));
    }

    /// Whether nothing was found.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many faults are kept.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.0.len()
    }

    /// The faults in the order found.
    #[must_use]
    pub fn as_slice(&self) -> &[Fault] {
        &self.0
    }

    /// `value` when nothing was found.
    ///
    /// # Errors
    /// The faults, when there are any.
    pub fn into_result<T>(self, value: T) -> Result<T, Self> {
        if self.0.is_empty() { Ok(value) } else { Err(self) }
    }
}

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, fault) in self.0.iter().enumerate() {
            if index > 0 {
                writeln!(f)?;
            }
            write!(f, "{fault}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Faults {}

impl From<Fault> for Faults {
    fn from(fault: Fault) -> Self {
        Self(vec![fault])
    }
}

impl IntoIterator for Faults {
    type Item = Fault;
    type IntoIter = std::vec::IntoIter<Fault>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

/// A place in a document, built on the way down without allocating; written as a JSON pointer (RFC 6901).
#[derive(Debug, Clone, Copy)]
pub struct Path<'a> {
    parent: Option<&'a Path<'a>>,
    step: Step<'a>,
}

#[derive(Debug, Clone, Copy)]
enum Step<'a> {
    Root,
    Key(&'a str),
    Index(usize),
}

impl<'a> Path<'a> {
    /// The document itself.
    pub const ROOT: Self = Self { parent: None, step: Step::Root };

    /// The member `key` of this object.
    #[must_use]
    pub const fn key(&'a self, key: &'a str) -> Self {
        Self { parent: Some(self), step: Step::Key(key) }
    }

    /// The element `index` of this array.
    #[must_use]
    pub const fn index(&'a self, index: usize) -> Self {
        Self { parent: Some(self), step: Step::Index(index) }
    }
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(parent) = self.parent {
            parent.fmt(f)?;
        }
        match self.step {
            Step::Root => Ok(()),
            Step::Key(key) => write!(f, "/{}", key.replace('~', "~0").replace('/', "~1")),
            Step::Index(index) => write!(f, "/{index}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_escapes_the_two_characters_of_rfc_6901() {
        let escaped = Path::ROOT.key("a/b");
        assert_eq!(escaped.index(2).key("c~d").to_string(), "/a~1b/2/c~0d");
    }

    #[test]
    fn faults_of_a_part_move_below_its_place() {
        let mut part = Faults::new();
        part.report(&Path::ROOT.key("lat"), "position.latitude", "95 is past a pole", "give -90 to 90");
        let mut whole = Faults::new();
        whole.absorb(&Path::ROOT.key("places").index(0), part);
        assert_eq!(whole.as_slice()[0].path, "/places/0/lat");
    }

    #[test]
    fn a_hopeless_document_costs_bounded_memory() {
        let mut faults = Faults::new();
        for index in 0..5_000 {
            faults.report(&Path::ROOT.index(index), "x", "c", "r");
        }
        let mut whole = faults.clone();
        whole.absorb(&Path::ROOT, faults);
        assert_eq!(whole.len(), Faults::LIMIT);
    }
}
