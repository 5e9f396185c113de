//! What is compared at each step, and what happens on the way: a page that shows what its state does not say is noticed.

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::time::Duration;

use livetpl::prelude::*;
use livetpl::testing::{File, Result, TestApp, Transport};

use crate::log::Log;
use crate::said;

static RENDERS: AtomicU32 = AtomicU32::new(0);
static IS_STEADY: AtomicBool = AtomicBool::new(true);

/// A page whose template counts its own renders, once it is not steady: no two of them are alike.
#[live_controller]
#[derive(Clone, Default)]
#[template(
    ext = "html",
    source = r#"<p lvt-on:window:keydown="add" lvt-key="a">{{ clicks }} {{ Self::renders() }}</p><button name="add">Add</button><form method="post" enctype="multipart/form-data"><input type="file" name="paper" lvt-upload="paper"></form>{{ lvt.uploads("paper").len() }}"#
)]
struct Unsteady {
    clicks: u32,
}

impl Unsteady {
    fn renders() -> u32 {
        let step = u32::from(!IS_STEADY.load(Ordering::Relaxed));
        RENDERS.fetch_add(step, Ordering::Relaxed)
    }
}

#[live_controller]
impl Unsteady {
    #[upload]
    fn paper(&self) -> Upload {
        Upload::to_directory()
    }

    #[action]
    fn add(&mut self) {
        self.clicks += 1;
    }
}

#[tokio::test]
async fn a_page_that_is_not_what_its_state_says_is_noticed() -> Result {
    let app = || App::new().live("/", Unsteady::default());
    for transport in [Transport::WebSocket, Transport::Fetch] {
        let user = TestApp::new(app()).user();
        for step in ["click", "press", "visit", "upload"] {
            IS_STEADY.store(true, Ordering::Relaxed);
            let mut page = user.open_by(transport, "/").await?;
            IS_STEADY.store(false, Ordering::Relaxed);
            let done = match step {
                "click" => page.click("Add").await,
                "press" => page.press("a").await,
                "visit" => page.visit("/?page=2").await,
                _ => page.upload("paper", File::new("a", "", "a")).await,
            };
            let noticed = said(done);
            assert!(
                noticed.contains("not what a fresh render"),
                "{step}: {noticed}"
            );
        }
    }
    let unwatched = TestApp::new(app()).without_fresh_renders();
    let mut page = unwatched.user().open("/").await?;
    page.click("Add").await?;
    assert!(page.find("p")?.text().starts_with("1 "));
    Ok(())
}

#[tokio::test]
async fn a_page_that_comes_back_is_a_fresh_one() -> Result {
    let app = TestApp::new(App::new().live("/", Log::default()));
    let ann = app.user();
    let (mut page, mut other) = (ann.open("/").await?, ann.open("/").await?);
    page.form("form").fill("Your name", "Ann").submit().await?;
    for round in 0..10 {
        other.disconnect();
        assert!(!other.is_connected());
        page.form("form")
            .fill("Message", &format!("missed {round}"))
            .submit()
            .await?;
        let text = said(other.click("Join").await);
        assert!(text.contains("`page.reconnect()` comes first"), "{text}");
        other.reconnect().await?;
        other.wait_for_text(&format!("missed {round}")).await?;
    }
    let fresh = ann.open("/").await?;
    assert_eq!(page.html(), fresh.html());
    assert_eq!(other.texts("li")?, fresh.texts("li")?);
    Ok(())
}

/// A page with a timer, an event, and a topic of its own.
#[live_controller]
#[derive(Clone, Default)]
#[template(
    ext = "html",
    source = r##"<input name="news" value="{{ draft }}" aria-label="Draft"><input name="other" value="x"><u>{{ draft }}</u><p>{{ ticks }}</p><ul>{% for n in news %}<li>{{ n }}</li>{% endfor %}</ul><button name="ring">Ring</button><i lvt-on:dragend="dragged" lvt-data-card-id="7">{{ dragged }}</i>"##
)]
struct Clock {
    ticks: u32,
    news: Vec<String>,
    dragged: String,
    draft: String,
}

#[live_controller]
impl Clock {
    fn mount(&mut self, ctx: &mut Context) -> livetpl::Result {
        ctx.subscribe("news")?;
        ctx.every(Duration::from_secs(60), Self::TICK)?;
        Ok(())
    }

    #[action(internal)]
    fn tick(&mut self) {
        self.ticks += 1;
    }

    #[action(internal)]
    fn told(&mut self, news: String) {
        self.news.push(news);
    }

    #[action]
    fn change(&mut self, news: String) {
        self.draft = news;
    }

    #[action]
    fn ring(&self, ctx: &mut Context) -> livetpl::Result {
        ctx.push_event("bell", &3)
    }

    #[action]
    fn dragged(&mut self, card_id: String) {
        self.dragged = card_id;
    }
}

fn clock() -> TestApp {
    let app = App::new().live("/", Clock::default());
    TestApp::new(app.topic_acl(|topic, _| topic.as_str() == "news"))
}

#[tokio::test(start_paused = true)]
async fn an_hour_passes_in_no_time() -> Result {
    let app = clock().patience(Duration::from_secs(3601));
    let mut page = app.user().open("/").await?;
    page.wait_for(|page| Ok(page.find("p")?.text() == "60"))
        .await
}

#[tokio::test]
async fn jobs_outside_of_pages_reach_them() -> Result {
    let app = clock();
    for transport in Transport::ALL {
        let mut page = app.user().open_by(transport, "/").await?;
        app.publish("news", Clock::TOLD.with(transport.to_string()))?;
        if transport != Transport::Plain {
            page.wait_for_text(&transport.to_string()).await?;
            assert_eq!(page.count("li")?, 1);
        }
    }
    Ok(())
}

#[tokio::test]
async fn events_reach_the_test() -> Result {
    let app = clock();
    for transport in [Transport::WebSocket, Transport::Fetch] {
        let mut page = app.user().open_by(transport, "/").await?;
        page.click("Ring").await?;
        assert_eq!(page.events(), [("bell".to_owned(), 3.into())]);
        assert!(page.events().is_empty());
        page.fire("dragend", "i").await?;
        assert_eq!(page.find("i")?.text(), "7");
    }
    Ok(())
}

#[tokio::test]
async fn a_controller_hears_of_what_is_typed_where_it_sets_the_value() -> Result {
    let app = clock();
    for transport in [Transport::WebSocket, Transport::Fetch] {
        let mut page = app.user().open_by(transport, "/").await?;
        page.fill("Draft", "so far").await?;
        assert_eq!(page.find("u")?.text(), "so far", "{transport}");
        page.fill("other", "nobody asks").await?;
        assert!(page.errors().is_empty(), "{:?}", page.errors());
    }
    Ok(())
}
