//! Any text and any requests of an editor: each request gets an answer, whose places are inside the text.

use std::path::Path;

use lsp_server::{Notification, Request};
use serde_json::{Value, json};
use supple::diagnostic::Source;
use supple::disk::stretches::built_in;
use supple::format::kind::FileKind;
use supple::format::routine::parse_among;
use supple::lsp::{DocumentReading, Files, Server};

use super::bytes::Bytes;

/// The catalogue alone.
struct Catalogue;

impl Files for Catalogue {
    fn read(&self, path: &Path, text: &str) -> DocumentReading {
        let (name, text) = (path.to_string_lossy().into_owned(), text.to_owned());
        let references = built_in();
        let parsed = parse_among(&Source { name, text }, &references);
        DocumentReading {
            kind: FileKind::Routine,
            is_foreign: false,
            routines: Vec::new(),
            problems: parsed.problems,
            references,
            routine: parsed.value.map(Into::into),
            plan: None,
        }
    }

    fn renew(&mut self) {}
}

const METHODS: [&str; 9] = [
    "completion",
    "hover",
    "definition",
    "prepareRename",
    "rename",
    "inlayHint",
    "documentSymbol",
    "codeAction",
    "nonsense",
];
const URI: &str = "file:///a.toml";
/// How many bytes at the end of the text decide what is asked as well.
const DECISIONS: usize = 24;

pub(super) fn holds(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let mut bytes = Bytes(&data[data.len().saturating_sub(DECISIONS)..]);
    let mut server = Server::new(Catalogue);
    let opened =
        json!({ "textDocument": { "uri": URI, "languageId": "toml", "version": 1, "text": text } });
    note(&mut server, "didOpen", opened);
    assert_eq!(server.publish().len(), 1);
    let lines = text.split('\n').count() as u64;
    while !bytes.is_empty() {
        let method = bytes.one_of(&METHODS);
        let (line, character) = (bytes.number() % (lines + 2), bytes.byte() % 90);
        let at = json!({ "line": line, "character": character });
        let uri = if bytes.byte() == b'/' {
            "file:///b"
        } else {
            URI
        };
        let answer = server.answer(Request::new(
            1.into(),
            format!("textDocument/{method}"),
            json!({ "textDocument": { "uri": uri }, "position": at, "range": { "start": at, "end": at },
                "context": { "diagnostics": [], "triggerKind": 1 }, "newName": bytes.text(8) }),
        ));
        let answer = serde_json::to_value(answer).unwrap();
        let is_refused = answer.get("error").is_some();
        // A new name may be none.
        let may_refuse = matches!(method, "nonsense" | "rename");
        assert!(!is_refused || may_refuse, "{method}: {answer}");
        places_are_inside(&answer, &text);
    }
    note(&mut server, "didChange", json!({ "odd": true }));
    note(
        &mut server,
        "didClose",
        json!({ "textDocument": { "uri": URI } }),
    );
}

fn note(server: &mut Server<Catalogue>, method: &str, params: Value) {
    server.note(Notification::new(format!("textDocument/{method}"), params));
}

/// Every place in an answer about this document is one of its text.
fn places_are_inside(answer: &Value, text: &str) {
    match answer {
        Value::Array(parts) => parts.iter().for_each(|part| places_are_inside(part, text)),
        Value::Object(parts) => {
            if let (Some(line), Some(character)) = (parts.get("line"), parts.get("character")) {
                let line = usize::try_from(line.as_u64().unwrap()).unwrap();
                let line = text.split('\n').nth(line);
                let long = line.map(|line| line.encode_utf16().count() as u64);
                assert!(
                    long.is_some_and(|long| character.as_u64().unwrap() <= long),
                    "{answer} is outside"
                );
            }
            parts
                .values()
                .for_each(|part| places_are_inside(part, text));
        }
        _ => {}
    }
}
