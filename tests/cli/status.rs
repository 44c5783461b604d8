//! `supple status` where nothing is played.

use serde_json::json;

use super::home::Home;

#[test]
fn where_nothing_is_played_the_day_is_told() {
    let home = Home::new();
    let said = home.says(&["status"]);
    assert_eq!((said.code, said.err.as_str()), (0, ""));
    assert_eq!(said.out, "today 0:00 · active 0 of the last 7 days\n");
    let nothing = json!({ "version": 1, "sessions": [], "today_ms": 0, "active_days_of_7": 0 });
    assert_eq!(home.json(&["status", "--json"]), nothing);
}
