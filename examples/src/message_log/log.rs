//! Where the messages are: in this process' memory, or in Redis for all processes. The page's methods can't tell which.

use std::sync::Arc;

use parking_lot::RwLock;

use super::Message;
use super::redis::RedisLog;

/// All messages, in one order for everybody.
pub(crate) enum Log {
    /// Of this process.
    Memory(RwLock<Arc<Vec<Message>>>),
    /// Of all processes with the same Redis.
    Redis(Box<RedisLog>),
}

impl Default for Log {
    fn default() -> Self {
        Log::Memory(RwLock::default())
    }
}

impl Log {
    /// The messages so far: one pointer.
    pub(super) fn read(&self) -> Arc<Vec<Message>> {
        match self {
            Log::Memory(messages) => messages.read().clone(),
            Log::Redis(log) => log.read(),
        }
    }

    /// Adds a message; what the messages are then.
    ///
    /// # Panics
    ///
    /// If Redis is away for longer than an action can wait.
    pub(super) fn append(&self, user: &str, text: &str) -> Arc<Vec<Message>> {
        match self {
            Log::Memory(messages) => {
                let mut messages = messages.write();
                let id = messages.last().map_or(1, |last| last.id + 1);
                let (user, text) = (user.to_owned(), text.to_owned());
                Arc::make_mut(&mut messages).push(Message { id, user, text });
                messages.clone()
            }
            Log::Redis(log) => log.append(user, text),
        }
    }
}
