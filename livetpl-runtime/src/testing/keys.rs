//! Keys: how a test names one, and which `lvt-key` it is of. As `client/src/parts/keys.ts`.

use scraper::ElementRef;

use crate::testing::failure::{Failure, Result};
use crate::testing::fields::kind;

/// The keys that have a name and write no letter (`KeyboardEvent.key`), but for F1 to F24.
const NAMED: [&str; 18] = [
    "Enter",
    "Escape",
    "Tab",
    "Space",
    "Backspace",
    "Delete",
    "Insert",
    "Home",
    "End",
    "PageUp",
    "PageDown",
    "ArrowUp",
    "ArrowDown",
    "ArrowLeft",
    "ArrowRight",
    "ContextMenu",
    "Pause",
    "PrintScreen",
];

/// What people write instead.
const CALLED: [(&str, &str); 12] = [
    ("esc", "Escape"),
    ("return", "Enter"),
    ("del", "Delete"),
    ("ins", "Insert"),
    ("spacebar", "Space"),
    ("up", "ArrowUp"),
    ("down", "ArrowDown"),
    ("left", "ArrowLeft"),
    ("right", "ArrowRight"),
    ("pgup", "PageUp"),
    ("pgdn", "PageDown"),
    ("plus", "+"),
];

/// A key that is pressed, with the modifiers that are held.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Stroke {
    /// As `KeyboardEvent.key` has it.
    pub(super) key: String,
    ctrl: bool,
    alt: bool,
    meta: bool,
    shift: bool,
}

/// Why a stroke is none that an element waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Miss {
    OtherKey,
    /// It waits for other modifiers.
    Modifier,
    /// It is a bare key, and a modifier is held.
    Held,
    /// It is a bare key, and somebody types.
    Typing,
}

impl Stroke {
    /// Reads a key as `lvt-key` has it: `j`, `Escape`, `ctrl+s`, `mod+Enter`.
    ///
    /// # Errors
    ///
    /// If browsers have no key of this name.
    pub(super) fn read(said: &str) -> Result<Stroke> {
        let (modifiers, key) = match said.rsplit_once('+') {
            Some((modifiers, "")) => (modifiers.strip_suffix('+').unwrap_or(modifiers), "+"),
            Some((modifiers, key)) => (modifiers, key),
            None => ("", said),
        };
        let mut stroke = Stroke::default();
        for modifier in modifiers.split('+').map(str::trim) {
            match modifier.to_ascii_lowercase().as_str() {
                "" => {}
                // Of Ctrl and ⌘ one will do.
                "ctrl" | "mod" => stroke.ctrl = true,
                "alt" => stroke.alt = true,
                "meta" => stroke.meta = true,
                "shift" => stroke.shift = true,
                _ => {
                    return Err(Failure::new(format!(
                        "`{modifier}` in `{said}` is no modifier; they are `ctrl`, `alt`, `shift`, `meta`, and `mod`, which is Ctrl or ⌘"
                    )));
                }
            }
        }
        stroke.key = named(key, said)?;
        if stroke.is_letter() {
            stroke.shift |= stroke.key.chars().any(char::is_uppercase);
            if stroke.shift {
                stroke.key = stroke.key.to_uppercase();
            }
        }
        Ok(stroke)
    }

    /// No modifier is held but Shift.
    pub(super) fn is_bare(&self) -> bool {
        !(self.ctrl || self.alt || self.meta)
    }

    /// It writes something.
    pub(super) fn is_letter(&self) -> bool {
        let mut letters = self.key.chars();
        letters.next().is_some() && letters.next().is_none()
    }

    /// Whether it is one that `keys`, an `lvt-key`, names for an element: `is_global` if that listens on the window, `is_own`
    /// if the key is pressed on it, `is_typing` if it is pressed where somebody types.
    ///
    /// # Errors
    ///
    /// Why it is none.
    pub(super) fn fits(
        &self,
        keys: Option<&str>,
        is_global: bool,
        is_own: bool,
        is_typing: bool,
    ) -> Result<(), Miss> {
        let Some(keys) = keys.filter(|keys| !keys.is_empty()) else {
            return Ok(());
        };
        let mut why = Miss::OtherKey;
        for one in keys.split(',') {
            match self.fits_one(one.trim(), is_global, is_own, is_typing) {
                Ok(()) => return Ok(()),
                Err(Miss::OtherKey) => {}
                Err(miss) => why = miss,
            }
        }
        Err(why)
    }

    fn fits_one(
        &self,
        one: &str,
        is_global: bool,
        is_own: bool,
        is_typing: bool,
    ) -> Result<(), Miss> {
        let mut wanted: Vec<String> = one.split('+').map(str::to_ascii_lowercase).collect();
        let key = one.rsplit('+').next().filter(|key| !key.is_empty());
        wanted.pop();
        let key = match key.unwrap_or("+") {
            key if key.eq_ignore_ascii_case("space") => " ",
            key => key,
        };
        let is_same =
            key == self.key || !wanted.is_empty() && key.to_lowercase() == self.key.to_lowercase();
        if !is_same {
            return Err(Miss::OtherKey);
        }
        let wants = |modifier: &str| wanted.iter().any(|one| one == modifier);
        let either = wants("mod");
        let are_held = (!wants("shift") || self.shift)
            && (!either || self.ctrl || self.meta)
            && (either || self.ctrl == wants("ctrl") && self.meta == wants("meta"))
            && self.alt == wants("alt");
        if !are_held {
            return Err(match wanted.is_empty() {
                true => Miss::Held,
                false => Miss::Modifier,
            });
        }
        if !wanted.is_empty() || is_own || !is_typing {
            return Ok(());
        }
        // What types nothing may be pressed in a field.
        let is_function = |key: &str| {
            key.strip_prefix('F')
                .is_some_and(|number| number.parse::<u8>().is_ok())
        };
        let is_quiet = if is_global {
            key == "Escape" || is_function(key)
        } else {
            key.chars().count() > 1
        };
        is_quiet.then_some(()).ok_or(Miss::Typing)
    }
}

/// Whether keys that are pressed on an element write into it.
pub(super) fn is_typing(el: ElementRef<'_>) -> bool {
    match el.value().name() {
        "textarea" | "select" => true,
        "input" => !matches!(
            &*kind(el),
            "checkbox" | "radio" | "button" | "submit" | "reset"
        ),
        _ => {
            let around = el.ancestors().filter_map(ElementRef::wrap);
            let mut said = std::iter::once(el)
                .chain(around)
                .filter_map(|el| el.attr("contenteditable"));
            said.next().is_some_and(|said| said != "false")
        }
    }
}

fn named(key: &str, said: &str) -> Result<String> {
    let is_function = key.strip_prefix('F').and_then(|number| number.parse().ok());
    if is_function.is_some_and(|number: u8| (1..=24).contains(&number)) {
        return Ok(key.to_owned());
    }
    if key.chars().count() == 1 {
        return Ok(key.to_owned());
    }
    let is_it = |name: &&&str| name.eq_ignore_ascii_case(key);
    if let Some(name) = NAMED.iter().find(is_it)
        && (*name == key || *name == "Space")
    {
        return Ok(if *name == "Space" { " " } else { *name }.to_owned());
    }
    let called = CALLED
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case(key));
    let called = called
        .map(|(_, name)| *name)
        .or(NAMED.iter().find(is_it).copied());
    let way_out = match called {
        Some(name) => format!("browsers call it `{name}`"),
        None => format!(
            "a key is a letter, F1 to F24, or one of {}",
            NAMED.join(", ")
        ),
    };
    Err(Failure::new(format!("`{said}` is no key: {way_out}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_have_the_names_that_browsers_give_them() {
        let read = |said: &str| match Stroke::read(said) {
            Ok(stroke) => {
                let held = [
                    (stroke.ctrl, "c"),
                    (stroke.alt, "a"),
                    (stroke.meta, "m"),
                    (stroke.shift, "s"),
                ];
                let held: String = held
                    .iter()
                    .filter(|held| held.0)
                    .map(|held| held.1)
                    .collect();
                format!("{held}|{}", stroke.key)
            }
            Err(failure) => failure.to_string(),
        };
        for (said, expected) in [
            ("j", "|j"),
            ("J", "s|J"),
            ("shift+j", "s|J"),
            ("?", "|?"),
            ("+", "|+"),
            ("ctrl++", "c|+"),
            (" ", "| "),
            ("space", "| "),
            ("mod+Enter", "c|Enter"),
            ("Ctrl+Alt+Meta+F5", "cam|F5"),
            ("Esc", "`Esc` is no key: browsers call it `Escape`"),
            ("enter", "`enter` is no key: browsers call it `Enter`"),
        ] {
            assert_eq!(read(said), expected, "{said}");
        }
        assert!(read("F99").contains("F1 to F24"), "{}", read("F99"));
        assert!(read("").contains("is no key"), "{}", read(""));
        assert!(read("cmd+k").contains("`cmd` in `cmd+k` is no modifier"));
    }

    /// The cases of the script's own rules.
    #[test]
    fn a_stroke_is_one_that_is_waited_for_or_not() {
        let (held, typing) = (Err(Miss::Held), Err(Miss::Typing));
        let (bare, other) = (Err(Miss::Modifier), Err(Miss::OtherKey));
        for (keys, pressed, is_global, is_own, is_typing, expected) in [
            ("n", "n", true, false, false, Ok(())),
            ("n", "m", true, false, false, other),
            ("n", "N", true, false, false, other),
            ("n", "ctrl+n", true, false, false, held),
            ("n", "meta+n", true, false, false, held),
            ("n", "n", true, false, true, typing),
            ("n", "n", false, true, true, Ok(())),
            ("n", "n", false, false, true, typing),
            ("Enter", "Enter", true, false, true, typing),
            ("Enter", "Enter", false, false, true, Ok(())),
            ("Escape", "Escape", true, false, true, Ok(())),
            ("F2", "F2", true, false, true, Ok(())),
            ("a, b", "b", true, false, false, Ok(())),
            ("Space", " ", true, false, false, Ok(())),
            ("ctrl+s", "ctrl+s", true, false, true, Ok(())),
            ("ctrl+s", "ctrl+S", true, false, true, Ok(())),
            ("ctrl+s", "s", true, false, false, bare),
            ("ctrl+s", "ctrl+alt+s", true, false, false, bare),
            ("mod+k", "ctrl+k", true, false, true, Ok(())),
            ("mod+k", "meta+k", true, false, true, Ok(())),
            ("mod+k", "k", true, false, false, bare),
            ("shift+Enter", "Enter", false, true, true, bare),
            ("shift+Enter", "shift+Enter", false, true, true, Ok(())),
        ] {
            let stroke = Stroke::read(pressed).unwrap();
            let fits = stroke.fits(Some(keys), is_global, is_own, is_typing);
            assert_eq!(fits, expected, "{keys} {pressed}");
        }
        let any = Stroke::read("ctrl+x").unwrap();
        assert_eq!(any.fits(None, true, false, true), Ok(()));
    }
}
