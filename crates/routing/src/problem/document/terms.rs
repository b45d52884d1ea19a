//! What jobs and shipments have in common: who may serve them, with what on board, and what leaving them out costs.

/// Setters of the fields that both have: serde flattens none where unknown fields are refused.
macro_rules! terms {
    ($request:ty, $name:literal) => {
        impl $request {
            /// Skills a vehicle must have.
            pub fn skills<S: Into<String>>(mut self, skills: impl IntoIterator<Item = S>) -> Self {
                self.skills = skills.into_iter().map(Into::into).collect();
                self
            }

            #[doc = concat!("Makes the ", $name, " optional at a price.")]
            pub fn prize(mut self, prize: Amount) -> Self {
                self.prize = Some(prize);
                self
            }

            /// How many plain ones it is worth, less one.
            pub fn priority(mut self, priority: u32) -> Self {
                self.priority = priority;
                self
            }

            /// Vehicle types that may serve it.
            pub fn vehicles<S: Into<String>>(mut self, types: impl IntoIterator<Item = S>) -> Self {
                self.vehicles = types.into_iter().map(Into::into).collect();
                self
            }

            /// Vehicle types that may not serve it.
            pub fn forbidden_vehicles<S: Into<String>>(mut self, types: impl IntoIterator<Item = S>) -> Self {
                self.forbidden_vehicles = types.into_iter().map(Into::into).collect();
                self
            }

            /// Lines of the problem's goods that travel with it.
            pub fn goods<S: Into<String>>(mut self, lines: impl IntoIterator<Item = S>) -> Self {
                self.goods = lines.into_iter().map(Into::into).collect();
                self
            }
        }
    };
}

pub(super) use terms;
