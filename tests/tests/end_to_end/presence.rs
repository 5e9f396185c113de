//! Who is on a topic, through whole pages: what methods say and ask, tabs that close, methods that fail.

use std::time::Duration;

use livetpl::Present;
use livetpl::prelude::*;
use livetpl_tests::socket::{Raw, request};

use crate::pages::Running;

/// Shows who is here, and can be called something.
#[live_controller(state = Shown)]
#[derive(Default)]
pub(crate) struct Lobby;

#[derive(Clone, Default, LiveState)]
#[template(
    ext = "html",
    source = "<p>{{ told }}</p><ul>{% for one in here %}<li>{{ one.key }}={{ one.meta }}x{{ one.pages }}</li>{% endfor %}</ul>"
)]
pub(crate) struct Shown {
    told: String,
    here: Vec<Present<String>>,
}

#[live_controller]
impl Lobby {
    fn mount(&self, state: &mut Shown, ctx: &mut Context) -> Result {
        ctx.watch("lobby", Self::JOINED, Self::LEFT)?;
        let name = ctx.query().to_owned();
        if !name.is_empty() {
            ctx.track("lobby", &name, "grey")?;
        }
        state.here = ctx.presence("lobby")?;
        Ok(())
    }

    #[action(internal)]
    fn joined(&self, state: &mut Shown, key: String, ctx: &mut Context) -> Result {
        state.told.push_str(&format!("+{key}"));
        state.here = ctx.presence("lobby")?;
        Ok(())
    }

    #[action(internal)]
    fn left(&self, state: &mut Shown, key: String, ctx: &mut Context) -> Result {
        state.told.push_str(&format!("-{key}"));
        state.here = ctx.presence("lobby")?;
        Ok(())
    }

    #[action]
    fn colour(&self, to: String, ctx: &mut Context) -> Result {
        let name = ctx.query().to_owned();
        ctx.track("lobby", name, &to)
    }

    #[action]
    fn go(&self, ctx: &mut Context) {
        ctx.untrack("lobby");
    }

    #[action]
    fn fail(&self, ctx: &mut Context) -> Result {
        ctx.track("lobby", "never", "grey")?;
        ctx.watch("cellar", Self::JOINED, Self::LEFT)?;
        ctx.untrack("lobby");
        Err(Error::msg("no"))
    }

    /// Asks for what it may not have.
    #[action]
    fn pry(&self, what: String, ctx: &mut Context) -> Result {
        ctx.presence::<String>(what).map(drop)
    }
}

pub(crate) fn app() -> App {
    let app = App::new().topic_acl(|topic, _| topic.as_str() != "secret");
    app.live("/", Lobby)
}

/// A page with a browser, and all that it was sent.
pub(crate) struct Guest {
    pub(crate) raw: Raw,
    sent: String,
}

impl Guest {
    /// Opens a page as `name`.
    pub(crate) async fn open(app: &Running, name: &str) -> Guest {
        let (raw, sent) = Raw::join(&app.address, &format!("/?{name}")).await;
        Guest { raw, sent }
    }

    async fn send(&mut self, text: &str) {
        self.raw.send(text).await;
    }

    /// Waits until something that it was sent holds `wanted`.
    pub(crate) async fn until(&mut self, wanted: &str) {
        let arrive = async {
            while !self.sent.contains(wanted) {
                self.sent = self.raw.receive().await.expect("a frame");
            }
        };
        let arrived = tokio::time::timeout(Duration::from_secs(20), arrive).await;
        assert!(arrived.is_ok(), "no `{wanted}` after {}", self.sent);
    }
}

#[tokio::test]
async fn tabs_that_come_and_go_are_told() {
    let app = Running::start(app()).await;
    let mut ann = Guest::open(&app, "ann").await;
    ann.until("+ann").await;
    // A page that is requested and not opened is nobody.
    request(&app.address, "GET", "/?ghost", &[], b"").await;
    let mut bob = Guest::open(&app, "bob").await;
    ann.until("+ann+bob").await;
    let tab = Guest::open(&app, "bob").await;
    bob.send(r#"{"action":"colour","ref":1,"data":{"to":"red"}}"#)
        .await;
    ann.until("+ann+bob+bob").await;
    // A tab that is closed leaves soon, long before the resume window ends.
    let closed = std::time::Instant::now();
    bob.raw.close(1001).await;
    tab.raw.close(1001).await;
    ann.until("-bob").await;
    assert!(closed.elapsed().as_secs() < 10, "{:?}", closed.elapsed());
    ann.send(r#"{"action":"go","ref":2}"#).await;
    ann.until("-bob-ann").await;
}

#[tokio::test]
async fn a_method_that_fails_says_nothing_and_asks_for_nothing() {
    let app = Running::start(app()).await;
    let mut ann = Guest::open(&app, "ann").await;
    ann.until("+ann").await;
    ann.send(r#"{"action":"fail","ref":1}"#).await;
    ann.until("refused").await;
    for what in ["secret", "lobby/*", "lvt:user:bob", "lvt:session:x", "a b"] {
        ann.send(&format!(
            r#"{{"action":"pry","ref":2,"data":{{"what":"{what}"}}}}"#
        ))
        .await;
        ann.until("topic_forbidden").await;
    }
    let _bob = Guest::open(&app, "bob").await;
    ann.until("+ann+bob").await;
}
