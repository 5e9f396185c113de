//! Counts connections, in all and by session group, and refuses those beyond the limits.

use std::sync::Arc;

use parking_lot::Mutex;
use rustc_hash::FxHashMap;

use crate::bus::{Moment, give_back};

/// Which limit refused a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Full {
    /// The application has no place left.
    Application,
    /// The session group has no place left.
    Group,
}

#[derive(Clone)]
pub(crate) struct Admission {
    limit: usize,
    group_limit: usize,
    counts: Arc<Mutex<Counts>>,
}

#[derive(Default)]
struct Counts {
    all: usize,
    groups: FxHashMap<Arc<str>, usize>,
}

/// The right to one connection, for as long as it lives.
pub struct Admitted {
    /// When it was given: who is signed out after that has it no more.
    pub(super) since: Moment,
    group: Arc<str>,
    counts: Arc<Mutex<Counts>>,
}

impl Admission {
    pub(crate) fn new(limit: usize, group_limit: usize) -> Self {
        Admission {
            limit,
            group_limit,
            counts: Arc::default(),
        }
    }

    pub(crate) fn admit(&self, group: &Arc<str>, since: Moment) -> Result<Admitted, Full> {
        let mut counts = self.counts.lock();
        if counts.all >= self.limit {
            return Err(Full::Application);
        }
        if counts
            .groups
            .get(group)
            .is_some_and(|count| *count >= self.group_limit)
        {
            return Err(Full::Group);
        }
        counts.all += 1;
        *counts.groups.entry(group.clone()).or_default() += 1;
        Ok(Admitted {
            since,
            group: group.clone(),
            counts: self.counts.clone(),
        })
    }
}

impl Drop for Admitted {
    fn drop(&mut self) {
        let mut counts = self.counts.lock();
        counts.all -= 1;
        if let Some(count) = counts.groups.get_mut(&self.group) {
            *count -= 1;
            if *count == 0 {
                counts.groups.remove(&self.group);
                give_back(&mut counts.groups);
            }
        }
    }
}
