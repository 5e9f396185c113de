//! The gallery's front page: what there is to see, and a search in it.
//!
//! With the script it finds while one types; without, the form is an ordinary search with its own address.

use livetpl::prelude::*;
use serde::{Deserialize, Serialize};

use crate::gallery::{Example, GROUPS};

/// The examples of one kind that are shown.
#[derive(Clone)]
struct Found {
    title: &'static str,
    examples: Vec<&'static Example>,
}

/// The list of examples.
#[live_controller]
#[derive(Clone, Default)]
#[template(path = "index.html")]
pub(crate) struct Index {
    query: String,
    groups: Vec<Found>,
    /// How many examples are shown.
    found: usize,
    /// How many there are.
    count: usize,
}

/// What stands in the address.
#[derive(Default, Deserialize, Serialize)]
struct Asked {
    #[serde(default, skip_serializing_if = "String::is_empty")]
    q: String,
}

/// The most characters of a query that are looked for.
const MOST_IN_A_QUERY: usize = 60;

#[live_controller]
impl Index {
    fn mount(&mut self, ctx: &mut Context) {
        let Asked { q } = ctx.query_as().unwrap_or_default();
        self.look_for(&q);
    }

    #[action]
    fn search(&mut self, value: String, ctx: &mut Context) -> Result {
        self.look_for(&value);
        let q = self.query.clone();
        ctx.replace_query(&Asked { q })
    }

    fn look_for(&mut self, query: &str) {
        self.query = query.chars().take(MOST_IN_A_QUERY).collect();
        self.count = GROUPS.iter().map(|group| group.examples.len()).sum();
        let groups = GROUPS.iter().map(|group| Found {
            title: group.title,
            examples: matching(group.examples, &self.query),
        });
        self.groups = groups.filter(|group| !group.examples.is_empty()).collect();
        self.found = self.groups.iter().map(|group| group.examples.len()).sum();
    }
}

/// The examples that have all words of `query` in what the page says of them.
fn matching(examples: &'static [Example], query: &str) -> Vec<&'static Example> {
    let query = query.to_lowercase();
    let matches = |example: &&Example| {
        let text = [example.name, example.title, example.shows].join(" ");
        let text = text.to_lowercase();
        query.split_whitespace().all(|word| text.contains(word))
    };
    examples.iter().filter(matches).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_words_of_a_query_are_found_in_any_order_and_case() {
        for (query, found) in [
            ("", true),
            ("COUNT", true),
            ("  actions  counter ", true),
            ("counter zebra", false),
        ] {
            let mut index = Index::default();
            index.look_for(query);
            let mut examples = index.groups.iter().flat_map(|group| &group.examples);
            let is_found = examples.any(|example| example.name == "counter");
            assert_eq!(is_found, found, "{query:?}");
            assert!(
                index.found <= index.count && index.groups.iter().all(|g| !g.examples.is_empty())
            );
        }
    }

    #[test]
    fn a_query_is_cut_where_it_is_too_long() {
        let mut index = Index::default();
        index.look_for(&"é".repeat(MOST_IN_A_QUERY + 1));
        assert_eq!(index.query.chars().count(), MOST_IN_A_QUERY);
        assert_eq!(index.found, 0);
    }
}
