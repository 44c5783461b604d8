//! The bundled routines, embedded in the program.

/// Names and the texts of the files of these names in a folder of the repository.
macro_rules! bundle {
    ($folder:literal: $($name:literal,)*) => {
        [$(($name, include_str!(concat!("../../", $folder, "/", $name, ".toml")))),*]
    };
}

pub(super) use bundle;

/// The id and the text of every bundled routine, the usual one first.
pub const ALL: [(&str, &str); 24] = bundle![
    "routines":
    "knee-to-chest",
    "daily-five",
    "full-post-run",
    "tight-lower-back",
    "hips-and-glutes",
    "hamstrings-and-calves",
    "core-front-and-back",
    "cold-pack",
    "moist-heat",
    "return-to-run",
    "desk-break",
    "before-bed",
    "warm-up",
    "morning",
    "back-extension",
    "hips-open",
    "roll-out",
    "breathing",
    "runner-strength",
    "foot-core",
    "ankles-and-shins",
    "heel-drops",
    "nordic",
    "run-walk",
];

/// The text of the bundled routine called `id`.
pub fn text(id: &str) -> Option<&'static str> {
    named(&ALL, id)
}

/// The text of the file called `name` among these.
pub(super) fn named(files: &[(&str, &'static str)], name: &str) -> Option<&'static str> {
    let file = files.iter().find(|(known, _)| *known == name);
    file.map(|(_, text)| *text)
}
