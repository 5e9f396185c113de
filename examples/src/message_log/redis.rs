//! The messages in Redis: a list that all processes append to, and each process' copy of what it has read of it.
//!
//! The page's methods are synchronous, so this uses Redis' blocking client and tells tokio so (`block_in_place`). An
//! application whose methods are `async` would use the asynchronous one.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::{Duration, Instant};

use parking_lot::Mutex;
use redis::{Client, Connection, RedisResult};
use serde::{Deserialize, Serialize};

use super::Message;

const KEY: &str = "livetpl-gallery:message-log";
/// How long one command may take.
const COMMAND_PATIENCE: Duration = Duration::from_millis(500);
/// How long a message waits for a Redis that is away: it may just be restarting.
const APPEND_PATIENCE: Duration = Duration::from_secs(10);
const RETRY_PAUSE: Duration = Duration::from_millis(100);

/// The log of all processes.
pub(crate) struct RedisLog {
    client: Client,
    inner: Mutex<Inner>,
}

#[derive(Default)]
struct Inner {
    connection: Option<Connection>,
    /// How much of the list was read.
    read: usize,
    /// Whose messages are in `messages`: one may have been appended twice, where nobody knew whether it had arrived.
    known: HashSet<u64>,
    messages: Arc<Vec<Message>>,
}

/// A message as the list has it; its place is its number.
#[derive(Serialize, Deserialize)]
struct Entry {
    nonce: u64,
    user: String,
    text: String,
}

impl RedisLog {
    /// The log in the Redis at `url`, which need not be there yet.
    ///
    /// # Errors
    ///
    /// If the URL is none of Redis'.
    pub(crate) fn new(url: &str) -> livetpl::Result<Self> {
        Ok(RedisLog {
            client: Client::open(url)?,
            inner: Mutex::default(),
        })
    }

    /// What Redis has; what it had where it can't be asked: once it is back, every page mounts again.
    pub(super) fn read(&self) -> Arc<Vec<Message>> {
        tokio::task::block_in_place(|| {
            let mut inner = self.inner.lock();
            if let Err(error) = inner.with(&self.client, Inner::catch_up) {
                eprintln!("message log: Redis can't be read: {error}");
            }
            inner.messages.clone()
        })
    }

    pub(super) fn append(&self, user: &str, text: &str) -> Arc<Vec<Message>> {
        let entry = Entry {
            nonce: getrandom::u64().unwrap_or_default(),
            user: user.to_owned(),
            text: text.to_owned(),
        };
        let json = serde_json::to_string(&entry).unwrap_or_default();
        let begun = Instant::now();
        tokio::task::block_in_place(|| {
            loop {
                let mut inner = self.inner.lock();
                let pushed = inner.with(&self.client, |inner, connection| {
                    redis::cmd("RPUSH").arg(KEY).arg(&json).exec(connection)?;
                    inner.catch_up(connection)
                });
                match pushed {
                    Ok(()) => return inner.messages.clone(),
                    // `send` has no word for this, and must not go on: a panic is an action that failed. What was typed
                    // stays in the form.
                    Err(error) if begun.elapsed() > APPEND_PATIENCE => {
                        panic!("a message could not be kept in Redis: {error}")
                    }
                    Err(_) => {}
                }
                drop(inner);
                #[expect(clippy::disallowed_methods, reason = "tokio was told that this blocks")]
                std::thread::sleep(RETRY_PAUSE);
            }
        })
    }
}

impl Inner {
    /// Runs `work` on the connection, a new one where there is none; after an error it is not used again.
    fn with(
        &mut self,
        client: &Client,
        work: impl FnOnce(&mut Inner, &mut Connection) -> RedisResult<()>,
    ) -> RedisResult<()> {
        let mut connection = match self.connection.take() {
            Some(connection) => connection,
            None => {
                let connection = client.get_connection_with_timeout(COMMAND_PATIENCE)?;
                connection.set_read_timeout(Some(COMMAND_PATIENCE))?;
                connection.set_write_timeout(Some(COMMAND_PATIENCE))?;
                connection
            }
        };
        work(self, &mut connection)?;
        self.connection = Some(connection);
        Ok(())
    }

    /// Reads what was appended since.
    fn catch_up(&mut self, connection: &mut Connection) -> RedisResult<()> {
        let from = self.read;
        let (length, mut entries): (usize, Vec<String>) = redis::pipe()
            .cmd("LLEN")
            .arg(KEY)
            .cmd("LRANGE")
            .arg(KEY)
            .arg(from)
            .arg(-1)
            .query(connection)?;
        if length < from {
            // Redis came back without its data.
            *self = Inner::default();
            entries = redis::cmd("LRANGE")
                .arg(KEY)
                .arg(0)
                .arg(-1)
                .query(connection)?;
        }
        if entries.is_empty() {
            return Ok(());
        }
        let messages = Arc::make_mut(&mut self.messages);
        for json in entries {
            self.read += 1;
            // What is no entry was written by another program.
            let Ok(Entry { nonce, user, text }) = serde_json::from_str(&json) else {
                continue;
            };
            if self.known.insert(nonce) {
                let id = self.read as u64;
                messages.push(Message { id, user, text });
            }
        }
        Ok(())
    }
}
