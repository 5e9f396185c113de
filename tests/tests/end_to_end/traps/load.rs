//! Trap 10: who reads nothing keeps nobody else waiting.

use std::time::Duration;

use livetpl::prelude::*;
use livetpl_tests::socket::Raw;
use serde_json::json;

use crate::pages::Running;

/// More than the kernel keeps for a socket that nobody reads.
const TOLD: usize = 400;
const BYTES: usize = 50_000;

#[live_controller]
#[derive(Clone, Default)]
#[template(ext = "html", source = "<p>{{ text }}</p>")]
struct Board {
    text: String,
}

#[live_controller]
impl Board {
    fn mount(&mut self, ctx: &mut Context) -> Result {
        ctx.subscribe("board")
    }

    #[action(internal)]
    fn told(&mut self, text: String) {
        self.text = text;
    }
}

#[tokio::test]
async fn trap_10_a_reader_that_stalls_keeps_nobody_waiting() {
    let app = App::new()
        .topic_acl(|_, _| true)
        .live("/", Board::default());
    let app = Running::start(app).await;
    let (_stalled, _) = Raw::join(&app.address, "/").await;
    let (mut reader, _) = Raw::join(&app.address, "/").await;
    for seq in 1..=TOLD {
        let text = format!("{seq:0BYTES$}");
        let reached = app
            .handle
            .publish("board", Board::TOLD.with(text.clone()))
            .unwrap();
        assert_eq!(reached.local, 2, "both pages are there");
        let frame = tokio::time::timeout(Duration::from_secs(5), reader.json()).await;
        let frame = frame.expect("a frame, whatever the other does");
        assert_eq!(frame, json!({"seq": seq, "patch": {"0": text}}));
    }
}
