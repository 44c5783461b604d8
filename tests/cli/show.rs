//! `supple show`: the plan of a routine, as text and as JSON.

use serde_json::{Value, json};

use super::home::{Home, Said, routine, said};

#[test]
fn what_it_is_about_may_stand_on_several_lines() {
    let home = Home::new();
    let own = "about = \"\"\"\nFor the back\nand the hips.\n\"\"\"\n";
    home.own("own.toml", format!("{own}{}", routine("Own")));
    let out = home.says(&["show", "own"]).out;
    assert!(
        out.starts_with("Own\nFor the back and the hips.\n\n"),
        "{out}"
    );
}

#[test]
fn the_first_routine_of_all_is_exactly_the_brief() {
    let shown = Home::new().json(&["show", "knee-to-chest", "--json"]);
    let segments = shown["segments"].as_array().unwrap();
    let holds: Vec<(&Value, &Value)> = segments
        .iter()
        .filter(|segment| segment["kind"] == "hold")
        .map(|segment| (&segment["side"], &segment["length_ms"]))
        .collect();
    let (right, left, both, length) = (json!("right"), json!("left"), Value::Null, json!(15_000));
    assert_eq!(
        holds,
        [&right, &left, &right, &left, &both, &both].map(|side| (side, &length))
    );
    assert_eq!(shown["total_ms"], 133_000);
    assert_eq!(shown["lead_in_ms"], 0, "it is the first segment");
    assert_eq!(shown["held_ms"], 90_000);
    assert_eq!(shown["open"], 0);
    let sum: u64 = segments
        .iter()
        .map(|segment| segment["length_ms"].as_u64().unwrap())
        .sum();
    assert_eq!(sum, 133_000);
    assert_eq!(
        segments[2],
        json!({
            "start_ms": 30_000, "length_ms": 5000, "kind": "switch", "step": "Single-knee pull",
            "side": "left", "side_shown": "left", "rep": 1, "reps": 2, "set": 1, "sets": 1, "round": 1, "rounds": 1,
            "optional": false, "load": null, "count": null,
            "least_length_ms": null, "least_count": null,
            "most_length_ms": null, "most_count": null, "last_length_ms": null, "last_count": null,
            "most_reps": null, "max": false,
            "pace_ms": null, "phases_ms": null, "breaths": null, "most_breaths": null, "end": null, "limit_ms": null,
            "blocks": [], "use": "single-knee-pull", "figure": "single-knee-pull",
            "picture": null, "aim": "stretch", "position": "back",
            "cue": "On your back, draw the left knee in.",
            "how": "Knees bent, feet flat; a pillow under your head is fine. With both hands behind the thigh draw the knee \
                    towards your chest until you feel a gentle stretch in your lower back. The other foot stays on the floor.",
            "easier": "Draw the knee in only until the thigh is upright.",
            "harder": "Straighten the other leg along the floor.", "alternative": null,
        })
    );
    let keys: Vec<&String> = shown.as_object().unwrap().keys().collect();
    assert_eq!(keys.len(), 22, "{keys:?}");
    let cues = shown["cues"].as_array().unwrap();
    let warning = "Not with osteoporosis, sciatica, hip replacement or pregnancy. Single-knee pull. Right. On your back, draw the \
                   right knee in.";
    assert_eq!(
        cues[0],
        json!({ "at_ms": 700, "tone": "ready", "say": warning })
    );
    assert_eq!(
        cues[1],
        json!({ "at_ms": 12_000, "tone": "tick", "say": null })
    );
    assert!(
        cues.contains(&json!({ "at_ms": 30_250, "tone": "switch", "say": "Switch sides. Left." }))
    );
    assert!(cues.contains(&json!({ "at_ms": 35_000, "tone": "second-side", "say": null })));
    assert_eq!(
        cues.last().unwrap(),
        &json!({ "at_ms": 133_250, "tone": "done", "say": "Done. Two minutes." })
    );
}

#[test]
fn cues_are_in_the_order_in_which_they_are_heard() {
    let home = Home::new();
    let list = home.says(&["list"]).out;
    for line in list.lines() {
        let id = line.split('\t').next().unwrap();
        let out = home.says(&["show", id, "--json"]).out;
        let shown: Value = serde_json::from_str(&out).unwrap();
        let cues = shown["cues"].as_array().unwrap().iter();
        let times: Vec<i64> = cues.map(|cue| cue["at_ms"].as_i64().unwrap()).collect();
        assert!(times.is_sorted(), "{id}: {times:?}");
    }
}

#[test]
fn it_shows_what_is_configured() {
    let home = Home::new();
    let keys = "ready = \"3s\"\nsides = \"each\"\ncue = \"Draw it slowly up to your chest.\"\n";
    let text = routine("Own").replace("ready = 0\n", keys);
    home.own("own.toml", text);
    let said = |shown: &Value| -> Vec<(i64, String)> {
        let cues = shown["cues"].as_array().unwrap().iter();
        let said = cues.filter_map(|cue| {
            Some((
                cue["at_ms"].as_i64().unwrap(),
                cue["say"].as_str()?.to_owned(),
            ))
        });
        said.collect()
    };
    let usual = home.json(&["show", "own", "--json"]);
    let cue = "Pull. Right. Draw it slowly up to your chest.";
    assert_eq!(said(&usual)[0], (700, cue.to_owned()));
    let configure = |text: &str| {
        home.put(".config/supple/config.toml", text);
        home.json(&["show", "own", "--json"])
    };
    let left = configure("[session]\nfirst = \"left\"\n");
    let sides: Vec<&Value> = left["segments"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| &it["side"])
        .collect();
    assert_eq!(sides, ["left", "left", "right", "right"]);
    assert_eq!(said(&left)[0].1, cue.replace("Right", "Left"));
    // The tone in front and the ticks behind leave no room for a word.
    let short = configure("[session]\nstart = \"4s\"\n");
    assert_eq!(
        short["cues"][0],
        json!({ "at_ms": 0, "tone": "ready", "say": null })
    );
    // 9 words and 3 full stops take 4.94 s, for which 10 s have room; twice as slow they have not.
    let slow = "[session]\nstart = \"10s\"\n[sound]\nrate = ";
    let at_rate = |shown: &Value| said(shown)[0].1.clone();
    assert_eq!(at_rate(&configure(&format!("{slow}100\n"))), cue);
    assert_eq!(at_rate(&configure(&format!("{slow}50\n"))), "Pull. Right.");
    assert_eq!(usual["lengths"], "estimated");
}

#[test]
fn fields_stand_in_the_order_of_the_documentation() {
    let out = Home::new().says(&["show", "cold-pack", "--json"]).out;
    let fields = [
        "\"format\"",
        "\"id\"",
        "\"title\"",
        "\"total_ms\"",
        "\"lead_in_ms\"",
        "\"held_ms\"",
        "\"open\"",
        "\"needs\"",
        "\"warn\"",
        "\"sources\"",
        "\"segments\"",
        "\"start_ms\"",
        "\"length_ms\"",
        "\"kind\"",
        "\"step\"",
        "\"side\"",
        "\"side_shown\"",
        "\"rep\"",
        "\"reps\"",
        "\"set\"",
        "\"sets\"",
        "\"round\"",
        "\"rounds\"",
        "\"optional\"",
        "\"load\"",
        "\"count\"",
        "\"most_length_ms\"",
        "\"most_count\"",
        "\"most_reps\"",
        "\"max\"",
        "\"phases_ms\"",
        "\"cues\"",
        "\"at_ms\"",
        "\"tone\"",
        "\"say\"",
    ];
    let places: Vec<usize> = fields
        .iter()
        .map(|field| out.find(field).unwrap())
        .collect();
    assert!(places.is_sorted(), "{places:?}");
}

#[test]
fn what_a_key_ends_has_no_length_and_takes_no_time() {
    let shown = Home::new().json(&["show", "return-to-run", "--json"]);
    assert_eq!(shown["open"], 3);
    assert_eq!(shown["segments"][0]["length_ms"], Value::Null);
    assert_eq!(shown["segments"][1]["start_ms"], 0);
}

const SMALLEST: &str = r#"
title = "Knee-to-chest back stretch"

[[step]]
name  = "Single-knee pull"
hold  = "15s"
sides = "each"
reps  = 2
cue   = "{side} knee: draw it in until you feel a mild pull."

[[step]]
rest = "20s"

[[step]]
name = "Double-knee pull"
hold = "15s"
reps = 2
cues = [{ at = "half", say = "{remaining} to go" }]

[[step]]
wait = true
"#;

#[test]
fn the_plan_has_clock_times_and_sentences() {
    let said = said(Home::new().supple(&["show", "-"]).write_stdin(SMALLEST));
    let out = "\
Knee-to-chest back stretch

 0:00  15s  ready    1. Single-knee pull, right first
                     \"Single-knee pull. Right. Right knee: draw it in until you feel a mild pull.\"
 0:15  15s  hold     right  rep 1/2
 0:30   5s  switch   to left
                     \"Switch sides. Left.\"
 0:35  15s  hold     left   rep 1/2
 0:50   5s  switch   to right
                     \"Switch sides. Right, rep two of two.\"
 0:55  15s  hold     right  rep 2/2
 1:10   5s  switch   to left
                     \"Switch sides. Left, rep two of two.\"
 1:15  15s  hold     left   rep 2/2
 1:30  20s  rest     next: Double-knee pull
                     \"Rest.\"
 1:42                \"Next: Double-knee pull.\"
 1:50   5s  ready    2. Double-knee pull
                     \"Double-knee pull.\"
 1:55  15s  hold     rep 1/2
 2:02                \"8 seconds to go.\"
 2:10   3s  rest
                     \"Rep two of two.\"
 2:13  15s  hold     rep 2/2
 2:20                \"8 seconds to go.\"
 2:28  key  wait
                     \"Press any key to continue.\"
 2:28       done     1:30 held: right 30 s, left 30 s, both 30 s
                     \"Done. Two minutes.\"
";
    assert_eq!(
        said,
        Said {
            out: out.to_owned(),
            err: String::new(),
            code: 0
        }
    );
}

#[test]
fn a_routine_on_standard_input_has_no_id_and_an_unnamed_rest_no_step() {
    let said = said(
        Home::new()
            .supple(&["show", "-", "--json"])
            .write_stdin(SMALLEST),
    );
    let shown: Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!(shown["id"], Value::Null);
    assert_eq!(shown["segments"][8]["kind"], "rest");
    assert_eq!(shown["segments"][8]["step"], Value::Null);
}

#[test]
fn a_broken_routine_is_refused_with_its_problems() {
    let home = Home::new();
    home.put(
        "my.toml",
        "title = \"x\"\n[[step]]\nname = \"Pull\"\nhold = \"15\"\n",
    );
    let said = home.says(&["show", "my.toml"]);
    assert_eq!((said.out.as_str(), said.code), ("", 1));
    assert!(
        said.err.contains("error[E05]") && said.err.contains("my.toml:4:9"),
        "{}",
        said.err
    );
    assert!(
        said.err.ends_with("\nerror: `my.toml` has 1 error\n"),
        "{}",
        said.err
    );
}

/// A person whose conditions rule all of a routine out is told so wherever it is named, and sees no plan without a step.
#[test]
fn that_nothing_of_a_routine_remains_is_said_everywhere() {
    let home = Home::new();
    home.put(
        ".config/supple/config.toml",
        "[person]\nhas = [\"osteoporosis\"]\n",
    );
    let skipped = "Skipped because of osteoporosis: Single-knee pull, Double-knee pull.";
    let shown = home.says(&["show", "knee-to-chest"]);
    assert_eq!(shown.code, 0);
    let nothing = format!(
        "{skipped}\nwarning: Not with osteoporosis, sciatica, hip replacement or pregnancy.\n\n\
         Nothing remains to be done: `[person] has` in config.toml lists your conditions.\n\nsources:\n"
    );
    assert!(shown.out.contains(&nothing), "{}", shown.out);
    let shown = home.json(&["show", "knee-to-chest", "--json"]);
    assert_eq!(
        [
            &shown["total_ms"],
            &shown["segments"],
            &shown["cues"],
            &shown["left_out"]
        ],
        [&json!(0), &json!([]), &json!([]), &json!([skipped])]
    );
    let listed = home.says(&["list"]).out;
    assert!(
        listed.contains("\nknee-to-chest\tKnee-to-chest back stretch\t\tbundled\t0\n"),
        "{listed}"
    );
    let listed = home.json(&["list", "--json"]);
    let listed = listed["routines"].as_array().unwrap();
    let knees = listed
        .iter()
        .find(|entry| entry["id"] == "knee-to-chest")
        .unwrap();
    assert_eq!(
        [&knees["total_ms"], &knees["left_out"]],
        [&json!(null), &json!([skipped])]
    );
    for command in [
        ["play", "knee-to-chest"].as_slice(),
        &["render", "knee-to-chest", "-o", "x.wav"],
    ] {
        let said = home.says(command);
        let told = format!(
            "error: nothing remains to be done. {skipped}\n  help: `[person] has` in config.toml lists your conditions\n"
        );
        assert_eq!((said.err, said.code), (told, 1), "{command:?}");
    }
    let alone = home.says(&[]).out;
    let row = format!("Knee-to-chest back stretch  (nothing remains. {skipped})\n");
    assert!(alone.contains(&row), "{alone}");
}

#[test]
fn the_load_of_a_step_is_shown_and_printed() {
    let home = Home::new();
    let step = "[[step]]\nname = \"Drop\"\ncount = 8\npace = \"2s\"\nload = \"5 kg\"\n";
    home.own("drops.toml", format!("title = \"Drops\"\n{step}"));
    let shown = home.says(&["show", "drops"]).out;
    assert!(shown.contains("count    5 kg  8 × 2s\n"), "{shown}");
    let json = home.json(&["show", "drops", "--json"]);
    let work = &json["segments"][1];
    assert_eq!((&work["load"], &work["count"]), (&json!("5 kg"), &json!(8)));
    let printed = home.says(&["drops", "--plain", "--speed", "1000"]).out;
    assert!(printed.contains("Drop, 5 kg, 8 ×, 16 s\n"), "{printed}");
    assert!(printed.contains("Drop, 5 kg  8 ×\n"), "{printed}");
}

#[test]
fn sets_and_both_ends_of_a_range_are_shown() {
    let home = Home::new();
    let step = "[[step]]\nname = \"Plank\"\nhold = \"20s-30s\"\nreps = [\"2-3\", 1]\nready = 0\n[[step]]\nname = \"Drop\"\ncount = \"6-8\"\npace = \"2s\"\n";
    home.own("planks.toml", format!("title = \"Planks\"\n{step}"));
    let json = home.json(&["show", "planks", "--json"]);
    let segments = json["segments"].as_array().unwrap();
    let shown = |at: usize, keys: &[&str]| -> Vec<Value> {
        keys.iter().map(|key| segments[at][*key].clone()).collect()
    };
    let keys = [
        "rep",
        "reps",
        "most_reps",
        "set",
        "sets",
        "length_ms",
        "most_length_ms",
    ];
    let of = |values: [u32; 7]| values.map(|value| json!(value)).to_vec();
    assert_eq!(shown(0, &keys), of([1, 2, 3, 1, 2, 20_000, 30_000]));
    let mut last_set = of([1, 1, 0, 2, 2, 20_000, 30_000]);
    last_set[2] = Value::Null;
    assert_eq!(shown(4, &keys), last_set);
    let counted = shown(
        segments.len() - 1,
        &["count", "most_count", "most_length_ms"],
    );
    assert_eq!(counted, [json!(6), json!(8), json!(16_000)]);
}

#[test]
fn the_phases_of_a_movement_are_shown() {
    let home = Home::new();
    let step = "[[step]]\nname = \"Drop\"\ncount = 8\npace = \"3-1-3\"\nready = 0\n";
    home.own("drops.toml", format!("title = \"Drops\"\n{step}"));
    let json = home.json(&["show", "drops", "--json"]);
    let work = &json["segments"][0];
    assert_eq!(
        (&work["length_ms"], &work["phases_ms"]),
        (&json!(56_000), &json!([3000, 1000, 3000, 0]))
    );
    let shown = home.says(&["show", "drops"]).out;
    assert!(shown.contains("8 × 7s (3-1-3)"), "{shown}");
}

#[test]
fn as_long_as_you_can_is_in_no_sum() {
    let home = Home::new();
    let step = "[[step]]\nname = \"Plank\"\naim = \"strength\"\nhold = \"max\"\nready = \"10s\"\n";
    let pull = "[[step]]\nname = \"Pull\"\nhold = \"20s\"\nready = \"5s\"\n";
    home.own("plank.toml", format!("title = \"Plank\"\n{step}{pull}"));
    let json = home.json(&["show", "plank", "--json"]);
    let segment = &json["segments"][1];
    assert_eq!(
        (&segment["length_ms"], &segment["max"]),
        (&json!(null), &json!(true))
    );
    assert_eq!(
        (&json["open"], &json["held_ms"]),
        (&json!(1), &json!(20_000))
    );
    let shown = home.says(&["show", "plank"]).out;
    assert!(
        shown.contains("key  hold     as long as you can\n"),
        "{shown}"
    );
    assert!(
        shown.contains("done     0:20 held + as long as you can"),
        "{shown}"
    );
}

#[test]
fn another_day_shows_the_week_that_it_is_in() {
    let home = Home::new();
    let text = "title = \"Drops\"\nbegan = 2026-11-20\n[[step]]\nname = \"Drop\"\ncount = { weeks = [7, 9, 11] }\n";
    home.own("drops.toml", text);
    let on = |day| home.says(&["show", "drops", "--on", day]).out;
    let first = on("2026-11-20");
    assert!(
        first.contains("\nweek: 1 of 3, began 2026-11-20\n"),
        "{first}"
    );
    assert!(first.contains("  7 ×"), "{first}");
    let before = on("2026-11-19");
    assert!(
        before.contains("\nweek: 1 of 3, begins 2026-11-20\n"),
        "{before}"
    );
    let last = on("2027-01-01");
    assert!(
        last.contains("\nweek: 3 of 3, began 2026-11-20\n") && last.contains("  11 ×"),
        "{last}"
    );
    let json = home.json(&["show", "drops", "--on", "2026-11-28", "--json"]);
    assert_eq!(
        (
            &json["week"],
            &json["weeks"],
            &json["began"],
            &json["segments"][1]["count"]
        ),
        (&json!(2), &json!(3), &json!("2026-11-20"), &json!(9))
    );
    let wrong = home.says(&["show", "drops", "--on", "tomorrow"]);
    assert_eq!(wrong.code, 2);
    assert!(
        wrong
            .err
            .contains("write year, month and day, such as `2026-11-20`"),
        "{}",
        wrong.err
    );
}

/// A routine with every key of a step.
const EVERY_KEY: &str = r#"title = "All"
affected = "left"
[[step]]
repeat = 2
name = "Block"
order = "shuffled"
pick = 1
[[step.step]]
use = "bridge"
figure = "bridge"
picture = "knee.png"
name = "Hold"
hold = "5-6 breaths"
cue = "Breathe."
how = "{side} leg."
sides = ["affected", "other"]
order = "one-side"
reps = "2-3"
sets = 2
rest = "20s"
ready = "10s"
switch = "6s"
between = "7s"
position = "front"
limit = "5m"
end = "silent"
aim = "strength"
optional = true
easier = "Less."
harder = "More."
alternative = "Else."
load = "5 kg"
cues = [{ at = 3, say = "Now." }]
[[step]]
name = "Timer"
time = "max"
[[step]]
name = "Count"
count = "6-8"
pace = "3-1-3"
[[step]]
rest = "9s"
[[step]]
wait = true
[[step]]
include = "gym"
"#;

/// The beginning of a photo, with its size.
const KNEE: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x08\0\0\0\x08";

/// Where the JSON of [`EVERY_KEY`] says what a key of a step says.
fn said_of(key: &str, json: &Value) -> bool {
    let segments = json["segments"].as_array().unwrap();
    let any = |is: &dyn Fn(&Value) -> bool| segments.iter().any(is);
    let kind =
        |kind: &str, length: u64| any(&|it| it["kind"] == kind && it["length_ms"] == json!(length));
    let has = |name: &str, value: Value| any(&|it| it[name] == value);
    match key {
        "hold" => {
            any(&|it| it["breaths"] == 5 && it["most_breaths"] == 6 && it["length_ms"] == 25_000)
        }
        "time" => any(&|it| it["kind"] == "time" && it["max"] == true),
        "count" => any(&|it| it["count"] == 6 && it["most_count"] == 8),
        "pace" => {
            any(&|it| it["pace_ms"] == 7000 && it["phases_ms"] == json!([3000, 1000, 3000, 0]))
        }
        "rest" => kind("rest", 9000) && kind("between", 20_000),
        "wait" => has("kind", json!("wait")),
        "repeat" | "pick" | "order" => {
            segments.iter().filter(|it| it["kind"] == "hold").count() == 17
        }
        "include" => any(&|it| it["blocks"] == json!(["Gym"])),
        "step" => any(&|it| it["blocks"] == json!(["Block"])),
        "reps" => any(&|it| it["reps"] == 2 && it["most_reps"] == 3),
        "sets" => has("sets", json!(2)),
        "sides" => has("side", json!("left")),
        "ready" => kind("ready", 10_000),
        "between" => kind("between", 7000),
        "switch" => kind("switch", 6000),
        "name" => has("step", json!("Hold")),
        "how" => has("how", json!("Left leg.")),
        "cues" => json["cues"]
            .as_array()
            .unwrap()
            .iter()
            .any(|cue| cue["say"] == "Now."),
        "limit" => has("limit_ms", json!(300_000)),
        "optional" => has("optional", json!(true)),
        "cue" => has(key, json!("Breathe.")),
        "use" | "figure" => has(key, json!("bridge")),
        "picture" => has(key, json!("knee.png")),
        "position" => has(key, json!("front")),
        "end" => has(key, json!("silent")),
        "aim" => has(key, json!("strength")),
        "easier" => has(key, json!("Less.")),
        "harder" => has(key, json!("More.")),
        "alternative" => has(key, json!("Else.")),
        "load" => has(key, json!("5 kg")),
        other => panic!("where does the JSON say `{other}`?"),
    }
}

#[test]
fn the_json_says_all_that_a_step_says() {
    let home = Home::new();
    home.own("gym.toml", routine("Gym"));
    home.own("all.toml", EVERY_KEY);
    home.own("knee.png", KNEE);
    let json = home.json(&["show", "all", "--json"]);
    let schema: Value = serde_json::from_str(&home.says(&["schema"]).out).unwrap();
    let keys = schema["definitions"]["step"]["properties"].as_object();
    // Other names of a key are read as that key.
    let others = [
        "breaths",
        "weight",
        "resistance",
        "intensity",
        "tempo",
        "variation",
        "instead",
        "regression",
        "progression",
    ];
    for key in keys
        .unwrap()
        .keys()
        .filter(|key| !others.contains(&key.as_str()))
    {
        assert!(said_of(key, &json), "{key}: {json:#}");
    }
}
