//! Where a tab was: what back and forward lead to. As a browser's session history, without what each page was scrolled to.

/// The history of a tab.
#[derive(Default)]
pub(super) struct History {
    entries: Vec<Entry>,
    at: usize,
    /// How many documents the browser has loaded by itself.
    documents: usize,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Entry {
    url: String,
    /// Which document was there: between entries of one the script goes, between others the browser.
    document: usize,
}

/// Where a step leads.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Stop {
    pub(super) url: String,
    /// The document that the tab has shows it, too.
    pub(super) is_same_document: bool,
}

impl History {
    /// The browser has loaded a document.
    pub(super) fn load(&mut self, url: &str) {
        self.documents += 1;
        self.enter(url, self.documents);
    }

    /// The script has shown another page, or another look at it, in the document that is there.
    pub(super) fn push(&mut self, url: &str) {
        let document = self.entry().map_or(0, |entry| entry.document);
        self.enter(url, document);
    }

    /// What is shown has another address.
    pub(super) fn replace(&mut self, url: &str) {
        if let Some(entry) = self.entries.get_mut(self.at) {
            url.clone_into(&mut entry.url);
        }
    }

    /// The browser has loaded a document in the place of the one that is there: back, forward, or again.
    pub(super) fn load_here(&mut self, url: &str) {
        match self.entries.get(self.at) {
            Some(_) => self.replace(url),
            None => self.load(url),
        }
    }

    /// Goes back (-1) or forward (1); `None` where there is nothing.
    pub(super) fn step(&mut self, by: isize) -> Option<Stop> {
        let from = self.entry()?.document;
        let to = self.at.checked_add_signed(by)?;
        let entry = self.entries.get(to)?;
        self.at = to;
        Some(Stop {
            url: entry.url.clone(),
            is_same_document: entry.document == from,
        })
    }

    fn entry(&self) -> Option<&Entry> {
        self.entries.get(self.at)
    }

    fn enter(&mut self, url: &str, document: usize) {
        let entry = Entry {
            url: url.to_owned(),
            document,
        };
        match self.entries.get_mut(self.at) {
            // Where one is already is no other place.
            Some(here) if here.url == url => *here = entry,
            _ => {
                self.entries.truncate(self.at + 1);
                self.entries.push(entry);
                self.at = self.entries.len() - 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stop(url: &str, is_same_document: bool) -> Option<Stop> {
        Some(Stop {
            url: url.to_owned(),
            is_same_document,
        })
    }

    #[test]
    fn back_and_forward_lead_where_the_tab_was() {
        let mut history = History::default();
        assert_eq!(history.step(-1), None);
        history.load("/");
        history.push("/?page=2");
        history.push("/?page=2");
        history.load("/login");
        history.replace("/login?again");
        assert_eq!(history.step(1), None);
        assert_eq!(history.step(-1), stop("/?page=2", false));
        assert_eq!(history.step(-1), stop("/", true));
        assert_eq!(history.step(-1), None);
        assert_eq!(history.step(1), stop("/?page=2", true));
        assert_eq!(history.step(1), stop("/login?again", false));
        assert_eq!(history.step(-1), stop("/?page=2", false));
        history.push("/other");
        assert_eq!(history.step(1), None, "a new way has no old end");
    }

    #[test]
    fn a_load_in_place_is_no_other_place() {
        let mut history = History::default();
        history.load_here("/");
        history.load_here("/moved");
        assert_eq!(history.step(-1), None);
        history.load("/moved");
        assert_eq!(history.step(-1), None);
    }
}
