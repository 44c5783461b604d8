//! The exit codes of the process, as the table that the manual page and README show.

/// Every exit code, and when it is returned.
pub const CODES: &[(&str, &str)] = &[
    (
        "0",
        "played to the end, or the library was left; for other commands, all is well",
    ),
    (
        "1",
        "failure, a file that has errors or cannot be read, or a session that could not be put into the log, however it ended",
    ),
    ("2", "wrong usage, or no routine of that name"),
    ("3", "stopped before the end"),
    ("101", "a defect of the program; the terminal is given back"),
    ("129", "the terminal is gone (SIGHUP)"),
    ("130", "interrupted (Ctrl-C, SIGINT)"),
    ("131", "SIGQUIT"),
    ("143", "SIGTERM"),
    (
        "128 + n",
        "any other signal, of number n, that would end a program",
    ),
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
