//! The todos themselves, one list for everybody: what is in it, and what somebody sees of it.

use std::sync::Arc;

use parking_lot::RwLock;
use serde::{Deserialize, Serialize};

/// The list is public: what is beyond these is refused.
pub(super) const MOST_TODOS: usize = 200;
pub(super) const MOST_IN_A_TITLE: usize = 80;

const ON_A_PAGE: usize = 8;

#[derive(Clone)]
pub(super) struct Todo {
    pub(super) id: u64,
    pub(super) title: String,
    pub(super) done: bool,
}

/// All todos, the oldest first. A snapshot is one pointer.
#[derive(Default)]
pub(super) struct Todos(RwLock<Arc<Vec<Todo>>>);

impl Todos {
    pub(super) fn read(&self) -> Arc<Vec<Todo>> {
        self.0.read().clone()
    }

    /// Adds a todo; `false` where there is no room for another.
    pub(super) fn add(&self, title: &str) -> bool {
        let mut todos = self.0.write();
        if todos.len() >= MOST_TODOS {
            return false;
        }
        let id = todos.last().map_or(1, |last| last.id + 1);
        let title = title.to_owned();
        Arc::make_mut(&mut todos).push(Todo {
            id,
            title,
            done: false,
        });
        true
    }

    /// Whoever is too late finds nothing to toggle, and that is no mistake.
    pub(super) fn toggle(&self, id: u64) {
        let mut todos = self.0.write();
        if let Some(todo) = Arc::make_mut(&mut todos)
            .iter_mut()
            .find(|one| one.id == id)
        {
            todo.done = !todo.done;
        }
    }

    pub(super) fn delete(&self, id: u64) {
        Arc::make_mut(&mut self.0.write()).retain(|one| one.id != id);
    }

    pub(super) fn clear_done(&self) {
        Arc::make_mut(&mut self.0.write()).retain(|one| !one.done);
    }
}

#[derive(Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Sort {
    #[default]
    Newest,
    Title,
    Open,
}

/// What somebody wants to see of the list: their own affair.
#[derive(Clone, Default, Serialize, Deserialize)]
pub(super) struct Look {
    pub(super) query: String,
    pub(super) sort: Sort,
    /// From 0; a page that is no longer there shows the last.
    pub(super) page: usize,
}

/// What they see.
#[derive(Clone, Default)]
pub(super) struct Seen {
    pub(super) todos: Vec<Todo>,
    pub(super) page: usize,
    pub(super) pages: usize,
    /// How many there are, and how many are done, before the search.
    pub(super) all: usize,
    pub(super) done: usize,
}

impl Look {
    pub(super) fn at(&self, all: &[Todo]) -> Seen {
        let query = self.query.to_lowercase();
        let found = all
            .iter()
            .filter(|one| one.title.to_lowercase().contains(&query));
        let mut found: Vec<&Todo> = found.rev().collect();
        match self.sort {
            Sort::Newest => {}
            Sort::Title => found.sort_by_key(|one| one.title.to_lowercase()),
            Sort::Open => found.sort_by_key(|one| one.done),
        }
        let pages = found.len().div_ceil(ON_A_PAGE).max(1);
        let page = self.page.min(pages - 1);
        let shown = found.into_iter().skip(page * ON_A_PAGE).take(ON_A_PAGE);
        Seen {
            todos: shown.cloned().collect(),
            page,
            pages,
            all: all.len(),
            done: all.iter().filter(|one| one.done).count(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn titles(look: &Look, todos: &Todos) -> Vec<String> {
        let seen = look.at(&todos.read());
        seen.todos.into_iter().map(|one| one.title).collect()
    }

    #[test]
    fn a_look_searches_sorts_and_turns_pages() {
        let todos = Todos::default();
        for title in ["Bread", "apples", "Cheese"] {
            assert!(todos.add(title));
        }
        todos.toggle(3);
        let mut look = Look::default();
        assert_eq!(titles(&look, &todos), ["Cheese", "apples", "Bread"]);
        look.sort = Sort::Title;
        assert_eq!(titles(&look, &todos), ["apples", "Bread", "Cheese"]);
        look.sort = Sort::Open;
        assert_eq!(titles(&look, &todos), ["apples", "Bread", "Cheese"]);
        look.query = "EE".to_owned();
        assert_eq!(titles(&look, &todos), ["Cheese"]);
    }

    #[test]
    fn a_page_that_is_gone_shows_the_last() {
        let todos = Todos::default();
        for n in 0..=ON_A_PAGE {
            assert!(todos.add(&format!("todo {n}")));
        }
        let look = Look {
            page: 1,
            ..Look::default()
        };
        assert_eq!(titles(&look, &todos), ["todo 0"]);
        todos.delete(1);
        let seen = look.at(&todos.read());
        assert_eq!((seen.page, seen.pages, seen.todos.len()), (0, 1, ON_A_PAGE));
    }

    #[test]
    fn the_list_is_full_at_some_point() {
        let todos = Todos::default();
        assert!((0..MOST_TODOS).all(|n| todos.add(&n.to_string())));
        assert!(!todos.add("one more"));
        todos.toggle(1);
        todos.clear_done();
        assert!(todos.add("one more"));
    }
}
