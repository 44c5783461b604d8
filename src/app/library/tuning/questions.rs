//! The questions of Tune, and the values that are typed.

use super::{LONGEST, TuneQuestion, TypedValue};
use crate::app::element::Overlay;
use crate::app::input::Key;
use crate::app::library::Library;
use crate::app::library::view::TypedView;
use crate::app::screen::Wish;
use crate::core::text::quantity;
use crate::core::tune::{RoutineEdit, StepEdit, StepValue, TuneReach};

impl Library {
    /// A key that answers a question or goes into a value; `None` where it is neither.
    pub(in crate::app::library) fn tune_key(&mut self, key: Key) -> Option<Wish> {
        let tuning = self.tuning.as_mut()?;
        if let Some(answer) = tuning.reaches.key(key) {
            return Some(self.change_asked(answer));
        }
        if let Some(asks) = tuning.asks.take() {
            return Some(self.answer(asks, key));
        }
        let (value, mut field) = tuning.typed.take()?;
        let reach = match key {
            Key::Escape => return Some(Wish::Stay),
            Key::Enter => TuneReach::Step,
            Key::Tab => TuneReach::All,
            _ => {
                field.key(key, LONGEST);
                tuning.typed = Some((value, field));
                return Some(Wish::Stay);
            }
        };
        let text = field.text().trim().to_owned();
        if text.is_empty() {
            return Some(Wish::Stay);
        }
        let edit = match value {
            TypedValue::Title => RoutineEdit::Title(text),
            TypedValue::Step(value) => {
                let (path, _) = self.tuned_step()?;
                RoutineEdit::Step(path, StepEdit::Set(value, text))
            }
        };
        Some(self.change(edit, Some(reach)))
    }

    fn answer(&mut self, asks: TuneQuestion, key: Key) -> Wish {
        let key = key.as_command();
        match (asks, key) {
            (TuneQuestion::Discard, Key::Char('w')) => self.write(false),
            (TuneQuestion::Clash, Key::Char('o')) => self.write(true),
            (TuneQuestion::Discard | TuneQuestion::Clash, Key::Char('y')) => {
                self.discard();
                self.saving()
            }
            _ => Wish::Stay,
        }
    }

    pub(in crate::app::library) fn tune_question(&self) -> Option<Overlay> {
        let tuning = self.tuning.as_ref()?;
        if let Some(question) = tuning.reaches.question() {
            return Some(question);
        }
        let (asks, answers) = match tuning.asks.as_ref()? {
            TuneQuestion::Discard => {
                let title = tuning.entry()?.title().unwrap_or_default();
                let count = quantity(tuning.now, "change");
                let asks = if tuning.now == 0 {
                    format!("Discard {title}?")
                } else {
                    format!("Discard {count} to {title}?")
                };
                (asks, "y: discard · w: save · any other key: keep tuning")
            }
            TuneQuestion::Clash => (
                "Another program has changed the same step in the file.".to_owned(),
                "o: overwrite it · y: discard your changes · any other key: keep tuning",
            ),
        };
        Some(Overlay::Question {
            asks,
            answers: answers.to_owned(),
        })
    }

    /// The value that is typed, and what it is.
    pub(in crate::app::library) fn typed_value(&self) -> Option<TypedView> {
        let (value, field) = self.tuning.as_ref()?.typed.as_ref()?;
        let label = match value {
            TypedValue::Title => "New title",
            TypedValue::Step(StepValue::Reps) => "Reps",
            TypedValue::Step(StepValue::Sets) => "Sets",
            TypedValue::Step(StepValue::Ready) => "Ready, such as 10s or auto",
            TypedValue::Step(StepValue::Sides) => "Sides",
            TypedValue::Step(StepValue::Order) => "Order",
        };
        Some(TypedView {
            label: format!("{label}: "),
            field: field.view(),
        })
    }

    /// The keys while a value is typed.
    pub(in crate::app::library) fn typed_hints(
        &self,
    ) -> Option<&'static [(&'static str, &'static str)]> {
        let (value, _) = self.tuning.as_ref()?.typed.as_ref()?;
        Some(match value {
            TypedValue::Title => &[("Enter", "rename"), ("Esc", "cancel")],
            TypedValue::Step(_) => &[
                ("Enter", "this step"),
                ("Tab", "all like it"),
                ("Esc", "cancel"),
            ],
        })
    }

    /// Inserts a text that was pasted, where a value is typed; false where none is.
    pub(in crate::app::library) fn paste_value(&mut self, text: &str) -> bool {
        let typed = self
            .tuning
            .as_mut()
            .and_then(|tuning| tuning.typed.as_mut());
        typed.map(|(_, field)| field.paste(text, LONGEST)).is_some()
    }
}
