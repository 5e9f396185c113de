//! Three processes on one Redis, a tab on each: whatever is killed or cut, every page shows what a fresh page shows.

use std::time::{Duration, Instant};

use livetpl_tests::browser::{Browser, Profile, Tab};
use livetpl_tests::proxy::Proxy;
use livetpl_tests::redis::Redis;
use livetpl_tests::server::Gallery;

/// How long a page may take to show the truth again.
const PATIENCE: Duration = Duration::from_secs(5);

/// One process, and the tab that is on it.
struct Place {
    gallery: Gallery,
    proxy: Proxy,
    tab: Tab,
}

struct World {
    redis: Redis,
    /// One browser: its cookie is valid at all three.
    profile: Profile,
    places: Vec<Place>,
    sent: usize,
    _browser: Browser,
}

impl World {
    async fn start() -> World {
        let (redis, browser) = (Redis::start().await, Browser::launch().await);
        let profile = browser.profile().await;
        let mut world = World {
            redis,
            profile,
            places: Vec::new(),
            sent: 0,
            _browser: browser,
        };
        for name in ["Ann", "Bob", "Cid"] {
            let url = world.redis.url();
            let environment = [
                ("LIVETPL_REDIS", url.as_str()),
                ("LIVETPL_HEARTBEAT_SECONDS", "1"),
            ];
            let gallery = Gallery::start_at("127.0.0.1:0", &environment).await;
            let proxy = Proxy::start(gallery.address()).await;
            let tab = world.profile.open(&proxy.url("/message-log")).await;
            tab.eval::<bool>("window.neverReloaded = true").await;
            join(&tab, name).await;
            let place = Place {
                gallery,
                proxy,
                tab,
            };
            world.places.push(place);
        }
        world
    }

    /// The tab at `place` sends the next message.
    async fn send(&mut self, place: usize) {
        self.sent += 1;
        let tab = &self.places[place].tab;
        tab.type_text("input[name=text]", &format!("message {}", self.sent))
            .await;
        tab.click("button[name=send]").await;
    }

    /// In time, every tab shows all messages, once, in order, as a fresh page does; and none has loaded again.
    async fn all_show_the_truth(&self, after: &str) {
        let begun = Instant::now();
        let expected: Vec<String> = (1..=self.sent).map(|n| format!("message {n}")).collect();
        let expected = serde_json::to_string(&expected).expect("texts are JSON");
        for Place { tab, gallery, .. } in &self.places {
            tab.wait_for(&format!(
                "JSON.stringify({TEXTS}) === JSON.stringify({expected})"
            ))
            .await;
            assert!(
                begun.elapsed() < PATIENCE,
                "{:?} after {after}",
                begun.elapsed()
            );
            // Not by the proxy: a connection that the browser keeps for later may be one of those that were cut.
            let fresh = self.profile.open(&gallery.url("/message-log")).await;
            let (shown, truth): (String, String) = (tab.eval(LOG).await, fresh.eval(LOG).await);
            assert_eq!(shown, truth, "after {after}");
            assert!(
                tab.eval::<bool>("window.neverReloaded === true").await,
                "a reload after {after}"
            );
        }
    }
}

/// The texts of the messages, without who sent them.
const TEXTS: &str = "[...document.querySelectorAll('#messages li[data-key]')].map(li => (li.innerText.match(/message \\d+/) || [''])[0])";
const LOG: &str = "(() => { const log = document.querySelector('#messages').cloneNode(true); log.normalize(); return log.outerHTML; })()";

async fn join(tab: &Tab, name: &str) {
    tab.type_text("input[name=username]", name).await;
    tab.click("button[name=join]").await;
    tab.wait_for("document.querySelector('input[name=text]')")
        .await;
}

#[tokio::test]
async fn guarantee_6_after_every_outage_three_processes_show_the_truth() {
    let mut world = World::start().await;
    for place in [0, 1, 2, 0] {
        world.send(place).await;
        world.all_show_the_truth("a message").await;
    }

    // Redis is killed, a message is sent while it is away, and it comes back with its data.
    world.redis.kill().await;
    world.send(1).await;
    let pending = "document.querySelector('input[name=text]').value !== ''";
    world.places[1].tab.wait_for(pending).await;
    world.redis.start_again().await;
    world.all_show_the_truth("Redis was away").await;
    for place in [2, 0] {
        world.send(place).await;
        world.all_show_the_truth("a message after the outage").await;
    }

    // A process is killed; what is sent meanwhile is there when it comes back.
    world.places[1].gallery.kill().await;
    world.send(0).await;
    world.places[1].gallery.start_again().await;
    world.all_show_the_truth("a process was killed").await;
    // What lived with the page is gone with its process.
    join(&world.places[1].tab, "Bob").await;
    world.send(1).await;
    world.all_show_the_truth("a message of who came back").await;

    // Connections vanish without a word.
    for place in [0, 2] {
        world.places[place].proxy.cut_in_silence();
        world.send(1).await;
        world
            .all_show_the_truth("a socket was cut in silence")
            .await;
    }
    for place in [0, 1, 2] {
        world.send(place).await;
        world.all_show_the_truth("everything").await;
    }
}
