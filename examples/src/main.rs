//! The gallery: one binary that serves every example of livetpl, each at its own path.
//!
//! `LIVETPL_ADDR` sets the address; the default is 127.0.0.1:3000.

mod counter;
mod index;
mod message_log;

use livetpl::prelude::*;

#[tokio::main]
async fn main() -> livetpl::Result {
    let addr = std::env::var("LIVETPL_ADDR").unwrap_or_else(|_| "127.0.0.1:3000".to_owned());
    let listener = tokio::net::TcpListener::bind(&addr).await?;
    println!("livetpl gallery on http://{}", listener.local_addr()?);
    App::new()
        .asset(
            "/style.css",
            "text/css; charset=utf-8",
            include_bytes!("../assets/style.css"),
        )
        .live("/", index::Index::default())
        .live("/counter", counter::Counter::default())
        .live("/message-log", message_log::MessageLog::default())
        .serve_listener(listener)
        .await
}
