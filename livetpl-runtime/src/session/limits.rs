//! Every bound of a running application, with its default and its environment variable.

use std::time::Duration;

use crate::controller::context::{MAX_PUBLISHES, MAX_WORK};
use crate::controller::{Error, Result};

/// What an application allows. All limits can be set in code or, at [`with_env`](Self::with_env), by `LIVETPL_*`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Limits {
    /// The largest message of a browser, in bytes. `LIVETPL_MESSAGE_BYTES`, 64 KiB.
    pub message_bytes: usize,
    /// Messages a second of one connection. `LIVETPL_MESSAGES_PER_SECOND`, 30.
    pub messages_per_second: u32,
    /// Messages that may come at once. `LIVETPL_MESSAGES_BURST`, 60.
    pub messages_burst: u32,
    /// Connections in all. `LIVETPL_CONNECTIONS`, 10,000.
    pub connections: usize,
    /// Connections of one session group. `LIVETPL_CONNECTIONS_PER_GROUP`, 100.
    pub connections_per_group: usize,
    /// Published calls that wait for one page. `LIVETPL_MAILBOX`, 256.
    pub mailbox: usize,
    /// How long a page without a socket is kept. `LIVETPL_RESUME_SECONDS`, 30.
    pub resume: Duration,
    /// How many pages without a socket are kept. `LIVETPL_PARKED`, 10,000.
    pub parked: usize,
    /// How many pages without a socket one session group may leave. `LIVETPL_PARKED_PER_GROUP`, 100.
    pub parked_per_group: usize,
    /// Publishes of one action. `LIVETPL_PUBLISHES`, 100.
    pub publishes: usize,
    /// Pieces of work that one page has at once (`ctx.spawn`). `LIVETPL_WORK`, 100.
    pub work: usize,
    /// How long a graceful stop waits. `LIVETPL_SHUTDOWN_SECONDS`, 30.
    pub shutdown: Duration,
    /// The largest request body, in bytes. `LIVETPL_BODY_BYTES`, 1 MiB.
    pub body_bytes: usize,
    /// How long one frame may take to be written to a browser. `LIVETPL_SEND_SECONDS`, 30.
    pub send: Duration,
    /// How often server and browser ask whether the other is there; who was silent for two of these is gone.
    /// `LIVETPL_HEARTBEAT_SECONDS`, 10.
    pub heartbeat: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            message_bytes: 64 * 1024,
            messages_per_second: 30,
            messages_burst: 60,
            connections: 10_000,
            connections_per_group: 100,
            mailbox: 256,
            resume: Duration::from_secs(30),
            parked: 10_000,
            parked_per_group: 100,
            publishes: MAX_PUBLISHES,
            work: MAX_WORK,
            shutdown: Duration::from_secs(30),
            body_bytes: 1024 * 1024,
            send: Duration::from_secs(30),
            heartbeat: Duration::from_secs(10),
        }
    }
}

impl Limits {
    /// These limits, with what the environment says.
    ///
    /// # Errors
    ///
    /// If a variable's value is no whole number above zero; the error names the variable.
    pub fn with_env(self) -> Result<Self> {
        self.with_vars(|name| std::env::var(name).ok())
    }

    fn with_vars(mut self, var: impl Fn(&str) -> Option<String>) -> Result<Self> {
        let read = |name: &str| -> Result<Option<u32>> {
            let Some(text) = var(name) else {
                return Ok(None);
            };
            match text.trim().parse() {
                Ok(number) if number > 0 => Ok(Some(number)),
                _ => Err(Error::msg(format!(
                    "{name}={text}: a limit is a whole number above zero"
                ))),
            }
        };
        let sizes: [(&str, &mut usize); 9] = [
            ("LIVETPL_MESSAGE_BYTES", &mut self.message_bytes),
            ("LIVETPL_CONNECTIONS", &mut self.connections),
            (
                "LIVETPL_CONNECTIONS_PER_GROUP",
                &mut self.connections_per_group,
            ),
            ("LIVETPL_MAILBOX", &mut self.mailbox),
            ("LIVETPL_PARKED", &mut self.parked),
            ("LIVETPL_PARKED_PER_GROUP", &mut self.parked_per_group),
            ("LIVETPL_BODY_BYTES", &mut self.body_bytes),
            ("LIVETPL_PUBLISHES", &mut self.publishes),
            ("LIVETPL_WORK", &mut self.work),
        ];
        for (name, limit) in sizes {
            *limit = read(name)?.map_or(*limit, |number| number as usize);
        }
        let times: [(&str, &mut Duration); 4] = [
            ("LIVETPL_RESUME_SECONDS", &mut self.resume),
            ("LIVETPL_SHUTDOWN_SECONDS", &mut self.shutdown),
            ("LIVETPL_SEND_SECONDS", &mut self.send),
            ("LIVETPL_HEARTBEAT_SECONDS", &mut self.heartbeat),
        ];
        for (name, limit) in times {
            *limit = read(name)?.map_or(*limit, |seconds| Duration::from_secs(seconds.into()));
        }
        let rates: [(&str, &mut u32); 2] = [
            ("LIVETPL_MESSAGES_PER_SECOND", &mut self.messages_per_second),
            ("LIVETPL_MESSAGES_BURST", &mut self.messages_burst),
        ];
        for (name, limit) in rates {
            *limit = read(name)?.unwrap_or(*limit);
        }
        Ok(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_environment_sets_limits_and_mistakes_are_named() {
        let with = |name: &'static str, value: &'static str| {
            Limits::default().with_vars(move |asked| (asked == name).then(|| value.to_owned()))
        };
        assert_eq!(with("LIVETPL_MAILBOX", "7").unwrap().mailbox, 7);
        assert_eq!(
            with("LIVETPL_RESUME_SECONDS", "5").unwrap().resume,
            Duration::from_secs(5)
        );
        for bad in ["", "0", "-1", "many"] {
            let error = with("LIVETPL_MESSAGES_BURST", bad).unwrap_err().to_string();
            assert!(error.starts_with("LIVETPL_MESSAGES_BURST="), "{error}");
        }
    }
}
