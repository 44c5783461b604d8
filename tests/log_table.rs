//! `supple log --format csv`, by the real program: what a spreadsheet gets.

#![cfg(unix)]

use crate::wait;
use std::fs;
use std::process::{Command, Output};

use supple::format::table::COLUMNS;
use tempfile::TempDir;
use wait::Outcome;

/// A home whose log has these lines.
fn home(lines: &str) -> TempDir {
    let home = TempDir::new().unwrap();
    let folder = home.path().join(".local/share/supple/log");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("host.jsonl"), lines).unwrap();
    home
}

fn record(start: &str, routine: &str) -> String {
    format!(
        "{{\"id\":\"{start}\",\"start\":\"{start}\",\"end\":\"{start}\",\"title\":\"Knees, both\",\
         \"routines\":[{{\"id\":\"{routine}\"}}],\"ended\":\"done\",\"feeling\":3,\"stretches\":[\
         {{\"name\":\"Pull\",\"kind\":\"hold\",\"side\":\"right\",\"planned_ms\":30000,\"held_ms\":29500}},\
         {{\"name\":\"Pull\",\"kind\":\"hold\",\"side\":\"left\",\"planned_ms\":30000,\"held_ms\":30000}}]}}\n"
    )
}

/// What `supple log --csv` with these arguments does, with no more than so many KiB of memory for data.
fn table(home: &TempDir, memory: u32, arguments: &[&str]) -> Output {
    Command::new("/bin/sh")
        .args(["-c", "ulimit -d \"$1\" && shift && exec \"$@\"", "sh"])
        .arg(memory.to_string())
        .args([env!("CARGO_BIN_EXE_supple"), "log", "--csv"])
        .args(arguments)
        .env_clear()
        .env("HOME", home.path())
        .outcome()
}

const PLENTY: u32 = 1 << 20;

fn rows(home: &TempDir, arguments: &[&str]) -> Vec<Vec<String>> {
    let output = table(home, PLENTY, arguments);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let records = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(output.stdout.as_slice());
    let row = |record: csv::StringRecord| record.iter().map(str::to_owned).collect();
    records
        .into_records()
        .map(|record| row(record.unwrap()))
        .collect()
}

#[test]
fn each_stretch_and_side_is_a_row_below_the_names_of_the_columns() {
    let home = home(&record("2026-03-01T18:20:05+01:00", "knees"));
    let rows = rows(&home, &[]);
    assert_eq!(rows.len(), 3);
    assert_eq!(rows[0], COLUMNS.map(|(name, _)| name));
    let column = |row: usize, name: &str| {
        let at = rows[0].iter().position(|column| column == name).unwrap();
        rows[row][at].as_str()
    };
    assert_eq!(column(1, "title"), "Knees, both");
    assert_eq!(
        (column(1, "date"), column(1, "time")),
        ("2026-03-01", "18:20:05")
    );
    assert_eq!((column(1, "side"), column(2, "side")), ("right", "left"));
    assert_eq!(
        (column(1, "held_s"), column(2, "held_s")),
        ("29.500", "30.000")
    );
    assert_eq!(column(2, "feeling"), "3");
}

#[test]
fn an_empty_log_is_a_table_without_rows() {
    assert_eq!(rows(&home(""), &[]).len(), 1);
}

#[test]
fn days_and_a_routine_choose() {
    let now = supple::format::stamp::write(supple::shell::now());
    let mut lines = record("2020-03-01T10:00:00Z", "knees");
    lines += &record("2020-03-02T10:00:00Z", "hips");
    lines += &record(&now, "hips");
    let home = home(&lines);
    assert_eq!(rows(&home, &[]).len(), 7, "all, as with `--json`");
    assert_eq!(rows(&home, &["--routine", "HIPS"]).len(), 5);
    assert_eq!(rows(&home, &["--days", "7"]).len(), 3);
    assert_eq!(rows(&home, &["--days", "7", "--routine", "knees"]).len(), 1);
}

#[test]
fn a_table_is_no_json() {
    let output = table(&home(""), PLENTY, &["--json"]);
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(
        told.contains("'--csv' cannot be used with '--json'"),
        "{told}"
    );
}

/// 20 000 sessions are 12 MB of table; all the memory that the program gets is less than that.
#[cfg(target_os = "linux")]
#[test]
fn a_long_log_is_not_gathered() {
    let mut lines = String::new();
    for number in 0..20_000 {
        let (day, hour) = (number / 24 % 28 + 1, number % 24);
        let (year, month) = (2000 + number / 8064, number / 672 % 12 + 1);
        let start = format!("{year}-{month:02}-{day:02}T{hour:02}:00:00Z");
        lines.push_str(&record(&start, &"knees".repeat(20)));
    }
    let output = table(&home(&lines), 8 * 1024, &[]);
    assert_eq!(
        output.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    assert!(
        output.stdout.len() > 8 * 1024 * 1024,
        "{}",
        output.stdout.len()
    );
    let table = String::from_utf8(output.stdout).unwrap();
    assert_eq!(table.matches("\r\n").count(), 40_001);
}
