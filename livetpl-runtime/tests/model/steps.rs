//! What happens in a round, by chance, and what must be true whenever all is quiet.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use livetpl_runtime::session::store::MemoryStore;

use crate::account::{Account, Life, Seen};
use crate::browser::Browser;
use crate::hub::Hub;
use crate::process::Process;
use crate::rng::Rng;
use crate::rooms::{RoomsState, rooms_of};

const PROCESSES: usize = 3;
const BROWSERS: usize = 5;
/// How often a round comes to rest, and how much happens in between.
const RESTS: usize = 3;
const STEPS: usize = 40;
/// What may be entered; all but the pattern may be written in.
const ROOMS: [&str; 5] = ["rooms/1", "rooms/2", "rooms/1/attic", "lobby", "rooms/*"];

/// What a round came to.
pub(crate) struct Round {
    pub(crate) steps: usize,
    pub(crate) seen: Seen,
}

struct World {
    rng: Rng,
    hub: Hub,
    store: Arc<MemoryStore>,
    account: Account,
    processes: Vec<Process>,
    /// Each browser, and the process that it talks to.
    browsers: Vec<(Browser, usize)>,
}

/// One round: browsers and processes are started, things happen, and all comes to rest, a few times.
pub(crate) async fn round(seed: u64) -> Round {
    let mut world = World {
        rng: Rng::new(seed),
        hub: Hub::default(),
        store: Arc::default(),
        account: Account::default(),
        processes: Vec::new(),
        browsers: Vec::new(),
    };
    for _ in 0..PROCESSES {
        world.start_process();
    }
    for id in 0..BROWSERS {
        let at = world.rng.below(PROCESSES);
        let mut browser = Browser::new(id);
        browser.load(&world.processes[at]).await;
        browser.connect(&world.processes[at]);
        let room = ROOMS[world.rng.below(ROOMS.len())];
        browser.act(&world.processes[at], "enter", room).await;
        world.browsers.push((browser, at));
    }
    for _ in 0..RESTS {
        for _ in 0..STEPS {
            world.step().await;
        }
        world.rest().await;
        world.check();
    }
    Round {
        steps: RESTS * STEPS,
        seen: world.account.seen(),
    }
}

impl World {
    fn start_process(&mut self) {
        let process = Process::start(&self.hub, &self.store, &self.account);
        self.processes.push(process);
    }

    async fn step(&mut self) {
        let who = self.rng.below(BROWSERS);
        let (browser, at) = &mut self.browsers[who];
        let process = &self.processes[*at];
        let room = ROOMS[self.rng.below(ROOMS.len())];
        let written = ROOMS[self.rng.below(ROOMS.len() - 1)];
        match self.rng.below(34) {
            0..=3 => browser.act(process, "enter", room).await,
            4 => browser.act(process, "leave", room).await,
            5..=12 => browser.act(process, "write", written).await,
            13 => browser.act(process, "fail", written).await,
            14..=15 => {
                // More than a mailbox holds, at times.
                for _ in 0..self.rng.below(9) {
                    process.write(&self.account, written);
                }
            }
            16..=20 if !browser.is_connected() => browser.connect(process),
            16..=20 => browser.pump(),
            21 => browser.cut(),
            22 => browser.cut_in_silence(),
            23 => browser.load(process).await,
            24 => browser.stalled = !browser.stalled,
            25 => {
                // Another process answers the browser from now on.
                browser.cut();
                *at = self.rng.below(self.processes.len());
            }
            26..=27 => process.cable.cut(),
            28..=29 => process.cable.heal(),
            // A process that is killed while its relay is away takes what it has published with it: nobody can know.
            30 if process.cable.is_settled() && self.rng.once_in(3) => {
                let at = *at;
                self.restart(at);
            }
            _ => {
                let long = self.rng.once_in(15);
                let most = if long { 12_000 } else { 60 };
                let pause = self.rng.below(most) as u64;
                tokio::time::sleep(Duration::from_millis(pause)).await;
            }
        }
    }

    /// Kills a process and starts another in its place.
    fn restart(&mut self, at: usize) {
        self.processes[at].kill();
        for (browser, process) in &mut self.browsers {
            if *process == at {
                browser.cut();
                browser.forget_zombies();
            }
        }
        self.processes[at] = Process::start(&self.hub, &self.store, &self.account);
    }

    /// Everything works again, everybody reads and comes back, until all is quiet.
    async fn rest(&mut self) {
        for process in &self.processes {
            process.cable.heal();
        }
        for _ in 0..30 {
            for (browser, at) in &mut self.browsers {
                browser.stalled = false;
                browser.forget_zombies();
                browser.pump();
                if !browser.is_connected() {
                    browser.connect(&self.processes[*at]);
                }
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        for (browser, _) in &mut self.browsers {
            browser.pump();
        }
    }

    /// Whatever happened: every browser shows what a fresh page shows, and every delivery is as it must be.
    fn check(&self) {
        let mut alive = BTreeSet::new();
        for (browser, _) in &self.browsers {
            browser.check_answered();
            let shown = browser.html().expect("a browser that joined has a page");
            let life: Life = between(&shown, "<p>", "</p>")
                .parse()
                .expect("a page says which it is");
            alive.insert(life);
            let entered = self.account.entered_by(life);
            let rooms = rooms_of(&self.account, &entered);
            let fresh = RoomsState {
                life,
                entered,
                rooms,
            };
            assert_eq!(
                shown,
                fresh.to_string(),
                "page {life} does not show the truth"
            );
        }
        if let Err(wrong) = self.account.check(&alive) {
            panic!("{wrong}");
        }
    }
}

fn between<'a>(text: &'a str, before: &str, after: &str) -> &'a str {
    let rest = text.split_once(before).map_or("", |(_, rest)| rest);
    rest.split_once(after).map_or("", |(text, _)| text)
}
