//! `supple stretches`, also by its other name `figures`, and the user's own poses.

use serde_json::{Value, json};

use super::home::{Home, fails, routine, said};

/// A figure that does nothing.
const FIGURE: &str = "about = \"Standing\"\nfixed = \"near-heel\"\n[rest]\ntrunk = 90\n\
                      legs = { thigh = -90, shank = -90 }\narms = { upper = -90, fore = -90 }\n[stretch]\n";

fn own(home: &Home, name: &str, text: &str) {
    home.put(format!(".config/supple/figures/{name}.toml"), text);
}

fn stands(figure: &str) -> String {
    format!("{}figure = \"{figure}\"\n", routine("Standing"))
}

#[test]
fn own_ones_are_beside_the_bundled_ones_and_stand_in_for_them() {
    let home = Home::new();
    own(&home, "stand", FIGURE);
    own(&home, "bridge", FIGURE);
    home.own("standing.toml", stands("stand"));
    let said = home.says(&["figures"]);
    assert_eq!(said.code, 0);
    let heads = said.out.lines().filter(|line| line.ends_with("(yours)"));
    assert_eq!(
        heads.collect::<Vec<_>>(),
        ["bridge  (yours)", "stand  (yours)"]
    );
    assert!(
        said.out
            .contains("stand  (yours)\npicture: Standing\nused in: Standing\n"),
        "{}",
        said.out
    );
    assert!(said.out.contains("\nsingle-knee-pull\n"));
    assert!(home.says(&["check"]).out.ends_with(", no problems\n"));
}

#[test]
fn one_is_printed_by_its_name() {
    let home = Home::new();
    let said = home.says(&["figures", "bridge"]);
    assert!(said.out.starts_with("bridge\n"), "{}", said.out);
    assert!(!said.out.contains("\nbutterfly\n"), "that one alone");
    let unknown = home.says(&["figures", "brige"]);
    assert_eq!(
        unknown.err,
        "error: there is no stretch `brige`\n  help: did you mean `bridge`?\n  \
         help: `supple stretches` shows all\n"
    );
    assert_eq!(unknown.code, 2);
}

#[test]
fn all_that_is_known_of_one_is_printed() {
    let home = Home::new();
    home.put(
        ".config/supple/config.toml",
        "[person]\nhas = [\"osteoporosis\"]\n",
    );
    let said = home.says(&["stretches", "single-knee-pull", "--plain"]);
    for part in [
        "single-knee-pull\nSingle-knee pull\nlower back · buttock · back · 2 × 15 s on each side\n",
        "\n! Skipped for you, because of osteoporosis: ",
        "\nfelt: ",
        "\neasier: ",
        "\nharder: ",
        "\nnot with: osteoporosis, ",
        "\nneeds: mat\n",
        "\nused in: ",
        "\nsource: https://www.mayoclinic.org/",
        "\nRight knee in, hands behind the thigh.\n",
    ] {
        assert!(said.out.contains(part), "{part} in {}", said.out);
    }
}

/// The words are those for the side of the picture.
#[test]
fn no_text_that_is_printed_lacks_its_side() {
    let home = Home::new();
    let said = home.says(&["stretches", "--plain"]).out;
    for (id, text) in supple::disk::stretches::BUNDLED {
        let cue = text.lines().find(|line| line.starts_with("cue "));
        let cue = cue.and_then(|line| line.split('"').nth(1)).unwrap();
        let sentence = cue.replace(". {side}", ". Right");
        let sentence = sentence.replace("{side}", "right");
        let heading = sentence
            .strip_prefix("right")
            .map(|rest| format!("Right{rest}"));
        let printed = heading.unwrap_or(sentence);
        assert!(said.contains(&printed), "{id}: {printed}");
    }
}

#[test]
fn a_step_names_one_that_there_is() {
    let home = Home::new();
    home.put("typo.toml", stands("brigde"));
    let problems = home.json(&["check", "--json", "typo.toml"]);
    let problem = &problems["files"][0]["problems"][0];
    assert_eq!(problem["code"], "E07");
    assert_eq!(problem["message"], "there is no figure `brigde`");
    assert_eq!(problem["line"], 6);
    assert_eq!(home.says(&["typo.toml", "--speed", "1000"]).code, 1);
    own(&home, "brigde", FIGURE);
    assert_eq!(home.says(&["check", "typo.toml"]).code, 0);
}

#[test]
fn check_reports_a_broken_figure_and_no_routine_breaks() {
    let home = Home::new();
    own(
        &home,
        "stand",
        &FIGURE.replace("trunk = 90", "trunk = \"up\""),
    );
    home.own("standing.toml", stands("stand"));
    let problems = home.json(&["check", "--json"]);
    let files = problems["files"].as_array().unwrap();
    let broken = files.iter().filter(|file| file["problems"] != json!([]));
    let broken: Vec<&Value> = broken.collect();
    assert_eq!(broken.len(), 1, "the figure, not what names it");
    let path = broken[0]["path"].as_str().unwrap();
    assert!(path.ends_with("/figures/stand.toml"), "{path}");
    assert_eq!(broken[0]["problems"][0]["line"], 4);
    let said = home.says(&["figures", "bridge"]);
    assert!(
        said.err
            .contains("stand.toml` is skipped: it has 1 problem\n")
    );
    let played = home.says(&["standing", "--start", "0", "--speed", "1000"]);
    assert_eq!((played.code, played.err.as_str()), (0, ""));
}

#[test]
fn a_bundled_one_stands_in_for_a_broken_one_of_its_name() {
    let home = Home::new();
    let broken = FIGURE.replace("trunk = 90", "trunk = \"up\"");
    own(&home, "bridge", &broken);
    own(&home, "stand", &broken);
    let path = |name: &str| {
        home.path()
            .join(format!(".config/supple/figures/{name}.toml"))
            .display()
            .to_string()
    };
    let said = home.says(&["figures", "bridge"]);
    assert!(
        said.out.starts_with("bridge\n"),
        "the bundled one: {}",
        said.out
    );
    let warning = format!(
        "warning: the stretch `{}` is skipped and the bundled one shown: it has 1 problem\n",
        path("bridge")
    );
    assert!(said.err.contains(&warning), "{}", said.err);
    assert_eq!(said.code, 0);
    let said = home.says(&["figures", "stand"]);
    let error = format!(
        "error: the stretch `{0}` is skipped: it has 1 problem\n  help: `supple check {0}` shows what is wrong\n",
        path("stand")
    );
    assert_eq!(said, fails(1, &error));
}

#[test]
fn they_are_printed_with_the_dots_that_are_configured() {
    let home = Home::new();
    let octant = |text: &str| {
        text.chars()
            .any(|symbol| ('\u{1cd00}'..='\u{1cde5}').contains(&symbol))
    };
    assert!(!octant(&home.says(&["figures", "bridge"]).out));
    home.put(".config/supple/config.toml", "[screen]\noctants = true\n");
    assert!(octant(&home.says(&["figures", "bridge"]).out));
}

#[test]
fn a_figure_is_recognised_by_its_folder_or_by_what_is_in_it() {
    let home = Home::new();
    home.put("stand.toml", FIGURE);
    home.put("figures/empty.toml", "");
    assert_eq!(home.says(&["check", "stand.toml"]).code, 0);
    let said = said(home.supple(&["check", "-"]).write_stdin(FIGURE));
    assert_eq!(said.code, 0, "{}", said.out);
    let empty = home.says(&["check", "figures/empty.toml"]).out;
    assert!(empty.contains("`about`"), "{empty}");
}

#[test]
fn they_are_told_as_json() {
    let home = Home::new();
    own(&home, "stand", FIGURE);
    let all = home.json(&["stretches", "--json"]);
    let all = all.as_array().unwrap();
    assert_eq!(all.len(), supple::disk::stretches::BUNDLED.len() + 1);
    let one = |id: &str| all.iter().find(|stretch| stretch["id"] == id).unwrap();
    let pull = one("single-knee-pull");
    assert_eq!(pull["name"], "Single-knee pull");
    assert_eq!(pull["aim"], "stretch");
    assert_eq!(pull["areas"], json!(["lower back", "buttock"]));
    assert_eq!(pull["position"], "back");
    assert!(
        pull["avoid"]
            .as_array()
            .unwrap()
            .contains(&json!("osteoporosis"))
    );
    assert!(pull["sources"][0].as_str().unwrap().starts_with("https://"));
    assert_eq!(one("stand")["own"], true);
    assert_eq!(one("stand")["name"], Value::Null);
    let alone = home.json(&["stretches", "bridge", "--json"]);
    assert_eq!(alone.as_array().unwrap().len(), 1);
}

/// A stretch beside a routine that is given by path is nearer than the user's own, and that nearer than a bundled one.
#[test]
fn a_routine_given_by_path_finds_what_lies_beside_it() {
    let reach = |name: &str| {
        format!("about = \"Reaching up\"\nname = \"{name}\"\nhold = \"15s\"\nready = \"12s\"\n")
    };
    let home = Home::new();
    home.put("shared/stretches/reach.toml", reach("Reach"));
    home.put("shared/stretches/bridge.toml", reach("Beside"));
    home.put("shared/figures/stand.toml", FIGURE);
    home.put(".config/supple/stretches/bridge.toml", reach("Mine"));
    home.put(".config/supple/stretches/lunge.toml", reach("My lunge"));
    let steps = [
        "use = \"reach\"\nfigure = \"stand\"",
        "use = \"bridge\"",
        "use = \"lunge\"",
    ];
    let steps = steps.map(|step| format!("[[step]]\n{step}\n")).concat();
    let text = format!("title = \"T\"\n{steps}");
    home.put("shared/mine.toml", &text);
    assert_eq!(
        home.says(&["check", "--strict", "shared/mine.toml"]).code,
        0
    );
    let shown = home.json(&["show", "shared/mine.toml", "--json"]);
    let segments = shown["segments"].as_array().unwrap();
    let mut names: Vec<&str> = segments
        .iter()
        .filter_map(|it| it["step"].as_str())
        .collect();
    names.dedup();
    assert_eq!(names, ["Reach", "Beside", "My lunge"]);
    let played = home.says(&["shared/mine.toml", "--plain", "--speed", "1000"]);
    assert_eq!(played.code, 0, "{}", played.err);
    assert!(played.out.contains("Beside"), "{}", played.out);
    // Elsewhere there is nothing beside it.
    let elsewhere = said(home.supple(&["check", "-"]).write_stdin(text.clone()));
    assert!(
        elsewhere.out.contains("there is no stretch `reach`"),
        "{}",
        elsewhere.out
    );
    assert!(
        elsewhere.out.contains("there is no figure `stand`"),
        "{}",
        elsewhere.out
    );
    home.own("copy.toml", &text);
    assert_eq!(home.says(&["check", "--strict", "copy"]).code, 1);
    // What is wrong with it is told at its name, and in its own file.
    home.put(
        "shared/stretches/reach.toml",
        reach("Reach").replace("15s", "15 ticks"),
    );
    let broken = home.says(&["check", "shared/mine.toml"]);
    assert!(
        broken.out.contains("the stretch `reach` has errors"),
        "{}",
        broken.out
    );
    assert!(
        broken.out.contains("shared/stretches/reach.toml"),
        "{}",
        broken.out
    );
    let file = home.says(&["check", "shared/stretches/reach.toml"]);
    assert!(file.out.contains("unknown unit"), "{}", file.out);
}

#[test]
fn a_picture_is_printed_as_svg() {
    let home = Home::new();
    let said = home.says(&["stretches", "pigeon", "--svg"]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(said.out.starts_with("<svg "), "{}", said.out);
    assert!(said.out.trim_end().ends_with("</svg>"), "{}", said.out);
    let unknown = home.says(&["stretches", "pigeom", "--svg"]);
    assert_eq!(unknown.code, 2);
    assert!(unknown.err.contains("pigeon"), "{}", unknown.err);
    assert_eq!(home.says(&["stretches", "--svg"]).code, 2, "of which");
}
