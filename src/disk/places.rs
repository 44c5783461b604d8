//! The folders for the user's files: the XDG base directories, also on macOS, so that one folder can be synced between
//! machines.

use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;
use etcetera::base_strategy::Xdg;

use super::reminder::Timekeeper;
use crate::environment;
use crate::error::Error;

/// The variable that names the configuration.
pub const CONFIG: &str = "SUPPLE_CONFIG";

/// The folders of the program. None of them need exist, and none is created here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Places {
    config: PathBuf,
    data: PathBuf,
    state: PathBuf,
}

impl Places {
    /// The folders as the environment has them. A relative path in an XDG variable is ignored, as that standard
    /// demands.
    ///
    /// # Errors
    /// [`Error::Homeless`] when `HOME` would be needed and is not an absolute path.
    pub fn find() -> Result<Self, Error> {
        let xdg = Xdg::new().map_err(|_| Error::Homeless)?;
        let (config, data) = (xdg.config_dir(), xdg.data_dir());
        let state = xdg.state_dir().ok_or(Error::Homeless)?;
        // With a relative `HOME` the files would be others in each folder that one stands in.
        if ![&config, &data, &state]
            .iter()
            .all(|folder| folder.is_absolute())
        {
            return Err(Error::Homeless);
        }
        Ok(Self {
            config: config.join("supple"),
            data: data.join("supple"),
            state: state.join("supple"),
        })
    }

    /// The configuration: the file that `SUPPLE_CONFIG` names, or the usual one.
    pub fn settings(&self) -> PathBuf {
        let named = environment::variable(CONFIG).map(PathBuf::from);
        named.unwrap_or_else(|| self.config.join("config.toml"))
    }

    /// Whether the configuration was named, so that it has to be there.
    pub fn are_settings_named() -> bool {
        environment::variable(CONFIG).is_some()
    }

    /// The folder of the log: one file a machine.
    pub fn log(&self) -> PathBuf {
        self.data.join("log")
    }

    /// The folder of the session that was left unfinished.
    pub fn state(&self) -> PathBuf {
        self.state.clone()
    }

    /// The folder of the timers of the user's system.
    pub fn timers(&self) -> PathBuf {
        let home = etcetera::home_dir().unwrap_or_default();
        let config = self.config.parent().unwrap_or(&self.config);
        Timekeeper::HERE.folder(&home, config)
    }

    /// The folder of the user's own routines.
    pub fn routines(&self) -> PathBuf {
        self.config.join("routines")
    }

    /// The folder of the user's own languages.
    pub fn languages(&self) -> PathBuf {
        self.config.join("languages")
    }

    /// The folder of the user's own stretches.
    pub fn stretches(&self) -> PathBuf {
        self.config.join("stretches")
    }

    /// The folder of poses without words, which the user may have from before stretches had files.
    pub fn figures(&self) -> PathBuf {
        self.config.join("figures")
    }
}

/// `path` as people write it: `~` for the home folder.
pub fn tilde(path: &Path) -> PathBuf {
    let home = etcetera::home_dir().ok().filter(|home| home.is_absolute());
    home.and_then(|home| path.strip_prefix(home).ok().map(Path::to_owned))
        .map_or_else(|| path.to_owned(), |inside| Path::new("~").join(inside))
}
