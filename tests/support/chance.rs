//! Numbers by chance that are the same ones in every run.

#![allow(dead_code, reason = "each test uses its part of it")]

/// Where chance stands; the same beginning has the same numbers.
///
/// Source: `SplitMix64`, Steele, Lea and Flood, Fast splittable pseudorandom number generators, 2014.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Chance(pub(crate) u64);

impl Chance {
    /// A number below `most`, which is not 0.
    pub(crate) const fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % most
    }
}
