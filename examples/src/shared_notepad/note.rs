//! The note: its last versions, and what becomes of a text that was written while somebody else saved.

use std::collections::VecDeque;
use std::sync::Arc;

use parking_lot::RwLock;

/// The most characters of a note. To compare two texts that have nothing in common takes the square of their lines.
pub(crate) const MOST_CHARACTERS: usize = 4_000;

/// The last versions, oldest first; there is always one.
pub(crate) type Versions = Arc<VecDeque<Version>>;

/// The note as it was saved once.
#[derive(Clone)]
pub(crate) struct Version {
    pub(crate) number: u64,
    pub(crate) by: Arc<str>,
    pub(crate) text: Arc<str>,
}

/// What became of a text that somebody wants to save.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Saved {
    /// It is the newest version.
    AsWritten(u64),
    /// It is the newest version, together with what others have saved since.
    Merged(u64),
    /// Others have changed the same lines, or so much that nobody knows any more, or both together are too much: nothing
    /// is saved.
    Conflict,
}

/// The one note that all share.
pub(crate) struct Note(RwLock<Versions>);

impl Default for Note {
    fn default() -> Self {
        let first = Version {
            number: 1,
            by: "nobody".into(),
            text: "Shopping list\n\napples\nbread\ncheese".into(),
        };
        Note(RwLock::new(Arc::new([first].into())))
    }
}

impl Note {
    /// How many versions are remembered: a text that is based on an older one can't be merged.
    pub(crate) const MOST_VERSIONS: usize = 20;

    pub(crate) fn versions(&self) -> Versions {
        self.0.read().clone()
    }

    /// Saves `text`, which was written by somebody who had the version `base` before them.
    pub(crate) fn save(&self, base: u64, text: &str, by: &str) -> Saved {
        let mut versions = self.0.write();
        let newest = versions.back().map_or(0, |version| version.number);
        let merged = if base == newest {
            Some(text.into())
        } else {
            merge(&versions, base, text)
        };
        let Some(merged) = merged else {
            return Saved::Conflict;
        };
        let versions = Arc::make_mut(&mut versions);
        if versions.len() == Self::MOST_VERSIONS {
            versions.pop_front();
        }
        let number = newest + 1;
        versions.push_back(Version {
            number,
            by: by.into(),
            text: merged,
        });
        if base == newest {
            Saved::AsWritten(number)
        } else {
            Saved::Merged(number)
        }
    }
}

/// What `text` changed in the version `base`, put into the newest version; `None` where that can't be.
fn merge(versions: &VecDeque<Version>, base: u64, text: &str) -> Option<Arc<str>> {
    let base = versions.iter().find(|version| version.number == base)?;
    let newest = versions.back()?;
    // Every line ends with a line break, so that the last one is like the others.
    let [base, mine, theirs] = [&base.text, text, &newest.text].map(|text| format!("{text}\n"));
    let merged = diffy::merge(&base, &mine, &theirs).ok()?;
    let merged = merged.trim_end_matches('\n');
    (merged.chars().count() <= MOST_CHARACTERS).then(|| merged.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(note: &Note) -> String {
        note.versions()
            .back()
            .map(|newest| newest.text.to_string())
            .unwrap_or_default()
    }

    #[test]
    fn what_two_wrote_at_once_is_merged_or_refused_and_never_lost() {
        let cases = [
            (
                "other lines",
                "A\n\nb\n\nc",
                "a\n\nb\n\nC",
                Some("A\n\nb\n\nC"),
            ),
            (
                "added at both ends",
                "0\n\na\n\nb\n\nc",
                "a\n\nb\n\nc\n\nd",
                Some("0\n\na\n\nb\n\nc\n\nd"),
            ),
            ("the same line", "A\n\nb\n\nc", "X\n\nb\n\nc", None),
            (
                "the same change",
                "A\n\nb\n\nc",
                "A\n\nb\n\nc",
                Some("A\n\nb\n\nc"),
            ),
            (
                "one removed what the other changed",
                "b\n\nc",
                "A\n\nb\n\nc",
                None,
            ),
            ("nothing", "a\n\nb\n\nc", "a\n\nb\n\nC", Some("a\n\nb\n\nC")),
        ];
        for (name, mine, theirs, expected) in cases {
            let note = Note::default();
            assert_eq!(note.save(1, "a\n\nb\n\nc", "setup"), Saved::AsWritten(2));
            assert_eq!(note.save(2, theirs, "Bob"), Saved::AsWritten(3), "{name}");
            let saved = note.save(2, mine, "Ann");
            match expected {
                Some(expected) => assert_eq!(
                    (saved, text(&note).as_str()),
                    (Saved::Merged(4), expected),
                    "{name}"
                ),
                None => assert_eq!(
                    (saved, text(&note).as_str()),
                    (Saved::Conflict, theirs),
                    "{name}"
                ),
            }
        }
    }

    #[test]
    fn what_is_too_long_together_is_refused() {
        let (note, half) = (Note::default(), "x".repeat(MOST_CHARACTERS / 2 + 1));
        assert_eq!(note.save(1, "a\n\nb", "setup"), Saved::AsWritten(2));
        let first = format!("{half}\n\nb");
        assert_eq!(note.save(2, &first, "Bob"), Saved::AsWritten(3));
        assert_eq!(
            note.save(2, &format!("a\n\n{half}"), "Ann"),
            Saved::Conflict
        );
        assert_eq!(text(&note), first);
    }

    #[test]
    fn a_text_based_on_a_forgotten_version_is_refused() {
        let note = Note::default();
        for number in 1..=Note::MOST_VERSIONS as u64 {
            assert_eq!(note.save(number, "x", "Bob"), Saved::AsWritten(number + 1));
        }
        for unknown in [0, 1, 1000] {
            assert_eq!(
                note.save(unknown, "mine", "Ann"),
                Saved::Conflict,
                "{unknown}"
            );
        }
        assert_eq!(note.versions().len(), Note::MOST_VERSIONS);
    }
}
