//! Draws a figure: capsules as dots, dots as cells.
//!
//! A cell is a quarter-block character, two dots wide and two high, or an octant, four high. It has one colour in
//! front and one behind. Where limbs of several roles meet in a cell, the role with the most dots wins.

use ratatui::buffer::{Buffer, Cell, CellDiffOption};
use ratatui::layout::{Offset, Rect, Size};
use ratatui::style::{Color, Style};
use ratatui::symbols::pixel::{OCTANTS, QUADRANTS};

use crate::core::pose::Ground;
use crate::core::pose::geometry::{Bounds, Capsule, Point};
use crate::core::pose::shapes::{FigurePart, Role, Scene};

/// The styles of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FigureStyle {
    /// The style of each role, in the order of [`ROLES`].
    pub roles: [Style; ROLES.len()],
    /// The fill of a resting leg, which differs where there are no colours.
    pub resting_fill: Fill,
    /// The characters of the picture.
    pub dots: Dots,
}

/// The dots of a limb that are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fill {
    /// All of its dots.
    Solid,
    /// Every other dot.
    Hatched,
}

/// The characters of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dots {
    /// Quarter blocks, which every font has.
    Quadrants,
    /// Blocks of eighths, which few fonts have.
    Octants,
    /// Letters and signs.
    Ascii,
}

impl Dots {
    /// Dots of a cell from left to right and from top to bottom.
    const fn of_cell(self) -> (usize, usize) {
        match self {
            Self::Quadrants | Self::Ascii => (2, 2),
            Self::Octants => (2, 4),
        }
    }
}

const MOST_DOTS: usize = 8;

/// All roles, the most important first: it wins a cell that belongs to several equally.
pub const ROLES: [Role; 15] = [
    Role::Patch,
    Role::Working,
    Role::Behind,
    Role::Aid,
    Role::Arm,
    Role::Skin,
    Role::Body,
    Role::Shorts,
    Role::Hair,
    Role::Resting,
    Role::Arrow,
    Role::Furniture,
    Role::Ground,
    Role::Eye,
    Role::Mat,
];

impl FigureStyle {
    fn of(&self, role: Role) -> Style {
        let mut styles = ROLES.into_iter().zip(self.roles);
        let style = styles.find_map(|(other, style)| (other == role).then_some(style));
        style.unwrap_or_default()
    }

    /// True where a colour tells the inside of a mat from the person on it.
    fn fills_mats(&self) -> bool {
        let colour = self.of(Role::Mat).fg;
        colour.is_some_and(|colour| colour != Color::Reset) && self.dots != Dots::Ascii
    }
}

/// A piece of fewer quarter blocks than this shows nothing.
const CRUMB: usize = 6;

/// The distance that parts behind keep, in units of the pose; at least a dot.
const HALO: f64 = 0.1;
/// By which part of a dot everything is thicker, so that it does not fall apart where dots are large.
const GROWTH: f64 = 0.18;

/// Draws a figure on the ground in the last row of `area`.
pub fn draw(scene: &Scene, style: &FigureStyle, area: Rect, buf: &mut Buffer) {
    let area = area.intersection(buf.area);
    if area.width < 2 || area.height < 2 {
        return;
    }
    let camera = Camera::covering(scene.bounds, area, style.dots);
    let dots = camera.dots(&scene.parts, style);
    camera.cells(&dots, style, area, buf);
    ground(scene.ground, style, area, buf);
}

/// Leaves the place of a figure with these [`Figure::bounds`] blank, as wide as it needs: pixels come there.
///
/// [`Figure::bounds`]: crate::core::pose::Figure::bounds
pub(crate) fn reserve(bounds: Bounds, area: Rect, buf: &mut Buffer) {
    /// What the ground is wider than the figure at each end.
    const ASIDE: u16 = 2;
    let wide = scale(bounds, area.as_size()) * (bounds.most.x - bounds.least.x);
    let width = (wide.ceil() as u16 + 2 * ASIDE).min(area.width);
    let place = Rect {
        x: area.x + (area.width - width) / 2,
        width,
        ..area
    };
    for position in place.intersection(buf.area).positions() {
        if let Some(cell) = buf.cell_mut(position) {
            cell.reset();
            cell.set_diff_option(CellDiffOption::Skip);
        }
    }
}

/// The place that was left blank, if it still is.
pub(crate) fn reserved(buf: &mut Buffer) -> Option<Rect> {
    let mut place: Option<Rect> = None;
    let mut blank = 0;
    for (at, cell) in buf.content.iter_mut().enumerate() {
        if cell.diff_option != CellDiffOption::Skip {
            continue;
        }
        cell.set_diff_option(CellDiffOption::None);
        blank += u32::from(*cell == Cell::EMPTY);
        let columns = usize::from(buf.area.width.max(1));
        let cell = Rect::new((at % columns) as u16, (at / columns) as u16, 1, 1);
        place = Some(place.map_or(cell, |place| place.union(cell)));
    }
    let place = place.filter(|place| place.area() == blank)?;
    Some(place.offset(Offset::new(buf.area.x.into(), buf.area.y.into())))
}

/// The columns that a figure with these bounds takes where it fills this many rows from top to bottom.
pub fn columns(bounds: Bounds, rows: u16) -> u16 {
    let scale = scale(bounds, Size::new(u16::MAX, rows));
    (scale * (bounds.most.x - bounds.least.x)).ceil() as u16
}

/// The rows that a figure with these bounds takes where it fills this many columns, with its ground.
pub fn rows(bounds: Bounds, columns: u16) -> u16 {
    let scale = scale(bounds, Size::new(columns, u16::MAX));
    (scale * bounds.most.y / 2.0).ceil() as u16 + 1
}

/// The largest scale at which a figure with these bounds is in a place whose last row is the ground: cells from left to
/// right for a unit of a person's eight and a half.
pub fn scale(bounds: Bounds, place: Size) -> f64 {
    let (wide, high) = (bounds.most.x - bounds.least.x, bounds.most.y);
    let rows = f64::from(place.height.saturating_sub(1));
    // Cells are twice as high as wide.
    (f64::from(place.width) / wide.max(0.1)).min(2.0 * rows / high.max(0.1))
}

/// The row on which the figure is.
fn ground(ground: Ground, style: &FigureStyle, area: Rect, buf: &mut Buffer) {
    let symbol = match (ground, style.dots) {
        (Ground::Under, _) => return,
        (Ground::Mat, Dots::Ascii) => '=',
        (Ground::Floor, Dots::Ascii) => '-',
        (Ground::Bed, Dots::Ascii) => '#',
        (Ground::Mat, _) => '▀',
        (Ground::Floor, _) => '▔',
        (Ground::Bed, _) => '█',
    };
    let y = area.bottom() - 1;
    for x in area.left()..area.right() {
        if let Some(cell) = buf.cell_mut((x, y)) {
            cell.set_char(symbol).set_style(style.of(Role::Ground));
        }
    }
}

/// From the units of the pose to dots.
struct Camera {
    /// Dots in a row and in a column, without the row of the ground.
    size: (usize, usize),
    /// Dots of a cell.
    cell: (usize, usize),
    /// Dots in a unit, along and up.
    scale: (f64, f64),
    /// The left edge of the first dot, in units of the pose.
    left: f64,
}

/// The dots of a picture and what is in each, row by row from the top.
type Dotted = Vec<Option<Role>>;

impl Camera {
    /// The camera that has all of `bounds` in the area, above its last row, as large as can be.
    fn covering(bounds: Bounds, area: Rect, dots: Dots) -> Self {
        let cell = dots.of_cell();
        let cells_in_unit = scale(bounds, area.as_size());
        let scale = (
            cells_in_unit * cell.0 as f64,
            cells_in_unit * cell.1 as f64 / 2.0,
        );
        let middle = f64::midpoint(bounds.least.x, bounds.most.x);
        Self {
            size: (
                usize::from(area.width) * cell.0,
                usize::from(area.height - 1) * cell.1,
            ),
            cell,
            scale,
            left: middle - f64::from(area.width) / 2.0 / cells_in_unit,
        }
    }

    fn middle(&self, column: usize, row: usize) -> Point {
        Point::new(
            self.left + (column as f64 + 0.5) / self.scale.0,
            (self.size.1 as f64 - row as f64 - 0.5) / self.scale.1,
        )
    }

    fn dots(&self, parts: &[FigurePart], style: &FigureStyle) -> Dotted {
        let mut dots: Dotted = vec![None; self.size.0 * self.size.1];
        // What stands and lies behind the person is seen through every gap between limbs.
        let mut behind = dots.clone();
        // The halo is never thinner than a dot and no limb thinner than one, or they would have gaps.
        let dot = 1.0 / self.scale.1;
        let halo = f64::max(0.0, HALO - dot);
        for part in parts {
            if part.role == Role::Mat && !style.fills_mats() || part.least_dots > self.scale.1 {
                continue;
            }
            for capsule in &part.halo {
                self.each_inside(capsule, halo, |column, row| {
                    for (column, row) in with_neighbours(column, row) {
                        self.clear(&mut dots, &behind, column, row);
                    }
                });
            }
            for capsule in &part.capsules {
                let thinnest = capsule.from_radius.min(capsule.to_radius);
                let grown = f64::max(GROWTH * dot, 0.52 * dot - thinnest);
                self.each_inside(capsule, grown, |column, row| {
                    self.set(&mut dots, column, row, part.role);
                    if part.role.is_behind() {
                        self.set(&mut behind, column, row, part.role);
                    }
                });
            }
        }
        self.sweep(&mut dots, &behind);
        if style.resting_fill == Fill::Hatched {
            for (at, dot) in dots.iter_mut().enumerate() {
                let odd = (at % self.size.0 + at / self.size.0) % 2 == 1;
                *dot = dot.filter(|role| !(odd && *role == Role::Resting));
            }
        }
        dots
    }

    /// Takes away crumbs: what a halo left of a limb that is otherwise covered. Some parts are small, and whole.
    fn sweep(&self, dots: &mut Dotted, behind: &Dotted) {
        let smallest = CRUMB * self.cell.1 / 2;
        let mut seen = vec![false; dots.len()];
        let mut piece = Vec::new();
        for start in 0..dots.len() {
            let Some(role) = dots.get(start).copied().flatten() else {
                continue;
            };
            if matches!(role, Role::Aid | Role::Eye | Role::Patch | Role::Arrow) {
                continue;
            }
            let Some(seen_start) = seen.get_mut(start).filter(|seen| !**seen) else {
                continue;
            };
            *seen_start = true;
            piece.clear();
            piece.push(start);
            let mut next = 0;
            while let Some(at) = piece.get(next).copied() {
                next += 1;
                let column = at % self.size.0;
                let neighbours = [
                    (column > 0).then(|| at - 1),
                    (column + 1 < self.size.0).then(|| at + 1),
                    at.checked_sub(self.size.0),
                    Some(at + self.size.0),
                ];
                for neighbour in neighbours.into_iter().flatten() {
                    let other = dots.get(neighbour).copied().flatten();
                    let same = other.is_some_and(|other| kind(other) == kind(role));
                    if let Some(seen) = seen.get_mut(neighbour).filter(|seen| same && !**seen) {
                        *seen = true;
                        piece.push(neighbour);
                    }
                }
            }
            if piece.len() < smallest {
                for at in &piece {
                    if let Some(dot) = dots.get_mut(*at) {
                        let behind = behind.get(*at).copied().flatten();
                        *dot = behind.filter(|there| *there == Role::Mat || *there != role);
                    }
                }
            }
        }
    }

    /// Clears a dot for a halo. Only limbs have to be kept apart: what is `behind` all of them stays whole.
    fn clear(&self, dots: &mut Dotted, behind: &Dotted, column: usize, row: usize) {
        let inside = column < self.size.0;
        let at = row.saturating_mul(self.size.0).saturating_add(column);
        if let Some(dot) = dots.get_mut(at).filter(|_| inside) {
            *dot = behind.get(at).copied().flatten();
        }
    }

    fn set(&self, dots: &mut Dotted, column: usize, row: usize, role: Role) {
        if let Some(dot) = dots.get_mut(row * self.size.0 + column) {
            *dot = Some(role);
        }
    }

    /// Calls `with` every dot whose middle is inside a capsule that is `grown` by so much.
    fn each_inside(&self, capsule: &Capsule, grown: f64, mut with: impl FnMut(usize, usize)) {
        let bounds = capsule.bounds();
        let column = |x: f64| ((x - self.left) * self.scale.0).clamp(0.0, self.size.0 as f64);
        let row = |y: f64| (self.size.1 as f64 - y * self.scale.1).clamp(0.0, self.size.1 as f64);
        let columns =
            column(bounds.least.x - grown) as usize..column(bounds.most.x + grown).ceil() as usize;
        let rows = row(bounds.most.y + grown) as usize..row(bounds.least.y - grown).ceil() as usize;
        for at_row in rows {
            for at_column in columns.clone() {
                if capsule.holds(self.middle(at_column, at_row), grown) {
                    with(at_column, at_row);
                }
            }
        }
    }

    fn cells(&self, dots: &Dotted, style: &FigureStyle, area: Rect, buf: &mut Buffer) {
        for y in 0..area.height - 1 {
            for x in 0..area.width {
                let cell = self.dots_of_cell(dots, (x, y));
                // Most of a picture is empty.
                if cell == [None; MOST_DOTS] {
                    continue;
                }
                let dots = cell.get(..self.cell.0 * self.cell.1).unwrap_or_default();
                let mut of_role = ROLES.map(|role| (role, bits(dots, role)));
                // A mat lies behind whatever else is in the cell.
                let on_mat = matches!(of_role, [.., (Role::Mat, mat)] if mat != 0);
                if let [others @ .., (_, mat)] = &mut of_role
                    && others.iter().any(|(_, bits)| *bits != 0)
                {
                    *mat = 0;
                }
                let all = of_role.iter().fold(0, |all, (_, bits)| all | bits);
                // The last of equals is taken, so the most important has to come last.
                let most = of_role
                    .iter()
                    .rev()
                    .max_by_key(|(_, bits)| bits.count_ones());
                let (Some((role, bits)), Some(cell)) =
                    (most, buf.cell_mut((area.x + x, area.y + y)))
                else {
                    continue;
                };
                let behind = of_role
                    .iter()
                    .find(|(_, other)| *other != 0 && other | bits == all);
                let full = all.count_ones() as usize == self.cell.0 * self.cell.1;
                let (bits, ground) = match behind {
                    // No dot is empty and two roles share the cell: each keeps its colour.
                    Some((behind, other)) if full && other & bits == 0 => (*bits, Some(*behind)),
                    _ => (all, on_mat.then_some(Role::Mat)),
                };
                if let Some(symbol) = symbol(style.dots, *role, bits) {
                    cell.set_char(symbol).set_style(style.of(*role));
                    if let Some(colour) = ground.and_then(|ground| style.of(ground).fg) {
                        cell.bg = colour;
                    }
                }
            }
        }
    }

    /// The dots of a cell, row by row from the top.
    fn dots_of_cell(&self, dots: &Dotted, (x, y): (u16, u16)) -> [Option<Role>; MOST_DOTS] {
        let (columns, rows) = self.cell;
        let first = usize::from(y) * rows * self.size.0 + usize::from(x) * columns;
        let mut cell = [None; MOST_DOTS];
        for (row, of_row) in cell.chunks_exact_mut(columns).take(rows).enumerate() {
            let from = first + row * self.size.0;
            if let Some(dots) = dots.get(from..from + columns) {
                of_row.copy_from_slice(dots);
            }
        }
        cell
    }
}

/// The role with which a role is one piece: trunk, head and what is on them hang together.
const fn kind(role: Role) -> Role {
    match role {
        Role::Skin | Role::Hair | Role::Eye | Role::Shorts => Role::Body,
        role => role,
    }
}

/// The dots of a cell that belong to a role, as bits.
fn bits(cell: &[Option<Role>], role: Role) -> usize {
    let dots = cell.iter().rev();
    dots.fold(0, |bits, dot| bits << 1 | usize::from(*dot == Some(role)))
}

/// A dot and those that share a side with it.
fn with_neighbours(column: usize, row: usize) -> [(usize, usize); 5] {
    [
        (column, row),
        (column.wrapping_sub(1), row),
        (column + 1, row),
        (column, row.wrapping_sub(1)),
        (column, row + 1),
    ]
}

/// The character with these dots.
fn symbol(dots: Dots, role: Role, bits: usize) -> Option<char> {
    match dots {
        Dots::Quadrants => QUADRANTS.get(bits).copied(),
        Dots::Octants => OCTANTS.get(bits).copied(),
        // Half a cell is enough for a sign; which one tells the roles apart.
        Dots::Ascii => (bits.count_ones() >= 2).then_some(match role {
            Role::Working => '#',
            Role::Behind => '=',
            Role::Resting => ':',
            Role::Body | Role::Skin | Role::Shorts => 'O',
            Role::Hair => '@',
            Role::Eye => 'o',
            Role::Patch => '*',
            Role::Arm => '+',
            Role::Furniture => '|',
            Role::Ground | Role::Mat | Role::Arrow => '.',
            Role::Aid => '%',
        }),
    }
}
