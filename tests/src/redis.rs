//! A Redis of the test's own, on a free port, which tests may kill and start again. It keeps its data over a restart.

use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::process::{Child, Command};

/// A running `redis-server`; it ends, and its data goes, when this is dropped.
pub struct Redis {
    child: Option<Child>,
    port: u16,
    password: Option<String>,
    folder: PathBuf,
}

/// How often another port is tried: between finding a free one and using it, somebody else may take it.
const TRIES: usize = 10;

impl Redis {
    /// Starts a Redis that anybody on this machine may use.
    pub async fn start() -> Redis {
        Self::start_with(None).await
    }

    /// Starts a Redis that asks for `password`.
    pub async fn start_with_password(password: &str) -> Redis {
        Self::start_with(Some(password.to_owned())).await
    }

    async fn start_with(password: Option<String>) -> Redis {
        for _ in 0..TRIES {
            let free = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
            let port = free.local_addr().expect("its address").port();
            drop(free);
            let name = format!("livetpl-redis-{}-{port}", std::process::id());
            let mut redis = Redis {
                child: None,
                port,
                password: password.clone(),
                folder: std::env::temp_dir().join(name),
            };
            std::fs::create_dir_all(&redis.folder).expect("a folder for its data");
            if redis.try_start().await {
                return redis;
            }
        }
        panic!("redis-server does not start; is Debian's package `redis-server` installed?");
    }

    async fn try_start(&mut self) -> bool {
        let mut command = Command::new("redis-server");
        command
            .args(["--bind", "127.0.0.1", "--port", &self.port.to_string()])
            .args(["--save", "", "--appendonly", "yes", "--dir"])
            .arg(&self.folder)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true);
        if let Some(password) = &self.password {
            command.args(["--requirepass", password]);
        }
        let mut child = command.spawn().expect("redis-server is there");
        let stdout = child.stdout.take().expect("stdout is piped");
        let mut lines = BufReader::new(stdout).lines();
        let ready = async {
            while let Ok(Some(line)) = lines.next_line().await {
                if line.contains("Ready to accept connections") {
                    return true;
                }
            }
            false
        };
        let ready = tokio::time::timeout(Duration::from_secs(30), ready).await;
        crate::server::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
        self.child = Some(child);
        ready == Ok(true)
    }

    /// `redis://…`, with the password where there is one.
    pub fn url(&self) -> String {
        self.url_at(&self.address())
    }

    /// The URL of this Redis behind a proxy at another address.
    pub fn url_at(&self, address: &str) -> String {
        match &self.password {
            Some(password) => format!("redis://:{password}@{address}/"),
            None => format!("redis://{address}/"),
        }
    }

    /// `127.0.0.1:PORT`.
    pub fn address(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    /// Sends one command, as a line, to a Redis without a password; what it answers first.
    pub async fn command(&self, line: &str) -> String {
        let stream = TcpStream::connect(self.address()).await;
        let mut stream = BufReader::new(stream.expect("Redis takes connections"));
        let sent = stream.write_all(format!("{line}\r\n").as_bytes()).await;
        sent.expect("Redis reads");
        let mut answer = String::new();
        let read = stream.read_line(&mut answer).await;
        read.expect("Redis answers");
        answer.trim_end().to_owned()
    }

    /// Kills the process as it stands.
    pub async fn kill(&mut self) {
        if let Some(mut child) = self.child.take() {
            child.kill().await.expect("redis-server can be killed");
        }
    }

    /// Starts it again at the same port, after it was killed, with the data that it had.
    pub async fn start_again(&mut self) {
        assert!(self.try_start().await, "redis-server starts again");
    }
}

impl Drop for Redis {
    fn drop(&mut self) {
        self.child = None;
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}
