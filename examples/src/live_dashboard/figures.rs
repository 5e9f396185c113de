//! The figures: where they come from, and the one snapshot that every page shows.

use std::collections::VecDeque;
use std::fmt::Write;
use std::hash::{BuildHasher, RandomState};
use std::sync::Arc;

/// How many seconds a curve shows.
const SECONDS: usize = 60;

/// All that the dashboard shows at one moment. Made once, shared by all pages.
#[derive(Default)]
pub(crate) struct Snapshot {
    /// Which snapshot this is, counted from the start of the process.
    pub(crate) number: u64,
    /// How many pages were shown the one before.
    pub(crate) viewers: usize,
    pub(crate) figures: Vec<Figure>,
}

/// One figure over the last minute.
pub(crate) struct Figure {
    pub(crate) title: &'static str,
    pub(crate) unit: &'static str,
    pub(crate) now: String,
    pub(crate) most: String,
    /// The curve, as the `points` of an SVG `<polyline>` in a box of 60 by 20.
    pub(crate) points: String,
}

/// Takes the figures, and remembers the last minute of them.
pub(crate) struct Gauges {
    number: u64,
    orders: f64,
    random: RandomState,
    busy_before: Option<f64>,
    memory: Curve,
    processor: Curve,
    viewers: Curve,
    sales: Curve,
}

#[derive(Default)]
struct Curve(VecDeque<f64>);

impl Gauges {
    pub(crate) fn new() -> Self {
        Gauges {
            number: 0,
            orders: 50.0,
            random: RandomState::new(),
            busy_before: None,
            memory: Curve::default(),
            processor: Curve::default(),
            viewers: Curve::default(),
            sales: Curve::default(),
        }
    }

    /// The figures of this second; `viewers` pages were shown those of the last.
    pub(crate) fn read(&mut self, viewers: usize) -> Arc<Snapshot> {
        self.number += 1;
        self.wander();
        let busy = busy_seconds();
        let share = busy
            .zip(self.busy_before)
            .map(|(now, before)| (now - before) * 100.0);
        self.busy_before = busy;
        let figures = [
            Some(self.viewers.add(viewers as f64, "Pages that watch", "", 0)),
            share.map(|share| self.processor.add(share, "Processor", "%", 0)),
            memory_mib().map(|memory| self.memory.add(memory, "Memory", "MiB", 1)),
            Some(
                self.sales
                    .add(self.orders, "Orders a minute (made up)", "", 0),
            ),
        ];
        Arc::new(Snapshot {
            number: self.number,
            viewers,
            figures: figures.into_iter().flatten().collect(),
        })
    }

    /// A step of a random walk that stays between 0 and 100.
    fn wander(&mut self) {
        let step = self.random.hash_one(self.number) % 11;
        self.orders = (self.orders + step as f64 - 5.0).clamp(0.0, 100.0);
    }
}

impl Curve {
    fn add(
        &mut self,
        value: f64,
        title: &'static str,
        unit: &'static str,
        digits: usize,
    ) -> Figure {
        if self.0.len() == SECONDS {
            self.0.pop_front();
        }
        self.0.push_back(value);
        let most = self.0.iter().copied().fold(0.0, f64::max);
        let (first, height) = (
            SECONDS - self.0.len(),
            if most > 0.0 { 18.0 / most } else { 0.0 },
        );
        let mut points = String::new();
        for (at, value) in self.0.iter().enumerate() {
            // Writing to a `String` does not fail.
            let _ = write!(points, "{},{:.1} ", first + at + 1, 19.0 - value * height);
        }
        Figure {
            title,
            unit,
            now: format!("{value:.digits$}"),
            most: format!("{most:.digits$}"),
            points,
        }
    }
}

/// The memory that the process has in use. Read from `/proc`, where there is one; a read of it never waits for a disk.
fn memory_mib() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kib: f64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kib / 1024.0)
}

/// How long the process has kept processors busy: its own time and the kernel's for it, in hundredths of a second.
fn busy_seconds() -> Option<f64> {
    let text = std::fs::read_to_string("/proc/self/stat").ok()?;
    // The fields behind the name, which may hold anything: proc(5), `utime` and `stime`.
    let mut fields = text.rsplit_once(')')?.1.split_whitespace().skip(11);
    let mut ticks = || fields.next()?.parse::<f64>().ok();
    Some((ticks()? + ticks()?) / 100.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_curve_is_a_minute_long_and_stays_in_its_box() {
        let mut gauges = Gauges::new();
        for second in 0..SECONDS + 20 {
            let snapshot = gauges.read(second % 7);
            assert_eq!(snapshot.number, second as u64 + 1);
            for figure in &snapshot.figures {
                let points: Vec<&str> = figure.points.split_whitespace().collect();
                assert!(points.len() <= SECONDS, "{}", figure.title);
                for point in points {
                    let (x, y) = point.split_once(',').expect("x,y");
                    let (x, y): (f64, f64) = (x.parse().expect("x"), y.parse().expect("y"));
                    assert!(
                        (0.0..=60.0).contains(&x) && (0.0..=20.0).contains(&y),
                        "{point}"
                    );
                }
            }
        }
    }
}
