//! Live preview: a text, and beside it what it looks like, while it is written.
//!
//! `change` hears of the textarea by itself, 300 ms after the last key. What somebody writes is never HTML here: `blocks`
//! reads headings, lists and paragraphs out of it, and the template shows them.

mod blocks;
#[cfg(test)]
mod tests;

use livetpl::prelude::*;

use blocks::{Block, blocks};

const MOST_CHARACTERS: usize = 4000;

#[live_controller]
#[derive(Clone)]
#[template(path = "live_preview.html")]
pub(crate) struct LivePreview {
    #[persist]
    text: String,
}

impl Default for LivePreview {
    fn default() -> Self {
        let text = "# A letter\n\nDear reader,\n\nwrite here, and look there:\n\n- a line that begins with # is a heading\n- a line that begins with - is in a list\n\nEverything else is a paragraph.";
        LivePreview {
            text: text.to_owned(),
        }
    }
}

#[live_controller]
impl LivePreview {
    #[action]
    fn change(&mut self, text: String) {
        self.text = text.chars().take(MOST_CHARACTERS).collect();
    }

    fn blocks(&self) -> Vec<Block<'_>> {
        blocks(&self.text)
    }

    fn words(&self) -> usize {
        let words = self.text.split_whitespace();
        words
            .filter(|word| word.contains(char::is_alphanumeric))
            .count()
    }
}
