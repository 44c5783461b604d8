//! The page of one stretch: how much of it was done on each side, week by week, with the soreness beside it.

use StretchCommand as C;

use super::report::{harmless_line, week_of};
use super::view::{ChartRow, ChartUnit, LogPage, PagePart, TotalLine};
use super::{PAGE, back_key};
use crate::app::element::{HelpLine, Window};
use crate::app::input::Key;
use crate::app::keymap::{KeyTable, help_key, page_down, page_up, scroll_down, scroll_up};
use crate::app::list::Move;
use crate::app::screen::{AppScreen, Wish};
use crate::app::view::View;
use crate::core::history::{SideTotal, StretchWeek, Total};
use crate::core::log::WORST;
use crate::core::moment::Moment;
use crate::core::span;
use crate::core::text::capitalised;

#[derive(Debug)]
pub(super) struct StretchPage {
    title: String,
    parts: Vec<PagePart>,
    scroll: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::app) enum StretchCommand {
    Scroll(Move),
    Page(Move),
    Help,
    Back,
}

pub(in crate::app) static KEYS: KeyTable<C> = KeyTable::new(&[
    scroll_up(C::Scroll(Move::Up)),
    scroll_down(C::Scroll(Move::Down)),
    page_up(C::Page(Move::Up)),
    page_down(C::Page(Move::Down)),
    help_key(C::Help),
    back_key(C::Back),
]);

const BAR: &[C] = &[C::Scroll(Move::Down), C::Help, C::Back];

impl StretchPage {
    /// The page of the stretch that has this total.
    pub(super) fn new(total: &TotalLine) -> Self {
        let lines = total.weeks_in_words.clone();
        Self {
            title: total.name.clone(),
            parts: vec![PagePart::Chart(total.chart.clone()), PagePart::Lines(lines)],
            scroll: 0,
        }
    }
}

/// The charts of the stretch that has this `total` and was done in these `weeks`, the earliest first: a row each side and
/// one for the soreness.
pub(super) fn chart(total: &Total, weeks: &[StretchWeek]) -> Vec<ChartRow> {
    let on = |week: &StretchWeek, side: &SideTotal| {
        let mut sides = week.sides.iter();
        sides.find(|known| known.side == side.side).cloned()
    };
    let mut rows: Vec<ChartRow> = Vec::new();
    for side in &total.sides {
        // The unit of a row is that of its total. In a week from before movements were counted nobody knows how many.
        let value = |week: SideTotal| match side.count {
            0 => Some(week.done.as_secs()),
            _ => (week.count > 0).then_some(week.count),
        };
        let values = weeks.iter().map(|week| on(week, side).and_then(value));
        rows.push(ChartRow {
            label: side_name(side).unwrap_or_else(|| "Done".to_owned()),
            values: values.collect(),
            most: None,
            unit: match side.count {
                0 => ChartUnit::Seconds,
                _ => ChartUnit::Movements,
            },
            last: amount(side),
        });
    }
    // One scale for all sides of one unit, so that they can be compared.
    let most = |rows: &[ChartRow], unit| {
        let rows = rows.iter().filter(|row| row.unit == unit);
        rows.flat_map(|row| row.values.iter().flatten())
            .max()
            .copied()
    };
    let seconds = most(&rows, ChartUnit::Seconds);
    let movements = most(&rows, ChartUnit::Movements);
    for row in &mut rows {
        row.most = match row.unit {
            ChartUnit::Movements => movements,
            _ => seconds,
        };
    }
    let soreness: Vec<Option<u64>> = weeks.iter().map(soreness).collect();
    if let Some(last) = soreness.iter().flatten().last() {
        rows.push(ChartRow {
            label: "Soreness".to_owned(),
            last: format!("last {last}/{WORST}"),
            values: soreness,
            most: Some(WORST.into()),
            unit: ChartUnit::Soreness,
        });
    }
    rows
}

/// The weeks in words, the latest first.
pub(super) fn weeks_in_words(total: &Total, weeks: &[StretchWeek]) -> Vec<String> {
    let weeks = weeks.iter().rev();
    weeks.filter_map(|week| in_words(week, total)).collect()
}

/// The soreness of a week, rounded.
fn soreness(week: &StretchWeek) -> Option<u64> {
    let count = week.soreness.len() as u64;
    let sum: u64 = week.soreness.iter().map(|felt| u64::from(*felt)).sum();
    (sum + count / 2).checked_div(count)
}

/// `Week of 23 Nov: Right 4:30 · Left 4:00 · soreness 3/10`; `None` where nothing was done.
fn in_words(week: &StretchWeek, total: &Total) -> Option<String> {
    // In the order of the charts.
    let sides = total.sides.iter();
    let sides = sides.filter_map(|side| week.sides.iter().find(|known| known.side == side.side));
    let mut parts = side_amounts(sides);
    if parts.is_empty() {
        return None;
    }
    parts.extend(soreness(week).map(|felt| format!("soreness {felt}/{WORST}")));
    Some(format!("{}: {}", week_of(week.monday), parts.join(" · ")))
}

/// How much it was on each side: `Right 4:30`.
pub(super) fn side_amounts<'a>(sides: impl IntoIterator<Item = &'a SideTotal>) -> Vec<String> {
    let in_words = |side: &SideTotal| match side_name(side) {
        Some(name) => format!("{name} {}", amount(side)),
        None => amount(side),
    };
    sides.into_iter().map(in_words).collect()
}

fn side_name(side: &SideTotal) -> Option<String> {
    let word = side.side.as_ref()?;
    Some(capitalised(&harmless_line(word)))
}

fn amount(side: &SideTotal) -> String {
    match side.count {
        0 => span::clock(side.done),
        count => format!("{count} ×"),
    }
}

impl AppScreen for StretchPage {
    fn help(&self) -> Vec<HelpLine> {
        KEYS.help()
    }

    fn view(&self, _: Window, _: Moment) -> View {
        View::LogPage(Box::new(LogPage {
            title: self.title.clone(),
            place: "a week a column".to_owned(),
            parts: self.parts.clone(),
            scroll: self.scroll,
            hints: KEYS.hints(BAR),
        }))
    }

    fn scroll(&mut self) -> Option<&mut usize> {
        Some(&mut self.scroll)
    }

    fn key(&mut self, key: Key, _: Moment) -> Wish {
        match KEYS.command(key) {
            Some(C::Scroll(to)) => to.apply(&mut self.scroll, 1, usize::MAX),
            Some(C::Page(to)) => to.apply(&mut self.scroll, PAGE, usize::MAX),
            Some(C::Help) => return Wish::Help,
            Some(C::Back) => return Wish::back(),
            None => {}
        }
        Wish::Stay
    }
}
