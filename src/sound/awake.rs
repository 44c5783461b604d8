//! Keeps the screen awake: a helper of the desktop that holds on for as long as its standard input stays open. That
//! ends with the session, and with this process however it ends.

/// The helpers to try, in order.
pub(super) fn candidates(is_gnome: bool) -> Vec<Vec<String>> {
    let gnome: &[&str] = &[
        "gnome-session-inhibit",
        "--inhibit",
        "idle",
        "--reason",
        "a stretching session",
        "cat",
    ];
    let systemd: &[&str] = &[
        "systemd-inhibit",
        "--what=idle",
        "--who=supple",
        "--why=a stretching session",
        "cat",
    ];
    let apple: &[&str] = &["caffeinate", "-d", "-i", "cat"];
    let commands: &[&[&str]] = if cfg!(target_vendor = "apple") {
        &[apple]
    } else if is_gnome {
        &[gnome, systemd]
    } else {
        &[systemd]
    };
    let owned = |command: &&[&str]| command.iter().map(|&word| word.to_owned()).collect();
    commands.iter().map(owned).collect()
}

/// Whether the desktop is GNOME, which does not listen to systemd here.
pub(super) fn is_gnome() -> bool {
    std::env::var("XDG_CURRENT_DESKTOP")
        .is_ok_and(|desktop| desktop.to_ascii_uppercase().contains("GNOME"))
}
