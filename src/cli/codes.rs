//! The exit codes of the process, as the table that the manual page and README show.

/// Every exit code, and when it is returned.
pub const CODES: &[(&str, &str)] = &[
    (
        "0",
        "played to the end, or you quit the library; for other commands, success",
    ),
    (
        "1",
        "failure: a file has errors or cannot be read, or a session could not be logged, however it ended; for `supple due`, nothing is due",
    ),
    ("2", "wrong usage, or no such routine"),
    ("3", "stopped before the end"),
    ("101", "a bug in supple; the terminal is restored"),
    ("129", "the terminal is gone (SIGHUP)"),
    ("130", "interrupted (Ctrl-C, SIGINT)"),
    ("131", "SIGQUIT"),
    ("143", "SIGTERM"),
    ("128 + n", "any other signal n that ends a program"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::effect::Outcome;
    use crate::app::input::Signal;

    #[test]
    fn every_way_to_end_is_in_the_table() {
        let signals = [
            Signal::Interrupt,
            Signal::Terminate,
            Signal::HangUp,
            Signal::Quit,
        ];
        let ways = [Outcome::Finished, Outcome::Left, Outcome::Stopped]
            .into_iter()
            .chain(signals.map(Outcome::Signal));
        for way in ways {
            let code = way.code().to_string();
            assert!(CODES.iter().any(|(known, _)| *known == code), "{way:?}");
        }
    }
}
