//! What packages are made of: each file that a recipe names is there, and none names a place that does not exist.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use supple::cli::packaged;
use toml::de::{DeTable, DeValue};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(ROOT).join(path)).unwrap()
}

/// What stands in Cargo.toml below the tables of `path`.
fn inside<'v>(manifest: &'v DeTable<'v>, path: &[&str]) -> &'v DeValue<'v> {
    let (last, tables) = path.split_last().unwrap();
    let table = tables.iter().fold(manifest, |table, name| {
        table[*name].get_ref().as_table().unwrap()
    });
    table[*last].get_ref()
}

/// The texts in a list, those of `key` where it is one of tables, else the first of each list.
fn texts(list: &DeValue, key: &str) -> Vec<String> {
    let list = list.as_array().unwrap().iter();
    let text = list.map(|value| match value.get_ref() {
        DeValue::Table(table) => table[key].get_ref().as_str().unwrap().to_owned(),
        DeValue::Array(list) => list[0].get_ref().as_str().unwrap().to_owned(),
        value => value.as_str().unwrap().to_owned(),
    });
    text.collect()
}

/// Where the example writes what [`packaged`] returns.
const PAGES: &str = "target/pages/";

/// Whether a recipe that names `source` finds a file.
fn is_there(source: &str, pages: &BTreeSet<String>) -> bool {
    match source.strip_prefix(PAGES) {
        Some(page) => match page.split_once('*') {
            Some((before, after)) => pages
                .iter()
                .any(|page| page.starts_with(before) && page.ends_with(after)),
            None => pages.contains(page),
        },
        None => source == "target/release/supple" || Path::new(ROOT).join(source).is_file(),
    }
}

#[test]
fn every_file_of_a_package_is_there() {
    let pages: BTreeSet<String> = packaged()
        .unwrap()
        .into_iter()
        .map(|(name, _)| name)
        .collect();
    for command in ["play", "check", "stretches", "bundle", "completions"] {
        assert!(
            pages.contains(&format!("man/supple-{command}.1")),
            "{pages:?}"
        );
    }
    let text = read("Cargo.toml");
    let manifest = DeTable::parse(&text).unwrap().into_inner();
    let assets = |tool| inside(&manifest, &["package", "metadata", tool, "assets"]);
    let deb = texts(assets("deb"), "").into_iter();
    let rpm = texts(assets("generate-rpm"), "source").into_iter();
    // The words of other recipes that look like such files.
    let recipes = ["aur/PKGBUILD", "homebrew/supple.rb", "flake.nix", "build"];
    let recipes = recipes.map(|recipe| read(&format!("packaging/{recipe}")));
    let words = recipes
        .iter()
        .flat_map(|text| text.split([' ', '"', '\n', '(']));
    let named = words.filter_map(|word| {
        let page = word.split_once("pages/").map(|(_, page)| page)?;
        let is_file = page.starts_with("man/") || page.starts_with("completions/");
        is_file.then(|| format!("{PAGES}{page}"))
    });
    let sources: BTreeSet<String> = deb.chain(rpm).chain(named).collect();
    assert!(sources.len() > 8, "{sources:?}");
    for source in sources {
        assert!(is_there(&source, &pages), "{source}");
    }
}

/// There is no public address yet, so none stands anywhere as if there were.
#[test]
fn no_address_is_made_up() {
    let text = read("Cargo.toml");
    let manifest = DeTable::parse(&text).unwrap().into_inner();
    let package = inside(&manifest, &["package"]).as_table().unwrap();
    for key in ["repository", "homepage", "documentation"] {
        assert!(
            package.get(key).is_none(),
            "say so in packaging/README.md too"
        );
    }
    for recipe in ["aur/PKGBUILD", "homebrew/supple.rb", "supple.desktop"] {
        let text = read(&format!("packaging/{recipe}"));
        assert!(!text.contains("http"), "{recipe}");
    }
}

#[test]
fn what_the_package_leaves_out_exists() {
    let text = read("Cargo.toml");
    let manifest = DeTable::parse(&text).unwrap().into_inner();
    for path in texts(inside(&manifest, &["package", "exclude"]), "") {
        let path = path.trim_start_matches('/');
        let path = path.strip_suffix("/*.svg").unwrap_or(path);
        assert!(Path::new(ROOT).join(path).exists(), "{path}");
    }
}
