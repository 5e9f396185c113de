//! A name that is neither a field nor a variable is one error, at its place.

use livetpl::prelude::*;

#[live_controller]
#[derive(Clone, Default)]
#[template(source = r#"<p>{{ count }}</p>
<p>{{ cuont }}</p>"#, ext = "html")]
struct Counter {
    count: u32,
    rows: Vec<Row>,
}

#[derive(Clone)]
struct Row {
    name: String,
}

#[live_controller]
impl Counter {
    #[action]
    fn increment(&mut self) {
        self.count += 1;
        self.rows.push(Row { name: String::new() });
    }
}

fn main() {
    fn serves<C: livetpl::Dispatch>() {}
    serves::<Counter>();
    let _ = (Counter::INCREMENT.name(), Row { name: String::new() }.name);
}
