//! For which moment a sleeping program has asked to be woken, without its doing anything for it.
//!
//! A thread that sleeps on a futex with a time limit has handed the kernel the moment at which it ends, on the
//! monotonic clock. `/proc/PID/syscall` says which call that is and where its arguments are, `/proc/PID/mem` what they
//! are. Both may be read by the process that started the program, unless the system forbids that.

use std::fs::{self, File};
use std::os::unix::fs::FileExt;
use std::time::Duration;

/// Which argument of the call is the address of the moment.
const LIMIT: usize = 3;
/// Which one says what kind of call it is; its lower bits are `FUTEX_WAIT_BITSET`, whose limit is a moment.
const KIND: usize = 1;
const WAIT_UNTIL: u64 = 9;
const KINDS: u64 = 0x7f;

/// The moment for which the first thread of `pid` sleeps, if it does.
pub(crate) fn moment(pid: u32) -> Option<Duration> {
    let call = fs::read_to_string(format!("/proc/{pid}/syscall")).ok()?;
    let arguments: Vec<u64> = call
        .split_whitespace()
        .skip(1)
        .filter_map(|word| u64::from_str_radix(word.strip_prefix("0x")?, 16).ok())
        .collect();
    if arguments.get(KIND)? & KINDS != WAIT_UNTIL {
        return None;
    }
    let address = *arguments.get(LIMIT).filter(|address| **address != 0)?;
    let memory = File::open(format!("/proc/{pid}/mem")).ok()?;
    let mut time = [0; 16];
    memory.read_exact_at(&mut time, address).ok()?;
    let (seconds, nanoseconds) = time.split_at(8);
    let seconds = u64::from_ne_bytes(seconds.try_into().ok()?);
    let nanoseconds = u64::from_ne_bytes(nanoseconds.try_into().ok()?);
    Some(Duration::new(seconds, u32::try_from(nanoseconds).ok()?))
}
