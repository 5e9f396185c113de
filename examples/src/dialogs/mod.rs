//! Menus and dialogs that the browser opens, on a page that changes every second: what is open stays open.

use std::time::Duration;

use livetpl::prelude::*;
use serde::{Deserialize, Serialize};

const MOST_PAPERS: usize = 6;
const MOST_IN_A_TITLE: usize = 40;

/// The page is its own state. The papers are the visitor's own.
#[live_controller]
#[derive(Clone)]
#[template(path = "dialogs.html")]
pub(crate) struct Dialogs {
    #[persist]
    papers: Vec<Paper>,
    /// How long the page has been open. Each second is a patch, which closes nothing.
    seconds: u64,
}

#[derive(Clone, Serialize, Deserialize)]
struct Paper {
    id: u32,
    title: String,
}

impl Default for Dialogs {
    fn default() -> Self {
        let titles = ["Shopping list", "A letter to Ann", "The garden"].map(str::to_owned);
        let papers = (1..).zip(titles).map(|(id, title)| Paper { id, title });
        Dialogs {
            papers: papers.collect(),
            seconds: 0,
        }
    }
}

#[live_controller]
impl Dialogs {
    fn mount(&mut self, ctx: &mut Context) -> Result {
        ctx.every(Duration::from_secs(1), Self::TICK)
    }

    #[action(internal)]
    fn tick(&mut self) {
        self.seconds += 1;
    }

    #[action]
    fn rename(&mut self, id: u32, title: String) -> Result {
        let title = title.trim();
        if title.is_empty() || title.chars().count() > MOST_IN_A_TITLE {
            let message = format!("A title has 1 to {MOST_IN_A_TITLE} characters.");
            return Err(Error::field("title", message));
        }
        if self
            .papers
            .iter()
            .any(|paper| paper.id != id && paper.title == title)
        {
            return Err(Error::field("title", "Another paper is called so."));
        }
        if let Some(paper) = self.papers.iter_mut().find(|paper| paper.id == id) {
            paper.title = title.to_owned();
        }
        Ok(())
    }

    #[action]
    fn copy(&mut self, value: u32) -> Result {
        if self.papers.len() >= MOST_PAPERS {
            return Err(Error::msg(format!(
                "There is room for {MOST_PAPERS} papers."
            )));
        }
        if let Some(at) = self.papers.iter().position(|paper| paper.id == value) {
            let id = self
                .papers
                .iter()
                .map(|paper| paper.id)
                .max()
                .unwrap_or_default()
                + 1;
            let title = format!("Paper {id}");
            self.papers.insert(at + 1, Paper { id, title });
        }
        Ok(())
    }

    #[action]
    fn delete(&mut self, value: u32) {
        self.papers.retain(|paper| paper.id != value);
    }
}
