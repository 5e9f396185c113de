//! A variant's template is a part of the page.

use livetpl::prelude::*;

#[derive(LiveTemplate)]
#[template(ext = "html")]
enum Page {
    #[template(source = "<p>x</p>")]
    A,
    #[template(source = "<!DOCTYPE html><html><head></head><body></body></html>")]
    B,
}

#[derive(LiveTemplate)]
#[template(ext = "html", source = "{{ page }}")]
struct Outer {
    page: Page,
}

fn main() {
    let _ = [Page::A, Page::B].map(|page| Outer { page }.to_string());
}
