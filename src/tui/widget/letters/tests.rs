//! Tests of how the letters look and where they are placed.

use std::fmt::Write;

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{HorizontalAlignment, Position, Rect, Size};
use ratatui::style::{Color, Modifier, Style};

use super::{LetterInk, Lettering};

const INKS: [LetterInk; 3] = [LetterInk::Blocks, LetterInk::Ground, LetterInk::Cells];

/// The text in the largest letters that fit, drawn in exactly the cells it says it takes.
fn picture(text: &str, width: u16, height: u16, lines_max: u16, ink: LetterInk) -> String {
    let lettering = Lettering::fit(text, Size::new(width, height), lines_max, ink).unwrap();
    let size = lettering.size();
    let area = Rect::new(0, 0, size.width, size.height);
    drawn(&lettering, HorizontalAlignment::Left, area)
}

/// The rows of an area after drawing into it.
fn drawn(lettering: &Lettering, alignment: HorizontalAlignment, area: Rect) -> String {
    let mut buffer = Buffer::empty(area);
    lettering.draw_aligned(alignment, Style::new(), area, &mut buffer);
    let mut picture = String::new();
    for row in area.rows() {
        let symbols: String = row
            .positions()
            .map(|position| seen(&buffer[position]))
            .collect();
        writeln!(picture, "{}", symbols.trim_end()).unwrap();
    }
    picture
}

/// The symbol of a cell, and `#` for ground in reversed colours.
fn seen(cell: &Cell) -> &str {
    if cell.modifier.contains(Modifier::REVERSED) {
        assert_eq!(cell.symbol(), " ");
        return "#";
    }
    cell.symbol()
}

#[test]
fn hold_right_in_half_columns() {
    insta::assert_snapshot!(picture("HOLD RIGHT", 40, 4, 1, LetterInk::Blocks), @"
    █ █ ▟▀▜▖▐▌  █▀▙   █▀▙ █ ▟▀▀ █ █ ▀█▀
    █▄█ █ ▐▌▐▌  █ █   █▄▛ █ █▗▄ █▄█  █
    █ █ █ ▐▌▐▌  █ █   █▝▙ █ █ █ █ █  █
    ▀ ▀ ▝▀▀ ▝▀▀ ▀▀▘   ▀ ▀ ▀ ▝▀▀ ▀ ▀  ▀
    ");
}

#[test]
fn hold_right_in_whole_columns() {
    insta::assert_snapshot!(picture("HOLD RIGHT", 64, 4, 1, LetterInk::Blocks), @"
    ██  ██ ▄█▀▀▀█▄ ██    ██▀▀█▄    ██▀▀█▄ ██ ▄█▀▀▀▀ ██  ██ ▀▀██▀▀
    ██▄▄██ ██   ██ ██    ██  ██    ██▄▄█▀ ██ ██ ▄▄▄ ██▄▄██   ██
    ██  ██ ██   ██ ██    ██  ██    ██ ▀█▄ ██ ██  ██ ██  ██   ██
    ▀▀  ▀▀  ▀▀▀▀▀  ▀▀▀▀▀ ▀▀▀▀▀     ▀▀  ▀▀ ▀▀  ▀▀▀▀▀ ▀▀  ▀▀   ▀▀
    ");
}

#[test]
fn ready_in_five_rows() {
    insta::assert_snapshot!(picture("READY", 40, 5, 1, LetterInk::Blocks), @"
    █████  ▐████▌   ██   ▐████▌  ██  ██
    ██  ██ ▐█▌    ▄█▀▀█▄ ▐█▌ ▐█▌ ██  ██
    █████  ▐███▌  ██▄▄██ ▐█▌ ▐█▌  ████
    ██ ▀█▄ ▐█▌    ██▀▀██ ▐█▌ ▐█▌   ██
    ██  ██ ▐████▌ ██  ██ ▐████▌    ██
    ");
}

/// Full cells are ground, in which no font leaves a gap.
#[test]
fn ready_on_the_ground() {
    let blocks = picture("READY", 40, 5, 1, LetterInk::Blocks);
    let ground = picture("READY", 40, 5, 1, LetterInk::Ground);
    assert_eq!(ground, blocks.replace('█', "#"));
    let lettering = Lettering::fit("A", Size::new(9, 5), 1, LetterInk::Ground).unwrap();
    let area = Rect::new(0, 0, 9, 5);
    let mut buffer = Buffer::empty(area);
    buffer.set_style(area, Modifier::REVERSED);
    lettering.draw(Style::new(), area, &mut buffer);
    let is_plain = |cell: &Cell| !cell.modifier.contains(Modifier::REVERSED);
    assert!(
        buffer.content.iter().any(is_plain),
        "on a band that is reversed"
    );
}

#[test]
fn ready_in_plain_characters() {
    insta::assert_snapshot!(picture("READY", 40, 7, 1, LetterInk::Cells), @r##"
    #####   #####    ##    #####   ##  ##
    ##  ##  ##      ####   ##  ##  ##  ##
    ##  ##  ##     ##  ##  ##  ##  ##  ##
    #####   ####   ##  ##  ##  ##   ####
    ## ##   ##     ######  ##  ##    ##
    ##  ##  ##     ##  ##  ##  ##    ##
    ##  ##  #####  ##  ##  #####     ##
    "##);
}

#[test]
fn ready_in_few_plain_characters() {
    insta::assert_snapshot!(picture("READY", 40, 5, 1, LetterInk::Cells), @r##"
    #####  #####   ##   #####  ##  ##
    ##  ## ##     ####  ##  ## ##  ##
    #####  ####  ##  ## ##  ##  ####
    ## ##  ##    ###### ##  ##   ##
    ##  ## ##### ##  ## #####    ##
    "##);
}

#[test]
fn single_knee_pull_on_two_lines() {
    insta::assert_snapshot!(picture("Single-knee pull", 65, 8, 2, LetterInk::Blocks), @"
    ▄█▀▀▀▀ ██ ██▄  ██ ▄█▀▀▀▀ ██    ██▀▀▀
    ▀█▄▄▄  ██ ██▀█▄██ ██ ▄▄▄ ██    ██▄▄  ▄▄▄▄
        ██ ██ ██  ▀██ ██  ██ ██    ██
    ▀▀▀▀▀  ▀▀ ▀▀   ▀▀  ▀▀▀▀▀ ▀▀▀▀▀ ▀▀▀▀▀
    ▄▄  ▄▄ ▄▄   ▄▄ ▄▄▄▄▄ ▄▄▄▄▄    ▄▄▄▄▄  ▄▄  ▄▄ ▄▄    ▄▄
    ██▄█▀  ███▄ ██ ██    ██       ██  ██ ██  ██ ██    ██
    ███▄   ██ ▀███ ██▀▀  ██▀▀     ██▀▀▀  ██  ██ ██    ██
    ██ ▀█▄ ██   ██ ██▄▄▄ ██▄▄▄    ██     ▀█▄▄█▀ ██▄▄▄ ██▄▄▄
    ");
}

#[test]
fn single_knee_pull_cut_at_its_hyphen() {
    insta::assert_snapshot!(picture("Single-knee pull", 40, 12, 3, LetterInk::Blocks), @"
    ▟▀▀ █ █▖▐▌▗▛▀▘▐▌  █▀▘   ▐▌▟▘▐▙ █ █▀▘▐▛▀
    ▜▄▖ █ █▜▟▌▐▌▄▖▐▌  █▄ ▗▄▖▐█▘ ▐▛▙█ █▄ ▐▙▖
      █ █ █ ▜▌▐▌▐▌▐▌  █     ▐▛▙ ▐▌▝█ █  ▐▌
    ▀▀▘ ▀ ▀ ▝▘ ▀▀▘▝▀▀ ▀▀▘   ▝▘▝▘▝▘ ▀ ▀▀▘▝▀▀
    ▄▄▖ ▄ ▄ ▄  ▗▖
    █ █ █ █ █  ▐▌
    █▀▘ █ █ █  ▐▌
    █   ▜▄▛ █▄▖▐▙▄
    ");
}

#[test]
fn twelve_with_slopes_for_stairs() {
    insta::assert_snapshot!(picture("12", 30, 9, 1, LetterInk::Blocks), @"
        ▟███        ▗███████▖
      ▗▟████       ▄███▀▀▀▜██▄
    ▗▟██████      ▝▀▀▀    ▐███▌
    ▀▀▀▀████             ▄███▀
        ████            ▟███▘
        ████          ▄███▀
        ████        ▄███▛
    ████████████  ▗███████████▌
    ▀▀▀▀▀▀▀▀▀▀▀▀  ▝▀▀▀▀▀▀▀▀▀▀▀▘
    ");
}

#[test]
fn two_to_nine_with_bars_half_again_as_high() {
    insta::assert_snapshot!(picture("2 5 8", 46, 9, 1, LetterInk::Blocks), @"
     ▗█████▖         █████████         ▗█████▖
    ▗██▛▀▀██▖        ███▀▀▀▀▀▀        ▗██▀▀▀██▖
    ▀▀▘   ███        ███▄▄▄▄          ███   ███
         ▟██▘        ███████▙         ▝██▄▄▄██▘
        ▟██▘               ██▙         ▟█████▙
      ▗▟█▛▘                ███        ▟██   ██▙
     ▄██▛            ▜█▙▖  ██▛        ▜██   ██▛
    ▟████████         ▜█████▛          ▜█████▛
    ▀▀▀▀▀▀▀▀▀          ▀▀▀▀▀            ▀▀▀▀▀
    ");
}

#[test]
fn marks_as_drawn() {
    insta::assert_snapshot!(picture("Åéïő", 40, 5, 1, LetterInk::Blocks), @"
     ▄▀▀▄   ▄█▀  ██  ██  ▄█▀▄█▀
      ██   ▄▄▄▄▄   ▄▄    ▄▄▄▄▄
    ▄█▀▀█▄ ██      ██   ██   ██
    ██▄▄██ ██▀▀    ██   ██   ██
    ██  ██ ██▄▄▄   ██   ▀█▄▄▄█▀
    ");
}

#[test]
fn marks_squeezed() {
    insta::assert_snapshot!(picture("Åéïçő", 40, 7, 1, LetterInk::Blocks), @"
      ▄▄    ▗▟▛▘  ██  ██          ▄█▀▄█▀
      ▄▄   ▗▄▄▄▄▖   ▄▄    ▐████▌  ▄▄▄▄▄
     ▄██▄  ▐█▛▀▀▘   ██   ▐█▌     ▄█▀▀▀█▄
    ██▄▄██ ▐███▌    ██   ▐█▌     ██   ██
    ██▀▀██ ▐█▌      ██   ▐█▌     ██   ██
    ██  ██ ▐████▌   ██    ▐████▌  █████
                          ▗▟▛▘
    ");
}

#[test]
fn marks_in_one_row() {
    insta::assert_snapshot!(picture("Rücken", 40, 4, 1, LetterInk::Blocks), @"
    ▄▄▖ ▀ ▀ ▗▄▄ ▄ ▄ ▄▄▖▗▖ ▄
    █ █ █ █ █   █▟▘ █  ▐█▖█
    █▜▌ █ █ █   █▙  █▀ ▐▌▜█
    █ █ ▜▄▛ ▜▄▄ █▝▙ █▄▖▐▌ █
    ");
}

#[test]
fn slopes_bowls_and_square_corners() {
    insta::assert_snapshot!(picture("MVÞ&K", 70, 7, 1, LetterInk::Blocks), @"
    ██▙▖    ▗▟██  ███    ▐██▌ ▐██▖        ▗▟███▄      ███  ▗▟█▛
    ████▄  ▄████  ███    ▐██▌ ▐██████▙▖  ▗██▌ ██▙     ███ ▄██▀
    ████████████  ▜██    ▐██▘ ▐██▌  ▐██▖ ▝██▌ ███     █████▛▘
    ███ ▀██▀ ███   ▜██▖ ▟██▘  ▐██▌  ▐██▌  ▐████▌ ██▛  █████
    ███      ███   ▝██▌ ██▛   ▐██▌  ▐██▘ ▗██▌▝▜███▛   █████▙▖
    ███      ███    ▝▜███▀    ▐██████▛▘  ▝██▌  ▜██▙   ███ ▀██▄
    ███      ███      ▀▛▘     ▐██▘        ▝▜███▛▝▜█▙  ███  ▝▜█▙
    ");
}

#[test]
fn few_plain_characters_fold_each_letter_elsewhere() {
    insta::assert_snapshot!(picture("NXZ45MW", 70, 5, 1, LetterInk::Cells), @r##"
    ##   ## ##  ## ######    ### ###### ##    ## ##    ##
    #### ##  ####     ##   ## ## ##     ###  ### ## ## ##
    ## ####   ##     ##   ##  ## #####  ######## ## ## ##
    ##  ###  ####   ##    ######     ## ## ## ## ########
    ##   ## ##  ## ######     ##  ####  ##    ##  ##  ##
    "##);
}

#[test]
fn marks_of_the_lower_line_stay_off_the_upper() {
    insta::assert_snapshot!(picture("ça où", 30, 10, 2, LetterInk::Blocks), @"
    ▄█▀▀▀▀  ▄██▄
    ██     ██  ██
    ██     ██▀▀██
     ▀██▀▀ ▀▀  ▀▀
     ▀▀
             ▀█▄
     ▄▄▄▄▄  ▄▄  ▄▄
    ██   ██ ██  ██
    ██   ██ ██  ██
    ▀█▄▄▄█▀ ▀█▄▄█▀
    ");
}

#[test]
fn slopes_of_one_in_two() {
    insta::assert_snapshot!(picture("V7/", 60, 11, 1, LetterInk::Blocks), @"
    █████       ▐████▌  ▐██████████████▌            ▗▟███▌
    █████       ▐████▌  ▝▀▀▀▀▀▀▀▀▀▜████▌           ▟████▘
    █████       ▐████▌            ▐████▌          ▟████▘
    █████       ▐████▌            ▐████▌         ▗████▛
     ▜███▄▖    ▄▟███▘            ▟████▘         ▗████▛
      ▜████▖  ▟████▘            ▟████▘        ▗▟███▛▘
      ▝████▌  ████▛            ▗████▛        ▗████▛
       ▝███▙▄▄███▛            ▗████▛         █████
         ▀█████▛▘            ▐████▛         ▟████▘
          ▝▜██▀              ▐████▌       ▗▟███▛▘
            ▝                ▝▀▀▀▀▘       ▝▀▀▀▘
    ");
}

/// The smallest area that has all cells with ink.
fn inked(buffer: &Buffer) -> Option<Rect> {
    let positions = buffer
        .area
        .positions()
        .filter(|position| buffer[*position] != Cell::EMPTY);
    positions
        .map(|Position { x, y }| Rect::new(x, y, 1, 1))
        .reduce(Rect::union)
}

#[test]
fn every_size_is_drawn_in_exactly_the_cells_it_takes() {
    let texts = [("12", 1), ("SINGLE-KNEE PULL", 3), ("Brücke ça", 2)];
    for (ink, (text, lines_max)) in INKS
        .into_iter()
        .flat_map(|ink| texts.map(|text| (ink, text)))
    {
        for width in 0..=60 {
            let mut seen = None;
            for room in (0..=30).map(|height| Size::new(width, height)) {
                let lettering = Lettering::fit(text, room, lines_max, ink);
                let Some(lettering) =
                    lettering.filter(|lettering| seen.as_ref() != Some(lettering))
                else {
                    continue;
                };
                let size = lettering.size();
                assert!(
                    size.width <= room.width && size.height <= room.height,
                    "{text} takes {size} of {room}"
                );
                let area = Rect::new(1, 1, size.width, size.height);
                let mut buffer = Buffer::empty(Rect::new(0, 0, size.width + 2, size.height + 2));
                lettering.draw(Style::new(), area, &mut buffer);
                assert_eq!(inked(&buffer), Some(area), "{text} in {room}");
                seen = Some(lettering);
            }
        }
    }
}

#[test]
fn an_area_of_any_size_cuts_letters_off() {
    let alignments = [
        HorizontalAlignment::Left,
        HorizontalAlignment::Center,
        HorizontalAlignment::Right,
    ];
    for (alignment, ink) in alignments
        .into_iter()
        .flat_map(|alignment| INKS.map(|ink| (alignment, ink)))
    {
        let lettering = Lettering::fit("HOLD RIGHT", Size::new(80, 20), 2, ink).unwrap();
        for (width, height) in (0..=90)
            .step_by(9)
            .flat_map(|width| [0, 1, 3, 7, 24].map(|height| (width, height)))
        {
            let area = Rect::new(1, 1, width, height);
            let mut buffer = Buffer::empty(Rect::new(0, 0, 94, 28));
            lettering.draw_aligned(alignment, Style::new(), area, &mut buffer);
            let ink = inked(&buffer).unwrap_or(area);
            assert_eq!(ink.union(area), area, "{alignment}");
            assert_eq!(
                inked(&buffer).is_none(),
                area.is_empty(),
                "{alignment}, {area}"
            );
        }
    }
}

#[test]
fn an_area_beyond_the_buffer_shows_the_same_part() {
    let lettering = Lettering::fit("HOLD", Size::new(60, 10), 1, LetterInk::Blocks).unwrap();
    let area = Rect::new(0, 0, 60, 10);
    let mut whole = Buffer::empty(area);
    lettering.draw(Style::new(), area, &mut whole);
    let mut window = Buffer::empty(Rect::new(7, 3, 20, 4));
    lettering.draw(Style::new(), area, &mut window);
    for position in window.area.positions() {
        assert_eq!(window[position], whole[position], "{position}");
    }
}

#[test]
fn the_largest_window_there_is_has_letters() {
    for ink in INKS {
        let room = Size::new(u16::MAX, u16::MAX);
        let lettering = Lettering::fit("WHEN YOU ARE READY", room, u16::MAX, ink).unwrap();
        assert!(lettering.size().height > 10_000, "{}", lettering.size());
        let mut buffer = Buffer::empty(Rect::new(300, 200, 10, 5));
        lettering.draw(
            Style::new(),
            Rect::new(0, 0, u16::MAX, u16::MAX),
            &mut buffer,
        );
        assert!(
            lettering
                .rewritten(&"W".repeat(200))
                .is_some_and(|long| long.size().width == u16::MAX)
        );
    }
}

#[test]
fn more_room_never_makes_letters_smaller() {
    for ink in INKS {
        for text in ["12", "SINGLE-KNEE PULL", "Über den Rücken"] {
            let size = |width, height| {
                let lettering = Lettering::fit(text, Size::new(width, height), 3, ink);
                lettering.map_or((0, 0), |lettering| {
                    (lettering.scale.height(), lettering.scale.column)
                })
            };
            let mut above = vec![(0, 0); 101];
            for height in 0..=30 {
                let sizes: Vec<_> = (0..=100).map(|width| size(width, height)).collect();
                assert!(sizes.is_sorted(), "{text}, {height} rows: {sizes:?}");
                for (width, (size, above)) in sizes.iter().zip(&above).enumerate() {
                    assert!(size >= above, "{text}: {width} × {height}");
                }
                above = sizes;
            }
        }
    }
}

#[test]
fn the_lines_of_a_session_fit_their_bands() {
    let rows = |text: &str, width, height| {
        let lettering = Lettering::fit(text, Size::new(width, height), 1, LetterInk::Blocks);
        lettering.map(|lettering| lettering.letter_height().to_string())
    };
    for phase in ["READY", "HOLD", "SWITCH"] {
        for side in ["RIGHT", "LEFT"] {
            let text = format!("{phase} {side}");
            assert_eq!(rows(&text, 40, 4).as_deref(), Some("3.5"), "{text}");
            assert_eq!(rows(&text, 80, 7).as_deref(), Some("7"), "{text}");
        }
    }
    for text in ["REST", "PAUSED", "TIME", "10 ×", "12:05"] {
        assert_eq!(rows(text, 40, 7).as_deref(), Some("7"), "{text}");
    }
}

#[test]
fn no_text_and_no_room_are_no_letters() {
    let fit = |text, width, height, lines_max| {
        Lettering::fit(text, Size::new(width, height), lines_max, LetterInk::Blocks)
    };
    assert_eq!(fit("", 100, 30, 1), None);
    assert_eq!(fit(" \n", 100, 30, 1), None);
    assert_eq!(fit("REST", 0, 0, 1), None);
    assert_eq!(fit("REST", 100, 3, 1), None);
    assert_eq!(fit("REST", 11, 30, 1), None);
    assert_eq!(fit("REST", 100, 30, 0), None);
    assert_eq!(fit("ストレッチ", 100, 30, 1), None);
    let rest = fit("REST", 100, 30, 1).unwrap();
    assert_eq!(rest.rewritten(""), None);
    assert_eq!(rest.rewritten("ストレッチ"), None);
}

#[test]
fn a_countdown_stands_still() {
    let widest = Lettering::fit("88", Size::new(40, 9), 1, LetterInk::Blocks).unwrap();
    for seconds in 10..100 {
        assert_eq!(
            widest.rewritten(&seconds.to_string()).unwrap().size(),
            widest.size(),
            "{seconds}"
        );
    }
    let nine = widest.rewritten("9").unwrap().size();
    assert_eq!(nine.height, widest.size().height);
    assert!(nine.width < widest.size().width);
    let area = Rect::new(0, 0, 40, 9);
    let draw = |text: &str| {
        let mut buffer = Buffer::empty(area);
        let lettering = widest.rewritten(text).unwrap();
        let right = HorizontalAlignment::Right;
        lettering.draw_aligned(right, Style::new(), area, &mut buffer);
        buffer
    };
    let (two, one) = (draw("19"), draw("9"));
    let units = one
        .area
        .positions()
        .filter(|position| one[*position] != Cell::EMPTY)
        .map(|position| position.x)
        .min()
        .unwrap();
    for position in area.positions().filter(|position| position.x >= units) {
        assert_eq!(two[position], one[position], "{position}");
    }
}

#[test]
fn letters_on_a_band_keep_its_background() {
    let area = Rect::new(0, 0, 14, 4);
    let mut buffer = Buffer::empty(area);
    buffer.set_style(
        area,
        Style::new().bg(Color::Rgb(255, 176, 64)).fg(Color::White),
    );
    let band = buffer.clone();
    let lettering = Lettering::fit("12", area.into(), 1, LetterInk::Blocks).unwrap();
    let style = Style::new().fg(Color::Black).add_modifier(Modifier::BOLD);
    lettering.draw(style, area, &mut buffer);
    for position in area.positions() {
        let cell = &buffer[position];
        assert_eq!(cell.bg, Color::Rgb(255, 176, 64), "{position}");
        if seen(cell) == " " {
            assert_eq!(
                cell, &band[position],
                "{position} has no ink and is not touched"
            );
        } else {
            assert_eq!(
                (cell.fg, cell.modifier),
                (Color::Black, Modifier::BOLD),
                "{position}"
            );
        }
    }
    assert_ne!(buffer, band);
}

#[test]
fn letters_are_placed_to_half_a_row() {
    let lettering = Lettering::fit("I", Size::new(2, 4), 1, LetterInk::Blocks).unwrap();
    let area = Rect::new(0, 0, 6, 6);
    let at = |alignment| drawn(&lettering, alignment, area);
    assert_eq!(at(HorizontalAlignment::Left), "\n██\n██\n██\n▀▀\n\n");
    assert_eq!(
        at(HorizontalAlignment::Center),
        "\n  ██\n  ██\n  ██\n  ▀▀\n\n"
    );
    assert_eq!(
        at(HorizontalAlignment::Right),
        "\n    ██\n    ██\n    ██\n    ▀▀\n\n"
    );
    let area = Rect::new(0, 0, 2, 5);
    let half_a_row_down = drawn(&lettering, HorizontalAlignment::Left, area);
    assert_eq!(half_a_row_down, "▄▄\n██\n██\n██\n\n");
}

#[test]
fn cyrillic_in_whole_columns() {
    insta::assert_snapshot!(picture("Щука Жаба Ёж Йод Цифра Эхо Юля Ъыь", 75, 30, 6, LetterInk::Blocks), @"
    ██ ██ ██  ▐█▌ ▐█▌ ██  ██   ▐█▌      ▐█▌▐█▌▐█▌   ██   ▐█████▌   ██
    ██ ██ ██  ▐█▌ ▐█▌ ██▄█▀  ▗▟▛▀▜▙▖    ▝▜▙▟█▙▟▛▘ ▄█▀▀█▄ ▐█▌     ▄█▀▀█▄
    ██ ██ ██   ▐████▌ ███    ▐█▙▄▟█▌      ▐███▌   ██▄▄██ ▐████▌  ██▄▄██
    ██▄██▄██▄     ▐█▌ ██▀█▄  ▐█▛▀▜█▌    ▗▟▛▜█▛▜▙▖ ██▀▀██ ▐█▌ ▐█▌ ██▀▀██
    ▀▀▀▀▀▀▀██  ▐███▌  ██  ██ ▐█▌ ▐█▌    ▐█▌▐█▌▐█▌ ██  ██ ▐████▌  ██  ██
    ▄▄ ▄▄               ▗▖  ▗▖
    ▀▀ ▀▀                ▝▀▀▘
    █████ ▐█▌▐█▌▐█▌    ▐█▌  ▐█▌  █████   ▐█████▌
    ██    ▝▜▙▟█▙▟▛▘    ▐█▌▗▟██▌ ██   ██  ▐█▌ ▐█▌
    ████    ▐███▌      ▐███▌▐█▌ ██   ██  ▐█▌ ▐█▌
    ██    ▗▟▛▜█▛▜▙▖    ▐█▛▘ ▐█▌ ██   ██ ▗▟█▙▄▟█▙▖
    █████ ▐█▌▐█▌▐█▌    ▐█▌  ▐█▌  █████  ▐█▛▀▀▀▜█▌

    ██  ██  ▐█▌  ▐█▌  ▗▄██▄▖  ▐████▌    ██       █████  ▐█▌ ▐█▌  █████
    ██  ██  ▐█▌▗▟██▌ ▄█▀██▀█▄ ▐█▌ ▐█▌ ▄█▀▀█▄         ██ ▝▜▙▄▟▛▘ ██   ██
    ██  ██  ▐███▌▐█▌ ██ ██ ██ ▐████▌  ██▄▄██      █████   ▐█▌   ██   ██
    ██▄▄██▄ ▐█▛▘ ▐█▌ ▀█▄██▄█▀ ▐█▌     ██▀▀██         ██ ▗▟▛▀▜▙▖ ██   ██
    ▀▀▀▀▀██ ▐█▌  ▐█▌  ▝▀██▀▘  ▐█▌     ██  ██     █████  ▐█▌ ▐█▌  █████

    ██  ████   ▐█████▌  █████     ████     ▐█▌    ▐█▌ ██
    ██ ██  ██  ▐█▌ ▐█▌ ██  ██       ██     ▐█▌    ▐█▌ ██
    █████  ██  ▐█▌ ▐█▌  █████       █████  ▐████▌ ▐█▌ █████
    ██ ██  ██  ▐█▌ ▐█▌ ▄█▀ ██       ██  ██ ▐█▌ ▐█▌▐█▌ ██  ██
    ██  ████  ▐█▌  ▐█▌ ██  ██       █████  ▐████▌ ▐█▌ █████
    ");
}

#[test]
fn greek_in_whole_columns() {
    insta::assert_snapshot!(picture("Γόνατο Δεξί Θλίψη Σώμα Φωνή Ξανά", 75, 30, 6, LetterInk::Blocks), @"
    █████  █████  ██   ██   ██   ██████  █████        ██    █████ ██████ ██
    ██    ██   ██ ███  ██  ████    ██   ██   ██      ▟██▙   ██           ██
    ██    ██   ██ ████ ██ ██  ██   ██   ██   ██     ▗████▖  ██           ██
    ██    ██   ██ ██ ████ ██  ██   ██   ██   ██     ▟█  █▙  ████   ████  ██
    ██    ██   ██ ██  ███ ██████   ██   ██   ██    ▗█▛  ▜█▖ ██           ██
    ██    ██   ██ ██  ▝██ ██  ██   ██   ██   ██    ██    ██ ██           ██
    ██     █████  ██   ██ ██  ██   ██    █████     ████████ █████ ██████ ██


     ██████     ██    ██ ██ ██ ██ ██  ██    ██████  █████  ██    ██   ██
    ██    ██   ▟██▙   ██ ██ ██ ██ ██  ██    ██     ██   ██ ███  ███  ████
    ██    ██  ▗████▖  ██ ██ ██ ██ ██  ██     ██    ██   ██ ████████ ██  ██
    ██ ██ ██  ▟█  █▙  ██  ▜████▛  ██████      ██   ██   ██ ██ ██ ██ ██  ██
    ██    ██ ▗█▛  ▜█▖ ██    ██    ██  ██     ██     ██ ██  ██    ██ ██████
    ██    ██ ██▘  ▝██ ██    ██    ██  ██    ██      ██ ██  ██    ██ ██  ██
     ██████  ██    ██ ██    ██    ██  ██    ██████ ███ ███ ██    ██ ██  ██


      ▗██▖    █████  ██   ██ ██  ██    ██████   ██   ██   ██   ██
     ▟████▙  ██   ██ ███  ██ ██  ██            ████  ███  ██  ████
    ██ ██ ██ ██   ██ ████ ██ ██  ██           ██  ██ ████ ██ ██  ██
    ██ ██ ██ ██   ██ ██ ████ ██████     ████  ██  ██ ██ ████ ██  ██
    ██ ██ ██  ██ ██  ██  ███ ██  ██           ██████ ██  ███ ██████
     ▜████▛   ██ ██  ██  ▝██ ██  ██           ██  ██ ██  ▝██ ██  ██
      ▝██▘   ███ ███ ██   ██ ██  ██    ██████ ██  ██ ██   ██ ██  ██
    ");
}
