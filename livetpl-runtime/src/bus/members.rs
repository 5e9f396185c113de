//! The pages of this process by session group and by user. Owns who is reached by a trigger, whatever it subscribed to, and
//! who was told to end.

use std::collections::VecDeque;
use std::sync::Arc;

use parking_lot::RwLock;
use rustc_hash::FxHashMap;
use tokio::sync::watch;

use crate::bus::local::PageId;
use crate::bus::mailbox::Mailbox;
use crate::bus::surplus::give_back;
use crate::controller::Identity;

type Pages = Vec<(PageId, Mailbox)>;

/// Whether a page is the first, or the last, of its session group and of its user.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Edge {
    /// No other page of the group is here.
    pub(super) group: bool,
    /// No other page of the user is here; false where there is no user.
    pub(super) user: bool,
}

/// Whose pages are told to end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whose {
    /// Those of a session group.
    Group(Arc<str>),
    /// Those of a user.
    User(Arc<str>),
}

impl Whose {
    fn is(&self, identity: &Identity) -> bool {
        match self {
            Whose::Group(group) => identity.group == *group,
            Whose::User(user) => identity.user.as_ref() == Some(user),
        }
    }
}

/// How many ends there were: a moment in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment(u64);

/// How many of the last ends are remembered, for those who were met before and have no page yet.
const REMEMBERED: usize = 1024;

/// Who is here. Cheap to clone: all clones are one index.
#[derive(Clone, Default)]
pub struct Members(Arc<RwLock<Index>>);

#[derive(Default)]
struct Index {
    groups: FxHashMap<Arc<str>, Pages>,
    users: FxHashMap<Arc<str>, Pages>,
    /// Counts how often pages were told to end.
    ends: watch::Sender<u64>,
    /// The last of these, the newest at the end.
    ended: VecDeque<Whose>,
}

impl Members {
    /// A page is here; of what it is the first.
    pub(super) fn enter(&self, page: PageId, identity: &Identity, mailbox: &Mailbox) -> Edge {
        let mut index = self.0.write();
        let mut edge = Edge::default();
        if let Some(user) = &identity.user {
            let pages = index.users.entry(user.clone()).or_default();
            pages.push((page, mailbox.clone()));
            edge.user = pages.len() == 1;
        }
        let pages = index.groups.entry(identity.group.clone()).or_default();
        pages.push((page, mailbox.clone()));
        edge.group = pages.len() == 1;
        edge
    }

    /// A page is gone; of what it was the last.
    pub(super) fn leave(&self, page: PageId, identity: &Identity) -> Edge {
        let mut index = self.0.write();
        let user = identity.user.as_ref();
        Edge {
            user: user.is_some_and(|user| remove(&mut index.users, user, page)),
            group: remove(&mut index.groups, &identity.group, page),
        }
    }

    /// The mailboxes of all pages.
    pub fn all(&self) -> Vec<Mailbox> {
        let index = self.0.read();
        let pages = index.groups.values().flatten();
        pages.map(|(_, mailbox)| mailbox.clone()).collect()
    }

    /// The mailboxes of a session group's pages.
    pub fn group(&self, group: &str) -> Vec<Mailbox> {
        mailboxes(&self.0.read().groups, group)
    }

    /// Tells pages to end; how many they are.
    pub(super) fn end(&self, whose: Whose) -> usize {
        let mut index = self.0.write();
        let pages = match &whose {
            Whose::Group(group) => mailboxes(&index.groups, group),
            Whose::User(user) => mailboxes(&index.users, user),
        };
        pages.iter().for_each(Mailbox::end);
        if index.ended.len() == REMEMBERED {
            index.ended.pop_front();
        }
        index.ended.push_back(whose);
        index.ends.send_modify(|count| *count += 1);
        pages.len()
    }

    /// This moment: to be taken before somebody is asked who they are.
    pub fn now(&self) -> Moment {
        Moment(*self.0.read().ends.borrow())
    }

    /// Whether somebody who was met at `since` was told to end meanwhile: they may not get a page by what they said then.
    ///
    /// Where that is too long ago to be known they were.
    pub fn ended_since(&self, since: Moment, identity: &Identity) -> bool {
        let index = self.0.read();
        let missed = index.ends.borrow().saturating_sub(since.0) as usize;
        let known = index.ended.iter().rev();
        missed > REMEMBERED || known.take(missed).any(|whose| whose.is(identity))
    }

    /// A channel that changes after pages were told to end: who keeps pages lets those go.
    pub fn ends(&self) -> watch::Receiver<u64> {
        self.0.read().ends.subscribe()
    }

    /// The mailboxes of a user's pages.
    pub fn user(&self, user: &str) -> Vec<Mailbox> {
        mailboxes(&self.0.read().users, user)
    }
}

fn mailboxes(index: &FxHashMap<Arc<str>, Pages>, name: &str) -> Vec<Mailbox> {
    let pages = index.get(name).map_or(&[][..], Vec::as_slice);
    pages.iter().map(|(_, mailbox)| mailbox.clone()).collect()
}

/// Removes a page; whether nobody of that name is left.
fn remove(index: &mut FxHashMap<Arc<str>, Pages>, name: &Arc<str>, page: PageId) -> bool {
    let Some(pages) = index.get_mut(name) else {
        return false;
    };
    pages.retain(|(other, _)| *other != page);
    let gone = pages.is_empty();
    if gone {
        index.remove(name);
        give_back(index);
    }
    gone
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_and_the_last_page_of_a_group_are_told() {
        let members = Members::default();
        let identity = Identity {
            group: "g".into(),
            user: Some("ann".into()),
        };
        let (one, two) = (PageId::next(), PageId::next());
        let mailbox = Mailbox::new(1, &[]);
        let (alone, not) = (
            Edge {
                group: true,
                user: true,
            },
            Edge::default(),
        );
        assert_eq!(members.enter(one, &identity, &mailbox), alone);
        assert_eq!(members.enter(two, &identity, &mailbox), not);
        assert_eq!(
            (members.group("g").len(), members.user("ann").len()),
            (2, 2)
        );
        assert_eq!(members.all().len(), 2);
        assert_eq!(members.leave(one, &identity), not);
        assert_eq!(members.leave(two, &identity), alone);
        assert_eq!(
            (members.group("g").len(), members.user("ann").len()),
            (0, 0)
        );
        let index = members.0.read();
        assert!(index.groups.is_empty() && index.users.is_empty());
    }

    #[test]
    fn who_was_told_to_end_is_known_to_those_who_met_them_before() {
        let members = Members::default();
        let identity = Identity {
            group: "g".into(),
            user: Some("ann".into()),
        };
        let met = members.now();
        members.end(Whose::User("bob".into()));
        members.end(Whose::Group("ann".into()));
        assert!(!members.ended_since(met, &identity));
        members.end(Whose::User("ann".into()));
        assert!(members.ended_since(met, &identity));
        let met = members.now();
        assert!(!members.ended_since(met, &identity));
        members.end(Whose::Group("g".into()));
        assert!(members.ended_since(met, &identity));
        let met = members.now();
        for _ in 0..=REMEMBERED {
            members.end(Whose::User("bob".into()));
        }
        assert!(members.ended_since(met, &identity), "it can't be known");
    }
}
