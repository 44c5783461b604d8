//! The formats of sound files, and the programs that write them. Each program reads a WAV file from its standard input
//! and prints the sound in its format.

use std::io::{self, Write};
use std::path::Path;

use super::{player, wav};
use crate::process::{Cancel, CommandLine, filter};

/// A format of sound files.
#[derive(Debug)]
pub struct SoundFormat {
    /// The ending of the name of such a file, in small letters and without the dot.
    pub ending: &'static str,
    /// Whether a file that begins like this is one.
    pub begins: fn(&[u8]) -> bool,
    /// The programs that usually write it, in the order in which they are tried. WAV needs none.
    encoders: &'static [&'static [&'static str]],
}

const WAV: &SoundFormat = &SoundFormat {
    ending: "wav",
    begins: wav::is_wav,
    encoders: &[],
};

/// Opus in an Ogg file, for which two endings are in use.
const OPUS: SoundFormat = SoundFormat {
    ending: "opus",
    begins: |bytes| bytes.starts_with(b"OggS"),
    encoders: &[
        &["opusenc", "--quiet", "--bitrate", "32", "-", "-"],
        &[
            "ffmpeg", "-v", "error", "-f", "wav", "-i", "pipe:0", "-c:a", "libopus", "-b:a", "32k",
            "-f", "ogg", "pipe:1",
        ],
    ],
};

/// All formats, WAV first.
pub const FORMATS: &[&SoundFormat] = &[
    WAV,
    &SoundFormat {
        ending: "mp3",
        begins: |bytes| {
            let is_frame = matches!(bytes, [0xff, second, ..] if *second >= 0xe0);
            is_frame || bytes.starts_with(b"ID3")
        },
        // A constant rate, because the length of any other cannot be written at the beginning of a stream.
        encoders: &[
            &["lame", "-S", "-b", "48", "-", "-"],
            &[
                "ffmpeg",
                "-v",
                "error",
                "-f",
                "wav",
                "-i",
                "pipe:0",
                "-c:a",
                "libmp3lame",
                "-b:a",
                "48k",
                "-f",
                "mp3",
                "pipe:1",
            ],
        ],
    },
    &OPUS,
    &SoundFormat {
        ending: "ogg",
        ..OPUS
    },
    &SoundFormat {
        ending: "flac",
        begins: |bytes| bytes.starts_with(b"fLaC"),
        encoders: &[
            &["flac", "--silent", "--no-seektable", "--stdout", "-"],
            &[
                "ffmpeg", "-v", "error", "-f", "wav", "-i", "pipe:0", "-c:a", "flac", "-f", "flac",
                "pipe:1",
            ],
        ],
    },
];

/// The result of looking for an encoder.
#[derive(Debug)]
pub enum Encoding {
    /// The format needs none.
    Own,
    /// This one works.
    By(Encoder),
    /// None works. Of those that are installed, why they do not.
    None(Vec<String>),
}

/// A program that writes sound files in a format.
#[derive(Clone, Debug)]
pub struct Encoder(CommandLine);

impl SoundFormat {
    /// The format of a file of this name; WAV where the name has no ending, `None` where that is of no format.
    pub fn of(path: &Path) -> Option<&'static Self> {
        let Some(ending) = path.extension() else {
            return Some(WAV);
        };
        let is_such = |format: &&&Self| ending.eq_ignore_ascii_case(format.ending);
        FORMATS.iter().find(is_such).copied()
    }

    /// Looks for a program that writes the format. That one is installed says nothing; that it writes a little silence
    /// does.
    pub fn encoding(&self, cancel: &Cancel) -> Encoding {
        if self.encoders.is_empty() {
            return Encoding::Own;
        }
        let mut failed = Vec::new();
        for encoder in self.candidates().filter(|encoder| encoder.0.is_installed()) {
            match self.trial(&encoder, cancel) {
                Ok(()) => return Encoding::By(encoder),
                Err(error) => failed.push(error.to_string()),
            }
        }
        Encoding::None(failed)
    }

    /// The names of the programs that usually write it.
    pub fn names(&self) -> Vec<String> {
        self.candidates().map(|encoder| encoder.name()).collect()
    }

    pub(super) fn candidates(&self) -> impl Iterator<Item = Encoder> + use<'_> {
        let lines = self.encoders.iter();
        lines.filter_map(|words| CommandLine::of(*words).map(Encoder))
    }

    /// Lets `encoder` write a little silence.
    pub(super) fn trial(&self, encoder: &Encoder, cancel: &Cancel) -> io::Result<()> {
        let silence = wav::encoded(&player::probe());
        let mut out = Vec::new();
        encoder.encode(&mut out, cancel, |to| to.write_all(&silence))?;
        if (self.begins)(&out) {
            Ok(())
        } else {
            let (name, ending) = (encoder.name(), self.ending);
            Err(io::Error::other(format!(
                "`{name}` writes no {ending} file"
            )))
        }
    }
}

impl Encoder {
    /// The name of the program.
    pub fn name(&self) -> String {
        self.0.name()
    }

    /// Writes to `out`, encoded, the WAV file that `content` writes.
    ///
    /// # Errors
    /// When the encoder fails, with its own words; when `content` or `out` fails; when `cancel` is cancelled.
    pub fn encode(
        &self,
        out: &mut dyn Write,
        cancel: &Cancel,
        content: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> io::Result<()> {
        filter(&self.0, out, cancel, content)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ending_chooses_the_format() {
        let chosen = |name: &str| SoundFormat::of(Path::new(name)).map(|format| format.ending);
        for (name, ending) in [
            ("a.wav", "wav"),
            ("a.b.MP3", "mp3"),
            ("a.mp3/b", "wav"),
            ("a.Opus", "opus"),
            ("a.ogg", "ogg"),
            ("a.flac", "flac"),
            ("mp3", "wav"),
            (".mp3", "wav"),
        ] {
            assert_eq!(chosen(name), Some(ending), "{name}");
        }
        for name in ["a.mp4", "a.wav.part", "a.", "a.mp3 "] {
            assert_eq!(chosen(name), None, "{name}");
        }
    }

    #[test]
    fn every_format_is_known_by_its_beginning() {
        let beginnings: [(&str, &[u8]); 6] = [
            ("wav", b"RIFF\x04\0\0\0WAVE"),
            ("mp3", b"ID3\x04"),
            ("mp3", b"\xff\xf3\x80"),
            ("opus", b"OggS"),
            ("ogg", b"OggS"),
            ("flac", b"fLaC"),
        ];
        for format in FORMATS {
            for (ending, beginning) in beginnings {
                let is_ogg = |ending| matches!(ending, "opus" | "ogg");
                let is_such = ending == format.ending || is_ogg(ending) && is_ogg(format.ending);
                assert_eq!((format.begins)(beginning), is_such, "{}", format.ending);
            }
            assert!(!(format.begins)(b"") && !(format.begins)(b"title = \"\""));
        }
    }
}
