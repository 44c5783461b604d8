//! The log as plain lines, for `supple log`. It has to be readable in a pipe, by a screen reader and without UTF-8.

use unicode_width::UnicodeWidthStr;

use super::view::{Heat, NOTHING, Report, Week};
use crate::core::day::WEEKDAYS;

/// The characters that can be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Charset {
    /// All.
    Unicode,
    /// ASCII, except in names.
    Ascii,
}

/// The widest a name may be in a column.
const NAME: usize = 34;

/// The column of each feeling from 0 to 10.
const BLOCKS: &str = "▁▂▂▃▄▅▆▆▇▇█";

impl Charset {
    /// The character for a day on which so much was done.
    pub fn heat(self, heat: Heat) -> char {
        let characters = match self {
            Self::Unicode => ['·', '░', '▒', '▓', '█'],
            Self::Ascii => ['.', '-', '+', '*', '#'],
        };
        let mut all = Heat::ALL.into_iter().zip(characters);
        all.find_map(|(other, character)| (other == heat).then_some(character))
            .unwrap_or(' ')
    }

    /// The feelings as a small chart: a column each, the higher the worse; as numbers where there are no blocks.
    pub fn chart(self, feelings: &[u8]) -> String {
        match self {
            Self::Unicode => {
                let column = |feeling: &u8| BLOCKS.chars().nth((*feeling).into()).unwrap_or('█');
                feelings.iter().map(column).collect()
            }
            Self::Ascii => {
                let numbers: Vec<String> = feelings.iter().map(u8::to_string).collect();
                numbers.join(" ")
            }
        }
    }
}

/// The report as lines, without line breaks.
pub fn lines(report: &Report, charset: Charset) -> Vec<String> {
    if report.is_empty {
        return vec![NOTHING.to_owned()];
    }
    let mut lines = vec![report.sum.clone(), report.adherence.clone(), String::new()];
    lines.extend(calendar(&report.weeks, charset));
    if !report.totals.is_empty() {
        lines.push(String::new());
        lines.push("Stretches".to_owned());
        let rows = report.totals.iter().map(|total| {
            [
                total.name.as_str(),
                total.done.as_str(),
                total.remark.as_str(),
            ]
        });
        lines.extend(table(&rows.collect::<Vec<_>>()));
    }
    if !report.last.is_empty() {
        lines.push(String::new());
        lines.push("Last sessions".to_owned());
        let rows = report.last.iter().map(|session| {
            [
                session.when.as_str(),
                session.done.as_str(),
                session.title.as_str(),
                session.remark.as_str(),
            ]
        });
        lines.extend(table(&rows.collect::<Vec<_>>()));
    }
    if !report.feelings.is_empty() {
        lines.push(String::new());
        lines.push("Tight or sore afterwards, 0 not at all to 10 as bad as can be".to_owned());
        lines.push(format!("  {}", charset.chart(&report.feelings)));
    }
    lines
}

/// Weeks across, days down, the names of the months above, a legend below.
fn calendar(weeks: &[Week], charset: Charset) -> Vec<String> {
    let mut months = String::new();
    for (column, week) in weeks.iter().enumerate() {
        let Some(month) = week.month else { continue };
        let at = column * 2;
        // Two names that would touch: the earlier one stays.
        if months.is_empty() || months.len() < at {
            months.push_str(&" ".repeat(at - months.len()));
            months.push_str(month);
        }
    }
    let mut lines = vec![format!("     {months}").trim_end().to_owned()];
    for (row, name) in WEEKDAYS.iter().enumerate() {
        let mut line = format!("{name} ");
        for week in weeks {
            line.push(' ');
            let heat = week.days.get(row).copied().flatten();
            line.push(heat.map_or(' ', |heat| charset.heat(heat)));
        }
        lines.push(line.trim_end().to_owned());
    }
    let legend = Heat::ALL.map(|heat| format!("{} {}", charset.heat(heat), heat.about()));
    lines.push(format!("     {}", legend.join("  ")));
    lines
}

/// Rows of cells under each other, the last one ragged.
fn table<const COLUMNS: usize>(rows: &[[&str; COLUMNS]]) -> Vec<String> {
    let mut widths = [0; COLUMNS];
    for row in rows {
        for (cell, width) in row.iter().zip(&mut widths) {
            *width = (*width).max(cell.width().min(NAME));
        }
    }
    rows.iter()
        .map(|row| {
            let mut line = String::from(" ");
            for (cell, width) in row.iter().zip(widths) {
                line.push(' ');
                line.push_str(cell);
                line.push_str(&" ".repeat(1 + width.saturating_sub(cell.width())));
            }
            line.trim_end().to_owned()
        })
        .collect()
}
