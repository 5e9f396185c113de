//! The attributes that the browser's script knows, and what they may say. A misspelt one would do nothing, and nobody
//! would tell.
//!
//! It follows the script: `client/src/parts/` has a file for each.

use super::actions::snake_case;
use super::near;

/// Families whose members can't be listed, by how their names begin.
const FAMILIES: &[&str] = &["lvt-on:", "lvt-data-", "lvt-el:"];
const NAMES: &[&str] = &[
    "lvt-key",
    "lvt-mod:debounce",
    "lvt-mod:throttle",
    "lvt-mod:prevent",
    "lvt-mod:once",
    "lvt-form:action",
    "lvt-form:preserve",
    "lvt-form:disable-with",
    "lvt-form:no-intercept",
    "lvt-nav:no-intercept",
    "lvt-fx:scroll",
    "lvt-fx:highlight",
    "lvt-fx:animate",
    "lvt-hook",
    "lvt-ignore",
    "lvt-ignore-attrs",
    "lvt-scroll-away",
    "lvt-scroll-sentinel",
    "lvt-upload",
    "lvt-upload-cancel",
    "lvt-upload-drop",
    "lvt-upload-preview",
    "lvt-upload-with",
];

/// What is shown of them where none is near.
const BEGINNINGS: &[&str] = &[
    "lvt-on:…",
    "lvt-el:…",
    "lvt-mod:…",
    "lvt-form:…",
    "lvt-fx:…",
    "lvt-upload…",
    "lvt-hook",
    "lvt-ignore",
];

/// Events that some name without `on:`.
const EVENTS: &[&str] = &[
    "blur",
    "change",
    "click",
    "dblclick",
    "focus",
    "focusin",
    "focusout",
    "input",
    "keydown",
    "keyup",
    "mouseenter",
    "mouseleave",
    "scroll",
    "submit",
];

/// The methods of `lvt-el:`, as people write them.
const METHODS: &[&str] = &[
    "addClass",
    "removeClass",
    "toggleClass",
    "setAttr",
    "toggleAttr",
    "reset",
];

const STATES: &[&str] = &["pending", "success", "error", "done"];

/// Attributes whose values are of a few words; an empty one is the first.
const WORDS: &[(&str, &[&str])] = &[
    (
        "lvt-fx:scroll",
        &["bottom", "bottom-sticky", "top", "preserve"],
    ),
    ("lvt-fx:highlight", &["flash"]),
    ("lvt-fx:animate", &["fade", "slide", "scale"]),
    ("lvt-scroll-away", &["bottom", "top"]),
];

/// What a part of the script sees to, so that the plan tells of it: `lvt-FAMILY` is seen to by the part of that name.
const TOLD: &[&str] = &[
    "lvt-on:",
    "lvt-el:",
    "lvt-fx:",
    "lvt-form:disable-with",
    "lvt-hook",
    "lvt-scroll-",
    "lvt-upload",
    "aria-invalid",
    "autofocus",
    "commandfor",
];

/// Whether the plan tells the script that a template has the attribute `name`.
pub(crate) fn is_told(name: &str) -> bool {
    TOLD.iter().any(|begin| name.starts_with(begin))
}

/// What is wrong with an attribute of the script: `value` is what is written, if it is fixed; `in_branch`, whether it
/// stands in one.
pub(crate) fn problem(name: &str, value: Option<&str>, in_branch: bool) -> Option<String> {
    if name == "data-lvt-target" {
        return value.and_then(target);
    }
    let rest = name.strip_prefix("lvt-")?;
    if let Some(reaction) = name.strip_prefix("lvt-el:") {
        return el(name, reaction, value);
    }
    let in_family = |family: &&str| name.len() > family.len() && name.starts_with(*family);
    if !FAMILIES.iter().any(in_family) && !NAMES.contains(&name) {
        return Some(unknown(name, rest));
    }
    if name.starts_with("lvt-ignore") && (in_branch || value.is_none()) {
        return Some(format!(
            "what `{name}` leaves alone is settled before the page runs: write it without a condition or value"
        ));
    }
    let value = value?.trim();
    if let Some((_, words)) = WORDS.iter().find(|(known, _)| *known == name) {
        return (!value.is_empty() && !words.contains(&value)).then(|| {
            format!(
                "`{name}` does not know `{value}`: write {}",
                listed(words, " or ")
            )
        });
    }
    if matches!(name, "lvt-mod:debounce" | "lvt-mod:throttle")
        && !value.chars().all(|c| c.is_ascii_digit())
    {
        return Some(format!(
            "`{name}` is a number of milliseconds: write `{name}=\"300\"`"
        ));
    }
    None
}

fn unknown(name: &str, rest: &str) -> String {
    if let Some(event) = rest.strip_prefix("on") {
        let event = event.trim_start_matches(['-', ':', '_', '.']);
        let event = if event.is_empty() { "click" } else { event };
        return format!("`{name}` means nothing to the script: write `lvt-on:{event}`");
    }
    if EVENTS.contains(&rest) {
        return format!("`{name}` means nothing to the script: write `lvt-on:{rest}`");
    }
    if rest == "confirm" {
        return format!(
            "`{name}` means nothing to the script: ask in a `<dialog>` that a button opens (`command=\"show-modal\"`), and let a button in it send the action"
        );
    }
    let is_last = |known: &&&str| known.rsplit([':', '-']).next() == Some(rest);
    let near = near::nearest(name, NAMES.iter().copied());
    if let Some(near) = NAMES.iter().find(is_last).copied().or(near) {
        return format!("`{name}` means nothing to the script: write `{near}`, if that is meant");
    }
    // Those of its family, or how families begin.
    let family = &name[..name.rfind([':', '-']).map_or(0, |end| end + 1)];
    let mut known: Vec<&str> = NAMES
        .iter()
        .copied()
        .filter(|known| family.len() > "lvt-".len() && known.starts_with(family))
        .collect();
    if known.is_empty() {
        known = BEGINNINGS.to_vec();
    }
    format!(
        "`{name}` means nothing to the script: write one of its attributes, {} (all are in the guide's chapter attributes)",
        listed(&known, " or ")
    )
}

/// What is wrong with `lvt-el:REACTION`.
fn el(name: &str, reaction: &str, value: Option<&str>) -> Option<String> {
    let shape = || {
        format!(
            "`{name}` names no method and trigger of the script: write `lvt-el:METHOD:on:TRIGGER`, with {}",
            listed(METHODS, " or ")
        )
    };
    let Some((method, trigger)) = reaction.split_once(":on:") else {
        return Some(shape());
    };
    let known = METHODS.iter().any(|one| one.eq_ignore_ascii_case(method));
    if !known || trigger.is_empty() {
        return Some(shape());
    }
    if let Some((_, state)) = trigger.rsplit_once(':')
        && !STATES.contains(&state)
    {
        return Some(format!(
            "`{name}`: an action is {}, and `{state}` is none of these: write `:on:{}:pending`, or an event alone",
            listed(STATES, " or "),
            trigger.split(':').next().unwrap_or_default()
        ));
    }
    let value = value?.trim();
    if value.is_empty() && !method.eq_ignore_ascii_case("reset") {
        let example = match &*method.to_ascii_lowercase() {
            "setattr" => "aria-busy:true",
            "toggleattr" => "hidden",
            _ => "open",
        };
        return Some(format!(
            "`{name}` needs a value: write `{name}=\"{example}\"`"
        ));
    }
    let attribute = value.split(':').next().unwrap_or_default();
    (method.ends_with("attr") && is_refused(attribute)).then(|| {
        format!("`{name}` can't set `{attribute}`, which runs or loads what it holds: set a class or `data-…`")
    })
}

/// The attributes that the script doesn't set by itself (`client/src/parts/methods.ts`).
fn is_refused(attribute: &str) -> bool {
    attribute.starts_with("on")
        || matches!(
            attribute,
            "srcdoc" | "style" | "href" | "xlink:href" | "src" | "action" | "formaction" | "data"
        )
}

fn target(value: &str) -> Option<String> {
    let value = value.trim();
    let good = ["#", "closest:"]
        .iter()
        .any(|begin| value.len() > begin.len() && value.starts_with(begin));
    (!good).then(|| {
        format!(
            "`data-lvt-target` does not know `{value}`: write `#id`, or `closest:` and a selector"
        )
    })
}

fn listed(words: &[&str], last: &str) -> String {
    let words: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    match &*words {
        [all @ .., end] if !all.is_empty() => format!("{}{last}{end}", all.join(", ")),
        _ => words.concat(),
    }
}

/// The actions that the name of an attribute holds, `lvt-el:addClass:on:[save,delete]:pending`, each with its place in it.
pub(crate) fn actions_in(name: &str) -> Vec<(String, usize)> {
    let Some(((_, trigger), at)) = name
        .strip_prefix("lvt-el:")
        .and_then(|reaction| reaction.split_once(":on:"))
        .and_then(|found| Some((found, name.find(":on:")? + ":on:".len())))
    else {
        return Vec::new();
    };
    let Some((scope, state)) = trigger.rsplit_once(':') else {
        return Vec::new();
    };
    if !STATES.contains(&state) {
        return Vec::new();
    }
    let mut at = at;
    let mut found = Vec::new();
    for part in scope.split(',') {
        let action = part.trim_matches(['[', ']']);
        let skipped = part.len() - part.trim_start_matches('[').len();
        if !action.is_empty() {
            found.push((snake_case(action), at + skipped));
        }
        at += part.len() + 1;
    }
    found
}
