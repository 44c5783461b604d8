//! `supple lsp`: the language server on standard input and output, for an editor that starts it.

use std::path::Path;
use std::sync::Arc;

use lsp_server::{Connection, Message, ProtocolError};

use super::check;
use super::finder::Finder;
use super::output::Messages;
use super::remember;
use crate::catalogue::Origin;
use crate::core::nonempty::NonEmpty;
use crate::core::session::Plan;
use crate::core::settings::Settings;
use crate::core::timeline::Keys;
use crate::diagnostic::Source;
use crate::error::Error;
use crate::format::kind::FileKind;
use crate::lsp::{DocumentReading, Files, Server, capabilities};
use crate::shell;

/// Serves one editor until it says goodbye.
pub(super) fn run(messages: Messages) -> Result<u8, Error> {
    let settings = remember::settings(messages)?;
    let (connection, threads) = Connection::stdio();
    let files = FilesAround {
        finder: Finder::new(messages),
        messages,
        settings,
    };
    let served = serve(&connection, Server::new(files));
    // The threads end when nobody can send to them.
    drop(connection);
    let ended = threads.join();
    match served {
        Ok(()) if ended.is_ok() => Ok(0),
        // The editor is gone, and with it everybody who could be told.
        _ => Ok(1),
    }
}

fn serve<F: Files>(connection: &Connection, mut server: Server<F>) -> Result<(), ProtocolError> {
    let abilities = serde_json::to_value(capabilities()).unwrap_or_default();
    connection.initialize(abilities)?;
    while let Ok(message) = connection.receiver.recv() {
        match message {
            Message::Request(request) => {
                if connection.handle_shutdown(&request)? {
                    return Ok(());
                }
                let answer = server.answer(request);
                let _ = connection.sender.send(answer.into());
            }
            Message::Notification(notification) => server.note(notification),
            Message::Response(_) => {}
        }
        // While keys are being typed, only the last text is worth a look.
        if connection.receiver.is_empty() {
            for notification in server.publish() {
                let _ = connection.sender.send(notification.into());
            }
        }
    }
    Ok(())
}

/// The files that the edited ones refer to.
struct FilesAround {
    finder: Finder,
    messages: Messages,
    settings: Settings,
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
        DocumentReading {
            kind,
            problems,
            references: self.finder.references_of(path),
            routine,
            plan,
        }
    }

    fn renew(&mut self) {
        self.finder = Finder::new(self.messages);
    }
}
