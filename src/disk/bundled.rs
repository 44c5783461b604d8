//! The routines that are part of the program.

/// The id and the text of every bundled routine, the usual one first.
pub const ALL: [(&str, &str); 12] = [
    (
        "knee-to-chest",
        include_str!("../../routines/knee-to-chest.toml"),
    ),
    ("daily-five", include_str!("../../routines/daily-five.toml")),
    (
        "full-post-run",
        include_str!("../../routines/full-post-run.toml"),
    ),
    (
        "tight-lower-back",
        include_str!("../../routines/tight-lower-back.toml"),
    ),
    (
        "hips-and-glutes",
        include_str!("../../routines/hips-and-glutes.toml"),
    ),
    (
        "hamstrings-and-calves",
        include_str!("../../routines/hamstrings-and-calves.toml"),
    ),
    (
        "core-front-and-back",
        include_str!("../../routines/core-front-and-back.toml"),
    ),
    ("cold-pack", include_str!("../../routines/cold-pack.toml")),
    ("moist-heat", include_str!("../../routines/moist-heat.toml")),
    (
        "return-to-run",
        include_str!("../../routines/return-to-run.toml"),
    ),
    ("desk-break", include_str!("../../routines/desk-break.toml")),
    ("before-bed", include_str!("../../routines/before-bed.toml")),
];

/// Whether a bundled routine is called `id`.
pub fn has(id: &str) -> bool {
    ALL.iter().any(|(known, _)| *known == id)
}
