//! `supple new` and `supple edit`. The editor is a script here.

use serde_json::json;

use super::home::{Home, Said, fails, routine, said};
use crate::program;

/// An editor that writes what it was called with beside itself, and does `then` to the file, which is `$f`.
fn editor(home: &Home, then: &str) -> String {
    let script = format!(
        "#!/bin/sh\nprintf '%s\\n' \"$@\" > '{}'\nfor f; do :; done\n{then}\n",
        home.path().join("called").display()
    );
    let path = home.path().join("my editor.sh");
    program::put(&path, &script);
    path.to_str().unwrap().to_owned()
}

fn called(home: &Home) -> Vec<String> {
    let called = std::fs::read_to_string(home.path().join("called")).unwrap();
    called.lines().map(str::to_owned).collect()
}

#[test]
fn a_new_routine_plays_as_it_is() {
    let home = Home::new();
    let said = home.says(&["new", "my-back"]);
    assert_eq!(
        said,
        Said {
            out: "~/.config/supple/routines/my-back.toml\n".to_owned(),
            err: "note: `supple my-back` plays it, `supple edit my-back` opens it\n".to_owned(),
            code: 0
        }
    );
    assert_eq!(home.says(&["check", "--strict", "my-back"]).code, 0);
    assert_eq!(
        home.json(&["show", "my-back", "--json"])["title"],
        "My back"
    );
    // Its schema lies where its first line looks for it, and is no routine.
    let schema = home
        .path()
        .join(".config/supple/routines/routine.schema.json");
    assert_eq!(
        std::fs::read_to_string(schema).unwrap(),
        home.says(&["schema"]).out
    );
    // A second time it is not overwritten.
    home.own("my-back.toml", routine("Mine"));
    let said = home.says(&["new", "my-back"]);
    let path = home.path().join(".config/supple/routines/my-back.toml");
    let err = format!(
        "error: `{}` already exists\n  help: `supple edit my-back` opens it; or choose another name\n",
        path.display()
    );
    assert_eq!(said, fails(1, &err));
    assert_eq!(std::fs::read_to_string(path).unwrap(), routine("Mine"));
}

#[test]
fn a_new_routine_whose_schema_cannot_be_written_is_there_all_the_same() {
    let home = Home::new();
    let schema = home.own("routine.schema.json/inside", "");
    let schema = schema.parent().unwrap();
    let said = home.says(&["new", "my-back"]);
    assert_eq!(said.out, "~/.config/supple/routines/my-back.toml\n");
    let warning = format!(
        "warning: cannot write `{}`: is a directory\n\
         note: `supple my-back` plays it, `supple edit my-back` opens it\n",
        schema.display()
    );
    assert_eq!((said.err, said.code), (warning, 0));
    assert_eq!(home.says(&["check", "my-back"]).code, 0);
}

#[test]
fn a_new_routine_may_be_a_copy_and_may_be_printed() {
    let home = Home::new();
    let said = home.says(&["new", "mine", "--from", "knee", "--stdout"]);
    assert!(said.out.contains("\ntitle   = \"Mine\"\n"), "{}", said.out);
    assert!(
        said.out.contains("doi:10") || said.out.contains("doi.org"),
        "comments stay"
    );
    assert!(!home.path().join(".config").exists(), "nothing is written");
    assert_eq!(home.says(&["new", "mine", "--from", "nothing"]).code, 2);
}

#[test]
fn a_new_routine_may_be_called_by_its_title() {
    let home = Home::new();
    let said = home.says(&["new", "My évening Stretch"]);
    let path = "~/.config/supple/routines/my-evening-stretch.toml";
    assert_eq!(said.out, format!("{path}\n"));
    let printed = home.says(&["new", "My évening Stretch", "--stdout"]).out;
    assert!(
        printed.contains("\ntitle = \"My évening Stretch\"\n"),
        "{printed}"
    );
    assert_eq!(home.says(&["check", "my-evening-stretch"]).code, 0);
}

#[test]
fn a_name_is_one_that_can_be_typed() {
    let home = Home::new();
    let err = "error: `list` cannot be the name of a routine: it is a command\n  help: choose another name, because `supple NAME` plays it\n";
    assert_eq!(home.says(&["new", "list"]), fails(2, err));
    let err = "error: `../My back` cannot be the name of a routine: a name contains only letters, digits, `-` and `_`\n  help: write `my-back`\n";
    assert_eq!(home.says(&["new", "../My back"]), fails(2, err));
    assert!(!home.path().join(".config").exists());
}

#[test]
fn a_bundled_routine_that_was_not_changed_leaves_no_copy() {
    let home = Home::new();
    let said = said(home.supple(&["edit", "knee"]).env("VISUAL", "true"));
    let note = "note: nothing was changed: the bundled `knee-to-chest` stays\n";
    assert_eq!((said.err.as_str(), said.code), (note, 0));
    let path = home
        .path()
        .join(".config/supple/routines/knee-to-chest.toml");
    assert!(!path.exists());
}

#[test]
fn a_new_routine_that_hides_a_bundled_one_says_so() {
    let home = Home::new();
    let said = home.says(&["new", "knee-to-chest"]);
    let note =
        "note: this replaces the bundled `knee-to-chest`; delete it to restore the bundled one\n";
    assert!(said.err.starts_with(note) && said.code == 0, "{said:?}");
    let said = home.says(&["new", "my-back"]);
    assert!(!said.err.contains("hides"), "{said:?}");
}

#[test]
fn a_bundled_routine_is_copied_before_it_is_edited() {
    let home = Home::new();
    let editor = format!(
        "'{}' --wait \"two words\"",
        editor(&home, "sed -i 's/15s/20 ticks/' \"$f\"")
    );
    let said = said(
        home.supple(&["edit", "knee"])
            .env("VISUAL", &editor)
            .env("EDITOR", "false")
            .env("PATH", "/usr/bin:/bin"),
    );
    let path = home
        .path()
        .join(".config/supple/routines/knee-to-chest.toml");
    assert_eq!(
        called(&home),
        ["--wait", "two words", path.to_str().unwrap()]
    );
    assert_eq!(said.code, 1, "{said:?}");
    assert!(
        said.err.starts_with(
            "note: `~/.config/supple/routines/knee-to-chest.toml` is your copy; delete it"
        ),
        "{}",
        said.err
    );
    assert!(
        said.out.contains("error[E05]") && said.out.ends_with("1 file, 2 errors\n"),
        "{}",
        said.out
    );
    // It stands in for the bundled one, and is edited itself from now on.
    let listed = home.json(&["list", "--json"]);
    let first = &listed["routines"][0];
    assert_eq!(
        (&first["id"], &first["source"], &first["shadows"]),
        (&json!("knee-to-chest"), &json!("user"), &json!(true))
    );
    let said = super::home::said(
        home.supple(&["edit", "knee"])
            .env("EDITOR", "true")
            .env("PATH", "/usr/bin:/bin"),
    );
    assert_eq!((said.err.as_str(), said.code), ("", 1));
    std::fs::remove_file(path).unwrap();
    assert_eq!(
        home.json(&["list", "--json"])["routines"][0]["shadows"],
        false
    );
}

#[test]
fn an_editor_that_fails_or_is_not_there_is_named() {
    let home = Home::new();
    home.own("mine.toml", routine("Mine"));
    let help = "  help: set `VISUAL` or `EDITOR` to the command of your editor, such as `nano` or `code --wait`\n";
    let edit = |editor: &str| {
        said(
            home.supple(&["edit", "mine"])
                .env("EDITOR", editor)
                .env("PATH", "/usr/bin:/bin"),
        )
    };
    assert_eq!(
        edit("false"),
        fails(
            1,
            &format!("error: the editor `false` ended with code 1\n{help}")
        )
    );
    assert_eq!(
        edit("no-such-editor -x"),
        fails(
            1,
            &format!(
                "error: the editor `no-such-editor` cannot be started: there is no such file\n{help}"
            )
        )
    );
    // No copy is left behind, and none is spoken of.
    let failed = format!("error: the editor `false` ended with code 1\n{help}");
    let copied = said(
        home.supple(&["edit", "knee"])
            .env("EDITOR", "false")
            .env("PATH", "/usr/bin:/bin"),
    );
    assert_eq!(copied, fails(1, &failed));
    let said = said(home.supple(&["edit", "knee"]).env("PATH", "/nowhere"));
    assert_eq!(said, fails(1, &format!("error: no editor found\n{help}")));
    assert!(
        !home
            .path()
            .join(".config/supple/routines/knee-to-chest.toml")
            .exists()
    );
    assert_eq!(home.says(&["edit", "-"]).code, 2);
}

#[test]
fn notes_become_a_routine_that_plays() {
    let home = Home::new();
    home.put(
        "notes.txt",
        "Club night\n- Calf stretch 2x30s each side\n- rest 20s\nask the coach\n",
    );
    let made = home.says(&["new", "club", "--from", "text", "notes.txt"]);
    assert_eq!(
        (made.code, made.out.as_str()),
        (0, "~/.config/supple/routines/club.toml\n")
    );
    let text =
        std::fs::read_to_string(home.path().join(".config/supple/routines/club.toml")).unwrap();
    assert!(
        text.contains("title = \"Club night\"\n") && text.ends_with("\n# ask the coach\n"),
        "{text}"
    );
    assert_eq!(home.says(&["check", "club"]).code, 0);
    let json = home.json(&["show", "club", "--json"]);
    assert_eq!(json["held_ms"], 120_000);
    let mut command = home.supple(&["new", "other", "--stdout", "--from", "text", "-"]);
    let printed = said(command.write_stdin("Squats 20\n"));
    assert!(
        printed.out.contains("title = \"Other\"\n") && printed.out.contains("count = 20\n"),
        "{}",
        printed.out
    );
}

#[test]
fn notes_without_a_step_and_one_routine_too_many_are_refused() {
    let home = Home::new();
    home.put("notes.txt", "nothing to do\n");
    let said = home.says(&["new", "club", "--from", "text", "notes.txt"]);
    assert_eq!(
        said,
        fails(
            1,
            "error: cannot make a routine of `notes.txt`: no line of it is a step\n"
        )
    );
    let said = home.says(&["new", "club", "--from", "text", "nowhere.txt"]);
    assert_eq!(said.code, 1);
    let said = home.says(&["new", "club", "--from", "text"]);
    let told = "error: `--from text` needs a file with notes\n  help: write `supple new club --from text notes.txt`; `-` in place of the file reads standard input\n";
    assert_eq!(said, fails(2, told));
    let said = home.says(&["new", "club", "--from", "knee", "other"]);
    assert_eq!(
        said,
        fails(
            2,
            "error: `--from` takes one routine; `other` is one too many\n"
        )
    );
}
