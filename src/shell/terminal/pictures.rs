//! Figures as pictures in the terminal, in the way that it takes them.
//!
//! A picture is a part of a frame: it is sent behind the cells, which leave its place blank, and only where it differs
//! from the one that is shown. What is shown is taken away before something else stands there, and before the terminal
//! is given back (see [`END`]).

mod png;
mod sixel;

use std::fmt::Write as _;
use std::sync::atomic::{AtomicBool, Ordering};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ratatui::layout::{Rect, Size};
use tiny_skia::Pixmap;

use crate::app::element::FigureView;
use crate::core::pose::Turn;
use crate::disk::photos;
use crate::format::routine::MOST_PIXELS;
use crate::tui::Picture;
use crate::tui::theme::Theme;
use crate::tui::widget::paint::pixels::{Raster, Smoothness, paint};
use crate::tui::widget::paint::{Rgb, photo};

/// A way of sending pictures to a terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Protocol {
    /// The graphics protocol of kitty.
    Kitty,
    /// The inline images of iTerm2.
    Iterm,
    /// Sixel, as the VT340 had it.
    Sixel,
}

/// Ends whatever a torn frame may have begun of a picture, and takes away all pictures: those of kitty, and those in
/// cells.
pub(super) const END: &[u8] = b"\x1b\\\x1b_Ga=d,d=A,q=2\x1b\\\x1b[m\x1b[2J";

/// Takes away the pictures of kitty.
const DELETE_ALL: &[u8] = b"\x1b_Ga=d,d=A,q=2\x1b\\";

/// As many bytes of a picture as kitty takes at once.
const PIECE: usize = 4096;

/// Whether a picture may be in the terminal.
static IS_SHOWN: AtomicBool = AtomicBool::new(false);

/// What the end of a screen has to send because of pictures.
pub(super) fn end() -> &'static [u8] {
    if IS_SHOWN.swap(false, Ordering::Relaxed) {
        END
    } else {
        b""
    }
}

/// How pictures are painted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Painter {
    pub(crate) protocol: Protocol,
    /// Pixels of a cell.
    pub(crate) cell: (u16, u16),
    pub(crate) theme: Theme,
    /// The ground of the terminal, where it is known.
    pub(crate) ground: Option<[u8; 3]>,
}

impl Painter {
    /// A figure as it is shown: a photo does not move, and sixels are long, so that every twentieth of the way is enough.
    fn shown(&self, mut figure: FigureView) -> FigureView {
        const STEP: u16 = 50;
        if figure.figure.photo.is_some() {
            return FigureView {
                turn: Turn::First,
                thousandths: 0,
                shows_way: false,
                is_moving: false,
                ..figure
            };
        }
        if self.protocol == Protocol::Sixel && figure.is_moving {
            figure.thousandths = (figure.thousandths + STEP / 2) / STEP * STEP;
        }
        figure
    }

    /// What is done for a figure, and by how much larger it is shown. On its way it is one of many pictures.
    const fn smoothness(&self, figure: &FigureView) -> (Smoothness, u32) {
        match (self.protocol, figure.is_moving) {
            (Protocol::Kitty | Protocol::Iterm, false) => (Smoothness::Fine, 1),
            (Protocol::Kitty | Protocol::Iterm, true) => (Smoothness::Quick, 2),
            (Protocol::Sixel, false) => (Smoothness::Quick, 1),
            (Protocol::Sixel, true) => (Smoothness::Flat, 2),
        }
    }

    /// The ground that a picture has in it: sixel has no pixel that is half there, so edges go over into the ground.
    fn on(&self) -> Option<Rgb> {
        self.ground.filter(|_| self.protocol == Protocol::Sixel)
    }
}

/// A picture as it is sent: painted, or to be so.
#[derive(Clone, Debug, PartialEq)]
struct SentPicture {
    figure: FigureView,
    area: Rect,
    painter: Painter,
    /// Its number: two that follow each other differ, so that one can replace the other.
    is_odd: bool,
}

/// The picture in the terminal, and the one of the frame that is prepared.
#[derive(Debug, Default)]
pub(super) struct Pictures {
    shown: Option<SentPicture>,
    next: Option<SentPicture>,
}

impl Pictures {
    /// Plans the picture of a frame. Returns whether the one that is shown has to go first.
    ///
    /// `is_whole` says that all is drawn anew, `is_torn` that a row of it is sent again.
    pub(super) fn plan(
        &mut self,
        next: Option<(Picture, Painter)>,
        is_whole: bool,
        is_torn: bool,
        frame: &mut Vec<u8>,
    ) {
        let shown = self.shown.as_ref();
        self.next = next.map(|(Picture { figure, area }, painter)| SentPicture {
            figure: painter.shown(figure),
            area,
            painter,
            is_odd: shown.is_some_and(|shown| !shown.is_odd),
        });
        if is_whole {
            if IS_SHOWN.load(Ordering::Relaxed) {
                frame.extend_from_slice(DELETE_ALL);
            }
            self.shown = None;
            return;
        }
        let Some(shown) = &self.shown else { return };
        let is_same = self.next.as_ref().is_some_and(|next| next.shows(shown));
        let stays = is_same && !(is_torn && shown.painter.protocol != Protocol::Kitty);
        if stays {
            self.next = Some(shown.clone());
            return;
        }
        // One that covers it may be drawn over it, without a moment in between.
        let covers = |next: &SentPicture| next.area == shown.area && next.painter.ground.is_some();
        if shown.painter.protocol != Protocol::Kitty && !self.next.as_ref().is_some_and(covers) {
            erase(shown.area, frame);
        }
    }

    /// Whether the place of a picture is changed by cells that are sent: whether `is_sent` for one of its rows.
    pub(super) fn is_torn(&self, mut is_sent: impl FnMut(u16) -> bool) -> bool {
        let area = self.shown.as_ref().map(|shown| shown.area);
        area.is_some_and(|area| (area.top()..area.bottom()).any(&mut is_sent))
    }

    /// Appends the picture that was planned, behind the cells.
    pub(super) fn paint(&mut self, frame: &mut Vec<u8>) {
        if self.next == self.shown {
            return;
        }
        if let Some(next) = &self.next {
            next.append(frame);
        }
        if let Some(shown) = self
            .shown
            .as_ref()
            .filter(|it| it.painter.protocol == Protocol::Kitty)
        {
            let number = shown.number();
            frame.extend_from_slice(format!("\x1b_Ga=d,d=I,i={number},q=2\x1b\\").as_bytes());
        }
    }

    /// Whether a picture is sent or taken away with the frame.
    pub(super) fn is_changed(&self) -> bool {
        self.next != self.shown
    }

    /// The frame is about to be sent.
    pub(super) fn show(&mut self) {
        if self.next.is_some() {
            IS_SHOWN.store(true, Ordering::Relaxed);
        }
        self.shown.clone_from(&self.next);
    }
}

impl SentPicture {
    /// Whether both are the same to the eye.
    fn shows(&self, other: &Self) -> bool {
        (&self.figure, self.area, self.painter) == (&other.figure, other.area, other.painter)
    }

    /// The number of the picture: that of the process tells it from those of other programs.
    fn number(&self) -> u32 {
        let process = std::process::id() & 0x00ff_ffff;
        (1 << 30) + 2 * process + u32::from(self.is_odd)
    }

    fn append(&self, frame: &mut Vec<u8>) {
        let Rect { x, y, .. } = self.area;
        frame.extend_from_slice(format!("\x1b[m\x1b[{};{}H", y + 1, x + 1).as_bytes());
        let Some((painted, larger)) = self.painted() else {
            return;
        };
        let Size { width, height } = self.area.as_size();
        match self.painter.protocol {
            Protocol::Kitty => {
                let number = self.number();
                let how = format!("a=T,f=100,q=2,C=1,i={number},p=1,c={width},r={height}");
                kitty(&how, &painted.png(), frame);
            }
            Protocol::Iterm => {
                let png = STANDARD.encode(painted.png());
                let how = format!(
                    "\x1b]1337;File=inline=1;width={width};height={height};\
                     preserveAspectRatio=0;doNotMoveCursor=1:"
                );
                frame.extend_from_slice(how.as_bytes());
                frame.extend_from_slice(png.as_bytes());
                frame.push(b'\x07');
            }
            Protocol::Sixel => match &painted {
                Painted::Few(raster) => sixel::encode(raster, larger, frame),
                Painted::Many(photo) => {
                    sixel::encode(&photo::in_few_colours(photo), larger, frame);
                }
            },
        }
    }

    /// The picture in pixels, and by how much larger it is shown.
    fn painted(&self) -> Option<(Painted, u32)> {
        let Painter { cell, theme, .. } = self.painter;
        let on = self.painter.on();
        let (smoothness, larger) = self.painter.smoothness(&self.figure);
        let Size { width, height } = self.area.as_size();
        let all = |cells: u16, of_cell: u16| u32::from(cells) * u32::from(of_cell);
        let (wide, high) = (all(width, cell.0), all(height, cell.1));
        // As large as that a picture has one pixel.
        let larger = (larger..=u32::MAX)
            .find(|larger| (wide / larger).saturating_mul(high / larger) <= MOST_PAINTED)?;
        let smaller = |pixels: u32| (pixels / larger).max(1);
        let size = (smaller(wide), smaller(high));
        let figure = &self.figure.figure;
        let photo = figure.photo.as_ref().and_then(|shown| {
            let png = photos::bytes(&shown.path)?;
            photo::photo(&png, on, size, MOST_PIXELS)
        });
        let painted = match photo {
            Some(photo) => Painted::Many(photo),
            // The photo has vanished since it was looked at.
            None if !figure.is_drawn() => return None,
            None => {
                let (scene, paints) = (self.figure.scene(), theme.paints());
                let row = smaller(cell.1.into());
                Painted::Few(paint(&scene, &paints, on, size, row, smoothness)?)
            }
        };
        Some((painted, larger))
    }
}

/// The most pixels that are painted: those of half a large display. A larger picture has larger ones.
const MOST_PAINTED: u32 = 2_000_000;

/// A picture as it was painted.
enum Painted {
    /// In few colours.
    Few(Raster),
    /// A photo.
    Many(Pixmap),
}

impl Painted {
    fn png(&self) -> Vec<u8> {
        match self {
            Self::Few(raster) => png::encoded(raster),
            Self::Many(photo) => png::encoded_photo(photo),
        }
    }
}

/// Appends a picture in pieces, as kitty takes it.
fn kitty(how: &str, png: &[u8], frame: &mut Vec<u8>) {
    let text = STANDARD.encode(png);
    let mut pieces = text.as_bytes().chunks(PIECE).peekable();
    let mut how = format!("{how},");
    while let Some(piece) = pieces.next() {
        let more = u8::from(pieces.peek().is_some());
        frame.extend_from_slice(format!("\x1b_G{how}m={more};").as_bytes());
        frame.extend_from_slice(piece);
        frame.extend_from_slice(b"\x1b\\");
        how.clear();
    }
}

/// Appends what empties the cells of `area`.
fn erase(area: Rect, frame: &mut Vec<u8>) {
    let mut rows = "\x1b[m".to_owned();
    for y in area.top()..area.bottom() {
        let _ = write!(rows, "\x1b[{};{}H\x1b[{}X", y + 1, area.x + 1, area.width);
    }
    frame.extend_from_slice(rows.as_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::settings::ThemeChoice;
    use crate::disk::stretches;
    use crate::tui::theme::{Backdrop, Colours, Options};

    /// The bytes of each picture of a figure at 1100×440, on the way into a stretch in three seconds.
    fn sent(name: &str, protocol: Protocol) -> Vec<usize> {
        let painter = Painter {
            protocol,
            cell: (10, 20),
            theme: Theme::of(Options {
                colours: Colours::TrueColor,
                utf8: true,
                choice: ThemeChoice::Auto,
                backdrop: Backdrop::Dark,
            }),
            ground: Some([0x10, 0x14, 0x1c]),
        };
        let figure = stretches::built_in().figure(name).unwrap();
        let mut pictures = Pictures::default();
        let picture = |tenth: u16| {
            let figure = FigureView {
                figure: figure.clone(),
                turn: Turn::First,
                thousandths: tenth * 1000 / 30,
                shows_way: true,
                is_moving: tenth < 30,
            };
            let area = Rect::new(0, 0, 110, 22);
            let mut frame = Vec::new();
            pictures.plan(
                Some((Picture { figure, area }, painter)),
                false,
                false,
                &mut frame,
            );
            pictures.paint(&mut frame);
            pictures.shown.clone_from(&pictures.next);
            frame.len()
        };
        (0..=30).map(picture).collect()
    }

    #[test]
    fn a_move_takes_at_most_250_kb() {
        for name in ["single-knee-pull", "figure-four", "hip-flexor", "bird-dog"] {
            for protocol in [Protocol::Kitty, Protocol::Iterm, Protocol::Sixel] {
                let bytes = sent(name, protocol);
                let all: usize = bytes.iter().sum();
                assert!(all <= 250_000, "{name}, {protocol:?}: {bytes:?}");
                assert!(
                    bytes.iter().filter(|bytes| **bytes > 0).count() > 15,
                    "{name}: it moves"
                );
            }
        }
    }
}
