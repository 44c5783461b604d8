//! `supple lsp`: the language server on standard input and output, for an editor that starts it.

use std::ffi::OsStr;
use std::io::{self, IsTerminal};
use std::path::Path;
use std::sync::Arc;

use lsp_server::{ErrorCode, Message, Notification, Request, Response};
use serde::Serialize;
use serde_json::{Value, json};

use super::check;
use super::finder::Finder;
use super::frames::{self, MessageFrame};
use super::output::{self, Messages};
use super::remember;
use crate::catalogue::Origin;
use crate::core::nonempty::NonEmpty;
use crate::core::session::Plan;
use crate::core::settings::Settings;
use crate::core::timeline::Keys;
use crate::diagnostic::Source;
use crate::disk::{files, includes, read};
use crate::error::Error;
use crate::format::completion::RoutineName;
use crate::format::kind::FileKind;
use crate::lsp::{DocumentReading, Files, Server, capabilities};
use crate::shell;

/// Serves one editor until it says goodbye.
pub(super) fn run(messages: Messages) -> Result<u8, Error> {
    let settings = remember::settings(messages)?;
    if io::stdin().is_terminal() {
        messages.note("this is for an editor, which starts it by itself: see \"In your editor\" in the README");
    }
    let files = FilesAround {
        finder: Finder::new(messages),
        messages,
        settings,
    };
    let mut talk = Talk {
        server: Server::new(files),
        phase: ServerPhase::New,
    };
    let mut input = read::in_pieces();
    // An editor that is gone can read no answer, and has not said goodbye.
    while let Ok(Some(frame)) = frames::next(&mut input) {
        match frame {
            MessageFrame::TooLong(bytes) => return Err(Error::MessageTooLong { bytes }),
            MessageFrame::Headless => {
                let message = "a message without a `Content-Length`";
                refuse(&Value::Null, ErrorCode::ParseError, message)?;
            }
            MessageFrame::Content(content) => {
                if let Some(code) = talk.take(&content)? {
                    return Ok(code);
                }
            }
        }
        // While keys are being typed, only the last text is worth a look.
        if !read::has_more(&input) {
            talk.publish()?;
        }
    }
    talk.publish()?;
    Ok(1)
}

/// How far the editor and the server have come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ServerPhase {
    /// Nothing was said but perhaps nonsense.
    New,
    /// The editor knows what the server can do.
    Serving,
    /// The editor wants no more answers.
    ShutDown,
}

/// A server and its editor.
struct Talk {
    server: Server<FilesAround>,
    phase: ServerPhase,
}

impl Talk {
    /// Answers a message; the exit code where it is the last one.
    fn take(&mut self, content: &[u8]) -> Result<Option<u8>, Error> {
        let value: Value = match serde_json::from_slice(content) {
            Ok(value) => value,
            Err(error) => {
                refuse(&Value::Null, ErrorCode::ParseError, &error.to_string())?;
                return Ok(None);
            }
        };
        let id = value.get("id").cloned().unwrap_or_default();
        match serde_json::from_value(value) {
            Ok(Message::Request(request)) => send(&self.answer(request))?,
            Ok(Message::Response(_)) => {}
            // A request whose id is none.
            Ok(Message::Notification(_)) | Err(_) if !id.is_null() => {
                refuse(&id, ErrorCode::InvalidRequest, "this is no request")?;
            }
            Ok(Message::Notification(said)) if said.method == "exit" => {
                return Ok(Some(u8::from(self.phase != ServerPhase::ShutDown)));
            }
            Ok(Message::Notification(said)) => {
                if self.phase == ServerPhase::Serving {
                    self.server.note(said);
                }
            }
            Err(_) => refuse(&id, ErrorCode::InvalidRequest, "this is no message")?,
        }
        Ok(None)
    }

    fn answer(&mut self, request: Request) -> Response {
        let refused =
            |id, code: ErrorCode, why: &str| Response::new_err(id, code as i32, why.to_owned());
        match (request.method.as_str(), self.phase) {
            ("initialize", ServerPhase::New) => {
                self.phase = ServerPhase::Serving;
                let server = json!({ "name": "supple", "version": env!("CARGO_PKG_VERSION") });
                let able = json!({ "capabilities": capabilities(), "serverInfo": server });
                Response::new_ok(request.id, able)
            }
            (_, ServerPhase::New) => refused(
                request.id,
                ErrorCode::ServerNotInitialized,
                "`initialize` comes first",
            ),
            ("shutdown", ServerPhase::Serving) => {
                self.phase = ServerPhase::ShutDown;
                Response::new_ok(request.id, Value::Null)
            }
            ("initialize", _) | (_, ServerPhase::ShutDown) => refused(
                request.id,
                ErrorCode::InvalidRequest,
                "this is not the time for it",
            ),
            (_, ServerPhase::Serving) => self.server.answer(request),
        }
    }

    /// Tells the editor of the problems that it does not know yet.
    fn publish(&mut self) -> Result<(), Error> {
        let mut published = self.server.publish().into_iter();
        published.try_for_each(|notification: Notification| send(&notification))
    }
}

fn send(message: &impl Serialize) -> Result<(), Error> {
    output::written_by(|out| frames::write(out, message))
}

/// Answers what cannot be understood.
fn refuse(id: &Value, code: ErrorCode, message: &str) -> Result<(), Error> {
    send(&json!({ "id": id, "error": { "code": code as i32, "message": message } }))
}

/// The files that the edited ones refer to.
struct FilesAround {
    finder: Finder,
    messages: Messages,
    settings: Settings,
}

impl FilesAround {
    /// The routines that the one at `path` may include, if its text has begun to: those beside it, and all others by id.
    fn routines(&self, path: &Path, text: &str) -> Vec<RoutineName> {
        if !text.contains("include") {
            return Vec::new();
        }
        let folder = path.parent().unwrap_or(path);
        let beside = files::in_folder(folder).unwrap_or_default().into_iter();
        let beside = beside.filter(|beside| beside != path).filter_map(|beside| {
            let word = beside.file_name()?.to_str()?.to_owned();
            let title = String::new();
            Some(RoutineName { word, title })
        });
        let all = self.finder.glanced().entries().iter().map(|entry| {
            let (word, title) = (
                entry.id.clone(),
                entry.title().unwrap_or_default().to_owned(),
            );
            RoutineName { word, title }
        });
        let is_itself = |name: &RoutineName| path.file_stem() == Some(OsStr::new(&name.word));
        all.filter(|name| !is_itself(name)).chain(beside).collect()
    }
}

impl Files for FilesAround {
    fn read(&self, path: &Path, text: &str) -> DocumentReading {
        let source = Source {
            name: path.to_string_lossy().into_owned(),
            text: text.to_owned(),
        };
        let kind = FileKind::of(path, text);
        let origin = Origin::User(path.to_owned());
        let (problems, routine) = check::read(kind, &self.finder, &origin, &source);
        let routine = routine.map(Arc::new);
        let plan = routine.as_ref().map(|routine| {
            let unrolled = self.settings.unrolled(Keys::Come, shell::now().day());
            let routines = NonEmpty::of(Arc::clone(routine));
            let (lead_in, rate) = (self.settings.session.start, self.settings.sound.rate);
            Plan::of(&routines, lead_in, unrolled, rate)
        });
        let included = includes::of(&source);
        DocumentReading {
            kind,
            is_foreign: routine.is_none() && kind.is_foreign(path, text),
            problems,
            references: self.finder.references_of(path).including(included),
            routines: self.routines(path, text),
            routine,
            plan,
        }
    }

    fn renew(&mut self) {
        self.finder = Finder::new(self.messages);
    }
}
