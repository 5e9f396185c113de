//! Askama's syntax: which pages are planned, and which are not. That they are right is the corpus's proof.

use livetpl_proof::book::{COARSE, PLANNED};
use livetpl_proof::corpus::Template;
use livetpl_proof::faults::Honest;
use livetpl_proof::oracle::Session;
use livetpl_proof::run::States;
use serde_json::Value;

const STATES: usize = 40;

/// Whether an element of the template's own, or of a value, is sent in a text.
fn has_elements_in_texts(template: &Template) -> bool {
    let mut states = States::of(0);
    (0..STATES).any(|_| {
        let data = states.advance();
        let session = Session::open(template, data, &mut Honest);
        let session = session.unwrap_or_else(|wrong| panic!("{}: {wrong}", template.name));
        holds_element(session.values())
    })
}

fn holds_element(value: &Value) -> bool {
    match value {
        Value::String(text) => text.contains('<'),
        Value::Array(values) => values.iter().any(holds_element),
        _ => false,
    }
}

#[test]
fn planned_pages_send_no_markup() {
    for template in PLANNED {
        assert!(
            !has_elements_in_texts(template),
            "{} is coarse: {}",
            template.name,
            template.source
        );
    }
}

#[test]
fn coarse_pages_send_some() {
    for template in COARSE {
        assert!(
            has_elements_in_texts(template),
            "{} is planned: {}",
            template.name,
            template.source
        );
    }
}

#[test]
fn the_book_has_a_page_for_each_construct() {
    assert!(PLANNED.len() + COARSE.len() >= 75);
}
