use super::colour::{contrast, lightness, seen};
use super::vision::Vision;
use super::*;
use crate::core::pose::shapes::Role;
use ratatui::style::Color;

const LOOKS: [Look; 8] = [
    Look::Ready,
    Look::Hold,
    Look::Switch,
    Look::Rest,
    Look::Wait,
    Look::Paused,
    Look::Alarm,
    Look::Hurt,
];
const COLOURED: [Colours; 3] = [Colours::TrueColor, Colours::Indexed, Colours::Ansi];

const BACKDROPS: [Backdrop; 3] = [Backdrop::Dark, Backdrop::Light, Backdrop::Unknown];
/// Black, nearly black, Solarized dark, Dracula, Solarized light, white.
const GROUNDS: [[u8; 3]; 6] = [
    [0; 3],
    [16; 3],
    [0, 43, 54],
    [40, 42, 54],
    [253, 246, 227],
    [255; 3],
];

fn theme(colours: Colours, choice: ThemeChoice, backdrop: Backdrop) -> Theme {
    Theme::of(Options {
        colours,
        utf8: true,
        choice,
        backdrop,
    })
}

/// Every theme with colours on every backdrop, and the contrast that it promises for text.
fn themes() -> impl Iterator<Item = (Theme, f64)> {
    let all = ThemeChoice::ALL.into_iter().flat_map(|(choice, _, _)| {
        let least = if choice == ThemeChoice::Contrast {
            7.0
        } else {
            4.5
        };
        let on = move |colours| BACKDROPS.map(|backdrop| (theme(colours, choice, backdrop), least));
        COLOURED.into_iter().flat_map(on)
    });
    all.filter(|(theme, _)| theme.colours != Colours::None)
}

/// The grounds on which a theme is seen: those of its backdrop, or all of them where nothing is known.
fn grounds(theme: &Theme) -> impl Iterator<Item = [u8; 3]> {
    let backdrop = theme.backdrop;
    let is_seen_on =
        move |ground: &[u8; 3]| [Backdrop::of(*ground), Backdrop::Unknown].contains(&backdrop);
    GROUNDS.into_iter().filter(is_seen_on)
}

fn both(style: Style) -> (Color, Color) {
    (
        style.fg.expect("a band sets its letters"),
        style.bg.expect("a band sets its ground"),
    )
}

#[test]
fn figures_are_made_of_what_the_terminal_and_the_user_allow() {
    let dots = |utf8, octants| {
        let options = Options {
            colours: Colours::TrueColor,
            utf8,
            choice: ThemeChoice::Auto,
            backdrop: Backdrop::Dark,
        };
        Theme::of(options).with_octants(octants).figure().dots
    };
    assert_eq!(dots(true, false), Dots::Quadrants);
    assert_eq!(dots(true, true), Dots::Octants);
    assert_eq!(dots(false, true), Dots::Ascii);
}

#[test]
fn bands_and_what_stands_on_them_can_be_read() {
    for (theme, least) in themes() {
        for look in LOOKS {
            let inset = both(theme.inset(look)).1;
            assert_ne!(inset, both(theme.band(look)).1, "{look:?} of {theme:?}");
            for style in [theme.band(look), theme.inset(look), theme.field(look)] {
                let (letter, ground) = both(style);
                let found = contrast(seen(letter), seen(ground));
                assert!(
                    found >= least,
                    "{look:?} {style:?} of {theme:?}: {found:.2}"
                );
            }
            let (letter, ground) = both(theme.field(look).patch(theme.number(look)));
            let found = contrast(seen(letter), seen(ground));
            assert!(found >= least, "number {look:?} of {theme:?}: {found:.2}");
        }
    }
}

#[test]
fn text_can_be_read_on_the_ground_of_the_terminal() {
    for (theme, least) in themes() {
        for style in [theme.text(), theme.strong(), theme.faint()] {
            assert_eq!(style.bg, Some(Color::Reset), "{theme:?}");
            assert!(!style.add_modifier.contains(Modifier::DIM), "{theme:?}");
            let letter = style.fg.expect("text sets its letters");
            if letter == Color::Reset {
                // The colour in which its user reads everything else.
                let has_own = theme.backdrop == Backdrop::Unknown || theme.colours == Colours::Ansi;
                assert!(has_own, "{theme:?}");
                continue;
            }
            for ground in grounds(&theme) {
                let found = contrast(seen(letter), ground);
                assert!(
                    found >= least,
                    "{style:?} on {ground:?} of {theme:?}: {found:.2}"
                );
            }
        }
    }
}

/// WCAG 2.2 wants a contrast of 3:1 for everything but text.
#[test]
fn bars_ribbons_and_figures_can_be_seen_on_the_ground_of_the_terminal() {
    for (theme, _) in themes() {
        // A patch and an eye are on the person, and a mat lies behind everything.
        let [_patch, parts @ .., _eye, _mat] = theme.figure().roles;
        let drawn = [theme.past()].into_iter().chain(parts);
        for style in LOOKS.map(|look| theme.bar(look)).into_iter().chain(drawn) {
            assert_eq!(style.bg, Some(Color::Reset), "{theme:?}");
            let mark = style.fg.expect("marks have a colour");
            for ground in grounds(&theme).filter(|_| mark != Color::Reset) {
                let found = contrast(seen(mark), ground);
                assert!(
                    found >= 3.0,
                    "{mark:?} on {ground:?} of {theme:?}: {found:.2}"
                );
            }
        }
    }
}

/// Whatever the ground is, what is made of it must not make text unreadable.
#[test]
fn a_ground_between_light_and_dark_is_not_known() {
    for grey in 0..=255 {
        let theme = theme(
            Colours::TrueColor,
            ThemeChoice::Auto,
            Backdrop::of([grey; 3]),
        );
        for style in [theme.text(), theme.faint()] {
            match style.fg {
                Some(Color::Reset) => assert_eq!(theme.backdrop, Backdrop::Unknown),
                letter => {
                    let letter = seen(letter.expect("text sets its letters"));
                    assert!(contrast(letter, [grey; 3]) >= 4.5, "{grey}");
                }
            }
        }
    }
    assert_eq!(Backdrop::of([128; 3]), Backdrop::Unknown);
}

/// Many terminals show bold black as grey.
#[test]
fn nothing_is_bold_on_one_of_16_colours() {
    for (theme, _) in themes().filter(|(theme, _)| theme.colours == Colours::Ansi) {
        for look in LOOKS {
            for style in [theme.band(look), theme.inset(look), theme.field(look)] {
                assert_eq!(theme.bold(style), style, "{look:?} of {theme:?}");
            }
        }
        assert!(theme.strong().add_modifier.contains(Modifier::BOLD));
    }
}

/// The least difference of two colours to an eye with each kind of vision.
fn differ_to_every_eye(one: Style, other: Style, what: &str) {
    let colour = |style: Style| match (style.fg, style.bg) {
        (_, Some(ground)) if ground != Color::Reset => ground,
        (mark, _) => mark.expect("a mark has a colour"),
    };
    let (one, other) = (colour(one), colour(other));
    // The terminal's own colour is not known.
    if one == Color::Reset || other == Color::Reset {
        return;
    }
    for vision in Vision::ALL {
        let found = vision.difference(seen(one), seen(other));
        assert!(found >= 10.0, "{what} to {vision:?}: {found:.1}");
    }
}

/// Themes whose colours are known: not those of 16 colours, which the user may have changed.
fn known_themes() -> impl Iterator<Item = Theme> {
    let all = themes().map(|(theme, _)| theme);
    all.filter(|theme| theme.colours != Colours::Ansi)
}

#[test]
fn looks_that_follow_each_other_differ_to_every_eye() {
    let phases = [
        Look::Ready,
        Look::Hold,
        Look::Switch,
        Look::Rest,
        Look::Wait,
    ];
    for theme in known_themes() {
        for (place, one) in LOOKS.into_iter().enumerate() {
            for other in LOOKS.into_iter().skip(place + 1) {
                let what = format!("the bands of {one:?} and {other:?} of {theme:?}");
                differ_to_every_eye(theme.band(one), theme.band(other), &what);
                if phases.contains(&one) && phases.contains(&other) {
                    let what = format!("the ribbon of {one:?} and {other:?} of {theme:?}");
                    differ_to_every_eye(theme.bar(one), theme.bar(other), &what);
                }
            }
        }
    }
}

#[test]
fn a_patch_differs_from_the_limb_it_is_on_to_every_eye() {
    for theme in known_themes() {
        let style = |role| theme.shaded((theme.palette.figure)(role));
        for part in [Role::Working, Role::Resting, Role::Body, Role::Shorts] {
            let what = format!("a patch and {part:?} of {theme:?}");
            differ_to_every_eye(style(Role::Patch), style(part), &what);
        }
    }
}

#[test]
fn a_strap_differs_from_the_person_to_every_eye() {
    for theme in known_themes() {
        let style = |role| theme.shaded((theme.palette.figure)(role));
        for part in [Role::Working, Role::Resting, Role::Body] {
            let what = format!("a strap and {part:?} of {theme:?}");
            differ_to_every_eye(style(Role::Aid), style(part), &what);
        }
    }
}

#[test]
fn where_contrast_comes_before_taste_patterns_tell_looks_apart_too() {
    let contrast = theme(Colours::TrueColor, ThemeChoice::Contrast, Backdrop::Dark);
    let mono = theme(Colours::TrueColor, ThemeChoice::Mono, Backdrop::Dark);
    for look in LOOKS {
        assert_eq!(contrast.pattern(look), mono.pattern(look), "{look:?}");
    }
    assert_eq!(contrast.figure().resting_fill, Fill::Hatched);
    let auto = theme(Colours::TrueColor, ThemeChoice::Auto, Backdrop::Dark);
    assert!(LOOKS.into_iter().all(|look| auto.pattern(look).0 == "█"));
}

#[test]
fn looks_that_follow_each_other_differ_in_lightness() {
    let told_apart = [
        Look::Ready,
        Look::Hold,
        Look::Switch,
        Look::Rest,
        Look::Paused,
    ];
    for (theme, _) in themes() {
        let light = told_apart.map(|look| lightness(seen(both(theme.band(look)).1)));
        for (place, one) in light.iter().enumerate() {
            for other in &light[place + 1..] {
                assert!((one - other).abs() >= 7.0, "{light:?} of {theme:?}");
            }
        }
    }
}

#[test]
fn without_colours_there_are_none() {
    let theme = theme(Colours::None, ThemeChoice::Auto, Backdrop::Light);
    for look in LOOKS {
        for style in [
            theme.band(look),
            theme.inset(look),
            theme.field(look),
            theme.number(look),
            theme.bar(look),
            theme.text(),
            theme.faint(),
            theme.figure().roles[0],
        ] {
            let colours = [style.fg, style.bg];
            assert!(
                colours
                    .iter()
                    .all(|colour| matches!(colour, None | Some(Color::Reset))),
                "{look:?}"
            );
        }
    }
    let patterns = [
        Look::Ready,
        Look::Hold,
        Look::Switch,
        Look::Rest,
        Look::Paused,
    ]
    .map(|look| theme.pattern(look).0);
    let different: std::collections::HashSet<_> = patterns.iter().collect();
    assert_eq!(different.len(), patterns.len());
}
