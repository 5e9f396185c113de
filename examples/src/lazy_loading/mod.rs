//! A page that is there at once, and fills by itself: `mount` begins the slow parts beside it, and each is shown when it
//! has come.

mod sources;

use livetpl::prelude::*;
use serde::Deserialize;

use sources::Source;

/// A part of the page, by its place.
#[derive(Clone)]
struct Panel {
    source: Source,
    /// Not yet, or what came of it.
    text: Option<std::result::Result<String, String>>,
}

/// The page is its own state.
#[live_controller]
#[derive(Clone)]
#[template(path = "lazy_loading.html")]
pub(crate) struct LazyLoading {
    panels: Vec<Panel>,
}

impl Default for LazyLoading {
    fn default() -> Self {
        let panels = Source::ALL.map(|source| Panel { source, text: None });
        LazyLoading {
            panels: panels.into(),
        }
    }
}

/// `?wait=on`: who has no JavaScript asks for the page with everything in it.
#[derive(Default, Deserialize)]
struct Asked {
    #[serde(default)]
    wait: bool,
}

#[live_controller]
impl LazyLoading {
    async fn mount(&mut self, ctx: &mut Context) -> Result {
        let Asked { wait } = ctx.query_as().unwrap_or_default();
        // A mount that runs again loads only what is missing.
        for at in 0..self.panels.len() {
            let Panel { source, text } = &mut self.panels[at];
            match text {
                Some(_) => {}
                None if wait => *text = Some(source.load().await),
                None => self.load(at, ctx)?,
            }
        }
        Ok(())
    }

    /// Loads a panel again.
    #[action]
    async fn retry(&mut self, value: usize, ctx: &mut Context) -> Result {
        match self.panels.get_mut(value) {
            Some(panel) => panel.text = None,
            None => return Err(Error::field("value", "is no panel of this page")),
        }
        self.load(value, ctx)
    }

    /// Begins to load the panel at `at`, beside the page.
    fn load(&self, at: usize, ctx: &mut Context) -> Result {
        let source = self.panels[at].source;
        ctx.spawn(
            source.load(),
            move |page: &mut LazyLoading, loaded, _ctx| {
                // `loaded` itself is an `Err` where the work panicked.
                let text = loaded.unwrap_or_else(|_| Err("Something broke.".to_owned()));
                page.panels[at].text = Some(text);
            },
        )
    }
}
