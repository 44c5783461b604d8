//! Which routine a word on the command line means.

use serde_json::Value;

use crate::home::{Home, fails, routine};

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
    assert!(said.err.contains("list.toml` has 2 errors"), "{}", said.err);
}

#[test]
fn a_word_cannot_drive_the_terminal() {
    let err = Home::new().says(&["play", "\u{1b}[2J"]).err;
    assert!(
        err.starts_with("error: there is no routine `\\u{1b}[2J`\n"),
        "{err}"
    );
}
