//! Numbers for tests that draw their cases.

/// Numbers as reproducible as they are arbitrary (splitmix64).
pub struct Draw(pub u64);

impl Draw {
    pub fn below(&mut self, limit: u64) -> i64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) % limit) as i64
    }

    pub fn one_in(&mut self, times: u64) -> bool {
        self.below(times) == 0
    }
}

/// How many cases are drawn.
pub fn cases() -> u64 {
    std::env::var("HAULAGE_CASES").ok().and_then(|text| text.parse().ok()).unwrap_or(150)
}
