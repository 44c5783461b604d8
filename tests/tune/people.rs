//! Routines as people write them down: indented or not, with comments, in braces, with what they mean by the way.

pub(super) const PEOPLE: [(&str, &str); 11] = [
    (
        "nordic",
        r#"# Weeks 5 to 10, from the physio's sheet
title = "Nordic curls"
needs = ["mat", "partner"]

[stretch.nordic]
name = "Nordic curl"
position = "kneeling"
cue = "Sink forward slowly and catch yourself."   # no jerks

[[step]]
use = "nordic"
count = 12
pace = "6s"
[[step]]
rest = "2m"
[[step]]
use = "nordic"
count = 10
pace = "6s"
[[step]]
rest = "2m"
[[step]]
use = "nordic"
count = 8
pace = "6s"
"#,
    ),
    (
        "rounds",
        r#"title='Core in rounds'
tags=['core']

[[step]]
  # three times through
  repeat = 3

  [[step.step]]
  name   = "Curl-up"
  figure = "curl-up"
  hold   = "10s"      # not longer
  reps   = 3
  sides  = "each"
  cue    = "{side} knee bent."

  [[step.step]]
  name   = "Side plank"
  hold   = "10s"
  reps   = 6
  sides  = "each"
  order  = "one-side"
"#,
    ),
    (
        "partner",
        r#"title = "Hold and relax"
needs = ["partner"]
[[step]]
repeat = 3
sides = "each"
order = "one-side"
name = "Hamstrings"
between = "30s"

[[step.step]]
name = "Before"
hold = "10s"
position = "back"
cue = """
{side} leg up. Your partner presses the heel
towards you."""

[[step.step]]
name = "Push"
hold = "6s"
intensity = "50%"
ready = 0

[[step.step]]
name = "After"
hold = "30s"
ready = 0
"#,
    ),
    (
        "minutes",
        r#"title = "Every minute"
[defaults]
time = "1m"
ready = 0
[[step]]
name = "Frog"
[[step]]
name = "Forward fold"
[[step]]
name = "Twist, right"
[[step]]
name = "Twist, left""#,
    ),
    (
        "dizzy",
        r#"title = "Down and up"
warn = [
  "You may feel dizzy.",  # that is the point
]
[[step]]
repeat = 5
sides = [
  "left",
  "right", # then this
]
[[step.step]]
name = "Lie down"
hold = "30s"
ready = 2
position = "side"
[[step.step]]
name = "Sit up"
hold = "30s"
ready = 2
"#,
    ),
    (
        "couch",
        r#"title = "Couch"
[[step]]
repeat = 3
sides = "each"
order = "one-side"
step = [
  { name = "Couch stretch", hold = "30s", cue = "{side} knee down." },
  { name = "Lean forward", hold = "30s", ready = "5s" }, # slowly
  { name = "Fold", hold = "30s", ready = "5s" },
]
"#,
    ),
    (
        "ride",
        r#"title = "Threshold"
[[step]]
name = "Warm up"
time = "10m"
intensity = "55%"
[[step]]
repeat = 2
[[step.step]]
name = "Work"
time = "6m"
intensity = "88%"
[[step.step]]
name = "Easy"
time = "4m"

# ---------- end ----------
[[step]]
name = "Cool down"
time = "5m"
"#,
    ),
    (
        "tendon",
        r#"title = "Tendon holds"
about = """
Five holds of three quarters of a minute,
two minutes apart."""
[[step]]
name = "Wall sit"
hold = 45
reps = 5
between = "2m"
load = "5 kg"

[defaults]
ready = "8s"
"#,
    ),
    (
        "ranges",
        r#"title = "Up the ladder"
[defaults]
hold = "20s-30s"
[[step]]
name = "Calf"
sides = "each"
reps = "2-3"
[[step]]
name = "Heel raise"
count = ["12-15", 10, 8]
pace = "3-1-3"
rest = "1m"
[[step]]
name = "Plank"
hold = "max"
reps = 2
"#,
    ),
    (
        "twice",
        r#"title = "Light, then deep"
step = [
  { use = "hamstring-strap", hold = "15 s", intensity = "30%" },
  { use = "hamstring-strap", hold = "30 s", intensity = "60%" },
  { wait = true },
  { use = "childs-pose", hold = "1 min" }
]
"#,
    ),
    (
        "long",
        r#"title = "Whole evening"
often = "every 2 days"
began = 2026-11-02

[[step]] # one
use = "hip-flexor"
hold = { weeks = [15, 20, "20-30s"] }

[[step]] # two
name = "Blocks"
repeat = 2
between = "10s"

[[step.step]] # two, a
use = "bridge"
count = 10

[[step.step]] # two, b
repeat = 2
[[step.step.step]]
use = "cat-camel"
[[step.step.step]]
rest = "5s"

[[step]] # three
use = "childs-pose"
optional = true
"#,
    ),
];
