//! `supple due`: what is due today, in lines, as JSON and as an exit code.

use serde_json::Value;

use super::home::{Home, fails, said};
use crate::noon;

const DROPS: &str =
    "title = \"Heel drops\"\noften = \"2 a day\"\n[[step]]\nname = \"Drop\"\nhold = \"30s\"\n";

#[test]
fn what_is_due_is_printed_for_a_prompt_and_told_by_the_exit_code() {
    let home = Home::new();
    let says = |arguments: &[&str]| said(home.supple(arguments).env("TZ", noon::zone()));
    // Bundled routines that were never done are nobody's plan.
    assert_eq!(says(&["due"]), fails(1, ""));
    home.put(".config/supple/routines/drops.toml", DROPS);
    let due = |arguments: &[&str]| {
        let said = says(arguments);
        assert_eq!(said.err, "");
        (said.out, said.code)
    };
    assert_eq!(due(&["due"]), ("Heel drops: due today\n".to_owned(), 0));
    says(&["log", "add", "drops"]);
    let half = "Heel drops: due today, 1 of 2 done\n".to_owned();
    assert_eq!(due(&["due"]), (half, 0));
    let (json, code) = due(&["due", "--json"]);
    let json: Value = serde_json::from_str(&json).unwrap();
    let expected = serde_json::json!({
        "version": 1,
        "due": [{"id": "drops", "title": "Heel drops", "often": "2 a day", "done": 1, "times": 2}]
    });
    assert_eq!((json, code), (expected, 0));
    says(&["log", "add", "drops"]);
    assert_eq!(due(&["due"]), (String::new(), 1));
    let (json, code) = due(&["due", "--format", "json"]);
    assert!(json.contains("\"due\": []") && code == 1, "{json}");
    // A session that is deleted was not done.
    says(&["log", "delete", "last"]);
    assert_eq!(due(&["due"]).1, 0);
}

#[test]
fn a_bundled_routine_is_due_once_it_was_done() {
    let home = Home::new();
    home.says(&["log", "add", "daily-five", "--at", "yesterday 19:30"]);
    let said = home.says(&["due"]);
    assert_eq!(
        (said.out.as_str(), said.code),
        ("Daily five minutes: due today\n", 0)
    );
}
