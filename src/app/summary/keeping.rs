//! Changes of a session that are written into the files of its routines: with the changes of Tune, one file after the
//! other, and only when the person says so.

use crate::app::effect::{Effect, Update};
use crate::app::element::Overlay;
use crate::app::input::Key;
use crate::app::reach::{ReachAnswer, Reaches};
use crate::app::screen::Wish;
use crate::app::summary::view::ChangedView;
use crate::catalogue::Entry;
use crate::catalogue::draft::{Draft, DraftAnswer, DraftRequest};
use crate::core::day::Day;
use crate::core::history::History;
use crate::core::learned::LearnedLength;
use crate::core::ranges;
use crate::core::routine::Step;
use crate::core::tune::{RoutineEdit, StepEdit, StepPath, TuneReach};

/// A change, and whether it is written.
#[derive(Debug)]
struct KeptChange {
    learned: LearnedLength,
    /// Where the next session begins, for a range; empty where nobody knows.
    next: String,
    is_saved: bool,
}

/// A routine of the session, as it was played.
#[derive(Debug)]
struct PlayedRoutine {
    entry: Entry,
    /// The same as its file had it then, or has it since it was written.
    there: Entry,
    /// What was answered about values that it has from elsewhere.
    reaches: Reaches,
}

/// Why nothing can be written into the file of a routine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::app) enum NoFile {
    /// A stretch of the gallery was played alone.
    Alone,
    /// It was read from a pipe.
    Piped,
    /// The file is another one than was played.
    Changed,
}

impl NoFile {
    /// In a few words, beside a change.
    const fn word(self) -> &'static str {
        match self {
            Self::Alone => "not in a routine",
            Self::Piped => "not in a file",
            Self::Changed => "the file was changed since",
        }
    }

    /// In a sentence, with the way out.
    const fn sentence(self) -> &'static str {
        match self {
            Self::Alone => {
                "Not saved: this stretch was not played in a routine. `a` among the stretches adds it to one."
            }
            Self::Piped => "Not saved: the routine was not read from a file.",
            Self::Changed => {
                "Not saved: the file was changed after this session began. `e` in the library opens it."
            }
        }
    }
}

/// The changes of a session.
#[derive(Debug, Default)]
pub(in crate::app) struct Keeping {
    changes: Vec<KeptChange>,
    routines: Vec<Result<PlayedRoutine, NoFile>>,
    day: Option<Day>,
    /// The change that one key writes, by its index.
    marked: usize,
    /// Those that are still to be made in the text, the next one last.
    queue: Vec<usize>,
    /// Those that are made in the text, and not written yet.
    made: Vec<usize>,
    /// Whether it is asked if what another program changed is overwritten.
    clashes: bool,
    said: Option<String>,
}

impl Keeping {
    /// The changes of a session of these routines, as their files were when it began. `after` is the history with that
    /// session, which says where ranges begin the next time.
    pub(in crate::app) fn of(
        learned: Vec<LearnedLength>,
        routines: Vec<Result<Entry, NoFile>>,
        day: Option<Day>,
        after: Option<&History>,
    ) -> Self {
        let next = |learned: &LearnedLength| {
            let entry = routines.get(learned.routine)?.as_ref().ok()?;
            let routine = entry.routine.as_ref()?;
            let routine = ranges::beginning(routine, &after?.reached(routine));
            let (_, step) = StepPath::listed(routine.on(day))
                .into_iter()
                .nth(learned.place)?;
            let begins = learned.begins_in(step)?;
            Some(format!("the next session begins {begins}"))
        };
        let changes = learned.into_iter().map(|learned| KeptChange {
            is_saved: false,
            next: Some(&learned)
                .filter(|learned| learned.is_range)
                .and_then(next)
                .unwrap_or_default(),
            learned,
        });
        let changes: Vec<KeptChange> = changes.collect();
        let routines = routines.into_iter().map(|entry| {
            entry.map(|entry| PlayedRoutine {
                there: entry.clone(),
                entry,
                reaches: Reaches::default(),
            })
        });
        let mut keeping = Self {
            changes,
            routines: routines.collect(),
            day,
            ..Self::default()
        };
        keeping.marked = keeping.open().first().copied().unwrap_or_default();
        keeping
    }

    /// Whether there is something to write.
    pub(super) fn is_open(&self, index: usize) -> bool {
        self.changes.get(index).is_some_and(|change| {
            let routine = self.routines.get(change.learned.routine);
            !change.is_saved && !change.learned.is_range && routine.is_some_and(Result::is_ok)
        })
    }

    /// Why a change cannot be written, where that is the fault of its routine.
    fn no_file(&self, change: &KeptChange) -> Option<NoFile> {
        let routine = self.routines.get(change.learned.routine)?;
        let is_wanted = !change.is_saved && !change.learned.is_range;
        routine.as_ref().err().copied().filter(|_| is_wanted)
    }

    fn open(&self) -> Vec<usize> {
        let all = 0..self.changes.len();
        all.filter(|index| self.is_open(*index)).collect()
    }

    /// How many changes can be written.
    pub(super) fn count(&self) -> usize {
        self.open().len()
    }

    /// Marks the next change that can be written; from the last one the first.
    pub(super) fn mark_next(&mut self) {
        let open = self.open();
        let behind = open.iter().find(|index| **index > self.marked);
        let here = self.is_open(self.marked) && open.len() == 1;
        if let Some(next) = behind.or(open.first()).filter(|_| !here) {
            self.marked = *next;
        }
    }

    /// Writes the marked change, or all of them.
    pub(super) fn write(&mut self, all: bool) -> Wish {
        let mut wanted = self.open();
        if !all {
            wanted.retain(|index| *index == self.marked);
        }
        if wanted.is_empty() {
            let mut changes = self.changes.iter();
            let why = changes.find_map(|change| self.no_file(change));
            let why = why.map_or("Nothing is left to save.", NoFile::sentence);
            self.said = (!self.changes.is_empty()).then(|| why.to_owned());
            return Wish::Stay;
        }
        wanted.reverse();
        self.queue = wanted;
        self.made.clear();
        self.go_on()
    }

    /// Makes the next change of the present routine, or writes that.
    fn go_on(&mut self) -> Wish {
        let routine_of = |index: &usize| Some(self.changes.get(*index)?.learned.routine);
        let present = self.made.first().and_then(routine_of);
        let wanted = self.queue.last().and_then(routine_of);
        if let Some(present) = present.filter(|present| wanted != Some(*present)) {
            return self.ask_to_write(present, false);
        }
        self.make_next(None)
    }

    /// Makes the next change where `reach` says; without that it is asked first where a value comes from elsewhere.
    fn make_next(&mut self, reach: Option<TuneReach>) -> Wish {
        let last = self.queue.last();
        let Some((learned, played, path, step)) = last.and_then(|it| self.step_of(*it)) else {
            self.queue.clear();
            return Wish::Stay;
        };
        if learned.is_in(step) {
            // A change of all that have the value reached this step too.
            self.made.extend(self.queue.pop());
            return self.go_on();
        }
        asking(DraftRequest::Change {
            entry: Box::new(played.entry.clone()),
            edit: RoutineEdit::Step(path, StepEdit::Last(learned.after.clone())),
            reach,
        })
    }

    /// A change with its routine, and its step in that as it is now.
    fn step_of(&self, index: usize) -> Option<(&LearnedLength, &PlayedRoutine, StepPath, &Step)> {
        let learned = &self.changes.get(index)?.learned;
        let played = self.routines.get(learned.routine)?.as_ref().ok()?;
        let routine = played.entry.routine.as_deref()?.on(self.day);
        let (path, step) = StepPath::listed(routine).into_iter().nth(learned.place)?;
        Some((learned, played, path, step))
    }

    fn ask_to_write(&self, routine: usize, over: bool) -> Wish {
        let played = self.routines.get(routine).and_then(|it| it.as_ref().ok());
        played.map_or(Wish::Stay, |played| {
            asking(DraftRequest::Write {
                draft: Box::new(Draft {
                    entry: played.entry.clone(),
                    before: Some(played.there.source.text.clone()),
                }),
                over,
            })
        })
    }

    fn routine_made(&mut self) -> Option<&mut PlayedRoutine> {
        let first = self.made.first().or(self.queue.last())?;
        let routine = self.changes.get(*first)?.learned.routine;
        self.routines.get_mut(routine)?.as_mut().ok()
    }

    /// What came of a request.
    pub(super) fn answered(&mut self, answer: &DraftAnswer) -> Wish {
        match answer {
            DraftAnswer::Changed(entry, _) => {
                if let Some(played) = self.routine_made() {
                    played.entry = (**entry).clone();
                }
                self.made.extend(self.queue.pop());
                self.go_on()
            }
            DraftAnswer::Written { said, .. } => {
                if let Some(played) = self.routine_made() {
                    played.there = played.entry.clone();
                }
                for index in self.made.drain(..) {
                    if let Some(change) = self.changes.get_mut(index) {
                        change.is_saved = true;
                    }
                }
                self.said = Some(said.clone());
                self.mark_next();
                self.go_on()
            }
            DraftAnswer::Clash => {
                self.clashes = true;
                Wish::Stay
            }
            DraftAnswer::Refused(why) => {
                self.give_up();
                self.said = Some(format!("Not saved: {why}"));
                Wish::Stay
            }
            DraftAnswer::Asks(origin) => {
                let played = self.routine_made();
                // What reaches all is written there by now: another length is that of this step.
                match played.and_then(|played| played.reaches.of(origin)) {
                    Some(_) => self.make_next(Some(TuneReach::Step)),
                    None => Wish::Stay,
                }
            }
            DraftAnswer::Begun(_) => Wish::Stay,
        }
    }

    /// Leaves the text as it was before the changes that were not written.
    fn give_up(&mut self) {
        if let Some(played) = self.routine_made() {
            played.entry = played.there.clone();
            played.reaches = Reaches::default();
        }
        self.queue.clear();
        self.made.clear();
    }

    /// A key that answers a question; `None` where nothing is asked.
    pub(super) fn key(&mut self, key: Key) -> Option<Wish> {
        self.said = None;
        let played = self.routine_made();
        match played.and_then(|played| played.reaches.key(key)) {
            Some(ReachAnswer::Change(reach)) => return Some(self.make_next(Some(reach))),
            Some(ReachAnswer::Neither) => {
                self.queue.pop();
                return Some(self.go_on());
            }
            None => {}
        }
        if !std::mem::take(&mut self.clashes) {
            return None;
        }
        let routine = self.made.first().and_then(|index| self.changes.get(*index));
        let routine = routine.map(|change| change.learned.routine);
        let overwrites = routine.filter(|_| key.as_command() == Key::Char('o'));
        if let Some(routine) = overwrites {
            return Some(self.ask_to_write(routine, true));
        }
        self.give_up();
        self.said = Some("The file was left as it is.".to_owned());
        Some(Wish::Stay)
    }

    pub(super) fn question(&self) -> Option<Overlay> {
        let mut played = self.routines.iter().flatten();
        if let Some(question) = played.find_map(|played| played.reaches.question()) {
            return Some(question);
        }
        self.clashes.then(|| Overlay::Question {
            asks: "Another program has changed the same step in the file.".to_owned(),
            answers: "o: overwrite it · any other key: leave it".to_owned(),
        })
    }

    /// What is seen of it.
    pub(super) fn view(&self) -> ChangedView {
        let count = self.count();
        let keys = match count {
            0 => "",
            1 => "w saves it in the routine",
            _ => "w saves › in the routine, W saves all, Tab goes on",
        };
        let lines = self.changes.iter().enumerate().map(|(index, change)| {
            let learned = &change.learned;
            let state = if change.is_saved {
                "saved"
            } else if learned.is_range {
                &change.next
            } else {
                self.no_file(change).map_or("", NoFile::word)
            };
            let is_marked = index == self.marked && count > 1 && self.is_open(index);
            (
                is_marked,
                learned.name.clone(),
                learned.in_words(),
                state.to_owned(),
            )
        });
        ChangedView {
            keys,
            lines: lines.collect(),
            said: self.said.clone(),
        }
    }
}

/// The wish that something be asked about a draft.
fn asking(request: DraftRequest) -> Wish {
    Update::from([Effect::Draft(request)]).into()
}
