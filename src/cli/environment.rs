//! The terminal and the wishes of its user, as the environment variables describe them.

use crate::core::settings::{BlockChoice, PictureChoice, ScreenSettings, ThemeChoice};
use crate::environment;
use crate::shell::{Asked, PictureWay, Protocol};
use crate::sound;
use crate::tui::theme::{Backdrop, Colours, Options, Theme};

/// The theme for this terminal, as it is wished for.
pub(super) fn theme(screen: &ScreenSettings) -> Theme {
    let options = options(screen.theme, environment::text);
    let ground = match screen.blocks {
        BlockChoice::Auto => has_gaps_between_blocks(environment::text),
        BlockChoice::Glyph => false,
        BlockChoice::Ground => true,
    };
    Theme::of(options)
        .with_octants(screen.octants)
        .with_ground(ground)
        .in_ascii(screen.ascii)
}

/// How this terminal gets figures as pictures, and why.
pub(super) fn pictures(screen: &ScreenSettings) -> (PictureWay, &'static str) {
    if forbids_colours() || screen.theme == ThemeChoice::Mono {
        return (CELLS, "characters: there are no colours");
    }
    chosen_pictures(screen.pictures, environment::text, sound::is_remote())
}

/// The same for this choice of the user's.
fn chosen_pictures(
    choice: PictureChoice,
    variable: impl Fn(&str) -> Option<String>,
    is_remote: bool,
) -> (PictureWay, &'static str) {
    match choice {
        PictureChoice::Kitty | PictureChoice::Iterm if is_multiplexed(&variable) => (
            CELLS,
            "characters: tmux and screen pass on no pictures but sixels",
        ),
        PictureChoice::Kitty => (sent(Protocol::Kitty), "kitty's: `screen.pictures` says so"),
        PictureChoice::Iterm => (sent(Protocol::Iterm), "iTerm2's: `screen.pictures` says so"),
        // Of what lies between, newer versions of tmux alone pass on sixels.
        PictureChoice::Sixel if is_multiplexed(&variable) => (
            asking(Asked::Sixel),
            "sixel, if tmux answers that it shows them; otherwise characters",
        ),
        PictureChoice::Sixel => (sent(Protocol::Sixel), "sixel: `screen.pictures` says so"),
        PictureChoice::Cells => (CELLS, "characters: `screen.pictures` says so"),
        PictureChoice::Auto => known_pictures(variable, is_remote),
    }
}

/// Whether tmux or screen is between this program and the terminal.
fn is_multiplexed(variable: impl Fn(&str) -> Option<String>) -> bool {
    let term = variable("TERM").unwrap_or_default();
    let of = |name: &str| term == name || term.starts_with(&format!("{name}-"));
    variable("TMUX").is_some() || variable("STY").is_some() || of("screen") || of("tmux")
}

/// Figures in cells, whatever the terminal shows.
const CELLS: PictureWay = PictureWay {
    protocol: None,
    asks: Asked::Nothing,
};

/// Figures as pictures, which the terminal is known to show.
const fn sent(protocol: Protocol) -> PictureWay {
    PictureWay {
        protocol: Some(protocol),
        asks: Asked::Nothing,
    }
}

/// What is known of the pictures of this terminal from its variables. A terminal that was started from another one still
/// has most variables of that one, but a name of its own in `TERM`.
fn known_pictures(
    variable: impl Fn(&str) -> Option<String>,
    is_remote: bool,
) -> (PictureWay, &'static str) {
    let term = variable("TERM").unwrap_or_default();
    let program = variable("TERM_PROGRAM").unwrap_or_default();
    let is_set = |name| variable(name).is_some();
    if is_remote {
        (
            CELLS,
            "characters: over SSH, unless `screen.pictures` says otherwise",
        )
    } else if is_multiplexed(&variable) {
        (
            CELLS,
            "characters: inside tmux or screen, unless `screen.pictures` is \"sixel\"",
        )
    } else if ["linux", "dumb", ""].contains(&&*term) {
        (CELLS, "characters: this terminal shows no pictures")
    } else if term == "xterm-kitty" {
        (sent(Protocol::Kitty), "kitty's: this is kitty")
    } else if term == "xterm-ghostty" {
        (sent(Protocol::Kitty), "kitty's: this is Ghostty")
    } else if program == "iTerm.app" && term.starts_with("xterm") && !is_set("XTERM_VERSION") {
        (sent(Protocol::Iterm), "iTerm2's: this is iTerm2")
    } else {
        (
            asking(Asked::Everything),
            "kitty's or sixel, if the terminal answers that it shows them; otherwise characters",
        )
    }
}

/// Figures in cells, unless the terminal answers that it shows pictures.
const fn asking(asks: Asked) -> PictureWay {
    PictureWay {
        protocol: None,
        asks,
    }
}

/// Whether this terminal takes its blocks from the font, which leaves gaps between rows: xterm, st and mlterm do. Most
/// others draw them themselves.
fn has_gaps_between_blocks(variable: impl Fn(&str) -> Option<String>) -> bool {
    let term = variable("TERM").unwrap_or_default();
    let by_name = ["st", "mlterm"].contains(&term.split('-').next().unwrap_or_default());
    by_name
        || ["XTERM_VERSION", "MLTERM"]
            .into_iter()
            .any(|name| variable(name).is_some())
}

/// The theme for text without colours; in ASCII where the locale does not name UTF-8.
pub(super) fn plain_theme() -> Theme {
    Theme::of(Options {
        utf8: locale_is_utf8(environment::text) == Some(true),
        ..options(ThemeChoice::Mono, |_| None)
    })
}

/// The options of the theme. Colours that the terminal is not to have stay away whatever the configuration says.
fn options(choice: ThemeChoice, variable: impl Fn(&str) -> Option<String>) -> Options {
    Options {
        colours: colours(&variable),
        utf8: locale_is_utf8(&variable).unwrap_or(true),
        choice,
        backdrop: backdrop(&variable),
    }
}

/// The variable that forbids colours where it is set (<https://no-color.org>), as `--color never` does.
pub(super) const FORBIDDEN: &str = "NO_COLOR";
/// The variable that asks for colours also where no terminal reads them (<https://bixense.com/clicolors>), as
/// `--color always` does.
pub(super) const FORCED: &str = "CLICOLOR_FORCE";

/// Whether colours are not wanted.
pub(super) fn forbids_colours() -> bool {
    environment::variable(FORBIDDEN).is_some()
}

/// Whether colours are wanted wherever they are not forbidden.
pub(super) fn forces_colours() -> bool {
    environment::variable(FORCED).is_some_and(|value| value != "0")
}

/// Whether the terminal has a title: the console of Linux has none, and its older versions print one.
pub(super) fn has_title() -> bool {
    environment::variable("TERM").is_some_and(|term| term != "linux")
}

/// Whether the terminal understands no more than lines of text.
pub(super) fn is_dumb() -> bool {
    environment::variable("TERM").is_none_or(|term| term == "dumb")
}

/// Whether lines are wanted that a screen reader can read: `ACCESSIBLE` is set, and not to `0`.
pub(super) fn is_accessible() -> bool {
    environment::variable("ACCESSIBLE").is_some_and(|value| value != "0")
}

/// How many colours this terminal is taken to have, in words.
pub(super) fn colours_in_words() -> &'static str {
    match colours(environment::text) {
        Colours::None => "none (NO_COLOR is set)",
        Colours::TrueColor => "16 million",
        Colours::Indexed => "256",
        Colours::Ansi => "16",
    }
}

/// The colours that the terminal says it has.
fn colours(variable: impl Fn(&str) -> Option<String>) -> Colours {
    let term = variable("TERM").unwrap_or_default();
    // GNU screen passes on what its own terminal says, but not those colours.
    let is_in_screen = term.starts_with("screen") && variable("TMUX").is_none();
    let depth = variable("COLORTERM")
        .filter(|_| !is_in_screen && variable("STY").is_none())
        .unwrap_or_default();
    if variable(FORBIDDEN).is_some() {
        Colours::None
    } else if depth == "truecolor" || depth == "24bit" || term.ends_with("-direct") {
        Colours::TrueColor
    } else if term.contains("256color")
        || ["alacritty", "foot", "xterm-kitty", "xterm-ghostty"].contains(&&*term)
    {
        Colours::Indexed
    } else {
        Colours::Ansi
    }
}

/// Ground of the terminal as `COLORFGBG` has it: `15;0` is white on black. rxvt, Konsole and others set it.
fn backdrop(variable: impl Fn(&str) -> Option<String>) -> Backdrop {
    let colours = variable("COLORFGBG").unwrap_or_default();
    let ground = colours.rsplit(';').next().map(str::parse);
    match ground {
        Some(Ok(0..=6 | 8)) => Backdrop::Dark,
        Some(Ok(7 | 9..=15)) => Backdrop::Light,
        _ => Backdrop::Unknown,
    }
}

/// Whether the locale is one of UTF-8; `None` where the environment names no locale. The first of these variables that is set decides, as in POSIX.
fn locale_is_utf8(variable: impl Fn(&str) -> Option<String>) -> Option<bool> {
    let names = ["LC_ALL", "LC_CTYPE", "LANG"];
    let locale = names.into_iter().find_map(variable)?.to_lowercase();
    Some(locale.contains("utf-8") || locale.contains("utf8"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set<'a>(variables: &'a [(&'a str, &'a str)]) -> impl Fn(&str) -> Option<String> {
        |wanted| {
            variables
                .iter()
                .find(|(name, _)| *name == wanted)
                .map(|(_, value)| (*value).to_owned())
        }
    }

    #[test]
    fn the_terminal_says_which_colours_it_has() {
        let cases: [(&[(&str, &str)], Colours); 9] = [
            (
                &[("TERM", "xterm-256color"), ("COLORTERM", "truecolor")],
                Colours::TrueColor,
            ),
            (&[("TERM", "xterm-256color")], Colours::Indexed),
            (&[("TERM", "linux")], Colours::Ansi),
            (
                &[
                    ("TERM", "screen.xterm-256color"),
                    ("COLORTERM", "truecolor"),
                    ("STY", "1.pts-0"),
                ],
                Colours::Indexed,
            ),
            (
                &[
                    ("TERM", "xterm-256color"),
                    ("COLORTERM", "truecolor"),
                    ("STY", "1.pts-0"),
                ],
                Colours::Indexed,
            ),
            (
                &[("TERM", "screen"), ("COLORTERM", "truecolor")],
                Colours::Ansi,
            ),
            (
                &[
                    ("TERM", "screen-256color"),
                    ("COLORTERM", "truecolor"),
                    ("TMUX", "/tmp/tmux,1,0"),
                ],
                Colours::TrueColor,
            ),
            (
                &[("TERM", "xterm-256color"), ("NO_COLOR", "1")],
                Colours::None,
            ),
            (&[], Colours::Ansi),
        ];
        for (variables, expected) in cases {
            assert_eq!(colours(set(variables)), expected, "{variables:?}");
        }
    }

    #[test]
    fn the_terminal_says_which_pictures_it_shows() {
        let known = |variables: &[(&str, &str)]| known_pictures(set(variables), false).0;
        let kitty = ("KITTY_WINDOW_ID", "1");
        let (nothing, everything) = (Asked::Nothing, Asked::Everything);
        let iterm = ("TERM_PROGRAM", "iTerm.app");
        for (variables, protocol, asks) in [
            (
                &[("TERM", "xterm-kitty"), kitty][..],
                Some(Protocol::Kitty),
                nothing,
            ),
            (&[("TERM", "xterm-ghostty")], Some(Protocol::Kitty), nothing),
            (
                &[("TERM", "xterm-256color"), iterm],
                Some(Protocol::Iterm),
                nothing,
            ),
            // These answer.
            (
                &[("TERM", "xterm"), ("TERM_PROGRAM", "WezTerm")],
                None,
                everything,
            ),
            (
                &[("TERM", "xterm"), ("KONSOLE_VERSION", "230800")],
                None,
                everything,
            ),
            (&[("TERM", "xterm-256color")], None, everything),
            (&[("TERM", "foot")], None, everything),
            // Started from another one, whose variables it still has.
            (&[("TERM", "alacritty"), kitty], None, everything),
            (
                &[("TERM", "foot"), ("KONSOLE_VERSION", "230800")],
                None,
                everything,
            ),
            (&[("TERM", "st-256color"), iterm], None, everything),
            (
                &[("TERM", "xterm"), ("XTERM_VERSION", "XTerm(379)"), iterm],
                None,
                everything,
            ),
            (&[("TERM", "tmux-256color"), kitty], None, nothing),
            (
                &[("TERM", "xterm-kitty"), ("TMUX", "/tmp/tmux,1,0")],
                None,
                nothing,
            ),
            (
                &[("TERM", "screen.xterm-256color"), ("STY", "1.pts-0")],
                None,
                nothing,
            ),
            (&[("TERM", "linux")], None, nothing),
            (&[], None, nothing),
        ] {
            assert_eq!(
                known(variables),
                PictureWay { protocol, asks },
                "{variables:?}"
            );
        }
        assert_eq!(
            known_pictures(set(&[("TERM", "xterm-kitty")]), true).0,
            CELLS
        );
    }

    #[test]
    fn what_is_chosen_is_sent_where_it_can_arrive() {
        let chosen = |choice, variables: &[(&str, &str)]| {
            let (way, _) = chosen_pictures(choice, set(variables), true);
            (way.protocol, way.asks)
        };
        let (plain, tmux) = (("TERM", "xterm"), ("TERM", "tmux-256color"));
        for (choice, protocol) in [
            (PictureChoice::Kitty, Protocol::Kitty),
            (PictureChoice::Iterm, Protocol::Iterm),
            (PictureChoice::Sixel, Protocol::Sixel),
        ] {
            let sent = (Some(protocol), Asked::Nothing);
            assert_eq!(chosen(choice, &[plain]), sent);
            let asked = match protocol {
                Protocol::Sixel => Asked::Sixel,
                Protocol::Kitty | Protocol::Iterm => Asked::Nothing,
            };
            for inside in [
                &[tmux][..],
                &[plain, ("TMUX", "/tmp/tmux,1,0")],
                &[plain, ("STY", "1.pts-0")],
            ] {
                assert_eq!(chosen(choice, inside), (None, asked), "{inside:?}");
            }
        }
        assert_eq!(chosen(PictureChoice::Cells, &[plain]).0, None);
    }

    #[test]
    fn letters_are_ground_where_blocks_have_gaps() {
        let has_gaps = |variables: &[(&str, &str)]| has_gaps_between_blocks(set(variables));
        for variables in [
            [("TERM", "xterm-256color"), ("XTERM_VERSION", "XTerm(379)")],
            [("TERM", "st-256color"), ("LANG", "C.UTF-8")],
            [("TERM", "xterm"), ("MLTERM", "3.9.2")],
            [("TERM", "mlterm"), ("LANG", "C.UTF-8")],
        ] {
            assert!(has_gaps(&variables), "{variables:?}");
        }
        assert!(!has_gaps(&[("TERM", "xterm-256color")]) && !has_gaps(&[("TERM", "stterm")]));
    }

    #[test]
    fn the_theme_is_the_one_that_is_wished_for() {
        let of = |choice, variables| Theme::of(options(choice, set(variables)));
        let theme = |colours, choice| {
            Theme::of(Options {
                colours,
                utf8: true,
                choice,
                backdrop: Backdrop::Unknown,
            })
        };
        let (auto, contrast, mono) = (ThemeChoice::Auto, ThemeChoice::Contrast, ThemeChoice::Mono);
        let variables: &[(&str, &str)] = &[("TERM", "xterm-256color")];
        assert_eq!(of(auto, variables), theme(Colours::Indexed, auto));
        assert_eq!(of(contrast, variables), theme(Colours::Indexed, contrast));
        assert_eq!(of(mono, variables), theme(Colours::None, mono));
        let without: &[(&str, &str)] = &[("TERM", "xterm-256color"), ("NO_COLOR", "1")];
        assert_eq!(of(contrast, without), theme(Colours::None, contrast));
    }

    #[test]
    fn the_ground_is_the_one_that_the_terminal_names() {
        let cases = [
            ("15;0", Backdrop::Dark),
            ("0;15", Backdrop::Light),
            ("0;default;7", Backdrop::Light),
            ("12;8", Backdrop::Dark),
            ("default;default", Backdrop::Unknown),
            ("15;16", Backdrop::Unknown),
            ("0;-1", Backdrop::Unknown),
            ("", Backdrop::Unknown),
        ];
        for (value, expected) in cases {
            let variables = [("COLORFGBG", value)];
            assert_eq!(backdrop(set(&variables)), expected, "{value}");
            let dark = options(ThemeChoice::Dark, set(&variables));
            assert_ne!(
                Theme::of(dark),
                Theme::of(options(ThemeChoice::Light, set(&variables)))
            );
        }
    }

    #[test]
    fn the_first_locale_that_is_set_decides() {
        let is_utf8 = |variables: &[(&str, &str)]| locale_is_utf8(set(variables));
        assert_eq!(is_utf8(&[("LANG", "C.UTF-8")]), Some(true));
        assert_eq!(is_utf8(&[("LANG", "C")]), Some(false));
        let all = [("LC_ALL", "C"), ("LANG", "de_DE.utf8")];
        assert_eq!(is_utf8(&all), Some(false));
        let ctype = [("LC_CTYPE", "en_GB.UTF-8"), ("LANG", "C")];
        assert_eq!(is_utf8(&ctype), Some(true));
        assert_eq!(is_utf8(&[]), None);
    }
}
