use super::*;

fn typed(words: &str) -> Arguments {
    let words = std::iter::once("supple").chain(words.split_whitespace());
    Arguments::try_parse_from(words).unwrap()
}

#[test]
fn the_table_of_arguments_is_sound() {
    Arguments::command().debug_assert();
}

#[test]
fn no_new_routine_can_be_called_like_a_command() {
    for command in commands() {
        assert!(
            crate::catalogue::name::NewName::of(&command).is_err(),
            "{command}"
        );
    }
}

#[test]
fn a_first_word_is_a_command_or_a_routine() {
    assert!(matches!(
        typed("list --json").command,
        Some(Subcommand::List(print)) if print.format() == Format::Json
    ));
    let arguments = typed("knee list --plain --from 2");
    assert!(arguments.command.is_none());
    assert_eq!(arguments.routines, ["knee", "list"]);
    assert!(arguments.options.plain);
    assert_eq!(arguments.options.from, Some(2));
    let Some(Subcommand::Play { routines, .. }) = typed("play list").command else {
        panic!("`play` is a command");
    };
    assert_eq!(routines, ["list"]);
}

#[test]
fn a_format_is_named_and_its_old_flag_means_the_same() {
    let formats = [
        "log",
        "log --format csv",
        "log --csv",
        "log --format json",
        "log --json",
    ];
    let format = |words: &str| match typed(words).command {
        Some(Subcommand::Log(log)) => log.printed.format(),
        other => panic!("{other:?}"),
    };
    let [human, csv, old_csv, json, old_json] = formats.map(format);
    assert_eq!(human, LogFormat::Human);
    assert_eq!([csv, old_csv], [LogFormat::Csv; 2]);
    assert_eq!([json, old_json], [LogFormat::Json; 2]);
    for wrong in [
        "list --format csv",
        "list --csv",
        "log --format xml",
        "log --json --format csv",
    ] {
        let words = std::iter::once("supple").chain(wrong.split(' '));
        assert!(Arguments::try_parse_from(words).is_err(), "{wrong}");
    }
}

#[test]
fn the_help_of_a_format_is_short() {
    for name in ["list", "show", "log", "check"] {
        let help = Arguments::try_parse_from(["supple", name, "--help"]).unwrap_err();
        let help = help.to_string();
        assert!(help.contains("[possible values: human, json"), "{help}");
        assert!(!help.contains("see a summary"), "{help}");
    }
}

#[test]
fn every_help_has_examples_that_can_be_typed() {
    let mut all = Arguments::command();
    all.build();
    let mut left = vec![&all];
    while let Some(command) = left.pop() {
        let inside = command.get_subcommands();
        left.extend(inside.filter(|command| command.get_name() != "help"));
        let help = command.get_after_help().map(ToString::to_string);
        let help = help.unwrap_or_default();
        let name = command.get_bin_name().unwrap_or("supple");
        let (_, examples) = help
            .split_once("Examples:\n")
            .unwrap_or_else(|| panic!("`{name}` has no examples"));
        for example in examples.lines() {
            let words = example.split(['#', '|', '>', '<']).next().unwrap();
            let words = shell_words::split(words).unwrap();
            assert!(Arguments::try_parse_from(words).is_ok(), "{example}");
            assert!(example.contains(name), "{example} of `{name}`");
        }
    }
}

#[test]
fn options_of_every_command_may_stand_before_it() {
    let in_order = |line: &str| {
        let words = line.split(' ').map(OsString::from).collect();
        let words = command_first(words).into_iter();
        words
            .map(|word| word.into_string().unwrap())
            .collect::<Vec<_>>()
            .join(" ")
    };
    for (typed, read) in [
        ("supple -q list", "supple list -q"),
        (
            "supple --color never list --json",
            "supple list --color never --json",
        ),
        (
            "supple --config=a.toml -q log add knee",
            "supple log --config=a.toml -q add knee",
        ),
        ("supple list -q", "supple list -q"),
        // A routine, and a value that reads like a command.
        ("supple -q knee", "supple -q knee"),
        ("supple -q --config list", "supple -q --config list"),
        ("supple --config list list", "supple list --config list"),
        ("supple --sound tones list", "supple --sound tones list"),
    ] {
        assert_eq!(in_order(typed), read, "{typed}");
    }
}

#[test]
fn a_lead_in_is_seconds_or_a_length() {
    assert_eq!(lead_in("0"), Ok(Duration::ZERO));
    assert_eq!(lead_in("20"), Ok(Duration::from_secs(20)));
    assert_eq!(lead_in("1m30s"), Ok(Duration::from_secs(90)));
    assert_eq!(lead_in("20 sec"), Ok(Duration::from_secs(20)));
    assert_eq!(lead_in("20:00 min"), Err("write `20m`".to_owned()));
    assert!(lead_in("soon").is_err() && lead_in("-1").is_err() && lead_in("25h").is_err());
}

#[test]
fn speeds_have_limits() {
    assert!(speed("0.1").is_ok() && speed("1000").is_ok());
    for wrong in ["0", "-1", "NaN", "inf", "1001", "fast"] {
        assert!(speed(wrong).is_err(), "{wrong}");
    }
}
