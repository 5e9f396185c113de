//! The pages of this process by session group and by user. Owns who is reached by a trigger, whatever it subscribed to.

use std::sync::Arc;

use parking_lot::RwLock;
use rustc_hash::FxHashMap;

use crate::bus::local::PageId;
use crate::bus::mailbox::Mailbox;
use crate::controller::Identity;

type Pages = Vec<(PageId, Mailbox)>;

/// Who is here. Cheap to clone: all clones are one index.
#[derive(Clone, Default)]
pub struct Members(Arc<RwLock<Index>>);

#[derive(Default)]
struct Index {
    groups: FxHashMap<Arc<str>, Pages>,
    users: FxHashMap<Arc<str>, Pages>,
}

impl Members {
    /// A page is here; whether it is the first of its group.
    pub fn enter(&self, page: PageId, identity: &Identity, mailbox: &Mailbox) -> bool {
        let mut index = self.0.write();
        if let Some(user) = &identity.user {
            let pages = index.users.entry(user.clone()).or_default();
            pages.push((page, mailbox.clone()));
        }
        let pages = index.groups.entry(identity.group.clone()).or_default();
        pages.push((page, mailbox.clone()));
        pages.len() == 1
    }

    /// A page is gone; whether it was the last of its group.
    pub fn leave(&self, page: PageId, identity: &Identity) -> bool {
        let mut index = self.0.write();
        if let Some(user) = &identity.user {
            remove(&mut index.users, user, page);
        }
        remove(&mut index.groups, &identity.group, page)
    }

    /// The mailboxes of a session group's pages.
    pub fn group(&self, group: &str) -> Vec<Mailbox> {
        mailboxes(&self.0.read().groups, group)
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
        assert!(members.enter(one, &identity, &mailbox));
        assert!(!members.enter(two, &identity, &mailbox));
        assert_eq!(
            (members.group("g").len(), members.user("ann").len()),
            (2, 2)
        );
        assert!(!members.leave(one, &identity));
        assert!(members.leave(two, &identity));
        assert_eq!(
            (members.group("g").len(), members.user("ann").len()),
            (0, 0)
        );
        let index = members.0.read();
        assert!(index.groups.is_empty() && index.users.is_empty());
    }
}
