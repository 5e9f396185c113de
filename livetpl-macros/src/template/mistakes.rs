//! What is told about tags that don't fit together. Owns that one mistake is one message, whatever follows from it.

use super::cut::Cutter;
use super::elements::{self, Ns};
use super::ir::{At, Flat, Problem};
use super::position::position;
use super::tokenizer::{State, Tag};

/// Mistakes found so far, and what would follow from them.
#[derive(Default)]
pub(crate) struct Mistakes {
    problems: Vec<Problem>,
    /// Elements that were told to be open, each with its problem: their end tags stand elsewhere.
    unclosed: Vec<(String, usize)>,
    /// End tags that were told to close nothing: their elements stand elsewhere.
    stray: Vec<String>,
}

impl Mistakes {
    /// Whether nothing was wrong.
    pub(crate) fn is_empty(&self) -> bool {
        self.problems.is_empty()
    }

    /// Adds what only the whole page shows.
    pub(crate) fn extend(&mut self, problems: Vec<Problem>) {
        for problem in problems {
            if !self.problems.contains(&problem) {
                self.problems.push(problem);
            }
        }
    }

    pub(crate) fn into_problems(self) -> Vec<Problem> {
        self.problems
    }
}

impl Cutter {
    /// Notes a mistake; in a tag only the first: what follows there is read in another way than it was meant. A branch
    /// around `<body>` is one mistake, whatever is in it.
    pub(crate) fn problem(&mut self, at: At, message: String) {
        let outside = |name: &str| name.is_empty() || name == "html";
        if self.document && self.frame.base > 0 && self.stack.iter().all(|open| outside(&open.name))
        {
            return;
        }
        if let State::Tag(tag) = &mut self.state
            && std::mem::replace(&mut tag.troubled, true)
        {
            return;
        }
        self.note(at, message);
    }

    /// Notes a mistake; its number. A macro that is called twice has it once.
    fn note(&mut self, at: At, message: String) -> usize {
        let known =
            self.mistakes.problems.iter().position(|known| {
                known.message == message && self.place(known.at) == self.place(at)
            });
        known.unwrap_or_else(|| {
            self.mistakes.problems.push(Problem { at, message });
            self.mistakes.problems.len() - 1
        })
    }

    /// Notes a mistake of a text, of whose characters each makes it.
    pub(crate) fn once(&mut self, at: At, message: String) {
        let last = self.mistakes.problems.last();
        if last.is_none_or(|last| last.message != message) {
            self.problem(at, message);
        }
    }

    fn place(&self, at: At) -> String {
        let flat = Flat {
            files: self.files.clone(),
            nodes: Vec::new(),
        };
        position(&flat, at)
    }

    /// What is open at the end of a branch, a body or the page.
    pub(crate) fn end_of_fragment(&mut self) {
        let base = self.frame.base + 1;
        let open = self.stack.last().map(|open| open.at);
        let unended = match std::mem::replace(&mut self.state, State::Data) {
            State::Data => None,
            State::Tag(tag) => Some((
                tag.at,
                "this tag does not end in the same branch or file: write its `>`, and look for a quote that is not closed"
                    .to_owned(),
            )),
            State::Comment { at, .. } => Some((
                at,
                "this comment does not end in the same branch or file: write `-->`".to_owned(),
            )),
            State::Text { name, .. } => open.map(|at| {
                let message =
                    format!("`<{name}>` has no end tag: write `</{name}>` in the same branch, loop or file");
                (at, message)
            }),
            State::Doctype { at } => Some((at, "this doctype does not end: write `<!DOCTYPE html>`".to_owned())),
        };
        if let Some((at, message)) = unended {
            // The end tags of what is open were swallowed.
            self.stack.truncate(base);
            return self.problem(at, message);
        }
        while self.stack.len() > base {
            let Some(open) = self.stack.pop() else { break };
            if open.told {
                continue;
            }
            let stray = self
                .mistakes
                .stray
                .iter()
                .position(|name| *name == open.name);
            if let Some(stray) = stray {
                self.mistakes.stray.swap_remove(stray);
                continue;
            }
            let message = format!(
                "`<{0}>` is not closed: write `</{0}>` in the same branch, loop or file",
                open.name
            );
            let problem = self.note(open.at, message);
            self.mistakes.unclosed.push((open.name, problem));
        }
    }

    /// An end tag that does not end the innermost element of its branch.
    pub(crate) fn unfit_end_tag(&mut self, tag: &Tag) {
        let name = &tag.name;
        if elements::is_void(name, Ns::Html) {
            let message = format!("`<{name}>` has no end tag: take it out");
            return self.problem(tag.at, message);
        }
        let inner = self.frame.base + 1;
        let same = |name: &str| name.eq_ignore_ascii_case(&tag.name);
        let fitting = self.stack.iter().rposition(|open| same(&open.name));
        if let Some(fitting) = fitting.filter(|fitting| *fitting >= inner) {
            // What is open inside of it lacks its own end tag.
            if self.stack.last().is_some_and(|open| open.told) {
                self.stack.truncate(fitting + 1);
            } else if let Some(open) = self.stack.last() {
                let message = format!(
                    "`</{name}>` does not close `<{0}>`, which was opened at {1}: write `</{0}>` before it",
                    open.name,
                    self.place(open.at)
                );
                let problem = self.note(tag.at, message);
                let inside = self.stack.drain(fitting + 1..);
                let inside = inside.map(|open| (open.name, problem));
                self.mistakes.unclosed.extend(inside);
            }
            return self.close_element();
        }
        let unclosed = &mut self.mistakes.unclosed;
        if let Some(known) = unclosed.iter().rposition(|(name, _)| same(name)) {
            let (_, problem) = unclosed.swap_remove(known);
            let place = self.place(tag.at);
            if let Some(problem) = self.mistakes.problems.get_mut(problem) {
                problem
                    .message
                    .push_str(&format!("; the one at {place} is outside of it"));
            }
            return;
        }
        let mut message =
            format!("`</{name}>` closes nothing that was opened in the same branch, loop or file");
        match fitting.and_then(|fitting| self.stack.get(fitting)) {
            Some(open) => {
                let place = self.place(open.at);
                if self.frame.behind_jump {
                    message = format!(
                        "`</{name}>` stands behind a `break` or `continue`, which would leave its element open"
                    );
                }
                message.push_str(&format!(
                    ": `<{name}>` was opened at {place}; write both in one place"
                ));
                self.mistakes.stray.push(name.clone());
            }
            None => message.push_str(": take it out"),
        }
        self.problem(tag.at, message);
    }
}
