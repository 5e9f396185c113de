//! Every bound of a running application, with its default and its environment variable.

use std::time::Duration;

use crate::controller::context::{MAX_PUBLISHES, MAX_WORK};
use crate::controller::{Error, Result};

/// What an application allows. All limits can be set in code or, at [`with_env`](Self::with_env), by `LIVETPL_*`.
///
/// ```
/// use std::time::Duration;
///
/// use livetpl::App;
/// use livetpl::session::Limits;
///
/// let mut limits = Limits::default();
/// limits.connections = 50_000;
/// limits.resume = Duration::from_secs(60);
/// let app = App::new().limits(limits);
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Limits {
    /// The largest message of a browser, in bytes. A larger one is refused; one above `body_bytes` ends the
    /// connection. `LIVETPL_MESSAGE_BYTES`, 64 KiB.
    pub message_bytes: usize,
    /// Messages a second of one connection; of one session group, where they come by fetch or as forms. `LIVETPL_MESSAGES_PER_SECOND`, 30.
    pub messages_per_second: u32,
    /// Messages that may come at once. `LIVETPL_MESSAGES_BURST`, 60.
    pub messages_burst: u32,
    /// Connections in all. `LIVETPL_CONNECTIONS`, 10,000.
    pub connections: usize,
    /// Connections of one session group. `LIVETPL_CONNECTIONS_PER_GROUP`, 100.
    pub connections_per_group: usize,
    /// Connections at which no WebSocket is, in all. `LIVETPL_HTTP_CONNECTIONS`, 10,000.
    pub http_connections: usize,
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
    /// How long one frame may take to be written to a browser, and how long a browser may read nothing of an
    /// answer. `LIVETPL_SEND_SECONDS`, 30.
    pub send: Duration,
    /// The largest file that is uploaded, where its upload says nothing else. `LIVETPL_UPLOAD_BYTES`, 8 MiB.
    pub upload_bytes: usize,
    /// Files of one upload at once, where it says nothing else. `LIVETPL_UPLOAD_FILES`, 10.
    pub upload_files: usize,
    /// The largest piece in which a file is sent. `LIVETPL_UPLOAD_CHUNK_BYTES`, 64 KiB.
    pub upload_chunk_bytes: usize,
    /// How much of one file may be on its way, and so in memory. `LIVETPL_UPLOAD_WINDOW_BYTES`, 512 KiB.
    pub upload_window_bytes: usize,
    /// What all temporary files may have together, in
    /// megabytes. `LIVETPL_UPLOAD_DISK_MEGABYTES`, 1024.
    pub upload_disk_megabytes: usize,
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
            http_connections: 10_000,
            mailbox: 256,
            resume: Duration::from_secs(30),
            parked: 10_000,
            parked_per_group: 100,
            publishes: MAX_PUBLISHES,
            work: MAX_WORK,
            shutdown: Duration::from_secs(30),
            body_bytes: 1024 * 1024,
            send: Duration::from_secs(30),
            upload_bytes: 8 * 1024 * 1024,
            upload_files: 10,
            upload_chunk_bytes: 64 * 1024,
            upload_window_bytes: 512 * 1024,
            upload_disk_megabytes: 1024,
            heartbeat: Duration::from_secs(10),
        }
    }
}

/// One limit, by its names.
struct Named<'l> {
    variable: &'static str,
    field: &'static str,
    value: Value<'l>,
}

enum Value<'l> {
    Size(&'l mut usize),
    Rate(&'l mut u32),
    Time(&'l mut Duration),
}

impl Limits {
    /// These limits, with what the environment says.
    ///
    /// ```
    /// use livetpl::session::Limits;
    ///
    /// # fn main() -> livetpl::Result {
    /// // `App::into_service` does it for the application's limits; so this is for looking at them.
    /// println!("{:?}", Limits::default().with_env()?);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// If a variable's value is no whole number above zero; the error names the variable. If a limit was set to zero.
    pub fn with_env(self) -> Result<Self> {
        self.with_vars(|name| {
            let value = std::env::var_os(name)?;
            Some(value.to_string_lossy().into_owned())
        })
    }

    /// Why a browser's message is not run, if it is too large.
    pub(crate) fn refuse_message(&self, text: &str) -> Option<Error> {
        let most = self.message_bytes;
        if text.len() <= most {
            return None;
        }
        let bytes = text.len();
        tracing::warn!(
            bytes,
            most,
            "a browser's message is too large: see `Limits::message_bytes`"
        );
        Some(Error::too_large(format!(
            "this is too large: a message has at most {most} bytes"
        )))
    }

    fn with_vars(mut self, var: impl Fn(&str) -> Option<String>) -> Result<Self> {
        for limit in self.named() {
            let Named {
                variable,
                field,
                value,
            } = limit;
            let set = var(variable)
                .map(|text| parse(variable, &text))
                .transpose()?;
            let is_zero = match value {
                Value::Size(limit) => {
                    *limit = set.map_or(*limit, |number| number as usize);
                    *limit == 0
                }
                Value::Rate(limit) => {
                    *limit = set.unwrap_or(*limit);
                    *limit == 0
                }
                Value::Time(limit) => {
                    *limit = set.map_or(*limit, |seconds| Duration::from_secs(seconds.into()));
                    limit.is_zero()
                }
            };
            if is_zero {
                return Err(Error::internal(format!(
                    "the limit `{field}` is zero: a limit is above zero"
                )));
            }
        }
        Ok(self)
    }

    fn named(&mut self) -> Vec<Named<'_>> {
        use Value::{Rate, Size, Time};
        let named = |variable, field, value| Named {
            variable,
            field,
            value,
        };
        vec![
            named(
                "LIVETPL_MESSAGE_BYTES",
                "message_bytes",
                Size(&mut self.message_bytes),
            ),
            named(
                "LIVETPL_MESSAGES_PER_SECOND",
                "messages_per_second",
                Rate(&mut self.messages_per_second),
            ),
            named(
                "LIVETPL_MESSAGES_BURST",
                "messages_burst",
                Rate(&mut self.messages_burst),
            ),
            named(
                "LIVETPL_CONNECTIONS",
                "connections",
                Size(&mut self.connections),
            ),
            named(
                "LIVETPL_CONNECTIONS_PER_GROUP",
                "connections_per_group",
                Size(&mut self.connections_per_group),
            ),
            named(
                "LIVETPL_HTTP_CONNECTIONS",
                "http_connections",
                Size(&mut self.http_connections),
            ),
            named("LIVETPL_MAILBOX", "mailbox", Size(&mut self.mailbox)),
            named("LIVETPL_RESUME_SECONDS", "resume", Time(&mut self.resume)),
            named("LIVETPL_PARKED", "parked", Size(&mut self.parked)),
            named(
                "LIVETPL_PARKED_PER_GROUP",
                "parked_per_group",
                Size(&mut self.parked_per_group),
            ),
            named("LIVETPL_PUBLISHES", "publishes", Size(&mut self.publishes)),
            named("LIVETPL_WORK", "work", Size(&mut self.work)),
            named(
                "LIVETPL_SHUTDOWN_SECONDS",
                "shutdown",
                Time(&mut self.shutdown),
            ),
            named(
                "LIVETPL_BODY_BYTES",
                "body_bytes",
                Size(&mut self.body_bytes),
            ),
            named("LIVETPL_SEND_SECONDS", "send", Time(&mut self.send)),
            named(
                "LIVETPL_UPLOAD_BYTES",
                "upload_bytes",
                Size(&mut self.upload_bytes),
            ),
            named(
                "LIVETPL_UPLOAD_FILES",
                "upload_files",
                Size(&mut self.upload_files),
            ),
            named(
                "LIVETPL_UPLOAD_CHUNK_BYTES",
                "upload_chunk_bytes",
                Size(&mut self.upload_chunk_bytes),
            ),
            named(
                "LIVETPL_UPLOAD_WINDOW_BYTES",
                "upload_window_bytes",
                Size(&mut self.upload_window_bytes),
            ),
            named(
                "LIVETPL_UPLOAD_DISK_MEGABYTES",
                "upload_disk_megabytes",
                Size(&mut self.upload_disk_megabytes),
            ),
            named(
                "LIVETPL_HEARTBEAT_SECONDS",
                "heartbeat",
                Time(&mut self.heartbeat),
            ),
        ]
    }
}

fn parse(variable: &str, text: &str) -> Result<u32> {
    match text.trim().parse() {
        Ok(number) if number > 0 => Ok(number),
        _ => Err(Error::msg(format!(
            "{variable}={text}: a limit is a whole number above zero, at most {}",
            u32::MAX
        ))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(name: &str, value: &str) -> Result<Limits> {
        Limits::default().with_vars(|asked| (asked == name).then(|| value.to_owned()))
    }

    #[test]
    fn the_environment_sets_limits_and_mistakes_are_named() {
        assert_eq!(with("LIVETPL_MAILBOX", "7").unwrap().mailbox, 7);
        assert_eq!(
            with("LIVETPL_RESUME_SECONDS", " 5 ").unwrap().resume,
            Duration::from_secs(5)
        );
        for limit in Limits::default().named() {
            for bad in ["", "0", "-1", "many", "1.5", "4294967296", "\u{fffd}"] {
                let error = with(limit.variable, bad).unwrap_err().to_string();
                assert!(
                    error.starts_with(&format!("{}=", limit.variable)),
                    "{error}"
                );
            }
        }
    }

    #[test]
    fn a_limit_of_zero_in_code_is_named() {
        for index in 0..Limits::default().named().len() {
            let mut limits = Limits::default();
            let field = limits.named()[index].field;
            match &mut limits.named()[index].value {
                Value::Size(limit) => **limit = 0,
                Value::Rate(limit) => **limit = 0,
                Value::Time(limit) => **limit = Duration::ZERO,
            }
            let error = limits.with_vars(|_| None).unwrap_err().to_string();
            assert!(error.contains(&format!("`{field}`")), "{error}");
        }
    }

    #[test]
    fn the_guide_has_every_limit_with_its_default() {
        let guide = include_str!("../../../livetpl/guide/limits.md");
        let rows = guide.lines().filter(|line| line.starts_with("| `"));
        let rows: Vec<Vec<&str>> = rows
            .map(|row| {
                row.split('|')
                    .map(|cell| cell.trim().trim_matches('`'))
                    .collect()
            })
            .collect();
        let mut limits = Limits::default();
        let named: Vec<[&str; 2]> = limits
            .named()
            .iter()
            .map(|limit| [limit.variable, limit.field])
            .collect();
        let told: Vec<[&str; 2]> = rows.iter().map(|row| [row[1], row[2]]).collect();
        assert_eq!(told, named);
        for row in rows {
            let other = format!("{}9", row[3]);
            assert_eq!(with(row[1], row[3]).unwrap(), Limits::default(), "{row:?}");
            assert_ne!(with(row[1], &other).unwrap(), Limits::default(), "{row:?}");
        }
    }
}
