//! The loop in virtual time: a host that is a script. Its time jumps to the next key or deadline, so a session of ten
//! minutes takes milliseconds, and every waking is counted.

#![allow(dead_code, reason = "each test uses its part of it")]

use std::collections::VecDeque;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use ratatui::layout::Rect;
use supple::app::effect::{
    Edit, Effect, Outcome, SaveEffect, SoundEffect, StretchEffect, TerminalEffect,
};
use supple::app::element::{Overlay, PointedPart, Window};
use supple::app::gallery::Gallery;
use supple::app::input::{Input, Key, Mouse, MouseAction};
use supple::app::library::Library;
use supple::app::session::view::SessionView;
use supple::app::session::{After, Preferences};
use supple::app::{App, Host, run};
use supple::app::{Frame, View};
use supple::catalogue::draft::DraftRequest;
use supple::catalogue::{Catalogue, DEFAULT_ROUTINE, Entry, Origin};
use supple::core::condition::Conditions;
use supple::core::correction::LogChange;
use supple::core::cue::{Cue, Tone};
use supple::core::day::Day;
use supple::core::history::{History, Scope};
use supple::core::moment::Moment;
use supple::core::player::{Event, Start, What};
use supple::core::routine::First;
use supple::core::session::Plan;
use supple::core::settings::{Motion, ThemeChoice};
use supple::core::timeline::Timeline;
use supple::diagnostic::Source;
use supple::disk::log::{Log, append, file_of};
use supple::disk::stretches::{built_in, shelf};
use supple::disk::{routines, tune};
use supple::tui::theme::{Backdrop, Colours, Options, Theme};
use supple::tui::{part_at, scroll_end};

use crate::support::{at, shared};

/// What happens outside, and when.
#[derive(Debug, Default)]
pub(crate) struct Script {
    now: Moment,
    inputs: VecDeque<(Moment, Input)>,
    /// When the machine falls asleep, and when it wakes up.
    sleeps: Vec<(Moment, Moment)>,
    /// How large the window is; nothing unless it is set.
    pub(crate) window: Window,
    /// How much figures move in a session; they come back out of the stretch unless it is set.
    pub(crate) motion: Option<Motion>,
    shown: Option<Frame>,
    redraw: bool,
    /// Everything that was drawn, and when.
    pub(crate) frames: Vec<(Moment, Frame)>,
    /// Every picture of a session and when it was drawn.
    pub(crate) pictures: Vec<(Moment, SessionView)>,
    /// What was foreseen, and for each picture of a session whether it was.
    foreseen: Option<Frame>,
    pub(crate) expected: Vec<bool>,
    /// When the loop woke up.
    pub(crate) woke: Vec<Moment>,
    /// All that happened.
    pub(crate) events: Vec<Event>,
    /// All that was heard.
    pub(crate) tones: Vec<(Moment, Tone)>,
    /// The same with what was said.
    pub(crate) cues: Vec<Cue>,
    /// Whether the screen was to stay awake, and from when on.
    pub(crate) awake: Vec<(Moment, bool)>,
    /// When something was said to be heard next, and when that was said.
    pub(crate) foretold: Vec<(Moment, Option<Moment>)>,
    /// The conditions of the person.
    pub(crate) has: Conditions,
    /// The titles of the sessions that were opened.
    pub(crate) opened: Vec<String>,
    /// What was edited.
    pub(crate) edited: Vec<Edit>,
    /// What was asked for about stretches.
    pub(crate) stretches: Vec<StretchEffect>,
    /// What was asked for about routines that are being changed.
    pub(crate) drafts: Vec<DraftRequest>,
    /// The folder of the user's routines, where these requests are answered and files are written.
    pub(crate) routines: Option<PathBuf>,
    /// The stretches of the catalogue, where they are read.
    pub(crate) shelf: bool,
    /// How often the screen was drawn anew.
    pub(crate) redrawn: usize,
    /// How often the process was suspended.
    pub(crate) suspended: usize,
    /// The folder of the log, where changes are written to it and it is read again.
    pub(crate) log: Option<PathBuf>,
    /// How often the routines were read.
    readings: u64,
    /// What was to be saved, logged and discarded.
    pub(crate) memory: Vec<SaveEffect>,
}

impl Script {
    /// A script in which nothing happens.
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// An input so many milliseconds after the start.
    pub(crate) fn then(mut self, milliseconds: u64, input: Input) -> Self {
        let moment = at(milliseconds);
        let last = self.inputs.back().map_or(Moment::ZERO, |last| last.0);
        assert!(moment >= last, "a script is written in order");
        self.inputs.push_back((moment, input));
        self
    }

    /// A key so many milliseconds after the start.
    pub(crate) fn key(self, milliseconds: u64, key: Key) -> Self {
        self.then(milliseconds, Input::Key(key))
    }

    /// Something done with the mouse on a cell, so many milliseconds after the start.
    pub(crate) fn mouse(self, milliseconds: u64, action: MouseAction, cell: (u16, u16)) -> Self {
        let (column, row) = cell;
        let mouse = Mouse {
            action,
            column,
            row,
        };
        self.then(milliseconds, Input::Mouse(mouse))
    }

    /// The machine sleeps, from and to so many milliseconds after the start.
    pub(crate) fn sleep(mut self, from: u64, to: u64) -> Self {
        self.sleeps.push((at(from), at(to)));
        self
    }

    /// Plays a timeline, after a lead-in of so many seconds, to the end of the script or of the session.
    pub(crate) fn play(self, timeline: Timeline, lead_in: u64) -> (Self, Ended) {
        let start = Start {
            lead_in: Duration::from_secs(lead_in),
            from: 0,
        };
        self.play_plan(Plan::new(shared(timeline), start))
    }

    /// Plays `plan`.
    pub(crate) fn play_plan(mut self, plan: Plan) -> (Self, Ended) {
        let preferences = Preferences {
            motion: self.motion.unwrap_or(Motion::Loop),
            ..preferences(After::Nothing)
        };
        let mut app = App::playing(plan, preferences, Moment::ZERO);
        let outcome = run(&mut self, &mut app).ok();
        (self, Ended { outcome, app })
    }

    /// Begins in a library, which shows a summary after each session.
    pub(crate) fn choose(mut self, library: Library) -> (Self, Ended) {
        let preferences = Preferences {
            has: self.has,
            ..preferences(After::Summary)
        };
        let mut app = App::choosing(library, preferences, Moment::ZERO);
        let outcome = run(&mut self, &mut app).ok();
        (self, Ended { outcome, app })
    }

    /// The same, with what was done before and where what is done is remembered.
    pub(crate) fn choose_remembering(
        mut self,
        library: Library,
        memory: supple::app::memory::Memory,
    ) -> (Self, Ended) {
        let app = App::choosing(library, preferences(After::Summary), Moment::ZERO);
        let mut app = app.remembering(memory);
        let outcome = run(&mut self, &mut app).ok();
        (self, Ended { outcome, app })
    }

    /// Looks at stretches.
    pub(crate) fn look(self, gallery: Gallery) -> (Self, Ended) {
        self.look_with(gallery, preferences(After::Nothing))
    }

    /// The same with these preferences.
    pub(crate) fn look_with(mut self, gallery: Gallery, preferences: Preferences) -> (Self, Ended) {
        let mut app = App::looking(gallery, preferences, Moment::ZERO);
        let outcome = run(&mut self, &mut app).ok();
        (self, Ended { outcome, app })
    }

    /// When the loop woke up from one moment to another, in milliseconds.
    pub(crate) fn wakings(&self, from: u64, to: u64) -> Vec<u128> {
        let between = |moment: &&Moment| (at(from)..at(to)).contains(*moment);
        let milliseconds = |moment: &Moment| moment.since(Moment::ZERO).as_millis();
        self.woke.iter().filter(between).map(milliseconds).collect()
    }

    /// The picture on the screen at a moment.
    pub(crate) fn seen(&self, milliseconds: u64) -> &SessionView {
        let until = |(moment, _): &&(Moment, SessionView)| *moment <= at(milliseconds);
        let last = self.pictures.iter().take_while(until).last();
        last.map_or_else(
            || panic!("nothing was drawn by {milliseconds}"),
            |last| &last.1,
        )
    }

    /// Everything that was drawn, but for what lay over it, and when.
    pub(crate) fn views(&self) -> impl DoubleEndedIterator<Item = (Moment, &View)> {
        self.frames
            .iter()
            .map(|(moment, frame)| (*moment, &frame.view))
    }

    /// The picture at a moment.
    pub(crate) fn frame(&self, milliseconds: u64) -> &Frame {
        let until = |(moment, _): &&(Moment, Frame)| *moment <= at(milliseconds);
        let last = self.frames.iter().take_while(until).last();
        last.map_or_else(
            || panic!("nothing was drawn by {milliseconds}"),
            |last| &last.1,
        )
    }

    /// What lies over the screen at a moment.
    pub(crate) fn over(&self, milliseconds: u64) -> Option<&Overlay> {
        self.frame(milliseconds).overlay.as_ref()
    }

    /// When something happened, in milliseconds.
    pub(crate) fn when(&self, what: impl Fn(&What) -> bool) -> Vec<u128> {
        let events = self.events.iter().filter(|event| what(&event.what));
        events
            .map(|event| event.at.since(Moment::ZERO).as_millis())
            .collect()
    }
}

/// Adds a change to the log in `folder`, and reads that.
fn changed(folder: &Path, change: &LogChange) -> Arc<History> {
    let line = supple::format::correction::line(change);
    append(&file_of(folder, "here"), &line).unwrap_or_else(|error| panic!("{error}"));
    read_log(folder)
}

/// What the log in `folder` amounts to.
pub(crate) fn read_log(folder: &Path) -> Arc<History> {
    let mut history = History::new(Scope::of(Day(20_513)));
    let log = Log::open(folder).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(log.read_into(&mut history), Vec::<String>::new());
    Arc::new(history)
}

/// The routines in a folder, beside the usual bundled one.
pub(crate) fn own_routines(folder: &Path) -> Catalogue {
    let files = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = files.map(|file| file.path()).collect();
    paths.retain(|path| path.to_string_lossy().ends_with(".toml"));
    paths.sort();
    let own = paths.iter().map(|path| routines::at(path, &built_in()));
    let bundled = Entry::new(
        DEFAULT_ROUTINE.to_owned(),
        Origin::Bundled,
        Source::default(),
    );
    let bundled = routines::whole(&bundled, &built_in());
    Catalogue::new(own.collect(), vec![bundled])
}

/// How sessions are played here.
pub(crate) fn preferences(after: After) -> Preferences {
    Preferences {
        rate: 100,
        first: First::Right,
        has: Conditions::NONE,
        lead_in: Duration::from_secs(15),
        figures: true,
        motion: Motion::Loop,
        after,
        wall: None,
    }
}

/// A theme without colours.
fn mono() -> Theme {
    Theme::of(Options {
        colours: Colours::None,
        utf8: true,
        choice: ThemeChoice::Mono,
        backdrop: Backdrop::Unknown,
    })
}

/// The program after a script.
pub(crate) struct Ended {
    /// How it ended; `None` when it would have waited for ever.
    pub(crate) outcome: Option<Outcome>,
    /// The program.
    pub(crate) app: App,
}

impl Host for Script {
    fn now(&self) -> Moment {
        self.now
    }

    fn window(&self) -> Window {
        self.window
    }

    fn scroll_end(&self, frame: &Frame) -> Option<usize> {
        let Window { columns, rows } = self.window;
        if rows == 0 {
            return None;
        }
        scroll_end(frame, &mono(), Rect::new(0, 0, columns, rows))
    }

    fn part_at(&self, frame: &Frame, cell: Mouse) -> Option<PointedPart> {
        let Window { columns, rows } = self.window;
        part_at(frame, &mono(), Rect::new(0, 0, columns, rows), cell)
    }

    fn draw(&mut self, frame: &Frame) -> io::Result<()> {
        let same = self.shown.as_ref() == Some(frame);
        assert!(
            !same || self.redraw,
            "the same picture twice, at {:?}: {frame:?}",
            self.now
        );
        self.redraw = false;
        self.shown = Some(frame.clone());
        self.frames.push((self.now, frame.clone()));
        if let View::Session(session) = &frame.view {
            self.pictures.push((self.now, (**session).clone()));
            self.expected.push(self.foreseen.as_ref() == Some(frame));
        }
        self.foreseen = None;
        Ok(())
    }

    fn foresee(&mut self, frame: &Frame) {
        let same = self.shown.as_ref() == Some(frame);
        assert!(!same, "made ready what is shown, at {:?}", self.now);
        self.foreseen = Some(frame.clone());
    }

    fn wait(&mut self, deadline: Option<Moment>) -> io::Result<Option<Input>> {
        if let Some(deadline) = deadline {
            assert!(
                deadline > self.now,
                "a deadline in the past, at {:?}",
                self.now
            );
        }
        let next = self.inputs.front().map(|input| input.0);
        let Some(mut wakes) = deadline.into_iter().chain(next).min() else {
            return Err(io::ErrorKind::UnexpectedEof.into());
        };
        for (from, to) in &self.sleeps {
            if (*from..*to).contains(&wakes) {
                wakes = *to;
            }
        }
        self.now = self.now.max(wakes);
        self.woke.push(self.now);
        let is_due = next.is_some_and(|next| next <= self.now);
        let due = is_due.then(|| self.inputs.pop_front()).flatten();
        let input = due.map(|input| input.1);
        self.redraw |= matches!(
            input,
            Some(Input::Resized | Input::Continued | Input::Answer(_))
        );
        Ok(input)
    }

    fn perform(&mut self, effect: Effect) -> io::Result<()> {
        assert!(
            !self.frames.is_empty(),
            "something was performed before the first picture"
        );
        match effect {
            Effect::Happened(event) => self.events.push(event),
            Effect::Sound(SoundEffect::Play(cue)) => {
                let tones = cue.parts.iter();
                let tones = tones.filter_map(|line| Some((cue.due + line.at, line.tone?)));
                self.tones.extend(tones);
                self.cues.push(cue);
            }
            Effect::Sound(SoundEffect::KeepAwake(awake)) => self.awake.push((self.now, awake)),
            Effect::Sound(SoundEffect::Foretell(next)) => self.foretold.push((self.now, next)),
            Effect::Sound(SoundEffect::Prepare { timeline, .. }) => {
                self.opened.push(timeline.title.clone());
            }
            Effect::Terminal(TerminalEffect::Suspend) => {
                self.suspended += 1;
                self.redraw = true;
            }
            Effect::Terminal(TerminalEffect::Redraw) => {
                self.redrawn += 1;
                self.redraw = true;
            }
            Effect::Terminal(TerminalEffect::Edit(edit)) => {
                self.edited.push(edit);
                self.redraw = true;
            }
            Effect::Save(effect) => {
                if let (SaveEffect::Change(change), Some(folder)) = (&effect, &self.log) {
                    let read = changed(folder, change);
                    self.inputs
                        .push_front((self.now, Input::History(Some(read))));
                }
                self.memory.push(effect);
            }
            Effect::Stretches(effect) => {
                if self.shelf && effect == StretchEffect::Read {
                    let read = Input::Stretches(shelf(&built_in()));
                    self.inputs.push_front((self.now, read));
                }
                self.stretches.push(effect);
            }
            Effect::Draft(request) => {
                if let Some(folder) = self.routines.clone() {
                    let answer = Input::Draft(Box::new(tune::answer(&request, &folder)));
                    self.inputs.push_front((self.now, answer));
                    if matches!(request, DraftRequest::Write { .. }) {
                        self.readings += 1;
                        let read = Arc::new(own_routines(&folder).of_reading(self.readings));
                        self.inputs
                            .push_front((self.now, Input::Catalogue(read, None)));
                    }
                }
                self.drafts.push(request);
            }
        }
        Ok(())
    }
}
