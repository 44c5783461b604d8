//! The sources of a routine or a stretch: their addresses, or in one line the sites.

/// How much of the sources is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sources {
    /// The sites.
    #[default]
    Folded,
    /// The addresses.
    Open,
}

impl Sources {
    /// The other way of showing them.
    pub(super) const fn other(self) -> Self {
        match self {
            Self::Folded => Self::Open,
            Self::Open => Self::Folded,
        }
    }

    /// The lines for these `addresses`, each with a word for it.
    pub fn lines(self, addresses: &[String]) -> Vec<(&'static str, String)> {
        match self {
            Self::Folded if addresses.is_empty() => Vec::new(),
            Self::Folded => vec![("sources", sites(addresses))],
            Self::Open => {
                let address = |address: &String| ("source", address.clone());
                addresses.iter().map(address).collect()
            }
        }
    }
}

/// The sites of these addresses, each once.
fn sites(addresses: &[String]) -> String {
    let mut sites: Vec<&str> = Vec::new();
    for address in addresses {
        let site = site(address);
        if !sites.contains(&site) {
            sites.push(site);
        }
    }
    sites.join(" · ")
}

/// The site of an address: `nhs.uk`. An archive has the address of the page at the end of its own.
fn site(address: &str) -> &str {
    let path = address
        .rsplit_once("://")
        .map_or(address, |(_, after)| after);
    let site = path.split('/').next().unwrap_or(path);
    site.strip_prefix("www.").unwrap_or(site)
}
