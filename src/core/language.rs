//! The words of a session in one language: what the program itself shows and says while a routine is played.

/// Declares [`Word`]: the name of each word in a file, the values that it takes in braces, and its meaning.
macro_rules! words {
    ($($variant:ident = $name:literal [$($value:literal),*] $about:literal;)+) => {
        /// A word or a sentence of the program in a session.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Word {
            $(#[doc = $about] $variant,)+
        }

        impl Word {
            /// Every word, in order.
            pub const ALL: [Self; [$($name),+].len()] = [$(Self::$variant),+];

            /// Its name in a file.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// Its meaning, in a sentence.
            pub const fn about(self) -> &'static str {
                match self { $(Self::$variant => $about,)+ }
            }

            /// The values that it takes in braces, such as `n` and `total`; all of them must be in it.
            pub const fn values(self) -> &'static [&'static str] {
                match self { $(Self::$variant => &[$($value),*],)+ }
            }
        }
    };
}

words! {
    GetReady = "get_ready" [] "Large: the time before a step whose position is not known, and after a pause.";
    LieDown = "lie_down" [] "Large: the time before a step that is done lying.";
    Stand = "stand" [] "Large: the time before a step that is done standing.";
    Kneel = "kneel" [] "Large: the time before a step that is done kneeling.";
    Sit = "sit" [] "Large: the time before a step that is done sitting.";
    Ready = "ready" [] "Large: the time to get into position.";
    Hold = "hold" [] "Large: a stretch is held.";
    Timer = "timer" [] "Large: a timer runs.";
    Count = "count" [] "Large: movements are counted.";
    Switch = "switch" [] "Large: the time to change sides.";
    Rest = "rest" [] "Large: a rest, also between repetitions and rounds.";
    PressAKey = "press_a_key" [] "Large: a step that a key ends.";
    Paused = "paused" [] "Large: the session is paused.";
    Stopped = "stopped" [] "Large: a stretch was stopped because it hurt.";
    Time = "time" [] "Large: an alarm rings.";
    Rep = "rep" [] "A repetition, before its number: `rep 1/2`.";
    Set = "set" [] "A set of a step, before its number: `set 1/3`.";
    Breath = "breath" [] "A breath of a hold, before its number: `breath 2/5`.";
    Out = "out" [] "Large: a counted movement goes out, in a tempo such as `3-1-3`.";
    Back = "back" [] "Large: a counted movement goes back, in a tempo.";
    Round = "round" [] "A round of a block, before its number: `round 1/2`.";
    Step = "step" [] "A step, before its number: `step 1/6`.";
    Right = "right" [] "The right side, also spoken.";
    Left = "left" [] "The left side, also spoken.";
    Optional = "optional" [] "A step that may be skipped, behind its name; shown and spoken.";
    Easier = "easier" ["text"] "A way to do less, when it is asked for.";
    Harder = "harder" ["text"] "A way to do more, when it is asked for.";
    Alternative = "alternative" ["text"] "Another way to do it, when it is asked for.";
    OtherSide = "other_side" [] "A side without a name.";
    Of = "of" ["done", "total"] "The time that has run, and that of the whole session.";
    Ends = "ends" ["time"] "The time of day at which the session ends.";
    SoundOff = "sound_off" [] "The sound is off; the key `m` turns it on.";
    AnyKeyContinues = "any_key_continues" [] "A key is awaited; shown and spoken.";
    AnyKeyStops = "any_key_stops" [] "A key ends the alarm; shown and spoken.";
    AnyKeyWhenDone = "any_key_when_done" [] "A key ends a count, or what lasts as long as one can; shown and spoken.";
    AsLongAsYouCan = "as_long_as_you_can" [] "How long a step lasts with `max`; shown and spoken.";
    LastTime = "last_time" ["time"] "What was reached the last time of a step with `max`.";
    LetGo = "let_go" [] "The advice when a stretch hurts, in place of its name.";
    StoppedStep = "stopped_step" ["name"] "The stretch that was stopped because it hurt.";
    AfterHurt = "after_hurt" [] "The advice after a stretch hurt; the key `q` stops.";
    StopWhen = "stop_when" [] "The rule of when to stop, spoken where no key can be pressed.";
    Then = "then" [] "Before what comes next.";
    Done = "done" [] "The end of the session, as what comes next.";
    SwitchTo = "switch_to" ["side"] "A change of sides, as what comes next.";
    After = "after" ["turn", "time"] "A repetition, a set or a round (`turn`) after a rest, as what comes next.";
    StopHere = "stop_here" [] "The question before a session is stopped. Its first sentence may be large.";
    StopHereKeys = "stop_here_keys" [] "The answers to that question: `q`, `y` and Enter stop.";
    StopHerePaused = "stop_here_paused" [] "The same where the session was paused before.";
    KeySpace = "key_space" [] "The name of the space bar.";
    KeyPause = "key_pause" [] "A key: pause.";
    KeySkip = "key_skip" [] "A key: skip to what comes next.";
    KeyBack = "key_back" [] "A key: go back.";
    KeyStepAgain = "key_step_again" [] "A key: do this step again.";
    KeyLonger = "key_longer" [] "A key: hold longer.";
    KeyShorter = "key_shorter" [] "A key: hold for less time.";
    KeyHurts = "key_hurts" [] "A key: this stretch hurts.";
    KeyStop = "key_stop" [] "A key: stop the session.";
    KeyHow = "key_how" [] "A key: show how the step is done.";
    KeyHelp = "key_help" [] "A key: show the help.";
    KeyStart = "key_start" [] "A key: start at once.";
    KeyResume = "key_resume" [] "A key: resume after a pause.";
    KeyNext = "key_next" [] "A key: skip to what comes next, in a pause.";
    KeyNextStretch = "key_next_stretch" [] "A key: continue with the next stretch after one that hurt.";
    KeyTryAgain = "key_try_again" [] "A key: do it again after it hurt, or after an alarm.";
    KeyStopAlarm = "key_stop_alarm" [] "A key: end the alarm.";
    KeyContinue = "key_continue" [] "A key: continue after a wait.";
    KeyDone = "key_done" [] "A key: the movements are done.";
    Needs = "needs" ["things"] "What must lie ready, before the start.";
    NoKeys = "no_keys" [] "The steps that a key ends, where no key can be pressed.";
    NoKeysMax = "no_keys_max" [] "How long a step with `max` lasts, where no key can be pressed.";
    LeaveOut = "leave_out" ["conditions", "steps"] "A warning: the steps that these conditions rule out.";
    SkippedBecause = "skipped_because" ["conditions", "steps"] "Before the start: the steps that are skipped because of conditions of the person.";
    Or = "or" [] "Before the last of several conditions.";
    Osteoporosis = "osteoporosis" [] "A condition, in the middle of a sentence: brittle bones.";
    Pregnancy = "pregnancy" [] "A condition, in the middle of a sentence: a pregnancy of 16 weeks or more.";
    HipReplacement = "hip_replacement" [] "A condition, in the middle of a sentence: a new hip joint.";
    LegPain = "leg_pain" [] "A condition, in the middle of a sentence: pain that runs down a leg.";
    MuscleStrain = "muscle_strain" [] "A condition, in the middle of a sentence: a muscle that was strained a few days ago.";
    FreshInjury = "fresh_injury" [] "A condition, in the middle of a sentence: an injury of the last three days.";
    PoorCirculation = "poor_circulation" [] "A condition, in the middle of a sentence: too little blood in arms or legs.";
    NumbSkin = "numb_skin" [] "A condition, in the middle of a sentence: skin that feels little.";
    BrokenSkin = "broken_skin" [] "A condition, in the middle of a sentence: open skin.";
    HeartCondition = "heart_condition" [] "A condition, in the middle of a sentence: a disease of the heart or of a vessel.";
    Infection = "infection" [] "A condition, in the middle of a sentence: an infection or a fever.";
    Cancer = "cancer" [] "A condition, in the middle of a sentence: cancer.";
    SkinDisease = "skin_disease" [] "A condition, in the middle of a sentence: a disease of the skin.";
    Raynaud = "raynaud" [] "A condition, in the middle of a sentence: fingers or toes that turn white in the cold.";
    ColdUrticaria = "cold_urticaria" [] "A condition, in the middle of a sentence: weals from cold.";
    SayPaused = "say_paused" [] "Spoken: the session is paused.";
    SayGetReady = "say_get_ready" [] "Spoken: the session resumes after a pause.";
    SayLetGo = "say_let_go" [] "Spoken: a stretch was stopped because it hurt.";
    SayTimeIsUp = "say_time_is_up" [] "Spoken: an alarm rings.";
    SayIfNo = "say_if_no" [] "Spoken after a question in an audio file.";
    SayMoreTime = "say_more_time" [] "Spoken in a wait of an audio file.";
    SayHalfway = "say_halfway" [] "Spoken: the middle of a hold.";
    SayRest = "say_rest" [] "Spoken: a rest.";
    SayLastOne = "say_last_one" [] "Spoken: the last movement of a count.";
    SayNext = "say_next" [] "Spoken: before the name or the side that comes next.";
    SaySwitch = "say_switch" [] "Spoken: the sides change.";
    SayRep = "say_rep" ["n", "total"] "Spoken: a repetition.";
    SaySet = "say_set" ["n", "total"] "Spoken: a set of a step.";
    SayRound = "say_round" ["n", "total"] "Spoken: a round of a block.";
    SayTurn = "say_turn" ["n", "total"] "Spoken: a repetition, a set or a round, where there is little time.";
    SayToGo = "say_to_go" ["time"] "Spoken: the remaining time of a long timer.";
    SayDone = "say_done" ["time"] "Spoken: the end of the session and how long it took.";
    OneMinute = "one_minute" [] "Spoken: a minute.";
    FewMinutes = "few_minutes" ["n"] "Spoken: 2 to 4, 22 to 24 … minutes, where a language has a form for these.";
    Minutes = "minutes" ["n"] "Spoken: several minutes.";
    OneBreath = "one_breath" [] "How long a hold lasts: a breath.";
    FewBreaths = "few_breaths" ["n"] "How long a hold lasts: 2 to 4, 22 to 24 … breaths, where a language has a form for these.";
    Breaths = "breaths" ["n"] "How long a hold lasts: several breaths.";
    OneSecond = "one_second" [] "Spoken: a second.";
    FewSeconds = "few_seconds" ["n"] "Spoken: 2 to 4, 22 to 24 … seconds, where a language has a form for these.";
    Seconds = "seconds" ["n"] "Spoken: several seconds.";
    Numbers = "numbers" [] "Spoken: the numbers from 1 on, with a space between two; digits where they end.";
    LineResumed = "line_resumed" [] "A line without a screen: the session is resumed.";
    LineContinues = "line_continues" ["name"] "A line without a screen: a stretch continues.";
    LineSkipped = "line_skipped" ["time"] "A line without a screen: the rest of a stretch is skipped.";
    LineHeld = "line_held" ["time"] "A line without a screen: how long something lasted that has no length.";
    LineLonger = "line_longer" ["time"] "A line without a screen: a stretch is longer now.";
    LineShorter = "line_shorter" ["time"] "A line without a screen: a stretch is shorter now.";
    LineLimit = "line_limit" [] "A line without a screen: a stretch can be no longer or no shorter.";
}

/// The words of a session in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// The language, as a BCP 47 tag.
    pub lang: String,
    /// The text of each word, in the order of [`Word::ALL`].
    pub texts: Vec<String>,
    /// The words that the language lacks, which stand here in English.
    pub missing: Vec<Word>,
}

impl Words {
    /// The text of a word, as it is written.
    pub fn get(&self, word: Word) -> &str {
        self.texts.get(word as usize).map_or("", String::as_str)
    }

    /// A word for the band, in upper case.
    pub fn large(&self, word: Word) -> String {
        self.get(word).to_uppercase()
    }

    /// A sentence as it is shown, without its full stop.
    pub fn shown(&self, word: Word) -> String {
        self.get(word).trim_end_matches('.').to_owned()
    }

    /// The text of a word with `values` in the places of its braces.
    pub fn fill(&self, word: Word, values: &[(&str, &str)]) -> String {
        let text = self.get(word).to_owned();
        let fill = |text: String, (name, value): &(&str, &str)| {
            text.replace(&format!("{{{name}}}"), value)
        };
        values.iter().fold(text, fill)
    }

    /// The advice after the stretch called `name` was stopped because it hurt.
    pub fn after_hurt(&self, name: &str) -> String {
        let stopped = self.fill(Word::StoppedStep, &[("name", name)]);
        format!("{stopped} {}", self.get(Word::AfterHurt))
    }

    /// A number as it is spoken: a word where the language lists one, digits otherwise.
    pub fn number(&self, number: u64) -> String {
        let mut words = self.get(Word::Numbers).split_whitespace();
        let nth = usize::try_from(number)
            .ok()
            .and_then(|nth| nth.checked_sub(1));
        let word = nth.and_then(|nth| words.nth(nth));
        word.map_or_else(|| number.to_string(), str::to_owned)
    }

    /// So many of something that has a form for one, for few and for many, as it is spoken.
    pub fn quantity(&self, number: u64, [one, few, many]: [Word; 3]) -> String {
        let form = match (number, number % 10, number % 100 / 10) {
            (1, ..) => one,
            (_, 2..=4, tens) if tens != 1 => few,
            _ => many,
        };
        self.fill(form, &[("n", &self.number(number))])
    }

    /// The first part of a language tag: `de` of `de-AT`.
    pub fn language(tag: &str) -> &str {
        tag.split(['-', '_']).next().unwrap_or_default()
    }
}
