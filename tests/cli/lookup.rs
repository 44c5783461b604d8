//! Which routine a word on the command line means.

use serde_json::Value;

use super::home::{Home, fails, routine};

fn title(home: &Home, word: &str) -> Value {
    home.json(&["show", word, "--json"])["title"].clone()
}

#[test]
fn a_path_an_id_a_title_a_beginning() {
    let home = Home::new();
    home.put("knee.toml", routine("By path"));
    home.put("folder/file", routine("By slash"));
    assert_eq!(title(&home, "knee.toml"), "By path");
    assert_eq!(title(&home, "folder/file"), "By slash");
    assert_eq!(title(&home, "knee-to-chest"), "Knee-to-chest back stretch");
    assert_eq!(title(&home, "COLD PACK"), "Cold pack");
    assert_eq!(title(&home, "knee"), "Knee-to-chest back stretch");
    assert_eq!(home.json(&["show", "./knee.toml", "--json"])["id"], "knee");
}

#[test]
fn two_candidates_are_listed_never_guessed() {
    let err = "error: `h` matches several routines\n  \
               help: use one of `hamstrings-and-calves`, `heel-drops`, `hips-and-glutes` or `hips-open`\n";
    assert_eq!(Home::new().says(&["h"]), fails(2, err));
}

/// Two files of one name in different folders are told apart by their folders, wherever a routine is named.
#[test]
fn routines_of_one_name_are_told_apart_by_their_folders() {
    let home = Home::new();
    home.own("physio/knee/week1.toml", routine("Knee"));
    home.own("gym/week1.toml", routine("Gym"));
    home.own("gym/solo.toml", routine("Solo"));
    let err = "error: `week1` matches several routines\n  \
               help: use one of `gym/week1` or `physio/knee/week1`\n";
    for command in ["play", "show", "edit", "check", "bundle"] {
        let said = home.says(&[command, "week1"]);
        assert_eq!(said, fails(2, err), "{command}");
    }
    for (word, title_of_it) in [
        ("gym/week1", "Gym"),
        ("knee/week1", "Knee"),
        ("physio/knee/week1", "Knee"),
        ("physio/knee/week1.toml", "Knee"),
        ("gym/solo", "Solo"),
        ("solo", "Solo"),
    ] {
        assert_eq!(title(&home, word), title_of_it, "{word}");
        assert_eq!(home.says(&["check", word]).code, 0, "{word}");
    }
    let ids = |word: &str| home.json(&["show", word, "--json"])["id"].clone();
    assert_eq!(ids("gym/solo"), "solo");
    let path = home.path().join(".config/supple/routines/gym/week1.toml");
    for word in ["gym/week1", path.to_str().unwrap()] {
        assert_eq!(ids(word), "gym/week1");
    }
    let listed = home.json(&["list", "--json"]);
    let own = listed["routines"].as_array().unwrap().iter();
    let own = own.filter(|one| one["source"] == "user");
    let own: Vec<&Value> = own.map(|one| &one["id"]).collect();
    assert_eq!(own, ["gym/week1", "physio/knee/week1", "solo"]);
    let rehearsed = [
        "play",
        "gym/week1",
        "--plain",
        "--start",
        "0",
        "--speed",
        "1000",
    ];
    assert_eq!(home.says(&rehearsed).code, 0);
    let log = |word: &str| home.says(&["log", "--routine", word]);
    assert!(
        log("gym/week1").out.contains("Gym"),
        "{:?}",
        log("gym/week1")
    );
    assert!(
        log("week1").err.contains("`gym/week1`"),
        "{:?}",
        log("week1")
    );
    assert_eq!(home.says(&["show", "gym/nix"]).code, 1);
    // One that lies directly in the folder of all has its name alone.
    home.own("week1.toml", routine("Plain"));
    assert_eq!(title(&home, "week1"), "Plain");
    assert_eq!(title(&home, "gym/week1"), "Gym");
}

#[test]
fn what_is_included_from_a_folder_is_found_by_its_id() {
    let home = Home::new();
    home.own("physio/week1.toml", routine("Physio"));
    home.own("gym/week1.toml", routine("Gym"));
    let including = |word: &str| {
        let text = format!("title = \"All\"\n[[step]]\ninclude = \"{word}\"\n");
        home.own("all.toml", text);
        home.says(&["show", "all", "--json"])
    };
    for word in ["gym/week1", "gym/week1.toml"] {
        let said = including(word);
        assert!(said.out.contains("\"Gym\""), "{said:?}");
    }
    let said = including("week1");
    assert!(
        said.err.contains("`week1` matches several routines")
            && said
                .err
                .contains("write `\"gym/week1\"` or `\"physio/week1\"`"),
        "{said:?}"
    );
}

#[test]
fn a_typo_gets_suggestions_from_commands_and_routines() {
    let home = Home::new();
    let err = "error: there is no command or routine `chekc`\n  \
               help: did you mean the command `supple check`?\n  \
               help: `supple list` shows all routines\n";
    assert_eq!(home.says(&["chekc"]), fails(2, err));
    let err = "error: there is no routine `knee-to-cheast`\n  \
               help: did you mean the routine `knee-to-chest`?\n  \
               help: `supple list` shows all routines\n";
    assert_eq!(home.says(&["play", "knee-to-cheast"]), fails(2, err));
}

#[test]
fn a_routine_called_like_a_command_is_reached_through_play() {
    let home = Home::new();
    home.own("list.toml", "");
    let said = home.says(&["play", "list"]);
    assert_eq!(said.code, 1);
    assert!(said.err.contains("list.toml` has 1 error"), "{}", said.err);
}

#[test]
fn a_word_cannot_drive_the_terminal() {
    let err = Home::new().says(&["play", "\u{1b}[2J"]).err;
    assert!(
        err.starts_with("error: there is no routine `\\u{1b}[2J`\n"),
        "{err}"
    );
}
