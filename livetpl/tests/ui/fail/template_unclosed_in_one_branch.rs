//! An element ends in the branch that it begins in.

use livetpl::prelude::*;

#[live_controller]
#[derive(Clone, Default)]
#[template(source = r#"{% if count == 0 %}
  <div class="empty">
{% endif %}
  <p>{{ count }}</p>
</div>"#, ext = "html")]
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
