//! What is chosen anew each day: which steps of a block are played, and in which order. It depends on the day, the routine
//! and the block alone, so that it is the same wherever it is asked for on one day.

use crate::core::day::Day;
use crate::core::routine::{Block, Order};
use crate::core::text::hash;

/// The state of the choices in one routine on one day.
#[derive(Clone, Copy, Debug)]
pub(super) struct DailyChoice {
    seed: u64,
}

impl DailyChoice {
    /// The choices in the routine called `id` on `day`.
    pub(super) fn of(id: &str, day: Day) -> Self {
        Self {
            seed: hash(&format!("{day} {id}")),
        }
    }

    /// Those of `steps`, which are steps of `block`, that are played, in their order. Each call is another choice.
    pub(super) fn chosen<S: Copy>(&mut self, block: &Block, steps: Vec<S>) -> Vec<S> {
        let is_shuffled = block.repetition.order == Order::Shuffled;
        let most = block.pick.map_or(usize::MAX, |pick| pick as usize);
        if !is_shuffled && most >= steps.len() {
            return steps;
        }
        let mut order: Vec<usize> = (0..steps.len()).collect();
        for last in (1..order.len()).rev() {
            let other = self.next() % (last as u64 + 1);
            order.swap(last, other as usize);
        }
        order.truncate(most);
        if !is_shuffled {
            order.sort_unstable();
        }
        order
            .iter()
            .filter_map(|at| steps.get(*at).copied())
            .collect()
    }

    /// A number that looks random: `SplitMix64`, by Sebastiano Vigna (<https://prng.di.unimi.it/splitmix64.c>).
    const fn next(&mut self) -> u64 {
        self.seed = self.seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.seed;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}
