//! The attributes that the browser's script knows. A misspelt one would do nothing, and nobody would tell.

/// Families, by how their names begin.
const FAMILIES: &[&str] = &[
    "lvt-on:",
    "lvt-data-",
    "lvt-form:",
    "lvt-mod:",
    "lvt-el:",
    "lvt-fx:",
    "lvt-nav:",
];
const NAMES: &[&str] = &[
    "lvt-key",
    "lvt-hook",
    "lvt-ignore",
    "lvt-ignore-attrs",
    "lvt-scroll-away",
    "lvt-scroll-sentinel",
    "lvt-upload",
    "lvt-upload-with",
];

/// Why `name`, if it begins as the script's attributes do, is none of them.
pub(crate) fn unknown(name: &str) -> Option<String> {
    let rest = name.strip_prefix("lvt-")?;
    let in_family = |family: &str| name.len() > family.len() && name.starts_with(family);
    if FAMILIES.iter().any(|family| in_family(family)) || NAMES.contains(&name) {
        return None;
    }
    if let Some(event) = rest.strip_prefix("on") {
        let event = event.trim_start_matches(['-', ':', '_', '.']);
        let event = if event.is_empty() { "click" } else { event };
        return Some(format!(
            "`{name}` means nothing to the script: write `lvt-on:{event}`"
        ));
    }
    let families = FAMILIES.iter().map(|family| format!("`{family}…`"));
    let names = NAMES.iter().map(|name| format!("`{name}`"));
    let known: Vec<String> = families.chain(names).collect();
    Some(format!(
        "`{name}` means nothing to the script: write one of its attributes, {}",
        known.join(", ")
    ))
}
