//! Colours as eyes see them that have all three kinds of cones, or lack one.

use deltae::{DE2000, DeltaE, LabValue};

/// The vision of an eye, by the kind of cones that it lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Vision {
    Usual,
    /// None for long waves.
    Protanope,
    /// None for middle waves.
    Deuteranope,
    /// None for short waves.
    Tritanope,
}

impl Vision {
    pub(super) const ALL: [Self; 4] = [
        Self::Usual,
        Self::Protanope,
        Self::Deuteranope,
        Self::Tritanope,
    ];

    /// The difference of two colours to this eye, 0 to about 100. Source: CIEDE2000.
    pub(super) fn difference(self, one: [u8; 3], other: [u8; 3]) -> f64 {
        let [one, other] = [one, other].map(|rgb| lab(self.simulated(linear(rgb))));
        DeltaE::new(one, other, DE2000).value().to_owned().into()
    }

    /// What such an eye makes of a colour in linear RGB. Source: Machado, Oliveira and Fernandes, "A Physiologically-based
    /// Model for Simulation of Color Vision Deficiency", IEEE Transactions on Visualization and Computer Graphics 15(6),
    /// 2009, severity 1.
    fn simulated(self, rgb: [f64; 3]) -> [f64; 3] {
        let matrix = match self {
            Self::Usual => return rgb,
            Self::Protanope => [
                [0.152_286, 1.052_583, -0.204_868],
                [0.114_503, 0.786_281, 0.099_216],
                [-0.003_882, -0.048_116, 1.051_998],
            ],
            Self::Deuteranope => [
                [0.367_322, 0.860_646, -0.227_968],
                [0.280_085, 0.672_501, 0.047_413],
                [-0.011_820, 0.042_940, 0.968_881],
            ],
            Self::Tritanope => [
                [1.255_528, -0.076_749, -0.178_779],
                [-0.078_411, 0.930_809, 0.147_602],
                [0.004_733, 0.691_367, 0.303_900],
            ],
        };
        multiplied(matrix, rgb).map(|part| part.clamp(0.0, 1.0))
    }
}

fn multiplied(matrix: [[f64; 3]; 3], vector: [f64; 3]) -> [f64; 3] {
    matrix.map(|row| row.into_iter().zip(vector).map(|(a, b)| a * b).sum())
}

/// Source: IEC 61966-2-1, sRGB.
fn linear(rgb: [u8; 3]) -> [f64; 3] {
    rgb.map(|part| {
        let part = f64::from(part) / 255.0;
        if part <= 0.040_45 {
            part / 12.92
        } else {
            ((part + 0.055) / 1.055).powf(2.4)
        }
    })
}

/// Source: CIE 1976 L*a*b*, for daylight (D65).
fn lab(rgb: [f64; 3]) -> LabValue {
    let xyz = multiplied(
        [
            [0.412_456_4, 0.357_576_1, 0.180_437_5],
            [0.212_672_9, 0.715_152_2, 0.072_175_0],
            [0.019_333_9, 0.119_192_0, 0.950_304_1],
        ],
        rgb,
    );
    let white = [0.950_47, 1.0, 1.088_83];
    let root = |(part, white): (f64, f64)| {
        let part = part / white;
        if part > 0.008_856 {
            part.cbrt()
        } else {
            7.787 * part + 16.0 / 116.0
        }
    };
    let [x, y, z] = [0, 1, 2].map(|index: usize| root((xyz[index], white[index])));
    LabValue {
        l: (116.0 * y - 16.0) as f32,
        a: (500.0 * (x - y)) as f32,
        b: (200.0 * (y - z)) as f32,
    }
}

/// The measured differences of colours that people with one kind of cones less mix up.
#[test]
fn simulated_colours_differ_as_they_were_measured() {
    let cases = [
        (Vision::Usual, [0xff, 0x6b, 0x9d], [0x87, 0x93, 0xad], 31.3),
        (
            Vision::Protanope,
            [0xff, 0x6b, 0x9d],
            [0x87, 0x93, 0xad],
            3.9,
        ),
        (
            Vision::Deuteranope,
            [0x00, 0xd7, 0xff],
            [0xff, 0x5f, 0xff],
            5.5,
        ),
        (
            Vision::Tritanope,
            [0x74, 0xc0, 0xfc],
            [0x45, 0xc4, 0xa5],
            6.4,
        ),
    ];
    for (vision, one, other, expected) in cases {
        let found = vision.difference(one, other);
        assert!((found - expected).abs() < 0.1, "{vision:?}: {found:.2}");
    }
}
