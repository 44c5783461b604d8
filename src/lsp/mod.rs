//! The language server: what an editor asks about a file that is open in it, and the answers.
//!
//! A request is answered from the text that the editor has sent, by the reader and the tables of keys that everything
//! else goes by. Nothing here opens or writes a file: [`Files`] reads what a text refers to.

mod actions;
mod plan;
mod position;
mod renaming;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::Arc;

use lsp_server::{ErrorCode, Notification, Request, Response};
use lsp_types::notification::{
    DidChangeTextDocument, DidCloseTextDocument, DidOpenTextDocument, DidSaveTextDocument,
    Notification as _, PublishDiagnostics,
};
use lsp_types::request::{
    CodeActionRequest, Completion, DocumentSymbolRequest, GotoDefinition, HoverRequest,
    InlayHintRequest, PrepareRenameRequest, Rename, Request as _,
};
use lsp_types::{
    CodeActionKind, CodeActionOptions, CodeActionParams, CodeActionProviderCapability,
    CodeDescription, CompletionItem, CompletionItemKind, CompletionOptions, CompletionParams,
    CompletionTextEdit, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity,
    DocumentSymbolParams, Documentation, GotoDefinitionParams, Hover, HoverContents, HoverParams,
    InlayHintParams, Location, MarkupContent, MarkupKind, NumberOrString, OneOf, Position,
    PublishDiagnosticsParams, RenameOptions, RenameParams, ServerCapabilities,
    TextDocumentPositionParams, TextDocumentSyncCapability, TextDocumentSyncKind,
    TextDocumentSyncOptions, TextEdit, Uri,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::core::routine::Routine;
use crate::core::session::Plan;
use crate::diagnostic::{self, Severity};
use crate::format::completion::{self, ProposalKind, RoutineName};
use crate::format::explanation;
use crate::format::kind::FileKind;
use crate::format::routine::References;
use position::{byte, range};

/// What a text means, and what it may refer to.
#[derive(Clone, Debug)]
pub struct DocumentReading {
    /// What the file is meant as.
    pub kind: FileKind,
    /// Whether it is plainly a file of another program, of which nothing is said.
    pub is_foreign: bool,
    /// Everything that is wrong with it.
    pub problems: Vec<diagnostic::Diagnostic>,
    /// The stretches that it may use.
    pub references: References,
    /// The routines that it may include.
    pub routines: Vec<RoutineName>,
    /// The routine, and the session that it makes; `None` where it is none or has errors.
    pub routine: Option<Arc<Routine>>,
    /// See `routine`.
    pub plan: Option<Plan>,
}

/// The files around a text.
pub trait Files {
    /// Reads the text of the file at `path`, which need not be there.
    fn read(&self, path: &Path, text: &str) -> DocumentReading;

    /// Looks again at what files may refer to: one of them was saved.
    fn renew(&mut self);
}

/// A file that is open in the editor.
#[derive(Debug)]
struct Document {
    path: PathBuf,
    text: String,
    version: Option<i32>,
    reading: DocumentReading,
}

/// The server, apart from its connection.
#[derive(Debug)]
pub struct Server<F> {
    files: F,
    documents: BTreeMap<String, Document>,
    /// The documents whose problems the editor does not know yet.
    unpublished: BTreeSet<String>,
}

/// What the server can do, as it tells the editor.
pub fn capabilities() -> ServerCapabilities {
    let synchronization = TextDocumentSyncOptions {
        open_close: Some(true),
        change: Some(TextDocumentSyncKind::FULL),
        save: Some(true.into()),
        ..TextDocumentSyncOptions::default()
    };
    let triggers = ["\"", "{", "[", "="].map(str::to_owned).to_vec();
    ServerCapabilities {
        text_document_sync: Some(TextDocumentSyncCapability::Options(synchronization)),
        completion_provider: Some(CompletionOptions {
            trigger_characters: Some(triggers),
            ..CompletionOptions::default()
        }),
        hover_provider: Some(true.into()),
        inlay_hint_provider: Some(OneOf::Left(true)),
        code_action_provider: Some(CodeActionProviderCapability::Options(CodeActionOptions {
            code_action_kinds: Some(vec![
                CodeActionKind::QUICKFIX,
                CodeActionKind::SOURCE_FIX_ALL,
            ]),
            ..CodeActionOptions::default()
        })),
        document_symbol_provider: Some(OneOf::Left(true)),
        definition_provider: Some(OneOf::Left(true)),
        rename_provider: Some(OneOf::Right(RenameOptions {
            prepare_provider: Some(true),
            work_done_progress_options: lsp_types::WorkDoneProgressOptions::default(),
        })),
        ..ServerCapabilities::default()
    }
}

impl<F: Files> Server<F> {
    /// A server without documents.
    pub const fn new(files: F) -> Self {
        Self {
            files,
            documents: BTreeMap::new(),
            unpublished: BTreeSet::new(),
        }
    }

    /// The answer to a request; null where there is nothing to say.
    pub fn answer(&self, request: Request) -> Response {
        let Request {
            id, method, params, ..
        } = request;
        let answered = match method.as_str() {
            Completion::METHOD => asked(params, |asked: CompletionParams| {
                self.at(&asked.text_document_position, completions)
            }),
            HoverRequest::METHOD => asked(params, |asked: HoverParams| {
                self.at(&asked.text_document_position_params, hover)?
            }),
            GotoDefinition::METHOD => asked(params, |asked: GotoDefinitionParams| {
                let place = asked.text_document_position_params;
                let uri = &place.text_document.uri;
                self.at(&place, |document, at| definition(document, at, uri))?
            }),
            PrepareRenameRequest::METHOD => asked(params, |asked: TextDocumentPositionParams| {
                self.at(&asked, renaming::prepare)?
            }),
            Rename::METHOD => asked(params, |asked: RenameParams| {
                let place = &asked.text_document_position;
                let edits = self.at(place, |document, at| {
                    renaming::edits(document, at, &asked.new_name)
                })?;
                Some(actions::edit(&place.text_document.uri, edits?))
            }),
            InlayHintRequest::METHOD => asked(params, |asked: InlayHintParams| {
                let document = self.document(&asked.text_document.uri)?;
                Some(plan::hints(&document.text, &document.reading, asked.range))
            }),
            DocumentSymbolRequest::METHOD => asked(params, |asked: DocumentSymbolParams| {
                let document = self.document(&asked.text_document.uri)?;
                Some(plan::symbols(&document.text, &document.reading))
            }),
            CodeActionRequest::METHOD => asked(params, |asked: CodeActionParams| {
                let uri = &asked.text_document.uri;
                let document = self.document(uri)?;
                let read = |text: &str| self.files.read(&document.path, text).problems;
                let only = asked.context.only.as_deref();
                Some(actions::of(document, uri, asked.range, only, read))
            }),
            _ => Err((
                ErrorCode::MethodNotFound,
                format!("supple does not know `{method}`"),
            )),
        };
        match answered {
            Ok(value) => Response::new_ok(id, value),
            Err((code, message)) => Response::new_err(id, code as i32, message),
        }
    }

    /// Takes note of what the editor says. What cannot be understood changes nothing.
    pub fn note(&mut self, notification: Notification) {
        let Notification { method, params, .. } = notification;
        match method.as_str() {
            DidOpenTextDocument::METHOD => {
                if let Some(opened) = read::<lsp_types::DidOpenTextDocumentParams>(params) {
                    let document = opened.text_document;
                    self.put(&document.uri, document.text, Some(document.version));
                }
            }
            DidChangeTextDocument::METHOD => {
                if let Some(changed) = read::<lsp_types::DidChangeTextDocumentParams>(params)
                    && let Some(last) = changed.content_changes.into_iter().next_back()
                {
                    let document = changed.text_document;
                    self.put(&document.uri, last.text, Some(document.version));
                }
            }
            DidCloseTextDocument::METHOD => {
                if let Some(closed) = read::<lsp_types::DidCloseTextDocumentParams>(params) {
                    let uri = closed.text_document.uri;
                    self.documents.remove(uri.as_str());
                    self.unpublished.insert(uri.as_str().to_owned());
                }
            }
            DidSaveTextDocument::METHOD => self.read_again(),
            _ => {}
        }
    }

    /// The problems that the editor does not know yet.
    pub fn publish(&mut self) -> Vec<Notification> {
        let uris = std::mem::take(&mut self.unpublished).into_iter();
        let published = uris.filter_map(|name| {
            let uri = Uri::from_str(&name).ok()?;
            let document = self.documents.get(&name);
            let diagnostics = document.map(|document| problems(document, &uri));
            Some(Notification::new(
                PublishDiagnostics::METHOD.to_owned(),
                PublishDiagnosticsParams {
                    diagnostics: diagnostics.unwrap_or_default(),
                    version: document.and_then(|document| document.version),
                    uri,
                },
            ))
        });
        published.collect()
    }

    fn put(&mut self, uri: &Uri, text: String, version: Option<i32>) {
        let path = path_of(uri);
        let reading = self.files.read(&path, &text);
        self.unpublished.insert(uri.as_str().to_owned());
        if reading.is_foreign {
            self.documents.remove(uri.as_str());
            return;
        }
        let document = Document {
            path,
            text,
            version,
            reading,
        };
        self.documents.insert(uri.as_str().to_owned(), document);
    }

    /// Reads all documents again: one of them, or a file that they refer to, was saved.
    fn read_again(&mut self) {
        self.files.renew();
        for (uri, document) in &mut self.documents {
            document.reading = self.files.read(&document.path, &document.text);
            self.unpublished.insert(uri.clone());
        }
    }

    fn document(&self, uri: &Uri) -> Option<&Document> {
        self.documents.get(uri.as_str())
    }

    /// The result of `answer` for a place of a document; `None` where it is not open.
    fn at<T>(
        &self,
        asked: &TextDocumentPositionParams,
        answer: impl FnOnce(&Document, usize) -> T,
    ) -> Option<T> {
        let document = self.document(&asked.text_document.uri)?;
        Some(answer(document, byte(&document.text, asked.position)))
    }
}

/// The answer to a request with these parameters.
fn asked<P: DeserializeOwned, T: Serialize>(
    params: Value,
    answer: impl FnOnce(P) -> Option<T>,
) -> Result<Value, (ErrorCode, String)> {
    let failed = |code| move |error: serde_json::Error| (code, error.to_string());
    let asked = serde_json::from_value(params).map_err(failed(ErrorCode::InvalidParams))?;
    serde_json::to_value(answer(asked)).map_err(failed(ErrorCode::InternalError))
}

/// The parameters of a notification; `None` where they are not as they should be.
fn read<P: DeserializeOwned>(params: Value) -> Option<P> {
    serde_json::from_value(params).ok()
}

/// The path that an address means; of one that is no file, the end of it.
fn path_of(uri: &Uri) -> PathBuf {
    let path = uri.path().as_estr().decode().into_string_lossy();
    PathBuf::from(path.into_owned())
}

/// The address of a file.
fn uri_of(path: &Path) -> Option<Uri> {
    let mut address = "file://".to_owned();
    for byte in path.to_str()?.bytes() {
        match byte {
            b'/' | b'-' | b'.' | b'_' | b'~' => address.push(char::from(byte)),
            byte if byte.is_ascii_alphanumeric() => address.push(char::from(byte)),
            byte => {
                let _ = write!(address, "%{byte:02X}");
            }
        }
    }
    Uri::from_str(&address).ok()
}

/// The problems of a document as the protocol has them.
fn problems(document: &Document, uri: &Uri) -> Vec<Diagnostic> {
    let text = document.text.as_str();
    let all = document.reading.problems.iter();
    all.map(|problem| {
        let mut message = problem.message.clone();
        for (between, more) in [(": ", Some(&problem.label)), ("\n", problem.help.as_ref())] {
            if let Some(more) = more.filter(|more| !more.is_empty()) {
                message.push_str(between);
                message.push_str(more);
            }
        }
        let also = problem.also.as_ref().map(|(place, label)| {
            vec![DiagnosticRelatedInformation {
                location: Location::new(uri.clone(), range(text, place)),
                message: label.clone(),
            }]
        });
        let source = problem.source.and_then(|source| Uri::from_str(source).ok());
        Diagnostic {
            range: range(text, &problem.place),
            severity: Some(match problem.code.severity() {
                Severity::Error => DiagnosticSeverity::ERROR,
                Severity::Advice => DiagnosticSeverity::WARNING,
            }),
            code: Some(NumberOrString::String(problem.code.to_string())),
            code_description: source.map(|href| CodeDescription { href }),
            source: Some("supple".to_owned()),
            message,
            related_information: also,
            ..Diagnostic::default()
        }
    })
    .collect()
}

fn markdown(value: String) -> MarkupContent {
    MarkupContent {
        kind: MarkupKind::Markdown,
        value,
    }
}

fn completions(document: &Document, at: usize) -> Vec<CompletionItem> {
    let (text, reading) = (&document.text, &document.reading);
    let all = completion::proposals(
        text,
        at,
        reading.kind,
        &reading.references,
        &reading.routines,
    );
    let items = all.into_iter().enumerate().map(|(nth, proposal)| {
        let edit = TextEdit::new(range(text, &proposal.place), proposal.text);
        CompletionItem {
            kind: Some(match proposal.kind {
                ProposalKind::StepKind => CompletionItemKind::KEYWORD,
                ProposalKind::Key => CompletionItemKind::PROPERTY,
                ProposalKind::Header => CompletionItemKind::STRUCT,
                ProposalKind::Value => CompletionItemKind::VALUE,
                ProposalKind::Stretch => CompletionItemKind::REFERENCE,
                ProposalKind::Routine => CompletionItemKind::FILE,
                ProposalKind::Placeholder => CompletionItemKind::VARIABLE,
            }),
            label: proposal.label,
            detail: Some(proposal.detail).filter(|detail| !detail.is_empty()),
            documentation: Some(Documentation::MarkupContent(markdown(proposal.about))),
            // Best first, where an editor would sort by name.
            sort_text: Some(format!("{nth:04}")),
            text_edit: Some(CompletionTextEdit::Edit(edit)),
            ..CompletionItem::default()
        }
    });
    items.collect()
}

fn hover(document: &Document, at: usize) -> Option<Hover> {
    let (text, reading) = (&document.text, &document.reading);
    let of_step = || plan::hover(text, reading, at);
    let found = explanation::hover(text, at, reading.kind, &reading.references).or_else(of_step);
    found.map(|(place, about)| Hover {
        contents: HoverContents::Markup(markdown(about)),
        range: Some(range(text, &place)),
    })
}

/// Where the stretch at `at` is written: in this file, or in one of the user's.
fn definition(document: &Document, at: usize, uri: &Uri) -> Option<Location> {
    let text = &document.text;
    let id = renaming::named_at(text, at)?;
    if let Some(header) = renaming::header_of(text, &id) {
        return Some(Location::new(uri.clone(), range(text, &header)));
    }
    let mut files = document.reading.references.files();
    let file = files.find(|file| file.id == id && file.is_own)?;
    let place = Position::new(0, 0);
    let uri = uri_of(Path::new(&file.source.name))?;
    Some(Location::new(uri, lsp_types::Range::new(place, place)))
}
