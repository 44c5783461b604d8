//! The figures that come with the program.

use crate::catalogue::Figures;
use crate::diagnostic::Source;
use crate::format;

/// All bundled figures by name, in the order of the alphabet: what steps call them, and the file.
pub const BUNDLED: [(&str, &str); 28] = [
    ("bird-dog", include_str!("../../figures/bird-dog.toml")),
    ("bridge", include_str!("../../figures/bridge.toml")),
    ("butterfly", include_str!("../../figures/butterfly.toml")),
    ("calf-bent", include_str!("../../figures/calf-bent.toml")),
    (
        "calf-straight",
        include_str!("../../figures/calf-straight.toml"),
    ),
    (
        "chest-opener",
        include_str!("../../figures/chest-opener.toml"),
    ),
    (
        "childs-pose",
        include_str!("../../figures/childs-pose.toml"),
    ),
    ("cold-pack", include_str!("../../figures/cold-pack.toml")),
    ("curl-up", include_str!("../../figures/curl-up.toml")),
    (
        "double-knee-pull",
        include_str!("../../figures/double-knee-pull.toml"),
    ),
    (
        "figure-four",
        include_str!("../../figures/figure-four.toml"),
    ),
    (
        "front-of-thigh",
        include_str!("../../figures/front-of-thigh.toml"),
    ),
    (
        "hamstring-standing",
        include_str!("../../figures/hamstring-standing.toml"),
    ),
    (
        "hamstring-strap",
        include_str!("../../figures/hamstring-strap.toml"),
    ),
    ("hip-flexor", include_str!("../../figures/hip-flexor.toml")),
    (
        "hip-flexor-standing",
        include_str!("../../figures/hip-flexor-standing.toml"),
    ),
    (
        "knee-across",
        include_str!("../../figures/knee-across.toml"),
    ),
    ("knee-roll", include_str!("../../figures/knee-roll.toml")),
    ("moist-heat", include_str!("../../figures/moist-heat.toml")),
    ("outer-hip", include_str!("../../figures/outer-hip.toml")),
    (
        "pelvic-tilt",
        include_str!("../../figures/pelvic-tilt.toml"),
    ),
    (
        "seated-figure-four",
        include_str!("../../figures/seated-figure-four.toml"),
    ),
    (
        "seated-hamstring",
        include_str!("../../figures/seated-hamstring.toml"),
    ),
    (
        "side-bridge",
        include_str!("../../figures/side-bridge.toml"),
    ),
    (
        "single-knee-pull",
        include_str!("../../figures/single-knee-pull.toml"),
    ),
    (
        "sitting-leg-stretch",
        include_str!("../../figures/sitting-leg-stretch.toml"),
    ),
    ("walk-easy", include_str!("../../figures/walk-easy.toml")),
    ("walk-quick", include_str!("../../figures/walk-quick.toml")),
];

/// The text of the bundled figure called `name`.
pub fn bundled(name: &str) -> Option<&'static str> {
    BUNDLED
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, text)| *text)
}

/// All figures there are. A bundled one that cannot be read is left out; a test sees to it that there is none.
pub fn all() -> Figures {
    let figure = |(name, text): &(&str, &str)| {
        let source = Source {
            name: format!("<bundled>/{name}.toml"),
            text: (*text).to_owned(),
        };
        format::poses::parse(name, &source).value
    };
    BUNDLED.iter().filter_map(figure).collect()
}
