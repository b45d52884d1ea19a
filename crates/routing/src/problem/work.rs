//! What a working day has beyond stops, as documents write it: breaks, reloads, depots that open and run out, lateness at a
//! price.

use haulage_core::money::Amount;
use serde::{Deserialize, Serialize};

use super::Window;

/// Service may begin after a window's latest moment, at a price.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Lateness {
    /// What an hour costs, in the problem's currency, with up to three decimals.
    pub per_hour: Amount,
    /// Most seconds after the window's latest moment; absent: as long as any shift lasts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_s: Option<u64>,
}

impl Lateness {
    /// An hour at this price, without a limit of its own.
    #[must_use]
    pub const fn per_hour(price: Amount) -> Self {
        Self { per_hour: price, max_s: None }
    }

    /// At most so many seconds.
    #[must_use]
    pub const fn at_most_s(mut self, seconds: u64) -> Self {
        self.max_s = Some(seconds);
        self
    }
}

/// A break of the driver: at a stop before leaving it, or on arrival before service begins.
///
/// It is due when the vehicle has left before the last moment at which it may begin and is still on its way after it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[must_use]
pub struct Break {
    /// When it may begin, ascending; at least one.
    pub windows: Vec<Window>,
    /// How long it lasts, in seconds.
    pub duration_s: u64,
    /// Makes it optional: leaving it out when it is due costs this much.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub penalty: Option<Amount>,
}

impl Break {
    /// A break of so many seconds that must begin in a window.
    pub fn new(window: Window, duration_s: u64) -> Self {
        Self { windows: vec![window], duration_s, penalty: None }
    }

    /// Adds a window, later than those before.
    pub fn or_in(mut self, window: Window) -> Self {
        self.windows.push(window);
        self
    }

    /// Makes it optional at a price.
    pub const fn penalty(mut self, penalty: Amount) -> Self {
        self.penalty = Some(penalty);
        self
    }
}

/// Several trips on one route: at a depot between two stops, what jobs gave is unloaded and what the next need is loaded.
///
/// Goods of shipments stay on board; so does nothing else, the initial load included.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[must_use]
pub struct Reload {
    /// Names of the places where it may be done; at least one.
    pub places: Vec<String>,
    /// How long it takes, in seconds.
    #[serde(default)]
    pub loading_s: u64,
    /// Most of them on one route; absent: any number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<u32>,
}

impl Reload {
    /// Reloads at one place.
    pub fn at(place: impl Into<String>) -> Self {
        Self { places: vec![place.into()], loading_s: 0, max: None }
    }

    /// Another place where it may be done.
    pub fn or_at(mut self, place: impl Into<String>) -> Self {
        self.places.push(place.into());
        self
    }

    /// How long it takes.
    pub const fn loading_s(mut self, seconds: u64) -> Self {
        self.loading_s = seconds;
        self
    }

    /// Most of them on one route.
    pub const fn max(mut self, reloads: u32) -> Self {
        self.max = Some(reloads);
        self
    }
}

/// What a place has as a depot: when vehicles may leave, reload and come back, and what it can give out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[must_use]
pub struct DepotDocument {
    /// Name of the place.
    pub place: String,
    /// When it is open, ascending; none: always. A vehicle leaves and begins to reload inside them; who comes back
    /// before one waits for it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub opening: Vec<Window>,
    /// Most that all routes together load here for the deliveries of jobs, in each dimension; a dimension that is not given is
    /// unlimited.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stock: Vec<u64>,
}

impl DepotDocument {
    /// A depot that is always open and never runs out.
    pub fn new(place: impl Into<String>) -> Self {
        Self { place: place.into(), ..Self::default() }
    }

    /// Adds opening hours, later than those before.
    pub fn open(mut self, window: Window) -> Self {
        self.opening.push(window);
        self
    }

    /// Most that is loaded here.
    pub fn stock(mut self, amounts: impl Into<Vec<u64>>) -> Self {
        self.stock = amounts.into();
        self
    }
}
