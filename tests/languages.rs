//! A session in another language: what is on the screen, and what is said.

use crate::script;
use crate::support;
use std::sync::Arc;
use std::time::Duration;

use script::Script;
use supple::app::element::Overlay;
use supple::app::input::Key;
use supple::core::cue::{Estimated, Lengths};
use supple::core::language::Word;
use supple::core::moment::Moment;
use supple::core::nonempty::NonEmpty;
use supple::core::player::Start;
use supple::core::session::{Plan, dry_run};
use supple::core::timeline::{Keys, Timeline, Unrolled};
use supple::format::languages;
use support::read;

const GERMAN: &str = r#"
title = "Rücken"
warn = ["Bei Osteoporose weglassen."]

[voice]
lang = "de"

[[step]]
name = "Knie heranziehen"
hold = "20s"
sides = "each"
reps = 2
ready = "10s"
position = "back"
cue = "{side}: Knie zur Brust."

[[step]]
rest = "20s"

[[step]]
name = "Beckenkippen"
count = 3
pace = "4s"
ready = "8s"

[[step]]
name = "Wärme"
time = "11m"
end = "alarm"
ready = "6s"

[[step]]
wait = true
name = "Tut noch etwas weh?"
"#;

/// Phase, side, repetition, time, what a key does, what comes next and the keys, at these seconds.
#[test]
fn the_screen_of_a_german_session_is_german() {
    let script = Script::new()
        .key(20_500, Key::Char(' '))
        .key(24_000, Key::Char('h'));
    let (script, _) = script.play(Timeline::of(&read::routine(GERMAN)), 10);
    let seen = [5_000, 12_000, 20_300, 21_000, 25_000].map(|moment| {
        let view = script.seen(moment);
        let turn = view
            .turn
            .clone()
            .map(|(word, number)| format!("{word} {number}"));
        let next = view
            .next
            .clone()
            .map(|(label, next)| format!("{label} {next}"));
        let hints = view
            .hints
            .iter()
            .map(|hint| format!("{} {}", hint.key, hint.does));
        let hints = hints.collect::<Vec<_>>().join(", ");
        let parts = [
            Some(view.phase.clone()),
            view.side.clone(),
            turn,
            view.step.clone(),
            Some(view.elapsed.clone()),
            view.asks.clone(),
            next,
            Some(hints),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" | ")
    });
    insta::assert_snapshot!(seen.join("\n"), @r"
    HINLEGEN | RECHTS | Übung 1/3 | 0:05 von 13:31 | → jetzt starten | → jetzt starten, Leertaste Pause, + länger, ? Hilfe, q aufhören
    HALTEN | RECHTS | WDH. 1/2 | Übung 1/3 | 0:12 von 13:31 | danach: Seite wechseln: LINKS | Leertaste Pause, ← zurück, → weiter, + länger, - kürzer, h tut weh, ? Hilfe, q aufhören
    HALTEN | RECHTS | WDH. 1/2 | Übung 1/3 | 0:20 von 13:31 | danach: Seite wechseln: LINKS | Leertaste Pause, ← zurück, → weiter, + länger, - kürzer, h tut weh, ? Hilfe, q aufhören
    ANGEHALTEN | RECHTS | WDH. 1/2 | Übung 1/3 | 0:20 von 13:31 | Weiter mit einer beliebigen Taste | danach: Seite wechseln: LINKS | Leertaste weiter, → nächste, ← zurück, r nochmal, ? Hilfe, q aufhören
    GESTOPPT | RECHTS | Übung 1/3 | 0:30 von 12:16 | → nächste Übung · r nochmal | danach: Pause 20 s | → nächste Übung, r nochmal, q aufhören
    ");
}

#[test]
fn the_question_and_the_advice_after_it_hurt_are_german() {
    let script = Script::new()
        .key(12_000, Key::Char('h'))
        .key(14_000, Key::Char('q'));
    let (script, _) = script.play(Timeline::of(&read::routine(GERMAN)), 10);
    let view = script.seen(13_000);
    assert_eq!(
        (view.phase.as_str(), view.name.as_str()),
        ("GESTOPPT", "Langsam lösen")
    );
    let cue = view.cue.as_deref().unwrap();
    assert!(
        cue.starts_with("Gestoppt: Knie heranziehen. Wird der Schmerz stärker"),
        "{cue}"
    );
    let Some(Overlay::Question { asks, answers }) = script.over(14_000) else {
        panic!("no question");
    };
    assert_eq!(asks, "Hier aufhören? Dein Fortschritt ist gespeichert.");
    assert_eq!(answers, "q, y oder Enter: aufhören · andere Taste: Pause");
}

/// What is said in a file, in which no key can be pressed.
fn said(text: &str) -> Vec<String> {
    let routines = NonEmpty::of(Arc::new(read::routine(text)));
    let lead_in = Duration::from_secs(10);
    let unrolled = Unrolled {
        keys: Keys::Never,
        ..Unrolled::default()
    };
    let plan = Plan::of(&routines, lead_in, unrolled, 100);
    let lengths: Arc<dyn Lengths> = Arc::new(Estimated::default());
    let start: Start = plan.start;
    let cues = dry_run(&plan.timeline, start, &lengths);
    let said = cues.flat_map(|cue| {
        let due = cue.due.since(Moment::ZERO).as_secs();
        let parts = cue.parts.into_iter().filter_map(|part| part.say);
        parts.map(move |say| format!("{}:{:02} [{}] {}", due / 60, due % 60, say.lang, say.text))
    });
    said.collect()
}

#[test]
fn a_german_session_is_spoken_in_german() {
    insta::assert_snapshot!(said(GERMAN).join("\n"), @r"
    0:00 [de] Bei Osteoporose weglassen. Hör auf, wenn der Schmerz stärker wird, ins Bein zieht oder etwas taub oder schwach wird. Knie heranziehen. Rechts. Rechts: Knie zur Brust.
    0:28 [de] Die Hälfte ist geschafft.
    0:38 [de] Seite wechseln. Links.
    0:53 [de] Die Hälfte ist geschafft.
    1:03 [de] Seite wechseln. Rechts, Wiederholung zwei von zwei.
    1:18 [de] Die Hälfte ist geschafft.
    1:28 [de] Seite wechseln. Links, Wiederholung zwei von zwei.
    1:43 [de] Die Hälfte ist geschafft.
    1:53 [de] Pause.
    2:13 [de] Beckenkippen.
    2:21 [de] Eins.
    2:25 [de] Zwei.
    2:29 [de] Die letzte.
    2:33 [de] Wärme.
    3:39 [de] Noch zehn Minuten.
    8:39 [de] Noch fünf Minuten.
    12:39 [de] Noch eine Minute.
    13:39 [de] Die Zeit ist um.
    14:39 [de] Tut noch etwas weh? Wenn die Antwort Nein ist oder du unsicher bist, stoppe die Wiedergabe.
    14:57 [de] Fertig. Vierzehn Minuten.
    ");
}

/// Rests, repetitions, halves, the end and the stop rule are said in every language of the program, and never in
/// English.
#[test]
fn every_language_says_everything_in_its_own_words() {
    let english = said(&GERMAN.replace("\"de\"", "\"en\""));
    for lang in languages::tags().filter(|lang| *lang != "en") {
        let said = said(&GERMAN.replace("\"de\"", &format!("\"{lang}\"")));
        let own = |said: &[String]| {
            let texts = said
                .iter()
                .filter_map(|line| Some(line.split_once("] ")?.1.to_owned()));
            texts.collect::<Vec<String>>()
        };
        let (said, english) = (own(&said), own(&english));
        for word in [
            "Rest.",
            "Halfway.",
            "rep two",
            "minutes to go",
            "Done.",
            "Time is up",
            "Stop if",
        ] {
            assert!(
                english.iter().any(|line| line.contains(word)),
                "{word}: {english:#?}"
            );
            assert!(
                !said.iter().any(|line| line.contains(word)),
                "{lang}: {said:#?}"
            );
        }
        let words = languages::Languages::default().words(lang);
        for word in [
            Word::SayRest,
            Word::SayHalfway,
            Word::SayLastOne,
            Word::StopWhen,
            Word::SayTimeIsUp,
        ] {
            let text = words.get(word);
            assert!(
                said.iter().any(|line| line.contains(text)),
                "{lang}: {text} in {said:#?}"
            );
        }
    }
}
