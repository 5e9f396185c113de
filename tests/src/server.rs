//! The gallery as a process of its own, which tests may kill and start again.
#![expect(
    clippy::disallowed_methods,
    reason = "tests have no graceful stop to wait for"
)]

use std::future::Future;
use std::path::PathBuf;
use std::process::{Command, ExitStatus, Stdio};
use std::sync::Arc;
use std::sync::OnceLock;
use std::time::Duration;

use parking_lot::Mutex;
use tokio::io::{AsyncBufReadExt, AsyncRead, BufReader};
use tokio::process::Child;

/// Runs a task beside the test.
pub fn spawn(task: impl Future<Output = ()> + Send + 'static) {
    tokio::spawn(task);
}

/// A running gallery; it ends when this is dropped.
pub struct Gallery {
    child: Child,
    address: String,
    environment: Vec<(String, String)>,
    log: Arc<Mutex<Vec<String>>>,
}

impl Gallery {
    /// Starts the gallery on a free port.
    pub async fn start() -> Gallery {
        Self::start_at("127.0.0.1:0", &[]).await
    }

    /// Starts the gallery at `address`, with more environment.
    pub async fn start_at(address: &str, environment: &[(&str, &str)]) -> Gallery {
        let mut command = tokio::process::Command::new(binary());
        command
            .env("LIVETPL_ADDR", address)
            .envs(environment.iter().copied());
        command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .kill_on_drop(true);
        let mut child = command.spawn().expect("the gallery starts");
        let log = Arc::new(Mutex::new(Vec::new()));
        let mut lines = BufReader::new(child.stdout.take().expect("stdout is piped")).lines();
        let first = tokio::time::timeout(Duration::from_secs(30), lines.next_line()).await;
        let first = first
            .expect("the gallery starts in time")
            .expect("the gallery can be read");
        keep(child.stderr.take().expect("stderr is piped"), log.clone());
        let first = first.expect("the gallery says where it is");
        let address = first
            .strip_prefix("livetpl gallery on http://")
            .expect("the gallery's one line")
            .to_owned();
        let environment = environment
            .iter()
            .map(|(name, value)| (name.to_string(), value.to_string()));
        Gallery {
            child,
            address,
            environment: environment.collect(),
            log,
        }
    }

    /// The URL of a path.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// `127.0.0.1:PORT`.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Kills the process, and starts another at the same address.
    pub async fn restart(&mut self) {
        self.kill().await;
        self.start_again().await;
    }

    /// Kills the process, which can do nothing about it.
    pub async fn kill(&mut self) {
        self.child.kill().await.expect("the gallery can be killed");
    }

    /// Starts another process at the address of the one that was killed, with the same environment.
    pub async fn start_again(&mut self) {
        let environment = self.environment.clone();
        let environment: Vec<(&str, &str)> = environment
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        *self = Self::start_at(&self.address.clone(), &environment).await;
    }

    /// Tells the process to end, as a service manager does, and waits until it has.
    pub async fn stop(mut self) -> ExitStatus {
        let id = self.child.id().expect("the gallery runs").to_string();
        let told = Command::new("kill").args(["-TERM", &id]).status();
        assert!(
            told.is_ok_and(|status| status.success()),
            "kill(1) is there"
        );
        let ended = tokio::time::timeout(Duration::from_secs(20), self.child.wait()).await;
        ended.expect("it ends in time").expect("its status")
    }

    /// What the process has logged.
    pub fn log(&self) -> String {
        self.log.lock().join("\n")
    }
}

fn keep(output: impl AsyncRead + Unpin + Send + 'static, log: Arc<Mutex<Vec<String>>>) {
    spawn(async move {
        let mut lines = BufReader::new(output).lines();
        while let Ok(Some(line)) = lines.next_line().await {
            log.lock().push(line);
        }
    });
}

/// The gallery's binary, built once.
fn binary() -> PathBuf {
    static BUILT: OnceLock<PathBuf> = OnceLock::new();
    BUILT
        .get_or_init(|| {
            let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
            let status = Command::new(cargo)
                .args(["build", "--quiet", "-p", "livetpl-examples"])
                .current_dir(env!("CARGO_MANIFEST_DIR"))
                .status();
            assert!(
                status.is_ok_and(|status| status.success()),
                "the gallery builds"
            );
            let own = std::env::current_exe().expect("a test has a path");
            let target = own
                .ancestors()
                .find(|path| path.join("livetpl-examples").is_file());
            target
                .expect("the gallery lies beside the tests")
                .join("livetpl-examples")
        })
        .clone()
}
