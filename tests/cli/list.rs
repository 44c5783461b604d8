//! `supple list`, and `supple` alone where nobody looks: the routines that there are.

use std::path::PathBuf;

use serde_json::{Value, json};

use super::home::{Home, routine, said};

#[test]
fn own_ones_come_first_and_stand_in_for_bundled_ones() {
    let home = Home::new();
    let path = home.own("knee-to-chest.toml", routine("My knees"));
    home.own("broken.toml", "title = 1\n");
    home.own(".#knee-to-chest.toml", "an editor's");
    home.own("notes.txt", "no routine");
    let said = home.says(&["list"]);
    let lines: Vec<&str> = said.out.lines().collect();
    assert_eq!((said.code, said.err.as_str()), (0, ""));
    assert_eq!(lines.len(), 25);
    assert_eq!(
        &lines[..3],
        [
            "broken\t\t\tuser\t2",
            "knee-to-chest\tMy knees\t0:30\tuser\t0",
            "ankles-and-shins\tAnkles and shins\t8:20\tbundled\t0",
        ]
    );
    assert!(!said.out.contains("Knee-to-chest back stretch"));
    let listed = home.json(&["list", "--json"]);
    assert_eq!(listed["version"], 1);
    let listed = &listed["routines"];
    assert_eq!(
        listed[1],
        json!({
            "id": "knee-to-chest", "title": "My knees", "tags": [], "often": null, "total_ms": 30_000,
            "left_out": [], "source": "user", "path": path.to_str().unwrap(), "problems": 0, "shadows": true,
        })
    );
    assert_eq!(listed[0]["problems"], 2);
    assert_eq!(listed[0]["title"], Value::Null);
    assert_eq!(listed[2]["source"], "bundled");
    assert_eq!(listed[2]["path"], Value::Null);
}

#[test]
fn the_config_folder_may_be_elsewhere_and_a_relative_one_is_ignored() {
    let home = Home::new();
    home.put("else/supple/routines/mine.toml", routine("Mine"));
    let with = |value: PathBuf| said(home.supple(&["list"]).env("XDG_CONFIG_HOME", value)).out;
    assert!(with(home.path().join("else")).starts_with("mine\tMine\t"));
    assert!(with(PathBuf::from("else")).starts_with("ankles-and-shins\t"));
}

#[test]
fn a_name_with_control_characters_is_shown_harmless() {
    let home = Home::new();
    home.own("a\u{1b}[2J\tb.toml", routine("Mine"));
    let said = home.says(&["list"]);
    assert!(
        said.out.starts_with("a\\u{1b}[2J\\tb\tMine\t0:30\t"),
        "{}",
        said.out
    );
    let out = home.says(&["list", "--json"]).out;
    assert!(!out.contains('\u{1b}'));
    let out = home.says(&[]).out;
    assert!(!out.contains('\u{1b}'));
}

#[test]
fn without_a_home_the_bundled_ones_are_there() {
    let home = Home::new();
    let said = said(home.supple(&["list"]).env("HOME", "relative"));
    assert_eq!((said.code, said.out.lines().count()), (0, 24));
    assert_eq!(
        said.err,
        "warning: cannot find your routines: `HOME` is not an absolute path\n  \
         help: set `HOME` to the full path of your home folder\n"
    );
}

#[test]
fn a_folder_that_is_none_is_named() {
    let home = Home::new();
    let path = home.put(".config/supple/routines", "a file");
    let said = home.says(&["list"]);
    assert_eq!(said.out.lines().count(), 24);
    let path = path.to_str().unwrap();
    assert_eq!(
        said.err,
        format!("warning: cannot read `{path}`: not a directory\n")
    );
    assert_eq!(home.says(&["check"]).code, 1);
}

#[test]
fn nothing_is_written() {
    let home = Home::new();
    home.says(&["list"]);
    home.says(&["check"]);
    assert_eq!(std::fs::read_dir(home.path()).unwrap().count(), 0);
}

#[test]
fn supple_alone_lists_and_says_how_to_play() {
    let home = Home::new();
    home.own("mine.toml", routine("Mine"));
    home.own("hips-and-glutes.toml", "");
    let said = home.says(&[]);
    assert_eq!((said.code, said.err.as_str()), (0, ""));
    let out = said.out;
    assert!(
        out.starts_with(
            "Your routines, in ~/.config/supple/routines\n\n  \
             hips-and-glutes                 1 problem: supple check hips-and-glutes  \
             (your copy; delete the file to restore the bundled one)\n  \
             mine                      0:30  Mine\n\nBundled routines\n\n"
        ),
        "{out}"
    );
    assert!(
        out.contains("  knee-to-chest             2:13  Knee-to-chest back stretch\n"),
        "{out}"
    );
    assert!(
        out.contains("\nPlay one       supple knee-to-chest\n"),
        "{out}"
    );
}

#[test]
fn a_routine_in_a_folder_below_has_its_path_as_a_tag() {
    let home = Home::new();
    home.own("physio/knee/quad.toml", routine("Quad"));
    home.own("physio/knee/.hidden/no.toml", routine("No"));
    home.own("plain.toml", routine("Plain"));
    let listed = home.json(&["list", "--json"]);
    let tags = |id: &str| {
        let all = listed["routines"].as_array().unwrap();
        let found = all.iter().find(|one| one["id"] == id);
        found.map(|one| one["tags"].clone())
    };
    assert_eq!(tags("quad"), Some(json!(["physio/knee"])));
    assert_eq!(tags("plain"), Some(json!([])));
    assert_eq!(tags("no"), None);
    let shown = home.json(&["show", "quad", "--json"]);
    assert_eq!(shown["title"], "Quad");
}

#[test]
fn a_routine_includes_others_beside_it_by_id_or_by_path() {
    let home = Home::new();
    home.own("sub/warm.toml", routine("Warm"));
    home.own("mine.toml", routine("Mine"));
    let text = |word: &str| format!("title = \"All\"\n[[step]]\ninclude = \"{word}\"\n");
    for (word, inside) in [
        ("mine", "Mine"),
        ("warm", "Warm"),
        ("./sub/warm.toml", "Warm"),
        ("knee-to-chest", "Knee-to-chest back stretch"),
    ] {
        home.own("all.toml", text(word));
        let said = home.says(&["check", "--strict", "all"]);
        assert_eq!(said.code, 0, "{word}: {}{}", said.out, said.err);
        let shown = home.says(&["show", "all"]).out;
        assert!(shown.starts_with("All\n"), "{shown}");
        let listed = home.says(&["show", inside]).out;
        let work = |text: &str| text.matches("  hold  ").count();
        assert_eq!(work(&shown), work(&listed), "{word}");
    }
}

#[test]
fn a_length_without_an_end_is_that_of_this_week() {
    let home = Home::new();
    for (id, holds) in [("open", r#""20s", "max""#), ("timed", r#""max", "20s""#)] {
        let head =
            format!("title = \"Side plank\"\nbegan = 2020-01-06\n\n[[step]]\nname = \"{id}\"");
        let step = format!("aim = \"strength\"\nready = \"10s\"\nhold = {{ weeks = [{holds}] }}");
        home.own(&format!("{id}.toml"), format!("{head}\n{step}\n"));
    }
    let out = home.says(&[]).out;
    let length = |id: &str| {
        let mut rows = out.lines().map(|row| row.split_whitespace());
        let row = rows.find_map(|mut row| row.next().filter(|first| *first == id).and(row.next()));
        row.unwrap_or_default().to_owned()
    };
    assert!(length("open").ends_with('+'), "{out}");
    assert!(!length("timed").ends_with('+'), "{out}");
}
