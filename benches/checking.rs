//! How long the checker takes: a thousand routines of fifty steps, and the largest one that can be opened; and how long
//! an editor waits for its language server in a file of 2 000 lines.
//!
//! `cargo bench --bench checking`. No numbers are asserted: they are those of the machine. Meant are less than a second
//! for the first and less than 50 ms for everything else.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a benchmark reads the clock and tells what it says"
)]

use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use lsp_server::{Notification, Request};
use serde_json::json;
use supple::core::nonempty::NonEmpty;
use supple::core::session::Plan;
use supple::core::timeline::{MOST_SEGMENTS, Timeline, Unrolled};
use supple::diagnostic::{Source, render};
use supple::disk::stretches::built_in;
use supple::format::kind::FileKind;
use supple::format::routine;
use supple::lsp::{DocumentReading, Files, Server};

/// A routine of so many steps, in blocks of five where it is `nested`.
fn text(steps: usize) -> String {
    let mut out = String::from(
        "title = \"A long one\"\ntags = [\"post-run\"]\n[defaults]\nhold = \"20s\"\nsides = \"each\"\n",
    );
    for nth in 0..steps {
        let _ = write!(
            out,
            "\n[[step]]              # number {nth}\nname     = \"Stretch number {nth}\"\nready    = \"15s\"\n\
             position = \"back\"\ncue      = \"{{side}} knee in, hands behind the thigh.\"\nhow      = \"\"\"\\\n  \
             Draw the knee towards the chest until the lower back pulls mildly; the other \\\n  foot stays.\"\"\"\n\
             cues     = [{{ at = \"3s\", say = \"A mild pull, then breathe out.\" }}]\n"
        );
    }
    out
}

/// A routine of as many segments as a plan may have.
fn largest() -> String {
    let mut out = String::from("title = \"The largest\"\n");
    // 33 rounds of a step with `ready`, two sides and three changes: six segments and one between the rounds.
    for nth in 0..43 {
        let _ = write!(
            out,
            "[[step]]\nrepeat = 33\nbetween = \"1s\"\n[[step.step]]\nname = \"Stretch {nth}\"\ncount = 1\n\
             pace = \"1s\"\nready = \"1s\"\nswitch = \"3s\"\nsides = [\"left\", \"right\", \"left\"]\n"
        );
    }
    out
}

fn source(text: String) -> Source {
    let name = "bench.toml".to_owned();
    Source { name, text }
}

/// The shortest of several runs.
fn shortest(mut run: impl FnMut()) -> Duration {
    let once = || {
        let start = Instant::now();
        run();
        start.elapsed()
    };
    std::iter::repeat_with(once)
        .take(7)
        .min()
        .unwrap_or_default()
}

/// The catalogue alone, for an editor.
struct Bundled;

impl Files for Bundled {
    fn read(&self, path: &Path, text: &str) -> DocumentReading {
        let (name, text) = (path.to_string_lossy().into_owned(), text.to_owned());
        let references = built_in();
        let parsed = routine::parse_among(&Source { name, text }, &references);
        let routine = parsed.value.map(Arc::new);
        let plan = routine.as_ref().map(|routine| {
            let routines = NonEmpty::of(Arc::clone(routine));
            Plan::of(&routines, Duration::from_secs(5), Unrolled::default(), 100)
        });
        DocumentReading {
            kind: FileKind::Routine,
            is_foreign: false,
            routines: Vec::new(),
            problems: parsed.problems,
            references,
            routine,
            plan,
        }
    }

    fn renew(&mut self) {}
}

/// How long an editor waits for the problems after a key, and for the clock beside the steps, of 2 000 lines.
fn editing() {
    let text = text(200);
    let lines = text.lines().count();
    let document =
        json!({ "uri": "file:///a.toml", "languageId": "toml", "version": 1, "text": text });
    let opened = json!({ "textDocument": document });
    let mut server = Server::new(Bundled);
    let change = shortest(|| {
        server.note(Notification::new(
            "textDocument/didOpen".to_owned(),
            opened.clone(),
        ));
        std::hint::black_box(server.publish());
    });
    println!("an editor's change in {lines} lines: {change:?}");
    let range =
        json!({ "start": { "line": 0, "character": 0 }, "end": { "line": lines, "character": 0 } });
    let at = json!({ "line": lines / 2, "character": 0 });
    let asked = json!({ "textDocument": document, "range": range, "position": at });
    for method in ["inlayHint", "completion", "hover", "documentSymbol"] {
        let answered = shortest(|| {
            let method = format!("textDocument/{method}");
            let answer = server.answer(Request::new(1.into(), method, asked.clone()));
            std::hint::black_box(answer);
        });
        println!("an editor's {method} in {lines} lines: {answered:?}");
    }
    // With a mistake in the last step, where the cursor stands.
    let broken = json!({ "uri": "file:///a.toml", "version": 2, "languageId": "toml", "text": text + "hodl = 20s\n" });
    server.note(Notification::new(
        "textDocument/didOpen".to_owned(),
        json!({ "textDocument": broken }),
    ));
    let at = json!({ "line": lines, "character": 0 });
    let context = json!({ "diagnostics": [] });
    let asked =
        json!({ "textDocument": broken, "range": { "start": at, "end": at }, "context": context });
    let answered = shortest(|| {
        let method = "textDocument/codeAction".to_owned();
        let answer = server.answer(Request::new(1.into(), method, asked.clone()));
        std::hint::black_box(answer);
    });
    println!("an editor's codeAction in {lines} lines: {answered:?}");
}

fn main() {
    editing();
    let routine_of_50 = source(text(50));
    let parsed = routine::parse(&routine_of_50);
    assert!(
        parsed.value.is_some() && parsed.problems.is_empty(),
        "{}",
        render(&routine_of_50, &parsed.problems, false)
    );
    let thousand = shortest(|| {
        for _ in 0..1000 {
            std::hint::black_box(routine::parse(std::hint::black_box(&routine_of_50)));
        }
    });
    println!("1000 routines of 50 steps: {thousand:?}");

    let largest = source(largest());
    let parsed = routine::parse(&largest);
    let segments = parsed
        .value
        .as_ref()
        .map(|routine| Timeline::of(routine).len());
    let near = segments.is_some_and(|segments| segments as u64 * 100 > MOST_SEGMENTS * 95);
    assert!(
        near,
        "{segments:?} {}",
        render(&largest, &parsed.problems, false)
    );
    let opened = shortest(|| {
        let parsed = routine::parse(std::hint::black_box(&largest));
        std::hint::black_box(parsed.value.map(|routine| Timeline::of(&routine)));
    });
    println!(
        "a routine of {} segments: {opened:?}",
        segments.unwrap_or_default()
    );
}
