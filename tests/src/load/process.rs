//! The program's other processes: the servers, and the clients, of which one process can't have enough sockets.

use std::process::Stdio;
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader, Lines};
use tokio::process::{Child, ChildStdin, ChildStdout, Command};

use super::client::Target;

const PATIENCE: Duration = Duration::from_secs(120);

/// This program in another role. It ends when this is dropped.
struct Process {
    child: Child,
    input: ChildStdin,
    lines: Lines<BufReader<ChildStdout>>,
}

impl Process {
    fn start(arguments: &[&str]) -> Process {
        let own = std::env::current_exe().expect("this program has a path");
        let mut command = Command::new(own);
        command
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .kill_on_drop(true);
        let mut child = command.spawn().expect("this program can be started again");
        let input = child.stdin.take().expect("stdin is piped");
        let lines = BufReader::new(child.stdout.take().expect("stdout is piped")).lines();
        Process {
            child,
            input,
            lines,
        }
    }

    async fn line(&mut self) -> String {
        let line = tokio::time::timeout(PATIENCE, self.lines.next_line()).await;
        line.expect("the other process answers in time")
            .ok()
            .flatten()
            .expect("the other process says something")
    }
}

/// A server in a process of its own.
pub(super) struct Server {
    process: Process,
    pub(super) address: String,
}

impl Server {
    pub(super) async fn start(target: Target) -> Server {
        let mut process = Process::start(&["--server", target.name()]);
        let address = process.line().await;
        Server { process, address }
    }

    fn file(&self, name: &str) -> String {
        let id = self.process.child.id().unwrap_or_default();
        std::fs::read_to_string(format!("/proc/{id}/{name}")).unwrap_or_default()
    }

    pub(super) fn resident_bytes(&self) -> f64 {
        let text = self.file("statm");
        let pages = text.split_whitespace().nth(1);
        pages.and_then(|pages| pages.parse().ok()).unwrap_or(0.0) * 4096.0
    }

    /// The processor time that the server has taken so far.
    pub(super) fn cpu(&self) -> Duration {
        let id = self.process.child.id().unwrap_or_default();
        let tasks = std::fs::read_dir(format!("/proc/{id}/task"));
        let tasks = tasks.into_iter().flatten().flatten();
        let nanoseconds = tasks.filter_map(|task| {
            let text = std::fs::read_to_string(task.path().join("schedstat")).ok()?;
            text.split_whitespace().next()?.parse::<u64>().ok()
        });
        Duration::from_nanos(nanoseconds.sum())
    }

    /// Waits until the server's memory no longer changes.
    pub(super) async fn settle(&self) {
        let mut last = f64::MAX;
        for _ in 0..50 {
            tokio::time::sleep(Duration::from_millis(200)).await;
            let now = self.resident_bytes();
            if now == last {
                return;
            }
            last = now;
        }
    }
}

/// Many sockets, spread over processes.
pub(super) struct Clients(Vec<Process>);

impl Clients {
    /// The most sockets of one process.
    const EACH: usize = 2_500;

    /// Opens `count` sockets; those of livetpl are joined.
    pub(super) async fn open(server: &Server, target: Target, count: usize) -> Clients {
        let mut clients = Clients(Vec::new());
        let mut left = count;
        while left > 0 {
            let some = left.min(Self::EACH);
            let arguments = [
                "--clients",
                target.name(),
                &server.address,
                &some.to_string(),
            ];
            clients.0.push(Process::start(&arguments));
            left -= some;
        }
        clients.received().await;
        clients
    }

    /// Waits until each socket has received one more frame.
    pub(super) async fn received(&mut self) {
        for process in &mut self.0 {
            process.line().await;
        }
    }

    /// Closes all sockets and waits for the processes to end.
    pub(super) async fn close(self) {
        for Process {
            mut child,
            mut input,
            ..
        } in self.0
        {
            let _ = input.shutdown().await;
            drop(input);
            let _ = child.wait().await;
        }
    }
}
