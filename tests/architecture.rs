//! The boundaries that ARCHITECTURE.md claims: which room imports which, and which files use what of the machine.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Each room, and the rooms whose modules it may name.
const LAYERS: [(&str, &[&str]); 16] = [
    ("core", &[]),
    ("environment", &[]),
    ("suggest", &[]),
    ("diagnostic", &["core"]),
    ("catalogue", &["core", "diagnostic", "suggest"]),
    ("error", &["core", "diagnostic", "catalogue"]),
    ("process", &["environment"]),
    ("format", &["core", "diagnostic", "suggest"]),
    ("app", &["core", "diagnostic", "catalogue"]),
    ("lsp", &["core", "diagnostic", "format"]),
    ("tui", &["core", "app"]),
    ("sound", &["core", "process", "environment"]),
    (
        "disk",
        &[
            "core",
            "diagnostic",
            "catalogue",
            "error",
            "environment",
            "format",
        ],
    ),
    (
        "shell",
        &[
            "core",
            "diagnostic",
            "catalogue",
            "error",
            "environment",
            "process",
            "format",
            "app",
            "tui",
            "sound",
            "disk",
        ],
    ),
    (
        "cli",
        &[
            "core",
            "diagnostic",
            "catalogue",
            "error",
            "suggest",
            "environment",
            "process",
            "format",
            "app",
            "tui",
            "sound",
            "disk",
            "lsp",
            "shell",
        ],
    ),
    ("main", &["cli"]),
];

/// What only these places may use: words of the source or of the paths it imports, and the beginnings of the file names
/// that may have them.
const RESERVED: [(&str, &[&str], &[&str]); 12] = [
    (
        "files are opened",
        &[
            "std::fs",
            "unix::fs",
            "rustix::fs",
            "tempfile",
            ".metadata()",
            ".symlink_metadata()",
            ".exists()",
            ".try_exists()",
            ".is_file()",
            ".is_dir()",
            ".is_symlink()",
            ".canonicalize()",
            ".read_link()",
            ".read_dir()",
        ],
        &["disk/", "process/", "shell/terminal/wire.rs"],
    ),
    (
        "the network is used",
        &["std::net", "unix::net", "rustix::net"],
        // Only a pair of sockets by which signals and threads wake the loop.
        &["shell/inbox.rs"],
    ),
    (
        "threads and channels are used",
        &["std::thread", "mpsc"],
        &["shell/", "sound/", "disk/", "process/"],
    ),
    (
        "programs are started",
        &["std::process::Command", "process::CommandExt", "nix::sys"],
        &["process/"],
    ),
    (
        "the terminal is driven",
        &["crossterm", "termios", "\\x1b[?"],
        &["shell/"],
    ),
    (
        "standard output or standard error is written",
        &[
            "io::stdout",
            "io::stderr",
            "rustix::io::write",
            "print!",
            "println!",
            "dbg!",
        ],
        &["cli/output.rs", "shell/plain.rs", "shell/terminal/"],
    ),
    (
        "standard input is read",
        &["io::stdin", "io::read_to_string"],
        &["disk/read.rs"],
    ),
    (
        "a module of the machine has another name",
        &["std as ", "fs as ", "io as ", "process as ", "thread as "],
        &[],
    ),
    (
        "a clock or the environment is read in spite of clippy.toml",
        &["clippy::disallowed_methods"],
        &["environment.rs", "process/mod.rs", "shell/clock.rs"],
    ),
    (
        "a library reads the environment",
        &["etcetera", "TimeZone::system", "env::home_dir"],
        &["disk/places.rs"],
    ),
    (
        "a panic is allowed",
        &[
            "clippy::unwrap_used",
            "clippy::expect_used",
            "clippy::panic",
            "clippy::indexing_slicing",
            "unreachable!",
            "todo!",
            "unimplemented!",
        ],
        &[],
    ),
    (
        "state is hidden",
        &[
            "RefCell",
            "cell::Cell",
            "Mutex",
            "RwLock",
            "Atomic",
            "thread_local!",
            "static mut",
        ],
        &["shell/", "sound/", "process/", "core/session/dry_run.rs"],
    ),
];

/// A source file without comments and tests.
struct SourceFile {
    /// Its path below `src`.
    path: String,
    /// The path of its module: `["core", "player"]`.
    module: Vec<String>,
    code: String,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(files_below(&path));
        } else {
            files.push(path);
        }
    }
    files.sort();
    files
}

fn sources() -> Vec<SourceFile> {
    let src = root().join("src");
    let files = files_below(&src).into_iter();
    let files = files.filter(|path| path.extension().is_some_and(|it| it == "rs"));
    files
        .filter(|path| !path.ends_with("tests.rs"))
        .map(|path| {
            let text = fs::read_to_string(&path).unwrap();
            let path = path.strip_prefix(&src).unwrap().to_str().unwrap();
            source(path, &text)
        })
        .collect()
}

fn source(path: &str, text: &str) -> SourceFile {
    let parts = path.trim_end_matches(".rs").split('/');
    let module = parts.filter(|part| *part != "mod").map(str::to_owned);
    SourceFile {
        path: path.to_owned(),
        module: module.collect(),
        code: without_tests(&without_comments(text)),
    }
}

fn without_comments(text: &str) -> String {
    let lines = text.lines().map(|line| {
        let is_comment = line.trim_start().starts_with("//");
        if is_comment { "" } else { line }
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The code without what is there for tests alone, which may use anything. rustfmt indents an item's inside, so it ends
/// with the first line of its own indentation that ends like an item.
fn without_tests(code: &str) -> String {
    let mut kept = Vec::new();
    let mut lines = code.lines();
    while let Some(line) = lines.next() {
        let start = line.trim_start();
        if !start.starts_with("#[cfg(test") && !start.starts_with("#[cfg(all(test") {
            kept.push(line);
            continue;
        }
        let indent = line.len() - start.len();
        let is_end = |line: &str| {
            line.len() - line.trim_start().len() == indent
                && !line.trim_start().starts_with("#[")
                && line.ends_with(['}', ';', ','])
        };
        lines.by_ref().find(|line| is_end(line));
    }
    kept.join("\n")
}

/// Every path that the file imports from elsewhere, with what stands in braces written out: `std::io::stderr`.
fn foreign(code: &str) -> Vec<String> {
    let mut paths = BTreeSet::new();
    for (at, _) in code.match_indices("use ") {
        let before = code[..at].chars().next_back();
        let end = code[at..].find(';').map_or(code.len(), |end| at + end);
        if before.is_none_or(char::is_whitespace) {
            expand(
                &[],
                code[at + "use ".len()..end].trim_start_matches("::"),
                &mut paths,
            );
        }
    }
    paths.iter().map(|path| path.join("::")).collect()
}

/// Every path of this crate that the file names, from the crate's root on, also those inside braces.
fn imports(file: &SourceFile) -> BTreeSet<Vec<String>> {
    let mut imports = BTreeSet::new();
    for (start, parent) in [("crate::", None), ("super::", Some(&file.module))] {
        for (at, _) in file.code.match_indices(start) {
            let before = &file.code[..at];
            let inside = |it: char| it.is_alphanumeric() || it == '_' || it == ':';
            if before.ends_with(inside) || before.ends_with("pub(in ") {
                continue;
            }
            let mut base = parent.cloned().unwrap_or_default();
            let mut path = &file.code[at..];
            while let Some(rest) = path.strip_prefix("super::") {
                base.pop();
                path = rest;
            }
            let path = path.strip_prefix("crate::").unwrap_or(path);
            let end = path.find(';').unwrap_or(path.len());
            expand(&base, &path[..end], &mut imports);
        }
    }
    imports
}

/// Every path that the file names from a part of its own on: `player::Player` in the file of `core`.
fn paths_into_parts(
    file: &SourceFile,
    is_module: impl Fn(&[String]) -> bool,
) -> BTreeSet<Vec<String>> {
    let mut imports = BTreeSet::new();
    let is_word = |letter: char| letter.is_alphanumeric() || letter == '_';
    for (at, _) in file.code.match_indices("::") {
        let before = &file.code[..at];
        let start = before.trim_end_matches(is_word).len();
        let part = [&file.module[..], &[before[start..].to_owned()]].concat();
        if !before[..start].ends_with(':') && is_module(&part) {
            let path = &file.code[start..];
            let end = path.find(';').unwrap_or(path.len());
            expand(&file.module, &path[..end], &mut imports);
        }
    }
    imports
}

/// The paths in `a::{b, c::d}` behind `base`.
fn expand(base: &[String], path: &str, into: &mut BTreeSet<Vec<String>>) {
    let mut whole = base.to_vec();
    let mut rest = path.trim_start();
    loop {
        if let Some(inside) = rest.strip_prefix('{') {
            let mut depth = 0;
            let mut start = 0;
            for (at, letter) in inside.char_indices() {
                match letter {
                    '{' => depth += 1,
                    ',' if depth == 0 => {
                        expand(&whole, &inside[start..at], into);
                        start = at + 1;
                    }
                    '}' if depth == 0 => {
                        expand(&whole, &inside[start..at], into);
                        return;
                    }
                    '}' => depth -= 1,
                    _ => {}
                }
            }
            return;
        }
        let is_word = |letter: char| letter.is_alphanumeric() || letter == '_';
        let end = rest.find(|letter| !is_word(letter)).unwrap_or(rest.len());
        if end > 0 && &rest[..end] != "self" {
            whole.push(rest[..end].to_owned());
        }
        match rest[end..].strip_prefix("::") {
            Some(next) if end > 0 => rest = next,
            _ => break,
        }
    }
    if whole.len() > base.len() || path.trim() == "self" {
        into.insert(whole);
    }
}

/// For each file, the other files that it imports from.
fn graph(files: &[SourceFile]) -> BTreeMap<&str, BTreeSet<&str>> {
    let by_module: BTreeMap<&[String], &str> = files
        .iter()
        .map(|file| (file.module.as_slice(), file.path.as_str()))
        .collect();
    let file_of = |import: &[String]| {
        (1..=import.len())
            .rev()
            .find_map(|length| by_module.get(&import[..length]).copied())
    };
    let edges = |file: &SourceFile| -> BTreeSet<&str> {
        let mut imports = imports(file);
        imports.extend(paths_into_parts(file, |module| {
            by_module.contains_key(module)
        }));
        let targets = imports.iter().filter_map(|import| file_of(import));
        targets.filter(|target| *target != file.path).collect()
    };
    files
        .iter()
        .map(|file| (file.path.as_str(), edges(file)))
        .collect()
}

fn reachable<'a>(graph: &BTreeMap<&'a str, BTreeSet<&'a str>>, from: &'a str) -> BTreeSet<&'a str> {
    let mut reached = BTreeSet::new();
    let mut waiting = vec![from];
    while let Some(file) = waiting.pop() {
        for target in graph.get(file).into_iter().flatten() {
            if reached.insert(*target) {
                waiting.push(target);
            }
        }
    }
    reached
}

/// The folder in which the parts of a module lie.
fn parts_of(path: &str) -> &str {
    path.trim_end_matches(".rs").trim_end_matches("/mod")
}

fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The imports between rooms that [`LAYERS`] does not allow.
fn forbidden_imports(files: &[SourceFile]) -> Vec<String> {
    let layers: BTreeMap<_, _> = LAYERS.into_iter().collect();
    let mut forbidden = Vec::new();
    for file in files.iter().filter(|file| file.module != ["lib"]) {
        let room = file.module[0].as_str();
        let allowed = layers.get(room);
        let allowed = allowed.unwrap_or_else(|| panic!("the room `{room}` has no layer"));
        for import in imports(file) {
            let target = import[0].as_str();
            let is_room = layers.contains_key(target);
            if is_room && target != room && !allowed.contains(&target) {
                forbidden.push(format!("{} imports {}", file.path, import.join("::")));
            }
        }
    }
    forbidden
}

/// The files that use what is reserved for others.
fn forbidden_uses(files: &[SourceFile]) -> Vec<String> {
    let mut forbidden = Vec::new();
    for (what, words, places) in RESERVED {
        for file in files {
            if places.iter().any(|place| file.path.starts_with(place)) {
                continue;
            }
            // All may ask whether a person looks there, and of which terminal a stream is.
            let streams = ["stdin", "stdout", "stderr"];
            let code = streams.iter().fold(file.code.clone(), |code, stream| {
                code.replace(&format!("io::{stream}().is_terminal()"), "")
                    .replace(&format!("rustix::stdio::{stream}"), "")
            });
            let paths = foreign(&file.code).join("\n").replace("rustix::stdio", "");
            let all = format!("{code}\n{paths}");
            for word in words.iter().filter(|word| all.contains(**word)) {
                forbidden.push(format!("{what} in {}: {word}", file.path));
            }
        }
    }
    forbidden
}

/// Files that import one in another folder which, directly or through others, imports them. Only a module and the files
/// directly in the folder of its parts may do so.
fn circles(files: &[SourceFile]) -> Vec<String> {
    let graph = graph(files);
    let reached: BTreeMap<_, _> = graph
        .keys()
        .map(|file| (*file, reachable(&graph, file)))
        .collect();
    let mut circles = Vec::new();
    for (one, targets) in &graph {
        for other in targets {
            let is_part = parts_of(one) == folder(other) || parts_of(other) == folder(one);
            if folder(one) != folder(other) && !is_part && reached[other].contains(one) {
                circles.push(format!("{one} imports {other}, which leads back"));
            }
        }
    }
    circles
}

#[test]
fn each_room_imports_only_the_rooms_below_it() {
    assert_eq!(forbidden_imports(&sources()), [""; 0]);
}

#[test]
fn what_touches_the_machine_stays_in_its_room() {
    assert_eq!(forbidden_uses(&sources()), [""; 0]);
}

#[test]
fn no_files_in_different_folders_import_each_other() {
    assert_eq!(circles(&sources()), [""; 0]);
}

/// The files in `rooms`, or in all of them, whose code has any of `names` as a whole word.
fn naming(names: &[&str], rooms: &[&str]) -> Vec<String> {
    let is_separate = |letter: Option<char>| letter.is_none_or(|it| !it.is_alphanumeric());
    let has = |code: &str, name: &str| {
        code.match_indices(name).any(|(at, _)| {
            is_separate(code[..at].chars().next_back())
                && is_separate(code[at + name.len()..].chars().next())
        })
    };
    let files = sources().into_iter();
    let mut files: Vec<String> = files
        .filter(|file| rooms.is_empty() || rooms.contains(&file.module[0].as_str()))
        .filter(|file| names.iter().any(|name| has(&file.code, name)))
        .map(|file| format!("src/{}", file.path))
        .collect();
    files.sort();
    files
}

/// The source files that ARCHITECTURE.md names where it says what a new `what` takes.
fn said_to_take(what: &str) -> Vec<String> {
    let text = architecture();
    let row = text.split(&format!("\n| {what} | ")).nth(1).unwrap();
    let row = row.lines().next().unwrap();
    let quoted = row.split('`').skip(1).step_by(2);
    let mut files: Vec<String> = quoted
        .filter(|it| is_source(it))
        .map(str::to_owned)
        .collect();
    files.sort();
    files
}

/// The gallery stands for every screen. The program may open it from outside `app` and `tui`.
#[test]
fn a_screen_is_named_in_five_files() {
    let names = ["gallery", "Gallery", "GalleryView"];
    let files = naming(&names, &["app", "tui"]);
    assert_eq!(files.len(), 5, "{files:?}");
    assert_eq!(files, said_to_take("screen"));
}

/// The theme `contrast` stands for every theme.
#[test]
fn a_theme_is_named_in_two_files() {
    let files = naming(&["Contrast", "CONTRAST"], &[]);
    assert_eq!(files.len(), 2, "{files:?}");
    assert_eq!(files, said_to_take("theme"));
}

/// The kind that an author writes as `wait` stands for every kind of step.
#[test]
fn a_kind_of_step_is_named_in_few_files() {
    let files = naming(&["Wait", "WAIT_STEP"], &[]);
    assert!((1..=12).contains(&files.len()), "{files:?}");
    assert_eq!(files, said_to_take("kind of step"));
}

#[test]
fn a_forbidden_import_or_circle_is_found() {
    let files = [
        source("core/day.rs", "use crate::disk::log;\n"),
        source(
            "core/a/one.rs",
            "use super::super::b::{self, two::{Three, Four}};\n",
        ),
        source("core/b/two.rs", "fn go() { crate::core::a::one::go(); }\n"),
        source("core/b/mod.rs", ""),
        source(
            "tui/view.rs",
            "// use crate::disk::log;\n#[cfg(test)]\nmod tests {\n    use crate::disk::log;\n}\n",
        ),
        source("disk/log.rs", "use std::fs;\nuse crate::tui::view;\n"),
        source("app/mod.rs", "use library::Library;\n"),
        source(
            "app/library/mod.rs",
            "pub(in crate::app) struct Library;\nuse super::View;\n",
        ),
        // A module beside the folder of its parts, and a module that names itself in a visibility.
        source("format/routine.rs", "use steps::Step;\n"),
        source("format/routine/steps.rs", "use super::Routine;\n"),
        source("sound/mod.rs", "use voice::Voice;\n"),
        source("sound/voice/mod.rs", "pub(in crate::sound) struct Voice;\n"),
    ];
    assert_eq!(
        forbidden_imports(&files),
        [
            "core/day.rs imports disk::log",
            "disk/log.rs imports tui::view"
        ]
    );
    assert_eq!(
        circles(&files),
        [
            "app/library/mod.rs imports app/mod.rs, which leads back",
            "app/mod.rs imports app/library/mod.rs, which leads back",
            "core/a/one.rs imports core/b/two.rs, which leads back",
            "core/b/two.rs imports core/a/one.rs, which leads back"
        ]
    );
}

/// What each row of [`RESERVED`] is there to find, however it is written.
const VIOLATIONS: [&[&str]; RESERVED.len()] = [
    &[
        "std::fs::read(path)",
        "use std::{fs, io};\nfn go() { fs::write(path, text) }",
        "use std::{\n    fs,\n    io,\n};\nfn go() { fs::remove_file(path) }",
        "use std::{fs::File, io};\nfn go() { File::create(path) }",
        "use std::os::unix::{fs::symlink};",
        "use tempfile::NamedTempFile;",
        "tempfile::tempdir()",
        "use rustix::{event, fs::open};",
        "path.metadata()",
        "path.symlink_metadata()",
        "path.exists()",
        "path.try_exists()",
        "path.is_file()",
        "path.is_dir()",
        "path.is_symlink()",
        "path.canonicalize()",
        "path.read_link()",
        "path.read_dir()",
    ],
    &[
        "use std::{net, io};",
        "use std::os::unix::net::UnixStream;",
        "rustix::net::socket(one, two, three)",
    ],
    &[
        "use std::{sync::mpsc, time};",
        "use std::thread;",
        "std::thread::spawn(go)",
    ],
    &[
        "use std::process::{Command, Stdio};",
        "std::process::Command::new(name)",
        "use std::os::unix::process::CommandExt;",
        "nix::sys::wait::wait()",
    ],
    &[
        "use crossterm::terminal;",
        "use rustix::termios::tcsetattr;",
        "text.push_str(\"\\x1b[?25h\")",
    ],
    &[
        "use std::{fmt, io};\nfn go() { io::stderr().write_all(text) }",
        "use std::io::{self, stderr};",
        "use std::io::{stdout};",
        "let mut out = io::stdout();",
        "write!(io::stdout().lock(), \"\")",
        "rustix::io::write(rustix::stdio::stdout(), text)",
        "print!(\"\")",
        "println!()",
        "eprint!(\"\")",
        "eprintln!()",
        "dbg!(one)",
    ],
    &[
        "io::stdin().lock()",
        "use std::io::{stdin, Read};",
        "io::read_to_string(input)",
    ],
    &[
        "use std as machine;",
        "use std::{fs as disk};",
        "use std::io as flow;",
        "use std::process as programs;",
        "use std::thread as work;",
    ],
    &["#[allow(clippy::disallowed_methods)]"],
    &[
        "use etcetera::BaseStrategy;",
        "jiff::tz::TimeZone::system()",
        "std::env::home_dir()",
    ],
    &[
        "#[allow(clippy::unwrap_used)]",
        "#[expect(clippy::expect_used)]",
        "#![allow(clippy::panic)]",
        "#[allow(clippy::indexing_slicing)]",
        "unreachable!()",
        "todo!()",
        "unimplemented!()",
    ],
    &[
        "use std::cell::{Cell, OnceCell};",
        "RefCell::new(one)",
        "use std::sync::{Arc, Mutex};",
        "RwLock::new(one)",
        "use std::sync::atomic::AtomicBool;",
        "thread_local! {}",
        "static mut ONE: u8 = 0;",
    ],
];

#[test]
fn every_violation_of_what_is_reserved_is_found() {
    for ((what, words, places), violations) in RESERVED.into_iter().zip(VIOLATIONS) {
        let is_found = |path: &str, code: &str| {
            let found = forbidden_uses(&[source(path, code)]);
            found.iter().any(|found| found.starts_with(what))
        };
        for code in violations {
            assert!(is_found("core/day.rs", code), "{what}: {code}");
            for place in places {
                let path = format!("{}.rs", place.trim_end_matches(".rs"));
                assert!(!is_found(&path.replace("/.rs", "/x.rs"), code), "{place}");
            }
        }
        for word in words {
            let has_it =
                |code: &&str| format!("{code}\n{}", foreign(code).join("\n")).contains(word);
            assert!(violations.iter().any(has_it), "none has {word}");
        }
    }
    let allowed = [
        "// use std::fs;",
        "io::stdout().is_terminal() && io::stdin().is_terminal()",
        "use rustix::stdio::stdout;",
        "use std::{fmt, io::{Error, Write as _}, time};",
    ];
    for code in allowed {
        assert_eq!(forbidden_uses(&[source("core/day.rs", code)]), [""; 0]);
    }
}

/// What is for tests alone may use anything, and nothing behind it goes unseen.
#[test]
fn code_behind_that_of_tests_is_seen() {
    let items = [
        "#[cfg(test)]\nuse std::{fs, io};",
        "#[cfg(test)]\nuse std::{\n    fs,\n    io,\n};",
        "#[cfg(test)]\nmod tests;",
        "#[cfg(test)]\n#[path = \"a.rs\"]\nmod tests;",
        "#[cfg(test)]\n#[allow(\n    clippy::panic,\n    reason = \"it is a test\"\n)]\nfn go(\n    one: u8,\n) -> u8 {\n    std::fs::read(one);\n}",
        "#[cfg(all(test, unix))]\nmod tests {\n    use std::fs;\n}",
        "struct One {\n    #[cfg(test)]\n    two: std::fs::File,\n}",
        "impl One {\n    #[cfg(test)]\n    fn two() {\n        std::fs::read();\n    }\n}",
        "#[cfg(test)]\nfn go() {}",
    ];
    for item in items {
        assert_eq!(forbidden_uses(&[source("core/day.rs", item)]), [""; 0]);
        let code = format!("{item}\nfn behind() {{\n    path.exists();\n}}\n");
        let found = forbidden_uses(&[source("core/day.rs", &code)]);
        assert_eq!(
            found,
            ["files are opened in core/day.rs: .exists()"],
            "{item}"
        );
    }
}

/// The names of the packages that the program is built with.
fn packages() -> Vec<String> {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let mut names = Vec::new();
    let mut is_listed = false;
    for line in manifest.lines() {
        if line.starts_with('[') {
            is_listed = line.ends_with("dependencies]") && !line.contains("dev-");
        } else if let Some((name, _)) = line.split_once([' ', '.', '='])
            && is_listed
            && line.starts_with(|letter: char| letter.is_ascii_lowercase())
        {
            names.push(name.replace('-', "_"));
        }
    }
    names
}

#[test]
fn core_uses_the_standard_library_alone() {
    let packages = packages();
    assert!(packages.contains(&"ratatui".to_owned()) && packages.len() > 10);
    let mut uses = Vec::new();
    for file in sources().iter().filter(|file| file.module[0] == "core") {
        for package in &packages {
            let path = format!("{package}::");
            let is_start = |at: usize| {
                let before = file.code[..at].chars().next_back();
                before.is_none_or(|it| !it.is_alphanumeric() && it != '_' && it != ':')
            };
            if file.code.match_indices(&path).any(|(at, _)| is_start(at)) {
                uses.push(format!("{} uses {package}", file.path));
            }
        }
    }
    assert_eq!(uses, [""; 0]);
}

fn architecture() -> String {
    fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap()
}

/// The layers as ARCHITECTURE.md draws them: a layer may know those behind a later arrow, and no other.
#[test]
fn the_layers_are_as_drawn() {
    let text = architecture();
    let drawn = text
        .lines()
        .find(|line| line.starts_with("main → "))
        .unwrap();
    let mut height = BTreeMap::new();
    for (nth, group) in drawn.split(" → ").enumerate() {
        height.extend(group.split(" · ").map(|room| (room, nth)));
    }
    let mut wrong = Vec::new();
    for (room, below) in LAYERS {
        let Some(own) = height.remove(room) else {
            continue;
        };
        let upward = below
            .iter()
            .filter(|target| drawn_at(drawn, target).is_some_and(|nth| nth <= own));
        wrong.extend(upward.map(|target| format!("{room} → {target}")));
    }
    assert_eq!(wrong, [""; 0]);
    assert_eq!(height, BTreeMap::new(), "a layer that is none");
}

/// Behind how many arrows a room is drawn.
fn drawn_at(drawn: &str, room: &str) -> Option<usize> {
    let mut groups = drawn.split(" → ");
    groups.position(|group| group.split(" · ").any(|it| it == room))
}

/// Whether the file declares a function, constant, static or type of this name.
fn declares(path: &Path, name: &str) -> bool {
    let text = fs::read_to_string(path).unwrap_or_default();
    let keywords = ["fn", "const", "static", "struct", "enum", "trait", "mod"];
    keywords.iter().any(|keyword| {
        let declaration = format!("{keyword} {name}");
        text.match_indices(&declaration).any(|(at, _)| {
            let next = text[at + declaration.len()..].chars().next();
            next.is_none_or(|it| !it.is_alphanumeric() && it != '_')
        })
    })
}

/// What ARCHITECTURE.md quotes in one word that is no name of this program.
const NOT_OURS: [&str; 9] = [
    "CLOCK_BOOTTIME",
    "CLOCK_MONOTONIC",
    "REP",
    "expect",
    "knee",
    "on_change",
    "on_finish",
    "unsafe_code",
    "unwrap",
];

/// The name in `trait Host`, `handle(command, now)` or `advance`.
fn bare_name(quoted: &str) -> Option<&str> {
    let quoted = quoted.strip_prefix("trait ").unwrap_or(quoted);
    let name = quoted.split_once('(').map_or(quoted, |(name, _)| name);
    let is_name = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    let begins = name.starts_with(|letter: char| letter.is_ascii_alphabetic());
    (begins && name.chars().all(is_name)).then_some(name)
}

/// Whether anything below `src` is called so: a module, a function, a type, a constant or a variant.
fn is_ours(name: &str) -> bool {
    let is_variant = |line: &str| {
        let rest = line.trim_start().strip_prefix(name);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([',', '(']) || rest == " {")
    };
    let is_capital = name.starts_with(|letter: char| letter.is_ascii_uppercase());
    files_below(&root().join("src")).iter().any(|path| {
        path.file_stem().is_some_and(|stem| stem == name)
            || declares(path, name)
            || is_capital && fs::read_to_string(path).is_ok_and(|text| text.lines().any(is_variant))
    })
}

/// Of a text between backticks, whether it is a path of names (`engine::some_test`, `core::text`) that leads nowhere.
fn leads_nowhere(quoted: &str) -> bool {
    let Some((start, name)) = quoted.rsplit_once("::") else {
        return false;
    };
    let (room, _) = start.split_once("::").unwrap_or((start, ""));
    if quoted.contains(' ') || ["clippy", "std"].contains(&room) {
        return false;
    }
    if is_source(start) {
        return !declares(&root().join(start), name);
    }
    let test = root().join("tests").join(format!("{start}.rs"));
    let has_test = test.exists() && declares(&test, name);
    let src = root().join("src");
    let is_below = |path: &Path| {
        let path = path.strip_prefix(&src).unwrap();
        path.starts_with(room) || path.starts_with(format!("{room}.rs"))
    };
    let mut files = files_below(&src).into_iter();
    !has_test && !files.any(|path| is_below(&path) && declares(&path, name))
}

/// The steps of a walk: the file and the function with which each line of the list begins.
fn walk<'a>(text: &'a str, title: &str) -> Vec<(&'a str, &'a str)> {
    let list = text.split(title).nth(1).unwrap().trim_start();
    let list = list.split("\n\n").next().unwrap();
    let steps = list
        .lines()
        .filter(|line| line.starts_with(|it: char| it.is_ascii_digit()));
    steps
        .map(|line| {
            let mut quoted = line.split('`').skip(1).step_by(2);
            (quoted.next().unwrap(), quoted.next().unwrap())
        })
        .collect()
}

#[test]
fn the_walks_lead_through_functions_that_exist() {
    let text = architecture();
    for title in [
        "From the key `+` to the picture and the log:",
        "From `hold = \"15s\"` to the digits:",
    ] {
        let steps = walk(&text, title);
        assert!((5..=10).contains(&steps.len()), "{title}");
        for (file, name) in steps {
            assert!(declares(&root().join(file), name), "`{name}` in {file}");
        }
    }
    assert!(!declares(&root().join("src/app/host.rs"), "ru"));
}

/// From the program to the changed length the walk leaves out no file, and each step is called in the one before it or in
/// an earlier one.
#[test]
fn a_key_reaches_the_player_within_six_files() {
    let text = architecture();
    let steps = walk(&text, "From the key `+` to the picture and the log:");
    let at = |wanted: &str| steps.iter().position(|(file, _)| *file == wanted).unwrap();
    let visited = &steps[at("src/app/mod.rs")..=at("src/core/player/command.rs")];
    assert!(visited.len() <= 6, "{visited:?}");
    let code = |file: &str| without_tests(&fs::read_to_string(root().join(file)).unwrap());
    let mut before = code(visited[0].0);
    for (file, name) in &visited[1..] {
        let code = code(file);
        let is_called = |name: &str| {
            let call = [format!(".{name}("), format!(" {name}(")];
            call.iter().any(|call| before.contains(call))
        };
        // The way into a file may lead through another function of it.
        let public = code
            .lines()
            .filter(|line| line.trim_start().starts_with("pub"));
        let mut entries = public.filter_map(|line| line.split("fn ").nth(1)?.split('(').next());
        assert!(
            is_called(name) || entries.any(is_called),
            "`{name}` in {file}"
        );
        before.push_str(&code);
    }
    // The fields of a player are changed without its queries and without its marks.
    let command = code("src/core/player/command.rs");
    let body = |name: &str| {
        let body = command.split(&format!("fn {name}(")).nth(1).unwrap();
        body.split("\n    }\n").next().unwrap().to_owned()
    };
    let changes = body("set_length");
    let changes = changes.split(".replace(length)").next().unwrap();
    // What happened is reported after the change.
    let way = [&body("resize_segment"), changes]
        .concat()
        .replace("self.emit(", "");
    let files = ["reading", "place", "mod", "position"];
    for file in files.map(|file| code(&format!("src/core/player/{file}.rs"))) {
        for function in file
            .split("fn ")
            .skip(1)
            .filter_map(|it| it.split('(').next())
        {
            assert!(!way.contains(&format!("self.{function}(")), "{function}");
            assert!(!way.contains(&format!("place.{function}(")), "{function}");
        }
    }
}

/// Whether a file or folder of this path exists below the root or below `src`; a `*` at its end stands for anything.
fn exists(path: &str) -> bool {
    ["", "src"].iter().any(|base| {
        let path = root().join(base).join(path);
        let name = path.file_name().unwrap().to_str().unwrap();
        match name.strip_suffix('*') {
            None => path.exists(),
            Some(beginning) => fs::read_dir(path.parent().unwrap()).is_ok_and(|mut entries| {
                let begins = |name: &str| name.starts_with(beginning);
                entries.any(|entry| entry.unwrap().file_name().to_str().is_some_and(begins))
            }),
        }
    })
}

fn is_source(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|it| it == "rs")
}

/// Of a text between backticks, what is a path or a lint and does not exist.
fn is_missing(quoted: &str, lints: &str) -> bool {
    if let Some(lint) = quoted.strip_prefix("clippy::") {
        return !lints.contains(lint);
    }
    let folders = ["src/", "tests/", "benches/", "fuzz/"];
    let is_path = folders.iter().any(|folder| quoted.starts_with(folder));
    (is_path || is_source(quoted)) && !quoted.contains("::") && !exists(quoted)
}

/// Of the code map, the modules that do not exist: `src/core/     moment player/ (a remark) pose/{body scene}`.
fn missing_modules(map: &str) -> Vec<String> {
    let mut missing = Vec::new();
    let (mut room, mut remark) = ("", false);
    for line in map.lines() {
        let mut words = line;
        if let Some((first, rest)) = line.split_once(' ')
            && !first.is_empty()
        {
            (room, words) = (first, rest);
        }
        let in_room = files_below(&root().join(room));
        for word in words.split([' ', '{', '}']).filter(|word| !word.is_empty()) {
            remark |= word.starts_with('(');
            let name = word.trim_end_matches('/');
            let is_name = name.chars().all(|it| it.is_ascii_lowercase() || it == '_');
            if room.starts_with("src/") && !room.starts_with("src/cli") && !remark && is_name {
                let module = |path: &&PathBuf| {
                    let parts = path.strip_prefix(root()).unwrap();
                    let mut parts = parts.iter().map(|part| part.to_str().unwrap());
                    parts.any(|part| part.trim_end_matches(".rs") == name)
                };
                if !in_room.iter().any(|path| module(&path)) {
                    missing.push(format!("{room}{name}"));
                }
            }
            remark &= !word.ends_with(')');
        }
    }
    missing
}

/// The modules directly below the rooms of the code map that it does not name; of the commands it names none.
fn unmapped(map: &str) -> Vec<String> {
    let words: BTreeSet<&str> = map
        .split([' ', '\n', '{', '}'])
        .map(|word| word.trim_end_matches('/'))
        .collect();
    let lines = map.lines().filter_map(|line| line.split(' ').next());
    let rooms = lines.filter(|room| room.starts_with("src/") && *room != "src/cli/");
    let mut unmapped = Vec::new();
    for room in rooms {
        for entry in fs::read_dir(root().join(room)).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_stem().unwrap().to_str().unwrap();
            let is_module = path.is_dir() || is_source(path.to_str().unwrap());
            if is_module && name != "mod" && !words.contains(name) {
                unmapped.push(format!("{room}{name}"));
            }
        }
    }
    unmapped
}

#[test]
fn what_architecture_names_exists() {
    let text = architecture();
    let lints = ["Cargo.toml", "clippy.toml", "src/lib.rs"]
        .map(|path| fs::read_to_string(root().join(path)).unwrap())
        .concat();
    let quoted = text.split('`').skip(1).step_by(2);
    let is_wrong = |it: &&str| is_missing(it, &lints) || leads_nowhere(it);
    let missing: Vec<&str> = quoted.filter(is_wrong).collect();
    assert_eq!(missing, [""; 0]);
    assert!(!is_ours("foresees") && bare_name("foresees") == Some("foresees"));
    assert_eq!(bare_name("handle(command, now)"), Some("handle"));
    for wrong in ["engine::nothing", "core::nowhere", "src/app/host.rs::ru"] {
        assert!(leads_nowhere(wrong), "{wrong}");
    }
    let prose = text.split("```").step_by(2).collect::<String>();
    let names: BTreeSet<&str> = prose
        .split('`')
        .skip(1)
        .step_by(2)
        .filter_map(bare_name)
        .collect();
    let nobodys: Vec<&str> = names
        .iter()
        .copied()
        .filter(|name| !is_ours(name))
        .collect();
    assert_eq!(nobodys, NOT_OURS);
    let map = text.split("## Code map").nth(1).unwrap();
    let map = map.split("```").nth(1).unwrap();
    assert_eq!(missing_modules(map), [""; 0]);
    assert_eq!(unmapped(map), [""; 0]);
    assert!(unmapped("src/core/ moment").contains(&"src/core/player".to_owned()));
    assert!(is_missing("tests/nothing.rs", &lints) && is_missing("shell/nothing.rs", &lints));
    assert!(is_missing("clippy::nothing", &lints));
    assert_eq!(
        missing_modules("src/core/ moment nothing/ (a remark)"),
        ["src/core/nothing"]
    );
}

/// The table of tests in CONTRIBUTING names every test there is, and no other; and each is built.
#[test]
fn contributing_names_every_test() {
    let text = fs::read_to_string(root().join("CONTRIBUTING.md")).unwrap();
    let table = text.split("| to test | use |").nth(1).unwrap();
    let table = table.split("\n\n").next().unwrap();
    let rows = table.lines().filter_map(|row| row.split('|').nth(2));
    let quoted = rows.flat_map(|row| row.split('`').skip(1).step_by(2));
    let named: BTreeSet<String> = quoted
        .filter(|name| *name != "fuzz/")
        .map(|name| name.trim_end_matches('/').to_owned())
        .collect();
    let entries = fs::read_dir(root().join("tests")).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    let is_test = |path: &PathBuf| {
        let has = |name: &str| path.join(name).exists() && !path.ends_with("support");
        path.extension().is_some_and(|it| it == "rs") || has("main.rs") || has("mod.rs")
    };
    let stem = |path: PathBuf| path.file_stem().unwrap().to_str().unwrap().to_owned();
    let there: BTreeSet<String> = paths.filter(is_test).map(stem).collect();
    let all: BTreeSet<String> = there
        .iter()
        .filter(|it| *it != "suite" && *it != "fuzz")
        .cloned()
        .collect();
    assert_eq!(named, all);
    let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let suite = fs::read_to_string(root().join("tests/suite.rs")).unwrap();
    let is_built = |name: &&String| {
        manifest.contains(&format!("[[test]]\nname = \"{name}\""))
            || suite.contains(&format!("\nmod {name};"))
    };
    assert_eq!(all.iter().find(|name| !is_built(name)), None);
    let quoted = text.split('`').skip(1).step_by(2);
    // What a run leaves in `fuzz/` is not there before it.
    let quoted = quoted.filter(|it| !it.starts_with("fuzz/"));
    let missing: Vec<&str> = quoted.filter(|it| is_missing(it, "")).collect();
    assert_eq!(missing, [""; 0]);
}
