//! Tabs: links without JavaScript; with it one panel is patched, and the arrow keys go from tab to tab.

#[cfg(test)]
mod tests;

use livetpl::prelude::*;
use serde::{Deserialize, Serialize};

/// The page is its own state: which tab is shown.
#[live_controller]
#[derive(Clone, Default)]
#[template(path = "tabs.html")]
pub(crate) struct Tabs {
    tab: Tab,
    /// The tab was chosen by an arrow key: it has the focus, too.
    by_key: bool,
}

#[derive(Clone, Copy, Default, Deserialize, Serialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum Tab {
    #[default]
    Bread,
    Soup,
    Tea,
}

/// What stands in the address.
#[derive(Default, Deserialize, Serialize)]
struct Asked {
    #[serde(default)]
    tab: Tab,
}

#[live_controller]
impl Tabs {
    fn mount(&mut self, ctx: &mut Context) {
        Asked { tab: self.tab } = ctx.query_as().unwrap_or_default();
    }

    #[action]
    fn show(&mut self, tab: Tab, ctx: &mut Context) -> Result {
        (self.tab, self.by_key) = (tab, false);
        ctx.replace_query(&Asked { tab })
    }

    /// An arrow key goes round; Home and End go to the first and the last.
    #[action]
    fn step(&mut self, key: String, ctx: &mut Context) -> Result {
        let tabs = Tab::ALL.len();
        let at = Tab::ALL.iter().position(|tab| *tab == self.tab);
        let at = at.unwrap_or_default();
        let to = match key.as_str() {
            "ArrowRight" => (at + 1) % tabs,
            "ArrowLeft" => (at + tabs - 1) % tabs,
            "Home" => 0,
            "End" => tabs - 1,
            _ => at,
        };
        let tab = Tab::ALL[to];
        (self.tab, self.by_key) = (tab, true);
        ctx.replace_query(&Asked { tab })
    }
}

impl Tab {
    const ALL: [Tab; 3] = [Tab::Bread, Tab::Soup, Tab::Tea];

    /// As the URL has it.
    fn name(self) -> &'static str {
        match self {
            Tab::Bread => "bread",
            Tab::Soup => "soup",
            Tab::Tea => "tea",
        }
    }

    fn title(self) -> &'static str {
        match self {
            Tab::Bread => "Bread",
            Tab::Soup => "Soup",
            Tab::Tea => "Tea",
        }
    }

    fn text(self) -> &'static str {
        match self {
            Tab::Bread => {
                "Flour, water, salt and time. Fold it four times, and leave it in the cold overnight."
            }
            Tab::Soup => {
                "Onions first, slowly, until they are gold. All else can wait, and most can be missing."
            }
            Tab::Tea => {
                "Warm the pot. A spoon for each cup and one more. Four minutes, and no longer."
            }
        }
    }
}
