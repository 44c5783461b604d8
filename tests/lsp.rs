//! The language server: a scripted editor on the real program's standard input and output. Any text and any requests for
//! the server itself are a target of `tests/fuzz`.

use crate::home;
use crate::wait;
use std::fs;
use std::io::{BufReader, BufWriter, Write as _};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;

use home::Home;
use lsp_server::{Message, Notification, Request, Response};
use serde_json::{Value, json};
use wait::{LIMIT, ended};

/// An editor with a server of its own.
struct Editor {
    server: Child,
    input: BufWriter<ChildStdin>,
    output: Receiver<Message>,
    requests: i32,
    uri: String,
    version: i32,
    text: String,
}

impl Editor {
    /// An editor that has opened a routine with this text.
    fn of(home: &Home, text: &str) -> Self {
        let path = home.put("my routine.toml", text);
        let mut server = Command::new(env!("CARGO_BIN_EXE_supple"))
            .arg("lsp")
            .env_clear()
            .env("HOME", home.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut read = BufReader::new(server.stdout.take().unwrap());
        let (sender, output) = mpsc::channel();
        thread::spawn(move || {
            while let Ok(Some(message)) = Message::read(&mut read) {
                if sender.send(message).is_err() {
                    break;
                }
            }
        });
        let uri = format!("file://{}", path.to_str().unwrap().replace(' ', "%20"));
        let input = BufWriter::new(server.stdin.take().unwrap());
        let mut editor = Self {
            server,
            input,
            output,
            requests: 0,
            uri: uri.clone(),
            version: 1,
            text: text.to_owned(),
        };
        let able = editor.asks("initialize", json!({ "capabilities": {} }));
        assert_eq!(able["capabilities"]["hoverProvider"], true);
        editor.says("initialized", json!({}));
        editor.says(
            "textDocument/didOpen",
            json!({ "textDocument": { "uri": uri, "languageId": "toml", "version": 1, "text": text } }),
        );
        editor
    }

    fn says(&mut self, method: &str, params: Value) {
        let said = Notification::new(method.to_owned(), params);
        Message::from(said).write(&mut self.input).unwrap();
    }

    fn hears(&self) -> Message {
        self.output.recv_timeout(LIMIT).unwrap()
    }

    /// The result of a request.
    fn asks(&mut self, method: &str, params: Value) -> Value {
        self.requests += 1;
        let asked = Request::new(self.requests.into(), method.to_owned(), params);
        Message::from(asked).write(&mut self.input).unwrap();
        loop {
            if let Message::Response(answer) = self.hears() {
                assert_eq!(answer.id, self.requests.into());
                return result(&answer).unwrap();
            }
        }
    }

    /// The result of a request about the place of `mark` in the text.
    fn asks_at(&mut self, method: &str, mark: &str, more: &Value) -> Value {
        let at = position(&self.text, self.text.find(mark).unwrap());
        let mut params = json!({ "textDocument": { "uri": self.uri }, "position": at,
            "range": { "start": at, "end": at }, "context": { "diagnostics": [], "triggerKind": 1 } });
        for (key, value) in more.as_object().into_iter().flatten() {
            params[key] = value.clone();
        }
        self.asks(method, params)
    }

    /// The next problems that the server tells of.
    fn told(&self) -> Vec<Value> {
        loop {
            if let Message::Notification(told) = self.hears() {
                assert_eq!(told.method, "textDocument/publishDiagnostics");
                return told.params["diagnostics"].as_array().unwrap().clone();
            }
        }
    }

    fn types(&mut self, text: &str) {
        self.version += 1;
        text.clone_into(&mut self.text);
        let changed = json!({ "textDocument": { "uri": self.uri, "version": self.version },
            "contentChanges": [{ "text": text }] });
        self.says("textDocument/didChange", changed);
    }

    /// Applies the edits that a result has for the text.
    fn applies(&mut self, edit: &Value) {
        let edits = edit["changes"][&self.uri].as_array().unwrap().clone();
        let mut text = self.text.clone();
        let mut edits: Vec<_> = edits
            .iter()
            .map(|edit| {
                let place = ["start", "end"].map(|end| byte(&text, &edit["range"][end]));
                (
                    place[0]..place[1],
                    edit["newText"].as_str().unwrap().to_owned(),
                )
            })
            .collect();
        edits.sort_by_key(|(place, _)| std::cmp::Reverse(place.start));
        for (place, new) in edits {
            text.replace_range(place, &new);
        }
        self.types(&text);
    }

    fn leaves(mut self) -> i32 {
        self.asks("shutdown", Value::Null);
        self.says("exit", Value::Null);
        drop(self.input);
        let output = ended(self.server);
        assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
        output.status.code().unwrap()
    }
}

fn result(answer: &Response) -> Result<Value, String> {
    let written = serde_json::to_value(answer).unwrap();
    match written.get("error") {
        Some(error) => Err(error.to_string()),
        None => Ok(written.get("result").cloned().unwrap_or_default()),
    }
}

/// A place as the protocol has it, in a text of ASCII.
fn position(text: &str, byte: usize) -> Value {
    let before = &text[..byte];
    let line = before.matches('\n').count();
    let column = byte - before.rfind('\n').map_or(0, |at| at + 1);
    json!({ "line": line, "character": column })
}

fn byte(text: &str, at: &Value) -> usize {
    let line = usize::try_from(at["line"].as_u64().unwrap()).unwrap();
    let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
    start + usize::try_from(at["character"].as_u64().unwrap()).unwrap()
}

fn labels(items: &Value) -> Vec<&str> {
    let items = items.as_array().unwrap().iter();
    items.map(|item| item["label"].as_str().unwrap()).collect()
}

const BROKEN: &str =
    "title = \"Evening\"\n\n[[step]]\nname = \"Calf\"\nhold = 15s\nsides = \"each\"\n";

#[test]
fn a_mistake_is_told_while_one_types_and_repaired_by_an_action() {
    let home = Home::empty();
    let mut editor = Editor::of(&home, BROKEN);
    let told = editor.told();
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(
        (&told[0]["code"], &told[0]["severity"]),
        (&json!("E01"), &json!(1))
    );
    assert_eq!(
        told[0]["range"]["start"],
        json!({ "line": 4, "character": 7 })
    );
    let actions = editor.asks_at("textDocument/codeAction", "hold", &Value::Null);
    assert_eq!(actions[0]["title"], "Replace `15s` with `\"15s\"`");
    assert_eq!(actions[0]["isPreferred"], true);
    assert_eq!(actions[1]["title"], "Repair everything that is certain");
    editor.applies(&actions[0]["edit"]);
    assert_eq!(editor.text, BROKEN.replace("15s", "\"15s\""));
    assert_eq!(editor.told(), [] as [Value; 0]);
    // The file itself is the editor's to write.
    let path = home.path().join("my routine.toml");
    assert_eq!(fs::read_to_string(path).unwrap(), BROKEN);
    assert_eq!(editor.leaves(), 0);
}

/// One edit for each repair: what an editor keeps at its place, such as folds and the cursor, stays there.
#[test]
fn all_repairs_at_once_change_nothing_but_what_is_wrong() {
    let home = Home::empty();
    let text = BROKEN.to_owned() + "\n[[step]]\nname = \"Hip\"\nhold = 20s\n";
    let mut editor = Editor::of(&home, &text);
    assert_eq!(editor.told().len(), 2);
    let only = json!({ "context": { "diagnostics": [], "only": ["source.fixAll"] } });
    let actions = editor.asks_at("textDocument/codeAction", "title", &only);
    let edits = actions[0]["edit"]["changes"][&editor.uri].clone();
    let changed: Vec<_> = edits
        .as_array()
        .unwrap()
        .iter()
        .map(|edit| {
            (
                edit["range"]["start"]["line"].clone(),
                edit["newText"].clone(),
            )
        })
        .collect();
    assert_eq!(
        changed,
        [(json!(4), json!("\"15s\"")), (json!(9), json!("\"20s\""))]
    );
    editor.applies(&actions[0]["edit"]);
    assert_eq!(
        editor.text,
        text.replace("15s", "\"15s\"").replace("20s", "\"20s\"")
    );
    assert_eq!(editor.told(), [] as [Value; 0]);
    assert_eq!(editor.leaves(), 0);
}

#[test]
fn a_file_of_another_program_is_left_alone() {
    let home = Home::empty();
    let text = "[package]\nname = \"x\"\nversion = \"0.1.0\"\n\n[dependencies]\ntime = \"0.3\"\n";
    let mut editor = Editor::of(&home, text);
    assert_eq!(editor.told(), [] as [Value; 0]);
    for method in [
        "hover",
        "completion",
        "inlayHint",
        "documentSymbol",
        "codeAction",
    ] {
        let answer = editor.asks_at(&format!("textDocument/{method}"), "name", &Value::Null);
        assert_eq!(answer, Value::Null, "{method}");
    }
    // Until it becomes a routine.
    editor.types("title = \"Evening\"\n[[step]]\nhold = 15\n");
    assert_eq!(editor.told().len(), 1);
    editor.types(text);
    assert_eq!(editor.told(), [] as [Value; 0]);
    assert_eq!(editor.leaves(), 0);
}

#[test]
fn another_routine_is_proposed_and_explained() {
    let home = Home::empty();
    home.put(
        "warm-up.toml",
        "title = \"Warm up\"\nabout = \"Gently.\"\n[[step]]\nname = \"A\"\nhold = 15\n",
    );
    let text = "title = \"Evening\"\n[[step]]\ninclude = \"warm-up.toml\"\n[[step]]\ncue = \"Pull {side}.\"\n";
    let mut editor = Editor::of(&home, text);
    let names = editor.asks_at("textDocument/completion", "warm-up", &Value::Null);
    let names = labels(&names);
    assert!(
        names.contains(&"warm-up.toml") && names.contains(&"knee-to-chest"),
        "{names:?}"
    );
    let mut about = |mark: &str| {
        let hover = editor.asks_at("textDocument/hover", mark, &Value::Null);
        hover["contents"]["value"].as_str().unwrap().to_owned()
    };
    assert_eq!(
        about("warm-up"),
        "**Warm up**\n\nGently.\n\nA routine of 1 step, which is played here."
    );
    assert!(about("side}").starts_with("`{side}`: "));
    assert_eq!(editor.leaves(), 0);
}

/// What the server says to a stream of bytes, its messages on standard error and its exit code.
fn said_to(stream: &[u8]) -> (Vec<Value>, String, i32) {
    let home = Home::empty();
    let mut server = Command::new(env!("CARGO_BIN_EXE_supple"))
        .arg("lsp")
        .env_clear()
        .env("HOME", home.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = server.stdin.take().unwrap();
    // One that has ended reads no more.
    let _ = input.write_all(stream);
    drop(input);
    let output = ended(server);
    let mut rest = output.stdout.as_slice();
    let mut answers = Vec::new();
    while let Some(end) = rest.windows(4).position(|end| end == b"\r\n\r\n") {
        let head = str::from_utf8(&rest[..end]).unwrap();
        let long: usize = head
            .strip_prefix("Content-Length: ")
            .unwrap()
            .parse()
            .unwrap();
        let content = &rest[end + 4..end + 4 + long];
        answers.push(serde_json::from_slice(content).unwrap());
        rest = &rest[end + 4 + long..];
    }
    let messages = String::from_utf8(output.stderr).unwrap();
    (answers, messages, output.status.code().unwrap())
}

fn frame(message: &Value) -> Vec<u8> {
    let content = message.to_string();
    format!("Content-Length: {}\r\n\r\n{content}", content.len()).into_bytes()
}

fn call(id: &Value, method: &str) -> Vec<u8> {
    let params = json!({ "capabilities": {} });
    frame(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }))
}

fn exit() -> Vec<u8> {
    frame(&json!({ "jsonrpc": "2.0", "method": "exit" }))
}

/// The codes of the errors among some answers.
fn codes(answers: &[Value]) -> Vec<Option<i64>> {
    let codes = answers
        .iter()
        .map(|answer| answer["error"]["code"].as_i64());
    codes.collect()
}

#[test]
fn a_broken_message_is_answered_and_the_next_one_read() {
    let broken: [&[u8]; 5] = [
        b"Content-Length: 8\r\n\r\n{\"a\": \xff\xff",
        b"Content-Length: 2\r\n\r\n[}",
        b"Content-Type: x\r\n\r\n",
        b"Content-Length: -1\r\n\r\n",
        b"Content-Length: 99999999999999999999999999\r\n\r\n",
    ];
    for broken in broken {
        let stream = [
            call(&json!(1), "initialize"),
            broken.to_vec(),
            call(&json!(2), "shutdown"),
            exit(),
        ];
        let (answers, messages, code) = said_to(&stream.concat());
        assert_eq!(codes(&answers), [None, Some(-32700), None], "{answers:?}");
        assert_eq!((answers[1]["id"].clone(), code), (Value::Null, 0));
        assert_eq!(messages, "");
    }
    let odd = frame(&json!({ "jsonrpc": "2.0", "id": 7.5, "method": "initialize" }));
    let (answers, _, _) = said_to(&[odd, exit()].concat());
    assert_eq!(codes(&answers), [Some(-32600)]);
    assert_eq!(answers[0]["id"], 7.5);
}

#[test]
fn a_message_without_end_is_refused_before_it_fills_the_memory() {
    for long in ["17000000", "18446744073709551615"] {
        let stream = format!("Content-Length: {long}\r\n\r\n{{");
        let (answers, messages, code) = said_to(stream.as_bytes());
        assert_eq!((answers.len(), code), (0, 1));
        let expected =
            format!("error: a message of {long} bytes is too long for the language server\n");
        assert!(messages.starts_with(&expected), "{messages}");
    }
}

/// What is sent, the exit code, and the codes of the answers.
type EndCase<'a> = (&'a [Vec<u8>], i32, &'a [Option<i64>]);

#[test]
fn the_server_ends_as_the_protocol_says() {
    let (one, two) = (json!(1), json!("two"));
    let begin = call(&one, "initialize");
    let cases: [EndCase<'_>; 6] = [
        (&[], 1, &[]),
        (&[exit()], 1, &[]),
        (&[begin.clone(), exit()], 1, &[None]),
        (&[begin.clone(), call(&two, "shutdown")], 1, &[None, None]),
        (&[call(&two, "shutdown"), exit()], 1, &[Some(-32002)]),
        (
            &[
                begin.clone(),
                begin,
                call(&two, "shutdown"),
                call(&one, "textDocument/hover"),
                exit(),
            ],
            0,
            &[None, Some(-32600), None, Some(-32600)],
        ),
    ];
    for (stream, expected, answered) in cases {
        let (answers, messages, code) = said_to(&stream.concat());
        assert_eq!((code, messages.as_str()), (expected, ""));
        assert_eq!(codes(&answers), answered);
    }
}

#[test]
fn a_text_is_completed_and_explained() {
    let home = Home::empty();
    let text = "title = \"Evening\"\n[[step]]\nuse = \"calf\"\n[[step]]\n\n";
    let mut editor = Editor::of(&home, text);
    let stretches = editor.asks_at("textDocument/completion", "calf", &Value::Null);
    assert!(labels(&stretches).contains(&"calf-straight"));
    let kinds = editor.asks(
        "textDocument/completion",
        json!({ "textDocument": { "uri": editor.uri }, "position": { "line": 4, "character": 0 } }),
    );
    assert_eq!(labels(&kinds)[..3], ["hold", "time", "count"]);
    let chosen = stretches.as_array().unwrap().iter();
    let mut chosen = chosen.filter(|item| item["label"] == "calf-straight");
    let edit = chosen.next().unwrap()["textEdit"].clone();
    editor.applies(&json!({ "changes": { (editor.uri.clone()): [edit] } }));
    assert!(
        editor.text.contains("use = \"calf-straight\"\n"),
        "{}",
        editor.text
    );
    let hover = editor.asks_at("textDocument/hover", "calf-straight", &Value::Null);
    let about = hover["contents"]["value"].as_str().unwrap();
    assert!(about.contains("For: calf"), "{about}");
    assert_eq!(editor.leaves(), 0);
}

/// The clock beside each step is that of `supple show`.
#[test]
fn the_clock_stands_beside_every_step() {
    let home = Home::empty();
    let text = "title = \"Two\"\n[[step]]\nname = \"A\"\nhold = \"20s\"\nsides = \"each\"\n\
                [[step]]\nrepeat = 2\nsides = \"each\"\n[[step.step]]\nname = \"B\"\nhold = \"15s\"\n\
                [[step.step]]\nuse = \"calf-straight\"\n[[step]]\nrest = \"30s\"\n[[step]]\nname = \"C\"\nhold = \"25s\"\n";
    let mut editor = Editor::of(&home, text);
    let everything = json!({ "range": { "start": { "line": 0, "character": 0 }, "end": { "line": 99, "character": 0 } } });
    let hints = editor.asks_at("textDocument/inlayHint", "title", &everything);
    let shown = Command::new(env!("CARGO_BIN_EXE_supple"))
        .args(["show", "--json", "my routine.toml"])
        .current_dir(home.path())
        .env("HOME", home.path())
        .output()
        .unwrap();
    let shown: Value = serde_json::from_slice(&shown.stdout).unwrap();
    let clock = |milliseconds: &Value| {
        let seconds = milliseconds.as_i64().unwrap() / 1000;
        format!("{}:{:02}", seconds / 60, seconds % 60)
    };
    let segments = shown["segments"].as_array().unwrap();
    let start = |name: &str| {
        let mut named = segments
            .iter()
            .filter(|it| it["step"] == name || it["kind"] == name);
        format!("at {}", clock(&named.next().unwrap()["start_ms"]))
    };
    let total = format!("{} in all", clock(&shown["total_ms"]));
    let (a, b, c) = (start("A"), start("B"), start("C"));
    let (calf, rest) = (start("Upper calf"), start("rest"));
    assert_eq!(labels(&hints), [&total, &a, &b, &b, &calf, &rest, &c]);
    let hover = editor.asks_at("textDocument/hover", "[[step]]", &Value::Null);
    let about = hover["contents"]["value"].as_str().unwrap();
    assert!(about.contains("0:15 hold 20s, right"), "{about}");
    let symbols = editor.asks_at("textDocument/documentSymbol", "title", &Value::Null);
    let names = |list: &Value| -> Vec<String> {
        let list = list.as_array().unwrap().iter();
        list.map(|it| it["name"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(names(&symbols), ["A", "repeat", "rest", "C"]);
    assert_eq!(names(&symbols[1]["children"]), ["B", "calf-straight"]);
    // A block has all of its steps in it.
    assert_eq!(symbols[1]["range"]["end"], symbols[2]["range"]["start"]);
    assert_eq!(symbols[0]["detail"], "1:00");
    assert_eq!(editor.leaves(), 0);
}

#[test]
fn a_stretch_is_found_and_renamed_wherever_the_file_has_it() {
    let home = Home::empty();
    let own = home.put(
        ".config/supple/stretches/of-mine.toml",
        "about = \"Mine.\"\nname = \"Mine\"\nhold = \"20s\"\n",
    );
    let text = "title = \"T\"\n[stretch.a]\nname = \"A\"\nhold = \"20s\"\n[stretch.b]\nuse = \"a\"\n\
                [[step]]\nuse = \"a\"\n[[step]]\nuse = \"b\"\n[[step]]\nuse = \"of-mine\"\n";
    let mut editor = Editor::of(&home, text);
    let here = editor.asks_at("textDocument/definition", "\"a\"\n[[step", &Value::Null);
    assert_eq!(here["range"]["start"], json!({ "line": 1, "character": 9 }));
    let there = editor.asks_at("textDocument/definition", "of-mine", &Value::Null);
    assert!(
        there["uri"]
            .as_str()
            .unwrap()
            .ends_with(own.to_str().unwrap())
    );
    assert_eq!(
        editor.asks_at("textDocument/prepareRename", "of-mine", &Value::Null),
        Value::Null
    );
    let taken = json!({ "newName": "b" });
    assert_eq!(
        editor.asks_at("textDocument/rename", "a]", &taken),
        Value::Null
    );
    let edit = editor.asks_at(
        "textDocument/rename",
        "a]",
        &json!({ "newName": "long calf" }),
    );
    editor.applies(&edit);
    assert_eq!(
        editor.text,
        text.replace("[stretch.a]", "[stretch.\"long calf\"]")
            .replace("\"a\"", "\"long calf\"")
    );
    while !editor.told().is_empty() {}
    assert_eq!(editor.leaves(), 0);
}
